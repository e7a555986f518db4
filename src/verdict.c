/*
 * verdict.c
 *		Verdicts on a tally: the band, chronic or not, or why there is none.
 *
 * A verdict compares integers.  No rate, rounded or not, decides whether a
 * student is chronically absent: exactly 10% is chronic under ">=", and one
 * minute less is not.
 */
#include "postgres.h"

#include "verdict.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "common/int.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* The names in the enum absence.band and in the text of type counts */
static const char *const band_names[BAND_COUNT] = {
	"satisfactory", "at_risk", "moderate", "severe"
};

static const char *const why_names[] = {
	[WHY_VERDICT] = NULL,
	[WHY_NO_MEMBERSHIP] = "no_membership",
	[WHY_NOT_RECORDED] = "not_recorded",
	[WHY_BELOW_MINIMUM] = "below_minimum",
	[WHY_NO_MINUTES] = "no_minutes",
	[WHY_NO_CALENDAR] = "no_calendar",
	[WHY_UNMAPPED] = "unmapped"
};

const char *
band_name(Band band)
{
	return band_names[band];
}

/* The weights of a line of the policy.  NO_LINE is never reached. */
void
line_weights(LineWeights *weights, const Policy *policy, int line)
{
	weights->weight_missed = 1;
	weights->weight_total = 0;
	weights->least = policy->compare == COMPARE_AT_LEAST ? 0 : 1;
	if (line == NO_LINE)
	{
		weights->weight_missed = 0;
		weights->least = 1;
	}
	else if (policy->measure == MEASURE_DAYS)
		weights->least += (int64) line * (WHOLE_DAY / 10);
	else if (policy->basis == BASIS_MINUTES)
	{
		/* missed / total against line / 10000 */
		weights->weight_missed = 10000;
		weights->weight_total = line;
	}
	else
		weights->weight_total = (int64) line * SHARES_PER_BASIS_POINT;
}

/*
 * Does the amount missed reach the line?  Amount and total are shares and
 * days, or minutes and minutes under that basis.
 */
bool
line_reached(const Policy *policy, int line, int64 amount, int64 total)
{
	LineWeights weights;

	line_weights(&weights, policy, line);
	if (pg_mul_s64_overflow(amount, weights.weight_missed, &amount))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("tally out of range: absent_minutes")));
	/* A product out of range is larger than every amount */
	if (pg_mul_s64_overflow(total, weights.weight_total, &total))
		return false;
	return amount - total >= weights.least;
}

/* The chronic line; if the policy has none, the severe line. */
int
chronic_line(const Policy *policy)
{
	return policy->chronic != NO_LINE ? policy->chronic : policy->severe;
}

/* The smallest number of days that meets the minimum. */
int64
minimum_days(const Policy *policy, int64 calendar_days)
{
	bool		more = policy->minimum_compare == COMPARE_MORE_THAN;

	if (policy->minimum_kind == MINIMUM_DAYS)
		return more ? policy->minimum / 10 + 1 : (policy->minimum + 9) / 10;
	if (policy->minimum_kind == MINIMUM_PERCENT)
	{
		int64		line = calendar_days * policy->minimum;

		return more ? line / 10000 + 1 : (line + 9999) / 10000;
	}
	return 0;
}

/*
 * The amounts that a verdict compares: the amount missed and the total
 * counted, and what unmapped days add to each.  In shares and days, or in
 * minutes.
 */
void
tally_amounts(const Tally *tally, TallyAmounts *amounts)
{
	if (tally->policy.basis == BASIS_MINUTES)
	{
		amounts->missed = tally->absent_minutes;
		amounts->total = tally->counted_minutes;
		amounts->unmapped_missed = amounts->unmapped_total = tally->unmapped_minutes;
	}
	else
	{
		amounts->missed = tally->absent;
		amounts->total = tally->counted_days;
		amounts->unmapped_missed = tally->unmapped_days * WHOLE_DAY;
		amounts->unmapped_total = tally->unmapped_days;
	}
}

/*
 * Does the verdict depend on days under unmapped codes?  It does not if the
 * chronic line is reached with all of them present, or not reached with all of
 * them absent.
 */
static bool
hangs_on_unmapped(const Tally *tally, const TallyAmounts *amounts)
{
	const Policy *policy = &tally->policy;
	int			line = chronic_line(policy);
	int64		total = amounts->total + amounts->unmapped_total;

	return tally->counted_days == 0 ||
		(!line_reached(policy, line, amounts->missed, total) &&
		 line_reached(policy, line, amounts->missed + amounts->unmapped_missed, total));
}

/*
 * The band of a tally, or why there is none.
 *
 * The band is that of the counted days.  If there is a verdict, the unmapped
 * days cannot move it across the chronic line, whatever their codes mean.
 */
WhyNull
tally_verdict(const Tally *tally, Band *band)
{
	const Policy *policy = &tally->policy;
	int64		minimum = minimum_days(policy, tally->calendar_days);
	int64		known_days = tally->counted_days + tally->unmapped_days;
	TallyAmounts amounts;
	int64		amount;
	int64		total;

	if (tally->member_days == 0)
		return WHY_NO_MEMBERSHIP;
	if (known_days == 0)
		return WHY_NOT_RECORDED;
	if (policy->minimum_kind == MINIMUM_PERCENT && tally->no_calendar > 0)
		return WHY_NO_CALENDAR;
	if (tally->enrolled_days < minimum)
		return WHY_BELOW_MINIMUM;
	if (known_days < minimum)
		return WHY_NOT_RECORDED;
	if (policy->basis == BASIS_MINUTES &&
		(tally->no_minutes_days > 0 || tally->no_minutes_unmapped_days > 0))
		return WHY_NO_MINUTES;

	tally_amounts(tally, &amounts);
	if (unlikely(tally->unmapped_days > 0) && hangs_on_unmapped(tally, &amounts))
		return WHY_UNMAPPED;
	amount = amounts.missed;
	total = amounts.total;
	if (line_reached(policy, policy->severe, amount, total))
		*band = BAND_SEVERE;
	else if (line_reached(policy, chronic_line(policy), amount, total))
		*band = BAND_MODERATE;
	else if (line_reached(policy, policy->at_risk, amount, total))
		*band = BAND_AT_RISK;
	else
		*band = BAND_SATISFACTORY;
	return WHY_VERDICT;
}

/* The share of the counted time that was missed; false if none is known. */
bool
tally_rate(const Tally *tally, double *rate)
{
	if (tally->policy.basis == BASIS_MINUTES)
	{
		if (tally->counted_minutes == 0 || tally->no_minutes_days > 0)
			return false;
		*rate = (double) tally->absent_minutes / (double) tally->counted_minutes;
		return true;
	}
	if (tally->counted_days == 0)
		return false;
	*rate = (double) tally->absent / ((double) tally->counted_days * WHOLE_DAY);
	return true;
}

/*
 * A band as a value of the enum absence.band, which is the result type of the
 * calling function.  The four values are looked up once per call site.
 */
Datum
band_datum(FunctionCallInfo fcinfo, Band band)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	Oid		   *values = (Oid *) flinfo->fn_extra;

	if (values == NULL)
	{
		Oid			type = get_func_rettype(flinfo->fn_oid);

		values = MemoryContextAlloc(flinfo->fn_mcxt, BAND_COUNT * sizeof(Oid));
		for (int i = 0; i < BAND_COUNT; i++)
		{
			HeapTuple	tuple = SearchSysCache2(ENUMTYPOIDNAME, ObjectIdGetDatum(type),
												CStringGetDatum(band_names[i]));

			if (!HeapTupleIsValid(tuple))
				elog(ERROR, "enum value \"%s\" of type band is missing", band_names[i]);
			values[i] = ((Form_pg_enum) GETSTRUCT(tuple))->oid;
			ReleaseSysCache(tuple);
		}
		flinfo->fn_extra = values;
	}
	return ObjectIdGetDatum(values[band]);
}

/*
 * chronic(tally) returns boolean
 *
 * Whether the student is chronically absent, that is, in the band moderate or
 * severe.  NULL when there is no verdict; why_null() gives the reason.
 */
PG_FUNCTION_INFO_V1(absence_tally_chronic);
Datum
absence_tally_chronic(PG_FUNCTION_ARGS)
{
	Band		band;

	if (tally_verdict(PG_GETARG_TALLY_P(0), &band) != WHY_VERDICT)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(BAND_IS_CHRONIC(band));
}

/*
 * band(tally) returns band
 *
 * NULL when there is no verdict; why_null() gives the reason.  A band begins
 * at its line or, under "compare = >", above it.  The federal lines are those
 * of Attendance Works: 5%, 10%, 20%.
 */
PG_FUNCTION_INFO_V1(absence_tally_band);
Datum
absence_tally_band(PG_FUNCTION_ARGS)
{
	Band		band;

	if (tally_verdict(PG_GETARG_TALLY_P(0), &band) != WHY_VERDICT)
		PG_RETURN_NULL();
	return band_datum(fcinfo, band);
}

/*
 * why_null(tally) returns text
 *
 * The reason why there is no verdict: no_membership, not_recorded,
 * no_calendar, below_minimum, no_minutes or unmapped.  NULL when there is a
 * verdict.
 */
PG_FUNCTION_INFO_V1(absence_tally_why_null);
Datum
absence_tally_why_null(PG_FUNCTION_ARGS)
{
	Band		band;
	WhyNull		why = tally_verdict(PG_GETARG_TALLY_P(0), &band);

	if (why == WHY_VERDICT)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(why_names[why]));
}

/*
 * absence_rate(tally) returns double precision
 *
 * Time missed divided by time counted, from 0 to 1, for display.  NULL when
 * nothing was counted or, in minutes, when the length of a counted day is not
 * known.
 */
PG_FUNCTION_INFO_V1(absence_tally_rate);
Datum
absence_tally_rate(PG_FUNCTION_ARGS)
{
	double		rate;

	if (!tally_rate(PG_GETARG_TALLY_P(0), &rate))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(rate);
}
