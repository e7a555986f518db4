
-- close_year, reopen_year

CREATE FUNCTION absence_internal.set_year_state(store name, school_year integer, state text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	year record;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	EXECUTE format('SELECT * FROM %I.school_year_state AS y WHERE y.school_year = $1', store) INTO year USING school_year;
	IF year IS NULL THEN
		RAISE EXCEPTION 'school year % is not in store "%"', school_year, store USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF year.source IS NOT NULL AND year.state <> state THEN
		IF state = 'closed' THEN
			PERFORM absence_internal.must_have_sources(store), absence_internal.copy_source_year(store, school_year);
		ELSE
			PERFORM absence_internal.must_be_source(year.source::name, year.kind, school_year, year.lea_ids);
			EXECUTE format('DELETE FROM %I.closed_enrollment AS e WHERE e.school_year = $1', store) USING school_year;
		END IF;
	END IF;
	EXECUTE format('UPDATE %I.school_year_state AS y SET state = $2 WHERE y.school_year = $1', store) USING school_year, state;
	IF year.source IS NOT NULL AND year.state <> state THEN
		PERFORM absence_internal.lay_sources(store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.set_year_state(name, integer, text) IS 'A step of close_year and reopen_year';

CREATE PROCEDURE absence.close_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence_internal.set_year_state(store, school_year, 'closed');
END;
COMMENT ON PROCEDURE absence.close_year(name, integer) IS 
	'Closes a school year: refresh leaves it unchanged, and its facts can be deleted. Of a year with a source, schools, students, groups and '
	'enrollments are copied into the store';

CREATE PROCEDURE absence.reopen_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence_internal.set_year_state(store, school_year, 'open');
END;
COMMENT ON PROCEDURE absence.reopen_year(name, integer) IS 'Opens a closed school year again';
