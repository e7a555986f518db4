-- Many registers and rules against the oracle, from the top of the repository:
--
--   psql -v seed_from=1 -v seed_to=20 -v registers=100 -v rules=40 -f test/oracle/rule_torture.sql
--
-- Prints what was compared by district, the first pairs that differ in the last
-- one, and fails if any differs. A single seed gives the same district again.
\set ON_ERROR_STOP on
\if :{?seed_from} \else \set seed_from 1 \endif
\if :{?seed_to}   \else \set seed_to :seed_from \endif
\if :{?registers} \else \set registers 100 \endif
\if :{?rules}     \else \set rules 40 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS oracle CASCADE;
\ir setup.sql
\ir rule_setup.sql
CALL compare_rules(:seed_from, :seed_to, :registers, :registers, :rules, 1);
SELECT seed, sum(compared) AS compared, sum(differing) AS differing FROM rule_result GROUP BY seed ORDER BY seed;
SELECT seed, figure, compared, differing FROM rule_result WHERE differing > 0 ORDER BY seed, figure;
SELECT * FROM rule_difference ORDER BY figure, question LIMIT 10;
DO $$
BEGIN
	ASSERT (SELECT sum(compared) > 0 AND sum(differing) = 0 FROM oracle.rule_result), 'the extension and the oracle differ';
END
$$;
