
-- parts: what create_store lays down, and the DDL made of it

CREATE TABLE absence_internal.store_part (
	position integer PRIMARY KEY,
	name text NOT NULL UNIQUE,
	keeps boolean NOT NULL,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.store_part IS 'What create_store lays down, as DDL, in order; read-only';
COMMENT ON COLUMN absence_internal.store_part.position IS 'Place in the order';
COMMENT ON COLUMN absence_internal.store_part.name IS 'Name of the part';
COMMENT ON COLUMN absence_internal.store_part.keeps IS 'Whether the part makes tables, which upgrade_store leaves as they are; other parts it makes anew';
COMMENT ON COLUMN absence_internal.store_part.ddl IS 'The DDL; @store@ stands for the schema of the store, @view@ for each live view';

GRANT SELECT ON absence_internal.store_part TO PUBLIC;

-- The views that answer for the day and the definition asked for, and that have
-- an X_at beside them
CREATE FUNCTION absence_internal.live_views() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY[
		'student_absence',
		'district_student_absence',
		'school_absence',
		'grade_absence',
		'group_absence',
		'district_absence',
		'weekday_absence',
		'coverage',
		'absence_trend',
		'daily_attendance',
		'watch_list'
	];
COMMENT ON FUNCTION absence_internal.live_views() IS 'Names of a store''s views that answer for the day and the definition asked for';

-- No identifier is as long as the tag that quotes the bodies of functions, so no name
-- of a store ends one early.
CREATE FUNCTION absence_internal.store_ddl(store name) RETURNS TABLE ("position" integer, keeps boolean, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT p.position, p.keeps,
		replace(replace(replace(p.ddl, '$' || '$', '$' || repeat('_', 64) || '$'), '@view@', coalesce(v.name, '')), '@store@', quote_ident(store))
	FROM absence_internal.store_part AS p
	LEFT JOIN unnest(absence_internal.live_views()) AS v (name) ON strpos(p.ddl, '@view@') > 0
$$;
COMMENT ON FUNCTION absence_internal.store_ddl(name) IS 'The DDL of a store, part by part';

-- Layout of a store as this release makes it
CREATE FUNCTION absence_internal.store_layout() RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 2;
COMMENT ON FUNCTION absence_internal.store_layout() IS 'Version of the layout that create_store makes and upgrade_store brings a store to';

-- Comments of tables and columns from the dictionary
CREATE FUNCTION absence_internal.comment_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN a.attname IS NOT NULL THEN format('COMMENT ON COLUMN %I.%I.%I IS %L', store, c.relname, a.attname, d.comment)
		ELSE format('COMMENT ON %s %I.%I IS %L', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
			store, c.relname, d.comment) END
	FROM absence.data_element AS e
	JOIN pg_class AS c ON c.relname = e.table_name AND c.relnamespace = to_regnamespace(quote_ident(store))
	LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = e.column_name AND a.attnum > 0
	CROSS JOIN LATERAL absence_internal.data_element_comment(e) AS d (comment)
	WHERE e.column_name = '' OR a.attname IS NOT NULL
$$;
COMMENT ON FUNCTION absence_internal.comment_ddl(name) IS 'The DDL that writes the comments of a store''s tables, views and columns from data_element';

-- Every object of a store to one owner; first the schema, for the new owner of a
-- table must be able to make one there
CREATE FUNCTION absence_internal.owner_ddl(store name, owner name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('ALTER SCHEMA %I OWNER TO %I', store, owner)
	UNION ALL
	SELECT format('ALTER %s %I.%I OWNER TO %I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, store, c.relname, owner)
	FROM pg_class AS c
	WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm')
	UNION ALL
	SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, owner)
	FROM pg_proc AS p
	WHERE p.pronamespace = to_regnamespace(quote_ident(store))
$$;
COMMENT ON FUNCTION absence_internal.owner_ddl(name, name) IS 'The DDL that makes a role the owner of a store''s schema and of all that is in it';
