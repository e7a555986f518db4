-- Sources of kind views: the facts of a school year stay in a schema of the district's own,
-- and the store reads them there. The registers and what data_issue says are those of a store
-- into which the same facts were loaded.
SET client_min_messages = warning;
SET datestyle = iso;
SELECT absence.create_store('native');
CALL absence.load_sample('native', 120, 3);
CALL absence.refresh('native', today => '2026-03-10');

-- registers and reasons of a store that differ from those of the native one
CREATE FUNCTION pg_temp.differences(store name) RETURNS TABLE (registers bigint, registers_differ bigint, reasons bigint, reasons_differ text)
	LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT r.*, i.* FROM (
			SELECT count(*), count(*) FILTER (WHERE a.register::text IS DISTINCT FROM b.register::text OR a.grade IS DISTINCT FROM b.grade)
			FROM native.student_register AS a FULL JOIN %1$I.student_register AS b USING (student_id, school_id, school_year)
		) AS r, (
			SELECT count(*), string_agg(reason || '' '' || coalesce(a.rows, 0) || '' '' || coalesce(b.rows, 0), '', '')
				FILTER (WHERE (a.rows, a.n) IS DISTINCT FROM (b.rows, b.n))
			FROM (SELECT reason, count(*) AS rows, sum(occurrences) AS n FROM native.data_issue GROUP BY 1) AS a
			FULL JOIN (SELECT reason, count(*) AS rows, sum(occurrences) AS n FROM %1$I.data_issue GROUP BY 1) AS b USING (reason)
		) AS i', store);
END
$$;
-- what a view for readers says, without the order
CREATE FUNCTION pg_temp.answers_differ(store name) RETURNS TABLE (view text, rows bigint, differ bigint) LANGUAGE plpgsql AS $$
DECLARE
	view name;
BEGIN
	FOREACH view IN ARRAY '{student_absence,district_student_absence,school_absence,grade_absence,group_absence,watch_list,student_day,coverage,
			district_absence,weekday_absence,absence_trend,daily_attendance,month_absence,report_basis}'::name[] LOOP
		RETURN QUERY EXECUTE format('SELECT %3$L::text, (SELECT count(*) FROM native.%1$I), (SELECT count(*) FROM (
			(SELECT v::text FROM native.%1$I AS v EXCEPT ALL SELECT v::text FROM %2$I.%1$I AS v)
			UNION ALL (SELECT v::text FROM %2$I.%1$I AS v EXCEPT ALL SELECT v::text FROM native.%1$I AS v)) AS d)', view, store, view);
	END LOOP;
END
$$;
CREATE FUNCTION pg_temp.says(statement text) RETURNS TABLE (state text, message text, detail text, hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN QUERY SELECT 'no error', NULL, NULL, NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN NEXT;
END
$$;

-- Tables: keys of other types, timestamps, names in capitals, a partitioned table, a
-- materialized view; more columns than are asked for
CREATE SCHEMA wh;
CREATE DOMAIN wh.key AS bigint;
CREATE TABLE wh.school AS SELECT school_id::integer, name::varchar(75), school_level, reporting FROM native.school;
CREATE TABLE wh.student AS SELECT student_id::wh.key AS "STUDENT_ID", last_name::varchar, first_name::char(20), birth_date::timestamp FROM native.student;
ALTER TABLE wh.student ADD PRIMARY KEY ("STUDENT_ID");
CREATE TABLE wh.student_group AS SELECT * FROM native.student_group;
CREATE TABLE wh.calendar AS SELECT school_id::numeric(10, 0), school_year::smallint, calendar_code::char(10), calendar_type, day_minutes::real,
	periods::numeric FROM native.calendar;
CREATE TABLE wh."Calendar_Grade" AS SELECT * FROM native.calendar_grade;
CREATE MATERIALIZED VIEW wh.calendar_day AS SELECT school_id::char(20), school_year::bigint, calendar_code, day::timestamp, event, minutes::numeric,
	periods::bigint, now() AS loaded_at FROM native.calendar_day;
CREATE TABLE wh.enrollment AS SELECT * FROM native.enrollment;
CREATE TABLE wh.attendance_event (LIKE native.attendance_event) PARTITION BY LIST (school_year);
CREATE TABLE wh.event_2025 PARTITION OF wh.attendance_event FOR VALUES IN (2025);
CREATE TABLE wh.event_2026 PARTITION OF wh.attendance_event FOR VALUES IN (2026, 2027);
CREATE TABLE wh.event_other PARTITION OF wh.attendance_event DEFAULT;
INSERT INTO wh.attendance_event SELECT * FROM native.attendance_event;
CREATE TABLE wh.attendance_taken AS SELECT * FROM native.attendance_taken;
CREATE TABLE wh.attendance_code AS SELECT * FROM native.attendance_code;
ANALYZE;
SELECT count(*) FROM native.school_year_state;
SELECT severity, problem, what_to_do FROM absence.source_check('wh', 'views', 2026);
SELECT absence.create_store('att');
SELECT absence.add_source('att', 2026, 'wh');
SELECT school_year, source, kind, state, lea_ids FROM att.school_year_state;
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT * FROM pg_temp.differences('att');
SELECT * FROM pg_temp.answers_differ('att');
-- no fact was copied
SELECT (SELECT count(*) FROM att.enrollment) + (SELECT count(*) FROM att.attendance_event) + (SELECT count(*) FROM att.student) AS own_facts;
-- Rules, alerts, tiers and supports. What is done for students is in the store's own tables.
DO $$
DECLARE
	relation name;
BEGIN
	FOREACH relation IN ARRAY '{intervention,student_intervention,intervention_session,student_barrier,outreach,staff,contact,tier_decision}'::name[] LOOP
		EXECUTE format('INSERT INTO att.%1$I SELECT * FROM native.%1$I', relation);
	END LOOP;
	FOREACH relation IN ARRAY '{native,att}'::name[] LOOP
		PERFORM absence.define_rule(relation, 'few', 'marks = policy, amount >= 4', tier => 2, steps => '[{"kind": "letter", "within_n": 5,
			"within_unit": "school days", "unless_group": ["english_learner:Limited"]}]'),
			absence.define_rule(relation, 'old', 'marks = policy, amount >= 3, within = month', again => true, from_age => 9, to_age => 12),
			absence.define_rule(relation, 'english', group_kind => 'english_learner', group_value => 'Limited', tier => 2);
	END LOOP;
END
$$;
CALL absence.refresh('native', 2026, today => '2026-03-10');
CALL absence.refresh('att', 2026, today => '2026-03-10');
CREATE FUNCTION pg_temp.support_differs(store name) RETURNS TABLE (view text, has_rows boolean, differ bigint) LANGUAGE plpgsql AS $$
DECLARE
	view name;
BEGIN
	FOREACH view IN ARRAY '{alert_status,rule_day,action_due,support_tier,monday_list,open_support,missing_support,missing_support_by_school,caseload,
			support_timeliness,student_story,support_issue}'::name[] LOOP
		-- alerts have other numbers
		RETURN QUERY EXECUTE format('WITH a AS (SELECT to_jsonb(v) - ''alert_id'' AS r FROM native.%1$I AS v), b AS (SELECT to_jsonb(v) - ''alert_id'' AS r FROM %2$I.%1$I AS v)
			SELECT %3$L::text, EXISTS (SELECT FROM b), (SELECT count(*) FROM ((TABLE a EXCEPT ALL TABLE b) UNION ALL (TABLE b EXCEPT ALL TABLE a)) AS d)', view, store, view);
	END LOOP;
END
$$;
SELECT * FROM pg_temp.support_differs('att');
SELECT count(*) > 0 AS by_group FROM att.support_tier WHERE 'district rule' = ANY (reasons);
SELECT rule, count(*) > 0 AS some FROM att.alert_status GROUP BY 1 ORDER BY 1;

-- a query of another year does not touch the source
EXPLAIN (COSTS OFF) SELECT * FROM att.fact_attendance_event WHERE school_year = 2024;

-- Views over these tables, in another schema
CREATE SCHEMA vw;
SELECT format('CREATE VIEW vw.%I AS SELECT * FROM wh.%1$I', c.relname) FROM pg_class AS c
WHERE c.relnamespace = 'wh'::regnamespace AND c.relkind IN ('r', 'm', 'p') AND c.relname NOT LIKE 'event%' ORDER BY 1 \gexec
SELECT absence.create_store('over_views');
SELECT absence.add_source('over_views', 2026, 'vw', 'views');
CALL absence.refresh('over_views', 2026, today => '2026-03-10');
SELECT * FROM pg_temp.differences('over_views');

-- What has changed there is found by the prints, whatever its age; nothing else is folded
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT registers_added, registers_changed, registers_removed FROM att.refresh_log ORDER BY refresh_id DESC LIMIT 1;
SELECT student_id, school_id FROM native.student_register ORDER BY 1 LIMIT 1 \gset
DELETE FROM wh.attendance_event WHERE student_id = :'student_id';
DELETE FROM native.attendance_event WHERE student_id = :'student_id';
UPDATE wh.student SET last_name = 'Changed' WHERE "STUDENT_ID" = :'student_id';
UPDATE native.student SET last_name = 'Changed' WHERE student_id = :'student_id';
CALL absence.refresh('att', 2026, today => '2026-03-10');
CALL absence.refresh('native', 2026, today => '2026-03-10');
SELECT registers_added, registers_changed, registers_removed FROM att.refresh_log ORDER BY refresh_id DESC LIMIT 1;
SELECT * FROM pg_temp.differences('att');
SELECT count(*) FROM att.latest_student_absence WHERE last_name = 'Changed';

-- Own rows: a school's name and reporting, a student's name, a word, a closed day
INSERT INTO att.school (school_id, name, school_level, reporting) SELECT school_id, 'Corrected', school_level, reporting FROM native.school WHERE school_id = :'school_id';
UPDATE native.school SET name = 'Corrected' WHERE school_id = :'school_id';
INSERT INTO att.student (student_id, last_name) VALUES (:'student_id', 'Own');
UPDATE native.student SET last_name = 'Own', first_name = NULL, birth_date = NULL, state_student_id = NULL WHERE student_id = :'student_id';
SELECT detail FROM native.data_issue WHERE reason = 'unmapped code' ORDER BY 1;
INSERT INTO att.attendance_code (code, mark) VALUES ('XX', 'excused');
INSERT INTO native.attendance_code (code, mark) VALUES ('XX', 'excused');
SET client_min_messages = notice;
CALL absence.close_day('native', '2025-11-05');
CALL absence.close_day('att', '2025-11-05');
SET client_min_messages = warning;
CALL absence.refresh('native', 2026, today => '2026-03-10');
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT * FROM pg_temp.differences('att');
SELECT * FROM pg_temp.answers_differ('att') WHERE differ > 0;
CALL absence.reopen_day('native', '2025-11-05');
CALL absence.reopen_day('att', '2025-11-05');
-- a calendar of one's own takes the place of that of the source, and is not a second one
INSERT INTO att.calendar SELECT * FROM native.calendar LIMIT 1;
INSERT INTO att.calendar_grade SELECT * FROM native.calendar_grade LIMIT 1;
CALL absence.refresh('native', 2026, today => '2026-03-10');
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT * FROM pg_temp.differences('att');
-- an own word that differs from that of the source
UPDATE wh.attendance_code SET mark = 'unexcused' WHERE code = 'OSS';
SELECT severity, reason, detail, occurrences FROM att.data_issue WHERE reason = 'own word counts';
UPDATE wh.attendance_code SET mark = 'oss' WHERE code = 'OSS';

-- A student who is forgotten has no name in the store, whatever the source says
SELECT max(student_id) AS forgotten FROM att.student_register \gset
SELECT * FROM absence.forget_student('att', :'forgotten') WHERE rows > 0 AND relation = 'student';
SELECT last_name, first_name FROM att.latest_student_absence WHERE student_id = :'forgotten';
SELECT last_name, first_name, birth_date FROM att.fact_student WHERE student_id = :'forgotten';
DELETE FROM att.student WHERE student_id = :'forgotten';
CALL absence.refresh('att', 2026, today => '2026-03-10');

-- Rows that the tables of a store would refuse are left out, and said so
ALTER TABLE wh.attendance_event ALTER COLUMN student_id DROP NOT NULL, ALTER COLUMN code DROP NOT NULL, ALTER COLUMN day DROP NOT NULL;
INSERT INTO wh.attendance_event (student_id, school_id, school_year, day, code) VALUES (NULL, '101', 2026, '2025-10-01', 'Tardy'),
	('1000001', '101', 2026, '2025-10-01', NULL), ('1000001', '101', 2026, NULL, NULL);
INSERT INTO wh.school (school_id, name, reporting) VALUES (NULL, 'No id', 'sometimes'), (101, 'Twice', 'exception');
INSERT INTO wh.attendance_code (code, mark, portion) VALUES ('QQ', 'sleepy', NULL), ('QR', 'excused', 7);
CREATE TABLE wh.calendar_event_kind (event text, kind text);
INSERT INTO wh.calendar_event_kind VALUES ('Day of rain', 'closes'), ('Day of sun', 'shines');
SELECT absence.suspend_sources('att');
SELECT absence.resume_sources('att');
SELECT severity, reason, detail, occurrences FROM att.data_issue AS i JOIN att.source_fault AS f USING (reason, detail, occurrences) ORDER BY 2, 3;
SELECT count(*) AS schools, count(DISTINCT school_id) FROM att.fact_school;
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT registers_differ FROM pg_temp.differences('att');
SELECT * FROM att.fact_calendar_event_kind WHERE event LIKE 'Day of%';
DELETE FROM wh.attendance_event WHERE student_id IS NULL OR code IS NULL OR day IS NULL;
DELETE FROM wh.school WHERE school_id IS NULL OR name = 'Twice';
DELETE FROM wh.attendance_code WHERE code LIKE 'Q_';
DROP TABLE wh.calendar_event_kind CASCADE;
SELECT absence.resume_sources('att');

-- A time of day is an error of the refresh, and nothing is written
CREATE SCHEMA hours;
SELECT format('CREATE VIEW hours.%I AS SELECT * FROM wh.%1$I', c.relname) FROM pg_class AS c
WHERE c.relnamespace = 'wh'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE 'event%' ORDER BY 1 \gexec
CREATE VIEW hours.calendar_day AS SELECT school_id, school_year, calendar_code, day + interval '8 hours' AS day FROM wh.calendar_day;
SELECT absence.create_store('with_hours');
SELECT absence.add_source('with_hours', 2026, 'hours');
SELECT * FROM pg_temp.says($$CALL absence.refresh('with_hours', 2026, today => '2026-03-10')$$);
SELECT count(*) FROM with_hours.student_register;
SELECT absence.drop_store('with_hours', 'with_hours');
DROP SCHEMA hours CASCADE;

-- One error lists all that is missing or of another type, in the order of source_columns
CREATE SCHEMA half;
CREATE TABLE half.school (school_id date, name text, federally_reported text);
CREATE TABLE half.student (last_name text);
CREATE TABLE half.calendar (school_id text, school_year text, calendar_code boolean, day_minutes interval);
CREATE TABLE half.calendar_day (school_id text, day varchar, minutes text);
CREATE TABLE half.attendance_event (student_id numeric, school_id numeric(8, 2), school_year integer, day timestamptz, code text, portion text);
\x
SELECT * FROM pg_temp.says($$SELECT absence.add_source('att', 2025, 'half')$$);
\x
SELECT severity, relation, column_name, problem, what_to_do FROM absence.source_check('half') WHERE severity = 'error';
SELECT count(*) FROM pg_class WHERE relnamespace = 'att'::regnamespace AND relname LIKE 'from\_2025%';
-- the contract
SELECT relation, string_agg(column_name || ' ' || type, ', ') FILTER (WHERE required AND column_name <> '') AS required,
	bool_or(required) FILTER (WHERE column_name = '') AS relation_is_required, count(*) - 1 AS columns
FROM absence.source_columns() GROUP BY relation ORDER BY relation;
SELECT relation, column_name FROM absence.source_columns() WHERE meaning IS NULL;
-- its columns are those of the tables of a store, in their order
SELECT c.relation, c.columns, f.columns AS of_store
FROM (SELECT relation, string_agg(column_name, ' ' ORDER BY position) AS columns FROM absence_internal.source_column WHERE kind = 'views' AND column_name <> '' GROUP BY relation) AS c
FULL JOIN (SELECT substr(r.relname, 6) AS relation, string_agg(a.attname, ' ' ORDER BY a.attnum) AS columns
	FROM pg_class AS r JOIN pg_attribute AS a ON a.attrelid = r.oid
	WHERE r.relnamespace = 'native'::regnamespace AND r.relname LIKE 'fact\_%' AND r.relname <> 'fact_reported_event' GROUP BY 1) AS f USING (relation)
WHERE c.columns IS DISTINCT FROM f.columns;

-- What is refused
\pset format unaligned
\pset tuples_only on
SELECT statement, s.* FROM (VALUES
	(1, $$SELECT absence.add_source('att', 2026, 'vw')$$),
	(2, $$SELECT absence.add_source('att', 2025, 'native')$$),
	(3, $$SELECT absence.add_source('att', 2025, 'att')$$),
	(4, $$SELECT absence.add_source('att', 2025, 'nowhere')$$),
	(5, $$SELECT absence.add_source('att', 26, 'vw')$$),
	(6, $$SELECT absence.add_source('att', NULL, 'vw')$$),
	(7, $$SELECT absence.set_attendance_from('att', 'share', periods => 0)$$),
	(8, $$SELECT absence.add_source('att', 2025, 'vw', 'native')$$),
	(9, $$SELECT absence.add_source('att', 2025, 'vw', attendance_from => 'guess')$$),
	(10, $$SELECT absence.add_source('att', 2025, 'vw', lea_ids => '{}')$$),
	(11, $$SELECT absence.add_source('att', 2025, 'vw', lea_ids => '{1}')$$),
	(12, $$SELECT absence.add_source('nobody', 2025, 'vw')$$),
	(13, $$SELECT absence.remove_source('att', 2025)$$),
	(14, $$SELECT absence.create_store('another', source => 'vw', kind => 'views')$$),
	(15, $$SELECT absence.set_attendance_from('att', 'guess')$$),
	(16, $$SELECT absence.edfi_tables('2.0')$$),
	(17, $$SELECT * FROM absence.source_columns('native')$$)) AS t (n, statement)
CROSS JOIN LATERAL pg_temp.says(statement) AS s ORDER BY n;
-- nothing of a refused source is left
SELECT count(*) FROM att.school_year_state;
SELECT absence.set_attendance_from('att', 'official', '101', 2026, periods => 4), absence.set_attendance_from('att', 'official', '101', 2026),
	absence.set_attendance_from('att', 'homeroom');
SELECT * FROM att.attendance_from ORDER BY 1;
\pset tuples_only off
\pset format aligned

-- Suspended: the tables of the source can be changed, the store answers and is not refreshed
SELECT absence.suspend_sources('att');
SELECT absence.suspend_sources('att');
SELECT count(*) FROM absence_internal.source_views('att');
SELECT count(*) > 100 AS answers FROM att.student_absence;
SELECT * FROM pg_temp.says($$CALL absence.refresh('att', 2026)$$);
SELECT * FROM pg_temp.says($$SELECT absence.refresh_check('att')$$);
SELECT * FROM pg_temp.says($$CALL absence.close_year('att', 2026)$$);
DROP SCHEMA vw CASCADE;
ALTER TABLE wh.enrollment ALTER COLUMN calendar_code TYPE varchar(120), ALTER COLUMN school_id TYPE bigint USING school_id::bigint;
SELECT absence.upgrade_store('att');
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT * FROM pg_temp.differences('att');
-- the store whose source is gone has lost its views, and keeps its registers
SELECT * FROM pg_temp.says($$CALL absence.refresh('over_views', 2026)$$);
SELECT * FROM pg_temp.says($$SELECT absence.resume_sources('over_views')$$);
-- upgrade_store brings the views back, and leaves the source suspended
SELECT absence.upgrade_store('over_views');
SELECT count(*) > 100 AS answers FROM over_views.student_absence;

-- DROP ... CASCADE of a table of the source takes the views of the store along; resume_sources
-- brings them back, with the privileges of levels and those granted by hand
CREATE ROLE regress_source_reader;
CREATE ROLE regress_source_by_hand;
SELECT absence.grant_reader('att', 'regress_source_reader', 'student');
GRANT USAGE ON SCHEMA att TO regress_source_by_hand;
GRANT SELECT (school_id, chronic_rate), REFERENCES ON att.school_absence TO regress_source_by_hand WITH GRANT OPTION;
GRANT SELECT ON att.latest_school_absence TO regress_source_by_hand;
REVOKE ALL ON FUNCTION att.school_absence_at(date, text) FROM PUBLIC;
CREATE TEMP VIEW privilege AS
SELECT o.name, o.column_name, a.grantee::regrole, a.privilege_type, a.is_grantable
FROM (
	SELECT c.relname, NULL::name, coalesce(c.relacl, acldefault('r', c.relowner)) FROM pg_class AS c
	WHERE c.relnamespace = 'att'::regnamespace AND c.relkind IN ('r', 'v')
	UNION ALL
	SELECT c.relname, a.attname, a.attacl FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
	WHERE c.relnamespace = 'att'::regnamespace
	UNION ALL
	SELECT p.proname, NULL, coalesce(p.proacl, acldefault('f', p.proowner)) FROM pg_proc AS p WHERE p.pronamespace = 'att'::regnamespace
) AS o (name, column_name, acl)
CROSS JOIN LATERAL aclexplode(o.acl) AS a;
CALL absence.refresh('att', 2026, today => '2026-03-10');
CREATE TEMP TABLE privilege_before AS TABLE privilege;
CREATE TABLE wh.again AS TABLE wh.enrollment;
DROP TABLE wh.enrollment CASCADE;
SELECT count(*) FROM pg_class WHERE relnamespace = 'att'::regnamespace AND relname = 'student_absence';
SELECT * FROM pg_temp.says($$CALL absence.refresh('att', 2026)$$);
SELECT detail FROM pg_temp.says($$SELECT absence.resume_sources('att')$$);
ALTER TABLE wh.again RENAME TO enrollment;
-- default privileges are not for a district's data
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO regress_source_by_hand;
SELECT absence.resume_sources('att');
ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM regress_source_by_hand;
SELECT count(*) > 100 AS privileges, count(*) FILTER (WHERE grantee = 'regress_source_by_hand'::regrole) AS by_hand FROM privilege_before;
(TABLE privilege_before EXCEPT ALL TABLE privilege) UNION ALL (TABLE privilege EXCEPT ALL TABLE privilege_before) ORDER BY 1, 2;
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT * FROM pg_temp.differences('att');
-- a reader sees the answers, and nothing of the source
SET ROLE regress_source_reader;
SELECT count(*) > 100 AS answers FROM att.student_absence;
SELECT count(*) AS reads FROM pg_class AS c WHERE c.relnamespace = 'att'::regnamespace AND c.relname ~ '^(fact|from|closed)_|^source_' AND has_table_privilege(c.oid, 'SELECT');
SELECT has_schema_privilege('wh', 'USAGE') AS sees_the_source;
RESET ROLE;

-- Two years of one source: the same schools and students once
INSERT INTO wh.calendar SELECT school_id, 2025, calendar_code, calendar_type, day_minutes, periods FROM wh.calendar WHERE school_year = 2026;
CREATE TABLE wh.days AS SELECT * FROM wh.calendar_day UNION ALL
SELECT school_id, 2025, calendar_code, day - interval '1 year', event, minutes, periods, loaded_at FROM wh.calendar_day WHERE school_year = 2026;
SELECT absence.suspend_sources('att');
DROP MATERIALIZED VIEW wh.calendar_day;
ALTER TABLE wh.days RENAME TO calendar_day;
INSERT INTO wh.enrollment SELECT student_id, school_id, 2025, entry_date - 365, exit_date - 365, grade, calendar_code FROM wh.enrollment WHERE school_year = 2026;
INSERT INTO wh.attendance_event SELECT student_id, school_id, 2025, (day - interval '1 year')::date, period, code, portion, missed, held, reason
FROM wh.attendance_event WHERE school_year = 2026;
SELECT absence.add_source('att', 2025, 'wh');
CALL absence.refresh('att', 2025, today => '2025-03-10');
CALL absence.refresh('att', 2026, today => '2026-03-10');
SELECT school_year, count(*) > 50 AS registers FROM att.student_register GROUP BY 1 ORDER BY 1;
SELECT registers_differ FROM (SELECT count(*) AS registers_differ
	FROM native.student_register AS a FULL JOIN (SELECT * FROM att.student_register WHERE school_year = 2026) AS b USING (student_id, school_id)
	WHERE a.register::text IS DISTINCT FROM b.register::text) AS d;
SELECT count(*) = count(DISTINCT student_id) AS once FROM att.fact_student;
SELECT count(*) = count(DISTINCT school_id) AS once FROM att.fact_school;
SELECT (SELECT count(*) FROM att.fact_student_group) = (SELECT count(*) FROM wh.student_group) AS once;

-- A closed year keeps its schools, students, groups and enrollments when the source goes. A
-- later year's names come before those of a closed year.
CREATE TEMP TABLE answer_before AS
SELECT school_year, school_id, school_name, student_id, last_name, first_name, homeroom, entry_date, absence_rate FROM att.student_absence;
CREATE TEMP TABLE group_before AS SELECT g::text AS answer, school_year FROM att.group_absence AS g;
CALL absence.close_year('att', 2025);
CALL absence.close_year('att', 2025);
SELECT count(*) FROM absence_internal.source_views('att') WHERE school_year = 2025;
SELECT (SELECT count(*) FROM att.closed_enrollment) = (SELECT count(*) FROM wh.enrollment WHERE school_year = 2025) AS enrollments,
	(SELECT count(*) FROM att.closed_school) AS schools, (SELECT count(*) FROM att.closed_student) > 100 AS students,
	(SELECT count(*) FROM att.closed_student_group) > 100 AS groups;
SELECT * FROM pg_temp.says($$SELECT absence.add_source('att', 2025, 'wh')$$);
UPDATE wh.student SET first_name = 'Newer' WHERE "STUDENT_ID" = 1000005;
SELECT first_name FROM att.fact_student WHERE student_id = '1000005';
UPDATE wh.student SET first_name = (SELECT first_name FROM native.student WHERE student_id = '1000005') WHERE "STUDENT_ID" = 1000005;
-- reopened, it is read from the source again, and nothing counts twice
CALL absence.reopen_year('att', 2025);
SELECT count(*) FROM att.closed_enrollment;
CALL absence.refresh('att', 2025, today => '2025-03-10');
SELECT registers_added, registers_changed, registers_removed FROM att.refresh_log ORDER BY refresh_id DESC LIMIT 1;
CALL absence.close_year('att', 2025);
CALL absence.close_year('att', 2026);
SELECT count(*) FROM absence_internal.source_views('att');
DROP SCHEMA wh CASCADE;
SELECT count(*) > 150 AS rows, count(*) FILTER (WHERE b IS NULL OR a IS NULL) AS differ FROM answer_before AS b
FULL JOIN (SELECT school_year, school_id, school_name, student_id, last_name, first_name, homeroom, entry_date, absence_rate FROM att.student_absence) AS a
	ON a::text = b::text;
SELECT count(*) FROM (SELECT answer FROM group_before EXCEPT SELECT g::text FROM att.group_absence AS g) AS lost;
SELECT absence.remove_source('att', 2025);
SELECT * FROM pg_temp.says($$CALL absence.reopen_year('att', 2026)$$);
SELECT school_year, source, kind, state FROM att.school_year_state ORDER BY 1;
SELECT absence.upgrade_store('att');
SELECT count(*) > 150 AS rows FROM att.student_absence WHERE school_name IS NOT NULL;

-- An ODS of several districts: the schools of one of them, without a relation of students
CREATE SCHEMA shared;
CREATE TABLE shared.school (school_id uuid PRIMARY KEY, name text NOT NULL, lea_id integer);
CREATE TABLE shared.calendar (school_id uuid, school_year integer, calendar_code integer);
CREATE TABLE shared.calendar_day (school_id uuid, school_year integer, calendar_code integer, day date);
CREATE TABLE shared.enrollment (student_id uuid, school_id uuid, school_year integer, entry_date date);
CREATE TABLE shared.attendance_event (student_id uuid, school_id uuid, school_year integer, day date, code text);
INSERT INTO shared.school SELECT md5('school' || n)::uuid, 'School ' || n, 10 + n % 2 FROM generate_series(1, 4) AS n;
INSERT INTO shared.calendar SELECT school_id, 2026, 1 FROM shared.school;
INSERT INTO shared.calendar_day SELECT school_id, 2026, 1, d FROM shared.school, generate_series(timestamp '2025-09-01', '2025-12-12', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO shared.enrollment SELECT md5(n::text)::uuid, md5('school' || 1 + n % 4)::uuid, 2026, '2025-09-01' FROM generate_series(1, 60) AS n;
INSERT INTO shared.attendance_event SELECT student_id, school_id, 2026, date '2025-09-01' + k, 'Absent' FROM shared.enrollment, generate_series(0, 92, 7) AS k;
SELECT absence.create_store('one_lea');
SELECT absence.add_source('one_lea', 2026, 'shared', lea_ids => '{11}');
CALL absence.refresh('one_lea', today => '2025-12-13');
SELECT school_name, verdict_n, chronic_n FROM one_lea.school_absence ORDER BY 1;
SELECT count(*) FROM one_lea.fact_student;
SELECT reason, count(*) FROM one_lea.data_issue WHERE reason LIKE '%source%' OR reason LIKE 'unknown s%' GROUP BY 1;
SELECT absence.remove_source('one_lea', 2026);
SELECT detail FROM pg_temp.says($$CALL absence.refresh('one_lea', 2026)$$);
SELECT count(*) > 0 AS registers FROM one_lea.student_register;
-- own facts of the year count beside those of the source, which is said
SET client_min_messages = warning;
INSERT INTO one_lea.enrollment (student_id, school_id, school_year, entry_date) VALUES ('one', 'school', 2026, '2025-09-01');
SELECT absence.add_source('one_lea', 2026, 'shared');

DROP SCHEMA half, shared CASCADE;
SELECT absence.drop_store(s, s) FROM unnest('{native,att,over_views,one_lea}'::name[]) AS s;
DROP ROLE regress_source_reader, regress_source_by_hand;
