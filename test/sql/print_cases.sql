-- Prints: sums of hashes of rows, by which a refresh finds the students whose facts have
-- changed.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
SET search_path = absence_internal, public;
CREATE TEMP TABLE fact AS
SELECT 's' || n % 40 AS student, n AS number, CASE WHEN n % 3 > 0 THEN 'text ' || n END AS word, n::numeric / 7 AS share,
	date '2026-01-01' + n AS day, n % 2 = 0 AS flag
FROM generate_series(1, 400) AS n;

-- The order of the rows does not matter, and the seed does.
WITH p AS (
	SELECT print_agg(1, 64, student, number, word, share, day, flag ORDER BY number) AS up,
		print_agg(1, 64, student, number, word, share, day, flag ORDER BY number DESC) AS down,
		print_agg(2, 64, student, number, word, share, day, flag) AS other_seed
	FROM fact
)
SELECT cardinality(up) AS buckets, up = down AS same, up <> other_seed AS differs FROM p;

-- Each change of one column of one row is found at its student, and at few others. Rows that
-- are twice there are found too, and NULL is not an empty text.
WITH changed AS (
	SELECT c.what, print_agg(1, 1024, f.student, f.number,
		CASE WHEN c.what = 'no text' AND f.number = 8 THEN NULL WHEN c.what = 'empty' AND f.number = 9 THEN '' ELSE f.word END,
		CASE WHEN c.what = 'number' AND f.number = 8 THEN f.share + 1 ELSE f.share END,
		CASE WHEN c.what = 'day' AND f.number = 8 THEN f.day + 1 ELSE f.day END,
		CASE WHEN c.what = 'flag' AND f.number = 8 THEN NOT f.flag ELSE f.flag END) AS print
	FROM unnest('{nothing,no text,empty,number,day,flag,twice,three times,gone}'::text[]) AS c (what)
	CROSS JOIN fact AS f
	CROSS JOIN LATERAL generate_series(1, CASE WHEN f.number <> 8 THEN 1 WHEN c.what = 'twice' THEN 2 WHEN c.what = 'three times' THEN 3
		WHEN c.what = 'gone' THEN 0 ELSE 1 END)
	GROUP BY c.what
), change AS (
	SELECT c.what, print_changes(b.print, c.print) AS changes
	FROM changed AS c
	CROSS JOIN (SELECT print_agg(1, 1024, student, number, word, share, day, flag) AS print FROM fact) AS b
)
SELECT what, has_changed('s8', 1, changes) AS student, has_changed('s9', 1, changes) AS next_student,
	(SELECT count(*) FROM fact AS f WHERE f.number <= 40 AND has_changed(f.student, 1, changes)) AS students
FROM change ORDER BY what;

-- Prints of different numbers of buckets cannot be compared: everybody has changed.
SELECT print_changes('{1,2}', '{1,2,3}') IS NULL AS not_comparable, has_changed('anybody', 1, NULL) AS has_changed,
	print_changes('{1,2,3}', '{1,0,3}') AS changes, has_changed(NULL, 1, B'10') AS null_key, has_changed('x', 1, B'') AS no_bucket,
	print_agg(1, 4, student, number) IS NULL AS no_rows
FROM fact WHERE false;

-- Bad arguments, and states that no aggregate made
SELECT print_agg(NULL, 4, student, number) FROM fact;
SELECT print_agg(1, 0, student, number) FROM fact;
SELECT print_agg(1, 4 + number, student, number) FROM fact;
SELECT has_changed('x', NULL, B'1');
SELECT print_agg_transition('{{1,2},{3,4}}', 1, 4, 'x', 1);
SELECT print_agg_transition('{1,2,NULL}', 1, 3, 'x', 1);
SELECT print_agg_transition('{}', 1, 1, 'x', 1);
SELECT print_agg_transition('{1,2}', 1, 3, 'x', 1);
SELECT print_agg_combine('{1,2}', '{1,2,3}');
SELECT print_agg_combine('{9223372036854775807}', '{1}') AS wraps, print_agg_combine(NULL, '{5}') AS one,
	print_agg_combine('{5}', NULL) AS other;
SELECT print_changes('{{1}}', '{1}');
