-- intervention_outcome of a district against an oracle, which compares every student with support
-- with every other student in plain SQL. test/oracle/outcome_torture.sql does the same for more
-- districts.
\getenv abs_srcdir PG_ABS_SRCDIR
\set district :abs_srcdir '/oracle/district.sql'
\set truth :abs_srcdir '/oracle/outcome_truth.sql'
\set compare :abs_srcdir '/oracle/outcome_compare.sql'
SET client_min_messages = warning;
SET jit = off;
CREATE EXTENSION IF NOT EXISTS absence;
CREATE SCHEMA oracle;
SET search_path = oracle;
\set ECHO none
\i :district
\i :truth
\i :compare
\set ECHO all

-- 900 students of eight schools, of whom 250 have support
CALL compare_sample_outcomes(3, 900, 8, 250);
SELECT asked, answered > 20 AS many_rows, matched > 150 AS many_matched, said > 0 AS something_said, differing FROM outcome_result ORDER BY asked;
SELECT * FROM outcome_difference ORDER BY asked, fact LIMIT 10;

-- A fault in the view is found: others who had support themselves, or met the rule too long before or
-- after, or are looked at a day too late
CALL make_outcome_store(3, 900, 8, 250);
CREATE PROCEDURE plant(before text, after text) LANGUAGE plpgsql AS $$
DECLARE
	ddl text := pg_get_viewdef('outcome_store.intervention_outcome'::regclass);
BEGIN
	ASSERT strpos(ddl, before) > 0, 'nothing to plant a fault in';
	EXECUTE 'CREATE OR REPLACE VIEW outcome_store.intervention_outcome WITH (security_barrier) AS ' || replace(ddl, before, after);
	CALL oracle.compare_outcomes('outcome_store', before, 'federal', NULL, '2026-06-06');
	EXECUTE 'CREATE OR REPLACE VIEW outcome_store.intervention_outcome WITH (security_barrier) AS ' || ddl;
END
$$;
CALL plant('k.begin_dates, k.end_dates', 'NULL, NULL');
CALL plant(', 20)', ', 40)');
CALL plant('COALESCE(d.lag', 'COALESCE(d.lag + 1');
SELECT district AS planted, differing > 0 AS found FROM outcome_result WHERE district NOT LIKE 'sample%' ORDER BY district;

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('outcome_store', 'outcome_store');
