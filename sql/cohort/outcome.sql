
-- outcome: absence before and after the day on which a support begins, and the same of the
-- students to compare with

CREATE FUNCTION absence_internal.sides_of(
		register absence.register, day date, met_on date, n integer, policy absence.policy, as_of date,
		OUT lag integer, OUT level integer, OUT before bigint, OUT after bigint, OUT is_over boolean)
	AS 'MODULE_PATHNAME', 'absence_sides_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.sides_of(absence.register, date, date, integer, absence.policy, date) IS
	'What was missed on the last n membership days before a day and on the n from it on, in shares of a day, if all of them are over and '
		'count; the level of absence before; and the membership days from met_on to the day';

CREATE FUNCTION absence_internal.compared_transition(
		state bytea, register absence.register, policy absence.policy, as_of date, n integer, met_on date,
		begin_dates date[], end_dates date[], set integer, asked integer[])
	RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_compared_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION absence_internal.compared_transition(
	bytea, absence.register, absence.policy, date, integer, date, date[], date[], integer, integer[]) IS 'aggregate transition function';

CREATE FUNCTION absence_internal.compared_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_compared_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.compared_combine(bytea, bytea) IS 'aggregate combine function';

CREATE FUNCTION absence_internal.compared_final(bytea) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'absence_compared_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.compared_final(bytea) IS 'aggregate final function';

CREATE AGGREGATE absence_internal.compared(
		register absence.register, policy absence.policy, as_of date, n integer, met_on date,
		begin_dates date[], end_dates date[], set integer, asked integer[]) (
	SFUNC = absence_internal.compared_transition, STYPE = bytea, SSPACE = 1048576,
	FINALFUNC = absence_internal.compared_final, COMBINEFUNC = absence_internal.compared_combine, PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.compared(
	absence.register, absence.policy, date, integer, date, date[], date[], integer, integer[]) IS
	'Sums over the students whom supports are compared with, five for each row of asked: a set of students, a lag after met_on or a day, a '
		'level of absence, and the first and the last met_on';

-- Shares of a day are integers in units of 1/90,090,000.
CREATE FUNCTION absence_internal.days_of_shares(shares numeric) RETURNS numeric
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN shares / 90090000;
COMMENT ON FUNCTION absence_internal.days_of_shares(numeric) IS 'Days, from shares of a day as integers';

-- Student's t by the first terms of its expansion in the normal quantile z: for z of 97.5%, k of
-- 19 gives 2.0926 for 2.0930. It is too low for small k.
CREATE FUNCTION absence_internal.t_quantile(z double precision, k double precision) RETURNS double precision
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN z + (z ^ 3 + z) / (4 * k) + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * k ^ 2);
COMMENT ON FUNCTION absence_internal.t_quantile(double precision, double precision) IS
	'The quantile of Student''s t with k degrees of freedom that belongs to the normal quantile z; for k of 10 or more';
