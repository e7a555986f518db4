-- The speed of the extension: each question is answered in several ways, side by side,
-- in one run.
--
-- The sample district of :students students is refreshed into registers, and what the
-- other ways need is made from it. Answers are compared before anything is timed, and
-- an answer that differs ends the run. Then all ways of a question take turns, round
-- after round, so that a slow moment of the machine affects all of them. All runs are
-- serial, without JIT and with a warm cache. The variables, with their defaults:
--   students  number of students, in schools of 1000 (100000)
--   rounds    maximum number of runs of a way that are counted (11)
--   budget    seconds after which a slow way is not run again (20)
--   refreshes number of times that each kind of refresh is timed (3)
--   files     a folder for the files that DuckDB reads and writes
--   duckdb    a command that answers the questions in that folder; '' leaves it out
\set ON_ERROR_STOP on
\set QUIET on
\if :{?students}
\else
\set students 100000
\endif
\if :{?rounds}
\else
\set rounds 11
\endif
\if :{?budget}
\else
\set budget 20
\endif
\if :{?refreshes}
\else
\set refreshes 3
\endif
\if :{?duckdb}
\else
\set duckdb ''
\endif
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET work_mem = '256MB';
CREATE EXTENSION IF NOT EXISTS absence;
CREATE SCHEMA bench;
SET search_path = public, absence;    -- for the operators of mark

CREATE TABLE bench.way (
	n integer GENERATED ALWAYS AS IDENTITY,
	question text NOT NULL,
	way text NOT NULL,
	query text,                             -- NULL if timed elsewhere
	answers boolean NOT NULL DEFAULT true,  -- whether its answer is compared with the others
	portable boolean NOT NULL DEFAULT false, -- whether DuckDB runs the same text
	reads_table boolean NOT NULL DEFAULT false -- whether it must read the table and not an index
);
-- ms is elapsed time, cpu_ms the processor time of this process, which says more on a
-- busy machine; NULL if there is no /proc
CREATE TABLE bench.timing (way integer NOT NULL, round integer NOT NULL, ms double precision NOT NULL, cpu_ms double precision);
CREATE FUNCTION bench.cpu_ms() RETURNS double precision LANGUAGE sql AS $$
	SELECT split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1)::double precision / 1e6
$$;

\ir facts.sql
\ir questions.sql
\ir measure.sql
SELECT :'duckdb' <> '' AS with_duckdb \gset
\if :with_duckdb
\ir duckdb.sql
\endif
\ir refresh.sql
\ir table.sql
