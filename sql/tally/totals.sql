
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
