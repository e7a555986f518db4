
-- filters: a register restricted to some of its days

CREATE FUNCTION absence.clip(register absence.register, from_day date, to_day date) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_clip' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.clip(absence.register, date, date) IS
	'The register from from_day to to_day, both included; NULL is open';

CREATE FUNCTION absence.as_of(register absence.register, day date) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence.as_of(absence.register, date) IS
	'The register, complete through this day at the latest; later membership days are kept';

CREATE FUNCTION absence_internal.complete_to(register absence.register, day date) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_complete_to' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.complete_to(absence.register, date) IS
	'The register with this day as complete-through, earlier or later; NULL is none';

CREATE FUNCTION absence.last_days(register absence.register, n integer) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_last_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.last_days(absence.register, integer) IS
	'The last n membership days of the register up to complete-through';

CREATE FUNCTION absence.on_weekday(register absence.register, isodow integer) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_weekday' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.on_weekday(absence.register, integer) IS
	'The register on one day of the week, from 1 (Monday) to 7 (Sunday)';
