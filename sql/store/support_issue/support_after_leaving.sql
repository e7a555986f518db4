-- Supports without an end of students who have left every school of the district. A student
-- whose enrollment ends with the school year has not left before the next one has begun.

@reasons@
	('support open after leaving', 'warning', 'End the support, with end_reason student left.')
@rows@
SELECT 'support open after leaving', s.school_year, s.school_id, s.student_id, e.last_day,
	'support ' || absence_internal.short_word(s.intervention_id) || ' of ' || s.begin_date, 1
FROM given AS s
JOIN (
	SELECT student_id, max(coalesce(exit_date, 'infinity')) AS last_day
	FROM @store@.fact_enrollment
	GROUP BY student_id
) AS e ON e.student_id = s.student_id
CROSS JOIN (SELECT max(today) AS today FROM @store@.refresh_log) AS l
WHERE s.end_date IS NULL AND coalesce(s.status, 'active') <> 'ended' AND e.last_day < l.today
	AND e.last_day < (SELECT max(c.last_session_day) FROM @store@.calendar_complete AS c WHERE c.first_session_day <= l.today)
