-- publish, worked by hand: what is withheld just at the limits, and what is withheld
-- with it
SET client_min_messages = warning;

-- Near 0% and 100% there is a code, with both ends included; its range is wider for
-- smaller groups
SELECT n, max(k) FILTER (WHERE code LIKE '<=%') AS low_to, max(code) FILTER (WHERE code LIKE '<=%') AS low,
	min(k) FILTER (WHERE code LIKE '>=%') AS high_from, max(code) FILTER (WHERE code LIKE '>=%') AS high
FROM unnest('{10,19,20,39,40,99,100,299,300,1000}'::bigint[]) AS n
CROSS JOIN LATERAL (SELECT k, absence_internal.rate_code(n, k) AS code FROM generate_series(0, n) AS k) AS c
GROUP BY n ORDER BY n;

-- A district of uniform students: numbers of students by school, grade and race, and
-- how many of them are chronic, who miss 10 days of 20
SELECT absence.create_store('p');
SET search_path = p;
INSERT INTO school_year_state (school_year) VALUES (2025), (2026);
CREATE TEMP TABLE alike (school_id text, grade text, race text, n integer, chronic_n integer);
CREATE PROCEDURE pg_temp.settle(school_year integer DEFAULT 2026) LANGUAGE plpgsql AS $$
BEGIN
	TRUNCATE p.student_register, p.student_group, p.school, p.calendar_complete;
	INSERT INTO p.school (school_id, name) SELECT DISTINCT school_id, 'School ' || school_id FROM alike;
	INSERT INTO p.calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_session_day, days_cut)
	SELECT $1, school_id, 'M', sum(n), make_date($1 - 1, 9, 12), make_date($1, 6, 5), 0 FROM alike GROUP BY school_id;
	CREATE TEMP TABLE person AS
	SELECT row_number() OVER ()::text AS student_id, a.*, i <= a.chronic_n AS chronic FROM alike AS a, generate_series(1, a.n) AS i;
	INSERT INTO p.student_register
	SELECT student_id, school_id, $1, grade, absence.with_marks(
		(SELECT absence.calendar_agg(d::date) FROM generate_series(make_date($1 - 1, 8, 24), make_date($1 - 1, 9, 12), '1 day') AS d),
		CASE WHEN chronic THEN (SELECT absence.register_agg(d::date, 'excused') FROM generate_series(make_date($1 - 1, 9, 1), make_date($1 - 1, 9, 10), '1 day') AS d) END,
		make_date($1 - 1, 9, 12))
	FROM person;
	INSERT INTO p.student_group SELECT student_id, 'race_ethnicity', race FROM person WHERE race IS NOT NULL;
	PERFORM p.remember_statuses(0, NULL);	-- as a refresh does
	DROP TABLE person;
END
$$;
-- forget removes what was withheld before, so that each case is the first release
CREATE PROCEDURE pg_temp.forget() LANGUAGE sql AS 'TRUNCATE p.public_release, p.public_absence, p.public_withheld; TRUNCATE alike';
CREATE VIEW pg_temp.shown AS
SELECT coalesce(school_id, scope) AS place, group_kind AS kind, group_value AS value, verdict_n AS n, chronic_n, chronic_rate_shown, shown
FROM p.public_absence ORDER BY school_year, scope, school_id, group_kind, group_value;

-- Ten are shown
INSERT INTO alike VALUES ('A', '03', 'White', 40, 8), ('A', '03', 'Asian', 10, 3);
CALL pg_temp.settle();
CALL absence.publish('p', 'ten');
TABLE pg_temp.shown;

-- Nine are not shown, and neither are the others, from which the total would give them;
-- the total is shown
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', 'White', 40, 8), ('A', '03', 'Asian', 9, 2);
CALL pg_temp.settle();
CALL absence.publish('p', 'nine');
TABLE pg_temp.shown;

-- Two withheld groups of ten students together are enough; with nine the next group is
-- withheld too
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', 'White', 40, 8), ('A', '03', 'Asian', 3, 1), ('A', '03', 'Black', 7, 2), ('A', '03', 'missing', 20, 6);
CALL pg_temp.settle();
CALL absence.publish('p', '3 and 7');
SELECT * FROM pg_temp.shown WHERE kind = 'race_ethnicity';
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', 'White', 40, 8), ('A', '03', 'Asian', 3, 1), ('A', '03', 'Black', 6, 2), ('A', '03', 'missing', 20, 6);
CALL pg_temp.settle();
CALL absence.publish('p', '3 and 6');
SELECT * FROM pg_temp.shown WHERE kind = 'race_ethnicity';

-- Across schools: of two other schools, the one with fewer students to withhold is
-- taken; all figures of the district are shown
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', 'White', 40, 8), ('A', '03', 'Asian', 4, 1), ('B', '03', 'White', 50, 12), ('B', '03', 'Asian', 20, 6),
	('C', '03', 'White', 60, 12), ('C', '03', 'Asian', 30, 8);
CALL pg_temp.settle();
CALL absence.publish('p', 'across');
SELECT * FROM pg_temp.shown WHERE kind = 'race_ethnicity';
-- no other school has Asian students: the figures of the district are withheld
DELETE FROM alike WHERE race = 'Asian' AND school_id <> 'A';
CALL pg_temp.settle();
TRUNCATE public_withheld;
CALL absence.publish('p', 'the only school');
SELECT * FROM pg_temp.shown WHERE kind = 'race_ethnicity';

-- A school of nine is shown together with the smallest other school, a school of ten
-- alone; two schools of five with each other, and schools of four and five with a third
CREATE TEMP TABLE size (case_n integer, school_id text, n integer);
INSERT INTO size VALUES (1, 'A', 9), (1, 'B', 60), (1, 'C', 30), (2, 'A', 10), (2, 'B', 60), (2, 'C', 30), (3, 'A', 5), (3, 'B', 5), (3, 'C', 30), (3, 'D', 60),
	(4, 'A', 5), (4, 'B', 4), (4, 'C', 60), (4, 'D', 30);
CREATE TEMP TABLE together (case_n integer, scope text, school_name text, n bigint);
DO $$
BEGIN
	FOR c IN 1 .. 4 LOOP
		CALL pg_temp.forget();
		INSERT INTO alike SELECT school_id, '03', NULL, n, n / 3 FROM size WHERE case_n = c;
		CALL pg_temp.settle();
		CALL absence.publish('p', 'sizes');
		INSERT INTO together SELECT c, scope, school_name, verdict_n FROM p.public_absence WHERE group_kind = 'all';
	END LOOP;
END
$$;
SELECT * FROM together ORDER BY case_n, scope, school_name;

-- None of 40 in grade 03 is chronic: it has a code, and the rate of another grade is
-- withheld, but not the number of its students. Two grades with one of 39 hide each
-- other, and no other rate is withheld.
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', NULL, 40, 0), ('A', '04', NULL, 41, 10), ('A', '05', NULL, 42, 12);
CALL pg_temp.settle();
CALL absence.publish('p', 'none of 40');
SELECT * FROM pg_temp.shown WHERE kind = 'grade';
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', NULL, 39, 1), ('A', '04', NULL, 39, 1), ('A', '05', NULL, 42, 12);
CALL pg_temp.settle();
CALL absence.publish('p', 'one of 39 twice');
SELECT * FROM pg_temp.shown WHERE kind = 'grade';
-- two grades with none of 39 would not: the sum of both is known to be 0, so a third is
-- withheld with them
UPDATE alike SET chronic_n = 0 WHERE grade < '05';
CALL pg_temp.settle();
TRUNCATE public_withheld;
CALL absence.publish('p', 'none of 39 twice');
SELECT * FROM pg_temp.shown WHERE kind = 'grade';

-- Programs, of which a student can be in several: students in none are not published,
-- and a program of all students except nine is withheld because it gives the nine
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', NULL, 60, 20);
CALL pg_temp.settle();
INSERT INTO student_group SELECT i::text, 'program', 'Band' FROM generate_series(11, 30) AS i;
INSERT INTO student_group SELECT i::text, 'program', 'Choir' FROM generate_series(11, 25) AS i;
INSERT INTO student_group SELECT i::text, 'program', 'Meals' FROM generate_series(1, 51) AS i;
DO 'BEGIN PERFORM p.remember_statuses(0, NULL); END';
CALL absence.publish('p', 'programs');
SELECT * FROM pg_temp.shown WHERE kind = 'program';

-- A district can show groups of five: none of five has no code, which would say
-- everything
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', NULL, 5, 0), ('A', '04', NULL, 30, 10), ('A', '05', NULL, 40, 12);
CALL pg_temp.settle();
UPDATE store_setting SET minimum_group = 5;
CALL absence.publish('p', 'five');
SELECT * FROM pg_temp.shown WHERE kind = 'grade';
-- A later release with another minimum does not show more, even if nothing else
-- withholds it
UPDATE store_setting SET minimum_group = 6;
CALL absence.publish('p', 'six');
SELECT * FROM pg_temp.shown WHERE kind = 'grade';
UPDATE store_setting SET minimum_group = 5;
CALL absence.publish('p', 'five again');
SELECT * FROM pg_temp.shown WHERE kind = 'grade';
UPDATE store_setting SET minimum_group = DEFAULT;

-- A school that was shown together with others stays with them when it has grown
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', NULL, 9, 3), ('B', '03', NULL, 30, 10), ('C', '03', NULL, 40, 12);
CALL pg_temp.settle();
CALL absence.publish('p', 'nine in school A');
UPDATE alike SET n = 12 WHERE school_id = 'A';
CALL pg_temp.settle();
CALL absence.publish('p', 'twelve in school A');
SELECT scope, school_name, verdict_n FROM public_absence WHERE group_kind = 'all' ORDER BY scope, school_name;

-- The day of a row is the day to which its figures count. School A has ended and is
-- complete to its end: it does not limit the sum of the schools.
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', NULL, 40, 8), ('B', '03', NULL, 40, 9);
CALL pg_temp.settle();
UPDATE calendar_complete SET complete_through = '2025-09-05', last_session_day = '2025-09-05' WHERE school_id = 'A';
CALL absence.publish('p', 'ended');
SELECT scope, school_id, as_of FROM public_absence WHERE group_kind = 'all' ORDER BY scope, school_id;
-- a school that has not ended, and is complete only so far, does limit it
UPDATE calendar_complete SET last_session_day = '2026-06-05' WHERE school_id = 'A';
CALL absence.publish('p', 'behind');
SELECT scope, school_id, as_of FROM public_absence WHERE group_kind = 'all' ORDER BY scope, school_id;

-- What is published: the definition and day of the store, whatever the settings of the
-- session are; or the day and the definition that are given. The school year is the
-- latest that had begun.
CALL pg_temp.forget();
INSERT INTO alike VALUES ('A', '03', NULL, 40, 8), ('A', '04', NULL, 40, 9);
CALL pg_temp.settle(2026);
CREATE TEMP TABLE year_2026 AS TABLE student_register;
CREATE TEMP TABLE complete_2026 AS TABLE calendar_complete;
UPDATE alike SET chronic_n = 5;
CALL pg_temp.settle(2025);
INSERT INTO student_register SELECT student_id || ' of 2026', school_id, school_year, grade, register FROM year_2026;
INSERT INTO calendar_complete TABLE complete_2026;
SET absence.policy = 'ten_days';
SET absence.as_of = '2025-09-03';
CALL absence.publish('p', 'own');
CALL absence.publish('p', 'the year before', as_of => '2025-06-30');
RESET absence.policy;
RESET absence.as_of;
SELECT label, school_year, as_of, policy, policy_text = (SELECT policy::text FROM absence.definition_catalog AS c WHERE c.name = r.policy AND c.version = 1) AS is_that, minimum_group FROM public_release AS r ORDER BY published_at, label;
SELECT label, school_year, as_of, policy, verdict_n, chronic_n, chronic_rate, chronic_rate_shown FROM public_absence WHERE scope = 'school' AND group_kind = 'all' ORDER BY school_year;
-- a new release of a year replaces the one before
CALL absence.publish('p', 'ten days', policy => 'ten_days', as_of => '2025-09-11');
SELECT label, school_year, as_of, policy, verdict_n, chronic_n, chronic_rate, chronic_rate_shown FROM public_absence WHERE scope = 'school' AND group_kind = 'all' ORDER BY school_year;

-- Errors
\set VERBOSITY terse
CALL absence.publish('p', NULL);
CALL absence.publish('p', ' ');
CALL absence.publish('p', 'ten days');
CALL absence.publish('p', 'x', as_of => 'infinity');
CALL absence.publish('p', 'x', as_of => '1999-01-01');
CALL absence.publish('p', 'x', policy => 'californa');
CALL absence.publish('pg_catalog', 'x');
UPDATE store_setting SET minimum_group = 81;
CALL absence.publish('p', 'x');
UPDATE store_setting SET minimum_group = 80;
CALL absence.publish('p', 'eighty');
\set VERBOSITY default
SELECT * FROM pg_temp.shown WHERE place <> 'school';

-- Only built-in types, and only the owner can read them
SELECT a.attname FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
WHERE a.attrelid IN ('public_absence'::regclass, 'public_release'::regclass, 'public_withheld'::regclass) AND a.attnum > 0 AND t.typnamespace <> 'pg_catalog'::regnamespace;
SELECT c.relname, c.relacl FROM pg_class AS c WHERE c.oid IN ('public_absence'::regclass, 'public_release'::regclass, 'public_withheld'::regclass) AND c.relacl IS NOT NULL;
-- a store with releases is only dropped if its name is repeated
TRUNCATE student_register, student_group, school, calendar_complete;
SELECT absence.drop_store('p');
SELECT FROM absence.drop_store('p', 'p');
