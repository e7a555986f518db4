
-- aggregates over any table with one row per student-day

CREATE FUNCTION absence_internal.rows_transition(state bigint, absent boolean) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_transition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_transition(bigint, boolean) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.rows_inverse(state bigint, absent boolean) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_inverse' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_inverse(bigint, boolean) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.rows_combine(bigint, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_combine(bigint, bigint) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.rows_rate(bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_rows_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_rate(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.rows_chronic(bigint) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_rows_chronic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_chronic(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.rows_band(bigint) RETURNS absence.band
	AS 'MODULE_PATHNAME', 'absence_rows_band' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_band(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent boolean, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, boolean, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent boolean, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, boolean, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, numeric) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, numeric, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, numeric, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, double precision) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent double precision, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, double precision, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent double precision, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, double precision, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.absence_rate(absent boolean) (
	SFUNC = absence_internal.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence_internal.rows_rate, COMBINEFUNC = absence_internal.rows_combine,
	MSFUNC = absence_internal.rows_transition, MINVFUNC = absence_internal.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence_internal.rows_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(boolean) IS
	'Absence rate over rows of student-days, from 0 to 1, under the federal rule; absent is true or false';

CREATE AGGREGATE absence.absence_rate(absent boolean, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(boolean, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1, under a policy; absent is true or false';

CREATE AGGREGATE absence.absence_rate(absent numeric) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(numeric) IS
	'Absence rate over rows of student-days, from 0 to 1, under the federal rule; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_rate(absent numeric, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(numeric, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1, under a policy; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_rate(absent double precision) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(double precision) IS
	'Absence rate over rows of student-days, from 0 to 1, under the federal rule; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_rate(absent double precision, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(double precision, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1, under a policy; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent boolean) (
	SFUNC = absence_internal.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence_internal.rows_chronic, COMBINEFUNC = absence_internal.rows_combine,
	MSFUNC = absence_internal.rows_transition, MINVFUNC = absence_internal.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence_internal.rows_chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(boolean) IS
	'Whether a student is chronically absent, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.chronic_flag(absent boolean, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(boolean, absence.policy) IS
	'Whether a student is chronically absent, over rows of student-days, under a policy; '
	'NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.chronic_flag(absent numeric) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(numeric) IS
	'Whether a student is chronically absent, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent numeric, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(numeric, absence.policy) IS
	'Whether a student is chronically absent, over rows of student-days, under a policy; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent double precision) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(double precision) IS
	'Whether a student is chronically absent, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent double precision, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(double precision, absence.policy) IS
	'Whether a student is chronically absent, over rows of student-days, under a policy; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent boolean) (
	SFUNC = absence_internal.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence_internal.rows_band, COMBINEFUNC = absence_internal.rows_combine,
	MSFUNC = absence_internal.rows_transition, MINVFUNC = absence_internal.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence_internal.rows_band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(boolean) IS
	'How severe absence is, over rows of student-days, under the federal rule; NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.absence_band(absent boolean, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(boolean, absence.policy) IS
	'How severe absence is, over rows of student-days, under a policy; NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.absence_band(absent numeric) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(numeric) IS
	'How severe absence is, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent numeric, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(numeric, absence.policy) IS
	'How severe absence is, over rows of student-days, under a policy; NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent double precision) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(double precision) IS
	'How severe absence is, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent double precision, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(double precision, absence.policy) IS
	'How severe absence is, over rows of student-days, under a policy; NULL without a verdict; absent is the share of the day missed';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_mark' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_mark' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark, portion numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, numeric) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark, portion double precision)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, double precision) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark, portion numeric, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, numeric, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion numeric, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, numeric, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(
		state absence.tally, mark absence.mark, portion double precision, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, double precision, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion double precision, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, double precision, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.tally_agg(mark absence.mark) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark) IS
	'Tally over rows of student-days, under the federal rule; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion numeric) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, numeric) IS
	'Tally over rows of student-days, under the federal rule; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion double precision) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, double precision) IS
	'Tally over rows of student-days, under the federal rule; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion numeric, policy absence.policy) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, numeric, absence.policy) IS
	'Tally over rows of student-days, under a policy; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion double precision, policy absence.policy) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, double precision, absence.policy) IS
	'Tally over rows of student-days, under a policy; a NULL mark means that nothing is recorded';
