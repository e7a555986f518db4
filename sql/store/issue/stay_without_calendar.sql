-- Stays that count and have no calendar

@reasons@
	('stay without calendar', 'error', 'Correct the calendar code of the enrollments, or give the grade one calendar in calendar_grade.')
@rows@
SELECT 'stay without calendar', s.school_year, s.school_id, @one(s.student_id)@, NULL,
	concat_ws(', ', coalesce('calendar ' || absence_internal.short_word(s.named_calendar), 'no calendar code'),
		coalesce('grade ' || s.grade, 'no grade')),
	count(DISTINCT (s.student_id, s.entry_date))
FROM @store@.stay AS s
WHERE s.counts AND s.calendar_code IS NULL
GROUP BY s.school_year, s.school_id, s.named_calendar, s.grade
