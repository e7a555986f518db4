-- What the live views can be asked for, which roles they answer, and what readers may
-- not do
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
\set SHOW_CONTEXT never
SELECT absence.create_store('access_store');
SET search_path = access_store, public;

-- 40 days from 18 August. Student A00 is absent on none of them, A01 on the first, A11
-- on the first eleven, in both years. School Q has a student for nine days.
INSERT INTO school (school_id, name) VALUES ('P', 'P school'), ('Q', 'Q school');
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT s, y, 'M' FROM unnest('{P,Q}'::text[]) AS s, unnest('{2025,2026}'::integer[]) AS y;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, school_year, 'M', make_date(school_year - 1, 8, 18) + i, 'Instructional day' FROM calendar, generate_series(0, 39) AS i;
INSERT INTO student (student_id, last_name, first_name) SELECT 'A' || lpad(s::text, 2, '0'), 'Last ' || s, 'First' FROM generate_series(0, 11) AS s;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) SELECT student_id, 'P', y, make_date(y - 1, 8, 18), '07' FROM student, unnest('{2025,2026}'::integer[]) AS y;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date) VALUES ('B', 'Q', 2026, '2025-09-01', '2025-09-09');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, school_year, entry_date + i, 'Excused' FROM enrollment, generate_series(0, 10) AS i WHERE school_id = 'P' AND i < substr(student_id, 2)::integer;
INSERT INTO attendance_taken SELECT 'P', make_date(school_year - 1, 9, 26) FROM calendar WHERE school_id = 'P';
INSERT INTO attendance_taken VALUES ('Q', '2025-09-26');
CALL absence.refresh('access_store', today => '2026-01-01');

-- the number of students with a verdict, and of those who are chronically absent, in
-- both years
CREATE TEMP VIEW answer AS
SELECT string_agg(format('%s: %s of %s', s.school_year, s.chronic_n, s.verdict_n), ', ' ORDER BY s.school_year) AS chronic, min(s.policy) AS policy, min(s.as_of) AS first_as_of, max(s.as_of) AS last_as_of
FROM school_absence AS s WHERE s.school_id = 'P';
CREATE TEMP TABLE asked_for (n integer GENERATED ALWAYS AS IDENTITY, policy text, as_of text, chronic text);
INSERT INTO asked_for (policy, as_of, chronic) VALUES
	-- from 4 of 40 days on: A04 to A11
	(NULL, NULL, '2025: 8 of 12, 2026: 8 of 12'), ('', '', '2025: 8 of 12, 2026: 8 of 12'),
	('federal', NULL, '2025: 8 of 12, 2026: 8 of 12'), ('federal@1', NULL, '2025: 8 of 12, 2026: 8 of 12'),
	-- from 10 days on: A10 and A11
	('ten_days', NULL, '2025: 2 of 12, 2026: 2 of 12'),
	-- the ten days to 27 August 2025: one absence is a tenth. The year before has all
	-- its days
	(NULL, '2025-08-27', '2025: 8 of 12, 2026: 11 of 12'), ('ten_days', '2025-08-27', '2025: 2 of 12, 2026: 2 of 12'),
	(NULL, '2025-08-26', '2025: 8 of 12, 2026: 0 of 0'),
	(NULL, '2024-08-27', '2025: 11 of 12, 2026: 0 of 0'),
	(NULL, 'infinity', '2025: 8 of 12, 2026: 8 of 12'), (NULL, '-infinity', '2025: 0 of 0, 2026: 0 of 0'),
	-- no minimum: the eight days to the 25th
	('every_day_counts', '2025-08-25', '2025: 8 of 12, 2026: 11 of 12'),
	-- definitions of the district: a name means the version in force in the year,
	-- name@version means that version
	('ours', NULL, '2025: 7 of 12, 2026: 2 of 12'), ('ours@1', NULL, '2025: 7 of 12, 2026: 7 of 12'), ('ours@2', NULL, '2025: 2 of 12, 2026: 2 of 12'),
	('ours@3', NULL, '2025: 12 of 12, 2026: 12 of 12'), ('ours@4', NULL, '2025: 0 of 0, 2026: 0 of 0'),
	-- they take precedence over the catalog
	('every_day_counts@1', '2025-08-25', '2025: 8 of 12, 2026: 11 of 12'), ('every_day_counts@2', NULL, '2025: 0 of 12, 2026: 0 of 12');
INSERT INTO definition (name, version, policy, from_year, to_year) VALUES
	('ours', 1, 'compare = >', NULL, 2025), ('ours', 2, 'chronic = 25%, severe = 50%', 2026, NULL), ('ours', 3, 'chronic = 0%, at_risk = 0%', 2030, NULL), ('ours', 4, 'minimum = 41 days', 2000, 2010);
INSERT INTO definition (name, version, policy, from_year) VALUES ('every_day_counts', 2, 'chronic = 99%, severe = 100%', 2030), ('broken', 1, 'compare = maybe', NULL);

CREATE TEMP TABLE answered AS SELECT 0 AS n, answer.*, ''::text AS students, ''::text AS by_at FROM answer WHERE false;
DO $$
DECLARE
	a record;
BEGIN
	FOR a IN SELECT * FROM pg_temp.asked_for ORDER BY n LOOP
		PERFORM set_config('absence.policy', a.policy, false), set_config('absence.as_of', a.as_of, false);
		INSERT INTO answered SELECT a.n, w.*,
			(SELECT string_agg(format('%s: %s of %s', school_year, n_chronic, n_verdict), ', ' ORDER BY school_year)
			FROM (SELECT school_year, count(*) FILTER (WHERE chronic) AS n_chronic, count(chronic) AS n_verdict FROM student_absence WHERE school_id = 'P' GROUP BY 1) AS s)
			FROM answer AS w;
		PERFORM set_config('absence.policy', 'ten_days', false), set_config('absence.as_of', '2025-08-20', false);
		UPDATE answered SET by_at = (SELECT string_agg(format('%s: %s of %s', school_year, chronic_n, x.verdict_n), ', ' ORDER BY school_year)
			FROM school_absence_at(nullif(a.as_of, '')::date, nullif(a.policy, '')) AS x WHERE school_id = 'P')
		WHERE n = a.n;
		IF current_setting('absence.policy') <> 'ten_days' OR current_setting('absence.as_of') <> '2025-08-20' THEN
			RAISE 'X_at keeps its settings';
		END IF;
	END LOOP;
	PERFORM set_config('absence.policy', '', false), set_config('absence.as_of', '', false);
END
$$;
SELECT a.policy, a.as_of, a.chronic AS expected, w.chronic AS got, w.chronic = a.chronic AND w.students = a.chronic AND w.by_at = a.chronic AND w.policy = coalesce(nullif(a.policy, ''), 'federal') AS ok,
	w.first_as_of, w.last_as_of
FROM asked_for AS a JOIN answered AS w USING (n) ORDER BY n;
-- the policy of the store, and a definition of the district with the name of one of the
-- catalog
UPDATE store_setting SET policy = 'ours';
SELECT * FROM answer;
SET absence.policy = 'federal';
SELECT * FROM answer;
INSERT INTO definition (name, policy) VALUES ('federal', 'compare = >');
SELECT * FROM answer;
RESET absence.policy;
DELETE FROM definition WHERE name = 'federal';
UPDATE store_setting SET policy = 'federal';
-- Two definitions and two days side by side
SELECT f.student_id, f.absent_days, f.chronic, t.absent_days, t.chronic, t.policy, t.as_of
FROM student_absence_at(policy => 'federal') AS f JOIN student_absence_at('2025-08-22', 'ten_days') AS t USING (school_year, school_id, student_id)
WHERE school_year = 2026 AND student_id LIKE 'A1%' ORDER BY 1;

-- A name that is not known is an error that lists the known names, for every view, and
-- also for a count of its rows
SET absence.policy = 'californa';
SELECT count(*) FROM student_absence;
SELECT count(*) FROM district_student_absence;
SELECT count(*) FROM school_absence;
SELECT EXISTS (SELECT FROM school_absence);
SELECT student_id FROM student_absence WHERE student_id = 'A01' LIMIT 1;
SET absence.policy = 'ours@9';
SELECT count(*) FROM school_absence;
SET absence.policy = 'OURS';
SELECT count(*) FROM school_absence;
SET absence.policy = 'broken';
SELECT count(chronic_n) FROM school_absence;
RESET absence.policy;
SELECT count(*) FROM school_absence_at(policy => 'californa');
SELECT count(*) FROM student_absence_at(policy => 'californa');
SELECT count(*) FROM district_student_absence_at(policy => 'californa');
SELECT current_setting('absence.policy', true) = '' AS put_back;
SET absence.as_of = 'soon';
SELECT count(chronic_n) FROM school_absence;
RESET absence.as_of;
-- a store without a school year knows the names too
SELECT absence.create_store('empty_store');
SET absence.policy = 'californa';
SELECT count(*) FROM empty_store.school_absence;
RESET absence.policy;
SELECT count(*) FROM empty_store.school_absence;
SELECT absence.drop_store('empty_store');

-- What is asked for does not affect what is stored
CREATE TEMP VIEW stored AS SELECT md5(string_agg(r.xmin::text || r::text, ',' ORDER BY student_id, school_year)) AS registers, (SELECT count(*) FROM verdict_change) AS changes FROM student_register AS r;
CREATE TEMP TABLE stored_before AS SELECT * FROM stored;
SET absence.policy = 'ten_days';
SET absence.as_of = '2025-08-20';
CALL absence.refresh('access_store', today => '2026-01-01');
SELECT current_setting('absence.policy') AS policy, current_setting('absence.as_of') AS as_of, stored = stored_before AS same FROM stored, stored_before;
SET absence.policy = 'californa';
CALL absence.refresh('access_store', today => '2026-01-01');
SELECT count(*) FROM absence.refresh_check('access_store', today => '2026-01-01');
SELECT current_setting('absence.policy') AS policy, current_setting('absence.as_of') AS as_of, stored = stored_before AS same FROM stored, stored_before;
BEGIN;
SET LOCAL absence.policy = 'ten_days';
CALL absence.refresh('access_store', today => '2026-01-01');
SELECT count(*) FROM absence.refresh_check('access_store', today => '2026-01-01');
SELECT current_setting('absence.policy') AS policy, current_setting('absence.as_of') AS as_of;
COMMIT;
SELECT current_setting('absence.policy') AS policy;
RESET absence.policy;
RESET absence.as_of;
-- verdict_change has the verdicts under the definition of the store
SET absence.policy = 'ten_days';
DELETE FROM attendance_event WHERE student_id = 'A04' AND school_year = 2026 AND day = '2025-08-18';
CALL absence.refresh('access_store', today => '2026-01-01');
RESET absence.policy;
SELECT scope, policy, band_before, band_after FROM verdict_change ORDER BY 1;
-- a definition that is not known is refused; a store that has one all the same does not
-- refresh
UPDATE store_setting SET policy = 'californa';
ALTER TABLE store_setting DISABLE TRIGGER known;
UPDATE store_setting SET policy = 'californa';
CALL absence.refresh('access_store', today => '2026-01-01');
BEGIN;
DELETE FROM attendance_event WHERE student_id = 'A05' AND school_year = 2026;
SELECT count(*) FROM absence.refresh_check('access_store', today => '2026-01-01');
CALL absence.refresh('access_store', today => '2026-01-01');
ROLLBACK;
UPDATE store_setting SET policy = 'federal';
ALTER TABLE store_setting ENABLE TRIGGER known;

-- A reader with a grant on one view only
CREATE ROLE regress_absence_reader;
CREATE ROLE regress_absence_stranger;
GRANT USAGE ON SCHEMA access_store TO regress_absence_reader;
GRANT SELECT ON student_absence TO regress_absence_reader;
SET ROLE regress_absence_reader;
SELECT count(*), count(*) FILTER (WHERE chronic) AS chronic FROM student_absence WHERE school_year = 2026;
SET absence.policy = 'ten_days';
SELECT count(*), count(*) FILTER (WHERE chronic) AS chronic, min(policy) AS policy FROM student_absence WHERE school_year = 2026;
SET absence.as_of = '2025-08-27';
SELECT student_id, absent_days, chronic, as_of FROM student_absence WHERE school_year = 2026 AND student_id IN ('A09', 'A11') ORDER BY 1;
SET absence.policy = 'californa';
SELECT count(*) FROM student_absence;
RESET absence.policy;
RESET absence.as_of;
SELECT count(*) FILTER (WHERE chronic) AS chronic FROM student_absence_at('2025-08-27', 'ours@1') WHERE school_year = 2026;
-- cannot read or do anything else
SELECT count(*) FROM school_absence;
SELECT count(*) FROM school_absence_at();
SELECT count(*) FROM student;
SELECT count(*) FROM student_register;
SELECT count(*) FROM attendance_event;
SELECT count(*) FROM definition;
SELECT count(*) FROM asked;
INSERT INTO definition (name, policy) VALUES ('mine', '');
CREATE TABLE access_store.mine ();
\set VERBOSITY terse
CALL absence.refresh('access_store');
SELECT count(*) FROM absence.refresh_check('access_store');
CALL absence.close_year('access_store', 2025);
SELECT absence.upgrade_store('access_store');
SELECT absence.drop_store('access_store', 'access_store');
\set VERBOSITY default
RESET ROLE;
REVOKE SELECT ON student_absence FROM regress_absence_reader;
-- the other views, one by one
GRANT SELECT ON school_absence TO regress_absence_reader;
SET ROLE regress_absence_reader;
SELECT school_year, school_id, verdict_n, chronic_n FROM school_absence ORDER BY 1, 2;
SELECT school_year, school_id, verdict_n, chronic_n FROM school_absence_at(policy => 'ours') ORDER BY 1, 2;
SELECT count(*) FROM student_absence;
RESET ROLE;
REVOKE SELECT ON school_absence FROM regress_absence_reader;
GRANT SELECT ON district_student_absence TO regress_absence_reader;
SET ROLE regress_absence_reader;
SET absence.policy = 'ours';
SELECT school_year, count(*), count(*) FILTER (WHERE chronic) AS chronic FROM district_student_absence GROUP BY 1 ORDER BY 1;
RESET absence.policy;
SELECT count(*) FROM student_absence;
RESET ROLE;
REVOKE SELECT ON district_student_absence FROM regress_absence_reader;
GRANT SELECT ON data_issue TO regress_absence_reader;
SET ROLE regress_absence_reader;
SELECT count(*) >= 0 AS may_read FROM data_issue;
SELECT count(*) FROM district_student_absence;
RESET ROLE;
-- an upgrade keeps the grants, and a second one changes nothing
SELECT absence.upgrade_store('access_store');
SELECT absence.upgrade_store('access_store');
SET ROLE regress_absence_reader;
SELECT count(*) >= 0 AS may_read FROM data_issue;
RESET ROLE;
SELECT stored.registers <> '' AS registers_kept, (SELECT layout_version = absence_internal.store_layout() FROM store_setting) AS layout FROM stored;

-- PUBLIC has no privilege on a store
SET ROLE regress_absence_stranger;
SELECT count(*) FROM access_store.school_absence;
SELECT count(*) FROM access_store.student_absence_at();
RESET ROLE;
SELECT has_schema_privilege('public', 'access_store', 'USAGE') AS usage, has_schema_privilege('public', 'access_store', 'CREATE') AS creation;
SELECT c.relname, a.privilege_type FROM pg_class AS c, aclexplode(c.relacl) AS a WHERE c.relnamespace = 'access_store'::regnamespace AND a.grantee = 0;
SELECT c.relname, t.attname FROM pg_class AS c JOIN pg_attribute AS t ON t.attrelid = c.oid, aclexplode(t.attacl) AS a WHERE c.relnamespace = 'access_store'::regnamespace AND a.grantee = 0;
-- and no function of the store runs with the privileges of its owner
SELECT proname FROM pg_proc WHERE pronamespace = 'access_store'::regnamespace AND prosecdef;
-- nothing in the store is a member of the extension
SELECT d.classid::regclass, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid AND d.refclassid = 'pg_extension'::regclass
WHERE e.extname = 'absence' AND d.deptype = 'e' AND (d.objid IN (SELECT oid FROM pg_class WHERE relnamespace = 'access_store'::regnamespace) OR d.objid IN (SELECT oid FROM pg_proc WHERE pronamespace = 'access_store'::regnamespace));

-- The columns of the live views. No view has a column with a type of the extension,
-- each view of answers is a security barrier, and everything has a comment
SELECT c.relname, string_agg(a.attname, ', ' ORDER BY a.attnum) AS columns
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'access_store'::regnamespace AND c.relname IN ('student_absence', 'district_student_absence', 'school_absence', 'data_issue') GROUP BY 1 ORDER BY 1;
SELECT c.relname, a.attname, a.atttypid::regtype
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_type AS t ON t.oid = a.atttypid
WHERE c.relnamespace = 'access_store'::regnamespace AND c.relkind IN ('r', 'v', 'm') AND t.typnamespace = 'absence'::regnamespace
ORDER BY c.relname, a.attnum;
SELECT relname FROM pg_class WHERE relnamespace = 'access_store'::regnamespace AND relname IN ('student_absence', 'district_student_absence', 'school_absence', 'data_issue')
	AND NOT coalesce('security_barrier=true' = ANY (reloptions), false);
SELECT relname AS without_comment FROM pg_class WHERE relnamespace = 'access_store'::regnamespace AND relkind IN ('r', 'v', 'm') AND obj_description(oid, 'pg_class') IS NULL ORDER BY 1;
SELECT c.relname, count(*) AS columns_without_comment FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'access_store'::regnamespace AND c.relkind IN ('r', 'v', 'm') AND col_description(c.oid, a.attnum) IS NULL GROUP BY 1 ORDER BY 1;

RESET search_path;
SELECT absence.drop_store('access_store', 'access_store');
DROP ROLE regress_absence_reader;
DROP ROLE regress_absence_stranger;
