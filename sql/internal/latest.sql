
-- latest: the tables latest_X, which keep the store's own answers of the views X for tools
-- that ask often. store_relation says which views are kept, and by which unique key.
--
-- They hold the store's own definition and complete-through, whichever role refreshes
-- them: the settings of the session are set aside. A refresh works out anew the rows that
-- can have changed, by the view itself, and writes those that differ.

-- Answers of another release are worked out anew by the next refresh.
CREATE FUNCTION absence_internal.answer_version() RETURNS text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'absence'
$$;
COMMENT ON FUNCTION absence_internal.answer_version() IS 'The release that works out kept answers';

-- The indexes that are made with a table latest_X: of its key, and of the column by which a
-- refresh finds the rows that a change belongs to, if the key does not lead to it.
CREATE FUNCTION absence_internal.kept_indexes(view_name name, key name[], kept_by name)
	RETURNS TABLE (name name, is_key boolean, columns name[])
	LANGUAGE sql IMMUTABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('latest_%s_key', view_name), true, key
	UNION ALL
	SELECT format('latest_%s_%s_idx', view_name, kept_by), false, ARRAY[kept_by] WHERE kept_by <> ALL (key[1:2])
$$;
COMMENT ON FUNCTION absence_internal.kept_indexes(name, name[], name) IS 'The indexes that are made with a table latest_X of a store';

CREATE FUNCTION absence_internal.kept_ddl(store name) RETURNS SETOF text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	kept record;
	latest regclass;
	columns text[];
	columns_of_view text[];
	never_null name[];
BEGIN
	FOR kept IN
		SELECT r.relation AS view_name, r.kept_key AS key, r.kept_by, 'latest_' || r.relation AS name
		FROM absence_internal.store_relation AS r
		WHERE r.kept_key IS NOT NULL
		ORDER BY r.position
	LOOP
		latest := to_regclass(format('%I.%I', store, kept.name));
		columns := absence_internal.column_ddl(latest);
		columns_of_view := absence_internal.column_ddl(to_regclass(format('%I.%I', store, kept.view_name)));
		CONTINUE WHEN columns = columns_of_view;
		-- columns that the view has gained are added; otherwise the table is made again
		IF columns = columns_of_view[:cardinality(columns)] THEN
			RETURN QUERY
			SELECT format('ALTER TABLE %I.%I ADD COLUMN %s', store, kept.name, c.ddl)
			FROM unnest(columns_of_view[cardinality(columns) + 1:]) WITH ORDINALITY AS c (ddl, place)
			ORDER BY c.place;
			CONTINUE;
		ELSIF latest IS NOT NULL THEN
			RETURN NEXT format('DROP TABLE %I.%I', store, kept.name);
		END IF;
		-- A day more changes every row. A page has room for two versions of its rows, so no new
		-- entries in the indexes are necessary, and the table does not grow.
		RETURN NEXT format('CREATE TABLE %I.%I (%s) WITH (fillfactor = 45)', store, kept.name, array_to_string(columns_of_view, ', '));
		RETURN QUERY
		SELECT format('CREATE %s INDEX %I ON %I.%I (%s)%s', CASE WHEN i.is_key THEN 'UNIQUE' END, i.name, store, kept.name,
			(SELECT string_agg(quote_ident(k.name), ', ' ORDER BY k.place) FROM unnest(i.columns) WITH ORDINALITY AS k (name, place)),
			CASE WHEN i.is_key THEN ' NULLS NOT DISTINCT' END)
		FROM absence_internal.kept_indexes(kept.view_name, kept.key, kept.kept_by) AS i;
		-- the dictionary says which columns are never NULL
		never_null := ARRAY(SELECT k FROM unnest(kept.key) AS k WHERE (
			SELECT coalesce(max(m.when_null) FILTER (WHERE m.table_name = kept.view_name),
				max(m.when_null) FILTER (WHERE m.table_name = ''), '') = ''
			FROM absence_internal.element_meaning AS m
			WHERE m.column_name = k AND m.table_name IN (kept.view_name, '')));
		RETURN NEXT (SELECT format('ALTER TABLE %I.%I %s', store, kept.name, string_agg(format('ALTER COLUMN %I SET NOT NULL', k), ', '))
			FROM unnest(never_null) AS k);
		-- without a key, a subscriber would look through the whole table for each row that has changed
		RETURN NEXT format('ALTER TABLE %I.%I REPLICA IDENTITY ', store, kept.name)
			|| CASE WHEN kept.key <@ never_null THEN format('USING INDEX %I', kept.name || '_key') ELSE 'FULL' END;
		RETURN QUERY
		SELECT g.ddl
		FROM pg_class AS c
		CROSS JOIN LATERAL absence_internal.acl_ddl(format('TABLE %I.%I', store, kept.name), c.relacl, c.relowner) AS g
		WHERE c.oid = latest AND g.role IS NOT NULL;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.kept_ddl(name) IS
	'The DDL that makes the tables latest_X of a store that are missing, and gives the others the columns of their views';

CREATE FUNCTION absence_internal.column_ddl(relation regclass) RETURNS text[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
		|| CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %I.%I', c.collnamespace::regnamespace, c.collname) ELSE '' END
		ORDER BY a.attnum)
	FROM pg_attribute AS a
	JOIN pg_type AS t ON t.oid = a.atttypid
	LEFT JOIN pg_collation AS c ON c.oid = a.attcollation
	WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
$$;
COMMENT ON FUNCTION absence_internal.column_ddl(regclass) IS
	'The columns of a relation as in CREATE TABLE, in their order; NULL if there are none';

CREATE FUNCTION absence_internal.lay_kept_answers(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	part text;
	is_new boolean := false;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR part IN SELECT d FROM absence_internal.kept_ddl(store) AS d LOOP
		EXECUTE part;
		is_new := true;
	END LOOP;
	IF is_new THEN
		PERFORM absence_internal.keep_answers(store, true);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.lay_kept_answers(name) IS
	'Makes the tables latest_X of a store that are missing or do not have the columns of their views, and fills them';

-- Brings the tables latest_X up to date. The functions of the store say what has changed.
CREATE FUNCTION absence_internal.keep_answers(store name, everything boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	SET work_mem = '256MB'
	SET enable_mergejoin = off	-- a merge join would sort by long keys
	SET jit = off
	AS $$
DECLARE
	kept record;
	lost name[] := '{}';	-- tables without rows, as after a restore without them
	is_lost boolean;
	began timestamptz := clock_timestamp();
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format('SELECT %I.answers_to_keep($1)', store) USING everything;
	RAISE DEBUG 'what has changed: % ms', round(1000 * extract(epoch FROM clock_timestamp() - began));
	FOR kept IN SELECT r.relation FROM absence_internal.store_relation AS r WHERE r.kept_key IS NOT NULL LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.student_register) AND NOT EXISTS (SELECT FROM %1$I.%2$I)', store,
			'latest_' || kept.relation) INTO is_lost;
		lost := CASE WHEN is_lost THEN lost || kept.relation ELSE lost END;
	END LOOP;
	FOR kept IN
		SELECT r.relation, r.kept_key, r.kept_by, t.school_year, t.ids
		FROM absence_internal.store_relation AS r
		JOIN LATERAL (
			-- a change of a school year is one of the next year, where that depends on it
			SELECT n.school_year, CASE WHEN bool_and(c.ids IS NOT NULL) THEN array_agg(DISTINCT i.id) END AS ids
			FROM pg_temp.answer_change AS c
			CROSS JOIN LATERAL (
				SELECT c.school_year
				UNION ALL
				SELECT y.school_year FROM pg_temp.answer_year_now AS y WHERE r.from_last_year AND y.school_year - 1::bigint = c.school_year
			) AS n
			LEFT JOIN LATERAL unnest(c.ids) AS i (id) ON true
			WHERE (c.kept_by = r.kept_by OR r.from_support AND c.kept_by = 'support') AND r.relation <> ALL (lost)
			GROUP BY n.school_year
			UNION ALL
			SELECT NULL, NULL WHERE r.relation = ANY (lost)
		) AS t ON true
		ORDER BY r.position, t.school_year
	LOOP
		began := clock_timestamp();
		PERFORM absence_internal.keep_answer(store, kept.relation, kept.kept_key, kept.kept_by, kept.school_year, kept.ids);
		RAISE DEBUG 'latest_%, school year %, ids %: % ms', kept.relation, coalesce(kept.school_year::text, 'all'),
			coalesce(cardinality(kept.ids)::text, 'all'), round(1000 * extract(epoch FROM clock_timestamp() - began));
	END LOOP;
	EXECUTE format('SELECT %I.answers_kept()', store);
END
$$;
COMMENT ON FUNCTION absence_internal.keep_answers(name, boolean) IS
	'Brings the tables latest_X of a store up to date, as refresh does at its end: the rows that can have changed, or with everything all';

-- Works out the rows of a school year anew, or those of some ids of it, and writes those that
-- differ. Without a school year, all rows.
CREATE FUNCTION absence_internal.keep_answer(store name, relation name, kept_key name[], kept_by name, school_year integer, ids text[])
	RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	latest constant name := 'latest_' || relation;
	-- the same columns lead to the rows of the view and to those of the table
	asked constant text := CASE WHEN school_year IS NULL THEN 'true' ELSE 'v.school_year = $1' END
		|| CASE WHEN ids IS NULL THEN '' ELSE format(' AND v.%I = ANY ($2)', kept_by) END;
	columns text;
	new_columns text;
	assignments text;
	same_key text;
	any_kept boolean;
	moved bigint;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), string_agg(format('d.%I', a.attname), ', ' ORDER BY a.attnum),
		string_agg(format('%1$I = d.%1$I', a.attname), ', ' ORDER BY a.attnum),
		-- NULL is a value of the key as any other; a join by IS NOT DISTINCT FROM is not a hash join
		string_agg(CASE WHEN a.atttypid = 'text'::regtype AND NOT a.attnotnull
			THEN format('coalesce(n.%1$I, '''') = coalesce(k.%1$I, '''') AND (n.%1$I IS NULL) = (k.%1$I IS NULL)', a.attname)
			ELSE format('n.%1$I = k.%1$I', a.attname) END, ' AND ') FILTER (WHERE a.attname = ANY (keep_answer.kept_key))
	INTO STRICT columns, new_columns, assignments, same_key
	FROM pg_attribute AS a
	WHERE a.attrelid = to_regclass(format('%I.%I', store, latest)) AND a.attnum > 0 AND NOT a.attisdropped;

	EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I AS v WHERE %s)', store, latest, asked) INTO any_kept USING school_year, ids;
	IF any_kept THEN
		EXECUTE format($sql$
			WITH differing AS MATERIALIZED (
				SELECT k.place, n.*
				FROM (SELECT v.* FROM %1$I.%2$I AS v WHERE %4$s) AS n
				FULL JOIN (SELECT v.ctid AS place, v AS kept, %5$s FROM %1$I.%3$I AS v WHERE %4$s) AS k ON %6$s
				WHERE n.school_year IS NULL OR k.place IS NULL OR k.kept OPERATOR(pg_catalog.*<>) n
			), gone AS (
				DELETE FROM %1$I.%3$I AS l USING differing AS d WHERE l.ctid = d.place AND d.school_year IS NULL
				RETURNING 1
			), changed AS (
				UPDATE %1$I.%3$I AS l SET %9$s FROM differing AS d WHERE l.ctid = d.place AND d.school_year IS NOT NULL
			), added AS (
				INSERT INTO %1$I.%3$I (%7$s) SELECT %8$s FROM differing AS d WHERE d.place IS NULL
				RETURNING 1
			)
			SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM added)
			$sql$, store, relation, latest, asked, (SELECT string_agg(format('v.%I', c), ', ') FROM unnest(kept_key) AS c), same_key,
			columns, new_columns, assignments) INTO moved USING school_year, ids;
	ELSE
		EXECUTE format('INSERT INTO %1$I.%3$I (%4$s) SELECT v.* FROM %1$I.%2$I AS v WHERE %5$s', store, relation, latest, columns, asked)
			USING school_year, ids;
		GET DIAGNOSTICS moved = ROW_COUNT;
	END IF;
	-- autovacuum never gets to a table of a few rows
	IF moved > 0.1 * (SELECT greatest(c.reltuples, 1) FROM pg_class AS c WHERE c.oid = to_regclass(format('%I.%I', store, latest))) THEN
		EXECUTE format('ANALYZE %I.%I', store, latest);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.keep_answer(name, name, name[], name, integer, text[]) IS
	'Writes the rows of latest_X of a store that differ from those of view X: of a school year, or of some students or schools of it';
