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
SELECT c.school_id, coalesce(d.asked, greatest(c.complete_through, d.latest - 60)) AS day
FROM (
	SELECT school_id, max(complete_through) AS complete_through
	FROM @store@.school_complete
	GROUP BY school_id
) AS c
CROSS JOIN (SELECT asked, latest FROM @store@.store_now OFFSET '0') AS d;

-- The stays that count, as the last refresh found them, and whether the student is enrolled
-- now. For this, an open stay ends with its school year: a student of a past year is not
-- enrolled now once the next year counts, even if no exit was recorded.
CREATE OR REPLACE VIEW @store@.counted_stay AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.exit_date, s.last_date, s.grade, s.homeroom, s.calendar_code, s.alone,
	s.ctid AS place, w.day AS now, w.year_end,
	coalesce(w.day BETWEEN s.entry_date AND coalesce(s.last_date, w.year_end), false) AS enrolled_now
FROM @store@.stay_register AS s
CROSS JOIN (SELECT day FROM @store@.store_now OFFSET '0') AS d
LEFT JOIN @store@.school_now AS n USING (school_id)
CROSS JOIN LATERAL (
	SELECT coalesce(n.day, d.day), CASE WHEN s.school_year BETWEEN 1 AND 9999 THEN make_date(s.school_year, 6, 30) END
) AS w (day, year_end);

-- The views below have one row for several stays: the row of the stay that matters. Most
-- students have one stay, and only for the others the stays are looked up and compared. So a
-- query for one student, or with a LIMIT, looks at few stays. Two stays can be alike, so the
-- one that matters is told by its place in the table.

-- The latest stay of a student at a school in a year, with the dates of all stays there
CREATE OR REPLACE VIEW @store@.student_stay AS
SELECT s.student_id, s.school_id, s.school_year,
	CASE WHEN s.alone THEN s.entry_date ELSE o.entry_date END AS entry_date,
	CASE WHEN s.alone THEN s.exit_date ELSE o.exit_date END AS exit_date, s.homeroom,
	CASE WHEN s.alone THEN s.enrolled_now ELSE o.enrolled_now END AS enrolled_now, s.alone
FROM @store@.counted_stay AS s
CROSS JOIN LATERAL (
	SELECT min(o.entry_date) AS entry_date, CASE WHEN bool_or(o.exit_date IS NULL) THEN NULL ELSE max(o.exit_date) END AS exit_date,
		coalesce(bool_or(s.now BETWEEN o.entry_date AND coalesce(o.last_date, s.year_end)), false) AS enrolled_now,
		(array_agg(o.ctid ORDER BY o.entry_date DESC, o.last_date DESC NULLS FIRST, o.homeroom DESC NULLS LAST))[1] AS place
	FROM @store@.stay_register AS o
	WHERE NOT s.alone AND (o.student_id, o.school_id, o.school_year) = (s.student_id, s.school_id, s.school_year)
) AS o
WHERE s.alone OR s.place = o.place;

-- The one school of each student in a year: that of the latest stay begun by
-- complete-through, else that of the first stay
CREATE OR REPLACE VIEW @store@.latest_stay AS
SELECT s.student_id, s.school_year, s.school_id, s.grade, s.homeroom, s.entry_date, s.exit_date,
	CASE WHEN s.alone THEN s.enrolled_now ELSE o.enrolled_now END AS enrolled_now, s.alone
FROM @store@.counted_stay AS s
CROSS JOIN LATERAL (
	SELECT bool_or(o.enrolled_now) AS enrolled_now,
		(array_agg(o.place ORDER BY CASE WHEN o.begun THEN o.entry_date END DESC NULLS LAST, CASE WHEN o.begun THEN NULL ELSE o.entry_date END,
			o.last_date DESC NULLS FIRST, o.grade DESC NULLS LAST, o.homeroom DESC NULLS LAST, o.school_id)
			FILTER (WHERE o.has_calendar))[1] AS place
	FROM (
		SELECT o.*, c.calendar_code IS NOT NULL AS has_calendar, o.entry_date <= max(c.complete_through) OVER () AS begun
		FROM @store@.counted_stay AS o
		LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)
		WHERE NOT s.alone AND (o.student_id, o.school_year) = (s.student_id, s.school_year)
	) AS o
) AS o
LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)
WHERE CASE WHEN s.alone THEN c.calendar_code IS NOT NULL ELSE s.place = o.place END;
