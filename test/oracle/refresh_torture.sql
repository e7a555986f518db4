-- Many changes, each refreshed and compared with a store made afresh. Run it from the top
-- of the repository:
--
--   psql -v seed_from=1 -v seed_to=8 -v changes=160 -f test/oracle/refresh_torture.sql
--
-- For each seed, a random district is changed step by step. A step has one change, or a few
-- together. With 160 steps each change has its turn. In one seed of four, faults are
-- planted first in what a refresh remembers. The script prints what was done and whatever
-- differs, and fails if anything does. To see a difference again, in the same database:
--
--   SET search_path = oracle;
--   CALL replay(seed, '{1,2,3}');      -- the steps that it needs
--   SELECT * FROM difference_found;
--
-- A step takes about a second and a half. One seed in eight is refreshed by the clock, and is
-- the same again only on the same day.
\set ON_ERROR_STOP on
\if :{?seed_from} \else \set seed_from 1 \endif
\if :{?seed_to}   \else \set seed_to :seed_from \endif
\if :{?changes}   \else \set changes 160 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS oracle CASCADE;
DROP SCHEMA IF EXISTS oracle_store CASCADE;
DROP SCHEMA IF EXISTS oracle_fresh CASCADE;
\ir refresh_setup.sql
-- a refresh that finds a fault warns of it
SET client_min_messages = error;
SELECT format('CALL plant_faults(%s)', seed) FROM generate_series(:seed_from, :seed_to) AS seed WHERE seed % 4 = 1 \gexec
SET client_min_messages = warning;
CALL try_changes(:seed_from, :seed_to, 1, :changes);
SELECT seed, count(*) AS steps, count(undone) AS undone, sum(compared) AS compared, count(*) FILTER (WHERE registers > 0) AS with_registers,
	count(*) FILTER (WHERE verdicts > 0) AS with_verdicts, sum(differing) AS differing
FROM step GROUP BY seed ORDER BY seed;
SELECT relation, count(*) AS faults, count(*) FILTER (WHERE NOT took_effect) AS without_effect,
	count(*) FILTER (WHERE differing = 0) AS repaired, count(*) FILTER (WHERE print_errors > 0) AS counted
FROM planted GROUP BY relation ORDER BY relation;
TABLE fault_left;
SELECT seed, number, u.message AS failed FROM step, unnest(failed) AS u (message) ORDER BY seed, number;
\x on
SELECT seed, number, variant, today, years, changes, relation, side, n, fact
FROM (SELECT *, row_number() OVER (PARTITION BY seed ORDER BY relation, fact) AS place FROM difference_found) AS d
WHERE place <= 6 ORDER BY seed, place;
\x off
DO $$
BEGIN
	ASSERT (SELECT count(*) > 0 AND sum(differing) = 0 FROM oracle.step), 'a store that was refreshed differs from one made afresh';
	ASSERT NOT EXISTS (SELECT FROM oracle.fault_left), 'a planted fault was not repaired';
	ASSERT (SELECT 20 * sum(cardinality(failed)) <= sum(cardinality(kinds)) FROM oracle.step), 'many changes failed';
END
$$;
