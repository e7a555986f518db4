-- An unmapped code comes into a store. Verdicts depend on it, and every view shows that
--
-- 100 weekdays from Monday, 2025-08-18. On day d, student i of 110 is absent if d + i
-- is a multiple of 14: each student misses 7 or 8 days, so no student is chronically
-- absent. Then a program records 28 or 29 more days of each student with the code
-- 'Zoom', which is not mapped, so that 7 to 37 of 100 days could be missed. Student 1
-- is absent on 12 more days, 19 in all, and is chronically absent in any case.
SET client_min_messages = warning;
SELECT absence.create_store('program');
SET search_path = program;
UPDATE store_setting SET policy = 'federal', time_zone = 'UTC';
INSERT INTO school (school_id, name) VALUES ('A', 'Alder'), ('B', 'Birch');
INSERT INTO student (student_id) SELECT i FROM generate_series(1, 110) AS i;
INSERT INTO calendar (school_id, school_year, calendar_code, calendar_type) VALUES ('A', 2026, 'M', 'School'), ('B', 2026, 'M', 'School');
CREATE TEMP TABLE nth AS
SELECT row_number() OVER (ORDER BY day)::integer AS d, day::date
FROM generate_series(timestamp '2025-08-18', '2026-01-02', '1 day') AS day WHERE extract(isodow FROM day) < 6;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'M', day, 'Instructional day' FROM nth, unnest('{A,B}'::text[]) AS s WHERE d <= 100;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date)
SELECT i, CASE WHEN i <= 60 THEN 'A' ELSE 'B' END, 2026, '2025-08-18' FROM generate_series(1, 110) AS i;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT i, CASE WHEN i <= 60 THEN 'A' ELSE 'B' END, 2026, day, 'Excused'
FROM nth, generate_series(1, 110) AS i WHERE d <= 100 AND ((d + i) % 14 = 0 OR i = 1 AND d <= 12);
CALL absence.refresh('program', today => '2026-01-03');
SELECT school_id, verdict_n, chronic_n, no_verdict_n, complete_through FROM school_absence ORDER BY school_id;

-- The code: a refresh would remove 109 of 110 verdicts (and make the remaining one
-- severe, with 19 of 73 days). It reports this and writes nothing
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT i, CASE WHEN i <= 60 THEN 'A' ELSE 'B' END, 2026, day, 'Zoom'
FROM nth, generate_series(1, 110) AS i WHERE d <= 100 AND (d + i) % 14 BETWEEN 1 AND 4 AND NOT (i = 1 AND d <= 12);
SELECT * FROM absence.refresh_check('program', today => '2026-01-03');
CALL absence.refresh('program', today => '2026-01-03', force => true);
SELECT school_id, verdict_n, chronic_n, no_verdict_n FROM school_absence ORDER BY school_id;
SELECT status, why_null, band, chronic, count(*), min(absent_days), max(absent_days), min(unmapped_days), max(unmapped_days) FROM student_absence GROUP BY 1, 2, 3, 4 ORDER BY 1;
SELECT scope, verdict_n, chronic_n, no_verdict_n FROM district_absence ORDER BY 1;
SELECT school_id, students, verdict_n, not_recorded_n, not_mapped_n FROM coverage ORDER BY 1;
SELECT severity, reason, school_id, detail, occurrences FROM data_issue ORDER BY reason, school_id;
SELECT cause, scope, band_before, band_after, count(*) FROM verdict_change GROUP BY 1, 2, 3, 4 ORDER BY 2, 3;

-- The watch list has every student without a verdict, since the day from which the
-- verdict depends on the code. Student 14 is absent on day 14, and has Zoom on days 1
-- to 4: 0 of 4 or 4 of 4 days, and with day 14 from 1 to 5 of 14, which is below a
-- tenth if none of them is an absence. So it is since the 10th day, the first with
-- enough days
SELECT trigger, count(*), count(DISTINCT student_id) AS students FROM watch_list GROUP BY trigger ORDER BY trigger;
SELECT trigger, since, (SELECT d FROM nth WHERE day = since), band, band_before FROM watch_list WHERE student_id = '14';
-- The trend shows it too: on the last day of the year at each school one student has a
-- verdict, or none
SELECT school_id, verdict_n, chronic_n FROM absence_trend WHERE group_kind = 'all' AND last_day = '2026-01-02' ORDER BY 1;

-- Figures of 1 of 110 students are not published
\set SHOW_CONTEXT never
CALL absence.publish('program', 'winter');
-- they are under a definition for which no day depends on the code
SELECT absence.define_policy('program', 'half_year', 'chronic = 60%, severe = 80%');
SELECT school_id, verdict_n, no_verdict_n FROM school_absence_at(policy => 'half_year') ORDER BY 1;
CALL absence.publish('program', 'winter', policy => 'half_year');
SELECT scope, verdict_n FROM public_absence WHERE group_kind = 'all' AND scope = 'sum_of_schools';

-- The code is mapped to activity: all students have verdicts again, and nothing is lost
INSERT INTO attendance_code (code, mark) VALUES ('Zoom', 'activity');
CALL absence.refresh('program', today => '2026-01-03');
SELECT school_id, verdict_n, chronic_n, no_verdict_n FROM school_absence ORDER BY school_id;
SELECT school_id, verdict_n, not_mapped_n FROM coverage ORDER BY 1;
SELECT trigger, count(*) FROM watch_list GROUP BY trigger ORDER BY trigger;
SELECT cause, scope, band_before, band_after, count(*) FROM verdict_change WHERE refresh_id = (SELECT max(refresh_id) FROM refresh_log) GROUP BY 1, 2, 3, 4 ORDER BY 2, 3;
CALL absence.publish('program', 'spring');

-- One exempt period of seven does not remove a day from the year: 9 whole days, and one
-- period on each of ten other days, are 9 of 100 days; also if the other six periods
-- are recorded as present
SELECT absence.define_policy('program', 'new_jersey_like', absence.policy_named('new_jersey')::text);
INSERT INTO attendance_code (code, mark) VALUES ('College visit', 'exempt');
INSERT INTO student (student_id) VALUES ('x'), ('y');
UPDATE calendar SET periods = 7;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('x', 'A', 2026, '2025-08-18'), ('y', 'A', 2026, '2025-08-18');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student, 'A', 2026, day, 'Unexcused' FROM nth, unnest('{x,y}'::text[]) AS student WHERE d <= 9;
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code)
SELECT student, 'A', 2026, day, p, CASE p WHEN 1 THEN 'College visit' ELSE 'Present' END
FROM nth, unnest('{x,y}'::text[]) AS student, generate_series(1, 7) AS p WHERE d BETWEEN 11 AND 20 AND (p = 1 OR student = 'y');
-- and the same with a code that is not mapped
INSERT INTO student (student_id) VALUES ('z');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('z', 'A', 2026, '2025-08-18');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT 'z', 'A', 2026, day, 'Unexcused' FROM nth WHERE d <= 9;
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code) SELECT 'z', 'A', 2026, day, '1', '??' FROM nth WHERE d BETWEEN 11 AND 20;
CALL absence.refresh('program', today => '2026-01-03');
SELECT student_id, absent_days, enrolled_days, counted_days, unmapped_days, chronic, status
FROM student_absence_at(policy => 'new_jersey_like') WHERE student_id > 'a' ORDER BY 1;

RESET search_path;
SELECT absence.drop_store('program', 'program');
