
-- source: the facts of a school year that stay where they are
--
-- A source is a schema with relations of the names and columns of the store's fact tables:
-- tables, views, partitioned or foreign tables. absence.add_source() lays a view
-- from_YEAR_RELATION for each of them, which casts its columns and has the school year as a
-- constant, so that the planner leaves it out of a query of another year. The views
-- fact_RELATION of the store, which all its other views and functions read, are laid anew:
--
-- school, student          the own row of the store comes before those of sources, the row of a
--                          later year before that of an earlier one
-- calendar, calendar_grade,
-- calendar_event_kind      likewise
-- attendance_code          an own row comes before those of sources that are for no more schools
--                          and years
-- student_group            the own rows, and those of the latest source that has the student
-- the others               the rows of all
--
-- What close_year has copied comes last. The queries are dynamic, because the relations of a
-- source vary.

CREATE TABLE absence_internal.source_column (
	position integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind text COLLATE "C" NOT NULL,
	relation text COLLATE "C" NOT NULL,
	column_name text COLLATE "C" NOT NULL,
	class text COLLATE "C" CHECK (class IN ('key', 'text', 'day', 'integer', 'number', 'boolean')),
	required boolean NOT NULL,
	is_key boolean NOT NULL DEFAULT false,
	fallback text,
	UNIQUE (kind, relation, column_name)
);

COMMENT ON TABLE absence_internal.source_column IS
	'What a source of each kind has; a row with an empty column_name is for the relation; read-only';
COMMENT ON COLUMN absence_internal.source_column.position IS 'Place in the list';
COMMENT ON COLUMN absence_internal.source_column.kind IS 'Kind of source';
COMMENT ON COLUMN absence_internal.source_column.relation IS 'Table or view of the source';
COMMENT ON COLUMN absence_internal.source_column.column_name IS 'Column; empty for the relation itself';
COMMENT ON COLUMN absence_internal.source_column.class IS 'The types that the column can have; NULL for a relation';
COMMENT ON COLUMN absence_internal.source_column.required IS
	'Whether the source must have the relation, or the relation the column';
COMMENT ON COLUMN absence_internal.source_column.is_key IS
	'Whether the column is of the key by which the rows of the relation are told apart';
COMMENT ON COLUMN absence_internal.source_column.fallback IS
	'What a missing column, or NULL in it, stands for, as an expression; NULL is NULL';
COMMENT ON SEQUENCE absence_internal.source_column_position_seq IS 'Places in the list of source_column';

INSERT INTO absence_internal.source_column (kind, relation, column_name, class, required, is_key, fallback) VALUES
	('views', 'school', '', NULL, true, false, NULL),
	('views', 'school', 'school_id', 'key', true, true, NULL),
	('views', 'school', 'name', 'text', true, false, NULL),
	('views', 'school', 'school_level', 'key', false, false, NULL),
	('views', 'school', 'lea_id', 'key', false, false, NULL),
	('views', 'school', 'state_lea_id', 'key', false, false, NULL),
	('views', 'school', 'state_school_id', 'key', false, false, NULL),
	('views', 'school', 'nces_school_id', 'key', false, false, NULL),
	('views', 'school', 'reporting', 'key', false, false, '''exception'''),
	('views', 'school', 'federally_reported', 'boolean', false, false, 'true'),
	('views', 'student', '', NULL, false, false, NULL),
	('views', 'student', 'student_id', 'key', true, true, NULL),
	('views', 'student', 'state_student_id', 'key', false, false, NULL),
	('views', 'student', 'last_name', 'text', false, false, NULL),
	('views', 'student', 'first_name', 'text', false, false, NULL),
	('views', 'student', 'birth_date', 'day', false, false, NULL),
	('views', 'student_group', '', NULL, false, false, NULL),
	('views', 'student_group', 'student_id', 'key', true, false, NULL),
	('views', 'student_group', 'kind', 'key', true, false, NULL),
	('views', 'student_group', 'value', 'key', true, false, NULL),
	('views', 'student_group', 'begin_date', 'day', false, false, NULL),
	('views', 'student_group', 'end_date', 'day', false, false, NULL),
	('views', 'calendar', '', NULL, true, false, NULL),
	('views', 'calendar', 'school_id', 'key', true, true, NULL),
	('views', 'calendar', 'school_year', 'integer', true, true, NULL),
	('views', 'calendar', 'calendar_code', 'key', true, true, NULL),
	('views', 'calendar', 'calendar_type', 'key', false, false, '''School'''),
	('views', 'calendar', 'day_minutes', 'integer', false, false, NULL),
	('views', 'calendar', 'periods', 'integer', false, false, NULL),
	('views', 'calendar_grade', '', NULL, false, false, NULL),
	('views', 'calendar_grade', 'school_id', 'key', true, true, NULL),
	('views', 'calendar_grade', 'school_year', 'integer', true, true, NULL),
	('views', 'calendar_grade', 'calendar_code', 'key', true, true, NULL),
	('views', 'calendar_grade', 'grade', 'key', true, true, NULL),
	('views', 'calendar_day', '', NULL, true, false, NULL),
	('views', 'calendar_day', 'school_id', 'key', true, false, NULL),
	('views', 'calendar_day', 'school_year', 'integer', true, false, NULL),
	('views', 'calendar_day', 'calendar_code', 'key', true, false, NULL),
	('views', 'calendar_day', 'day', 'day', true, false, NULL),
	('views', 'calendar_day', 'event', 'key', false, false, '''Instructional day'''),
	('views', 'calendar_day', 'minutes', 'integer', false, false, NULL),
	('views', 'calendar_day', 'periods', 'integer', false, false, NULL),
	('views', 'enrollment', '', NULL, true, false, NULL),
	('views', 'enrollment', 'student_id', 'key', true, false, NULL),
	('views', 'enrollment', 'school_id', 'key', true, false, NULL),
	('views', 'enrollment', 'school_year', 'integer', true, false, NULL),
	('views', 'enrollment', 'entry_date', 'day', true, false, NULL),
	('views', 'enrollment', 'exit_date', 'day', false, false, NULL),
	('views', 'enrollment', 'grade', 'key', false, false, NULL),
	('views', 'enrollment', 'calendar_code', 'key', false, false, NULL),
	('views', 'enrollment', 'entry_type', 'key', false, false, NULL),
	('views', 'enrollment', 'exit_type', 'key', false, false, NULL),
	('views', 'enrollment', 'enrollment_type', 'key', false, false, NULL),
	('views', 'enrollment', 'primary_school', 'boolean', false, false, NULL),
	('views', 'enrollment', 'fte', 'number', false, false, NULL),
	('views', 'enrollment', 'homeroom', 'key', false, false, NULL),
	('views', 'attendance_event', '', NULL, true, false, NULL),
	('views', 'attendance_event', 'student_id', 'key', true, false, NULL),
	('views', 'attendance_event', 'school_id', 'key', true, false, NULL),
	('views', 'attendance_event', 'school_year', 'integer', true, false, NULL),
	('views', 'attendance_event', 'day', 'day', true, false, NULL),
	('views', 'attendance_event', 'period', 'key', false, false, NULL),
	('views', 'attendance_event', 'code', 'key', true, false, NULL),
	('views', 'attendance_event', 'portion', 'number', false, false, NULL),
	('views', 'attendance_event', 'missed', 'number', false, false, NULL),
	('views', 'attendance_event', 'held', 'number', false, false, NULL),
	('views', 'attendance_event', 'reason', 'text', false, false, NULL),
	('views', 'attendance_taken', '', NULL, false, false, NULL),
	('views', 'attendance_taken', 'school_id', 'key', true, false, NULL),
	('views', 'attendance_taken', 'day', 'day', true, false, NULL),
	('views', 'attendance_taken', 'calendar_code', 'key', false, false, NULL),
	('views', 'calendar_event_kind', '', NULL, false, false, NULL),
	('views', 'calendar_event_kind', 'event', 'key', true, true, NULL),
	('views', 'calendar_event_kind', 'kind', 'key', true, false, NULL),
	('views', 'attendance_code', '', NULL, false, false, NULL),
	('views', 'attendance_code', 'code', 'key', true, true, NULL),
	('views', 'attendance_code', 'school_id', 'key', false, true, NULL),
	('views', 'attendance_code', 'school_year', 'integer', false, true, NULL),
	('views', 'attendance_code', 'mark', 'key', true, false, NULL),
	('views', 'attendance_code', 'portion', 'number', false, false, NULL),
	('views', 'attendance_code', 'precedence', 'integer', false, false, NULL),
	('views', 'attendance_code', 'description', 'text', false, false, NULL);

GRANT SELECT ON absence_internal.source_column TO PUBLIC;

-- The type beneath domains
CREATE FUNCTION absence_internal.base_type(type oid) RETURNS oid
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	WITH RECURSIVE beneath AS (
		SELECT t.oid, t.typbasetype FROM pg_type AS t WHERE t.oid = type
		UNION ALL
		SELECT t.oid, t.typbasetype FROM beneath AS b JOIN pg_type AS t ON t.oid = b.typbasetype
	)
	SELECT oid FROM beneath WHERE typbasetype = 0
$$;
COMMENT ON FUNCTION absence_internal.base_type(oid) IS 'The type itself, or of a domain the type beneath it';

-- A day that is not the beginning of a day: the time says that it needs a thought about the
-- time zone.
CREATE FUNCTION absence_internal.not_a_day(value timestamp, column_name text) RETURNS date
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
BEGIN
	RAISE EXCEPTION 'column % of a source has a time of day: %', column_name, value
		USING ERRCODE = 'datetime_field_overflow',
			HINT = 'Make a day of it in the view of the source, such as day::date.';
END
$$;
COMMENT ON FUNCTION absence_internal.not_a_day(timestamp, text) IS 'Raises an error: a timestamp that should be a day has a time';

-- What a source has of its columns, in the order of source_column. Names differ in nothing
-- but upper and lower case.
CREATE FUNCTION absence_internal.source_columns_found(source name, kind text, of_relation text DEFAULT NULL)
	RETURNS TABLE ("position" integer, relation text, column_name text, class text, required boolean, is_key boolean, fallback text,
		relation_id regclass, relation_kind "char", found name, number smallint, type oid, type_name text, scale integer, never_null boolean)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT s.position, s.relation, s.column_name, s.class, s.required, s.is_key, s.fallback,
		c.oid::regclass, c.relkind, a.attname, a.attnum, absence_internal.base_type(a.atttypid), format_type(a.atttypid, a.atttypmod),
		CASE WHEN a.atttypmod >= 4 THEN (a.atttypmod - 4) & 65535 END, a.attnotnull
	FROM absence_internal.source_column AS s
	LEFT JOIN LATERAL (
		SELECT c.oid, c.relkind
		FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(source)) AND lower(c.relname) = s.relation AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
		ORDER BY c.relname <> s.relation, c.relname
		LIMIT 1
	) AS c ON true
	LEFT JOIN LATERAL (
		SELECT a.attname, a.attnum, a.atttypid, a.atttypmod, a.attnotnull
		FROM pg_attribute AS a
		WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND lower(a.attname) = s.column_name
		ORDER BY a.attname <> s.column_name, a.attname
		LIMIT 1
	) AS a ON true
	WHERE s.kind = source_columns_found.kind AND (of_relation IS NULL OR s.relation = of_relation)
	ORDER BY s.position
$$;
COMMENT ON FUNCTION absence_internal.source_columns_found(name, text, text) IS
	'The columns of a kind of source, or of one relation of it, with what a schema has of them';

-- The types that a column of a class can have; of numeric, those without a fraction
CREATE FUNCTION absence_internal.fits_class(type oid, scale integer, class text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE class
		WHEN 'key' THEN type = ANY ('{text,varchar,bpchar,smallint,integer,bigint,uuid}'::regtype[])
			OR type = 'numeric'::regtype AND coalesce(scale = 0, false)
		WHEN 'text' THEN type = ANY ('{text,varchar,bpchar,smallint,integer,bigint,uuid}'::regtype[])
		WHEN 'day' THEN type = ANY ('{date,timestamp}'::regtype[])
		WHEN 'boolean' THEN type = 'boolean'::regtype
		ELSE type = ANY ('{smallint,integer,bigint,numeric,real,double precision}'::regtype[]) END
$$;
COMMENT ON FUNCTION absence_internal.fits_class(oid, integer, text) IS 'Whether a column of a source can have a type';

-- Everything that is wrong with a source, as the current role sees it. Each relation of which
-- nothing else is wrong is read once, or planned if it is a view, which can be slow.
CREATE FUNCTION absence_internal.source_problems(source name, kind text, school_year integer, lea_ids text[] DEFAULT NULL)
	RETURNS TABLE ("position" integer, severity text, relation text, column_name text, problem text, what_to_do text, of_rights boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	schema_id constant oid := to_regnamespace(quote_ident(source));
	given record;
	has_year boolean;
	reads_for name;
BEGIN
	IF schema_id IS NULL THEN
		RETURN QUERY SELECT 0, 'error', NULL::text, NULL::text, format('schema "%s" does not exist', source),
			'Name the schema of the source.'::text, false;
		RETURN;
	END IF;
	IF NOT has_schema_privilege(current_user, schema_id, 'USAGE') THEN
		RETURN QUERY SELECT 0, 'error', NULL::text, NULL::text, format('role "%s" lacks USAGE on schema "%s"', current_user, source),
			format('GRANT USAGE ON SCHEMA %I TO %I;', source, current_user), true;
	END IF;
	FOR given IN
		SELECT f.position, f.relation, f.required, f.relation_id, f.relation_kind, x.columns, x.listed,
			has_table_privilege(current_user, f.relation_id, 'SELECT') AS reads_table
		FROM absence_internal.source_columns_found(source, source_problems.kind) AS f
		CROSS JOIN LATERAL (
			SELECT string_agg(quote_ident(c.found), ', ' ORDER BY c.position) FILTER (WHERE c.found IS NOT NULL) AS columns,
				string_agg(c.column_name, ', ' ORDER BY c.position) FILTER (WHERE c.required) AS listed
			FROM absence_internal.source_columns_found(source, source_problems.kind) AS c
			WHERE c.relation = f.relation AND c.column_name <> ''
		) AS x
		WHERE f.column_name = ''
		ORDER BY f.position
	LOOP
		IF given.relation_id IS NULL THEN
			RETURN QUERY SELECT given.position, CASE WHEN given.required THEN 'error' ELSE 'info' END, given.relation, NULL::text,
				CASE WHEN given.required THEN given.relation || ' is missing'
					ELSE given.relation || ' is missing, and is taken as '
						|| CASE given.relation WHEN 'student' THEN 'the students of enrollment, without names' ELSE 'empty' END END,
				format('Make a table or view %I.%I (%s, ...).', source, given.relation, given.listed), false;
			CONTINUE;
		END IF;
		RETURN QUERY
		SELECT c.position, CASE WHEN c.required OR c.found IS NOT NULL THEN 'error' ELSE 'info' END, c.relation, c.column_name,
			CASE
				WHEN c.found IS NOT NULL THEN format('%s.%s is %s, not %s', c.relation, c.column_name, c.type_name, t.wanted)
				WHEN c.required THEN format('%s.%s is missing', c.relation, c.column_name)
				ELSE format('%s.%s is missing, and is taken as %s', c.relation, c.column_name, coalesce(c.fallback, 'NULL')) END,
			CASE WHEN c.found IS NULL THEN format('Add a column of type %s to %s.', t.wanted, c.relation_id)
				ELSE format('Make a view that casts it, such as %s.', CASE c.class
					WHEN 'day' THEN CASE WHEN c.type = 'timestamptz'::regtype THEN format('(%s AT TIME ZONE ''America/Chicago'')::date', c.column_name)
						ELSE c.column_name || '::date' END
					WHEN 'boolean' THEN format('%s = ''Y''', c.column_name)
					ELSE format('%s::%s', c.column_name, CASE c.class WHEN 'key' THEN 'text' WHEN 'number' THEN 'numeric' ELSE c.class END) END) END,
			false
		FROM absence_internal.source_columns_found(source, source_problems.kind, given.relation) AS c
		CROSS JOIN LATERAL (SELECT CASE c.class WHEN 'key' THEN 'text' WHEN 'day' THEN 'date' WHEN 'number' THEN 'numeric' ELSE c.class END)
			AS t (wanted)
		WHERE c.column_name <> ''
			AND (c.found IS NULL OR NOT absence_internal.fits_class(c.type, c.scale, c.class));
		IF source_problems.kind = 'views' AND given.relation = 'school' AND lea_ids IS NOT NULL AND NOT EXISTS (
				SELECT FROM absence_internal.source_columns_found(source, source_problems.kind, given.relation) AS c
				WHERE c.column_name = 'lea_id' AND c.found IS NOT NULL) THEN
			RETURN QUERY SELECT given.position, 'error', 'school'::text, 'lea_id'::text, 'school.lea_id is missing, and lea_ids is given'::text,
				format('Add a column of type text to %s.', given.relation_id), false;
		END IF;
		IF NOT given.reads_table AND EXISTS (
				SELECT FROM absence_internal.source_columns_found(source, source_problems.kind, given.relation) AS c
				WHERE c.found IS NOT NULL AND NOT has_column_privilege(current_user, c.relation_id, c.number, 'SELECT')) THEN
			RETURN QUERY SELECT given.position, 'error', given.relation, NULL::text,
				format('role "%s" lacks SELECT on %s', current_user, given.relation_id),
				format('GRANT SELECT ON %s TO %I;', given.relation_id, current_user), true;
			CONTINUE;
		END IF;
		CONTINUE WHEN given.columns IS NULL OR NOT has_schema_privilege(current_user, schema_id, 'USAGE');
		-- a view can call functions of its owner, which a superuser must not run
		SELECT pg_get_userbyid(c.relowner) INTO reads_for
		FROM pg_class AS c
		WHERE c.oid = given.relation_id AND NOT (SELECT r.rolsuper FROM pg_roles AS r WHERE r.oid = c.relowner)
			AND (SELECT r.rolsuper FROM pg_roles AS r WHERE r.rolname = current_user);
		IF reads_for IS NOT NULL THEN
			RETURN QUERY SELECT given.position, 'info', given.relation, NULL::text,
				format('%s was not read: it belongs to role "%s", and superuser "%s" must not run its code', given.relation, reads_for,
					current_user),
				'Call source_check as the owner of the store.'::text, false;
			CONTINUE;
		END IF;
		has_year := true;
		BEGIN
			EXECUTE format(CASE WHEN given.relation_kind = 'v' THEN 'EXPLAIN SELECT %s FROM %s AS t' ELSE 'SELECT %s FROM %s AS t LIMIT 1' END,
				given.columns, given.relation_id);
			EXECUTE (
				SELECT format('SELECT EXISTS (SELECT FROM %s AS t WHERE t.%I = %s)', given.relation_id, c.found, source_problems.school_year)
				FROM absence_internal.source_columns_found(source, source_problems.kind, given.relation) AS c
				WHERE c.relation IN ('calendar', 'enrollment') AND c.column_name IN ('school_year', 'schoolyear')
					AND absence_internal.fits_class(c.type, c.scale, c.class) AND source_problems.school_year IS NOT NULL
				UNION ALL
				SELECT 'SELECT true'
				LIMIT 1) INTO has_year;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT given.position, 'error', given.relation, NULL::text, format('%s cannot be read: %s', given.relation, SQLERRM),
				'See that the role can read it.'::text, SQLSTATE = '42501';
		END;
		IF NOT has_year THEN
			RETURN QUERY SELECT given.position, 'warning', given.relation, NULL::text,
				format('%s has no row of school year %s', given.relation, source_problems.school_year),
				'A school year is named by the year in which it ends.'::text, false;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.source_problems(name, text, integer, text[]) IS
	'Everything that is missing or wrong in a source, as the current role sees it, in the order of source_column';

-- Raises one error with all that keeps a source from being used
CREATE FUNCTION absence_internal.must_be_source(source name, kind text, school_year integer, lea_ids text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	listed text;
	only_rights boolean;
BEGIN
	SELECT string_agg(p.problem, chr(10) ORDER BY p.position, p.of_rights), bool_and(p.of_rights) INTO listed, only_rights
	FROM absence_internal.source_problems(source, kind, school_year, lea_ids) AS p
	WHERE p.severity = 'error';
	IF listed IS NOT NULL THEN
		RAISE EXCEPTION 'schema "%" cannot be a source of kind %', source, kind
			USING ERRCODE = CASE WHEN only_rights THEN 'insufficient_privilege' WHEN to_regnamespace(quote_ident(source)) IS NULL
					THEN 'invalid_schema_name' ELSE 'undefined_column' END,
				DETAIL = listed,
				HINT = format('What to do about each: SELECT * FROM absence.source_check(%L, %L, %s).', source, kind,
					coalesce(school_year::text, 'NULL'));
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_source(name, text, integer, text[]) IS
	'Raises an error that lists all that is missing, of another type or unreadable in a source';

-- Foreign tables have no statistics until they are analyzed, and a plan that expects a few rows
-- asks the other server again for each of many.
CREATE FUNCTION absence_internal.analyze_source(source name, kind text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = error		-- not every foreign data wrapper can
	AS $$
DECLARE
	foreign_table regclass;
BEGIN
	FOR foreign_table IN
		SELECT c.oid
		FROM pg_class AS c
		WHERE c.relkind = 'f' AND c.reltuples < 0 AND pg_has_role(c.relowner, 'USAGE')
			AND c.oid IN (SELECT f.relation_id FROM absence_internal.source_columns_found(source, analyze_source.kind) AS f)
		ORDER BY c.relname
	LOOP
		EXECUTE format('ANALYZE %s', foreign_table);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.analyze_source(name, text) IS
	'Analyzes the foreign tables of a source that never were, if the current role owns them';

-- The views from_YEAR_RELATION of a school year, and what is wrong in the rows of the source:
-- a query each.
CREATE FUNCTION absence_internal.from_queries(store name, school_year integer, source name, kind text, lea_ids text[])
	RETURNS TABLE (relation text, query text, faults text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	WITH found AS (
		SELECT f.*, row_number() OVER (PARTITION BY f.relation ORDER BY f.position) - 1 AS place,
			CASE WHEN f.found IS NOT NULL THEN format(CASE
				WHEN f.class IN ('key', 'text') THEN 't.%1$I::text'
				WHEN f.class = 'day' AND f.type = 'timestamp'::regtype
					THEN 'CASE WHEN t.%1$I = t.%1$I::date THEN t.%1$I::date ELSE absence_internal.not_a_day(t.%1$I, %2$L) END'
				WHEN f.class = 'day' THEN 't.%1$I::date'
				WHEN f.class = 'integer' THEN 't.%1$I::integer'
				WHEN f.class = 'number' THEN 't.%1$I::numeric'
				ELSE 't.%1$I::boolean' END, f.found, f.relation || '.' || f.column_name) END AS value,
			CASE f.class WHEN 'key' THEN 'text' WHEN 'day' THEN 'date' WHEN 'number' THEN 'numeric' ELSE f.class END AS type_cast,
			CASE f.class WHEN 'key' THEN ' COLLATE "C"' WHEN 'text' THEN ' COLLATE "default"' ELSE '' END AS collation
		FROM absence_internal.source_columns_found(source, kind) AS f
	), shown AS (
		SELECT f.*,
			CASE
				WHEN f.column_name = 'school_year' THEN school_year::text
				WHEN f.found IS NULL THEN format('%s::%s', coalesce(f.fallback, 'NULL'), f.type_cast)
				WHEN (f.relation, f.column_name) = ('school', 'name') THEN format('coalesce(%s, %s)', f.value, (
					SELECT i.value FROM found AS i WHERE (i.relation, i.column_name) = ('school', 'school_id')))
				WHEN (f.relation, f.column_name) = ('school', 'reporting')
					THEN format('CASE %s WHEN ''affirmative'' THEN ''affirmative'' ELSE ''exception'' END', f.value)
				WHEN f.fallback IS NOT NULL AND NOT f.never_null THEN format('coalesce(%s, %s)', f.value, f.fallback)
				ELSE f.value END || f.collation AS expression,
			-- a column of which NULL makes the row useless
			f.required AND NOT f.never_null AND (f.relation, f.column_name) <> ('school', 'name') AND f.column_name <> '' AS can_lack,
			CASE
				WHEN (f.relation, f.column_name) = ('attendance_code', 'mark')
					THEN format('%s IN (''tardy'', ''left_early'', ''unexcused'', ''excused'', ''oss'', ''exempt'', ''unverified'', ''iss'', ''remote'', '
						'''activity'', ''homebound'', ''unmapped'', ''present'')', f.value)
				WHEN (f.relation, f.column_name) = ('calendar_event_kind', 'kind') THEN format('%s IN (''closes'', ''session'', ''neutral'')', f.value)
				WHEN (f.relation, f.column_name) = ('school', 'reporting') AND f.found IS NOT NULL
					THEN format('%s IN (''exception'', ''affirmative'')', f.value)
				WHEN (f.relation, f.column_name) = ('attendance_code', 'portion') AND f.found IS NOT NULL
					THEN format('%s BETWEEN 0 AND 1', f.value) END AS known
		FROM found AS f
	), relation AS (
		SELECT s.relation, min(s.position) AS position, max(s.relation_id::oid)::regclass AS relation_id,
			string_agg(s.expression || ' AS ' || s.column_name, ', ' ORDER BY s.position) FILTER (WHERE s.column_name <> '') AS listed,
			string_agg(format('NULL::%s%s AS %s', s.type_cast, s.collation, s.column_name), ', ' ORDER BY s.position)
				FILTER (WHERE s.column_name <> '') AS nulls,
			string_agg(s.place::text, ', ' ORDER BY s.position) FILTER (WHERE s.is_key) AS key_places,
			-- all codes of a source are for its year; of two rows of a code, that of the year comes first
			string_agg(s.place::text, ', ' ORDER BY s.position) FILTER (WHERE s.is_key)
				|| coalesce(', ' || max(CASE WHEN (s.relation, s.column_name) = ('attendance_code', 'school_year') THEN s.value END), '')
				|| coalesce(', ' || string_agg(s.place::text, ', ' ORDER BY s.position) FILTER (WHERE NOT s.is_key AND s.column_name <> ''), '')
				AS all_places,
			string_agg(CASE WHEN (s.relation, s.column_name) = ('attendance_code', 'school_year') THEN coalesce(s.value, s.expression)
				ELSE s.expression END, ', ' ORDER BY s.position) FILTER (WHERE s.is_key) AS key,
			-- a unique index over columns of the key, none of which can be NULL
			coalesce(bool_or(EXISTS (
				SELECT FROM pg_index AS i
				WHERE s.relation <> 'attendance_code' AND i.indrelid = s.relation_id AND i.indisunique AND i.indimmediate AND i.indisvalid
					AND i.indpred IS NULL AND i.indexprs IS NULL
					AND NOT EXISTS (
						SELECT FROM unnest((i.indkey::smallint[])[0:i.indnkeyatts - 1]) AS k (number)
						WHERE NOT EXISTS (
							SELECT FROM found AS u
							WHERE u.relation = s.relation AND u.is_key AND u.number = k.number AND (u.required OR u.never_null))))), false) AS is_unique,
			max(CASE WHEN s.column_name = 'school_year' AND s.found IS NOT NULL THEN quote_ident(s.found) END) AS year_column,
			coalesce(bool_or(s.column_name = 'school_year' AND s.found IS NOT NULL AND NOT s.never_null), false) AS year_can_lack,
			max(CASE WHEN s.column_name = 'school_id' AND s.found IS NOT NULL THEN s.expression END) AS school,
			max(CASE WHEN s.column_name = 'student_id' AND s.found IS NOT NULL THEN s.expression END) AS student,
			max(CASE WHEN s.column_name = 'lea_id' AND s.found IS NOT NULL THEN s.value END) AS lea,
			max(CASE WHEN s.column_name = 'day' AND s.found IS NOT NULL THEN s.value END) AS day,
			string_agg(format(' AND t.%I IS NOT NULL', s.found), '' ORDER BY s.position)
				FILTER (WHERE s.can_lack AND s.column_name <> 'school_year') AS there,
			string_agg(format(' AND %s', CASE WHEN s.column_name = 'portion' THEN format('(%s) IS NOT FALSE', s.known) ELSE s.known END), ''
				ORDER BY s.position) FILTER (WHERE s.known IS NOT NULL AND s.relation <> 'school') AS is_known
		FROM shown AS s
		GROUP BY s.relation
	), fault AS (
		SELECT s.relation, s.position, 'source row without key' AS reason, format('%s.%s is NULL', s.relation, s.column_name) AS detail,
			format('count(*) FILTER (WHERE t.%I IS NULL)', s.found) AS counted
		FROM shown AS s
		WHERE s.can_lack AND s.found IS NOT NULL
		UNION ALL
		SELECT s.relation, s.position, 'unknown word in source', format('%s.%s is not %s', s.relation, s.column_name, CASE s.column_name
				WHEN 'mark' THEN 'a mark' WHEN 'portion' THEN 'from 0 to 1' WHEN 'kind' THEN 'closes, session or neutral'
				ELSE 'exception or affirmative' END),
			format('count(*) FILTER (WHERE (%s) IS FALSE)', s.known)
		FROM shown AS s
		WHERE s.known IS NOT NULL AND s.found IS NOT NULL
		UNION ALL
		SELECT r.relation, r.position, 'repeated key in source', r.relation || ': several rows of one key',
			format('count(*) FILTER (WHERE %2$s) - count(DISTINCT ROW(%1$s)) FILTER (WHERE %2$s)', r.key, concat('true', r.there,
				CASE WHEN r.year_can_lack AND r.relation <> 'attendance_code' THEN format(' AND t.%s IS NOT NULL', r.year_column) END))
		FROM relation AS r
		WHERE r.relation_id IS NOT NULL AND r.key IS NOT NULL AND NOT r.is_unique
	)
	SELECT r.relation,
		CASE
			WHEN r.relation_id IS NULL AND r.relation = 'student' THEN format('SELECT DISTINCT e.student_id%s FROM %I.from_%s_enrollment AS e',
				substr(r.nulls, strpos(r.nulls, ',')), store, school_year)
			WHEN r.relation_id IS NULL THEN format('SELECT %s WHERE false', r.nulls)
			ELSE format('SELECT %s%s FROM %s AS t WHERE %s%s%s%s%s',
				CASE WHEN r.key IS NOT NULL AND NOT r.is_unique THEN format('DISTINCT ON (%s) ', r.key_places) ELSE '' END, r.listed, r.relation_id,
				y.in_year, r.there, r.is_known, l.in_lea,
				CASE WHEN r.key IS NOT NULL AND NOT r.is_unique THEN ' ORDER BY ' || r.all_places END) END,
		-- counted in one pass over the relation
		CASE WHEN f.counts IS NOT NULL THEN
			format('SELECT %s AS school_year, %L::text COLLATE "C" AS relation, f.reason::text COLLATE "C" AS reason, f.detail, f.occurrences '
				'FROM (SELECT %s FROM %s AS t WHERE %s%s) AS q CROSS JOIN LATERAL (VALUES %s) AS f (reason, detail, occurrences) '
				'WHERE f.occurrences > 0', school_year, r.relation, f.counts, r.relation_id,
				y.in_year || CASE WHEN r.year_can_lack AND r.relation <> 'attendance_code' THEN ' IS NOT FALSE' ELSE '' END, l.in_lea, f.named) END
	FROM relation AS r
	CROSS JOIN LATERAL (
		SELECT CASE
			WHEN r.relation = 'attendance_code' AND r.year_column IS NOT NULL
				THEN format('(t.%1$s IS NULL OR t.%1$s = %2$s)', r.year_column, school_year)
			WHEN r.year_column IS NOT NULL THEN format('(t.%s = %s)', r.year_column, school_year)
			-- rolls have no school year
			WHEN r.relation = 'attendance_taken' THEN format('%s BETWEEN %L::date AND %L::date', r.day, make_date(school_year - 1, 6, 1),
				make_date(school_year, 8, 31))
			ELSE 'true' END AS in_year
	) AS y
	CROSS JOIN LATERAL (
		SELECT CASE WHEN lea_ids IS NULL THEN ''
			WHEN r.relation = 'school' THEN format(' AND %s = ANY (%L::text[])', r.lea, lea_ids)
			WHEN r.relation = 'attendance_code' AND r.school IS NOT NULL
				THEN format(' AND (%1$s IS NULL OR %1$s IN (SELECT s.school_id FROM %2$I.from_%3$s_school AS s))', r.school, store, school_year)
			WHEN r.school IS NOT NULL THEN format(' AND %s IN (SELECT s.school_id FROM %I.from_%s_school AS s)', r.school, store, school_year)
			WHEN r.student IS NOT NULL THEN format(' AND %s IN (SELECT e.student_id FROM %I.from_%s_enrollment AS e)', r.student, store, school_year)
			ELSE '' END AS in_lea
	) AS l
	CROSS JOIN LATERAL (
		SELECT string_agg(format('%s AS n%s', c.counted, c.place), ', ' ORDER BY c.place) AS counts,
			string_agg(format('(%L, %L, n%s)', c.reason, c.detail, c.place), ', ' ORDER BY c.place) AS named
		FROM (
			SELECT f.reason, f.detail, f.counted, row_number() OVER (ORDER BY f.position, f.reason) AS place
			FROM fault AS f
			WHERE f.relation = r.relation
		) AS c
	) AS f
	ORDER BY r.position
$$;
COMMENT ON FUNCTION absence_internal.from_queries(name, integer, name, text, text[]) IS
	'The queries of the views from_YEAR_RELATION of a source, and those for what is wrong in its rows; NULL where nothing can be';

-- The columns of a view fact_RELATION, in their order
CREATE FUNCTION absence_internal.fact_columns(store name, relation text, alias text) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT string_agg(format('%s.%I', alias, a.attname), ', ' ORDER BY a.attnum)
	FROM pg_attribute AS a
	WHERE a.attrelid = to_regclass(format('%I.%I', store, 'fact_' || relation)) AND a.attnum > 0 AND NOT a.attisdropped
$$;
COMMENT ON FUNCTION absence_internal.fact_columns(name, text, text) IS 'The columns of a view fact_RELATION of a store, as in a SELECT';

-- The views fact_RELATION, over the own rows, the views of the given years (latest first) and
-- what close_year has copied. A year of whose source a later one takes the same schema takes
-- no schools, students, groups and words from it.
CREATE FUNCTION absence_internal.fact_queries(store name, years integer[], is_repeated boolean[], closed boolean)
	RETURNS TABLE (relation text, query text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	WITH fact AS (
		SELECT f.relation, f.keys, f.is_of_store
		FROM (VALUES
			('school', '{school_id}'::text[], true),
			('student', '{student_id}', true),
			('student_group', '{}', true),
			('calendar', '{school_id,school_year,calendar_code}', false),
			('calendar_grade', '{school_id,school_year,calendar_code,grade}', false),
			('calendar_day', '{}', false),
			('enrollment', '{}', false),
			('attendance_event', '{}', false),
			('attendance_taken', '{}', false),
			('calendar_event_kind', '{event}', true),
			('attendance_code', '{}', false),
			('reported_event', '{}', false)) AS f (relation, keys, is_of_store)
	), branch AS (
		-- place 0 is the own table, or the copy of a distributed one, and 1000000 what close_year copied
		SELECT f.relation, f.keys, 0 AS place,
			CASE WHEN absence_internal.is_distributed(store) AND f.relation = ANY (absence_internal.distributed_tables())
				THEN 'here_' || f.relation ELSE f.relation END AS name
		FROM fact AS f
		UNION ALL
		SELECT f.relation, f.keys, y.place, format('from_%s_%s', y.school_year, f.relation)
		FROM fact AS f
		CROSS JOIN unnest(years, is_repeated) WITH ORDINALITY AS y (school_year, is_repeated, place)
		WHERE NOT (f.is_of_store AND y.is_repeated)
		UNION ALL
		SELECT f.relation, f.keys, 1000000, 'closed_' || f.relation
		FROM fact AS f
		WHERE closed AND f.relation IN ('school', 'student', 'student_group', 'enrollment')
	)
	SELECT b.relation, string_agg(format('SELECT %s FROM %I.%I AS f%s', absence_internal.fact_columns(store, b.relation, 'f'), store, b.name,
		' WHERE ' || x.conditions), ' UNION ALL ' ORDER BY b.place)
	FROM branch AS b
	CROSS JOIN LATERAL (
		SELECT string_agg(n.condition, ' AND ' ORDER BY n.place) AS conditions
		FROM (
			-- no row of an earlier branch has the key
			SELECT o.place, format('NOT EXISTS (SELECT FROM %I.%I AS o WHERE %s)', store, o.name, (
				SELECT string_agg(format('o.%1$I = f.%1$I', k), ' AND ') FROM unnest(b.keys) AS k))
			FROM branch AS o
			WHERE o.relation = b.relation AND o.place < b.place AND b.keys <> '{}'
			UNION ALL
			SELECT o.place, format('NOT EXISTS (SELECT FROM %I.%I AS o WHERE o.student_id = f.student_id)', store, o.name)
			FROM branch AS o
			WHERE b.relation = 'student_group' AND o.relation = 'student' AND o.place > 0 AND o.place < b.place
			UNION ALL
			SELECT 0, format('NOT EXISTS (SELECT FROM %I.attendance_code AS o WHERE o.code = f.code '
				'AND (o.school_id IS NULL OR o.school_id = f.school_id) AND (o.school_year IS NULL OR o.school_year = f.school_year))', store)
			WHERE b.relation = 'attendance_code' AND b.place > 0
		) AS n (place, condition)
	) AS x
	GROUP BY b.relation
$$;
COMMENT ON FUNCTION absence_internal.fact_queries(name, integer[], boolean[], boolean) IS
	'The queries of the views fact_RELATION of a store with sources of these school years';

-- Lays the views of the sources of all open school years, and those that read them. With
-- false, no view reads a source afterwards.
CREATE FUNCTION absence_internal.lay_sources(store name, lay boolean DEFAULT true) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	before oid[];
	sourced record;
	part record;
	years integer[] := '{}';
	is_repeated boolean[] := '{}';
	faults text[] := '{}';
	closed boolean;
	statement text;
	propagation text;	-- of a distributed store, whose views are of the coordinator alone
BEGIN
	PERFORM absence_internal.must_own_store(store);
	IF absence_internal.is_distributed(store) THEN
		propagation := absence_internal.propagate_ddl('off');
	END IF;
	before := ARRAY(SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = to_regnamespace(quote_ident(store)));
	FOR sourced IN EXECUTE format('SELECT y.school_year, y.source::name AS source, y.kind, y.lea_ids,
			EXISTS (SELECT FROM %1$I.school_year_state AS l WHERE l.school_year > y.school_year AND l.state = ''open''
				AND (l.source, l.kind) = (y.source, y.kind) AND l.lea_ids IS NULL AND y.lea_ids IS NULL)
			-- without a relation of students, they are those of the year
			AND EXISTS (SELECT FROM pg_class AS c
				WHERE c.relnamespace = to_regnamespace(quote_ident(y.source)) AND lower(c.relname) = ''student'') AS is_repeated
		FROM %1$I.school_year_state AS y
		WHERE $1 AND y.source IS NOT NULL AND y.state = ''open''
		ORDER BY y.school_year DESC', store) USING lay
	LOOP
		years := years || sourced.school_year;
		is_repeated := is_repeated || sourced.is_repeated;
		FOR part IN
			SELECT q.relation, q.query, q.faults
			FROM (
				SELECT v.* FROM absence_internal.from_queries(store, sourced.school_year, sourced.source, sourced.kind, sourced.lea_ids) AS v
				WHERE sourced.kind = 'views'
				UNION ALL
				SELECT 'reported_event', format('SELECT e.student_id, e.school_id, e.school_year, e.day, e.code, e.period IS NULL AS of_day, '
					'h.homeroom IS NOT NULL AS of_homeroom FROM %1$I.from_%2$s_attendance_event AS e LEFT JOIN (SELECT DISTINCT n.student_id, '
					'n.school_id, n.homeroom FROM %1$I.from_%2$s_enrollment AS n WHERE n.homeroom IS NOT NULL) AS h ON h.student_id = e.student_id '
					'AND h.school_id = e.school_id AND h.homeroom = e.period', store, sourced.school_year), NULL
				WHERE sourced.kind = 'views'
				UNION ALL
				SELECT v.* FROM absence_internal.from_edfi(store, sourced.school_year, sourced.source, sourced.lea_ids) AS v
				WHERE sourced.kind = 'edfi'
			) AS q
			-- some of them read those of schools and enrollments
			ORDER BY q.relation = 'school' DESC, q.relation = 'enrollment' DESC, q.relation
		LOOP
			EXECUTE format('CREATE OR REPLACE VIEW %I.from_%s_%s AS %s', store, sourced.school_year, part.relation, part.query);
			EXECUTE format('COMMENT ON VIEW %I.from_%s_%s IS %L', store, sourced.school_year, part.relation,
				format('Helper: Rows of %s of school year %s in source %s', part.relation, sourced.school_year, sourced.source));
			faults := faults || part.faults;
		END LOOP;
		-- a word that the store's own row gives another meaning
		faults := faults || format('SELECT %2$s AS school_year, ''attendance_code''::text COLLATE "C" AS relation, '
			'''own word counts''::text COLLATE "C" AS reason, format(''code %%s is %%s in the source and %%s in the store'', '
			'absence_internal.short_word(f.code), f.mark, o.mark) COLLATE "default" AS detail, NULL::bigint AS occurrences '
			'FROM %1$I.from_%2$s_attendance_code AS f JOIN %1$I.attendance_code AS o ON o.code = f.code '
			'AND (o.school_id IS NULL OR o.school_id = f.school_id) AND (o.school_year IS NULL OR o.school_year = f.school_year) '
			'WHERE (o.mark, o.portion, o.precedence) IS DISTINCT FROM (f.mark, f.portion, f.precedence)', store, sourced.school_year);
	END LOOP;

	EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.closed_school) OR EXISTS (SELECT FROM %1$I.closed_enrollment)', store) INTO closed;
	FOR part IN SELECT q.relation, q.query FROM absence_internal.fact_queries(store, years, is_repeated, closed) AS q LOOP
		EXECUTE format('CREATE OR REPLACE VIEW %I.fact_%s AS %s', store, part.relation, part.query);
	END LOOP;
	EXECUTE format('CREATE OR REPLACE VIEW %I.source_fault AS SELECT NULL::integer AS school_year, NULL::text COLLATE "C" AS relation, '
		'NULL::text COLLATE "C" AS reason, NULL::text AS detail, NULL::bigint AS occurrences WHERE false%s', store,
		(SELECT string_agg(' UNION ALL ' || f, '') FROM unnest(faults) AS f WHERE f IS NOT NULL));

	-- those of years that are no longer laid; one can read another
	SELECT 'DROP VIEW ' || string_agg(format('%I.%I', store, v.name), ', ') INTO statement
	FROM absence_internal.source_views(store) AS v
	WHERE v.school_year <> ALL (years);
	IF statement IS NOT NULL THEN
		EXECUTE statement;
	END IF;
	PERFORM absence_internal.regrant_laid(store, '[]', before);
	IF propagation IS NOT NULL THEN
		PERFORM absence_internal.propagate_ddl(propagation);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.lay_sources(name, boolean) IS
	'Lays the views of a store that read the sources of its open school years, or takes them away, and those that read them';

-- The views from_YEAR_RELATION that a store has
CREATE FUNCTION absence_internal.source_views(store name) RETURNS TABLE (school_year integer, name name)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT split_part(c.relname, '_', 2)::integer, c.relname
	FROM pg_class AS c
	WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind = 'v' AND c.relname ~ '^from_[0-9]{1,4}_'
		AND substr(c.relname, strpos(substr(c.relname, 6), '_') + 6) IN (
			SELECT substr(r.relation, 6) FROM absence_internal.store_relation AS r WHERE starts_with(r.relation, 'fact_'))
$$;
COMMENT ON FUNCTION absence_internal.source_views(name) IS 'The views from_YEAR_RELATION of a store, which read its sources';

-- A view that reads a source is not there after suspend_sources, and after DROP ... CASCADE of
-- what it reads. Facts that are missing must not count as none.
CREATE FUNCTION absence_internal.must_have_sources(store name) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	missing text;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT string_agg(y.school_year::text, '', '' ORDER BY y.school_year)
		FROM %1$I.school_year_state AS y
		WHERE y.source IS NOT NULL AND y.state = ''open'' AND (to_regclass(format(''%%I.fact_enrollment'', %2$L)) IS NULL
			OR 12 > (SELECT count(*) FROM absence_internal.source_views(%2$L) AS v WHERE v.school_year = y.school_year))', store, store)
		INTO missing;
	IF missing IS NOT NULL THEN
		RAISE EXCEPTION 'sources of store "%" are suspended: school year %', store, missing
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The views that read them were taken away by suspend_sources, or dropped with the source.',
				HINT = format('When the source is there again: SELECT absence.resume_sources(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_have_sources(name) IS
	'Raises an error if a store lacks views that read the source of an open school year';

-- Keeps the privileges on the views of a store that has sources, for resume_sources
CREATE FUNCTION absence_internal.keep_grants(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format($sql$
		WITH now AS MATERIALIZED (
			SELECT g.relation, g.column_name, g.routine, g.role, g.ddl
			FROM absence_internal.laid_grants(%1$L) AS g
			WHERE EXISTS (SELECT FROM %1$I.school_year_state AS y WHERE y.source IS NOT NULL AND y.state = 'open')
		), gone AS (
			DELETE FROM %1$I.laid_grant AS k WHERE k.ddl NOT IN (SELECT n.ddl FROM now AS n)
		)
		INSERT INTO %1$I.laid_grant (relation, column_name, routine, role_name, ddl)
		SELECT n.relation, n.column_name, n.routine, n.role, n.ddl
		FROM now AS n
		WHERE NOT EXISTS (SELECT FROM %1$I.laid_grant AS k WHERE k.ddl = n.ddl)
		$sql$, store);
END
$$;
COMMENT ON FUNCTION absence_internal.keep_grants(name) IS
	'Keeps the privileges on the views of a store that has sources in its table laid_grant';

-- Copies what a closed year needs of its source. Of students and schools of several years, the
-- copy is of the latest.
CREATE FUNCTION absence_internal.copy_source_year(store name, school_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format($sql$
		INSERT INTO %1$I.closed_enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type,
			exit_type, enrollment_type, primary_school, fte, homeroom)
		SELECT e.student_id, e.school_id, e.school_year, e.entry_date, e.exit_date, e.grade, e.calendar_code, e.entry_type,
			e.exit_type, e.enrollment_type, e.primary_school, e.fte, e.homeroom
		FROM %1$I.from_%2$s_enrollment AS e;
		INSERT INTO %1$I.closed_school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting,
			federally_reported, school_year)
		SELECT h.school_id, h.name, h.school_level, h.lea_id, h.state_lea_id, h.state_school_id, h.nces_school_id, h.reporting,
			h.federally_reported, %2$s
		FROM %1$I.from_%2$s_school AS h
		ON CONFLICT (school_id) DO UPDATE SET (name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting,
			federally_reported, school_year) = (excluded.name, excluded.school_level, excluded.lea_id, excluded.state_lea_id,
			excluded.state_school_id, excluded.nces_school_id, excluded.reporting, excluded.federally_reported, excluded.school_year)
		WHERE closed_school.school_year <= excluded.school_year;
		WITH copied AS (
			INSERT INTO %1$I.closed_student (student_id, state_student_id, last_name, first_name, birth_date, school_year)
			SELECT u.student_id, u.state_student_id, u.last_name, u.first_name, u.birth_date, %2$s
			FROM %1$I.from_%2$s_student AS u
			WHERE u.student_id IN (
				SELECT e.student_id FROM %1$I.from_%2$s_enrollment AS e
				UNION ALL
				SELECT r.student_id FROM %1$I.student_register AS r WHERE r.school_year = %2$s)
			ON CONFLICT (student_id) DO UPDATE SET (state_student_id, last_name, first_name, birth_date, school_year) =
				(excluded.state_student_id, excluded.last_name, excluded.first_name, excluded.birth_date, excluded.school_year)
			WHERE closed_student.school_year <= excluded.school_year
			RETURNING student_id
		), gone AS (
			DELETE FROM %1$I.closed_student_group AS g WHERE g.student_id IN (SELECT c.student_id FROM copied AS c)
		)
		INSERT INTO %1$I.closed_student_group (student_id, kind, value, begin_date, end_date)
		SELECT g.student_id, g.kind, g.value, g.begin_date, g.end_date
		FROM %1$I.from_%2$s_student_group AS g
		WHERE g.student_id IN (SELECT c.student_id FROM copied AS c)
		$sql$, store, school_year);
END
$$;
COMMENT ON FUNCTION absence_internal.copy_source_year(name, integer) IS
	'Copies the schools, students, groups and enrollments of a school year from its source into the store; a step of close_year';
