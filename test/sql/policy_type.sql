-- policy: input, output, every key, every error
SET search_path = absence, absence_internal, public;

-- The empty text is the federal rule
SELECT ''::policy;

-- Input accepts many spellings, output has one
SELECT policy::policy FROM (VALUES
	('  chronic=10% ,severe =  20%'),
	('unrecorded = absent, outside = none, absent = unverified excused exempt oss unexcused'),
	('at_risk = 5.00%, minimum >= 10 days, part_day >= 50.0%')) AS v (policy);

-- Every key with another value than its default, which its text gives back
SELECT policy::policy, policy::policy::text::policy = policy::policy AS same
FROM (VALUES
	('compare = >'),
	('at_risk = none'),
	('at_risk = 7.5%, chronic = 12.25%, severe = 100%'),
	('chronic = none'),
	('measure = days, at_risk = 5 days, chronic = 10 days, severe = 20.5 days'),
	('measure = days, chronic = 1 day'),
	('minimum > 30 days'),
	('minimum = 50%'),
	('minimum > 33.33%'),
	('minimum = none'),
	('part_day > 50%'),
	('part_day >= 66.67%'),
	('part_day > 0%'),
	('part_day = whole'),
	('part_day = proportional'),
	('part_day = steps > 35% 84%'),
	('part_day=steps>=33.33%100.00%'),
	('basis = minutes'),
	('absent = unexcused'),
	('absent = none'),
	('absent = excused unexcused oss exempt unverified iss remote activity'),
	('outside = homebound'),
	('absent = excused, outside = activity remote homebound'),
	('unrecorded = present'),
	('unrecorded = absent')) AS v (policy);

-- Errors name the key or the value, and list what is allowed
\set VERBOSITY terse
\set SHOW_CONTEXT never
CREATE FUNCTION pg_temp.fault(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	state text;
BEGIN
	PERFORM value::absence.policy;
	RETURN 'no fault';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, state = RETURNED_SQLSTATE;
	RETURN state || ' ' || message || E'\n' || detail;
END
$$;
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.fault(value) FROM (VALUES
	('threshold = 10%'),
	('10%'),
	('chronic'),
	('chronic = 10'),
	('chronic = 10% severe = 20%'),
	('chronic = 10%,'),
	('chronic = 10%, chronic = 10%'),
	('chronic >= 10%'),
	('chronic = 10.123%'),
	('chronic = -5%'),
	('chronic = 101%'),
	('chronic = 10 days'),
	('measure = days, chronic = 10%'),
	('chronic = 4%'),
	('severe = 5%'),
	('measure = weeks'),
	('measure = days, chronic = 10 days, basis = minutes'),
	('compare = <'),
	('basis = hours'),
	('minimum = 10'),
	('minimum > none'),
	('minimum = 101%'),
	('part_day = 50%'),
	('part_day >= 0%'),
	('part_day > 100%'),
	('part_day >= whole'),
	('part_day = steps'),
	('part_day = steps > 35%'),
	('part_day = steps 35% 84%'),
	('part_day >= steps > 35% 84%'),
	('part_day = steps > 84% 35%'),
	('part_day = steps > 50% 50%'),
	('part_day = steps >= 0% 50%'),
	('part_day = steps > 0% 100%'),
	('part_day = steps >= 50% 101%'),
	('part_day = steps > 35% 84% 90%'),
	('absent ='),
	('absent = sick'),
	('absent = excused tardy'),
	('outside = present'),
	('absent = excused homebound, outside = homebound remote'),
	('unrecorded = unknown'),
	('chronic = 99999999999999999999%')) AS v (value);
\pset format aligned
\pset tuples_only off

-- Equality and hash, but no order
SELECT policy, count(*) FROM (VALUES (''::policy), ('chronic = 10%'), ('minimum = none')) AS v (policy)
GROUP BY policy ORDER BY 2;
SELECT ''::policy <> 'compare = >'::policy AS ne;
SELECT policy FROM (VALUES (''::policy)) AS v (policy) ORDER BY policy;
