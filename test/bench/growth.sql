-- How times grow with the number of students: each size beside the next smaller one.
\set QUIET on
\pset footer off
CREATE TEMP TABLE result (students integer, question text, way text, unit text, runs integer,
	median numeric, min numeric, max numeric, ratio numeric, cpu numeric, cpu_ratio numeric);
SELECT format('COPY pg_temp.result FROM %L (FORMAT csv, HEADER)', :'csv') \gexec
\echo
\echo Growth: times the students, times the median (or the bytes)
SELECT question, way, students_before, students, median_before, median,
	round(students / students_before::numeric, 1) AS "times the students",
	round(median / nullif(median_before, 0), 1) AS "times the median",
	round(cpu / nullif(cpu_before, 0), 1) AS "times the cpu"
FROM (
	SELECT r.*, lag(students) OVER w AS students_before, lag(median) OVER w AS median_before, lag(cpu) OVER w AS cpu_before
	FROM pg_temp.result AS r WINDOW w AS (PARTITION BY question, way ORDER BY students)
) AS r
WHERE students_before IS NOT NULL
ORDER BY question, way, students;
