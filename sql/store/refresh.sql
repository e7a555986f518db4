-- Refreshing: registers of one school year from the facts, as of today.
--
-- refresh_compute works everything out into temporary tables and writes nothing
-- that lasts; refresh_reason says what speaks against writing it; refresh_write
-- writes what differs and keeps account of it. absence.refresh calls them.

-- What a school's facts hold now, beside refresh_basis
CREATE OR REPLACE VIEW @store@.refresh_now AS
SELECT e.school_year, e.school_id, sum(e.events)::integer AS events,
	(count(*) FILTER (WHERE EXISTS (SELECT FROM @store@.session_day AS d
		WHERE (d.school_id, d.school_year, d.day) = (e.school_id, e.school_year, e.day))))::integer AS recorded_days
FROM (
	SELECT school_year, school_id, day, count(*) AS events
	FROM @store@.attendance_event GROUP BY school_year, school_id, day
) AS e
GROUP BY e.school_year, e.school_id;

-- The calendars of a school in one number, to see that they changed
CREATE OR REPLACE VIEW @store@.calendar_md5 AS
SELECT school_year, school_id, md5(string_agg(calendar_code || ':' || day::text || ':' || coalesce(minutes::text, ''), ',' ORDER BY calendar_code, day)) AS calendar_md5
FROM @store@.session_day
GROUP BY school_year, school_id;

CREATE OR REPLACE FUNCTION @store@.refresh_compute(for_year integer, today date DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
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
		pg_temp.refresh_complete, pg_temp.refresh_register;

	-- the calendars, and on which of their days a roll was taken
	CREATE TEMP TABLE refresh_calendar ON COMMIT DROP AS
	SELECT d.school_id, d.calendar_code, absence.calendar_agg(d.day, d.minutes) AS calendar,
		max(d.day) AS last_session_day, md5(string_agg(d.day::text || ':' || coalesce(d.minutes::text, ''), ',' ORDER BY d.day)) AS md5,
		absence.calendar_agg(d.day) FILTER (WHERE t.taken) AS taken,
		max(d.day) FILTER (WHERE t.taken AND (d.day <= last_day OR d.day = local_today)) AS last_taken
	FROM @store@.session_day AS d
	CROSS JOIN LATERAL (
		SELECT EXISTS (
			SELECT FROM @store@.attendance_taken AS a
			WHERE a.school_id = d.school_id AND a.day = d.day AND (a.calendar_code IS NULL OR a.calendar_code = d.calendar_code)) AS taken
	) AS t
	WHERE d.school_year = for_year
	GROUP BY d.school_id, d.calendar_code;

	CREATE TEMP TABLE refresh_stay ON COMMIT DROP AS
	SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte,
		absence.enroll(c.calendar, s.entry_date, s.last_date) AS membership
	FROM @store@.stay AS s
	JOIN pg_temp.refresh_calendar AS c USING (school_id, calendar_code)
	WHERE s.school_year = for_year AND s.void IS NULL;

	CREATE TEMP TABLE refresh_marks ON COMMIT DROP AS
	SELECT student_id, school_id, absence.register_agg(day, mark::absence.mark, share, 1) AS marks
	FROM @store@.day_mark
	WHERE school_year = for_year
	GROUP BY student_id, school_id;
	ANALYZE pg_temp.refresh_stay;
	ANALYZE pg_temp.refresh_marks;

	-- Through which day each calendar is complete: the latest session day that is
	-- over on which a member has an event or a roll was taken. After the calendar's
	-- end its last day, unless the school stopped recording before.
	CREATE TEMP TABLE refresh_complete ON COMMIT DROP AS
	SELECT school_id, calendar_code, last_session_day, last_recorded,
		last_session_day < local_today AND sessions_after > 5 AS stopped_early,
		CASE WHEN last_session_day < local_today AND last_recorded IS NOT NULL AND sessions_after <= 5
			THEN last_session_day ELSE last_recorded END AS complete_through
	FROM (
		SELECT c.school_id, c.calendar_code, c.last_session_day, greatest(c.last_taken, e.last_event) AS last_recorded,
			(SELECT count(*) FROM @store@.session_day AS d
			WHERE (d.school_id, d.school_year, d.calendar_code) = (c.school_id, for_year, c.calendar_code)
				AND d.day > greatest(c.last_taken, e.last_event)) AS sessions_after
		FROM pg_temp.refresh_calendar AS c
		LEFT JOIN (
			SELECT s.school_id, s.calendar_code, max(absence.last_recorded(
				absence.with_marks(s.membership, m.marks, last_day, 'days none; complete none'))) AS last_event
			FROM pg_temp.refresh_stay AS s
			JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
			GROUP BY s.school_id, s.calendar_code
		) AS e USING (school_id, calendar_code)
	) AS recorded;

	-- The registers: marks over the membership of each stay, then one a school
	CREATE TEMP TABLE refresh_register ON COMMIT DROP AS
	SELECT s.student_id, s.school_id,
		coalesce((array_agg(s.grade ORDER BY s.entry_date DESC) FILTER (WHERE s.entry_date <= c.complete_through))[1],
			(array_agg(s.grade ORDER BY s.entry_date))[1]) AS grade,
		absence.rollup(absence.with_marks(s.membership, m.marks, c.complete_through,
			CASE h.reporting WHEN 'affirmative' THEN coalesce(k.taken, 'days none; complete none') END)) AS register,
		bool_or(s.primary_school) AS primary_school, max(s.fte) AS fte, min(s.entry_date) AS entry_date
	FROM pg_temp.refresh_stay AS s
	JOIN pg_temp.refresh_complete AS c USING (school_id, calendar_code)
	JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
	LEFT JOIN @store@.school AS h USING (school_id)
	LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	GROUP BY s.student_id, s.school_id;

	-- A day of several schools has one owner: the primary school, the larger fte,
	-- the earlier entry, the school id; the others yield it
	UPDATE pg_temp.refresh_register AS r
	SET register = absence.yield_days(r.register, y.days)
	FROM (
		SELECT student_id, school_id, absence.calendar_agg(day) AS days
		FROM (
			SELECT r.student_id, r.school_id, d.day,
				row_number() OVER (PARTITION BY r.student_id, d.day
					ORDER BY r.primary_school DESC, r.fte DESC, r.entry_date, r.school_id) AS place
			FROM pg_temp.refresh_register AS r
			CROSS JOIN LATERAL absence.days(absence.with_marks(r.register, NULL, 'infinity')) AS d
			WHERE r.student_id IN (SELECT student_id FROM pg_temp.refresh_register GROUP BY student_id HAVING count(*) > 1)
		) AS contested
		WHERE place > 1
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
	FROM (SELECT c.what, sum(c.before) AS before, sum(c.after) AS after FROM compared AS c WHERE c.what <> 'recorded days' GROUP BY c.what) AS y
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
		(SELECT count(*) FROM pg_temp.refresh_stay AS m WHERE m.membership OPERATOR(absence.=) absence.clip(m.membership, '-infinity', '-infinity')),
		0, 0, '{}', (SELECT count(*) FROM pg_temp.refresh_register), 0, 0, 0, 0, steps
	FROM @store@.stay AS s
	WHERE s.school_year = for_year
	RETURNING refresh_id INTO this_refresh;

	-- who moves band, at a school and over the district, and why
	INSERT INTO @store@.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
		absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause)
	SELECT this_refresh, for_year, c.student_id, c.scope, c.school_id, setting.policy, absence.band(c.before)::text, absence.band(c.after)::text,
		absence.absent_days(c.before), absence.absent_days(c.after), absence.enrolled_days(c.before), absence.enrolled_days(c.after),
		CASE
			WHEN c.policy_before <> policy_now THEN 'policy'
			WHEN absence.band(c.after_then) IS NOT DISTINCT FROM absence.band(c.before) THEN 'time'
			WHEN absence.with_marks(c.old_days, NULL, NULL) OPERATOR(absence.<>) absence.with_marks(c.new_days, NULL, NULL) THEN
				CASE WHEN c.calendar_changed THEN 'calendar' ELSE 'membership' END
			WHEN c.code_changed THEN 'code'
			ELSE 'event' END
	FROM (
		SELECT r.student_id, r.scope, r.school_id, r.policy_before, r.calendar_changed, r.code_changed,
			absence.tally(r.old, r.policy_before::absence.policy) AS before,
			absence.tally(r.new, policy_now::absence.policy) AS after,
			absence.tally(r.new, policy_now::absence.policy, absence.complete_through(r.old)) AS after_then,
			absence.clip(r.old, NULL, absence.complete_through(r.old)) AS old_days,
			absence.clip(r.new, NULL, absence.complete_through(r.old)) AS new_days
		FROM (
			SELECT coalesce(n.student_id, o.student_id) AS student_id, 'school' AS scope, coalesce(n.school_id, o.school_id) AS school_id,
				o.register AS old, n.register AS new, coalesce(b.policy, policy_now) AS policy_before,
				coalesce(b.calendar_md5 <> k.calendar_md5, false) AS calendar_changed, coalesce(b.code_md5 <> code_md5_now, false) AS code_changed
			FROM (SELECT * FROM @store@.student_register WHERE school_year = for_year) AS o
			FULL JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
			LEFT JOIN @store@.refresh_basis AS b ON (b.school_year, b.school_id) = (for_year, coalesce(n.school_id, o.school_id))
			LEFT JOIN @store@.calendar_md5 AS k ON (k.school_year, k.school_id) = (for_year, coalesce(n.school_id, o.school_id))
			UNION ALL
			SELECT student_id, 'district', NULL, absence.rollup(old), absence.rollup(new), coalesce(max(policy_before), policy_now),
				coalesce(bool_or(calendar_changed), false), coalesce(bool_or(code_changed), false)
			FROM (
				SELECT o.student_id, o.register AS old, NULL::absence.register AS new, b.policy AS policy_before,
					b.calendar_md5 <> k.calendar_md5 AS calendar_changed, b.code_md5 <> code_md5_now AS code_changed
				FROM @store@.student_register AS o
				LEFT JOIN @store@.refresh_basis AS b USING (school_year, school_id)
				LEFT JOIN @store@.calendar_md5 AS k USING (school_year, school_id)
				WHERE o.school_year = for_year
				UNION ALL
				SELECT n.student_id, NULL, n.register, NULL, NULL, NULL
				FROM pg_temp.refresh_register AS n
			) AS both_sides
			GROUP BY student_id
		) AS r
		WHERE r.old IS NOT NULL
	) AS c
	WHERE absence.band(c.before) IS DISTINCT FROM absence.band(c.after);
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
	INSERT INTO @store@.calendar_complete (school_year, school_id, calendar_code, complete_through, last_recorded, last_session_day, stopped_early)
	SELECT for_year, c.school_id, c.calendar_code, c.complete_through, c.last_recorded, c.last_session_day, c.stopped_early
	FROM pg_temp.refresh_complete AS c;

	DELETE FROM @store@.refresh_basis AS b WHERE b.school_year = for_year;
	INSERT INTO @store@.refresh_basis (school_year, school_id, members, events, recorded_days, calendar_md5, code_md5, policy)
	SELECT for_year, m.school_id, m.members, coalesce(n.events, 0), coalesce(n.recorded_days, 0), coalesce(k.calendar_md5, ''), code_md5_now, policy_now
	FROM (SELECT r.school_id, count(*) AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
	LEFT JOIN @store@.refresh_now AS n ON (n.school_year, n.school_id) = (for_year, m.school_id)
	LEFT JOIN @store@.calendar_md5 AS k ON (k.school_year, k.school_id) = (for_year, m.school_id);

	UPDATE @store@.refresh_log AS l
	SET registers_added = added, registers_changed = changed, registers_removed = removed, verdicts_changed = moved,
		finished_at = clock_timestamp(), step_ms = l.step_ms || jsonb_build_object('write', round(1000 * extract(epoch FROM clock_timestamp() - at)))
	WHERE l.refresh_id = this_refresh;
	RAISE NOTICE 'school year %: % registers added, % changed, % removed; % verdicts changed', for_year, added, changed, removed, moved;
END
$$;

