
-- looking ahead

CREATE FUNCTION absence.absences_left(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_absences_left' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.absences_left(absence.register, absence.policy, date) IS
	'Most days to come that can still be missed with the year ending not chronic; NULL when it will end chronic whatever comes';

CREATE FUNCTION absence.projected(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_projected' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.projected(absence.register, absence.policy, date) IS
	'Days absent at the end of the year if absences go on at the rate so far';
