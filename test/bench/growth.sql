-- How times and memory grow with the number of students: a column for each size, with the
-- ratio to the next smaller one. The bar is 11 times for 10 times the students.
\set QUIET on
\pset footer off
\pset null ''
CREATE TEMP TABLE result (students integer, question text, way text, ours boolean, unit text, runs integer,
	median numeric, min numeric, max numeric, y numeric, ratio numeric, cpu numeric, cpu_y numeric, cpu_ratio numeric,
	n integer GENERATED ALWAYS AS IDENTITY);
SELECT format('COPY pg_temp.result (students, question, way, ours, unit, runs, median, min, max, y, ratio, cpu, cpu_y, cpu_ratio)
	FROM %L (FORMAT csv, HEADER)', :'csv') \gexec
\echo
\echo Growth: medians in ms (memory, files and sizes in MB) by number of students, and how many times the figure of the
\echo size before. ! marks a time of ours that grows by more than 1.1 times the students
SELECT question || ': ' || way AS "question and way", students,
	median || CASE WHEN median_before > 0 THEN format(' (%s x%s)', round(median / median_before, 1),
		CASE WHEN ours AND unit = 'ms' AND median > median_before * 1.1 * students / students_before THEN ' !' END) ELSE '' END AS figure
FROM (
	SELECT r.*, lag(r.students) OVER w AS students_before, lag(r.median) OVER w AS median_before,
		min(r.n) OVER (PARTITION BY r.question, r.way) AS place
	FROM pg_temp.result AS r
	WINDOW w AS (PARTITION BY r.question, r.way ORDER BY r.students)
) AS r
ORDER BY r.students, r.place
\crosstabview 1 2 3
