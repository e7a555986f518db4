-- Marks: from codes to one student's marks of a day, as views to read and to query

-- What each code means at each school: the row for the school and year, else for
-- the school, else for the year, else for neither. Its share is its portion,
-- else nothing for a tardy and the whole for an absence. (Of decimal shares 0.33 and
-- 0.34 are a third, 0.66 and 0.67 two thirds.)
CREATE OR REPLACE VIEW @store@.code_mark AS
SELECT DISTINCT ON (s.school_id, y.school_year, c.code)
	s.school_id, y.school_year, c.code, c.mark, c.precedence,
	CASE WHEN c.portion IS NULL THEN CASE WHEN c.mark IN ('tardy', 'left_early', 'present') THEN 0 ELSE 1 END
		WHEN c.portion IN (0.33, 0.34) THEN 1/3.0::double precision
		WHEN c.portion IN (0.66, 0.67) THEN 2/3.0::double precision
		ELSE round(c.portion, 20)::double precision END AS share
FROM (
	SELECT school_id FROM @store@.school
	UNION SELECT school_id FROM @store@.calendar
) AS s
CROSS JOIN @store@.school_year_state AS y
JOIN @store@.attendance_code AS c
	ON (c.school_id IS NULL OR c.school_id = s.school_id) AND (c.school_year IS NULL OR c.school_year = y.school_year)
ORDER BY s.school_id, y.school_year, c.code, c.school_id NULLS LAST, c.school_year NULLS LAST;

-- How many periods each day has at a school, if its calendars agree on it
CREATE OR REPLACE VIEW @store@.school_periods AS
SELECT school_id, school_year, day, CASE WHEN min(periods) = max(periods) AND count(periods) = count(*) THEN min(periods) END AS periods,
	count(DISTINCT periods) > 1 OR count(periods) BETWEEN 1 AND count(*) - 1 AS calendars_differ, calendars_of_school
FROM @store@.session_day
GROUP BY school_id, school_year, day, calendars_of_school;

-- Where they do not, how many the days with events of periods have by the student's
-- own calendar. (Outer joins: the planner takes inner ones on so many keys for a
-- single row, and loops over the session days.)
CREATE OR REPLACE VIEW @store@.day_periods AS
SELECT e.student_id, e.school_id, e.school_year, e.day, min(d.periods) AS periods
FROM (
	SELECT DISTINCT student_id, school_id, school_year, day
	FROM @store@.attendance_event
	JOIN @store@.school_periods AS p USING (school_id, school_year, day)
	WHERE period IS NOT NULL AND held IS NULL AND p.calendars_differ AND p.calendars_of_school > 1
) AS e
LEFT JOIN @store@.stay AS s
	ON (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
	AND s.counts AND e.day >= s.entry_date AND (s.last_date IS NULL OR e.day <= s.last_date)
LEFT JOIN @store@.session_day AS d
	ON (d.school_id, d.school_year, d.calendar_code, d.day) = (s.school_id, s.school_year, s.calendar_code, e.day)
GROUP BY e.student_id, e.school_id, e.school_year, e.day;

-- Each event with its mark and its share of the period, or of the day: its own
-- portion, else missed of held, else the code's. What makes no sense is NULL: the
-- share for a day, a portion or a time, the periods for a period whose day has no
-- number of them. Such an event is not used. (NaN is larger than infinity.)
CREATE OR REPLACE VIEW @store@.event_part AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code,
	coalesce(c.mark, 'unmapped') AS mark, c.precedence, e.periods, e.in_range AND (e.period IS NULL OR e.periods IS NOT NULL) AS is_used,
	CASE
		WHEN NOT e.in_range THEN NULL
		WHEN e.portion IN (0.33, 0.34) THEN 1/3.0::double precision
		WHEN e.portion IN (0.66, 0.67) THEN 2/3.0::double precision
		WHEN e.portion IS NOT NULL THEN round(least(e.portion, 1), 20)::double precision
		WHEN e.period IS NULL AND e.missed >= e.held THEN 1		-- whose quotient may be too large for a number
		WHEN e.period IS NULL AND e.missed IS NOT NULL AND e.held IS NOT NULL THEN round(e.missed / e.held, 20)::double precision
		ELSE coalesce(c.share, 1) END AS share
FROM (
	SELECT student_id, school_id, school_year, day, period, code, portion, missed, held, NULL::double precision AS periods,
		isfinite(day) AND CASE
			WHEN portion IS NOT NULL THEN portion BETWEEN 0 AND 'Infinity'
			WHEN missed IS NOT NULL AND held IS NOT NULL THEN missed >= 0 AND missed < 'Infinity' AND held > 0 AND held < 'Infinity'
			ELSE true END AS in_range
	FROM @store@.attendance_event
	WHERE period IS NULL
	UNION ALL
	SELECT student_id, school_id, school_year, day, period, code, portion, missed, held,
		-- as the event says, else as the calendar does
		CASE WHEN held IS NULL THEN coalesce(p.periods, n.periods) WHEN held > 0 AND held < 'Infinity' THEN greatest(least(held, 1e9), 1e-9) END::double precision,
		isfinite(day) AND (portion IS NULL OR portion BETWEEN 0 AND 'Infinity')
	FROM @store@.attendance_event
	LEFT JOIN @store@.school_periods AS p USING (school_id, school_year, day)
	LEFT JOIN @store@.day_periods AS n USING (student_id, school_id, school_year, day)
	WHERE period IS NOT NULL
) AS e
LEFT JOIN @store@.code_mark AS c USING (school_id, school_year, code);

-- The marks of each student's days: one row a day and mark. What several events of
-- one day make of it is in absence_internal.fold_agg(), which ignores those that are not used.
CREATE OR REPLACE VIEW @store@.day_mark AS
SELECT e.student_id, e.school_id, e.school_year, p.day, p.mark::text COLLATE "C" AS mark, p.portion AS share
FROM (
	SELECT student_id, school_id, school_year,
		absence_internal.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods) AS marks
	FROM @store@.event_part
	GROUP BY student_id, school_id, school_year
) AS e
CROSS JOIN LATERAL absence.portions(e.marks) AS p;
