-- Rules worked by hand, on calendar W: the weekdays from 1 September to 12 December
-- 2025, 75 days of 360 minutes. The truth of rule_truth.sql must give these; the
-- extension is asked the same.

CREATE TABLE worked_rule (
	n        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	what     text,
	marks    text,                         -- month and day, mark, share
	rule     text,                         -- name of an asked_rule
	figure   text,
	expected text,
	as_of    date NOT NULL DEFAULT 'infinity',
	day      date,                         -- of nth_day and improved
	number   integer,
	prior    numeric,                      -- days missed of 180 in the year before
	days     text NOT NULL DEFAULT '2025-09-01..2025-12-12',
	complete text NOT NULL DEFAULT '2025-12-12',
	rest     text NOT NULL DEFAULT 'minutes 360',
	policy   integer NOT NULL DEFAULT 1,
	subject  integer
);

CREATE FUNCTION worked_register(w worked_rule) RETURNS text
RETURN format('days %s; complete %s%s%s', w.days, w.complete, '; ' || nullif(w.rest, ''), '; marks ' || regexp_replace(nullif(w.marks, ''), '(^|[ ])(\d\d-\d\d) ', '\12025-\2 ', 'g'));

-- What happened, in one line: the runs, from the first day to the first that is no
-- more of it; or the days.
CREATE FUNCTION runs_line(n bigint, met_on date, until date) RETURNS text
RETURN to_char(met_on, 'MM-DD') || '..' || coalesce(to_char(until, 'MM-DD'), '');

CREATE PROCEDURE work_rules_by_hand() LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE policy, subject, calendar_year, member_day, portion, register, asked_policy, asked_rule, worked_rule RESTART IDENTITY;
	INSERT INTO policy DEFAULT VALUES;
	INSERT INTO policy (unrecorded) VALUES ('absent');
	INSERT INTO policy (absent, outside) VALUES ('{excused,unexcused,oss,exempt,unverified}', '{homebound}');
	INSERT INTO policy (part_day) VALUES ('proportional');
	INSERT INTO policy (unrecorded) VALUES ('present');
	INSERT INTO asked_policy SELECT policy, text::absence.policy FROM policy_text;

	INSERT INTO asked_rule (name, measure, marks, part_day, part_day_op, part_day_value, amount, within, within_n) VALUES
		('three occasions over 30 minutes', 'occasions', '{unexcused,tardy,left_early}', 'minutes', '>', 30, 3, 'year', NULL),
		('three parts in 4 weeks',          'occasions', '{unexcused}', 'any', '>=', 50, 3, 'weeks', 4),
		('three parts in 28 days',          'occasions', '{unexcused}', 'any', '>=', 50, 3, 'days', 28),
		('five in a month',                 'days', '{unexcused,unverified}', 'policy', '>=', 50, 5, 'month', NULL),
		('five in 30 days',                 'days', '{unexcused,unverified}', 'policy', '>=', 50, 5, 'days', 30),
		('four in a month',                 'days', '{unexcused}', 'policy', '>=', 50, 4, 'month', NULL),
		('42 hours in a school month',      'minutes', '{unexcused}', 'policy', '>=', 50, 42 * 60, 'school month', NULL),
		('42 hours in a month',             'minutes', '{unexcused}', 'policy', '>=', 50, 42 * 60, 'month', NULL),
		('30 hours in a row',               'minutes', '{unexcused}', 'proportional', '>=', 50, 30 * 60, 'row', NULL),
		('30 hours in a row, early',        'minutes', '{unexcused,left_early}', 'proportional', '>=', 50, 30 * 60, 'row', NULL),
		('30 hours in a row, late',         'minutes', '{unexcused,tardy}', 'proportional', '>=', 50, 30 * 60, 'row', NULL),
		('seven whole days',                'days', '{unexcused}', 'whole', '>=', 50, 7, 'year', NULL),
		('ten whole days',                  'days', '{unexcused}', 'whole', '>=', 50, 10, 'year', NULL),
		('streak of three',                 'days', NULL, 'policy', '>=', 50, 3, 'row', NULL),
		('three in 10 days',                'days', NULL, 'policy', '>=', 50, 3, 'days', 10),
		('three in 10 school days',         'days', NULL, 'policy', '>=', 50, 3, 'school days', 10),
		('two in a month''s length',        'days', '{unexcused}', 'policy', '>=', 50, 2, 'months', 1),
		('two in a school month',           'days', '{unexcused}', 'policy', '>=', 50, 2, 'school month', NULL),
		('two',                             'days', NULL, 'policy', '>=', 50, 2, 'year', NULL),
		('three unexcused',                 'days', '{unexcused}', 'policy', '>=', 50, 3, 'year', NULL);
	INSERT INTO asked_rule (name, amount, per, per_n) VALUES
		('two per 20 school days', 2, 'school days', 20),
		('two per month', 2, 'month', NULL);
	INSERT INTO asked_rule (name, amount_op, amount, per, per_n) VALUES
		('more than two per 20 school days', '>', 2, 'school days', 20);
	INSERT INTO asked_rule (name, measure, amount, after_n) VALUES
		('a tenth after 10 days', 'rate', 10, 10),
		('a fifth after 20 days', 'rate', 20, 20),
		('a fifth after 10 days', 'rate', 20, 10);
	INSERT INTO asked_rule (name, amount, first_n) VALUES
		('two in the first 20 school days', 2, 20);
	INSERT INTO asked_rule (name, amount_op, amount) VALUES
		('more than two', '>', 2);

	INSERT INTO worked_rule (what, marks, rule, figure, expected) VALUES
		('third unexcused day', '09-03 unexcused, 09-10 unexcused, 09-17 unexcused', 'three occasions over 30 minutes', 'crossings', '09-17..'),
		('30 minutes are not more than 30', '09-03 tardy 31/360, 09-04 tardy 30/360, 09-05 unexcused, 09-08 tardy 45/360', 'three occasions over 30 minutes', 'crossings', '09-08..'),
		('tardies without a length', '09-03 tardy, 09-04 tardy, 09-05 tardy', 'three occasions over 30 minutes', 'crossings', NULL),
		('in a month: no', '09-04 unexcused, 09-05 unexcused, 09-29 unexcused, 09-30 unverified, 10-01 unexcused, 10-02 unexcused', 'five in a month', 'crossings', NULL),
		('in 30 days: yes', '09-04 unexcused, 09-05 unexcused, 09-29 unexcused, 09-30 unverified, 10-01 unexcused, 10-02 unexcused', 'five in 30 days', 'crossings', '10-01..10-06'),
		('in a month: yes', '09-04 unexcused, 09-05 unexcused, 09-26 unexcused, 09-29 unexcused, 09-30 unverified', 'five in a month', 'crossings', '09-30..10-01'),
		('28 days before is too long ago', '09-03 unexcused, 09-17 unexcused, 10-01 unexcused', 'three parts in 4 weeks', 'crossings', NULL),
		('a quarter of a day is a part', '09-03 unexcused, 09-17 unexcused 1/4, 09-30 unexcused', 'three parts in 4 weeks', 'first_met', '2025-09-30'),
		('28 days are 4 weeks', '09-03 unexcused, 09-17 unexcused 1/4, 09-30 unexcused', 'three parts in 28 days', 'crossings', '09-30..10-01'),
		('a run in each month', '09-02 unexcused, 09-03 unexcused, 09-04 unexcused, 09-05 unexcused, 10-06 unexcused, 10-07 unexcused, 10-08 unexcused, 10-09 unexcused', 'four in a month', 'crossings', '09-05..10-01 10-09..11-03'),
		('29 September is day 21', '09-18 unexcused, 09-19 unexcused, 09-22 unexcused, 09-23 unexcused, 09-24 unexcused, 09-25 unexcused, 09-29 unexcused', '42 hours in a school month', 'crossings', NULL),
		('in the month', '09-18 unexcused, 09-19 unexcused, 09-22 unexcused, 09-23 unexcused, 09-24 unexcused, 09-25 unexcused, 09-29 unexcused', '42 hours in a month', 'crossings', '09-29..10-01'),
		('26 September is day 20', '09-18 unexcused, 09-19 unexcused, 09-22 unexcused, 09-23 unexcused, 09-24 unexcused, 09-25 unexcused, 09-26 unexcused', '42 hours in a school month', 'crossings', '09-26..09-29'),
		('exactly 42 hours', '09-18 unexcused, 09-19 unexcused, 09-22 unexcused, 09-23 unexcused, 09-24 unexcused, 09-25 unexcused, 09-26 unexcused', '42 hours in a school month', 'amounts', '2520'),
		('five days in a row', '09-08 unexcused, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused', '30 hours in a row', 'crossings', '09-12..09-15'),
		('a present day breaks', '09-08 unexcused, 09-09 unexcused, 09-11 unexcused, 09-12 unexcused, 09-15 unexcused', '30 hours in a row', 'crossings', NULL),
		('an early leave begins a chain', '09-08 left_early 1/2, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused, 09-15 unexcused', '30 hours in a row, early', 'crossings', '09-15..09-16'),
		('33 hours on the 15th', '09-08 left_early 1/2, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused, 09-15 unexcused', '30 hours in a row, early', 'amounts', '1980'),
		('a tardy begins none', '09-08 tardy 1/2, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused, 09-15 unexcused', '30 hours in a row, late', 'crossings', '09-15..09-16'),
		('exactly 30 hours', '09-08 tardy 1/2, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused, 09-15 unexcused', '30 hours in a row, late', 'amounts', '1800'),
		('seventh Monday', '09-01 unexcused, 09-08 unexcused, 09-15 unexcused, 09-22 unexcused, 09-29 unexcused, 10-06 unexcused, 10-13 unexcused, 10-20 unexcused, 10-27 unexcused, 11-03 unexcused', 'seven whole days', 'first_met', '2025-10-13'),
		('tenth Monday', '09-01 unexcused, 09-08 unexcused, 09-15 unexcused, 09-22 unexcused, 09-29 unexcused, 10-06 unexcused, 10-13 unexcused, 10-20 unexcused, 10-27 unexcused, 11-03 unexcused', 'ten whole days', 'first_met', '2025-11-03'),
		('half a day is not whole', '09-01 unexcused, 09-08 unexcused, 09-15 unexcused, 09-22 unexcused, 09-29 unexcused, 10-06 unexcused, 10-13 unexcused 1/2, 10-20 unexcused', 'seven whole days', 'first_met', '2025-10-20'),
		('pace', '09-03 unexcused, 09-25 unexcused', 'two per 20 school days', 'crossings', '09-25..09-29'),
		('pace, the 20th day', '09-03 unexcused, 09-26 unexcused', 'two per 20 school days', 'crossings', '09-26..09-29'),
		('pace, the 21st day', '09-03 unexcused, 09-29 unexcused', 'two per 20 school days', 'crossings', NULL),
		('pace, four by the second', '09-03 unexcused, 09-29 unexcused, 09-30 unexcused, 10-01 unexcused', 'two per 20 school days', 'crossings', '10-01..10-27'),
		('pace by calendar months', '09-03 unexcused, 09-30 unexcused', 'two per month', 'crossings', '09-30..10-01'),
		('never by 20 days', '09-03 unexcused, 09-30 unexcused', 'two per 20 school days', 'crossings', NULL),
		('4 of 20', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'a fifth after 20 days', 'crossings', '09-26..09-29'),
		('4 of 10', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'a fifth after 10 days', 'crossings', '09-12..09-29'),
		('a tenth, until 4 of 41', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'a tenth after 10 days', 'crossings', '09-12..10-27'),
		('a streak over a weekend', '09-05 excused, 09-08 unexcused, 09-09 oss', 'streak of three', 'crossings', '09-09..09-10'),
		('three in 10 days', '09-01 excused, 09-04 excused, 09-05 excused, 09-22 excused, 09-23 excused, 09-24 excused', 'three in 10 days', 'crossings', '09-05..09-11 09-24..10-02'),
		('three in 10 school days', '09-01 excused, 09-04 excused, 09-12 excused, 09-15 excused', 'three in 10 school days', 'crossings', '09-12..09-18'),
		('more than the pace', '09-03 excused, 09-04 excused, 09-05 excused, 09-08 excused', 'more than two per 20 school days', 'crossings', '09-05..09-29'),
		('the start of the year, day 20', '09-03 unexcused, 09-26 unexcused', 'two in the first 20 school days', 'crossings', '09-26..09-29'),
		('the start of the year, day 21', '09-03 unexcused, 09-29 unexcused', 'two in the first 20 school days', 'crossings', NULL),
		('more than two', '09-03 unexcused, 09-04 unexcused, 09-05 unexcused', 'more than two', 'crossings', '09-05..'),
		('a month back from 31 October is 30 September', '09-30 unexcused, 10-31 unexcused', 'two in a month''s length', 'crossings', NULL),
		('from 1 October on', '10-01 unexcused, 10-31 unexcused', 'two in a month''s length', 'crossings', '10-31..11-03'),
		('two marks on a day are one occasion', '09-03 tardy 1/4 unexcused 1/2, 09-04 unexcused', 'three occasions over 30 minutes', 'amount_now', '2'),
		('what stands now', '09-05 excused, 09-08 unexcused, 09-09 oss', 'streak of three', 'amount_now', '0'),
		('what stands now, of days', '09-05 excused, 09-08 unexcused, 09-09 oss 1/2', 'two', 'amount_now', '3'),
		('the days of a letter', '09-03 tardy 31/360, 09-04 tardy 30/360, 09-05 unexcused, 09-08 tardy 45/360', 'three occasions over 30 minutes', 'rule_days', '09-03 tardy 31 1, 09-05 unexcused 360 2, 09-08 tardy 45 3'),
		('federal, chronic first', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', NULL, 'first_chronic', '2025-09-12'),
		('1 of 10', '09-01 excused', NULL, 'first_chronic', '2025-09-12'),
		('no longer', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', NULL, 'days_to_recover', '0');
	INSERT INTO worked_rule (what, marks, rule, figure, as_of, expected) VALUES
		('a tardy ends a chain', '09-08 unexcused, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused 1/2, 09-15 tardy 5/6', '30 hours in a row, late', 'amount_now', '2025-09-15', '480'),
		('a part in the middle ends one chain and begins the next', '09-08 unexcused, 09-09 unexcused 1/2, 09-10 unexcused', '30 hours in a row', 'amount_now', '2025-09-10', '540'),
		('an early leave ends none', '09-08 unexcused, 09-09 left_early 1/2', '30 hours in a row, early', 'amount_now', '2025-09-09', '180'),
		('31 days to recover', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', NULL, 'days_to_recover', '2025-09-12', '31'),
		('the day before', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', NULL, 'days_to_recover', '2025-10-24', '1'),
		('recovered', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', NULL, 'days_to_recover', '2025-10-27', '0'),
		('no verdict yet', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', NULL, 'days_to_recover', '2025-09-11', NULL),
		('1 of 10, one day more', '09-01 excused', NULL, 'days_to_recover', '2025-09-12', '1'),
		('one more of three', '09-03 unexcused, 09-10 unexcused', 'three occasions over 30 minutes', 'absences_until', '2025-09-12', '1'),
		('one more day in the row', '09-08 unexcused, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused', '30 hours in a row', 'absences_until', '2025-09-11', '1'),
		('after a present day five', '09-08 unexcused, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused', '30 hours in a row', 'absences_until', '2025-09-12', '5'),
		('a month is over', '09-02 unexcused, 09-03 unexcused, 09-04 unexcused, 09-05 unexcused', 'five in a month', 'absences_until', '2025-09-30', '5'),
		('in the month one', '09-02 unexcused, 09-03 unexcused, 09-04 unexcused, 09-05 unexcused', 'five in a month', 'absences_until', '2025-09-29', '1'),
		('met', '09-02 unexcused, 09-03 unexcused, 09-04 unexcused', 'three occasions over 30 minutes', 'absences_until', '2025-09-29', '0'),
		('not within the year', '', 'ten whole days', 'absences_until', '2025-12-01', NULL),
		('just within the year', '', 'ten whole days', 'absences_until', '2025-11-28', '10'),
		('not in the first 20 days', '09-03 unexcused', 'two in the first 20 school days', 'absences_until', '2025-09-26', NULL),
		('before the first day', '', 'three occasions over 30 minutes', 'absences_until', '2025-08-01', '3'),
		('not met yet', '09-03 unexcused, 09-10 unexcused, 09-17 unexcused', 'three occasions over 30 minutes', 'is_met', '2025-09-16', 'false'),
		('met on the day', '09-03 unexcused, 09-10 unexcused, 09-17 unexcused', 'three occasions over 30 minutes', 'is_met', '2025-09-17', 'true'),
		('no day', '', 'three occasions over 30 minutes', 'is_met', '2025-08-31', NULL),
		('a run is cut at the as-of', '09-08 unexcused, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused', '30 hours in a row', 'crossings', '2025-09-14', '09-12..');
	INSERT INTO worked_rule (what, figure, day, number, expected) VALUES
		('a letter in 10 school days',  'nth_day', '2025-09-05', 10, '2025-09-19'),
		('a meeting in 10 school days', 'nth_day', '2025-10-09', 10, '2025-10-23'),
		('a conference held',           'nth_day', '2025-11-03', 10, '2025-11-17'),
		('ripe after 5 school days',    'nth_day', '2025-09-17', 5, '2025-09-24'),
		('a team in 7 school days',     'nth_day', '2025-09-26', 7, '2025-10-07'),
		('a plan in 14 school days',    'nth_day', '2025-10-03', 14, '2025-10-23'),
		('from a Saturday',             'nth_day', '2025-09-06', 1, '2025-09-08'),
		('back from a Saturday',        'nth_day', '2025-09-06', -1, '2025-09-05'),
		('a Saturday itself',           'nth_day', '2025-09-06', 0, NULL),
		('a Monday itself',             'nth_day', '2025-09-08', 0, '2025-09-08'),
		('beyond the register',         'nth_day', '2025-12-11', 2, NULL);
	INSERT INTO worked_rule (what, marks, figure, as_of, expected) VALUES
		('tier 1', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'tier', '2025-09-01', '1 09-01 {}'),
		('tier 2 by pace', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'tier', '2025-09-02', '2 09-02 {pace}'),
		('tier 3 by the rate', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'tier', '2025-09-26', '3 09-26 {severe_rate,pace}'),
		('still tier 3', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'tier', '2025-10-24', '3 09-26 {severe_rate,pace}'),
		('no longer chronic', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', 'tier', '2025-10-27', '2 10-27 {pace}'),
		('pace', '09-03 excused, 09-25 excused', 'tier', '2025-09-24', '1 09-01 {}'),
		('pace met', '09-03 excused, 09-25 excused', 'tier', '2025-09-25', '2 09-25 {pace}'),
		('pace stands', '09-03 excused, 09-25 excused', 'tier', '2025-10-24', '2 09-25 {pace}'),
		('2 of 41', '09-03 excused, 09-25 excused', 'tier', '2025-10-27', '1 10-27 {}'),
		('no absence', '', 'tier', 'infinity', '1 09-01 {}');
	INSERT INTO worked_rule (what, marks, figure, as_of, expected, prior) VALUES
		('prior 18 of 180', '', 'tier', 'infinity', '2 09-01 {prior_chronic}', 18),
		('prior 17.5 of 180', '', 'tier', 'infinity', '1 09-01 {}', 17.5),
		('prior 36 of 180', '', 'tier', 'infinity', '3 09-01 {prior_severe}', 36);
	INSERT INTO worked_rule (what, marks, figure, day, number, expected) VALUES
		('4 before, 4 after', '09-08 excused, 09-09 excused, 09-10 excused, 09-11 excused, 10-06 excused, 10-07 excused, 10-08 excused, 10-31 excused', 'improved', '2025-10-06', 20, 'false'),
		('4 before, 3 after', '09-08 excused, 09-09 excused, 09-10 excused, 09-11 excused, 10-06 excused, 10-07 excused, 10-31 excused', 'improved', '2025-10-06', 20, 'true'),
		('1 before, 1 after', '09-08 excused, 10-06 excused', 'improved', '2025-10-06', 20, 'false'),
		('none before, none after', '', 'improved', '2025-10-06', 20, 'true'),
		('days outside the windows', '09-05 excused, 11-03 excused', 'improved', '2025-10-06', 20, 'true'),
		('not over', '', 'improved', '2025-11-24', 20, NULL),
		('9 days before', '', 'improved', '2025-09-12', 20, NULL),
		('10 days before', '09-12 excused, 09-15 excused', 'improved', '2025-09-15', 20, 'true');

	-- Other days than W's.
	INSERT INTO worked_rule (what, marks, rule, figure, expected, days, complete, rest, policy) VALUES
		('entered 6 October: 31 October is day 20', '10-08 unexcused, 10-31 unexcused', 'two per 20 school days', 'crossings', '10-31..11-03', '2025-10-06..2025-12-12', '2025-12-12', 'minutes 360', 1),
		('entered 6 October: October is month 1', '10-08 unexcused, 10-31 unexcused', 'two per month', 'crossings', '10-31..11-03', '2025-10-06..2025-12-12', '2025-12-12', 'minutes 360', 1),
		('lengths not known', '09-03 tardy 1/3, 09-04 tardy 1/3, 09-05 tardy 1/3', 'three occasions over 30 minutes', 'crossings', NULL, '2025-09-01..2025-12-12', '2025-12-12', '', 1),
		('lengths not known, missed whole', '09-03 unexcused, 09-04 unexcused, 09-05 unexcused', 'three occasions over 30 minutes', 'crossings', '09-05..', '2025-09-01..2025-12-12', '2025-12-12', '', 1),
		('a short day', '09-03 unexcused 1/2, 09-04 unexcused 1/2, 09-05 unexcused 1/2, 09-08 unexcused', 'three occasions over 30 minutes', 'crossings', '09-08..', '2025-09-01..2025-12-12', '2025-12-12', 'minutes 360 2025-09-04:60', 1),
		('unmapped days do not break a row', '09-08 excused, 09-09 unmapped, 09-10 excused, 09-11 excused', 'streak of three', 'crossings', '09-11..09-12', '2025-09-01..2025-12-12', '2025-12-12', '', 1),
		('a row stands on an unmapped day', '09-08 excused, 09-09 excused, 09-10 excused, 09-11 unmapped', 'streak of three', 'crossings', '09-10..09-12', '2025-09-01..2025-12-12', '2025-12-12', '', 1),
		('days outside do not break a row', '09-08 excused, 09-09 homebound, 09-10 excused, 09-11 excused', 'streak of three', 'crossings', '09-11..09-12', '2025-09-01..2025-12-12', '2025-12-12', '', 3),
		('homebound inside does', '09-08 excused, 09-09 homebound, 09-10 excused, 09-11 excused', 'streak of three', 'crossings', NULL, '2025-09-01..2025-12-12', '2025-12-12', '', 1),
		('unrecorded days do not break a row', '09-08 excused, 09-10 excused, 09-11 excused', 'streak of three', 'crossings', '09-11..09-12', '2025-09-01..2025-12-12', '2025-12-12', 'unrecorded 2025-09-09', 1),
		('nor lengthen it, even where they are absences', '09-08 excused, 09-10 excused', 'streak of three', 'crossings', NULL, '2025-09-01..2025-12-12', '2025-12-12', 'unrecorded 2025-09-09', 2),
		('an unrecorded day is an absence', '09-08 excused', 'two', 'crossings', '09-09..', '2025-09-01..2025-12-12', '2025-12-12', 'unrecorded 2025-09-09', 2),
		('of an unverified mark', '09-08 unexcused, 09-10 unexcused', 'three unexcused', 'amount_now', '2', '2025-09-01..2025-12-12', '2025-12-12', 'unrecorded 2025-09-09', 2),
		('in parts', '09-08 excused 3/4, 09-09 excused 3/4, 09-10 excused 1/2', 'two', 'crossings', '09-10..', '2025-09-01..2025-12-12', '2025-12-12', '', 4),
		('complete in the middle of a run', '09-08 unexcused, 09-09 unexcused, 09-10 unexcused, 09-11 unexcused, 09-12 unexcused, 09-15 unexcused', 'four in a month', 'crossings', '09-11..', '2025-09-01..2025-12-12', '2025-09-12', '', 1),
		('marks to come do not count', '09-08 unexcused, 09-09 unexcused, 09-10 unexcused, 09-15 unexcused', 'four in a month', 'crossings', NULL, '2025-09-01..2025-12-12', '2025-09-12', '', 1),
		('nothing is complete', '09-08 unexcused, 09-09 unexcused', 'two', 'is_met', NULL, '2025-09-01..2025-12-12', 'none', '', 1),
		('over a gap between stays', '09-04 excused, 09-05 excused, 10-06 excused', 'streak of three', 'crossings', '10-06..10-07', '2025-09-01..2025-09-05 2025-10-06..2025-12-12', '2025-12-12', '', 1),
		('a school month over a gap', '09-05 unexcused, 10-24 unexcused', 'two in a school month', 'crossings', '10-24..10-27', '2025-09-01..2025-09-05 2025-10-06..2025-12-12', '2025-12-12', '', 1),
		('a leap day is in February', '2024-02-29 unexcused, 2024-03-28 unexcused', 'two in a month''s length', 'crossings', '03-28..03-29', '2024-02-01..2024-04-30', '2024-04-30', '', 1),
		('a month back from 29 March of a leap year', '2024-02-29 unexcused, 2024-03-29 unexcused', 'two in a month''s length', 'crossings', NULL, '2024-02-01..2024-04-30', '2024-04-30', '', 1),
		('a month back from 31 May is 30 April', '2024-04-30 unexcused, 2024-05-31 unexcused', 'two in a month''s length', 'crossings', NULL, '2024-04-01..2024-06-28', '2024-06-30', '', 1),
		('31 January is in the month to the end of February', '2024-01-31 unexcused, 2024-02-29 unexcused', 'two in a month''s length', 'crossings', '02-29..03-01', '2024-01-01..2024-04-30', '2024-04-30', '', 1),
		('and not in that to 1 March', '2024-01-31 unexcused, 2024-03-01 unexcused', 'two in a month''s length', 'crossings', NULL, '2024-01-01..2024-04-30', '2024-04-30', '', 1),
		('a run of one day at the year''s end', '12-08 unexcused, 12-09 unexcused, 12-10 unexcused, 12-11 unexcused, 12-12 unexcused', 'five in a month', 'crossings', '12-12..', '2025-09-01..2025-12-12', '2025-12-12', '', 1),
		('nothing recorded', '', NULL, 'tier', '1 09-01 {not_recorded}', '2025-09-01..2025-12-12', '2025-12-12', 'unrecorded 2025-09-01..2025-12-12', 1),
		('below the minimum, not recovered', '09-01 excused', NULL, 'days_to_recover', NULL, '2025-09-01..2025-09-05', '2025-09-05', '', 1),
		('the year is too short', '09-01 excused, 09-02 excused, 09-03 excused, 09-04 excused', NULL, 'days_to_recover', NULL, '2025-09-01..2025-10-24', '2025-09-12', '', 1);

	UPDATE worked_rule w SET subject = expand_register(worked_register(w)::absence.register);
END
$$;

-- A case's register, rule and policy, and what the truth says.
CREATE FUNCTION truth_of(w worked_rule) RETURNS text STABLE
BEGIN ATOMIC
	SELECT CASE w.figure
	         WHEN 'crossings'       THEN (SELECT string_agg(runs_line(n, met_on, until), ' ' ORDER BY n) FROM truth_crossings(course))
	         WHEN 'amounts'         THEN (SELECT string_agg(amount::text, ' ' ORDER BY n) FROM truth_crossings(course))
	         WHEN 'first_met'       THEN to_char(truth_first_met(course), 'YYYY-MM-DD')
	         WHEN 'is_met'          THEN truth_is_met(course)::text
	         WHEN 'amount_now'      THEN truth_amount_now(course)::text
	         WHEN 'absences_until'  THEN truth_absences_until(course, course_with_absences(w.subject, r, p, w.as_of))::text
	         WHEN 'rule_days'       THEN (SELECT string_agg(concat_ws(' ', to_char(day, 'MM-DD'), mark, minutes, amount), ', ' ORDER BY day) FROM truth_rule_days(course))
	         WHEN 'nth_day'         THEN to_char(truth_nth_day(w.subject, w.day, w.number), 'YYYY-MM-DD')
	         WHEN 'first_chronic'   THEN to_char(truth_first_chronic(w.subject, definition, w.as_of), 'YYYY-MM-DD')
	         WHEN 'days_to_recover' THEN truth_days_to_recover(w.subject, definition, w.as_of)::text
	         WHEN 'improved'        THEN truth_improved(w.subject, w.day, w.number, p, definition, w.as_of)::text
	         WHEN 'tier'            THEN (SELECT concat_ws(' ', tier, to_char(since, 'MM-DD'), reasons)
	                                      FROM truth_tier(w.subject, absence.tally(180::numeric, w.prior, definition), p, definition, w.as_of))
	       END
	FROM policy p JOIN asked_policy USING (policy) LEFT JOIN asked_rule r ON r.name = w.rule,
	     LATERAL (SELECT CASE WHEN w.rule IS NOT NULL THEN course_of(w.subject, r, p, w.as_of) END AS course) c
	WHERE p.policy = w.policy;
END;

CREATE VIEW worked_rule_case AS
SELECT w.*, truth_of(w) AS found FROM worked_rule w;
