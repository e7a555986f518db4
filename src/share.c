/*
 * share.c
 *		The share of a day: conversion of numbers to exact units.
 *
 * Halves, thirds to fifteenths, ten-thousandths and minutes of the usual
 * school days are whole numbers of units.  Any other share is rounded once,
 * half up.  Districts write a third of a day to Ed-Fi as 0.33, so the decimal
 * shares 0.33 and 0.34 are taken as a third, and 0.66 and 0.67 as two thirds.
 * No other value is adjusted, and neither is a ratio of time missed to time
 * held: 33 of 100 minutes are 33 minutes.
 */
#include "postgres.h"

#include "share.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#define HUNDREDTHS(n)	((n) * 100 * SHARES_PER_BASIS_POINT)

static const struct
{
	int			hundredths;
	Share		share;
}			snapped[] = {
	{33, WHOLE_DAY / 3},
	{34, WHOLE_DAY / 3},
	{66, WHOLE_DAY / 3 * 2},
	{67, WHOLE_DAY / 3 * 2}
};

/* Without a portion, a tardy misses no time and an absence the whole day. */
Share
default_share(Mark mark)
{
	return (mark == MARK_PRESENT || mark == MARK_TARDY ||
			mark == MARK_LEFT_EARLY) ? 0 : WHOLE_DAY;
}

/*
 * A portion that comes with a mark can be above 1, and is then taken as 1.  If
 * a row has nothing but the share (the argument absent), a number above 1 is
 * an error.  It is not a share but a code, minutes or periods, and would
 * otherwise count as a whole absence.
 */
static void
bad_share(const char *value, bool absent)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("share of a day out of range: %s", value),
			 absent ?
			 errdetail("The share of a day that was missed is a number from 0 to 1.") :
			 errdetail("A share of a day is a number from 0 to 1; a larger one counts as 1."),
			 absent ?
			 errhint("Compare a code with the codes for absent; divide minutes or periods missed by those of the day.") : 0));
}

/*
 * Share of a day from a fraction, from 0 to 1, rounded half up.  The product
 * is rounded to millionths of a unit first.  For example, 1/480 of a day ends
 * in half a unit, but in double precision it is slightly less.
 */
Share
share_from_fraction(double value)
{
	return (Share) floor(rint(value * WHOLE_DAY * 1e6) / 1e6 + 0.5);
}

static Share
float8_share(double value, bool absent)
{
	Share		share;

	if (isnan(value) || value < 0 || (absent && value > 1))
		bad_share(psprintf("%g", value), absent);
	if (value >= 1)
		return WHOLE_DAY;
	if (value == 0)
		return 0;
	share = share_from_fraction(value);
	for (int i = 0; i < lengthof(snapped); i++)
		if (share == HUNDREDTHS(snapped[i].hundredths) &&
			value == snapped[i].hundredths / 100.0)
			return snapped[i].share;
	return share;
}

/* A portion as double precision: a value above 1 is taken as 1. */
Share
share_from_float8(double value)
{
	return float8_share(value, false);
}

/* The share missed as double precision: a value above 1 is an error. */
Share
absent_from_float8(double value)
{
	return float8_share(value, true);
}

/* The number 0 or 1, created once in a session */
static Numeric
zero_or_one(int number)
{
	static Numeric image[2];

	if (image[number] == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

		image[number] = int64_to_numeric(number);
		MemoryContextSwitchTo(old);
	}
	return image[number];
}

static bool
numeric_less(Numeric a, Numeric b)
{
	return DatumGetBool(DirectFunctionCall2(numeric_lt, NumericGetDatum(a),
											NumericGetDatum(b)));
}

static bool
numeric_same(Numeric a, Numeric b)
{
	return DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(a),
											NumericGetDatum(b)));
}

/*
 * Units of a share from 0 to 1, rounded half up.  The value is rounded to
 * millionths first, as in share_from_fraction(), because 1/480 as a quotient
 * of twenty decimals is slightly too small as well.
 */
static Share
round_units(Numeric value)
{
	Datum		units = DirectFunctionCall2(numeric_mul, NumericGetDatum(value),
											NumericGetDatum(int64_to_numeric(WHOLE_DAY)));

	units = DirectFunctionCall2(numeric_round, units, Int32GetDatum(6));
	return (Share) DatumGetInt32(DirectFunctionCall1(numeric_int4, units));
}

/*
 * Does a numeric datum, packed or not, have the same bytes as the number 0 or
 * 1?  Nearly all shares do, and arithmetic with numerics takes ten times as
 * long as the rest of a row.  Other bytes can still mean 0 or 1, such as 1.00.
 */
static bool
same_bytes(struct varlena *datum, int number)
{
	struct varlena *image = (struct varlena *) zero_or_one(number);

	return VARSIZE_ANY_EXHDR(datum) == VARSIZE_ANY_EXHDR(image) &&
		memcmp(VARDATA_ANY(datum), VARDATA_ANY(image), VARSIZE_ANY_EXHDR(datum)) == 0;
}

static Share
numeric_share(Datum datum, bool absent)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(datum);
	Numeric		value;
	Numeric		one = zero_or_one(1);
	Share		share;

	if (same_bytes(packed, 1))
		return WHOLE_DAY;
	if (same_bytes(packed, 0))
		return 0;

	value = DatumGetNumeric(datum);
	if (numeric_is_nan(value) || numeric_less(value, zero_or_one(0)) || (absent && numeric_less(one, value)))
		bad_share(DatumGetCString(DirectFunctionCall1(numeric_out, datum)), absent);
	if (!numeric_less(value, one))
		return WHOLE_DAY;
	share = round_units(value);

	/* Test the units first, because comparing the values takes longer. */
	for (int i = 0; i < lengthof(snapped); i++)
		if (share == HUNDREDTHS(snapped[i].hundredths) &&
			numeric_same(value, int64_div_fast_to_numeric(snapped[i].hundredths, 2)))
			return snapped[i].share;
	return share;
}

/* A portion as numeric: a value above 1 is taken as 1. */
Share
share_from_numeric(Datum datum)
{
	return numeric_share(datum, false);
}

/* The share missed as numeric: a value above 1 is an error. */
Share
absent_from_numeric(Datum datum)
{
	return numeric_share(datum, true);
}

/* Is it an amount of time, at least 0 or above 0?  Not Infinity or NaN. */
static bool
is_time(Numeric value, bool above_zero)
{
	Numeric		zero = zero_or_one(0);

	return !numeric_is_nan(value) && !numeric_is_inf(value) &&
		(above_zero ? numeric_less(zero, value) : !numeric_less(value, zero));
}

/*
 * The share of a day from the time missed and the time held, both in minutes
 * or both in periods.
 */
Share
share_from_ratio(Datum missed, Datum held)
{
	Numeric		m = DatumGetNumeric(missed);
	Numeric		h = DatumGetNumeric(held);
	Datum		units;

	if (!is_time(h, true))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("time held out of range: %s",
						DatumGetCString(DirectFunctionCall1(numeric_out, held))),
				 errdetail("The time held must be a number greater than 0.")));
	if (!is_time(m, false))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("time missed out of range: %s",
						DatumGetCString(DirectFunctionCall1(numeric_out, missed))),
				 errdetail("The time missed must be a number greater than or equal to 0.")));
	if (!numeric_less(m, h))
		return WHOLE_DAY;
	if (!numeric_less(zero_or_one(0), m))
		return 0;

	/* floor((2 * missed * whole + held) / (2 * held)): half up, exactly */
	units = DirectFunctionCall2(numeric_mul, missed,
								NumericGetDatum(int64_to_numeric(2 * (int64) WHOLE_DAY)));
	units = DirectFunctionCall2(numeric_add, units, held);
	units = DirectFunctionCall2(numeric_div_trunc, units,
								DirectFunctionCall2(numeric_add, held, held));
	return (Share) DatumGetInt32(DirectFunctionCall1(numeric_int4, units));
}

/* A number from 0 to 1; a number too small for a double is taken as 0. */
static double
fraction(Datum value)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, value));
}

/* default_share(mark) returns double precision: the share without a portion */
PG_FUNCTION_INFO_V1(absence_default_share);
Datum
absence_default_share(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8((double) default_share((Mark) PG_GETARG_CHAR(0)) / WHOLE_DAY);
}

/*
 * The share that an event gives as its portion, from 0 to 1, or OUT_OF_RANGE.
 * It is not rounded to units, because it may be the share of a period, and the
 * share of a day is rounded only once.
 */
double
fraction_of_portion(Datum datum)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(datum);
	Numeric		portion;
	double		share;

	if (same_bytes(packed, 1))
		return 1;
	if (same_bytes(packed, 0))
		return 0;

	portion = DatumGetNumeric(datum);
	if (numeric_is_nan(portion) || numeric_less(portion, zero_or_one(0)))
		return OUT_OF_RANGE;
	if (!numeric_less(portion, zero_or_one(1)))
		return 1;
	share = fraction(NumericGetDatum(portion));
	for (int i = 0; i < lengthof(snapped); i++)
		if (share == snapped[i].hundredths / 100.0 &&
			numeric_same(portion, int64_div_fast_to_numeric(snapped[i].hundredths, 2)))
			return (double) snapped[i].share / WHOLE_DAY;
	return share;
}

/* The share that an event gives as time missed of time held, likewise */
double
fraction_of_ratio(Datum missed_datum, Datum held_datum)
{
	Numeric		missed = DatumGetNumeric(missed_datum);
	Numeric		held = DatumGetNumeric(held_datum);

	if (!is_time(missed, false) || !is_time(held, true))
		return OUT_OF_RANGE;
	/* Without this test, the quotient may be too large for a numeric */
	if (!numeric_less(missed, held))
		return 1;
	return fraction(DirectFunctionCall2(numeric_div, NumericGetDatum(missed), NumericGetDatum(held)));
}

/*
 * The periods of a day that an event of a period gives as the time held, from
 * 1e-9 to 1e9, or OUT_OF_RANGE.
 */
double
periods_from_held(Datum datum)
{
	Numeric		held = DatumGetNumeric(datum);

	if (!is_time(held, true))
		return OUT_OF_RANGE;
	return Max(Min(fraction(datum), 1e9), 1e-9);
}

/*
 * event_share(portion numeric, missed numeric, held numeric,
 *			   otherwise double precision) returns double precision
 *
 * The share missed by an event: its portion, or else the time missed divided
 * by the time held if both are given, or else `otherwise`.  NULL if a value is
 * out of range, because a refresh reports such an event, and an error would
 * stop the refresh.
 */
PG_FUNCTION_INFO_V1(absence_event_share);
Datum
absence_event_share(PG_FUNCTION_ARGS)
{
	double		share;

	if (!PG_ARGISNULL(0))
		share = fraction_of_portion(PG_GETARG_DATUM(0));
	else if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
		share = fraction_of_ratio(PG_GETARG_DATUM(1), PG_GETARG_DATUM(2));
	else if (PG_ARGISNULL(3))
		PG_RETURN_NULL();
	else
		share = PG_GETARG_FLOAT8(3);
	if (share == OUT_OF_RANGE)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(share);
}
