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

-- Two districts. Each change has its turn in one of them, fourteen in a step.
CALL try_changes(4, 4, 1, 6, 14);
CALL try_changes(22, 22, 7, 12, 14);
SELECT count(*) AS steps, count(undone) AS undone, sum(compared) > 300 AS compared, sum(differing) AS differing,
	count(*) FILTER (WHERE registers > 0) > 6 AS with_registers, count(*) FILTER (WHERE verdicts > 0) > 3 AS with_verdicts
FROM step;
SELECT seed, number, relation, side, n, left(fact, 300) AS fact FROM difference ORDER BY seed, number, relation, side LIMIT 20;
SELECT seed, number, changes FROM difference_found GROUP BY 1, 2, 3;

-- All changes were tried, and none of them failed; each fact table was changed.
SELECT array_agg(what) AS never FROM change_kind WHERE kind <> ALL (ARRAY(SELECT unnest(kinds) FROM step));
SELECT unnest(failed) AS failed FROM step;
SELECT DISTINCT unnest(changed) COLLATE "C" AS changed FROM step ORDER BY 1;

-- A refresh of everything repairs and counts what was kept wrong.
SET client_min_messages = error;        -- it also warns
CALL plant_faults(11, '{stay_register,event_account,event_in_doubt}');
SET client_min_messages = warning;
SELECT relation, what, took_effect, differing, print_errors > 0 AS is_counted, said
FROM planted ORDER BY relation COLLATE "C", what COLLATE "C";

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('oracle_store', 'oracle_store'), absence.drop_store('oracle_fresh', 'oracle_fresh');

-- It counts no student for whom nothing was wrong: after some days a register of two
-- calendars has days that it could not have before.
SELECT absence.create_store('moved_store');
SET search_path = moved_store;
INSERT INTO school (school_id, name) VALUES ('S', 'S');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('S', 2026, 'A'), ('S', 2026, 'B');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT 'S', 2026, calendar_code, d::date, 'Instructional day'
FROM calendar, generate_series(timestamp '2025-09-01', '2025-12-19', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, calendar_code)
SELECT calendar_code || n, 'S', 2026, '2025-09-01', NULL, calendar_code FROM calendar, generate_series(1, 12) AS n
UNION ALL VALUES ('both', 'S', 2026, date '2025-09-01', date '2025-09-30', 'B'), ('both', 'S', 2026, '2025-10-01', NULL, 'A');
-- the rolls of A end two days before those of B, and then on the same day
INSERT INTO attendance_taken (school_id, day, calendar_code)
SELECT school_id, day, calendar_code FROM calendar_day
WHERE day <= CASE calendar_code WHEN 'A' THEN date '2025-11-05' ELSE '2025-11-07' END;
CALL absence.refresh('moved_store', today => '2025-11-10');
INSERT INTO attendance_taken (school_id, day, calendar_code)
SELECT school_id, day, calendar_code FROM calendar_day WHERE day <= '2025-11-13' ON CONFLICT DO NOTHING;
CALL absence.refresh('moved_store', today => '2025-11-20', everything => true);
SELECT print_errors, registers_changed FROM refresh_log ORDER BY refresh_id;
RESET search_path;
SELECT absence.drop_store('moved_store', 'moved_store');
