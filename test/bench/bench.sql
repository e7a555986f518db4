-- How fast: questions side by side in one run, serial, medians and ratios.
-- :students students (default 100000) of one school year of 180 days in 100
-- schools; daily rows for a fifth of them.
\set ON_ERROR_STOP on
\set QUIET on
\if :{?students}
\else
\set students 100000
\endif
\if :{?rounds}
\else
\set rounds 15
\endif
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET work_mem = '256MB';

CREATE SCHEMA bench;
SET search_path = bench, absence, public;

CREATE TABLE school_day AS
SELECT row_number() OVER (ORDER BY day)::int AS n, day::date
FROM generate_series(timestamp '2025-08-18', '2026-06-05', '1 day') AS day
WHERE extract(isodow FROM day) < 6 AND day NOT IN ('2025-09-01', '2025-11-27', '2025-11-28')
ORDER BY day LIMIT 180;

-- One number for a student and a day, without a generator that depends on the server
CREATE FUNCTION draw(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
	AS $$ SELECT (hashint8(a::bigint * 1000003 + b) & 1023) $$;

-- Some students miss much more than others: 9 days of a hundred on average
CREATE TABLE attendance_event AS
SELECT s AS student_id, s % 100 AS school_id, d.day,
	('{excused,unexcused,excused,tardy,excused,unexcused,oss,excused,tardy,iss}'::mark[])[1 + draw(s, d.n + 500) % 10] AS mark,
	CASE WHEN draw(s, d.n + 900) < 60 THEN 0.5 END AS portion
FROM generate_series(1, :students) AS s, school_day AS d
WHERE draw(s, d.n) < 30 + draw(s, 0) * draw(s, 0) / 5600;

CREATE TABLE student_register (student_id text, school_id text, school_year int, grade text, register register);
INSERT INTO student_register
SELECT to_char(s, 'FM0000000'), 'S' || s % 100, 2026, to_char(s % 13, 'FM00'), with_marks(calendar, marks, '2026-06-05')
FROM (SELECT calendar_agg(day, 390) AS calendar FROM school_day) AS c,
	generate_series(1, :students) AS s
LEFT JOIN (SELECT student_id, register_agg(day, mark, portion) AS marks FROM attendance_event GROUP BY student_id) AS m ON m.student_id = s;

CREATE TABLE daily AS
SELECT s AS student_id, s % 100 AS school_id, d.day, coalesce(e.mark, 'present') AS mark,
	coalesce(e.mark IN ('excused', 'unexcused', 'oss'), false) AS absent
FROM generate_series(1, :students / 5) AS s CROSS JOIN school_day AS d
LEFT JOIN attendance_event AS e ON e.student_id = s AND e.day = d.day
ORDER BY s, d.day;
VACUUM ANALYZE;

\pset footer off
\echo Sizes
SELECT count(*) AS registers, round(avg(pg_column_size(register)), 1) AS "bytes a register", max(pg_column_size(register)) AS "largest",
	pg_size_pretty(pg_relation_size('student_register')) AS "register table",
	(SELECT count(*) FROM attendance_event) AS events, pg_size_pretty(pg_relation_size('attendance_event')) AS "event table",
	(SELECT count(*) FROM daily) AS "daily rows"
FROM student_register;

-- Each question in turn, round after round, so that a slow moment hits all
CREATE TABLE question (n int GENERATED ALWAYS AS IDENTITY, what text, how text, query text);
CREATE TABLE timing (n int, round int, ms float8);
INSERT INTO question (what, how, query) VALUES
	('by school', 'count(*)', 'SELECT school_id, count(*) FROM student_register GROUP BY school_id'),
	('by school', 'chronic_rate(register)', 'SELECT school_id, chronic_rate(register) FROM student_register GROUP BY school_id'),
	('by school', 'band_counts(register, policy)', 'SELECT school_id, band_counts(register, ''part_day = proportional'') FROM student_register GROUP BY school_id'),
	('every day of the year', 'count(*)', 'SELECT count(*) FROM student_register'),
	('every day of the year', 'chronic_trend(register)', 'SELECT chronic_trend(register) FROM student_register'),
	('every day of the year', 'daily_counts(register)', 'SELECT daily_counts(register) FROM student_register'),
	('every day, by school', 'count(*)', 'SELECT school_id, count(*) FROM student_register GROUP BY school_id'),
	('every day, by school', 'chronic_trend(register)', 'SELECT school_id, chronic_trend(register) FROM student_register GROUP BY school_id'),
	('every day, by school', 'daily_counts(register)', 'SELECT school_id, daily_counts(register) FROM student_register GROUP BY school_id'),
	('rate by student', 'count(*) FILTER (WHERE absent) / count(*)', 'SELECT student_id, (count(*) FILTER (WHERE absent))::float8 / count(*) FROM daily GROUP BY student_id'),
	('rate by student', 'absence_rate(absent)', 'SELECT student_id, absence_rate(absent) FROM daily GROUP BY student_id'),
	('rate by student', 'absence_rate(absent, policy)', 'SELECT student_id, absence_rate(absent, ''minimum = none'') FROM daily GROUP BY student_id'),
	('rate by student', 'chronic_flag(absent)', 'SELECT student_id, chronic_flag(absent) FROM daily GROUP BY student_id'),
	('marks by student', 'six counts with FILTER', 'SELECT student_id, count(*), count(*) FILTER (WHERE mark = ''excused''), count(*) FILTER (WHERE mark = ''unexcused''), count(*) FILTER (WHERE mark = ''oss''), count(*) FILTER (WHERE mark = ''tardy''), count(*) FILTER (WHERE mark = ''iss''), count(*) FILTER (WHERE mark IN (''excused'', ''unexcused'', ''oss'')) FROM daily GROUP BY student_id'),
	('marks by student', 'tally_agg(mark)', 'SELECT student_id, tally_agg(mark) FROM daily GROUP BY student_id'),
	('a register by student', 'register_agg(day, mark) over events', 'SELECT student_id, register_agg(day, mark) FROM attendance_event GROUP BY student_id'),
	('a register by student', 'and portions', 'SELECT student_id, register_agg(day, mark, portion) FROM attendance_event GROUP BY student_id');

CREATE PROCEDURE measure(rounds int) LANGUAGE plpgsql AS $$
DECLARE
	q record;
	began timestamptz;
BEGIN
	FOR round IN 0 .. rounds LOOP
		FOR q IN SELECT n, query FROM question ORDER BY n LOOP
			began := clock_timestamp();
			EXECUTE q.query;
			INSERT INTO timing VALUES (q.n, round, 1000 * extract(epoch FROM clock_timestamp() - began));
		END LOOP;
	END LOOP;
END
$$;
CALL measure(:rounds);

\echo Times in ms, over :rounds rounds after one that is not counted; the ratio is to the first way
SELECT what, how, round(median::numeric, 1) AS median, round(low::numeric, 1) AS min, round(high::numeric, 1) AS max,
	round((median / first_value(median) OVER (PARTITION BY what ORDER BY n))::numeric, 2) AS ratio
FROM (
	SELECT q.n, what, how, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS median, min(ms) AS low, max(ms) AS high
	FROM question AS q JOIN timing USING (n) WHERE round > 0 GROUP BY q.n, what, how) AS t
ORDER BY n;
