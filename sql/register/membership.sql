
-- membership, and registers from membership and marks

CREATE FUNCTION absence.enroll(calendar absence.register, entry date, exit date DEFAULT NULL) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_enroll' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence.enroll(absence.register, date, date) IS
	'The membership of one stay: the days of the calendar from entry to exit, both included; a NULL exit is open';

CREATE FUNCTION absence.with_marks(
		membership absence.register, marks absence.register, complete_through date, recorded absence.register DEFAULT NULL)
	RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_with_marks' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.with_marks(absence.register, absence.register, date, absence.register) IS
	'The register of a student: membership, with the marks of its days; days after complete_through are not counted; '
	'recorded holds the days on which something was recorded (NULL: all days)';

CREATE FUNCTION absence.marks_outside(membership absence.register, marks absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_outside' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence.marks_outside(absence.register, absence.register) IS
	'The marked days that are not membership days, with their marks; with_marks leaves them out';

CREATE FUNCTION absence_internal.event_days(membership absence.register, marks absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_event_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence_internal.event_days(absence.register, absence.register) IS
	'The marked days that are membership days, without their marks; NULL if there is none';

CREATE FUNCTION absence_internal.yield_days(register absence.register, days absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_yield_days' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.yield_days(absence.register, absence.register) IS
	'The register, with these days noted as owned by another school; when registers are merged, the mark of that school is used';

CREATE FUNCTION absence_internal.yielded_days(register absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_yielded_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence_internal.yielded_days(absence.register) IS
	'The days of a register that another school owns, as a register of only these days; equal sets of days give equal registers';

CREATE FUNCTION absence_internal.except_days(register absence.register, days absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_except_days' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence_internal.except_days(absence.register, absence.register) IS
	'The register without the membership days of the second register; unchanged if that is NULL';

CREATE FUNCTION absence_internal.empty_register() RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_empty_register' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.empty_register() IS
	'A register without membership days';

CREATE FUNCTION absence.complete_through(register absence.register) RETURNS date
	AS 'MODULE_PATHNAME', 'absence_complete_through' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.complete_through(absence.register) IS
	'The last day that can be counted; NULL if there is none';

CREATE FUNCTION absence_internal.both_complete_through(old absence.register, new absence.register) RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN least(coalesce(absence.complete_through(old), '-infinity'), coalesce(absence.complete_through(new), '-infinity'));
COMMENT ON FUNCTION absence_internal.both_complete_through(absence.register, absence.register) IS
	'The last day through which both registers can be counted; -infinity if one of them cannot be counted at all';
