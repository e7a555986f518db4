/*
 * tier.c
 *		Tiers: the level of support that a student should get.
 *
 * Tier 3 is called for by a rate on the line of severe, Tier 2 by more absences
 * than the pace allows, and either by the year before: the criteria of
 * Attendance Works, with the lines of the policy.  What was called for stands
 * until the rate is better, so a tier is found by one walk over the year.
 */
#include "postgres.h"

#include <math.h>

#include "aggregate.h"
#include "tier.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* The lines of a policy, and the pace */
void
tier_lines(TierLines *lines, const Policy *policy, int32 pace_hundredths, int pace_days, int minimum)
{
	int			at_risk = policy->at_risk != NO_LINE ? policy->at_risk : chronic_line(policy);

	line_weights(&lines->severe, policy, policy->severe);
	line_weights(&lines->chronic, policy, chronic_line(policy));
	line_weights(&lines->at_risk, policy, at_risk);
	lines->has_at_risk = at_risk != NO_LINE;
	lines->in_minutes = policy->basis == BASIS_MINUTES;
	lines->pace = (int64) pace_hundredths * (WHOLE_DAY / 100);
	lines->pace_days = pace_days;
	lines->minimum = minimum;
}

/*
 * What a day looked at changes.  A rate that is not known, since the length of
 * a day is not, neither begins nor ends anything.
 */
static inline void
note_tier_day(const TierLines *lines, TierState *state, bool over_pace)
{
	const RunningRate *rate = &state->rate;
	bool		ready = rate->counted >= lines->minimum && !rate->no_minutes;

	if (over_pace)
		state->pace = true;
	if (ready && rate->known > 0 && weights_reached(&lines->severe, rate->missed, rate->total))
		state->severe_rate = true;
	if (state->severe_rate && !rate->no_minutes &&
		!weights_reached(&lines->chronic, rate->missed, rate->total))
		state->severe_rate = false;
	if (state->pace && ready && lines->has_at_risk &&
		!weights_reached(&lines->at_risk, rate->missed, rate->total))
		state->pace = false;
}

static inline int
state_tier(const TierState *state)
{
	return state->severe_rate ? 3 : state->pace ? 2 : 1;
}

static inline void
note_tier(TierWalk *walk, int ordinal)
{
	int			tier = Max(walk->least, state_tier(&walk->state));

	if (tier == walk->tier)
		return;
	walk->tier = tier;
	walk->since = ordinal;
	if (!walk->keeps_changes)
		return;
	if (walk->n_changes == walk->room)
	{
		walk->room = Max(2 * walk->room, 8);
		walk->changes = walk->changes == NULL ? palloc(walk->room * sizeof(TierChange)) :
			repalloc(walk->changes, walk->room * sizeof(TierChange));
	}
	walk->changes[walk->n_changes].ordinal = ordinal;
	walk->changes[walk->n_changes++].tier = tier;
}

/*
 * So many days with nothing missed.  The rate falls: what stands may end, and a
 * severe rate may begin where the minimum is reached.
 */
static void
pass_tier_days(TierWalk *walk, int ordinal, int n, uint16 length)
{
	const TierLines *lines = &walk->lines;
	TierState  *state = &walk->state;
	RunningRate *rate = &state->rate;
	int			step = lines->in_minutes ? length : 1;
	int			ready = Max(lines->minimum - rate->counted, 1);
	int			begins = n + 1; /* severe_rate */
	int			ends = n + 1;
	int			calms = n + 1;	/* pace */

	if (!rate->no_minutes && !(lines->in_minutes && length == UNKNOWN_MINUTES))
	{
		if (!state->severe_rate && rate->counted < lines->minimum && ready <= n &&
			weights_reached(&lines->severe, rate->missed, rate->total + (int64) ready * step))
			begins = ready;
		if (state->severe_rate || begins <= n)
			ends = days_reached(&lines->chronic, rate, step, n);
		if (state->pace && lines->has_at_risk && ready <= n)
			calms = Max(days_reached(&lines->at_risk, rate, step, n), ready);
	}
	while (Min(Min(begins, ends), calms) <= n)
	{
		int			next = Min(Min(begins, ends), calms);

		if (begins == next)
		{
			state->severe_rate = true;
			begins = n + 1;
		}
		if (ends == next)
		{
			state->severe_rate = false;
			ends = n + 1;
		}
		if (calms == next)
		{
			state->pace = false;
			calms = n + 1;
		}
		note_tier(walk, ordinal + next - 1);
	}
	add_present(rate, n, lines->in_minutes, length);
}

/* Absences that the pace allows up to a day, and one before it */
static int64
paced(const TierLines *lines, int ordinal, int months)
{
	int			period = 1 + (lines->pace_days > 0 ? ordinal / lines->pace_days : months);

	return period * lines->pace;
}

/* Does a run of days over the pace begin on this day? */
static bool
begins_over_pace(const TierWalk *walk, int ordinal, int64 before, DayCursor *days, int first_month)
{
	const TierLines *lines = &walk->lines;
	int			months = 0;
	int			months_before = 0;

	if (walk->state.absent < lines->pace)
		return false;
	if (lines->pace_days == 0)
	{
		if (ordinal > 0)
			months_before = month_of(cursor_day(days, ordinal - 1)) - first_month;
		months = month_of(cursor_day(days, ordinal)) - first_month;
	}
	if (walk->state.absent < paced(lines, ordinal, months))
		return false;
	return ordinal == 0 || before < paced(lines, ordinal - 1, months_before);
}

static void
walk_tier(TierWalk *walk, const RegisterView *view, const Policy *policy, int stop)
{
	TierState  *state = &walk->state;
	bool		in_minutes = walk->lines.in_minutes;
	uint16	   *lengths = NULL;
	CountRule	rule;
	DayWalk		days;
	DayCount	day;
	DayCursor	cursor;
	int			first_month = 0;
	int			next = 0;		/* first day not looked at */

	memset(state, 0, sizeof(TierState));
	walk->tier = walk->least;
	walk->since = 0;
	walk->n_changes = walk->room = 0;
	walk->changes = NULL;
	count_rule(&rule, policy);
	start_walk(&days, view, &rule, stop);
	if (walk->lines.pace_days == 0 && stop > 0)
	{
		start_days(&cursor, view);
		first_month = month_of(cursor_day(&cursor, 0));
	}
	if (in_minutes)
	{
		lengths = palloc(Max(view->n_members, 1) * sizeof(uint16));
		view_lengths(view, lengths);
	}
	for (;;)
	{
		bool		more = next_odd_day(&days, &day);
		int			until = more ? day.ordinal : stop;
		int64		before = state->absent;

		if (in_minutes)
			for (; next < until; next++)
				pass_tier_days(walk, next, 1, lengths[next]);
		else if (next < until)
			pass_tier_days(walk, next, until - next, 0);
		if (!more)
			break;
		add_to_rate(&state->rate, day.kind, day.absent, in_minutes, in_minutes ? lengths[until] : 0);
		if (day.kind == DAY_COUNTED)
			state->absent += day.absent;
		note_tier_day(&walk->lines, state,
					  !state->pace && state->absent > before &&
					  begins_over_pace(walk, until, before, &cursor, first_month));
		note_tier(walk, until);
		next = until + 1;
	}
	if (lengths)
		pfree(lengths);
}

/*
 * The tier that the year before calls for, by the lines of the policy.  Without
 * a verdict it calls for nothing.
 */
static int
prior_tier(const Tally *prior, const Policy *policy)
{
	Policy		judge = *policy;
	TallyAmounts amounts;
	Band		band;

	if (tally_verdict(prior, &band) != WHY_VERDICT)
		return 1;
	tally_amounts(prior, &amounts);
	judge.basis = prior->policy.basis;
	if (policy->measure == MEASURE_DAYS)
	{
		judge.basis = BASIS_DAYS;
		amounts.missed = prior->absent;
	}
	if (line_reached(&judge, judge.severe, amounts.missed, amounts.total))
		return 3;
	return line_reached(&judge, chronic_line(&judge), amounts.missed, amounts.total) ? 2 : 1;
}

/* Reading a numeric takes longer than the walk, and it is nearly always the same */
typedef struct PaceCache
{
	int			size;
	char		bytes[24];
	int32		hundredths;
} PaceCache;

static int32
pace_argument(FunctionCallInfo fcinfo, int argno)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(argno));
	PaceCache  *cache = (PaceCache *) fcinfo->flinfo->fn_extra;
	int			size = VARSIZE_ANY_EXHDR(value);
	double		pace;
	int32		hundredths;

	if (cache && cache->size == size && memcmp(cache->bytes, VARDATA_ANY(value), size) == 0)
		return cache->hundredths;
	pace = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, PointerGetDatum(value))) * 100;
	if (!(pace > 0.5 && pace < 999999.5) || fabs(pace - rint(pace)) > 1e-6)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("pace out of range"),
				 errdetail("The pace is above 0 and at most 9999.99 days, with at most two decimals.")));
	hundredths = (int32) rint(pace);
	if (size <= (int) sizeof(cache->bytes))
	{
		if (cache == NULL)
			cache = fcinfo->flinfo->fn_extra =
				MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(PaceCache));
		cache->size = size;
		memcpy(cache->bytes, VARDATA_ANY(value), size);
		cache->hundredths = hundredths;
	}
	return hundredths;
}

static int
days_argument(FunctionCallInfo fcinfo, int argno, const char *name)
{
	int			days = PG_GETARG_INT32(argno);

	if (days < 0 || days > MAX_MEMBER_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s out of range: %d", name, days),
				 errdetail("It is from 0 to %d days.", MAX_MEMBER_DAYS)));
	return days;
}

/* Walk the register of argument 0, after the tally of the year before, argument 1. */
void
walk_register(FunctionCallInfo fcinfo, TierCall *call, const Policy *policy, DateADT as_of)
{
	register_view(&call->view, PG_GETARG_REGISTER(0));
	require_one_year(&call->view);
	call->stop = view_stop(&call->view, as_of);
	call->members = call->stop > 0 ? call->stop : view_days_to(&call->view, as_of);
	call->walk.least = 1;
	if (!PG_ARGISNULL(1) && call->members > 0)
		call->walk.least = prior_tier(PG_GETARG_TALLY_P(1), policy);
	walk_tier(&call->walk, &call->view, policy, call->stop);
}

/* False for a NULL register. */
static bool
find_tier(FunctionCallInfo fcinfo, TierCall *call)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	DateADT		as_of = PG_ARGISNULL(3) ? DATEVAL_NOEND : PG_GETARG_DATEADT(3);

	if (PG_ARGISNULL(0))
		return false;
	for (int i = 4; i < 7; i++)
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("pace, pace_days and minimum must not be null")));
	tier_lines(&call->walk.lines, policy, pace_argument(fcinfo, 4),
			   days_argument(fcinfo, 5, "pace_days"), days_argument(fcinfo, 6, "minimum"));
	call->walk.keeps_changes = false;
	walk_register(fcinfo, call, policy, as_of);
	return true;
}

/*
 * tier(register, prior tally, policy, as_of date, pace numeric, pace_days integer, minimum integer)
 *		returns integer
 *
 * The level of support: 3 where this year's rate reached the line of severe
 * after so many counted days and is not yet below that of chronic, or the year
 * before reached it; 2 where the absences went over the pace and the rate is
 * not yet below the line of at_risk, or the year before reached the line of
 * chronic; else 1.  NULL for a NULL register only.
 * Errors: invalid_parameter_value for a register of several school years, and
 * for arguments out of range; null_value_not_allowed for a NULL policy, pace,
 * pace_days or minimum.
 */
PG_FUNCTION_INFO_V1(absence_tier);
Datum
absence_tier(PG_FUNCTION_ARGS)
{
	TierCall	call;

	if (!find_tier(fcinfo, &call))
		PG_RETURN_NULL();
	PG_RETURN_INT32(call.walk.tier);
}

/*
 * tier_since(the same) returns date
 *
 * The membership day since which the tier has been what it is, without a
 * break; NULL where no membership day has come.
 */
PG_FUNCTION_INFO_V1(absence_tier_since);
Datum
absence_tier_since(PG_FUNCTION_ARGS)
{
	TierCall	call;

	if (!find_tier(fcinfo, &call) || call.members == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&call.view, call.walk.since));
}

/*
 * tier_reasons(the same) returns text[]
 *
 * What calls for a tier, those of Tier 3 first: prior_severe, severe_rate,
 * prior_chronic, pace.  Without any: not_recorded where nothing was counted,
 * else none.
 */
PG_FUNCTION_INFO_V1(absence_tier_reasons);
Datum
absence_tier_reasons(PG_FUNCTION_ARGS)
{
	TierCall	call;
	Datum		reasons[4];
	int			n = 0;

	if (!find_tier(fcinfo, &call))
		PG_RETURN_NULL();
	if (call.walk.least == 3)
		reasons[n++] = CStringGetTextDatum("prior_severe");
	if (call.walk.state.severe_rate)
		reasons[n++] = CStringGetTextDatum("severe_rate");
	if (call.walk.least == 2)
		reasons[n++] = CStringGetTextDatum("prior_chronic");
	if (call.walk.state.pace)
		reasons[n++] = CStringGetTextDatum("pace");
	if (n == 0 && call.walk.state.rate.known == 0)
		reasons[n++] = CStringGetTextDatum("not_recorded");
	if (n == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(TEXTOID));
	PG_RETURN_ARRAYTYPE_P(construct_array(reasons, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* What was counted on the days from..to-1; an unmapped day is not counted */
void
rate_between(RunningRate *rate, const RegisterView *view, const Policy *policy, int from, int to)
{
	bool		in_minutes = policy->basis == BASIS_MINUTES;
	CountRule	rule;
	DayWalk		days;
	DayCount	day;

	memset(rate, 0, sizeof(RunningRate));
	count_rule(&rule, policy);
	start_walk(&days, view, &rule, to);
	for (int next = from;; next++)
	{
		bool		more = next_odd_day(&days, &day);
		int			until;

		while (more && day.ordinal < from)
			more = next_odd_day(&days, &day);
		until = more ? day.ordinal : to;
		for (; next < until; next++)
			add_present(rate, 1, in_minutes, view_length(view, next));
		if (!more)
			break;
		if (day.kind == DAY_COUNTED)
			add_to_rate(rate, day.kind, day.absent, in_minutes, view_length(view, until));
	}
}

#define IMPROVED_LEAST_BEFORE	10

/*
 * improved(register, day date, n integer, policy, as_of date) returns boolean
 *
 * Whether less was missed, of what was counted, on the n membership days from a
 * day on than on the last n before it; or so little that the rate of these days
 * is below the line of at_risk.  NULL where the n days are not over, fewer than
 * ten lie before, or nothing was counted on either side.
 */
PG_FUNCTION_INFO_V1(absence_improved);
Datum
absence_improved(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 3);
	DateADT		as_of = PG_ARGISNULL(4) ? DATEVAL_NOEND : PG_GETARG_DATEADT(4);
	RegisterView view;
	RunningRate before;
	RunningRate after;
	DateADT		day;
	int64		n;
	int			first;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	day = PG_GETARG_DATEADT(1);
	n = PG_GETARG_INT32(2);
	register_view(&view, PG_GETARG_REGISTER(0));
	require_one_year(&view);
	first = DATE_IS_NOBEGIN(day) ? 0 : view_days_to(&view, day - 1);
	if (DATE_IS_NOEND(day) || first + n > view_stop(&view, as_of) ||
		Min(n, first) < IMPROVED_LEAST_BEFORE)
		PG_RETURN_NULL();

	rate_between(&before, &view, policy, first - (int) Min(n, first), first);
	rate_between(&after, &view, policy, first, first + (int) n);
	if (before.no_minutes || after.no_minutes || before.counted == 0 || after.counted == 0)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(after.missed * before.total < before.missed * after.total ||
				   (policy->measure == MEASURE_RATE && policy->at_risk != NO_LINE &&
					!line_reached(policy, policy->at_risk, after.missed, after.total)));
}

/* State of the aggregate absence_tier(): a base type, as of all of them */
typedef struct RowTiers
{
	int32		vl_len_;
	int32		counted;		/* rows */
	int64		absent;			/* shares */
	Policy		policy;
	uint8		severe_rate;	/* 0 or 1 */
	uint8		pace;
	char		unused[6];
} RowTiers;

StaticAssertDecl(sizeof(RowTiers) == 72, "state of absence_tier has no padding");

/* A policy made ready for it, kept from row to row */
typedef struct RowTierCache
{
	Policy		policy;
	CountRule	rule;
	TierLines	lines;
} RowTierCache;

static const RowTierCache *
cached_lines(FunctionCallInfo fcinfo, const Policy *policy)
{
	RowTierCache *cache = (RowTierCache *) fcinfo->flinfo->fn_extra;

	if (unlikely(cache == NULL))
	{
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(RowTierCache));
		fcinfo->flinfo->fn_extra = cache;
	}
	if (unlikely(!policy_equal(&cache->policy, policy)))
	{
		cache->policy = *policy;
		count_rule(&cache->rule, policy);
		tier_lines(&cache->lines, policy, PACE_HUNDREDTHS, PACE_DAYS, TIER_MINIMUM);
	}
	return cache;
}

static void
check_row_tiers(const RowTiers *state)
{
	if (VARSIZE(state) != sizeof(RowTiers) || state->counted < 0 || state->absent < 0 ||
		state->absent > state->counted * (int64) WHOLE_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid state of absence_tier")));
}

/* The state of the aggregate, to be changed */
static RowTiers *
row_tiers(FunctionCallInfo fcinfo, const Policy *policy)
{
	RowTiers   *state;

	if (PG_ARGISNULL(0))
	{
		state = palloc0(sizeof(RowTiers));
		SET_VARSIZE(state, sizeof(RowTiers));
		state->policy = *policy;
		return state;
	}
	state = (RowTiers *) PG_GETARG_POINTER(0);
	if (!in_aggregate(fcinfo) || !VARATT_IS_4B_U(state) ||
		PointerGetDatum(state) != MAXALIGN(PointerGetDatum(state)))
		state = (RowTiers *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	check_row_tiers(state);
	require_same_policy(&state->policy, policy);
	return state;
}

static Datum
add_row_tier(FunctionCallInfo fcinfo, Share share)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	const RowTierCache *cache = cached_lines(fcinfo, policy);
	RowTiers   *state = row_tiers(fcinfo, policy);
	int64		before = state->absent;
	int			ordinal = state->counted;
	TierState	tier = {0};

	if (unlikely(state->counted >= MAX_MEMBER_DAYS))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows for absence_tier"),
				 errdetail("A group is one student in one school year.")));
	state->counted++;
	state->absent += part_day(&cache->rule, share);

	tier.severe_rate = state->severe_rate != 0;
	tier.pace = state->pace != 0;
	tier.rate.missed = state->absent;
	tier.rate.total = tier.rate.known = tier.rate.counted = state->counted;
	tier.rate.no_minutes = cache->lines.in_minutes;
	note_tier_day(&cache->lines, &tier,
				  state->absent > before && state->absent >= paced(&cache->lines, ordinal, 0) &&
				  (ordinal == 0 || before < paced(&cache->lines, ordinal - 1, 0)));
	state->severe_rate = tier.severe_rate;
	state->pace = tier.pace;
	PG_RETURN_POINTER(state);
}

/*
 * Transitions of absence_tier(absent boolean | numeric | double precision [, policy])
 *
 * The rows of one student in one school year in the order of days: each is a
 * counted day, and absent is the share of it missed, as in absence_rate().
 * NULL is ignored.
 * Errors: as of absence_rate(); program_limit_exceeded past 65,535 rows.
 */
#define TIER_TRANSITION(type, share) \
PG_FUNCTION_INFO_V1(absence_tier_transition_##type); \
Datum \
absence_tier_transition_##type(PG_FUNCTION_ARGS) \
{ \
	if (PG_ARGISNULL(1)) \
		PG_RETURN_POINTER(row_tiers(fcinfo, policy_argument(fcinfo, 2))); \
	return add_row_tier(fcinfo, (share)); \
}

TIER_TRANSITION(bool, PG_GETARG_BOOL(1) ? WHOLE_DAY : 0)
TIER_TRANSITION(float8, absent_from_float8(PG_GETARG_FLOAT8(1)))
TIER_TRANSITION(numeric, absent_from_numeric(PG_GETARG_DATUM(1)))

/* The tier after the last row; NULL without a row that counts. */
PG_FUNCTION_INFO_V1(absence_tier_final);
Datum
absence_tier_final(PG_FUNCTION_ARGS)
{
	RowTiers   *state = (RowTiers *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));

	check_row_tiers(state);
	if (state->counted == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(state->severe_rate ? 3 : state->pace ? 2 : 1);
}
