-- A store over a source beside the store whose facts the source shows.

CREATE SCHEMA oracle_source;
SELECT format('CREATE VIEW oracle_source.%I AS SELECT %s FROM oracle_store.%1$I', relation, string_agg(quote_ident(column_name), ', '))
FROM absence_internal.source_column
WHERE kind = 'views' AND column_name <> ''
GROUP BY relation
\gexec

-- The store over the source, without words of its own
CREATE PROCEDURE make_sourced() LANGUAGE plpgsql AS
$$
BEGIN
	IF to_regnamespace('oracle_sourced') IS NOT NULL THEN
		PERFORM absence.drop_store('oracle_sourced', 'oracle_sourced');
	END IF;
	PERFORM absence.create_store('oracle_sourced');
	TRUNCATE oracle_sourced.attendance_code, oracle_sourced.calendar_event_kind;
END
$$;

-- Gives oracle_sourced what a source does not have: settings, definitions, what was counted before
-- and what is done for students; and makes a source of each school year that oracle_store has.
CREATE PROCEDURE copy_own_facts() LANGUAGE plpgsql AS
$$
DECLARE
	t text;
	year integer;
BEGIN
	FOR t IN
		SELECT f.relation
		FROM oracle.fact_relation AS f
		WHERE f.relation <> 'school_year_state' AND f.relation NOT IN (SELECT c.relation FROM absence_internal.source_column AS c WHERE c.kind = 'views')
		ORDER BY f.relation = 'store_setting', f.position
	LOOP
		IF t = 'definition' THEN
			UPDATE oracle_sourced.store_setting SET policy = 'federal';
		END IF;
		EXECUTE format('DELETE FROM oracle_sourced.%I', t);
		EXECUTE format('INSERT INTO oracle_sourced.%1$I SELECT * FROM oracle_store.%1$I AS t ORDER BY md5(oracle.salt() || t::text)', t);
	END LOOP;
	FOR year IN
		SELECT y.school_year FROM oracle_store.school_year_state AS y
		WHERE y.school_year NOT IN (SELECT s.school_year FROM oracle_sourced.school_year_state AS s WHERE s.source IS NOT NULL)
		ORDER BY 1
	LOOP
		PERFORM absence.add_source('oracle_sourced', year, 'oracle_source', 'views');
	END LOOP;
END
$$;

-- The changes of a step, without those that close a school year or change a closed one: the
-- source of a closed year is not read again
CREATE FUNCTION kinds_of_source_step(seed integer, number integer, at_once integer) RETURNS integer[] STABLE
RETURN (
	SELECT coalesce(array_agg(u.kind ORDER BY u.n), '{}')
	FROM unnest(oracle.kinds_of_step(seed, number, at_once)) WITH ORDINALITY AS u (kind, n)
	JOIN oracle.change_kind AS k USING (kind)
	WHERE k.area <> 'year' OR k.what = 'another one begins'
);

CREATE PROCEDURE try_source_step(seed integer, number integer, at_once integer) LANGUAGE plpgsql AS
$$
DECLARE
	this oracle.step;
	last_refresh bigint;
	began timestamptz := clock_timestamp();
BEGIN
	CALL oracle.set_step(seed, number);
	this.seed := seed;
	this.number := number;
	this.kinds := oracle.kinds_of_source_step(seed, number, at_once);
	this.today := oracle.today();
	this.failed := '{}';
	SELECT coalesce(max(refresh_id), 0) INTO last_refresh FROM oracle_store.refresh_log;
	BEGIN
		CALL oracle.change_facts(this.kinds, this.failed);
		CALL absence.refresh('oracle_store', today => this.today, force => true);
	EXCEPTION WHEN SQLSTATE 'UA001' THEN
		this.undone := SQLERRM;
	END;
	IF this.undone IS NULL THEN
		CALL oracle.copy_own_facts();
		CALL absence.refresh('oracle_sourced', today => this.today, force => true);
		SELECT array_agg(DISTINCT school_year), sum(registers_added + registers_changed + registers_removed), sum(verdicts_changed)
		INTO this.years, this.registers, this.verdicts
		FROM oracle_store.refresh_log WHERE refresh_id > last_refresh;
		-- events of a school year that the store does not know are seen only where they were loaded
		SELECT c.compared, c.differing INTO this.compared, this.differing
		FROM oracle.compare_stores(this, true, 'oracle_sourced', '{data_issue,event_not_used,laid_grant}') AS c;
	END IF;
	this.duration := clock_timestamp() - began;
	INSERT INTO oracle.step SELECT this.*;
END
$$;

-- Some steps of some seeds. A seed ends with the first step that shows a difference.
CREATE PROCEDURE try_source_changes(seed_from integer, seed_to integer, number_from integer, number_to integer, at_once integer DEFAULT 1)
	LANGUAGE plpgsql AS
$$
DECLARE
	this oracle.step;
BEGIN
	FOR this_seed IN seed_from .. seed_to LOOP
		CALL oracle.begin_steps(this_seed);
		UPDATE oracle_store.school_year_state SET state = 'open';
		CALL oracle.make_sourced();
		COMMIT;
		FOR number IN number_from .. number_to LOOP
			CALL oracle.try_source_step(this_seed, number, at_once);
			COMMIT;
			EXIT WHEN (SELECT s.differing > 0 FROM oracle.step AS s WHERE s.seed = this_seed ORDER BY s.number DESC LIMIT 1);
		END LOOP;
	END LOOP;
END
$$;
