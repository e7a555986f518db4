-- Rolls: whether a student is enrolled now, the stays of a student at a school, and the one
-- school of each student

-- The day that counts as now. If the session asks for a day, it is exactly that day.
-- Otherwise asked is NULL, and each school has a day of its own: see school_now. day is for
-- schools of which nothing counts: it is 60 days before the latest day that counts at any
-- school, or yesterday if nothing counts anywhere.
--
-- The current school year is the latest year of which something counts and that has begun
-- by the day asked for. A year has begun if one of its calendars is complete by then or has
-- a session day by then. A closed year may no longer have session days.
CREATE OR REPLACE VIEW @store@.store_now AS
SELECT a.asked, a.latest, coalesce(a.asked, a.latest - 60, a.today - 1) AS day,
	(
		SELECT max(y.school_year)
		FROM (
			SELECT school_year, min(complete_through) AS complete_through
			FROM @store@.calendar_complete
			WHERE complete_through IS NOT NULL
			GROUP BY school_year
		) AS y
		WHERE a.asked IS NULL OR y.complete_through <= a.asked OR EXISTS (
			SELECT FROM @store@.session_day AS d
			JOIN @store@.calendar_complete AS c USING (school_year, school_id, calendar_code)
			WHERE d.school_year = y.school_year AND c.complete_through IS NOT NULL AND d.day <= a.asked)
	) AS school_year
FROM (
	SELECT nullif(nullif(current_setting('absence.as_of', true), '')::date, 'infinity') AS asked,
		(SELECT max(complete_through) FROM @store@.school_complete) AS latest,
		coalesce((SELECT today FROM @store@.refresh_log ORDER BY refresh_id DESC LIMIT 1),
			(SELECT (now() AT TIME ZONE time_zone)::date FROM @store@.store_setting)) AS today
) AS a;

-- For each school, the last day through which it counts, in any year. A school that is more
-- than 60 days behind the latest school has closed or starts late: its day is 60 days
-- before that of the latest.
CREATE OR REPLACE VIEW @store@.school_now AS
SELECT school_id, coalesce((SELECT asked FROM @store@.store_now),
	greatest(max(complete_through), (SELECT latest FROM @store@.store_now) - 60)) AS day
FROM @store@.school_complete
GROUP BY school_id;

-- The stays that count, and whether the student is enrolled now. For this, an open stay ends
-- with its school year: a student of a past year is not enrolled now once the next year
-- counts, even if no exit was recorded.
CREATE OR REPLACE VIEW @store@.counted_stay AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.exit_date, s.last_date, s.grade, s.homeroom, s.calendar_code,
	coalesce(coalesce(n.day, (SELECT day FROM @store@.store_now)) BETWEEN s.entry_date AND @enrolled_through(s)@, false) AS enrolled_now
FROM @store@.stay AS s
LEFT JOIN @store@.school_now AS n USING (school_id)
WHERE s.counts;

-- One row for the stays of a student at a school in a year
CREATE OR REPLACE VIEW @store@.student_stay AS
SELECT student_id, school_id, school_year, min(entry_date) AS entry_date,
	CASE WHEN bool_or(exit_date IS NULL) THEN NULL ELSE max(exit_date) END AS exit_date,
	(array_agg(homeroom ORDER BY entry_date DESC, last_date DESC NULLS FIRST, homeroom DESC NULLS LAST))[1] AS homeroom,
	bool_or(enrolled_now) AS enrolled_now
FROM @store@.counted_stay
GROUP BY student_id, school_id, school_year;

-- The one school of each student in a year: that of the latest stay begun by
-- complete-through, else that of the first stay
CREATE OR REPLACE VIEW @store@.latest_stay AS
SELECT DISTINCT ON (student_id, school_year) student_id, school_year, school_id, grade, homeroom, enrolled_now
FROM (
	SELECT s.student_id, s.school_year, s.school_id, s.grade, s.homeroom, s.entry_date, s.last_date,
		c.calendar_code IS NOT NULL AS has_calendar,
		s.entry_date <= max(c.complete_through) OVER student AS begun, bool_or(s.enrolled_now) OVER student AS enrolled_now
	FROM @store@.counted_stay AS s
	LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)
	WINDOW student AS (PARTITION BY s.student_id, s.school_year)
) AS stay
WHERE has_calendar
ORDER BY student_id, school_year,
	CASE WHEN begun THEN entry_date END DESC NULLS LAST, CASE WHEN begun THEN NULL ELSE entry_date END,
	last_date DESC NULLS FIRST, grade DESC NULLS LAST, homeroom DESC NULLS LAST, school_id;
