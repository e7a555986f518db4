\echo Use "CREATE EXTENSION absence" to load this file. \quit

-- A schema made here belongs to the extension, and one that somebody else has
-- made before is an error, not a trap.
CREATE SCHEMA absence;

COMMENT ON SCHEMA absence IS
	'Chronic absence and attendance figures: types, functions, aggregates and definitions; no student data';

-- What is in it computes, and names definitions; no table holds student data.
GRANT USAGE ON SCHEMA absence TO PUBLIC;

-- mark: what was recorded for one student on one day

CREATE TYPE absence.mark;

CREATE FUNCTION absence.mark_in(cstring) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_out(absence.mark) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_mark_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_recv(internal) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_send(absence.mark) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_mark_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.mark (
	INPUT = absence.mark_in, OUTPUT = absence.mark_out,
	RECEIVE = absence.mark_recv, SEND = absence.mark_send,
	INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, STORAGE = plain
);

COMMENT ON TYPE absence.mark IS
	'What was recorded for one student on one day; in the order that decides between marks: tardy, left_early, unexcused, excused, oss, exempt, unverified, iss, remote, activity, homebound, unmapped, present';
COMMENT ON FUNCTION absence.mark_in(cstring) IS 'I/O of type mark';
COMMENT ON FUNCTION absence.mark_out(absence.mark) IS 'I/O of type mark';
COMMENT ON FUNCTION absence.mark_recv(internal) IS 'I/O of type mark';
COMMENT ON FUNCTION absence.mark_send(absence.mark) IS 'I/O of type mark';

CREATE FUNCTION absence.mark_lt(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_le(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_eq(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_ne(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_ge(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_gt(absence.mark, absence.mark) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_mark_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_cmp(absence.mark, absence.mark) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_mark_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_hash(absence.mark) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_mark_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.mark_hash_extended(absence.mark, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_mark_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence.mark_lt(absence.mark, absence.mark) IS 'implementation of < operator';
COMMENT ON FUNCTION absence.mark_le(absence.mark, absence.mark) IS 'implementation of <= operator';
COMMENT ON FUNCTION absence.mark_eq(absence.mark, absence.mark) IS 'implementation of = operator';
COMMENT ON FUNCTION absence.mark_ne(absence.mark, absence.mark) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence.mark_ge(absence.mark, absence.mark) IS 'implementation of >= operator';
COMMENT ON FUNCTION absence.mark_gt(absence.mark, absence.mark) IS 'implementation of > operator';
COMMENT ON FUNCTION absence.mark_cmp(absence.mark, absence.mark) IS 'btree support: less than 0, 0, or more than 0';
COMMENT ON FUNCTION absence.mark_hash(absence.mark) IS 'hash support';
COMMENT ON FUNCTION absence.mark_hash_extended(absence.mark, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.< (
	FUNCTION = absence.mark_lt, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.>), NEGATOR = OPERATOR(absence.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR absence.<= (
	FUNCTION = absence.mark_le, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.>=), NEGATOR = OPERATOR(absence.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR absence.= (
	FUNCTION = absence.mark_eq, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence.mark_ne, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR absence.>= (
	FUNCTION = absence.mark_ge, LEFTARG = absence.mark, RIGHTARG = absence.mark,
	COMMUTATOR = OPERATOR(absence.<=), NEGATOR = OPERATOR(absence.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
CREATE OPERATOR absence.> (
	FUNCTION = absence.mark_gt, LEFTARG = absence.mark, RIGHTARG = absence.mark,
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
	FUNCTION 1 absence.mark_cmp(absence.mark, absence.mark);
CREATE OPERATOR CLASS absence.mark_hash_ops DEFAULT FOR TYPE absence.mark USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence.mark_hash(absence.mark),
	FUNCTION 2 absence.mark_hash_extended(absence.mark, bigint);

COMMENT ON OPERATOR CLASS absence.mark_ops USING btree IS 'the order of marks';
COMMENT ON OPERATOR CLASS absence.mark_hash_ops USING hash IS 'hash of marks';

CREATE FUNCTION absence.mark_from_text(text) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.mark_from_text(text) IS 'implementation of the cast from text to mark';

-- for views of stores, which may not sort by marks themselves: their order is an
-- operator class, and pg_upgrade makes those after the views
CREATE FUNCTION absence.mark_order(mark absence.mark) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_mark_order' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.mark_order(absence.mark) IS 'Place of a mark in the order that decides between marks, from 1';

CREATE CAST (text AS absence.mark) WITH FUNCTION absence.mark_from_text(text);
COMMENT ON CAST (text AS absence.mark) IS 'The mark of this name; an error for any other word';

-- policy: a definition, as one value

CREATE TYPE absence.policy;

CREATE FUNCTION absence.policy_in(cstring) RETURNS absence.policy
	AS 'MODULE_PATHNAME', 'absence_policy_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.policy_out(absence.policy) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_policy_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.policy_recv(internal) RETURNS absence.policy
	AS 'MODULE_PATHNAME', 'absence_policy_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.policy_send(absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_policy_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.policy (
	INPUT = absence.policy_in, OUTPUT = absence.policy_out,
	RECEIVE = absence.policy_recv, SEND = absence.policy_send,
	INTERNALLENGTH = 48, ALIGNMENT = int4, STORAGE = plain
);

COMMENT ON TYPE absence.policy IS
	'A definition of chronic absence: what counts as absent, the lines between the bands, the minimum; the empty text is the federal rule';
COMMENT ON FUNCTION absence.policy_in(cstring) IS 'I/O of type policy';
COMMENT ON FUNCTION absence.policy_out(absence.policy) IS 'I/O of type policy';
COMMENT ON FUNCTION absence.policy_recv(internal) IS 'I/O of type policy';
COMMENT ON FUNCTION absence.policy_send(absence.policy) IS 'I/O of type policy';

CREATE FUNCTION absence.policy_eq(absence.policy, absence.policy) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_policy_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.policy_ne(absence.policy, absence.policy) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_policy_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.policy_hash(absence.policy) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_policy_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.policy_hash_extended(absence.policy, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_policy_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence.policy_eq(absence.policy, absence.policy) IS 'implementation of = operator';
COMMENT ON FUNCTION absence.policy_ne(absence.policy, absence.policy) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence.policy_hash(absence.policy) IS 'hash support';
COMMENT ON FUNCTION absence.policy_hash_extended(absence.policy, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence.policy_eq, LEFTARG = absence.policy, RIGHTARG = absence.policy,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence.policy_ne, LEFTARG = absence.policy, RIGHTARG = absence.policy,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.policy, absence.policy) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.policy, absence.policy) IS 'not equal';

CREATE OPERATOR CLASS absence.policy_hash_ops DEFAULT FOR TYPE absence.policy USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence.policy_hash(absence.policy),
	FUNCTION 2 absence.policy_hash_extended(absence.policy, bigint);

COMMENT ON OPERATOR CLASS absence.policy_hash_ops USING hash IS 'hash of type policy';

-- As the default of arguments this reads better in \df than the text of a policy
CREATE FUNCTION absence.federal_policy() RETURNS absence.policy
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ''::absence.policy;
COMMENT ON FUNCTION absence.federal_policy() IS 'The federal rule, which is the empty text: what functions count under where no policy is given';

-- band: how severe

CREATE TYPE absence.band AS ENUM ('satisfactory', 'at_risk', 'moderate', 'severe');

COMMENT ON TYPE absence.band IS
	'How severe absence is: satisfactory < at_risk < moderate < severe; chronic means moderate or severe';

-- register: one student's marks over membership, packed

CREATE TYPE absence.register;

CREATE FUNCTION absence.register_in(cstring) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.register_out(absence.register) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_register_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.register_recv(internal) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.register_send(absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.register (
	INPUT = absence.register_in, OUTPUT = absence.register_out,
	RECEIVE = absence.register_recv, SEND = absence.register_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);

COMMENT ON TYPE absence.register IS
	'One student''s marks over membership at one school in one year, or merged by rollup, packed';
COMMENT ON FUNCTION absence.register_in(cstring) IS 'I/O of type register';
COMMENT ON FUNCTION absence.register_out(absence.register) IS 'I/O of type register';
COMMENT ON FUNCTION absence.register_recv(internal) IS 'I/O of type register';
COMMENT ON FUNCTION absence.register_send(absence.register) IS 'I/O of type register';

CREATE FUNCTION absence.register_eq(absence.register, absence.register) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_register_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.register_ne(absence.register, absence.register) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_register_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.register_hash(absence.register) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_register_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8;
CREATE FUNCTION absence.register_hash_extended(absence.register, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_register_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8;

COMMENT ON FUNCTION absence.register_eq(absence.register, absence.register) IS 'implementation of = operator';
COMMENT ON FUNCTION absence.register_ne(absence.register, absence.register) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence.register_hash(absence.register) IS 'hash support';
COMMENT ON FUNCTION absence.register_hash_extended(absence.register, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence.register_eq, LEFTARG = absence.register, RIGHTARG = absence.register,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence.register_ne, LEFTARG = absence.register, RIGHTARG = absence.register,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.register, absence.register) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.register, absence.register) IS 'not equal';

CREATE OPERATOR CLASS absence.register_hash_ops DEFAULT FOR TYPE absence.register USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence.register_hash(absence.register),
	FUNCTION 2 absence.register_hash_extended(absence.register, bigint);

COMMENT ON OPERATOR CLASS absence.register_hash_ops USING hash IS 'hash of type register';

-- tally: exact totals under one policy

CREATE TYPE absence.tally;

CREATE FUNCTION absence.tally_in(cstring) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.tally_out(absence.tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.tally_recv(internal) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.tally_send(absence.tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.tally (
	INPUT = absence.tally_in, OUTPUT = absence.tally_out,
	RECEIVE = absence.tally_recv, SEND = absence.tally_send,
	INTERNALLENGTH = 224, ALIGNMENT = double, STORAGE = plain
);

COMMENT ON TYPE absence.tally IS
	'Exact totals of a register, or of rows, under one policy, which it carries';
COMMENT ON FUNCTION absence.tally_in(cstring) IS 'I/O of type tally';
COMMENT ON FUNCTION absence.tally_out(absence.tally) IS 'I/O of type tally';
COMMENT ON FUNCTION absence.tally_recv(internal) IS 'I/O of type tally';
COMMENT ON FUNCTION absence.tally_send(absence.tally) IS 'I/O of type tally';

CREATE FUNCTION absence.tally_eq(absence.tally, absence.tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_tally_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.tally_ne(absence.tally, absence.tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_tally_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.tally_hash(absence.tally) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_tally_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION absence.tally_hash_extended(absence.tally, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION absence.tally_eq(absence.tally, absence.tally) IS 'implementation of = operator';
COMMENT ON FUNCTION absence.tally_ne(absence.tally, absence.tally) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence.tally_hash(absence.tally) IS 'hash support';
COMMENT ON FUNCTION absence.tally_hash_extended(absence.tally, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence.tally_eq, LEFTARG = absence.tally, RIGHTARG = absence.tally,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence.tally_ne, LEFTARG = absence.tally, RIGHTARG = absence.tally,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.tally, absence.tally) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.tally, absence.tally) IS 'not equal';

CREATE OPERATOR CLASS absence.tally_hash_ops DEFAULT FOR TYPE absence.tally USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence.tally_hash(absence.tally),
	FUNCTION 2 absence.tally_hash_extended(absence.tally, bigint);

COMMENT ON OPERATOR CLASS absence.tally_hash_ops USING hash IS 'hash of type tally';

-- counts: a cohort's verdicts

CREATE TYPE absence.counts;

CREATE FUNCTION absence.counts_in(cstring) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.counts_out(absence.counts) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_counts_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.counts_recv(internal) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.counts_send(absence.counts) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_counts_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.counts (
	INPUT = absence.counts_in, OUTPUT = absence.counts_out,
	RECEIVE = absence.counts_recv, SEND = absence.counts_send,
	INTERNALLENGTH = 88, ALIGNMENT = double, STORAGE = plain
);

COMMENT ON TYPE absence.counts IS
	'How many students of a cohort are in each band, and how many have no verdict, under one policy';
COMMENT ON FUNCTION absence.counts_in(cstring) IS 'I/O of type counts';
COMMENT ON FUNCTION absence.counts_out(absence.counts) IS 'I/O of type counts';
COMMENT ON FUNCTION absence.counts_recv(internal) IS 'I/O of type counts';
COMMENT ON FUNCTION absence.counts_send(absence.counts) IS 'I/O of type counts';

CREATE FUNCTION absence.counts_eq(absence.counts, absence.counts) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_counts_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.counts_ne(absence.counts, absence.counts) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_counts_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.counts_hash(absence.counts) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_counts_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.counts_hash_extended(absence.counts, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence.counts_eq(absence.counts, absence.counts) IS 'implementation of = operator';
COMMENT ON FUNCTION absence.counts_ne(absence.counts, absence.counts) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence.counts_hash(absence.counts) IS 'hash support';
COMMENT ON FUNCTION absence.counts_hash_extended(absence.counts, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence.counts_eq, LEFTARG = absence.counts, RIGHTARG = absence.counts,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence.counts_ne, LEFTARG = absence.counts, RIGHTARG = absence.counts,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.counts, absence.counts) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.counts, absence.counts) IS 'not equal';

CREATE OPERATOR CLASS absence.counts_hash_ops DEFAULT FOR TYPE absence.counts USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence.counts_hash(absence.counts),
	FUNCTION 2 absence.counts_hash_extended(absence.counts, bigint);

COMMENT ON OPERATOR CLASS absence.counts_hash_ops USING hash IS 'hash of type counts';

-- calendar_agg and register_agg: registers from rows

CREATE FUNCTION absence.calendar_agg_transition(state bytea, day date) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION absence.calendar_agg_transition(bytea, date) IS
	'aggregate transition function';

CREATE FUNCTION absence.calendar_agg_transition(state bytea, day date, minutes integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION absence.calendar_agg_transition(bytea, date, integer) IS
	'aggregate transition function';

CREATE FUNCTION absence.calendar_agg_transition(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_transition_register' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.calendar_agg_transition(bytea, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence.calendar_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.calendar_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence.calendar_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_calendar_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.calendar_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.calendar_agg(day date) (
	SFUNC = absence.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence.calendar_agg_final, COMBINEFUNC = absence.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(date) IS
	'The session days of a calendar, complete for ever, as a register; days of unknown length';

CREATE AGGREGATE absence.calendar_agg(day date, minutes integer) (
	SFUNC = absence.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence.calendar_agg_final, COMBINEFUNC = absence.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(date, integer) IS
	'The session days of a calendar and their lengths in minutes (NULL: not known), complete for ever, as a register';

CREATE AGGREGATE absence.calendar_agg(register absence.register) (
	SFUNC = absence.calendar_agg_transition, STYPE = bytea, SSPACE = 2048,
	FINALFUNC = absence.calendar_agg_final, COMBINEFUNC = absence.calendar_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.calendar_agg(absence.register) IS
	'The membership days of registers and their lengths, each day once, complete for ever, as a register: the calendar of a school from its students';

CREATE FUNCTION absence.register_agg_transition(state bytea, day date, mark absence.mark) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.register_agg_transition(bytea, date, absence.mark) IS
	'aggregate transition function';

CREATE FUNCTION absence.register_agg_transition(state bytea, day date, mark absence.mark, portion numeric) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.register_agg_transition(bytea, date, absence.mark, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence.register_agg_transition(state bytea, day date, mark absence.mark, portion double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.register_agg_transition(bytea, date, absence.mark, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence.register_agg_transition(state bytea, day date, mark absence.mark, missed numeric, held numeric) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_transition_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.register_agg_transition(bytea, date, absence.mark, numeric, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence.register_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_register_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.register_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence.register_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.register_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark) (
	SFUNC = absence.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence.register_agg_final, COMBINEFUNC = absence.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark) IS
	'A register from one row a day and mark: each day with a row is a membership day, a NULL mark is a day with nothing recorded; complete through the last day';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, portion numeric) (
	SFUNC = absence.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence.register_agg_final, COMBINEFUNC = absence.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, numeric) IS
	'A register from one row a day and mark; portion is the share of the day, NULL is 0 for present, tardy, left_early, else 1';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, portion double precision) (
	SFUNC = absence.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence.register_agg_final, COMBINEFUNC = absence.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, double precision) IS
	'A register from one row a day and mark; portion is the share of the day, NULL is 0 for present, tardy, left_early, else 1';

CREATE AGGREGATE absence.register_agg(day date, mark absence.mark, missed numeric, held numeric) (
	SFUNC = absence.register_agg_transition, STYPE = bytea, SSPACE = 512,
	FINALFUNC = absence.register_agg_final, COMBINEFUNC = absence.register_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.register_agg(date, absence.mark, numeric, numeric) IS
	'A register from one row a day and mark; the share is missed of held, exactly (both in minutes or both in periods)';

-- fold_agg: the marks of a student's days, from events that may be several a day

CREATE FUNCTION absence.fold_agg_transition(state bytea, day date, period text, code text, mark absence.mark, precedence integer, share double precision, periods double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_fold_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION absence.fold_agg_transition(bytea, date, text, text, absence.mark, integer, double precision, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence.fold_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_fold_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.fold_agg_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence.fold_agg_final(bytea) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_fold_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.fold_agg_final(bytea) IS
	'aggregate final function';

CREATE AGGREGATE absence.fold_agg(day date, period text, code text, mark absence.mark, precedence integer, share double precision, periods double precision) (
	SFUNC = absence.fold_agg_transition, STYPE = bytea, SSPACE = 256,
	FINALFUNC = absence.fold_agg_final, COMBINEFUNC = absence.fold_agg_combine,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.fold_agg(date, text, text, absence.mark, integer, double precision, double precision) IS
	'The marks of a student''s days as a register, from events of whole days and of periods, of which several may stand on one day';

-- membership, and registers from membership and marks

CREATE FUNCTION absence.enroll(calendar absence.register, entry date, exit date DEFAULT NULL) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_enroll' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence.enroll(absence.register, date, date) IS
	'Membership of one stay: the calendar''s days from entry to exit, both included; NULL exit is open';

CREATE FUNCTION absence.with_marks(membership absence.register, marks absence.register, complete_through date, recorded absence.register DEFAULT NULL) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_with_marks' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.with_marks(absence.register, absence.register, date, absence.register) IS
	'The register of a student: membership with the marks of its days; days after complete_through are not counted; recorded holds the days on which a roll was taken (NULL: on all)';

CREATE FUNCTION absence.outside(membership absence.register, marks absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_outside' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION absence.outside(absence.register, absence.register) IS
	'The days of marks that are no membership days, with their marks: what with_marks leaves out';

CREATE FUNCTION absence.yield_days(register absence.register, days absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_yield_days' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.yield_days(absence.register, absence.register) IS
	'The register with these of its days marked as owned by another school, whose mark wins when registers are merged';

CREATE FUNCTION absence.complete_through(register absence.register) RETURNS date
	AS 'MODULE_PATHNAME', 'absence_complete_through' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.complete_through(absence.register) IS
	'The last day that can be counted; NULL if there is none';

CREATE FUNCTION absence.both_complete_through(old absence.register, new absence.register) RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN least(coalesce(absence.complete_through(old), '-infinity'), coalesce(absence.complete_through(new), '-infinity'));
COMMENT ON FUNCTION absence.both_complete_through(absence.register, absence.register) IS
	'The last day that two registers can both be counted to; -infinity if one of them cannot be counted at all';

-- filters: a register with fewer days

CREATE FUNCTION absence.clip(register absence.register, from_day date, to_day date) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_clip' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.clip(absence.register, date, date) IS
	'Membership from from_day to to_day, both included; NULL is open';

CREATE FUNCTION absence.as_of(register absence.register, day date) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION absence.as_of(absence.register, date) IS
	'Complete through this day at the latest; later membership is kept';

CREATE FUNCTION absence.last_days(register absence.register, n integer) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_last_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.last_days(absence.register, integer) IS
	'The last n membership days up to complete-through';

CREATE FUNCTION absence.weekday(register absence.register, isodow integer) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_weekday' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION absence.weekday(absence.register, integer) IS
	'Membership on one day of the week, 1 for Monday to 7 for Sunday';

-- keys: texts that tell rows apart, of which an index takes only so much
--
-- Facts may hold any text. An index refuses one of more than 2,704 bytes, of several
-- columns together. So of what refresh keeps no column is longer than 500.

CREATE FUNCTION absence.short_word(word text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN octet_length(word) > 500 THEN left(word, 100) || '... (md5 ' || md5(word) || ')' ELSE word END;
COMMENT ON FUNCTION absence.short_word(text) IS
	'A word as it is shown: one of more than 500 bytes by its first 100 characters and a hash, which tells it from others that begin alike';

-- merging: the register of several stays, schools or years

CREATE FUNCTION absence.register_merge(absence.register, absence.register) RETURNS absence.register
	AS 'MODULE_PATHNAME', 'absence_register_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.register_merge(absence.register, absence.register) IS
	'implementation of || operator; aggregate transition and combine function';

CREATE OPERATOR absence.|| (
	FUNCTION = absence.register_merge, LEFTARG = absence.register, RIGHTARG = absence.register,
	COMMUTATOR = OPERATOR(absence.||)
);
COMMENT ON OPERATOR absence.|| (absence.register, absence.register) IS
	'membership of both; a day that both hold is counted once, whatever the order';

CREATE AGGREGATE absence.rollup(register absence.register) (
	SFUNC = absence.register_merge, STYPE = absence.register, SSPACE = 512,
	COMBINEFUNC = absence.register_merge,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.register) IS
	'The register of several stays, schools or years: each day counts once';

-- tallies: making, adding and reading them

CREATE FUNCTION absence.tally(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally(absence.register, absence.policy, date) IS
	'Exact totals of a register up to the earlier of as_of and complete-through, under a policy';

CREATE FUNCTION absence.tally(enrolled_days numeric, absent_days numeric, policy absence.policy DEFAULT absence.federal_policy()) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_of_totals' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally(numeric, numeric, absence.policy) IS
	'A tally of totals, for years of which nothing else exists; absences of unknown reason';

CREATE FUNCTION absence.tally_add(absence.tally, absence.tally) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence.tally_add(absence.tally, absence.tally) IS
	'implementation of + operator; aggregate transition and combine function';

CREATE FUNCTION absence.tally_remove(absence.tally, absence.tally) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_remove' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence.tally_remove(absence.tally, absence.tally) IS
	'aggregate inverse transition function';

CREATE OPERATOR absence.+ (
	FUNCTION = absence.tally_add, LEFTARG = absence.tally, RIGHTARG = absence.tally,
	COMMUTATOR = OPERATOR(absence.+)
);
COMMENT ON OPERATOR absence.+ (absence.tally, absence.tally) IS
	'sum of tallies under one policy; days in both are counted twice';

CREATE AGGREGATE absence.rollup(tally absence.tally) (
	SFUNC = absence.tally_add, STYPE = absence.tally,
	COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.tally_add, MINVFUNC = absence.tally_remove, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.tally) IS
	'Sum of tallies under one policy; days in several are counted several times';

CREATE FUNCTION absence.enrolled_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_enrolled_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.enrolled_days(absence.tally) IS
	'Membership days, less the days that the policy puts outside';

CREATE FUNCTION absence.counted_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_counted_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.counted_days(absence.tally) IS
	'Enrolled days less unmapped days, and less unrecorded days unless the policy counts these; the rate is over them';

CREATE FUNCTION absence.unrecorded_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_unrecorded_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unrecorded_days(absence.tally) IS
	'Membership days with nothing recorded, under every policy';

CREATE FUNCTION absence.unmapped_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_unmapped_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unmapped_days(absence.tally) IS
	'Days of which an unmapped code has so much that it could change what they come to; nothing of them counts';

CREATE FUNCTION absence.tardy_days(tally absence.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_tardy_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.tardy_days(absence.tally) IS
	'Membership days with a tardy, under every policy';

CREATE FUNCTION absence.absent_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_absent_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.absent_days(absence.tally) IS
	'Days absent, in parts of a day by the part-day rule of the policy';

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
	'Part of absent_days that is exempt: an absence that some state does not count';

CREATE FUNCTION absence.unverified_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_unverified_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.unverified_days(absence.tally) IS
	'Part of absent_days whose reason is not known';

CREATE FUNCTION absence.other_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_other_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.other_days(absence.tally) IS
	'Part of absent_days that is tardy, left_early, iss, remote, activity or homebound';

CREATE FUNCTION absence.iss_days(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_iss_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.iss_days(absence.tally) IS
	'Days of in-school suspension, under every policy';

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

CREATE FUNCTION absence.rate(tally absence.tally) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_tally_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rate(absence.tally) IS
	'Time missed of time counted, from 0 to 1, for reading; NULL when nothing was counted';

CREATE FUNCTION absence.chronic(tally absence.tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_tally_chronic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.chronic(absence.tally) IS
	'Whether chronically absent (band moderate or severe); NULL without a verdict, see why_null';

CREATE FUNCTION absence.band(tally absence.tally) RETURNS absence.band
	AS 'MODULE_PATHNAME', 'absence_tally_band' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.band(absence.tally) IS
	'How severe; NULL without a verdict, see why_null';

CREATE FUNCTION absence.why_null(tally absence.tally) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_tally_why_null' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.why_null(absence.tally) IS
	'Why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes, unmapped; NULL when there is one';

CREATE FUNCTION absence.policy_of(tally absence.tally) RETURNS absence.policy
	AS 'MODULE_PATHNAME', 'absence_tally_policy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.policy_of(absence.tally) IS
	'The policy that a tally was counted under';

-- single days and streaks

CREATE FUNCTION absence.mark_on(register absence.register, day date) RETURNS absence.mark
	AS 'MODULE_PATHNAME', 'absence_mark_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.mark_on(absence.register, date) IS
	'The mark of a day; NULL where nothing is recorded, on no membership day, or after complete-through';

CREATE FUNCTION absence.is_member(register absence.register, day date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_is_member' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.is_member(absence.register, date) IS
	'Whether a day is a membership day, past or to come';

CREATE FUNCTION absence.membership_days(register absence.register, from_day date DEFAULT NULL, to_day date DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_membership_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.membership_days(absence.register, date, date) IS
	'How many membership days lie between, past or to come, both included; NULL is open';

CREATE FUNCTION absence.days(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 ROWS 180;
COMMENT ON FUNCTION absence.days(absence.register) IS
	'A row for each membership day to complete-through: the mark of the day and its share of the day';

CREATE FUNCTION absence.portions(register absence.register)
	RETURNS TABLE (day date, mark absence.mark, portion double precision)
	AS 'MODULE_PATHNAME', 'absence_portions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 180;
COMMENT ON FUNCTION absence.portions(absence.register) IS
	'A row for each mark of each recorded membership day to complete-through, with its share of the day; present and 0 on an ordinary day';

CREATE FUNCTION absence.streak(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak(absence.register, absence.policy, date) IS
	'Absent days in a row, back from the last counted day';

CREATE FUNCTION absence.streak_start(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_streak_start' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.streak_start(absence.register, absence.policy, date) IS
	'First day of the streak; NULL when there is none';

CREATE FUNCTION absence.longest_streak(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_longest_streak' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.longest_streak(absence.register, absence.policy, date) IS
	'The most absent days in a row';

CREATE FUNCTION absence.last_absence(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_absence' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.last_absence(absence.register, absence.policy, date) IS
	'The last day that counts as absent; NULL when there is none';

CREATE FUNCTION absence.last_recorded(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_recorded' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence.last_recorded(absence.register, date) IS
	'The last membership day with something recorded; NULL when there is none';

CREATE FUNCTION absence.last_membership_day(register absence.register, as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_last_membership_day' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.last_membership_day(absence.register, date) IS
	'The last membership day to the earlier of as_of and complete-through; NULL when there is none';

-- looking ahead

CREATE FUNCTION absence.absences_left(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_absences_left' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.absences_left(absence.register, absence.policy, date) IS
	'Most days to come that can still be missed with the year ending not chronic; NULL when it will end chronic whatever comes';

CREATE FUNCTION absence.projected(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_projected' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.projected(absence.register, absence.policy, date) IS
	'Days absent at the end of the year if absences go on at the rate so far';

-- the lines of a policy: how far from one, and since when the verdict is what it is

CREATE FUNCTION absence.chronic_since(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_chronic_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.chronic_since(absence.register, absence.policy, date) IS
	'The membership day since which the student has been chronically absent without a break; NULL when not chronic';

CREATE FUNCTION absence.unmapped_since(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity') RETURNS date
	AS 'MODULE_PATHNAME', 'absence_unmapped_since' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION absence.unmapped_since(absence.register, absence.policy, date) IS
	'The membership day since which the verdict has hung on codes that nobody has mapped, without a break; NULL when it does not';

CREATE FUNCTION absence.days_to_line(tally absence.tally, line text DEFAULT 'chronic') RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_tally_days_to_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION absence.days_to_line(absence.tally, text) IS
	'How many of the counted days, had they been absent, would have brought the student to a line (at_risk, chronic, severe); past it, minus how many would have had to be present; NULL without a verdict or such a line, or when no number of days would do';

-- aggregates over any table with one row a student-day

CREATE FUNCTION absence.rows_transition(state bigint, absent boolean) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_transition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rows_transition(bigint, boolean) IS
	'aggregate transition function';

CREATE FUNCTION absence.rows_inverse(state bigint, absent boolean) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_inverse' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rows_inverse(bigint, boolean) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.rows_combine(bigint, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_rows_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rows_combine(bigint, bigint) IS
	'aggregate combine function';

CREATE FUNCTION absence.rows_rate(bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_rows_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rows_rate(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence.rows_chronic(bigint) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_rows_chronic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rows_chronic(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence.rows_band(bigint) RETURNS absence.band
	AS 'MODULE_PATHNAME', 'absence_rows_band' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rows_band(bigint) IS
	'aggregate final function';

CREATE FUNCTION absence.absent_transition(state absence.tally, absent boolean, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_transition(absence.tally, boolean, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.absent_inverse(state absence.tally, absent boolean, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_inverse(absence.tally, boolean, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.absent_transition(state absence.tally, absent numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_transition(absence.tally, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence.absent_inverse(state absence.tally, absent numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_inverse(absence.tally, numeric) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.absent_transition(state absence.tally, absent numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_transition(absence.tally, numeric, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.absent_inverse(state absence.tally, absent numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_inverse(absence.tally, numeric, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.absent_transition(state absence.tally, absent double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_transition(absence.tally, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence.absent_inverse(state absence.tally, absent double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_inverse(absence.tally, double precision) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.absent_transition(state absence.tally, absent double precision, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_transition(absence.tally, double precision, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.absent_inverse(state absence.tally, absent double precision, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_absent_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION absence.absent_inverse(absence.tally, double precision, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.absence_rate(absent boolean) (
	SFUNC = absence.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence.rows_rate, COMBINEFUNC = absence.rows_combine,
	MSFUNC = absence.rows_transition, MINVFUNC = absence.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence.rows_rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(boolean) IS
	'Absence rate over rows of student-days, from 0 to 1 (absent or not); under the federal rule';

CREATE AGGREGATE absence.absence_rate(absent boolean, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(boolean, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1 (absent or not); under a policy';

CREATE AGGREGATE absence.absence_rate(absent numeric) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(numeric) IS
	'Absence rate over rows of student-days, from 0 to 1 (absent is the share of the day missed); under the federal rule';

CREATE AGGREGATE absence.absence_rate(absent numeric, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(numeric, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1 (absent is the share of the day missed); under a policy';

CREATE AGGREGATE absence.absence_rate(absent double precision) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(double precision) IS
	'Absence rate over rows of student-days, from 0 to 1 (absent is the share of the day missed); under the federal rule';

CREATE AGGREGATE absence.absence_rate(absent double precision, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_rate(double precision, absence.policy) IS
	'Absence rate over rows of student-days, from 0 to 1 (absent is the share of the day missed); under a policy';

CREATE AGGREGATE absence.chronic_flag(absent boolean) (
	SFUNC = absence.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence.rows_chronic, COMBINEFUNC = absence.rows_combine,
	MSFUNC = absence.rows_transition, MINVFUNC = absence.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence.rows_chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(boolean) IS
	'Whether chronically absent, over rows of student-days; NULL below the minimum (absent or not); under the federal rule';

CREATE AGGREGATE absence.chronic_flag(absent boolean, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(boolean, absence.policy) IS
	'Whether chronically absent, over rows of student-days; NULL below the minimum (absent or not); under a policy';

CREATE AGGREGATE absence.chronic_flag(absent numeric) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(numeric) IS
	'Whether chronically absent, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under the federal rule';

CREATE AGGREGATE absence.chronic_flag(absent numeric, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(numeric, absence.policy) IS
	'Whether chronically absent, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under a policy';

CREATE AGGREGATE absence.chronic_flag(absent double precision) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(double precision) IS
	'Whether chronically absent, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under the federal rule';

CREATE AGGREGATE absence.chronic_flag(absent double precision, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.chronic, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.chronic,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_flag(double precision, absence.policy) IS
	'Whether chronically absent, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under a policy';

CREATE AGGREGATE absence.absence_band(absent boolean) (
	SFUNC = absence.rows_transition, STYPE = bigint, INITCOND = '0',
	FINALFUNC = absence.rows_band, COMBINEFUNC = absence.rows_combine,
	MSFUNC = absence.rows_transition, MINVFUNC = absence.rows_inverse, MSTYPE = bigint, MINITCOND = '0',
	MFINALFUNC = absence.rows_band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(boolean) IS
	'How severe absence is, over rows of student-days; NULL below the minimum (absent or not); under the federal rule';

CREATE AGGREGATE absence.absence_band(absent boolean, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(boolean, absence.policy) IS
	'How severe absence is, over rows of student-days; NULL below the minimum (absent or not); under a policy';

CREATE AGGREGATE absence.absence_band(absent numeric) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(numeric) IS
	'How severe absence is, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under the federal rule';

CREATE AGGREGATE absence.absence_band(absent numeric, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(numeric, absence.policy) IS
	'How severe absence is, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under a policy';

CREATE AGGREGATE absence.absence_band(absent double precision) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(double precision) IS
	'How severe absence is, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under the federal rule';

CREATE AGGREGATE absence.absence_band(absent double precision, policy absence.policy) (
	SFUNC = absence.absent_transition, STYPE = absence.tally,
	FINALFUNC = absence.band, COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.absent_transition, MINVFUNC = absence.absent_inverse, MSTYPE = absence.tally,
	MFINALFUNC = absence.band,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.absence_band(double precision, absence.policy) IS
	'How severe absence is, over rows of student-days; NULL below the minimum (absent is the share of the day missed); under a policy';

CREATE FUNCTION absence.tally_agg_transition(state absence.tally, mark absence.mark) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_mark' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_transition(absence.tally, absence.mark) IS
	'aggregate transition function';

CREATE FUNCTION absence.tally_agg_inverse(state absence.tally, mark absence.mark) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_mark' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_inverse(absence.tally, absence.mark) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.tally_agg_transition(state absence.tally, mark absence.mark, portion numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_transition(absence.tally, absence.mark, numeric) IS
	'aggregate transition function';

CREATE FUNCTION absence.tally_agg_inverse(state absence.tally, mark absence.mark, portion numeric) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_inverse(absence.tally, absence.mark, numeric) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.tally_agg_transition(state absence.tally, mark absence.mark, portion double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_transition(absence.tally, absence.mark, double precision) IS
	'aggregate transition function';

CREATE FUNCTION absence.tally_agg_inverse(state absence.tally, mark absence.mark, portion double precision) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_inverse(absence.tally, absence.mark, double precision) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.tally_agg_transition(state absence.tally, mark absence.mark, portion numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_transition(absence.tally, absence.mark, numeric, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.tally_agg_inverse(state absence.tally, mark absence.mark, portion numeric, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_inverse(absence.tally, absence.mark, numeric, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.tally_agg_transition(state absence.tally, mark absence.mark, portion double precision, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_transition_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_transition(absence.tally, absence.mark, double precision, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.tally_agg_inverse(state absence.tally, mark absence.mark, portion double precision, policy absence.policy) RETURNS absence.tally
	AS 'MODULE_PATHNAME', 'absence_tally_agg_inverse_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.tally_agg_inverse(absence.tally, absence.mark, double precision, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.tally_agg(mark absence.mark) (
	SFUNC = absence.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.tally_agg_transition, MINVFUNC = absence.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark) IS
	'Tally over rows, each one student-day; a NULL mark is a day with nothing recorded; under the federal rule';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion numeric) (
	SFUNC = absence.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.tally_agg_transition, MINVFUNC = absence.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, numeric) IS
	'Tally over rows, each one student-day; a NULL mark is a day with nothing recorded; under the federal rule';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion double precision) (
	SFUNC = absence.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.tally_agg_transition, MINVFUNC = absence.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, double precision) IS
	'Tally over rows, each one student-day; a NULL mark is a day with nothing recorded; under the federal rule';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion numeric, policy absence.policy) (
	SFUNC = absence.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.tally_agg_transition, MINVFUNC = absence.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, numeric, absence.policy) IS
	'Tally over rows, each one student-day; a NULL mark is a day with nothing recorded; under a policy';

CREATE AGGREGATE absence.tally_agg(mark absence.mark, portion double precision, policy absence.policy) (
	SFUNC = absence.tally_agg_transition, STYPE = absence.tally,
	COMBINEFUNC = absence.tally_add,
	MSFUNC = absence.tally_agg_transition, MINVFUNC = absence.tally_agg_inverse, MSTYPE = absence.tally,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.tally_agg(absence.mark, double precision, absence.policy) IS
	'Tally over rows, each one student-day; a NULL mark is a day with nothing recorded; under a policy';

-- counts, and aggregates over the registers of a cohort

CREATE FUNCTION absence.counts_add(absence.counts, absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.counts_add(absence.counts, absence.counts) IS
	'implementation of + operator; aggregate transition and combine function';

CREATE FUNCTION absence.counts_remove(absence.counts, absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_counts_remove' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.counts_remove(absence.counts, absence.counts) IS
	'aggregate inverse transition function';

CREATE OPERATOR absence.+ (
	FUNCTION = absence.counts_add, LEFTARG = absence.counts, RIGHTARG = absence.counts,
	COMMUTATOR = OPERATOR(absence.+)
);
COMMENT ON OPERATOR absence.+ (absence.counts, absence.counts) IS
	'sum of counts under one policy; a student in both is counted twice';

CREATE AGGREGATE absence.rollup(counts absence.counts) (
	SFUNC = absence.counts_add, STYPE = absence.counts,
	COMBINEFUNC = absence.counts_add,
	MSFUNC = absence.counts_add, MINVFUNC = absence.counts_remove, MSTYPE = absence.counts,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.counts) IS
	'Sum of counts under one policy; a student in several is counted several times';

CREATE FUNCTION absence.n(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.n(absence.counts) IS
	'Students with a verdict';

CREATE FUNCTION absence.no_verdict(counts absence.counts) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_counts_no_verdict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.no_verdict(absence.counts) IS
	'Students without a verdict, who are in neither side of the rate';

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

CREATE FUNCTION absence.rate(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.rate(absence.counts) IS
	'Chronic rate: students chronically absent of those with a verdict, from 0 to 1; NULL when none has one';

CREATE FUNCTION absence.low(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.low(absence.counts) IS
	'Lower end of the Wilson score interval of the chronic rate, at 95%';

CREATE FUNCTION absence.high(counts absence.counts) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_counts_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.high(absence.counts) IS
	'Upper end of the Wilson score interval of the chronic rate, at 95%';

CREATE FUNCTION absence.low(chronic_n bigint, n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.low(bigint, bigint) IS
	'Lower end of the Wilson score interval of chronic_n of n, at 95%';

CREATE FUNCTION absence.high(chronic_n bigint, n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.high(bigint, bigint) IS
	'Upper end of the Wilson score interval of chronic_n of n, at 95%';

CREATE FUNCTION absence.cohort_transition(state absence.counts, register absence.register) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.cohort_transition(absence.counts, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence.cohort_inverse(state absence.counts, register absence.register) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.cohort_inverse(absence.counts, absence.register) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.cohort_transition(state absence.counts, register absence.register, policy absence.policy) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.cohort_transition(absence.counts, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.cohort_inverse(state absence.counts, register absence.register, policy absence.policy) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.cohort_inverse(absence.counts, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.cohort_transition(state absence.counts, register absence.register, policy absence.policy, as_of date) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.cohort_transition(absence.counts, absence.register, absence.policy, date) IS
	'aggregate transition function';

CREATE FUNCTION absence.cohort_inverse(state absence.counts, register absence.register, policy absence.policy, as_of date) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION absence.cohort_inverse(absence.counts, absence.register, absence.policy, date) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.cohort_final(absence.counts) RETURNS absence.counts
	AS 'MODULE_PATHNAME', 'absence_cohort_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence.cohort_final(absence.counts) IS
	'aggregate final function';

CREATE AGGREGATE absence.band_counts(register absence.register) (
	SFUNC = absence.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.cohort_final, COMBINEFUNC = absence.counts_add,
	MSFUNC = absence.cohort_transition, MINVFUNC = absence.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register) IS
	'How many students of a cohort are in each band; NULL registers are ignored; under the federal rule';

CREATE AGGREGATE absence.band_counts(register absence.register, policy absence.policy) (
	SFUNC = absence.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.cohort_final, COMBINEFUNC = absence.counts_add,
	MSFUNC = absence.cohort_transition, MINVFUNC = absence.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register, absence.policy) IS
	'How many students of a cohort are in each band; NULL registers are ignored; under a policy';

CREATE AGGREGATE absence.band_counts(register absence.register, policy absence.policy, as_of date) (
	SFUNC = absence.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.cohort_final, COMBINEFUNC = absence.counts_add,
	MSFUNC = absence.cohort_transition, MINVFUNC = absence.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.cohort_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.band_counts(absence.register, absence.policy, date) IS
	'How many students of a cohort are in each band; NULL registers are ignored; under a policy, as of a day';

CREATE AGGREGATE absence.chronic_rate(register absence.register) (
	SFUNC = absence.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.counts_add,
	MSFUNC = absence.cohort_transition, MINVFUNC = absence.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register) IS
	'Chronic rate of a cohort, from 0 to 1: students chronically absent of those with a verdict; under the federal rule';

CREATE AGGREGATE absence.chronic_rate(register absence.register, policy absence.policy) (
	SFUNC = absence.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.counts_add,
	MSFUNC = absence.cohort_transition, MINVFUNC = absence.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register, absence.policy) IS
	'Chronic rate of a cohort, from 0 to 1: students chronically absent of those with a verdict; under a policy';

CREATE AGGREGATE absence.chronic_rate(register absence.register, policy absence.policy, as_of date) (
	SFUNC = absence.cohort_transition, STYPE = absence.counts,
	FINALFUNC = absence.rate, COMBINEFUNC = absence.counts_add,
	MSFUNC = absence.cohort_transition, MINVFUNC = absence.cohort_inverse, MSTYPE = absence.counts,
	MFINALFUNC = absence.rate,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_rate(absence.register, absence.policy, date) IS
	'Chronic rate of a cohort, from 0 to 1: students chronically absent of those with a verdict; under a policy, as of a day';

-- series: a cohort's points by day, and the aggregates that give them

CREATE TYPE absence.series;

CREATE FUNCTION absence.series_in(cstring) RETURNS absence.series
	AS 'MODULE_PATHNAME', 'absence_series_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.series_out(absence.series) RETURNS cstring
	AS 'MODULE_PATHNAME', 'absence_series_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.series_recv(internal) RETURNS absence.series
	AS 'MODULE_PATHNAME', 'absence_series_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.series_send(absence.series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE absence.series (
	INPUT = absence.series_in, OUTPUT = absence.series_out,
	RECEIVE = absence.series_recv, SEND = absence.series_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);

COMMENT ON TYPE absence.series IS
	'Points of a cohort by day, under one policy: n students and k. Running: with a verdict, and chronic, to that day; daily: counted on that day, and absent';
COMMENT ON FUNCTION absence.series_in(cstring) IS 'I/O of type series';
COMMENT ON FUNCTION absence.series_out(absence.series) IS 'I/O of type series';
COMMENT ON FUNCTION absence.series_recv(internal) IS 'I/O of type series';
COMMENT ON FUNCTION absence.series_send(absence.series) IS 'I/O of type series';

CREATE FUNCTION absence.series_eq(absence.series, absence.series) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_series_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.series_ne(absence.series, absence.series) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_series_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.series_hash(absence.series) RETURNS integer
	AS 'MODULE_PATHNAME', 'absence_series_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence.series_hash_extended(absence.series, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'absence_series_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION absence.series_eq(absence.series, absence.series) IS 'implementation of = operator';
COMMENT ON FUNCTION absence.series_ne(absence.series, absence.series) IS 'implementation of <> operator';
COMMENT ON FUNCTION absence.series_hash(absence.series) IS 'hash support';
COMMENT ON FUNCTION absence.series_hash_extended(absence.series, bigint) IS 'hash support, with a seed';

CREATE OPERATOR absence.= (
	FUNCTION = absence.series_eq, LEFTARG = absence.series, RIGHTARG = absence.series,
	COMMUTATOR = OPERATOR(absence.=), NEGATOR = OPERATOR(absence.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR absence.<> (
	FUNCTION = absence.series_ne, LEFTARG = absence.series, RIGHTARG = absence.series,
	COMMUTATOR = OPERATOR(absence.<>), NEGATOR = OPERATOR(absence.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR absence.= (absence.series, absence.series) IS 'equal';
COMMENT ON OPERATOR absence.<> (absence.series, absence.series) IS 'not equal';

CREATE OPERATOR CLASS absence.series_hash_ops DEFAULT FOR TYPE absence.series USING hash AS
	OPERATOR 1 absence.=,
	FUNCTION 1 absence.series_hash(absence.series),
	FUNCTION 2 absence.series_hash_extended(absence.series, bigint);

COMMENT ON OPERATOR CLASS absence.series_hash_ops USING hash IS 'hash of type series';

CREATE FUNCTION absence.points(series absence.series)
	RETURNS TABLE (day date, n bigint, k double precision, rate double precision)
	AS 'MODULE_PATHNAME', 'absence_points' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 180;
COMMENT ON FUNCTION absence.points(absence.series) IS
	'A row for each point: day, n students, k chronic students or days of absence, and rate = k of n; NULL where n is 0';

CREATE FUNCTION absence.points(series absence.series, days date[])
	RETURNS TABLE (day date, n bigint, k double precision, rate double precision)
	AS 'MODULE_PATHNAME', 'absence_points' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION absence.points(absence.series, date[]) IS
	'A row for each of the days: of a running series the point that holds on it, of a daily one that of the day; 0 of 0 where there is none';

CREATE FUNCTION absence.series_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.series_combine(bytea, bytea) IS
	'aggregate combine function';

CREATE FUNCTION absence.series_final(bytea) RETURNS absence.series
	AS 'MODULE_PATHNAME', 'absence_series_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.series_final(bytea) IS
	'aggregate final function';

CREATE FUNCTION absence.chronic_trend_transition(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence.chronic_trend_transition(bytea, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence.chronic_trend_inverse(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence.chronic_trend_inverse(bytea, absence.register) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.chronic_trend_transition(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence.chronic_trend_transition(bytea, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.chronic_trend_inverse(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_chronic_trend_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence.chronic_trend_inverse(bytea, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.chronic_trend(register absence.register) (
	SFUNC = absence.chronic_trend_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence.series_final, COMBINEFUNC = absence.series_combine,
	MSFUNC = absence.chronic_trend_transition, MINVFUNC = absence.chronic_trend_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_trend(absence.register) IS
	'By day, how many students of a cohort have a verdict as of that day, and how many are chronically absent; NULL registers are ignored; under the federal rule';

CREATE AGGREGATE absence.chronic_trend(register absence.register, policy absence.policy) (
	SFUNC = absence.chronic_trend_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence.series_final, COMBINEFUNC = absence.series_combine,
	MSFUNC = absence.chronic_trend_transition, MINVFUNC = absence.chronic_trend_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.chronic_trend(absence.register, absence.policy) IS
	'By day, how many students of a cohort have a verdict as of that day, and how many are chronically absent; NULL registers are ignored; under a policy';

CREATE FUNCTION absence.daily_counts_transition(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence.daily_counts_transition(bytea, absence.register) IS
	'aggregate transition function';

CREATE FUNCTION absence.daily_counts_inverse(state bytea, register absence.register) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence.daily_counts_inverse(bytea, absence.register) IS
	'aggregate inverse transition function';

CREATE FUNCTION absence.daily_counts_transition(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence.daily_counts_transition(bytea, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.daily_counts_inverse(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_counts_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence.daily_counts_inverse(bytea, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.daily_counts(register absence.register) (
	SFUNC = absence.daily_counts_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence.series_final, COMBINEFUNC = absence.series_combine,
	MSFUNC = absence.daily_counts_transition, MINVFUNC = absence.daily_counts_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.daily_counts(absence.register) IS
	'By day, how many students of a cohort were counted, and their counted absence; NULL registers are ignored; under the federal rule';

CREATE AGGREGATE absence.daily_counts(register absence.register, policy absence.policy) (
	SFUNC = absence.daily_counts_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence.series_final, COMBINEFUNC = absence.series_combine,
	MSFUNC = absence.daily_counts_transition, MINVFUNC = absence.daily_counts_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.daily_counts(absence.register, absence.policy) IS
	'By day, how many students of a cohort were counted, and their counted absence; NULL registers are ignored; under a policy';

CREATE FUNCTION absence.daily_membership_transition(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_membership_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence.daily_membership_transition(bytea, absence.register, absence.policy) IS
	'aggregate transition function';

CREATE FUNCTION absence.daily_membership_inverse(state bytea, register absence.register, policy absence.policy) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_daily_membership_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION absence.daily_membership_inverse(bytea, absence.register, absence.policy) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.daily_membership(register absence.register, policy absence.policy) (
	SFUNC = absence.daily_membership_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence.series_final, COMBINEFUNC = absence.series_combine,
	MSFUNC = absence.daily_membership_transition, MINVFUNC = absence.daily_membership_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.daily_membership(absence.register, absence.policy) IS
	'By day, how many students of a cohort were expected, recorded or not, also after complete-through, without those whose day is outside membership under a policy; NULL registers are ignored';

CREATE FUNCTION absence.series_rollup_transition(state bytea, series absence.series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_rollup_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.series_rollup_transition(bytea, absence.series) IS
	'aggregate transition function';

CREATE FUNCTION absence.series_rollup_inverse(state bytea, series absence.series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'absence_series_rollup_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence.series_rollup_inverse(bytea, absence.series) IS
	'aggregate inverse transition function';

CREATE AGGREGATE absence.rollup(series absence.series) (
	SFUNC = absence.series_rollup_transition, STYPE = bytea, SSPACE = 8192,
	FINALFUNC = absence.series_final, COMBINEFUNC = absence.series_combine,
	MSFUNC = absence.series_rollup_transition, MINVFUNC = absence.series_rollup_inverse, MSTYPE = bytea, MSSPACE = 8192,
	MFINALFUNC = absence.series_final,
	PARALLEL = safe
);
COMMENT ON AGGREGATE absence.rollup(absence.series) IS
	'Sum of series of one kind under one policy: a point of a running series holds where it has none, daily ones add; a student in several is counted several times';

-- figures: all of a student, or of a cohort, as a row. They are written in SQL so
-- that a query that names a few of them works out no other.

CREATE FUNCTION absence.student_figures(register absence.register, policy absence.policy DEFAULT absence.federal_policy(), as_of date DEFAULT 'infinity')
	RETURNS TABLE (
		enrolled_days bigint, counted_days bigint, absent_days double precision, missed_days double precision,
		excused_days double precision, unexcused_days double precision, oss_days double precision, iss_days double precision,
		tardy_days bigint, unmapped_days bigint, unrecorded_days bigint, rate double precision, chronic boolean,
		status text, band text, band_order integer, why_null text,
		streak integer, last_absence date, absences_left integer, complete_through date, counted_through date)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT absence.enrolled_days(t.tally), absence.counted_days(t.tally), absence.absent_days(t.tally), absence.missed_days(t.tally),
		absence.excused_days(t.tally), absence.unexcused_days(t.tally), absence.oss_days(t.tally), absence.iss_days(t.tally),
		absence.tardy_days(t.tally), absence.unmapped_days(t.tally), absence.unrecorded_days(t.tally), absence.rate(t.tally), absence.chronic(t.tally),
		CASE WHEN absence.chronic(t.tally) THEN 'chronic' WHEN NOT absence.chronic(t.tally) THEN 'not chronic'
			WHEN absence.why_null(t.tally) = 'below_minimum' THEN 'too few days'
			WHEN absence.why_null(t.tally) = 'unmapped' THEN 'not mapped' ELSE 'not recorded' END,
		absence.band(t.tally)::text,
		CASE absence.band(t.tally) WHEN 'satisfactory' THEN 1 WHEN 'at_risk' THEN 2 WHEN 'moderate' THEN 3 WHEN 'severe' THEN 4 END,
		absence.why_null(t.tally),
		absence.streak(register, policy, as_of), absence.last_absence(register, policy, as_of), absence.absences_left(register, policy, as_of),
		absence.complete_through(register),
		CASE WHEN absence.last_membership_day(register, as_of) IS NOT NULL THEN nullif(least(as_of, absence.complete_through(register)), 'infinity') END
	FROM absence.tally(register, policy, as_of) AS t (tally);
END;
COMMENT ON FUNCTION absence.student_figures(absence.register, absence.policy, date) IS
	'A student''s figures as a row: days, rate, verdict, streak, absences left; counted_through is the day at which counts stop, NULL if there is no day before it';

CREATE FUNCTION absence.cohort_figures(satisfactory bigint, at_risk bigint, moderate bigint, severe bigint, no_verdict bigint)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT s.n, s.chronic_n, s.chronic_n::double precision / nullif(s.n, 0), absence.low(s.chronic_n, s.n), absence.high(s.chronic_n, s.n),
		satisfactory, at_risk, moderate, severe, no_verdict
	FROM (SELECT satisfactory + at_risk + moderate + severe, moderate + severe) AS s (n, chronic_n);
END;
COMMENT ON FUNCTION absence.cohort_figures(bigint, bigint, bigint, bigint, bigint) IS
	'A cohort''s figures as a row, from how many students are in each band and how many have no verdict';

CREATE FUNCTION absence.cohort_figures(counts absence.counts)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.n, f.chronic_n, f.rate, f.low, f.high, f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence.cohort_figures(absence.satisfactory_n(counts), absence.at_risk_n(counts), absence.moderate_n(counts),
		absence.severe_n(counts), absence.no_verdict(counts)) AS f;
END;
COMMENT ON FUNCTION absence.cohort_figures(absence.counts) IS
	'A cohort''s figures as a row: how many are chronically absent, the rate with its interval, how many are in each band';

-- groups: which groups a student is in, from what student_group says of him
--
-- Race and ethnicity is one value: Hispanic wins, more than one race is "two or
-- more", none is "missing". Districts write Hispanic in many ways: whatever begins
-- with Hispanic or Latin is. "Not Hispanic" says nothing of race, "Two or more
-- races" is two or more, and every other value is a race of that name. Sex is one
-- value too, "missing" where there is none, or several at once. Both are those of
-- the day, whatever they were before. Of every other kind a student is in each
-- group of which a status is in force, and in "No" where there is none: programs
-- report who is in them.
--
-- kinds and group_values are the statuses that are known; on_day and ever_in_year
-- have a digit for each, 1 for those that the student has. All is a kind of which
-- everybody has the one status.

CREATE FUNCTION absence.groups_of(kinds text[], group_values text[], on_day text, ever_in_year text)
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
						WHEN count(*) FILTER (WHERE s.on_day AND s.is_race) > 1 OR bool_or(s.value ~* '^two or more') FILTER (WHERE s.on_day AND s.is_race) THEN 'two or more'
						ELSE coalesce(min(s.value) FILTER (WHERE s.on_day AND s.is_race), 'missing') END]
					WHEN 'sex' THEN ARRAY[CASE count(*) FILTER (WHERE s.on_day) WHEN 1 THEN min(s.value) FILTER (WHERE s.on_day) ELSE 'missing' END]
					ELSE coalesce(array_agg(s.value) FILTER (WHERE s.on_day), '{No}') END AS on_day,
				coalesce(array_agg(s.value) FILTER (WHERE s.ever_in_year), '{No}') AS ever_in_year
			FROM (
				SELECT s.kind COLLATE "C" AS kind, s.value COLLATE "C" AS value, s.on_day = '1' AS on_day, s.ever_in_year = '1' AS ever_in_year,
					s.kind = 'race_ethnicity' AND s.value COLLATE "C" !~* '^no[nt][- ]*hispanic([ /]*(or )?(no[nt][- ]*)?latin[a-z]*)?$' AS is_race
				FROM unnest('{all}'::text[] || kinds, '{all}'::text[] || group_values,
					string_to_array('1' || on_day, NULL), string_to_array('1' || ever_in_year, NULL))
					AS s (kind, value, on_day, ever_in_year)
			) AS s
			GROUP BY s.kind
		) AS s
	) AS k
	CROSS JOIN LATERAL (VALUES ('on_day', k.on_day),
		('ever_in_year', CASE WHEN k.kind IN ('race_ethnicity', 'sex') THEN k.on_day ELSE k.ever_in_year END)) AS b (status_basis, group_values)
	CROSS JOIN LATERAL unnest(b.group_values) AS v (value);
END;
COMMENT ON FUNCTION absence.groups_of(text[], text[], text, text) IS
	'The groups of a student who has some of the known statuses, by status_basis: one race and one sex, those of the day; of every other kind each value in force, else No; and the group of all';

-- grades: which the federal files are about

CREATE FUNCTION absence.is_federal_grade(grade text) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN grade COLLATE "C" ~* '^[[:space:]]*((grade )?0*([1-9]|1[0-2])(st|nd|rd|th)?( grade)?|0+|k|kg|kn|kdg|k[aefhp]|k5[afp]?|kindergarten|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) grade|ug|ungraded)[[:space:]]*$' THEN true
		WHEN grade COLLATE "C" ~* '^[[:space:]]*(p|pk[afp]?|ps|p[34]|(pk|pre-?k)[ -]?[345]?|pre-?kindergarten|pre-?school|preschool/prekindergarten|ee|early education|it|infant/toddler|(grade )?13|pg|postsecondary|ae|adult( education)?|out of school|no grade level)[[:space:]]*$' THEN false
	END;
COMMENT ON FUNCTION absence.is_federal_grade(text) IS
	'Whether a grade is one of kindergarten to 12 or ungraded, in the usual codes and in Ed-Fi''s words; NULL for a word that is neither known as one nor as another, such as Transitional Kindergarten, or -1, which is kindergarten here and prekindergarten there';

-- policy_catalog: definitions by name, each with its source
--
-- Only what was read in a source stands here, in other words than the source's.
-- What a source leaves open is as in the federal rule, but for the minimum, which
-- is none, and `source` says so. A rule that a policy cannot hold to the letter has
-- none: it is listed with the reason, and not approximated.

CREATE TABLE absence.policy_catalog (
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

COMMENT ON TABLE absence.policy_catalog IS 'Definitions of chronic absence by name, each with its authority and source; read-only';
COMMENT ON COLUMN absence.policy_catalog.name IS 'Name of the definition, as policy_named() and the setting absence.policy take it';
COMMENT ON COLUMN absence.policy_catalog.version IS 'Version of the definition; a changed rule is a new version, and the old one stays';
COMMENT ON COLUMN absence.policy_catalog.from_year IS 'First school year it is for, by the year in which it ends; NULL: none was read';
COMMENT ON COLUMN absence.policy_catalog.to_year IS 'Last school year it is for; NULL: none was read';
COMMENT ON COLUMN absence.policy_catalog.grades IS 'Grades whose figures its authority gives, KG and 01 to 12; NULL: every grade. Nothing filters by it';
COMMENT ON COLUMN absence.policy_catalog.policy IS 'The definition as a value; NULL where a policy cannot hold it';
COMMENT ON COLUMN absence.policy_catalog.not_computable IS 'Why a policy cannot hold the rule; NULL where it does';
COMMENT ON COLUMN absence.policy_catalog.authority IS 'Whose definition it is';
COMMENT ON COLUMN absence.policy_catalog.description IS 'The definition in words';
COMMENT ON COLUMN absence.policy_catalog.source IS 'Where it was read, and what of it was not read at its source';

-- half and bands: whether the source says nothing of parts of a day, or of those lines
INSERT INTO absence.policy_catalog (name, version, from_year, to_year, grades, policy, authority, description, source)
SELECT v.name, v.version, v.from_year, v.to_year, v.grades::text[], v.policy::absence.policy, v.authority, v.description,
	v.source
		|| CASE WHEN v.half THEN ' No rule for parts of a day was read: a day missed by half or more counts, as in the federal rule.' ELSE '' END
		|| CASE WHEN v.bands THEN ' The lines of at_risk (5%) and severe (20%) are those of Attendance Works.' ELSE '' END
FROM (VALUES
	('federal', 1, NULL::integer, NULL::integer, NULL, '',
	 'U.S. Department of Education (EDFacts file 195)',
	 'Absent 10% or more of the days enrolled at the school, for any reason; a day missed by half or more counts as absent. Students enrolled fewer than 10 days have no verdict.',
	 'CEDS element 002022, written for EDFacts file 195, was read for the 10% and the half day. The minimum of 10 days is as states and others report it; the file specification itself was not read. The lines of at_risk (5%) and severe (20%) are not federal: they are those of Attendance Works.',
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
	 'Absent 10% or more of the days expected, for any reason, suspension out of school included, among students expected for more than 30 days. Only a day missed whole is an absence. In-school suspension is attendance; days of instruction at home or in hospital are not expected days. The state''s Dashboard shows grades K to 8, its DataQuest every grade.',
	 'The CALPADS glossary for the 10%, the more than 30 days and what counts; the DataQuest page on absences by reason; the notice (CALPADS Update Flash 120) that began the collection in 2016-17. Whole days, and home and hospital days, are as Infinite Campus describes the state''s student absence file. Education Code 60901(c)(1) was read only as others quote it. Map codes of independent study that earned no attendance to an absence, and leave out students who are exempt.',
	 false, true),
	('connecticut', 1, 2016, NULL, NULL, 'minimum = none, part_day > 50%',
	 'Connecticut General Statutes 10-198c',
	 'Absences of any kind, excused, unexcused or disciplinary, of 10% or more of the days enrolled at the school so far in the year. Who is there for half of the day or more is present. A day of suspension out of school or of expulsion is an absence always: record it as the whole day it is, since half a day or less of it would not count.',
	 'Sections 10-198b and 10-198c. The half day and the suspensions are the state board''s definitions as district handbooks give them; the board''s own text was not read. One district also counts in-school suspension of half a day or more. No minimum is named.',
	 false, true),
	('florida_21_days', 1, NULL, NULL, NULL, 'measure = days, chronic = 21 days, minimum = none',
	 'Florida Department of Education',
	 'Absent 21 or more days in the school year.',
	 'A state report of 2015, and press reports on the state''s tables of 2012 to 2023. Florida counts students absent 10% or more besides; the rule behind that was read only second hand, so it is not here.',
	 true, false),
	('georgia', 1, NULL, NULL, NULL, 'minimum = none',
	 'Georgia Department of Education',
	 'Absent 10% or more of the days enrolled.',
	 'Georgia Insights and the help page of the Governor''s Office of Student Achievement. No minimum was read.',
	 true, true),
	('hawaii', 1, NULL, NULL, NULL, 'measure = days, chronic = 15 days, minimum = none, part_day > 50%',
	 'Hawaii State Department of Education',
	 'Absent 15 or more days, whatever the reason. Who is in school for half of the day or more is present.',
	 'The department''s page for the 15 days; the attendance pages of schools for the half day. One school says more than 15; some call it an absence to leave before 11:00 or to come after, which a policy does not know: give the share of the day.',
	 false, false),
	('maine', 1, NULL, NULL, NULL, 'minimum = 10 days, part_day > 50%',
	 'Maine Department of Education',
	 'Absent 10% or more of the days enrolled, excused or not, among students enrolled 10 days or more. Who is present for less than half of his instructional day is absent. For correctional facilities see maine_correctional.',
	 'The department''s pages on attendance reporting and on chronic absence. Where a student''s own day is shorter than the school''s, half is of his own: give events as missed of held.',
	 false, true),
	('maine_correctional', 1, NULL, NULL, NULL, 'minimum = 60 days, part_day > 50%',
	 'Maine Department of Education',
	 'As maine, for correctional facilities: among students enrolled 60 days or more.',
	 'The department''s pages on attendance reporting and on chronic absence.',
	 false, true),
	('michigan', 1, NULL, 2015, NULL, 'measure = days, compare = >, chronic = 10 days, minimum = none, part_day = whole',
	 'Michigan (MI School Data)',
	 'Absent more than 10 days in the school year; only a day missed whole is an absence. To school year 2014-15.',
	 'The student attendance page of MI School Data. It says more than 10 days where it tells of the change, and 10 days or more of the same figures a sentence later; the first is taken.',
	 false, false),
	('new_jersey', 1, NULL, NULL, NULL, 'minimum = none, part_day > 50%, absent = excused unexcused oss unverified, outside = exempt',
	 'New Jersey Department of Education',
	 'Absent 10% or more of the days in membership. What the state excuses (religious observance, a college visit, a civic event and the rest of its list) is no absence and no day in membership: map those codes to exempt. Who takes part for half of the day or more is present.',
	 'Administrative Code 6A:32-8.4; an excerpt of the department''s guidance of 2020 on reporting absences; a district''s page. A minimum of 45 days for the state''s own figures, and of 10 for the federal ones, was read only second hand, so none is set.',
	 false, true),
	('new_mexico', 1, NULL, NULL, NULL, 'minimum = 10 days',
	 'New Mexico Statutes 22-12A-2 (Attendance for Success Act)',
	 'Missed 10% or more of the school days since the beginning of the year, excused or not, among students enrolled at least 10 days. Interscholastic extracurricular activities are no absence. The lines at 5% and 20% are those of the law''s tiers.',
	 'Section 22-12A-2, for the chronic absence rate and for the tiers. The tiers are of classes or school days, as a school keeps them; here they are of days.',
	 true, false),
	('rhode_island_kids_count', 1, NULL, NULL, '{KG,01,02,03}', 'measure = days, chronic = 18 days, minimum = 90 days',
	 'Rhode Island KIDS COUNT',
	 'Absent 18 or more days, among children of kindergarten to third grade who were enrolled 90 days or more.',
	 'Rhode Island KIDS COUNT. It took 12 days in place of 18 from 2020 on, as the KIDS COUNT data center has it, without saying to when.',
	 true, false),
	('south_carolina', 1, 2018, NULL, '{KG,01,02,03,04,05,06,07,08,09,10,11,12}', 'minimum = none, part_day >= 50%',
	 'South Carolina Department of Education',
	 'In grades K to 12, missed half or more of the instructional day on 10% or more of the days enrolled, for any reason. For virtual students taking part on the platform is presence.',
	 'The department''s page on chronic absenteeism, and a district''s. No minimum is named.',
	 false, true),
	('tennessee', 1, 2018, NULL, NULL, 'minimum = none',
	 'Tennessee Department of Education',
	 'Absent 10% or more of the instructional days enrolled, for any reason, excused absences and suspension out of school included.',
	 'The state''s report card and a district''s page on the indicator. That accountability looks at students enrolled for half of the days was read only second hand, so no minimum is set.',
	 true, true),
	('virginia', 1, NULL, NULL, NULL, 'minimum = none',
	 'Virginia Department of Education',
	 'Absent at a rate of 10.00% or more, for any reason, suspensions included.',
	 'The department''s questions and answers on chronic absenteeism. Accreditation leaves out students enrolled too short; that rule was not read, so none is set.',
	 true, true),
	('washington', 1, NULL, NULL, NULL, 'minimum = none',
	 'Washington Office of Superintendent of Public Instruction',
	 'Missed 10% or more of the school days, excused or not. School activities are no absence.',
	 'The office''s questions and answers on attendance. The state''s definition of an absence was read only in part, and no minimum.',
	 true, true)
) AS v (name, version, from_year, to_year, grades, policy, authority, description, source, half, bands);

INSERT INTO absence.policy_catalog (name, version, from_year, to_year, grades, not_computable, authority, description, source)
VALUES
	('california_stas', 1, 2017, NULL, NULL,
	 'Only codes of whole days count, not periods that fill a day, and students are exempted one by one. A policy knows the share of a day that was missed, not by what code, and no single student.',
	 'California Department of Education',
	 'What the student absence file (STAS) that districts send is counted by. The rule of the figures made from it is california.',
	 'Infinite Campus and Aeries on the file; its specification was not read.'),
	('indiana', 1, 2026, NULL, NULL,
	 'The line is a tenth of the school year, whatever part of it a student was enrolled. A line of a policy is a share of the days enrolled, or a number of days: where the year has 180 days, define measure = days, chronic = 18 days, minimum = none.',
	 'Indiana Code 20-18-2-2.4',
	 'Absent at least 10% of a school year, for any reason.',
	 'Senate Enrolled Act 482 of 2025 as introduced and as the press reports it. What it means for a student who came late was not read.'),
	('michigan', 2, 2016, 2017, NULL,
	 'The minimum is of 10 days in a row in the district. A policy counts days enrolled, in a row or not.',
	 'Michigan (MI School Data)',
	 'Absent 10% or more of the days, among students enrolled in the district for at least 10 days in a row; only a day missed whole is an absence. School years 2015-16 and 2016-17.',
	 'The student attendance page of MI School Data.'),
	('michigan', 3, 2018, NULL, NULL,
	 'The minimum is of 10 days in a row in the district. A policy counts days enrolled, in a row or not. In 2020-21 two contacts a week stood for attendance on all five days besides.',
	 'Michigan (MI School Data)',
	 'Absent 10% or more of the days, among students enrolled in the district for at least 10 days in a row; a day missed by more than half is an absence. From school year 2017-18 on.',
	 'The student attendance page of MI School Data.'),
	('new_york', 1, NULL, 2025, '{01,02,03,04,05,06,07,08,09,10,11,12}',
	 'Students who were not there on a single day are left out; so, as the State Comptroller says, are suspensions and extended medical absences. A policy has no condition on days attended, and no mark tells a medical absence that is extended.',
	 'New York State Education Department',
	 'Absent 10% or more of the instructional days enrolled, excused or not, among students enrolled 10 days or more and there on at least one. In the regional reports a day without a record is an absence.',
	 'The regional information center''s pages on the reports SIRS-107 and SIRS-361; press on the Comptroller''s report of 2024.'),
	('new_york', 2, 2026, NULL, NULL,
	 'An index of a school, from how many of its students attend 85%, 90% and 95% of the days. A policy judges one student, and there is no chronic among the levels.',
	 'New York State Education Department',
	 'An attendance index in place of chronic absence, among students enrolled 30 days or more; suspensions and extended medical absences are not absences.',
	 'New York State School Boards Association, August 2024. Whether exactly 95% is the third level or the fourth was not clear from it.'),
	('ohio', 1, NULL, 2025, NULL,
	 'It counts hours of instruction on the student''s own schedule. A policy in minutes counts those of the days of the calendar. Where the calendars carry what each student is taught, define basis = minutes, part_day = proportional, minimum = none.',
	 'Ohio Department of Education and Workforce',
	 'Missed 10% or more of the hours of instruction, for any reason, suspension out of school included.',
	 'The department''s pages on chronic absenteeism.'),
	('ohio', 2, 2026, NULL, NULL,
	 'The line is a number of hours, a tenth of the minimum that the law sets for the school''s year. A line of a policy is a share of the time enrolled, or a number of days.',
	 'Ohio Revised Code',
	 'Missed at least 10% of the hours that the law requires as a minimum in the school year. From 30 September 2025 on.',
	 'The department''s answers and a district''s page on the change; the code itself was not read.'),
	('tennessee_accountability', 1, 2018, NULL, NULL,
	 'It grades a school: by the share of its students who are chronically absent, against cut points for each pool of grades, from 30 students on. A policy judges one student, which tennessee does.',
	 'Tennessee Department of Education',
	 'The Chronically Out of School indicator.',
	 'The code of an R package for it, andrewacct.'),
	('texas', 1, NULL, NULL, NULL,
	 'State law had no definition as of 2025. A bill of that year would have had more than 10% of the minutes of operation, in a school year or in any six weeks; a policy has no window of six weeks. Whether it passed was not read.',
	 'Texas Legislature (House Bill 213 of 2025)',
	 'No definition in force was found.',
	 'Two trackers of bills.');

GRANT SELECT ON absence.policy_catalog TO PUBLIC;

CREATE FUNCTION absence.policy_named(name text) RETURNS absence.policy
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_row absence.policy_catalog;
BEGIN
	-- "name" is the latest version, "name@2" that one
	SELECT c.* INTO found_row
	FROM absence.policy_catalog AS c
	WHERE c.name = split_part(policy_named.name, '@', 1)
		AND (strpos(policy_named.name, '@') = 0
			OR c.version::text = split_part(policy_named.name, '@', 2))
	ORDER BY c.version DESC
	LIMIT 1;

	IF NOT FOUND THEN
		RAISE EXCEPTION 'policy "%" does not exist', policy_named.name
			USING ERRCODE = 'undefined_object',
				HINT = 'Known policies are '
					|| (SELECT string_agg(DISTINCT c.name, ', ') FROM absence.policy_catalog AS c WHERE c.policy IS NOT NULL)
					|| '.';
	ELSIF found_row.policy IS NULL THEN
		RAISE EXCEPTION 'policy "%" cannot be computed', policy_named.name
			USING ERRCODE = 'feature_not_supported', DETAIL = found_row.not_computable;
	END IF;
	RETURN found_row.policy;
END
$$;

COMMENT ON FUNCTION absence.policy_named(text) IS
	'The policy of this name in policy_catalog: the latest version, or with @ that one; an unknown name is an error that lists the known ones. It reads a table: in a query over many rows write (SELECT absence.policy_named(...)), which looks it up once';

-- data_element: what every table and column of a store means. The comments of a
-- store are made of it. A CEDS id or an Ed-Fi element stands only where one was
-- read; a blank is not a claim that there is none.

CREATE TABLE absence.data_element (
	table_name text COLLATE "C" NOT NULL,
	column_name text COLLATE "C" NOT NULL,
	definition text NOT NULL,
	unit text,
	when_null text,
	ceds_id text COLLATE "C",
	ceds_name text,
	ed_fi_element text COLLATE "C",
	PRIMARY KEY (table_name, column_name)
);

COMMENT ON TABLE absence.data_element IS 'What every table and column of a store means, with the CEDS and Ed-Fi elements beside it; read-only';
COMMENT ON COLUMN absence.data_element.table_name IS 'Name of the table';
COMMENT ON COLUMN absence.data_element.column_name IS 'Name of the column; empty for the table itself';
COMMENT ON COLUMN absence.data_element.definition IS 'What it is';
COMMENT ON COLUMN absence.data_element.unit IS 'What a number is in; NULL for what is no quantity';
COMMENT ON COLUMN absence.data_element.when_null IS 'What NULL in the column means; NULL where the column is never NULL';
COMMENT ON COLUMN absence.data_element.ceds_id IS 'Id of the element of the Common Education Data Standards; NULL where none was read';
COMMENT ON COLUMN absence.data_element.ceds_name IS 'Name of that element; NULL where none was read';
COMMENT ON COLUMN absence.data_element.ed_fi_element IS 'Entity and element that holds the same in the Ed-Fi Data Standard 5.2; NULL where none was read';

INSERT INTO absence.data_element
	(table_name, column_name, definition, unit, when_null, ceds_id, ceds_name, ed_fi_element) VALUES

	-- setting.sql
	('store_setting', '', 'What a district decides once, for the whole store; one row', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'only_row', 'Always true; keeps the table to one row', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'layout_version', 'Version of the store''s layout; upgrade_store() brings it up to date', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'policy', 'The definition in force where a session asks for no other: a name in policy, else in absence.policy_catalog', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'time_zone', 'Time zone of the district, which decides what day today is', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'day_closes_at', 'Time of day, in time_zone, from which on today can be complete', NULL, 'never: today is complete only where attendance_taken has it', NULL, NULL, NULL),
	('store_setting', 'exit_day_counts', 'Whether the exit date of an enrollment is a day the student was expected', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'void_exit_types', 'Exit types that say the student never came: such an enrollment gives no membership', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'max_drop', 'By how much a school''s or a year''s events, members or recorded days may fall before refresh refuses', 'share, 0 to 1', NULL, NULL, NULL, NULL),
	('store_setting', 'max_verdict_change', 'How many of the students with a verdict may move band before refresh refuses', 'share, 0 to 1', NULL, NULL, NULL, NULL),
	('store_setting', 'minimum_group', 'Smallest group whose figures may be published', 'students', NULL, NULL, NULL, NULL),
	('store_setting', 'school_scope', 'Whether a reader sees only rows of the schools that staff_school gives; see absence.enable_school_scope()', NULL, NULL, NULL, NULL, NULL),

	('policy', '', 'The district''s own definitions of chronic absence, looked up before absence.policy_catalog; a changed rule is a new version, and the old one stays', NULL, NULL, NULL, NULL, NULL),
	('policy', 'name', 'Name of the definition: small letters, digits and underscores', NULL, NULL, NULL, NULL, NULL),
	('policy', 'version', 'Version of the definition, from 1 on', NULL, NULL, NULL, NULL, NULL),
	('policy', 'policy', 'The definition, as text that type absence.policy reads', NULL, NULL, NULL, NULL, NULL),
	('policy', 'authority', 'Whose definition it is', NULL, 'not stated', NULL, NULL, NULL),
	('policy', 'from_year', 'First school year it is for', NULL, 'no first year', NULL, NULL, NULL),
	('policy', 'to_year', 'Last school year it is for', NULL, 'no last year', NULL, NULL, NULL),
	('policy', 'grades', 'Grades it is for, as in enrollment.grade; to be read: no view leaves out a student by it', NULL, 'every grade', NULL, NULL, NULL),
	('policy', 'source', 'Where it was read', NULL, 'not stated', NULL, NULL, NULL),

	('school_year_state', '', 'The school years of the store: where the facts of each come from, and whether it is still open', NULL, NULL, NULL, NULL, NULL),
	('school_year_state', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('school_year_state', 'source', 'Schema that the year''s facts come from', NULL, 'the store''s own tables', NULL, NULL, NULL),
	('school_year_state', 'kind', 'Kind of source: native (tables of a store), edfi (an Ed-Fi ODS) or views', NULL, NULL, NULL, NULL, NULL),
	('school_year_state', 'state', 'open, or closed: refresh never touches the registers of a closed year', NULL, NULL, NULL, NULL, NULL),

	-- facts.sql
	('school', '', 'Schools', NULL, NULL, NULL, NULL, 'school'),
	('school', 'school_id', 'Id of the school in the student information system', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('school', 'name', 'Name of the school', NULL, NULL, NULL, NULL, 'school.nameOfInstitution'),
	('school', 'school_level', 'Level of the school, such as Elementary, Middle, High', NULL, 'not known', NULL, NULL, NULL),
	('school', 'lea_id', 'Id of the local education agency (district) that the school belongs to', NULL, 'not known', NULL, NULL, 'school.localEducationAgencyId'),
	('school', 'state_lea_id', 'Id that the state has for the local education agency', NULL, 'not known', NULL, NULL, NULL),
	('school', 'state_school_id', 'Id that the state has for the school', NULL, 'not known', NULL, NULL, NULL),
	('school', 'nces_school_id', 'Id that the National Center for Education Statistics has for the school', NULL, 'not known', NULL, NULL, NULL),
	('school', 'reporting', 'exception: only what is not ordinary is recorded, and a day without a record is present; affirmative: presence is recorded too, and a day without a record is unrecorded', NULL, NULL, NULL, NULL, NULL),
	('school', 'federally_reported', 'Whether the school is in the federal report', NULL, NULL, NULL, NULL, NULL),

	('student', '', 'Students', NULL, NULL, NULL, NULL, 'student'),
	('student', 'student_id', 'Id of the student in the student information system: the district''s own, not the state''s', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('student', 'state_student_id', 'Id that the state has for the student', NULL, 'not known', NULL, NULL, NULL),
	('student', 'last_name', 'Last name', NULL, 'not known', NULL, NULL, 'student.lastSurname'),
	('student', 'first_name', 'First name', NULL, 'not known', NULL, NULL, 'student.firstName'),
	('student', 'birth_date', 'Date of birth', NULL, 'not known', NULL, NULL, 'student.birthDate'),

	('student_group', '', 'Groups a student belongs to, such as race and ethnicity, English learner, disability; several rows of one kind are allowed', NULL, NULL, NULL, NULL, NULL),
	('student_group', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('student_group', 'kind', 'Kind of group: race_ethnicity, sex, english_learner, disability_idea or any other word', NULL, NULL, NULL, NULL, NULL),
	('student_group', 'value', 'The group within its kind', NULL, NULL, NULL, NULL, NULL),
	('student_group', 'begin_date', 'First day in the group', NULL, 'from the start', NULL, NULL, NULL),
	('student_group', 'end_date', 'Last day in the group', NULL, 'no end', NULL, NULL, NULL),

	('calendar', '', 'Calendars of a school in a school year', NULL, NULL, NULL, NULL, 'calendar'),
	('calendar', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'calendar.schoolId'),
	('calendar', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'calendar.schoolYear'),
	('calendar', 'calendar_code', 'Code of the calendar, within the school and year', NULL, NULL, '000494', 'Calendar Code', 'calendar.calendarCode'),
	('calendar', 'calendar_type', 'What the calendar is for, such as School, Grade Level, Student Specific, IEP; Staff and Summer calendars never give membership, Student Specific and IEP only to an enrollment that names them', NULL, NULL, NULL, NULL, 'calendar.calendarTypeDescriptor'),
	('calendar', 'day_minutes', 'Instructional time of an ordinary day', 'minutes', 'not known', '002099', 'Instructional Minutes Per Day', NULL),
	('calendar', 'periods', 'Periods of an ordinary day', 'periods', 'not known', NULL, NULL, NULL),

	('calendar_grade', '', 'Grades that a calendar is for, where the enrollment names no calendar and the school has several', NULL, NULL, NULL, NULL, 'calendarGradeLevel'),
	('calendar_grade', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'calendarGradeLevel.schoolId'),
	('calendar_grade', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'calendarGradeLevel.schoolYear'),
	('calendar_grade', 'calendar_code', 'Code of the calendar', NULL, NULL, '000494', 'Calendar Code', 'calendarGradeLevel.calendarCode'),
	('calendar_grade', 'grade', 'The grade, as in enrollment.grade', NULL, NULL, NULL, NULL, 'calendarGradeLevel.gradeLevelDescriptor'),

	('calendar_day', '', 'What a calendar says of a day; a day can have several events, and closing ones decide', NULL, NULL, NULL, NULL, 'calendarDateCalendarEvent'),
	('calendar_day', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'calendarDateCalendarEvent.schoolId'),
	('calendar_day', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'calendarDateCalendarEvent.schoolYear'),
	('calendar_day', 'calendar_code', 'Code of the calendar', NULL, NULL, '000494', 'Calendar Code', 'calendarDateCalendarEvent.calendarCode'),
	('calendar_day', 'day', 'The day', NULL, NULL, '001275', 'Calendar Event Date', 'calendarDateCalendarEvent.date'),
	('calendar_day', 'event', 'What is on that day, in the words of calendar_event_kind; an unknown word says nothing and is a data issue', NULL, NULL, '000603', 'Calendar Event Type', 'calendarDateCalendarEvent.calendarEventDescriptor'),
	('calendar_day', 'minutes', 'Instructional time of this day; of several for one day the least holds', 'minutes', 'as calendar.day_minutes', NULL, NULL, NULL),
	('calendar_day', 'periods', 'Periods of this day; of several for one day the least holds', 'periods', 'as calendar.periods', NULL, NULL, NULL),

	('calendar_event_kind', '', 'What the words of a calendar mean; a district adds its own', NULL, NULL, NULL, NULL, 'calendarEventDescriptor'),
	('calendar_event_kind', 'event', 'Word of a calendar, as in calendar_day.event', NULL, NULL, '000603', 'Calendar Event Type', 'calendarEventDescriptor.codeValue'),
	('calendar_event_kind', 'kind', 'closes: no session day, whatever else is on it; session: a session day; neutral: says nothing', NULL, NULL, NULL, NULL, NULL),

	('enrollment', '', 'Stays of students at schools. A student can have several at one school, such as one for each grade: the days of all count once', NULL, NULL, NULL, NULL, 'studentSchoolAssociation'),
	('enrollment', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('enrollment', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'studentSchoolAssociation.schoolId'),
	('enrollment', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'studentSchoolAssociation.schoolYear'),
	('enrollment', 'entry_date', 'First day of the stay; it counts', NULL, NULL, '000097', 'Enrollment Entry Date', 'studentSchoolAssociation.entryDate'),
	('enrollment', 'exit_date', 'Last day of the stay; whether it counts is store_setting.exit_day_counts', NULL, 'still open: the stay runs to the end of the calendar', '000107', 'Enrollment Exit Date', 'studentSchoolAssociation.exitWithdrawDate'),
	('enrollment', 'grade', 'Grade of the student in this stay', NULL, 'not known', NULL, NULL, 'studentSchoolAssociation.entryGradeLevelDescriptor'),
	('enrollment', 'calendar_code', 'Calendar of the student', NULL, 'the only calendar of the school to fall back on, else that of the grade', '000494', 'Calendar Code', 'studentSchoolAssociation.calendarCode'),
	('enrollment', 'entry_type', 'How the student came', NULL, 'not known', NULL, NULL, 'studentSchoolAssociation.entryTypeDescriptor'),
	('enrollment', 'exit_type', 'How the student left; those in store_setting.void_exit_types remove the stay', NULL, 'not left, or not known', NULL, NULL, 'studentSchoolAssociation.exitWithdrawTypeDescriptor'),
	('enrollment', 'enrollment_type', 'Kind of enrollment, such as Current, Preregistered; Summer removes the stay', NULL, 'not known', NULL, NULL, 'studentSchoolAssociation.enrollmentTypeDescriptor'),
	('enrollment', 'primary_school', 'Whether it is the student''s primary school; of two schools on one day, that one owns the day', NULL, 'as false', NULL, NULL, 'studentSchoolAssociation.primarySchool'),
	('enrollment', 'fte', 'Full-time equivalency: the part of full time that the student is at this school', 'share, 0 to 1', 'as 1', NULL, NULL, 'studentSchoolAssociation.fullTimeEquivalency'),
	('enrollment', 'homeroom', 'Homeroom of the student', NULL, 'not known', NULL, NULL, NULL),

	('attendance_code', '', 'What the codes of attendance events mean. The row for school and year decides, else for the school, else for the year, else for neither; a code without a row is unmapped, never present', NULL, NULL, NULL, NULL, 'attendanceEventCategoryDescriptor'),
	('attendance_code', 'code', 'The code, letter for letter as in attendance_event.code', NULL, NULL, NULL, NULL, 'attendanceEventCategoryDescriptor.codeValue'),
	('attendance_code', 'school_id', 'School that the row is for', NULL, 'every school', NULL, NULL, NULL),
	('attendance_code', 'school_year', 'School year that the row is for, by the year in which it ends', NULL, 'every year', NULL, NULL, NULL),
	('attendance_code', 'mark', 'Mark that the code stands for, one of type absence.mark, which tells apart more than CEDS does', NULL, NULL, '000076', 'Attendance Status', NULL),
	('attendance_code', 'portion', 'How much of the day or period the code says was missed, where the event does not say', 'share, 0 to 1', 'none of it for tardy, left_early and present, else all of it', NULL, NULL, NULL),
	('attendance_code', 'precedence', 'Which of several events on one day or period wins: the highest', NULL, 'the order of marks decides', NULL, NULL, NULL),
	('attendance_code', 'description', 'What the code means, in words', NULL, 'not stated', NULL, NULL, NULL),

	('attendance_event', '', 'What was recorded of a student, at a school, for a day or a period of it', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent'),
	('attendance_event', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('attendance_event', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.schoolId'),
	('attendance_event', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.schoolYear'),
	('attendance_event', 'day', 'The day', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.eventDate'),
	('attendance_event', 'period', 'The period of the day', NULL, 'the whole day', NULL, NULL, 'studentSectionAttendanceEventClassPeriod.classPeriodName'),
	('attendance_event', 'code', 'What was recorded, in the codes of attendance_code', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.attendanceEventCategoryDescriptor'),
	('attendance_event', 'portion', 'How much of the day was missed, or of the period where there is one', 'share, 0 to 1', 'missed/held where both are given and period is NULL, else the portion of the code', '002013', 'Attendance Event Duration Day', 'studentSchoolAttendanceEvent.eventDuration'),
	('attendance_event', 'missed', 'What the student missed of the day, in the same unit as held; Ed-Fi''s schoolAttendanceDuration is time attended, and not this', 'minutes or periods', 'not known', NULL, NULL, NULL),
	('attendance_event', 'held', 'What the day held, in the same unit as missed; with a period, the number of periods of the day', 'minutes or periods', 'not known; with a period, as the day, else the calendar says', NULL, NULL, NULL),
	('attendance_event', 'reason', 'Reason, as reported', NULL, 'not reported', NULL, NULL, 'studentSchoolAttendanceEvent.attendanceEventReason'),

	('attendance_taken', '', 'Days on which the roll of a whole school, or of a calendar of it, is finished; Ed-Fi''s sectionAttendanceTakenEvent is of one section, and not this', NULL, NULL, NULL, NULL, NULL),
	('attendance_taken', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('attendance_taken', 'day', 'The day', NULL, NULL, NULL, NULL, NULL),
	('attendance_taken', 'calendar_code', 'Calendar whose students are all recorded', NULL, 'every calendar of the school', '000494', 'Calendar Code', 'calendar.calendarCode'),

	('prior_student', '', 'Students in earlier years of which only totals exist', NULL, NULL, NULL, NULL, NULL),
	('prior_student', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('prior_student', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('prior_student', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('prior_student', 'grade', 'Grade of the student', NULL, 'not known', NULL, NULL, NULL),
	('prior_student', 'enrolled_days', 'Days on which the student was expected', 'days', NULL, NULL, NULL, NULL),
	('prior_student', 'absent_days', 'Days absent, as the source counted them', 'days', NULL, '000201', 'Number of Days Absent', NULL),
	('prior_student', 'source', 'Where the totals come from', NULL, NULL, NULL, NULL, NULL),

	('prior_count', '', 'Schools in earlier years of which only counts of students exist', NULL, NULL, NULL, NULL, NULL),
	('prior_count', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('prior_count', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('prior_count', 'group_kind', 'Kind of group, as in student_group.kind; all for everyone', NULL, NULL, NULL, NULL, NULL),
	('prior_count', 'group_value', 'The group within its kind; all for everyone', NULL, NULL, NULL, NULL, NULL),
	('prior_count', 'n', 'Students with a verdict', 'students', NULL, NULL, NULL, NULL),
	('prior_count', 'chronic_n', 'Of them, chronically absent as the source counted', 'students', NULL, NULL, NULL, NULL),
	('prior_count', 'source', 'Where the counts come from', NULL, NULL, NULL, NULL, NULL),

	-- derived.sql
	('student_register', '', 'Registers: one for each student, school and school year; refresh writes it', NULL, NULL, NULL, NULL, NULL),
	('student_register', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('student_register', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('student_register', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('student_register', 'grade', 'Grade of the latest stay begun by the day through which the register is complete, else of the first stay', NULL, 'not known', NULL, NULL, NULL),
	('student_register', 'register', 'The marks of the student over the days of membership, packed', NULL, NULL, NULL, NULL, NULL),

	('refresh_log', '', 'What each refresh of a school year read, used, left out and wrote', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'refresh_id', 'Number of the refresh', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'school_year', 'School year that was refreshed, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('refresh_log', 'started_at', 'When it began', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'finished_at', 'When it ended', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'refreshed_by', 'Role that ran it', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'today', 'The day it took for today', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'forced', 'Whether it was told to go on whatever speaks against it', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'students', 'Students with an enrollment in the year', 'students', NULL, NULL, NULL, NULL),
	('refresh_log', 'students_with_register', 'Students of these that have a register', 'students', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays', 'Enrollments in the year', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays_void', 'Enrollments of these that are void: exit before entry, a void exit type, or for the summer', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays_without_calendar', 'Enrollments of these whose calendar is not known', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays_without_membership', 'Enrollments of these with a calendar, but no session day in the stay', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'events', 'Attendance events in the year', 'events', NULL, NULL, NULL, NULL),
	('refresh_log', 'events_used', 'Attendance events of these that went into a register', 'events', NULL, NULL, NULL, NULL),
	('refresh_log', 'events_not_used', 'The others: for each reason, how many', 'events', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers', 'Registers of the year after the refresh', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers_added', 'Registers that are new', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers_changed', 'Registers that were there and differ', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers_removed', 'Registers that are gone', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'verdicts_changed', 'Rows written to verdict_change', 'rows', NULL, NULL, NULL, NULL),
	('refresh_log', 'step_ms', 'For each step, how long it took', 'milliseconds', NULL, NULL, NULL, NULL),

	('verdict_change', '', 'Students who moved from one band to another in a refresh, and why', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'refresh_id', 'The refresh, as in refresh_log', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('verdict_change', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('verdict_change', 'scope', 'school: at one school; district: with the schools of the year merged', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'school_id', 'The school', NULL, 'the scope is district', NULL, NULL, 'school.schoolId'),
	('verdict_change', 'policy', 'The definition that the bands are under', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'band_before', 'Band before the refresh', NULL, 'no verdict', NULL, NULL, NULL),
	('verdict_change', 'band_after', 'Band after the refresh', NULL, 'no verdict', NULL, NULL, NULL),
	('verdict_change', 'absent_days_before', 'Days absent before the refresh', 'days', 'no register before', NULL, NULL, NULL),
	('verdict_change', 'absent_days_after', 'Days absent after the refresh', 'days', 'no register after', NULL, NULL, NULL),
	('verdict_change', 'enrolled_days_before', 'Days enrolled before the refresh', 'days', 'no register before', NULL, NULL, NULL),
	('verdict_change', 'enrolled_days_after', 'Days enrolled after the refresh', 'days', 'no register after', NULL, NULL, NULL),
	('verdict_change', 'cause', 'What moved the band: time (the year went on), event, membership, calendar, code or policy', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'codes', 'The codes of the student''s events that came to mean something else, in order, with commas between', NULL, 'the cause is not code', NULL, NULL, NULL),

	-- access.sql
	('reader', '', 'Roles that grant_reader() gave a level, so that upgrade_store() can give it again', NULL, NULL, NULL, NULL, NULL),
	('reader', 'role_name', 'Name of the role', NULL, NULL, NULL, NULL, NULL),
	('reader', 'level', 'What the role may see: public, aggregate, student, or loader, which writes facts', NULL, NULL, NULL, NULL, NULL),

	('staff_school', '', 'Whose schools are whose, where store_setting.school_scope is on: a role, and the members of a group role, see the rows of these schools alone', NULL, NULL, NULL, NULL, NULL),
	('staff_school', 'role_name', 'Name of the role; of one that does not exist the row says nothing', NULL, NULL, NULL, NULL, NULL),
	('staff_school', 'school_id', 'A school whose rows the role sees', NULL, 'every school, and the district', NULL, NULL, NULL),

	-- refresh.sql
	('refresh_basis', '', 'What the last refresh found at each school: what the next one compares with', NULL, NULL, NULL, NULL, NULL),
	('refresh_basis', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('refresh_basis', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('refresh_basis', 'members', 'Students with a register', 'students', NULL, NULL, NULL, NULL),
	('refresh_basis', 'events', 'Attendance events', 'events', NULL, NULL, NULL, NULL),
	('refresh_basis', 'recorded_days', 'Days with something recorded', 'days', NULL, NULL, NULL, NULL),
	('refresh_basis', 'policy', 'The definition that was in force', NULL, NULL, NULL, NULL, NULL),

	('refresh_code', '', 'What each code meant at each school, as the last refresh found it', NULL, NULL, NULL, NULL, NULL),
	('refresh_code', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, NULL),
	('refresh_code', 'school_id', 'The school', NULL, NULL, NULL, NULL, NULL),
	('refresh_code', 'code', 'The code, letter for letter as in attendance_event.code', NULL, NULL, NULL, NULL, NULL),
	('refresh_code', 'mark', 'Mark that the code stood for', NULL, NULL, NULL, NULL, NULL),
	('refresh_code', 'precedence', 'Which of several events on one day or period won: the highest', NULL, 'the order of marks decided', NULL, NULL, NULL),
	('refresh_code', 'share', 'How much of the day or period the code stood for', 'share, 0 to 1', NULL, NULL, NULL, NULL),

	('calendar_complete', '', 'Through which day each calendar is complete, as the last refresh found it', NULL, NULL, NULL, NULL, NULL),
	('calendar_complete', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('calendar_complete', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('calendar_complete', 'calendar_code', 'Code of the calendar', NULL, NULL, '000494', 'Calendar Code', 'calendar.calendarCode'),
	('calendar_complete', 'members', 'Students with a membership day of the year on the calendar', 'students', NULL, NULL, NULL, NULL),
	('calendar_complete', 'complete_through', 'The last day that can be counted', NULL, 'nothing recorded yet', NULL, NULL, NULL),
	('calendar_complete', 'last_recorded', 'The last session day with an event of a member or a roll, of those that are over, and today if a roll has it', NULL, 'nothing recorded yet', NULL, NULL, NULL),
	('calendar_complete', 'last_session_day', 'The last session day of the year', NULL, NULL, NULL, NULL, NULL),
	('calendar_complete', 'days_cut', 'Session days that are over and cannot be counted; 0 where there are no members', 'days', NULL, NULL, NULL, NULL),
	('calendar_complete', 'days_md5', 'Checksum of the session days to complete-through, which tells whether one of them was changed', NULL, 'nothing is complete', NULL, NULL, NULL),

	('school_silence', '', 'Where schools were silent longer than is likely, as the last refresh found it; data_issue shows it', NULL, NULL, NULL, NULL, NULL),
	('school_silence', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('school_silence', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('school_silence', 'reason', 'Kind of silence: silent days, no event in district, small school silent', NULL, NULL, NULL, NULL, NULL),
	('school_silence', 'first_day', 'First session day of the silence', NULL, NULL, NULL, NULL, NULL),
	('school_silence', 'last_day', 'Last session day of the silence', NULL, NULL, NULL, NULL, NULL),
	('school_silence', 'session_days', 'Session days of the silence', 'days', NULL, NULL, NULL, NULL);

-- The views. CEDS and Ed-Fi elements are with the columns of the tables above.
INSERT INTO absence.data_element (table_name, column_name, definition, unit, when_null) VALUES
	-- membership.sql
	('student_calendar', '', 'Calendars that give membership: all but those of staff and for the summer', NULL, NULL),
	('student_calendar', 'school_id', 'The school', NULL, NULL),
	('student_calendar', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('student_calendar', 'calendar_code', 'Code of the calendar', NULL, NULL),
	('student_calendar', 'day_minutes', 'Instructional time of an ordinary day', 'minutes', 'not known'),
	('student_calendar', 'periods', 'Periods of an ordinary day', 'periods', 'not known'),
	('student_calendar', 'calendars_of_school', 'Student calendars of the school in that year', 'calendars', NULL),
	('student_calendar', 'is_fallback', 'Whether the calendar can be that of an enrollment that names none: not one of type Student Specific or IEP', NULL, NULL),
	('student_calendar', 'fallbacks_of_school', 'Calendars of the school in that year that can be', 'calendars', NULL),

	('session_day', '', 'Session days of the student calendars', NULL, NULL),
	('session_day', 'school_id', 'The school', NULL, NULL),
	('session_day', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('session_day', 'calendar_code', 'Code of the calendar', NULL, NULL),
	('session_day', 'day', 'The day', NULL, NULL),
	('session_day', 'minutes', 'Instructional time of the day: the least that is given for it, else that of the calendar', 'minutes', 'not known'),
	('session_day', 'periods', 'Periods of the day: the least that is given for it, else those of the calendar', 'periods', 'not known'),
	('session_day', 'calendars_of_school', 'Student calendars of the school in that year', 'calendars', NULL),

	('stay', '', 'Each enrollment as a stay: its last day, its calendar, and why it does not count', NULL, NULL),
	('stay', 'student_id', 'The student', NULL, NULL),
	('stay', 'school_id', 'The school', NULL, NULL),
	('stay', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('stay', 'entry_date', 'First day of the stay', NULL, NULL),
	('stay', 'last_date', 'Last day of the stay that counts: exit_date, or the day before it where store_setting.exit_day_counts is off', NULL, 'open: to the end of the calendar'),
	('stay', 'exit_date', 'Exit date of the enrollment', NULL, 'open'),
	('stay', 'grade', 'Grade of the student in this stay', NULL, 'not known'),
	('stay', 'calendar_code', 'Calendar of the stay: the enrollment''s own, else the school''s only one to fall back on, else that of the grade', NULL, 'not known: the stay gives no membership'),
	('stay', 'void', 'Why the stay does not count: void exit type, summer enrollment, exit before entry, key too long', NULL, 'it counts'),
	('stay', 'primary_school', 'Whether it is the student''s primary school; false where the enrollment does not say', NULL, NULL),
	('stay', 'fte', 'Full-time equivalency; 1 where the enrollment does not say, or says less than 0 or no number', 'share, 0 to 1', NULL),
	('stay', 'homeroom', 'Homeroom of the student', NULL, 'not known'),
	('stay', 'counts', 'Whether it counts: void is NULL', NULL, NULL),
	('stay', 'named_calendar', 'Calendar that the enrollment names', NULL, 'it names none'),

	('stay_day', '', 'A row for each day of each stay that counts; a day of two stays at one school is there twice', NULL, NULL),
	('stay_day', 'student_id', 'The student', NULL, NULL),
	('stay_day', 'school_id', 'The school', NULL, NULL),
	('stay_day', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('stay_day', 'entry_date', 'First day of the stay', NULL, NULL),
	('stay_day', 'calendar_code', 'Code of the calendar', NULL, NULL),
	('stay_day', 'day', 'The day', NULL, NULL),
	('stay_day', 'minutes', 'Instructional time of the day', 'minutes', 'not known'),
	('stay_day', 'periods', 'Periods of the day', 'periods', 'not known'),

	-- marks.sql
	('code_mark', '', 'What each code means at each school in each year', NULL, NULL),
	('code_mark', 'school_id', 'The school', NULL, NULL),
	('code_mark', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('code_mark', 'code', 'The code, letter for letter as in attendance_event.code', NULL, NULL),
	('code_mark', 'mark', 'Mark that the code stands for', NULL, NULL),
	('code_mark', 'precedence', 'Which of several events on one day or period wins: the highest', NULL, 'the order of marks decides'),
	('code_mark', 'share', 'How much of the day or period the code stands for, where the event does not say', 'share, 0 to 1', NULL),

	('event_part', '', 'Each event with its mark and how much was missed', NULL, NULL),
	('event_part', 'student_id', 'The student', NULL, NULL),
	('event_part', 'school_id', 'The school', NULL, NULL),
	('event_part', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('event_part', 'day', 'The day', NULL, NULL),
	('event_part', 'period', 'The period of the day', NULL, 'the whole day'),
	('event_part', 'code', 'The code, as recorded', NULL, NULL),
	('event_part', 'mark', 'Mark that the code stands for; unmapped where nobody has mapped it', NULL, NULL),
	('event_part', 'precedence', 'Which of several events on one day or period wins: the highest', NULL, 'the order of marks decides'),
	('event_part', 'share', 'How much was missed: of the period where there is one, else of the day', 'share, 0 to 1', 'what the event says makes no sense; it is not used'),
	('event_part', 'periods', 'Periods of the day: as the event says, else as the calendar does', 'periods', 'of the whole day, or not known: then the event is not used'),
	('event_part', 'is_used', 'Whether the event can be used: its share makes sense, and a period has a number of them', NULL, NULL),

	('school_periods', '', 'Periods of the session days of a school, where its calendars agree', NULL, NULL),
	('school_periods', 'school_id', 'The school', NULL, NULL),
	('school_periods', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('school_periods', 'day', 'The day', NULL, NULL),
	('school_periods', 'periods', 'Periods of the day', 'periods', 'not known, or the calendars differ'),
	('school_periods', 'calendars_differ', 'Whether the calendars of the school that are in session give the day different numbers of periods, or some of them none', NULL, 'never'),
	('school_periods', 'calendars_of_school', 'Student calendars of the school in that year', 'calendars', NULL),

	('day_periods', '', 'Periods of the days with events of periods, by the student''s own calendar, where the calendars of the school differ', NULL, NULL),
	('day_periods', 'student_id', 'The student', NULL, NULL),
	('day_periods', 'school_id', 'The school', NULL, NULL),
	('day_periods', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('day_periods', 'day', 'The day', NULL, NULL),
	('day_periods', 'periods', 'Periods of the day', 'periods', 'not known: events of periods are not used'),

	('day_mark', '', 'The marks of each student''s days, which refresh makes registers of: a row for each day and mark', NULL, NULL),
	('day_mark', 'student_id', 'The student', NULL, NULL),
	('day_mark', 'school_id', 'The school', NULL, NULL),
	('day_mark', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('day_mark', 'day', 'The day', NULL, NULL),
	('day_mark', 'mark', 'The mark', NULL, NULL),
	('day_mark', 'share', 'How much of the day was missed', 'share, 0 to 1', NULL),

	-- asked.sql
	('known_policy', '', 'Definitions that can be asked for: the district''s own and those of the catalogue', NULL, NULL),
	('known_policy', 'name', 'Name of the definition', NULL, NULL),
	('known_policy', 'version', 'Version of the definition', NULL, NULL),
	('known_policy', 'policy', 'The definition, as text that type absence.policy reads', NULL, 'a policy cannot hold it'),
	('known_policy', 'from_year', 'First school year it is for', NULL, 'no first year'),
	('known_policy', 'to_year', 'Last school year it is for', NULL, 'no last year'),
	('known_policy', 'place', '1: the district''s own, which comes first; 2: of the catalogue', NULL, NULL),
	('known_policy', 'not_computable', 'Why a policy cannot hold the rule', NULL, 'it does'),

	('policy_of_year', '', 'The definition that a name stands for in each school year; name@version stands for that version', NULL, NULL),
	('policy_of_year', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('policy_of_year', 'name', 'Name, or name@version', NULL, NULL),
	('policy_of_year', 'policy', 'The definition, as text that type absence.policy reads', NULL, 'a policy cannot hold it'),
	('policy_of_year', 'not_computable', 'Why a policy cannot hold the rule', NULL, 'it does'),

	('asked', '', 'What the live views answer for: what the session has set, else the store''s own', NULL, NULL),
	('asked', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('asked', 'policy_name', 'Name of the definition', NULL, NULL),
	('asked', 'policy', 'The definition, as text that type absence.policy reads', NULL, 'there is none of that name, or a policy cannot hold it'),
	('asked', 'as_of', 'Counts stop at this day; infinity: at the last day that can be counted', NULL, NULL),
	('asked', 'not_computable', 'Why a policy cannot hold the rule', NULL, 'it does, or there is none of that name'),

	('asked_is_known', '', 'Whether the definition asked for is known: true, or an error that says why not and lists those that are', NULL, NULL),
	('asked_is_known', 'known', 'True', NULL, 'no school year is in the store'),

	-- rolls.sql
	('store_now', '', 'What day now is, for who is enrolled now; one row', NULL, NULL),
	('store_now', 'asked', 'The day asked for', NULL, 'none is: each school has its own, in school_now'),
	('store_now', 'latest', 'The last day that any school counts through', NULL, 'nothing counts yet'),
	('store_now', 'day', 'The day of now at a school that is not in school_now: the one asked for, else 60 days before the latest, else yesterday', NULL, NULL),
	('store_now', 'school_year', 'The current school year: the latest of which something counts, of those begun by the day asked for', NULL, 'nothing counts yet, or not by the day asked for'),

	('school_now', '', 'What day now is at each school, for who is enrolled now', NULL, NULL),
	('school_now', 'school_id', 'The school', NULL, NULL),
	('school_now', 'day', 'The day asked for; without one, the last day that the school counts through in any year, or 60 days before the last of any school if that is later', NULL, 'nothing counts yet'),

	('counted_stay', '', 'The stays that count, and who is there now', NULL, NULL),
	('counted_stay', 'student_id', 'The student', NULL, NULL),
	('counted_stay', 'school_id', 'The school', NULL, NULL),
	('counted_stay', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('counted_stay', 'entry_date', 'First day of the stay', NULL, NULL),
	('counted_stay', 'exit_date', 'Exit date of the enrollment', NULL, 'open'),
	('counted_stay', 'last_date', 'Last day of the stay that counts, as in stay', NULL, 'open'),
	('counted_stay', 'grade', 'Grade of the student in this stay', NULL, 'not known'),
	('counted_stay', 'homeroom', 'Homeroom of the student', NULL, 'not known'),
	('counted_stay', 'calendar_code', 'Calendar of the stay, as in stay', NULL, 'not known: the stay gives no membership'),
	('counted_stay', 'enrolled_now', 'Whether the stay covers the day of now at its school; an open one covers the days to 30 June of its school year', NULL, NULL),

	('student_stay', '', 'Of each student''s stays at a school in a year that count: when they are, and the homeroom', NULL, NULL),
	('student_stay', 'student_id', 'The student', NULL, NULL),
	('student_stay', 'school_id', 'The school', NULL, NULL),
	('student_stay', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('student_stay', 'entry_date', 'First day of the first stay', NULL, NULL),
	('student_stay', 'exit_date', 'Last day of the last stay', NULL, 'a stay is open'),
	('student_stay', 'homeroom', 'Homeroom of the latest stay', NULL, 'not known'),
	('student_stay', 'enrolled_now', 'Whether one of them covers the day of now', NULL, NULL),

	('latest_stay', '', 'The school of each student in a year: that of the latest entry', NULL, NULL),
	('latest_stay', 'student_id', 'The student', NULL, NULL),
	('latest_stay', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('latest_stay', 'school_id', 'School of the latest entry', NULL, NULL),
	('latest_stay', 'grade', 'Grade of the student there', NULL, 'not known'),
	('latest_stay', 'homeroom', 'Homeroom of the student there', NULL, 'not known'),
	('latest_stay', 'enrolled_now', 'Whether one of the student''s stays in the year that count, at any school, covers the day of now', NULL, NULL),

	-- visible.sql
	('visible', '', 'Which rows whoever reads sees of the store''s views; one row', NULL, NULL),
	('visible', 'all_schools', 'Whether it is those of every school, and of the district', NULL, NULL),
	('visible', 'school_ids', 'The schools whose rows are seen', NULL, 'none, or every school'),

	('visible_student', '', 'Students who are now at a school of whoever reads, where that is not every school: they are seen with the whole year', NULL, NULL),
	('visible_student', 'student_id', 'The student', NULL, NULL),
	('visible_student', 'school_year', 'School year, by the year in which it ends', NULL, NULL),

	-- issues.sql
	('event_not_used', '', 'Events that are not used, and why: a row for each', NULL, NULL),
	('event_not_used', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('event_not_used', 'school_id', 'The school', NULL, NULL),
	('event_not_used', 'student_id', 'The student', NULL, NULL),
	('event_not_used', 'day', 'The day', NULL, NULL),
	('event_not_used', 'period', 'The period of the day', NULL, 'the whole day'),
	('event_not_used', 'code', 'The code, as recorded', NULL, NULL),
	('event_not_used', 'reason', 'Why it is not used, as in issue_kind', NULL, NULL),
	('event_not_used', 'share', 'How much was missed: of the period where there is one, else of the day', 'share, 0 to 1', 'what the event says makes no sense'),
	('event_not_used', 'periods', 'Periods of the day, as the event says', 'periods', 'the event does not say, or is of the whole day'),

	('issue_kind', '', 'Every reason of data_issue, how bad it is, and what to do about it', NULL, NULL),
	('issue_kind', 'reason', 'The reason', NULL, NULL),
	('issue_kind', 'severity', 'error: something is left out or wrong until it is mended; warning: it may be; info: good to know', NULL, NULL),
	('issue_kind', 'what_to_do', 'What to do about it', NULL, NULL),

	('data_issue', '', 'What in the facts needs a person, in the years that are not closed', NULL, NULL),
	('data_issue', 'severity', 'error: something is left out or wrong until it is mended; warning: it may be; info: good to know', NULL, NULL),
	('data_issue', 'reason', 'What is the matter, as in issue_kind', NULL, NULL),
	('data_issue', 'school_year', 'School year, by the year in which it ends', NULL, 'not of one year'),
	('data_issue', 'school_id', 'The school', NULL, 'not of one school'),
	('data_issue', 'student_id', 'The student', NULL, 'not of one student'),
	('data_issue', 'day', 'The day, or the first day of the stay', NULL, 'not of one day'),
	('data_issue', 'detail', 'The value that is the matter, in words', NULL, NULL),
	('data_issue', 'occurrences', 'How many events, stays or days the row stands for', NULL, NULL),
	('data_issue', 'what_to_do', 'What to do about it', NULL, NULL),

	-- refresh.sql

	-- groups.sql
	('known_status', '', 'The statuses that student_group knows: each value of each kind', NULL, NULL),
	('known_status', 'kind', 'Kind of group, as in student_group', NULL, NULL),
	('known_status', 'value', 'The group within its kind', NULL, NULL),
	('known_status', 'group_kind', 'The kind as views of groups show it: a very long one by its beginning and a hash', NULL, NULL),
	('known_status', 'group_value', 'The group as they show it', NULL, NULL),
	('known_status', 'mask', 'A 1 in the place of this status, in a row of as many digits as there are statuses', NULL, NULL),

	('student_status', '', 'What student_group says of the student of each register, and the verdict beside it', NULL, NULL),
	('student_status', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('student_status', 'school_id', 'The school', NULL, NULL),
	('student_status', 'student_id', 'The student', NULL, NULL),
	('student_status', 'band', 'How severe: satisfactory, at_risk, moderate or severe', NULL, 'no verdict'),
	('student_status', 'on_day', 'The statuses in force on the last membership day that is counted: a digit for each of known_status, 1 for those in force; empty for none', NULL, NULL),
	('student_status', 'ever_in_year', 'The statuses in force on any membership day that is counted, likewise', NULL, NULL),
	('student_status', 'counts_day', 'Whether a membership day counts', NULL, NULL),
	('student_status', 'as_of', 'Counts stop at this day; infinity: at the last day that can be counted', NULL, NULL),
	('student_status', 'policy_name', 'Name of the definition', NULL, NULL),

	('student_group_of', '', 'The groups of each student at each school: race_ethnicity is one value (Hispanic wins, more than one race is ''two or more'', none ''missing''), and so is sex; of any other kind a student without a status is in ''No''; and everyone is in group ''all'' of kind ''all''', NULL, NULL),
	('student_group_of', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('student_group_of', 'school_id', 'The school', NULL, NULL),
	('student_group_of', 'student_id', 'The student', NULL, NULL),
	('student_group_of', 'status_basis', 'on_day: by the statuses in force on the student''s last membership day that is counted; ever_in_year: by those in force on any. Race, ethnicity and sex are those of the day under either', NULL, NULL),
	('student_group_of', 'group_kind', 'Kind of group, as in student_group.kind; all for everyone', NULL, NULL),
	('student_group_of', 'group_value', 'The group within its kind; ''two or more'' and ''missing'' for race_ethnicity, ''missing'' for sex, ''No'' for a kind of which the student has no status; all for everyone', NULL, NULL),
	('student_group_of', 'as_of', 'Counts stop at this day; infinity: at the last day that can be counted', NULL, NULL),
	('student_group_of', 'policy_name', 'Name of the definition', NULL, NULL),

	-- answers.sql
	('student_absence', '', 'Students at each of their schools: days, rate, verdict, as of the day and under the definition asked for', NULL, NULL),
	('student_absence', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('student_absence', 'school_id', 'The school', NULL, NULL),
	('student_absence', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('student_absence', 'student_id', 'The student', NULL, NULL),
	('student_absence', 'last_name', 'Last name', NULL, 'not known'),
	('student_absence', 'first_name', 'First name', NULL, 'not known'),
	('student_absence', 'grade', 'Grade of the student, as in student_register', NULL, 'not known'),
	('student_absence', 'homeroom', 'Homeroom of the latest stay', NULL, 'not known'),
	('student_absence', 'entry_date', 'First day of the first stay', NULL, 'the facts of a closed year are gone'),
	('student_absence', 'exit_date', 'Last day of the last stay', NULL, 'a stay is open, or the facts of a closed year are gone'),
	('student_absence', 'enrolled_now', 'Whether a stay at the school covers the day asked for; without one, the last day that the school counts through in any year, or 60 days before the last of any school if that is later; an open stay covers the days to 30 June of its school year', NULL, NULL),
	('student_absence', 'enrolled_days', 'Days on which the student was expected at the school, less those that the definition leaves out', 'days', NULL),
	('student_absence', 'counted_days', 'Enrolled days less days of unmapped codes, and less days with nothing recorded unless the definition counts these; the rate is over them', 'days', NULL),
	('student_absence', 'absent_days', 'Days absent, by the part-day rule of the definition', 'days', NULL),
	('student_absence', 'missed_days', 'Days missed that count as absence, before the part-day rule', 'days', NULL),
	('student_absence', 'excused_days', 'Part of absent_days that is excused', 'days', NULL),
	('student_absence', 'unexcused_days', 'Part of absent_days that is unexcused', 'days', NULL),
	('student_absence', 'oss_days', 'Part of absent_days that is out-of-school suspension', 'days', NULL),
	('student_absence', 'iss_days', 'Days of in-school suspension, whether or not they count', 'days', NULL),
	('student_absence', 'tardy_days', 'Days with a tardy, whether or not they count', 'days', NULL),
	('student_absence', 'unmapped_days', 'Days of which an unmapped code has so much that it could change what they come to; nothing of them counts', 'days', NULL),
	('student_absence', 'unrecorded_days', 'Days with nothing recorded', 'days', NULL),
	('student_absence', 'rate', 'Time missed of time counted, for reading: verdicts are not taken from it', 'share, 0 to 1', 'nothing was counted'),
	('student_absence', 'chronic', 'Whether chronically absent at the school', NULL, 'no verdict: see why_null'),
	('student_absence', 'status', 'chronic, not chronic, too few days, not recorded or not mapped (the verdict hangs on codes that nobody has mapped)', NULL, NULL),
	('student_absence', 'band', 'How severe: satisfactory, at_risk, moderate or severe', NULL, 'no verdict: see why_null'),
	('student_absence', 'band_order', 'The band as a number to sort by, from 1 for satisfactory to 4 for severe', NULL, 'no verdict: see why_null'),
	('student_absence', 'why_null', 'Why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped', NULL, 'there is one'),
	('student_absence', 'district_rate', 'The rate over all schools', 'share, 0 to 1', 'nothing was counted'),
	('student_absence', 'district_chronic', 'Whether chronically absent over all schools', NULL, 'no verdict over all schools'),
	('student_absence', 'district_band', 'The band over all schools', NULL, 'no verdict over all schools'),
	('student_absence', 'streak', 'Days absent in a row, back from the last counted day', 'days', NULL),
	('student_absence', 'last_absence', 'Last day that counts as absent', NULL, 'there is none'),
	('student_absence', 'absences_left', 'How many of the days to come can be missed whole with the year ending not chronic', 'days', 'it will end chronic whatever comes, or the definition has no line'),
	('student_absence', 'complete_through', 'Last day that can be counted', NULL, 'nothing is recorded yet'),
	('student_absence', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('student_absence', 'policy', 'Name of the definition', NULL, NULL),

	('district_student_absence', '', 'Students over all schools of the district, each once: days, rate, verdict, as of the day and under the definition asked for', NULL, NULL),
	('district_student_absence', 'school_id', 'School of the latest entry', NULL, NULL),
	('district_student_absence', 'grade', 'Grade of the student there, as in student_register', NULL, 'not known'),
	('district_student_absence', 'homeroom', 'Homeroom of the latest stay there', NULL, 'not known'),
	('district_student_absence', 'entry_date', 'First day of the first stay there', NULL, 'the facts of a closed year are gone'),
	('district_student_absence', 'exit_date', 'Last day of the last stay there', NULL, 'a stay is open, or the facts of a closed year are gone'),
	('district_student_absence', 'enrolled_now', 'Whether a stay at any school covers the day asked for; without one, the last day that that school counts through in any year, or 60 days before the last of any school if that is later; an open stay covers the days to 30 June of its school year', NULL, NULL),
	('district_student_absence', 'enrolled_days', 'Days on which the student was expected over all schools, less those that the definition leaves out', 'days', NULL),
	('district_student_absence', 'chronic', 'Whether chronically absent over all schools', NULL, 'no verdict: see why_null'),

	-- cohorts.sql
	('school_complete', '', 'Through which day the figures of each school are complete', NULL, NULL),
	('school_complete', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('school_complete', 'school_id', 'The school', NULL, NULL),
	('school_complete', 'complete_through', 'The earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),

	('district_complete', '', 'Through which day the figures of all schools together are complete', NULL, NULL),
	('district_complete', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('district_complete', 'complete_through', 'The earliest of the calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),

	('school_absence', '', 'Schools: how many students are chronically absent, as of the day and under the definition asked for; students who have left are in the figures of the year', NULL, NULL),
	('school_absence', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('school_absence', 'school_id', 'The school', NULL, NULL),
	('school_absence', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('school_absence', 'n', 'Students with a verdict', 'students', NULL),
	('school_absence', 'chronic_n', 'Of them, chronically absent', 'students', NULL),
	('school_absence', 'rate', 'chronic_n of n', 'share, 0 to 1', 'no student has a verdict'),
	('school_absence', 'low', 'Lower end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('school_absence', 'high', 'Upper end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('school_absence', 'satisfactory_n', 'Students in band satisfactory', 'students', NULL),
	('school_absence', 'at_risk_n', 'Students in band at_risk', 'students', NULL),
	('school_absence', 'moderate_n', 'Students in band moderate', 'students', NULL),
	('school_absence', 'severe_n', 'Students in band severe', 'students', NULL),
	('school_absence', 'no_verdict_n', 'Students without a verdict, who are not in n', 'students', NULL),
	('school_absence', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),
	('school_absence', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('school_absence', 'policy', 'Name of the definition', NULL, NULL),

	('grade_absence', '', 'Grades of each school: how many students are chronically absent, as of the day and under the definition asked for; students who have left are in the figures of the year', NULL, NULL),
	('grade_absence', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('grade_absence', 'school_id', 'The school', NULL, NULL),
	('grade_absence', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('grade_absence', 'grade', 'The grade, as in student_register: of a student who was promoted during the year the latest', NULL, 'not known'),
	('grade_absence', 'n', 'Students with a verdict', 'students', NULL),
	('grade_absence', 'chronic_n', 'Of them, chronically absent', 'students', NULL),
	('grade_absence', 'rate', 'chronic_n of n', 'share, 0 to 1', 'no student has a verdict'),
	('grade_absence', 'low', 'Lower end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('grade_absence', 'high', 'Upper end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('grade_absence', 'satisfactory_n', 'Students in band satisfactory', 'students', NULL),
	('grade_absence', 'at_risk_n', 'Students in band at_risk', 'students', NULL),
	('grade_absence', 'moderate_n', 'Students in band moderate', 'students', NULL),
	('grade_absence', 'severe_n', 'Students in band severe', 'students', NULL),
	('grade_absence', 'no_verdict_n', 'Students without a verdict, who are not in n', 'students', NULL),
	('grade_absence', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),
	('grade_absence', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('grade_absence', 'policy', 'Name of the definition', NULL, NULL),

	('group_absence', '', 'Groups of students at each school: how many are chronically absent, as of the day and under the definition asked for; students who have left are in the figures of the year. A student of several values of a kind is in each', NULL, NULL),
	('group_absence', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('group_absence', 'school_id', 'The school', NULL, NULL),
	('group_absence', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('group_absence', 'group_kind', 'Kind of group, as in student_group.kind; all for everyone', NULL, NULL),
	('group_absence', 'group_value', 'The group within its kind; ''two or more'' and ''missing'' for race_ethnicity, ''missing'' for sex, ''No'' for a kind of which the student has no status; all for everyone', NULL, NULL),
	('group_absence', 'sex', 'all, or the students of the group of this sex alone; kind sex itself is not crossed', NULL, NULL),
	('group_absence', 'status_basis', 'on_day: by the statuses in force on the student''s last membership day that is counted; ever_in_year: by those in force on any. Race, ethnicity and sex are those of the day under either', NULL, NULL),
	('group_absence', 'n', 'Students with a verdict', 'students', NULL),
	('group_absence', 'chronic_n', 'Of them, chronically absent', 'students', NULL),
	('group_absence', 'rate', 'chronic_n of n', 'share, 0 to 1', 'no student has a verdict'),
	('group_absence', 'low', 'Lower end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('group_absence', 'high', 'Upper end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('group_absence', 'satisfactory_n', 'Students in band satisfactory', 'students', NULL),
	('group_absence', 'at_risk_n', 'Students in band at_risk', 'students', NULL),
	('group_absence', 'moderate_n', 'Students in band moderate', 'students', NULL),
	('group_absence', 'severe_n', 'Students in band severe', 'students', NULL),
	('group_absence', 'no_verdict_n', 'Students without a verdict, who are not in n', 'students', NULL),
	('group_absence', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),
	('group_absence', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('group_absence', 'policy', 'Name of the definition', NULL, NULL),

	('district_absence', '', 'The district: how many students are chronically absent, as of the day and under the definition asked for; students who have left are in the figures of the year', NULL, NULL),
	('district_absence', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('district_absence', 'scope', 'pooled: each student once, the days of all schools together; sum_of_schools: the figures of the schools added, as federal ones are, a student of two schools being twice in them', NULL, NULL),
	('district_absence', 'n', 'Students with a verdict', 'students', NULL),
	('district_absence', 'chronic_n', 'Of them, chronically absent', 'students', NULL),
	('district_absence', 'rate', 'chronic_n of n', 'share, 0 to 1', 'no student has a verdict'),
	('district_absence', 'low', 'Lower end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('district_absence', 'high', 'Upper end of the 95% interval of the rate (Wilson)', 'share, 0 to 1', 'no student has a verdict'),
	('district_absence', 'satisfactory_n', 'Students in band satisfactory', 'students', NULL),
	('district_absence', 'at_risk_n', 'Students in band at_risk', 'students', NULL),
	('district_absence', 'moderate_n', 'Students in band moderate', 'students', NULL),
	('district_absence', 'severe_n', 'Students in band severe', 'students', NULL),
	('district_absence', 'no_verdict_n', 'Students without a verdict, who are not in n', 'students', NULL),
	('district_absence', 'complete_through', 'Last day that can be counted: the earliest of all calendars that are not complete to their end, else the latest; each student counts to the last day of the own ones', NULL, 'nothing is recorded yet'),
	('district_absence', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('district_absence', 'policy', 'Name of the definition', NULL, NULL),

	('weekday_absence', '', 'Days of the week at each school: how much was missed on them, as of the day and under the definition asked for; students who have left are in the figures of the year', NULL, NULL),
	('weekday_absence', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('weekday_absence', 'school_id', 'The school', NULL, NULL),
	('weekday_absence', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('weekday_absence', 'isodow', 'Day of the week, from 1 for Monday to 7 for Sunday', NULL, NULL),
	('weekday_absence', 'weekday', 'Name of the day of the week', NULL, NULL),
	('weekday_absence', 'enrolled_days', 'Days on which students were expected, less those that the definition leaves out', 'student-days', NULL),
	('weekday_absence', 'counted_days', 'Enrolled days less days of unmapped codes, and less days with nothing recorded unless the definition counts these; the rate is over them', 'student-days', NULL),
	('weekday_absence', 'absent_days', 'Days absent, by the part-day rule of the definition', 'student-days', NULL),
	('weekday_absence', 'rate', 'Time missed of time counted', 'share, 0 to 1', 'nothing was counted'),
	('weekday_absence', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),
	('weekday_absence', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('weekday_absence', 'policy', 'Name of the definition', NULL, NULL),

	('coverage', '', 'Students of each school, in the figures and in none: who has a verdict, and why the others have none; the columns add up to students. Events of students without an enrollment are in data_issue', NULL, NULL),
	('coverage', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('coverage', 'school_id', 'The school', NULL, NULL),
	('coverage', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('coverage', 'students', 'Students with an enrollment or a register', 'students', NULL),
	('coverage', 'verdict_n', 'Of them, with a verdict: those that are in the figures', 'students', NULL),
	('coverage', 'below_minimum_n', 'No verdict: fewer days than the minimum of the definition', 'students', NULL),
	('coverage', 'not_recorded_n', 'No verdict: nothing recorded, or too little', 'students', NULL),
	('coverage', 'no_membership_n', 'No verdict: no day of membership to the day at which counts stop', 'students', NULL),
	('coverage', 'no_minutes_n', 'No verdict: the definition counts minutes, and the length of a day is not known', 'students', NULL),
	('coverage', 'no_calendar_n', 'No verdict: the minimum is a part of the calendar''s days, and these are not known', 'students', NULL),
	('coverage', 'not_mapped_n', 'No verdict: it hangs on days under codes that nobody has mapped', 'students', NULL),
	('coverage', 'stay_void_n', 'No register: every enrollment is void, by its exit type, as one for the summer, or with an exit before entry', 'students', NULL),
	('coverage', 'stay_without_calendar_n', 'No register: the calendar is not known, or has no session day', 'students', NULL),
	('coverage', 'not_refreshed_n', 'No register yet: the enrollment is newer than the last refresh', 'students', NULL),
	('coverage', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),
	('coverage', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('coverage', 'policy', 'Name of the definition', NULL, NULL),

	-- trend.sql
	('absence_trend', '', 'Schools and groups of their students by school week, to the day and under the definition asked for: how many are chronically absent as of its last day, and in the same school week of last year. Who has left stays in the figures, and who is in a group on the day asked for is in it all the year', NULL, NULL),
	('absence_trend', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('absence_trend', 'school_id', 'The school', NULL, NULL),
	('absence_trend', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('absence_trend', 'group_kind', 'Kind of group, as in student_group.kind; all for everyone, grade for the grade of the register', NULL, NULL),
	('absence_trend', 'group_value', 'The group within its kind: of status_basis on_day as in group_absence; ''missing'' for a grade that is not known', NULL, NULL),
	('absence_trend', 'week_number', 'Number of the school week: weeks with a session day, from the first of the year', NULL, NULL),
	('absence_trend', 'week_start', 'Monday of the week', NULL, NULL),
	('absence_trend', 'last_day', 'Last session day of the week that is counted; the figures are as of it', NULL, NULL),
	('absence_trend', 'session_days', 'Session days of the week that are counted: those on which some student of the school was expected', 'days', NULL),
	('absence_trend', 'n', 'Students with a verdict as of last_day', 'students', NULL),
	('absence_trend', 'chronic_n', 'Of them, chronically absent', 'students', NULL),
	('absence_trend', 'rate', 'chronic_n of n', 'share, 0 to 1', 'no student has a verdict'),
	('absence_trend', 'prior_last_day', 'Last session day of the school week of this number last year', NULL, 'there was no such week, or group, or only totals are known'),
	('absence_trend', 'prior_n', 'n as of prior_last_day; where nothing was counted at the school last year, that of the whole year from prior_count', 'students', 'there was no such week, or group'),
	('absence_trend', 'prior_chronic_n', 'chronic_n as of prior_last_day, or of the whole year, likewise', 'students', 'there was no such week, or group'),
	('absence_trend', 'prior_rate', 'prior_chronic_n of prior_n', 'share, 0 to 1', 'there was no such week, or group, or no student had a verdict'),
	('absence_trend', 'prior_source', 'Where the totals of the whole year come from: the source in prior_count, of several the first by name', NULL, 'the figures are of the same week, or there are none'),
	('absence_trend', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),
	('absence_trend', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('absence_trend', 'policy', 'Name of the definition', NULL, NULL),

	('daily_attendance', '', 'Schools by session day, to the day and under the definition asked for: how many students were expected and how many came, and the averages so far in the year', NULL, NULL),
	('daily_attendance', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('daily_attendance', 'school_id', 'The school', NULL, NULL),
	('daily_attendance', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('daily_attendance', 'day', 'A session day', NULL, NULL),
	('daily_attendance', 'members', 'Daily membership: students expected on the day, whether anything is recorded or not, without those whose day is outside under the definition', 'students', NULL),
	('daily_attendance', 'counted', 'Of the members those who count on the day: not where nothing can be counted yet, where the day is unmapped, or not recorded unless the definition counts it', 'students', NULL),
	('daily_attendance', 'absent', 'Absence of the counted, by the part-day rule of the definition', 'days', NULL),
	('daily_attendance', 'attending', 'Daily attendance: counted less absent', 'days', NULL),
	('daily_attendance', 'attendance_rate', 'attending of counted', 'share, 0 to 1', 'nobody was counted'),
	('daily_attendance', 'whole_school', 'Whether every calendar of the school with members is complete through the day, or has ended before; if not, the members of some are not counted', NULL, NULL),
	('daily_attendance', 'session_days', 'Session days of the year to this day that average_daily_attendance is over: of the whole school, with somebody counted', 'days', NULL),
	('daily_attendance', 'average_daily_membership', 'ADM: mean of members over the days of the year to this one on which there are any', 'students', 'there is no such day yet'),
	('daily_attendance', 'average_daily_attendance', 'ADA: attending of the days of session_days, divided by their number; where few were counted it is of those few', 'students', 'there is no such day yet'),
	('daily_attendance', 'attendance_rate_to_date', 'attending of counted, over the days of session_days', 'share, 0 to 1', 'there is no such day yet'),
	('daily_attendance', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet'),
	('daily_attendance', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('daily_attendance', 'policy', 'Name of the definition', NULL, NULL),

	-- watch_list.sql
	('watch_list', '', 'Students who need somebody to look, as of the day and under the definition asked for: over a line, near one, or away several days in a row; a row for each reason. Only who is enrolled now, in the current school year: students who have left, and years that are over, are not here, unlike in the figures of the year', NULL, NULL),
	('watch_list', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('watch_list', 'school_id', 'The school', NULL, NULL),
	('watch_list', 'school_name', 'Name of the school', NULL, 'the school is not known'),
	('watch_list', 'student_id', 'The student', NULL, NULL),
	('watch_list', 'last_name', 'Last name', NULL, 'not known'),
	('watch_list', 'first_name', 'First name', NULL, 'not known'),
	('watch_list', 'grade', 'Grade of the student, as in student_register', NULL, 'not known'),
	('watch_list', 'homeroom', 'Homeroom of the latest stay', NULL, 'not known'),
	('watch_list', 'trigger', 'Why the student is here: chronic (at the school), chronic in district (not at this school, but over all), near chronic or near severe (something was missed, and three more of the counted days, or fewer, would have been enough for that line), not mapped (no verdict, as it hangs on codes that nobody has mapped), streak of 3, 5 or 10 (so many days absent in a row, or more)', NULL, NULL),
	('watch_list', 'since', 'Since when: the day from which on the verdict has been chronic; near a line the last absence; of a streak its first day', NULL, 'near a line, and only parts of days were missed, each less than half'),
	('watch_list', 'streak', 'Days absent in a row, back from the last counted day', 'days', NULL),
	('watch_list', 'absent_last_5', 'Days absent among the last five membership days', 'days', NULL),
	('watch_list', 'absent_days', 'Days absent, by the part-day rule of the definition', 'days', NULL),
	('watch_list', 'rate', 'Time missed of time counted, for reading: verdicts are not taken from it', 'share, 0 to 1', 'nothing was counted'),
	('watch_list', 'band', 'How severe, at the school: satisfactory, at_risk, moderate or severe', NULL, 'no verdict at the school'),
	('watch_list', 'band_before', 'The band at the school on the day before since', NULL, 'no verdict then, or since is not known'),
	('watch_list', 'district_band', 'The band over all schools', NULL, 'no verdict over all schools'),
	('watch_list', 'absences_left', 'How many of the days to come can be missed whole with the year ending not chronic', 'days', 'it will end chronic whatever comes, or the definition has no line'),
	('watch_list', 'complete_through', 'Last day that can be counted of the register', NULL, 'nothing is recorded yet'),
	('watch_list', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts'),
	('watch_list', 'policy', 'Name of the definition', NULL, NULL),

	-- why.sql
	('student_day', '', 'Why a student is on a list: a row for each day and event of the year (one for a day without events), and how the day counts under the definition asked for. student_day_of() gives those of one student', NULL, NULL),
	('student_day', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('student_day', 'student_id', 'The student', NULL, NULL),
	('student_day', 'day', 'The day', NULL, NULL),
	('student_day', 'school_id', 'The school', NULL, NULL),
	('student_day', 'calendar_event', 'What the student''s calendar says of the day', NULL, 'it says nothing, or is not known'),
	('student_day', 'is_member', 'Whether the student was expected', NULL, NULL),
	('student_day', 'period', 'The period of the event', NULL, 'the whole day, or no event'),
	('student_day', 'code', 'The code of the event', NULL, 'no event'),
	('student_day', 'mark', 'Mark that the code stands for', NULL, 'no event'),
	('student_day', 'share_missed', 'How much of the day the event says was missed', 'share, 0 to 1', 'no event, or one that does not say it in a way that makes sense'),
	('student_day', 'why_not_counted', 'Why the event does not count: as in issue_kind, or another event stands, or same code counts once', NULL, 'it counts, or there is no event'),
	('student_day', 'day_mark', 'Mark of the day at the school', NULL, 'nothing recorded, no membership day, or after complete-through'),
	('student_day', 'counts_as', 'How the day counts at the school: absent, present, outside (left out by the definition), unmapped, not recorded, after as-of, after complete-through, no membership day', NULL, NULL),
	('student_day', 'absent', 'Days absent that the day comes to at the school; on the first row of the day, so that the rows add up to student_absence.absent_days', 'days', 'not the first row of the day, or not counted'),
	('student_day', 'yields_to', 'School whose mark the district''s figures take for this day', NULL, 'this school''s own, or the day is not counted'),
	('student_day', 'district_absent', 'Days absent that the day comes to over all schools; on one row of the day, so that the rows add up to district_student_absence.absent_days', 'days', 'on another row, or not counted'),
	('student_day', 'as_of', 'The day at which counts stop: the earlier of the one asked for and complete-through of the register', NULL, 'no register, or nothing recorded yet, and no day was asked for'),
	('student_day', 'policy', 'Name of the definition', NULL, NULL);

-- whatever else is in it is as of one school
INSERT INTO absence.data_element (table_name, column_name, definition, unit, when_null)
SELECT 'district_student_absence', e.column_name, e.definition, e.unit, e.when_null
FROM absence.data_element AS e
WHERE e.table_name = 'student_absence'
	AND NOT EXISTS (SELECT FROM absence.data_element AS d WHERE d.table_name = 'district_student_absence' AND d.column_name = e.column_name);

INSERT INTO absence.data_element (table_name, column_name, definition, unit, when_null, ceds_id, ceds_name) VALUES
	-- certification.sql
	('certification', '', 'Certifications: what was known of a school year as of a day, under a definition. Nothing is changed once it is written', NULL, NULL, NULL, NULL),
	('certification', 'label', 'Name of the certification, used once', NULL, NULL, NULL, NULL),
	('certification', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL),
	('certification', 'as_of', 'The day at which counts stop: the one asked for, else the last that was complete at any school', NULL, NULL, NULL, NULL),
	('certification', 'policy_name', 'Name of the definition, as it was asked for', NULL, NULL, NULL, NULL),
	('certification', 'policy', 'The definition itself, as text that type absence.policy reads', NULL, NULL, NULL, NULL),
	('certification', 'note', 'What whoever certified had to say', NULL, 'nothing', NULL, NULL),
	('certification', 'refreshed_at', 'When the registers of the year were last refreshed before', NULL, 'not logged', NULL, NULL),
	('certification', 'certified_at', 'When it was certified', NULL, NULL, NULL, NULL),
	('certification', 'certified_by', 'Who certified: the role that had logged in', NULL, NULL, NULL, NULL),
	('certification', 'extension_version', 'Version of the extension that worked it out', NULL, NULL, NULL, NULL),

	('certified_student', '', 'Students as certified: at each of their schools, and once over the district', NULL, NULL, NULL, NULL),
	('certified_student', 'label', 'The certification', NULL, NULL, NULL, NULL),
	('certified_student', 'scope', 'school: at one school; district: all schools merged, each day once', NULL, NULL, NULL, NULL),
	('certified_student', 'school_id', 'The school', NULL, 'over the district', NULL, NULL),
	('certified_student', 'student_id', 'The student', NULL, NULL, NULL, NULL),
	('certified_student', 'grade', 'Grade of the student; over the district that of the latest entry', NULL, 'not known', NULL, NULL),
	('certified_student', 'enrolled_days', 'Days on which the student was expected, less those that the definition leaves out', 'days', NULL, NULL, NULL),
	('certified_student', 'counted_days', 'Enrolled days that are counted; the rate is over them', 'days', NULL, NULL, NULL),
	('certified_student', 'absent_days', 'Days absent, by the part-day rule of the definition', 'days', NULL, '000201', 'Number of Days Absent'),
	('certified_student', 'rate', 'Time missed of time counted, for reading: verdicts are not taken from it', 'share, 0 to 1', 'nothing was counted', NULL, NULL),
	('certified_student', 'chronic', 'Whether chronically absent', NULL, 'no verdict: see why_null', '002022', 'Chronic Student Absenteeism Indicator'),
	('certified_student', 'band', 'How severe: satisfactory, at_risk, moderate or severe', NULL, 'no verdict: see why_null', NULL, NULL),
	('certified_student', 'why_null', 'Why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped', NULL, 'there is one', NULL, NULL),
	('certified_student', 'complete_through', 'Last day that could be counted', NULL, 'nothing was recorded', NULL, NULL),

	('certified_count', '', 'How many of the certified students are in each band: by school and over the district, all and by grade', NULL, NULL, NULL, NULL),
	('certified_count', 'label', 'The certification', NULL, NULL, NULL, NULL),
	('certified_count', 'scope', 'school: of one school; pooled: each student once, schools merged; sum_of_schools: each student at each school, so some several times', NULL, NULL, NULL, NULL),
	('certified_count', 'school_id', 'The school', NULL, 'over the district', NULL, NULL),
	('certified_count', 'group_kind', 'all, or grade', NULL, NULL, NULL, NULL),
	('certified_count', 'group_value', 'all, or the grade', NULL, 'the grade is not known', NULL, NULL),
	('certified_count', 'n', 'Students with a verdict', 'students', NULL, NULL, NULL),
	('certified_count', 'chronic_n', 'Of them, chronically absent', 'students', NULL, NULL, NULL),
	('certified_count', 'rate', 'chronic_n of n', 'share, 0 to 1', 'no student has a verdict', NULL, NULL),
	('certified_count', 'satisfactory_n', 'Students in band satisfactory', 'students', NULL, NULL, NULL),
	('certified_count', 'at_risk_n', 'Students in band at_risk', 'students', NULL, NULL, NULL),
	('certified_count', 'moderate_n', 'Students in band moderate', 'students', NULL, NULL, NULL),
	('certified_count', 'severe_n', 'Students in band severe', 'students', NULL, NULL, NULL),
	('certified_count', 'no_verdict_n', 'Students without a verdict, who are not in n', 'students', NULL, NULL, NULL),

	-- fs195.sql
	('fs195', '', 'An aid for EDFacts file 195 (chronic absenteeism), to be checked against the state''s file specification, which was not read in full: students of grades K to 12 and ungraded who are chronically absent, at each school by itself and by the federal definition whatever is asked, by race and ethnicity, disability (IDEA), Section 504, English learner and homelessness, each with sex, and in total; zeros included', NULL, NULL, NULL, NULL),
	('fs195', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL),
	('fs195', 'school_id', 'The school; those with federally_reported false are left out', NULL, NULL, NULL, NULL),
	('fs195', 'school_name', 'Name of the school', NULL, 'the school is not known', NULL, NULL),
	('fs195', 'nces_school_id', 'Id that the National Center for Education Statistics has for the school', NULL, 'not known', NULL, NULL),
	('fs195', 'state_school_id', 'Id that the state has for the school', NULL, 'not known', NULL, NULL),
	('fs195', 'set_order', 'Place of the category set, to sort by', NULL, NULL, NULL, NULL),
	('fs195', 'category_set', 'race_ethnicity, disability_idea, section_504, english_learner, homeless, each by sex; total; or grade not known: students whose grade is neither known to be in the file nor to be out of it, who are in no other set', NULL, NULL, NULL, NULL),
	('fs195', 'category', 'The race (Hispanic wins, more than one is two or more, none is missing); each value of the other kinds that the student had on any membership day of the year to as_of, else No', NULL, NULL, NULL, NULL),
	('fs195', 'sex', 'The sex; missing where none is recorded, or several; all in total and grade not known', NULL, NULL, NULL, NULL),
	('fs195', 'chronic_n', 'Students who are chronically absent: what the file asks for', 'students', NULL, NULL, NULL),
	('fs195', 'n', 'Students with a verdict, to check by', 'students', NULL, NULL, NULL),
	('fs195', 'no_verdict_n', 'Students without a verdict, who are not in n', 'students', NULL, NULL, NULL),
	('fs195', 'complete_through', 'Last day that can be counted: the earliest of the school''s calendars that are not complete to their end, else the latest', NULL, 'nothing is recorded yet', NULL, NULL),
	('fs195', 'as_of', 'The day through which the figures count: the earlier of the one asked for and complete_through', NULL, 'no membership day counts', NULL, NULL),
	('fs195', 'policy', 'The federal definition, as text that type absence.policy reads', NULL, NULL, NULL, NULL);

-- Published figures
INSERT INTO absence.data_element (table_name, column_name, definition, unit, when_null) VALUES
	('public_release', '', 'Every release of published figures: what was asked, by whom and when', NULL, NULL),
	('public_release', 'label', 'Name of the release, used once', NULL, NULL),
	('public_release', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('public_release', 'as_of', 'The day at which counts stop, of the school that counts furthest', NULL, NULL),
	('public_release', 'policy', 'Name of the definition', NULL, NULL),
	('public_release', 'policy_text', 'The definition, as text that type absence.policy reads', NULL, NULL),
	('public_release', 'minimum_group', 'Smallest group whose figures were published', 'students', NULL),
	('public_release', 'published_at', 'When it was published', NULL, NULL),
	('public_release', 'published_by', 'The role that published it', NULL, NULL),

	('public_absence', '', 'Figures for everybody: the latest release of each school year. Written by absence.publish; what is withheld and why is in doc/publishing.md', NULL, NULL),
	('public_absence', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('public_absence', 'scope', 'school; small_schools: the schools too small to show alone, together; sum_of_schools: the district, a student of two schools twice', NULL, NULL),
	('public_absence', 'school_id', 'The school', NULL, 'the scope is not school'),
	('public_absence', 'school_name', 'Name of the school, or of the schools that are shown together', NULL, 'the scope is sum_of_schools'),
	('public_absence', 'group_kind', 'all, grade, or what the group is about, as in student_group.kind', NULL, NULL),
	('public_absence', 'group_value', 'all, the grade (missing where there is none), or the group of that kind', NULL, NULL),
	('public_absence', 'n', 'Students with a verdict', 'students', 'the group is withheld'),
	('public_absence', 'chronic_n', 'Of them, chronically absent', 'students', 'shown is not all'),
	('public_absence', 'rate', 'Share of them, chronic_n of n', 'share, 0 to 1', 'shown is not all'),
	('public_absence', 'rate_shown', 'The rate to print: a percentage; near 0% and 100% only how near, such as <= 5%; or withheld', NULL, NULL),
	('public_absence', 'shown', 'What of the group is shown: all; code, n and how near the rate is to 0% or 100%; n; nothing', NULL, NULL),
	('public_absence', 'as_of', 'The day through which the figures count; of several schools that of all their calendars together', NULL, NULL),
	('public_absence', 'policy', 'Name of the definition', NULL, NULL),
	('public_absence', 'policy_text', 'The definition, as text that type absence.policy reads', NULL, NULL),
	('public_absence', 'label', 'Name of the release, as in public_release', NULL, NULL),
	('public_absence', 'published_at', 'When it was published', NULL, NULL),

	('public_withheld', '', 'What a release of the school year withheld, and so every later one does; no figures', NULL, NULL),
	('public_withheld', 'school_year', 'School year, by the year in which it ends', NULL, NULL),
	('public_withheld', 'scope', 'As in public_absence', NULL, NULL),
	('public_withheld', 'school_id', 'The school; of scope small_schools also each school that was shown with others; else empty', NULL, NULL),
	('public_withheld', 'group_kind', 'As in public_absence; empty for a school that was shown with others', NULL, NULL),
	('public_withheld', 'group_value', 'As in public_absence; empty for a school that was shown with others', NULL, NULL),
	('public_withheld', 'n_too', 'Whether the number of students was withheld too, not the rate alone', NULL, NULL);

GRANT SELECT ON absence.data_element TO PUBLIC;

-- "definition; unit: u; NULL: n [CEDS id name; Ed-Fi element]", without what is not there
CREATE FUNCTION absence.data_element_comment(table_name text, column_name text) RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT concat_ws('; ', e.definition, 'unit: ' || e.unit, 'NULL: ' || e.when_null)
		|| coalesce(' ['
			|| nullif(concat_ws('; ', 'CEDS ' || e.ceds_id || ' ' || e.ceds_name, 'Ed-Fi ' || e.ed_fi_element), '')
			|| ']', '')
	FROM absence.data_element AS e
	WHERE e.table_name = data_element_comment.table_name
		AND e.column_name = data_element_comment.column_name
$$;

COMMENT ON FUNCTION absence.data_element_comment(text, text) IS
	'The comment of a column of a store (of the table itself where column_name is empty), from data_element; NULL if it is not there';

-- silence: whether days without an event are days on which everybody was there

CREATE FUNCTION absence.silence_is_believed(silent_days bigint, session_days bigint, event_days bigint) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN silent_days = 0 OR event_days = 0 THEN true
		WHEN silent_days >= session_days THEN false
		-- As logarithms, for a power so small is an error. Where the chance is 1 in 10,000
		-- to the letter, as of 4 events on 9 of 10 days, a logarithm is off by its last digit.
		ELSE event_days * ln(1 - silent_days::double precision / session_days) >= ln(0.0001::double precision) - 1e-9 END;
COMMENT ON FUNCTION absence.silence_is_believed(bigint, bigint, bigint) IS
	'Whether events that fall on session days by chance miss the silent ones of them with a chance of 1 in 10,000 or more: then nobody was absent on those; else nothing was recorded';

-- stores: the district's own schema of facts, registers and views
--
-- What create_store lays down is plain DDL, one concept a part, kept here so that
-- a store can be made and brought up to date by anybody who may make a schema.
-- @store@ stands for the quoted name of the schema; a part that says @view@ is
-- laid down once for each live view.

CREATE TABLE absence.store_part (
	position integer PRIMARY KEY,
	name text NOT NULL UNIQUE,
	keeps boolean NOT NULL,
	ddl text NOT NULL
);

COMMENT ON TABLE absence.store_part IS 'What create_store lays down, as DDL, in order; read-only';
COMMENT ON COLUMN absence.store_part.position IS 'Place in the order';
COMMENT ON COLUMN absence.store_part.name IS 'Name of the part';
COMMENT ON COLUMN absence.store_part.keeps IS 'Whether the part makes tables, which upgrade_store leaves as they are; other parts it makes anew';
COMMENT ON COLUMN absence.store_part.ddl IS 'The DDL; @store@ stands for the schema of the store, @view@ for each live view';

GRANT SELECT ON absence.store_part TO PUBLIC;

-- The views that answer for the day and the definition asked for, and that have
-- an X_at beside them
CREATE FUNCTION absence.live_views() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY[
		'student_absence',
		'district_student_absence',
		'school_absence',
		'grade_absence',
		'group_absence',
		'district_absence',
		'weekday_absence',
		'coverage',
		'absence_trend',
		'daily_attendance',
		'watch_list'
	];
COMMENT ON FUNCTION absence.live_views() IS 'Names of a store''s views that answer for the day and the definition asked for';

-- Who may: a store's code never has more rights than its owner has. Every function
-- that works on a store asks first, whatever asked before it.
CREATE FUNCTION absence.must_own_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_store' LANGUAGE C VOLATILE;
CREATE FUNCTION absence.must_own_schema(schema name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_own_schema' LANGUAGE C VOLATILE;
CREATE FUNCTION absence.must_trust_store(store name) RETURNS void
	AS 'MODULE_PATHNAME', 'absence_must_trust_store' LANGUAGE C STABLE;
COMMENT ON FUNCTION absence.must_own_store(name) IS
	'An error unless the current role owns the store, and the session belongs to no superuser but the one who owns it';
COMMENT ON FUNCTION absence.must_own_schema(name) IS 'As must_own_store, of a schema that is not a store yet';
COMMENT ON FUNCTION absence.must_trust_store(name) IS
	'An error if there is no such store, or if the session belongs to a superuser who does not own it: the store''s code could act as the superuser';

-- No identifier is as long as the tag that quotes the bodies of functions, so no name
-- of a store ends one early.
CREATE FUNCTION absence.store_ddl(store name) RETURNS TABLE ("position" integer, keeps boolean, ddl text)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
	SELECT p.position, p.keeps,
		replace(replace(replace(p.ddl, '$' || '$', '$' || repeat('_', 64) || '$'), '@view@', coalesce(v.name, '')), '@store@', quote_ident(store))
	FROM absence.store_part AS p
	LEFT JOIN unnest(absence.live_views()) AS v (name) ON strpos(p.ddl, '@view@') > 0
$$;
COMMENT ON FUNCTION absence.store_ddl(name) IS 'The DDL of a store, part by part';

-- Layout of a store as this release makes it
CREATE FUNCTION absence.store_layout() RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 1;
COMMENT ON FUNCTION absence.store_layout() IS 'Version of the layout that create_store makes and upgrade_store brings a store to';

-- The layout that a store has; an error if the schema is no store
CREATE FUNCTION absence.layout_of(store name) RETURNS integer
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	layout integer;
BEGIN
	PERFORM absence.must_trust_store(store);
	EXECUTE format('SELECT layout_version FROM %I.store_setting', store) INTO layout;
	IF layout IS NULL THEN
		RAISE EXCEPTION 'table store_setting of store "%" is empty', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('The settings of a store are one row. To begin with the defaults, by which readers see every school: INSERT INTO %I.store_setting (layout_version) VALUES (%s).', store, absence.store_layout());
	ELSIF layout > absence.store_layout() THEN
		RAISE EXCEPTION 'store "%" is of layout %, which is newer than this release of absence knows', store, layout
			USING ERRCODE = 'feature_not_supported',
				HINT = 'Update the extension: ALTER EXTENSION absence UPDATE.';
	END IF;
	RETURN layout;
END
$$;
COMMENT ON FUNCTION absence.layout_of(name) IS 'Version of a store''s layout; a schema that is no store is an error';

-- Whoever changes a store comes through here first: one at a time, and in one order
-- of locks, so that none waits for another in a ring. Who writes staff_school, or the
-- scope, has that table locked already when a trigger comes here. So what grants too, or
-- lays views and triggers, first waits for staff_school to be free, and keeps it so.
-- No lock of it can be taken by who may only read the store.
CREATE FUNCTION absence.lock_store(store name, grants boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence.must_own_store(store);
	BEGIN
		EXECUTE format(CASE WHEN grants THEN 'LOCK TABLE %1$I.staff_school, %1$I.store_setting IN SHARE ROW EXCLUSIVE MODE'
			ELSE 'LOCK TABLE %I.store_setting IN SHARE UPDATE EXCLUSIVE MODE' END, store);
	EXCEPTION WHEN undefined_table OR invalid_schema_name THEN
		PERFORM absence.must_own_store(store);
		RAISE;
	END;
	-- it may have been dropped or given away meanwhile
	PERFORM absence.must_own_store(store);
	PERFORM absence.layout_of(store);
END
$$;
COMMENT ON FUNCTION absence.lock_store(name, boolean) IS
	'What every function that changes a store does first: sees that the caller may, and waits until nobody else is at it; with true for those that grant';

-- Comments of tables and columns from the dictionary
CREATE FUNCTION absence.comment_ddl(store name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN a.attname IS NOT NULL THEN format('COMMENT ON COLUMN %I.%I.%I IS %L', store, c.relname, a.attname, d.said)
		ELSE format('COMMENT ON %s %I.%I IS %L', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, store, c.relname, d.said) END
	FROM absence.data_element AS e
	JOIN pg_class AS c ON c.relname = e.table_name AND c.relnamespace = to_regnamespace(quote_ident(store))
	LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = e.column_name AND a.attnum > 0
	CROSS JOIN LATERAL (SELECT absence.data_element_comment(e.table_name, e.column_name)) AS d (said)
	WHERE e.column_name = '' OR a.attname IS NOT NULL
$$;
COMMENT ON FUNCTION absence.comment_ddl(name) IS 'The DDL that writes the comments of a store''s tables, views and columns from data_element';

CREATE FUNCTION absence.create_store(store name DEFAULT 'attendance', owner name DEFAULT NULL, source name DEFAULT NULL, kind text DEFAULT 'native') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET jit = off	-- filling empty views with it takes minutes
	AS $$
DECLARE
	part text;
	new_owner constant name := coalesce(owner, current_user);
	schema record;
	granted text;
BEGIN
	IF store IS NULL OR store = '' OR store = 'absence' OR store = 'information_schema' OR starts_with(store, 'pg_') THEN
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
		-- who owns the schema, or may create in it, could put things of their own into it
		IF schema.owner <> new_owner THEN
			RAISE EXCEPTION 'schema "%" belongs to role "%", and the store would be of role "%"', store, schema.owner, new_owner
				USING ERRCODE = 'insufficient_privilege',
					HINT = 'A store needs a new schema, or an empty one of its own owner.';
		ELSIF EXISTS (SELECT FROM pg_depend AS d WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = schema.oid AND d.deptype = 'n') THEN
			RAISE EXCEPTION 'schema "%" is not empty', store
				USING ERRCODE = 'duplicate_schema',
					HINT = 'A store needs a new schema, or an empty one.';
		END IF;
		SELECT string_agg(DISTINCT format('%s to %s', g.privilege, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE format('role "%s"', pg_get_userbyid(g.grantee)) END), ', ')
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
			RAISE EXCEPTION 'privileges on schema "%" are granted to others than its owner', store
				USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('Granted: %s.', granted),
					HINT = 'Revoke them, default privileges in the schema too, or drop the empty schema. Readers of a store are granted a level, by absence.grant_reader().';
		ELSIF schema.owner = current_user THEN
			PERFORM absence.must_own_schema(store);
		ELSE
			-- its owner could be putting things into it right now; into a new one nobody can
			EXECUTE format('DROP SCHEMA %I', store);
			schema := NULL;
		END IF;
	END IF;
	IF schema IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', store);
	END IF;

	FOR part IN SELECT d.ddl FROM absence.store_ddl(store) AS d ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence.kept_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	FOR part IN SELECT d FROM absence.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	-- default privileges of whoever makes the store are not meant for a district's data
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
		CROSS JOIN LATERAL absence.revoke_ddl(store, CASE WHEN g.grantee <> 0 THEN pg_get_userbyid(g.grantee) END,
			CASE WHEN g.grantee = 0 THEN '{r,p,v,m,S}'::"char"[] END) AS d
		UNION ALL
		SELECT format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', store, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
		FROM pg_namespace AS n
		CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
		WHERE n.nspname = store AND a.grantee <> n.nspowner
	LOOP
		EXECUTE part;
	END LOOP;
	-- autovacuum never looks at tables of a few rows
	EXECUTE format('ANALYZE %1$I.store_setting, %1$I.school_year_state, %1$I.policy, %1$I.attendance_code, %1$I.calendar_event_kind', store);

	IF new_owner <> current_user THEN
		FOR part IN SELECT d FROM absence.owner_ddl(store, new_owner) AS d LOOP
			EXECUTE part;
		END LOOP;
	END IF;
	IF NOT (SELECT r.rolcanlogin FROM pg_roles AS r WHERE r.rolname = new_owner) THEN
		RAISE WARNING 'role "%", which owns store "%", cannot log in', new_owner, store
			USING HINT = format('Only a member of it that is no superuser can refresh the store and work on it, after SET ROLE %I.', new_owner);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.create_store(name, name, name, text) IS
	'Makes a store: a schema of tables for a district''s facts, registers and views, owned by the caller or by owner; none of it belongs to the extension';

-- Every object of a store to one owner; first the schema, for the new owner of a
-- table must be able to make one there
CREATE FUNCTION absence.owner_ddl(store name, owner name) RETURNS SETOF text
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT format('ALTER SCHEMA %I OWNER TO %I', store, owner)
	UNION ALL
	SELECT format('ALTER %s %I.%I OWNER TO %I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, store, c.relname, owner)
	FROM pg_class AS c
	WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p', 'v', 'm')
	UNION ALL
	SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, owner)
	FROM pg_proc AS p
	WHERE p.pronamespace = to_regnamespace(quote_ident(store))
$$;
COMMENT ON FUNCTION absence.owner_ddl(name, name) IS 'The DDL that makes a role the owner of a store''s schema and of all that is in it';

CREATE FUNCTION absence.drop_store(store name, confirm name DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	holding text;
	holds boolean;
BEGIN
	PERFORM absence.lock_store(store, true);
	IF confirm IS NOT NULL AND confirm <> store THEN
		RAISE EXCEPTION 'names of the store to drop differ: "%" and "%"', store, confirm
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF confirm IS NULL THEN
		FOREACH holding IN ARRAY ARRAY['student', 'student_group', 'school', 'calendar', 'calendar_grade', 'calendar_day', 'enrollment',
			'attendance_event', 'attendance_taken', 'student_register', 'prior_student', 'prior_count', 'policy', 'staff_school', 'certification', 'public_release'] LOOP
			CONTINUE WHEN to_regclass(format('%I.%I', store, holding)) IS NULL;	-- restored without the extension
			EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', store, holding) INTO holds;
			IF holds THEN
				RAISE EXCEPTION 'store "%" holds facts, in table %', store, holding
					USING ERRCODE = 'object_not_in_prerequisite_state',
						HINT = format('To drop it with all that it holds, name it twice: SELECT absence.drop_store(%1$L, %1$L).', store);
			END IF;
		END LOOP;
	END IF;
	EXECUTE format('DROP SCHEMA %I CASCADE', store);
END
$$;
COMMENT ON FUNCTION absence.drop_store(name, name) IS 'Drops a store and all that is in it; one that holds facts only if its name is given twice';

CREATE FUNCTION absence.upgrade_store(store name DEFAULT 'attendance') RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	part text;
	lost text;
BEGIN
	PERFORM absence.lock_store(store, true);

	-- DROP EXTENSION ... CASCADE takes the column of registers and the views
	IF to_regclass(format('%I.student_register', store)) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = to_regclass(format('%I.student_register', store))
			AND a.attname = 'register' AND NOT a.attisdropped) THEN
		EXECUTE format('TRUNCATE %I.student_register', store);
		EXECUTE format('ALTER TABLE %I.student_register ADD COLUMN register absence.register NOT NULL', store);
	END IF;
	FOR part IN SELECT d.ddl FROM absence.store_ddl(store) AS d WHERE NOT d.keeps ORDER BY d.position LOOP
		EXECUTE part;
	END LOOP;
	EXECUTE format('UPDATE %I.store_setting SET layout_version = $1', store) USING absence.store_layout();
	PERFORM absence.lay_materialized_views(store);
	FOR part IN SELECT d FROM absence.comment_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
	PERFORM absence.regrant_readers(store);

	-- refresh makes the registers of open years again, nobody those of closed ones
	EXECUTE format('SELECT string_agg(y.school_year::text, '', '' ORDER BY y.school_year)
		FROM %1$I.school_year_state AS y
		WHERE y.state = ''closed'' AND NOT EXISTS (SELECT FROM %1$I.student_register AS r WHERE r.school_year = y.school_year)', store)
		INTO lost;
	IF lost IS NOT NULL THEN
		RAISE WARNING 'closed school years of store "%" have no registers: %', store, lost
			USING HINT = 'Load a copy of their rows of student_register; or load their facts, reopen each year and refresh.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.upgrade_store(name) IS
	'Brings a store to the layout of this release, and makes what is missing; run it after ALTER EXTENSION UPDATE, and when the extension was made after the store: dropped with CASCADE, or not there at a restore';

-- The school years that a definition is for, in words
CREATE FUNCTION absence.policy_years(from_year integer, to_year integer) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN from_year = to_year THEN from_year::text
		WHEN from_year IS NOT NULL AND to_year IS NOT NULL THEN from_year || ' to ' || to_year
		WHEN from_year IS NOT NULL THEN 'from ' || from_year || ' on'
		WHEN to_year IS NOT NULL THEN 'to ' || to_year
		ELSE 'every year' END;
COMMENT ON FUNCTION absence.policy_years(integer, integer) IS 'The school years that a definition is for, in words';

-- True, or an error that says why there is no policy by that name: versions and
-- known list what there is instead
CREATE FUNCTION absence.must_be_known(policy_name text, policy text, school_year integer, not_computable text, versions text, known text) RETURNS boolean
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
				HINT = format('Its versions are %s; by its number, as in %s@1, one is taken for every year.', versions, policy_name);
	END IF;
	RAISE EXCEPTION 'policy "%" does not exist', policy_name
		USING ERRCODE = 'undefined_object', HINT = format('Known policies are %s.', known);
END
$$;
COMMENT ON FUNCTION absence.must_be_known(text, text, integer, text, text, text) IS 'True if a policy was found for the name, else an error that says why not and lists what there is';

-- True is never returned: the views ask it where a store has no settings
CREATE FUNCTION absence.must_have_settings() RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RAISE EXCEPTION 'table store_setting of the store is empty'
		USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('The settings of a store are one row. Its owner puts back the defaults, by which readers see every school, by INSERT INTO store_setting (layout_version) VALUES (%s).', absence.store_layout());
END
$$;
COMMENT ON FUNCTION absence.must_have_settings() IS 'The error that the views of a store give whose table store_setting is empty';

-- The definition of a store must be known in each of its years, and its time zone to
-- the server: after a change of the settings, and of the district's own definitions
CREATE FUNCTION absence.settings_changed() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting record;
	known record;
	said text;
	advice text;
BEGIN
	EXECUTE format('SELECT s.policy, s.time_zone FROM %I.store_setting AS s', TG_TABLE_SCHEMA) INTO setting;
	IF setting.policy IS NULL THEN
		RETURN NULL;
	END IF;
	IF TG_TABLE_NAME = 'store_setting' THEN
		BEGIN
			PERFORM now() AT TIME ZONE setting.time_zone;
		EXCEPTION WHEN invalid_parameter_value THEN
			RAISE EXCEPTION 'time zone "%" is not known', setting.time_zone
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Names are in pg_timezone_names, such as America/New_York.';
		END;
	END IF;

	BEGIN
		EXECUTE format($sql$
			SELECT max(k.policy::absence.policy::text) AS policy, max(k.not_computable) AS not_computable,
				(SELECT string_agg(DISTINCT o.name, ', ' ORDER BY o.name) FROM %1$I.known_policy AS o WHERE o.policy IS NOT NULL) AS names
			FROM %1$I.known_policy AS k
			WHERE $1 IN (k.name, k.name || '@' || k.version)
			$sql$, TG_TABLE_SCHEMA) INTO known USING setting.policy;
		PERFORM absence.must_be_known(setting.policy, known.policy, NULL, known.not_computable, NULL, known.names);
		EXECUTE format('SELECT count(absence.policy_in_store(%1$L, $1, y.school_year)) FROM %1$I.school_year_state AS y', TG_TABLE_SCHEMA) USING setting.policy;
	EXCEPTION WHEN undefined_object OR feature_not_supported OR invalid_text_representation THEN
		IF TG_TABLE_NAME = 'store_setting' THEN
			RAISE;
		END IF;
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
		RAISE EXCEPTION 'policy "%" is the definition that the store goes by', setting.policy
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = format('Without it: %s.', said),
				HINT = format('Let the store go by another first, as in UPDATE %I.store_setting SET policy = ''federal''.', TG_TABLE_SCHEMA);
	END;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION absence.settings_changed() IS 'Refuses a definition that is not known in each year of the store, or a time zone that the server does not know';

-- The rows of a view as of a day and under a definition; view_row tells which view
CREATE FUNCTION absence.answer_at(view_row anyelement, as_of date, policy text) RETURNS SETOF anyelement
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
COMMENT ON FUNCTION absence.answer_at(anyelement, date, text) IS
	'The rows of a live view, which the type of the first argument names, as of a day and under a definition; what X_at() of a store calls';

-- The open school years that a refresh is about: those with enrollments, and those
-- that the store knows already. A few enrollments of a year that has no calendar are
-- rows of a wrong year, which is not taken up unless it is asked for.
CREATE FUNCTION absence.years_to_refresh(store name, school_year integer) RETURNS SETOF integer
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_state text;
BEGIN
	PERFORM absence.must_trust_store(store);
	IF NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = to_regclass(format('%I.student_register', store)) AND a.attname = 'register') THEN
		RAISE EXCEPTION 'store "%" has lost its registers, as the extension was made after it', store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('To make what is missing: SELECT absence.upgrade_store(%L).', store);
	END IF;
	IF school_year IS NOT NULL THEN
		EXECUTE format('SELECT coalesce(
			(SELECT y.state FROM %1$I.school_year_state AS y WHERE y.school_year = $1),
			(SELECT ''open'' FROM %1$I.enrollment AS e WHERE e.school_year = $1 LIMIT 1))', store)
			INTO found_state USING school_year;
		IF found_state IS NULL THEN
			RAISE EXCEPTION 'school year % is not in store "%"', school_year, store
				USING ERRCODE = 'invalid_parameter_value';
		ELSIF found_state = 'closed' THEN
			RAISE EXCEPTION 'school year % of store "%" is closed', school_year, store
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, school_year);
		END IF;
	END IF;
	RETURN QUERY EXECUTE format('SELECT q.school_year
		FROM (
			SELECT y.school_year FROM %1$I.school_year_state AS y
			UNION
			SELECT e.school_year
			FROM (SELECT e.school_year, count(*) AS stays, max(count(*)) OVER () AS most FROM %1$I.enrollment AS e GROUP BY e.school_year) AS e
			WHERE e.stays >= 50 OR 2 * e.stays >= e.most OR e.school_year = $1 OR EXISTS (SELECT FROM %1$I.calendar AS c WHERE c.school_year = e.school_year)
		) AS q
		WHERE q.school_year = coalesce($1, q.school_year)
			AND NOT EXISTS (SELECT FROM %1$I.school_year_state AS y WHERE y.school_year = q.school_year AND y.state = ''closed'')
		ORDER BY 1', store) USING school_year;
END
$$;
COMMENT ON FUNCTION absence.years_to_refresh(name, integer) IS 'The open school years that a refresh of a store is about';

-- Today in the store's time zone, and the day a refresh counts as today
CREATE FUNCTION absence.store_today(store name) RETURNS date
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	today date;
BEGIN
	PERFORM absence.must_trust_store(store);
	EXECUTE format('SELECT (now() AT TIME ZONE s.time_zone)::date FROM %I.store_setting AS s', store) INTO STRICT today;
	RETURN today;
END
$$;
COMMENT ON FUNCTION absence.store_today(name) IS 'Today in the time zone of a store';

-- The functions of a refresh name the schema that they were laid into. Where the
-- schema has another name since, they would not find their store, or find another.
CREATE FUNCTION absence.must_be_laid(store name) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
BEGIN
	PERFORM absence.layout_of(store);
	IF NOT EXISTS (SELECT FROM pg_proc AS p
			WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname = 'refresh_compute'
				AND strpos(p.prosrc, ' ' || quote_ident(store) || '.store_setting') > 0) THEN
		RAISE EXCEPTION 'the functions of store "%" are not made for a schema of this name', store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'The schema was renamed, or restored under another name.',
				HINT = format('To make them anew: SELECT absence.upgrade_store(%L).', store);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.must_be_laid(name) IS 'An error if the schema of a store was renamed since its functions were made; of an empty store_setting too';

-- The planner knows nothing of tables that were loaded for the first time just now. Of
-- a year that came to a table since, it expects no row, and loops over a district.
CREATE FUNCTION absence.analyze_new_tables(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_table name;
	years integer[];
BEGIN
	PERFORM absence.must_own_store(store);
	years := ARRAY(SELECT y FROM absence.years_to_refresh(store, NULL) AS y);
	FOR new_table IN
		SELECT c.relname FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'p')
			AND c.relname <> 'staff_school'		-- to lock it is for what grants, before all else
			AND (c.reltuples < 0
				OR c.relname = ANY (absence.loadable_tables())
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
COMMENT ON FUNCTION absence.analyze_new_tables(name) IS 'Analyses the tables of a store that never were, and those to which a school year came since';

-- A step of a refresh is over: how long it took, for the log and for whoever waits
CREATE FUNCTION absence.refresh_step(steps jsonb, school_year integer, step text) RETURNS jsonb
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
COMMENT ON FUNCTION absence.refresh_step(jsonb, integer, text) IS 'Adds a step that is over, in ms, to those of a refresh, and says so';

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
	PERFORM absence.lock_store(store);
	PERFORM absence.must_be_laid(store), absence.analyze_new_tables(store);
	FOR year IN SELECT y FROM absence.years_to_refresh(store, school_year) AS y LOOP
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) USING year, today;
		RETURN QUERY EXECUTE format('SELECT * FROM %I.refresh_reason($1)', store) USING year;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.refresh_check(name, integer, date) IS 'Why a refresh would refuse, as rows; it writes nothing';

-- The settings of the session are set aside: what is asked there must not move
-- what is stored.
CREATE PROCEDURE absence.refresh(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL, force boolean DEFAULT false)
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
	PERFORM absence.lock_store(store);
	PERFORM absence.must_be_laid(store), absence.revoke_unfiltered(store), absence.analyze_new_tables(store);
	FOR year IN SELECT y FROM absence.years_to_refresh(store, school_year) AS y LOOP
		began := clock_timestamp();
		EXECUTE format('INSERT INTO %I.school_year_state (school_year) VALUES ($1) ON CONFLICT DO NOTHING', store) USING year;
		EXECUTE format('SELECT %I.refresh_compute($1, $2)', store) INTO steps USING year, today;
		EXECUTE format('SELECT string_agg(format(''%%s (%%s)'', r.detail, r.reason), chr(10) ORDER BY r.school_id NULLS FIRST, r.reason),
				bool_or(r.reason = ''year is missing'')
			FROM %I.refresh_reason($1) AS r', store)
			INTO reasons, gone USING year;
		IF reasons IS NOT NULL AND (gone OR NOT force) THEN
			RAISE EXCEPTION 'refresh of school year % of store "%" is refused', year, store
				USING ERRCODE = 'UA001', DETAIL = reasons,
					HINT = CASE WHEN gone THEN format('A year is never deleted by a refresh. To keep it as it is: CALL absence.close_year(%L, %s).', store, year)
						ELSE format('If the facts are right, CALL absence.refresh(%L, %s, force => true).', store, year) END;
		END IF;
		steps := absence.refresh_step(steps, year, 'check');
		EXECUTE format('SELECT %I.refresh_write($1, $2, $3, $4, $5)', store)
			USING year, coalesce(today, absence.store_today(store)), coalesce(force, false), began, steps;
	END LOOP;

	IF year IS NOT NULL THEN
		steps := jsonb_build_object('at', clock_timestamp());
		PERFORM absence.refresh_materialized_views(store);
		steps := absence.refresh_step(steps, year, 'materialized_views') - 'at';
		EXECUTE format('UPDATE %1$I.refresh_log AS l SET step_ms = l.step_ms || $1, finished_at = clock_timestamp()
			WHERE l.refresh_id = (SELECT max(refresh_id) FROM %1$I.refresh_log)', store) USING steps;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.refresh(name, integer, date, boolean) IS
	'Works out the registers of a store''s open school years from its facts and writes those that differ; refuses an extract that looks empty or wrong unless forced';

CREATE FUNCTION absence.set_year_state(store name, school_year integer, state text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	years integer;
BEGIN
	PERFORM absence.lock_store(store);
	EXECUTE format('UPDATE %I.school_year_state AS y SET state = $2 WHERE y.school_year = $1', store) USING school_year, state;
	GET DIAGNOSTICS years = ROW_COUNT;
	IF years = 0 THEN
		RAISE EXCEPTION 'school year % is not in store "%"', school_year, store USING ERRCODE = 'invalid_parameter_value';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.set_year_state(name, integer, text) IS 'A step of close_year and reopen_year';

CREATE PROCEDURE absence.close_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence.set_year_state(store, school_year, 'closed');
END;
COMMENT ON PROCEDURE absence.close_year(name, integer) IS 'Closes a school year: it is not worked out again, and its facts may go';

CREATE PROCEDURE absence.reopen_year(store name, school_year integer)
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence.set_year_state(store, school_year, 'open');
END;
COMMENT ON PROCEDURE absence.reopen_year(name, integer) IS 'Opens a closed school year again';

-- Who may see what of a store: levels of readers, and readers of some schools alone
--
-- A level is what a role is granted; which rows it then sees of the views is in
-- sql/store/visible.sql. Readers are granted views, never the tables beneath them.

-- What each level adds to the one before it. A view that is not here is granted to
-- nobody.
CREATE FUNCTION absence.readable_views() RETURNS TABLE (view_name name, level text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	VALUES
		('public_absence'::name, 'public'),
		('school_absence', 'aggregate'),
		('grade_absence', 'aggregate'),
		('group_absence', 'aggregate'),
		('district_absence', 'aggregate'),
		('weekday_absence', 'aggregate'),
		('coverage', 'aggregate'),
		('absence_trend', 'aggregate'),
		('daily_attendance', 'aggregate'),
		('fs195', 'aggregate'),
		('student_absence', 'student'),
		('district_student_absence', 'student'),
		('watch_list', 'student'),
		('student_day', 'student'),
		('data_issue', 'student')
$$;
COMMENT ON FUNCTION absence.readable_views() IS 'What readers of a store are granted, and the lowest level at which: public, aggregate or student';

-- What a loader writes: the facts, and what their words mean
CREATE FUNCTION absence.loadable_tables() RETURNS name[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['school', 'student', 'student_group', 'calendar', 'calendar_grade', 'calendar_day', 'calendar_event_kind', 'enrollment',
		'attendance_code', 'attendance_event', 'attendance_taken', 'prior_student', 'prior_count']::name[];
COMMENT ON FUNCTION absence.loadable_tables() IS 'Tables of a store that level loader may write';

-- For what a role is granted: every school, some, or none. Every school only by a row
-- of its own: what comes with a membership goes with it, and a grant would not. So
-- who sees every school as a member reads the mv_ views through the role that is told
-- so, if that one is given the level. Some also by membership.
CREATE FUNCTION absence.reach_of(store name, role name) RETURNS text
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reach text;
BEGIN
	PERFORM absence.must_trust_store(store);
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
COMMENT ON FUNCTION absence.reach_of(name, name) IS
	'Which schools a role may be granted what cannot be filtered by school: all, by a row of its own in staff_school or without a scope; some; or none';

-- What a role has at a level; the mv_ views and the tables are not filtered by
-- school, so they are for those who see all of them
CREATE FUNCTION absence.reader_privileges(store name, role name, level text) RETURNS TABLE (object text, privileges text)
	LANGUAGE plpgsql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reach text := absence.reach_of(store, role);  -- an error if the store is not to be trusted
	levels constant text[] := '{public,aggregate,student}';
BEGIN
	IF level = 'loader' THEN
		RETURN QUERY
		SELECT format('TABLE %I.%I', store, t.name), 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'
		FROM unnest(absence.loadable_tables()) AS t (name)
		WHERE reach <> 'some'
		UNION ALL
		SELECT format('TABLE %I.data_issue', store), 'SELECT'
		UNION ALL
		-- what doc/load_csv.sql asks before and after it writes
		SELECT format('TABLE %I.%I', store, r.name), 'SELECT'
		FROM unnest('{store_setting,school_year_state,session_day,stay}'::name[]) AS r (name)
		WHERE reach <> 'some';
		RETURN;
	END IF;
	RETURN QUERY
	SELECT format('TABLE %s', c.oid::regclass), 'SELECT'
	FROM absence.readable_views() AS v
	JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store))
		AND (c.relname = v.view_name OR c.relname = 'mv_' || v.view_name AND c.relkind = 'm' AND reach = 'all')
	WHERE array_position(levels, v.level) <= array_position(levels, reader_privileges.level)
	UNION ALL
	-- PUBLIC has these too, unless somebody took them away
	SELECT format('FUNCTION %s', p.oid::regprocedure), 'EXECUTE'
	FROM absence.readable_views() AS v
	JOIN pg_proc AS p ON p.pronamespace = to_regnamespace(quote_ident(store)) AND p.proname IN (v.view_name || '_at', v.view_name || '_of')
	WHERE array_position(levels, v.level) <= array_position(levels, reader_privileges.level);
END
$$;
COMMENT ON FUNCTION absence.reader_privileges(name, name, text) IS 'What a role is granted on a store at a level';

-- Whatever a role, or PUBLIC for NULL, was granted on a store, by hand or by level
CREATE FUNCTION absence.revoke_ddl(store name, role name, only_kinds "char"[] DEFAULT NULL) RETURNS SETOF text
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
COMMENT ON FUNCTION absence.revoke_ddl(name, name, "char"[]) IS
	'The DDL that takes from a role, or from PUBLIC for NULL, whatever it was granted on a store''s objects, or on those of some kinds';

CREATE FUNCTION absence.revoke_from(store name, role name, only_kinds "char"[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	revocation text;
BEGIN
	PERFORM absence.must_own_store(store);
	FOR revocation IN SELECT d FROM absence.revoke_ddl(store, role, only_kinds) AS d LOOP
		EXECUTE revocation;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.revoke_from(name, name, "char"[]) IS 'Takes from a role whatever it was granted on a store''s objects, or on those of some kinds';

-- Nothing that shows every school stays with who is not told to see every school. A
-- renamed role is told nothing any more, and no trigger tells of that: so each refresh
-- comes by here too.
CREATE FUNCTION absence.revoke_unfiltered(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_scoped boolean;
	reader record;
BEGIN
	PERFORM absence.must_own_store(store);
	EXECUTE format('SELECT school_scope FROM %I.store_setting', store) INTO STRICT is_scoped;
	FOR reader IN
		SELECT DISTINCT a.grantee, r.rolname AS name
		FROM pg_class AS c
		CROSS JOIN LATERAL aclexplode(c.relacl) AS a
		LEFT JOIN pg_roles AS r ON r.oid = a.grantee
		WHERE is_scoped AND c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind = 'm' AND a.grantee <> c.relowner
	LOOP
		-- PUBLIC is everybody, so never those of all schools
		IF reader.grantee = 0 OR absence.reach_of(store, reader.name) <> 'all' THEN
			PERFORM absence.revoke_from(store, reader.name, '{m}');
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.revoke_unfiltered(name) IS 'Takes the mv_ views of a store from whoever is not told to see every school';

-- After an upgrade, and after a change of who sees which schools: every reader has
-- what the level gives. A role that was dropped has lost its USAGE on the schema, and
-- another of its name gets nothing.
CREATE FUNCTION absence.regrant_readers(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	reader record;
	given record;
BEGIN
	PERFORM absence.must_own_store(store);
	PERFORM absence.revoke_unfiltered(store);
	FOR reader IN EXECUTE format('SELECT d.role_name, d.level, absence.reach_of(%2$L, d.role_name) AS reach
		FROM %1$I.reader AS d
		JOIN pg_roles AS r ON r.rolname = d.role_name
		WHERE EXISTS (SELECT FROM pg_namespace AS n CROSS JOIN LATERAL aclexplode(n.nspacl) AS a WHERE n.nspname = %2$L AND a.grantee = r.oid)', store, store)
	LOOP
		IF reader.level = 'loader' AND reader.reach = 'some' THEN
			PERFORM absence.revoke_from(store, reader.role_name, '{r,p,v}');
		END IF;
		FOR given IN SELECT p.object, p.privileges FROM absence.reader_privileges(store, reader.role_name, reader.level) AS p LOOP
			EXECUTE format('GRANT %s ON %s TO %I', given.privileges, given.object, reader.role_name);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.regrant_readers(name) IS 'Gives every reader of a store what the level gives, and takes the mv_ views from whoever does not see all schools';

CREATE FUNCTION absence.scope_changed() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence.lock_store(TG_TABLE_SCHEMA);
	PERFORM absence.regrant_readers(TG_TABLE_SCHEMA);
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION absence.scope_changed() IS 'What a store grants follows from who sees which schools: regrants after a change of it';

-- The role of a reader; an error if there is none, or one that cannot be a reader
CREATE FUNCTION absence.must_be_reader(store name, role name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF role = 'public' THEN
		RAISE EXCEPTION 'nothing of a store is granted to PUBLIC'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Make a role for the readers, and grant it to them.';
	ELSIF role IS NULL OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
		RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'undefined_object';
	ELSIF EXISTS (SELECT FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner WHERE n.nspname = store AND r.rolname = role)
		OR EXISTS (SELECT FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner
			WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND r.rolname = role) THEN
		RAISE EXCEPTION 'role "%" owns store "%"', role, store
			USING ERRCODE = 'invalid_parameter_value', HINT = 'The owner has every right on it, and needs no level.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.must_be_reader(name, name) IS 'An error unless a role exists that can be a reader of a store';

CREATE FUNCTION absence.grant_reader(store name, role name, level text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	given record;
BEGIN
	PERFORM absence.lock_store(store, true);
	PERFORM absence.must_be_reader(store, role);
	IF level IS NULL OR level NOT IN ('public', 'aggregate', 'student', 'loader') THEN
		RAISE EXCEPTION 'level of a reader must be public, aggregate, student or loader, not "%"', level
			USING ERRCODE = 'invalid_parameter_value',
				HINT = format('To take everything back: SELECT absence.revoke_reader(%L, %L).', store, role);
	END IF;
	IF level = 'loader' AND absence.reach_of(store, role) = 'some' THEN
		RAISE EXCEPTION 'role "%" sees some schools alone and cannot be a loader', role
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'A loader reads and writes the facts of every school: use a role of its own.';
	END IF;
	PERFORM absence.revoke_from(store, role);
	EXECUTE format('INSERT INTO %I.reader (role_name, level) VALUES ($1, $2) ON CONFLICT (role_name) DO UPDATE SET level = excluded.level', store)
		USING role, level;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', store, role);
	FOR given IN SELECT p.object, p.privileges FROM absence.reader_privileges(store, role, level) AS p LOOP
		EXECUTE format('GRANT %s ON %s TO %I', given.privileges, given.object, role);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.grant_reader(name, name, text) IS
	'Gives a role what a level has of a store, and takes from it all else: public (what is published), aggregate (figures of cohorts), student, or loader (writes the facts)';

CREATE FUNCTION absence.revoke_reader(store name, role name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence.lock_store(store, true);
	PERFORM absence.must_be_reader(store, role), absence.revoke_from(store, role);
	EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I CASCADE', store, role);
	EXECUTE format('DELETE FROM %I.reader AS r WHERE r.role_name = $1', store) USING role;
END
$$;
COMMENT ON FUNCTION absence.revoke_reader(name, name) IS 'Takes from a role all that it was granted on a store';

CREATE FUNCTION absence.enable_school_scope(store name, enabled boolean DEFAULT true) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	rows_for_staff boolean;
BEGIN
	PERFORM absence.lock_store(store, true);
	IF enabled IS NULL THEN
		RAISE EXCEPTION 'enabled must be true or false, not null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	EXECUTE format('UPDATE %I.store_setting SET school_scope = $1', store) USING enabled;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.staff_school)', store) INTO rows_for_staff;
	IF enabled AND NOT rows_for_staff THEN
		RAISE NOTICE 'table staff_school of store "%" is empty: none but its owner sees a row until it says whose schools are whose', store;
	END IF;
END
$$;
COMMENT ON FUNCTION absence.enable_school_scope(name, boolean) IS
	'From now on a role sees, through the views of a store, only rows of the schools that staff_school gives it; or, with false, of every school again';

-- mv_X: the store's own answers kept, for tools that ask the same again and again
--
-- Made from X_at(), which sets the session's settings aside: whoever refreshes
-- them, they hold the store's own definition and complete-through.

-- Which live views are kept, and what tells their rows apart: without a unique
-- index a refresh would lock readers out
CREATE FUNCTION absence.materialized_views() RETURNS TABLE (view_name name, key name[])
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	VALUES
		('student_absence'::name, '{school_year,school_id,student_id}'::name[]),
		('district_student_absence', '{school_year,student_id}'),
		('school_absence', '{school_year,school_id}'),
		('grade_absence', '{school_year,school_id,grade}'),
		('group_absence', '{school_year,school_id,group_kind,group_value,sex,status_basis}'),
		('district_absence', '{school_year,scope}'),
		('absence_trend', '{school_year,school_id,group_kind,group_value,week_number}')
$$;
COMMENT ON FUNCTION absence.materialized_views() IS 'The live views of a store that are kept as mv_X, and the columns that tell their rows apart';

INSERT INTO absence.data_element (table_name, column_name, definition, unit, when_null, ceds_id, ceds_name, ed_fi_element)
SELECT 'mv_' || e.table_name, e.column_name,
	e.definition || CASE e.column_name WHEN '' THEN '; as the last refresh found it, under the store''s own definition' ELSE '' END,
	e.unit, e.when_null, e.ceds_id, e.ceds_name, e.ed_fi_element
FROM absence.data_element AS e
JOIN absence.materialized_views() AS m ON m.view_name = e.table_name;

CREATE FUNCTION absence.kept_ddl(store name) RETURNS SETOF text
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	kept record;
	mv name;
	reader name;
	readers name[];
BEGIN
	FOR kept IN SELECT m.view_name, m.key FROM absence.materialized_views() AS m LOOP
		mv := 'mv_' || kept.view_name;
		readers := NULL;
		IF to_regclass(format('%I.%I', store, mv)) IS NOT NULL THEN
			-- made again only where the view has other columns
			CONTINUE WHEN (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, mv)) AND a.attnum > 0)
				= (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute AS a
					WHERE a.attrelid = to_regclass(format('%I.%I', store, kept.view_name)) AND a.attnum > 0);
			readers := ARRAY(SELECT pg_get_userbyid(g.grantee) FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g
				WHERE c.oid = to_regclass(format('%I.%I', store, mv)) AND g.privilege_type = 'SELECT' AND g.grantee NOT IN (0, c.relowner));
			RETURN NEXT format('DROP MATERIALIZED VIEW %I.%I', store, mv);
		END IF;
		RETURN NEXT format('CREATE MATERIALIZED VIEW %1$I.%2$I AS SELECT * FROM %1$I.%3$I(NULL::date, NULL::text)', store, mv, kept.view_name || '_at');
		RETURN NEXT format('CREATE UNIQUE INDEX ON %I.%I (%s) NULLS NOT DISTINCT', store, mv,
			(SELECT string_agg(quote_ident(k.name), ', ' ORDER BY k.place) FROM unnest(kept.key) WITH ORDINALITY AS k (name, place)));
		FOREACH reader IN ARRAY coalesce(readers, '{}') LOOP
			RETURN NEXT format('GRANT SELECT ON %I.%I TO %I', store, mv, reader);
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.kept_ddl(name) IS 'The DDL that makes the materialized views of a store that are missing or have other columns than their views';

CREATE FUNCTION absence.lay_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	AS $$
DECLARE
	part text;
BEGIN
	PERFORM absence.must_own_store(store);
	FOR part IN SELECT d FROM absence.kept_ddl(store) AS d LOOP
		EXECUTE part;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.lay_materialized_views(name) IS 'Makes the materialized views of a store that are missing or have other columns than their views';

-- Concurrently: who reads them meanwhile sees the rows of before, and waits for nothing.
-- One that was restored without its rows, nobody can read yet.
CREATE FUNCTION absence.refresh_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET jit = off
	SET quote_all_identifiers = off	-- the server forms the name of its own temporary table wrong under it
	AS $$
DECLARE
	kept record;
BEGIN
	PERFORM absence.must_own_store(store);
	FOR kept IN SELECT 'mv_' || m.view_name AS name FROM absence.materialized_views() AS m LOOP
		EXECUTE format('REFRESH MATERIALIZED VIEW %s %I.%I',
			CASE WHEN (SELECT c.relispopulated FROM pg_class AS c WHERE c.oid = to_regclass(format('%I.%I', store, kept.name))) THEN 'CONCURRENTLY' END,
			store, kept.name);
		EXECUTE format('ANALYZE %I.%I', store, kept.name);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.refresh_materialized_views(name) IS 'Fills the materialized views of a store, as refresh does at its end';

-- near_the_line: whose verdict hangs on a few days, recorded so or otherwise

CREATE FUNCTION absence.near_the_line(store name, days integer DEFAULT 1)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days bigint, absent_days double precision,
		rate double precision, band text, chronic boolean, days_to_line bigint, as_of date, policy text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence.layout_of(store);
	IF days IS NULL OR days < 0 THEN
		RAISE EXCEPTION 'days must not be null or negative: %', days USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT m.school_year, m.scope, m.school_id::text, m.student_id::text, f.counted_days, f.absent_days, f.rate, f.band, f.chronic,
			t.days_to_line, f.counted_through, a.policy_name::text
		FROM (
			SELECT r.school_year, 'school' AS scope, r.school_id, r.student_id, r.register
			FROM %1$I.student_register AS r
			UNION ALL
			SELECT r.school_year, 'district', NULL, r.student_id, absence.rollup(r.register)
			FROM %1$I.student_register AS r
			GROUP BY r.school_year, r.student_id
		) AS m
		JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM %1$I.asked OFFSET 0) AS a USING (school_year)
		CROSS JOIN LATERAL (SELECT absence.days_to_line(absence.tally(m.register, a.policy, a.as_of))) AS t (days_to_line)
		CROSS JOIN LATERAL absence.student_figures(m.register, a.policy, a.as_of) AS f
		WHERE abs(t.days_to_line) <= $1 AND (SELECT known FROM %1$I.asked_is_known)
		ORDER BY m.school_year, m.scope DESC, m.school_id, m.student_id
		$sql$, store) USING days;
END
$$;
COMMENT ON FUNCTION absence.near_the_line(name, integer) IS
	'Students whose verdict would be another if so many of their counted days, or fewer, were otherwise, on either side of the line of chronic: at each school and over the district, under the definition and as of the day asked for';

-- define_policy: a district's own definitions
--
-- A definition is never changed: a changed rule is one more version, and of two
-- versions for one year the later is in force. A name keeps its meaning in the years
-- that are closed, so that no finished year is judged anew in silence.

CREATE FUNCTION absence.define_policy(store name, name text, policy text,
	from_year integer DEFAULT NULL, to_year integer DEFAULT NULL, grades text[] DEFAULT NULL, authority text DEFAULT NULL, source text DEFAULT NULL)
	RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	canonical text := policy::absence.policy::text;  -- with every key: what it says stays so
	new_version integer;
	closed integer;
	before record;
BEGIN
	-- one at a time: no two versions get one number
	PERFORM absence.lock_store(store);
	IF policy IS NULL THEN
		RAISE EXCEPTION 'policy must not be null'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'The federal rule is the empty text, ''''.';
	ELSIF name IS NULL OR name !~ '^[a-z0-9_]+$' THEN
		RAISE EXCEPTION 'policy cannot be named %', coalesce(quote_ident(name), 'NULL')
			USING ERRCODE = 'invalid_name', HINT = 'A name is of small letters, digits and underscores; the version is given to it.';
	ELSIF from_year > to_year THEN
		RAISE EXCEPTION 'from_year % is after to_year %', from_year, to_year
			USING ERRCODE = 'invalid_parameter_value';
	ELSIF cardinality(grades) = 0 OR array_position(grades, NULL) IS NOT NULL OR '' = ANY (grades) THEN
		RAISE EXCEPTION 'grades must name grades'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave grades out for a definition of every grade.';
	END IF;

	EXECUTE format($sql$
		SELECT max(y.school_year)
		FROM %1$I.school_year_state AS y
		JOIN %1$I.policy_of_year AS p ON p.school_year = y.school_year AND p.name = $1
		WHERE y.state = 'closed' AND y.school_year >= coalesce($2, y.school_year) AND y.school_year <= coalesce($3, y.school_year)
			AND p.policy::absence.policy OPERATOR(absence.<>) $4::absence.policy
		$sql$, store) INTO closed USING name, from_year, to_year, canonical;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" would change in school year %, which is closed', name, closed
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = CASE WHEN closed >= to_year THEN 'Take another name.' ELSE format('Give the new version from_year => %s, or take another name.', closed + 1) END;
	END IF;

	-- numbers go on from those of the catalogue, so that name@1 stays what it was
	EXECUTE format('INSERT INTO %1$I.policy (name, version, policy, authority, from_year, to_year, grades, source)
		SELECT $1, coalesce(max(k.version), 0) + 1, $2, $3, $4, $5, $6, $7 FROM %1$I.known_policy AS k WHERE k.name = $1
		RETURNING version', store)
		INTO new_version USING name, canonical, authority, from_year, to_year, grades, source;

	-- what was in force in any of its years
	FOR before IN EXECUTE format($sql$
		SELECT k.place, k.version, absence.policy_years(greatest(k.from_year, $3), least(k.to_year, $4)) AS years
		FROM %1$I.known_policy AS k
		WHERE k.name = $1 AND k.version < $2
			AND coalesce(k.from_year <= $4, true) AND coalesce(k.to_year >= $3, true)
		ORDER BY k.place, k.version
		$sql$, store) USING name, new_version, from_year, to_year
	LOOP
		RAISE NOTICE 'policy "%" version % comes before version % %(%)', name, new_version, before.version,
			CASE before.place WHEN 2 THEN 'of the catalogue ' ELSE '' END, before.years;
	END LOOP;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION absence.define_policy(name, text, text, integer, integer, text[], text, text) IS
	'Adds a version of a definition to a store''s own, and returns its number; earlier versions stay. By its name alone a definition is the latest version for the row''s year';

-- What a name stands for in a school year, for whoever works on a store
CREATE FUNCTION absence.policy_in_store(store name, name text, school_year integer) RETURNS absence.policy
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_policy text;
	not_computable text;
	versions text;
	known text;
BEGIN
	PERFORM absence.must_trust_store(store);
	EXECUTE format('SELECT p.policy, p.not_computable FROM %I.policy_of_year AS p WHERE p.school_year = $1 AND p.name = $2', store)
		INTO found_policy, not_computable USING school_year, name;
	IF found_policy IS NULL THEN
		EXECUTE format($sql$
			SELECT string_agg(format('%%s@%%s (%%s)', k.name, k.version, absence.policy_years(k.from_year, k.to_year)), ', ' ORDER BY k.place, k.version)
					FILTER (WHERE k.name = $1),
				string_agg(DISTINCT k.name, ', ' ORDER BY k.name) FILTER (WHERE k.policy IS NOT NULL)
			FROM %I.known_policy AS k
			$sql$, store) INTO versions, known USING name;
		PERFORM absence.must_be_known(name, NULL, school_year, not_computable, versions, known);
	END IF;
	RETURN found_policy::absence.policy;
END
$$;
COMMENT ON FUNCTION absence.policy_in_store(name, text, integer) IS
	'The policy that a name, or name@version, stands for in a school year of a store; an error if there is none';

-- policy_audit: whose verdict hangs on which of two definitions, and on what in them
--
-- Two policies can differ in several points. A point is exchanged alone, from the
-- one policy to the other: where that by itself gives the other's verdict, the point
-- is a reason. What only makes sense together is one point: marks that count and
-- marks outside; and where the one measures in days and the other in rates, the
-- lines and the basis with it.

-- The canonical text of a policy, a row for each key
CREATE FUNCTION absence.policy_keys(policy absence.policy) RETURNS TABLE (place bigint, key text, item text)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 11
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT i.place, split_part(i.item, ' ', 1), i.item
	FROM string_to_table(policy::text, ', ') WITH ORDINALITY AS i (item, place)
$$;
COMMENT ON FUNCTION absence.policy_keys(absence.policy) IS 'The items of a policy in their order, with the key of each';

CREATE FUNCTION absence.policy_difference(a absence.policy, b absence.policy) RETURNS TABLE (reason text, of_a text, of_b text, exchanged absence.policy)
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
				ELSE CASE WHEN key = 'measure' OR bool_or(key = 'measure' AND ka.item <> kb.item) OVER () THEN 'measure' WHEN key = 'basis' THEN 'basis' ELSE 'line' END
			END AS reason
		FROM absence.policy_keys(a) AS ka JOIN absence.policy_keys(b) AS kb USING (place, key)
	), point AS (
		SELECT reason, min(place) AS place, string_agg(of_a, ', ' ORDER BY place) AS of_a, string_agg(of_b, ', ' ORDER BY place) AS of_b
		FROM item WHERE of_a <> of_b GROUP BY reason
	)
	SELECT p.reason, p.of_a, p.of_b,
		(SELECT string_agg(CASE i.reason WHEN p.reason THEN i.of_b ELSE i.of_a END, ', ' ORDER BY i.place) FROM item AS i)::absence.policy
	FROM point AS p
	ORDER BY p.place
$$;
COMMENT ON FUNCTION absence.policy_difference(absence.policy, absence.policy) IS
	'The points in which two policies differ, what each says there, and the first with that point as in the second';

CREATE FUNCTION absence.policy_audit(store name, a text, b text, for_year integer DEFAULT NULL)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text, chronic_a boolean, chronic_b boolean,
		absent_days_a double precision, absent_days_b double precision, enrolled_days_a bigint, enrolled_days_b bigint, reasons text, as_of date)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	asked_as_of date := coalesce(nullif(current_setting('absence.as_of', true), '')::date, 'infinity');
	defined record;
BEGIN
	PERFORM absence.must_trust_store(store);
	IF a IS NULL OR b IS NULL THEN
		RAISE EXCEPTION 'policies to compare must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;

	-- year by year: a name can stand for another version in another year
	FOR defined IN EXECUTE format($sql$
		SELECT y.school_year, absence.policy_in_store(%1$L, $1, y.school_year) AS a, absence.policy_in_store(%1$L, $2, y.school_year) AS b
		FROM (SELECT DISTINCT r.school_year FROM %1$I.student_register AS r WHERE r.school_year = coalesce($3, r.school_year)) AS y
		ORDER BY y.school_year
		$sql$, store) USING a, b, for_year
	LOOP
		RETURN QUERY EXECUTE format($sql$
			WITH member AS (
				SELECT 'school' AS scope, r.school_id, r.student_id, r.register
				FROM %1$I.student_register AS r WHERE r.school_year = $1
				UNION ALL
				SELECT 'district', NULL, r.student_id, absence.rollup(r.register)
				FROM %1$I.student_register AS r WHERE r.school_year = $1 GROUP BY r.student_id
			), judged AS (
				SELECT m.*, t.a, t.b, absence.band(t.a)::text AS band_a, absence.band(t.b)::text AS band_b
				FROM member AS m
				CROSS JOIN LATERAL (SELECT absence.tally(m.register, $2, $4) AS a, absence.tally(m.register, $3, $4) AS b OFFSET 0) AS t
			)
			SELECT $1, j.scope, j.school_id::text, j.student_id::text, j.band_a, j.band_b, absence.chronic(j.a), absence.chronic(j.b),
				absence.absent_days(j.a), absence.absent_days(j.b), absence.enrolled_days(j.a), absence.enrolled_days(j.b),
				coalesce(w.reasons, 'combination'), nullif(least($4, absence.complete_through(j.register)), 'infinity')
			FROM judged AS j
			CROSS JOIN LATERAL (
				SELECT string_agg(d.reason, ', ' ORDER BY d.place) AS reasons
				FROM unnest($5, $6) WITH ORDINALITY AS d (reason, exchanged, place)
				WHERE absence.band(absence.tally(j.register, d.exchanged, $4))::text IS NOT DISTINCT FROM j.band_b
			) AS w
			WHERE j.band_a IS DISTINCT FROM j.band_b
			ORDER BY j.scope DESC, j.school_id, j.student_id
			$sql$, store)
			USING defined.school_year, defined.a, defined.b, asked_as_of,
				ARRAY(SELECT d.reason FROM absence.policy_difference(defined.a, defined.b) AS d),
				ARRAY(SELECT d.exchanged FROM absence.policy_difference(defined.a, defined.b) AS d);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence.policy_audit(name, text, text, integer) IS
	'Students whose verdict differs between two definitions, at each school and over the district, as of the setting; with the points of the second that by themselves turn the verdict of the first into that of the second';

-- certify: verdicts frozen under a label, and what has changed since
--
-- As of a day, the views answer with today's knowledge of it. What was known then is
-- a certification: plain rows in the store that nothing changes.

-- What is frozen bears a label, which is used once
CREATE FUNCTION absence.must_be_new_label(store name, label text, as_of date, frozen name, done text, again text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	used_at timestamptz;
	used_by text;
BEGIN
	PERFORM absence.layout_of(store);
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
		RAISE EXCEPTION 'label "%" is used in store "%"', label, store
			USING ERRCODE = 'duplicate_object', DETAIL = format('%s by %s at %s.', initcap(done), used_by, used_at),
				HINT = format('A label is used once. To %s again, take another.', again);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.must_be_new_label(name, text, date, name, text, text) IS 'An error unless a label is new among what was frozen, a certification or a release; a step of certify and publish';

CREATE PROCEDURE absence.certify(store name, label text, school_year integer, policy text DEFAULT NULL, as_of date DEFAULT NULL, note text DEFAULT NULL)
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
	students bigint;
	chronic bigint;
BEGIN
	-- a refresh under way is waited for, and none begins meanwhile
	PERFORM absence.lock_store(store);
	IF label IS NULL OR school_year IS NULL THEN
		RAISE EXCEPTION 'label and school_year must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM absence.must_be_new_label(store, label, as_of, 'certification', 'certified', 'certify');
	IF policy_name IS NULL THEN
		EXECUTE format('SELECT s.policy FROM %I.store_setting AS s', store) INTO STRICT policy_name;
	END IF;
	EXECUTE format('SELECT max(absence.complete_through(r.register)), count(*) FROM %I.student_register AS r WHERE r.school_year = $1', store)
		INTO last_complete, registers USING school_year;
	IF registers = 0 THEN
		RAISE EXCEPTION 'store "%" has no registers of school year %', store, school_year
			USING ERRCODE = 'no_data_found', HINT = 'Registers are worked out by CALL absence.refresh().';
	END IF;
	definition := absence.policy_in_store(store, policy_name, school_year);
	IF as_of IS NULL AND last_complete IS NULL THEN
		RAISE EXCEPTION 'nothing is recorded in school year % of store "%"', school_year, store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Give the day as_of which to certify all the same.';
	ELSIF as_of > last_complete THEN
		RAISE NOTICE 'counts stop at %, the last day that is complete', last_complete;
	END IF;

	EXECUTE format($sql$
		INSERT INTO %1$I.certification (label, school_year, as_of, policy_name, policy, note, refreshed_at, certified_at, certified_by, extension_version)
		SELECT $1, $2, $3, $4, $5, $6, (SELECT max(l.finished_at) FROM %1$I.refresh_log AS l WHERE l.school_year = $2), now(), session_user,
			(SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'absence')
		$sql$, store) USING label, school_year, coalesce(as_of, last_complete), policy_name, definition::text, note;

	EXECUTE format($sql$
		INSERT INTO %1$I.certified_student (label, scope, school_id, student_id, grade, enrolled_days, counted_days, absent_days,
			rate, chronic, band, why_null, complete_through)
		SELECT $1, j.scope, j.school_id, j.student_id, coalesce(j.grade, l.grade), absence.enrolled_days(j.tally), absence.counted_days(j.tally), absence.absent_days(j.tally),
			absence.rate(j.tally), absence.chronic(j.tally), absence.band(j.tally)::text, absence.why_null(j.tally), j.complete_through
		FROM absence.judged_in_store(%1$L, $2, $3, $4) AS j
		LEFT JOIN %1$I.latest_stay AS l ON j.scope = 'district' AND l.student_id = j.student_id AND l.school_year = $2
		$sql$, store) USING label, school_year, definition, coalesce(as_of, last_complete);

	-- counts are of the rows that stand there
	EXECUTE format($sql$
		INSERT INTO %1$I.certified_count (label, scope, school_id, group_kind, group_value, n, chronic_n, rate,
			satisfactory_n, at_risk_n, moderate_n, severe_n, no_verdict_n)
		SELECT $1, c.scope, c.school_id, CASE c.all_grades WHEN 1 THEN 'all' ELSE 'grade' END, CASE c.all_grades WHEN 1 THEN 'all' ELSE c.grade END,
			c.n, c.chronic_n, c.chronic_n::double precision / nullif(c.n, 0), c.satisfactory_n, c.at_risk_n, c.moderate_n, c.severe_n, c.no_verdict_n
		FROM (
			SELECT m.scope, m.school_id, m.grade, grouping(m.grade) AS all_grades,
				count(m.band) AS n, count(*) FILTER (WHERE m.chronic) AS chronic_n,
				count(*) FILTER (WHERE m.band = 'satisfactory') AS satisfactory_n, count(*) FILTER (WHERE m.band = 'at_risk') AS at_risk_n,
				count(*) FILTER (WHERE m.band = 'moderate') AS moderate_n, count(*) FILTER (WHERE m.band = 'severe') AS severe_n,
				count(*) FILTER (WHERE m.band IS NULL) AS no_verdict_n
			FROM (
				SELECT 'school' AS scope, s.school_id, s.grade, s.band, s.chronic FROM %1$I.certified_student AS s WHERE s.label = $1 AND s.scope = 'school'
				UNION ALL
				SELECT CASE s.scope WHEN 'school' THEN 'sum_of_schools' ELSE 'pooled' END, NULL, s.grade, s.band, s.chronic
				FROM %1$I.certified_student AS s WHERE s.label = $1
			) AS m
			GROUP BY GROUPING SETS ((m.scope, m.school_id), (m.scope, m.school_id, m.grade))
		) AS c
		$sql$, store) USING label;

	EXECUTE format('SELECT c.n + c.no_verdict_n, c.chronic_n FROM %I.certified_count AS c WHERE c.label = $1 AND c.scope = ''pooled'' AND c.group_kind = ''all''', store)
		INTO STRICT students, chronic USING label;
	RAISE NOTICE 'certified "%": school year %, % students, % chronically absent', label, school_year, students, chronic;
END
$$;
COMMENT ON PROCEDURE absence.certify(name, text, integer, text, date, text) IS
	'Freezes the verdicts of a school year under a label, with their counts and the definition, in plain tables of the store that nothing changes; a label is used once';

-- Every student of a school year at each school and over the district, judged
CREATE FUNCTION absence.judged_in_store(store name, for_year integer, policy absence.policy, as_of date)
	RETURNS TABLE (scope text, school_id text, student_id text, grade text, tally absence.tally, complete_through date)
	LANGUAGE plpgsql STABLE ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence.must_trust_store(store);
	RETURN QUERY EXECUTE format($sql$
		SELECT 'school', r.school_id::text, r.student_id::text, r.grade::text, absence.tally(r.register, $2, $3), absence.complete_through(r.register)
		FROM %1$I.student_register AS r WHERE r.school_year = $1
		UNION ALL
		SELECT 'district', NULL, d.student_id, NULL, absence.tally(d.register, $2, $3), absence.complete_through(d.register)
		FROM (
			SELECT r.student_id, absence.rollup(r.register) AS register
			FROM %1$I.student_register AS r WHERE r.school_year = $1 GROUP BY r.student_id
		) AS d
		$sql$, store) USING for_year, policy, as_of;
END
$$;
COMMENT ON FUNCTION absence.judged_in_store(name, integer, absence.policy, date) IS
	'The students of a school year at each school and, with their schools merged and without a grade, over the district, tallied under a policy as of a day; what certify freezes';

CREATE FUNCTION absence.certified_difference(store name, label text)
	RETURNS TABLE (scope text, school_id text, student_id text, change text, band_then text, band_now text, chronic_then boolean, chronic_now boolean,
		absent_days_then double precision, absent_days_now double precision, counted_days_then bigint, counted_days_now bigint,
		enrolled_days_then bigint, enrolled_days_now bigint)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	certified record;
	labels text;
BEGIN
	PERFORM absence.layout_of(store);
	EXECUTE format('SELECT c.school_year, c.policy, c.as_of FROM %I.certification AS c WHERE c.label = $1', store) INTO certified USING label;
	IF certified.school_year IS NULL THEN
		EXECUTE format('SELECT string_agg(quote_literal(c.label), '', '' ORDER BY c.label) FROM %I.certification AS c', store) INTO labels;
		RAISE EXCEPTION 'label "%" does not exist in store "%"', label, store
			USING ERRCODE = 'undefined_object', HINT = 'Labels are ' || coalesce(labels, 'none yet') || '.';
	END IF;
	-- the same question again. Who had, or has, no day of membership to that day was
	-- not there.
	RETURN QUERY EXECUTE format($sql$
		SELECT coalesce(o.scope, n.scope), coalesce(o.school_id, n.school_id), coalesce(o.student_id, n.student_id),
			CASE WHEN o.student_id IS NULL THEN 'in' WHEN n.student_id IS NULL THEN 'out' WHEN o.band IS DISTINCT FROM n.band THEN 'verdict' ELSE 'days' END,
			o.band, n.band, o.chronic, n.chronic, o.absent_days, n.absent_days, o.counted_days, n.counted_days, o.enrolled_days, n.enrolled_days
		FROM (
			SELECT s.scope::text, s.school_id::text, s.student_id::text, s.band::text, s.chronic, s.absent_days, s.counted_days, s.enrolled_days
			FROM %1$I.certified_student AS s WHERE s.label = $1 AND s.why_null IS DISTINCT FROM 'no_membership'
		) AS o
		FULL JOIN (
			SELECT j.scope, j.school_id, j.student_id, absence.band(j.tally)::text AS band, absence.chronic(j.tally) AS chronic,
				absence.absent_days(j.tally) AS absent_days, absence.counted_days(j.tally) AS counted_days, absence.enrolled_days(j.tally) AS enrolled_days
			FROM absence.judged_in_store(%1$L, $2, $3, $4) AS j
			WHERE absence.why_null(j.tally) IS DISTINCT FROM 'no_membership'
		) AS n ON n.scope = o.scope AND n.student_id = o.student_id AND coalesce(n.school_id, '') = coalesce(o.school_id, '')
		WHERE o.student_id IS NULL OR n.student_id IS NULL OR o.band IS DISTINCT FROM n.band
			OR o.absent_days <> n.absent_days OR o.counted_days <> n.counted_days OR o.enrolled_days <> n.enrolled_days
		ORDER BY 1 DESC, 2, 3
		$sql$, store) USING label, certified.school_year, certified.policy::absence.policy, certified.as_of;
END
$$;
COMMENT ON FUNCTION absence.certified_difference(name, text) IS
	'What has changed since a certification, for the same day and definition: students in, out, with another verdict, or with other days';

-- publish: figures that everybody may see, as a table
--
-- A table of cells for each group kind: schools down, values across, and the
-- totals, which are the schools' cell of kind all, and the district's row. What is
-- shown are equations between cells: the values of a kind add up to the school's
-- total, the schools' cells to the district's. Withheld cells must not follow from
-- them, so for each there must be other tables, which an onlooker cannot tell from
-- the true one. They are found by moving students around a rectangle of withheld
-- cells: of schools s and t and values v and w, a student of (s, w) counted in
-- (s, v) instead, and one of (t, v) in (t, w). Every total stays as it is. With the
-- district for t, both its cells move along with the school's.
--
-- Where students are in several values of a kind the values do not add up: then each
-- value is a table of its own, of those who are in it and of the rest, whom anybody
-- can work out from the total; and No is not published, which with the others would
-- tell how many are in any.

-- The rate near 0 and near 1 is shown as a code, wider for smaller groups: else it
-- would tell something of every student of the group
CREATE FUNCTION absence.code_margin(n bigint) RETURNS integer
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN n >= 300 THEN 1 WHEN n >= 100 THEN 2 WHEN n >= 40 THEN 5 WHEN n >= 20 THEN 10 ELSE 20 END;
COMMENT ON FUNCTION absence.code_margin(bigint) IS
	'How near 0% and 100%, in percent, the published rate of a group of n students is a code: 1, 2 from 299 down, 5 from 99, 10 from 39, 20 from 19';

CREATE FUNCTION absence.rate_code(n bigint, chronic_n bigint) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN 100 * chronic_n <= absence.code_margin(n) * n THEN '<= ' || absence.code_margin(n) || '%'
		WHEN 100 * chronic_n >= (100 - absence.code_margin(n)) * n THEN '>= ' || 100 - absence.code_margin(n) || '%' END;
COMMENT ON FUNCTION absence.rate_code(bigint, bigint) IS
	'What is published for a rate near 0% or 100%, such as "<= 5%"; NULL for others';

-- Withholds n, and with it all, of more cells until each withheld cell of temporary
-- table public_cell could be of at least minimum different sizes.
--
-- room is how far the cell can be moved up and down over rectangles of withheld
-- cells, chronic students and others apart, so that what is known of rates does not
-- help. Rectangles that share a cell share its students: several are added only where
-- the sum is right whatever they share.
--
-- It ends, and well: a pass either makes a cell safe, for good, as more withheld
-- cells can only give more room; or withholds one more. When all is withheld, but
-- for cells that are the only value of their school, a cell has the room of its
-- school's total, which is at least the minimum.
CREATE FUNCTION absence.withhold_counts(minimum integer) RETURNS void
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
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'It is a step of absence.publish().';
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
			UNION ALL SELECT 'down', p.verdict, least(min(p.sv), sum(p.tw)) FROM at_place AS p WHERE cell.place <> 0 AND p.place <> 0 GROUP BY p.verdict
			-- with the district beside, and of the district's cell itself
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
COMMENT ON FUNCTION absence.withhold_counts(integer) IS 'A step of publish: withholds cells until none that is withheld follows from what is shown';

-- Withholds the rate, and how many are chronically absent, of more cells until each
-- withheld number could be another.
--
-- Here n may be known, so a number can only be moved if it stays between 0 and n, and
-- its cell keeps its code, or stays without one: can_rise, can_fall. A move goes around a
-- rectangle, as above; or moves two schools' totals, one up and one down, and with
-- them one value of each kind at both; with the district for one of them both totals
-- move the same way.
--
-- It ends: each pass makes every cell of a move safe, and one at least was not. There
-- always is a move, once codes are given up: with the district, as of a cell that
-- is not full every total has a value that is not full either, in every kind.
CREATE FUNCTION absence.withhold_rates() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	cell record;
	move record;
BEGIN
	IF to_regclass('pg_temp.public_cell') IS NULL THEN
		RAISE EXCEPTION 'there is nothing to withhold'
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'It is a step of absence.publish().';
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
				-- totals only where there is no other way: they are dear
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
COMMENT ON FUNCTION absence.withhold_rates() IS 'A step of publish: withholds rates until none that is withheld, or shown as a code, follows from what is shown';

CREATE PROCEDURE absence.publish(store name, label text, as_of date DEFAULT NULL, policy text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	for_year integer;
	policy_name text := policy;
	policy_text text;
	release record;
	students bigint;
	said record;
BEGIN
	PERFORM absence.lock_store(store);
	PERFORM absence.must_be_new_label(store, label, as_of, 'public_release', 'published', 'publish');
	-- the latest school year that has begun
	EXECUTE format('SELECT max(r.school_year) FROM %I.student_register AS r
		WHERE absence.last_membership_day(r.register, coalesce($1, ''infinity'')) IS NOT NULL', store) INTO for_year USING as_of;
	IF for_year IS NULL THEN
		RAISE EXCEPTION 'store "%" has nothing recorded to %', store, coalesce(as_of::text, 'now')
			USING ERRCODE = 'no_data_found', HINT = 'Registers are worked out by CALL absence.refresh().';
	END IF;
	IF policy_name IS NULL THEN
		EXECUTE format('SELECT s.policy FROM %I.store_setting AS s', store) INTO STRICT policy_name;
	END IF;

	policy_text := absence.policy_in_store(store, policy_name, for_year)::text;

	-- figures without the students whose verdict hangs on codes that nobody has mapped
	-- would be those of somebody else
	EXECUTE format($sql$
		SELECT coalesce(sum(c.not_mapped_n), 0) AS not_mapped, coalesce(sum(c.verdict_n + c.not_mapped_n), 0) AS students,
			(SELECT s.max_verdict_change FROM %1$I.store_setting AS s) AS most
		FROM %1$I.coverage_at($1, $2) AS c
		WHERE c.school_year = $3
		$sql$, store) INTO STRICT said USING as_of, policy_name, for_year;
	IF said.not_mapped > said.students * said.most THEN
		RAISE EXCEPTION '% of % students of store "%" have no verdict, which hangs on attendance codes that nobody has mapped',
				said.not_mapped, said.students, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('At most max_verdict_change (%s) of them may have none.', said.most),
				HINT = 'Map the codes in attendance_code (see data_issue, reason "unmapped code"), refresh, and publish again.';
	END IF;

	-- every cell, as it is: each school's all, grades and groups
	CREATE TEMP TABLE public_figure (school_id text COLLATE "C", school_name text, kind text COLLATE "C", value text COLLATE "C",
		n bigint, chronic_n bigint, as_of date);
	EXECUTE format($sql$
		INSERT INTO pg_temp.public_figure
		SELECT g.school_id, coalesce(g.school_name, g.school_id), g.group_kind, g.group_value, g.n, g.chronic_n, g.as_of
		FROM %1$I.group_absence_at($1, $2) AS g
		WHERE g.school_year = $3 AND g.sex = 'all' AND g.status_basis = 'on_day' AND g.group_kind <> 'grade' AND g.n > 0
		UNION ALL
		SELECT g.school_id, coalesce(g.school_name, g.school_id), 'grade', coalesce(g.grade, 'missing'), g.n, g.chronic_n, g.as_of
		FROM %1$I.grade_absence_at($1, $2) AS g
		WHERE g.school_year = $3 AND g.n > 0
		$sql$, store) USING as_of, policy_name, for_year;

	EXECUTE format('SELECT s.minimum_group, (SELECT max(f.as_of) FROM pg_temp.public_figure AS f) AS as_of FROM %I.store_setting AS s', store)
		INTO STRICT release;
	SELECT coalesce(sum(f.n), 0) INTO students FROM pg_temp.public_figure AS f WHERE f.kind = 'all';
	IF students < release.minimum_group THEN
		RAISE EXCEPTION 'students with a verdict are fewer than %, the minimum_group of store "%"', release.minimum_group, store
			USING ERRCODE = 'no_data_found', HINT = 'Figures of so small a group are not published.';
	END IF;

	-- Where the figures stand: a school's own place, the district's 0. Schools that are
	-- too small share place -1: two at least, with the smallest others where they alone
	-- would be too few, or one alone, whom the total would give away.
	CREATE TEMP TABLE public_place (place integer, scope text COLLATE "C", school_id text COLLATE "C", school_name text, as_of date);
	EXECUTE format($sql$
		INSERT INTO pg_temp.public_place (place, scope, school_id, school_name)
		SELECT CASE WHEN q.small OR q.any_small AND (q.row_number <= 2 OR q.students_before < $2) THEN -1 ELSE q.place END,
			CASE WHEN q.small OR q.any_small AND (q.row_number <= 2 OR q.students_before < $2) THEN 'small_schools' ELSE 'school' END, q.school_id, q.school_name
		FROM (
			SELECT s.*, bool_or(s.small) OVER () AS any_small, row_number() OVER smallest, sum(s.n) OVER smallest - s.n AS students_before
			FROM (
				SELECT f.school_id, f.school_name, f.n, row_number() OVER (ORDER BY f.school_id) AS place,
					f.n < $2 OR EXISTS (SELECT FROM %1$I.public_withheld AS w
						WHERE w.school_year = $1 AND w.scope = 'small_schools' AND w.school_id = f.school_id) AS small
				FROM pg_temp.public_figure AS f
				WHERE f.kind = 'all'
			) AS s
			WINDOW smallest AS (ORDER BY s.small DESC, s.n, s.school_id)
		) AS q
		UNION ALL
		SELECT 0, 'sum_of_schools', NULL, NULL
		$sql$, store) USING for_year, release.minimum_group;
	-- through which day the figures of a place count: over the calendars of all its
	-- schools together, as view school_complete has it of one
	EXECUTE format($sql$
		UPDATE pg_temp.public_place AS p
		SET as_of = least($1, k.complete_through)
		FROM (
			SELECT q.place, coalesce(min(c.complete_through) FILTER (WHERE c.complete_through < c.last_session_day), max(c.complete_through)) AS complete_through
			FROM (
				SELECT s.place, s.school_id FROM pg_temp.public_place AS s
				UNION ALL
				SELECT 0, s.school_id FROM pg_temp.public_place AS s
			) AS q
			JOIN %I.calendar_complete AS c USING (school_id)
			WHERE c.school_year = $2
			GROUP BY q.place
		) AS k
		WHERE k.place = p.place
		$sql$, store) USING as_of, for_year;

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

	-- counts: those too small, those withheld before, and what must go with them
	EXECUTE format($sql$
		UPDATE pg_temp.public_cell AS c SET safe = false, n_withheld = c.n < $2 OR coalesce(w.n_too, false), rate_withheld = w.place IS NOT NULL
		FROM pg_temp.public_cell AS k
		LEFT JOIN (
			SELECT p.place, w.group_kind, w.group_value, bool_or(w.n_too) AS n_too
			FROM pg_temp.public_place AS p
			JOIN %1$I.public_withheld AS w ON w.school_year = $1
				AND (w.scope, w.school_id) IN ((p.scope, CASE p.scope WHEN 'school' THEN p.school_id ELSE '' END), ('school', p.school_id))
			GROUP BY p.place, w.group_kind, w.group_value
		) AS w ON (w.place, w.group_kind, w.group_value) = (k.place, k.group_kind, k.group_value)
		WHERE (c.kind, c.place, c.value) = (k.kind, k.place, k.value)
		$sql$, store) USING for_year, release.minimum_group;
	PERFORM absence.withhold_counts(release.minimum_group);

	-- rates: those near 0% and 100%, and what must go with them. Of fewer than 10 a
	-- code would leave no choice.
	UPDATE pg_temp.public_cell AS c SET safe = false,
		rate_withheld = c.n_withheld OR c.rate_withheld OR absence.rate_code(c.n, c.chronic_n) IS NOT NULL,
		bounded = NOT c.n_withheld AND c.n >= 10 AND NOT c.is_rest;
	UPDATE pg_temp.public_cell AS c SET code = CASE WHEN c.bounded THEN absence.rate_code(c.n, c.chronic_n) END,
		can_rise = c.chronic_n < c.n AND (NOT c.bounded OR absence.rate_code(c.n, c.chronic_n + 1) IS NOT DISTINCT FROM absence.rate_code(c.n, c.chronic_n)),
		can_fall = c.chronic_n > 0 AND (NOT c.bounded OR absence.rate_code(c.n, c.chronic_n - 1) IS NOT DISTINCT FROM absence.rate_code(c.n, c.chronic_n));
	PERFORM absence.withhold_rates();

	EXECUTE format('INSERT INTO %I.public_release (label, school_year, as_of, policy, policy_text, minimum_group, published_at, published_by)
		VALUES ($1, $2, $3, $4, $5, $6, now(), session_user)', store)
		USING label, for_year, release.as_of, policy_name, policy_text, release.minimum_group;
	EXECUTE format('DELETE FROM %I.public_absence WHERE school_year = $1', store) USING for_year;
	EXECUTE format($sql$
		INSERT INTO %1$I.public_absence (school_year, scope, school_id, school_name, group_kind, group_value, n, chronic_n, rate, rate_shown, shown,
			as_of, policy, policy_text, label, published_at)
		SELECT r.school_year, p.scope, p.school_id, p.school_name, c.group_kind, c.group_value,
			CASE WHEN NOT c.n_withheld THEN c.n END,
			CASE WHEN NOT c.rate_withheld THEN c.chronic_n END,
			CASE WHEN NOT c.rate_withheld THEN c.chronic_n::double precision / c.n END,
			CASE WHEN NOT c.rate_withheld THEN round(100.0 * c.chronic_n / c.n, 1) || '%%' ELSE coalesce(c.code, 'withheld') END,
			CASE WHEN c.n_withheld THEN 'nothing' WHEN NOT c.rate_withheld THEN 'all' WHEN c.code IS NOT NULL THEN 'code' ELSE 'n' END,
			c.as_of, r.policy, r.policy_text, r.label, r.published_at
		FROM pg_temp.public_cell AS c
		JOIN (
			SELECT p.place, p.scope, CASE p.scope WHEN 'school' THEN min(p.school_id) END AS school_id,
				string_agg(p.school_name, ', ' ORDER BY p.school_id) AS school_name
			FROM pg_temp.public_place AS p
			GROUP BY p.place, p.scope
		) AS p USING (place)
		CROSS JOIN (SELECT * FROM %1$I.public_release AS r WHERE r.label = $1) AS r
		WHERE NOT c.is_rest
		ORDER BY c.place <> 0, c.place, c.group_kind, c.group_value
		$sql$, store) USING label;

	EXECUTE format($sql$
		INSERT INTO %1$I.public_withheld AS w (school_year, scope, school_id, group_kind, group_value, n_too)
		SELECT a.school_year, a.scope, coalesce(a.school_id, ''), a.group_kind, a.group_value, a.n IS NULL
		FROM %1$I.public_absence AS a
		WHERE a.school_year = $1 AND a.chronic_n IS NULL
		UNION ALL
		SELECT $1, p.scope, p.school_id, '', '', true FROM pg_temp.public_place AS p WHERE p.scope = 'small_schools'
		ON CONFLICT (school_year, scope, school_id, group_kind, group_value) DO UPDATE SET n_too = w.n_too OR EXCLUDED.n_too
		$sql$, store) USING for_year;

	SELECT count(*) AS cells, count(*) FILTER (WHERE c.n_withheld) AS withheld, count(*) FILTER (WHERE c.rate_withheld AND NOT c.n_withheld) AS rates
	INTO said FROM pg_temp.public_cell AS c WHERE NOT c.is_rest;
	DROP TABLE pg_temp.public_figure, pg_temp.public_place, pg_temp.public_cell;
	RAISE NOTICE 'published "%": school year %, % cells, % of them withheld, % without a rate', label, for_year, said.cells, said.withheld, said.rates;
END
$$;
COMMENT ON PROCEDURE absence.publish(name, text, date, text) IS
	'Writes public_absence, the figures of a school year that everybody may see: schools and their sum by all, grade and each group kind, without what is too small to show and what would give it away; NULL is the store''s own day and definition; a label is used once';

-- close_day, reopen_day: a snow day, and its undoing
--
-- A day is closed by one more row in calendar_day, whose word closes, so nothing
-- that the calendar said before is lost: to take the row out is to undo it. Both
-- change facts only; the next refresh works out what follows.

-- Why a day cannot be closed, or opened again, before anything is written
CREATE FUNCTION absence.must_close(store name, day date, event text, schools text[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	closes boolean;
	known text;
	unknown text;
BEGIN
	PERFORM absence.layout_of(store);
	IF day IS NULL OR event IS NULL THEN
		RAISE EXCEPTION 'day and event must not be NULL'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;

	EXECUTE format('SELECT bool_or(k.event = $1), string_agg(quote_literal(k.event), '', '' ORDER BY k.event)
		FROM %I.calendar_event_kind AS k WHERE k.kind = ''closes''', store) INTO closes, known USING event;
	IF closes IS NOT TRUE THEN
		RAISE EXCEPTION 'event "%" does not close a day in store "%"', event, store
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Events that close a day are ' || coalesce(known, 'none yet') || '. The words are rows of calendar_event_kind.';
	END IF;

	-- a school that is misspelled would otherwise stay open without a word
	EXECUTE format('SELECT string_agg(quote_nullable(w.school_id), '', '' ORDER BY w.school_id) FROM unnest($1) AS w (school_id)
		WHERE NOT EXISTS (SELECT FROM %1$I.school AS s WHERE s.school_id = w.school_id)
			AND NOT EXISTS (SELECT FROM %1$I.calendar AS c WHERE c.school_id = w.school_id)', store) INTO unknown USING schools;
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION 'store "%" has no school %', store, unknown
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Schools are named by their school_id.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence.must_close(name, date, text, text[]) IS
	'An error unless the event closes a day in the store and the store has the schools; for close_day and reopen_day';

-- The calendars of these years changed: an error if one of the years is closed
CREATE FUNCTION absence.must_be_open(store name, school_years integer[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	closed integer;
BEGIN
	PERFORM absence.must_trust_store(store);
	EXECUTE format('SELECT min(y.school_year) FROM %I.school_year_state AS y
		WHERE y.state = ''closed'' AND y.school_year = ANY ($1)', store) INTO closed USING school_years;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'school year % of store "%" is closed', closed, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, closed);
	END IF;
END
$$;
COMMENT ON FUNCTION absence.must_be_open(name, integer[]) IS 'An error if one of the school years is closed in the store';

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
	PERFORM absence.lock_store(store);
	PERFORM absence.must_close(store, day, event, schools);

	EXECUTE format($sql$
		WITH closed AS (
			INSERT INTO %1$I.calendar_day (school_id, school_year, calendar_code, day, event)
			SELECT d.school_id, d.school_year, d.calendar_code, d.day, $2
			FROM %1$I.session_day AS d
			WHERE d.day = $1 AND ($3 IS NULL OR d.school_id = ANY ($3))
			RETURNING school_id, school_year, calendar_code
		)
		SELECT count(*), array_agg(DISTINCT c.school_id), array_agg(DISTINCT c.school_year), (
			SELECT count(*)
			FROM %1$I.attendance_event AS e
			WHERE e.day = $1 AND EXISTS (
				SELECT FROM %1$I.stay AS s
				JOIN closed USING (school_id, school_year, calendar_code)
				WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
					AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
		FROM closed AS c
		$sql$, store) INTO calendars, schools_closed, school_years, events USING day, event, schools;

	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % as a session day', day
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Looked at: every school of store "%s".', store)
					ELSE format('Looked at: %s of store "%s".', array_to_string(schools, ', '), store) END,
				HINT = 'The day may be closed already, or lie outside the calendars: look into calendar_day.';
	END IF;
	PERFORM absence.must_be_open(store, school_years);

	RAISE NOTICE '% is closed in % calendar(s) of % school(s) (%)', day, calendars, cardinality(schools_closed), event;
	RAISE NOTICE '% attendance event(s) on it will not count from the next refresh on', events;
	SELECT string_agg(w, ', ' ORDER BY w) INTO without FROM unnest(schools) AS w WHERE w <> ALL (schools_closed);
	IF without IS NOT NULL THEN
		RAISE NOTICE 'had no session that day: %', without;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.close_day(name, date, text, text[]) IS
	'Closes a day, such as a snow day, in every student calendar of the schools (NULL: of all) that has a session on it; the next refresh leaves the day out of membership';

-- Takes out only what may have been put in by close_day: a row beside the session
-- it closed. A holiday that the calendar has always had stands alone and stays.
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
	PERFORM absence.lock_store(store);
	PERFORM absence.must_close(store, day, event, schools);

	EXECUTE format($sql$
		WITH opened AS (
			DELETE FROM %1$I.calendar_day AS d
			WHERE d.day = $1 AND d.event = $2 AND ($3 IS NULL OR d.school_id = ANY ($3))
				AND EXISTS (SELECT FROM %1$I.student_calendar AS c
					WHERE (c.school_id, c.school_year, c.calendar_code) = (d.school_id, d.school_year, d.calendar_code))
				AND EXISTS (SELECT FROM %1$I.calendar_day AS o
					JOIN %1$I.calendar_event_kind AS k USING (event)
					WHERE (o.school_id, o.school_year, o.calendar_code, o.day) = (d.school_id, d.school_year, d.calendar_code, d.day)
						AND k.kind = 'session')
			RETURNING school_id, school_year, calendar_code
		), of_calendar AS (
			SELECT o.*, EXISTS (SELECT FROM %1$I.calendar_day AS d
				JOIN %1$I.calendar_event_kind AS k USING (event)
				WHERE (d.school_id, d.school_year, d.calendar_code, d.day) = (o.school_id, o.school_year, o.calendar_code, $1)
					AND d.event <> $2 AND k.kind = 'closes') AS still_closed
			FROM opened AS o
		)
		SELECT count(*), count(*) FILTER (WHERE c.still_closed), count(DISTINCT c.school_id) FILTER (WHERE NOT c.still_closed), array_agg(DISTINCT c.school_year), (
			SELECT count(*)
			FROM %1$I.attendance_event AS e
			WHERE e.day = $1 AND EXISTS (
				SELECT FROM %1$I.stay AS s
				JOIN of_calendar AS o USING (school_id, school_year, calendar_code)
				WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
					AND NOT o.still_closed
					AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
		FROM of_calendar AS c
		$sql$, store) INTO calendars, still_closed, schools_opened, school_years, events USING day, event, schools;

	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % closed by "%"', day, event
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Looked at: every school of store "%s".', store)
					ELSE format('Looked at: %s of store "%s".', array_to_string(schools, ', '), store) END,
				HINT = 'Only a day that also has a session in its calendar is opened again: look into calendar_day.';
	END IF;
	PERFORM absence.must_be_open(store, school_years);

	RAISE NOTICE '% is open again in % calendar(s) of % school(s)', day, calendars - still_closed, schools_opened;
	RAISE NOTICE '% attendance event(s) on it will count from the next refresh on', events;
	IF still_closed > 0 THEN
		RAISE NOTICE 'another event still closes the day in % calendar(s)', still_closed;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.reopen_day(name, date, text, text[]) IS
	'Undoes close_day: takes the event out of every student calendar of the schools (NULL: of all) that has a session on the day';

-- load_sample: a whole, finished school year of a made-up district
--
-- A draw is hashint8extended(key, salt), and takes some bits of it. The function
-- is core's own for hash partitions of bigint: a row's partition, and so every
-- partitioned table that pg_upgrade or a replica carries along, hangs on it, so
-- in practice it gives the same on every server version and platform. random()
-- would not. All else is arithmetic of integers and dates; nothing reads a clock.
--
-- What befalls a student (his story) goes by his number, so many of every 200, and
-- what is odd of a school by its own, so that a district of 300 students in 6
-- schools has it all; with fewer schools the odd ones are missing.
--   1 two calendars, a stay names its own    2 calendars by grade
--   3 reports presence, with gaps            4 reports nothing after 17 April
-- Even schools have a calendar of their staff besides, those divisible by three
-- write an exit at the end of the year, and every fifth names its only calendar.

CREATE PROCEDURE absence.load_sample(store name, students integer DEFAULT 1000, schools integer DEFAULT 10, seed integer DEFAULT 1)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := seed::bigint << 20;
	filled text;
	filled_is_there boolean;

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
	-- how much is missed by grade, in percent: kindergarten and the last years most
	grade_habit constant integer[] := '{128,110,98,90,85,83,88,96,104,116,122,128,142}';
	-- and by month, January first
	season constant integer[] := '{122,122,104,100,108,135,100,65,80,92,100,118}';
BEGIN
	PERFORM absence.lock_store(store);
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
					HINT = 'A sample is loaded into a store without facts of that year; make another with SELECT absence.create_store(''name'').';
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
		-- some offices keep a tardy's minutes
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
			JOIN (VALUES (0, 'Elementary', 0, 5, 4), (1, 'High', 9, 12, 9), (2, 'Elementary', 0, 5, 4), (3, 'Middle', 6, 8, 6), (4, 'Elementary', 0, 5, 4))
				AS l (place, level, lowest, highest, weight) ON l.place = (n - 1) % 5) AS s) AS s
	WINDOW peers AS (PARTITION BY level ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

	-- Calendars, numbered four to a school.
	CREATE TEMP TABLE sample_calendar AS
	SELECT s.n * 4 + c.place AS calendar, s.n, s.school_id, c.code, c.type, s.day_minutes, s.periods
	FROM pg_temp.sample_school AS s
	JOIN (VALUES (0, 'A', 'School'), (1, 'B', 'School'), (0, 'G0910', 'Grade Level'), (1, 'G1112', 'Grade Level'), (0, 'MAIN', 'School'), (2, 'STAFF', 'Staff'))
		AS c (place, code, type)
		ON CASE WHEN c.type = 'Staff' THEN s.n % 2 = 0
			WHEN s.n = 1 THEN c.code IN ('A', 'B')
			WHEN s.n = 2 THEN c.type = 'Grade Level'
			ELSE c.code = 'MAIN' END;

	-- Students. The prime scrambles places to numbers, for numbers do not go by school.
	CREATE TEMP TABLE sample_student AS
	SELECT p.*,
		-- Days missed, in 2^-20 of 1%: few for most, more and more for a short tail.
		((18500 + (212000 * tail >> 15)) * hardship / 100 * grade_habit[grade + 1] / 100
			* (CASE WHEN poor THEN 122 ELSE 86 END + CASE WHEN homeless THEN 40 ELSE 0 END + CASE WHEN disabled THEN 12 ELSE 0 END)
			/ 10000)::integer AS habit,
		-- of 1024 absences, so many unexcused: more in upper grades and hard places
		(grade * 22 + hardship * 2 + (a >> 10 & 127))::integer AS unexcused
	FROM (
		SELECT d.*,
			tail_root * tail_root >> 15 AS tail,
			(d.b & 127) < hardship - 38 AS poor,
			(d.b >> 7 & 127) < CASE WHEN (d.b & 127) < hardship - 38 THEN 5 ELSE 1 END AS homeless,
			(d.b >> 14 & 127) < 18 AS disabled,
			(d.b >> 21 & 1023) AS race,
			first_day + 25 + (d.c & 127)::integer + (d.c >> 7 & 63)::integer AS turn,   -- the day of his story
			CASE WHEN slot = 0 THEN 'no show' WHEN slot = 1 THEN 'invalid' WHEN slot = 2 THEN 'promoted' WHEN slot = 3 THEN 'overlapping'
				WHEN slot = 4 THEN 'visitor' WHEN slot = 5 THEN 'one day' WHEN slot IN (6, 88) THEN 'two schools' WHEN slot IN (7, 89) THEN 'half and half'
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
			CROSS JOIN LATERAL (SELECT hashint8extended(number, salt + 1) AS a, hashint8extended(number, salt + 2) AS b, hashint8extended(number, salt + 3) AS c) AS h
			OFFSET 0) AS d) AS p
	ORDER BY number;

	-- Stays: the first of everyone, and a second as the story has it. Marked: there are
	-- events of it. Last: the day they end. Away: out for days on end, under one code.
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
			CASE WHEN story IN ('late', 'visitor', 'one day') THEN 'Transfer' WHEN grade = 0 THEN 'New to education system' ELSE 'Next year school' END AS entry_type,
			CASE WHEN story = 'no show' THEN 'No show'
				WHEN story IN ('transfer', 'visitor', 'one day') THEN 'Transferred'
				WHEN story = 'left' AND grade > 8 AND (c >> 45 & 3) = 0 THEN 'Dropout'
				WHEN story IN ('left', 'gap') THEN 'Withdrawn'
				WHEN story <> 'promoted' OR story IS NULL THEN CASE WHEN n % 3 = 0 THEN CASE WHEN grade = 12 THEN 'Graduated' ELSE 'End of school year' END END END AS exit_type,
			-- whose day it is at two schools: the primary one's; where none is, that of the larger fte
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
			CASE WHEN story = 'invalid' THEN 'Invalid enrollment' WHEN n % 3 = 0 AND story NOT IN ('two schools', 'half and half') THEN 'End of school year' END,
			CASE WHEN story = 'two schools' THEN false WHEN n % 2 = 0 AND story <> 'half and half' THEN true END,
			CASE story WHEN 'two schools' THEN 0.4 WHEN 'half and half' THEN 0.5 END
		FROM pg_temp.sample_student
		WHERE story IN ('promoted', 'overlapping', 'gap', 'invalid')
			OR (story IN ('transfer', 'two schools', 'half and half') AND next_n IS NOT NULL)) AS u
	JOIN pg_temp.sample_school AS s USING (n)
	ORDER BY number, part;

	EXECUTE format('INSERT INTO %I.school_year_state (school_year, source, kind, state) VALUES (2026, NULL, ''native'', ''open'') ON CONFLICT DO NOTHING', store);

	-- Names repeat after 221 schools and are told apart by a number. State 99 is none.
	EXECUTE format($sql$
		INSERT INTO %1$I.school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting)
		SELECT school_id,
			concat_ws(' ', ($1)[1 + mod(n, 17)], ($2)[1 + mod(n, 13)], level, 'School', nullif(1 + n / 221, 1)),
			level || ' School', '1', '99001', '99001-' || school_id, (990000100000 + n)::text,
			CASE WHEN n = 3 THEN 'affirmative' ELSE 'exception' END
		FROM pg_temp.sample_school ORDER BY n
		$sql$, store) USING places, grounds;

	EXECUTE format($sql$
		INSERT INTO %1$I.calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
		SELECT school_id, 2026, code, type, day_minutes, periods FROM pg_temp.sample_calendar ORDER BY calendar
		$sql$, store);

	EXECUTE format($sql$
		INSERT INTO %1$I.calendar_grade (school_id, school_year, calendar_code, grade)
		SELECT school_id, 2026, code, grade
		FROM pg_temp.sample_calendar JOIN (VALUES ('G0910', '09'), ('G0910', '10'), ('G1112', '11'), ('G1112', '12')) AS g (code, grade) USING (code)
		$sql$, store);

	-- 180 days of session in most calendars; one of them makes up for a day of snow.
	EXECUTE format($sql$
		WITH word (event, first, last, only_code, beside) AS (   -- beside: the day keeps its ordinary word too
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
				('Picture day', '2025-10-03', '2025-10-03', 'MAIN', true)),     -- a word that nobody has mapped
		weekday AS (
			SELECT day::date,
				-- short: the first Wednesday of a month; shorter: before winter and the last day
				CASE WHEN day IN (date '2025-12-19', date '2026-06-05') THEN 2
					WHEN extract(isodow FROM day) = 3 AND extract(day FROM day) <= 7 THEN 1 ELSE 0 END AS short
			FROM generate_series(timestamp '2025-08-11', '2026-06-09', '1 day') AS day
			WHERE extract(isodow FROM day) < 6)
		INSERT INTO %1$I.calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
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
				WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND NOT w.beside AND (c.type <> 'Staff' OR w.event = 'Holiday'))) AS e
		WHERE c.type = 'Staff'      -- a week more at either end, and through the breaks
			OR d.day BETWEEN CASE WHEN c.code = 'G1112' THEN $1 + 2 ELSE $1 END AND CASE WHEN c.code = 'G1112' THEN $2 - 7 ELSE $2 END
		$sql$, store) USING first_day, last_day;

	-- What a day of session is like, by calendar, in percent: how much is missed then.
	EXECUTE format($sql$
		CREATE TEMP TABLE sample_day AS
		SELECT calendar, day, day - date '2025-08-01' AS n, minutes, periods, in_minutes,
			($1)[extract(month FROM day)::integer]
				+ (ARRAY[10, 0, -8, 0, 18])[extract(isodow FROM day)::integer]
				+ CASE WHEN next - day > 4 THEN 60 WHEN next - day > 3 THEN 25 WHEN day - previous > 4 THEN 15 ELSE 0 END AS weight
		FROM (
			SELECT c.calendar, d.day, coalesce(min(d.minutes), s.day_minutes) AS minutes, coalesce(min(d.periods), s.periods) AS periods,
				s.in_minutes, s.reports_until, lag(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS previous,
				lead(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS next
			FROM pg_temp.sample_calendar AS c
			JOIN pg_temp.sample_school AS s USING (n)
			JOIN %1$I.calendar_day AS d ON d.school_id = c.school_id AND d.school_year = 2026 AND d.calendar_code = c.code
			WHERE c.type <> 'Staff'
			GROUP BY c.calendar, d.day, s.day_minutes, s.periods, s.in_minutes, s.reports_until
			HAVING bool_or(d.event IN ('Instructional day', 'Make-up day', 'Student late arrival/early dismissal'))
				AND NOT bool_or(d.event IN ('Holiday', 'Non-instructional day', 'Weather day'))) AS d
		WHERE day <= reports_until
		$sql$, store) USING season;

	EXECUTE format($sql$
		INSERT INTO %1$I.student (student_id, state_student_id, last_name, first_name, birth_date)
		SELECT student_id, '99' || (10000000 + number), ($1)[1 + (b >> 40 & 63)], ($2)[1 + (b >> 46 & 63)],
			make_date(2019 - grade, 9, 2) + ((b >> 52 & 2047) * 365 >> 11)::integer
		FROM pg_temp.sample_student ORDER BY number
		$sql$, store) USING last_names, first_names;

	-- Groups. Race and ethnicity: more than one row is two or more, or Hispanic and a
	-- race; no row is not known.
	EXECUTE format($sql$
		INSERT INTO %1$I.student_group (student_id, kind, value, begin_date, end_date)
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
				$1, CASE WHEN (c >> 48 & 127) < 4 THEN date '2026-01-31' END),
			((c >> 48 & 127) < 4, 'english_learner', 'Limited Monitored 1', '2026-02-01', NULL),
			-- a disability; for some it is found during the year
			(disabled, 'disability_idea', 'Yes', CASE WHEN (b >> 14 & 127) < 3 THEN turn END, NULL),
			(poor, 'economic_disadvantage', 'Yes', $1, $2),
			-- homeless for a time
			(homeless, 'homeless', 'Yes', turn - 20, CASE WHEN (c & 1) = 0 THEN turn + 60 END))
			AS g (is_in, kind, value, begin_date, end_date)
		WHERE is_in
		$sql$, store) USING first_day, last_day;

	-- Stays, and three with an exit before entry.
	EXECUTE format($sql$
		INSERT INTO %1$I.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type, enrollment_type, primary_school, fte, homeroom)
		SELECT student_id, school_id, 2026, entry_date, exit_date, CASE WHEN NOT no_grade THEN ($1)[grade + 1] END,
			CASE WHEN n = 1 THEN ('{A,B}'::text[])[calendar - 3] WHEN mod(n, 5) = 0 THEN 'MAIN' END,
			entry_type, exit_type, 'Current', primary_school, fte, ($1)[grade + 1] || '-' || homeroom
		FROM pg_temp.sample_stay
		UNION ALL
		(SELECT student_id, school_id, 2026, '2025-10-01', '2025-09-20', ($1)[grade + 1], NULL, 'Other', 'Withdrawn', 'Current', NULL, NULL, NULL
		FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 3)
		$sql$, store) USING grades;

	-- The district's codes. MTG and XX are in the events and not here.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_code (code, school_id, school_year, mark, portion, description)
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
		ON CONFLICT DO NOTHING
		$sql$, store);

	ANALYZE pg_temp.sample_stay, pg_temp.sample_day;

	-- Events. The low 20 bits of a draw say whether there is one, others what it is;
	-- OFFSET 0 has each hit's draw made once.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason)
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
				WHEN code = 'EX' AND (draw >> 58 & 7) = 0 THEN ('{Illness,Illness,Medical appointment,Family emergency}'::text[])[1 + (draw >> 61 & 3)] END
		FROM (
			SELECT e.*, generate_series(first_period, last_period) AS period,
				CASE WHEN code IN ('EX', 'UX') AND ordinary AND last_period = 0 THEN draw >> 40 & 127 END AS part
			FROM (
				SELECT c.*,
					-- 8%% of such days in a secondary school are kept by period: a tardy in the first, one to
					-- four periods missed, or the whole day and then a tardy in the first; 0 is the day
					CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' THEN 1 WHEN (draw >> 40 & 3) = 0 THEN 0 ELSE 1 + (draw >> 54 & 3)::integer END AS first_period,
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
								hashint8extended(s.number * 512 + d.n, $1 + s.n) AS draw,
								hashint8extended(s.number * 512 + d.n, $1 + s.n) >> 20 & 1023 AS kind,
								coalesce(d.day BETWEEN s.away_from AND s.away_to, false) AS away,
								s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to AS ill
							FROM pg_temp.sample_stay AS s
							JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
							WHERE s.marked
								AND (hashint8extended(s.number * 512 + d.n, $1 + s.n) & 1048575 < s.habit * d.weight
									OR d.day BETWEEN s.away_from AND s.away_to
									OR s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to)
							OFFSET 0) AS h) AS k) AS c) AS e) AS e
		$sql$, store) USING salt + 1000;

	-- School 3 takes its roll, except for a week in February and a day now and then.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_taken (school_id, day, calendar_code)
		SELECT c.school_id, d.day, NULL
		FROM pg_temp.sample_day AS d JOIN pg_temp.sample_calendar AS c USING (calendar)
		WHERE c.n = 3 AND d.day NOT BETWEEN '2026-02-09' AND '2026-02-12' AND hashint8extended(d.n, $1) & 31 > 0
		$sql$, store) USING salt + 4;

	-- In that week the first homerooms kept a list, which was typed in later.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_event (student_id, school_id, school_year, day, code)
		SELECT s.student_id, s.school_id, 2026, d.day, 'P'
		FROM pg_temp.sample_stay AS s
		JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
		WHERE s.n = 3 AND s.homeroom = 1 AND s.marked AND d.day BETWEEN '2026-02-09' AND '2026-02-10'
			AND NOT EXISTS (SELECT FROM %1$I.attendance_event AS e WHERE e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = d.day)
		$sql$, store);

	-- Bad rows, of three students each, whatever the size: on a holiday, a Saturday and
	-- the snow day; with years mistyped; with portions above 1 and below 0; of students
	-- and schools that nobody knows; a week before entry and after exit. And five of
	-- each: rows that came twice, and absences put right by a second row.
	EXECUTE format($sql$
		WITH chosen AS (
			SELECT number, student_id, school_id FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 20),
		few AS (SELECT * FROM chosen ORDER BY number LIMIT 3),
		fact AS (   -- ordered by all that tells rows apart
			SELECT e.* FROM %1$I.attendance_event AS e JOIN chosen USING (student_id, school_id)
			WHERE e.school_year = 2026 AND e.code IN ('EX', 'UX') AND e.period IS NULL AND e.portion IS NULL AND e.missed IS NULL
			ORDER BY e.student_id, e.school_id, e.day)
		INSERT INTO %1$I.attendance_event (student_id, school_id, school_year, day, code, portion)
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
		(SELECT student_id, school_id, 2026, day, 'TD', NULL FROM fact OFFSET 5 LIMIT 5)
		$sql$, store);

	DROP TABLE pg_temp.sample_day, pg_temp.sample_stay, pg_temp.sample_student, pg_temp.sample_calendar, pg_temp.sample_school;
	EXECUTE format('ANALYZE %1$I.school, %1$I.student, %1$I.student_group, %1$I.calendar, %1$I.calendar_grade, %1$I.calendar_day, %1$I.enrollment,
		%1$I.attendance_code, %1$I.attendance_event, %1$I.attendance_taken, %1$I.school_year_state', store);
END
$$;

COMMENT ON PROCEDURE absence.load_sample(name, integer, integer, integer) IS
	'Fills a store''s empty fact tables with one finished school year of a made-up district, 2025-08-18 to 2026-06-05: the same for the same students, schools and seed, ugly where real data is';

INSERT INTO absence.store_part VALUES (1, 'setting', true, $store$
-- What a district decides once, in one row

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
INSERT INTO @store@.store_setting (layout_version) VALUES (absence.store_layout());

-- The district's own definitions: a changed rule is a new version, the old one
-- stays. They are looked up before absence.policy_catalog.
CREATE TABLE @store@.policy (
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

INSERT INTO absence.store_part VALUES (2, 'facts', true, $store$
-- The district's facts, as its student information system has them.
--
-- Keys are text in collation "C". Enrollments, events and group memberships have
-- no foreign keys, no unique keys and no checks: a bad row is let in and
-- reported in data_issue, never refused, so that a whole year can be replaced by
-- one COPY. Their indexes are of hashes, which take a text of any length. What has
-- no key is replicated whole: else a publication FOR ALL TABLES would refuse every
-- UPDATE and DELETE.

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

-- What the words of a calendar mean: a day that closes is no session day, one of
-- session is, neutral says nothing
CREATE TABLE @store@.calendar_event_kind (
	event text COLLATE "C" PRIMARY KEY,
	kind text COLLATE "C" NOT NULL CHECK (kind IN ('closes', 'session', 'neutral'))
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

-- Earlier years of which only totals exist
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
	n integer NOT NULL,
	chronic_n integer NOT NULL,
	source text COLLATE "C" NOT NULL,
	PRIMARY KEY (school_id, school_year, group_kind, group_value, source)
);
$store$);

INSERT INTO absence.store_part VALUES (3, 'derived', true, $store$
-- What refresh keeps account of, in plain columns: it outlives the extension

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
	step_ms jsonb NOT NULL
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
	enrolled_days_before bigint,
	enrolled_days_after bigint,
	cause text COLLATE "C" NOT NULL CHECK (cause IN ('time', 'event', 'membership', 'calendar', 'code', 'policy')),
	codes text COLLATE "C"
);
CREATE INDEX ON @store@.verdict_change (refresh_id);
ALTER TABLE @store@.verdict_change REPLICA IDENTITY FULL;

-- What the last refresh found, by school: what the next one compares with
CREATE TABLE @store@.refresh_basis (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	members integer NOT NULL,
	events integer NOT NULL,
	recorded_days integer NOT NULL,
	policy text NOT NULL,
	PRIMARY KEY (school_year, school_id)
);

-- What each code meant at each school, as the last refresh found it
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

-- Where schools were silent longer than is likely, as the last refresh found it
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

INSERT INTO absence.store_part VALUES (4, 'certification', true, $store$
-- What was known on a day and said so: verdicts frozen under a label. Types are
-- built in and nothing here needs the extension, so that it can be read without.

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
	enrolled_days bigint NOT NULL,
	counted_days bigint NOT NULL,
	absent_days double precision NOT NULL,
	rate double precision,
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
	n bigint NOT NULL,
	chronic_n bigint NOT NULL,
	rate double precision,
	satisfactory_n bigint NOT NULL,
	at_risk_n bigint NOT NULL,
	moderate_n bigint NOT NULL,
	severe_n bigint NOT NULL,
	no_verdict_n bigint NOT NULL,
	UNIQUE NULLS NOT DISTINCT (label, scope, school_id, group_kind, group_value)
);
ALTER TABLE @store@.certified_count REPLICA IDENTITY FULL;

-- A guard against mistakes, in the store itself so that it outlives the extension:
-- nothing is changed or taken away, and nothing added under a label but by the
-- transaction that certifies. Whoever owns the tables can take the guard away, and
-- can drop them.
CREATE FUNCTION @store@.certification_stays() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	is_late boolean;
BEGIN
	IF TG_OP = 'INSERT' THEN
		-- by the name that the schema has now: the function is made but once
		EXECUTE format('SELECT EXISTS (SELECT FROM added AS a WHERE NOT EXISTS (
			SELECT FROM %I.certification AS c WHERE c.label = a.label AND c.certified_at = now()))', TG_TABLE_SCHEMA) INTO is_late;
		IF NOT is_late THEN
			RETURN NULL;
		END IF;
	END IF;
	RAISE EXCEPTION 'a certification stays as it is: no % on table "%"', TG_OP, TG_TABLE_NAME
		USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Certify again, under another label.';
END
$$;
COMMENT ON FUNCTION @store@.certification_stays() IS 'Refuses what would change a certification';

CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certification
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certified_student
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON @store@.certified_count
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE TRIGGER no_more AFTER INSERT ON @store@.certified_student REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
CREATE TRIGGER no_more AFTER INSERT ON @store@.certified_count REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION @store@.certification_stays();
$store$);

INSERT INTO absence.store_part VALUES (5, 'publication', true, $store$
-- What was published. Plain columns throughout: it is read without the extension.

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

-- The latest release of each school year, for everybody
CREATE TABLE @store@.public_absence (
	school_year integer NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'small_schools', 'sum_of_schools')),
	school_id text COLLATE "C",
	school_name text,
	group_kind text COLLATE "C" NOT NULL,
	group_value text COLLATE "C" NOT NULL,
	n bigint,
	chronic_n bigint,
	rate double precision,
	rate_shown text NOT NULL,
	shown text COLLATE "C" NOT NULL CHECK (shown IN ('all', 'code', 'n', 'nothing')),
	as_of date NOT NULL,
	policy text COLLATE "C" NOT NULL,
	policy_text text NOT NULL,
	label text COLLATE "C" NOT NULL,
	published_at timestamptz NOT NULL,
	UNIQUE NULLS NOT DISTINCT (school_year, scope, school_id, group_kind, group_value)
);
ALTER TABLE @store@.public_absence REPLICA IDENTITY FULL;

-- What a release of a school year withheld stays withheld in later ones of that
-- year: who kept the earlier would see through the later. It holds no figure.
CREATE TABLE @store@.public_withheld (
	school_year integer NOT NULL,
	scope text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	group_kind text COLLATE "C" NOT NULL,
	group_value text COLLATE "C" NOT NULL,
	n_too boolean NOT NULL,
	PRIMARY KEY (school_year, scope, school_id, group_kind, group_value)
);
$store$);

INSERT INTO absence.store_part VALUES (6, 'words', true, $store$
-- The words a store knows from the start. A district adds its own, and changes
-- or deletes these.

-- Ed-Fi's calendar events
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

-- Only words whose meaning is plain. A, E, T, U and the like mean one thing here
-- and another there: a code that nobody has mapped is reported, one that is
-- mapped wrong is not. Words of illness, religion, truancy and the like are not
-- here either: what they are is for a state or a district to say.

-- Ed-Fi's attendance event categories. Partial says neither why nor how much was
-- missed: a reason not known, and nothing of the day unless the event gives a
-- share.
INSERT INTO @store@.attendance_code (code, mark, portion, description) VALUES
	('In Attendance', 'present', NULL, 'Ed-Fi: in attendance'),
	('Present', 'present', NULL, 'Ed-Fi (5.2 and later) and CEDS: present'),
	('Excused Absence', 'excused', NULL, 'Ed-Fi: absent, excused'),
	('Unexcused Absence', 'unexcused', NULL, 'Ed-Fi: absent, unexcused'),
	('Tardy', 'tardy', NULL, 'Ed-Fi and CEDS: tardy'),
	('Early departure', 'left_early', NULL, 'Ed-Fi: left early'),
	('Partial', 'unverified', 0, 'Ed-Fi: there for part of the day; reason not known; misses nothing unless the event gives a share');

-- CEDS' attendance statuses, as far as they are written otherwise
INSERT INTO @store@.attendance_code (code, mark, description) VALUES
	('ExcusedAbsence', 'excused', 'CEDS: absent, excused'),
	('UnexcusedAbsence', 'unexcused', 'CEDS: absent, unexcused'),
	('EarlyDeparture', 'left_early', 'CEDS: left early');

-- Plain words, of no standard but where one is named: Ed-Fi has suspensions in its
-- discipline and educational environment descriptors, and homebound in the latter.
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

INSERT INTO absence.store_part VALUES (7, 'access', true, $store$
-- Who may see what: the roles that were given a level, and whose schools are whose

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

INSERT INTO absence.store_part VALUES (8, 'register', false, $store$
-- The registers, which refresh works out. Their column is the only one of a type of
-- the extension: it makes DROP EXTENSION refuse while there is one, it goes with
-- CASCADE, and a restore into a database without the extension makes no such table.
-- So upgrade_store, too, makes it where it is missing.

CREATE TABLE IF NOT EXISTS @store@.student_register (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	grade text COLLATE "C",
	register absence.register NOT NULL,
	PRIMARY KEY (student_id, school_id, school_year)
);
$store$);

INSERT INTO absence.store_part VALUES (9, 'membership', false, $store$
-- Membership: which days each stay was expected, as views to read and to query

-- Student calendars: staff and summer calendars never count. One that is made for
-- a student, or for an education plan, is for those whose enrollment names it, and
-- nobody falls back on it.
CREATE OR REPLACE VIEW @store@.student_calendar AS
SELECT c.school_id, c.school_year, c.calendar_code, c.day_minutes, c.periods,
	count(*) OVER of_school AS calendars_of_school, f.is_fallback, count(*) FILTER (WHERE f.is_fallback) OVER of_school AS fallbacks_of_school
FROM @store@.calendar AS c
CROSS JOIN LATERAL (SELECT c.calendar_type NOT IN ('Student Specific', 'IEP')) AS f (is_fallback)
WHERE c.calendar_type NOT IN ('Staff', 'Summer')
WINDOW of_school AS (PARTITION BY c.school_id, c.school_year);

-- The session days of a student calendar. An event that closes beats one of
-- session, which beats a neutral one; a word that nobody knows is neutral. Of
-- several lengths of one day the shortest holds: an early dismissal stands beside
-- the instructional day. Days far outside the school year are errors of the keys, and
-- a calendar whose keys are too long to be such has none.
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

-- Each enrollment as a stay: its last day, its calendar, or why it does not
-- count. The calendar is the enrollment's own; without one, the only one of the
-- school to fall back on; else that of the grade; else none, never a guess.
--
-- counts says no more than void IS NULL, but the planner takes that for one stay of
-- 200, and then loops over a district.
CREATE OR REPLACE VIEW @store@.stay AS
SELECT e.student_id, e.school_id, e.school_year, e.entry_date,
	d.last_date,
	e.exit_date, absence.short_word(e.grade) AS grade, coalesce(own.calendar_code, only_one.calendar_code, of_grade.calendar_code) AS calendar_code,
	v.void, coalesce(e.primary_school, false) AS primary_school, CASE WHEN e.fte >= 0 AND e.fte < 'Infinity' THEN e.fte ELSE 1 END AS fte, e.homeroom,
	CASE WHEN v.void IS NULL THEN true ELSE false END AS counts, e.calendar_code AS named_calendar
FROM @store@.enrollment AS e
CROSS JOIN @store@.store_setting AS s
CROSS JOIN LATERAL (
	SELECT CASE WHEN e.exit_type = ANY (s.void_exit_types) THEN 'void exit type'
		WHEN e.enrollment_type = 'Summer' THEN 'summer enrollment'
		WHEN e.exit_date < e.entry_date THEN 'exit before entry'
		WHEN octet_length(e.student_id) > 500 OR octet_length(e.school_id) > 500 THEN 'key too long' END AS void
) AS v
CROSS JOIN LATERAL (SELECT CASE WHEN s.exit_day_counts OR e.exit_date = '4713-01-01 BC' THEN e.exit_date ELSE e.exit_date - 1 END AS last_date) AS d
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

-- A row for each day of each stay that counts. A day that two stays at one
-- school share is in it twice; a student's register holds it once.
CREATE OR REPLACE VIEW @store@.stay_day AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.calendar_code, d.day, d.minutes, d.periods
FROM @store@.stay AS s
JOIN @store@.session_day AS d USING (school_id, school_year, calendar_code)
WHERE s.counts AND d.day >= s.entry_date AND (s.last_date IS NULL OR d.day <= s.last_date);
$store$);

INSERT INTO absence.store_part VALUES (10, 'marks', false, $store$
-- Marks: from codes to one student's marks of a day, as views to read and to query

-- What each code means at each school: the row for the school and year, else for
-- the school, else for the year, else for neither. Its share is its portion,
-- else nothing for a tardy and the whole for an absence. (Of decimal shares 0.33 and
-- 0.34 are a third, 0.66 and 0.67 two thirds.)
CREATE OR REPLACE VIEW @store@.code_mark AS
SELECT DISTINCT ON (s.school_id, y.school_year, c.code)
	s.school_id, y.school_year, c.code, c.mark, c.precedence,
	CASE WHEN c.portion IS NULL THEN CASE WHEN c.mark IN ('tardy', 'left_early', 'present') THEN 0 ELSE 1 END
		WHEN c.portion IN (0.33, 0.34) THEN 1/3.0::double precision
		WHEN c.portion IN (0.66, 0.67) THEN 2/3.0::double precision
		ELSE round(c.portion, 20)::double precision END AS share
FROM (
	SELECT school_id FROM @store@.school
	UNION SELECT school_id FROM @store@.calendar
) AS s
CROSS JOIN @store@.school_year_state AS y
JOIN @store@.attendance_code AS c
	ON (c.school_id IS NULL OR c.school_id = s.school_id) AND (c.school_year IS NULL OR c.school_year = y.school_year)
ORDER BY s.school_id, y.school_year, c.code, c.school_id NULLS LAST, c.school_year NULLS LAST;

-- How many periods each day has at a school, if its calendars agree on it
CREATE OR REPLACE VIEW @store@.school_periods AS
SELECT school_id, school_year, day, CASE WHEN min(periods) = max(periods) AND count(periods) = count(*) THEN min(periods) END AS periods,
	count(DISTINCT periods) > 1 OR count(periods) BETWEEN 1 AND count(*) - 1 AS calendars_differ, calendars_of_school
FROM @store@.session_day
GROUP BY school_id, school_year, day, calendars_of_school;

-- Where they do not, how many the days with events of periods have by the student's
-- own calendar. (Outer joins: the planner takes inner ones on so many keys for a
-- single row, and loops over the session days.)
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

-- Each event with its mark and its share of the period, or of the day: its own
-- portion, else missed of held, else the code's. What makes no sense is NULL: the
-- share for a day, a portion or a time, the periods for a period whose day has no
-- number of them. Such an event is not used. (NaN is larger than infinity.)
CREATE OR REPLACE VIEW @store@.event_part AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code,
	coalesce(c.mark, 'unmapped') AS mark, c.precedence, e.periods, e.in_range AND (e.period IS NULL OR e.periods IS NOT NULL) AS is_used,
	CASE
		WHEN NOT e.in_range THEN NULL
		WHEN e.portion IN (0.33, 0.34) THEN 1/3.0::double precision
		WHEN e.portion IN (0.66, 0.67) THEN 2/3.0::double precision
		WHEN e.portion IS NOT NULL THEN round(least(e.portion, 1), 20)::double precision
		WHEN e.period IS NULL AND e.missed >= e.held THEN 1		-- whose quotient may be too large for a number
		WHEN e.period IS NULL AND e.missed IS NOT NULL AND e.held IS NOT NULL THEN round(e.missed / e.held, 20)::double precision
		ELSE coalesce(c.share, 1) END AS share
FROM (
	SELECT student_id, school_id, school_year, day, period, code, portion, missed, held, NULL::double precision AS periods,
		isfinite(day) AND CASE
			WHEN portion IS NOT NULL THEN portion BETWEEN 0 AND 'Infinity'
			WHEN missed IS NOT NULL AND held IS NOT NULL THEN missed >= 0 AND missed < 'Infinity' AND held > 0 AND held < 'Infinity'
			ELSE true END AS in_range
	FROM @store@.attendance_event
	WHERE period IS NULL
	UNION ALL
	SELECT student_id, school_id, school_year, day, period, code, portion, missed, held,
		-- as the event says, else as the calendar does
		CASE WHEN held IS NULL THEN coalesce(p.periods, n.periods) WHEN held > 0 AND held < 'Infinity' THEN greatest(least(held, 1e9), 1e-9) END::double precision,
		isfinite(day) AND (portion IS NULL OR portion BETWEEN 0 AND 'Infinity')
	FROM @store@.attendance_event
	LEFT JOIN @store@.school_periods AS p USING (school_id, school_year, day)
	LEFT JOIN @store@.day_periods AS n USING (student_id, school_id, school_year, day)
	WHERE period IS NOT NULL
) AS e
LEFT JOIN @store@.code_mark AS c USING (school_id, school_year, code);

-- The marks of each student's days: one row a day and mark. What several events of
-- one day make of it is in absence.fold_agg(), which ignores those that are not used.
CREATE OR REPLACE VIEW @store@.day_mark AS
SELECT e.student_id, e.school_id, e.school_year, p.day, p.mark::text COLLATE "C" AS mark, p.portion AS share
FROM (
	SELECT student_id, school_id, school_year,
		absence.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods) AS marks
	FROM @store@.event_part
	GROUP BY student_id, school_id, school_year
) AS e
CROSS JOIN LATERAL absence.portions(e.marks) AS p;
$store$);

INSERT INTO absence.store_part VALUES (11, 'asked', false, $store$
-- What is asked: the day and the definition that the live views answer for. The
-- session's settings absence.as_of and absence.policy, else the store's own.
--
-- Views read it as (SELECT ... FROM asked OFFSET '0'), so that it is worked out once
-- a query and not once a register. The quotes matter: an OFFSET 0 is of type integer,
-- its cast to bigint is not seen through in time, and there is no parallel plan.

CREATE OR REPLACE VIEW @store@.known_policy AS
SELECT name, version, policy, from_year, to_year, 1 AS place, NULL::text AS not_computable
FROM @store@.policy
UNION ALL
SELECT name, version, policy::text, from_year, to_year, 2, not_computable
FROM absence.policy_catalog;

-- By name the version in force in the year, by name@version that one; the
-- district's own before the catalogue's. Of two versions for one year the later
-- is in force.
CREATE OR REPLACE VIEW @store@.policy_of_year AS
SELECT DISTINCT ON (y.school_year, n.name) y.school_year, n.name, k.policy, k.not_computable
FROM @store@.school_year_state AS y
CROSS JOIN @store@.known_policy AS k
CROSS JOIN LATERAL (VALUES      -- no UNION ALL: over a LATERAL one there is no parallel plan
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
LEFT JOIN @store@.policy_of_year AS p ON (p.school_year, p.name) = (y.school_year, n.name);

-- True, or an error that says what is wrong with the definition asked for: it is
-- not known, has no version in force in a year, or cannot be computed. Each live
-- view asks for it in its WHERE, so that a count of its rows fails too. A store
-- without a school year knows names all the same; one without settings has no answer.
CREATE OR REPLACE VIEW @store@.asked_is_known AS
SELECT bool_and(CASE WHEN q.name IS NULL THEN absence.must_have_settings() ELSE absence.must_be_known(q.name, q.policy, q.school_year, q.not_computable,
	CASE WHEN q.policy IS NULL THEN (SELECT string_agg(format('%s@%s (%s)', k.name, k.version, absence.policy_years(k.from_year, k.to_year)), ', ' ORDER BY k.place, k.version) FROM @store@.known_policy AS k WHERE k.name = q.name) END,
	CASE WHEN q.policy IS NULL THEN (SELECT string_agg(DISTINCT k.name, ', ' ORDER BY k.name) FROM @store@.known_policy AS k WHERE k.policy IS NOT NULL) END) END) AS known
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
		SELECT k.policy, k.not_computable FROM @store@.known_policy AS k
		WHERE n.name IN (k.name, k.name || '@' || k.version)
		ORDER BY k.policy IS NULL
		LIMIT 1
	) AS k ON true
	ORDER BY 3
) AS q;

-- What no view could answer by is refused when it is written
CREATE OR REPLACE TRIGGER known AFTER INSERT OR UPDATE OF policy, time_zone ON @store@.store_setting
	FOR EACH STATEMENT EXECUTE FUNCTION absence.settings_changed();
CREATE OR REPLACE TRIGGER known AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @store@.policy
	FOR EACH STATEMENT EXECUTE FUNCTION absence.settings_changed();
$store$);

INSERT INTO absence.store_part VALUES (12, 'visible', false, $store$
-- Which rows a reader sees. The views ask for it as an uncorrelated subquery, so it
-- is looked up once a query; current_user in it is whoever reads. It filters the
-- rows of a result, never what a figure is worked out from.

-- Of whoever reads: every school, or these. Every school is for who owns the store
-- or acts for who does, for superusers, who are members of any role, and for roles
-- with a row without a school. A role that is no more, or has another name now,
-- matches nobody.
-- Without settings there is no answer.
CREATE OR REPLACE VIEW @store@.visible AS
SELECT CASE WHEN s.only_row THEN NOT s.school_scope OR pg_has_role(c.relowner, 'USAGE') OR coalesce(m.all_schools, false)
	ELSE absence.must_have_settings() END AS all_schools, m.school_ids
FROM (VALUES (true)) AS one
LEFT JOIN @store@.store_setting AS s ON true
LEFT JOIN pg_class AS c ON c.oid = s.tableoid
CROSS JOIN (
	SELECT bool_or(m.school_id IS NULL) AS all_schools, array_agg(m.school_id) AS school_ids
	FROM @store@.staff_school AS m
	JOIN pg_roles AS r ON r.rolname = m.role_name
	WHERE pg_has_role(r.oid, 'USAGE')
) AS m;

-- The students who are at one of these schools now: a stay there covers the last day
-- of the year that is complete anywhere, or is the latest begun by then. They are
-- seen with the whole year, at whichever schools. What the session asks for has no
-- part in it.
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

-- What cannot be filtered by row is granted and revoked by whether a role sees
-- every school, so that follows from what is written here
CREATE OR REPLACE TRIGGER regrant AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @store@.staff_school
	FOR EACH STATEMENT EXECUTE FUNCTION absence.scope_changed();
CREATE OR REPLACE TRIGGER regrant AFTER INSERT OR UPDATE OF school_scope ON @store@.store_setting
	FOR EACH STATEMENT EXECUTE FUNCTION absence.scope_changed();
$store$);

INSERT INTO absence.store_part VALUES (13, 'issues', false, $store$
-- What in the facts needs a person: nothing is dropped in silence

-- Events that are not used, and why: one row an event. What is a member's day is
-- read off the registers of the last refresh; the reason is looked for only where
-- it is none. Each side is grouped before it is joined, so that a district with
-- very many of them takes no longer.
CREATE OR REPLACE VIEW @store@.event_not_used AS
SELECT e.school_year, e.school_id, e.student_id, e.day, e.period, e.code,
	CASE
		WHEN e.is_member THEN CASE WHEN e.share IS NULL THEN 'share out of range' ELSE 'periods not known' END
		WHEN y.school_year IS NULL THEN 'unknown year'
		WHEN s.stays IS NULL THEN CASE WHEN u.student_id IS NULL THEN 'unknown student' WHEN h.school_id IS NULL THEN 'unknown school' ELSE 'not enrolled' END
		WHEN s.stays_that_count = 0 THEN 'void stay'
		WHEN s.calendar_codes IS NULL THEN 'no calendar'
		WHEN m.is_expected THEN 'not refreshed'
		WHEN m.in_stay OR NOT m.in_calendar THEN 'no session day'
		WHEN e.day < s.first_entry THEN 'before entry'
		WHEN e.day > s.last_date THEN 'after exit'
		ELSE 'between stays' END AS reason,
	e.share, e.periods
FROM (
	SELECT p.school_year, p.school_id, p.student_id, p.day, p.period, p.code, p.share, p.periods,
		coalesce(absence.is_member(r.register, p.day), false) AS is_member
	FROM @store@.event_part AS p
	LEFT JOIN @store@.student_register AS r USING (student_id, school_id, school_year)
	WHERE NOT p.is_used OR NOT coalesce(absence.is_member(r.register, p.day), false)
) AS e
LEFT JOIN @store@.school_year_state AS y ON y.school_year = e.school_year
LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
LEFT JOIN (
	SELECT student_id, school_id, school_year, stays, stays_that_count, first_entry, last_date,
		-- many are put together, a set of days for each calendar
		CASE WHEN stays <= 10 THEN days ELSE (
			SELECT array_agg(u.days ORDER BY u.calendar_code)
			FROM (SELECT calendar_code, range_agg(u.days) AS days FROM unnest(t.days, t.calendar_codes) AS u (days, calendar_code) GROUP BY calendar_code) AS u) END AS days,
		CASE WHEN stays <= 10 THEN calendar_codes ELSE (SELECT array_agg(DISTINCT u.calendar_code ORDER BY u.calendar_code) FROM unnest(t.calendar_codes) AS u (calendar_code)) END AS calendar_codes
	FROM (
		SELECT student_id, school_id, school_year, count(*) AS stays, count(*) FILTER (WHERE counts) AS stays_that_count,
			min(entry_date) FILTER (WHERE is_placed) AS first_entry, max(coalesce(last_date, 'infinity')) FILTER (WHERE is_placed) AS last_date,
			-- the upper bound is the day after the last; the last of all dates has none
			array_agg(CASE WHEN last_date < entry_date THEN '{}' ELSE datemultirange(daterange(entry_date, nullif(last_date, '5874897-12-31') + 1)) END)
				FILTER (WHERE is_placed) AS days,
			array_agg(calendar_code) FILTER (WHERE is_placed) AS calendar_codes
		FROM (SELECT *, counts AND calendar_code IS NOT NULL AS is_placed FROM @store@.stay) AS s
		GROUP BY student_id, school_id, school_year
	) AS t
	OFFSET 0	-- before the join, not for each event
) AS s ON (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
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

-- Every reason of data_issue: how bad it is, and what to do about it
CREATE OR REPLACE VIEW @store@.issue_kind AS
SELECT reason COLLATE "C" AS reason, severity COLLATE "C" AS severity, what_to_do
FROM (VALUES
	-- events that are not used
	('unknown year', 'error', 'Correct the school year, or load its enrollments and calendars and refresh.'),
	('unknown school', 'error', 'Load the school, or correct its id.'),
	('unknown student', 'error', 'Load the student, or correct the id.'),
	('not enrolled', 'error', 'Load the enrollment, or correct the student, the school or the year of the events.'),
	('no calendar', 'error', 'Give the stays of these students a calendar; see stay without calendar.'),
	('share out of range', 'error', 'Correct portion, missed or held of the event.'),
	('periods not known', 'error', 'Say in held, calendar_day or calendar how many periods the day has.'),
	('void stay', 'warning', 'Correct the enrollment if the student did come, else remove the events.'),
	('no session day', 'warning', 'Correct the day of the events, or the calendar.'),
	('before entry', 'warning', 'Correct the entry date, or the day of the events.'),
	('after exit', 'warning', 'Correct the exit date, or the day of the events.'),
	('between stays', 'warning', 'Correct the enrollments, or the day of the events.'),
	('not refreshed', 'info', 'Refresh: the enrollment is newer than the registers.'),
	-- events that are used, but may not be what was meant
	('unmapped code', 'error', 'Map the code in attendance_code; until then days that hang on it do not count.'),
	('not mapped', 'error', 'Map the codes in attendance_code (see unmapped code); until then these students have no verdict.'),
	('share above 1', 'warning', 'Correct portion, missed or held; the event counts as a whole.'),
	('absent and present', 'warning', 'Remove the event that is wrong; the absence counts unless the codes'' precedence says otherwise.'),
	('unmapped beside other code', 'warning', 'Map the code in attendance_code, or remove the event that is wrong.'),
	('two absences', 'info', 'Remove the event that is wrong; precedence, then the order of marks decides.'),
	('duplicate event', 'warning', 'Label two lessons apart (P3a, P3b) or half days (AM, PM), or remove the second row; the larger share counts.'),
	-- stays
	('stay without calendar', 'error', 'Correct the calendar code of the enrollments, or give the grade one calendar in calendar_grade.'),
	('exit before entry', 'error', 'Correct the dates of the enrollment; the stay does not count.'),
	('stay without session day', 'warning', 'Correct the dates of the enrollment, or the calendar.'),
	('overlapping stays', 'warning', 'Correct the dates of the enrollments; a day of both counts once.'),
	('duplicate enrollment', 'warning', 'Remove the second row; the days count once.'),
	('void exit type', 'info', 'Correct the exit type if these students did come; the stays do not count.'),
	('summer enrollment', 'info', 'Correct the enrollment type if it is not summer school; the stays do not count.'),
	('unknown grade', 'warning', 'Write it in enrollment as PK, K, 1 to 12, 13 or UG; until then fs195 has these students as grade not known.'),
	('fte out of range', 'warning', 'Correct fte of the enrollment; it is taken as 1.'),
	-- keys and words
	('key too long', 'error', 'Correct the key; what has one of more than 500 bytes does not count.'),
	('odd key', 'warning', 'Correct the key if it is not meant: it has a blank at an end or a control character, and counts as it is.'),
	('word too long', 'warning', 'Correct the word; views show one of more than 500 bytes by its beginning and a hash.'),
	('status never in force', 'warning', 'Correct begin_date or end_date in student_group; the row says nothing of any day.'),
	-- calendars
	('calendar without session days', 'error', 'Load the days of the calendar.'),
	('days without calendar', 'error', 'Put the calendar into table calendar: school, year and code are enough; until then its days do not count.'),
	('calendar day outside year', 'error', 'Correct the day or the school year; the day is left out.'),
	('unknown calendar word', 'warning', 'Say in calendar_event_kind what the word means; until then it says nothing.'),
	('length out of range', 'warning', 'Correct minutes (1 to 1440) or periods (1 or more); the length is taken as not known.'),
	('no minutes', 'info', 'Give the days their minutes if a definition counts minutes.'),
	-- reporting
	('nothing recorded', 'error', 'Ask the school for its attendance; until then its students have no verdict.'),
	('stopped early', 'error', 'Ask the school for the rest of its attendance; until then the days since do not count.'),
	('stale reporting', 'warning', 'Ask the school whether attendance is still taken and sent; until then the days since do not count.'),
	('silent days', 'warning', 'Ask the school for the attendance of these days; until then everybody counts as present on them.'),
	('no event in district', 'warning', 'Take the days out of the calendar if it was a break, else ask for their attendance; they count.'),
	('small school silent', 'info', 'Ask the school whether really nobody was absent since; the days count.'),
	('roll on no session day', 'warning', 'Correct the day in attendance_taken, or the calendar.'),
	('closed year', 'info', 'Open the year in school_year_state if they are to count; refresh does not read the facts of a closed year.')
) AS k (reason, severity, what_to_do);

-- All that needs a person, in the years that are not closed. A column is NULL
-- where a row is not of one student, one day and so on; how many events, stays or
-- days it stands for is in occurrences.
CREATE OR REPLACE VIEW @store@.data_issue WITH (security_barrier) AS
-- Filtered in the views themselves, these would look like a few rows to the
-- planner; it is to know that they are many.
WITH stay AS MATERIALIZED (SELECT * FROM @store@.stay),
session_day AS MATERIALIZED (SELECT * FROM @store@.session_day)
SELECT k.severity, i.reason, i.school_year, i.school_id, i.student_id, i.day, i.detail, i.occurrences, k.what_to_do
FROM (
	-- events that are not used: by student, or by school and day, or by school, as
	-- the cause is
	SELECT e.reason COLLATE "C" AS reason, e.school_year,
		CASE WHEN min(e.school_id) = max(e.school_id) THEN min(e.school_id) END AS school_id,
		CASE WHEN min(e.student_id) = max(e.student_id) THEN min(e.student_id) END AS student_id,
		CASE WHEN min(e.day) = max(e.day) THEN min(e.day) END AS day,
		concat_ws(', ', 'code ' || absence.short_word(min(e.code)) || CASE WHEN min(e.code) < max(e.code) THEN ' and others' ELSE '' END,
			min(b.said), CASE WHEN min(e.day) < max(e.day) THEN min(e.day) || ' to ' || max(e.day) END) AS detail,
		count(*) AS occurrences
	FROM @store@.event_not_used AS e
	LEFT JOIN (
		SELECT student_id, school_id, school_year, day,
			min(left(CASE WHEN portion IS NOT NULL THEN 'portion ' || portion ELSE 'missed ' || missed || ' of ' || held END, 60)) AS said
		FROM @store@.attendance_event
		WHERE portion < 0 OR portion > 'Infinity'
			OR (portion IS NULL AND period IS NULL AND NOT (missed >= 0 AND missed < 'Infinity' AND held > 0 AND held < 'Infinity'))
		GROUP BY student_id, school_id, school_year, day
	) AS b ON e.reason = 'share out of range'
		AND (b.student_id, b.school_id, b.school_year, b.day) = (e.student_id, e.school_id, e.school_year, e.day)
	GROUP BY e.reason, e.school_year,
		CASE WHEN e.reason <> 'unknown year' THEN e.school_id END,
		CASE WHEN e.reason IN ('unknown student', 'not enrolled', 'void stay', 'before entry', 'after exit', 'between stays', 'share out of range') THEN e.student_id END,
		CASE WHEN e.reason IN ('no session day', 'share out of range') THEN e.day END

	UNION ALL
	SELECT 'unmapped code', e.school_year, e.school_id, NULL, NULL, 'code ' || absence.short_word(e.code), e.events
	FROM (
		SELECT school_year, school_id, code, count(*) AS events
		FROM @store@.attendance_event GROUP BY school_year, school_id, code
	) AS e
	JOIN @store@.school_year_state AS y ON y.school_year = e.school_year
	JOIN @store@.school AS h ON h.school_id = e.school_id
	LEFT JOIN @store@.code_mark AS c ON (c.school_id, c.school_year, c.code) = (e.school_id, e.school_year, e.code)
	WHERE coalesce(c.mark, 'unmapped') = 'unmapped'

	UNION ALL
	-- students whose verdict hangs on such codes, under the store's own definition
	SELECT 'not mapped', r.school_year, r.school_id, CASE WHEN min(r.student_id) = max(r.student_id) THEN min(r.student_id) END, NULL,
		'students without a verdict under definition ' || a.name, count(*)
	FROM @store@.student_register AS r
	JOIN (
		SELECT p.school_year, p.name, p.policy::absence.policy AS policy
		FROM @store@.store_setting AS s
		JOIN @store@.policy_of_year AS p ON p.name = s.policy
		OFFSET 0
	) AS a USING (school_year)
	WHERE absence.why_null(absence.tally(r.register, a.policy)) = 'unmapped'
	GROUP BY r.school_year, r.school_id, a.name

	UNION ALL
	SELECT 'share above 1', school_year, school_id, student_id, day,
		min('code ' || absence.short_word(code) || ', ' || left(CASE WHEN portion IS NOT NULL THEN 'portion ' || portion
			WHEN period IS NULL THEN 'missed ' || missed || ' of ' || held ELSE 'a period of a day of ' || held END, 60)), count(*)
	FROM @store@.attendance_event
	WHERE (portion > 1 AND portion <= 'Infinity')
		OR (portion IS NULL AND period IS NULL AND held > 0 AND missed > held AND missed < 'Infinity')
		OR (portion IS NULL AND period IS NOT NULL AND held > 0 AND held < 1)
	GROUP BY school_year, school_id, student_id, day

	UNION ALL
	-- several events of one day, or of one period of it, and what counts of them
	SELECT k.reason, d.school_year, d.school_id, d.student_id, d.day,
		CASE k.reason
			WHEN 'duplicate event' THEN concat(d.twice, coalesce(' in period ' || d.period, ' without a period'), CASE WHEN d.codes_twice > 1 THEN ', each' ELSE ',' END, ' counted as one')
			ELSE concat('codes ', array_to_string(d.codes, ', '), ' in period ' || d.period, ': ' || (
				SELECT c.code
				FROM unnest(d.codes, d.precedences, d.marks, d.are_used) AS c (code, precedence, mark, is_used)
				WHERE c.is_used
				ORDER BY c.precedence DESC NULLS LAST, absence.mark_order(c.mark::absence.mark), c.code
				LIMIT 1) || ' decides') END, d.events
	FROM (
		-- The rows of each code are put together first: what is many is the same row twice.
		-- They come in the order of their codes; to sort each few of them is dearer.
		SELECT student_id, school_id, school_year, day, absence.short_word(period) AS period, sum(events)::bigint AS events,
			array_agg(shown_code) AS codes, array_agg(precedence) AS precedences, array_agg(mark) AS marks, array_agg(is_used) AS are_used,
			string_agg('code ' || shown_code || ' ' || events || ' times', ' and ') FILTER (WHERE events > 1) AS twice, count(*) FILTER (WHERE events > 1) AS codes_twice,
			bool_or(mark = 'present') AS is_present, bool_or(mark = 'unmapped') AS is_unmapped, bool_and(mark = 'unmapped') AS all_unmapped,
			min(whole_absence) AS whole_absence, max(whole_absence) AS other_absence
		FROM (
			SELECT student_id, school_id, school_year, day, period, absence.short_word(code) AS shown_code, count(*) AS events, min(mark) AS mark,
				min(precedence) AS precedence, bool_or(is_used) AS is_used,
				min(mark) FILTER (WHERE share = 1 AND mark NOT IN ('tardy', 'left_early', 'present', 'unmapped')) AS whole_absence
			FROM @store@.event_part
			WHERE student_id IN (
				-- who has any; groups of students are fewer than days of students
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

	UNION ALL
	SELECT 'stay without calendar', s.school_year, s.school_id,
		CASE WHEN min(s.student_id) = max(s.student_id) THEN min(s.student_id) END, NULL,
		concat_ws(', ', coalesce('calendar ' || absence.short_word(s.named_calendar), 'no calendar code'), coalesce('grade ' || s.grade, 'no grade')),
		count(DISTINCT (s.student_id, s.entry_date))
	FROM stay AS s
	WHERE s.counts AND s.calendar_code IS NULL
	GROUP BY s.school_year, s.school_id, s.named_calendar, s.grade

	UNION ALL
	SELECT 'exit before entry', school_year, school_id, student_id, entry_date, 'entry ' || entry_date || ', exit ' || exit_date, count(*)
	FROM stay
	WHERE void = 'exit before entry'
	GROUP BY school_year, school_id, student_id, entry_date, exit_date

	UNION ALL
	SELECT 'void exit type', e.school_year, e.school_id, CASE WHEN min(e.student_id) = max(e.student_id) THEN min(e.student_id) END, NULL,
		'exit type ' || absence.short_word(e.exit_type), count(*)
	FROM @store@.enrollment AS e
	JOIN @store@.store_setting AS s ON e.exit_type = ANY (s.void_exit_types)
	GROUP BY e.school_year, e.school_id, e.exit_type

	UNION ALL
	SELECT 'summer enrollment', school_year, school_id, CASE WHEN min(student_id) = max(student_id) THEN min(student_id) END, NULL,
		'enrollment type Summer', count(*)
	FROM stay
	WHERE void = 'summer enrollment'
	GROUP BY school_year, school_id

	UNION ALL
	-- grades of which nobody knows whether the federal file is about them
	SELECT 'unknown grade', r.school_year, r.school_id, r.student_id, NULL, coalesce('grade ' || r.grade, 'no grade'), r.students
	FROM (
		SELECT school_year, school_id, grade, count(*) AS students, CASE WHEN min(student_id) = max(student_id) THEN min(student_id) END AS student_id
		FROM @store@.student_register GROUP BY school_year, school_id, grade
	) AS r
	LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
	WHERE absence.is_federal_grade(r.grade) IS NULL AND h.federally_reported IS NOT FALSE

	UNION ALL
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

	UNION ALL
	-- rows of one entry date are one here; two stays that share but a day, the exit
	-- of one and the entry of the other, are in order
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

	UNION ALL
	SELECT 'duplicate enrollment', school_year, school_id, student_id, entry_date, count(*) || ' rows of entry ' || entry_date, count(*)
	FROM stay
	WHERE counts
	GROUP BY school_year, school_id, student_id, entry_date
	HAVING count(*) > 1

	UNION ALL
	SELECT 'fte out of range', school_year, school_id, student_id, entry_date, 'fte ' || left(min(fte)::text, 60), count(*)
	FROM @store@.enrollment
	WHERE fte < 0 OR fte >= 'Infinity'
	GROUP BY school_year, school_id, student_id, entry_date

	UNION ALL
	SELECT 'key too long', school_year, school_id, student_id, NULL, concat(what, ' of ', octet_length(key), ' bytes, ', absence.short_word(key)), count(*)
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

	UNION ALL
	SELECT 'odd key', school_year, school_id, student_id, NULL, concat(what, ' ', to_json(absence.short_word(key))), count(*)
	FROM (
		SELECT school_year, school_id, student_id, 'enrollment, student_id', student_id FROM @store@.enrollment
		UNION ALL
		SELECT school_year, school_id, NULL, 'enrollment, school_id', school_id FROM @store@.enrollment
	) AS k (school_year, school_id, student_id, what, key)
	WHERE key ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]'
	GROUP BY school_year, school_id, student_id, what, key

	UNION ALL
	SELECT 'word too long', school_year, school_id, NULL, NULL, concat(what, ' of ', octet_length(word), ' bytes, ', absence.short_word(word)), count(*)
	FROM (
		SELECT school_year, school_id, 'enrollment, grade', grade FROM @store@.enrollment
		UNION ALL
		SELECT NULL, NULL, 'student_group, kind', kind FROM @store@.student_group
		UNION ALL
		SELECT NULL, NULL, 'student_group, value', value FROM @store@.student_group
	) AS w (school_year, school_id, what, word)
	WHERE octet_length(word) > 500
	GROUP BY school_year, school_id, what, word

	UNION ALL
	SELECT 'status never in force', NULL, NULL, student_id, NULL,
		concat_ws(', ', absence.short_word(kind) || ' ' || absence.short_word(value), 'from ' || begin_date, 'to ' || end_date), count(*)
	FROM @store@.student_group
	WHERE begin_date > end_date OR begin_date = 'infinity' OR end_date = '-infinity'
	GROUP BY student_id, kind, value, begin_date, end_date

	UNION ALL
	SELECT 'unknown school', e.school_year, e.school_id, NULL, NULL, 'enrollments at school ' || absence.short_word(e.school_id), count(*)
	FROM @store@.enrollment AS e
	LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
	WHERE h.school_id IS NULL
	GROUP BY e.school_year, e.school_id

	UNION ALL
	SELECT 'unknown student', e.school_year, e.school_id, e.student_id, NULL, 'enrollment of student ' || absence.short_word(e.student_id), count(*)
	FROM @store@.enrollment AS e
	LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
	WHERE u.student_id IS NULL
	GROUP BY e.school_year, e.school_id, e.student_id

	UNION ALL
	SELECT 'calendar without session days', c.school_year, c.school_id, NULL, NULL, 'calendar ' || absence.short_word(c.calendar_code), 1
	FROM @store@.student_calendar AS c
	LEFT JOIN (SELECT DISTINCT school_id, school_year, calendar_code FROM session_day) AS d USING (school_id, school_year, calendar_code)
	WHERE d.school_id IS NULL

	UNION ALL
	SELECT 'days without calendar', d.school_year, d.school_id, NULL, NULL, concat('calendar ', absence.short_word(d.calendar_code), ', ', min(d.day), ' to ', max(d.day)), count(*)
	FROM @store@.calendar_day AS d
	LEFT JOIN @store@.calendar AS c USING (school_id, school_year, calendar_code)
	WHERE c.school_id IS NULL
	GROUP BY d.school_year, d.school_id, d.calendar_code

	UNION ALL
	-- by numbers, since a year or a day may be one that no date can be made of
	SELECT 'calendar day outside year', d.school_year, d.school_id, NULL, CASE WHEN min(d.day) = max(d.day) THEN min(d.day) END,
		concat_ws(', ', 'calendar ' || absence.short_word(d.calendar_code), CASE WHEN min(d.day) < max(d.day) THEN min(d.day) || ' to ' || max(d.day) END), count(*)
	FROM @store@.calendar_day AS d
	WHERE NOT coalesce(extract(year FROM d.day) * 100 + extract(month FROM d.day)
		BETWEEN (d.school_year::numeric - 1) * 100 + 6 AND d.school_year::numeric * 100 + 8, false)
	GROUP BY d.school_year, d.school_id, d.calendar_code

	UNION ALL
	SELECT 'unknown calendar word', d.school_year, d.school_id, NULL, CASE WHEN min(d.day) = max(d.day) THEN min(d.day) END, 'event ' || absence.short_word(d.event), count(*)
	FROM @store@.calendar_day AS d
	LEFT JOIN @store@.calendar_event_kind AS k ON k.event = d.event
	WHERE k.event IS NULL
	GROUP BY d.school_year, d.school_id, d.event

	UNION ALL
	SELECT 'length out of range', l.school_year, l.school_id, NULL, CASE WHEN min(l.day) = max(l.day) THEN min(l.day) END,
		concat_ws(', ', 'calendar ' || absence.short_word(l.calendar_code), 'minutes ' || min(l.minutes), 'periods ' || min(l.periods)), count(*)
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

	UNION ALL
	SELECT 'no minutes', school_year, school_id, NULL, NULL, 'calendar ' || calendar_code, count(*) - count(minutes)
	FROM session_day
	GROUP BY school_year, school_id, calendar_code
	HAVING count(minutes) > 0 AND count(minutes) < count(*)

	UNION ALL
	-- calendars of members, as the last refresh found them; occurrences are the session
	-- days that are over and do not count
	SELECT CASE WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 'nothing recorded' WHEN c.days_cut > 5 THEN 'stopped early' ELSE 'stale reporting' END,
		c.school_year, c.school_id, NULL, c.complete_through,
		concat_ws(', ', 'calendar ' || c.calendar_code, 'complete through ' || c.complete_through, 'last recorded ' || c.last_recorded,
			'last session day ' || c.last_session_day), c.days_cut
	FROM @store@.calendar_complete AS c
	WHERE c.members > 0 AND c.days_cut > CASE WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 5 ELSE 0 END

	UNION ALL
	SELECT s.reason, s.school_year, s.school_id, NULL, CASE WHEN s.first_day = s.last_day THEN s.first_day END, s.first_day || ' to ' || s.last_day, s.session_days
	FROM @store@.school_silence AS s

	UNION ALL
	SELECT 'roll on no session day', NULL, a.school_id, NULL, CASE WHEN min(a.day) = max(a.day) THEN min(a.day) END,
		concat_ws(', ', coalesce('calendar ' || absence.short_word(a.calendar_code), 'every calendar'), CASE WHEN min(a.day) < max(a.day) THEN min(a.day) || ' to ' || max(a.day) END), count(*)
	FROM @store@.attendance_taken AS a
	WHERE NOT EXISTS (
		SELECT FROM session_day AS d
		WHERE d.school_id = a.school_id AND d.day = a.day AND (a.calendar_code IS NULL OR a.calendar_code = d.calendar_code))
	GROUP BY a.school_id, a.calendar_code
) AS i (reason, school_year, school_id, student_id, day, detail, occurrences)
LEFT JOIN @store@.issue_kind AS k ON k.reason = i.reason
WHERE NOT EXISTS (SELECT FROM @store@.school_year_state AS y WHERE y.school_year = i.school_year AND y.state = 'closed')
	AND ((SELECT all_schools FROM @store@.visible) OR i.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]))

UNION ALL
SELECT k.severity, 'closed year', e.school_year, NULL, NULL, NULL, 'school year ' || e.school_year, e.events, k.what_to_do
FROM (
	SELECT school_year, count(*) AS events
	FROM @store@.attendance_event GROUP BY school_year
) AS e
JOIN @store@.school_year_state AS y ON y.school_year = e.school_year AND y.state = 'closed'
JOIN @store@.issue_kind AS k ON k.reason = 'closed year'
WHERE (SELECT all_schools FROM @store@.visible);
$store$);

INSERT INTO absence.store_part VALUES (14, 'complete_through', false, $store$
-- Complete-through: through which day each calendar can be counted. Attendance is
-- kept by exception, so a day without any event is one on which everybody was there,
-- or one of which nothing has come yet. doc/counting.md has the rule.
--
-- This is a step of a refresh. It reads what refresh_compute found of calendars,
-- stays and marks, and leaves refresh_complete, a row a calendar, and
-- refresh_silence, what is odd by school.
--
-- events     students with an event that is used, on their own membership day
-- evidence   the same, where a roll makes it at least a usual day
-- speaks     whether a day has evidence enough that its record has come

CREATE OR REPLACE FUNCTION @store@.refresh_complete_through(today date DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	local_now timestamp;
	local_today date;
	to_day date;			-- the last day that is over
	several text[];			-- students of several stays
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	local_now := now() AT TIME ZONE setting.time_zone;
	local_today := coalesce(today, local_now::date);
	to_day := local_today - 1;
	IF today IS NULL AND setting.day_closes_at <= local_now::time THEN
		to_day := local_today;
	END IF;

	-- Who is a member of which calendar, and on which of the days an event stands. A
	-- student alone is one of a single stay; others may stand here several times.
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
		-- the marks less those of other days, mostly none
		CASE WHEN absence.membership_days(o.other_days, NULL, NULL) > 0 THEN absence.outside(o.other_days, m.marks) ELSE m.marks END AS event_days
	FROM member AS e
	JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
	LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	CROSS JOIN LATERAL (SELECT absence.outside(e.membership, m.marks) OFFSET 0) AS o (other_days)
	WHERE absence.membership_days(e.membership, NULL, NULL) > 0;
	ANALYZE pg_temp.refresh_member (student_id, school_id, calendar_code, alone);

	-- Each calendar with members by session day that is looked at: what is over, and
	-- today where a roll has it. A roll of a school's only calendar is of all the school.
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
		SELECT coalesce(absence.is_member(c.taken, d.day), false) AS roll, coalesce(absence.is_member(c.taken_whole, d.day), false) AS whole_roll
		OFFSET 0
	) AS r
	LEFT JOIN (
		SELECT m.school_id, m.calendar_code, p.day, p.n
		FROM (
			SELECT school_id, calendar_code, absence.daily_membership(event_days, absence.federal_policy()) AS daily
			FROM pg_temp.refresh_member
			GROUP BY school_id, calendar_code
		) AS m
		CROSS JOIN LATERAL absence.points(m.daily) AS p
	) AS e ON (e.school_id, e.calendar_code, e.day) = (c.school_id, c.calendar_code, d.day)
	WHERE d.day <= to_day OR d.day = local_today AND r.roll;
	ANALYZE pg_temp.refresh_calendar_day;

	-- usual is the lower of the two middle numbers of events, over the days that have
	-- any; a school's events are those of its calendars
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

	-- The district: to the last day that is over, if its silence to then is believed
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
		-- the event days of those who are expected while it is silent
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
		CASE WHEN absence.silence_is_believed(d.silent_days, d.session_days, coalesce(s.event_days, 0))
			THEN to_day ELSE d.last_speaks END AS through
	FROM district AS d
	LEFT JOIN silent AS s USING (district);

	-- A school: to its last day that speaks, and to the district's day if its silence
	-- to that is believed. Nothing is believed of a school that keeps rolls, everything
	-- of one that is too small to be tested.
	CREATE TEMP TABLE refresh_school ON COMMIT DROP AS
	WITH school AS (
		SELECT school_id, k.district, k.calendars, k.keeps_record, f.through AS believed_to, m.members, k.any_record,
			s.last_speaks, s.last_roll
		FROM (
			SELECT d.school_id, k.district, min(d.calendars) AS calendars, bool_or(k.reporting IS NOT DISTINCT FROM 'affirmative') AS keeps_record,
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
			2 * count(*) FILTER (WHERE d.whole_roll) >= count(*) FILTER (WHERE d.day <= s.last_roll) AND s.last_roll IS NOT NULL AS keeps_rolls
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
			WHEN s.members < 10 OR absence.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
				THEN greatest(s.last_speaks, c.last_session_day)
			ELSE s.last_speaks END AS through
	FROM school AS s
	LEFT JOIN counted AS c USING (school_id)
	LEFT JOIN silent AS e USING (school_id);
	ANALYZE pg_temp.refresh_school;

	-- Each calendar: the only one of its school by that; of several a large one likewise,
	-- with the school's day for the district's, and a small one follows its school
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
		SELECT l.school_id, l.calendar_code, l.last_speaks, l.last_recorded, max(d.day) FILTER (WHERE d.day <= s.through) AS last_session_day,
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
				WHEN absence.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
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

	-- What is odd by school, and cut from nothing: for data_issue
	CREATE TEMP TABLE refresh_silence ON COMMIT DROP AS
	-- each longest run of days that do not speak, before the last that does, where the
	-- school's events would hardly have missed it
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
		-- most are believed even of all the school's events
		HAVING NOT absence.silence_is_believed(count(*), session_days, events::bigint)
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
		HAVING NOT absence.silence_is_believed(r.silent_days, r.session_days,
			coalesce(sum(absence.membership_days(m.event_days, NULL, r.last_speaks)), 0))
	)
	SELECT school_id, 'silent days'::text COLLATE "C" AS reason, first_day, last_day, silent_days::integer AS session_days FROM unbelieved
	UNION ALL
	-- ten session days or more of a calendar, one after the other, on which no school of
	-- the district has an event or a roll, before the last day on which one has: a break,
	-- most likely, that the calendar does not know. Once for all calendars of a school.
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
	-- too small to be tested, so everything is believed: for more than 45 days on end
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

INSERT INTO absence.store_part VALUES (15, 'refresh', false, $store$
-- Refreshing: registers of one school year from the facts, as of today.
--
-- refresh_compute works everything out into temporary tables and writes nothing
-- that lasts; refresh_reason says what speaks against writing it; refresh_write
-- writes what differs and keeps account of it. absence.refresh calls them.

CREATE OR REPLACE FUNCTION @store@.refresh_compute(for_year integer, today date DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET work_mem = '256MB'
	SET enable_mergejoin = off	-- it sorts by long keys what a hash join need not
	SET default_statistics_target = 10	-- of the tables that it makes, only how many rows and keys they have
	SET jit = off
	AS $$
DECLARE
	setting @store@.store_setting;
	steps jsonb;
	began timestamptz := clock_timestamp();
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;

	-- left by an earlier refresh of this transaction
	IF to_regclass('pg_temp.refresh_calendar') IS NOT NULL THEN
		DROP TABLE pg_temp.refresh_calendar, pg_temp.refresh_stay, pg_temp.refresh_marks, pg_temp.refresh_found,
			pg_temp.refresh_code_found, pg_temp.refresh_code_change, pg_temp.refresh_source, pg_temp.refresh_register, pg_temp.refresh_change,
			pg_temp.refresh_member, pg_temp.refresh_calendar_day, pg_temp.refresh_school_day, pg_temp.refresh_district, pg_temp.refresh_school,
			pg_temp.refresh_complete, pg_temp.refresh_silence;
	END IF;
	CREATE TEMP TABLE refresh_calendar (school_id text COLLATE "C", calendar_code text COLLATE "C", calendar absence.register, taken absence.register,
		taken_whole absence.register, last_session_day date, reporting text, district text COLLATE "C") ON COMMIT DROP;
	CREATE TEMP TABLE refresh_stay (student_id text COLLATE "C", school_id text COLLATE "C", calendar_code text COLLATE "C", entry_date date, last_date date,
		grade text COLLATE "C", primary_school boolean, fte numeric, membership absence.register) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_marks (student_id text COLLATE "C", school_id text COLLATE "C", marks absence.register, events integer, not_used integer) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_code_found (school_id text COLLATE "C", code text COLLATE "C", mark text COLLATE "C", precedence integer, share double precision) ON COMMIT DROP;
	CREATE TEMP TABLE refresh_source (students integer, stays integer, stays_void integer, stays_without_calendar integer) ON COMMIT DROP;

	-- All facts are read by one statement, so that they are of one moment: a load
	-- that commits while this runs is in all of them or in none.
	WITH stay_now AS MATERIALIZED (
		SELECT s.student_id, s.school_id, s.calendar_code, s.entry_date, s.last_date, s.grade, s.primary_school, s.fte, s.void, s.counts
		FROM @store@.stay AS s
		WHERE s.school_year = for_year
	), calendar_now AS MATERIALIZED (
		SELECT d.school_id, d.calendar_code, absence.calendar_agg(d.day, d.minutes) AS calendar,
			absence.calendar_agg(d.day) FILTER (WHERE d.taken) AS taken, absence.calendar_agg(d.day) FILTER (WHERE d.all_calendars) AS taken_whole,
			max(d.day) AS last_session_day
		FROM (
			SELECT d.school_id, d.calendar_code, d.day, d.minutes, t.all_calendars, t.all_calendars OR d.calendar_code = ANY (t.calendar_codes) AS taken
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
		SELECT c.school_id, c.calendar_code, c.calendar, c.taken, c.taken_whole, c.last_session_day, h.reporting, coalesce('LEA ' || h.lea_id, 'none')
		FROM calendar_now AS c
		LEFT JOIN @store@.school AS h USING (school_id)
	), stays AS (
		INSERT INTO pg_temp.refresh_stay (student_id, school_id, calendar_code, entry_date, last_date, grade, primary_school, fte, membership)
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
		WHERE c.school_year = for_year AND octet_length(c.school_id) <= 500 AND octet_length(c.code) <= 500	-- a longer one is mapped all the same
	)
	INSERT INTO pg_temp.refresh_marks (student_id, school_id, marks, events, not_used)
	-- as in day_mark
	SELECT student_id, school_id, absence.fold_agg(day, period, code, mark::absence.mark, precedence, share, periods),
		count(*), count(*) FILTER (WHERE NOT is_used)
	FROM @store@.event_part
	WHERE school_year = for_year
	GROUP BY student_id, school_id;
	-- registers are wide, and nothing is joined by them
	ANALYZE pg_temp.refresh_calendar (school_id, calendar_code), pg_temp.refresh_stay (student_id, school_id, calendar_code),
		pg_temp.refresh_marks (student_id, school_id);
	steps := absence.refresh_step(jsonb_build_object('at', began), for_year, 'facts');

	-- how many events each school has, and on how many of its session days one stands
	-- or a roll was taken
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
	steps := absence.refresh_step(steps, for_year, 'complete_through');

	-- The registers: marks over the membership of each stay, then one a school. The
	-- grade is that of the latest stay begun by complete-through, else of the first.
	CREATE TEMP TABLE refresh_register ON COMMIT DROP AS
	SELECT student_id, school_id,
		CASE WHEN count(*) = 1 THEN min(grade) ELSE (
			SELECT s.grade
			FROM unnest(array_agg(grade), array_agg(entry_date), array_agg(last_date)) AS s (grade, entry_date, last_date)
			CROSS JOIN LATERAL (SELECT coalesce(s.entry_date <= max(complete_through), false)) AS b (begun)
			ORDER BY b.begun DESC, CASE WHEN b.begun THEN s.entry_date END DESC, s.entry_date, s.last_date DESC NULLS FIRST, s.grade DESC NULLS LAST
			LIMIT 1) END AS grade,
		absence.rollup(register) AS register
	FROM (
		SELECT s.student_id, s.school_id, s.grade, s.entry_date, s.last_date, c.complete_through,
			absence.with_marks(s.membership, m.marks, c.complete_through,
				CASE k.reporting WHEN 'affirmative' THEN coalesce(k.taken, 'days none; complete none') END) AS register
		FROM pg_temp.refresh_stay AS s
		JOIN pg_temp.refresh_complete AS c USING (school_id, calendar_code)
		JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_marks AS m USING (student_id, school_id)
	) AS stay
	GROUP BY student_id, school_id;

	steps := absence.refresh_step(steps, for_year, 'registers');

	-- A day of several schools has one owner, by the stays of that day: the primary
	-- school, the larger fte, the earlier entry, the school id. The others yield it.
	-- In that order each stay takes the days that no stay before it has.
	WITH stay AS (
		SELECT s.student_id, s.school_id, s.membership, absence.rollup(s.membership) OVER (
			PARTITION BY s.student_id ORDER BY s.primary_school DESC, s.fte DESC, s.entry_date, s.school_id
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
		FROM pg_temp.refresh_stay AS s
		WHERE s.student_id IN (SELECT r.student_id FROM pg_temp.refresh_register AS r GROUP BY r.student_id HAVING count(*) > 1)
	)
	UPDATE pg_temp.refresh_register AS r
	SET register = absence.yield_days(r.register, y.days)
	FROM (
		SELECT student_id, school_id, absence.outside(absence.rollup(absence.outside(before, membership)), absence.rollup(membership)) AS days
		FROM stay
		GROUP BY student_id, school_id
		HAVING count(before) > 0
	) AS y
	WHERE (y.student_id, y.school_id) = (r.student_id, r.school_id);
	ANALYZE pg_temp.refresh_register (student_id, school_id);
	steps := absence.refresh_step(steps, for_year, 'owners');

	-- the codes that mean something else than at the last refresh
	CREATE TEMP TABLE refresh_code_change ON COMMIT DROP AS
	SELECT coalesce(n.school_id, o.school_id) AS school_id, coalesce(n.code, o.code) AS code
	FROM (SELECT c.school_id, c.code, c.mark, c.precedence, c.share FROM @store@.refresh_code AS c WHERE c.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_code_found AS n ON (n.school_id, n.code) = (o.school_id, o.code)
	WHERE (n.mark, n.precedence, n.share) IS DISTINCT FROM (o.mark, o.precedence, o.share);

	-- the registers that are new, gone or different, and all if the definition is
	CREATE TEMP TABLE refresh_change ON COMMIT DROP AS
	SELECT coalesce(n.student_id, o.student_id) AS student_id, coalesce(n.school_id, o.school_id) AS school_id,
		n.grade, o.register AS old, n.register AS new, coalesce(b.policy, p.policy) AS policy_before
	FROM (SELECT r.student_id, r.school_id, r.grade, r.register FROM @store@.student_register AS r WHERE r.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
	LEFT JOIN @store@.refresh_basis AS b ON (b.school_year, b.school_id) = (for_year, coalesce(n.school_id, o.school_id))
	LEFT JOIN @store@.policy_of_year AS p ON (p.school_year, p.name) = (for_year, setting.policy)
	WHERE o.register IS NULL OR n.register IS NULL OR o.register OPERATOR(absence.<>) n.register
		OR o.grade IS DISTINCT FROM n.grade OR b.policy <> p.policy;
	ANALYZE pg_temp.refresh_change (student_id, school_id);
	RETURN absence.refresh_step(steps, for_year, 'compare');
END
$$;

-- What speaks against writing what refresh_compute found, by school and year
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

	-- Members and events, and no day in any register: calendars are missing, most likely.
	-- A few rows of a wrong year, beside those of the right one, stop nothing.
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_register AS r WHERE absence.membership_days(r.register, NULL, NULL) > 0) THEN
		RETURN QUERY
		SELECT for_year, NULL::text, 'no register', format('%s students and %s events of school year %s make no register: %s', s.students, e.events, for_year, CASE
			WHEN d.calendars = 0 THEN 'table calendar_day has no day of that year.'
			WHEN d.not_there > 0 THEN format('%s of the %s calendars of calendar_day are not in table calendar. To make them: '
				'INSERT INTO %3$s.calendar (school_id, school_year, calendar_code) SELECT DISTINCT school_id, school_year, calendar_code FROM %3$s.calendar_day WHERE school_year = %4$s ON CONFLICT DO NOTHING;',
				d.not_there, d.calendars, d.store, for_year)
			WHEN NOT EXISTS (SELECT FROM pg_temp.refresh_calendar) THEN 'no calendar of that year has a session day.'
			WHEN s.stays_without_calendar > 0 THEN format('%s of the %s stays have no calendar.', s.stays_without_calendar, s.stays)
			ELSE 'no stay has a session day.' END)
		FROM pg_temp.refresh_source AS s
		CROSS JOIN (SELECT sum(f.events) AS events FROM pg_temp.refresh_found AS f) AS e
		CROSS JOIN (SELECT max(y.stays) AS stays FROM (SELECT count(*) AS stays FROM @store@.enrollment AS r GROUP BY r.school_year) AS y) AS largest
		CROSS JOIN (
			SELECT count(*) AS calendars, count(*) FILTER (WHERE c.calendar_code IS NULL) AS not_there, (
				SELECT t.relnamespace::regnamespace FROM pg_class AS t WHERE t.oid = min(k.table_id::bigint)) AS store
			FROM (SELECT DISTINCT d.school_id, d.calendar_code, d.tableoid AS table_id FROM @store@.calendar_day AS d WHERE d.school_year = for_year) AS k
			LEFT JOIN @store@.calendar AS c ON (c.school_id, c.school_year, c.calendar_code) = (k.school_id, for_year, k.calendar_code)
		) AS d
		WHERE s.stays > s.stays_void AND e.events > 0 AND (s.stays >= 50 OR 2 * s.stays >= largest.stays);
	END IF;

	-- of 50 or more, more than max_drop less than at the last refresh
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

	-- Among 100 or more with a verdict before and after (or none any more, as it hangs on
	-- codes that nobody has mapped), on the days known before and still. Who they are is
	-- asked only if enough of them moved.
	SELECT p.policy INTO policy_now FROM @store@.policy_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	SELECT count(*) INTO moved
	FROM (
		SELECT absence.band(t.before)::text AS before, absence.band(t.after)::text AS after, absence.why_null(t.after) AS why_null
		FROM pg_temp.refresh_change AS c
		CROSS JOIN LATERAL (
			SELECT absence.tally(c.old, policy_now::absence.policy, b.day), absence.tally(c.new, policy_now::absence.policy, b.day)
			FROM (SELECT absence.both_complete_through(c.old, c.new)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE c.old IS NOT NULL AND c.new IS NOT NULL
			AND policy_now IS NOT NULL	-- refresh_write says that it is not known
	) AS v
	-- a verdict that is lost to codes that nobody has mapped has moved too
	WHERE v.before <> v.after OR (v.before IS NOT NULL AND v.why_null = 'unmapped');
	IF moved > 100 * setting.max_verdict_change THEN
		SELECT count(*) INTO with_verdict
		FROM @store@.student_register AS o
		JOIN pg_temp.refresh_register AS n ON (n.student_id, n.school_id) = (o.student_id, o.school_id)
		CROSS JOIN LATERAL (
			SELECT absence.tally(o.register, policy_now::absence.policy, b.day), absence.tally(n.register, policy_now::absence.policy, b.day)
			FROM (SELECT absence.both_complete_through(o.register, n.register)) AS b (day)
			OFFSET 0
		) AS t (before, after)
		WHERE o.school_year = for_year AND absence.band(t.before) IS NOT NULL AND coalesce(absence.why_null(t.after), 'unmapped') = 'unmapped';
		IF with_verdict >= 100 AND moved > with_verdict * setting.max_verdict_change THEN
			RETURN QUERY SELECT for_year, NULL::text, 'change of verdicts',
				format('%s of %s students change their band on the days that the last refresh knew%s.', moved, with_verdict, (
					SELECT ' (codes that came to mean something else: ' || string_agg(DISTINCT c.code, ', ' ORDER BY c.code) || ')'
					FROM pg_temp.refresh_code_change AS c
					WHERE EXISTS (SELECT FROM @store@.attendance_event AS e WHERE e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code))));
		END IF;
	END IF;
END
$$;

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
	SELECT p.policy INTO policy_now FROM @store@.policy_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	IF policy_now IS NULL THEN
		RAISE EXCEPTION 'policy "%" of the store is not known', setting.policy
			USING ERRCODE = 'undefined_object',
				HINT = (SELECT 'Known policies are ' || string_agg(DISTINCT k.name, ', ' ORDER BY k.name) || '.' FROM @store@.known_policy AS k WHERE k.policy IS NOT NULL);
	END IF;

	INSERT INTO @store@.refresh_log (school_year, started_at, finished_at, today, forced, students, students_with_register, stays, stays_void,
		stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers,
		registers_added, registers_changed, registers_removed, verdicts_changed, step_ms)
	SELECT for_year, began, clock_timestamp(), today, forced, f.students,
		(SELECT count(*) FROM (SELECT DISTINCT r.student_id FROM pg_temp.refresh_register AS r) AS r),
		f.stays, f.stays_void, f.stays_without_calendar,
		f.stays - f.stays_void - f.stays_without_calendar
			- (SELECT count(*) FROM pg_temp.refresh_stay AS m WHERE absence.membership_days(m.membership, NULL, NULL) > 0),
		0, 0, '{}', (SELECT count(*) FROM pg_temp.refresh_register), 0, 0, 0, 0, steps
	FROM pg_temp.refresh_source AS f
	RETURNING refresh_id INTO this_refresh;

	-- who moves band, at a school and over the district, and why
	INSERT INTO @store@.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
		absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes)
	WITH several AS MATERIALIZED (
		-- students with a change who are of more than one school, before or now; of
		-- others the verdict at the school is that over the district
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
			-- on the days that both know the verdict is the same: it was time
			absence.band(absence.tally(v.old, v.policy_before::absence.policy, absence.both_complete_through(v.old, v.new))) IS NOT DISTINCT FROM
				absence.band(absence.tally(v.new, policy_now::absence.policy, absence.both_complete_through(v.old, v.new))) AS same_then
		FROM (
			SELECT s.*, absence.tally(s.old, s.policy_before::absence.policy) AS before, absence.tally(s.new, policy_now::absence.policy) AS after
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
		-- at each school whose register is another; of all of them, where the school is NULL
		SELECT e.student_id, e.school_id, string_agg(DISTINCT e.code, ', ' ORDER BY e.code) AS codes
		FROM pg_temp.refresh_code_change AS c
		JOIN @store@.attendance_event AS e ON e.school_year = for_year AND (e.school_id, e.code) = (c.school_id, c.code)
		WHERE e.student_id IN (SELECT m.student_id FROM mover AS m)
			AND (e.student_id, e.school_id) IN (SELECT r.student_id, r.school_id FROM pg_temp.refresh_change AS r)
		GROUP BY GROUPING SETS ((e.student_id, e.school_id), (e.student_id))
	), what_changed AS (
		-- days: some day that the last refresh knew is no membership day any more, or
		-- is one now, or has another owner
		SELECT c.student_id, c.school_id, k.changed AS calendar,
			c.old IS NULL OR c.new IS NULL
				OR EXISTS (SELECT FROM absence.days(absence.outside(c.new, c.old)))
				OR EXISTS (SELECT FROM absence.days(absence.outside(c.old, absence.as_of(c.new, absence.complete_through(c.old)))))
				OR substring(c.old::text FROM 'yielded [^;]*') IS DISTINCT FROM substring(c.new::text FROM 'yielded [^;]*') AS days
		FROM pg_temp.refresh_change AS c
		LEFT JOIN calendar_changed AS k ON k.school_id = c.school_id
		WHERE c.student_id IN (SELECT m.student_id FROM mover AS m)
	)
	SELECT this_refresh, for_year, m.student_id, m.scope, m.school_id, setting.policy, m.band_before, m.band_after,
		absence.absent_days(m.before), absence.absent_days(m.after), absence.enrolled_days(m.before), absence.enrolled_days(m.after),
		b.cause, CASE WHEN b.cause = 'code' THEN g.codes END
	FROM mover AS m
	LEFT JOIN (     -- all at once: a look for each mover takes the square of their number
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
	steps := absence.refresh_step(steps, for_year, 'verdict_change');

	-- the registers, as far as they differ
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

	-- before the views are asked again: tables of a few rows, at which autovacuum never
	-- looks, and which the planner takes for hundreds; and the registers if their keys
	-- are others
	ANALYZE @store@.store_setting, @store@.school_year_state, @store@.policy, @store@.attendance_code,
		@store@.calendar_event_kind, @store@.school, @store@.calendar;
	IF 10 * (added + removed) > (SELECT count(*) FROM pg_temp.refresh_register) THEN
		ANALYZE @store@.student_register;
	END IF;
	steps := absence.refresh_step(steps, for_year, 'write');

	-- events, and why those that are not used are not; the few students who have
	-- such are told by their registers
	SELECT array_agg(DISTINCT m.student_id) INTO doubtful
	FROM pg_temp.refresh_marks AS m
	LEFT JOIN pg_temp.refresh_register AS n USING (student_id, school_id)
	WHERE m.not_used > 0 OR absence.membership_days(absence.outside(n.register, m.marks), NULL, NULL) > 0;
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
	INSERT INTO @store@.calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_recorded, last_session_day, days_cut, days_md5)
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
		WHERE (n.school_id, n.code) = (o.school_id, o.code) AND (n.mark, n.precedence, n.share) IS NOT DISTINCT FROM (o.mark, o.precedence, o.share));
	INSERT INTO @store@.refresh_code (school_year, school_id, code, mark, precedence, share)
	SELECT for_year, n.school_id, n.code, n.mark, n.precedence, n.share
	FROM pg_temp.refresh_code_found AS n
	ON CONFLICT DO NOTHING;
	steps := absence.refresh_step(steps, for_year, 'account');

	UPDATE @store@.refresh_log AS l
	SET registers_added = added, registers_changed = changed, registers_removed = removed, verdicts_changed = moved,
		finished_at = clock_timestamp(), step_ms = steps - 'at'
	WHERE l.refresh_id = this_refresh;
	RAISE NOTICE 'school year %: % registers added, % changed, % removed; % verdicts changed', for_year, added, changed, removed, moved;
END
$$;
$store$);

INSERT INTO absence.store_part VALUES (16, 'groups', false, $store$
-- Which groups each student is in, at each school and in each year. A status
-- without dates is always in force. One with dates is in force on_day if it covers
-- the student's last membership day to the day at which counts stop (a program
-- ends with the stay: of a student who left it is the last day there), and
-- ever_in_year if it covers any membership day to then.

-- The statuses that student_group knows, each with its place in a row of 0 and 1.
-- Materialized, as the planner does not see that on the inner side of a loop they
-- would be sorted out anew for each student.
CREATE OR REPLACE VIEW @store@.known_status AS
WITH known AS MATERIALIZED (
	SELECT kind, value, absence.short_word(kind) AS group_kind, absence.short_word(value) AS group_value,
		overlay(repeat('0', (count(*) OVER ())::integer) PLACING '1' FROM (row_number() OVER (ORDER BY kind, value))::integer) AS mask
	FROM @store@.student_group
	WHERE kind <> 'all'
	GROUP BY kind, value
)
SELECT kind, value, group_kind, group_value, mask
FROM known;

-- Which of them the student of each register has, and the verdict beside it, so
-- that groups are counted from one scan of the registers
CREATE OR REPLACE VIEW @store@.student_status AS
SELECT r.school_year, r.school_id, r.student_id, min(absence.band(absence.tally(r.register, a.policy, a.as_of))::text) AS band,
	coalesce(bit_or(k.mask) FILTER (WHERE CASE WHEN g.begin_date IS NULL AND g.end_date IS NULL THEN true
		ELSE absence.last_membership_day(r.register, a.as_of)
			BETWEEN coalesce(g.begin_date, '-infinity') AND coalesce(g.end_date, 'infinity') END)::text, '') AS on_day,
	coalesce(bit_or(k.mask) FILTER (WHERE CASE WHEN g.begin_date IS NULL AND g.end_date IS NULL THEN true
		ELSE absence.last_membership_day(r.register, a.as_of) >= coalesce(g.begin_date, '-infinity')
			AND absence.membership_days(r.register, g.begin_date, g.end_date) > 0 END)::text, '') AS ever_in_year,
	bool_or(absence.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day, a.as_of, a.policy_name
FROM @store@.student_register AS r
JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
LEFT JOIN (
	@store@.student_group AS g
	JOIN (SELECT kind, value, mask::bit varying AS mask FROM @store@.known_status OFFSET 0) AS k USING (kind, value)
) ON g.student_id = r.student_id
GROUP BY r.school_year, r.school_id, r.student_id, a.as_of, a.policy_name;

CREATE OR REPLACE VIEW @store@.student_group_of AS
SELECT s.school_year, s.school_id, s.student_id, g.status_basis, g.group_kind COLLATE "C" AS group_kind,
	g.group_value COLLATE "C" AS group_value, s.as_of, s.policy_name
FROM @store@.student_status AS s
CROSS JOIN (SELECT array_agg(group_kind ORDER BY mask DESC) AS kinds, array_agg(group_value ORDER BY mask DESC) AS group_values FROM @store@.known_status) AS k
CROSS JOIN LATERAL absence.groups_of(k.kinds, k.group_values, s.on_day, s.ever_in_year) AS g;
$store$);

INSERT INTO absence.store_part VALUES (17, 'cohorts', false, $store$
-- The live views of cohorts: how many students of a school, a grade, a group, the
-- district are chronically absent, as of the day and under the definition asked
-- for. Students who have left stay in the figures of the year. Which rows a reader
-- sees is decided last of all, so that a figure is the same whoever looks. as_of is
-- the day through which a row really counts; one that counts no day has none.

-- Through which day a school's figures count: the earliest of its calendars that are
-- not complete to their end. A calendar that has ended, and is complete, holds nobody
-- back, nor does one of which nothing has come. If all have ended, the last of them.
CREATE OR REPLACE VIEW @store@.school_complete AS
SELECT school_year, school_id, coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year, school_id;

-- The same of all schools together
CREATE OR REPLACE VIEW @store@.district_complete AS
SELECT school_year, coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year;

CREATE OR REPLACE VIEW @store@.school_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, f.n, f.chronic_n, f.rate, f.low, f.high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts,
		bool_or(absence.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day
	FROM @store@.student_register AS r
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL absence.cohort_figures(c.counts) AS f
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

CREATE OR REPLACE VIEW @store@.grade_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.grade, f.n, f.chronic_n, f.rate, f.low, f.high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, r.grade, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts,
		bool_or(absence.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day
	FROM @store@.student_register AS r
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, r.grade, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL absence.cohort_figures(c.counts) AS f
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- Students of a school who are alike in their statuses are counted together, and
-- what groups they are in is worked out once for all schools: those who are alike
-- are few, where students are many
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
	CROSS JOIN (SELECT array_agg(group_kind ORDER BY mask DESC) AS kinds, array_agg(group_value ORDER BY mask DESC) AS group_values FROM @store@.known_status) AS k
	CROSS JOIN LATERAL absence.groups_of(k.kinds, k.group_values, a.on_day, a.ever_in_year) AS g
	CROSS JOIN LATERAL (SELECT 'all' UNION ALL SELECT g.sex WHERE g.sex IS NOT NULL) AS x (sex)
)
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.sex COLLATE "C" AS sex, c.status_basis COLLATE "C" AS status_basis, f.n, f.chronic_n, f.rate, f.low, f.high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, g.status_basis, a.as_of, a.policy_name,
		sum(a.satisfactory)::bigint AS satisfactory, sum(a.at_risk)::bigint AS at_risk, sum(a.moderate)::bigint AS moderate,
		sum(a.severe)::bigint AS severe, sum(a.no_verdict)::bigint AS no_verdict, bool_or(a.counts_day) AS counts_day
	FROM alike AS a
	JOIN group_of_alike AS g USING (on_day, ever_in_year)
	GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, g.status_basis, a.as_of, a.policy_name
) AS c
CROSS JOIN LATERAL absence.cohort_figures(c.satisfactory, c.at_risk, c.moderate, c.severe, c.no_verdict) AS f
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- The district: pooled, each student once over all schools; and the sum of its
-- schools, as federal figures are made, where a student of two schools is twice and
-- is judged at each by the days there. It is no school's: who sees some schools
-- alone does not see it, or would know of two schools what the other one's is.
CREATE OR REPLACE VIEW @store@.district_absence WITH (security_barrier) AS
SELECT c.school_year, s.scope COLLATE "C" AS scope, f.n, f.chronic_n, f.rate, f.low, f.high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT o.school_year, a.policy_name, a.as_of, absence.band_counts(o.register, a.policy, a.as_of) AS pooled, absence.rollup(o.counts) AS summed,
		bool_or(absence.last_membership_day(o.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT r.student_id, r.school_year, absence.rollup(r.register) AS register, absence.band_counts(r.register, p.policy, p.as_of) AS counts
		FROM @store@.student_register AS r
		JOIN (SELECT school_year, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS p USING (school_year)
		GROUP BY r.student_id, r.school_year
	) AS o
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	GROUP BY o.school_year, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL (VALUES ('pooled', c.pooled), ('sum_of_schools', c.summed)) AS s (scope, counts)
CROSS JOIN LATERAL absence.cohort_figures(s.counts) AS f
LEFT JOIN @store@.district_complete AS k ON k.school_year = c.school_year
WHERE (SELECT known FROM @store@.asked_is_known) AND (SELECT all_schools FROM @store@.visible);

-- How much is missed on each day of the week
CREATE OR REPLACE VIEW @store@.weekday_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.isodow,
	('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[c.isodow] AS weekday,
	absence.enrolled_days(c.tally) AS enrolled_days, absence.counted_days(c.tally) AS counted_days,
	absence.absent_days(c.tally) AS absent_days, absence.rate(c.tally) AS rate,
	k.complete_through, nullif(least(c.as_of, k.complete_through), 'infinity') AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of,
		absence.rollup(absence.tally(absence.weekday(r.register, d.isodow), a.policy, a.as_of)) AS tally
	FROM @store@.student_register AS r
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	CROSS JOIN generate_series(1, 7) AS d (isodow)
	GROUP BY r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of
) AS c
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known) AND absence.enrolled_days(c.tally) > 0
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- Who is in no figure, and why: every student with an enrollment or a register at
-- the school is in one of the columns
CREATE OR REPLACE VIEW @store@.coverage WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.students, c.verdict_n, c.below_minimum_n, c.not_recorded_n, c.no_membership_n,
	c.no_minutes_n, c.no_calendar_n, c.not_mapped_n, c.stay_void_n, c.stay_without_calendar_n, c.not_refreshed_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT s.school_year, s.school_id, a.as_of, a.policy_name, count(*) AS students,
		count(*) FILTER (WHERE s.register IS NOT NULL AND v.why_null IS NULL) AS verdict_n,
		count(*) FILTER (WHERE v.why_null = 'below_minimum') AS below_minimum_n,
		count(*) FILTER (WHERE v.why_null = 'not_recorded') AS not_recorded_n,
		count(*) FILTER (WHERE v.why_null = 'no_membership') AS no_membership_n,
		count(*) FILTER (WHERE v.why_null = 'no_minutes') AS no_minutes_n,
		count(*) FILTER (WHERE v.why_null = 'no_calendar') AS no_calendar_n,
		count(*) FILTER (WHERE v.why_null = 'unmapped') AS not_mapped_n,
		count(*) FILTER (WHERE s.register IS NULL AND NOT s.counts) AS stay_void_n,
		count(*) FILTER (WHERE s.register IS NULL AND s.counts AND NOT s.has_calendar) AS stay_without_calendar_n,
		count(*) FILTER (WHERE s.register IS NULL AND s.counts AND s.has_calendar) AS not_refreshed_n,
		bool_or(absence.last_membership_day(s.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT school_year, school_id, student_id, r.register, y.counts, y.has_calendar
		FROM @store@.student_register AS r
		FULL JOIN (
			SELECT s.school_year, s.school_id, s.student_id, bool_or(s.counts) AS counts, bool_or(s.counts AND d.calendar_code IS NOT NULL) AS has_calendar
			FROM @store@.stay AS s
			LEFT JOIN (
				SELECT DISTINCT school_year, school_id, calendar_code
				FROM @store@.session_day
			) AS d USING (school_year, school_id, calendar_code)
			GROUP BY s.school_year, s.school_id, s.student_id
		) AS y USING (school_year, school_id, student_id)
	) AS s
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	CROSS JOIN LATERAL (SELECT absence.why_null(absence.tally(s.register, a.policy, a.as_of))) AS v (why_null)
	GROUP BY s.school_year, s.school_id, a.as_of, a.policy_name
) AS c
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));
$store$);

INSERT INTO absence.store_part VALUES (18, 'rolls', false, $store$
-- Where students are: who is there now, on which rolls, and at which school each is
-- at home

-- What day now is. It is the day asked for, exactly as asked. Where none is asked for,
-- asked is NULL, and each school has a day of its own: see school_now. day is for
-- schools of which nothing counts: 60 days before the latest day that counts anywhere,
-- or yesterday where nothing counts at all.
--
-- The current school year is the latest of which something counts, of those that have
-- begun by the day asked for. A year has begun if a calendar of it is complete by then;
-- only else its session days are looked at, which a closed year may have no more.
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

-- Of each school: the last day that it counts through, in whichever year. A school that
-- is more than 60 days behind the latest one has closed, or starts late: for it the day
-- 60 days before that latest is now.
CREATE OR REPLACE VIEW @store@.school_now AS
SELECT school_id, coalesce((SELECT asked FROM @store@.store_now),
	greatest(max(complete_through), (SELECT latest FROM @store@.store_now) - 60)) AS day
FROM @store@.school_complete
GROUP BY school_id;

-- The stays that count, and whether the student is there now. For this an open stay
-- ends with its school year: nobody of a year that is over is there once the next one
-- counts, whether or not somebody wrote the exits.
CREATE OR REPLACE VIEW @store@.counted_stay AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.exit_date, s.last_date, s.grade, s.homeroom, s.calendar_code,
	coalesce(coalesce(n.day, (SELECT day FROM @store@.store_now)) BETWEEN s.entry_date
		AND coalesce(s.last_date, CASE WHEN s.school_year BETWEEN 1 AND 9999 THEN make_date(s.school_year, 6, 30) END), false) AS enrolled_now
FROM @store@.stay AS s
LEFT JOIN @store@.school_now AS n USING (school_id)
WHERE s.counts;

-- Who is on the rolls: of each student's stays at a school in a year
CREATE OR REPLACE VIEW @store@.student_stay AS
SELECT student_id, school_id, school_year, min(entry_date) AS entry_date,
	CASE WHEN bool_or(exit_date IS NULL) THEN NULL ELSE max(exit_date) END AS exit_date,
	(array_agg(homeroom ORDER BY entry_date DESC, last_date DESC NULLS FIRST, homeroom DESC NULLS LAST))[1] AS homeroom,
	bool_or(enrolled_now) AS enrolled_now
FROM @store@.counted_stay
GROUP BY student_id, school_id, school_year;

-- Where a student of several schools is at home: the latest stay begun by
-- complete-through, else the first
CREATE OR REPLACE VIEW @store@.latest_stay AS
SELECT DISTINCT ON (student_id, school_year) student_id, school_year, school_id, grade, homeroom, enrolled_now
FROM (
	SELECT s.student_id, s.school_year, s.school_id, s.grade, s.homeroom, s.entry_date, s.last_date, c.calendar_code IS NOT NULL AS has_calendar,
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

INSERT INTO absence.store_part VALUES (19, 'answers', false, $store$
-- The live views of students: answers for the day and the definition asked for

CREATE OR REPLACE VIEW @store@.student_absence WITH (security_barrier) AS
SELECT r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
	y.homeroom, y.entry_date, y.exit_date, coalesce(y.enrolled_now, false) AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	absence.rate(d.tally) AS district_rate, absence.chronic(d.tally) AS district_chronic, absence.band(d.tally)::text AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy
FROM @store@.student_register AS r
JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
CROSS JOIN LATERAL absence.student_figures(r.register, a.policy, a.as_of) AS f
CROSS JOIN LATERAL absence.tally(o.register, a.policy, a.as_of) AS d (tally)
LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
LEFT JOIN @store@.student AS u ON u.student_id = r.student_id
LEFT JOIN @store@.student_stay AS y ON (y.student_id, y.school_id, y.school_year) = (r.student_id, r.school_id, r.school_year)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR r.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[])
		OR (r.student_id, r.school_year) IN (SELECT student_id, school_year FROM @store@.visible_student));

-- The same over all schools of the district, each student once
CREATE OR REPLACE VIEW @store@.district_student_absence WITH (security_barrier) AS
-- looked up once, and looked at for each student: of a join of years, of which little
-- is known after DISTINCT, the planner expects so few rows that it loops over the district
WITH asked AS MATERIALIZED (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked)
SELECT r.school_year, l.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, l.grade,
	l.homeroom, y.entry_date, y.exit_date, coalesce(l.enrolled_now, false) AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	f.rate AS district_rate, f.chronic AS district_chronic, f.band AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy
FROM (SELECT DISTINCT student_id, school_year FROM @store@.student_register) AS r
CROSS JOIN LATERAL (SELECT * FROM asked WHERE asked.school_year = r.school_year OFFSET 0) AS a
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
CROSS JOIN LATERAL absence.student_figures(o.register, a.policy, a.as_of) AS f
LEFT JOIN @store@.latest_stay AS l ON (l.student_id, l.school_year) = (r.student_id, r.school_year)
LEFT JOIN @store@.school AS h ON h.school_id = l.school_id
LEFT JOIN @store@.student AS u ON u.student_id = r.student_id
LEFT JOIN @store@.student_stay AS y ON (y.student_id, y.school_id, y.school_year) = (l.student_id, l.school_id, l.school_year)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR l.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[])
		OR (r.student_id, r.school_year) IN (SELECT student_id, school_year FROM @store@.visible_student));
$store$);

INSERT INTO absence.store_part VALUES (20, 'trend', false, $store$
-- The live views of cohorts through the year: how many students are chronically
-- absent by school week, and who was there by day.

-- Of each school and group of its students, by school week: a week with a session
-- day, numbered from the first of the year, so that holidays move no week away from
-- the same one of last year. Groups are those on_day as group_absence has them, and
-- the grade; who is in one is in it all the year, so that a line does not break when
-- a program begins. A group has the weeks of its school.
--
-- The registers of a school are gathered once and each is counted in every group;
-- sorting a row for each student and group took twice as long. The policy is joined
-- again after each grouping: to group by it would need an operator class of its type,
-- and pg_upgrade makes those after the views.
CREATE OR REPLACE VIEW @store@.absence_trend WITH (security_barrier) AS
WITH definition AS NOT MATERIALIZED (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0')
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.week_number, c.week_start, c.last_day, c.session_days, c.n, c.chronic_n, c.rate,
	c.prior_last_day, coalesce(c.prior_n, t.n) AS prior_n, coalesce(c.prior_chronic_n, t.chronic_n) AS prior_chronic_n,
	coalesce(c.prior_rate, t.chronic_n::double precision / nullif(t.n, 0)) AS prior_rate, t.source AS prior_source,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT w.*, first_value(w.last_day) OVER last_year AS prior_last_day, first_value(w.n) OVER last_year AS prior_n,
		first_value(w.chronic_n) OVER last_year AS prior_chronic_n, first_value(w.rate) OVER last_year AS prior_rate
	FROM (
		SELECT s.school_year, s.school_id, g.group_kind, g.group_value, p.week_number::integer AS week_number,
			p.day - (extract(isodow FROM p.day)::integer - 1) AS week_start, p.day AS last_day, s.session_days[p.week_number] AS session_days,
			p.n, p.k::bigint AS chronic_n, p.rate, s.has_prior, g.counts_day, s.as_of, s.policy_name
		FROM (
			SELECT s.*, a.policy, d.last_days, d.session_days,
				count(d.last_days) OVER (PARTITION BY s.school_id ORDER BY s.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) > 0 AS has_prior
			FROM (
				SELECT m.school_year, m.school_id, m.as_of, m.policy_name, absence.chronic_trend(m.register, a.policy) AS trend,
					array_agg(m.register) AS registers, array_agg(m.grade) AS grades, array_agg(m.on_day) AS on_days
				FROM (
					SELECT r.school_year, r.school_id, coalesce(r.grade, 'missing') AS grade, r.register, a.as_of, a.policy_name,
						coalesce(bit_or(k.mask) FILTER (WHERE CASE WHEN g.begin_date IS NULL AND g.end_date IS NULL THEN true
							ELSE absence.last_membership_day(r.register, a.as_of)
								BETWEEN coalesce(g.begin_date, '-infinity') AND coalesce(g.end_date, 'infinity') END)::text, '') AS on_day
					FROM @store@.student_register AS r
					JOIN definition AS a USING (school_year)
					LEFT JOIN (
						@store@.student_group AS g
						JOIN (SELECT kind, value, mask::bit varying AS mask FROM @store@.known_status OFFSET 0) AS k USING (kind, value)
					) ON g.student_id = r.student_id
					GROUP BY r.school_year, r.school_id, r.student_id, a.as_of, a.policy_name
				) AS m
				JOIN definition AS a USING (school_year)
				GROUP BY m.school_year, m.school_id, m.as_of, m.policy_name
			) AS s
			JOIN definition AS a USING (school_year)
			CROSS JOIN LATERAL (
				SELECT array_agg(w.last_day ORDER BY w.last_day) AS last_days, array_agg(w.session_days ORDER BY w.last_day) AS session_days
				FROM (
					SELECT max(p.day) AS last_day, count(*) AS session_days
					FROM absence.points(s.trend) AS p
					WHERE p.day <= s.as_of
					GROUP BY p.day - (extract(isodow FROM p.day)::integer - 1)
				) AS w
			) AS d
		) AS s
		CROSS JOIN (SELECT array_agg(group_kind ORDER BY mask DESC) AS kinds, array_agg(group_value ORDER BY mask DESC) AS group_values FROM @store@.known_status) AS k
		CROSS JOIN LATERAL (
			SELECT g.group_kind, g.group_value, absence.chronic_trend(u.register, s.policy) AS trend,
				bool_or(absence.last_membership_day(u.register, s.as_of) IS NOT NULL) AS counts_day
			FROM unnest(s.registers, s.on_days) AS u (register, on_day)
			JOIN (
				SELECT a.on_day, g.group_kind, g.group_value
				FROM (SELECT DISTINCT on_day FROM unnest(s.on_days) AS a (on_day)) AS a
				CROSS JOIN LATERAL absence.groups_of(k.kinds, k.group_values, a.on_day, a.on_day) AS g
				WHERE g.status_basis = 'on_day' AND g.group_kind <> 'grade'
				OFFSET 0
			) AS g USING (on_day)
			GROUP BY g.group_kind, g.group_value
			UNION ALL
			SELECT 'grade', u.grade, absence.chronic_trend(u.register, s.policy), bool_or(absence.last_membership_day(u.register, s.as_of) IS NOT NULL)
			FROM unnest(s.registers, s.grades) AS u (register, grade)
			GROUP BY u.grade
		) AS g
		CROSS JOIN LATERAL absence.points(g.trend, s.last_days) WITH ORDINALITY AS p (day, n, k, rate, week_number)
	) AS w
	WINDOW last_year AS (PARTITION BY w.school_id, w.group_kind, w.group_value, w.week_number ORDER BY w.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)
) AS c
LEFT JOIN (
	SELECT DISTINCT ON (school_id, school_year, group_kind, group_value) school_id, school_year, group_kind, group_value, n, chronic_n, source
	FROM @store@.prior_count
	ORDER BY school_id, school_year, group_kind, group_value, source
) AS t ON (t.school_id, t.school_year, t.group_kind, t.group_value) = (c.school_id, c.school_year - 1, c.group_kind, c.group_value) AND NOT c.has_prior
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- Of each school by session day. Members are the students expected on it, recorded
-- or not; counted are those of them of whom it is known whether they came, and
-- attending those less their absence. Average daily membership (ADM) is the mean of
-- the members over the days of the year so far. Average daily attendance (ADA) is that
-- of the attending over the session days on which somebody was counted. A day that
-- some calendar of the school is not complete through, and does not end before, lacks
-- the attendance of its students: it is shown, but attendance to date leaves it out.
CREATE OR REPLACE VIEW @store@.daily_attendance WITH (security_barrier) AS
SELECT d.school_year, d.school_id, h.name AS school_name, d.day, d.members, d.counted, d.absent, d.attending,
	d.attending / nullif(d.counted, 0) AS attendance_rate, d.whole_school, d.session_days,
	d.average_daily_membership,
	d.attending_to_date / nullif(d.session_days, 0) AS average_daily_attendance,
	d.attending_to_date / nullif(d.counted_to_date, 0) AS attendance_rate_to_date,
	k.complete_through, nullif(least(d.as_of, k.complete_through), 'infinity') AS as_of, d.policy_name AS policy
FROM (
	SELECT c.school_year, c.school_id, p.day, p.members, p.n AS counted, p.k AS absent, p.n - p.k AS attending, w.whole_school,
		count(*) FILTER (WHERE w.whole_school AND p.n > 0) OVER to_date AS session_days,
		(avg(p.members) FILTER (WHERE p.members > 0) OVER to_date)::double precision AS average_daily_membership,
		sum(p.n::double precision) FILTER (WHERE w.whole_school) OVER to_date AS counted_to_date,
		sum(p.n - p.k) FILTER (WHERE w.whole_school) OVER to_date AS attending_to_date,
		c.as_of, c.policy_name
	FROM (
		SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.daily_counts(r.register, a.policy) AS daily,
			absence.daily_membership(r.register, a.policy) AS membership
		FROM @store@.student_register AS r
		JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
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
LEFT JOIN @store@.school AS h ON h.school_id = d.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (d.school_year, d.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR d.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));
$store$);

INSERT INTO absence.store_part VALUES (21, 'watch_list', false, $store$
-- Who needs somebody to look: students enrolled now who are over a line, near one,
-- or away several days in a row, in the school year of now and in no other. A row for
-- each reason; what is new since the last look is in since.
--
-- chronic             chronically absent at the school; since the day from which on
--                     the verdict has been that
-- chronic in district not at this school, where the days may be few yet, but with
--                     those at other schools; since likewise
-- near chronic, near severe
--                     has missed something, and three more of the counted days, or
--                     fewer, would have brought him to that line; since the last
--                     absence
-- not mapped          no verdict, as it hangs on codes that nobody has mapped; since
--                     the day from which on it has been so
-- streak of 10, 5, 3  so many absent days in a row, or more, back from the last
--                     counted one; since the first of them
--
-- band_before is the band at the school on the day before since.

CREATE OR REPLACE VIEW @store@.watch_list WITH (security_barrier) AS
-- looked up once, however few students the planner expects
WITH asked AS MATERIALIZED (SELECT school_year, policy::absence.policy AS policy, as_of FROM @store@.asked)
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
	w.trigger COLLATE "C" AS trigger, w.since, s.streak,
	absence.absent_days(absence.tally(absence.last_days(absence.as_of(r.register, a.as_of), 5), a.policy)) AS absent_last_5,
	s.absent_days, s.rate, s.band, CASE WHEN w.since IS NOT NULL THEN absence.band(absence.tally(r.register, a.policy, w.since - 1))::text END AS band_before, s.district_band,
	s.absences_left, s.complete_through, s.as_of, s.policy
FROM @store@.student_absence AS s
JOIN asked AS a USING (school_year)
JOIN @store@.student_register AS r ON (r.student_id, r.school_id, r.school_year) = (s.student_id, s.school_id, s.school_year)
CROSS JOIN LATERAL absence.tally(r.register, a.policy, a.as_of) AS t (tally)
CROSS JOIN LATERAL (
	SELECT 'chronic', absence.chronic_since(r.register, a.policy, a.as_of)
	WHERE s.chronic
	UNION ALL
	SELECT 'chronic in district', absence.chronic_since((
		SELECT absence.rollup(m.register) FROM @store@.student_register AS m
		WHERE (m.student_id, m.school_year) = (s.student_id, s.school_year)), a.policy, a.as_of)
	WHERE s.district_chronic AND s.chronic IS NOT TRUE
	UNION ALL
	SELECT 'near ' || n.line, s.last_absence
	FROM (VALUES ('chronic'), ('severe')) AS n (line)
	WHERE absence.days_to_line(t.tally, n.line) BETWEEN 1 AND 3 AND s.absent_days > 0 AND s.chronic = (n.line = 'severe')
	UNION ALL
	SELECT 'not mapped', absence.unmapped_since(r.register, a.policy, a.as_of)
	WHERE s.why_null = 'unmapped'
	UNION ALL
	SELECT 'streak of ' || CASE WHEN s.streak >= 10 THEN 10 WHEN s.streak >= 5 THEN 5 ELSE 3 END, absence.streak_start(r.register, a.policy, a.as_of)
	WHERE s.streak >= 3
) AS w (trigger, since)
WHERE s.enrolled_now AND s.school_year = (SELECT school_year FROM @store@.store_now) AND (SELECT known FROM @store@.asked_is_known);
$store$);

INSERT INTO absence.store_part VALUES (22, 'fs195', false, $store$
-- An aid for EDFacts file 195, to be checked against the file specification of the
-- state, which was not read in full.
--
-- A student counts at each of his schools, by the federal definition whatever is
-- asked, with the statuses that he had on any membership day of the year to as-of.
-- Of every set each category stands for each sex, at every school, also where it is
-- nobody.

CREATE OR REPLACE VIEW @store@.fs195 WITH (security_barrier) AS
WITH category_set (place, category_set, words) AS (VALUES
	-- words that always stand for a race, and for the others where the store knows none
	(1, 'race_ethnicity', '{American Indian or Alaska Native,Asian,Black or African American,Hispanic or Latino,Native Hawaiian or Pacific Islander,White,two or more}'::text[]),
	(2, 'disability_idea', '{Yes}'), (3, 'section_504', '{Yes}'), (4, 'english_learner', '{Yes}'), (5, 'homeless', '{Yes}'), (6, 'sex', '{Female,Male}')
),
-- the statuses that the store knows, in the order of their places, then those of kinds that it does not
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
-- students of a school who are alike in their statuses, counted by verdict
alike AS (
	SELECT s.school_year, s.school_id, s.on_day, s.ever_in_year, s.as_of, bool_or(s.counts_day) AS counts_day, absence.is_federal_grade(r.grade) AS is_federal,
		count(b.band) AS n, count(*) FILTER (WHERE b.band IN ('moderate', 'severe')) AS chronic_n, count(*) FILTER (WHERE b.band IS NULL) AS no_verdict_n
	FROM @store@.student_status AS s
	JOIN @store@.student_register AS r USING (school_year, school_id, student_id)
	CROSS JOIN LATERAL (SELECT absence.band(absence.tally(r.register, absence.federal_policy(), s.as_of))::text OFFSET 0) AS b (band)
	GROUP BY s.school_year, s.school_id, s.on_day, s.ever_in_year, s.as_of, absence.is_federal_grade(r.grade)
),
counted AS MATERIALIZED (
	SELECT a.school_year, a.school_id, CASE g.group_kind WHEN 'all' THEN 'total' ELSE g.group_kind END AS category_set,
		g.group_value AS category, CASE g.group_kind WHEN 'all' THEN 'all' ELSE g.sex END AS sex,
		sum(a.n)::bigint AS n, sum(a.chronic_n)::bigint AS chronic_n, sum(a.no_verdict_n)::bigint AS no_verdict_n
	FROM alike AS a
	CROSS JOIN known AS k
	CROSS JOIN LATERAL absence.groups_of(k.kinds, k.group_values, a.on_day, a.ever_in_year) AS g
	WHERE a.is_federal AND g.status_basis = 'ever_in_year' AND g.group_kind <> 'sex' AND (g.group_kind = 'all' OR g.group_kind IN (SELECT c.category_set FROM category_set AS c))
	GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, CASE g.group_kind WHEN 'all' THEN 'all' ELSE g.sex END
	UNION ALL
	-- grades that are neither in the file nor known to be out of it
	SELECT a.school_year, a.school_id, 'grade not known', 'all', 'all', sum(a.n)::bigint, sum(a.chronic_n)::bigint, sum(a.no_verdict_n)::bigint
	FROM alike AS a
	WHERE a.is_federal IS NULL
	GROUP BY a.school_year, a.school_id
),
-- every category of every set, with every sex
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
SELECT s.school_year, s.school_id, h.name AS school_name, h.nces_school_id, h.state_school_id, c.place AS set_order, c.category_set COLLATE "C" AS category_set,
	c.category COLLATE "C" AS category, c.sex COLLATE "C" AS sex, coalesce(d.chronic_n, 0) AS chronic_n, coalesce(d.n, 0) AS n, coalesce(d.no_verdict_n, 0) AS no_verdict_n,
	k.complete_through, CASE WHEN s.counts_day THEN nullif(least(s.as_of, k.complete_through), 'infinity') END AS as_of, absence.federal_policy()::text AS policy
FROM (SELECT a.school_year, a.school_id, a.as_of, bool_or(a.counts_day) AS counts_day FROM alike AS a GROUP BY a.school_year, a.school_id, a.as_of) AS s
CROSS JOIN category AS c
LEFT JOIN counted AS d ON (d.school_year, d.school_id, d.category_set, d.category, d.sex) = (s.school_year, s.school_id, c.category_set, c.category, c.sex)
LEFT JOIN @store@.school AS h ON h.school_id = s.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (s.school_year, s.school_id)
WHERE h.federally_reported IS NOT FALSE
	AND (SELECT all_schools FROM @store@.visible) IS NOT NULL	-- a store without settings is an error, not one without students
	AND ((SELECT all_schools FROM @store@.visible) OR s.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

CREATE OR REPLACE FUNCTION @store@.fs195_at(as_of date DEFAULT NULL) RETURNS SETOF @store@.fs195
	LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT * FROM absence.answer_at(NULL::@store@.fs195, as_of, NULL);
END;
COMMENT ON FUNCTION @store@.fs195_at(date) IS 'fs195 as of a day; NULL is the last that is complete';
$store$);

INSERT INTO absence.store_part VALUES (23, 'why', false, $store$
-- Why a student is on the list: each day of the year, each event of it, and how
-- the day counts. It is counted by the core on a register of that one day, so
-- that the days add up to the figures of student_absence.

CREATE OR REPLACE VIEW @store@.student_day WITH (security_barrier) AS
WITH
-- what the student's own calendars say of a day; those of a stay that covers it
-- before others
calendar_word AS NOT MATERIALIZED (
	SELECT s.student_id, s.school_id, s.school_year, d.day, bool_or(s.counts AND t.covers) AS is_in_stay,
		coalesce(string_agg(DISTINCT d.event, ', ' ORDER BY d.event) FILTER (WHERE t.covers), string_agg(DISTINCT d.event, ', ' ORDER BY d.event)) AS events
	FROM @store@.stay AS s
	JOIN @store@.calendar_day AS d USING (school_id, school_year, calendar_code)
	CROSS JOIN LATERAL (SELECT d.day >= s.entry_date AND d.day <= coalesce(s.last_date, 'infinity')) AS t (covers)
	GROUP BY s.student_id, s.school_id, s.school_year, d.day
),
event AS (
	SELECT p.student_id, p.school_id, p.school_year, p.day, p.period, p.code, p.mark,
		CASE WHEN p.period IS NULL THEN p.share ELSE p.share / p.periods END AS share_missed,
		-- as absence.fold_agg() has it
		coalesce(x.reason,
			CASE WHEN first_value(p.code) OVER winner <> p.code AND (p.share IN (0, 1) OR p.mark = 'present' OR first_value(
					p.share = 1 AND p.mark NOT IN ('tardy', 'left_early', 'present')) OVER winner) THEN 'another event stands'
				WHEN row_number() OVER same_code > 1 THEN 'same code counts once' END) AS why_not_counted,
		row_number() OVER (PARTITION BY p.student_id, p.school_id, p.school_year, p.day ORDER BY p.period NULLS FIRST, p.code, p.share DESC NULLS LAST) AS place
	FROM @store@.event_part AS p
	LEFT JOIN (
		SELECT DISTINCT student_id, school_id, school_year, day, period, code, share, periods, reason
		FROM @store@.event_not_used
	) AS x ON (x.student_id, x.school_id, x.school_year, x.day, x.code) = (p.student_id, p.school_id, p.school_year, p.day, p.code)
		AND x.period IS NOT DISTINCT FROM p.period AND x.share IS NOT DISTINCT FROM p.share AND x.periods IS NOT DISTINCT FROM p.periods
	WINDOW winner AS (
			PARTITION BY p.student_id, p.school_id, p.school_year, p.day, p.period, p.is_used
			ORDER BY p.precedence DESC NULLS LAST, absence.mark_order(p.mark::absence.mark), p.code, p.share DESC),
		same_code AS (PARTITION BY p.student_id, p.school_id, p.school_year, p.day, p.period, p.code ORDER BY p.share DESC NULLS LAST)
),
day AS (
	SELECT r.student_id, r.school_id, r.school_year, d.day
	FROM @store@.student_register AS r
	CROSS JOIN LATERAL absence.days(absence.with_marks(r.register, NULL, 'infinity')) AS d
	UNION
	SELECT student_id, school_id, school_year, day FROM @store@.attendance_event
	UNION
	SELECT student_id, school_id, school_year, day FROM calendar_word WHERE is_in_stay
)
SELECT d.school_year, d.student_id, d.day, d.school_id, w.events AS calendar_event, d.is_member,
	e.period, e.code, e.mark, round(e.share_missed::numeric, 9)::double precision AS share_missed, e.why_not_counted,
	d.day_mark, d.counts_as,
	CASE WHEN coalesce(e.place, 1) = 1 THEN d.absent END AS absent,
	CASE WHEN d.is_counted AND d.owner <> d.school_id THEN d.owner END AS yields_to,
	CASE WHEN coalesce(e.place, 1) = 1 AND d.is_counted AND d.owner = d.school_id THEN
		absence.absent_days(absence.tally(absence.clip(o.register, d.day, d.day), d.policy, d.as_of)) END AS district_absent,
	nullif(least(d.as_of, d.complete_through), 'infinity') AS as_of, d.policy_name AS policy
FROM (
	SELECT d.student_id, d.school_id, d.school_year, d.day, a.policy, a.policy_name, a.as_of, c.complete_through, c.is_member, c.is_counted,
		absence.mark_on(r.register, d.day)::text AS day_mark,
		CASE
			WHEN NOT c.is_member THEN 'no membership day'
			WHEN c.complete_through IS NULL THEN 'not recorded'
			WHEN d.day > c.complete_through THEN 'after complete-through'
			WHEN d.day > a.as_of THEN 'after as-of'
			WHEN absence.enrolled_days(t.tally) = 0 THEN 'outside'
			WHEN absence.unmapped_days(t.tally) > 0 THEN 'unmapped'
			WHEN absence.counted_days(t.tally) = 0 THEN 'not recorded'
			WHEN absence.absent_days(t.tally) > 0 THEN 'absent'
			ELSE 'present' END AS counts_as,
		CASE WHEN c.is_counted THEN absence.absent_days(t.tally) END AS absent,
		-- whose mark the district's figures take, as merging does: that of a school
		-- that knows the day and has not yielded it. A day that is yielded already is
		-- not changed by yielding it.
		first_value(d.school_id) OVER (PARTITION BY d.student_id, d.school_year, d.day
			ORDER BY c.is_counted DESC, absence.register_eq(absence.yield_days(c.one_day, c.one_day), c.one_day), d.school_id) AS owner
	FROM day AS d
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	LEFT JOIN @store@.student_register AS r USING (student_id, school_id, school_year)
	CROSS JOIN LATERAL (
		SELECT coalesce(absence.is_member(r.register, d.day), false) AS is_member,
			coalesce(absence.is_member(r.register, d.day) AND d.day <= least(absence.complete_through(r.register), a.as_of)
				AND absence.complete_through(r.register) IS NOT NULL, false) AS is_counted,
			absence.complete_through(r.register) AS complete_through, absence.clip(r.register, d.day, d.day) AS one_day
	) AS c
	CROSS JOIN LATERAL absence.tally(c.one_day, a.policy, a.as_of) AS t (tally)
) AS d
LEFT JOIN (
	SELECT student_id, school_year, absence.rollup(register) AS register
	FROM @store@.student_register GROUP BY student_id, school_year
) AS o ON (o.student_id, o.school_year) = (d.student_id, d.school_year)
LEFT JOIN calendar_word AS w ON (w.student_id, w.school_id, w.school_year, w.day) = (d.student_id, d.school_id, d.school_year, d.day)
LEFT JOIN event AS e ON (e.student_id, e.school_id, e.school_year, e.day) = (d.student_id, d.school_id, d.school_year, d.day)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR d.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[])
		OR (d.student_id, d.school_year) IN (SELECT student_id, school_year FROM @store@.visible_student));

-- The first phone call is: why is my child on this list
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

INSERT INTO absence.store_part VALUES (24, 'answers_at', false, $store$
-- For tools that cannot SET: each live view X as X_at(as_of, policy), which sets
-- both for one query and puts them back. NULL is the store's own. Laid down once
-- for each of absence.live_views(). The view is named by what does not change when
-- the schema is renamed: by its oid.

CREATE OR REPLACE FUNCTION @store@.@view@_at(as_of date DEFAULT NULL, policy text DEFAULT NULL) RETURNS SETOF @store@.@view@
	LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT * FROM absence.answer_at(NULL::@store@.@view@, as_of, policy);
END;
COMMENT ON FUNCTION @store@.@view@_at(date, text) IS '@view@ as of a day and under a definition; NULL is the store''s own';
$store$);
