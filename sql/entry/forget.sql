
-- forget_student, forget_support: what a district no longer wants to know
--
-- A refresh deletes nothing of it. How long it is kept is for the district to say. The
-- queries are in sql/store/function/forget.sql.

CREATE FUNCTION absence.forget_student(store name, student_id text) RETURNS TABLE (relation text, rows integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	removed jsonb;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF student_id IS NULL THEN
		RAISE EXCEPTION 'student_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	EXECUTE format('SELECT %I.forget_one($1)', store) INTO removed USING student_id;
	PERFORM absence_internal.keep_answers(store);
	RETURN QUERY SELECT r.key, r.value::integer FROM jsonb_each(removed) AS r ORDER BY r.key COLLATE "C";
END
$$;
COMMENT ON FUNCTION absence.forget_student(name, text) IS
	'Removes a student''s names, birth date, contacts, barriers, outreach, supports, decisions and alerts from a store, and the student''s '
	'rows from certifications and verdict_change; enrollments, attendance and counts stay. Returns the rows by table, which forget_log keeps';

CREATE FUNCTION absence.forget_support(store name, before_year integer) RETURNS TABLE (relation text, rows integer)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	removed jsonb;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF before_year IS NULL THEN
		RAISE EXCEPTION 'before_year must not be null'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'Give the first school year of which everything stays.';
	ELSIF before_year NOT BETWEEN 1900 AND 2200 THEN
		RAISE EXCEPTION 'before_year must be a school year from 1900 to 2200, not %', before_year USING ERRCODE = 'invalid_parameter_value';
	END IF;
	EXECUTE format('SELECT %I.forget_years($1)', store) INTO removed USING before_year;
	PERFORM absence_internal.keep_answers(store);
	RETURN QUERY SELECT r.key, r.value::integer FROM jsonb_each(removed) AS r ORDER BY r.key COLLATE "C";
END
$$;
COMMENT ON FUNCTION absence.forget_support(name, integer) IS
	'Removes barriers, outreach, supports, decisions and alerts of the closed school years before one from a store. '
	'Returns the rows by table, which forget_log keeps';
