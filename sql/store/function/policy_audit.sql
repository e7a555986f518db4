-- Comparison of two definitions by their policies in a school year.

CREATE OR REPLACE FUNCTION @store@.audit_year(for_year integer, policy_a absence.policy, policy_b absence.policy, to_day date)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH point AS MATERIALIZED (
		SELECT d.reason, d.exchanged, d.place
		FROM absence_internal.policy_difference(policy_a, policy_b) WITH ORDINALITY AS d (reason, of_a, of_b, exchanged, place)
	), member AS (
		SELECT 'school' AS scope, r.school_id, r.student_id, r.register
		FROM @store@.student_register AS r
		WHERE r.school_year = for_year
		UNION ALL
		SELECT 'district', NULL, r.student_id, absence.rollup(r.register)
		FROM @store@.student_register AS r
		WHERE r.school_year = for_year
		GROUP BY r.student_id
	), judged AS (
		SELECT m.*, t.a, t.b, absence.band(t.a)::text AS band_a, absence.band(t.b)::text AS band_b
		FROM member AS m
		CROSS JOIN LATERAL (
			SELECT absence.tally(m.register, policy_a, to_day) AS a, absence.tally(m.register, policy_b, to_day) AS b OFFSET 0
		) AS t
	)
	SELECT for_year, j.scope, j.school_id, j.student_id, j.band_a, j.band_b, absence.chronic(j.a), absence.chronic(j.b),
		absence.absent_days(j.a), absence.absent_days(j.b), absence.enrolled_days(j.a)::integer, absence.enrolled_days(j.b)::integer,
		coalesce(w.reasons, 'combination'), nullif(least(to_day, absence.complete_through(j.register)), 'infinity')
	FROM judged AS j
	CROSS JOIN LATERAL (
		SELECT string_agg(p.reason, ', ' ORDER BY p.place) AS reasons
		FROM point AS p
		WHERE absence.band(absence.tally(j.register, p.exchanged, to_day))::text IS NOT DISTINCT FROM j.band_b
	) AS w
	WHERE j.band_a IS DISTINCT FROM j.band_b
	ORDER BY j.scope DESC, j.school_id, j.student_id;
END;
COMMENT ON FUNCTION @store@.audit_year(integer, absence.policy, absence.policy, date) IS
	'The students of a school year whose verdict differs between two policies, '
	'and the points of the second that change the verdict by themselves';

-- Year by year, because a name can mean different versions in different years.
CREATE OR REPLACE FUNCTION @store@.audit_policies(name_a text, name_b text, for_year integer, to_day date)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT d.*
	FROM (
		SELECT y.school_year, @store@.policy_in_year(name_a, y.school_year) AS a, @store@.policy_in_year(name_b, y.school_year) AS b
		FROM (SELECT DISTINCT r.school_year FROM @store@.student_register AS r WHERE r.school_year = coalesce(for_year, r.school_year)) AS y
		ORDER BY y.school_year
	) AS y
	CROSS JOIN LATERAL @store@.audit_year(y.school_year, y.a, y.b, to_day) AS d;
END;
COMMENT ON FUNCTION @store@.audit_policies(text, text, integer, date) IS
	'The students whose verdict differs between two definitions in each school year, or in one of them; for absence.policy_audit()';
