-- Complete-through: the last day to which each calendar can be counted, from what was
-- recorded. Each worked case of the rule is one school, on one calendar of weekdays of
-- which yesterday is the 100th session day. School LOUD, with 500 students, has 30
-- events every day, so that the district speaks.
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('complete_store');
SET search_path = complete_store, public;

-- The chance that e events on n days miss k of these days, around 1 in 10,000
SELECT e.*, absence_internal.silence_is_believed(k, n, e.e) AS got, absence_internal.silence_is_believed(k, n, e.e) = expected AS ok
FROM (VALUES
	(0, 100, 1000000, true), (100, 100, 0, true), (0, 0, 0, true),
	(64, 100, 9, true),             -- 0.36 ^ 9 = 0.0001016
	(65, 100, 9, false),            -- 0.35 ^ 9 = 0.0000788
	(3, 100, 260, true),            -- 0.97 ^ 260 = 0.000363
	(4, 100, 260, false),           -- 0.96 ^ 260 = 0.0000246
	(9, 10, 4, true),               -- 0.1 ^ 4: exactly 1 in 10,000
	(9, 10, 5, false), (99, 100, 2, true), (99, 100, 3, false), (162, 180, 4, true),
	(100, 100, 1, false),           -- all days are silent, and yet there is an event
	(1, 180, 1653, true), (1, 180, 1654, false),    -- ln 0.0001 / ln (179/180) = 1653.2
	(1, 180, 2000000000, false)) AS e (k, n, e, expected);

-- session day number n; the calendar has 150
CREATE TEMP TABLE session AS
SELECT row_number() OVER (ORDER BY d)::integer AS n, d::date AS day
FROM generate_series(timestamp '2025-08-18', '2026-06-30', '1 day') AS d
WHERE extract(isodow FROM d) < 6
LIMIT 150;
CREATE FUNCTION pg_temp.day(n integer) RETURNS date STABLE RETURN (SELECT s.day FROM session AS s WHERE s.n = day.n);
CREATE FUNCTION pg_temp.n(day date) RETURNS integer STABLE RETURN (SELECT s.n FROM session AS s WHERE s.day = n.day);

CREATE PROCEDURE pg_temp.keep(school text, code text, days integer DEFAULT 150, type text DEFAULT 'School')
LANGUAGE sql AS $$
	INSERT INTO school (school_id, name) VALUES (school, 'School ' || school) ON CONFLICT DO NOTHING;
	INSERT INTO calendar (school_id, school_year, calendar_code, calendar_type) VALUES (school, 2026, code, type);
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT school, 2026, code, s.day, 'Instructional day' FROM session AS s WHERE s.n <= days
$$;
-- students "school code number" on a calendar; if code is NULL, the enrollment names
-- none
CREATE PROCEDURE pg_temp.enroll(school text, students integer, code text DEFAULT NULL, grade text DEFAULT '05')
LANGUAGE sql AS $$
	INSERT INTO student (student_id) SELECT concat_ws(' ', school, code, i) FROM generate_series(1, students) AS i;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, calendar_code)
	SELECT concat_ws(' ', school, code, i), school, 2026, '2025-08-01', grade, code FROM generate_series(1, students) AS i
$$;
-- an event of a_day students on each of these days, in turns: a student has the next
-- event when all the others have had one
CREATE PROCEDURE pg_temp.record(school text, first integer, last integer, a_day integer, students integer, code text DEFAULT NULL)
LANGUAGE sql AS $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT concat_ws(' ', school, record.code, 1 + (s.n * a_day + i) % students), school, 2026, s.day, 'U'
	FROM session AS s, generate_series(1, a_day) AS i
	WHERE s.n BETWEEN first AND last
$$;
CREATE PROCEDURE pg_temp.school(name text, students integer)
LANGUAGE plpgsql AS $$
BEGIN
	CALL pg_temp.keep(name, 'M');
	CALL pg_temp.enroll(name, students);
END
$$;
CREATE PROCEDURE pg_temp.roll(school text, first integer, last integer, step integer DEFAULT 1, code text DEFAULT NULL)
LANGUAGE sql AS $$
	INSERT INTO attendance_taken (school_id, day, calendar_code)
	SELECT school, s.day, code FROM session AS s WHERE s.n BETWEEN first AND last AND (s.n - last) % step = 0
$$;
INSERT INTO attendance_code (code, mark) VALUES ('U', 'unexcused');
CREATE TEMP TABLE worked (what text, school_id text, calendar_code text, expected integer);

CALL pg_temp.school('LOUD', 500);
CALL pg_temp.record('LOUD', 1, 100, 30, 500);

-- 12 students, 9 events
CALL pg_temp.school('12/64', 12);
CALL pg_temp.record('12/64', 28, 36, 1, 12);
CALL pg_temp.school('12/65', 12);
CALL pg_temp.record('12/65', 27, 35, 1, 12);
-- 40 students, 260 events
CALL pg_temp.school('40/3', 40);
CALL pg_temp.record('40/3', 1, 66, 3, 40);
CALL pg_temp.record('40/3', 67, 97, 2, 40);
CALL pg_temp.school('40/4', 40);
CALL pg_temp.record('40/4', 1, 68, 3, 40);
CALL pg_temp.record('40/4', 69, 96, 2, 40);
-- 500 students, usually 30 events; trips that are entered ahead
CALL pg_temp.school('500/2', 500);
CALL pg_temp.record('500/2', 1, 98, 30, 500);
CALL pg_temp.record('500/2', 99, 100, 2, 500);
CALL pg_temp.school('500/7', 500);
CALL pg_temp.record('500/7', 1, 98, 30, 500);
CALL pg_temp.record('500/7', 99, 100, 7, 500);
CALL pg_temp.school('500/8', 500);
CALL pg_temp.record('500/8', 1, 98, 30, 500);
CALL pg_temp.record('500/8', 99, 100, 8, 500);
-- calendars A with 60 students, B with 340, and one with a single student
CALL pg_temp.keep('ABS', 'A');
CALL pg_temp.keep('ABS', 'B');
CALL pg_temp.keep('ABS', 'S', type => 'Student Specific');
CALL pg_temp.enroll('ABS', 60, 'A');
CALL pg_temp.enroll('ABS', 340, 'B');
CALL pg_temp.enroll('ABS', 1, 'S');
CALL pg_temp.record('ABS', 1, 100, 4, 60, 'A');
CALL pg_temp.record('ABS', 1, 60, 22, 340, 'B');
-- an event every day, and two students with calendars of their own: one is absent on
-- days 3 and 20, the other never. The other students name no calendar, and do not fall
-- back on these two.
CALL pg_temp.keep('OWN', 'M');
CALL pg_temp.keep('OWN', 'S', type => 'Student Specific');
CALL pg_temp.keep('OWN', 'I', type => 'IEP');
CALL pg_temp.enroll('OWN', 30);
CALL pg_temp.enroll('OWN', 1, 'S');
CALL pg_temp.enroll('OWN', 1, 'I');
CALL pg_temp.record('OWN', 1, 100, 1, 30);
CALL pg_temp.record('OWN', 3, 3, 1, 1, 'S');
CALL pg_temp.record('OWN', 20, 20, 1, 1, 'S');
-- 12 students with no event on the last seven days: 0.93 ^ 93 = 0.0012
CALL pg_temp.school('SEVEN', 12);
CALL pg_temp.record('SEVEN', 1, 93, 1, 12);
INSERT INTO worked VALUES
	('every day', 'LOUD', 'M', 100),
	('12 students, 9 events: silent on 64 of 100', '12/64', 'M', 100), ('on 65', '12/65', 'M', 35),
	('40 students, 260 events: silent on 3 of 100', '40/3', 'M', 100), ('on 4', '40/4', 'M', 96),
	('usually 30, two days of 2 ahead', '500/2', 'M', 98), ('of 7: less than a quarter', '500/7', 'M', 98), ('of 8: a quarter', '500/8', 'M', 100),
	('A of 60, which reports', 'ABS', 'A', 100), ('B of 340, which stopped', 'ABS', 'B', 60), ('one alone, by its school', 'ABS', 'S', 60),
	('all the others', 'OWN', 'M', 100), ('own calendar, absent twice', 'OWN', 'S', 100), ('own plan, never absent', 'OWN', 'I', 100),
	('twelve, seven clean days', 'SEVEN', 'M', 100);

-- A school of fewer than 10 students is never tested; a school of 10 is. Nine events on
-- days 1 to 9, then none: 91 of 100 days are silent, and 0.09 ^ 9 is far below the
-- limit
CALL pg_temp.school('NINE', 9);
CALL pg_temp.record('NINE', 1, 9, 1, 9);
CALL pg_temp.school('TEN', 10);
CALL pg_temp.record('TEN', 1, 9, 1, 10);
-- events of students who are not expected on the silent days do not count: ten events
-- of two students who left on day 90
CALL pg_temp.school('LEFT', 12);
CALL pg_temp.record('LEFT', 81, 90, 1, 2);
UPDATE enrollment SET exit_date = pg_temp.day(90) WHERE student_id IN ('LEFT 1', 'LEFT 2');
-- no event and no roll at all
CALL pg_temp.school('NONE', 12);
CALL pg_temp.school('NONE/5', 5);
-- a large calendar without any record beside one that reports, and a small one
CALL pg_temp.keep('PART', 'A');
CALL pg_temp.keep('PART', 'B');
CALL pg_temp.keep('PART', 'C');
CALL pg_temp.keep('PART', 'D');
CALL pg_temp.enroll('PART', 20, 'A');
CALL pg_temp.enroll('PART', 10, 'B');
CALL pg_temp.enroll('PART', 9, 'C');
CALL pg_temp.record('PART', 1, 100, 1, 20, 'A');
INSERT INTO worked VALUES
	('nine students', 'NINE', 'M', 100), ('ten students', 'TEN', 'M', 9), ('they have left', 'LEFT', 'M', 100),
	('never anything', 'NONE', 'M', NULL), ('never anything, of five', 'NONE/5', 'M', NULL),
	('the calendar that reports', 'PART', 'A', 100), ('ten, never anything', 'PART', 'B', NULL), ('nine, never anything: by the school', 'PART', 'C', 100),
	('nobody on it', 'PART', 'D', NULL);

-- Rolls on every second day to day 50 are on half of the days: then silence is not
-- believed, not even of five students. On every third day they are not enough.
CALL pg_temp.school('ROLL/2', 5);
CALL pg_temp.roll('ROLL/2', 1, 50, 2);
CALL pg_temp.school('ROLL/3', 5);
CALL pg_temp.roll('ROLL/3', 1, 50, 3);
CALL pg_temp.school('ROLL+', 5);
CALL pg_temp.roll('ROLL+', 1, 50, 2);
CALL pg_temp.record('ROLL+', 60, 60, 1, 5);
-- A roll of a calendar counts as a usual day there: for A, usually 7 of the 8 events at
-- the school, it makes the school speak; for B, usually 1 of 8, it does not. Everything
-- is silent since day 80.
CALL pg_temp.keep('ROLL/A', 'A');
CALL pg_temp.keep('ROLL/A', 'B');
CALL pg_temp.enroll('ROLL/A', 60, 'A');
CALL pg_temp.enroll('ROLL/A', 15, 'B');
CALL pg_temp.record('ROLL/A', 1, 80, 7, 60, 'A');
CALL pg_temp.record('ROLL/A', 1, 80, 1, 15, 'B');
CALL pg_temp.roll('ROLL/A', 90, 90, code => 'A');
CALL pg_temp.keep('ROLL/B', 'A');
CALL pg_temp.keep('ROLL/B', 'B');
CALL pg_temp.enroll('ROLL/B', 60, 'A');
CALL pg_temp.enroll('ROLL/B', 15, 'B');
CALL pg_temp.record('ROLL/B', 1, 80, 7, 60, 'A');
CALL pg_temp.record('ROLL/B', 1, 80, 1, 15, 'B');
CALL pg_temp.roll('ROLL/B', 90, 90, code => 'B');
-- the roll of the whole school always speaks, for every calendar of it
CALL pg_temp.keep('ROLL/AB', 'A');
CALL pg_temp.keep('ROLL/AB', 'B');
CALL pg_temp.enroll('ROLL/AB', 60, 'A');
CALL pg_temp.enroll('ROLL/AB', 15, 'B');
CALL pg_temp.record('ROLL/AB', 1, 80, 7, 60, 'A');
CALL pg_temp.record('ROLL/AB', 1, 80, 1, 15, 'B');
CALL pg_temp.roll('ROLL/AB', 90, 90);
-- the silence of an affirmative school is never believed
CALL pg_temp.school('AFFIRM', 5);
CALL pg_temp.record('AFFIRM', 60, 60, 1, 5);
UPDATE school SET reporting = 'affirmative' WHERE school_id = 'AFFIRM';
-- Today is day 101. An event of today does not count, unless there is a roll of today.
-- If the school has two calendars, a roll of one calendar counts only for that
-- calendar.
CALL pg_temp.school('TODAY', 20);
CALL pg_temp.record('TODAY', 1, 101, 1, 20);
CALL pg_temp.school('TODAY/R', 20);
CALL pg_temp.record('TODAY/R', 1, 101, 1, 20);
CALL pg_temp.roll('TODAY/R', 101, 101);
CALL pg_temp.keep('TODAY/A', 'A');
CALL pg_temp.keep('TODAY/A', 'B');
CALL pg_temp.enroll('TODAY/A', 20, 'A');
CALL pg_temp.enroll('TODAY/A', 20, 'B');
CALL pg_temp.record('TODAY/A', 1, 101, 1, 20, 'A');
CALL pg_temp.record('TODAY/A', 1, 101, 1, 20, 'B');
CALL pg_temp.roll('TODAY/A', 101, 101, code => 'A');
INSERT INTO worked VALUES
	('rolls on half the days', 'ROLL/2', 'M', 50), ('on a third', 'ROLL/3', 'M', 100), ('on half, and an event since', 'ROLL+', 'M', 60),
	('a roll of A', 'ROLL/A', 'A', 90), ('of A says nothing of B', 'ROLL/A', 'B', 80),
	('a roll of B', 'ROLL/B', 'B', 90), ('of B says nothing of A', 'ROLL/B', 'A', 80),
	('a roll of the school', 'ROLL/AB', 'A', 90), ('of the school', 'ROLL/AB', 'B', 90),
	('affirmative', 'AFFIRM', 'M', 60),
	('an event of today', 'TODAY', 'M', 100), ('a roll of today', 'TODAY/R', 'M', 101), ('a roll of A today', 'TODAY/A', 'A', 101), ('of A today', 'TODAY/A', 'B', 100);

-- Another district, silent since day 90: the silence of its schools is not believed any
-- further, however small they are
CALL pg_temp.school('LEA/500', 500);
CALL pg_temp.record('LEA/500', 1, 90, 30, 500);
CALL pg_temp.school('LEA/5', 5);
CALL pg_temp.record('LEA/5', 1, 1, 1, 5);
UPDATE school SET lea_id = 'L' WHERE school_id IN ('LEA/500', 'LEA/5');
INSERT INTO worked VALUES ('a district that is silent', 'LEA/500', 'M', 90), ('a small school of it', 'LEA/5', 'M', 90);

-- Silence inside the year: 10 days of a school of 500; 10 and 9 days of all schools of
-- a district, L2; small schools whose last record is 46 and 45 days before the last
-- session day
CALL pg_temp.school('GAP', 500);
CALL pg_temp.record('GAP', 1, 40, 30, 500);
CALL pg_temp.record('GAP', 51, 100, 30, 500);
CALL pg_temp.keep('BREAK', 'A');
CALL pg_temp.keep('BREAK', 'B');
CALL pg_temp.enroll('BREAK', 5, 'A');
CALL pg_temp.enroll('BREAK', 4, 'B');
CALL pg_temp.record('BREAK', 1, 20, 1, 5, 'A');
CALL pg_temp.record('BREAK', 31, 50, 1, 5, 'A');
CALL pg_temp.record('BREAK', 60, 100, 1, 5, 'A');
UPDATE school SET lea_id = 'L2' WHERE school_id = 'BREAK';
CALL pg_temp.school('SMALL/66', 5);
CALL pg_temp.record('SMALL/66', 1, 66, 1, 5);
CALL pg_temp.school('SMALL/67', 5);
CALL pg_temp.record('SMALL/67', 1, 67, 1, 5);
INSERT INTO worked VALUES ('silent for a while', 'GAP', 'M', 100), ('all silent for a while', 'BREAK', 'A', 100), ('two calendars', 'BREAK', 'B', 100),
	('small, silent for long', 'SMALL/66', 'M', 100), ('a day less', 'SMALL/67', 'M', 100);

-- Grade 12 ends a week before the others
CALL pg_temp.keep('ENDS', 'M', 100);
CALL pg_temp.keep('ENDS', 'SENIOR', 95);
CALL pg_temp.enroll('ENDS', 20, 'M', '10');
CALL pg_temp.enroll('ENDS', 20, 'SENIOR', '12');
CALL pg_temp.record('ENDS', 1, 100, 1, 20, 'M');
CALL pg_temp.record('ENDS', 1, 95, 1, 20, 'SENIOR');
INSERT INTO worked VALUES ('the others', 'ENDS', 'M', 100), ('seniors', 'ENDS', 'SENIOR', 95);

-- Day 100 is a Friday; today is the Monday after it
SELECT pg_temp.day(100) AS day_100, extract(isodow FROM pg_temp.day(100)) AS isodow, pg_temp.day(101) AS today \gset
CALL absence.refresh('complete_store', today => :'today');
SELECT w.what, w.expected, pg_temp.n(c.complete_through) AS got, pg_temp.n(c.complete_through) IS NOT DISTINCT FROM w.expected AND c.calendar_code IS NOT NULL AS ok
FROM worked AS w
LEFT JOIN calendar_complete AS c USING (school_id, calendar_code)
ORDER BY w.ctid;
SELECT count(*) FROM calendar_complete AS c WHERE (school_id, calendar_code) NOT IN (SELECT school_id, calendar_code FROM worked);

-- The rate of the one student is 2 of 100 and not 2 of 20; that of the other is 0 of
-- 100 and not "not recorded"; a calendar of one student does not lower the figures of
-- the school
SELECT v.student_id, s.counted_days, s.absent_days, s.status, (s.counted_days, s.absent_days, s.status) = (100, v.absent, 'not chronic') AS ok
FROM (VALUES ('OWN S 1', 2), ('OWN I 1', 0)) AS v (student_id, absent) JOIN student_absence AS s USING (student_id) ORDER BY v.student_id;
SELECT no_verdict_n, chronic_n, pg_temp.n(complete_through) AS complete_through, pg_temp.n(as_of) AS as_of FROM school_absence WHERE school_id = 'OWN';
-- no enrollment falls back on a calendar of a single student, not by grade either
INSERT INTO calendar_grade (school_id, school_year, calendar_code, grade) VALUES ('ABS', 2026, 'S', '05');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('no code', 'ABS', 2026, '2025-08-01', '05'), ('no code', 'OWN', 2026, '2025-08-01', '05');
SELECT school_id, calendar_code FROM stay WHERE student_id = 'no code' ORDER BY school_id;
DELETE FROM calendar_grade;
DELETE FROM enrollment WHERE student_id = 'no code';

-- What data_issue says of days that are cut, and of silence that is not
SELECT severity, reason, school_id, pg_temp.n(day) AS day, detail, occurrences FROM data_issue
WHERE reason IN ('nothing recorded', 'stopped early', 'stale reporting') ORDER BY severity, reason, school_id, detail;
SELECT severity, reason, school_id, i.day, detail, occurrences FROM data_issue AS i
WHERE reason IN ('silent days', 'no event in district', 'small school silent') ORDER BY severity, reason, school_id, detail;

--
-- The day through which figures count
--
-- Seniors have ended: it is the last day of the other students, and the same if that
-- day is asked for
SELECT pg_temp.n(complete_through) AS complete_through, pg_temp.n(as_of) AS as_of, verdict_n, chronic_n, chronic_rate FROM school_absence WHERE school_id = 'ENDS';
SELECT pg_temp.n(complete_through) AS complete_through, pg_temp.n(as_of) AS as_of, verdict_n, chronic_n, chronic_rate FROM school_absence_at(pg_temp.day(100)) WHERE school_id = 'ENDS';
SELECT (SELECT count(*) FROM (SELECT * FROM school_absence EXCEPT SELECT * FROM school_absence_at(pg_temp.day(100))) AS d WHERE school_id = 'ENDS') AS school,
	(SELECT count(*) FROM (SELECT * FROM grade_absence EXCEPT SELECT * FROM grade_absence_at(pg_temp.day(100))) AS d WHERE school_id = 'ENDS') AS grade,
	(SELECT count(*) FROM (SELECT * FROM absence_trend EXCEPT SELECT * FROM absence_trend_at(pg_temp.day(100))) AS d WHERE school_id = 'ENDS') AS trend,
	(SELECT count(*) FROM (SELECT * FROM daily_attendance EXCEPT SELECT * FROM daily_attendance_at(pg_temp.day(100))) AS d WHERE school_id = 'ENDS') AS daily;
-- the day of a senior is the last day of the senior's calendar
SELECT school_id, grade, pg_temp.n(min(complete_through)) AS complete_through, pg_temp.n(min(as_of)) AS as_of FROM student_absence WHERE school_id = 'ENDS' GROUP BY 1, 2 ORDER BY 2;
-- the earliest of the calendars that have not ended; for the district too, where it is
-- day 9 of TEN
SELECT school_id, pg_temp.n(complete_through) AS complete_through, pg_temp.n(as_of) AS as_of FROM school_absence WHERE school_id IN ('ABS', 'PART', 'NONE', 'TODAY/A') ORDER BY 1;
SELECT DISTINCT pg_temp.n(complete_through) AS complete_through, pg_temp.n(as_of) AS as_of FROM district_absence;
-- without a counted day there is no as_of, whatever is asked for: before the year, and
-- without any record
SELECT count(*) AS rows, count(as_of) AS as_of, count(complete_through) > 0 AS complete_through FROM school_absence_at('2025-08-17');
SELECT count(*) AS rows, count(as_of) AS as_of FROM student_absence_at('2025-08-17');
SELECT count(*) AS rows, count(as_of) AS as_of FROM district_absence_at('2025-08-17');
SELECT count(*) AS rows, count(as_of) AS as_of FROM coverage_at('2025-08-17');
SELECT school_id, as_of FROM school_absence_at(pg_temp.day(50)) WHERE school_id IN ('NONE', 'ENDS') ORDER BY 1;
SELECT count(*) AS rows, count(as_of) AS as_of FROM student_absence_at(pg_temp.day(50)) WHERE school_id = 'NONE';

--
-- Who was there
--
-- PART: 20 students are on a calendar that reports, 10 on one that never did, and 9 on
-- one that follows the school. All 39 are members. 29 are counted, one of them absent.
-- As the records of the ten may still come, the days are not of the whole school.
SELECT pg_temp.n(day) AS day, members, counted, absent, attending, attendance_rate, whole_school, session_days, average_daily_membership, average_daily_attendance
FROM daily_attendance WHERE school_id = 'PART' AND day IN (pg_temp.day(1), pg_temp.day(100)) ORDER BY 1;
SELECT count(*), bool_or(whole_school) AS whole_school FROM daily_attendance WHERE school_id = 'PART';
-- a calendar without members has no effect
UPDATE enrollment SET calendar_code = 'A' WHERE student_id LIKE 'PART B %';
CALL absence.refresh('complete_store', today => :'today', force => true);
SELECT calendar_code, members, pg_temp.n(complete_through) AS complete_through FROM calendar_complete WHERE school_id = 'PART' ORDER BY 1;
SELECT count(*), bool_and(whole_school) AS whole_school, min(members), max(members), min(counted), max(counted) FROM daily_attendance WHERE school_id = 'PART';
-- An affirmative school of 5 students: one event is recorded on day 60, and nothing on
-- the other days. Five students are members on each day.
SELECT pg_temp.n(day) AS day, members, counted, absent, attending, attendance_rate, whole_school, session_days, average_daily_membership, average_daily_attendance, attendance_rate_to_date
FROM daily_attendance WHERE school_id = 'AFFIRM' AND day IN (pg_temp.day(1), pg_temp.day(60)) ORDER BY 1;

--
-- Belief ends
--
-- School 12/64 a day later: 65 of 101 days are silent, and 0.356 ^ 9 = 0.0000927. It is
-- complete only through day 36 again. A student who was absent on five of these days,
-- and was at risk with five of 100, is now chronically absent, with cause time. The
-- refresh is not refused, although no verdict may change on the days that were known.
DELETE FROM attendance_event WHERE school_id = '12/64' AND day <= pg_temp.day(30);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT '12/64 1', '12/64', 2026, pg_temp.day(n), 'U' FROM unnest('{3,4,5}'::integer[]) AS n;
UPDATE attendance_event SET student_id = '12/64 1' WHERE school_id = '12/64' AND day = pg_temp.day(36);
CALL pg_temp.record('LOUD', 101, 101, 30, 500);
CALL pg_temp.record('GAP', 101, 101, 30, 500);
CALL pg_temp.record('500/8', 101, 101, 30, 500);
CALL absence.refresh('complete_store', today => :'today', force => true);
SELECT pg_temp.n(complete_through) AS complete_through, counted_days, absent_days, band FROM student_absence WHERE student_id = '12/64 1';
UPDATE store_setting SET max_verdict_change = 0;
SELECT pg_temp.day(102) AS tomorrow \gset
CALL absence.refresh('complete_store', today => :'tomorrow');
SELECT pg_temp.n(complete_through) AS complete_through, counted_days, absent_days, band FROM student_absence WHERE student_id = '12/64 1';
SELECT scope, band_before, band_after, cause FROM verdict_change WHERE student_id = '12/64 1' AND refresh_id = (SELECT max(refresh_id) FROM refresh_log) ORDER BY scope;

SELECT absence.drop_store('complete_store', 'complete_store');
