
-- distributed: the tables of a store that are distributed over the workers of Citus
--
-- They are those that have most of the rows; store_relation.placed says which. Everything else
-- stays on the coordinator, and so do views and functions: a query over distributed tables can
-- ask only what Citus can plan. So they read each distributed table X through view here_X,
-- which a function copies to the coordinator, and so do the views fact_X. The steps of a
-- refresh that look at every event read table attendance_event itself, and the workers
-- aggregate it. So a distributed store has no sources.

CREATE FUNCTION absence_internal.distributed_tables() RETURNS name[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT array_agg(r.relation ORDER BY r.position) FROM absence_internal.store_relation AS r WHERE r.placed = 'workers'
$$;
COMMENT ON FUNCTION absence_internal.distributed_tables() IS 'The tables of a store that distribute_store distributes, by student';

CREATE FUNCTION absence_internal.is_distributed(store name) RETURNS boolean
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT EXISTS (SELECT FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = 'here_student_register' AND c.relkind = 'v')
$$;
COMMENT ON FUNCTION absence_internal.is_distributed(name) IS 'Whether distribute_store has distributed a store';

-- FROM and JOIN of a distributed table become those of its view. DELETE FROM is not a read.
-- In refresh_facts, view fact_attendance_event becomes its table.
CREATE FUNCTION absence_internal.read_here(part text, ddl text) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE part WHEN 'function/refresh_facts' THEN replace(d.here, '@store@.fact_attendance_event', '@store@.attendance_event')
		ELSE d.here END
	FROM (
		-- chr(92) is a backslash, which a function body must not have
		SELECT regexp_replace(ddl, format('(?<!DELETE )(FROM|JOIN) @store@[.](%s)[[:>:]]', string_agg(t, '|')),
			format('%1$s1 @store@.here_%1$s2', chr(92)), 'g') AS here
		FROM unnest(absence_internal.distributed_tables()) AS t
	) AS d
$$;
COMMENT ON FUNCTION absence_internal.read_here(text, text) IS
	'A part of a store as it is laid in a distributed store: it reads the distributed tables X through views here_X';

-- A function in a view runs with the rights of the reader, who has none on the table
CREATE FUNCTION absence_internal.must_read_table(store name, relation name) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF NOT has_table_privilege(format('%I.%I', store, relation), 'SELECT') THEN
		RAISE EXCEPTION 'store "%" is distributed, and what reads its table % answers only its owner', store, relation
			USING ERRCODE = 'insufficient_privilege', HINT = 'Read the tables latest_X, which a refresh brings up to date.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_read_table(name, name) IS
	'Raises an error if the current role cannot read a distributed table of a store';

-- The views here_X, with the functions that copy X. ctid tells the stays of a student apart,
-- who are all on one worker.
CREATE FUNCTION absence_internal.here_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	WITH place AS (
		SELECT t.name, string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum) AS columns,
			string_agg(format('t.%I', a.attname), ', ' ORDER BY a.attnum) AS copied,
			string_agg(format('t.%I', a.attname) || CASE WHEN a.attcollation = '"C"'::regcollation THEN ' COLLATE "C"' ELSE '' END
				|| format(' AS %I', a.attname), ', ' ORDER BY a.attnum) AS shown
		FROM unnest(absence_internal.distributed_tables()) AS t (name)
		JOIN pg_attribute AS a ON a.attrelid = to_regclass(format('%I.%I', store, t.name)) AND a.attnum > 0 AND NOT a.attisdropped
		GROUP BY t.name
	)
	SELECT d.ddl
	FROM place AS p
	CROSS JOIN LATERAL (VALUES
		(format('CREATE FUNCTION %1$I.%2$I() RETURNS TABLE (%3$s, place tid) LANGUAGE plpgsql STABLE ROWS 100000
			SET search_path = pg_catalog, pg_temp AS %6$s BEGIN
				PERFORM absence_internal.must_read_table(%1$L, %5$L);
				RETURN QUERY SELECT %4$s, t.ctid FROM %1$I.%5$I AS t;
			END %6$s',
			-- no identifier is as long as the tag
			store, 'copy_of_' || p.name, p.columns, p.copied, p.name, '$' || repeat('_', 64) || '$')),
		(format('COMMENT ON FUNCTION %I.%I() IS %L', store, 'copy_of_' || p.name,
			format('The rows of distributed table %s, copied to the coordinator', p.name))),
		(format('CREATE VIEW %1$I.%2$I AS SELECT %3$s, t.place AS ctid FROM %1$I.%4$I() AS t', store, 'here_' || p.name, p.shown,
			'copy_of_' || p.name)),
		(format('COMMENT ON VIEW %I.%I IS %L', store, 'here_' || p.name,
			format('Helper: distributed table %s, copied to the coordinator', p.name)))) AS d (ddl)
$$;
COMMENT ON FUNCTION absence_internal.here_ddl(name) IS 'The DDL of the views here_X of a distributed store';

-- Whether Citus makes on the workers what is made here, for the rest of the transaction; the
-- setting before. Without Citus it is a setting that nothing reads.
CREATE FUNCTION absence_internal.propagate_ddl(setting text) RETURNS text
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	before constant text := current_setting('citus.enable_ddl_propagation', true);
BEGIN
	PERFORM set_config('citus.enable_ddl_propagation', setting, true);
	RETURN coalesce(nullif(before, ''), 'on');
END
$$;
COMMENT ON FUNCTION absence_internal.propagate_ddl(text) IS
	'Sets citus.enable_ddl_propagation for the rest of the transaction, and returns what it was';
