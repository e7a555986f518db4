-- A refresh of one school year, as of today. refresh_compute computes everything into
-- temporary tables and changes nothing else, step by step: refresh_facts,
-- refresh_complete_through, refresh_registers, refresh_alerts. refresh_reason says why not to write the
-- result, and refresh_write writes it. absence.refresh calls them.

CREATE OR REPLACE FUNCTION @store@.refresh_compute(for_year integer, today date DEFAULT NULL, everything boolean DEFAULT false)
	RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off	-- a merge join would sort by long keys
	SET default_statistics_target = 10	-- of the temporary tables only the numbers of rows and keys matter
	SET jit = off
	AS $$
DECLARE
	steps jsonb := jsonb_build_object('at', clock_timestamp());
BEGIN
	PERFORM @store@.refresh_drop_tables(), @store@.refresh_facts(for_year, everything);
	steps := absence_internal.refresh_step(steps, for_year, 'prints', (SELECT f.printed_at FROM pg_temp.refresh_found AS f));
	steps := absence_internal.refresh_step(steps, for_year, 'fold');
	PERFORM @store@.refresh_complete_through(for_year, today);
	steps := absence_internal.refresh_step(steps, for_year, 'complete_through');
	PERFORM @store@.refresh_registers(for_year);
	steps := absence_internal.refresh_step(steps, for_year, 'registers');
	IF @store@.refresh_alerts(for_year, everything) THEN
		steps := absence_internal.refresh_step(steps, for_year, 'support');
	END IF;
	RETURN steps;
END
$$;

-- Drops the temporary tables of an earlier refresh in the same transaction.
CREATE OR REPLACE FUNCTION @store@.refresh_drop_tables() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	temp_table name;
BEGIN
	FOREACH temp_table IN ARRAY '{refresh_calendar,refresh_code_found,refresh_found,refresh_stay,refresh_account,refresh_doubt,
			refresh_several,refresh_calendar_member,refresh_calendar_day,refresh_school_day,refresh_district,refresh_school,
			refresh_complete,refresh_school_count,refresh_silence,refresh_moved,refresh_stay_several,refresh_register,
			refresh_change,refresh_code_change,refresh_rule,refresh_alert_basis,refresh_looked,refresh_crossing,refresh_old,refresh_match,
			refresh_pair,refresh_alert,refresh_lost}'::name[]
	LOOP
		IF to_regclass('pg_temp.' || temp_table) IS NOT NULL THEN
			EXECUTE format('DROP TABLE pg_temp.%I', temp_table);
		END IF;
	END LOOP;
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
REVOKE ALL ON FUNCTION @store@.refresh_compute(integer, date, boolean), @store@.refresh_complete_through(integer, date),
	@store@.refresh_finished(jsonb), @store@.refresh_drop_tables() FROM PUBLIC;
