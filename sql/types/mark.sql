
-- mark: what was recorded for one student on one day

CREATE TYPE absence.mark;

CREATE FUNCTION absence_internal.mark_in(cstring) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_out(absence.mark) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_mark_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_recv(internal) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_send(absence.mark) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_mark_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.mark (
	INPUT = absence_internal.mark_in, OUTPUT = absence_internal.mark_out,
	RECEIVE = absence_internal.mark_recv, SEND = absence_internal.mark_send,
	INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, STORAGE = plain
);

COMMENT ON TYPE absence.mark IS
	'What was recorded for one student on one day. The marks, in the order that decides between them: tardy, left_early, unexcused, '
	'excused, oss, exempt, unverified, iss, remote, activity, homebound, unmapped, present';
COMMENT ON FUNCTION absence_internal.mark_in(cstring) IS 'I/O of type mark';
COMMENT ON FUNCTION absence_internal.mark_out(absence.mark) IS 'I/O of type mark';
COMMENT ON FUNCTION absence_internal.mark_recv(internal) IS 'I/O of type mark';
COMMENT ON FUNCTION absence_internal.mark_send(absence.mark) IS 'I/O of type mark';

CREATE FUNCTION absence_internal.mark_lt(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_le(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_eq(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_ne(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_ge(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_gt(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_cmp(absence.mark, absence.mark) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_mark_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_hash(absence.mark) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_mark_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.mark_hash_extended(absence.mark, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_mark_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence_internal.mark_lt(absence.mark, absence.mark) IS 'implementation of < operator';
COMMENT ON FUNCTION absence_internal.mark_le(absence.mark, absence.mark) IS 'implementation of <= operator';
COMMENT ON FUNCTION absence_internal.mark_eq(absence.mark, absence.mark) IS 'implementation of = operator';
COMMENT ON FUNCTION absence_internal.mark_ne(absence.mark, absence.mark) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence_internal.mark_ge(absence.mark, absence.mark) IS 'implementation of >= operator';
COMMENT ON FUNCTION absence_internal.mark_gt(absence.mark, absence.mark) IS 'implementation of > operator';
COMMENT ON FUNCTION absence_internal.mark_cmp(absence.mark, absence.mark) IS 'btree comparison: less than, equal to, or greater than 0';
COMMENT ON FUNCTION absence_internal.mark_hash(absence.mark) IS 'hash support';
COMMENT ON FUNCTION absence_internal.mark_hash_extended(absence.mark, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.< (
	FUNCTION = absence_internal.mark_lt, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.>), NEGATOR = OPERATOR(absence.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR absence.<= (
	FUNCTION = absence_internal.mark_le, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.>=), NEGATOR = OPERATOR(absence.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR absence.= (
	FUNCTION = absence_internal.mark_eq, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence_internal.mark_ne, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR absence.>= (
	FUNCTION = absence_internal.mark_ge, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.<=), NEGATOR = OPERATOR(absence.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR absence.> (
	FUNCTION = absence_internal.mark_gt, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.<), NEGATOR = OPERATOR(absence.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR absence.< (absence.mark, absence.mark) IS 'comes before in the order of marks';
COMMENT ON OPERATOR absence.<= (absence.mark, absence.mark) IS 'comes before in the order of marks, or is equal';
COMMENT ON OPERATOR absence.= (absence.mark, absence.mark) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.mark, absence.mark) IS 'not equal';
COMMENT ON OPERATOR absence.>= (absence.mark, absence.mark) IS 'comes after in the order of marks, or is equal';
COMMENT ON OPERATOR absence.> (absence.mark, absence.mark) IS 'comes after in the order of marks';

CREATE OPERATOR CLASS absence.mark_ops DEFAULT FOR TYPE absence.mark USING btree AS
	OPERATOR 1 absence.<, OPERATOR 2 absence.<=, OPERATOR 3 absence.=,
	OPERATOR 4 absence.>=, OPERATOR 5 absence.>,
	FUNCTION 1 absence_internal.mark_cmp(absence.mark, absence.mark);
CREATE OPERATOR CLASS absence.mark_hash_ops DEFAULT FOR TYPE absence.mark USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence_internal.mark_hash(absence.mark),
	FUNCTION 2 absence_internal.mark_hash_extended(absence.mark, bigint);

COMMENT ON OPERATOR CLASS absence.mark_ops USING btree IS 'the order of marks';
COMMENT ON OPERATOR CLASS absence.mark_hash_ops USING hash IS 'hash of marks';

CREATE FUNCTION absence_internal.mark_from_text(text) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.mark_from_text(text) IS 'implementation of the cast from text to mark';

-- The views of a store sort by this number and not by the mark: pg_upgrade restores
-- operator classes after views, so a view cannot use the order of type mark.
CREATE FUNCTION absence_internal.mark_order(mark absence.mark) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_mark_order' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.mark_order(absence.mark) IS 'Position of a mark in the order of marks, starting at 1';

-- the rule for shares, which is in share.c, for the views of stores
CREATE FUNCTION absence_internal.default_share(mark absence.mark) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_default_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.default_share(absence.mark) IS
	'The share of a day that is missed by a mark without a share: 0 for present, tardy and left_early, otherwise 1';

CREATE FUNCTION absence_internal.event_share(portion numeric, missed numeric, held numeric, otherwise double precision)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_event_share' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.event_share(numeric, numeric, numeric, double precision) IS
	'The share that an event says was missed: its portion, else the missed part of the time held, else otherwise;'
	' NULL if that is out of range';

CREATE CAST (text AS absence.mark) WITH FUNCTION absence_internal.mark_from_text(text);
COMMENT ON CAST (text AS absence.mark) IS 'The mark of this name; any other text is an error';
