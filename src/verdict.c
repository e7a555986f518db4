/*
 * verdict.c
 *		Verdicts on a tally, and what else can be read from it.
 *
 * A verdict compares integers.  No rate, rounded or not, decides whether a
 * student is chronically absent: exactly 10% is chronic under ">=", and one
 * minute less is not.
 */
#include "postgres.h"

#include "absence.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "common/int.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

static const char *const band_names[BAND_COUNT] = {
	"satisfactory", "at_risk", "moderate", "severe"
};

static const char *const why_names[] = {
	[WHY_VERDICT] = NULL,
	[WHY_NO_MEMBERSHIP] = "no_membership",
	[WHY_NOT_RECORDED] = "not_recorded",
	[WHY_BELOW_MINIMUM] = "below_minimum",
	[WHY_NO_MINUTES] = "no_minutes",
	[WHY_NO_CALENDAR] = "no_calendar"
};

/* What reaching a line of the policy means.  NO_LINE is never reached. */
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

/* The line of chronic: where none is given, that of severe. */
int
chronic_line(const Policy *policy)
{
	return policy->chronic != NO_LINE ? policy->chronic : policy->severe;
}

/* The fewest days that meet the minimum, of calendars of so many days. */
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

static void
missed_of_total(const Tally *tally, int64 *amount, int64 *total)
{
	bool		minutes = tally->policy.basis == BASIS_MINUTES;

	*amount = minutes ? tally->absent_minutes : tally->absent;
	*total = minutes ? tally->counted_minutes : tally->counted_days;
}

/* The band of a tally, or why there is none. */
WhyNull
tally_verdict(const Tally *tally, Band *band)
{
	const Policy *policy = &tally->policy;
	int64		minimum = minimum_days(policy, tally->calendar_days);
	int64		amount;
	int64		total;

	if (tally->member_days == 0)
		return WHY_NO_MEMBERSHIP;
	if (tally->counted_days == 0)
		return WHY_NOT_RECORDED;
	if (policy->minimum_kind == MINIMUM_PERCENT && tally->no_calendar > 0)
		return WHY_NO_CALENDAR;
	if (tally->enrolled_days < minimum)
		return WHY_BELOW_MINIMUM;
	if (tally->counted_days < minimum)
		return WHY_NOT_RECORDED;
	if (policy->basis == BASIS_MINUTES && tally->no_minutes_days > 0)
		return WHY_NO_MINUTES;

	missed_of_total(tally, &amount, &total);
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
 * function called.  The four values are looked up once a call site.
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
 * Whether the student is chronically absent: in the band moderate or severe.
 * NULL when there is no verdict; why_null() says why.
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
 * NULL when there is no verdict; why_null() says why.  Bands begin at their
 * line (the bands of Attendance Works: 5%, 10%, 20%) or, under "compare = >",
 * above it.
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
 * Why there is no verdict: no_membership, not_recorded, below_minimum,
 * no_minutes, no_calendar.  NULL when there is one.
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
 * rate(tally) returns double precision
 *
 * Time missed of time counted, from 0 to 1, for reading.  NULL when nothing
 * was counted, or, in minutes, a counted day has no known length.
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

/* policy_of(tally) returns policy: the policy that a tally was counted under. */
PG_FUNCTION_INFO_V1(absence_tally_policy);
Datum
absence_tally_policy(PG_FUNCTION_ARGS)
{
	Policy	   *policy = palloc(sizeof(Policy));

	*policy = PG_GETARG_TALLY_P(0)->policy;
	PG_RETURN_POINTER(policy);
}

/* Figures in whole days: bigint */
#define TALLY_DAYS(name) \
PG_FUNCTION_INFO_V1(absence_tally_##name); \
Datum \
absence_tally_##name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->name); \
}

TALLY_DAYS(enrolled_days)
TALLY_DAYS(counted_days)
TALLY_DAYS(unrecorded_days)
TALLY_DAYS(unmapped_days)
TALLY_DAYS(tardy_days)

/* Figures in days with parts: double precision, by one division */
#define TALLY_SHARES(name, shares) \
PG_FUNCTION_INFO_V1(absence_tally_##name); \
Datum \
absence_tally_##name(PG_FUNCTION_ARGS) \
{ \
	const Tally *tally = PG_GETARG_TALLY_P(0); \
	PG_RETURN_FLOAT8((double) (shares) / WHOLE_DAY); \
}

TALLY_SHARES(absent_days, tally->absent)
TALLY_SHARES(missed_days, tally->missed)
TALLY_SHARES(present_days, tally->counted_days * WHOLE_DAY - tally->absent)
TALLY_SHARES(excused_days, tally->group[GROUP_EXCUSED])
TALLY_SHARES(unexcused_days, tally->group[GROUP_UNEXCUSED])
TALLY_SHARES(oss_days, tally->group[GROUP_OSS])
TALLY_SHARES(exempt_days, tally->group[GROUP_EXEMPT])
TALLY_SHARES(unverified_days, tally->group[GROUP_UNVERIFIED])
TALLY_SHARES(other_days, tally->group[GROUP_OTHER])
TALLY_SHARES(iss_days, tally->iss)

/* Figures in minutes: NULL unless the basis is minutes and all are known */
#define TALLY_MINUTES(name) \
PG_FUNCTION_INFO_V1(absence_tally_##name); \
Datum \
absence_tally_##name(PG_FUNCTION_ARGS) \
{ \
	const Tally *tally = PG_GETARG_TALLY_P(0); \
	if (tally->policy.basis != BASIS_MINUTES || tally->no_minutes_days > 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_INT64(tally->name); \
}

TALLY_MINUTES(absent_minutes)
TALLY_MINUTES(counted_minutes)
