
-- series: the points of a cohort by day, and the aggregates that make them

CREATE TYPE absence.series;

CREATE FUNCTION absence_internal.series_in(cstring) RETURNS absence.series
	AS 'MODULE_PATHNAME', 'absence_series_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.series_out(absence.series) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_series_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.series_recv(internal) RETURNS absence.series
	AS 'MODULE_PATHNAME', 'absence_series_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.series_send(absence.series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.series (
	INPUT = absence_internal.series_in, OUTPUT = absence_internal.series_out,
	RECEIVE = absence_internal.series_recv, SEND = absence_internal.series_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);

COMMENT ON TYPE absence.series IS
	'Points of a cohort by day, under one policy. Running: n students have a verdict as of the day, and k of them are chronically absent. '
	'Daily: n students are counted on the day, and k is their absence in days';
COMMENT ON FUNCTION absence_internal.series_in(cstring) IS 'I/O of type series';
COMMENT ON FUNCTION absence_internal.series_out(absence.series) IS 'I/O of type series';
COMMENT ON FUNCTION absence_internal.series_recv(internal) IS 'I/O of type series';
COMMENT ON FUNCTION absence_internal.series_send(absence.series) IS 'I/O of type series';

CREATE FUNCTION absence_internal.series_eq(absence.series, absence.series) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_series_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.series_ne(absence.series, absence.series) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_series_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.series_hash(absence.series) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_series_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.series_hash_extended(absence.series, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_series_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence_internal.series_eq(absence.series, absence.series) IS 'implementation of = operator';
COMMENT ON FUNCTION absence_internal.series_ne(absence.series, absence.series) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence_internal.series_hash(absence.series) IS 'hash support';
COMMENT ON FUNCTION absence_internal.series_hash_extended(absence.series, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence_internal.series_eq, LEFTARG = absence.series, RIGHTARG = absence.series,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence_internal.series_ne, LEFTARG = absence.series, RIGHTARG = absence.series,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.series, absence.series) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.series, absence.series) IS 'not equal';

CREATE OPERATOR CLASS absence.series_hash_ops DEFAULT FOR TYPE absence.series USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence_internal.series_hash(absence.series),
	FUNCTION 2 absence_internal.series_hash_extended(absence.series, bigint);

COMMENT ON OPERATOR CLASS absence.series_hash_ops USING hash IS 'hash of type series';

CREATE FUNCTION absence.points(series absence.series)
	RETURNS TABLE (day date, n bigint, k double precision, rate double precision)
	AS 'MODULE_PATHNAME', 'absence_points' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 180;
COMMENT ON FUNCTION absence.points(absence.series) IS
	'One row for each point: day, n students, k chronic students or days of absence, and the rate k / n, which is NULL if n is 0';

CREATE FUNCTION absence.points(series absence.series, days date[])
	RETURNS TABLE (day date, n bigint, k double precision, rate double precision)
	AS 'MODULE_PATHNAME', 'absence_points' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION absence.points(absence.series, date[]) IS
	'One row for each of these days: of a running series the latest point to that day, of a daily series the point of that day; '
	'n and k are 0 if there is none';

CREATE FUNCTION absence_internal.series_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.series_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.series_final(bytea) RETURNS absence.series
	AS 'MODULE_PATHNAME', 'absence_series_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.series_final(bytea) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.chronic_trend_transition(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.chronic_trend_transition(bytea, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.chronic_trend_inverse(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.chronic_trend_inverse(bytea, absence.register) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.chronic_trend_transition(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.chronic_trend_transition(bytea, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.chronic_trend_inverse(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.chronic_trend_inverse(bytea, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.chronic_trend(register absence.register) (
	SFUNC = absence_internal.chronic_trend_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence_internal.series_final, COMBINEFUNC = absence_internal.series_combine,
	MSFUNC = absence_internal.chronic_trend_transition, MINVFUNC = absence_internal.chronic_trend_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence_internal.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_trend(absence.register) IS
	'By day, how many students of a cohort have a verdict as of that day, and how many are chronically absent, under the federal rule; '
	'NULL registers are ignored';

CREATE AGGREGATE absence.chronic_trend(register absence.register, policy absence.policy) (
	SFUNC = absence_internal.chronic_trend_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence_internal.series_final, COMBINEFUNC = absence_internal.series_combine,
	MSFUNC = absence_internal.chronic_trend_transition, MINVFUNC = absence_internal.chronic_trend_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence_internal.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_trend(absence.register, absence.policy) IS
	'By day, how many students of a cohort have a verdict as of that day, and how many are chronically absent, under a policy; '
	'NULL registers are ignored';

CREATE FUNCTION absence_internal.daily_absence_transition(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence_internal.daily_absence_transition(bytea, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.daily_absence_inverse(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence_internal.daily_absence_inverse(bytea, absence.register) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.daily_absence_transition(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence_internal.daily_absence_transition(bytea, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.daily_absence_inverse(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence_internal.daily_absence_inverse(bytea, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.daily_absence(register absence.register) (
	SFUNC = absence_internal.daily_absence_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence_internal.series_final, COMBINEFUNC = absence_internal.series_combine,
	MSFUNC = absence_internal.daily_absence_transition, MINVFUNC = absence_internal.daily_absence_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence_internal.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.daily_absence(absence.register) IS
	'By day, how many students of a cohort are counted, and their absence in days, under the federal rule; NULL registers are ignored';

CREATE AGGREGATE absence.daily_absence(register absence.register, policy absence.policy) (
	SFUNC = absence_internal.daily_absence_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence_internal.series_final, COMBINEFUNC = absence_internal.series_combine,
	MSFUNC = absence_internal.daily_absence_transition, MINVFUNC = absence_internal.daily_absence_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence_internal.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.daily_absence(absence.register, absence.policy) IS
	'By day, how many students of a cohort are counted, and their absence in days, under a policy; NULL registers are ignored';

CREATE FUNCTION absence_internal.daily_membership_transition(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_membership_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence_internal.daily_membership_transition(bytea, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.daily_membership_inverse(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_membership_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence_internal.daily_membership_inverse(bytea, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence_internal.daily_membership(register absence.register, policy absence.policy) (
	SFUNC = absence_internal.daily_membership_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence_internal.series_final, COMBINEFUNC = absence_internal.series_combine,
	MSFUNC = absence_internal.daily_membership_transition, MINVFUNC = absence_internal.daily_membership_inverse,
	MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence_internal.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.daily_membership(absence.register, absence.policy) IS
	'By day, how many students of a cohort are expected, recorded or not, also after complete-through; '
	'a day that the policy takes out of membership is left out; NULL registers are ignored';

CREATE FUNCTION absence_internal.series_rollup_transition(state bytea, series absence.series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_rollup_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.series_rollup_transition(bytea, absence.series) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.series_rollup_inverse(state bytea, series absence.series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_rollup_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.series_rollup_inverse(bytea, absence.series) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.rollup(series absence.series) (
	SFUNC = absence_internal.series_rollup_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence_internal.series_final, COMBINEFUNC = absence_internal.series_combine,
	MSFUNC = absence_internal.series_rollup_transition, MINVFUNC = absence_internal.series_rollup_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence_internal.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.series) IS
	'Sum of series of one kind under one policy; on a day without a point, a running series adds its latest point, a daily series nothing; '
	'a student in several is counted several times';
