
-- near_the_line: students whose verdict depends on a few days

CREATE FUNCTION absence.near_the_line(store name, days integer DEFAULT 1)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days integer, absent_days double precision,
		absence_rate double precision, band text, chronic boolean, days_to_line integer, as_of date, policy text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF days IS NULL OR days < 0 THEN
		RAISE EXCEPTION 'days must not be null or negative: %', days USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY EXECUTE replace(absence_internal.expand_fragments($sql$
		SELECT m.school_year, m.scope, m.school_id::text, m.student_id::text, f.counted_days, f.absent_days, f.absence_rate, f.band, f.chronic,
			t.days_to_line::integer, f.counted_through, a.policy_name::text
		FROM (
			SELECT r.school_year, 'school' AS scope, r.school_id, r.student_id, r.register
			FROM @store@.student_register AS r
			UNION ALL
			SELECT r.school_year, 'district', NULL, r.student_id, absence.rollup(r.register)
			FROM @store@.student_register AS r
			GROUP BY r.school_year, r.student_id
		) AS m
		JOIN @asked@ AS a USING (school_year)
		CROSS JOIN LATERAL (SELECT absence.days_to_line(absence.tally(m.register, a.policy, a.as_of))) AS t (days_to_line)
		CROSS JOIN LATERAL absence_internal.figures_of_student(m.register, a.policy, a.as_of) AS f
		WHERE abs(t.days_to_line) <= $1 AND @known@
		ORDER BY m.school_year, m.scope DESC, m.school_id, m.student_id
		$sql$), '@store@', quote_ident(store)) USING days;
END
$$;
COMMENT ON FUNCTION absence.near_the_line(name, integer) IS
	'Students at most so many days away from the line of chronic, on either side: at each school and over the district, '
	'under the definition and as of the day asked for';
