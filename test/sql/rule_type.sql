-- rule: input, output, every key, every fault
SET search_path = absence, absence_internal, public;

-- Written any way, printed one way
SELECT rule::rule FROM (VALUES
	('amount >= 3'),
	('  amount>=3.00 days,measure=days '),
	('first = none, after = none, per = none, within = year, amount >= 3, part_day = policy, marks = policy, measure = days')) AS v (rule);

-- Every key away from its default, and back by its own text
SELECT rule::rule, rule::rule::text::rule = rule::rule AS same
FROM (VALUES
	('amount > 0'),
	('amount >= 2.5 days'),
	('amount >= 0.25'),
	('amount >= 1 day'),
	('measure = occasions, amount >= 3'),
	('measure = occasions, amount > 9 days'),
	('measure = minutes, amount >= 90 minutes'),
	('measure = minutes, amount >= 1 minute'),
	('measure = minutes, amount >= 42 hours'),
	('measure = minutes, amount > 1.5 hours'),
	('measure = minutes, amount >= 120 minutes'),
	('measure = rate, amount >= 10%'),
	('measure = rate, amount > 12.25%, after = 10 days'),
	('amount >= 3, marks = unexcused'),
	('amount >= 3, marks = left_early tardy unverified unexcused'),
	('amount >= 3, marks = tardy left_early unexcused excused oss exempt unverified iss remote activity homebound'),
	('amount >= 3, part_day >= 66.67%'),
	('amount >= 3, part_day > 0%'),
	('amount >= 3, part_day > 30 minutes'),
	('amount >= 3, part_day > 1 minute'),
	('amount >= 3, part_day = whole'),
	('amount >= 3, part_day = proportional'),
	('amount >= 3, part_day = any'),
	('amount >= 3, within = month'),
	('amount >= 3, within = school month'),
	('amount >= 3, within = 90 days'),
	('amount >= 3, within = 1 day'),
	('amount >= 3, within = 4 weeks'),
	('amount >= 3, within = 1 week'),
	('amount >= 3, within = 6 months'),
	('amount >= 3, within = 1 month'),
	('amount >= 3, within = 10 school days'),
	('amount >= 3, within = 1 school day'),
	('amount >= 3, within = row'),
	('amount >= 2, per = month'),
	('amount >= 2, per = 20 school days'),
	('amount >= 2, first = 20 school days'),
	('amount >= 9999.99'),
	('measure = minutes, amount >= 9999 hours')) AS v (rule);

-- Weeks are days, and hours minutes
SELECT 'amount >= 3, within = 4 weeks'::rule = 'amount >= 3, within = 28 days'::rule AS weeks,
	'measure = minutes, amount >= 2 hours'::rule = 'measure = minutes, amount >= 120 minutes'::rule AS hours,
	'amount >= 3, within = 1 month'::rule = 'amount >= 3, within = month'::rule AS a_month_is_no_calendar_month;

-- Faults name the key or the value, and say what is allowed
\set VERBOSITY terse
\set SHOW_CONTEXT never
CREATE FUNCTION pg_temp.fault(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	state text;
BEGIN
	PERFORM value::absence.rule;
	RETURN 'no fault';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, state = RETURNED_SQLSTATE;
	RETURN state || ' ' || message || E'\n' || detail;
END
$$;
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.fault(value) FROM (VALUES
	(''),
	('marks = unexcused'),
	('threshold >= 3'),
	('3'),
	('amount'),
	('amount 3'),
	('amount = 3'),
	('amount < 3'),
	('amount >= '),
	('amount >= three'),
	('amount >= 3 weeks'),
	('amount >= 3 marks = unexcused'),
	('amount >= 3,'),
	('amount >= 3, amount >= 4'),
	('amount >= 3, marks >= unexcused'),
	('amount >= 0'),
	('amount >= -1'),
	('amount >= 2.125'),
	('amount >= 10000'),
	('amount >= 99999999999999999999'),
	('amount >= 10%'),
	('amount >= 3 hours'),
	('measure = weeks, amount >= 3'),
	('measure = occasions, amount >= 2.5'),
	('measure = occasions, amount >= 10000'),
	('measure = occasions, amount >= 0'),
	('measure = minutes, amount >= 30'),
	('measure = minutes, amount >= 0.01 hours'),
	('measure = minutes, amount >= 10000 hours'),
	('measure = rate, amount >= 10'),
	('measure = rate, amount >= 101%'),
	('measure = rate, amount >= 0%'),
	('measure = rate, amount >= 10%, marks = unexcused'),
	('measure = rate, amount >= 10%, part_day = any'),
	('measure = rate, amount >= 10%, within = month'),
	('measure = rate, amount >= 10%, per = month'),
	('amount >= 3, after = 10 days'),
	('measure = rate, amount >= 10%, after = 0 days'),
	('measure = rate, amount >= 10%, after = 367 days'),
	('measure = rate, amount >= 10%, after = 10'),
	('amount >= 3, marks ='),
	('amount >= 3, marks = none'),
	('amount >= 3, marks = unexcused unmapped'),
	('amount >= 3, marks = sick'),
	('amount >= 3, part_day = 50%'),
	('amount >= 3, part_day >= 0%'),
	('amount >= 3, part_day > 100%'),
	('amount >= 3, part_day >= 30 minutes'),
	('amount >= 3, part_day > 30.5 minutes'),
	('amount >= 3, part_day > 1440 minutes'),
	('amount >= 3, part_day > 30'),
	('amount >= 3, part_day >= whole'),
	('amount >= 3, part_day = some'),
	('amount >= 3, within = weeks'),
	('amount >= 3, within = 4'),
	('amount >= 3, within = 0 days'),
	('amount >= 3, within = 367 days'),
	('amount >= 3, within = 53 weeks'),
	('amount >= 3, within = 9999999999 weeks'),
	('amount >= 3, within = 13 months'),
	('amount >= 3, within = 367 school days'),
	('amount >= 3, within = school year'),
	('amount >= 3, within = 4 school weeks'),
	('amount >= 3, per = 20 days'),
	('amount >= 3, per = 0 school days'),
	('amount >= 3, per = year'),
	('amount >= 3, per = month, within = month'),
	('amount >= 3, per = 20 school days, within = row'),
	('amount >= 3, first = 20 days'),
	('amount >= 3, first = 0 school days')) AS v (value);
\pset format aligned
\pset tuples_only off

-- Equality and hash, no order
SELECT rule, count(*) FROM (VALUES ('amount >= 3'::rule), ('amount >= 3.0 days'), ('amount > 3')) AS v (rule)
GROUP BY rule ORDER BY 2;
SELECT 'amount >= 3'::rule <> 'amount > 3'::rule AS ne;
SELECT rule FROM (VALUES ('amount >= 3'::rule)) AS v (rule) ORDER BY rule;

-- The binary form; test/t/001_malformed_input.pl reads it back
CREATE TEMP TABLE rules AS
SELECT rule::rule FROM (VALUES ('amount >= 3'), ('measure = rate, amount > 12.25%, after = 10 days'),
	('measure = minutes, marks = unexcused left_early, part_day > 30 minutes, amount >= 42 hours, within = 10 school days, first = 20 school days')) AS v (rule);
SELECT rule_send(rule) FROM rules;
SELECT pg_typeof(ARRAY['amount >= 3'::rule, 'amount > 3'::rule]);
