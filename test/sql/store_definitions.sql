-- Two definitions compared, and what was certified compared with what is shown now: the
-- store against plain SQL on difficult districts, before and after facts change.
-- test/oracle/store_torture.sql does the same for more and larger districts.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/store_setup.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\set ECHO all

-- One district in spring, the other after the end of its year
CALL compare_definitions(4, 40, 10);
CALL compare_definitions(5, 40, 10);
SELECT what, sum(compared) > 100 AS compared, sum(differing) AS differing FROM result WHERE what IN ('audit', 'certified', 'changed since') GROUP BY what ORDER BY what;
SELECT * FROM audit_difference ORDER BY audit, key LIMIT 5;
SELECT * FROM frozen_difference ORDER BY what, label, scope, school_id, student_id LIMIT 5;
SELECT * FROM change_difference ORDER BY what, label, scope, school_id, student_id LIMIT 5;

-- The difficult situations did occur
SELECT string_agg(DISTINCT point, ', ' ORDER BY point) AS points_that_decide FROM truth_audit, string_to_table(reasons, ', ') AS point;
SELECT bool_or(reasons LIKE '%,%') AS several_points, bool_or(reasons = 'combination') AS no_point_alone, bool_or(band_a IS NULL) AND bool_or(band_b IS NULL) AS without_a_verdict,
       count(DISTINCT scope) AS scopes FROM truth_audit;
SELECT string_agg(DISTINCT change, ', ' ORDER BY change) AS changes FROM expected_change;

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('oracle_store', 'oracle_store'), absence.drop_store('oracle_fresh', 'oracle_fresh');
