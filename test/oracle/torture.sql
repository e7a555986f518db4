-- Many districts, also large ones, against the oracle. Run it from the top of the
-- repository:
--
--   psql -v seed_from=1 -v seed_to=50 -v students=2000 -f test/oracle/torture.sql
--
-- Prints what was compared for each district and the first pairs that differ in the
-- last one, and fails if any pair differs. A single seed gives the same district again.
\set ON_ERROR_STOP on
\if :{?seed_from} \else \set seed_from 1 \endif
\if :{?seed_to}   \else \set seed_to :seed_from \endif
\if :{?students}  \else \set students 1000 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS oracle CASCADE;
\ir setup.sql
CALL compare(:seed_from, :seed_to, :students);
SELECT seed, sum(compared) AS compared, sum(differing) AS differing FROM result GROUP BY seed ORDER BY seed;
SELECT seed, what, compared, differing FROM result WHERE differing > 0 ORDER BY seed, what;
SELECT sum(differing) > 0 AS some_differ FROM result
\gset
\if :some_differ
SELECT * FROM difference ORDER BY what, figure, subject, policy LIMIT 20;
\endif
DO $$
BEGIN
	ASSERT (SELECT sum(compared) > 0 AND sum(differing) = 0 FROM oracle.result), 'the extension and the oracle differ';
END
$$;
