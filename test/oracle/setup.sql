-- The oracle: the questions of doc/counting.md answered in plain SQL over one row
-- a student-day, beside the answers of the extension, which must be there. See
-- test/sql/oracle.sql for its use, test/oracle/torture.sql for larger districts.
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
