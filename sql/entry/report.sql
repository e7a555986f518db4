
-- school_report, student_report, district_report: pages for people
--
-- A report runs with the privileges of its caller. It asks the views of the store, or the
-- kept answers where the caller may read them and no other day or definition is asked for.

-- The rows of a view, or of its kept answers, of one school and year. The type of the first
-- argument names the view, so that it is found after the schema is renamed.
CREATE FUNCTION absence_internal.report_rows(view_row anyelement, kept boolean, for_school text DEFAULT NULL, for_year integer DEFAULT NULL,
		for_student text DEFAULT NULL) RETURNS SETOF anyelement
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	relation regclass;
	latest regclass;
BEGIN
	SELECT c.oid, to_regclass(format('%I.%I', c.relnamespace::regnamespace, 'latest_' || c.relname)) INTO STRICT relation, latest
	FROM pg_type AS t JOIN pg_class AS c ON c.oid = t.typrelid
	WHERE t.oid = pg_typeof(view_row);
	IF kept AND has_table_privilege(latest, 'SELECT') THEN
		relation := latest;
	END IF;
	RETURN QUERY EXECUTE format('SELECT * FROM %s AS r WHERE true', relation)
			|| CASE WHEN for_school IS NOT NULL THEN ' AND r.school_id = $1' ELSE '' END
			|| CASE WHEN for_year IS NOT NULL THEN ' AND r.school_year = $2' ELSE '' END
			|| CASE WHEN for_student IS NOT NULL THEN ' AND r.student_id = $3' ELSE '' END
		USING for_school, for_year, for_student;
END
$$;
COMMENT ON FUNCTION absence_internal.report_rows(anyelement, boolean, text, integer, text) IS
	'The rows of a view of a store, or with true of latest_X if the caller may read it, of a school, a year or a student; '
	'the type of the first argument names the view';

-- The open errors of a school and year, by reason; NULL if the caller does not read them.
-- Only the reasons that are errors of a school are asked for, by name, so that the planner
-- leaves out the parts of the view that look for others. They are those that reports have
-- words for.
CREATE FUNCTION absence_internal.report_errors(view_row anyelement, for_school text, for_year integer) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	relation regclass;
	reasons text[] := ARRAY(
		SELECT substr(t.key, 7) FROM absence.report_text AS t WHERE t.language = 'en' AND starts_with(t.key, 'error ') ORDER BY t.key);
	errors jsonb;
BEGIN
	SELECT t.typrelid INTO STRICT relation FROM pg_type AS t WHERE t.oid = pg_typeof(view_row);
	IF has_table_privilege(relation, 'SELECT') THEN
		EXECUTE format('SELECT coalesce(jsonb_agg(e ORDER BY e.reason COLLATE "C"), ''[]'')
			FROM (
				SELECT i.reason, sum(i.occurrences) AS occurrences
				FROM %s AS i
				WHERE i.school_id = $1 AND i.school_year = $2 AND i.reason = ANY ($3) AND i.severity = ''error''
				GROUP BY i.reason
			) AS e', relation)
		INTO errors USING for_school, for_year, reasons;
	END IF;
	RETURN errors;
END
$$;
COMMENT ON FUNCTION absence_internal.report_errors(anyelement, text, integer) IS
	'The open errors of a school and year in view data_issue, by reason; NULL if the caller may not read it; the type of the first argument '
	'names the view';

-- What a function of a store gathers for a report, for a day and definition, as X_at()
-- does. sees is what the report may show of students: nothing for NULL, student, or team
-- with what is done for them.
CREATE FUNCTION absence_internal.report_data(store name, call text, as_of date, policy text, for_id text, since date,
	for_team boolean) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
	sees text;
	data jsonb;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	-- not all readers can read the settings
	PERFORM absence_internal.layout_of(store) WHERE has_table_privilege(format('%I.store_setting', store), 'SELECT');
	IF NOT isfinite(as_of) THEN
		RAISE EXCEPTION 'as_of must be a day, not %', as_of USING ERRCODE = 'datetime_field_overflow';
	END IF;
	sees := CASE WHEN for_team AND has_table_privilege(format('%I.monday_list', store), 'SELECT') THEN 'team'
		WHEN has_table_privilege(format('%I.watch_list', store), 'SELECT') THEN 'student' END;
	PERFORM set_config('absence.as_of', coalesce(as_of::text, ''), true), set_config('absence.policy', coalesce(policy, ''), true);
	EXECUTE format('SELECT %I.%I($1, $2, $3, $4)', store, call) INTO data USING for_id, as_of IS NULL AND policy IS NULL, sees, since;
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
	RETURN data;
END
$$;
COMMENT ON FUNCTION absence_internal.report_data(name, text, date, text, text, date, boolean) IS
	'What a function of a store gathers for a report, for a day and definition; for_team is whether the report shows what is done for '
	'students, if the caller may see it';

CREATE FUNCTION absence.school_report(store name, school_id text, as_of date DEFAULT NULL, policy text DEFAULT NULL,
	since date DEFAULT NULL,
		language text DEFAULT 'en') RETURNS text
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	data jsonb;
	texts jsonb;
BEGIN
	IF store IS NULL OR school_id IS NULL THEN
		RAISE EXCEPTION 'store and school_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	data := absence_internal.report_data(store, 'school_report_rows', as_of, policy, school_id, since, true);
	IF data IS NULL THEN
		RAISE EXCEPTION 'store "%" has no figures of school "%" that role "%" may see', store, school_id, current_user
			USING ERRCODE = 'no_data_found', HINT = 'The schools that a role sees are in view school_absence.';
	END IF;
	EXECUTE format('SELECT %I.report_texts($1)', store) INTO texts USING language;
	RETURN absence_internal.school_page(data, absence.report_words(language, texts), coalesce(since,
		(data -> 'school' ->> 'as_of')::date - 7));
END
$$;
COMMENT ON FUNCTION absence.school_report(name, text, date, text, date, text) IS
	'The report of a school as one HTML document: a page of figures without names, and for readers who see students a page of at most 25 '
	'students; as of a day and under a definition, NULL is the store''s own; since is the day from which what is new is marked, a week '
	'before by default';

CREATE FUNCTION absence.student_report(store name, student_id text, audience text DEFAULT 'family', as_of date DEFAULT NULL,
	policy text DEFAULT NULL, language text DEFAULT 'en') RETURNS text
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	data jsonb;
	texts jsonb;
BEGIN
	IF store IS NULL OR student_id IS NULL THEN
		RAISE EXCEPTION 'store and student_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM absence_internal.must_trust_store(store);
	IF audience IS NULL OR audience NOT IN ('family', 'team') THEN
		RAISE EXCEPTION 'audience of a report must be family or team, not "%"', audience USING ERRCODE = 'invalid_parameter_value';
	END IF;
	data := absence_internal.report_data(store, 'student_report_rows', as_of, policy, student_id, NULL, audience = 'team');
	IF data IS NULL THEN
		RAISE EXCEPTION 'store "%" has no figures of student "%" that role "%" may see', store, student_id, current_user
			USING ERRCODE = 'no_data_found', HINT = 'The students that a role sees are in view district_student_absence.';
	END IF;
	EXECUTE format('SELECT %I.report_texts($1)', store) INTO texts USING language;
	RETURN absence_internal.student_page(data, absence.report_words(language, texts), audience);
END
$$;
COMMENT ON FUNCTION absence.student_report(name, text, text, date, text, text) IS
	'The report of a student as one HTML document: figures, the year as a calendar, what was recorded and how it counts; for the family or '
	'for the team; as of a day and under a definition, NULL is the store''s own';

CREATE FUNCTION absence.district_report(store name, as_of date DEFAULT NULL, policy text DEFAULT NULL,
	language text DEFAULT 'en') RETURNS text
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	data jsonb;
	texts jsonb;
BEGIN
	IF store IS NULL THEN
		RAISE EXCEPTION 'store must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	data := absence_internal.report_data(store, 'district_report_rows', as_of, policy, NULL, NULL, false);
	IF data IS NULL THEN
		RAISE EXCEPTION 'store "%" has no figures that role "%" may see', store, current_user USING ERRCODE = 'no_data_found';
	END IF;
	EXECUTE format('SELECT %I.report_texts($1)', store) INTO texts USING language;
	RETURN absence_internal.district_page(data, absence.report_words(language, texts));
END
$$;
COMMENT ON FUNCTION absence.district_report(name, date, text, text) IS
	'The report of a district as one HTML document: the chronic rate of each school with its interval, by school level in the order of names; '
	'as of a day and under a definition, NULL is the store''s own';
