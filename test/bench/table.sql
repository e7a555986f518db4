-- The table of results, for people and for programs.
CREATE VIEW bench.result AS
SELECT question, way, 'ms' AS unit, runs,
	round(median::numeric, 1) AS median, round(low::numeric, 1) AS min, round(high::numeric, 1) AS max,
	round((median / first_value(median) OVER (PARTITION BY question ORDER BY n))::numeric, 2) AS ratio,
	round(cpu::numeric, 1) AS cpu,
	round((cpu / nullif(first_value(cpu) OVER (PARTITION BY question ORDER BY n), 0))::numeric, 2) AS cpu_ratio,
	min(n) OVER (PARTITION BY question) AS place, n
FROM (
	SELECT w.n, w.question, w.way, count(*) AS runs,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY t.ms) AS median, min(t.ms) AS low, max(t.ms) AS high,
		avg(t.cpu_ms) AS cpu    -- a mean, because the kernel counts it in ticks
	FROM bench.way AS w JOIN bench.timing AS t ON t.way = w.n
	GROUP BY w.n, w.question, w.way
) AS t
UNION ALL
SELECT 'size', what, 'MB', 1, round(bytes / 1e6, 2), NULL, NULL,
	round(bytes / (SELECT bytes FROM bench.size WHERE what = 'registers, freshly built')::numeric, 2), NULL, NULL, 1000, n
FROM bench.size;

\pset footer off
\pset null ''
\echo
\echo Medians in ms over :students students, and MB; cpu is the mean of processor time. Ratios are to the
\echo first way of the question, of sizes to the freshly built registers
SELECT question, way, runs, median, min, max, ratio, cpu, cpu_ratio FROM bench.result ORDER BY place, n;
\echo
\echo Steps of a refresh, medians in ms
SELECT s.way, t.step, percentile_cont(0.5) WITHIN GROUP (ORDER BY (s.steps ->> t.step)::double precision) AS ms
FROM bench.step AS s
CROSS JOIN unnest('{facts,complete_through,registers,owners,check,compare,verdict_change,write,account}'::text[])
	WITH ORDINALITY AS t (step, place)
JOIN bench.way AS w ON w.way = s.way
GROUP BY w.n, s.way, t.place, t.step ORDER BY w.n, t.place \crosstabview step way ms
\pset format csv
SELECT :students AS students, question, way, unit, runs, median, min, max, ratio, cpu, cpu_ratio FROM bench.result ORDER BY place, n \g :csv
\pset format aligned
