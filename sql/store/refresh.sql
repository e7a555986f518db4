-- Refreshing: registers of one school year from the facts, as of today.
--
-- refresh_compute works everything out into temporary tables and writes nothing
-- that lasts; refresh_reason says what speaks against writing it; refresh_write
-- writes what differs and keeps account of it. absence.refresh calls them.

-- What a school's facts hold now, beside refresh_basis: events, and session days
-- on which one stands or a roll was taken
CREATE OR REPLACE VIEW @store@.refresh_now AS
SELECT f.school_year, f.school_id, coalesce(sum(f.events), 0)::integer AS events, count(d.day)::integer AS recorded_days
FROM (
	SELECT school_year, school_id, day, sum(events) AS events
	FROM (
		SELECT school_year, school_id, day, count(*) AS events
		FROM @store@.attendance_event GROUP BY school_year, school_id, day
		UNION ALL
		SELECT d.school_year, t.school_id, t.day, 0
		FROM @store@.attendance_taken AS t
		JOIN (SELECT DISTINCT school_id, school_year, day FROM @store@.session_day) AS d USING (school_id, day)
	) AS day
	GROUP BY school_year, school_id, day
) AS f
LEFT JOIN (SELECT DISTINCT school_id, school_year, day FROM @store@.session_day) AS d USING (school_id, school_year, day)
GROUP BY f.school_year, f.school_id;

CREATE OR REPLACE FUNCTION @store@.refresh_compute(for_year integer, today date DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	-- joins on four keys look like one row to the planner: hash joins take it well
	SET enable_nestloop = off
	SET enable_mergejoin = off
	SET work_mem = '256MB'
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	local_now timestamp;
	local_today date;
	last_day date;			-- the last day that is over
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	local_now := now() AT TIME ZONE setting.time_zone;
	local_today := coalesce(today, local_now::date);
	last_day := local_today - 1;
	IF today IS NULL AND setting.day_closes_at <= local_now::time THEN
		last_day := local_today;
	END IF;

	DROP TABLE IF EXISTS pg_temp.refresh_calendar, pg_temp.refresh_stay, pg_temp.refresh_marks,
		pg_temp.refresh_complete, pg_temp.refresh_register, pg_temp.refresh_change;
	CREATE TEMP TABLE refresh_calendar (school_id text COLLATE "C", calendar_code text COLLATE "C", calendar absence.register, taken absence.register,
		last_session_day date, last_taken date, reporting text) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_stay (student_id text COLLATE "C", school_id text COLLATE "C", calendar_code text COLLATE "C", entry_date date, last_date date,
		grade text COLLATE "C", primary_school boolean, fte numeric, membership absence.register) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_marks (student_id text COLLATE "C", school_id text COLLATE "C", marks absence.register) ON COMMIT DROP;

	-- All facts are read by one statement, so that they are of one moment: a load
	-- that commits while this runs is in all of them or in none.
	WITH calendar_now AS MATERIALIZED (
		SELECT d.school_id, d.calendar_code, absence.calendar_agg(d.day, d.minutes) AS calendar,
			absence.calendar_agg(d.day) FILTER (WHERE t.taken) AS taken, max(d.day) AS last_session_day,
			max(d.day) FILTER (WHERE t.taken AND (d.day <= last_day OR d.day = local_today)) AS last_taken
		FROM @store@.session_day AS d
		CROSS JOIN LATERAL (
			SELECT EXISTS (
				SELECT FROM @store@.attendance_taken AS a
				WHERE a.school_id = d.school_id AND a.day = d.day AND (a.calendar_code IS NULL OR a.calendar_code = d.calendar_code)) AS taken
		) AS t
		WHERE d.school_year = for_year
		GROUP BY d.school_id, d.calendar_code
	), calendars AS (
		INSERT INTO pg_temp.refresh_calendar (school_id, calendar_code, calendar, taken, last_session_day, last_taken, reporting)
		SELECT c.school_id, c.calendar_code, c.calendar, c.taken, c.last_session_day, c.last_taken, h.reporting
		FROM calendar_now AS c
		LEFT JOIN @store@.school AS h USING (school_id)
	), stays AS (
		INSERT INTO pg_temp.refresh_stay (student_id, school_id, calendar_code, entry_date, last_date, grade, primary_school, fte, membership)
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte,
			absence.enroll(c.calendar, s.entry_date, s.last_date)
		FROM @store@.stay AS s
		JOIN calendar_now AS c USING (school_id, calendar_code)
		WHERE s.school_year = for_year AND s.void IS NULL
	)
	INSERT INTO pg_temp.refresh_marks (student_id, school_id, marks)
	-- a share of 20 decimals is rounded to units as the fraction that it stands for
	SELECT student_id, school_id, absence.register_agg(day, mark::absence.mark,
		CASE WHEN share IN (0, 1) THEN share ELSE round(share * 90090000, 6) END, CASE WHEN share IN (0, 1) THEN 1 ELSE 90090000 END)
	FROM @store@.day_mark
	WHERE school_year = for_year
	GROUP BY student_id, school_id;
	ANALYZE pg_temp.refresh_calendar;
	ANALYZE pg_temp.refresh_stay;
	ANALYZE pg_temp.refresh_marks;

	-- Through which day each calendar is complete: the latest session day that is
	-- over on which a member has an event or a roll was taken. After the calendar's
	-- end its last day, unless the school stopped recording before.
	CREATE TEMP TABLE refresh_complete ON COMMIT DROP AS
	SELECT school_id, calendar_code, last_session_day, last_recorded,
		last_recorded IS NOT NULL AND last_session_day < local_today AND sessions_after > 5 AS stopped_early,
		CASE WHEN last_session_day < local_today AND last_recorded IS NOT NULL AND sessions_after <= 5
			THEN last_session_day ELSE last_recorded END AS complete_through
	FROM (
		SELECT c.school_id, c.calendar_code, c.last_session_day, greatest(c.last_taken, e.last_event) AS last_recorded,
			(SELECT count(*) FROM absence.days(absence.clip(c.calendar, greatest(c.last_taken, e.last_event) + 1, NULL))) AS sessions_after
		FROM pg_temp.refresh_calendar AS c
		LEFT JOIN (
			SELECT s.school_id, s.calendar_code, max(absence.last_recorded(
				absence.with_marks(s.membership, m.marks, last_day, 'days none; complete none'))) AS last_event
			FROM pg_temp.refresh_stay AS s
			JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
			GROUP BY s.school_id, s.calendar_code
		) AS e USING (school_id, calendar_code)
	) AS recorded;

	-- The registers: marks over the membership of each stay, then one a school. The
	-- grade is that of the latest stay begun by complete-through, else of the first.
	CREATE TEMP TABLE refresh_register ON COMMIT DROP AS
	SELECT student_id, school_id,
		CASE WHEN bool_or(entry_date <= register_complete)
			THEN (array_agg(grade ORDER BY entry_date DESC, last_date DESC NULLS FIRST, grade DESC NULLS LAST) FILTER (WHERE entry_date <= register_complete))[1]
			ELSE (array_agg(grade ORDER BY entry_date, last_date DESC NULLS FIRST, grade DESC NULLS LAST))[1] END AS grade,
		absence.rollup(register) AS register
	FROM (
		SELECT s.student_id, s.school_id, s.grade, s.entry_date, s.last_date,
			max(c.complete_through) OVER (PARTITION BY s.student_id, s.school_id) AS register_complete,
			absence.with_marks(s.membership, m.marks, c.complete_through,
				CASE k.reporting WHEN 'affirmative' THEN coalesce(k.taken, 'days none; complete none') END) AS register
		FROM pg_temp.refresh_stay AS s
		JOIN pg_temp.refresh_complete AS c USING (school_id, calendar_code)
		JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	) AS stay
	GROUP BY student_id, school_id;

	-- A day of several schools has one owner, by the stays of that day: the primary
	-- school, the larger fte, the earlier entry, the school id. The others yield it.
	UPDATE pg_temp.refresh_register AS r
	SET register = absence.yield_days(r.register, y.days)
	FROM (
		SELECT student_id, school_id, absence.calendar_agg(day) AS days
		FROM (
			SELECT s.student_id, s.school_id, d.day,
				first_value(s.school_id) OVER (PARTITION BY s.student_id, d.day
					ORDER BY s.primary_school DESC, s.fte DESC, s.entry_date, s.school_id) AS owner
			FROM pg_temp.refresh_stay AS s
			CROSS JOIN LATERAL absence.days(s.membership) AS d
			WHERE s.student_id IN (SELECT student_id FROM pg_temp.refresh_register GROUP BY student_id HAVING count(*) > 1)
		) AS contested
		WHERE school_id <> owner
		GROUP BY student_id, school_id
	) AS y
	WHERE (y.student_id, y.school_id) = (r.student_id, r.school_id);
	ANALYZE pg_temp.refresh_register;
END
$$;

-- What speaks against writing what refresh_compute found, by school and year
CREATE OR REPLACE FUNCTION @store@.refresh_reason(for_year integer)
	RETURNS TABLE (school_year integer, school_id text, reason text, detail text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;

	IF EXISTS (SELECT FROM @store@.student_register AS r WHERE r.school_year = for_year)
		AND NOT EXISTS (SELECT FROM @store@.enrollment AS e WHERE e.school_year = for_year) THEN
		RETURN QUERY SELECT for_year, NULL::text, 'year is missing',
			format('There are registers of school year %s and no enrollments.', for_year);
		RETURN;
	END IF;

	-- of 50 or more, more than max_drop less than at the last refresh
	RETURN QUERY
	WITH compared AS (
		SELECT b.school_id, f.what, f.before, f.after
		FROM @store@.refresh_basis AS b
		LEFT JOIN @store@.refresh_now AS n ON (n.school_year, n.school_id) = (b.school_year, b.school_id)
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

	-- among 100 or more with a verdict before and after, on the days known before
	RETURN QUERY
	SELECT for_year, NULL::text, 'change of verdicts', format('%s of %s students change their band on the days that the last refresh knew.', v.moved, v.n)
	FROM (
		SELECT count(*) AS n, count(*) FILTER (WHERE before.band IS DISTINCT FROM after.band) AS moved
		FROM @store@.student_register AS o
		JOIN pg_temp.refresh_register AS r ON (r.student_id, r.school_id) = (o.student_id, o.school_id)
		CROSS JOIN (SELECT p.policy::absence.policy AS policy FROM @store@.policy_of_year AS p
			WHERE p.school_year = for_year AND p.name = setting.policy OFFSET 0) AS p
		CROSS JOIN LATERAL (SELECT absence.band(absence.tally(o.register, p.policy))::text) AS before (band)
		CROSS JOIN LATERAL (SELECT absence.band(absence.tally(r.register, p.policy, absence.complete_through(o.register)))::text) AS after (band)
		WHERE o.school_year = for_year AND before.band IS NOT NULL AND after.band IS NOT NULL
	) AS v
	WHERE v.n >= 100 AND v.moved > v.n * setting.max_verdict_change;
END
$$;

CREATE OR REPLACE FUNCTION @store@.refresh_write(for_year integer, today date, forced boolean, began timestamptz, steps jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	this_refresh bigint;
	policy_now text;
	code_md5_now text;
	added integer;
	changed integer;
	removed integer;
	moved integer;
	at timestamptz := clock_timestamp();
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	SELECT p.policy INTO policy_now FROM @store@.policy_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	IF policy_now IS NULL THEN
		RAISE EXCEPTION 'policy "%" of the store is not known', setting.policy
			USING ERRCODE = 'undefined_object',
				HINT = (SELECT 'Known policies are ' || string_agg(DISTINCT k.name, ', ' ORDER BY k.name) || '.' FROM @store@.known_policy AS k);
	END IF;
	SELECT md5(coalesce(string_agg(c::text, ';' ORDER BY c::text), '')) INTO code_md5_now FROM @store@.attendance_code AS c;

	INSERT INTO @store@.refresh_log (school_year, started_at, finished_at, today, forced, students, students_with_register, stays, stays_void,
		stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers,
		registers_added, registers_changed, registers_removed, verdicts_changed, step_ms)
	SELECT for_year, began, clock_timestamp(), today, forced,
		(SELECT count(DISTINCT student_id) FROM @store@.enrollment WHERE school_year = for_year),
		(SELECT count(DISTINCT student_id) FROM pg_temp.refresh_register),
		count(*), count(s.void), count(*) FILTER (WHERE s.void IS NULL AND s.calendar_code IS NULL),
		count(s.calendar_code) FILTER (WHERE s.void IS NULL)
			- (SELECT count(*) FROM pg_temp.refresh_stay AS m WHERE EXISTS (SELECT FROM absence.days(m.membership))),
		0, 0, '{}', (SELECT count(*) FROM pg_temp.refresh_register), 0, 0, 0, 0, steps
	FROM @store@.stay AS s
	WHERE s.school_year = for_year
	RETURNING refresh_id INTO this_refresh;

	-- the registers that change, and whether their days do: some day that the last
	-- refresh knew is no membership day any more, or is one now, or has another owner
	CREATE TEMP TABLE refresh_change ON COMMIT DROP AS
	SELECT coalesce(n.student_id, o.student_id) AS student_id, coalesce(n.school_id, o.school_id) AS school_id, o.register AS old, n.register AS new,
		o.register IS NULL OR n.register IS NULL
			OR EXISTS (SELECT FROM absence.days(absence.outside(n.register, o.register)))
			OR EXISTS (SELECT FROM absence.days(absence.outside(o.register, absence.as_of(n.register, absence.complete_through(o.register)))))
			OR substring(o.register::text FROM 'yielded [^;]*') IS DISTINCT FROM substring(n.register::text FROM 'yielded [^;]*') AS days_changed,
		b.policy AS policy_before, b.code_md5 <> code_md5_now AS code_changed
	FROM (SELECT r.student_id, r.school_id, r.register FROM @store@.student_register AS r WHERE r.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
	LEFT JOIN @store@.refresh_basis AS b ON (b.school_year, b.school_id) = (for_year, coalesce(n.school_id, o.school_id))
	WHERE o.register IS NULL OR n.register IS NULL OR o.register OPERATOR(absence.<>) n.register OR b.policy <> policy_now;
	ANALYZE pg_temp.refresh_change;

	-- who moves band, at a school and over the district, and why
	INSERT INTO @store@.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
		absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause)
	WITH calendar_changed AS (
		SELECT o.school_id, bool_or(o.days_md5 IS DISTINCT FROM n.days_md5) AS changed
		FROM @store@.calendar_complete AS o
		LEFT JOIN LATERAL (
			SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day)) AS days_md5
			FROM @store@.session_day AS d
			WHERE (d.school_id, d.school_year, d.calendar_code) = (o.school_id, for_year, o.calendar_code) AND d.day <= o.complete_through
		) AS n ON true
		WHERE o.school_year = for_year
		GROUP BY o.school_id
	), at_school AS (
		SELECT c.student_id, 'school' AS scope, c.school_id, c.old, c.new, c.days_changed, coalesce(k.changed, false) AS calendar_changed,
			coalesce(c.code_changed, false) AS code_changed, coalesce(c.policy_before, policy_now) AS policy_before
		FROM pg_temp.refresh_change AS c
		LEFT JOIN calendar_changed AS k USING (school_id)
	), in_district AS (
		SELECT f.student_id, 'district' AS scope, NULL::text AS school_id, o.register AS old, n.register AS new,
			f.days_changed, f.calendar_changed, f.code_changed, f.policy_before
		FROM (
			SELECT student_id, bool_or(days_changed) AS days_changed, bool_or(calendar_changed) AS calendar_changed,
				bool_or(code_changed) AS code_changed, max(policy_before) AS policy_before
			FROM at_school GROUP BY student_id
		) AS f
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM @store@.student_register WHERE school_year = for_year GROUP BY student_id
		) AS o USING (student_id)
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM pg_temp.refresh_register GROUP BY student_id
		) AS n USING (student_id)
	)
	SELECT this_refresh, for_year, v.student_id, v.scope, v.school_id, setting.policy, absence.band(v.before)::text, absence.band(v.after)::text,
		absence.absent_days(v.before), absence.absent_days(v.after), absence.enrolled_days(v.before), absence.enrolled_days(v.after),
		CASE
			WHEN v.policy_before <> policy_now THEN 'policy'
			WHEN v.after_then IS NOT NULL AND absence.band(v.after_then) IS NOT DISTINCT FROM absence.band(v.before) THEN 'time'
			WHEN v.days_changed THEN CASE WHEN v.calendar_changed THEN 'calendar' ELSE 'membership' END
			WHEN v.code_changed THEN 'code'
			ELSE 'event' END
	FROM (
		SELECT m.*, absence.tally(m.old, m.policy_before::absence.policy) AS before, absence.tally(m.new, policy_now::absence.policy) AS after,
			absence.tally(m.new, policy_now::absence.policy, absence.complete_through(m.old)) AS after_then
		FROM (SELECT * FROM at_school UNION ALL SELECT * FROM in_district) AS m
		WHERE m.old IS NOT NULL
	) AS v
	WHERE absence.band(v.before) IS DISTINCT FROM absence.band(v.after);
	GET DIAGNOSTICS moved = ROW_COUNT;

	-- the registers, as far as they differ
	DELETE FROM @store@.student_register AS o
	WHERE o.school_year = for_year
		AND NOT EXISTS (SELECT FROM pg_temp.refresh_register AS n WHERE (n.student_id, n.school_id) = (o.student_id, o.school_id));
	GET DIAGNOSTICS removed = ROW_COUNT;
	UPDATE @store@.student_register AS o
	SET grade = n.grade, register = n.register
	FROM pg_temp.refresh_register AS n
	WHERE (n.student_id, n.school_id) = (o.student_id, o.school_id) AND o.school_year = for_year
		AND (n.register OPERATOR(absence.<>) o.register OR n.grade IS DISTINCT FROM o.grade);
	GET DIAGNOSTICS changed = ROW_COUNT;
	INSERT INTO @store@.student_register (student_id, school_id, school_year, grade, register)
	SELECT n.student_id, n.school_id, for_year, n.grade, n.register
	FROM pg_temp.refresh_register AS n
	WHERE NOT EXISTS (SELECT FROM @store@.student_register AS o
		WHERE (o.student_id, o.school_id, o.school_year) = (n.student_id, n.school_id, for_year));
	GET DIAGNOSTICS added = ROW_COUNT;

	-- before the views are asked again; autovacuum never looks at tables of a few
	-- rows, and the planner takes such a table for hundreds
	ANALYZE @store@.student_register, @store@.store_setting, @store@.school_year_state, @store@.policy, @store@.attendance_code,
		@store@.calendar_event_kind, @store@.school, @store@.calendar;

	-- events, and why those that are not used are not
	UPDATE @store@.refresh_log AS l
	SET events = e.events, events_used = e.events - e.not_used, events_not_used = e.by_reason
	FROM (
		SELECT (SELECT count(*) FROM @store@.attendance_event WHERE school_year = for_year) AS events,
			coalesce(sum(n), 0) AS not_used, coalesce(jsonb_object_agg(reason, n), '{}') AS by_reason
		FROM (SELECT u.reason, count(*) AS n FROM @store@.event_not_used AS u WHERE u.school_year = for_year GROUP BY u.reason) AS r
	) AS e
	WHERE l.refresh_id = this_refresh;

	DELETE FROM @store@.calendar_complete AS c WHERE c.school_year = for_year;
	INSERT INTO @store@.calendar_complete (school_year, school_id, calendar_code, complete_through, last_recorded, last_session_day, stopped_early, days_md5)
	SELECT for_year, c.school_id, c.calendar_code, c.complete_through, c.last_recorded, c.last_session_day, c.stopped_early,
		(SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day)) FROM @store@.session_day AS d
		WHERE (d.school_id, d.school_year, d.calendar_code) = (c.school_id, for_year, c.calendar_code) AND d.day <= c.complete_through)
	FROM pg_temp.refresh_complete AS c;

	DELETE FROM @store@.refresh_basis AS b WHERE b.school_year = for_year;
	INSERT INTO @store@.refresh_basis (school_year, school_id, members, events, recorded_days, code_md5, policy)
	SELECT for_year, m.school_id, m.members, coalesce(n.events, 0), coalesce(n.recorded_days, 0), code_md5_now, policy_now
	FROM (SELECT r.school_id, count(*) AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
	LEFT JOIN @store@.refresh_now AS n ON (n.school_year, n.school_id) = (for_year, m.school_id);

	UPDATE @store@.refresh_log AS l
	SET registers_added = added, registers_changed = changed, registers_removed = removed, verdicts_changed = moved,
		finished_at = clock_timestamp(), step_ms = l.step_ms || jsonb_build_object('write', round(1000 * extract(epoch FROM clock_timestamp() - at)))
	WHERE l.refresh_id = this_refresh;
	RAISE NOTICE 'school year %: % registers added, % changed, % removed; % verdicts changed', for_year, added, changed, removed, moved;
END
$$;

