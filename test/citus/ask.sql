-- Asks the questions. An aggregate that cannot be pushed down is an error, because of
-- citus.coordinator_aggregation_strategy.

CREATE TABLE answer (workers integer, place integer, name text, how text, pushed_down boolean, same boolean, rows integer, fault text,
	passed boolean GENERATED ALWAYS AS (same AND (pushed_down OR how = 'store')) STORED);

-- How long the refreshes of stores together and apart took
CREATE TABLE took (workers integer, place bigint, store text, refresh text, ms numeric);

-- The rows of a query as text, in their order
CREATE FUNCTION rows_of(query text) RETURNS text[]
	LANGUAGE plpgsql AS $$
DECLARE
	r record;
	found text[] := '{}';
BEGIN
	FOR r IN EXECUTE query LOOP
		found := found || r::text;
	END LOOP;
	RETURN ARRAY(SELECT f FROM unnest(found) AS f ORDER BY f COLLATE "C");
END
$$;

-- Whether the plan of a query does the work where it is to be done
CREATE FUNCTION is_pushed_down(query text, how text) RETURNS boolean
	LANGUAGE plpgsql AS $$
DECLARE
	line record;
	plan text := '';
	above text;		-- the part of the plan that the coordinator runs
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || query LOOP
		plan := plan || line."QUERY PLAN" || chr(10);
	END LOOP;
	above := split_part(plan, 'Custom Scan (Citus Adaptive)', 1);
	RETURN CASE how
		WHEN 'combined' THEN plan ~ 'worker_(binary_)?partial_agg\('
		WHEN 'whole' THEN plan ~ 'Citus Adaptive' AND plan !~ 'Distributed Subplan' AND above !~ 'Aggregate|Group|Unique|WindowAgg'
		WHEN 'insert' THEN plan ~ 'Query: INSERT INTO' END;
END
$$;

CREATE PROCEDURE check_all(workers integer)
	LANGUAGE plpgsql
	SET citus.coordinator_aggregation_strategy = 'disabled'
	SET citus.explain_distributed_queries = on
	AS $$
DECLARE
	q record;
	spread text;
	got text[];
	wanted text[];
	number integer := (
		SELECT count(DISTINCT (s.nodename, s.nodeport)) FROM citus_shards AS s WHERE s.table_name = 'spread.register'::regclass);
BEGIN
	IF number IS DISTINCT FROM workers THEN
		RAISE EXCEPTION 'the rows are on % workers, not on %', number, workers;
	END IF;
	FOR q IN SELECT * FROM question ORDER BY place LOOP
		spread := replace(q.query, '@.', 'spread.');
		BEGIN
			INSERT INTO answer (workers, place, name, how, pushed_down) VALUES (number, q.place, q.name, q.how, is_pushed_down(spread, q.how));
			IF q.how = 'insert' THEN
				TRUNCATE one.made;
				EXECUTE spread;
				EXECUTE replace(q.query, '@.', 'one.');
				got := rows_of('SELECT * FROM spread.made');
				wanted := rows_of('SELECT * FROM one.made');
			ELSE
				got := rows_of(spread);
				wanted := rows_of(coalesce(q.expected, replace(q.query, '@.', 'one.')));
			END IF;
			-- an answer without rows would be the same whatever it is
			UPDATE answer AS a SET same = (got = wanted AND cardinality(wanted) > 0), rows = cardinality(wanted)
			WHERE (a.workers, a.name) = (number, q.name);
		EXCEPTION WHEN OTHERS THEN
			INSERT INTO answer (workers, place, name, how, fault) VALUES (number, q.place, q.name, q.how, SQLERRM);
		END;
	END LOOP;
	INSERT INTO answer (workers, place, name, fault)
	SELECT number, 1000, p.oid::regprocedure::text, 'no question asks it'
	FROM pg_proc AS p
	WHERE p.prokind = 'a' AND p.pronamespace = 'absence'::regnamespace
		AND NOT EXISTS (SELECT FROM question AS k WHERE k.aggregate = p.oid);
END
$$;

-- The query of a relation as it is compared: without the times at which its rows were written,
-- and the numbers of alerts, which are in the order in which a refresh wrote those of a day
CREATE FUNCTION all_rows_of(relation regclass) RETURNS text
	LANGUAGE sql STABLE AS $$
	SELECT format('SELECT %s FROM %s', string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), relation)
	FROM pg_attribute AS a
	WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> 'timestamptz'::regtype
		AND a.attname <> 'alert_id'
$$;

-- Compares every table and view of stores together and apart, and of the views of the Analytics
-- Middle Tier over them, and the registers on the workers
CREATE PROCEDURE compare_stores(workers integer, what text)
	LANGUAGE plpgsql AS $$
DECLARE
	r record;
	got text[];
	wanted text[];
BEGIN
	FOR r IN
		SELECT c.relname AS name, c.oid::regclass AS relation, replace(n.nspname, 'together', 'apart') AS schema
		FROM pg_class AS c
		JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('together', 'amt_together') AND c.relkind IN ('r', 'v')
			-- with times, with random seeds, or about who may read
			AND c.relname NOT IN ('refresh_log', 'refresh_print', 'answer_print', 'alert_basis', 'report_text', 'reader', 'sees_sensitive')
		ORDER BY c.relname
	LOOP
		BEGIN
			got := rows_of(all_rows_of(format('%I.%I', r.schema, r.name)::regclass));
			wanted := rows_of(all_rows_of(r.relation));
			INSERT INTO answer (workers, place, name, how, same, rows)
			VALUES (workers, 1500, format('store, %s: %s', what, r.name), 'store', got = wanted, cardinality(wanted));
		EXCEPTION WHEN OTHERS THEN
			INSERT INTO answer (workers, place, name, how, fault) VALUES (workers, 1500, format('store, %s: %s', what, r.name), 'store', SQLERRM);
		END;
	END LOOP;
	got := rows_of('SELECT student_id, school_id, school_year, grade, register FROM apart.worker_register');
	wanted := rows_of('SELECT student_id, school_id, school_year, grade, register FROM together.student_register');
	INSERT INTO answer (workers, place, name, how, same, rows)
	VALUES (workers, 1500, format('store, %s: worker_register', what), 'store', got = wanted, cardinality(wanted));
END
$$;

-- Every relation that the role may read either answers as it does the owner of the store, or is
-- one of those that must be refused
CREATE PROCEDURE check_reader(workers integer, reader name, refused name[])
	LANGUAGE plpgsql AS $$
DECLARE
	relation name;
	code text;
	got text[];
	wanted text[];
BEGIN
	FOR relation IN
		SELECT c.relname FROM pg_class AS c
		WHERE c.relnamespace = 'apart'::regnamespace AND c.relkind IN ('r', 'v') AND has_table_privilege(reader, c.oid, 'SELECT')
		ORDER BY c.relname
	LOOP
		code := NULL;
		wanted := rows_of(all_rows_of(format('apart.%I', relation)::regclass));
		BEGIN
			EXECUTE format('SET LOCAL ROLE %I', reader);
			got := public.rows_of(public.all_rows_of(format('apart.%I', relation)::regclass));
			RESET ROLE;
		EXCEPTION WHEN OTHERS THEN
			code := SQLSTATE;
		END;
		INSERT INTO answer (workers, place, name, how, same, rows)
		VALUES (workers, 1570, format('store, a reader of it: %s', relation), 'store',
			CASE WHEN relation = ANY (refused) THEN code = '42501' ELSE code IS NULL AND got = wanted END, cardinality(wanted));
	END LOOP;
END
$$;

-- Asks a query of stores apart and together, whose name stands for every @
CREATE PROCEDURE check_store(workers integer, name text, query text)
	LANGUAGE plpgsql AS $$
DECLARE
	wanted text[];
BEGIN
	wanted := rows_of(replace(query, '@', 'together'));
	INSERT INTO answer (workers, place, name, how, same, rows)
	VALUES (workers, 1550, 'store, functions: ' || name, 'store', rows_of(replace(query, '@', 'apart')) = wanted, cardinality(wanted));
EXCEPTION WHEN OTHERS THEN
	INSERT INTO answer (workers, place, name, how, fault) VALUES (workers, 1550, 'store, functions: ' || name, 'store', SQLERRM);
END
$$;

-- Runs a statement that must be refused with an error of the given code
CREATE PROCEDURE check_refusal(workers integer, name text, code text, statement text)
	LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	INSERT INTO answer (workers, place, name, how, fault) VALUES (workers, 1560, 'store, refused: ' || name, 'store', 'it was not refused');
EXCEPTION WHEN OTHERS THEN
	INSERT INTO answer (workers, place, name, how, same, fault)
	VALUES (workers, 1560, 'store, refused: ' || name, 'store', SQLSTATE = code, CASE WHEN SQLSTATE <> code THEN SQLERRM END);
END
$$;

-- Asks a question of stores apart and together
CREATE PROCEDURE check_question(workers integer, name text, how text, query text)
	LANGUAGE plpgsql
	SET citus.coordinator_aggregation_strategy = 'disabled'
	AS $$
BEGIN
	INSERT INTO answer (workers, place, name, how, pushed_down, same)
	VALUES (workers, 1600, name, how, is_pushed_down(replace(query, '@.', 'apart.'), how),
		rows_of(replace(query, '@.', 'apart.')) = rows_of(replace(replace(query, '@.worker_register', 'together.student_register'),
			'@.', 'together.')));
END
$$;
