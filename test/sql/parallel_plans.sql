-- From 100,000 students on, queries of a whole cohort are worth parallel workers, with
-- the default settings of the server: the costs of functions are as measured, and
-- nothing prevents a parallel plan.
SET client_min_messages = warning;
SELECT absence.create_store('many');
CALL absence.load_sample('many', 300, 6);
CALL absence.refresh('many', today => '2026-07-01');
-- the same 300 students many times
INSERT INTO many.student_register (student_id, school_id, school_year, grade, register)
SELECT student_id || '-' || n, school_id, school_year, grade, register
FROM many.student_register, generate_series(1, 100000 / 300) AS n;
VACUUM ANALYZE many.student_register;
SELECT count(*) BETWEEN 100000 AND 120000 AS many FROM many.student_register;

SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 1000;
SET parallel_tuple_cost = 0.1;
SET cpu_tuple_cost = 0.01;
SET cpu_operator_cost = 0.0025;
SET seq_page_cost = 1;
SET min_parallel_table_scan_size = '8MB';
SET jit = on;
CREATE FUNCTION pg_temp.scans(query text) RETURNS SETOF jsonb LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN QUERY SELECT jsonb_path_query(plan::jsonb, 'strict $.** ? (@."Relation Name" == "student_register")');
END
$$;
CREATE FUNCTION pg_temp.parallel(query text) RETURNS boolean LANGUAGE sql AS $$
	SELECT bool_or((s ->> 'Parallel Aware')::boolean) FROM pg_temp.scans(query) AS s
$$;

-- aggregates over registers
SELECT what, pg_temp.parallel(format('SELECT school_id, %s FROM many.student_register GROUP BY school_id', what)) AS parallel
FROM unnest(ARRAY['absence.chronic_rate(register)', 'absence.band_counts(register)',
	'absence.band_counts(register, ''minimum = none'', ''2026-02-01'')', 'absence.chronic_trend(register)', 'absence.daily_absence(register)',
	'absence.rollup(absence.tally(register))', 'absence.rollup(register)']) AS what;
-- live views that count a cohort
SELECT what, pg_temp.parallel('SELECT * FROM many.' || what) AS parallel
FROM unnest('{school_absence,grade_absence,weekday_absence}'::text[]) AS what;
-- a query for one student reads the registers by key
SELECT what, (SELECT bool_and(s ->> 'Node Type' LIKE 'Index%' OR s ->> 'Node Type' LIKE 'Bitmap%')
	FROM pg_temp.scans(format('SELECT * FROM many.%s WHERE student_id = ''1000001''', what)) AS s) AS by_key
FROM unnest('{student_absence,district_student_absence}'::text[]) AS what;

-- rows of set-returning functions: a year has about 180 days
SELECT p.proname, p.prorows FROM pg_proc AS p
WHERE p.pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace) AND p.proname IN ('days', 'portions') ORDER BY 1;

SELECT absence.drop_store('many', 'many');
