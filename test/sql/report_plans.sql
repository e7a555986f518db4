-- Plans of the views of cohorts: what is asked is looked up once per query and not once
-- per student, and the registers are scanned once, whatever the number of years.
SET client_min_messages = warning;
SELECT absence.create_store('plans');
CALL absence.load_sample('plans', 300, 6);
CALL absence.refresh('plans', today => '2026-03-10');
-- two more years with the same registers
INSERT INTO plans.school_year_state (school_year) VALUES (2027), (2028);
INSERT INTO plans.student_register SELECT student_id, school_id, y, grade, register FROM plans.student_register, unnest('{2027,2028}'::integer[]) AS y;
INSERT INTO plans.calendar_complete SELECT y, school_id, calendar_code, members, complete_through, last_recorded, last_session_day, days_cut, days_md5
FROM plans.calendar_complete, unnest('{2027,2028}'::integer[]) AS y;
ANALYZE plans.school_year_state, plans.student_register, plans.calendar_complete;
SET max_parallel_workers_per_gather = 0;
SET jit = off;

CREATE FUNCTION pg_temp.plan_of(view text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE format('EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) SELECT * FROM plans.%I', view) INTO plan;
	RETURN plan;
END
$$;
CREATE TEMP TABLE plan AS
SELECT v.relation::text AS view, v.position AS place, pg_temp.plan_of(v.relation) AS plan FROM absence_internal.store_relation AS v WHERE v.has_at;
CREATE FUNCTION pg_temp.nodes(plan jsonb, relation text) RETURNS SETOF jsonb LANGUAGE sql AS $$
	SELECT jsonb_path_query(plan, 'strict $.** ? (@."Relation Name" == $relation)', jsonb_build_object('relation', relation))
$$;

-- Each view checks what is asked in an init plan, and reads the settings at most as
-- often as there are years
SELECT view,
	(SELECT count(*) FROM jsonb_path_query(plan, 'strict $.** ? (@."Parent Relationship" == "InitPlan")') AS i WHERE i::text LIKE '%must_be_known%') > 0 AS checked_once,
	(SELECT max((n ->> 'Actual Loops')::integer) FROM pg_temp.nodes(plan, 'store_setting') AS n) <= 3 AS settings_read_once
FROM plan ORDER BY place;
-- there are several years and many registers, so that this means something
SELECT count(*) > 900 AS many_registers, (SELECT count(*) FROM plans.school_year_state) AS years FROM plans.student_register;

-- The views of cohorts scan the registers once. absence_trend also looks at the registers of the
-- year before, and at which school years have any if there are totals of earlier years.
SELECT view, (SELECT count(*) FROM pg_temp.nodes(plan, 'student_register')) AS scans,
	(SELECT sum((n ->> 'Actual Loops')::integer) FROM pg_temp.nodes(plan, 'student_register') AS n) AS loops,
	(SELECT sum((n ->> 'Actual Loops')::integer * (n ->> 'Actual Rows')::numeric) = (SELECT count(*) FROM plans.student_register)
	FROM pg_temp.nodes(plan, 'student_register') AS n) AS each_register_once
FROM plan WHERE view LIKE '%\_absence' AND view NOT LIKE '%student%' OR view IN ('coverage', 'absence_trend', 'daily_attendance') ORDER BY place;


SELECT absence.drop_store('plans', 'plans');
