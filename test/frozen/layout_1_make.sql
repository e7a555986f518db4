-- How layout_1.sql was made, for the record: a store of layout 1, by version 0.1.0 of
-- the extension on PostgreSQL 15. Later versions cannot run it.
--
--   psql -f roles.sql -c 'CREATE DATABASE frozen OWNER district'
--   psql -U district -d frozen -v ON_ERROR_STOP=1 -f layout_1_make.sql
--   psql -d frozen -XAtq -v frozen=1 -f answers.sql >layout_1_answers.txt
--   pg_dump frozen | grep -Ev '^.(un)?restrict ' >layout_1.sql

SET client_min_messages = warning;
SET TimeZone = 'America/Chicago';
CREATE EXTENSION absence VERSION '0.1.0';
SELECT absence.create_store('attendance');
SET search_path = attendance;

-- Three schools over two school years of 50 days: one keeps absences alone, one takes
-- a roll and has a calendar for each half of its grades, one is small
UPDATE store_setting SET time_zone = 'America/Chicago', day_closes_at = '18:00', max_verdict_change = 1, max_drop = 0.9;
INSERT INTO school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting, federally_reported) VALUES
	('A', 'Alder Elementary', 'Elementary', '1', '01', '0101', '990000000001', 'exception', true),
	('B', 'O''Neil "Birch" School', 'Middle', '1', '01', '0102', NULL, 'affirmative', true),
	('C', 'Cedar', NULL, '1', NULL, NULL, NULL, 'exception', false);
INSERT INTO calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
SELECT c.school_id, y, c.code, c.type, c.minutes, c.periods
FROM (VALUES ('A', 'MAIN', 'School', 390, NULL), ('B', 'LOW', 'Grade Level', 400, 7), ('B', 'HIGH', 'Grade Level', 400, 7), ('C', 'MAIN', 'School', NULL, NULL))
	AS c (school_id, code, type, minutes, periods), generate_series(2025, 2026) AS y;
INSERT INTO calendar_grade (school_id, school_year, calendar_code, grade)
SELECT 'B', y, g.code, g.grade
FROM (VALUES ('LOW', '05'), ('LOW', '06'), ('HIGH', '07'), ('HIGH', '08')) AS g (code, grade), generate_series(2025, 2026) AS y;
-- years begin on Monday, August 19, 2024, and Monday, August 18, 2025
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, minutes)
SELECT c.school_id, c.school_year, c.calendar_code, date '2024-08-19' + 364 * (c.school_year - 2025) + i / 5 * 7 + i % 5,
	CASE WHEN i = 10 THEN 'Holiday' ELSE 'Instructional day' END, CASE WHEN i % 25 = 24 AND c.school_id <> 'C' THEN 200 END
FROM calendar AS c, generate_series(0, 49) AS i;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) VALUES ('C', 2026, 'MAIN', '2025-10-08', 'Teacher only day'), ('C', 2026, 'MAIN', '2025-10-13', 'Barn raising');
UPDATE calendar_day SET periods = 4 WHERE school_id = 'B' AND minutes = 200;
INSERT INTO calendar_event_kind (event, kind) VALUES ('Barn raising', 'neutral');

INSERT INTO student (student_id, state_student_id, last_name, first_name, birth_date)
SELECT 'S' || lpad(s::text, 2, '0'), (9000 + s)::text, 'O''Neil "' || s || '"', CASE WHEN s % 6 > 0 THEN 'Zoë' END, date '2013-01-31' + 40 * s FROM generate_series(1, 36) AS s;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type, enrollment_type, primary_school, fte, homeroom)
SELECT 'S' || lpad(s::text, 2, '0'), CASE WHEN s <= 16 THEN 'A' WHEN s <= 32 THEN 'B' ELSE 'C' END, y, date '2024-08-19' + 364 * (y - 2025),
	CASE WHEN s % 11 = 5 THEN date '2024-08-19' + 364 * (y - 2025) + 30 END,
	CASE WHEN s <= 16 THEN '0' || 1 + s % 4 WHEN s <= 32 THEN '0' || 5 + s % 4 ELSE 'KG' END, NULL, 'New', CASE WHEN s % 11 = 5 THEN 'Transferred' END, NULL, NULL, NULL,
	CASE WHEN s <= 16 THEN 'Room ' || s % 3 END
FROM generate_series(1, 36) AS s, generate_series(2025, 2026) AS y;
-- a transfer, two schools at once, one who never came, one without a calendar, one without a student
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, exit_type, primary_school, fte) VALUES
	('S05', 'B', 2026, '2025-09-18', NULL, '05', NULL, NULL, NULL),
	('S08', 'B', 2026, '2025-09-01', NULL, '05', NULL, false, 0.25),
	('S34', 'A', 2026, '2025-08-18', '2025-08-18', 'KG', 'No show', NULL, NULL),
	('S35', 'B', 2026, '2025-09-01', '2025-09-20', '12', NULL, NULL, NULL),
	('S99', 'A', 2026, '2025-08-18', NULL, '02', NULL, NULL, NULL);
INSERT INTO student_group (student_id, kind, value, begin_date, end_date)
SELECT 'S' || lpad(s::text, 2, '0'), g.kind, CASE g.kind WHEN 'sex' THEN CASE WHEN s % 2 = 0 THEN 'F' ELSE 'M' END
	WHEN 'race_ethnicity' THEN (ARRAY['White', 'Hispanic', 'Asian'])[s % 3 + 1] ELSE CASE WHEN s % 5 = 0 THEN 'Yes' ELSE 'No' END END,
	CASE g.kind WHEN 'english_learner' THEN date '2025-08-18' END, CASE WHEN g.kind = 'english_learner' AND s = 10 THEN date '2025-09-30' END
FROM generate_series(1, 36) AS s, unnest('{sex,race_ethnicity,english_learner}'::text[]) AS g (kind);

INSERT INTO attendance_code (code, school_id, school_year, mark, portion, precedence, description) VALUES
	('AE', NULL, NULL, 'excused', NULL, NULL, 'Absent, excused'), ('AU', NULL, NULL, 'unexcused', NULL, NULL, 'Absent, unexcused'),
	('T', NULL, NULL, 'tardy', NULL, NULL, 'Tardy'), ('H', 'B', NULL, 'excused', 0.5, 3, 'Half a day'), ('H', NULL, 2026, 'left_early', NULL, NULL, NULL);
INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason)
SELECT e.student_id, e.school_id, e.school_year, d.day, CASE WHEN e.school_id = 'B' AND d.i % 6 = 1 THEN (d.i % 7 + 1)::text END,
	(ARRAY['AE', 'AU', 'T', 'H', 'AE', 'AU', 'Q'])[1 + (d.i * 3 + s.s) % CASE WHEN s.s % 9 = 0 THEN 7 ELSE 6 END],
	CASE WHEN d.i % 13 = 0 THEN 0.33 END, CASE WHEN e.school_id = 'A' AND d.i % 17 = 0 THEN 130 END, CASE WHEN e.school_id = 'A' AND d.i % 17 = 0 THEN 390 END,
	CASE WHEN d.i % 4 = 0 THEN 'Ill' END
FROM enrollment AS e
CROSS JOIN LATERAL (SELECT substr(e.student_id, 2)::integer) AS s (s)
JOIN LATERAL (SELECT date '2024-08-19' + 364 * (e.school_year - 2025) + i / 5 * 7 + i % 5, i FROM generate_series(0, 49) AS i) AS d (day, i)
	ON (d.i * 7 + s.s * 5 + e.school_year) % 17 <= s.s % 4
WHERE d.day >= e.entry_date AND e.exit_type IS DISTINCT FROM 'No show'
	-- schools A and C say nothing of their last weeks in 2026
	AND NOT (e.school_year = 2026 AND d.i >= CASE e.school_id WHEN 'A' THEN 36 WHEN 'C' THEN 15 ELSE 50 END);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('ghost', 'A', 2026, '2025-08-20', 'AE'), ('S01', 'A', 2026, '2025-08-23', 'AE');
INSERT INTO attendance_taken (school_id, day, calendar_code)
SELECT DISTINCT school_id, day, CASE WHEN extract(day FROM day) < 8 THEN calendar_code END FROM calendar_day WHERE school_id = 'B' AND day <> '2025-10-08';
INSERT INTO prior_student (student_id, school_id, school_year, grade, enrolled_days, absent_days, source) VALUES
	('S01', 'A', 2024, 'KG', 180, 17.5, 'old system'), ('S02', 'A', 2024, '01', 180, 18, 'old system'), ('S20', 'B', 2024, '04', 90, 20, 'old system');
INSERT INTO prior_count (school_id, school_year, n, chronic_n, source) VALUES ('A', 2023, 210, 42, 'state report'), ('B', 2023, 180, 18, 'state report');
INSERT INTO prior_count (school_id, school_year, group_kind, group_value, n, chronic_n, source) VALUES ('A', 2023, 'sex', 'F', 100, 21, 'state report');

-- Its own definitions, one of them in two versions
INSERT INTO policy (name, version, policy, authority, from_year, to_year, grades, source) VALUES
	('ours', 1, 'chronic = 15%', 'The board', NULL, 2025, NULL, 'Minutes of 2019'),
	('ours', 2, 'compare = >, part_day = proportional', 'The board', 2026, NULL, NULL, NULL),
	('first_grades', 1, 'chronic = 8%, at_risk = none', NULL, NULL, NULL, '{01,02,03}', NULL);

-- Two refreshes of a year that goes on, between which events, a code, a calendar,
-- stays and the definition become others
CALL absence.refresh(today => '2025-10-01');
DELETE FROM attendance_event WHERE student_id IN ('S03', 'S07', 'S19') AND school_year = 2026 AND day < '2025-09-25';
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT 'S12', 'A', 2026, date '2025-09-01' + i, 'AU' FROM generate_series(1, 4) AS i;
UPDATE attendance_code SET mark = 'oss', portion = 1 WHERE code = 'H' AND school_id = 'B';
INSERT INTO attendance_code (code, school_id, mark) VALUES ('T', 'B', 'unexcused');
CALL absence.refresh(today => '2025-10-02');
UPDATE enrollment SET entry_date = '2025-09-22' WHERE student_id IN ('S24', 'S27') AND school_year = 2026;
DELETE FROM calendar_day WHERE school_id = 'C' AND school_year = 2026 AND day BETWEEN '2025-09-08' AND '2025-09-12';
CALL absence.refresh(today => '2025-10-03');
UPDATE store_setting SET policy = 'ours';
CALL absence.refresh(today => '2025-10-25');
CALL absence.certify('attendance', 'last year', 2025, 'federal', NULL, 'For the state');
CALL absence.certify('attendance', 'september', 2026, NULL, '2025-09-30');
CALL absence.publish('attendance', 'last year', '2024-10-25');
CALL absence.publish('attendance', 'fall', policy => 'federal');
CALL absence.close_year('attendance', 2025);
DELETE FROM attendance_event WHERE school_year = 2025;
UPDATE store_setting SET max_verdict_change = 0.05, max_drop = 0.2, minimum_group = 5;
CALL absence.publish('attendance', 'fall, again');
CALL absence.refresh(today => '2025-10-25');

-- Readers of each level, one of a single school, and grants by hand
SELECT absence.grant_reader('attendance', 'web', 'public'), absence.grant_reader('attendance', 'board', 'aggregate'),
	absence.grant_reader('attendance', 'analyst', 'student'), absence.grant_reader('attendance', 'loader', 'loader'),
	absence.grant_reader('attendance', 'office', 'student'), absence.grant_reader('attendance', 'consultant', 'aggregate');
SELECT absence.enable_school_scope('attendance');
INSERT INTO staff_school (role_name, school_id) VALUES ('analyst', NULL), ('board', NULL), ('consultant', NULL), ('loader', NULL), ('warehouse', NULL), ('office', 'A');
GRANT USAGE ON SCHEMA attendance TO warehouse;
GRANT SELECT ON school, school_absence TO warehouse;
GRANT SELECT (school_id, grade) ON grade_absence TO warehouse;
GRANT SELECT (school_id, rate) ON weekday_absence TO warehouse;
GRANT SELECT ON district_absence TO warehouse WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION watch_list_at(date, text) FROM PUBLIC;

-- What a district makes of its own. Over views, materialized views and functions of
-- the store, and over columns of tables:
CREATE SCHEMA report;
GRANT USAGE, CREATE ON SCHEMA report TO consultant;
SET search_path = pg_catalog;
CREATE VIEW report.school_rate WITH (security_barrier) AS
	SELECT s.school_year, s.school_id, s.school_name AS "School", s.n, s.chronic_n, s.rate, s.low, s.high FROM attendance.school_absence AS s WHERE s.n > 0;
COMMENT ON VIEW report.school_rate IS 'What the board''s page shows';
COMMENT ON COLUMN report.school_rate.rate IS 'Share of students';
GRANT SELECT ON report.school_rate TO board;
GRANT SELECT (school_year, rate) ON report.school_rate TO web;
CREATE VIEW report.a_worst_school AS
	SELECT r.school_year, max(r.rate) AS rate FROM report.school_rate AS r GROUP BY r.school_year;
CREATE MATERIALIZED VIEW report.grade_kept AS
	SELECT g.school_year, g.school_id, g.grade, g.chronic_n FROM attendance.mv_grade_absence AS g;
CREATE UNIQUE INDEX grade_kept_key ON report.grade_kept (school_year, school_id, grade);
COMMENT ON MATERIALIZED VIEW report.grade_kept IS 'Grades';
GRANT SELECT ON report.grade_kept TO analyst;
CREATE FUNCTION report.students_of(for_school text) RETURNS SETOF attendance.student_absence
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT s.* FROM attendance.student_absence AS s WHERE s.school_id = for_school;
END;
REVOKE EXECUTE ON FUNCTION report.students_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report.students_of(text) TO analyst;
COMMENT ON FUNCTION report.students_of(text) IS 'Students of a school';
CREATE FUNCTION report.chronic_in(for_year integer) RETURNS bigint
	LANGUAGE sql STABLE
	RETURN (SELECT sum(d.chronic_n) FROM attendance.district_absence AS d WHERE d.school_year = for_year);
CREATE VIEW report.then_and_now AS
	SELECT s.school_year, report.chronic_in(s.school_year) AS now, (SELECT count(*) FROM attendance.school_absence_at('2025-09-15', 'federal') AS a) AS schools
	FROM (SELECT DISTINCT r.school_year FROM report.school_rate AS r) AS s;
CREATE VIEW report.certified AS
	SELECT c.label, c.group_value, c.n, c.chronic_n, c.rate FROM attendance.certified_count AS c WHERE c.scope = 'pooled';
CREATE VIEW attendance.our_watch_list AS
	SELECT w.student_id, w.rate FROM attendance.watch_list AS w WHERE w.homeroom = 'Room 1';
CREATE INDEX our_homeroom ON attendance.mv_student_absence (homeroom);

-- and over tables that stay, and over the extension's types and functions:
CREATE VIEW report.register_rate AS
	SELECT r.student_id, r.school_id, r.school_year, absence.rate(t.tally) AS rate, absence.band(t.tally)::text AS band, absence.why_null(t.tally) AS why_null,
		absence.absent_days(absence.tally(absence.weekday(r.register, 1), 'chronic = 8%'::absence.policy)) AS mondays,
		absence.membership_days(absence.outside(r.register, absence.clip(r.register, '2025-09-01', NULL)), NULL, NULL) AS days_after_august,
		r.register OPERATOR(absence.=) absence.as_of(r.register, 'infinity') AS same
	FROM attendance.student_register AS r
	CROSS JOIN LATERAL (SELECT absence.tally(r.register, 'chronic = 8%, minimum = none'::absence.policy)) AS t (tally);
CREATE VIEW report.cohort AS
	SELECT c.school_id, absence.n(c.counts) AS n, absence.no_verdict(c.counts) AS no_verdict, absence.rate(c.counts) AS rate,
		absence.low(c.counts) AS low, absence.high(c.counts) AS high, c.chronic, c.daily, c.points
	FROM (
		SELECT r.school_id, absence.band_counts(r.register) AS counts, absence.chronic_rate(r.register) AS chronic,
			(SELECT sum(p.k) FROM absence.points(absence.daily_counts(r.register)) AS p) AS daily,
			(SELECT count(*) FROM absence.points(absence.chronic_trend(r.register, 'chronic = 8%')) AS p) AS points
		FROM attendance.student_register AS r GROUP BY r.school_id
	) AS c;
CREATE VIEW report.from_rows AS
	SELECT e.school_id, absence.absence_rate(e.code = 'AU') AS rate, absence.chronic_flag(coalesce(e.portion, 1), 'minimum = none'::absence.policy) AS chronic,
		absence.absence_band(coalesce(e.portion, 1)::double precision)::text AS band
	FROM attendance.attendance_event AS e GROUP BY e.school_id;
CREATE VIEW report.definition AS
	SELECT p.name, p.version, p.policy::absence.policy::text AS policy, c.authority
	FROM attendance.policy AS p LEFT JOIN absence.policy_catalog AS c ON c.name = 'federal';
CREATE TABLE report.kept (
	student_id text PRIMARY KEY REFERENCES attendance.student,
	register absence.register, tally absence.tally, policy absence.policy DEFAULT 'minimum = none', band absence.band, mark absence.mark
);
INSERT INTO report.kept (student_id, register, tally, band, mark)
	SELECT r.student_id, r.register, absence.tally(r.register), absence.band(absence.tally(r.register)), 'excused'
	FROM attendance.student_register AS r WHERE r.school_year = 2026 AND r.school_id = 'C';
CREATE TABLE report.kept_counts AS
	SELECT r.school_year, absence.band_counts(r.register) AS counts, absence.chronic_trend(r.register) AS trend
	FROM attendance.student_register AS r WHERE r.school_id = 'C' GROUP BY r.school_year;
CREATE INDEX ON report.kept (mark);
CREATE INDEX ON report.kept USING hash (policy);
CREATE FUNCTION report.is_absent(mark absence.mark) RETURNS boolean
	LANGUAGE sql IMMUTABLE
	RETURN mark OPERATOR(absence.=) 'excused'::absence.mark;

\c - consultant
CREATE VIEW report.of_consultant AS
	SELECT d.school_year, d.n FROM attendance.district_absence AS d WHERE d.scope = 'pooled';
