
-- counts: the verdicts of a cohort

CREATE TYPE absence.counts;

CREATE FUNCTION absence_internal.counts_in(cstring) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.counts_out(absence.counts) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_counts_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.counts_recv(internal) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.counts_send(absence.counts) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_counts_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.counts (
	INPUT = absence_internal.counts_in, OUTPUT = absence_internal.counts_out,
	RECEIVE = absence_internal.counts_recv, SEND = absence_internal.counts_send,
	INTERNALLENGTH = 88, ALIGNMENT = double, STORAGE = plain
);

COMMENT ON TYPE absence.counts IS
	'How many students of a cohort are in each band, and how many have no verdict, under one policy';
COMMENT ON FUNCTION absence_internal.counts_in(cstring) IS 'I/O of type counts';
COMMENT ON FUNCTION absence_internal.counts_out(absence.counts) IS 'I/O of type counts';
COMMENT ON FUNCTION absence_internal.counts_recv(internal) IS 'I/O of type counts';
COMMENT ON FUNCTION absence_internal.counts_send(absence.counts) IS 'I/O of type counts';

CREATE FUNCTION absence_internal.counts_eq(absence.counts, absence.counts) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_counts_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.counts_ne(absence.counts, absence.counts) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_counts_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.counts_hash(absence.counts) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_counts_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.counts_hash_extended(absence.counts, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence_internal.counts_eq(absence.counts, absence.counts) IS 'implementation of = operator';
COMMENT ON FUNCTION absence_internal.counts_ne(absence.counts, absence.counts) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence_internal.counts_hash(absence.counts) IS 'hash support';
COMMENT ON FUNCTION absence_internal.counts_hash_extended(absence.counts, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence_internal.counts_eq, LEFTARG = absence.counts, RIGHTARG = absence.counts,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence_internal.counts_ne, LEFTARG = absence.counts, RIGHTARG = absence.counts,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.counts, absence.counts) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.counts, absence.counts) IS 'not equal';

CREATE OPERATOR CLASS absence.counts_hash_ops DEFAULT FOR TYPE absence.counts USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence_internal.counts_hash(absence.counts),
	FUNCTION 2 absence_internal.counts_hash_extended(absence.counts, bigint);

COMMENT ON OPERATOR CLASS absence.counts_hash_ops USING hash IS 'hash of type counts';
