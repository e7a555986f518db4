
-- guard: what every function that works on a store asks first

-- Who may: a store's code never has more rights than its owner has. Every function
-- that works on a store asks first, whatever asked before it.
CREATE FUNCTION absence_internal.must_own_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_store' LANGUAGE C VOLATILE;
CREATE FUNCTION absence_internal.must_own_schema(schema name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_schema' LANGUAGE C VOLATILE;
CREATE FUNCTION absence_internal.must_trust_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_trust_store' LANGUAGE C STABLE;
COMMENT ON FUNCTION absence_internal.must_own_store(name) IS
	'An error unless the current role owns the store, and the session belongs to no superuser but the one who owns it';
COMMENT ON FUNCTION absence_internal.must_own_schema(name) IS 'As must_own_store, of a schema that is not a store yet';
COMMENT ON FUNCTION absence_internal.must_trust_store(name) IS
	'An error if there is no such store, or if the session belongs to a superuser who does not own it: the store''s code could act as the superuser';

-- The layout that a store has; an error if the schema is no store
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
				HINT = format('The settings of a store are one row. To begin with the defaults, by which readers see every school: '
					'INSERT INTO %I.store_setting (layout_version) VALUES (%s).', store, absence_internal.store_layout());
	ELSIF layout > absence_internal.store_layout() THEN
		RAISE EXCEPTION 'store "%" is of layout %, which is newer than this release of absence knows', store, layout
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Update the extension: ALTER EXTENSION absence UPDATE.';
	END IF;
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence_internal.stored_layout(name) IS 'Version of a store''s layout, be it an earlier one; a schema that is no store is an error';

-- The views of an earlier layout answer as they always did. All that this release does
-- with a store is written for its own layout.
CREATE FUNCTION absence_internal.must_be_current(store name, layout integer) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF layout < absence_internal.store_layout() THEN
		RAISE EXCEPTION 'store "%" is of layout %, and this release of absence works with layout %', store, layout, absence_internal.store_layout()
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('As its owner, run: SELECT absence.upgrade_store(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_current(name, integer) IS 'An error if the layout of a store is an earlier one than that of this release';

-- The same of a store that is asked or worked on
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
COMMENT ON FUNCTION absence_internal.layout_of(name) IS 'Version of a store''s layout, which is that of this release; an earlier one, and a schema that is no store, is an error';

-- Whoever changes a store comes through here first: one at a time, and in one order
-- of locks, so that none waits for another in a ring. Who writes staff_school, or the
-- scope, has that table locked already when a trigger comes here. So what grants too, or
-- lays views and triggers, first waits for staff_school to be free, and keeps it so.
-- No lock of it can be taken by who may only read the store.
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
	-- it may have been dropped or given away meanwhile
	PERFORM absence_internal.must_own_store(store);
END
$$;
COMMENT ON FUNCTION absence_internal.lock_any_layout(name, boolean) IS
	'Sees that the caller may change a store, of whatever layout, and waits until nobody else is at it; with true for those that grant';

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
	'What every function that changes a store does first: sees that the caller may, and waits until nobody else is at it; with true for those that grant';

-- The PL/pgSQL functions of a store name the schema that they were laid into. If the schema
-- has another name since, they do not find their store, or find another. SQL functions with
-- BEGIN ATOMIC are bound to the store itself, and follow.
CREATE FUNCTION absence_internal.must_be_laid(store name) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
BEGIN
	PERFORM absence_internal.layout_of(store);
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
COMMENT ON FUNCTION absence_internal.must_be_laid(name) IS 'An error if the schema of a store was renamed since its functions were made; of an empty store_setting too';
