-- Compares the answers, then measures the times.
CREATE PROCEDURE bench.compare() LANGUAGE plpgsql AS $$
DECLARE
	w record;
	first bench.way;
	differing bigint;
BEGIN
	FOR w IN SELECT * FROM bench.way WHERE query IS NOT NULL AND answers ORDER BY n LOOP
		IF first.question IS DISTINCT FROM w.question THEN
			first := w;
			DROP TABLE IF EXISTS pg_temp.answer;
			EXECUTE 'CREATE TEMP TABLE answer AS ' || w.query;
			IF NOT EXISTS (SELECT FROM pg_temp.answer) THEN
				RAISE EXCEPTION '%: no answer by "%"', w.question, w.way;
			END IF;
		ELSE
			EXECUTE format('WITH other AS MATERIALIZED (%s)
				SELECT count(*) FROM (
					(TABLE other EXCEPT ALL TABLE pg_temp.answer) UNION ALL (TABLE pg_temp.answer EXCEPT ALL TABLE other)) AS d', w.query)
				INTO differing;
			IF differing > 0 THEN
				RAISE EXCEPTION '%: "%" and "%" differ in % rows', w.question, first.way, w.way, differing;
			END IF;
		END IF;
	END LOOP;
END
$$;
CALL bench.compare();

-- The first run of each way is not counted, unless it alone uses up the budget.
CREATE PROCEDURE bench.measure(rounds integer, budget double precision) LANGUAGE plpgsql AS $$
DECLARE
	w record;
	began timestamptz;
	cpu_before double precision;
BEGIN
	FOR round IN 0 .. rounds LOOP
		FOR w IN SELECT * FROM bench.way WHERE query IS NOT NULL ORDER BY n LOOP
			CONTINUE WHEN (SELECT sum(ms) FROM bench.timing WHERE way = w.n) > 1000 * budget;
			PERFORM set_config('enable_indexonlyscan', CASE WHEN w.reads_table THEN 'off' ELSE 'on' END, true);
			cpu_before := bench.cpu_ms();
			began := clock_timestamp();
			EXECUTE w.query;
			INSERT INTO bench.timing VALUES (w.n, round, 1000 * extract(epoch FROM clock_timestamp() - began), bench.cpu_ms() - cpu_before);
		END LOOP;
		COMMIT;
	END LOOP;
	DELETE FROM bench.timing AS t
	WHERE round = 0 AND EXISTS (SELECT FROM bench.timing AS o WHERE o.way = t.way AND o.round > 0);
END
$$;
CALL bench.measure(:rounds, :budget);
