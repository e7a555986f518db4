-- What was reported of each student and day: an event of the day, or an event of a section or
-- period. A period is the homeroom of a student if it has the name that an enrollment of the
-- student at the school gives as homeroom. An Ed-Fi source says itself which sections are, and
-- has events of both kinds, whatever the attendance of the day is taken from.

-- The rows of the store's own table
CREATE OR REPLACE VIEW @store@.reported_event AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.code, e.period IS NULL AS of_day, h.homeroom IS NOT NULL AS of_homeroom
FROM @store@.attendance_event AS e
LEFT JOIN (
	SELECT DISTINCT n.student_id, n.school_id, n.school_year, n.homeroom
	FROM @store@.fact_enrollment AS n
	WHERE n.homeroom IS NOT NULL
) AS h ON (h.student_id, h.school_id, h.school_year, h.homeroom) = (e.student_id, e.school_id, e.school_year, e.period);

-- These, and those of sources: absence.add_source() lays this view anew
CREATE OR REPLACE VIEW @store@.fact_reported_event AS
SELECT f.student_id, f.school_id, f.school_year, f.day, f.code, f.of_day, f.of_homeroom
FROM @store@.reported_event AS f;
