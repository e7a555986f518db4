-- Facts of any content. Run it from the top of the repository:
--
--   psql -v seed=1 -v kinds=80 -f test/oracle/facts_torture.sql
--
-- Loads the rows of all kinds together; then of as many kinds as given, one by one;
-- then, for a quarter of that number of times, of 40 random kinds together, in rows
-- that have other odd columns too. Each time the store is refreshed, read and rolled
-- back. Prints how much was tried, and fails with the first trial that went wrong.
\set ON_ERROR_STOP on
\if :{?seed}  \else \set seed 1 \endif
\if :{?kinds} \else \set kinds 80 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS any_facts CASCADE;
DROP SCHEMA IF EXISTS any_store CASCADE;
\ir any_facts.sql
CALL any_facts.try(any_facts.draw(:seed, 1000000));
SELECT format('CALL any_facts.try(ARRAY[%s]::bigint[])', kind) FROM unnest(any_facts.draw(:seed, :kinds)) AS kind \gexec
SELECT format('CALL any_facts.try(any_facts.draw(%1$s, 40), %1$s)', :seed + n) FROM generate_series(1, :kinds / 4) AS n \gexec
SELECT count(*) AS trials, (
	SELECT count(DISTINCT k.kind) FROM any_facts.result AS r CROSS JOIN LATERAL unnest(r.kinds) AS k (kind)
) AS kinds,
	sum(rows_in) AS rows_in, sum(rows_refused) AS rows_refused, sum(relations_read) AS relations_read, count(said) AS failed
FROM any_facts.result;
SELECT r.trial, r.seed, k.tables, k.column_name, k.extreme, r.said
FROM any_facts.result AS r LEFT JOIN any_facts.kind AS k ON r.kinds = ARRAY[k.kind]
WHERE r.said IS NOT NULL ORDER BY r.trial LIMIT 20;
DO $$
BEGIN
	ASSERT (SELECT count(*) > 0 AND count(said) = 0 FROM any_facts.result), 'a fact stops the store';
END
$$;
