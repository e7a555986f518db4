
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

-- The tier in a store, where more than the register and the year before calls for one. Each
-- element of the arrays is a tier that is called for from its first to its last day, with the
-- reason in called_by. Where that is NULL, a team has decided the tier, which comes before all
-- else; of several decisions, the one that began last. Where it is empty, the element is a
-- support as it was given: one of tier 2 during which the pace of absences was not kept calls
-- for tier 3.
CREATE FUNCTION absence_internal.tier_now(
		register absence.register, prior absence.tally, policy absence.policy, as_of date, day date,
		tiers integer[], first_days date[], last_days date[], called_by text[],
		OUT tier integer, OUT computed_tier integer, OUT decided_tier integer, OUT since date, OUT reasons text[])
	AS 'MODULE_PATHNAME', 'absence_tier_now' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.tier_now(
	absence.register, absence.tally, absence.policy, date, date, integer[], date[], date[], text[]) IS
	'The tier of a student on a day, from the register to the as-of, the year before, and whatever else calls for a tier';

CREATE FUNCTION absence_internal.tier_story(
		register absence.register, prior absence.tally, policy absence.policy, as_of date, day date,
		tiers integer[], first_days date[], last_days date[], called_by text[],
		OUT days date[], OUT changed_to integer[], OUT is_decided boolean[])
	AS 'MODULE_PATHNAME', 'absence_tier_story' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION absence_internal.tier_story(
	absence.register, absence.tally, absence.policy, date, date, integer[], date[], date[], text[]) IS
	'The days to a day on which the tier of a student became another one, and the tier from then on';

-- the tier over rows of student-days, in the order of days

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
