
-- fold_agg: the marks of a student's days, from events; a day can have several

CREATE FUNCTION absence_internal.fold_agg_transition(
		state bytea, day date, period text, code text, mark absence.mark, precedence integer,
		share double precision, periods double precision)
	RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_fold_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence_internal.fold_agg_transition(
	bytea, date, text, text, absence.mark, integer, double precision, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.fold_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_fold_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.fold_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.fold_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_fold_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.fold_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence_internal.fold_agg(
	day date, period text, code text, mark absence.mark, precedence integer, share double precision, periods double precision) (
	SFUNC = absence_internal.fold_agg_transition, STYPE = bytea, SSPACE = 256,
	FINALFUNC = absence_internal.fold_agg_final, COMBINEFUNC = absence_internal.fold_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.fold_agg(date, text, text, absence.mark, integer, double precision, double precision) IS
	'A register of the marks of a student''s days, from events of whole days and of periods; a day can have several events';
