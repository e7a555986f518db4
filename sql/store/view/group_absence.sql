-- The same figures as in school_absence, by group of students.
--
-- Students of a school with the same statuses are counted together, because there are many
-- students but few sets of statuses.
CREATE OR REPLACE VIEW @store@.group_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.sex COLLATE "C" AS sex, c.status_basis COLLATE "C" AS status_basis,
	f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year
FROM (
	SELECT g.school_year, g.school_id, g.group_kind, g.group_value, x.sex, g.status_basis, q.as_of, q.policy_name,
		sum(g.satisfactory)::bigint AS satisfactory, sum(g.at_risk)::bigint AS at_risk, sum(g.moderate)::bigint AS moderate,
		sum(g.severe)::bigint AS severe, sum(g.no_verdict)::bigint AS no_verdict, bool_or(g.counts_day) AS counts_day
	FROM (
		SELECT a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, b.status_basis,
			sum(a.satisfactory) AS satisfactory, sum(a.at_risk) AS at_risk, sum(a.moderate) AS moderate, sum(a.severe) AS severe,
			sum(a.no_verdict) AS no_verdict, bool_or(a.counts_day) AS counts_day
		FROM (
			SELECT school_year, school_id, on_day, ever_in_year,
				count(*) FILTER (WHERE band = 'satisfactory') AS satisfactory, count(*) FILTER (WHERE band = 'at_risk') AS at_risk,
				count(*) FILTER (WHERE band = 'moderate') AS moderate, count(*) FILTER (WHERE band = 'severe') AS severe,
				count(*) FILTER (WHERE band IS NULL) AS no_verdict, bool_or(counts_day) AS counts_day
			FROM @store@.student_status
			GROUP BY school_year, school_id, on_day, ever_in_year
		) AS a
		CROSS JOIN LATERAL (VALUES ('on_day', a.on_day), ('ever_in_year', a.ever_in_year)) AS b (status_basis, digits)
		CROSS JOIN @statuses@ AS k
		CROSS JOIN LATERAL absence_internal.groups_of_statuses(k.kinds, k.group_values, b.digits) AS g
		GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, b.status_basis
	) AS g
	JOIN @asked@ AS q USING (school_year)
	CROSS JOIN LATERAL (SELECT 'all' UNION ALL SELECT g.sex WHERE g.sex IS NOT NULL) AS x (sex)
	GROUP BY g.school_year, g.school_id, g.group_kind, g.group_value, x.sex, g.status_basis, q.as_of, q.policy_name
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.satisfactory, c.at_risk, c.moderate, c.severe, c.no_verdict) AS f
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
