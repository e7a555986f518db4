-- Marks: from codes to one student's marks of a day, as views to read and to query

-- What each code means at each school: the row for the school and year, else for
-- the school, else for the year, else for neither
CREATE OR REPLACE VIEW @store@.code_mark AS
SELECT DISTINCT ON (s.school_id, y.school_year, c.code)
	s.school_id, y.school_year, c.code, c.mark, c.portion, c.precedence
FROM (
	SELECT school_id FROM @store@.school
	UNION SELECT school_id FROM @store@.calendar
) AS s
CROSS JOIN @store@.school_year_state AS y
JOIN @store@.attendance_code AS c
	ON (c.school_id IS NULL OR c.school_id = s.school_id) AND (c.school_year IS NULL OR c.school_year = y.school_year)
ORDER BY s.school_id, y.school_year, c.code, c.school_id NULLS LAST, c.school_year NULLS LAST;

-- Each event with its mark and its share of the period, or of the day: its own
-- portion, else missed of held, else the code's, else nothing for a tardy and the
-- whole for an absence. NULL share: a portion or a time that makes no sense, so
-- the event is not used. (NaN is larger than infinity.)
CREATE OR REPLACE VIEW @store@.event_part AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code,
	coalesce(c.mark, 'unmapped') AS mark, c.precedence,
	CASE
		WHEN NOT isfinite(e.day) THEN NULL
		WHEN e.portion IS NOT NULL THEN CASE WHEN e.portion >= 0 AND e.portion <= 'Infinity' THEN
			CASE e.portion WHEN 0.33 THEN 1/3.0 WHEN 0.34 THEN 1/3.0 WHEN 0.66 THEN 2/3.0 WHEN 0.67 THEN 2/3.0 ELSE least(e.portion, 1) END END
		WHEN e.period IS NULL AND e.missed IS NOT NULL AND e.held IS NOT NULL THEN
			CASE WHEN e.missed >= 0 AND e.missed < 'Infinity' AND e.held > 0 AND e.held < 'Infinity' THEN least(e.missed / e.held, 1) END
		WHEN c.portion IS NOT NULL THEN
			CASE c.portion WHEN 0.33 THEN 1/3.0 WHEN 0.34 THEN 1/3.0 WHEN 0.66 THEN 2/3.0 WHEN 0.67 THEN 2/3.0 ELSE c.portion END
		WHEN c.mark IN ('tardy', 'left_early', 'present') THEN 0
		ELSE 1 END AS share,
	-- periods of the day that the event itself gives; 0 is no number of periods
	CASE WHEN e.period IS NOT NULL AND e.held IS NOT NULL THEN
		CASE WHEN e.held > 0 AND e.held < 'Infinity' THEN e.held ELSE 0 END END AS periods
FROM @store@.attendance_event AS e
LEFT JOIN @store@.code_mark AS c USING (school_id, school_year, code);

-- The days that need folding: several events, or events of periods. Told by a
-- register in which an event of the whole day misses half a day and one of a
-- period all of it: the days that come to a whole one. So there is a group for
-- each student, and not one for each day.
CREATE OR REPLACE VIEW @store@.day_to_fold AS
SELECT r.student_id, r.school_id, r.school_year, d.day
FROM (
	SELECT student_id, school_id, school_year,
		absence.register_agg(day, 'oss', CASE WHEN period IS NULL THEN 0.5 ELSE 1 END::double precision) AS register
	FROM @store@.attendance_event
	WHERE isfinite(day)
	GROUP BY student_id, school_id, school_year
) AS r
CROSS JOIN LATERAL absence.days(r.register) AS d
WHERE d.portion = 1;

-- How many periods the days with events of periods have, by the student's own
-- calendar. (Outer joins: the planner takes inner ones on so many keys for a
-- single row, and loops over the session days.)
CREATE OR REPLACE VIEW @store@.day_periods AS
SELECT e.student_id, e.school_id, e.school_year, e.day, min(d.periods) AS periods
FROM (
	SELECT DISTINCT student_id, school_id, school_year, day
	FROM @store@.attendance_event
	WHERE period IS NOT NULL AND held IS NULL
) AS e
LEFT JOIN @store@.stay AS s
	ON (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
	AND s.void IS NULL AND e.day >= s.entry_date AND (s.last_date IS NULL OR e.day <= s.last_date)
LEFT JOIN @store@.session_day AS d
	ON (d.school_id, d.school_year, d.calendar_code, d.day) = (s.school_id, s.school_year, s.calendar_code, e.day)
GROUP BY e.student_id, e.school_id, e.school_year, e.day;

-- Folding within one period (none: the whole day): the highest precedence wins,
-- else the order of marks (a tardy corrects an absence, an absence a presence),
-- else the code. A winner that is absent for all of it stands alone; otherwise
-- time missed in part stands beside it, different codes adding, the same code
-- twice the larger, a whole period at most.
CREATE OR REPLACE VIEW @store@.period_mark AS
SELECT student_id, school_id, school_year, day, period, periods, mark,
	greatest(least(share, 1 - coalesce(sum(share) OVER (
		PARTITION BY student_id, school_id, school_year, day, period
		ORDER BY mark::absence.mark ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)), 0) AS share
FROM (
	-- one row a mark
	SELECT student_id, school_id, school_year, day, period, max(periods) AS periods, mark, sum(share) AS share
	FROM (
		-- one row a code
		SELECT student_id, school_id, school_year, day, period, max(periods) AS periods, code, mark, max(share) AS share
		FROM (
			SELECT p.student_id, p.school_id, p.school_year, p.day, p.period, p.code, p.mark, p.share,
				-- a period has one weight: the most periods that an event of it says
				max(coalesce(p.periods, n.periods)) OVER (PARTITION BY p.student_id, p.school_id, p.school_year, p.day, p.period) AS periods,
				row_number() OVER winner AS place,
				first_value(p.share = 1 AND p.mark NOT IN ('tardy', 'left_early', 'present')) OVER winner AS whole
			FROM @store@.day_to_fold AS d
			JOIN @store@.event_part AS p USING (student_id, school_id, school_year, day)
			LEFT JOIN @store@.day_periods AS n USING (student_id, school_id, school_year, day)
			WHERE p.share IS NOT NULL AND (p.period IS NULL OR coalesce(p.periods, n.periods) > 0)
			WINDOW winner AS (
				PARTITION BY p.student_id, p.school_id, p.school_year, p.day, p.period
				ORDER BY p.precedence DESC NULLS LAST, p.mark::absence.mark, p.code, p.share DESC)
		) AS event
		WHERE place = 1 OR (NOT whole AND share > 0 AND share < 1 AND mark <> 'present')
		GROUP BY student_id, school_id, school_year, day, period, code, mark
	) AS of_code
	GROUP BY student_id, school_id, school_year, day, period, mark
) AS of_mark;

-- Folding across periods: shares add. A whole-day absence beside events of
-- periods fills what is left of the day, less the periods that have an event of
-- their own; where nothing is left it is no mark of the day. A whole-day tardy or
-- presence beside them adds nothing but its mark.
CREATE OR REPLACE VIEW @store@.folded_mark AS
SELECT student_id, school_id, school_year, day, mark, least(sum(share), 1) AS share
FROM (
	SELECT student_id, school_id, school_year, day, mark,
		CASE
			WHEN period IS NOT NULL THEN share / periods
			WHEN share_of_periods IS NULL THEN share
			WHEN mark IN ('tardy', 'left_early', 'present') THEN 0
			-- seven sevenths are not quite 1
			WHEN 1 - share_of_periods - share_before > 1e-12 THEN least(share, 1 - share_of_periods - share_before) END AS share
	FROM (
		SELECT student_id, school_id, school_year, day, period, periods, mark, share,
			-- of the periods that have an event of their own
			sum(1 / periods) FILTER (WHERE first_of_period AND period IS NOT NULL) OVER (
				PARTITION BY student_id, school_id, school_year, day) AS share_of_periods,
			-- of the whole-day absences: those earlier in the order
			coalesce(sum(share) FILTER (WHERE period IS NULL AND mark NOT IN ('tardy', 'left_early', 'present')) OVER (
				PARTITION BY student_id, school_id, school_year, day
				ORDER BY mark::absence.mark, period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS share_before
		FROM (
			SELECT m.*, row_number() OVER (PARTITION BY student_id, school_id, school_year, day, period ORDER BY mark) = 1 AS first_of_period
			FROM @store@.period_mark AS m
		) AS m
	) AS of_day
) AS part
WHERE share IS NOT NULL
GROUP BY student_id, school_id, school_year, day, mark;

-- The marks of each student's days: one row a day and mark
CREATE OR REPLACE VIEW @store@.day_mark AS
SELECT p.student_id, p.school_id, p.school_year, p.day, p.mark, p.share
FROM @store@.event_part AS p
WHERE p.share IS NOT NULL AND p.period IS NULL
	AND NOT EXISTS (
		SELECT FROM @store@.day_to_fold AS f
		WHERE (f.student_id, f.school_id, f.school_year, f.day) = (p.student_id, p.school_id, p.school_year, p.day))
UNION ALL
SELECT student_id, school_id, school_year, day, mark, share
FROM @store@.folded_mark;
