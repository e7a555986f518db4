-- The students to look at this week, on the day and under the definition asked for: enrolled, and of
-- tier 2 or 3, or over a line, near a line or absent on several days in a row as in watch_list, with
-- all schools merged, or with an action that is open or overdue, or an outreach that is planned.
--
-- triggers has the reasons, the most urgent first: those of watch_list, then the rules with an alert
-- that stands. new_since is how many days ago the last of them began. Until a new school year counts
-- its first day, the figures are of the year before, and there are no triggers.
CREATE OR REPLACE VIEW @store@.monday_list WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
	s.tier, s.reasons, w.triggers, s.counted_through - w.since AS new_since,
	s.absent_days, s.absence_rate, s.band, s.streak, s.absent_last_5, k.open_supports, k.staff_names,
	o.last_outreach, o.last_reached, t.attempts,
	CASE WHEN f.is_first THEN f.due_on ELSE o.planned_for END AS next_due_on,
	CASE WHEN f.is_first THEN f.kind ELSE o.planned_kind END AS next_kind, c.household_id,
	l.absences_until, l.rule AS nearest_rule, s.days_to_recover, s.tier = 2 AND s.band_order = 1 AS may_leave_tier_2,
	s.figures_year, s.complete_through, s.counted_through AS as_of, s.policy_name AS policy,
	absence_internal.grade_order(s.grade) AS grade_order
FROM (
	SELECT s.*, s.figures_year = s.school_year AS counts,
		absence.days_to_recover(s.figures_register, s.policy, s.day_asked) AS days_to_recover,
		CASE WHEN s.chronic THEN 'severe' WHEN NOT s.chronic THEN 'chronic' END AS next_line
	FROM @student_tier@ AS s
) AS s
CROSS JOIN LATERAL (
	SELECT s.counts AND s.chronic AS chronic, s.counts AND s.streak >= 3 AS streak, s.counts AND s.why_null = 'unmapped' AS unmapped,
		s.counts AND s.absent_days > 0 AND absence.days_to_line(s.tally, s.next_line) BETWEEN 1 AND 3 AS near
	OFFSET '0'
) AS x
CROSS JOIN LATERAL (
	SELECT max(v.since) AS since, bool_or(v.place = 5) AS has_alert,
		coalesce(array_agg(v.trigger ORDER BY v.place, v.since DESC, v.trigger), '{}') AS triggers
	FROM (
		SELECT 1 AS place, 'chronic' AS trigger, absence.chronic_since(s.figures_register, s.policy, s.day_asked) AS since WHERE x.chronic
		UNION ALL
		SELECT 2, 'streak of ' || CASE WHEN s.streak >= 10 THEN 10 WHEN s.streak >= 5 THEN 5 ELSE 3 END,
			absence.streak_start(s.figures_register, s.policy, s.day_asked) WHERE x.streak
		UNION ALL
		SELECT 3, 'near ' || s.next_line, s.last_absence WHERE x.near
		UNION ALL
		SELECT 4, 'not mapped', absence_internal.unmapped_since(s.figures_register, s.policy, s.day_asked) WHERE x.unmapped
		UNION ALL
		SELECT 5, 'rule ' || a.rule, a.met_on
		FROM @store@.alert AS a
		WHERE (a.student_id, a.school_year) = (s.student_id, s.school_year) AND a.withdrawn_on IS NULL AND a.met_on <= s.day
	) AS v
) AS w
CROSS JOIN LATERAL (
	SELECT count(*)::integer AS open_supports, array_agg(DISTINCT coalesce((
			SELECT jsonb_object_agg(f.staff_id, f.name) FILTER (WHERE f.name IS NOT NULL) FROM @staff@ AS f
		) ->> k.staff_id, k.staff_id)) FILTER (WHERE k.staff_id IS NOT NULL) AS staff_names
	FROM @store@.known_support AS k
	WHERE k.student_id = s.student_id AND @under_way(k, s.day)@
) AS k
CROSS JOIN LATERAL (
	SELECT max(o.day) FILTER (WHERE o.day <= s.day) AS last_outreach,
		max(o.day) FILTER (WHERE o.day <= s.day AND @is_reached(o)@) AS last_reached,
		array_agg(o.day) FILTER (WHERE o.day <= s.day) AS days,
		coalesce(bool_or(o.day IS NULL AND o.school_year = s.school_year), false) AS is_planned,
		min(o.due_on) FILTER (WHERE o.day IS NULL AND o.school_year = s.school_year) AS planned_for,
		(array_agg(o.kind ORDER BY o.due_on, o.kind) FILTER (WHERE o.day IS NULL AND o.school_year = s.school_year))[1] AS planned_kind
	FROM @store@.known_outreach AS o
	WHERE o.student_id = s.student_id
) AS o
CROSS JOIN LATERAL (
	SELECT count(*)::integer AS attempts FROM unnest(o.days) AS d (day) WHERE d.day > coalesce(o.last_reached, '-infinity')
) AS t
LEFT JOIN LATERAL (
	SELECT f.due_on, f.kind, coalesce(f.due_on <= o.planned_for, f.due_on IS NOT NULL OR o.planned_kind IS NULL) AS is_first
	FROM @actions@ AS f
	WHERE (f.student_id, f.school_year) = (s.student_id, s.school_year) AND f.status IN ('open', 'overdue')
	ORDER BY f.due_on, f.kind
	LIMIT 1
) AS f ON w.has_alert
CROSS JOIN LATERAL (
	SELECT min(c.household_id) AS household_id FROM @store@.contact AS c WHERE c.student_id = s.student_id
) AS c
LEFT JOIN LATERAL (
	-- the rule that takes the fewest absences more
	SELECT n.name AS rule, n.absences_until
	FROM (
		SELECT r.name, absence.absences_until(s.register, r.rule, s.policy, s.day_asked) AS absences_until
		FROM @register_rules@ AS r
		WHERE r.school_year = s.school_year AND (r.grades IS NULL OR s.grade = ANY (r.grades)) AND (r.scope = 'district' OR s.alone)
	) AS n
	WHERE n.absences_until > 0
	ORDER BY n.absences_until, n.name
	LIMIT 1
) AS l ON s.counts
WHERE (s.tier >= 2 OR x.chronic OR x.streak OR x.near OR x.unmapped OR (s.student_id, s.school_year) IN (
		-- those with an alert are looked at in full
		SELECT p.student_id, p.school_year FROM @store@.known_outreach AS p WHERE p.day IS NULL
		UNION ALL
		SELECT p.student_id, p.school_year FROM @store@.alert AS p WHERE p.withdrawn_on IS NULL))
	AND (s.tier >= 2 OR x.chronic OR x.streak OR x.near OR x.unmapped OR o.is_planned OR f.kind IS NOT NULL)
	AND @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@)
ORDER BY s.tier DESC, s.counted_through - w.since, s.streak DESC;
