-- Writes what a refresh has found, and records it: the registers that differ, and what the
-- next refresh compares with.

CREATE OR REPLACE FUNCTION @store@.refresh_write(for_year integer, today date, forced boolean, everything boolean, began timestamptz,
		steps jsonb)
	RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	look record;
	this_refresh bigint;
	policy_now text;
	wrong text[];
	added integer;
	changed integer;
	removed integer;
	moved integer;
	found_ms numeric;	-- how long it took to find the alerts
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	SELECT p.policy INTO policy_now FROM @store@.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	IF policy_now IS NULL THEN
		RAISE EXCEPTION 'policy "%" of the store is not known', setting.policy
			USING ERRCODE = 'undefined_object',
				HINT = (SELECT 'Known policies are ' || string_agg(DISTINCT k.name, ', ' ORDER BY k.name) || '.'
					FROM @store@.known_definition AS k WHERE k.policy IS NOT NULL);
	END IF;
	SELECT f.seed, f.changes || B'' AS changes, f.differing,
		f.changes IS NULL OR position(B'1' IN f.changes) > 0 AS any_change
	INTO STRICT look FROM pg_temp.refresh_found AS f;
	wrong := CASE WHEN look.changes IS NULL AND look.differing IS NOT NULL THEN @store@.refresh_print_errors(for_year) ELSE '{}' END;
	IF wrong <> '{}' THEN
		RAISE WARNING 'school year %: the prints of % students were wrong', for_year, cardinality(wrong)
			USING DETAIL = format('Their facts have not changed, but what is kept of them was not what their facts make: %s%s.',
					array_to_string(wrong[1:20], ', '), CASE WHEN cardinality(wrong) > 20 THEN ', ...' ELSE '' END),
				HINT = 'It is right now. Somebody has changed a table that only a refresh writes, or there is an error in the extension.';
	END IF;

	INSERT INTO @store@.refresh_log (school_year, started_at, finished_at, today, forced, everything, print_errors, students,
		students_with_register, stays, stays_void, stays_without_calendar, stays_without_membership, events, events_used,
		events_not_used, registers, registers_added, registers_changed, registers_removed, verdicts_changed, step_ms)
	SELECT for_year, began, clock_timestamp(), today, forced, everything, cardinality(wrong), c.students,
		coalesce(m.registers, 0) + (SELECT count(DISTINCT s.student_id) FROM pg_temp.refresh_several AS s),
		c.stays, c.stays_void, c.stays_without_calendar, c.stays - c.stays_void - c.stays_without_calendar - coalesce(m.stays_with_days, 0),
		c.events, c.events, '{}', c.registers, 0, 0, 0, 0, steps
	FROM (
		SELECT coalesce(sum(c.students), 0) AS students, coalesce(sum(c.stays), 0) AS stays, coalesce(sum(c.stays_void), 0) AS stays_void,
			coalesce(sum(c.stays_without_calendar), 0) AS stays_without_calendar, coalesce(sum(c.events), 0) AS events,
			coalesce(sum(c.members), 0) AS registers
		FROM pg_temp.refresh_school_count AS c
	) AS c
	CROSS JOIN (
		SELECT sum(c.registers) AS registers, sum(c.stays_with_days) AS stays_with_days
		FROM pg_temp.refresh_calendar_member AS c
	) AS m
	RETURNING refresh_id INTO this_refresh;
	moved := @store@.refresh_verdict_change(for_year, this_refresh, policy_now::absence.policy);
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

	IF look.any_change THEN
		PERFORM @store@.refresh_note_stays(for_year), @store@.remember_facts(for_year);
	END IF;

	-- the prints; without enough buckets for its students a district has none, so that the
	-- next refresh makes more
	IF look.any_change OR added + changed + removed > 0 THEN
		DELETE FROM @store@.refresh_print AS p WHERE p.school_year = for_year;
		INSERT INTO @store@.refresh_print (school_year, version, seed, events, stays, registers)
		SELECT for_year, absence_internal.print_version(), f.seed, f.events, f.stays,
			@store@.refresh_register_print(for_year, f.seed)
		FROM pg_temp.refresh_found AS f
		WHERE (SELECT sum(c.students) FROM pg_temp.refresh_school_count AS c) <= cardinality(f.events);
	END IF;

	-- ANALYZE before the views are used again: autovacuum never gets to tables of a few rows,
	-- and the planner takes them for hundreds of rows. The registers are analyzed if more than
	-- a tenth of their keys are new or gone.
	ANALYZE @analyzed@;
	IF 10 * (added + removed) > (SELECT l.registers FROM @store@.refresh_log AS l WHERE l.refresh_id = this_refresh) THEN
		ANALYZE @store@.student_register, @store@.stay_register, @store@.event_account;
	END IF;
	steps := absence_internal.refresh_step(steps, for_year, 'write');

	PERFORM @store@.refresh_account(for_year, this_refresh, policy_now);
	steps := absence_internal.refresh_step(steps, for_year, 'account');

	IF to_regclass('pg_temp.refresh_alert') IS NOT NULL THEN
		found_ms := (steps ->> 'support')::numeric;
		PERFORM @store@.refresh_write_alerts(for_year, this_refresh, today);
		steps := absence_internal.refresh_step(steps, for_year, 'support');
		steps := steps || jsonb_build_object('support', found_ms + (steps ->> 'support')::numeric);
	END IF;

	UPDATE @store@.refresh_log AS l
	SET registers_added = added, registers_changed = changed, registers_removed = removed, verdicts_changed = moved,
		finished_at = clock_timestamp(), step_ms = steps - 'at'
	WHERE l.refresh_id = this_refresh;
	RAISE NOTICE 'school year %: % registers added, % changed, % removed; % verdicts changed', for_year, added, changed, removed, moved;
	PERFORM @store@.refresh_note_changes(for_year);
END
$$;

-- The print of the registers of a school year
CREATE OR REPLACE FUNCTION @store@.refresh_register_print(for_year integer, seed bigint) RETURNS bigint[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT coalesce(absence_internal.print_agg(seed, 1, r.student_id, r.school_id, r.grade, r.register), '{0}')
	FROM @store@.student_register AS r
	WHERE r.school_year = for_year;
END;

-- After a refresh of everything: the students whose prints are as before, but for whom the
-- last refresh had kept something else than this one finds
CREATE OR REPLACE FUNCTION @store@.refresh_print_errors(for_year integer) RETURNS text[]
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN (
	WITH differing AS MATERIALIZED (
		SELECT f.seed, f.differing || B'' AS changes FROM pg_temp.refresh_found AS f
	), stay_before AS (
		SELECT s.student_id, s.school_id, s.entry_date, s.exit_date, s.last_date, s.calendar_code, s.grade, s.homeroom, s.primary_school,
			s.fte, s.alone, s.alone_at_school, s.has_many, s.register, s.event_days
		FROM @store@.stay_register AS s
		WHERE s.school_year = for_year
	), stay_now AS (
		SELECT s.student_id, s.school_id, s.entry_date, s.exit_date, s.last_date, s.calendar_code, s.grade, s.homeroom, s.primary_school,
			s.fte, s.alone, s.alone_at_school, s.has_many, s.register, s.event_days
		FROM pg_temp.refresh_stay AS s
	), account_before AS (
		SELECT a.student_id, a.school_id, a.is_first_school, a.stays, a.stays_void, a.stays_without_calendar, a.events, a.not_used,
			a.repeated, a.unmapped_codes
		FROM @store@.event_account AS a
		WHERE a.school_year = for_year
	), account_now AS (
		SELECT a.student_id, a.school_id, a.is_first_school, a.stays, a.stays_void, a.stays_without_calendar, a.events, a.not_used,
			a.repeated, a.unmapped_codes
		FROM pg_temp.refresh_account AS a
	), doubt_before AS (
		SELECT e.student_id, e.school_id, e.day, e.period, e.code, e.reason, e.has_share
		FROM @store@.event_in_doubt AS e
		WHERE e.school_year = for_year
	), doubt_now AS (
		SELECT e.student_id, e.school_id, e.day, e.period, e.code, e.reason, e.has_share
		FROM pg_temp.refresh_doubt AS e
	), wrong AS (
		SELECT student_id FROM (TABLE stay_before EXCEPT ALL TABLE stay_now) AS s
		UNION
		SELECT student_id FROM (TABLE stay_now EXCEPT ALL TABLE stay_before) AS s
		UNION
		SELECT student_id FROM (TABLE account_before EXCEPT ALL TABLE account_now) AS a
		UNION
		SELECT student_id FROM (TABLE account_now EXCEPT ALL TABLE account_before) AS a
		UNION
		SELECT student_id FROM (TABLE doubt_before EXCEPT ALL TABLE doubt_now) AS e
		UNION
		SELECT student_id FROM (TABLE doubt_now EXCEPT ALL TABLE doubt_before) AS e
		UNION
		-- A register that is wrong in more than complete-through. Which days a register of several
		-- stays has depends on the complete-through of each of their calendars, so it is left out
		-- if one of these has moved.
		SELECT c.student_id
		FROM pg_temp.refresh_change AS c
		WHERE ((c.old IS NULL AND EXISTS (SELECT FROM @store@.student_register AS r WHERE r.school_year = for_year))
			OR c.new IS NULL OR absence_internal.complete_to(c.old, absence.complete_through(c.new)) OPERATOR(absence.<>) c.new)
			AND c.student_id NOT IN (
				SELECT s.student_id
				FROM pg_temp.refresh_stay AS s
				JOIN pg_temp.refresh_moved AS m USING (school_id, calendar_code)
				WHERE NOT s.alone AND m.moved)
	)
	SELECT coalesce(array_agg(w.student_id ORDER BY w.student_id), '{}')
	FROM wrong AS w
	CROSS JOIN differing AS d
	WHERE NOT absence_internal.has_changed(w.student_id, d.seed, d.changes));
END
$$;

-- The number of events, the reasons why some are not used, and what the next refresh
-- compares with
CREATE OR REPLACE FUNCTION @store@.refresh_account(for_year integer, this_refresh bigint, policy_now text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	UPDATE @store@.refresh_log AS l
	SET events_used = l.events - e.not_used, events_not_used = e.by_reason
	FROM (
		SELECT coalesce(sum(n), 0) AS not_used, coalesce(jsonb_object_agg(reason, n), '{}') AS by_reason
		FROM (
			SELECT u.reason, count(*) AS n
			FROM @store@.event_doubt_reason AS u
			WHERE u.school_year = for_year
			GROUP BY u.reason
		) AS r
	) AS e
	WHERE l.refresh_id = this_refresh;

	DELETE FROM @store@.calendar_complete AS c WHERE c.school_year = for_year;
	INSERT INTO @store@.calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_recorded,
		last_session_day, days_cut, days_md5, first_session_day)
	SELECT for_year, c.school_id, c.calendar_code, c.members, c.complete_through, c.last_recorded, c.last_session_day, c.days_cut,
		d.days_md5, d.first_session_day
	FROM pg_temp.refresh_complete AS c
	CROSS JOIN LATERAL (
		SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day) FILTER (WHERE d.day <= c.complete_through)) AS days_md5,
			min(d.day) AS first_session_day
		FROM pg_temp.refresh_calendar AS k
		CROSS JOIN LATERAL absence.days(k.calendar) AS d
		WHERE (k.school_id, k.calendar_code) = (c.school_id, c.calendar_code)
	) AS d;
	DELETE FROM @store@.school_silence AS s WHERE s.school_year = for_year;
	INSERT INTO @store@.school_silence (school_year, school_id, reason, first_day, last_day, session_days)
	SELECT for_year, s.school_id, s.reason, s.first_day, s.last_day, s.session_days
	FROM pg_temp.refresh_silence AS s;
	DELETE FROM @store@.refresh_basis AS b WHERE b.school_year = for_year;
	INSERT INTO @store@.refresh_basis (school_year, school_id, members, events, recorded_days, policy)
	SELECT for_year, c.school_id, c.members, c.events, c.recorded_days, policy_now
	FROM pg_temp.refresh_school_count AS c
	WHERE c.members > 0;
	DELETE FROM @store@.refresh_code AS o
	WHERE o.school_year = for_year AND NOT EXISTS (
		SELECT FROM pg_temp.refresh_code_found AS n
		WHERE (n.school_id, n.code) = (o.school_id, o.code)
			AND (n.mark, n.precedence, n.share) IS NOT DISTINCT FROM (o.mark, o.precedence, o.share));
	INSERT INTO @store@.refresh_code (school_year, school_id, code, mark, precedence, share)
	SELECT for_year, n.school_id, n.code, n.mark, n.precedence, n.share
	FROM pg_temp.refresh_code_found AS n
	ON CONFLICT DO NOTHING;
END
$$;

REVOKE ALL ON FUNCTION @store@.refresh_write(integer, date, boolean, boolean, timestamptz, jsonb),
	@store@.refresh_register_print(integer, bigint), @store@.refresh_print_errors(integer),
	@store@.refresh_account(integer, bigint, text) FROM PUBLIC;
