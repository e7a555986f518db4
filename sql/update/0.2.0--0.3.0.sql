\echo Use "ALTER EXTENSION absence UPDATE TO '0.3.0'" to load this file. \quit

-- From 0.2.0 to 0.3.0.
--
-- The views of stores of layout 2, and those of a district, refer to functions by their
-- identity. They answer as before when a function is renamed or moved to another schema,
-- so nothing is dropped here. A function whose parameters or result change is moved to
-- absence_internal, and a new function takes its name.

-- The rows of tables are written anew. Those of rule_catalog_step refer to those of
-- rule_catalog, and the places in store_relation begin with 1.
DELETE FROM absence.rule_catalog_step;
DELETE FROM absence_internal.store_relation;
ALTER TABLE absence_internal.store_relation ALTER COLUMN position RESTART,
	ADD COLUMN kept_by name,
	ADD COLUMN from_last_year boolean NOT NULL DEFAULT false,
	ADD COLUMN from_support boolean NOT NULL DEFAULT false,
	ADD COLUMN support_loader text COLLATE "C" CHECK (support_loader IN ('reads', 'writes')),
	ADD COLUMN entry text COLLATE "C",
	ADD COLUMN placed text COLLATE "C" CHECK (placed IN ('workers', 'coordinator')),
	ADD CONSTRAINT store_relation_table_is_placed CHECK ((placed IS NOT NULL) = (kind = 'table')),
	DROP CONSTRAINT store_relation_reader_check,
	ADD CONSTRAINT store_relation_reader_check CHECK (reader IN ('public', 'aggregate', 'student', 'team', 'sensitive', 'recorder')),
	ADD CONSTRAINT store_relation_kept_check CHECK (CASE WHEN kept_key IS NULL THEN kept_by IS NULL AND NOT from_last_year AND NOT from_support
		ELSE kept_by IS NOT NULL AND kept_by = ANY (kept_key) END);

-- These were steps of publish, which no view can refer to
DROP FUNCTION absence_internal.withhold_counts(integer);
DROP FUNCTION absence_internal.withhold_rates();

-- New parameters
ALTER PROCEDURE absence.refresh(name, integer, date, boolean) SET SCHEMA absence_internal;

-- @parts@

-- rate_code is in C now, and does not refer to it any more
DROP FUNCTION absence_internal.code_margin(bigint);

-- The stores of this database. Only the catalogs are read: the code of a store must not
-- run with the rights of the role that updates the extension.
DO $$
DECLARE
	stores text;
	upgrades text;
	messages constant text := pg_catalog.current_setting('client_min_messages');
BEGIN
	SELECT pg_catalog.string_agg(pg_catalog.format('"%s"', n.nspname), ', ' ORDER BY n.nspname),
		pg_catalog.string_agg(pg_catalog.format('SELECT absence.upgrade_store(%L);', n.nspname), ' ' ORDER BY n.nspname)
	INTO stores, upgrades
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
	WHERE c.relname OPERATOR(pg_catalog.=) 'store_setting' AND a.attname OPERATOR(pg_catalog.=) 'layout_version';
	IF stores IS NOT NULL THEN
		-- the server hides notices of a script
		PERFORM pg_catalog.set_config('client_min_messages', 'notice', true);
		RAISE NOTICE 'stores have an earlier layout: %', stores
			USING DETAIL = 'Their views answer as before. A store is not refreshed and not changed until it is upgraded.',
				HINT = pg_catalog.format('As the owner of each store, run: %s', upgrades);
		PERFORM pg_catalog.set_config('client_min_messages', messages, true);
	END IF;
END
$$;
