-- Calendars of students without a session day

@reasons@
	('calendar without session days', 'error', 'Load the days of the calendar.')
@rows@
SELECT 'calendar without session days', c.school_year, c.school_id, NULL, NULL,
	'calendar ' || absence_internal.short_word(c.calendar_code), 1
FROM @store@.student_calendar AS c
LEFT JOIN (SELECT DISTINCT school_id, school_year, calendar_code FROM @store@.session_day) AS d USING (school_id, school_year, calendar_code)
WHERE d.school_id IS NULL
