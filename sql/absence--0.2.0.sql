\echo Use "CREATE EXTENSION absence" to load this file. \quit

-- The schemas are created here and not by the control file, so that they belong to
-- the extension. If a schema of that name already exists, CREATE EXTENSION fails:
-- its owner could have put objects into it.
CREATE SCHEMA absence;

COMMENT ON SCHEMA absence IS
	'Chronic absence and attendance figures: types, functions, aggregates and definitions; no student data';

-- Schema absence holds the functions that users call. Schema absence_internal holds the
-- functions that types, operators, aggregates and stores need.
CREATE SCHEMA absence_internal;

COMMENT ON SCHEMA absence_internal IS
	'Support functions of the types, operators, aggregates and stores of absence; they are not meant to be called directly, '
	'and any release can change them';

-- Every user may use both: they hold functions and definitions, but no student data.
GRANT USAGE ON SCHEMA absence, absence_internal TO PUBLIC;

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


-- band: how severe absence is

CREATE TYPE absence.band AS ENUM ('satisfactory', 'at_risk', 'moderate', 'severe');

COMMENT ON TYPE absence.band IS
	'How severe absence is: satisfactory < at_risk < moderate < severe; moderate and severe are chronic';

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

-- calendar_agg and register_agg: registers from rows

CREATE FUNCTION absence_internal.calendar_agg_transition(state bytea, day date) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION absence_internal.calendar_agg_transition(bytea, date) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.calendar_agg_transition(state bytea, day date, minutes integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION absence_internal.calendar_agg_transition(bytea, date, integer) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.calendar_agg_transition(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition_register' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.calendar_agg_transition(bytea, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.calendar_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.calendar_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.calendar_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.calendar_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.calendar_agg(day date) (
	SFUNC = absence_internal.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence_internal.calendar_agg_final, COMBINEFUNC = absence_internal.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(date) IS
	'A register of the session days of a calendar, complete through infinity; the days have no known length';

CREATE AGGREGATE absence.calendar_agg(day date, minutes integer) (
	SFUNC = absence_internal.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence_internal.calendar_agg_final, COMBINEFUNC = absence_internal.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(date, integer) IS
	'A register of the session days of a calendar and their lengths in minutes (NULL: not known), complete through infinity';

CREATE AGGREGATE absence.calendar_agg(register absence.register) (
	SFUNC = absence_internal.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence_internal.calendar_agg_final, COMBINEFUNC = absence_internal.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(absence.register) IS
	'A register of the membership days of several registers and their lengths, each day once, complete through infinity; '
	'for example the calendar of a school from its students';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark, portion numeric) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark, portion double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_transition(state bytea, day date, mark absence.mark, missed numeric, held numeric)
	RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.register_agg_transition(bytea, date, absence.mark, numeric, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.register_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.register_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.register_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.register_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark) IS
	'A register from one row per day and mark; each day that has a row is a membership day, a NULL mark means that nothing is recorded; '
	'complete through the last day';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, portion numeric) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, numeric) IS
	'A register from one row per day and mark; portion is the share of the day, NULL means 0 for present, tardy, left_early, else 1';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, portion double precision) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, double precision) IS
	'A register from one row per day and mark; portion is the share of the day, NULL means 0 for present, tardy, left_early, else 1';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, missed numeric, held numeric) (
	SFUNC = absence_internal.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence_internal.register_agg_final, COMBINEFUNC = absence_internal.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, numeric, numeric) IS
	'A register from one row per day and mark; the share of the day is exactly missed / held, both in minutes or both in periods';

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

-- parts of the same rule, for the views of stores

CREATE FUNCTION absence_internal.why_not_counted(code text, mark absence.mark, precedence integer, share double precision) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_why_not_counted' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence_internal.why_not_counted(text, absence.mark, integer, double precision) IS
	'Over the events of one student, day and period: the reason why fold_agg does not count the event (another event stands, or'
	' same code counts once); NULL if it is counted';

CREATE FUNCTION absence_internal.winning_code_transition(state bytea, code text, mark absence.mark, precedence integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_winning_code_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.winning_code_transition(bytea, text, absence.mark, integer) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.winning_code_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_winning_code_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.winning_code_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.winning_code_final(bytea) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_winning_code_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.winning_code_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence_internal.winning_code(code text, mark absence.mark, precedence integer) (
	SFUNC = absence_internal.winning_code_transition, STYPE = bytea, SSPACE = 256,
	FINALFUNC = absence_internal.winning_code_final, COMBINEFUNC = absence_internal.winning_code_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.winning_code(text, absence.mark, integer) IS
	'The code of the event that wins within a period, by the rule of fold_agg: precedence, then the order of marks, then the code';

-- membership, and registers from membership and marks

CREATE FUNCTION absence.enroll(calendar absence.register, entry date, exit date DEFAULT NULL) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_enroll' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence.enroll(absence.register, date, date) IS
	'The membership of one stay: the days of the calendar from entry to exit, both included; a NULL exit is open';

CREATE FUNCTION absence.with_marks(
		membership absence.register, marks absence.register, complete_through date, recorded absence.register DEFAULT NULL)
	RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_with_marks' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.with_marks(absence.register, absence.register, date, absence.register) IS
	'The register of a student: membership, with the marks of its days; days after complete_through are not counted; '
	'recorded holds the days on which something was recorded (NULL: all days)';

CREATE FUNCTION absence.marks_outside(membership absence.register, marks absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_outside' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence.marks_outside(absence.register, absence.register) IS
	'The marked days that are not membership days, with their marks; with_marks leaves them out';

CREATE FUNCTION absence_internal.yield_days(register absence.register, days absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_yield_days' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.yield_days(absence.register, absence.register) IS
	'The register, with these days noted as owned by another school; when registers are merged, the mark of that school is used';

CREATE FUNCTION absence_internal.yielded_days(register absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_yielded_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence_internal.yielded_days(absence.register) IS
	'The days of a register that another school owns, as a register of only these days; equal sets of days give equal registers';

CREATE FUNCTION absence_internal.except_days(register absence.register, days absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_except_days' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence_internal.except_days(absence.register, absence.register) IS
	'The register without the membership days of the second register; unchanged if that is NULL';

CREATE FUNCTION absence_internal.empty_register() RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_empty_register' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.empty_register() IS
	'A register without membership days';

CREATE FUNCTION absence.complete_through(register absence.register) RETURNS date
	AS 'MODULE_PATHNAME', 'absence_complete_through' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.complete_through(absence.register) IS
	'The last day that can be counted; NULL if there is none';

CREATE FUNCTION absence_internal.both_complete_through(old absence.register, new absence.register) RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN least(coalesce(absence.complete_through(old), '-infinity'), coalesce(absence.complete_through(new), '-infinity'));
COMMENT ON FUNCTION absence_internal.both_complete_through(absence.register, absence.register) IS
	'The last day through which both registers can be counted; -infinity if one of them cannot be counted at all';

-- filters: a register restricted to some of its days

CREATE FUNCTION absence.clip(register absence.register, from_day date, to_day date) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_clip' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.clip(absence.register, date, date) IS
	'The register from from_day to to_day, both included; NULL is open';

CREATE FUNCTION absence.as_of(register absence.register, day date) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION absence.as_of(absence.register, date) IS
	'The register, complete through this day at the latest; later membership days are kept';

CREATE FUNCTION absence.last_days(register absence.register, n integer) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_last_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.last_days(absence.register, integer) IS
	'The last n membership days of the register up to complete-through';

CREATE FUNCTION absence.on_weekday(register absence.register, isodow integer) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_weekday' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.on_weekday(absence.register, integer) IS
	'The register on one day of the week, from 1 (Monday) to 7 (Sunday)';

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

-- tallies: how they are made, added and read

CREATE FUNCTION absence.tally(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally(absence.register, absence.policy, date) IS
	'Exact totals of a register to the earlier of as_of and complete-through, under a policy';

CREATE FUNCTION absence.tally(enrolled_days numeric, absent_days numeric, policy absence.policy DEFAULT absence.federal_policy())
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_of_totals' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally(numeric, numeric, absence.policy) IS
	'A tally from totals, for years of which only totals exist; the absences count as unverified';

CREATE FUNCTION absence_internal.tally_add(absence.tally, absence.tally) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence_internal.tally_add(absence.tally, absence.tally) IS
	'implementation of + operator; aggregate transition and combine function';

CREATE FUNCTION absence_internal.tally_remove(absence.tally, absence.tally) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_remove' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence_internal.tally_remove(absence.tally, absence.tally) IS
	'aggregate inverse transition function';

CREATE OPERATOR absence.+ (
	FUNCTION = absence_internal.tally_add, LEFTARG = absence.tally, RIGHTARG = absence.tally,
	COMMUTATOR = OPERATOR(absence.+)
);
COMMENT ON OPERATOR absence.+ (absence.tally, absence.tally) IS
	'sum of tallies under one policy; a day in both is counted twice';

CREATE AGGREGATE absence.rollup(tally absence.tally) (
	SFUNC = absence_internal.tally_add, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_add, MINVFUNC = absence_internal.tally_remove, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.tally) IS
	'Sum of tallies under one policy; a day in several is counted several times';

CREATE FUNCTION absence.enrolled_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_enrolled_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.enrolled_days(absence.tally) IS
	'Membership days, less the days that the policy takes out of membership';

CREATE FUNCTION absence.counted_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_counted_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.counted_days(absence.tally) IS
	'Enrolled days less unmapped days, and less unrecorded days unless the policy counts them; the denominator of the rate';

CREATE FUNCTION absence.unrecorded_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_unrecorded_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unrecorded_days(absence.tally) IS
	'Membership days on which nothing is recorded, whatever the policy';

CREATE FUNCTION absence.unmapped_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_unmapped_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unmapped_days(absence.tally) IS
	'Days on which an unmapped code could change what the day counts; nothing of such a day is counted';

CREATE FUNCTION absence.tardy_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_tardy_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.tardy_days(absence.tally) IS
	'Membership days with a tardy, whatever the policy';

CREATE FUNCTION absence.absent_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_absent_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.absent_days(absence.tally) IS
	'Days absent, with parts of days counted by the part-day rule of the policy';

CREATE FUNCTION absence.missed_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_missed_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.missed_days(absence.tally) IS
	'Days missed that count as absence, before the part-day rule';

CREATE FUNCTION absence.present_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_present_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.present_days(absence.tally) IS
	'Counted days less absent days';

CREATE FUNCTION absence.excused_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_excused_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.excused_days(absence.tally) IS
	'Part of absent_days that is excused';

CREATE FUNCTION absence.unexcused_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_unexcused_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unexcused_days(absence.tally) IS
	'Part of absent_days that is unexcused';

CREATE FUNCTION absence.oss_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_oss_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.oss_days(absence.tally) IS
	'Part of absent_days that is out-of-school suspension';

CREATE FUNCTION absence.exempt_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_exempt_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.exempt_days(absence.tally) IS
	'Part of absent_days that is exempt: absences that some state does not count';

CREATE FUNCTION absence.unverified_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_unverified_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unverified_days(absence.tally) IS
	'Part of absent_days that is unverified: absences of unknown reason';

CREATE FUNCTION absence.other_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_other_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.other_days(absence.tally) IS
	'Part of absent_days that is tardy, left_early, iss, remote, activity or homebound';

CREATE FUNCTION absence.iss_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_iss_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.iss_days(absence.tally) IS
	'Days of in-school suspension, whatever the policy';

CREATE FUNCTION absence.absent_minutes(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_absent_minutes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.absent_minutes(absence.tally) IS
	'Minutes missed on counted days, after the part-day rule; NULL unless the basis is minutes and all lengths are known';

CREATE FUNCTION absence.counted_minutes(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_counted_minutes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.counted_minutes(absence.tally) IS
	'Minutes scheduled on counted days; NULL unless the basis is minutes and all lengths are known';

CREATE FUNCTION absence.unmapped_minutes(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_unmapped_minutes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unmapped_minutes(absence.tally) IS
	'Minutes scheduled on unmapped days; NULL unless the basis is minutes and all lengths are known';

CREATE FUNCTION absence.policy_of(tally absence.tally) RETURNS absence.policy
	AS 'MODULE_PATHNAME', 'absence_tally_policy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.policy_of(absence.tally) IS
	'The policy under which a tally was counted';

-- single days and streaks

CREATE FUNCTION absence.mark_on(register absence.register, day date) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.mark_on(absence.register, date) IS
	'The mark of a day; NULL if nothing is recorded, if it is not a membership day, or if it is after complete-through';

CREATE FUNCTION absence.is_member(register absence.register, day date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_is_member' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.is_member(absence.register, date) IS
	'Whether a day is a membership day; it can be after complete-through';

CREATE FUNCTION absence.membership_days(register absence.register, from_day date DEFAULT NULL, to_day date DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_membership_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.membership_days(absence.register, date, date) IS
	'The number of membership days from from_day to to_day, both included, also after complete-through; NULL is open';

CREATE FUNCTION absence.days(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 ROWS 180;
COMMENT ON FUNCTION absence.days(absence.register) IS
	'One row for each membership day to complete-through: the mark of the day and its share of the day';

CREATE FUNCTION absence.portions(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_portions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 180;
COMMENT ON FUNCTION absence.portions(absence.register) IS
	'One row for each mark of each recorded membership day to complete-through, with its share; a day without a mark is present, 0';

CREATE FUNCTION absence.streak(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak(absence.register, absence.policy, date) IS
	'The number of consecutive absent days that end with the last counted day';

CREATE FUNCTION absence.streak_start(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_streak_start' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak_start(absence.register, absence.policy, date) IS
	'The first day of the streak; NULL if there is none';

CREATE FUNCTION absence.longest_streak(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_longest_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.longest_streak(absence.register, absence.policy, date) IS
	'The largest number of consecutive absent days';

CREATE FUNCTION absence.last_absence(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_absence' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.last_absence(absence.register, absence.policy, date) IS
	'The last day that counts as absent; NULL if there is none';

CREATE FUNCTION absence_internal.last_recorded(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_recorded' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence_internal.last_recorded(absence.register, date) IS
	'The last membership day on which something is recorded; NULL if there is none';

CREATE FUNCTION absence_internal.last_membership_day(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_membership_day' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.last_membership_day(absence.register, date) IS
	'The last membership day up to the earlier of as_of and complete-through; NULL if there is none';

-- verdicts: a tally judged under its policy

CREATE FUNCTION absence.absence_rate(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.absence_rate(absence.tally) IS
	'Share of counted time that was missed, from 0 to 1; no verdict depends on it; NULL if nothing was counted';

CREATE FUNCTION absence.chronic(tally absence.tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_tally_chronic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic(absence.tally) IS
	'Whether the student is chronically absent (band moderate or severe); NULL without a verdict, see why_null';

CREATE FUNCTION absence.band(tally absence.tally) RETURNS absence.band
	AS 'MODULE_PATHNAME', 'absence_tally_band' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.band(absence.tally) IS
	'How severe absence is; NULL without a verdict, see why_null';

CREATE FUNCTION absence.why_null(tally absence.tally) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_tally_why_null' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.why_null(absence.tally) IS
	'Why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes, unmapped; NULL if there is one';

-- looking ahead

CREATE FUNCTION absence.absences_left(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_absences_left' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.absences_left(absence.register, absence.policy, date) IS
	'The most coming days that a student can miss and still end the year not chronic; NULL if the year will end chronic in any case';

CREATE FUNCTION absence.projected(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_projected' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.projected(absence.register, absence.policy, date) IS
	'Days absent at the end of the year if absences continue at the rate so far';

-- the lines of a policy: how many days away a line is, and the day since which a verdict holds

CREATE FUNCTION absence.chronic_since(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_chronic_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.chronic_since(absence.register, absence.policy, date) IS
	'The membership day since which the student has been chronically absent without a break; NULL if not chronic';

CREATE FUNCTION absence_internal.unmapped_since(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_unmapped_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence_internal.unmapped_since(absence.register, absence.policy, date) IS
	'The membership day since which unmapped codes have left the verdict open, without a break; NULL if they do not';

CREATE FUNCTION absence.days_to_line(tally absence.tally, line text DEFAULT 'chronic') RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_days_to_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence.days_to_line(absence.tally, text) IS
	'How many more of the counted days would have to be absent for the student to reach a line (at_risk, chronic, severe); '
	'if the student has reached it, minus how many would have to be present instead; '
	'NULL without a verdict or such a line, or if no number of days is enough';

-- rules: when they are met

CREATE FUNCTION absence.crossings(register absence.register, rule absence.rule,
		policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (n integer, met_on date, until date, amount double precision)
	AS 'MODULE_PATHNAME', 'absence_crossings' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 2;
COMMENT ON FUNCTION absence.crossings(absence.register, absence.rule, absence.policy, date) IS
	'A row for each run of membership days on which a rule is met: first day, first day on which it is met no more, amount on the first day';

CREATE FUNCTION absence.crossings_of(register absence.register, rules absence.rule[],
		policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (rule integer, n integer, met_on date, until date, amount double precision)
	AS 'MODULE_PATHNAME', 'absence_crossings_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250 ROWS 10;
COMMENT ON FUNCTION absence.crossings_of(absence.register, absence.rule[], absence.policy, date) IS
	'The crossings of several rules, each with the place of its rule in the array';

CREATE FUNCTION absence.first_met(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_first_met' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.first_met(absence.register, absence.rule, absence.policy, date) IS
	'The first membership day on which a rule is met; NULL when it is never met';

CREATE FUNCTION absence.is_met(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_is_met' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.is_met(absence.register, absence.rule, absence.policy, date) IS
	'Whether a rule is met on the last membership day to the as-of and complete-through; NULL when there is no such day';

CREATE FUNCTION absence.amount_now(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_amount_now' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.amount_now(absence.register, absence.rule, absence.policy, date) IS
	'What stands in the window of a rule on the last membership day to the as-of and complete-through, by the measure of the rule';

CREATE FUNCTION absence.absences_until(
		register absence.register, rule absence.rule, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_absences_until' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence.absences_until(absence.register, absence.rule, absence.policy, date) IS
	'How many of the next membership days, missed whole one after the other, make a rule met; 0 when it is met; NULL when it cannot be '
		'within the year';

CREATE FUNCTION absence.rule_days(register absence.register, rule absence.rule,
		policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (day date, mark absence.mark, portion double precision, minutes integer, amount double precision)
	AS 'MODULE_PATHNAME', 'absence_rule_days' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 5;
COMMENT ON FUNCTION absence.rule_days(absence.register, absence.rule, absence.policy, date) IS
	'The days that count in the window of a rule that ends on the last membership day to the as-of, with the running amount';

CREATE FUNCTION absence.first_chronic(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_first_chronic' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.first_chronic(absence.register, absence.policy, date) IS
	'The first membership day as of which the student is chronically absent; it may have ended since; NULL when there is none';

CREATE FUNCTION absence.days_to_recover(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_days_to_recover' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.days_to_recover(absence.register, absence.policy, date) IS
	'How many of the days to come must be present for the student to be not chronically absent; 0 when not; NULL without a verdict or '
		'when the year is too short';

CREATE FUNCTION absence.nth_day(register absence.register, day date, n integer) RETURNS date
	AS 'MODULE_PATHNAME', 'absence_nth_day' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.nth_day(absence.register, date, integer) IS
	'The n-th membership day after a day, past or to come; before it where n is negative; the day itself for 0; NULL beyond the register';

-- tiers: the level of support that a student should get

CREATE FUNCTION absence.tier(
		register absence.register, prior absence.tally DEFAULT NULL, policy absence.policy DEFAULT absence.federal_policy(),
		as_of date DEFAULT 'infinity', pace numeric DEFAULT 2, pace_days integer DEFAULT 20, minimum integer DEFAULT 20)
	RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_tier' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence.tier(absence.register, absence.tally, absence.policy, date, numeric, integer, integer) IS
	'The level of support that a student should get: 1, 2 or 3; NULL for a NULL register only';

CREATE FUNCTION absence.tier_since(
		register absence.register, prior absence.tally DEFAULT NULL, policy absence.policy DEFAULT absence.federal_policy(),
		as_of date DEFAULT 'infinity', pace numeric DEFAULT 2, pace_days integer DEFAULT 20, minimum integer DEFAULT 20)
	RETURNS date
	AS 'MODULE_PATHNAME', 'absence_tier_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence.tier_since(absence.register, absence.tally, absence.policy, date, numeric, integer, integer) IS
	'The membership day since which the tier has been what it is, without a break';

CREATE FUNCTION absence.tier_reasons(
		register absence.register, prior absence.tally DEFAULT NULL, policy absence.policy DEFAULT absence.federal_policy(),
		as_of date DEFAULT 'infinity', pace numeric DEFAULT 2, pace_days integer DEFAULT 20, minimum integer DEFAULT 20)
	RETURNS text[]
	AS 'MODULE_PATHNAME', 'absence_tier_reasons' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence.tier_reasons(absence.register, absence.tally, absence.policy, date, numeric, integer, integer) IS
	'What calls for the tier: prior_severe, severe_rate, prior_chronic, pace; or not_recorded where nothing was counted';

CREATE FUNCTION absence.improved(
		register absence.register, day date, n integer, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_improved' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence.improved(absence.register, date, integer, absence.policy, date) IS
	'Whether the rate of the n membership days from a day on is below that of the last n before it, or below the line of at_risk; NULL '
		'where they are not over or fewer than ten lie before';

-- the same over rows of student-days, in the order of days

CREATE FUNCTION absence_internal.tier_transition(state bytea, absent boolean) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tier_transition_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.tier_transition(bytea, boolean) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tier_transition(state bytea, absent boolean, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tier_transition_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.tier_transition(bytea, boolean, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tier_transition(state bytea, absent numeric) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tier_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.tier_transition(bytea, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tier_transition(state bytea, absent numeric, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tier_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.tier_transition(bytea, numeric, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tier_transition(state bytea, absent double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tier_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.tier_transition(bytea, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tier_transition(state bytea, absent double precision, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tier_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.tier_transition(bytea, double precision, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tier_final(bytea) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_tier_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.tier_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.absence_tier(absent boolean) (
	SFUNC = absence_internal.tier_transition, STYPE = bytea, SSPACE = 80,
	FINALFUNC = absence_internal.tier_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_tier(boolean) IS
	'Tier of one student over rows of student-days, ordered by day (absent or not): by pace and severe_rate only; under the federal rule';

CREATE AGGREGATE absence.absence_tier(absent boolean, policy absence.policy) (
	SFUNC = absence_internal.tier_transition, STYPE = bytea, SSPACE = 80,
	FINALFUNC = absence_internal.tier_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_tier(boolean, absence.policy) IS
	'Tier of one student over rows of student-days, ordered by day (absent or not): by pace and severe_rate only; under a policy';

CREATE AGGREGATE absence.absence_tier(absent numeric) (
	SFUNC = absence_internal.tier_transition, STYPE = bytea, SSPACE = 80,
	FINALFUNC = absence_internal.tier_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_tier(numeric) IS
	'Tier of one student over rows of student-days, ordered by day (absent is the share of the day missed): by pace and severe_rate '
		'only; under the federal rule';

CREATE AGGREGATE absence.absence_tier(absent numeric, policy absence.policy) (
	SFUNC = absence_internal.tier_transition, STYPE = bytea, SSPACE = 80,
	FINALFUNC = absence_internal.tier_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_tier(numeric, absence.policy) IS
	'Tier of one student over rows of student-days, ordered by day (absent is the share of the day missed): by pace and severe_rate '
		'only; under a policy';

CREATE AGGREGATE absence.absence_tier(absent double precision) (
	SFUNC = absence_internal.tier_transition, STYPE = bytea, SSPACE = 80,
	FINALFUNC = absence_internal.tier_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_tier(double precision) IS
	'Tier of one student over rows of student-days, ordered by day (absent is the share of the day missed): by pace and severe_rate '
		'only; under the federal rule';

CREATE AGGREGATE absence.absence_tier(absent double precision, policy absence.policy) (
	SFUNC = absence_internal.tier_transition, STYPE = bytea, SSPACE = 80,
	FINALFUNC = absence_internal.tier_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_tier(double precision, absence.policy) IS
	'Tier of one student over rows of student-days, ordered by day (absent is the share of the day missed): by pace and severe_rate '
		'only; under a policy';

-- aggregates over any table with one row per student-day

CREATE FUNCTION absence_internal.rows_transition(state bigint, absent boolean) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_transition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_transition(bigint, boolean) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.rows_inverse(state bigint, absent boolean) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_inverse' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_inverse(bigint, boolean) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.rows_combine(bigint, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_combine(bigint, bigint) IS
	'aggregate combine function';

CREATE FUNCTION absence_internal.rows_rate(bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_rows_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_rate(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.rows_chronic(bigint) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_rows_chronic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_chronic(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.rows_band(bigint) RETURNS absence.band
	AS 'MODULE_PATHNAME', 'absence_rows_band' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rows_band(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent boolean, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, boolean, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent boolean, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, boolean, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, numeric) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, numeric, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, numeric, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, double precision) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.absent_transition(state absence.tally, absent double precision, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_transition(absence.tally, double precision, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.absent_inverse(state absence.tally, absent double precision, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence_internal.absent_inverse(absence.tally, double precision, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.absence_rate(absent boolean) (
	SFUNC = absence_internal.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence_internal.rows_rate, COMBINEFUNC = absence_internal.rows_combine,
	MSFUNC = absence_internal.rows_transition, MINVFUNC = absence_internal.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence_internal.rows_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(boolean) IS
	'Absence rate over rows of student-days, from 0 to 1, under the federal rule; absent is true or false';

CREATE AGGREGATE absence.absence_rate(absent boolean, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(boolean, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1, under a policy; absent is true or false';

CREATE AGGREGATE absence.absence_rate(absent numeric) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(numeric) IS
	'Absence rate over rows of student-days, from 0 to 1, under the federal rule; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_rate(absent numeric, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(numeric, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1, under a policy; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_rate(absent double precision) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(double precision) IS
	'Absence rate over rows of student-days, from 0 to 1, under the federal rule; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_rate(absent double precision, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.absence_rate, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.absence_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(double precision, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1, under a policy; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent boolean) (
	SFUNC = absence_internal.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence_internal.rows_chronic, COMBINEFUNC = absence_internal.rows_combine,
	MSFUNC = absence_internal.rows_transition, MINVFUNC = absence_internal.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence_internal.rows_chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(boolean) IS
	'Whether a student is chronically absent, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.chronic_flag(absent boolean, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(boolean, absence.policy) IS
	'Whether a student is chronically absent, over rows of student-days, under a policy; '
	'NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.chronic_flag(absent numeric) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(numeric) IS
	'Whether a student is chronically absent, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent numeric, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(numeric, absence.policy) IS
	'Whether a student is chronically absent, over rows of student-days, under a policy; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent double precision) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(double precision) IS
	'Whether a student is chronically absent, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.chronic_flag(absent double precision, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(double precision, absence.policy) IS
	'Whether a student is chronically absent, over rows of student-days, under a policy; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent boolean) (
	SFUNC = absence_internal.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence_internal.rows_band, COMBINEFUNC = absence_internal.rows_combine,
	MSFUNC = absence_internal.rows_transition, MINVFUNC = absence_internal.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence_internal.rows_band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(boolean) IS
	'How severe absence is, over rows of student-days, under the federal rule; NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.absence_band(absent boolean, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(boolean, absence.policy) IS
	'How severe absence is, over rows of student-days, under a policy; NULL without a verdict; absent is true or false';

CREATE AGGREGATE absence.absence_band(absent numeric) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(numeric) IS
	'How severe absence is, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent numeric, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(numeric, absence.policy) IS
	'How severe absence is, over rows of student-days, under a policy; NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent double precision) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(double precision) IS
	'How severe absence is, over rows of student-days, under the federal rule; '
	'NULL without a verdict; absent is the share of the day missed';

CREATE AGGREGATE absence.absence_band(absent double precision, policy absence.policy) (
	SFUNC = absence_internal.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.absent_transition, MINVFUNC = absence_internal.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(double precision, absence.policy) IS
	'How severe absence is, over rows of student-days, under a policy; NULL without a verdict; absent is the share of the day missed';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_mark' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_mark' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark, portion numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, numeric) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark, portion double precision)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, double precision) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(state absence.tally, mark absence.mark, portion numeric, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, numeric, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion numeric, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, numeric, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.tally_agg_transition(
		state absence.tally, mark absence.mark, portion double precision, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_transition(absence.tally, absence.mark, double precision, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.tally_agg_inverse(state absence.tally, mark absence.mark, portion double precision, policy absence.policy)
	RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.tally_agg_inverse(absence.tally, absence.mark, double precision, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.tally_agg(mark absence.mark) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark) IS
	'Tally over rows of student-days, under the federal rule; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion numeric) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, numeric) IS
	'Tally over rows of student-days, under the federal rule; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion double precision) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, double precision) IS
	'Tally over rows of student-days, under the federal rule; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion numeric, policy absence.policy) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, numeric, absence.policy) IS
	'Tally over rows of student-days, under a policy; a NULL mark means that nothing is recorded';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion double precision, policy absence.policy) (
	SFUNC = absence_internal.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence_internal.tally_add,
	MSFUNC = absence_internal.tally_agg_transition, MINVFUNC = absence_internal.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, double precision, absence.policy) IS
	'Tally over rows of student-days, under a policy; a NULL mark means that nothing is recorded';

-- counts, and aggregates over the registers of a cohort

CREATE FUNCTION absence_internal.counts_add(absence.counts, absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.counts_add(absence.counts, absence.counts) IS
	'implementation of + operator; aggregate transition and combine function';

CREATE FUNCTION absence_internal.counts_remove(absence.counts, absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_remove' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.counts_remove(absence.counts, absence.counts) IS
	'aggregate inverse transition function';

CREATE OPERATOR absence.+ (
	FUNCTION = absence_internal.counts_add, LEFTARG = absence.counts, RIGHTARG = absence.counts,
	COMMUTATOR = OPERATOR(absence.+)
);
COMMENT ON OPERATOR absence.+ (absence.counts, absence.counts) IS
	'sum of counts under one policy; a student in both is counted twice';

CREATE AGGREGATE absence.rollup(counts absence.counts) (
	SFUNC = absence_internal.counts_add, STYPE = absence.counts,
	COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.counts_add, MINVFUNC = absence_internal.counts_remove, MSTYPE = absence.counts,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.counts) IS
	'Sum of counts under one policy; a student in several is counted several times';

CREATE FUNCTION absence.verdict_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.verdict_n(absence.counts) IS
	'Students with a verdict';

CREATE FUNCTION absence.no_verdict_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_no_verdict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.no_verdict_n(absence.counts) IS
	'Students without a verdict; the rate leaves them out';

CREATE FUNCTION absence.chronic_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_chronic_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_n(absence.counts) IS
	'Students who are chronically absent: moderate and severe';

CREATE FUNCTION absence.satisfactory_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_satisfactory_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.satisfactory_n(absence.counts) IS
	'Students in the band satisfactory';

CREATE FUNCTION absence.at_risk_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_at_risk_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.at_risk_n(absence.counts) IS
	'Students in the band at_risk';

CREATE FUNCTION absence.moderate_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_moderate_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.moderate_n(absence.counts) IS
	'Students in the band moderate';

CREATE FUNCTION absence.severe_n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_severe_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.severe_n(absence.counts) IS
	'Students in the band severe';

CREATE FUNCTION absence.chronic_rate(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_rate(absence.counts) IS
	'Chronic rate: the share of students with a verdict who are chronically absent, from 0 to 1; NULL if no student has a verdict';

CREATE FUNCTION absence.chronic_rate_low(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_rate_low(absence.counts) IS
	'Lower end of the Wilson score interval of the chronic rate, at 95%';

CREATE FUNCTION absence.chronic_rate_high(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic_rate_high(absence.counts) IS
	'Upper end of the Wilson score interval of the chronic rate, at 95%';

CREATE FUNCTION absence_internal.chronic_rate_low(chronic_n bigint, verdict_n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.chronic_rate_low(bigint, bigint) IS
	'Lower end of the Wilson score interval of chronic_n of verdict_n, at 95%';

CREATE FUNCTION absence_internal.chronic_rate_high(chronic_n bigint, verdict_n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.chronic_rate_high(bigint, bigint) IS
	'Upper end of the Wilson score interval of chronic_n of verdict_n, at 95%';

CREATE FUNCTION absence_internal.cohort_transition(state absence.counts, register absence.register) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_transition(absence.counts, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.cohort_inverse(state absence.counts, register absence.register) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_inverse(absence.counts, absence.register) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.cohort_transition(state absence.counts, register absence.register, policy absence.policy)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_transition(absence.counts, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.cohort_inverse(state absence.counts, register absence.register, policy absence.policy)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_inverse(absence.counts, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.cohort_transition(state absence.counts, register absence.register, policy absence.policy, as_of date)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_transition(absence.counts, absence.register, absence.policy, date) IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.cohort_inverse(state absence.counts, register absence.register, policy absence.policy, as_of date)
	RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence_internal.cohort_inverse(absence.counts, absence.register, absence.policy, date) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence_internal.cohort_final(absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.cohort_final(absence.counts) IS
	'aggregate final function';

CREATE AGGREGATE absence.band_counts(register absence.register) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence_internal.cohort_final, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence_internal.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register) IS
	'How many students of a cohort are in each band, under the federal rule; NULL registers are ignored';

CREATE AGGREGATE absence.band_counts(register absence.register, policy absence.policy) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence_internal.cohort_final, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence_internal.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register, absence.policy) IS
	'How many students of a cohort are in each band, under a policy; NULL registers are ignored';

CREATE AGGREGATE absence.band_counts(register absence.register, policy absence.policy, as_of date) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence_internal.cohort_final, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence_internal.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register, absence.policy, date) IS
	'How many students of a cohort are in each band, under a policy, as of a day; NULL registers are ignored';

CREATE AGGREGATE absence.chronic_rate(register absence.register) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.chronic_rate, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.chronic_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register) IS
	'Chronic rate of a cohort, from 0 to 1: the share of students with a verdict who are chronically absent, under the federal rule';

CREATE AGGREGATE absence.chronic_rate(register absence.register, policy absence.policy) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.chronic_rate, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.chronic_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register, absence.policy) IS
	'Chronic rate of a cohort, from 0 to 1: the share of students with a verdict who are chronically absent, under a policy';

CREATE AGGREGATE absence.chronic_rate(register absence.register, policy absence.policy, as_of date) (
	SFUNC = absence_internal.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.chronic_rate, COMBINEFUNC = absence_internal.counts_add,
	MSFUNC = absence_internal.cohort_transition, MINVFUNC = absence_internal.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.chronic_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register, absence.policy, date) IS
	'Chronic rate of a cohort, from 0 to 1: the share of students with a verdict who are chronically absent, under a policy, as of a day';

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

-- definition_catalog: definitions by name, each with its source
--
-- Only what was read in a source stands here, in other words than the source's.
-- What a source leaves open is as in the federal rule, but for the minimum, which
-- is none, and `source` says so. A rule that a policy cannot hold to the letter has
-- none: it is listed with the reason, and not approximated.

CREATE TABLE absence.definition_catalog (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL DEFAULT 1,
	from_year integer,
	to_year integer,
	grades text[],
	policy absence.policy,
	not_computable text,
	authority text NOT NULL,
	description text NOT NULL,
	source text NOT NULL,
	PRIMARY KEY (name, version),
	CHECK ((policy IS NULL) = (not_computable IS NOT NULL))
);

COMMENT ON TABLE absence.definition_catalog IS 'Definitions of chronic absence by name, each with its authority and source; read-only';
COMMENT ON COLUMN absence.definition_catalog.name IS 'Name of the definition, as policy_named() and the setting absence.policy take it';
COMMENT ON COLUMN absence.definition_catalog.version IS 'Version of the definition; a changed rule is a new version, and the old one stays';
COMMENT ON COLUMN absence.definition_catalog.from_year IS 'First school year it is for, by the year in which it ends; NULL: none was read';
COMMENT ON COLUMN absence.definition_catalog.to_year IS 'Last school year it is for; NULL: none was read';
COMMENT ON COLUMN absence.definition_catalog.grades IS
	'Grades whose figures its authority gives, KG and 01 to 12; NULL: every grade. Nothing filters by it';
COMMENT ON COLUMN absence.definition_catalog.policy IS 'The definition as a value; NULL where a policy cannot hold it';
COMMENT ON COLUMN absence.definition_catalog.not_computable IS 'Why a policy cannot hold the rule; NULL where it does';
COMMENT ON COLUMN absence.definition_catalog.authority IS 'Whose definition it is';
COMMENT ON COLUMN absence.definition_catalog.description IS 'The definition in words';
COMMENT ON COLUMN absence.definition_catalog.source IS 'Where it was read, and what of it was not read at its source';

-- half and bands: whether the source says nothing of parts of a day, or of those lines
INSERT INTO absence.definition_catalog (name, version, from_year, to_year, grades, policy, authority, description, source)
SELECT v.name, v.version, v.from_year, v.to_year, v.grades::text[], v.policy::absence.policy, v.authority, v.description,
	v.source
		|| CASE WHEN v.half THEN ' No rule for parts of a day was read: a day missed by half or more counts, as in the federal rule.' ELSE '' END
		|| CASE WHEN v.bands THEN ' The lines of at_risk (5%) and severe (20%) are those of Attendance Works.' ELSE '' END
FROM (VALUES
	('federal', 1, NULL::integer, NULL::integer, NULL, '',
	 'U.S. Department of Education (EDFacts file 195)',
	 'Absent 10% or more of the days enrolled at the school, for any reason. A day missed by half or more counts as absent. Students '
	 'enrolled for fewer than 10 days have no verdict.',
	 'CEDS element 002022, written for EDFacts file 195, for the 10% and the half day. The minimum of 10 days is as states and others report '
	 'it. The file specification itself was not read. The lines of at_risk (5%) and severe (20%) are not federal; they are those of '
	 'Attendance Works.',
	 false, false),
	('every_day_counts', 1, NULL, NULL, NULL, 'minimum = none',
	 'Every Day Counts (Project Unicorn and the Partnership for Student Success)',
	 'Missing 10% or more of the school year for any reason. The days enrolled stand for the school year, as in the federal rule.',
	 'The Every Day Counts page of Project Unicorn, which names no minimum of days.',
	 true, true),
	('ten_days', 1, NULL, NULL, NULL, 'measure = days, chronic = 10 days, minimum = none',
	 'Every Day Counts, earlier wording',
	 'Missing ten or more school days.',
	 'The earlier Every Day Counts page of Project Unicorn.',
	 true, false),

	('california', 1, 2017, NULL, NULL, 'minimum > 30 days, part_day = whole, outside = homebound',
	 'California Department of Education',
	 'Absent 10% or more of the days expected, for any reason, including out-of-school suspension, among students expected for more than 30 '
	 'days. Only a day missed whole is an absence. In-school suspension counts as attendance. Days of instruction at home or in a hospital '
	 'are not expected days. The state''s Dashboard shows grades K to 8; its DataQuest shows every grade.',
	 'The CALPADS glossary, for the 10%, the more than 30 days and what counts; the DataQuest page on absences by reason; the notice '
	 '(CALPADS Update Flash 120) that began the collection in 2016-17. The rules for whole days and for home and hospital days are as '
	 'Infinite Campus describes the state''s student absence file. Education Code 60901(c)(1) was read only as others quote it. Map codes of '
	 'independent study that earned no attendance to an absence. Leave out students who are exempt.',
	 false, true),
	('connecticut', 1, 2016, NULL, NULL, 'minimum = none, part_day > 50%',
	 'Connecticut General Statutes 10-198c',
	 'Absent 10% or more of the days enrolled at the school so far in the year. Excused, unexcused and disciplinary absences all count. A '
	 'student who is there for half of the day or more is present. A day of out-of-school suspension or of expulsion is always an absence: '
	 'record it as a whole day, since half a day or less would not count.',
	 'Sections 10-198b and 10-198c. The rules for the half day and for suspensions are definitions of the state board, as district handbooks '
	 'give them; the board''s own text was not read. One district also counts in-school suspension of half a day or more. No minimum is '
	 'named.',
	 false, true),
	('florida_21_days', 1, NULL, NULL, NULL, 'measure = days, chronic = 21 days, minimum = none',
	 'Florida Department of Education',
	 'Absent 21 or more days in the school year.',
	 'A state report of 2015, and press reports on the state''s tables of 2012 to 2023. Florida also counts students absent 10% or more; the '
	 'rule behind that figure was read only second hand, so the catalogue does not have it.',
	 true, false),
	('georgia', 1, NULL, NULL, NULL, 'minimum = none',
	 'Georgia Department of Education',
	 'Absent 10% or more of the days enrolled.',
	 'Georgia Insights and the help page of the Governor''s Office of Student Achievement. No minimum was read.',
	 true, true),
	('hawaii', 1, NULL, NULL, NULL, 'measure = days, chronic = 15 days, minimum = none, part_day > 50%',
	 'Hawaii State Department of Education',
	 'Absent 15 or more days, whatever the reason. A student who is in school for half of the day or more is present.',
	 'The department''s page, for the 15 days; the attendance pages of schools, for the half day. One school says more than 15 days. Some '
	 'schools count it as an absence to leave before 11:00 or to arrive after 11:00. A policy does not know times of day: give the share of '
	 'the day.',
	 false, false),
	('maine', 1, NULL, NULL, NULL, 'minimum = 10 days, part_day > 50%',
	 'Maine Department of Education',
	 'Absent 10% or more of the days enrolled, excused or not, among students enrolled for 10 days or more. A student who is present for '
	 'less than half of the student''s instructional day is absent. For correctional facilities see maine_correctional.',
	 'The department''s pages on attendance reporting and on chronic absence. Half means half of the student''s own day. If that day is '
	 'shorter than the school''s, give events as time missed of time held.',
	 false, true),
	('maine_correctional', 1, NULL, NULL, NULL, 'minimum = 60 days, part_day > 50%',
	 'Maine Department of Education',
	 'As maine, for correctional facilities, among students enrolled for 60 days or more.',
	 'The department''s pages on attendance reporting and on chronic absence.',
	 false, true),
	('michigan', 1, NULL, 2015, NULL, 'measure = days, compare = >, chronic = 10 days, minimum = none, part_day = whole',
	 'Michigan (MI School Data)',
	 'Absent more than 10 days in the school year. Only a day missed whole is an absence. Through school year 2014-15.',
	 'The student attendance page of MI School Data. Where it describes the change of the rule, it says more than 10 days; one sentence '
	 'later, it says 10 days or more of the same figures. The catalogue takes the first.',
	 false, false),
	('new_jersey', 1, NULL, NULL, NULL, 'minimum = none, part_day > 50%, absent = excused unexcused oss unverified, outside = exempt',
	 'New Jersey Department of Education',
	 'Absent 10% or more of the days in membership. Days that the state excuses (religious observance, a college visit, a civic event and '
	 'the rest of its list) are neither absences nor days in membership: map those codes to exempt. A student who takes part for half of the '
	 'day or more is present.',
	 'Administrative Code 6A:32-8.4; an excerpt of the department''s guidance of 2020 on reporting absences; a district''s page. A minimum '
	 'of 45 days for the state''s own figures, and of 10 days for the federal figures, was read only second hand, so none is set.',
	 false, true),
	('new_mexico', 1, NULL, NULL, NULL, 'minimum = 10 days',
	 'New Mexico Statutes 22-12A-2 (Attendance for Success Act)',
	 'Missed 10% or more of the school days since the beginning of the year, excused or not, among students enrolled for at least 10 days. '
	 'Interscholastic extracurricular activities are not absences. The lines at 5% and 20% are those of the tiers in the law.',
	 'Section 22-12A-2, for the chronic absence rate and for the tiers. The tiers in the law count classes or school days, as a school keeps '
	 'them; here they count days.',
	 true, false),
	('rhode_island_kids_count', 1, NULL, NULL, '{KG,01,02,03}', 'measure = days, chronic = 18 days, minimum = 90 days',
	 'Rhode Island KIDS COUNT',
	 'Absent 18 or more days, among children in kindergarten to third grade who were enrolled for 90 days or more.',
	 'Rhode Island KIDS COUNT. According to the KIDS COUNT data center, it used 12 days in place of 18 from 2020 on. The data center does '
	 'not say until when.',
	 true, false),
	('south_carolina', 1, 2018, NULL, '{KG,01,02,03,04,05,06,07,08,09,10,11,12}', 'minimum = none, part_day >= 50%',
	 'South Carolina Department of Education',
	 'In grades K to 12, missed half or more of the instructional day on 10% or more of the days enrolled, for any reason. For virtual '
	 'students, taking part on the platform counts as presence.',
	 'The department''s page on chronic absenteeism, and a district''s. No minimum is named.',
	 false, true),
	('tennessee', 1, 2018, NULL, NULL, 'minimum = none',
	 'Tennessee Department of Education',
	 'Absent 10% or more of the instructional days enrolled, for any reason, including excused absences and out-of-school suspension.',
	 'The state''s report card and a district''s page on the indicator. That accountability considers students enrolled for half of the days '
	 'was read only second hand, so no minimum is set.',
	 true, true),
	('virginia', 1, NULL, NULL, NULL, 'minimum = none',
	 'Virginia Department of Education',
	 'Absent at a rate of 10.00% or more, for any reason, including suspensions.',
	 'The department''s questions and answers on chronic absenteeism. Accreditation leaves out students who were not enrolled long enough; '
	 'that rule was not read, so no minimum is set.',
	 true, true),
	('washington', 1, NULL, NULL, NULL, 'minimum = none',
	 'Washington Office of Superintendent of Public Instruction',
	 'Missed 10% or more of the school days, excused or not. School activities are not absences.',
	 'The office''s questions and answers on attendance. The state''s definition of an absence was read only in part. No minimum was read.',
	 true, true)
) AS v (name, version, from_year, to_year, grades, policy, authority, description, source, half, bands);

INSERT INTO absence.definition_catalog (name, version, from_year, to_year, grades, not_computable, authority, description, source)
VALUES
	('california_stas', 1, 2017, NULL, NULL,
	 'The file counts only codes of whole days, not periods that together fill a day, and it exempts students one by one. A policy knows the '
	 'share of a day that was missed, but not under which code, and it does not know single students.',
	 'California Department of Education',
	 'The rule of the student absence file (STAS) that districts send. The rule of the figures made from the file is california.',
	 'Infinite Campus and Aeries on the file; its specification was not read.'),
	('indiana', 1, 2026, NULL, NULL,
	 'The line is a tenth of the school year, whatever part of it a student was enrolled. A line of a policy is a share of the days '
	 'enrolled, or a number of days. If the year has 180 days, define measure = days, chronic = 18 days, minimum = none.',
	 'Indiana Code 20-18-2-2.4',
	 'Absent at least 10% of a school year, for any reason.',
	 'Senate Enrolled Act 482 of 2025 as introduced and as the press reports it. What it means for a student who enrolled late was not read.'),
	('michigan', 2, 2016, 2017, NULL,
	 'The minimum is 10 days in a row in the district. A policy counts days enrolled, in a row or not.',
	 'Michigan (MI School Data)',
	 'Absent 10% or more of the days, among students enrolled in the district for at least 10 days in a row. Only a day missed whole is an '
	 'absence. School years 2015-16 and 2016-17.',
	 'The student attendance page of MI School Data.'),
	('michigan', 3, 2018, NULL, NULL,
	 'The minimum is 10 days in a row in the district. A policy counts days enrolled, in a row or not. In 2020-21, moreover, two contacts a '
	 'week counted as attendance on all five days.',
	 'Michigan (MI School Data)',
	 'Absent 10% or more of the days, among students enrolled in the district for at least 10 days in a row. A day missed by more than half '
	 'is an absence. From school year 2017-18 on.',
	 'The student attendance page of MI School Data.'),
	('new_york', 1, NULL, 2025, '{01,02,03,04,05,06,07,08,09,10,11,12}',
	 'Students who were not present on a single day are left out. According to the State Comptroller, suspensions and extended medical '
	 'absences are left out, too. A policy has no condition on days attended, and there is no mark for an extended medical absence.',
	 'New York State Education Department',
	 'Absent 10% or more of the instructional days enrolled, excused or not, among students enrolled for 10 days or more and present on at '
	 'least one. In the regional reports a day without a record is an absence.',
	 'The regional information center''s pages on the reports SIRS-107 and SIRS-361; press on the Comptroller''s report of 2024.'),
	('new_york', 2, 2026, NULL, NULL,
	 'The rule is an index of a school, from how many of its students attend 85%, 90% and 95% of the days. A policy judges one student, and '
	 'none of the levels of the index is chronic absence.',
	 'New York State Education Department',
	 'An attendance index in place of chronic absence, among students enrolled for 30 days or more. Suspensions and extended medical '
	 'absences are not absences.',
	 'New York State School Boards Association, August 2024. It does not make clear whether exactly 95% is the third level or the fourth.'),
	('ohio', 1, NULL, 2025, NULL,
	 'The rule counts hours of instruction on the student''s own schedule. A policy in minutes counts the minutes of the calendar''s days. '
	 'If the calendars carry what each student is taught, define basis = minutes, part_day = proportional, minimum = none.',
	 'Ohio Department of Education and Workforce',
	 'Missed 10% or more of the hours of instruction, for any reason, including out-of-school suspension.',
	 'The department''s pages on chronic absenteeism.'),
	('ohio', 2, 2026, NULL, NULL,
	 'The line is a number of hours: a tenth of the minimum that the law sets for the school''s year. A line of a policy is a share of the '
	 'time enrolled, or a number of days.',
	 'Ohio Revised Code',
	 'Missed at least 10% of the hours that the law requires as a minimum in the school year. From 30 September 2025 on.',
	 'The department''s answers and a district''s page on the change. The code itself was not read.'),
	('tennessee_accountability', 1, 2018, NULL, NULL,
	 'The rule grades a school. It compares the share of the school''s students who are chronically absent with cut points for each pool of '
	 'grades, from 30 students on. A policy judges one student; the definition tennessee does that.',
	 'Tennessee Department of Education',
	 'The Chronically Out of School indicator.',
	 'The code of an R package for it, andrewacct.'),
	('texas', 1, NULL, NULL, NULL,
	 'State law had no definition as of 2025. A bill of that year proposed more than 10% of the minutes of operation, in a school year or in '
	 'any six weeks. A policy has no window of six weeks. Whether the bill passed was not read.',
	 'Texas Legislature (House Bill 213 of 2025)',
	 'No definition in force was found.',
	 'Two trackers of bills.');

GRANT SELECT ON absence.definition_catalog TO PUBLIC;

CREATE FUNCTION absence.policy_named(name text) RETURNS absence.policy
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_row absence.definition_catalog;
BEGIN
	-- "name" is the latest version, "name@2" that one
	SELECT c.* INTO found_row
	FROM absence.definition_catalog AS c
	WHERE c.name = split_part(policy_named.name, '@', 1)
		AND (strpos(policy_named.name, '@') = 0
			OR c.version::text = split_part(policy_named.name, '@', 2))
	ORDER BY c.version DESC
	LIMIT 1;

	IF NOT FOUND THEN
		RAISE EXCEPTION 'policy "%" does not exist', policy_named.name
			USING ERRCODE = 'undefined_object',
				HINT = 'Known policies are '
					|| (SELECT string_agg(DISTINCT c.name, ', ') FROM absence.definition_catalog AS c WHERE c.policy IS NOT NULL)
					|| '.';
	ELSIF found_row.policy IS NULL THEN
		RAISE EXCEPTION 'policy "%" cannot be computed', policy_named.name
			USING ERRCODE = 'feature_not_supported', DETAIL = found_row.not_computable;
	END IF;
	RETURN found_row.policy;
END
$$;

COMMENT ON FUNCTION absence.policy_named(text) IS
	'The policy of this name in definition_catalog: the latest version, or with @ that one; an unknown name is an error that lists the known '
	'ones. It reads a table: in a query over many rows write (SELECT absence.policy_named(...)), which looks it up once';

-- rule_catalog: rules by name, each with its source, and the steps they ask for
--
-- Only what was read stands here, in other words than the source's. A rule that
-- type rule cannot hold to the letter has none: it is listed with the reason, and
-- not approximated. Nothing here is in force, and none of it is legal advice.

CREATE TABLE absence.rule_catalog (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL DEFAULT 1,
	basis text NOT NULL DEFAULT 'register',
	rule absence.rule,
	not_computable text,
	from_year integer,
	to_year integer,
	grades text[],
	from_age integer,
	to_age integer,
	again boolean NOT NULL DEFAULT false,
	settle_days integer NOT NULL DEFAULT 0,
	tier smallint,
	truant boolean NOT NULL DEFAULT false,
	authority text NOT NULL,
	description text NOT NULL,
	source text NOT NULL,
	certainty text NOT NULL,
	not_read text,
	PRIMARY KEY (name, version),
	CHECK ((rule IS NULL) = (not_computable IS NOT NULL)),
	CHECK (certainty IN ('read', 'described', 'ours'))
);

COMMENT ON TABLE absence.rule_catalog IS
	'Rules by name that ask for support, a letter or a referral, each with its authority and source; read-only. None is in force until '
		'a district adopts it. This is no legal advice: counsel reads the law before a district adopts a rule';
COMMENT ON COLUMN absence.rule_catalog.name IS 'Name of the rule, as rule_named() takes it';
COMMENT ON COLUMN absence.rule_catalog.version IS 'Version of the rule; a changed law is a new version, and the old one stays';
COMMENT ON COLUMN absence.rule_catalog.basis IS 'What the rule looks at: register, the student''s attendance';
COMMENT ON COLUMN absence.rule_catalog.rule IS 'The rule as a value; NULL where type rule cannot hold it';
COMMENT ON COLUMN absence.rule_catalog.not_computable IS 'Why type rule cannot hold it; NULL where it does';
COMMENT ON COLUMN absence.rule_catalog.from_year IS 'First school year it is for, by the year in which it ends; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.to_year IS 'Last school year it is for; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.grades IS 'Grades it is for, KG and 01 to 12; NULL: every grade';
COMMENT ON COLUMN absence.rule_catalog.from_age IS 'Least age in years on the day on which the rule is met; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.to_age IS 'Greatest age in years on that day; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.again IS 'Whether each run of days on which the rule is met asks anew; false: once a year';
COMMENT ON COLUMN absence.rule_catalog.settle_days IS 'School days to wait for excuse notes before a step opens; 0 where the source '
		'names none';
COMMENT ON COLUMN absence.rule_catalog.tier IS 'Tier of support that the rule calls for; NULL: none';
COMMENT ON COLUMN absence.rule_catalog.truant IS 'Whether the law calls a student truant who meets it (CEDS 000569 Truant Status)';
COMMENT ON COLUMN absence.rule_catalog.authority IS 'Whose rule it is';
COMMENT ON COLUMN absence.rule_catalog.description IS 'The rule in words';
COMMENT ON COLUMN absence.rule_catalog.source IS 'Where it was read';
COMMENT ON COLUMN absence.rule_catalog.certainty IS 'read: the text itself was read; described: a page that describes it was read; '
		'ours: a rule of this extension, without a source';
COMMENT ON COLUMN absence.rule_catalog.not_read IS 'What was not read, or is doubtful, and must be checked first; NULL: nothing '
		'beyond the law itself';

CREATE TABLE absence.rule_catalog_step (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL DEFAULT 1,
	step integer NOT NULL,
	kind text NOT NULL,
	within_n integer,
	within_unit text,
	after_step integer,
	needs text NOT NULL DEFAULT 'attempt',
	unless_group text[],
	meaning text NOT NULL,
	PRIMARY KEY (name, version, step),
	FOREIGN KEY (name, version) REFERENCES absence.rule_catalog,
	CHECK ((within_n IS NULL) = (within_unit IS NULL)),
	CHECK (within_unit IN ('school days', 'calendar days', 'weekdays')),
	CHECK (needs IN ('attempt', 'reached')),
	CHECK (after_step < step)
);

COMMENT ON TABLE absence.rule_catalog_step IS 'What each rule of rule_catalog asks for, and by when; read-only. This is no legal advice';
COMMENT ON COLUMN absence.rule_catalog_step.name IS 'Name of the rule';
COMMENT ON COLUMN absence.rule_catalog_step.version IS 'Version of the rule';
COMMENT ON COLUMN absence.rule_catalog_step.step IS 'Number of the step within the rule, from 1';
COMMENT ON COLUMN absence.rule_catalog_step.kind IS 'What is to be done: letter, meeting, conference, plan, referral';
COMMENT ON COLUMN absence.rule_catalog_step.within_n IS 'Number of days within which it is due; NULL: no deadline was read';
COMMENT ON COLUMN absence.rule_catalog_step.within_unit IS 'Unit of within_n: school days (membership days of the student), '
		'calendar days, or weekdays (Mondays to Fridays)';
COMMENT ON COLUMN absence.rule_catalog_step.after_step IS 'The step from whose day on the days are counted; NULL: from the day on '
		'which the rule is met';
COMMENT ON COLUMN absence.rule_catalog_step.needs IS 'What answers the step: attempt, somebody tried; reached, the family or the '
		'student was reached';
COMMENT ON COLUMN absence.rule_catalog_step.unless_group IS 'Groups of students for whom the step is withheld, each as kind:value '
		'of student_group; NULL: none';
COMMENT ON COLUMN absence.rule_catalog_step.meaning IS 'The step in words';

INSERT INTO absence.rule_catalog (name, version, from_year, to_year, grades, from_age, to_age, again, tier, truant, rule,
		authority, description, source, certainty, not_read)
SELECT v.name, v.version, v.from_year, v.to_year, v.grades, v.from_age, v.to_age, v.again, v.tier, v.truant,
	v.rule::absence.rule, v.authority, v.description, v.source, v.certainty, v.not_read
FROM (VALUES
	('ca_truant', 1, 2026, NULL::integer, NULL::text[], NULL::integer, NULL::integer, false, NULL::smallint, true,
	 'measure = occasions, marks = unexcused tardy left_early, part_day > 30 minutes, amount >= 3',
	 'California Education Code 48260, 48260.5',
	 'Three times in a school year absent without a valid excuse, for the day or for more than 30 minutes of it, in any combination.',
	 'The two sections, in the text operative from 1 July 2025, on self-law.org.', 'read',
	 'A mark tardy or left_early does not say whether it was excused: map an excused one to another mark. No deadline of the notice '
		'was read. The sections on a student who is truant again (48261) were not read.'),

	('oh_habitual_row', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 30 hours, within = row',
	 'Ohio Revised Code 2151.011, 3321.191',
	 'Absent without excuse for 30 hours in a row.',
	 'Questions and answers of the state''s education department on the attendance laws.', 'described',
	 'The code itself was not read. Hours are those of the student''s own schedule in the law, and of the calendar''s days here. Bills '
		'of 2025 to change the law were not looked up.'),
	('oh_habitual_month', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 42 hours, within = school month',
	 'Ohio Revised Code 2151.011, 3321.191, 3313.62',
	 'Absent without excuse for 42 hours in a school month, which is four weeks of five days.',
	 'Questions and answers of the state''s education department; section 3313.62 in the text in force to 2014 for the school month.',
		'described',
	 'A district''s page says a full calendar month. If yours does, write within = month: the results differ. A school month here is '
		'20 membership days of the student. Bills of 2025 were not looked up.'),
	('oh_habitual_year', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 72 hours',
	 'Ohio Revised Code 2151.011, 3321.191',
	 'Absent without excuse for 72 hours in a school year.',
	 'Questions and answers of the state''s education department on the attendance laws.', 'described',
	 'The code itself was not read. Bills of 2025 to change the law were not looked up.'),
	('oh_excessive_month', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = minutes, marks = unexcused excused unverified, part_day = proportional, amount >= 38 hours, within = school month',
	 'Ohio Revised Code 3321.191, 3313.62',
	 'Absent for 38 hours in a school month, with or without an excuse.',
	 'Questions and answers of the state''s education department; section 3313.62 in the text in force to 2014 for the school month.',
		'described',
	 'Pages differ on whether absences with a medical excuse count; districts say that they do not. Map those to exempt to leave them '
		'out. Bills of 2025 were not looked up.'),
	('oh_excessive_year', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = minutes, marks = unexcused excused unverified, part_day = proportional, amount >= 65 hours',
	 'Ohio Revised Code 3321.191',
	 'Absent for 65 hours in a school year, with or without an excuse.',
	 'Questions and answers of the state''s education department on the attendance laws.', 'described',
	 'Pages differ on whether absences with a medical excuse count; districts say that they do not. Map those to exempt to leave them '
		'out. Bills of 2025 were not looked up.'),

	('tx_warning', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = occasions, marks = unexcused, part_day = any, amount >= 3, within = 4 weeks',
	 'Texas Education Code 25.095',
	 'Absent without excuse on three days, or parts of days, within four weeks.',
	 'The section, on a district''s page.', 'read',
	 'Whether each new four weeks ask for a new notice was not read. The ages, 6 to 18, were read second hand only, so none are set.'),
	('tx_referral', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = occasions, marks = unexcused, part_day = any, amount >= 10, within = 6 months',
	 'Texas Education Code 25.0951, 25.0915',
	 'Absent without excuse on ten days, or parts of days, within six months of one school year.',
	 'Section 25.0951 on lawserver.com; section 25.0915, subsection (a-3), on texas.public.law.', 'read',
	 'The ages, 6 to 18, were read second hand only, so none are set.'),

	('va_plan', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 5',
	 'Virginia Administrative Code 8VAC20-730-10, -20',
	 'Five whole days in a school year absent without excuse.',
	 'Section 10, in the text of 2024; the first lines of section 20, on law.lis.virginia.gov.', 'read',
	 'Section 20 was read in part. In its earlier text a conference came after the sixth absence.'),
	('va_conference', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 7',
	 'Virginia Administrative Code 8VAC20-730-10, -20',
	 'Seven whole days in a school year absent without excuse.',
	 'Section 10, in the text of 2024; the first lines of section 20, on law.lis.virginia.gov.', 'read',
	 'Section 20 was read in part.'),
	('va_conference_held', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 10',
	 'Virginia Administrative Code 8VAC20-730-10, -20',
	 'Ten whole days in a school year absent without excuse.',
	 'Section 10, in the text of 2024; the first lines of section 20, on law.lis.virginia.gov.', 'read',
	 'Section 20 was read in part.'),

	('wa_notice', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused, amount >= 1, within = month',
	 'Revised Code of Washington 28A.225.020',
	 'One absence without excuse in a month.',
	 'The section, on lawserver.com.', 'read', 'No deadline of the notice was read.'),
	('wa_conference', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused, amount >= 3, within = month',
	 'Revised Code of Washington 28A.225.020',
	 'Three absences without excuse in a month.',
	 'The section, on lawserver.com.', 'read', 'No deadline of the conference was read.'),
	('wa_agreement', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused, amount >= 7, within = month',
	 'Revised Code of Washington 28A.225.030',
	 'Seven absences without excuse in a month.',
	 'The section, on app.leg.wa.gov.', 'read', 'The agreement is to be there by the seventh absence, so plan it before: '
		'absences_until() says how many are left.'),
	('wa_petition', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 15',
	 'Revised Code of Washington 28A.225.030',
	 'Fifteen absences without excuse in a school year.',
	 'The section, on app.leg.wa.gov.', 'read', NULL),
	('wa_excused_month', 1, NULL, NULL, '{KG,01,02,03,04,05}', NULL, NULL, true, NULL, false,
	 'marks = excused, amount >= 5, within = month',
	 'Revised Code of Washington 28A.225.018',
	 'In elementary school, five excused absences in a month.',
	 'The section, on self-law.org.', 'read',
	 'Which grades are elementary is for the district to say. The rule leaves out absences of which the school was told before, and '
		'those with a doctor''s note and a plan: marks do not know them.'),
	('wa_excused_year', 1, NULL, NULL, '{KG,01,02,03,04,05}', NULL, NULL, false, NULL, false,
	 'marks = excused, amount >= 10',
	 'Revised Code of Washington 28A.225.018',
	 'In elementary school, ten excused absences in a school year.',
	 'The section, on self-law.org.', 'read',
	 'Which grades are elementary is for the district to say. The rule leaves out absences of which the school was told before, and '
		'those with a doctor''s note and a plan: marks do not know them.'),

	('ct_truant_month', 1, NULL, NULL, NULL, 5, 18, true, NULL, true,
	 'marks = unexcused, amount >= 4, within = month',
	 'Connecticut General Statutes 10-198a',
	 'Four absences without excuse in one month.',
	 'The section, on instalawyer.', 'read',
	 'Some texts read thirty days in a row in place of a month.'),
	('ct_truant_year', 1, NULL, NULL, NULL, 5, 18, false, NULL, true,
	 'marks = unexcused, amount >= 10',
	 'Connecticut General Statutes 10-198a',
	 'Ten absences without excuse in a school year.',
	 'The section, on instalawyer.', 'read', NULL),

	('fl_pattern_month', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused unverified, amount >= 5, within = month',
	 'Florida Statutes 1003.26(1)(b)',
	 'Five absences in a calendar month without excuse, or for a reason that is not known.',
	 'Districts'' pages that quote it; of the section itself only its opening was read.', 'described',
	 'The paragraph itself was not read.'),
	('fl_pattern_90', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused unverified, amount >= 10, within = 90 days',
	 'Florida Statutes 1003.26(1)(b)',
	 'Ten absences in 90 calendar days without excuse, or for a reason that is not known.',
	 'Districts'' pages that quote it; of the section itself only its opening was read.', 'described',
	 'The paragraph itself was not read.'),
	('fl_habitual', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'marks = unexcused, amount >= 15, within = 90 days',
	 'Florida Statutes 1003.27(2)(b)',
	 'Fifteen absences without excuse in 90 calendar days.',
	 'The paragraph, on flhef.org.', 'read', NULL),

	('in_absent', 1, NULL, 2025, '{KG,01,02,03,04,05,06}', NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 5, within = 10 weeks',
	 'Indiana Code 20-33-2.5-1',
	 'In grades K to 6, five absences without excuse within ten weeks.',
	 'The section, on courtgpt; a digest of Senate Enrolled Act 482 of 2025.', 'read', NULL),
	('in_absent', 2, 2026, NULL, '{KG,01,02,03,04,05,06}', NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 5, within = 10 weeks',
	 'Indiana Code 20-33-2.5-1, as amended in 2025',
	 'In grades K to 6, five absences without excuse within ten weeks.',
	 'A digest of Senate Enrolled Act 482 of 2025, for the time of the conference.', 'described',
	 'The act also amended who is an absent student. The new text was not read; the rule is the one before.'),

	('tn_tier_1', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 3',
	 'Tennessee Code 49-6-3009(d)',
	 'Three absences without excuse in a school year.',
	 'The section, in the text of 2017, on justia.', 'read',
	 'Later texts were not read. A page speaks of a plan after five absences.'),

	('pa_truant', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'marks = unexcused, amount >= 3',
	 'Pennsylvania Public School Code, 24 P.S. 1326',
	 'Three school days in a year absent without excuse.',
	 'The state policies database of the National Association of State Boards of Education.', 'described', NULL),
	('pa_habitual', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'marks = unexcused, amount >= 6',
	 'Pennsylvania Public School Code, 24 P.S. 1326',
	 'Six school days in a year absent without excuse.',
	 'A district''s page.', 'described', 'Where a referral goes depends on the age; that was not read.'),

	('dc_referral', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 10',
	 'District of Columbia Code 38-208',
	 'Ten whole days in a school year absent without excuse.',
	 'The state policies database of the National Association of State Boards of Education.', 'described',
	 'For which ages it goes to which agency was not read.'),

	('aw_pace', 1, NULL, NULL, NULL, NULL, NULL, false, 2, false,
	 'amount >= 2, per = 20 school days',
	 'Attendance Works',
	 'Two absences in the first month, four by the end of the second, six by the end of the third, and so on, for any reason.',
	 'Two versions of the page on what activates support at each tier.', 'read',
	 'What a month is was not read: 20 membership days are ours. The steps are the district''s.'),
	('early_2_4', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 2, first = 20 school days',
	 'Baltimore Education Research Consortium',
	 'Two absences in the first month of the school year. Of students with two to four in September, half went on to miss about a '
		'month of the year.',
	 'A copy of an article in Education Week of 2014 on the study.', 'described',
	 'The study itself was not read. It speaks of September: the first 20 membership days are ours.'),
	('early_5', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 5, first = 20 school days',
	 'Baltimore Education Research Consortium',
	 'Five absences in the first month of the school year. Of students with five or more in September, nine of ten became chronically absent.',
	 'A copy of an article in Education Week of 2014 on the study.', 'described',
	 'The study itself was not read. It speaks of September: the first 20 membership days are ours.'),
	('streak_3', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 3, within = row',
	 'absence', 'Absent three membership days in a row, for any reason.', 'None.', 'ours', NULL),
	('streak_5', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 5, within = row',
	 'absence', 'Absent five membership days in a row, for any reason.', 'None.', 'ours', NULL),
	('streak_10', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 10, within = row',
	 'absence', 'Absent ten membership days in a row, for any reason.', 'None.', 'ours', NULL)
) AS v (name, version, from_year, to_year, grades, from_age, to_age, again, tier, truant, rule, authority, description, source,
		certainty, not_read);

INSERT INTO absence.rule_catalog (name, not_computable, truant, authority, description, source, certainty, not_read)
VALUES
	('ca_habitual_truant',
	 'The rule counts how often a student was reported as truant. A register knows what was missed, not what was reported.',
	 true, 'California Education Code 48262',
	 'Reported as truant three times or more in a school year.',
	 'The index of the article, on law.onecle.com, and a district''s page.', 'described', 'The section itself was not read.'),
	('ca_chronic_truant',
	 'The rule is a rate of absences without excuse. A rule of measure rate is the rate of the policy. Define a policy with absent = '
		'unexcused, minimum = none: its verdict is this rule, but for what the law says of tardies.',
	 true, 'California Education Code 48263.6',
	 'Absent without excuse on 10% or more of the school days from the day of enrollment to date.',
	 'The index of the article, on law.onecle.com, and a district''s page.', 'described', 'The section itself was not read.'),
	('dc_support_team',
	 'The rule counts absences in a marking period. A store has no marking periods.',
	 false, 'District of Columbia Municipal Regulations 5-A2103',
	 'Five absences without excuse in one marking period.',
	 'The section, on dcrules.', 'read', NULL);

INSERT INTO absence.rule_catalog_step (name, step, kind, within_n, within_unit, after_step, needs, unless_group, meaning)
SELECT n.name, s.step, s.kind, s.within_n, s.within_unit, s.after_step, s.needs, s.unless_group::text[], s.meaning
FROM (VALUES
	('{ca_truant}', 1, 'letter', NULL::integer, NULL, NULL::integer, 'attempt', NULL, 'Notify the parent.'),

	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 1, 'meeting', 7, 'school days', NULL, 'attempt', NULL,
	 'Choose a team for the student, and try to reach the parent to take part.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 2, 'referral', 10, 'calendar days', NULL, 'attempt', NULL, 'Assign the '
		'student to the team.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 3, 'plan', 14, 'school days', 2, 'attempt', NULL, 'Write the plan.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 4, 'letter', 7, 'calendar days', 3, 'attempt', NULL, 'Tell the parent of '
		'the plan in writing.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 5, 'referral', 61, 'calendar days', 3, 'attempt', NULL,
	 'Review whether to file a complaint.'),
	('{oh_excessive_month,oh_excessive_year}', 1, 'letter', 7, 'calendar days', NULL, 'attempt', NULL,
	 'Tell the parent in writing. That the seven days are calendar days is not certain.'),

	('{tx_warning}', 1, 'letter', NULL, NULL, NULL, 'attempt', NULL, 'Notify the parent.'),
	('{tx_warning}', 2, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Ask the parent to a conference.'),
	('{tx_referral}', 1, 'referral', 10, 'school days', NULL, 'attempt', '{homeless:Yes,foster_care:Yes,pregnant:Yes,serious_illness:Yes}',
	 'Refer the student to the court. Not in homelessness, foster care, pregnancy or serious illness: write the groups as your '
		'student_group has them.'),

	('{va_plan}', 1, 'plan', NULL, NULL, NULL, 'attempt', NULL, 'Make a plan.'),
	('{va_conference}', 1, 'meeting', NULL, NULL, NULL, 'attempt', NULL, 'Schedule the conference.'),
	('{va_conference_held}', 1, 'conference', 10, 'school days', NULL, 'reached', NULL, 'Hold the conference.'),

	('{wa_notice}', 1, 'letter', NULL, NULL, NULL, 'attempt', NULL, 'Notify the parent.'),
	('{wa_conference}', 1, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Hold a conference.'),
	('{wa_agreement}', 1, 'plan', NULL, NULL, NULL, 'attempt', NULL, 'Have an agreement by the seventh absence.'),
	('{wa_petition}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'File a petition.'),
	('{wa_excused_month,wa_excused_year}', 1, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Hold a conference.'),

	('{ct_truant_month,ct_truant_year}', 1, 'meeting', 10, 'school days', NULL, 'attempt', NULL, 'Hold a meeting.'),

	('{fl_pattern_month,fl_pattern_90}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'The teacher tells the principal.'),
	('{fl_pattern_month,fl_pattern_90}', 2, 'meeting', NULL, NULL, 1, 'attempt', NULL, 'A study team meets.'),
	('{fl_habitual}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'The principal tells the board.'),

	('{tn_tier_1}', 1, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Hold a conference.'),
	('{tn_tier_1}', 2, 'plan', NULL, NULL, 1, 'attempt', NULL, 'Make a contract of at most 90 school days.'),

	('{pa_truant}', 1, 'letter', NULL, NULL, NULL, 'attempt', NULL, 'Notify the parent.'),
	('{pa_habitual}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'Refer the student.'),

	('{dc_referral}', 1, 'letter', 2, 'weekdays', NULL, 'attempt', NULL, 'Tell the state office.'),
	('{dc_referral}', 2, 'referral', 2, 'weekdays', NULL, 'attempt', NULL, 'Refer the student to the agency.')
) AS s (names, step, kind, within_n, within_unit, after_step, needs, unless_group, meaning),
	unnest(s.names::text[]) AS n (name);

INSERT INTO absence.rule_catalog_step (name, version, step, kind, within_n, within_unit, needs, meaning)
VALUES
	('in_absent', 1, 1, 'conference', 5, 'school days', 'attempt', 'Hold a conference.'),
	('in_absent', 2, 1, 'conference', 10, 'school days', 'attempt', 'Hold a conference.');

GRANT SELECT ON absence.rule_catalog, absence.rule_catalog_step TO PUBLIC;

CREATE FUNCTION absence.rule_named(name text) RETURNS absence.rule
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_row absence.rule_catalog;
BEGIN
	-- "name" is the latest version, "name@2" that one
	SELECT c.* INTO found_row
	FROM absence.rule_catalog AS c
	WHERE c.name = split_part(rule_named.name, '@', 1)
		AND (strpos(rule_named.name, '@') = 0
			OR c.version::text = split_part(rule_named.name, '@', 2))
	ORDER BY c.version DESC
	LIMIT 1;

	IF NOT FOUND THEN
		RAISE EXCEPTION 'rule "%" does not exist', rule_named.name
			USING ERRCODE = 'undefined_object',
				HINT = 'Known rules are '
					|| (SELECT string_agg(DISTINCT c.name, ', ') FROM absence.rule_catalog AS c WHERE c.rule IS NOT NULL)
					|| '.';
	ELSIF found_row.rule IS NULL THEN
		RAISE EXCEPTION 'rule "%" cannot be computed', rule_named.name
			USING ERRCODE = 'feature_not_supported', DETAIL = found_row.not_computable;
	END IF;
	RETURN found_row.rule;
END
$$;

COMMENT ON FUNCTION absence.rule_named(text) IS
	'The rule of this name in rule_catalog: the latest version, or with @ that one; an unknown name is an error that lists the known '
		'ones. It reads a table: in a query over many rows write (SELECT absence.rule_named(...)), which looks it up once';

-- data_element: what every table, view and column of a store means
--
-- A column has the meaning of its name, which is written once. A table adds only what
-- is different there, so a new view needs a row for itself and rows for the columns
-- whose meaning is new. The comments of a store are made of this. A CEDS id or an Ed-Fi
-- element is given only where one was read; a blank does not say that there is none.

CREATE TABLE absence_internal.element_meaning (
	table_name text COLLATE "C" NOT NULL,
	column_name text COLLATE "C" NOT NULL,
	definition text,
	unit text,
	when_null text,
	ceds_id text COLLATE "C",
	ceds_name text,
	ed_fi_element text COLLATE "C",
	PRIMARY KEY (table_name, column_name)
);

COMMENT ON TABLE absence_internal.element_meaning IS 'What absence.data_element says, each meaning written once; read-only';
COMMENT ON COLUMN absence_internal.element_meaning.table_name IS
	'Table or view; empty for the meaning that a column of this name has wherever its table does not say otherwise';
COMMENT ON COLUMN absence_internal.element_meaning.column_name IS 'Column; empty for the table itself';
COMMENT ON COLUMN absence_internal.element_meaning.definition IS
	'As in absence.data_element. In this column and the following ones, NULL takes the text of the name, and an empty text takes none';
COMMENT ON COLUMN absence_internal.element_meaning.unit IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.when_null IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.ceds_id IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.ceds_name IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.ed_fi_element IS 'As in absence.data_element';

GRANT SELECT ON absence_internal.element_meaning TO PUBLIC;

-- The tables, views and columns of stores are read from the catalog. A materialized
-- view mv_X has the columns of X.
CREATE VIEW absence.data_element AS
SELECT e.table_name, e.column_name,
	coalesce(own.definition, kept.definition || CASE e.column_name WHEN '' THEN
		'. The rows are those of the last refresh, under the definition of the store' ELSE '' END, named.definition) AS definition,
	nullif(coalesce(own.unit, kept.unit, named.unit), '') AS unit,
	nullif(coalesce(own.when_null, kept.when_null, named.when_null), '') AS when_null,
	nullif(coalesce(own.ceds_id, kept.ceds_id, named.ceds_id), '') AS ceds_id,
	nullif(coalesce(own.ceds_name, kept.ceds_name, named.ceds_name), '') AS ceds_name,
	nullif(coalesce(own.ed_fi_element, kept.ed_fi_element, named.ed_fi_element), '') AS ed_fi_element
FROM (
	SELECT m.table_name, m.column_name, NULL::text AS kept_view
	FROM absence_internal.element_meaning AS m
	UNION
	SELECT c.relname::text COLLATE "C", coalesce(a.attname::text, '') COLLATE "C", k.kept_view
	FROM pg_catalog.pg_class AS s
	JOIN pg_catalog.pg_class AS c ON c.relnamespace = s.relnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
	CROSS JOIN LATERAL (SELECT CASE WHEN c.relkind = 'm' AND starts_with(c.relname, 'mv_') THEN substr(c.relname, 4) END) AS k (kept_view)
	CROSS JOIN LATERAL (
		SELECT NULL::name
		UNION ALL
		SELECT a.attname FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	) AS a (attname)
	WHERE s.relname = 'store_setting' AND s.relkind IN ('r', 'p')
		AND EXISTS (SELECT FROM absence_internal.element_meaning AS t WHERE t.table_name IN (c.relname, k.kept_view) AND t.column_name = '')
) AS e
LEFT JOIN absence_internal.element_meaning AS own ON (own.table_name, own.column_name) = (e.table_name, e.column_name)
LEFT JOIN absence_internal.element_meaning AS kept ON (kept.table_name, kept.column_name) = (e.kept_view, e.column_name)
LEFT JOIN absence_internal.element_meaning AS named ON (named.table_name, named.column_name) = ('', e.column_name)
WHERE coalesce(own.definition, kept.definition, named.definition) IS NOT NULL;

COMMENT ON VIEW absence.data_element IS
	'Dictionary: what every table, view and column of a store means, with the CEDS and Ed-Fi elements beside it. '
	'Columns whose meaning follows from their name alone are listed once a store exists';
COMMENT ON COLUMN absence.data_element.table_name IS 'Name of the table or view; empty for what a column of this name means in general';
COMMENT ON COLUMN absence.data_element.column_name IS 'Name of the column; empty for the table itself';
COMMENT ON COLUMN absence.data_element.definition IS 'Meaning of the table or column';
COMMENT ON COLUMN absence.data_element.unit IS 'Unit of a quantity; NULL for other columns';
COMMENT ON COLUMN absence.data_element.when_null IS 'Meaning of NULL in the column; NULL if the column is never NULL';
COMMENT ON COLUMN absence.data_element.ceds_id IS 'Id of the element in the Common Education Data Standards (CEDS); NULL if none was read';
COMMENT ON COLUMN absence.data_element.ceds_name IS 'Name of the CEDS element; NULL if none was read';
COMMENT ON COLUMN absence.data_element.ed_fi_element IS
	'Entity and element of the Ed-Fi Data Standard 5.2 that hold the same; NULL if none was read';

GRANT SELECT ON absence.data_element TO PUBLIC;

-- "definition; unit: u; NULL: n [CEDS id name; Ed-Fi element]", without what is not there
CREATE FUNCTION absence_internal.data_element_comment(element absence.data_element) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN concat_ws('; ', (element).definition, 'unit: ' || (element).unit, 'NULL: ' || (element).when_null)
		|| coalesce(' [' || nullif(concat_ws('; ', 'CEDS ' || (element).ceds_id || ' ' || (element).ceds_name,
			'Ed-Fi ' || (element).ed_fi_element), '') || ']', '');
COMMENT ON FUNCTION absence_internal.data_element_comment(absence.data_element) IS 'Comment that a row of data_element makes';

CREATE FUNCTION absence_internal.data_element_comment(table_name text, column_name text) RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT absence_internal.data_element_comment(e)
	FROM absence.data_element AS e
	WHERE e.table_name = data_element_comment.table_name AND e.column_name = data_element_comment.column_name
$$;
COMMENT ON FUNCTION absence_internal.data_element_comment(text, text) IS
	'Comment of a column of a store, or of the table itself where column_name is empty; NULL if data_element does not have it';

-- Tables and views, in the order in which a store is made
INSERT INTO absence_internal.element_meaning (table_name, column_name, definition, ed_fi_element) VALUES
	-- setting.sql
	('store_setting', '', 'Settings of the store; one row', NULL),
	('definition', '', 'The district''s own definitions of chronic absence, which come before those of absence.definition_catalog. '
		'A changed rule is a new version; the old version stays', NULL),
	('school_year_state', '', 'School years of the store: where the facts of each come from, and whether it is open or closed', NULL),
	-- facts.sql
	('school', '', 'Schools', 'school'),
	('student', '', 'Students', 'student'),
	('student_group', '', 'Groups that a student belongs to, such as a race, an English learner status or a disability. '
		'A student can have several rows of one kind', NULL),
	('calendar', '', 'Calendars of a school in a school year', 'calendar'),
	('calendar_grade', '', 'Grades that a calendar is for; used where an enrollment names no calendar and the school has several',
		'calendarGradeLevel'),
	('calendar_day', '', 'Calendar events by day. A day can have several; an event that closes school comes before the others',
		'calendarDateCalendarEvent'),
	('calendar_event_kind', '', 'Meaning of each calendar event; a district adds its own events', 'calendarEventDescriptor'),
	('enrollment', '', 'Enrollments: the stays of students at schools. A student can have several at one school, such as one for each '
		'grade; a day of several counts once', 'studentSchoolAssociation'),
	('attendance_code', '', 'Meaning of each attendance code: the row for the school and year, else for the school, else for the year, '
		'else for neither. A code without a row is unmapped; it is never taken as present', 'attendanceEventCategoryDescriptor'),
	('attendance_event', '', 'Attendance events: what was recorded of a student at a school, for a day or for a period of it',
		'studentSchoolAttendanceEvent'),
	('attendance_taken', '', 'Days on which attendance has been taken for a whole school or for a whole calendar of it. '
		'Ed-Fi''s sectionAttendanceTakenEvent is about one section and is not the same', NULL),
	('prior_student', '', 'Students in earlier school years of which only totals exist', NULL),
	('prior_count', '', 'Schools in earlier school years of which only counts of students exist', NULL),
	-- derived.sql
	('refresh_log', '', 'What each refresh of a school year read, used, left out and wrote', NULL),
	('verdict_change', '', 'Students whose band changed in a refresh, and the cause', NULL),
	('refresh_basis', '', 'What the last refresh found at each school; the next refresh compares its facts with it', NULL),
	('refresh_code', '', 'Meaning of each attendance code at each school at the last refresh', NULL),
	('calendar_complete', '', 'Last day of each calendar that can be counted, as of the last refresh', NULL),
	('school_silence', '',
		'Runs of session days on which a school recorded less than is likely, as of the last refresh; data_issue lists them', NULL),
	-- certification.sql
	('certification', '', 'Certifications: the verdicts of a school year, as of a day and under a definition, as they were known when '
		'certified. A certification never changes', NULL),
	('certified_student', '', 'Certified verdicts of students: at each of their schools, and once with their schools merged', NULL),
	('certified_count', '', 'Certified students by band: of each school and of the district, in all and by grade', NULL),
	-- publication.sql
	('public_release', '', 'Releases of published figures', NULL),
	('public_absence', '', 'Published figures: the latest release of each school year. absence.publish() writes them; '
		'doc/publishing.md says what is withheld and why', NULL),
	('public_withheld', '',
		'Groups that a release of the school year withheld, which later releases withhold too; it has no figures', NULL),
	-- access.sql
	('reader', '', 'Roles and the levels that absence.grant_reader() granted them; absence.upgrade_store() grants them again', NULL),
	('staff_school', '', 'Schools that a role and its members may see while store_setting.school_scope is on', NULL),
	-- upgrade.sql
	('dropped_dependent', '', 'Objects that are not of the store and that absence.upgrade_store() dropped, with the DDL that makes them again',
		NULL),
	-- register.sql
	('student_register', '', 'Registers, one for each student, school and school year; refresh writes them', NULL),
	-- membership.sql
	('student_calendar', '', 'Calendars that give membership: all but those for staff and for the summer', NULL),
	('session_day', '', 'Session days of the calendars that give membership', NULL),
	('stay', '', 'Enrollments as stays, with their last day and calendar, or the reason why they do not count', NULL),
	('stay_day', '', 'Session days of each stay that counts; a day of two stays at one school has two rows', NULL),
	-- marks.sql
	('code_mark', '', 'Meaning of each attendance code at each school in each school year', NULL),
	('school_periods', '', 'Number of periods of each session day at a school', NULL),
	('day_periods', '', 'Number of periods by the student''s own calendar, for days with period events on which the calendars of the '
		'school differ', NULL),
	('event_part', '', 'Attendance events with their mark and the share that was missed', NULL),
	('day_mark', '', 'Marks of each student''s days, one row for each day and mark; refresh makes registers of them', NULL),
	-- asked.sql
	('known_definition', '', 'Definitions that can be asked for: those of the district and those of the catalog', NULL),
	('definition_of_year', '', 'Definition that each name stands for in each school year; name@version stands for that version', NULL),
	('asked', '', 'Day and definition that the views answer for: those set in the session, else those of the store', NULL),
	('asked_is_known', '', 'Check of the definition asked for; an unknown one is an error that lists the known ones', NULL),
	-- visible.sql
	('visible', '', 'Schools whose rows the current user sees in the views of the store; one row', NULL),
	('visible_student', '', 'Students whom the current user sees at every school in the school year, because they are now enrolled at '
		'one of the user''s schools; empty for a user who sees every school', NULL),
	-- issues.sql
	('student_stays', '', 'Stays of each student at a school in a school year, with their days and calendars, in one row', NULL),
	('event_in_doubt', '', 'Attendance events that are not used, or are on no membership day', NULL),
	('event_not_used', '', 'Attendance events that are not used, and the reason', NULL),
	('issue_kind', '', 'Reasons of data_issue, with their severity and what to do', NULL),
	('data_issue', '', 'Problems in the facts that need attention; closed school years are not examined', NULL),
	-- groups.sql
	('known_status', '', 'Statuses that occur in student_group: each value of each kind', NULL),
	('student_status', '', 'Statuses of each student at each school, and the band', NULL),
	('student_group_of', '',
		'Groups of each student at each school. Race and ethnicity is one group, and so is sex; every student is in group all', NULL),
	-- cohorts.sql
	('school_complete', '', 'Last day of each school that can be counted', NULL),
	('district_complete', '', 'Last day of the district that can be counted', NULL),
	('school_absence', '',
		'Chronic absence by school, as of the day and under the definition asked for. Students who have left are included', NULL),
	('grade_absence', '', 'Chronic absence by school and grade, as of the day and under the definition asked for. '
		'Students who have left are included', NULL),
	('group_absence', '', 'Chronic absence by school and group of students, as of the day and under the definition asked for. '
		'Students who have left are included. A student with several values of a kind is in the group of each', NULL),
	('district_absence', '',
		'Chronic absence in the district, as of the day and under the definition asked for. Students who have left are included', NULL),
	('weekday_absence', '', 'Absence by school and day of the week, as of the day and under the definition asked for. '
		'Students who have left are included', NULL),
	('coverage', '', 'Students of each school by whether they have a verdict, and why not. The counts of the reasons and verdict_n add '
		'up to students. Students with events but without an enrollment are in data_issue', NULL),
	-- rolls.sql
	('store_now', '', 'Current day and school year of the store, which decide who is enrolled now; one row', NULL),
	('school_now', '', 'Current day of each school, which decides who is enrolled now', NULL),
	('counted_stay', '', 'Stays that count, and whether each covers the current day', NULL),
	('student_stay', '', 'Stays of each student at a school in a school year, in one row', NULL),
	('latest_stay', '', 'School and grade of each student in a school year, by the latest stay that has begun by complete_through', NULL),
	-- answers.sql
	('student_absence', '', 'Absence of students at each of their schools, as of the day and under the definition asked for', NULL),
	('district_student_absence', '',
		'Absence of students with their schools merged, each student once, as of the day and under the definition asked for', NULL),
	-- trend.sql
	('absence_trend', '', 'Chronic absence by school, group and school week, under the definition asked for: '
		'as of the last day of the week, beside the same week of the year before. Students who have left are included; '
		'groups are those of the day asked for', NULL),
	('daily_attendance', '', 'Attendance by school and session day to the day asked for, under the definition asked for, with the '
		'averages of the school year so far', NULL),
	-- watch_list.sql
	('watch_list', '', 'Students to follow up, as of the day and under the definition asked for: '
		'over a line, near a line, or absent several days in a row. One row for each reason; '
		'only students who are enrolled now, in the current school year', NULL),
	-- fs195.sql
	('fs195', '', 'Aid for EDFacts file 195 (chronic absenteeism): chronically absent students of kindergarten to grade 12 and ungraded '
		'by school, as of the day asked for and always under the federal definition, with zero counts. '
		'Schools that are not federally reported are left out. Check it against the file specification of the state, which was not read '
		'in full', NULL),
	-- why.sql
	('student_day', '', 'Days of each student in a school year, one row for each event and one for a day without events: '
		'what was recorded, and how the day counts under the definition asked for. student_day_of() gives the days of one student', NULL);

-- Columns that mean the same in every table that does not say otherwise
INSERT INTO absence_internal.element_meaning (table_name, column_name, definition, unit, when_null) VALUES
	-- keys and names
	('', 'school_year', 'School year, given as the calendar year in which it ends', NULL, NULL),
	('', 'school_id', 'District id of the school, as in the student information system', NULL, NULL),
	('', 'school_name', 'Name of the school', NULL, 'the school is not in table school'),
	('', 'state_school_id', 'State id of the school', NULL, 'not known'),
	('', 'nces_school_id', 'Id of the school at the National Center for Education Statistics (NCES)', NULL, 'not known'),
	('', 'student_id', 'District id of the student, as in the student information system', NULL, NULL),
	('', 'last_name', 'Last name of the student', NULL, 'not known'),
	('', 'first_name', 'First name of the student', NULL, 'not known'),
	('', 'grade',
		'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through',
		NULL, 'not known'),
	('', 'homeroom', 'Homeroom of the student; where a row is about several enrollments, that of the latest', NULL, 'not known'),
	('', 'role_name', 'Name of the role', NULL, NULL),
	('', 'refresh_id', 'Number of the refresh', NULL, NULL),
	('', 'label', 'Label of the certification or release; a label is used once', NULL, NULL),
	-- calendars
	('', 'calendar_code', 'Code of the calendar, unique within a school and school year', NULL, NULL),
	('', 'calendars_of_school', 'Calendars of the school in the school year that give membership', 'calendars', NULL),
	('', 'day', 'The day', NULL, NULL),
	('', 'event', 'Calendar event', NULL, NULL),
	('', 'day_minutes', 'Instructional time of an ordinary day', 'minutes', 'not known'),
	('', 'minutes', 'Instructional time of the day', 'minutes', 'not known'),
	('', 'periods', 'Number of periods of the day; of a calendar, that of an ordinary day', 'periods', 'not known'),
	-- enrollments
	('', 'entry_date', 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that '
		'of the first', NULL, NULL),
	('', 'exit_date', 'Last day of the enrollment; where a row is about several enrollments, that of the last', NULL,
		'an enrollment is open'),
	('', 'last_date',
		'Last day of the stay on which the student is expected: exit_date, or the day before it if store_setting.exit_day_counts is off',
		NULL, 'the enrollment is open, and the stay runs to the end of the calendar'),
	('', 'primary_school', 'True if this is the student''s primary school, which owns a day that several schools share', NULL, NULL),
	('', 'fte', 'Full-time equivalency: the part of full time for which the student is enrolled at the school', 'share, 0 to 1', NULL),
	('', 'enrolled_now', 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any '
		'school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is '
		'later. An open enrollment ends on 30 June', NULL, NULL),
	-- attendance
	('', 'code', 'Attendance code, letter for letter as recorded', NULL, NULL),
	('', 'mark', 'Mark that the code stands for; unmapped for a code that nobody has mapped', NULL, NULL),
	('', 'period', 'Period of the day', NULL, 'the event is for the whole day'),
	('', 'precedence', 'Rank of the code among several events of one day or period: the highest decides', NULL,
		'the order of marks decides'),
	('', 'share', 'Share that was missed: of the period if there is one, else of the day', 'share, 0 to 1',
		'the event gives no valid share and is not used'),
	('', 'events', 'Attendance events in the school year', 'events', NULL),
	('', 'severity', 'error: something is left out or wrong until it is corrected; warning: something may be wrong; '
		'info: it may be intended', NULL, NULL),
	('', 'what_to_do', 'What to do about the issue', NULL, NULL),
	-- definitions
	('', 'policy', 'Name of the definition', NULL, NULL),
	('', 'policy_name', 'Name of the definition', NULL, NULL),
	('', 'policy_text', 'Rule of the definition, as text that type absence.policy reads', NULL, NULL),
	('', 'version', 'Version of the definition; the first is 1', NULL, NULL),
	('', 'from_year', 'First school year that the definition is for', NULL, 'no first year'),
	('', 'to_year', 'Last school year that the definition is for', NULL, 'no last year'),
	('', 'not_computable', 'Reason why a policy cannot express the rule', NULL, 'a policy expresses the rule'),
	-- figures of students
	('', 'scope', 'school: the student at one school; district: the student with all schools merged', NULL, NULL),
	('', 'enrolled_days', 'Days on which the student was expected, less the days that the definition leaves out', 'days', NULL),
	('', 'counted_days', 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these',
		'days', NULL),
	('', 'absent_days', 'Days absent, by the part-day rule of the definition', 'days', NULL),
	('', 'missed_days', 'Time missed under marks that count as absent, before the part-day rule', 'days', NULL),
	('', 'excused_days', 'Part of absent_days that is excused', 'days', NULL),
	('', 'unexcused_days', 'Part of absent_days that is unexcused', 'days', NULL),
	('', 'oss_days', 'Part of absent_days that is out-of-school suspension', 'days', NULL),
	('', 'iss_days', 'Days of in-school suspension, whether or not they count as absent', 'days', NULL),
	('', 'tardy_days', 'Days on which the student was tardy, whether or not the time missed counts', 'days', NULL),
	('', 'unmapped_days', 'Days that do not count because the result depends on a code that nobody has mapped', 'days', NULL),
	('', 'unrecorded_days', 'Days with nothing recorded', 'days', NULL),
	('', 'absence_rate', 'Absent days as a share of counted days, or minutes where the definition counts minutes. '
		'It is for display; chronic and band compare exact counts', 'share, 0 to 1', 'no day counts'),
	('', 'chronic', 'True if the student is chronically absent', NULL, 'no verdict'),
	('', 'status', 'Verdict in words: chronic, not chronic, too few days, not recorded, or not mapped (it depends on codes that nobody '
		'has mapped)', NULL, NULL),
	('', 'band', 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic', NULL, 'no verdict'),
	('', 'band_order', 'Number of the band to sort by: 1 satisfactory, 2 at_risk, 3 moderate, 4 severe', NULL, 'no verdict'),
	('', 'why_null', 'Reason why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped',
		NULL, 'there is a verdict'),
	('', 'district_absence_rate', 'absence_rate of the student with all schools merged', 'share, 0 to 1', 'no day counts'),
	('', 'district_chronic', 'True if the student is chronically absent with all schools merged', NULL, 'no verdict'),
	('', 'district_band', 'Band of the student with all schools merged', NULL, 'no verdict'),
	('', 'streak', 'Absent days in a row, back from the last counted day', 'days', NULL),
	('', 'last_absence', 'Last day that counts as absent', NULL, 'no day counts as absent'),
	('', 'absences_left', 'Days still to come that the student can miss without being chronically absent at the end of the year', 'days',
		'the student will be chronically absent in any case, or the definition has no line for it'),
	('', 'complete_through', 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not '
		'complete to their end, else the latest; each student counts through the day of their own calendar', NULL,
		'nothing is recorded yet'),
	('', 'as_of', 'Day through which the figures count: the earlier of the day asked for and complete_through', NULL, 'no day counts'),
	-- figures of cohorts
	('', 'group_kind', 'Kind of group: all (every student), grade, or a kind of student_group', NULL, NULL),
	('', 'group_value', 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, '
		'''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind', NULL, NULL),
	('', 'status_basis', 'Statuses that decide the group. on_day: those in force on the student''s last membership day that counts; '
		'ever_in_year: those in force on any. Race, ethnicity and sex are always those of the day', NULL, NULL),
	('', 'verdict_n', 'Students with a verdict', 'students', NULL),
	('', 'chronic_n', 'Students who are chronically absent', 'students', NULL),
	('', 'chronic_rate', 'chronic_n as a share of verdict_n', 'share, 0 to 1', 'no student has a verdict'),
	('', 'chronic_rate_low', 'Lower bound of the 95% confidence interval of chronic_rate (Wilson)', 'share, 0 to 1',
		'no student has a verdict'),
	('', 'chronic_rate_high', 'Upper bound of the 95% confidence interval of chronic_rate (Wilson)', 'share, 0 to 1',
		'no student has a verdict'),
	('', 'satisfactory_n', 'Students in band satisfactory', 'students', NULL),
	('', 'at_risk_n', 'Students in band at_risk', 'students', NULL),
	('', 'moderate_n', 'Students in band moderate', 'students', NULL),
	('', 'severe_n', 'Students in band severe', 'students', NULL),
	('', 'no_verdict_n', 'Students without a verdict, who are not in verdict_n', 'students', NULL),
	('', 'published_at', 'Time of publication', NULL, NULL);

-- Columns of one table, and what is different of a column in a table
INSERT INTO absence_internal.element_meaning (table_name, column_name, definition, unit, when_null) VALUES
	-- setting.sql
	('store_setting', 'only_row', 'Always true, which keeps the table to one row', NULL, NULL),
	('store_setting', 'layout_version', 'Version of the layout of the store; absence.upgrade_store() updates it', NULL, NULL),
	('store_setting', 'policy', 'Name of the definition that applies where a session asks for no other; '
		'it is looked up in table definition, then in absence.definition_catalog', NULL, NULL),
	('store_setting', 'time_zone', 'Time zone of the district, which decides what day today is', NULL, NULL),
	('store_setting', 'day_closes_at', 'Time of day, in time_zone, from which the current day can be complete', NULL,
		'never: the current day is complete only if attendance_taken has it'),
	('store_setting', 'exit_day_counts', 'True if a student is expected on the exit date of an enrollment', NULL, NULL),
	('store_setting', 'void_exit_types', 'Exit types of students who never came; an enrollment with one gives no membership', NULL, NULL),
	('store_setting', 'max_drop',
		'Largest fall in the events, members or recorded days of a school or of the district that refresh accepts',
		'share, 0 to 1', NULL),
	('store_setting', 'max_verdict_change', 'Largest part of the students with a verdict that may change band in a refresh, or be '
		'without a verdict because of unmapped codes in a release', 'share, 0 to 1', NULL),
	('store_setting', 'minimum_group', 'Smallest group whose figures may be published', 'students', NULL),
	('store_setting', 'school_scope',
		'True if readers see only the schools that staff_school gives them; absence.enable_school_scope() sets it', NULL, NULL),
	('definition', 'name', 'Name of the definition: lower-case letters, digits and underscores', NULL, NULL),
	('definition', 'policy', 'Rule of the definition, as text that type absence.policy reads', NULL, NULL),
	('definition', 'authority', 'Authority whose definition it is', NULL, 'not stated'),
	('definition', 'grades', 'Grades that the definition is for, as in enrollment.grade. It is for information; no view filters by it',
		NULL, 'every grade'),
	('definition', 'source', 'Document in which the rule was read', NULL, 'not stated'),
	('school_year_state', 'source', 'Schema from which the facts of the school year come', NULL, 'the tables of the store'),
	('school_year_state', 'kind', 'Kind of source: native (the tables of a store), edfi (an Ed-Fi ODS) or views', NULL, NULL),
	('school_year_state', 'state', 'open or closed; refresh does not change the registers of a closed year', NULL, NULL),

	-- facts.sql
	('school', 'name', 'Name of the school', NULL, NULL),
	('school', 'school_level', 'Level of the school, such as Elementary, Middle or High', NULL, 'not known'),
	('school', 'lea_id', 'Id of the local education agency (LEA, the district) of the school', NULL, 'not known'),
	('school', 'state_lea_id', 'State id of the local education agency', NULL, 'not known'),
	('school', 'reporting', 'exception: only exceptions are recorded, and a day without a record counts as present; '
		'affirmative: presence is recorded too, and a day without a record is unrecorded', NULL, NULL),
	('school', 'federally_reported', 'True if the school is in federal reports', NULL, NULL),
	('student', 'state_student_id', 'State id of the student', NULL, 'not known'),
	('student', 'birth_date', 'Date of birth', NULL, 'not known'),
	('student_group', 'kind', 'Kind of group: race_ethnicity, sex, english_learner, disability_idea or any other', NULL, NULL),
	('student_group', 'value', 'Group within its kind, such as Female or Yes', NULL, NULL),
	('student_group', 'begin_date', 'First day in the group', NULL, 'no first day'),
	('student_group', 'end_date', 'Last day in the group', NULL, 'no last day'),
	('calendar', 'calendar_type', 'Type of the calendar, such as School, Grade Level, Student Specific or IEP. '
		'Calendars of type Staff or Summer give no membership; those of type Student Specific or IEP give it only to enrollments that '
		'name them', NULL, NULL),
	('calendar_grade', 'grade', 'Grade that the calendar is for', NULL, ''),
	('calendar_day', 'event',
		'Calendar event, as in calendar_event_kind; an unknown event is neutral, and data_issue lists it', NULL, NULL),
	('calendar_day', 'minutes', 'Instructional time of the day; of several events of one day, the shortest time applies', NULL,
		'calendar.day_minutes applies'),
	('calendar_day', 'periods', 'Number of periods of the day; of several events of one day, the smallest number applies', NULL,
		'calendar.periods applies'),
	('calendar_event_kind', 'kind',
		'closes: no session day, whatever other events the day has; session: a session day; neutral: no effect', NULL, NULL),
	('enrollment', 'exit_date', 'Last day of the enrollment; store_setting.exit_day_counts says whether the student is expected on it',
		NULL, 'the enrollment is open and runs to the end of the calendar'),
	('enrollment', 'calendar_code', 'Calendar of the student', NULL,
		'the only calendar of the school that is neither Student Specific nor IEP applies, else that of the grade'),
	('enrollment', 'entry_type', 'How the student entered the school', NULL, 'not known'),
	('enrollment', 'exit_type', 'How the student left the school; an enrollment with one of store_setting.void_exit_types does not count',
		NULL, 'the student has not left, or the type is not known'),
	('enrollment', 'enrollment_type', 'Type of enrollment, such as Current or Preregistered; an enrollment of type Summer does not count',
		NULL, 'not known'),
	('enrollment', 'primary_school', NULL, NULL, 'taken as false'),
	('enrollment', 'fte', NULL, NULL, 'taken as 1'),
	('attendance_code', 'school_id', 'School that the row is for', NULL, 'every school'),
	('attendance_code', 'school_year', 'School year that the row is for', NULL, 'every school year'),
	('attendance_code', 'mark', 'Mark that the code stands for, a value of type absence.mark', NULL, NULL),
	('attendance_code', 'portion', 'Share of the day or period that the code stands for where the event gives none', 'share, 0 to 1',
		'0 for tardy, left_early and present, else 1'),
	('attendance_code', 'description', 'Meaning of the code in words', NULL, 'not stated'),
	('attendance_event', 'portion', 'Share that was missed: of the period if there is one, else of the day', 'share, 0 to 1',
		'missed divided by held if both are given and period is NULL, else the portion of the code'),
	('attendance_event', 'missed', 'Time that the student missed of the day, in the unit of held. Ed-Fi''s schoolAttendanceDuration is '
		'time attended and is not the same', 'minutes or periods', 'not known'),
	('attendance_event', 'held', 'Time that the day held, in the unit of missed; for a period event, the number of periods of the day',
		'minutes or periods', 'not known; for a period event, the number of the calendar applies'),
	('attendance_event', 'reason', 'Reason of the absence, as reported', NULL, 'not reported'),
	('attendance_taken', 'calendar_code', NULL, NULL, 'every calendar of the school'),
	('prior_student', 'grade', 'Grade of the student in that year', NULL, NULL),
	('prior_student', 'enrolled_days', 'Days on which the student was expected, as the source counted them', NULL, NULL),
	('prior_student', 'absent_days', 'Days absent, as the source counted them', NULL, NULL),
	('prior_student', 'source', 'Source of the totals', NULL, NULL),
	('prior_count', 'group_value', 'Group within its kind, named as in absence_trend', NULL, NULL),
	('prior_count', 'chronic_n', 'Students who were chronically absent, as the source counted them', NULL, NULL),
	('prior_count', 'source', 'Source of the counts', NULL, NULL),

	-- derived.sql
	('refresh_log', 'started_at', 'Time at which the refresh began', NULL, NULL),
	('refresh_log', 'finished_at', 'Time at which the refresh ended', NULL, NULL),
	('refresh_log', 'refreshed_by', 'Role that ran the refresh', NULL, NULL),
	('refresh_log', 'today', 'Day that the refresh took as the current day', NULL, NULL),
	('refresh_log', 'forced', 'True if the refresh was told to write despite reasons to refuse', NULL, NULL),
	('refresh_log', 'students', 'Students with an enrollment in the school year', 'students', NULL),
	('refresh_log', 'students_with_register', 'Students with a register', 'students', NULL),
	('refresh_log', 'stays', 'Enrollments in the school year', 'enrollments', NULL),
	('refresh_log', 'stays_void',
		'Enrollments that do not count: a void exit type, a summer enrollment, an exit before entry, or a key that is too long',
		'enrollments', NULL),
	('refresh_log', 'stays_without_calendar', 'Enrollments that count but have no known calendar', 'enrollments', NULL),
	('refresh_log', 'stays_without_membership', 'Enrollments that count and have a calendar but no session day', 'enrollments', NULL),
	('refresh_log', 'events_used', 'Attendance events that are in a register', 'events', NULL),
	('refresh_log', 'events_not_used', 'Attendance events that are in no register, by reason', 'events', NULL),
	('refresh_log', 'registers', 'Registers of the school year after the refresh', 'registers', NULL),
	('refresh_log', 'registers_added', 'Registers that the refresh added', 'registers', NULL),
	('refresh_log', 'registers_changed', 'Registers that the refresh changed, or whose grade it changed', 'registers', NULL),
	('refresh_log', 'registers_removed', 'Registers that the refresh removed', 'registers', NULL),
	('refresh_log', 'verdicts_changed', 'Rows that the refresh wrote to verdict_change', 'rows', NULL),
	('refresh_log', 'step_ms', 'Duration of each step', 'milliseconds', NULL),
	('refresh_log', 'layout', 'Layout of the store after an upgrade that changed verdicts of the school year. Facts and registers are '
		'those of the refresh before', NULL, 'the row is of a refresh'),
	('verdict_change', 'school_id', NULL, NULL, 'the scope is district'),
	('verdict_change', 'policy', 'Name of the definition of the store at the refresh', NULL, NULL),
	('verdict_change', 'band_before', 'Band before the refresh', NULL, 'no verdict'),
	('verdict_change', 'band_after', 'Band after the refresh', NULL, 'no verdict'),
	('verdict_change', 'absent_days_before', 'Days absent before the refresh', 'days',
		'never: a student without an earlier register has no row'),
	('verdict_change', 'absent_days_after', 'Days absent after the refresh', 'days', 'the register was removed'),
	('verdict_change', 'enrolled_days_before', 'Enrolled days before the refresh', 'days', 'never, as for absent_days_before'),
	('verdict_change', 'enrolled_days_after', 'Enrolled days after the refresh', 'days', 'the register was removed'),
	('verdict_change', 'cause', 'Cause of the change: time (more days count), event, membership, calendar, code or policy', NULL, NULL),
	('verdict_change', 'codes', 'Codes of the student''s events whose meaning changed, separated by commas', NULL,
		'the cause is not code'),
	('refresh_basis', 'members', 'Students with a register', 'students', NULL),
	('refresh_basis', 'recorded_days', 'Session days with an event or with attendance taken', 'days', NULL),
	('refresh_basis', 'policy',
		'Rule of the definition in force at the last refresh, as text that type absence.policy reads', NULL, NULL),
	('refresh_code', 'share', 'Share of the day or period that the code stood for', NULL, ''),
	('calendar_complete', 'members', 'Students with a membership day on the calendar', 'students', NULL),
	('calendar_complete', 'complete_through', 'Last day of the calendar that can be counted', NULL,
		'nothing is recorded yet, or the calendar has no members'),
	('calendar_complete', 'last_recorded', 'Last session day with an event of a member or with attendance taken, of the days that have '
		'ended and, once attendance is taken, the current day', NULL, 'there is no such day, or the calendar has no members'),
	('calendar_complete', 'last_session_day', 'Last session day of the calendar', NULL, NULL),
	('calendar_complete', 'days_cut', 'Session days that have ended and cannot be counted; 0 for a calendar without members',
		'days', NULL),
	('calendar_complete', 'days_md5', 'MD5 hash of the session days to complete_through; it shows whether one of them has changed', NULL,
		'no day can be counted'),
	('school_silence', 'reason', 'Reason of data_issue: silent days, no event in district, or small school silent', NULL, NULL),
	('school_silence', 'first_day', 'First session day of the run', NULL, NULL),
	('school_silence', 'last_day', 'Last session day of the run', NULL, NULL),
	('school_silence', 'session_days', 'Session days of the run', 'days', NULL),

	-- certification.sql
	('certification', 'as_of', 'Day at which counts stop: the day asked for, else the last day that was complete at any school', NULL,
		''),
	('certification', 'policy_name', 'Name of the definition, as it was asked for', NULL, NULL),
	('certification', 'policy', 'Rule of the definition when it was certified, as text that type absence.policy reads', NULL, NULL),
	('certification', 'note', 'Remark of the person who certified', NULL, 'no remark'),
	('certification', 'refreshed_at', 'Time of the last refresh of the school year before the certification', NULL,
		'refresh_log does not have it'),
	('certification', 'certified_at', 'Time of the certification', NULL, NULL),
	('certification', 'certified_by', 'Session user that certified', NULL, NULL),
	('certification', 'extension_version', 'Version of the extension that counted', NULL, NULL),
	('certified_student', 'school_id', NULL, NULL, 'the scope is district'),
	('certified_count', 'scope', 'school: one school; pooled: the district, each student once with all schools merged; '
		'sum_of_schools: the sum of the schools, in which a student of two schools is counted twice', NULL, NULL),
	('certified_count', 'school_id', NULL, NULL, 'the scope is not school'),
	('certified_count', 'group_kind', 'Kind of group: all or grade', NULL, NULL),
	('certified_count', 'group_value', 'all, or the grade', NULL, 'the grade is not known'),

	-- publication.sql
	('public_release', 'as_of', 'Day through which the figures count, of the school that counts furthest', NULL, ''),
	('public_release', 'minimum_group', 'Smallest group whose figures were published', 'students', NULL),
	('public_release', 'published_by', 'Session user that published', NULL, NULL),
	('public_absence', 'scope', 'school: one school; small_schools: the schools that are too small to show alone, together; '
		'sum_of_schools: the district, as the sum of its schools', NULL, NULL),
	('public_absence', 'school_id', NULL, NULL, 'the scope is not school'),
	('public_absence', 'school_name', 'Name of the school, or names of the schools that are shown together', NULL,
		'the scope is sum_of_schools'),
	('public_absence', 'verdict_n', NULL, NULL, 'withheld'),
	('public_absence', 'chronic_n', NULL, NULL, 'withheld'),
	('public_absence', 'chronic_rate', NULL, NULL, 'withheld'),
	('public_absence', 'chronic_rate_shown',
		'Rate to print: a percentage; a bound such as <= 5% for a rate near 0% or 100%; or withheld', NULL, NULL),
	('public_absence', 'shown', 'What is shown of the group. all: every figure; code: verdict_n and a bound of the rate; '
		'verdict_n: that count alone; nothing: no figure', NULL, NULL),
	('public_absence', 'as_of', 'Day through which the figures count; of several schools, the day of all their calendars together', NULL,
		''),
	('public_withheld', 'scope', 'Scope of the group, as in public_absence', NULL, NULL),
	('public_withheld', 'school_id', 'School of the group, or a school that was shown with others (scope small_schools); '
		'empty for a group of several schools', NULL, NULL),
	('public_withheld', 'group_kind',
		'Kind of the group, as in public_absence; empty for a school that was shown with others', NULL, NULL),
	('public_withheld', 'group_value', 'The group, as in public_absence; empty for a school that was shown with others', NULL, NULL),
	('public_withheld', 'verdict_n_too', 'True if verdict_n was withheld too; false if only the rate was', NULL, NULL),

	-- access.sql
	('reader', 'level', 'What the role may do: read published figures (public), also figures of schools and groups (aggregate), also '
		'students (student); or write facts (loader)', NULL, NULL),
	('staff_school', 'role_name', 'Name of the role; a row for a role that does not exist has no effect', NULL, NULL),
	('staff_school', 'school_id', 'School whose rows the role sees', NULL, 'every school, and the figures of the district'),

	-- upgrade.sql
	('dropped_dependent', 'dropped_at', 'Time of the upgrade', NULL, NULL),
	('dropped_dependent', 'place', 'Place in the order in which the objects can be made again, from 1', NULL, NULL),
	('dropped_dependent', 'layout', 'Layout of the store after the upgrade', NULL, NULL),
	('dropped_dependent', 'kind', 'Kind of the object, such as view or function; grant for a privilege on a column or view that is no more',
		NULL, NULL),
	('dropped_dependent', 'object', 'Name of the object, with its schema', NULL, NULL),
	('dropped_dependent', 'ddl', 'DDL of the object as it was, with its comments, privileges and owner', NULL, NULL),

	-- register.sql
	('student_register', 'grade',
		'Grade of the student: that of the latest stay that has begun by complete-through, else of the first stay', NULL, NULL),
	('student_register', 'register', 'Marks of the student over the days of membership, packed', NULL, NULL),

	-- membership.sql
	('student_calendar', 'is_fallback',
		'True if the calendar can apply to enrollments that name none: its type is neither Student Specific nor IEP', NULL, NULL),
	('student_calendar', 'fallbacks_of_school', 'Calendars of the school in the school year for which is_fallback is true',
		'calendars', NULL),
	('session_day', 'minutes',
		'Instructional time of the day: the shortest that calendar_day gives, else that of the calendar', NULL, NULL),
	('session_day', 'periods',
		'Number of periods of the day: the smallest that calendar_day gives, else that of the calendar', NULL, NULL),
	('stay', 'calendar_code', 'Calendar of the stay: the one that the enrollment names, else the only one of the school with '
		'is_fallback, else that of the grade', NULL, 'not known: the stay gives no membership'),
	('stay', 'void', 'Reason why the stay does not count: void exit type, summer enrollment, exit before entry or key too long', NULL,
		'the stay counts'),
	('stay', 'fte', 'Full-time equivalency, as in enrollment; 1 if the enrollment gives none or one that is not valid', NULL, NULL),
	('stay', 'counts', 'True if the stay counts: void is NULL', NULL, NULL),
	('stay', 'named_calendar', 'Calendar that the enrollment names', NULL, 'the enrollment names none'),

	-- marks.sql
	('code_mark', 'share', 'Share of the day or period that the code stands for where the event gives none', NULL, ''),
	('school_periods', 'periods', NULL, NULL, 'not known, or the calendars of the school differ'),
	('school_periods', 'calendars_differ', 'True if the calendars of the school that are in session differ in the number of periods, or '
		'if only some of them give one', NULL, NULL),
	('day_periods', 'periods', NULL, NULL, 'not known: period events of the day are not used'),
	('event_part', 'periods', 'Number of periods of the day: that of the event, else that of the calendar', NULL,
		'the event is for the whole day, or the number is not known and the event is not used'),
	('event_part', 'is_used', 'True if the event has a valid share and, for a period event, the number of periods is known', NULL, NULL),
	('day_mark', 'mark', 'A mark of the day', NULL, NULL),
	('day_mark', 'share', 'Share of the day that was missed', NULL, ''),

	-- asked.sql
	('known_definition', 'name', 'Name of the definition', NULL, NULL),
	('known_definition', 'policy', 'Rule of this version of the definition, as text that type absence.policy reads', NULL,
		'a policy cannot express the rule'),
	('known_definition', 'place', 'Place in which names are looked up: 1 table definition, 2 absence.definition_catalog', NULL, NULL),
	('definition_of_year', 'name', 'Name of the definition, or name@version', NULL, NULL),
	('definition_of_year', 'policy', 'Rule in force in the school year, as text that type absence.policy reads', NULL,
		'a policy cannot express the rule'),
	('asked', 'policy', 'Rule of the definition asked for, as text that type absence.policy reads', NULL,
		'there is no definition of that name, or a policy cannot express its rule'),
	('asked', 'as_of', 'Day asked for; infinity if none is, and counts stop at complete-through', NULL, ''),
	('asked', 'not_computable', NULL, NULL, 'a policy expresses the rule, or there is no definition of that name'),
	('asked_is_known', 'known', 'Always true', NULL, NULL),

	-- visible.sql
	('visible', 'all_schools', 'True if the current user sees every school, and the figures of the district', NULL, NULL),
	('visible', 'school_ids', 'Schools that staff_school gives the current user', NULL, 'none'),

	-- issues.sql
	('student_stays', 'stays', 'Number of stays', 'stays', NULL),
	('student_stays', 'stays_that_count', 'Number of stays that count', 'stays', NULL),
	('student_stays', 'first_entry', 'First day of the stays that count and have a calendar', NULL, 'there is none'),
	('student_stays', 'last_date', 'Last day of the stays that count and have a calendar; infinity if one is open', NULL, 'there is none'),
	('student_stays', 'days', 'Days of the stays that count and have a calendar, beside calendar_codes: a set for each stay, '
		'or for each calendar if there are many', NULL, 'there is none'),
	('student_stays', 'calendar_codes', 'Calendars of the stays, beside days', NULL, 'there is none'),
	('event_in_doubt', 'is_member', 'True if the day is a membership day', NULL, NULL),
	('event_in_doubt', 'periods', NULL, NULL, 'the event is for the whole day, or the number is not known'),
	('event_not_used', 'reason', 'Reason why the event is not used, as in issue_kind', NULL, NULL),
	('event_not_used', 'periods', NULL, NULL, 'the event is for the whole day, or the number is not known'),
	('issue_kind', 'reason', 'Reason of the issue', NULL, NULL),
	('data_issue', 'reason', 'Reason of the issue, as in issue_kind', NULL, NULL),
	('data_issue', 'school_year', NULL, NULL, 'the issue is not about one school year'),
	('data_issue', 'school_id', NULL, NULL, 'the issue is not about one school'),
	('data_issue', 'student_id', NULL, NULL, 'the issue is not about one student'),
	('data_issue', 'day', 'The day; of an enrollment, its first day; of a calendar that has stopped, the last day that can be counted',
		NULL, 'the issue is not about one day'),
	('data_issue', 'detail', 'Codes, dates, values and such that the issue is about', NULL, NULL),
	('data_issue', 'occurrences', 'Number of events, enrollments, students, days or rows that the issue stands for', NULL, NULL),

	-- groups.sql
	('known_status', 'kind', 'Kind of the status, as in student_group', NULL, NULL),
	('known_status', 'value', 'Value of the status, as in student_group', NULL, NULL),
	('known_status', 'group_kind', 'Kind as the views show it: one of more than 500 bytes is cut and has a hash', NULL, NULL),
	('known_status', 'group_value', 'Value as the views show it: one of more than 500 bytes is cut and has a hash', NULL, NULL),
	('known_status', 'mask', 'Place of the status among all: a row of digits, 1 for this status and 0 for the others', NULL, NULL),
	('student_status', 'on_day', 'Statuses in force on the last membership day that counts: a digit for each row of known_status, 1 if '
		'in force; empty if none is', NULL, NULL),
	('student_status', 'ever_in_year', 'Statuses in force on any membership day that counts, in the same form as on_day', NULL, NULL),
	('student_status', 'counts_day', 'True if a membership day of the student counts', NULL, NULL),
	('student_status', 'as_of', 'Day asked for, as in asked', NULL, ''),
	('student_group_of', 'as_of', 'Day asked for, as in student_status', NULL, ''),

	-- cohorts.sql
	('grade_absence', 'grade', 'Grade of the students; a student who was promoted during the year is in the latest grade', NULL, NULL),
	('group_absence', 'sex', 'Sex of the students, or all; groups of kind sex are not crossed with sex', NULL, NULL),
	('district_absence', 'scope', 'pooled: each student once, with all schools merged; sum_of_schools: '
		'the sum of the schools, as in federal figures, in which a student of two schools is counted twice', NULL, NULL),
	('weekday_absence', 'isodow', 'Day of the week, from 1 for Monday to 7 for Sunday', NULL, NULL),
	('weekday_absence', 'weekday', 'Name of the day of the week', NULL, NULL),
	('weekday_absence', 'enrolled_days', NULL, 'student-days', NULL),
	('weekday_absence', 'counted_days', NULL, 'student-days', NULL),
	('weekday_absence', 'absent_days', NULL, 'student-days', NULL),
	('coverage', 'students', 'Students with an enrollment or a register', 'students', NULL),
	('coverage', 'below_minimum_n', 'Students without a verdict: fewer enrolled days than the minimum of the definition',
		'students', NULL),
	('coverage', 'not_recorded_n', 'Students without a verdict: nothing is recorded, or too little', 'students', NULL),
	('coverage', 'no_membership_n', 'Students without a verdict: no membership day to the day asked for', 'students', NULL),
	('coverage', 'no_minutes_n', 'Students without a verdict: the definition counts minutes, and the length of a day is not known',
		'students', NULL),
	('coverage', 'no_calendar_n',
		'Students without a verdict: the minimum is a percentage of the days of the calendar, which are not known', 'students', NULL),
	('coverage', 'not_mapped_n', 'Students without a verdict: it depends on codes that nobody has mapped', 'students', NULL),
	('coverage', 'stay_void_n', 'Students without a register: no enrollment counts', 'students', NULL),
	('coverage', 'stay_without_calendar_n', 'Students without a register: the calendar is not known, or has no session day',
		'students', NULL),
	('coverage', 'not_refreshed_n', 'Students without a register: the enrollment is newer than the last refresh', 'students', NULL),

	-- rolls.sql
	('store_now', 'asked', 'Day asked for', NULL, 'no day is asked for: school_now has the day of each school'),
	('store_now', 'latest', 'Last day through which any school counts', NULL, 'no day counts yet'),
	('store_now', 'day', 'Current day of a school that is not in school_now: the day asked for, else 60 days before latest, else the '
		'day before the last refresh, or yesterday if there was none', NULL, NULL),
	('store_now', 'school_year', 'Current school year: the latest with a day that counts, of those that have begun by the day asked for',
		NULL, 'no day counts, or none by the day asked for'),
	('school_now', 'day', 'Current day of the school: the day asked for, else the last day through which the school counts in any '
		'school year, or 60 days before the last of all schools if that is later', NULL, 'no day counts yet'),
	('counted_stay', 'calendar_code', NULL, NULL, 'not known: the stay gives no membership'),
	('latest_stay', 'school_id', 'School of the latest stay that has begun by complete_through, else of the first stay', NULL, NULL),

	-- answers.sql
	('student_absence', 'entry_date', NULL, NULL, 'the enrollments of a closed year have been deleted'),
	('student_absence', 'exit_date', NULL, NULL, 'an enrollment is open, or the enrollments of a closed year have been deleted'),
	('district_student_absence', 'school_id', 'School of the student''s latest enrollment', NULL,
		'the enrollments of a closed year have been deleted'),
	('district_student_absence', 'entry_date', 'First day of the student at that school', NULL,
		'the enrollments of a closed year have been deleted'),
	('district_student_absence', 'exit_date', 'Last day of the student at that school', NULL,
		'an enrollment is open, or the enrollments of a closed year have been deleted'),

	-- trend.sql
	('absence_trend', 'week_number', 'Number of the school week in the year; weeks without a session day are not counted', NULL, NULL),
	('absence_trend', 'week_start', 'Monday of the week', NULL, NULL),
	('absence_trend', 'last_day', 'Last session day of the week that counts; the figures are as of this day', NULL, NULL),
	('absence_trend', 'session_days', 'Session days of the week that count', 'days', NULL),
	('absence_trend', 'prior_last_day', 'Last session day of the week with the same number in the year before', NULL,
		'the year before has no such week or group, or only its totals are known'),
	('absence_trend', 'prior_verdict_n', 'verdict_n as of prior_last_day, or of the whole year before if only its totals are known',
		'students', 'the year before has no such week or group'),
	('absence_trend', 'prior_chronic_n', 'chronic_n as of prior_last_day, or of the whole year before if only its totals are known',
		'students', 'the year before has no such week or group'),
	('absence_trend', 'prior_chronic_rate', 'prior_chronic_n as a share of prior_verdict_n', 'share, 0 to 1',
		'the year before has no such week or group, or no student had a verdict'),
	('absence_trend', 'prior_source', 'Source of the totals of the year before, as in prior_count; of several sources, the first by name',
		NULL, 'the figures are of the same week, or there are none'),
	('daily_attendance', 'members',
		'Daily membership: students who were expected on the day, less those whose day the definition leaves out', 'students', NULL),
	('daily_attendance', 'counted', 'Members whose day counts: it is recorded, or the definition counts unrecorded days; '
		'it is not unmapped; and their calendar is complete through it', 'students', NULL),
	('daily_attendance', 'absent', 'Absence of the counted members, by the part-day rule of the definition', 'student-days', NULL),
	('daily_attendance', 'attending', 'Daily attendance: counted less absent', 'student-days', NULL),
	('daily_attendance', 'attendance_rate', 'attending as a share of counted', 'share, 0 to 1', 'no member counts'),
	('daily_attendance', 'whole_school', 'True if every calendar of the school with members is complete through the day or has ended '
		'before it; if false, some members are not counted', NULL, NULL),
	('daily_attendance', 'session_days', 'Session days of the year to this day on which whole_school is true and members count',
		'days', NULL),
	('daily_attendance', 'average_daily_membership',
		'Average daily membership (ADM): mean of members over the days of the year to this day that have members', 'students',
		'there is no such day'),
	('daily_attendance', 'average_daily_attendance', 'Average daily attendance (ADA): attending on the days of session_days, divided by '
		'their number. Members who do not count are not in it', 'students', 'there is no such day'),
	('daily_attendance', 'attendance_rate_to_date', 'attending as a share of counted over the days of session_days', 'share, 0 to 1',
		'there is no such day'),

	-- watch_list.sql
	('watch_list', 'trigger', 'Reason for follow-up: chronic, at the school; chronic in district, with schools merged but not at the '
		'school; near chronic or near severe, for a student with an absence, if at most three more of the counted days would reach that '
		'line; not mapped, if the verdict depends on codes that nobody has mapped; streak of 3, 5 or 10, for at least so many absent '
		'days in a row', NULL, NULL),
	('watch_list', 'since', 'Day from which the reason holds: since when the verdict has been chronic or not mapped; '
		'the first day of a streak; the last absence where a line is near', NULL,
		'a line is near, and no day counts as absent: only parts of days of less than half were missed'),
	('watch_list', 'absent_last_5', 'Days absent among the last five membership days', 'days', NULL),
	('watch_list', 'band_before', 'Band at the school on the day before since', NULL, 'no verdict on that day, or since is NULL'),

	-- fs195.sql
	('fs195', 'set_order', 'Number of the category set to sort by', NULL, NULL),
	('fs195', 'category_set', 'race_ethnicity, disability_idea, section_504, english_learner or homeless, each by sex; total; '
		'or grade not known: students whose grade is neither known to be in the file nor known to be out of it, '
		'who are in no other set', NULL, NULL),
	('fs195', 'category', 'Category within the set. Race and ethnicity as in group_absence; of the other sets, each status that the '
		'student had on any membership day to as_of, else No; all in total and grade not known', NULL, NULL),
	('fs195', 'sex', 'Sex of the students; missing if none or several are recorded; all in total and grade not known', NULL, NULL),
	('fs195', 'policy', 'Rule of the federal definition, as text that type absence.policy reads', NULL, NULL),

	-- why.sql
	('student_day', 'calendar_event', 'Events of the day on the student''s calendar, separated by commas', NULL,
		'the calendar has no event, or is not known'),
	('student_day', 'is_member', 'True if the student was expected on the day', NULL, NULL),
	('student_day', 'period', NULL, NULL, 'the event is for the whole day, or the day has none'),
	('student_day', 'code', NULL, NULL, 'the day has no event'),
	('student_day', 'mark', NULL, NULL, 'the day has no event'),
	('student_day', 'share_missed', 'Share of the day that was missed by the event', 'share, 0 to 1',
		'the day has no event, or the event gives no valid share'),
	('student_day', 'why_not_counted',
		'Reason why the event does not count: one of issue_kind, another event stands, or same code counts once', NULL,
		'the event counts, or the day has none'),
	('student_day', 'day_mark', 'Mark of the day at the school', NULL,
		'nothing is recorded, or the day is no membership day or is after complete-through'),
	('student_day', 'counts_as', 'How the day counts at the school: absent, present, outside (the definition leaves it out), unmapped, '
		'not recorded, after as-of, after complete-through or no membership day', NULL, NULL),
	('student_day', 'absent', 'Days absent that the day counts at the school. They add up to student_absence.absent_days', 'days',
		'not the first row of the day, or the day does not count'),
	('student_day', 'yields_to', 'School whose mark counts for the district on this day', NULL, 'this school, or the day does not count'),
	('student_day', 'district_absent',
		'Days absent that the day counts with all schools merged. They add up to district_student_absence.absent_days', 'days',
		'not the row that has it for this day, or the day does not count'),
	('student_day', 'as_of', NULL, NULL, 'no day is asked for and nothing is recorded yet');

-- Elements of the Common Education Data Standards, as far as they were read
INSERT INTO absence_internal.element_meaning (table_name, column_name, ceds_id, ceds_name) VALUES
	('', 'calendar_code', '000494', 'Calendar Code'),
	('calendar_day', 'day', '001275', 'Calendar Event Date'),
	('', 'event', '000603', 'Calendar Event Type'),
	('', 'day_minutes', '002099', 'Instructional Minutes Per Day'),
	('', 'entry_date', '000097', 'Enrollment Entry Date'),
	('', 'exit_date', '000107', 'Enrollment Exit Date'),
	('', 'mark', '000076', 'Attendance Status'),
	('attendance_event', 'portion', '002013', 'Attendance Event Duration Day'),
	('', 'absent_days', '000201', 'Number of Days Absent'),
	('weekday_absence', 'absent_days', '', ''),		-- of many students
	('', 'tardy_days', '001957', 'Number of Days Tardy'),
	('', 'chronic', '002022', 'Chronic Student Absenteeism Indicator')
ON CONFLICT (table_name, column_name) DO UPDATE SET ceds_id = excluded.ceds_id, ceds_name = excluded.ceds_name;

-- Elements of the Ed-Fi Data Standard, as far as they were read
INSERT INTO absence_internal.element_meaning (table_name, column_name, ed_fi_element) VALUES
	('', 'school_year', 'schoolYearType.schoolYear'),
	('calendar', 'school_year', 'calendar.schoolYear'),
	('calendar_grade', 'school_year', 'calendarGradeLevel.schoolYear'),
	('calendar_day', 'school_year', 'calendarDateCalendarEvent.schoolYear'),
	('enrollment', 'school_year', 'studentSchoolAssociation.schoolYear'),
	('attendance_event', 'school_year', 'studentSchoolAttendanceEvent.schoolYear'),
	('', 'school_id', 'school.schoolId'),
	('calendar', 'school_id', 'calendar.schoolId'),
	('calendar_grade', 'school_id', 'calendarGradeLevel.schoolId'),
	('calendar_day', 'school_id', 'calendarDateCalendarEvent.schoolId'),
	('enrollment', 'school_id', 'studentSchoolAssociation.schoolId'),
	('attendance_event', 'school_id', 'studentSchoolAttendanceEvent.schoolId'),
	('', 'school_name', 'school.nameOfInstitution'),
	('public_absence', 'school_name', ''),			-- of several schools
	('school', 'name', 'school.nameOfInstitution'),
	('school', 'lea_id', 'school.localEducationAgencyId'),
	('', 'student_id', 'student.studentUniqueId'),
	('', 'last_name', 'student.lastSurname'),
	('', 'first_name', 'student.firstName'),
	('student', 'birth_date', 'student.birthDate'),
	('', 'calendar_code', 'calendar.calendarCode'),
	('calendar_grade', 'calendar_code', 'calendarGradeLevel.calendarCode'),
	('calendar_day', 'calendar_code', 'calendarDateCalendarEvent.calendarCode'),
	('enrollment', 'calendar_code', 'studentSchoolAssociation.calendarCode'),
	('calendar', 'calendar_type', 'calendar.calendarTypeDescriptor'),
	('calendar_day', 'day', 'calendarDateCalendarEvent.date'),
	('', 'event', 'calendarEventDescriptor.codeValue'),
	('calendar_day', 'event', 'calendarDateCalendarEvent.calendarEventDescriptor'),
	('', 'grade', 'studentSchoolAssociation.entryGradeLevelDescriptor'),
	('calendar_grade', 'grade', 'calendarGradeLevel.gradeLevelDescriptor'),
	('prior_student', 'grade', ''),				-- whatever the source has
	('', 'entry_date', 'studentSchoolAssociation.entryDate'),
	('', 'exit_date', 'studentSchoolAssociation.exitWithdrawDate'),
	('enrollment', 'entry_type', 'studentSchoolAssociation.entryTypeDescriptor'),
	('enrollment', 'exit_type', 'studentSchoolAssociation.exitWithdrawTypeDescriptor'),
	('enrollment', 'enrollment_type', 'studentSchoolAssociation.enrollmentTypeDescriptor'),
	('', 'primary_school', 'studentSchoolAssociation.primarySchool'),
	('', 'fte', 'studentSchoolAssociation.fullTimeEquivalency'),
	('', 'code', 'attendanceEventCategoryDescriptor.codeValue'),
	('attendance_event', 'code', 'studentSchoolAttendanceEvent.attendanceEventCategoryDescriptor'),
	('attendance_event', 'day', 'studentSchoolAttendanceEvent.eventDate'),
	('', 'period', 'studentSectionAttendanceEventClassPeriod.classPeriodName'),
	('attendance_event', 'portion', 'studentSchoolAttendanceEvent.eventDuration'),
	('attendance_event', 'reason', 'studentSchoolAttendanceEvent.attendanceEventReason')
ON CONFLICT (table_name, column_name) DO UPDATE SET ed_fi_element = excluded.ed_fi_element;

-- keys: texts that are short enough for an index
--
-- Facts can hold texts of any length, but a btree index refuses an entry of more than
-- 2,704 bytes, all columns together. So no column that refresh writes is longer
-- than 500 bytes.

CREATE FUNCTION absence_internal.short_word(word text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN octet_length(word) > 500 THEN left(word, 100) || '... (md5 ' || md5(word) || ')' ELSE word END;
COMMENT ON FUNCTION absence_internal.short_word(text) IS
	'The text; if it is longer than 500 bytes, its first 100 characters and a hash that tells it from texts with the same beginning';

-- figures: all figures of a student, or of a cohort, as one row. The functions are
-- written in SQL so that they can be inlined: a query computes only the columns that
-- it names.

CREATE FUNCTION absence_internal.figures_of_student(
		register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (
		enrolled_days integer, counted_days integer, absent_days double precision, missed_days double precision,
		excused_days double precision, unexcused_days double precision, oss_days double precision, iss_days double precision,
		tardy_days integer, unmapped_days integer, unrecorded_days integer, absence_rate double precision, chronic boolean,
		status text, band text, band_order integer, why_null text,
		streak integer, last_absence date, absences_left integer, complete_through date, counted_through date)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT absence.enrolled_days(t.tally)::integer, absence.counted_days(t.tally)::integer,
		absence.absent_days(t.tally), absence.missed_days(t.tally),
		absence.excused_days(t.tally), absence.unexcused_days(t.tally), absence.oss_days(t.tally), absence.iss_days(t.tally),
		absence.tardy_days(t.tally)::integer, absence.unmapped_days(t.tally)::integer, absence.unrecorded_days(t.tally)::integer,
		absence.absence_rate(t.tally), absence.chronic(t.tally),
		CASE WHEN absence.chronic(t.tally) THEN 'chronic' WHEN NOT absence.chronic(t.tally) THEN 'not chronic'
			WHEN absence.why_null(t.tally) = 'below_minimum' THEN 'too few days'
			WHEN absence.why_null(t.tally) = 'unmapped' THEN 'not mapped' ELSE 'not recorded' END,
		absence.band(t.tally)::text,
		CASE absence.band(t.tally) WHEN 'satisfactory' THEN 1 WHEN 'at_risk' THEN 2 WHEN 'moderate' THEN 3 WHEN 'severe' THEN 4 END,
		absence.why_null(t.tally),
		absence.streak(register, policy, as_of), absence.last_absence(register, policy, as_of),
		absence.absences_left(register, policy, as_of),
		absence.complete_through(register),
		CASE WHEN absence_internal.last_membership_day(register, as_of) IS NOT NULL
			THEN nullif(least(as_of, absence.complete_through(register)), 'infinity') END
	-- a function in FROM would keep a tuplestore for each row
	FROM (SELECT absence.tally(register, policy, as_of) AS tally OFFSET '0') AS t;
END;
COMMENT ON FUNCTION absence_internal.figures_of_student(absence.register, absence.policy, date) IS
	'The figures of a student as a row: days, rate, verdict, streak, absences left; '
	'counted_through is the day at which counts stop, NULL if there is no membership day to count';

CREATE FUNCTION absence_internal.figures_of_cohort(satisfactory bigint, at_risk bigint, moderate bigint, severe bigint, no_verdict bigint)
	RETURNS TABLE (
		verdict_n integer, chronic_n integer,
		chronic_rate double precision, chronic_rate_low double precision, chronic_rate_high double precision,
		satisfactory_n integer, at_risk_n integer, moderate_n integer, severe_n integer, no_verdict_n integer)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT s.verdict_n::integer, s.chronic_n::integer, s.chronic_n::double precision / nullif(s.verdict_n, 0),
		absence_internal.chronic_rate_low(s.chronic_n, s.verdict_n), absence_internal.chronic_rate_high(s.chronic_n, s.verdict_n),
		satisfactory::integer, at_risk::integer, moderate::integer, severe::integer, no_verdict::integer
	FROM (SELECT satisfactory + at_risk + moderate + severe, moderate + severe) AS s (verdict_n, chronic_n);
END;
COMMENT ON FUNCTION absence_internal.figures_of_cohort(bigint, bigint, bigint, bigint, bigint) IS
	'The figures of a cohort as a row, from the number of students in each band and of those without a verdict';

CREATE FUNCTION absence_internal.figures_of_cohort(counts absence.counts)
	RETURNS TABLE (
		verdict_n integer, chronic_n integer,
		chronic_rate double precision, chronic_rate_low double precision, chronic_rate_high double precision,
		satisfactory_n integer, at_risk_n integer, moderate_n integer, severe_n integer, no_verdict_n integer)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
		f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence_internal.figures_of_cohort(absence.satisfactory_n(counts), absence.at_risk_n(counts), absence.moderate_n(counts),
		absence.severe_n(counts), absence.no_verdict_n(counts)) AS f;
END;
COMMENT ON FUNCTION absence_internal.figures_of_cohort(absence.counts) IS
	'The figures of a cohort as a row: the number of chronically absent students, the rate with its interval, the number in each band';

-- groups: the groups of a student, from the rows of student_group
--
-- Race and ethnicity is one value. Hispanic takes precedence over any race, a student
-- of more than one race is "two or more", and a student of none is "missing". Districts
-- write Hispanic in many ways, so every value that begins with Hispanic or Latin is
-- taken as Hispanic. "Not Hispanic" says nothing about race and is ignored, "Two or more
-- races" is two or more, and every other value is a race of that name. Sex is one value
-- too: it is "missing" if the student has none or several. Both are those of the day,
-- also for ever_in_year. For every other kind a student is in the group of each status
-- in force, and in "No" if there is none, because programs report only their members.
--
-- kinds and group_values are the known statuses. on_day and ever_in_year have a digit
-- for each of them, which is 1 if the student has it. Kind "all" has one status, which
-- every student has.

CREATE FUNCTION absence_internal.groups_of(kinds text[], group_values text[], on_day text, ever_in_year text)
	RETURNS TABLE (status_basis text, group_kind text, group_value text, sex text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
	SELECT b.status_basis, k.kind, v.value, CASE WHEN k.kind <> 'sex' THEN k.sex END
	FROM (
		SELECT s.kind, s.on_day, s.ever_in_year, max(s.on_day[1]) FILTER (WHERE s.kind = 'sex') OVER () AS sex
		FROM (
			SELECT s.kind,
				CASE s.kind
					WHEN 'race_ethnicity' THEN ARRAY[CASE
						WHEN bool_or(s.value ~* '^(hispanic|latin)') FILTER (WHERE s.on_day AND s.is_race) THEN 'Hispanic or Latino'
						WHEN count(*) FILTER (WHERE s.on_day AND s.is_race) > 1
							OR bool_or(s.value ~* '^two or more') FILTER (WHERE s.on_day AND s.is_race) THEN 'two or more'
						ELSE coalesce(min(s.value) FILTER (WHERE s.on_day AND s.is_race), 'missing') END]
					WHEN 'sex' THEN ARRAY[
						CASE count(*) FILTER (WHERE s.on_day) WHEN 1 THEN min(s.value) FILTER (WHERE s.on_day) ELSE 'missing' END]
					ELSE coalesce(array_agg(s.value) FILTER (WHERE s.on_day), '{No}') END AS on_day,
				coalesce(array_agg(s.value) FILTER (WHERE s.ever_in_year), '{No}') AS ever_in_year
			FROM (
				SELECT s.kind COLLATE "C" AS kind, s.value COLLATE "C" AS value,
					s.on_day = '1' AS on_day, s.ever_in_year = '1' AS ever_in_year,
					s.kind = 'race_ethnicity'
						AND s.value COLLATE "C" !~* '^no[nt][- ]*hispanic([ /]*(or )?(no[nt][- ]*)?latin[a-z]*)?$' AS is_race
				FROM unnest('{all}'::text[] || kinds, '{all}'::text[] || group_values,
					string_to_array('1' || on_day, NULL), string_to_array('1' || ever_in_year, NULL))
					AS s (kind, value, on_day, ever_in_year)
			) AS s
			GROUP BY s.kind
		) AS s
	) AS k
	CROSS JOIN LATERAL (VALUES ('on_day', k.on_day),
		('ever_in_year', CASE WHEN k.kind IN ('race_ethnicity', 'sex') THEN k.on_day ELSE k.ever_in_year END))
		AS b (status_basis, group_values)
	CROSS JOIN LATERAL unnest(b.group_values) AS v (value);
END;
COMMENT ON FUNCTION absence_internal.groups_of(text[], text[], text, text) IS
	'The groups of a student by status_basis, from the known statuses that the student has: one race and one sex, those of the day; '
	'for every other kind each value in force, else No; and the group of all students';

-- grades: the grades that federal files cover

CREATE FUNCTION absence_internal.is_federal_grade(grade text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN grade COLLATE "C" ~* '^[[:space:]]*((grade )?0*([1-9]|1[0-2])(st|nd|rd|th)?( grade)?|0+'
			'|k|kg|kn|kdg|k[aefhp]|k5[afp]?|kindergarten'
			'|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) grade|ug|ungraded)[[:space:]]*$' THEN true
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(p|pk[afp]?|ps|p[34]|(pk|pre-?k)[ -]?[345]?|pre-?kindergarten|pre-?school'
			'|preschool/prekindergarten|ee|early education|it|infant/toddler|(grade )?13|pg|postsecondary|ae|adult( education)?'
			'|out of school|no grade level)[[:space:]]*$' THEN false
	END;
COMMENT ON FUNCTION absence_internal.is_federal_grade(text) IS
	'Whether a grade is one of kindergarten to 12 or ungraded, in the usual codes and in the descriptors of Ed-Fi; '
	'NULL for a text that is not known, such as Transitional Kindergarten, or not certain, such as -1, '
	'which is kindergarten in some systems and prekindergarten in others';

-- silence: whether every student was present on days without an event

CREATE FUNCTION absence_internal.silence_is_believed(silent_days bigint, session_days bigint, event_days bigint) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN silent_days = 0 OR event_days = 0 THEN true
		WHEN silent_days >= session_days THEN false
		-- Logarithms are compared, because a power as small as some of these raises an
		-- underflow error. If the chance is exactly 1 in 10,000, as with 4 events and 9 of 10
		-- days silent, the last digit of a logarithm can be wrong: hence the tolerance.
		ELSE event_days * ln(1 - silent_days::double precision / session_days) >= ln(0.0001::double precision) - 1e-9 END;
COMMENT ON FUNCTION absence_internal.silence_is_believed(bigint, bigint, bigint) IS
	'Whether events at random on the session days would leave the silent days empty with a chance of 1 in 10,000 or more: '
	'if so, no student was absent on the silent days; otherwise nothing was recorded';

-- relation: the catalogue of a store's relations
--
-- A row for each table and view of a store, in the order in which create_store lays
-- them. Code that needs a list of relations reads this table: those that are laid,
-- granted, loaded, kept or analyzed, and those that keep drop_store from dropping a store.
--
-- part is the file in sql/store/ without .sql, and the folder of the file is the kind of
-- the relation. A file that makes several relations has a row for each, one after the
-- other.

CREATE TABLE absence_internal.store_relation (
	position integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	relation name NOT NULL UNIQUE,
	part text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL GENERATED ALWAYS AS (split_part(part, '/', 1)) STORED CHECK (kind IN ('table', 'helper', 'view')),
	laid_once boolean NOT NULL DEFAULT false,
	holds_facts boolean NOT NULL DEFAULT false,
	loader text COLLATE "C" CHECK (loader IN ('reads', 'writes')),
	analyzed text COLLATE "C" CHECK (analyzed IN ('created', 'refreshed')),
	reader text COLLATE "C" CHECK (reader IN ('public', 'aggregate', 'student')),
	has_at boolean NOT NULL DEFAULT false,
	kept_key name[]
);

COMMENT ON TABLE absence_internal.store_relation IS
	'Catalogue of the tables and views of a store, in the order in which they are laid; read-only';
COMMENT ON COLUMN absence_internal.store_relation.position IS 'Place in the order';
COMMENT ON COLUMN absence_internal.store_relation.relation IS 'Name of the table or view';
COMMENT ON COLUMN absence_internal.store_relation.part IS 'The part of store_part that makes the relation';
COMMENT ON COLUMN absence_internal.store_relation.kind IS
	'table, helper (a view that the store works with, granted to no reader) or view (an answer for readers)';
COMMENT ON COLUMN absence_internal.store_relation.laid_once IS
	'Whether create_store alone lays the relation. upgrade_store lays the others again';
COMMENT ON COLUMN absence_internal.store_relation.holds_facts IS
	'Whether a row in the table keeps drop_store from dropping the store unless its name is given twice';
COMMENT ON COLUMN absence_internal.store_relation.loader IS
	'What a role of level loader does with the relation: reads or writes; NULL is neither';
COMMENT ON COLUMN absence_internal.store_relation.analyzed IS
	'When a table of few rows, which autovacuum never analyzes, is analyzed: created (by create_store and each refresh), refreshed (by each '
	'refresh)';
COMMENT ON COLUMN absence_internal.store_relation.reader IS
	'Lowest level of a reader who is granted the relation: public, aggregate or student; NULL is no reader';
COMMENT ON COLUMN absence_internal.store_relation.has_at IS
	'Whether the view X answers for the day and definition asked for, with X_at(as_of, policy) beside it';
COMMENT ON COLUMN absence_internal.store_relation.kept_key IS
	'The columns that tell the rows of mv_X apart, which keeps the answers of view X; NULL if there is no mv_X';
COMMENT ON SEQUENCE absence_internal.store_relation_position_seq IS 'Places in the order of store_relation';

-- Tables
INSERT INTO absence_internal.store_relation (part, relation, laid_once, holds_facts, loader, analyzed, reader) VALUES
	('table/setting', 'store_setting', true, false, 'reads', 'created', NULL),
	('table/setting', 'definition', true, true, NULL, 'created', NULL),
	('table/setting', 'school_year_state', true, false, 'reads', 'created', NULL),
	('table/facts', 'school', true, true, 'writes', 'refreshed', NULL),
	('table/facts', 'student', true, true, 'writes', NULL, NULL),
	('table/facts', 'student_group', true, true, 'writes', NULL, NULL),
	('table/facts', 'calendar', true, true, 'writes', 'refreshed', NULL),
	('table/facts', 'calendar_grade', true, true, 'writes', NULL, NULL),
	('table/facts', 'calendar_day', true, true, 'writes', NULL, NULL),
	('table/facts', 'enrollment', true, true, 'writes', NULL, NULL),
	('table/facts', 'attendance_event', true, true, 'writes', NULL, NULL),
	('table/facts', 'attendance_taken', true, true, 'writes', NULL, NULL),
	('table/facts', 'prior_student', true, true, 'writes', NULL, NULL),
	('table/facts', 'prior_count', true, true, 'writes', NULL, NULL),
	('table/words', 'calendar_event_kind', true, false, 'writes', 'created', NULL),
	('table/words', 'attendance_code', true, false, 'writes', 'created', NULL),
	('table/derived', 'refresh_log', true, false, NULL, NULL, NULL),
	('table/derived', 'verdict_change', true, false, NULL, NULL, NULL),
	('table/derived', 'refresh_basis', true, false, NULL, NULL, NULL),
	('table/derived', 'refresh_code', true, false, NULL, NULL, NULL),
	('table/derived', 'calendar_complete', true, false, NULL, NULL, NULL),
	('table/derived', 'school_silence', true, false, NULL, NULL, NULL),
	('table/certification', 'certification', true, true, NULL, NULL, NULL),
	('table/certification', 'certified_student', true, false, NULL, NULL, NULL),
	('table/certification', 'certified_count', true, false, NULL, NULL, NULL),
	('table/publication', 'public_release', true, true, NULL, NULL, NULL),
	('table/publication', 'public_absence', true, false, NULL, NULL, 'public'),
	('table/publication', 'public_withheld', true, false, NULL, NULL, NULL),
	('table/access', 'reader', true, false, NULL, NULL, NULL),
	('table/access', 'staff_school', true, true, NULL, NULL, NULL),
	('table/upgrade', 'dropped_dependent', true, false, NULL, NULL, NULL),
	-- upgrade_store makes it where DROP EXTENSION ... CASCADE or a restore has lost it
	('table/register', 'student_register', false, true, NULL, NULL, NULL);

-- Helpers: the views that the answers are made with
INSERT INTO absence_internal.store_relation (part, relation, loader) VALUES
	('helper/membership', 'student_calendar', NULL),
	('helper/membership', 'session_day', 'reads'),
	('helper/membership', 'stay', 'reads'),
	('helper/membership', 'stay_day', NULL),
	('helper/marks', 'code_mark', NULL),
	('helper/marks', 'school_periods', NULL),
	('helper/marks', 'day_periods', NULL),
	('helper/marks', 'event_part', NULL),
	('helper/marks', 'day_mark', NULL),
	('helper/event_not_used', 'student_stays', NULL),
	('helper/event_not_used', 'event_in_doubt', NULL),
	('helper/event_not_used', 'event_not_used', NULL),
	('helper/issue_kind', 'issue_kind', NULL),
	('helper/asked', 'known_definition', NULL),
	('helper/asked', 'definition_of_year', NULL),
	('helper/asked', 'asked', NULL),
	('helper/asked', 'asked_is_known', NULL),
	('helper/visible', 'visible', NULL),
	('helper/visible', 'visible_student', NULL),
	('helper/complete', 'school_complete', NULL),
	('helper/complete', 'district_complete', NULL),
	('helper/rolls', 'store_now', NULL),
	('helper/rolls', 'school_now', NULL),
	('helper/rolls', 'counted_stay', NULL),
	('helper/rolls', 'student_stay', NULL),
	('helper/rolls', 'latest_stay', NULL),
	('helper/groups', 'known_status', NULL),
	('helper/groups', 'student_status', NULL),
	('helper/groups', 'student_group_of', NULL);

-- Views: the answers for readers
INSERT INTO absence_internal.store_relation (part, relation, reader, has_at, kept_key, loader) VALUES
	('view/student_absence', 'student_absence', 'student', true, '{school_year,school_id,student_id}', NULL),
	('view/district_student_absence', 'district_student_absence', 'student', true, '{school_year,student_id}', NULL),
	('view/school_absence', 'school_absence', 'aggregate', true, '{school_year,school_id}', NULL),
	('view/grade_absence', 'grade_absence', 'aggregate', true, '{school_year,school_id,grade}', NULL),
	('view/group_absence', 'group_absence', 'aggregate', true, '{school_year,school_id,group_kind,group_value,sex,status_basis}', NULL),
	('view/district_absence', 'district_absence', 'aggregate', true, '{school_year,scope}', NULL),
	('view/weekday_absence', 'weekday_absence', 'aggregate', true, NULL, NULL),
	('view/coverage', 'coverage', 'aggregate', true, NULL, NULL),
	('view/absence_trend', 'absence_trend', 'aggregate', true, '{school_year,school_id,group_kind,group_value,week_number}', NULL),
	('view/daily_attendance', 'daily_attendance', 'aggregate', true, NULL, NULL),
	('view/watch_list', 'watch_list', 'student', true, NULL, NULL),
	('view/fs195', 'fs195', 'aggregate', false, NULL, NULL),
	('view/student_day', 'student_day', 'student', false, NULL, NULL),
	('view/data_issue', 'data_issue', 'student', false, NULL, 'reads');

GRANT SELECT ON absence_internal.store_relation TO PUBLIC;

-- fragment: pieces of SQL that several views of a store share
--
-- In the DDL of a store, @name@ stands for the piece of that name, and @name(a)@ or
-- @name(a, b)@ for the piece with @1@ replaced by a and @2@ by b. A piece can have other
-- pieces in it.

CREATE TABLE absence_internal.store_fragment (
	name text COLLATE "C" PRIMARY KEY,
	meaning text NOT NULL,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.store_fragment IS 'Pieces of SQL that several views of a store share; read-only';
COMMENT ON COLUMN absence_internal.store_fragment.name IS 'Name: @name@ in the DDL of a store stands for the piece';
COMMENT ON COLUMN absence_internal.store_fragment.meaning IS 'What the piece is for';
COMMENT ON COLUMN absence_internal.store_fragment.ddl IS 'The piece; @1@ and @2@ stand for its arguments';

INSERT INTO absence_internal.store_fragment (name, meaning, ddl) VALUES
	('asked', 'The day and the definition asked for, by school year. With OFFSET it is computed once per query',
	$$(SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0')$$),
	('known', 'In WHERE: true, or an error if the definition asked for is not known',
	$$(SELECT known FROM @store@.asked_is_known)$$),
	('sees_all', 'In WHERE: whether the reader sees every school',
	$$(SELECT all_schools FROM @store@.visible)$$),
	('sees', 'In WHERE: whether the reader sees a school; @1@ is its id',
	$$((SELECT all_schools FROM @store@.visible) OR @1@ = ANY ((SELECT school_ids FROM @store@.visible)::text[]))$$),
	('sees_student', 'In WHERE, beside sees: whether a student is at a school that the reader sees; @1@ has student_id and school_year',
	$$(@1@.student_id, @1@.school_year) IN (SELECT student_id, school_year FROM @store@.visible_student)$$),
	('school_of', 'Joins to a row @1@ of a school and year: the school as h, and as k the day through which it is complete',
	$$LEFT JOIN @store@.school AS h ON h.school_id = @1@.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (@1@.school_year, @1@.school_id)$$),
	('counts_to', 'The day through which a row counts: the earlier of the day asked for, @1@, and complete-through, @2@',
	$$nullif(least(@1@, @2@), 'infinity')$$),
	('statuses_of', 'Joins to a row @1@ of a student: the rows of student_group as g, and as k the place of each status',
	$$LEFT JOIN (
	@store@.student_group AS g
	JOIN (SELECT kind, value, mask::bit varying AS mask FROM @store@.known_status OFFSET 0) AS k USING (kind, value)
) ON g.student_id = @1@.student_id$$),
	('on_day', 'The statuses g in force on the last membership day of register @1@ to the day @2@, a digit for each that is known',
	$$coalesce(bit_or(k.mask) FILTER (WHERE CASE WHEN g.begin_date IS NULL AND g.end_date IS NULL THEN true
	ELSE absence_internal.last_membership_day(@1@, @2@)
		BETWEEN coalesce(g.begin_date, '-infinity') AND coalesce(g.end_date, 'infinity') END)::text, '')$$),
	('statuses', 'The statuses that are known, as arrays in the order of their places: what groups_of() takes',
	$$(SELECT array_agg(group_kind ORDER BY mask DESC) AS kinds, array_agg(group_value ORDER BY mask DESC) AS group_values
FROM @store@.known_status)$$),
	('student_figures', 'The figures of each student at each school, with the registers and what is asked',
$$(SELECT r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
	y.homeroom, y.entry_date, y.exit_date, coalesce(y.enrolled_now, false) AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	absence.absence_rate(o.tally) AS district_absence_rate, absence.chronic(o.tally) AS district_chronic,
	absence.band(o.tally)::text AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy,
	r.register, o.register AS district_register, a.policy AS policy_asked, a.as_of AS as_of_asked
FROM @store@.student_register AS r
JOIN @asked@ AS a USING (school_year)
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register, absence.tally(absence.rollup(m.register), a.policy, a.as_of) AS tally
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
CROSS JOIN LATERAL absence_internal.figures_of_student(r.register, a.policy, a.as_of) AS f
LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
LEFT JOIN @store@.student AS u ON u.student_id = r.student_id
LEFT JOIN @store@.student_stay AS y ON (y.student_id, y.school_id, y.school_year) = (r.student_id, r.school_id, r.school_year))$$),
	('one', 'Of a group of rows, the value of @1@ if all have the same one, else NULL',
	$$CASE WHEN min(@1@) = max(@1@) THEN min(@1@) END$$),
	('span', 'Of a group of rows with several days @1@, the first and the last in words, else NULL',
	$$CASE WHEN min(@1@) < max(@1@) THEN min(@1@) || ' to ' || max(@1@) END$$);

GRANT SELECT ON absence_internal.store_fragment TO PUBLIC;

CREATE FUNCTION absence_internal.expand_fragments(ddl text) RETURNS text
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	expanded text := ddl;
	before text;
	fragment record;
	argument constant text := '([^(),@]+)';
BEGIN
	LOOP
		before := expanded;
		FOR fragment IN SELECT f.name, f.ddl FROM absence_internal.store_fragment AS f LOOP
			expanded := regexp_replace(expanded,
				'@' || fragment.name || CASE
					WHEN strpos(fragment.ddl, '@2@') > 0 THEN '[(]' || argument || ', ' || argument || '[)]'
					WHEN strpos(fragment.ddl, '@1@') > 0 THEN '[(]' || argument || '[)]'
					ELSE '' END || '@',
				replace(replace(fragment.ddl, '@1@', chr(92) || '1'), '@2@', chr(92) || '2'), 'g');
		END LOOP;
		EXIT WHEN expanded = before;
	END LOOP;
	RETURN expanded;
END
$$;
COMMENT ON FUNCTION absence_internal.expand_fragments(text) IS 'DDL of a store with the pieces of store_fragment in their places';

-- parts: what create_store lays down, and the DDL made of it

CREATE TABLE absence_internal.store_part (
	name text COLLATE "C" PRIMARY KEY,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.store_part IS 'What create_store lays: the files of sql/store/, as they are; read-only';
COMMENT ON COLUMN absence_internal.store_part.name IS 'Name of the file in sql/store/ without .sql, such as view/school_absence';
COMMENT ON COLUMN absence_internal.store_part.ddl IS
	'DDL in which @store@ stands for the schema of the store, @view@ for each view with an X_at, @analyzed@ for the tables of few rows, '
	'and other words between two @ for the pieces of store_fragment';

GRANT SELECT ON absence_internal.store_part TO PUBLIC;

-- First come the parts that make relations, in the order of store_relation, then those of
-- function/, which make none. A part of issue/ is no DDL: its rows of issue_kind and its
-- query for data_issue go into the parts of these two views.
--
-- No identifier is as long as the tag that quotes the bodies of functions, so no name of
-- a store ends one early.
CREATE FUNCTION absence_internal.store_ddl(store name) RETURNS TABLE ("position" integer, keeps boolean, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT row_number() OVER (ORDER BY r.position NULLS LAST, p.name, v.position)::integer, coalesce(r.laid_once, false),
		replace(replace(replace(replace(
			absence_internal.expand_fragments(replace(replace(p.ddl, '@issue_kinds@', i.kinds), '@issue_rows@', i.queries)),
			'@analyzed@', a.relations),
			'$' || '$', '$' || repeat('_', 64) || '$'),
			'@view@', coalesce(v.relation, '')),
			'@store@', quote_ident(store))
	FROM absence_internal.store_part AS p
	LEFT JOIN (
		SELECT part, min(position) AS position, bool_and(laid_once) AS laid_once
		FROM absence_internal.store_relation
		GROUP BY part
	) AS r ON r.part = p.name
	LEFT JOIN absence_internal.store_relation AS v ON v.has_at AND strpos(p.ddl, '@view@') > 0
	CROSS JOIN (
		SELECT string_agg(split_part(split_part(q.ddl, '@rows@', 1), '@reasons@', 2), ',' ORDER BY q.name) AS kinds,
			string_agg(split_part(q.ddl, '@rows@', 2), 'UNION ALL' ORDER BY q.name) AS queries
		FROM absence_internal.store_part AS q
		WHERE starts_with(q.name, 'issue/')
	) AS i
	CROSS JOIN (
		SELECT string_agg('@store@.' || relation, ', ' ORDER BY position) AS relations
		FROM absence_internal.store_relation
		WHERE analyzed IS NOT NULL
	) AS a
	WHERE r.part IS NOT NULL OR starts_with(p.name, 'function/')
$$;
COMMENT ON FUNCTION absence_internal.store_ddl(name) IS
	'The DDL of a store, part by part in order; keeps is whether a part makes tables that upgrade_store leaves as they are';

-- Comments of tables and columns from the dictionary. That of a helper says so, as \dv+
-- shows it among the views that readers have.
CREATE FUNCTION absence_internal.comment_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN a.attname IS NOT NULL THEN format('COMMENT ON COLUMN %I.%I.%I IS %L', store, c.relname, a.attname, d.comment)
		ELSE format('COMMENT ON %s %I.%I IS %L', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
			store, c.relname, CASE r.kind WHEN 'helper' THEN 'Helper: ' ELSE '' END || d.comment) END
	FROM absence.data_element AS e
	JOIN pg_class AS c ON c.relname = e.table_name AND c.relnamespace = to_regnamespace(quote_ident(store))
	LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = e.column_name AND a.attnum > 0
	LEFT JOIN absence_internal.store_relation AS r ON r.relation = e.table_name
	CROSS JOIN LATERAL absence_internal.data_element_comment(e) AS d (comment)
	WHERE e.column_name = '' OR a.attname IS NOT NULL
$$;
COMMENT ON FUNCTION absence_internal.comment_ddl(name) IS
	'The DDL that writes the comments of a store''s tables, views and columns from data_element';

-- Gives every object of a store to one owner. The schema is first, for the new owner of a
-- table must have the right to make one there.
CREATE FUNCTION absence_internal.owner_ddl(store name, owner name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('ALTER SCHEMA %I OWNER TO %I', store, owner)
	UNION ALL
	SELECT format('ALTER %s %I.%I OWNER TO %I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
		store, c.relname, owner)
	FROM pg_class AS c
	WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm')
	UNION ALL
	SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, owner)
	FROM pg_proc AS p
	WHERE p.pronamespace = to_regnamespace(quote_ident(store))
$$;
COMMENT ON FUNCTION absence_internal.owner_ddl(name, name) IS
	'The DDL that makes a role the owner of a store''s schema and of all that is in it';

-- layout: the steps from each layout of a store to the next
--
-- Every change of a store's tables is a step, a file in sql/store/layout. upgrade_store
-- applies the steps that a store has not had, in order, and lays views and functions
-- again.

CREATE TABLE absence_internal.layout_step (
	layout integer PRIMARY KEY,
	ddl text NOT NULL
);

COMMENT ON TABLE absence_internal.layout_step IS 'The DDL that changes a store of the previous layout to this layout; read-only';
COMMENT ON COLUMN absence_internal.layout_step.layout IS
	'The layout that a store has after the step; a store made by the first release has layout 1';
COMMENT ON COLUMN absence_internal.layout_step.ddl IS 'The DDL; @store@ stands for the schema of the store';

GRANT SELECT ON absence_internal.layout_step TO PUBLIC;

-- Layout of a store as this release makes it
CREATE FUNCTION absence_internal.store_layout() RETURNS integer
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT max(s.layout) FROM absence_internal.layout_step AS s
$$;
COMMENT ON FUNCTION absence_internal.store_layout() IS 'Version of the layout that create_store makes and upgrade_store brings a store to';

-- The steps that a store with a given layout has not had
CREATE FUNCTION absence_internal.layout_step_ddl(store name, layout integer) RETURNS TABLE (step integer, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT s.layout, replace(replace(s.ddl, '$' || '$', '$' || repeat('_', 64) || '$'), '@store@', quote_ident(store))
	FROM absence_internal.layout_step AS s
	WHERE s.layout > layout_step_ddl.layout
	ORDER BY s.layout
$$;
COMMENT ON FUNCTION absence_internal.layout_step_ddl(name, integer) IS
	'The DDL of the steps that bring a store with a given layout to the layout of this release, in order';

-- The views and functions of a store that upgrade_store can lay again, found by the names
-- that this release or an earlier one gives them. Everything else in the schema is the
-- district's. Trigger functions are replaced in place, because triggers of tables call
-- them.
CREATE FUNCTION absence_internal.laid_objects(store name) RETURNS TABLE (classid oid, objid oid)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	WITH laid (kind, name) AS (
		SELECT f.found[1], f.found[2]
		FROM (
			SELECT d.ddl FROM absence_internal.store_ddl('store') AS d WHERE NOT d.keeps
			UNION ALL
			SELECT d.ddl FROM absence_internal.layout_step_ddl('store', 0) AS d
		) AS d
		CROSS JOIN LATERAL regexp_matches(d.ddl, '^(?:CREATE OR REPLACE|DROP) (VIEW|FUNCTION) (?:IF EXISTS )?store[.]([a-z0-9_]+)', 'gw')
			AS f (found)
		UNION
		SELECT 'VIEW', 'mv_' || r.relation FROM absence_internal.store_relation AS r WHERE r.kept_key IS NOT NULL
	)
	SELECT 'pg_class'::regclass, c.oid
	FROM pg_class AS c
	JOIN laid AS l ON l.kind = 'VIEW' AND l.name = c.relname
	WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('v', 'm')
	UNION ALL
	SELECT 'pg_proc'::regclass, p.oid
	FROM pg_proc AS p
	JOIN laid AS l ON l.kind = 'FUNCTION' AND l.name = p.proname
	WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype
$$;
COMMENT ON FUNCTION absence_internal.laid_objects(name) IS
	'The views, materialized views and functions of a store that this release or an earlier one lays';

-- A step cannot change the type of a column, or drop a column or table, while a view or
-- function depends on it.
CREATE FUNCTION absence_internal.changed_columns(store name, step integer) RETURNS TABLE (classid oid, objid oid, objsubid integer)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT 'pg_class'::regclass::oid, c.oid, a.attnum::integer
	FROM absence_internal.layout_step AS s
	CROSS JOIN LATERAL regexp_matches(s.ddl, '^ALTER TABLE (?:IF EXISTS )?@store@[.]([a-z0-9_]+)([^;]*);', 'gw') AS t (found)
	CROSS JOIN LATERAL regexp_matches(t.found[2], 'ALTER COLUMN ([a-z0-9_]+) TYPE|DROP COLUMN (?:IF EXISTS )?([a-z0-9_]+)', 'g') AS f (found)
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = t.found[1]
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = coalesce(f.found[1], f.found[2])
	WHERE s.layout = step
	UNION ALL
	SELECT 'pg_class'::regclass, c.oid, 0
	FROM absence_internal.layout_step AS s
	CROSS JOIN LATERAL regexp_matches(s.ddl, '^DROP TABLE (?:IF EXISTS )?@store@[.]([a-z0-9_]+)', 'gw') AS t (found)
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = t.found[1]
	WHERE s.layout = step
$$;
COMMENT ON FUNCTION absence_internal.changed_columns(name, integer) IS
	'The columns of which a step changes the type or which it drops, and the tables that it drops, as pg_depend names them';

-- DROP EXTENSION ... CASCADE drops the columns of its types. Rows that must have a value
-- in such a column are removed; refresh makes them again.
CREATE FUNCTION absence_internal.lost_column_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN f.found[3] IS NOT NULL THEN format('TRUNCATE %I.%I; ', store, t.found[1]) ELSE '' END
		|| format('ALTER TABLE %I.%I ADD COLUMN %I %s%s', store, t.found[1], f.found[1], f.found[2], f.found[3])
	FROM absence_internal.store_part AS p
	CROSS JOIN LATERAL regexp_matches(p.ddl, '^CREATE TABLE (?:IF NOT EXISTS )?@store@[.]([a-z0-9_]+) [(]([^;]*)[)];', 'gw') AS t (found)
	CROSS JOIN LATERAL regexp_matches(t.found[2], '^[[:blank:]]([a-z0-9_]+) (absence[.][a-z]+)( NOT NULL)?', 'gw') AS f (found)
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = t.found[1]
	WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = f.found[1])
$$;
COMMENT ON FUNCTION absence_internal.lost_column_ddl(name) IS
	'The DDL that makes the columns of the extension''s types that the tables of a store have lost';

-- guard: checks that every function that works on a store makes first

-- The code of a store must never run with more privileges than its owner has. Every
-- function that works on a store checks that itself, whatever its callers have checked.
CREATE FUNCTION absence_internal.must_own_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_store' LANGUAGE C VOLATILE;
CREATE FUNCTION absence_internal.must_own_schema(schema name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_schema' LANGUAGE C VOLATILE;
CREATE FUNCTION absence_internal.must_trust_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_trust_store' LANGUAGE C STABLE;
COMMENT ON FUNCTION absence_internal.must_own_store(name) IS
	'Raises an error unless the current role owns the store, and also if the session user is a superuser who does not own it';
COMMENT ON FUNCTION absence_internal.must_own_schema(name) IS 'As must_own_store, for a schema that is not a store yet';
COMMENT ON FUNCTION absence_internal.must_trust_store(name) IS
	'Raises an error if the store does not exist, or if the session user is a superuser who does not own it, '
	'because the code of the store could act as the superuser';

-- The layout of a store; an error if the schema is not a store
CREATE FUNCTION absence_internal.stored_layout(store name) RETURNS integer
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	layout integer;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT layout_version FROM %I.store_setting', store) INTO layout;
	IF layout IS NULL THEN
		RAISE EXCEPTION 'table store_setting of store "%" is empty', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('The settings of a store are one row. To insert the defaults, with which readers see every school: '
					'INSERT INTO %I.store_setting (layout_version) VALUES (%s).', store, absence_internal.store_layout());
	ELSIF layout > absence_internal.store_layout() THEN
		RAISE EXCEPTION 'store "%" has layout %, which is newer than the layouts of this release of absence', store, layout
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Update the extension: ALTER EXTENSION absence UPDATE.';
	END IF;
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence_internal.stored_layout(name) IS
	'Version of a store''s layout, which can be an earlier one; raises an error if the schema is not a store';

-- The views of a store with an earlier layout answer as before. All functions of this
-- release are written for its own layout, and refuse such a store here.
CREATE FUNCTION absence_internal.must_be_current(store name, layout integer) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF layout < absence_internal.store_layout() THEN
		RAISE EXCEPTION 'store "%" has layout %, and this release of absence works with layout %',
			store, layout, absence_internal.store_layout()
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('As its owner, run: SELECT absence.upgrade_store(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_current(name, integer) IS
	'Raises an error if the layout of a store is earlier than that of this release';

-- Functions call this before they read or change a store
CREATE FUNCTION absence_internal.layout_of(store name) RETURNS integer
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	layout constant integer := absence_internal.stored_layout(store);
BEGIN
	PERFORM absence_internal.must_be_current(store, layout);
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence_internal.layout_of(name) IS
	'Version of a store''s layout; raises an error if it is earlier than that of this release, or if the schema is not a store';

-- Every function that changes a store calls this first, so that only one runs at a time.
-- All of them take their locks in the same order, so that they cannot deadlock. A
-- statement that writes staff_school or the scope holds a lock on its table when its
-- trigger calls this. So a function that grants, or that lays views and triggers, locks
-- staff_school before store_setting. A role that can only read the store cannot take these
-- locks.
CREATE FUNCTION absence_internal.lock_any_layout(store name, grants boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_own_store(store);
	BEGIN
		EXECUTE format(CASE WHEN grants THEN 'LOCK TABLE %1$I.staff_school, %1$I.store_setting IN SHARE ROW EXCLUSIVE MODE'
			ELSE 'LOCK TABLE %I.store_setting IN SHARE UPDATE EXCLUSIVE MODE' END, store);
	EXCEPTION WHEN undefined_table OR invalid_schema_name THEN
		PERFORM absence_internal.must_own_store(store);
		RAISE;
	END;
	-- while this waited, the store may have been dropped or given another owner
	PERFORM absence_internal.must_own_store(store);
END
$$;
COMMENT ON FUNCTION absence_internal.lock_any_layout(name, boolean) IS
	'Checks that the caller owns a store, of any layout, and locks it against other changes; with true, for functions that grant';

CREATE FUNCTION absence_internal.lock_store(store name, grants boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_any_layout(store, grants);
	PERFORM absence_internal.layout_of(store);
END
$$;
COMMENT ON FUNCTION absence_internal.lock_store(name, boolean) IS
	'The first step of every function that changes a store: checks that the caller owns it, and locks it against other changes; '
	'with true, for functions that grant';

-- The PL/pgSQL functions of a store contain the name of its schema. After the schema is
-- renamed, they fail, or use another store. SQL functions with BEGIN ATOMIC depend on the
-- objects of the store, and still work.
CREATE FUNCTION absence_internal.must_be_laid(store name) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF NOT EXISTS (SELECT FROM pg_proc AS p
			WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname = 'refresh_compute'
				AND strpos(p.prosrc, ' ' || quote_ident(store) || '.store_setting') > 0) THEN
		RAISE EXCEPTION 'the functions of store "%" were made for a schema of another name', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The schema was renamed, or restored under another name.',
				HINT = format('To make them again: SELECT absence.upgrade_store(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_laid(name) IS
	'Raises an error if the schema of a store was renamed since its functions were made, or if store_setting is empty';

-- settings: checks of the settings of a store, and their errors

-- The school years that a definition is for, in words
CREATE FUNCTION absence_internal.policy_years(from_year integer, to_year integer) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN from_year = to_year THEN from_year::text
		WHEN from_year IS NOT NULL AND to_year IS NOT NULL THEN from_year || ' to ' || to_year
		WHEN from_year IS NOT NULL THEN 'from ' || from_year || ' on'
		WHEN to_year IS NOT NULL THEN 'to ' || to_year
		ELSE 'every year' END;
COMMENT ON FUNCTION absence_internal.policy_years(integer, integer) IS 'The school years that a definition is for, in words';

-- Returns true, or raises an error that gives the reason why no policy has this name.
-- versions and known list the names that can be used.
CREATE FUNCTION absence_internal.must_be_known(policy_name text, policy text, school_year integer,
	not_computable text, versions text, known text) RETURNS boolean
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF policy IS NOT NULL THEN
		RETURN true;
	ELSIF not_computable IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" cannot be computed%', policy_name, coalesce(' for school year ' || school_year, '')
			USING ERRCODE = 'feature_not_supported', DETAIL = not_computable;
	ELSIF versions IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" has no version for school year %', policy_name, school_year
			USING ERRCODE = 'undefined_object',
				HINT = format('Its versions are %s. With its number, as in %s@1, a version can be used for every year.', versions, policy_name);
	END IF;
	RAISE EXCEPTION 'policy "%" does not exist', policy_name
		USING ERRCODE = 'undefined_object', HINT = format('Known policies are %s.', known);
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_known(text, text, integer, text, text, text) IS
	'True if a policy was found for the name; otherwise raises an error with the reason and the names that can be used';

-- Never returns: the views call this if a store has no settings
CREATE FUNCTION absence_internal.must_have_settings() RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RAISE EXCEPTION 'table store_setting of the store is empty'
		USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('The settings of a store are one row. To insert the defaults, with which readers see every school, '
				'its owner runs: INSERT INTO store_setting (layout_version) VALUES (%s);', absence_internal.store_layout());
END
$$;
COMMENT ON FUNCTION absence_internal.must_have_settings() IS 'Raises the error of the views of a store whose table store_setting is empty';

-- Called after a change of the settings, or of the district's own definitions. The
-- definition of the store must be known in each of its years, and the server must know its
-- time zone.
CREATE FUNCTION absence_internal.settings_changed() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting record;
	said text;
BEGIN
	EXECUTE format('SELECT s.policy, s.time_zone, s.layout_version FROM %I.store_setting AS s', TG_TABLE_SCHEMA) INTO setting;
	IF setting.policy IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM absence_internal.must_be_current(TG_TABLE_SCHEMA, setting.layout_version);
	IF TG_TABLE_NAME = 'store_setting' THEN
		BEGIN
			PERFORM now() AT TIME ZONE setting.time_zone;
		EXCEPTION WHEN invalid_parameter_value THEN
			RAISE EXCEPTION 'time zone "%" is not known', setting.time_zone
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Names are in pg_timezone_names, such as America/New_York.';
		END;
	END IF;

	BEGIN
		PERFORM absence_internal.must_trust_store(TG_TABLE_SCHEMA);
		EXECUTE format('SELECT %I.must_know_policy($1)', TG_TABLE_SCHEMA) USING setting.policy;
	EXCEPTION WHEN undefined_object OR feature_not_supported OR invalid_text_representation THEN
		IF TG_TABLE_NAME = 'store_setting' THEN
			RAISE;
		END IF;
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
		RAISE EXCEPTION 'policy "%" is the definition of the store', setting.policy
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = format('Without it: %s.', said),
				HINT = format('Set another definition first, as in UPDATE %I.store_setting SET policy = ''federal''.', TG_TABLE_SCHEMA);
	END;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION absence_internal.settings_changed() IS
	'Refuses a definition that is not known in each year of the store, or a time zone that the server does not know';

-- answer_at: the rows of a live view for one day and definition, for tools that cannot use SET

CREATE FUNCTION absence_internal.answer_at(view_row anyelement, as_of date, policy text) RETURNS SETOF anyelement
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	as_of_before text := coalesce(current_setting('absence.as_of', true), '');
	policy_before text := coalesce(current_setting('absence.policy', true), '');
BEGIN
	PERFORM set_config('absence.as_of', coalesce(answer_at.as_of::text, ''), true),
		set_config('absence.policy', coalesce(answer_at.policy, ''), true);
	RETURN QUERY EXECUTE format('SELECT * FROM %s', (SELECT t.typrelid::regclass FROM pg_type AS t WHERE t.oid = pg_typeof(view_row)));
	PERFORM set_config('absence.as_of', as_of_before, true), set_config('absence.policy', policy_before, true);
END
$$;
COMMENT ON FUNCTION absence_internal.answer_at(anyelement, date, text) IS
	'The rows of a live view as of a day and under a definition; the type of the first argument names the view; X_at() of a store calls it';

-- privileges: what a store grants to whom
--
-- store_relation says from which level on a relation is granted, and what a loader does
-- with it. Which rows a reader then sees of a view is in sql/store/helper/visible.sql.
-- Readers are granted views and what is published, never the tables beneath.

-- The schools that a role sees, as its grants need them: all, some or none. A role sees all
-- only by a row of its own, because a membership can end, and a grant would remain. A
-- member of a role that sees all schools can read the mv_ views through that role, if that
-- role has the level. Memberships count for some schools.
CREATE FUNCTION absence_internal.reach_of(store name, role name) RETURNS text
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reach text;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT CASE
			WHEN NOT s.school_scope OR m.all_schools THEN ''all''
			WHEN m.schools > 0 THEN ''some''
			ELSE ''none'' END
		FROM %1$I.store_setting AS s
		CROSS JOIN (
			SELECT bool_or(m.school_id IS NULL AND m.role_name = $1) AS all_schools, count(m.school_id) AS schools
			FROM %1$I.staff_school AS m
			JOIN pg_roles AS r ON r.rolname = m.role_name
			WHERE pg_has_role($1, r.oid, ''USAGE'')
		) AS m', store) INTO STRICT reach USING role;
	RETURN reach;
END
$$;
COMMENT ON FUNCTION absence_internal.reach_of(name, name) IS
	'The schools that a role sees, for objects that cannot be filtered by school: all (by a row of its own in staff_school, or '
	'without a scope), some or none';

-- What a role is granted at a level. The mv_ views and the tables are not filtered by school,
-- so they are for roles that see every school.
CREATE FUNCTION absence_internal.reader_privileges(store name, role name, level text) RETURNS TABLE (object text, privileges text)
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reach text := absence_internal.reach_of(store, role);  -- an error if the store is not to be trusted
	levels constant text[] := '{public,aggregate,student}';
BEGIN
	IF level = 'loader' THEN
		RETURN QUERY
		-- relations of readers are filtered by school, the others are not
		SELECT format('TABLE %I.%I', store, r.relation),
			CASE r.loader WHEN 'writes' THEN 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE' ELSE 'SELECT' END
		FROM absence_internal.store_relation AS r
		WHERE r.loader IS NOT NULL AND (reach <> 'some' OR r.reader IS NOT NULL);
		RETURN;
	END IF;
	RETURN QUERY
	SELECT format('TABLE %s', c.oid::regclass), 'SELECT'
	FROM absence_internal.store_relation AS r
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store))
		AND (c.relname = r.relation OR c.relname = 'mv_' || r.relation AND c.relkind = 'm' AND reach = 'all')
	WHERE array_position(levels, r.reader) <= array_position(levels, reader_privileges.level)
	UNION ALL
	-- PUBLIC has these too, unless they were revoked
	SELECT format('FUNCTION %s', p.oid::regprocedure), 'EXECUTE'
	FROM absence_internal.store_relation AS r
	JOIN pg_proc AS p ON p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname IN (r.relation || '_at', r.relation || '_of')
	WHERE array_position(levels, r.reader) <= array_position(levels, reader_privileges.level);
END
$$;
COMMENT ON FUNCTION absence_internal.reader_privileges(name, name, text) IS 'What a role is granted on a store at a level';

-- Revokes all privileges of a role, or of PUBLIC for NULL, on a store, however granted
CREATE FUNCTION absence_internal.revoke_ddl(store name, role name, only_kinds "char"[] DEFAULT NULL) RETURNS SETOF text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('REVOKE ALL ON %s FROM %s CASCADE', held.what, coalesce(quote_ident(role), 'PUBLIC'))
	FROM (SELECT CASE WHEN role IS NULL THEN 0 ELSE (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = role) END) AS r (oid)
	CROSS JOIN LATERAL (
		SELECT format('TABLE %s', c.oid::regclass)
		FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
			AND (only_kinds IS NULL OR c.relkind = ANY (only_kinds))
			AND (EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee = r.oid)
				OR EXISTS (SELECT FROM pg_attribute AS t CROSS JOIN LATERAL aclexplode(t.attacl) AS a WHERE t.attrelid = c.oid AND a.grantee = r.oid))
		UNION ALL
		SELECT format('ROUTINE %s', p.oid::regprocedure)
		FROM pg_proc AS p
		WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND only_kinds IS NULL
			AND EXISTS (SELECT FROM aclexplode(p.proacl) AS a WHERE a.grantee = r.oid)
	) AS held (what)
$$;
COMMENT ON FUNCTION absence_internal.revoke_ddl(name, name, "char"[]) IS
	'The DDL that revokes all privileges of a role, or of PUBLIC for NULL, on the objects of a store, or on those of some kinds';

CREATE FUNCTION absence_internal.revoke_from(store name, role name, only_kinds "char"[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	revocation text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR revocation IN SELECT d FROM absence_internal.revoke_ddl(store, role, only_kinds) AS d LOOP
		EXECUTE revocation;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.revoke_from(name, name, "char"[]) IS
	'Revokes all privileges of a role on the objects of a store, or on those of some kinds';

-- Revokes what shows every school from roles that do not see every school. A role that was
-- renamed has no row any more, but no trigger fires when a role is renamed. So each
-- refresh calls this too.
CREATE FUNCTION absence_internal.revoke_unfiltered(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_scoped boolean;
	reader record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format('SELECT school_scope FROM %I.store_setting', store) INTO STRICT is_scoped;
	FOR reader IN
		SELECT DISTINCT a.grantee, r.rolname AS name
		FROM pg_class AS c
		CROSS JOIN LATERAL aclexplode(c.relacl) AS a
		LEFT JOIN pg_roles AS r ON r.oid = a.grantee
		WHERE is_scoped AND c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind = 'm' AND a.grantee <> c.relowner
	LOOP
		-- PUBLIC never sees every school
		IF reader.grantee = 0 OR absence_internal.reach_of(store, reader.name) <> 'all' THEN
			PERFORM absence_internal.revoke_from(store, reader.name, '{m}');
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.revoke_unfiltered(name) IS
	'Revokes the mv_ views of a store from every role that does not see all schools';

-- After an upgrade, or a change of the schools that roles see, grants every reader the
-- privileges of the level. A role that was dropped has lost USAGE on the schema, so another role
-- of that name gets nothing.
CREATE FUNCTION absence_internal.regrant_readers(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reader record;
	given record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	PERFORM absence_internal.revoke_unfiltered(store);
	FOR reader IN EXECUTE format('SELECT d.role_name, d.level, absence_internal.reach_of(%2$L, d.role_name) AS reach
		FROM %1$I.reader AS d
		JOIN pg_roles AS r ON r.rolname = d.role_name
		WHERE EXISTS (
			SELECT FROM pg_namespace AS n
			CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
			WHERE n.nspname = %2$L AND a.grantee = r.oid)', store, store)
	LOOP
		IF reader.level = 'loader' AND reader.reach = 'some' THEN
			PERFORM absence_internal.revoke_from(store, reader.role_name, '{r,p,v}');
		END IF;
		FOR given IN SELECT p.object, p.privileges FROM absence_internal.reader_privileges(store, reader.role_name, reader.level) AS p LOOP
			EXECUTE format('GRANT %s ON %s TO %I', given.privileges, given.object, reader.role_name);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.regrant_readers(name) IS
	'Grants every reader of a store the privileges of the level, and revokes the mv_ views from every role that does not see all schools';

-- materialized: the views mv_X, which keep the store's own answers for tools that ask
-- often. store_relation says which views are kept, and by which unique key: without one,
-- readers would wait for each refresh.
--
-- They are made from X_at(), which sets the settings of the session aside. So they hold
-- the store's own definition and complete-through, whichever role refreshes them.

CREATE FUNCTION absence_internal.kept_ddl(store name) RETURNS SETOF text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	kept record;
	mv name;
	reader name;
	readers name[];
BEGIN
	FOR kept IN
		SELECT r.relation AS view_name, r.kept_key AS key
		FROM absence_internal.store_relation AS r
		WHERE r.kept_key IS NOT NULL
		ORDER BY r.position
	LOOP
		mv := 'mv_' || kept.view_name;
		readers := NULL;
		IF to_regclass(format('%I.%I', store, mv)) IS NOT NULL THEN
			-- it is made again only if the view has other columns
			CONTINUE WHEN (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, mv)) AND a.attnum > 0)
				= (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, kept.view_name)) AND a.attnum > 0);
			readers := ARRAY(SELECT pg_get_userbyid(g.grantee) FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g
				WHERE c.oid = to_regclass(format('%I.%I', store, mv)) AND g.privilege_type = 'SELECT' AND g.grantee NOT IN (0, c.relowner));
			RETURN NEXT format('DROP MATERIALIZED VIEW %I.%I', store, mv);
		END IF;
		RETURN NEXT format('CREATE MATERIALIZED VIEW %1$I.%2$I AS SELECT * FROM %1$I.%3$I(NULL::date, NULL::text)',
			store, mv, kept.view_name || '_at');
		RETURN NEXT format('CREATE UNIQUE INDEX ON %I.%I (%s) NULLS NOT DISTINCT', store, mv,
			(SELECT string_agg(quote_ident(k.name), ', ' ORDER BY k.place) FROM unnest(kept.key) WITH ORDINALITY AS k (name, place)));
		FOREACH reader IN ARRAY coalesce(readers, '{}') LOOP
			RETURN NEXT format('GRANT SELECT ON %I.%I TO %I', store, mv, reader);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.kept_ddl(name) IS
	'The DDL that makes the materialized views of a store that are missing or have other columns than their views';

CREATE FUNCTION absence_internal.lay_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	part text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR part IN SELECT d FROM absence_internal.kept_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN
		SELECT format('ANALYZE %s', c.oid::regclass)
		FROM absence_internal.materialized_views() AS m
		JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = 'mv_' || m.view_name AND c.reltuples < 0
	LOOP
		EXECUTE part;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.lay_materialized_views(name) IS
	'Makes the materialized views of a store that are missing or have other columns than their views';

-- Concurrently: readers see the rows from before meanwhile, and do not wait. A view that was
-- restored without its rows cannot be read yet, and is filled at once.
CREATE FUNCTION absence_internal.refresh_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	SET quote_all_identifiers = off	-- the server forms the name of its own temporary table wrong under it
	AS $$
DECLARE
	kept record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR kept IN
		SELECT 'mv_' || r.relation AS name, coalesce(c.relispopulated, false) AS is_filled
		FROM absence_internal.store_relation AS r
		LEFT JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', store, 'mv_' || r.relation))
		WHERE r.kept_key IS NOT NULL
		ORDER BY r.position
	LOOP
		EXECUTE format('REFRESH MATERIALIZED VIEW %s %I.%I',
			CASE WHEN kept.is_filled THEN 'CONCURRENTLY' END, store, kept.name);
		EXECUTE format('ANALYZE %I.%I', store, kept.name);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.refresh_materialized_views(name) IS
	'Fills the materialized views of a store, as refresh does at its end';

-- dependents: other objects that depend on those of a store, and the DDL that makes them
--
-- An upgrade drops the views of a store, and with them what a district has made over
-- them. upgrade_store lists these objects, or drops them and keeps their DDL, with
-- owners, comments and privileges.

-- Privileges on an object as the DDL that grants them. An object without an ACL has the
-- default privileges, and gives no row.
CREATE FUNCTION absence_internal.acl_ddl(object text, acl aclitem[], owner oid, column_name name DEFAULT NULL)
	RETURNS TABLE (role name, ddl text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT NULL::name, format('REVOKE ALL ON %s FROM PUBLIC', object)
	WHERE starts_with(object, 'ROUTINE ') AND acl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(acl) AS a WHERE a.grantee = 0)
	UNION ALL
	SELECT r.rolname, format('GRANT %s ON %s TO %s%s',
		string_agg(a.privilege_type || coalesce(' (' || quote_ident(column_name) || ')', ''), ', ' ORDER BY a.privilege_type), object,
		coalesce(quote_ident(r.rolname), 'PUBLIC'), CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
	FROM aclexplode(acl) AS a
	LEFT JOIN pg_roles AS r ON r.oid = a.grantee
	WHERE a.grantee <> owner AND (r.oid IS NOT NULL OR a.grantee = 0 AND NOT starts_with(object, 'ROUTINE '))
	GROUP BY r.rolname, a.is_grantable
$$;
COMMENT ON FUNCTION absence_internal.acl_ddl(text, aclitem[], oid, name) IS
	'The DDL that gives others than the owner what they hold on an object, or on a column of it; a role of NULL is everybody';

-- A view or materialized view with all that is its own
CREATE FUNCTION absence_internal.view_ddl(view oid) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	WITH made AS (
		SELECT c.oid, c.relkind, c.relowner, c.relacl, format('%I.%I', n.nspname, c.relname) AS name,
			CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind,
			coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '') AS options,
			coalesce(' TABLESPACE ' || quote_ident(s.spcname), '') AS place,
			CASE WHEN c.relkind = 'm' THEN CASE WHEN c.relispopulated THEN ' WITH DATA' ELSE ' WITH NO DATA' END ELSE '' END AS filled
		FROM pg_class AS c
		JOIN pg_namespace AS n ON n.oid = c.relnamespace
		LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
		WHERE c.oid = view
	)
	SELECT string_agg(d.line || ';', chr(10) ORDER BY d.place, d.line)
	FROM made AS m
	CROSS JOIN LATERAL (
		SELECT 1, format('CREATE %s %s%s%s AS%s%s%s', m.kind, m.name, m.options, m.place, chr(10), rtrim(pg_get_viewdef(m.oid), ';'), m.filled)
		UNION ALL
		SELECT 2, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', m.name, a.attname, pg_get_expr(f.adbin, f.adrelid))
		FROM pg_attrdef AS f JOIN pg_attribute AS a ON (a.attrelid, a.attnum) = (f.adrelid, f.adnum)
		WHERE f.adrelid = m.oid
		UNION ALL
		SELECT 3, rtrim(pg_get_ruledef(r.oid), ';') FROM pg_rewrite AS r WHERE r.ev_class = m.oid AND r.rulename <> '_RETURN'
		UNION ALL
		SELECT 4, pg_get_triggerdef(t.oid) FROM pg_trigger AS t WHERE t.tgrelid = m.oid AND NOT t.tgisinternal
		UNION ALL
		SELECT 5, pg_get_indexdef(i.indexrelid) FROM pg_index AS i WHERE i.indrelid = m.oid
		UNION ALL
		SELECT 6, format('ALTER MATERIALIZED VIEW %s CLUSTER ON %I', m.name, x.relname)
		FROM pg_index AS i JOIN pg_class AS x ON x.oid = i.indexrelid
		WHERE i.indrelid = m.oid AND i.indisclustered
		UNION ALL
		SELECT 7, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext AS s WHERE s.stxrelid = m.oid
		UNION ALL
		SELECT 8, format('COMMENT ON %s IS %L', w.what, w.said)
		FROM (
			SELECT format('%s %s', m.kind, m.name), obj_description(m.oid, 'pg_class')
			UNION ALL
			SELECT format('COLUMN %s.%I', m.name, a.attname), col_description(m.oid, a.attnum)
			FROM pg_attribute AS a WHERE a.attrelid = m.oid AND a.attnum > 0
			UNION ALL
			SELECT format('INDEX %s', i.indexrelid::regclass), obj_description(i.indexrelid, 'pg_class')
			FROM pg_index AS i WHERE i.indrelid = m.oid
		) AS w (what, said)
		WHERE w.said IS NOT NULL
		UNION ALL
		SELECT 9, g.ddl FROM absence_internal.acl_ddl('TABLE ' || m.name, m.relacl, m.relowner) AS g
		UNION ALL
		SELECT 9, g.ddl
		FROM pg_attribute AS a
		CROSS JOIN LATERAL absence_internal.acl_ddl('TABLE ' || m.name, a.attacl, m.relowner, a.attname) AS g
		WHERE a.attrelid = m.oid AND a.attnum > 0
		UNION ALL
		SELECT 10, format('ALTER %s %s OWNER TO %I', m.kind, m.name, pg_get_userbyid(m.relowner))
	) AS d (place, line)
$$;
COMMENT ON FUNCTION absence_internal.view_ddl(oid) IS
	'The DDL that makes a view or materialized view again, with its indexes, rules, triggers, comments, grants and owner';

CREATE FUNCTION absence_internal.routine_ddl(routine oid) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT string_agg(d.line || ';', chr(10) ORDER BY d.place, d.line)
	FROM (
		SELECT p.oid, p.proowner, p.proacl, 'ROUTINE ' || p.oid::regprocedure AS name
		FROM pg_proc AS p
		WHERE p.oid = routine AND p.prokind IN ('f', 'p')
	) AS m
	CROSS JOIN LATERAL (
		SELECT 1, rtrim(pg_get_functiondef(m.oid), chr(10))
		UNION ALL
		SELECT 2, format('COMMENT ON %s IS %L', m.name, c.said) FROM obj_description(m.oid, 'pg_proc') AS c (said) WHERE c.said IS NOT NULL
		UNION ALL
		SELECT 3, g.ddl FROM absence_internal.acl_ddl(m.name, m.proacl, m.proowner) AS g
		UNION ALL
		SELECT 4, format('ALTER %s OWNER TO %I', m.name, pg_get_userbyid(m.proowner))
	) AS d (place, line)
$$;
COMMENT ON FUNCTION absence_internal.routine_ddl(oid) IS
	'The DDL that makes a function or procedure again, with its comment, grants and owner';

-- NULL: no DDL would bring back what it holds
CREATE FUNCTION absence_internal.object_ddl(classid oid, objid oid, objsubid integer) RETURNS text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT CASE classid
		WHEN 'pg_class'::regclass THEN (
			SELECT CASE WHEN c.relkind IN ('v', 'm') THEN absence_internal.view_ddl(c.oid)
				WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) || ';' END
			FROM pg_class AS c WHERE c.oid = objid AND objsubid = 0)
		WHEN 'pg_proc'::regclass THEN absence_internal.routine_ddl(objid)
		WHEN 'pg_trigger'::regclass THEN pg_get_triggerdef(objid) || ';'
		WHEN 'pg_rewrite'::regclass THEN pg_get_ruledef(objid)
		WHEN 'pg_statistic_ext'::regclass THEN pg_get_statisticsobjdef(objid) || ';'
		END
$$;
COMMENT ON FUNCTION absence_internal.object_ddl(oid, oid, integer) IS
	'The DDL that makes a view, function, index, trigger, rule or extended statistics again; NULL for other objects, such as a column';

-- Everything that DROP ... CASCADE drops with the given objects and that is not a part of
-- them. For a column: everything that prevents a change of its type.
CREATE FUNCTION absence_internal.dependents(classes oid[], objects oid[], columns integer[])
	RETURNS TABLE (place bigint, kind text, object text, classid oid, objid oid, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	WITH RECURSIVE seed (classid, objid, objsubid) AS (
		SELECT s.classid, s.objid, s.objsubid FROM unnest(classes, objects, columns) AS s (classid, objid, objsubid)
	), hit AS (
		SELECT s.classid, s.objid, s.objsubid, 0 AS depth FROM seed AS s
		UNION
		SELECT n.classid, n.objid, n.objsubid, h.depth + 1
		FROM hit AS h
		JOIN pg_depend AS d ON d.refclassid = h.classid AND d.refobjid = h.objid AND (h.objsubid = 0 OR d.refobjsubid = h.objsubid)
			AND d.deptype IN ('n', 'a', 'i')
		-- the rule of a view has the dependencies of its query
		LEFT JOIN pg_rewrite AS w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid AND w.rulename = '_RETURN'
		CROSS JOIN LATERAL (SELECT CASE WHEN w.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END,
			coalesce(w.ev_class, d.objid), CASE WHEN w.oid IS NULL THEN d.objsubid ELSE 0 END) AS n (classid, objid, objsubid)
		-- functions can depend on each other in a ring
		WHERE (n.classid, n.objid) <> (h.classid, h.objid) AND h.depth < 100
	), found AS (
		SELECT h.classid, h.objid, h.objsubid, max(h.depth) AS depth, CASE h.classid
			WHEN 'pg_class'::regclass THEN (SELECT i.indrelid FROM pg_index AS i WHERE i.indexrelid = h.objid)
			WHEN 'pg_trigger'::regclass THEN (SELECT t.tgrelid FROM pg_trigger AS t WHERE t.oid = h.objid)
			WHEN 'pg_rewrite'::regclass THEN (SELECT r.ev_class FROM pg_rewrite AS r WHERE r.oid = h.objid)
			WHEN 'pg_statistic_ext'::regclass THEN (SELECT s.stxrelid FROM pg_statistic_ext AS s WHERE s.oid = h.objid)
			WHEN 'pg_attrdef'::regclass THEN (SELECT f.adrelid FROM pg_attrdef AS f WHERE f.oid = h.objid)
			WHEN 'pg_constraint'::regclass THEN (SELECT nullif(c.conrelid, 0) FROM pg_constraint AS c WHERE c.oid = h.objid)
			WHEN 'pg_policy'::regclass THEN (SELECT p.polrelid FROM pg_policy AS p WHERE p.oid = h.objid) END AS relation
		FROM hit AS h
		WHERE NOT EXISTS (SELECT FROM seed AS s WHERE (s.classid, s.objid) = (h.classid, h.objid) AND s.objsubid IN (0, h.objsubid))
		GROUP BY h.classid, h.objid, h.objsubid
	)
	SELECT row_number() OVER (ORDER BY f.depth, f.objid), i.type, i.identity, f.classid, f.objid,
		absence_internal.object_ddl(f.classid, f.objid, f.objsubid)
	FROM found AS f
	CROSS JOIN LATERAL pg_identify_object(f.classid, f.objid, f.objsubid) AS i
	LEFT JOIN pg_class AS r ON r.oid = f.relation
	LEFT JOIN pg_class AS c ON f.classid = 'pg_class'::regclass AND c.oid = f.objid
	WHERE coalesce(c.relkind, r.relkind, 'v') <> 't' AND coalesce(r.relkind, 'v') <> 't'
		-- types of rows, and arrays of them
		AND NOT EXISTS (SELECT FROM pg_type AS t LEFT JOIN pg_type AS e ON e.oid = t.typelem
			WHERE f.classid = 'pg_type'::regclass AND t.oid = f.objid AND coalesce(nullif(t.typrelid, 0), e.typrelid, 0) <> 0)
		-- parts of a view that is listed
		AND NOT EXISTS (SELECT FROM found AS v WHERE v.classid = 'pg_class'::regclass AND v.objid = f.relation AND v.objsubid = 0)
		AND NOT EXISTS (SELECT FROM pg_trigger AS t WHERE f.classid = 'pg_trigger'::regclass AND t.oid = f.objid AND t.tgisinternal)
		-- the index that REFRESH MATERIALIZED VIEW CONCURRENTLY needs
		AND NOT EXISTS (SELECT FROM pg_index AS x JOIN seed AS s ON s.objid = x.indrelid
			WHERE f.classid = 'pg_class'::regclass AND x.indexrelid = f.objid AND x.indisunique AND x.indnullsnotdistinct)
		-- the server rebuilds these when the type of a column changes
		AND NOT EXISTS (SELECT FROM seed AS s
			WHERE s.classid = 'pg_class'::regclass AND s.objid = f.relation AND s.objsubid > 0
				AND f.classid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_statistic_ext'::regclass))
	ORDER BY 1
$$;
COMMENT ON FUNCTION absence_internal.dependents(oid[], oid[], integer[]) IS
	'Other objects that are dropped with the given ones, or that prevent a change of the type of a column, in the order in which '
	'they can be made again; ddl is NULL if no DDL does';

-- The grants on what is laid of a store: on a relation, perhaps on a column of it, or on
-- a function
CREATE FUNCTION absence_internal.laid_grants(store name)
	RETURNS TABLE (relation name, column_name name, routine text, role name, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT c.relname, t.column_name, NULL, g.role, g.ddl
	FROM absence_internal.laid_objects(store) AS o
	JOIN pg_class AS c ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
	CROSS JOIN LATERAL (
		SELECT NULL::name, c.relacl
		UNION ALL
		SELECT a.attname, a.attacl FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL
	) AS t (column_name, acl)
	CROSS JOIN LATERAL absence_internal.acl_ddl('TABLE ' || c.oid::regclass, t.acl, c.relowner, t.column_name) AS g
	UNION ALL
	SELECT NULL, NULL, p.oid::regprocedure::text, g.role, g.ddl
	FROM absence_internal.laid_objects(store) AS o
	JOIN pg_proc AS p ON o.classid = 'pg_proc'::regclass AND o.objid = p.oid
	CROSS JOIN LATERAL absence_internal.acl_ddl('ROUTINE ' || p.oid::regprocedure, p.proacl, p.proowner) AS g
$$;
COMMENT ON FUNCTION absence_internal.laid_grants(name) IS
	'Privileges of other roles than the owner on the views and functions of a store that upgrade_store lays again, as DDL';

-- upgrade: what upgrade_store does with a store of an earlier layout
--
-- The views and functions of the store are dropped first, then, step by step, what
-- depends on tables. Nothing that is dropped later depends on what was dropped before, so
-- objects that were dropped later are made again first.

-- Drops the views and functions of a store with everything that depends on them, and
-- returns what of it is not of the store
CREATE FUNCTION absence_internal.drop_laid(store name) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	dropping text;
	dropped jsonb;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	-- locks them: from here on no new object can depend on them
	FOR dropping IN
		SELECT format('ALTER %s %s OWNER TO CURRENT_USER', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, c.oid::regclass)
		FROM absence_internal.laid_objects(store) AS o
		JOIN pg_class AS c ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
		ORDER BY c.oid
	LOOP
		EXECUTE dropping;
	END LOOP;
	SELECT coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'object', d.object, 'ddl', d.ddl) ORDER BY d.place), '[]')
	INTO dropped
	FROM (SELECT array_agg(o.classid) AS classes, array_agg(o.objid) AS objects, array_agg(0) AS columns
		FROM absence_internal.laid_objects(store) AS o) AS l
	CROSS JOIN LATERAL absence_internal.dependents(l.classes, l.objects, l.columns) AS d;
	-- all names are looked up first: some objects are dropped with others
	FOREACH dropping IN ARRAY ARRAY(
		SELECT CASE o.classid WHEN 'pg_proc'::regclass THEN format('DROP FUNCTION IF EXISTS %s CASCADE', o.objid::regprocedure)
			ELSE format('DROP %s IF EXISTS %s CASCADE', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, o.objid::regclass) END
		FROM absence_internal.laid_objects(store) AS o
		LEFT JOIN pg_class AS c ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
		ORDER BY o.objid DESC)
	LOOP
		EXECUTE dropping;
	END LOOP;
	RETURN dropped;
END
$$;
COMMENT ON FUNCTION absence_internal.drop_laid(name) IS
	'Drops the views and functions of a store that upgrade_store lays again, with everything that depends on them; '
	'returns the other objects that were dropped';

-- Drops what prevents a step, and returns it
CREATE FUNCTION absence_internal.drop_hindrances(store name, step integer) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	dependent record;
	barred boolean;
	dropped jsonb := '[]';
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR dependent IN
		SELECT d.place, d.kind, d.object, d.ddl
		FROM (SELECT array_agg(c.classid) AS classes, array_agg(c.objid) AS objects, array_agg(c.objsubid) AS columns
			FROM absence_internal.changed_columns(store, step) AS c) AS c
		CROSS JOIN LATERAL absence_internal.dependents(c.classes, c.objects, c.columns) AS d
		ORDER BY d.place DESC
	LOOP
		barred := false;
		BEGIN
			IF dependent.ddl IS NOT NULL THEN
				EXECUTE format('DROP %s IF EXISTS %s CASCADE',
					CASE dependent.kind WHEN 'statistics object' THEN 'STATISTICS' ELSE upper(dependent.kind) END, dependent.object);
			END IF;
		EXCEPTION WHEN insufficient_privilege THEN
			barred := true;
		END;
		dropped := jsonb_build_object('kind', dependent.kind, 'object', dependent.object, 'ddl', dependent.ddl, 'barred', barred) || dropped;
	END LOOP;
	RETURN dropped;
END
$$;
COMMENT ON FUNCTION absence_internal.drop_hindrances(name, integer) IS
	'Drops the views, functions and triggers that prevent a step of an upgrade of a store, because it changes the type of a column '
	'or drops it; returns them, barred if the caller lacks the right to drop them';

-- Privileges granted by hand on a view, column or function that no longer exists. The
-- privileges of a level are granted again with the level.
CREATE FUNCTION absence_internal.lost_grants(store name, granted jsonb) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	lost jsonb;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format($sql$
		SELECT coalesce(jsonb_agg(jsonb_build_object('kind', 'grant',
			'object', coalesce(g.relation || coalesce('.' || g.column_name, ''), g.routine), 'ddl', g.ddl || ';')), '[]')
		FROM jsonb_to_recordset($1) AS g (relation name, column_name name, routine text, role name, ddl text)
		WHERE g.role IS NOT NULL
			AND (g.column_name IS NOT NULL OR g.role NOT IN (SELECT r.role_name FROM %1$I.reader AS r))
			AND CASE WHEN g.routine IS NOT NULL THEN to_regprocedure(g.routine) IS NULL
				-- a materialized view is made later, with the columns of its view
				ELSE NOT EXISTS (SELECT FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
					WHERE c.relnamespace = to_regnamespace(quote_ident(%1$L)) AND c.relname IN (g.relation, substr(g.relation, 4))
						AND a.attname = coalesce(g.column_name, a.attname)) END
		$sql$, store) INTO lost USING granted;
	RETURN lost;
END
$$;
COMMENT ON FUNCTION absence_internal.lost_grants(name, jsonb) IS
	'Of the privileges that were granted on a store, those on a view, column or function that no longer exists';

-- Grants again what was granted. Default privileges are not meant for a district's data,
-- and are revoked from the new objects.
CREATE FUNCTION absence_internal.regrant_laid(store name, granted jsonb, before oid[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	grant_or_revoke text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR grant_or_revoke IN
		SELECT DISTINCT format('REVOKE ALL ON TABLE %s FROM %s CASCADE', c.oid::regclass,
			CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
		FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'v', 'm', 'S')
			AND c.oid <> ALL (before) AND a.grantee <> c.relowner
		UNION ALL
		SELECT DISTINCT format('REVOKE ALL ON ROUTINE %s FROM %I CASCADE', p.oid::regprocedure, pg_get_userbyid(a.grantee))
		FROM pg_proc AS p CROSS JOIN LATERAL aclexplode(p.proacl) AS a
		WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.oid <> ALL (before) AND a.grantee NOT IN (0, p.proowner)
	LOOP
		EXECUTE grant_or_revoke;
	END LOOP;
	FOR grant_or_revoke IN
		SELECT g.ddl
		FROM jsonb_to_recordset(granted) AS g (relation name, column_name name, routine text, role name, ddl text)
		WHERE CASE WHEN g.routine IS NOT NULL THEN to_regprocedure(g.routine) IS NOT NULL
			ELSE EXISTS (SELECT FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
				WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = g.relation
					AND a.attname = coalesce(g.column_name, a.attname)) END
	LOOP
		EXECUTE grant_or_revoke;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.regrant_laid(name, jsonb, oid[]) IS
	'Grants again what was granted on the views and functions of a store before they were laid again, and revokes default privileges '
	'on what is new';

-- Refuses the upgrade for the sake of objects that are not of the store, or keeps their
-- DDL. The error undoes all that the upgrade has done so far.
CREATE FUNCTION absence_internal.account_for_dependents(store name, dependents jsonb, drop_dependents boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	listed text;
	unmade text;
	barred text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	SELECT string_agg(o.name || coalesce(chr(10) || o.ddl, ''), chr(10) ORDER BY o.place),
		string_agg(o.name, ', ' ORDER BY o.place) FILTER (WHERE o.ddl IS NULL),
		string_agg(o.name, ', ' ORDER BY o.place) FILTER (WHERE o.barred)
	INTO listed, unmade, barred
	FROM jsonb_array_elements(dependents) WITH ORDINALITY AS s (value, place)
	CROSS JOIN LATERAL (
		SELECT s.place, format('%s %s', s.value ->> 'kind', s.value ->> 'object'), s.value ->> 'ddl', s.value @> '{"barred": true}')
		AS o (place, name, ddl, barred);
	IF unmade IS NOT NULL THEN
		RAISE EXCEPTION 'objects that cannot be made again from DDL depend on what the upgrade of store "%" drops: %', store, unmade
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = listed,
				HINT = 'Save their data and drop them, then upgrade the store.';
	ELSIF barred IS NOT NULL THEN
		RAISE EXCEPTION 'objects of other roles depend on columns that the upgrade of store "%" changes: %', store, barred
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = listed,
				HINT = 'Their owners must drop them before the upgrade, and can make them again after it.';
	ELSIF listed IS NOT NULL AND drop_dependents IS NOT TRUE THEN
		RAISE EXCEPTION 'other objects depend on what the upgrade of store "%" drops', store
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = listed,
				HINT = format('To drop them and keep their DDL in table dropped_dependent of the store: '
					'SELECT absence.upgrade_store(%L, drop_dependents => true).', store);
	END IF;
	EXECUTE format('INSERT INTO %I.dropped_dependent (dropped_at, place, layout, kind, object, ddl)
		SELECT now(), s.place, absence_internal.store_layout(), s.value ->> ''kind'', s.value ->> ''object'', s.value ->> ''ddl''
		FROM jsonb_array_elements($1) WITH ORDINALITY AS s (value, place)', store) USING dependents;
END
$$;
COMMENT ON FUNCTION absence_internal.account_for_dependents(name, jsonb, boolean) IS
	'Lists the objects that are not of a store and that its upgrade dropped: in an error, which undoes the upgrade, or with their DDL '
	'in dropped_dependent';

-- The verdicts that a store has kept, before its views are laid again
CREATE FUNCTION absence_internal.keep_verdicts(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	kept record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	DROP TABLE IF EXISTS pg_temp.upgrade_verdict;
	CREATE TEMP TABLE upgrade_verdict (school_year integer, scope text COLLATE "C", school_id text COLLATE "C", student_id text COLLATE "C",
		band text COLLATE "C", absent_days double precision, enrolled_days integer) ON COMMIT DROP;
	FOR kept IN
		SELECT v.scope, v.name, v.school
		FROM (VALUES ('school', 'mv_student_absence', 'v.school_id'), ('district', 'mv_district_student_absence', 'NULL'))
			AS v (scope, name, school)
		JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = v.name AND c.relispopulated
	LOOP
		EXECUTE format('INSERT INTO pg_temp.upgrade_verdict (school_year, scope, school_id, student_id, band, absent_days, enrolled_days)
			SELECT v.school_year, %L, %s, v.student_id, v.band, v.absent_days, v.enrolled_days FROM %I.%I AS v',
			kept.scope, kept.school, store, kept.name);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.keep_verdicts(name) IS
	'Copies the kept verdicts of a store into temporary table upgrade_verdict; a step of upgrade_store';

-- Verdicts that differ before and after, from the same registers and under the same
-- definition: the release has changed the rule. Where the definition has changed since
-- the last refresh, the next refresh accounts for it.
CREATE FUNCTION absence_internal.write_rule_changes(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET enable_nestloop = off	-- a join on several keys looks like one row to the planner, as in a refresh
	AS $$
DECLARE
	began constant timestamptz := clock_timestamp();
	years integer[];
	changed record;
	this_upgrade bigint;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	DROP TABLE IF EXISTS pg_temp.upgrade_change;
	-- the years whose definition is the one of the last refresh
	EXECUTE format($sql$
		SELECT array_agg(d.school_year)
		FROM %1$I.store_setting AS s
		JOIN %1$I.definition_of_year AS d ON d.name = s.policy
		WHERE (SELECT bool_and(r.policy::absence.policy OPERATOR(absence.=) d.policy::absence.policy)
			FROM %1$I.refresh_basis AS r WHERE r.school_year = d.school_year)
		$sql$, store) INTO years;
	ANALYZE pg_temp.upgrade_verdict;
	EXECUTE format($sql$
		CREATE TEMP TABLE upgrade_change ON COMMIT DROP AS
		SELECT b.school_year, b.scope, b.school_id, b.student_id, b.band AS band_before, a.band AS band_after,
			b.absent_days AS absent_days_before, a.absent_days AS absent_days_after,
			b.enrolled_days AS enrolled_days_before, a.enrolled_days AS enrolled_days_after
		FROM pg_temp.upgrade_verdict AS b
		JOIN (
			SELECT 'school' AS scope, v.school_year, v.school_id, v.student_id, v.band, v.absent_days, v.enrolled_days
			FROM %1$I.mv_student_absence AS v
			UNION ALL
			SELECT 'district', v.school_year, NULL, v.student_id, v.band, v.absent_days, v.enrolled_days
			FROM %1$I.mv_district_student_absence AS v
		) AS a ON (a.student_id, a.school_year, a.scope, coalesce(a.school_id, '')) =
			(b.student_id, b.school_year, b.scope, coalesce(b.school_id, ''))
		WHERE a.band IS DISTINCT FROM b.band AND b.school_year = ANY ($1)
		$sql$, store) USING years;
	FOR changed IN
		SELECT c.school_year, count(*)::integer AS verdicts FROM pg_temp.upgrade_change AS c GROUP BY c.school_year ORDER BY c.school_year
	LOOP
		-- facts and registers are those of the last refresh of the year
		EXECUTE format($sql$
			INSERT INTO %1$I.refresh_log (school_year, started_at, finished_at, today, forced, students, students_with_register, stays, stays_void,
				stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers,
				registers_added, registers_changed, registers_removed, verdicts_changed, step_ms, layout)
			SELECT $1, $3, clock_timestamp(), t.today, false, l.students, l.students_with_register, l.stays, l.stays_void,
				l.stays_without_calendar, l.stays_without_membership, l.events, l.events_used, l.events_not_used, l.registers,
				0, 0, 0, $2, jsonb_build_object('upgrade', round(1000 * extract(epoch FROM clock_timestamp() - $3))), absence_internal.store_layout()
			FROM (SELECT r.* FROM %1$I.refresh_log AS r WHERE r.school_year = $1 ORDER BY r.refresh_id DESC LIMIT 1) AS l
			CROSS JOIN (SELECT r.today FROM %1$I.refresh_log AS r ORDER BY r.refresh_id DESC LIMIT 1) AS t
			RETURNING refresh_id
			$sql$, store) INTO this_upgrade USING changed.school_year, changed.verdicts, began;
		EXECUTE format($sql$
			INSERT INTO %1$I.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
				absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause)
			SELECT $2, c.school_year, c.student_id, c.scope, c.school_id, s.policy, c.band_before, c.band_after,
				c.absent_days_before, c.absent_days_after, c.enrolled_days_before, c.enrolled_days_after, 'rule'
			FROM pg_temp.upgrade_change AS c
			CROSS JOIN %1$I.store_setting AS s
			WHERE c.school_year = $1
			$sql$, store) USING changed.school_year, coalesce(this_upgrade, 0);	-- 0 where the log was emptied
		RAISE WARNING 'the rules of this release change % verdicts of school year % in store "%"', changed.verdicts, changed.school_year, store
			USING HINT = 'They are in table verdict_change of the store, with cause rule.';
	END LOOP;
	DROP TABLE pg_temp.upgrade_verdict, pg_temp.upgrade_change;
END
$$;
COMMENT ON FUNCTION absence_internal.write_rule_changes(name) IS
	'Writes the verdicts of a store that an upgrade changed to verdict_change, with cause rule, and a row for each of their school years '
	'to refresh_log; a step of upgrade_store';

-- create_store: create a store

CREATE FUNCTION absence.create_store(store name DEFAULT 'attendance', owner name DEFAULT NULL, source name DEFAULT NULL,
	kind text DEFAULT 'native') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET jit = off	-- with jit, filling the empty materialized views takes minutes
	AS $$
DECLARE
	part text;
	new_owner constant name := coalesce(owner, current_user);
	schema record;
	granted text;
BEGIN
	IF store IS NULL OR store = '' OR store IN ('absence', 'absence_internal') OR store = 'information_schema'
		OR starts_with(store, 'pg_') THEN
		RAISE EXCEPTION 'a store cannot be made in schema "%"', store
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Give it a schema of its own, such as attendance.';
	END IF;
	IF kind IS NULL OR kind NOT IN ('native', 'edfi', 'views') THEN
		RAISE EXCEPTION 'kind of a store must be native, edfi or views, not "%"', kind
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF kind <> 'native' OR source IS NOT NULL THEN
		RAISE EXCEPTION 'a store cannot take its facts from another source yet'
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Use kind => ''native'' and load the facts into the store''s own tables.';
	END IF;

	SELECT n.oid, pg_get_userbyid(n.nspowner) AS owner, n.nspowner, n.nspacl INTO schema FROM pg_namespace AS n WHERE n.nspname = store;
	IF schema.oid IS NOT NULL THEN
		-- a role that owns the schema, or can create in it, could add objects of its own
		IF schema.owner <> new_owner THEN
			RAISE EXCEPTION 'schema "%" belongs to role "%", but the store would belong to role "%"', store, schema.owner, new_owner
				USING ERRCODE = 'insufficient_privilege',
					HINT = 'A store needs a new schema, or an empty schema of the same owner.';
		ELSIF EXISTS (SELECT FROM pg_depend AS d
				WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = schema.oid AND d.deptype = 'n') THEN
			RAISE EXCEPTION 'schema "%" is not empty', store
				USING ERRCODE = 'duplicate_schema',
					HINT = 'A store needs a new schema, or an empty one.';
		END IF;
		SELECT string_agg(DISTINCT format('%s to %s', g.privilege,
			CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE format('role "%s"', pg_get_userbyid(g.grantee)) END), ', ')
		INTO granted
		FROM (
			SELECT a.privilege_type AS privilege, a.grantee FROM aclexplode(schema.nspacl) AS a
			UNION ALL
			SELECT a.privilege_type || ' by default', a.grantee
			FROM pg_default_acl AS d CROSS JOIN LATERAL aclexplode(d.defaclacl) AS a
			WHERE d.defaclnamespace = schema.oid
		) AS g
		WHERE g.grantee <> schema.nspowner;
		IF granted IS NOT NULL THEN
			RAISE EXCEPTION 'privileges on schema "%" are granted to roles other than its owner', store
				USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('Granted: %s.', granted),
					HINT = 'Revoke them, and default privileges in the schema too, or drop the empty schema. '
						'To grant a level to readers of a store, use absence.grant_reader().';
		ELSIF schema.owner = current_user THEN
			PERFORM absence_internal.must_own_schema(store);
		ELSE
			-- its owner could be adding objects at this moment, which is not possible in a new schema
			EXECUTE format('DROP SCHEMA %I', store);
			schema := NULL;
		END IF;
	END IF;
	IF schema IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', store);
	END IF;

	FOR part IN SELECT d.ddl FROM absence_internal.store_ddl(store) AS d ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence_internal.kept_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence_internal.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	-- default privileges of the current role must not apply to a district's data
	FOR part IN
		SELECT d
		FROM (
			SELECT DISTINCT a.grantee
			FROM pg_class AS c
			CROSS JOIN LATERAL aclexplode(c.relacl) AS a
			WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND a.grantee <> c.relowner
			UNION
			SELECT a.grantee
			FROM pg_proc AS p
			CROSS JOIN LATERAL aclexplode(p.proacl) AS a
			WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND a.grantee NOT IN (0, p.proowner)
		) AS g
		CROSS JOIN LATERAL absence_internal.revoke_ddl(store, CASE WHEN g.grantee <> 0 THEN pg_get_userbyid(g.grantee) END,
			CASE WHEN g.grantee = 0 THEN '{r,p,v,m,S}'::"char"[] END) AS d
		UNION ALL
		SELECT format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', store,
			CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
		FROM pg_namespace AS n
		CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
		WHERE n.nspname = store AND a.grantee <> n.nspowner
	LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE (SELECT format('ANALYZE %s', string_agg(format('%I.%I', store, r.relation), ', ' ORDER BY r.position))
		FROM absence_internal.store_relation AS r WHERE r.analyzed = 'created');

	IF new_owner <> current_user THEN
		FOR part IN SELECT d FROM absence_internal.owner_ddl(store, new_owner) AS d LOOP
			EXECUTE part;
		END LOOP;
	END IF;
	IF NOT (SELECT r.rolcanlogin FROM pg_roles AS r WHERE r.rolname = new_owner) THEN
		RAISE WARNING 'role "%", which owns store "%", cannot log in', new_owner, store
			USING HINT = format('Only a member of the role that is not a superuser can work on the store, after SET ROLE %I.', new_owner);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.create_store(name, name, name, text) IS
	'Creates a store: a schema of tables for a district''s facts, registers and views, owned by the caller or by owner; '
	'the objects do not belong to the extension';

-- upgrade_store: brings a store to the layout of this release, and makes what is missing

-- In a store of this layout the views and functions that are there are replaced in place,
-- and what depends on them stays. In a store of an earlier layout they are dropped, the
-- tables are changed step by step, and views and functions are laid again with the
-- privileges that were granted on them.
CREATE FUNCTION absence.upgrade_store(store name DEFAULT 'attendance', drop_dependents boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	SET jit = off	-- for the materialized views
	AS $$
DECLARE
	layout integer;
	is_older boolean;
	step record;
	part text;
	lost text;
	granted jsonb;
	dependents jsonb;
	before oid[];
BEGIN
	PERFORM absence_internal.lock_any_layout(store, true);
	layout := absence_internal.stored_layout(store);
	is_older := layout < absence_internal.store_layout();

	IF is_older THEN
		before := ARRAY(SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = to_regnamespace(quote_ident(store))
			UNION ALL SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = to_regnamespace(quote_ident(store)));
		SELECT coalesce(jsonb_agg(g), '[]') INTO granted FROM absence_internal.laid_grants(store) AS g;
		PERFORM absence_internal.keep_verdicts(store);
		dependents := absence_internal.drop_laid(store);
		FOR step IN SELECT s.step, s.ddl FROM absence_internal.layout_step_ddl(store, layout) AS s ORDER BY s.step LOOP
			dependents := absence_internal.drop_hindrances(store, step.step) || dependents;
			IF jsonb_path_exists(dependents, '$[*] ? (@.ddl == null || @.barred == true)') THEN
				PERFORM absence_internal.account_for_dependents(store, dependents, drop_dependents);
			END IF;
			EXECUTE step.ddl;
		END LOOP;
	END IF;
	FOR part IN SELECT d FROM absence_internal.lost_column_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d.ddl FROM absence_internal.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE format('UPDATE %I.store_setting SET layout_version = $1', store) USING absence_internal.store_layout();
	IF is_older THEN
		PERFORM absence_internal.account_for_dependents(store, dependents || absence_internal.lost_grants(store, granted), drop_dependents);
	END IF;

	PERFORM absence_internal.lay_materialized_views(store);
	FOR part IN SELECT d FROM absence_internal.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	IF is_older THEN
		PERFORM absence_internal.regrant_laid(store, granted, before), absence_internal.write_rule_changes(store);
	END IF;
	PERFORM absence_internal.regrant_readers(store);

	-- refresh makes the registers of open years again, but not those of closed years
	EXECUTE format('SELECT string_agg(y.school_year::text, '', '' ORDER BY y.school_year)
		FROM %1$I.school_year_state AS y
		WHERE y.state = ''closed'' AND NOT EXISTS (SELECT FROM %1$I.student_register AS r WHERE r.school_year = y.school_year)', store)
		INTO lost;
	IF lost IS NOT NULL THEN
		RAISE WARNING 'closed school years of store "%" have no registers: %', store, lost
			USING HINT = 'Load a copy of their rows of student_register, or load their facts, reopen each year and refresh it.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.upgrade_store(name, boolean) IS
	'Brings a store to the layout of this release and makes what is missing: after ALTER EXTENSION UPDATE, and when the extension was '
	'created after the store. Other objects that depend on what must be dropped are listed in an error; with drop_dependents they are '
	'dropped, and their DDL is kept in dropped_dependent';

-- drop_store: drop a store

CREATE FUNCTION absence.drop_store(store name, confirm name DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	holding text;
	holds boolean;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	IF confirm IS NOT NULL AND confirm <> store THEN
		RAISE EXCEPTION 'names of the store to drop differ: "%" and "%"', store, confirm
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF confirm IS NULL THEN
		FOR holding IN SELECT r.relation FROM absence_internal.store_relation AS r WHERE r.holds_facts ORDER BY r.position LOOP
			CONTINUE WHEN to_regclass(format('%I.%I', store, holding)) IS NULL;	-- the store was restored without the extension
			EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', store, holding) INTO holds;
			IF holds THEN
				RAISE EXCEPTION 'store "%" holds facts, in table %', store, holding
					USING ERRCODE = 'object_not_in_prerequisite_state',
						HINT = format('To drop it with all its contents, give its name twice: SELECT absence.drop_store(%1$L, %1$L).', store);
			END IF;
		END LOOP;
	END IF;
	EXECUTE format('DROP SCHEMA %I CASCADE', store);
END
$$;
COMMENT ON FUNCTION absence.drop_store(name, name) IS
	'Drops a store with all its contents; if it holds facts, only if its name is given twice';

-- grant_reader, revoke_reader

-- Raises an error if the role does not exist or cannot be a reader
CREATE FUNCTION absence_internal.must_be_reader(store name, role name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF role = 'public' THEN
		RAISE EXCEPTION 'a store cannot be granted to PUBLIC'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Create a role for the readers, and grant it to them.';
	ELSIF role IS NULL OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	ELSIF EXISTS (SELECT FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner WHERE n.nspname = store AND r.rolname = role)
		OR EXISTS (SELECT FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner
			WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND r.rolname = role) THEN
		RAISE EXCEPTION 'role "%" owns store "%"', role, store
			USING ERRCODE = 'invalid_parameter_value', HINT = 'The owner has all privileges on it, and needs no level.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_reader(name, name) IS
	'Raises an error unless the role exists and can be a reader of the store';

CREATE FUNCTION absence.grant_reader(store name, role name, level text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	given record;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_reader(store, role);
	IF level IS NULL OR level NOT IN ('public', 'aggregate', 'student', 'loader') THEN
		RAISE EXCEPTION 'level of a reader must be public, aggregate, student or loader, not "%"', level
			USING ERRCODE = 'invalid_parameter_value',
				HINT = format('To take everything back: SELECT absence.revoke_reader(%L, %L).', store, role);
	END IF;
	IF level = 'loader' AND absence_internal.reach_of(store, role) = 'some' THEN
		RAISE EXCEPTION 'role "%" sees only some schools and cannot be a loader', role
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'A loader reads and writes the facts of every school. Use a separate role.';
	END IF;
	PERFORM absence_internal.revoke_from(store, role);
	EXECUTE format('INSERT INTO %I.reader (role_name, level) VALUES ($1, $2)
		ON CONFLICT (role_name) DO UPDATE SET level = excluded.level', store)
		USING role, level;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', store, role);
	FOR given IN SELECT p.object, p.privileges FROM absence_internal.reader_privileges(store, role, level) AS p LOOP
		EXECUTE format('GRANT %s ON %s TO %I', given.privileges, given.object, role);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.grant_reader(name, name, text) IS
	'Grants a role the privileges of a level on a store, and revokes all others: public (what is published), '
	'aggregate (figures of cohorts), student, or loader (writes the facts)';

CREATE FUNCTION absence.revoke_reader(store name, role name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	PERFORM absence_internal.must_be_reader(store, role), absence_internal.revoke_from(store, role);
	EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I CASCADE', store, role);
	EXECUTE format('DELETE FROM %I.reader AS r WHERE r.role_name = $1', store) USING role;
END
$$;
COMMENT ON FUNCTION absence.revoke_reader(name, name) IS 'Revokes all privileges of a role on a store';

-- enable_school_scope: roles that see only some schools

CREATE FUNCTION absence_internal.scope_changed() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(TG_TABLE_SCHEMA);
	PERFORM absence_internal.regrant_readers(TG_TABLE_SCHEMA);
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION absence_internal.scope_changed() IS
	'Grants the privileges of readers again after a change of the schools that roles see; trigger function';

CREATE FUNCTION absence.enable_school_scope(store name, enabled boolean DEFAULT true) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	rows_for_staff boolean;
BEGIN
	PERFORM absence_internal.lock_store(store, true);
	IF enabled IS NULL THEN
		RAISE EXCEPTION 'enabled must be true or false, not null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	EXECUTE format('UPDATE %I.store_setting SET school_scope = $1', store) USING enabled;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.staff_school)', store) INTO rows_for_staff;
	IF enabled AND NOT rows_for_staff THEN
		RAISE NOTICE 'table staff_school of store "%" is empty: until it has rows, only the owner of the store sees rows in the views', store;
	END IF;
END
$$;
COMMENT ON FUNCTION absence.enable_school_scope(name, boolean) IS
	'Limits the rows that a role sees in the views of a store to the schools that staff_school gives it; '
	'with false, roles see every school again';

-- define_policy: a district's own definitions
--
-- A definition is never changed. A changed rule is a new version, and if two versions are
-- for the same year, the later one applies. In closed years a name keeps its meaning, so
-- that the verdicts of a finished year do not change without notice. The queries are in
-- sql/store/function/definition.sql.

CREATE FUNCTION absence.define_policy(store name, name text, policy text,
	from_year integer DEFAULT NULL, to_year integer DEFAULT NULL, grades text[] DEFAULT NULL,
	authority text DEFAULT NULL, source text DEFAULT NULL)
	RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	canonical text := policy::absence.policy::text;  -- every key is stored, so that a change of a default cannot change it
	new_version integer;
BEGIN
	-- locked, so that two versions cannot get the same number
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF policy IS NULL THEN
		RAISE EXCEPTION 'policy must not be null'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'The federal rule is the empty text, ''''.';
	ELSIF name IS NULL OR name !~ '^[a-z0-9_]+$' THEN
		RAISE EXCEPTION 'policy cannot be named %', coalesce(quote_ident(name), 'NULL')
			USING ERRCODE = 'invalid_name',
				HINT = 'A name consists of lower-case letters, digits and underscores. The version number is added to it.';
	ELSIF from_year > to_year THEN
		RAISE EXCEPTION 'from_year % is after to_year %', from_year, to_year
			USING ERRCODE = 'invalid_parameter_value';
	ELSIF cardinality(grades) = 0 OR array_position(grades, NULL) IS NOT NULL OR '' = ANY (grades) THEN
		RAISE EXCEPTION 'grades must not be empty, or contain null or an empty grade'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave grades out for a definition of every grade.';
	END IF;

	EXECUTE format('SELECT %I.add_definition($1, $2, $3, $4, $5, $6, $7)', store)
		INTO new_version USING name, canonical, from_year, to_year, grades, authority, source;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION absence.define_policy(name, text, text, integer, integer, text[], text, text) IS
	'Adds a version of a definition to a store''s own, and returns its number; earlier versions stay. '
	'A name without a version means the latest version for the year of the row';

-- The policy of a name in a school year, for the functions that work on a store
CREATE FUNCTION absence_internal.policy_in_store(store name, name text, school_year integer) RETURNS absence.policy
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_policy absence.policy;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT %I.policy_in_year($1, $2)', store) INTO found_policy USING name, school_year;
	RETURN found_policy;
END
$$;
COMMENT ON FUNCTION absence_internal.policy_in_store(name, text, integer) IS
	'The policy that a name, or name@version, means in a school year of a store; an error if there is none';

-- policy_audit: students whose verdict differs between two definitions, and the reasons
--
-- Two policies can differ in several points. Each point of the first policy is replaced
-- alone by that of the second. If this alone gives the verdict of the second policy, the
-- point is a reason. Keys that make sense only together are one point: the marks that
-- count and the marks outside; and if one policy measures in days and the other in rates,
-- the measure, the lines and the basis. The queries are in
-- sql/store/function/policy_audit.sql.

-- The canonical text of a policy, one row for each key
CREATE FUNCTION absence_internal.policy_keys(policy absence.policy) RETURNS TABLE (place bigint, key text, item text)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 11
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT i.place, split_part(i.item, ' ', 1), i.item
	FROM string_to_table(policy::text, ', ') WITH ORDINALITY AS i (item, place)
$$;
COMMENT ON FUNCTION absence_internal.policy_keys(absence.policy) IS 'The items of a policy in their order, with the key of each';

CREATE FUNCTION absence_internal.policy_difference(a absence.policy, b absence.policy)
	RETURNS TABLE (reason text, of_a text, of_b text, exchanged absence.policy)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 3
	SET search_path = pg_catalog, pg_temp
	AS $$
	WITH item AS (
		SELECT place, key, ka.item AS of_a, kb.item AS of_b,
			CASE key
				WHEN 'compare' THEN 'comparator'
				WHEN 'minimum' THEN 'minimum'
				WHEN 'part_day' THEN 'part-day rule'
				WHEN 'absent' THEN 'marks'
				WHEN 'outside' THEN 'marks'
				WHEN 'unrecorded' THEN 'unrecorded days'
				-- measure, basis and the three lines
				ELSE CASE WHEN key = 'measure' OR bool_or(key = 'measure' AND ka.item <> kb.item) OVER () THEN 'measure'
					WHEN key = 'basis' THEN 'basis' ELSE 'line' END
			END AS reason
		FROM absence_internal.policy_keys(a) AS ka JOIN absence_internal.policy_keys(b) AS kb USING (place, key)
	), point AS (
		SELECT reason, min(place) AS place, string_agg(of_a, ', ' ORDER BY place) AS of_a, string_agg(of_b, ', ' ORDER BY place) AS of_b
		FROM item WHERE of_a <> of_b GROUP BY reason
	)
	SELECT p.reason, p.of_a, p.of_b,
		(SELECT string_agg(CASE i.reason WHEN p.reason THEN i.of_b ELSE i.of_a END, ', ' ORDER BY i.place) FROM item AS i)::absence.policy
	FROM point AS p
	ORDER BY p.place
$$;
COMMENT ON FUNCTION absence_internal.policy_difference(absence.policy, absence.policy) IS
	'The points in which two policies differ, the text of each, and the first policy with that point of the second';

CREATE FUNCTION absence.policy_audit(store name, a text, b text, for_year integer DEFAULT NULL)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	asked_as_of date := coalesce(nullif(current_setting('absence.as_of', true), '')::date, 'infinity');
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	-- not all readers can read the settings
	PERFORM absence_internal.layout_of(store) WHERE has_table_privilege(format('%I.store_setting', store), 'SELECT');
	IF a IS NULL OR b IS NULL THEN
		RAISE EXCEPTION 'policies to compare must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	RETURN QUERY EXECUTE format('SELECT * FROM %I.audit_policies($1, $2, $3, $4)', store) USING a, b, for_year, asked_as_of;
END
$$;
COMMENT ON FUNCTION absence.policy_audit(name, text, text, integer) IS
	'Students whose verdict differs between two definitions, at each school and over the district, as of the setting; '
	'with the points of the second that by themselves turn the verdict of the first into that of the second';

-- near_the_line: students whose verdict depends on a few days

CREATE FUNCTION absence.near_the_line(store name, days integer DEFAULT 1)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days integer, absent_days double precision,
		absence_rate double precision, band text, chronic boolean, days_to_line integer, as_of date, policy text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF days IS NULL OR days < 0 THEN
		RAISE EXCEPTION 'days must not be null or negative: %', days USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY EXECUTE format('SELECT * FROM %I.students_near_the_line($1)', store) USING days;
END
$$;
COMMENT ON FUNCTION absence.near_the_line(name, integer) IS
	'Students at most this number of days away from the chronic line, on either side: at each school and over the district, '
	'for the day and definition that the settings ask for';

-- refresh: brings registers and materialized views up to date

CREATE FUNCTION absence_internal.years_to_refresh(store name, school_year integer) RETURNS SETOF integer
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_state text;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	IF NOT EXISTS (SELECT FROM pg_attribute AS a
			WHERE a.attrelid = to_regclass(format('%I.student_register', store)) AND a.attname = 'register') THEN
		RAISE EXCEPTION 'store "%" has lost its registers, because the extension was created after it', store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('To make what is missing: SELECT absence.upgrade_store(%L).', store);
	END IF;
	IF school_year IS NOT NULL THEN
		EXECUTE format('SELECT %I.state_of_year($1)', store) INTO found_state USING school_year;
		IF found_state IS NULL THEN
			RAISE EXCEPTION 'school year % is not in store "%"', school_year, store
				USING ERRCODE = 'invalid_parameter_value';
		ELSIF found_state = 'closed' THEN
			RAISE EXCEPTION 'school year % of store "%" is closed', school_year, store
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, school_year);
		END IF;
	END IF;
	RETURN QUERY EXECUTE format('SELECT y FROM %I.years_to_refresh($1) AS y', store) USING school_year;
END
$$;
COMMENT ON FUNCTION absence_internal.years_to_refresh(name, integer) IS 'The open school years that a refresh of a store covers';

-- Today in the store's time zone, and the day a refresh counts as today
CREATE FUNCTION absence_internal.store_today(store name) RETURNS date
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	today date;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT (now() AT TIME ZONE s.time_zone)::date FROM %I.store_setting AS s', store) INTO STRICT today;
	RETURN today;
END
$$;
COMMENT ON FUNCTION absence_internal.store_today(name) IS 'Today in the time zone of a store';

-- The planner has no statistics of tables that were just loaded for the first time. For
-- a school year that is new in a table, it expects no rows, and chooses nested loops over
-- a whole district.
CREATE FUNCTION absence_internal.analyze_new_tables(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_table name;
	years integer[];
BEGIN
	PERFORM absence_internal.must_own_store(store);
	years := ARRAY(SELECT y FROM absence_internal.years_to_refresh(store, NULL) AS y);
	FOR new_table IN
		SELECT c.relname FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p')
			AND c.relname <> 'staff_school'		-- only functions that grant lock it, and they do so first
			AND (c.reltuples < 0
				OR EXISTS (SELECT FROM absence_internal.store_relation AS r WHERE r.relation = c.relname AND r.loader = 'writes')
					AND pg_stat_get_mod_since_analyze(c.oid) + pg_stat_get_xact_tuples_inserted(c.oid) > 0
					AND EXISTS (SELECT FROM pg_stats AS s
						WHERE (s.schemaname, s.tablename, s.attname) = (store, c.relname, 'school_year')
							AND NOT years <@ s.most_common_vals::text::integer[]))
		ORDER BY c.relname
	LOOP
		EXECUTE format('ANALYZE %I.%I', store, new_table);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.analyze_new_tables(name) IS
	'Analyzes the tables of a store that have never been analyzed, and those with a school year that is new since then';

-- Notes how long a step of a refresh took, for the log, and reports it
CREATE FUNCTION absence_internal.refresh_step(steps jsonb, school_year integer, step text) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	ms numeric := round(1000 * extract(epoch FROM clock_timestamp() - (steps ->> 'at')::timestamptz));
BEGIN
	RAISE NOTICE 'school year %: % in % ms', school_year, step, ms;
	RETURN steps || jsonb_build_object(step, ms, 'at', clock_timestamp());
END
$$;
COMMENT ON FUNCTION absence_internal.refresh_step(jsonb, integer, text) IS
	'Adds the duration of a finished step, in ms, to the steps of a refresh, and reports it in a notice';

CREATE FUNCTION absence.refresh_check(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL)
	RETURNS TABLE (refused_year integer, school_id text, reason text, detail text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	AS $$
DECLARE
	year integer;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store), absence_internal.analyze_new_tables(store);
	FOR year IN SELECT y FROM absence_internal.years_to_refresh(store, school_year) AS y LOOP
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) USING year, today;
		RETURN QUERY EXECUTE format('SELECT * FROM %I.refresh_reason($1)', store) USING year;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.refresh_check(name, integer, date) IS
	'The reasons for which a refresh would be refused, as rows; writes nothing';

-- The settings of the session are ignored, because they must not change what is stored.
CREATE PROCEDURE absence.refresh(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL,
	force boolean DEFAULT false)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	AS $$
DECLARE
	year integer;
	reasons text;
	gone boolean;
	began timestamptz;
	steps jsonb;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store), absence_internal.revoke_unfiltered(store), absence_internal.analyze_new_tables(store);
	FOR year IN SELECT y FROM absence_internal.years_to_refresh(store, school_year) AS y LOOP
		began := clock_timestamp();
		EXECUTE format('INSERT INTO %I.school_year_state (school_year) VALUES ($1) ON CONFLICT DO NOTHING', store) USING year;
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) INTO steps USING year, today;
		EXECUTE format('SELECT * FROM %I.refresh_refusal($1)', store) INTO reasons, gone USING year;
		IF reasons IS NOT NULL AND (gone OR NOT force) THEN
			RAISE EXCEPTION 'refresh of school year % of store "%" is refused', year, store
				USING ERRCODE = 'UA001', DETAIL = reasons,
					HINT = CASE
						WHEN gone THEN format('A refresh never deletes a year. To keep it as it is: CALL absence.close_year(%L, %s).', store, year)
						ELSE format('If the facts are right, CALL absence.refresh(%L, %s, force => true).', store, year) END;
		END IF;
		steps := absence_internal.refresh_step(steps, year, 'check');
		EXECUTE format('SELECT %I.refresh_write($1, $2, $3, $4, $5)', store)
			USING year, coalesce(today, absence_internal.store_today(store)), coalesce(force, false), began, steps;
	END LOOP;

	IF year IS NOT NULL THEN
		steps := jsonb_build_object('at', clock_timestamp());
		PERFORM absence_internal.refresh_materialized_views(store);
		steps := absence_internal.refresh_step(steps, year, 'materialized_views') - 'at';
		EXECUTE format('SELECT %I.refresh_finished($1)', store) USING steps;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.refresh(name, integer, date, boolean) IS
	'Computes the registers of a store''s open school years from its facts and writes those that differ; '
	'refuses an extract that looks empty or wrong unless forced';

-- close_year, reopen_year

CREATE FUNCTION absence_internal.set_year_state(store name, school_year integer, state text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	years integer;
BEGIN
	PERFORM absence_internal.lock_store(store);
	EXECUTE format('UPDATE %I.school_year_state AS y SET state = $2 WHERE y.school_year = $1', store) USING school_year, state;
	GET DIAGNOSTICS years = ROW_COUNT;
	IF years = 0 THEN
		RAISE EXCEPTION 'school year % is not in store "%"', school_year, store USING ERRCODE = 'invalid_parameter_value';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.set_year_state(name, integer, text) IS 'A step of close_year and reopen_year';

CREATE PROCEDURE absence.close_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence_internal.set_year_state(store, school_year, 'closed');
END;
COMMENT ON PROCEDURE absence.close_year(name, integer) IS 'Closes a school year: refresh leaves it unchanged, and its facts can be deleted';

CREATE PROCEDURE absence.reopen_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence_internal.set_year_state(store, school_year, 'open');
END;
COMMENT ON PROCEDURE absence.reopen_year(name, integer) IS 'Opens a closed school year again';

-- close_day, reopen_day: close a day, such as a snow day, and open it again
--
-- close_day adds a row to calendar_day, with an event that closes the day. It keeps the
-- other rows of the day, so reopen_day only has to delete the new row. Both change facts
-- only; the next refresh makes registers from them. The queries are in
-- sql/store/function/close_day.sql.

-- Checks the arguments of close_day and reopen_day before anything is written
CREATE FUNCTION absence_internal.must_close(store name, day date, event text, schools text[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	closes boolean;
	known text;
	unknown text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF day IS NULL OR event IS NULL THEN
		RAISE EXCEPTION 'day and event must not be NULL'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;

	EXECUTE format('SELECT * FROM %I.closing_events($1)', store) INTO closes, known USING event;
	IF closes IS NOT TRUE THEN
		RAISE EXCEPTION 'event "%" does not close a day in store "%"', event, store
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Events that close a day are ' || coalesce(known, 'none yet') || '. Events are rows of calendar_event_kind.';
	END IF;

	-- without this check, a misspelled school would stay open without notice
	EXECUTE format('SELECT %I.unknown_schools($1)', store) INTO unknown USING schools;
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION 'store "%" has no school %', store, unknown
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Schools are named by their school_id.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_close(name, date, text, text[]) IS
	'Raises an error unless the event closes a day in the store and the store has the schools; a step of close_day and reopen_day';

-- Raises an error if one of the years, whose calendars have changed, is closed
CREATE FUNCTION absence_internal.must_be_open(store name, school_years integer[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	closed integer;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT min(y.school_year) FROM %I.school_year_state AS y
		WHERE y.state = ''closed'' AND y.school_year = ANY ($1)', store) INTO closed USING school_years;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'school year % of store "%" is closed', closed, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, closed);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_open(name, integer[]) IS 'Raises an error if one of the school years is closed in the store';

CREATE PROCEDURE absence.close_day(store name, day date, event text DEFAULT 'Weather day', schools text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	calendars bigint;
	schools_closed text[];
	school_years integer[];
	events bigint;
	without text;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_close(store, day, event, schools);

	EXECUTE format('SELECT * FROM %I.close_school_day($1, $2, $3)', store)
		INTO calendars, schools_closed, school_years, events USING day, event, schools;
	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % as a session day', day
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Schools checked in store "%s": all.', store)
					ELSE format('Schools checked in store "%s": %s.', store, array_to_string(schools, ', ')) END,
				HINT = 'The day may be closed already, or be outside the calendars; see table calendar_day.';
	END IF;
	PERFORM absence_internal.must_be_open(store, school_years);

	RAISE NOTICE '% is closed in % calendar(s) of % school(s) (%)', day, calendars, cardinality(schools_closed), event;
	RAISE NOTICE '% attendance event(s) on it will not count from the next refresh on', events;
	SELECT string_agg(w, ', ' ORDER BY w) INTO without FROM unnest(schools) AS w WHERE w <> ALL (schools_closed);
	IF without IS NOT NULL THEN
		RAISE NOTICE 'schools without a session on that day: %', without;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.close_day(name, date, text, text[]) IS
	'Closes a day, such as a snow day, in every student calendar of the schools (NULL: of all) that has a session on it; '
	'the next refresh leaves the day out of membership';

CREATE PROCEDURE absence.reopen_day(store name, day date, event text DEFAULT 'Weather day', schools text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	calendars bigint;
	still_closed bigint;
	schools_opened bigint;
	school_years integer[];
	events bigint;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_close(store, day, event, schools);

	EXECUTE format('SELECT * FROM %I.reopen_school_day($1, $2, $3)', store)
		INTO calendars, still_closed, schools_opened, school_years, events USING day, event, schools;
	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % closed by "%"', day, event
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Schools checked in store "%s": all.', store)
					ELSE format('Schools checked in store "%s": %s.', store, array_to_string(schools, ', ')) END,
				HINT = 'Only a day that also has a session in its calendar can be opened again; see table calendar_day.';
	END IF;
	PERFORM absence_internal.must_be_open(store, school_years);

	RAISE NOTICE '% is open again in % calendar(s) of % school(s)', day, calendars - still_closed, schools_opened;
	RAISE NOTICE '% attendance event(s) on it will count from the next refresh on', events;
	IF still_closed > 0 THEN
		RAISE NOTICE 'another event still closes the day in % calendar(s)', still_closed;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.reopen_day(name, date, text, text[]) IS
	'Undoes close_day: removes the event from every student calendar of the schools (NULL: of all) that has a session on the day';

-- certify: verdicts frozen under a label, and what has changed since
--
-- For a past day, the views answer with what is known of that day now. A certification
-- keeps what was known then, in plain rows of the store that nothing changes. The queries
-- are in sql/store/function/certify.sql.

-- A label names one certification, or one release, and can be used only once
CREATE FUNCTION absence_internal.must_be_new_label(store name, label text, as_of date, frozen name, done text, again text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	used_at timestamptz;
	used_by text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF label IS NULL THEN
		RAISE EXCEPTION 'label must not be null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF label !~ '[^[:space:]]' THEN
		RAISE EXCEPTION 'label must not be empty' USING ERRCODE = 'invalid_parameter_value';
	ELSIF NOT isfinite(as_of) THEN
		RAISE EXCEPTION 'as_of must be a day, not %', as_of USING ERRCODE = 'datetime_field_overflow';
	END IF;
	EXECUTE format('SELECT f.%1$I, f.%2$I FROM %3$I.%4$I AS f WHERE f.label = $1', done || '_at', done || '_by', store, frozen)
		INTO used_at, used_by USING label;
	IF used_at IS NOT NULL THEN
		RAISE EXCEPTION 'label "%" is already used in store "%"', label, store
			USING ERRCODE = 'duplicate_object', DETAIL = format('%s by %s at %s.', initcap(done), used_by, used_at),
				HINT = format('A label can be used only once. To %s again, use another label.', again);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_new_label(name, text, date, name, text, text) IS
	'Raises an error unless a label is new among the certifications, or the releases, of a store; a step of certify and publish';

CREATE PROCEDURE absence.certify(store name, label text, school_year integer,
	policy text DEFAULT NULL, as_of date DEFAULT NULL, note text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	-- joins on several keys look like one row to the planner, as in a refresh
	SET enable_nestloop = off
	AS $$
DECLARE
	policy_name text := policy;
	definition absence.policy;
	last_complete date;
	registers bigint;
	students integer;
	chronic integer;
BEGIN
	-- wait for a refresh that is running, and keep others from starting
	PERFORM absence_internal.lock_store(store);
	IF label IS NULL OR school_year IS NULL THEN
		RAISE EXCEPTION 'label and school_year must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM absence_internal.must_be_new_label(store, label, as_of, 'certification', 'certified', 'certify');
	IF policy_name IS NULL THEN
		EXECUTE format('SELECT s.policy FROM %I.store_setting AS s', store) INTO STRICT policy_name;
	END IF;
	EXECUTE format('SELECT max(absence.complete_through(r.register)), count(*) FROM %I.student_register AS r WHERE r.school_year = $1', store)
		INTO last_complete, registers USING school_year;
	IF registers = 0 THEN
		RAISE EXCEPTION 'store "%" has no registers of school year %', store, school_year
			USING ERRCODE = 'no_data_found', HINT = 'To make registers: CALL absence.refresh();';
	END IF;
	definition := absence_internal.policy_in_store(store, policy_name, school_year);
	IF as_of IS NULL AND last_complete IS NULL THEN
		RAISE EXCEPTION 'nothing is recorded in school year % of store "%"', school_year, store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'To certify nevertheless, give a day as as_of.';
	ELSIF as_of > last_complete THEN
		RAISE NOTICE 'counts stop at %, the last day that is complete', last_complete;
	END IF;
	EXECUTE format('SELECT * FROM %I.certify_year($1, $2, $3, $4, $5, $6)', store)
		INTO STRICT students, chronic USING label, school_year, coalesce(as_of, last_complete), policy_name, definition, note;
	RAISE NOTICE 'certified "%": school year %, % students, % chronically absent', label, school_year, students, chronic;
END
$$;
COMMENT ON PROCEDURE absence.certify(name, text, integer, text, date, text) IS
	'Freezes the verdicts of a school year under a label, with their counts and the definition, '
	'in plain tables of the store that nothing changes; a label can be used only once';

CREATE FUNCTION absence.certified_difference(store name, label text)
	RETURNS TABLE (scope text, school_id text, student_id text, change text,
		band_then text, band_now text, chronic_then boolean, chronic_now boolean,
		absent_days_then double precision, absent_days_now double precision, counted_days_then integer, counted_days_now integer,
		enrolled_days_then integer, enrolled_days_now integer)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	certified record;
	labels text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	EXECUTE format('SELECT c.school_year, c.policy, c.as_of FROM %I.certification AS c WHERE c.label = $1', store) INTO certified USING label;
	IF certified.school_year IS NULL THEN
		EXECUTE format('SELECT string_agg(quote_literal(c.label), '', '' ORDER BY c.label) FROM %I.certification AS c', store) INTO labels;
		RAISE EXCEPTION 'label "%" does not exist in store "%"', label, store
			USING ERRCODE = 'undefined_object', HINT = 'Labels are ' || coalesce(labels, 'none yet') || '.';
	END IF;
	RETURN QUERY EXECUTE format('SELECT * FROM %I.changed_since($1, $2, $3, $4)', store)
		USING label, certified.school_year, certified.policy::absence.policy, certified.as_of;
END
$$;
COMMENT ON FUNCTION absence.certified_difference(name, text) IS
	'Changes since a certification, for the same day and definition: students who were added or removed, or have another verdict or other '
	'days';

-- publish: figures that everybody may see, as a table
--
-- The figures are a table of cells for each group kind: schools down, values across, and the
-- totals, which are the schools' cells of kind all, and the district's row. What is shown is
-- a set of equations between cells: the values of a kind add up to the school's total, and
-- the schools' cells add up to the district's. Withheld cells must not follow from these
-- equations. So for each withheld cell there must be other tables that a reader cannot tell
-- from the true one. They are found by moving students around a rectangle of withheld
-- cells: of schools s and t and values v and w, a student of (s, w) is counted in (s, v)
-- instead, and a student of (t, v) in (t, w). Every total stays as it is. If t is the
-- district, both its cells move along with the school's.
--
-- If students are in several values of a kind, the values do not add up. Then each value is
-- a table of its own: the students who are in it, and the rest, which follows from the
-- total. The value No is not published, because with the others it would tell how
-- many students are in any.
--
-- How cells are withheld is here. sql/store/function/publish.sql gathers and writes them.

-- A rate near 0 or 1 is shown as a code, wider for smaller groups. The rate itself would
-- tell something of every student of the group.
CREATE FUNCTION absence_internal.code_margin(n bigint) RETURNS integer
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN n >= 300 THEN 1 WHEN n >= 100 THEN 2 WHEN n >= 40 THEN 5 WHEN n >= 20 THEN 10 ELSE 20 END;
COMMENT ON FUNCTION absence_internal.code_margin(bigint) IS
	'The distance from 0% and 100%, in percent, within which the published rate of a group of n students is a code: '
	'1 from 300 students, 2 from 100, 5 from 40, 10 from 20, otherwise 20';

CREATE FUNCTION absence_internal.rate_code(n bigint, chronic_n bigint) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN 100 * chronic_n <= absence_internal.code_margin(n) * n THEN '<= ' || absence_internal.code_margin(n) || '%'
		WHEN 100 * chronic_n >= (100 - absence_internal.code_margin(n)) * n THEN '>= ' || 100 - absence_internal.code_margin(n) || '%' END;
COMMENT ON FUNCTION absence_internal.rate_code(bigint, bigint) IS
	'What is published for a rate near 0% or 100%, such as "<= 5%"; NULL for others';

-- Withholds n, and with it all, of more cells until each withheld cell of temporary
-- table public_cell could be of at least minimum different sizes.
--
-- room is how far the cell can be moved up and down over rectangles of withheld
-- cells, chronic students and others apart, so that what is known of rates does not
-- help. Rectangles that share a cell share its students. Several are added only where
-- the sum is right whatever they share.
--
-- The loop ends. Each pass either makes a cell safe, and it stays so, because more withheld
-- cells can only give more room; or it withholds one more cell. When every cell is withheld,
-- except those that are the only value of their school, a cell has the room of its
-- school's total, which is at least the minimum.
CREATE FUNCTION absence_internal.withhold_counts(minimum integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	cell record;
	room bigint;
	pick record;
BEGIN
	IF to_regclass('pg_temp.public_cell') IS NULL THEN
		RAISE EXCEPTION 'there is nothing to withhold'
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'This function is a step of absence.publish().';
	END IF;
	LOOP
		SELECT c.place, c.kind, c.value, c.n, c.chronic_n INTO cell
		FROM pg_temp.public_cell AS c
		WHERE c.n_withheld AND NOT c.safe
		ORDER BY c.n, c.kind, c.value, c.place
		LIMIT 1;
		EXIT WHEN NOT FOUND;

		WITH rectangle AS (
			SELECT m.verdict, tv.place, sw.value, m.sv, m.sw, m.tv, m.tw
			FROM pg_temp.public_cell AS sw
			JOIN pg_temp.public_cell AS tv ON tv.kind = cell.kind AND tv.value = cell.value AND tv.place <> cell.place AND tv.n_withheld
			JOIN pg_temp.public_cell AS tw ON tw.kind = cell.kind AND tw.place = tv.place AND tw.value = sw.value AND tw.n_withheld
			CROSS JOIN LATERAL (VALUES ('chronic', cell.chronic_n, sw.chronic_n, tv.chronic_n, tw.chronic_n),
				('other', cell.n - cell.chronic_n, sw.n - sw.chronic_n, tv.n - tv.chronic_n, tw.n - tw.chronic_n)) AS m (verdict, sv, sw, tv, tw)
			WHERE sw.kind = cell.kind AND sw.place = cell.place AND sw.value <> cell.value AND sw.n_withheld
		), at_place AS (
			SELECT r.verdict, r.place, min(r.sv) AS sv, min(r.tv) AS tv, sum(r.sw) AS sw, sum(r.tw) AS tw
			FROM rectangle AS r GROUP BY r.verdict, r.place
		), of_value AS (
			SELECT r.verdict, r.value, min(r.sw) AS sw, sum(r.tv) AS tv
			FROM rectangle AS r WHERE r.place <> 0 GROUP BY r.verdict, r.value
		), way AS (
			SELECT 'up' AS way, p.verdict, least(p.tv, p.sw) AS students FROM at_place AS p WHERE cell.place <> 0 AND p.place <> 0
			UNION ALL SELECT 'up', v.verdict, least(v.sw, v.tv) FROM of_value AS v WHERE cell.place <> 0
			UNION ALL SELECT 'down', p.verdict, least(min(p.sv), sum(p.tw)) FROM at_place AS p
				WHERE cell.place <> 0 AND p.place <> 0 GROUP BY p.verdict
			-- over rectangles with the district, and for a cell of the district
			UNION ALL SELECT 'up', p.verdict, p.sw FROM at_place AS p WHERE p.place = 0
			UNION ALL SELECT 'down', p.verdict, p.sv FROM at_place AS p WHERE p.place = 0
			UNION ALL SELECT 'up', p.verdict, sum(p.tw) FROM at_place AS p WHERE cell.place = 0 GROUP BY p.verdict
			UNION ALL SELECT 'down', p.verdict, sum(p.tv) FROM at_place AS p WHERE cell.place = 0 GROUP BY p.verdict
		)
		SELECT coalesce(sum(f.students), 0) INTO room
		FROM (SELECT w.way, w.verdict, max(w.students) AS students FROM way AS w GROUP BY w.way, w.verdict) AS f;

		IF room >= minimum THEN
			UPDATE pg_temp.public_cell AS c SET safe = true WHERE (c.kind, c.place, c.value) = (cell.kind, cell.place, cell.value);
			CONTINUE;
		END IF;

		-- the rectangle that costs the fewest students for the room it gives
		SELECT tv.place, sw.value INTO pick
		FROM pg_temp.public_cell AS sw
		JOIN pg_temp.public_cell AS tv ON tv.kind = cell.kind AND tv.value = cell.value AND tv.place <> cell.place
		JOIN pg_temp.public_cell AS tw ON tw.kind = cell.kind AND tw.place = tv.place AND tw.value = sw.value
		CROSS JOIN LATERAL (
			SELECT sum(CASE WHEN 0 IN (cell.place, tv.place) THEN least(m.sv, m.tv) + least(m.sw, m.tw)
				ELSE least(m.sv, m.tw) + least(m.sw, m.tv) END)
			FROM (VALUES (cell.chronic_n, sw.chronic_n, tv.chronic_n, tw.chronic_n),
				(cell.n - cell.chronic_n, sw.n - sw.chronic_n, tv.n - tv.chronic_n, tw.n - tw.chronic_n)) AS m (sv, sw, tv, tw)
		) AS r (room)
		CROSS JOIN LATERAL (
			SELECT CASE WHEN sw.n_withheld THEN 0 ELSE sw.n END + CASE WHEN tv.n_withheld THEN 0 ELSE tv.n END
				+ CASE WHEN tw.n_withheld THEN 0 ELSE tw.n END
		) AS x (cost)
		WHERE sw.kind = cell.kind AND sw.place = cell.place AND sw.value <> cell.value AND x.cost > 0
		ORDER BY x.cost / nullif(least(r.room, minimum), 0), x.cost, sw.value, tv.place
		LIMIT 1;
		IF FOUND THEN
			UPDATE pg_temp.public_cell AS c SET n_withheld = true
			WHERE c.kind = cell.kind AND c.place IN (cell.place, pick.place) AND c.value IN (cell.value, pick.value);
		ELSE
			-- the only value of its school, so a total by another name: it cannot be
			-- withheld, and is no smaller than that
			UPDATE pg_temp.public_cell AS c SET n_withheld = false WHERE (c.kind, c.place, c.value) = (cell.kind, cell.place, cell.value);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.withhold_counts(integer) IS
	'A step of publish: withholds cells until none that is withheld follows from what is shown';

-- Withholds the rate, and how many are chronically absent, of more cells until each
-- withheld number could be another.
--
-- Here n may be known, so a number can only be moved if it stays between 0 and n, and
-- its cell keeps its code, or stays without one: can_rise, can_fall. A move goes around a
-- rectangle, as above. Or it moves two schools' totals, one up and one down, and with
-- them one value of each kind at both. If one of them is the district, both totals move
-- the same way.
--
-- The loop ends. Each pass makes every cell of a move safe, and at least one was not. There
-- always is a move, once codes are given up: with the district, because for a cell that is
-- not full every total has a value that is not full either, in every kind.
CREATE FUNCTION absence_internal.withhold_rates() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	cell record;
	move record;
BEGIN
	IF to_regclass('pg_temp.public_cell') IS NULL THEN
		RAISE EXCEPTION 'there is nothing to withhold'
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'This function is a step of absence.publish().';
	END IF;
	LOOP
		SELECT c.place, c.kind, c.value, c.can_rise, c.can_fall INTO cell
		FROM pg_temp.public_cell AS c
		WHERE c.rate_withheld AND NOT c.safe
		ORDER BY c.n, c.kind, c.value, c.place
		LIMIT 1;
		EXIT WHEN NOT FOUND;

		WITH towards AS (
			-- rises: whether the cell goes up; together: whether what is at place goes the same way
			SELECT p.place, 0 IN (cell.place, p.place) AS together, d.rises
			FROM pg_temp.public_cell AS p
			CROSS JOIN (VALUES (true), (false)) AS d (rises)
			WHERE p.kind = 'all' AND p.place <> cell.place AND CASE WHEN d.rises THEN cell.can_rise ELSE cell.can_fall END
		), two_values AS (
			SELECT o.place, ARRAY[cell.value, sw.value] AS picked, ARRAY[cell.kind, cell.kind] AS kinds,
				CASE WHEN sw.rate_withheld THEN 0 ELSE sw.n END + CASE WHEN tv.rate_withheld THEN 0 ELSE tv.n END
					+ CASE WHEN tw.rate_withheld THEN 0 ELSE tw.n END AS cost
			FROM towards AS o
			JOIN pg_temp.public_cell AS sw ON sw.kind = cell.kind AND sw.place = cell.place AND sw.value <> cell.value
			JOIN pg_temp.public_cell AS tv ON tv.kind = cell.kind AND tv.place = o.place AND tv.value = cell.value
			JOIN pg_temp.public_cell AS tw ON tw.kind = cell.kind AND tw.place = o.place AND tw.value = sw.value
			WHERE CASE WHEN o.rises THEN sw.can_fall ELSE sw.can_rise END
				AND CASE WHEN o.rises = o.together THEN tv.can_rise AND tw.can_fall ELSE tv.can_fall AND tw.can_rise END
		), one_of_each_kind AS (
			SELECT DISTINCT ON (o.place, o.rises, s.kind) o.place, o.rises, s.kind, s.value,
				CASE WHEN s.rate_withheld THEN 0 ELSE s.n END + CASE WHEN t.rate_withheld THEN 0 ELSE t.n END AS cost
			FROM towards AS o
			JOIN pg_temp.public_cell AS s ON s.place = cell.place
			JOIN pg_temp.public_cell AS t ON (t.kind, t.value) = (s.kind, s.value) AND t.place = o.place
			WHERE CASE WHEN o.rises THEN s.can_rise ELSE s.can_fall END
				AND CASE WHEN o.rises = o.together THEN t.can_rise ELSE t.can_fall END
				AND (s.kind <> cell.kind OR s.value = cell.value)
				-- totals only if there is no other way, because they cost more
				AND NOT EXISTS (TABLE two_values)
			ORDER BY o.place, o.rises, s.kind, cost, s.value
		), totals AS (
			SELECT e.place, array_agg(e.value ORDER BY e.kind) AS picked, array_agg(e.kind ORDER BY e.kind) AS kinds, sum(e.cost) AS cost
			FROM one_of_each_kind AS e
			GROUP BY e.place, e.rises
			HAVING count(*) = (SELECT count(DISTINCT k.kind) FROM pg_temp.public_cell AS k)
		)
		SELECT m.place, m.kinds, m.picked INTO move
		FROM (TABLE two_values UNION ALL TABLE totals) AS m (place, picked, kinds, cost)
		ORDER BY m.cost, m.place, m.kinds, m.picked
		LIMIT 1;
		IF FOUND THEN
			UPDATE pg_temp.public_cell AS c SET rate_withheld = true, safe = true
			FROM unnest(move.kinds, move.picked) AS m (kind, value)
			WHERE (c.kind, c.value) = (m.kind, m.value) AND c.place IN (cell.place, move.place);
		ELSE
			UPDATE pg_temp.public_cell AS c SET bounded = false, code = NULL, can_rise = c.chronic_n < c.n, can_fall = c.chronic_n > 0
			WHERE c.bounded;
			IF NOT FOUND THEN
				RAISE EXCEPTION 'no way to withhold the rate of % "%"', cell.kind, cell.value USING ERRCODE = 'internal_error';
			END IF;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.withhold_rates() IS
	'A step of publish: withholds rates until no rate that is withheld, or shown as a code, follows from what is shown';

CREATE PROCEDURE absence.publish(store name, label text, as_of date DEFAULT NULL, policy text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store),
		absence_internal.must_be_new_label(store, label, as_of, 'public_release', 'published', 'publish');
	EXECUTE format('SELECT %I.publish_release($1, $2, $3, $4)', store) USING store, label, as_of, policy;
END
$$;
COMMENT ON PROCEDURE absence.publish(name, text, date, text) IS
	'Writes public_absence, the figures of a school year that everybody may see: schools and their sum by all, grade and each group kind, '
	'without figures that are too small to show and those from which these would follow; NULL is the store''s own day and definition; '
	'a label can be used only once';

-- load_sample: a whole, finished school year of a made-up district
--
-- A draw is some bits of hashint8extended(key, salt). PostgreSQL itself finds the partition
-- of a row by that function, so every partitioned table that pg_upgrade or a replica
-- carries along depends on it. In practice it gives the same on every server version and
-- platform, which random() would not. Everything else is arithmetic of integers and dates;
-- nothing reads a clock.
--
-- What happens to a student (the story) depends on the student's number; each story has
-- a fixed share of every 200 students. The peculiarities of a school depend on the
-- school's number. A district of 300 students in 6 schools has all of them.
--   1 two calendars, a stay names its own    2 calendars by grade
--   3 reports presence, with gaps            4 reports nothing after 17 April
-- Even schools also have a calendar of their staff, schools divisible by three write an
-- exit at the end of the year, and every fifth school names its only calendar.
--
-- The district is drawn into temporary tables here. sql/store/function/load_sample.sql makes
-- facts of it.

CREATE PROCEDURE absence.load_sample(store name, students integer DEFAULT 1000, schools integer DEFAULT 10, seed integer DEFAULT 1)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := seed::bigint << 20;
	-- how much is missed by grade, in percent: kindergarten and the last years most
	grade_habit constant integer[] := '{128,110,98,90,85,83,88,96,104,116,122,128,142}';
	filled text;
	filled_is_there boolean;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF students IS NULL OR schools IS NULL OR seed IS NULL THEN
		RAISE EXCEPTION 'students, schools and seed must not be null' USING ERRCODE = 'invalid_parameter_value';
	ELSIF students < 1 OR schools < 1 THEN
		RAISE EXCEPTION 'students and schools must be at least 1' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	FOREACH filled IN ARRAY '{enrollment,attendance_event}'::text[] LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE school_year = 2026)', store, filled) INTO filled_is_there;
		IF filled_is_there THEN
			RAISE EXCEPTION 'table "%.%" has rows of school year 2026', store, filled
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = 'A sample needs a store without facts of that year. To create one: SELECT absence.create_store(''name'');';
		END IF;
	END LOOP;

	-- Schools: of five, three elementary, one middle, one high; sizes about 4 to 6
	-- to 9. Students take places in a row, school after school.
	CREATE TEMP TABLE sample_school AS
	SELECT n, school_id, level, lowest, highest, hardship,
		students * (upto - weight) / total + 1 AS first_place, students * upto / total AS last_place,
		-- homerooms of a grade, of about 24
		greatest(1, (students * weight / total / (24 * (highest - lowest + 1)))::integer) AS homerooms,
		CASE level WHEN 'Elementary' THEN 390 WHEN 'Middle' THEN 400 ELSE 420 END AS day_minutes,
		CASE WHEN level <> 'Elementary' THEN 7 END AS periods,
		-- some schools record the minutes of a tardy
		n % 3 = 1 AS in_minutes,
		CASE WHEN n = 4 THEN date '2026-04-17' ELSE last_day END AS reports_until,
		-- where a student of this school transfers to: the next one of its level
		nullif(coalesce(lead(n) OVER peers, first_value(n) OVER peers), n) AS next_n
	FROM (
		SELECT *, (sum(weight) OVER (ORDER BY n))::bigint AS upto, (sum(weight) OVER ())::bigint AS total,
			-- in percent, 105 for the average student: what makes a school's tail short or long
			(burden * 105 * sum(weight) OVER () / sum(burden * weight) OVER ())::integer AS hardship
		FROM (
			SELECT n, (100 + n)::text AS school_id, l.level, l.lowest, l.highest,
				l.weight * (80 + (hashint8extended(n, salt) & 63)) AS weight,
				500 + (n * 618 + ((seed & 1023) * 271)) % 1000 AS burden
			FROM generate_series(1::bigint, schools) AS n
			JOIN (VALUES (0, 'Elementary', 0, 5, 4), (1, 'High', 9, 12, 9), (2, 'Elementary', 0, 5, 4), (3, 'Middle', 6, 8, 6),
					(4, 'Elementary', 0, 5, 4))
				AS l (place, level, lowest, highest, weight) ON l.place = (n - 1) % 5) AS s) AS s
	WINDOW peers AS (PARTITION BY level ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

	-- Calendars, numbered four to a school.
	CREATE TEMP TABLE sample_calendar AS
	SELECT s.n * 4 + c.place AS calendar, s.n, s.school_id, c.code, c.type, s.day_minutes, s.periods
	FROM pg_temp.sample_school AS s
	JOIN (VALUES (0, 'A', 'School'), (1, 'B', 'School'), (0, 'G0910', 'Grade Level'), (1, 'G1112', 'Grade Level'), (0, 'MAIN', 'School'),
			(2, 'STAFF', 'Staff'))
		AS c (place, code, type)
		ON CASE WHEN c.type = 'Staff' THEN s.n % 2 = 0
			WHEN s.n = 1 THEN c.code IN ('A', 'B')
			WHEN s.n = 2 THEN c.type = 'Grade Level'
			ELSE c.code = 'MAIN' END;

	-- Students. The prime scrambles the numbers, so that they are not in order of schools.
	CREATE TEMP TABLE sample_student AS
	SELECT p.*,
		-- Days missed, in 2^-20 of 1%: few for most, more and more for a short tail.
		((18500 + (212000 * tail >> 15)) * hardship / 100 * grade_habit[grade + 1] / 100
			* (CASE WHEN poor THEN 122 ELSE 86 END + CASE WHEN homeless THEN 40 ELSE 0 END + CASE WHEN disabled THEN 12 ELSE 0 END)
			/ 10000)::integer AS habit,
		-- the number of unexcused among 1024 absences: more in upper grades and with hardship
		(grade * 22 + hardship * 2 + (a >> 10 & 127))::integer AS unexcused
	FROM (
		SELECT d.*,
			tail_root * tail_root >> 15 AS tail,
			(d.b & 127) < hardship - 38 AS poor,
			(d.b >> 7 & 127) < CASE WHEN (d.b & 127) < hardship - 38 THEN 5 ELSE 1 END AS homeless,
			(d.b >> 14 & 127) < 18 AS disabled,
			(d.b >> 21 & 1023) AS race,
			first_day + 25 + (d.c & 127)::integer + (d.c >> 7 & 63)::integer AS turn,   -- the day of the story
			CASE WHEN slot = 0 THEN 'no show' WHEN slot = 1 THEN 'invalid' WHEN slot = 2 THEN 'promoted' WHEN slot = 3 THEN 'overlapping'
				WHEN slot = 4 THEN 'visitor' WHEN slot = 5 THEN 'one day'
				WHEN slot IN (6, 88) THEN 'two schools' WHEN slot IN (7, 89) THEN 'half and half'
				WHEN slot < 10 THEN 'gap' WHEN slot < 18 THEN 'transfer' WHEN slot < 25 THEN 'left' WHEN slot < 35 THEN 'late'
				WHEN slot = 35 THEN 'homebound' WHEN slot = 36 THEN 'long illness' WHEN slot < 39 THEN 'stopped coming'
				WHEN slot < 45 THEN 'suspended' WHEN slot < 48 THEN 'kept in school' END AS story
		FROM (
			SELECT number, (1000000 + number)::text AS student_id, s.n, s.school_id, s.hardship, s.next_n, s.highest,
				s.lowest + ((h.a >> 20 & 1023) * (s.highest - s.lowest + 1) >> 10)::integer AS grade,
				1 + (h.a >> 30 & 1023)::integer % s.homerooms AS homeroom,
				(h.a & 1023) * (h.a & 1023) >> 5 AS tail_root,
				(number + (seed & 65535)) % 200 AS slot,
				-- two of school 2 have no grade on file, so no calendar either
				s.n = 2 AND place < s.first_place + 2 AS no_grade,
				h.a, h.b, h.c
			FROM pg_temp.sample_school AS s
			CROSS JOIN LATERAL generate_series(s.first_place, s.last_place) AS place
			CROSS JOIN LATERAL (SELECT 1 + place * 2147483647 % students AS number) AS i
			CROSS JOIN LATERAL (
				SELECT hashint8extended(number, salt + 1) AS a, hashint8extended(number, salt + 2) AS b, hashint8extended(number, salt + 3) AS c
			) AS h
			OFFSET 0) AS d) AS p
	ORDER BY number;

	-- Stays: a first stay of each student, and a second stay in some stories. marked: the
	-- stay has events. last: the day on which the stay ends. away: absent for days under one code.
	CREATE TEMP TABLE sample_stay AS
	SELECT u.*, s.school_id,
		least(u.exit_date, last_day) AS last,
		u.n * 4 + CASE WHEN u.n = 1 THEN u.c >> 40 & 1 WHEN u.n = 2 AND u.grade > 10 THEN 1 ELSE 0 END AS calendar,
		u.c >> 20 & 127 AS ill_draw,
		date '2025-12-01' + (u.c >> 27 & 127)::integer AS ill_from,     -- a winter's illness, of 2 to 5 days
		date '2025-12-01' + (u.c >> 27 & 127)::integer + 1 + (u.c >> 34 & 3)::integer AS ill_to,
		CASE WHEN u.story IN ('homebound', 'long illness', 'stopped coming', 'suspended', 'kept in school') THEN u.turn
			WHEN u.story = 'no show' THEN first_day
			WHEN u.grade IN (5, 8) THEN date '2026-05-12' + (u.n & 3)::integer END AS away_from,   -- the trip of the grade
		CASE u.story WHEN 'no show' THEN first_day + 4 WHEN 'homebound' THEN u.turn + 20 + (u.c >> 41 & 31)::integer
			WHEN 'long illness' THEN u.turn + 14 + (u.c >> 41 & 31)::integer WHEN 'stopped coming' THEN last_day
			WHEN 'suspended' THEN u.turn + CASE WHEN u.grade < 6 THEN 1 ELSE 1 + (u.c >> 41 & 7)::integer END
			WHEN 'kept in school' THEN u.turn + 1 + (u.c >> 41 & 1)::integer
			ELSE date '2026-05-12' + (u.n & 3)::integer END AS away_to,
		CASE u.story WHEN 'no show' THEN 'UX' WHEN 'homebound' THEN 'HB' WHEN 'long illness' THEN 'EX' WHEN 'stopped coming' THEN 'UX'
			WHEN 'suspended' THEN 'OSS' WHEN 'kept in school' THEN 'ISS' ELSE 'ACT' END AS away_code
	FROM (
		SELECT 1 AS part, number, student_id, n, grade, no_grade, homeroom, habit, unexcused, story, turn, c, true AS marked,
			CASE WHEN story IN ('late', 'visitor', 'one day') THEN turn ELSE first_day END AS entry_date,
			CASE WHEN story = 'no show' THEN first_day + 4
				WHEN story IN ('left', 'transfer', 'gap') THEN turn
				WHEN story = 'promoted' THEN '2026-01-16'
				WHEN story = 'visitor' THEN turn + 3 + (c >> 41 & 7)::integer      -- too few days for a verdict
				WHEN story = 'one day' THEN turn
				WHEN n % 3 = 0 THEN last_day END AS exit_date,
			CASE WHEN story IN ('late', 'visitor', 'one day') THEN 'Transfer' WHEN grade = 0 THEN 'New to education system'
				ELSE 'Next year school' END AS entry_type,
			CASE WHEN story = 'no show' THEN 'No show'
				WHEN story IN ('transfer', 'visitor', 'one day') THEN 'Transferred'
				WHEN story = 'left' AND grade > 8 AND (c >> 45 & 3) = 0 THEN 'Dropout'
				WHEN story IN ('left', 'gap') THEN 'Withdrawn'
				WHEN story <> 'promoted' OR story IS NULL
					THEN CASE WHEN n % 3 = 0 THEN CASE WHEN grade = 12 THEN 'Graduated' ELSE 'End of school year' END END END AS exit_type,
			-- of two schools, the primary one owns a day; if none is primary, that with the larger fte
			CASE WHEN story = 'half and half' THEN NULL WHEN story = 'two schools' OR n % 2 = 0 THEN true END AS primary_school,
			CASE story WHEN 'two schools' THEN 0.6 WHEN 'half and half' THEN 0.5 END AS fte
		FROM pg_temp.sample_student
		UNION ALL
		SELECT 2, number, student_id,
			CASE WHEN story IN ('transfer', 'two schools', 'half and half') THEN next_n ELSE n END,
			CASE WHEN story = 'promoted' THEN least(grade + 1, highest) ELSE grade END,
			no_grade, homeroom, habit, unexcused, story, turn, c, story NOT IN ('overlapping', 'invalid'),
			CASE story WHEN 'transfer' THEN turn + greatest(0, (c >> 41 & 7)::integer - 3)   -- half of them on the day they leave
				WHEN 'gap' THEN turn + 14 + (c >> 41 & 31)::integer
				WHEN 'promoted' THEN '2026-01-17'
				WHEN 'half and half' THEN first_day + (c >> 41 & 31)::integer
				WHEN 'overlapping' THEN turn ELSE first_day END,
			CASE WHEN story = 'invalid' THEN first_day + 60 WHEN n % 3 = 0 AND story NOT IN ('two schools', 'half and half') THEN last_day END,
			CASE story WHEN 'transfer' THEN 'Transfer' WHEN 'gap' THEN 'Re-entry' ELSE 'Other' END,
			CASE WHEN story = 'invalid' THEN 'Invalid enrollment'
				WHEN n % 3 = 0 AND story NOT IN ('two schools', 'half and half') THEN 'End of school year' END,
			CASE WHEN story = 'two schools' THEN false WHEN n % 2 = 0 AND story <> 'half and half' THEN true END,
			CASE story WHEN 'two schools' THEN 0.4 WHEN 'half and half' THEN 0.5 END
		FROM pg_temp.sample_student
		WHERE story IN ('promoted', 'overlapping', 'gap', 'invalid')
			OR (story IN ('transfer', 'two schools', 'half and half') AND next_n IS NOT NULL)) AS u
	JOIN pg_temp.sample_school AS s USING (n)
	ORDER BY number, part;
	ANALYZE pg_temp.sample_stay;

	EXECUTE format('SELECT %I.fill_with_sample($1)', store) USING seed;
	DROP TABLE pg_temp.sample_day, pg_temp.sample_stay, pg_temp.sample_student, pg_temp.sample_calendar, pg_temp.sample_school;
END
$$;
COMMENT ON PROCEDURE absence.load_sample(name, integer, integer, integer) IS
	'Fills a store''s empty fact tables with one finished school year of a made-up district, 2025-08-18 to 2026-06-05: '
	'the same for the same students, schools and seed, with the usual errors of real data';

-- kept: functions of earlier releases that views still call
--
-- They are called by the views of stores that are not upgraded yet, and perhaps by views
-- of a district. A new installation has them too, so that a dump of such views can be
-- restored into it.

-- Of 0.1.0
CREATE FUNCTION absence_internal.low(chronic_n bigint, n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.high(chronic_n bigint, n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.low(bigint, bigint) IS 'Of 0.1.0: chronic_rate_low, as it was';
COMMENT ON FUNCTION absence_internal.high(bigint, bigint) IS 'Of 0.1.0: chronic_rate_high, as it was';

CREATE FUNCTION absence_internal.student_figures(register absence.register, policy absence.policy DEFAULT absence.federal_policy(),
	as_of date DEFAULT 'infinity')
	RETURNS TABLE (
		enrolled_days bigint, counted_days bigint, absent_days double precision, missed_days double precision,
		excused_days double precision, unexcused_days double precision, oss_days double precision, iss_days double precision,
		tardy_days bigint, unmapped_days bigint, unrecorded_days bigint, rate double precision, chronic boolean,
		status text, band text, band_order integer, why_null text,
		streak integer, last_absence date, absences_left integer, complete_through date, counted_through date)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days,
		f.tardy_days, f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
		f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through
	FROM absence_internal.figures_of_student(register, policy, as_of) AS f;
END;
COMMENT ON FUNCTION absence_internal.student_figures(absence.register, absence.policy, date) IS 'Of 0.1.0: figures_of_student, as it was';

CREATE FUNCTION absence_internal.cohort_figures(satisfactory bigint, at_risk bigint, moderate bigint, severe bigint, no_verdict bigint)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
		f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence_internal.figures_of_cohort(satisfactory, at_risk, moderate, severe, no_verdict) AS f;
END;
COMMENT ON FUNCTION absence_internal.cohort_figures(bigint, bigint, bigint, bigint, bigint) IS 'Of 0.1.0: figures_of_cohort, as it was';

CREATE FUNCTION absence_internal.cohort_figures(counts absence.counts)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
		f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence_internal.figures_of_cohort(counts) AS f;
END;
COMMENT ON FUNCTION absence_internal.cohort_figures(absence.counts) IS 'Of 0.1.0: figures_of_cohort, as it was';

CREATE FUNCTION absence_internal.near_the_line(store name, days integer DEFAULT 1)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days bigint, absent_days double precision,
		rate double precision, band text, chronic boolean, days_to_line bigint, as_of date, policy text)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT n.school_year, n.scope, n.school_id, n.student_id, n.counted_days, n.absent_days, n.absence_rate, n.band, n.chronic,
		n.days_to_line, n.as_of, n.policy
	FROM absence.near_the_line(store, days) AS n;
END;
COMMENT ON FUNCTION absence_internal.near_the_line(name, integer) IS 'Of 0.1.0: absence.near_the_line, as it was';

CREATE FUNCTION absence_internal.policy_audit(store name, a text, b text, for_year integer DEFAULT NULL)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a bigint, enrolled_days_b bigint, reasons text, as_of date)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT p.school_year, p.scope, p.school_id, p.student_id, p.band_a, p.band_b, p.chronic_a, p.chronic_b,
		p.absent_days_a, p.absent_days_b, p.enrolled_days_a, p.enrolled_days_b, p.reasons, p.as_of
	FROM absence.policy_audit(store, a, b, for_year) AS p;
END;
COMMENT ON FUNCTION absence_internal.policy_audit(name, text, text, integer) IS 'Of 0.1.0: absence.policy_audit, as it was';

CREATE FUNCTION absence_internal.certified_difference(store name, label text)
	RETURNS TABLE (scope text, school_id text, student_id text, change text, band_then text, band_now text,
		chronic_then boolean, chronic_now boolean, absent_days_then double precision, absent_days_now double precision,
		counted_days_then bigint, counted_days_now bigint,
		enrolled_days_then bigint, enrolled_days_now bigint)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT d.scope, d.school_id, d.student_id, d.change, d.band_then, d.band_now, d.chronic_then, d.chronic_now,
		d.absent_days_then, d.absent_days_now, d.counted_days_then, d.counted_days_now, d.enrolled_days_then, d.enrolled_days_now
	FROM absence.certified_difference(store, label) AS d;
END;
COMMENT ON FUNCTION absence_internal.certified_difference(name, text) IS 'Of 0.1.0: absence.certified_difference, as it was';

CREATE FUNCTION absence_internal.judged_in_store(store name, for_year integer, policy absence.policy, as_of date)
	RETURNS TABLE (scope text, school_id text, student_id text, grade text, tally absence.tally, complete_through date)
	LANGUAGE plpgsql STABLE ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	RETURN QUERY EXECUTE format('SELECT * FROM %I.judged_students($1, $2, $3)', store) USING for_year, policy, as_of;
END
$$;
COMMENT ON FUNCTION absence_internal.judged_in_store(name, integer, absence.policy, date) IS
	'Of 0.1.0: judged_students of a store, as it was';

CREATE FUNCTION absence_internal.upgrade_store(store name DEFAULT 'attendance') RETURNS void
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence.upgrade_store(store);
END;
COMMENT ON FUNCTION absence_internal.upgrade_store(name) IS 'Of 0.1.0: absence.upgrade_store, as it was';

CREATE FUNCTION absence_internal.live_views() RETURNS text[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT array_agg(r.relation::text ORDER BY r.position) FROM absence_internal.store_relation AS r WHERE r.has_at
$$;
COMMENT ON FUNCTION absence_internal.live_views() IS 'Of 0.1.0: the views of store_relation that have an X_at';

CREATE FUNCTION absence_internal.materialized_views() RETURNS TABLE (view_name name, key name[])
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT r.relation, r.kept_key FROM absence_internal.store_relation AS r WHERE r.kept_key IS NOT NULL ORDER BY r.position
$$;
COMMENT ON FUNCTION absence_internal.materialized_views() IS 'Of 0.1.0: the views of store_relation that are kept as mv_X';

CREATE FUNCTION absence_internal.readable_views() RETURNS TABLE (view_name name, level text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT r.relation, r.reader FROM absence_internal.store_relation AS r WHERE r.reader IS NOT NULL ORDER BY r.position
$$;
COMMENT ON FUNCTION absence_internal.readable_views() IS 'Of 0.1.0: the relations of store_relation that readers are granted';

CREATE FUNCTION absence_internal.loadable_tables() RETURNS name[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT array_agg(r.relation ORDER BY r.position) FROM absence_internal.store_relation AS r WHERE r.loader = 'writes'
$$;
COMMENT ON FUNCTION absence_internal.loadable_tables() IS 'Of 0.1.0: the tables of store_relation that a loader writes';

INSERT INTO absence_internal.store_part VALUES ('function/answers_at', $store$
-- X_at(as_of, policy), for tools that cannot SET: the rows of view X for a day and a
-- definition. NULL is the store's own. It is laid for each view with has_at in
-- store_relation. The argument of answer_at names the view by its row type, so that it
-- still finds the view after the schema is renamed.

CREATE OR REPLACE FUNCTION @store@.@view@_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.@view@
	LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT * FROM absence_internal.answer_at(NULL::@store@.@view@, as_of, policy);
END;
COMMENT ON FUNCTION @store@.@view@_at(date, text) IS '@view@ as of a day and under a definition; NULL is the store''s own';
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/certification_stays', $store$
-- A guard against mistakes. It is part of the store, so that it outlives the extension. A
-- certification cannot be changed or deleted, and only the transaction that certifies can
-- add rows under its label. The owner of the tables can drop the guard, and can drop the
-- tables.
CREATE OR REPLACE FUNCTION @store@.certification_stays() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_late boolean;
BEGIN
	IF TG_OP = 'INSERT' THEN
		-- the schema can have another name than when the function was created
		EXECUTE format('SELECT EXISTS (SELECT FROM added AS a WHERE NOT EXISTS (
			SELECT FROM %I.certification AS c WHERE c.label = a.label AND c.certified_at = now()))', TG_TABLE_SCHEMA) INTO is_late;
		IF NOT is_late THEN
			RETURN NULL;
		END IF;
	END IF;
	RAISE EXCEPTION 'a certification cannot be changed: no % on table "%"', TG_OP, TG_TABLE_NAME
		USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Certify again with another label.';
END
$$;
COMMENT ON FUNCTION @store@.certification_stays() IS 'Rejects changes of a certification; trigger function';

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certification
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certified_student
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certified_count
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER no_more AFTER INSERT ON @store@.certified_student REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE OR REPLACE TRIGGER no_more AFTER INSERT ON @store@.certified_count REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/certify', $store$
-- Certifying: the rows that certify writes, and the changes since then.

CREATE OR REPLACE FUNCTION @store@.judged_students(for_year integer, by_policy absence.policy, to_day date)
	RETURNS TABLE (scope text, school_id text, student_id text, grade text, tally absence.tally, complete_through date)
	LANGUAGE sql STABLE ROWS 100000
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT 'school', r.school_id, r.student_id, r.grade, absence.tally(r.register, by_policy, to_day), absence.complete_through(r.register)
	FROM @store@.student_register AS r
	WHERE r.school_year = for_year
	UNION ALL
	SELECT 'district', NULL, d.student_id, NULL, absence.tally(d.register, by_policy, to_day), absence.complete_through(d.register)
	FROM (
		SELECT r.student_id, absence.rollup(r.register) AS register
		FROM @store@.student_register AS r
		WHERE r.school_year = for_year
		GROUP BY r.student_id
	) AS d;
END;
COMMENT ON FUNCTION @store@.judged_students(integer, absence.policy, date) IS
	'The students of a school year at each school and, with their schools merged and without a grade, over the district, '
	'tallied under a policy as of a day';

CREATE OR REPLACE FUNCTION @store@.certify_year(new_label text, for_year integer, to_day date,
	by_name text, by_policy absence.policy, new_note text)
	RETURNS TABLE (students integer, chronic integer)
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	INSERT INTO @store@.certification (label, school_year, as_of, policy_name, policy, note,
		refreshed_at, certified_at, certified_by, extension_version)
	SELECT new_label, for_year, to_day, by_name, by_policy::text, new_note,
		(SELECT max(l.finished_at) FROM @store@.refresh_log AS l WHERE l.school_year = for_year AND l.layout IS NULL), now(), session_user,
		(SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'absence');

	INSERT INTO @store@.certified_student (label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days,
		absence_rate, chronic, band, why_null, complete_through)
	SELECT new_label, j.scope, j.school_id, j.student_id, coalesce(j.grade, l.grade),
		absence.enrolled_days(j.tally), absence.counted_days(j.tally), absence.absent_days(j.tally),
		absence.absence_rate(j.tally), absence.chronic(j.tally), absence.band(j.tally)::text, absence.why_null(j.tally), j.complete_through
	FROM @store@.judged_students(for_year, by_policy, to_day) AS j
	LEFT JOIN @store@.latest_stay AS l ON j.scope = 'district' AND l.student_id = j.student_id AND l.school_year = for_year;

	-- the counts are of the rows that were just written
	INSERT INTO @store@.certified_count (label, scope, school_id, group_kind, group_value, verdict_n, chronic_n, chronic_rate,
		satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n)
	SELECT new_label, c.scope, c.school_id,
		CASE c.all_grades WHEN 1 THEN 'all' ELSE 'grade' END, CASE c.all_grades WHEN 1 THEN 'all' ELSE c.grade END,
		c.n, c.chronic_n, c.chronic_n::double precision / nullif(c.n, 0),
		c.satisfactory_n, c.at_risk_n, c.moderate_n, c.severe_n, c.no_verdict_n
	FROM (
		SELECT m.scope, m.school_id, m.grade, grouping(m.grade) AS all_grades,
			count(m.band) AS n, count(*) FILTER (WHERE m.chronic) AS chronic_n,
			count(*) FILTER (WHERE m.band = 'satisfactory') AS satisfactory_n, count(*) FILTER (WHERE m.band = 'at_risk') AS at_risk_n,
			count(*) FILTER (WHERE m.band = 'moderate') AS moderate_n, count(*) FILTER (WHERE m.band = 'severe') AS severe_n,
			count(*) FILTER (WHERE m.band IS NULL) AS no_verdict_n
		FROM (
			SELECT 'school' AS scope, s.school_id, s.grade, s.band, s.chronic
			FROM @store@.certified_student AS s
			WHERE s.label = new_label AND s.scope = 'school'
			UNION ALL
			SELECT CASE s.scope WHEN 'school' THEN 'sum_of_schools' ELSE 'pooled' END, NULL, s.grade, s.band, s.chronic
			FROM @store@.certified_student AS s
			WHERE s.label = new_label
		) AS m
		GROUP BY GROUPING SETS ((m.scope, m.school_id), (m.scope, m.school_id, m.grade))
	) AS c;

	SELECT c.verdict_n + c.no_verdict_n, c.chronic_n
	FROM @store@.certified_count AS c
	WHERE c.label = new_label AND c.scope = 'pooled' AND c.group_kind = 'all';
END;
COMMENT ON FUNCTION @store@.certify_year(text, integer, date, text, absence.policy, text) IS
	'Writes the verdicts of a school year and their counts under a label; '
	'returns the number of students and the number of chronically absent students';
REVOKE ALL ON FUNCTION @store@.certify_year(text, integer, date, text, absence.policy, text) FROM PUBLIC;

-- The changes since a certification. A student without a membership day to that day is
-- taken as not enrolled, then as well as now.
CREATE OR REPLACE FUNCTION @store@.changed_since(certified_label text, for_year integer, by_policy absence.policy, to_day date)
	RETURNS TABLE (scope text, school_id text, student_id text, change text,
		band_then text, band_now text, chronic_then boolean, chronic_now boolean,
		absent_days_then double precision, absent_days_now double precision, counted_days_then integer, counted_days_now integer,
		enrolled_days_then integer, enrolled_days_now integer)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT coalesce(o.scope, n.scope), coalesce(o.school_id, n.school_id), coalesce(o.student_id, n.student_id),
		CASE WHEN o.student_id IS NULL THEN 'in' WHEN n.student_id IS NULL THEN 'out'
			WHEN o.band IS DISTINCT FROM n.band THEN 'verdict' ELSE 'days' END,
		o.band, n.band, o.chronic, n.chronic, o.absent_days, n.absent_days, o.counted_days, n.counted_days, o.enrolled_days, n.enrolled_days
	FROM (
		SELECT s.scope::text, s.school_id::text, s.student_id::text, s.band::text, s.chronic, s.absent_days, s.counted_days, s.enrolled_days
		FROM @store@.certified_student AS s
		WHERE s.label = certified_label AND s.why_null IS DISTINCT FROM 'no_membership'
	) AS o
	FULL JOIN (
		SELECT j.scope, j.school_id, j.student_id, absence.band(j.tally)::text AS band, absence.chronic(j.tally) AS chronic,
			absence.absent_days(j.tally) AS absent_days, absence.counted_days(j.tally)::integer AS counted_days,
			absence.enrolled_days(j.tally)::integer AS enrolled_days
		FROM @store@.judged_students(for_year, by_policy, to_day) AS j
		WHERE absence.why_null(j.tally) IS DISTINCT FROM 'no_membership'
	) AS n ON n.scope = o.scope AND n.student_id = o.student_id AND coalesce(n.school_id, '') = coalesce(o.school_id, '')
	WHERE o.student_id IS NULL OR n.student_id IS NULL OR o.band IS DISTINCT FROM n.band
		OR o.absent_days <> n.absent_days OR o.counted_days <> n.counted_days OR o.enrolled_days <> n.enrolled_days
	ORDER BY 1 DESC, 2, 3;
END;
COMMENT ON FUNCTION @store@.changed_since(text, integer, absence.policy, date) IS
	'The differences between a certification and the registers as they are now, for the same school year, day and policy';
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/close_day', $store$
-- Closing a day, and opening it again: the queries of close_day and reopen_day.

CREATE OR REPLACE FUNCTION @store@.closing_events(with_event text) RETURNS TABLE (closes boolean, known text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT bool_or(k.event = with_event), string_agg(quote_literal(k.event), ', ' ORDER BY k.event)
	FROM @store@.calendar_event_kind AS k
	WHERE k.kind = 'closes';
END;
COMMENT ON FUNCTION @store@.closing_events(text) IS 'Whether an event closes a day, and the list of events that do';

CREATE OR REPLACE FUNCTION @store@.unknown_schools(of_schools text[]) RETURNS text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT string_agg(quote_nullable(w.school_id), ', ' ORDER BY w.school_id)
	FROM unnest(of_schools) AS w (school_id)
	WHERE NOT EXISTS (SELECT FROM @store@.school AS s WHERE s.school_id = w.school_id)
		AND NOT EXISTS (SELECT FROM @store@.calendar AS c WHERE c.school_id = w.school_id);
END;
COMMENT ON FUNCTION @store@.unknown_schools(text[]) IS
	'The schools of the argument that the store does not have, as a list; NULL if it has all';

CREATE OR REPLACE FUNCTION @store@.close_school_day(on_day date, with_event text, of_schools text[])
	RETURNS TABLE (calendars bigint, schools_closed text[], school_years integer[], events bigint)
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH closed AS (
		INSERT INTO @store@.calendar_day (school_id, school_year, calendar_code, day, event)
		SELECT d.school_id, d.school_year, d.calendar_code, d.day, with_event
		FROM @store@.session_day AS d
		WHERE d.day = on_day AND (of_schools IS NULL OR d.school_id = ANY (of_schools))
		RETURNING school_id, school_year, calendar_code
	)
	SELECT count(*), array_agg(DISTINCT c.school_id), array_agg(DISTINCT c.school_year), (
		SELECT count(*)
		FROM @store@.attendance_event AS e
		WHERE e.day = on_day AND EXISTS (
			SELECT FROM @store@.stay AS s
			JOIN closed USING (school_id, school_year, calendar_code)
			WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
				AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
	FROM closed AS c;
END;
COMMENT ON FUNCTION @store@.close_school_day(date, text, text[]) IS
	'Adds the event that closes a day to the calendars of the schools (NULL: of all) that have a session on it; '
	'returns the number of calendars, the schools and school years, and the number of attendance events of the day that no longer count';
REVOKE ALL ON FUNCTION @store@.close_school_day(date, text, text[]) FROM PUBLIC;

-- Deletes only rows that close_day may have added, which are beside a session of the same
-- day. A holiday of the calendar has no session beside it, and is kept.
CREATE OR REPLACE FUNCTION @store@.reopen_school_day(on_day date, with_event text, of_schools text[])
	RETURNS TABLE (calendars bigint, still_closed bigint, schools_opened bigint, school_years integer[], events bigint)
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH opened AS (
		DELETE FROM @store@.calendar_day AS d
		WHERE d.day = on_day AND d.event = with_event AND (of_schools IS NULL OR d.school_id = ANY (of_schools))
			AND EXISTS (SELECT FROM @store@.student_calendar AS c
				WHERE (c.school_id, c.school_year, c.calendar_code) = (d.school_id, d.school_year, d.calendar_code))
			AND EXISTS (SELECT FROM @store@.calendar_day AS o
				JOIN @store@.calendar_event_kind AS k USING (event)
				WHERE (o.school_id, o.school_year, o.calendar_code, o.day) = (d.school_id, d.school_year, d.calendar_code, d.day)
					AND k.kind = 'session')
		RETURNING school_id, school_year, calendar_code
	), of_calendar AS (
		SELECT o.*, EXISTS (SELECT FROM @store@.calendar_day AS d
			JOIN @store@.calendar_event_kind AS k USING (event)
			WHERE (d.school_id, d.school_year, d.calendar_code, d.day) = (o.school_id, o.school_year, o.calendar_code, on_day)
				AND d.event <> with_event AND k.kind = 'closes') AS still_closed
		FROM opened AS o
	)
	SELECT count(*), count(*) FILTER (WHERE c.still_closed), count(DISTINCT c.school_id) FILTER (WHERE NOT c.still_closed),
		array_agg(DISTINCT c.school_year), (
		SELECT count(*)
		FROM @store@.attendance_event AS e
		WHERE e.day = on_day AND EXISTS (
			SELECT FROM @store@.stay AS s
			JOIN of_calendar AS o USING (school_id, school_year, calendar_code)
			WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
				AND NOT o.still_closed
				AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
	FROM of_calendar AS c;
END;
COMMENT ON FUNCTION @store@.reopen_school_day(date, text, text[]) IS
	'Removes the event that closes a day from the calendars of the schools (NULL: of all) that have a session on it; '
	'returns the number of calendars, the number of them that another event still closes, the number of schools that are open again, '
	'the school years, and the number of attendance events that count again';
REVOKE ALL ON FUNCTION @store@.reopen_school_day(date, text, text[]) FROM PUBLIC;
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/complete_through', $store$
-- Complete-through: the last day to which each calendar can be counted. Attendance is kept by
-- exception, so on a day without any event either every student was present, or the events
-- have not come yet. doc/counting.md has the rule.
--
-- This is a step of a refresh. It reads the calendars, stays and marks that refresh_compute
-- found. It creates refresh_complete, one row per calendar, and refresh_silence, what is
-- unusual at a school.
--
-- events     the number of students with a used event on their own membership day
-- evidence   the same, but at least usual if there is a roll
-- speaks     whether the evidence is enough to assume that the events of the day have come

CREATE OR REPLACE FUNCTION @store@.refresh_complete_through(today date DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	local_now timestamp;
	local_today date;
	to_day date;			-- the last day that is over
	several text[];			-- students with several stays
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	local_now := now() AT TIME ZONE setting.time_zone;
	local_today := coalesce(today, local_now::date);
	to_day := local_today - 1;
	IF today IS NULL AND setting.day_closes_at <= local_now::time THEN
		to_day := local_today;
	END IF;

	-- The members of each calendar, and the days on which they have an event. alone means that
	-- the student has a single stay; any other student can have several rows.
	several := ARRAY(SELECT s.student_id FROM pg_temp.refresh_stay AS s GROUP BY s.student_id HAVING count(*) > 1);
	CREATE TEMP TABLE refresh_member ON COMMIT DROP AS
	WITH member AS (
		SELECT student_id, school_id, calendar_code, membership, true AS alone
		FROM pg_temp.refresh_stay
		WHERE student_id <> ALL (several)
		UNION ALL
		SELECT student_id, school_id, calendar_code, absence.rollup(membership), false
		FROM pg_temp.refresh_stay
		WHERE student_id = ANY (several)
		GROUP BY student_id, school_id, calendar_code
	)
	SELECT e.student_id, e.school_id, e.calendar_code, k.district, e.alone, e.membership,
		-- only the marks on membership days; most students have no other marks
		CASE WHEN absence.membership_days(o.other_days, NULL, NULL) > 0 THEN absence_internal.except_days(m.marks, o.other_days)
			ELSE m.marks END AS event_days
	FROM member AS e
	JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
	LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	CROSS JOIN LATERAL (SELECT absence.marks_outside(e.membership, m.marks) OFFSET 0) AS o (other_days)
	WHERE absence.membership_days(e.membership, NULL, NULL) > 0;
	ANALYZE pg_temp.refresh_member (student_id, school_id, calendar_code, alone);

	-- One row per calendar with members and session day. Only days that are over are looked
	-- at, and today if there is a roll. A roll of the only calendar of a school is a roll of
	-- the whole school.
	CREATE TEMP TABLE refresh_calendar_day ON COMMIT DROP AS
	SELECT c.school_id, c.calendar_code, c.calendars, d.day, coalesce(e.n, 0) AS events, r.roll,
		CASE WHEN c.calendars = 1 THEN r.roll ELSE r.whole_roll END AS whole_roll
	FROM (
		SELECT k.school_id, k.calendar_code, k.calendar, k.taken, k.taken_whole, count(*) OVER (PARTITION BY k.school_id) AS calendars
		FROM pg_temp.refresh_calendar AS k
		WHERE (k.school_id, k.calendar_code) IN (SELECT m.school_id, m.calendar_code FROM pg_temp.refresh_member AS m)
	) AS c
	CROSS JOIN LATERAL absence.days(c.calendar) AS d
	CROSS JOIN LATERAL (
		SELECT coalesce(absence.is_member(c.taken, d.day), false) AS roll,
			coalesce(absence.is_member(c.taken_whole, d.day), false) AS whole_roll
		OFFSET 0
	) AS r
	LEFT JOIN (
		SELECT m.school_id, m.calendar_code, p.day, p.n
		FROM (
			SELECT school_id, calendar_code, absence_internal.daily_membership(event_days, absence.federal_policy()) AS daily
			FROM pg_temp.refresh_member
			GROUP BY school_id, calendar_code
		) AS m
		CROSS JOIN LATERAL absence.points(m.daily) AS p
	) AS e ON (e.school_id, e.calendar_code, e.day) = (c.school_id, c.calendar_code, d.day)
	WHERE d.day <= to_day OR d.day = local_today AND r.roll;
	ANALYZE pg_temp.refresh_calendar_day;

	-- usual is the lower of the two middle numbers of events, over the days that have any. The
	-- events of a school are the sum over its calendars.
	CREATE TEMP TABLE refresh_school_day ON COMMIT DROP AS
	WITH calendar_day AS (
		SELECT d.school_id, d.day, d.events, d.whole_roll, CASE WHEN d.roll THEN greatest(d.events, u.usual) ELSE d.events END AS evidence
		FROM pg_temp.refresh_calendar_day AS d
		LEFT JOIN (
			SELECT school_id, calendar_code, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
			FROM pg_temp.refresh_calendar_day
			WHERE events > 0
			GROUP BY school_id, calendar_code
		) AS u USING (school_id, calendar_code)
	), school_day AS (
		SELECT school_id, day, sum(events) AS events, sum(evidence) AS evidence, bool_or(whole_roll) AS whole_roll
		FROM calendar_day
		GROUP BY school_id, day
		HAVING day <= to_day OR bool_or(whole_roll)
	)
	SELECT d.school_id, d.day, d.events, d.whole_roll, e.evidence, coalesce(u.usual, 0) AS usual,
		d.whole_roll OR e.evidence >= 1 AND 4 * e.evidence >= coalesce(u.usual, 0) AS speaks
	FROM school_day AS d
	LEFT JOIN (
		SELECT school_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
		FROM school_day
		WHERE events > 0
		GROUP BY school_id
	) AS u USING (school_id)
	CROSS JOIN LATERAL (SELECT CASE WHEN d.whole_roll THEN greatest(d.evidence, u.usual) ELSE d.evidence END) AS e (evidence);
	ANALYZE pg_temp.refresh_school_day;

	-- The district: to the last day that is over if its silence to then is believed, else to
	-- its last day that speaks
	CREATE TEMP TABLE refresh_district ON COMMIT DROP AS
	WITH district_day AS (
		SELECT district, day, speaks, max(day) FILTER (WHERE speaks) OVER (PARTITION BY district) AS last_speaks
		FROM (
			SELECT k.district, d.day, sum(d.evidence) >= 1 AND 4 * sum(d.evidence) >= sum(d.usual) AS speaks
			FROM pg_temp.refresh_school_day AS d
			JOIN (SELECT DISTINCT school_id, district FROM pg_temp.refresh_calendar) AS k USING (school_id)
			WHERE d.day <= to_day
			GROUP BY k.district, d.day
		) AS d
	), district AS (
		SELECT district, last_speaks, count(*) AS session_days, count(*) FILTER (WHERE day > last_speaks) AS silent_days
		FROM district_day
		GROUP BY district, last_speaks
	), silent AS (
		-- the event days of the students who are expected during the silence
		SELECT district, sum(absence.membership_days(m.event_days, NULL, d.last_speaks)) AS event_days
		FROM (
			SELECT district, membership, event_days FROM pg_temp.refresh_member WHERE alone
			UNION ALL
			SELECT district, absence.calendar_agg(membership), absence.calendar_agg(event_days)
			FROM pg_temp.refresh_member
			WHERE NOT alone AND district IN (SELECT d.district FROM district AS d WHERE d.silent_days > 0)
			GROUP BY district, student_id
		) AS m
		JOIN district AS d USING (district)
		WHERE d.silent_days > 0 AND absence.membership_days(m.membership, d.last_speaks + 1, to_day) > 0
		GROUP BY district
	)
	SELECT d.district,
		CASE WHEN absence_internal.silence_is_believed(d.silent_days, d.session_days, coalesce(s.event_days, 0))
			THEN to_day ELSE d.last_speaks END AS through
	FROM district AS d
	LEFT JOIN silent AS s USING (district);

	-- A school: to its last day that speaks, and on to the day of the district if its silence
	-- to then is believed. The silence of a school that keeps rolls is not believed. The
	-- silence of a school that is too small to be tested is always believed.
	CREATE TEMP TABLE refresh_school ON COMMIT DROP AS
	WITH school AS (
		SELECT school_id, k.district, k.calendars, k.keeps_record, f.through AS believed_to, m.members, k.any_record,
			s.last_speaks, s.last_roll
		FROM (
			SELECT d.school_id, k.district, min(d.calendars) AS calendars,
				bool_or(k.reporting IS NOT DISTINCT FROM 'affirmative') AS keeps_record,
				bool_or(d.events > 0 OR d.roll) AS any_record
			FROM pg_temp.refresh_calendar_day AS d
			JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
			GROUP BY d.school_id, k.district
		) AS k
		JOIN (
			SELECT school_id, count(*) FILTER (WHERE alone) + count(DISTINCT student_id) FILTER (WHERE NOT alone) AS members
			FROM pg_temp.refresh_member
			GROUP BY school_id
		) AS m USING (school_id)
		LEFT JOIN (
			SELECT school_id, max(day) FILTER (WHERE speaks) AS last_speaks, max(day) FILTER (WHERE whole_roll) AS last_roll
			FROM pg_temp.refresh_school_day
			GROUP BY school_id
		) AS s USING (school_id)
		LEFT JOIN pg_temp.refresh_district AS f USING (district)
	), counted AS (
		SELECT s.school_id, max(d.day) FILTER (WHERE d.day <= s.believed_to) AS last_session_day,
			count(*) FILTER (WHERE d.day <= s.believed_to) AS session_days,
			count(*) FILTER (WHERE d.day > s.last_speaks AND d.day <= s.believed_to) AS silent_days,
			2 * count(*) FILTER (WHERE d.whole_roll) >= count(*) FILTER (WHERE d.day <= s.last_roll)
				AND s.last_roll IS NOT NULL AS keeps_rolls
		FROM school AS s
		JOIN pg_temp.refresh_school_day AS d USING (school_id)
		GROUP BY s.school_id, s.last_roll
	), silent AS (
		SELECT school_id, sum(absence.membership_days(m.event_days, NULL, s.last_speaks)) AS event_days
		FROM (
			SELECT school_id, membership, event_days FROM pg_temp.refresh_member WHERE alone
			UNION ALL
			SELECT school_id, absence.calendar_agg(membership), absence.calendar_agg(event_days)
			FROM pg_temp.refresh_member
			WHERE NOT alone AND school_id IN (SELECT c.school_id FROM counted AS c WHERE c.silent_days > 0)
			GROUP BY school_id, student_id
		) AS m
		JOIN school AS s USING (school_id)
		JOIN counted AS c USING (school_id)
		WHERE c.silent_days > 0 AND s.members >= 10 AND absence.membership_days(m.membership, s.last_speaks + 1, s.believed_to) > 0
		GROUP BY school_id
	)
	SELECT s.school_id, s.district, s.calendars, s.members, s.keeps_record, s.any_record, s.last_speaks,
		CASE
			WHEN NOT s.any_record THEN NULL
			WHEN s.keeps_record OR c.keeps_rolls THEN s.last_speaks
			WHEN s.members < 10 OR absence_internal.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
				THEN greatest(s.last_speaks, c.last_session_day)
			ELSE s.last_speaks END AS through
	FROM school AS s
	LEFT JOIN counted AS c USING (school_id)
	LEFT JOIN silent AS e USING (school_id);
	ANALYZE pg_temp.refresh_school;

	-- A calendar: if it is the only one of its school, to the day of the school. Of several, a
	-- large calendar is treated as a school is, with the day of the school in place of that of
	-- the district, and a small one follows its school.
	CREATE TEMP TABLE refresh_complete ON COMMIT DROP AS
	WITH member AS (
		SELECT school_id, calendar_code, count(*) AS members
		FROM pg_temp.refresh_member
		GROUP BY school_id, calendar_code
	), calendar_day AS (
		SELECT d.school_id, d.calendar_code, d.day, d.events > 0 OR d.roll AS has_record, d.roll,
			d.roll OR d.events >= 1 AND 4 * d.events >= u.usual AS speaks
		FROM pg_temp.refresh_calendar_day AS d
		LEFT JOIN (
			SELECT school_id, calendar_code, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
			FROM pg_temp.refresh_calendar_day
			WHERE events > 0
			GROUP BY school_id, calendar_code
		) AS u USING (school_id, calendar_code)
	), last AS (
		SELECT school_id, calendar_code, max(day) FILTER (WHERE speaks) AS last_speaks, max(day) FILTER (WHERE has_record) AS last_recorded,
			max(day) FILTER (WHERE roll) AS last_roll
		FROM calendar_day
		GROUP BY school_id, calendar_code
	), counted AS (
		SELECT l.school_id, l.calendar_code, l.last_speaks, l.last_recorded,
			max(d.day) FILTER (WHERE d.day <= s.through) AS last_session_day,
			count(*) FILTER (WHERE d.day <= s.through) AS session_days,
			count(*) FILTER (WHERE d.day > l.last_speaks AND d.day <= s.through) AS silent_days,
			2 * count(*) FILTER (WHERE d.roll) >= count(*) FILTER (WHERE d.day <= l.last_roll) AND l.last_roll IS NOT NULL AS keeps_rolls
		FROM last AS l
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN calendar_day AS d USING (school_id, calendar_code)
		GROUP BY l.school_id, l.calendar_code, l.last_speaks, l.last_recorded, l.last_roll
	), silent AS (
		SELECT c.school_id, c.calendar_code, sum(absence.membership_days(m.event_days, NULL, c.last_speaks)) AS event_days
		FROM counted AS c
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN member AS n USING (school_id, calendar_code)
		JOIN pg_temp.refresh_member AS m ON (m.school_id, m.calendar_code) = (c.school_id, c.calendar_code)
		WHERE s.calendars > 1 AND n.members >= 10 AND c.silent_days > 0
			AND absence.membership_days(m.membership, c.last_speaks + 1, s.through) > 0
		GROUP BY c.school_id, c.calendar_code
	), complete AS (
		SELECT k.school_id, k.calendar_code, k.calendar, k.last_session_day, coalesce(n.members, 0) AS members, c.last_recorded,
			CASE
				WHEN s.calendars = 1 OR NOT s.any_record THEN s.through
				WHEN n.members < 10 THEN greatest(c.last_speaks, c.last_session_day)
				WHEN c.last_recorded IS NULL THEN NULL
				WHEN s.keeps_record OR c.keeps_rolls THEN c.last_speaks
				WHEN absence_internal.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
					THEN greatest(c.last_speaks, c.last_session_day)
				ELSE c.last_speaks END AS complete_through
		FROM pg_temp.refresh_calendar AS k
		LEFT JOIN member AS n USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_school AS s ON s.school_id = k.school_id AND n.members > 0
		LEFT JOIN counted AS c ON (c.school_id, c.calendar_code) = (k.school_id, k.calendar_code)
		LEFT JOIN silent AS e ON (e.school_id, e.calendar_code) = (k.school_id, k.calendar_code)
	)
	SELECT school_id, calendar_code, members::integer, last_session_day, last_recorded, complete_through,
		CASE WHEN members > 0 THEN absence.membership_days(calendar, complete_through + 1, to_day) ELSE 0 END AS days_cut
	FROM complete;

	-- What is unusual at a school without cutting any day, for data_issue
	CREATE TEMP TABLE refresh_silence ON COMMIT DROP AS
	-- each longest run of days that do not speak, before the last day that does, if it is
	-- unlikely that the events of the school miss these days
	WITH run AS (
		SELECT school_id, min(day) AS first_day, max(day) AS last_day, count(*) AS silent_days, last_speaks, session_days, events
		FROM (
			SELECT d.school_id, d.day, d.speaks, s.last_speaks, count(*) OVER school AS session_days, sum(d.events) OVER school AS events,
				count(*) FILTER (WHERE d.speaks) OVER (school ORDER BY d.day) AS days_that_spoke
			FROM pg_temp.refresh_school_day AS d
			JOIN pg_temp.refresh_school AS s USING (school_id)
			WHERE d.day <= s.last_speaks
			WINDOW school AS (PARTITION BY d.school_id)
		) AS d
		WHERE NOT speaks
		GROUP BY school_id, days_that_spoke, last_speaks, session_days, events
		-- most runs are believed even if all events of the school are taken
		HAVING NOT absence_internal.silence_is_believed(count(*), session_days, events::bigint)
	), unbelieved AS (
		SELECT r.school_id, r.first_day, r.last_day, r.silent_days
		FROM run AS r
		JOIN (
			SELECT school_id, membership, event_days FROM pg_temp.refresh_member WHERE alone
			UNION ALL
			SELECT school_id, absence.calendar_agg(membership), absence.calendar_agg(event_days)
			FROM pg_temp.refresh_member
			WHERE NOT alone AND school_id IN (SELECT r.school_id FROM run AS r)
			GROUP BY school_id, student_id
		) AS m USING (school_id)
		WHERE absence.membership_days(m.membership, r.first_day, r.last_day) > 0
		GROUP BY r.school_id, r.first_day, r.last_day, r.silent_days, r.session_days, r.last_speaks
		HAVING NOT absence_internal.silence_is_believed(r.silent_days, r.session_days,
			coalesce(sum(absence.membership_days(m.event_days, NULL, r.last_speaks)), 0))
	)
	SELECT school_id, 'silent days'::text COLLATE "C" AS reason, first_day, last_day, silent_days::integer AS session_days FROM unbelieved
	UNION ALL
	-- ten or more consecutive session days of a calendar on which no school of the district
	-- has an event or a roll, before the last day on which one has: most likely a break that
	-- is missing from the calendar. One row for all calendars of a school.
	(SELECT DISTINCT ON (school_id, place) school_id, 'no event in district', first_day, last_day, session_days
	FROM (
		SELECT d.school_id, d.calendar_code, b.place, min(d.day) AS first_day, max(d.day) AS last_day, count(*)::integer AS session_days
		FROM pg_temp.refresh_calendar_day AS d
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN (
			SELECT s.district, array_agg(DISTINCT d.day ORDER BY d.day) AS record_days
			FROM pg_temp.refresh_calendar_day AS d
			JOIN pg_temp.refresh_school AS s USING (school_id)
			WHERE d.events > 0 OR d.roll
			GROUP BY s.district
		) AS r USING (district)
		CROSS JOIN LATERAL (SELECT width_bucket(d.day, r.record_days)) AS b (place)
		WHERE d.day <> ALL (r.record_days) AND b.place < cardinality(r.record_days)
		GROUP BY d.school_id, d.calendar_code, b.place
	) AS run
	WHERE session_days >= 10
	ORDER BY school_id, place, session_days DESC, first_day, last_day)
	UNION ALL
	-- a school that is too small to be tested, and therefore believed, for more than 45 days
	-- in a row
	SELECT s.school_id, 'small school silent', min(d.day), max(d.day), count(DISTINCT d.day)::integer
	FROM pg_temp.refresh_school AS s
	JOIN (
		SELECT school_id, day, max(day) FILTER (WHERE events > 0 OR roll) OVER (PARTITION BY school_id) AS last_recorded
		FROM pg_temp.refresh_calendar_day
	) AS d USING (school_id)
	WHERE s.members < 10 AND d.day > d.last_recorded AND d.day <= s.through
	GROUP BY s.school_id, d.last_recorded
	HAVING max(d.day) - d.last_recorded > 45;
END
$$;
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/definition', $store$
-- Definitions: finding one by its name, and adding one.

CREATE OR REPLACE FUNCTION @store@.must_be_in_force(by_name text, for_year integer, why_not text) RETURNS boolean
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT absence_internal.must_be_known(by_name, NULL, for_year, why_not,
		string_agg(format('%s@%s (%s)', k.name, k.version, absence_internal.policy_years(k.from_year, k.to_year)), ', '
			ORDER BY k.place, k.version) FILTER (WHERE k.name = by_name),
		string_agg(DISTINCT k.name, ', ' ORDER BY k.name) FILTER (WHERE k.policy IS NOT NULL))
	FROM @store@.known_definition AS k;
END;
COMMENT ON FUNCTION @store@.must_be_in_force(text, integer, text) IS
	'Raises the error that gives the reason why a name has no policy in a school year, and the names that have one';

-- Roles that can read definition_of_year can call this. The other view is read only for the error.
CREATE OR REPLACE FUNCTION @store@.policy_in_year(by_name text, for_year integer) RETURNS absence.policy
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT CASE WHEN d.policy IS NOT NULL OR @store@.must_be_in_force(by_name, for_year, d.not_computable) THEN d.policy::absence.policy END
	FROM (VALUES (true)) AS one
	LEFT JOIN @store@.definition_of_year AS d ON (d.school_year, d.name) = (for_year, by_name);
END;
COMMENT ON FUNCTION @store@.policy_in_year(text, integer) IS
	'The policy that a name, or name@version, means in a school year; an error if there is none';

-- A definition can be that of a store only if its policy can be read, and if the name has a
-- policy in each school year.
CREATE OR REPLACE FUNCTION @store@.must_know_policy(by_name text) RETURNS void
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT absence_internal.must_be_known(by_name, max(k.policy::absence.policy::text), NULL, max(k.not_computable), NULL, (
			SELECT string_agg(DISTINCT o.name, ', ' ORDER BY o.name)
			FROM @store@.known_definition AS o
			WHERE o.policy IS NOT NULL))
	FROM @store@.known_definition AS k
	WHERE by_name IN (k.name, k.name || '@' || k.version);

	SELECT count(@store@.policy_in_year(by_name, y.school_year)) FROM @store@.school_year_state AS y;
END;
COMMENT ON FUNCTION @store@.must_know_policy(text) IS
	'Raises an error unless a name is a definition that is known in each school year of the store';

CREATE OR REPLACE FUNCTION @store@.add_definition(new_name text, new_policy text, new_from integer, new_to integer,
	new_grades text[], new_authority text, new_source text) RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_version integer;
	closed integer;
	before record;
BEGIN
	SELECT max(y.school_year) INTO closed
	FROM @store@.school_year_state AS y
	JOIN @store@.definition_of_year AS d ON (d.school_year, d.name) = (y.school_year, new_name)
	WHERE y.state = 'closed'
		AND y.school_year >= coalesce(new_from, y.school_year) AND y.school_year <= coalesce(new_to, y.school_year)
		AND d.policy::absence.policy OPERATOR(absence.<>) new_policy::absence.policy;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" would change in school year %, which is closed', new_name, closed
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = CASE WHEN closed >= new_to THEN 'Use another name.'
					ELSE format('Give the new version from_year => %s, or use another name.', closed + 1) END;
	END IF;

	-- numbers continue those of the catalogue, so that name@1 keeps its meaning
	INSERT INTO @store@.definition (name, version, policy, authority, from_year, to_year, grades, source)
	SELECT new_name, coalesce(max(k.version), 0) + 1, new_policy, new_authority, new_from, new_to, new_grades, new_source
	FROM @store@.known_definition AS k
	WHERE k.name = new_name
	RETURNING version INTO new_version;

	-- the versions that were in force in any of its years
	FOR before IN
		SELECT k.place, k.version, absence_internal.policy_years(greatest(k.from_year, new_from), least(k.to_year, new_to)) AS years
		FROM @store@.known_definition AS k
		WHERE k.name = new_name AND k.version < new_version
			AND coalesce(k.from_year <= new_to, true) AND coalesce(k.to_year >= new_from, true)
		ORDER BY k.place, k.version
	LOOP
		RAISE NOTICE 'policy "%" version % comes before version % %(%)', new_name, new_version, before.version,
			CASE before.place WHEN 2 THEN 'of the catalogue ' ELSE '' END, before.years;
	END LOOP;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION @store@.add_definition(text, text, integer, integer, text[], text, text) IS
	'Adds a version of a definition to the store''s own, and returns its number; a step of define_policy';
REVOKE ALL ON FUNCTION @store@.add_definition(text, text, integer, integer, text[], text, text) FROM PUBLIC;
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/load_sample', $store$
-- A sample: the facts of the district that load_sample has drawn into temporary tables
-- sample_school, sample_calendar, sample_student and sample_stay.

CREATE OR REPLACE FUNCTION @store@.fill_with_sample(seed integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := seed::bigint << 20;
	event_salt constant bigint := salt + 1000;

	places constant text[] := '{Alder,Birch,Cedar,Dogwood,Elm,Fern,Garnet,Hazel,Ivy,Juniper,Laurel,Maple,Oak,Pine,Quartz,Sage,Willow}';
	grounds constant text[] := '{Creek,Hill,Valley,Ridge,Grove,Meadow,Point,Springs,Park,Harbor,Bluff,Crossing,Prairie}';
	first_names constant text[] := '{Aaliyah,Abdi,Adaeze,Aiko,Alejandra,Amara,Amir,Ana,Andre,Anh,Ava,Benjamin,Bao,Caleb,Camila,Carlos,Chloe,
		Daniela,Darius,DeShawn,Diego,Elena,Elijah,Emma,Ethan,Fatima,Gabriel,Grace,Hana,Hassan,Henry,Imani,Isabella,Ivan,Jada,Jamal,Jasmine,
		Kai,Kiara,Layla,Leilani,Liam,Lucia,Malik,Maria,Mateo,Mei,Minh,Nadia,Nia,Noah,Olivia,Omar,Priya,Rafael,Rosa,Samuel,Sofia,Tariq,Tala,
		William,Ximena,Yusuf,Zoe}';
	last_names constant text[] := '{Abdullahi,Adams,Alvarez,Anderson,Baker,Begay,Brooks,Castillo,Chen,Clark,Cruz,Davis,Diaz,Edwards,Flores,
		Foster,Garcia,Gomez,Green,Gutierrez,Hall,Hassan,Hernandez,Hughes,Ibrahim,Jackson,Johnson,Kahale,Kaur,Khan,Kim,Lee,Lopez,Martinez,
		Miller,Moore,Morales,Nakamura,Nguyen,Novak,"O''Brien",Okafor,Ortiz,Owens,Park,Patel,Perez,Petrov,Phillips,Ramirez,Reyes,Rivera,
		Robinson,Rossi,Sanchez,Silva,Singh,Smith,Tran,Vang,Washington,Williams,Yang,Young}';
	grades constant text[] := '{KG,01,02,03,04,05,06,07,08,09,10,11,12}';
	-- how much is missed by month, in percent, January first
	season constant integer[] := '{122,122,104,100,108,135,100,65,80,92,100,118}';
BEGIN
	INSERT INTO @store@.school_year_state (school_year, source, kind, state) VALUES (2026, NULL, 'native', 'open') ON CONFLICT DO NOTHING;

	-- Names repeat after 221 schools, with a number to tell them apart. There is no state 99.
	INSERT INTO @store@.school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting)
	SELECT school_id,
		concat_ws(' ', places[1 + mod(n, 17)], grounds[1 + mod(n, 13)], level, 'School', nullif(1 + n / 221, 1)),
		level || ' School', '1', '99001', '99001-' || school_id, (990000100000 + n)::text,
		CASE WHEN n = 3 THEN 'affirmative' ELSE 'exception' END
	FROM pg_temp.sample_school ORDER BY n;

	INSERT INTO @store@.calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
	SELECT school_id, 2026, code, type, day_minutes, periods FROM pg_temp.sample_calendar ORDER BY calendar;

	INSERT INTO @store@.calendar_grade (school_id, school_year, calendar_code, grade)
	SELECT school_id, 2026, code, grade
	FROM pg_temp.sample_calendar
	JOIN (VALUES ('G0910', '09'), ('G0910', '10'), ('G1112', '11'), ('G1112', '12')) AS g (code, grade) USING (code);

	-- 180 days of session in most calendars; one of them makes up for a snow day.
	WITH word (event, first, last, only_code, beside) AS (   -- beside: the day keeps its ordinary event too
		VALUES ('Holiday', date '2025-09-01', date '2025-09-01', NULL, false),
			('Teacher only day', '2025-10-10', '2025-10-10', NULL, false),
			('Holiday', '2025-10-13', '2025-10-13', NULL, false),
			('Non-instructional day', '2025-10-14', '2025-10-17', 'B', false),
			('Non-instructional day', '2025-11-10', '2025-11-10', NULL, false),
			('Holiday', '2025-11-11', '2025-11-11', NULL, false),
			('Non-instructional day', '2025-11-26', '2025-11-26', NULL, false),
			('Holiday', '2025-11-27', '2025-11-28', NULL, false),
			('Non-instructional day', '2025-12-22', '2025-12-24', NULL, false),
			('Holiday', '2025-12-25', '2025-12-25', NULL, false),
			('Non-instructional day', '2025-12-26', '2025-12-31', NULL, false),
			('Holiday', '2026-01-01', '2026-01-01', NULL, false),
			('Non-instructional day', '2026-01-02', '2026-01-02', NULL, false),
			('Teacher only day', '2026-01-05', '2026-01-05', NULL, false),
			('Holiday', '2026-01-19', '2026-01-19', NULL, false),
			('Weather day', '2026-01-27', '2026-01-27', NULL, true),        -- snow
			('Teacher only day', '2026-02-13', '2026-02-13', NULL, false),
			('Holiday', '2026-02-16', '2026-02-16', NULL, false),
			('Non-instructional day', '2026-02-17', '2026-02-20', 'A', false),
			('Teacher only day', '2026-03-13', '2026-03-13', NULL, false),  -- was planned,
			('Make-up day', '2026-03-13', '2026-03-13', NULL, false),       -- and makes up for the snow
			('Non-instructional day', '2026-03-30', '2026-04-03', NULL, false),
			('Non-instructional day', '2026-04-24', '2026-04-24', NULL, false),
			('Holiday', '2026-05-25', '2026-05-25', NULL, false),
			('Other', '2025-10-02', '2025-10-02', NULL, true),
			('Picture day', '2025-10-03', '2025-10-03', 'MAIN', true)),     -- an event that is not mapped
	weekday AS (
		SELECT day::date,
			-- short: the first Wednesday of a month; shorter: before winter and the last day
			CASE WHEN day IN (date '2025-12-19', date '2026-06-05') THEN 2
				WHEN extract(isodow FROM day) = 3 AND extract(day FROM day) <= 7 THEN 1 ELSE 0 END AS short
		FROM generate_series(timestamp '2025-08-11', '2026-06-09', '1 day') AS day
		WHERE extract(isodow FROM day) < 6)
	INSERT INTO @store@.calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
	SELECT c.school_id, 2026, c.code, d.day, e.event,
		CASE WHEN e.short = 2 THEN 240 WHEN e.short = 1 THEN c.day_minutes - 120 END,
		CASE WHEN e.short = 2 AND c.periods IS NOT NULL THEN 4 END
	FROM pg_temp.sample_calendar AS c
	CROSS JOIN weekday AS d
	CROSS JOIN LATERAL (
		SELECT w.event, 0 AS short FROM word AS w
		WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND (c.type <> 'Staff' OR w.event = 'Holiday')
		UNION ALL
		SELECT CASE WHEN s.short > 0 THEN 'Student late arrival/early dismissal' ELSE 'Instructional day' END, s.short
		FROM (SELECT CASE WHEN c.type <> 'Staff' THEN d.short ELSE 0 END AS short) AS s
		WHERE NOT EXISTS (SELECT FROM word AS w
				WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND NOT w.beside
					AND (c.type <> 'Staff' OR w.event = 'Holiday'))) AS e
	WHERE c.type = 'Staff'      -- a week more at either end, and through the breaks
		OR d.day BETWEEN CASE WHEN c.code = 'G1112' THEN first_day + 2 ELSE first_day END
			AND CASE WHEN c.code = 'G1112' THEN last_day - 7 ELSE last_day END;

	-- What a day of session is like, by calendar, in percent: how much is missed then.
	CREATE TEMP TABLE sample_day AS
	SELECT calendar, day, day - date '2025-08-01' AS n, minutes, periods, in_minutes,
		season[extract(month FROM day)::integer]
			+ (ARRAY[10, 0, -8, 0, 18])[extract(isodow FROM day)::integer]
			+ CASE WHEN next - day > 4 THEN 60 WHEN next - day > 3 THEN 25 WHEN day - previous > 4 THEN 15 ELSE 0 END AS weight
	FROM (
		SELECT c.calendar, d.day, coalesce(min(d.minutes), s.day_minutes) AS minutes, coalesce(min(d.periods), s.periods) AS periods,
			s.in_minutes, s.reports_until, lag(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS previous,
			lead(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS next
		FROM pg_temp.sample_calendar AS c
		JOIN pg_temp.sample_school AS s USING (n)
		JOIN @store@.calendar_day AS d ON d.school_id = c.school_id AND d.school_year = 2026 AND d.calendar_code = c.code
		WHERE c.type <> 'Staff'
		GROUP BY c.calendar, d.day, s.day_minutes, s.periods, s.in_minutes, s.reports_until
		HAVING bool_or(d.event IN ('Instructional day', 'Make-up day', 'Student late arrival/early dismissal'))
			AND NOT bool_or(d.event IN ('Holiday', 'Non-instructional day', 'Weather day'))) AS d
	WHERE day <= reports_until;

	INSERT INTO @store@.student (student_id, state_student_id, last_name, first_name, birth_date)
	SELECT student_id, '99' || (10000000 + number), last_names[1 + (b >> 40 & 63)], first_names[1 + (b >> 46 & 63)],
		make_date(2019 - grade, 9, 2) + ((b >> 52 & 2047) * 365 >> 11)::integer
	FROM pg_temp.sample_student ORDER BY number;

	-- Groups. Race and ethnicity: more than one row is two or more, or Hispanic and a
	-- race; no row is not known.
	INSERT INTO @store@.student_group (student_id, kind, value, begin_date, end_date)
	SELECT student_id, kind, value, begin_date, end_date
	FROM pg_temp.sample_student
	CROSS JOIN LATERAL (VALUES
		(race < 290, 'race_ethnicity', 'Hispanic or Latino', NULL::date, NULL::date),
		(race BETWEEN 290 AND 444 OR race < 12, 'race_ethnicity', 'Black or African American', NULL, NULL),
		(race BETWEEN 445 AND 529, 'race_ethnicity', 'Asian', NULL, NULL),
		(race BETWEEN 515 AND 545, 'race_ethnicity', 'American Indian or Alaska Native', NULL, NULL),
		(race BETWEEN 540 AND 555, 'race_ethnicity', 'Native Hawaiian or Pacific Islander', NULL, NULL),
		(race BETWEEN 556 AND 1007 OR race BETWEEN 430 AND 454 OR race BETWEEN 12 AND 60, 'race_ethnicity', 'White', NULL, NULL),
		(true, 'sex', CASE WHEN (b >> 31 & 255) < 125 THEN 'Female' WHEN (b >> 31 & 255) < 255 THEN 'Male' ELSE 'Non-binary' END, NULL, NULL),
		-- English learners; some are found fluent at mid-year, and only watched from then on
		((c >> 48 & 127) < CASE WHEN race < 290 OR race BETWEEN 445 AND 514 THEN 38 ELSE 4 END, 'english_learner', 'Limited',
			first_day, CASE WHEN (c >> 48 & 127) < 4 THEN date '2026-01-31' END),
		((c >> 48 & 127) < 4, 'english_learner', 'Limited Monitored 1', '2026-02-01', NULL),
		-- a disability; for some it is found during the year
		(disabled, 'disability_idea', 'Yes', CASE WHEN (b >> 14 & 127) < 3 THEN turn END, NULL),
		(poor, 'economic_disadvantage', 'Yes', first_day, last_day),
		-- homeless for a time
		(homeless, 'homeless', 'Yes', turn - 20, CASE WHEN (c & 1) = 0 THEN turn + 60 END))
		AS g (is_in, kind, value, begin_date, end_date)
	WHERE is_in;

	-- Stays, and three with an exit before entry.
	INSERT INTO @store@.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code,
		entry_type, exit_type, enrollment_type, primary_school, fte, homeroom)
	SELECT student_id, school_id, 2026, entry_date, exit_date, CASE WHEN NOT no_grade THEN grades[grade + 1] END,
		CASE WHEN n = 1 THEN ('{A,B}'::text[])[calendar - 3] WHEN mod(n, 5) = 0 THEN 'MAIN' END,
		entry_type, exit_type, 'Current', primary_school, fte, grades[grade + 1] || '-' || homeroom
	FROM pg_temp.sample_stay
	UNION ALL
	(SELECT student_id, school_id, 2026, '2025-10-01', '2025-09-20', grades[grade + 1], NULL, 'Other', 'Withdrawn', 'Current', NULL, NULL, NULL
	FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 3);

	-- The district's codes. MTG and XX are in the events and not here.
	INSERT INTO @store@.attendance_code (code, school_id, school_year, mark, portion, description)
	VALUES ('EX', NULL, 2026, 'excused', NULL, 'Absent, excused'),
		('HX', NULL, 2026, 'excused', 0.5, 'Absent half a day, excused'),
		('UX', NULL, 2026, 'unexcused', NULL, 'Absent, unexcused'),
		('UV', NULL, 2026, 'unverified', NULL, 'Absent, nobody has called'),
		('RL', NULL, 2026, 'exempt', NULL, 'Religious observance'),
		('TD', NULL, 2026, 'tardy', NULL, 'Tardy'),
		('LE', NULL, 2026, 'left_early', NULL, 'Left early'),
		('OSS', NULL, 2026, 'oss', NULL, 'Out-of-school suspension'),
		('ISS', NULL, 2026, 'iss', NULL, 'In-school suspension'),
		('ACT', NULL, 2026, 'activity', NULL, 'Field trip or other school activity'),
		('RM', NULL, 2026, 'remote', NULL, 'Present, at a distance'),
		('HB', NULL, 2026, 'homebound', NULL, 'Homebound instruction'),
		('P', NULL, 2026, 'present', NULL, 'Present')
	ON CONFLICT DO NOTHING;

	ANALYZE pg_temp.sample_day;

	-- Events. The low 20 bits of a draw say whether there is one, others what it is. OFFSET 0
	-- keeps the planner from making the draw of an event several times.
	INSERT INTO @store@.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason)
	SELECT student_id, school_id, 2026, day, nullif(period, 0)::text,
		CASE WHEN period = 1 AND first_period = 0 THEN 'TD' ELSE code END,
		-- half a day, and a third
		CASE WHEN part < 8 THEN 0.5 WHEN part = 8 THEN 0.33 END,
		-- some of the day, in minutes; who left early, in minutes or periods
		CASE WHEN part IN (9, 10) THEN 60 + (draw >> 54 & 127) WHEN last_period > 0 THEN NULL
			WHEN code = 'TD' AND in_minutes THEN 3 + (draw >> 54 & 31)
			WHEN code = 'LE' THEN CASE WHEN periods IS NULL THEN 30 + (draw >> 54 & 127) ELSE 1 + (draw >> 54 & 1) END END,
		CASE WHEN part IN (9, 10) THEN minutes WHEN last_period > 0 THEN NULL
			WHEN code = 'TD' AND in_minutes THEN minutes
			WHEN code = 'LE' THEN coalesce(periods, minutes) END,
		CASE WHEN code = 'OSS' THEN 'Discipline'
			WHEN code = 'EX' AND (draw >> 58 & 7) = 0
				THEN ('{Illness,Illness,Medical appointment,Family emergency}'::text[])[1 + (draw >> 61 & 3)] END
	FROM (
		SELECT e.*, generate_series(first_period, last_period) AS period,
			CASE WHEN code IN ('EX', 'UX') AND ordinary AND last_period = 0 THEN draw >> 40 & 127 END AS part
		FROM (
			SELECT c.*,
				-- 8% of such days in a secondary school are kept by period: a tardy in the first, one to
				-- four periods missed, or the whole day and then a tardy in the first; 0 is the day
				CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' THEN 1 WHEN (draw >> 40 & 3) = 0 THEN 0
					ELSE 1 + (draw >> 54 & 3)::integer END AS first_period,
				CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' OR (draw >> 40 & 3) = 0 THEN 1
					ELSE least(periods, 1 + (draw >> 54 & 3)::integer + (draw >> 56 & 3)::integer) END AS last_period
			FROM (
				SELECT k.*, ordinary AND periods IS NOT NULL AND code IN ('TD', 'EX', 'UX') AND (draw >> 47 & 127) < 10 AS by_period
				FROM (
					SELECT h.*, NOT (away OR ill) AS ordinary,
						CASE WHEN away THEN away_code WHEN ill THEN 'EX'
							WHEN kind < 150 THEN 'TD' WHEN kind < 175 THEN 'LE' WHEN kind < 183 THEN 'ACT'
							WHEN kind < 190 AND periods IS NOT NULL THEN 'ISS'
							WHEN kind < 200 THEN 'UV' WHEN kind < 204 THEN 'RL' WHEN kind < 208 THEN 'RM'
							WHEN kind < 212 THEN 'MTG' WHEN kind < 213 THEN 'XX' WHEN kind < 226 THEN 'HX'
							WHEN (draw >> 30 & 1023) < unexcused THEN 'UX' ELSE 'EX' END AS code
					FROM (
						SELECT s.student_id, s.school_id, s.unexcused, s.away_code, d.day, d.minutes, d.periods, d.in_minutes,
							hashint8extended(s.number * 512 + d.n, event_salt + s.n) AS draw,
							hashint8extended(s.number * 512 + d.n, event_salt + s.n) >> 20 & 1023 AS kind,
							coalesce(d.day BETWEEN s.away_from AND s.away_to, false) AS away,
							s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to AS ill
						FROM pg_temp.sample_stay AS s
						JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
						WHERE s.marked
							AND (hashint8extended(s.number * 512 + d.n, event_salt + s.n) & 1048575 < s.habit * d.weight
								OR d.day BETWEEN s.away_from AND s.away_to
								OR s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to)
						OFFSET 0) AS h) AS k) AS c) AS e) AS e;

	-- School 3 sends rolls, except for a week in February and some single days.
	INSERT INTO @store@.attendance_taken (school_id, day, calendar_code)
	SELECT c.school_id, d.day, NULL
	FROM pg_temp.sample_day AS d JOIN pg_temp.sample_calendar AS c USING (calendar)
	WHERE c.n = 3 AND d.day NOT BETWEEN '2026-02-09' AND '2026-02-12' AND hashint8extended(d.n, (salt + 4)) & 31 > 0;

	-- For part of that week, the first homerooms entered presence as events later.
	INSERT INTO @store@.attendance_event (student_id, school_id, school_year, day, code)
	SELECT s.student_id, s.school_id, 2026, d.day, 'P'
	FROM pg_temp.sample_stay AS s
	JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
	WHERE s.n = 3 AND s.homeroom = 1 AND s.marked AND d.day BETWEEN '2026-02-09' AND '2026-02-10'
		AND NOT EXISTS (SELECT FROM @store@.attendance_event AS e
			WHERE e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = d.day);

	-- Wrong rows, of three students each, whatever the size of the district: on a holiday, a
	-- Saturday and the snow day; with mistyped years; with portions above 1 and below 0; of
	-- unknown students and schools; a week before entry and after exit. And five of each:
	-- rows that come twice, and absences that a second row corrects.
	WITH chosen AS (
		SELECT number, student_id, school_id FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 20),
	few AS (SELECT * FROM chosen ORDER BY number LIMIT 3),
	fact AS (   -- ordered by all that tells rows apart
		SELECT e.* FROM @store@.attendance_event AS e JOIN chosen USING (student_id, school_id)
		WHERE e.school_year = 2026 AND e.code IN ('EX', 'UX') AND e.period IS NULL AND e.portion IS NULL AND e.missed IS NULL
		ORDER BY e.student_id, e.school_id, e.day)
	INSERT INTO @store@.attendance_event (student_id, school_id, school_year, day, code, portion)
	SELECT bad.prefix || student_id, bad.school_prefix || school_id, 2026, bad.day, bad.code, bad.portion
	FROM few CROSS JOIN (VALUES
		('', '', date '2025-11-27', 'UX', NULL), ('', '', '2025-10-04', 'EX', NULL), ('', '', '2026-01-27', 'UX', NULL),
		('', '', '0003-10-14', 'EX', NULL), ('', '', '6209-10-14', 'UX', NULL),
		('', '', '2026-01-14', 'EX', 1.5), ('', '', '2026-01-15', 'UX', -1),
		('0', '', '2025-10-21', 'UX', NULL), ('', '0', '2025-10-22', 'UX', NULL)) AS bad (prefix, school_prefix, day, code, portion)
	UNION ALL
	(SELECT student_id, school_id, 2026, entry_date - 7, 'UX', NULL FROM pg_temp.sample_stay WHERE story = 'late' ORDER BY number LIMIT 3)
	UNION ALL
	(SELECT student_id, school_id, 2026, exit_date + 7, 'UX', NULL FROM pg_temp.sample_stay WHERE story = 'left' ORDER BY number LIMIT 3)
	UNION ALL
	(SELECT student_id, school_id, 2026, day, code, NULL FROM fact LIMIT 5)
	UNION ALL
	(SELECT student_id, school_id, 2026, day, 'TD', NULL FROM fact OFFSET 5 LIMIT 5);

	ANALYZE @store@.school, @store@.student, @store@.student_group, @store@.calendar, @store@.calendar_grade, @store@.calendar_day,
		@store@.enrollment, @store@.attendance_code, @store@.attendance_event, @store@.attendance_taken, @store@.school_year_state;
END
$$;
COMMENT ON FUNCTION @store@.fill_with_sample(integer) IS
	'Writes the facts of the sample district that load_sample has drawn; a step of load_sample';
REVOKE ALL ON FUNCTION @store@.fill_with_sample(integer) FROM PUBLIC;
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/near_the_line', $store$
-- Students whose verdict depends on a few days.

CREATE OR REPLACE FUNCTION @store@.students_near_the_line(within_days integer)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days integer, absent_days double precision,
		absence_rate double precision, band text, chronic boolean, days_to_line integer, as_of date, policy text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT m.school_year, m.scope, m.school_id, m.student_id, f.counted_days, f.absent_days, f.absence_rate, f.band, f.chronic,
		t.days_to_line::integer, f.counted_through, a.policy_name
	FROM (
		SELECT r.school_year, 'school' AS scope, r.school_id, r.student_id, r.register
		FROM @store@.student_register AS r
		UNION ALL
		SELECT r.school_year, 'district', NULL, r.student_id, absence.rollup(r.register)
		FROM @store@.student_register AS r
		GROUP BY r.school_year, r.student_id
	) AS m
	JOIN @asked@ AS a USING (school_year)
	CROSS JOIN LATERAL (SELECT absence.days_to_line(absence.tally(m.register, a.policy, a.as_of))) AS t (days_to_line)
	CROSS JOIN LATERAL absence_internal.figures_of_student(m.register, a.policy, a.as_of) AS f
	WHERE abs(t.days_to_line) <= within_days AND @known@
	ORDER BY m.school_year, m.scope DESC, m.school_id, m.student_id;
END;
COMMENT ON FUNCTION @store@.students_near_the_line(integer) IS
	'The students at most this number of days away from the chronic line, for absence.near_the_line()';
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/policy_audit', $store$
-- Comparison of two definitions by their policies in a school year.

CREATE OR REPLACE FUNCTION @store@.audit_year(for_year integer, policy_a absence.policy, policy_b absence.policy, to_day date)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH point AS MATERIALIZED (
		SELECT d.reason, d.exchanged, d.place
		FROM absence_internal.policy_difference(policy_a, policy_b) WITH ORDINALITY AS d (reason, of_a, of_b, exchanged, place)
	), member AS (
		SELECT 'school' AS scope, r.school_id, r.student_id, r.register
		FROM @store@.student_register AS r
		WHERE r.school_year = for_year
		UNION ALL
		SELECT 'district', NULL, r.student_id, absence.rollup(r.register)
		FROM @store@.student_register AS r
		WHERE r.school_year = for_year
		GROUP BY r.student_id
	), judged AS (
		SELECT m.*, t.a, t.b, absence.band(t.a)::text AS band_a, absence.band(t.b)::text AS band_b
		FROM member AS m
		CROSS JOIN LATERAL (
			SELECT absence.tally(m.register, policy_a, to_day) AS a, absence.tally(m.register, policy_b, to_day) AS b OFFSET 0
		) AS t
	)
	SELECT for_year, j.scope, j.school_id, j.student_id, j.band_a, j.band_b, absence.chronic(j.a), absence.chronic(j.b),
		absence.absent_days(j.a), absence.absent_days(j.b), absence.enrolled_days(j.a)::integer, absence.enrolled_days(j.b)::integer,
		coalesce(w.reasons, 'combination'), nullif(least(to_day, absence.complete_through(j.register)), 'infinity')
	FROM judged AS j
	CROSS JOIN LATERAL (
		SELECT string_agg(p.reason, ', ' ORDER BY p.place) AS reasons
		FROM point AS p
		WHERE absence.band(absence.tally(j.register, p.exchanged, to_day))::text IS NOT DISTINCT FROM j.band_b
	) AS w
	WHERE j.band_a IS DISTINCT FROM j.band_b
	ORDER BY j.scope DESC, j.school_id, j.student_id;
END;
COMMENT ON FUNCTION @store@.audit_year(integer, absence.policy, absence.policy, date) IS
	'The students of a school year whose verdict differs between two policies, '
	'and the points of the second that change the verdict by themselves';

-- Year by year, because a name can mean different versions in different years.
CREATE OR REPLACE FUNCTION @store@.audit_policies(name_a text, name_b text, for_year integer, to_day date)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT d.*
	FROM (
		SELECT y.school_year, @store@.policy_in_year(name_a, y.school_year) AS a, @store@.policy_in_year(name_b, y.school_year) AS b
		FROM (SELECT DISTINCT r.school_year FROM @store@.student_register AS r WHERE r.school_year = coalesce(for_year, r.school_year)) AS y
		ORDER BY y.school_year
	) AS y
	CROSS JOIN LATERAL @store@.audit_year(y.school_year, y.a, y.b, to_day) AS d;
END;
COMMENT ON FUNCTION @store@.audit_policies(text, text, integer, date) IS
	'The students whose verdict differs between two definitions in each school year, or in one of them; for absence.policy_audit()';
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/publish', $store$
-- Publishing: a release of the latest school year that has begun by a day.
--
-- It collects all cells in temporary table public_cell, withholds cells there until none of
-- them follows from what is shown, and writes the rest. sql/entry/publish.sql describes how
-- cells are withheld.

CREATE OR REPLACE FUNCTION @store@.publish_release(store name, new_label text, to_day date, by_name text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	for_year integer;
	policy_name text;
	policy_text text;
	last_day date;
	students bigint;
	said record;
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	policy_name := coalesce(by_name, setting.policy);
	SELECT max(r.school_year) INTO for_year
	FROM @store@.student_register AS r
	WHERE absence_internal.last_membership_day(r.register, coalesce(to_day, 'infinity')) IS NOT NULL;
	IF for_year IS NULL THEN
		RAISE EXCEPTION 'store "%" has nothing recorded to %', store, coalesce(to_day::text, 'now')
			USING ERRCODE = 'no_data_found', HINT = 'To make registers: CALL absence.refresh();';
	END IF;
	policy_text := @store@.policy_in_year(policy_name, for_year)::text;

	-- figures without many students whose verdict depends on unmapped codes would be those of
	-- other students
	SELECT coalesce(sum(c.not_mapped_n), 0) AS not_mapped, coalesce(sum(c.verdict_n + c.not_mapped_n), 0) AS students
	INTO STRICT said
	FROM @store@.coverage_at(to_day, policy_name) AS c
	WHERE c.school_year = for_year;
	IF said.not_mapped > said.students * setting.max_verdict_change THEN
		RAISE EXCEPTION '% of % students of store "%" have no verdict, because it depends on unmapped attendance codes',
				said.not_mapped, said.students, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('At most max_verdict_change (%s) of them can be without a verdict.', setting.max_verdict_change),
				HINT = 'Map the codes in attendance_code (see data_issue, reason "unmapped code"), refresh, and publish again.';
	END IF;

	-- every cell, as it is: each school's all, grades and groups
	CREATE TEMP TABLE public_figure (school_id text COLLATE "C", school_name text, kind text COLLATE "C", value text COLLATE "C",
		n bigint, chronic_n bigint, as_of date);
	INSERT INTO pg_temp.public_figure
	SELECT g.school_id, coalesce(g.school_name, g.school_id), g.group_kind, g.group_value, g.verdict_n, g.chronic_n, g.as_of
	FROM @store@.group_absence_at(to_day, policy_name) AS g
	WHERE g.school_year = for_year AND g.sex = 'all' AND g.status_basis = 'on_day' AND g.group_kind <> 'grade' AND g.verdict_n > 0
	UNION ALL
	SELECT g.school_id, coalesce(g.school_name, g.school_id), 'grade', coalesce(g.grade, 'missing'), g.verdict_n, g.chronic_n, g.as_of
	FROM @store@.grade_absence_at(to_day, policy_name) AS g
	WHERE g.school_year = for_year AND g.verdict_n > 0;

	SELECT max(f.as_of), coalesce(sum(f.n) FILTER (WHERE f.kind = 'all'), 0) INTO STRICT last_day, students FROM pg_temp.public_figure AS f;
	IF students < setting.minimum_group THEN
		RAISE EXCEPTION 'students with a verdict are fewer than %, the minimum_group of store "%"', setting.minimum_group, store
			USING ERRCODE = 'no_data_found', HINT = 'Figures of such a small group are not published.';
	END IF;

	-- The places of figures: each school has its own, the district has place 0. Schools that
	-- are too small share place -1. These are at least two schools, because the figures of a
	-- single one would follow from the total. If they have too few students, the smallest
	-- other schools are added.
	CREATE TEMP TABLE public_place (place integer, scope text COLLATE "C", school_id text COLLATE "C", school_name text, as_of date);
	INSERT INTO pg_temp.public_place (place, scope, school_id, school_name)
	SELECT CASE WHEN q.shares THEN -1 ELSE q.place END, CASE WHEN q.shares THEN 'small_schools' ELSE 'school' END, q.school_id, q.school_name
	FROM (
		SELECT s.*, s.small OR bool_or(s.small) OVER ()
			AND (row_number() OVER smallest <= 2 OR sum(s.n) OVER smallest - s.n < setting.minimum_group) AS shares
		FROM (
			SELECT f.school_id, f.school_name, f.n, row_number() OVER (ORDER BY f.school_id) AS place,
				f.n < setting.minimum_group OR EXISTS (SELECT FROM @store@.public_withheld AS w
					WHERE w.school_year = for_year AND w.scope = 'small_schools' AND w.school_id = f.school_id) AS small
			FROM pg_temp.public_figure AS f
			WHERE f.kind = 'all'
		) AS s
		WINDOW smallest AS (ORDER BY s.small DESC, s.n, s.school_id)
	) AS q
	UNION ALL
	SELECT 0, 'sum_of_schools', NULL, NULL;
	-- the day through which the figures of a place count: over the calendars of all its
	-- schools, by the rule of view school_complete
	UPDATE pg_temp.public_place AS p
	SET as_of = least(to_day, k.complete_through)
	FROM (
		SELECT q.place,
			coalesce(min(c.complete_through) FILTER (WHERE c.complete_through < c.last_session_day), max(c.complete_through)) AS complete_through
		FROM (
			SELECT s.place, s.school_id FROM pg_temp.public_place AS s
			UNION ALL
			SELECT 0, s.school_id FROM pg_temp.public_place AS s
		) AS q
		JOIN @store@.calendar_complete AS c USING (school_id)
		WHERE c.school_year = for_year
		GROUP BY q.place
	) AS k
	WHERE k.place = p.place;

	CREATE TEMP TABLE public_cell (kind text COLLATE "C", place integer, value text COLLATE "C", n bigint, chronic_n bigint, as_of date,
		group_kind text COLLATE "C", group_value text COLLATE "C", is_rest boolean,
		n_withheld boolean, rate_withheld boolean, safe boolean, bounded boolean, code text, can_rise boolean, can_fall boolean,
		PRIMARY KEY (kind, place, value));
	CREATE INDEX ON pg_temp.public_cell (kind, value);
	INSERT INTO pg_temp.public_cell (kind, place, value, n, chronic_n, as_of, group_kind, group_value, is_rest)
	WITH at_place AS (
		SELECT f.kind, p.place, f.value, sum(f.n) AS n, sum(f.chronic_n) AS chronic_n, min(p.as_of) AS as_of
		FROM pg_temp.public_figure AS f
		JOIN pg_temp.public_place AS p ON p.place = 0 OR p.school_id = f.school_id
		GROUP BY f.kind, p.place, f.value
	), overlapping AS (
		SELECT a.kind FROM at_place AS a WHERE a.place = 0 GROUP BY a.kind HAVING sum(a.n) > students
	)
	SELECT a.kind, a.place, a.value, a.n, a.chronic_n, a.as_of, a.kind, a.value, false
	FROM at_place AS a
	WHERE a.kind NOT IN (SELECT o.kind FROM overlapping AS o)
	UNION ALL
	-- kinds and values are free text, but have no control characters between them
	SELECT a.kind || chr(1) || a.value, t.place, r.value, r.n, r.chronic_n, t.as_of, a.kind, a.value, r.is_rest
	FROM at_place AS a
	JOIN at_place AS t ON t.kind = 'all'
	LEFT JOIN at_place AS h ON (h.kind, h.value, h.place) = (a.kind, a.value, t.place)
	CROSS JOIN LATERAL (VALUES (false, 'in', h.n, h.chronic_n), (true, 'rest', t.n - coalesce(h.n, 0), t.chronic_n - coalesce(h.chronic_n, 0)))
		AS r (is_rest, value, n, chronic_n)
	WHERE a.place = 0 AND a.value <> 'No' AND a.kind IN (SELECT o.kind FROM overlapping AS o) AND r.n > 0;
	ANALYZE pg_temp.public_cell;

	-- counts: those too small, those withheld before, and others that must be withheld too
	UPDATE pg_temp.public_cell AS c
	SET safe = false, n_withheld = c.n < setting.minimum_group OR coalesce(w.n_too, false), rate_withheld = w.place IS NOT NULL
	FROM pg_temp.public_cell AS k
	LEFT JOIN (
		SELECT p.place, w.group_kind, w.group_value, bool_or(w.verdict_n_too) AS n_too
		FROM pg_temp.public_place AS p
		JOIN @store@.public_withheld AS w ON w.school_year = for_year
			AND (w.scope, w.school_id) IN ((p.scope, CASE p.scope WHEN 'school' THEN p.school_id ELSE '' END), ('school', p.school_id))
		GROUP BY p.place, w.group_kind, w.group_value
	) AS w ON (w.place, w.group_kind, w.group_value) = (k.place, k.group_kind, k.group_value)
	WHERE (c.kind, c.place, c.value) = (k.kind, k.place, k.value);
	PERFORM absence_internal.withhold_counts(setting.minimum_group);

	-- rates: those near 0% and 100%, and others that must be withheld too. For fewer than 10
	-- students, only one rate would fit a code.
	UPDATE pg_temp.public_cell AS c SET safe = false,
		rate_withheld = c.n_withheld OR c.rate_withheld OR absence_internal.rate_code(c.n, c.chronic_n) IS NOT NULL,
		bounded = NOT c.n_withheld AND c.n >= 10 AND NOT c.is_rest;
	UPDATE pg_temp.public_cell AS c SET code = CASE WHEN c.bounded THEN absence_internal.rate_code(c.n, c.chronic_n) END,
		can_rise = c.chronic_n < c.n AND (NOT c.bounded
			OR absence_internal.rate_code(c.n, c.chronic_n + 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n)),
		can_fall = c.chronic_n > 0 AND (NOT c.bounded
			OR absence_internal.rate_code(c.n, c.chronic_n - 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n));
	PERFORM absence_internal.withhold_rates();

	INSERT INTO @store@.public_release (label, school_year, as_of, policy, policy_text, minimum_group, published_at, published_by)
	VALUES (new_label, for_year, last_day, policy_name, policy_text, setting.minimum_group, now(), session_user);
	DELETE FROM @store@.public_absence AS a WHERE a.school_year = for_year;
	INSERT INTO @store@.public_absence (school_year, scope, school_id, school_name, group_kind, group_value, verdict_n, chronic_n,
		chronic_rate, chronic_rate_shown, shown, as_of, policy, policy_text, label, published_at)
	SELECT r.school_year, p.scope, p.school_id, p.school_name, c.group_kind, c.group_value,
		CASE WHEN NOT c.n_withheld THEN c.n END,
		CASE WHEN NOT c.rate_withheld THEN c.chronic_n END,
		CASE WHEN NOT c.rate_withheld THEN c.chronic_n::double precision / c.n END,
		CASE WHEN NOT c.rate_withheld THEN round(100.0 * c.chronic_n / c.n, 1) || '%' ELSE coalesce(c.code, 'withheld') END,
		CASE WHEN c.n_withheld THEN 'nothing' WHEN NOT c.rate_withheld THEN 'all' WHEN c.code IS NOT NULL THEN 'code' ELSE 'verdict_n' END,
		c.as_of, r.policy, r.policy_text, r.label, r.published_at
	FROM pg_temp.public_cell AS c
	JOIN (
		SELECT p.place, p.scope, CASE p.scope WHEN 'school' THEN min(p.school_id) END AS school_id,
			string_agg(p.school_name, ', ' ORDER BY p.school_id) AS school_name
		FROM pg_temp.public_place AS p
		GROUP BY p.place, p.scope
	) AS p USING (place)
	CROSS JOIN (SELECT * FROM @store@.public_release AS r WHERE r.label = new_label) AS r
	WHERE NOT c.is_rest
	ORDER BY c.place <> 0, c.place, c.group_kind, c.group_value;

	-- what later releases of the year must withhold too
	INSERT INTO @store@.public_withheld AS w (school_year, scope, school_id, group_kind, group_value, verdict_n_too)
	SELECT a.school_year, a.scope, coalesce(a.school_id, ''), a.group_kind, a.group_value, a.verdict_n IS NULL
	FROM @store@.public_absence AS a
	WHERE a.school_year = for_year AND a.chronic_n IS NULL
	UNION ALL
	SELECT for_year, p.scope, p.school_id, '', '', true FROM pg_temp.public_place AS p WHERE p.scope = 'small_schools'
	ON CONFLICT (school_year, scope, school_id, group_kind, group_value)
		DO UPDATE SET verdict_n_too = w.verdict_n_too OR EXCLUDED.verdict_n_too;

	SELECT count(*) AS cells, count(*) FILTER (WHERE c.n_withheld) AS withheld,
		count(*) FILTER (WHERE c.rate_withheld AND NOT c.n_withheld) AS rates
	INTO said FROM pg_temp.public_cell AS c WHERE NOT c.is_rest;
	DROP TABLE pg_temp.public_figure, pg_temp.public_place, pg_temp.public_cell;
	RAISE NOTICE 'published "%": school year %, % cells, % of them withheld, % without a rate',
		new_label, for_year, said.cells, said.withheld, said.rates;
END
$$;
COMMENT ON FUNCTION @store@.publish_release(name, text, date, text) IS
	'Writes the release of a label, and public_absence of its school year; a step of publish';
REVOKE ALL ON FUNCTION @store@.publish_release(name, text, date, text) FROM PUBLIC;
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/refresh', $store$
-- The steps of a refresh: the registers of one school year from the facts, as of today.
--
-- refresh_compute computes everything into temporary tables and changes nothing else.
-- refresh_reason returns the reasons not to write the result. refresh_write writes the rows
-- that differ and records the refresh. absence.refresh calls them.

CREATE OR REPLACE FUNCTION @store@.refresh_compute(for_year integer, today date DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off	-- a merge join would sort by long keys
	SET default_statistics_target = 10	-- of the temporary tables only the numbers of rows and keys matter
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	steps jsonb;
	began timestamptz := clock_timestamp();
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;

	-- the tables of an earlier refresh in the same transaction
	IF to_regclass('pg_temp.refresh_calendar') IS NOT NULL THEN
		DROP TABLE pg_temp.refresh_calendar, pg_temp.refresh_stay, pg_temp.refresh_marks, pg_temp.refresh_found,
			pg_temp.refresh_code_found, pg_temp.refresh_code_change, pg_temp.refresh_source, pg_temp.refresh_register,
			pg_temp.refresh_change, pg_temp.refresh_member, pg_temp.refresh_calendar_day, pg_temp.refresh_school_day,
			pg_temp.refresh_district, pg_temp.refresh_school, pg_temp.refresh_complete, pg_temp.refresh_silence;
	END IF;
	CREATE TEMP TABLE refresh_calendar (school_id text COLLATE "C", calendar_code text COLLATE "C", calendar absence.register,
		taken absence.register, taken_whole absence.register, last_session_day date, reporting text,
		district text COLLATE "C") ON COMMIT DROP;
	CREATE TEMP TABLE refresh_stay (student_id text COLLATE "C", school_id text COLLATE "C", calendar_code text COLLATE "C",
		entry_date date, last_date date, grade text COLLATE "C", primary_school boolean, fte numeric,
		membership absence.register) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_marks (student_id text COLLATE "C", school_id text COLLATE "C", marks absence.register,
		events integer, not_used integer) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_code_found (school_id text COLLATE "C", code text COLLATE "C", mark text COLLATE "C",
		precedence integer, share double precision) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_source (students integer, stays integer, stays_void integer, stays_without_calendar integer) ON COMMIT DROP;

	-- One statement reads all facts, so that they are from one moment: a load that commits
	-- meanwhile is in all of them or in none.
	WITH stay_now AS MATERIALIZED (
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte, s.void, s.counts
		FROM @store@.stay AS s
		WHERE s.school_year = for_year
	), calendar_now AS MATERIALIZED (
		SELECT d.school_id, d.calendar_code, absence.calendar_agg(d.day, d.minutes) AS calendar,
			absence.calendar_agg(d.day) FILTER (WHERE d.taken) AS taken,
			absence.calendar_agg(d.day) FILTER (WHERE d.all_calendars) AS taken_whole,
			max(d.day) AS last_session_day
		FROM (
			SELECT d.school_id, d.calendar_code, d.day, d.minutes, t.all_calendars,
				t.all_calendars OR d.calendar_code = ANY (t.calendar_codes) AS taken
			FROM @store@.session_day AS d
			LEFT JOIN (
				SELECT school_id, day, bool_or(calendar_code IS NULL) AS all_calendars, array_agg(calendar_code) AS calendar_codes
				FROM @store@.attendance_taken
				GROUP BY school_id, day
			) AS t USING (school_id, day)
			WHERE d.school_year = for_year
		) AS d
		GROUP BY d.school_id, d.calendar_code
	), calendars AS (
		INSERT INTO pg_temp.refresh_calendar (school_id, calendar_code, calendar, taken, taken_whole, last_session_day, reporting, district)
		SELECT c.school_id, c.calendar_code, c.calendar, c.taken, c.taken_whole, c.last_session_day, h.reporting,
			coalesce('LEA ' || h.lea_id, 'none')
		FROM calendar_now AS c
		LEFT JOIN @store@.school AS h USING (school_id)
	), stays AS (
		INSERT INTO pg_temp.refresh_stay (student_id, school_id, calendar_code, entry_date, last_date, grade, primary_school, fte,
			membership)
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte,
			absence.enroll(c.calendar, s.entry_date, s.last_date)
		FROM stay_now AS s
		JOIN calendar_now AS c USING (school_id, calendar_code)
		WHERE s.counts
	), source AS (
		INSERT INTO pg_temp.refresh_source (students, stays, stays_void, stays_without_calendar)
		SELECT (SELECT count(*) FROM (SELECT DISTINCT student_id FROM stay_now) AS s),
			count(*), count(void), count(*) FILTER (WHERE counts AND calendar_code IS NULL)
		FROM stay_now
	), codes AS (
		INSERT INTO pg_temp.refresh_code_found (school_id, code, mark, precedence, share)
		SELECT c.school_id, c.code, c.mark, c.precedence, c.share
		FROM @store@.code_mark AS c
		-- the key of refresh_code is short; a longer code is mapped too
		WHERE c.school_year = for_year AND octet_length(c.school_id) <= 500 AND octet_length(c.code) <= 500
	)
	INSERT INTO pg_temp.refresh_marks (student_id, school_id, marks, events, not_used)
	-- the same fold as in day_mark
	SELECT student_id, school_id, absence_internal.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods),
		count(*), count(*) FILTER (WHERE NOT is_used)
	FROM @store@.event_part
	WHERE school_year = for_year
	GROUP BY student_id, school_id;
	-- only the columns that are joined: registers are wide
	ANALYZE pg_temp.refresh_calendar (school_id, calendar_code), pg_temp.refresh_stay (student_id, school_id, calendar_code),
		pg_temp.refresh_marks (student_id, school_id);
	steps := absence_internal.refresh_step(jsonb_build_object('at', began), for_year, 'facts');

	-- the number of events of each school, and the number of its session days that have an
	-- event or a roll
	CREATE TEMP TABLE refresh_found ON COMMIT DROP AS
	SELECT r.school_id, r.events, (
		SELECT count(*)
		FROM absence.days((SELECT absence.calendar_agg(k.calendar) FROM pg_temp.refresh_calendar AS k WHERE k.school_id = r.school_id)) AS d
		WHERE absence.is_member(r.recorded, d.day))::integer AS recorded_days
	FROM (
		SELECT school_id, coalesce(sum(events), 0)::integer AS events, absence.calendar_agg(days) AS recorded
		FROM (
			SELECT school_id, events, marks AS days FROM pg_temp.refresh_marks
			UNION ALL
			SELECT school_id, NULL, taken FROM pg_temp.refresh_calendar
		) AS f
		GROUP BY school_id
	) AS r;

	PERFORM @store@.refresh_complete_through(today);
	steps := absence_internal.refresh_step(steps, for_year, 'complete_through');

	-- The registers: the marks over the membership of each stay, then one register per school.
	-- The grade is that of the latest stay begun by complete-through, else that of the first.
	CREATE TEMP TABLE refresh_register ON COMMIT DROP AS
	SELECT student_id, school_id,
		CASE WHEN count(*) = 1 THEN min(grade) ELSE (
			SELECT s.grade
			FROM unnest(array_agg(grade), array_agg(entry_date), array_agg(last_date)) AS s (grade, entry_date, last_date)
			CROSS JOIN LATERAL (SELECT coalesce(s.entry_date <= max(complete_through), false)) AS b (begun)
			ORDER BY b.begun DESC, CASE WHEN b.begun THEN s.entry_date END DESC, s.entry_date, s.last_date DESC NULLS FIRST,
				s.grade DESC NULLS LAST
			LIMIT 1) END AS grade,
		absence.rollup(register) AS register
	FROM (
		SELECT s.student_id, s.school_id, s.grade, s.entry_date, s.last_date, c.complete_through,
			absence.with_marks(s.membership, m.marks, c.complete_through,
				CASE k.reporting WHEN 'affirmative' THEN coalesce(k.taken, absence_internal.empty_register()) END) AS register
		FROM pg_temp.refresh_stay AS s
		JOIN pg_temp.refresh_complete AS c USING (school_id, calendar_code)
		JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	) AS stay
	GROUP BY student_id, school_id;

	steps := absence_internal.refresh_step(steps, for_year, 'registers');

	-- A day of a student at several schools has one owner, decided by the stays of that day:
	-- the primary school, then the larger fte, then the earlier entry, then the school id. The
	-- other schools yield the day. In that order each stay takes the days that no stay before
	-- it has.
	WITH stay AS (
		SELECT s.student_id, s.school_id, s.membership, absence.rollup(s.membership) OVER (
			PARTITION BY s.student_id ORDER BY s.primary_school DESC, s.fte DESC, s.entry_date, s.school_id
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
		FROM pg_temp.refresh_stay AS s
		WHERE s.student_id IN (SELECT r.student_id FROM pg_temp.refresh_register AS r GROUP BY r.student_id HAVING count(*) > 1)
	)
	UPDATE pg_temp.refresh_register AS r
	SET register = absence_internal.yield_days(r.register, y.days)
	FROM (
		SELECT student_id, school_id,
			absence_internal.except_days(absence.rollup(membership),
				absence.rollup(absence_internal.except_days(membership, before))) AS days
		FROM stay
		GROUP BY student_id, school_id
		HAVING count(before) > 0
	) AS y
	WHERE (y.student_id, y.school_id) = (r.student_id, r.school_id);
	ANALYZE pg_temp.refresh_register (student_id, school_id);
	steps := absence_internal.refresh_step(steps, for_year, 'owners');

	-- the codes whose meaning has changed since the last refresh
	CREATE TEMP TABLE refresh_code_change ON COMMIT DROP AS
	SELECT coalesce(n.school_id, o.school_id) AS school_id, coalesce(n.code, o.code) AS code
	FROM (SELECT c.school_id, c.code, c.mark, c.precedence, c.share FROM @store@.refresh_code AS c WHERE c.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_code_found AS n ON (n.school_id, n.code) = (o.school_id, o.code)
	WHERE (n.mark, n.precedence, n.share) IS DISTINCT FROM (o.mark, o.precedence, o.share);

	-- the registers that are new, gone or different; all of them if the definition is
	-- different
	CREATE TEMP TABLE refresh_change ON COMMIT DROP AS
	SELECT coalesce(n.student_id, o.student_id) AS student_id, coalesce(n.school_id, o.school_id) AS school_id,
		n.grade, o.register AS old, n.register AS new, coalesce(b.policy, p.policy) AS policy_before
	FROM (SELECT r.student_id, r.school_id, r.grade, r.register FROM @store@.student_register AS r WHERE r.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
	LEFT JOIN @store@.refresh_basis AS b ON (b.school_year, b.school_id) = (for_year, coalesce(n.school_id, o.school_id))
	LEFT JOIN @store@.definition_of_year AS p ON (p.school_year, p.name) = (for_year, setting.policy)
	WHERE o.register IS NULL OR n.register IS NULL OR o.register OPERATOR(absence.<>) n.register
		OR o.grade IS DISTINCT FROM n.grade OR b.policy <> p.policy;
	ANALYZE pg_temp.refresh_change (student_id, school_id);
	RETURN absence_internal.refresh_step(steps, for_year, 'compare');
END
$$;

-- The reasons not to write what refresh_compute found, by school and year
CREATE OR REPLACE FUNCTION @store@.refresh_reason(for_year integer)
	RETURNS TABLE (school_year integer, school_id text, reason text, detail text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	policy_now text;
	moved bigint;
	with_verdict bigint;
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;

	IF EXISTS (SELECT FROM @store@.student_register AS r WHERE r.school_year = for_year)
		AND NOT EXISTS (SELECT FROM @store@.enrollment AS e WHERE e.school_year = for_year) THEN
		RETURN QUERY SELECT for_year, NULL::text, 'year is missing',
			format('There are registers of school year %s and no enrollments.', for_year);
		RETURN;
	END IF;

	-- There are members and events, but no day in any register: most likely the calendars are
	-- missing. A few rows of a wrong year, beside those of the right year, are not a reason.
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_register AS r WHERE absence.membership_days(r.register, NULL, NULL) > 0) THEN
		RETURN QUERY
		SELECT for_year, NULL::text, 'no register',
			format('%s students and %s events of school year %s make no register: %s', s.students, e.events, for_year, CASE
				WHEN d.calendars = 0 THEN 'table calendar_day has no day of that year.'
				WHEN d.not_there > 0 THEN format('%s of the %s calendars of calendar_day are not in table calendar. To make them: '
					'INSERT INTO %3$s.calendar (school_id, school_year, calendar_code) '
					'SELECT DISTINCT school_id, school_year, calendar_code FROM %3$s.calendar_day '
					'WHERE school_year = %4$s ON CONFLICT DO NOTHING;', d.not_there, d.calendars, d.store, for_year)
				WHEN NOT EXISTS (SELECT FROM pg_temp.refresh_calendar) THEN 'no calendar of that year has a session day.'
				WHEN s.stays_without_calendar > 0 THEN format('%s of the %s stays have no calendar.', s.stays_without_calendar, s.stays)
				ELSE 'no stay has a session day.' END)
		FROM pg_temp.refresh_source AS s
		CROSS JOIN (SELECT sum(f.events) AS events FROM pg_temp.refresh_found AS f) AS e
		CROSS JOIN (
			SELECT max(y.stays) AS stays
			FROM (SELECT count(*) AS stays FROM @store@.enrollment AS r GROUP BY r.school_year) AS y
		) AS largest
		CROSS JOIN (
			SELECT count(*) AS calendars, count(*) FILTER (WHERE c.calendar_code IS NULL) AS not_there, (
				SELECT t.relnamespace::regnamespace FROM pg_class AS t WHERE t.oid = min(k.table_id::bigint)) AS store
			FROM (
				SELECT DISTINCT d.school_id, d.calendar_code, d.tableoid AS table_id
				FROM @store@.calendar_day AS d
				WHERE d.school_year = for_year
			) AS k
			LEFT JOIN @store@.calendar AS c ON (c.school_id, c.school_year, c.calendar_code) = (k.school_id, for_year, k.calendar_code)
		) AS d
		WHERE s.stays > s.stays_void AND e.events > 0 AND (s.stays >= 50 OR 2 * s.stays >= largest.stays);
	END IF;

	-- a number of 50 or more that has dropped by more than max_drop since the last refresh
	RETURN QUERY
	WITH compared AS (
		SELECT b.school_id, f.what, f.before, f.after
		FROM @store@.refresh_basis AS b
		LEFT JOIN pg_temp.refresh_found AS n ON n.school_id = b.school_id
		LEFT JOIN (SELECT r.school_id, count(*)::integer AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
			ON m.school_id = b.school_id
		CROSS JOIN LATERAL (VALUES
			('events', b.events, coalesce(n.events, 0)),
			('members', b.members, coalesce(m.members, 0)),
			('recorded days', b.recorded_days, coalesce(n.recorded_days, 0))) AS f (what, before, after)
		WHERE b.school_year = for_year
	)
	SELECT for_year, c.school_id, 'drop in ' || c.what, format('%s had %s, now has %s.', 'School ' || c.school_id, c.before, c.after)
	FROM compared AS c
	WHERE c.before >= 50 AND c.after < c.before * (1 - setting.max_drop)
	UNION ALL
	SELECT for_year, NULL, 'drop in ' || y.what, format('The district had %s, now has %s.', y.before, y.after)
	FROM (SELECT c.what, sum(c.before) AS before, sum(c.after) AS after FROM compared AS c GROUP BY c.what) AS y
	WHERE y.before >= 50 AND y.after < y.before * (1 - setting.max_drop);

	-- Verdicts that have changed on the days that both registers know. They are compared with
	-- the students who had a verdict and still have one (or have lost it to unmapped codes), if
	-- there are at least 100 of these. These students are counted only if enough verdicts have
	-- changed.
	SELECT p.policy INTO policy_now FROM @store@.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	SELECT count(*) INTO moved
	FROM (
		SELECT absence.band(t.before)::text AS before, absence.band(t.after)::text AS after, absence.why_null(t.after) AS why_null
		FROM pg_temp.refresh_change AS c
		CROSS JOIN LATERAL (
			SELECT absence.tally(c.old, policy_now::absence.policy, b.day), absence.tally(c.new, policy_now::absence.policy, b.day)
			FROM (SELECT absence_internal.both_complete_through(c.old, c.new)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE c.old IS NOT NULL AND c.new IS NOT NULL
			AND policy_now IS NOT NULL	-- if it is NULL, refresh_write raises the error
	) AS v
	-- a verdict that is lost to unmapped codes has changed too
	WHERE v.before <> v.after OR (v.before IS NOT NULL AND v.why_null = 'unmapped');
	IF moved > 100 * setting.max_verdict_change THEN
		SELECT count(*) INTO with_verdict
		FROM @store@.student_register AS o
		JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
		CROSS JOIN LATERAL (
			SELECT absence.tally(o.register, policy_now::absence.policy, b.day),
				absence.tally(n.register, policy_now::absence.policy, b.day)
			FROM (SELECT absence_internal.both_complete_through(o.register, n.register)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE o.school_year = for_year AND absence.band(t.before) IS NOT NULL
			AND coalesce(absence.why_null(t.after), 'unmapped') = 'unmapped';
		IF with_verdict >= 100 AND moved > with_verdict * setting.max_verdict_change THEN
			RETURN QUERY SELECT for_year, NULL::text, 'change of verdicts',
				format('%s of %s students change their band on the days that the last refresh knew%s.', moved, with_verdict, (
					SELECT ' (codes that came to mean something else: ' || string_agg(DISTINCT c.code, ', ' ORDER BY c.code) || ')'
					FROM pg_temp.refresh_code_change AS c
					WHERE EXISTS (
						SELECT FROM @store@.attendance_event AS e
						WHERE e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code))));
		END IF;
	END IF;
END
$$;

CREATE OR REPLACE FUNCTION @store@.refresh_refusal(for_year integer) RETURNS TABLE (reasons text, gone boolean)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT string_agg(format('%s (%s)', r.detail, r.reason), chr(10) ORDER BY r.school_id NULLS FIRST, r.reason),
		bool_or(r.reason = 'year is missing')
	FROM @store@.refresh_reason(for_year) AS r;
END;

CREATE OR REPLACE FUNCTION @store@.refresh_write(for_year integer, today date, forced boolean, began timestamptz, steps jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	this_refresh bigint;
	policy_now text;
	added integer;
	changed integer;
	removed integer;
	moved integer;
	doubtful text[];
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	SELECT p.policy INTO policy_now FROM @store@.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	IF policy_now IS NULL THEN
		RAISE EXCEPTION 'policy "%" of the store is not known', setting.policy
			USING ERRCODE = 'undefined_object',
				HINT = (SELECT 'Known policies are ' || string_agg(DISTINCT k.name, ', ' ORDER BY k.name) || '.'
					FROM @store@.known_definition AS k WHERE k.policy IS NOT NULL);
	END IF;

	INSERT INTO @store@.refresh_log (school_year, started_at, finished_at, today, forced, students, students_with_register, stays,
		stays_void, stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers,
		registers_added, registers_changed, registers_removed, verdicts_changed, step_ms)
	SELECT for_year, began, clock_timestamp(), today, forced, f.students,
		(SELECT count(*) FROM (SELECT DISTINCT r.student_id FROM pg_temp.refresh_register AS r) AS r),
		f.stays, f.stays_void, f.stays_without_calendar,
		f.stays - f.stays_void - f.stays_without_calendar
			- (SELECT count(*) FROM pg_temp.refresh_stay AS m WHERE absence.membership_days(m.membership, NULL, NULL) > 0),
		0, 0, '{}', (SELECT count(*) FROM pg_temp.refresh_register), 0, 0, 0, 0, steps
	FROM pg_temp.refresh_source AS f
	RETURNING refresh_id INTO this_refresh;

	-- the students whose band changes, at a school and over the district, and why
	INSERT INTO @store@.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
		absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes)
	WITH several AS MATERIALIZED (
		-- students with a change who are at more than one school, before or now; for any other
		-- student the verdict over the district is that at the school
		SELECT student_id
		FROM (
			SELECT student_id, school_id FROM @store@.student_register WHERE school_year = for_year
			UNION ALL
			SELECT student_id, school_id FROM pg_temp.refresh_register
		) AS r
		WHERE student_id IN (SELECT c.student_id FROM pg_temp.refresh_change AS c)
		GROUP BY student_id
		HAVING min(school_id) <> max(school_id)
	), in_scope AS (
		SELECT c.student_id, 'school' AS scope, c.school_id, c.old, c.new, c.policy_before
		FROM pg_temp.refresh_change AS c
		UNION ALL
		SELECT c.student_id, 'district', NULL, o.register, n.register, c.policy_before
		FROM (
			SELECT student_id, max(policy_before) AS policy_before
			FROM pg_temp.refresh_change
			WHERE student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS c
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM @store@.student_register
			WHERE school_year = for_year AND student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS o USING (student_id)
		LEFT JOIN (
			SELECT student_id, absence.rollup(register) AS register
			FROM pg_temp.refresh_register
			WHERE student_id IN (SELECT student_id FROM several)
			GROUP BY student_id
		) AS n USING (student_id)
	), mover_in_scope AS MATERIALIZED (
		SELECT v.student_id, v.scope, v.school_id, v.policy_before, v.before, v.after, absence.band(v.before)::text AS band_before,
			absence.band(v.after)::text AS band_after,
			-- on the days that both registers know the verdict is the same: the cause is time
			absence.band(absence.tally(v.old, v.policy_before::absence.policy, absence_internal.both_complete_through(v.old, v.new)))
				IS NOT DISTINCT FROM absence.band(absence.tally(v.new, policy_now::absence.policy,
					absence_internal.both_complete_through(v.old, v.new))) AS same_then
		FROM (
			SELECT s.*, absence.tally(s.old, s.policy_before::absence.policy) AS before,
				absence.tally(s.new, policy_now::absence.policy) AS after
			FROM in_scope AS s
			WHERE s.old IS NOT NULL
		) AS v
		WHERE absence.band(v.before) IS DISTINCT FROM absence.band(v.after)
	), mover AS MATERIALIZED (
		SELECT student_id, scope, school_id, policy_before, before, after, band_before, band_after, same_then
		FROM mover_in_scope
		UNION ALL
		SELECT student_id, 'district', NULL, policy_before, before, after, band_before, band_after, same_then
		FROM mover_in_scope
		WHERE student_id NOT IN (SELECT student_id FROM several)
	), calendar_changed AS (
		SELECT o.school_id, bool_or(o.days_md5 IS DISTINCT FROM n.days_md5) AS changed
		FROM @store@.calendar_complete AS o
		LEFT JOIN LATERAL (
			SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day)) AS days_md5
			FROM pg_temp.refresh_calendar AS k
			CROSS JOIN LATERAL absence.days(k.calendar) AS d
			WHERE (k.school_id, k.calendar_code) = (o.school_id, o.calendar_code) AND d.day <= o.complete_through
		) AS n ON true
		WHERE o.school_year = for_year
		GROUP BY o.school_id
	), code_changed AS (
		-- at each school whose register has changed; of all these schools if school_id is
		-- NULL
		SELECT e.student_id, e.school_id, string_agg(DISTINCT e.code, ', ' ORDER BY e.code) AS codes
		FROM pg_temp.refresh_code_change AS c
		JOIN @store@.attendance_event AS e ON e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code)
		WHERE e.student_id IN (SELECT m.student_id FROM mover AS m)
			AND (e.student_id, e.school_id) IN (SELECT r.student_id, r.school_id FROM pg_temp.refresh_change AS r)
		GROUP BY GROUPING SETS ((e.student_id, e.school_id), (e.student_id))
	), what_changed AS (
		-- days: a day that the last refresh knew is no longer a membership day, or has become
		-- one, or has another owner
		SELECT c.student_id, c.school_id, k.changed AS calendar,
			c.old IS NULL OR c.new IS NULL
				OR EXISTS (SELECT FROM absence.days(absence_internal.except_days(c.old, c.new)))
				OR EXISTS (SELECT
					FROM absence.days(absence_internal.except_days(absence.as_of(c.new, absence.complete_through(c.old)), c.old)))
				OR NOT absence_internal.register_eq(absence_internal.yielded_days(c.old), absence_internal.yielded_days(c.new)) AS days
		FROM pg_temp.refresh_change AS c
		LEFT JOIN calendar_changed AS k ON k.school_id = c.school_id
		WHERE c.student_id IN (SELECT m.student_id FROM mover AS m)
	)
	SELECT this_refresh, for_year, m.student_id, m.scope, m.school_id, setting.policy, m.band_before, m.band_after,
		absence.absent_days(m.before), absence.absent_days(m.after), absence.enrolled_days(m.before), absence.enrolled_days(m.after),
		b.cause, CASE WHEN b.cause = 'code' THEN g.codes END
	FROM mover AS m
	LEFT JOIN (     -- a join, because a subquery for each mover takes quadratic time
		SELECT c.student_id, 'school' AS scope, c.school_id, c.days, c.calendar
		FROM what_changed AS c
		UNION ALL
		SELECT c.student_id, 'district', NULL, bool_or(c.days), bool_or(c.calendar)
		FROM what_changed AS c
		GROUP BY c.student_id
	) AS w ON (w.student_id, w.scope) = (m.student_id, m.scope) AND w.school_id IS NOT DISTINCT FROM m.school_id
	LEFT JOIN code_changed AS g ON g.student_id = m.student_id AND g.school_id IS NOT DISTINCT FROM m.school_id
	CROSS JOIN LATERAL (
		SELECT CASE
			WHEN m.policy_before <> policy_now THEN 'policy'
			WHEN m.after IS NOT NULL AND m.same_then THEN 'time'
			WHEN w.days THEN CASE WHEN w.calendar THEN 'calendar' ELSE 'membership' END
			WHEN g.codes IS NOT NULL THEN 'code'
			ELSE 'event' END AS cause
	) AS b;
	GET DIAGNOSTICS moved = ROW_COUNT;
	steps := absence_internal.refresh_step(steps, for_year, 'verdict_change');

	-- the registers that differ
	DELETE FROM @store@.student_register AS o
	USING pg_temp.refresh_change AS c
	WHERE (o.student_id, o.school_id, o.school_year) = (c.student_id, c.school_id, for_year) AND c.new IS NULL;
	GET DIAGNOSTICS removed = ROW_COUNT;
	UPDATE @store@.student_register AS o
	SET grade = c.grade, register = c.new
	FROM pg_temp.refresh_change AS c
	WHERE (o.student_id, o.school_id, o.school_year) = (c.student_id, c.school_id, for_year)
		AND c.new IS NOT NULL AND (c.new OPERATOR(absence.<>) o.register OR c.grade IS DISTINCT FROM o.grade);
	GET DIAGNOSTICS changed = ROW_COUNT;
	INSERT INTO @store@.student_register (student_id, school_id, school_year, grade, register)
	SELECT c.student_id, c.school_id, for_year, c.grade, c.new
	FROM pg_temp.refresh_change AS c
	WHERE c.old IS NULL;
	GET DIAGNOSTICS added = ROW_COUNT;

	-- ANALYZE before the views are used again: autovacuum never gets to tables of a few rows,
	-- and the planner takes them for hundreds of rows. The registers are analyzed if more than
	-- a tenth of their keys are new or gone.
	ANALYZE @analyzed@;
	IF 10 * (added + removed) > (SELECT count(*) FROM pg_temp.refresh_register) THEN
		ANALYZE @store@.student_register;
	END IF;
	steps := absence_internal.refresh_step(steps, for_year, 'write');

	-- the number of events, and the reasons why some are not used; only the students who have
	-- such events, as their registers tell, are looked up
	SELECT array_agg(DISTINCT m.student_id) INTO doubtful
	FROM pg_temp.refresh_marks AS m
	LEFT JOIN pg_temp.refresh_register AS n USING (student_id, school_id)
	WHERE m.not_used > 0 OR absence.membership_days(absence.marks_outside(n.register, m.marks), NULL, NULL) > 0;
	UPDATE @store@.refresh_log AS l
	SET events = e.events, events_used = e.events - e.not_used, events_not_used = e.by_reason
	FROM (
		SELECT (SELECT coalesce(sum(f.events), 0) FROM pg_temp.refresh_found AS f) AS events,
			coalesce(sum(n), 0) AS not_used, coalesce(jsonb_object_agg(reason, n), '{}') AS by_reason
		FROM (
			SELECT u.reason, count(*) AS n
			FROM @store@.event_not_used AS u
			WHERE u.school_year = for_year AND u.student_id = ANY (doubtful)
			GROUP BY u.reason
		) AS r
	) AS e
	WHERE l.refresh_id = this_refresh;

	-- what the next refresh compares with
	DELETE FROM @store@.calendar_complete AS c WHERE c.school_year = for_year;
	INSERT INTO @store@.calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_recorded,
		last_session_day, days_cut, days_md5)
	SELECT for_year, c.school_id, c.calendar_code, c.members, c.complete_through, c.last_recorded, c.last_session_day, c.days_cut,
		(SELECT md5(string_agg(d.day::text, ',' ORDER BY d.day))
		FROM pg_temp.refresh_calendar AS k
		CROSS JOIN LATERAL absence.days(k.calendar) AS d
		WHERE (k.school_id, k.calendar_code) = (c.school_id, c.calendar_code) AND d.day <= c.complete_through)
	FROM pg_temp.refresh_complete AS c;
	DELETE FROM @store@.school_silence AS s WHERE s.school_year = for_year;
	INSERT INTO @store@.school_silence (school_year, school_id, reason, first_day, last_day, session_days)
	SELECT for_year, s.school_id, s.reason, s.first_day, s.last_day, s.session_days
	FROM pg_temp.refresh_silence AS s;
	DELETE FROM @store@.refresh_basis AS b WHERE b.school_year = for_year;
	INSERT INTO @store@.refresh_basis (school_year, school_id, members, events, recorded_days, policy)
	SELECT for_year, m.school_id, m.members, coalesce(n.events, 0), coalesce(n.recorded_days, 0), policy_now
	FROM (SELECT r.school_id, count(*) AS members FROM pg_temp.refresh_register AS r GROUP BY r.school_id) AS m
	LEFT JOIN pg_temp.refresh_found AS n USING (school_id);
	DELETE FROM @store@.refresh_code AS o
	WHERE o.school_year = for_year AND NOT EXISTS (
		SELECT FROM pg_temp.refresh_code_found AS n
		WHERE (n.school_id, n.code) = (o.school_id, o.code)
			AND (n.mark, n.precedence, n.share) IS NOT DISTINCT FROM (o.mark, o.precedence, o.share));
	INSERT INTO @store@.refresh_code (school_year, school_id, code, mark, precedence, share)
	SELECT for_year, n.school_id, n.code, n.mark, n.precedence, n.share
	FROM pg_temp.refresh_code_found AS n
	ON CONFLICT DO NOTHING;
	steps := absence_internal.refresh_step(steps, for_year, 'account');

	UPDATE @store@.refresh_log AS l
	SET registers_added = added, registers_changed = changed, registers_removed = removed, verdicts_changed = moved,
		finished_at = clock_timestamp(), step_ms = steps - 'at'
	WHERE l.refresh_id = this_refresh;
	RAISE NOTICE 'school year %: % registers added, % changed, % removed; % verdicts changed', for_year, added, changed, removed, moved;
END
$$;

-- Adds the time of the steps after the last year was written
CREATE OR REPLACE FUNCTION @store@.refresh_finished(steps jsonb) RETURNS void
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	UPDATE @store@.refresh_log AS l
	SET step_ms = l.step_ms || steps, finished_at = clock_timestamp()
	WHERE l.refresh_id = (SELECT max(r.refresh_id) FROM @store@.refresh_log AS r);
END;

-- Only the owner of the store runs the steps of a refresh.
REVOKE ALL ON FUNCTION @store@.refresh_compute(integer, date), @store@.refresh_complete_through(date), @store@.refresh_reason(integer),
	@store@.refresh_refusal(integer), @store@.refresh_write(integer, date, boolean, timestamptz, jsonb), @store@.refresh_finished(jsonb)
	FROM PUBLIC;
$store$);

INSERT INTO absence_internal.store_part VALUES ('function/years', $store$
-- School years: their state, and the years that a refresh covers.

CREATE OR REPLACE FUNCTION @store@.state_of_year(of_year integer) RETURNS text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT coalesce(
		(SELECT y.state FROM @store@.school_year_state AS y WHERE y.school_year = of_year),
		(SELECT 'open' FROM @store@.enrollment AS e WHERE e.school_year = of_year LIMIT 1));
END;
COMMENT ON FUNCTION @store@.state_of_year(integer) IS
	'open or closed; a school year is open too if the store has only enrollments of it, and NULL if it has nothing';

-- The open school years with enrollments, and those that the store knows already. A few
-- enrollments of a year without a calendar are most likely rows of a wrong year. Such a
-- year is refreshed only if it is given.
CREATE OR REPLACE FUNCTION @store@.years_to_refresh(asked_year integer) RETURNS SETOF integer
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT q.school_year
	FROM (
		SELECT y.school_year FROM @store@.school_year_state AS y
		UNION
		SELECT e.school_year
		FROM (
			SELECT e.school_year, count(*) AS stays, max(count(*)) OVER () AS most
			FROM @store@.enrollment AS e
			GROUP BY e.school_year
		) AS e
		WHERE e.stays >= 50 OR 2 * e.stays >= e.most OR e.school_year = asked_year
			OR EXISTS (SELECT FROM @store@.calendar AS c WHERE c.school_year = e.school_year)
	) AS q
	WHERE q.school_year = coalesce(asked_year, q.school_year)
		AND NOT EXISTS (SELECT FROM @store@.school_year_state AS y WHERE y.school_year = q.school_year AND y.state = 'closed')
	ORDER BY 1;
END;
COMMENT ON FUNCTION @store@.years_to_refresh(integer) IS
	'The open school years that a refresh covers; only the given one, unless that is NULL';
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/asked', $store$
-- The day and the definition asked for: the settings absence.as_of and absence.policy of the
-- session, or those of the store.
--
-- Views read it by fragment asked of sql/internal/fragment.sql. The fragment ends in
-- OFFSET '0', so that it is computed once per query and not once per register. The quotes
-- are needed: OFFSET 0 has a cast from integer to bigint, which the planner simplifies too
-- late to consider a parallel plan.

CREATE OR REPLACE VIEW @store@.known_definition AS
SELECT name, version, policy, from_year, to_year, 1 AS place, NULL::text AS not_computable
FROM @store@.definition
UNION ALL
SELECT name, version, policy::text, from_year, to_year, 2, not_computable
FROM absence.definition_catalog;

-- A name means the version in force in the year, and name@version means that version. The
-- definitions of the district take precedence over the catalog. If two versions are in
-- force in a year, the later one is used.
CREATE OR REPLACE VIEW @store@.definition_of_year AS
SELECT DISTINCT ON (y.school_year, n.name) y.school_year, n.name, k.policy, k.not_computable
FROM @store@.school_year_state AS y
CROSS JOIN @store@.known_definition AS k
CROSS JOIN LATERAL (VALUES      -- not UNION ALL, which prevents a parallel plan here
	(k.name, y.school_year >= coalesce(k.from_year, y.school_year) AND y.school_year <= coalesce(k.to_year, y.school_year)),
	(k.name || '@' || k.version, true)
) AS n (name, is_meant)
WHERE n.is_meant
ORDER BY y.school_year, n.name, k.place, k.version DESC;

CREATE OR REPLACE VIEW @store@.asked AS
SELECT y.school_year, n.name AS policy_name, p.policy,
	coalesce(nullif(current_setting('absence.as_of', true), '')::date, 'infinity') AS as_of, p.not_computable
FROM @store@.school_year_state AS y
CROSS JOIN (
	SELECT coalesce(nullif(current_setting('absence.policy', true), ''), s.policy) AS name
	FROM @store@.store_setting AS s
) AS n
LEFT JOIN @store@.definition_of_year AS p ON (p.school_year, p.name) = (y.school_year, n.name);

-- True, or an error with the fault of the definition asked for: it is not known,
-- has no version in force in a year, or cannot be computed. Each view that answers for a
-- definition has fragment known in its WHERE, so that counting its rows fails too. A store
-- without a school year checks the name all the same, and a store without settings is an
-- error.
CREATE OR REPLACE VIEW @store@.asked_is_known AS
SELECT bool_and(CASE
	WHEN q.name IS NULL THEN absence_internal.must_have_settings()
	ELSE absence_internal.must_be_known(q.name, q.policy, q.school_year, q.not_computable,
		CASE WHEN q.policy IS NULL THEN (
			SELECT string_agg(format('%s@%s (%s)', k.name, k.version, absence_internal.policy_years(k.from_year, k.to_year)), ', '
				ORDER BY k.place, k.version)
			FROM @store@.known_definition AS k
			WHERE k.name = q.name) END,
		CASE WHEN q.policy IS NULL THEN (
			SELECT string_agg(DISTINCT k.name, ', ' ORDER BY k.name)
			FROM @store@.known_definition AS k
			WHERE k.policy IS NOT NULL) END) END) AS known
FROM (
	SELECT policy_name AS name, policy, school_year, not_computable FROM @store@.asked
	UNION ALL
	SELECT n.name, k.policy, NULL, k.not_computable
	FROM (
		SELECT CASE WHEN s.only_row THEN coalesce(nullif(current_setting('absence.policy', true), ''), s.policy) END AS name
		FROM (VALUES (true)) AS one
		LEFT JOIN @store@.store_setting AS s ON true
	) AS n
	LEFT JOIN LATERAL (
		SELECT k.policy, k.not_computable FROM @store@.known_definition AS k
		WHERE n.name IN (k.name, k.name || '@' || k.version)
		ORDER BY k.policy IS NULL
		LIMIT 1
	) AS k ON true
	ORDER BY 3
) AS q;

-- A value that no view could use is rejected when it is written.
CREATE OR REPLACE TRIGGER known AFTER INSERT OR UPDATE OF policy, time_zone ON @store@.store_setting
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.settings_changed();
CREATE OR REPLACE TRIGGER known AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @store@.definition
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.settings_changed();
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/complete', $store$
-- The day through which a school's figures count: the earliest complete-through of its
-- calendars. A calendar that is complete to its end does not count for this, nor does one
-- that never reported. If all calendars are complete to their end, it is the latest of them.
CREATE OR REPLACE VIEW @store@.school_complete AS
SELECT school_year, school_id,
	coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year, school_id;

-- The same for all schools together
CREATE OR REPLACE VIEW @store@.district_complete AS
SELECT school_year,
	coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year;
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/event_not_used', $store$
-- The views of this file with security_barrier have it as a fence: the planner works out
-- their rows before it joins them, and not anew for each event, and still looks only at the
-- student or school that is asked for, which OFFSET 0 would prevent.

-- The stays of each student at a school, with the days and the calendars of those that
-- count
CREATE OR REPLACE VIEW @store@.student_stays WITH (security_barrier) AS
SELECT student_id, school_id, school_year, stays, stays_that_count, first_entry, last_date,
	-- many stays are put together, as a set of days for each calendar
	CASE WHEN stays <= 10 THEN days ELSE (
		SELECT array_agg(u.days ORDER BY u.calendar_code)
		FROM (
			SELECT calendar_code, range_agg(u.days) AS days
			FROM unnest(t.days, t.calendar_codes) AS u (days, calendar_code)
			GROUP BY calendar_code
		) AS u) END AS days,
	CASE WHEN stays <= 10 THEN calendar_codes ELSE (
		SELECT array_agg(DISTINCT u.calendar_code ORDER BY u.calendar_code)
		FROM unnest(t.calendar_codes) AS u (calendar_code)) END AS calendar_codes
FROM (
	SELECT student_id, school_id, school_year, count(*)::integer AS stays, count(*) FILTER (WHERE counts)::integer AS stays_that_count,
		min(entry_date) FILTER (WHERE is_placed) AS first_entry, max(coalesce(last_date, 'infinity')) FILTER (WHERE is_placed) AS last_date,
		-- the upper bound is the day after the last one; the last date there is has no day after it
		array_agg(CASE WHEN last_date < entry_date THEN '{}'
			ELSE datemultirange(daterange(entry_date, nullif(last_date, '5874897-12-31') + 1)) END
			ORDER BY entry_date, last_date, calendar_code) FILTER (WHERE is_placed) AS days,
		array_agg(calendar_code ORDER BY entry_date, last_date, calendar_code) FILTER (WHERE is_placed) AS calendar_codes
	FROM (SELECT *, counts AND calendar_code IS NOT NULL AS is_placed FROM @store@.stay) AS s
	GROUP BY student_id, school_id, school_year
) AS t;

-- Events that are not used, or on no membership day of the registers
CREATE OR REPLACE VIEW @store@.event_in_doubt WITH (security_barrier) AS
SELECT p.school_year, p.school_id, p.student_id, p.day, p.period, p.code, p.share, p.periods,
	coalesce(absence.is_member(r.register, p.day), false) AS is_member
FROM @store@.event_part AS p
LEFT JOIN @store@.student_register AS r USING (student_id, school_id, school_year)
WHERE NOT p.is_used OR NOT coalesce(absence.is_member(r.register, p.day), false);

-- Events that are not used, and why: a row for each event. Whether the day is a membership
-- day is read from the registers of the last refresh, and the reason is looked for only if
-- it is not. Each side is grouped before it is joined, so that a district with very many
-- such events takes no longer.
CREATE OR REPLACE VIEW @store@.event_not_used AS
SELECT e.school_year, e.school_id, e.student_id, e.day, e.period, e.code,
	CASE
		WHEN e.is_member THEN CASE WHEN e.share IS NULL THEN 'share out of range' ELSE 'periods not known' END
		WHEN y.school_year IS NULL THEN 'unknown year'
		WHEN s.stays IS NULL THEN CASE
			WHEN u.student_id IS NULL THEN 'unknown student'
			WHEN h.school_id IS NULL THEN 'unknown school'
			ELSE 'not enrolled' END
		WHEN s.stays_that_count = 0 THEN 'void stay'
		WHEN s.calendar_codes IS NULL THEN 'no calendar'
		WHEN m.is_expected THEN 'not refreshed'
		WHEN m.in_stay OR NOT m.in_calendar THEN 'no session day'
		WHEN e.day < s.first_entry THEN 'before entry'
		WHEN e.day > s.last_date THEN 'after exit'
		ELSE 'between stays' END AS reason,
	e.share, e.periods
FROM @store@.event_in_doubt AS e
LEFT JOIN @store@.school_year_state AS y ON y.school_year = e.school_year
LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
LEFT JOIN @store@.student_stays AS s ON (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
LEFT JOIN (
	SELECT school_id, school_year, day, array_agg(calendar_code) AS calendar_codes
	FROM @store@.session_day
	GROUP BY school_id, school_year, day
) AS d ON (d.school_id, d.school_year, d.day) = (e.school_id, e.school_year, e.day)
CROSS JOIN LATERAL (
	SELECT coalesce(bool_or(t.calendar_code = ANY (d.calendar_codes)), false) AS in_calendar,
		coalesce(bool_or(e.day <@ t.days), false) AS in_stay,
		coalesce(bool_or(t.calendar_code = ANY (d.calendar_codes) AND e.day <@ t.days), false) AS is_expected
	FROM unnest(s.days, s.calendar_codes) AS t (days, calendar_code)
) AS m;
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/groups', $store$
-- The groups of each student, at each school and in each year. A status without dates is
-- always in force. A status with dates is in force on_day if it covers the last membership
-- day of the student to the day at which counts stop. (A program ends with the stay, so for
-- a student who left the school this is the last day there.) It is in force ever_in_year if
-- it covers any membership day to then.

-- The statuses in student_group, each with its position in a string of 0 and 1.
-- MATERIALIZED, because on the inner side of a nested loop the planner would otherwise
-- compute them again for each student.
CREATE OR REPLACE VIEW @store@.known_status AS
WITH known AS MATERIALIZED (
	SELECT kind, value, absence_internal.short_word(kind) AS group_kind, absence_internal.short_word(value) AS group_value,
		overlay(repeat('0', (count(*) OVER ())::integer) PLACING '1' FROM (row_number() OVER (ORDER BY kind, value))::integer) AS mask
	FROM @store@.student_group
	WHERE kind <> 'all'
	GROUP BY kind, value
)
SELECT kind, value, group_kind, group_value, mask
FROM known;

-- The statuses of the student of each register, and the verdict, so that groups are counted
-- in one scan of the registers
CREATE OR REPLACE VIEW @store@.student_status AS
SELECT r.school_year, r.school_id, r.student_id, min(absence.band(absence.tally(r.register, a.policy, a.as_of))::text) AS band,
	@on_day(r.register, a.as_of)@ AS on_day,
	coalesce(bit_or(k.mask) FILTER (WHERE CASE WHEN g.begin_date IS NULL AND g.end_date IS NULL THEN true
		ELSE absence_internal.last_membership_day(r.register, a.as_of) >= coalesce(g.begin_date, '-infinity')
			AND absence.membership_days(r.register, g.begin_date, g.end_date) > 0 END)::text, '') AS ever_in_year,
	bool_or(absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day, a.as_of, a.policy_name
FROM @store@.student_register AS r
JOIN @asked@ AS a USING (school_year)
@statuses_of(r)@
GROUP BY r.school_year, r.school_id, r.student_id, a.as_of, a.policy_name;

-- Each group of each student
CREATE OR REPLACE VIEW @store@.student_group_of AS
SELECT s.school_year, s.school_id, s.student_id, g.status_basis, g.group_kind COLLATE "C" AS group_kind,
	g.group_value COLLATE "C" AS group_value, s.as_of, s.policy_name
FROM @store@.student_status AS s
CROSS JOIN @statuses@ AS k
CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, s.on_day, s.ever_in_year) AS g;
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/issue_kind', $store$
-- Every reason of data_issue, with its severity and what to do about it. Each file of
-- sql/store/issue/ adds its reasons.
CREATE OR REPLACE VIEW @store@.issue_kind AS
SELECT reason COLLATE "C" AS reason, severity COLLATE "C" AS severity, what_to_do
FROM (VALUES @issue_kinds@) AS k (reason, severity, what_to_do);
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/marks', $store$
-- Marks: from the codes of events to the marks of each student's days

-- What each code means at each school: the row for the school and year, else for the
-- school, else for the year, else for neither. The share is the portion of the row, else
-- the share of its mark.
CREATE OR REPLACE VIEW @store@.code_mark AS
SELECT DISTINCT ON (s.school_id, y.school_year, c.code)
	s.school_id, y.school_year, c.code, c.mark, c.precedence,
	absence_internal.event_share(c.portion, NULL, NULL, absence_internal.default_share(c.mark::absence.mark)) AS share
FROM (
	SELECT school_id FROM @store@.school
	UNION SELECT school_id FROM @store@.calendar
) AS s
CROSS JOIN @store@.school_year_state AS y
JOIN @store@.attendance_code AS c
	ON (c.school_id IS NULL OR c.school_id = s.school_id) AND (c.school_year IS NULL OR c.school_year = y.school_year)
ORDER BY s.school_id, y.school_year, c.code, c.school_id NULLS LAST, c.school_year NULLS LAST;

-- The number of periods of each day at a school, if its calendars agree
CREATE OR REPLACE VIEW @store@.school_periods AS
SELECT school_id, school_year, day, CASE WHEN min(periods) = max(periods) AND count(periods) = count(*) THEN min(periods) END AS periods,
	count(DISTINCT periods) > 1 OR count(periods) BETWEEN 1 AND count(*) - 1 AS calendars_differ, calendars_of_school
FROM @store@.session_day
GROUP BY school_id, school_year, day, calendars_of_school;

-- If they do not agree, the number of periods by the student's own calendar, for the days
-- that need it. Joins are outer joins: for inner joins on so many keys the planner would
-- expect a single row, and loop over the session days.
CREATE OR REPLACE VIEW @store@.day_periods AS
SELECT e.student_id, e.school_id, e.school_year, e.day, min(d.periods) AS periods
FROM (
	SELECT DISTINCT student_id, school_id, school_year, day
	FROM @store@.attendance_event
	JOIN @store@.school_periods AS p USING (school_id, school_year, day)
	WHERE period IS NOT NULL AND held IS NULL AND p.calendars_differ AND p.calendars_of_school > 1
) AS e
LEFT JOIN @store@.stay AS s
	ON (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
	AND s.counts AND e.day >= s.entry_date AND (s.last_date IS NULL OR e.day <= s.last_date)
LEFT JOIN @store@.session_day AS d
	ON (d.school_id, d.school_year, d.calendar_code, d.day) = (s.school_id, s.school_year, s.calendar_code, e.day)
GROUP BY e.student_id, e.school_id, e.school_year, e.day;

-- Each event with its mark and its share of the period, or of the day: its own portion, else
-- missed of held, else the share of the code. share is NULL if the day, the portion or the
-- time makes no sense, and periods is NULL for a period of a day whose number of periods
-- is not known. Such an event is not used.
CREATE OR REPLACE VIEW @store@.event_part AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code,
	coalesce(c.mark, 'unmapped') AS mark, c.precedence, e.periods,
	s.share IS NOT NULL AND (e.period IS NULL OR e.periods IS NOT NULL) AS is_used,
	s.share
FROM (
	SELECT student_id, school_id, school_year, day, period, code, portion, missed, held, NULL::double precision AS periods
	FROM @store@.attendance_event
	WHERE period IS NULL
	UNION ALL
	-- missed is of a whole day; for a period only portion gives its share
	SELECT student_id, school_id, school_year, day, period, code, portion, NULL, NULL,
		-- the periods of the event, else those of the calendar
		CASE
			WHEN held IS NULL THEN coalesce(p.periods, n.periods)
			WHEN held > 0 AND held < 'Infinity' THEN greatest(least(held, 1e9), 1e-9) END::double precision
	FROM @store@.attendance_event
	LEFT JOIN @store@.school_periods AS p USING (school_id, school_year, day)
	LEFT JOIN @store@.day_periods AS n USING (student_id, school_id, school_year, day)
	WHERE period IS NOT NULL
) AS e
LEFT JOIN @store@.code_mark AS c USING (school_id, school_year, code)
CROSS JOIN LATERAL (
	SELECT CASE WHEN isfinite(e.day) THEN absence_internal.event_share(e.portion, e.missed, e.held,
		coalesce(c.share, absence_internal.default_share('unmapped'))) END
) AS s (share);

-- The marks of each student's days: a row for each day and mark. fold_agg() combines the
-- events of a day, and ignores those that are not used.
CREATE OR REPLACE VIEW @store@.day_mark AS
SELECT e.student_id, e.school_id, e.school_year, p.day, p.mark::text COLLATE "C" AS mark, p.portion AS share
FROM (
	SELECT student_id, school_id, school_year,
		absence_internal.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods) AS marks
	FROM @store@.event_part
	GROUP BY student_id, school_id, school_year
) AS e
CROSS JOIN LATERAL absence.portions(e.marks) AS p;
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/membership', $store$
-- Membership: calendars, their session days, enrollments as stays, and the days of stays

-- Student calendars. Staff and summer calendars never count. A calendar for one student, or
-- for an education plan, is used only for the enrollments that name it: no other enrollment
-- falls back on it.
CREATE OR REPLACE VIEW @store@.student_calendar AS
SELECT c.school_id, c.school_year, c.calendar_code, c.day_minutes, c.periods,
	count(*) OVER of_school AS calendars_of_school, f.is_fallback,
	count(*) FILTER (WHERE f.is_fallback) OVER of_school AS fallbacks_of_school
FROM @store@.calendar AS c
CROSS JOIN LATERAL (SELECT c.calendar_type NOT IN ('Student Specific', 'IEP')) AS f (is_fallback)
WHERE c.calendar_type NOT IN ('Staff', 'Summer')
WINDOW of_school AS (PARTITION BY c.school_id, c.school_year);

-- The session days of a student calendar. If a day has several events, an event that closes
-- takes precedence over an event of kind session, and this over a neutral event. An event
-- that calendar_event_kind does not list is neutral. If a day has several lengths, the
-- shortest is used, because an early dismissal is listed beside the instructional day. A
-- day far outside the school year is left out, and so is a calendar with a key that is too
-- long.
CREATE OR REPLACE VIEW @store@.session_day AS
SELECT d.school_id, d.school_year, d.calendar_code, d.day,
	coalesce(min(d.minutes) FILTER (WHERE k.kind = 'session' AND d.minutes BETWEEN 1 AND 1440),
		CASE WHEN min(c.day_minutes) BETWEEN 1 AND 1440 THEN min(c.day_minutes) END) AS minutes,
	coalesce(min(d.periods) FILTER (WHERE k.kind = 'session' AND d.periods > 0),
		CASE WHEN min(c.periods) > 0 THEN min(c.periods) END) AS periods,
	c.calendars_of_school
FROM @store@.calendar_day AS d
JOIN @store@.student_calendar AS c USING (school_id, school_year, calendar_code)
LEFT JOIN @store@.calendar_event_kind AS k USING (event)
WHERE CASE WHEN d.school_year BETWEEN 2 AND 9999 AND octet_length(d.school_id) <= 500 AND octet_length(d.calendar_code) <= 500
	THEN d.day BETWEEN make_date(d.school_year - 1, 6, 1) AND make_date(d.school_year, 8, 31) END
GROUP BY d.school_id, d.school_year, d.calendar_code, d.day, c.calendars_of_school
HAVING max(CASE k.kind WHEN 'closes' THEN 2 WHEN 'session' THEN 1 ELSE 0 END) = 1;

-- Each enrollment as a stay: its last day, its calendar, and the reason if it does not count.
-- The calendar is the one that the enrollment names; if it names none, the only calendar of
-- the school on which enrollments fall back; else the only such calendar of the grade; else
-- NULL.
--
-- counts is the same as void IS NULL. The planner estimates that void IS NULL is true for
-- one stay in 200, and then chooses a nested loop over a whole district.
CREATE OR REPLACE VIEW @store@.stay AS
SELECT e.student_id, e.school_id, e.school_year, e.entry_date,
	d.last_date,
	e.exit_date, absence_internal.short_word(e.grade) AS grade,
	coalesce(own.calendar_code, only_one.calendar_code, of_grade.calendar_code) AS calendar_code,
	v.void, coalesce(e.primary_school, false) AS primary_school,
	CASE WHEN e.fte >= 0 AND e.fte < 'Infinity' THEN e.fte ELSE 1 END AS fte, e.homeroom,
	CASE WHEN v.void IS NULL THEN true ELSE false END AS counts, e.calendar_code AS named_calendar
FROM @store@.enrollment AS e
CROSS JOIN @store@.store_setting AS s
CROSS JOIN LATERAL (
	SELECT CASE WHEN e.exit_type = ANY (s.void_exit_types) THEN 'void exit type'
		WHEN e.enrollment_type = 'Summer' THEN 'summer enrollment'
		WHEN e.exit_date < e.entry_date THEN 'exit before entry'
		WHEN octet_length(e.student_id) > 500 OR octet_length(e.school_id) > 500 THEN 'key too long' END AS void
) AS v
CROSS JOIN LATERAL (
	SELECT CASE WHEN s.exit_day_counts OR e.exit_date = '4713-01-01 BC' THEN e.exit_date ELSE e.exit_date - 1 END AS last_date
) AS d
LEFT JOIN @store@.student_calendar AS own
	ON (own.school_id, own.school_year, own.calendar_code) = (e.school_id, e.school_year, e.calendar_code)
LEFT JOIN @store@.student_calendar AS only_one
	ON e.calendar_code IS NULL AND only_one.is_fallback AND only_one.fallbacks_of_school = 1
	AND (only_one.school_id, only_one.school_year) = (e.school_id, e.school_year)
LEFT JOIN (
	SELECT g.school_id, g.school_year, g.grade, min(g.calendar_code) AS calendar_code
	FROM @store@.calendar_grade AS g
	JOIN @store@.student_calendar AS c USING (school_id, school_year, calendar_code)
	WHERE c.is_fallback
	GROUP BY g.school_id, g.school_year, g.grade
	HAVING count(*) = 1
) AS of_grade
	ON e.calendar_code IS NULL AND only_one.calendar_code IS NULL
	AND (of_grade.school_id, of_grade.school_year, of_grade.grade) = (e.school_id, e.school_year, e.grade);

-- One row for each day of each stay that counts. A day that two stays at one school share
-- has two rows; the register of the student contains it once.
CREATE OR REPLACE VIEW @store@.stay_day AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.calendar_code, d.day, d.minutes, d.periods
FROM @store@.stay AS s
JOIN @store@.session_day AS d USING (school_id, school_year, calendar_code)
WHERE s.counts AND d.day >= s.entry_date AND (s.last_date IS NULL OR d.day <= s.last_date);
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/rolls', $store$
-- Rolls: whether a student is enrolled now, the stays of a student at a school, and the one
-- school of each student

-- The day that counts as now. If the session asks for a day, it is exactly that day.
-- Otherwise asked is NULL, and each school has a day of its own: see school_now. day is for
-- schools of which nothing counts: it is 60 days before the latest day that counts at any
-- school, or yesterday if nothing counts anywhere.
--
-- The current school year is the latest year of which something counts and that has begun
-- by the day asked for. A year has begun if one of its calendars is complete by then or has
-- a session day by then. A closed year may no longer have session days.
CREATE OR REPLACE VIEW @store@.store_now AS
SELECT a.asked, a.latest, coalesce(a.asked, a.latest - 60, a.today - 1) AS day,
	(
		SELECT max(y.school_year)
		FROM (
			SELECT school_year, min(complete_through) AS complete_through
			FROM @store@.calendar_complete
			WHERE complete_through IS NOT NULL
			GROUP BY school_year
		) AS y
		WHERE a.asked IS NULL OR y.complete_through <= a.asked OR EXISTS (
			SELECT FROM @store@.session_day AS d
			JOIN @store@.calendar_complete AS c USING (school_year, school_id, calendar_code)
			WHERE d.school_year = y.school_year AND c.complete_through IS NOT NULL AND d.day <= a.asked)
	) AS school_year
FROM (
	SELECT nullif(nullif(current_setting('absence.as_of', true), '')::date, 'infinity') AS asked,
		(SELECT max(complete_through) FROM @store@.school_complete) AS latest,
		coalesce((SELECT today FROM @store@.refresh_log ORDER BY refresh_id DESC LIMIT 1),
			(SELECT (now() AT TIME ZONE time_zone)::date FROM @store@.store_setting)) AS today
) AS a;

-- For each school, the last day through which it counts, in any year. A school that is more
-- than 60 days behind the latest school has closed or starts late: its day is 60 days
-- before that of the latest.
CREATE OR REPLACE VIEW @store@.school_now AS
SELECT school_id, coalesce((SELECT asked FROM @store@.store_now),
	greatest(max(complete_through), (SELECT latest FROM @store@.store_now) - 60)) AS day
FROM @store@.school_complete
GROUP BY school_id;

-- The stays that count, and whether the student is enrolled now. For this, an open stay ends
-- with its school year: a student of a past year is not enrolled now once the next year
-- counts, even if no exit was recorded.
CREATE OR REPLACE VIEW @store@.counted_stay AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.exit_date, s.last_date, s.grade, s.homeroom, s.calendar_code,
	coalesce(coalesce(n.day, (SELECT day FROM @store@.store_now)) BETWEEN s.entry_date
		AND coalesce(s.last_date, CASE WHEN s.school_year BETWEEN 1 AND 9999 THEN make_date(s.school_year, 6, 30) END),
			false) AS enrolled_now
FROM @store@.stay AS s
LEFT JOIN @store@.school_now AS n USING (school_id)
WHERE s.counts;

-- One row for the stays of a student at a school in a year
CREATE OR REPLACE VIEW @store@.student_stay AS
SELECT student_id, school_id, school_year, min(entry_date) AS entry_date,
	CASE WHEN bool_or(exit_date IS NULL) THEN NULL ELSE max(exit_date) END AS exit_date,
	(array_agg(homeroom ORDER BY entry_date DESC, last_date DESC NULLS FIRST, homeroom DESC NULLS LAST))[1] AS homeroom,
	bool_or(enrolled_now) AS enrolled_now
FROM @store@.counted_stay
GROUP BY student_id, school_id, school_year;

-- The one school of each student in a year: that of the latest stay begun by
-- complete-through, else that of the first stay
CREATE OR REPLACE VIEW @store@.latest_stay AS
SELECT DISTINCT ON (student_id, school_year) student_id, school_year, school_id, grade, homeroom, enrolled_now
FROM (
	SELECT s.student_id, s.school_year, s.school_id, s.grade, s.homeroom, s.entry_date, s.last_date,
		c.calendar_code IS NOT NULL AS has_calendar,
		s.entry_date <= max(c.complete_through) OVER student AS begun, bool_or(s.enrolled_now) OVER student AS enrolled_now
	FROM @store@.counted_stay AS s
	LEFT JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)
	WINDOW student AS (PARTITION BY s.student_id, s.school_year)
) AS stay
WHERE has_calendar
ORDER BY student_id, school_year,
	CASE WHEN begun THEN entry_date END DESC NULLS LAST, CASE WHEN begun THEN NULL ELSE entry_date END,
	last_date DESC NULLS FIRST, grade DESC NULLS LAST, homeroom DESC NULLS LAST, school_id;
$store$);

INSERT INTO absence_internal.store_part VALUES ('helper/visible', $store$
-- The rows that a reader sees. The views use fragments sees, sees_student and sees_all of
-- sql/internal/fragment.sql. These are uncorrelated subqueries, so that they are computed
-- once per query. They filter the rows of a result, never the rows from which a figure is
-- computed.

-- Whether the reader sees every school, and if not, which schools. These see every school:
-- the owner of the store, roles with the privileges of the owner, superusers, who have the
-- privileges of every role, and roles with a row without a school. A row for a role that
-- was dropped or renamed matches no reader. A store without settings is an error.
CREATE OR REPLACE VIEW @store@.visible AS
SELECT CASE WHEN s.only_row THEN NOT s.school_scope OR pg_has_role(c.relowner, 'USAGE') OR coalesce(m.all_schools, false)
	ELSE absence_internal.must_have_settings() END AS all_schools, m.school_ids
FROM (VALUES (true)) AS one
LEFT JOIN @store@.store_setting AS s ON true
LEFT JOIN pg_class AS c ON c.oid = s.tableoid
CROSS JOIN (
	SELECT bool_or(m.school_id IS NULL) AS all_schools, array_agg(m.school_id) AS school_ids
	FROM @store@.staff_school AS m
	JOIN pg_roles AS r ON r.rolname = m.role_name
	WHERE pg_has_role(r.oid, 'USAGE')
) AS m;

-- The students who are at one of these schools now: a stay there covers the last day of the
-- year that is complete at any school, or is the latest stay begun by then (if none has
-- begun, the first). The reader sees their whole year, at every school. The settings of the
-- session have no effect.
CREATE OR REPLACE VIEW @store@.visible_student AS
SELECT DISTINCT student_id, school_year
FROM (
	SELECT s.student_id, s.school_year, s.school_id, s.entry_date, s.last_date, d.day,
		coalesce(max(s.entry_date) FILTER (WHERE s.entry_date <= d.day) OVER stays, min(s.entry_date) OVER stays) AS latest_entry
	FROM @store@.stay AS s
	JOIN (
		SELECT DISTINCT student_id, school_year
		FROM @store@.enrollment
		WHERE school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[])
	) AS m USING (student_id, school_year)
	LEFT JOIN (
		SELECT school_year, max(complete_through) AS day
		FROM @store@.calendar_complete
		GROUP BY school_year
	) AS d USING (school_year)
	WHERE s.counts
	WINDOW stays AS (PARTITION BY s.student_id, s.school_year)
) AS s
WHERE school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[])
	AND (entry_date = latest_entry OR day BETWEEN entry_date AND coalesce(last_date, 'infinity'));

-- Relations that cannot be filtered by row are granted only to readers who see every school,
-- so the grants follow these tables.
CREATE OR REPLACE TRIGGER regrant AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @store@.staff_school
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.scope_changed();
CREATE OR REPLACE TRIGGER regrant AFTER INSERT OR UPDATE OF school_scope ON @store@.store_setting
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.scope_changed();
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/calendar_day_outside_year', $store$
-- Calendar days before June of the year in which the school year begins, or after August
-- of the year in which it ends. They are compared as numbers, because some years are out
-- of range for a date.

@reasons@
	('calendar day outside year', 'error', 'Correct the day or the school year; the day is left out.')
@rows@
SELECT 'calendar day outside year', d.school_year, d.school_id, NULL, @one(d.day)@,
	concat_ws(', ', 'calendar ' || absence_internal.short_word(d.calendar_code), @span(d.day)@), count(*)
FROM @store@.calendar_day AS d
WHERE NOT coalesce(extract(year FROM d.day) * 100 + extract(month FROM d.day)
	BETWEEN (d.school_year::numeric - 1) * 100 + 6 AND d.school_year::numeric * 100 + 8, false)
GROUP BY d.school_year, d.school_id, d.calendar_code
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/calendar_without_session_days', $store$
-- Calendars of students without a session day

@reasons@
	('calendar without session days', 'error', 'Load the days of the calendar.')
@rows@
SELECT 'calendar without session days', c.school_year, c.school_id, NULL, NULL,
	'calendar ' || absence_internal.short_word(c.calendar_code), 1
FROM @store@.student_calendar AS c
LEFT JOIN (SELECT DISTINCT school_id, school_year, calendar_code FROM session_day) AS d USING (school_id, school_year, calendar_code)
WHERE d.school_id IS NULL
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/closed_year', $store$
-- Events of closed school years. No other reason is shown for a closed year.

@reasons@
	('closed year', 'info', 'Open the year in school_year_state if they are to count; refresh does not read the facts of a closed year.')
@rows@
SELECT 'closed year', e.school_year, NULL, NULL, NULL, 'school year ' || e.school_year, e.events
FROM (
	SELECT school_year, count(*) AS events
	FROM @store@.attendance_event
	GROUP BY school_year
) AS e
JOIN @store@.school_year_state AS y ON y.school_year = e.school_year AND y.state = 'closed'
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/days_without_calendar', $store$
-- Days of calendars that are not in table calendar

@reasons@
	('days without calendar', 'error',
		'Put the calendar into table calendar: school, year and code are enough; until then its days do not count.')
@rows@
SELECT 'days without calendar', d.school_year, d.school_id, NULL, NULL,
	concat('calendar ', absence_internal.short_word(d.calendar_code), ', ', min(d.day), ' to ', max(d.day)), count(*)
FROM @store@.calendar_day AS d
LEFT JOIN @store@.calendar AS c USING (school_id, school_year, calendar_code)
WHERE c.school_id IS NULL
GROUP BY d.school_year, d.school_id, d.calendar_code
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/duplicate_enrollment', $store$
-- Several enrollments with one entry date

@reasons@
	('duplicate enrollment', 'warning', 'Remove the second row; the days count once.')
@rows@
SELECT 'duplicate enrollment', school_year, school_id, student_id, entry_date, count(*) || ' rows of entry ' || entry_date, count(*)
FROM stay
WHERE counts
GROUP BY school_year, school_id, student_id, entry_date
HAVING count(*) > 1
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/event_not_used', $store$
-- Events that are not used, by the reason that helper/event_not_used.sql gives. Depending
-- on the reason, a row is about a student, a school and day, or a school.

@reasons@
	('unknown year', 'error', 'Correct the school year, or load its enrollments and calendars and refresh.'),
	('not enrolled', 'error', 'Load the enrollment, or correct the student, the school or the year of the events.'),
	('no calendar', 'error', 'Give the stays of these students a calendar; see stay without calendar.'),
	('share out of range', 'error', 'Correct portion, missed or held of the event.'),
	('periods not known', 'error', 'Enter in held, calendar_day or calendar how many periods the day has.'),
	('void stay', 'warning', 'Correct the enrollment if the student did come, else remove the events.'),
	('no session day', 'warning', 'Correct the day of the events, or the calendar.'),
	('before entry', 'warning', 'Correct the entry date, or the day of the events.'),
	('after exit', 'warning', 'Correct the exit date, or the day of the events.'),
	('between stays', 'warning', 'Correct the enrollments, or the day of the events.'),
	('not refreshed', 'info', 'Refresh: the enrollment is newer than the registers.')
@rows@
SELECT e.reason, e.school_year, @one(e.school_id)@, @one(e.student_id)@, @one(e.day)@,
	concat_ws(', ', 'code ' || absence_internal.short_word(min(e.code)) || CASE WHEN min(e.code) < max(e.code) THEN ' and others' ELSE '' END,
		min(b.given), @span(e.day)@), count(*)
FROM @store@.event_not_used AS e
LEFT JOIN (
	SELECT student_id, school_id, school_year, day,
		min(left(CASE WHEN portion IS NOT NULL THEN 'portion ' || portion ELSE 'missed ' || missed || ' of ' || held END, 60)) AS given
	FROM @store@.attendance_event
	WHERE (portion IS NOT NULL OR missed IS NOT NULL)	-- most events have neither
		AND absence_internal.event_share(portion, CASE WHEN period IS NULL THEN missed END, CASE WHEN period IS NULL THEN held END, 1) IS NULL
	GROUP BY student_id, school_id, school_year, day
) AS b ON e.reason = 'share out of range'
	AND (b.student_id, b.school_id, b.school_year, b.day) = (e.student_id, e.school_id, e.school_year, e.day)
GROUP BY e.reason, e.school_year,
	CASE WHEN e.reason <> 'unknown year' THEN e.school_id END,
	CASE WHEN e.reason IN ('unknown student', 'not enrolled', 'void stay', 'before entry', 'after exit', 'between stays', 'share out of range')
		THEN e.student_id END,
	CASE WHEN e.reason IN ('no session day', 'share out of range') THEN e.day END
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/exit_before_entry', $store$
-- Enrollments whose exit is before their entry

@reasons@
	('exit before entry', 'error', 'Correct the dates of the enrollment; the stay does not count.')
@rows@
SELECT 'exit before entry', school_year, school_id, student_id, entry_date, 'entry ' || entry_date || ', exit ' || exit_date, count(*)
FROM stay
WHERE void = 'exit before entry'
GROUP BY school_year, school_id, student_id, entry_date, exit_date
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/fte_out_of_range', $store$
-- Enrollments whose fte is negative, infinite or not a number

@reasons@
	('fte out of range', 'warning', 'Correct fte of the enrollment; it is taken as 1.')
@rows@
SELECT 'fte out of range', school_year, school_id, student_id, entry_date, 'fte ' || left(min(fte)::text, 60), count(*)
FROM @store@.enrollment
WHERE fte < 0 OR fte >= 'Infinity'
GROUP BY school_year, school_id, student_id, entry_date
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/incomplete_calendar', $store$
-- Calendars that the last refresh found incomplete. Occurrences are the session days that
-- are over and do not count.

@reasons@
	('nothing recorded', 'error', 'Ask the school for its attendance; until then its students have no verdict.'),
	('stopped early', 'error', 'Ask the school for the rest of its attendance; until then the days since do not count.'),
	('stale reporting', 'warning', 'Ask the school whether attendance is still taken and sent; until then the days since do not count.')
@rows@
SELECT CASE
		WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 'nothing recorded'
		WHEN c.days_cut > 5 THEN 'stopped early'
		ELSE 'stale reporting' END,
	c.school_year, c.school_id, NULL, c.complete_through,
	concat_ws(', ', 'calendar ' || c.calendar_code, 'complete through ' || c.complete_through, 'last recorded ' || c.last_recorded,
		'last session day ' || c.last_session_day), c.days_cut
FROM @store@.calendar_complete AS c
WHERE c.members > 0 AND c.days_cut > CASE WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 5 ELSE 0 END
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/key_too_long', $store$
-- Keys of more than 500 bytes

@reasons@
	('key too long', 'error', 'Correct the key; rows with a key of more than 500 bytes do not count.')
@rows@
SELECT 'key too long', school_year, school_id, student_id, NULL,
	concat(what, ' of ', octet_length(key), ' bytes, ', absence_internal.short_word(key)), count(*)
FROM (
	SELECT school_year, school_id, student_id, 'enrollment, student_id', student_id FROM @store@.enrollment
	UNION ALL
	SELECT school_year, school_id, NULL, 'enrollment, school_id', school_id FROM @store@.enrollment
	UNION ALL
	SELECT school_year, school_id, NULL, 'calendar_day, school_id', school_id FROM @store@.calendar_day
	UNION ALL
	SELECT school_year, school_id, NULL, 'calendar_day, calendar_code', calendar_code FROM @store@.calendar_day
) AS k (school_year, school_id, student_id, what, key)
WHERE octet_length(key) > 500
GROUP BY school_year, school_id, student_id, what, key
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/length_out_of_range', $store$
-- Days and calendars whose minutes or periods are out of range

@reasons@
	('length out of range', 'warning', 'Correct minutes (1 to 1440) or periods (1 or more); the length is taken as not known.')
@rows@
SELECT 'length out of range', l.school_year, l.school_id, NULL, @one(l.day)@,
	concat_ws(', ', 'calendar ' || absence_internal.short_word(l.calendar_code), 'minutes ' || min(l.minutes), 'periods ' || min(l.periods)),
	count(*)
FROM (
	SELECT school_year, school_id, calendar_code, day, CASE WHEN minutes NOT BETWEEN 1 AND 1440 THEN minutes END AS minutes,
		CASE WHEN periods <= 0 THEN periods END AS periods
	FROM @store@.calendar_day
	UNION ALL
	SELECT school_year, school_id, calendar_code, NULL, CASE WHEN day_minutes NOT BETWEEN 1 AND 1440 THEN day_minutes END,
		CASE WHEN periods <= 0 THEN periods END
	FROM @store@.calendar
) AS l
WHERE l.minutes IS NOT NULL OR l.periods IS NOT NULL
GROUP BY l.school_year, l.school_id, l.calendar_code
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/no_minutes', $store$
-- Calendars in which only some days have minutes

@reasons@
	('no minutes', 'info', 'Give the days their minutes if a definition counts minutes.')
@rows@
SELECT 'no minutes', school_year, school_id, NULL, NULL, 'calendar ' || calendar_code, count(*) - count(minutes)
FROM session_day
GROUP BY school_year, school_id, calendar_code
HAVING count(minutes) > 0 AND count(minutes) < count(*)
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/not_mapped', $store$
-- Students whose verdict depends on unmapped codes, under the store's own definition

@reasons@
	('not mapped', 'error', 'Map the codes in attendance_code (see unmapped code); until then these students have no verdict.')
@rows@
SELECT 'not mapped', r.school_year, r.school_id, @one(r.student_id)@, NULL,
	'students without a verdict under definition ' || a.name, count(*)
FROM @store@.student_register AS r
JOIN (
	SELECT p.school_year, p.name, p.policy::absence.policy AS policy
	FROM @store@.store_setting AS s
	JOIN @store@.definition_of_year AS p ON p.name = s.policy
	OFFSET 0
) AS a USING (school_year)
WHERE absence.why_null(absence.tally(r.register, a.policy)) = 'unmapped'
GROUP BY r.school_year, r.school_id, a.name
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/odd_key', $store$
-- Keys with a blank at an end or with a control character

@reasons@
	('odd key', 'warning', 'Correct the key if it is a mistake: it has a blank at an end or a control character, and counts as it is.')
@rows@
SELECT 'odd key', school_year, school_id, student_id, NULL, concat(what, ' ', to_json(absence_internal.short_word(key))), count(*)
FROM (
	SELECT school_year, school_id, student_id, 'enrollment, student_id', student_id FROM @store@.enrollment
	UNION ALL
	SELECT school_year, school_id, NULL, 'enrollment, school_id', school_id FROM @store@.enrollment
) AS k (school_year, school_id, student_id, what, key)
WHERE key ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]'
GROUP BY school_year, school_id, student_id, what, key
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/overlapping_stays', $store$
-- Stays of a student at one school that overlap. Rows with the same entry date are one stay
-- here. A stay can begin on the day on which another one ends.

@reasons@
	('overlapping stays', 'warning', 'Correct the dates of the enrollments; a day of both counts once.')
@rows@
SELECT 'overlapping stays', school_year, school_id, student_id, entry_date,
	'entry ' || entry_date || ' is before exit ' || CASE WHEN last_before = 'infinity' THEN '(open)' ELSE last_before::text END, 1
FROM (
	SELECT school_year, school_id, student_id, entry_date,
		max(max(coalesce(last_date, 'infinity'))) OVER (PARTITION BY school_year, school_id, student_id ORDER BY entry_date
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
	FROM stay
	WHERE counts
	GROUP BY school_year, school_id, student_id, entry_date
) AS s
WHERE last_before > entry_date
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/roll_on_no_session_day', $store$
-- Rolls that were taken on days without a session

@reasons@
	('roll on no session day', 'warning', 'Correct the day in attendance_taken, or the calendar.')
@rows@
SELECT 'roll on no session day', NULL, a.school_id, NULL, @one(a.day)@,
	concat_ws(', ', coalesce('calendar ' || absence_internal.short_word(a.calendar_code), 'every calendar'), @span(a.day)@), count(*)
FROM @store@.attendance_taken AS a
WHERE NOT EXISTS (
	SELECT FROM session_day AS d
	WHERE d.school_id = a.school_id AND d.day = a.day AND (a.calendar_code IS NULL OR a.calendar_code = d.calendar_code))
GROUP BY a.school_id, a.calendar_code
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/school_silence', $store$
-- Days on which a school recorded nothing, or less than is likely, as the last refresh found
-- by the rules in function/complete_through.sql. The days count.

@reasons@
	('silent days', 'warning', 'Ask the school for the attendance of these days; until then everybody counts as present on them.'),
	('no event in district', 'warning', 'Take the days out of the calendar if it was a break, else ask for their attendance; they count.'),
	('small school silent', 'info', 'Ask the school whether really nobody was absent since; the days count.')
@rows@
SELECT s.reason, s.school_year, s.school_id, NULL, CASE WHEN s.first_day = s.last_day THEN s.first_day END,
	s.first_day || ' to ' || s.last_day, s.session_days
FROM @store@.school_silence AS s
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/several_events', $store$
-- Several events of one day, or of one period of it, and which of them decides

@reasons@
	('absent and present', 'warning', 'Remove the wrong event; the absence counts unless the precedence of the codes says otherwise.'),
	('unmapped beside other code', 'warning', 'Map the code in attendance_code, or remove the wrong event.'),
	('two absences', 'info', 'Remove the wrong event; precedence decides, then the order of marks.'),
	('duplicate event', 'warning',
		'Label two lessons apart (P3a, P3b) or half days (AM, PM), or remove the second row; the larger share counts.')
@rows@
SELECT k.reason, d.school_year, d.school_id, d.student_id, d.day,
	CASE k.reason
		WHEN 'duplicate event' THEN concat(d.twice, coalesce(' in period ' || d.period, ' without a period'),
			CASE WHEN d.codes_twice > 1 THEN ', each' ELSE ',' END, ' counted as one')
		ELSE concat('codes ', d.codes, ' in period ' || d.period,
			': ' || absence_internal.short_word(d.winning_code) || ' decides') END, d.events
FROM (
	-- The rows of each code are grouped first, because many are the same row twice. All rows
	-- are sorted by code at once, because sorting them in each group takes longer.
	SELECT student_id, school_id, school_year, day, absence_internal.short_word(period) AS period, sum(events)::bigint AS events,
		string_agg(shown_code, ', ') AS codes,
		absence_internal.winning_code(code, mark::absence.mark, precedence) FILTER (WHERE is_used) AS winning_code,
		string_agg('code ' || shown_code || ' ' || events || ' times', ' and ') FILTER (WHERE events > 1) AS twice,
		count(*) FILTER (WHERE events > 1) AS codes_twice,
		bool_or(mark = 'present') AS is_present, bool_or(mark = 'unmapped') AS is_unmapped, bool_and(mark = 'unmapped') AS all_unmapped,
		min(whole_absence) AS whole_absence, max(whole_absence) AS other_absence
	FROM (
		SELECT student_id, school_id, school_year, day, period, code, absence_internal.short_word(code) AS shown_code, count(*) AS events,
			min(mark) AS mark, min(precedence) AS precedence, bool_or(is_used) AS is_used,
			min(mark) FILTER (WHERE share = 1 AND mark <> 'unmapped' AND absence_internal.default_share(mark::absence.mark) = 1) AS whole_absence
		FROM @store@.event_part
		WHERE student_id IN (
			-- the students with such events, because there are fewer students than days of students
			SELECT student_id
			FROM @store@.attendance_event
			WHERE period IS NULL
			GROUP BY student_id
			HAVING count(*) > (SELECT count(DISTINCT d.day) FROM unnest(array_agg(day)) AS d (day))
			UNION
			SELECT student_id
			FROM @store@.attendance_event
			WHERE period IS NOT NULL
			GROUP BY student_id, day, period
			HAVING count(*) > 1
		)
		GROUP BY student_id, school_id, school_year, day, period, code
		ORDER BY student_id, school_id, school_year, day, period, code
	) AS p
	GROUP BY student_id, school_id, school_year, day, period
	HAVING sum(events) > 1
) AS d
CROSS JOIN LATERAL (VALUES
	('absent and present', d.is_present AND d.whole_absence IS NOT NULL),
	('unmapped beside other code', d.is_unmapped AND NOT d.all_unmapped),
	('two absences', d.whole_absence < d.other_absence),
	('duplicate event', d.codes_twice > 0)
) AS k (reason, holds)
WHERE k.holds
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/share_above_1', $store$
-- Events that miss more than a day

@reasons@
	('share above 1', 'warning', 'Correct portion, missed or held; the event counts as a whole.')
@rows@
SELECT 'share above 1', school_year, school_id, student_id, day,
	min('code ' || absence_internal.short_word(code) || ', ' || left(CASE
		WHEN portion IS NOT NULL THEN 'portion ' || portion
		WHEN period IS NULL THEN 'missed ' || missed || ' of ' || held
		ELSE 'a period of a day of ' || held END, 60)), count(*)
FROM @store@.attendance_event
WHERE (portion > 1 AND portion <= 'Infinity')
	OR (portion IS NULL AND period IS NULL AND held > 0 AND missed > held AND missed < 'Infinity')
	OR (portion IS NULL AND period IS NOT NULL AND held > 0 AND held < 1)
GROUP BY school_year, school_id, student_id, day
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/status_never_in_force', $store$
-- Statuses of student_group whose dates cover no day

@reasons@
	('status never in force', 'warning', 'Correct begin_date or end_date in student_group; the status is in force on no day.')
@rows@
SELECT 'status never in force', NULL, NULL, student_id, NULL,
	concat_ws(', ', absence_internal.short_word(kind) || ' ' || absence_internal.short_word(value), 'from ' || begin_date, 'to ' || end_date),
	count(*)
FROM @store@.student_group
WHERE begin_date > end_date OR begin_date = 'infinity' OR end_date = '-infinity'
GROUP BY student_id, kind, value, begin_date, end_date
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/stay_without_calendar', $store$
-- Stays that count and have no calendar

@reasons@
	('stay without calendar', 'error', 'Correct the calendar code of the enrollments, or give the grade one calendar in calendar_grade.')
@rows@
SELECT 'stay without calendar', s.school_year, s.school_id, @one(s.student_id)@, NULL,
	concat_ws(', ', coalesce('calendar ' || absence_internal.short_word(s.named_calendar), 'no calendar code'),
		coalesce('grade ' || s.grade, 'no grade')),
	count(DISTINCT (s.student_id, s.entry_date))
FROM stay AS s
WHERE s.counts AND s.calendar_code IS NULL
GROUP BY s.school_year, s.school_id, s.named_calendar, s.grade
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/stay_without_session_day', $store$
-- Stays whose calendar has no session day between entry and exit

@reasons@
	('stay without session day', 'warning', 'Correct the dates of the enrollment, or the calendar.')
@rows@
SELECT 'stay without session day', s.school_year, s.school_id, s.student_id, s.entry_date,
	concat_ws(', ', 'entry ' || s.entry_date, 'exit ' || s.exit_date, 'calendar ' || s.calendar_code), count(*)
FROM stay AS s
JOIN (
	SELECT school_id, school_year, calendar_code, absence.calendar_agg(day) AS days
	FROM session_day
	GROUP BY school_id, school_year, calendar_code
) AS c USING (school_id, school_year, calendar_code)
WHERE s.counts AND absence.enrolled_days(absence.tally(absence.enroll(c.days, s.entry_date, s.last_date))) = 0
GROUP BY s.school_year, s.school_id, s.student_id, s.entry_date, s.exit_date, s.calendar_code
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/summer_enrollment', $store$
-- Enrollments of summer school

@reasons@
	('summer enrollment', 'info', 'Correct the enrollment type if it is not summer school; the stays do not count.')
@rows@
SELECT 'summer enrollment', school_year, school_id, @one(student_id)@, NULL, 'enrollment type Summer', count(*)
FROM stay
WHERE void = 'summer enrollment'
GROUP BY school_year, school_id
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/unknown_calendar_word', $store$
-- Words of calendar_day that are not in calendar_event_kind

@reasons@
	('unknown calendar word', 'warning', 'Enter in calendar_event_kind what the word means; until then it has no effect.')
@rows@
SELECT 'unknown calendar word', d.school_year, d.school_id, NULL, @one(d.day)@, 'event ' || absence_internal.short_word(d.event), count(*)
FROM @store@.calendar_day AS d
LEFT JOIN @store@.calendar_event_kind AS k ON k.event = d.event
WHERE k.event IS NULL
GROUP BY d.school_year, d.school_id, d.event
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/unknown_grade', $store$
-- Grades for which it is not known whether the federal file covers them

@reasons@
	('unknown grade', 'warning',
		'Write it in enrollment as PK, K, 1 to 12, 13 or UG; until then fs195 has these students as grade not known.')
@rows@
SELECT 'unknown grade', r.school_year, r.school_id, r.student_id, NULL, coalesce('grade ' || r.grade, 'no grade'), r.students
FROM (
	SELECT school_year, school_id, grade, count(*) AS students, @one(student_id)@ AS student_id
	FROM @store@.student_register
	GROUP BY school_year, school_id, grade
) AS r
LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
WHERE absence_internal.is_federal_grade(r.grade) IS NULL AND h.federally_reported IS NOT FALSE
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/unknown_school', $store$
-- Enrollments at schools that are not in table school. Events that are not used can have
-- this reason too.

@reasons@
	('unknown school', 'error', 'Load the school, or correct its id.')
@rows@
SELECT 'unknown school', e.school_year, e.school_id, NULL, NULL,
	'enrollments at school ' || absence_internal.short_word(e.school_id), count(*)
FROM @store@.enrollment AS e
LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
WHERE h.school_id IS NULL
GROUP BY e.school_year, e.school_id
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/unknown_student', $store$
-- Enrollments of students who are not in table student. Events that are not used can have
-- this reason too.

@reasons@
	('unknown student', 'error', 'Load the student, or correct the id.')
@rows@
SELECT 'unknown student', e.school_year, e.school_id, e.student_id, NULL,
	'enrollment of student ' || absence_internal.short_word(e.student_id), count(*)
FROM @store@.enrollment AS e
LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
WHERE u.student_id IS NULL
GROUP BY e.school_year, e.school_id, e.student_id
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/unmapped_code', $store$
-- Codes of events that no row of attendance_code maps

@reasons@
	('unmapped code', 'error', 'Map the code in attendance_code; until then days that hang on it do not count.')
@rows@
SELECT 'unmapped code', e.school_year, e.school_id, NULL, NULL, 'code ' || absence_internal.short_word(e.code), e.events
FROM (
	SELECT school_year, school_id, code, count(*) AS events
	FROM @store@.attendance_event
	GROUP BY school_year, school_id, code
) AS e
JOIN @store@.school_year_state AS y ON y.school_year = e.school_year
JOIN @store@.school AS h ON h.school_id = e.school_id
LEFT JOIN @store@.code_mark AS c ON (c.school_id, c.school_year, c.code) = (e.school_id, e.school_year, e.code)
WHERE coalesce(c.mark, 'unmapped') = 'unmapped'
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/void_exit_type', $store$
-- Enrollments with an exit type that says the student never came

@reasons@
	('void exit type', 'info', 'Correct the exit type if these students did come; the stays do not count.')
@rows@
SELECT 'void exit type', e.school_year, e.school_id, @one(e.student_id)@, NULL,
	'exit type ' || absence_internal.short_word(e.exit_type), count(*)
FROM @store@.enrollment AS e
JOIN @store@.store_setting AS s ON e.exit_type = ANY (s.void_exit_types)
GROUP BY e.school_year, e.school_id, e.exit_type
$store$);

INSERT INTO absence_internal.store_part VALUES ('issue/word_too_long', $store$
-- Words of more than 500 bytes

@reasons@
	('word too long', 'warning', 'Correct the word; views show a word of more than 500 bytes by its beginning and a hash.')
@rows@
SELECT 'word too long', school_year, school_id, NULL, NULL,
	concat(what, ' of ', octet_length(word), ' bytes, ', absence_internal.short_word(word)), count(*)
FROM (
	SELECT school_year, school_id, 'enrollment, grade', grade FROM @store@.enrollment
	UNION ALL
	SELECT NULL, NULL, 'student_group, kind', kind FROM @store@.student_group
	UNION ALL
	SELECT NULL, NULL, 'student_group, value', value FROM @store@.student_group
) AS w (school_year, school_id, what, word)
WHERE octet_length(word) > 500
GROUP BY school_year, school_id, what, word
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/access', $store$
-- Access: the level of each reader, and the schools that each role may see

CREATE TABLE @store@.reader (
	role_name name PRIMARY KEY,
	level text COLLATE "C" NOT NULL CHECK (level IN ('public', 'aggregate', 'student', 'loader'))
);

CREATE TABLE @store@.staff_school (
	role_name name NOT NULL,
	school_id text COLLATE "C",
	UNIQUE NULLS NOT DISTINCT (role_name, school_id)
);
ALTER TABLE @store@.staff_school REPLICA IDENTITY FULL;
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/certification', $store$
-- Certifications: the verdicts as they were known on a day, kept under a label. All types
-- are built in and nothing here needs the extension, so that the tables can be read
-- without it.

CREATE TABLE @store@.certification (
	label text COLLATE "C" PRIMARY KEY,
	school_year integer NOT NULL,
	as_of date NOT NULL,
	policy_name text COLLATE "C" NOT NULL,
	policy text NOT NULL,
	note text,
	refreshed_at timestamptz,
	certified_at timestamptz NOT NULL,
	certified_by text NOT NULL,
	extension_version text NOT NULL
);

CREATE TABLE @store@.certified_student (
	label text COLLATE "C" NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'district')),
	school_id text COLLATE "C",
	student_id text COLLATE "C" NOT NULL,
	grade text COLLATE "C",
	enrolled_days integer NOT NULL,
	counted_days integer NOT NULL,
	absent_days double precision NOT NULL,
	absence_rate double precision,
	chronic boolean,
	band text COLLATE "C",
	why_null text COLLATE "C",
	complete_through date,
	UNIQUE NULLS NOT DISTINCT (label, scope, school_id, student_id)
);
ALTER TABLE @store@.certified_student REPLICA IDENTITY FULL;

CREATE TABLE @store@.certified_count (
	label text COLLATE "C" NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'pooled', 'sum_of_schools')),
	school_id text COLLATE "C",
	group_kind text COLLATE "C" NOT NULL CHECK (group_kind IN ('all', 'grade')),
	group_value text COLLATE "C",
	verdict_n integer NOT NULL,
	chronic_n integer NOT NULL,
	chronic_rate double precision,
	satisfactory_n integer NOT NULL,
	at_risk_n integer NOT NULL,
	moderate_n integer NOT NULL,
	severe_n integer NOT NULL,
	no_verdict_n integer NOT NULL,
	UNIQUE NULLS NOT DISTINCT (label, scope, school_id, group_kind, group_value)
);
ALTER TABLE @store@.certified_count REPLICA IDENTITY FULL;
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/derived', $store$
-- What refresh records. All columns have built-in types, so that the tables can be read
-- without the extension.

CREATE TABLE @store@.refresh_log (
	refresh_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	school_year integer NOT NULL,
	started_at timestamptz NOT NULL,
	finished_at timestamptz NOT NULL,
	refreshed_by text NOT NULL DEFAULT current_user,
	today date NOT NULL,
	forced boolean NOT NULL,
	students integer NOT NULL,
	students_with_register integer NOT NULL,
	stays integer NOT NULL,
	stays_void integer NOT NULL,
	stays_without_calendar integer NOT NULL,
	stays_without_membership integer NOT NULL,
	events integer NOT NULL,
	events_used integer NOT NULL,
	events_not_used jsonb NOT NULL,
	registers integer NOT NULL,
	registers_added integer NOT NULL,
	registers_changed integer NOT NULL,
	registers_removed integer NOT NULL,
	verdicts_changed integer NOT NULL,
	step_ms jsonb NOT NULL,
	layout integer
);

CREATE TABLE @store@.verdict_change (
	refresh_id bigint NOT NULL,
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'district')),
	school_id text COLLATE "C",
	policy text COLLATE "C" NOT NULL,
	band_before text COLLATE "C",
	band_after text COLLATE "C",
	absent_days_before double precision,
	absent_days_after double precision,
	enrolled_days_before integer,
	enrolled_days_after integer,
	cause text COLLATE "C" NOT NULL CHECK (cause IN ('time', 'event', 'membership', 'calendar', 'code', 'policy', 'rule')),
	codes text COLLATE "C"
);
CREATE INDEX ON @store@.verdict_change (refresh_id);
ALTER TABLE @store@.verdict_change REPLICA IDENTITY FULL;

-- What the last refresh found at each school. The next refresh compares with it.
CREATE TABLE @store@.refresh_basis (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	members integer NOT NULL,
	events integer NOT NULL,
	recorded_days integer NOT NULL,
	policy text NOT NULL,
	PRIMARY KEY (school_year, school_id)
);

-- The meaning of each code at each school, as the last refresh found it
CREATE TABLE @store@.refresh_code (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	code text COLLATE "C" NOT NULL,
	mark text COLLATE "C" NOT NULL,
	precedence integer,
	share double precision NOT NULL,
	PRIMARY KEY (school_year, school_id, code)
);

-- Complete-through of each calendar, as the last refresh found it
CREATE TABLE @store@.calendar_complete (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	members integer NOT NULL,
	complete_through date,
	last_recorded date,
	last_session_day date NOT NULL,
	days_cut integer NOT NULL,
	days_md5 text,
	PRIMARY KEY (school_year, school_id, calendar_code)
);

-- Periods with no events, or with too few, as the last refresh found them. data_issue
-- reports them.
CREATE TABLE @store@.school_silence (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	reason text COLLATE "C" NOT NULL,
	first_day date NOT NULL,
	last_day date NOT NULL,
	session_days integer NOT NULL,
	PRIMARY KEY (school_year, school_id, reason, first_day)
);
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/facts', $store$
-- The facts of the district, as its student information system has them.
--
-- Keys are text in collation "C". Enrollments, events and group memberships have no
-- foreign keys, no unique keys and no check constraints: a bad row is not refused but
-- reported in data_issue, so that a whole year can be replaced by one COPY. Their indexes
-- are hash indexes, which accept texts of any length. A table without a primary key has
-- REPLICA IDENTITY FULL: without it, a publication FOR ALL TABLES would make every UPDATE
-- and DELETE fail.

CREATE TABLE @store@.school (
	school_id text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	school_level text COLLATE "C",
	lea_id text COLLATE "C",
	state_lea_id text COLLATE "C",
	state_school_id text COLLATE "C",
	nces_school_id text COLLATE "C",
	reporting text COLLATE "C" NOT NULL DEFAULT 'exception' CHECK (reporting IN ('exception', 'affirmative')),
	federally_reported boolean NOT NULL DEFAULT true
);

CREATE TABLE @store@.student (
	student_id text COLLATE "C" PRIMARY KEY,
	state_student_id text COLLATE "C",
	last_name text,
	first_name text,
	birth_date date
);

CREATE TABLE @store@.student_group (
	student_id text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL,
	begin_date date,
	end_date date
);
CREATE INDEX ON @store@.student_group USING hash (student_id);
ALTER TABLE @store@.student_group REPLICA IDENTITY FULL;

CREATE TABLE @store@.calendar (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	calendar_type text COLLATE "C" NOT NULL DEFAULT 'School',
	day_minutes integer,
	periods integer,
	PRIMARY KEY (school_id, school_year, calendar_code)
);

CREATE TABLE @store@.calendar_grade (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	grade text COLLATE "C" NOT NULL,
	PRIMARY KEY (school_id, school_year, calendar_code, grade)
);

CREATE TABLE @store@.calendar_day (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	day date NOT NULL,
	event text COLLATE "C" NOT NULL,
	minutes integer,
	periods integer,
	PRIMARY KEY (school_id, school_year, calendar_code, day, event)
);

CREATE TABLE @store@.enrollment (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	entry_date date NOT NULL,
	exit_date date,
	grade text COLLATE "C",
	calendar_code text COLLATE "C",
	entry_type text COLLATE "C",
	exit_type text COLLATE "C",
	enrollment_type text COLLATE "C",
	primary_school boolean,
	fte numeric,
	homeroom text COLLATE "C"
);
CREATE INDEX ON @store@.enrollment USING hash (student_id);
ALTER TABLE @store@.enrollment REPLICA IDENTITY FULL;

CREATE TABLE @store@.attendance_event (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	day date NOT NULL,
	period text COLLATE "C",
	code text COLLATE "C" NOT NULL,
	portion numeric,
	missed numeric,
	held numeric,
	reason text
);
CREATE INDEX ON @store@.attendance_event USING hash (student_id);
ALTER TABLE @store@.attendance_event REPLICA IDENTITY FULL;

CREATE TABLE @store@.attendance_taken (
	school_id text COLLATE "C" NOT NULL,
	day date NOT NULL,
	calendar_code text COLLATE "C",
	UNIQUE NULLS NOT DISTINCT (school_id, day, calendar_code)
);
ALTER TABLE @store@.attendance_taken REPLICA IDENTITY FULL;

-- Totals of earlier years of which nothing else exists
CREATE TABLE @store@.prior_student (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	grade text COLLATE "C",
	enrolled_days numeric NOT NULL,
	absent_days numeric NOT NULL,
	source text COLLATE "C" NOT NULL,
	PRIMARY KEY (student_id, school_id, school_year, source)
);

CREATE TABLE @store@.prior_count (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	group_kind text COLLATE "C" NOT NULL DEFAULT 'all',
	group_value text COLLATE "C" NOT NULL DEFAULT 'all',
	verdict_n integer NOT NULL,
	chronic_n integer NOT NULL,
	source text COLLATE "C" NOT NULL,
	PRIMARY KEY (school_id, school_year, group_kind, group_value, source)
);
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/publication', $store$
-- Publications. All columns have built-in types, so that the tables can be read without the
-- extension.

CREATE TABLE @store@.public_release (
	label text COLLATE "C" PRIMARY KEY,
	school_year integer NOT NULL,
	as_of date NOT NULL,
	policy text COLLATE "C" NOT NULL,
	policy_text text NOT NULL,
	minimum_group integer NOT NULL,
	published_at timestamptz NOT NULL,
	published_by text NOT NULL
);

-- The latest release of each school year, for the public
CREATE TABLE @store@.public_absence (
	school_year integer NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'small_schools', 'sum_of_schools')),
	school_id text COLLATE "C",
	school_name text,
	group_kind text COLLATE "C" NOT NULL,
	group_value text COLLATE "C" NOT NULL,
	verdict_n integer,
	chronic_n integer,
	chronic_rate double precision,
	chronic_rate_shown text NOT NULL,
	shown text COLLATE "C" NOT NULL CHECK (shown IN ('all', 'code', 'verdict_n', 'nothing')),
	as_of date NOT NULL,
	policy text COLLATE "C" NOT NULL,
	policy_text text NOT NULL,
	label text COLLATE "C" NOT NULL,
	published_at timestamptz NOT NULL,
	UNIQUE NULLS NOT DISTINCT (school_year, scope, school_id, group_kind, group_value)
);
ALTER TABLE @store@.public_absence REPLICA IDENTITY FULL;

-- What a release of a school year withholds stays withheld in the later releases of that
-- year. Otherwise a reader of two releases could work out the figure that one of them
-- withholds. The table contains no figures.
CREATE TABLE @store@.public_withheld (
	school_year integer NOT NULL,
	scope text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	group_kind text COLLATE "C" NOT NULL,
	group_value text COLLATE "C" NOT NULL,
	verdict_n_too boolean NOT NULL,
	PRIMARY KEY (school_year, scope, school_id, group_kind, group_value)
);
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/register', $store$
-- The registers, which refresh computes. No other table has a column whose type belongs to
-- the extension. Because of this column, DROP EXTENSION fails while a store exists. DROP
-- EXTENSION CASCADE drops the column, and a restore into a database without the extension
-- cannot create the table. Therefore upgrade_store creates the table if it is missing.

CREATE TABLE IF NOT EXISTS @store@.student_register (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	grade text COLLATE "C",
	register absence.register NOT NULL,
	PRIMARY KEY (student_id, school_id, school_year)
);
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/setting', $store$
-- The settings of a store, in one row; its own definitions; its school years

CREATE TABLE @store@.store_setting (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	layout_version integer NOT NULL,
	policy text COLLATE "C" NOT NULL DEFAULT 'federal',
	time_zone text NOT NULL DEFAULT current_setting('TimeZone'),
	day_closes_at time,
	exit_day_counts boolean NOT NULL DEFAULT true,
	void_exit_types text[] NOT NULL DEFAULT '{"No show","Invalid enrollment"}',
	max_drop numeric NOT NULL DEFAULT 0.20 CHECK (max_drop BETWEEN 0 AND 1),
	max_verdict_change numeric NOT NULL DEFAULT 0.05 CHECK (max_verdict_change BETWEEN 0 AND 1),
	minimum_group integer NOT NULL DEFAULT 10 CHECK (minimum_group >= 1),
	school_scope boolean NOT NULL DEFAULT false
);
INSERT INTO @store@.store_setting (layout_version) VALUES (absence_internal.store_layout());

-- The definitions of the district, which take precedence over absence.definition_catalog. A
-- changed rule is a new version, and the old version stays.
CREATE TABLE @store@.definition (
	name text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z0-9_]+$'),
	version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
	policy text NOT NULL,
	authority text,
	from_year integer,
	to_year integer,
	grades text[],
	source text,
	PRIMARY KEY (name, version)
);

CREATE TABLE @store@.school_year_state (
	school_year integer PRIMARY KEY,
	source text COLLATE "C",
	kind text COLLATE "C" NOT NULL DEFAULT 'native' CHECK (kind IN ('native', 'edfi', 'views')),
	state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed'))
);
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/upgrade', $store$
-- Objects that an upgrade of the store dropped and that were not of the store, with the DDL
-- that creates them again

CREATE TABLE @store@.dropped_dependent (
	dropped_at timestamptz NOT NULL,
	place integer NOT NULL,
	layout integer NOT NULL,
	kind text COLLATE "C" NOT NULL,
	object text NOT NULL,
	ddl text NOT NULL,
	PRIMARY KEY (dropped_at, place)
);
$store$);

INSERT INTO absence_internal.store_part VALUES ('table/words', $store$
-- The calendar events and attendance codes, with those that a new store knows. A district
-- adds its own, and can change or delete these.

-- A day with an event that closes is not a session day. A day with an event of kind session
-- is one otherwise. A neutral event has no effect.
CREATE TABLE @store@.calendar_event_kind (
	event text COLLATE "C" PRIMARY KEY,
	kind text COLLATE "C" NOT NULL CHECK (kind IN ('closes', 'session', 'neutral'))
);

-- Calendar events of Ed-Fi
INSERT INTO @store@.calendar_event_kind (event, kind) VALUES
	('Holiday', 'closes'),
	('Weather day', 'closes'),
	('Strike', 'closes'),
	('Emergency day', 'closes'),
	('Non-instructional day', 'closes'),
	('Instructional day', 'session'),
	('Make-up day', 'session'),
	('Student late arrival/early dismissal', 'session'),
	('Teacher only day', 'neutral'),
	('Other', 'neutral');

CREATE TABLE @store@.attendance_code (
	code text COLLATE "C" NOT NULL,
	school_id text COLLATE "C",
	school_year integer,
	mark text COLLATE "C" NOT NULL CHECK (mark IN ('tardy', 'left_early', 'unexcused', 'excused', 'oss', 'exempt', 'unverified', 'iss',
		'remote', 'activity', 'homebound', 'unmapped', 'present')),
	portion numeric CHECK (portion BETWEEN 0 AND 1),
	precedence integer,
	description text,
	UNIQUE NULLS NOT DISTINCT (code, school_id, school_year)
);
ALTER TABLE @store@.attendance_code REPLICA IDENTITY FULL;

-- Only codes that have one meaning everywhere. A, E, T, U and the like mean different
-- things in different districts: a code that is not mapped is reported, but a code that is
-- mapped wrongly is not. Codes for illness, religion, truancy and the like are left out
-- too: a state or a district decides what they count as.

-- Attendance event categories of Ed-Fi. Partial gives neither the reason nor the time
-- missed: its mark is unverified, and its share is 0 unless the event gives one.
INSERT INTO @store@.attendance_code (code, mark, portion, description) VALUES
	('In Attendance', 'present', NULL, 'Ed-Fi: in attendance'),
	('Present', 'present', NULL, 'Ed-Fi (5.2 and later) and CEDS: present'),
	('Excused Absence', 'excused', NULL, 'Ed-Fi: absent, excused'),
	('Unexcused Absence', 'unexcused', NULL, 'Ed-Fi: absent, unexcused'),
	('Tardy', 'tardy', NULL, 'Ed-Fi and CEDS: tardy'),
	('Early departure', 'left_early', NULL, 'Ed-Fi: left early'),
	('Partial', 'unverified', 0, 'Ed-Fi: there for part of the day; reason not known; misses nothing unless the event gives a share');

-- Attendance statuses of CEDS, where they are spelled differently
INSERT INTO @store@.attendance_code (code, mark, description) VALUES
	('ExcusedAbsence', 'excused', 'CEDS: absent, excused'),
	('UnexcusedAbsence', 'unexcused', 'CEDS: absent, unexcused'),
	('EarlyDeparture', 'left_early', 'CEDS: left early');

-- Plain words. They are of no standard unless the description names one: Ed-Fi has
-- suspensions in its discipline and educational environment descriptors, and homebound in
-- the latter.
INSERT INTO @store@.attendance_code (code, mark, description) VALUES
	('Excused', 'excused', 'Plain word: absent, excused'),
	('Excused absence', 'excused', 'Plain word: absent, excused'),
	('Absent Excused', 'excused', 'Plain word: absent, excused'),
	('Unexcused', 'unexcused', 'Plain word: absent, unexcused'),
	('Unexcused absence', 'unexcused', 'Plain word: absent, unexcused'),
	('Absent Unexcused', 'unexcused', 'Plain word: absent, unexcused'),
	('Absent', 'unverified', 'Plain word: absent, and nothing said of the reason'),
	('Unverified', 'unverified', 'Plain word: absent, reason not known'),
	('Absent Unverified', 'unverified', 'Plain word: absent, reason not known'),
	('Tardy Excused', 'tardy', 'Plain word: tardy, excused'),
	('Excused Tardy', 'tardy', 'Plain word: tardy, excused'),
	('Tardy Unexcused', 'tardy', 'Plain word: tardy, unexcused'),
	('Unexcused Tardy', 'tardy', 'Plain word: tardy, unexcused'),
	('Late Arrival', 'tardy', 'Plain word: came late'),
	('Left Early', 'left_early', 'Plain word: left early'),
	('Early Departure', 'left_early', 'Plain word: left early'),
	('Out of School Suspension', 'oss', 'Ed-Fi (discipline): out-of-school suspension'),
	('Out-of-School Suspension', 'oss', 'Plain word: out-of-school suspension'),
	('Out-of-school suspension', 'oss', 'Plain word: out-of-school suspension'),
	('OSS', 'oss', 'Plain word: out-of-school suspension'),
	('In School Suspension', 'iss', 'Ed-Fi (discipline): in-school suspension'),
	('In-School Suspension', 'iss', 'Plain word: in-school suspension'),
	('In-school suspension', 'iss', 'Ed-Fi (educational environment): in-school suspension'),
	('ISS', 'iss', 'Plain word: in-school suspension'),
	('Field Trip', 'activity', 'Plain word: field trip'),
	('Field trip', 'activity', 'Plain word: field trip'),
	('School Activity', 'activity', 'Plain word: school activity'),
	('School activity', 'activity', 'Plain word: school activity'),
	('Homebound', 'homebound', 'Ed-Fi (educational environment): homebound'),
	('Remote Present', 'remote', 'Plain word: present, at a distance'),
	('Virtual Present', 'remote', 'Plain word: present, at a distance');
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/absence_trend', $store$
-- How many students are chronically absent by the end of each school week, at each school
-- and in each group of its students. A school week is a week with a session day. Weeks are
-- numbered from the first of the year, so that holidays do not shift a week against the
-- same week of last year. Groups are the grades, and the groups on_day of group_absence. A
-- student is in a group for the whole year, so that the line of a group does not break when
-- a program begins. A group has the weeks of its school.
--
-- The registers of a school are collected once, and each is counted in every group. Sorting
-- a row for each student and group took twice as long. The policy is joined again after
-- each grouping. Grouping by it would require an operator class of its type, and pg_upgrade
-- creates operator classes after the views.
CREATE OR REPLACE VIEW @store@.absence_trend WITH (security_barrier) AS
WITH definition AS NOT MATERIALIZED @asked@
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.week_number, c.week_start, c.last_day, c.session_days, c.verdict_n, c.chronic_n, c.chronic_rate,
	c.prior_last_day, coalesce(c.prior_verdict_n, t.verdict_n) AS prior_verdict_n, coalesce(c.prior_chronic_n, t.chronic_n) AS prior_chronic_n,
	coalesce(c.prior_chronic_rate, t.chronic_n::double precision / nullif(t.verdict_n, 0)) AS prior_chronic_rate, t.source AS prior_source,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy
FROM (
	SELECT w.*, first_value(w.last_day) OVER last_year AS prior_last_day, first_value(w.verdict_n) OVER last_year AS prior_verdict_n,
		first_value(w.chronic_n) OVER last_year AS prior_chronic_n, first_value(w.chronic_rate) OVER last_year AS prior_chronic_rate
	FROM (
		SELECT s.school_year, s.school_id, g.group_kind, g.group_value, p.week_number::integer AS week_number,
			p.day - (extract(isodow FROM p.day)::integer - 1) AS week_start, p.day AS last_day, s.session_days[p.week_number] AS session_days,
			p.n::integer AS verdict_n, p.k::integer AS chronic_n, p.rate AS chronic_rate, s.has_prior, g.counts_day, s.as_of, s.policy_name
		FROM (
			SELECT s.*, a.policy, d.last_days, d.session_days,
				count(d.last_days) OVER (PARTITION BY s.school_id ORDER BY s.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) > 0 AS has_prior
			FROM (
				SELECT m.school_year, m.school_id, m.as_of, m.policy_name, absence.chronic_trend(m.register, a.policy) AS trend,
					array_agg(m.register) AS registers, array_agg(m.grade) AS grades, array_agg(m.on_day) AS on_days
				FROM (
					SELECT r.school_year, r.school_id, coalesce(r.grade, 'missing') AS grade, r.register, a.as_of, a.policy_name,
						@on_day(r.register, a.as_of)@ AS on_day
					FROM @store@.student_register AS r
					JOIN definition AS a USING (school_year)
					@statuses_of(r)@
					GROUP BY r.school_year, r.school_id, r.student_id, a.as_of, a.policy_name
				) AS m
				JOIN definition AS a USING (school_year)
				GROUP BY m.school_year, m.school_id, m.as_of, m.policy_name
			) AS s
			JOIN definition AS a USING (school_year)
			CROSS JOIN LATERAL (
				SELECT array_agg(w.last_day ORDER BY w.last_day) AS last_days, array_agg(w.session_days ORDER BY w.last_day) AS session_days
				FROM (
					SELECT max(p.day) AS last_day, count(*)::integer AS session_days
					FROM absence.points(s.trend) AS p
					WHERE p.day <= s.as_of
					GROUP BY p.day - (extract(isodow FROM p.day)::integer - 1)
				) AS w
			) AS d
		) AS s
		CROSS JOIN @statuses@ AS k
		CROSS JOIN LATERAL (
			SELECT g.group_kind, g.group_value, absence.chronic_trend(u.register, s.policy) AS trend,
				bool_or(absence_internal.last_membership_day(u.register, s.as_of) IS NOT NULL) AS counts_day
			FROM unnest(s.registers, s.on_days) AS u (register, on_day)
			JOIN (
				SELECT a.on_day, g.group_kind, g.group_value
				FROM (SELECT DISTINCT on_day FROM unnest(s.on_days) AS a (on_day)) AS a
				CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, a.on_day, a.on_day) AS g
				WHERE g.status_basis = 'on_day' AND g.group_kind <> 'grade'
				OFFSET 0
			) AS g USING (on_day)
			GROUP BY g.group_kind, g.group_value
			UNION ALL
			SELECT 'grade', u.grade, absence.chronic_trend(u.register, s.policy),
				bool_or(absence_internal.last_membership_day(u.register, s.as_of) IS NOT NULL)
			FROM unnest(s.registers, s.grades) AS u (register, grade)
			GROUP BY u.grade
		) AS g
		CROSS JOIN LATERAL absence.points(g.trend, s.last_days) WITH ORDINALITY AS p (day, n, k, rate, week_number)
	) AS w
	WINDOW last_year AS (PARTITION BY w.school_id, w.group_kind, w.group_value, w.week_number
		ORDER BY w.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)
) AS c
LEFT JOIN (
	SELECT DISTINCT ON (school_id, school_year, group_kind, group_value)
		school_id, school_year, group_kind, group_value, verdict_n, chronic_n, source
	FROM @store@.prior_count
	ORDER BY school_id, school_year, group_kind, group_value, source
) AS t ON (t.school_id, t.school_year, t.group_kind, t.group_value) = (c.school_id, c.school_year - 1, c.group_kind, c.group_value)
	AND NOT c.has_prior
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/coverage', $store$
-- The students who are not in the figures, by reason. Every student with an enrollment or a
-- register at the school is in exactly one of the columns.
CREATE OR REPLACE VIEW @store@.coverage WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.students, c.verdict_n, c.below_minimum_n, c.not_recorded_n, c.no_membership_n,
	c.no_minutes_n, c.no_calendar_n, c.not_mapped_n, c.stay_void_n, c.stay_without_calendar_n, c.not_refreshed_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy
FROM (
	SELECT s.school_year, s.school_id, a.as_of, a.policy_name, count(*)::integer AS students,
		(count(*) FILTER (WHERE s.register IS NOT NULL AND v.why_null IS NULL))::integer AS verdict_n,
		(count(*) FILTER (WHERE v.why_null = 'below_minimum'))::integer AS below_minimum_n,
		(count(*) FILTER (WHERE v.why_null = 'not_recorded'))::integer AS not_recorded_n,
		(count(*) FILTER (WHERE v.why_null = 'no_membership'))::integer AS no_membership_n,
		(count(*) FILTER (WHERE v.why_null = 'no_minutes'))::integer AS no_minutes_n,
		(count(*) FILTER (WHERE v.why_null = 'no_calendar'))::integer AS no_calendar_n,
		(count(*) FILTER (WHERE v.why_null = 'unmapped'))::integer AS not_mapped_n,
		(count(*) FILTER (WHERE s.register IS NULL AND NOT s.counts))::integer AS stay_void_n,
		(count(*) FILTER (WHERE s.register IS NULL AND s.counts AND NOT s.has_calendar))::integer AS stay_without_calendar_n,
		(count(*) FILTER (WHERE s.register IS NULL AND s.counts AND s.has_calendar))::integer AS not_refreshed_n,
		bool_or(absence_internal.last_membership_day(s.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT school_year, school_id, student_id, r.register, y.counts, y.has_calendar
		FROM @store@.student_register AS r
		FULL JOIN (
			SELECT s.school_year, s.school_id, s.student_id, bool_or(s.counts) AS counts,
				bool_or(s.counts AND d.calendar_code IS NOT NULL) AS has_calendar
			FROM @store@.stay AS s
			LEFT JOIN (
				SELECT DISTINCT school_year, school_id, calendar_code
				FROM @store@.session_day
			) AS d USING (school_year, school_id, calendar_code)
			GROUP BY s.school_year, s.school_id, s.student_id
		) AS y USING (school_year, school_id, student_id)
	) AS s
	JOIN @asked@ AS a USING (school_year)
	CROSS JOIN LATERAL (SELECT absence.why_null(absence.tally(s.register, a.policy, a.as_of))) AS v (why_null)
	GROUP BY s.school_year, s.school_id, a.as_of, a.policy_name
) AS c
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/daily_attendance', $store$
-- Attendance of each school by session day. members is the number of students expected on
-- the day. counted is the number of members for whom it is known whether they were present.
-- attending is counted minus their absence. Average daily membership (ADM) is the mean of
-- members over the days of the year so far. Average daily attendance (ADA) is the mean of
-- attending over the session days with a counted student. On a day after complete-through
-- of a calendar that has not ended by then, the attendance of the students of that calendar
-- is missing. The day is shown, but figures to date do not include it.
CREATE OR REPLACE VIEW @store@.daily_attendance WITH (security_barrier) AS
SELECT d.school_year, d.school_id, h.name AS school_name, d.day, d.members, d.counted, d.absent, d.attending,
	d.attending / nullif(d.counted, 0) AS attendance_rate, d.whole_school, d.session_days,
	d.average_daily_membership,
	d.attending_to_date / nullif(d.session_days, 0) AS average_daily_attendance,
	d.attending_to_date / nullif(d.counted_to_date, 0) AS attendance_rate_to_date,
	k.complete_through, @counts_to(d.as_of, k.complete_through)@ AS as_of, d.policy_name AS policy
FROM (
	SELECT c.school_year, c.school_id, p.day, p.members::integer AS members, p.n::integer AS counted,
		p.k AS absent, p.n - p.k AS attending, w.whole_school,
		(count(*) FILTER (WHERE w.whole_school AND p.n > 0) OVER to_date)::integer AS session_days,
		(avg(p.members) FILTER (WHERE p.members > 0) OVER to_date)::double precision AS average_daily_membership,
		sum(p.n::double precision) FILTER (WHERE w.whole_school) OVER to_date AS counted_to_date,
		sum(p.n - p.k) FILTER (WHERE w.whole_school) OVER to_date AS attending_to_date,
		c.as_of, c.policy_name
	FROM (
		SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.daily_absence(r.register, a.policy) AS daily,
			absence_internal.daily_membership(r.register, a.policy) AS membership
		FROM @store@.student_register AS r
		JOIN @asked@ AS a USING (school_year)
		GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of
	) AS c
	CROSS JOIN LATERAL (SELECT array_agg(p.day ORDER BY p.day) AS days FROM absence.points(c.daily) AS p) AS k
	CROSS JOIN LATERAL ROWS FROM (absence.points(c.daily, k.days), absence.points(c.membership, k.days))
		AS p (day, n, k, rate, membership_day, members, unused_k, unused_rate)
	CROSS JOIN LATERAL (
		SELECT NOT EXISTS (
			SELECT FROM @store@.calendar_complete AS i
			WHERE (i.school_year, i.school_id) = (c.school_year, c.school_id) AND i.members > 0
				AND coalesce(i.complete_through, '-infinity') < p.day AND i.last_session_day >= p.day) AS whole_school
		OFFSET 0
	) AS w
	WHERE p.day <= c.as_of
	WINDOW to_date AS (PARTITION BY c.school_year, c.school_id ORDER BY p.day)
) AS d
@school_of(d)@
WHERE @known@ AND @sees(d.school_id)@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/data_issue', $store$
-- Problems in the facts that a person should look at, in the years that are not closed. A
-- column is NULL if a row is about several students, several days and so on. occurrences is
-- the number of events, stays or days of a row.
--
-- The reasons are in the files of sql/store/issue/. Each file has the rows of its reasons
-- for issue_kind, and a query for the rows of this view. The query reads stay and
-- session_day under these names.
CREATE OR REPLACE VIEW @store@.data_issue WITH (security_barrier) AS
-- Materialized, because otherwise the planner would expect only a few rows of each.
WITH stay AS MATERIALIZED (SELECT * FROM @store@.stay),
session_day AS MATERIALIZED (SELECT * FROM @store@.session_day)
SELECT k.severity, i.reason, i.school_year, i.school_id, i.student_id, i.day, i.detail, i.occurrences::integer AS occurrences, k.what_to_do
FROM (
	-- the columns of all queries
	SELECT NULL::text COLLATE "C" AS reason, NULL::integer AS school_year, NULL::text COLLATE "C" AS school_id,
		NULL::text COLLATE "C" AS student_id, NULL::date AS day, NULL::text AS detail, NULL::bigint AS occurrences
	WHERE false
UNION ALL
@issue_rows@
) AS i
LEFT JOIN @store@.issue_kind AS k ON k.reason = i.reason
WHERE NOT EXISTS (
		SELECT FROM @store@.school_year_state AS y
		WHERE y.school_year = i.school_year AND y.state = 'closed' AND i.reason <> 'closed year')
	AND @sees(i.school_id)@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/district_absence', $store$
-- The figures of school_absence for the district, in two ways. pooled counts each student
-- once, over all schools. sum_of_schools counts a student of two schools at each school, by
-- the days there, as federal figures do. A reader who sees only some schools does not see
-- the district, because the figures of other schools could follow from it.
CREATE OR REPLACE VIEW @store@.district_absence WITH (security_barrier) AS
SELECT c.school_year, s.scope COLLATE "C" AS scope,
	f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy
FROM (
	SELECT o.school_year, a.policy_name, a.as_of,
		absence.band_counts(o.register, a.policy, a.as_of) AS pooled, absence.rollup(o.counts) AS summed,
		bool_or(absence_internal.last_membership_day(o.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT r.student_id, r.school_year, absence.rollup(r.register) AS register, absence.band_counts(r.register, p.policy, p.as_of) AS counts
		FROM @store@.student_register AS r
		JOIN @asked@ AS p USING (school_year)
		GROUP BY r.student_id, r.school_year
	) AS o
	JOIN @asked@ AS a USING (school_year)
	GROUP BY o.school_year, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL (VALUES ('pooled', c.pooled), ('sum_of_schools', c.summed)) AS s (scope, counts)
CROSS JOIN LATERAL absence_internal.figures_of_cohort(s.counts) AS f
LEFT JOIN @store@.district_complete AS k ON k.school_year = c.school_year
WHERE @known@ AND @sees_all@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/district_student_absence', $store$
-- Each student once, with all schools of the district merged
CREATE OR REPLACE VIEW @store@.district_student_absence WITH (security_barrier) AS
-- Materialized, and read for each student. For a join by year, the planner would expect few
-- rows after DISTINCT, and choose a nested loop over the whole district.
WITH asked AS MATERIALIZED @asked@
SELECT r.school_year, l.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, l.grade,
	l.homeroom, y.entry_date, y.exit_date, coalesce(l.enrolled_now, false) AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	f.absence_rate AS district_absence_rate, f.chronic AS district_chronic, f.band AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy
FROM (SELECT DISTINCT student_id, school_year FROM @store@.student_register) AS r
CROSS JOIN LATERAL (SELECT * FROM asked WHERE asked.school_year = r.school_year OFFSET 0) AS a
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
CROSS JOIN LATERAL absence_internal.figures_of_student(o.register, a.policy, a.as_of) AS f
LEFT JOIN @store@.latest_stay AS l ON (l.student_id, l.school_year) = (r.student_id, r.school_year)
LEFT JOIN @store@.school AS h ON h.school_id = l.school_id
LEFT JOIN @store@.student AS u ON u.student_id = r.student_id
LEFT JOIN @store@.student_stay AS y ON (y.student_id, y.school_id, y.school_year) = (l.student_id, l.school_id, l.school_year)
WHERE @known@ AND (@sees(l.school_id)@ OR @sees_student(r)@);
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/fs195', $store$
-- An aid for EDFacts file 195. Check it against the file specification of the state, which
-- was not read in full.
--
-- A student counts at each school, always by the federal definition, with every status that
-- was in force on any membership day of the year to the day asked for. Every school has a
-- row for each category of each set and each sex, even without students.
CREATE OR REPLACE VIEW @store@.fs195 WITH (security_barrier) AS
WITH category_set (place, category_set, words) AS (VALUES
	-- the categories of race are always present, those of other sets if the store has none
	(1, 'race_ethnicity', '{American Indian or Alaska Native,Asian,Black or African American,Hispanic or Latino,
		Native Hawaiian or Pacific Islander,White,two or more}'::text[]),
	(2, 'disability_idea', '{Yes}'), (3, 'section_504', '{Yes}'), (4, 'english_learner', '{Yes}'), (5, 'homeless', '{Yes}'),
	(6, 'sex', '{Female,Male}')
),
-- the statuses of the store, in the order of their places, then those of sets without statuses in the store
status AS MATERIALIZED (
	SELECT k.group_kind AS kind, k.group_value AS value, row_number() OVER (ORDER BY k.mask DESC) AS place FROM @store@.known_status AS k
	UNION ALL
	SELECT c.category_set, w.word, NULL
	FROM category_set AS c CROSS JOIN LATERAL unnest(c.words) AS w (word)
	WHERE NOT EXISTS (SELECT FROM @store@.student_group AS g WHERE g.kind = c.category_set)
),
known AS (
	SELECT array_agg(s.kind ORDER BY s.place) AS kinds, array_agg(s.value ORDER BY s.place) AS group_values FROM status AS s
),
-- students of a school with the same statuses, counted by verdict
alike AS (
	SELECT s.school_year, s.school_id, s.on_day, s.ever_in_year, s.as_of, bool_or(s.counts_day) AS counts_day,
		absence_internal.is_federal_grade(r.grade) AS is_federal, count(b.band) AS n,
		count(*) FILTER (WHERE b.band IN ('moderate', 'severe')) AS chronic_n, count(*) FILTER (WHERE b.band IS NULL) AS no_verdict_n
	FROM @store@.student_status AS s
	JOIN @store@.student_register AS r USING (school_year, school_id, student_id)
	CROSS JOIN LATERAL (SELECT absence.band(absence.tally(r.register, absence.federal_policy(), s.as_of))::text OFFSET 0) AS b (band)
	GROUP BY s.school_year, s.school_id, s.on_day, s.ever_in_year, s.as_of, absence_internal.is_federal_grade(r.grade)
),
counted AS MATERIALIZED (
	SELECT a.school_year, a.school_id, CASE g.group_kind WHEN 'all' THEN 'total' ELSE g.group_kind END AS category_set,
		g.group_value AS category, CASE g.group_kind WHEN 'all' THEN 'all' ELSE g.sex END AS sex,
		sum(a.n)::integer AS n, sum(a.chronic_n)::integer AS chronic_n, sum(a.no_verdict_n)::integer AS no_verdict_n
	FROM alike AS a
	CROSS JOIN known AS k
	CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, a.on_day, a.ever_in_year) AS g
	WHERE a.is_federal AND g.status_basis = 'ever_in_year' AND g.group_kind <> 'sex'
		AND (g.group_kind = 'all' OR g.group_kind IN (SELECT c.category_set FROM category_set AS c))
	GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, CASE g.group_kind WHEN 'all' THEN 'all' ELSE g.sex END
	UNION ALL
	-- grades for which it is not known whether the file covers them
	SELECT a.school_year, a.school_id, 'grade not known', 'all', 'all',
		sum(a.n)::integer, sum(a.chronic_n)::integer, sum(a.no_verdict_n)::integer
	FROM alike AS a
	WHERE a.is_federal IS NULL
	GROUP BY a.school_year, a.school_id
),
-- each category of each set, with each sex
category AS MATERIALIZED (
	SELECT c.place, c.category_set, v.value AS category, x.sex
	FROM category_set AS c
	CROSS JOIN LATERAL (
		SELECT unnest(c.words) AS value WHERE c.category_set = 'race_ethnicity'
		UNION
		SELECT s.value FROM status AS s WHERE s.kind = c.category_set AND s.kind <> 'race_ethnicity'
		UNION
		SELECT 'No' WHERE c.category_set <> 'race_ethnicity'
		UNION
		SELECT d.category FROM counted AS d WHERE d.category_set = c.category_set
	) AS v
	CROSS JOIN (
		SELECT s.value AS sex FROM status AS s WHERE s.kind = 'sex'
		UNION
		SELECT d.sex FROM counted AS d WHERE d.sex <> 'all'
	) AS x
	WHERE c.category_set <> 'sex'
	UNION ALL
	VALUES (6, 'total', 'all', 'all')
	UNION ALL
	SELECT DISTINCT 7, 'grade not known', 'all', 'all' FROM counted AS d WHERE d.category_set = 'grade not known'
)
SELECT s.school_year, s.school_id, h.name AS school_name, h.nces_school_id, h.state_school_id,
	c.place AS set_order, c.category_set COLLATE "C" AS category_set, c.category COLLATE "C" AS category, c.sex COLLATE "C" AS sex,
	coalesce(d.chronic_n, 0) AS chronic_n, coalesce(d.n, 0) AS verdict_n, coalesce(d.no_verdict_n, 0) AS no_verdict_n,
	k.complete_through, CASE WHEN s.counts_day THEN @counts_to(s.as_of, k.complete_through)@ END AS as_of,
	absence.federal_policy()::text AS policy
FROM (
	SELECT a.school_year, a.school_id, a.as_of, bool_or(a.counts_day) AS counts_day
	FROM alike AS a
	GROUP BY a.school_year, a.school_id, a.as_of
) AS s
CROSS JOIN category AS c
LEFT JOIN counted AS d ON (d.school_year, d.school_id, d.category_set, d.category, d.sex)
	= (s.school_year, s.school_id, c.category_set, c.category, c.sex)
@school_of(s)@
WHERE h.federally_reported IS NOT FALSE
	AND @sees_all@ IS NOT NULL	-- raises an error for a store without settings
	AND @sees(s.school_id)@;

CREATE OR REPLACE FUNCTION @store@.fs195_at(as_of date DEFAULT NULL) RETURNS SETOF @store@.fs195
	LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT * FROM absence_internal.answer_at(NULL::@store@.fs195, as_of, NULL);
END;
COMMENT ON FUNCTION @store@.fs195_at(date) IS 'fs195 as of a day; NULL is the last complete day';
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/grade_absence', $store$
-- The same figures as in school_absence, by grade
CREATE OR REPLACE VIEW @store@.grade_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.grade,
	f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, r.grade, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts,
		bool_or(absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day
	FROM @store@.student_register AS r
	JOIN @asked@ AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, r.grade, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.counts) AS f
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/group_absence', $store$
-- The same figures as in school_absence, by group of students.
--
-- Students of a school with the same statuses are counted together, and their groups are
-- computed once for all schools, because there are many students but few sets of statuses.
CREATE OR REPLACE VIEW @store@.group_absence WITH (security_barrier) AS
WITH alike AS MATERIALIZED (
	SELECT school_year, school_id, on_day, ever_in_year, as_of, policy_name,
		count(*) FILTER (WHERE band = 'satisfactory') AS satisfactory, count(*) FILTER (WHERE band = 'at_risk') AS at_risk,
		count(*) FILTER (WHERE band = 'moderate') AS moderate, count(*) FILTER (WHERE band = 'severe') AS severe,
		count(*) FILTER (WHERE band IS NULL) AS no_verdict, bool_or(counts_day) AS counts_day
	FROM @store@.student_status
	GROUP BY school_year, school_id, on_day, ever_in_year, as_of, policy_name
), group_of_alike AS MATERIALIZED (
	SELECT a.on_day, a.ever_in_year, g.status_basis, g.group_kind, g.group_value, x.sex
	FROM (SELECT DISTINCT on_day, ever_in_year FROM alike) AS a
	CROSS JOIN @statuses@ AS k
	CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, a.on_day, a.ever_in_year) AS g
	CROSS JOIN LATERAL (SELECT 'all' UNION ALL SELECT g.sex WHERE g.sex IS NOT NULL) AS x (sex)
)
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.sex COLLATE "C" AS sex, c.status_basis COLLATE "C" AS status_basis,
	f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy
FROM (
	SELECT a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, g.status_basis, a.as_of, a.policy_name,
		sum(a.satisfactory)::bigint AS satisfactory, sum(a.at_risk)::bigint AS at_risk, sum(a.moderate)::bigint AS moderate,
		sum(a.severe)::bigint AS severe, sum(a.no_verdict)::bigint AS no_verdict, bool_or(a.counts_day) AS counts_day
	FROM alike AS a
	JOIN group_of_alike AS g USING (on_day, ever_in_year)
	GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, g.status_basis, a.as_of, a.policy_name
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.satisfactory, c.at_risk, c.moderate, c.severe, c.no_verdict) AS f
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/school_absence', $store$
-- The students of each school: how many are chronically absent, and how many are in each
-- band. Students who have left stay in the figures of the year.
CREATE OR REPLACE VIEW @store@.school_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name,
	f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts,
		bool_or(absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day
	FROM @store@.student_register AS r
	JOIN @asked@ AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.counts) AS f
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/student_absence', $store$
-- Each student at each school: days, rate, verdict, streak, absences left; and the verdict
-- with all schools of the student merged
CREATE OR REPLACE VIEW @store@.student_absence WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade,
	s.homeroom, s.entry_date, s.exit_date, s.enrolled_now,
	s.enrolled_days, s.counted_days, s.absent_days, s.missed_days, s.excused_days, s.unexcused_days, s.oss_days, s.iss_days, s.tardy_days,
	s.unmapped_days, s.unrecorded_days, s.absence_rate, s.chronic, s.status, s.band, s.band_order, s.why_null,
	s.district_absence_rate, s.district_chronic, s.district_band,
	s.streak, s.last_absence, s.absences_left, s.complete_through, s.as_of, s.policy
FROM @student_figures@ AS s
WHERE @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/student_day', $store$
-- Each student's days of the year, with each event and how the day counts. Each day is
-- counted on a register of that day alone, so that the days add up to the figures of
-- student_absence.
--
-- All that a student has at a school in a year is put together in one LATERAL subquery, so
-- that a query for one student, for one school or with a LIMIT looks at few students. OFFSET
-- 0 keeps the planner from working out an expression several times.
CREATE OR REPLACE VIEW @store@.student_day WITH (security_barrier) AS
SELECT r.school_year, r.student_id, d.day, r.school_id, d.calendar_event, d.is_member,
	d.period, d.code, d.mark, round(d.share_missed::numeric, 9)::double precision AS share_missed, d.why_not_counted,
	absence.mark_on(r.register, d.day)::text AS day_mark,
	CASE
		WHEN NOT d.is_member THEN 'no membership day'
		WHEN d.complete_through IS NULL THEN 'not recorded'
		WHEN d.day > d.complete_through THEN 'after complete-through'
		WHEN d.day > a.as_of THEN 'after as-of'
		WHEN absence.enrolled_days(d.tally) = 0 THEN 'outside'
		WHEN absence.unmapped_days(d.tally) > 0 THEN 'unmapped'
		WHEN absence.counted_days(d.tally) = 0 THEN 'not recorded'
		WHEN absence.absent_days(d.tally) > 0 THEN 'absent'
		ELSE 'present' END AS counts_as,
	CASE WHEN d.is_first AND d.is_counted THEN absence.absent_days(d.tally) END AS absent,
	CASE WHEN d.owner <> r.school_id THEN d.owner END AS yields_to,
	CASE WHEN d.is_first AND d.owner = r.school_id THEN
		absence.absent_days(absence.tally(absence.clip(o.register, d.day, d.day), a.policy, a.as_of)) END AS district_absent,
	@counts_to(a.as_of, d.complete_through)@ AS as_of, a.policy_name AS policy
FROM (
	SELECT student_id, school_id, school_year, register FROM @store@.student_register
	UNION ALL
	SELECT student_id, school_id, school_year, NULL
	FROM (
		SELECT student_id, school_id, school_year FROM @store@.attendance_event AS e
		WHERE NOT EXISTS (
			SELECT FROM @store@.student_register AS r
			WHERE (r.student_id, r.school_id, r.school_year) = (e.student_id, e.school_id, e.school_year))
		UNION
		SELECT student_id, school_id, school_year FROM @store@.enrollment AS e
		WHERE NOT EXISTS (
			SELECT FROM @store@.student_register AS r
			WHERE (r.student_id, r.school_id, r.school_year) = (e.student_id, e.school_id, e.school_year))
	) AS n
) AS r
JOIN @asked@ AS a USING (school_year)
CROSS JOIN LATERAL (
	SELECT count(*) AS registers, absence.rollup(m.register) AS register
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
CROSS JOIN LATERAL (
	SELECT d.*,
		CASE WHEN d.is_counted THEN absence.tally(absence.clip(r.register, d.day, d.day), a.policy, a.as_of) END AS tally,
		-- the school whose mark counts in the district's figures, as in a merge: one that
		-- knows the day and has not yielded it
		CASE
			WHEN d.is_counted AND o.registers = 1 THEN r.school_id
			WHEN d.is_counted THEN (
				SELECT m.school_id
				FROM @store@.student_register AS m
				WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year) AND absence.is_member(m.register, d.day)
					AND d.day <= absence.complete_through(m.register)
				ORDER BY absence.is_member(absence_internal.yielded_days(absence.clip(m.register, d.day, d.day)), d.day), m.school_id
				LIMIT 1) END AS owner
	FROM (
		SELECT coalesce(m.day, w.day, e.day) AS day, m.day IS NOT NULL AS is_member, w.events AS calendar_event,
			e.period, e.code, e.mark, e.share_missed, e.why_not_counted, coalesce(e.place, 1) = 1 AS is_first,
			absence.complete_through(r.register) AS complete_through,
			coalesce(m.day <= absence.complete_through(r.register) AND m.day <= a.as_of, false) AS is_counted
		FROM absence.days(absence.with_marks(r.register, NULL, 'infinity')) AS m
		FULL JOIN (
			-- the events of a day in the student's calendars: those of a stay that covers
			-- the day, else those of all stays; most days have one, which needs no sort
			SELECT w.day, w.is_in_stay, CASE WHEN w.first_event = w.last_event THEN w.first_event ELSE (
				SELECT string_agg(DISTINCT u.event, ', ' ORDER BY u.event) FROM unnest(w.events) AS u (event)) END AS events
			FROM (
				SELECT c.day, bool_or(s.counts AND t.covers) AS is_in_stay, min(c.event) AS first_event, max(c.event) AS last_event,
					coalesce(array_agg(c.event) FILTER (WHERE t.covers), array_agg(c.event)) AS events
				FROM @store@.stay AS s
				JOIN @store@.calendar_day AS c USING (school_id, school_year, calendar_code)
				CROSS JOIN LATERAL (SELECT c.day >= s.entry_date AND c.day <= coalesce(s.last_date, 'infinity')) AS t (covers)
				WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year)
				GROUP BY c.day
			) AS w
		) AS w ON w.day = m.day
		FULL JOIN (
			SELECT e.*, row_number() OVER (PARTITION BY e.day
				ORDER BY e.period NULLS FIRST, e.code, e.share DESC NULLS LAST, e.why_not_counted NULLS FIRST) AS place
			FROM (
				SELECT p.day, p.period, p.code, p.mark, p.share,
					CASE WHEN p.period IS NULL THEN p.share ELSE p.share / p.periods END AS share_missed,
					-- by the rules of fold_agg()
					coalesce(x.reason, absence_internal.why_not_counted(p.code, p.mark::absence.mark, p.precedence,
						CASE WHEN p.is_used THEN p.share END) OVER (PARTITION BY p.day, p.period)) AS why_not_counted
				FROM @store@.event_part AS p
				LEFT JOIN (
					SELECT DISTINCT day, period, code, share, periods, reason
					FROM @store@.event_not_used AS n
					WHERE (n.student_id, n.school_id, n.school_year) = (r.student_id, r.school_id, r.school_year)
				) AS x ON (x.day, x.code) = (p.day, p.code) AND x.period IS NOT DISTINCT FROM p.period
					AND x.share IS NOT DISTINCT FROM p.share AND x.periods IS NOT DISTINCT FROM p.periods
				WHERE (p.student_id, p.school_id, p.school_year) = (r.student_id, r.school_id, r.school_year)
			) AS e
		) AS e ON e.day = coalesce(m.day, w.day)
		WHERE m.day IS NOT NULL OR e.day IS NOT NULL OR w.is_in_stay
		OFFSET 0
	) AS d
	OFFSET 0
) AS d
WHERE @known@ AND (@sees(r.school_id)@ OR @sees_student(r)@);

-- One student's year, for the question why a student is on a list
CREATE OR REPLACE FUNCTION @store@.student_day_of(for_student_id text, for_school_year integer) RETURNS SETOF @store@.student_day
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT d.*
	FROM @store@.student_day AS d
	WHERE d.student_id = for_student_id COLLATE "C" AND d.school_year = for_school_year
	ORDER BY d.day, d.school_id, d.period NULLS FIRST, d.code, d.share_missed DESC NULLS LAST;
END;
COMMENT ON FUNCTION @store@.student_day_of(text, integer) IS
	'A student''s year: a row for each day and event, how the day counts under the definition asked for, and why an event does not';
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/watch_list', $store$
-- The enrolled students of the current school year who are over a line, near a line, or
-- absent on several days in a row. A row for each trigger. since is the day since which the
-- trigger has held.
--
-- chronic             chronically absent at the school; since the day since which the
--                     verdict has been so
-- chronic in district chronically absent with all schools merged, but not at this school,
--                     where the days may still be few; since likewise
-- near chronic, near severe
--                     one to three more absences on the counted days would have reached
--                     the line, and the student has been absent; since the last absence
-- not mapped          no verdict, because it depends on unmapped codes; since the day
--                     since which this has been so
-- streak of 10, 5, 3  absent on at least this many counted days in a row, up to the last
--                     one; since the first of them
--
-- band_before is the band at the school on the day before since.
CREATE OR REPLACE VIEW @store@.watch_list WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
	w.trigger COLLATE "C" AS trigger, w.since, s.streak,
	absence.absent_days(absence.tally(absence.last_days(absence.as_of(s.register, s.as_of_asked), 5), s.policy_asked)) AS absent_last_5,
	s.absent_days, s.absence_rate, s.band,
	CASE WHEN w.since IS NOT NULL THEN absence.band(absence.tally(s.register, s.policy_asked, w.since - 1))::text END AS band_before,
	s.district_band,
	s.absences_left, s.complete_through, s.as_of, s.policy
FROM @student_figures@ AS s
CROSS JOIN LATERAL (
	SELECT 'chronic', absence.chronic_since(s.register, s.policy_asked, s.as_of_asked)
	WHERE s.chronic
	UNION ALL
	SELECT 'chronic in district', absence.chronic_since(s.district_register, s.policy_asked, s.as_of_asked)
	WHERE s.district_chronic AND s.chronic IS NOT TRUE
	UNION ALL
	SELECT 'near ' || CASE WHEN s.chronic THEN 'severe' ELSE 'chronic' END, s.last_absence
	WHERE s.absent_days > 0 AND s.chronic IS NOT NULL
		AND absence.days_to_line(absence.tally(s.register, s.policy_asked, s.as_of_asked), CASE WHEN s.chronic THEN 'severe' ELSE 'chronic' END)
			BETWEEN 1 AND 3
	UNION ALL
	SELECT 'not mapped', absence_internal.unmapped_since(s.register, s.policy_asked, s.as_of_asked)
	WHERE s.why_null = 'unmapped'
	UNION ALL
	SELECT 'streak of ' || CASE WHEN s.streak >= 10 THEN 10 WHEN s.streak >= 5 THEN 5 ELSE 3 END,
		absence.streak_start(s.register, s.policy_asked, s.as_of_asked)
	WHERE s.streak >= 3
) AS w (trigger, since)
WHERE s.enrolled_now AND s.school_year = (SELECT school_year FROM @store@.store_now)
	AND @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
$store$);

INSERT INTO absence_internal.store_part VALUES ('view/weekday_absence', $store$
-- Absence by day of the week, at each school
CREATE OR REPLACE VIEW @store@.weekday_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.isodow,
	('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[c.isodow] AS weekday,
	absence.enrolled_days(c.tally)::integer AS enrolled_days, absence.counted_days(c.tally)::integer AS counted_days,
	absence.absent_days(c.tally) AS absent_days, absence.absence_rate(c.tally) AS absence_rate,
	k.complete_through, @counts_to(c.as_of, k.complete_through)@ AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of,
		absence.rollup(absence.tally(absence.on_weekday(r.register, d.isodow), a.policy, a.as_of)) AS tally
	FROM @store@.student_register AS r
	JOIN @asked@ AS a USING (school_year)
	CROSS JOIN generate_series(1, 7) AS d (isodow)
	GROUP BY r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of
) AS c
@school_of(c)@
WHERE @known@ AND absence.enrolled_days(c.tally) > 0 AND @sees(c.school_id)@;
$store$);

INSERT INTO absence_internal.layout_step VALUES (2, $step$
-- Layout 2: new names of tables and columns, counts as integer, and verdicts that a new
-- release changes.
--
-- When a step runs, the views and functions of the store are already dropped, and so is
-- whatever depends on a column whose type the step changes. Such columns are found by
-- the names that they have before the step: so types change first, names last.

ALTER TABLE @store@.certified_student
	ALTER COLUMN enrolled_days TYPE integer,
	ALTER COLUMN counted_days TYPE integer;
ALTER TABLE @store@.certified_count
	ALTER COLUMN n TYPE integer,
	ALTER COLUMN chronic_n TYPE integer,
	ALTER COLUMN satisfactory_n TYPE integer,
	ALTER COLUMN at_risk_n TYPE integer,
	ALTER COLUMN moderate_n TYPE integer,
	ALTER COLUMN severe_n TYPE integer,
	ALTER COLUMN no_verdict_n TYPE integer;
ALTER TABLE @store@.public_absence
	ALTER COLUMN n TYPE integer,
	ALTER COLUMN chronic_n TYPE integer;
ALTER TABLE @store@.verdict_change
	ALTER COLUMN enrolled_days_before TYPE integer,
	ALTER COLUMN enrolled_days_after TYPE integer;

ALTER TABLE @store@.certified_student RENAME COLUMN rate TO absence_rate;
ALTER TABLE @store@.certified_count RENAME COLUMN n TO verdict_n;
ALTER TABLE @store@.certified_count RENAME COLUMN rate TO chronic_rate;
ALTER TABLE @store@.public_absence RENAME COLUMN n TO verdict_n;
ALTER TABLE @store@.public_absence RENAME COLUMN rate TO chronic_rate;
ALTER TABLE @store@.public_absence RENAME COLUMN rate_shown TO chronic_rate_shown;
ALTER TABLE @store@.public_withheld RENAME COLUMN n_too TO verdict_n_too;
ALTER TABLE @store@.prior_count RENAME COLUMN n TO verdict_n;

ALTER TABLE @store@.public_absence DROP CONSTRAINT public_absence_shown_check;
UPDATE @store@.public_absence SET shown = 'verdict_n' WHERE shown = 'n';
ALTER TABLE @store@.public_absence ADD CONSTRAINT public_absence_shown_check CHECK (shown IN ('all', 'code', 'verdict_n', 'nothing'));

ALTER TABLE @store@.verdict_change DROP CONSTRAINT verdict_change_cause_check;
ALTER TABLE @store@.verdict_change ADD CONSTRAINT verdict_change_cause_check
	CHECK (cause IN ('time', 'event', 'membership', 'calendar', 'code', 'policy', 'rule'));

ALTER TABLE @store@.policy RENAME TO definition;
ALTER TABLE @store@.definition RENAME CONSTRAINT policy_pkey TO definition_pkey;
ALTER TABLE @store@.definition RENAME CONSTRAINT policy_name_check TO definition_name_check;
ALTER TABLE @store@.definition RENAME CONSTRAINT policy_version_check TO definition_version_check;

-- for the row of an upgrade that changes verdicts
ALTER TABLE @store@.refresh_log ADD COLUMN layout integer;

CREATE TABLE @store@.dropped_dependent (
	dropped_at timestamptz NOT NULL,
	place integer NOT NULL,
	layout integer NOT NULL,
	kind text COLLATE "C" NOT NULL,
	object text NOT NULL,
	ddl text NOT NULL,
	PRIMARY KEY (dropped_at, place)
);

DROP VIEW IF EXISTS @store@.policy_of_year;
DROP VIEW IF EXISTS @store@.known_policy;
$step$);
