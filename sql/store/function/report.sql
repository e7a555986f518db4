-- What the reports show, gathered from the views with the privileges of the caller. The
-- pages are laid out by sql/report/page.sql.

-- kept: from latest_X where the caller may read it, else from the views, which answer for
-- the day and definition that the settings ask for. sees: what the report may show of
-- students, nothing for NULL, student, or team with what is done for them.
CREATE OR REPLACE FUNCTION @store@.school_report_rows(for_school text, kept boolean, sees text, new_since date) RETURNS jsonb
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH school AS MATERIALIZED (
		-- the latest year of which something counts
		SELECT a.*
		FROM absence_internal.report_rows(NULL::@store@.school_absence, kept, for_school) AS a
		ORDER BY a.as_of IS NULL, a.school_year DESC
		LIMIT 1
	)
	SELECT jsonb_build_object(
		'school', to_jsonb(s),
		'basis', (SELECT to_jsonb(b) FROM absence_internal.report_rows(NULL::@store@.report_basis, false, for_school, s.school_year) AS b),
		'grades', (SELECT coalesce(jsonb_agg(g ORDER BY g.grade_order NULLS LAST, g.grade), '[]')
			FROM absence_internal.report_rows(NULL::@store@.grade_absence, kept, for_school, s.school_year) AS g),
		'groups', (SELECT coalesce(jsonb_agg(g ORDER BY g.group_kind, g.group_value), '[]')
			FROM absence_internal.report_rows(NULL::@store@.group_absence, kept, for_school, s.school_year) AS g
			WHERE g.sex = 'all' AND g.status_basis = 'on_day' AND g.group_kind NOT IN ('all', 'grade')),
		'trend', (SELECT coalesce(jsonb_agg(t ORDER BY t.week_number), '[]')
			FROM absence_internal.report_rows(NULL::@store@.absence_trend, kept, for_school, s.school_year) AS t
			WHERE t.group_kind = 'all'),
		'daily', (SELECT coalesce(jsonb_agg(d ORDER BY d.day), '[]')
			FROM absence_internal.report_rows(NULL::@store@.daily_attendance, false, for_school, s.school_year) AS d),
		'weekdays', (SELECT coalesce(jsonb_agg(w ORDER BY w.isodow), '[]')
			FROM absence_internal.report_rows(NULL::@store@.weekday_absence, false, for_school, s.school_year) AS w),
		'errors', absence_internal.report_errors(NULL::@store@.data_issue, for_school, s.school_year),
		'coverage', (SELECT to_jsonb(c) FROM absence_internal.report_rows(NULL::@store@.coverage, false, for_school, s.school_year) AS c),
		-- New first, then overdue, then most to gain: near the line, and, if there is room,
		-- not far over it. What the caller may not read is not asked for.
		'list', CASE WHEN sees IS NOT NULL THEN (
			WITH since AS MATERIALIZED (
				SELECT coalesce(new_since, s.as_of - 7) AS day
			), watched AS (
				SELECT w.student_id, max(w.since) AS newest, bool_or(w.since >= n.day) AS is_new, bool_or(w.trigger = 'near chronic') AS is_near,
					jsonb_agg(jsonb_build_object('reason', w.trigger, 'day', w.since, 'is_new', coalesce(w.since >= n.day, false))
						ORDER BY w.since DESC NULLS LAST, w.trigger) AS reasons
				FROM absence_internal.report_rows(NULL::@store@.watch_list, false, for_school, s.school_year) AS w
				CROSS JOIN since AS n
				GROUP BY w.student_id
			), alerted AS (
				SELECT a.student_id, max(a.known_on) AS newest, bool_or(a.known_on >= n.day) AS is_new,
					jsonb_agg(jsonb_build_object('reason', 'rule', 'what', a.rule, 'day', a.met_on, 'is_new', coalesce(a.known_on >= n.day, false))
						ORDER BY a.known_on DESC, a.rule, a.met_on) AS reasons
				FROM absence_internal.report_rows(NULL::@store@.alert_status, false, for_school, s.school_year) AS a
				CROSS JOIN since AS n
				WHERE sees = 'team' AND a.withdrawn_on IS NULL AND a.met_on <= s.as_of
				GROUP BY a.student_id
			), overdue AS (
				SELECT a.student_id, jsonb_agg(jsonb_build_object('reason', 'overdue', 'what', a.kind, 'day', a.due_on) ORDER BY a.due_on, a.rule,
					a.step) AS reasons
				FROM absence_internal.report_rows(NULL::@store@.action_due, false, for_school, s.school_year) AS a
				WHERE sees = 'team' AND a.status = 'overdue'
				GROUP BY a.student_id
			), urgent AS MATERIALIZED (
				SELECT u.*
				FROM (
					SELECT student_id, CASE WHEN w.is_new OR a.is_new THEN 1 WHEN d.reasons IS NOT NULL THEN 2 WHEN w.is_near THEN 3 END AS class,
						greatest(w.newest, a.newest) AS newest, coalesce(d.reasons, '[]') || coalesce(a.reasons, '[]') || coalesce(w.reasons, '[]') AS reasons
					FROM watched AS w
					FULL JOIN alerted AS a USING (student_id)
					FULL JOIN overdue AS d USING (student_id)
				) AS u
				WHERE u.class IS NOT NULL
			), listed AS (
				SELECT u.student_id, u.class, u.newest, NULL::integer AS days_to_recover, u.reasons FROM urgent AS u
				UNION ALL
				SELECT m.student_id, 4, NULL, m.days_to_recover, jsonb_build_array(jsonb_build_object('reason', 'recover', 'what', m.days_to_recover))
				FROM absence_internal.report_rows(NULL::@store@.monday_list, false, for_school, s.school_year) AS m
				WHERE sees = 'team' AND (SELECT count(*) FROM urgent) < 25 AND m.days_to_recover BETWEEN 1 AND 20
					AND m.student_id NOT IN (SELECT u.student_id FROM urgent AS u)
			)
			SELECT coalesce(jsonb_agg(l ORDER BY l.place), '[]')
			FROM (
				SELECT f.student_id, f.last_name, f.first_name, f.grade, f.homeroom, f.absent_days, f.absence_rate, f.absences_left, l.reasons,
					row_number() OVER (ORDER BY l.class, CASE WHEN l.class = 1 THEN l.newest END DESC, l.days_to_recover, f.absence_rate DESC NULLS LAST,
						f.last_name COLLATE "C", f.first_name COLLATE "C", f.student_id) AS place
				FROM listed AS l
				JOIN absence_internal.report_rows(NULL::@store@.student_absence, kept, for_school, s.school_year) AS f ON f.student_id = l.student_id
				WHERE f.enrolled_now
			) AS l
			WHERE l.place <= 25) END)
	FROM school AS s;
END;
COMMENT ON FUNCTION @store@.school_report_rows(text, boolean, text, date) IS
	'What the report of a school shows, from the views that the caller reads; NULL if the caller sees no such school';

CREATE OR REPLACE FUNCTION @store@.student_report_rows(for_student text, kept boolean, sees text, new_since date) RETURNS jsonb
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH student AS MATERIALIZED (
		SELECT a.*
		FROM absence_internal.report_rows(NULL::@store@.district_student_absence, kept, NULL, NULL, for_student) AS a
		ORDER BY a.as_of IS NULL, a.school_year DESC
		LIMIT 1
	)
	SELECT jsonb_build_object(
		'student', to_jsonb(s),
		'basis', (SELECT to_jsonb(b) FROM absence_internal.report_rows(NULL::@store@.report_basis, false, NULL, s.school_year) AS b LIMIT 1),
		'schools', (SELECT coalesce(jsonb_agg(a ORDER BY a.entry_date, a.school_id), '[]')
			FROM absence_internal.report_rows(NULL::@store@.student_absence, kept, NULL, s.school_year, for_student) AS a),
		'days', (SELECT coalesce(jsonb_agg(d ORDER BY d.day, d.school_id, d.period NULLS FIRST, d.code, d.share_missed DESC NULLS LAST), '[]')
			FROM absence_internal.report_rows(NULL::@store@.student_day, false, NULL, s.school_year, for_student) AS d),
		'team', CASE WHEN sees = 'team' THEN jsonb_build_object(
			'tier', (SELECT to_jsonb(t) FROM absence_internal.report_rows(NULL::@store@.support_tier, false, NULL, NULL, for_student) AS t LIMIT 1),
			'alerts', (SELECT coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'met_on', a.met_on, 'known_on', a.known_on, 'withdrawn_on',
				a.withdrawn_on)
					ORDER BY a.met_on, a.rule, a.alert_id), '[]')
				FROM absence_internal.report_rows(NULL::@store@.alert_status, false, NULL, s.school_year, for_student) AS a),
			'actions', (SELECT coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'kind', a.kind, 'due_on', a.due_on, 'status', a.status)
					ORDER BY a.due_on NULLS LAST, a.rule, a.step, a.alert_id), '[]')
				FROM absence_internal.report_rows(NULL::@store@.action_due, false, NULL, s.school_year, for_student) AS a),
			'supports', (SELECT coalesce(jsonb_agg(jsonb_build_object('intervention', coalesce(o.intervention, o.intervention_id), 'tier', o.tier,
				'begin_date', o.begin_date,
					'status', o.status, 'staff_name', o.staff_name) ORDER BY o.begin_date, o.intervention_id, o.support_id), '[]')
				FROM absence_internal.report_rows(NULL::@store@.open_support, false, NULL, NULL, for_student) AS o),
			'story', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', t.day, 'kind', t.kind, 'what', t.what) ORDER BY t.day, t.place, t.kind,
				t.what), '[]')
				FROM absence_internal.report_rows(NULL::@store@.student_story, false, NULL, s.school_year, for_student) AS t)) END)
	FROM student AS s;
END;
COMMENT ON FUNCTION @store@.student_report_rows(text, boolean, text, date) IS
	'What the report of a student shows, from the views that the caller reads; NULL if the caller sees no such student';

CREATE OR REPLACE FUNCTION @store@.district_report_rows(nothing text, kept boolean, sees text, new_since date) RETURNS jsonb
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH school AS MATERIALIZED (
		SELECT a.*
		FROM absence_internal.report_rows(NULL::@store@.school_absence, kept) AS a
	), year AS MATERIALIZED (
		SELECT coalesce(max(s.school_year) FILTER (WHERE s.as_of IS NOT NULL), max(s.school_year)) AS school_year FROM school AS s
	), basis AS MATERIALIZED (
		SELECT b.* FROM year AS y CROSS JOIN LATERAL absence_internal.report_rows(NULL::@store@.report_basis, false, NULL, y.school_year) AS b
	)
	SELECT jsonb_build_object(
		'school_year', y.school_year,
		'as_of', (SELECT max(s.as_of) FROM school AS s WHERE s.school_year = y.school_year),
		'minimum_group', (SELECT max(b.minimum_group) FROM basis AS b),
		'policy', (SELECT max(b.policy) FROM basis AS b),
		'policy_text', (SELECT max(b.policy_text) FROM basis AS b),
		-- by level, and within a level by name, never by rate
		'schools', (SELECT coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('school_level', b.school_level)
				ORDER BY CASE WHEN b.school_level ILIKE 'elem%' THEN 1 WHEN b.school_level ILIKE 'mid%' THEN 2 WHEN b.school_level ILIKE 'high%' THEN
					3 ELSE 4 END,
					b.school_level COLLATE "C", s.school_name COLLATE "C", s.school_id), '[]')
			FROM school AS s
			LEFT JOIN basis AS b ON b.school_id = s.school_id
			WHERE s.school_year = y.school_year),
		'district', (SELECT to_jsonb(d) FROM absence_internal.report_rows(NULL::@store@.district_absence, kept, NULL, y.school_year) AS d
			WHERE d.scope = 'pooled'))
	FROM year AS y
	WHERE y.school_year IS NOT NULL;
END;
COMMENT ON FUNCTION @store@.district_report_rows(text, boolean, text, date) IS
	'What the report of the district shows, from the views that the caller reads; NULL if the caller sees no school';

-- The district's own words of a language
CREATE OR REPLACE FUNCTION @store@.report_texts(for_language text) RETURNS jsonb
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT jsonb_object_agg(t.key, t.text) FROM @store@.report_text AS t WHERE t.language = for_language COLLATE "C";
END;
COMMENT ON FUNCTION @store@.report_texts(text) IS 'The words of reports in a language that the district has added or changed; NULL if '
	'there are none';
