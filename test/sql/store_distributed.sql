-- distribute_store where there is no Citus; test/citus runs it where there is one
\set VERBOSITY terse
SELECT absence.create_store('spread');
SELECT absence.distribute_store('spread');
SELECT absence.distribute_store(NULL);
SELECT absence.distribute_store('none');

-- nothing has changed
SELECT absence_internal.is_distributed('spread'), count(*) FILTER (WHERE d.ddl ~ 'here_') AS parts_that_read_copies
FROM absence_internal.store_ddl('spread') AS d;

-- A store with a source is not distributed, and a distributed store, which is told by its table
-- worker_register, takes neither a source nor a sample.
CREATE SCHEMA spread_source;
CREATE VIEW spread_source.school AS SELECT * FROM spread.school;
CREATE VIEW spread_source.calendar AS SELECT * FROM spread.calendar;
CREATE VIEW spread_source.calendar_day AS SELECT * FROM spread.calendar_day;
CREATE VIEW spread_source.enrollment AS SELECT * FROM spread.enrollment;
CREATE VIEW spread_source.attendance_event AS SELECT * FROM spread.attendance_event;
SELECT absence.add_source('spread', 2026, 'spread_source');
SELECT absence.distribute_store('spread');
SELECT absence.remove_source('spread', 2026);
CREATE TABLE spread.worker_register AS TABLE spread.student_register;
SELECT absence.add_source('spread', 2026, 'spread_source');
CALL absence.load_sample('spread');
-- view fact_attendance_event reads the copy of the table on the workers, others read their tables
SELECT f.relation, substring(f.query FROM 'FROM (\S+)') AS reads
FROM absence_internal.fact_queries('spread', '{}', '{}', false) AS f
WHERE f.relation IN ('school', 'enrollment', 'attendance_event')
ORDER BY f.relation;
DROP TABLE spread.worker_register;
DROP SCHEMA spread_source CASCADE;

-- the copies of tables that a role cannot read
CREATE ROLE regress_absence_spread;
GRANT USAGE ON SCHEMA spread TO regress_absence_spread;
SET ROLE regress_absence_spread;
SELECT absence_internal.must_read_table('spread', 'attendance_event');
RESET ROLE;
SELECT absence_internal.must_read_table('spread', 'attendance_event');
DROP OWNED BY regress_absence_spread;
DROP ROLE regress_absence_spread;

-- What reads a distributed table reads the copy. What writes it does not, nor does the step of
-- a refresh that looks at every event.
SELECT part, absence_internal.read_here(part, ddl) AS laid
FROM (VALUES
	('view/x', 'SELECT FROM @store@.student_register AS r JOIN @store@.attendance_event AS s USING (student_id) JOIN @store@.student'),
	('function/x', 'DELETE FROM @store@.attendance_event; INSERT INTO @store@.attendance_event SELECT FROM @store@.attendance_event'),
	('function/y', 'UPDATE @store@.attendance_event SET code = NULL FROM @store@.attendance_event'),
	('function/refresh_facts', 'SELECT FROM @store@.fact_attendance_event, (SELECT FROM @store@.attendance_event) AS e'),
	('function/refresh_check', 'SELECT FROM @store@.fact_attendance_event, (SELECT FROM @store@.attendance_event) AS e'),
	('view/y', 'SELECT FROM @store@.attendance_event_of, @store@.attendance_taken')) AS p (part, ddl);

-- Every table of the store is placed, those of latest_X on the coordinator
SELECT c.relname AS not_placed
FROM pg_class AS c
WHERE c.relnamespace = 'spread'::regnamespace AND c.relkind IN ('r', 'p', 'f', 'm')
	AND NOT EXISTS (SELECT FROM absence_internal.store_relation AS r WHERE r.relation = c.relname AND r.placed IS NOT NULL)
	AND NOT EXISTS (SELECT FROM absence_internal.store_relation AS r WHERE 'latest_' || r.relation = c.relname AND r.kept_key IS NOT NULL);
BEGIN;
INSERT INTO absence_internal.store_relation (part, relation, laid_once) VALUES ('table/facts', 'a_new_table', true);
ROLLBACK;
SELECT relation AS on_the_workers FROM absence_internal.store_relation WHERE placed = 'workers' ORDER BY position;

-- What refresh_facts reads of the workers is a view of one table, its columns as they are, until
-- a source is laid beside it; so it can read the table itself.
SELECT pg_get_viewdef('spread.fact_attendance_event') !~ '(?i)join|where|union|group|limit' AS is_the_table;

-- Every distributed table has a student, and no part reads one in a way that read_here() does not see.
SELECT t AS without_student
FROM unnest(absence_internal.distributed_tables()) AS t
WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = ('spread.' || t)::regclass AND a.attname = 'student_id'
	AND a.attnotnull);
SELECT p.name, f.found[1] AS read_otherwise
FROM absence_internal.store_part AS p
CROSS JOIN (SELECT string_agg(t, '|') AS names FROM unnest(absence_internal.distributed_tables()) AS t) AS t
CROSS JOIN LATERAL regexp_matches(regexp_replace(p.ddl, 'ANALYZE [^;]*;', '', 'g'), format('(\S+\s+@store@[.](?:%s)\M)', t.names), 'g')
	AS f (found)
WHERE NOT starts_with(p.name, 'table/') AND f.found[1] !~ '^(FROM|JOIN|INTO|UPDATE)\s'
ORDER BY p.name, 2;

-- A refresh keeps the registers on the workers, here those of a table that is on none: all of them
-- where everything is worked out anew, else those that have changed.
SET client_min_messages = error;
CALL absence.load_sample('spread', 80, 3, 5);
CALL absence.refresh('spread', today => '2026-01-15');
CREATE TABLE spread.worker_register (LIKE spread.student_register INCLUDING INDEXES);
CREATE VIEW pg_temp.register_of AS
SELECT count(*) > 80 AS there_are,
	count(*) FILTER (WHERE (w.register::text, w.grade) IS DISTINCT FROM (r.register::text, r.grade)) AS differ
FROM spread.student_register AS r
FULL JOIN spread.worker_register AS w USING (student_id, school_id, school_year);
SELECT there_are, differ > 80 AS all_differ FROM pg_temp.register_of;
CALL absence.refresh('spread', today => '2026-01-15', everything => true);
SELECT * FROM pg_temp.register_of;
-- corrections, a student less, another grade, and a day more
UPDATE spread.attendance_event SET code = 'EX' WHERE hashtext(student_id) % 5 = 0;
UPDATE spread.enrollment SET grade = '07' WHERE student_id = (SELECT min(student_id) FROM spread.student_register);
DELETE FROM spread.enrollment WHERE student_id = (SELECT max(student_id) FROM spread.student_register);
CALL absence.refresh('spread', today => '2026-01-16', force => true);
SELECT * FROM pg_temp.register_of;
-- rows that somebody has removed or changed
DELETE FROM spread.worker_register WHERE hashtext(student_id) % 3 = 0;
UPDATE spread.worker_register SET grade = 'none' WHERE hashtext(student_id) % 4 = 0;
CALL absence.refresh('spread', today => '2026-01-16');
SELECT there_are, differ > 10 AS many_differ FROM pg_temp.register_of;
CALL absence.refresh('spread', today => '2026-01-16', everything => true);
SELECT * FROM pg_temp.register_of;
DROP VIEW pg_temp.register_of;
DROP TABLE spread.worker_register;
RESET client_min_messages;

SELECT absence.drop_store('spread', 'spread');
