-- How each school answers the rules of the district: the steps of the alerts that were met while the
-- student was there, by what has become of them. A row for each school and rule. Of a scope of all
-- schools, the school is the responsible one on the day on which the rule was met. Alerts are for the
-- definition of the store, whatever definition the session asks for.
--
-- Where fewer than minimum_group steps would be counted, or left out of the count, there is no count;
-- and if the counts that are left would tell of so few, the smallest of them is left out too.
CREATE OR REPLACE VIEW @store@.support_timeliness WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.rule,
	CASE WHEN c.n >= g.minimum_group THEN c.n END AS steps_n, d.counts[1] AS answered_n, d.counts[2] AS late_n, d.counts[3] AS open_n,
	d.counts[4] AS overdue_n, d.counts[5] AS withdrawn_n,
	CASE WHEN c.counts[1] + c.counts[2] >= g.minimum_group THEN c.median_days END AS median_days, c.day AS as_of, g.policy,
	@is_current(c.school_year)@ AS is_current_year
FROM (
	SELECT f.school_year, f.school_id, f.rule, f.day, count(*)::integer AS n,
		ARRAY[count(*) FILTER (WHERE f.answered_on IS NOT NULL AND coalesce(f.answered_on <= f.due_on, true)),
			count(*) FILTER (WHERE f.answered_on > f.due_on), count(*) FILTER (WHERE f.status IN ('open', 'settling', 'waiting')),
			count(*) FILTER (WHERE f.status = 'overdue'), count(*) FILTER (WHERE f.status = 'withdrawn')]::integer[] AS counts,
		percentile_disc(0.5) WITHIN GROUP (ORDER BY f.answered_on - f.met_on)::integer AS median_days
	FROM (
		-- most students have one stay; a condition on the school is one on their stays
		SELECT f.school_id, f.school_year, f.rule, f.day, f.met_on, f.answered_on, f.due_on, f.status
		FROM @actions(answers_to_all)@ AS f
		WHERE f.alert_school_id IS NULL AND f.alone
		UNION ALL
		SELECT coalesce(f.alert_school_id, (
				SELECT o.school_id
				FROM @store@.stay_register AS o
				WHERE (o.student_id, o.school_year) = (f.student_id, f.school_year)
					AND f.met_on BETWEEN o.entry_date AND coalesce(o.last_date, 'infinity')
				ORDER BY o.primary_school DESC, o.fte DESC, o.entry_date, o.school_id
				LIMIT 1), f.school_id),
			f.school_year, f.rule, f.day, f.met_on, f.answered_on, f.due_on, f.status
		FROM @actions(answers_to_all)@ AS f
		WHERE f.alert_school_id IS NOT NULL OR f.alone IS NOT TRUE
	) AS f
	GROUP BY f.school_year, f.school_id, f.rule, f.day
) AS c
CROSS JOIN (SELECT minimum_group, policy FROM @store@.store_setting OFFSET '0') AS g
CROSS JOIN LATERAL (
	SELECT array_agg(CASE WHEN v.shown AND NOT (v.left_out BETWEEN 1 AND g.minimum_group - 1 AND v.smallest = 1) THEN v.n END
		ORDER BY v.place) AS counts
	FROM (
		SELECT v.place, v.n, v.shown, c.n - coalesce(sum(v.n) FILTER (WHERE v.shown) OVER (), 0) AS left_out,
			row_number() OVER (ORDER BY v.shown DESC, v.n, v.place) AS smallest
		FROM (
			SELECT v.place, v.n, least(v.n, c.n - v.n) >= g.minimum_group AS shown FROM unnest(c.counts) WITH ORDINALITY AS v (n, place)
		) AS v
	) AS v
) AS d
LEFT JOIN @store@.fact_school AS h ON h.school_id = c.school_id
WHERE @known@ AND @sees(c.school_id)@;
