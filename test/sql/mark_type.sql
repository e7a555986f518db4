-- mark: input, output, order, hash
SET search_path = absence, absence_internal, public;

-- The order of marks
SELECT mark FROM unnest('{present,unmapped,homebound,activity,remote,iss,unverified,exempt,oss,excused,unexcused,left_early,tardy}'::mark[]) AS mark
ORDER BY mark;

SELECT 'tardy'::mark < 'present'::mark AS lt, 'oss'::mark <= 'oss' AS le, 'oss'::mark = 'iss' AS eq,
	'oss'::mark <> 'iss' AS ne, 'iss'::mark >= 'oss' AS ge, 'iss'::mark > 'iss' AS gt;

-- Names are exact
SELECT 'Excused'::mark;
SELECT ''::mark;
SELECT 'excused '::mark;

-- Sorted, hashed and merged
CREATE TEMP TABLE recorded (mark mark, n integer);
INSERT INTO recorded SELECT mark, i FROM unnest('{excused,oss,excused,present,tardy,present}'::mark[]) WITH ORDINALITY AS m (mark, i);
CREATE INDEX ON recorded (mark);
CREATE INDEX ON recorded USING hash (mark);
ANALYZE recorded;
SET enable_seqscan = off;
SELECT n FROM recorded WHERE mark = 'excused' ORDER BY n;
SELECT n FROM recorded WHERE mark > 'oss' ORDER BY n;
RESET enable_seqscan;
SELECT mark, count(*) FROM recorded GROUP BY mark ORDER BY mark;
SET enable_hashjoin = off;
SELECT count(*) FROM recorded AS a JOIN recorded AS b USING (mark);
SET enable_hashjoin = on;
SET enable_mergejoin = off;
SELECT count(*) FROM recorded AS a JOIN recorded AS b USING (mark);
RESET ALL;
SET search_path = absence, absence_internal, public;

-- Hash partitions
CREATE TEMP TABLE by_mark (mark mark) PARTITION BY HASH (mark);
CREATE TEMP TABLE by_mark_0 PARTITION OF by_mark FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE by_mark_1 PARTITION OF by_mark FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO by_mark VALUES ('excused'), ('oss'), ('tardy'), ('present'), (NULL);
SELECT count(*) FROM by_mark;

-- Hash values and the binary format never change, because partitions and dumps contain
-- them
SELECT mark, mark_hash(mark), mark_hash_extended(mark, 42), encode(mark_send(mark), 'hex') AS wire
FROM (VALUES ('tardy'::mark), ('excused'), ('present')) AS v (mark);
SELECT encode(policy_send('part_day > 50%'), 'hex') AS policy;
SELECT encode(register_send('days 2025-08-18..2025-08-20; complete 2025-08-20; calendar 2026:3; minutes 390; marks 2025-08-19 unexcused 1/2 excused 1/2'), 'hex') AS register;

-- The operators hash and merge
SET enable_nestloop = off;
SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT FROM recorded AS a JOIN recorded AS b USING (mark);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
EXPLAIN (COSTS OFF) SELECT FROM recorded AS a JOIN recorded AS b USING (mark);
RESET ALL;

SET search_path = absence, absence_internal, public;
-- The default share of each mark, and the share of an event that states what was missed
SELECT default_share(mark), string_agg(mark::text, ' ' ORDER BY mark) AS marks
FROM unnest('{tardy,left_early,unexcused,excused,oss,exempt,unverified,iss,remote,activity,homebound,unmapped,present}'::mark[]) AS mark GROUP BY 1 ORDER BY 1;
SELECT what, event_share(portion, missed, held, otherwise)
FROM (VALUES (1, 'nothing: otherwise', NULL::numeric, NULL::numeric, NULL::numeric, 0.25::float8),
	(2, 'nothing, and nothing otherwise', NULL, NULL, NULL, NULL),
	(3, 'its portion', 0.25, NULL, NULL, 1),
	(4, 'its portion before its time', 0.25, 1, 2, 1),
	(5, '0', 0, NULL, NULL, 1), (6, '1', 1.00, NULL, NULL, 0), (7, 'above 1', 1.5, NULL, NULL, 0), (8, 'infinite', 'Infinity', NULL, NULL, 0),
	(9, '0.33', 0.33, NULL, NULL, 0), (10, '0.340', 0.340, NULL, NULL, 0), (11, '0.66', 0.66, NULL, NULL, 0), (12, '0.67', 0.67, NULL, NULL, 0),
	(13, 'not quite 0.33', 0.33000000000000000001, NULL, NULL, 0), (14, '0.335', 0.335, NULL, NULL, 0),
	(15, 'of more digits than a double has', 1e-400, NULL, NULL, 1),
	(16, 'below 0', -0.1, NULL, NULL, 1), (17, 'not a number', 'NaN', NULL, NULL, 1),
	(18, 'missed of held', NULL, 33, 100, 1), (19, 'all of it', NULL, 7, 7, 0), (20, 'more than it', NULL, 1e300, 1e-300, 0), (21, 'nothing of it', NULL, 0, 7, 1),
	(22, 'very little of very much', NULL, 1e-300, 1e300, 1), (23, 'missed without held: otherwise', NULL, 3, NULL, 0.5), (24, 'held without missed: otherwise', NULL, NULL, 7, 0.5),
	(25, 'missed below 0', NULL, -1, 7, 1), (26, 'missed not a number', NULL, 'NaN', 7, 1), (27, 'missed infinite', NULL, 'Infinity', 7, 1),
	(28, 'of nothing', NULL, 0, 0, 1), (29, 'of less than nothing', NULL, 0, -1, 1), (30, 'of not a number', NULL, 1, 'NaN', 1), (31, 'of infinity', NULL, 1, 'Infinity', 1))
	AS v (n, what, portion, missed, held, otherwise)
ORDER BY n;
-- the same rule as that of register_agg, for shares of a whole day
SELECT count(*) AS portions, count(*) FILTER (WHERE round(event_share(v.portion, NULL, NULL, 1) * 90090000) <> round(p.portion * 90090000)) AS differ
FROM (SELECT n / 1000.0 AS portion, register_agg('2025-09-02', 'excused', n / 1000.0) AS register FROM generate_series(0, 1100) AS n GROUP BY n) AS v
CROSS JOIN LATERAL portions(register) AS p;
