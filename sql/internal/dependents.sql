
-- dependents: other objects that depend on those of a store, and the DDL that makes them
--
-- An upgrade drops the views of a store, and with them what a district has made over
-- them. upgrade_store lists these objects, or drops them and keeps their DDL, with
-- owners, comments and privileges.

-- Privileges on an object as the DDL that grants them. An object without an ACL has the
-- default privileges, and gives no row.
CREATE FUNCTION absence_internal.acl_ddl(object text, acl aclitem[], owner oid, column_name name DEFAULT NULL)
	RETURNS TABLE (role name, ddl text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT NULL::name, format('REVOKE ALL ON %s FROM PUBLIC', object)
	WHERE starts_with(object, 'ROUTINE ') AND acl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(acl) AS a WHERE a.grantee = 0)
	UNION ALL
	SELECT r.rolname, format('GRANT %s ON %s TO %s%s',
		string_agg(a.privilege_type || coalesce(' (' || quote_ident(column_name) || ')', ''), ', ' ORDER BY a.privilege_type), object,
		coalesce(quote_ident(r.rolname), 'PUBLIC'), CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
	FROM aclexplode(acl) AS a
	LEFT JOIN pg_roles AS r ON r.oid = a.grantee
	WHERE a.grantee <> owner AND (r.oid IS NOT NULL OR a.grantee = 0 AND NOT starts_with(object, 'ROUTINE '))
	GROUP BY r.rolname, a.is_grantable
$$;
COMMENT ON FUNCTION absence_internal.acl_ddl(text, aclitem[], oid, name) IS
	'The DDL that gives others than the owner what they hold on an object, or on a column of it; a role of NULL is everybody';

-- A view or materialized view with all that is its own
CREATE FUNCTION absence_internal.view_ddl(view oid) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	WITH made AS (
		SELECT c.oid, c.relkind, c.relowner, c.relacl, format('%I.%I', n.nspname, c.relname) AS name,
			CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind,
			coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '') AS options,
			coalesce(' TABLESPACE ' || quote_ident(s.spcname), '') AS place,
			CASE WHEN c.relkind = 'm' THEN CASE WHEN c.relispopulated THEN ' WITH DATA' ELSE ' WITH NO DATA' END ELSE '' END AS filled
		FROM pg_class AS c
		JOIN pg_namespace AS n ON n.oid = c.relnamespace
		LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
		WHERE c.oid = view
	)
	SELECT string_agg(d.line || ';', chr(10) ORDER BY d.place, d.line)
	FROM made AS m
	CROSS JOIN LATERAL (
		SELECT 1, format('CREATE %s %s%s%s AS%s%s%s', m.kind, m.name, m.options, m.place, chr(10), rtrim(pg_get_viewdef(m.oid), ';'), m.filled)
		UNION ALL
		SELECT 2, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', m.name, a.attname, pg_get_expr(f.adbin, f.adrelid))
		FROM pg_attrdef AS f JOIN pg_attribute AS a ON (a.attrelid, a.attnum) = (f.adrelid, f.adnum)
		WHERE f.adrelid = m.oid
		UNION ALL
		SELECT 3, rtrim(pg_get_ruledef(r.oid), ';') FROM pg_rewrite AS r WHERE r.ev_class = m.oid AND r.rulename <> '_RETURN'
		UNION ALL
		SELECT 4, pg_get_triggerdef(t.oid) FROM pg_trigger AS t WHERE t.tgrelid = m.oid AND NOT t.tgisinternal
		UNION ALL
		SELECT 5, pg_get_indexdef(i.indexrelid) FROM pg_index AS i WHERE i.indrelid = m.oid
		UNION ALL
		SELECT 6, format('ALTER MATERIALIZED VIEW %s CLUSTER ON %I', m.name, x.relname)
		FROM pg_index AS i JOIN pg_class AS x ON x.oid = i.indexrelid
		WHERE i.indrelid = m.oid AND i.indisclustered
		UNION ALL
		SELECT 7, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext AS s WHERE s.stxrelid = m.oid
		UNION ALL
		SELECT 8, format('COMMENT ON %s IS %L', w.what, w.said)
		FROM (
			SELECT format('%s %s', m.kind, m.name), obj_description(m.oid, 'pg_class')
			UNION ALL
			SELECT format('COLUMN %s.%I', m.name, a.attname), col_description(m.oid, a.attnum)
			FROM pg_attribute AS a WHERE a.attrelid = m.oid AND a.attnum > 0
			UNION ALL
			SELECT format('INDEX %s', i.indexrelid::regclass), obj_description(i.indexrelid, 'pg_class')
			FROM pg_index AS i WHERE i.indrelid = m.oid
		) AS w (what, said)
		WHERE w.said IS NOT NULL
		UNION ALL
		SELECT 9, g.ddl FROM absence_internal.acl_ddl('TABLE ' || m.name, m.relacl, m.relowner) AS g
		UNION ALL
		SELECT 9, g.ddl
		FROM pg_attribute AS a
		CROSS JOIN LATERAL absence_internal.acl_ddl('TABLE ' || m.name, a.attacl, m.relowner, a.attname) AS g
		WHERE a.attrelid = m.oid AND a.attnum > 0
		UNION ALL
		SELECT 10, format('ALTER %s %s OWNER TO %I', m.kind, m.name, pg_get_userbyid(m.relowner))
	) AS d (place, line)
$$;
COMMENT ON FUNCTION absence_internal.view_ddl(oid) IS
	'The DDL that makes a view or materialized view again, with its indexes, rules, triggers, comments, grants and owner';

CREATE FUNCTION absence_internal.routine_ddl(routine oid) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT string_agg(d.line || ';', chr(10) ORDER BY d.place, d.line)
	FROM (
		SELECT p.oid, p.proowner, p.proacl, 'ROUTINE ' || p.oid::regprocedure AS name
		FROM pg_proc AS p
		WHERE p.oid = routine AND p.prokind IN ('f', 'p')
	) AS m
	CROSS JOIN LATERAL (
		SELECT 1, rtrim(pg_get_functiondef(m.oid), chr(10))
		UNION ALL
		SELECT 2, format('COMMENT ON %s IS %L', m.name, c.said) FROM obj_description(m.oid, 'pg_proc') AS c (said) WHERE c.said IS NOT NULL
		UNION ALL
		SELECT 3, g.ddl FROM absence_internal.acl_ddl(m.name, m.proacl, m.proowner) AS g
		UNION ALL
		SELECT 4, format('ALTER %s OWNER TO %I', m.name, pg_get_userbyid(m.proowner))
	) AS d (place, line)
$$;
COMMENT ON FUNCTION absence_internal.routine_ddl(oid) IS
	'The DDL that makes a function or procedure again, with its comment, grants and owner';

-- NULL: no DDL would bring back what it holds
CREATE FUNCTION absence_internal.object_ddl(classid oid, objid oid, objsubid integer) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT CASE classid
		WHEN 'pg_class'::regclass THEN (
			SELECT CASE WHEN c.relkind IN ('v', 'm') THEN absence_internal.view_ddl(c.oid)
				WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) || ';' END
			FROM pg_class AS c WHERE c.oid = objid AND objsubid = 0)
		WHEN 'pg_proc'::regclass THEN absence_internal.routine_ddl(objid)
		WHEN 'pg_trigger'::regclass THEN pg_get_triggerdef(objid) || ';'
		WHEN 'pg_rewrite'::regclass THEN pg_get_ruledef(objid)
		WHEN 'pg_statistic_ext'::regclass THEN pg_get_statisticsobjdef(objid) || ';'
		END
$$;
COMMENT ON FUNCTION absence_internal.object_ddl(oid, oid, integer) IS
	'The DDL that makes a view, function, index, trigger, rule or extended statistics again; NULL for other objects, such as a column';

-- Everything that DROP ... CASCADE drops with the given objects and that is not a part of
-- them. For a column: everything that prevents a change of its type.
CREATE FUNCTION absence_internal.dependents(classes oid[], objects oid[], columns integer[])
	RETURNS TABLE (place bigint, kind text, object text, classid oid, objid oid, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	WITH RECURSIVE seed (classid, objid, objsubid) AS (
		SELECT s.classid, s.objid, s.objsubid FROM unnest(classes, objects, columns) AS s (classid, objid, objsubid)
	), hit AS (
		SELECT s.classid, s.objid, s.objsubid, 0 AS depth FROM seed AS s
		UNION
		SELECT n.classid, n.objid, n.objsubid, h.depth + 1
		FROM hit AS h
		JOIN pg_depend AS d ON d.refclassid = h.classid AND d.refobjid = h.objid AND (h.objsubid = 0 OR d.refobjsubid = h.objsubid)
			AND d.deptype IN ('n', 'a', 'i')
		-- the rule of a view has the dependencies of its query
		LEFT JOIN pg_rewrite AS w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid AND w.rulename = '_RETURN'
		CROSS JOIN LATERAL (SELECT CASE WHEN w.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END,
			coalesce(w.ev_class, d.objid), CASE WHEN w.oid IS NULL THEN d.objsubid ELSE 0 END) AS n (classid, objid, objsubid)
		-- functions can depend on each other in a ring
		WHERE (n.classid, n.objid) <> (h.classid, h.objid) AND h.depth < 100
	), found AS (
		SELECT h.classid, h.objid, h.objsubid, max(h.depth) AS depth, CASE h.classid
			WHEN 'pg_class'::regclass THEN (SELECT i.indrelid FROM pg_index AS i WHERE i.indexrelid = h.objid)
			WHEN 'pg_trigger'::regclass THEN (SELECT t.tgrelid FROM pg_trigger AS t WHERE t.oid = h.objid)
			WHEN 'pg_rewrite'::regclass THEN (SELECT r.ev_class FROM pg_rewrite AS r WHERE r.oid = h.objid)
			WHEN 'pg_statistic_ext'::regclass THEN (SELECT s.stxrelid FROM pg_statistic_ext AS s WHERE s.oid = h.objid)
			WHEN 'pg_attrdef'::regclass THEN (SELECT f.adrelid FROM pg_attrdef AS f WHERE f.oid = h.objid)
			WHEN 'pg_constraint'::regclass THEN (SELECT nullif(c.conrelid, 0) FROM pg_constraint AS c WHERE c.oid = h.objid)
			WHEN 'pg_policy'::regclass THEN (SELECT p.polrelid FROM pg_policy AS p WHERE p.oid = h.objid) END AS relation
		FROM hit AS h
		WHERE NOT EXISTS (SELECT FROM seed AS s WHERE (s.classid, s.objid) = (h.classid, h.objid) AND s.objsubid IN (0, h.objsubid))
		GROUP BY h.classid, h.objid, h.objsubid
	)
	SELECT row_number() OVER (ORDER BY f.depth, f.objid), i.type, i.identity, f.classid, f.objid,
		absence_internal.object_ddl(f.classid, f.objid, f.objsubid)
	FROM found AS f
	CROSS JOIN LATERAL pg_identify_object(f.classid, f.objid, f.objsubid) AS i
	LEFT JOIN pg_class AS r ON r.oid = f.relation
	LEFT JOIN pg_class AS c ON f.classid = 'pg_class'::regclass AND c.oid = f.objid
	WHERE coalesce(c.relkind, r.relkind, 'v') <> 't' AND coalesce(r.relkind, 'v') <> 't'
		-- types of rows, and arrays of them
		AND NOT EXISTS (SELECT FROM pg_type AS t LEFT JOIN pg_type AS e ON e.oid = t.typelem
			WHERE f.classid = 'pg_type'::regclass AND t.oid = f.objid AND coalesce(nullif(t.typrelid, 0), e.typrelid, 0) <> 0)
		-- parts of a view that is listed
		AND NOT EXISTS (SELECT FROM found AS v WHERE v.classid = 'pg_class'::regclass AND v.objid = f.relation AND v.objsubid = 0)
		AND NOT EXISTS (SELECT FROM pg_trigger AS t WHERE f.classid = 'pg_trigger'::regclass AND t.oid = f.objid AND t.tgisinternal)
		-- the indexes of kept answers; of the materialized views before them, the one for REFRESH ... CONCURRENTLY
		AND NOT EXISTS (SELECT FROM pg_index AS x JOIN seed AS s ON s.objid = x.indrelid
			WHERE f.classid = 'pg_class'::regclass AND x.indexrelid = f.objid AND (x.indisunique AND x.indnullsnotdistinct
				OR c.relname IN (SELECT i.name FROM absence_internal.store_relation AS k
					CROSS JOIN LATERAL absence_internal.kept_indexes(k.relation, k.kept_key, k.kept_by) AS i WHERE k.kept_key IS NOT NULL)))
		-- NOT NULL of a column, which is a constraint from PostgreSQL 18 on
		AND NOT EXISTS (SELECT FROM pg_constraint AS n WHERE f.classid = 'pg_constraint'::regclass AND n.oid = f.objid AND n.contype = 'n')
		-- the defaults of the views through which rows are entered, which are laid with them
		AND NOT EXISTS (SELECT FROM seed AS s JOIN absence_internal.store_relation AS k ON k.relation = r.relname
			WHERE f.classid = 'pg_attrdef'::regclass AND s.objid = f.relation AND s.objsubid = 0 AND k.entry IS NOT NULL)
		-- the server rebuilds these when the type of a column changes
		AND NOT EXISTS (SELECT FROM seed AS s
			WHERE s.classid = 'pg_class'::regclass AND s.objid = f.relation AND s.objsubid > 0
				AND f.classid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_statistic_ext'::regclass))
	ORDER BY 1
$$;
COMMENT ON FUNCTION absence_internal.dependents(oid[], oid[], integer[]) IS
	'Other objects that are dropped with the given ones, or that prevent a change of the type of a column, in the order in which '
	'they can be made again; ddl is NULL if no DDL does';

-- The grants on what is laid of a store: on a relation, perhaps on a column of it, or on
-- a function. Those on a materialized view mv_X are for the table latest_X that replaces it.
CREATE FUNCTION absence_internal.laid_grants(store name)
	RETURNS TABLE (relation name, column_name name, routine text, role name, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	WITH laid AS MATERIALIZED (SELECT o.classid, o.objid FROM absence_internal.laid_objects(store) AS o)
	SELECT n.name, t.column_name, NULL, g.role, g.ddl
	FROM laid AS o
	JOIN pg_class AS c ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
	CROSS JOIN LATERAL (SELECT CASE c.relkind WHEN 'm' THEN 'latest_' || substr(c.relname, 4) ELSE c.relname END) AS n (name)
	CROSS JOIN LATERAL (
		SELECT NULL::name, c.relacl
		UNION ALL
		SELECT a.attname, a.attacl FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL
	) AS t (column_name, acl)
	CROSS JOIN LATERAL absence_internal.acl_ddl(format('TABLE %I.%I', store, n.name), t.acl, c.relowner, t.column_name) AS g
	UNION ALL
	SELECT NULL, NULL, p.oid::regprocedure::text, g.role, g.ddl
	FROM laid AS o
	JOIN pg_proc AS p ON o.classid = 'pg_proc'::regclass AND o.objid = p.oid
	CROSS JOIN LATERAL absence_internal.acl_ddl('ROUTINE ' || p.oid::regprocedure, p.proacl, p.proowner) AS g
$$;
COMMENT ON FUNCTION absence_internal.laid_grants(name) IS
	'Privileges of other roles than the owner on the views and functions of a store that upgrade_store lays again, as DDL';
