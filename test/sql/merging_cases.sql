-- Merging: stays, schools and years into the register of a student
SET search_path = absence, absence_internal, public;
\pset format unaligned
\pset tuples_only on

-- Two stays at one school, with a gap: the union of their days
SELECT enroll(calendar, '2025-08-18', '2025-08-20') || enroll(calendar, '2025-08-27', NULL)
FROM (SELECT calendar_agg(day::date) AS calendar FROM generate_series(timestamp '2025-08-18', '2025-08-29', '1 day') AS day WHERE extract(isodow FROM day) < 6) AS school;
-- with overlapping, adjacent and equal stays a day counts once
SELECT count(DISTINCT merged::text), min(merged::text) FROM (
	SELECT enroll(calendar, '2025-08-18', last) || enroll(calendar, first, NULL) AS merged
	FROM (SELECT calendar_agg(day::date) AS calendar FROM generate_series(timestamp '2025-08-18', '2025-08-29', '1 day') AS day WHERE extract(isodow FROM day) < 6) AS school,
		(VALUES (date '2025-08-22', date '2025-08-25'), ('2025-08-22', '2025-08-22'), ('2025-08-29', '2025-08-18')) AS v (last, first)) AS m;

-- A day of two schools. The record that wins, in either order:
CREATE TEMP TABLE contest (n integer GENERATED ALWAYS AS IDENTITY, rule text, winner register, loser register);
INSERT INTO contest (rule, winner, loser) VALUES
	('the one that has not yielded', 'days 2025-08-18; complete 2025-08-18', 'days 2025-08-18; complete 2025-08-18; yielded 2025-08-18; marks 2025-08-18 unexcused'),
	('none has yielded: the larger missed time', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 excused 2/3', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 unexcused 1/2'),
	('over all marks', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 excused 1/3 iss 1/3', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 unexcused 1/2'),
	('but not present', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 excused 1/3', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 unexcused 1/4 present 3/4'),
	('all have yielded: the larger missed time', 'days 2025-08-18; complete 2025-08-18; yielded 2025-08-18; marks 2025-08-18 oss', 'days 2025-08-18; complete 2025-08-18; yielded 2025-08-18; marks 2025-08-18 unexcused 1/2'),
	('as much missed: the order of marks', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 unexcused', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 excused'),
	('nothing missed: a tardy before present', 'days 2025-08-18; complete 2025-08-18; marks 2025-08-18 tardy', 'days 2025-08-18; complete 2025-08-18'),
	('nothing missed: present before no record', 'days 2025-08-18; complete 2025-08-18', 'days 2025-08-18; complete 2025-08-18; unrecorded 2025-08-18'),
	('one is not complete on that day', 'days 2025-08-18; complete 2025-08-18', 'days 2025-08-18; complete 2025-08-17; marks 2025-08-18 unexcused');
SELECT rule, winner || loser = winner AS ok, loser || winner = winner AS ok_reversed FROM contest ORDER BY n;

-- Complete-through is the later one. Days that a register has not completed and the
-- merged register has leave membership. Days after both stay.
SELECT 'days 2025-08-18..2025-08-29; complete 2025-08-20; marks 2025-08-21 oss' || 'days 2025-08-22..2025-09-05; complete 2025-08-25; marks 2025-09-02 activity'::register;
-- no complete-through is the earliest of all, and infinity the latest
SELECT 'days 2025-08-18; complete none' || 'days 2025-08-19; complete 2025-08-19'::register,
	'days 2025-08-18; complete infinity' || 'days 2025-08-19; complete 2025-08-19'::register,
	'days 2025-08-18; complete none' || 'days 2025-08-19; complete none'::register;

-- Calendar days: the larger number within a school year; several years have a number
-- each
SELECT 'days 2025-08-18; complete none; calendar 2026:180' || 'days 2025-08-19; complete none; calendar 2026:175'::register,
	'days 2025-08-18; complete none; calendar 2026:180' || 'days 2024-08-19; complete none; calendar 2025:175'::register;
-- a percent minimum applies to their sum, and is not known if one year is not known
SELECT enrolled_days(t), why_null(t)
FROM (VALUES ('calendar 2026:11', 'calendar 2025:1'), ('calendar 2026:10', 'calendar 2025:2'), ('calendar 2026:10', 'calendar 2025:3'), ('calendar 2026:10', 'complete none')) AS v (a, b),
	LATERAL (SELECT replace('days 2025-08-18..2025-08-22; complete 2026-06-05; ' || a, '; complete none', '')::register
		|| CASE WHEN b = 'complete none' THEN 'days 2024-08-19; complete 2025-06-05' ELSE 'days 2024-08-19; complete 2025-06-05; ' || b END::register) AS m (register),
	tally(register, 'minimum = 50%') AS t;

-- A school of 215 days to 29 May, then a school of 220 days to 10 July: half of the
-- larger is 110 days, and the 110th day is 2 January
WITH school AS (
	SELECT calendar_agg(day::date) FILTER (WHERE day BETWEEN '2025-08-04' AND '2026-05-29') AS b,
		calendar_agg(day::date) FILTER (WHERE day BETWEEN '2025-09-08' AND '2026-07-10') AS a
	FROM generate_series(timestamp '2025-08-04', '2026-07-10', '1 day') AS day
	WHERE extract(isodow FROM day) < 6
)
SELECT exit, enrolled_days(t), chronic(t), why_null(t),
	substring((b || a)::text FROM 'calendar [^;]*'), why_null(tally(enroll(b, '2025-08-04', '2025-08-08') || enroll(a, '2026-07-06', NULL), 'minimum = 50%'))
FROM school, (VALUES (date '2026-01-01'), ('2026-01-02')) AS v (exit),
	tally(enroll(b, '2025-08-04', '2025-10-10') || enroll(a, '2025-10-13', exit), 'minimum = 50%') AS t;
-- If the year of its date is not known, a day of July or August belongs to the year
-- before, and a day of June to the next year. Five days of a calendar of ten days, or
-- of an unknown calendar:
SELECT days, calendar, why_null(tally) IS NOT DISTINCT FROM expected AS ok
FROM (VALUES
	('2026-07-06..2026-07-10', '2026:10', NULL), ('2026-07-06..2026-07-10', '2027:10', NULL), ('2026-08-31..2026-09-04', '2026:10', 'no_calendar'),
	('2026-08-25..2026-08-31', '2026:10', NULL), ('2026-07-06..2026-07-10', '2025:10', 'no_calendar'), ('2026-06-08..2026-06-12', '2027:10', NULL),
	('2026-06-01..2026-06-05', '2027:10', NULL), ('2026-05-25..2026-05-29', '2027:10', 'no_calendar'), ('2026-06-08..2026-06-12', '2025:10', 'no_calendar'),
	('2026-06-29..2026-07-03', '2026:10', NULL), ('2026-06-29..2026-07-03', '2027:10', NULL), ('2026-06-29..2026-07-03', '2025:10', 'no_calendar'),
	('2025-06-09..2025-06-10 2026-07-08..2026-07-10', '2026:10', NULL), ('2025-06-09..2025-06-10 2026-07-08..2026-07-10', '2025:5 2027:5', NULL),
	('2025-07-09..2025-07-10 2025-09-01 2026-06-01..2026-06-02', '2025:5 2027:5', 'no_calendar')) AS v (days, calendar, expected),
	LATERAL (SELECT tally(('days ' || days || '; complete infinity; calendar ' || calendar)::register, 'minimum = 50%')) AS t (tally);

-- All orders and groupings of four registers give the same result
CREATE TEMP TABLE part (id integer, register register);
INSERT INTO part VALUES
	(1, 'days 2025-08-18..2025-08-29; complete 2025-08-22; calendar 2026:180; marks 2025-08-19 oss, 2025-08-20 excused 1/2, 2025-08-26 activity'),
	(2, 'days 2025-08-18..2025-08-29; complete 2025-08-26; calendar 2026:175; minutes 390; yielded 2025-08-19..2025-08-20; marks 2025-08-19 unexcused, 2025-08-20 unexcused 1/2, 2025-08-25 tardy 1/7'),
	(3, 'days 2025-08-19..2025-09-05; complete none; unrecorded 2025-08-20; marks 2025-08-19 exempt'),
	(4, 'days 2024-08-19 2025-08-20..2025-08-28; complete 2025-08-21; yielded 2025-08-20; marks 2025-08-20 excused 1/2, 2025-08-28 oss');
WITH RECURSIVE orders AS (
	SELECT ARRAY[id] AS ids, register AS left_first FROM part
	UNION ALL
	SELECT o.ids || p.id, o.left_first || p.register FROM orders AS o, part AS p WHERE p.id <> ALL (o.ids)
), all_orders AS (
	SELECT o.ids, o.left_first,
		p[o.ids[1]] || (p[o.ids[2]] || (p[o.ids[3]] || p[o.ids[4]])) AS right_first,
		(p[o.ids[1]] || p[o.ids[2]]) || (p[o.ids[3]] || p[o.ids[4]]) AS in_pairs
	FROM orders AS o, (SELECT array_agg(register ORDER BY id) AS p FROM part) AS a
	WHERE cardinality(o.ids) = 4
)
SELECT count(*) AS orders, count(DISTINCT one::text) AS results, min(one::text) AS result
FROM all_orders, LATERAL (VALUES (left_first), (right_first), (in_pairs)) AS v (one);
SELECT rollup(register) = (SELECT a.register || b.register || c.register || d.register FROM part a, part b, part c, part d WHERE (a.id, b.id, c.id, d.id) = (4, 2, 3, 1)) AS rollup_same,
	count(register || register = register OR NULL) AS of_one_with_itself
FROM part;
SELECT rollup(register) IS NULL FROM part WHERE false;

-- Transfers: the verdict at each school and over both. (attended, days) at each school
\pset format aligned
\pset tuples_only off
CREATE FUNCTION pg_temp.attended(first date, attended integer, n integer) RETURNS register LANGUAGE sql AS $$
	SELECT register_agg(first + i, CASE WHEN i < attended THEN 'present' ELSE 'excused' END::mark) FROM generate_series(0, n - 1) AS i
$$;
SELECT student, what, present_days(t) AS present, enrolled_days(t) AS enrolled, round(100 * present_days(t)::numeric / enrolled_days(t), 1) AS percent, chronic(t), band(t)
FROM (VALUES ('A', pg_temp.attended('2025-07-01', 37, 82), pg_temp.attended('2026-01-01', 89, 96)),
		('B', pg_temp.attended('2025-07-01', 69, 79), pg_temp.attended('2026-01-01', 89, 97))) AS v (student, school_1, school_2),
	LATERAL (VALUES ('school 1', school_1), ('school 2', school_2), ('district', school_1 || school_2)) AS r (what, register),
	tally(register) AS t
ORDER BY student, what DESC;

-- Thirteen years by rollup: 180 days each, 10 absences a year, also as of a day
SELECT enrolled_days(t), absent_days(t), chronic(t), pg_column_size(register) < 3000 AS small, enrolled_days(h) AS half_way, absent_days(h) AS absent_half_way,
	longest_streak(register), register::text::register = register AS same
FROM (SELECT rollup(year) AS register FROM (
		SELECT with_marks(calendar_agg(day), register_agg(day, 'excused') FILTER (WHERE i < 10), max(day)) AS year
		FROM generate_series(2013, 2025) AS y, LATERAL (
			SELECT row_number() OVER (ORDER BY day) - 1 AS i, day::date FROM generate_series(make_timestamp(y, 8, 20, 0, 0, 0), make_timestamp(y + 1, 6, 30, 0, 0, 0), '1 day') AS day
			WHERE extract(isodow FROM day) < 6 LIMIT 180) AS d GROUP BY y) AS years) AS student,
	tally(register) AS t, tally(register, '', '2020-01-01') AS h;
