-- The supports that are under way on the day asked for, each with the absence since it began and
-- in as many days before. A support that goes on from the year before is looked at from the first
-- day of the new year. before_rate and since_rate are for reading: students get support when they
-- are at their worst, so that most of the difference would have come anyway.
--
-- The school is the responsible school of the student, or that of the support if the student has
-- left. A word for a barrier that is sensitive is shown at level sensitive only.
CREATE OR REPLACE VIEW @store@.open_support WITH (security_barrier) AS
SELECT s.school_year, s.school_id, h.name AS school_name, s.student_id, u.last_name, u.first_name, s.grade, s.enrolled_now,
	s.support_id, s.intervention_id, i.name AS intervention, coalesce(s.tier, i.tier) AS tier, s.begin_date, s.end_date, s.planned_end_date,
	coalesce(s.status, 'active') COLLATE "C" AS status, s.staff_id, f.name AS staff_name, s.rule, s.met_on,
	w.parent AS barrier_category,
	CASE WHEN w.sensitive IS FALSE OR (SELECT all_words FROM @store@.sees_sensitive) THEN s.barrier END AS barrier,
	n.sessions, n.sessions_attended,
	absence.counted_days(t.since)::integer AS since_counted_days, absence.absent_days(t.since) AS since_absent_days,
	absence.absence_rate(t.since) AS since_rate, absence.absence_rate(t.before) AS before_rate,
	s.review_date, coalesce(s.review_date < s.day, false) AS review_overdue,
	t.complete_through,
	CASE WHEN absence_internal.last_membership_day(r.register, s.as_of) IS NOT NULL THEN @counts_to(s.as_of, t.complete_through)@ END AS as_of,
	s.policy_name AS policy, absence_internal.grade_order(s.grade) AS grade_order
FROM (
	-- two queries, so that a condition on the school reaches the stays
	SELECT e.school_year, e.school_id, k.student_id, e.grade, true AS enrolled_now,
		k.support_id, k.intervention_id, k.tier::integer AS tier, k.begin_date, k.end_date, k.planned_end_date, k.status, k.staff_id, k.rule,
		k.met_on, k.barrier, k.review_date, e.day, q.policy, q.policy_name, q.as_of
	FROM @store@.known_support AS k
	JOIN @store@.enrolled_student AS e ON e.student_id = k.student_id
	JOIN @asked@ AS q ON q.school_year = e.school_year
	WHERE @under_way(k, e.day)@
	UNION ALL
	SELECT n.school_year, k.school_id, k.student_id, NULL, false,
		k.support_id, k.intervention_id, k.tier::integer, k.begin_date, k.end_date, k.planned_end_date, k.status, k.staff_id, k.rule,
		k.met_on, k.barrier, k.review_date, n.list_day, q.policy, q.policy_name, q.as_of
	FROM @store@.known_support AS k
	CROSS JOIN @support_day@ AS n
	JOIN @asked@ AS q ON q.school_year = n.school_year
	WHERE @under_way(k, n.list_day)@ AND NOT EXISTS (SELECT FROM @store@.enrolled_student AS e WHERE e.student_id = k.student_id)
) AS s
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register
	FROM @store@.student_register AS m
	WHERE s.enrolled_now AND (m.student_id, m.school_year) = (s.student_id, s.school_year)
) AS r
CROSS JOIN LATERAL (
	SELECT absence.tally(absence.clip(r.register, s.begin_date, NULL), s.policy, s.as_of) AS since,
		absence.as_of(absence.clip(r.register, NULL, s.begin_date - 1), s.as_of) AS register_before
	OFFSET '0'
) AS d
CROSS JOIN LATERAL (
	SELECT d.since, absence.tally(absence.last_days(d.register_before, absence.enrolled_days(d.since)::integer), s.policy) AS before,
		absence.complete_through(r.register) AS complete_through
	OFFSET '0'
) AS t
CROSS JOIN LATERAL (
	SELECT count(*)::integer AS sessions, count(*) FILTER (WHERE o.attended)::integer AS sessions_attended
	FROM @store@.intervention_session AS o
	WHERE (o.student_id, o.intervention_id) = (s.student_id, s.intervention_id) AND o.day <= s.day
		AND CASE WHEN o.begin_date IS NULL THEN o.day >= s.begin_date ELSE o.begin_date = s.begin_date END
) AS n
LEFT JOIN @store@.support_word AS w ON (w.list, w.word) = ('barrier', s.barrier)
LEFT JOIN @interventions@ AS i ON i.intervention_id = s.intervention_id
LEFT JOIN @staff@ AS f ON f.staff_id = s.staff_id
LEFT JOIN @store@.fact_school AS h ON h.school_id = s.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = s.student_id
WHERE @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
