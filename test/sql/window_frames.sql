-- Aggregates over window frames of every kind, compared with the same aggregate over
-- the rows of the frame, looked up one by one. A moving frame removes rows by the
-- inverse transition functions, which must be exact.
\getenv abs_srcdir PG_ABS_SRCDIR
\set district :abs_srcdir '/oracle/district.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
CREATE SCHEMA frames;
SET search_path = frames;
\set ECHO none
\i :district
\set ECHO all

-- 60 rows in each of two partitions. place is the position of the row, tie has gaps and
-- ties, and a tenth of all values is NULL.
CREATE TABLE sample AS
SELECT part, place, tie, keep, absent, portion, portion::double precision AS share, mark::absence.mark AS mark, register,
       absence.tally(register) AS tally, CASE WHEN register IS NOT NULL THEN (SELECT absence.band_counts(r) FROM (VALUES (register)) v(r)) END AS counts,
       (SELECT absence.chronic_trend(r) FROM (VALUES (register)) v(r)) AS trend, (SELECT absence.daily_absence(r) FROM (VALUES (register)) v(r)) AS daily
FROM generate_series(1, 2) part, generate_series(1, 60) place,
     LATERAL (SELECT concat_ws(' ', 'frame', part, place, '') AS key) k,
     LATERAL (SELECT place / 3 * 2 + draw(2, key || 'tie') AS tie, draw(3, key || 'keep') > 0 AS keep,
                     CASE WHEN draw(10, key || 'absent') > 0 THEN draw(4, key || 'a') = 0 END AS absent,
                     CASE WHEN draw(10, key || 'portion') > 0 THEN draw(14, key || 'p') / 13.0 END AS portion,
                     (ARRAY['tardy', 'left_early', 'unexcused', 'excused', 'oss', 'exempt', 'unverified', 'iss', 'unmapped', 'present', 'present', NULL])[1 + draw(12, key || 'mark')] AS mark) v
-- A register of 20 days with up to 5 absences, completely recorded or not; the
-- registers do not all have the same days.
LEFT JOIN LATERAL (
	SELECT CASE WHEN draw(10, key || 'register') > 0 THEN
	         absence.register_agg(date '2025-09-01' + n + place * 7 % 50, CASE WHEN draw(20, key || n) < draw(6, key || 'habit') THEN 'excused'
	                                                          WHEN draw(5, key || 'unrecorded') > 0 THEN 'present' END::absence.mark) END AS register
	FROM generate_series(1, 20) n) r ON true;

-- A frame, the order that it needs, and the condition that row f is in the frame of row
-- w.
CREATE TABLE frame (frame text, ordered text, holds text);
INSERT INTO frame VALUES
	('ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',         'place', 'f.place <= w.place'),
	('ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING', 'place', 'true'),
	('ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',         'place', 'f.place >= w.place'),
	('ROWS BETWEEN CURRENT ROW AND CURRENT ROW',                 'place', 'f.place = w.place'),
	('ROWS BETWEEN 12 PRECEDING AND CURRENT ROW',                'place', 'f.place BETWEEN w.place - 12 AND w.place'),
	('ROWS BETWEEN 11 PRECEDING AND 4 FOLLOWING',                'place', 'f.place BETWEEN w.place - 11 AND w.place + 4'),
	('ROWS BETWEEN 14 PRECEDING AND 3 PRECEDING',                'place', 'f.place BETWEEN w.place - 14 AND w.place - 3'),
	('ROWS BETWEEN 3 FOLLOWING AND 16 FOLLOWING',                'place', 'f.place BETWEEN w.place + 3 AND w.place + 16'),
	('RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',        'tie',   'f.tie <= w.tie'),
	('RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',        'tie',   'f.tie >= w.tie'),
	('RANGE BETWEEN CURRENT ROW AND CURRENT ROW',                'tie',   'f.tie = w.tie'),
	('RANGE BETWEEN 9 PRECEDING AND 2 FOLLOWING',                'tie',   'f.tie BETWEEN w.tie - 9 AND w.tie + 2'),
	('RANGE BETWEEN 8 PRECEDING AND 7 PRECEDING',                'tie',   'f.tie BETWEEN w.tie - 8 AND w.tie - 7'),
	('GROUPS BETWEEN 6 PRECEDING AND CURRENT ROW',               'tie',   'f.peers BETWEEN w.peers - 6 AND w.peers'),
	('GROUPS BETWEEN 5 PRECEDING AND 3 FOLLOWING',               'tie',   'f.peers BETWEEN w.peers - 5 AND w.peers + 3'),
	('GROUPS BETWEEN 2 FOLLOWING AND UNBOUNDED FOLLOWING',       'tie',   'f.peers >= w.peers + 2');
INSERT INTO frame
SELECT frame || ' EXCLUDE ' || exclude, ordered, format('%s AND %s', holds, rest)
FROM frame, (VALUES ('CURRENT ROW', 'f.place <> w.place'), ('GROUP', 'f.%1$s <> w.%1$s'), ('TIES', '(f.%1$s <> w.%1$s OR f.place = w.place)')) e(exclude, rest_of),
     LATERAL (SELECT format(rest_of, ordered) AS rest) r
WHERE holds <> 'true' AND frame !~ 'FOLLOWING AND';

-- The aggregates, with and without a policy.
CREATE TABLE call (call text);
INSERT INTO call
SELECT CASE WHEN call ~ '^(daily_membership|fold_agg|winning_code)' THEN 'absence_internal.' ELSE 'absence.' END || call FROM unnest(ARRAY[
	'tally_agg(f.mark)', 'tally_agg(f.mark, f.portion)', 'tally_agg(f.mark, f.share, ''part_day = proportional, unrecorded = absent'')',
	'rollup(f.tally)', 'rollup(f.counts)', 'rollup(f.trend)', 'rollup(f.daily)',
	'chronic_trend(f.register)', 'daily_absence(f.register)', 'daily_absence(f.register, ''part_day = proportional, unrecorded = absent'')',
	'daily_membership(f.register, ''absent = unexcused, outside = excused oss'')',
	'band_counts(f.register)', 'band_counts(f.register, ''chronic = 12%'', ''2025-09-15'')', 'chronic_rate(f.register, ''minimum = none'')']) call
UNION ALL
SELECT format('absence.%s(f.%s%s)', name, argument, policy)
FROM unnest('{absence_rate,chronic_flag,absence_band}'::text[]) name,
     unnest('{absent,portion,share}'::text[]) argument,
     unnest(ARRAY['', ', ''compare = >, minimum = 4 days, part_day > 50%''']) policy;

-- By the window, and by looking up the rows of the frame.
CREATE TABLE result (call text, frame text, filtered boolean, compared bigint, differing bigint);
CREATE PROCEDURE compare_frames() LANGUAGE plpgsql AS
$$
DECLARE
	q record;
BEGIN
	CREATE TEMP TABLE ranked AS SELECT *, dense_rank() OVER (PARTITION BY part ORDER BY tie) AS peers FROM sample;
	ANALYZE ranked;
	FOR q IN
		SELECT call, frame, filtered, filter, ordered, holds
		FROM call, frame, (VALUES (false, ''), (true, 'FILTER (WHERE f.keep)')) v(filtered, filter)
	LOOP
		EXECUTE format('
			INSERT INTO result
			SELECT $1, $2, $3, count(*), count(*) FILTER (WHERE by_window IS DISTINCT FROM by_rows)
			FROM (
				SELECT part, place, (%1$s %2$s OVER (PARTITION BY part ORDER BY %3$s %4$s))::text AS by_window FROM ranked f
			) a JOIN (
				SELECT part, place, (SELECT (%1$s %2$s)::text FROM ranked f WHERE f.part = w.part AND %5$s) AS by_rows FROM ranked w
			) b USING (part, place)',
			q.call, q.filter, q.ordered, q.frame, q.holds) USING q.call, q.frame, q.filtered;
	END LOOP;
END
$$;
CALL compare_frames();
SELECT call, sum(compared) AS compared, sum(differing) AS differing FROM result GROUP BY call ORDER BY call COLLATE "C";
SELECT * FROM result WHERE differing > 0 ORDER BY call COLLATE "C", frame COLLATE "C", filtered LIMIT 10;

-- Every aggregate that counts has an inverse; aggregates that build or merge registers
-- have none.
SELECT DISTINCT proname, aggminvtransfn <> 0 AS inverse
FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid
WHERE pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace)
  AND (proname <> 'rollup' OR proargtypes[0] <> 'absence.register'::regtype)
ORDER BY proname;

RESET search_path;
DROP SCHEMA frames CASCADE;
