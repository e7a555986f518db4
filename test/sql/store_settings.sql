-- A setting that a store cannot use is refused when it is written; a store without
-- settings reports that; the names of the settings of a session
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT absence.create_store('settled');
SET search_path = settled, public;
CALL absence.load_sample('settled', 40, 3, 1);
CALL absence.refresh('settled', today => '2026-03-01');

-- The definition of the store
UPDATE store_setting SET policy = 'nosuch';
UPDATE store_setting SET policy = '';
UPDATE store_setting SET policy = 'federal@2';
UPDATE store_setting SET policy = 'texas';
UPDATE store_setting SET policy = 'compare = >';
SELECT policy FROM store_setting;
UPDATE store_setting SET policy = 'california@1';
UPDATE store_setting SET policy = 'ten_days';
-- definitions of the district, by name and by version
SELECT absence.define_policy('settled', 'ours', 'chronic = 11%'), absence.define_policy('settled', 'later', '', 2030), absence.define_policy('settled', 'now', '', 2026, 2026);
INSERT INTO definition (name, policy) VALUES ('broken', 'compare = maybe');
UPDATE store_setting SET policy = 'ours@2';
UPDATE store_setting SET policy = 'later';
UPDATE store_setting SET policy = 'broken';
UPDATE store_setting SET policy = 'later@1';
UPDATE store_setting SET policy = 'now';
CALL absence.refresh('settled', today => '2026-03-01');
SELECT count(*) > 0 AS answers, min(policy) AS policy FROM school_absence;
-- a definition cannot go as long as the store uses it
DELETE FROM definition WHERE name = 'now';
TRUNCATE definition;
UPDATE definition SET name = 'then' WHERE name = 'now';
UPDATE definition SET from_year = 2027, to_year = 2027 WHERE name = 'now';
UPDATE definition SET policy = 'compare = perhaps' WHERE name = 'now';
DELETE FROM definition WHERE name = 'ours';
INSERT INTO definition (name, version, policy) VALUES ('now', 2, 'compare = maybe');
INSERT INTO definition (name, version, policy) VALUES ('now', 2, 'compare = >');
DELETE FROM definition WHERE name = 'now' AND version = 1;
-- the district uses a name of the catalog, and gives it up
UPDATE store_setting SET policy = 'federal';
INSERT INTO definition (name, policy) VALUES ('federal', 'compare = >');
DELETE FROM definition;
SELECT count(*) AS own FROM definition;

-- The time zone
UPDATE store_setting SET time_zone = 'Eastern';
UPDATE store_setting SET time_zone = '';
UPDATE store_setting SET time_zone = 'America/New York';
UPDATE store_setting SET time_zone = 'America/New_York';
UPDATE store_setting SET time_zone = 'utc';
INSERT INTO store_setting (layout_version) VALUES (1);

-- A store without settings
BEGIN;
DELETE FROM store_setting;
\set VERBOSITY terse
-- every view that a reader can be granted, and each X_at
DO $$
DECLARE
	asked text;
	silent text[] := '{}';
	n integer := 0;
BEGIN
	FOR asked IN
		SELECT format('settled.%I', r.relation) FROM absence_internal.store_relation AS r WHERE r.reader IS NOT NULL AND r.kind = 'view'
		UNION ALL
		SELECT format('settled.%I()', r.relation || '_at') FROM absence_internal.store_relation AS r WHERE r.has_at OR r.relation = 'fs195'
	LOOP
		BEGIN
			n := n + 1;
			EXECUTE 'SELECT count(*) FROM ' || asked;
			silent := silent || asked;
		EXCEPTION WHEN object_not_in_prerequisite_state THEN
			IF SQLERRM <> 'table store_setting of the store is empty' THEN
				RAISE;
			END IF;
		END;
	END LOOP;
	RAISE WARNING '% views, silent: %', n, silent;
END
$$;
SAVEPOINT s;
SELECT student_id FROM student_absence;
ROLLBACK TO s;
CALL absence.refresh('settled');
ROLLBACK TO s;
SELECT count(*) FROM absence.refresh_check('settled');
ROLLBACK TO s;
CALL absence.certify('settled', 'l', 2026);
ROLLBACK TO s;
SELECT absence.upgrade_store('settled');
ROLLBACK TO s;
\set VERBOSITY default
SELECT absence.define_policy('settled', 'mine', '');
ROLLBACK TO s;
-- the command in the hint
INSERT INTO settled.store_setting (layout_version) VALUES (3);
CALL absence.refresh('settled', today => '2026-03-01');
SELECT count(*) > 0 AS answers FROM student_absence;
ROLLBACK;
-- a reader of some schools, or of none, gets the error too
CREATE ROLE regress_absence_settled;
SELECT absence.grant_reader('settled', 'regress_absence_settled', 'student');
-- inserting the row again grants and revokes in the same way as changing it
SELECT has_table_privilege('regress_absence_settled', 'settled.latest_student_absence', 'SELECT') AS reads_kept;
BEGIN;
DELETE FROM store_setting;
INSERT INTO store_setting (layout_version, school_scope) VALUES (3, true);
SELECT has_table_privilege('regress_absence_settled', 'settled.latest_student_absence', 'SELECT') AS reads_kept;
ROLLBACK;
SELECT absence.enable_school_scope('settled');
BEGIN;
TRUNCATE store_setting;
SET LOCAL ROLE regress_absence_settled;
SELECT count(*) FROM data_issue;
ROLLBACK;
BEGIN;
SET LOCAL ROLE regress_absence_settled;
SELECT count(*) FROM data_issue;
SELECT count(*) FROM fs195;
ROLLBACK;

-- Settings of the session: the library is loaded by now, and a misspelled name is
-- refused
SET absence.polcy = 'ten_days';
SET absence.policy = 'ten_days';
SET absence.as_of = '2026-01-10';
SHOW absence.policy;
SELECT min(policy) AS policy, max(as_of) <= '2026-01-10' AS as_of FROM school_absence;
RESET absence.policy;
SHOW absence.policy;
RESET absence.as_of;
-- before it is loaded any name is accepted, and loading removes it; a correct one stays
\c
SET absence.polcy = 'ten_days';
SET absence.policy = 'ten_days';
SELECT absence.chronic(absence.tally(10, 1));
SHOW absence.policy;
SELECT current_setting('absence.polcy', true) AS misspelt;
SELECT min(policy) AS policy FROM settled.school_absence;
SET absence.polcy = 'ten_days';

SELECT absence.drop_store('settled', 'settled');
DROP ROLE regress_absence_settled;
