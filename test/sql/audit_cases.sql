-- Two definitions compared, worked by hand. 100 days from 18 August at school P; the
-- name of each student says what the student is for
SET client_min_messages = warning;
SELECT absence.create_store('audited');
SET search_path = audited, public;
\set SHOW_CONTEXT never
INSERT INTO school (school_id, name, reporting) VALUES ('P', 'P school', 'exception'), ('Q', 'Q school', 'affirmative');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) VALUES ('P', 2026, 'M', 400), ('Q', 2026, 'M', 400);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, minutes)
-- the first ten days are twice as long
SELECT school_id, 2026, 'M', date '2025-08-18' + i, 'Instructional day', CASE WHEN i < 10 THEN 800 END FROM calendar, generate_series(0, 99) AS i;
CREATE TEMP TABLE made (student_id text, school_id text, entry integer, absences integer, code text, portion numeric);
INSERT INTO made VALUES
	('at the line', 'P', 0, 10, 'Excused', NULL), ('above it', 'P', 0, 11, 'Excused', NULL), ('suspended', 'P', 0, 10, 'Out of School Suspension', NULL),
	('halves', 'P', 0, 12, 'Excused', 0.5), ('few days', 'P', 85, 5, 'Excused', NULL), ('few halves', 'P', 85, 5, 'Excused', 0.5),
	('early', 'P', 0, 8, 'Excused', NULL), ('nine', 'P', 0, 9, 'Excused', NULL), ('unrecorded', 'Q', 0, 9, 'Excused', NULL), ('present', 'P', 0, 0, NULL, NULL);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT student_id, school_id, 2026, date '2025-08-18' + entry FROM made;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code, portion)
SELECT student_id, school_id, 2026, date '2025-08-18' + entry + i, code, portion FROM made, generate_series(0, 20) AS i WHERE i < absences;
INSERT INTO attendance_code (code, mark) VALUES ('Out of School Suspension', 'oss') ON CONFLICT DO NOTHING;
-- Q took the roll on 60 days
INSERT INTO attendance_taken (school_id, day) SELECT 'Q', date '2025-08-18' + i FROM generate_series(0, 59) AS i;
INSERT INTO attendance_taken (school_id, day) VALUES ('P', '2025-11-25'), ('Q', '2025-11-25');
CALL absence.refresh('audited', today => '2026-07-01');
INSERT INTO definition (name, policy, from_year, to_year) VALUES
	('above', 'compare = >', NULL, NULL), ('stricter', 'chronic = 9%', NULL, NULL), ('longer', 'minimum = 20 days', NULL, NULL), ('whole', 'part_day = whole', NULL, NULL),
	('no_oss', 'absent = excused unexcused', NULL, NULL), ('oss_outside', 'absent = excused unexcused, outside = oss', NULL, NULL), ('all_days', 'unrecorded = present', NULL, NULL),
	('in_minutes', 'basis = minutes', NULL, NULL), ('eleven', 'measure = days, chronic = 11 days', NULL, NULL),
	('two_ways', 'minimum = 20 days, part_day = whole', NULL, NULL), ('either', 'compare = >, chronic = 10.5%', NULL, NULL), ('later', '', 2027, NULL);

-- One point at a time
SELECT b, student_id, band_a, band_b, absent_days_a AS days_a, absent_days_b AS days_b, enrolled_days_a AS of_a, enrolled_days_b AS of_b, reasons
FROM (VALUES (1, 'above'), (2, 'stricter'), (3, 'longer'), (4, 'whole'), (5, 'no_oss'), (6, 'oss_outside'), (7, 'all_days'), (8, 'in_minutes'), (9, 'eleven')) AS b (place, b),
	absence.policy_audit('audited', 'federal', b) WHERE scope = 'school' ORDER BY place, student_id;
-- the same over the district, because no student has two schools
SELECT count(*) FILTER (WHERE scope = 'school') AS at_schools, count(*) FILTER (WHERE scope = 'district' AND school_id IS NULL) AS over_district
FROM absence.policy_audit('audited', 'federal', 'stricter');
-- Two points, each of which is enough
SELECT student_id, band_a, band_b, reasons FROM absence.policy_audit('audited', 'federal', 'either') WHERE scope = 'school' ORDER BY 1;
-- in one direction the minimum alone is enough, in the other only both points together
SELECT student_id, band_a, band_b, reasons FROM absence.policy_audit('audited', 'federal', 'two_ways') WHERE scope = 'school' ORDER BY 1;
SELECT student_id, band_a, band_b, reasons FROM absence.policy_audit('audited', 'two_ways', 'federal') WHERE scope = 'school' ORDER BY 1;
-- The same definition twice has no differences; name@version means that version
SELECT count(*) FROM absence.policy_audit('audited', 'federal', 'federal@1');
SELECT count(*) FROM absence.policy_audit('audited', 'federal', 'above@1', 2026);
SELECT count(*) FROM absence.policy_audit('audited', 'federal', 'above@1', 2025);
-- As of the day in the setting: on the ninth day no student has the ten days of the
-- federal rule
SET absence.as_of = '2025-08-26';
SELECT student_id, band_a, band_b, reasons, as_of FROM absence.policy_audit('audited', 'federal', 'every_day_counts') WHERE scope = 'school' ORDER BY 1 LIMIT 3;
RESET absence.as_of;

-- The points in which two definitions differ
SELECT reason, of_a, of_b FROM absence_internal.policy_difference('', 'compare = >, minimum > 30 days, part_day = whole, absent = excused unexcused oss, outside = exempt, unrecorded = absent');
SELECT reason, of_a, of_b FROM absence_internal.policy_difference('chronic = 15%', 'basis = minutes, severe = 25%');
SELECT reason, of_a, of_b, exchanged FROM absence_internal.policy_difference('basis = minutes', 'measure = days, compare = >, chronic = 10 days');
SELECT count(*) FROM absence_internal.policy_difference('', '');
SELECT place, key, item FROM absence_internal.policy_keys('part_day > 50%, minimum > 30 days') WHERE key IN ('minimum', 'part_day', 'unrecorded');
-- for all pairs in the catalog: with one point exchanged, a policy differs from the
-- first only in that point, and from the second only in the others
SELECT count(DISTINCT (c.a::text, c.b::text)) > 100 AS pairs, count(*) > 500 AS points,
	count(*) FILTER (WHERE ARRAY(SELECT d.reason FROM absence_internal.policy_difference(p.exchanged, c.a) AS d) <> ARRAY[p.reason]) AS wrong,
	count(*) FILTER (WHERE ARRAY(SELECT d.reason FROM absence_internal.policy_difference(p.exchanged, c.b) AS d)
		<> ARRAY(SELECT d.reason FROM absence_internal.policy_difference(c.a, c.b) AS d WHERE d.reason <> p.reason)) AS wrong_rest
FROM (SELECT a.policy AS a, b.policy AS b FROM absence.definition_catalog AS a, absence.definition_catalog AS b WHERE a.policy IS NOT NULL AND b.policy IS NOT NULL) AS c,
	absence_internal.policy_difference(c.a, c.b) AS p;

-- Errors
SELECT * FROM absence.policy_audit('audited', 'federal', 'californa');
SELECT * FROM absence.policy_audit('audited', 'texas', 'federal');
SELECT * FROM absence.policy_audit('audited', 'federal', 'later');
SELECT * FROM absence.policy_audit('audited', NULL, 'federal');
SELECT * FROM absence.policy_audit('nowhere', 'federal', 'federal');

-- A role needs to read the registers and the tables that give names their meaning
CREATE ROLE regress_absence_auditor;
GRANT USAGE ON SCHEMA audited TO regress_absence_auditor;
GRANT SELECT ON definition_of_year TO regress_absence_auditor;
SET ROLE regress_absence_auditor;
SELECT count(*) FROM absence.policy_audit('audited', 'federal', 'above');
RESET ROLE;
GRANT SELECT ON student_register TO regress_absence_auditor;
SET ROLE regress_absence_auditor;
SELECT count(*) FROM absence.policy_audit('audited', 'federal', 'above');
SELECT count(*) FROM enrollment;
RESET ROLE;

RESET search_path;
SELECT absence.drop_store('audited', 'audited');
DROP ROLE regress_absence_auditor;
