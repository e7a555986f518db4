-- The extension against an oracle: every figure of doc/counting.md is computed in plain
-- SQL over one row per student-day, for random districts and for policies that differ
-- in every key. Nothing may differ, to the last bit. `make torture` does the same for
-- more and larger districts.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/setup.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\set ECHO all

-- The oracle is right in cases worked by hand,
CALL find_truth_by_hand();
SELECT count(*) AS cases, count(*) FILTER (WHERE found IS DISTINCT FROM expected) AS wrong FROM worked_case;
SELECT * FROM worked_case WHERE found IS DISTINCT FROM expected;

-- and the extension agrees in these cases.
CALL ask_extension();
SELECT sum(compared) AS compared, sum(differing) AS differing FROM comparison;

-- Two districts of 60 students.
CALL compare(1, 2, 60);
SELECT what, sum(compared) AS compared, sum(differing) AS differing FROM result GROUP BY what ORDER BY what;

-- The first differences of the last district, if there are any. The query takes as long
-- as a comparison.
SELECT sum(differing) > 0 AS some_differ FROM result
\gset
\if :some_differ
SELECT * FROM difference ORDER BY what, figure, subject, policy LIMIT 10;
\endif

-- The questions included every verdict and every reason for no verdict.
SELECT band, why_null, count(*) > 50 AS often FROM verdict GROUP BY band, why_null ORDER BY band COLLATE "C", why_null COLLATE "C";

RESET search_path;
DROP SCHEMA oracle CASCADE;
