-- The tables of results, for people and for programs.
CREATE VIEW bench.result AS
WITH timed AS (
	SELECT w.n, w.question, w.way, w.ours, count(*) AS runs,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY t.ms) AS median, min(t.ms) AS low, max(t.ms) AS high,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY t.cpu_ms) AS cpu
	FROM bench.way AS w JOIN bench.timing AS t ON t.way = w.n
	GROUP BY w.n, w.question, w.way, w.ours
)
SELECT t.question, t.way, t.ours, 'ms' AS unit, t.runs,
	round(t.median::numeric, 1) AS median, round(t.low::numeric, 1) AS min, round(t.high::numeric, 1) AS max,
	round((t.median / y.median)::numeric, 2) AS y,
	round((t.median / first_value(t.median) OVER same)::numeric, 2) AS ratio,
	round(t.cpu::numeric, 1) AS cpu,
	round((t.cpu / nullif(y.cpu, 0))::numeric, 2) AS cpu_y,
	round((t.cpu / nullif(first_value(t.cpu) OVER same, 0))::numeric, 2) AS cpu_ratio,
	min(t.n) OVER (PARTITION BY t.question) AS place, t.n
FROM timed AS t
CROSS JOIN (SELECT median, cpu FROM timed WHERE question = 'yardstick') AS y
WINDOW same AS (PARTITION BY t.question ORDER BY t.n)
UNION ALL
SELECT m.what, r.kind, true, 'MB', count(*), round(max(m.bytes) / 1e6, 1), NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1000 + m.place, k.n
FROM bench.refresh AS r
JOIN bench.kind AS k USING (kind)
CROSS JOIN LATERAL (VALUES
	(1, 'memory of a refresh', 1024 * r.peak_kb), (2, 'the same without shared buffers', 1024 * (r.peak_kb - r.shared_kb)),
	(3, 'temporary files of a refresh', r.temp_bytes)
) AS m (place, what, bytes)
WHERE m.bytes IS NOT NULL
GROUP BY m.place, m.what, k.n, r.kind
UNION ALL
SELECT 'size', what, what LIKE 'registers%', 'MB', 1, round(bytes / 1e6, 2), NULL, NULL, NULL,
	round(bytes / (SELECT bytes FROM bench.size WHERE what = 'registers, freshly built')::numeric, 2), NULL, NULL, NULL, 2000, n
FROM bench.size;

\pset footer off
\pset null ''
\echo
\echo Medians over :students students, in ms and as multiples of Y, the yardstick, which is on the first line. cpu is
\echo processor time. Ratios are to the first way of the question
SELECT question, way, runs, median, min, max, y AS "x Y", ratio, cpu, cpu_y AS "cpu x Y", cpu_ratio
FROM bench.result WHERE unit = 'ms' ORDER BY place, n;
\echo
\echo Steps of a refresh, medians in ms
SELECT t.step, r.kind, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.ms::double precision) AS ms
FROM bench.refresh AS r
JOIN bench.kind AS k USING (kind)
CROSS JOIN LATERAL jsonb_each_text(r.steps) AS t (step, ms)
GROUP BY k.n, r.kind, t.step
ORDER BY k.n,
	array_position('{prints,facts,fold,complete_through,registers,owners,check,compare,verdict_change,write,account}', t.step), t.step
\crosstabview step kind ms
\echo
\echo Most memory and temporary files of a refresh, in MB; memory is that of its process, with the shared buffers it has touched
SELECT way AS refresh, question, median AS mb FROM bench.result WHERE unit = 'MB' AND question <> 'size' ORDER BY place, n
\crosstabview refresh question mb
\echo
\echo Sizes in MB; ratios are to the freshly built registers
SELECT way AS "table", median AS mb, ratio FROM bench.result WHERE question = 'size' ORDER BY n;
\pset format csv
SELECT :students AS students, question, way, ours, unit, runs, median, min, max, y, ratio, cpu, cpu_y, cpu_ratio
FROM bench.result ORDER BY place, n \g :csv
\pset format aligned
