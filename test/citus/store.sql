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
SELECT absence.create_amt_views(s, 'amt_' || s) FROM unnest('{together,apart}'::name[]) AS s;
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
CALL absence.refresh('together', today => '2026-04-15');
CALL absence.refresh('apart', today => '2026-04-15');
CALL absence.refresh('together', everything => true, today => '2026-04-15');
CALL absence.refresh('apart', everything => true, today => '2026-04-15');
SELECT absence.upgrade_store('apart');
CALL compare_stores(:workers, 'everything, upgraded');
-- the first refresh of both was before one of them was distributed
INSERT INTO took (workers, place, store, refresh, ms)
SELECT :workers, l.place, l.store,
	(ARRAY['corrections, a drop in events', 'a later day', 'nothing changed', 'everything anew'])[l.place - 1], l.ms
FROM (
	SELECT s.store, rank() OVER (PARTITION BY s.store ORDER BY s.refresh_id) AS place,
		round(1000 * extract(epoch FROM s.finished_at - s.started_at)) AS ms
	FROM (
		SELECT 'together' AS store, refresh_id, started_at, finished_at FROM together.refresh_log WHERE school_year = 2026
		UNION ALL
		SELECT 'apart', refresh_id, started_at, finished_at FROM apart.refresh_log WHERE school_year = 2026
	) AS s
) AS l
WHERE l.place > 1;

-- a refresh asks the workers for these
CALL check_question(:workers, 'refresh: events packed by student', 'whole', $$
	SELECT e.student_id, e.school_id, absence_internal.event_agg(e.day, e.period, e.code, e.portion, e.missed, e.held
		ORDER BY e.day, e.period, e.code, e.portion, e.missed, e.held)
	FROM @.attendance_event AS e WHERE e.school_year = 2026 AND absence_internal.has_changed(e.student_id, 1, NULL)
	GROUP BY e.student_id, e.school_id$$);
CALL check_question(:workers, 'refresh: print of events', 'combined', $$
	SELECT absence_internal.print_agg(1, 1024, e.student_id, e.school_id, e.day, e.period, e.code, e.portion, e.missed, e.held)
	FROM @.attendance_event AS e WHERE e.school_year = 2026$$);

-- tables of the coordinator are sent to the workers, whose registers are joined with them there
CALL check_question(:workers, 'registers with a table of the coordinator', 'combined', $$
	SELECT h.lea_id, h.school_level, absence.chronic_rate(r.register)
	FROM @.worker_register AS r JOIN @.school AS h USING (school_id) GROUP BY h.lea_id, h.school_level$$);
-- the events of a student are where the registers are
CALL check_question(:workers, 'registers with events', 'combined', $$
	SELECT r.school_id, absence.chronic_rate(r.register)
	FROM @.worker_register AS r
	WHERE EXISTS (SELECT 1 FROM @.attendance_event AS e
		WHERE e.student_id = r.student_id AND e.school_id = r.school_id AND e.day BETWEEN '2025-12-01' AND '2025-12-31')
	GROUP BY r.school_id$$);

-- Every X_at, the functions that read a store, and the pages
SELECT format('CALL check_store(%s, %L, %L)', :workers, relation || '_at',
	format('SELECT * FROM @.%I(''2025-12-15'', ''california'')', relation || '_at'))
FROM absence_internal.store_relation WHERE has_at ORDER BY position
\gexec
CALL check_store(:workers, 'near_the_line', $$SELECT * FROM absence.near_the_line('@', 2)$$);
CALL check_store(:workers, 'policy_audit', $$SELECT * FROM absence.policy_audit('@', 'federal', 'california')$$);
CALL check_store(:workers, 'refresh_check', $$SELECT 'reasons', count(*) FROM absence.refresh_check('@', 2026, '2026-05-01')$$);
CREATE TABLE totals_:workers AS
SELECT student_id, school_id, enrolled_days, absent_days + 1 AS absent_days, NOT chronic AS chronic
FROM together.student_absence WHERE hashtext(student_id) % 7 = 0;
CALL check_store(:workers, 'compare_totals', format($$SELECT * FROM absence.compare_totals('@', 'totals_%s', 2026)$$, :workers));
CALL check_store(:workers, 'pages', $$SELECT absence.district_report('@')
	UNION ALL (SELECT absence.school_report('@', school_id) FROM @.school ORDER BY school_id LIMIT 3)
	UNION ALL (SELECT absence.student_report('@', student_id) FROM @.latest_student_absence WHERE chronic ORDER BY student_id LIMIT 3)$$);

-- The tables on the workers change with a later layout
BEGIN;
INSERT INTO absence_internal.layout_step
SELECT max(layout) + 1, 'ALTER TABLE @store@.attendance_event ADD COLUMN added integer' FROM absence_internal.layout_step;
SELECT absence.upgrade_store('apart');
SELECT (SELECT count(*) > 0 AND count(h.added) = 0 FROM apart.here_attendance_event AS h)
	AND NOT EXISTS (TABLE apart.student_absence EXCEPT TABLE together.student_absence)
	AND NOT EXISTS (TABLE apart.data_issue EXCEPT TABLE together.data_issue) AS same \gset
ROLLBACK;
INSERT INTO answer (workers, place, name, how, same)
VALUES (:workers, 1550, 'store, functions: upgrade_store to a later layout', 'store', :'same');

-- What an owner does with a store, as one whose session propagates DDL
SET citus.enable_ddl_propagation = on;
SELECT absence.forget_student(s, (SELECT min(student_id) FROM together.student)) FROM unnest('{apart,together}'::name[]) AS s;
SELECT absence.forget_support(s, 2020), absence.define_policy(s, 'own', 'chronic = 7.5%'),
	absence.define_rule(s, 'many', 'marks = unexcused, part_day = whole, amount >= 3')
FROM unnest('{together,apart}'::name[]) AS s;
CALL absence.certify('together', 'spring', 2026, 'own');
CALL absence.certify('apart', 'spring', 2026, 'own');
CALL absence.publish('together', 'public');
CALL absence.publish('apart', 'public');
CALL absence.close_day('together', '2026-03-17');
CALL absence.close_day('apart', '2026-03-17');
CALL absence.refresh('together', today => '2026-05-04');
CALL absence.refresh('apart', today => '2026-05-04');
CALL absence.close_year('together', 2026);
CALL absence.close_year('apart', 2026);
-- upgrade_store makes the registers on the workers anew where they have lost a column
ALTER TABLE apart.worker_register DROP COLUMN grade;
SELECT absence.upgrade_store('apart'), absence.create_amt_views('apart', 'amt_apart');
CALL compare_stores(:workers, 'as owners do');
CALL check_store(:workers, 'certified_difference', $$SELECT * FROM absence.certified_difference('@', 'spring')$$);
CALL absence.reopen_year('apart', 2026);

-- What it refuses
CALL check_refusal(:workers, 'distributed twice', '55000', $$SELECT absence.distribute_store('apart')$$);
CALL check_refusal(:workers, 'a source', '55000', $$SELECT absence.add_source('apart', 2027, 'facts')$$);
CALL check_refusal(:workers, 'a sample', '55000', $$CALL absence.load_sample('apart')$$);
SELECT absence.grant_reader('apart', 'counts_reader_' || :workers, 'sensitive');
CALL check_reader(:workers, 'counts_reader_' || :workers, '{student_day,data_issue}');
CALL check_refusal(:workers, 'events to a reader', '42501',
	format('SET LOCAL ROLE counts_reader_%s; SELECT count(*) FROM apart.attendance_event', :workers));
