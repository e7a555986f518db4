-- The events in doubt, and why they are not used, as the last refresh found it: a row for each
-- event. Students, schools and enrollments that were loaded since are taken into account.
CREATE OR REPLACE VIEW @store@.event_doubt_reason AS
SELECT school_year, school_id, student_id, day, period, code, reason
FROM @store@.event_in_doubt
WHERE reason <> 'not enrolled'
UNION ALL
SELECT d.school_year, d.school_id, d.student_id, d.day, d.period, d.code,
	CASE
		WHEN EXISTS (
			SELECT FROM @store@.fact_enrollment AS e
			WHERE (e.student_id, e.school_id, e.school_year) = (d.student_id, d.school_id, d.school_year)) THEN 'not refreshed'
		WHEN NOT EXISTS (SELECT FROM @store@.fact_student AS u WHERE u.student_id = d.student_id) THEN 'unknown student'
		WHEN NOT EXISTS (SELECT FROM @store@.fact_school AS h WHERE h.school_id = d.school_id) THEN 'unknown school'
		ELSE d.reason END
FROM @store@.event_in_doubt AS d
WHERE d.reason = 'not enrolled';

-- These, and the events of school years that the store does not know
CREATE OR REPLACE VIEW @store@.event_not_used AS
SELECT school_year, school_id, student_id, day, period, code, reason
FROM @store@.event_doubt_reason
UNION ALL
SELECT school_year, school_id, student_id, day, period, code, 'unknown year'
FROM @store@.fact_attendance_event
WHERE school_year <> ALL (ARRAY(SELECT y.school_year FROM @store@.school_year_state AS y));
