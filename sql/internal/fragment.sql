
-- fragment: pieces of SQL that several views of a store share
--
-- In the DDL of a store, @name@ stands for the piece of that name, and @name(a)@ or
-- @name(a, b)@ for the piece with @1@ replaced by a and @2@ by b. A piece can have other
-- pieces in it.

CREATE TABLE absence_internal.store_fragment (
	name text COLLATE "C" PRIMARY KEY,
	meaning text NOT NULL,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.store_fragment IS 'Pieces of SQL that several views of a store share; read-only';
COMMENT ON COLUMN absence_internal.store_fragment.name IS 'Name: @name@ in the DDL of a store stands for the piece';
COMMENT ON COLUMN absence_internal.store_fragment.meaning IS 'What the piece is for';
COMMENT ON COLUMN absence_internal.store_fragment.ddl IS 'The piece; @1@ and @2@ stand for its arguments';

INSERT INTO absence_internal.store_fragment (name, meaning, ddl) VALUES
	('asked', 'The day and the definition asked for, by school year. With OFFSET it is computed once per query',
	$$(SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0')$$),
	('known', 'In WHERE: true, or an error if the definition asked for is not known',
	$$(SELECT known FROM @store@.asked_is_known)$$),
	('sees_all', 'In WHERE: whether the reader sees every school',
	$$(SELECT all_schools FROM @store@.visible)$$),
	('sees', 'In WHERE: whether the reader sees a school; @1@ is its id',
	$$((SELECT all_schools FROM @store@.visible) OR @1@ = ANY ((SELECT school_ids FROM @store@.visible)::text[]))$$),
	('sees_student', 'In WHERE, beside sees: whether a student is at a school that the reader sees; @1@ has student_id and school_year',
	$$EXISTS (SELECT FROM @store@.visible_student AS v WHERE (v.student_id, v.school_year) = (@1@.student_id, @1@.school_year) OFFSET 0)$$),
	('enters_at', 'In WHERE of a view that a recorder enters rows through: whether row @1@ is of a school that the role sees, and, unless '
		'that is every school, of a student who is enrolled there in the school year. The first condition raises an error in a store without '
		'settings, whatever rows there are',
	$$(SELECT all_schools IS NOT NULL FROM @store@.visible) AND @sees(@1@.school_id)@
	AND ((SELECT all_schools FROM @store@.visible) OR EXISTS (
	SELECT FROM @store@.fact_enrollment AS e
	WHERE (e.student_id, e.school_id, e.school_year) = (@1@.student_id, @1@.school_id, @1@.school_year)))$$),
	('enters_of', 'The same for row @1@ without a school: whether the student is enrolled at a school that the role sees',
	$$(SELECT all_schools IS NOT NULL FROM @store@.visible) AND ((SELECT all_schools FROM @store@.visible) OR EXISTS (
	SELECT FROM @store@.fact_enrollment AS e
	WHERE (e.student_id, e.school_year) = (@1@.student_id, @1@.school_year) AND @sees(e.school_id)@))$$),
	('school_of', 'Joins to a row @1@ of a school and year: the school as h, and as k the day through which it is complete',
	$$LEFT JOIN @store@.fact_school AS h ON h.school_id = @1@.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (@1@.school_year, @1@.school_id)$$),
	('counts_to', 'The day through which a row counts: the earlier of the day asked for, @1@, and complete-through, @2@',
	$$nullif(least(@1@, @2@), 'infinity')$$),
	('day_asked', 'The day that the session asks for, else NULL',
	$$nullif(nullif(current_setting('absence.as_of', true), '')::date, 'infinity')$$),
	('now',
		'The day that counts as now, and that of each school. MATERIALIZED, so that it is computed once per query and not once per student',
	$$(WITH n AS MATERIALIZED (SELECT day, of_school FROM @store@.store_now) SELECT n.day, n.of_school FROM n)$$),
	('enrolled_through', 'The day through which a stay @1@ makes a student enrolled now: an open stay ends with its school year. So a student '
		'of a past year is not enrolled now once the next year counts, even if no exit was recorded',
	$$coalesce(@1@.last_date, CASE WHEN @1@.school_year BETWEEN 1 AND 9999 THEN make_date(@1@.school_year, 6, 30) END)$$),
	('is_now', 'Whether a stay @1@ makes a student enrolled now; @2@ is what piece now gives',
	$$coalesce(coalesce((@2@.of_school ->> @1@.school_id)::date, @2@.day) BETWEEN @1@.entry_date AND @enrolled_through(@1@)@, false)$$),
	('support_day', 'The school year and the day that lists of students now are of, beside what piece now gives, and computed once as there',
	$$(WITH n AS MATERIALIZED (SELECT school_year, figures_year, list_day, day, of_school FROM @store@.support_now)
SELECT n.school_year, n.figures_year, n.list_day, n.day, n.of_school FROM n)$$),
	('is_listed', 'Whether a stay @1@ makes a student one of those that lists of students now have; @2@ is what piece support_day gives',
	$$CASE WHEN @2@.school_year = @2@.figures_year THEN @is_now(@1@, @2@)@
ELSE coalesce(@2@.list_day BETWEEN @1@.entry_date AND @enrolled_through(@1@)@, false) END$$),
	('given', 'Whether a support @1@ is or was given',
	$$(@1@.status IS NULL OR @1@.status NOT IN ('planned', 'declined', 'not reached'))$$),
	('under_way', 'Whether a support @1@ is under way on the day @2@',
	$$(@given(@1@)@ AND @1@.begin_date <= @2@ AND coalesce(@1@.end_date, 'infinity') >= @2@
	AND (@1@.end_date IS NOT NULL OR @1@.status IS DISTINCT FROM 'ended'))$$),
	('is_reached', 'Whether an outreach @1@ has reached the family or the student',
	$$coalesce(@1@.reached, @1@.outcome IN ('reached', 'attended'), false)$$),
	('interventions', 'The interventions, one row for each id',
	$$(SELECT intervention_id, min(name) AS name, min(tier)::integer AS tier FROM @store@.intervention GROUP BY intervention_id)$$),
	('staff', 'The members of staff, one row for each id',
	$$(SELECT staff_id, min(name) AS name, min(job) AS job FROM @store@.staff GROUP BY staff_id)$$),
	('tier_of', 'The tier of a support @1@: as given, else that of the intervention',
	$$coalesce(@1@.tier, (SELECT min(i.tier) FROM @store@.intervention AS i WHERE i.intervention_id = @1@.intervention_id))$$),
	('of_tier_2_or_3', 'Whether a support @1@ is or was one of tier 2 or 3; one without a tier is taken as such',
	$$(@given(@1@)@ AND coalesce(@1@.end_date, 'infinity') >= @1@.begin_date AND coalesce(@tier_of(@1@)@, 2) >= 2)$$),
	('student_year', 'The students with a register in each school year, all schools merged, with the span of the highest grade',
	$$(SELECT m.student_id, m.school_year, absence.rollup(m.register) AS register, max(absence_internal.grade_span(m.grade)) AS grade_span
FROM @store@.student_register AS m
GROUP BY m.student_id, m.school_year)$$),
	('tier_claims', 'What calls for a tier of student @1@ beside the register and the year before: a row for each, as the arrays of '
		'absence_internal.tier_now() have it. @1@ has student_id, school_year, grade and day',
$$(	SELECT @tier_of(k)@::integer AS tier, k.begin_date AS first_day, k.end_date AS last_day, '' AS called_by
	FROM @store@.known_support AS k
	WHERE k.student_id = @1@.student_id AND k.begin_date <= @1@.day AND @given(k)@ AND NOT k.begin_unknown
	UNION ALL
	SELECT k.tier::integer, k.begin_date, k.end_date, NULL
	FROM @store@.tier_decision AS k
	WHERE (k.student_id, k.school_year) = (@1@.student_id, @1@.school_year)
		AND CASE WHEN @1@.student_id IN (SELECT i.student_id FROM @store@.tier_decision AS i) THEN true END	-- few students have one
	UNION ALL
	SELECT k.tier::integer, a.met_on, CASE WHEN k.stands = 'while' THEN a.until - 1 END, 'rule ' || k.name
	FROM @store@.alert AS a
	JOIN @tier_rules@ AS k ON (k.school_year, k.name) = (a.school_year, a.rule)
	WHERE (a.student_id, a.school_year) = (@1@.student_id, @1@.school_year) AND a.withdrawn_on IS NULL
		AND (SELECT EXISTS (SELECT FROM @store@.attendance_rule AS r WHERE r.in_force AND r.tier IS NOT NULL AND r.basis = 'register'))
	UNION ALL
	SELECT k.tier::integer, g.begin_date, g.end_date, 'district rule'
	FROM @statuses_of(@1@)@ AS g
	JOIN @tier_rules@ AS k ON (k.school_year, k.group_kind, k.group_value) = (@1@.school_year, g.kind, g.value)
	WHERE (k.grades IS NULL OR @1@.grade = ANY (k.grades))
		AND (k.from_age IS NULL AND k.to_age IS NULL OR coalesce((
			SELECT CASE WHEN isfinite(u.birth_date) AND isfinite(@1@.day)
				THEN extract(year FROM age(@1@.day, u.birth_date)) BETWEEN coalesce(k.from_age, 0) AND coalesce(k.to_age, 1000) END
			FROM @store@.fact_student AS u WHERE u.student_id = @1@.student_id), true))
		AND (SELECT EXISTS (SELECT FROM @store@.attendance_rule AS r WHERE r.in_force AND r.tier IS NOT NULL AND r.basis = 'group'))
)$$),
	('statuses_of', 'The statuses of student @1@, as the last refresh found them, with their first and last days. A source has no index '
		'for the rows of one student',
$$(	SELECT k.kind, k.value, x.begin_date, x.end_date
	FROM @store@.student_statuses AS t
	CROSS JOIN @store@.group_status AS k
	CROSS JOIN LATERAL (
		SELECT NULL::date, NULL::date WHERE substr(t.always, k.place, 1) = '1'
		UNION ALL
		SELECT nullif(u.begin_date, '-infinity'), nullif(u.end_date, 'infinity')
		FROM unnest(t.places, t.begin_dates, t.end_dates) AS u (place, begin_date, end_date)
		WHERE u.place = k.place
	) AS x (begin_date, end_date)
	WHERE t.student_id = @1@.student_id
)$$),
	('claimed', 'The rows c of piece tier_claims as arguments of absence_internal.tier_now()',
	$$array_agg(c.tier), array_agg(c.first_day), array_agg(c.last_day), array_agg(c.called_by)$$),
	('enrolled_register', 'The enrolled students with their registers, all schools merged: of the year that the list is of, and that of the '
		'figures; and what the year before comes to. Most students have one stay in a year. Only of the others registers are looked up and '
		'merged',
$$(SELECT s.school_year, s.student_id, s.school_id, s.grade, s.homeroom, s.alone, s.day, s.figures_year, q.policy, q.policy_name, q.as_of,
	g.register, CASE WHEN s.figures_year = s.school_year THEN g.register ELSE coalesce(g.register_before, g.register) END AS figures_register,
	CASE WHEN g.register_before IS NOT NULL THEN absence.tally(g.register_before, q.policy) ELSE @totals_before(g)@ END AS prior
FROM @store@.enrolled_student AS s
JOIN @asked@ AS q USING (school_year)
LEFT JOIN @store@.student_register AS r
	ON s.alone AND (r.student_id, r.school_id, r.school_year) = (s.student_id, s.school_id, s.school_year)
LEFT JOIN @store@.stay_register AS y ON y.alone AND (y.student_id, y.school_year) = (s.student_id, s.school_year - 1)
LEFT JOIN @store@.student_register AS p ON (p.student_id, p.school_id, p.school_year) = (y.student_id, y.school_id, y.school_year)
CROSS JOIN LATERAL (
	SELECT coalesce(r.register, CASE WHEN NOT s.alone THEN (
			SELECT absence.rollup(m.register) FROM @store@.student_register AS m WHERE (m.student_id, m.school_year) = (s.student_id, s.school_year)
		) END, 'days none; complete none') AS register,
		coalesce(p.register, CASE WHEN EXISTS (
				SELECT FROM @store@.school_year_state AS b WHERE b.school_year = s.school_year - 1) THEN (
			SELECT absence.rollup(m.register) FROM @store@.student_register AS m
			WHERE (m.student_id, m.school_year) = (s.student_id, s.school_year - 1)) END) AS register_before,
		s.student_id, s.school_year, q.policy
	OFFSET '0'
) AS g)$$),
	('student_tier', 'The same with the tier: that which the register and the year before call for, a rule of the district with a standing '
		'alert, a group of students that a rule names, or support that has not helped; unless a team has decided otherwise',
$$(SELECT s.school_year, s.school_id, h.name AS school_name, s.student_id, u.last_name, u.first_name, s.grade, s.homeroom,
	(t.t).tier, (t.t).computed_tier, (t.t).decided_tier, (t.t).since, (t.t).reasons,
	f.enrolled_days, f.counted_days, f.absent_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null, f.streak,
	absence.absent_days(absence.tally(absence.last_days(absence.as_of(s.figures_register, s.as_of), 5), s.policy)) AS absent_last_5,
	f.last_absence, f.absences_left, s.figures_year, f.complete_through, f.counted_through, s.day, s.policy, s.policy_name,
	s.as_of AS day_asked, s.register, s.figures_register, t.tally, s.alone
FROM @enrolled_register@ AS s
CROSS JOIN LATERAL (
	SELECT absence_internal.tier_now(s.register, s.prior, s.policy, s.as_of, s.day, @claimed@) AS t,
		absence.tally(s.figures_register, s.policy, s.as_of) AS tally
	FROM @tier_claims(s)@ AS c
) AS t
CROSS JOIN LATERAL absence_internal.figures_of_student(t.tally, s.figures_register, s.policy, s.as_of) AS f
LEFT JOIN @store@.fact_school AS h ON h.school_id = s.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = s.student_id)$$),
	('rules_for', 'The rules in force that registers meet, as arrays in the order of their names, by whether the student has one stay: a rule '
		'of scope school looks at one register. A row for each grade that a rule names, and one for the other grades, NULL. MATERIALIZED, so '
		'that rules are read once and not once per student',
	$$(WITH k AS MATERIALIZED (
	SELECT r.school_year, a.alone, g.grade, array_agg(r.name ORDER BY r.name) AS names, array_agg(r.rule::absence.rule ORDER BY r.name) AS rules
	FROM @store@.rule_of_year AS r
	CROSS JOIN (VALUES (true), (false)) AS a (alone)
	CROSS JOIN (SELECT unnest(u.grades) AS grade FROM @store@.attendance_rule AS u UNION SELECT NULL) AS g
	WHERE r.basis = 'register' AND (r.scope = 'district' OR a.alone) AND (r.grades IS NULL OR g.grade = ANY (r.grades))
	GROUP BY r.school_year, a.alone, g.grade
) SELECT k.school_year, k.alone, k.grade, k.names, k.rules FROM k)$$),
	('has_support', 'Whether student @1@ has a support of tier 2 or 3 under way on the day; @1@ has student_id and day',
	$$EXISTS (
	SELECT FROM @store@.known_support AS k WHERE k.student_id = @1@.student_id AND @under_way(k, @1@.day)@
		AND coalesce(@tier_of(k)@, 2) >= 2)$$),
	('tally_before', 'What the school year before that of student @1@ comes to, from registers, else from prior_student: of several sources, '
		'that with the most days. @1@ has student_id, school_year and policy',
$$coalesce((
	SELECT absence.tally(absence.rollup(m.register), @1@.policy)
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (@1@.student_id, @1@.school_year - 1)
), @totals_before(@1@)@)$$),
	('totals_before', 'The same from prior_student alone',
$$CASE WHEN (SELECT EXISTS (SELECT FROM @store@.prior_student)) THEN (
	SELECT absence.tally(b.enrolled_days, b.absent_days, @1@.policy)
	FROM (
		SELECT p.source, sum(p.enrolled_days) AS enrolled_days, sum(p.absent_days) AS absent_days
		FROM @store@.prior_student AS p
		WHERE (p.student_id, p.school_year) = (@1@.student_id, @1@.school_year - 1)
		GROUP BY p.source
	) AS b
	WHERE b.enrolled_days BETWEEN 0 AND 1000 AND floor(b.enrolled_days) = b.enrolled_days AND b.absent_days BETWEEN 0 AND b.enrolled_days
	ORDER BY b.enrolled_days DESC, b.source
	LIMIT 1) END$$),
	('tier_rules', 'The rules in force that call for a tier. MATERIALIZED, so that they are found once and not once per student',
	$$(WITH k AS MATERIALIZED (SELECT r.* FROM @store@.rule_of_year AS r WHERE r.tier IS NOT NULL) SELECT k.* FROM k)$$),
	('latest_first', 'In ORDER BY: the stays @1@ of a student at a school, the latest first',
	$$@1@.entry_date DESC, @1@.last_date DESC NULLS FIRST, @1@.homeroom DESC NULLS LAST$$),
	('last_exit', 'Of a group of stays @1@, the exit date of the last, NULL if one is open',
	$$CASE WHEN bool_or(@1@.exit_date IS NULL) THEN NULL ELSE max(@1@.exit_date) END$$),
	('compared_stays', 'The stays o, with what decides which of a student is the latest; n is what piece now gives',
$$SELECT o.student_id, o.school_year, o.school_id, o.entry_date, o.last_date, o.grade, o.homeroom, o.ctid AS place,
	@is_now(o, n)@ AS enrolled_now, c.calendar_code IS NOT NULL AS has_calendar,
	o.entry_date <= max(c.complete_through) OVER (PARTITION BY o.student_id, o.school_year) AS begun
FROM @store@.stay_register AS o
LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)$$),
	('of_alike', 'In ORDER BY: which of the stays @1@ of a student, alike in what decides, is taken; it must not depend on their place',
	$$@1@.last_date DESC NULLS FIRST, @1@.grade DESC NULLS LAST, @1@.homeroom DESC NULLS LAST$$),
	('latest_place', 'Of the compared stays @1@ of a student, the place of the latest that has begun, else of the first',
$$(array_agg(@1@.place ORDER BY CASE WHEN @1@.begun THEN @1@.entry_date END DESC NULLS LAST,
	CASE WHEN @1@.begun THEN NULL ELSE @1@.entry_date END, @of_alike(@1@)@, @1@.school_id) FILTER (WHERE @1@.has_calendar))[1]$$),
	('is_current', 'Whether a school year @1@ is the current one',
	$$coalesce(@1@ = (SELECT school_year FROM @store@.store_now), false)$$),
	('on_day',
		'The statuses t of a student in force on the last membership day of register @1@ to the day @2@, a digit for each that is known',
	$$CASE WHEN t.places IS NULL THEN coalesce(t.always, '')
	ELSE absence_internal.statuses_in_force(@1@, @2@, t.always, t.places, t.begin_dates, t.end_dates) END$$),
	('statuses', 'The statuses that are known, as arrays in the order of their places: what groups_of_statuses() takes',
	$$(SELECT array_agg(group_kind ORDER BY place) AS kinds, array_agg(group_value ORDER BY place) AS group_values
FROM @store@.known_status)$$),
	('group_trends', 'The trend of each group of students at each school, with the last day of each school week, for the year @1@ of rows s, '
		'which is @2@ of rows r',
$$(SELECT @1@ AS school_year, s.school_id, g.group_kind, g.group_value, g.trend, g.counts_day, q.as_of, q.policy_name,
	w.last_days, w.session_days
FROM (
	SELECT a.school_year, a.school_id, absence.rollup(a.trend) AS trend, array_agg(a.trend) AS trends, array_agg(a.grade) AS grades,
		array_agg(a.on_day) AS on_days, array_agg(a.counts_day) AS count_days
	FROM (
		SELECT m.school_year, m.school_id, m.grade, m.on_day, absence.chronic_trend(m.register, q.policy) AS trend,
			bool_or(absence_internal.last_membership_day(m.register, q.as_of) IS NOT NULL) AS counts_day
		FROM (
			SELECT r.school_year, r.school_id, coalesce(r.grade, 'missing') AS grade, r.register, @on_day(r.register, q.as_of)@ AS on_day
			FROM @store@.student_register AS r
			JOIN @asked@ AS q USING (school_year)
			LEFT JOIN @store@.student_statuses AS t ON t.student_id = r.student_id
			WHERE @2@ IN (SELECT y.school_year FROM @store@.school_year_state AS y)
		) AS m
		JOIN @asked@ AS q USING (school_year)
		GROUP BY m.school_id, m.on_day, m.grade, m.school_year
	) AS a
	GROUP BY a.school_year, a.school_id
) AS s
JOIN @asked@ AS q USING (school_year)
CROSS JOIN LATERAL (
	SELECT array_agg(w.last_day ORDER BY w.last_day) AS last_days, array_agg(w.session_days ORDER BY w.last_day) AS session_days
	FROM (
		SELECT max(p.day) AS last_day, count(*)::integer AS session_days
		FROM absence.points(s.trend) AS p
		WHERE p.day <= q.as_of
		GROUP BY p.day - (extract(isodow FROM p.day)::integer - 1)
	) AS w
) AS w
CROSS JOIN @statuses@ AS k
CROSS JOIN LATERAL (
	SELECT g.group_kind, g.group_value, absence.rollup(u.trend) AS trend, bool_or(u.counts_day) AS counts_day
	FROM unnest(s.trends, s.grades, s.on_days, s.count_days) AS u (trend, grade, on_day, counts_day)
	CROSS JOIN LATERAL (
		SELECT 'grade', u.grade
		UNION ALL
		SELECT g.group_kind, g.group_value
		FROM absence_internal.groups_of_statuses(k.kinds, k.group_values, u.on_day) AS g
		WHERE g.group_kind <> 'grade'	-- whatever student_group calls so
	) AS g (group_kind, group_value)
	GROUP BY g.group_kind, g.group_value
) AS g)$$),
	('student_figures', 'The figures of each student at each school, with the registers and what is asked',
$$(SELECT r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
	CASE WHEN y.alone IS NULL THEN e.homeroom ELSE y.homeroom END AS homeroom,
	CASE WHEN y.alone IS NULL THEN e.entry_date ELSE y.entry_date END AS entry_date,
	CASE WHEN y.alone IS NULL THEN e.exit_date ELSE y.exit_date END AS exit_date,
	CASE WHEN y.alone IS NULL THEN coalesce(e.enrolled_now, false) ELSE @is_now(y, n)@ END AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	-- the register of a student with a single stay is the merged one too
	CASE WHEN y.alone THEN f.absence_rate ELSE absence.absence_rate(o.tally) END AS district_absence_rate,
	CASE WHEN y.alone THEN f.chronic ELSE absence.chronic(o.tally) END AS district_chronic,
	CASE WHEN y.alone THEN f.band ELSE absence.band(o.tally)::text END AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy
FROM @store@.student_register AS r
JOIN @asked@ AS a USING (school_year)
LEFT JOIN @store@.stay_register AS y
	ON (y.student_id, y.school_id, y.school_year) = (r.student_id, r.school_id, r.school_year) AND y.alone_at_school
CROSS JOIN @now@ AS n
CROSS JOIN LATERAL (
	-- of a student with several stays at the school
	SELECT min(e.entry_date) AS entry_date, @last_exit(e)@ AS exit_date,
		(array_agg(e.homeroom ORDER BY @latest_first(e)@))[1] AS homeroom, bool_or(@is_now(e, n)@) AS enrolled_now
	FROM @store@.stay_register AS e
	WHERE y.alone IS NULL AND (e.student_id, e.school_id, e.school_year) = (r.student_id, r.school_id, r.school_year)
) AS e
CROSS JOIN LATERAL absence_internal.figures_of_student(r.register, a.policy, a.as_of) AS f
CROSS JOIN LATERAL (
	SELECT absence.tally(absence.rollup(m.register), a.policy, a.as_of) AS tally
	FROM @store@.student_register AS m
	WHERE y.alone IS NOT TRUE AND (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
LEFT JOIN @store@.fact_school AS h ON h.school_id = r.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = r.student_id)$$),
	('stays_now', 'In a step of a refresh with variables for_year, seed and changes: the stays that count, those of students who have not '
		'changed as the last refresh found them, and the others as this one did',
$$(SELECT s.student_id, s.school_id, s.entry_date, s.last_date, s.calendar_code, s.grade, s.primary_school, s.fte, s.alone,
	s.alone_at_school, s.register, s.event_days, false AS is_changed
FROM @store@.stay_register AS s
WHERE s.school_year = for_year AND NOT absence_internal.has_changed(s.student_id, seed, changes)
UNION ALL
SELECT n.student_id, n.school_id, n.entry_date, n.last_date, n.calendar_code, n.grade, n.primary_school, n.fte, n.alone,
	n.alone_at_school, n.register, n.event_days, true
FROM pg_temp.refresh_stay AS n)$$),
	('registers_now', 'In a step of a refresh with variable for_year: the registers of the students of refresh_looked as they are to be, '
		'before they are written',
$$(SELECT o.student_id, o.school_id, o.grade, o.register
FROM pg_temp.refresh_looked AS l
JOIN @store@.student_register AS o ON (o.student_id, o.school_year) = (l.student_id, for_year)
WHERE NOT EXISTS (SELECT FROM pg_temp.refresh_change AS c WHERE (c.student_id, c.school_id) = (o.student_id, o.school_id))
UNION ALL
SELECT n.student_id, n.school_id, n.grade, n.new
FROM pg_temp.refresh_looked AS l
JOIN pg_temp.refresh_change AS n USING (student_id)
WHERE n.new IS NOT NULL)$$),
	('support_today', 'The day that actions are of, as that of lists of students now; with the latest school year that has begun by then, and '
		'the definition of the store. With OFFSET it is computed once per query',
$$(SELECT n.list_day AS day, n.school_year, s.policy FROM @store@.support_now AS n CROSS JOIN @store@.store_setting AS s OFFSET '0')$$),
	('about', 'Whether what was planned or done, x, is about step @2@ of alert @1@. x has student_id, school_id, kind, rule, step, met_on, '
		'on_day and, if another row can replace it, replaced_id',
$$CASE WHEN CASE
	WHEN @1@.school_id <> x.school_id THEN false
	WHEN x.rule IS NULL THEN x.kind = @2@.kind AND x.on_day >= @1@.first_met_on
	WHEN x.rule <> @1@.rule OR coalesce(x.step <> @2@.step, x.kind <> @2@.kind) THEN false
	-- about this alert, and not another one of the student by the rule
	WHEN x.met_on = @1@.met_on OR x.met_on IS NOT NULL AND EXISTS (
		SELECT FROM @store@.alert_change AS v WHERE (v.alert_id, v.met_on_after) = (@1@.alert_id, x.met_on)) THEN true
	ELSE @1@.first_met_on <= x.on_day AND NOT EXISTS (
		SELECT FROM @store@.alert AS l
		WHERE (l.student_id, l.school_year, l.rule) = (@1@.student_id, @1@.school_year, @1@.rule)
			AND l.school_id IS NOT DISTINCT FROM @1@.school_id AND l.alert_id <> @1@.alert_id
			AND (l.first_met_on <= x.on_day AND (l.first_met_on, l.alert_id) > (@1@.first_met_on, @1@.alert_id)
				OR l.met_on = x.met_on OR x.met_on IS NOT NULL AND EXISTS (
					SELECT FROM @store@.alert_change AS v WHERE (v.alert_id, v.met_on_after) = (l.alert_id, x.met_on)))) END
	-- as in known_outreach, but only of the few rows that are left
	THEN x.replaced_id IS NULL OR NOT EXISTS (
		SELECT FROM @store@.outreach AS v
		WHERE (v.student_id, v.replaces) = (@1@.student_id, x.replaced_id) AND v.outreach_id IS DISTINCT FROM x.replaced_id) END$$),
	('outreach_for_steps', 'Outreach with what piece about needs',
$$(SELECT i.student_id, i.school_year, i.day, i.outreach_id AS id, i.kind, i.staff_id, i.school_id, i.rule, i.step, i.met_on,
	CASE WHEN i.day IS NULL THEN i.due_on END AS planned_for, coalesce(i.day, i.due_on, 'infinity') AS on_day,
	coalesce(i.reached, i.outcome IN ('reached', 'attended'), false) AS is_reached, i.outreach_id AS replaced_id
FROM @store@.outreach AS i)$$),
	('answers', 'What was planned or done for step @2@ of alert @1@ by the day d.day, and whether it answers the step',
$$(SELECT x.day, x.id, x.kind, x.staff_id, x.planned_for, x.is_reached, x.day IS NOT NULL AND (@2@.needs = 'attempt' OR x.is_reached) AS answers
FROM (
	SELECT i.day, i.id, i.kind, i.staff_id, i.school_id, i.rule, i.step, i.met_on, i.planned_for, i.on_day, i.is_reached, i.replaced_id
	FROM @outreach_for_steps@ AS i
	WHERE (i.student_id, i.school_year) = (@1@.student_id, @1@.school_year) AND coalesce(i.day <= d.day, true)
		AND CASE WHEN i.rule IS NULL THEN i.kind = @2@.kind ELSE i.rule = @1@.rule END	-- before anything else
	UNION ALL
	SELECT i.begin_date, coalesce(i.support_id, i.intervention_id), 'support', i.staff_id, i.school_id, i.rule, NULL, i.met_on, NULL,
		i.begin_date, true, NULL
	FROM @store@.known_support AS i
	WHERE @2@.kind = 'support' AND (i.student_id, i.school_year) = (@1@.student_id, @1@.school_year) AND i.begin_date <= d.day
		AND @given(i)@ AND NOT i.begin_unknown
) AS x
WHERE @about(@1@, @2@)@)$$),
	('answered', 'Of the rows @1@ that are about step t: when it was answered, planned and tried, by whom, and how often. The first of each, '
		'by arrays that compare as the order is. A row without a kind is none',
$$min(@1@.day) FILTER (WHERE t.needs = 'attempt' OR @1@.is_reached) AS answered_on,
	bool_or(@1@.day IS NULL) FILTER (WHERE @1@.kind IS NOT NULL) AS is_planned,
	min(@1@.planned_for) AS planned_for, count(@1@.day)::integer AS attempts,
	min(ARRAY[to_char(@1@.day, 'YYYY-MM-DD'), @1@.id, @1@.kind, @1@.staff_id])
		FILTER (WHERE @1@.day IS NOT NULL AND (t.needs = 'attempt' OR @1@.is_reached)) AS answer,
	min(ARRAY[to_char(@1@.planned_for, 'YYYY-MM-DD'), @1@.id, @1@.staff_id])
		FILTER (WHERE @1@.kind IS NOT NULL AND @1@.day IS NULL) AS planned,
	max(ARRAY[to_char(@1@.day, 'YYYY-MM-DD'), @1@.id, @1@.staff_id]) FILTER (WHERE @1@.day IS NOT NULL) AS tried$$),
	('steps_of_alerts', 'The steps t that alerts a ask for by the day d.day, with the school of the student as s',
$$@store@.alert AS a
JOIN @support_today@ AS d ON a.met_on <= d.day
JOIN @store@.rule_step AS t ON (t.name, t.version) = (a.rule, a.version)
LEFT JOIN @store@.latest_stay AS s ON (s.student_id, s.school_year) = (a.student_id, a.school_year)$$),
	('step_columns', 'Of these, the columns that piece actions needs',
$$a.school_year, a.student_id, a.school_id, a.alert_id, a.rule, a.version, a.met_on, a.first_met_on, a.ripe_on, a.withdrawn_on,
	t.name, t.step, t.kind, t.needs, t.meaning, t.unless_group, t.unless_barrier, t.within_n, t.within_unit, t.after_step,
	s.school_id, s.student_id, s.grade, s.homeroom, s.enrolled_now, s.exit_date, s.alone$$),
	('answers_to_each', 'The steps that alerts ask for, with their answers. What was done for each is looked up: for the steps of few '
		'students',
$$SELECT @step_columns@, k.*
			FROM @steps_of_alerts@
			CROSS JOIN LATERAL (SELECT @answered(b)@ FROM @answers(a, t)@ AS b) AS k$$),
	('answers_to_all', 'The same for the steps of all students, or of those of a school: their outreach is joined at once. Steps of kind '
		'support are few, and each is looked up',
$$SELECT @step_columns@, @answered(x)@
			FROM @steps_of_alerts@
			LEFT JOIN @outreach_for_steps@ AS x
				ON (x.student_id, x.school_year) = (a.student_id, a.school_year) AND coalesce(x.day <= d.day, true) AND @about(a, t)@
			WHERE t.kind <> 'support'
			GROUP BY @step_columns@
			UNION ALL
			@answers_to_each@
			WHERE t.kind = 'support'$$),
	('actions', 'The steps that the alerts of all students ask for, and what has become of each: see view action_due. @1@ is answers_to_all or '
		'answers_to_each',
$$(
	SELECT w.*, CASE
			WHEN w.withdrawn_on <= w.day THEN CASE WHEN w.answered_on IS NOT NULL THEN 'answered, since withdrawn' ELSE 'withdrawn' END
			WHEN w.answered_on IS NOT NULL THEN CASE WHEN w.answered_on > w.due_on THEN 'answered late' ELSE 'answered' END
			WHEN @withheld(w)@ THEN CASE WHEN (SELECT all_words FROM @store@.sees_sensitive) THEN 'withheld' ELSE 'not due' END
			WHEN (w.alert_school_id IS NOT NULL OR w.may_have_left) AND NOT EXISTS (
				SELECT FROM @store@.stay_register AS y
				WHERE y.student_id = w.student_id AND y.school_year >= w.school_year AND coalesce(y.last_date, 'infinity') >= w.day
					AND y.school_id = coalesce(w.alert_school_id, y.school_id)) THEN 'left'
			WHEN w.is_over THEN 'year over'
			WHEN w.day < w.ripe_on THEN 'settling'
			WHEN w.counts_from IS NULL THEN 'waiting'
			WHEN w.day > w.due_on THEN 'overdue'
			ELSE 'open' END COLLATE "C" AS status
	FROM (
		SELECT a.school_year, a.at_school AS school_id, a.student_id, a.grade, a.homeroom, coalesce(a.enrolled_now, false) AS enrolled_now,
			a.alert_id, a.rule, a.version, a.school_id AS alert_school_id, a.met_on, a.first_met_on, a.ripe_on, a.withdrawn_on, a.step, a.kind,
			a.needs, a.meaning, a.unless_group, a.unless_barrier, d.day, d.policy AS policy_name, a.school_year < d.school_year AS is_over,
			a.has_stay IS NULL OR a.exit_date < d.day AS may_have_left, a.alone, a.answered_on,
			a.answer[3] AS answered_by, a.answer[2] AS answer_id,
			CASE WHEN a.answered_on IS NOT NULL THEN a.answer[4] WHEN a.is_planned THEN a.planned[3] ELSE a.tried[3] END AS staff_id,
			CASE WHEN a.answered_on IS NULL THEN a.planned_for END AS planned_for, a.attempts, c.counts_from,
			CASE a.within_unit
				WHEN 'calendar days' THEN c.counts_from + a.within_n
				WHEN 'weekdays' THEN absence_internal.nth_weekday(c.counts_from, a.within_n)
				WHEN 'school days' THEN coalesce(c.school_day, c.last_school_day) END AS due_on,
			c.last_school_day IS NOT NULL AS past_end
		FROM (
			@@1@@
		) AS a (school_year, student_id, school_id, alert_id, rule, version, met_on, first_met_on, ripe_on, withdrawn_on,
			name, step, kind, needs, meaning, unless_group, unless_barrier, within_n, within_unit, after_step,
			at_school, has_stay, grade, homeroom, enrolled_now, exit_date, alone,
			answered_on, is_planned, planned_for, attempts, answer, planned, tried)
		CROSS JOIN @support_today@ AS d
		CROSS JOIN LATERAL (
			SELECT y.counts_from, y.school_day, CASE WHEN y.school_day IS NULL AND y.register IS NOT NULL THEN
				absence_internal.last_membership_day(absence_internal.complete_to(y.register, 'infinity')) END AS last_school_day
			FROM (
				SELECT x.counts_from, x.register, absence.nth_day(x.register, x.counts_from, a.within_n) AS school_day
				FROM (
					-- only where the deadline is in school days
					SELECT r.counts_from, CASE WHEN a.within_unit IS DISTINCT FROM 'school days' OR r.counts_from IS NULL THEN NULL
						WHEN a.alone THEN (
							SELECT m.register
							FROM @store@.student_register AS m
							WHERE (m.student_id, m.school_id, m.school_year) = (a.student_id, a.at_school, a.school_year))
						ELSE (
							SELECT absence.rollup(m.register)
							FROM @store@.student_register AS m
							WHERE (m.student_id, m.school_year) = (a.student_id, a.school_year)
								AND m.school_id = coalesce(a.school_id, m.school_id)) END AS register
					FROM (
						SELECT CASE WHEN a.after_step IS NULL THEN a.ripe_on ELSE (
							SELECT min(b.day)
							FROM @store@.rule_step AS e
							CROSS JOIN LATERAL @answers(a, e)@ AS b
							WHERE (e.name, e.version, e.step) = (a.name, a.version, a.after_step) AND b.answers) END AS counts_from
						OFFSET 0
					) AS r
					OFFSET 0
				) AS x
				OFFSET 0
			) AS y
		) AS c
	) AS w
)$$),
	('withheld', 'Whether an action @1@ is not due because of a group or a barrier of the student on its day',
$$(@1@.unless_group IS NOT NULL AND EXISTS (
	SELECT FROM @statuses_of(@1@)@ AS v
	WHERE v.kind || ':' || v.value = ANY (@1@.unless_group)
		AND @1@.day BETWEEN coalesce(v.begin_date, '-infinity') AND coalesce(v.end_date, 'infinity'))
OR @1@.unless_barrier IS NOT NULL AND EXISTS (
	SELECT FROM @store@.student_barrier AS v
	WHERE (v.student_id, v.school_year) = (@1@.student_id, @1@.school_year) AND v.barrier = ANY (@1@.unless_barrier)
		AND coalesce(v.identified_on <= @1@.day, true) AND coalesce(v.resolved_on > @1@.day, true)))$$),
	('agreed', 'Of the session days of a school''s calendars on a day, the number of periods @1@ on which all agree, else NULL',
	$$CASE WHEN min(@1@) = max(@1@) AND count(@1@) = count(*) THEN min(@1@) END$$),
	('above_1', 'Whether event @1@ misses more than the whole day or period',
$$CASE	-- most events have neither
	WHEN @1@.portion IS NOT NULL THEN @1@.portion > 1 AND @1@.portion <= 'Infinity'
	WHEN @1@.held IS NOT NULL THEN @1@.held > 0 AND CASE WHEN @1@.period IS NULL THEN @1@.missed > @1@.held AND @1@.missed < 'Infinity' ELSE @1@.held < 1 END
	ELSE false END$$),
	('amt_group', 'Group @1@ of a student in the words of the Analytics Middle Tier: its parent and its label',
$$(SELECT CASE @1@.kind WHEN 'race_ethnicity' THEN 'Race' ELSE 'StudentCharacteristic' END AS parent,
	CASE WHEN @1@.kind = 'race_ethnicity' THEN @1@.value WHEN @1@.value <> 'Yes' THEN @1@.kind || ': ' || @1@.value
		WHEN @1@.kind = 'homeless' THEN 'Homeless' WHEN @1@.kind = 'economic_disadvantage' THEN 'Economic Disadvantaged'
		ELSE @1@.kind END AS label)$$),
	('one', 'Of a group of rows, the value of @1@ if all have the same one, else NULL',
	$$CASE WHEN min(@1@) = max(@1@) THEN min(@1@) END$$),
	('span', 'Of a group of rows with several days @1@, the first and the last in words, else NULL',
	$$CASE WHEN min(@1@) < max(@1@) THEN min(@1@) || ' to ' || max(@1@) END$$);

GRANT SELECT ON absence_internal.store_fragment TO PUBLIC;

CREATE FUNCTION absence_internal.expand_fragments(ddl text) RETURNS text
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	expanded text := ddl;
	before text;
	fragment record;
	argument constant text := '([^(),@]+)';
BEGIN
	LOOP
		before := expanded;
		FOR fragment IN SELECT f.name, f.ddl FROM absence_internal.store_fragment AS f WHERE strpos(expanded, '@' || f.name) > 0 LOOP
			expanded := regexp_replace(expanded,
				'@' || fragment.name || CASE
					WHEN strpos(fragment.ddl, '@2@') > 0 THEN '[(]' || argument || ', ' || argument || '[)]'
					WHEN strpos(fragment.ddl, '@1@') > 0 THEN '[(]' || argument || '[)]'
					ELSE '' END || '@',
				replace(replace(fragment.ddl, '@1@', chr(92) || '1'), '@2@', chr(92) || '2'), 'g');
		END LOOP;
		EXIT WHEN expanded = before;
	END LOOP;
	RETURN expanded;
END
$$;
COMMENT ON FUNCTION absence_internal.expand_fragments(text) IS 'DDL of a store with the pieces of store_fragment in their places';
