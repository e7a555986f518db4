
-- sources: the facts of a school year stay where they are
--
-- A source is a schema of this database, of tables, views or foreign tables. The store reads
-- it with its owner's privileges, and writes nothing there. What the views are made of is in
-- sql/internal/source.sql.

CREATE FUNCTION absence.source_columns(kind text DEFAULT 'views')
	RETURNS TABLE (relation text, column_name text, type text, required boolean, unit text, meaning text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_be_source_kind(kind);
	RETURN QUERY
	SELECT s.relation, s.column_name, CASE s.class WHEN 'key' THEN 'text' WHEN 'day' THEN 'date' WHEN 'number' THEN 'numeric' ELSE s.class END,
		s.required, coalesce(own.unit, named.unit),
		coalesce(own.definition, named.definition) || coalesce(CASE WHEN s.fallback IS NOT NULL THEN '; NULL: ' || trim(s.fallback, '''')
			WHEN NOT s.required THEN '; NULL: ' || nullif(coalesce(own.when_null, named.when_null), '') END, '')
	FROM absence_internal.source_column AS s
	LEFT JOIN absence_internal.element_meaning AS own ON (own.table_name, own.column_name) = (s.relation, s.column_name)
	LEFT JOIN absence_internal.element_meaning AS named ON (named.table_name, named.column_name) = ('', s.column_name) AND s.column_name <> ''
	WHERE s.kind = source_columns.kind
	ORDER BY s.position;
END
$$;
COMMENT ON FUNCTION absence.source_columns(text) IS
	'The relations and columns of a source of a kind; an empty column_name is the relation itself. A relation that is not required can be '
	'missing, and is then empty; a column that is not required is then NULL';

CREATE FUNCTION absence_internal.must_be_source_kind(kind text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF kind IS NULL OR kind NOT IN ('views', 'edfi') THEN
		RAISE EXCEPTION 'kind of a source must be views or edfi, not "%"', kind USING ERRCODE = 'invalid_parameter_value';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_source_kind(text) IS 'Raises an error unless it is a kind of source';

CREATE FUNCTION absence.source_check(source name, kind text DEFAULT 'views', school_year integer DEFAULT NULL)
	RETURNS TABLE (severity text, relation text, column_name text, problem text, what_to_do text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_be_source_kind(kind);
	RETURN QUERY
	SELECT p.severity, p.relation, p.column_name, p.problem, p.what_to_do
	FROM absence_internal.source_problems(source, kind, school_year) AS p
	ORDER BY array_position('{error,warning,info}', p.severity), p.position, p.of_rights;
END
$$;
COMMENT ON FUNCTION absence.source_check(name, text, integer) IS
	'What is missing, of another type or unreadable in a schema that is to be a source, as the current role sees it; writes nothing. A row '
	'of severity error keeps it from being a source';

CREATE FUNCTION absence.edfi_tables(standard text DEFAULT NULL) RETURNS SETOF text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF standard <> ALL ('{3.2,3.3,4.0,5.2,6.1}') THEN
		RAISE EXCEPTION 'standard must be 3.2, 3.3, 4.0, 5.2 or 6.1, not "%"', standard USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY
	SELECT s.relation::text
	FROM absence_internal.source_column AS s
	WHERE s.kind = 'edfi' AND s.column_name = '' AND CASE
		WHEN s.relation = 'descriptormapping' THEN coalesce(standard NOT IN ('3.2', '3.3'), true)
		WHEN s.relation LIKE '%parent%' THEN coalesce(standard IN ('3.2', '3.3', '4.0'), true)
		WHEN s.relation LIKE '%contact%' THEN coalesce(standard IN ('5.2', '6.1'), true)
		WHEN s.relation = 'studentsectionattendanceeventclassperiod' THEN coalesce(standard <> '3.2', true)
		WHEN s.relation = 'studentsection504programassociation' THEN coalesce(standard IN ('5.2', '6.1'), true)
		WHEN starts_with(s.relation, 'studentdemographic') THEN coalesce(standard = '6.1', true)
		WHEN starts_with(s.relation, 'studenteducationorganizationassociation') THEN coalesce(standard <> '6.1', true)
			OR s.relation = 'studenteducationorganizationassociation'
		ELSE true END
	ORDER BY s.position;
END
$$;
COMMENT ON FUNCTION absence.edfi_tables(text) IS
	'The tables of an Ed-Fi ODS that a store reads, in a standard or in any: the names for IMPORT FOREIGN SCHEMA ... LIMIT TO';

CREATE FUNCTION absence.set_attendance_from(store name, taken_from text, school_id text DEFAULT NULL, school_year integer DEFAULT NULL,
	periods integer DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(store);
	IF taken_from IS NULL OR taken_from NOT IN ('school', 'homeroom', 'official', 'share') THEN
		RAISE EXCEPTION 'attendance is taken from school, homeroom, official or share, not "%"', taken_from
			USING ERRCODE = 'invalid_parameter_value';
	ELSIF periods < 1 THEN
		RAISE EXCEPTION 'periods of a day must be at least 1, not %', periods USING ERRCODE = 'invalid_parameter_value';
	END IF;
	EXECUTE format('INSERT INTO %I.attendance_from (school_id, school_year, taken_from, periods) VALUES ($1, $2, $3, $4)
		ON CONFLICT (school_id, school_year) DO UPDATE SET (taken_from, periods) = (excluded.taken_from, excluded.periods)', store)
		USING school_id, school_year, taken_from, periods;
END
$$;
COMMENT ON FUNCTION absence.set_attendance_from(name, text, text, integer, integer) IS
	'Sets what the attendance of a school''s days is taken from, in a source that has attendance of sections: school, homeroom, official or '
	'share; for one school or year, or for all';

CREATE FUNCTION absence.add_source(store name, school_year integer, source name, kind text DEFAULT 'views',
	attendance_from text DEFAULT NULL, lea_ids text[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	year record;
	own record;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_laid(store), absence_internal.must_be_source_kind(kind);
	IF school_year IS NULL OR source IS NULL THEN
		RAISE EXCEPTION 'school_year and source must not be NULL' USING ERRCODE = 'null_value_not_allowed';
	ELSIF school_year NOT BETWEEN 1900 AND 2200 THEN
		RAISE EXCEPTION 'school_year must be from 1900 to 2200, not %', school_year USING ERRCODE = 'invalid_parameter_value',
			HINT = 'A school year is named by the year in which it ends.';
	ELSIF lea_ids = '{}' OR array_position(lea_ids, NULL) IS NOT NULL THEN
		RAISE EXCEPTION 'lea_ids must name at least one local education agency, and none may be NULL'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'NULL takes the schools of all of them.';
	ELSIF EXISTS (SELECT FROM pg_attribute AS a
			WHERE a.attrelid = to_regclass(format('%I.store_setting', source)) AND a.attname = 'layout_version') THEN
		RAISE EXCEPTION 'schema "%" is a store and cannot be a source', source USING ERRCODE = 'invalid_parameter_value';
	ELSIF absence_internal.is_distributed(store) THEN
		RAISE EXCEPTION 'store "%" is distributed, and a source cannot be added to it', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Load the rows of the source into the tables of the store, or add the source to a store that is not distributed.';
	END IF;
	EXECUTE format('SELECT * FROM %I.school_year_state AS y WHERE y.school_year = $1', store) INTO year USING school_year;
	IF year.state = 'closed' THEN
		RAISE EXCEPTION 'school year % of store "%" is closed', school_year, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, school_year);
	ELSIF year.source IS NOT NULL THEN
		RAISE EXCEPTION 'school year % of store "%" has source "%"', school_year, store, year.source
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('To take another: SELECT absence.remove_source(%L, %s).', store, school_year);
	END IF;
	PERFORM absence_internal.must_be_source(source, kind, school_year, lea_ids), absence_internal.analyze_source(source, kind);

	EXECUTE format('INSERT INTO %I.school_year_state (school_year, source, kind, lea_ids) VALUES ($1, $2, $3, $4)
		ON CONFLICT (school_year) DO UPDATE SET (source, kind, lea_ids) = (excluded.source, excluded.kind, excluded.lea_ids)', store)
		USING school_year, source, kind, lea_ids;
	IF attendance_from IS NOT NULL THEN
		PERFORM absence.set_attendance_from(store, attendance_from, NULL, school_year);
	END IF;
	PERFORM absence_internal.lay_sources(store), absence_internal.keep_grants(store);

	EXECUTE format('SELECT (SELECT count(*) FROM %1$I.enrollment AS e WHERE e.school_year = $1) AS stays,
		(SELECT count(*) FROM %1$I.attendance_event AS e WHERE e.school_year = $1) AS events', store) INTO own USING school_year;
	IF own.stays > 0 OR own.events > 0 THEN
		RAISE WARNING 'tables enrollment and attendance_event of store "%" have % and % rows of school year %', store, own.stays, own.events,
			school_year
			USING HINT = 'They count beside those of the source. Delete those that the source has too.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.add_source(name, integer, name, text, text, text[]) IS
	'Takes the facts of a school year from a schema of this database, which is only read. Rows of the store''s own tables come before those '
	'of the source, or count beside them; with lea_ids, only the schools of these local education agencies are taken';

CREATE FUNCTION absence.remove_source(store name, school_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	years integer;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_laid(store);
	EXECUTE format('UPDATE %I.school_year_state AS y SET source = NULL, kind = ''native'', lea_ids = NULL
		WHERE y.school_year = $1 AND y.source IS NOT NULL', store) USING school_year;
	GET DIAGNOSTICS years = ROW_COUNT;
	IF years = 0 THEN
		RAISE EXCEPTION 'school year % of store "%" has no source', school_year, store USING ERRCODE = 'invalid_parameter_value';
	END IF;
	PERFORM absence_internal.lay_sources_again(store);
END
$$;
COMMENT ON FUNCTION absence.remove_source(name, integer) IS
	'Takes a school year''s source away from a store; registers and the store''s own facts stay. Close the year first to keep its names';

CREATE FUNCTION absence.suspend_sources(store name DEFAULT 'attendance') RETURNS TABLE (school_year integer, source name)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_laid(store);
	-- after DROP ... CASCADE of a source there is nothing to take away
	IF to_regclass(format('%I.fact_enrollment', store)) IS NOT NULL THEN
		PERFORM absence_internal.keep_grants(store), absence_internal.lay_sources(store, false);
	END IF;
	RETURN QUERY EXECUTE format('SELECT y.school_year, y.source::name FROM %I.school_year_state AS y
		WHERE y.source IS NOT NULL AND y.state = ''open'' ORDER BY y.school_year', store);
END
$$;
COMMENT ON FUNCTION absence.suspend_sources(name) IS
	'Drops the views of a store that read its sources, so that the tables of a source can be changed or dropped; returns the sources of open '
	'school years. The store answers, but is not refreshed until resume_sources';

CREATE FUNCTION absence.resume_sources(store name DEFAULT 'attendance') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	sourced record;
	part text;
	before oid[];
	granted jsonb;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_laid(store);
	FOR sourced IN EXECUTE format('SELECT y.source::name AS source, y.kind, y.school_year, y.lea_ids FROM %I.school_year_state AS y
		WHERE y.source IS NOT NULL AND y.state = ''open'' ORDER BY y.school_year', store)
	LOOP
		PERFORM absence_internal.must_be_source(sourced.source, sourced.kind, sourced.school_year, sourced.lea_ids),
			absence_internal.analyze_source(sourced.source, sourced.kind);
	END LOOP;
	-- what was dropped with a source is laid again
	IF EXISTS (SELECT FROM absence_internal.store_relation AS r
			WHERE r.kind <> 'table' AND to_regclass(format('%I.%I', store, r.relation)) IS NULL) THEN
		before := ARRAY(SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = to_regnamespace(quote_ident(store))
			UNION ALL SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = to_regnamespace(quote_ident(store)));
		FOR part IN SELECT d.ddl FROM absence_internal.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
			EXECUTE part;
		END LOOP;
		PERFORM absence_internal.lay_sources(store), absence_internal.lay_kept_answers(store);
		FOR part IN SELECT d FROM absence_internal.comment_ddl(store) AS d LOOP
			EXECUTE part;
		END LOOP;
		EXECUTE format('SELECT jsonb_agg(jsonb_build_object(''relation'', g.relation, ''column_name'', g.column_name, ''routine'', g.routine,
			''role'', g.role_name, ''ddl'', g.ddl)) FROM %I.laid_grant AS g
			WHERE g.role_name IS NULL OR EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = g.role_name)', store) INTO granted;
		PERFORM absence_internal.regrant_laid(store, coalesce(granted, '[]'), before), absence_internal.regrant_readers(store);
	ELSE
		PERFORM absence_internal.lay_sources(store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.resume_sources(name) IS
	'Lays the views of a store that read its sources again: after suspend_sources, and after DROP ... CASCADE of a source, with the '
	'privileges that were granted on them';

-- As above, but if a source is not there, the others are laid neither, and the store does
-- without them until resume_sources.
CREATE FUNCTION absence_internal.lay_sources_again(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	sourced record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR sourced IN EXECUTE format('SELECT y.source::name AS source, y.kind, y.school_year, y.lea_ids FROM %I.school_year_state AS y
		WHERE y.source IS NOT NULL AND y.state = ''open'' ORDER BY y.school_year', store)
	LOOP
		IF EXISTS (SELECT FROM absence_internal.source_problems(sourced.source, sourced.kind, sourced.school_year, sourced.lea_ids) AS p
				WHERE p.severity = 'error') THEN
			PERFORM absence_internal.lay_sources(store, false);
			RAISE WARNING 'source "%" of school year % cannot be read, and the sources of store "%" are suspended', sourced.source,
				sourced.school_year, store
				USING HINT = format('When it is there again: SELECT absence.resume_sources(%L).', store);
			RETURN;
		END IF;
	END LOOP;
	PERFORM absence_internal.lay_sources(store);
END
$$;
COMMENT ON FUNCTION absence_internal.lay_sources_again(name) IS
	'Lays the views of a store that read its sources, or suspends them with a warning; a step of upgrade_store and remove_source';
