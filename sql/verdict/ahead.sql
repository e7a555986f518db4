
-- looking ahead

CREATE FUNCTION absence.absences_left(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_absences_left' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.absences_left(absence.register, absence.policy, date) IS
	'The most coming days that a student can miss and still end the year not chronic; NULL if the year will end chronic in any case';

CREATE FUNCTION absence.projected(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_projected' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.projected(absence.register, absence.policy, date) IS
	'Days absent at the end of the year if absences continue at the rate so far';
