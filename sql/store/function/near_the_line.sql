-- Students whose verdict depends on a few days.

CREATE OR REPLACE FUNCTION @store@.students_near_the_line(within_days integer)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days integer, absent_days double precision,
		absence_rate double precision, band text, chronic boolean, days_to_line integer, as_of date, policy text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT m.school_year, m.scope, m.school_id, m.student_id, f.counted_days, f.absent_days, f.absence_rate, f.band, f.chronic,
		t.days_to_line::integer, f.counted_through, a.policy_name
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
	WHERE abs(t.days_to_line) <= within_days AND @known@
	ORDER BY m.school_year, m.scope DESC, m.school_id, m.student_id;
END;
COMMENT ON FUNCTION @store@.students_near_the_line(integer) IS
	'The students at most this number of days away from the chronic line, for absence.near_the_line()';
