-- A small district to look at: three schools, 362 students, the school year
-- 2025-26, with attendance taken through Friday 13 March 2026. All names are
-- made up.
--
-- `make demo` runs this on a server of its own. To run it on another, where
-- CREATE EXTENSION absence has been done (it makes schema demo):
--
--     cd test/demo && psql -X -f demo.sql

\set QUIET on
\set ON_ERROR_STOP on
\set last_day 2026-03-13
\pset footer off
\pset null -

CREATE SCHEMA demo;
SET search_path = demo, absence, public;

------------------------------------------------------------------ the facts

CREATE TABLE school (
	school_id    text PRIMARY KEY,
	name         text NOT NULL,
	school_level text NOT NULL
);

CREATE TABLE student (
	student_id text PRIMARY KEY,
	last_name  text NOT NULL,
	first_name text NOT NULL
);

CREATE TABLE calendar_day (
	school_id text NOT NULL,
	day       date NOT NULL,
	event     text NOT NULL,
	minutes   integer
);

CREATE TABLE enrollment (
	student_id text NOT NULL,
	school_id  text NOT NULL,
	entry_date date NOT NULL,
	exit_date  date,
	grade      text NOT NULL
);

-- what each code of the student information system means
CREATE TABLE attendance_code (
	code        text PRIMARY KEY,
	mark        absence.mark NOT NULL,
	portion     numeric,
	description text NOT NULL
);

-- only what was not ordinary: a day without an event was attended
CREATE TABLE attendance_event (
	student_id text NOT NULL,
	school_id  text NOT NULL,
	day        date NOT NULL,
	code       text NOT NULL,
	portion    numeric
);

\copy school FROM school.csv CSV HEADER
\copy student FROM student.csv CSV HEADER
\copy calendar_day FROM calendar_day.csv CSV HEADER
\copy enrollment FROM enrollment.csv CSV HEADER
\copy attendance_code FROM attendance_code.csv CSV HEADER
\copy attendance_event FROM attendance_event.csv CSV HEADER

-------------------------------------------------------------- the registers

-- The days on which each student was expected: the school's days in session,
-- inside the student's enrollments. Two stays at one school are one register.
CREATE TABLE expected AS
SELECT e.student_id, e.school_id, max(e.grade) AS grade,
		bool_or(coalesce(e.exit_date, 'infinity') >= :'last_day') AS still_here,
		rollup(enroll(c.calendar, e.entry_date, e.exit_date)) AS membership
FROM enrollment e
JOIN (SELECT school_id, calendar_agg(day, minutes) AS calendar
	FROM calendar_day
	WHERE event IN ('Instructional day', 'Make-up day', 'Student late arrival/early dismissal')
	GROUP BY school_id) c USING (school_id)
GROUP BY e.student_id, e.school_id;

-- What was recorded on the days that were not ordinary.
CREATE TABLE recorded AS
SELECT e.student_id, e.school_id,
		register_agg(e.day, coalesce(c.mark, 'unmapped'), coalesce(e.portion, c.portion)) AS marks
FROM attendance_event e
LEFT JOIN attendance_code c USING (code)
GROUP BY e.student_id, e.school_id;

-- Both together, to be counted through the last day of which attendance is in.
CREATE TABLE student_register AS
SELECT student_id, school_id, e.grade, e.still_here,
		with_marks(e.membership, r.marks, :'last_day') AS register
FROM expected e
LEFT JOIN recorded r USING (student_id, school_id);

-- Each student once, with all the schools of the year merged.
CREATE TABLE district_register AS
SELECT student_id, rollup(register) AS register
FROM student_register
GROUP BY student_id;

---------------------------------------------------------------- the answers

CREATE VIEW school_counts AS
SELECT 1 AS place, s.name, band_counts(r.register) AS counts
FROM student_register r
JOIN school s USING (school_id)
GROUP BY s.school_id, s.name
UNION ALL
SELECT 2, 'District, each student once', band_counts(register)
FROM district_register;

-- One line a student, for the lists of students.
CREATE VIEW student_line AS
SELECT s.last_name || ', ' || s.first_name AS student, c.name AS school, r.grade, r.still_here,
		rate(t.tally), chronic(t.tally), band(t.tally), absent_days(t.tally), counted_days(t.tally),
		streak(r.register), absences_left(r.register)
FROM student_register r
JOIN student s USING (student_id)
JOIN school c USING (school_id)
CROSS JOIN LATERAL tally(r.register) AS t (tally);

\echo
\echo 'Chronic absence by school, through' :last_day
\echo '(chronic: missed 10% or more of the days enrolled, for any reason; counted from 10 days on)'
SELECT name AS "School", n(counts) AS "Students", chronic_n(counts) AS "Chronic",
		round(100 * rate(counts)::numeric, 1) AS "Rate %",
		round(100 * low(counts)::numeric, 1) || ' to ' || round(100 * high(counts)::numeric, 1) AS "Likely range %"
FROM school_counts
ORDER BY place, name;

\echo 'How much school students miss: number of students by share of days missed'
SELECT name AS "School", satisfactory_n(counts) AS "Under 5%", at_risk_n(counts) AS "5% to 10%",
		moderate_n(counts) AS "10% to 20%", severe_n(counts) AS "20% or more",
		no_verdict(counts) AS "Too few days to say"
FROM school_counts
ORDER BY place, name;

\echo 'The ten students who have missed most'
\echo '(absences left: how many more days the student can miss and still end the year'
\echo ' below 10%; - when even full attendance from now on would not get there)'
SELECT student AS "Student", school AS "School", grade AS "Grade",
		round(100 * rate::numeric, 1) AS "Missed %", absent_days AS "Days missed", counted_days AS "of",
		streak AS "In a row now", absences_left AS "Absences left"
FROM student_line
WHERE still_here AND chronic
ORDER BY rate DESC, student
LIMIT 10;

\echo 'Ten students for whom every day decides: the fewest absences left'
SELECT student AS "Student", school AS "School", grade AS "Grade",
		round(100 * rate::numeric, 1) AS "Missed %", absent_days AS "Days missed", counted_days AS "of",
		streak AS "In a row now", absences_left AS "Absences left"
FROM student_line
WHERE still_here AND chronic IS NOT NULL
ORDER BY absences_left, rate DESC, student
LIMIT 10;

\echo 'Recorded on days when the student was not expected, so not counted'
SELECT s.last_name || ', ' || s.first_name AS "Student", c.name AS "School", o.day AS "Day", o.mark AS "Recorded",
		CASE WHEN d.minutes IS NULL THEN 'no school: ' || d.event ELSE 'not enrolled' END AS "Why"
FROM expected e
JOIN recorded r USING (student_id, school_id)
CROSS JOIN LATERAL days(outside(e.membership, r.marks)) AS o
JOIN student s USING (student_id)
JOIN school c USING (school_id)
LEFT JOIN calendar_day d ON d.school_id = e.school_id AND d.day = o.day
ORDER BY o.day, "Student";

\echo 'Codes that nobody has given a meaning: their days are left out until somebody does'
SELECT e.code AS "Code", count(*) AS "Times", string_agg(e.day::text, ', ' ORDER BY e.day) AS "Days"
FROM attendance_event e
LEFT JOIN attendance_code c USING (code)
WHERE c.code IS NULL
GROUP BY e.code
ORDER BY e.code;

\echo 'The whole school year of one student, as the database keeps it'
\pset tuples_only on
\pset format unaligned
SELECT s.last_name || ', ' || s.first_name || ' (' || pg_column_size(r.register) || ' bytes)'
		|| E'\n    ' || regexp_replace(regexp_replace(r.register::text, '; ', E';\n    ', 'g'),
		'([^\n]{60,90}) ', E'\\1\n        ', 'g')
FROM student_register r
JOIN student s USING (student_id)
WHERE r.student_id = '10302';

\echo
\echo 'The queries behind these tables are in test/demo/demo.sql.'
