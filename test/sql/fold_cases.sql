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
DROP TABLE fold_event;
