
-- refresh: brings registers and kept answers up to date

CREATE FUNCTION absence_internal.years_to_refresh(store name, school_year integer) RETURNS SETOF integer
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_state text;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	IF NOT EXISTS (SELECT FROM pg_attribute AS a
			WHERE a.attrelid = to_regclass(format('%I.student_register', store)) AND a.attname = 'register') THEN
		RAISE EXCEPTION 'store "%" has lost its registers, because the extension was created after it', store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('To make what is missing: SELECT absence.upgrade_store(%L).', store);
	END IF;
	PERFORM absence_internal.must_have_sources(store);
	IF school_year IS NOT NULL THEN
		EXECUTE format('SELECT %I.state_of_year($1)', store) INTO found_state USING school_year;
		IF found_state IS NULL THEN
			RAISE EXCEPTION 'school year % is not in store "%"', school_year, store
				USING ERRCODE = 'invalid_parameter_value';
		ELSIF found_state = 'closed' THEN
			RAISE EXCEPTION 'school year % of store "%" is closed', school_year, store
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, school_year);
		END IF;
	END IF;
	RETURN QUERY EXECUTE format('SELECT y FROM %I.years_to_refresh($1) AS y', store) USING school_year;
END
$$;
COMMENT ON FUNCTION absence_internal.years_to_refresh(name, integer) IS 'The open school years that a refresh of a store covers';

-- Today in the store's time zone, and the day a refresh counts as today
CREATE FUNCTION absence_internal.store_today(store name) RETURNS date
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	today date;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT (now() AT TIME ZONE s.time_zone)::date FROM %I.store_setting AS s', store) INTO STRICT today;
	RETURN today;
END
$$;
COMMENT ON FUNCTION absence_internal.store_today(name) IS 'Today in the time zone of a store';

-- The planner has no statistics of tables that were just loaded for the first time. For
-- a school year that is new in a table, it expects no rows, and chooses nested loops over
-- a whole district.
CREATE FUNCTION absence_internal.analyze_new_years(store name, years integer[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_table name;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR new_table IN
		SELECT c.relname FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p')
			AND c.relname <> 'staff_school'		-- only functions that grant lock it, and they do so first
			AND (c.reltuples < 0
				OR EXISTS (SELECT FROM absence_internal.store_relation AS r WHERE r.relation = c.relname AND r.loader = 'writes')
					AND pg_stat_get_mod_since_analyze(c.oid) + pg_stat_get_xact_tuples_inserted(c.oid) > 0
					AND EXISTS (SELECT FROM pg_stats AS s
						WHERE (s.schemaname, s.tablename, s.attname) = (store, c.relname, 'school_year')
							AND NOT years <@ s.most_common_vals::text::integer[]))
		ORDER BY c.relname
	LOOP
		EXECUTE format('ANALYZE %I.%I', store, new_table);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.analyze_new_years(name, integer[]) IS
	'Analyzes the tables of a store that have never been analyzed, and those in which one of these school years is new since then';

-- Notes how long a step of a refresh took, for the log, and reports it
CREATE FUNCTION absence_internal.refresh_step(steps jsonb, school_year integer, step text, ended_at timestamptz) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	ms numeric := round(1000 * extract(epoch FROM ended_at - (steps ->> 'at')::timestamptz));
BEGIN
	RAISE NOTICE 'school year %: % in % ms', school_year, step, ms;
	RETURN steps || jsonb_build_object(step, ms, 'at', ended_at);
END
$$;
COMMENT ON FUNCTION absence_internal.refresh_step(jsonb, integer, text, timestamptz) IS
	'Adds the duration of a finished step, in ms, to the steps of a refresh, and reports it in a notice';

CREATE FUNCTION absence_internal.refresh_step(steps jsonb, school_year integer, step text) RETURNS jsonb
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT absence_internal.refresh_step(steps, school_year, step, clock_timestamp());
END;
COMMENT ON FUNCTION absence_internal.refresh_step(jsonb, integer, text) IS 'The same, for a step that ends now';

CREATE FUNCTION absence.refresh_check(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL)
	RETURNS TABLE (refused_year integer, school_id text, reason text, detail text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	AS $$
DECLARE
	years integer[];
	year integer;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	years := ARRAY(SELECT y FROM absence_internal.years_to_refresh(store, school_year) AS y);
	PERFORM absence_internal.analyze_new_years(store, years);
	FOREACH year IN ARRAY years LOOP
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) USING year, today;
		RETURN QUERY EXECUTE format('SELECT * FROM %I.refresh_reason($1)', store) USING year;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.refresh_check(name, integer, date) IS
	'The reasons for which a refresh would be refused, as rows; writes nothing';

-- The settings of the session are ignored, because they must not change what is stored.
CREATE PROCEDURE absence.refresh(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL,
	force boolean DEFAULT false, everything boolean DEFAULT false)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	AS $$
DECLARE
	years integer[];
	year integer;
	reasons text;
	gone boolean;
	began timestamptz;
	steps jsonb;
	is_distributed constant boolean := absence_internal.is_distributed(store);
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store), absence_internal.revoke_unfiltered(store);
	years := ARRAY(SELECT y FROM absence_internal.years_to_refresh(store, school_year) AS y);
	PERFORM absence_internal.analyze_new_years(store, years);
	FOREACH year IN ARRAY years LOOP
		began := clock_timestamp();
		EXECUTE format('INSERT INTO %I.school_year_state (school_year) VALUES ($1) ON CONFLICT DO NOTHING', store) USING year;
		EXECUTE format('SELECT %I.refresh_compute($1, $2, $3)', store) INTO steps USING year, today, coalesce(everything, false);
		EXECUTE format('SELECT * FROM %I.refresh_refusal($1)', store) INTO reasons, gone USING year;
		IF reasons IS NOT NULL AND (gone OR NOT force) THEN
			RAISE EXCEPTION 'refresh of school year % of store "%" is refused', year, store
				USING ERRCODE = 'UA001', DETAIL = reasons,
					HINT = CASE
						WHEN gone THEN format('A refresh never deletes a year. To keep it as it is: CALL absence.close_year(%L, %s).', store, year)
						ELSE format('If the facts are right, CALL absence.refresh(%L, %s, force => true).', store, year) END;
		END IF;
		PERFORM absence_internal.take_support(store, year);
		steps := absence_internal.refresh_step(steps, year, 'check');
		EXECUTE format('SELECT %I.refresh_write($1, $2, $3, $4, $5, $6)', store)
			USING year, coalesce(today, absence_internal.store_today(store)), coalesce(force, false), coalesce(everything, false), began,
				steps;
		IF is_distributed THEN
			PERFORM absence_internal.copy_registers(store, year, coalesce(everything, false));
		END IF;
	END LOOP;

	began := clock_timestamp();
	PERFORM absence_internal.keep_answers(store, everything AND refresh.school_year IS NULL), absence_internal.keep_grants(store);
	IF year IS NOT NULL THEN
		steps := absence_internal.refresh_step(jsonb_build_object('at', began), year, 'answers') - 'at';
		EXECUTE format('SELECT %I.refresh_finished($1)', store) USING steps;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.refresh(name, integer, date, boolean, boolean) IS
	'Brings the registers of a store''s open school years up to date: those of the students whose facts have changed, or with everything '
	'those of every student; refuses an extract that looks empty or wrong unless forced';
