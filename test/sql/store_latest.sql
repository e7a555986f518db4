-- mv_X has the answer of X for the store itself, whichever role fills it and whatever
-- its settings are; that readers do not wait is tested in specs/store_concurrency
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\pset format unaligned
SELECT absence.create_store('kept_store');
CALL absence.load_sample('kept_store', 60, 3, 7);
CALL absence.refresh('kept_store');
SET search_path = kept_store, public;
-- Rows of the view that are missing in the kept one, and the reverse
CREATE PROCEDURE pg_temp.compare() LANGUAGE plpgsql AS $$
DECLARE
	v record;
	kept bigint;
	differing bigint;
BEGIN
	FOR v IN SELECT relation AS view_name FROM absence_internal.store_relation WHERE kept_key IS NOT NULL ORDER BY 1 LOOP
		EXECUTE format('SELECT (SELECT count(*) FROM mv_%1$I), (SELECT count(*) FROM (
			(TABLE mv_%1$I EXCEPT ALL SELECT * FROM %1$I_at()) UNION ALL (SELECT * FROM %1$I_at() EXCEPT ALL TABLE mv_%1$I)) AS d)', v.view_name)
			INTO kept, differing;
		IF kept = 0 OR differing > 0 THEN
			RAISE WARNING 'mv_%: % rows, % differing', v.view_name, kept, differing;
		END IF;
	END LOOP;
END
$$;
CALL pg_temp.compare();
-- with settings, by hand and in a refresh
SET absence.policy = 'ten_days';
SET absence.as_of = '2025-10-01';
REFRESH MATERIALIZED VIEW mv_school_absence;
REFRESH MATERIALIZED VIEW CONCURRENTLY mv_student_absence;
SELECT DISTINCT policy FROM mv_school_absence;
CALL absence.refresh('kept_store');
RESET absence.policy;
RESET absence.as_of;
CALL pg_temp.compare();
-- after a correction, and with another definition of the store
DELETE FROM attendance_event WHERE student_id = (SELECT min(student_id) FROM attendance_event);
UPDATE store_setting SET policy = 'ten_days';
CALL absence.refresh('kept_store', force => true);
SELECT DISTINCT policy FROM mv_student_absence;
CALL pg_temp.compare();
-- a change without a refresh is not in them yet
UPDATE store_setting SET policy = 'federal';
SELECT (SELECT count(*) FROM mv_student_absence WHERE policy = 'federal') AS kept, (SELECT count(*) > 0 FROM student_absence WHERE policy = 'federal') AS live;

-- upgrade_store creates again what is missing or has other columns, and roles that
-- could read it still can
CREATE ROLE kept_reader;
GRANT SELECT ON mv_student_absence TO kept_reader;
DROP MATERIALIZED VIEW mv_school_absence;
ALTER MATERIALIZED VIEW mv_student_absence RENAME COLUMN homeroom TO room;
SELECT absence.upgrade_store('kept_store');
SELECT DISTINCT policy FROM mv_student_absence;
SELECT absence_internal.refresh_materialized_views('kept_store');
CALL pg_temp.compare();
SELECT has_table_privilege('kept_reader', 'mv_student_absence', 'SELECT') AS can_read, has_table_privilege('public', 'mv_student_absence', 'SELECT') AS public;
SELECT c.relname, i.indisunique FROM pg_class AS c LEFT JOIN pg_index AS i ON i.indrelid = c.oid
WHERE c.relnamespace = 'kept_store'::regnamespace AND c.relkind = 'm' ORDER BY 1;
SELECT count(*) FILTER (WHERE step_ms ? 'materialized_views') AS timed, count(*) AS refreshes FROM refresh_log;
RESET search_path;
SELECT absence.drop_store('kept_store', 'kept_store');
DROP ROLE kept_reader;
