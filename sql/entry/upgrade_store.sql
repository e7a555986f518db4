
-- upgrade_store: a store of an earlier layout, or one that lost something, made whole

CREATE FUNCTION absence.upgrade_store(store name DEFAULT 'attendance') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	part text;
	lost text;
BEGIN
	PERFORM absence_internal.lock_store(store, true);

	-- DROP EXTENSION ... CASCADE takes the column of registers and the views
	IF to_regclass(format('%I.student_register', store)) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = to_regclass(format('%I.student_register', store))
			AND a.attname = 'register' AND NOT a.attisdropped) THEN
		EXECUTE format('TRUNCATE %I.student_register', store);
		EXECUTE format('ALTER TABLE %I.student_register ADD COLUMN register absence.register NOT NULL', store);
	END IF;
	FOR part IN SELECT d.ddl FROM absence_internal.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE format('UPDATE %I.store_setting SET layout_version = $1', store) USING absence_internal.store_layout();
	PERFORM absence_internal.lay_materialized_views(store);
	FOR part IN SELECT d FROM absence_internal.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	PERFORM absence_internal.regrant_readers(store);

	-- refresh makes the registers of open years again, nobody those of closed ones
	EXECUTE format('SELECT string_agg(y.school_year::text, '', '' ORDER BY y.school_year)
		FROM %1$I.school_year_state AS y
		WHERE y.state = ''closed'' AND NOT EXISTS (SELECT FROM %1$I.student_register AS r WHERE r.school_year = y.school_year)', store)
		INTO lost;
	IF lost IS NOT NULL THEN
		RAISE WARNING 'closed school years of store "%" have no registers: %', store, lost
			USING HINT = 'Load a copy of their rows of student_register; or load their facts, reopen each year and refresh.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.upgrade_store(name) IS
	'Brings a store to the layout of this release, and makes what is missing; run it after ALTER EXTENSION UPDATE, and when the extension was made after the store: dropped with CASCADE, or not there at a restore';
