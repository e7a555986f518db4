-- Alerts through refreshes, by cases worked by hand: identity, deadlines, answers
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
\set SHOW_CONTEXT never
CREATE SCHEMA oracle;
\ir ../oracle/alert_truth.sql
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
-- A refresh, and what it has changed; then whether the alerts are those that must stand
CREATE PROCEDURE refreshed(today text) LANGUAGE plpgsql AS $$
BEGIN
	CALL absence.refresh('alert_store', today => ('2025-' || today)::date);
END
$$;
CREATE VIEW changed AS
SELECT a.student_id, a.alert_id AS id, a.rule, c.what, c.met_on_before AS before, c.met_on_after AS after, c.until_after AS until, c.amount_after AS amount
FROM alert_change AS c JOIN alert AS a USING (alert_id)
WHERE c.refresh_id = (SELECT max(refresh_id) FROM refresh_log)
ORDER BY a.alert_id;
CREATE VIEW alerts AS
SELECT student_id, alert_id AS id, rule, school_id, met_on, until, ends_by, amount, ripe_on, first_met_on, known_on, withdrawn_on, reopened
FROM alert ORDER BY student_id, alert_id;

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
