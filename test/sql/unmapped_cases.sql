-- A verdict never depends on an unmapped code: it is given only if it is the same
-- whatever the days with such codes are.
SET search_path = absence, absence_internal, public;

-- n weekdays from 2025-08-18 on: the first `unmapped` of them have an unmapped code,
-- the next `absent` are excused absences, the rest are present
CREATE FUNCTION pg_temp.student(absent integer, unmapped integer, n integer, minutes integer DEFAULT NULL, complete integer DEFAULT NULL)
	RETURNS register LANGUAGE sql AS $$
	SELECT with_marks(calendar_agg(day, minutes),
			register_agg(day, CASE WHEN i <= unmapped THEN 'unmapped' ELSE 'excused' END::mark) FILTER (WHERE i <= absent + unmapped),
			max(day) FILTER (WHERE i <= coalesce(complete, n)))
	FROM (SELECT row_number() OVER (ORDER BY day)::integer AS i, day::date
		FROM generate_series(timestamp '2025-08-18', timestamp '2025-08-18' + 2 * n * interval '1 day', '1 day') AS day
		WHERE extract(isodow FROM day) < 6 LIMIT n) AS day
$$;

CREATE TEMP TABLE worked (
	n integer GENERATED ALWAYS AS IDENTITY, what text, absent integer, unmapped integer, days integer, policy policy,
	chronic boolean, band band, why_null text, rate float8);
INSERT INTO worked (what, absent, unmapped, days, policy, chronic, band, why_null, rate) VALUES
	-- between 7 and 37 of 100 days
	('a third of a school under a code of its own', 7, 30, 100, '', NULL, NULL, 'unmapped', 0.1),
	('at the line without the unmapped days', 9, 10, 90, '', true, 'moderate', NULL, 0.1125),
	('at the line, which is to be passed', 9, 10, 90, 'compare = >', NULL, NULL, 'unmapped', 0.1125),
	('below the line with them', 4, 5, 100, '', false, 'satisfactory', NULL, 4/95::float8),
	('at the line with them', 4, 6, 100, '', NULL, NULL, 'unmapped', 4/94::float8),
	('at the line with them, which is to be passed', 4, 6, 100, 'compare = >', false, 'satisfactory', NULL, 4/94::float8),
	-- the band is that of the counted days: 6 of 95 here; and at_risk in any case, from
	-- 6 to 9 of 98
	('the line of at_risk may be in doubt', 6, 3, 98, '', false, 'at_risk', NULL, 6/95::float8),
	('the line of severe may be in doubt', 19, 5, 100, '', true, 'severe', NULL, 0.2),
	('nothing but unmapped days', 0, 20, 20, '', NULL, NULL, 'unmapped', NULL),
	('nothing but unmapped days, and no line', 0, 20, 20, 'at_risk = none, chronic = none, severe = none', NULL, NULL, 'unmapped', NULL),
	('no line of chronic to hang on', 1, 10, 20, 'chronic = none, severe = none', false, 'at_risk', NULL, 0.1),
	('the line of severe stands for that of chronic', 1, 10, 20, 'chronic = none', NULL, NULL, 'unmapped', 0.1),
	('enough days with the unmapped ones', 5, 3, 12, '', true, 'severe', NULL, 5/9::float8),
	('too few days', 5, 3, 9, '', NULL, NULL, 'below_minimum', 5/6::float8),
	-- in days
	('10 days, of 8 or 10', 8, 2, 100, 'measure = days, chronic = 10 days', NULL, NULL, 'unmapped', 8/98::float8),
	('10 days, of 8 or 9', 8, 1, 100, 'measure = days, chronic = 10 days', false, 'satisfactory', NULL, 8/99::float8),
	('10 days, of 10 or 11', 10, 1, 100, 'measure = days, chronic = 10 days', true, 'moderate', NULL, 10/99::float8);
SELECT what, chronic(t), band(t), why_null(t), absence_rate(t),
	(chronic(t), band(t), why_null(t), absence_rate(t)) IS NOT DISTINCT FROM (w.chronic, w.band, w.why_null, w.rate) AS ok,
	-- the same with days of 390 minutes, except under a measure of days
	(SELECT (chronic(m), band(m), why_null(m), absence_rate(m)) IS NOT DISTINCT FROM (w.chronic, w.band, w.why_null, w.rate)
			AND unmapped_minutes(m) = w.unmapped * 390 AND counted_minutes(m) = (w.days - w.unmapped) * 390
		FROM tally(pg_temp.student(w.absent, w.unmapped, w.days, 390), replace(w.policy::text, 'basis = days', 'basis = minutes')::policy) AS m
		WHERE w.policy::text LIKE '%measure = rate%') AS in_minutes
FROM worked AS w, tally(pg_temp.student(w.absent, w.unmapped, w.days), w.policy) AS t ORDER BY n;

-- Twelve days, four of them not recorded, so that 8 are known
SELECT enrolled_days(t), counted_days(t), unmapped_days(t), unrecorded_days(t), why_null(t)
FROM tally('days 2025-08-18..2025-08-29 2025-09-01..2025-09-02; complete 2025-09-02; unrecorded 2025-08-28..2025-09-02; marks 2025-08-18 oss, 2025-08-19 oss, 2025-08-20 oss, 2025-08-21 oss, 2025-08-22 oss, 2025-08-25 unmapped, 2025-08-26 unmapped, 2025-08-27 unmapped'::register) AS t;

-- All numbers of absent, counted and unmapped days up to 25 and 12, under five
-- definitions: there is a verdict exactly if the result is on the same side of the line
-- with any number of the unmapped days taken as absent
CREATE TEMP TABLE every AS
SELECT a, c, u, p.policy, t.tally,
	(SELECT CASE WHEN count(DISTINCT side) = 1 THEN bool_and(side) END
		FROM generate_series(0, u) AS k, LATERAL (SELECT CASE p.measure
			WHEN 'rate' THEN (a + k) * 100 >= p.line * (c + u) WHEN 'above' THEN (a + k) * 100 > p.line * (c + u)
			ELSE a + k >= p.line END) AS s (side)) AS chronic
FROM generate_series(1, 25) AS c, generate_series(0, c) AS a, generate_series(0, 12) AS u,
	(VALUES ('minimum = none', 'rate', 10), ('minimum = none, compare = >', 'above', 10), ('minimum = none, chronic = 33%, severe = none', 'rate', 33),
		('minimum = none, at_risk = none, chronic = none', 'rate', 20), ('minimum = none, measure = days, chronic = 5 days', 'days', 5)) AS p (policy, measure, line),
	LATERAL (SELECT (p.policy || format('; member_days = %1$s, enrolled_days = %1$s, counted_days = %2$s, unmapped_days = %3$s, absent_days = %4$s, missed_days = %4$s, excused_days = %4$s',
		c + u, c, u, a))::tally) AS t (tally);
SELECT policy, count(*), count(chronic) AS with_verdict, count(*) FILTER (WHERE chronic(tally) IS DISTINCT FROM every.chronic) AS differing,
	count(*) FILTER (WHERE (band(tally) IN ('moderate', 'severe')) IS DISTINCT FROM every.chronic) AS bands_differing,
	count(*) FILTER (WHERE why_null(tally) IS DISTINCT FROM CASE WHEN every.chronic IS NULL THEN 'unmapped' END) AS reasons_differing
FROM every GROUP BY policy ORDER BY policy;

-- An unmapped day of unknown length: the rate is known, the verdict is not
SELECT absent_minutes(t), counted_minutes(t), unmapped_minutes(t), absence_rate(t), chronic(t), why_null(t)
FROM (VALUES ('400'), ('400 2025-08-18:none')) AS m (minutes),
	tally(('days 2025-08-18..2025-09-12; complete 2025-09-12; minutes ' || minutes || '; marks 2025-08-18 unmapped, 2025-08-19 oss')::register, 'basis = minutes') AS t;
SELECT unmapped_minutes(tally(pg_temp.student(1, 1, 20))) IS NULL AS not_in_days;

-- Ahead: 8 of 98 days are absent, 2 days are unmapped, and 80 days are to come. If the
-- unmapped days are absences, 10 days are missed, and 7 more make 17 of 180. The
-- projection uses 8 of 98
SELECT absences_left(r), absences_left(r, 'basis = minutes'), projected(r) = 8 * (98 + 80) / 98::float8 AS projected, days_to_line(tally(r)) AS days_to_line,
	days_to_line(tally(pg_temp.student(4, 5, 100))) AS with_verdict
FROM pg_temp.student(8, 2, 180, 390, 100) AS r;
-- Only unmapped days, and none to come
SELECT absences_left(pg_temp.student(0, 20, 20)) AS chronic_then, absences_left(pg_temp.student(0, 20, 20), 'measure = days, chronic = 30 days') AS not_in_days;

-- Since when: one unmapped day is a tenth of ten days, and less of eleven days
SELECT as_of, unmapped_since(r, 'minimum = none', as_of), chronic_since(r, 'minimum = none', as_of), chronic(tally(r, 'minimum = none', as_of))
FROM pg_temp.student(0, 1, 20) AS r, unnest('{2025-08-17,2025-08-18,2025-08-29,2025-09-01,infinity}'::date[]) AS as_of;
SELECT unmapped_since(NULL) IS NULL AS null_register, unmapped_since('days none; complete none') IS NULL AS no_days;

-- Cohorts: two of four students are in no figure, and the trend agrees day by day
CREATE TEMP TABLE cohort AS SELECT i, pg_temp.student(absent, unmapped, 20) AS register FROM (VALUES (1, 0, 1), (2, 3, 0), (3, 1, 2), (4, 0, 3)) AS v (i, absent, unmapped);
SELECT verdict_n(c), chronic_n(c), no_verdict_n(c), chronic_rate(c) FROM (SELECT band_counts(register) AS c FROM cohort) AS q;
SELECT p.day, p.n, p.k, (SELECT verdict_n(band_counts(as_of(register, p.day), 'minimum = none')) || ' ' || chronic_n(band_counts(as_of(register, p.day), 'minimum = none')) FROM cohort) = p.n || ' ' || p.k AS ok
FROM points((SELECT chronic_trend(register, 'minimum = none') FROM cohort)) AS p;
-- under other definitions, and with registers added and removed again
SELECT policy, count(*) AS points, count(*) FILTER (WHERE (p.n, p.k) IS DISTINCT FROM (c.n, c.k)) AS differing
FROM unnest('{"minimum = 7 days","basis = minutes, minimum = none","measure = days, chronic = 2 days, minimum = none","compare = >, minimum = none","part_day = proportional, chronic = 15%, minimum = none"}'::policy[]) AS policy,
	LATERAL (SELECT chronic_trend(pg_temp.student(a, u, 40, 300 + a), policy) AS trend FROM generate_series(0, 8) AS a, generate_series(0, 8) AS u) AS t,
	LATERAL points(t.trend) AS p,
	LATERAL (SELECT verdict_n(b) AS n, chronic_n(b) AS k FROM (SELECT band_counts(pg_temp.student(a, u, 40, 300 + a), policy, p.day) FROM generate_series(0, 8) AS a, generate_series(0, 8) AS u) AS q (b)) AS c
GROUP BY policy::text, policy ORDER BY policy::text COLLATE "C";
SELECT i, chronic_trend(register, 'minimum = none') OVER w = (SELECT chronic_trend(d.register, 'minimum = none') FROM cohort AS d WHERE d.i BETWEEN c.i - 1 AND c.i) AS trend,
	band_counts(register) OVER w = (SELECT band_counts(d.register) FROM cohort AS d WHERE d.i BETWEEN c.i - 1 AND c.i) AS counts,
	rollup(tally(register)) OVER w = (SELECT rollup(tally(d.register)) FROM cohort AS d WHERE d.i BETWEEN c.i - 1 AND c.i) AS tallies
FROM cohort AS c WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
