-- Rules, crossings and tiers against an oracle: each is worked out day by day in
-- plain SQL. `make torture` does the same for more registers and more rules.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/setup.sql'
\set rules :abs_srcdir '/oracle/rule_setup.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\i :rules
\set ECHO all

-- The oracle itself is right on cases worked by hand,
CALL work_rules_by_hand();
SELECT figure COLLATE "C", count(*) AS cases, count(*) FILTER (WHERE found IS DISTINCT FROM expected) AS wrong FROM worked_rule_case GROUP BY 1 ORDER BY 1;
SELECT what, rule, figure, as_of, expected, found FROM worked_rule_case WHERE found IS DISTINCT FROM expected ORDER BY n;

-- and the extension agrees on them.
SELECT count(*) AS cases, count(*) FILTER (WHERE answered IS DISTINCT FROM expected) AS wrong FROM worked_rule_answer;
SELECT what, rule, figure, as_of, expected, answered FROM worked_rule_answer WHERE answered IS DISTINCT FROM expected ORDER BY n;

-- Random registers, rules and policies: 30 registers, ten of them dense,
-- under one in twelve of 63 rules, which are every measure with every window.
CALL compare_rules(1, 1, 20, 30, 63, 12);
SELECT figure, sum(compared) AS compared, sum(differing) AS differing FROM rule_result GROUP BY figure ORDER BY figure;

-- The first that differ.
SELECT figure, expected, answered, rule, policy, as_of, register FROM rule_difference ORDER BY figure, question LIMIT 10;

RESET search_path;
DROP SCHEMA oracle CASCADE;
