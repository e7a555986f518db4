
-- grant_reader, revoke_reader

-- Raises an error if the role does not exist or cannot be a reader
CREATE FUNCTION absence_internal.must_be_reader(store name, role name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF role = 'public' THEN
		RAISE EXCEPTION 'a store cannot be granted to PUBLIC'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Create a role for the readers, and grant it to them.';
	ELSIF role IS NULL OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	ELSIF EXISTS (SELECT FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner WHERE n.nspname = store AND r.rolname = role)
		OR EXISTS (SELECT FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner
			WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND r.rolname = role) THEN
		RAISE EXCEPTION 'role "%" owns store "%"', role, store
			USING ERRCODE = 'invalid_parameter_value', HINT = 'The owner has all privileges on it, and needs no level.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_reader(name, name) IS
	'Raises an error unless the role exists and can be a reader of the store';

CREATE FUNCTION absence.grant_reader(store name, role name, level text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	given record;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_reader(store, role);
	IF level IS NULL OR level NOT IN ('public', 'aggregate', 'student', 'team', 'sensitive', 'recorder', 'support_loader', 'loader') THEN
		RAISE EXCEPTION 'level of a reader must be public, aggregate, student, team, sensitive, recorder, support_loader or loader, not "%"',
			level
			USING ERRCODE = 'invalid_parameter_value',
				HINT = format('To take everything back: SELECT absence.revoke_reader(%L, %L).', store, role);
	END IF;
	IF level IN ('loader', 'support_loader') AND absence_internal.reach_of(store, role) = 'some' THEN
		RAISE EXCEPTION 'role "%" sees only some schools and cannot be a loader', role
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'A loader reads and writes the facts of every school. Use a separate role.';
	END IF;
	PERFORM absence_internal.revoke_from(store, role);
	EXECUTE format('INSERT INTO %I.reader (role_name, level) VALUES ($1, $2)
		ON CONFLICT (role_name) DO UPDATE SET level = excluded.level', store)
		USING role, level;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', store, role);
	FOR given IN SELECT p.object, p.privileges FROM absence_internal.reader_privileges(store, role, level) AS p LOOP
		EXECUTE format('GRANT %s ON %s TO %I', given.privileges, given.object, role);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.grant_reader(name, name, text) IS
	'Grants a role the privileges of a level on a store, and revokes all others: public (what is published), '
	'aggregate (figures of cohorts), student, team (support too), sensitive (barriers by their words too), recorder (as team, and enters '
	'rows), support_loader (writes the facts of support), or loader (writes the other facts)';

CREATE FUNCTION absence.revoke_reader(store name, role name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_reader(store, role), absence_internal.revoke_from(store, role);
	EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I CASCADE', store, role);
	EXECUTE format('DELETE FROM %I.reader AS r WHERE r.role_name = $1', store) USING role;
END
$$;
COMMENT ON FUNCTION absence.revoke_reader(name, name) IS 'Revokes all privileges of a role on a store';
