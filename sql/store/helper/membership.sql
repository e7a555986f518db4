-- Membership: calendars, their session days, enrollments as stays, and the days of stays

-- Student calendars. Staff and summer calendars never count. A calendar for one student, or
-- for an education plan, is used only for the enrollments that name it: no other enrollment
-- falls back on it.
CREATE OR REPLACE VIEW @store@.student_calendar AS
SELECT c.school_id, c.school_year, c.calendar_code, c.day_minutes, c.periods,
	count(*) OVER of_school AS calendars_of_school, f.is_fallback,
	count(*) FILTER (WHERE f.is_fallback) OVER of_school AS fallbacks_of_school
FROM @store@.fact_calendar AS c
CROSS JOIN LATERAL (SELECT c.calendar_type NOT IN ('Student Specific', 'IEP')) AS f (is_fallback)
WHERE c.calendar_type NOT IN ('Staff', 'Summer')
WINDOW of_school AS (PARTITION BY c.school_id, c.school_year);

-- The session days of a student calendar. If a day has several events, an event that closes
-- takes precedence over an event of kind session, and this over a neutral event. An event
-- that calendar_event_kind does not list is neutral. If a day has several lengths, the
-- shortest is used, because an early dismissal is listed beside the instructional day. A
-- day far outside the school year is left out, and so is a calendar with a key that is too
-- long.
--
-- The planner estimates that an aggregate has a given value in one group of 200, and then
-- chooses nested loops over all days.
CREATE OR REPLACE VIEW @store@.session_day AS
SELECT d.school_id, d.school_year, d.calendar_code, d.day,
	coalesce(min(d.minutes) FILTER (WHERE k.kind = 'session' AND d.minutes BETWEEN 1 AND 1440),
		CASE WHEN min(c.day_minutes) BETWEEN 1 AND 1440 THEN min(c.day_minutes) END) AS minutes,
	coalesce(min(d.periods) FILTER (WHERE k.kind = 'session' AND d.periods > 0),
		CASE WHEN min(c.periods) > 0 THEN min(c.periods) END) AS periods,
	c.calendars_of_school
FROM @store@.fact_calendar_day AS d
JOIN @store@.student_calendar AS c USING (school_id, school_year, calendar_code)
LEFT JOIN @store@.fact_calendar_event_kind AS k USING (event)
WHERE CASE WHEN d.school_year BETWEEN 2 AND 9999 AND octet_length(d.school_id) <= 500 AND octet_length(d.calendar_code) <= 500
	THEN d.day BETWEEN make_date(d.school_year - 1, 6, 1) AND make_date(d.school_year, 8, 31) END
GROUP BY d.school_id, d.school_year, d.calendar_code, d.day, c.calendars_of_school
HAVING CASE max(CASE k.kind WHEN 'closes' THEN 2 WHEN 'session' THEN 1 ELSE 0 END) WHEN 1 THEN true ELSE false END;

-- Each enrollment as a stay: its last day, its calendar, and the reason if it does not count.
-- The calendar is the one that the enrollment names; if it names none, the only calendar of
-- the school on which enrollments fall back; else the only such calendar of the grade; else
-- NULL.
--
-- counts is the same as void IS NULL. The planner estimates that void IS NULL is true for
-- one stay in 200, and then chooses a nested loop over a whole district.
CREATE OR REPLACE VIEW @store@.stay AS
SELECT e.student_id, e.school_id, e.school_year, e.entry_date,
	d.last_date,
	e.exit_date, absence_internal.short_word(e.grade) AS grade,
	coalesce(own.calendar_code, only_one.calendar_code, of_grade.calendar_code) AS calendar_code,
	v.void, coalesce(e.primary_school, false) AS primary_school,
	CASE WHEN e.fte >= 0 AND e.fte < 'Infinity' THEN e.fte ELSE 1 END AS fte, e.homeroom,
	CASE WHEN v.void IS NULL THEN true ELSE false END AS counts, e.calendar_code AS named_calendar
FROM @store@.fact_enrollment AS e
CROSS JOIN @store@.store_setting AS s
CROSS JOIN LATERAL (
	SELECT CASE WHEN e.exit_type = ANY (s.void_exit_types) THEN 'void exit type'
		WHEN e.enrollment_type = 'Summer' THEN 'summer enrollment'
		WHEN e.exit_date < e.entry_date THEN 'exit before entry'
		WHEN octet_length(e.student_id) > 500 OR octet_length(e.school_id) > 500 THEN 'key too long' END AS void
) AS v
CROSS JOIN LATERAL (
	SELECT CASE WHEN s.exit_day_counts OR e.exit_date = '4713-01-01 BC' THEN e.exit_date ELSE e.exit_date - 1 END AS last_date
) AS d
LEFT JOIN @store@.student_calendar AS own
	ON (own.school_id, own.school_year, own.calendar_code) = (e.school_id, e.school_year, e.calendar_code)
LEFT JOIN @store@.student_calendar AS only_one
	ON e.calendar_code IS NULL AND only_one.is_fallback AND only_one.fallbacks_of_school = 1
	AND (only_one.school_id, only_one.school_year) = (e.school_id, e.school_year)
LEFT JOIN (
	SELECT g.school_id, g.school_year, g.grade, min(g.calendar_code) AS calendar_code
	FROM @store@.fact_calendar_grade AS g
	JOIN @store@.student_calendar AS c USING (school_id, school_year, calendar_code)
	WHERE c.is_fallback
	GROUP BY g.school_id, g.school_year, g.grade
	HAVING count(*) = 1
) AS of_grade
	ON e.calendar_code IS NULL AND only_one.calendar_code IS NULL
	AND (of_grade.school_id, of_grade.school_year, of_grade.grade) = (e.school_id, e.school_year, e.grade);

-- One row for each day of each stay that counts. A day that two stays at one school share
-- has two rows; the register of the student contains it once.
CREATE OR REPLACE VIEW @store@.stay_day AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.calendar_code, d.day, d.minutes, d.periods
FROM @store@.stay AS s
JOIN @store@.session_day AS d USING (school_id, school_year, calendar_code)
WHERE s.counts AND d.day >= s.entry_date AND (s.last_date IS NULL OR d.day <= s.last_date);
