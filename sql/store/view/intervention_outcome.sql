-- Whether students missed less after an intervention began than students like them without
-- support: a row for each intervention, comparison and school, and one for all schools.
--
-- Students get support when they are at their worst. What comes after is mostly what would have
-- come anyway, so before and after alone say nothing. Each student with support is compared with
-- others of the same school year and grade span whose absence was at the same level: the days
-- missed of the outcome_days before, those of the last five, and the streak are in the same
-- classes. The others had no support of tier 2 or 3 on these days, nor on the outcome_days from
-- then on, which are compared.
--
-- same rule    The support answers a rule that the student had met. The others met the rule too,
--              within 20 school days, and are looked at as many membership days after they did.
-- same level   Any other support. The others are looked at on the same day. Nothing says that
--              they were about to get support, so this is weaker, and the interval is of 99%.
--
-- Of several supports of a student by one intervention in a school year, the first is looked at.
-- A student is counted if there are outcome_days membership days on either side, and all of them
-- are over and count; and is matched with five others or more. outcome_days is above 20, so that
-- the support of a student touches all days on which the student could be one of the others.
--
-- The effect is the mean difference between the change of a student and the mean change of the
-- others. Its variance has two parts. The first is the variance of these differences, but at least
-- that of the changes of the others, because a support that helps also makes students more alike.
-- The second is that of the means of the others, as if all supports of one level had the same
-- others. Where too little is known, or where the supported were too different at the start, there
-- is no effect.
CREATE OR REPLACE VIEW @store@.intervention_outcome WITH (security_barrier) AS
WITH first_support AS MATERIALIZED (
	SELECT DISTINCT ON (k.school_year, k.intervention_id, k.student_id) k.school_year, k.intervention_id, k.student_id, k.school_id,
		k.begin_date, k.rule, k.met_on
	FROM @store@.known_support AS k
	CROSS JOIN @support_day@ AS n
	WHERE @of_tier_2_or_3(k)@ AND k.begin_date <= n.list_day AND NOT k.begin_unknown
	ORDER BY k.school_year, k.intervention_id, k.student_id, k.begin_date, k.school_id, k.rule, k.met_on
), student AS MATERIALIZED (
	-- with the supports on whose days nobody can be compared with the student
	SELECT r.student_id, r.school_year, r.register, r.grade_span, k.begin_dates, k.end_dates
	FROM @student_year@ AS r
	LEFT JOIN (
		SELECT k.student_id, array_agg(k.begin_date) AS begin_dates, array_agg(coalesce(k.end_date, 'infinity')) AS end_dates
		FROM @store@.known_support AS k
		WHERE @of_tier_2_or_3(k)@
		GROUP BY k.student_id
	) AS k USING (student_id)
), supported AS MATERIALIZED (
	-- what each has missed, and in numbers who is to be compared: see absence_internal.compared()
	SELECT s.school_year, s.intervention_id, s.school_id, s.rule, s.grade_span, d.level, d.before, d.after, d.is_over,
		coalesce(d.lag, s.begin_date - date '2000-01-01') AS lag_or_day,
		coalesce(absence.nth_day(s.register, s.met_on, -20) - date '2000-01-01', -2147483647) AS from_day,
		coalesce(absence.nth_day(s.register, s.met_on, 20) - date '2000-01-01', 2147483647) AS to_day,
		row_number() OVER () AS support, dense_rank() OVER (ORDER BY s.school_year, s.grade_span, s.rule)::integer AS set
	FROM (
		SELECT f.school_year, f.intervention_id, f.school_id, CASE WHEN a.met_on IS NULL THEN '' ELSE f.rule END AS rule, f.begin_date,
			a.met_on, r.register, r.grade_span, q.policy, q.as_of
		FROM first_support AS f
		JOIN @asked@ AS q USING (school_year)
		LEFT JOIN student AS r USING (student_id, school_year)
		LEFT JOIN LATERAL (
			-- the alert that ever was met on the day that the support names, else the latest
			SELECT a.met_on
			FROM @store@.alert AS a
			WHERE (a.student_id, a.school_year, a.rule) = (f.student_id, f.school_year, f.rule) AND a.withdrawn_on IS NULL
				AND a.met_on <= f.begin_date
			ORDER BY a.met_on = f.met_on OR EXISTS (
				SELECT FROM @store@.alert_change AS c WHERE (c.alert_id, c.met_on_after) = (a.alert_id, f.met_on)) DESC NULLS LAST,
				a.met_on DESC, a.alert_id DESC
			LIMIT 1
		) AS a ON true
		OFFSET '0'
	) AS s
	CROSS JOIN LATERAL absence_internal.sides_of(s.register, s.begin_date, s.met_on, (
		SELECT outcome_days FROM @store@.store_setting), s.policy, s.as_of) AS d
), question AS MATERIALIZED (
	SELECT array_agg(s.support) AS supports, array_agg(ARRAY[s.set, s.lag_or_day, s.level, s.from_day, s.to_day]) AS asked
	FROM supported AS s
	WHERE s.level IS NOT NULL
), set_asked AS (
	SELECT DISTINCT s.school_year, s.grade_span, s.rule, s.set FROM supported AS s WHERE s.level IS NOT NULL
), answer AS MATERIALIZED (
	SELECT absence_internal.compared(o.register, q.policy, q.as_of, (SELECT outcome_days FROM @store@.store_setting), o.met_on,
		o.begin_dates, o.end_dates, o.set, (SELECT asked FROM question)) AS sums
	FROM (
		SELECT r.school_year, r.register, r.begin_dates, r.end_dates, NULL::date AS met_on, g.set
		FROM student AS r
		JOIN set_asked AS g ON (g.school_year, g.grade_span) = (r.school_year, r.grade_span) AND g.rule = ''
		UNION ALL
		SELECT r.school_year, r.register, r.begin_dates, r.end_dates, r.met_on, g.set
		FROM (
			SELECT a.school_year, r.grade_span, a.rule, r.register, r.begin_dates, r.end_dates, a.met_on
			FROM @store@.alert AS a
			JOIN student AS r USING (student_id, school_year)
			WHERE a.withdrawn_on IS NULL AND a.rule IN (SELECT rule FROM set_asked)
			OFFSET '0'
		) AS r
		JOIN set_asked AS g USING (school_year, grade_span, rule)
	) AS o
	JOIN @asked@ AS q USING (school_year)
), compared AS MATERIALIZED (
	-- days instead of shares; of the others their number, means and variance
	SELECT s.school_year, s.intervention_id, s.school_id, s.rule, s.set, s.level, s.lag_or_day, s.from_day, s.to_day, s.is_over,
		absence_internal.days_of_shares(s.before) AS before, absence_internal.days_of_shares(s.after) AS after,
		o.n, absence_internal.days_of_shares(o.before) / o.n AS others_before, absence_internal.days_of_shares(o.change) / o.n AS others_change,
		absence_internal.days_of_shares(absence_internal.days_of_shares(o.n * o.squares - o.change * o.change)) / (o.n * (o.n - 1)) AS variance
	FROM supported AS s
	LEFT JOIN (
		SELECT q.supports[i] AS support, b.n, b.before, b.change, b.squares
		FROM question AS q
		CROSS JOIN answer AS a
		CROSS JOIN LATERAL generate_series(1, cardinality(q.supports)) AS i
		CROSS JOIN LATERAL (
			SELECT a.sums[5 * i - 4]::numeric AS n, a.sums[5 * i - 3]::numeric AS before, a.sums[5 * i - 2]::numeric AS change,
				a.sums[5 * i - 1] * 10000000000.0 + a.sums[5 * i] AS squares
		) AS b
		WHERE b.n >= 5
		OFFSET '0'	-- or the arrays would go along with each row
	) AS o USING (support)
), summed AS (
	SELECT s.school_year, s.intervention_id, s.comparison, s.scope, s.school_id, count(*)::integer AS supported_n,
		(count(*) FILTER (WHERE s.is_over))::integer AS counted_n, (count(*) FILTER (WHERE NOT s.is_over))::integer AS not_over_n,
		count(s.n)::integer AS matched_n, coalesce(sum(s.n) FILTER (WHERE s.is_first), 0)::integer AS comparison_n,
		avg(s.before) FILTER (WHERE s.n IS NOT NULL) AS before, avg(s.after) FILTER (WHERE s.n IS NOT NULL) AS after,
		avg(s.others_before) AS others_before, avg(s.others_before + s.others_change) AS others_after, avg(s.difference) AS effect,
		stddev_samp(s.before) FILTER (WHERE s.n IS NOT NULL) AS deviation,
		greatest(var_samp(s.difference), avg(s.variance)) / nullif(count(s.n), 0)
			+ sum(s.of_level * s.variance / s.n) / nullif(count(s.n), 0) ^ 2 AS variance
	FROM (
		SELECT c.school_year, c.intervention_id, k.comparison, k.scope, k.school_id, c.is_over, c.before, c.after, c.n, c.others_before,
			c.others_change, c.after - c.before - c.others_change AS difference, c.variance, count(c.n) OVER same_level AS of_level,
			row_number() OVER (same_level ORDER BY c.lag_or_day, c.from_day, c.to_day) = rank() OVER (
				same_level ORDER BY c.lag_or_day, c.from_day, c.to_day) AS is_first
		FROM compared AS c
		CROSS JOIN LATERAL (VALUES
			('school', c.school_id, CASE c.rule WHEN '' THEN 'same level' ELSE 'same rule' END),
			('district', NULL, CASE c.rule WHEN '' THEN 'same level' ELSE 'same rule' END)) AS k (scope, school_id, comparison)
		WINDOW same_level AS (PARTITION BY c.school_year, c.intervention_id, k.comparison, k.scope, k.school_id, c.set, c.level)
	) AS s
	GROUP BY s.school_year, s.intervention_id, s.comparison, s.scope, s.school_id
)
SELECT m.school_year, m.scope COLLATE "C" AS scope, m.school_id, h.name AS school_name, m.intervention_id, i.name AS intervention,
	i.tier, m.comparison COLLATE "C" AS comparison, g.outcome_days, m.supported_n, m.counted_n, m.matched_n, m.comparison_n,
	CASE WHEN f.is_shown THEN m.before::double precision END AS before_days,
	CASE WHEN f.is_shown THEN m.after::double precision END AS after_days,
	CASE WHEN f.is_shown THEN m.others_before::double precision END AS comparison_before_days,
	CASE WHEN f.is_shown THEN m.others_after::double precision END AS comparison_after_days,
	CASE WHEN w.why_silent IS NULL THEN m.effect::double precision END AS effect,
	CASE WHEN w.why_silent IS NULL THEN m.effect - t.half_width END AS low,
	CASE WHEN w.why_silent IS NULL THEN m.effect + t.half_width END AS high,
	CASE WHEN f.is_shown THEN f.visible * f.error END AS smallest_visible,
	CASE WHEN f.is_shown THEN f.baseline_difference END AS baseline_difference,
	CASE WHEN w.why_silent IS NOT NULL THEN NULL WHEN m.effect + t.half_width < 0 THEN 'fewer absences than comparable students'
		WHEN m.effect - t.half_width > 0 THEN 'more absences than comparable students' ELSE 'no difference seen' END COLLATE "C" AS says,
	w.why_silent COLLATE "C" AS why_silent, k.complete_through, @counts_to(q.as_of, k.complete_through)@ AS as_of, q.policy_name AS policy,
	@is_current(m.school_year)@ AS is_current_year
FROM summed AS m
JOIN @asked@ AS q USING (school_year)
CROSS JOIN (SELECT minimum_group, outcome_days FROM @store@.store_setting OFFSET '0') AS g
CROSS JOIN LATERAL (
	-- an effect is seen by four of five comparisons if it is as large as that of the interval's
	-- quantile and of the one of 80% together
	SELECT m.matched_n >= g.minimum_group AS is_shown, greatest(20, g.minimum_group) AS enough, sqrt(m.variance)::double precision AS error,
		CASE m.comparison WHEN 'same rule' THEN 1.959964 ELSE 2.575829 END::double precision AS quantile,
		CASE m.comparison WHEN 'same rule' THEN 2.8 ELSE 3.4 END::double precision AS visible,
		CASE WHEN m.before = m.others_before THEN 0 ELSE (m.before - m.others_before) / nullif(m.deviation, 0) END::double precision
			AS baseline_difference
) AS f
CROSS JOIN LATERAL (
	SELECT CASE
		WHEN m.counted_n < f.enough THEN CASE WHEN m.counted_n + m.not_over_n >= f.enough THEN 'not over' ELSE 'too few' END
		WHEN m.matched_n * 5 < m.counted_n * 4 THEN 'few comparable'
		WHEN m.matched_n < f.enough THEN 'too few'
		WHEN abs(f.baseline_difference) <= 0.25 THEN NULL
		ELSE 'differ at the start' END AS why_silent
) AS w
CROSS JOIN LATERAL (
	SELECT CASE WHEN w.why_silent IS NULL THEN absence_internal.t_quantile(f.quantile, m.matched_n - 1) * f.error END AS half_width
) AS t
LEFT JOIN @interventions@ AS i ON i.intervention_id = m.intervention_id
LEFT JOIN @store@.fact_school AS h ON h.school_id = m.school_id
LEFT JOIN @store@.school_complete AS y ON (y.school_year, y.school_id) = (m.school_year, m.school_id)
LEFT JOIN @store@.district_complete AS d ON m.scope = 'district' AND d.school_year = m.school_year
CROSS JOIN LATERAL (SELECT coalesce(y.complete_through, d.complete_through) AS complete_through OFFSET '0') AS k
WHERE @known@ AND CASE m.scope WHEN 'district' THEN @sees_all@ ELSE @sees(m.school_id)@ END;
