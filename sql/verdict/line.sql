
-- the lines of a policy: how far from one, and since when the verdict is what it is

CREATE FUNCTION absence.chronic_since(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_chronic_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.chronic_since(absence.register, absence.policy, date) IS
	'The membership day since which the student has been chronically absent without a break; NULL when not chronic';

CREATE FUNCTION absence_internal.unmapped_since(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_unmapped_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.unmapped_since(absence.register, absence.policy, date) IS
	'The membership day since which the verdict has hung on codes that nobody has mapped, without a break; NULL when it does not';

CREATE FUNCTION absence.days_to_line(tally absence.tally, line text DEFAULT 'chronic') RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_days_to_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence.days_to_line(absence.tally, text) IS
	'How many of the counted days, had they been absent, would have brought the student to a line (at_risk, chronic, severe); past it, minus how many would have had to be present; NULL without a verdict or such a line, or when no number of days would do';
