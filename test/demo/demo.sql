-- A small district to look at: three schools, 362 students, the school year
-- 2025-26, with attendance taken through Friday 13 March 2026. All names are
-- made up. A store may hold several years, so each query says which.
--
-- It goes the way a district goes: make a store, load the exports of the student
-- information system, refresh, ask; then put attendance right, refresh, and see
-- who moved.
--
-- `make demo` runs this on a server of its own. To run it on another, where
-- CREATE EXTENSION absence has been done (it makes schema attendance):
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
\echo 'The files of the student information system, loaded as doc/load_csv.md says'
\echo
\set store attendance
\set school_year 2026
\set folder .
\set today 2026-03-14
\ir ../../doc/load_csv.sql

-- the day is the demo's, not the clock's
SELECT to_char(max(complete_through), 'YYYY-MM-DD') AS last_day FROM attendance.school_absence \gset
SET search_path = attendance, absence, public;

---------------------------------------------------------------- the answers

\echo 'Chronic absence by school, through' :last_day
\echo '(chronic: missed 10% or more of the days enrolled, for any reason; counted from 10 days on)'
SELECT school_name AS "School", n AS "Students", chronic_n AS "Chronic", round(100 * rate::numeric, 1) AS "Rate %",
	round(100 * low::numeric, 1) || ' to ' || round(100 * high::numeric, 1) AS "Likely range %"
FROM (
	SELECT 1 AS place, school_name, n, chronic_n, rate, low, high
	FROM school_absence
	WHERE school_year = 2026
	UNION ALL
	-- no view has this row: the registers are there to be merged and counted
	SELECT 2, 'District, each student once', n(c), chronic_n(c), rate(c), low(c), high(c)
	FROM (
		SELECT band_counts(register) AS c
		FROM (SELECT student_id, rollup(register) AS register FROM student_register WHERE school_year = 2026 GROUP BY student_id) AS of_student
	) AS district
) AS answer
ORDER BY place, school_name;

\echo 'How much school students miss: number of students by share of days missed'
SELECT school_name AS "School", satisfactory_n AS "Under 5%", at_risk_n AS "5% to 10%",
	moderate_n AS "10% to 20%", severe_n AS "20% or more", no_verdict_n AS "Too few days to say"
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

\echo 'The ten students who have missed most'
\echo '(absences left: how many more days the student can miss and still end the year'
\echo ' below 10%; - when even full attendance from now on would not get there)'
SELECT last_name || ', ' || first_name AS "Student", school_name AS "School", grade AS "Grade",
	round(100 * rate::numeric, 1) AS "Missed %", absent_days AS "Days missed", counted_days AS "of",
	streak AS "In a row now", absences_left AS "Absences left"
FROM student_absence
WHERE school_year = 2026 AND enrolled_now AND chronic
ORDER BY rate DESC, 1
LIMIT 10;

\echo 'Ten students for whom every day decides: the fewest absences left'
SELECT last_name || ', ' || first_name AS "Student", school_name AS "School", grade AS "Grade",
	round(100 * rate::numeric, 1) AS "Missed %", absent_days AS "Days missed", counted_days AS "of",
	streak AS "In a row now", absences_left AS "Absences left"
FROM student_absence
WHERE school_year = 2026 AND enrolled_now AND chronic IS NOT NULL
ORDER BY absences_left, rate DESC, 1
LIMIT 10;

\echo 'Recorded on days when the student was not expected, so not counted'
SELECT s.last_name || ', ' || s.first_name AS "Student", c.name AS "School", to_char(e.day, 'YYYY-MM-DD') AS "Day", m.mark AS "Recorded",
	CASE e.reason WHEN 'no session day' THEN 'no school: ' || d.event ELSE e.reason END AS "Why"
FROM event_not_used AS e
JOIN student AS s USING (student_id)
JOIN school AS c USING (school_id)
LEFT JOIN code_mark AS m USING (school_id, school_year, code)
LEFT JOIN calendar_day AS d USING (school_id, school_year, day)
WHERE e.school_year = 2026
ORDER BY e.day, 1;

\echo 'Codes that nobody has given a meaning: their days are left out until somebody does'
SELECT e.code AS "Code", count(*) AS "Times", string_agg(to_char(e.day, 'YYYY-MM-DD'), ', ' ORDER BY e.day) AS "Days"
FROM event_part AS e
WHERE e.school_year = 2026 AND e.mark = 'unmapped'
GROUP BY e.code
ORDER BY e.code;

\echo 'The whole school year of one student, as the database keeps it'
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

----------------------------------------------------------- putting it right

-- The office finds that Finn Alvarado was on a field trip on 20 November. A letter
-- says that Amara Rahman was ill on 5 March, which nobody had entered.
UPDATE attendance_event SET code = 'F' WHERE student_id = '10014' AND day = '2025-11-20';
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('10640', '301', 2026, '2026-03-05', 'A');
CALL absence.refresh('attendance', today => '2026-03-14');

\echo
\echo 'Then one absence turns out to have been a field trip, and one comes in late. Who moved:'
SELECT s.last_name || ', ' || s.first_name AS "Student", c.name AS "School",
	v.absent_days_before || ' of ' || v.enrolled_days_before AS "Missed before", v.absent_days_after || ' of ' || v.enrolled_days_after AS "Missed now",
	v.band_before AS "Was", v.band_after AS "Is", concat_ws(' ', v.cause, v.codes) AS "Because of"
FROM verdict_change AS v
JOIN student AS s USING (student_id)
JOIN school AS c USING (school_id)
WHERE v.scope = 'school' AND v.school_year = 2026
ORDER BY 1;

\echo 'Chronic absence by school, after that'
SELECT school_name AS "School", n AS "Students", chronic_n AS "Chronic", round(100 * rate::numeric, 1) AS "Rate %"
FROM school_absence
WHERE school_year = 2026
ORDER BY school_name;

\echo 'The queries behind these tables are in test/demo/demo.sql.'
