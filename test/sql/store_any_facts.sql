-- A bad row never stops a refresh: facts of any content can be loaded, refreshed and
-- reported, and count as the rule says
\getenv abs_srcdir PG_ABS_SRCDIR
\set any_facts :abs_srcdir '/oracle/any_facts.sql'
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('facts_store');
SET search_path = facts_store, public;
-- texts that are too long for an index: 3,200 random characters; the two have the same
-- first hundred
SELECT string_agg(md5(n::text), '' ORDER BY n) AS word FROM generate_series(1, 100) AS n \gset

-- 20 days from 1 to 26 September, each with a roll
INSERT INTO school (school_id, name) VALUES ('G', 'School G'), ('H', 'School H');
INSERT INTO calendar (school_id, school_year, calendar_code, periods) VALUES ('G', 2026, 'M', 6), ('H', 2026, 'M', 6);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'M', d::date, 'Instructional day' FROM school, generate_series(timestamp '2025-09-01', '2025-09-26', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO attendance_taken (school_id, day) SELECT school_id, day FROM calendar_day;
INSERT INTO attendance_code (code, mark, portion) VALUES ('U', 'unexcused', NULL), ('E', 'excused', 1e-16383), (repeat('c', 20000), 'oss', NULL);
INSERT INTO student (student_id) SELECT unnest('{large,small,code,first,grade_0,grade_1,plain}'::text[]);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, fte) VALUES
	('large', 'G', 2026, '2025-09-01', NULL, '05', NULL), ('small', 'G', 2026, '-infinity', 'infinity', '05', NULL), ('code', 'G', 2026, '2025-09-01', '5874897-12-31', '05', NULL),
	('first', 'G', 2026, '-infinity', '4713-01-01 BC', '05', NULL), ('grade_0', 'G', 2026, '2025-09-01', NULL, :'word' || '0', NULL), ('grade_1', 'G', 2026, '2025-09-01', NULL, :'word' || '1', NULL),
	('plain', 'G', 2026, '2025-09-01', NULL, '05', 'NaN'), ('plain', 'H', 2026, '2025-09-01', NULL, '05', 2),
	(:'word', 'G', 2026, '2025-09-01', NULL, '05', NULL), ('plain', :'word', 2026, '2025-09-01', NULL, '05', NULL), ('plain', 'G', 2062, '2025-09-01', NULL, '05', NULL);
-- missed and held of extreme size, so that the quotient is huge or tiny; a tiny portion
-- of a code; a code of 20,000 characters
INSERT INTO attendance_event (student_id, school_id, school_year, day, code, missed, held) VALUES
	('large', 'G', 2026, '2025-09-02', 'U', 9e131071, 1e-16383), ('small', 'G', 2026, '2025-09-02', 'U', 1e-16383, 9e131071), ('code', 'G', 2026, '2025-09-02', 'E', NULL, NULL),
	('code', 'G', 2026, '2025-09-03', repeat('c', 20000), NULL, NULL), ('plain', 'G', 2026, '2025-09-03', :'word', NULL, NULL), ('plain', 'G', 2026, '2025-09-04', 'U', NULL, NULL),
	(:'word', 'G', 2026, '2025-09-04', 'U', NULL, NULL), ('plain', :'word', 2026, '2025-09-04', 'U', NULL, NULL), ('plain', 'G', -2147483648, '2025-09-04', 'U', NULL, NULL);
INSERT INTO student_group (student_id, kind, value) VALUES ('large', 'bus', :'word' || '0'), ('small', 'bus', :'word' || '1'), ('code', 'bus', 'Yes'), (:'word', 'bus', 'Yes'), ('plain', :'word', 'Yes');
-- so that the day before the exit is computed, which does not exist for the first of
-- all dates
UPDATE store_setting SET exit_day_counts = false;
CALL absence.refresh('facts_store', today => '2025-10-01');

-- Of the 20 days: one whole day, nothing, nothing from the code with a portion, and one
-- whole day from the long code. The fte that is not a number counts as 1, less than the
-- 2 of the other school, which owns all days. The code that is not mapped makes an
-- unmapped day. Student first has no day.
SELECT student_id, school_id, enrolled_days, absent_days, oss_days, unmapped_days, absence_rate FROM student_absence ORDER BY student_id, school_id;
SELECT student_id, absent_days FROM district_student_absence WHERE student_id = 'plain';

-- Long texts are shown by their beginning and a hash, here and in the kept rows
SELECT left(grade, 10) AS begins, length(grade), right(grade, 33) IN (md5(:'word' || '0') || ')', md5(:'word' || '1') || ')') AS by_hash, verdict_n + no_verdict_n AS students,
	m.grade IS NOT NULL AS is_kept
FROM grade_absence LEFT JOIN latest_grade_absence AS m USING (grade, school_id, school_year, verdict_n, no_verdict_n) WHERE school_id = 'G' ORDER BY grade;
SELECT left(group_kind, 10) AS kind, length(group_kind), left(group_value, 10) AS value, length(group_value), verdict_n + no_verdict_n AS students
FROM latest_group_absence WHERE school_id = 'G' AND status_basis = 'on_day' ORDER BY group_kind, group_value;

-- All of these are reported
SELECT severity, reason, school_year, left(school_id, 5) AS school, left(student_id, 5) AS student, day, left(detail, 50) AS detail, length(detail), occurrences
FROM data_issue ORDER BY reason, school_id, student_id, detail;

-- A few rows of a year without a calendar do not make a year
SELECT school_year FROM school_year_state;
SELECT absence.drop_store('facts_store', 'facts_store');

-- Hundreds of kinds of rows together; then some of them, in rows in which other columns
-- are odd too
\set ECHO none
\i :any_facts
\set ECHO all
SELECT count(*) > 1500 AS kinds FROM kind;
CALL any_facts.try(any_facts.draw(0, 400));
CALL any_facts.try(any_facts.draw(1, 25), 1);
CALL any_facts.try(any_facts.draw(2, 25), 2);
CALL any_facts.try(any_facts.draw(3, 25), 3);
SELECT trial, seed, cardinality(kinds) > 20 AS kinds, rows_in > 20 AS rows_in, relations_read > 90 AS read, said FROM result ORDER BY trial;
RESET search_path;
SELECT absence.drop_store('any_store', 'any_store');
DROP SCHEMA any_facts CASCADE;
