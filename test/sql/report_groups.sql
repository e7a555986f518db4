-- The groups of a student: race and ethnicity, sex, programs, and dates
SET client_min_messages = warning;

-- Races as districts write them
CREATE TEMP TABLE race_case (n integer GENERATED ALWAYS AS IDENTITY, written text[], race text);
INSERT INTO race_case (written, race) VALUES
	('{}', 'missing'), ('{White}', 'White'), ('{Asian,White}', 'two or more'), ('{White,Hispanic or Latino}', 'Hispanic or Latino'), ('{Hispanic}', 'Hispanic or Latino'),
	('{HISPANIC/LATINO,Asian,White}', 'Hispanic or Latino'), ('{latino}', 'Hispanic or Latino'), ('{Latina}', 'Hispanic or Latino'),
	('{Not Hispanic or Latino,White}', 'White'), ('{non-hispanic,White,Asian}', 'two or more'), ('{Not Hispanic}', 'missing'), ('{Not Hispanic/Latino}', 'missing'), ('{NonHispanic}', 'missing'), ('{Non-Hispanic/Non-Latino}', 'missing'),
	('{Non-Hispanic White}', 'Non-Hispanic White'), ('{Two or More Races}', 'two or more'), ('{two or more,White}', 'two or more'), ('{Two or More Races,Hispanic}', 'Hispanic or Latino'),
	('{Choose Not to Respond}', 'Choose Not to Respond'), ('{Hispanic,Not Hispanic}', 'Hispanic or Latino');
SELECT written, g.group_value AS got, race AS expected, g.group_value = race AS ok
FROM race_case, LATERAL (
	SELECT group_value FROM absence_internal.groups_of_statuses(array_fill('race_ethnicity'::text, ARRAY[cardinality(written) + 1]), written || 'Other race'::text,
		repeat('1', cardinality(written)) || '0') WHERE group_kind = 'race_ethnicity') AS g
ORDER BY n;

-- One race and one sex; of other kinds, each value in force
SELECT * FROM absence_internal.groups_of_statuses('{english_learner,english_learner,homeless,race_ethnicity,race_ethnicity,sex,sex}', '{Limited,Monitored,Yes,Asian,White,Female,Male}', '1100110')
ORDER BY group_kind, group_value;
-- without a value, or with several, sex is missing; without the kind there is no sex to
-- cross with
SELECT digits, g.* FROM (VALUES ('00'), ('11'), ('01')) AS v (digits), absence_internal.groups_of_statuses('{sex,sex}', '{Female,Male}', digits) AS g ORDER BY 1, 2;
SELECT * FROM absence_internal.groups_of_statuses('{homeless}', '{Yes}', '') ORDER BY 1, 2;
SELECT * FROM absence_internal.groups_of_statuses(NULL, NULL, NULL) ORDER BY 1, 2;
SELECT * FROM absence_internal.groups_of_statuses('{homeless}', '{}', '');
-- groups_of(), which the views of an earlier layout call, has the same groups, whatever is written
CREATE TEMP TABLE digits AS
SELECT string_agg(CASE WHEN hashtext(n || ' ' || place) % 3 = 0 THEN '1' ELSE '0' END, '' ORDER BY place) AS digits
FROM generate_series(1, 100) AS n, generate_series(1, 24) AS place GROUP BY n
UNION ALL	-- one or two statuses
SELECT overlay(overlay(repeat('0', 24) PLACING '1' FROM a) PLACING '1' FROM b) FROM generate_series(1, 24) AS a, generate_series(1, a) AS b;
SELECT count(*) AS sets, count(*) FILTER (WHERE g.differ) AS differing
FROM digits AS d
CROSS JOIN (SELECT array_agg(kind ORDER BY kind, value) AS kinds, array_agg(value ORDER BY kind, value) AS group_values FROM (VALUES
	('english_learner', 'Limited'), ('english_learner', 'Monitored'), ('homeless', 'Yes'), ('sex', 'Female'), ('sex', 'Male'), ('Sex', 'Male'), ('grade', '07'),
	('race_ethnicity', 'Asian'), ('race_ethnicity', 'White'), ('race_ethnicity', 'hispanic'), ('race_ethnicity', 'LATINX'), ('race_ethnicity', 'Two or more races'), ('race_ethnicity', ''),
	('race_ethnicity', 'Not Hispanic'), ('race_ethnicity', 'NON- -HispanicOr Latino'), ('race_ethnicity', 'not hispanic / or non-latin@'), ('race_ethnicity', 'Non Hispanic/ or Not-Latina'), ('race_ethnicity', 'nonhispaniclatin'),
	('race_ethnicity', 'Not Hispanic or Latino '), ('race_ethnicity', 'notHispanic or or Latin'), ('race_ethnicity', 'none Hispanic'), ('race_ethnicity', 'not hispanic not latino'), ('race_ethnicity', 'Hispano'), ('race_ethnicity', U&'\00c9tranger')
	) AS s (kind, value)) AS k
CROSS JOIN LATERAL (
	WITH is_now AS (
		SELECT b, g.* FROM unnest('{on_day,ever_in_year}'::text[]) AS b, absence_internal.groups_of_statuses(kinds, group_values, d.digits) AS g
	), was AS (
		SELECT * FROM absence_internal.groups_of(kinds, group_values, d.digits, d.digits)
	)
	SELECT EXISTS ((TABLE is_now EXCEPT ALL TABLE was) UNION ALL (TABLE was EXCEPT ALL TABLE is_now))
) AS g (differ);

-- A school of 20 days from 18 August to 12 September, in year 2026, complete through
-- Friday the 5th. ann is there all the time, ben left on 22 August, and cid entered on
-- 1 September.
SELECT absence.create_store('groups');
SET search_path = groups;
INSERT INTO school (school_id, name) VALUES ('N', 'Northside');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('N', 2026, 'D');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT 'N', 2026, 'D', d::date, 'Instructional day' FROM generate_series(timestamp '2025-08-18', '2025-09-12', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date) VALUES
	('ann', 'N', 2026, '2025-08-18', NULL), ('ben', 'N', 2026, '2025-08-18', '2025-08-22'), ('cid', 'N', 2026, '2025-09-01', NULL);
INSERT INTO attendance_taken VALUES ('N', '2025-09-05');
CALL absence.refresh('groups', today => '2025-09-08');

-- each status is a kind of its own, and every student has it; with its first and last
-- day
CREATE TEMP TABLE status (kind text, begin_date date, end_date date);
INSERT INTO status VALUES
	('01 always', NULL, NULL), ('02 from the 5th', '2025-09-05', NULL), ('03 from the 6th', '2025-09-06', NULL), ('04 to the 4th', NULL, '2025-09-04'), ('05 to 22 August', NULL, '2025-08-22'),
	('06 a weekend', '2025-08-23', '2025-08-24'), ('07 22 August alone', '2025-08-22', '2025-08-22'), ('08 from 23 August', '2025-08-23', NULL), ('09 before school', '2025-06-01', '2025-08-17'),
	('10 wrong order', '2025-09-05', '2025-09-01'), ('11 infinite', '-infinity', 'infinity');
INSERT INTO student_group SELECT s, kind, 'Yes', begin_date, end_date FROM unnest('{ann,ben,cid}'::text[]) AS s, status;
CALL absence.refresh('groups', today => '2025-09-08');
CREATE TEMP VIEW in_group AS
SELECT group_kind, string_agg(student_id, ' ' ORDER BY student_id) FILTER (WHERE status_basis = 'on_day' AND group_value = 'Yes') AS on_day,
	string_agg(student_id, ' ' ORDER BY student_id) FILTER (WHERE status_basis = 'ever_in_year' AND group_value = 'Yes') AS ever_in_year, count(*) AS rows
FROM student_group_of WHERE group_kind <> 'all' GROUP BY 1 ORDER BY 1;
TABLE in_group;
-- as of Sunday 24 August, the last day of ann is Friday the 22nd, and cid has none
SET absence.as_of = '2025-08-24';
TABLE in_group;
RESET absence.as_of;

-- Race and sex are those of the day, also for ever_in_year
TRUNCATE student_group;
INSERT INTO student_group VALUES ('ann', 'sex', 'Female', NULL, '2025-09-04'), ('ann', 'sex', 'Male', '2025-09-05', NULL), ('ann', 'race_ethnicity', 'White', NULL, '2025-08-29'),
	('ann', 'race_ethnicity', 'Asian', '2025-08-30', NULL), ('ann', 'homeless', 'Yes', '2025-08-20', '2025-08-21');
CALL absence.refresh('groups', today => '2025-09-08');
SELECT status_basis, group_kind, group_value FROM student_group_of WHERE student_id = 'ann' AND group_kind <> 'all' ORDER BY 1 DESC, 2, 3;

-- The same status twice, in two periods, and with another spelling of the kind
TRUNCATE student_group;
INSERT INTO student_group VALUES ('ann', 'homeless', 'Yes', NULL, NULL), ('ann', 'homeless', 'Yes', NULL, NULL), ('ann', 'homeless', 'Yes', '2025-08-18', '2025-08-20'),
	('ben', 'homeless', 'yes', NULL, NULL), ('cid', 'Homeless', 'Yes', NULL, NULL), ('nobody', 'migrant', 'Yes', NULL, NULL), ('ann', 'all', 'odd', NULL, NULL);
CALL absence.refresh('groups', today => '2025-09-08');
SELECT student_id, group_kind, group_value FROM student_group_of WHERE status_basis = 'on_day' ORDER BY 1, 2, 3;
SELECT group_kind, group_value, sex, verdict_n, no_verdict_n FROM group_absence WHERE status_basis = 'on_day' ORDER BY 1, 2, 3;
-- without any group there is only the group of all students
TRUNCATE student_group;
CALL absence.refresh('groups', today => '2025-09-08');
SELECT group_kind, group_value, sex, status_basis, verdict_n, no_verdict_n FROM group_absence ORDER BY 4;
RESET search_path;
SELECT absence.drop_store('groups', 'groups');
