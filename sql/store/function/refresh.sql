-- The steps of a refresh: the registers of one school year from the facts, as of today.
--
-- refresh_compute computes everything into temporary tables and changes nothing else.
-- refresh_reason returns the reasons not to write the result. refresh_write writes the rows
-- that differ and records the refresh. absence.refresh calls them.

CREATE OR REPLACE FUNCTION @store@.refresh_compute(for_year integer, today date DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off	-- a merge join would sort by long keys
	SET default_statistics_target = 10	-- of the temporary tables only the numbers of rows and keys matter
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	steps jsonb;
	began timestamptz := clock_timestamp();
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;

	-- the tables of an earlier refresh in the same transaction
	IF to_regclass('pg_temp.refresh_calendar') IS NOT NULL THEN
		DROP TABLE pg_temp.refresh_calendar, pg_temp.refresh_stay, pg_temp.refresh_marks, pg_temp.refresh_found,
			pg_temp.refresh_code_found, pg_temp.refresh_code_change, pg_temp.refresh_source, pg_temp.refresh_register,
			pg_temp.refresh_change, pg_temp.refresh_member, pg_temp.refresh_calendar_day, pg_temp.refresh_school_day,
			pg_temp.refresh_district, pg_temp.refresh_school, pg_temp.refresh_complete, pg_temp.refresh_silence;
	END IF;
	CREATE TEMP TABLE refresh_calendar (school_id text COLLATE "C", calendar_code text COLLATE "C", calendar absence.register,
		taken absence.register, taken_whole absence.register, last_session_day date, reporting text,
		district text COLLATE "C") ON COMMIT DROP;
	CREATE TEMP TABLE refresh_stay (student_id text COLLATE "C", school_id text COLLATE "C", calendar_code text COLLATE "C",
		entry_date date, last_date date, grade text COLLATE "C", primary_school boolean, fte numeric,
		membership absence.register) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_marks (student_id text COLLATE "C", school_id text COLLATE "C", marks absence.register,
		events integer, not_used integer) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_code_found (school_id text COLLATE "C", code text COLLATE "C", mark text COLLATE "C",
		precedence integer, share double precision) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_source (students integer, stays integer, stays_void integer, stays_without_calendar integer) ON COMMIT DROP;

	-- One statement reads all facts, so that they are from one moment: a load that commits
	-- meanwhile is in all of them or in none.
	WITH stay_now AS MATERIALIZED (
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte, s.void, s.counts
		FROM @store@.stay AS s
		WHERE s.school_year = for_year
	), calendar_now AS MATERIALIZED (
		SELECT d.school_id, d.calendar_code, absence.calendar_agg(d.day, d.minutes) AS calendar,
			absence.calendar_agg(d.day) FILTER (WHERE d.taken) AS taken,
			absence.calendar_agg(d.day) FILTER (WHERE d.all_calendars) AS taken_whole,
			max(d.day) AS last_session_day
		FROM (
			SELECT d.school_id, d.calendar_code, d.day, d.minutes, t.all_calendars,
				t.all_calendars OR d.calendar_code = ANY (t.calendar_codes) AS taken
			FROM @store@.session_day AS d
			LEFT JOIN (
				SELECT school_id, day, bool_or(calendar_code IS NULL) AS all_calendars, array_agg(calendar_code) AS calendar_codes
				FROM @store@.attendance_taken
				GROUP BY school_id, day
			) AS t USING (school_id, day)
			WHERE d.school_year = for_year
		) AS d
		GROUP BY d.school_id, d.calendar_code
	), calendars AS (
		INSERT INTO pg_temp.refresh_calendar (school_id, calendar_code, calendar, taken, taken_whole, last_session_day, reporting, district)
		SELECT c.school_id, c.calendar_code, c.calendar, c.taken, c.taken_whole, c.last_session_day, h.reporting,
			coalesce('LEA ' || h.lea_id, 'none')
		FROM calendar_now AS c
		LEFT JOIN @store@.school AS h USING (school_id)
	), stays AS (
		INSERT INTO pg_temp.refresh_stay (student_id, school_id, calendar_code, entry_date, last_date, grade, primary_school, fte,
			membership)
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte,
			absence.enroll(c.calendar, s.entry_date, s.last_date)
		FROM stay_now AS s
		JOIN calendar_now AS c USING (school_id, calendar_code)
		WHERE s.counts
	), source AS (
		INSERT INTO pg_temp.refresh_source (students, stays, stays_void, stays_without_calendar)
		SELECT (SELECT count(*) FROM (SELECT DISTINCT student_id FROM stay_now) AS s),
			count(*), count(void), count(*) FILTER (WHERE counts AND calendar_code IS NULL)
		FROM stay_now
	), codes AS (
		INSERT INTO pg_temp.refresh_code_found (school_id, code, mark, precedence, share)
		SELECT c.school_id, c.code, c.mark, c.precedence, c.share
		FROM @store@.code_mark AS c
		-- the key of refresh_code is short; a longer code is mapped too
		WHERE c.school_year = for_year AND octet_length(c.school_id) <= 500 AND octet_length(c.code) <= 500
	)
	INSERT INTO pg_temp.refresh_marks (student_id, school_id, marks, events, not_used)
	-- the same fold as in day_mark
	SELECT student_id, school_id, absence_internal.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods),
		count(*), count(*) FILTER (WHERE NOT is_used)
	FROM @store@.event_part
	WHERE school_year = for_year
	GROUP BY student_id, school_id;
	-- only the columns that are joined: registers are wide
	ANALYZE pg_temp.refresh_calendar (school_id, calendar_code), pg_temp.refresh_stay (student_id, school_id, calendar_code),
		pg_temp.refresh_marks (student_id, school_id);
	steps := absence_internal.refresh_step(jsonb_build_object('at', began), for_year, 'facts');

	-- the number of events of each school, and the number of its session days that have an
	-- event or a roll
	CREATE TEMP TABLE refresh_found ON COMMIT DROP AS
	SELECT r.school_id, r.events, (
		SELECT count(*)
		FROM absence.days((SELECT absence.calendar_agg(k.calendar) FROM pg_temp.refresh_calendar AS k WHERE k.school_id = r.school_id)) AS d
		WHERE absence.is_member(r.recorded, d.day))::integer AS recorded_days
	FROM (
		SELECT school_id, coalesce(sum(events), 0)::integer AS events, absence.calendar_agg(days) AS recorded
		FROM (
			SELECT school_id, events, marks AS days FROM pg_temp.refresh_marks
			UNION ALL
			SELECT school_id, NULL, taken FROM pg_temp.refresh_calendar
		) AS f
		GROUP BY school_id
	) AS r;

	PERFORM @store@.refresh_complete_through(today);
	steps := absence_internal.refresh_step(steps, for_year, 'complete_through');

	-- The registers: the marks over the membership of each stay, then one register per school.
	-- The grade is that of the latest stay begun by complete-through, else that of the first.
	CREATE TEMP TABLE refresh_register ON COMMIT DROP AS
	SELECT student_id, school_id,
		CASE WHEN count(*) = 1 THEN min(grade) ELSE (
			SELECT s.grade
			FROM unnest(array_agg(grade), array_agg(entry_date), array_agg(last_date)) AS s (grade, entry_date, last_date)
			CROSS JOIN LATERAL (SELECT coalesce(s.entry_date <= max(complete_through), false)) AS b (begun)
			ORDER BY b.begun DESC, CASE WHEN b.begun THEN s.entry_date END DESC, s.entry_date, s.last_date DESC NULLS FIRST,
				s.grade DESC NULLS LAST
			LIMIT 1) END AS grade,
		absence.rollup(register) AS register
	FROM (
		SELECT s.student_id, s.school_id, s.grade, s.entry_date, s.last_date, c.complete_through,
			absence.with_marks(s.membership, m.marks, c.complete_through,
				CASE k.reporting WHEN 'affirmative' THEN coalesce(k.taken, absence_internal.empty_register()) END) AS register
		FROM pg_temp.refresh_stay AS s
		JOIN pg_temp.refresh_complete AS c USING (school_id, calendar_code)
		JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	) AS stay
	GROUP BY student_id, school_id;

	steps := absence_internal.refresh_step(steps, for_year, 'registers');

	-- A day of a student at several schools has one owner, decided by the stays of that day:
	-- the primary school, then the larger fte, then the earlier entry, then the school id. The
	-- other schools yield the day. In that order each stay takes the days that no stay before
	-- it has.
	WITH stay AS (
		SELECT s.student_id, s.school_id, s.membership, absence.rollup(s.membership) OVER (
			PARTITION BY s.student_id ORDER BY s.primary_school DESC, s.fte DESC, s.entry_date, s.school_id
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
		FROM pg_temp.refresh_stay AS s
		WHERE s.student_id IN (SELECT r.student_id FROM pg_temp.refresh_register AS r GROUP BY r.student_id HAVING count(*) > 1)
	)
	UPDATE pg_temp.refresh_register AS r
	SET register = absence_internal.yield_days(r.register, y.days)
	FROM (
		SELECT student_id, school_id,
			absence_internal.except_days(absence.rollup(membership),
				absence.rollup(absence_internal.except_days(membership, before))) AS days
		FROM stay
		GROUP BY student_id, school_id
		HAVING count(before) > 0
	) AS y
	WHERE (y.student_id, y.school_id) = (r.student_id, r.school_id);
	ANALYZE pg_temp.refresh_register (student_id, school_id);
	steps := absence_internal.refresh_step(steps, for_year, 'owners');

	-- the codes whose meaning has changed since the last refresh
	CREATE TEMP TABLE refresh_code_change ON COMMIT DROP AS
	SELECT coalesce(n.school_id, o.school_id) AS school_id, coalesce(n.code, o.code) AS code
	FROM (SELECT c.school_id, c.code, c.mark, c.precedence, c.share FROM @store@.refresh_code AS c WHERE c.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_code_found AS n ON (n.school_id, n.code) = (o.school_id, o.code)
	WHERE (n.mark, n.precedence, n.share) IS DISTINCT FROM (o.mark, o.precedence, o.share);

	-- the registers that are new, gone or different; all of them if the definition is
	-- different
	CREATE TEMP TABLE refresh_change ON COMMIT DROP AS
	SELECT coalesce(n.student_id, o.student_id) AS student_id, coalesce(n.school_id, o.school_id) AS school_id,
		n.grade, o.register AS old, n.register AS new, coalesce(b.policy, p.policy) AS policy_before
	FROM (SELECT r.student_id, r.school_id, r.grade, r.register FROM @store@.student_register AS r WHERE r.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
	LEFT JOIN @store@.refresh_basis AS b ON (b.school_year, b.school_id) = (for_year, coalesce(n.school_id, o.school_id))
	LEFT JOIN @store@.definition_of_year AS p ON (p.school_year, p.name) = (for_year, setting.policy)
	WHERE o.register IS NULL OR n.register IS NULL OR o.register OPERATOR(absence.<>) n.register
		OR o.grade IS DISTINCT FROM n.grade OR b.policy <> p.policy;
	ANALYZE pg_temp.refresh_change (student_id, school_id);
	RETURN absence_internal.refresh_step(steps, for_year, 'compare');
END
$$;

-- The reasons not to write what refresh_compute found, by school and year
CREATE OR REPLACE FUNCTION @store@.refresh_reason(for_year integer)
	RETURNS TABLE (school_year integer, school_id text, reason text, detail text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	policy_now text;
	moved bigint;
	with_verdict bigint;
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;

	IF EXISTS (SELECT FROM @store@.student_register AS r WHERE r.school_year = for_year)
		AND NOT EXISTS (SELECT FROM @store@.enrollment AS e WHERE e.school_year = for_year) THEN
		RETURN QUERY SELECT for_year, NULL::text, 'year is missing',
			format('There are registers of school year %s and no enrollments.', for_year);
		RETURN;
	END IF;

	-- There are members and events, but no day in any register: most likely the calendars are
	-- missing. A few rows of a wrong year, beside those of the right year, are not a reason.
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_register AS r WHERE absence.membership_days(r.register, NULL, NULL) > 0) THEN
		RETURN QUERY
		SELECT for_year, NULL::text, 'no register',
			format('%s students and %s events of school year %s make no register: %s', s.students, e.events, for_year, CASE
				WHEN d.calendars = 0 THEN 'table calendar_day has no day of that year.'
				WHEN d.not_there > 0 THEN format('%s of the %s calendars of calendar_day are not in table calendar. To make them: '
					'INSERT INTO %3$s.calendar (school_id, school_year, calendar_code) '
					'SELECT DISTINCT school_id, school_year, calendar_code FROM %3$s.calendar_day '
					'WHERE school_year = %4$s ON CONFLICT DO NOTHING;', d.not_there, d.calendars, d.store, for_year)
				WHEN NOT EXISTS (SELECT FROM pg_temp.refresh_calendar) THEN 'no calendar of that year has a session day.'
				WHEN s.stays_without_calendar > 0 THEN format('%s of the %s stays have no calendar.', s.stays_without_calendar, s.stays)
				ELSE 'no stay has a session day.' END)
		FROM pg_temp.refresh_source AS s
		CROSS JOIN (SELECT sum(f.events) AS events FROM pg_temp.refresh_found AS f) AS e
		CROSS JOIN (
			SELECT max(y.stays) AS stays
			FROM (SELECT count(*) AS stays FROM @store@.enrollment AS r GROUP BY r.school_year) AS y
		) AS largest
		CROSS JOIN (
			SELECT count(*) AS calendars, count(*) FILTER (WHERE c.calendar_code IS NULL) AS not_there, (
				SELECT t.relnamespace::regnamespace FROM pg_class AS t WHERE t.oid = min(k.table_id::bigint)) AS store
			FROM (
				SELECT DISTINCT d.school_id, d.calendar_code, d.tableoid AS table_id
				FROM @store@.calendar_day AS d
				WHERE d.school_year = for_year
			) AS k
			LEFT JOIN @store@.calendar AS c ON (c.school_id, c.school_year, c.calendar_code) = (k.school_id, for_year, k.calendar_code)
		) AS d
		WHERE s.stays > s.stays_void AND e.events > 0 AND (s.stays >= 50 OR 2 * s.stays >= largest.stays);
	END IF;

	-- a number of 50 or more that has dropped by more than max_drop since the last refresh
	RETURN QUERY
	WITH compared AS (
		SELECT b.school_id, f.what, f.before, f.after
		FROM @store@.refresh_basis AS b
		LEFT JOIN pg_temp.refresh_found AS n ON n.school_id = b.school_id
		LEFT JOIN (SELECT r.school_id, count(*)::integer AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
			ON m.school_id = b.school_id
		CROSS JOIN LATERAL (VALUES
			('events', b.events, coalesce(n.events, 0)),
			('members', b.members, coalesce(m.members, 0)),
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
			SELECT absence.tally(c.old, policy_now::absence.policy, b.day), absence.tally(c.new, policy_now::absence.policy, b.day)
			FROM (SELECT absence_internal.both_complete_through(c.old, c.new)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE c.old IS NOT NULL AND c.new IS NOT NULL
			AND policy_now IS NOT NULL	-- if it is NULL, refresh_write raises the error
	) AS v
	-- a verdict that is lost to unmapped codes has changed too
	WHERE v.before <> v.after OR (v.before IS NOT NULL AND v.why_null = 'unmapped');
	IF moved > 100 * setting.max_verdict_change THEN
		SELECT count(*) INTO with_verdict
		FROM @store@.student_register AS o
		JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
		CROSS JOIN LATERAL (
			SELECT absence.tally(o.register, policy_now::absence.policy, b.day),
				absence.tally(n.register, policy_now::absence.policy, b.day)
			FROM (SELECT absence_internal.both_complete_through(o.register, n.register)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE o.school_year = for_year AND absence.band(t.before) IS NOT NULL
			AND coalesce(absence.why_null(t.after), 'unmapped') = 'unmapped';
		IF with_verdict >= 100 AND moved > with_verdict * setting.max_verdict_change THEN
			RETURN QUERY SELECT for_year, NULL::text, 'change of verdicts',
				format('%s of %s students change their band on the days that the last refresh knew%s.', moved, with_verdict, (
					SELECT ' (codes that came to mean something else: ' || string_agg(DISTINCT c.code, ', ' ORDER BY c.code) || ')'
					FROM pg_temp.refresh_code_change AS c
					WHERE EXISTS (
						SELECT FROM @store@.attendance_event AS e
						WHERE e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code))));
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

CREATE OR REPLACE FUNCTION @store@.refresh_write(for_year integer, today date, forced boolean, began timestamptz, steps jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	this_refresh bigint;
	policy_now text;
	added integer;
	changed integer;
	removed integer;
	moved integer;
	doubtful text[];
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	SELECT p.policy INTO policy_now FROM @store@.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	IF policy_now IS NULL THEN
		RAISE EXCEPTION 'policy "%" of the store is not known', setting.policy
			USING ERRCODE = 'undefined_object',
				HINT = (SELECT 'Known policies are ' || string_agg(DISTINCT k.name, ', ' ORDER BY k.name) || '.'
					FROM @store@.known_definition AS k WHERE k.policy IS NOT NULL);
	END IF;

	INSERT INTO @store@.refresh_log (school_year, started_at, finished_at, today, forced, students, students_with_register, stays,
		stays_void, stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers,
		registers_added, registers_changed, registers_removed, verdicts_changed, step_ms)
	SELECT for_year, began, clock_timestamp(), today, forced, f.students,
		(SELECT count(*) FROM (SELECT DISTINCT r.student_id FROM pg_temp.refresh_register AS r) AS r),
		f.stays, f.stays_void, f.stays_without_calendar,
		f.stays - f.stays_void - f.stays_without_calendar
			- (SELECT count(*) FROM pg_temp.refresh_stay AS m WHERE absence.membership_days(m.membership, NULL, NULL) > 0),
		0, 0, '{}', (SELECT count(*) FROM pg_temp.refresh_register), 0, 0, 0, 0, steps
	FROM pg_temp.refresh_source AS f
	RETURNING refresh_id INTO this_refresh;

	-- the students whose band changes, at a school and over the district, and why
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
		GROUP BY student_id
		HAVING min(school_id) <> max(school_id)
	), in_scope AS (
		SELECT c.student_id, 'school' AS scope, c.school_id, c.old, c.new, c.policy_before
		FROM pg_temp.refresh_change AS c
		UNION ALL
		SELECT c.student_id, 'district', NULL, o.register, n.register, c.policy_before
		FROM (
			SELECT student_id, max(policy_before) AS policy_before
			FROM pg_temp.refresh_change
			WHERE student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS c
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM @store@.student_register
			WHERE school_year = for_year AND student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS o USING (student_id)
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM pg_temp.refresh_register
			WHERE student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS n USING (student_id)
	), mover_in_scope AS MATERIALIZED (
		SELECT v.student_id, v.scope, v.school_id, v.policy_before, v.before, v.after, absence.band(v.before)::text AS band_before,
			absence.band(v.after)::text AS band_after,
			-- on the days that both registers know the verdict is the same: the cause is time
			absence.band(absence.tally(v.old, v.policy_before::absence.policy, absence_internal.both_complete_through(v.old, v.new)))
				IS NOT DISTINCT FROM absence.band(absence.tally(v.new, policy_now::absence.policy,
					absence_internal.both_complete_through(v.old, v.new))) AS same_then
		FROM (
			SELECT s.*, absence.tally(s.old, s.policy_before::absence.policy) AS before,
				absence.tally(s.new, policy_now::absence.policy) AS after
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
		JOIN @store@.attendance_event AS e ON e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code)
		WHERE e.student_id IN (SELECT m.student_id FROM mover AS m)
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
			WHEN m.policy_before <> policy_now THEN 'policy'
			WHEN m.after IS NOT NULL AND m.same_then THEN 'time'
			WHEN w.days THEN CASE WHEN w.calendar THEN 'calendar' ELSE 'membership' END
			WHEN g.codes IS NOT NULL THEN 'code'
			ELSE 'event' END AS cause
	) AS b;
	GET DIAGNOSTICS moved = ROW_COUNT;
	steps := absence_internal.refresh_step(steps, for_year, 'verdict_change');

	-- the registers that differ
	DELETE FROM @store@.student_register AS o
	USING pg_temp.refresh_change AS c
	WHERE (o.student_id, o.school_id, o.school_year) = (c.student_id, c.school_id, for_year) AND c.new IS NULL;
	GET DIAGNOSTICS removed = ROW_COUNT;
	UPDATE @store@.student_register AS o
	SET grade = c.grade, register = c.new
	FROM pg_temp.refresh_change AS c
	WHERE (o.student_id, o.school_id, o.school_year) = (c.student_id, c.school_id, for_year)
		AND c.new IS NOT NULL AND (c.new OPERATOR(absence.<>) o.register OR c.grade IS DISTINCT FROM o.grade);
	GET DIAGNOSTICS changed = ROW_COUNT;
	INSERT INTO @store@.student_register (student_id, school_id, school_year, grade, register)
	SELECT c.student_id, c.school_id, for_year, c.grade, c.new
	FROM pg_temp.refresh_change AS c
	WHERE c.old IS NULL;
	GET DIAGNOSTICS added = ROW_COUNT;

	-- ANALYZE before the views are used again: autovacuum never gets to tables of a few rows,
	-- and the planner takes them for hundreds of rows. The registers are analyzed if more than
	-- a tenth of their keys are new or gone.
	ANALYZE @analyzed@;
	IF 10 * (added + removed) > (SELECT count(*) FROM pg_temp.refresh_register) THEN
		ANALYZE @store@.student_register;
	END IF;
	steps := absence_internal.refresh_step(steps, for_year, 'write');

	-- the number of events, and the reasons why some are not used; only the students who have
	-- such events, as their registers tell, are looked up
	SELECT array_agg(DISTINCT m.student_id) INTO doubtful
	FROM pg_temp.refresh_marks AS m
	LEFT JOIN pg_temp.refresh_register AS n USING (student_id, school_id)
	WHERE m.not_used > 0 OR absence.membership_days(absence.marks_outside(n.register, m.marks), NULL, NULL) > 0;
	UPDATE @store@.refresh_log AS l
	SET events = e.events, events_used = e.events - e.not_used, events_not_used = e.by_reason
	FROM (
		SELECT (SELECT coalesce(sum(f.events), 0) FROM pg_temp.refresh_found AS f) AS events,
			coalesce(sum(n), 0) AS not_used, coalesce(jsonb_object_agg(reason, n), '{}') AS by_reason
		FROM (
			SELECT u.reason, count(*) AS n
			FROM @store@.event_not_used AS u
			WHERE u.school_year = for_year AND u.student_id = ANY (doubtful)
			GROUP BY u.reason
		) AS r
	) AS e
	WHERE l.refresh_id = this_refresh;

	-- what the next refresh compares with
	DELETE FROM @store@.calendar_complete AS c WHERE c.school_year = for_year;
	INSERT INTO @store@.calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_recorded,
		last_session_day, days_cut, days_md5)
	SELECT for_year, c.school_id, c.calendar_code, c.members, c.complete_through, c.last_recorded, c.last_session_day, c.days_cut,
		(SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day))
		FROM pg_temp.refresh_calendar AS k
		CROSS JOIN LATERAL absence.days(k.calendar) AS d
		WHERE (k.school_id, k.calendar_code) = (c.school_id, c.calendar_code) AND d.day <= c.complete_through)
	FROM pg_temp.refresh_complete AS c;
	DELETE FROM @store@.school_silence AS s WHERE s.school_year = for_year;
	INSERT INTO @store@.school_silence (school_year, school_id, reason, first_day, last_day, session_days)
	SELECT for_year, s.school_id, s.reason, s.first_day, s.last_day, s.session_days
	FROM pg_temp.refresh_silence AS s;
	DELETE FROM @store@.refresh_basis AS b WHERE b.school_year = for_year;
	INSERT INTO @store@.refresh_basis (school_year, school_id, members, events, recorded_days, policy)
	SELECT for_year, m.school_id, m.members, coalesce(n.events, 0), coalesce(n.recorded_days, 0), policy_now
	FROM (SELECT r.school_id, count(*) AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
	LEFT JOIN pg_temp.refresh_found AS n USING (school_id);
	DELETE FROM @store@.refresh_code AS o
	WHERE o.school_year = for_year AND NOT EXISTS (
		SELECT FROM pg_temp.refresh_code_found AS n
		WHERE (n.school_id, n.code) = (o.school_id, o.code)
			AND (n.mark, n.precedence, n.share) IS NOT DISTINCT FROM (o.mark, o.precedence, o.share));
	INSERT INTO @store@.refresh_code (school_year, school_id, code, mark, precedence, share)
	SELECT for_year, n.school_id, n.code, n.mark, n.precedence, n.share
	FROM pg_temp.refresh_code_found AS n
	ON CONFLICT DO NOTHING;
	steps := absence_internal.refresh_step(steps, for_year, 'account');

	UPDATE @store@.refresh_log AS l
	SET registers_added = added, registers_changed = changed, registers_removed = removed, verdicts_changed = moved,
		finished_at = clock_timestamp(), step_ms = steps - 'at'
	WHERE l.refresh_id = this_refresh;
	RAISE NOTICE 'school year %: % registers added, % changed, % removed; % verdicts changed', for_year, added, changed, removed, moved;
END
$$;

-- Adds the time of the steps after the last year was written
CREATE OR REPLACE FUNCTION @store@.refresh_finished(steps jsonb) RETURNS void
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	UPDATE @store@.refresh_log AS l
	SET step_ms = l.step_ms || steps, finished_at = clock_timestamp()
	WHERE l.refresh_id = (SELECT max(r.refresh_id) FROM @store@.refresh_log AS r);
END;

-- Only the owner of the store runs the steps of a refresh.
REVOKE ALL ON FUNCTION @store@.refresh_compute(integer, date), @store@.refresh_complete_through(date), @store@.refresh_reason(integer),
	@store@.refresh_refusal(integer), @store@.refresh_write(integer, date, boolean, timestamptz, jsonb), @store@.refresh_finished(jsonb)
	FROM PUBLIC;
