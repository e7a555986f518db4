-- Tiers and supports of a small district, with what each view must say worked by hand
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('view_store');
SET search_path = view_store, public;

-- Schools A and B in session on the weekdays from 1 September to 12 December 2025: day 20 is 26
-- September, 21 is 29 September, 26 is 6 October, 41 is 27 October, 55 is 14 November.
INSERT INTO school (school_id, name) VALUES ('A', 'School A'), ('B', 'School B');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) SELECT s, 2026, 'W', 360 FROM unnest('{A,B}'::text[]) AS s;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'W', d::date, 'Instructional day'
FROM unnest('{A,B}'::text[]) AS s, generate_series(timestamp '2025-09-01', '2025-12-12', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO attendance_code (code, mark) VALUES ('E', 'excused'), ('X', 'unmapped');
INSERT INTO school_year_state (school_year) VALUES (2026);
INSERT INTO student (student_id, last_name, first_name)
SELECT id, initcap(id), 'S' FROM unnest('{chronic,severe,below,prior17,plain,two,four,responds,not,answered,decided,late,group,moved,sensitive}'::text[]) AS id;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade)
SELECT student_id, 'A', 2026, '2025-09-01', CASE WHEN student_id = 'moved' THEN date '2025-09-12' END, '07' FROM student WHERE student_id <> 'late';
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('moved', 'B', 2026, '2025-09-15', '07'), ('late', 'B', 2026, '2025-10-06', '07');
CREATE FUNCTION pg_temp.absent(student text, school text, VARIADIC days text[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT student, school, 2026, ('2025-' || d)::date, 'E' FROM unnest(days) AS d
$$;
-- both schools take attendance to the end, so that every day counts
INSERT INTO attendance_taken (school_id, day) SELECT school_id, day FROM calendar_day;

-- the year before: 18, 36 and 17.5 of 180, and 5 of 9
INSERT INTO prior_student (student_id, school_id, school_year, enrolled_days, absent_days, source) VALUES
	('chronic', 'A', 2025, 90, 10, 'old'), ('chronic', 'B', 2025, 90, 8, 'old'), ('chronic', 'A', 2025, 90, 0, 'other'),
	('severe', 'A', 2025, 180, 36, 'old'), ('prior17', 'A', 2025, 180, 17.5, 'old'), ('below', 'A', 2025, 9, 5, 'old');
SELECT pg_temp.absent('two', 'A', '09-03', '09-25'), pg_temp.absent('four', 'A', '09-01', '09-02', '09-03', '09-04');
-- supports of tier 2 from 6 October: four absences on the 30 days to 14 November, and three
SELECT pg_temp.absent('not', 'A', '10-08', '10-22', '11-05', '11-14'), pg_temp.absent('responds', 'A', '10-08', '10-22', '11-05');
SELECT pg_temp.absent('answered', 'A', '10-08', '10-22', '11-05', '11-14');
SELECT pg_temp.absent('decided', 'A', '09-15', '09-16', '10-20', '10-21', '11-03', '11-04', '11-05', '12-01');
SELECT pg_temp.absent('late', 'B', '10-08', '10-31');
INSERT INTO intervention (intervention_id, name, tier) VALUES ('mentor', 'Mentor', 2), ('case', 'Case work', 3), ('door', 'Welcome', 1);
INSERT INTO staff (staff_id, name, job) VALUES ('s1', 'Kim', 'counselor');
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, tier, staff_id, review_date, barrier) VALUES
	('not', 'A', 2026, 'mentor', '2025-10-06', NULL, NULL, NULL, 's1', '2025-11-01', 'transport'),
	('not', 'A', 2026, 'mentor', '2025-10-20', NULL, 'planned', NULL, 's1', NULL, NULL),
	('responds', 'A', 2026, 'mentor', '2025-10-06', NULL, 'active', NULL, 's1', '2025-12-01', NULL),
	('answered', 'A', 2026, 'mentor', '2025-10-06', NULL, 'active', 2, 's1', NULL, NULL),
	('answered', 'A', 2026, 'case', '2025-11-17', '2025-11-28', 'ended', NULL, 's1', NULL, NULL),
	('sensitive', 'A', 2026, 'mentor', '2025-10-06', NULL, 'active', NULL, 's1', NULL, 'housing'),
	('sensitive', 'A', 2026, 'mentor', '2025-10-20', NULL, 'active', NULL, 's1', NULL, 'nobody knows this word'),
	('moved', 'A', 2026, 'mentor', '2025-09-08', NULL, 'active', NULL, 's1', NULL, NULL),
	('two', 'A', 2026, 'door', '2025-09-08', NULL, 'active', NULL, NULL, NULL, NULL);
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, end_date, decided_by, reason) VALUES
	('decided', 2026, 1, '2025-11-10', '2025-11-30', 'team', 'known cause'), ('decided', 2026, 9, '2025-11-10', NULL, 'team', 'out of range');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, due_on, kind, method, outcome, reached, staff_id, replaces) VALUES
	('o1', 'not', 'A', 2026, '2025-10-09', NULL, 'call', 'phone', 'reached', true, 's1', NULL),
	('o2', 'not', 'A', 2026, '2025-10-23', NULL, 'call', 'phone', 'no answer', false, 's1', NULL),
	('o3', 'not', 'A', 2026, '2025-11-06', NULL, 'call', 'phone', 'no answer', false, 's1', NULL),
	('o4', 'not', 'A', 2026, NULL, '2025-11-12', 'home visit', NULL, NULL, NULL, 's1', NULL),
	('o5', 'plain', 'A', 2026, NULL, '2025-12-01', 'letter', NULL, NULL, NULL, 's1', NULL);
INSERT INTO contact (student_id, household_id) VALUES ('not', 'H1'), ('plain', 'H1');
INSERT INTO student_group (student_id, kind, value, begin_date, end_date) VALUES ('group', 'homeless', 'Yes', '2025-10-01', '2025-10-31');
INSERT INTO attendance_rule (name, basis, group_kind, group_value, tier) VALUES ('no_home', 'group', 'homeless', 'Yes', 2);
CALL absence.refresh('view_store', today => '2025-12-13');

-- The tier on a day
CREATE TEMP TABLE wanted (n integer GENERATED ALWAYS AS IDENTITY, student_id text, day date, tier integer, since date, reasons text[]);
INSERT INTO wanted (student_id, day, tier, since, reasons) VALUES
	('chronic', '2025-12-12', 2, '2025-09-01', '{chronically absent last year}'),
	('severe', '2025-12-12', 3, '2025-09-01', '{severely absent last year}'),
	('prior17', '2025-12-12', 1, '2025-09-01', '{}'),
	('below', '2025-12-12', 1, '2025-09-01', '{}'),
	('plain', '2025-12-12', 1, '2025-09-01', '{}'),
	('two', '2025-09-24', 1, '2025-09-01', '{}'),
	('two', '2025-09-25', 2, '2025-09-25', '{over the pace}'),
	('two', '2025-10-24', 2, '2025-09-25', '{over the pace}'),
	('two', '2025-10-27', 1, '2025-10-27', '{}'),
	('four', '2025-09-02', 2, '2025-09-02', '{over the pace}'),
	('four', '2025-09-26', 3, '2025-09-26', '{severely absent this year,over the pace}'),
	('four', '2025-10-24', 3, '2025-09-26', '{severely absent this year,over the pace}'),
	('four', '2025-10-27', 2, '2025-10-27', '{over the pace}'),
	('late', '2025-10-30', 1, '2025-10-06', '{}'),
	('late', '2025-10-31', 2, '2025-10-31', '{over the pace}'),
	('not', '2025-11-13', 1, '2025-09-01', '{}'),
	('not', '2025-11-14', 3, '2025-11-14', '{no improvement with support}'),
	('not', '2025-12-12', 3, '2025-11-14', '{no improvement with support}'),
	('responds', '2025-12-12', 1, '2025-09-01', '{}'),
	('answered', '2025-11-28', 3, '2025-11-14', '{no improvement with support}'),
	('answered', '2025-11-29', 1, '2025-11-29', '{}'),
	('decided', '2025-11-09', 2, '2025-09-16', '{over the pace}'),
	('decided', '2025-11-10', 1, '2025-11-10', '{team decision,over the pace}'),
	('decided', '2025-11-30', 1, '2025-11-10', '{team decision,over the pace}'),
	('decided', '2025-12-01', 2, '2025-12-01', '{over the pace}'),
	('group', '2025-09-30', 1, '2025-09-01', '{}'),
	('group', '2025-10-01', 2, '2025-10-01', '{district rule}'),
	('group', '2025-10-31', 2, '2025-10-01', '{district rule}'),
	('group', '2025-11-01', 1, '2025-11-01', '{}');
SELECT w.student_id, w.day, t.tier, t.since, t.reasons, (t.tier, t.since, t.reasons) IS NOT DISTINCT FROM (w.tier, w.since, w.reasons) AS ok
FROM wanted AS w
LEFT JOIN (
	SELECT d.day, t.* FROM (SELECT DISTINCT day FROM wanted) AS d CROSS JOIN LATERAL support_tier_at(d.day) AS t) AS t USING (student_id, day)
ORDER BY w.n;
-- a decision wins over what is computed, and both are shown
SELECT tier, computed_tier, decided_tier FROM support_tier_at('2025-11-20') WHERE student_id = 'decided';
-- one row for each student, at the responsible school, also on a day on which the student is at the first one
SELECT school_id, count(*) FROM support_tier GROUP BY school_id ORDER BY school_id;
SELECT school_id, student_id FROM support_tier_at('2025-09-10') WHERE student_id = 'moved';
-- another definition asked for: 2 of 20 days is below a line of 25%, and so is 4 of 20
SELECT absence.define_policy('view_store', 'lax', 'at_risk = 25%, chronic = 30%, severe = 40%');
SELECT student_id, tier, since, reasons, policy FROM support_tier_at('2025-10-24', 'lax') WHERE student_id IN ('two', 'four') ORDER BY student_id;

-- An alert calls for a tier while it stands; when it stands only while the rule is met, not longer
INSERT INTO attendance_rule (name, rule, tier, stands) VALUES ('stays', 'amount >= 2', 2, 'year'), ('goes', 'amount >= 2', 3, 'while');
INSERT INTO alert (student_id, school_year, rule, version, met_on, until, ripe_on, first_met_on, known_on, withdrawn_on) VALUES
	('plain', 2026, 'stays', 1, '2025-10-06', NULL, '2025-10-06', '2025-10-06', '2025-10-06', NULL),
	('plain', 2026, 'goes', 1, '2025-11-03', '2025-11-10', '2025-11-03', '2025-11-03', '2025-11-03', NULL),
	('below', 2026, 'stays', 1, '2025-10-06', NULL, '2025-10-06', '2025-10-06', '2025-10-06', '2025-10-08');
SELECT d.day, t.tier, t.since, t.reasons
FROM unnest('{2025-10-05,2025-10-06,2025-11-03,2025-11-09,2025-11-10}'::date[]) AS d (day)
CROSS JOIN LATERAL support_tier_at(d.day) AS t WHERE t.student_id = 'plain' ORDER BY d.day;
SELECT tier FROM support_tier WHERE student_id = 'below';
UPDATE attendance_rule SET in_force = false WHERE name IN ('stays', 'goes');
SELECT tier FROM support_tier WHERE student_id = 'plain';
DELETE FROM attendance_rule WHERE name IN ('stays', 'goes');
DELETE FROM alert;

-- Supports under way. Of 'not' 4 of the 30 days since 6 October on 14 November, none before.
SELECT student_id, school_id, intervention, tier, begin_date, status, staff_name, since_counted_days, since_absent_days, before_rate, review_overdue, as_of
FROM open_support_at('2025-11-14') ORDER BY student_id, begin_date;
SELECT staff_id, staff_name, school_id, students, open_supports, review_overdue, without_contact, outreach_planned, outreach_past_due, as_of
FROM caseload_at('2025-11-14') ORDER BY school_id, staff_id;
SELECT school_id, student_id, tier, since, days_without, last_support_ended, planned_support FROM missing_support_at('2025-11-14') ORDER BY student_id;
SELECT student_id, tier, last_support_ended FROM missing_support_at('2025-12-12') ORDER BY student_id;
-- a planned support is none, and one of tier 1 is none for tier 2
SELECT student_id, planned_support FROM missing_support_at('2025-09-26') ORDER BY student_id;

SELECT school_id, student_id, tier, reasons, triggers, new_since, open_supports, staff_names, last_outreach, last_reached, attempts, next_due_on, next_kind,
	household_id, absences_until, nearest_rule, days_to_recover, may_leave_tier_2
FROM monday_list_at('2025-11-14');
-- the nearest rule: 'two' has two absences, and the third makes it met
INSERT INTO attendance_rule (name, rule) VALUES ('third', 'amount >= 3'), ('tenth', 'amount >= 10');
SELECT student_id, absences_until, nearest_rule FROM monday_list_at('2025-10-24') WHERE student_id IN ('two', 'four') ORDER BY student_id;
DELETE FROM attendance_rule WHERE name IN ('third', 'tenth');

-- A rule with a step: three absences, and a letter within five school days. It is met by 'decided' on
-- 20 October, by 'four' on 3 September, and by three others on 5 November, so that the letter is due by
-- 12 November. 'four' got it in time, 'responds' late.
INSERT INTO attendance_rule (name, rule) VALUES ('third', 'amount >= 3');
INSERT INTO rule_step (name, version, step, kind, within_n, within_unit) VALUES ('third', 1, 1, 'letter', 5, 'school days');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, staff_id) VALUES
	('l1', 'four', 'A', 2026, '2025-09-10', 'letter', 's1'), ('l2', 'responds', 'A', 2026, '2025-11-13', 'letter', 's1');
CALL absence.refresh('view_store', today => '2025-12-13');
SELECT student_id, triggers, new_since, last_outreach, next_due_on, next_kind FROM monday_list_at('2025-11-14') WHERE 'rule third' = ANY (triggers) ORDER BY student_id;
SELECT student_id, next_due_on, next_kind FROM monday_list_at('2025-11-11') WHERE 'rule third' = ANY (triggers) ORDER BY student_id;
SELECT staff_id, school_id, actions_open, actions_overdue FROM caseload_at('2025-11-11') WHERE actions_open + actions_overdue > 0 ORDER BY staff_id;
SELECT staff_id, school_id, actions_open, actions_overdue FROM caseload_at('2025-11-14') WHERE actions_open + actions_overdue > 0 ORDER BY staff_id;
SELECT school_id, rule, steps_n, answered_n, late_n, open_n, overdue_n, withdrawn_n, median_days, as_of FROM support_timeliness_at('2025-11-14');
UPDATE store_setting SET minimum_group = 1;
SELECT school_id, rule, steps_n, answered_n, late_n, open_n, overdue_n, withdrawn_n, median_days, as_of FROM support_timeliness_at('2025-11-14');
UPDATE store_setting SET minimum_group = 2;
SELECT school_id, rule, steps_n, answered_n, late_n, open_n, overdue_n, withdrawn_n, median_days, as_of FROM support_timeliness_at('2025-11-14');
UPDATE store_setting SET minimum_group = DEFAULT;
SELECT day, kind, what FROM student_story_at('2025-11-20') WHERE student_id = 'responds' ORDER BY day, place;
DELETE FROM attendance_rule WHERE name = 'third';
DELETE FROM alert;

SELECT day, kind, what, staff_id FROM student_story WHERE student_id = 'not' ORDER BY day, place;
SELECT day, kind, what FROM student_story WHERE student_id = 'decided' ORDER BY day, place;
SELECT day, kind, what FROM student_story_at('2025-11-20') WHERE student_id = 'answered' ORDER BY day, place;

-- Two supports of one intervention count the student once, and are an issue
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, staff_id) VALUES
	('plain', 'A', 2026, 'mentor', '2025-10-06', 's2'), ('plain', 'A', 2026, 'mentor', '2025-10-20', 's2');
SELECT staff_id, students, open_supports FROM caseload WHERE staff_id = 's2';
SELECT detail FROM support_issue WHERE reason = 'duplicate support' AND student_id = 'plain';
DELETE FROM student_intervention WHERE student_id = 'plain';

-- Counts by school: nothing of a group that is too small
SELECT school_id, students_n, missing_n, missing_share FROM missing_support_by_school_at('2025-11-14') ORDER BY school_id;
UPDATE store_setting SET minimum_group = 2;
SELECT school_id, students_n, missing_n, missing_share FROM missing_support_by_school_at('2025-11-14') ORDER BY school_id;
UPDATE store_setting SET minimum_group = 1;
SELECT school_id, students_n, missing_n, missing_share FROM missing_support_by_school_at('2025-11-14') ORDER BY school_id;
UPDATE store_setting SET minimum_group = DEFAULT;

-- Readers: of each level what it may see of each view, of all schools and of school B alone
DO $$
DECLARE
	level text;
BEGIN
	FOREACH level IN ARRAY '{public,aggregate,student,team,sensitive,recorder,support_loader,loader}'::text[] LOOP
		EXECUTE format('CREATE ROLE %I', 'regress_absence_views_' || level);
		PERFORM absence.grant_reader('view_store', 'regress_absence_views_' || level, level);
	END LOOP;
END
$$;
CREATE FUNCTION pg_temp.rows_of(view text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM view_store.%I', view) INTO n;
	RETURN n;
EXCEPTION WHEN insufficient_privilege THEN
	RETURN '-';
END
$$;
CREATE FUNCTION pg_temp.seen(level text) RETURNS TABLE (support_tier text, monday_list text, open_support text, missing_support text, by_school text,
	caseload text, timeliness text, student_story text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', 'regress_absence_views_' || level);
	RETURN QUERY SELECT pg_temp.rows_of('support_tier'), pg_temp.rows_of('monday_list'), pg_temp.rows_of('open_support'), pg_temp.rows_of('missing_support'),
		pg_temp.rows_of('missing_support_by_school'), pg_temp.rows_of('caseload'), pg_temp.rows_of('support_timeliness'), pg_temp.rows_of('student_story');
	RESET ROLE;
END
$$;
SELECT level, (pg_temp.seen(level)).* FROM unnest('{public,aggregate,student,team,sensitive,recorder,support_loader,loader}'::text[]) AS level;
SET ROLE regress_absence_views_team;
SELECT student_id, barrier_category, barrier FROM open_support WHERE barrier_category IS NOT NULL OR barrier IS NOT NULL ORDER BY student_id, begin_date;
SET ROLE regress_absence_views_recorder;
SELECT student_id, barrier_category, barrier FROM open_support WHERE barrier_category IS NOT NULL OR barrier IS NOT NULL ORDER BY student_id, begin_date;
SET ROLE regress_absence_views_sensitive;
SELECT student_id, barrier_category, barrier FROM open_support WHERE barrier_category IS NOT NULL OR barrier IS NOT NULL ORDER BY student_id, begin_date;
RESET ROLE;
SELECT absence.enable_school_scope('view_store');
INSERT INTO staff_school (role_name, school_id)
SELECT 'regress_absence_views_' || level, 'B' FROM unnest('{aggregate,student,team,sensitive,recorder}'::text[]) AS level;
SELECT level, (pg_temp.seen(level)).* FROM unnest('{aggregate,student,team,sensitive,recorder}'::text[]) AS level;
SET ROLE regress_absence_views_sensitive;
SELECT school_id, student_id, intervention, begin_date, barrier FROM open_support ORDER BY student_id;
SELECT DISTINCT school_id, student_id FROM student_story ORDER BY student_id, school_id;
RESET ROLE;

-- A new year that has begun and of which nothing counts yet: its students, with the figures of the
-- year before. The support without an end goes on.
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) SELECT s, 2027, 'W', 360 FROM unnest('{A,B}'::text[]) AS s;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2027, 'W', d::date, 'Instructional day'
FROM unnest('{A,B}'::text[]) AS s, generate_series(timestamp '2026-08-31', '2026-12-11', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade)
SELECT student_id, 'B', 2027, '2026-08-31', '08' FROM unnest('{decided,four,not,plain}'::text[]) AS student_id;
INSERT INTO school_year_state (school_year) VALUES (2027);
CALL absence.refresh('view_store', today => '2026-08-30', force => true);
SELECT school_year, figures_year, count(*) FROM support_tier GROUP BY 1, 2;
CALL absence.refresh('view_store', today => '2026-09-01', force => true);
SELECT school_year, school_id, student_id, tier, since, reasons, figures_year, absent_days, counted_days, as_of FROM support_tier ORDER BY student_id;
SELECT student_id, tier, triggers, figures_year FROM monday_list ORDER BY student_id;
SELECT school_year, school_id, student_id, begin_date, since_counted_days FROM open_support WHERE enrolled_now ORDER BY student_id;
INSERT INTO attendance_taken (school_id, day) SELECT 'B', day FROM calendar_day WHERE school_id = 'B' AND day BETWEEN '2026-08-31' AND '2026-09-04';
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('plain', 'B', 2027, '2026-09-02', 'E');
CALL absence.refresh('view_store', today => '2026-09-05', force => true);
SELECT school_year, school_id, student_id, tier, since, reasons, figures_year, absent_days, counted_days, as_of FROM support_tier ORDER BY student_id;
SELECT school_year, student_id, since_counted_days, before_rate FROM open_support WHERE enrolled_now ORDER BY student_id;

-- Facts that make no sense raise no error on any day
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, tier, staff_id, review_date, rule, met_on)
SELECT 'not', 'A', y, '?', b, e, s, 7, '?', b, '?', b
FROM unnest('{-2147483648,2147483647}'::integer[]) AS y, unnest('{-infinity,infinity,4713-01-01 BC}'::date[]) AS b, unnest('{-infinity,infinity,NULL}'::date[]) AS e,
	unnest('{active,nonsense}'::text[]) AS s;
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, tier)
SELECT 'not', 'A', 2027, '?', b, e, t
FROM unnest('{-infinity,infinity,5874897-12-31}'::date[]) AS b, unnest('{-infinity,infinity,NULL}'::date[]) AS e, generate_series(2, 3) AS t;
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, end_date)
SELECT 'not', 2027, t, b, e FROM unnest('{-infinity,infinity}'::date[]) AS b, unnest('{-infinity,infinity,NULL}'::date[]) AS e, generate_series(-1, 4) AS t;
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, due_on, kind)
SELECT NULL, 'not', 'A', 2027, b, e, '?' FROM unnest('{-infinity,infinity,NULL}'::date[]) AS b, unnest('{-infinity,infinity,NULL}'::date[]) AS e;
INSERT INTO student_group (student_id, kind, value, begin_date, end_date) VALUES ('not', 'homeless', 'Yes', '-infinity', 'infinity'), ('not', 'homeless', 'Yes', 'infinity', '-infinity');
INSERT INTO prior_student (student_id, school_id, school_year, enrolled_days, absent_days, source) VALUES ('four', 'A', 2026, 'NaN', 1, 'a'), ('four', 'A', 2026, 'Infinity', -1, 'b');
UPDATE student SET birth_date = 'infinity' WHERE student_id = 'not';
UPDATE attendance_rule SET from_age = 3, to_age = 2147483647 WHERE name = 'no_home';
SELECT d.day, (SELECT count(*) > 0 FROM support_tier_at(d.day)) AS tiers, (SELECT count(v) >= 0 FROM monday_list_at(d.day) AS v) AS list,
	(SELECT count(v) >= 0 FROM open_support_at(d.day) AS v) AS open, (SELECT count(v) >= 0 FROM missing_support_at(d.day) AS v) AS missing,
	(SELECT count(v) >= 0 FROM missing_support_by_school_at(d.day) AS v) AS by_school, (SELECT count(v) >= 0 FROM caseload_at(d.day) AS v) AS caseload,
	(SELECT count(v) >= 0 FROM support_timeliness_at(d.day) AS v) AS timeliness, (SELECT count(v) >= 0 FROM student_story_at(d.day) AS v) AS story
FROM unnest('{NULL,-infinity,infinity,2026-09-04,4713-01-01 BC,5874897-12-31}'::date[]) AS d (day);

-- A store without anything answers nothing
SELECT absence.create_store('empty_view_store');
SET search_path = empty_view_store;
SELECT (SELECT count(*) FROM support_tier), (SELECT count(*) FROM monday_list), (SELECT count(*) FROM open_support), (SELECT count(*) FROM missing_support),
	(SELECT count(*) FROM missing_support_by_school), (SELECT count(*) FROM caseload), (SELECT count(*) FROM support_timeliness),
	(SELECT count(*) FROM student_story);
SET search_path = view_store, public;
SELECT absence.drop_store('empty_view_store'), absence.drop_store('view_store', confirm => 'view_store');
DROP ROLE regress_absence_views_public, regress_absence_views_aggregate, regress_absence_views_student, regress_absence_views_team,
	regress_absence_views_sensitive, regress_absence_views_recorder, regress_absence_views_support_loader, regress_absence_views_loader;
