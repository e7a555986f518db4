
-- guard: checks that every function that works on a store makes first

-- The code of a store must never run with more privileges than its owner has. Every
-- function that works on a store checks that itself, whatever its callers have checked.
CREATE FUNCTION absence_internal.must_own_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_store' LANGUAGE C VOLATILE;
CREATE FUNCTION absence_internal.must_own_schema(schema name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_schema' LANGUAGE C VOLATILE;
CREATE FUNCTION absence_internal.must_trust_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_trust_store' LANGUAGE C STABLE;
COMMENT ON FUNCTION absence_internal.must_own_store(name) IS
	'Raises an error unless the current role owns the store, and also if the session user is a superuser who does not own it';
COMMENT ON FUNCTION absence_internal.must_own_schema(name) IS 'As must_own_store, for a schema that is not a store yet';
COMMENT ON FUNCTION absence_internal.must_trust_store(name) IS
	'Raises an error if the store does not exist, or if the session user is a superuser who does not own it, '
	'because the code of the store could act as the superuser';

-- The layout of a store; an error if the schema is not a store
CREATE FUNCTION absence_internal.stored_layout(store name) RETURNS integer
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	layout integer;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT layout_version FROM %I.store_setting', store) INTO layout;
	IF layout IS NULL THEN
		RAISE EXCEPTION 'table store_setting of store "%" is empty', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('The settings of a store are one row. To insert the defaults, with which readers see every school: '
					'INSERT INTO %I.store_setting (layout_version) VALUES (%s).', store, absence_internal.store_layout());
	ELSIF layout > absence_internal.store_layout() THEN
		RAISE EXCEPTION 'store "%" has layout %, which is newer than the layouts of this release of absence', store, layout
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Update the extension: ALTER EXTENSION absence UPDATE.';
	END IF;
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence_internal.stored_layout(name) IS
	'Version of a store''s layout, which can be an earlier one; raises an error if the schema is not a store';

-- The views of a store with an earlier layout answer as before. All functions of this
-- release are written for its own layout, and refuse such a store here.
CREATE FUNCTION absence_internal.must_be_current(store name, layout integer) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF layout < absence_internal.store_layout() THEN
		RAISE EXCEPTION 'store "%" has layout %, and this release of absence works with layout %',
			store, layout, absence_internal.store_layout()
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('As its owner, run: SELECT absence.upgrade_store(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_current(name, integer) IS
	'Raises an error if the layout of a store is earlier than that of this release';

-- Functions call this before they read or change a store
CREATE FUNCTION absence_internal.layout_of(store name) RETURNS integer
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	layout constant integer := absence_internal.stored_layout(store);
BEGIN
	PERFORM absence_internal.must_be_current(store, layout);
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence_internal.layout_of(name) IS
	'Version of a store''s layout; raises an error if it is earlier than that of this release, or if the schema is not a store';

-- Every function that changes a store calls this first, so that only one runs at a time.
-- All of them take their locks in the same order, so that they cannot deadlock. A
-- statement that writes staff_school or the scope holds a lock on its table when its
-- trigger calls this. So a function that grants, or that lays views and triggers, locks
-- staff_school before store_setting. A role that can only read the store cannot take these
-- locks.
CREATE FUNCTION absence_internal.lock_any_layout(store name, grants boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_own_store(store);
	BEGIN
		EXECUTE format(CASE WHEN grants THEN 'LOCK TABLE %1$I.staff_school, %1$I.store_setting IN SHARE ROW EXCLUSIVE MODE'
			ELSE 'LOCK TABLE %I.store_setting IN SHARE UPDATE EXCLUSIVE MODE' END, store);
	EXCEPTION WHEN undefined_table OR invalid_schema_name THEN
		PERFORM absence_internal.must_own_store(store);
		RAISE;
	END;
	-- while this waited, the store may have been dropped or given another owner
	PERFORM absence_internal.must_own_store(store);
END
$$;
COMMENT ON FUNCTION absence_internal.lock_any_layout(name, boolean) IS
	'Checks that the caller owns a store, of any layout, and locks it against other changes; with true, for functions that grant';

CREATE FUNCTION absence_internal.lock_store(store name, grants boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_any_layout(store, grants);
	PERFORM absence_internal.layout_of(store);
END
$$;
COMMENT ON FUNCTION absence_internal.lock_store(name, boolean) IS
	'The first step of every function that changes a store: checks that the caller owns it, and locks it against other changes; '
	'with true, for functions that grant';

-- The PL/pgSQL functions of a store contain the name of its schema. After the schema is
-- renamed, they fail, or use another store. SQL functions with BEGIN ATOMIC depend on the
-- objects of the store, and still work.
CREATE FUNCTION absence_internal.must_be_laid(store name) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF NOT EXISTS (SELECT FROM pg_proc AS p
			WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname = 'refresh_facts'
				AND strpos(p.prosrc, ' ' || quote_ident(store) || '.store_setting') > 0) THEN
		RAISE EXCEPTION 'the functions of store "%" were made for a schema of another name', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The schema was renamed, or restored under another name.',
				HINT = format('To make them again: SELECT absence.upgrade_store(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_laid(name) IS
	'Raises an error if the schema of a store was renamed since its functions were made, or if store_setting is empty';
