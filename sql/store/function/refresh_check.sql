-- The check: whether what a refresh has found may be written. An extract that is empty or
-- wrong must not make everybody present.

-- The reasons not to write what a refresh has found, by school and year
CREATE OR REPLACE FUNCTION @store@.refresh_reason(for_year integer)
	RETURNS TABLE (school_year integer, school_id text, reason text, detail text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	policy_now absence.policy;
	moved bigint;
	with_verdict bigint;
	withdrawn bigint;
	standing bigint;
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;

	IF EXISTS (SELECT FROM @store@.student_register AS r WHERE r.school_year = for_year)
		AND NOT EXISTS (SELECT FROM @store@.fact_enrollment AS e WHERE e.school_year = for_year) THEN
		RETURN QUERY SELECT for_year, NULL::text, 'year is missing',
			format('There are registers of school year %s and no enrollments.', for_year);
		RETURN;
	END IF;

	-- There are members and events, but no day in any register: most likely the calendars are
	-- missing. A few rows of a wrong year, beside those of the right year, are not a reason.
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_calendar_member AS m WHERE m.stays_with_days > 0) THEN
		RETURN QUERY
		SELECT for_year, NULL::text, 'no register',
			format('%s students and %s events of school year %s make no register: %s', s.students, s.events, for_year, CASE
				WHEN d.calendars = 0 THEN 'table calendar_day has no day of that year.'
				WHEN d.not_there > 0 THEN format('%s of the %s calendars of calendar_day are not in table calendar. To make them: '
					'INSERT INTO %3$s.calendar (school_id, school_year, calendar_code) '
					'SELECT DISTINCT school_id, school_year, calendar_code FROM %3$s.%5$scalendar_day '
					'WHERE school_year = %4$s ON CONFLICT DO NOTHING;', d.not_there, d.calendars, d.store, for_year, d.prefix)
				WHEN NOT EXISTS (SELECT FROM pg_temp.refresh_calendar) THEN 'no calendar of that year has a session day.'
				WHEN s.stays_without_calendar > 0 THEN format('%s of the %s stays have no calendar.', s.stays_without_calendar, s.stays)
				ELSE 'no stay has a session day.' END)
		FROM (
			SELECT sum(c.students) AS students, sum(c.stays) AS stays, sum(c.stays_void) AS stays_void,
				sum(c.stays_without_calendar) AS stays_without_calendar, sum(c.events) AS events
			FROM pg_temp.refresh_school_count AS c
		) AS s
		CROSS JOIN (
			SELECT max(y.stays) AS stays
			FROM (SELECT count(*) AS stays FROM @store@.fact_enrollment AS r GROUP BY r.school_year) AS y
		) AS largest
		CROSS JOIN (
			SELECT count(*) AS calendars, count(*) FILTER (WHERE c.calendar_code IS NULL) AS not_there, (
				SELECT t.relnamespace::regnamespace FROM pg_class AS t WHERE t.oid = (SELECT x.tableoid FROM @store@.store_setting AS x)) AS store, (
				SELECT CASE WHEN y.source IS NULL THEN '' ELSE 'fact_' END
				FROM @store@.school_year_state AS y WHERE y.school_year = for_year) AS prefix
			FROM (
				SELECT DISTINCT d.school_id, d.calendar_code
				FROM @store@.fact_calendar_day AS d
				WHERE d.school_year = for_year
			) AS k
			LEFT JOIN @store@.fact_calendar AS c ON (c.school_id, c.school_year, c.calendar_code) = (k.school_id, for_year, k.calendar_code)
		) AS d
		WHERE s.stays > s.stays_void AND s.events > 0 AND (s.stays >= 50 OR 2 * s.stays >= largest.stays);
	END IF;

	-- a number of 50 or more that has dropped by more than max_drop since the last refresh
	RETURN QUERY
	WITH compared AS (
		SELECT b.school_id, f.what, f.before, f.after
		FROM @store@.refresh_basis AS b
		LEFT JOIN pg_temp.refresh_school_count AS n ON n.school_id = b.school_id
		CROSS JOIN LATERAL (VALUES
			('events', b.events, coalesce(n.events, 0)),
			('members', b.members, coalesce(n.members, 0)),
			('recorded days', b.recorded_days, coalesce(n.recorded_days, 0))) AS f (what, before, after)
		WHERE b.school_year = for_year
	)
	SELECT for_year, c.school_id, 'drop in ' || c.what, format('%s had %s, now has %s.', 'School ' || c.school_id, c.before, c.after)
	FROM compared AS c
	WHERE c.before >= 50 AND c.after < c.before * (1 - setting.max_drop)
	UNION ALL
	SELECT for_year, NULL, 'drop in ' || y.what, format('The district had %s, now has %s.', y.before, y.after)
	FROM (SELECT c.what, sum(c.before) AS before, sum(c.after) AS after FROM compared AS c GROUP BY c.what) AS y
	WHERE y.before >= 50 AND y.after < y.before * (1 - setting.max_drop);

	-- Verdicts that have changed on the days that both registers know. They are compared with
	-- the students who had a verdict and still have one (or have lost it to unmapped codes), if
	-- there are at least 100 of these. These students are counted only if enough verdicts have
	-- changed.
	SELECT p.policy INTO policy_now FROM @store@.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	SELECT count(*) INTO moved
	FROM (
		SELECT absence.band(t.before)::text AS before, absence.band(t.after)::text AS after, absence.why_null(t.after) AS why_null
		FROM pg_temp.refresh_change AS c
		CROSS JOIN LATERAL (
			SELECT absence.tally(c.old, policy_now, b.day), absence.tally(c.new, policy_now, b.day)
			FROM (SELECT absence_internal.both_complete_through(c.old, c.new)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE c.old IS NOT NULL AND c.new IS NOT NULL
			AND policy_now IS NOT NULL	-- if it is NULL, refresh_write raises the error
	) AS v
	-- a verdict that is lost to unmapped codes has changed too
	WHERE v.before <> v.after OR (v.before IS NOT NULL AND v.why_null = 'unmapped');
	IF moved > 100 * setting.max_verdict_change THEN
		-- enough of them are as good as all
		SELECT count(*) INTO with_verdict
		FROM (
		SELECT FROM @store@.student_register AS o
		LEFT JOIN pg_temp.refresh_change AS c ON (c.student_id, c.school_id) = (o.student_id, o.school_id)
		CROSS JOIN LATERAL (
			SELECT absence.tally(o.register, policy_now, b.day),
				absence.tally(n.register, policy_now, b.day)
			FROM (SELECT CASE WHEN c.student_id IS NULL THEN o.register ELSE c.new END) AS n (register)
			CROSS JOIN LATERAL (SELECT absence_internal.both_complete_through(o.register, n.register)) AS b (day)
			WHERE n.register IS NOT NULL
			OFFSET 0
		) AS t (before, after)
		WHERE o.school_year = for_year AND absence.band(t.before) IS NOT NULL
			AND coalesce(absence.why_null(t.after), 'unmapped') = 'unmapped'
		LIMIT CASE WHEN setting.max_verdict_change > 0 THEN greatest(100, ceil(moved / setting.max_verdict_change)) END
		) AS v;
		IF with_verdict >= 100 AND moved > with_verdict * setting.max_verdict_change THEN
			RETURN QUERY SELECT for_year, NULL::text, 'change of verdicts',
				format('%s of %s students change their band on the days that the last refresh knew%s.', moved, with_verdict, (
					SELECT ' (codes that came to mean something else: ' || string_agg(DISTINCT c.code, ', ' ORDER BY c.code) || ')'
					FROM pg_temp.refresh_code_change AS c
					WHERE EXISTS (
						SELECT FROM @store@.fact_attendance_event AS e
						WHERE e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code))));
		END IF;
	END IF;

	-- Alerts that are withdrawn although their rule, and the definition, are as they were. Those
	-- of days that are not known any more stand.
	IF to_regclass('pg_temp.refresh_alert') IS NOT NULL
		AND (SELECT b.policy FROM @store@.alert_basis AS b WHERE b.school_year = for_year) = policy_now::text THEN
		SELECT count(*) INTO withdrawn
		FROM pg_temp.refresh_alert AS n
		JOIN pg_temp.refresh_rule AS r ON (r.name, r.version) = (n.rule, n.version)
		WHERE n.what = 'withdrawn';
		IF withdrawn > 100 * setting.max_verdict_change THEN
			SELECT count(*) INTO standing
			FROM @store@.alert AS a
			JOIN pg_temp.refresh_rule AS r ON (r.name, r.version) = (a.rule, a.version)
			WHERE a.school_year = for_year AND a.withdrawn_on IS NULL;
			IF standing >= 100 AND withdrawn > standing * setting.max_verdict_change THEN
				RETURN QUERY SELECT for_year, NULL::text, 'change of crossings',
					format('%s of %s alerts would be withdrawn on the days that the last refresh knew.', withdrawn, standing);
			END IF;
		END IF;
	END IF;
END
$$;

CREATE OR REPLACE FUNCTION @store@.refresh_refusal(for_year integer) RETURNS TABLE (reasons text, gone boolean)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT string_agg(format('%s (%s)', r.detail, r.reason), chr(10) ORDER BY r.school_id NULLS FIRST, r.reason),
		bool_or(r.reason = 'year is missing')
	FROM @store@.refresh_reason(for_year) AS r;
END;

REVOKE ALL ON FUNCTION @store@.refresh_reason(integer), @store@.refresh_refusal(integer) FROM PUBLIC;
