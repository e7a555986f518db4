-- Many changes, each refreshed, and the alerts after each. Run it from the top of the
-- repository:
--
--   psql -v seed_from=1 -v seed_to=5 -v changes=200 -v students=200 -f test/oracle/alert_torture.sql
--
-- It prints what was done and whatever is wrong, and fails if anything is.
\set ON_ERROR_STOP on
\if :{?seed_from} \else \set seed_from 1 \endif
\if :{?seed_to}   \else \set seed_to :seed_from \endif
\if :{?changes}   \else \set changes 200 \endif
\if :{?students}  \else \set students 200 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS oracle CASCADE;
DROP SCHEMA IF EXISTS oracle_store CASCADE;
DROP SCHEMA IF EXISTS oracle_fresh CASCADE;
\ir refresh_setup.sql
\ir alert_truth.sql
\ir alert_changes.sql
SET client_min_messages = error;	-- a refresh that finds a fault warns of it
SELECT set_config('oracle.students', :'students', false) \g /dev/null
CALL try_alert_changes(:seed_from, :seed_to, :changes);
SELECT seed, count(*) AS steps, sum(changes) AS changes, count(failed) AS failed, count(refused) AS refused, max(standing) AS standing,
	count(*) FILTER (WHERE left_alone > 0) AS with_left_alone
FROM alert_step GROUP BY seed ORDER BY seed;
SELECT k AS what, count(*) AS steps FROM alert_step CROSS JOIN unnest(kinds) AS k GROUP BY k ORDER BY k;
SELECT what, count(*) AS steps, left(min(failed), 100) AS failed FROM alert_step WHERE failed IS NOT NULL GROUP BY what ORDER BY what;
\x on
SELECT s.what AS step, s.today, f.* FROM alert_fault AS f LEFT JOIN alert_step AS s USING (seed, number) ORDER BY f.seed, f.number, f.what LIMIT 20;
\x off
DO $$
BEGIN
	ASSERT (SELECT count(*) > 0 AND sum(changes) > 0 FROM oracle.alert_step), 'nothing was done';
	ASSERT NOT EXISTS (SELECT FROM oracle.alert_fault), 'alerts are not as they must be';
END
$$;
