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
