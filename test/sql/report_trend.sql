-- absence_trend and daily_attendance on a district worked by hand.
--
-- Northside in 2026 has sessions on 18 to 22 August, 2 to 5 September and 15 to 19
-- September 2025: weeks 1, 2 and 3, without two weeks of holidays. Calendar D is
-- complete through Wednesday the 17th by its roll, and so is B, which has one student.
-- In 2025 the school had weeks 1 and 2, and in 2023 week 1.
--
--     ann  1st, D  misses 18, 19 August and 15 September: 2 of 5, 2 of 9, 3 of 12
--     bob  2nd, D  enrolled from 2 to 5 September, misses the 2nd: 1 of 4 at the end
--     cam  no grade, B  half of 20 August and of 16 September: whole days, 1 of 5, 1 of 9, 2 of 12
--     dee  1st, in 2025  misses 19 August: 1 of 5, 1 of 10
--     eli  1st, in 2023  misses all 5 of week 1
--     fay  at Southside, which has only totals of 2025; misses nothing
--
-- ann is an English learner from 15 September on, and is in that group all the year.
\set SHOW_CONTEXT never
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT absence.create_store('trend');
SET search_path = trend;
INSERT INTO school (school_id, name) VALUES ('N', 'Northside'), ('S', 'Southside');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('N', 2026, 'D'), ('N', 2026, 'B'), ('N', 2025, 'D'), ('N', 2023, 'D'), ('S', 2026, 'D');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT c.school_id, c.school_year, c.calendar_code, first + i, 'Instructional day'
FROM calendar AS c
JOIN (VALUES (2026, date '2025-08-18', 5), (2026, '2025-09-02', 4), (2026, '2025-09-15', 5), (2025, '2024-08-19', 5), (2025, '2024-08-26', 5), (2023, '2022-08-22', 5)) AS s (school_year, first, days) USING (school_year),
	generate_series(0, days - 1) AS i;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code) VALUES
	('ann', 'N', 2026, '2025-08-18', NULL, '01', 'D'), ('bob', 'N', 2026, '2025-09-02', '2025-09-05', '02', 'D'), ('cam', 'N', 2026, '2025-08-18', NULL, NULL, 'B'),
	('dee', 'N', 2025, '2024-08-19', NULL, '01', 'D'), ('eli', 'N', 2023, '2022-08-22', NULL, '01', 'D'), ('fay', 'S', 2026, '2025-08-18', NULL, '01', 'D');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code, portion)
SELECT student_id, 'N', school_year, day, 'A', portion
FROM (VALUES ('ann', 2026, date '2025-08-18', NULL), ('ann', 2026, '2025-08-19', NULL), ('ann', 2026, '2025-09-15', NULL), ('bob', 2026, '2025-09-02', NULL),
	('cam', 2026, '2025-08-20', 0.5), ('cam', 2026, '2025-09-16', 0.5), ('dee', 2025, '2024-08-19', NULL)) AS v (student_id, school_year, day, portion)
UNION ALL
SELECT 'eli', 'N', 2023, date '2022-08-22' + i, 'A', NULL FROM generate_series(0, 4) AS i;
INSERT INTO attendance_code (code, mark) VALUES ('A', 'excused');
INSERT INTO attendance_taken (school_id, day, calendar_code) VALUES ('N', '2025-09-17', 'D'), ('S', '2025-09-17', NULL), ('N', '2024-08-30', NULL);
-- A kind with the name grade is replaced by the grade of the enrollment
INSERT INTO student_group (student_id, kind, value, begin_date) VALUES ('ann', 'english_learner', 'Limited', '2025-09-15'), ('ann', 'grade', '1st', NULL);
INSERT INTO prior_count (school_id, school_year, group_kind, group_value, verdict_n, chronic_n, source) VALUES
	('S', 2025, 'all', 'all', 200, 50, 'state file'), ('S', 2025, 'all', 'all', 210, 51, 'old system'), ('S', 2025, 'grade', '01', 0, 0, 'state file'),
	('N', 2025, 'all', 'all', 7, 7, 'state file'), ('N', 2024, 'all', 'all', 8, 8, 'state file');
INSERT INTO definition (name, policy) VALUES ('quarter', 'minimum = none, at_risk = none, chronic = 25%, severe = none');
UPDATE store_setting SET policy = 'quarter';
CALL absence.refresh('trend', today => '2025-09-18');
SET datestyle = 'ISO';

-- Each school by week. Northside 2026: week 1 has ann of two students; week 2 has bob
-- of three; week 3 has ann, with 3 of 12 again, and bob, who has left. Beside it is the
-- same week of 2025, which had no third week; beside 2025 are the totals of 2024, and
-- not 2023. Southside has the totals of the first source.
SELECT school_year AS year, school_id AS s, week_number AS w, week_start, last_day, session_days AS days, verdict_n AS n, chronic_n AS k, round(chronic_rate::numeric, 4) AS rate,
	prior_last_day, prior_verdict_n AS prior_n, prior_chronic_n AS prior_k, prior_chronic_rate AS prior_rate, prior_source, complete_through, as_of, policy
FROM absence_trend WHERE group_kind = 'all' ORDER BY 2, 1 DESC, 3;

-- Groups have the weeks of their school, also before and after their own days; a grade
-- without a verdict last year has no rate of last year. All rows except those of all
-- students.
SELECT school_year AS year, school_id AS s, group_kind, group_value, string_agg(concat_ws('/', chronic_n, verdict_n), ' ' ORDER BY week_number) AS weeks,
	string_agg(concat_ws('/', prior_chronic_n, prior_verdict_n), ' ' ORDER BY week_number) AS prior, string_agg(DISTINCT prior_source, ', ') AS source
FROM absence_trend WHERE group_kind <> 'all' GROUP BY 1, 2, 3, 4 ORDER BY 2, 1 DESC, 3, 4;

-- As of a day, the week ends on that day; ann is not an English learner yet
SELECT group_kind, group_value, week_number AS w, last_day, session_days AS days, verdict_n AS n, chronic_n AS k, as_of
FROM absence_trend_at('2025-09-03') WHERE school_id = 'N' AND school_year = 2026 ORDER BY 1, 2, 3;
-- before the year it has no week
SELECT school_year, count(*) FROM absence_trend_at('2025-08-17') GROUP BY 1 ORDER BY 1;
-- The last week is the same as the views as of the day
SELECT count(*) AS schools, count(*) FILTER (WHERE (t.verdict_n, t.chronic_n, t.chronic_rate) IS DISTINCT FROM (s.verdict_n, s.chronic_n, s.chronic_rate)) AS differing
FROM school_absence AS s
JOIN (SELECT DISTINCT ON (school_year, school_id) * FROM absence_trend WHERE group_kind = 'all' ORDER BY school_year, school_id, week_number DESC) AS t USING (school_year, school_id);
SELECT count(*) AS groups, count(*) FILTER (WHERE (t.verdict_n, t.chronic_n, t.chronic_rate) IS DISTINCT FROM (g.verdict_n, g.chronic_n, g.chronic_rate)) AS differing
FROM group_absence AS g
JOIN (SELECT DISTINCT ON (school_year, school_id, group_kind, group_value) * FROM absence_trend WHERE group_kind <> 'grade' ORDER BY school_year, school_id, group_kind, group_value, week_number DESC) AS t
	USING (school_year, school_id, group_kind, group_value)
WHERE g.sex = 'all' AND g.status_basis = 'on_day';

-- Northside by day
SELECT day, members AS m, counted AS c, absent, attending, round(attendance_rate::numeric, 4) AS rate, whole_school AS whole, session_days AS days,
	round(average_daily_membership::numeric, 4) AS adm, round(average_daily_attendance::numeric, 4) AS ada, round(attendance_rate_to_date::numeric, 4) AS to_date, complete_through, as_of, policy
FROM daily_attendance WHERE school_id = 'N' AND school_year = 2026 ORDER BY day;
-- with parts of a day; the code of Wednesday is not mapped: three students are members,
-- and none counts
INSERT INTO definition (name, policy) VALUES ('parts', 'minimum = none, part_day = proportional');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('bob', 'N', 2026, '2025-09-03', '?'), ('ann', 'N', 2026, '2025-09-03', '?'), ('cam', 'N', 2026, '2025-09-03', '?');
CALL absence.refresh('trend', today => '2025-09-18', force => true);
SELECT day, members AS m, counted AS c, absent, attending, attendance_rate AS rate, session_days AS days, average_daily_membership AS adm, average_daily_attendance AS ada, attendance_rate_to_date AS to_date
FROM daily_attendance_at('2025-09-04', 'parts') WHERE school_id = 'N' AND school_year = 2026 AND day > '2025-08-19' ORDER BY day;

RESET search_path;
SELECT absence.drop_store('trend', 'trend');
