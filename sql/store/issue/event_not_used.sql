-- Events that are not used, by the reason that helper/event_not_used.sql gives. Depending
-- on the reason, a row is about a student, a school and day, or a school.

@reasons@
	('unknown year', 'error', 'Correct the school year, or load its enrollments and calendars and refresh.'),
	('not enrolled', 'error', 'Load the enrollment, or correct the student, the school or the year of the events.'),
	('no calendar', 'error', 'Give the stays of these students a calendar; see stay without calendar.'),
	('share out of range', 'error', 'Correct portion, missed or held of the event.'),
	('periods not known', 'error', 'Enter in held, calendar_day or calendar how many periods the day has.'),
	('void stay', 'warning', 'Correct the enrollment if the student did come, else remove the events.'),
	('no session day', 'warning', 'Correct the day of the events, or the calendar.'),
	('before entry', 'warning', 'Correct the entry date, or the day of the events.'),
	('after exit', 'warning', 'Correct the exit date, or the day of the events.'),
	('between stays', 'warning', 'Correct the enrollments, or the day of the events.'),
	('not refreshed', 'info', 'Refresh: the enrollment is newer than the registers.')
@rows@
SELECT e.reason, e.school_year, @one(e.school_id)@, @one(e.student_id)@, @one(e.day)@,
	concat_ws(', ', 'code ' || absence_internal.short_word(min(e.code)) || CASE WHEN min(e.code) < max(e.code) THEN ' and others' ELSE '' END,
		min(b.given), @span(e.day)@), count(*)
FROM (
	SELECT school_year, school_id, student_id, day, period, code, reason FROM @store@.event_doubt_reason
	UNION ALL
	SELECT school_year, school_id, student_id, day, period, code, 'unknown year'
	FROM odd_event
	WHERE school_year <> ALL (ARRAY(SELECT y.school_year FROM @store@.school_year_state AS y))
) AS e
LEFT JOIN (
	SELECT student_id, school_id, school_year, day,
		min(left(CASE WHEN portion IS NOT NULL THEN 'portion ' || portion ELSE 'missed ' || missed || ' of ' || held END, 60)) AS given
	FROM @store@.fact_attendance_event
	WHERE student_id = ANY (ARRAY(SELECT d.student_id FROM @store@.event_in_doubt AS d WHERE d.reason = 'share out of range'))
		AND absence_internal.event_share(portion, CASE WHEN period IS NULL THEN missed END, CASE WHEN period IS NULL THEN held END, 1) IS NULL
	GROUP BY student_id, school_id, school_year, day
) AS b ON e.reason = 'share out of range'
	AND (b.student_id, b.school_id, b.school_year, b.day) = (e.student_id, e.school_id, e.school_year, e.day)
GROUP BY e.reason, e.school_year,
	CASE WHEN e.reason <> 'unknown year' THEN e.school_id END,
	CASE WHEN e.reason IN ('unknown student', 'not enrolled', 'void stay', 'before entry', 'after exit', 'between stays', 'share out of range')
		THEN e.student_id END,
	CASE WHEN e.reason IN ('no session day', 'share out of range') THEN e.day END
