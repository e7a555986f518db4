
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

-- Who may: a store's code never has more rights than its owner has. Every function
-- that works on a store asks first, whatever asked before it.
CREATE FUNCTION absence.must_own_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_store' LANGUAGE C VOLATILE;
CREATE FUNCTION absence.must_own_schema(schema name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_schema' LANGUAGE C VOLATILE;
CREATE FUNCTION absence.must_trust_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_trust_store' LANGUAGE C STABLE;
COMMENT ON FUNCTION absence.must_own_store(name) IS
	'An error unless the current role owns the store, and the session belongs to no superuser but the one who owns it';
COMMENT ON FUNCTION absence.must_own_schema(name) IS 'As must_own_store, of a schema that is not a store yet';
COMMENT ON FUNCTION absence.must_trust_store(name) IS
	'An error if there is no such store, or if the session belongs to a superuser who does not own it: the store''s code could act as the superuser';

-- No identifier is as long as the tag that quotes the bodies of functions, so no name
-- of a store ends one early.
CREATE FUNCTION absence.store_ddl(store name) RETURNS TABLE ("position" integer, keeps boolean, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT p.position, p.keeps,
		replace(replace(replace(p.ddl, '$' || '$', '$' || repeat('_', 64) || '$'), '@view@', coalesce(v.name, '')), '@store@', quote_ident(store))
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
	PERFORM absence.must_trust_store(store);
	EXECUTE format('SELECT layout_version FROM %I.store_setting', store) INTO layout;
	IF layout IS NULL THEN
		RAISE EXCEPTION 'table store_setting of store "%" is empty', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('The settings of a store are one row. To begin with the defaults, by which readers see every school: INSERT INTO %I.store_setting (layout_version) VALUES (%s).', store, absence.store_layout());
	ELSIF layout > absence.store_layout() THEN
		RAISE EXCEPTION 'store "%" is of layout %, which is newer than this release of absence knows', store, layout
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Update the extension: ALTER EXTENSION absence UPDATE.';
	END IF;
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence.layout_of(name) IS 'Version of a store''s layout; a schema that is no store is an error';

-- Whoever changes a store comes through here first: one at a time, and in one order
-- of locks, so that none waits for another in a ring. Who writes staff_school, or the
-- scope, has that table locked already when a trigger comes here. So what grants too, or
-- lays views and triggers, first waits for staff_school to be free, and keeps it so.
-- No lock of it can be taken by who may only read the store.
CREATE FUNCTION absence.lock_store(store name, grants boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence.must_own_store(store);
	BEGIN
		EXECUTE format(CASE WHEN grants THEN 'LOCK TABLE %1$I.staff_school, %1$I.store_setting IN SHARE ROW EXCLUSIVE MODE'
			ELSE 'LOCK TABLE %I.store_setting IN SHARE UPDATE EXCLUSIVE MODE' END, store);
	EXCEPTION WHEN undefined_table OR invalid_schema_name THEN
		PERFORM absence.must_own_store(store);
		RAISE;
	END;
	-- it may have been dropped or given away meanwhile
	PERFORM absence.must_own_store(store);
	PERFORM absence.layout_of(store);
END
$$;
COMMENT ON FUNCTION absence.lock_store(name, boolean) IS
	'What every function that changes a store does first: sees that the caller may, and waits until nobody else is at it; with true for those that grant';

-- Comments of tables and columns from the dictionary
CREATE FUNCTION absence.comment_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN a.attname IS NOT NULL THEN format('COMMENT ON COLUMN %I.%I.%I IS %L', store, c.relname, a.attname, d.said)
		ELSE format('COMMENT ON %s %I.%I IS %L', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, store, c.relname, d.said) END
	FROM absence.data_element AS e
	JOIN pg_class AS c ON c.relname = e.table_name AND c.relnamespace = to_regnamespace(quote_ident(store))
	LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = e.column_name AND a.attnum > 0
	CROSS JOIN LATERAL (SELECT absence.data_element_comment(e.table_name, e.column_name)) AS d (said)
	WHERE e.column_name = '' OR a.attname IS NOT NULL
$$;
COMMENT ON FUNCTION absence.comment_ddl(name) IS 'The DDL that writes the comments of a store''s tables, views and columns from data_element';

CREATE FUNCTION absence.create_store(store name DEFAULT 'attendance', owner name DEFAULT NULL, source name DEFAULT NULL, kind text DEFAULT 'native') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET jit = off	-- filling empty views with it takes minutes
	AS $$
DECLARE
	part text;
	new_owner constant name := coalesce(owner, current_user);
	schema record;
	granted text;
BEGIN
	IF store IS NULL OR store = '' OR store = 'absence' OR store = 'information_schema' OR starts_with(store, 'pg_') THEN
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

	SELECT n.oid, pg_get_userbyid(n.nspowner) AS owner, n.nspowner, n.nspacl INTO schema FROM pg_namespace AS n WHERE n.nspname = store;
	IF schema.oid IS NOT NULL THEN
		-- who owns the schema, or may create in it, could put things of their own into it
		IF schema.owner <> new_owner THEN
			RAISE EXCEPTION 'schema "%" belongs to role "%", and the store would be of role "%"', store, schema.owner, new_owner
				USING ERRCODE = 'insufficient_privilege',
					HINT = 'A store needs a new schema, or an empty one of its own owner.';
		ELSIF EXISTS (SELECT FROM pg_depend AS d WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = schema.oid AND d.deptype = 'n') THEN
			RAISE EXCEPTION 'schema "%" is not empty', store
				USING ERRCODE = 'duplicate_schema',
					HINT = 'A store needs a new schema, or an empty one.';
		END IF;
		SELECT string_agg(DISTINCT format('%s to %s', g.privilege, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE format('role "%s"', pg_get_userbyid(g.grantee)) END), ', ')
		INTO granted
		FROM (
			SELECT a.privilege_type AS privilege, a.grantee FROM aclexplode(schema.nspacl) AS a
			UNION ALL
			SELECT a.privilege_type || ' by default', a.grantee
			FROM pg_default_acl AS d CROSS JOIN LATERAL aclexplode(d.defaclacl) AS a
			WHERE d.defaclnamespace = schema.oid
		) AS g
		WHERE g.grantee <> schema.nspowner;
		IF granted IS NOT NULL THEN
			RAISE EXCEPTION 'privileges on schema "%" are granted to others than its owner', store
				USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('Granted: %s.', granted),
					HINT = 'Revoke them, default privileges in the schema too, or drop the empty schema. Readers of a store are granted a level, by absence.grant_reader().';
		ELSIF schema.owner = current_user THEN
			PERFORM absence.must_own_schema(store);
		ELSE
			-- its owner could be putting things into it right now; into a new one nobody can
			EXECUTE format('DROP SCHEMA %I', store);
			schema := NULL;
		END IF;
	END IF;
	IF schema IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', store);
	END IF;

	FOR part IN SELECT d.ddl FROM absence.store_ddl(store) AS d ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence.kept_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	-- default privileges of whoever makes the store are not meant for a district's data
	FOR part IN
		SELECT d
		FROM (
			SELECT DISTINCT a.grantee
			FROM pg_class AS c
			CROSS JOIN LATERAL aclexplode(c.relacl) AS a
			WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND a.grantee <> c.relowner
			UNION
			SELECT a.grantee
			FROM pg_proc AS p
			CROSS JOIN LATERAL aclexplode(p.proacl) AS a
			WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND a.grantee NOT IN (0, p.proowner)
		) AS g
		CROSS JOIN LATERAL absence.revoke_ddl(store, CASE WHEN g.grantee <> 0 THEN pg_get_userbyid(g.grantee) END,
			CASE WHEN g.grantee = 0 THEN '{r,p,v,m,S}'::"char"[] END) AS d
		UNION ALL
		SELECT format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', store, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
		FROM pg_namespace AS n
		CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
		WHERE n.nspname = store AND a.grantee <> n.nspowner
	LOOP
		EXECUTE part;
	END LOOP;
	-- autovacuum never looks at tables of a few rows
	EXECUTE format('ANALYZE %1$I.store_setting, %1$I.school_year_state, %1$I.policy, %1$I.attendance_code, %1$I.calendar_event_kind', store);

	IF new_owner <> current_user THEN
		FOR part IN SELECT d FROM absence.owner_ddl(store, new_owner) AS d LOOP
			EXECUTE part;
		END LOOP;
	END IF;
	IF NOT (SELECT r.rolcanlogin FROM pg_roles AS r WHERE r.rolname = new_owner) THEN
		RAISE WARNING 'role "%", which owns store "%", cannot log in', new_owner, store
			USING HINT = format('Only a member of it that is no superuser can refresh the store and work on it, after SET ROLE %I.', new_owner);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.create_store(name, name, name, text) IS
	'Makes a store: a schema of tables for a district''s facts, registers and views, owned by the caller or by owner; none of it belongs to the extension';

-- Every object of a store to one owner; first the schema, for the new owner of a
-- table must be able to make one there
CREATE FUNCTION absence.owner_ddl(store name, owner name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('ALTER SCHEMA %I OWNER TO %I', store, owner)
	UNION ALL
	SELECT format('ALTER %s %I.%I OWNER TO %I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, store, c.relname, owner)
	FROM pg_class AS c
	WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm')
	UNION ALL
	SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, owner)
	FROM pg_proc AS p
	WHERE p.pronamespace = to_regnamespace(quote_ident(store))
$$;
COMMENT ON FUNCTION absence.owner_ddl(name, name) IS 'The DDL that makes a role the owner of a store''s schema and of all that is in it';

CREATE FUNCTION absence.drop_store(store name, confirm name DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	holding text;
	holds boolean;
BEGIN
	PERFORM absence.lock_store(store, true);
	IF confirm IS NOT NULL AND confirm <> store THEN
		RAISE EXCEPTION 'names of the store to drop differ: "%" and "%"', store, confirm
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF confirm IS NULL THEN
		FOREACH holding IN ARRAY ARRAY['student', 'student_group', 'school', 'calendar', 'calendar_grade', 'calendar_day', 'enrollment',
			'attendance_event', 'attendance_taken', 'student_register', 'prior_student', 'prior_count', 'policy', 'staff_school', 'certification', 'public_release'] LOOP
			CONTINUE WHEN to_regclass(format('%I.%I', store, holding)) IS NULL;	-- restored without the extension
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
	lost text;
BEGIN
	PERFORM absence.lock_store(store, true);

	-- DROP EXTENSION ... CASCADE takes the column of registers and the views
	IF to_regclass(format('%I.student_register', store)) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = to_regclass(format('%I.student_register', store))
			AND a.attname = 'register' AND NOT a.attisdropped) THEN
		EXECUTE format('TRUNCATE %I.student_register', store);
		EXECUTE format('ALTER TABLE %I.student_register ADD COLUMN register absence.register NOT NULL', store);
	END IF;
	FOR part IN SELECT d.ddl FROM absence.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE format('UPDATE %I.store_setting SET layout_version = $1', store) USING absence.store_layout();
	PERFORM absence.lay_materialized_views(store);
	FOR part IN SELECT d FROM absence.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	PERFORM absence.regrant_readers(store);

	-- refresh makes the registers of open years again, nobody those of closed ones
	EXECUTE format('SELECT string_agg(y.school_year::text, '', '' ORDER BY y.school_year)
		FROM %1$I.school_year_state AS y
		WHERE y.state = ''closed'' AND NOT EXISTS (SELECT FROM %1$I.student_register AS r WHERE r.school_year = y.school_year)', store)
		INTO lost;
	IF lost IS NOT NULL THEN
		RAISE WARNING 'closed school years of store "%" have no registers: %', store, lost
			USING HINT = 'Load a copy of their rows of student_register; or load their facts, reopen each year and refresh.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.upgrade_store(name) IS
	'Brings a store to the layout of this release, and makes what is missing; run it after ALTER EXTENSION UPDATE, and when the extension was made after the store: dropped with CASCADE, or not there at a restore';

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

-- True is never returned: the views ask it where a store has no settings
CREATE FUNCTION absence.must_have_settings() RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RAISE EXCEPTION 'table store_setting of the store is empty'
		USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('The settings of a store are one row. Its owner puts back the defaults, by which readers see every school, by INSERT INTO store_setting (layout_version) VALUES (%s).', absence.store_layout());
END
$$;
COMMENT ON FUNCTION absence.must_have_settings() IS 'The error that the views of a store give whose table store_setting is empty';

-- The definition of a store must be known in each of its years, and its time zone to
-- the server: after a change of the settings, and of the district's own definitions
CREATE FUNCTION absence.settings_changed() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting record;
	known record;
	said text;
	advice text;
BEGIN
	EXECUTE format('SELECT s.policy, s.time_zone FROM %I.store_setting AS s', TG_TABLE_SCHEMA) INTO setting;
	IF setting.policy IS NULL THEN
		RETURN NULL;
	END IF;
	IF TG_TABLE_NAME = 'store_setting' THEN
		BEGIN
			PERFORM now() AT TIME ZONE setting.time_zone;
		EXCEPTION WHEN invalid_parameter_value THEN
			RAISE EXCEPTION 'time zone "%" is not known', setting.time_zone
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Names are in pg_timezone_names, such as America/New_York.';
		END;
	END IF;

	BEGIN
		EXECUTE format($sql$
			SELECT max(k.policy::absence.policy::text) AS policy, max(k.not_computable) AS not_computable,
				(SELECT string_agg(DISTINCT o.name, ', ' ORDER BY o.name) FROM %1$I.known_policy AS o WHERE o.policy IS NOT NULL) AS names
			FROM %1$I.known_policy AS k
			WHERE $1 IN (k.name, k.name || '@' || k.version)
			$sql$, TG_TABLE_SCHEMA) INTO known USING setting.policy;
		PERFORM absence.must_be_known(setting.policy, known.policy, NULL, known.not_computable, NULL, known.names);
		EXECUTE format('SELECT count(absence.policy_in_store(%1$L, $1, y.school_year)) FROM %1$I.school_year_state AS y', TG_TABLE_SCHEMA) USING setting.policy;
	EXCEPTION WHEN undefined_object OR feature_not_supported OR invalid_text_representation THEN
		IF TG_TABLE_NAME = 'store_setting' THEN
			RAISE;
		END IF;
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
		RAISE EXCEPTION 'policy "%" is the definition that the store goes by', setting.policy
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = format('Without it: %s.', said),
				HINT = format('Let the store go by another first, as in UPDATE %I.store_setting SET policy = ''federal''.', TG_TABLE_SCHEMA);
	END;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION absence.settings_changed() IS 'Refuses a definition that is not known in each year of the store, or a time zone that the server does not know';

-- The rows of a view as of a day and under a definition; view_row tells which view
CREATE FUNCTION absence.answer_at(view_row anyelement, as_of date, policy text) RETURNS SETOF anyelement
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
BEGIN
	PERFORM set_config('absence.as_of', coalesce(answer_at.as_of::text, ''), true),
		set_config('absence.policy', coalesce(answer_at.policy, ''), true);
	RETURN QUERY EXECUTE format('SELECT * FROM %s', (SELECT t.typrelid::regclass FROM pg_type AS t WHERE t.oid = pg_typeof(view_row)));
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
END
$$;
COMMENT ON FUNCTION absence.answer_at(anyelement, date, text) IS
	'The rows of a live view, which the type of the first argument names, as of a day and under a definition; what X_at() of a store calls';

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
	PERFORM absence.must_trust_store(store);
	IF NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = to_regclass(format('%I.student_register', store)) AND a.attname = 'register') THEN
		RAISE EXCEPTION 'store "%" has lost its registers, as the extension was made after it', store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('To make what is missing: SELECT absence.upgrade_store(%L).', store);
	END IF;
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
	PERFORM absence.must_trust_store(store);
	EXECUTE format('SELECT (now() AT TIME ZONE s.time_zone)::date FROM %I.store_setting AS s', store) INTO STRICT today;
	RETURN today;
END
$$;
COMMENT ON FUNCTION absence.store_today(name) IS 'Today in the time zone of a store';

-- The functions of a refresh name the schema that they were laid into. Where the
-- schema has another name since, they would not find their store, or find another.
CREATE FUNCTION absence.must_be_laid(store name) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
BEGIN
	PERFORM absence.layout_of(store);
	IF NOT EXISTS (SELECT FROM pg_proc AS p
			WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname = 'refresh_compute'
				AND strpos(p.prosrc, ' ' || quote_ident(store) || '.store_setting') > 0) THEN
		RAISE EXCEPTION 'the functions of store "%" are not made for a schema of this name', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The schema was renamed, or restored under another name.',
				HINT = format('To make them anew: SELECT absence.upgrade_store(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.must_be_laid(name) IS 'An error if the schema of a store was renamed since its functions were made; of an empty store_setting too';

-- The planner knows nothing of tables that were loaded for the first time just now. Of
-- a year that came to a table since, it expects no row, and loops over a district.
CREATE FUNCTION absence.analyze_new_tables(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_table name;
	years integer[];
BEGIN
	PERFORM absence.must_own_store(store);
	years := ARRAY(SELECT y FROM absence.years_to_refresh(store, NULL) AS y);
	FOR new_table IN
		SELECT c.relname FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p')
			AND c.relname <> 'staff_school'		-- to lock it is for what grants, before all else
			AND (c.reltuples < 0
				OR c.relname = ANY (absence.loadable_tables())
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
COMMENT ON FUNCTION absence.analyze_new_tables(name) IS 'Analyses the tables of a store that never were, and those to which a school year came since';

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
	PERFORM absence.lock_store(store);
	PERFORM absence.must_be_laid(store), absence.analyze_new_tables(store);
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
	PERFORM absence.lock_store(store);
	PERFORM absence.must_be_laid(store), absence.revoke_unfiltered(store), absence.analyze_new_tables(store);
	FOR year IN SELECT y FROM absence.years_to_refresh(store, school_year) AS y LOOP
		began := clock_timestamp();
		EXECUTE format('INSERT INTO %I.school_year_state (school_year) VALUES ($1) ON CONFLICT DO NOTHING', store) USING year;
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) INTO steps USING year, today;
		EXECUTE format('SELECT string_agg(format(''%%s (%%s)'', r.detail, r.reason), chr(10) ORDER BY r.school_id NULLS FIRST, r.reason),
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
	PERFORM absence.lock_store(store);
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
