-- Rolls that were taken on days without a session

@reasons@
	('roll on no session day', 'warning', 'Correct the day in attendance_taken, or the calendar.')
@rows@
SELECT 'roll on no session day', NULL, a.school_id, NULL, @one(a.day)@,
	concat_ws(', ', coalesce('calendar ' || absence_internal.short_word(a.calendar_code), 'every calendar'), @span(a.day)@), count(*)
FROM @store@.fact_attendance_taken AS a
WHERE NOT EXISTS (
	SELECT FROM @store@.session_day AS d
	WHERE d.school_id = a.school_id AND d.day = a.day AND (a.calendar_code IS NULL OR a.calendar_code = d.calendar_code))
GROUP BY a.school_id, a.calendar_code
