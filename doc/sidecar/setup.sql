-- What start.sh makes in a new server of the sidecar: the role that owns everything, its database,
-- and the extensions. password is a variable of psql.

CREATE ROLE district LOGIN PASSWORD :'password';
CREATE DATABASE attendance OWNER district;
REVOKE ALL ON DATABASE attendance FROM PUBLIC;
\connect attendance
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE EXTENSION absence;
CREATE EXTENSION postgres_fdw;
-- for SQL Server; a server without the package works too
SELECT 'CREATE EXTENSION tds_fdw' FROM pg_available_extensions WHERE name = 'tds_fdw' \gexec
CREATE EXTENSION pg_cron;
GRANT USAGE ON SCHEMA cron TO district;
