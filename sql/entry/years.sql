
-- close_year, reopen_year

CREATE FUNCTION absence_internal.set_year_state(store name, school_year integer, state text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	years integer;
BEGIN
	PERFORM absence_internal.lock_store(store);
	EXECUTE format('UPDATE %I.school_year_state AS y SET state = $2 WHERE y.school_year = $1', store) USING school_year, state;
	GET DIAGNOSTICS years = ROW_COUNT;
	IF years = 0 THEN
		RAISE EXCEPTION 'school year % is not in store "%"', school_year, store USING ERRCODE = 'invalid_parameter_value';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.set_year_state(name, integer, text) IS 'A step of close_year and reopen_year';

CREATE PROCEDURE absence.close_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence_internal.set_year_state(store, school_year, 'closed');
END;
COMMENT ON PROCEDURE absence.close_year(name, integer) IS 'Closes a school year: refresh leaves it unchanged, and its facts can be deleted';

CREATE PROCEDURE absence.reopen_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence_internal.set_year_state(store, school_year, 'open');
END;
COMMENT ON PROCEDURE absence.reopen_year(name, integer) IS 'Opens a closed school year again';
