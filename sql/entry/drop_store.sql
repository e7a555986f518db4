
-- drop_store: drop a store

CREATE FUNCTION absence.drop_store(store name, confirm name DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	holding text;
	holds boolean;
	propagation text;	-- of a distributed store, which is dropped on the workers too
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	IF confirm IS NOT NULL AND confirm <> store THEN
		RAISE EXCEPTION 'names of the store to drop differ: "%" and "%"', store, confirm
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF confirm IS NULL THEN
		FOR holding IN SELECT r.relation FROM absence_internal.store_relation AS r WHERE r.holds_facts ORDER BY r.position LOOP
			CONTINUE WHEN to_regclass(format('%I.%I', store, holding)) IS NULL;	-- the store was restored without the extension
			EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', store, holding) INTO holds;
			IF holds THEN
				RAISE EXCEPTION 'store "%" holds facts, in table %', store, holding
					USING ERRCODE = 'object_not_in_prerequisite_state',
						HINT = format('To drop it with all its contents, give its name twice: SELECT absence.drop_store(%1$L, %1$L).', store);
			END IF;
		END LOOP;
	END IF;
	IF absence_internal.is_distributed(store) THEN
		propagation := absence_internal.propagate_ddl('on');
	END IF;
	EXECUTE format('DROP SCHEMA %I CASCADE', store);
	IF propagation IS NOT NULL THEN
		PERFORM absence_internal.propagate_ddl(propagation);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.drop_store(name, name) IS
	'Drops a store with all its contents; if it holds facts, only if its name is given twice';
