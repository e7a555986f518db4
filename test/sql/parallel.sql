-- Every aggregate gives the same result however its partial results are made: serially,
-- by parallel workers, completely in one worker, or by partition.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/setup.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\set ECHO all

-- A district of the oracle as registers and as rows, in plain and in partitioned
-- tables. One partition has only NULL registers and NULL rows, and one is empty.
CALL fill(11, 150);
CREATE TABLE sample_register AS
SELECT student, school, register, absence.tally(register) AS tally,
       (SELECT absence.band_counts(r) FROM (VALUES (register)) v(r)) AS counts,
       (SELECT absence.chronic_trend(r) FROM (VALUES (register)) v(r)) AS series
FROM school_register
UNION ALL
SELECT n, 20 + n % 2, NULL, NULL, NULL, NULL FROM generate_series(1, 50) n;
CREATE TABLE sample_row AS
SELECT student, school, day, mark::absence.mark AS mark, portion, portion::double precision AS share, portion >= 0.5 AS absent,
       CASE WHEN portion > 1 THEN 1 ELSE portion END AS capped_portion, CASE WHEN portion > 1 THEN 1 ELSE portion END::double precision AS capped_share,
       coalesce(missed, portion * 13, 0) AS missed, coalesce(held, 13) AS held, 300 + (day - date '2000-01-01') % 7 * 15 AS minutes
FROM event
UNION ALL
SELECT n, 20 + n % 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM generate_series(1, 50) n;

CREATE TABLE sample_register_parts (LIKE sample_register) PARTITION BY LIST (school);
CREATE TABLE sample_register_a PARTITION OF sample_register_parts FOR VALUES IN (1, 2, 3, 4);
CREATE TABLE sample_register_b PARTITION OF sample_register_parts FOR VALUES IN (5, 6, 7);
CREATE TABLE sample_register_c PARTITION OF sample_register_parts FOR VALUES IN (8, 9, 10);
CREATE TABLE sample_register_nulls PARTITION OF sample_register_parts FOR VALUES IN (20, 21);
CREATE TABLE sample_register_empty PARTITION OF sample_register_parts FOR VALUES IN (30);
INSERT INTO sample_register_parts SELECT * FROM sample_register;
CREATE TABLE sample_row_parts (LIKE sample_row) PARTITION BY HASH (student);
CREATE TABLE sample_row_0 PARTITION OF sample_row_parts FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE sample_row_1 PARTITION OF sample_row_parts FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE sample_row_2 PARTITION OF sample_row_parts FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO sample_row_parts SELECT * FROM sample_row;
ANALYZE sample_register, sample_row, sample_register_parts, sample_row_parts;

-- Every signature of every aggregate.
CREATE TABLE call (id integer GENERATED ALWAYS AS IDENTITY, call text, source text);
INSERT INTO call (call, source)
SELECT CASE WHEN call ~ '^(daily_membership|fold_agg|fold_events|code_map|period_map|print_agg|winning_code|compared)'
	THEN 'absence_internal.' ELSE 'absence.' END || call, 'sample_register' FROM unnest(ARRAY[
	'calendar_agg(register)', 'rollup(register)', 'rollup(tally)', 'rollup(counts)', 'rollup(series)',
	'band_counts(register)', 'band_counts(register, ''part_day = proportional'')', 'band_counts(register, ''chronic = 8%'', ''2026-02-01'')',
	'chronic_rate(register)', 'chronic_rate(register, ''part_day = whole'')', 'chronic_rate(register, '''', ''2026-03-01'')',
	'chronic_trend(register)', 'chronic_trend(register, ''part_day = proportional, basis = minutes'')',
	'daily_absence(register)', 'daily_absence(register, ''part_day = steps > 35% 84%'')',
	'daily_membership(register, ''outside = homebound exempt, absent = unexcused'')',
	'compared(register, '''', NULL, 5, NULL, NULL, NULL, 1, ''{{1,9466,0,0,0},{1,9466,24,0,0},{1,9500,0,0,0}}'')']) call
UNION ALL
SELECT CASE WHEN call ~ '^(daily_membership|fold_agg|fold_events|code_map|period_map|print_agg|winning_code|compared)'
	THEN 'absence_internal.' ELSE 'absence.' END || call, 'sample_row' FROM unnest(ARRAY[
	'calendar_agg(day)', 'calendar_agg(day, minutes)',
	'register_agg(day, mark)', 'register_agg(day, mark, portion)', 'register_agg(day, mark, share)', 'register_agg(day, mark, missed, held)',
	'fold_agg(day, nullif(held::text, ''13''), missed::text, mark, missed::integer % 3, least(coalesce(share, 1), 1), held::double precision)',
	'winning_code(missed::text, mark, missed::integer % 3)',
	'fold_events(absence_internal.event_agg(day, nullif(held::text, ''13''), missed::text, portion, missed, held), NULL, NULL)',
	'code_map(concat(day, mark, missed, held, share), mark, missed::integer % 3, least(coalesce(share, 1), 1))',
	'period_map(day, extract(doy FROM day)::integer)', 'print_agg(7, 16, mark::text, day, missed, held, portion, share)',
	'print_agg(7, 16, mark::text, school::text, day, held::text, mark::text, portion, missed, held)',
	'tally_agg(mark)', 'tally_agg(mark, portion)', 'tally_agg(mark, share)',
	'tally_agg(mark, portion, ''part_day = proportional'')', 'tally_agg(mark, share, ''absent = excused iss'')']) call
UNION ALL
SELECT format('absence.%s(%s%s)', name, argument, policy), 'sample_row'
FROM unnest('{absence_rate,chronic_flag,absence_band}'::text[]) name,
     unnest('{absent,capped_portion,capped_share}'::text[]) argument,
     unnest(ARRAY['', ', ''compare = >, part_day > 50%''']) policy;
-- These are all of them.
SELECT (SELECT count(*) FROM pg_proc WHERE prokind = 'a' AND proname <> 'absence_tier' AND pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace)) AS aggregates,
       (SELECT count(*) FROM call) AS called;

-- Shows of a plan only whether it has partial aggregates.
CREATE FUNCTION is_partial(query text) RETURNS boolean LANGUAGE plpgsql AS
$$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ 'Partial (Hash|Group)?Aggregate' THEN
			RETURN true;
		END IF;
	END LOOP;
	RETURN false;
END
$$;

-- All calls over a table at once, so that the plan has partial aggregates only if every
-- one of them supports it; over the whole table and by school.
CREATE TABLE plan (mode text, source text, by_school boolean, partial boolean);
CREATE TABLE answer_of_call (mode text, id integer, school integer, answer text);
CREATE PROCEDURE ask_calls(mode text, suffix text) LANGUAGE plpgsql AS
$$
DECLARE
	q      record;
	answer jsonb;
BEGIN
	FOR q IN
		SELECT source, by_school,
		       format('SELECT %s AS school, %s FROM %s %s', CASE WHEN by_school THEN 'school' ELSE '-1' END,
		              string_agg(format('%s::text AS "%s"', call, id), ', ' ORDER BY id),
		              source || suffix, CASE WHEN by_school THEN 'GROUP BY school' END) AS query
		FROM call, (VALUES (false), (true)) b(by_school)
		GROUP BY source, by_school
	LOOP
		INSERT INTO plan VALUES (mode, q.source, q.by_school, is_partial(q.query));
		EXECUTE format('SELECT jsonb_agg(q) FROM (%s) q', q.query) INTO answer;
		INSERT INTO answer_of_call
		SELECT mode, f.id::integer, (r.row ->> 'school')::integer, f.answer
		FROM jsonb_array_elements(answer) r(row), jsonb_each_text(r.row) f(id, answer)
		WHERE f.id <> 'school';
	END LOOP;
END
$$;

-- Serially. The other results are compared with this one.
SET max_parallel_workers_per_gather = 0;
CALL ask_calls('serial', '');

-- By parallel workers.
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CALL ask_calls('parallel', '');
CALL ask_calls('parallel over partitions', '_parts');

-- Completely in a worker, if no partial plan is wanted.
SELECT set_config(CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'debug_parallel_query' ELSE 'force_parallel_mode' END, 'on', false) AS forced \gset
SET min_parallel_table_scan_size = '1GB';
CALL ask_calls('in one worker', '');
SELECT set_config(CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'debug_parallel_query' ELSE 'force_parallel_mode' END, 'off', false) AS forced \gset

-- By partition, one after the other: partial results are combined without any worker.
-- Operators cost nothing, because otherwise the planner sees no gain in combining.
SET enable_partitionwise_aggregate = on;
SET cpu_operator_cost = 0;
SET max_parallel_workers_per_gather = 0;
CALL ask_calls('partitionwise', '_parts');

-- By partition and by parallel workers.
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = 0;
CALL ask_calls('partitionwise and parallel', '_parts');

-- Each school is completely in one partition, so a partitionwise plan by school needs
-- no partial results.
SELECT mode, source, by_school, partial FROM plan ORDER BY mode COLLATE "C", source COLLATE "C", by_school;
SELECT a.mode, count(*) AS answers, count(*) FILTER (WHERE a.answer IS DISTINCT FROM s.answer) AS differing
FROM answer_of_call a JOIN answer_of_call s USING (id, school)
WHERE s.mode = 'serial'
GROUP BY a.mode ORDER BY a.mode COLLATE "C";
SELECT a.mode, call, school, s.answer AS serial, a.answer
FROM answer_of_call a JOIN answer_of_call s USING (id, school) JOIN call USING (id)
WHERE s.mode = 'serial' AND a.answer IS DISTINCT FROM s.answer
ORDER BY a.mode COLLATE "C", id, school LIMIT 10;

RESET search_path;
DROP SCHEMA oracle CASCADE;
