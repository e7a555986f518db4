-- Stays whose calendar has no session day between entry and exit

@reasons@
	('stay without session day', 'warning', 'Correct the dates of the enrollment, or the calendar.')
@rows@
SELECT 'stay without session day', s.school_year, s.school_id, s.student_id, s.entry_date,
	concat_ws(', ', 'entry ' || s.entry_date, 'exit ' || s.exit_date, 'calendar ' || s.calendar_code), count(*)
FROM @store@.stay AS s
JOIN (
	SELECT school_id, school_year, calendar_code, absence.calendar_agg(day) AS days, min(day) AS first_day, max(day) AS last_day
	FROM @store@.session_day
	GROUP BY school_id, school_year, calendar_code
) AS c USING (school_id, school_year, calendar_code)
WHERE s.counts
	-- most stays have the first or the last day of the calendar
	AND NOT (c.first_day >= s.entry_date AND c.first_day <= coalesce(s.last_date, 'infinity'))
	AND NOT (c.last_day >= s.entry_date AND c.last_day <= coalesce(s.last_date, 'infinity'))
	AND absence.enrolled_days(absence.tally(absence.enroll(c.days, s.entry_date, s.last_date))) = 0
GROUP BY s.school_year, s.school_id, s.student_id, s.entry_date, s.exit_date, s.calendar_code
