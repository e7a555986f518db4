
-- calendar_agg and register_agg: registers from rows

CREATE FUNCTION absence_internal.calendar_agg_transition(state bytea, day date) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION absence_internal.calendar_agg_transition(bytea, date) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.calendar_agg_transition(state bytea, day date, minutes integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION absence_internal.calendar_agg_transition(bytea, date, integer) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.calendar_agg_transition(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition_register' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.calendar_agg_transition(bytea, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.calendar_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.calendar_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.calendar_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.calendar_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.calendar_agg(day date) (
	SFUNC = absence_internal.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence_internal.calendar_agg_final, COMBINEFUNC = absence_internal.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(date) IS
	'A register of the session days of a calendar, complete through infinity; the days have no known length';

CREATE AGGREGATE absence.calendar_agg(day date, minutes integer) (
	SFUNC = absence_internal.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence_internal.calendar_agg_final, COMBINEFUNC = absence_internal.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(date, integer) IS
	'A register of the session days of a calendar and their lengths in minutes (NULL: not known), complete through infinity';

CREATE AGGREGATE absence.calendar_agg(register absence.register) (
	SFUNC = absence_internal.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence_internal.calendar_agg_final, COMBINEFUNC = absence_internal.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(absence.register) IS
	'A register of the membership days of several registers and their lengths, each day once, complete through infinity; '
	'for example the calendar of a school from its students';

CREATE FUNCTION absence_internal.in_school_year(calendar absence.register, school_year integer) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_in_school_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.in_school_year(absence.register, integer) IS
	'The calendar with all its days in this school year, as a store has it';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark, portion numeric) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark, portion double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark, missed numeric, held numeric)
	RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark, numeric, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.register_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.register_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.register_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark) IS
	'A register from one row per day and mark; each day that has a row is a membership day, a NULL mark means that nothing is recorded; '
	'complete through the last day';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, portion numeric) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, numeric) IS
	'A register from one row per day and mark; portion is the share of the day, NULL means 0 for present, tardy, left_early, else 1';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, portion double precision) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, double precision) IS
	'A register from one row per day and mark; portion is the share of the day, NULL means 0 for present, tardy, left_early, else 1';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, missed numeric, held numeric) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, numeric, numeric) IS
	'A register from one row per day and mark; the share of the day is exactly missed / held, both in minutes or both in periods';
