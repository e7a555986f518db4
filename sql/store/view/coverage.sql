-- The students who are not in the figures, by reason. Every student with an enrollment or a
-- register at the school is in exactly one of the columns.
CREATE OR REPLACE VIEW @store@.coverage WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.students, c.verdict_n, c.below_minimum_n, c.not_recorded_n, c.no_membership_n,
	c.no_minutes_n, c.no_calendar_n, c.not_mapped_n, c.stay_void_n, c.stay_without_calendar_n, c.not_refreshed_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year
FROM (
	SELECT s.school_year, s.school_id, a.as_of, a.policy_name, count(*)::integer AS students,
		(count(*) FILTER (WHERE s.register IS NOT NULL AND v.why_null IS NULL))::integer AS verdict_n,
		(count(*) FILTER (WHERE v.why_null = 'below_minimum'))::integer AS below_minimum_n,
		(count(*) FILTER (WHERE v.why_null = 'not_recorded'))::integer AS not_recorded_n,
		(count(*) FILTER (WHERE v.why_null = 'no_membership'))::integer AS no_membership_n,
		(count(*) FILTER (WHERE v.why_null = 'no_minutes'))::integer AS no_minutes_n,
		(count(*) FILTER (WHERE v.why_null = 'no_calendar'))::integer AS no_calendar_n,
		(count(*) FILTER (WHERE v.why_null = 'unmapped'))::integer AS not_mapped_n,
		(count(*) FILTER (WHERE s.register IS NULL AND NOT s.counts))::integer AS stay_void_n,
		(count(*) FILTER (WHERE s.register IS NULL AND s.counts AND NOT s.has_calendar))::integer AS stay_without_calendar_n,
		(count(*) FILTER (WHERE s.register IS NULL AND s.counts AND s.has_calendar))::integer AS not_refreshed_n,
		bool_or(absence_internal.last_membership_day(s.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT school_year, school_id, student_id, r.register, y.counts, y.has_calendar
		FROM @store@.student_register AS r
		FULL JOIN (
			SELECT s.school_year, s.school_id, s.student_id, bool_or(s.counts) AS counts,
				bool_or(s.counts AND d.calendar_code IS NOT NULL) AS has_calendar
			FROM @store@.stay AS s
			LEFT JOIN (
				SELECT DISTINCT school_year, school_id, calendar_code
				FROM @store@.session_day
			) AS d USING (school_year, school_id, calendar_code)
			GROUP BY s.school_year, s.school_id, s.student_id
		) AS y USING (school_year, school_id, student_id)
	) AS s
	JOIN @asked@ AS a USING (school_year)
	CROSS JOIN LATERAL (SELECT absence.why_null(absence.tally(s.register, a.policy, a.as_of))) AS v (why_null)
	GROUP BY s.school_year, s.school_id, a.as_of, a.policy_name
) AS c
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
