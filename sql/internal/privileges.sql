
-- privileges: what a store grants to whom
--
-- store_relation says from which level on a relation is granted, and what a loader does
-- with it. Which rows a reader then sees of a view is in sql/store/helper/visible.sql.
-- Readers are granted views and what is published, never the tables beneath. A recorder
-- enters rows through views, which let in only rows of the students that the role sees.

-- Whether a level reads a relation that is for readers from another level on
CREATE FUNCTION absence_internal.level_reads(level text, reader text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT coalesce(level = reader
		OR array_position(l.levels, reader) <= array_position(l.levels, CASE level WHEN 'recorder' THEN 'team' ELSE level END), false)
	FROM (VALUES ('{public,aggregate,student,team,sensitive}'::text[])) AS l (levels)
$$;
COMMENT ON FUNCTION absence_internal.level_reads(text, text) IS
	'Whether a role of a level reads a relation, by the lowest level that does: each of public, aggregate, student, team and sensitive '
	'reads what those before it read; recorder reads as team, and what is for recorders alone';

-- The schools that a role sees, as its grants need them: all, some or none. A role sees all
-- only by a row of its own, because a membership can end, and a grant would remain. A
-- member of a role that sees all schools can read the kept answers through that role, if
-- that role has the level. Memberships count for some schools.
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
	'The schools that a role sees, for objects that cannot be filtered by school: all (by a row of its own in staff_school, or '
	'without a scope), some or none';

-- What a role is granted at a level. The kept answers and the other tables are not filtered by
-- school, so they are for roles that see every school.
CREATE FUNCTION absence_internal.reader_privileges(store name, role name, level text) RETURNS TABLE (object text, privileges text)
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reach text := absence_internal.reach_of(store, role);  -- an error if the store is not to be trusted
BEGIN
	IF level IN ('loader', 'support_loader') THEN
		RETURN QUERY
		-- relations of readers are filtered by school, the others are not
		SELECT format('TABLE %I.%I', store, r.relation),
			CASE w.use WHEN 'writes' THEN 'SELECT, INSERT, UPDATE, DELETE'
				-- rows that people typed must stay, so these tables are not truncated
				|| CASE level WHEN 'loader' THEN ', TRUNCATE' ELSE '' END ELSE 'SELECT' END
		FROM absence_internal.store_relation AS r
		CROSS JOIN LATERAL (VALUES (CASE level WHEN 'loader' THEN r.loader ELSE r.support_loader END)) AS w (use)
		WHERE w.use IS NOT NULL AND (reach <> 'some' OR r.reader IS NOT NULL);
		RETURN;
	END IF;
	RETURN QUERY
	WITH readable AS MATERIALIZED (
		SELECT r.relation, r.kept_key, r.entry
		FROM absence_internal.store_relation AS r
		WHERE absence_internal.level_reads(reader_privileges.level, r.reader)
	), named (relation, may, kept) AS (
		SELECT r.relation, 'SELECT' || coalesce(', ' || r.entry, ''), false FROM readable AS r
		UNION ALL
		SELECT 'latest_' || r.relation, 'SELECT', true FROM readable AS r WHERE r.kept_key IS NOT NULL AND reach = 'all'
	)
	SELECT format('TABLE %s', c.oid::regclass), n.may
	FROM named AS n
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = n.relation
	WHERE c.relkind = 'r' OR NOT n.kept
	UNION ALL
	-- PUBLIC has these too, unless they were revoked
	SELECT format('FUNCTION %s', p.oid::regprocedure), 'EXECUTE'
	FROM readable AS r
	CROSS JOIN LATERAL (VALUES (r.relation || '_at'), (r.relation || '_of')) AS f (name)
	JOIN pg_proc AS p ON p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname = f.name
	-- the views of the Analytics Middle Tier, in another schema
	UNION ALL
	SELECT format('TABLE %s', v.view), 'SELECT'
	FROM absence_internal.amt_views(store) AS v
	WHERE absence_internal.level_reads(reader_privileges.level, v.reader)
	UNION
	SELECT format('SCHEMA %I', v.schema), 'USAGE'
	FROM absence_internal.amt_views(store) AS v
	WHERE absence_internal.level_reads(reader_privileges.level, v.reader);
END
$$;
COMMENT ON FUNCTION absence_internal.reader_privileges(name, name, text) IS 'What a role is granted on a store at a level';

-- Revokes all privileges of a role, or of PUBLIC for NULL, on a store, however granted
CREATE FUNCTION absence_internal.revoke_ddl(store name, role name, only_kinds "char"[] DEFAULT NULL) RETURNS SETOF text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('REVOKE ALL ON %s FROM %s CASCADE', held.what, coalesce(quote_ident(role), 'PUBLIC'))
	FROM (SELECT CASE WHEN role IS NULL THEN 0 ELSE (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = role) END) AS r (oid)
	CROSS JOIN LATERAL (
		SELECT format('TABLE %s', c.oid::regclass)
		FROM pg_class AS c
		WHERE (c.relnamespace = to_regnamespace(quote_ident(store)) OR c.oid IN (SELECT v.view FROM absence_internal.amt_views(store) AS v))
			AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
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
	'The DDL that revokes all privileges of a role, or of PUBLIC for NULL, on the objects of a store, or on those of some kinds';

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
COMMENT ON FUNCTION absence_internal.revoke_from(name, name, "char"[]) IS
	'Revokes all privileges of a role on the objects of a store, or on those of some kinds';

-- Revokes what shows every school from roles that do not see every school: the kept answers,
-- and materialized views of a district's own in the schema. A role that was renamed has no row
-- any more, but no trigger fires when a role is renamed. So each refresh calls this too.
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
		SELECT g.grantee, r.rolname AS name, array_agg(g.relation) AS relations
		FROM (
			SELECT DISTINCT a.grantee, c.oid::regclass AS relation
			FROM pg_class AS c
			CROSS JOIN LATERAL (
				SELECT c.relacl
				UNION ALL
				SELECT t.attacl FROM pg_attribute AS t WHERE t.attrelid = c.oid
			) AS t (acl)
			CROSS JOIN LATERAL aclexplode(t.acl) AS a
			WHERE is_scoped AND c.relnamespace = to_regnamespace(quote_ident(store)) AND a.grantee <> c.relowner
				AND (c.relkind = 'm' OR c.relkind = 'r' AND c.relname IN (
					SELECT 'latest_' || k.relation FROM absence_internal.store_relation AS k WHERE k.kept_key IS NOT NULL))
		) AS g
		LEFT JOIN pg_roles AS r ON r.oid = g.grantee
		GROUP BY g.grantee, r.rolname
	LOOP
		-- PUBLIC never sees every school
		IF reader.grantee = 0 OR absence_internal.reach_of(store, reader.name) <> 'all' THEN
			EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', array_to_string(reader.relations, ', '),
				coalesce(quote_ident(reader.name), 'PUBLIC'));
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.revoke_unfiltered(name) IS
	'Revokes the kept answers of a store from every role that does not see all schools';

-- After an upgrade, or a change of the schools that roles see, grants every reader the
-- privileges of the level. A role that was dropped has lost USAGE on the schema, so another role
-- of that name gets nothing.
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
		WHERE EXISTS (
			SELECT FROM pg_namespace AS n
			CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
			WHERE n.nspname = %2$L AND a.grantee = r.oid)', store, store)
	LOOP
		IF reader.level IN ('loader', 'support_loader') AND reader.reach = 'some' THEN
			PERFORM absence_internal.revoke_from(store, reader.role_name, '{r,p,v}');
		END IF;
		FOR given IN SELECT p.object, p.privileges FROM absence_internal.reader_privileges(store, reader.role_name, reader.level) AS p LOOP
			EXECUTE format('GRANT %s ON %s TO %I', given.privileges, given.object, reader.role_name);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.regrant_readers(name) IS
	'Grants every reader of a store the privileges of the level, and revokes the kept answers from every role that does not see all '
	'schools';
