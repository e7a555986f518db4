
-- near_the_line: students whose verdict depends on a few days

CREATE FUNCTION absence.near_the_line(store name, days integer DEFAULT 1)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days integer, absent_days double precision,
		absence_rate double precision, band text, chronic boolean, days_to_line integer, as_of date, policy text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF days IS NULL OR days < 0 THEN
		RAISE EXCEPTION 'days must not be null or negative: %', days USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY EXECUTE format('SELECT * FROM %I.students_near_the_line($1)', store) USING days;
END
$$;
COMMENT ON FUNCTION absence.near_the_line(name, integer) IS
	'Students at most this number of days away from the chronic line, on either side: at each school and over the district, '
	'for the day and definition that the settings ask for';
