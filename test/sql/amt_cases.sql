-- The views of the Analytics Middle Tier over a store: columns and types, each flag worked by
-- hand, who sees what, laying them again
SET client_min_messages = warning;
SET datestyle = iso;
\set SHOW_CONTEXT never
\pset format unaligned
SELECT absence.create_store('amt_store');
SET search_path = amt_store, public;
INSERT INTO school (school_id, name, lea_id) VALUES ('1', 'First', '255901'), ('2', 'Second', NULL);
INSERT INTO calendar (school_id, school_year, calendar_code, periods) VALUES ('1', 2026, 'M', 7), ('2', 2026, 'M', NULL);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'M', date '2025-09-01' + i, 'Instructional day' FROM calendar, generate_series(0, 9) AS i;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) VALUES ('1', 2026, 'M', '2025-09-08', 'Weather day');
INSERT INTO attendance_taken (school_id, day) SELECT s, date '2025-09-01' + i FROM unnest('{1,2}'::text[]) AS s, generate_series(0, 8) AS i;
INSERT INTO student (student_id, last_name, first_name, birth_date) VALUES ('S', 'Last', 'First', '2010-02-03'), ('T', 'Other', 'Name', NULL), ('U', NULL, NULL, NULL);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, homeroom, exit_type) VALUES
	('S', '1', 2026, '2025-09-01', NULL, '07', 'HR', NULL), ('T', '1', 2026, '2025-09-03', '2025-09-05', '08', 'HR', NULL),
	('T', '2', 2026, '2025-09-08', NULL, '08', NULL, NULL), ('U', '1', 2026, '2025-09-01', NULL, '07', NULL, 'No show');
INSERT INTO student_group (student_id, kind, value) VALUES ('S', 'sex', 'Female'), ('S', 'race_ethnicity', 'Hispanic or Latino'), ('S', 'race_ethnicity', 'Asian'),
	('S', 'homeless', 'Yes'), ('S', 'english_learner', 'Limited'), ('T', 'disability_idea', 'Yes'), ('T', 'race_ethnicity', 'White'), ('T', 'meal', 'Free');
INSERT INTO student_group (student_id, kind, value, begin_date, end_date) VALUES ('T', 'homeless', 'Yes', '2024-09-01', '2025-06-30');
INSERT INTO attendance_code (code, mark) VALUES ('Here', 'present'), ('Sick', 'excused'), ('Susp', 'oss'), ('Online', 'remote') ON CONFLICT DO NOTHING;
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, portion) VALUES
	-- of the day
	('S', '1', 2026, '2025-09-02', NULL, 'Sick', NULL), ('S', '1', 2026, '2025-09-03', NULL, 'Here', NULL),
	('S', '1', 2026, '2025-09-04', NULL, 'Sick', 0.3), ('S', '1', 2026, '2025-09-04', NULL, 'Here', NULL),
	-- of periods
	('S', '1', 2026, '2025-09-05', 'HR', 'Sick', NULL), ('S', '1', 2026, '2025-09-05', '2', 'Here', NULL),
	('S', '1', 2026, '2025-09-06', 'HR', 'Here', NULL), ('S', '1', 2026, '2025-09-06', '2', 'Here', NULL),
	('S', '1', 2026, '2025-09-07', '3', 'Susp', NULL), ('S', '1', 2026, '2025-09-07', NULL, 'Online', NULL),
	-- on a day that is closed, after complete-through, of another meaning, unmapped
	('S', '1', 2026, '2025-09-08', NULL, 'Sick', NULL), ('S', '1', 2026, '2025-09-10', NULL, 'Sick', NULL), ('S', '1', 2026, '2025-09-09', NULL, 'Tardy', NULL),
	('S', '1', 2026, '2025-09-01', NULL, 'What', NULL), ('T', '1', 2026, '2025-09-05', 'HR', 'Sick', NULL), ('U', '1', 2026, '2025-09-02', NULL, 'Sick', NULL);
CALL absence.refresh('amt_store', today => '2025-09-10');
SELECT absence.create_amt_views('amt_store', 'amt_views');

-- the columns and types are those of the Analytics Middle Tier 4.0 on PostgreSQL
SELECT c.table_name, string_agg(c.column_name || ' ' || c.data_type, ', ' ORDER BY c.ordinal_position) AS columns
FROM information_schema.columns AS c WHERE c.table_schema = 'amt_views' GROUP BY c.table_name ORDER BY c.table_name COLLATE "C";
SELECT count(*) AS without_comment FROM pg_attribute AS a
WHERE a.attrelid IN (SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = 'amt_views'::regnamespace) AND a.attnum > 0 AND col_description(a.attrelid, a.attnum) IS NULL;
SELECT v.name, obj_description(v.view, 'pg_class') AS comment FROM absence_internal.amt_views('amt_store') AS v ORDER BY v.name COLLATE "C";

-- The fact: a row for each day of a register, to complete-through
SELECT studentschoolkey AS key, datekey AS day, reportedaspresentatschool AS here, reportedasabsentfromschool AS absent, reportedaspresentathomeroom AS hr_here,
	reportedasabsentfromhomeroom AS hr_absent, reportedasispresentinallsections AS all_sections, reportedasabsentfromanysection AS any_section
FROM amt_views.chrab_chronicabsenteeismattendancefact ORDER BY studentschoolkey, datekey;
SELECT count(*) = count(DISTINCT (studentschoolkey, datekey)) AS is_key, bool_and(studentschoolkey = studentkey || '-' || schoolkey) AS keys_agree,
	count(*) = (SELECT sum(absence.enrolled_days(absence.tally(r.register))) FROM student_register AS r) AS all_days
FROM amt_views.chrab_chronicabsenteeismattendancefact;
-- The others
SELECT schoolkey, schoolname, localeducationagencykey FROM amt_views.schooldim ORDER BY 1;
SELECT studentschoolkey, schoolyear, studentfirstname, studentlastname, enrollmentdatekey, gradelevel, limitedenglishproficiency AS lep, ishispanic, sex, birthdate
FROM amt_views.studentschooldim ORDER BY 1;
SELECT * FROM amt_views.demographicdim ORDER BY 1;
SELECT * FROM amt_views.studentschooldemographicsbridge ORDER BY 1;
SELECT count(*), min(datekey), max(datekey), min(schoolyear), max(schoolyear) FROM amt_views.datedim;
SELECT * FROM amt_views.datedim WHERE datekey = '20250907';
-- every day of the fact is in datedim, every school in schooldim
SELECT count(*) FROM amt_views.chrab_chronicabsenteeismattendancefact AS f LEFT JOIN amt_views.datedim AS d USING (datekey) LEFT JOIN amt_views.schooldim AS h USING (schoolkey)
WHERE d.datekey IS NULL OR h.schoolkey IS NULL;

-- Who sees what. The level decides, whether it is granted before or after; PUBLIC has nothing
CREATE ROLE regress_absence_amt_student;
CREATE ROLE regress_absence_amt_sensitive;
CREATE ROLE regress_absence_amt_aggregate;
SELECT absence.grant_reader('amt_store', 'regress_absence_amt_student', 'student');
CREATE VIEW pg_temp.granted AS
SELECT r.rolname, has_schema_privilege(r.oid, 'amt_views', 'USAGE') AS usage,
	string_agg(v.name, ' ' ORDER BY v.name COLLATE "C") FILTER (WHERE has_table_privilege(r.oid, v.view, 'SELECT')) AS reads,
	bool_or(has_table_privilege(r.oid, v.view, 'INSERT, UPDATE, DELETE')) AS writes
FROM pg_roles AS r, absence_internal.amt_views('amt_store') AS v WHERE starts_with(r.rolname, 'regress_absence_amt_') GROUP BY r.oid, r.rolname;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
DROP SCHEMA amt_views CASCADE;
SELECT absence.create_amt_views('amt_store', 'amt_views');
ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC;
SELECT absence.grant_reader('amt_store', 'regress_absence_amt_sensitive', 'sensitive'), absence.grant_reader('amt_store', 'regress_absence_amt_aggregate', 'aggregate');
SELECT * FROM pg_temp.granted ORDER BY 1;
SELECT count(*) AS of_public FROM absence_internal.amt_views('amt_store') AS v JOIN pg_class AS c ON c.oid = v.view, aclexplode(c.relacl) AS a WHERE a.grantee = 0;
SET ROLE regress_absence_amt_student;
SELECT studentschoolkey, studentlastname, limitedenglishproficiency AS lep, ishispanic, sex, birthdate FROM amt_views.studentschooldim ORDER BY 1;
SELECT count(*) > 0 AS reads FROM amt_views.chrab_chronicabsenteeismattendancefact;
SELECT count(*) FROM amt_views.studentschooldemographicsbridge;
SET ROLE regress_absence_amt_sensitive;
SELECT studentschoolkey, sex, birthdate FROM amt_views.studentschooldim ORDER BY 1;
SELECT count(*) FROM amt_views.studentschooldemographicsbridge;
RESET ROLE;
-- a level that is taken back, or lower, takes the views with it
SELECT absence.revoke_reader('amt_store', 'regress_absence_amt_sensitive'), absence.grant_reader('amt_store', 'regress_absence_amt_student', 'aggregate');
SELECT * FROM pg_temp.granted ORDER BY 1;
SELECT absence.grant_reader('amt_store', 'regress_absence_amt_student', 'student');
-- a role that sees one school sees its students, with their days at other schools
INSERT INTO staff_school (role_name, school_id) VALUES ('regress_absence_amt_student', '2');
SELECT absence.enable_school_scope('amt_store');
SET ROLE regress_absence_amt_student;
SELECT studentschoolkey, count(*) FROM amt_views.chrab_chronicabsenteeismattendancefact GROUP BY 1 ORDER BY 1;
SELECT studentschoolkey FROM amt_views.studentschooldim;
SELECT schoolkey FROM amt_views.schooldim;
-- no function tells of a row that is not seen
CREATE FUNCTION pg_temp.tell(v text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$ BEGIN RAISE WARNING 'saw %', v; RETURN true; END $$;
SELECT count(*) FROM amt_views.studentschooldim WHERE pg_temp.tell(studentkey);
DROP FUNCTION pg_temp.tell(text);
RESET ROLE;
SELECT absence.enable_school_scope('amt_store', false);

-- One school year; laid again it is every year. A closed year without facts keeps its absences
INSERT INTO calendar VALUES ('1', 2027, 'M'); 
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) SELECT '1', 2027, 'M', date '2026-09-01' + i, 'Instructional day' FROM generate_series(0, 4) AS i;
INSERT INTO attendance_taken (school_id, day) VALUES ('1', '2026-09-05');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('S', '1', 2027, '2026-09-01', '08');
CALL absence.refresh('amt_store', today => '2026-09-06');
SELECT absence.create_amt_views('amt_store', 'amt_views', 2027);
SELECT substr(datekey, 1, 4) AS year, count(*) FROM amt_views.chrab_chronicabsenteeismattendancefact GROUP BY 1 ORDER BY 1;
SELECT DISTINCT schoolyear FROM amt_views.datedim;
SELECT obj_description('amt_views.datedim'::regclass) AS comment;
SELECT absence.create_amt_views('amt_store', 'amt_views', 2030);
SELECT absence.create_amt_views('amt_store', 'amt_views');
SELECT substr(datekey, 1, 4) AS year, count(*) FROM amt_views.chrab_chronicabsenteeismattendancefact GROUP BY 1 ORDER BY 1;
SELECT studentschoolkey, schoolyear, gradelevel FROM amt_views.studentschooldim ORDER BY 1;
CREATE TEMP TABLE before AS SELECT * FROM amt_views.chrab_chronicabsenteeismattendancefact;
CALL absence.close_year('amt_store', 2026);
SELECT count(*) AS changed_by_closing FROM before AS b FULL JOIN amt_views.chrab_chronicabsenteeismattendancefact AS f USING (studentschoolkey, datekey)
WHERE (b.*) IS DISTINCT FROM (f.*);
DELETE FROM attendance_event WHERE school_year = 2026;
DELETE FROM calendar_day WHERE school_year = 2026;
SELECT b.datekey, b.reportedasabsentfromschool AS was, f.reportedasabsentfromschool AS is, b.reportedasabsentfromhomeroom AS homeroom_was, f.reportedasabsentfromhomeroom AS homeroom_is
FROM before AS b FULL JOIN amt_views.chrab_chronicabsenteeismattendancefact AS f USING (studentschoolkey, datekey)
WHERE (b.*) IS DISTINCT FROM (f.*) ORDER BY 1;
SELECT count(*) FROM amt_views.chrab_chronicabsenteeismattendancefact AS f LEFT JOIN amt_views.datedim AS d USING (datekey) WHERE d.datekey IS NULL;

-- The upgrade of a store lays them again, with the grants of readers and others
GRANT SELECT ON amt_views.schooldim TO regress_absence_amt_sensitive;
SELECT absence.upgrade_store('amt_store');
SELECT count(*) FROM amt_views.chrab_chronicabsenteeismattendancefact;
BEGIN;
INSERT INTO absence_internal.layout_step SELECT max(layout) + 1, '' FROM absence_internal.layout_step;
SELECT absence.upgrade_store('amt_store');
SELECT count(*) FROM amt_views.chrab_chronicabsenteeismattendancefact;
SELECT * FROM pg_temp.granted ORDER BY 1;
ROLLBACK;

-- Where they cannot be laid
CREATE ROLE regress_absence_amt_other;
CREATE SCHEMA amt_taken;
CREATE VIEW amt_taken.schooldim AS SELECT 1 AS one;
CREATE TABLE amt_taken.datedim (one integer);
CREATE SCHEMA amt_of_other AUTHORIZATION regress_absence_amt_other;
SELECT absence.create_amt_views('amt_store', 'amt_taken');
SELECT absence.create_amt_views('amt_store', 'amt_of_other');
SELECT absence.create_amt_views('amt_store', 'amt_store');
SELECT absence.create_amt_views('amt_store', 'absence');
SELECT absence.create_amt_views('amt_store', 'pg_amt');
SELECT absence.create_amt_views('amt_store', '');
SELECT absence.create_amt_views('amt_store', NULL);
SELECT absence.create_amt_views('nowhere', 'amt_views');
-- the views of one store do not replace those of another
SELECT absence.create_store('amt_second');
SELECT absence.create_amt_views('amt_second', 'amt_views');
SELECT absence.create_amt_views('amt_second', 'amt_store');
SELECT absence.create_amt_views('amt_second', 'amt "2"');
SELECT count(*) FROM "amt ""2""".chrab_chronicabsenteeismattendancefact;
SET ROLE regress_absence_amt_other;
SELECT absence.create_amt_views('amt_store', 'amt_of_other');
RESET ROLE;

-- the views go with the store
SET search_path = public;
SELECT absence.drop_store('amt_second', 'amt_second');
SELECT absence.drop_store('amt_store', 'amt_store');
SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname IN ('amt_views', 'amt "2"');
DROP SCHEMA amt_views;
DROP SCHEMA "amt ""2""";
DROP SCHEMA amt_taken CASCADE;
DROP SCHEMA amt_of_other;
DROP ROLE regress_absence_amt_student;
DROP ROLE regress_absence_amt_sensitive;
DROP ROLE regress_absence_amt_aggregate;
DROP ROLE regress_absence_amt_other;
