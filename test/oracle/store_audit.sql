-- Two definitions compared, in plain SQL: the students whose verdict differs, and the
-- points of the second definition that give its verdict if each of them alone is put
-- into the first. A point is some columns of table policy here, and some items of the
-- text of the policy there.

-- What is compared: definitions of the pool, by year if a name means different ones.
CREATE UNLOGGED TABLE audit (audit integer PRIMARY KEY, a text COLLATE "C", b text COLLATE "C", as_of date);
CREATE UNLOGGED TABLE audit_policy (audit integer, school_year integer, point text, place integer, policy integer,
	PRIMARY KEY (audit, school_year, point));

-- Memoize is off: no day is looked up twice, so it would only cost time.
CREATE PROCEDURE draw_audits(seed integer, today date, audits integer) LANGUAGE plpgsql SET enable_memoize = off AS
$$
DECLARE
	mine integer[];
BEGIN
	SELECT array_agg(policy ORDER BY draw(1000000, concat_ws(' ', seed, 'audited', policy))) INTO mine FROM policy_pool WHERE policy > 2;
	TRUNCATE audit, audit_policy, ask, ask_year, policy RESTART IDENTITY;
	DELETE FROM oracle_store.definition WHERE name LIKE 'audit%';

	INSERT INTO audit
	SELECT n, CASE n WHEN 1 THEN 'federal' WHEN 2 THEN 'audit_2' ELSE 'audit_' || n || 'a' END,
	       CASE n WHEN 2 THEN 'every_day_counts@1' ELSE 'audit_' || n || 'b' END,
	       CASE WHEN draw(3, concat_ws(' ', seed, 'audit', n)) = 0 THEN today - draw(120, concat_ws(' ', seed, 'audit as of', n)) END
	FROM generate_series(1, audits) n;
	-- the name of the second definition means another one in the next year
	PERFORM absence.define_policy('oracle_store', name, text, from_year)
	FROM (
		SELECT a AS name, text, NULL::integer AS from_year, 1 AS place
		FROM audit
		JOIN policy_pool ON policy = mine[audit]
		WHERE a LIKE 'audit%'
		UNION ALL
		SELECT b, text, NULL, 1 FROM audit JOIN policy_pool ON policy = mine[audits + audit] WHERE b LIKE 'audit%'
		UNION ALL
		SELECT a, text, 2026, 2 FROM audit JOIN policy_pool ON policy = mine[2 * audits + audit] WHERE a = 'audit_2'
	) d
	ORDER BY place;

	CREATE TEMP TABLE drawn AS
	WITH side AS (
		SELECT audit, y AS school_year,
		       CASE WHEN a = 'federal' THEN 1 WHEN a = 'audit_2' AND y = 2026 THEN mine[2 * audits + audit] ELSE mine[audit] END AS a,
		       CASE b WHEN 'every_day_counts@1' THEN (SELECT min(policy) FROM policy_pool WHERE minimum = 'none')
		              ELSE mine[audits + audit] END AS b
		FROM audit, generate_series(2025, 2026) y
	)
	SELECT row_number() OVER (ORDER BY audit, school_year, place) + 1 AS policy, audit, school_year, point, place,
	       CASE WHEN point IN ('b', 'measure') THEN b.measure ELSE a.measure END AS measure,
	       CASE WHEN point IN ('b', 'comparator') THEN b.compare ELSE a.compare END AS compare,
	       CASE WHEN point IN ('b', 'measure', 'line') THEN b.at_risk ELSE a.at_risk END AS at_risk,
	       CASE WHEN point IN ('b', 'measure', 'line') THEN b.chronic ELSE a.chronic END AS chronic,
	       CASE WHEN point IN ('b', 'measure', 'line') THEN b.severe ELSE a.severe END AS severe,
	       CASE WHEN point IN ('b', 'minimum') THEN b.minimum ELSE a.minimum END AS minimum,
	       CASE WHEN point IN ('b', 'minimum') THEN b.minimum_op ELSE a.minimum_op END AS minimum_op,
	       CASE WHEN point IN ('b', 'minimum') THEN b.minimum_value ELSE a.minimum_value END AS minimum_value,
	       CASE WHEN point IN ('b', 'part-day rule') THEN b.part_day ELSE a.part_day END AS part_day,
	       CASE WHEN point IN ('b', 'part-day rule') THEN b.part_day_op ELSE a.part_day_op END AS part_day_op,
	       CASE WHEN point IN ('b', 'part-day rule') THEN b.part_day_value ELSE a.part_day_value END AS part_day_value,
	       CASE WHEN point IN ('b', 'part-day rule') THEN b.part_day_second ELSE a.part_day_second END AS part_day_second,
	       CASE WHEN point IN ('b', 'measure', 'basis') THEN b.basis ELSE a.basis END AS basis,
	       CASE WHEN point IN ('b', 'marks') THEN b.absent ELSE a.absent END AS absent,
	       CASE WHEN point IN ('b', 'marks') THEN b.outside ELSE a.outside END AS outside,
	       CASE WHEN point IN ('b', 'unrecorded days') THEN b.unrecorded ELSE a.unrecorded END AS unrecorded
	FROM side s
	JOIN policy_pool a ON a.policy = s.a
	JOIN policy_pool b ON b.policy = s.b,
	     (VALUES (-1, 'a'), (0, 'b'), (1, 'measure'), (2, 'comparator'), (3, 'line'), (4, 'minimum'), (5, 'part-day rule'), (6, 'basis'),
	         (7, 'marks'), (8, 'unrecorded days')) p (place, point)
	-- a measure of days and a measure of rate each have lines of their own
	WHERE CASE point WHEN 'measure' THEN a.measure <> b.measure
	                 WHEN 'line' THEN a.measure = b.measure
	                 WHEN 'basis' THEN a.measure = b.measure
	                 ELSE true END;

	INSERT INTO policy OVERRIDING SYSTEM VALUE
	SELECT policy, measure, compare, at_risk, chronic, severe, minimum, minimum_op, minimum_value, part_day, part_day_op, part_day_value,
		part_day_second, basis, absent, outside, unrecorded
	FROM drawn;
	INSERT INTO audit_policy SELECT audit, school_year, point, place, policy FROM drawn;
	INSERT INTO ask SELECT policy, NULL, as_of FROM audit_policy JOIN audit USING (audit);
	INSERT INTO ask_year SELECT policy, school_year, policy FROM audit_policy;
	DROP TABLE drawn;
	ANALYZE ask, ask_year, policy, audit, audit_policy;

	CALL ask_store_questions();
	REFRESH MATERIALIZED VIEW held_share;
	ANALYZE held_share;
	REFRESH MATERIALIZED VIEW judged_day;
	ANALYZE judged_day;
	REFRESH MATERIALIZED VIEW counted_mark;
	REFRESH MATERIALIZED VIEW counted_day;
	ANALYZE counted_day;
	REFRESH MATERIALIZED VIEW tally;
	REFRESH MATERIALIZED VIEW verdict;
	ANALYZE verdict;
END
$$;

CREATE VIEW truth_audit AS
SELECT a.audit, a.school_year, CASE s.kind WHEN 'school' THEN 'school' ELSE 'district' END AS scope, r.school_id, r.student_id,
       va.band AS band_a, vb.band AS band_b, va.chronic AS chronic_a, vb.chronic AS chronic_b,
       as_days(va.absent) AS absent_days_a, as_days(vb.absent) AS absent_days_b, va.enrolled_days AS enrolled_days_a,
       vb.enrolled_days AS enrolled_days_b,
       coalesce((SELECT string_agg(p.point, ', ' ORDER BY p.place) FROM audit_policy p
           JOIN verdict v ON (v.subject, v.policy) = (s.subject, p.policy)
                 WHERE (p.audit, p.school_year) = (a.audit, a.school_year) AND p.place > 0 AND v.band IS NOT DISTINCT FROM vb.band),
                     'combination') AS reasons,
       nullif(least(CASE WHEN s.complete_through > '-infinity' THEN s.complete_through END, coalesce(t.as_of, 'infinity')),
           'infinity') AS as_of
FROM audit t
JOIN audit_policy a ON a.audit = t.audit AND a.point = 'a'
JOIN audit_policy b ON (b.audit, b.school_year, b.point) = (a.audit, a.school_year, 'b')
JOIN (SELECT register AS subject, school_year, school_id, student_id FROM truth_register
      UNION ALL
      SELECT DISTINCT m.subject, r.school_year, NULL, r.student_id
      FROM truth_register r
      JOIN subject m ON m.student = r.student AND m.kind = 'merged') r ON r.school_year = a.school_year
JOIN subject s USING (subject)
JOIN verdict va ON (va.subject, va.policy) = (r.subject, a.policy)
JOIN verdict vb ON (vb.subject, vb.policy) = (r.subject, b.policy)
WHERE va.band IS DISTINCT FROM vb.band;

CREATE UNLOGGED TABLE answer_audit AS SELECT 0 AS audit, * FROM absence.policy_audit('oracle_store', 'federal', 'federal');

CREATE PROCEDURE ask_audits() LANGUAGE plpgsql AS
$$
DECLARE
	t audit;
BEGIN
	TRUNCATE answer_audit;
	FOR t IN SELECT * FROM audit ORDER BY audit LOOP
		PERFORM set_config('absence.as_of', coalesce(t.as_of::text, ''), false);
		INSERT INTO answer_audit SELECT t.audit, * FROM absence.policy_audit('oracle_store', t.a, t.b);
	END LOOP;
	PERFORM set_config('absence.as_of', '', false);
END
$$;

CREATE VIEW audit_difference AS
SELECT audit, concat_ws(' ', school_year, scope, at, student_id) AS key, to_jsonb(t) AS expected, to_jsonb(a) AS answered
FROM (SELECT *, coalesce(school_id, '-') AS at FROM truth_audit) t
FULL JOIN (SELECT *, coalesce(school_id, '-') AS at FROM answer_audit) a USING (audit, school_year, scope, student_id, at)
WHERE to_jsonb(t) IS DISTINCT FROM to_jsonb(a);

CREATE PROCEDURE compare_audits(seed integer, round integer, today date, audits integer) LANGUAGE plpgsql AS
$$
BEGIN
	CALL read_facts();
	CALL find_registers(today);
	CALL draw_audits(seed, today, audits);
	CALL ask_audits();
	INSERT INTO result
	SELECT compare_audits.seed, compare_audits.round, 'audit', (SELECT count(*) FROM truth_audit), (SELECT count(*) FROM audit_difference);
END
$$;
