
-- privileges: what a store grants to whom
--
-- A level is what a role is granted; which rows it then sees of the views is in
-- sql/store/visible.sql. Readers are granted views, never the tables beneath them.

-- What each level adds to the one before it. A view that is not here is granted to
-- nobody.
CREATE FUNCTION absence_internal.readable_views() RETURNS TABLE (view_name name, level text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	VALUES
		('public_absence'::name, 'public'),
		('school_absence', 'aggregate'),
		('grade_absence', 'aggregate'),
		('group_absence', 'aggregate'),
		('district_absence', 'aggregate'),
		('weekday_absence', 'aggregate'),
		('coverage', 'aggregate'),
		('absence_trend', 'aggregate'),
		('daily_attendance', 'aggregate'),
		('fs195', 'aggregate'),
		('student_absence', 'student'),
		('district_student_absence', 'student'),
		('watch_list', 'student'),
		('student_day', 'student'),
		('data_issue', 'student')
$$;
COMMENT ON FUNCTION absence_internal.readable_views() IS 'What readers of a store are granted, and the lowest level at which: public, aggregate or student';

-- What a loader writes: the facts, and what their words mean
CREATE FUNCTION absence_internal.loadable_tables() RETURNS name[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['school', 'student', 'student_group', 'calendar', 'calendar_grade', 'calendar_day', 'calendar_event_kind', 'enrollment',
		'attendance_code', 'attendance_event', 'attendance_taken', 'prior_student', 'prior_count']::name[];
COMMENT ON FUNCTION absence_internal.loadable_tables() IS 'Tables of a store that level loader may write';

-- For what a role is granted: every school, some, or none. Every school only by a row
-- of its own: what comes with a membership goes with it, and a grant would not. So
-- who sees every school as a member reads the mv_ views through the role that is told
-- so, if that one is given the level. Some also by membership.
CREATE FUNCTION absence_internal.reach_of(store name, role name) RETURNS text
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reach text;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT CASE
			WHEN NOT s.school_scope OR m.all_schools THEN ''all''
			WHEN m.schools > 0 THEN ''some''
			ELSE ''none'' END
		FROM %1$I.store_setting AS s
		CROSS JOIN (
			SELECT bool_or(m.school_id IS NULL AND m.role_name = $1) AS all_schools, count(m.school_id) AS schools
			FROM %1$I.staff_school AS m
			JOIN pg_roles AS r ON r.rolname = m.role_name
			WHERE pg_has_role($1, r.oid, ''USAGE'')
		) AS m', store) INTO STRICT reach USING role;
	RETURN reach;
END
$$;
COMMENT ON FUNCTION absence_internal.reach_of(name, name) IS
	'Which schools a role may be granted what cannot be filtered by school: all, by a row of its own in staff_school or without a scope; some; or none';

-- What a role has at a level; the mv_ views and the tables are not filtered by
-- school, so they are for those who see all of them
CREATE FUNCTION absence_internal.reader_privileges(store name, role name, level text) RETURNS TABLE (object text, privileges text)
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reach text := absence_internal.reach_of(store, role);  -- an error if the store is not to be trusted
	levels constant text[] := '{public,aggregate,student}';
BEGIN
	IF level = 'loader' THEN
		RETURN QUERY
		SELECT format('TABLE %I.%I', store, t.name), 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'
		FROM unnest(absence_internal.loadable_tables()) AS t (name)
		WHERE reach <> 'some'
		UNION ALL
		SELECT format('TABLE %I.data_issue', store), 'SELECT'
		UNION ALL
		-- what doc/load_csv.sql asks before and after it writes
		SELECT format('TABLE %I.%I', store, r.name), 'SELECT'
		FROM unnest('{store_setting,school_year_state,session_day,stay}'::name[]) AS r (name)
		WHERE reach <> 'some';
		RETURN;
	END IF;
	RETURN QUERY
	SELECT format('TABLE %s', c.oid::regclass), 'SELECT'
	FROM absence_internal.readable_views() AS v
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store))
		AND (c.relname = v.view_name OR c.relname = 'mv_' || v.view_name AND c.relkind = 'm' AND reach = 'all')
	WHERE array_position(levels, v.level) <= array_position(levels, reader_privileges.level)
	UNION ALL
	-- PUBLIC has these too, unless somebody took them away
	SELECT format('FUNCTION %s', p.oid::regprocedure), 'EXECUTE'
	FROM absence_internal.readable_views() AS v
	JOIN pg_proc AS p ON p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname IN (v.view_name || '_at', v.view_name || '_of')
	WHERE array_position(levels, v.level) <= array_position(levels, reader_privileges.level);
END
$$;
COMMENT ON FUNCTION absence_internal.reader_privileges(name, name, text) IS 'What a role is granted on a store at a level';

-- Whatever a role, or PUBLIC for NULL, was granted on a store, by hand or by level
CREATE FUNCTION absence_internal.revoke_ddl(store name, role name, only_kinds "char"[] DEFAULT NULL) RETURNS SETOF text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('REVOKE ALL ON %s FROM %s CASCADE', held.what, coalesce(quote_ident(role), 'PUBLIC'))
	FROM (SELECT CASE WHEN role IS NULL THEN 0 ELSE (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = role) END) AS r (oid)
	CROSS JOIN LATERAL (
		SELECT format('TABLE %s', c.oid::regclass)
		FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
			AND (only_kinds IS NULL OR c.relkind = ANY (only_kinds))
			AND (EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee = r.oid)
				OR EXISTS (SELECT FROM pg_attribute AS t CROSS JOIN LATERAL aclexplode(t.attacl) AS a WHERE t.attrelid = c.oid AND a.grantee = r.oid))
		UNION ALL
		SELECT format('ROUTINE %s', p.oid::regprocedure)
		FROM pg_proc AS p
		WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND only_kinds IS NULL
			AND EXISTS (SELECT FROM aclexplode(p.proacl) AS a WHERE a.grantee = r.oid)
	) AS held (what)
$$;
COMMENT ON FUNCTION absence_internal.revoke_ddl(name, name, "char"[]) IS
	'The DDL that takes from a role, or from PUBLIC for NULL, whatever it was granted on a store''s objects, or on those of some kinds';

CREATE FUNCTION absence_internal.revoke_from(store name, role name, only_kinds "char"[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	revocation text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR revocation IN SELECT d FROM absence_internal.revoke_ddl(store, role, only_kinds) AS d LOOP
		EXECUTE revocation;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.revoke_from(name, name, "char"[]) IS 'Takes from a role whatever it was granted on a store''s objects, or on those of some kinds';

-- Nothing that shows every school stays with who is not told to see every school. A
-- renamed role is told nothing any more, and no trigger tells of that: so each refresh
-- comes by here too.
CREATE FUNCTION absence_internal.revoke_unfiltered(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_scoped boolean;
	reader record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format('SELECT school_scope FROM %I.store_setting', store) INTO STRICT is_scoped;
	FOR reader IN
		SELECT DISTINCT a.grantee, r.rolname AS name
		FROM pg_class AS c
		CROSS JOIN LATERAL aclexplode(c.relacl) AS a
		LEFT JOIN pg_roles AS r ON r.oid = a.grantee
		WHERE is_scoped AND c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind = 'm' AND a.grantee <> c.relowner
	LOOP
		-- PUBLIC is everybody, so never those of all schools
		IF reader.grantee = 0 OR absence_internal.reach_of(store, reader.name) <> 'all' THEN
			PERFORM absence_internal.revoke_from(store, reader.name, '{m}');
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.revoke_unfiltered(name) IS 'Takes the mv_ views of a store from whoever is not told to see every school';

-- After an upgrade, and after a change of who sees which schools: every reader has
-- what the level gives. A role that was dropped has lost its USAGE on the schema, and
-- another of its name gets nothing.
CREATE FUNCTION absence_internal.regrant_readers(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reader record;
	given record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	PERFORM absence_internal.revoke_unfiltered(store);
	FOR reader IN EXECUTE format('SELECT d.role_name, d.level, absence_internal.reach_of(%2$L, d.role_name) AS reach
		FROM %1$I.reader AS d
		JOIN pg_roles AS r ON r.rolname = d.role_name
		WHERE EXISTS (SELECT FROM pg_namespace AS n CROSS JOIN LATERAL aclexplode(n.nspacl) AS a WHERE n.nspname = %2$L AND a.grantee = r.oid)', store, store)
	LOOP
		IF reader.level = 'loader' AND reader.reach = 'some' THEN
			PERFORM absence_internal.revoke_from(store, reader.role_name, '{r,p,v}');
		END IF;
		FOR given IN SELECT p.object, p.privileges FROM absence_internal.reader_privileges(store, reader.role_name, reader.level) AS p LOOP
			EXECUTE format('GRANT %s ON %s TO %I', given.privileges, given.object, reader.role_name);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.regrant_readers(name) IS 'Gives every reader of a store what the level gives, and takes the mv_ views from whoever does not see all schools';
