
-- distribute_store: puts the events of a store on the workers of Citus, and a copy of the registers

CREATE FUNCTION absence.distribute_store(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	part text;
	place name;
	sourced text;
	granted jsonb;
	dependents jsonb;
	amt jsonb;
	before oid[];
	citus_schema constant name := absence_internal.citus_schema();
	propagation text;
	has_readers boolean;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_laid(store);
	EXECUTE format('SELECT string_agg(y.school_year::text, '', '' ORDER BY y.school_year) FROM %I.school_year_state AS y
		WHERE y.source IS NOT NULL', store) INTO sourced;
	IF sourced IS NOT NULL THEN
		RAISE EXCEPTION 'store "%" has sources and cannot be distributed: school year %', store, sourced
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Load the facts into the tables of the store and call absence.remove_source() for each year, or keep the store as it is.';
	END IF;
	IF citus_schema IS NULL THEN
		RAISE EXCEPTION 'store "%" cannot be distributed, because Citus is not in this database', store
			USING ERRCODE = 'feature_not_supported', HINT = 'To make it: CREATE EXTENSION citus. Its workers are added by citus_add_node().';
	ELSIF absence_internal.is_distributed(store) THEN
		RAISE EXCEPTION 'store "%" is distributed already', store
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;

	amt := absence_internal.laid_amt_views(store);
	PERFORM absence_internal.drop_amt_views(store);
	before := ARRAY(SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = to_regnamespace(quote_ident(store))
		UNION ALL SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = to_regnamespace(quote_ident(store)));
	SELECT coalesce(jsonb_agg(g), '[]') INTO granted FROM absence_internal.laid_grants(store) AS g;
	propagation := absence_internal.propagate_ddl('on');
	dependents := absence_internal.drop_laid(store);
	FOREACH place IN ARRAY absence_internal.distributed_tables() LOOP
		EXECUTE format('SELECT %I.create_distributed_table(%L, %L, colocate_with => %L)', citus_schema, format('%I.%I', store, place),
			'student_id', CASE WHEN place = (absence_internal.distributed_tables())[1] THEN 'none'
				ELSE format('%I.%I', store, (absence_internal.distributed_tables())[1]) END);
	END LOOP;
	PERFORM absence_internal.lay_worker_register(store);

	-- views and functions are of the coordinator alone
	PERFORM absence_internal.propagate_ddl('off');
	FOR part IN SELECT d FROM absence_internal.here_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d.ddl FROM absence_internal.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	dependents := dependents || absence_internal.lost_grants(store, granted);
	IF dependents <> '[]' THEN
		RAISE EXCEPTION 'other objects depend on the views of store "%"', store
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = (
				SELECT string_agg(format('%s %s', d.value ->> 'kind', d.value ->> 'object') || coalesce(chr(10) || (d.value ->> 'ddl'), ''),
					chr(10) ORDER BY d.place)
				FROM jsonb_array_elements(dependents) WITH ORDINALITY AS d (value, place)),
				HINT = 'Drop them, distribute the store, and make them again as the detail has them.';
	END IF;
	PERFORM absence_internal.lay_sources(store), absence_internal.lay_kept_answers(store);
	FOR part IN SELECT d FROM absence_internal.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	PERFORM absence_internal.regrant_laid(store, granted, before), absence_internal.regrant_readers(store),
		absence_internal.lay_amt_views_again(store, amt);
	PERFORM absence_internal.propagate_ddl(propagation);

	EXECUTE format('SELECT EXISTS (SELECT FROM %I.reader)', store) INTO has_readers;
	IF has_readers THEN
		RAISE WARNING 'views of store "%" that read events answer only its owner now', store
			USING HINT = 'They are student_day, data_issue and chrab_chronicabsenteeismattendancefact. The others answer readers as before.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.distribute_store(name) IS
	'Distributes the events of a store over the workers of Citus, by student, with a copy of its registers in table worker_register';
