-- Many stores, also large ones, against the oracle from facts. Run it from the top of
-- the repository:
--
--   psql -v seed_from=1 -v seed_to=20 -v students=1000 -v rounds=3 -v sample=2000 -f test/oracle/store_torture.sql
--
-- It begins with the district of load_sample, which has sample students. Then, for each
-- seed, comes a random district of students students, which is corrected in rounds
-- rounds, and its definitions. The script prints what was compared for each district and
-- the first rows that differ in the last one, and fails if any row differs. A single seed
-- gives the same district again.
--
-- The sample takes about 0.08 seconds per student. A random district of 300 students
-- takes about 45 seconds per round, and a minute for its definitions.
\set ON_ERROR_STOP on
\if :{?seed_from} \else \set seed_from 1 \endif
\if :{?seed_to}   \else \set seed_to :seed_from \endif
\if :{?students}  \else \set students 300 \endif
\if :{?rounds}    \else \set rounds 2 \endif
\if :{?sample}    \else \set sample 500 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS oracle CASCADE;
DROP SCHEMA IF EXISTS oracle_store CASCADE;
DROP SCHEMA IF EXISTS oracle_fresh CASCADE;
\ir store_setup.sql
CALL compare_sample(:seed_from, :sample, 10, '2026-02-10');
CALL compare_stores(:seed_from, :seed_to, :students, :rounds);
SELECT format('CALL compare_definitions(%s, %s, 16)', seed, :students) FROM generate_series(:seed_from, :seed_to) AS seed \gexec
SELECT seed, round, sum(compared) AS compared, sum(differing) AS differing FROM result GROUP BY seed, round ORDER BY seed, round;
SELECT seed, round, what, compared, differing FROM result WHERE differing > 0 ORDER BY seed, round, what;
SELECT * FROM difference ORDER BY what, figure, key, ask LIMIT 40;
DO $$
BEGIN
	ASSERT (SELECT sum(compared) > 0 AND sum(differing) = 0 FROM oracle.result), 'the store and the oracle differ';
END
$$;
