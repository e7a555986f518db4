-- intervention_outcome of a district against an oracle, which compares every student with support
-- with every other student in plain SQL. test/oracle/outcome_torture.sql does the same for more
-- districts.
\getenv abs_srcdir PG_ABS_SRCDIR
\set district :abs_srcdir '/oracle/district.sql'
\set truth :abs_srcdir '/oracle/outcome_truth.sql'
\set compare :abs_srcdir '/oracle/outcome_compare.sql'
SET client_min_messages = warning;
SET jit = off;
SET datestyle = iso;
CREATE EXTENSION IF NOT EXISTS absence;
CREATE SCHEMA oracle;
SET search_path = oracle;
\set ECHO none
\i :district
\i :truth
\i :compare
\set ECHO all

-- 800 students of eight schools, with some 200 supports
CALL make_outcome_store(3, 800, 8, 250);
CALL compare_outcomes('outcome_store', 'sample', 'federal', NULL, '2026-06-06');
UPDATE outcome_store.store_setting SET outcome_days = 21, minimum_group = 3;
CALL compare_outcomes('outcome_store', 'sample', 'parts', '2026-05-08', '2026-06-06');
SELECT asked, answered > 20 AS many_rows, matched > 100 AS many_matched, said > 0 AS something_said, differing FROM outcome_result ORDER BY asked;
SELECT * FROM outcome_difference ORDER BY asked, fact LIMIT 10;

-- The district is such that a fault in the view changes the answer: others who had support themselves, or
-- who met the rule too long before or after, or are looked at a day too late
CREATE TABLE answer AS TABLE outcome_store.intervention_outcome;
CREATE FUNCTION plant(before text, after text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	ddl text := pg_get_viewdef('outcome_store.intervention_outcome'::regclass);
	changed boolean;
BEGIN
	ASSERT ddl ~ before, 'nothing to plant a fault in';
	EXECUTE 'CREATE OR REPLACE VIEW outcome_store.intervention_outcome WITH (security_barrier) AS ' || regexp_replace(ddl, before, after);
	changed := EXISTS (TABLE outcome_store.intervention_outcome EXCEPT TABLE oracle.answer);
	EXECUTE 'CREATE OR REPLACE VIEW outcome_store.intervention_outcome WITH (security_barrier) AS ' || ddl;
	RETURN changed;
END
$$;
SELECT plant('o.begin_dates, o.end_dates', 'NULL, NULL') AS support_of_others, plant(', 20\)', ', 40)') AS met_long_after,
	plant('COALESCE\((\w+).lag', 'COALESCE(\1.lag + 1') AS a_day_late, plant('b.n >= \(5\)', 'b.n >= (2)') AS too_few_others,
	plant('$', '') AS nothing_planted;

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('outcome_store', 'outcome_store');
