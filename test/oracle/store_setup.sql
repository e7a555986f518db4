-- The oracle from facts: what design and doc/counting.md say of a store's fact
-- tables, in plain SQL over one row a student-day, beside the answers of the store's
-- views. The extension must be there. See test/sql/store_oracle.sql for its use,
-- test/oracle/store_torture.sql for larger districts.
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
