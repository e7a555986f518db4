-- An ordinary refresh against a store made afresh. A random store is changed step by step
-- and refreshed after each step, and then must be the same, text for text, as a store that
-- has the same facts and nothing else. See test/sql/refresh_changes.sql for its use, and
-- test/oracle/refresh_torture.sql for thousands of changes.
CREATE SCHEMA oracle;
SET search_path = oracle;
SET client_min_messages = warning;
SET jit = off;
\ir district.sql
\ir policies.sql
\ir store_facts.sql
\ir store_district.sql
\ir store_change.sql
\ir refresh_district.sql
\ir refresh_changes.sql
\ir refresh_compare.sql
\ir refresh_faults.sql
