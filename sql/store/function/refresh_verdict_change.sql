-- The verdicts that a refresh changes, and why, for table verdict_change. It reads the
-- registers before they are written.

CREATE OR REPLACE FUNCTION @store@.refresh_verdict_change(for_year integer, this_refresh bigint, policy_now absence.policy) RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	moved integer;
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	INSERT INTO @store@.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
		absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes)
	WITH several AS MATERIALIZED (
		-- students with a change who are at more than one school, before or now; for any other
		-- student the verdict over the district is that at the school
		SELECT student_id
		FROM (
			SELECT student_id, school_id FROM @store@.student_register WHERE school_year = for_year
			UNION ALL
			SELECT student_id, school_id FROM pg_temp.refresh_register
		) AS r
		WHERE student_id IN (SELECT c.student_id FROM pg_temp.refresh_change AS c)
			-- where the year has no registers yet, no verdict changes
			AND (SELECT EXISTS (SELECT FROM @store@.student_register AS o WHERE o.school_year = for_year))
		GROUP BY student_id
		HAVING min(school_id) <> max(school_id)
	), in_scope AS (
		SELECT c.student_id, 'school' AS scope, c.school_id, c.old, c.new, c.policy_before
		FROM pg_temp.refresh_change AS c
		UNION ALL
		-- one group of all rows of a student: of a join of such groups the planner expects few
		-- rows, and may take a nested loop
		SELECT r.student_id, 'district', NULL, absence.rollup(r.old), absence.rollup(r.new),
			(array_agg(r.policy_before) FILTER (WHERE r.policy_before IS NOT NULL))[1]
		FROM (
			SELECT student_id, register AS old, NULL::absence.register AS new, NULL::absence.policy AS policy_before
			FROM @store@.student_register
			WHERE school_year = for_year AND student_id IN (SELECT student_id FROM several)
			UNION ALL
			SELECT student_id, NULL, register, NULL
			FROM pg_temp.refresh_register
			WHERE student_id IN (SELECT student_id FROM several)
			UNION ALL
			SELECT student_id, NULL, NULL, policy_before
			FROM pg_temp.refresh_change
			WHERE student_id IN (SELECT student_id FROM several)
		) AS r
		GROUP BY r.student_id
	), mover_in_scope AS MATERIALIZED (
		SELECT v.student_id, v.scope, v.school_id, v.policy_before, v.before, v.after, absence.band(v.before)::text AS band_before,
			absence.band(v.after)::text AS band_after,
			-- on the days that both registers know the verdict is the same: the cause is time
			absence.band(absence.tally(v.old, v.policy_before, absence_internal.both_complete_through(v.old, v.new)))
				IS NOT DISTINCT FROM absence.band(absence.tally(v.new, policy_now,
					absence_internal.both_complete_through(v.old, v.new))) AS same_then
		FROM (
			SELECT s.*, absence.tally(s.old, s.policy_before) AS before,
				absence.tally(s.new, policy_now) AS after
			FROM in_scope AS s
			WHERE s.old IS NOT NULL
		) AS v
		WHERE absence.band(v.before) IS DISTINCT FROM absence.band(v.after)
	), mover AS MATERIALIZED (
		SELECT student_id, scope, school_id, policy_before, before, after, band_before, band_after, same_then
		FROM mover_in_scope
		UNION ALL
		SELECT student_id, 'district', NULL, policy_before, before, after, band_before, band_after, same_then
		FROM mover_in_scope
		WHERE student_id NOT IN (SELECT student_id FROM several)
	), calendar_changed AS (
		SELECT o.school_id, bool_or(o.days_md5 IS DISTINCT FROM n.days_md5) AS changed
		FROM @store@.calendar_complete AS o
		LEFT JOIN LATERAL (
			SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day)) AS days_md5
			FROM pg_temp.refresh_calendar AS k
			CROSS JOIN LATERAL absence.days(k.calendar) AS d
			WHERE (k.school_id, k.calendar_code) = (o.school_id, o.calendar_code) AND d.day <= o.complete_through
		) AS n ON true
		WHERE o.school_year = for_year
		GROUP BY o.school_id
	), code_changed AS (
		-- at each school whose register has changed; of all these schools if school_id is
		-- NULL
		SELECT e.student_id, e.school_id, string_agg(DISTINCT e.code, ', ' ORDER BY e.code) AS codes
		FROM pg_temp.refresh_code_change AS c
		JOIN @store@.fact_attendance_event AS e ON e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code)
		WHERE (SELECT EXISTS (SELECT FROM pg_temp.refresh_code_change))		-- else no event is looked at
			AND e.student_id IN (SELECT m.student_id FROM mover AS m)
			AND (e.student_id, e.school_id) IN (SELECT r.student_id, r.school_id FROM pg_temp.refresh_change AS r)
		GROUP BY GROUPING SETS ((e.student_id, e.school_id), (e.student_id))
	), what_changed AS (
		-- days: a day that the last refresh knew is no longer a membership day, or has become
		-- one, or has another owner
		SELECT c.student_id, c.school_id, k.changed AS calendar,
			c.old IS NULL OR c.new IS NULL
				OR EXISTS (SELECT FROM absence.days(absence_internal.except_days(c.old, c.new)))
				OR EXISTS (SELECT
					FROM absence.days(absence_internal.except_days(absence.as_of(c.new, absence.complete_through(c.old)), c.old)))
				OR NOT absence_internal.register_eq(absence_internal.yielded_days(c.old), absence_internal.yielded_days(c.new)) AS days
		FROM pg_temp.refresh_change AS c
		LEFT JOIN calendar_changed AS k ON k.school_id = c.school_id
		WHERE c.student_id IN (SELECT m.student_id FROM mover AS m)
	)
	SELECT this_refresh, for_year, m.student_id, m.scope, m.school_id, setting.policy, m.band_before, m.band_after,
		absence.absent_days(m.before), absence.absent_days(m.after), absence.enrolled_days(m.before), absence.enrolled_days(m.after),
		b.cause, CASE WHEN b.cause = 'code' THEN g.codes END
	FROM mover AS m
	LEFT JOIN (     -- a join, because a subquery for each mover takes quadratic time
		SELECT c.student_id, 'school' AS scope, c.school_id, c.days, c.calendar
		FROM what_changed AS c
		UNION ALL
		SELECT c.student_id, 'district', NULL, bool_or(c.days), bool_or(c.calendar)
		FROM what_changed AS c
		GROUP BY c.student_id
	) AS w ON (w.student_id, w.scope) = (m.student_id, m.scope) AND w.school_id IS NOT DISTINCT FROM m.school_id
	LEFT JOIN code_changed AS g ON g.student_id = m.student_id AND g.school_id IS NOT DISTINCT FROM m.school_id
	CROSS JOIN LATERAL (
		SELECT CASE
			WHEN m.policy_before OPERATOR(absence.<>) policy_now THEN 'policy'
			WHEN m.after IS NOT NULL AND m.same_then THEN 'time'
			WHEN w.days THEN CASE WHEN w.calendar THEN 'calendar' ELSE 'membership' END
			WHEN g.codes IS NOT NULL THEN 'code'
			ELSE 'event' END AS cause
	) AS b;
	GET DIAGNOSTICS moved = ROW_COUNT;
	RETURN moved;
END
$$;
REVOKE ALL ON FUNCTION @store@.refresh_verdict_change(integer, bigint, absence.policy) FROM PUBLIC;
