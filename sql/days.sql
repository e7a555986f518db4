
-- single days and streaks

CREATE FUNCTION absence.mark_on(register absence.register, day date) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.mark_on(absence.register, date) IS
	'The mark of a day; NULL where nothing is recorded, on no membership day, or after complete-through';

CREATE FUNCTION absence.days(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 180;
COMMENT ON FUNCTION absence.days(absence.register) IS
	'A row for each membership day to complete-through: the mark of the day and its share of the day';

CREATE FUNCTION absence.streak(register absence.register, policy absence.policy DEFAULT '', as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.streak(absence.register, absence.policy, date) IS
	'Absent days in a row, back from the last counted day';

CREATE FUNCTION absence.streak_start(register absence.register, policy absence.policy DEFAULT '', as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_streak_start' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.streak_start(absence.register, absence.policy, date) IS
	'First day of the streak; NULL when there is none';

CREATE FUNCTION absence.longest_streak(register absence.register, policy absence.policy DEFAULT '', as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_longest_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.longest_streak(absence.register, absence.policy, date) IS
	'The most absent days in a row';
