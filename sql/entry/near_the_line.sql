
-- near_the_line: whose verdict hangs on a few days, recorded so or otherwise

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
	RETURN QUERY EXECUTE format($sql$
		SELECT m.school_year, m.scope, m.school_id::text, m.student_id::text, f.counted_days, f.absent_days, f.absence_rate, f.band, f.chronic,
			t.days_to_line::integer, f.counted_through, a.policy_name::text
		FROM (
			SELECT r.school_year, 'school' AS scope, r.school_id, r.student_id, r.register
			FROM %1$I.student_register AS r
			UNION ALL
			SELECT r.school_year, 'district', NULL, r.student_id, absence.rollup(r.register)
			FROM %1$I.student_register AS r
			GROUP BY r.school_year, r.student_id
		) AS m
		JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM %1$I.asked OFFSET 0) AS a USING (school_year)
		CROSS JOIN LATERAL (SELECT absence.days_to_line(absence.tally(m.register, a.policy, a.as_of))) AS t (days_to_line)
		CROSS JOIN LATERAL absence_internal.figures_of_student(m.register, a.policy, a.as_of) AS f
		WHERE abs(t.days_to_line) <= $1 AND (SELECT known FROM %1$I.asked_is_known)
		ORDER BY m.school_year, m.scope DESC, m.school_id, m.student_id
		$sql$, store) USING days;
END
$$;
COMMENT ON FUNCTION absence.near_the_line(name, integer) IS
	'Students whose verdict would be another if so many of their counted days, or fewer, were otherwise, on either side of the line of chronic: at each school and over the district, under the definition and as of the day asked for';
