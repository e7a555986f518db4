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
	SELECT a.school_year, a.school_id, g.group_kind, g.group_value, x.sex, a.status_basis, a.as_of, a.policy_name,
		sum(a.satisfactory)::bigint AS satisfactory, sum(a.at_risk)::bigint AS at_risk, sum(a.moderate)::bigint AS moderate,
		sum(a.severe)::bigint AS severe, sum(a.no_verdict)::bigint AS no_verdict, bool_or(a.counts_day) AS counts_day
	FROM (
		SELECT a.school_year, a.school_id, b.status_basis, b.on_day, a.as_of, a.policy_name,
			sum(a.satisfactory) AS satisfactory, sum(a.at_risk) AS at_risk, sum(a.moderate) AS moderate, sum(a.severe) AS severe,
			sum(a.no_verdict) AS no_verdict, bool_or(a.counts_day) AS counts_day
		FROM (
			SELECT school_year, school_id, on_day, ever_in_year, as_of, policy_name,
				count(*) FILTER (WHERE band = 'satisfactory') AS satisfactory, count(*) FILTER (WHERE band = 'at_risk') AS at_risk,
				count(*) FILTER (WHERE band = 'moderate') AS moderate, count(*) FILTER (WHERE band = 'severe') AS severe,
				count(*) FILTER (WHERE band IS NULL) AS no_verdict, bool_or(counts_day) AS counts_day
			FROM @store@.student_status
			GROUP BY school_year, school_id, on_day, ever_in_year, as_of, policy_name
		) AS a
		CROSS JOIN LATERAL (VALUES ('on_day', a.on_day), ('ever_in_year', a.ever_in_year)) AS b (status_basis, on_day)
		GROUP BY a.school_year, a.school_id, b.status_basis, b.on_day, a.as_of, a.policy_name
	) AS a
	CROSS JOIN @statuses@ AS k
	CROSS JOIN LATERAL absence_internal.groups_of_statuses(k.kinds, k.group_values, a.on_day) AS g
	CROSS JOIN LATERAL (SELECT 'all' UNION ALL SELECT g.sex WHERE g.sex IS NOT NULL) AS x (sex)
	GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, x.sex, a.status_basis, a.as_of, a.policy_name
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.satisfactory, c.at_risk, c.moderate, c.severe, c.no_verdict) AS f
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
