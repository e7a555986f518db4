
-- stores: the district's own schema of facts, registers and views
--
-- What create_store lays down is plain DDL, one concept a part, kept here so that
-- a store can be made and brought up to date by anybody who may make a schema.
-- @store@ stands for the quoted name of the schema; a part that says @view@ is
-- laid down once for each live view.

CREATE TABLE absence.store_part (
	position integer PRIMARY KEY,
	name text NOT NULL UNIQUE,
	keeps boolean NOT NULL,
	ddl text NOT NULL
);

COMMENT ON TABLE absence.store_part IS 'What create_store lays down, as DDL, in order; read-only';
COMMENT ON COLUMN absence.store_part.position IS 'Place in the order';
COMMENT ON COLUMN absence.store_part.name IS 'Name of the part';
COMMENT ON COLUMN absence.store_part.keeps IS 'Whether the part makes tables, which upgrade_store leaves as they are; other parts it makes anew';
COMMENT ON COLUMN absence.store_part.ddl IS 'The DDL; @store@ stands for the schema of the store, @view@ for each live view';

GRANT SELECT ON absence.store_part TO PUBLIC;

-- The views that answer for the day and the definition asked for, and that have
-- an X_at beside them
CREATE FUNCTION absence.live_views() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY[
		'student_absence',
		'district_student_absence',
		'school_absence',
		'grade_absence',
		'group_absence',
		'district_absence',
		'weekday_absence',
		'coverage',
		'absence_trend',
		'daily_attendance',
		'watch_list'
	];
COMMENT ON FUNCTION absence.live_views() IS 'Names of a store''s views that answer for the day and the definition asked for';

CREATE FUNCTION absence.store_ddl(store name) RETURNS TABLE ("position" integer, keeps boolean, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT p.position, p.keeps, replace(replace(p.ddl, '@view@', coalesce(v.name, '')), '@store@', quote_ident(store))
	FROM absence.store_part AS p
	LEFT JOIN unnest(absence.live_views()) AS v (name) ON strpos(p.ddl, '@view@') > 0
$$;
COMMENT ON FUNCTION absence.store_ddl(name) IS 'The DDL of a store, part by part';

-- Layout of a store as this release makes it
CREATE FUNCTION absence.store_layout() RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 1;
COMMENT ON FUNCTION absence.store_layout() IS 'Version of the layout that create_store makes and upgrade_store brings a store to';

-- The layout that a store has; an error if the schema is no store
CREATE FUNCTION absence.layout_of(store name) RETURNS integer
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	layout integer;
BEGIN
	IF to_regclass(format('%I.store_setting', store)) IS NULL THEN
		RAISE EXCEPTION 'store "%" does not exist', store
			USING ERRCODE = 'invalid_schema_name',
				HINT = 'A store is made by SELECT absence.create_store(''name'').';
	END IF;
	EXECUTE format('SELECT layout_version FROM %I.store_setting', store) INTO STRICT layout;
	IF layout > absence.store_layout() THEN
		RAISE EXCEPTION 'store "%" is of layout %, which is newer than this release of absence knows', store, layout
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Update the extension: ALTER EXTENSION absence UPDATE.';
	END IF;
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence.layout_of(name) IS 'Version of a store''s layout; a schema that is no store is an error';

-- Comments of tables and columns from the dictionary
CREATE FUNCTION absence.comment_store(store name) RETURNS void
	LANGUAGE plpgsql STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	element record;
BEGIN
	FOR element IN
		SELECT c.relname, a.attname, c.relkind, absence.data_element_comment(e.table_name, e.column_name) AS said
		FROM absence.data_element AS e
		JOIN pg_class AS c ON c.relname = e.table_name AND c.relnamespace = to_regnamespace(quote_ident(store))
		LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = e.column_name AND a.attnum > 0
		WHERE e.column_name = '' OR a.attname IS NOT NULL
	LOOP
		IF element.attname IS NOT NULL THEN
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', store, element.relname, element.attname, element.said);
		ELSIF element.relkind = 'v' THEN
			EXECUTE format('COMMENT ON VIEW %I.%I IS %L', store, element.relname, element.said);
		ELSE
			EXECUTE format('COMMENT ON %s %I.%I IS %L', CASE element.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, store, element.relname, element.said);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.comment_store(name) IS 'Writes the comments of a store''s tables, views and columns from data_element';

CREATE FUNCTION absence.create_store(store name DEFAULT 'attendance', owner name DEFAULT NULL, source name DEFAULT NULL, kind text DEFAULT 'native') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	part text;
BEGIN
	IF store IS NULL OR store = 'absence' OR store = 'information_schema' OR starts_with(store, 'pg_') THEN
		RAISE EXCEPTION 'a store cannot be made in schema "%"', store
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Give it a schema of its own, such as attendance.';
	END IF;
	IF kind IS NULL OR kind NOT IN ('native', 'edfi', 'views') THEN
		RAISE EXCEPTION 'kind of a store must be native, edfi or views, not "%"', kind
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF kind <> 'native' OR source IS NOT NULL THEN
		RAISE EXCEPTION 'a store cannot take its facts from another source yet'
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Use kind => ''native'' and load the facts into the store''s own tables.';
	END IF;

	IF to_regnamespace(quote_ident(store)) IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', store);
	ELSIF EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(store)))
		OR EXISTS (SELECT FROM pg_proc WHERE pronamespace = to_regnamespace(quote_ident(store)))
		OR EXISTS (SELECT FROM pg_type WHERE typnamespace = to_regnamespace(quote_ident(store))) THEN
		RAISE EXCEPTION 'schema "%" is not empty', store
			USING ERRCODE = 'duplicate_schema',
				HINT = 'A store needs a new schema, or an empty one.';
	ELSIF NOT pg_has_role((SELECT nspowner FROM pg_namespace WHERE nspname = store), 'USAGE') THEN
		-- whoever owns the schema could put objects of his own into it
		RAISE EXCEPTION 'schema "%" belongs to another role', store
			USING ERRCODE = 'insufficient_privilege',
				HINT = 'A store needs a schema of its own owner.';
	END IF;

	FOR part IN SELECT d.ddl FROM absence.store_ddl(store) AS d ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE format('INSERT INTO %I.store_setting (layout_version) VALUES ($1)', store) USING absence.store_layout();
	PERFORM absence.lay_materialized_views(store), absence.comment_store(store);
	-- autovacuum never looks at tables of a few rows
	EXECUTE format('ANALYZE %1$I.store_setting, %1$I.school_year_state, %1$I.policy, %1$I.attendance_code, %1$I.calendar_event_kind', store);

	IF owner IS NOT NULL THEN
		PERFORM absence.give_store(store, owner);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.create_store(name, name, name, text) IS
	'Makes a store: a schema of tables for a district''s facts, registers and views, owned by the caller or by owner; none of it belongs to the extension';

-- Every object of a store to one owner
CREATE FUNCTION absence.give_store(store name, owner name) RETURNS void
	LANGUAGE plpgsql STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	object record;
BEGIN
	-- first the schema: the new owner of a table must be able to make one there
	EXECUTE format('ALTER SCHEMA %I OWNER TO %I', store, owner);
	FOR object IN
		SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS kind,
			format('%I.%I', store, c.relname) AS name
		FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm')
		UNION ALL
		SELECT 'ROUTINE', p.oid::regprocedure::text
		FROM pg_proc AS p
		WHERE p.pronamespace = to_regnamespace(quote_ident(store))
	LOOP
		EXECUTE format('ALTER %s %s OWNER TO %I', object.kind, object.name, owner);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.give_store(name, name) IS 'Makes a role the owner of a store''s schema and of all that is in it';

CREATE FUNCTION absence.drop_store(store name, confirm name DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	holding text;
	holds boolean;
BEGIN
	PERFORM absence.layout_of(store);
	IF confirm IS NOT NULL AND confirm <> store THEN
		RAISE EXCEPTION 'names of the store to drop differ: "%" and "%"', store, confirm
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF confirm IS NULL THEN
		FOREACH holding IN ARRAY ARRAY['student', 'student_group', 'school', 'calendar', 'calendar_grade', 'calendar_day', 'enrollment',
			'attendance_event', 'attendance_taken', 'student_register', 'prior_student', 'prior_count', 'policy', 'staff_school', 'certification', 'public_release'] LOOP
			EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', store, holding) INTO holds;
			IF holds THEN
				RAISE EXCEPTION 'store "%" holds facts, in table %', store, holding
					USING ERRCODE = 'object_not_in_prerequisite_state',
						HINT = format('To drop it with all that it holds, name it twice: SELECT absence.drop_store(%1$L, %1$L).', store);
			END IF;
		END LOOP;
	END IF;
	EXECUTE format('DROP SCHEMA %I CASCADE', store);
END
$$;
COMMENT ON FUNCTION absence.drop_store(name, name) IS 'Drops a store and all that is in it; one that holds facts only if its name is given twice';

CREATE FUNCTION absence.upgrade_store(store name DEFAULT 'attendance') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	part text;
BEGIN
	PERFORM absence.layout_of(store);

	-- DROP EXTENSION ... CASCADE takes the column of registers and the views
	IF NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = to_regclass(format('%I.student_register', store))
			AND a.attname = 'register' AND NOT a.attisdropped) THEN
		EXECUTE format('TRUNCATE %I.student_register', store);
		EXECUTE format('ALTER TABLE %I.student_register ADD COLUMN register absence.register NOT NULL', store);
	END IF;
	FOR part IN SELECT d.ddl FROM absence.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE format('UPDATE %I.store_setting SET layout_version = $1', store) USING absence.store_layout();
	PERFORM absence.lay_materialized_views(store), absence.comment_store(store), absence.regrant_readers(store);
END
$$;
COMMENT ON FUNCTION absence.upgrade_store(name) IS
	'Brings a store to the layout of this release; run it after ALTER EXTENSION UPDATE, or when the extension was dropped with CASCADE and made again';

-- The school years that a definition is for, in words
CREATE FUNCTION absence.policy_years(from_year integer, to_year integer) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN from_year = to_year THEN from_year::text
		WHEN from_year IS NOT NULL AND to_year IS NOT NULL THEN from_year || ' to ' || to_year
		WHEN from_year IS NOT NULL THEN 'from ' || from_year || ' on'
		WHEN to_year IS NOT NULL THEN 'to ' || to_year
		ELSE 'every year' END;
COMMENT ON FUNCTION absence.policy_years(integer, integer) IS 'The school years that a definition is for, in words';

-- True, or an error that says why there is no policy by that name: versions and
-- known list what there is instead
CREATE FUNCTION absence.must_be_known(policy_name text, policy text, school_year integer, not_computable text, versions text, known text) RETURNS boolean
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF policy IS NOT NULL THEN
		RETURN true;
	ELSIF not_computable IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" cannot be computed%', policy_name, coalesce(' for school year ' || school_year, '')
			USING ERRCODE = 'feature_not_supported', DETAIL = not_computable;
	ELSIF versions IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" has no version for school year %', policy_name, school_year
			USING ERRCODE = 'undefined_object',
				HINT = format('Its versions are %s; by its number, as in %s@1, one is taken for every year.', versions, policy_name);
	END IF;
	RAISE EXCEPTION 'policy "%" does not exist', policy_name
		USING ERRCODE = 'undefined_object', HINT = format('Known policies are %s.', known);
END
$$;
COMMENT ON FUNCTION absence.must_be_known(text, text, integer, text, text, text) IS 'True if a policy was found for the name, else an error that says why not and lists what there is';

-- The open school years that a refresh is about: those with enrollments, and those
-- that the store knows already. A few enrollments of a year that has no calendar are
-- rows of a wrong year, which is not taken up unless it is asked for.
CREATE FUNCTION absence.years_to_refresh(store name, school_year integer) RETURNS SETOF integer
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_state text;
BEGIN
	IF school_year IS NOT NULL THEN
		EXECUTE format('SELECT coalesce(
			(SELECT y.state FROM %1$I.school_year_state AS y WHERE y.school_year = $1),
			(SELECT ''open'' FROM %1$I.enrollment AS e WHERE e.school_year = $1 LIMIT 1))', store)
			INTO found_state USING school_year;
		IF found_state IS NULL THEN
			RAISE EXCEPTION 'school year % is not in store "%"', school_year, store
				USING ERRCODE = 'invalid_parameter_value';
		ELSIF found_state = 'closed' THEN
			RAISE EXCEPTION 'school year % of store "%" is closed', school_year, store
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, school_year);
		END IF;
	END IF;
	RETURN QUERY EXECUTE format('SELECT q.school_year
		FROM (
			SELECT y.school_year FROM %1$I.school_year_state AS y
			UNION
			SELECT e.school_year
			FROM (SELECT e.school_year, count(*) AS stays, max(count(*)) OVER () AS most FROM %1$I.enrollment AS e GROUP BY e.school_year) AS e
			WHERE e.stays >= 50 OR 2 * e.stays >= e.most OR e.school_year = $1 OR EXISTS (SELECT FROM %1$I.calendar AS c WHERE c.school_year = e.school_year)
		) AS q
		WHERE q.school_year = coalesce($1, q.school_year)
			AND NOT EXISTS (SELECT FROM %1$I.school_year_state AS y WHERE y.school_year = q.school_year AND y.state = ''closed'')
		ORDER BY 1', store) USING school_year;
END
$$;
COMMENT ON FUNCTION absence.years_to_refresh(name, integer) IS 'The open school years that a refresh of a store is about';

-- Today in the store's time zone, and the day a refresh counts as today
CREATE FUNCTION absence.store_today(store name) RETURNS date
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	today date;
BEGIN
	EXECUTE format('SELECT (now() AT TIME ZONE s.time_zone)::date FROM %I.store_setting AS s', store) INTO STRICT today;
	RETURN today;
END
$$;
COMMENT ON FUNCTION absence.store_today(name) IS 'Today in the time zone of a store';

-- The planner knows nothing of tables that were loaded for the first time just now
CREATE FUNCTION absence.analyze_new_tables(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_table name;
BEGIN
	FOR new_table IN
		SELECT c.relname FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p') AND c.reltuples < 0
	LOOP
		EXECUTE format('ANALYZE %I.%I', store, new_table);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.analyze_new_tables(name) IS 'Analyses the tables of a store that never were';

-- A step of a refresh is over: how long it took, for the log and for whoever waits
CREATE FUNCTION absence.refresh_step(steps jsonb, school_year integer, step text) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	ms numeric := round(1000 * extract(epoch FROM clock_timestamp() - (steps ->> 'at')::timestamptz));
BEGIN
	RAISE NOTICE 'school year %: % in % ms', school_year, step, ms;
	RETURN steps || jsonb_build_object(step, ms, 'at', clock_timestamp());
END
$$;
COMMENT ON FUNCTION absence.refresh_step(jsonb, integer, text) IS 'Adds a step that is over, in ms, to those of a refresh, and says so';

CREATE FUNCTION absence.refresh_check(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL)
	RETURNS TABLE (refused_year integer, school_id text, reason text, detail text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	AS $$
DECLARE
	year integer;
BEGIN
	PERFORM absence.layout_of(store), absence.analyze_new_tables(store);
	FOR year IN SELECT y FROM absence.years_to_refresh(store, school_year) AS y LOOP
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) USING year, today;
		RETURN QUERY EXECUTE format('SELECT * FROM %I.refresh_reason($1)', store) USING year;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.refresh_check(name, integer, date) IS 'Why a refresh would refuse, as rows; it writes nothing';

-- The settings of the session are set aside: what is asked there must not move
-- what is stored.
CREATE PROCEDURE absence.refresh(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL, force boolean DEFAULT false)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	AS $$
DECLARE
	year integer;
	reasons text;
	gone boolean;
	began timestamptz;
	steps jsonb;
BEGIN
	PERFORM absence.layout_of(store);
	-- one at a time: a second refresh of the store waits for the first
	PERFORM pg_advisory_xact_lock(hashtext('absence.refresh'), hashtext(store));
	PERFORM absence.analyze_new_tables(store);
	FOR year IN SELECT y FROM absence.years_to_refresh(store, school_year) AS y LOOP
		began := clock_timestamp();
		EXECUTE format('INSERT INTO %I.school_year_state (school_year) VALUES ($1) ON CONFLICT DO NOTHING', store) USING year;
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) INTO steps USING year, today;
		EXECUTE format('SELECT string_agg(format(''%%s (%%s)'', r.detail, r.reason), E''\n'' ORDER BY r.school_id NULLS FIRST, r.reason),
				bool_or(r.reason = ''year is missing'')
			FROM %I.refresh_reason($1) AS r', store)
			INTO reasons, gone USING year;
		IF reasons IS NOT NULL AND (gone OR NOT force) THEN
			RAISE EXCEPTION 'refresh of school year % of store "%" is refused', year, store
				USING ERRCODE = 'UA001', DETAIL = reasons,
					HINT = CASE WHEN gone THEN format('A year is never deleted by a refresh. To keep it as it is: CALL absence.close_year(%L, %s).', store, year)
						ELSE format('If the facts are right, CALL absence.refresh(%L, %s, force => true).', store, year) END;
		END IF;
		steps := absence.refresh_step(steps, year, 'check');
		EXECUTE format('SELECT %I.refresh_write($1, $2, $3, $4, $5)', store)
			USING year, coalesce(today, absence.store_today(store)), coalesce(force, false), began, steps;
	END LOOP;

	IF year IS NOT NULL THEN
		steps := jsonb_build_object('at', clock_timestamp());
		PERFORM absence.refresh_materialized_views(store);
		steps := absence.refresh_step(steps, year, 'materialized_views') - 'at';
		EXECUTE format('UPDATE %1$I.refresh_log AS l SET step_ms = l.step_ms || $1, finished_at = clock_timestamp()
			WHERE l.refresh_id = (SELECT max(refresh_id) FROM %1$I.refresh_log)', store) USING steps;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.refresh(name, integer, date, boolean) IS
	'Works out the registers of a store''s open school years from its facts and writes those that differ; refuses an extract that looks empty or wrong unless forced';

CREATE FUNCTION absence.set_year_state(store name, school_year integer, state text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	years integer;
BEGIN
	PERFORM absence.layout_of(store);
	EXECUTE format('UPDATE %I.school_year_state AS y SET state = $2 WHERE y.school_year = $1', store) USING school_year, state;
	GET DIAGNOSTICS years = ROW_COUNT;
	IF years = 0 THEN
		RAISE EXCEPTION 'school year % is not in store "%"', school_year, store USING ERRCODE = 'invalid_parameter_value';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.set_year_state(name, integer, text) IS 'A step of close_year and reopen_year';

CREATE PROCEDURE absence.close_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence.set_year_state(store, school_year, 'closed');
END;
COMMENT ON PROCEDURE absence.close_year(name, integer) IS 'Closes a school year: it is not worked out again, and its facts may go';

CREATE PROCEDURE absence.reopen_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence.set_year_state(store, school_year, 'open');
END;
COMMENT ON PROCEDURE absence.reopen_year(name, integer) IS 'Opens a closed school year again';
