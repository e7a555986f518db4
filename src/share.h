/*
 * share.h
 *		The share of a day, and the numbers from which it is made.
 */
#ifndef ABSENCE_SHARE_H
#define ABSENCE_SHARE_H

#include "mark.h"

#pragma GCC visibility push(hidden)

/*
 * The share of a day is an integer, in units of 1/90,090,000 day.  Thirds to
 * fifteenths, ten-thousandths and the minutes of the usual school days are
 * whole numbers of units.
 */
typedef int32 Share;

#define WHOLE_DAY		90090000
#define SHARES_PER_BASIS_POINT (WHOLE_DAY / 10000)

/* The share or the periods of an event that says something impossible */
#define OUT_OF_RANGE	(-1)

/* One mark's portion of a day */
typedef struct Portion
{
	Mark		mark;
	Share		share;
} Portion;

extern Share default_share(Mark mark);
extern Share share_from_fraction(double value);
extern Share share_from_float8(double value);
extern Share share_from_numeric(Datum value);
extern Share absent_from_float8(double value);
extern Share absent_from_numeric(Datum value);
extern Share share_from_ratio(Datum missed, Datum held);
extern double fraction_of_portion(Datum portion);
extern double fraction_of_ratio(Datum missed, Datum held);
extern double periods_from_held(Datum held);

#pragma GCC visibility pop

#endif							/* ABSENCE_SHARE_H */
