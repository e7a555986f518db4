-- Aggregates over rows of student-days, and over cohorts of registers
SET search_path = absence, absence_internal, public;

-- From boolean, numeric and double precision; NULL is ignored as avg does
SELECT absence_rate(absent), absence_rate(absent::integer::numeric), absence_rate(absent::integer::float8), absence_rate(absent::integer),
	chronic_flag(absent), chronic_flag(absent::integer::numeric), chronic_flag(absent::integer::float8),
	absence_band(absent), absence_band(absent::integer::numeric), absence_band(absent::integer::float8)
FROM (SELECT CASE WHEN i <= 3 THEN true WHEN i <= 20 THEN false END AS absent FROM generate_series(1, 30) AS i) AS d;
-- no rows, and only NULL
SELECT absence_rate(a), chronic_flag(a), absence_band(a), absence_rate(a, ''), chronic_flag(a, ''), absence_band(a, '') FROM (SELECT true WHERE false) AS d (a);
SELECT absence_rate(a), chronic_flag(a), absence_band(a), absence_rate(a, ''), chronic_flag(a, ''), absence_band(a, '') FROM (VALUES (NULL::boolean), (NULL)) AS d (a);
SELECT absence_rate(a), chronic_flag(a, ''), absence_rate(a::numeric), tally_agg(NULL::mark) IS NULL AS tally FROM (SELECT 0.5::float8 WHERE false) AS d (a);
-- the part-day rule of the policy applies to shares, its marks do not
SELECT policy, absence_rate(share, policy::policy), absence_rate(share::float8, policy::policy), chronic_flag(share, policy::policy), absence_band(share, policy::policy)
FROM (VALUES (''), ('part_day > 50%'), ('part_day = proportional'), ('part_day = whole'), ('absent = none'), ('outside = unverified, absent = excused'), ('measure = days, chronic = 2 days')) AS p (policy),
	(SELECT CASE WHEN i = 1 THEN 0.5 WHEN i <= 4 THEN 0.33 WHEN i = 5 THEN 1 ELSE 0 END AS share FROM generate_series(1, 20) AS i) AS d
GROUP BY policy ORDER BY policy COLLATE "C";
SELECT chronic_flag(absent, 'minimum = 50%') AS no_calendar, chronic_flag(absent, 'basis = minutes') AS no_minutes, absence_rate(absent, 'basis = minutes') AS rate
FROM (SELECT true FROM generate_series(1, 20)) AS d (absent);

-- tally_agg is the tally of the same days in a register
SELECT policy, tally_agg(mark, portion, policy::policy) = tally(register_agg(day, mark, portion), policy::policy) AS same,
	tally_agg(mark, portion::float8, policy::policy) = tally_agg(mark, portion, policy::policy) AS same_float8
FROM (VALUES ('minimum = none'), ('part_day = proportional'), ('outside = homebound'), ('unrecorded = absent'), ('unrecorded = absent, absent = none, outside = unverified'), ('unrecorded = present, absent = iss remote'), ('basis = minutes')) AS p (policy),
	(SELECT date '2025-07-01' + i AS day, ('{tardy,left_early,unexcused,excused,oss,exempt,unverified,iss,remote,activity,homebound,unmapped,present,NULL}'::mark[])[1 + i % 14] AS mark,
		CASE WHEN i % 5 < 4 THEN (i % 5) / 4.0 END AS portion FROM generate_series(0, 139) AS i) AS d
GROUP BY policy ORDER BY policy COLLATE "C";
SELECT tally_agg(mark) = tally_agg(mark, NULL::numeric, '') AS same, tally_agg(mark) = tally_agg(mark, NULL::float8) AS same_too, absent_days(tally_agg(mark))
FROM unnest('{excused,tardy,NULL,oss,present}'::mark[]) AS mark;

-- A policy that is NULL or changes within a group is an error
\set VERBOSITY terse
SELECT absence_rate(true, policy) FROM (VALUES (''::policy), ('compare = >')) AS v (policy);
SELECT chronic_flag(0.5, policy) FROM (VALUES (''::policy), (NULL)) AS v (policy);
SELECT absence_band(NULL::boolean, policy) FROM (VALUES (NULL::policy)) AS v (policy);
SELECT tally_agg('oss'::mark, NULL::numeric, policy) FROM (VALUES (''::policy), ('compare = >')) AS v (policy);
SELECT tally_agg('oss'::mark, NULL::numeric, NULL);
SELECT band_counts('days none; complete none'::register, policy) FROM (VALUES (''::policy), ('compare = >')) AS v (policy);
SELECT chronic_rate(NULL::register, NULL);
-- and so are shares that are below 0, above 1 (codes 0 to 3 or minutes, by mistake) or
-- not a number; a portion beside a mark may be above 1, and is taken as 1
SELECT absence_rate(-0.01);
SELECT absence_rate(-0.01::numeric, '');
SELECT absence_rate('NaN'::float8);
SELECT chronic_flag('NaN'::numeric);
SELECT tally_agg('oss'::mark, -1::numeric);
SELECT absence_rate(1.0001::numeric);
SELECT absence_rate(code, '') FROM unnest('{0,1,2,3}'::numeric[]) AS code;
SELECT chronic_flag(code) FROM unnest('{0,1,2,3}'::float8[]) AS code;
SELECT absence_band('Infinity'::numeric);
SELECT absence_rate('Infinity'::float8);
SELECT absence_rate(1.00::numeric), absence_rate(1::float8), absence_rate(0.00::numeric);
SELECT absent_days(tally_agg('oss'::mark, 7::numeric)), absent_days(tally_agg('oss'::mark, 'Infinity'::float8)), absent_days(tally_agg('oss'::mark, 1e300::numeric));
\set VERBOSITY default

-- A cohort: students of 20 days with 0 to 19 absences, one of 5 days, one without days,
-- one NULL
CREATE TEMP TABLE cohort AS
SELECT register_agg(date '2025-07-01' + i, CASE WHEN i < absent THEN 'excused' ELSE 'present' END::mark) AS register
FROM generate_series(0, 19) AS absent, generate_series(0, 19) AS i GROUP BY absent
UNION ALL SELECT register_agg(date '2025-07-01' + i, 'present') FROM generate_series(0, 4) AS i
UNION ALL VALUES ('days none; complete none'::register), (NULL);
-- 0 of 20 is satisfactory, 1 is at risk, 2 and 3 are moderate, 4 to 19 are severe
SELECT verdict_n(c), no_verdict_n(c), satisfactory_n(c), at_risk_n(c), moderate_n(c), severe_n(c), chronic_n(c), chronic_rate(c), chronic_rate = chronic_rate(c) AS same
FROM (SELECT band_counts(register) AS c, chronic_rate(register) FROM cohort) AS q;
SELECT verdict_n(c), chronic_n(c), chronic_rate(c) FROM (SELECT band_counts(register, 'compare = >') AS c FROM cohort) AS q;
SELECT verdict_n(c), chronic_n(c), chronic_rate(c) FROM (SELECT band_counts(register, 'minimum = none', '2025-07-03') AS c FROM cohort) AS q;
SELECT band_counts(register), chronic_rate(register), chronic_rate(register, '', NULL) FROM cohort WHERE register IS NULL;
SELECT band_counts(register), chronic_rate(register) FROM cohort WHERE false;
SELECT verdict_n(c), no_verdict_n(c), chronic_rate(c), chronic_rate_low(c), chronic_rate_high(c) FROM (SELECT band_counts(register) AS c FROM cohort WHERE register = 'days none; complete none') AS q;
-- The interval of Wilson for 8 of 10; published elsewhere by the same formula as 0.4902
-- to 0.9433
SELECT round(chronic_rate_low(c)::numeric, 4) AS low, round(chronic_rate_high(c)::numeric, 4) AS high
FROM (VALUES ('; no_verdict = 0, satisfactory = 2, at_risk = 0, moderate = 3, severe = 5'::counts), ('; no_verdict = 0, satisfactory = 10, at_risk = 0, moderate = 0, severe = 0'), ('; no_verdict = 0, satisfactory = 0, at_risk = 0, moderate = 1, severe = 0')) AS v (c);

-- Definitions
SELECT name, version, policy = policy_named(name || '@' || version) AS same, policy FROM definition_catalog WHERE policy IS NOT NULL ORDER BY name, version;
SELECT policy_named('federal@1') = '' AS version_1, policy_named(NULL) IS NULL AS "null";
\set VERBOSITY default
\set SHOW_CONTEXT never
SELECT policy_named('californa');
SELECT policy_named('federal@2');
SELECT policy_named('federal@');
SELECT policy_named('');
