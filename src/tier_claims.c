/*
 * tier_claims.c
 *		The tier of a student in a store: what the register calls for, and what
 *		else does, joined.
 */
#include "postgres.h"

#include "tier.h"

#include "access/htup_details.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

/*
 * What else calls for a tier in a store, beside the register and the year
 * before: rules of the district, support that has not helped, and decisions of
 * a team, which come before all of it.
 */
typedef enum TierClaimKind
{
	CLAIM_DECISION,
	CLAIM_SUPPORT,				/* as it was given; it calls for nothing itself */
	CLAIM_REASON
} TierClaimKind;

typedef struct TierClaim
{
	int			tier;
	DateADT		first;
	DateADT		last;
	TierClaimKind kind;
	Datum		reason;			/* text, of CLAIM_REASON */
} TierClaim;

/* Support has not helped if after so many counted days more than a tenth of them were missed: the pace */
#define REVIEW_DAYS			30
#define PACE_SHARE			10

/* The tier of a day */
typedef struct TierOfDay
{
	int			computed;
	int			decided;		/* 0: none */
} TierOfDay;

static inline int
tier_in_force(const TierOfDay *tier)
{
	return tier->decided > 0 ? tier->decided : tier->computed;
}

static void
claim_elements(FunctionCallInfo fcinfo, int argno, Oid type, int length, bool by_value, Datum **elements, bool **nulls, int *n)
{
	ArrayType  *array = PG_ARGISNULL(argno) ? construct_empty_array(type) : PG_GETARG_ARRAYTYPE_P(argno);
	int			found;

	if (ARR_ELEMTYPE(array) != type)
		elog(ERROR, "unexpected array of type %u", ARR_ELEMTYPE(array));
	deconstruct_array(array, type, length, by_value, TYPALIGN_INT, elements, nulls, &found);
	if (*n >= 0 && found != *n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("the arrays of what calls for a tier differ in length")));
	*n = found;
}

static int
compare_claims(const void *a, const void *b)
{
	const TierClaim *claim_a = (const TierClaim *) a;
	const TierClaim *claim_b = (const TierClaim *) b;

	if (claim_a->first != claim_b->first)
		return claim_a->first > claim_b->first ? 1 : -1;
	if (claim_a->last != claim_b->last)
		return claim_a->last < claim_b->last ? 1 : -1;
	return claim_a->tier - claim_b->tier;
}

/*
 * The claims that arguments argno to argno + 3 hold, by their first day.  A
 * decision has no reason, and a support an empty one.  There is room for as
 * many more.
 */
static int
tier_claims(FunctionCallInfo fcinfo, int argno, TierClaim **claims)
{
	Datum	   *tiers,
			   *firsts,
			   *lasts,
			   *reasons;
	bool	   *no_tier,
			   *no_first,
			   *no_last,
			   *no_reason;
	int			n = -1;
	int			used = 0;

	if (PG_ARGISNULL(argno))
		return 0;
	claim_elements(fcinfo, argno, INT4OID, sizeof(int32), true, &tiers, &no_tier, &n);
	claim_elements(fcinfo, argno + 1, DATEOID, sizeof(DateADT), true, &firsts, &no_first, &n);
	claim_elements(fcinfo, argno + 2, DATEOID, sizeof(DateADT), true, &lasts, &no_last, &n);
	claim_elements(fcinfo, argno + 3, TEXTOID, -1, false, &reasons, &no_reason, &n);
	*claims = palloc(Max(2 * n, 1) * sizeof(TierClaim));
	for (int i = 0; i < n; i++)
	{
		TierClaim  *claim = &(*claims)[used];

		/* facts are as the district has loaded them */
		if (no_tier[i] || DatumGetInt32(tiers[i]) < 1 || DatumGetInt32(tiers[i]) > 3)
			continue;
		claim->tier = DatumGetInt32(tiers[i]);
		claim->first = no_first[i] ? DATEVAL_NOBEGIN : DatumGetDateADT(firsts[i]);
		claim->last = no_last[i] ? DATEVAL_NOEND : DatumGetDateADT(lasts[i]);
		claim->kind = no_reason[i] ? CLAIM_DECISION :
			VARSIZE_ANY_EXHDR(DatumGetPointer(reasons[i])) == 0 ? CLAIM_SUPPORT : CLAIM_REASON;
		claim->reason = reasons[i];
		used += claim->first <= claim->last;
	}
	qsort(*claims, used, sizeof(TierClaim), compare_claims);
	return used;
}

static inline bool
over_pace_since(const RunningRate *rate, bool in_minutes)
{
	return rate->known > 0 && !rate->no_minutes &&
		rate->missed * PACE_SHARE > rate->total * (in_minutes ? 1 : (int64) WHOLE_DAY);
}

/* The ordinal of the first of these days on which support has not helped that began on the first one, or -1 */
static int
find_no_improvement(const RegisterView *view, const Policy *policy, DateADT first, DateADT last, int stop)
{
	bool		in_minutes = policy->basis == BASIS_MINUTES;
	RunningRate rate = {0};
	int			from = DATE_IS_NOBEGIN(first) ? 0 : view_days_to(view, first - 1);
	int			to = Min(view_days_to(view, last), stop);
	CountRule	rule;
	DayWalk		days;
	DayCount	day = {0};
	bool		more;

	if (from >= to)
		return -1;
	count_rule(&rule, policy);
	start_walk(&days, view, &rule, to);
	do
		more = next_odd_day(&days, &day);
	while (more && day.ordinal < from);
	for (int ordinal = from; ordinal < to; ordinal++)
	{
		uint16		length = in_minutes ? view_length(view, ordinal) : 0;

		if (more && day.ordinal == ordinal)
		{
			add_to_rate(&rate, day.kind, day.absent, in_minutes, length);
			more = next_odd_day(&days, &day);
		}
		else
			add_present(&rate, 1, in_minutes, length);
		if (rate.counted >= REVIEW_DAYS && over_pace_since(&rate, in_minutes))
			return ordinal;
	}
	return -1;
}

/*
 * Support of Tier 2 that has not helped calls for Tier 3, until a support of
 * Tier 3 that went on later has ended with the pace kept.  A support is looked
 * at until the next one of Tier 2 begins.  These claims come after the others.
 */
static int
add_no_improvement(const TierCall *call, const Policy *policy, TierClaim *claims, int n)
{
	bool		in_minutes = policy->basis == BASIS_MINUTES;
	int			n_claims = n;
	RunningRate rate;
	int			met;

	for (int i = 0; i < n; i++)
	{
		DateADT		last = claims[i].last;
		TierClaim  *claim = &claims[n_claims];

		if (claims[i].kind != CLAIM_SUPPORT || claims[i].tier != 2)
			continue;
		for (int next = i + 1; next < n; next++)
			if (claims[next].kind == CLAIM_SUPPORT && claims[next].tier == 2)
			{
				last = DATE_IS_NOBEGIN(claims[next].first) ? DATEVAL_NOBEGIN :
					Min(last, claims[next].first - 1);
				break;
			}
		met = find_no_improvement(&call->view, policy, claims[i].first, last, call->stop);
		if (met < 0)
			continue;
		claim->tier = 3;
		claim->first = view_day(&call->view, met);
		claim->last = DATEVAL_NOEND;
		claim->kind = CLAIM_REASON;
		claim->reason = CStringGetTextDatum("no improvement with support");
		for (int answer = 0; answer < n; answer++)
			if (claims[answer].kind == CLAIM_SUPPORT && claims[answer].tier == 3 &&
				claims[answer].last >= claim->first && claims[answer].last < claim->last &&
				!DATE_IS_NOEND(claims[answer].last))
			{
				rate_between(&rate, &call->view, policy,
							 DATE_IS_NOBEGIN(claims[answer].first) ? 0 : view_days_to(&call->view, claims[answer].first - 1),
							 Min(view_days_to(&call->view, claims[answer].last), call->stop));
				if (rate.counted > 0 && !rate.no_minutes && !over_pace_since(&rate, in_minutes))
					claim->last = claims[answer].last;
			}
		n_claims++;
	}
	return n_claims;
}

static TierOfDay
tier_of_day(const TierWalk *walk, const DateADT *change_days, const TierClaim *claims, int n_claims, DateADT day)
{
	TierOfDay	tier = {walk->least, 0};

	for (int i = 0; i < walk->n_changes && change_days[i] <= day; i++)
		tier.computed = walk->changes[i].tier;
	for (int i = 0; i < n_claims; i++)
		if (claims[i].first <= day && day <= claims[i].last)
		{
			/* of several decisions the one that began last */
			if (claims[i].kind == CLAIM_DECISION)
				tier.decided = claims[i].tier;
			else if (claims[i].kind == CLAIM_REASON)
				tier.computed = Max(tier.computed, claims[i].tier);
		}
	return tier;
}

static int
compare_days(const void *a, const void *b)
{
	DateADT		day_a = *(const DateADT *) a;
	DateADT		day_b = *(const DateADT *) b;

	return (day_a > day_b) - (day_a < day_b);
}

static void
add_reason(Datum *reasons, int *n, Datum reason)
{
	for (int i = 0; i < *n; i++)
		if (DatumGetBool(DirectFunctionCall2Coll(texteq, C_COLLATION_OID, reasons[i], reason)))
			return;
	reasons[(*n)++] = reason;
}

/* The reasons in words: the decision, then what calls for Tier 3, then for Tier 2 */
static Datum
reasons_in_words(const TierCall *call, const TierOfDay *tier, const TierClaim *claims, int n_claims, DateADT day)
{
	const TierWalk *walk = &call->walk;
	Datum	   *reasons;
	int			n = 0;

	if (n_claims == 0 && walk->least == 1 && !walk->state.severe_rate && !walk->state.pace && walk->state.rate.known > 0)
		return PointerGetDatum(construct_empty_array(TEXTOID));
	reasons = palloc((n_claims + 6) * sizeof(Datum));
	if (tier->decided > 0)
		reasons[n++] = CStringGetTextDatum("team decision");
	for (int level = 3; level >= 2; level--)
	{
		if (walk->least == level)
			reasons[n++] = CStringGetTextDatum(level == 3 ? "severely absent last year" : "chronically absent last year");
		if (level == 3 ? walk->state.severe_rate : walk->state.pace)
			reasons[n++] = CStringGetTextDatum(level == 3 ? "severely absent this year" : "over the pace");
		for (int i = 0; i < n_claims; i++)
			if (claims[i].kind == CLAIM_REASON && claims[i].tier == level && claims[i].first <= day && day <= claims[i].last)
				add_reason(reasons, &n, claims[i].reason);
	}
	if (n == 0 && walk->state.rate.known == 0)
		reasons[n++] = CStringGetTextDatum("not recorded");
	if (n == 0)
		return PointerGetDatum(construct_empty_array(TEXTOID));
	return PointerGetDatum(construct_array(reasons, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* The days, to the day asked for, on which the tier can be another one than the day before */
static int
days_of_change(const TierCall *call, const DateADT *change_days, const TierClaim *claims, int n_claims, DateADT day, DateADT **days)
{
	DateADT		first = view_day(&call->view, 0);
	int			n = 0;
	int			distinct = 0;

	*days = palloc((call->walk.n_changes + 2 * n_claims + 1) * sizeof(DateADT));
	(*days)[n++] = first;
	for (int i = 0; i < call->walk.n_changes; i++)
		(*days)[n++] = change_days[i];
	for (int i = 0; i < n_claims; i++)
	{
		if (claims[i].kind == CLAIM_SUPPORT)
			continue;
		if (!DATE_NOT_FINITE(claims[i].first))
			(*days)[n++] = claims[i].first;
		if (!DATE_NOT_FINITE(claims[i].last) && claims[i].last < DATEVAL_NOEND - 1)
			(*days)[n++] = claims[i].last + 1;
	}
	qsort(*days, n, sizeof(DateADT), compare_days);
	for (int i = 0; i < n; i++)
		if ((*days)[i] >= first && (*days)[i] <= day && (distinct == 0 || (*days)[i] > (*days)[distinct - 1]))
			(*days)[distinct++] = (*days)[i];
	return distinct;
}

/*
 * A call of tier_now() or tier_story(): the walk, the claims, and the days of
 * the changes of the walk.  False for a NULL register or day.
 */
static bool
find_claimed_tier(FunctionCallInfo fcinfo, TierCall *call, TierClaim **claims, int *n_claims, DateADT **change_days)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	DateADT		as_of = PG_ARGISNULL(3) ? DATEVAL_NOEND : PG_GETARG_DATEADT(3);

	if (PG_ARGISNULL(0) || PG_ARGISNULL(4))
		return false;
	tier_lines(&call->walk.lines, policy, PACE_HUNDREDTHS, PACE_DAYS, TIER_MINIMUM);
	call->walk.keeps_changes = true;
	walk_register(fcinfo, call, policy, as_of);
	*n_claims = tier_claims(fcinfo, 5, claims);
	*n_claims = add_no_improvement(call, policy, *claims, *n_claims);
	*change_days = palloc(Max(call->walk.n_changes, 1) * sizeof(DateADT));
	for (int i = 0; i < call->walk.n_changes; i++)
		(*change_days)[i] = view_day(&call->view, call->walk.changes[i].ordinal);
	return true;
}

static TupleDesc
result_row(FunctionCallInfo fcinfo)
{
	TupleDesc	row = (TupleDesc) fcinfo->flinfo->fn_extra;
	MemoryContext before;

	if (row)
		return row;
	before = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	row = BlessTupleDesc(row);
	fcinfo->flinfo->fn_extra = row;
	MemoryContextSwitchTo(before);
	return row;
}

/*
 * tier_now(register, prior tally, policy, as_of date, day date, tiers integer[], first_days date[], last_days date[], reasons text[],
 *			OUT tier integer, OUT computed_tier integer, OUT decided_tier integer, OUT since date, OUT reasons text[])
 *
 * The tier of a student on a day, from the register to the as-of and from
 * whatever else calls for one: a tier from a first to a last day, with the
 * reason; without one (NULL) if a team has decided so, and with an empty one if
 * it is a support as it was given.  since is the day from which the tier has
 * been what it is, NULL before the first membership day.
 */
PG_FUNCTION_INFO_V1(absence_tier_now);
Datum
absence_tier_now(PG_FUNCTION_ARGS)
{
	TierCall	call;
	TierClaim  *claims = NULL;
	DateADT    *change_days;
	DateADT    *days;
	DateADT		day;
	int			n_claims;
	int			n_days = 0;
	TierOfDay	tier;
	Datum		values[5];
	bool		nulls[5] = {false};

	if (!find_claimed_tier(fcinfo, &call, &claims, &n_claims, &change_days))
		PG_RETURN_NULL();
	day = PG_GETARG_DATEADT(4);
	tier = tier_of_day(&call.walk, change_days, claims, n_claims, day);
	if (call.view.n_members > 0)
		n_days = days_of_change(&call, change_days, claims, n_claims, day, &days);
	values[0] = Int32GetDatum(tier_in_force(&tier));
	values[1] = Int32GetDatum(tier.computed);
	values[2] = Int32GetDatum(tier.decided);
	nulls[2] = tier.decided == 0;
	nulls[3] = n_days == 0;
	for (int i = n_days - 1; i >= 0; i--)
	{
		TierOfDay	then = tier_of_day(&call.walk, change_days, claims, n_claims, days[i]);

		if (tier_in_force(&then) != tier_in_force(&tier))
			break;
		values[3] = DateADTGetDatum(days[i]);
	}
	values[4] = reasons_in_words(&call, &tier, claims, n_claims, day);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(result_row(fcinfo), values, nulls)));
}

/*
 * tier_story(the same, without reasons; OUT days date[], OUT tiers integer[], OUT decided boolean[])
 *
 * The days to the day asked for on which the tier became another one, the first
 * membership day among them, and the tier from then on.
 */
PG_FUNCTION_INFO_V1(absence_tier_story);
Datum
absence_tier_story(PG_FUNCTION_ARGS)
{
	TierCall	call;
	TierClaim  *claims = NULL;
	DateADT    *change_days;
	DateADT    *days;
	Datum	   *told[3];
	int			n_claims;
	int			n_days = 0;
	int			n = 0;
	int			before = 0;
	Datum		values[3];
	bool		nulls[3] = {false};

	if (!find_claimed_tier(fcinfo, &call, &claims, &n_claims, &change_days))
		PG_RETURN_NULL();
	if (call.view.n_members > 0)
		n_days = days_of_change(&call, change_days, claims, n_claims, PG_GETARG_DATEADT(4), &days);
	for (int i = 0; i < 3; i++)
		told[i] = palloc(Max(n_days, 1) * sizeof(Datum));
	for (int i = 0; i < n_days; i++)
	{
		TierOfDay	tier = tier_of_day(&call.walk, change_days, claims, n_claims, days[i]);

		if (tier_in_force(&tier) == before)
			continue;
		before = tier_in_force(&tier);
		told[0][n] = DateADTGetDatum(days[i]);
		told[1][n] = Int32GetDatum(before);
		told[2][n++] = BoolGetDatum(tier.decided > 0);
	}
	values[0] = PointerGetDatum(construct_array(told[0], n, DATEOID, sizeof(DateADT), true, TYPALIGN_INT));
	values[1] = PointerGetDatum(construct_array(told[1], n, INT4OID, sizeof(int32), true, TYPALIGN_INT));
	values[2] = PointerGetDatum(construct_array(told[2], n, BOOLOID, sizeof(bool), true, TYPALIGN_CHAR));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(result_row(fcinfo), values, nulls)));
}
