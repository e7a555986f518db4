-- A small school district: three schools, 362 students, school year 2025-26, with
-- attendance through Friday, 13 March 2026. All names are made up. A store may hold
-- several school years, so each query names the year.
--
-- The demo follows the steps of a district: create a store, load the exports of the
-- student information system, refresh, query; then correct attendance, refresh again,
-- and see whose band changed.
--
-- `make demo` runs this script on a server of its own. To run it on another server,
-- in a database with the extension (the script creates schema attendance):
--
--     cd test/demo && psql -X -f demo.sql

\set QUIET on
\set ON_ERROR_STOP on
\pset footer off
\pset null -
SET client_min_messages = warning;

------------------------------------------------------------------ the store

SELECT absence.create_store('attendance') \gset

\echo
\echo 'Loading the exports of the student information system (doc/load_csv.md)'
\echo
\set store attendance
\set school_year 2026
\set folder .
\set today 2026-03-14
\ir ../../doc/load_csv.sql

-- the last day of the demo, whatever the current date is
SELECT to_char(max(complete_through), 'YYYY-MM-DD') AS last_day FROM attendance.school_absence \gset
SET search_path = attendance, absence, public;

---------------------------------------------------------------- the answers

\echo 'Chronic absence by school, through' :last_day
\echo '(A student who missed 10% or more of the days enrolled, for any reason, is chronically absent.'
\echo ' Students enrolled fewer than 10 days are not counted.)'
SELECT school_name AS "School", verdict_n AS "Students", chronic_n AS "Chronic", round(100 * chronic_rate::numeric, 1) AS "Rate %",
	round(100 * chronic_rate_low::numeric, 1) || ' to ' || round(100 * chronic_rate_high::numeric, 1) AS "95% interval"
FROM (
	SELECT 1 AS place, school_name, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high
	FROM school_absence
	WHERE school_year = 2026
	UNION ALL
	-- the same figure without a view: merge the registers of each student, and count
	SELECT 2, 'District, each student once', verdict_n(c), chronic_n(c), chronic_rate(c), chronic_rate_low(c), chronic_rate_high(c)
	FROM (
		SELECT band_counts(register) AS c
		FROM (
			SELECT student_id, rollup(register) AS register
			FROM student_register
			WHERE school_year = 2026
			GROUP BY student_id
		) AS of_student
	) AS district
) AS answer
ORDER BY place, school_name;

\echo 'Number of students by the share of days missed'
SELECT school_name AS "School", satisfactory_n AS "Under 5%", at_risk_n AS "5% to 10%",
	moderate_n AS "10% to 20%", severe_n AS "20% or more", no_verdict_n AS "No verdict"
FROM (
	SELECT 1 AS place, school_name, satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n
	FROM school_absence
	WHERE school_year = 2026
	UNION ALL
	SELECT 2, 'District, each student once', count(*) FILTER (WHERE band = 'satisfactory'), count(*) FILTER (WHERE band = 'at_risk'),
		count(*) FILTER (WHERE band = 'moderate'), count(*) FILTER (WHERE band = 'severe'), count(*) FILTER (WHERE band IS NULL)
	FROM district_student_absence
	WHERE school_year = 2026
) AS answer
ORDER BY place, school_name;

\echo 'The ten students who have missed the largest share of their days'
\echo '(Absences left: the number of days the student can still miss and end the year below 10%;'
\echo ' "-" means that the year will end at 10% or more even with full attendance from now on.)'
SELECT last_name || ', ' || first_name AS "Student", school_name AS "School", grade AS "Grade",
	round(100 * absence_rate::numeric, 1) AS "Missed %", absent_days AS "Days missed", counted_days AS "Days counted",
	streak AS "Days in a row now", absences_left AS "Absences left"
FROM student_absence
WHERE school_year = 2026 AND enrolled_now AND chronic
ORDER BY absence_rate DESC, 1
LIMIT 10;

\echo 'The ten students with the fewest absences left'
SELECT last_name || ', ' || first_name AS "Student", school_name AS "School", grade AS "Grade",
	round(100 * absence_rate::numeric, 1) AS "Missed %", absent_days AS "Days missed", counted_days AS "Days counted",
	streak AS "Days in a row now", absences_left AS "Absences left"
FROM student_absence
WHERE school_year = 2026 AND enrolled_now AND chronic IS NOT NULL
ORDER BY absences_left, absence_rate DESC, 1
LIMIT 10;

\echo 'Events on days on which the student was not expected. They do not count.'
SELECT s.last_name || ', ' || s.first_name AS "Student", c.name AS "School", to_char(e.day, 'YYYY-MM-DD') AS "Day", m.mark AS "Mark",
	CASE e.reason WHEN 'no session day' THEN 'not in session: ' || d.event ELSE e.reason END AS "Reason"
FROM event_not_used AS e
JOIN student AS s USING (student_id)
JOIN school AS c USING (school_id)
LEFT JOIN code_mark AS m USING (school_id, school_year, code)
LEFT JOIN calendar_day AS d USING (school_id, school_year, day)
WHERE e.school_year = 2026
ORDER BY e.day, 1;

\echo 'Codes that are not mapped. The days that depend on them do not count until the codes are mapped.'
SELECT e.code AS "Code", count(*) AS "Events", string_agg(to_char(e.day, 'YYYY-MM-DD'), ', ' ORDER BY e.day) AS "Days"
FROM event_part AS e
WHERE e.school_year = 2026 AND e.mark = 'unmapped'
GROUP BY e.code
ORDER BY e.code;

\echo 'The register of one student: the whole school year in one value'
\pset tuples_only on
\pset format unaligned
SELECT s.last_name || ', ' || s.first_name || ' (' || pg_column_size(r.register) || ' bytes)'
	|| E'\n    ' || regexp_replace(regexp_replace(r.register::text, '; ', E';\n    ', 'g'),
	'([^\n]{60,90}) ', E'\\1\n        ', 'g')
FROM student_register AS r
JOIN student AS s USING (student_id)
WHERE r.student_id = '10302' AND r.school_year = 2026;
\pset format aligned
\pset tuples_only off

------------------------------------------------------------------ a correction

-- The office finds out that Finn Alvarado was on a field trip on 20 November. A letter
-- says that Amara Rahman was ill on 5 March, a day on which nothing was recorded.
UPDATE attendance_event SET code = 'F' WHERE student_id = '10014' AND day = '2025-11-20';
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('10640', '301', 2026, '2026-03-05', 'A');
CALL absence.refresh('attendance', today => '2026-03-14');

\echo
\echo 'One absence is corrected to a field trip, and one absence is added late. The students whose band changed:'
SELECT s.last_name || ', ' || s.first_name AS "Student", c.name AS "School",
	v.absent_days_before || ' of ' || v.enrolled_days_before AS "Missed before",
	v.absent_days_after || ' of ' || v.enrolled_days_after AS "Missed now",
	v.band_before AS "Band before", v.band_after AS "Band now", concat_ws(' ', v.cause, v.codes) AS "Cause"
FROM verdict_change AS v
JOIN student AS s USING (student_id)
JOIN school AS c USING (school_id)
WHERE v.scope = 'school' AND v.school_year = 2026
ORDER BY 1;

\echo 'Chronic absence by school after the correction'
SELECT school_name AS "School", verdict_n AS "Students", chronic_n AS "Chronic", round(100 * chronic_rate::numeric, 1) AS "Rate %"
FROM school_absence
WHERE school_year = 2026
ORDER BY school_name;

\echo 'The queries of this demo are in test/demo/demo.sql.'
