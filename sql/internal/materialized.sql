
-- mv_X: the store's own answers kept, for tools that ask the same again and again
--
-- Made from X_at(), which sets the session's settings aside: whoever refreshes
-- them, they hold the store's own definition and complete-through.

-- Which live views are kept, and what tells their rows apart: without a unique
-- index a refresh would lock readers out
CREATE FUNCTION absence_internal.materialized_views() RETURNS TABLE (view_name name, key name[])
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	VALUES
		('student_absence'::name, '{school_year,school_id,student_id}'::name[]),
		('district_student_absence', '{school_year,student_id}'),
		('school_absence', '{school_year,school_id}'),
		('grade_absence', '{school_year,school_id,grade}'),
		('group_absence', '{school_year,school_id,group_kind,group_value,sex,status_basis}'),
		('district_absence', '{school_year,scope}'),
		('absence_trend', '{school_year,school_id,group_kind,group_value,week_number}')
$$;
COMMENT ON FUNCTION absence_internal.materialized_views() IS 'The live views of a store that are kept as mv_X, and the columns that tell their rows apart';

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
	FOR kept IN SELECT m.view_name, m.key FROM absence_internal.materialized_views() AS m LOOP
		mv := 'mv_' || kept.view_name;
		readers := NULL;
		IF to_regclass(format('%I.%I', store, mv)) IS NOT NULL THEN
			-- made again only where the view has other columns
			CONTINUE WHEN (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, mv)) AND a.attnum > 0)
				= (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, kept.view_name)) AND a.attnum > 0);
			readers := ARRAY(SELECT pg_get_userbyid(g.grantee) FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g
				WHERE c.oid = to_regclass(format('%I.%I', store, mv)) AND g.privilege_type = 'SELECT' AND g.grantee NOT IN (0, c.relowner));
			RETURN NEXT format('DROP MATERIALIZED VIEW %I.%I', store, mv);
		END IF;
		RETURN NEXT format('CREATE MATERIALIZED VIEW %1$I.%2$I AS SELECT * FROM %1$I.%3$I(NULL::date, NULL::text)', store, mv, kept.view_name || '_at');
		RETURN NEXT format('CREATE UNIQUE INDEX ON %I.%I (%s) NULLS NOT DISTINCT', store, mv,
			(SELECT string_agg(quote_ident(k.name), ', ' ORDER BY k.place) FROM unnest(kept.key) WITH ORDINALITY AS k (name, place)));
		FOREACH reader IN ARRAY coalesce(readers, '{}') LOOP
			RETURN NEXT format('GRANT SELECT ON %I.%I TO %I', store, mv, reader);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.kept_ddl(name) IS 'The DDL that makes the materialized views of a store that are missing or have other columns than their views';

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
END
$$;
COMMENT ON FUNCTION absence_internal.lay_materialized_views(name) IS 'Makes the materialized views of a store that are missing or have other columns than their views';

-- Concurrently: who reads them meanwhile sees the rows of before, and waits for nothing.
-- One that was restored without its rows, nobody can read yet.
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
	FOR kept IN SELECT 'mv_' || m.view_name AS name FROM absence_internal.materialized_views() AS m LOOP
		EXECUTE format('REFRESH MATERIALIZED VIEW %s %I.%I',
			CASE WHEN (SELECT c.relispopulated FROM pg_class AS c WHERE c.oid = to_regclass(format('%I.%I', store, kept.name))) THEN 'CONCURRENTLY' END,
			store, kept.name);
		EXECUTE format('ANALYZE %I.%I', store, kept.name);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.refresh_materialized_views(name) IS 'Fills the materialized views of a store, as refresh does at its end';
