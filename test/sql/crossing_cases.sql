-- Rules: when they are met, by cases worked by hand
SET search_path = absence, absence_internal, public;

-- The calendar of the cases: weekdays from Monday 1 September to Friday 12 December 2025, 75 days of 360 minutes
CREATE FUNCTION pg_temp.w(marks text, complete text DEFAULT '2025-12-12') RETURNS register LANGUAGE sql AS $$
	SELECT ('days 2025-09-01..2025-12-12; complete ' || complete || '; calendar 2026:75; minutes 360' || coalesce('; marks ' || marks, ''))::register
$$;
-- Days of one mark: '3,10' of September, 'Oct 6,7'
CREATE FUNCTION pg_temp.d(mark text, VARIADIC days text[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg('2025-' || day || ' ' || mark, ', ' ORDER BY day) FROM unnest(days) AS day
$$;
CREATE FUNCTION pg_temp.found(register register, rule rule, policy policy DEFAULT '', as_of date DEFAULT 'infinity') RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(to_char(met_on, 'DD Mon') || coalesce(' until ' || to_char(until, 'DD Mon'), ''), '; ' ORDER BY n), 'never')
	FROM crossings(register, rule, policy, as_of)
$$;

CREATE TEMP TABLE crossing_case (n integer GENERATED ALWAYS AS IDENTITY, what text, rule text, marks text, expected text, policy text DEFAULT '');
\set ca 'measure = occasions, marks = unexcused tardy left_early, part_day > 30 minutes, amount >= 3'
\set tx 'measure = occasions, marks = unexcused, part_day = any, amount >= 3, within = 4 weeks'
\set ct 'marks = unexcused, amount >= 4, within = month'
\set fl 'marks = unexcused unverified, amount >= 5, within = month'
\set oh 'measure = minutes, marks = unexcused left_early tardy, part_day = proportional, amount >= 30 hours, within = row'
\set ohmonth 'measure = minutes, marks = unexcused, amount >= 42 hours, within = school month'
INSERT INTO crossing_case (what, rule, marks, expected) VALUES
	('California: the third', :'ca', pg_temp.d('unexcused', '09-03', '09-10', '09-17'), '17 Sep'),
	('California: 30 minutes are not more than 30', :'ca', '2025-09-03 tardy 31/360, 2025-09-04 tardy 30/360, 2025-09-05 unexcused, 2025-09-08 tardy 45/360', '08 Sep'),
	('Florida month: two months do not add up', :'fl', pg_temp.d('unexcused', '09-04', '09-05', '09-29', '09-30', '10-01') || ', 2025-10-02 unverified', 'never'),
	('Florida: the same within 30 days', 'marks = unexcused unverified, amount >= 5, within = 30 days', pg_temp.d('unexcused', '09-04', '09-05', '09-29', '09-30', '10-01') || ', 2025-10-02 unverified', '01 Oct until 06 Oct'),
	('Florida month: five in September', :'fl', pg_temp.d('unexcused', '09-04', '09-05', '09-26', '09-29', '09-30'), '30 Sep until 01 Oct'),
	('Texas: 3 September is 28 days before 1 October', :'tx', '2025-09-03 unexcused, 2025-09-17 unexcused 1/4, 2025-10-01 unexcused', 'never'),
	('Texas: 27 days', :'tx', '2025-09-03 unexcused, 2025-09-17 unexcused 1/4, 2025-09-30 unexcused', '30 Sep until 01 Oct'),
	('Connecticut: a run a month', :'ct', pg_temp.d('unexcused', '09-02', '09-03', '09-04', '09-05', '10-06', '10-07', '10-08', '10-09'), '05 Sep until 01 Oct; 09 Oct until 03 Nov'),
	('Ohio: 29 September is day 21', :'ohmonth', pg_temp.d('unexcused', '09-18', '09-19', '09-22', '09-23', '09-24', '09-25', '09-29'), 'never'),
	('Ohio: within the calendar month', 'measure = minutes, marks = unexcused, amount >= 42 hours, within = month', pg_temp.d('unexcused', '09-18', '09-19', '09-22', '09-23', '09-24', '09-25', '09-29'), '29 Sep until 01 Oct'),
	('Ohio: 42 hours on day 20', :'ohmonth', pg_temp.d('unexcused', '09-18', '09-19', '09-22', '09-23', '09-24', '09-25', '09-26'), '26 Sep until 29 Sep'),
	('Ohio: more than 42 hours is more', 'measure = minutes, marks = unexcused, amount > 42 hours, within = school month', pg_temp.d('unexcused', '09-18', '09-19', '09-22', '09-23', '09-24', '09-25', '09-26'), 'never'),
	('Ohio row: five whole days', :'oh', pg_temp.d('unexcused', '09-08', '09-09', '09-10', '09-11', '09-12'), '12 Sep until 15 Sep'),
	('Ohio row: a present day breaks it', :'oh', pg_temp.d('unexcused', '09-08', '09-09', '09-11', '09-12', '09-15'), 'never'),
	('Ohio row: left early begins it, 27 hours on 12, 33 on 15', :'oh', '2025-09-08 left_early 180/360, ' || pg_temp.d('unexcused', '09-09', '09-10', '09-11', '09-12', '09-15'), '15 Sep until 16 Sep'),
	('Ohio row: a tardy does not, exactly 30 hours', :'oh', '2025-09-08 tardy 180/360, ' || pg_temp.d('unexcused', '09-09', '09-10', '09-11', '09-12', '09-15'), '15 Sep until 16 Sep'),
	('Ohio row: a tardy ends it', :'oh', pg_temp.d('unexcused', '09-08', '09-09', '09-10', '09-11') || ', 2025-09-12 tardy, 2025-09-15 tardy', 'never'),
	('Ohio row: whole days to a tardy of a day', :'oh', pg_temp.d('unexcused', '09-08', '09-09', '09-10', '09-11') || ', 2025-09-12 tardy 1', '12 Sep until 15 Sep'),
	('Ohio row: left early breaks what was before', :'oh', pg_temp.d('unexcused', '09-08', '09-09', '09-10', '09-11') || ', 2025-09-12 left_early 359/360, ' || pg_temp.d('unexcused', '09-15', '09-16', '09-17', '09-18', '09-19'), '19 Sep until 22 Sep'),
	('row: a part ends one and begins the next', 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 9 hours, within = row', '2025-09-08 unexcused, 2025-09-09 unexcused 1/2, 2025-09-10 unexcused, 2025-09-11 unexcused 1/3', '09 Sep until 12 Sep'),
	('row: two parts, and no more', 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 9 hours, within = row', '2025-09-08 unexcused 1/2, 2025-09-09 unexcused 1/2, 2025-09-10 unexcused 1/2', 'never'),
	('Virginia: whole days, the seventh Monday', 'marks = unexcused, part_day = whole, amount >= 7', pg_temp.d('unexcused', '09-01', '09-08', '09-15', '09-22', '09-29', '10-06', '10-13', '10-20', '10-27', '11-03'), '13 Oct'),
	('Virginia: the tenth', 'marks = unexcused, part_day = whole, amount >= 10', pg_temp.d('unexcused', '09-01', '09-08', '09-15', '09-22', '09-29', '10-06', '10-13', '10-20', '10-27', '11-03'), '03 Nov'),
	('pace: day 21 asks for 4', 'amount >= 2, per = 20 school days', pg_temp.d('excused', '09-03', '09-25'), '25 Sep until 29 Sep'),
	('pace: on day 20', 'amount >= 2, per = 20 school days', pg_temp.d('excused', '09-03', '09-26'), '26 Sep until 29 Sep'),
	('pace: on day 21', 'amount >= 2, per = 20 school days', pg_temp.d('excused', '09-03', '09-29'), 'never'),
	('pace: four by the second month', 'amount >= 2, per = 20 school days', pg_temp.d('excused', '09-03', '09-29', '09-30', '10-01'), '01 Oct until 27 Oct'),
	('pace by calendar months', 'amount >= 2, per = month', pg_temp.d('excused', '09-03', '09-30'), '30 Sep until 01 Oct'),
	('not by 20 days', 'amount >= 2, per = 20 school days', pg_temp.d('excused', '09-03', '09-30'), 'never'),
	('rate: 4 of 10 until 4 of 41', 'measure = rate, amount >= 10%, after = 10 days', pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04'), '12 Sep until 27 Oct'),
	('rate 20% after 20 days', 'measure = rate, amount >= 20%, after = 20 days', pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04'), '26 Sep until 29 Sep'),
	('rate 20% after 10 days', 'measure = rate, amount >= 20%, after = 10 days', pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04'), '12 Sep until 29 Sep'),
	('rate: more than 20% of 20', 'measure = rate, amount > 20%, after = 20 days', pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04'), 'never'),
	('streak of 3 over a weekend, of three marks', 'measure = occasions, amount >= 3, within = row', '2025-09-05 excused, 2025-09-08 unexcused, 2025-09-09 oss', '09 Sep until 10 Sep'),
	('3 in 10 days', 'amount >= 3, within = 10 days', pg_temp.d('excused', '09-01', '09-04', '09-05', '09-22', '09-23', '09-24'), '05 Sep until 11 Sep; 24 Sep until 02 Oct'),
	('3 in 10 school days', 'amount >= 3, within = 10 school days', pg_temp.d('excused', '09-01', '09-04', '09-12', '09-15'), '12 Sep until 18 Sep'),
-- the edges of the windows
	('year: the first day', 'amount >= 1', pg_temp.d('excused', '09-01'), '01 Sep'),
	('year: the last day', 'amount >= 1', pg_temp.d('excused', '12-12'), '12 Dec'),
	('year: no day', 'amount >= 1', NULL, 'never'),
	('month: its last day alone', 'amount >= 2, within = month', pg_temp.d('excused', '09-01', '09-30'), '30 Sep until 01 Oct'),
	('month: the last day and the first of the next', 'amount >= 2, within = month', pg_temp.d('excused', '09-30', '10-01'), 'never'),
	('month: the first and last school day of November', 'amount >= 2, within = month', pg_temp.d('excused', '11-03', '11-28'), '28 Nov until 01 Dec'),
	('month: the last month stays open', 'amount >= 2, within = month', pg_temp.d('excused', '12-01', '12-12'), '12 Dec'),
	('school month: days 1 and 20', 'amount >= 2, within = school month', pg_temp.d('excused', '09-01', '09-26'), '26 Sep until 29 Sep'),
	('school month: days 20 and 21', 'amount >= 2, within = school month', pg_temp.d('excused', '09-26', '09-29'), 'never'),
	('school month: days 21 and 40', 'amount >= 2, within = school month', pg_temp.d('excused', '09-29', '10-24'), '24 Oct until 27 Oct'),
	('1 day: the day itself, two membership days one after the other are one run', 'amount >= 1, within = 1 day', pg_temp.d('excused', '09-05', '09-08', '09-10'), '05 Sep until 09 Sep; 10 Sep until 11 Sep'),
	('3 days: Friday and Monday', 'amount >= 2, within = 3 days', pg_temp.d('excused', '09-05', '09-08'), 'never'),
	('4 days: Friday and Monday', 'amount >= 2, within = 4 days', pg_temp.d('excused', '09-05', '09-08'), '08 Sep until 09 Sep'),
	('1 month: 3 September to 2 October', 'amount >= 2, within = 1 month', pg_temp.d('excused', '09-03', '10-02'), '02 Oct until 03 Oct'),
	('1 month: 3 October begins after 3 September', 'amount >= 2, within = 1 month', pg_temp.d('excused', '09-03', '10-03'), 'never'),
	('1 month: 31 October less a month is 30 September', 'amount >= 2, within = 1 month', pg_temp.d('excused', '09-30', '10-31'), 'never'),
	('1 month: 30 October less a month too', 'amount >= 2, within = 1 month', pg_temp.d('excused', '09-30', '10-30'), 'never'),
	('1 month: 29 October', 'amount >= 2, within = 1 month', pg_temp.d('excused', '09-30', '10-29'), '29 Oct until 30 Oct'),
	('1 month: 31 October leaves on 1 December', 'amount >= 2, within = 1 month', pg_temp.d('excused', '10-31', '11-28'), '28 Nov until 01 Dec'),
	('2 months: two of October', 'amount >= 2, within = 2 months', pg_temp.d('excused', '10-01', '10-31'), '31 Oct until 01 Dec'),
	('5 school days: days 3 and 7', 'amount >= 2, within = 5 school days', pg_temp.d('excused', '09-03', '09-09'), '09 Sep until 10 Sep'),
	('5 school days: days 3 and 8', 'amount >= 2, within = 5 school days', pg_temp.d('excused', '09-03', '09-10'), 'never'),
	('7 days: one leaves as another comes', 'amount >= 2, within = 7 days', pg_temp.d('excused', '09-05', '09-08', '09-09', '09-15'), '08 Sep until 16 Sep'),
	('9 days: Thursday and Friday leave on one Monday', 'amount >= 1, within = 9 days', pg_temp.d('excused', '09-04', '09-05'), '04 Sep until 15 Sep'),
	('first days: the 20th', 'amount >= 2, first = 20 school days', pg_temp.d('excused', '09-03', '09-26'), '26 Sep until 29 Sep'),
	('first days: the 21st', 'amount >= 2, first = 20 school days', pg_temp.d('excused', '09-03', '09-29'), 'never'),
	('first days: met on the 2nd, until the 21st', 'amount >= 2, first = 20 school days', pg_temp.d('excused', '09-01', '09-02'), '02 Sep until 29 Sep'),
	('first days of a streak', 'amount >= 2, within = row, first = 2 school days', pg_temp.d('excused', '09-01', '09-02', '09-03'), '02 Sep until 03 Sep'),
	('more than: half a day over', 'part_day = proportional, amount > 2', '2025-09-01 excused, 2025-09-02 excused, 2025-09-03 excused 1/2', '03 Sep'),
	('parts of days', 'part_day = proportional, amount >= 1.5', '2025-09-01 excused 1/2, 2025-09-02 excused 1/2, 2025-09-03 excused 1/2', '03 Sep'),
	('part_day of the rule, not of the policy', 'part_day >= 25%, amount >= 2', '2025-09-01 excused 1/4, 2025-09-02 excused 1/5, 2025-09-03 excused 1/3', '03 Sep'),
	('several tardies of one day are one occasion', 'measure = occasions, marks = tardy, part_day = any, amount >= 2', '2025-09-01 tardy 1/4, 2025-09-02 tardy 1/3', '02 Sep'),
	('a tardy without time is none', 'measure = occasions, marks = tardy, part_day = any, amount >= 1', '2025-09-01 tardy', 'never'),
	('tardies count only where listed', 'marks = unexcused, part_day = any, amount >= 1', '2025-09-01 tardy 1/2', 'never'),
	('and by the policy with its marks', 'amount >= 1', '2025-09-01 tardy 1/2', '01 Sep'),
	('capped at the day: whole, not more', 'measure = minutes, marks = excused unexcused, part_day = proportional, amount > 6 hours, within = 1 day', '2025-09-01 unexcused 2/3 excused 2/3', 'never');
INSERT INTO crossing_case (what, rule, marks, expected, policy) VALUES
	('the marks of the policy', 'amount >= 2', pg_temp.d('excused', '09-01', '09-02') || ', ' || pg_temp.d('unexcused', '09-03', '09-04'), '04 Sep', 'absent = unexcused'),
	('unmapped neither breaks a row nor lengthens it', 'amount >= 2, within = row', '2025-09-01 excused, 2025-09-02 unmapped, 2025-09-03 excused', '03 Sep until 04 Sep', ''),
	('outside neither', 'amount >= 2, within = row', '2025-09-01 excused, 2025-09-02 homebound, 2025-09-03 excused', '03 Sep until 04 Sep', 'outside = homebound'),
	('a mark of the rule is not outside', 'amount >= 3, marks = excused homebound, within = row', '2025-09-01 excused, 2025-09-02 homebound, 2025-09-03 excused', '03 Sep until 04 Sep', 'outside = homebound'),
	('a tardy breaks it', 'amount >= 2, within = row', '2025-09-01 excused, 2025-09-02 tardy, 2025-09-03 excused', 'never', ''),
	('half days by steps are in a row, two make a day', 'amount >= 1, within = row', '2025-09-01 excused 2/5, 2025-09-02 excused 1/3, 2025-09-03 excused 1/2, 2025-09-04 excused 1/2', '04 Sep until 05 Sep', 'part_day = steps > 35% 84%'),
	('unmapped days are present for a rate', 'measure = rate, amount >= 50%', '2025-09-01 excused, 2025-09-02 unmapped, 2025-09-03 unmapped', '01 Sep until 03 Sep', ''),
	('outside days are no days of a rate', 'measure = rate, amount >= 50%', '2025-09-01 excused, 2025-09-02 homebound, 2025-09-03 homebound', '01 Sep until 05 Sep', 'outside = homebound'),
	('a rate in minutes', 'measure = rate, amount >= 10%, after = 10 days', '2025-09-01 excused 1/2, 2025-09-02 excused 1/2', '12 Sep until 15 Sep', 'basis = minutes, part_day = proportional');
SELECT what, expected, pg_temp.found(pg_temp.w(marks), rule::rule, policy::policy) AS got, pg_temp.found(pg_temp.w(marks), rule::rule, policy::policy) = expected AS ok
FROM crossing_case ORDER BY n;
-- first_met, is_met and the set give the same; as_of cuts: the crossings as of a day are those met by then
SELECT n, what FROM crossing_case AS c, LATERAL (SELECT pg_temp.w(marks), rule::rule, policy::policy) AS x (r, rule_value, policy_value)
WHERE first_met(r, rule_value, policy_value) IS DISTINCT FROM (SELECT min(met_on) FROM crossings(r, rule_value, policy_value))
	OR is_met(r, rule_value, policy_value) IS DISTINCT FROM EXISTS (SELECT FROM crossings(r, rule_value, policy_value) WHERE until IS NULL);
SELECT count(*) AS answers, count(*) FILTER (WHERE a.found IS DISTINCT FROM b.found) AS differ
FROM crossing_case AS c, LATERAL (SELECT pg_temp.w(marks), rule::rule, policy::policy) AS x (r, rule_value, policy_value), days(r) AS d,
	LATERAL (SELECT array_agg((met_on, until, amount)::text ORDER BY n) FROM crossings(r, rule_value, policy_value, d.day)) AS a (found),
	LATERAL (SELECT array_agg((met_on, CASE WHEN until <= d.day THEN until END, amount)::text ORDER BY n) FROM crossings(r, rule_value, policy_value) WHERE met_on <= d.day) AS b (found);
SELECT count(*) AS answers, count(*) FILTER (WHERE first_met(as_of(r, d.day), rule_value, policy_value) IS NOT NULL <> coalesce(first_met(r, rule_value, policy_value) <= d.day, false)) AS differ
FROM crossing_case AS c, LATERAL (SELECT pg_temp.w(marks), rule::rule, policy::policy) AS x (r, rule_value, policy_value), days(r) AS d;
WITH rules AS (SELECT array_agg(rule::rule ORDER BY n) AS all_rules FROM crossing_case WHERE policy = '')
SELECT count(*) AS rows, count(*) FILTER (WHERE c.met_on IS NULL OR o.met_on IS NULL) AS differ
FROM rules, crossing_case AS m, LATERAL (SELECT pg_temp.w(m.marks)) AS x (r),
	LATERAL (SELECT c.* FROM crossings_of(r, all_rules) AS c) AS c
	FULL JOIN LATERAL (SELECT k::integer AS rule, d.* FROM unnest(all_rules) WITH ORDINALITY AS u (one, k), crossings(r, one) AS d) AS o
	ON (o.rule, o.n, o.met_on, o.amount) = (c.rule, c.n, c.met_on, c.amount) AND o.until IS NOT DISTINCT FROM c.until
WHERE m.policy = '';
-- days of unknown length: three tardies whose time is not known never meet 30 minutes; a day missed whole does
SELECT what, first_met(r::register, :'ca') AS got, expected, first_met(r::register, :'ca') IS NOT DISTINCT FROM expected AS ok
FROM (VALUES ('tardies of unknown length', 'days 2025-09-01..2025-12-12; complete 2025-12-12; marks 2025-09-03 tardy 1/2, 2025-09-04 tardy 1/2, 2025-09-05 tardy 1/2', NULL::date),
	('whole days of unknown length', 'days 2025-09-01..2025-12-12; complete 2025-12-12; marks 2025-09-03 unexcused, 2025-09-04 tardy 1/2, 2025-09-05 unexcused, 2025-09-08 left_early 1', '2025-09-08'),
	('one day of 40 minutes: 31 of them', 'days 2025-09-01..2025-12-12; complete 2025-12-12; minutes 360 2025-09-05:40; marks 2025-09-03 unexcused, 2025-09-04 unexcused, 2025-09-05 tardy 31/40', '2025-09-05'),
	('30 of them', 'days 2025-09-01..2025-12-12; complete 2025-12-12; minutes 360 2025-09-05:40; marks 2025-09-03 unexcused, 2025-09-04 unexcused, 2025-09-05 tardy 3/4', NULL),
	('a day of 30 minutes cannot be missed by more', 'days 2025-09-01..2025-12-12; complete 2025-12-12; minutes 360 2025-09-05:30; marks 2025-09-03 unexcused, 2025-09-04 unexcused, 2025-09-05 unexcused', NULL)) AS v (what, r, expected);

-- other registers
CREATE TEMP TABLE register_case (n integer GENERATED ALWAYS AS IDENTITY, what text, register register, rule text, expected text, policy text DEFAULT '');
INSERT INTO register_case (what, register, rule, expected) VALUES
	('entered 6 October: 31 October is the 20th day', 'days 2025-10-06..2025-12-12; complete 2025-12-12; calendar 2026:75; marks 2025-10-08 excused, 2025-10-31 excused', 'amount >= 2, per = 20 school days', '31 Oct until 03 Nov'),
	('entered in the middle of a month: it is the first', 'days 2025-10-20..2025-12-12; complete 2025-12-12; marks 2025-10-30 excused, 2025-10-31 excused, 2025-11-03 excused, 2025-11-04 excused', 'amount >= 2, per = month', '31 Oct until 03 Nov; 04 Nov until 01 Dec'),
	('school month counts the days of the student: 13 September is away', 'days 2025-09-01..2025-09-05 2025-09-15..2025-12-12; complete 2025-12-12; marks 2025-09-01 excused, 2025-10-03 excused', 'amount >= 2, within = school month', '03 Oct until 06 Oct'),
	('a row goes on over a gap between stays', 'days 2025-09-01..2025-09-05 2025-10-15..2025-12-12; complete 2025-12-12; marks 2025-09-05 excused, 2025-10-15 excused', 'amount >= 2, within = row', '15 Oct until 16 Oct'),
	('10 days do not go on over a gap, and end on the first day after it', 'days 2025-09-01..2025-09-05 2025-10-15..2025-12-12; complete 2025-12-12; marks 2025-09-04 excused, 2025-09-05 excused, 2025-10-15 excused', 'amount >= 2, within = 10 days', '05 Sep until 15 Oct'),
	('10 school days do', 'days 2025-09-01..2025-09-05 2025-10-15..2025-12-12; complete 2025-12-12; marks 2025-09-04 excused, 2025-09-05 excused, 2025-10-15 excused', 'amount >= 3, within = 10 school days', '15 Oct until 27 Oct'),
	('a month of a gap is over before it ends', 'days 2025-09-01..2025-09-05 2025-11-17..2025-12-12; complete 2025-12-12; marks 2025-09-04 excused, 2025-09-05 excused', 'amount >= 2, within = month', '05 Sep until 17 Nov'),
	('a pace asks for the months of a gap', 'days 2025-09-01..2025-09-05 2025-11-17..2025-12-12; complete 2025-12-12; marks 2025-09-04 excused, 2025-09-05 excused, 2025-11-17 excused, 2025-11-18 excused', 'amount >= 2, per = month', '05 Sep until 17 Nov'),
	('leap day: 29 February less a month is 29 January', 'days 2024-01-02..2024-05-31; complete 2024-05-31; marks 2024-01-29 excused, 2024-02-29 excused', 'amount >= 2, within = 1 month', 'never'),
	('leap day: from 30 January', 'days 2024-01-02..2024-05-31; complete 2024-05-31; marks 2024-01-30 excused, 2024-02-29 excused', 'amount >= 2, within = 1 month', '29 Feb until 01 Mar'),
	('leap day: 29 February within the month', 'days 2024-01-02..2024-05-31; complete 2024-05-31; marks 2024-02-01 excused, 2024-02-29 excused', 'amount >= 2, within = month', '29 Feb until 01 Mar'),
	('no leap day: 31 January is left on 1 March', 'days 2025-01-02..2025-05-30; complete 2025-05-30; marks 2025-01-31 excused, 2025-02-28 excused', 'amount >= 2, within = 1 month', '28 Feb until 03 Mar'),
	('complete through the middle of a run: still met', 'days 2025-09-01..2025-12-12; complete 2025-09-10; marks 2025-09-01 excused, 2025-09-04 excused, 2025-09-05 excused', 'amount >= 3, within = 10 days', '05 Sep'),
	('complete through the day it ends', 'days 2025-09-01..2025-12-12; complete 2025-09-11; marks 2025-09-01 excused, 2025-09-04 excused, 2025-09-05 excused', 'amount >= 3, within = 10 days', '05 Sep until 11 Sep'),
	('complete through a weekend', 'days 2025-09-01..2025-12-12; complete 2025-09-14; marks 2025-09-01 excused, 2025-09-04 excused, 2025-09-05 excused, 2025-09-12 excused', 'amount >= 3, within = 10 days', '05 Sep until 11 Sep; 12 Sep'),
	('marks of the future', 'days 2025-09-01..2025-12-12; complete 2025-09-03; marks 2025-09-02 excused, 2025-09-03 excused, 2025-09-04 excused', 'amount >= 3', 'never'),
	('nothing complete', 'days 2025-09-01..2025-12-12; complete none; marks 2025-09-02 excused', 'amount >= 1', 'never'),
	('no days', 'days none; complete none', 'amount >= 1', 'never'),
	('no record breaks no row', 'days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-02..2025-09-03; marks 2025-09-01 excused, 2025-09-04 excused', 'amount >= 2, within = row', '04 Sep until 05 Sep'),
	('and the day after it ends it', 'days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-03..2025-09-04; marks 2025-09-01 excused, 2025-09-02 excused', 'amount >= 2, within = row', '02 Sep until 05 Sep'),
	('no record is no day of a rate', 'days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-02..2025-09-05; marks 2025-09-01 excused', 'measure = rate, amount >= 50%', '01 Sep until 09 Sep'),
	('a merged register of one year: two at one school, the third at the other', 'days 2025-09-01..2025-09-12; complete 2025-12-12; calendar 2026:75; marks 2025-09-03 unexcused, 2025-09-10 unexcused'::register || 'days 2025-09-15..2025-12-12; complete 2025-12-12; calendar 2026:75; marks 2025-09-17 unexcused', 'marks = unexcused, amount >= 3', '17 Sep'),
	('of one school alone never', 'days 2025-09-01..2025-09-12; complete 2025-12-12; calendar 2026:75; marks 2025-09-03 unexcused, 2025-09-10 unexcused', 'marks = unexcused, amount >= 3', 'never'),
	('a calendar that runs on into August is one year', 'days 2025-08-04..2026-08-14; complete 2026-08-14; calendar 2026:250; marks 2025-08-04 excused, 2026-08-14 excused', 'amount >= 2', '14 Aug'),
	('and one that begins in June', 'days 2025-06-16..2026-05-29; complete 2026-05-29; calendar 2026:240; marks 2025-06-16 excused, 2026-05-29 excused', 'amount >= 2', '29 May');
INSERT INTO register_case (what, register, rule, expected, policy) VALUES
	('no record is a whole unverified day', 'days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-02..2025-09-03', 'amount >= 2', '03 Sep', 'unrecorded = absent'),
	('of that mark only', 'days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-02..2025-09-03', 'marks = unexcused, amount >= 2', 'never', 'unrecorded = absent'),
	('but not in a row', 'days 2025-09-01..2025-12-12; complete 2025-12-12; unrecorded 2025-09-02..2025-09-03', 'amount >= 2, within = row', 'never', 'unrecorded = absent');
SELECT what, expected, pg_temp.found(register, rule::rule, policy::policy) AS got, pg_temp.found(register, rule::rule, policy::policy) = expected AS ok
FROM register_case ORDER BY n;

-- several school years: an error of every function of a rule
\set VERBOSITY default
SELECT first_met('days 2025-05-01..2025-05-30 2025-09-01..2025-09-30; complete infinity; calendar 2025:180 2026:180', 'amount >= 1');
\set VERBOSITY terse
SELECT crossings('days 2025-05-01..2025-05-30 2025-09-01..2025-09-30; complete infinity', 'amount >= 1');
SELECT crossings_of('days 2025-05-01 2025-09-01; complete infinity', '{}');
SELECT is_met('days 2025-05-01 2025-09-01; complete infinity', 'amount >= 1');
SELECT amount_now('days 2025-05-01 2025-09-01; complete infinity', 'amount >= 1');
SELECT absences_until('days 2025-05-01 2025-09-01; complete infinity', 'amount >= 1');
SELECT rule_days('days 2025-05-01 2025-09-01; complete infinity', 'amount >= 1');
SELECT tier('days 2025-05-01 2025-09-01; complete infinity');
SELECT improved('days 2025-05-01 2025-09-01; complete infinity', '2025-05-01', 20);
-- not of those that look at verdicts
SELECT first_chronic(r), chronic_since(r), days_to_recover(r)
FROM (VALUES ('days 2025-05-01..2025-05-30 2025-09-01..2025-12-12; complete 2025-09-30; marks 2025-05-20 excused, 2025-05-21 excused, 2025-05-22 excused, 2025-05-23 excused, 2025-05-26 excused, 2025-05-27 excused'::register)) AS v (r);

-- NULL
SELECT count(*) FROM crossings(NULL, 'amount >= 1');
SELECT count(*) FROM crossings(pg_temp.w(NULL), NULL);
SELECT count(*) FROM crossings_of(pg_temp.w('2025-09-01 excused'), NULL);
SELECT * FROM crossings_of(pg_temp.w('2025-09-01 excused'), ARRAY['amount >= 9', NULL, 'amount >= 1']::rule[]);
SELECT * FROM crossings_of(pg_temp.w('2025-09-01 excused'), '{}');
SELECT count(*) FROM rule_days(NULL, 'amount >= 1');
SELECT first_met(NULL, 'amount >= 1'), is_met(NULL, 'amount >= 1'), amount_now(NULL, 'amount >= 1'), absences_until(NULL, 'amount >= 1'), first_chronic(NULL), days_to_recover(NULL);
SELECT first_met(pg_temp.w('2025-09-01 excused'), 'amount >= 1', '', NULL) AS as_of_null_is_no_day;
SELECT first_met(pg_temp.w(NULL), 'amount >= 1', NULL);

-- is_met and amount_now on the last day counted
SELECT what, is_met(r, rule, '', as_of) AS met, amount_now(r, rule, '', as_of) AS amount, (is_met(r, rule, '', as_of), amount_now(r, rule, '', as_of)) IS NOT DISTINCT FROM (expected_met, expected_amount::double precision) AS ok
FROM (SELECT pg_temp.w(pg_temp.d('unexcused', '09-02', '09-03', '09-04', '09-05'))) AS s (r), LATERAL (VALUES
	('the day it is met', 'marks = unexcused, amount >= 4, within = month'::rule, date '2025-09-05', true, 4),
	('the weekend after', 'marks = unexcused, amount >= 4, within = month', '2025-09-07', true, 4),
	('the last day of the month', 'marks = unexcused, amount >= 4, within = month', '2025-09-30', true, 4),
	('the first day of the next', 'marks = unexcused, amount >= 4, within = month', '2025-10-01', false, 0),
	('before the first day', 'marks = unexcused, amount >= 4, within = month', '2025-08-31', NULL, NULL),
	('some have left the window', 'amount >= 4, within = 10 days', '2025-09-12', false, 3),
	('minutes', 'measure = minutes, amount >= 20 hours', '2025-09-30', true, 1440),
	('occasions in the row that has ended', 'measure = occasions, amount >= 4, within = row', '2025-09-08', false, 0),
	('a rate', 'measure = rate, amount >= 10%', '2025-09-12', true, 0.4),
	('not after its minimum, and a rate all the same', 'measure = rate, amount >= 10%, after = 20 days', '2025-09-12', false, 0.4),
	('of the first days, and an amount all the same', 'amount >= 4, first = 20 school days', '2025-09-29', false, 4)) AS v (what, rule, as_of, expected_met, expected_amount);
SELECT is_met(r, 'measure = rate, amount >= 10%'), amount_now(r, 'measure = rate, amount >= 10%') AS no_rate, is_met(r, 'amount >= 1'), amount_now(r, 'amount >= 1')
FROM (SELECT 'days 2025-09-01..2025-09-05; complete 2025-09-05; unrecorded 2025-09-01..2025-09-05'::register) AS v (r);

-- how many more
SELECT what, absences_until(r, rule, policy, as_of) AS got, expected, absences_until(r, rule, policy, as_of) IS NOT DISTINCT FROM expected AS ok
FROM (VALUES
	('California with 3 and 10 September, as of the 12th', pg_temp.w(pg_temp.d('unexcused', '09-03', '09-10')), :'ca'::rule, ''::policy, date '2025-09-12', 1),
	('30 hours in a row with 8 to 11 whole, as of the 11th', pg_temp.w(pg_temp.d('unexcused', '09-08', '09-09', '09-10', '09-11')), :'oh', '', '2025-09-11', 1),
	('as of a present 12th', pg_temp.w(pg_temp.d('unexcused', '09-08', '09-09', '09-10', '09-11')), :'oh', '', '2025-09-12', 5),
	('5 in a month with 4 in September, as of its last day', pg_temp.w(pg_temp.d('unexcused', '09-02', '09-03', '09-04', '09-05')), 'marks = unexcused, amount >= 5, within = month', '', '2025-09-30', 5),
	('as of the day before', pg_temp.w(pg_temp.d('unexcused', '09-02', '09-03', '09-04', '09-05')), 'marks = unexcused, amount >= 5, within = month', '', '2025-09-29', 1),
	('met', pg_temp.w(pg_temp.d('unexcused', '09-02')), 'amount >= 1', '', '2025-09-30', 0),
	('was met, and is no more', pg_temp.w(pg_temp.d('unexcused', '09-02')), 'amount >= 1, within = row', '', '2025-09-30', 1),
	('nothing counted yet', pg_temp.w(NULL, 'none'), 'amount >= 3', '', 'infinity', 3),
	('more than the year has', pg_temp.w(NULL), 'amount >= 3', '', '2025-12-10', NULL),
	('just what it has', pg_temp.w(NULL), 'amount >= 2', '', '2025-12-10', 2),
	('the year is over', pg_temp.w(NULL), 'amount >= 1', '', 'infinity', NULL),
	('first days are over', pg_temp.w(NULL), 'amount >= 1, first = 20 school days', '', '2025-09-26', NULL),
	('the last of the first days', pg_temp.w(NULL), 'amount >= 1, first = 20 school days', '', '2025-09-25', 1),
	('a rate: 2 of 11, 3 of 12', pg_temp.w('2025-09-01 excused'), 'measure = rate, amount >= 25%', '', '2025-09-12', 2),
	('a rate after 20 days', pg_temp.w('2025-09-01 excused'), 'measure = rate, amount >= 25%, after = 20 days', '', '2025-09-12', 10),
	('what stands after the as-of is not looked at', pg_temp.w(pg_temp.d('excused', '09-03', '09-04', '09-05')), 'amount >= 3', '', '2025-09-02', 3),
	('the pace of the next month', pg_temp.w(pg_temp.d('excused', '09-03')), 'amount >= 2, per = 20 school days', '', '2025-09-26', 3)) AS v (what, r, rule, policy, as_of, expected);

-- what a letter lists
SELECT * FROM rule_days(pg_temp.w('2025-09-03 tardy 31/360, 2025-09-04 tardy 30/360, 2025-09-05 unexcused 1/2 tardy 1/4, 2025-09-08 tardy 45/360'), :'ca');
SELECT * FROM rule_days(pg_temp.w(pg_temp.d('unexcused', '09-02', '09-03', '09-04', '09-05', '10-06', '10-07', '10-08', '10-09')), :'ct', '', '2025-10-09');
SELECT * FROM rule_days(pg_temp.w(pg_temp.d('unexcused', '09-02', '09-03', '09-04', '09-05')), :'ct', '', '2025-10-01');
SELECT * FROM rule_days(pg_temp.w('2025-09-08 left_early 180/360, ' || pg_temp.d('unexcused', '09-01', '09-02', '09-09', '09-10', '09-11', '09-12', '09-15')), :'oh', '', '2025-09-15');
SELECT * FROM rule_days(pg_temp.w(pg_temp.d('unexcused', '09-08', '09-09')), :'oh', '', '2025-09-10');
SELECT * FROM rule_days(pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-05')), 'measure = rate, amount >= 10%', '', '2025-09-12');
SELECT * FROM rule_days('days 2025-09-01..2025-09-12; complete 2025-09-12; unrecorded 2025-09-02', 'amount >= 1', 'unrecorded = absent');

-- verdicts: 4 of 10 days, chronic from 12 September to 24 October; 1 of 10, not of 11
SELECT what, first_chronic(r, policy), chronic_since(r, policy, as_of) AS since, days_to_recover(r, policy, as_of) AS recover,
	(first_chronic(r, policy), chronic_since(r, policy, as_of), days_to_recover(r, policy, as_of)) IS NOT DISTINCT FROM (expected_first, expected_since, expected_days) AS ok
FROM (VALUES
	('4 of 10', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04')), ''::policy, date '2025-09-12', date '2025-09-12', date '2025-09-12', 31),
	('4 of 11', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04')), '', '2025-09-15', '2025-09-12', '2025-09-12', 30),
	('4 of 40', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04')), '', '2025-10-24', '2025-09-12', '2025-09-12', 1),
	('4 of 41', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04')), '', '2025-10-27', '2025-09-12', NULL, 0),
	('below the minimum', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04')), '', '2025-09-11', '2025-09-12', NULL, NULL),
	('1 of 10', pg_temp.w('2025-09-01 excused'), '', '2025-09-12', '2025-09-12', '2025-09-12', 1),
	('1 of 11', pg_temp.w('2025-09-01 excused'), '', '2025-09-15', '2025-09-12', NULL, 0),
	('more than 10%: 1 of 9 is below the minimum, 1 of 10 is not more', pg_temp.w('2025-09-01 excused'), 'compare = >', '2025-09-12', NULL, NULL, 0),
	('more than 10%: 4 of 39 is, 4 of 40 not', pg_temp.w(pg_temp.d('excused', '09-01', '09-02', '09-03', '09-04')), 'compare = >', '2025-10-23', '2025-09-12', '2025-09-12', 1),
	('again', pg_temp.w('2025-09-01 excused, 2025-12-08 excused, 2025-12-09 excused, 2025-12-10 excused, 2025-12-11 excused, 2025-12-12 excused, 2025-12-05 excused, 2025-12-04 excused'), '', '2025-12-12', '2025-09-12', '2025-12-12', NULL),
	('7 of 70', pg_temp.w(pg_temp.d('excused', '11-27', '11-28', '12-01', '12-02', '12-03', '12-04', '12-05')), '', '2025-12-05', '2025-12-05', '2025-12-05', 1),
	('8 of 73, and two days to come', pg_temp.w(pg_temp.d('excused', '12-01', '12-02', '12-03', '12-04', '12-05', '12-08', '12-09', '12-10')), '', '2025-12-10', '2025-12-10', '2025-12-10', NULL),
	('a code that nobody mapped holds it back', pg_temp.w(pg_temp.d('excused', '09-01', '09-02') || ', 2025-09-03 unmapped'), '', '2025-09-12', '2025-09-12', '2025-09-12', 21),
	('days never recover', pg_temp.w(pg_temp.d('excused', '09-01', '09-02')), 'measure = days, chronic = 2 days', '2025-09-12', '2025-09-12', '2025-09-12', NULL),
	('minutes', pg_temp.w('2025-09-01 excused, 2025-09-02 excused 1/2'), 'basis = minutes, part_day = proportional', '2025-09-12', '2025-09-12', '2025-09-12', 6),
	('no line', pg_temp.w(pg_temp.d('excused', '09-01', '09-02')), 'chronic = none, severe = none', '2025-09-12', NULL, NULL, 0)) AS v (what, r, policy, as_of, expected_first, expected_since, expected_days);
-- as the verdict of each day has it, under many policies
CREATE TEMP TABLE chronic_policy AS SELECT k, policy FROM unnest(ARRAY['', 'compare = >', 'minimum = none', 'minimum = 50%', 'minimum > 15 days', 'unrecorded = absent', 'unrecorded = present', 'outside = homebound',
	'part_day = proportional', 'basis = minutes, part_day = proportional', 'measure = days, chronic = 3 days', 'chronic = 0%, at_risk = 0%', 'chronic = none', 'absent = unexcused']::policy[]) WITH ORDINALITY AS u (policy, k);
CREATE TEMP TABLE chronic_register AS SELECT n, register FROM register_case UNION ALL SELECT 100 + n, pg_temp.w(marks) FROM crossing_case
UNION ALL VALUES (300, 'days 2025-09-01..2025-12-12; complete 2025-11-28; calendar 2026:75; minutes 360 2025-10-06:none; unrecorded 2025-09-02..2025-09-05; marks 2025-09-08 unmapped, 2025-09-09 homebound, 2025-09-10 excused, 2025-09-11 excused 1/2 unmapped 1/2, 2025-09-12 unexcused, 2025-10-06 oss'::register);
WITH verdict AS (
	SELECT n, k, d.day, coalesce(chronic(tally(register, policy, d.day)), false) AS chronic FROM chronic_register, chronic_policy, days(register) AS d),
by_verdict AS (
	SELECT n, k, min(day) FILTER (WHERE chronic) AS first, CASE WHEN bool_or(chronic) FILTER (WHERE day = last) THEN min(day) FILTER (WHERE day > coalesce(last_not, '-infinity')) END AS since
	FROM (SELECT *, max(day) FILTER (WHERE NOT chronic) OVER w AS last_not, max(day) OVER w AS last FROM verdict WINDOW w AS (PARTITION BY n, k)) AS v GROUP BY n, k)
SELECT count(*) AS answers, count(a.first) AS first, count(a.since) AS since, count(*) FILTER (WHERE (a.first, a.since) IS DISTINCT FROM (b.first, b.since)) AS differ
FROM (SELECT n, k, first_chronic(register, policy) AS first, chronic_since(register, policy) AS since FROM chronic_register, chronic_policy) AS a LEFT JOIN by_verdict AS b USING (n, k);

-- days of membership, past and to come
SELECT n, nth_day(r, day, n) AS got, expected, nth_day(r, day, n) IS NOT DISTINCT FROM expected AS ok
FROM (SELECT 'days 2025-09-01..2025-09-05 2025-09-15..2025-09-19; complete 2025-09-03'::register) AS s (r), (VALUES
	(date '2025-09-03', 0, date '2025-09-03'), ('2025-09-03', 1, '2025-09-04'), ('2025-09-03', 2, '2025-09-05'), ('2025-09-03', 3, '2025-09-15'), ('2025-09-03', 7, '2025-09-19'), ('2025-09-03', 8, NULL),
	('2025-09-03', -1, '2025-09-02'), ('2025-09-03', -2, '2025-09-01'), ('2025-09-03', -3, NULL), ('2025-09-10', 0, NULL), ('2025-09-10', 1, '2025-09-15'), ('2025-09-10', -1, '2025-09-05'), ('2025-09-10', -5, '2025-09-01'), ('2025-09-10', -6, NULL),
	('-infinity', 1, '2025-09-01'), ('-infinity', -1, NULL), ('infinity', -1, '2025-09-19'), ('infinity', 1, NULL), ('2025-09-03', 2147483647, NULL), ('2025-09-03', -2147483648, NULL)) AS v (day, n, expected);
-- Ohio's deadlines: 7 and 14 school days
SELECT nth_day(pg_temp.w(NULL), '2025-09-26', 7) AS oct_7, nth_day(pg_temp.w(NULL), '2025-10-03', 14) AS oct_23, nth_day(pg_temp.w(NULL), '2025-11-03', 10) AS nov_17;
