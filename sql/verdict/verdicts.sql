
-- verdicts: a tally judged under its policy

CREATE FUNCTION absence.absence_rate(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.absence_rate(absence.tally) IS
	'Share of counted time that was missed, from 0 to 1; no verdict depends on it; NULL if nothing was counted';

CREATE FUNCTION absence.chronic(tally absence.tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_tally_chronic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic(absence.tally) IS
	'Whether the student is chronically absent (band moderate or severe); NULL without a verdict, see why_null';

CREATE FUNCTION absence.band(tally absence.tally) RETURNS absence.band
	AS 'MODULE_PATHNAME', 'absence_tally_band' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.band(absence.tally) IS
	'How severe absence is; NULL without a verdict, see why_null';

CREATE FUNCTION absence.why_null(tally absence.tally) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_tally_why_null' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.why_null(absence.tally) IS
	'Why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes, unmapped; NULL if there is one';
