
-- rule: what must have happened in a register, as one value

CREATE TYPE absence.rule;

CREATE FUNCTION absence_internal.rule_in(cstring) RETURNS absence.rule
	AS 'MODULE_PATHNAME', 'absence_rule_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.rule_out(absence.rule) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_rule_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.rule_recv(internal) RETURNS absence.rule
	AS 'MODULE_PATHNAME', 'absence_rule_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.rule_send(absence.rule) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_rule_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.rule (
	INPUT = absence_internal.rule_in, OUTPUT = absence_internal.rule_out,
	RECEIVE = absence_internal.rule_recv, SEND = absence_internal.rule_send,
	INTERNALLENGTH = 48, ALIGNMENT = int4, STORAGE = plain
);

COMMENT ON TYPE absence.rule IS
	'What must have happened in a register: what is added up, over which days, and the amount that must be reached';
COMMENT ON FUNCTION absence_internal.rule_in(cstring) IS 'I/O of type rule';
COMMENT ON FUNCTION absence_internal.rule_out(absence.rule) IS 'I/O of type rule';
COMMENT ON FUNCTION absence_internal.rule_recv(internal) IS 'I/O of type rule';
COMMENT ON FUNCTION absence_internal.rule_send(absence.rule) IS 'I/O of type rule';

CREATE FUNCTION absence_internal.rule_eq(absence.rule, absence.rule) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_rule_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.rule_ne(absence.rule, absence.rule) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_rule_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.rule_hash(absence.rule) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_rule_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.rule_hash_extended(absence.rule, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rule_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence_internal.rule_eq(absence.rule, absence.rule) IS 'implementation of = operator';
COMMENT ON FUNCTION absence_internal.rule_ne(absence.rule, absence.rule) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence_internal.rule_hash(absence.rule) IS 'hash support';
COMMENT ON FUNCTION absence_internal.rule_hash_extended(absence.rule, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence_internal.rule_eq, LEFTARG = absence.rule, RIGHTARG = absence.rule,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence_internal.rule_ne, LEFTARG = absence.rule, RIGHTARG = absence.rule,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.rule, absence.rule) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.rule, absence.rule) IS 'not equal';

CREATE OPERATOR CLASS absence.rule_hash_ops DEFAULT FOR TYPE absence.rule USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence_internal.rule_hash(absence.rule),
	FUNCTION 2 absence_internal.rule_hash_extended(absence.rule, bigint);

COMMENT ON OPERATOR CLASS absence.rule_hash_ops USING hash IS 'hash of type rule';

