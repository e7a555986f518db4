-- The view for EDFacts file 195: worked by hand for a few students, and against plain
-- SQL on the sample district
SET client_min_messages = warning;
SET datestyle = iso;
SELECT absence.create_store('edfacts');
SET search_path = edfacts, public;
\set SHOW_CONTEXT never
-- 20 days; a chronic student is absent on the first two
INSERT INTO school (school_id, name, nces_school_id, federally_reported) VALUES ('P', 'P school', '99', true), ('Q', 'Q school', NULL, true), ('X', 'X school', NULL, false);
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT school_id, 2026, 'M' FROM school;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'M', date '2025-09-01' + i, 'Instructional day' FROM calendar, generate_series(0, 19) AS i;
CREATE TEMP TABLE made (student_id text, school_id text, grade text, entry integer, exit integer, chronic boolean);
INSERT INTO made VALUES
	('ann', 'P', '01', 0, NULL, true), ('bob', 'P', 'KG', 0, NULL, false), ('cai', 'P', 'Ungraded', 0, NULL, true), ('dee', 'P', '12', 0, NULL, true),
	-- not in the file, not known, too few days
	('eve', 'P', 'PK', 0, NULL, true), ('fay', 'P', 'TK', 0, NULL, true), ('gus', 'P', NULL, 0, NULL, false), ('hal', 'P', '02', 15, NULL, true),
	-- at two schools, one after the other: ten days each, chronic at both
	('ivy', 'P', '03', 0, 9, true), ('ivy', 'Q', '03', 10, NULL, true),
	('joe', 'X', '04', 0, NULL, true);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade) SELECT student_id, school_id, 2026, date '2025-09-01' + entry, date '2025-09-01' + exit, grade FROM made;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, 2026, date '2025-09-01' + entry + i, 'Excused' FROM made, generate_series(0, 1) AS i WHERE chronic;
INSERT INTO attendance_taken (school_id, day) SELECT school_id, '2025-09-20' FROM school;
INSERT INTO student_group (student_id, kind, value, begin_date, end_date) VALUES
	('ann', 'sex', 'Female', NULL, NULL), ('bob', 'sex', 'Male', NULL, NULL), ('dee', 'sex', 'Female', NULL, NULL), ('ivy', 'sex', 'Female', NULL, NULL),
	('ann', 'race_ethnicity', 'White', NULL, NULL), ('ann', 'race_ethnicity', 'Hispanic or Latino', NULL, NULL),
	('bob', 'race_ethnicity', 'Asian', NULL, NULL), ('bob', 'race_ethnicity', 'White', NULL, NULL), ('dee', 'race_ethnicity', 'Asian', NULL, NULL),
	-- ended before the year; begins and ends in it; of ivy during the stay at P
	('ann', 'homeless', 'Yes', '2025-03-01', '2025-08-31'), ('dee', 'homeless', 'Yes', '2025-09-05', '2025-09-06'), ('ivy', 'homeless', 'Yes', '2025-09-02', '2025-09-03'),
	('dee', 'disability_idea', 'Yes', NULL, NULL);
CALL absence.refresh('edfacts', today => '2026-07-01');

-- A chronic student is in each category set once, at each school separately
SELECT school_id, category_set, category, sex, chronic_n, verdict_n, no_verdict_n FROM fs195 WHERE chronic_n + verdict_n + no_verdict_n > 0 ORDER BY school_id, set_order, category, sex;
-- every category with every sex, at every reported school, zeros included
SELECT school_id, count(*) AS rows, count(DISTINCT category_set) AS sets, count(*) FILTER (WHERE chronic_n = 0 AND verdict_n = 0) AS zeros FROM fs195 GROUP BY 1 ORDER BY 1;
SELECT category_set, string_agg(DISTINCT category, ', ' ORDER BY category) AS categories, string_agg(DISTINCT sex, ', ' ORDER BY sex) AS sexes FROM fs195 GROUP BY set_order, category_set ORDER BY set_order;
SELECT DISTINCT policy = absence.federal_policy()::text AS federal, as_of, complete_through FROM fs195;

-- The federal definition, whatever is asked for and whatever has its name; the day is
-- the one asked for
SELECT absence.define_policy('edfacts', 'federal', 'chronic = 90%, severe = 90%');
SET absence.policy = 'californa';
SELECT chronic_n, verdict_n FROM fs195 WHERE school_id = 'P' AND category_set = 'total';
RESET absence.policy;
SET absence.as_of = '2025-09-10';
-- dee and ann have 2 of 10; hal, who has not entered yet, has no verdict
SELECT chronic_n, verdict_n, no_verdict_n, as_of FROM fs195 WHERE school_id = 'P' AND category_set = 'total';
RESET absence.as_of;
-- on the fourth day dee is not homeless yet; no student has ten days
SELECT sum(verdict_n) AS n, sum(no_verdict_n) FILTER (WHERE category_set = 'homeless' AND category = 'Yes') AS homeless FROM fs195_at('2025-09-04') WHERE school_id = 'P';
SELECT sum(verdict_n + no_verdict_n) AS homeless FROM fs195_at('2025-09-05') WHERE school_id = 'P' AND category_set = 'homeless' AND category = 'Yes';
SELECT chronic_n, verdict_n, as_of FROM fs195_at('2025-09-10') WHERE school_id = 'P' AND category_set = 'total';
SELECT chronic_n, verdict_n, as_of FROM fs195_at() WHERE school_id = 'P' AND category_set = 'total';
SELECT coalesce(current_setting('absence.as_of', true), '') = '' AS put_back;

-- Grades
SELECT string_agg(g, ', ') FILTER (WHERE f) AS federal, string_agg(g, ', ') FILTER (WHERE NOT f) AS not_federal, string_agg(g, ', ') FILTER (WHERE f IS NULL) AS not_known
FROM unnest('{KG,K,kindergarten,01,1,9,10,12,Grade 7,5th,Second grade,Twelfth Grade,UG,Ungraded,PK,Pre-K,Preschool,P3,13,Grade 13,Adult Education,Postsecondary,0,00,KF,K5,PK3,PK4,Pre-K 3,PKA,TK,Transitional Kindergarten,-1,-2,K4,14,Other,X1,12 A,""}'::text[]) AS g,
	absence_internal.is_federal_grade(g) AS f;
SELECT absence_internal.is_federal_grade(NULL) IS NULL AS "null";

-- A grant on one view is enough
CREATE ROLE regress_absence_edfacts;
GRANT USAGE ON SCHEMA edfacts TO regress_absence_edfacts;
GRANT SELECT ON fs195 TO regress_absence_edfacts;
SET ROLE regress_absence_edfacts;
SELECT count(*) > 0 AS reads FROM fs195;
SELECT count(*) > 0 AS reads FROM fs195_at('2025-09-10');
SELECT count(*) FROM student_group;
RESET ROLE;
-- without any group
TRUNCATE student_group;
CALL absence.refresh('edfacts', today => '2026-07-01');
SELECT category_set, category, sex, chronic_n, verdict_n FROM fs195 WHERE school_id = 'Q' AND (verdict_n > 0 OR category_set = 'section_504') ORDER BY set_order, category, sex;
RESET search_path;
SELECT absence.drop_store('edfacts', 'edfacts');
DROP ROLE regress_absence_edfacts;

-- The sample district in plain SQL: one row per student at a school, and one per
-- category
SELECT absence.create_store('edfacts');
CALL absence.load_sample('edfacts', 1500, 7, 3);
CALL absence.refresh('edfacts', today => '2026-07-01');
SET search_path = edfacts, public;
-- some values as a district could write them
UPDATE student_group SET value = 'Hispanic' WHERE kind = 'race_ethnicity' AND value LIKE 'Hispanic%' AND student_id < '5';
UPDATE enrollment SET grade = 'PK' WHERE grade = 'KG' AND right(student_id, 1) = '3';
UPDATE enrollment SET grade = 'TK' WHERE grade = 'KG' AND right(student_id, 1) = '4';
UPDATE school SET federally_reported = false WHERE school_id = '105';
INSERT INTO student_group (student_id, kind, value, begin_date) SELECT student_id, 'section_504', 'Yes', '2026-01-15' FROM student WHERE right(student_id, 1) = '7';
CALL absence.refresh('edfacts', today => '2026-07-01', force => true);
CREATE TEMP TABLE at_school AS
SELECT a.school_year, a.school_id, a.student_id, a.chronic, a.complete_through,
	(SELECT CASE count(DISTINCT value) WHEN 1 THEN min(value) ELSE 'missing' END FROM student_group AS g WHERE g.student_id = a.student_id AND kind = 'sex') AS sex,
	(SELECT CASE WHEN bool_or(value LIKE 'Hispanic%') THEN 'Hispanic or Latino' WHEN count(DISTINCT value) > 1 THEN 'two or more' ELSE coalesce(min(value), 'missing') END
		FROM student_group AS g WHERE g.student_id = a.student_id AND kind = 'race_ethnicity') AS race
FROM student_absence_at(policy => 'federal@1') AS a WHERE grade NOT IN ('PK', 'TK') AND school_id <> '105';
CREATE TEMP TABLE in_status AS
SELECT DISTINCT a.school_id, a.student_id, g.kind, g.value
FROM at_school AS a JOIN student_group AS g USING (student_id)
WHERE g.begin_date IS NULL AND g.end_date IS NULL
	OR EXISTS (SELECT FROM stay_day AS d WHERE (d.school_year, d.school_id, d.student_id) = (a.school_year, a.school_id, a.student_id)
		AND d.day <= a.complete_through AND d.day >= coalesce(g.begin_date, '-infinity') AND d.day <= coalesce(g.end_date, 'infinity'));
CREATE TEMP VIEW expected AS
SELECT school_id, category_set, category, CASE category_set WHEN 'total' THEN 'all' ELSE sex END AS sex, count(*) FILTER (WHERE chronic) AS chronic_n, count(chronic) AS n, count(*) - count(chronic) AS no_verdict_n
FROM (
	SELECT 'total' AS category_set, 'all' AS category, a.* FROM at_school AS a
	UNION ALL SELECT 'race_ethnicity', race, a.* FROM at_school AS a
	UNION ALL SELECT k, coalesce(s.value, 'No'), a.* FROM at_school AS a CROSS JOIN unnest('{disability_idea,section_504,english_learner,homeless}'::text[]) AS k
		LEFT JOIN in_status AS s ON (s.school_id, s.student_id, s.kind) = (a.school_id, a.student_id, k)
) AS e
GROUP BY 1, 2, 3, 4;
SELECT count(*) > 200 AS cells, sum(n) > 5000 AS students, count(DISTINCT category_set) AS sets FROM expected;
SELECT coalesce(e.school_id, f.school_id) AS school_id, coalesce(e.category_set, f.category_set) AS category_set, coalesce(e.category, f.category) AS category, e AS expected, f AS answered
FROM expected AS e
FULL JOIN (SELECT * FROM fs195 WHERE category_set <> 'grade not known') AS f
	ON (f.school_id, f.category_set, f.category, f.sex) = (e.school_id, e.category_set, e.category, e.sex)
WHERE (coalesce(e.chronic_n, 0), coalesce(e.n, 0), coalesce(e.no_verdict_n, 0)) IS DISTINCT FROM (f.chronic_n, f.verdict_n, f.no_verdict_n)
ORDER BY 1, 2, 3 LIMIT 5;
SELECT count(DISTINCT rows) AS as_many_rows_at_every_school FROM (SELECT count(*) AS rows FROM fs195 GROUP BY school_id) AS s;
SELECT (SELECT count(*) FROM student_absence WHERE grade = 'TK' AND school_id <> '105') = sum(verdict_n + no_verdict_n) AS grade_not_known FROM fs195 WHERE category_set = 'grade not known';
RESET search_path;
DROP VIEW expected;
SELECT absence.drop_store('edfacts', 'edfacts');
