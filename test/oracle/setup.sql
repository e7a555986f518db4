-- The oracle answers the questions of doc/counting.md in plain SQL over one row per
-- student-day, and compares its answers with those of the extension, which must be
-- installed. See test/sql/oracle.sql for its use, and test/oracle/torture.sql for
-- larger districts.
CREATE SCHEMA oracle;
SET search_path = oracle;
SET client_min_messages = warning;
SET jit = off;
SET work_mem = '128MB';
\ir district.sql
\ir policies.sql
\ir truth.sql
\ir extension.sql
\ir compare.sql
\ir worked.sql
