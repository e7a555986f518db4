
-- create_store: create a store

CREATE FUNCTION absence.create_store(store name DEFAULT 'attendance', owner name DEFAULT NULL, source name DEFAULT NULL,
	kind text DEFAULT 'native') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	part text;
	new_owner constant name := coalesce(owner, current_user);
	schema record;
	granted text;
BEGIN
	IF store IS NULL OR store = '' OR store IN ('absence', 'absence_internal') OR store = 'information_schema'
		OR starts_with(store, 'pg_') THEN
		RAISE EXCEPTION 'a store cannot be made in schema "%"', store
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Give it a schema of its own, such as attendance.';
	END IF;
	IF kind IS NULL OR kind NOT IN ('native', 'edfi', 'views') THEN
		RAISE EXCEPTION 'kind of a store must be native, edfi or views, not "%"', kind
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF kind <> 'native' OR source IS NOT NULL THEN
		RAISE EXCEPTION 'a store is created without a source'
			USING ERRCODE = 'feature_not_supported',
				HINT = format('Create the store, then add the source of a school year: SELECT absence.add_source(%L, 2026, %L, %L).',
					store, coalesce(source, 'warehouse'), CASE kind WHEN 'edfi' THEN kind ELSE 'views' END);
	END IF;

	SELECT n.oid, pg_get_userbyid(n.nspowner) AS owner, n.nspowner, n.nspacl INTO schema FROM pg_namespace AS n WHERE n.nspname = store;
	IF schema.oid IS NOT NULL THEN
		-- a role that owns the schema, or can create in it, could add objects of its own
		IF schema.owner <> new_owner THEN
			RAISE EXCEPTION 'schema "%" belongs to role "%", but the store would belong to role "%"', store, schema.owner, new_owner
				USING ERRCODE = 'insufficient_privilege',
					HINT = 'A store needs a new schema, or an empty schema of the same owner.';
		ELSIF EXISTS (SELECT FROM pg_depend AS d
				WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = schema.oid AND d.deptype = 'n') THEN
			RAISE EXCEPTION 'schema "%" is not empty', store
				USING ERRCODE = 'duplicate_schema',
					HINT = 'A store needs a new schema, or an empty one.';
		END IF;
		SELECT string_agg(DISTINCT format('%s to %s', g.privilege,
			CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE format('role "%s"', pg_get_userbyid(g.grantee)) END), ', ')
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
			RAISE EXCEPTION 'privileges on schema "%" are granted to roles other than its owner', store
				USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('Granted: %s.', granted),
					HINT = 'Revoke them, and default privileges in the schema too, or drop the empty schema. '
						'To grant a level to readers of a store, use absence.grant_reader().';
		ELSIF schema.owner = current_user THEN
			PERFORM absence_internal.must_own_schema(store);
		ELSE
			-- its owner could be adding objects at this moment, which is not possible in a new schema
			EXECUTE format('DROP SCHEMA %I', store);
			schema := NULL;
		END IF;
	END IF;
	IF schema IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', store);
	END IF;

	FOR part IN SELECT d.ddl FROM absence_internal.store_ddl(store) AS d ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence_internal.kept_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence_internal.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	-- default privileges of the current role must not apply to a district's data
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
		CROSS JOIN LATERAL absence_internal.revoke_ddl(store, CASE WHEN g.grantee <> 0 THEN pg_get_userbyid(g.grantee) END,
			CASE WHEN g.grantee = 0 THEN '{r,p,v,m,S}'::"char"[] END) AS d
		UNION ALL
		SELECT format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', store,
			CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
		FROM pg_namespace AS n
		CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
		WHERE n.nspname = store AND a.grantee <> n.nspowner
	LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE (SELECT format('ANALYZE %s', string_agg(format('%I.%I', store, r.relation), ', ' ORDER BY r.position))
		FROM absence_internal.store_relation AS r WHERE r.analyzed = 'created');

	IF new_owner <> current_user THEN
		FOR part IN SELECT d FROM absence_internal.owner_ddl(store, new_owner) AS d LOOP
			EXECUTE part;
		END LOOP;
	END IF;
	IF NOT (SELECT r.rolcanlogin FROM pg_roles AS r WHERE r.rolname = new_owner) THEN
		RAISE WARNING 'role "%", which owns store "%", cannot log in', new_owner, store
			USING HINT = format('Only a member of the role that is not a superuser can work on the store, after SET ROLE %I.', new_owner);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.create_store(name, name, name, text) IS
	'Creates a store: a schema of tables for a district''s facts, registers and views, owned by the caller or by owner; '
	'the objects do not belong to the extension';
