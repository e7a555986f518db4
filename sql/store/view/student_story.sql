-- What happened to a student, and what was done, in order: rules that were met, changes of the
-- tier, outreach, supports and decisions, to the day asked for. Rows of outreach that another row
-- replaces are left out. Ask for one student: WHERE student_id = ...
CREATE OR REPLACE VIEW @store@.student_story WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.student_id, s.day, s.kind COLLATE "C" AS kind, s.what, s.rule, s.staff_id,
	n.list_day AS as_of, s.policy_name AS policy, s.place
FROM (
	SELECT a.school_year, a.school_id, a.student_id, v.day, v.kind, v.what, a.rule,
		NULL::text COLLATE "C" AS staff_id, q.policy_name, v.place
	FROM (
		-- two queries, so that a condition on the school reaches the stays
		SELECT a.school_year, l.school_id, a.student_id, a.rule, a.met_on, a.withdrawn_on
		FROM @store@.alert AS a
		LEFT JOIN @store@.latest_stay AS l ON (l.student_id, l.school_year) = (a.student_id, a.school_year)
		WHERE a.school_id IS NULL
		UNION ALL
		SELECT a.school_year, a.school_id, a.student_id, a.rule, a.met_on, a.withdrawn_on
		FROM @store@.alert AS a
		WHERE a.school_id IS NOT NULL
	) AS a
	JOIN @asked@ AS q USING (school_year)
	CROSS JOIN LATERAL (VALUES
		(a.met_on, 'rule met', 'rule ' || a.rule || ' met', 1),
		(a.withdrawn_on, 'rule withdrawn', 'alert of rule ' || a.rule || ' withdrawn after a correction', 2)) AS v (day, kind, what, place)
	WHERE v.day IS NOT NULL
	UNION ALL
	SELECT l.school_year, l.school_id, l.student_id, c.day, 'tier', 'tier ' || c.tier || CASE WHEN c.decided THEN ', by decision' ELSE '' END,
		NULL, NULL, q.policy_name, 3
	FROM @store@.latest_stay AS l
	JOIN @asked@ AS q USING (school_year)
	CROSS JOIN LATERAL (
		SELECT absence.rollup(r.register) AS register
		FROM @store@.student_register AS r
		WHERE (r.student_id, r.school_year) = (l.student_id, l.school_year)
		HAVING count(*) > 0
	) AS g
	CROSS JOIN @support_day@ AS n
	CROSS JOIN LATERAL (SELECT l.student_id, l.school_year, l.grade, g.register, q.policy, n.list_day AS day OFFSET '0') AS s
	CROSS JOIN LATERAL (
		SELECT absence_internal.tier_story(g.register, @tally_before(s)@, q.policy, q.as_of, n.list_day, @claimed@) AS t
		FROM @tier_claims(s)@ AS c
	) AS t
	CROSS JOIN LATERAL unnest((t.t).days, (t.t).changed_to, (t.t).is_decided) AS c (day, tier, decided)
	UNION ALL
	SELECT o.school_year, o.school_id, o.student_id, coalesce(o.day, o.due_on),
		CASE WHEN o.day IS NULL THEN 'outreach planned' ELSE 'outreach' END,
		concat_ws(', ', o.kind, o.method, CASE WHEN o.day IS NULL THEN 'not done' ELSE o.outcome END), o.rule, o.staff_id, q.policy_name, 4
	FROM @store@.known_outreach AS o
	JOIN @asked@ AS q USING (school_year)
	UNION ALL
	SELECT k.school_year, k.school_id, k.student_id, v.day, v.kind, concat_ws(', ', coalesce(i.name, k.intervention_id), v.what), k.rule,
		k.staff_id, q.policy_name, v.place
	FROM @store@.known_support AS k
	JOIN @asked@ AS q USING (school_year)
	LEFT JOIN @interventions@ AS i ON i.intervention_id = k.intervention_id
	CROSS JOIN LATERAL (VALUES
		(k.begin_date, CASE WHEN @given(k)@ THEN 'support begins' ELSE 'support ' || k.status END,
			CASE WHEN @given(k)@ AND coalesce(k.tier, i.tier) IS NOT NULL THEN 'tier ' || coalesce(k.tier, i.tier) END, 5),
		(CASE WHEN @given(k)@ THEN k.end_date END, 'support ends', k.end_reason, 6)) AS v (day, kind, what, place)
	WHERE v.day IS NOT NULL
	UNION ALL
	SELECT d.school_year, l.school_id, d.student_id, v.day, v.kind, concat_ws(', ', 'tier ' || d.tier, v.what), NULL, NULL,
		q.policy_name, v.place
	FROM @store@.tier_decision AS d
	JOIN @asked@ AS q USING (school_year)
	LEFT JOIN @store@.latest_stay AS l ON (l.student_id, l.school_year) = (d.student_id, d.school_year)
	CROSS JOIN LATERAL (VALUES
		(d.begin_date, 'decision begins', concat_ws(', ', d.decided_by, d.reason), 7),
		(d.end_date, 'decision ends', NULL, 8)) AS v (day, kind, what, place)
	WHERE v.day IS NOT NULL
) AS s
CROSS JOIN @support_day@ AS n
WHERE s.day <= n.list_day AND @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
