-- Which students are enrolled now, and that no student of a past year is on the watch
-- list; worked by hand.
--
-- Session days are Mondays to Fridays: in year 2026 from 18 August 2025 to 5 June 2026,
-- 42 weeks; in 2023 to 2025 at the same time of the year; in 2027 from 17 August 2026
-- to 4 June 2027, at L from 2 November on. H takes its roll every day. K and L took it
-- to the end of 2026, and then K closed. N never takes one. So each school counts
-- through the last day of its roll.
--
-- Except at N, every student to the end of 2026 is absent on the last ten days of each
-- year, 10 of about 200 days: a streak of ten, not near any line. In 2027 the truant is
-- absent on three days in a row.
\set SHOW_CONTEXT never
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT absence.create_store('now_store');
SET search_path = now_store;
UPDATE store_setting SET time_zone = 'Pacific/Kiritimati';
INSERT INTO school (school_id, name) VALUES ('H', 'High'), ('K', 'Closes'), ('L', 'Late'), ('N', 'Never recorded');

-- Nothing counts yet: the day of now is the day before the last refresh
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('H', 2023, 'D');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT 'H', 2023, 'D', d::date, 'Instructional day' FROM generate_series(timestamp '2022-08-15', '2023-06-02', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date) VALUES
	('a here', 'H', 2023, '2022-08-15', NULL), ('b to come', 'H', 2023, '2022-08-26', NULL), ('c to 25 August', 'H', 2023, '2022-08-15', '2022-08-25');
CALL absence.refresh('now_store', today => '2022-08-26');
SELECT student_id, enrolled_now, complete_through FROM student_absence ORDER BY 1;
CALL absence.refresh('now_store', today => '2022-08-27');
SELECT student_id, enrolled_now, complete_through FROM student_absence ORDER BY 1;
SELECT student_id, enrolled_now FROM district_student_absence ORDER BY 1;
SELECT count(*) FROM watch_list;
SELECT asked, latest, day, school_year FROM store_now;
-- or the day before today in the time zone of the district, if there is no log of a
-- refresh
TRUNCATE refresh_log;
SELECT day = (now() AT TIME ZONE 'Pacific/Kiritimati')::date - 1 AS yesterday FROM store_now;

-- Four years, the last of them over
DELETE FROM enrollment;
DELETE FROM calendar_day;
INSERT INTO calendar (school_id, school_year, calendar_code)
SELECT s, y, 'D' FROM (VALUES ('H', 2024), ('H', 2025), ('H', 2026), ('H', 2027), ('K', 2026), ('L', 2026), ('L', 2027), ('N', 2026), ('N', 2027)) AS c (s, y);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, school_year, 'D', d::date, 'Instructional day'
FROM calendar
JOIN (VALUES (2023, date '2022-08-15'), (2024, '2023-08-14'), (2025, '2024-08-19'), (2026, '2025-08-18'), (2027, '2026-08-17')) AS y (school_year, first_day) USING (school_year),
	generate_series(first_day::timestamp, first_day + 291, '1 day') AS d
WHERE extract(isodow FROM d) < 6 AND NOT (school_id = 'L' AND d BETWEEN '2026-08-01' AND '2026-11-01');
SELECT school_id, school_year, min(day), max(day), count(*) FROM calendar_day GROUP BY 1, 2 ORDER BY 1, 2;
CREATE PROCEDURE take_roll(of_school text, from_day date, to_day date) LANGUAGE sql AS $$
	INSERT INTO attendance_taken SELECT school_id, day FROM calendar_day WHERE school_id = of_school AND day BETWEEN from_day AND to_day
$$;
CALL take_roll('H', '2022-08-01', '2026-06-30');
CALL take_roll('K', '2025-08-01', '2026-06-30');
CALL take_roll('L', '2025-08-01', '2026-06-30');

INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date)
-- a graduate of each year, without an exit
SELECT 'graduate', 'H', y, make_date(y - 1, 9, 1), NULL FROM generate_series(2023, 2026) AS y
UNION ALL VALUES
	('graduate with exit', 'H', 2026, date '2025-09-01', date '2026-06-05'),
	('of K', 'K', 2026, '2025-09-01', NULL),
	('of L', 'L', 2026, '2025-09-01', NULL), ('of L', 'L', 2027, '2026-08-17', NULL),
	('of L, from November', 'L', 2027, '2026-11-02', NULL),
	('of L, to 19 August', 'L', 2027, '2026-08-17', '2026-08-19'), ('of L, to 20 August', 'L', 2027, '2026-08-17', '2026-08-20'),
	('of N', 'N', 2026, '2025-09-01', NULL), ('of N', 'N', 2027, '2026-08-17', NULL),
	('of N, exit in May', 'N', 2026, '2025-09-01', '2026-05-15'),
	('stayer', 'H', 2026, '2025-09-01', NULL), ('stayer', 'H', 2027, '2026-08-17', NULL),
	('to the end of August', 'H', 2026, '2025-09-01', '2026-08-31'),
	('truant', 'H', 2027, '2026-08-17', NULL),
	-- students of two schools: at L to the 19th; at H to September; at L from November
	-- on
	('two, now at H', 'L', 2027, '2026-08-17', '2026-08-19'), ('two, now at H', 'H', 2027, '2026-09-01', NULL),
	('two, now at L', 'H', 2027, '2026-08-17', '2026-09-30'), ('two, now at L', 'L', 2027, '2026-08-18', NULL),
	('two, now at neither', 'H', 2027, '2026-08-17', '2026-09-30'), ('two, now at neither', 'L', 2027, '2026-11-02', NULL);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT e.student_id, e.school_id, e.school_year, d.day, 'Excused'
FROM enrollment AS e
JOIN (SELECT *, row_number() OVER (PARTITION BY school_id, school_year ORDER BY day DESC) AS from_last FROM calendar_day) AS d USING (school_id, school_year)
WHERE e.school_year < 2027 AND d.from_last <= 10 AND e.student_id NOT LIKE 'of N%';

-- On 20 June 2026, H, K and L count through 5 June, and N has 6 April, 60 days before.
-- The graduate has a streak of ten in each of four years, and is listed only for the
-- last.
CALL absence.refresh('now_store', today => '2026-06-20', force => true);
SELECT school_id, day FROM school_now ORDER BY 1;
SELECT student_id, school_id, school_year, enrolled_now, streak FROM student_absence WHERE school_year < 2027 ORDER BY 1, 2, 3;
SELECT student_id, school_id, school_year, trigger, since FROM watch_list ORDER BY 1;
-- no student of next year, before it begins
SELECT count(*), count(*) FILTER (WHERE enrolled_now) AS now FROM student_absence WHERE school_year = 2027;

-- On 28 August, H counts through the 27th. The others have 28 June, 60 days before:
-- students who were at K, L and N last year are still enrolled, but are not listed for
-- last year.
CALL take_roll('H', '2026-08-17', '2026-08-27');
CALL absence.refresh('now_store', today => '2026-08-28', force => true);
SELECT school_id, day FROM school_now ORDER BY 1;
SELECT asked, latest, day, school_year FROM store_now;
SELECT student_id, school_id, school_year, enrolled_now, streak FROM student_absence WHERE enrolled_now ORDER BY 1, 2, 3;
SELECT count(*) FROM watch_list;

-- On 20 October, H counts through the 19th, 46 days of the year, and the others have 20
-- August. Last year is closed. None of its students is enrolled now: not the graduate,
-- not the student of K, which has closed, and at N neither the student with an open
-- stay nor the one with an exit in May. In this year the students who were at L on 20
-- August are enrolled, although L has not started yet.
DO $$
DECLARE
	y integer;
BEGIN
	FOR y IN 2023 .. 2026 LOOP
		CALL absence.close_year('now_store', y);
	END LOOP;
END
$$;
CALL take_roll('H', '2026-08-28', '2026-10-19');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT 'truant', 'H', 2027, d, 'Excused' FROM unnest('{2026-10-15,2026-10-16,2026-10-19}'::date[]) AS d;
CALL absence.refresh('now_store', today => '2026-10-20', force => true);
SELECT school_id, day FROM school_now ORDER BY 1;
SELECT asked, latest, day, school_year FROM store_now;
SELECT student_id, school_year, string_agg(school_id || ' ' || s.enrolled_now, ', ' ORDER BY school_id) AS at_schools, d.enrolled_now AS in_district
FROM student_absence AS s JOIN (SELECT student_id, school_year, enrolled_now FROM district_student_absence) AS d USING (student_id, school_year)
GROUP BY student_id, school_year, d.enrolled_now ORDER BY 1, 2;
-- The truant has missed 3 of 46 days, and two more would make 10%. The streaks of ten
-- of earlier years stay in the figures of those years, but are not listed.
SELECT student_id, school_id, school_year, trigger, since, streak FROM watch_list ORDER BY 1, 4;
SELECT school_year, count(*) FILTER (WHERE streak = 10) AS streaks_of_ten FROM student_absence GROUP BY 1 ORDER BY 1;
-- "infinity" asks for no day
SET absence.as_of = 'infinity';
SELECT asked, latest, day, school_year FROM store_now;
SELECT count(*) FROM watch_list;

-- A day of last year: the students who were enrolled then, whatever is complete now. An
-- open stay ends on 30 June.
SET absence.as_of = '2026-06-05';
SELECT student_id, school_id, school_year, enrolled_now FROM student_absence WHERE enrolled_now ORDER BY 1, 2, 3;
SELECT student_id, enrolled_now FROM district_student_absence WHERE enrolled_now ORDER BY 1;
SELECT day, as_of, student_id, school_year, trigger, since
FROM unnest('{2025-06-01,2026-05-26,2026-06-05,2026-06-06,2026-06-30,2026-07-01,2026-08-16,2026-08-17,2026-08-31,2026-09-01}'::date[]) AS day,
	watch_list_at(day) AS w ORDER BY 1, 3, 5;
SELECT day, string_agg(student_id || ' ' || school_year, ', ' ORDER BY student_id COLLATE "C", school_year) FILTER (WHERE enrolled_now) AS enrolled_now
FROM unnest('{2022-08-31,2022-09-01,2023-06-30,2023-07-01,2026-08-16,2026-08-17}'::date[]) AS day, student_absence_at(day) WHERE school_id = 'H' GROUP BY 1 ORDER BY 1;
-- the exit day, if it counts and if it does not, which the next refresh finds
SET absence.as_of = '2026-08-20';
SELECT enrolled_now FROM student_absence WHERE student_id = 'of L, to 20 August';
UPDATE store_setting SET exit_day_counts = false;
SELECT enrolled_now FROM student_absence WHERE student_id = 'of L, to 20 August';
CALL absence.refresh('now_store', today => '2026-10-20', force => true);
SELECT enrolled_now FROM student_absence WHERE student_id = 'of L, to 20 August';
SET absence.as_of = '2026-08-19';
SELECT enrolled_now FROM student_absence WHERE student_id = 'of L, to 20 August';
UPDATE store_setting SET exit_day_counts = true;
CALL absence.refresh('now_store', today => '2026-10-20', force => true);
-- enrolled_now is never NULL; before all years no student is enrolled
SELECT day, count(*) AS students, count(*) FILTER (WHERE enrolled_now) AS now, count(enrolled_now) AS known
FROM unnest('{0001-01-01,2022-08-14,2026-01-05,9999-12-31}'::date[]) AS day, student_absence_at(day) GROUP BY day ORDER BY day;
SELECT count(*) FROM watch_list_at('2022-08-14');
RESET absence.as_of;

-- Impossible years, of which a refresh finds no stays, and stays of years in which open stays
-- have no end
INSERT INTO enrollment (student_id, school_id, school_year, entry_date)
SELECT 'odd', s, y, '0001-01-01' FROM unnest('{H,unknown}'::text[]) AS s, unnest('{-2147483648,-1,0,1,9999,10000,5874898,2147483647}'::integer[]) AS y;
CALL absence.refresh('now_store', today => '2026-10-20', force => true);
SELECT school_year, count(*) FROM stay_register WHERE student_id = 'odd' GROUP BY 1 ORDER BY 1;
INSERT INTO stay_register (school_year, student_id, school_id, entry_date, primary_school, fte, alone, alone_at_school, has_many)
SELECT y, 'odd', 'H', '0001-01-01', false, 1, true, true, false FROM unnest('{-2147483648,0,10000,2147483647}'::integer[]) AS y;
SELECT count(*) FROM latest_stay;
SELECT count(*) AS students, count(*) FILTER (WHERE enrolled_now) AS now FROM student_absence;
SELECT count(*) FROM watch_list;

RESET search_path;
SELECT absence.drop_store('now_store', 'now_store');
