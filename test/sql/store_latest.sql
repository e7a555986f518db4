-- latest_X has the answer of X for the store itself, whichever role refreshes it and whatever
-- its settings are. A refresh writes the rows that differ, and no other. That readers do
-- not wait is tested in specs/store_concurrency; a dump and restore in t/025_restore_and_reload.pl.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\pset format unaligned
SELECT absence.create_store('kept_store');
SET search_path = kept_store, public;
-- Two school years: what happens in 2026 has happened in 2025 too, but for one student
CALL absence.load_sample('kept_store', 60, 3, 7);
INSERT INTO calendar SELECT school_id, 2025, calendar_code, calendar_type, day_minutes, periods FROM calendar;
INSERT INTO calendar_grade SELECT school_id, 2025, calendar_code, grade FROM calendar_grade;
INSERT INTO calendar_day SELECT school_id, 2025, calendar_code, day - 364, event, minutes, periods FROM calendar_day;
INSERT INTO enrollment SELECT student_id, school_id, 2025, entry_date - 364, exit_date - 364, grade, calendar_code, entry_type, exit_type, enrollment_type, primary_school, fte, homeroom
FROM enrollment WHERE student_id <> (SELECT min(student_id) FROM enrollment);
INSERT INTO attendance_event SELECT student_id, school_id, 2025, day - 364, period, code, portion, missed, held, reason FROM attendance_event;
CALL absence.refresh('kept_store', today => '2026-03-02');
CALL absence.close_year('kept_store', 2025);

-- Rows of the view that are missing in the kept table, and the reverse
CREATE PROCEDURE pg_temp.compare() LANGUAGE plpgsql AS $$
DECLARE
	v record;
	kept bigint;
	differing bigint;
BEGIN
	FOR v IN SELECT relation AS view_name FROM absence_internal.store_relation WHERE kept_key IS NOT NULL ORDER BY 1 LOOP
		EXECUTE format('SELECT (SELECT count(*) FROM latest_%1$I), (SELECT count(*) FROM (
			(TABLE latest_%1$I EXCEPT ALL SELECT * FROM %1$I_at()) UNION ALL (SELECT * FROM %1$I_at() EXCEPT ALL TABLE latest_%1$I)) AS d)', v.view_name)
			INTO kept, differing;
		IF kept = 0 OR differing > 0 THEN
			RAISE WARNING 'latest_%: % rows, % differing', v.view_name, kept, differing;
		END IF;
	END LOOP;
END
$$;
-- Every row with its place and the transaction that wrote it
CREATE FUNCTION pg_temp.rows() RETURNS TABLE (relation text, school_year integer, id text, version text) LANGUAGE plpgsql AS $$
DECLARE
	v record;
BEGIN
	FOR v IN SELECT r.relation AS view_name, r.kept_by FROM absence_internal.store_relation AS r WHERE kept_key IS NOT NULL LOOP
		RETURN QUERY EXECUTE format('SELECT %1$L, school_year, (%2$I)::text, concat(ctid, xmin) FROM latest_%1$I', v.view_name, v.kept_by);
	END LOOP;
END
$$;
-- Refreshes, compares, and says how many rows were written, how many fewer there are, and of
-- which students or schools, or of how many
CREATE TEMP TABLE seen (relation text, school_year integer, id text, version text);
CREATE FUNCTION pg_temp.refresh(args text DEFAULT '') RETURNS TABLE (relation text, school_year integer, rows bigint, gone bigint, ids text) LANGUAGE plpgsql AS $$
BEGIN
	TRUNCATE seen;
	INSERT INTO seen SELECT * FROM pg_temp.rows();
	EXECUTE 'CALL absence.refresh(''kept_store'', today => ''2026-03-02''' || args || ')';
	CALL pg_temp.compare();
	RETURN QUERY
	WITH n AS MATERIALIZED (SELECT * FROM pg_temp.rows()), d AS (
		SELECT n.relation, n.school_year, n.id, 1 AS written, 0 AS gone FROM (TABLE n EXCEPT ALL TABLE seen) AS n
		UNION ALL
		SELECT c.relation, c.school_year, c.id, 0, -sum(c.change)
		FROM (SELECT n.*, 1 AS change FROM n UNION ALL SELECT seen.*, -1 FROM seen) AS c
		GROUP BY c.relation, c.school_year, c.id HAVING sum(c.change) < 0
	)
	SELECT d.relation, d.school_year, sum(d.written), sum(d.gone)::bigint,
		CASE WHEN count(DISTINCT d.id) <= 2 THEN string_agg(DISTINCT d.id, ' ' ORDER BY d.id) ELSE count(DISTINCT d.id) || ' of them' END
	FROM d
	GROUP BY d.relation, d.school_year
	ORDER BY d.relation, d.school_year;
END
$$;
CALL pg_temp.compare();
SELECT relation, school_year, count(*) > 0 AS has_rows FROM pg_temp.rows() GROUP BY 1, 2 ORDER BY 1, 2;
-- they are ordinary tables with a key
SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'kept_store' AND table_type = 'BASE TABLE' AND starts_with(table_name, 'latest_') ORDER BY 1;
SELECT c.relname, i.indisunique, i.indnullsnotdistinct FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'kept_store'::regnamespace AND starts_with(c.relname, 'latest_') ORDER BY 1;

-- If nothing has changed, nothing is written: here, and in what the next refresh compares with
CREATE TEMP VIEW remembered AS
SELECT concat('print', ctid, xmin) AS version FROM answer_print UNION ALL SELECT concat('year', ctid, xmin) FROM answer_year UNION ALL SELECT concat('now', ctid, xmin) FROM answer_now
UNION ALL SELECT concat('status', ctid, xmin) FROM group_status UNION ALL SELECT concat('statuses', ctid, xmin) FROM student_statuses;
CREATE TEMP TABLE remembered_before AS TABLE remembered;
SELECT * FROM pg_temp.refresh();
SELECT count(*) AS remembered, (SELECT count(*) FROM (TABLE remembered EXCEPT TABLE remembered_before) AS d) AS written FROM remembered;
SELECT * FROM pg_temp.refresh(', everything => true');
-- the settings of the session have no effect
SET absence.policy = 'ten_days';
SET absence.as_of = '2025-10-01';
SELECT * FROM pg_temp.refresh(', everything => true');
SELECT DISTINCT policy FROM latest_school_absence;
RESET absence.policy;
RESET absence.as_of;

-- A name is that of every year; a homeroom and a date of one
SELECT min(student_id) AS s, max(student_id) AS t FROM enrollment WHERE school_year = 2025 AND exit_date IS NULL \gset
UPDATE student SET last_name = 'Newname' WHERE student_id = :'s';
SELECT * FROM pg_temp.refresh();
UPDATE enrollment SET homeroom = 'X1' WHERE student_id = :'s' AND school_year = 2026;
SELECT * FROM pg_temp.refresh();
-- a group of a student counts in the rows of the school that hold it, and a status that
-- nobody had before in those of every school
INSERT INTO student_group (student_id, kind, value) SELECT :'s', kind, min(value) FROM student_group
WHERE kind NOT IN ('race_ethnicity', 'sex') AND kind NOT IN (SELECT kind FROM student_group WHERE student_id = :'s') GROUP BY kind ORDER BY kind LIMIT 1;
SELECT relation, school_year, ids FROM pg_temp.refresh();
INSERT INTO student_group (student_id, kind, value) VALUES (:'s', 'migrant', 'Yes');
SELECT relation, school_year, gone, ids FROM pg_temp.refresh();
SELECT group_value, sum(verdict_n) FROM latest_group_absence WHERE school_year = 2026 AND group_kind = 'migrant' AND sex = 'all' AND status_basis = 'on_day' GROUP BY 1 ORDER BY 1;
DELETE FROM student_group WHERE kind = 'migrant';
SELECT relation, school_year, gone, ids FROM pg_temp.refresh();
-- the name of a school is in the rows of its students too
UPDATE school SET name = 'Renamed' WHERE school_id = (SELECT min(school_id) FROM school);
SELECT relation, school_year, ids FROM pg_temp.refresh();
-- a fact that no view shows
UPDATE school SET state_school_id = 'ST1' WHERE school_id = (SELECT min(school_id) FROM school);
UPDATE student SET birth_date = '2012-01-01' WHERE student_id = :'s';
SELECT * FROM pg_temp.refresh();
-- totals of a year that the store has not counted itself
INSERT INTO prior_count (school_id, school_year, verdict_n, chronic_n, source) SELECT min(school_id), 2024, 100, 20, 'A' FROM school;
SELECT relation, school_year, ids FROM pg_temp.refresh();

-- An excused absence that becomes unexcused changes the student; one that turns a verdict
-- changes the figures of the school and of the district
UPDATE attendance_event SET code = 'UX' WHERE ctid = (SELECT ctid FROM attendance_event WHERE school_year = 2026 AND code = 'EX' AND day < '2026-02-01' ORDER BY student_id = :'s' DESC, student_id, day LIMIT 1);
SELECT relation, school_year, CASE WHEN relation NOT LIKE '%student%' THEN ids END AS schools, rows FROM pg_temp.refresh();
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT e.student_id, e.school_id, 2026, d.day, 'UX' FROM enrollment AS e JOIN calendar_day AS d USING (school_id, school_year)
WHERE e.student_id = :'t' AND e.school_year = 2026 AND d.event = 'Instructional day' AND d.day BETWEEN '2025-10-01' AND '2025-11-30';
SELECT relation, school_year, ids FROM pg_temp.refresh();
-- a student who is at a second school, and then is not
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, homeroom)
SELECT :'t', max(school_id), 2026, '2026-01-12', 'PK', 'Y1' FROM school WHERE school_id NOT IN (SELECT school_id FROM enrollment WHERE student_id = :'t' AND school_year = 2026);
SELECT relation, school_year, ids FROM pg_temp.refresh();
SELECT count(*) AS schools, count(DISTINCT district_absence_rate) AS merged FROM latest_student_absence WHERE school_year = 2026 AND student_id = :'t';
DELETE FROM enrollment WHERE homeroom = 'Y1';
SELECT relation, school_year, gone, ids FROM pg_temp.refresh();
-- a student without a grade, whose row of grade_absence has a key of NULL
UPDATE enrollment SET grade = NULL WHERE school_year = 2026 AND school_id = '101' AND student_id = (SELECT min(student_id) FROM latest_student_absence WHERE school_id = '101');
SELECT relation, school_year, ids FROM pg_temp.refresh();
SELECT count(*) FROM latest_grade_absence WHERE grade IS NULL;
SELECT * FROM pg_temp.refresh(', everything => true');

-- Another definition, or another text of it, is of all years that it is for; a change without a
-- refresh is not in them yet
UPDATE store_setting SET policy = 'ten_days';
SELECT (SELECT count(*) FROM latest_student_absence WHERE policy = 'ten_days') AS kept, (SELECT count(*) > 0 FROM student_absence WHERE policy = 'ten_days') AS live;
SELECT relation, school_year FROM pg_temp.refresh(', force => true');
SELECT DISTINCT policy FROM latest_student_absence;
INSERT INTO definition (name, version, policy) VALUES ('ours', 1, 'chronic = 8%');
UPDATE store_setting SET policy = 'ours';
SELECT count(*) AS relations FROM pg_temp.refresh(', force => true');
INSERT INTO definition (name, version, policy, from_year) VALUES ('ours', 2, 'chronic = 9%', 2026);
SELECT DISTINCT school_year FROM pg_temp.refresh(', force => true');
UPDATE store_setting SET policy = 'federal';
SELECT count(*) AS relations FROM pg_temp.refresh(', force => true');

-- A day more: the closed year is as it was, and its students are not enrolled now
CALL absence.refresh('kept_store', today => '2026-03-03');
CALL pg_temp.compare();
TRUNCATE seen;
INSERT INTO seen SELECT * FROM pg_temp.rows();
CALL absence.refresh('kept_store', today => '2026-03-16');
CALL pg_temp.compare();
SELECT DISTINCT r.school_year, r.relation FROM (SELECT * FROM pg_temp.rows() EXCEPT ALL TABLE seen) AS r ORDER BY 1, 2;
SELECT school_year, is_current_year, bool_or(enrolled_now) AS any_enrolled FROM latest_student_absence GROUP BY 1, 2 ORDER BY 1;
-- back to the first days of the year, when some schools do not count yet
CALL absence.refresh('kept_store', today => '2025-08-20', force => true);
CALL pg_temp.compare();
SELECT school_year, is_current_year, bool_or(enrolled_now) AS any_enrolled FROM latest_student_absence GROUP BY 1, 2 ORDER BY 1;
CALL absence.refresh('kept_store', today => '2026-03-02', force => true);
CALL pg_temp.compare();
-- students who were enrolled in a closed year are no longer, when another school year counts
TRUNCATE school_year_state, student_register, stay_register, refresh_print, calendar_complete;
DELETE FROM attendance_event WHERE school_year = 2026 AND day > '2025-08-22';
UPDATE enrollment SET exit_date = '2025-09-30' WHERE school_year = 2025 AND exit_date IS NULL;
CALL absence.refresh('kept_store', school_year => 2025, today => '2025-06-20', force => true);
CALL pg_temp.compare();
CALL absence.close_year('kept_store', 2025);
SELECT school_year, bool_or(enrolled_now) AS any_enrolled FROM latest_student_absence GROUP BY 1 ORDER BY 1;
CALL absence.refresh('kept_store', today => '2025-08-26', force => true);
CALL pg_temp.compare();
CALL absence.refresh('kept_store', today => '2026-03-02', force => true);
CALL pg_temp.compare();
SELECT school_year, bool_or(enrolled_now) AS any_enrolled FROM latest_student_absence GROUP BY 1 ORDER BY 1;

-- A fault in a kept row stays until everything is refreshed; a table without rows is filled at
-- once
UPDATE latest_school_absence SET chronic_n = 0 WHERE school_year = 2025;
DELETE FROM latest_group_absence WHERE group_kind = 'sex';
INSERT INTO latest_district_absence SELECT 1999, 'pooled', 5;
CALL absence.refresh('kept_store', today => '2026-03-02');
SELECT count(*) FROM latest_district_absence WHERE school_year = 1999;
CALL absence.refresh('kept_store', today => '2026-03-02', everything => true);
CALL pg_temp.compare();
TRUNCATE latest_absence_trend;
CALL absence.refresh('kept_store', today => '2026-03-02');
CALL pg_temp.compare();
TRUNCATE answer_print, student_statuses;
CALL absence.refresh('kept_store', today => '2026-03-02');
CALL pg_temp.compare();

-- upgrade_store makes what is missing, adds columns that a view has gained, and makes a table
-- anew that has others; roles that could read it still can
CREATE VIEW over_kept AS SELECT student_id, last_name FROM latest_student_absence;
CREATE ROLE kept_reader;
GRANT SELECT ON latest_student_absence, latest_district_absence TO kept_reader;
DROP TABLE latest_school_absence;
ALTER TABLE latest_student_absence DROP COLUMN grade_order, DROP COLUMN is_current_year;
ALTER TABLE latest_district_absence RENAME COLUMN severe_n TO severest_n;
SELECT absence.upgrade_store('kept_store');
CALL pg_temp.compare();
SELECT count(*) > 0 AS kept FROM over_kept;
SELECT r AS relation, has_table_privilege('kept_reader', r, 'SELECT') AS can_read, has_table_privilege('public', r, 'SELECT') AS public
FROM unnest('{latest_student_absence,latest_district_absence,latest_school_absence}'::text[]) AS r;
SELECT obj_description('latest_school_absence'::regclass) AS comment, col_description('latest_student_absence'::regclass, (SELECT attnum FROM pg_attribute WHERE attrelid = 'latest_student_absence'::regclass AND attname = 'grade_order')) AS column_comment;
-- a table with others that something depends on is not made anew
ALTER TABLE latest_student_absence RENAME COLUMN homeroom TO room;
\set VERBOSITY terse
SELECT absence.upgrade_store('kept_store');
\set VERBOSITY default
ALTER TABLE latest_student_absence RENAME COLUMN room TO homeroom;

-- A reader of some schools has no kept answer
CREATE ROLE regress_absence_kept;
SELECT absence.grant_reader('kept_store', 'regress_absence_kept', 'student');
SELECT has_table_privilege('regress_absence_kept', 'latest_student_absence', 'SELECT') AS student, has_table_privilege('regress_absence_kept', 'latest_student_absence', 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes,
	has_table_privilege('regress_absence_kept', 'answer_year', 'SELECT') AS answer_year;
SELECT absence.enable_school_scope('kept_store');
SELECT has_table_privilege('regress_absence_kept', 'latest_student_absence', 'SELECT') AS student, has_table_privilege('regress_absence_kept', 'student_absence', 'SELECT') AS live;
GRANT SELECT (student_id) ON latest_student_absence TO regress_absence_kept;
SELECT * FROM pg_temp.refresh();
SELECT has_any_column_privilege('regress_absence_kept', 'latest_student_absence', 'SELECT') AS a_column;
INSERT INTO staff_school VALUES ('regress_absence_kept', NULL);
SELECT has_table_privilege('regress_absence_kept', 'latest_student_absence', 'SELECT') AS student;

SELECT count(*) FILTER (WHERE step_ms ? 'answers') AS timed, count(*) AS refreshes FROM refresh_log WHERE refresh_id = (SELECT max(refresh_id) FROM refresh_log);
RESET search_path;
SELECT absence.revoke_reader('kept_store', 'regress_absence_kept');
SELECT absence.drop_store('kept_store', 'kept_store');
DROP ROLE kept_reader, regress_absence_kept;
