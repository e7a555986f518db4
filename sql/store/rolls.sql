-- Where students are: on which rolls, and at which school they are at home

-- Who is on the rolls: of each student's stays at a school in a year
CREATE OR REPLACE VIEW @store@.student_stay AS
SELECT student_id, school_id, school_year, min(entry_date) AS entry_date,
	CASE WHEN bool_or(exit_date IS NULL) THEN NULL ELSE max(exit_date) END AS exit_date,
	(array_agg(homeroom ORDER BY entry_date DESC, last_date DESC NULLS FIRST, homeroom DESC NULLS LAST))[1] AS homeroom,
	range_agg(days) FILTER (WHERE days IS NOT NULL) AS stays
FROM @store@.stay
WHERE counts
GROUP BY student_id, school_id, school_year;

-- Where a student of several schools is at home: the latest stay begun by
-- complete-through, else the first
CREATE OR REPLACE VIEW @store@.latest_stay AS
SELECT DISTINCT ON (student_id, school_year) student_id, school_year, school_id, grade, homeroom, stays
FROM (
	SELECT s.student_id, s.school_year, s.school_id, s.grade, s.homeroom, s.entry_date, s.last_date, c.calendar_code IS NOT NULL AS has_calendar,
		s.entry_date <= max(c.complete_through) OVER student AS begun, range_agg(s.days) FILTER (WHERE s.days IS NOT NULL) OVER student AS stays
	FROM @store@.stay AS s
	LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)
	WHERE s.counts
	WINDOW student AS (PARTITION BY s.student_id, s.school_year)
) AS stay
WHERE has_calendar
ORDER BY student_id, school_year,
	CASE WHEN begun THEN entry_date END DESC NULLS LAST, CASE WHEN begun THEN NULL ELSE entry_date END,
	last_date DESC NULLS FIRST, grade DESC NULLS LAST, homeroom DESC NULLS LAST, school_id;
