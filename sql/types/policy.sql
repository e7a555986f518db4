
-- policy: a definition of chronic absence as one value

CREATE TYPE absence.policy;

CREATE FUNCTION absence_internal.policy_in(cstring) RETURNS absence.policy
	AS 'MODULE_PATHNAME', 'absence_policy_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.policy_out(absence.policy) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_policy_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.policy_recv(internal) RETURNS absence.policy
	AS 'MODULE_PATHNAME', 'absence_policy_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.policy_send(absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_policy_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.policy (
	INPUT = absence_internal.policy_in, OUTPUT = absence_internal.policy_out,
	RECEIVE = absence_internal.policy_recv, SEND = absence_internal.policy_send,
	INTERNALLENGTH = 48, ALIGNMENT = int4, STORAGE = plain
);

COMMENT ON TYPE absence.policy IS
	'A definition of chronic absence: what counts as absent, the lines between the bands, the minimum; the empty text is the federal rule';
COMMENT ON FUNCTION absence_internal.policy_in(cstring) IS 'I/O of type policy';
COMMENT ON FUNCTION absence_internal.policy_out(absence.policy) IS 'I/O of type policy';
COMMENT ON FUNCTION absence_internal.policy_recv(internal) IS 'I/O of type policy';
COMMENT ON FUNCTION absence_internal.policy_send(absence.policy) IS 'I/O of type policy';

CREATE FUNCTION absence_internal.policy_eq(absence.policy, absence.policy) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_policy_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.policy_ne(absence.policy, absence.policy) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_policy_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.policy_hash(absence.policy) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_policy_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.policy_hash_extended(absence.policy, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_policy_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence_internal.policy_eq(absence.policy, absence.policy) IS 'implementation of = operator';
COMMENT ON FUNCTION absence_internal.policy_ne(absence.policy, absence.policy) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence_internal.policy_hash(absence.policy) IS 'hash support';
COMMENT ON FUNCTION absence_internal.policy_hash_extended(absence.policy, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence_internal.policy_eq, LEFTARG = absence.policy, RIGHTARG = absence.policy,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence_internal.policy_ne, LEFTARG = absence.policy, RIGHTARG = absence.policy,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.policy, absence.policy) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.policy, absence.policy) IS 'not equal';

CREATE OPERATOR CLASS absence.policy_hash_ops DEFAULT FOR TYPE absence.policy USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence_internal.policy_hash(absence.policy),
	FUNCTION 2 absence_internal.policy_hash_extended(absence.policy, bigint);

COMMENT ON OPERATOR CLASS absence.policy_hash_ops USING hash IS 'hash of type policy';

-- Functions use this as the default of an argument, because \df shows it more readably
-- than the text of a policy.
CREATE FUNCTION absence.federal_policy() RETURNS absence.policy
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ''::absence.policy;
COMMENT ON FUNCTION absence.federal_policy() IS
	'The federal rule, which is the policy of the empty text; functions use it if no policy is given';
