
-- layout: the steps from each layout of a store to the next
--
-- Every change of a store's tables is a step, a file in sql/store/layout. upgrade_store
-- applies the steps that a store has not had, in order, and lays views and functions
-- again.

CREATE TABLE absence_internal.layout_step (
	layout integer PRIMARY KEY,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.layout_step IS 'The DDL that changes a store of the previous layout to this layout; read-only';
COMMENT ON COLUMN absence_internal.layout_step.layout IS
	'The layout that a store has after the step; a store made by the first release has layout 1';
COMMENT ON COLUMN absence_internal.layout_step.ddl IS 'The DDL; @store@ stands for the schema of the store';

GRANT SELECT ON absence_internal.layout_step TO PUBLIC;

-- Layout of a store as this release makes it
CREATE FUNCTION absence_internal.store_layout() RETURNS integer
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT max(s.layout) FROM absence_internal.layout_step AS s
$$;
COMMENT ON FUNCTION absence_internal.store_layout() IS 'Version of the layout that create_store makes and upgrade_store brings a store to';

-- The steps that a store with a given layout has not had
CREATE FUNCTION absence_internal.layout_step_ddl(store name, layout integer) RETURNS TABLE (step integer, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT s.layout, replace(replace(s.ddl, '$' || '$', '$' || repeat('_', 64) || '$'), '@store@', quote_ident(store))
	FROM absence_internal.layout_step AS s
	WHERE s.layout > layout_step_ddl.layout
	ORDER BY s.layout
$$;
COMMENT ON FUNCTION absence_internal.layout_step_ddl(name, integer) IS
	'The DDL of the steps that bring a store with a given layout to the layout of this release, in order';

-- The views, kept answers and functions of a store that upgrade_store can lay again, found by
-- the names that this release or an earlier one gives them. Everything else in the schema is the
-- district's. Trigger functions are replaced in place, because triggers of tables call
-- them.
CREATE FUNCTION absence_internal.laid_objects(store name) RETURNS TABLE (classid oid, objid oid)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	WITH laid (kind, name) AS (
		SELECT f.found[1], f.found[2]
		FROM (
			-- the parts as they stand: what is written into them makes no object
			SELECT replace(p.ddl, '@view@', coalesce(v.relation, ''))
			FROM absence_internal.store_part AS p
			LEFT JOIN absence_internal.store_relation AS v ON v.has_at AND strpos(p.ddl, '@view@') > 0
			WHERE starts_with(p.name, 'function/') OR p.name IN (SELECT r.part FROM absence_internal.store_relation AS r WHERE NOT r.laid_once)
			UNION ALL
			SELECT s.ddl FROM absence_internal.layout_step AS s
		) AS d (ddl)
		CROSS JOIN LATERAL regexp_matches(d.ddl, '^(?:CREATE OR REPLACE|DROP) (VIEW|FUNCTION) (?:IF EXISTS )?@store@[.]([a-z0-9_]+)', 'gw')
			AS f (found)
		UNION
		-- layouts 1 and 2 have materialized views in the place of these tables
		SELECT k.kind, k.prefix || r.relation
		FROM absence_internal.store_relation AS r
		CROSS JOIN (VALUES ('TABLE', 'latest_'), ('VIEW', 'mv_')) AS k (kind, prefix)
		WHERE r.kept_key IS NOT NULL AND (k.kind = 'VIEW' OR absence_internal.stored_layout(store) > 2)
		UNION
		SELECT 'VIEW', v.name FROM absence_internal.source_views(store) AS v
	)
	SELECT 'pg_class'::regclass, c.oid
	FROM pg_class AS c
	JOIN laid AS l ON l.name = c.relname AND l.kind = CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'VIEW' END
	WHERE c.relnamespace = to_regnamespace(quote_ident(store))
	UNION ALL
	SELECT 'pg_proc'::regclass, p.oid
	FROM pg_proc AS p
	JOIN laid AS l ON l.kind = 'FUNCTION' AND l.name = p.proname
	WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype
$$;
COMMENT ON FUNCTION absence_internal.laid_objects(name) IS
	'The views, kept answers and functions of a store that this release or an earlier one lays';

-- A step cannot change the type of a column, or drop a column or table, while a view or
-- function depends on it.
CREATE FUNCTION absence_internal.changed_columns(store name, step integer) RETURNS TABLE (classid oid, objid oid, objsubid integer)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT 'pg_class'::regclass::oid, c.oid, a.attnum::integer
	FROM absence_internal.layout_step AS s
	CROSS JOIN LATERAL regexp_matches(s.ddl, '^ALTER TABLE (?:IF EXISTS )?@store@[.]([a-z0-9_]+)([^;]*);', 'gw') AS t (found)
	CROSS JOIN LATERAL regexp_matches(t.found[2], 'ALTER COLUMN ([a-z0-9_]+) TYPE|DROP COLUMN (?:IF EXISTS )?([a-z0-9_]+)', 'g') AS f (found)
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = t.found[1]
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = coalesce(f.found[1], f.found[2])
	WHERE s.layout = step
	UNION ALL
	SELECT 'pg_class'::regclass, c.oid, 0
	FROM absence_internal.layout_step AS s
	CROSS JOIN LATERAL regexp_matches(s.ddl, '^DROP TABLE (?:IF EXISTS )?@store@[.]([a-z0-9_]+)', 'gw') AS t (found)
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = t.found[1]
	WHERE s.layout = step
$$;
COMMENT ON FUNCTION absence_internal.changed_columns(name, integer) IS
	'The columns of which a step changes the type or which it drops, and the tables that it drops, as pg_depend names them';

-- DROP EXTENSION ... CASCADE drops the columns of its types. Rows that must have a value
-- in such a column are removed; refresh makes them again.
CREATE FUNCTION absence_internal.lost_column_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN f.found[3] IS NOT NULL THEN format('TRUNCATE %I.%I; ', store, t.found[1]) ELSE '' END
		|| format('ALTER TABLE %I.%I ADD COLUMN %I %s%s', store, t.found[1], f.found[1], f.found[2], f.found[3])
	FROM absence_internal.store_part AS p
	CROSS JOIN LATERAL regexp_matches(p.ddl, '^CREATE TABLE (?:IF NOT EXISTS )?@store@[.]([a-z0-9_]+) [(]([^;]*)[)];', 'gw') AS t (found)
	CROSS JOIN LATERAL regexp_matches(t.found[2], '^[[:blank:]]([a-z0-9_]+) (absence[.][a-z]+)( NOT NULL)?', 'gw')
		WITH ORDINALITY AS f (found, place)
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = t.found[1]
	WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = f.found[1])
	ORDER BY t.found[1], f.place
$$;
COMMENT ON FUNCTION absence_internal.lost_column_ddl(name) IS
	'The DDL that makes the columns of the extension''s types that the tables of a store have lost';
