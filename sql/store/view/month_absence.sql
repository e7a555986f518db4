-- Absence of each school by calendar month, and by marking period where the district has given
-- them: the days of the month, and how many students are chronically absent by its end.
-- The last month has its days so far. Marking periods of a school come before those of all.
CREATE OR REPLACE VIEW @store@.month_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, d.month, d.marking_period COLLATE "C" AS marking_period, d.first_day, d.last_day,
	d.session_days, d.counted_days, d.absent_days, d.absent_days / nullif(d.counted_days, 0) AS absence_rate,
	e.n::integer AS verdict_n, e.k::integer AS chronic_n, e.rate AS chronic_rate,
	k.complete_through, @counts_to(c.as_of, k.complete_through)@ AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year
FROM (
	SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.daily_absence(r.register, a.policy) AS daily,
		absence.chronic_trend(r.register, a.policy) AS trend
	FROM @store@.student_register AS r
	JOIN @asked@ AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL (
	SELECT q.month, q.marking_period, min(p.day) AS first_day, max(p.day) AS last_day, count(*)::integer AS session_days,
		sum(p.n)::integer AS counted_days, sum(p.k) AS absent_days
	FROM absence.points(c.daily) AS p
	CROSS JOIN LATERAL (
		SELECT date_trunc('month', p.day::timestamp)::date AS month, NULL::text COLLATE "C" AS marking_period
		UNION ALL
		SELECT NULL, m.name
		FROM (
			SELECT m.name, m.begin_date, m.end_date, m.school_id IS NULL AS of_all, bool_or(m.school_id IS NOT NULL) OVER () AS has_own
			FROM @store@.marking_period AS m
			WHERE m.school_year = c.school_year AND coalesce(m.school_id, c.school_id) = c.school_id
		) AS m
		WHERE m.of_all <> m.has_own AND p.day BETWEEN m.begin_date AND m.end_date
	) AS q
	WHERE p.day <= c.as_of
	GROUP BY q.month, q.marking_period
) AS d
CROSS JOIN LATERAL absence.points(c.trend, ARRAY[d.last_day]) AS e (day, n, k, rate)
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
