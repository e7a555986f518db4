-- The days of the calendars. Of a school year without calendars, such as a closed one whose facts
-- are gone, all days from 1 July to 30 June.
CREATE OR REPLACE VIEW @schema@.datedim WITH (security_barrier) AS
SELECT to_char(t.day, 'YYYYMMDD') AS datekey, t.day::date AS date, to_char(t.day, 'DD') AS day, to_char(t.day, 'MM') AS month,
	to_char(t.day, 'Month') AS monthname, to_char(t.day, 'Q')::varchar AS calendarquarter,
	(ARRAY['First', 'Second', 'Third', 'Fourth'])[extract(quarter FROM t.day)::integer] AS calendarquartername,
	to_char(t.day, 'FMYYYY')::varchar AS calendaryear, t.school_year::varchar AS schoolyear
FROM (
	SELECT DISTINCT c.day::timestamp AS day, c.school_year
	FROM @store@.fact_calendar_day AS c
	WHERE c.school_year @year@ AND isfinite(c.day)
	UNION ALL
	SELECT g.day, y.school_year
	FROM @store@.school_year_state AS y
	CROSS JOIN LATERAL generate_series(make_timestamp(y.school_year - 1, 7, 1, 0, 0, 0), make_timestamp(y.school_year, 6, 30, 0, 0, 0),
		'1 day') AS g (day)
	WHERE y.school_year @year@ AND y.school_year BETWEEN 2 AND 9999
		AND NOT EXISTS (SELECT FROM @store@.fact_calendar_day AS c WHERE c.school_year = y.school_year)
) AS t;

COMMENT ON COLUMN @schema@.datedim.datekey IS 'Day, as in 20260115; with schoolyear, the key of the row';
COMMENT ON COLUMN @schema@.datedim.date IS 'Day';
COMMENT ON COLUMN @schema@.datedim.day IS 'Day of the month, 01 to 31';
COMMENT ON COLUMN @schema@.datedim.month IS 'Month, 01 to 12';
COMMENT ON COLUMN @schema@.datedim.monthname IS 'English name of the month, with blanks to nine characters';
COMMENT ON COLUMN @schema@.datedim.calendarquarter IS 'Quarter of the calendar year, 1 to 4';
COMMENT ON COLUMN @schema@.datedim.calendarquartername IS 'Quarter of the calendar year: First, Second, Third, Fourth';
COMMENT ON COLUMN @schema@.datedim.calendaryear IS 'Calendar year';
COMMENT ON COLUMN @schema@.datedim.schoolyear IS 'School year, the year in which it ends';
