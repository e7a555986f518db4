-- The oracle from facts: it answers in plain SQL, over one row per student-day, what
-- the design and doc/counting.md say of the fact tables of a store, and compares its
-- answers with the views of the store. The extension must be installed. See
-- test/sql/store_oracle.sql for its use, and test/oracle/store_torture.sql for larger
-- districts.
CREATE SCHEMA oracle;
SET search_path = oracle;
SET client_min_messages = warning;
SET jit = off;
SET work_mem = '128MB';
\ir district.sql
\ir policies.sql
\ir truth.sql
\ir store_facts.sql
\ir store_truth.sql
\ir store_district.sql
\ir store_change.sql
\ir store_compare.sql
\ir store_reports.sql
\ir store_trend.sql
\ir store_worked.sql
\ir store_audit.sql
\ir store_certified.sql
