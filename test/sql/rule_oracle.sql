-- Rules, crossings and tiers against an oracle: each is worked out day by day in
-- plain SQL. `make torture` does the same for more registers and more rules.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/setup.sql'
\set truth :abs_srcdir '/oracle/rule_truth.sql'
\set worked :abs_srcdir '/oracle/rule_worked.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\i :truth
\i :worked
\set ECHO all

-- The oracle itself is right on cases worked by hand.
CALL work_rules_by_hand();
SELECT split_part(figure, ' ', 1) COLLATE "C" AS figure, count(*) AS cases, count(*) FILTER (WHERE found IS DISTINCT FROM expected) AS wrong FROM worked_rule_case GROUP BY 1 ORDER BY 1;
SELECT what, rule, figure, as_of, expected, found FROM worked_rule_case WHERE found IS DISTINCT FROM expected ORDER BY n;

RESET search_path;
DROP SCHEMA oracle CASCADE;
