-- What a store reports of its facts, with a case by hand for each reason; and why a
-- student is on a list, day by day
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('issues_store');
SET search_path = issues_store, public;

CREATE TEMP TABLE wanted (reason text, severity text, school_year integer, school_id text, student_id text, day date, detail text, occurrences bigint);

-- A, E and N have the 19 weekdays from 18 August to 12 September, without Labor Day; S
-- has 54 days to 31 October. B has no calendar, and C has one without days. Y and Z are
-- not in table school. E and S are affirmative, so their silence is never believed.
INSERT INTO school (school_id, name, reporting) SELECT s, 'School ' || s, CASE WHEN s IN ('E', 'S') THEN 'affirmative' ELSE 'exception' END FROM unnest('{A,B,C,E,N,S}'::text[]) AS s;
INSERT INTO calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods) VALUES
	('A', 2026, 'M', 'School', 390, 6), ('C', 2026, 'M', 'School', 390, 6), ('E', 2026, 'M', 'School', 390, NULL),
	('N', 2026, 'M', 'School', 390, 6), ('S', 2026, 'M', 'School', NULL, 6), ('A', 2026, 'STAFF', 'Staff', NULL, NULL);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'M', d::date, 'Instructional day'
FROM unnest('{A,E,N,S}'::text[]) AS s, generate_series(timestamp '2025-08-18', CASE s WHEN 'S' THEN date '2025-10-31' ELSE '2025-09-12' END, '1 day') AS d
WHERE extract(isodow FROM d) < 6 AND d <> '2025-09-01';
INSERT INTO attendance_code (code, mark, portion) VALUES ('U', 'unexcused', NULL), ('E', 'excused', NULL), ('H', 'excused', 0.5), ('P', 'present', NULL), ('T', 'tardy', NULL);

-- A student of each school with nothing unusual. A is recorded to the end, E only to 29
-- August, S to 12 September, and N never.
INSERT INTO student (student_id) SELECT lower(s) FROM unnest('{A,E,N,S}'::text[]) AS s;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT lower(s), s, 2026, '2025-08-18' FROM unnest('{A,E,N,S}'::text[]) AS s;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES
	('a', 'A', 2026, '2025-09-12', 'E'), ('e', 'E', 2026, '2025-08-29', 'E'), ('s', 'S', 2026, '2025-09-12', 'E');
-- On 20 September the 19 days of N are over without a record. E has 9 days after 29
-- August. S has 5 after 12 September, one less than for stopped early.
INSERT INTO wanted VALUES
	('nothing recorded', 'error', 2026, 'N', NULL, NULL, 'calendar M, last session day 2025-09-12', 19),
	('stopped early', 'error', 2026, 'E', NULL, '2025-08-29', 'calendar M, complete through 2025-08-29, last recorded 2025-08-29, last session day 2025-09-12', 9),
	('stale reporting', 'warning', 2026, 'S', NULL, '2025-09-12', 'calendar M, complete through 2025-09-12, last recorded 2025-09-12, last session day 2025-10-31', 5);

-- Silence that does not cut days, in districts of their own. Q: five students are
-- absent on the first of 19 days, one on the last, and none on the 17 days between:
-- (2/19) ^ 6 is far below the limit. W: one student, absent on 1 July, and never on the
-- 52 days to 12 September.
INSERT INTO school (school_id, name, lea_id) VALUES ('Q', 'School Q', 'LQ'), ('W', 'School W', 'LW');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes, periods) VALUES ('Q', 2026, 'M', 390, 6), ('W', 2026, 'M', 390, 6);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'M', d::date, 'Instructional day'
FROM unnest('{Q,W}'::text[]) AS s, generate_series(CASE s WHEN 'W' THEN date '2025-07-01' ELSE '2025-08-18' END::timestamp, '2025-09-12', '1 day') AS d
WHERE extract(isodow FROM d) < 6 AND d <> '2025-09-01';
INSERT INTO student (student_id) SELECT unnest('{w,q1,q2,q3,q4,q5}'::text[]);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT s, upper(left(s, 1)), 2026, '2025-07-01' FROM unnest('{w,q1,q2,q3,q4,q5}'::text[]) AS s;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES
	('w', 'W', 2026, '2025-07-01', 'E'), ('q1', 'Q', 2026, '2025-08-18', 'E'), ('q2', 'Q', 2026, '2025-08-18', 'E'), ('q3', 'Q', 2026, '2025-08-18', 'E'),
	('q4', 'Q', 2026, '2025-08-18', 'E'), ('q5', 'Q', 2026, '2025-08-18', 'E'), ('q1', 'Q', 2026, '2025-09-12', 'E');
INSERT INTO wanted VALUES
	('silent days', 'warning', 2026, 'Q', NULL, NULL, '2025-08-19 to 2025-09-11', 17),
	('no event in district', 'warning', 2026, 'Q', NULL, NULL, '2025-08-19 to 2025-09-11', 17),
	('small school silent', 'info', 2026, 'W', NULL, NULL, '2025-07-02 to 2025-09-12', 52);

-- Calendars. C has no days; the calendar of the staff needs none. An unknown event,
-- days of other years, 0 minutes, no minutes on all days of S except one, a roll on a
-- Saturday.
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, minutes) VALUES
	('A', 2026, 'M', '2025-08-20', 'Picture day', NULL), ('A', 2026, 'M', '2025-08-21', 'Picture day', NULL),
	('A', 2026, 'M', '2024-09-03', 'Instructional day', NULL), ('A', 2026, 'M', '0003-09-03', 'Instructional day', NULL);
UPDATE calendar_day SET minutes = 0 WHERE (school_id, day, event) = ('A', '2025-08-22', 'Instructional day');
UPDATE calendar_day SET minutes = 390 WHERE (school_id, day) = ('S', '2025-08-18');
UPDATE calendar SET periods = 0 WHERE school_id = 'E';
INSERT INTO attendance_taken (school_id, day) VALUES ('A', '2025-08-23'), ('A', '2025-08-25');
INSERT INTO wanted VALUES
	('calendar without session days', 'error', 2026, 'C', NULL, NULL, 'calendar M', 1),
	('calendar day outside year', 'error', 2026, 'A', NULL, NULL, 'calendar M, 0003-09-03 to 2024-09-03', 2),
	('unknown calendar word', 'warning', 2026, 'A', NULL, NULL, 'event Picture day', 2),
	('length out of range', 'warning', 2026, 'A', NULL, '2025-08-22', 'calendar M, minutes 0', 1),
	('length out of range', 'warning', 2026, 'E', NULL, NULL, 'calendar M, periods 0', 1),
	('no minutes', 'info', 2026, 'S', NULL, NULL, 'calendar M', 53),
	('roll on no session day', 'warning', NULL, 'A', NULL, '2025-08-23', 'every calendar', 1);

-- Stays: each has one thing that is wrong. 'next' leaves and enters on one day and
-- 'apart' has a gap, which is in order. An enrollment at Y is at an unknown school,
-- which has no calendar either.
INSERT INTO student (student_id) SELECT unnest('{code,bb,by,back,noshow,summer,weekend,over,twice,next,apart,late,left}'::text[]);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, exit_type, enrollment_type) VALUES
	('code', 'A', 2026, '2025-08-18', NULL, '03', 'Q', NULL, NULL),
	('bb', 'B', 2026, '2025-08-18', NULL, '03', NULL, NULL, NULL),
	('by', 'Y', 2026, '2025-08-18', NULL, NULL, NULL, NULL, NULL),
	('back', 'A', 2026, '2025-09-05', '2025-09-04', NULL, NULL, NULL, NULL),
	('noshow', 'A', 2026, '2025-08-18', '2025-08-22', NULL, NULL, 'No show', NULL),
	('summer', 'A', 2026, '2025-08-18', NULL, NULL, NULL, NULL, 'Summer'),
	('weekend', 'A', 2026, '2025-08-23', '2025-08-24', NULL, NULL, NULL, NULL),
	('over', 'A', 2026, '2025-08-18', '2025-08-29', NULL, NULL, NULL, NULL), ('over', 'A', 2026, '2025-08-28', NULL, NULL, NULL, NULL, NULL),
	('twice', 'A', 2026, '2025-08-18', NULL, NULL, NULL, NULL, NULL), ('twice', 'A', 2026, '2025-08-18', NULL, NULL, NULL, NULL, NULL),
	('next', 'A', 2026, '2025-08-18', '2025-08-29', NULL, NULL, NULL, NULL), ('next', 'A', 2026, '2025-08-29', NULL, NULL, NULL, NULL, NULL),
	('apart', 'A', 2026, '2025-08-18', '2025-08-22', NULL, NULL, NULL, NULL), ('apart', 'A', 2026, '2025-09-02', NULL, NULL, NULL, NULL, NULL),
	('late', 'A', 2026, '2025-08-25', NULL, NULL, NULL, NULL, NULL),
	('left', 'A', 2026, '2025-08-18', '2025-08-25', NULL, NULL, 'Transferred', NULL),
	('stranger', 'A', 2026, '2025-08-18', NULL, NULL, NULL, NULL, NULL);
INSERT INTO wanted VALUES
	('stay without calendar', 'error', 2026, 'A', 'code', NULL, 'calendar Q, grade 03', 1),
	('stay without calendar', 'error', 2026, 'B', 'bb', NULL, 'no calendar code, grade 03', 1),
	('stay without calendar', 'error', 2026, 'Y', 'by', NULL, 'no calendar code, no grade', 1),
	('unknown school', 'error', 2026, 'Y', NULL, NULL, 'enrollments at school Y', 1),
	('unknown student', 'error', 2026, 'A', 'stranger', NULL, 'enrollment of student stranger', 1),
	('exit before entry', 'error', 2026, 'A', 'back', '2025-09-05', 'entry 2025-09-05, exit 2025-09-04', 1),
	('void exit type', 'info', 2026, 'A', 'noshow', NULL, 'exit type No show', 1),
	('summer enrollment', 'info', 2026, 'A', 'summer', NULL, 'enrollment type Summer', 1),
	('stay without session day', 'warning', 2026, 'A', 'weekend', '2025-08-23', 'entry 2025-08-23, exit 2025-08-24, calendar M', 1),
	('overlapping stays', 'warning', 2026, 'A', 'over', '2025-08-28', 'entry 2025-08-28 is before exit 2025-08-29', 1),
	('duplicate enrollment', 'warning', 2026, 'A', 'twice', '2025-08-18', '2 rows of entry 2025-08-18', 2);
-- Grades: of the students with a register only 'late' has one, TK. At A these have
-- none: a, weekend, over, twice, next, apart, left, stranger, and from below u and
-- three of the odd keys
UPDATE enrollment SET grade = 'TK' WHERE student_id = 'late';
INSERT INTO wanted VALUES
	('unknown grade', 'warning', 2026, 'A', 'late', NULL, 'grade TK', 1),
	('unknown grade', 'warning', 2026, 'A', NULL, NULL, 'no grade', 12),
	('unknown grade', 'warning', 2026, 'E', 'e', NULL, 'no grade', 1),
	('unknown grade', 'warning', 2026, 'N', 'n', NULL, 'no grade', 1),
	('unknown grade', 'warning', 2026, 'Q', NULL, NULL, 'no grade', 5),
	('unknown grade', 'warning', 2026, 'S', 's', NULL, 'no grade', 1),
	('unknown grade', 'warning', 2026, 'W', 'w', NULL, 'no grade', 1);

-- Events that are not used. A row for several students, schools or days names none of
-- them.
INSERT INTO student (student_id) VALUES ('pupil');
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held) VALUES
	('a', 'A', 2052, '2025-08-20', NULL, 'U', NULL, NULL, NULL), ('s', 'S', 2052, '2025-08-21', NULL, 'E', NULL, NULL, NULL),
	('pupil', 'Z', 2026, '2025-08-20', NULL, 'U', NULL, NULL, NULL),
	('ghost', 'A', 2026, '2025-08-20', NULL, 'U', NULL, NULL, NULL),
	('pupil', 'A', 2026, '2025-08-20', NULL, 'U', NULL, NULL, NULL), ('pupil', 'A', 2026, '2025-08-22', NULL, 'U', NULL, NULL, NULL),
	('code', 'A', 2026, '2025-08-20', NULL, 'U', NULL, NULL, NULL),
	('bb', 'B', 2026, '2025-08-20', NULL, 'U', NULL, NULL, NULL),
	('noshow', 'A', 2026, '2025-08-18', NULL, 'U', NULL, NULL, NULL), ('noshow', 'A', 2026, '2025-08-19', NULL, 'U', NULL, NULL, NULL),
	('next', 'A', 2026, '2025-09-01', NULL, 'U', NULL, NULL, NULL), ('over', 'A', 2026, '2025-09-01', NULL, 'E', NULL, NULL, NULL),
	('next', 'A', 2026, '2025-08-23', NULL, 'U', NULL, NULL, NULL),
	('next', 'A', 2026, '0003-10-14', NULL, 'U', NULL, NULL, NULL), ('next', 'A', 2026, '6209-10-14', NULL, 'U', NULL, NULL, NULL),
	('late', 'A', 2026, '2025-08-22', NULL, 'U', NULL, NULL, NULL),
	('left', 'A', 2026, '2025-08-26', NULL, 'U', NULL, NULL, NULL), ('left', 'A', 2026, '2025-08-27', NULL, 'E', NULL, NULL, NULL),
	('apart', 'A', 2026, '2025-08-26', NULL, 'U', NULL, NULL, NULL),
	('next', 'A', 2026, '2025-08-20', NULL, 'U', -1, NULL, NULL), ('next', 'A', 2026, '2025-08-21', NULL, 'U', NULL, 3, 0),
	('next', 'A', 2026, '2025-08-22', NULL, 'U', 'NaN', NULL, NULL),
	('e', 'E', 2026, '2025-08-20', '2', 'U', NULL, NULL, NULL), ('e', 'E', 2026, '2025-08-21', '2', 'U', NULL, NULL, NULL);
INSERT INTO wanted VALUES
	('unknown year', 'error', 2052, NULL, NULL, NULL, 'code E and others, 2025-08-20 to 2025-08-21', 2),
	('unknown school', 'error', 2026, 'Z', 'pupil', '2025-08-20', 'code U', 1),
	('unknown student', 'error', 2026, 'A', 'ghost', '2025-08-20', 'code U', 1),
	('not enrolled', 'error', 2026, 'A', 'pupil', NULL, 'code U, 2025-08-20 to 2025-08-22', 2),
	('no calendar', 'error', 2026, 'A', 'code', '2025-08-20', 'code U', 1),
	('no calendar', 'error', 2026, 'B', 'bb', '2025-08-20', 'code U', 1),
	('void stay', 'warning', 2026, 'A', 'noshow', NULL, 'code U, 2025-08-18 to 2025-08-19', 2),
	('no session day', 'warning', 2026, 'A', NULL, '2025-09-01', 'code E and others', 2),
	('no session day', 'warning', 2026, 'A', 'next', '2025-08-23', 'code U', 1),
	('no session day', 'warning', 2026, 'A', 'next', '0003-10-14', 'code U', 1),
	('no session day', 'warning', 2026, 'A', 'next', '6209-10-14', 'code U', 1),
	('before entry', 'warning', 2026, 'A', 'late', '2025-08-22', 'code U', 1),
	('after exit', 'warning', 2026, 'A', 'left', NULL, 'code E and others, 2025-08-26 to 2025-08-27', 2),
	('between stays', 'warning', 2026, 'A', 'apart', '2025-08-26', 'code U', 1),
	('share out of range', 'error', 2026, 'A', 'next', '2025-08-20', 'code U, portion -1', 1),
	('share out of range', 'error', 2026, 'A', 'next', '2025-08-21', 'code U, missed 3 of 0', 1),
	('share out of range', 'error', 2026, 'A', 'next', '2025-08-22', 'code U, portion NaN', 1),
	('periods not known', 'error', 2026, 'E', 'e', NULL, 'code U, 2025-08-20 to 2025-08-21', 2);

-- Events that are used, but may be wrong. These are in order: a tardy that corrects an
-- absence (5 September), two halves with two codes, and an absence in one period with a
-- presence in another.
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held) VALUES
	('a', 'A', 2026, '2025-08-25', NULL, 'E', 1.5, NULL, NULL), ('a', 'A', 2026, '2025-08-26', NULL, 'E', NULL, 9, 7),
	('a', 'A', 2026, '2025-08-27', NULL, '?', NULL, NULL, NULL), ('a', 'A', 2026, '2025-08-28', NULL, '?', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-08-28', NULL, 'H', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-08-29', NULL, 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-08-29', NULL, 'P', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-09-02', NULL, 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-02', NULL, 'E', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-09-03', '1', 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-03', '1', 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-03', '2', 'P', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-09-05', NULL, 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-05', NULL, 'T', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-09-08', NULL, 'H', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-08', NULL, 'U', 0.5, NULL, NULL),
	-- two lessons or one row twice, which cannot be told apart; two labels; half a day
	-- twice, then as two halves
	('a', 'A', 2026, '2025-09-04', '3a', 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-04', '3b', 'U', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-09-09', NULL, 'H', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-09', NULL, 'H', 0.25, NULL, NULL),
	('a', 'A', 2026, '2025-09-10', 'AM', 'E', NULL, NULL, 2), ('a', 'A', 2026, '2025-09-10', 'PM', 'E', NULL, NULL, 2),
	('a', 'A', 2026, '2025-09-11', '2', 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-11', '2', 'E', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-11', '2', 'U', NULL, NULL, NULL),
	('a', 'A', 2026, '2025-09-11', '2', 'E', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-11', '2', 'U', NULL, NULL, NULL), ('a', 'A', 2026, '2025-09-11', '2', 'T', NULL, NULL, NULL);
INSERT INTO wanted VALUES
	('share above 1', 'warning', 2026, 'A', 'a', '2025-08-25', 'code E, portion 1.5', 1),
	('share above 1', 'warning', 2026, 'A', 'a', '2025-08-26', 'code E, missed 9 of 7', 1),
	('unmapped code', 'error', 2026, 'A', NULL, NULL, 'code ?', 4),
	('unmapped beside other code', 'warning', 2026, 'A', 'a', '2025-08-28', 'codes ?, H: H decides', 2),
	('absent and present', 'warning', 2026, 'A', 'a', '2025-08-29', 'codes P, U: U decides', 2),
	('two absences', 'info', 2026, 'A', 'a', '2025-09-02', 'codes E, U: U decides', 2),
	('duplicate event', 'warning', 2026, 'A', 'a', '2025-09-03', 'code U 2 times in period 1, counted as one', 2),
	('duplicate event', 'warning', 2026, 'A', 'a', '2025-09-09', 'code H 2 times without a period, counted as one', 2),
	('duplicate event', 'warning', 2026, 'A', 'a', '2025-09-11', 'code E 2 times and code U 3 times in period 2, each counted as one', 6),
	('two absences', 'info', 2026, 'A', 'a', '2025-09-11', 'codes E, T, U in period 2: T decides', 6);

-- Keys and texts that are too long for an index, keys that are hard to see, an
-- impossible fte
INSERT INTO student (student_id) VALUES (repeat('k', 501)), (repeat('k', 500)), (' blank'), ('word'), ('fte');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, fte) VALUES
	(repeat('k', 501), 'A', 2026, '2025-08-18', NULL, NULL), (repeat('k', 500), 'A', 2026, '2025-08-18', NULL, NULL), (' blank', 'A', 2026, '2025-08-18', NULL, NULL),
	('word', 'A', 2026, '2025-08-18', repeat('g', 501), NULL), ('fte', 'A', 2026, '2025-08-18', NULL, -1);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES (repeat('k', 501), 'A', 2026, '2025-08-20', 'U');
INSERT INTO student_group (student_id, kind, value, begin_date, end_date) VALUES
	('word', 'homeless', repeat('h', 501), NULL, NULL), ('word', 'sex', 'Female', '2025-09-02', '2025-09-01'), ('fte', 'sex', 'Female', '2025-09-02', '2025-09-02');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) VALUES ('A', 2026, 'NEW', '2025-09-02', 'Instructional day');
INSERT INTO wanted VALUES
	('key too long', 'error', 2026, 'A', repeat('k', 501), NULL, 'enrollment, student_id of 501 bytes, ' || repeat('k', 100) || '... (md5 ' || md5(repeat('k', 501)) || ')', 1),
	('void stay', 'warning', 2026, 'A', repeat('k', 501), '2025-08-20', 'code U', 1),
	('odd key', 'warning', 2026, 'A', ' blank', NULL, 'enrollment, student_id " blank"', 1),
	('word too long', 'warning', 2026, 'A', NULL, NULL, 'enrollment, grade of 501 bytes, ' || repeat('g', 100) || '... (md5 ' || md5(repeat('g', 501)) || ')', 1),
	('unknown grade', 'warning', 2026, 'A', 'word', NULL, 'grade ' || repeat('g', 100) || '... (md5 ' || md5(repeat('g', 501)) || ')', 1),
	('word too long', 'warning', NULL, NULL, NULL, NULL, 'student_group, value of 501 bytes, ' || repeat('h', 100) || '... (md5 ' || md5(repeat('h', 501)) || ')', 1),
	('status never in force', 'warning', NULL, NULL, 'word', NULL, 'sex Female, from 2025-09-02, to 2025-09-01', 1),
	('fte out of range', 'warning', 2026, 'A', 'fte', '2025-08-18', 'fte -1', 1),
	('days without calendar', 'error', 2026, 'A', NULL, NULL, 'calendar NEW, 2025-09-02 to 2025-09-02', 1);

-- A student with the unmapped code on two of 19 days: the rate is 0, or more than a
-- tenth
INSERT INTO student (student_id) VALUES ('u');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('u', 'A', 2026, '2025-08-18');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('u', 'A', 2026, '2025-08-25', '?'), ('u', 'A', 2026, '2025-08-26', '?');
INSERT INTO wanted VALUES ('not mapped', 'error', 2026, 'A', 'u', NULL, 'students without a verdict under definition federal', 1);

-- For a closed year only that its facts are not read
INSERT INTO school_year_state (school_year, state) VALUES (2025, 'closed');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code, portion) VALUES ('nobody', 'A', 2025, '2024-09-03', '?', -1);
INSERT INTO wanted VALUES ('closed year', 'info', 2025, NULL, NULL, NULL, 'school year 2025', 1);

INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('new', 'A', 2026, '2025-09-09', 'U');
CALL absence.refresh('issues_store', today => '2025-09-20');

-- Somebody changes what a refresh has kept, and a refresh of everything finds it
UPDATE event_account SET repeated = 9 WHERE student_id = 'u';
SET client_min_messages = error;
CALL absence.refresh('issues_store', today => '2025-09-20', everything => true);
SET client_min_messages = warning;
INSERT INTO wanted
VALUES ('print errors', 'error', 2026, NULL, NULL, NULL, 'students for whom the store had kept something else than their facts make', 1);

-- A student who is enrolled after the refresh
INSERT INTO student (student_id) VALUES ('new');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('new', 'A', 2026, '2025-09-08');
INSERT INTO wanted VALUES ('not refreshed', 'info', 2026, 'A', 'new', '2025-09-09', 'code U', 1);

-- All wanted rows are there, and no others
SELECT CASE WHEN w IS NULL THEN 'not wanted' ELSE 'not there' END AS which, coalesce(w, i) AS issue
FROM (SELECT reason, severity, school_year, school_id, student_id, day, detail, occurrences FROM wanted) AS w
FULL JOIN (SELECT reason, severity, school_year, school_id, student_id, day, detail, occurrences FROM data_issue) AS i ON w::text = i::text
WHERE w IS NULL OR i IS NULL
ORDER BY coalesce(w, i)::text;

-- Every reason has a case, a severity, and one short sentence on what to do. The reasons of
-- the rows of sources have theirs in source_views and 036_edfi.pl.
SELECT k.reason AS without_a_case FROM issue_kind AS k WHERE NOT EXISTS (SELECT FROM wanted AS w WHERE w.reason = k.reason)
	AND k.reason NOT IN ('source row without key', 'unknown word in source', 'repeated key in source', 'own word counts', 'section events only',
		'share of alternate days', 'school events ignored', 'word of two namespaces', 'mapped to several meanings');
SELECT k.reason FROM issue_kind AS k
WHERE k.severity NOT IN ('error', 'warning', 'info') OR k.what_to_do !~ '^[A-Z].*\.$' OR k.what_to_do ~ '\. ' OR length(k.what_to_do) > 110 OR k.reason <> lower(k.reason);
SELECT count(*) AS reasons, count(DISTINCT reason) AS different FROM issue_kind;
SELECT count(*) FROM data_issue WHERE severity IS NULL OR what_to_do IS NULL;

-- The rows by severity
SELECT severity, count(*), sum(occurrences) AS occurrences FROM data_issue GROUP BY severity ORDER BY severity;

-- The result of several events of a day of six periods: one lesson, two lessons, half a
-- day, a day, a tardy
SELECT v.day, v.expected, string_agg(concat_ws(' ', m.mark, round(m.share::numeric, 3)), ', ' ORDER BY m.mark) AS got,
	string_agg(concat_ws(' ', m.mark, round(m.share::numeric, 3)), ', ' ORDER BY m.mark) IS NOT DISTINCT FROM v.expected AS ok
FROM (VALUES (date '2025-09-03', 'unexcused 0.167'), ('2025-09-04', 'unexcused 0.333'), ('2025-09-09', 'excused 0.500'),
	('2025-09-10', 'excused 1.000'), ('2025-09-11', 'tardy 0.000')) AS v (day, expected)
LEFT JOIN day_mark AS m ON m.day = v.day AND m.student_id = 'a' GROUP BY v.day, v.expected ORDER BY v.day;

-- The events that are not used are those that the refresh counted, when the last student was
-- not known yet
SELECT jsonb_object_agg(reason, n) = (
	SELECT events_not_used FROM refresh_log WHERE school_year = 2026 ORDER BY refresh_id DESC LIMIT 1) AS as_logged
FROM (
	SELECT r.reason, count(*) AS n
	FROM event_not_used AS e
	CROSS JOIN LATERAL (SELECT CASE WHEN e.student_id = 'new' THEN 'unknown student' ELSE e.reason END) AS r (reason)
	WHERE e.school_year = 2026
	GROUP BY r.reason
) AS r;

-- After the next refresh this event is used
CALL absence.refresh('issues_store', today => '2025-09-20');
SELECT count(*) FROM data_issue WHERE reason = 'not refreshed' OR student_id = 'new';

-- No value is so odd that it causes an error
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes, periods)
SELECT 'A', y, 'M', -2147483648, 2147483647 FROM unnest('{-2147483648,-1,0,1,2,99999,2147483647}'::integer[]) AS y;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
SELECT 'A', y, 'M', d, 'Instructional day', -2147483648, 2147483647
FROM unnest('{-2147483648,-1,0,1,2,2026,99999,2147483647}'::integer[]) AS y, unnest('{infinity,-infinity,4713-01-01 BC,0001-01-01,5874897-12-31}'::date[]) AS d;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, fte)
SELECT 'odd', 'A', y, i, o, 'NaN'
FROM unnest('{-2147483648,0,1,2,2026,2147483647}'::integer[]) AS y, unnest('{infinity,-infinity,4713-01-01 BC,2025-08-18,5874897-12-31}'::date[]) AS i,
	unnest('{infinity,-infinity,4713-01-01 BC,2025-08-20,5874897-12-31,NULL}'::date[]) AS o;
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held)
SELECT 'odd', 'A', y, d, p, 'U', n, n, -n
FROM unnest('{-2147483648,0,1,2,2026,2147483647}'::integer[]) AS y, unnest('{infinity,-infinity,4713-01-01 BC,2025-08-20,5874897-12-31}'::date[]) AS d,
	unnest('{NULL,"",1}'::text[]) AS p, unnest('{NULL,NaN,Infinity,-Infinity,0,1e-500,-1e500,1e500}'::numeric[]) AS n;
SELECT count(DISTINCT reason) > 10 FROM data_issue;
SELECT count(*) >= 600 FROM event_not_used WHERE student_id = 'odd' AND reason = 'unknown year';
CALL absence.refresh('issues_store', 2026, today => '2025-09-20');
SELECT count(DISTINCT reason) > 10 FROM data_issue;
SELECT count(*) > 700 FROM event_not_used WHERE student_id = 'odd';
SELECT count(*) > 100 FROM student_day_of('odd', 2026);

--
-- Why a student is on a list
--
SELECT absence.create_store('why_store');
SET search_path = why_store, public;

-- A from 25 August to 12 September, without Labor Day; S to 31 October. On Saturday, 6
-- September, both are complete through Friday, when something is recorded at each.
INSERT INTO school (school_id, name) VALUES ('A', 'School A'), ('S', 'School S');
INSERT INTO calendar (school_id, school_year, calendar_code, periods) VALUES ('A', 2026, 'M', 4), ('S', 2026, 'M', NULL);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'M', d::date, CASE WHEN d = '2025-09-01' THEN 'Holiday' ELSE 'Instructional day' END
FROM unnest('{A,S}'::text[]) AS s, generate_series(timestamp '2025-08-25', CASE s WHEN 'A' THEN date '2025-09-12' ELSE '2025-10-31' END, '1 day') AS d
WHERE extract(isodow FROM d) < 6;
INSERT INTO attendance_code (code, mark) VALUES ('U', 'unexcused'), ('E', 'excused'), ('T', 'tardy');
-- The student is enrolled at A, the primary school, from 29 August to 5 September, and
-- at S from 4 to 9 September
INSERT INTO student (student_id) VALUES ('why');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, primary_school) VALUES
	('why', 'A', 2026, '2025-08-29', '2025-09-05', true), ('why', 'S', 2026, '2025-09-04', '2025-09-09', false);
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code) VALUES
	('why', 'A', 2026, '2025-08-28', NULL, 'U'),     -- before the entry
	('why', 'A', 2026, '2025-08-29', '1', 'U'), ('why', 'A', 2026, '2025-08-29', '2', 'U'),   -- two of four periods are half the day, which is at the line
	('why', 'A', 2026, '2025-09-01', NULL, 'U'),     -- a holiday
	('why', 'A', 2026, '2025-09-02', NULL, 'U'), ('why', 'A', 2026, '2025-09-02', NULL, 'T'),   -- an absence corrected to a tardy
	('why', 'A', 2026, '2025-09-03', NULL, '?'),     -- an unmapped code
	('why', 'A', 2026, '2025-09-04', NULL, 'E'),     -- absent at A, which owns the day; no event at S
	('why', 'A', 2026, '2025-09-05', NULL, 'U'), ('why', 'A', 2026, '2025-09-05', NULL, 'U'),   -- twice
	('why', 'S', 2026, '2025-09-05', NULL, 'U'),     -- at S too
	('why', 'A', 2026, '2025-09-08', NULL, 'U');     -- after the exit from A; at S the day is still to come
CALL absence.refresh('why_store', today => '2025-09-06');

-- A: 5 days, absent on 29 August, 4 and 5 September, unmapped on 3 September. S: 4 and
-- 5 September, absent on the second. Both: the days of A.
SELECT school_id, enrolled_days, counted_days, absent_days, complete_through FROM student_absence WHERE student_id = 'why' ORDER BY school_id;
SELECT enrolled_days, counted_days, absent_days, complete_through FROM district_student_absence WHERE student_id = 'why';
SELECT day, school_id, calendar_event, is_member, period, code, mark, share_missed, why_not_counted, day_mark, counts_as, absent, yields_to, district_absent
FROM student_day_of('why', 2026);
SELECT DISTINCT school_year, student_id, school_id, as_of, policy FROM student_day_of('why', 2026) ORDER BY school_id;

-- As of 4 September, under a definition that puts excused days outside and counts only
-- whole days: 29 August is present, 4 September outside
INSERT INTO definition (name, policy) VALUES ('whole_days', 'part_day = whole, absent = unexcused, outside = excused, minimum = none');
SET absence.policy = 'whole_days';
SET absence.as_of = '2025-09-04';
SELECT day, school_id, code, counts_as, absent, yields_to, district_absent, as_of, policy FROM student_day_of('why', 2026);
SET absence.policy = 'no_such';
\set VERBOSITY terse
SELECT count(*) FROM student_day_of('why', 2026);
\set VERBOSITY default
RESET absence.policy;
RESET absence.as_of;

-- An unknown student, an unknown year
SELECT count(*) FROM student_day_of('nobody', 2026);
SELECT count(*) FROM student_day_of('why', 1999);
SELECT count(*) FROM student_day_of(NULL, 2026);

-- The days add up to the figures: for every student of a sample, under definitions and
-- as of days of every kind
SELECT absence.create_store('sample_store');
SET search_path = sample_store, public;
CALL absence.load_sample('sample_store', 120, 4);
CALL absence.refresh('sample_store', today => '2026-07-01');
INSERT INTO definition (name, policy) VALUES
	('proportional', 'part_day = proportional, outside = homebound exempt, absent = unexcused excused oss unverified, unrecorded = absent, minimum = none'),
	('present', 'part_day > 50%, absent = unexcused excused iss unverified, unrecorded = present, minimum = none');
CREATE TEMP TABLE asked (n, policy, as_of) AS VALUES (1, '', ''), (2, 'ten_days', '2026-01-20'), (3, 'proportional', ''), (4, 'present', '2025-10-31'), (5, '', '2020-01-01');
CREATE FUNCTION pg_temp.differing(policy text, as_of text, OUT students bigint, OUT absent double precision, OUT at_schools bigint, OUT in_district bigint)
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('absence.policy', policy, true), set_config('absence.as_of', as_of, true);
	CREATE TEMP TABLE day AS SELECT * FROM student_day;
	SELECT count(*), sum(s.absent_days), count(*) FILTER (WHERE abs(s.absent_days - coalesce(d.absent, 0)) > 1e-9 OR s.counted_days <> coalesce(d.counted, 0)
			OR s.unmapped_days <> coalesce(d.unmapped, 0) OR s.enrolled_days <> coalesce(d.enrolled, 0))
	INTO students, absent, at_schools
	FROM student_absence AS s
	LEFT JOIN (
		SELECT school_year, school_id, student_id, sum(day.absent) AS absent, count(DISTINCT day) FILTER (WHERE counts_as IN ('absent', 'present')) AS counted,
			count(DISTINCT day) FILTER (WHERE counts_as = 'unmapped') AS unmapped,
			count(DISTINCT day) FILTER (WHERE counts_as IN ('absent', 'present', 'unmapped', 'not recorded') AND day <= day.as_of) AS enrolled
		FROM day GROUP BY school_year, school_id, student_id
	) AS d USING (school_year, school_id, student_id);
	SELECT count(*) INTO in_district
	FROM district_student_absence AS s
	LEFT JOIN (SELECT school_year, student_id, sum(district_absent) AS absent FROM day GROUP BY school_year, student_id) AS d USING (school_year, student_id)
	WHERE abs(s.absent_days - coalesce(d.absent, 0)) > 1e-9;
	DROP TABLE day;
END
$$;
SELECT a.n, a.policy, a.as_of, d.students > 100 AS students, d.absent > 100 AS absent, d.at_schools, d.in_district
FROM asked AS a CROSS JOIN LATERAL pg_temp.differing(a.policy, a.as_of) AS d ORDER BY a.n;

SELECT absence.drop_store('issues_store', 'issues_store');
SELECT absence.drop_store('why_store', 'why_store');
SELECT absence.drop_store('sample_store', 'sample_store');
