
-- distributed: what a store has on the workers of Citus
--
-- The events, which are most of the rows; store_relation.placed says of each table where it is.
-- Everything else stays on the coordinator, and so do views and functions: a query over
-- distributed tables can ask only what Citus can plan. So they read the distributed table X
-- through view here_X, which a function copies to the coordinator, and so does view fact_X. The
-- steps of a refresh that look at every event read table attendance_event itself, and the
-- workers aggregate it. So a distributed store has no sources.
--
-- Table worker_register is a copy of student_register, by student like the events, for questions
-- that the workers answer. A refresh keeps it. A store is distributed if it has this table.

CREATE FUNCTION absence_internal.distributed_tables() RETURNS name[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT array_agg(r.relation ORDER BY r.position)
	FROM absence_internal.store_relation AS r
	WHERE r.placed = 'workers'
$$;
COMMENT ON FUNCTION absence_internal.distributed_tables() IS 'The tables of a store that distribute_store distributes, by student';

CREATE FUNCTION absence_internal.is_distributed(store name) RETURNS boolean
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT EXISTS (SELECT FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = 'worker_register' AND c.relkind = 'r')
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
			USING ERRCODE = 'insufficient_privilege', HINT = 'The owner can make a table of the answer, and grant SELECT on that.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_read_table(name, name) IS
	'Raises an error if the current role cannot read a distributed table of a store';

-- The views here_X, with the functions that copy X. ctid tells the rows of a student apart,
-- which are all on one worker.
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
		(format('DROP VIEW IF EXISTS %I.%I', store, 'here_' || p.name)),
		(format('DROP FUNCTION IF EXISTS %I.%I()', store, 'copy_of_' || p.name)),
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

CREATE FUNCTION absence_internal.citus_schema() RETURNS name
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT n.nspname
	FROM pg_extension AS e
	JOIN pg_depend AS d ON (d.refclassid, d.refobjid, d.deptype) = ('pg_extension'::regclass, e.oid, 'e')
	JOIN pg_proc AS p ON (d.classid, d.objid) = ('pg_proc'::regclass, p.oid) AND p.proname = 'create_distributed_table'
	JOIN pg_namespace AS n ON n.oid = p.pronamespace
	WHERE e.extname = 'citus'
$$;
COMMENT ON FUNCTION absence_internal.citus_schema() IS 'The schema of Citus''s functions; NULL if Citus is not in this database';

-- Citus distributes no view of registers, so worker_register is a table.
CREATE FUNCTION absence_internal.lay_worker_register(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	is_current boolean;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	SELECT count(*) = 2 AND count(DISTINCT t.columns) = 1 INTO is_current
	FROM (
		SELECT string_agg(format('%s %s', a.attname, a.atttypid), ',' ORDER BY a.attname) AS columns
		FROM pg_attribute AS a
		WHERE a.attrelid IN (to_regclass(format('%I.student_register', store)), to_regclass(format('%I.worker_register', store)))
			AND a.attnum > 0 AND NOT a.attisdropped
		GROUP BY a.attrelid
	) AS t;
	IF NOT is_current THEN
		EXECUTE format('DROP TABLE IF EXISTS %I.worker_register', store);
		EXECUTE format('CREATE TABLE %1$I.worker_register (LIKE %1$I.student_register INCLUDING INDEXES INCLUDING COMMENTS)', store);
		EXECUTE format('COMMENT ON TABLE %I.worker_register IS %L', store,
			'A copy of student_register on the workers of Citus, by student; a refresh keeps it');
		EXECUTE format('SELECT %I.create_distributed_table(%L, %L, colocate_with => %L)', absence_internal.citus_schema(),
			format('%I.worker_register', store), 'student_id', format('%I.%I', store, (absence_internal.distributed_tables())[1]));
	END IF;
	PERFORM absence_internal.copy_registers(store, NULL, true);
END
$$;
COMMENT ON FUNCTION absence_internal.lay_worker_register(name) IS
	'Makes table worker_register of a distributed store, or makes it anew if its columns are not those of student_register, and fills it';

-- What a refresh has changed is in its temporary table refresh_change.
CREATE FUNCTION absence_internal.copy_registers(store name, school_year integer, everything boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_own_store(store);
	IF everything THEN
		EXECUTE format('DELETE FROM %I.worker_register AS w WHERE $1 IS NULL OR w.school_year = $1', store) USING school_year;
		EXECUTE format('INSERT INTO %1$I.worker_register (student_id, school_id, school_year, grade, register)
			SELECT r.student_id, r.school_id, r.school_year, r.grade, r.register
			FROM %1$I.student_register AS r
			WHERE $1 IS NULL OR r.school_year = $1', store) USING school_year;
	ELSE
		EXECUTE format('DELETE FROM %I.worker_register AS w
			USING pg_temp.refresh_change AS c
			WHERE (w.student_id, w.school_id, w.school_year) = (c.student_id, c.school_id, $1)', store) USING school_year;
		EXECUTE format('INSERT INTO %I.worker_register (student_id, school_id, school_year, grade, register)
			SELECT c.student_id, c.school_id, $1, c.grade, c.new
			FROM pg_temp.refresh_change AS c
			WHERE c.new IS NOT NULL', store) USING school_year;
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.copy_registers(name, integer, boolean) IS
	'Copies the registers of a school year, or of all, to table worker_register: those that a refresh has changed, or all';
