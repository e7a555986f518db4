-- A store over a source through many changes of the source: after each refresh it is, text for text,
-- the store into which the same facts were loaded. test/oracle/source_torture.sql does the same
-- for hundreds of changes.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/refresh_setup.sql'
\set changes :abs_srcdir '/oracle/source_changes.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\i :changes
\set ECHO all
-- Two districts. Each change has its turn in one of them, fourteen in a step, but for those of
-- closed school years.
SELECT set_config('oracle.students', '20', false);
CALL try_source_changes(4, 4, 1, 6, 14);
CALL try_source_changes(22, 22, 7, 12, 14);
SELECT count(*) AS steps, count(undone) AS undone, min(compared) > 50 AS many_relations, sum(differing) AS differing,
	count(*) FILTER (WHERE registers > 0) > 6 AS with_registers
FROM step WHERE number > 0;
SELECT seed, number, relation, side, n, left(fact, 300) AS fact FROM difference ORDER BY seed, number, relation, side LIMIT 20;
SELECT unnest(failed) AS failed FROM step;
SELECT area, what FROM change_kind WHERE kind <> ALL (ARRAY(SELECT unnest(kinds) FROM step)) ORDER BY kind;

-- a difference is found: an event that the source does not have
INSERT INTO oracle_sourced.attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, school_year, day, 'A9' FROM oracle_store.stay_day WHERE day < today() ORDER BY day DESC, student_id LIMIT 1;
CALL try_source_step(22, 13, 1);
SELECT count(*) > 0 AS found FROM difference WHERE relation = 'stay_register';

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('oracle_sourced', 'oracle_sourced');
DROP SCHEMA oracle_source CASCADE;
SELECT absence.drop_store('oracle_store', 'oracle_store'), absence.drop_store('oracle_fresh', 'oracle_fresh');
