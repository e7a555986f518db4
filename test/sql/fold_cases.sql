-- Several events of one day make its marks, in any order; worked by hand
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
CREATE TABLE fold_event (what text, period text, code text, mark absence.mark, precedence integer, share double precision, periods double precision);
INSERT INTO fold_event VALUES
	('one absence', NULL, 'U', 'unexcused', NULL, 1, NULL),
	('a tardy corrects an absence', NULL, 'U', 'unexcused', NULL, 1, NULL),
	('a tardy corrects an absence', NULL, 'T', 'tardy', NULL, 0, NULL),
	('an absence corrects a presence', NULL, 'P', 'present', NULL, 0, NULL),
	('an absence corrects a presence', NULL, 'E', 'excused', NULL, 1, NULL),
	('precedence before the order', NULL, 'U', 'unexcused', 1, 1, NULL),
	('precedence before the order', NULL, 'E', 'excused', 2, 1, NULL),
	('the lowest precedence before none', NULL, 'U', 'unexcused', NULL, 1, NULL),
	('the lowest precedence before none', NULL, 'E', 'excused', -2147483648, 1, NULL),
	('two halves', NULL, 'E', 'excused', NULL, 0.5, NULL),
	('two halves', NULL, 'U', 'unexcused', NULL, 0.5, NULL),
	('one half twice', NULL, 'E', 'excused', NULL, 0.5, NULL),
	('one half twice', NULL, 'E', 'excused', NULL, 0.5, NULL),
	('one code, two precedences', NULL, 'E', 'excused', 2, 0.25, NULL),
	('one code, two precedences', NULL, 'E', 'excused', 1, 0.5, NULL),
	('one code, two precedences', NULL, 'X', 'oss', 1, 0.125, NULL),
	('a presence in part, two precedences', NULL, 'P', 'present', 2, 0.25, NULL),
	('a presence in part, two precedences', NULL, 'P', 'present', 1, 0.5, NULL),
	('over a day, cut from the last', NULL, 'T', 'tardy', NULL, 0.75, NULL),
	('over a day, cut from the last', NULL, 'E', 'excused', NULL, 0.5, NULL),
	('all day, less a period', NULL, 'U', 'unexcused', NULL, 1, NULL),
	('all day, less a period', '1', 'T', 'tardy', NULL, 0, 7),
	('all day beside every period', NULL, 'U', 'unexcused', NULL, 1, NULL),
	('a period counts once', '1', 'U', 'unexcused', NULL, 1, 7),
	('a period counts once', '1', 'E', 'excused', NULL, 1, 7),
	('a period has its smallest weight', '1', 'U', 'unexcused', NULL, 1, 4),
	('a period has its smallest weight', '1', 'E', 'excused', NULL, 0.5, 8),
	('presence all day', NULL, 'P', 'present', NULL, 0, NULL);
INSERT INTO fold_event
SELECT 'all day beside every period', n::text, 'E', 'excused'::absence.mark, NULL::integer, 1::double precision, 7::double precision FROM generate_series(1, 7) AS n
UNION ALL SELECT 'late once, absent six of seven', n::text, CASE n WHEN 1 THEN 'T' ELSE 'U' END, CASE n WHEN 1 THEN 'tardy'::absence.mark ELSE 'unexcused' END, NULL, (n > 1)::integer, 7 FROM generate_series(1, 7) AS n
UNION ALL SELECT 'a period of 480 minutes, half a unit up', '1', 'U', 'unexcused', NULL, 1, 480;

SELECT what, (SELECT string_agg(p.mark || ' ' || round(p.portion * 90090000), ', ' ORDER BY p.mark) FROM absence.portions(register) AS p) AS units
FROM (SELECT what, absence_internal.fold_agg('2025-09-02', period, code, mark, precedence, share, periods) AS register FROM fold_event GROUP BY what) AS f
ORDER BY what COLLATE "C";

-- in any order, and however partial results are combined
SELECT count(DISTINCT register::text) AS registers
FROM generate_series(1, 50) AS seed
CROSS JOIN LATERAL (
	SELECT absence_internal.fold_agg(date '2025-09-02' + length(what), period, code, mark, precedence, share, periods
		ORDER BY md5(fold_event::text || seed)) AS register
	FROM fold_event
) AS r;
SELECT absence_internal.fold_agg_final(absence_internal.fold_agg_combine(
	absence_internal.fold_agg_transition(NULL, '2025-09-02', NULL, 'T', 'tardy', NULL, 0, NULL),
	absence_internal.fold_agg_transition(NULL, '2025-09-02', NULL, 'U', 'unexcused', 3, 1, NULL)));

-- an event without a day, a code, a mark or a share is ignored, and so is a period
-- without a number of periods
SELECT absence_internal.fold_agg(day, period, code, mark, NULL, share, periods)
FROM (VALUES (NULL::date, NULL, 'U', 'unexcused'::absence.mark, 1, NULL::double precision), ('2025-09-02', NULL, NULL, 'unexcused', 1, NULL),
	('2025-09-02', NULL, 'U', NULL, 1, NULL), ('2025-09-02', NULL, 'U', 'unexcused', NULL, NULL), ('2025-09-02', '1', 'U', 'unexcused', 1, NULL))
	AS e (day, period, code, mark, share, periods);

-- a value that is not possible is an error
SELECT absence_internal.fold_agg('infinity', NULL, 'U', 'unexcused', NULL, 1, NULL);
SELECT absence_internal.fold_agg('2025-09-02', NULL, 'U', 'unexcused', NULL, 1.5, NULL);
SELECT absence_internal.fold_agg('2025-09-02', NULL, 'U', 'unexcused', NULL, 'NaN', NULL);
SELECT absence_internal.fold_agg('2025-09-02', '1', 'U', 'unexcused', NULL, 1, 0);
SELECT absence_internal.fold_agg('2025-09-02', '1', 'U', 'unexcused', NULL, 1, 'Infinity');

-- so is a state that no transition has made
SELECT absence_internal.fold_agg_final('\x');
SELECT absence_internal.fold_agg_final('\x05000000aabb');
SELECT absence_internal.fold_agg_final(overlay(absence_internal.fold_agg_transition(NULL, '2025-09-02', NULL, 'T', 'tardy', NULL, 0, NULL) PLACING '\xff' FROM 10 FOR 1));

-- The reason why each event is not counted, by the same rule
SELECT what, period, code, precedence AS p, share, absence_internal.why_not_counted(code, mark, precedence, share) OVER (PARTITION BY what, period) AS why
FROM fold_event
WHERE what NOT IN ('all day beside every period', 'late once, absent six of seven')
ORDER BY what COLLATE "C", period COLLATE "C" NULLS FIRST, precedence DESC NULLS LAST, mark, code COLLATE "C", share DESC, why NULLS FIRST;
-- in the order of the rows, with rows between them that are not events
SELECT n, code, mark, share, absence_internal.why_not_counted(code, mark, NULL, share) OVER () AS why
FROM (VALUES (1, 'E', 'excused'::absence.mark, 1::float8), (2, NULL, 'tardy', 0), (3, 'U', 'unexcused', 1), (4, 'T', NULL, 0), (5, 'E', 'excused', 0.5), (6, 'P', 'present', 0.5),
	(7, 'T', 'tardy', NULL), (8, 'U', 'unexcused', 1), (9, 'E', 'excused', 0.5)) AS e (n, code, mark, share)
ORDER BY n;
-- a half day wins over a whole day of another code, but a part of a day of that code
-- still counts
SELECT n, code, share, absence_internal.why_not_counted(code, mark, NULL, share) OVER () AS why
FROM (VALUES (1, 'U', 'unexcused'::absence.mark, 0.5::float8), (2, 'E', 'excused', 1), (3, 'E', 'excused', 0.25)) AS e (n, code, mark, share)
ORDER BY n;
SELECT absence_internal.why_not_counted('U', 'oss', NULL, 1.5) OVER ();

-- Without the events that do not count, the marks are the same
SELECT count(*) AS cases, count(*) FILTER (WHERE a.marks OPERATOR(absence.=) b.marks) AS same, sum(a.events) AS events, sum(b.events) AS that_count
FROM (SELECT what, count(*) AS events, absence_internal.fold_agg('2025-09-02', period, code, mark, precedence, share, periods) AS marks FROM fold_event GROUP BY what) AS a
JOIN (
	SELECT what, count(*) AS events, absence_internal.fold_agg('2025-09-02', period, code, mark, precedence, share, max_periods) AS marks
	FROM (SELECT *, absence_internal.why_not_counted(code, mark, precedence, share) OVER (PARTITION BY what, period) AS why,
			max(periods) OVER (PARTITION BY what, period) AS max_periods FROM fold_event) AS e
	WHERE why IS NULL GROUP BY what) AS b USING (what);
-- also on 2,000 days with up to six events, two codes per mark and two precedences
WITH event AS (
	SELECT day, substr('EUTPA', 1 + r[1] % 5, 1) || r[2] % 2 AS code, ('{excused,unexcused,tardy,present,unverified}'::absence.mark[])[1 + r[1] % 5] AS mark,
		nullif(r[3] % 3, 0) AS precedence, (r[4] % 5) / 4.0::float8 AS share, (ARRAY[NULL, '1', '2'])[1 + r[5] % 3] AS period
	FROM (SELECT day, i, ARRAY(SELECT ('x' || substr(md5(day || ' ' || i), 1 + 6 * k, 6))::bit(24)::integer FROM generate_series(0, 4) AS k) AS r
		FROM generate_series(1, 2000) AS day, generate_series(1, 6) AS i WHERE i <= 1 + day % 6) AS d
), judged AS (
	SELECT *, absence_internal.why_not_counted(code, mark, precedence, share) OVER (PARTITION BY day, period) AS why FROM event
)
SELECT count(*) AS days, count(*) FILTER (WHERE a OPERATOR(absence.=) b) AS same, sum(n) AS events, sum(beaten) AS beaten, sum(repeated) AS repeated
FROM (
	SELECT day, count(*) AS n, count(*) FILTER (WHERE why = 'another event stands') AS beaten, count(*) FILTER (WHERE why = 'same code counts once') AS repeated,
		absence_internal.fold_agg('2025-09-02', period, code, mark, precedence, share, 7) AS a,
		absence_internal.fold_agg('2025-09-02', period, code, mark, precedence, share, 7) FILTER (WHERE why IS NULL) AS b
	FROM judged GROUP BY day) AS d;

-- The winning code
SELECT what, period, absence_internal.winning_code(code, mark, precedence) AS wins
FROM fold_event GROUP BY what, period HAVING count(*) > 1 ORDER BY what COLLATE "C", period COLLATE "C" NULLS FIRST;
SELECT absence_internal.winning_code(code, mark, NULL), absence_internal.winning_code(code, mark, NULL) FILTER (WHERE code IS NULL OR mark IS NULL) IS NULL AS none
FROM (VALUES ('E2', 'excused'::absence.mark), ('E1', 'excused'), (NULL, 'tardy'), ('T', NULL)) AS e (code, mark);
SELECT length(absence_internal.winning_code(repeat(c, 300), 'excused', NULL)) FROM unnest('{b,a}'::text[]) AS c;
SELECT absence_internal.winning_code_final(absence_internal.winning_code_combine(a, b)), absence_internal.winning_code_final(absence_internal.winning_code_combine(b, a)),
	absence_internal.winning_code_final(absence_internal.winning_code_combine(NULL, b)), absence_internal.winning_code_final(absence_internal.winning_code_combine(a, NULL)), absence_internal.winning_code_combine(NULL, NULL) IS NULL AS none
FROM (SELECT absence_internal.winning_code_transition(NULL, 'U', 'unexcused', NULL), absence_internal.winning_code_transition(NULL, 'E', 'excused', 1)) AS s (a, b);
SELECT absence_internal.winning_code_final('\x');
SELECT absence_internal.winning_code_final('\x00000000');
DROP TABLE fold_event;
