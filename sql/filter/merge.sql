
-- merging: the register of several stays, schools or years

CREATE FUNCTION absence_internal.register_merge(absence.register, absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.register_merge(absence.register, absence.register) IS
	'implementation of || operator; aggregate transition and combine function';

CREATE OPERATOR absence.|| (
	FUNCTION = absence_internal.register_merge, LEFTARG = absence.register, RIGHTARG = absence.register,
	COMMUTATOR = OPERATOR(absence.||)
);
COMMENT ON OPERATOR absence.|| (absence.register, absence.register) IS
	'merged register; a day in both counts once, and the order does not matter';

CREATE AGGREGATE absence.rollup(register absence.register) (
	SFUNC = absence_internal.register_merge, STYPE = absence.register, SSPACE = 512,
	COMBINEFUNC = absence_internal.register_merge,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.register) IS
	'The merged register of several stays, schools or years; each day counts once';
