-- Alerts through many changes: after each refresh those stand that stand by the registers, none
-- is lost or doubled, and each change is logged. test/oracle/alert_torture.sql does the same
-- for thousands of changes.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/refresh_setup.sql'
\set truth :abs_srcdir '/oracle/alert_truth.sql'
\set changes :abs_srcdir '/oracle/alert_changes.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\i :truth
\i :changes
\set ECHO all
SET client_min_messages = error;	-- a refresh that finds a fault warns of it

-- Two districts of twenty students with ten rules, through sixty changes
SELECT set_config('oracle.students', '20', false);
CALL try_alert_changes(2, 2, 30);
CALL try_alert_changes(7, 7, 30);
SELECT count(*) AS steps, sum(changes) > 200 AS many_changes, sum(left_alone) > 0 AS some_left_alone FROM alert_step;
SELECT DISTINCT unnest(kinds) AS what FROM alert_step ORDER BY 1;
SELECT seed, number, what, failed FROM alert_step WHERE failed IS NOT NULL;
SELECT * FROM alert_fault ORDER BY seed, number, what LIMIT 20;

-- Faults in the step are found: ends of runs, or marks on the new days, that are not looked
-- at; alerts that are withdrawn on days that are not known; runs that are not compared
CREATE PROCEDURE plant(seed integer, function_name text, before text, after text) LANGUAGE plpgsql AS $$
DECLARE
	ddl text := pg_get_functiondef(format('oracle_store.%I', function_name)::regproc);
BEGIN
	ASSERT strpos(ddl, before) > 0, 'nothing to plant a fault in';
	EXECUTE replace(ddl, before, after);
	DELETE FROM oracle.alert_fault;
	CALL oracle.try_alert_changes(seed, seed, 30);
	EXECUTE ddl;
	PERFORM set_config('search_path', 'oracle', false);
END
$$;
CALL plant(2, 'refresh_looked', 'a.until IS NULL AND a.ends_by <= c.new_day OR', '');
SELECT DISTINCT what FROM alert_fault ORDER BY 1;
CALL plant(7, 'refresh_looked', 'OR absence_internal.has_marks(c.new, absence.complete_through(c.old), absence.complete_through(c.new))', '');
SELECT DISTINCT what FROM alert_fault ORDER BY 1;
CALL plant(7, 'refresh_match', 'k.day IS NULL OR l.met_on <= k.day OR', 'true OR');
SELECT DISTINCT what FROM alert_fault ORDER BY 1;
CALL plant(7, 'refresh_match', 'coalesce(a.until, a.ends_by, ''infinity'')', 'a.met_on');
SELECT DISTINCT what FROM alert_fault ORDER BY 1;

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('oracle_store', 'oracle_store'), absence.drop_store('oracle_fresh', 'oracle_fresh');
