
-- parts: what create_store lays down, and the DDL made of it

CREATE TABLE absence_internal.store_part (
	name text COLLATE "C" PRIMARY KEY,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.store_part IS 'What create_store lays: the files of sql/store/, as they are; read-only';
COMMENT ON COLUMN absence_internal.store_part.name IS 'Name of the file in sql/store/ without .sql, such as view/school_absence';
COMMENT ON COLUMN absence_internal.store_part.ddl IS
	'DDL in which @store@ stands for the schema of the store, @view@ for each view with an X_at, @analyzed@ for the tables of few rows, '
	'and other words between two @ for the pieces of store_fragment';

GRANT SELECT ON absence_internal.store_part TO PUBLIC;

-- First come the parts that make relations, in the order of store_relation, then those of
-- function/, which make none. A part of issue/ is no DDL: its rows of issue_kind and its
-- query for data_issue go into the parts of these two views. Likewise a part of
-- support_issue/ is a part of support_issue_kind and support_issue.
--
-- A part of a distributed store reads the distributed tables through the views here_X.
--
-- No identifier is as long as the tag that quotes the bodies of functions, so no name of
-- a store ends one early.
CREATE FUNCTION absence_internal.store_ddl(store name) RETURNS TABLE ("position" integer, keeps boolean, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT row_number() OVER (ORDER BY r.position NULLS LAST, p.name, v.position)::integer, coalesce(r.laid_once, false),
		replace(replace(replace(replace(
			CASE WHEN h.is_distributed THEN absence_internal.read_here(p.name, e.ddl) ELSE e.ddl END,
			'@analyzed@', a.relations),
			'$' || '$', '$' || repeat('_', 64) || '$'),
			'@view@', coalesce(v.relation, '')),
			'@store@', quote_ident(store))
	FROM absence_internal.store_part AS p
	LEFT JOIN (
		SELECT part, min(position) AS position, bool_and(laid_once) AS laid_once
		FROM absence_internal.store_relation
		GROUP BY part
	) AS r ON r.part = p.name
	LEFT JOIN absence_internal.store_relation AS v ON v.has_at AND strpos(p.ddl, '@view@') > 0
	CROSS JOIN (
		SELECT string_agg(q.kinds, ',' ORDER BY q.name) FILTER (WHERE q.folder = 'issue') AS kinds,
			string_agg(q.query, 'UNION ALL' ORDER BY q.name) FILTER (WHERE q.folder = 'issue') AS queries,
			string_agg(q.kinds, ',' ORDER BY q.name) FILTER (WHERE q.folder = 'support_issue') AS support_kinds,
			string_agg(q.query, 'UNION ALL' ORDER BY q.name) FILTER (WHERE q.folder = 'support_issue') AS support_queries
		FROM (
			SELECT q.name, split_part(q.name, '/', 1) AS folder, split_part(split_part(q.ddl, '@rows@', 1), '@reasons@', 2) AS kinds,
				split_part(q.ddl, '@rows@', 2) AS query
			FROM absence_internal.store_part AS q
		) AS q
	) AS i
	CROSS JOIN LATERAL (
		SELECT absence_internal.expand_fragments(replace(replace(replace(replace(p.ddl,
			'@issue_kinds@', i.kinds), '@issue_rows@', i.queries),
			'@support_issue_kinds@', i.support_kinds), '@support_issue_rows@', i.support_queries)) AS ddl
	) AS e
	CROSS JOIN (SELECT absence_internal.is_distributed(store) AS is_distributed) AS h
	CROSS JOIN (
		SELECT string_agg('@store@.' || relation, ', ' ORDER BY position) AS relations
		FROM absence_internal.store_relation
		WHERE analyzed IS NOT NULL
	) AS a
	WHERE r.part IS NOT NULL OR starts_with(p.name, 'function/')
$$;
COMMENT ON FUNCTION absence_internal.store_ddl(name) IS
	'The DDL of a store, part by part in order; keeps is whether a part makes tables that upgrade_store leaves as they are';

CREATE FUNCTION absence_internal.kind_of_relation(relkind "char") RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END;
COMMENT ON FUNCTION absence_internal.kind_of_relation("char") IS 'The kind of a relation, as in the DDL of it';

-- Comments of tables and columns from the dictionary. That of a helper says so, as \dv+
-- shows it among the views that readers have.
CREATE FUNCTION absence_internal.comment_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN a.attname IS NOT NULL THEN format('COMMENT ON COLUMN %I.%I.%I IS %L', store, c.relname, a.attname, d.comment)
		ELSE format('COMMENT ON %s %I.%I IS %L', absence_internal.kind_of_relation(c.relkind),
			store, c.relname, CASE r.kind WHEN 'helper' THEN 'Helper: ' ELSE '' END || d.comment) END
	FROM absence.data_element AS e
	JOIN pg_class AS c ON c.relname = e.table_name AND c.relnamespace = to_regnamespace(quote_ident(store))
	LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = e.column_name AND a.attnum > 0
	LEFT JOIN absence_internal.store_relation AS r ON r.relation = e.table_name
	CROSS JOIN LATERAL absence_internal.data_element_comment(e) AS d (comment)
	WHERE e.column_name = '' OR a.attname IS NOT NULL
$$;
COMMENT ON FUNCTION absence_internal.comment_ddl(name) IS
	'The DDL that writes the comments of a store''s tables, views and columns from data_element';

-- Gives every object of a store to one owner. The schema is first, for the new owner of a
-- table must have the right to make one there.
CREATE FUNCTION absence_internal.owner_ddl(store name, owner name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('ALTER SCHEMA %I OWNER TO %I', store, owner)
	UNION ALL
	SELECT format('ALTER %s %I.%I OWNER TO %I', absence_internal.kind_of_relation(c.relkind),
		store, c.relname, owner)
	FROM pg_class AS c
	WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm')
	UNION ALL
	SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, owner)
	FROM pg_proc AS p
	WHERE p.pronamespace = to_regnamespace(quote_ident(store))
$$;
COMMENT ON FUNCTION absence_internal.owner_ddl(name, name) IS
	'The DDL that makes a role the owner of a store''s schema and of all that is in it';
