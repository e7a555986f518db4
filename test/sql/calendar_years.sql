-- In a store a calendar is of the school year under which it was loaded, however many session days it
-- has and whatever part of the year they are in. Rules and tiers are of one school year: a
-- calendar that seems to be of two would stop the refresh of a district.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\pset format unaligned
SELECT absence.create_store('years_store');
SET search_path = years_store, public;
INSERT INTO school (school_id, name) VALUES ('S', 'S'), ('T', 'T');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('S', 2026, 'all'), ('S', 2026, 'main'), ('S', 2026, 'june'), ('T', 2026, 'main');
-- all: every day of more than a year; june: only days before the school year; main: 20 days
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT 'S', 2026, 'all', d::date, 'Instructional day' FROM generate_series(timestamp '2025-06-10', '2026-08-27', '1 day') AS d
UNION ALL
SELECT 'S', 2026, 'june', d::date, 'Instructional day' FROM generate_series(timestamp '2025-06-16', '2025-06-27', '1 day') AS d WHERE extract(isodow FROM d) < 6
UNION ALL
SELECT s, 2026, 'main', d::date, 'Instructional day' FROM generate_series(timestamp '2025-09-01', '2025-09-26', '1 day') AS d, unnest('{S,T}'::text[]) AS s
WHERE extract(isodow FROM d) < 6;
INSERT INTO student (student_id) VALUES ('in all'), ('in june'), ('june, then main'), ('june, then T');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, calendar_code) VALUES
	('in all', 'S', 2026, '2025-06-10', NULL, 'all'), ('in june', 'S', 2026, '2025-06-10', NULL, 'june'),
	('june, then main', 'S', 2026, '2025-06-10', '2025-06-27', 'june'), ('june, then main', 'S', 2026, '2025-09-01', NULL, 'main'),
	('june, then T', 'S', 2026, '2025-06-10', '2025-06-27', 'june'), ('june, then T', 'T', 2026, '2025-09-01', NULL, 'main');
-- three days before and three days in July to June
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT s.student_id, s.school_id, 2026, d.day, 'Unexcused'
FROM enrollment AS s JOIN calendar_day AS d USING (school_id, calendar_code)
WHERE d.day IN ('2025-06-16', '2025-06-17', '2025-06-18', '2025-09-22', '2025-09-23', '2025-09-24');
INSERT INTO attendance_taken (school_id, day) VALUES ('S', '2025-09-26'), ('T', '2025-09-26'), ('S', '2025-06-27');
SELECT absence.define_rule('years_store', 'five_days', 'amount >= 5');
CALL absence.refresh('years_store', today => '2025-09-27', force => true);
-- 10 days in June and 20 days in September; 444 days from 10 June to 27 August
SELECT student_id, school_id, substring(register::text FROM 'calendar [0-9: ]*') AS calendar FROM student_register ORDER BY student_id, school_id;
-- the fifth day that is missed is 23 September, of june and main together
SELECT student_id, met_on FROM alert ORDER BY student_id;
SELECT student_id, tier, absent_days FROM support_tier ORDER BY student_id;
SELECT student_id, absences_until, nearest_rule FROM monday_list ORDER BY student_id;
SELECT student_id, student_absence.enrolled_days, absent_days FROM student_absence ORDER BY student_id, school_id;
SELECT count(*) FROM month_absence WHERE school_id = 'S';

RESET search_path;
SELECT absence.drop_store('years_store', 'years_store');
