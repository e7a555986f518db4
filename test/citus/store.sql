-- A store that distribute_store has distributed, beside one with the same facts that it has
-- not: every table and view is the same, as it was distributed, and after refreshes of changed
-- facts, of everything, and of another day.

SET client_min_messages = warning;
SET citus.enable_ddl_propagation = off;
SELECT absence.create_store(s) FROM unnest('{together,apart}'::name[]) AS s;
CALL absence.load_sample('together', :students / 2, 8, 7);
CALL absence.load_sample('apart', :students / 2, 8, 7);
CALL absence.refresh('together', today => '2026-02-01');
CALL absence.refresh('apart', today => '2026-02-01');
CREATE ROLE counts_reader_:workers LOGIN;
SELECT absence.grant_reader('apart', 'counts_reader_' || :workers, 'aggregate');
SELECT relation INTO TEMP granted_before FROM information_schema.role_table_grants AS g, LATERAL (SELECT g.table_name) AS r (relation)
WHERE g.grantee = 'counts_reader_' || :workers;
SELECT absence.distribute_store('apart');
CALL compare_stores(:workers, 'distributed');
INSERT INTO answer (workers, place, name, how, same, rows)
SELECT :workers, 2000, 'store, distributed: grants kept', 'store',
	NOT EXISTS (SELECT relation FROM granted_before EXCEPT SELECT table_name FROM information_schema.role_table_grants
		WHERE grantee = 'counts_reader_' || :workers), count(*)
FROM granted_before;

UPDATE together.attendance_event SET code = 'EX' WHERE code = 'UX' AND hashtext(student_id) % 20 = 0;
UPDATE apart.attendance_event SET code = 'EX' WHERE code = 'UX' AND hashtext(student_id) % 20 = 0;
DELETE FROM together.attendance_event WHERE hashtext(student_id) % 23 = 0;
DELETE FROM apart.attendance_event WHERE hashtext(student_id) % 23 = 0;
UPDATE together.enrollment SET exit_date = '2026-01-10' WHERE hashtext(student_id) % 29 = 0 AND entry_date < '2026-01-01';
UPDATE apart.enrollment SET exit_date = '2026-01-10' WHERE hashtext(student_id) % 29 = 0 AND entry_date < '2026-01-01';
DELETE FROM together.enrollment WHERE hashtext(student_id) % 101 = 0;
DELETE FROM apart.enrollment WHERE hashtext(student_id) % 101 = 0;
UPDATE together.student SET last_name = 'Changed' WHERE hashtext(student_id) % 31 = 0;
UPDATE apart.student SET last_name = 'Changed' WHERE hashtext(student_id) % 31 = 0;
CALL absence.refresh('together', today => '2026-02-01', force => true);
CALL absence.refresh('apart', today => '2026-02-01', force => true);
CALL compare_stores(:workers, 'facts changed');
CALL absence.refresh('together', today => '2026-04-15');
CALL absence.refresh('apart', today => '2026-04-15');
CALL compare_stores(:workers, 'another day');
CALL absence.refresh('together', everything => true, today => '2026-04-15');
CALL absence.refresh('apart', everything => true, today => '2026-04-15');
SELECT absence.upgrade_store('apart');
CALL compare_stores(:workers, 'everything, upgraded');

-- a refresh asks the workers for these
CALL check_question(:workers, 'refresh: events packed by student', 'whole', $$
	SELECT e.student_id, e.school_id, absence_internal.event_agg(e.day, e.period, e.code, e.portion, e.missed, e.held)
	FROM @.attendance_event AS e WHERE e.school_year = 2026 AND absence_internal.has_changed(e.student_id, 1, NULL)
	GROUP BY e.student_id, e.school_id$$);
CALL check_question(:workers, 'refresh: print of events', 'combined', $$
	SELECT absence_internal.print_agg(1, 1024, e.student_id, e.school_id, e.day, e.period, e.code, e.portion, e.missed, e.held)
	FROM @.attendance_event AS e WHERE e.school_year = 2026$$);

DO $$
BEGIN
	PERFORM absence.distribute_store('apart');
	RAISE EXCEPTION 'a store was distributed twice';
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	NULL;
END
$$;
-- an owner does all else with it too
SET citus.enable_ddl_propagation = on;
SELECT absence.forget_student('apart', (SELECT min(student_id) FROM apart.student));
CALL absence.certify('apart', 'spring', 2026);
CALL absence.close_year('apart', 2026);
CALL absence.reopen_year('apart', 2026);
