-- tally and counts: text form, equality, errors of input
SET search_path = absence, absence_internal, public;

CREATE TEMP TABLE student AS
SELECT register_agg(day::date, mark::mark, portion) AS register
FROM (VALUES (0, 'excused', NULL::numeric), (1, 'unexcused', 1/3.0), (1, 'excused', 0.5), (2, 'tardy', 0.1),
	(3, 'oss', NULL), (4, 'iss', NULL), (5, NULL, NULL), (6, 'unmapped', NULL), (7, 'homebound', NULL), (8, 'present', NULL)) AS v (n, mark, portion),
	LATERAL (SELECT timestamp '2025-08-18' + n * interval '1 day') AS d (day);

CREATE TEMP TABLE definition (policy policy);
INSERT INTO definition VALUES ('minimum = none'), ('part_day = proportional, outside = homebound'), ('basis = minutes, minimum = 50%');

SELECT tally(register, policy) FROM student, definition;
SELECT tally(register, policy)::text::tally = tally(register, policy) AS tally_same,
	band_counts(register, policy)::text::counts = band_counts(register, policy) AS counts_same,
	policy_of(tally(register, policy)) = policy AS policy_same
FROM student, definition GROUP BY register, policy;
SELECT band_counts(register, 'minimum = none') FROM student;

-- Figures that contradict each other are an error
\set VERBOSITY terse
CREATE FUNCTION pg_temp.fault(kind text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
BEGIN
	IF kind = 'tally' THEN PERFORM value::absence.tally; ELSE PERFORM value::absence.counts; END IF;
	RETURN 'no fault';
EXCEPTION WHEN invalid_text_representation THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN split_part(message, ':', 1) || ': ' || detail;
END
$$;
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.fault(kind, value) FROM (VALUES
	('tally', ''),
	('tally', ';'),
	('tally', 'nonsense;'),
	('tally', '; days = 3'),
	('tally', '; enrolled_days = 3, enrolled_days = 3'),
	('tally', '; enrolled_days = x'),
	('tally', '; enrolled_days = 3'),
	('tally', '; member_days = 3, enrolled_days = 3, counted_days = 4'),
	('tally', '; member_days = 3, enrolled_days = 3, counted_days = 3, absent_days = 1'),
	('tally', '; member_days = 3, enrolled_days = 3, counted_days = 3, absent_days = 4, oss_days = 4'),
	('tally', '; member_days = 3 enrolled_days = 3'),
	('tally', '; absent_minutes = 5'),
	('tally', '; member_days = 99999999999999999999'),
	('counts', ''),
	('counts', '; severe = 1'),
	('counts', '; no_verdict = 0, satisfactory = 0, at_risk = 0, moderate = 0, severe = -1'),
	('counts', '; no_verdict = 0, satisfactory = 0, at_risk = 0, moderate = 0, severe = 1, extra = 1'),
	('counts', '; no_verdict = 9223372036854775807, satisfactory = 1, at_risk = 0, moderate = 0, severe = 0')) AS v (kind, value);
\pset format aligned
\pset tuples_only off

-- Addition, and what cannot be added
SELECT tally(register) + tally(register) = rollup(tally(register)) AS twice
FROM student, generate_series(1, 2) GROUP BY register;
SELECT tally(register) + tally(register, 'minimum = none') FROM student;
SELECT rollup(tally(register, policy)) FROM student, definition;
SELECT band_counts(register) + band_counts(register, 'minimum = none') FROM student GROUP BY register;
SELECT verdict_n(rollup(c)), no_verdict_n(rollup(c)) FROM (
	SELECT band_counts(register, 'minimum = none') AS c FROM student
	UNION ALL SELECT band_counts(register, 'minimum = none') FROM student
	UNION ALL SELECT band_counts(register, 'minimum = none') FROM student WHERE false) AS parts;

-- No count passes its limit
\set full '''; no_verdict = 9223372036854775807, satisfactory = 0, at_risk = 0, moderate = 0, severe = 0''::counts'
SELECT :full + '; no_verdict = 1, satisfactory = 0, at_risk = 0, moderate = 0, severe = 0';
SELECT :full + '; no_verdict = 0, satisfactory = 1, at_risk = 0, moderate = 0, severe = 0';
SELECT cohort_transition(:full, register) FROM student;
SELECT cohort_transition('minimum = none; no_verdict = 9223372036854775807, satisfactory = 0, at_risk = 0, moderate = 0, severe = 0',
	register, 'minimum = none') FROM student;
SELECT cohort_transition(:full, NULL) = :full AS unchanged;
