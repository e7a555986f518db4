-- Series: the points of a cohort by day, by cases worked by hand
SET search_path = absence, absence_internal, public;

-- Weekdays from Monday 2025-08-18 on; the points as k/n, day by day
CREATE FUNCTION pg_temp.points_of(series series) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(to_char(day, 'MM-DD ') || k || '/' || n, ', ' ORDER BY day) FROM absence.points(series)
$$;
CREATE TEMP TABLE worked_cohort (n integer GENERATED ALWAYS AS IDENTITY, what text, policy policy, registers text[], trend text, daily text);
INSERT INTO worked_cohort (what, policy, registers, trend, daily) VALUES
	('the minimum turns a verdict on',
		'minimum = 3 days', '{"days 2025-08-18..2025-08-22; complete infinity; marks 2025-08-18 excused"}',
		'08-18 0/0, 08-19 0/0, 08-20 1/1, 08-21 1/1, 08-22 1/1', '08-18 1/1, 08-19 0/1, 08-20 0/1, 08-21 0/1, 08-22 0/1'),
	('above the minimum',
		'minimum > 3 days', '{"days 2025-08-18..2025-08-22; complete infinity"}',
		'08-18 0/0, 08-19 0/0, 08-20 0/0, 08-21 0/1, 08-22 0/1', '08-18 0/1, 08-19 0/1, 08-20 0/1, 08-21 0/1, 08-22 0/1'),
	('half of a calendar of 6 days',
		'minimum = 50%', '{"days 2025-08-18..2025-08-22; complete infinity; calendar 2026:6"}',
		'08-18 0/0, 08-19 0/0, 08-20 0/1, 08-21 0/1, 08-22 0/1', '08-18 0/1, 08-19 0/1, 08-20 0/1, 08-21 0/1, 08-22 0/1'),
	('of a calendar that is not known',
		'minimum = 50%', '{"days 2025-08-18..2025-08-20; complete infinity"}',
		'08-18 0/0, 08-19 0/0, 08-20 0/0', '08-18 0/1, 08-19 0/1, 08-20 0/1'),
	('chronic, then not, then again',
		'minimum = none, chronic = 40%, severe = none', '{"days 2025-08-18..2025-08-25; complete infinity; marks 2025-08-18 oss, 2025-08-22 excused"}',
		'08-18 1/1, 08-19 1/1, 08-20 0/1, 08-21 0/1, 08-22 1/1, 08-25 0/1', '08-18 1/1, 08-19 0/1, 08-20 0/1, 08-21 0/1, 08-22 1/1, 08-25 0/1'),
	('exactly at the line, and above it',
		'minimum = none, at_risk = none, chronic = 50%, severe = none, compare = >', '{"days 2025-08-18..2025-08-21; complete infinity; marks 2025-08-18 oss, 2025-08-21 oss"}',
		'08-18 1/1, 08-19 0/1, 08-20 0/1, 08-21 0/1', '08-18 1/1, 08-19 0/1, 08-20 0/1, 08-21 1/1'),
	('days to come have no point',
		'minimum = none', '{"days 2025-08-18..2025-08-29; complete 2025-08-19; marks 2025-08-19 oss, 2025-08-20 oss"}',
		'08-18 0/1, 08-19 1/1', '08-18 0/1, 08-19 1/1'),
	('after the last own day a student keeps the verdict, but is in no daily count',
		'minimum = none', '{"days 2025-08-18..2025-08-19; complete infinity; marks 2025-08-18 oss","days 2025-08-18..2025-08-29; complete 2025-08-21"}',
		'08-18 1/2, 08-19 1/2, 08-20 1/2, 08-21 1/2', '08-18 1/2, 08-19 0/2, 08-20 0/1, 08-21 0/1'),
	('a late entry, and a gap between two stays',
		'minimum = none', '{"days 2025-08-18 2025-08-21; complete infinity; marks 2025-08-21 oss","days 2025-08-20..2025-08-22; complete infinity"}',
		'08-18 0/1, 08-20 0/2, 08-21 1/2, 08-22 1/2', '08-18 0/1, 08-20 0/1, 08-21 1/2, 08-22 0/1'),
	('a part of a day: after the part-day rule',
		'minimum = none', '{"days 2025-08-18..2025-08-19; complete infinity; marks 2025-08-18 oss 1/2, 2025-08-19 oss 1/4"}',
		'08-18 1/1, 08-19 1/1', '08-18 1/1, 08-19 0/1'),
	('in parts',
		'minimum = none, part_day = proportional', '{"days 2025-08-18..2025-08-19; complete infinity; marks 2025-08-18 oss 1/2, 2025-08-19 oss 1/4"}',
		'08-18 1/1, 08-19 1/1', '08-18 0.5/1, 08-19 0.25/1'),
	('unmapped and outside days count for nobody, but are points',
		'minimum = none, outside = homebound', '{"days 2025-08-18..2025-08-20; complete infinity; marks 2025-08-18 unmapped, 2025-08-19 homebound, 2025-08-20 oss"}',
		'08-18 0/0, 08-19 0/0, 08-20 1/1', '08-18 0/0, 08-19 0/0, 08-20 1/1'),
	('nothing recorded: not counted',
		'minimum = none', '{"days 2025-08-18..2025-08-20; complete infinity; unrecorded 2025-08-18 2025-08-20; marks 2025-08-19 oss"}',
		'08-18 0/0, 08-19 1/1, 08-20 1/1', '08-18 0/0, 08-19 1/1, 08-20 0/0'),
	('nothing recorded: present',
		'minimum = none, unrecorded = present', '{"days 2025-08-18..2025-08-20; complete infinity; unrecorded 2025-08-18 2025-08-20; marks 2025-08-19 oss"}',
		'08-18 0/1, 08-19 1/1, 08-20 1/1', '08-18 0/1, 08-19 1/1, 08-20 0/1'),
	('nothing recorded: absent',
		'minimum = none, unrecorded = absent', '{"days 2025-08-18..2025-08-20; complete infinity; unrecorded 2025-08-18 2025-08-20"}',
		'08-18 1/1, 08-19 1/1, 08-20 1/1', '08-18 1/1, 08-19 0/1, 08-20 1/1'),
	('in minutes the last day, which is long, is missed: 400 of 600; daily counts stay in days',
		'minimum = none, basis = minutes, chronic = 60%, severe = none', '{"days 2025-08-18..2025-08-20; complete infinity; minutes 100 2025-08-20:400; marks 2025-08-20 oss"}',
		'08-18 0/1, 08-19 0/1, 08-20 1/1', '08-18 0/1, 08-19 0/1, 08-20 1/1'),
	('from a day of unknown length on there is no verdict in minutes',
		'minimum = none, basis = minutes', '{"days 2025-08-18..2025-08-21; complete infinity; minutes 390 2025-08-20:none; marks 2025-08-18 oss"}',
		'08-18 1/1, 08-19 1/1, 08-20 0/0, 08-21 0/0', '08-18 1/1, 08-19 0/1, 08-20 0/1, 08-21 0/1'),
	('the line in days',
		'measure = days, at_risk = none, chronic = 2 days, severe = none, minimum = none', '{"days 2025-08-18..2025-08-21; complete infinity; marks 2025-08-18 oss, 2025-08-20 oss"}',
		'08-18 0/1, 08-19 0/1, 08-20 1/1, 08-21 1/1', '08-18 1/1, 08-19 0/1, 08-20 1/1, 08-21 0/1'),
	('no line',
		'at_risk = none, chronic = none, severe = none, minimum = none', '{"days 2025-08-18..2025-08-19; complete infinity; marks 2025-08-18 oss"}',
		'08-18 0/1, 08-19 0/1', '08-18 1/1, 08-19 0/1'),
	('nothing is complete', '', '{"days 2025-08-18..2025-08-29; complete none"}', NULL, NULL);
SELECT what, pg_temp.points_of(got_trend) AS got_trend, pg_temp.points_of(got_daily) AS got_daily,
	(pg_temp.points_of(got_trend), pg_temp.points_of(got_daily)) IS NOT DISTINCT FROM (c.trend, c.daily) AS ok
FROM worked_cohort AS c, LATERAL (
	SELECT chronic_trend(r::register, policy) AS got_trend, daily_absence(r::register, policy) AS got_daily FROM unnest(registers) AS r) AS s
ORDER BY n;

-- Membership counts students who are expected, also on days to come, unmapped or
-- unrecorded, but not students who are outside. A mark on a day to come is not known
-- yet. The only student of Monday is outside; on Tuesday there are two students, on
-- Wednesday three.
SELECT pg_temp.points_of(daily_membership(r::register, 'outside = homebound')) AS outside, pg_temp.points_of(daily_membership(r::register, '')) AS within
FROM unnest('{"days 2025-08-18..2025-08-22; complete 2025-08-20; marks 2025-08-18 homebound, 2025-08-19 unmapped, 2025-08-21 homebound",
	"days 2025-08-19..2025-08-20; complete none", "days 2025-08-20; complete infinity; unrecorded 2025-08-20"}'::text[]) AS r;

-- Without registers there is no series; with registers but no complete day the series
-- has no points
SELECT chronic_trend(r), daily_absence(r) FROM (VALUES (NULL::register)) AS v (r);
SELECT chronic_trend(r), daily_absence(r) FROM (VALUES ('days none; complete none'::register)) AS v (r) WHERE false;
SELECT chronic_trend(r), daily_absence(r, 'compare = >') FROM (VALUES (NULL::register), ('days none; complete none')) AS v (r);
SELECT chronic_trend(r, NULL) FROM (VALUES ('days none; complete none'::register)) AS v (r);
SELECT daily_absence(r, p::policy) FROM (VALUES ('days none; complete none'::register, ''), ('days none; complete none', 'compare = >')) AS v (r, p);

-- Rows: a whole number of students, days of absence, and a rate if there are students
SELECT p.* FROM points('minimum = none; running; 2025-08-18: 0 of 0, 2025-08-19: 3 of 40') AS p;
SELECT p.* FROM points('minimum = none; daily; 2025-08-18: 0 of 0, 2025-08-19: 7/2 of 40') AS p;
-- on given days: a running series has the value of the point before
SELECT kind, p.* FROM (VALUES ('running'), ('daily')) AS v (kind),
	LATERAL points(('; ' || kind || '; 2025-08-18: 1 of 4, 2025-08-20: 2 of 5')::series, '{2025-08-20,2025-08-17,NULL,2025-08-19,infinity,-infinity,2025-08-18}') AS p;
SELECT count(*) FROM points('; running; 2025-08-18: 1 of 4', '{}');

-- Sums: a running series adds its point before, a daily series only the point of the
-- day
SELECT rollup(s::series) FROM (VALUES ('; running; 2025-08-18: 1 of 10, 2025-08-20: 3 of 11'), ('; running; 2025-08-19: 2 of 5, 2025-08-21: 0 of 4'), (NULL)) AS v (s);
SELECT rollup(s::series) FROM (VALUES ('; daily; 2025-08-18: 1 of 10, 2025-08-20: 7/2 of 11'), ('; daily; 2025-08-19: 2 of 5, 2025-08-20: 1/2 of 3'), (NULL)) AS v (s);
SELECT rollup(s::series) AS of_nulls FROM (VALUES (NULL)) AS v (s);
SELECT rollup(s::series) FROM (VALUES ('; running; none'), ('; running; none')) AS v (s);
SELECT rollup(s::series) FROM (VALUES ('; running; none'), ('; daily; none')) AS v (s);
SELECT rollup(s::series) FROM (VALUES ('; running; none'), ('compare = >; running; none')) AS v (s);
SELECT rollup(s::series) FROM (VALUES ('; running; 2025-08-18: 0 of 102000000000'), ('; running; 2025-08-18: 0 of 1000000000')) AS v (s);

-- Years far apart cost no more than the days that exist
CREATE TEMP TABLE apart (r register);
INSERT INTO apart VALUES ('days 0003-01-10..0003-01-31 6209-05-02..6209-05-12; complete infinity; marks 0003-01-10 oss'),
	('days 4713-01-01BC 5874897-12-31; complete infinity; marks 5874897-12-31 oss');
SELECT chronic_trend(r, 'minimum = none') FROM apart;
SELECT octet_length(chronic_trend_transition(NULL, r)) < 20000 AS small FROM apart;
SELECT pg_column_size(chronic_trend(r)) < 2000 AS small, pg_column_size(daily_absence(r)) < 2000 AS small FROM apart;

-- The size of the state depends on the days, not on the number of registers
CREATE AGGREGATE pg_temp.state_of(register) (SFUNC = chronic_trend_transition, STYPE = bytea);
SELECT registers, octet_length(pg_temp.state_of(r)) AS octets
FROM (VALUES (1), (20000)) AS v (registers), generate_series(1, registers) AS i,
	LATERAL (SELECT clip('days 2025-08-18..2026-06-05; complete infinity; marks 2025-09-03 oss', date '2025-08-18' + i % 20, NULL)) AS s (r)
GROUP BY registers ORDER BY registers;

-- Text form: as computed, and after input
SELECT daily_absence(r, 'part_day = proportional') AS series,
	daily_absence(r, 'part_day = proportional')::text::series = daily_absence(r, 'part_day = proportional') AS same,
	daily_absence(r, 'part_day = proportional') <> chronic_trend(r, 'part_day = proportional') AS other
FROM (VALUES ('days 2025-08-18..2025-08-20; complete infinity; marks 2025-08-18 oss 1/3'::register), ('days 2025-08-18; complete infinity; marks 2025-08-18 oss 1/2')) AS v (r);
SELECT s, count(*) FROM (VALUES ('; daily; 2025-08-18: 0.5 of 2'::series), ('; daily;2025-08-18:1/2 of 2'), ('compare = >; daily; none'), ('compare = >; running; none')) AS v (s)
GROUP BY s ORDER BY s::text COLLATE "C";

-- Errors of input
\set VERBOSITY terse
CREATE FUNCTION pg_temp.fault(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
BEGIN
	PERFORM value::absence.series;
	RETURN 'no fault';
EXCEPTION WHEN invalid_text_representation THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN split_part(message, ':', 1) || ': ' || detail;
END
$$;
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.fault(value) FROM (VALUES
	(''),
	('; '),
	('nonsense; running; none'),
	('; weekly; none'),
	('; running'),
	('; running; '),
	('; running; none, 2025-08-18: 1 of 2'),
	('; running; 2025-08-18 1 of 2'),
	('; running; 2025-02-29: 1 of 2'),
	('; running; 2025-08-18: 1/2 of 2'),
	('; running; 2025-08-18: 1 of 2,'),
	('; running; 2025-08-18: 3 of 2'),
	('; daily; 2025-08-18: 5/2 of 2'),
	('; daily; 2025-08-18: -1 of 2'),
	('; running; 2025-08-18: 0 of 999999999999'),
	('; running; 2025-08-19: 1 of 2, 2025-08-18: 1 of 2'),
	('; running; 2025-08-18: 1 of 2, 2025-08-18: 1 of 2')) AS v (value);
\pset format aligned
\pset tuples_only off
\set VERBOSITY default

-- The trend on a day is the chronic rate as of that day: registers of the district of
-- the oracle, on days with and without a point, under every policy
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/setup.sql'
RESET search_path;
SET client_min_messages = warning;
\set ECHO none
\i :setup
\set ECHO all
CALL define_policies(12);
CALL fill(12, 60);
CALL expand(12);
TRUNCATE question;
CALL ask_extension();
CREATE TABLE trend_of_school AS
SELECT school, policy, definition, absence.chronic_trend(register, definition) AS trend
FROM register JOIN subject USING (subject), asked_policy
WHERE kind = 'school'
GROUP BY school, policy, definition;
CREATE TABLE held AS
SELECT t.school, t.policy, d.day, p.n, p.k, p.rate, absence.verdict_n(c.counts) AS n_as_of, absence.chronic_n(c.counts) AS k_as_of, absence.chronic_rate(c.counts) AS rate_as_of
FROM trend_of_school t
JOIN school s USING (school),
     LATERAL (SELECT make_date(s.school_year - 1, 8, 1) + i * 5 AS day FROM generate_series(0, 69) i) d
LEFT JOIN LATERAL (SELECT * FROM absence.points(t.trend) p WHERE p.day <= d.day ORDER BY p.day DESC LIMIT 1) p ON true,
     LATERAL (SELECT absence.band_counts(absence.as_of(register, d.day), t.definition) AS counts FROM register JOIN subject USING (subject) WHERE kind = 'school' AND subject.school = t.school) c;
SELECT count(*) > 40000 AS many, count(*) FILTER (WHERE (coalesce(n, 0), coalesce(k, 0), rate) IS DISTINCT FROM (n_as_of, k_as_of, rate_as_of)) AS differing,
       count(DISTINCT rate) > 15 AS varied
FROM held;
SELECT * FROM held WHERE (coalesce(n, 0), coalesce(k, 0), rate) IS DISTINCT FROM (n_as_of, k_as_of, rate_as_of) ORDER BY school, policy, day LIMIT 10;

RESET search_path;
DROP SCHEMA oracle CASCADE;
