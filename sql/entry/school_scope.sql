
-- enable_school_scope: roles that see only some schools

CREATE FUNCTION absence_internal.scope_changed() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(TG_TABLE_SCHEMA);
	PERFORM absence_internal.regrant_readers(TG_TABLE_SCHEMA);
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION absence_internal.scope_changed() IS
	'Grants the privileges of readers again after a change of the schools that roles see; trigger function';

CREATE FUNCTION absence.enable_school_scope(store name, enabled boolean DEFAULT true) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	rows_for_staff boolean;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	IF enabled IS NULL THEN
		RAISE EXCEPTION 'enabled must be true or false, not null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	EXECUTE format('UPDATE %I.store_setting SET school_scope = $1', store) USING enabled;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.staff_school)', store) INTO rows_for_staff;
	IF enabled AND NOT rows_for_staff THEN
		RAISE NOTICE 'table staff_school of store "%" is empty: until it has rows, only the owner of the store sees rows in the views', store;
	END IF;
END
$$;
COMMENT ON FUNCTION absence.enable_school_scope(name, boolean) IS
	'Limits the rows that a role sees in the views of a store to the schools that staff_school gives it; '
	'with false, roles see every school again';
