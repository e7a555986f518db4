
-- register: the membership days of one student and the marks on them, packed

CREATE TYPE absence.register;

CREATE FUNCTION absence_internal.register_in(cstring) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.register_out(absence.register) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_register_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.register_recv(internal) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.register_send(absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.register (
	INPUT = absence_internal.register_in, OUTPUT = absence_internal.register_out,
	RECEIVE = absence_internal.register_recv, SEND = absence_internal.register_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);

COMMENT ON TYPE absence.register IS
	'The membership days of one student and the marks on them, packed; of one school and year, or merged by rollup';
COMMENT ON FUNCTION absence_internal.register_in(cstring) IS 'I/O of type register';
COMMENT ON FUNCTION absence_internal.register_out(absence.register) IS 'I/O of type register';
COMMENT ON FUNCTION absence_internal.register_recv(internal) IS 'I/O of type register';
COMMENT ON FUNCTION absence_internal.register_send(absence.register) IS 'I/O of type register';

CREATE FUNCTION absence_internal.register_eq(absence.register, absence.register) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_register_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.register_ne(absence.register, absence.register) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_register_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.register_hash(absence.register) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_register_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8;
CREATE FUNCTION absence_internal.register_hash_extended(absence.register, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_register_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8;

COMMENT ON FUNCTION absence_internal.register_eq(absence.register, absence.register) IS 'implementation of = operator';
COMMENT ON FUNCTION absence_internal.register_ne(absence.register, absence.register) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence_internal.register_hash(absence.register) IS 'hash support';
COMMENT ON FUNCTION absence_internal.register_hash_extended(absence.register, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence_internal.register_eq, LEFTARG = absence.register, RIGHTARG = absence.register,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence_internal.register_ne, LEFTARG = absence.register, RIGHTARG = absence.register,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.register, absence.register) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.register, absence.register) IS 'not equal';

CREATE OPERATOR CLASS absence.register_hash_ops DEFAULT FOR TYPE absence.register USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence_internal.register_hash(absence.register),
	FUNCTION 2 absence_internal.register_hash_extended(absence.register, bigint);

COMMENT ON OPERATOR CLASS absence.register_hash_ops USING hash IS 'hash of type register';
