
-- rules: when they are met

CREATE FUNCTION absence.crossings(register absence.register, rule absence.rule,
		policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (n integer, met_on date, until date, amount double precision)
	AS 'MODULE_PATHNAME', 'absence_crossings' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 2;
COMMENT ON FUNCTION absence.crossings(absence.register, absence.rule, absence.policy, date) IS
	'A row for each run of membership days on which a rule is met: first day, first day on which it is met no more, amount on the first day';

CREATE FUNCTION absence.crossings_of(register absence.register, rules absence.rule[],
		policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (rule integer, n integer, met_on date, until date, amount double precision)
	AS 'MODULE_PATHNAME', 'absence_crossings_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250 ROWS 10;
COMMENT ON FUNCTION absence.crossings_of(absence.register, absence.rule[], absence.policy, date) IS
	'The crossings of several rules, each with the place of its rule in the array';

CREATE FUNCTION absence.first_met(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_first_met' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.first_met(absence.register, absence.rule, absence.policy, date) IS
	'The first membership day on which a rule is met; NULL when it is never met';

CREATE FUNCTION absence.is_met(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_is_met' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.is_met(absence.register, absence.rule, absence.policy, date) IS
	'Whether a rule is met on the last membership day to the as-of and complete-through; NULL when there is no such day';

CREATE FUNCTION absence.amount_now(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_amount_now' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.amount_now(absence.register, absence.rule, absence.policy, date) IS
	'What stands in the window of a rule on the last membership day to the as-of and complete-through, by the measure of the rule';

CREATE FUNCTION absence.absences_until(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_absences_until' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence.absences_until(absence.register, absence.rule, absence.policy, date) IS
	'How many of the next membership days, missed whole one after the other, make a rule met; 0 when it is met; NULL when it cannot be '
		'within the year';

CREATE FUNCTION absence_internal.nearest_rule(register absence.register, rules absence.rule[],
		policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer[]
	AS 'MODULE_PATHNAME', 'absence_nearest_rule' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence_internal.nearest_rule(absence.register, absence.rule[], absence.policy, date) IS
	'Which of several rules takes the fewest absences more to be met, by its place in the array, and how many; NULL when none can be met '
		'that is not';

CREATE FUNCTION absence.rule_days(register absence.register, rule absence.rule,
		policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (day date, mark absence.mark, portion double precision, minutes integer, amount double precision)
	AS 'MODULE_PATHNAME', 'absence_rule_days' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 5;
COMMENT ON FUNCTION absence.rule_days(absence.register, absence.rule, absence.policy, date) IS
	'The days that count in the window of a rule that ends on the last membership day to the as-of, with the running amount';

CREATE FUNCTION absence.first_chronic(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_first_chronic' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.first_chronic(absence.register, absence.policy, date) IS
	'The first membership day as of which the student is chronically absent; it may have ended since; NULL when there is none';

CREATE FUNCTION absence.days_to_recover(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_days_to_recover' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.days_to_recover(absence.register, absence.policy, date) IS
	'How many of the days to come must be present for the student to be not chronically absent; 0 when not; NULL without a verdict or '
		'when the year is too short';

CREATE FUNCTION absence.nth_day(register absence.register, day date, n integer) RETURNS date
	AS 'MODULE_PATHNAME', 'absence_nth_day' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.nth_day(absence.register, date, integer) IS
	'The n-th membership day after a day, past or to come; before it where n is negative; the day itself for 0; NULL beyond the register';

-- Each five weekdays are a week. From a Saturday or a Sunday they count from the Friday before.
CREATE FUNCTION absence_internal.nth_weekday(day date, n integer) RETURNS date
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN n = 0 THEN day ELSE day - greatest(extract(isodow FROM day)::integer - 5, 0) + n
		+ 2 * ((least(extract(isodow FROM day)::integer, 5) + n - 1) / 5) END;
COMMENT ON FUNCTION absence_internal.nth_weekday(date, integer) IS
	'The n-th day after a day without Saturdays and Sundays; the day itself for 0';
