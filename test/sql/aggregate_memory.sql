-- The memory of aggregates: it is the same for ten times as many rows, and has a limit
-- per group. The server is asked while it holds all groups. That growth would be
-- detected is shown with two aggregates that grow: array_agg, and fold_agg, which keeps
-- each event of a student until the last one has come.
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET enable_sort = off;
SET work_mem = '256MB';
SET search_path = absence, absence_internal, public;

CREATE TEMP TABLE day_row AS
SELECT s AS student, day::date, CASE WHEN (s + extract(doy FROM day)::integer) % 17 = 0 THEN 'excused' ELSE 'present' END::mark AS mark
FROM generate_series(1, 200) AS s, generate_series(timestamp '2025-09-01', '2025-11-30', '1 day') AS day;
CREATE TEMP TABLE student AS
SELECT student, register_agg(day, mark) AS register, tally(register_agg(day, mark)) AS tally,
	chronic_trend(register_agg(day, mark)) OVER () AS series
FROM day_row GROUP BY student;
CREATE TEMP TABLE ten_day_row AS SELECT d.* FROM day_row AS d, generate_series(1, 10);
CREATE TEMP TABLE ten_student AS SELECT s.* FROM student AS s, generate_series(1, 10);
ANALYZE;

-- in kB. What other sessions do to the catalogs moves the caches of this one, so it is the
-- middle of three runs; one run before them fills the caches.
CREATE FUNCTION pg_temp.held(aggregate text, source text, groups integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	before bigint;
	during bigint;
	grown bigint[];
BEGIN
	FOR run IN 0 .. 3 LOOP
		SELECT sum(total_bytes) INTO before FROM pg_get_backend_memory_contexts();
		EXECUTE format('SELECT (SELECT sum(total_bytes) FROM pg_get_backend_memory_contexts())
			FROM (SELECT count(a) AS n FROM (SELECT %s AS a FROM %I GROUP BY student %% %s) AS g) AS c WHERE n = %s', aggregate, source, groups, groups)
			INTO STRICT during;
		grown[run] := (during - before) / 1024;
	END LOOP;
	RETURN (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY g) FROM unnest(grown[1:3]) AS g);
END
$$;
SELECT aggregate, pg_temp.held(aggregate, 'ten_' || source, 5) - pg_temp.held(aggregate, source, 5) < 64 AS flat_in_rows,
	(pg_temp.held(aggregate, 'ten_' || source, 200) - pg_temp.held(aggregate, source, 5)) / 195 < most AS little_a_group
FROM (VALUES
	('absence_rate(mark = ''excused'')', 'day_row', 1),
	('chronic_flag(mark = ''excused'', ''minimum = none'')', 'day_row', 2),
	('absence_band(1.0)', 'day_row', 2),
	('tally_agg(mark)', 'day_row', 2),
	('register_agg(day, mark)', 'day_row', 6),
	('calendar_agg(day)', 'day_row', 6),
	('calendar_agg(register)', 'student', 6),
	('rollup(register)', 'student', 3),
	('rollup(tally)', 'student', 2),
	('band_counts(register)', 'student', 2),
	('chronic_rate(register)', 'student', 2),
	('chronic_trend(register)', 'student', 12),
	('daily_absence(register)', 'student', 12),
	('rollup(series)', 'student', 12),
	('array_agg(mark)', 'day_row', 2),
	('fold_agg(day, NULL, ''A'', mark, NULL, 1, NULL)', 'day_row', 2)) AS a (aggregate, source, most);
