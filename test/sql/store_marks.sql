-- From codes to the marks of a day: shares, folding, codes, events outside. Each row
-- has the result of the rule, the actual result, and whether they are the same.
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('marks_store');
SET search_path = marks_store, public;

-- 18 to 29 August. P7 has seven periods, but four on the 21st; NO has no number of
-- periods
INSERT INTO school (school_id, name) VALUES ('P7', 'Seven periods'), ('NO', 'No periods');
INSERT INTO calendar (school_id, school_year, calendar_code, periods) VALUES ('P7', 2026, 'M', 7), ('NO', 2026, 'M', NULL);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, periods)
SELECT s, 2026, 'M', d::date, 'Instructional day', CASE WHEN s = 'P7' AND d = '2025-08-21' THEN 4 END
FROM unnest('{P7,NO}'::text[]) AS s, generate_series(timestamp '2025-08-18', '2025-08-29', '1 day') AS d WHERE extract(isodow FROM d) < 6;

INSERT INTO attendance_code (code, mark, portion, precedence) VALUES
	('E', 'excused', NULL, NULL), ('E2', 'excused', NULL, NULL), ('U', 'unexcused', NULL, NULL), ('A', 'unverified', NULL, NULL), ('O', 'oss', NULL, NULL), ('I', 'iss', NULL, NULL),
	('T', 'tardy', NULL, NULL), ('L', 'left_early', NULL, NULL), ('P', 'present', NULL, NULL), ('R', 'remote', NULL, NULL), ('XM', 'exempt', NULL, NULL),
	('EH', 'excused', 0.5, NULL), ('UH', 'unexcused', 0.5, NULL), ('E33', 'excused', 0.33, NULL), ('EF', 'excused', 1, NULL),
	('E9', 'excused', NULL, 9), ('U1', 'unexcused', NULL, 1), ('P9', 'present', NULL, 9), ('G9', 'activity', NULL, 9), ('T9', 'tardy', NULL, 9);

-- A case is one student on one day. An event is written as code or code@period,
-- followed by =portion or =missed/held.
CREATE TEMP TABLE worked (n integer GENERATED ALWAYS AS IDENTITY, what text, events text, marks text, absent float8, school_id text DEFAULT 'P7', day date DEFAULT '2025-08-20');
INSERT INTO worked (what, events, marks, absent) VALUES
	-- the share of one event
	('nothing', '', NULL, 0),
	('an absence is whole', 'E', 'excused', 1),
	('a tardy misses nothing', 'T', 'tardy', 0),
	('leaving early misses nothing', 'L', 'left_early', 0),
	('a presence', 'P', NULL, 0),
	('its own portion', 'E=0.25', 'excused 1/4', 0),
	('a tardy''s own portion', 'T=0.5', 'tardy 1/2', 1),
	('the code''s portion', 'EH', 'excused 1/2', 1),
	('its own beats the code''s', 'EH=0.25', 'excused 1/4', 0),
	('missed of held', 'E=195/390', 'excused 1/2', 1),
	('missed 3, held 7, the code''s portion 1', 'EF=3/7', 'excused 3/7', 0),
	('missed and not held: the code''s', 'EH=3/', 'excused 1/2', 1),
	('missed more than held', 'E=9/7', 'excused', 1),
	('a tardy that missed 60 of 360', 'T=60/360', 'tardy 1/6', 0),
	('above 1 is 1', 'E=1.5', 'excused', 1),
	('0 is nothing missed', 'E=0', 'excused 0', 0),
	('0.33 is a third', 'E=0.33', 'excused 1/3', 0),
	('0.34 too', 'E=0.34', 'excused 1/3', 0),
	('0.66 is two thirds', 'E=0.66', 'excused 2/3', 1),
	('0.67 too', 'E=0.67', 'excused 2/3', 1),
	('of the code too', 'E33', 'excused 1/3', 0),
	('below 0', 'E=-0.5', NULL, 0),
	('not a number', 'E=NaN', NULL, 0),
	('missed below 0', 'E=-1/7', NULL, 0),
	('held 0', 'E=3/0', NULL, 0),
	('missed not a number', 'E=NaN/7', NULL, 0),
	('infinite of infinite', 'E=Infinity/Infinity', NULL, 0),
	('a code that nobody has mapped', '?', 'unmapped', 0),

	-- within the day
	('unexcused and tardy: the tardy corrects it', 'U T', 'tardy', 0),
	('excused and present: the absence corrects it', 'E P', 'excused', 1),
	('tardy and present', 'T P', 'tardy', 0),
	('absent and tardy and present', 'P A T', 'tardy', 0),
	('left early and absent', 'L A', 'left_early', 0),
	('unexcused before excused', 'E U', 'unexcused', 1),
	('excused before suspended', 'O E', 'excused', 1),
	('the order to its end: remote before unmapped', '? R', 'remote', 0),
	('unmapped before present', 'P ?', 'unmapped', 0),
	('the same twice', 'U U', 'unexcused', 1),
	('a tardy twice', 'T T', 'tardy', 0),
	('two halves of one code: the larger', 'EH EH', 'excused 1/2', 1),
	('one code twice: the larger', 'E=0.25 E=0.5', 'excused 1/2', 1),
	('two codes of one mark add', 'E=0.25 E2=0.5', 'excused 3/4', 1),
	('two halves: they tie', 'EH UH', 'unexcused 1/2 excused 1/2', 1),
	('a whole and a half: the whole alone', 'U EH', 'unexcused', 1),
	('a half wins, the whole has lost', 'UH E', 'unexcused 1/2', 1),
	('more than the day: capped', 'E=0.75 U=0.75', 'unexcused 3/4 excused 1/4', 1),
	('three halves: capped', 'EH UH A=0.5', 'unexcused 1/2 excused 1/2 unverified 0', 1),
	('a tardy and a half', 'T EH', 'tardy excused 1/2', 1),
	('a tardy, two halves', 'EH T UH', 'tardy unexcused 1/2 excused 1/2', 1),
	('a tardy with its time, and a third', 'T=0.25 E33', 'tardy 1/4 excused 1/3', 1),
	('unmapped and excused half: the half', '? EH', 'excused 1/2', 1),
	('unmapped and tardy', '? T', 'tardy', 0),
	('a half suspended in and out', 'O=0.5 I=0.5', 'oss 1/2 iss 1/2', 1),
	('precedence beats the order', 'U1 E9', 'excused', 1),
	('any precedence beats none', 'U E9', 'excused', 1),
	('a presence may be made to win', 'P9 U', NULL, 0),
	('and time missed in part stands beside it', 'P9 UH', 'unexcused 1/2', 1),
	('an activity made to win', 'G9 U', 'activity', 0),
	('precedence ties: the order', 'E9 T9 P9', 'tardy', 0),

	-- periods
	('tardy in 1, absent in 2 to 7', 'T@1 U@2 U@3 U@4 U@5 U@6 U@7', 'tardy unexcused 6/7', 1),
	('tardy, three unexcused, three excused', 'T@1 U@2 U@3 U@4 E@5 E@6 E@7', 'tardy unexcused 3/7 excused 3/7', 1),
	('the day unexcused, tardy in 1', 'U T@1', 'tardy unexcused 6/7', 1),
	('the day unexcused, the day tardy', 'U T', 'tardy', 0),
	('the day unexcused, there in 1', 'U P@1', 'unexcused 6/7', 1),
	('the day excused, unexcused in all', 'E U@1 U@2 U@3 U@4 U@5 U@6 U@7', 'unexcused', 1),
	('half the day excused, unexcused in 1', 'EH U@1', 'unexcused 1/7 excused 1/2', 1),
	('half the day, unexcused in 5: what is left', 'EH U@1 U@2 U@3 U@4 U@5', 'unexcused 5/7 excused 2/7', 1),
	('the day tardy, unexcused in 2', 'T U@2', 'tardy unexcused 1/7', 0),
	('the day present, unexcused in 2', 'P U@2', 'unexcused 1/7', 0),
	('two absences of the day, tardy in 1', 'EH UH T@1', 'tardy unexcused 1/2 excused 5/14', 1),
	('one period twice', 'U@1 U@1', 'unexcused 1/7', 0),
	('tardy corrects within the period', 'U@1 T@1 U@2', 'tardy unexcused 1/7', 0),
	('but not in another one', 'U@1 T@2', 'tardy unexcused 1/7', 0),
	('halves of a period', 'EH@1 UH@1', 'unexcused 1/14 excused 1/14', 0),
	('portion of a period', 'E@1=0.5 E@2', 'excused 3/14', 0),
	('four of seven', 'E@1 E@2 E@3 E@4', 'excused 4/7', 1),
	('three of seven', 'E@1 E@2 E@3', 'excused 3/7', 0),
	('half of seven: three and a half', 'E@1 E@2 E@3 EH@4', 'excused 1/2', 1),
	('the event''s own number of periods', 'E@1=/6', 'excused 1/6', 0),
	('missed does not count in a period', 'E@1=30/6', 'excused 1/6', 0),
	('more periods than there are', 'E@1 E@2 E@3 E@4 E@5 E@6 E@7 E@8', 'excused', 1),
	('unmapped in 1, the rest unexcused', '?@1 U@2 U@3 U@4 U@5 U@6 U@7', 'unexcused 6/7 unmapped 1/7', 1),
	('unmapped in 4, the rest unexcused', '?@1 ?@2 ?@3 ?@4 U@5 U@6 U@7', 'unexcused 3/7 unmapped 4/7', 0),
	('early from the last period', 'L@7', 'left_early', 0);
INSERT INTO worked (what, events, marks, absent, day) VALUES
	('four periods on this day', 'E@1 E@2', 'excused 1/2', 1, '2025-08-21');
INSERT INTO worked (what, events, marks, absent, school_id) VALUES
	('periods unknown: not used', 'E@1 E@2', NULL, 0, 'NO'),
	('periods unknown, and the day', 'U T@1', 'unexcused', 1, 'NO'),
	('one event knows them', 'E@1=/4 E@2', 'excused 1/4', 0, 'NO'),
	('held not a number', 'E@1=/NaN', NULL, 0, 'NO');

INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT n, school_id, 2026, '2025-08-18' FROM worked;
INSERT INTO student (student_id) SELECT n FROM worked;
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held)
SELECT w.n, w.school_id, 2026, w.day, p[2], p[1], CASE WHEN p[3] NOT LIKE '%/%' THEN p[3]::numeric END,
	CASE WHEN p[3] LIKE '%/%' THEN nullif(split_part(p[3], '/', 1), '')::numeric END, CASE WHEN p[3] LIKE '%/%' THEN nullif(split_part(p[3], '/', 2), '')::numeric END
FROM worked AS w, string_to_table(w.events, ' ') AS e, regexp_match(e, '^([^@=]+)(?:@([^=]+))?(?:=(.+))?$') AS p WHERE e <> '';
INSERT INTO attendance_taken (school_id, day) VALUES ('P7', '2025-08-29'), ('NO', '2025-08-29');
CALL absence.refresh('marks_store', today => '2025-08-30');
CREATE TEMP VIEW folded AS
SELECT w.what, w.events, w.marks AS expected, g.marks AS got, w.absent, s.absent_days, g.marks IS NOT DISTINCT FROM w.marks AND s.absent_days = w.absent AND s.enrolled_days = 10 AS ok
FROM worked AS w
LEFT JOIN student_register AS r ON r.student_id = w.n::text
LEFT JOIN student_absence AS s ON s.student_id = w.n::text
CROSS JOIN LATERAL (SELECT substring(r.register::text FROM 'marks ' || w.day || ' (.*)')) AS g (marks)
ORDER BY w.n;
SELECT * FROM folded;

-- If marks have the same share, the day goes to the first in the order; if parts count,
-- each mark has its own part
INSERT INTO definition (name, policy) VALUES ('in_parts', 'part_day = proportional');
SELECT w.what, absent_days, unexcused_days, excused_days, tardy_days, missed_days FROM student_absence JOIN worked AS w ON w.n::text = student_id
WHERE w.what IN ('two halves: they tie', 'tardy, three unexcused, three excused', 'unmapped in 4, the rest unexcused') ORDER BY n;
SET absence.policy = 'in_parts';
SELECT w.what, absent_days, unexcused_days, round(excused_days::numeric, 6) AS excused_days, round(missed_days::numeric, 6) AS missed_days FROM student_absence JOIN worked AS w ON w.n::text = student_id
WHERE w.what IN ('two halves: they tie', 'unmapped in 4, the rest unexcused') ORDER BY n;
RESET absence.policy;

-- The fold does not depend on the order of the rows
CREATE TEMP TABLE shuffled AS SELECT * FROM attendance_event ORDER BY md5(attendance_event::text);
TRUNCATE attendance_event;
INSERT INTO attendance_event SELECT * FROM shuffled;
CALL absence.refresh('marks_store', today => '2025-08-30');
SELECT count(*) AS cases, count(*) FILTER (WHERE ok) AS ok, (SELECT registers_changed FROM refresh_log ORDER BY refresh_id DESC LIMIT 1) FROM folded;
-- nor on rows that occur twice
INSERT INTO attendance_event SELECT * FROM shuffled;
CALL absence.refresh('marks_store', today => '2025-08-30');
SELECT count(*) AS cases, count(*) FILTER (WHERE ok) AS ok, (SELECT registers_changed FROM refresh_log ORDER BY refresh_id DESC LIMIT 1) FROM folded;
TRUNCATE attendance_event;
INSERT INTO attendance_event SELECT * FROM shuffled;

-- An event that is not used is listed with the reason
CALL absence.refresh('marks_store', today => '2025-08-30', force => true);
SELECT e.reason, w.what, e.period, e.code FROM event_not_used AS e JOIN worked AS w ON w.n::text = e.student_id ORDER BY w.n, e.period;
SELECT events = events_used + 11 AS counted, events_not_used FROM refresh_log ORDER BY refresh_id DESC LIMIT 1;

-- A code that is unmapped, then mapped, and then mapped differently at one school or in
-- one year
SELECT unmapped_days, counted_days, absent_days FROM student_absence JOIN worked AS w ON w.n::text = student_id WHERE w.what = 'a code that nobody has mapped';
INSERT INTO attendance_code (code, mark) VALUES ('?', 'excused');
CALL absence.refresh('marks_store', today => '2025-08-30', force => true);
SELECT unmapped_days, counted_days, absent_days FROM student_absence JOIN worked AS w ON w.n::text = student_id WHERE w.what = 'a code that nobody has mapped';
DELETE FROM attendance_code WHERE code = '?';

SELECT absence.drop_store('marks_store', 'marks_store');
SELECT absence.create_store('code_store');
SET search_path = code_store, public;
-- the row for the school and year; else that for the school; else that for the year;
-- else that for neither. L is a school that is not in table school
INSERT INTO school (school_id, name) VALUES ('K', 'K'), ('M', 'M');
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT s, y, 'M' FROM unnest('{K,L,M}'::text[]) AS s, unnest('{2025,2026}'::integer[]) AS y;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, school_year, 'M', make_date(school_year - 1, 9, 1) + i, 'Instructional day' FROM calendar, generate_series(0, 9) AS i;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT 'S', school_id, school_year, '2020-01-01' FROM calendar;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT 'S', school_id, school_year, make_date(school_year - 1, 9, 2), 'Z' FROM calendar;
CREATE TEMP VIEW code_mark_got AS SELECT school_id, school_year, substring(register::text FROM 'marks ....-09-02 (.*)') AS mark FROM student_register;
INSERT INTO attendance_code (code, school_id, school_year, mark) VALUES
	('Z', NULL, NULL, 'excused'), ('Z', NULL, 2026, 'unexcused'), ('Z', 'K', NULL, 'oss'), ('Z', 'K', 2026, 'iss'), ('Z', 'M', 2025, 'exempt');
CALL absence.refresh('code_store', today => '2026-09-01');
SELECT school_id, school_year, v.mark AS expected, g.mark AS got, g.mark = v.mark AS ok
FROM (VALUES ('K', 2025, 'oss'), ('K', 2026, 'iss'), ('L', 2025, 'excused'), ('L', 2026, 'unexcused'), ('M', 2025, 'exempt'), ('M', 2026, 'unexcused')) AS v (school_id, school_year, mark)
LEFT JOIN code_mark_got AS g USING (school_id, school_year) ORDER BY 1, 2;
SELECT absence.drop_store('code_store', 'code_store');

-- Events that are not used, each with its reason. The year has the weekdays from 18
-- August to 12 September, without 1 September.
SELECT absence.create_store('outside_store');
SET search_path = outside_store, public;
INSERT INTO school (school_id, name) VALUES ('A', 'A'), ('B', 'B');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('A', 2026, 'M'), ('B', 2026, 'M'), ('B', 2026, 'N');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, calendar_code, d::date, 'Instructional day' FROM calendar, generate_series(timestamp '2025-08-18', '2025-09-12', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO calendar_day SELECT school_id, 2026, calendar_code, '2025-09-01', 'Holiday' FROM calendar;
INSERT INTO student (student_id) VALUES ('in'), ('between'), ('no calendar'), ('no show'), ('not there'), ('dates');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, exit_type) VALUES
	('in', 'A', 2026, '2025-08-25', '2025-09-05', NULL),
	('between', 'A', 2026, '2025-08-18', '2025-08-22', NULL), ('between', 'A', 2026, '2025-09-02', NULL, NULL),
	('no calendar', 'B', 2026, '2025-08-18', NULL, NULL), ('no show', 'A', 2026, '2025-08-18', NULL, 'No show'), ('dates', 'A', 2026, '2025-08-18', NULL, NULL);
CREATE TEMP TABLE worked_outside (student_id text, school_id text, school_year integer, day date, reason text);
INSERT INTO worked_outside VALUES
	('in', 'A', 2026, '2025-08-25', NULL), ('in', 'A', 2026, '2025-09-05', NULL),
	('in', 'A', 2026, '2025-08-22', 'before entry'), ('in', 'A', 2026, '2025-09-08', 'after exit'),
	('in', 'A', 2026, '2025-09-01', 'no session day'), ('in', 'A', 2026, '2025-08-30', 'no session day'), ('in', 'A', 2026, '2026-01-12', 'no session day'),
	('between', 'A', 2026, '2025-08-27', 'between stays'), ('between', 'A', 2026, '2025-09-02', NULL),
	('no calendar', 'B', 2026, '2025-08-27', 'no calendar'), ('no show', 'A', 2026, '2025-08-27', 'void stay'),
	('not there', 'A', 2026, '2025-08-27', 'not enrolled'), ('in', 'B', 2026, '2025-08-27', 'not enrolled'), ('in', 'A', 2025, '2025-08-27', 'unknown year'),
	('nobody', 'A', 2026, '2025-08-27', 'unknown student'), ('in', 'nowhere', 2026, '2025-08-27', 'unknown school'),
	('dates', 'A', 2026, '0003-08-27', 'no session day'), ('dates', 'A', 2026, '6209-08-27', 'no session day'),
	('dates', 'A', 2026, '2025-08-27', NULL), ('dates', 'A', 2026, 'infinity', 'no session day'), ('dates', 'A', 2026, '-infinity', 'no session day');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT student_id, school_id, school_year, day, 'Excused' FROM worked_outside;
CALL absence.refresh('outside_store', today => '2025-09-20');
SELECT w.student_id, w.school_id, w.day, w.reason AS expected, e.reason AS got, e.reason IS NOT DISTINCT FROM w.reason AS ok
FROM worked_outside AS w LEFT JOIN event_not_used AS e USING (student_id, school_id, school_year, day) ORDER BY w.ctid;
-- Only events on membership days are in the figures
SELECT student_id, absent_days FROM student_absence ORDER BY 1;
SELECT events, events_used, (SELECT sum(n::integer) FROM jsonb_each_text(events_not_used) AS r (reason, n)) AS not_used FROM refresh_log WHERE school_year = 2026;

RESET search_path;
SELECT absence.drop_store('outside_store', 'outside_store');

-- The calendars of a school can have different numbers of periods: that of the student
-- is used. A has 7, B has 4, C has none. On the 21st A and B have 5, and C is closed.
SELECT absence.create_store('periods_store');
SET search_path = periods_store, public;
INSERT INTO school (school_id, name) VALUES ('D', 'D');
INSERT INTO calendar (school_id, school_year, calendar_code, periods) VALUES ('D', 2026, 'A', 7), ('D', 2026, 'B', 4), ('D', 2026, 'C', NULL);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, periods)
SELECT 'D', 2026, calendar_code, d::date, CASE WHEN d = '2025-08-21' AND calendar_code = 'C' THEN 'Holiday' ELSE 'Instructional day' END, CASE WHEN d = '2025-08-21' THEN 5 END
FROM calendar, generate_series(timestamp '2025-08-18', '2025-08-22', '1 day') AS d;
INSERT INTO student (student_id) VALUES ('in A'), ('in B'), ('in C'), ('A, then B'), ('gone');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, calendar_code) VALUES
	('in A', 'D', 2026, '2025-08-18', NULL, 'A'), ('in B', 'D', 2026, '2025-08-18', NULL, 'B'), ('in C', 'D', 2026, '2025-08-18', NULL, 'C'),
	('A, then B', 'D', 2026, '2025-08-18', '2025-08-20', 'A'), ('A, then B', 'D', 2026, '2025-08-21', NULL, 'B'), ('gone', 'D', 2026, '2025-08-18', '2025-08-19', 'A');
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code)
SELECT s.student_id, 'D', 2026, d.day, '1', 'Excused' FROM student AS s, (VALUES (date '2025-08-20'), ('2025-08-21'), ('2025-08-22')) AS d (day);
CALL absence.refresh('periods_store', today => '2025-08-23');
SELECT w.student_id, w.day, w.one_of, w.reason, 1 / m.share AS got, e.reason AS got_reason,
	(1 / m.share, e.reason) IS NOT DISTINCT FROM (w.one_of, w.reason) AS ok
FROM (VALUES ('in A', date '2025-08-20', 7::float8, NULL), ('in A', '2025-08-21', 5, NULL), ('in A', '2025-08-22', 7, NULL),
	('in B', '2025-08-20', 4, NULL), ('in B', '2025-08-21', 5, NULL), ('in B', '2025-08-22', 4, NULL),
	('in C', '2025-08-20', NULL, 'periods not known'), ('in C', '2025-08-21', 5, 'no session day'), ('in C', '2025-08-22', NULL, 'periods not known'),
	('A, then B', '2025-08-20', 7, NULL), ('A, then B', '2025-08-21', 5, NULL), ('A, then B', '2025-08-22', 4, NULL),
	('gone', '2025-08-20', NULL, 'after exit'), ('gone', '2025-08-21', 5, 'after exit'), ('gone', '2025-08-22', NULL, 'after exit')) AS w (student_id, day, one_of, reason)
LEFT JOIN day_mark AS m ON (m.student_id, m.day) = (w.student_id, w.day)
LEFT JOIN event_not_used AS e ON (e.student_id, e.day) = (w.student_id, w.day)
ORDER BY w.student_id, w.day;

-- Two events of one period and code that are alike but for the periods of the day: the most are
-- those of the day, in the figures and in what the year shows, whichever row comes first
DELETE FROM attendance_event WHERE student_id = 'in A';
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, held)
VALUES ('in A', 'D', 2026, '2025-08-20', '1', 'Excused', 5), ('in A', 'D', 2026, '2025-08-20', '1', 'Excused', 8),
	('in A', 'D', 2026, '2025-08-22', '1', 'Excused', 8), ('in A', 'D', 2026, '2025-08-22', '1', 'Excused', 5);
CALL absence.refresh('periods_store', today => '2025-08-23');
SELECT day, share_missed, why_not_counted, counts_as, r.register
FROM student_day JOIN student_register AS r USING (student_id, school_id, school_year)
WHERE student_id = 'in A' AND code = 'Excused' ORDER BY day, share_missed;

RESET search_path;
SELECT absence.drop_store('periods_store', 'periods_store');
