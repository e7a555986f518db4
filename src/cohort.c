/*
 * cohort.c
 *		Aggregates over the registers of a cohort: band_counts, chronic_rate.
 */
#include "postgres.h"

#include "aggregate.h"
#include "counting.h"
#include "counts.h"

#include "common/int.h"

/* Add a register's verdict to the state, or remove it. */
static Datum
count_register(FunctionCallInfo fcinfo, int sign)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	Counts	   *counts = counts_state(fcinfo, policy);
	RegisterView view;
	CountRule	rule;
	Tally		tally;
	Band		band;
	int64	   *count;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(counts);

	register_view(&view, PG_GETARG_REGISTER(1));
	count_rule(&rule, policy);
	empty_tally(&tally, policy);
	tally_for_verdict(&tally, &view, &rule,
					  PG_NARGS() > 3 && !PG_ARGISNULL(3) ? PG_GETARG_DATEADT(3) : DATEVAL_NOEND);
	count = tally_verdict(&tally, &band) == WHY_VERDICT ? &counts->band[band] : &counts->no_verdict;
	if (unlikely(pg_add_s64_overflow(*count, sign, count)))
		counts_out_of_range();
	if (!in_aggregate(fcinfo))
		counts_check(counts);
	PG_RETURN_POINTER(counts);
}

/*
 * Transition of band_counts and chronic_rate
 * (register [, policy [, as_of date]]), and its inverse
 *
 * NULL registers are ignored; a NULL as_of means no as-of.
 * Errors: null_value_not_allowed for a NULL policy, invalid_parameter_value
 * for a policy that changes within a group, numeric_value_out_of_range.
 */
PG_FUNCTION_INFO_V1(absence_cohort_transition);
Datum
absence_cohort_transition(PG_FUNCTION_ARGS)
{
	return count_register(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(absence_cohort_inverse);
Datum
absence_cohort_inverse(PG_FUNCTION_ARGS)
{
	require_aggregate(fcinfo);
	return count_register(fcinfo, -1);
}

/*
 * The counts of a cohort.  NULL when it has no registers, that is, no rows or
 * only NULLs.
 */
PG_FUNCTION_INFO_V1(absence_cohort_final);
Datum
absence_cohort_final(PG_FUNCTION_ARGS)
{
	Counts	   *counts = PG_GETARG_COUNTS_P(0);
	Counts	   *result;

	/* The initial state may come from an aggregate that a user has made */
	counts_check(counts);
	if (counts_n(counts) + counts->no_verdict == 0)
		PG_RETURN_NULL();
	result = palloc(sizeof(Counts));
	memcpy(result, counts, sizeof(Counts));
	PG_RETURN_POINTER(result);
}
