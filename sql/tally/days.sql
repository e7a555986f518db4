
-- single days and streaks

CREATE FUNCTION absence.mark_on(register absence.register, day date) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.mark_on(absence.register, date) IS
	'The mark of a day; NULL if nothing is recorded, if it is not a membership day, or if it is after complete-through';

CREATE FUNCTION absence.is_member(register absence.register, day date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_is_member' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.is_member(absence.register, date) IS
	'Whether a day is a membership day; it can be after complete-through';

CREATE FUNCTION absence.membership_days(register absence.register, from_day date DEFAULT NULL, to_day date DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_membership_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.membership_days(absence.register, date, date) IS
	'The number of membership days from from_day to to_day, both included, also after complete-through; NULL is open';

CREATE FUNCTION absence.days(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 ROWS 180;
COMMENT ON FUNCTION absence.days(absence.register) IS
	'One row for each membership day to complete-through: the mark of the day and its share of the day';

CREATE FUNCTION absence.portions(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_portions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 180;
COMMENT ON FUNCTION absence.portions(absence.register) IS
	'One row for each mark of each recorded membership day to complete-through, with its share; a day without a mark is present, 0';

CREATE FUNCTION absence.streak(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak(absence.register, absence.policy, date) IS
	'The number of consecutive absent days that end with the last counted day';

CREATE FUNCTION absence.streak_start(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_streak_start' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak_start(absence.register, absence.policy, date) IS
	'The first day of the streak; NULL if there is none';

CREATE FUNCTION absence.longest_streak(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_longest_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.longest_streak(absence.register, absence.policy, date) IS
	'The largest number of consecutive absent days';

CREATE FUNCTION absence.last_absence(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_absence' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.last_absence(absence.register, absence.policy, date) IS
	'The last day that counts as absent; NULL if there is none';

CREATE FUNCTION absence_internal.last_recorded(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_recorded' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence_internal.last_recorded(absence.register, date) IS
	'The last membership day on which something is recorded; NULL if there is none';

CREATE FUNCTION absence_internal.last_membership_day(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_membership_day' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.last_membership_day(absence.register, date) IS
	'The last membership day up to the earlier of as_of and complete-through; NULL if there is none';

CREATE FUNCTION absence_internal.has_marks(register absence.register, after date, through date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_has_marks' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.has_marks(absence.register, date, date) IS
	'Whether a membership day after one day and through another has a mark or is not recorded';
