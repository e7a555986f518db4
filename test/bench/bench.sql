-- The speed of the extension: each question is answered in several ways, side by side,
-- in one run.
--
-- The sample district of :students students is refreshed into registers, and what the
-- other ways need is made from it. Answers are compared before anything is timed, and
-- an answer that differs ends the run. Then all ways take turns, round after round, so
-- that a slow moment of the machine affects all of them. All runs are serial, without JIT
-- and with a warm cache. The variables, with their defaults:
--   students  number of students, in schools of 1000 (100000)
--   rounds    maximum number of runs of a way that are counted (11)
--   budget    seconds after which a slow way is not run again (20)
--   refreshes number of times that each kind of refresh is timed (3)
--   peers     whether the other ways are measured too (true)
--   files     a folder for the files that are written on the way
--   duckdb    a command that answers questions in that folder with DuckDB; '' leaves it out
--   csv       the file of the results
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
\if :{?peers}
\else
\set peers true
\endif
\if :{?duckdb}
\else
\set duckdb ''
\endif
-- The settings of each session; the path is for the operators of mark
SELECT format('ALTER DATABASE %I SET %s', current_database(), setting)
FROM unnest(ARRAY['client_min_messages = warning', 'max_parallel_workers_per_gather = 0', 'jit = off', $$work_mem = '256MB'$$,
	'search_path = public, absence']) AS setting \gexec
\connect
CREATE EXTENSION IF NOT EXISTS absence;
CREATE SCHEMA bench;

CREATE TABLE bench.way (
	n integer GENERATED ALWAYS AS IDENTITY,
	question text NOT NULL,
	way text NOT NULL,
	query text,                             -- NULL if timed elsewhere
	ours boolean NOT NULL DEFAULT false,    -- whether it is a way of the extension
	answers boolean NOT NULL DEFAULT true,  -- whether its answer is compared with the others
	portable boolean NOT NULL DEFAULT false, -- whether DuckDB runs the same text
	reads_table boolean NOT NULL DEFAULT false -- whether it must read the table and not an index
);
-- ms is elapsed time, cpu_ms the processor time of this process, which says more on a
-- busy machine; NULL if there is no /proc
CREATE TABLE bench.timing (way integer NOT NULL, round integer NOT NULL, ms double precision NOT NULL, cpu_ms double precision);
CREATE FUNCTION bench.cpu_ms() RETURNS double precision LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_read_file('/proc/self/stat', 0, 1, true);	-- on being read, the kernel brings schedstat up to date
	RETURN split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1)::double precision / 1e6;
END
$$;
CREATE TABLE bench.size (n integer GENERATED ALWAYS AS IDENTITY, what text NOT NULL, bytes bigint NOT NULL);

-- The yardstick: the work of looking at each event once. Each figure is also printed in
-- multiples of it.
INSERT INTO bench.way (question, way, answers, reads_table, query) VALUES
	('yardstick', 'Y: count(*), sum(hashtext(student_id)) of the events', false, true, $$
		SELECT count(*), sum(hashtext(student_id)) FROM attendance.attendance_event $$);

\ir district.sql
\if :peers
\ir facts.sql
\endif
\ir questions.sql
\ir rules.sql
\ir views.sql
\if :peers
\else
DELETE FROM bench.way WHERE query LIKE '%bench.%';
\endif
\ir measure.sql
SELECT :peers AND :'duckdb' <> '' AS with_duckdb \gset
\if :with_duckdb
\ir duckdb.sql
\endif
\ir size.sql
\ir refresh.sql
\ir table.sql
\ir bars.sql
