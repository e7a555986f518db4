-- The students of tier 2 or 3 who have no support of such a tier under way, on the day and under
-- the definition asked for
CREATE OR REPLACE VIEW @store@.missing_support WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
	s.tier, s.since, s.reasons, s.counted_through - greatest(s.since, e.last_support_ended + 1) AS days_without,
	e.last_support_ended, e.planned_support,
	s.absent_days, s.absence_rate, s.band, s.streak, s.figures_year, s.complete_through, s.counted_through AS as_of, s.policy_name AS policy,
	absence_internal.grade_order(s.grade) AS grade_order
FROM @student_tier@ AS s
CROSS JOIN LATERAL (
	SELECT max(k.end_date) FILTER (WHERE @given(k)@ AND k.end_date < s.day) AS last_support_ended,
		min(k.begin_date) FILTER (WHERE k.status = 'planned' AND k.begin_date >= s.day) AS planned_support
	FROM @store@.known_support AS k
	WHERE k.student_id = s.student_id
) AS e
WHERE s.tier >= 2 AND NOT @has_support(s)@
	AND @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@)
ORDER BY s.tier DESC, s.streak DESC, s.since;
