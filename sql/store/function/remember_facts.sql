-- Keeps what refresh_facts has found of the students who have changed, in the place of what was
-- kept of them.

CREATE OR REPLACE FUNCTION @store@.remember_facts(for_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	seed bigint;
	changes bit varying;
BEGIN
	SELECT f.seed, f.changes || B'' INTO STRICT seed, changes FROM pg_temp.refresh_found AS f;
	DELETE FROM @store@.stay_register AS s
	WHERE s.school_year = for_year AND absence_internal.has_changed(s.student_id, seed, changes);
	INSERT INTO @store@.stay_register (school_year, student_id, school_id, entry_date, exit_date, last_date, calendar_code, grade,
		homeroom, primary_school, fte, alone, alone_at_school, has_many, register, event_days)
	SELECT for_year, s.student_id, s.school_id, s.entry_date, s.exit_date, s.last_date, s.calendar_code, s.grade,
		s.homeroom, s.primary_school, s.fte, s.alone, s.alone_at_school, s.has_many, s.register, s.event_days
	FROM pg_temp.refresh_stay AS s;
	DELETE FROM @store@.event_account AS a
	WHERE a.school_year = for_year AND absence_internal.has_changed(a.student_id, seed, changes);
	INSERT INTO @store@.event_account (school_year, student_id, school_id, is_first_school, stays, stays_void, stays_without_calendar,
		events, not_used, repeated, unmapped_codes)
	SELECT for_year, a.student_id, a.school_id, a.is_first_school, a.stays, a.stays_void, a.stays_without_calendar,
		a.events, a.not_used, a.repeated, a.unmapped_codes
	FROM pg_temp.refresh_account AS a;
	DELETE FROM @store@.event_in_doubt AS d
	WHERE d.school_year = for_year AND absence_internal.has_changed(d.student_id, seed, changes);
	INSERT INTO @store@.event_in_doubt (school_year, student_id, school_id, day, period, code, reason, has_share)
	SELECT for_year, d.student_id, d.school_id, d.day, d.period, d.code, d.reason, d.has_share
	FROM pg_temp.refresh_doubt AS d;
END
$$;

-- For the views of a store that was upgraded: what no refresh has remembered yet of the years
-- of which there are facts. There are no prints of it, so the next refresh of an open year
-- makes it anew.
CREATE OR REPLACE FUNCTION @store@.remember_years() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off
	AS $$
DECLARE
	year integer;
BEGIN
	FOR year IN
		SELECT y.school_year
		FROM @store@.school_year_state AS y
		WHERE y.school_year NOT IN (SELECT s.school_year FROM @store@.stay_register AS s)
			AND EXISTS (SELECT FROM @store@.fact_enrollment AS e WHERE e.school_year = y.school_year)
	LOOP
		PERFORM @store@.refresh_drop_tables(), @store@.refresh_facts(year), @store@.remember_facts(year);
		-- the registers can be of other stays than those that are there now
		UPDATE @store@.stay_register AS s
		SET alone = false
		WHERE s.school_year = year AND s.alone AND s.student_id IN (
			SELECT r.student_id FROM @store@.student_register AS r WHERE r.school_year = year GROUP BY r.student_id HAVING count(*) > 1);
	END LOOP;
	UPDATE @store@.calendar_complete AS c
	SET first_session_day = d.day
	FROM (
		SELECT school_id, school_year, calendar_code, min(day) AS day
		FROM @store@.session_day
		GROUP BY school_id, school_year, calendar_code
	) AS d
	WHERE c.first_session_day IS NULL AND (d.school_id, d.school_year, d.calendar_code) = (c.school_id, c.school_year, c.calendar_code);
END
$$;
COMMENT ON FUNCTION @store@.remember_facts(integer) IS 'Keeps what a refresh has found of the students who have changed';
COMMENT ON FUNCTION @store@.remember_years() IS
	'Keeps what a refresh would find of the school years of which nothing is kept; upgrade_store calls it';
REVOKE ALL ON FUNCTION @store@.remember_facts(integer), @store@.remember_years() FROM PUBLIC;
