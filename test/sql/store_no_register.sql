-- Members and events without a register: a refresh says why, and writes nothing
SET client_min_messages = warning;
\set VERBOSITY default
\set SHOW_CONTEXT never
\pset format unaligned
SET datestyle = iso;
SELECT absence.create_store('it''s "mine"');
SET search_path = "it's ""mine""", public;

-- Data as from a warehouse: the days of two calendars, but no rows in table calendar
INSERT INTO school (school_id, name) VALUES ('G', 'School G'), ('H', 'School H');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'M', d::date, 'Instructional day' FROM school, generate_series(timestamp '2025-09-01', '2025-09-26', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO student (student_id) VALUES ('a'), ('b');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('a', 'G', 2026, '2025-09-01'), ('b', 'H', 2026, '2025-09-01');
INSERT INTO attendance_code (code, mark) VALUES ('U', 'unexcused');

-- Without events there is no reason against it
SELECT * FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
VALUES ('a', 'G', 2026, '2025-09-02', 'U'), ('a', 'G', 2026, '2025-09-03', 'U'), ('b', 'H', 2026, '2025-09-26', 'U');
CALL absence.refresh('it''s "mine"', today => '2025-10-01');
SELECT (SELECT count(*) FROM refresh_log) AS refreshes, (SELECT count(*) FROM school_year_state) AS years;
SELECT * FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');
SELECT severity, reason, school_year, school_id, detail, occurrences FROM data_issue WHERE reason IN ('days without calendar', 'stay without calendar') ORDER BY reason, school_id;

-- With force it is written anyway
BEGIN;
CALL absence.refresh('it''s "mine"', today => '2025-10-01', force => true);
SELECT count(*) AS registers FROM student_register;
ROLLBACK;

-- The command that it prints, as printed
SELECT substring(detail FROM 'INSERT INTO.*') AS make_them FROM absence.refresh_check('it''s "mine"', today => '2025-10-01') \gset
:make_them
CALL absence.refresh('it''s "mine"', today => '2025-10-01');
SELECT student_id, enrolled_days, absent_days, complete_through FROM student_absence ORDER BY student_id;
SELECT reason FROM data_issue WHERE reason IN ('days without calendar', 'stay without calendar');

-- Other causes
BEGIN;
TRUNCATE calendar_day, student_register, refresh_basis;
SELECT reason, detail FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');
ROLLBACK;
BEGIN;
UPDATE calendar_day SET event = 'Break';
TRUNCATE student_register, refresh_basis;
SELECT reason, detail FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');
ROLLBACK;
BEGIN;
UPDATE enrollment SET calendar_code = 'X';
TRUNCATE student_register, refresh_basis;
SELECT reason, detail FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');
ROLLBACK;
BEGIN;
UPDATE enrollment SET entry_date = '2025-09-27';
TRUNCATE student_register, refresh_basis;
SELECT reason, detail FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');
ROLLBACK;
-- void stays do not count as members
BEGIN;
UPDATE enrollment SET enrollment_type = 'Summer';
TRUNCATE student_register, refresh_basis;
SELECT count(*) AS reasons FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');
ROLLBACK;

-- A few rows of a wrong year are not a reason, even if the year has a calendar; fifty
-- rows are, and so are half as many as in the largest year
INSERT INTO student (student_id) SELECT 's' || n FROM generate_series(1, 120) AS n;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT student_id, 'G', 2026, '2025-09-01' FROM student WHERE student_id LIKE 's%';
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT 's' || n, 'G', 2062, '2025-09-01' FROM generate_series(1, 49) AS n;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('s1', 'G', 2062, '2025-09-02', 'U');
CALL absence.refresh('it''s "mine"', today => '2025-10-01');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('G', 2062, 'M');
CALL absence.refresh('it''s "mine"', today => '2025-10-01');
SELECT school_year FROM school_year_state ORDER BY school_year;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('s50', 'G', 2062, '2025-09-01');
SELECT refused_year, reason, detail FROM absence.refresh_check('it''s "mine"', today => '2025-10-01');

SELECT absence.drop_store('it''s "mine"', 'it''s "mine"');
