-- The steps: change some facts, refresh, and compare everything with a store made afresh.
--
-- oracle_fresh has, before a step, what a first refresh made of the same facts. For the
-- step it gets the new facts, in another order, and is refreshed twice. First as it is,
-- with everything computed anew: that shows which verdicts change, and why. Then with
-- nothing but its facts: that shows how the store must be. A closed year, which is never
-- computed again, keeps what was made of it while it was open.

CREATE TABLE step (
	seed integer,
	number integer,
	kinds integer[],        -- of change_kind
	variant text,           -- how the refresh was called
	today date,             -- NULL: by the clock
	years integer[],        -- that were refreshed
	changed text[],         -- fact tables that were different
	failed text[],          -- changes that were not possible
	undone text,            -- the reason why the refresh was refused; then the step is undone
	registers integer,      -- that were written
	verdicts integer,       -- that changed
	compared integer,       -- relations
	differing integer,      -- rows
	duration interval,
	PRIMARY KEY (seed, number)
);

CREATE TABLE difference (seed integer, number integer, relation text, side text, n bigint, fact text);

-- Rows that one of two queries returns and the other does not. Each query returns rows t.
CREATE FUNCTION count_differing(step step, relation text, in_store text, afresh text) RETURNS integer LANGUAGE plpgsql AS
$$
DECLARE
	differing integer;
BEGIN
	EXECUTE format('INSERT INTO oracle.difference '
		'SELECT $1, $2, $3, CASE WHEN sum(n) > 0 THEN ''store'' ELSE ''afresh'' END, abs(sum(n)), fact '
		'FROM (SELECT 1 AS n, t::text AS fact FROM (%s) AS t UNION ALL SELECT -1, t::text FROM (%s) AS t) AS u '
		'GROUP BY fact HAVING sum(n) <> 0', in_store, afresh)
	USING step.seed, step.number, relation;
	GET DIAGNOSTICS differing = ROW_COUNT;
	RETURN differing;
END
$$;

-- The columns of a relation that must be the same in both stores: no times, no numbers of
-- refreshes, and no text that has the name of the store
CREATE FUNCTION compared_columns(relation text, but name[] DEFAULT '{}') RETURNS text STABLE
RETURN (
	SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
	WHERE attrelid = format('oracle_store.%I', relation)::regclass AND attnum > 0 AND NOT attisdropped
		AND atttypid <> 'timestamptz'::regtype AND attname <> 'refresh_id' AND attname <> ALL (but)
		-- a bound, which can stay later than it need be when a stay without a register goes
		AND (relation, attname) <> ('answer_year', 'last_day')
);

-- What is compared. A print has a seed of its own in each store.
CREATE VIEW compared_relation AS
SELECT relation::text AS relation, position, false AS is_live, false AS is_slow
FROM derived_relation
WHERE relation NOT IN ('refresh_log', 'verdict_change') AND relation NOT LIKE '%print%'
UNION
SELECT c.relname, r.position + 1000, false, false
FROM absence_internal.store_relation AS r
JOIN pg_class AS c ON c.relnamespace = 'oracle_store'::regnamespace AND c.relname IN ('mv_' || r.relation, 'latest_' || r.relation)
WHERE r.kept_key IS NOT NULL
UNION
SELECT relation, position + 2000, true, relation IN ('event_not_used', 'student_day', 'data_issue')
FROM absence_internal.store_relation
WHERE kind = 'view' OR relation = 'event_not_used';

-- All of them but some; without the slow ones if slow is false, and without views if it is NULL
CREATE FUNCTION compare_stores(step step, slow boolean, other name DEFAULT 'oracle_fresh', but text[] DEFAULT '{}',
	OUT compared integer, OUT differing integer) LANGUAGE plpgsql AS
$$
DECLARE
	c record;
	q text;
BEGIN
	-- these views need statistics, and student_day works out one student at a time
	IF slow THEN
		CALL analyze_store('oracle_store');
		CALL analyze_store(other);
	END IF;
	compared := 1;
	q := 'SELECT DISTINCT ON (school_year) '
		|| oracle.compared_columns('refresh_log', '{refreshed_by,forced,everything,registers_added,registers_changed,registers_removed,'
			'verdicts_changed,step_ms,layout}')
		|| ' FROM %I.refresh_log ORDER BY school_year, refresh_id DESC';
	differing := oracle.count_differing(step, 'refresh_log', format(q, 'oracle_store'), format(q, other));
	FOR c IN SELECT * FROM oracle.compared_relation AS r WHERE r.relation <> ALL (but) ORDER BY position LOOP
		CONTINUE WHEN c.is_slow AND NOT slow OR c.is_live AND slow IS NULL;
		q := format('SELECT %s FROM %%I.%I', oracle.compared_columns(c.relation), c.relation);
		IF c.relation = 'student_day' THEN
			q := q || format(' WHERE student_id IN (%L, %L)', oracle.a_student('one'), oracle.a_student('other'));
		END IF;
		differing := differing + oracle.count_differing(step, c.relation, format(q, 'oracle_store'), format(q, other));
		compared := compared + 1;
		-- the kept rows are those of the view
		IF slow AND c.relation ~ '^(mv|latest)_' THEN
			differing := differing + oracle.count_differing(step, c.relation || ' and its view', format(q, 'oracle_store'),
				format('SELECT %s FROM oracle_store.%I', oracle.compared_columns(c.relation),
					regexp_replace(c.relation, '^(mv|latest)_', '')));
		END IF;
	END LOOP;
END
$$;

-- ---------------------------------------------------------------- the store made afresh

-- Gives oracle_fresh the facts of oracle_store, in another order, and returns the names of
-- the tables whose rows were different
CREATE FUNCTION copy_facts() RETURNS text[] LANGUAGE plpgsql AS
$$
DECLARE
	t text;
	is_other boolean;
	changed text[] := '{}';
BEGIN
	FOR t IN SELECT relation FROM oracle.fact_relation ORDER BY relation = 'store_setting', position LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM (SELECT 1 AS n, t::text AS fact FROM oracle_store.%1$I AS t '
			'UNION ALL SELECT -1, t::text FROM oracle_fresh.%1$I AS t) AS u GROUP BY fact HAVING sum(n) <> 0)', t) INTO is_other;
		CONTINUE WHEN NOT is_other;
		changed := changed || t;
		-- the definition of the store must be known at every moment
		IF t IN ('definition', 'school_year_state') THEN
			UPDATE oracle_fresh.store_setting SET policy = 'federal';
		END IF;
		EXECUTE format(CASE t WHEN 'store_setting' THEN 'DELETE FROM oracle_fresh.%I' ELSE 'TRUNCATE oracle_fresh.%I' END, t);
		EXECUTE format('INSERT INTO oracle_fresh.%1$I SELECT * FROM oracle_store.%1$I AS t ORDER BY md5(oracle.salt() || t::text)', t);
	END LOOP;
	IF changed && '{definition,school_year_state}' AND 'store_setting' <> ALL (changed) THEN
		UPDATE oracle_fresh.store_setting SET policy = (SELECT policy FROM oracle_store.store_setting);
	END IF;
	RETURN changed;
END
$$;

-- Deletes whatever refreshes have written of these school years, NULL for all
CREATE PROCEDURE empty_derived(years integer[]) LANGUAGE plpgsql AS
$$
DECLARE
	t text;
BEGIN
	FOR t IN
		SELECT relation FROM oracle.derived_relation
		UNION
		SELECT relname FROM pg_class WHERE relnamespace = 'oracle_fresh'::regnamespace AND relname LIKE 'latest\_%' AND relkind = 'r'
	LOOP
		IF years IS NOT NULL AND t NOT LIKE 'latest\_%' AND EXISTS (SELECT FROM pg_attribute
				WHERE attrelid = format('oracle_fresh.%I', t)::regclass AND attname = 'school_year' AND NOT attisdropped) THEN
			EXECUTE format('DELETE FROM oracle_fresh.%I WHERE school_year = ANY ($1)', t) USING years;
		ELSE
			EXECUTE format('TRUNCATE oracle_fresh.%I', t);
		END IF;
	END LOOP;
END
$$;

CREATE PROCEDURE refresh_one(store name, school_year integer, today date, force boolean, everything boolean) LANGUAGE plpgsql AS
$$
BEGIN
	EXECUTE format('CALL absence.refresh(%L, %L, %L, %L%s)', store, school_year, today, force, CASE WHEN everything AND EXISTS (
		SELECT FROM pg_proc WHERE pronamespace = 'absence'::regnamespace AND proname = 'refresh' AND 'everything' = ANY (proargnames))
		THEN ', everything => true' END);
END
$$;

-- The registers of oracle_fresh before a step, with the policy of the refresh that made them
CREATE UNLOGGED TABLE register_before (LIKE oracle_fresh.student_register, policy text);

-- The verdicts that are different in oracle_fresh than they were, from the registers
CREATE VIEW moved AS
WITH now AS (
	SELECT r.school_year, r.student_id, r.school_id, r.register, p.policy
	FROM oracle_fresh.student_register AS r
	JOIN oracle_fresh.definition_of_year AS p USING (school_year)
	JOIN oracle_fresh.store_setting AS s ON s.policy = p.name
), scope AS (
	SELECT b.school_year, b.student_id, 'school' AS scope, b.school_id, b.register AS old, b.policy AS old_policy, n.register AS new
	FROM register_before AS b LEFT JOIN now AS n USING (school_year, student_id, school_id)
	UNION ALL
	SELECT b.school_year, b.student_id, 'district', NULL, b.register, b.policy, n.register
	FROM (
		SELECT school_year, student_id, absence.rollup(register) AS register, max(policy) AS policy FROM register_before GROUP BY 1, 2
	) AS b
	LEFT JOIN (SELECT school_year, student_id, absence.rollup(register) AS register FROM now GROUP BY 1, 2) AS n
		USING (school_year, student_id)
), verdict AS MATERIALIZED (
	SELECT c.school_year, c.student_id, c.scope, c.school_id, s.policy, absence.tally(c.old, c.old_policy::absence.policy) AS before,
		absence.tally(c.new, p.policy::absence.policy) AS after
	FROM scope AS c
	CROSS JOIN oracle_fresh.store_setting AS s
	JOIN oracle_fresh.definition_of_year AS p ON (p.school_year, p.name) = (c.school_year, s.policy)
)
SELECT school_year, student_id, scope, school_id, policy,
	absence.band(before)::text AS band_before, absence.band(after)::text AS band_after,
	absence.absent_days(before) AS absent_days_before, absence.absent_days(after) AS absent_days_after,
	absence.enrolled_days(before) AS enrolled_days_before, absence.enrolled_days(after) AS enrolled_days_after
FROM verdict
WHERE absence.band(before) IS DISTINCT FROM absence.band(after);

-- ---------------------------------------------------------------- a step

-- The changes of a step. Each change has its turn. If it is one at once, others join some of
-- them, and every seed has an order of its own.
CREATE FUNCTION kinds_of_step(seed integer, number integer, at_once integer) RETURNS integer[] STABLE LANGUAGE sql AS
$$
	WITH turn AS (
		SELECT kind, count(*) OVER () AS kinds,
			row_number() OVER (ORDER BY md5(concat_ws(' ', CASE at_once WHEN 1 THEN seed ELSE 0 END, 'turn', area, what))) - 1 AS place
		FROM oracle.change_kind
	)
	SELECT array_agg(kind ORDER BY n, kind)
	FROM (
		SELECT kind, n FROM generate_series(1, at_once) AS n JOIN turn ON place = ((number - 1) * at_once + n - 1) % kinds
		UNION ALL
		SELECT kind, n
		FROM generate_series(2, CASE at_once WHEN 1
			THEN (ARRAY[1, 1, 1, 2, 2, 4])[1 + oracle.draw(6, concat_ws(' ', seed, 'how many', number))] END) AS n
		JOIN turn ON place = oracle.draw(kinds::integer, concat_ws(' ', seed, 'and', number, n))
	) AS k
$$;

-- The day of a step. Of twelve steps, six are on the day of the step before, two or more go
-- on by one day, and one goes back. Now and then a step is after the end of the year, in
-- the autumn of the next, or before its beginning.
CREATE FUNCTION today_of_step(seed integer, number integer) RETURNS date STABLE LANGUAGE plpgsql AS
$$
DECLARE
	today date := oracle.first_day_of_seed(seed);
	year integer := oracle.year_of_seed(seed);
	key text;
BEGIN
	FOR n IN 1 .. number LOOP
		key := concat_ws(' ', seed, 'day', n, '');
		today := today + CASE oracle.draw(12, key) WHEN 6 THEN 1 WHEN 7 THEN 1 WHEN 8 THEN 2 + oracle.draw(8, key || 'on')
			WHEN 9 THEN -1 - oracle.draw(10, key || 'back')
			WHEN 10 THEN oracle.first_day_of_seed(seed) - today + oracle.draw(30, key || 'jump')
			ELSE 0 END;
	END LOOP;
	IF number > 0 AND oracle.draw(16, key || 'odd') = 0 THEN
		today := (ARRAY[make_date(year, 7, 20), make_date(year, 10, 15), make_date(year - 1, 8, 25)])[1 + oracle.draw(3, key || 'which')];
	END IF;
	RETURN today;
END
$$;

CREATE FUNCTION variant_of_step(seed integer, number integer) RETURNS text IMMUTABLE LANGUAGE sql AS
$$
	SELECT coalesce((ARRAY['one year', 'after one that is rolled back', 'twice', 'under settings', 'everything', 'not forced', 'checked'])[
		1 + oracle.draw(20, concat_ws(' ', seed, 'variant', number))], 'plain')
$$;

-- Sets what functions of the changes depend on
CREATE PROCEDURE set_step(seed integer, number integer) LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM set_config('oracle.salt', concat_ws(' ', seed, 'change', number, ''), false),
		set_config('oracle.today', oracle.today_of_step(seed, number)::text, false),
		set_config('oracle.year', oracle.year_of_seed(seed)::text, false);
END
$$;

-- The first step of a seed: the store is filled and refreshed
CREATE PROCEDURE begin_steps(seed integer) LANGUAGE plpgsql AS
$$
DECLARE
	this oracle.step;
BEGIN
	DELETE FROM oracle.step AS s WHERE s.seed = begin_steps.seed;
	DELETE FROM oracle.difference AS d WHERE d.seed = begin_steps.seed;
	TRUNCATE oracle.gone_enrollment, oracle.gone_attendance_event, oracle.gone_calendar_day;
	CALL oracle.set_step(seed, 0);
	CALL oracle.fill_small_store(seed);
	this.seed := seed;
	this.number := 0;
	this.today := oracle.today();
	CALL absence.refresh('oracle_store', today => this.today, force => true);
	PERFORM oracle.copy_facts();
	CALL oracle.empty_derived(NULL);
	CALL absence.refresh('oracle_fresh', today => this.today, force => true);
	SELECT * INTO this.compared, this.differing FROM oracle.compare_stores(this, true);
	INSERT INTO oracle.step SELECT this.*;
END
$$;

-- Changes the facts of oracle_store; adds to failed the changes that were not possible
CREATE PROCEDURE change_facts(kinds integer[], INOUT failed text[]) LANGUAGE plpgsql AS
$$
DECLARE
	k oracle.change_kind;
BEGIN
	FOR k IN SELECT c.* FROM unnest(kinds) WITH ORDINALITY AS u (kind, n) JOIN oracle.change_kind AS c USING (kind) ORDER BY n LOOP
		BEGIN
			PERFORM set_config('search_path', 'oracle_store, oracle', true);
			EXECUTE k.statements;
		EXCEPTION WHEN OTHERS THEN
			failed := failed || format('%s %s: %s', k.area, k.what, SQLERRM);
		END;
	END LOOP;
	PERFORM set_config('search_path', 'oracle', true);
END
$$;

-- One step: the changes given, else those of its turn
CREATE PROCEDURE try_step(seed integer, number integer, kinds integer[] DEFAULT NULL) LANGUAGE plpgsql AS
$$
DECLARE
	this oracle.step;
	last_refresh bigint;
	last_control bigint;
	for_year integer;
	reasons text[];
	q text;
	began timestamptz := clock_timestamp();
BEGIN
	CALL oracle.set_step(seed, number);
	this.seed := seed;
	this.number := number;
	this.kinds := coalesce(kinds, oracle.kinds_of_step(seed, number, 1));
	this.variant := oracle.variant_of_step(seed, number);
	this.failed := '{}';
	this.differing := 0;
	IF NOT (oracle.is_by_clock(seed) AND oracle.dice(2, 'clock') = 0) THEN
		this.today := oracle.today();
	END IF;
	SELECT coalesce(max(refresh_id), 0) INTO last_refresh FROM oracle_store.refresh_log;

	BEGIN
		CALL oracle.change_facts(this.kinds, this.failed);

		IF this.variant = 'one year' THEN
			SELECT y INTO for_year FROM oracle_store.years_to_refresh(NULL) AS y ORDER BY oracle.dice(1000, y::text) LIMIT 1;
		ELSIF this.variant = 'under settings' THEN
			PERFORM set_config('absence.policy', 'ten_days', true), set_config('absence.as_of', (oracle.today() - 50)::text, true);
		ELSIF this.variant = 'checked' THEN
			SELECT array_agg(c::text ORDER BY c::text) INTO reasons FROM absence.refresh_check('oracle_store', for_year, this.today) AS c;
		ELSIF this.variant = 'after one that is rolled back' THEN
			BEGIN
				CALL absence.refresh('oracle_store', today => this.today + 3, force => true);
				RAISE EXCEPTION USING ERRCODE = 'UT000';
			EXCEPTION WHEN SQLSTATE 'UT000' THEN
				NULL;
			END;
		ELSIF this.variant = 'not forced' THEN
			BEGIN
				CALL absence.refresh('oracle_store', today => this.today);
			EXCEPTION WHEN SQLSTATE 'UA001' THEN
				CALL absence.refresh('oracle_store', today => this.today, force => true);
			END;
		END IF;
		IF this.variant <> 'not forced' THEN
			CALL oracle.refresh_one('oracle_store', for_year, this.today, true, this.variant = 'everything');
		END IF;
	EXCEPTION WHEN SQLSTATE 'UA001' THEN
		this.undone := SQLERRM;
	END;
	PERFORM set_config('absence.policy', '', true), set_config('absence.as_of', '', true);
	IF this.undone IS NOT NULL THEN
		INSERT INTO oracle.step SELECT this.*;
		RETURN;
	END IF;
	SELECT array_agg(DISTINCT school_year), sum(registers_added + registers_changed + registers_removed), sum(verdicts_changed)
	INTO this.years, this.registers, this.verdicts
	FROM oracle_store.refresh_log WHERE refresh_id > last_refresh;

	-- the new facts over what was made of the old ones
	this.changed := oracle.copy_facts();
	TRUNCATE oracle.register_before;
	INSERT INTO oracle.register_before
	SELECT r.*, b.policy
	FROM oracle_fresh.student_register AS r
	LEFT JOIN oracle_fresh.refresh_basis AS b USING (school_year, school_id)
	WHERE school_year = ANY (this.years);
	IF to_regclass('oracle_fresh.refresh_print') IS NOT NULL AND oracle.dice(2, 'prints') = 0 THEN
		DELETE FROM oracle_fresh.refresh_print;
	END IF;
	IF this.variant = 'checked' THEN
		this.differing := this.differing + oracle.count_differing(this, 'refresh_check', format('SELECT unnest(%L::text[])', reasons),
			format('SELECT replace(c::text, ''oracle_fresh'', ''oracle_store'') FROM absence.refresh_check(''oracle_fresh'', %L, %L) AS c',
				for_year, this.today));
	END IF;
	IF this.verdicts > 0 OR oracle.dice(4, 'control') = 0 THEN
		SELECT coalesce(max(refresh_id), 0) INTO last_control FROM oracle_fresh.refresh_log;
		CALL oracle.refresh_one('oracle_fresh', for_year, this.today, true, true);
		q := 'SELECT ' || oracle.compared_columns('verdict_change') || ' FROM %I.verdict_change WHERE refresh_id > %s';
		this.differing := this.differing + oracle.count_differing(this, 'verdict_change',
			format(q, 'oracle_store', last_refresh), format(q, 'oracle_fresh', last_control));
		q := 'SELECT school_year, registers_added, registers_changed, registers_removed, verdicts_changed, '
			'coalesce(to_jsonb(l) ->> ''print_errors'', ''0'') FROM %I.refresh_log AS l WHERE refresh_id > %s';
		this.differing := this.differing + oracle.count_differing(this, 'refresh_log, what was written',
			format(q, 'oracle_store', last_refresh), format(q, 'oracle_fresh', last_control));
	END IF;

	-- nothing but the new facts
	CALL oracle.empty_derived(this.years);
	CALL oracle.refresh_one('oracle_fresh', for_year, this.today, true, false);
	SELECT this.differing + c.differing, c.compared INTO this.differing, this.compared
	FROM oracle.compare_stores(this, oracle.dice(8, 'slow') = 0) AS c;
	this.differing := this.differing + oracle.count_differing(this, 'answer_year, a last day that is too early',
		'SELECT o.school_year FROM oracle_store.answer_year AS o JOIN oracle_fresh.answer_year AS f USING (school_year) '
			'WHERE coalesce(o.last_day, ''-infinity'') < f.last_day',
		'SELECT NULL::integer WHERE false');
	this.differing := this.differing + oracle.count_differing(this, 'verdict_change, from the registers',
		format('SELECT school_year, student_id, scope, school_id, policy, band_before, band_after, absent_days_before, absent_days_after, '
			'enrolled_days_before, enrolled_days_after FROM oracle_store.verdict_change WHERE refresh_id > %s', last_refresh),
		'TABLE oracle.moved');
	this.differing := this.differing + oracle.count_differing(this, 'refresh_log, what was written, from the registers',
		format('SELECT coalesce(sum(registers_added), 0), coalesce(sum(registers_changed), 0), coalesce(sum(registers_removed), 0) '
			'FROM oracle_store.refresh_log WHERE refresh_id > %s', last_refresh),
		format('SELECT count(*) FILTER (WHERE b.register IS NULL), count(*) FILTER (WHERE b.register OPERATOR(absence.<>) n.register '
				'OR b.register IS NOT NULL AND n.register IS NOT NULL AND b.grade IS DISTINCT FROM n.grade), '
				'count(*) FILTER (WHERE n.register IS NULL) '
			'FROM oracle.register_before AS b '
			'FULL JOIN (SELECT * FROM oracle_fresh.student_register WHERE school_year = ANY (%L)) AS n '
				'USING (school_year, school_id, student_id)',
			this.years));

	-- without another change, another refresh writes nothing
	IF this.variant = 'twice' THEN
		SELECT max(refresh_id) INTO last_refresh FROM oracle_store.refresh_log;
		-- what the first was refused for without force can still be there
		CALL oracle.refresh_one('oracle_store', for_year, this.today, true, false);
		this.differing := this.differing + oracle.count_differing(this, 'a second refresh',
			format('SELECT registers_added, registers_changed, registers_removed, verdicts_changed FROM oracle_store.refresh_log '
				'WHERE refresh_id > %s', last_refresh),
			format('SELECT 0, 0, 0, 0 FROM oracle_store.refresh_log WHERE refresh_id > %s', last_refresh));
		SELECT this.differing + c.differing INTO this.differing FROM oracle.compare_stores(this, NULL) AS c;
	END IF;
	this.duration := clock_timestamp() - began;
	INSERT INTO oracle.step SELECT this.*;
END
$$;

-- Some steps of some seeds. A seed ends with the first step that shows a difference, because
-- all steps after it would show it again.
CREATE PROCEDURE try_changes(seed_from integer, seed_to integer, number_from integer, number_to integer, at_once integer DEFAULT 1)
	LANGUAGE plpgsql AS
$$
BEGIN
	FOR this_seed IN seed_from .. seed_to LOOP
		CALL oracle.begin_steps(this_seed);
		COMMIT;
		FOR number IN number_from .. number_to LOOP
			EXIT WHEN (SELECT s.differing > 0 FROM oracle.step AS s WHERE s.seed = this_seed ORDER BY s.number DESC LIMIT 1);
			CALL oracle.try_step(this_seed, number, oracle.kinds_of_step(this_seed, number, at_once));
			COMMIT;
		END LOOP;
	END LOOP;
END
$$;

-- Some steps of a seed again: those before a difference, to look at it, or fewer, to find out
-- which of them it needs
CREATE PROCEDURE replay(seed integer, numbers integer[]) LANGUAGE plpgsql AS
$$
DECLARE
	number integer;
BEGIN
	CALL oracle.begin_steps(seed);
	FOREACH number IN ARRAY numbers LOOP
		CALL oracle.try_step(seed, number);
	END LOOP;
END
$$;

-- What a reader needs to see a difference again
CREATE VIEW difference_found AS
SELECT d.seed, d.number, s.variant, s.today, s.years, (
		SELECT string_agg(format('%s, %s: %s', k.area, k.what, regexp_replace(btrim(k.statements, E'\n\t'), '\s+', ' ', 'g')), E'\n'
			ORDER BY u.n)
		FROM unnest(s.kinds) WITH ORDINALITY AS u (kind, n) JOIN change_kind AS k USING (kind)
	) AS changes, d.relation, d.side, d.n, d.fact
FROM difference AS d JOIN step AS s USING (seed, number);
