-- Marks: from the codes of events to the marks of each student's days

-- What each code means at each school: the row for the school and year, else for the
-- school, else for the year, else for neither. The share is the portion of the row, else
-- the share of its mark.
CREATE OR REPLACE VIEW @store@.code_mark AS
SELECT DISTINCT ON (s.school_id, y.school_year, c.code)
	s.school_id, y.school_year, c.code, c.mark, c.precedence,
	absence_internal.event_share(c.portion, NULL, NULL, absence_internal.default_share(c.mark::absence.mark)) AS share
FROM (
	SELECT school_id FROM @store@.fact_school
	UNION SELECT school_id FROM @store@.fact_calendar
) AS s
CROSS JOIN @store@.school_year_state AS y
JOIN @store@.fact_attendance_code AS c
	ON (c.school_id IS NULL OR c.school_id = s.school_id) AND (c.school_year IS NULL OR c.school_year = y.school_year)
ORDER BY s.school_id, y.school_year, c.code, c.school_id NULLS LAST, c.school_year NULLS LAST;

-- The number of periods of each day at a school, if its calendars agree, else that of each
-- calendar
CREATE OR REPLACE VIEW @store@.school_periods AS
SELECT school_id, school_year, day, @agreed(periods)@ AS periods,
	count(DISTINCT periods) > 1 OR count(periods) BETWEEN 1 AND count(*) - 1 AS calendars_differ,
	array_agg(calendar_code ORDER BY calendar_code) AS calendar_codes, array_agg(periods ORDER BY calendar_code) AS calendar_periods
FROM @store@.session_day
GROUP BY school_id, school_year, day;

-- Each event with its mark and its share of the period, or of the day: its own portion, else
-- missed of held, else the share of the code. share is NULL if the day, the portion or the
-- time makes no sense, and periods is NULL for a period of a day whose number of periods
-- is not known. Such an event is not used. If the calendars of the school differ in the number
-- of periods, it is that of the student's stay, as of the last refresh.
CREATE OR REPLACE VIEW @store@.event_part AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code,
	coalesce(c.mark, 'unmapped') AS mark, c.precedence, n.periods,
	s.share IS NOT NULL AND (e.period IS NULL OR n.periods IS NOT NULL) AS is_used,
	s.share
FROM @store@.fact_attendance_event AS e
LEFT JOIN @store@.school_periods AS p ON e.period IS NOT NULL AND e.held IS NULL
	AND (p.school_id, p.school_year, p.day) = (e.school_id, e.school_year, e.day)
CROSS JOIN LATERAL (
	-- the periods of the event, else those of the calendar
	SELECT CASE
		WHEN e.period IS NULL THEN NULL
		WHEN e.held IS NULL THEN coalesce(p.periods, (
			-- the least of the calendars in which the student has a stay on the day
			SELECT min(c.periods)
			FROM @store@.stay_register AS s
			JOIN unnest(p.calendar_codes, p.calendar_periods) AS c (calendar_code, periods) USING (calendar_code)
			WHERE p.calendars_differ AND (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
				AND e.day >= s.entry_date AND (s.last_date IS NULL OR e.day <= s.last_date)))
		WHEN e.held > 0 AND e.held < 'Infinity' THEN greatest(least(e.held, 1e9), 1e-9) END::double precision
) AS n (periods)
LEFT JOIN @store@.code_mark AS c ON (c.school_id, c.school_year, c.code) = (e.school_id, e.school_year, e.code)
CROSS JOIN LATERAL (
	-- missed is of a whole day; for a period only portion gives its share
	SELECT CASE WHEN isfinite(e.day) THEN absence_internal.event_share(e.portion, CASE WHEN e.period IS NULL THEN e.missed END,
		CASE WHEN e.period IS NULL THEN e.held END, coalesce(c.share, absence_internal.default_share('unmapped'))) END
) AS s (share);

-- The marks of each student's days: a row for each day and mark. fold_agg() combines the
-- events of a day, and ignores those that are not used.
CREATE OR REPLACE VIEW @store@.day_mark AS
SELECT e.student_id, e.school_id, e.school_year, p.day, p.mark::text COLLATE "C" AS mark, p.portion AS share
FROM (
	SELECT student_id, school_id, school_year,
		absence_internal.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods) AS marks
	FROM @store@.event_part
	GROUP BY student_id, school_id, school_year
) AS e
CROSS JOIN LATERAL absence.portions(e.marks) AS p;
