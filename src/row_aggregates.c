/*
 * row_aggregates.c
 *		Aggregates over any table with one row per student and day:
 *		absence_rate, chronic_flag, absence_band, and tally_agg.
 *
 * The state is a tally.  For booleans without a policy, two counts are enough.
 * They fit in eight bytes, which are passed by value, and a row then takes
 * less time than in count(*) FILTER (...) / count(*).
 */
#include "postgres.h"

#include "aggregate.h"
#include "counting.h"
#include "verdict.h"

/* Two counts in one value: rows in the high half, absent rows in the low */
#define ROWS_SHIFT		32
#define COUNTED_ROWS(state)	((int64) ((uint64) (state) >> ROWS_SHIFT))
#define ABSENT_ROWS(state)	((int64) ((uint64) (state) & PG_UINT32_MAX))
#define ONE_ROW			((uint64) 1 << ROWS_SHIFT)

/*
 * Transition of absence_rate, chronic_flag and absence_band (absent boolean).
 *
 * The functions are strict, so that rows with NULL are ignored.
 * Errors: program_limit_exceeded for more than 4,294,967,295 rows in a group.
 */
PG_FUNCTION_INFO_V1(absence_rows_transition);
Datum
absence_rows_transition(PG_FUNCTION_ARGS)
{
	uint64		state = (uint64) PG_GETARG_INT64(0);

	if (unlikely(state >= (uint64) PG_UINT32_MAX << ROWS_SHIFT))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows for an aggregate of absent days"),
				 errhint("Give a policy as the second argument: then the number of rows is not limited.")));
	PG_RETURN_INT64((int64) (state + ONE_ROW + (PG_GETARG_BOOL(1) ? 1 : 0)));
}

PG_FUNCTION_INFO_V1(absence_rows_inverse);
Datum
absence_rows_inverse(PG_FUNCTION_ARGS)
{
	uint64		state = (uint64) PG_GETARG_INT64(0);

	require_aggregate(fcinfo);
	PG_RETURN_INT64((int64) (state - ONE_ROW - (PG_GETARG_BOOL(1) ? 1 : 0)));
}

PG_FUNCTION_INFO_V1(absence_rows_combine);
Datum
absence_rows_combine(PG_FUNCTION_ARGS)
{
	uint64		a = (uint64) PG_GETARG_INT64(0);
	uint64		b = (uint64) PG_GETARG_INT64(1);

	if (COUNTED_ROWS(a) + COUNTED_ROWS(b) > PG_UINT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows for an aggregate of absent days")));
	PG_RETURN_INT64((int64) (a + b));
}

/* The tally that is equivalent to the counts */
static void
rows_tally(Tally *tally, int64 state)
{
	empty_tally(tally, &federal_policy);
	tally->member_days = tally->enrolled_days = tally->counted_days = COUNTED_ROWS(state);
	tally->absent = tally->missed = tally->group[GROUP_UNVERIFIED] =
		ABSENT_ROWS(state) * WHOLE_DAY;
}

PG_FUNCTION_INFO_V1(absence_rows_rate);
Datum
absence_rows_rate(PG_FUNCTION_ARGS)
{
	Tally		tally;
	double		rate;

	rows_tally(&tally, PG_GETARG_INT64(0));
	if (!tally_rate(&tally, &rate))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(rate);
}

PG_FUNCTION_INFO_V1(absence_rows_chronic);
Datum
absence_rows_chronic(PG_FUNCTION_ARGS)
{
	Tally		tally;
	Band		band;

	rows_tally(&tally, PG_GETARG_INT64(0));
	if (tally_verdict(&tally, &band) != WHY_VERDICT)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(BAND_IS_CHRONIC(band));
}

PG_FUNCTION_INFO_V1(absence_rows_band);
Datum
absence_rows_band(PG_FUNCTION_ARGS)
{
	Tally		tally;
	Band		band;

	rows_tally(&tally, PG_GETARG_INT64(0));
	if (tally_verdict(&tally, &band) != WHY_VERDICT)
		PG_RETURN_NULL();
	return band_datum(fcinfo, band);
}

/*
 * Add one student-day, or subtract it.  The length of the day and the calendar
 * are not known for such rows.
 */
static void
count_row(Tally *tally, int sign)
{
	tally->member_days += sign;
	tally->enrolled_days += sign;
	tally->counted_days += sign;
	if (tally->policy.minimum_kind == MINIMUM_PERCENT)
		tally->no_calendar += sign;
}

/* A policy prepared for counting, kept from row to row */
typedef struct RuleCache
{
	Policy		policy;
	CountRule	rule;
} RuleCache;

static const CountRule *
cached_rule(FunctionCallInfo fcinfo, const Policy *policy)
{
	RuleCache  *cache = (RuleCache *) fcinfo->flinfo->fn_extra;

	if (unlikely(cache == NULL))
	{
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(RuleCache));
		fcinfo->flinfo->fn_extra = cache;
	}
	if (unlikely(!policy_equal(&cache->policy, policy)))
	{
		cache->policy = *policy;
		count_rule(&cache->rule, policy);
	}
	return &cache->rule;
}

static Datum
add_absent_row(FunctionCallInfo fcinfo, Share share, int sign)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	const CountRule *rule = cached_rule(fcinfo, policy);
	Tally	   *tally = tally_state(fcinfo, policy);
	int64		absent = sign * (int64) part_day(rule, share);

	count_row(tally, sign);
	tally->missed += sign * (int64) share;
	tally->absent += absent;
	tally->group[GROUP_UNVERIFIED] += absent;
	if (rule->in_minutes)
		tally->no_minutes_days += sign;
	PG_RETURN_POINTER(tally);
}

/* A row with a NULL share is ignored, but a NULL policy is an error. */
static Datum
no_absent_row(FunctionCallInfo fcinfo)
{
	PG_RETURN_POINTER(tally_state(fcinfo, policy_argument(fcinfo, 2)));
}

/*
 * Transitions of absence_rate, chronic_flag and absence_band
 * (absent boolean | numeric | double precision [, policy]), and their inverses
 *
 * absent is the share of the day that was missed.  The part-day rule of the
 * policy applies to it; the marks of the policy are not used.  NULL is
 * ignored.
 * Errors: null_value_not_allowed for a NULL policy, invalid_parameter_value
 * for a policy that changes within a group, numeric_value_out_of_range for a
 * share below 0, above 1 or NaN.
 */
#define ABSENT_TRANSITION(type, share) \
PG_FUNCTION_INFO_V1(absence_absent_transition_##type); \
Datum \
absence_absent_transition_##type(PG_FUNCTION_ARGS) \
{ \
	if (PG_ARGISNULL(1)) \
		return no_absent_row(fcinfo); \
	return add_absent_row(fcinfo, (share), 1); \
} \
PG_FUNCTION_INFO_V1(absence_absent_inverse_##type); \
Datum \
absence_absent_inverse_##type(PG_FUNCTION_ARGS) \
{ \
	require_aggregate(fcinfo); \
	if (PG_ARGISNULL(1)) \
		return no_absent_row(fcinfo); \
	return add_absent_row(fcinfo, (share), -1); \
}

ABSENT_TRANSITION(bool, PG_GETARG_BOOL(1) ? WHOLE_DAY : 0)
ABSENT_TRANSITION(float8, absent_from_float8(PG_GETARG_FLOAT8(1)))
ABSENT_TRANSITION(numeric, absent_from_numeric(PG_GETARG_DATUM(1)))

/* Count a day with one mark or none by the rule for days of registers. */
static void
tally_row(FunctionCallInfo fcinfo, Tally *tally, const CountRule *rule, Share share)
{
	int64		counted = tally->counted_days;
	int64		unmapped = tally->unmapped_days;
	DayCount	day;

	count_row(tally, 1);
	if (PG_ARGISNULL(1))
		tally_unrecorded_days(tally, rule, 1);
	else
	{
		judge_mark(rule, (Mark) PG_GETARG_CHAR(1), share, &day);
		tally_day(tally, &day, false);
	}
	if (rule->in_minutes)
	{
		tally->no_minutes_days += tally->counted_days - counted;
		tally->no_minutes_unmapped_days += tally->unmapped_days - unmapped;
	}
}

static Datum
add_mark_row(FunctionCallInfo fcinfo, Share share)
{
	const Policy *policy = policy_argument(fcinfo, 3);
	Tally	   *tally = tally_state(fcinfo, policy);

	tally_row(fcinfo, tally, cached_rule(fcinfo, policy), share);
	PG_RETURN_POINTER(tally);
}

static Datum
remove_mark_row(FunctionCallInfo fcinfo, Share share)
{
	const Policy *policy = policy_argument(fcinfo, 3);
	Tally	   *tally = tally_state(fcinfo, policy);
	Tally		row;

	empty_tally(&row, policy);
	tally_row(fcinfo, &row, cached_rule(fcinfo, policy), share);
	tally_accumulate(tally, &row, -1);
	PG_RETURN_POINTER(tally);
}

/* The share of a row with a NULL portion or without a portion */
static Share
share_of_mark(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) ? 0 : default_share((Mark) PG_GETARG_CHAR(1));
}

/*
 * Transitions of tally_agg(mark [, portion numeric | double precision
 * [, policy]]), and their inverses
 *
 * Each row is one student-day.  A NULL mark means that nothing is recorded.
 * The portion is as in register_agg.
 * Errors: as above.
 */
#define MARK_TRANSITION(type, share) \
PG_FUNCTION_INFO_V1(absence_tally_agg_transition_##type); \
Datum \
absence_tally_agg_transition_##type(PG_FUNCTION_ARGS) \
{ \
	return add_mark_row(fcinfo, (share)); \
} \
PG_FUNCTION_INFO_V1(absence_tally_agg_inverse_##type); \
Datum \
absence_tally_agg_inverse_##type(PG_FUNCTION_ARGS) \
{ \
	require_aggregate(fcinfo); \
	return remove_mark_row(fcinfo, (share)); \
}

MARK_TRANSITION(mark, share_of_mark(fcinfo))
MARK_TRANSITION(float8, PG_ARGISNULL(2) ? share_of_mark(fcinfo) :
				share_from_float8(PG_GETARG_FLOAT8(2)))
MARK_TRANSITION(numeric, PG_ARGISNULL(2) ? share_of_mark(fcinfo) :
				share_from_numeric(PG_GETARG_DATUM(2)))
