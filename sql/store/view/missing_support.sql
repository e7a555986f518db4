-- The students of tier 2 or 3 who have no support of such a tier under way, on the day and under
-- the definition asked for
CREATE OR REPLACE VIEW @store@.missing_support WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
	s.tier, s.since, s.reasons, s.counted_through - greatest(s.since, e.last_support_ended + 1) AS days_without, e.last_support_ended, e.planned_support,
	s.absent_days, s.absence_rate, s.band, s.streak, s.figures_year, s.complete_through, s.counted_through AS as_of, s.policy_name AS policy,
	absence_internal.grade_order(s.grade) AS grade_order
FROM @store@.student_tier AS s
CROSS JOIN LATERAL (
	SELECT max(k.end_date) FILTER (WHERE @given(k)@ AND k.end_date < s.day) AS last_support_ended,
		min(k.begin_date) FILTER (WHERE k.status = 'planned' AND k.begin_date >= s.day) AS planned_support
	FROM @store@.known_support AS k
	WHERE k.student_id = s.student_id
) AS e
WHERE s.tier >= 2 AND NOT @has_support(s)@
	AND @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@)
ORDER BY s.tier DESC, s.streak DESC, s.since;

-- The same counted by school. Where fewer than minimum_group students are counted, or left out of
-- the count, there is no figure.
CREATE OR REPLACE VIEW @store@.missing_support_by_school WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name,
	CASE WHEN c.n >= g.minimum_group THEN c.n END AS students_n,
	CASE WHEN least(c.missing, c.n - c.missing) >= g.minimum_group THEN c.missing END AS missing_n,
	CASE WHEN least(c.missing, c.n - c.missing) >= g.minimum_group THEN c.missing::double precision / c.n END AS missing_share,
	k.complete_through, @counts_to(c.day_asked, k.complete_through)@ AS as_of, c.policy_name AS policy
FROM (
	SELECT s.school_year, s.school_id, s.figures_year, s.policy_name, s.day_asked, count(*) FILTER (WHERE s.tier >= 2)::integer AS n,
		count(*) FILTER (WHERE s.tier >= 2 AND NOT @has_support(s)@)::integer AS missing
	FROM @store@.student_tier AS s
	GROUP BY s.school_year, s.school_id, s.figures_year, s.policy_name, s.day_asked
) AS c
CROSS JOIN (SELECT minimum_group FROM @store@.store_setting OFFSET '0') AS g
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.figures_year, c.school_id)
WHERE @known@ AND @sees(c.school_id)@;
