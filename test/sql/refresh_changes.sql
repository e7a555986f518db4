-- After a change of any input, a refresh leaves the store as one that is made afresh, text
-- for text: registers, complete-through, the log, what the next refresh compares with, kept
-- answers and views. It records the verdicts that have changed, and why.
-- test/oracle/refresh_torture.sql does the same for thousands of changes, one by one.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/refresh_setup.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\set ECHO all

-- Two districts. Each change has its turn in one of them, thirteen in a step.
CALL try_changes(4, 4, 1, 6, 13);
CALL try_changes(22, 22, 7, 12, 13);
SELECT count(*) AS steps, count(undone) AS undone, sum(compared) > 300 AS compared, sum(differing) AS differing,
	count(*) FILTER (WHERE registers > 0) > 6 AS with_registers, count(*) FILTER (WHERE verdicts > 0) > 3 AS with_verdicts
FROM step;
SELECT seed, number, relation, side, n, left(fact, 300) AS fact FROM difference ORDER BY seed, number, relation, side LIMIT 20;
SELECT seed, number, changes FROM difference_found GROUP BY 1, 2, 3;

-- All changes were tried, and none of them failed; each fact table was changed.
SELECT array_agg(what) AS never FROM change_kind WHERE kind <> ALL (ARRAY(SELECT unnest(kinds) FROM step));
SELECT unnest(failed) AS failed FROM step;
SELECT DISTINCT unnest(changed) COLLATE "C" AS changed FROM step ORDER BY 1;

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('oracle_store', 'oracle_store'), absence.drop_store('oracle_fresh', 'oracle_fresh');
