
-- counts, and aggregates over the registers of a cohort

CREATE FUNCTION absence_internal.counts_add(absence.counts, absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.counts_add(absence.counts, absence.counts) IS
	'implementation of + operator; aggregate transition and combine function';

CREATE FUNCTION absence_internal.counts_remove(absence.counts, absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_remove' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.counts_remove(absence.counts, absence.counts) IS
	'aggregate inverse transition function';

CREATE OPERATOR absence.+ (
	FUNCTION = absence_internal.counts_add, LEFTARG = absence.counts, RIGHTARG = absence.counts,
	COMMUTATOR = OPERATOR(absence.+)
);
COMMENT ON OPERATOR absence.+ (absence.counts, absence.counts) IS
	'sum of counts under one policy; a student in both is counted twice';

CREATE AGGREGATE absence.rollup(counts absence.counts) (
	SFUNC = absence_internal.counts_add, STYPE = absence.counts,
	COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.counts_add, MINVFUNC = absence_internal.counts_remove, MSTYPE = absence.counts,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.counts) IS
	'Sum of counts under one policy; a student in several is counted several times';

CREATE FUNCTION absence.verdict_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.verdict_n(absence.counts) IS
	'Students with a verdict';

CREATE FUNCTION absence.no_verdict_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_no_verdict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.no_verdict_n(absence.counts) IS
	'Students without a verdict; the rate leaves them out';

CREATE FUNCTION absence.chronic_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_chronic_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_n(absence.counts) IS
	'Students who are chronically absent: moderate and severe';

CREATE FUNCTION absence.satisfactory_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_satisfactory_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.satisfactory_n(absence.counts) IS
	'Students in the band satisfactory';

CREATE FUNCTION absence.at_risk_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_at_risk_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.at_risk_n(absence.counts) IS
	'Students in the band at_risk';

CREATE FUNCTION absence.moderate_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_moderate_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.moderate_n(absence.counts) IS
	'Students in the band moderate';

CREATE FUNCTION absence.severe_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_severe_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.severe_n(absence.counts) IS
	'Students in the band severe';

CREATE FUNCTION absence.chronic_rate(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_rate(absence.counts) IS
	'Chronic rate: the share of students with a verdict who are chronically absent, from 0 to 1; NULL if no student has a verdict';

CREATE FUNCTION absence.chronic_rate_low(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_rate_low(absence.counts) IS
	'Lower end of the Wilson score interval of the chronic rate, at 95%';

CREATE FUNCTION absence.chronic_rate_high(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_rate_high(absence.counts) IS
	'Upper end of the Wilson score interval of the chronic rate, at 95%';

CREATE FUNCTION absence_internal.chronic_rate_low(chronic_n bigint, verdict_n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.chronic_rate_low(bigint, bigint) IS
	'Lower end of the Wilson score interval of chronic_n of verdict_n, at 95%';

CREATE FUNCTION absence_internal.chronic_rate_high(chronic_n bigint, verdict_n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.chronic_rate_high(bigint, bigint) IS
	'Upper end of the Wilson score interval of chronic_n of verdict_n, at 95%';

CREATE FUNCTION absence_internal.cohort_transition(state absence.counts, register absence.register) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_transition(absence.counts, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.cohort_inverse(state absence.counts, register absence.register) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_inverse(absence.counts, absence.register) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.cohort_transition(state absence.counts, register absence.register, policy absence.policy)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_transition(absence.counts, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.cohort_inverse(state absence.counts, register absence.register, policy absence.policy)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_inverse(absence.counts, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.cohort_transition(state absence.counts, register absence.register, policy absence.policy, as_of date)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_transition(absence.counts, absence.register, absence.policy, date) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.cohort_inverse(state absence.counts, register absence.register, policy absence.policy, as_of date)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_inverse(absence.counts, absence.register, absence.policy, date) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.cohort_final(absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.cohort_final(absence.counts) IS
	'aggregate final function';

CREATE AGGREGATE absence.band_counts(register absence.register) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence_internal.cohort_final, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence_internal.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register) IS
	'How many students of a cohort are in each band, under the federal rule; NULL registers are ignored';

CREATE AGGREGATE absence.band_counts(register absence.register, policy absence.policy) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence_internal.cohort_final, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence_internal.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register, absence.policy) IS
	'How many students of a cohort are in each band, under a policy; NULL registers are ignored';

CREATE AGGREGATE absence.band_counts(register absence.register, policy absence.policy, as_of date) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence_internal.cohort_final, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence_internal.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register, absence.policy, date) IS
	'How many students of a cohort are in each band, under a policy, as of a day; NULL registers are ignored';

CREATE AGGREGATE absence.chronic_rate(register absence.register) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.chronic_rate, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.chronic_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register) IS
	'Chronic rate of a cohort, from 0 to 1: the share of students with a verdict who are chronically absent, under the federal rule';

CREATE AGGREGATE absence.chronic_rate(register absence.register, policy absence.policy) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.chronic_rate, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.chronic_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register, absence.policy) IS
	'Chronic rate of a cohort, from 0 to 1: the share of students with a verdict who are chronically absent, under a policy';

CREATE AGGREGATE absence.chronic_rate(register absence.register, policy absence.policy, as_of date) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.chronic_rate, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.chronic_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register, absence.policy, date) IS
	'Chronic rate of a cohort, from 0 to 1: the share of students with a verdict who are chronically absent, under a policy, as of a day';
