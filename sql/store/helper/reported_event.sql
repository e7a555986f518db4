-- What was reported of each student and day: an event of the day, or an event of a period. A
-- period is the homeroom of a student if it has the name that an enrollment of the student at the
-- school gives as homeroom.
CREATE OR REPLACE VIEW @store@.reported_event AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.code, e.period IS NULL AS of_day, h.homeroom IS NOT NULL AS of_homeroom
FROM @store@.attendance_event AS e
LEFT JOIN (
	SELECT DISTINCT n.student_id, n.school_id, n.school_year, n.homeroom
	FROM @store@.enrollment AS n
	WHERE n.homeroom IS NOT NULL
) AS h ON (h.student_id, h.school_id, h.school_year, h.homeroom) = (e.student_id, e.school_id, e.school_year, e.period);
