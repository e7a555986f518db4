-- The same figures as in school_absence, by grade
CREATE OR REPLACE VIEW @store@.grade_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.grade,
	f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year, absence_internal.grade_order(c.grade) AS grade_order
FROM (
	SELECT r.school_year, r.school_id, r.grade, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts,
		bool_or(absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day
	FROM @store@.student_register AS r
	JOIN @asked@ AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, r.grade, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.counts) AS f
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
