-- The extension as a whole: its members, and that DROP EXTENSION leaves nothing behind
CREATE SCHEMA absence;
\set VERBOSITY terse
CREATE EXTENSION absence;	-- fails if the schema exists already
\set VERBOSITY default
DROP SCHEMA absence;
CREATE EXTENSION absence;

CREATE TEMP VIEW member AS
	SELECT d.classid, d.objid, d.classid::regclass AS kind,
		pg_describe_object(d.classid, d.objid, 0) AS object
	FROM pg_depend AS d
	JOIN pg_extension AS e ON d.refobjid = e.oid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'absence' AND d.deptype = 'e';

-- Every member has a comment (array types and row types cannot)
SELECT object AS without_comment
FROM member
WHERE obj_description(objid, kind::text) IS NULL
	AND kind <> 'pg_opfamily'::regclass
	AND NOT EXISTS (
		SELECT FROM pg_type AS t
		WHERE member.classid = 'pg_type'::regclass AND t.oid = member.objid
			AND (t.typrelid <> 0 OR t.typelem <> 0))
ORDER BY object COLLATE "C";

-- Every column of a table or view has a comment too
SELECT c.relname, a.attname AS column_without_comment
FROM member
JOIN pg_class AS c ON c.oid = member.objid AND member.classid = 'pg_class'::regclass AND c.relkind IN ('r', 'v')
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
WHERE col_description(c.oid, a.attnum) IS NULL;

-- Every function is parallel safe and immutable, except those that read a dictionary
-- and those that work on a store
\pset format unaligned
SELECT p.proname, p.provolatile, p.proparallel
FROM member
JOIN pg_proc AS p ON p.oid = member.objid AND member.classid = 'pg_proc'::regclass
WHERE p.proparallel <> 's' OR p.provolatile <> 'i'
ORDER BY p.proname COLLATE "C";
\pset format aligned

-- Every aggregate but absence_tier, which depends on the order of rows, can be split. Every
-- counting one has a moving-aggregate mode; a register cannot be removed from a rollup
SELECT p.proname, pg_get_function_arguments(p.oid) AS arguments
FROM member
JOIN pg_aggregate AS a ON a.aggfnoid = member.objid AND member.classid = 'pg_proc'::regclass
JOIN pg_proc AS p ON p.oid = a.aggfnoid
WHERE (a.aggcombinefn = 0 AND p.proname <> 'absence_tier') OR a.aggtranstype = 'internal'::regtype
	OR (a.aggminvtransfn = 0 AND p.proname NOT IN ('register_agg', 'calendar_agg', 'fold_agg', 'event_agg', 'code_map', 'period_map',
		'print_agg', 'winning_code', 'absence_tier', 'compared', 'rollup'))
	OR (a.aggminvtransfn = 0 AND p.proname = 'rollup' AND a.aggtranstype <> 'absence.register'::regtype)
ORDER BY 1, 2;

-- No function has the name of a type and one text argument: such a call would be an
-- input conversion
SELECT p.proname
FROM pg_proc AS p
JOIN pg_type AS t ON t.typname = p.proname AND t.typnamespace = p.pronamespace
WHERE p.pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace) AND p.pronargs = 1
	AND p.proargtypes[0] IN ('text'::regtype, 'varchar'::regtype, 'cstring'::regtype);

-- PUBLIC may use and read, but not write
SELECT has_schema_privilege('public', 'absence', 'USAGE') AND has_schema_privilege('public', 'absence_internal', 'USAGE') AS usage,
	has_schema_privilege('public', 'absence', 'CREATE') OR has_schema_privilege('public', 'absence_internal', 'CREATE') AS "create",
	has_table_privilege('public', 'absence.definition_catalog', 'SELECT') AS "select",
	has_table_privilege('public', 'absence.definition_catalog', 'INSERT, UPDATE, DELETE, TRUNCATE') AS write;

-- The types as \dT shows them
\dT absence.*

-- It works under an empty search_path
SET search_path = '';
SELECT absence.chronic(absence.tally(absence.register_agg(day::date, 'excused'))) AS chronic
FROM pg_catalog.generate_series(timestamp '2025-08-18', '2025-08-29', '1 day') AS day;
SELECT absence.policy_named('ten_days') OPERATOR(absence.=) 'measure = days, chronic = 10 days, minimum = none' AS equal;
RESET search_path;

DROP EXTENSION absence;
SELECT count(*) AS left_behind
FROM pg_namespace WHERE nspname IN ('absence', 'absence_internal');
CREATE EXTENSION absence;
