-- The bars, what was measured, and whether they are met. They are for 100,000 students on
-- a machine that does nothing else. From a million students on, those of a refresh are 1.2
-- times as high.
CREATE TABLE bench.bar (
	n integer GENERATED ALWAYS AS IDENTITY,
	question text NOT NULL,
	way text,                               -- NULL: each of the question
	per text NOT NULL CHECK (per IN ('Y', 'ms', 'x')),
	bar numeric NOT NULL,
	goal numeric                            -- better than the bar; NULL if there is none
);
INSERT INTO bench.bar (question, way, per, bar, goal) VALUES
	('refresh, registers', 'first', 'Y', 28, 20),
	('refresh, registers', 'nothing changed', 'Y', 7, 3.5),
	('refresh, registers', 'a day more', 'Y', 21, 15),
	('refresh, registers', '500 corrections', 'Y', 8, 5),
	('refresh, kept answers', 'first', 'Y', 135, NULL),
	('refresh, kept answers', 'nothing changed', 'Y', 1, 0),
	('refresh, kept answers', 'a day more', 'Y', 70, 50),
	('refresh, kept answers', '500 corrections', 'Y', 15, 5),
	('live view, all rows', 'data_issue', 'Y', 10, NULL),
	('live view, all rows', 'watch_list', 'Y', 5, NULL),
	('live view, one student', NULL, 'ms', 5, NULL),
	('live view, one school', NULL, 'ms', 50, NULL),
	('rate by school', 'absence: chronic_rate(register)', 'x', 1.8, NULL),
	('rate by school', 'absence: kept answers', 'ms', 1, NULL),
	('rate on every day', 'absence: chronic_trend(register)', 'ms', 50, NULL),
	('rate by student, daily rows', 'absence: absence_rate(absent)', 'x', 1.05, NULL),
	('days by mark, daily rows', 'absence: tally_agg(mark)', 'x', 0.8, NULL),
	('rules and tiers', 'first_met: third unexcused day', 'x', 2.5, NULL),
	('rules and tiers', 'first_met: 10 days within 90', 'x', 2.5, NULL),
	('rules and tiers', 'first_met: pace of 2 in 20 school days', 'x', 3, NULL),
	('rules and tiers', 'first_met: 3 days in a row', 'x', 2.5, NULL),
	('rules and tiers', 'first_met: 30 hours in a row', 'x', 4, NULL),
	('rules and tiers', 'first_met: 3 occasions of over 30 minutes', 'x', 3, NULL),
	('rules and tiers', 'first_chronic', 'x', 3.5, NULL),
	('rules and tiers', 'tier', 'x', 4, NULL),
	('rules and tiers', 'crossings_of: ten rules', 'x', 10, NULL),
	('size', 'registers, after 30 refreshes with vacuum', 'x', 2.2, NULL);

CREATE VIEW bench.met AS
SELECT question, way, measured, by_cpu, per, bar, goal,
	CASE WHEN measured <= goal THEN 'goal met' WHEN measured <= bar THEN 'met'
		ELSE format('missed by %s %s, %s%%%s', measured - bar, per, round(100 * (measured - bar) / bar),
			CASE WHEN by_cpu <= bar THEN '; met by cpu' END) END AS verdict, n, place
FROM (
	SELECT b.n, r.n AS place, b.question, r.way,
		CASE b.per WHEN 'Y' THEN r.y WHEN 'ms' THEN r.median ELSE r.ratio END AS measured,
		CASE b.per WHEN 'Y' THEN r.cpu_y WHEN 'ms' THEN r.cpu ELSE r.cpu_ratio END AS by_cpu,
		b.per, b.bar * f.factor AS bar, b.goal * f.factor AS goal
	FROM bench.bar AS b
	JOIN bench.result AS r ON r.question = b.question AND r.way = coalesce(b.way, r.way)
	CROSS JOIN LATERAL (
		SELECT CASE WHEN starts_with(b.question, 'refresh') AND (SELECT count(*) FROM attendance.student) >= 1000000 THEN 1.2 ELSE 1 END
	) AS f (factor)
) AS m
UNION ALL
SELECT 'size', 'registers, freshly built, of 100,000', measured, NULL, 'MB', 24, NULL,
	CASE WHEN measured <= 24 THEN 'met' ELSE format('missed by %s MB', measured - 24) END, 1001, 1
FROM (
	SELECT round(0.1 * r.median / (SELECT count(*) FROM attendance.student_register) * 1e6, 1) AS measured
	FROM bench.result AS r WHERE r.way = 'registers, freshly built'
) AS s
UNION ALL
SELECT question, 'beside ' || duckdb_way, measured, by_cpu, 'x faster', 15, NULL,
	CASE WHEN measured >= 15 THEN 'met' ELSE format('missed: %s x faster', measured) END, 1002, 1
FROM (
	SELECT d.question, d.way AS duckdb_way, round(d.median / o.median, 1) AS measured, round(d.cpu / nullif(o.cpu, 0), 1) AS by_cpu
	FROM bench.result AS d
	JOIN bench.result AS o USING (question)
	WHERE d.way LIKE 'DuckDB%' AND o.way = 'absence: chronic_trend(register)'
	ORDER BY d.median
	LIMIT 1
) AS t;

\echo
\echo The bars, for 100,000 students on a quiet machine: in multiples of Y, in ms, or in times the first way of the question (x)
SELECT question, way, measured, by_cpu AS "by cpu", per, bar, goal, verdict FROM bench.met ORDER BY n, place;
\if :with_duckdb
\echo
\echo The rate by school beside DuckDB
SELECT d.way, d.median AS ms, o.median AS "ms of chronic_rate(register)", round(d.median / o.median, 2) AS ratio,
	CASE WHEN d.median < o.median THEN 'ahead of us' ELSE 'behind us' END AS place
FROM bench.result AS d
JOIN bench.result AS o USING (question)
WHERE d.question = 'rate by school' AND d.way LIKE 'DuckDB%' AND o.way = 'absence: chronic_rate(register)'
ORDER BY d.n;
\endif
