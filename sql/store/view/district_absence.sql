-- The figures of school_absence for the district, in two ways. pooled counts each student
-- once, over all schools. sum_of_schools counts a student of two schools at each school, by
-- the days there, as federal figures do. A reader who sees only some schools does not see
-- the district, because the figures of other schools could follow from it.
CREATE OR REPLACE VIEW @store@.district_absence WITH (security_barrier) AS
SELECT c.school_year, s.scope COLLATE "C" AS scope,
	f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year
FROM (
	SELECT o.school_year, a.policy_name, a.as_of,
		absence.band_counts(o.register, a.policy, a.as_of) AS pooled, absence.rollup(o.counts) AS summed,
		bool_or(absence_internal.last_membership_day(o.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT r.student_id, r.school_year, absence.rollup(r.register) AS register, absence.band_counts(r.register, p.policy, p.as_of) AS counts
		FROM @store@.student_register AS r
		JOIN @asked@ AS p USING (school_year)
		GROUP BY r.student_id, r.school_year
	) AS o
	JOIN @asked@ AS a USING (school_year)
	GROUP BY o.school_year, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL (VALUES ('pooled', c.pooled), ('sum_of_schools', c.summed)) AS s (scope, counts)
CROSS JOIN LATERAL absence_internal.figures_of_cohort(s.counts) AS f
LEFT JOIN @store@.district_complete AS k ON k.school_year = c.school_year
WHERE @known@ AND @sees_all@;
