
-- the lines of a policy: how many days away a line is, and the day since which a verdict holds

CREATE FUNCTION absence.chronic_since(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_chronic_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.chronic_since(absence.register, absence.policy, date) IS
	'The membership day since which the student has been chronically absent without a break; NULL if not chronic';

CREATE FUNCTION absence_internal.unmapped_since(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_unmapped_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.unmapped_since(absence.register, absence.policy, date) IS
	'The membership day since which unmapped codes have left the verdict open, without a break; NULL if they do not';

CREATE FUNCTION absence.days_to_line(tally absence.tally, line text DEFAULT 'chronic') RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_days_to_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence.days_to_line(absence.tally, text) IS
	'How many more of the counted days would have to be absent for the student to reach a line (at_risk, chronic, severe); '
	'if the student has reached it, minus how many would have to be present instead; '
	'NULL without a verdict or such a line, or if no number of days is enough';
