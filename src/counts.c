/*
 * counts.c
 *		The type counts and its accessors.
 */
#include "postgres.h"

#include "aggregate.h"
#include "counts.h"
#include "scan.h"

#include <math.h>

#include "common/hashfn.h"
#include "common/int.h"
#include "libpq/pqformat.h"

/* The numbers of a value of type counts: no_verdict, then the bands */
static const char *
field_name(int i)
{
	return i == 0 ? "no_verdict" : band_name((Band) (i - 1));
}

static int64 *
field_of(const Counts *counts, int i)
{
	return i == 0 ? (int64 *) &counts->no_verdict : (int64 *) &counts->band[i - 1];
}

/* Students with a verdict */
int64
counts_n(const Counts *counts)
{
	int64		n = 0;

	for (int i = 0; i < BAND_COUNT; i++)
		n += counts->band[i];
	return n;
}

int64
counts_chronic(const Counts *counts)
{
	return counts->band[BAND_MODERATE] + counts->band[BAND_SEVERE];
}

/*
 * The state in argument 0 of a cohort aggregate, to be changed in place; see
 * tally_state().
 */
Counts *
counts_state(FunctionCallInfo fcinfo, const Policy *policy)
{
	Counts	   *state;

	if (!PG_ARGISNULL(0) && in_aggregate(fcinfo))
		state = PG_GETARG_COUNTS_P(0);
	else
	{
		state = palloc0(sizeof(Counts));
		if (PG_ARGISNULL(0))
			state->policy = *policy;
		else
			memcpy(state, PG_GETARG_COUNTS_P(0), sizeof(Counts));
	}
	require_same_policy(&state->policy, policy);
	return state;
}

/* The check of input and receive: NULL, or what is wrong with the value. */
static const char *
counts_fault(const Counts *counts)
{
	int64		total = 0;

	for (int i = 0; i <= BAND_COUNT; i++)
	{
		if (*field_of(counts, i) < 0)
			return psprintf("\"%s\" is below 0.", field_name(i));
		if (pg_add_s64_overflow(total, *field_of(counts, i), &total))
			return "The counts are out of range.";
	}
	return NULL;
}

void
counts_out_of_range(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("counts out of range")));
}

/* Raise an error if the type does not accept a sum. */
void
counts_check(const Counts *counts)
{
	if (counts_fault(counts))
		counts_out_of_range();
}

/*
 * counts_in(cstring) returns counts
 *
 * The text is the policy, a semicolon, and "name = number" for no_verdict and
 * each band.
 */
PG_FUNCTION_INFO_V1(absence_counts_in);
Datum
absence_counts_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Scan		scan = {"counts", text, text, fcinfo->context};
	Counts	   *counts = palloc0(sizeof(Counts));
	const char *semicolon = strchr(text, ';');
	const char *fault = NULL;

	if (semicolon == NULL)
		fault = "Counts are a policy, a semicolon, and a count for each band.";
	else
	{
		if (!policy_parse(pnstrdup(text, semicolon - text), &counts->policy, fcinfo->context))
			PG_RETURN_NULL();
		scan.at = semicolon + 1;
		for (int i = 0; i <= BAND_COUNT && !fault; i++)
			if ((i > 0 && !scan_char(&scan, ',')) || !scan_is(&scan, field_name(i)) ||
				!scan_char(&scan, '=') || !scan_count(&scan, field_of(counts, i)))
				fault = psprintf("\"%s = \" and a whole number are expected at \"%s\".",
								 field_name(i), scan.at);
		if (!fault && !scan_end(&scan))
			fault = psprintf("Junk from \"%s\" on.", scan.at);
		if (!fault)
			fault = counts_fault(counts);
	}
	if (fault)
	{
		scan_fault(&scan, fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(counts);
}

PG_FUNCTION_INFO_V1(absence_counts_out);
Datum
absence_counts_out(PG_FUNCTION_ARGS)
{
	Counts	   *counts = PG_GETARG_COUNTS_P(0);
	StringInfoData buf;

	initStringInfo(&buf);
	policy_text(&buf, &counts->policy);
	for (int i = 0; i <= BAND_COUNT; i++)
		appendStringInfo(&buf, "%s%s = " INT64_FORMAT, i == 0 ? "; " : ", ",
						 field_name(i), *field_of(counts, i));
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(absence_counts_recv);
Datum
absence_counts_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Counts	   *counts = palloc0(sizeof(Counts));
	const char *fault = version_fault(pq_getmsgbyte(buf), COUNTS_VERSION, NULL, 0);

	if (fault == NULL)
	{
		policy_read(buf, &counts->policy);
		for (int i = 0; i <= BAND_COUNT; i++)
			*field_of(counts, i) = pq_getmsgint64(buf);
		fault = counts_fault(counts);
	}
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type counts"),
				 errdetail("%s", fault)));
	PG_RETURN_POINTER(counts);
}

PG_FUNCTION_INFO_V1(absence_counts_send);
Datum
absence_counts_send(PG_FUNCTION_ARGS)
{
	Counts	   *counts = PG_GETARG_COUNTS_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, COUNTS_VERSION);
	policy_write(&buf, &counts->policy);
	for (int i = 0; i <= BAND_COUNT; i++)
		pq_sendint64(&buf, *field_of(counts, i));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(absence_counts_eq);
Datum
absence_counts_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(memcmp(PG_GETARG_COUNTS_P(0), PG_GETARG_COUNTS_P(1), sizeof(Counts)) == 0);
}

PG_FUNCTION_INFO_V1(absence_counts_ne);
Datum
absence_counts_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(memcmp(PG_GETARG_COUNTS_P(0), PG_GETARG_COUNTS_P(1), sizeof(Counts)) != 0);
}

PG_FUNCTION_INFO_V1(absence_counts_hash);
Datum
absence_counts_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_COUNTS_P(0), sizeof(Counts));
}

PG_FUNCTION_INFO_V1(absence_counts_hash_extended);
Datum
absence_counts_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_COUNTS_P(0), sizeof(Counts),
							 PG_GETARG_INT64(1));
}

/*
 * counts + counts, and the combine function of the cohort aggregates
 *
 * Errors: invalid_parameter_value for counts under two policies;
 * numeric_value_out_of_range.
 */
PG_FUNCTION_INFO_V1(absence_counts_add);
Datum
absence_counts_add(PG_FUNCTION_ARGS)
{
	Counts	   *more = PG_GETARG_COUNTS_P(1);
	Counts	   *sum = counts_state(fcinfo, &more->policy);

	for (int i = 0; i <= BAND_COUNT; i++)
		if (pg_add_s64_overflow(*field_of(sum, i), *field_of(more, i), field_of(sum, i)))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("counts out of range: %s", field_name(i))));
	counts_check(sum);
	PG_RETURN_POINTER(sum);
}

/* The inverse of counts_add, for window frames. */
PG_FUNCTION_INFO_V1(absence_counts_remove);
Datum
absence_counts_remove(PG_FUNCTION_ARGS)
{
	Counts	   *less = PG_GETARG_COUNTS_P(1);
	Counts	   *sum;

	require_aggregate(fcinfo);
	sum = counts_state(fcinfo, &less->policy);
	for (int i = 0; i <= BAND_COUNT; i++)
		if (pg_sub_s64_overflow(*field_of(sum, i), *field_of(less, i), field_of(sum, i)))
			counts_out_of_range();
	PG_RETURN_POINTER(sum);
}

/* verdict_n(counts) returns bigint: students with a verdict. */
PG_FUNCTION_INFO_V1(absence_counts_n);
Datum
absence_counts_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(counts_n(PG_GETARG_COUNTS_P(0)));
}

/* chronic_n(counts) returns bigint: students who are chronically absent. */
PG_FUNCTION_INFO_V1(absence_counts_chronic_n);
Datum
absence_counts_chronic_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(counts_chronic(PG_GETARG_COUNTS_P(0)));
}

/* no_verdict_n(counts) returns bigint: students without a verdict. */
PG_FUNCTION_INFO_V1(absence_counts_no_verdict);
Datum
absence_counts_no_verdict(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_COUNTS_P(0)->no_verdict);
}

#define COUNTS_BAND(name, i) \
PG_FUNCTION_INFO_V1(absence_counts_##name); \
Datum \
absence_counts_##name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_INT64(PG_GETARG_COUNTS_P(0)->band[i]); \
}

COUNTS_BAND(satisfactory_n, BAND_SATISFACTORY)
COUNTS_BAND(at_risk_n, BAND_AT_RISK)
COUNTS_BAND(moderate_n, BAND_MODERATE)
COUNTS_BAND(severe_n, BAND_SEVERE)

/*
 * chronic_rate(counts) returns double precision
 *
 * The chronic rate: the share, from 0 to 1, of chronically absent students
 * among the students with a verdict.  NULL when no student has a verdict.
 */
PG_FUNCTION_INFO_V1(absence_counts_rate);
Datum
absence_counts_rate(PG_FUNCTION_ARGS)
{
	Counts	   *counts = PG_GETARG_COUNTS_P(0);
	int64		n = counts_n(counts);

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) counts_chronic(counts) / (double) n);
}

/*
 * A bound of the Wilson score interval of k of n, at 95%; NULL if n is 0.
 *
 * E. B. Wilson, Probable inference, the law of succession, and statistical
 * inference, 1927.  1.959963984540054 is the 97.5% point of the normal.
 */
static Datum
wilson_bound(FunctionCallInfo fcinfo, int64 k, int64 of, int side)
{
	const double z = 1.959963984540054;
	double		n = (double) of;
	double		p;
	double		bound;

	if (n == 0)
		PG_RETURN_NULL();
	p = (double) k / n;
	/* At 0 of n, and at n of n, this end is exact, but the formula rounds */
	if (p == (side < 0 ? 0 : 1))
		PG_RETURN_FLOAT8(p);
	bound = (p + z * z / (2 * n) +
			 side * z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n);
	PG_RETURN_FLOAT8(Min(Max(bound, 0.0), 1.0));
}

static Datum
wilson_bound_of_counts(FunctionCallInfo fcinfo, int side)
{
	const Counts *counts = PG_GETARG_COUNTS_P(0);

	return wilson_bound(fcinfo, counts_chronic(counts), counts_n(counts), side);
}

static Datum
wilson_bound_of_numbers(FunctionCallInfo fcinfo, int side)
{
	int64		k = PG_GETARG_INT64(0);
	int64		n = PG_GETARG_INT64(1);

	if (k < 0 || k > n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("chronic_n must be from 0 to n: %lld of %lld",
						(long long) k, (long long) n)));
	return wilson_bound(fcinfo, k, n, side);
}

/*
 * chronic_rate_low(counts), chronic_rate_high(counts),
 * chronic_rate_low(chronic_n, n), chronic_rate_high(chronic_n, n)
 * returns double precision
 *
 * The Wilson score interval of the chronic rate at 95%, which shows how far
 * chance can move the rate of a group of this size.  NULL when no student has
 * a verdict.
 * Errors: invalid_parameter_value if chronic_n is below 0 or above n.
 */
PG_FUNCTION_INFO_V1(absence_counts_low);
Datum
absence_counts_low(PG_FUNCTION_ARGS)
{
	return wilson_bound_of_counts(fcinfo, -1);
}

PG_FUNCTION_INFO_V1(absence_counts_high);
Datum
absence_counts_high(PG_FUNCTION_ARGS)
{
	return wilson_bound_of_counts(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(absence_low);
Datum
absence_low(PG_FUNCTION_ARGS)
{
	return wilson_bound_of_numbers(fcinfo, -1);
}

PG_FUNCTION_INFO_V1(absence_high);
Datum
absence_high(PG_FUNCTION_ARGS)
{
	return wilson_bound_of_numbers(fcinfo, 1);
}
