-- A principal's dashboard asks each live view for one school by its name. The planner
-- then estimates few rows for the school, or for what is joined to it, and must not
-- loop over the district for each of them.
SET client_min_messages = warning;
SET jit = off;
SELECT absence.create_store('plans');
CALL absence.load_sample('plans', 8000, 80);
CALL absence.refresh('plans', today => '2026-03-10');
-- and the groups of many students who left in earlier years
INSERT INTO plans.student_group (student_id, kind, value, begin_date, end_date)
SELECT g.student_id || '-' || n, g.kind, g.value, g.begin_date, g.end_date FROM plans.student_group AS g, generate_series(1, 8) AS n;
VACUUM ANALYZE;

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) ' || query INTO plan;
	RETURN plan;
END
$$;
CREATE FUNCTION pg_temp.rows_handled(plan jsonb) RETURNS numeric LANGUAGE sql AS $$
	SELECT sum((n ->> 'Actual Loops')::numeric * ((n ->> 'Actual Rows')::numeric + coalesce((n ->> 'Rows Removed by Filter')::numeric, 0)
		+ coalesce((n ->> 'Rows Removed by Join Filter')::numeric, 0)))
	FROM jsonb_path_query(plan, 'strict $.** ? (exists (@."Node Type"))') AS n
$$;

CREATE TEMP TABLE plan AS
SELECT v.view, v.place, w.what, pg_temp.plan_of(format('SELECT * FROM plans.%I%s', v.view, w.condition)) AS plan
FROM (SELECT relation::text AS view, position AS place FROM absence_internal.store_relation WHERE has_at) AS v
CROSS JOIN (VALUES ('all', ''), ('one school', ' WHERE school_id = ''101'''), ('one student', ' WHERE student_id = ''1000001''')) AS w (what, condition)
WHERE w.what = 'all' OR EXISTS (
	SELECT FROM pg_attribute AS a
	WHERE a.attrelid = format('plans.%I', v.view)::regclass AND a.attname = CASE w.what WHEN 'one school' THEN 'school_id' ELSE 'student_id' END);

-- only a few passes over the facts and the answer, whatever is asked
SELECT view, what, rows <= 20 * (
		(SELECT count(*) FROM plans.student_register) + (SELECT count(*) FROM plans.enrollment) + (SELECT count(*) FROM plans.student_group)
		+ (plan -> 0 -> 'Plan' ->> 'Actual Rows')::numeric) AS few_passes,
	rows <= max(rows) FILTER (WHERE what = 'all') OVER (PARTITION BY view) AS no_more_than_all
FROM (SELECT *, pg_temp.rows_handled(plan) AS rows FROM plan) AS p
ORDER BY place, what;

-- The days of one student, of one school, and of whichever students come first: the work
-- grows with the rows of the answer. For a school it is also a pass over the events, for
-- those of students without a register.
CREATE TEMP TABLE day_plan AS
SELECT w.place, w.what, w.passes, pg_temp.plan_of('SELECT * FROM plans.student_day' || w.condition) AS plan
FROM (VALUES
	(1, 'limit', 0, ' LIMIT 100'),
	(2, 'one student', 0, ' WHERE student_id = ''1000001'' AND school_year = 2026'),
	(3, 'one school', 1, ' WHERE school_id = ''101''')) AS w (place, what, passes, condition);
SELECT what, answer > 90 AS has_rows,
	pg_temp.rows_handled(plan) <= 100 * (answer + 100) + passes * 3 * (SELECT count(*) FROM plans.attendance_event) AS few_rows
FROM (SELECT *, (plan -> 0 -> 'Plan' ->> 'Actual Rows')::numeric AS answer FROM day_plan) AS p
ORDER BY place;
-- and the first two read no table of the facts from end to end
SELECT what, n ->> 'Relation Name' AS relation, n ->> 'Node Type' AS node
FROM day_plan, jsonb_path_query(plan, 'strict $.** ? (exists (@."Relation Name"))') AS n
WHERE passes = 0 AND (n ->> 'Actual Loops')::numeric * (n ->> 'Actual Rows')::numeric > 1000;

SELECT absence.drop_store('plans', 'plans');
