-- Alerts through refreshes, by cases worked by hand: identity, deadlines, answers
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
\set SHOW_CONTEXT never
CREATE SCHEMA oracle;
SET search_path = oracle;
\getenv abs_srcdir PG_ABS_SRCDIR
\set truth :abs_srcdir '/oracle/alert_truth.sql'
\set ECHO none
\i :truth
\set ECHO all
RESET search_path;
SELECT absence.create_store('alert_store');
SET search_path = alert_store, public;

-- Schools A and B, with the 75 weekdays from 1 September to 12 December 2025, of 360 minutes
INSERT INTO school (school_id, name) VALUES ('A', 'School A'), ('B', 'School B');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) VALUES ('A', 2026, 'M', 360), ('B', 2026, 'M', 360);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'M', d::date, 'Instructional day'
FROM unnest('{A,B}'::text[]) AS s, generate_series(timestamp '2025-09-01', '2025-12-12', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO student (student_id, last_name, first_name, birth_date) VALUES ('s', 'Story', 'S', '2012-10-10');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('s', 'A', 2026, '2025-09-01', '7');
-- Days of one mark of a student, and who taught on a day: so much is complete
CREATE PROCEDURE absent(student text, mark text, VARIADIC days text[]) LANGUAGE sql AS $$
	DELETE FROM attendance_event WHERE student_id = student AND day IN (SELECT ('2025-' || d)::date FROM unnest(days) AS d);
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student, e.school_id, 2026, ('2025-' || d)::date, mark
	FROM unnest(days) AS d JOIN enrollment AS e ON e.student_id = student AND ('2025-' || d)::date BETWEEN e.entry_date AND coalesce(e.exit_date, 'infinity')
$$;
CREATE PROCEDURE complete(through text) LANGUAGE sql AS $$
	DELETE FROM attendance_taken;
	INSERT INTO attendance_taken (school_id, day) SELECT s, ('2025-' || through)::date FROM unnest('{A,B}'::text[]) AS s
$$;
-- A refresh, and what it has changed
CREATE PROCEDURE refreshed(today text) LANGUAGE plpgsql AS $$
BEGIN
	CALL absence.refresh('alert_store', today => ('2025-' || today)::date);
END
$$;
-- The day on which an alert was first met tells it from the others of the student and rule.
CREATE VIEW changed AS
SELECT a.student_id, a.rule, a.first_met_on AS first, c.what, c.met_on_before AS before, c.met_on_after AS after, c.until_after AS until,
	c.amount_after AS amount
FROM alert_change AS c JOIN alert AS a USING (alert_id)
WHERE c.refresh_id = (SELECT max(refresh_id) FROM refresh_log)
ORDER BY a.student_id, a.rule, a.first_met_on;
CREATE VIEW alerts AS
SELECT student_id, rule, first_met_on AS first, school_id, met_on, until, ends_by, amount, ripe_on, known_on, withdrawn_on, reopened
FROM alert ORDER BY student_id, rule, first_met_on;

\set ca 'measure = occasions, marks = unexcused tardy left_early, part_day > 30 minutes, amount >= 3'
\set ct 'marks = unexcused, amount >= 4, within = month'
SELECT absence.define_rule('alert_store', 'ca', :'ca', steps => '[{"kind": "letter", "within_n": 10, "within_unit": "school days"}]');
SELECT absence.define_rule('alert_store', 'ct', :'ct', again => true, steps => '[{"kind": "meeting", "within_n": 10, "within_unit": "school days"}]');

-- The story of four refreshes
CALL complete('09-17');
CALL absent('s', 'Unexcused', '09-03', '09-04', '09-10', '09-17');
CALL refreshed('09-18');
TABLE changed;
TABLE alerts;
CALL complete('09-22');
CALL absent('s', 'Excused', '09-04', '09-10');
CALL refreshed('09-23');
TABLE changed;
CALL complete('10-09');
CALL absent('s', 'Unexcused', '09-24', '10-06', '10-07', '10-08', '10-09');
CALL refreshed('10-10');
TABLE changed;
CALL complete('10-10');
CALL absent('s', 'Unexcused', '09-05');
CALL refreshed('10-13');
TABLE changed;
TABLE alerts;
SELECT * FROM oracle.alerts_differing('alert_store', true);
SELECT refresh_id, count(*) FROM alert_change GROUP BY 1 ORDER BY 1;

-- Without a change a refresh writes no row, also if it looks at everybody
CREATE TEMP TABLE before AS SELECT xmin::text AS written_by, * FROM alert;
CALL refreshed('10-13');
CALL absence.refresh('alert_store', today => '2025-10-14', everything => true);
TABLE changed;
SELECT count(*) FROM (TABLE before EXCEPT SELECT xmin::text, * FROM alert) AS d;
SELECT step_ms ? 'support' AS looked FROM refresh_log ORDER BY refresh_id DESC LIMIT 1;
DROP TABLE before;

-- What is due, as of a day
CREATE VIEW actions AS
SELECT student_id, rule, first_met_on AS first, step, kind, due_on, due_note, status, answered_on, answered_by, days_to_answer AS days, attempts,
	days_overdue AS overdue
FROM action_due ORDER BY student_id, rule, first_met_on, step;
CREATE FUNCTION actions_on(day text) RETURNS SETOF actions LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('absence.as_of', '2025-' || day, true);
	RETURN QUERY SELECT * FROM actions;
	PERFORM set_config('absence.as_of', '', true);
END
$$;
-- A letter of 19 September, before the alert moved to 24 and then to 17 September, is the
-- answer. The meeting of September is still due, and so is that of October.
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, rule, step, met_on, staff_id) VALUES
	('o1', 's', 'A', 2026, '2025-09-19', 'letter', 'ca', 1, '2025-09-10', 'kim');
TABLE actions;
-- as of the day before the letter, and as of a day before the second alert of the month
SELECT * FROM actions_on('09-18');
SELECT * FROM actions_on('09-30');

-- 32: the letter names the day on which the alert was met then, no day, or only its kind
UPDATE outreach SET met_on = '2025-09-24';
SELECT status FROM actions WHERE rule = 'ca';
UPDATE outreach SET met_on = NULL;
SELECT status FROM actions WHERE rule = 'ca';
UPDATE outreach SET met_on = '2025-09-12';	-- of no alert: the latest by the day of the letter
SELECT status FROM actions WHERE rule = 'ca';
UPDATE outreach SET rule = NULL, step = NULL, met_on = NULL;
SELECT status FROM actions WHERE rule = 'ca';
UPDATE outreach SET day = '2025-09-09';	-- before the alert was met
SELECT status FROM actions WHERE rule = 'ca';
UPDATE outreach SET day = '2025-10-02';
SELECT due_on, status, days FROM actions WHERE rule = 'ca';
UPDATE outreach SET day = '2025-10-02', rule = 'ct', step = 1;	-- a letter counts as the meeting if it says so
SELECT rule, first, status, answered_by FROM actions;
UPDATE outreach SET day = '2025-10-10', rule = 'ct', step = NULL, kind = 'meeting';	-- the latest alert by then
SELECT rule, first, status FROM actions;
UPDATE outreach SET met_on = '2025-09-17';
SELECT rule, first, status FROM actions;
UPDATE outreach SET rule = 'ca', step = 1, met_on = NULL, kind = 'letter', day = '2025-09-19';
-- a row that another one replaces is no answer, nor is one that is only planned, or of another year
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, due_on, kind, rule, replaces) VALUES ('o2', 's', 'A', 2026, '2025-09-30', 'letter', 'ca', 'o1');
SELECT rule, status, attempts FROM actions WHERE rule = 'ca';
SELECT staff_id, planned_for FROM action_due WHERE rule = 'ca';
DELETE FROM outreach WHERE outreach_id = 'o2';
UPDATE outreach SET school_year = 2025;
SELECT rule, status, attempts FROM actions WHERE rule = 'ca';
UPDATE outreach SET school_year = 2026;

-- Withdrawn, and found again: nothing is due twice
CALL absent('s', 'Excused', '09-03', '09-05', '09-17', '10-06', '10-07', '10-08', '10-09');
CALL refreshed('10-15');
TABLE changed;
SELECT rule, first, status FROM actions;
SELECT rule, first, status FROM actions_on('10-14');
CALL absent('s', 'Unexcused', '09-03', '09-05', '09-17');
CALL refreshed('10-16');
TABLE changed;
SELECT rule, first, status FROM actions;
SELECT * FROM oracle.alerts_differing('alert_store', true);

-- As of an earlier day less is complete. What was met after it is left alone.
CALL complete('12-12');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('back', 'A', 2026, '2025-09-01', '7');
CALL absent('back', 'Unexcused', '09-02', '09-03', '09-04', '09-05', '10-06', '10-07', '10-08', '10-09');
CALL refreshed('12-15');
SELECT * FROM changed WHERE student_id = 'back';
CALL refreshed('10-07');
SELECT * FROM changed WHERE student_id = 'back';
SELECT rule, first, met_on, until, ends_by FROM alerts WHERE student_id = 'back';
-- what is excused on a day that does not count changes nothing until it counts again
CALL absent('back', 'Excused', '10-06', '10-07', '10-08', '10-09');
CALL refreshed('10-07');
SELECT * FROM changed WHERE student_id = 'back';
CALL refreshed('12-15');
SELECT * FROM changed WHERE student_id = 'back';
-- and if the days come back as they were, so does the alert
CALL absent('back', 'Unexcused', '10-06', '10-07', '10-08', '10-09');
CALL refreshed('12-15');
SELECT * FROM changed WHERE student_id = 'back';
-- a run that has not ended as of the earlier day
CALL refreshed('10-14');
SELECT * FROM changed WHERE student_id = 'back';
SELECT rule, first, met_on, until, ends_by FROM alerts WHERE student_id = 'back';
CALL refreshed('12-15');
SELECT * FROM changed WHERE student_id = 'back';
SELECT * FROM oracle.alerts_differing('alert_store', true);

-- 8, 16, 38: Connecticut's meetings; Virginia's conference; a transfer
SELECT absence.define_rule('alert_store', 'va', 'marks = unexcused, part_day = whole, amount >= 10', steps => '[{"kind": "conference", "within_n": 10, "within_unit": "school days"}]');
SELECT absence.define_rule('alert_store', 'ca_school', :'ca', scope => 'school', steps => '[{"kind": "letter", "within_n": 5, "within_unit": "weekdays"}]');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade) VALUES ('ct', 'A', 2026, '2025-09-01', NULL, '7'), ('va', 'A', 2026, '2025-09-01', NULL, '7'),
	('moved', 'A', 2026, '2025-09-01', '2025-09-12', '7'), ('moved', 'B', 2026, '2025-09-15', NULL, '7'), ('at_b', 'B', 2026, '2025-09-01', NULL, '7');
CALL absent('ct', 'Unexcused', '09-02', '09-03', '09-04', '09-05', '10-06', '10-07', '10-08', '10-09');
CALL absent('va', 'Unexcused', '09-01', '09-08', '09-15', '09-22', '09-29', '10-06', '10-13', '10-20', '10-27', '11-03');
CALL absent('moved', 'Unexcused', '09-03', '09-10', '09-17');
CALL absent('at_b', 'Unexcused', '09-03', '09-10', '09-17');
CALL complete('12-05');
CALL refreshed('12-08');
SELECT student_id, rule, met_on, until, amount FROM alerts WHERE student_id IN ('ct', 'va', 'moved', 'at_b');
SELECT student_id, rule, due_on, status, overdue FROM actions WHERE student_id IN ('ct', 'moved') OR rule = 'va';
SELECT student_id, rule, scope, school_id, alert_school_id, enrolled_now FROM alert_status WHERE student_id IN ('moved', 'at_b') ORDER BY student_id, rule;
-- what a letter lists
SELECT rule, met_on, day, mark, portion, minutes, amount FROM rule_day WHERE student_id IN ('ct', 'moved') ORDER BY student_id, rule, met_on, day;

-- 30: the days in which excuses come in
SELECT absence.define_rule('alert_store', 'settled', :'ca', settle_days => 5, grades => '{8}', steps => '[{"kind": "letter", "within_n": 10, "within_unit": "school days"}]');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('settles', 'A', 2026, '2025-09-01', '8'), ('late', 'A', 2026, '2025-09-01', '8');
CALL absent('settles', 'Unexcused', '09-03', '09-10', '09-17');
CALL absent('late', 'Unexcused', '12-01', '12-02', '12-10');
CALL complete('09-18');
CALL refreshed('09-19');
SELECT student_id, rule, met_on, ripe_on FROM alerts WHERE rule = 'settled';
SELECT student_id, rule, due_on, status FROM actions WHERE rule = 'settled';
SELECT student_id, rule, due_on, status FROM actions_on('09-24') WHERE rule = 'settled';
CALL absent('settles', 'Excused', '09-17');
CALL complete('09-22');
CALL refreshed('09-23');
SELECT student_id, rule, status FROM actions WHERE rule = 'settled';
-- at the end of the year the last day counts
CALL complete('12-12');
CALL refreshed('12-15');
SELECT student_id, rule, met_on, ripe_on, due_on, due_note, status FROM action_due WHERE rule = 'settled' ORDER BY student_id;

-- 31: the deadlines of Ohio. The assignment is made on 3 October, the plan on 20 October.
SELECT absence.define_rule('alert_store', 'oh', 'measure = minutes, marks = unexcused, amount >= 42 hours, within = school month', again => true, grades => '{9}', steps => '[
	{"kind": "meeting", "within_n": 7, "within_unit": "school days", "needs": "attempt"},
	{"kind": "referral", "within_n": 10, "within_unit": "calendar days"},
	{"kind": "plan", "within_n": 14, "within_unit": "school days", "after_step": 2},
	{"kind": "call", "within_n": 7, "within_unit": "calendar days", "after_step": 3, "needs": "reached"},
	{"kind": "letter", "after_step": 3},
	{"kind": "support", "within_n": 1, "within_unit": "weekdays"}]');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('oh', 'A', 2026, '2025-09-01', '9');
CALL absent('oh', 'Unexcused', '09-18', '09-19', '09-22', '09-23', '09-24', '09-25', '09-26');
CALL complete('10-31');
CALL refreshed('11-03');
SELECT student_id, rule, met_on, until FROM alerts WHERE rule = 'oh';
SELECT step, kind, due_on, status, overdue FROM actions WHERE rule = 'oh';
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, reached, staff_id) VALUES
	('p1', 'oh', 'A', 2026, '2025-10-03', 'referral', NULL, 'kim'), ('p2', 'oh', 'A', 2026, '2025-10-20', 'plan', NULL, NULL),
	('p3', 'oh', 'A', 2026, '2025-10-24', 'call', false, 'lee'), ('p4', 'oh', 'A', 2026, '2025-10-27', 'call', true, 'kim'), ('p5', 'oh', 'A', 2026, '2025-10-29', 'call', true, 'lee');
INSERT INTO staff (staff_id, name) VALUES ('kim', 'Kim'), ('lee', 'Lee');
INSERT INTO student_intervention (support_id, student_id, school_id, school_year, intervention_id, begin_date, status) VALUES
	('i1', 'oh', 'A', 2026, 'mentor', '2025-09-26', 'declined'), ('i2', 'oh', 'A', 2026, 'mentor', '2025-10-01', NULL), ('i3', 'oh', 'A', 2026, 'mentor', '2025-09-25', 'active');
SELECT step, kind, due_on, status, answered_on, answer_id, attempts, staff_name FROM action_due WHERE rule = 'oh' ORDER BY step;
SELECT step, due_on, status, attempts, overdue FROM actions_on('10-25') WHERE rule = 'oh';

-- Who is let off: by a group, by a barrier; to whom it shows why
SELECT absence.define_rule('alert_store', 'tx', 'marks = unexcused, amount >= 2', grades => '{10}', steps => '[
	{"kind": "referral", "within_n": 10, "within_unit": "school days", "unless_group": ["homeless:Yes"], "unless_barrier": ["illness"]},
	{"kind": "call", "within_n": 1, "within_unit": "calendar days", "needs": "reached"}]');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade)
SELECT id, 'A', 2026, '2025-09-01', CASE id WHEN 't_left' THEN date '2025-09-26' END, '10' FROM unnest('{t_group,t_barrier,t_left,t_none}'::text[]) AS id;
CALL absent('t_group', 'Unexcused', '09-02', '09-03');
CALL absent('t_barrier', 'Unexcused', '09-02', '09-03');
CALL absent('t_left', 'Unexcused', '09-02', '09-03');
CALL absent('t_none', 'Unexcused', '09-02', '09-03');
INSERT INTO student_group (student_id, kind, value, begin_date, end_date) VALUES ('t_group', 'homeless', 'Yes', '2025-09-15', '2025-10-10'), ('t_none', 'homeless', 'Yes', NULL, '2025-09-30');
INSERT INTO student_barrier (student_id, school_year, category, barrier, identified_on, resolved_on) VALUES
	('t_barrier', 2026, 'Barriers', 'illness', '2025-09-20', NULL), ('t_none', 2026, 'Barriers', 'illness', NULL, '2025-10-01'), ('t_none', 2026, 'Barriers', 'transport', NULL, NULL);
CALL refreshed('11-03');
SELECT student_id, step, due_on, status FROM actions_on('10-01') WHERE rule = 'tx';
SELECT student_id, step, due_on, status FROM actions WHERE rule = 'tx' AND step = 1;
CREATE ROLE regress_alert_team; CREATE ROLE regress_alert_sensitive; CREATE ROLE regress_alert_b; CREATE ROLE regress_alert_student;
SELECT absence.grant_reader('alert_store', 'regress_alert_team', 'team'), absence.grant_reader('alert_store', 'regress_alert_sensitive', 'sensitive'),
	absence.grant_reader('alert_store', 'regress_alert_b', 'team'), absence.grant_reader('alert_store', 'regress_alert_student', 'student');
SET absence.as_of = '2025-10-01';
SET ROLE regress_alert_team;
SELECT student_id, status FROM action_due WHERE rule = 'tx' AND step = 1 ORDER BY 1;
SELECT count(*) FROM alert;
SET ROLE regress_alert_sensitive;
SELECT student_id, status FROM action_due WHERE rule = 'tx' AND step = 1 ORDER BY 1;
RESET ROLE;
RESET absence.as_of;
-- a reader of school B: its students, and those of the district see all; levels below team see nothing
INSERT INTO staff_school VALUES ('regress_alert_b', 'B');
SELECT absence.enable_school_scope('alert_store');
SET ROLE regress_alert_b;
SELECT DISTINCT student_id FROM alert_status ORDER BY 1;
SELECT DISTINCT student_id FROM rule_day ORDER BY 1;
SELECT DISTINCT student_id FROM action_due ORDER BY 1;
SELECT DISTINCT student_id FROM action_due_at('2025-11-01') ORDER BY 1;
SET ROLE regress_alert_team;
SELECT count(*) FROM alert_status;
SET ROLE regress_alert_student;
SELECT count(*) FROM alert_status;
SELECT count(*) FROM rule_day;
SELECT count(*) FROM action_due;
RESET ROLE;
UPDATE store_setting SET school_scope = false;

-- Ages on the day on which the rule is met, and a birth date that is corrected
SELECT absence.define_rule('alert_store', 'young', 'marks = unexcused, amount >= 1, within = month', again => true, to_age => 12);
INSERT INTO student (student_id, birth_date) VALUES ('ct', '2012-10-05');
CALL refreshed('11-03');
SELECT student_id, rule, met_on FROM alerts WHERE rule = 'young' AND student_id IN ('ct', 'va', 's');
UPDATE student SET birth_date = '2012-09-01' WHERE student_id = 'ct';
CALL refreshed('11-03');
SELECT student_id, what, before, after FROM changed;
UPDATE student SET birth_date = '2012-10-09' WHERE student_id = 'ct';
CALL refreshed('11-03');
SELECT student_id, what, before, after FROM changed;
SELECT * FROM oracle.alerts_differing('alert_store', true);

-- A version that asks for less keeps the alerts; a rule that is retired takes them back, and
-- its letters stay
SELECT absence.define_rule('alert_store', 'tx', 'marks = unexcused, amount >= 1', grades => '{10}');
CALL refreshed('11-03');
SELECT student_id, rule, first, what, before, after, amount FROM changed;
SELECT student_id, version, first_met_on, reopened FROM alert WHERE rule = 'tx' ORDER BY 1;
SELECT absence.retire_rule('alert_store', 'tx', 2026);
CALL refreshed('11-03');
SELECT student_id, rule, what, before, after FROM changed;
SELECT DISTINCT status FROM action_due WHERE rule = 'tx';
SELECT * FROM oracle.alerts_differing('alert_store', true);

-- The guard: an extract without unexcused codes would take back the alerts. Five of a hundred
-- may go, and any number of fewer than a hundred, or if the rule or the definition is another.
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) SELECT 'many' || n, 'B', 2026, '2025-09-01', '11' FROM generate_series(1, 100) AS n;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, 'B', 2026, d, 'Unexcused' FROM enrollment, unnest('{2025-09-02,2025-09-03}'::date[]) AS d WHERE grade = '11';
SELECT absence.define_rule('alert_store', 'many', 'marks = unexcused, amount >= 2', grades => '{11}');
UPDATE attendance_rule SET in_force = name = 'many';
CALL absence.refresh('alert_store', today => '2025-11-03', force => true);
CREATE PROCEDURE excused(students text) LANGUAGE sql AS $$
	UPDATE attendance_event SET code = CASE WHEN student_id ~ students AND day = '2025-09-03' THEN 'Excused' ELSE 'Unexcused' END WHERE student_id ~ '^many'
$$;
CALL excused('^many[1-6]$');
SELECT * FROM absence.refresh_check('alert_store', today => '2025-11-03');
CALL refreshed('11-03');
SELECT count(*) FROM alert WHERE rule = 'many' AND withdrawn_on IS NOT NULL;
CALL excused('^many[1-5]$');
SELECT * FROM absence.refresh_check('alert_store', today => '2025-11-03');
CALL excused('^many');
BEGIN;
SELECT absence.define_rule('alert_store', 'many', 'marks = unexcused, amount >= 2', grades => '{11}', settle_days => 1);
SELECT * FROM absence.refresh_check('alert_store', today => '2025-11-03');
ROLLBACK;
BEGIN;
UPDATE store_setting SET policy = 'ten_days';
SELECT * FROM absence.refresh_check('alert_store', today => '2025-11-03');
ROLLBACK;
BEGIN;
UPDATE store_setting SET max_verdict_change = 1;
SELECT * FROM absence.refresh_check('alert_store', today => '2025-11-03');
ROLLBACK;
-- as of a day before it was met nothing is withdrawn, and nothing is refused
CALL refreshed('09-03');
SELECT count(*) FROM alert WHERE rule = 'many' AND withdrawn_on IS NOT NULL;
CALL excused('^many[1-6]$');
CALL absence.refresh('alert_store', today => '2025-11-03', force => true);
SELECT what, count(*) FROM changed GROUP BY 1;
-- of 94 all may go
CALL excused('^many');
SELECT * FROM absence.refresh_check('alert_store', today => '2025-11-03');

-- Without a rule in force nothing is looked at; the alerts are taken back once
UPDATE attendance_rule SET in_force = false;
CALL refreshed('11-04');
SELECT what, count(*) FROM changed GROUP BY 1;
CALL refreshed('11-05');
SELECT count(*) FROM changed;
SELECT step_ms ? 'support' AS looked FROM refresh_log ORDER BY refresh_id DESC LIMIT 1;
SELECT count(*) FROM alert_basis;

-- The next year: what was open is over
UPDATE attendance_rule AS r SET in_force = version = (SELECT max(version) FROM attendance_rule AS v WHERE v.name = r.name) WHERE name IN ('ca', 'ct');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('A', 2027, 'M'), ('B', 2027, 'M');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2027, 'M', d::date, 'Instructional day'
FROM unnest('{A,B}'::text[]) AS s, generate_series(timestamp '2026-09-01', '2026-12-11', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('s', 'A', 2027, '2026-09-01', '8'), ('ct', 'A', 2027, '2026-09-01', '8');
CALL absence.refresh('alert_store', today => '2026-07-01', force => true);
SELECT student_id, rule, first, status FROM actions WHERE student_id IN ('s', 'ct', 'va') AND rule IN ('ca', 'ct');
INSERT INTO attendance_taken (school_id, day) VALUES ('A', '2026-09-03'), ('B', '2026-09-03');
CALL absence.refresh('alert_store', today => '2026-09-04', force => true);
SELECT student_id, rule, first, status FROM actions WHERE student_id IN ('s', 'ct', 'va') AND rule IN ('ca', 'ct');
SELECT * FROM oracle.alerts_differing('alert_store', true);

RESET search_path;
SELECT absence.drop_store('alert_store', 'alert_store');
DROP SCHEMA oracle CASCADE;
DROP ROLE regress_alert_team, regress_alert_sensitive, regress_alert_b, regress_alert_student;
