-- compare_totals: a difference is planted for each student, and the cause must be found. The
-- name of a student says what is planted.
--
-- 100 days from 18 August at schools A and B, of which the day 20 days later was closed for
-- weather. The rolls are taken to 23 November, 97 days later, so 97 session days count. Today is
-- 24 November.
SET client_min_messages = warning;
SET datestyle = iso;
\set SHOW_CONTEXT never
SELECT absence.create_store('compared');
SET search_path = compared, public;
INSERT INTO school (school_id, name) VALUES ('A', 'A school'), ('B', 'B school'), ('C', 'C school');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('A', 2026, 'M'), ('B', 2026, 'M'), ('C', 2026, 'M'), ('C', 2026, 'N');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, calendar_code, date '2025-08-18' + i, 'Instructional day' FROM calendar, generate_series(0, 99) AS i;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, calendar_code, date '2025-08-18' + 20, 'Weather day' FROM calendar WHERE school_id <> 'C';
INSERT INTO attendance_taken (school_id, day) SELECT school_id, date '2025-08-18' + i FROM school, generate_series(0, 97) AS i;

-- the stays, with the days of entry and exit counted from 18 August, and the days with events
CREATE TEMP TABLE stay_made (student_id text, school_id text, grade text, entry integer, exit integer, exit_type text, primary_school boolean);
INSERT INTO stay_made
SELECT s, 'A', '05', 0, NULL, NULL, NULL
FROM unnest('{agrees,agrees nearly,part day,part day whole,ahead,stops,holiday,closed,closed absent,unmapped,one of two codes,left out,no cause,no days known,
	fresh no show,wrong grade,not in theirs}'::text[]) AS s;
INSERT INTO stay_made VALUES
	('exit', 'A', '05', 0, 50, 'Transfer', NULL), ('exit absent', 'A', '05', 0, 50, 'Transfer', NULL), ('exit and part day', 'A', '05', 0, 50, 'Transfer', NULL),
	('two exits', 'A', '05', 0, 10, 'Transfer', NULL), ('two exits', 'A', '05', 12, 30, 'Transfer', NULL),
	('came back', 'A', '05', 0, 10, 'Transfer', NULL), ('came back', 'A', '05', 10, NULL, NULL, NULL),
	('void stay', 'A', '05', 0, 9, 'No show', NULL), ('void stay', 'A', '05', 30, NULL, NULL, NULL),
	('never came', 'A', '05', 0, NULL, 'No show', NULL), ('summer', 'A', '05', 0, NULL, NULL, NULL),
	('at two schools', 'A', '05', 0, NULL, NULL, true), ('at two schools', 'B', '05', 0, NULL, NULL, false),
	('overlap', 'A', '05', 0, 60, 'Transfer', true), ('overlap', 'B', '05', 50, NULL, NULL, false),
	('little one', 'A', 'PK', 0, NULL, NULL, NULL), ('no calendar', 'C', '05', 0, NULL, NULL, NULL), ('elsewhere', 'B', '05', 0, NULL, NULL, NULL),
	('not yet', 'A', '05', 99, NULL, NULL, NULL);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, exit_type, primary_school, enrollment_type)
SELECT student_id, school_id, 2026, date '2025-08-18' + entry, date '2025-08-18' + exit, grade, CASE WHEN school_id <> 'C' THEN 'M' END, exit_type, primary_school,
	CASE student_id WHEN 'summer' THEN 'Summer' END
FROM stay_made;
INSERT INTO student (student_id) SELECT DISTINCT student_id FROM stay_made;
CREATE TEMP TABLE event_made (student_id text, days integer[], code text, portion numeric, school_id text DEFAULT 'A');
INSERT INTO event_made (student_id, days, code, portion) VALUES
	('agrees', '{1,2,3}', 'Excused Absence', NULL), ('agrees nearly', '{1,2,3}', 'Excused Absence', 0.33),
	('part day', '{1,2,3,4}', 'Excused Absence', 0.3), ('part day whole', '{1,2,3,4}', 'Excused Absence', 0.6),
	('ahead', '{98}', 'Excused Absence', NULL), ('closed absent', '{20}', 'Excused Absence', NULL),
	('unmapped', '{5,6}', 'XYZ', NULL), ('one of two codes', '{5}', 'XYZ', NULL), ('one of two codes', '{6,7}', 'QQQ', NULL), ('left out', '{5,6,7}', 'XYZ', NULL),
	('no cause', '{1,2}', 'Excused Absence', NULL), ('exit absent', '{10,50}', 'Excused Absence', NULL), ('exit and part day', '{1,2,3,4}', 'Excused Absence', 0.3),
	('void stay', '{3}', 'Excused Absence', NULL), ('overlap', '{55}', 'Excused Absence', NULL), ('at two schools', '{7}', 'Excused Absence', NULL),
	('fresh no show', (SELECT array_agg(i) FROM generate_series(0, 97) AS i), 'Unexcused Absence', NULL);
INSERT INTO event_made VALUES ('overlap', '{55,56}', 'Excused Absence', NULL, 'B'), ('at two schools', '{7,8}', 'Excused Absence', NULL, 'B');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code, portion)
SELECT student_id, school_id, 2026, date '2025-08-18' + d, code, portion FROM event_made, unnest(days) AS d;
CALL absence.refresh('compared', today => '2025-11-24');
SELECT school_id, complete_through FROM calendar_complete WHERE school_id < 'C' ORDER BY 1;

-- Their totals through 23 November, and the cause that must be found
CREATE TABLE theirs (student_id varchar(30), school_id char(4), school_year smallint, enrolled_days integer, absent_days numeric, grade text, cause text);
INSERT INTO theirs VALUES
	('agrees', 'A', 2026, 97, 3, '05', NULL), ('agrees nearly', 'A', 2026, 97, 0.005, '05', NULL),
	('not yet', 'A', 2026, 0, 0, '05', NULL), ('unheard of, without days', 'A', 2026, 0, NULL, NULL, NULL), ('no days known', 'A', 2026, NULL, 0, NULL, NULL),
	('part day', 'A', 2026, 97, 1.2, '05', 'part-day rule'), ('part day whole', 'A', 2026, 97, 0, '05', 'part-day rule'),
	('closed', 'A', 2026, 98, 0, '05', 'closed day'), ('closed absent', 'A', 2026, 98, 1, '05', 'closed day'),
	('stops', 'A', 2026, 96, 0, '05', 'today'),
	('unmapped', 'A', 2026, 97, 2, '05', 'unmapped'), ('one of two codes', 'A', 2026, 97, 2, '05', 'unmapped'), ('left out', 'A', 2026, 94, 0, '05', 'unmapped'),
	('exit', 'A', 2026, 49, 0, '05', 'exit day'), ('exit absent', 'A', 2026, 49, 1, '05', 'exit day'),
	('two exits', 'A', 2026, 27, 0, '05', 'exit day'), ('came back', 'A', 2026, 96, 3, '05', 'not explained'),
	('exit and part day', 'A', 2026, 49, 1.2, '05', 'exit day and part-day rule'),
	('void stay', 'A', 2026, 78, 1, '05', 'no show'), ('never came', 'A', 2026, 97, 0, '05', 'no show'), ('summer', 'A', 2026, 97, 0, '05', 'void enrollment'),
	('at two schools', 'A', 2026, 97, 1, '05', NULL), ('overlap', 'A', 2026, 60, 1, '05', NULL), ('overlap', 'B', 2026, 37, 0, '05', 'secondary enrollment'),
	('wrong grade', 'A', 2026, 97, 0, '06', 'grade'), ('no cause', 'A', 2026, 97, 40, '05', 'not explained'),
	('no calendar', 'C', 2026, 97, 0, '05', 'no calendar'), ('elsewhere', 'A', 2026, 97, 0, '05', 'not enrolled'), ('nobody', 'A', 2026, 97, 0, '05', 'not enrolled'),
	('ahead', 'A', 2026, 97, 0, '05', NULL), ('holiday', 'A', 2026, 97, 0, '05', NULL), ('of another year', 'A', 2025, 180, 20, '05', NULL);
-- of whom they have no row
CREATE TEMP TABLE lacking (student_id text, school_id text, cause text);
INSERT INTO lacking VALUES ('at two schools', 'B', 'secondary enrollment'), ('little one', 'A', 'grade'), ('fresh no show', 'A', 'no show'),
	('not in theirs', 'A', 'not in the totals'), ('elsewhere', 'B', 'not in the totals');
CREATE TEMP TABLE result AS SELECT * FROM absence.compare_totals('compared', 'theirs', 2026, '2025-11-23');
SELECT r.school_id AS school, r.student_id, r.their_enrolled_days AS theirs, r.enrolled_days AS ours, r.their_absent_days AS their_absent,
	round(r.absent_days::numeric, 4) AS absent, r.cause, r.detail,
	r.cause IS NOT DISTINCT FROM coalesce(t.cause, l.cause) AND r.agrees = (coalesce(t.cause, l.cause) IS NULL) AS as_planted
FROM result AS r
LEFT JOIN theirs AS t ON (t.student_id, t.school_id, t.school_year) = (r.student_id, r.school_id, 2026)
LEFT JOIN lacking AS l ON (l.student_id, l.school_id) = (r.student_id, r.school_id)
ORDER BY as_planted, r.cause, r.school_id, r.student_id;
-- every student of either side has one row, and every planted cause was found
SELECT count(*) AS rows, count(DISTINCT (student_id, school_id)) AS students,
	(SELECT count(*) FROM (SELECT student_id::text, school_id::text FROM theirs WHERE school_year = 2026
		UNION SELECT student_id, school_id FROM student_register) AS s) AS expected
FROM result;
SELECT cause FROM (SELECT cause FROM theirs UNION SELECT cause FROM lacking) AS c WHERE cause IS NOT NULL EXCEPT SELECT cause FROM result;
-- the verdicts; there is none on numbers that are not known
SELECT student_id, their_chronic, chronic, counted_through FROM result WHERE student_id IN ('no cause', 'agrees', 'fresh no show', 'no days known') ORDER BY 1;

-- They count to a later day than we do: through 25 November, with what was entered ahead
CREATE VIEW theirs_today AS SELECT student_id::text AS "Student_ID", school_id, enrolled_days::double precision + 2 AS enrolled_days,
	absent_days + CASE student_id WHEN 'ahead' THEN 1 ELSE 0 END AS "ABSENT_DAYS"
FROM theirs WHERE cause IS NULL AND school_year = 2026 AND enrolled_days = 97;
SELECT student_id, their_enrolled_days AS theirs, enrolled_days AS ours, their_absent_days AS their_absent, absent_days AS absent, cause, detail
FROM absence.compare_totals('compared', 'theirs_today', 2026, '2025-11-25') WHERE their_enrolled_days IS NOT NULL ORDER BY 1;
-- without a day, through today; the calendar has ended by then
SELECT DISTINCT cause, regexp_replace(detail, 'through \S+, and', 'through today, and') AS detail
FROM absence.compare_totals('compared', 'theirs_today', 2026) WHERE their_enrolled_days IS NOT NULL;

-- Totals without schools: a day of two schools is one day for us
CREATE TABLE theirs_merged (student_id uuid, enrolled_days numeric, absent_days real);
SELECT * FROM absence.compare_totals('compared', 'theirs_merged', 2026, '2025-11-23') WHERE student_id = 'overlap';
CREATE VIEW theirs_pooled AS SELECT student_id, sum(enrolled_days) AS enrolled_days, sum(absent_days) AS absent_days
FROM (VALUES ('at two schools', 97, 1), ('at two schools', 97, 2), ('overlap', 60, 1), ('overlap', 37, 0), ('elsewhere', 97, 0)) AS t (student_id, enrolled_days, absent_days)
GROUP BY student_id;
SELECT school_id, student_id, their_enrolled_days AS theirs, enrolled_days AS ours, their_absent_days AS their_absent, absent_days AS absent, cause, detail
FROM absence.compare_totals('compared', 'theirs_pooled', 2026, '2025-11-23') WHERE their_enrolled_days IS NOT NULL ORDER BY 2;

-- If the exit day does not count here, they can count it
UPDATE store_setting SET exit_day_counts = false;
CALL absence.refresh('compared', today => '2025-11-24', force => true);
CREATE TABLE theirs_counted AS SELECT student_id, school_id, e AS enrolled_days, a AS absent_days
FROM (VALUES ('exit', 'A', 50, 0), ('exit absent', 'A', 50, 2), ('two exits', 'A', 29, 0)) AS t (student_id, school_id, e, a);
SELECT student_id, their_enrolled_days AS theirs, enrolled_days AS ours, their_absent_days AS their_absent, absent_days AS absent, cause, detail
FROM absence.compare_totals('compared', 'theirs_counted', 2026, '2025-11-23') WHERE their_enrolled_days IS NOT NULL ORDER BY 1;
UPDATE store_setting SET exit_day_counts = true;
CALL absence.refresh('compared', today => '2025-11-24', force => true);

-- The settings of the session: another definition, another day
SET absence.policy = 'ten_days';
SELECT student_id, their_chronic, chronic FROM absence.compare_totals('compared', 'theirs', 2026, '2025-11-23') WHERE student_id = 'fresh no show';
SET absence.policy = 'nonesuch';
SELECT count(*) FROM absence.compare_totals('compared', 'theirs', 2026);
RESET absence.policy;
SET absence.as_of = '2025-08-22';
SELECT student_id, enrolled_days, absent_days, counted_through FROM absence.compare_totals('compared', 'theirs', 2026) WHERE student_id = 'agrees';
RESET absence.as_of;

-- What totals must have: one error lists all of it
CREATE TABLE wrong_totals (school_id date, school_year numeric, absent_days text, grade boolean);
SELECT * FROM absence.compare_totals('compared', 'wrong_totals', 2026);
CREATE DOMAIN days AS numeric CHECK (VALUE >= 0);
CREATE TABLE mistyped (student_id bytea, enrolled_days days, absent_days interval);
SELECT * FROM absence.compare_totals('compared', 'mistyped', 2026);
CREATE TABLE repeated AS SELECT 1 AS student_id, 10 AS enrolled_days, 1 AS absent_days FROM generate_series(1, 3);
SELECT * FROM absence.compare_totals('compared', 'repeated', 2026);
ALTER TABLE repeated ADD COLUMN school_id text DEFAULT 'A';
SELECT * FROM absence.compare_totals('compared', 'repeated', 2026);
UPDATE repeated SET school_id = NULL;
SELECT * FROM absence.compare_totals('compared', 'repeated', 2026);
UPDATE repeated SET student_id = NULL;
SELECT * FROM absence.compare_totals('compared', 'repeated', 2026);
SELECT * FROM absence.compare_totals('compared', 'refresh_log_refresh_id_seq', 2026);
SELECT * FROM absence.compare_totals('compared', 'nonesuch', 2026);
SELECT * FROM absence.compare_totals('compared', NULL, 2026);
SELECT * FROM absence.compare_totals('compared', 'theirs', NULL);
SELECT * FROM absence.compare_totals('compared', 'theirs', 1999);
SELECT * FROM absence.compare_totals('compared', 'theirs', 2026, 'infinity');
SELECT * FROM absence.compare_totals('nowhere', 'theirs', 2026);
-- odd numbers are compared as they are
CREATE TABLE odd_totals AS SELECT 'agrees' AS student_id, 'NaN'::double precision AS enrolled_days, 'infinity'::double precision AS absent_days;
SELECT agrees, cause, their_chronic FROM absence.compare_totals('compared', 'odd_totals', 2026, '2025-11-23') WHERE student_id = 'agrees';
UPDATE odd_totals SET enrolled_days = 97.5, absent_days = -1;
SELECT agrees, cause, their_chronic FROM absence.compare_totals('compared', 'odd_totals', 2026, '2025-11-23') WHERE student_id = 'agrees';

-- The totals are read with the rights of the caller, and so is the store
CREATE ROLE regress_absence_stranger;
GRANT USAGE ON SCHEMA compared TO regress_absence_stranger;
GRANT SELECT ON ALL TABLES IN SCHEMA compared TO regress_absence_stranger;
REVOKE ALL ON theirs FROM regress_absence_stranger;
SET ROLE regress_absence_stranger;
SELECT count(*) FROM absence.compare_totals('compared', 'theirs', 2026, '2025-11-23');
SELECT count(*) > 20 AS reads FROM absence.compare_totals('compared', 'theirs_today', 2026, '2025-11-23');
RESET ROLE;
REVOKE ALL ON student_register FROM regress_absence_stranger;
SET ROLE regress_absence_stranger;
SELECT count(*) FROM absence.compare_totals('compared', 'theirs_today', 2026, '2025-11-23');
RESET ROLE;
DROP OWNED BY regress_absence_stranger;
DROP ROLE regress_absence_stranger;
DROP VIEW theirs_today;

-- A district agrees with itself. Then the exit day is left out
SELECT absence.create_store('itself');
CALL absence.load_sample('itself', 400, 4);
CALL absence.refresh('itself', today => '2026-03-10');
CREATE TABLE itself_totals AS SELECT student_id, school_id, grade, enrolled_days, absent_days FROM itself.student_absence WHERE school_year = 2026;
SELECT count(*) > 300 AS many, count(*) FILTER (WHERE NOT agrees) AS differ FROM absence.compare_totals('itself', 'itself_totals', 2026);
UPDATE itself_totals AS t SET enrolled_days = t.enrolled_days - 1
FROM itself.stay AS s
JOIN itself.student_register AS r USING (student_id, school_id, school_year)
WHERE (s.student_id, s.school_id, s.school_year) = (t.student_id, t.school_id, 2026) AND s.counts AND absence.is_member(r.register, s.exit_date)
	AND s.exit_date <= absence.complete_through(r.register) AND absence.absent_days(absence.tally(absence.clip(r.register, s.exit_date, s.exit_date))) = 0
	AND (SELECT count(*) = 1 FROM itself.stay AS o WHERE (o.student_id, o.school_id, o.school_year) = (s.student_id, s.school_id, 2026));
SELECT cause, count(*) > 5 AS several FROM absence.compare_totals('itself', 'itself_totals', 2026) WHERE NOT agrees GROUP BY cause;
SET search_path = public;
SELECT absence.drop_store('itself', 'itself');
SELECT absence.drop_store('compared', 'compared');
