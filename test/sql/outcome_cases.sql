-- Did it help: cases of intervention_outcome worked by hand
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT round(absence_internal.t_quantile(1.959964, 19)::numeric, 4) AS t_19, round(absence_internal.t_quantile(2.575829, 60)::numeric, 4) AS t_60;

SELECT absence.create_store('outcome_store');
SET search_path = outcome_store, public;
-- Schools A and B in session on the weekdays from 1 September to 12 December 2025: day 31 is 13
-- October and day 60 is 21 November.
INSERT INTO school (school_id, name) VALUES ('A', 'School A'), ('B', 'School B');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) SELECT s, 2026, 'W', 360 FROM unnest('{A,B}'::text[]) AS s;
CREATE TEMP TABLE day AS
SELECT row_number() OVER (ORDER BY d) AS n, d::date AS day
FROM generate_series(timestamp '2025-09-01', '2025-12-12', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'W', day, 'Instructional day' FROM unnest('{A,B}'::text[]) AS s, day;
INSERT INTO attendance_taken (school_id, day) SELECT school_id, day FROM calendar_day;
INSERT INTO attendance_code (code, mark) VALUES ('E', 'excused');
INSERT INTO school_year_state (school_year) VALUES (2026);
INSERT INTO intervention (intervention_id, name, tier) VALUES ('mentor', 'Mentor', 2), ('door', 'Welcome', 1);

-- A student of grade 7 who is absent on some days, by their numbers, of a school
CREATE FUNCTION pg_temp.student(id text, school text, VARIADIC days integer[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO student (student_id, last_name) VALUES (id, id);
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES (id, school, 2026, '2025-09-01', '07');
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT id, school, 2026, d.day, coalesce(CASE WHEN k < 0 THEN '?' END, 'E') FROM unnest(days) AS k JOIN day AS d ON d.n = abs(k);
$$;
CREATE FUNCTION pg_temp.give(id text, intervention text, first_day integer, rule text DEFAULT NULL, status text DEFAULT NULL) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, rule, status)
	SELECT id, (SELECT school_id FROM enrollment WHERE student_id = id), 2026, intervention, day, rule, status FROM day WHERE n = first_day
$$;

-- The example of the design. Supports on day 31: two students with three absences on days 1 to 30 and
-- then none and two, beside five with three and then two, one, none, two, none; two with two and then
-- two and none, beside five with two and then one, two, three, two, two.
SELECT pg_temp.student('s1', 'A', 6, 10, 16), pg_temp.student('s2', 'B', 6, 10, 40, 41), pg_temp.student('s3', 'A', 6, 10, 16, 40, 41),
	pg_temp.student('s4', 'B', 6, 10);
SELECT pg_temp.student('c1', 'A', 6, 10, 16, 40, 41), pg_temp.student('c2', 'A', 6, 10, 16, 40), pg_temp.student('c3', 'A', 6, 10, 16),
	pg_temp.student('c4', 'B', 6, 10, 16, 40, 41), pg_temp.student('c5', 'B', 6, 10, 16);
SELECT pg_temp.student('d1', 'A', 6, 10, 40), pg_temp.student('d2', 'A', 6, 10, 40, 41), pg_temp.student('d3', 'A', 6, 10, 40, 41, 42),
	pg_temp.student('d4', 'B', 6, 10, 40, 41), pg_temp.student('d5', 'B', 6, 10, 40, 41);
-- Nobody to compare with: one with support of tier 2 that ended on day 1, another grade, a day that does
-- not count, another level by the last five days or by the streak
SELECT pg_temp.student('n1', 'A', 6, 10, 16, 35, 36, 37, 38, 39), pg_temp.student('n2', 'A', 6, 10, 16, 35, 36, 37, 38, 39),
	pg_temp.student('n3', 'A', 6, 10, 16, 35, 36, 37, 38, 39, -60), pg_temp.student('n4', 'A', 6, 10, 28, 35, 36, 37, 38, 39),
	pg_temp.student('n5', 'A', 6, 10, 30, 35, 36, 37, 38, 39);
UPDATE enrollment SET grade = '05' WHERE student_id = 'n2';
SELECT pg_temp.give('s1', 'mentor', 31), pg_temp.give('s2', 'mentor', 31), pg_temp.give('s3', 'mentor', 31), pg_temp.give('s4', 'mentor', 31);
-- supports that change nothing: of tier 1, declined, planned, entered in error, over before it began
SELECT pg_temp.give('c1', 'door', 31), pg_temp.give('c2', 'mentor', 31, NULL, 'declined'), pg_temp.give('c3', 'mentor', 31, NULL, 'planned'),
	pg_temp.give('c4', 'mentor', 31, NULL, 'active'), pg_temp.give('c5', 'mentor', 31, NULL, 'active'), pg_temp.give('n1', 'mentor', 1);
UPDATE student_intervention SET end_reason = 'entered in error' WHERE student_id = 'c4';
UPDATE student_intervention SET end_date = begin_date - 1 WHERE student_id = 'c5';
UPDATE student_intervention SET end_date = begin_date WHERE student_id = 'n1';
CALL absence.refresh('outcome_store', today => '2025-12-13');

CREATE FUNCTION pg_temp.four(x double precision) RETURNS numeric LANGUAGE sql AS $$ SELECT round(x::numeric, 4) $$;
UPDATE store_setting SET minimum_group = 1;
-- E is -0.5, and the root of V 0.70119; with the three degrees of freedom of four students, for
-- which t is 3.18245, the interval would be -2.7315 to 1.7315. Four are too few.
SELECT scope, comparison, supported_n, counted_n, matched_n, comparison_n, pg_temp.four(before_days) AS before, pg_temp.four(after_days) AS after,
	pg_temp.four(comparison_before_days) AS others_before, pg_temp.four(comparison_after_days) AS others_after,
	pg_temp.four(after_days - before_days - (comparison_after_days - comparison_before_days)) AS e, pg_temp.four(smallest_visible / 3.4) AS root_v,
	pg_temp.four(-0.5 - 3.18245 * smallest_visible / 3.4) AS low_by_hand, pg_temp.four(-0.5 + 3.18245 * smallest_visible / 3.4) AS high_by_hand,
	baseline_difference, effect, low, high, says, why_silent
FROM intervention_outcome WHERE intervention_id = 'mentor' AND scope = 'district';
-- at each school two of them; n1 at school A has not enough days before
SELECT school_id, school_name, intervention, tier, outcome_days, supported_n, counted_n, matched_n, comparison_n, why_silent, complete_through, as_of, policy, is_current_year
FROM intervention_outcome WHERE intervention_id = 'mentor' AND scope = 'school' ORDER BY school_id;
-- nothing of fewer than minimum_group students but how many they are; nothing at all of an intervention of tier 1
UPDATE store_setting SET minimum_group = 5;
SELECT intervention_id, scope, school_id, matched_n, before_days, after_days, comparison_before_days, comparison_after_days, smallest_visible, baseline_difference
FROM intervention_outcome ORDER BY intervention_id, scope, school_id;
UPDATE store_setting SET minimum_group = 1;

-- The same by a rule that all of them met on day 10, and one of the others on day 14: the twenty-first day
-- after that is day 35, with as many absences before
DELETE FROM attendance_event WHERE student_id = 'c2';
DELETE FROM enrollment WHERE student_id = 'c2';
DELETE FROM student WHERE student_id = 'c2';
SELECT pg_temp.student('c2', 'A', 8, 14, 20, 44);
SELECT absence.define_rule('outcome_store', 'second', 'amount >= 2');
UPDATE student_intervention SET rule = 'second' WHERE student_id ~ '^s';
CALL absence.refresh('outcome_store', today => '2025-12-13');
SELECT comparison, supported_n, counted_n, matched_n, comparison_n, pg_temp.four(after_days - before_days - (comparison_after_days - comparison_before_days)) AS e,
	pg_temp.four(smallest_visible / 2.8) AS root_v, why_silent
FROM intervention_outcome WHERE intervention_id = 'mentor' AND scope = 'district' ORDER BY comparison;
-- a rule that is not met, or only later, is none
UPDATE student_intervention SET rule = 'third' WHERE student_id = 's1';
SELECT absence.define_rule('outcome_store', 'fourth', 'amount >= 4');
UPDATE student_intervention SET rule = 'fourth' WHERE student_id = 's3';
CALL absence.refresh('outcome_store', today => '2025-12-13');
SELECT comparison, supported_n, matched_n, comparison_n FROM intervention_outcome WHERE intervention_id = 'mentor' AND scope = 'district' ORDER BY comparison;
UPDATE student_intervention SET rule = 'second' WHERE student_id ~ '^s';
-- of two supports the first is looked at, and one without others is not matched
SELECT pg_temp.give('s1', 'mentor', 40, 'second'), pg_temp.student('s5', 'A', 6, 10, 13, 14, 15, 16), pg_temp.give('s5', 'mentor', 31, 'second');
CALL absence.refresh('outcome_store', today => '2025-12-13');
SELECT comparison, supported_n, counted_n, matched_n, comparison_n FROM intervention_outcome WHERE intervention_id = 'mentor' AND scope = 'district' AND comparison = 'same rule';
UPDATE store_setting SET minimum_group = DEFAULT;

-- Twenty students: five times the four of the example. The sum of the squares of the differences
-- is 25, so s2(e) is 25/19, and V 25/19/20 + 0.05 + 0.025; -0.5 -+ 2.0926 * 0.37522.
SELECT count(pg_temp.student('t' || k || i, 'A', VARIADIC d.days)), count(pg_temp.give('t' || k || i, 'twenty', 31, 'second'))
FROM generate_series(1, 5) AS i,
	(VALUES (1, '{6,10,16}'::integer[]), (2, '{6,10,40,41}'), (3, '{6,10,16,40,41}'), (4, '{6,10}')) AS d (k, days);
-- Two absences and then none, or five: e is -2 or 3 each, V is 0.5/20 + 0.5/5, and 2.0926 * 0.35355 is 0.7399
SELECT count(pg_temp.student('f' || i, 'A', 6, 10)), count(pg_temp.give('f' || i, 'fewer', 31, 'second')),
	count(pg_temp.student('m' || i, 'B', 6, 10, 40, 41, 42, 43, 44)), count(pg_temp.give('m' || i, 'more', 31, 'second')) FROM generate_series(1, 20) AS i;
-- nineteen; twenty with six absences beside others with five; of 25 students twenty are matched, and of 26
SELECT count(pg_temp.student('x' || i, 'A', 6, 10)), count(pg_temp.give('x' || i, 'nineteen', 31, 'second')) FROM generate_series(1, 19) AS i;
SELECT count(pg_temp.student('y' || i, 'A', 6, 10, 12, 14, 16, 18)), count(pg_temp.give('y' || i, 'other start', 31, 'second')) FROM generate_series(1, 20) AS i;
SELECT count(pg_temp.student('z' || i, 'A', 6, 10, 12, 14, 16)) FROM generate_series(1, 5) AS i;
SELECT count(pg_temp.student('u' || i, 'A', VARIADIC CASE WHEN i > 20 THEN '{6,10,11,12}'::integer[] ELSE '{6,10}' END)),
	count(pg_temp.give('u' || i, 'eighty', 31, 'second')) FROM generate_series(1, 25) AS i;
SELECT count(pg_temp.student('v' || i, 'A', VARIADIC CASE WHEN i > 20 THEN '{6,10,11,12}'::integer[] ELSE '{6,10}' END)),
	count(pg_temp.give('v' || i, 'below eighty', 31, 'second')) FROM generate_series(1, 26) AS i;
CALL absence.refresh('outcome_store', today => '2025-12-13', force => true);
SELECT intervention_id, supported_n, counted_n, matched_n, comparison_n, pg_temp.four(effect) AS effect, pg_temp.four(low) AS low, pg_temp.four(high) AS high,
	pg_temp.four(smallest_visible) AS smallest_visible, pg_temp.four(baseline_difference) AS baseline_difference, says, why_silent
FROM intervention_outcome WHERE scope = 'district' AND intervention_id <> 'mentor' ORDER BY intervention_id COLLATE "C";
-- the last of the thirty days is 21 November
SELECT as_of, counted_n, says, why_silent FROM intervention_outcome_at('2025-11-20') WHERE scope = 'district' AND intervention_id = 'fewer';
SELECT as_of, counted_n, says, why_silent FROM intervention_outcome_at('2025-11-21') WHERE scope = 'district' AND intervention_id = 'fewer';
SELECT count(*) FROM intervention_outcome_at('2025-10-12');
-- fewer than minimum_group
UPDATE store_setting SET minimum_group = 21;
SELECT matched_n, before_days, effect, says, why_silent FROM intervention_outcome WHERE scope = 'district' AND intervention_id = 'fewer';
UPDATE store_setting SET minimum_group = DEFAULT;
-- under another definition nothing is absent
SELECT absence.define_policy('outcome_store', 'unexcused_only', 'absent = unexcused');
SELECT counted_n, matched_n, comparison_n, before_days, effect, low, high, says, policy FROM intervention_outcome_at(NULL, 'unexcused_only') WHERE scope = 'district' AND intervention_id = 'fewer';

-- Who sees it: level team and above, and of one school nothing of the others, nor of the district
CREATE ROLE regress_absence_outcome;
CREATE FUNCTION pg_temp.seen(level text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	PERFORM absence.grant_reader('outcome_store', 'regress_absence_outcome', level);
	PERFORM set_config('role', 'regress_absence_outcome', true);
	said := (SELECT count(*) || ' rows, of ' || string_agg(DISTINCT coalesce(school_id, 'all'), ' ') FROM outcome_store.intervention_outcome);
	PERFORM set_config('role', 'none', true);
	RETURN said;
EXCEPTION WHEN insufficient_privilege THEN
	RETURN SQLERRM;
END
$$;
SELECT count(*), count(*) FILTER (WHERE school_id = 'B') AS of_b FROM intervention_outcome;
SELECT level, pg_temp.seen(level) FROM unnest('{public,aggregate,student,support_loader,loader,team,sensitive,recorder}'::text[]) AS level;
SELECT absence.enable_school_scope('outcome_store');
INSERT INTO staff_school (role_name, school_id) VALUES ('regress_absence_outcome', 'B');
SELECT pg_temp.seen('team');
SELECT absence.enable_school_scope('outcome_store', false);
SELECT absence.revoke_reader('outcome_store', 'regress_absence_outcome');
DROP ROLE regress_absence_outcome;

-- The setting
\set VERBOSITY terse
UPDATE store_setting SET outcome_days = 20;
UPDATE store_setting SET outcome_days = 91;
\set VERBOSITY default

-- The functions underneath: on either side of day 6 of 2025-09-01 to 2025-09-12
SELECT s.* FROM unnest('{2025-09-08,2025-09-06,2025-09-09,2025-09-05,-infinity,infinity,NULL}'::date[]) AS d (day)
CROSS JOIN LATERAL absence_internal.sides_of('days 2025-09-01..2025-09-05 2025-09-08..2025-09-12; complete 2025-09-12; marks 2025-09-01 oss, 2025-09-05 excused 1/2, 2025-09-12 oss',
	d.day, '2025-09-02', 5, 'part_day = proportional', NULL) AS s;
SELECT s.* FROM absence_internal.sides_of('days 2025-09-01..2025-09-05 2025-09-08..2025-09-12; complete 2025-09-12', '2025-09-08', NULL, 5, '', '2025-09-11') AS s;
SELECT s.* FROM absence_internal.sides_of('days 2025-09-01..2025-09-05 2025-09-08..2025-09-12; complete 2025-09-12; marks 2025-09-03 unmapped', '2025-09-08', NULL, 5, '', '2025-09-11') AS s;
SELECT s.* FROM absence_internal.sides_of(NULL, '2025-09-08', NULL, 5, '', NULL) AS s;
SELECT absence_internal.sides_of('days none; complete none', '2025-09-08', NULL, 4, '', NULL);
SELECT absence_internal.sides_of('days none; complete none', '2025-09-08', NULL, 5, NULL, NULL);
-- three questions, of which two are the same: by the day, number 9382
SELECT date '2025-09-08' - date '2000-01-01' AS day, absence_internal.compared(register, 'part_day = proportional', NULL, 5, NULL, NULL, NULL, 7, '{{7,9382,29,0,0},{7,9382,28,0,0},{7,9382,29,0,0},{8,9382,29,0,0}}')
FROM unnest(ARRAY['days 2025-09-01..2025-09-05 2025-09-08..2025-09-12; complete 2025-09-12; marks 2025-09-01 oss, 2025-09-05 excused 1/2, 2025-09-12 oss',
	'days 2025-09-01..2025-09-05 2025-09-08..2025-09-12; complete 2025-09-12; marks 2025-09-01 oss, 2025-09-05 excused 1/3']::absence.register[]) AS register;
SELECT absence_internal.compared(NULL, '', NULL, 5, NULL, NULL, NULL, 7, '{{7,9382,25,0,0}}'), absence_internal.compared('days none; complete none', '', NULL, 5, NULL, NULL, NULL, 7, NULL),
	absence_internal.compared('days none; complete none', '', NULL, 5, NULL, NULL, NULL, 7, '{}');
SELECT absence_internal.compared('days none; complete none', '', NULL, 5, NULL, NULL, NULL, 7, '{7,9382,25,0,0}');
SELECT absence_internal.compared('days none; complete none', '', NULL, 5, NULL, NULL, NULL, 7, '{{7,9382,25,0}}');
SELECT absence_internal.compared('days none; complete none', '', NULL, 5, NULL, NULL, NULL, 7, '{{7,9382,25,0,NULL}}');
SELECT absence_internal.compared('days none; complete none', '', NULL, 5, NULL, '{2025-09-01}', NULL, 7, '{{7,9382,25,0,0}}');
SELECT absence_internal.compared('days none; complete none', '', NULL, 5, NULL, '{NULL}', '{2025-09-01}', 7, '{{7,9382,25,0,0}}');
SELECT absence_internal.compared('days none; complete none', '', NULL, 4, NULL, NULL, NULL, 7, '{{7,9382,25,0,0}}');
SELECT absence_internal.compared_combine(absence_internal.compared_transition(NULL, 'days none; complete none', '', NULL, 5, NULL, NULL, NULL, 7, '{{7,9382,25,0,0}}'),
	absence_internal.compared_transition(NULL, 'days none; complete none', '', NULL, 5, NULL, NULL, NULL, 7, '{{7,9382,24,0,0}}'));
SELECT absence_internal.compared_final('\x');

SELECT absence.drop_store('outcome_store', 'outcome_store');
