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
	s.absent_days, s.absence_rate, s.band, x.streak, s.absent_last_5, k.open_supports,
	CASE WHEN k.open_supports > 0 THEN (
		SELECT array_agg(DISTINCT coalesce((
			SELECT jsonb_object_agg(f.staff_id, f.name) FILTER (WHERE f.name IS NOT NULL) FROM @staff@ AS f) ->> i.staff_id, i.staff_id))
		FROM unnest(k.staff_ids) AS i (staff_id)
		WHERE i.staff_id IS NOT NULL) END AS staff_names,
	o.last_outreach, o.last_reached,
	CASE WHEN o.days IS NULL OR o.last_reached = o.last_outreach THEN 0 WHEN o.last_reached IS NULL THEN cardinality(o.days)
		ELSE (SELECT count(*)::integer FROM unnest(o.days) AS d (day) WHERE d.day > o.last_reached) END AS attempts,
	CASE WHEN f.is_first THEN f.due_on ELSE o.planned_for END AS next_due_on,
	CASE WHEN f.is_first THEN f.kind ELSE o.planned_kind END AS next_kind,
	(SELECT min(c.household_id) FROM @store@.contact AS c WHERE c.student_id = s.student_id) AS household_id,
	l.nearest[2] AS absences_until, l.names[l.nearest[1]] AS nearest_rule,
	absence.days_to_recover(s.figures_register, s.policy, s.day_asked) AS days_to_recover,
	s.tier = 2 AND s.band_order = 1 AS may_leave_tier_2,
	s.figures_year, s.complete_through, s.counted_through AS as_of, s.policy_name AS policy,
	absence_internal.grade_order(s.grade) AS grade_order
FROM @student_tier@ AS s
CROSS JOIN LATERAL (
	-- these are computed once
	SELECT absence.chronic(s.tally) AS chronic, absence.streak(s.figures_register, s.policy, s.day_asked) AS streak,
		absence.why_null(s.tally) AS why_null, s.figures_year = s.school_year AS counts
	OFFSET '0'
) AS x
CROSS JOIN LATERAL (
	SELECT x.counts AND x.chronic AS chronic, x.counts AND x.streak >= 3 AS streak, x.counts AND x.why_null = 'unmapped' AS unmapped,
		CASE WHEN x.counts AND absence.absent_days(s.tally) > 0
			AND absence.days_to_line(s.tally, CASE WHEN x.chronic THEN 'severe' WHEN NOT x.chronic THEN 'chronic' END) BETWEEN 1 AND 3
			THEN CASE WHEN x.chronic THEN 'near severe' ELSE 'near chronic' END END AS near
	OFFSET '0'
) AS y
CROSS JOIN LATERAL (
	SELECT max(a.met_on) AS since, array_agg('rule ' || a.rule ORDER BY a.met_on DESC, a.rule) AS triggers
	FROM @store@.alert AS a
	WHERE x.counts AND (a.student_id, a.school_year) = (s.student_id, s.school_year) AND a.withdrawn_on IS NULL AND a.met_on <= s.day
) AS a
CROSS JOIN LATERAL (
	SELECT array_remove(ARRAY[CASE WHEN y.chronic THEN 'chronic' END,
			CASE WHEN y.streak THEN 'streak of ' || CASE WHEN x.streak >= 10 THEN 10 WHEN x.streak >= 5 THEN 5 ELSE 3 END END,
			y.near, CASE WHEN y.unmapped THEN 'not mapped' END], NULL) || coalesce(a.triggers, '{}') AS triggers,
		greatest(CASE WHEN y.chronic THEN absence.chronic_since(s.figures_register, s.policy, s.day_asked) END,
			CASE WHEN y.streak THEN absence.streak_start(s.figures_register, s.policy, s.day_asked) END,
			CASE WHEN y.near IS NOT NULL THEN s.last_absence END,
			CASE WHEN y.unmapped THEN absence_internal.unmapped_since(s.figures_register, s.policy, s.day_asked) END, a.since) AS since
) AS w
CROSS JOIN LATERAL (
	SELECT count(*)::integer AS open_supports, array_agg(k.staff_id) AS staff_ids
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
LEFT JOIN LATERAL (
	SELECT f.due_on, f.kind, coalesce(f.due_on <= o.planned_for, f.due_on IS NOT NULL OR o.planned_kind IS NULL) AS is_first
	FROM @actions(answers_to_each)@ AS f
	WHERE (f.student_id, f.school_year) = (s.student_id, s.school_year) AND f.status IN ('open', 'overdue')
	ORDER BY f.due_on, f.kind
	LIMIT 1
) AS f ON a.since IS NOT NULL
LEFT JOIN LATERAL (
	-- of the rules for the grade, the one that takes the fewest absences more
	SELECT k.names, absence_internal.nearest_rule(s.register, k.rules, s.policy, s.day_asked) AS nearest
	FROM @rules_for@ AS k
	WHERE k.school_year = s.school_year AND k.alone = s.alone AND (k.grade = s.grade OR k.grade IS NULL)
	ORDER BY k.grade
	LIMIT 1
) AS l ON x.counts
WHERE (s.tier >= 2 OR y.chronic OR y.streak OR y.near IS NOT NULL OR y.unmapped
		-- those with an alert are looked at in full, and so are those of whom something is planned
		OR a.since IS NOT NULL OR s.student_id IN (SELECT p.student_id FROM @store@.outreach AS p WHERE p.day IS NULL))
	AND (s.tier >= 2 OR y.chronic OR y.streak OR y.near IS NOT NULL OR y.unmapped OR o.is_planned OR f.kind IS NOT NULL)
	AND @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@)
ORDER BY s.tier DESC, s.counted_through - w.since, x.streak DESC;
