
-- create_amt_views: the views of Ed-Fi's Analytics Middle Tier, over a store
--
-- Dashboards that were made for the Analytics Middle Tier find its views in schema analytics of
-- the Ed-Fi database, for the Data Standards that it supports. These have the same names and
-- columns, for every store. The views are in sql/store/amt/.

-- Lays the views, and grants them to the readers of the store
CREATE FUNCTION absence_internal.lay_amt_views(store name, schema name, school_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	part record;
	statement text;
	before oid[];
	is_distributed constant boolean := absence_internal.is_distributed(store);
	propagation text;	-- of a distributed store, whose views are of the coordinator alone
BEGIN
	PERFORM absence_internal.must_own_store(store), absence_internal.must_own_schema(schema);
	IF is_distributed THEN
		propagation := absence_internal.propagate_ddl('off');
	END IF;
	before := ARRAY(SELECT v.view FROM absence_internal.amt_views(store) AS v);
	FOR part IN
		SELECT v.name, v.meaning, replace(replace(replace(
			CASE WHEN is_distributed THEN absence_internal.read_here(p.name, e.ddl) ELSE e.ddl END, '@schema@', quote_ident(schema)),
			'@store@', quote_ident(store)), '@year@', coalesce('= ' || lay_amt_views.school_year, 'IS NOT NULL')) AS ddl
		FROM absence_internal.amt_view AS v
		JOIN absence_internal.store_part AS p ON p.name = 'amt/' || v.name
		CROSS JOIN LATERAL absence_internal.expand_fragments(p.ddl) AS e (ddl)
		ORDER BY v.name
	LOOP
		EXECUTE part.ddl;
		EXECUTE format('COMMENT ON VIEW %I.%I IS %L', schema, part.name,
			format('Analytics Middle Tier: a row for %s; %s', part.meaning, coalesce('school year ' || school_year, 'every school year')));
	END LOOP;
	-- default privileges of the current role must not apply to a district's data
	FOR statement IN
		SELECT DISTINCT format('REVOKE ALL ON TABLE %s FROM %s CASCADE', v.view,
			CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
		FROM absence_internal.amt_views(store) AS v
		JOIN pg_class AS c ON c.oid = v.view
		CROSS JOIN LATERAL aclexplode(c.relacl) AS a
		WHERE v.view <> ALL (before) AND a.grantee <> c.relowner
	LOOP
		EXECUTE statement;
	END LOOP;
	PERFORM absence_internal.regrant_readers(store);
	IF is_distributed THEN
		PERFORM absence_internal.propagate_ddl(propagation);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.lay_amt_views(name, name, integer) IS
	'Lays the views of the Analytics Middle Tier over a store into a schema, and grants them to its readers; a step of create_amt_views';

-- The views that are laid over a store, with their privileges. upgrade_store and
-- distribute_store drop them with the views of the store, and lay them again.
CREATE FUNCTION absence_internal.laid_amt_views(store name) RETURNS jsonb
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT jsonb_agg(jsonb_build_object('schema', v.schema, 'school_year', v.school_year, 'view', format('%I.%I', v.schema, v.name),
		'grants', (SELECT array_agg(g.ddl) FROM pg_class AS c
			CROSS JOIN LATERAL absence_internal.acl_ddl(format('TABLE %I.%I', v.schema, v.name), c.relacl, c.relowner) AS g WHERE c.oid = v.view)))
	FROM absence_internal.amt_views(store) AS v
$$;
COMMENT ON FUNCTION absence_internal.laid_amt_views(name) IS
	'The views of the Analytics Middle Tier that are laid over a store, with their privileges';

CREATE FUNCTION absence_internal.drop_amt_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	view text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR view IN SELECT format('%I.%I', v.schema, v.name) FROM absence_internal.amt_views(store) AS v LOOP
		EXECUTE 'DROP VIEW ' || view;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.drop_amt_views(name) IS
	'Drops the views of the Analytics Middle Tier over a store; a step of upgrade_store and distribute_store';

CREATE FUNCTION absence_internal.lay_amt_views_again(store name, amt jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	laid record;
	grant_again text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR laid IN
		SELECT v.schema, v.school_year, array_agg(g.ddl) FILTER (WHERE g.ddl IS NOT NULL) AS grants
		FROM jsonb_to_recordset(amt) AS v (schema name, school_year integer, grants text[])
		LEFT JOIN LATERAL unnest(v.grants) AS g (ddl) ON true
		GROUP BY v.schema, v.school_year
	LOOP
		PERFORM absence_internal.lay_amt_views(store, laid.schema, laid.school_year);
		FOREACH grant_again IN ARRAY coalesce(laid.grants, '{}') LOOP
			EXECUTE grant_again;
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.lay_amt_views_again(name, jsonb) IS
	'Lays the views of laid_amt_views again, with their privileges; a step of upgrade_store and distribute_store';

CREATE FUNCTION absence.create_amt_views(store name, schema name DEFAULT 'analytics', school_year integer DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	owner name;
	is_there boolean;
	others text;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_laid(store);
	IF schema IS NULL OR schema = '' OR schema IN (store, 'absence', 'absence_internal', 'information_schema') OR starts_with(schema, 'pg_')
		OR to_regclass(format('%I.store_setting', schema)) IS NOT NULL THEN
		RAISE EXCEPTION 'views cannot be laid into schema "%"', schema
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Give them a schema of their own, such as analytics.';
	END IF;
	IF school_year IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.school_year_state AS y WHERE y.school_year = $1)', store) INTO is_there USING school_year;
		IF NOT is_there THEN
			RAISE EXCEPTION 'school year % is not in store "%"', school_year, store USING ERRCODE = 'invalid_parameter_value';
		END IF;
	END IF;

	SELECT pg_get_userbyid(n.nspowner) INTO owner FROM pg_namespace AS n WHERE n.nspname = schema;
	IF owner IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	ELSIF owner <> current_user THEN
		RAISE EXCEPTION 'schema "%" belongs to role "%"', schema, owner
			USING ERRCODE = 'insufficient_privilege', HINT = format('Choose a schema of your own, or a new one: '
				'SELECT absence.create_amt_views(%L, %L).', store, 'analytics_' || store);
	END IF;
	SELECT string_agg(c.relname, ', ' ORDER BY c.relname) INTO others
	FROM pg_class AS c
	WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relname IN (SELECT v.name FROM absence_internal.amt_view AS v)
		AND c.oid NOT IN (SELECT v.view FROM absence_internal.amt_views(store) AS v);
	IF others IS NOT NULL THEN
		RAISE EXCEPTION 'schema "%" has other relations of these names: %', schema, others
			USING ERRCODE = 'duplicate_table', HINT = format('Choose another schema: SELECT absence.create_amt_views(%L, %L).', store,
				'analytics_' || store);
	END IF;
	PERFORM absence_internal.lay_amt_views(store, schema, school_year);
END
$$;
COMMENT ON FUNCTION absence.create_amt_views(name, name, integer) IS
	'Lays views over a store with the names and columns of Ed-Fi''s Analytics Middle Tier, for dashboards that ask for them; NULL school_year '
	'is every year. Called again, it lays them anew';
