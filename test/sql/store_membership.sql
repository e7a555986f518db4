-- Membership in a store: calendars, stays, owners of days, complete-through. Each row
-- has the result of the rule, the actual result, and whether they are the same.
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('membership_store');
SET search_path = membership_store, public;

-- the session days, which are weekdays, of these calendars
CREATE PROCEDURE pg_temp.keep(schools text[], code text, from_day date, to_day date)
LANGUAGE sql AS $$
	INSERT INTO school (school_id, name) SELECT s, 'School ' || s FROM unnest(schools) AS s ON CONFLICT DO NOTHING;
	INSERT INTO calendar (school_id, school_year, calendar_code) SELECT s, 2026, code FROM unnest(schools) AS s;
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT s, 2026, code, d::date, 'Instructional day'
	FROM unnest(schools) AS s, generate_series(from_day::timestamp, to_day, '1 day') AS d
	WHERE extract(isodow FROM d) < 6 AND d <> '2025-09-01'
$$;

-- 14 days, all complete: 18 to 22 and 25 to 29 August, 2 to 5 September
CALL pg_temp.keep('{STAYS,NEXT,PA,PB,PC}', 'M', '2025-08-18', '2025-09-05');
-- A has 10 days, B has 9; there are also calendars that are not for students
CALL pg_temp.keep('{TWO,GRADE}', 'A', '2025-08-18', '2025-08-29');
CALL pg_temp.keep('{TWO,GRADE}', 'B', '2025-08-25', '2025-09-05');
CALL pg_temp.keep('{ONE}', 'A', '2025-08-18', '2025-08-29');
CALL pg_temp.keep('{ONE,TWO}', 'STAFF', '2025-08-11', '2025-09-05');
CALL pg_temp.keep('{ONE,TWO}', 'SUMMER', '2025-06-16', '2025-09-05');
UPDATE calendar SET calendar_type = 'Staff' WHERE calendar_code = 'STAFF';
UPDATE calendar SET calendar_type = 'Summer' WHERE calendar_code = 'SUMMER';
INSERT INTO calendar_grade VALUES ('GRADE', 2026, 'A', '01'), ('GRADE', 2026, 'B', '02'), ('GRADE', 2026, 'A', '03'), ('GRADE', 2026, 'B', '03');

-- Several events on one day
INSERT INTO school (school_id, name) VALUES ('EVENTS', 'School EVENTS');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) VALUES ('EVENTS', 2026, 'M', 390);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, minutes) VALUES
	('EVENTS', 2026, 'M', '2025-08-18', 'Instructional day', NULL),
	('EVENTS', 2026, 'M', '2025-08-19', 'Instructional day', NULL), ('EVENTS', 2026, 'M', '2025-08-19', 'Holiday', NULL),
	('EVENTS', 2026, 'M', '2025-08-20', 'Teacher only day', NULL),
	('EVENTS', 2026, 'M', '2025-08-21', 'Teacher only day', NULL), ('EVENTS', 2026, 'M', '2025-08-21', 'Instructional day', NULL),
	('EVENTS', 2026, 'M', '2025-08-22', 'Student late arrival/early dismissal', 200),
	('EVENTS', 2026, 'M', '2025-08-23', 'Make-up day', 400),
	('EVENTS', 2026, 'M', '2025-08-25', 'Weather day', NULL), ('EVENTS', 2026, 'M', '2025-08-25', 'Make-up day', NULL), ('EVENTS', 2026, 'M', '2025-08-25', 'Other', NULL),
	('EVENTS', 2026, 'M', '2025-08-26', 'Bank of hours', NULL),
	('EVENTS', 2026, 'M', '2025-08-27', 'Bank of hours', NULL), ('EVENTS', 2026, 'M', '2025-08-27', 'Instructional day', 390), ('EVENTS', 2026, 'M', '2025-08-27', 'Student late arrival/early dismissal', 200),
	('EVENTS', 2026, 'M', '2025-08-28', 'Other', NULL),
	('EVENTS', 2026, 'M', '2025-08-29', 'Strike', NULL), ('EVENTS', 2026, 'M', '2025-08-29', 'Instructional day', NULL),
	-- wrong dates, which are not days of this year
	('EVENTS', 2026, 'M', '0003-08-18', 'Instructional day', NULL), ('EVENTS', 2026, 'M', '6209-08-18', 'Instructional day', NULL);
-- the roll of every school is finished on every day, so all days are complete
INSERT INTO attendance_taken (school_id, day) SELECT s.school_id, d::date FROM school AS s, generate_series(timestamp '2025-08-18', '2025-09-05', '1 day') AS d;

CREATE TEMP TABLE worked (what text, student_id text, school_id text, expected text);
CREATE FUNCTION pg_temp.member_on(days text, total integer, complete date DEFAULT '2025-09-05') RETURNS text
	RETURN format('days %s; complete %s; calendar 2026:%s', days, complete, total);

-- The calendar of each student
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, calendar_code) VALUES
	('own A', 'TWO', 2026, '2025-08-18', '01', 'A'), ('own B', 'TWO', 2026, '2025-08-18', '01', 'B'),
	('two and no code', 'TWO', 2026, '2025-08-18', '01', NULL), ('unknown code', 'TWO', 2026, '2025-08-18', '01', 'C'),
	('code of the staff', 'TWO', 2026, '2025-08-18', '01', 'STAFF'), ('code of the summer', 'TWO', 2026, '2025-08-18', '01', 'SUMMER'),
	('only one', 'ONE', 2026, '2025-08-18', '01', NULL), ('one, unknown code', 'ONE', 2026, '2025-08-18', '01', 'B'),
	('one, code of the staff', 'ONE', 2026, '2025-08-18', '01', 'STAFF'),
	('grade 01', 'GRADE', 2026, '2025-08-18', '01', NULL), ('grade 02', 'GRADE', 2026, '2025-08-18', '02', NULL),
	('grade 01, own B', 'GRADE', 2026, '2025-08-18', '01', 'B'), ('grade of two', 'GRADE', 2026, '2025-08-18', '03', NULL),
	('grade of none', 'GRADE', 2026, '2025-08-18', '04', NULL), ('no grade', 'GRADE', 2026, '2025-08-18', NULL, NULL),
	('several events', 'EVENTS', 2026, '2025-08-18', '01', NULL);
INSERT INTO worked (what, student_id, school_id, expected) VALUES
	('the enrollment''s calendar', 'own A', 'TWO', pg_temp.member_on('2025-08-18..2025-08-29', 10, '2025-08-29')),
	('another one in one school', 'own B', 'TWO', pg_temp.member_on('2025-08-25..2025-08-29 2025-09-02..2025-09-05', 9)),
	('two calendars and no code: no guess', 'two and no code', 'TWO', NULL),
	('a code of no calendar: no guess', 'unknown code', 'TWO', NULL),
	('a staff calendar never counts', 'code of the staff', 'TWO', NULL),
	('a summer calendar never counts', 'code of the summer', 'TWO', NULL),
	('the only student calendar', 'only one', 'ONE', pg_temp.member_on('2025-08-18..2025-08-29', 10, '2025-08-29')),
	('a code of no calendar, one there is: no guess', 'one, unknown code', 'ONE', NULL),
	('the code of the staff''s, one there is: no guess', 'one, code of the staff', 'ONE', NULL),
	('the calendar of the grade', 'grade 01', 'GRADE', pg_temp.member_on('2025-08-18..2025-08-29', 10, '2025-08-29')),
	('the calendar of the other grade', 'grade 02', 'GRADE', pg_temp.member_on('2025-08-25..2025-08-29 2025-09-02..2025-09-05', 9)),
	('own code beats the grade', 'grade 01, own B', 'GRADE', pg_temp.member_on('2025-08-25..2025-08-29 2025-09-02..2025-09-05', 9)),
	('a grade of two calendars: no guess', 'grade of two', 'GRADE', NULL),
	('a grade of no calendar', 'grade of none', 'GRADE', NULL),
	('no grade', 'no grade', 'GRADE', NULL),
	-- 18 session; 19 closed; 20 neutral; 21 session and neutral; 22 session; 23 make-up; 25 closed; 26 unknown; 27 session; 28 neutral; 29 closed
	('closes beats session beats neutral', 'several events', 'EVENTS',
		'days 2025-08-18 2025-08-21..2025-08-22 2025-08-23 2025-08-27; complete 2025-08-27; calendar 2026:5; minutes 390 2025-08-22:200 2025-08-23:400 2025-08-27:200');

-- Stays
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, exit_type) VALUES
	('open', 'STAYS', 2026, '2025-08-20', NULL, '05', NULL),
	('wider than the year', 'STAYS', 2026, '2024-08-20', '2027-06-01', '05', NULL),
	('years 0003 and 6209', 'STAYS', 2026, '0003-08-18', '6209-08-20', '05', NULL),
	('infinite', 'STAYS', 2026, '-infinity', 'infinity', '05', NULL),
	('one day', 'STAYS', 2026, '2025-08-20', '2025-08-20', '05', NULL),
	('one Saturday', 'STAYS', 2026, '2025-08-23', '2025-08-23', '05', NULL),
	('after the year', 'STAYS', 2026, '2025-12-01', NULL, '05', NULL),
	('exit before entry', 'STAYS', 2026, '2025-08-20', '2025-08-19', '05', NULL),
	('no show', 'STAYS', 2026, '2025-08-18', '2025-08-25', '05', 'No show'),
	('no show, open', 'STAYS', 2026, '2025-08-18', NULL, '05', 'No show'),
	('invalid', 'STAYS', 2026, '2025-08-18', NULL, '05', 'Invalid enrollment'),
	('no show, then came', 'STAYS', 2026, '2025-08-18', '2025-08-25', '05', 'No show'), ('no show, then came', 'STAYS', 2026, '2025-08-27', NULL, '05', NULL),
	('exit is next entry', 'STAYS', 2026, '2025-08-18', '2025-08-22', '05', NULL), ('exit is next entry', 'STAYS', 2026, '2025-08-22', '2025-08-27', '05', NULL),
	('adjacent', 'STAYS', 2026, '2025-08-18', '2025-08-22', '05', NULL), ('adjacent', 'STAYS', 2026, '2025-08-25', '2025-08-27', '05', NULL),
	('overlapping', 'STAYS', 2026, '2025-08-18', '2025-08-26', '05', NULL), ('overlapping', 'STAYS', 2026, '2025-08-20', '2025-08-27', '05', NULL),
	('one in the other', 'STAYS', 2026, '2025-08-18', '2025-08-27', '05', NULL), ('one in the other', 'STAYS', 2026, '2025-08-20', '2025-08-21', '05', NULL),
	('gapped', 'STAYS', 2026, '2025-08-18', '2025-08-20', '05', NULL), ('gapped', 'STAYS', 2026, '2025-08-26', '2025-08-27', '05', NULL),
	('the same twice', 'STAYS', 2026, '2025-08-20', '2025-08-27', '05', NULL), ('the same twice', 'STAYS', 2026, '2025-08-20', '2025-08-27', '05', NULL);
INSERT INTO worked (what, student_id, school_id, expected)
SELECT 'stay: ' || student_id, student_id, 'STAYS', pg_temp.member_on(days, 14)
FROM (VALUES
	('open', '2025-08-20..2025-08-29 2025-09-02..2025-09-05'),
	('wider than the year', '2025-08-18..2025-08-29 2025-09-02..2025-09-05'),
	('years 0003 and 6209', '2025-08-18..2025-08-29 2025-09-02..2025-09-05'),
	('infinite', '2025-08-18..2025-08-29 2025-09-02..2025-09-05'),
	('one day', '2025-08-20'), ('one Saturday', 'none'), ('after the year', 'none'),
	('exit before entry', NULL), ('no show', NULL), ('no show, open', NULL), ('invalid', NULL),
	('no show, then came', '2025-08-27..2025-08-29 2025-09-02..2025-09-05'),
	('exit is next entry', '2025-08-18..2025-08-27'), ('adjacent', '2025-08-18..2025-08-27'), ('overlapping', '2025-08-18..2025-08-27'),
	('one in the other', '2025-08-18..2025-08-27'), ('gapped', '2025-08-18..2025-08-20 2025-08-26..2025-08-27'), ('the same twice', '2025-08-20..2025-08-27')) AS v (student_id, days);
UPDATE worked SET expected = NULL WHERE student_id IN ('exit before entry', 'no show', 'no show, open', 'invalid');

CALL absence.refresh('membership_store', today => '2025-09-08');
SELECT w.what, w.expected, r.register AS got, r.register::text IS NOT DISTINCT FROM w.expected AS ok
FROM worked AS w LEFT JOIN student_register AS r USING (student_id, school_id) ORDER BY w.ctid;
-- no other student has a register, and every stay is accounted for
SELECT student_id FROM student_register AS r WHERE NOT EXISTS (SELECT FROM worked AS w WHERE w.student_id = r.student_id);
SELECT e.what, e.n AS expected, e.got, e.n = e.got AS ok
FROM (SELECT * FROM refresh_log ORDER BY refresh_id DESC LIMIT 1) AS l
CROSS JOIN LATERAL (VALUES ('students', 34, l.students), ('with register', 21, l.students_with_register), ('stays', 41, l.stays),
	('void', 5, l.stays_void), ('without calendar', 9, l.stays_without_calendar), ('without membership', 2, l.stays_without_membership)) AS e (what, n, got);
SELECT void, count(*) FROM stay WHERE void IS NOT NULL GROUP BY void ORDER BY void;

-- A student without membership does not have a rate of 0%
SELECT student_id, enrolled_days, absence_rate, chronic, status, why_null FROM student_absence WHERE student_id IN ('one Saturday', 'after the year') ORDER BY 1;

-- A district adds a calendar event
INSERT INTO calendar_event_kind VALUES ('Bank of hours', 'session');
-- and does not count the exit day
UPDATE store_setting SET exit_day_counts = false;
CALL absence.refresh('membership_store', today => '2025-09-08');
SELECT v.student_id, v.expected, r.register AS got, r.register::text = v.expected AS ok
FROM (VALUES ('several events', 'days 2025-08-18 2025-08-21..2025-08-22 2025-08-23 2025-08-26..2025-08-27; complete 2025-08-27; calendar 2026:6; minutes 390 2025-08-22:200 2025-08-23:400 2025-08-27:200'),
	('one day', pg_temp.member_on('none', 14)),
	('exit is next entry', pg_temp.member_on('2025-08-18..2025-08-26', 14)),
	('adjacent', pg_temp.member_on('2025-08-18..2025-08-21 2025-08-25..2025-08-26', 14)),
	('open', pg_temp.member_on('2025-08-20..2025-08-29 2025-09-02..2025-09-05', 14))) AS v (student_id, expected)
LEFT JOIN student_register AS r USING (student_id) ORDER BY r.student_id;
UPDATE store_setting SET exit_day_counts = true;

-- The grade of the register is that of the latest stay begun by complete-through
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade) VALUES
	('promoted', 'STAYS', 2026, '2025-08-18', '2025-08-26', '05'), ('promoted', 'STAYS', 2026, '2025-08-27', NULL, '06'),
	('to be promoted', 'NEXT', 2026, '2025-08-18', '2025-09-04', '05'), ('to be promoted', 'NEXT', 2026, '2025-09-05', NULL, '06'),
	('first stay to come', 'NEXT', 2026, '2025-09-05', NULL, '07');
DELETE FROM attendance_taken WHERE school_id = 'NEXT' AND day > '2025-09-03';
CALL absence.refresh('membership_store', today => '2025-09-05');
SELECT v.student_id, v.grade AS expected, r.grade AS got, r.grade = v.grade AS ok, enrolled_now
FROM (VALUES ('promoted', '06'), ('to be promoted', '05'), ('first stay to come', '07')) AS v (student_id, grade)
LEFT JOIN student_absence AS r USING (student_id) ORDER BY r.student_id;

-- Two schools on one day. Each student is excused on 25 August at PA, unexcused on 26
-- August at PB, and present at PC. The district counts the mark of the school that owns
-- the day.
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, primary_school, fte)
SELECT v.student_id, s.school_id, 2026, s.entry_date, s.exit_date, s.primary_school, s.fte
FROM (VALUES
	('a primary', date '2025-08-18', NULL::date, NULL::boolean, 1::numeric, date '2025-08-19', NULL::date, true, 0.2),
	('b NULL is not primary', '2025-08-18', NULL, NULL, 0.5, '2025-08-18', NULL, false, 0.6),
	('c larger fte', '2025-08-18', NULL, false, 0.4, '2025-08-19', NULL, false, 0.6),
	('d NULL fte is 1', '2025-08-19', NULL, false, NULL, '2025-08-18', NULL, false, 0.9),
	('e both primary', '2025-08-19', NULL, true, 0.5, '2025-08-18', NULL, true, 0.4),
	('f earlier entry', '2025-08-19', NULL, NULL, NULL, '2025-08-18', NULL, NULL, NULL),
	('g school id', '2025-08-18', NULL, NULL, NULL, '2025-08-18', NULL, NULL, NULL),
	('h exit is next entry', '2025-08-18', '2025-08-25', NULL, NULL, '2025-08-25', NULL, NULL, NULL),
	('i back on the day', '2025-08-26', NULL, NULL, NULL, '2025-08-18', '2025-08-26', NULL, NULL)) AS v (student_id, a_entry, a_exit, a_primary, a_fte, b_entry, b_exit, b_primary, b_fte),
	LATERAL (VALUES ('PA', a_entry, a_exit, a_primary, a_fte), ('PB', b_entry, b_exit, b_primary, b_fte)) AS s (school_id, entry_date, exit_date, primary_school, fte);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT 'j three schools', s, 2026, '2025-08-18' FROM unnest('{PA,PB,PC}'::text[]) AS s;
UPDATE enrollment SET fte = 0.5 WHERE student_id = 'j three schools' AND school_id = 'PA';
-- the stay at PA was the larger one before; the stay of the day decides
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, fte) VALUES
	('k stay of the day', 'PA', 2026, '2025-08-18', '2025-08-20', 1), ('k stay of the day', 'PA', 2026, '2025-08-25', NULL, 0.2), ('k stay of the day', 'PB', 2026, '2025-08-18', NULL, 0.5);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT DISTINCT student_id, school_id, 2026, CASE school_id WHEN 'PA' THEN date '2025-08-25' ELSE '2025-08-26' END, CASE school_id WHEN 'PA' THEN 'Excused' ELSE 'Unexcused' END
FROM enrollment WHERE school_id IN ('PA', 'PB');
CALL absence.refresh('membership_store', today => '2025-09-08');
SELECT v.student_id, v.enrolled, d.enrolled_days AS got, v.excused, d.excused_days AS got, v.unexcused, d.unexcused_days AS got,
	(v.enrolled, v.excused, v.unexcused) = (d.enrolled_days, d.excused_days, d.unexcused_days) AS ok
FROM (VALUES ('a primary', 14, 0, 1), ('b NULL is not primary', 14, 0, 1), ('c larger fte', 14, 0, 1), ('d NULL fte is 1', 14, 1, 0), ('e both primary', 14, 1, 0),
	('f earlier entry', 14, 0, 1), ('g school id', 14, 1, 0), ('h exit is next entry', 14, 1, 1), ('i back on the day', 14, 0, 1), ('j three schools', 14, 0, 1), ('k stay of the day', 14, 0, 1)
) AS v (student_id, enrolled, excused, unexcused)
LEFT JOIN district_student_absence AS d USING (student_id)
ORDER BY d.student_id;
-- the days that each school yields
SELECT v.student_id, v.school_id, v.yielded AS expected, g.yielded AS got, g.yielded IS NOT DISTINCT FROM v.yielded AS ok
FROM (VALUES
	('a primary', 'PA', '2025-08-19..2025-08-29 2025-09-02..2025-09-05'), ('a primary', 'PB', NULL),
	('f earlier entry', 'PA', '2025-08-19..2025-08-29 2025-09-02..2025-09-05'),
	('h exit is next entry', 'PB', '2025-08-25'), ('i back on the day', 'PA', '2025-08-26'),
	('j three schools', 'PA', '2025-08-18..2025-08-29 2025-09-02..2025-09-05'), ('j three schools', 'PC', '2025-08-18..2025-08-29 2025-09-02..2025-09-05'),
	('k stay of the day', 'PA', '2025-08-25..2025-08-29 2025-09-02..2025-09-05'), ('k stay of the day', 'PB', '2025-08-18..2025-08-20')) AS v (student_id, school_id, yielded)
LEFT JOIN student_register AS r USING (student_id, school_id)
CROSS JOIN LATERAL (SELECT substring(r.register::text FROM 'yielded ([^;]*)')) AS g (yielded)
ORDER BY r.student_id, r.school_id;
-- the figures of a school do not depend on the owner
SELECT student_id, school_id, enrolled_days, absent_days FROM student_absence WHERE student_id IN ('a primary', 'h exit is next entry') ORDER BY 1, 2;

-- A snow day that is declared after its events have come: the day leaves membership,
-- and its events are kept and listed. Then it is made up.
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('in snow', 'NEXT', 2026, '2025-08-18');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('in snow', 'NEXT', 2026, '2025-08-20', 'Excused'), ('in snow', 'NEXT', 2026, '2025-08-21', 'Tardy');
CREATE TEMP TABLE told AS SELECT 0 AS step, ''::text AS what, s.* FROM student_absence AS s WHERE false;
CALL absence.refresh('membership_store', today => '2025-09-05');
INSERT INTO told SELECT 1, 'before', s.* FROM student_absence AS s WHERE student_id = 'in snow';
INSERT INTO calendar_day VALUES ('NEXT', 2026, 'M', '2025-08-20', 'Weather day');
CALL absence.refresh('membership_store', today => '2025-09-05');
INSERT INTO told SELECT 2, 'snow on the 20th', s.* FROM student_absence AS s WHERE student_id = 'in snow';
SELECT day, code, reason FROM event_not_used WHERE student_id = 'in snow';
INSERT INTO calendar_day VALUES ('NEXT', 2026, 'M', '2025-08-23', 'Make-up day');
CALL absence.refresh('membership_store', today => '2025-09-05');
INSERT INTO told SELECT 3, 'made up on a Saturday', s.* FROM student_absence AS s WHERE student_id = 'in snow';
DELETE FROM calendar_day WHERE school_id = 'NEXT' AND event IN ('Weather day', 'Make-up day');
CALL absence.refresh('membership_store', today => '2025-09-05');
INSERT INTO told SELECT 4, 'taken back', s.* FROM student_absence AS s WHERE student_id = 'in snow';
-- 18 August to 3 September has 12 session days
SELECT what, e.enrolled, enrolled_days AS got, e.absent, absent_days AS got, (e.enrolled, e.absent) = (enrolled_days, absent_days) AS ok
FROM told JOIN (VALUES (1, 12, 1), (2, 11, 0), (3, 12, 0), (4, 12, 1)) AS e (step, enrolled, absent) USING (step) ORDER BY step;
DROP TABLE told;

-- Complete-through of affirmative schools, where silence is never believed. (For
-- silence that is believed see complete_through.sql.) A year of weekdays from 18 August
-- to 5 June; today is Wednesday, 15 October, and later 10 June.
SELECT absence.create_store('complete_store');
SET search_path = complete_store, public;
CREATE TEMP TABLE complete (school_id text, what text, events text, taken text, october date, june date);
INSERT INTO complete VALUES
	('today', 'a mark at 08:05 today', '2025-10-14 2025-10-15', NULL, '2025-10-14', '2025-10-15'),
	('trip', 'a trip entered for next week', '2025-10-10 2025-10-22', NULL, '2025-10-10', '2025-10-22'),
	('only trip', 'nothing but the trip', '2025-10-22', NULL, NULL, '2025-10-22'),
	('taken', 'the roll is finished today', '2025-10-10 2025-10-15', '2025-10-15', '2025-10-15', '2025-10-15'),
	('taken ahead', 'a roll of tomorrow', '2025-10-10', '2025-10-16', '2025-10-10', '2025-10-16'),
	('quiet', 'nobody absent since the 3rd', '2025-10-01 2025-10-03', NULL, '2025-10-03', '2025-10-03'),
	('Saturday', 'an event on no session day', '2025-10-10 2025-10-11', NULL, '2025-10-10', '2025-10-10'),
	('roll of Saturday', 'a roll on no session day', '2025-10-10', '2025-10-11', '2025-10-10', '2025-10-10'),
	('nothing', 'nothing recorded all year', NULL, NULL, NULL, NULL),
	('April', 'stopped in April', '2025-10-01 2026-04-17', NULL, '2025-10-01', '2026-04-17'),
	('five', 'five session days before the end', '2026-05-29', NULL, NULL, '2026-05-29'),
	('six', 'six session days before the end', '2026-05-28', NULL, NULL, '2026-05-28'),
	('last roll', 'events to April, rolls to the end', '2026-04-17', '2026-06-05', NULL, '2026-06-05'),
	('years', 'events of the years 0003 and 6209', '2025-10-10 0003-10-14 6209-10-14', NULL, '2025-10-10', '2025-10-10');
INSERT INTO school (school_id, name, reporting) SELECT school_id, what, 'affirmative' FROM complete;
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT school_id, 2026, 'M' FROM complete;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'M', d::date, 'Instructional day' FROM complete, generate_series(timestamp '2025-08-18', '2026-06-05', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT school_id, school_id, 2026, '2025-08-18' FROM complete;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT school_id, school_id, 2026, d::date, 'Excused' FROM complete, string_to_table(events, ' ') AS d;
INSERT INTO attendance_taken SELECT school_id, d::date FROM complete, string_to_table(taken, ' ') AS d;
-- the event of a student who has left does not count for the others
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date) VALUES ('left', 'quiet', 2026, '2025-08-18', '2025-10-01');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('left', 'quiet', 2026, '2025-10-14', 'Excused'), ('nobody', 'quiet', 2026, '2025-10-14', 'Excused');

CALL absence.refresh('complete_store', today => '2025-10-15');
SELECT c.what, c.october AS expected, k.complete_through AS got, k.complete_through IS NOT DISTINCT FROM c.october AND s.complete_through IS NOT DISTINCT FROM c.october AS ok
FROM complete AS c LEFT JOIN calendar_complete AS k USING (school_id) LEFT JOIN school_absence AS s USING (school_id) ORDER BY c.ctid;
-- the mark of today and the trip are in no figure, the finished roll is
SELECT v.student_id, v.absent AS expected, absent_days AS got, absent_days = v.absent AS ok
FROM (VALUES ('today', 1), ('trip', 1), ('only trip', 0), ('taken', 2), ('years', 1)) AS v (student_id, absent) LEFT JOIN student_absence AS r USING (student_id) ORDER BY r.student_id;
-- a student of whom nothing is recorded never has 0%
SELECT student_id, counted_days, absence_rate, chronic, status, why_null, complete_through FROM student_absence WHERE student_id = 'nothing';
SELECT school_id, verdict_n, chronic_n, chronic_rate, no_verdict_n, complete_through FROM school_absence WHERE school_id = 'nothing';
-- after the week of the trip
CALL absence.refresh('complete_store', today => '2025-10-23');
SELECT student_id, absent_days, complete_through FROM student_absence WHERE student_id IN ('today', 'trip') ORDER BY 1;
CALL absence.refresh('complete_store', today => '2026-06-10');
SELECT c.what, c.june AS expected, k.complete_through AS got, k.complete_through IS NOT DISTINCT FROM c.june AND (k.days_cut > 0) = (c.june IS DISTINCT FROM '2026-06-05') AS ok
FROM complete AS c LEFT JOIN calendar_complete AS k USING (school_id) ORDER BY c.ctid;
SELECT enrolled_days, absence_rate, status, why_null FROM student_absence WHERE student_id = 'nothing';
-- The end of the year has no rule of its own: on the last day four of the last five
-- session days are over, and on the next day five
CALL absence.refresh('complete_store', today => '2026-06-05');
SELECT complete_through, days_cut FROM calendar_complete WHERE school_id = 'five';
CALL absence.refresh('complete_store', today => '2026-06-06');
SELECT complete_through, days_cut FROM calendar_complete WHERE school_id = 'five';

-- Each calendar has its own complete-through. A small one is complete at least as far
-- as its school, and the school shows the earliest. A roll of calendar M today is not a
-- roll of the school.
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('taken', 2026, 'N');
INSERT INTO calendar_day SELECT school_id, 2026, 'N', day, event FROM calendar_day WHERE school_id = 'taken';
UPDATE enrollment SET calendar_code = 'M' WHERE school_id = 'taken';
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, calendar_code) VALUES ('N', 'taken', 2026, '2025-08-18', 'N');
UPDATE attendance_taken SET calendar_code = 'M' WHERE school_id = 'taken';
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('N', 'taken', 2026, '2025-10-08', 'Excused');
CALL absence.refresh('complete_store', today => '2025-10-15', force => true);
SELECT k.calendar_code, v.day AS expected, k.complete_through AS got, k.complete_through = v.day AS ok
FROM (VALUES ('M', date '2025-10-15'), ('N', '2025-10-10')) AS v (calendar_code, day) JOIN calendar_complete AS k USING (calendar_code) WHERE k.school_id = 'taken' ORDER BY 1;
SELECT complete_through = '2025-10-10' AS earliest FROM school_absence WHERE school_id = 'taken';

-- Affirmative reporting: a day without a record is not counted. Of 18 to 29 August the
-- student has marks on 18, 19 and 21, and the roll was taken on 20, 21 and 27. The
-- other student has no mark.
INSERT INTO school (school_id, name, reporting) VALUES ('affirmative', 'Affirmative', 'affirmative');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('affirmative', 2026, 'M');
INSERT INTO calendar_day SELECT 'affirmative', 2026, 'M', day, event FROM calendar_day WHERE school_id = 'nothing' AND day <= '2025-08-29';
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('marked', 'affirmative', 2026, '2025-08-18'), ('unmarked', 'affirmative', 2026, '2025-08-18');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES
	('marked', 'affirmative', 2026, '2025-08-18', 'Present'), ('marked', 'affirmative', 2026, '2025-08-19', 'Excused'), ('marked', 'affirmative', 2026, '2025-08-21', 'Excused');
INSERT INTO attendance_taken VALUES ('affirmative', '2025-08-20'), ('affirmative', '2025-08-21'), ('affirmative', '2025-08-27');
CALL absence.refresh('complete_store', today => '2025-08-29');
SELECT v.student_id, v.expected, r.register AS got, r.register::text = v.expected AS ok
FROM (VALUES ('marked', 'days 2025-08-18..2025-08-29; complete 2025-08-27; calendar 2026:10; unrecorded 2025-08-22..2025-08-26 2025-08-28..2025-08-29; marks 2025-08-19 excused, 2025-08-21 excused'),
	('unmarked', 'days 2025-08-18..2025-08-29; complete 2025-08-27; calendar 2026:10; unrecorded 2025-08-18..2025-08-19 2025-08-22..2025-08-26 2025-08-28..2025-08-29')) AS v (student_id, expected)
LEFT JOIN student_register AS r USING (student_id) ORDER BY r.student_id;
-- 8 days through the 27th, 5 of them recorded; the student without marks has 3
SELECT student_id, enrolled_days, counted_days, unrecorded_days, absent_days FROM student_absence WHERE school_id = 'affirmative' ORDER BY 1;

-- Today counts from day_closes_at on, in the time zone of the district. The calendars
-- have session days around today. Everything is in one transaction, in which now() does
-- not change.
SELECT absence.create_store('clock_store');
SET search_path = clock_store, public;
BEGIN;
INSERT INTO school (school_id, name) VALUES ('C', 'C');
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT 'C', y, 'M' FROM (SELECT extract(year FROM now() + interval '4 months')::integer) AS v (y);
INSERT INTO calendar_day SELECT 'C', school_year, 'M', current_date + i, 'Instructional day' FROM calendar, generate_series(-5, 5) AS i;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT 'C', 'C', school_year, current_date - 9 FROM calendar;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT 'C', 'C', school_year, day, 'Tardy' FROM calendar_day;
CREATE TEMP TABLE clock (n integer GENERATED ALWAYS AS IDENTITY, time_zone text, day_closes_at time, days_back integer, complete date, today date);
CREATE PROCEDURE pg_temp.ask(time_zone text, day_closes_at time, days_back integer) LANGUAGE plpgsql AS $$
BEGIN
	UPDATE clock_store.store_setting SET time_zone = ask.time_zone, day_closes_at = ask.day_closes_at;
	CALL absence.refresh('clock_store');
	INSERT INTO clock (time_zone, day_closes_at, days_back, complete, today)
	SELECT ask.time_zone, ask.day_closes_at, ask.days_back, (SELECT complete_through FROM clock_store.calendar_complete), (SELECT today FROM clock_store.refresh_log ORDER BY refresh_id DESC LIMIT 1);
END
$$;
CALL pg_temp.ask('UTC', NULL, 1);
CALL pg_temp.ask('UTC', '24:00', 1);
CALL pg_temp.ask('UTC', '00:00', 0);
CALL pg_temp.ask('Etc/GMT-14', NULL, 1);
CALL pg_temp.ask('Etc/GMT+12', NULL, 1);
CALL pg_temp.ask('Etc/GMT+12', '00:00', 0);
SELECT time_zone, day_closes_at, days_back AS expected, (now() AT TIME ZONE time_zone)::date - complete AS got,
	(now() AT TIME ZONE time_zone)::date - complete = days_back AND today = (now() AT TIME ZONE time_zone)::date AS ok
FROM clock ORDER BY n;
COMMIT;

RESET search_path;
SELECT absence.drop_store('membership_store', 'membership_store');
SELECT absence.drop_store('complete_store', 'complete_store');
SELECT absence.drop_store('clock_store', 'clock_store');
