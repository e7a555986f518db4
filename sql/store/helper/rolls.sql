-- Rolls: whether a student is enrolled now, the stays of a student at a school, and the one
-- school of each student

-- For each school, the day that counts as now. If the session asks for a day, it is exactly
-- that day, else the last day through which the school counts, in any year. A school that is
-- more than 60 days behind the latest school has closed or starts late: its day is 60 days
-- before that of the latest.
CREATE OR REPLACE VIEW @store@.school_now AS
SELECT school_id, coalesce(@day_asked@, greatest(max(complete_through), max(max(complete_through)) OVER () - 60)) AS day,
	max(max(complete_through)) OVER () AS latest
FROM @store@.school_complete
GROUP BY school_id;

-- The same in one row, which is made once per query: a join to the schools would go through
-- all of them for each student who is looked up. day is for schools of which nothing counts:
-- it is 60 days before the latest day that counts at any school, or yesterday if nothing
-- counts anywhere. asked is NULL if the session asks for no day.
--
-- The current school year is the latest year of which something counts and that has begun
-- by the day asked for. A year has begun if one of its calendars has a session day by then.
-- The first one of a closed year may not be known, but when the calendar was complete is.
CREATE OR REPLACE VIEW @store@.store_now AS
SELECT a.asked, a.latest, coalesce(a.asked, a.latest - 60, (
		SELECT l.today - 1 FROM @store@.refresh_log AS l ORDER BY l.refresh_id DESC LIMIT 1
	), (SELECT (now() AT TIME ZONE s.time_zone)::date - 1 FROM @store@.store_setting AS s)) AS day,
	(
		SELECT max(c.school_year)
		FROM @store@.calendar_complete AS c
		WHERE c.complete_through IS NOT NULL
			AND (a.asked IS NULL OR c.complete_through <= a.asked OR c.first_session_day <= a.asked)
	) AS school_year, a.of_school
FROM (
	SELECT @day_asked@ AS asked, max(latest) AS latest, jsonb_object_agg(school_id, day) AS of_school
	FROM @store@.school_now
) AS a;

-- The one school of each student in a year: that of the latest stay begun by
-- complete-through, else that of the first stay; with the dates of all stays there.
--
-- Most students have one stay, and only for the others the stays are looked up and compared,
-- so that a query for one student or school, or with a LIMIT, looks at few stays. Those of a
-- student with very many stays are compared once, not for each stay. Two stays can be alike,
-- so the latest is told by its place in the table.
CREATE OR REPLACE VIEW @store@.latest_stay AS
SELECT s.student_id, s.school_year, s.school_id, s.grade, s.homeroom,
	CASE WHEN s.alone_at_school THEN s.entry_date ELSE d.entry_date END AS entry_date,
	CASE WHEN s.alone_at_school THEN s.exit_date ELSE d.exit_date END AS exit_date,
	CASE WHEN s.alone THEN @is_now(s, n)@ WHEN s.has_many THEN m.enrolled_now ELSE o.enrolled_now END AS enrolled_now, s.alone
FROM @store@.stay_register AS s
CROSS JOIN @now@ AS n
LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)
LEFT JOIN (
	WITH many AS MATERIALIZED (
		SELECT o.student_id, o.school_year, @latest_place(o)@ AS place, bool_or(o.enrolled_now) AS enrolled_now
		FROM (@compared_stays@ CROSS JOIN @now@ AS n WHERE o.has_many) AS o
		GROUP BY o.student_id, o.school_year
	)
	SELECT student_id, school_year, place, enrolled_now FROM many
) AS m ON s.has_many AND (m.student_id, m.school_year) = (s.student_id, s.school_year)
CROSS JOIN LATERAL (
	SELECT @latest_place(o)@ AS place, bool_or(o.enrolled_now) AS enrolled_now
	FROM (@compared_stays@ WHERE NOT s.alone AND NOT s.has_many AND (o.student_id, o.school_year) = (s.student_id, s.school_year)) AS o
) AS o
CROSS JOIN LATERAL (
	SELECT min(d.entry_date) AS entry_date, @last_exit(d)@ AS exit_date
	FROM @store@.stay_register AS d
	WHERE NOT s.alone_at_school AND s.ctid = CASE WHEN s.has_many THEN m.place ELSE o.place END
		AND (d.student_id, d.school_id, d.school_year) = (s.student_id, s.school_id, s.school_year)
) AS d
WHERE CASE WHEN s.alone THEN c.calendar_code IS NOT NULL WHEN s.has_many THEN s.ctid = m.place ELSE s.ctid = o.place END;
