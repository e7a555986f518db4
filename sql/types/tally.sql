
-- tally: exact totals under one policy

CREATE TYPE absence.tally;

CREATE FUNCTION absence_internal.tally_in(cstring) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.tally_out(absence.tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.tally_recv(internal) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.tally_send(absence.tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.tally (
	INPUT = absence_internal.tally_in, OUTPUT = absence_internal.tally_out,
	RECEIVE = absence_internal.tally_recv, SEND = absence_internal.tally_send,
	INTERNALLENGTH = 224, ALIGNMENT = double, STORAGE = plain
);

COMMENT ON TYPE absence.tally IS
	'Exact totals of a register, or of rows, together with the policy under which they were counted';
COMMENT ON FUNCTION absence_internal.tally_in(cstring) IS 'I/O of type tally';
COMMENT ON FUNCTION absence_internal.tally_out(absence.tally) IS 'I/O of type tally';
COMMENT ON FUNCTION absence_internal.tally_recv(internal) IS 'I/O of type tally';
COMMENT ON FUNCTION absence_internal.tally_send(absence.tally) IS 'I/O of type tally';

CREATE FUNCTION absence_internal.tally_eq(absence.tally, absence.tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_tally_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.tally_ne(absence.tally, absence.tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_tally_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.tally_hash(absence.tally) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_tally_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION absence_internal.tally_hash_extended(absence.tally, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION absence_internal.tally_eq(absence.tally, absence.tally) IS 'implementation of = operator';
COMMENT ON FUNCTION absence_internal.tally_ne(absence.tally, absence.tally) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence_internal.tally_hash(absence.tally) IS 'hash support';
COMMENT ON FUNCTION absence_internal.tally_hash_extended(absence.tally, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence_internal.tally_eq, LEFTARG = absence.tally, RIGHTARG = absence.tally,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence_internal.tally_ne, LEFTARG = absence.tally, RIGHTARG = absence.tally,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.tally, absence.tally) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.tally, absence.tally) IS 'not equal';

CREATE OPERATOR CLASS absence.tally_hash_ops DEFAULT FOR TYPE absence.tally USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence_internal.tally_hash(absence.tally),
	FUNCTION 2 absence_internal.tally_hash_extended(absence.tally, bigint);

COMMENT ON OPERATOR CLASS absence.tally_hash_ops USING hash IS 'hash of type tally';
