-- The students of each school without support, as missing_support has them. Where fewer than
-- minimum_group students would be counted, or left out of the count, there is no figure.
CREATE OR REPLACE VIEW @store@.missing_support_by_school WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name,
	CASE WHEN c.n >= g.minimum_group THEN c.n END AS students_n,
	CASE WHEN least(c.missing, c.n - c.missing) >= g.minimum_group THEN c.missing END AS missing_n,
	CASE WHEN least(c.missing, c.n - c.missing) >= g.minimum_group THEN c.missing::double precision / c.n END AS missing_share,
	k.complete_through, @counts_to(c.day_asked, k.complete_through)@ AS as_of, c.policy_name AS policy
FROM (
	SELECT s.school_year, s.school_id, s.figures_year, s.policy_name, s.day_asked, count(*) FILTER (WHERE s.tier >= 2)::integer AS n,
		count(*) FILTER (WHERE s.tier >= 2 AND NOT @has_support(s)@)::integer AS missing
	FROM @student_tier@ AS s
	GROUP BY s.school_year, s.school_id, s.figures_year, s.policy_name, s.day_asked
) AS c
CROSS JOIN (SELECT minimum_group FROM @store@.store_setting OFFSET '0') AS g
LEFT JOIN @store@.fact_school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.figures_year, c.school_id)
WHERE @known@ AND @sees(c.school_id)@;
