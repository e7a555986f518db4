-- Calendars, stays, marks over membership, and filters
SET search_path = absence, absence_internal, public;
\pset format unaligned
\pset tuples_only on

CREATE TEMP TABLE school (calendar register);
INSERT INTO school
SELECT calendar_agg(day::date, CASE WHEN day = '2025-09-05' THEN 200 WHEN day <> '2025-09-10' THEN 390 END)
FROM generate_series(timestamp '2025-08-18', '2025-09-19', '1 day') AS day
WHERE extract(isodow FROM day) < 6 AND day <> '2025-09-01';
SELECT calendar FROM school;

-- A day with two rows is one day, of the longer length; NULL days are ignored
SELECT calendar_agg(day, minutes) FROM (VALUES (date '2025-08-18', 200), ('2025-08-18', 390), (NULL, 100), ('2025-08-18', NULL)) AS v (day, minutes);
SELECT calendar_agg(day) IS NULL FROM (VALUES (NULL::date)) AS v (day);
SELECT calendar_agg(day) IS NULL FROM (VALUES (date '2025-08-18')) AS v (day) WHERE false;
-- of registers: each day once, of the longer length, whatever their complete-through
SELECT calendar_agg(r) FROM (VALUES ('days 2025-08-18..2025-08-20; complete 2025-08-18'::register), (NULL),
	((SELECT calendar_agg(day, 300 + n) FROM (VALUES (date '2025-08-19', 1), ('2025-08-22', 2)) AS d (day, n))),
	((SELECT calendar_agg(day, 360 - n) FROM (VALUES (date '2025-08-19', 1), ('2026-07-01', 2)) AS d (day, n))), ('days none; complete none')) AS v (r);
SELECT calendar_agg(r) IS NULL FROM (VALUES (NULL::register)) AS v (r);
SELECT calendar_agg(r) FROM (VALUES ('days none; complete none'::register)) AS v (r);
-- the same as from the days themselves, in any order, of many registers that share few
-- days
SELECT count(*), bool_and(of_registers = of_days) FROM (
	SELECT calendar_agg(r ORDER BY hashint4(i)) AS of_registers, (SELECT calendar_agg(date '2025-07-01' + k * (i % 5 + 1)) FROM generate_series(0, 200) AS k, generate_series(g * 8 + 1, g * 8 + 8) AS i) AS of_days
	FROM generate_series(0, 9) AS g, generate_series(g * 8 + 1, g * 8 + 8) AS i, LATERAL (SELECT calendar_agg(date '2025-07-01' + k * (i % 5 + 1)) AS r FROM generate_series(0, 200) AS k) AS s
	GROUP BY g) AS v;
-- A calendar belongs to one school year if it lies between 1 June and 31 August of the
-- following year. If it has only days of June to August, it belongs to the school year,
-- from 1 July on, that has most of them. Any other calendar is cut at 1 July. Weekdays
-- from first to last:
SELECT first, last, got, got IS NOT DISTINCT FROM expected AS ok
FROM (VALUES
	(date '2025-08-18', date '2026-07-10', 'calendar 2026:235'), ('2025-06-09', '2026-05-29', 'calendar 2026:255'),
	('2025-06-23', '2026-07-03', 'calendar 2026:270'), ('2026-06-29', '2026-07-03', 'calendar 2027:5'), ('2026-06-29', '2026-07-02', 'calendar 2026:4'),
	('2025-05-30', '2025-08-29', 'calendar 2025:66'), ('2025-06-02', '2025-09-01', 'calendar 2026:66'),
	('2025-05-30', '2025-09-01', 'calendar 2025:22 2026:45'), ('2025-02-03', '2025-11-28', 'calendar 2025:106 2026:109')) AS v (first, last, expected),
	LATERAL (SELECT substring(calendar_agg(day::date)::text FROM 'calendar [^;]*') AS got
		FROM generate_series(first::timestamp, last, '1 day') AS day WHERE extract(isodow FROM day) < 6) AS c;
-- A year has at most 366 session days
SELECT n, substring(calendar_agg(date '2025-06-01' + i)::text FROM 'calendar [^;]*')
FROM (VALUES (366), (367)) AS v (n), generate_series(0, n - 1) AS i GROUP BY n ORDER BY n;
SELECT calendar_agg('4713-11-24 BC'::date), calendar_agg('5874897-12-31'::date);

-- Stays: entry and exit are both included; an open stay; one day; exit before entry;
-- before and after the year
SELECT entry, exit, enroll(calendar, entry, exit)
FROM school, (VALUES (date '2025-08-25', date '2025-09-02'), ('2025-09-15', NULL), ('2025-09-12', '2025-09-12'),
	('2025-09-12', '2025-09-11'), ('2025-08-30', '2025-09-01'), ('0003-01-01', '6209-01-01'), ('infinity', NULL)) AS v (entry, exit);
SELECT enroll(calendar, NULL, '2025-09-01') IS NULL, enroll(NULL, '2025-09-01', NULL) IS NULL FROM school;

-- Marks on membership days only; the others are outside
CREATE TEMP TABLE mark_rows AS SELECT * FROM (VALUES
	(date '2025-08-19', 'oss'::mark, NULL::numeric), ('2025-08-26', 'excused', NULL), ('2025-08-26', 'excused', 0.5),
	('2025-08-27', 'tardy', NULL), ('2025-08-27', 'present', NULL), ('2025-08-28', 'present', NULL), ('2025-08-29', NULL, NULL),
	('2025-08-30', 'unexcused', 0.25), ('2025-09-01', 'activity', NULL), ('0003-09-02', 'oss', NULL), ('6209-09-02', 'oss', NULL)) AS v (day, mark, portion);
SELECT register_agg(day, mark, portion) FROM mark_rows;
SELECT with_marks(enroll(calendar, '2025-08-25', '2025-09-05'), (SELECT register_agg(day, mark, portion) FROM mark_rows), '2025-09-03') FROM school;
SELECT marks_outside(enroll(calendar, '2025-08-25', '2025-09-05'), (SELECT register_agg(day, mark, portion) FROM mark_rows)) FROM school;
SELECT with_marks(enroll(calendar, '2025-09-15', NULL), NULL, '2025-09-16') FROM school;
SELECT with_marks(enroll(calendar, '2025-09-15', NULL), NULL, NULL), complete_through(with_marks(enroll(calendar, '2025-09-15', NULL), NULL, NULL)) IS NULL FROM school;
SELECT with_marks(NULL, register_agg(day, mark), '2025-09-16') IS NULL, marks_outside(NULL, register_agg(day, mark)) = register_agg(day, mark), marks_outside('days none; complete none', NULL) IS NULL FROM mark_rows;

-- Recorded days: those of the roll, and those with a mark of the student
SELECT with_marks(enroll(calendar, '2025-08-25', '2025-09-03'), (SELECT register_agg(day, mark, portion) FROM mark_rows), '2025-09-03',
	'days 2025-08-25 2025-08-26 2025-09-02; complete infinity') FROM school;
SELECT with_marks(enroll(calendar, '2025-08-25', '2025-09-03'), NULL, '2025-09-03', 'days none; complete none') FROM school;
-- all days recorded is the same as no roll
SELECT with_marks(calendar, NULL, '2025-09-03', calendar) = with_marks(calendar, NULL, '2025-09-03') FROM school;

-- Yielded days do not change the figures of the register itself
SELECT yield_days('days 2025-08-18..2025-08-22; complete 2025-08-22; marks 2025-08-19 oss', 'days 2025-08-19..2025-08-25; complete infinity');
SELECT tally(yield_days(r, r)) = tally(r), yield_days(r, NULL) = r, yield_days(NULL, r) IS NULL
FROM (VALUES ('days 2025-08-18..2025-08-22; complete 2025-08-22; marks 2025-08-19 oss'::register)) AS v (r);

-- The yielded days as a set of days: two sets are equal if the days are, whatever else
-- differs in the registers
SELECT yielded_days(yield_days('days 2025-08-18..2025-08-22; complete 2025-08-22; calendar 2026:180; minutes 390; marks 2025-08-19 oss', 'days 2025-08-19..2025-08-25; complete infinity'));
SELECT yielded_days('days 2025-08-18..2025-08-22; complete none; yielded 2025-08-20') = yielded_days('days 2025-08-20 2025-09-20; complete 2025-09-20; yielded 2025-08-20; marks 2025-08-20 oss') AS same,
	yielded_days('days 2025-08-18; complete none'), yielded_days(NULL) IS NULL;

-- A register without given days: these are no longer membership days
SELECT except_days('days 2025-08-18..2025-08-22; complete 2025-08-21; calendar 2026:180; yielded 2025-08-18; marks 2025-08-19 oss, 2025-08-22 iss',
	'days 2025-08-15 2025-08-19 2025-08-20; complete none; marks 2025-08-20 oss');
SELECT except_days(r, NULL) = r, except_days(NULL, r) IS NULL, except_days(r, r), except_days(r, d) = marks_outside(d, r)
FROM (VALUES ('days 2025-08-18..2025-08-22; complete 2025-08-22; marks 2025-08-19 oss'::register, 'days 2025-08-19; complete none'::register)) AS v (r, d);
SELECT empty_register(), membership_days(empty_register());

-- Filters
CREATE TEMP TABLE one (register register);
INSERT INTO one SELECT 'days 2025-08-18..2025-09-12; complete 2025-09-09; calendar 2026:20; minutes 390 2025-09-05:200; unrecorded 2025-08-20; marks 2025-08-19 excused 1/2 iss 1/2, 2025-08-21 oss, 2025-09-08 unexcused, 2025-09-10 oss';
SELECT clip(register, from_day, to_day) FROM one, (VALUES (date '2025-08-20', date '2025-09-05'), (NULL, '2025-08-19'), ('2025-09-08', NULL), (NULL, NULL),
	('2025-09-13', '2025-12-31'), ('2025-09-05', '2025-08-20'), ('-infinity', 'infinity')) AS v (from_day, to_day);
-- clip keeps the years of the calendar that it touches: besides its own days, a year
-- has those of the June before and of the July and August after, if the year of their
-- date is not known
SELECT calendar, from_day, to_day, got, got IS NOT DISTINCT FROM expected AS ok
FROM (VALUES
	('calendar 2026:20', date '2026-07-06', NULL::date, 'calendar 2026:20'), ('calendar 2026:20 2027:9', '2026-07-06', NULL, 'calendar 2027:9'),
	('calendar 2026:20', '2026-09-01', NULL, NULL), ('calendar 2026:20', NULL, '2025-06-13', 'calendar 2026:20'),
	('calendar 2025:9 2026:20', NULL, '2025-06-13', 'calendar 2025:9'), ('calendar 2026:20', NULL, '2025-05-30', NULL),
	('calendar 2026:20 2027:9', NULL, '2026-07-03', 'calendar 2026:20 2027:9'), ('calendar 2026:20 2027:9', NULL, '2026-06-30', 'calendar 2026:20'),
	('calendar 2026:20', '2026-07-06', '2026-08-31', 'calendar 2026:20')) AS v (calendar, from_day, to_day, expected),
	LATERAL (SELECT substring(clip(('days none; complete none; ' || calendar)::register, from_day, to_day)::text FROM 'calendar [^;]*') AS got) AS c;
SELECT as_of(register, day) FROM one, (VALUES (date '2025-08-20'), ('2025-12-31'), ('2025-01-01'), (NULL)) AS v (day);
SELECT last_days(register, n) FROM one, (VALUES (3), (0), (1000)) AS v (n);
SELECT on_weekday(register, isodow) FROM one, (VALUES (1), (4), (7)) AS v (isodow);
SELECT clip(NULL, NULL, NULL) IS NULL, as_of(NULL, '2025-08-18') IS NULL, last_days(NULL, 3) IS NULL, on_weekday(register, NULL) IS NULL FROM one;
-- each filter keeps the figures of the days that remain
SELECT tally(clip(register, NULL, '2025-08-29'), 'minimum = none') + tally(clip(register, '2025-09-01', NULL), 'minimum = none') = tally(register, 'minimum = none')
FROM one;
SELECT rollup(tally(on_weekday(register, isodow), 'minimum = none')) = tally(register, 'minimum = none')
FROM one, generate_series(1, 7) AS isodow GROUP BY register;

-- Single days
SELECT day, mark_on(register, day), is_member(register, day) FROM one, (VALUES (date '2025-08-18'), ('2025-08-19'), ('2025-08-20'), ('2025-08-21'), ('2025-08-23'), ('2025-09-09'), ('2025-09-10'), ('2025-10-01')) AS v (day);
SELECT days.* FROM one, days(register) WHERE mark IS DISTINCT FROM 'present';
SELECT count(*), count(mark), sum(portion) FROM one, days(register);
SELECT count(*) FROM days('days none; complete infinity');
SELECT * FROM days('days 2025-06-06 2025-08-18..2025-08-20 2029-01-02; complete 2029-01-02; unrecorded 2025-08-18; marks 2025-06-06 oss, 2025-08-19 excused 1/2 iss 1/3, 2029-01-02 tardy');
SELECT * FROM portions('days 2025-06-06 2025-08-18..2025-08-20 2029-01-02; complete 2029-01-02; unrecorded 2025-08-18; marks 2025-06-06 oss, 2025-08-19 excused 1/2 iss 1/3, 2029-01-02 tardy');
-- also in a select list; days after complete-through are left out
SELECT days('days 2025-08-18..2025-08-20; complete 2025-08-19; marks 2025-08-19 oss, 2025-08-20 oss') AS day;

-- Errors
\set VERBOSITY terse
SELECT last_days(register, -1) FROM one;
SELECT on_weekday(register, 0) FROM one;
SELECT on_weekday(register, 8) FROM one;
SELECT calendar_agg('infinity'::date);
SELECT calendar_agg('2025-08-18'::date, 0);
SELECT calendar_agg('2025-08-18'::date, 1441);
SELECT register_agg('-infinity'::date, 'oss');
SELECT register_agg('2025-08-18'::date, 'oss', -0.1);
SELECT register_agg('2025-08-18'::date, 'oss', -0.1::float8);
SELECT register_agg('2025-08-18'::date, 'oss', 'NaN'::float8);
SELECT register_agg('2025-08-18'::date, 'oss', 'NaN'::numeric);
SELECT register_agg('2025-08-18'::date, 'oss', 3, 0);
SELECT register_agg('2025-08-18'::date, 'oss', -1, 7);
SELECT register_agg('2025-08-18'::date, 'oss', 'Infinity', 7);
SELECT register_agg('2025-08-18'::date, 'oss', 7, 'Infinity');
SELECT register_agg('2025-08-18'::date, 'oss', 'Infinity'::numeric), register_agg('2025-08-18'::date, 'oss', 'Infinity'::float8);
SELECT register_agg('2025-08-18'::date, 'oss', 7, 3), register_agg('2025-08-18'::date, 'oss', 3, 7), register_agg('2025-08-18'::date, 'oss', NULL, 7);
SELECT calendar_agg('2000-01-01'::date + i) FROM generate_series(0, 65535) AS i;
SELECT register_agg('2025-08-18'::date + i % 300, 'oss', i / 10000.0) FROM generate_series(1, 9999) AS i;
SELECT register_agg('2025-08-18'::date + i / 13, m.mark, i / 5000.0) FROM generate_series(1, 4999) AS i,
	LATERAL (SELECT (enum_range)[1 + i % 13] AS mark FROM (SELECT '{tardy,left_early,unexcused,excused,oss,exempt,unverified,iss,remote,activity,homebound,unmapped,present}'::mark[] AS enum_range) AS r) AS m;
-- states that the aggregate has not made are checked
SELECT register_agg_final('\x');
SELECT register_agg_final('\xffffffff');
SELECT register_agg_final('\x01000000ffffffffffffffff');
SELECT calendar_agg_final('\x01000000ffffffffffffffff');
SELECT register_agg_combine('\x01000000', NULL);
SELECT register_agg_combine(NULL, NULL) IS NULL, calendar_agg_combine(NULL, NULL) IS NULL;
-- also if an aggregate of a user starts with such a state
CREATE AGGREGATE pg_temp.evil(date) (SFUNC = calendar_agg_transition, STYPE = bytea, INITCOND = '\xff00ff00');
SELECT pg_temp.evil('2025-08-18'::date);
CREATE AGGREGATE pg_temp.evil_empty(date) (SFUNC = calendar_agg_transition, STYPE = bytea, INITCOND = '\x');
SELECT pg_temp.evil_empty('2025-08-18'::date);
-- a state with more days than a register can hold: 70,000 rows
SELECT calendar_agg_final(('\x70110100' || string_agg(encode(int4send(0), 'hex') || encode(int4send(i), 'hex'), ''))::bytea)
FROM generate_series(1, 70000) AS i;
