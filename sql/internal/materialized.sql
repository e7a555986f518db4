
-- materialized: the views mv_X, which keep the store's own answers for tools that ask
-- often. store_relation says which views are kept, and by which unique key: without one,
-- readers would wait for each refresh.
--
-- They are made from X_at(), which sets the settings of the session aside. So they hold
-- the store's own definition and complete-through, whichever role refreshes them.

CREATE FUNCTION absence_internal.kept_ddl(store name) RETURNS SETOF text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	kept record;
	mv name;
	reader name;
	readers name[];
BEGIN
	FOR kept IN
		SELECT r.relation AS view_name, r.kept_key AS key
		FROM absence_internal.store_relation AS r
		WHERE r.kept_key IS NOT NULL
		ORDER BY r.position
	LOOP
		mv := 'mv_' || kept.view_name;
		readers := NULL;
		IF to_regclass(format('%I.%I', store, mv)) IS NOT NULL THEN
			-- it is made again only if the view has other columns
			CONTINUE WHEN (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, mv)) AND a.attnum > 0)
				= (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, kept.view_name)) AND a.attnum > 0);
			readers := ARRAY(SELECT pg_get_userbyid(g.grantee) FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g
				WHERE c.oid = to_regclass(format('%I.%I', store, mv)) AND g.privilege_type = 'SELECT' AND g.grantee NOT IN (0, c.relowner));
			RETURN NEXT format('DROP MATERIALIZED VIEW %I.%I', store, mv);
		END IF;
		RETURN NEXT format('CREATE MATERIALIZED VIEW %1$I.%2$I AS SELECT * FROM %1$I.%3$I(NULL::date, NULL::text)',
			store, mv, kept.view_name || '_at');
		RETURN NEXT format('CREATE UNIQUE INDEX ON %I.%I (%s) NULLS NOT DISTINCT', store, mv,
			(SELECT string_agg(quote_ident(k.name), ', ' ORDER BY k.place) FROM unnest(kept.key) WITH ORDINALITY AS k (name, place)));
		FOREACH reader IN ARRAY coalesce(readers, '{}') LOOP
			RETURN NEXT format('GRANT SELECT ON %I.%I TO %I', store, mv, reader);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.kept_ddl(name) IS
	'The DDL that makes the materialized views of a store that are missing or have other columns than their views';

CREATE FUNCTION absence_internal.lay_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	part text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR part IN SELECT d FROM absence_internal.kept_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN
		SELECT format('ANALYZE %s', c.oid::regclass)
		FROM absence_internal.materialized_views() AS m
		JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = 'mv_' || m.view_name AND c.reltuples < 0
	LOOP
		EXECUTE part;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.lay_materialized_views(name) IS
	'Makes the materialized views of a store that are missing or have other columns than their views';

-- Concurrently: readers see the rows from before meanwhile, and do not wait. A view that was
-- restored without its rows cannot be read yet, and is filled at once.
CREATE FUNCTION absence_internal.refresh_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	SET quote_all_identifiers = off	-- the server forms the name of its own temporary table wrong under it
	AS $$
DECLARE
	kept record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR kept IN
		SELECT 'mv_' || r.relation AS name, coalesce(c.relispopulated, false) AS is_filled
		FROM absence_internal.store_relation AS r
		LEFT JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', store, 'mv_' || r.relation))
		WHERE r.kept_key IS NOT NULL
		ORDER BY r.position
	LOOP
		EXECUTE format('REFRESH MATERIALIZED VIEW %s %I.%I',
			CASE WHEN kept.is_filled THEN 'CONCURRENTLY' END, store, kept.name);
		EXECUTE format('ANALYZE %I.%I', store, kept.name);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.refresh_materialized_views(name) IS
	'Fills the materialized views of a store, as refresh does at its end';
