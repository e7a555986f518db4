-- Many changes in a source: a store that reads its facts there must be, text for text, the
-- store into which the same facts were loaded. Run it from the top of the repository:
--
--   psql -v seed_from=1 -v seed_to=8 -v changes=60 -f test/oracle/source_torture.sql
--
-- oracle_store is changed step by step, as refresh_torture.sql does. The views of schema
-- oracle_source show its facts, and store oracle_sourced has these views as its source. After
-- each step both are refreshed. The script prints what was done and whatever differs, and
-- fails if anything does. To see a difference again: CALL oracle.try_source_changes(seed, seed, 1,
-- number), and TABLE oracle.difference_found.
\set ON_ERROR_STOP on
\if :{?seed_from} \else \set seed_from 1 \endif
\if :{?seed_to}   \else \set seed_to :seed_from \endif
\if :{?changes}   \else \set changes 60 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS oracle CASCADE;
DROP SCHEMA IF EXISTS oracle_sourced CASCADE;
DROP SCHEMA IF EXISTS oracle_source CASCADE;
DROP SCHEMA IF EXISTS oracle_store CASCADE;
DROP SCHEMA IF EXISTS oracle_fresh CASCADE;
\ir refresh_setup.sql
\ir source_changes.sql
CALL try_source_changes(:seed_from, :seed_to, 1, :changes);
SELECT seed, count(*) AS steps, sum(cardinality(kinds)) AS changes, count(undone) AS undone, sum(compared) AS compared,
	count(*) FILTER (WHERE registers > 0) AS with_registers, sum(differing) AS differing
FROM step GROUP BY seed ORDER BY seed;
SELECT seed, number, u.message AS failed FROM step, unnest(failed) AS u (message) ORDER BY seed, number;
\x on
SELECT seed, number, today, years, changes, relation, side, n, fact FROM difference_found ORDER BY seed, number, relation, side, fact LIMIT 40;
\x off
DO $$
BEGIN
	ASSERT (SELECT count(*) > 0 AND sum(differing) = 0 FROM oracle.step), 'a store over a source differs from the store with the same facts';
END
$$;
