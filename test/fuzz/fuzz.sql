-- The fuzzer in C, and the values from which it draws. Variable module is the path of
-- the library.
CREATE SCHEMA fuzz;
SET search_path = fuzz, pg_catalog;

-- Valid values of every type that a function or an aggregate of the extension accepts
CREATE TABLE sample (type regtype NOT NULL, value text NOT NULL);
INSERT INTO sample VALUES
	('boolean', 'true'), ('boolean', 'false'),
	('integer', '0'), ('integer', '1'), ('integer', '-1'), ('integer', '5'), ('integer', '390'), ('integer', '2026'),
	('integer', '2147483647'), ('integer', '-2147483648'),
	('bigint', '0'), ('bigint', '1'), ('bigint', '-1'), ('bigint', '40'),
	('bigint', '9223372036854775807'), ('bigint', '-9223372036854775808'),
	('numeric', '0'), ('numeric', '0.5'), ('numeric', '1'), ('numeric', '390'), ('numeric', '-1'), ('numeric', '1e1000'),
	('numeric', '1e-1000'), ('numeric', 'NaN'), ('numeric', 'Infinity'),
	('double precision', '0'), ('double precision', '0.25'), ('double precision', '1'), ('double precision', '-1'),
	('double precision', '1e300'), ('double precision', '1e-300'), ('double precision', 'NaN'), ('double precision', 'Infinity'),
	('text', ''), ('text', 'federal'), ('text', '1'), ('text', '2'), ('text', 'Excused'), ('text', 'Unexcused'),
	('date', '2025-08-18'), ('date', '2025-08-19'), ('date', '2025-08-20'), ('date', '2025-08-25'), ('date', '2025-09-05'),
	('date', '2026-06-05'), ('date', '2026-08-17'),
	('date', '4713-01-01 BC'), ('date', '5874897-12-31'), ('date', 'infinity'), ('date', '-infinity'),
	('date[]', '{2025-08-18,2025-08-19,NULL,2025-08-21}'), ('date[]', '{}'), ('date[]', '{infinity,4713-01-01 BC}'),
	('date[]', '{{2025-08-18},{2025-08-18}}'),
	('integer[]', '{}'), ('integer[]', '{1,2,3}'), ('integer[]', '{{1,9371,0,0,0},{1,9400,29,0,0},{1,5,0,9360,9380},{5,9371,0,0,0}}'),
	('integer[]', '{{1,9371,0,0,0},{1,9371,0,0,0},{0,2147483647,24,-2147483648,2147483647},{0,-2147483648,0,0,NULL}}'),
	('absence.mark', 'tardy'), ('absence.mark', 'left_early'), ('absence.mark', 'unexcused'), ('absence.mark', 'excused'),
	('absence.mark', 'oss'), ('absence.mark', 'exempt'),
	('absence.mark', 'unverified'), ('absence.mark', 'iss'), ('absence.mark', 'remote'), ('absence.mark', 'activity'),
	('absence.mark', 'homebound'), ('absence.mark', 'unmapped'), ('absence.mark', 'present'),
	('absence.band', 'satisfactory'), ('absence.band', 'severe'),
	('absence.policy', ''),
	('absence.policy', 'measure = rate, compare = >=, minimum > 30.5 days, part_day > 50%, '
		'absent = excused unexcused, outside = homebound'),
	('absence.policy', 'measure = days, chronic = 10 days, minimum = 50%'),
	('absence.policy', 'basis = minutes, minimum = 50%, unrecorded = absent'),
	('absence.policy', 'part_day = proportional, minimum = none, unrecorded = present'),
	('absence.rule', 'amount >= 3'), ('absence.rule', 'marks = unexcused, part_day = any, amount >= 3, within = 4 weeks'), ('absence.rule', 'amount >= 2, per = 20 school days'), ('absence.rule', 'amount > 1.5, per = month'),
	('absence.rule', 'measure = minutes, marks = unexcused left_early, part_day > 30 minutes, amount >= 42 hours, within = 10 school days, first = 20 school days'),
	('absence.rule', 'measure = minutes, part_day = proportional, amount > 0 minutes, within = row'), ('absence.rule', 'measure = occasions, part_day >= 33.33%, amount >= 2, within = 12 months'),
	('absence.rule', 'measure = rate, amount > 12.25%, after = 10 days'), ('absence.rule', 'amount >= 1, within = school month'), ('absence.rule', 'amount >= 1, within = month'),
	('absence.register', 'days none; complete none'),
	('absence.register', 'days 2025-08-18; complete none'),
	('absence.register', 'days 2025-08-18..2025-08-29 2025-09-06; complete 2025-08-29; calendar 2026:180'),
	('absence.register', 'days 2025-08-18..2026-06-05; complete infinity; calendar 2026:180; minutes 390; '
		'marks 2025-08-18 oss 1/3 present 2/3, 2025-10-01 excused, 2026-03-02 iss'),
	('absence.register', 'days 2024-08-19 2025-08-18..2025-09-05; complete 2025-08-29; calendar 2025:1 2026:180; '
		'minutes 390 2025-08-20:200; yielded 2025-08-19; unrecorded 2025-08-22; '
		'marks 2025-08-20 unexcused 1/2 excused 1/2, 2025-08-21 tardy, 2025-08-25 oss 1/7'),
	('absence.register', 'days 0044-03-15BC 5874897-12-31; complete infinity; calendar 43bc:1'),
	('absence.tally', '; '),
	('absence.tally', 'measure = rate, compare = >=, minimum > 30.5 days, part_day > 50%, absent = excused unexcused, outside = homebound; '
		'member_days = 20, enrolled_days = 20, counted_days = 19, unmapped_days = 1, absent_days = 3/2, missed_days = 3/2, '
		'excused_days = 1, oss_days = 1/2'),
	('absence.tally', 'basis = minutes; member_days = 102000000000, enrolled_days = 102000000000, counted_days = 102000000000, '
		'absent_days = 101000000000, oss_days = 101000000000, missed_days = 101000000000, '
		'counted_minutes = 9223372036854775807, absent_minutes = 9223372036854775807'),
	('absence.counts', '; no_verdict = 0, satisfactory = 0, at_risk = 0, moderate = 0, severe = 0'),
	('absence.counts', '; no_verdict = 1, satisfactory = 20, at_risk = 3, moderate = 2, severe = 9223372036854'),
	('absence.series', 'measure = days, chronic = 10 days, minimum = 50%; running; none'),
	('absence.series', '; running; 2025-08-18: 0 of 0, 2025-08-19: 3 of 40, 2026-06-05: 102000000000 of 102000000000'),
	('absence.series', '; daily; 0044-03-15BC: 1/3 of 1, 2025-08-18: 7/2 of 40, 5874897-12-31: 0 of 0');

-- Mutated text or binary input of a type. An accepted value must be the same after
-- output and input, as text and in binary, and is passed to one of the functions.
CREATE FUNCTION type(type regtype, is_binary boolean, functions regprocedure[], tries bigint, seed bigint,
	OUT accepted bigint, OUT refused bigint, OUT slowest_ms double precision)
	AS :'module', 'absence_fuzz_type' LANGUAGE C STRICT;

-- Forged states of an aggregate, passed through its transition, combine and final
-- functions, or through those of its moving-aggregate mode.
CREATE FUNCTION aggregate(aggregate regprocedure, moving boolean, tries bigint, seed bigint,
	OUT accepted bigint, OUT refused bigint, OUT slowest_ms double precision)
	AS :'module', 'absence_fuzz_aggregate' LANGUAGE C STRICT;

-- The functions in C that have an argument of a type
CREATE FUNCTION functions_of(type regtype) RETURNS regprocedure[]
	STABLE
	RETURN (
		SELECT coalesce(array_agg(p.oid::regprocedure ORDER BY p.oid), '{}') FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
		WHERE p.pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace) AND l.lanname = 'c' AND p.prokind = 'f'
			AND p.provolatile = 'i' AND NOT p.proretset
			AND $1 = ANY (p.proargtypes::oid[]) AND NOT 'internal'::regtype = ANY (p.proargtypes::oid[]));

-- The targets of the fuzzer
CREATE VIEW target AS
SELECT format('%s of %s', CASE WHEN b THEN 'binary' ELSE 'text' END, t.oid::regtype) AS what, t.oid AS of, b AS flag, false AS is_aggregate
FROM pg_type AS t, unnest('{f,t}'::boolean[]) AS b
WHERE t.typnamespace = 'absence'::regnamespace AND t.typtype = 'b' AND t.typcategory <> 'A'
UNION ALL
SELECT format('state of %s%s', a.aggfnoid::regprocedure, CASE WHEN b THEN ', moving' END), a.aggfnoid, b, true
FROM pg_aggregate AS a JOIN pg_proc AS p ON p.oid = a.aggfnoid, unnest('{f,t}'::boolean[]) AS b
WHERE p.pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace) AND (NOT b OR a.aggmtransfn <> 0)
	-- the state of print_agg is an array, whose input the server checks: see test/sql/print_cases.sql
	AND p.proname <> 'print_agg';
