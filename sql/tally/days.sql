
-- single days and streaks

CREATE FUNCTION absence.mark_on(register absence.register, day date) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.mark_on(absence.register, date) IS
	'The mark of a day; NULL where nothing is recorded, on no membership day, or after complete-through';

CREATE FUNCTION absence.is_member(register absence.register, day date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_is_member' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.is_member(absence.register, date) IS
	'Whether a day is a membership day, past or to come';

CREATE FUNCTION absence.membership_days(register absence.register, from_day date DEFAULT NULL, to_day date DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_membership_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.membership_days(absence.register, date, date) IS
	'How many membership days lie between, past or to come, both included; NULL is open';

CREATE FUNCTION absence.days(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 ROWS 180;
COMMENT ON FUNCTION absence.days(absence.register) IS
	'A row for each membership day to complete-through: the mark of the day and its share of the day';

CREATE FUNCTION absence.portions(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_portions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 180;
COMMENT ON FUNCTION absence.portions(absence.register) IS
	'A row for each mark of each recorded membership day to complete-through, with its share of the day; present and 0 on an ordinary day';

CREATE FUNCTION absence.streak(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak(absence.register, absence.policy, date) IS
	'Absent days in a row, back from the last counted day';

CREATE FUNCTION absence.streak_start(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_streak_start' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak_start(absence.register, absence.policy, date) IS
	'First day of the streak; NULL when there is none';

CREATE FUNCTION absence.longest_streak(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_longest_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.longest_streak(absence.register, absence.policy, date) IS
	'The most absent days in a row';

CREATE FUNCTION absence.last_absence(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_absence' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.last_absence(absence.register, absence.policy, date) IS
	'The last day that counts as absent; NULL when there is none';

CREATE FUNCTION absence_internal.last_recorded(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_recorded' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence_internal.last_recorded(absence.register, date) IS
	'The last membership day with something recorded; NULL when there is none';

CREATE FUNCTION absence_internal.last_membership_day(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_membership_day' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.last_membership_day(absence.register, date) IS
	'The last membership day to the earlier of as_of and complete-through; NULL when there is none';
