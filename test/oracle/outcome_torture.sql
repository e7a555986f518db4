-- intervention_outcome in two ways. Run it from the top of the repository:
--
--   psql -v seed_from=1 -v seed_to=3 -v students=1500 -v draws=100 -v district=40000 -f test/oracle/outcome_torture.sql
--
-- First it is compared with plain SQL: for each seed a sample district of students students, and a
-- small random store after changes of its facts and rules. It must be the same.
--
-- Then it is used on support whose effect is known. Of a sample district of district students, 60
-- who met a rule get support some days later, draws times: chosen by what they missed on the ten
-- days before, as a team would do, and 60 by chance. If it changes nothing, no difference must be
-- seen in 95 of 100 draws. If 30% of the absences after it are taken away, that must be seen in 90.
\set ON_ERROR_STOP on
\if :{?seed_from} \else \set seed_from 1 \endif
\if :{?seed_to}   \else \set seed_to :seed_from \endif
\if :{?students}  \else \set students 1500 \endif
\if :{?draws}     \else \set draws 100 \endif
\if :{?district}  \else \set district 40000 \endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
DROP SCHEMA IF EXISTS oracle CASCADE;
DROP SCHEMA IF EXISTS oracle_store CASCADE;
DROP SCHEMA IF EXISTS oracle_fresh CASCADE;
DROP SCHEMA IF EXISTS outcome_store CASCADE;
\ir refresh_setup.sql
\ir alert_truth.sql
\ir alert_changes.sql
\ir outcome_truth.sql
\ir outcome_compare.sql
\ir outcome_draws.sql
SET client_min_messages = error;	-- a refresh that finds a fault warns of it
SELECT format('CALL compare_sample_outcomes(%s, %s, %s, %s)', seed, :students, :students / 120 + 1, :students / 4)
FROM generate_series(:seed_from, :seed_to) AS seed
UNION ALL
SELECT format('CALL compare_changed_outcomes(%s, 150, 20)', seed) FROM generate_series(:seed_from, :seed_to) AS seed \gexec
SELECT * FROM outcome_result ORDER BY district, asked;
SELECT * FROM outcome_difference ORDER BY district, asked, fact LIMIT 20;
DO $$
BEGIN
	ASSERT (SELECT sum(matched) > 0 AND sum(differing) = 0 FROM oracle.outcome_result), 'the view and the oracle differ';
END
$$;
CALL make_drawing_store(:district);
CALL draw_outcomes(1, :draws);
SELECT what, chosen, count(*) AS draws, count(*) FILTER (WHERE says = 'no difference seen') AS no_difference,
	count(*) FILTER (WHERE says ~ '^fewer') AS fewer, count(*) FILTER (WHERE says ~ '^more') AS more, count(why_silent) AS silent,
	round(avg(matched_n), 1) AS matched, round(avg(true_effect), 2) AS true_effect, round(avg(effect)::numeric, 2) AS effect,
	count(*) FILTER (WHERE true_effect BETWEEN low AND high) AS holds_it, round(avg(smallest_visible)::numeric, 2) AS smallest_visible
FROM outcome_draw GROUP BY what, chosen ORDER BY what, chosen;
SELECT what, chosen, why_silent, count(*) FROM outcome_draw WHERE why_silent IS NOT NULL GROUP BY what, chosen, why_silent ORDER BY 1, 2, 3;
DO $$
BEGIN
	ASSERT (SELECT count(*) > 0 FROM oracle.outcome_draw), 'nothing was drawn';
	ASSERT NOT EXISTS (
		SELECT FROM oracle.outcome_draw WHERE what = 'no effect' GROUP BY chosen
		HAVING count(*) FILTER (WHERE says IS DISTINCT FROM 'no difference seen') * 20 > count(*)), 'support without an effect makes a difference';
	ASSERT NOT EXISTS (
		SELECT FROM oracle.outcome_draw WHERE what <> 'no effect' GROUP BY chosen
		HAVING count(*) FILTER (WHERE says ~ '^fewer') * 10 < count(*) * 9), 'an effect is not seen often enough';
END
$$;
