-- Asks the questions. An aggregate that cannot be pushed down is an error, because of
-- citus.coordinator_aggregation_strategy.

CREATE TABLE answer (workers integer, place integer, name text, how text, pushed_down boolean, same boolean, rows integer, fault text,
	passed boolean GENERATED ALWAYS AS (same AND (pushed_down OR how = 'store')) STORED);

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

-- Compares every table and view of stores together and apart. Logs have times.
CREATE PROCEDURE compare_stores(workers integer, what text)
	LANGUAGE plpgsql AS $$
DECLARE
	r record;
	got text[];
	wanted text[];
BEGIN
	FOR r IN
		SELECT c.relname AS name
		FROM pg_class AS c
		WHERE c.relnamespace = 'together'::regnamespace AND c.relkind IN ('r', 'v')
			-- with times, with random seeds, or about who may read
			AND c.relname NOT IN ('refresh_log', 'refresh_print', 'answer_print', 'alert_basis', 'report_text', 'reader', 'sees_sensitive')
		ORDER BY c.relname
	LOOP
		BEGIN
			got := rows_of(format('SELECT * FROM apart.%I', r.name));
			wanted := rows_of(format('SELECT * FROM together.%I', r.name));
			INSERT INTO answer (workers, place, name, how, same, rows)
			VALUES (workers, 1500, format('store, %s: %s', what, r.name), 'store', got = wanted, cardinality(wanted));
		EXCEPTION WHEN OTHERS THEN
			INSERT INTO answer (workers, place, name, how, fault) VALUES (workers, 1500, format('store, %s: %s', what, r.name), 'store', SQLERRM);
		END;
	END LOOP;
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
		rows_of(replace(query, '@.', 'apart.')) = rows_of(replace(query, '@.', 'together.')));
END
$$;
