-- The tier of each student of a store on several days, as support_tier has it and as it is worked
-- out from day to day. Of a student of whom nothing counts there is no day to begin with.
SET client_min_messages = warning;
SET datestyle = iso;
SELECT absence.create_store('tier_store');
SET search_path = tier_store, public;
CALL absence.load_sample('tier_store', 120, 4, 7);

-- whatever else calls for a tier, at random
CREATE FUNCTION pg_temp.roll(n bigint, of integer, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
	SELECT (((hashint8extended(n * 1000 + of, 5) % sides) + sides) % sides)::integer
$$;
CREATE TEMP TABLE numbered AS SELECT student_id, row_number() OVER (ORDER BY student_id) AS n FROM student;
DELETE FROM student_intervention;
DELETE FROM tier_decision;
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, tier, end_reason)
SELECT s.student_id, 'any', 2026, '-', b.day, CASE WHEN pg_temp.roll(s.n, k * 10 + 1, 2) = 0 THEN b.day + pg_temp.roll(s.n, k * 10 + 2, 120) - 5 END,
	(ARRAY[NULL, 'active', 'paused', 'ended', 'planned', 'declined'])[1 + pg_temp.roll(s.n, k * 10 + 3, 6)],
	1 + pg_temp.roll(s.n, k * 10 + 4, 3), CASE WHEN pg_temp.roll(s.n, k * 10 + 5, 9) = 0 THEN 'entered in error' END
FROM numbered AS s
CROSS JOIN generate_series(1, 4) AS k
CROSS JOIN LATERAL (SELECT date '2025-08-01' + pg_temp.roll(s.n, k * 10, 300)) AS b (day)
WHERE pg_temp.roll(s.n, k * 10 + 6, 3) > 0;
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, end_date)
SELECT s.student_id, 2026, pg_temp.roll(s.n, k * 10 + 101, 5), b.day, CASE WHEN pg_temp.roll(s.n, k * 10 + 102, 3) > 0 THEN b.day + pg_temp.roll(s.n, k * 10 + 103, 60) END
FROM numbered AS s
CROSS JOIN generate_series(1, 2) AS k
CROSS JOIN LATERAL (SELECT date '2025-08-01' + k * 60 + pg_temp.roll(s.n, k * 10 + 100, 90)) AS b (day)
WHERE pg_temp.roll(s.n, k * 10 + 104, 2) = 0;
INSERT INTO attendance_rule (name, basis, rule, group_kind, group_value, tier, stands) VALUES
	('year', 'register', 'amount >= 5', NULL, NULL, 2, 'year'), ('while', 'register', 'amount >= 5', NULL, NULL, 3, 'while'), ('group', 'group', NULL, 'homeless', 'Yes', 2, 'year');
INSERT INTO student_group (student_id, kind, value, begin_date, end_date)
SELECT s.student_id, 'homeless', 'Yes', '2025-10-01', '2025-12-31' FROM numbered AS s WHERE pg_temp.roll(s.n, 200, 6) = 0;
INSERT INTO prior_student (student_id, school_id, school_year, enrolled_days, absent_days, source)
SELECT s.student_id, 'any', 2025, 100, pg_temp.roll(s.n, 300, 25), 'x' FROM numbered AS s WHERE pg_temp.roll(s.n, 301, 3) = 0;
CALL absence.refresh('tier_store', today => '2026-06-06');
DELETE FROM alert;
INSERT INTO alert (student_id, school_year, rule, version, met_on, until, ripe_on, first_met_on, known_on, withdrawn_on)
SELECT s.student_id, 2026, (ARRAY['year', 'while', 'none'])[1 + pg_temp.roll(s.n, k * 10 + 401, 3)], 1, b.day,
	CASE WHEN pg_temp.roll(s.n, k * 10 + 402, 2) = 0 THEN b.day + pg_temp.roll(s.n, k * 10 + 403, 50) + 1 END, b.day, b.day, b.day,
	CASE WHEN pg_temp.roll(s.n, k * 10 + 404, 3) = 0 THEN b.day END
FROM numbered AS s
CROSS JOIN generate_series(1, 2) AS k
CROSS JOIN LATERAL (SELECT date '2025-08-20' + pg_temp.roll(s.n, k * 10 + 400, 280)) AS b (day)
WHERE pg_temp.roll(s.n, k * 10 + 405, 4) = 0;

-- Each membership day of each student, with what was missed of it and what was counted so far
CREATE TEMP TABLE student_day_so_far AS
SELECT r.student_id, d.day, row_number() OVER (PARTITION BY r.student_id ORDER BY d.day) - 1 AS ordinal,
	round(absence.absent_days(t.tally)::numeric, 6) AS absent, absence.counted_days(t.tally) AS counted, absence.unmapped_days(t.tally) AS unmapped
FROM (SELECT student_id, absence.rollup(register) AS register FROM student_register GROUP BY student_id) AS r
CROSS JOIN LATERAL absence.days(r.register) AS d
CROSS JOIN LATERAL (SELECT absence.tally(r.register, '', d.day) OFFSET 0) AS t (tally);
CREATE INDEX ON student_day_so_far (student_id, day);

-- On which day each support of tier 2 has not helped, and until when that stands
CREATE TEMP TABLE no_help AS
WITH given AS (
	SELECT student_id, tier, begin_date, coalesce(end_date, 'infinity') AS end_date
	FROM student_intervention
	WHERE end_reason IS NULL AND coalesce(status, '') NOT IN ('planned', 'declined') AND begin_date <= coalesce(end_date, 'infinity')
), seen AS (
	SELECT g.student_id, g.begin_date, least(g.end_date, (
		SELECT min(n.begin_date) - 1 FROM given AS n WHERE n.student_id = g.student_id AND n.tier = 2 AND n.begin_date > g.begin_date)) AS last_day
	FROM given AS g WHERE g.tier = 2
), since AS (
	SELECT s.student_id, s.begin_date, d.day, d.absent - coalesce(b.absent, 0) AS absent, d.counted - coalesce(b.counted, 0) AS counted,
		d.unmapped - coalesce(b.unmapped, 0) AS unmapped
	FROM seen AS s
	JOIN student_day_so_far AS d ON d.student_id = s.student_id AND d.day BETWEEN s.begin_date AND s.last_day
	LEFT JOIN LATERAL (
		SELECT * FROM student_day_so_far AS b WHERE b.student_id = s.student_id AND b.day < s.begin_date ORDER BY b.day DESC LIMIT 1) AS b ON true
), met AS (
	SELECT student_id, begin_date, min(day) AS day FROM since WHERE counted >= 30 AND absent * 10 > counted + unmapped GROUP BY student_id, begin_date
)
SELECT m.student_id, m.day, (
	SELECT min(g.end_date)
	FROM given AS g
	CROSS JOIN LATERAL (SELECT max(d.absent) AS absent, max(d.counted) AS counted, max(d.unmapped) AS unmapped
		FROM student_day_so_far AS d WHERE d.student_id = g.student_id AND d.day <= g.end_date) AS e
	CROSS JOIN LATERAL (SELECT coalesce(max(d.absent), 0) AS absent, coalesce(max(d.counted), 0) AS counted, coalesce(max(d.unmapped), 0) AS unmapped
		FROM student_day_so_far AS d WHERE d.student_id = g.student_id AND d.day < g.begin_date) AS b
	WHERE g.student_id = m.student_id AND g.tier = 3 AND g.end_date < 'infinity' AND g.end_date >= m.day AND e.counted > b.counted
		AND (e.absent - b.absent) * 10 <= e.counted - b.counted + e.unmapped - b.unmapped) AS last_day
FROM met AS m;

-- The tier of each day from the first membership day on
CREATE FUNCTION pg_temp.tier_by_days(of_student text, to_day date) RETURNS TABLE (day date, tier integer, computed integer, decided integer, since date) LANGUAGE plpgsql AS $$
DECLARE
	d record;
	prior integer := (SELECT CASE WHEN p.absent_days >= 20 THEN 3 WHEN p.absent_days >= 10 THEN 2 ELSE 1 END FROM prior_student AS p WHERE p.student_id = of_student);
	pace boolean := false;
	severe boolean := false;
	known numeric;
	absent_before numeric := 0;
	before integer;
BEGIN
	FOR d IN
		SELECT c.day::date AS day, m.day IS NOT NULL AS is_member, m.ordinal, m.absent, m.counted, m.unmapped
		FROM generate_series((SELECT min(m.day) FROM student_day_so_far AS m WHERE m.student_id = of_student)::timestamp, to_day, '1 day') AS c (day)
		LEFT JOIN student_day_so_far AS m ON m.student_id = of_student AND m.day = c.day::date
		ORDER BY c.day
	LOOP
		IF d.is_member THEN
			known := d.counted + d.unmapped;
			IF d.absent > absent_before AND d.absent >= 2 * (1 + d.ordinal / 20) AND (d.ordinal = 0 OR absent_before < 2 * (1 + (d.ordinal - 1) / 20)) THEN
				pace := true;
			END IF;
			IF d.counted >= 20 AND d.absent * 5 >= known THEN
				severe := true;
			END IF;
			IF severe AND d.absent * 10 < known THEN
				severe := false;
			END IF;
			IF pace AND d.counted >= 20 AND d.absent * 20 < known THEN
				pace := false;
			END IF;
			absent_before := d.absent;
		END IF;
		computed := greatest(coalesce(prior, 1), CASE WHEN severe THEN 3 WHEN pace THEN 2 ELSE 1 END,
			(SELECT 3 FROM no_help AS h WHERE h.student_id = of_student AND d.day BETWEEN h.day AND coalesce(h.last_day, 'infinity') LIMIT 1),
			(SELECT max(r.tier) FROM alert AS a JOIN attendance_rule AS r ON r.name = a.rule
				WHERE a.student_id = of_student AND a.withdrawn_on IS NULL AND a.met_on <= d.day AND (r.stands = 'year' OR a.until IS NULL OR d.day < a.until)),
			(SELECT 2 FROM student_group AS g WHERE g.student_id = of_student AND g.kind = 'homeless' AND g.value = 'Yes'
				AND d.day BETWEEN coalesce(g.begin_date, '-infinity') AND coalesce(g.end_date, 'infinity') LIMIT 1));
		decided := (SELECT t.tier FROM tier_decision AS t
			WHERE t.student_id = of_student AND t.tier BETWEEN 1 AND 3 AND d.day BETWEEN t.begin_date AND coalesce(t.end_date, 'infinity')
			ORDER BY t.begin_date DESC, coalesce(t.end_date, 'infinity'), t.tier DESC LIMIT 1);
		tier := coalesce(decided, computed);
		IF before IS DISTINCT FROM tier THEN
			since := d.day;
			before := tier;
		END IF;
		day := d.day;
		RETURN NEXT;
	END LOOP;
END
$$;
CREATE TEMP TABLE worked_out AS
SELECT s.student_id, o.* FROM student AS s CROSS JOIN LATERAL pg_temp.tier_by_days(s.student_id, '2026-06-05') AS o;
SELECT d.day, count(*) > 100 AS enough, count(*) FILTER (WHERE t.tier = 3) > 20 AS of_tier_3, count(*) FILTER (WHERE t.decided_tier IS NOT NULL) > 3 AS decided,
	count(*) FILTER (WHERE 'no improvement with support' = ANY (t.reasons)) > 1 AS no_help, count(DISTINCT t.since) > 15 AS changes,
	count(*) FILTER (WHERE (t.tier, t.computed_tier, t.decided_tier, t.since) IS DISTINCT FROM (o.tier, o.computed, o.decided, o.since)) AS differ
FROM unnest('{2025-12-15,2026-02-02,2026-06-05}'::date[]) AS d (day)
CROSS JOIN LATERAL support_tier_at(d.day) AS t
LEFT JOIN worked_out AS o ON (o.student_id, o.day) = (t.student_id, d.day)
WHERE t.status <> 'not recorded'
GROUP BY d.day ORDER BY d.day;
SELECT t.student_id, d.day, t.tier, t.computed_tier, t.decided_tier, t.since, t.reasons, o.*
FROM unnest('{2025-12-15,2026-02-02,2026-06-05}'::date[]) AS d (day)
CROSS JOIN LATERAL support_tier_at(d.day) AS t
LEFT JOIN worked_out AS o ON (o.student_id, o.day) = (t.student_id, d.day)
WHERE (t.tier, t.computed_tier, t.decided_tier, t.since) IS DISTINCT FROM (o.tier, o.computed, o.decided, o.since) AND t.status <> 'not recorded'
ORDER BY d.day, t.student_id LIMIT 5;
-- the story ends with the tier that stands
SELECT count(*) > 100 AS enough, count(*) FILTER (WHERE s.day IS DISTINCT FROM t.since OR s.what NOT LIKE 'tier ' || t.tier || '%') AS differ
FROM support_tier AS t
LEFT JOIN LATERAL (SELECT s.day, s.what FROM student_story AS s WHERE s.student_id = t.student_id AND s.kind = 'tier' ORDER BY s.day DESC LIMIT 1) AS s ON true
WHERE t.status <> 'not recorded';
SELECT absence.drop_store('tier_store', 'tier_store');
