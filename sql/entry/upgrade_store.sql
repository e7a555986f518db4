
-- upgrade_store: brings a store to the layout of this release, and makes what is missing

-- In a store of this layout the views and functions that are there are replaced in place,
-- and what depends on them stays. In a store of an earlier layout they are dropped, the
-- tables are changed step by step, and views and functions are laid again with the
-- privileges that were granted on them.
CREATE FUNCTION absence.upgrade_store(store name DEFAULT 'attendance', drop_dependents boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	layout integer;
	is_older boolean;
	step record;
	part text;
	lost text;
	granted jsonb;
	dependents jsonb;
	before oid[];
	amt jsonb;
	is_distributed constant boolean := absence_internal.is_distributed(store);
	propagation text;	-- of a distributed store, whose tables on the workers change too
BEGIN
	PERFORM absence_internal.lock_any_layout(store, true);
	layout := absence_internal.stored_layout(store);
	is_older := layout < absence_internal.store_layout();
	IF is_distributed THEN
		propagation := absence_internal.propagate_ddl('on');
	END IF;
	-- the views of the Analytics Middle Tier are laid again too, and are no hindrance
	amt := absence_internal.laid_amt_views(store);

	IF is_older THEN
		PERFORM absence_internal.drop_amt_views(store);
		before := ARRAY(SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = to_regnamespace(quote_ident(store))
			UNION ALL SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = to_regnamespace(quote_ident(store)));
		SELECT coalesce(jsonb_agg(g), '[]') INTO granted FROM absence_internal.laid_grants(store) AS g;
		PERFORM absence_internal.keep_verdicts(store);
		dependents := absence_internal.drop_laid(store);
		FOR step IN SELECT s.step, s.ddl FROM absence_internal.layout_step_ddl(store, layout) AS s ORDER BY s.step LOOP
			dependents := absence_internal.drop_hindrances(store, step.step) || dependents;
			IF jsonb_path_exists(dependents, '$[*] ? (@.ddl == null || @.barred == true)') THEN
				PERFORM absence_internal.account_for_dependents(store, dependents, drop_dependents);
			END IF;
			EXECUTE step.ddl;
		END LOOP;
	END IF;
	FOR part IN SELECT d FROM absence_internal.lost_column_ddl(store) AS d LOOP
		EXECUTE part;
		-- what a refresh has kept is lost with the columns, and is not wrong
		EXECUTE format('DELETE FROM %I.refresh_print', store);
	END LOOP;
	IF is_distributed THEN
		PERFORM absence_internal.propagate_ddl('off');		-- views and functions are of the coordinator alone
	END IF;
	IF is_distributed AND is_older THEN
		FOR part IN SELECT d FROM absence_internal.here_ddl(store) AS d LOOP
			EXECUTE part;
		END LOOP;
	END IF;
	FOR part IN SELECT d.ddl FROM absence_internal.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE format('UPDATE %I.store_setting SET layout_version = $1', store) USING absence_internal.store_layout();
	IF is_older THEN
		PERFORM absence_internal.account_for_dependents(store, dependents || absence_internal.lost_grants(store, granted), drop_dependents);
	END IF;

	PERFORM absence_internal.lay_sources_again(store);
	EXECUTE format('SELECT %I.remember_years()', store);
	PERFORM absence_internal.lay_kept_answers(store);
	FOR part IN SELECT d FROM absence_internal.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	IF is_older THEN
		PERFORM absence_internal.regrant_laid(store, granted, before), absence_internal.write_rule_changes(store);
	END IF;
	PERFORM absence_internal.regrant_readers(store);
	PERFORM absence_internal.lay_amt_views_again(store, amt);
	IF is_distributed THEN
		PERFORM absence_internal.propagate_ddl('on'), absence_internal.lay_worker_register(store),
			absence_internal.propagate_ddl(propagation);
	END IF;

	-- refresh makes the registers of open years again, but not those of closed years
	EXECUTE format('SELECT string_agg(y.school_year::text, '', '' ORDER BY y.school_year)
		FROM %1$I.school_year_state AS y
		WHERE y.state = ''closed'' AND NOT EXISTS (SELECT FROM %1$I.student_register AS r WHERE r.school_year = y.school_year)', store)
		INTO lost;
	IF lost IS NOT NULL THEN
		RAISE WARNING 'closed school years of store "%" have no registers: %', store, lost
			USING HINT = 'Load a copy of their rows of student_register and stay_register, '
				'or load their facts, reopen each year and refresh it.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.upgrade_store(name, boolean) IS
	'Brings a store to the layout of this release and makes what is missing: after ALTER EXTENSION UPDATE, and when the extension was '
	'created after the store. Other objects that depend on what must be dropped are listed in an error; with drop_dependents they are '
	'dropped, and their DDL is kept in dropped_dependent';
