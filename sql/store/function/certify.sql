-- Certifying: the rows that certify writes, and the changes since then.

CREATE OR REPLACE FUNCTION @store@.judged_students(for_year integer, by_policy absence.policy, to_day date)
	RETURNS TABLE (scope text, school_id text, student_id text, grade text, tally absence.tally, complete_through date)
	LANGUAGE sql STABLE ROWS 100000
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT 'school', r.school_id, r.student_id, r.grade, absence.tally(r.register, by_policy, to_day), absence.complete_through(r.register)
	FROM @store@.student_register AS r
	WHERE r.school_year = for_year
	UNION ALL
	SELECT 'district', NULL, d.student_id, NULL, absence.tally(d.register, by_policy, to_day), absence.complete_through(d.register)
	FROM (
		SELECT r.student_id, absence.rollup(r.register) AS register
		FROM @store@.student_register AS r
		WHERE r.school_year = for_year
		GROUP BY r.student_id
	) AS d;
END;
COMMENT ON FUNCTION @store@.judged_students(integer, absence.policy, date) IS
	'The students of a school year at each school and, with their schools merged and without a grade, over the district, '
	'tallied under a policy as of a day';

CREATE OR REPLACE FUNCTION @store@.certify_year(new_label text, for_year integer, to_day date,
	by_name text, by_policy absence.policy, new_note text)
	RETURNS TABLE (students integer, chronic integer)
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	INSERT INTO @store@.certification (label, school_year, as_of, policy_name, policy, note,
		refreshed_at, certified_at, certified_by, extension_version)
	SELECT new_label, for_year, to_day, by_name, by_policy::text, new_note,
		(SELECT max(l.finished_at) FROM @store@.refresh_log AS l WHERE l.school_year = for_year AND l.layout IS NULL), now(), session_user,
		(SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'absence');

	INSERT INTO @store@.certified_student (label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days,
		absence_rate, chronic, band, why_null, complete_through)
	SELECT new_label, j.scope, j.school_id, j.student_id, coalesce(j.grade, l.grade),
		absence.enrolled_days(j.tally), absence.counted_days(j.tally), absence.absent_days(j.tally),
		absence.absence_rate(j.tally), absence.chronic(j.tally), absence.band(j.tally)::text, absence.why_null(j.tally), j.complete_through
	FROM @store@.judged_students(for_year, by_policy, to_day) AS j
	LEFT JOIN @store@.latest_stay AS l ON j.scope = 'district' AND l.student_id = j.student_id AND l.school_year = for_year;

	-- the counts are of the rows that were just written
	INSERT INTO @store@.certified_count (label, scope, school_id, group_kind, group_value, verdict_n, chronic_n, chronic_rate,
		satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n)
	SELECT new_label, c.scope, c.school_id,
		CASE c.all_grades WHEN 1 THEN 'all' ELSE 'grade' END, CASE c.all_grades WHEN 1 THEN 'all' ELSE c.grade END,
		c.n, c.chronic_n, c.chronic_n::double precision / nullif(c.n, 0),
		c.satisfactory_n, c.at_risk_n, c.moderate_n, c.severe_n, c.no_verdict_n
	FROM (
		SELECT m.scope, m.school_id, m.grade, grouping(m.grade) AS all_grades,
			count(m.band) AS n, count(*) FILTER (WHERE m.chronic) AS chronic_n,
			count(*) FILTER (WHERE m.band = 'satisfactory') AS satisfactory_n, count(*) FILTER (WHERE m.band = 'at_risk') AS at_risk_n,
			count(*) FILTER (WHERE m.band = 'moderate') AS moderate_n, count(*) FILTER (WHERE m.band = 'severe') AS severe_n,
			count(*) FILTER (WHERE m.band IS NULL) AS no_verdict_n
		FROM (
			SELECT 'school' AS scope, s.school_id, s.grade, s.band, s.chronic
			FROM @store@.certified_student AS s
			WHERE s.label = new_label AND s.scope = 'school'
			UNION ALL
			SELECT CASE s.scope WHEN 'school' THEN 'sum_of_schools' ELSE 'pooled' END, NULL, s.grade, s.band, s.chronic
			FROM @store@.certified_student AS s
			WHERE s.label = new_label
		) AS m
		GROUP BY GROUPING SETS ((m.scope, m.school_id), (m.scope, m.school_id, m.grade))
	) AS c;

	SELECT c.verdict_n + c.no_verdict_n, c.chronic_n
	FROM @store@.certified_count AS c
	WHERE c.label = new_label AND c.scope = 'pooled' AND c.group_kind = 'all';
END;
COMMENT ON FUNCTION @store@.certify_year(text, integer, date, text, absence.policy, text) IS
	'Writes the verdicts of a school year and their counts under a label; '
	'returns the number of students and the number of chronically absent students';
REVOKE ALL ON FUNCTION @store@.certify_year(text, integer, date, text, absence.policy, text) FROM PUBLIC;

-- The changes since a certification. A student without a membership day to that day is
-- taken as not enrolled, then as well as now.
CREATE OR REPLACE FUNCTION @store@.changed_since(certified_label text, for_year integer, by_policy absence.policy, to_day date)
	RETURNS TABLE (scope text, school_id text, student_id text, change text,
		band_then text, band_now text, chronic_then boolean, chronic_now boolean,
		absent_days_then double precision, absent_days_now double precision, counted_days_then integer, counted_days_now integer,
		enrolled_days_then integer, enrolled_days_now integer)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT coalesce(o.scope, n.scope), coalesce(o.school_id, n.school_id), coalesce(o.student_id, n.student_id),
		CASE WHEN o.student_id IS NULL THEN 'in' WHEN n.student_id IS NULL THEN 'out'
			WHEN o.band IS DISTINCT FROM n.band THEN 'verdict' ELSE 'days' END,
		o.band, n.band, o.chronic, n.chronic, o.absent_days, n.absent_days, o.counted_days, n.counted_days, o.enrolled_days, n.enrolled_days
	FROM (
		SELECT s.scope::text, s.school_id::text, s.student_id::text, s.band::text, s.chronic, s.absent_days, s.counted_days, s.enrolled_days
		FROM @store@.certified_student AS s
		WHERE s.label = certified_label AND s.why_null IS DISTINCT FROM 'no_membership'
	) AS o
	FULL JOIN (
		SELECT j.scope, j.school_id, j.student_id, absence.band(j.tally)::text AS band, absence.chronic(j.tally) AS chronic,
			absence.absent_days(j.tally) AS absent_days, absence.counted_days(j.tally)::integer AS counted_days,
			absence.enrolled_days(j.tally)::integer AS enrolled_days
		FROM @store@.judged_students(for_year, by_policy, to_day) AS j
		WHERE absence.why_null(j.tally) IS DISTINCT FROM 'no_membership'
	) AS n ON n.scope = o.scope AND n.student_id = o.student_id AND coalesce(n.school_id, '') = coalesce(o.school_id, '')
	WHERE o.student_id IS NULL OR n.student_id IS NULL OR o.band IS DISTINCT FROM n.band
		OR o.absent_days <> n.absent_days OR o.counted_days <> n.counted_days OR o.enrolled_days <> n.enrolled_days
	ORDER BY 1 DESC, 2, 3;
END;
COMMENT ON FUNCTION @store@.changed_since(text, integer, absence.policy, date) IS
	'The differences between a certification and the registers as they are now, for the same school year, day and policy';
