-- Certifications, worked by hand: what they contain, that nothing changes them, and
-- what has changed since. 40 days from 18 August at schools P and Q; A04 was absent on
-- the first four, A11 on the first eleven
SET client_min_messages = warning;
SET datestyle = iso;
SELECT absence.create_store('frozen');
SET search_path = frozen, public;
\set SHOW_CONTEXT never
INSERT INTO school (school_id, name) VALUES ('P', 'P school'), ('Q', 'Q school');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('P', 2026, 'M'), ('Q', 2026, 'M');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'M', date '2025-08-18' + i, 'Instructional day' FROM calendar, generate_series(0, 39) AS i;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade) VALUES
	('A00', 'P', 2026, '2025-08-18', NULL, '07'), ('A03', 'P', 2026, '2025-08-18', NULL, '07'), ('A04', 'P', 2026, '2025-08-18', NULL, '08'),
	('A11', 'P', 2026, '2025-08-18', '2025-09-06', NULL), ('A11', 'Q', 2026, '2025-09-07', NULL, '08'), ('B05', 'Q', 2026, '2025-09-21', NULL, '07');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, 2026, entry_date + i, 'Excused' FROM enrollment, generate_series(0, 10) AS i WHERE (school_id = 'P' OR student_id = 'B05') AND i < substr(student_id, 2)::integer;
INSERT INTO attendance_taken (school_id, day) VALUES ('P', '2025-09-20'), ('Q', '2025-09-20');
CALL absence.refresh('frozen', today => '2025-09-21');
RESET client_min_messages;

-- By day 34: A03 has 3 of 34, A04 4 of 34; A11 has 11 of 20 at P, 0 of 14 at Q, and 11
-- of 34 over both
CALL absence.certify('frozen', 'september', 2026, note => 'for the board');
SELECT label, school_year, as_of, policy_name, policy = absence.federal_policy()::text AS federal, note, refreshed_at IS NOT NULL AS refreshed,
	certified_at <= clock_timestamp() AS certified, certified_by = session_user AS by_me, extension_version = (SELECT extversion FROM pg_extension WHERE extname = 'absence') AS version
FROM certification;
SELECT scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days, round(absence_rate::numeric, 4) AS rate, chronic, band, why_null, complete_through
FROM certified_student WHERE label = 'september' ORDER BY 1 DESC, 2, 3;
SELECT scope, school_id, group_kind, group_value, verdict_n AS n, chronic_n, chronic_rate AS rate, satisfactory_n AS sat, at_risk_n AS risk, moderate_n AS mod, severe_n AS sev, no_verdict_n AS no
FROM certified_count WHERE label = 'september' ORDER BY 1, 2, 3, 4 NULLS LAST;
-- another day and definition; the settings of the session have no effect
SET absence.as_of = '2025-08-20';
SET absence.policy = 'ten_days';
CALL absence.certify('frozen', 'august', 2026, 'every_day_counts', '2025-08-27');
CALL absence.certify('frozen', 'to come', 2026, 'hawaii@1', '2025-12-31');
RESET absence.as_of;
RESET absence.policy;
SELECT label, as_of, policy_name, note FROM certification ORDER BY 1;
SELECT label, student_id, absent_days, counted_days, band FROM certified_student WHERE scope = 'district' AND label <> 'september' ORDER BY 1, 2;

-- Errors
\set VERBOSITY terse
CALL absence.certify('frozen', 'september', 2026);	-- the detail names the role and the time
\set VERBOSITY default
CALL absence.certify('frozen', '  ', 2026);
CALL absence.certify('frozen', NULL, 2026);
CALL absence.certify('frozen', 'x', NULL);
CALL absence.certify('frozen', 'x', 2025);
CALL absence.certify('frozen', 'x', 2026, 'californa');
CALL absence.certify('frozen', 'x', 2026, 'texas');
CALL absence.certify('frozen', 'x', 2026, as_of => 'infinity');
CALL absence.certify('nowhere', 'x', 2026);
SELECT count(*) FROM certification;

-- Nothing can change a certification, and no rows can be added
UPDATE certification SET note = 'never mind';
DELETE FROM certification;
TRUNCATE certification;
UPDATE certified_student SET chronic = false WHERE student_id = 'nobody';
DELETE FROM certified_student WHERE label = 'september';
TRUNCATE certified_student, certified_count;
UPDATE certified_count SET chronic_n = 0;
DELETE FROM certified_count;
INSERT INTO certified_student (label, scope, student_id, enrolled_days, counted_days, absent_days) VALUES ('september', 'district', 'X', 1, 1, 0);
INSERT INTO certified_student (label, scope, student_id, enrolled_days, counted_days, absent_days) VALUES ('unheard of', 'district', 'X', 1, 1, 0);
INSERT INTO certified_count VALUES ('september', 'school', 'R', 'all', 'all', 1, 1, 1, 0, 0, 1, 0, 0);
MERGE INTO certified_count AS c USING (VALUES ('september')) AS v (label) ON c.label = v.label WHEN MATCHED THEN UPDATE SET verdict_n = 0;
SELECT md5(string_agg(s::text, ',' ORDER BY s::text COLLATE "C")) AS students FROM certified_student AS s \gset before_
SELECT count(*) AS students, (SELECT count(*) FROM certified_count) AS counts FROM certified_student;

-- Nothing has changed
SELECT * FROM absence.certified_difference('frozen', 'september');
-- later days are not a difference as of the same day
INSERT INTO attendance_taken (school_id, day) VALUES ('P', '2025-09-26'), ('Q', '2025-09-26');
SET client_min_messages = warning;
CALL absence.refresh('frozen', today => '2025-09-27');
RESET client_min_messages;
SELECT count(*) FROM absence.certified_difference('frozen', 'september');
-- they are a difference if that day was still to come
SELECT scope, student_id, change, counted_days_then, counted_days_now FROM absence.certified_difference('frozen', 'to come') ORDER BY 1, 2;
-- corrections: A03 has one more absence, which is 4 of 34; A00 is deleted; C00 is new;
-- A11 has another last day at P; one day of A04 has an unmapped code
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('A03', 'P', 2026, '2025-09-01', 'Unexcused'), ('A04', 'P', 2026, '2025-09-01', '?');
DELETE FROM enrollment WHERE student_id = 'A00';
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('C00', 'Q', 2026, '2025-09-01', '07');
UPDATE enrollment SET exit_date = '2025-09-05' WHERE student_id = 'A11' AND school_id = 'P';
SET client_min_messages = warning;
CALL absence.refresh('frozen', today => '2025-09-27', force => true);
RESET client_min_messages;
SELECT scope, school_id, student_id, change, band_then, band_now, chronic_then AS then, chronic_now AS now, absent_days_then AS a_then, absent_days_now AS a_now,
	counted_days_then AS c_then, counted_days_now AS c_now, enrolled_days_then AS e_then, enrolled_days_now AS e_now
FROM absence.certified_difference('frozen', 'september');
-- ten days to 27 August: before the absence of A03 and before any student left P
SELECT scope, school_id, student_id, change FROM absence.certified_difference('frozen', 'august');
-- the same definition, even if its name has a new meaning
SELECT absence.define_policy('frozen', 'federal', 'compare = >, chronic = 50%, severe = 100%');
SELECT count(*) FROM absence.certified_difference('frozen', 'september');
SELECT * FROM absence.certified_difference('frozen', 'october');
SELECT md5(string_agg(s::text, ',' ORDER BY s::text COLLATE "C")) = :'before_students' AS stays FROM certified_student AS s;

-- All types are built in, and nothing depends on the extension
SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid JOIN pg_type AS t ON t.oid = a.atttypid
WHERE c.relnamespace = 'frozen'::regnamespace AND c.relname LIKE 'certif%' AND t.typnamespace NOT IN ('pg_catalog'::regnamespace);
SELECT count(*) AS on_the_extension FROM pg_depend AS d JOIN pg_class AS c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
WHERE c.relnamespace = 'frozen'::regnamespace AND c.relname LIKE 'certif%' AND d.refobjid IN (SELECT objid FROM pg_depend WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'absence'));

-- Only the owner can certify, whatever else was granted. A role with a grant can read
-- what is certified
CREATE ROLE regress_absence_clerk;
GRANT USAGE ON SCHEMA frozen TO regress_absence_clerk;
GRANT SELECT ON store_setting, student_register, latest_stay, definition_of_year, refresh_log, certification TO regress_absence_clerk;
GRANT INSERT ON certification, certified_student, certified_count TO regress_absence_clerk;
SET ROLE regress_absence_clerk;
\set VERBOSITY terse
CALL absence.certify('frozen', 'clerk', 2026, 'hawaii');
\set VERBOSITY default
SELECT count(*) FROM certified_student;
RESET ROLE;
CALL absence.certify('frozen', 'clerk', 2026, 'hawaii');
GRANT SELECT ON certified_student TO regress_absence_clerk;
SET ROLE regress_absence_clerk;
SELECT count(*) FROM absence.certified_difference('frozen', 'clerk');
DELETE FROM certification;
RESET ROLE;
SELECT has_table_privilege('public', 'frozen.certified_student', 'SELECT') AS public_reads;

-- A store with a certification is only dropped if its name is repeated
TRUNCATE school, student, student_group, calendar, calendar_grade, calendar_day, enrollment, attendance_event, attendance_taken, student_register, definition;
SELECT absence.drop_store('frozen');
RESET search_path;
SET client_min_messages = warning;
SELECT absence.drop_store('frozen', 'frozen');
DROP ROLE regress_absence_clerk;
