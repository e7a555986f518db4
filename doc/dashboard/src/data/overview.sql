-- The figures of the overview as one JSON document. psql sets the variable store.
SELECT set_config('search_path', quote_ident(:'store'), false) \g /dev/null

WITH basis AS MATERIALIZED (
	SELECT school_year, max(as_of) AS as_of, max(minimum_group) AS minimum_group, max(policy) AS policy, max(policy_text) AS policy_text
	FROM report_basis
	WHERE is_current_year
	GROUP BY school_year
), cell AS MATERIALIZED (
	-- the same students by school, grade and group: what is withheld must not follow from the others
	SELECT 'all' AS group_kind, 'all' AS group_value, sum(verdict_n) AS verdict_n, sum(chronic_n) AS chronic_n
	FROM latest_school_absence
	WHERE is_current_year
	UNION ALL
	SELECT 'school', school_id, verdict_n, chronic_n
	FROM latest_school_absence
	WHERE is_current_year
	UNION ALL
	SELECT 'grade', coalesce(grade, 'not known'), sum(verdict_n), sum(chronic_n)
	FROM latest_grade_absence
	WHERE is_current_year
	GROUP BY grade
	UNION ALL
	SELECT group_kind, group_value, sum(verdict_n), sum(chronic_n)
	FROM latest_group_absence
	WHERE is_current_year AND sex = 'all' AND status_basis = 'on_day' AND group_kind NOT IN ('all', 'grade')
	GROUP BY group_kind, group_value
), shown AS MATERIALIZED (
	SELECT w.*
	FROM absence.withhold((SELECT jsonb_agg(c) FROM cell AS c), (SELECT b.minimum_group FROM basis AS b)) AS w
), day AS MATERIALIZED (
	-- days on which the attendance of a school is complete
	SELECT school_id, day, counted, attending, row_number() OVER (PARTITION BY school_id ORDER BY day DESC) AS ago
	FROM daily_attendance
	WHERE is_current_year AND whole_school AND counted > 0
)
SELECT jsonb_pretty(jsonb_build_object(
	'school_year', b.school_year,
	'as_of', b.as_of,
	'minimum_group', b.minimum_group,
	'policy', b.policy,
	'policy_text', b.policy_text,
	-- each student once; a reader of some schools does not see it
	'district', (
		SELECT jsonb_build_object('verdict_n', d.verdict_n, 'chronic_n', d.chronic_n, 'chronic_rate', d.chronic_rate,
			'chronic_rate_low', d.chronic_rate_low, 'chronic_rate_high', d.chronic_rate_high)
		FROM latest_district_absence AS d
		JOIN shown AS s ON s.group_kind = 'all' AND s.shown = 'all'
		WHERE d.is_current_year AND d.scope = 'pooled'),
	'all', (SELECT to_jsonb(s) FROM shown AS s WHERE s.group_kind = 'all'),
	'bands', (
		SELECT jsonb_build_object('satisfactory', sum(a.satisfactory_n), 'at risk', sum(a.at_risk_n), 'moderate', sum(a.moderate_n),
			'severe', sum(a.severe_n))
		FROM latest_school_absence AS a
		JOIN shown AS s ON s.group_kind = 'all' AND s.shown = 'all'
		WHERE a.is_current_year),
	-- the last seven session days of the district, with how many schools they are of
	'days', (
		SELECT jsonb_agg(d ORDER BY d.day)
		FROM (
			SELECT day, count(*) AS schools, (SELECT count(DISTINCT school_id) FROM day) AS of_schools,
				CASE WHEN sum(counted) >= b.minimum_group THEN sum(attending) / sum(counted) END AS attendance_rate
			FROM day
			GROUP BY day
			ORDER BY day DESC
			LIMIT 7
		) AS d),
	-- by the end of each month, over all schools. Before the definition's minimum of days there is no verdict, and no rate.
	'months', (
		SELECT jsonb_agg(m ORDER BY m.month)
		FROM (
			SELECT month, max(last_day) AS last_day, CASE WHEN sum(verdict_n) >= b.minimum_group THEN sum(verdict_n) END AS verdict_n,
				CASE WHEN sum(verdict_n) >= b.minimum_group THEN sum(chronic_n)::double precision / sum(verdict_n) END AS chronic_rate
			FROM month_absence
			WHERE is_current_year AND month IS NOT NULL
			GROUP BY month
		) AS m),
	'schools', (
		SELECT jsonb_agg(jsonb_build_object('school_id', a.school_id, 'school_name', coalesce(a.school_name, a.school_id), 'as_of', a.as_of,
			'verdict_n', s.verdict_n, 'chronic_rate', s.chronic_rate, 'chronic_rate_shown', coalesce(s.chronic_rate_shown, 'too few students'),
			'chronic_rate_low', CASE WHEN s.shown = 'all' THEN a.chronic_rate_low END,
			'chronic_rate_high', CASE WHEN s.shown = 'all' THEN a.chronic_rate_high END,
			'attendance_last_7', d.attendance_rate, 'last_day', d.last_day) ORDER BY a.school_name COLLATE "C", a.school_id)
		FROM latest_school_absence AS a
		LEFT JOIN shown AS s ON (s.group_kind, s.group_value) = ('school', a.school_id)
		LEFT JOIN (
			SELECT school_id, max(day) AS last_day,
				CASE WHEN min(counted) >= b.minimum_group THEN sum(attending) / sum(counted) END AS attendance_rate
			FROM day
			WHERE ago <= 7
			GROUP BY school_id
		) AS d ON d.school_id = a.school_id
		WHERE a.is_current_year),
	'grades', (
		SELECT jsonb_agg(to_jsonb(s) ORDER BY o.grade_order NULLS LAST, s.group_value)
		FROM shown AS s
		LEFT JOIN (SELECT DISTINCT grade, grade_order FROM latest_grade_absence WHERE is_current_year) AS o ON o.grade = s.group_value
		WHERE s.group_kind = 'grade'),
	'groups', (
		SELECT jsonb_agg(to_jsonb(s) ORDER BY s.group_kind, s.group_value)
		FROM shown AS s
		WHERE s.group_kind NOT IN ('all', 'school', 'grade') AND s.group_value <> 'No')))
FROM basis AS b;
