/*
 * counts.h
 *		The type counts: how many students of a cohort are in each band.
 */
#ifndef ABSENCE_COUNTS_H
#define ABSENCE_COUNTS_H

#include "absence.h"

#pragma GCC visibility push(hidden)

/* State and result of band_counts; the policy is that of the verdicts */
typedef struct Counts
{
	Policy		policy;
	int64		no_verdict;
	int64		band[BAND_COUNT];
} Counts;

#define COUNTS_VERSION	1

StaticAssertDecl(sizeof(Counts) == 88, "counts has no padding");

#define PG_GETARG_COUNTS_P(n)	((Counts *) PG_GETARG_POINTER(n))

extern Counts *counts_state(FunctionCallInfo fcinfo, const Policy *policy);
extern void counts_check(const Counts *counts);
extern int64 counts_n(const Counts *counts);
extern int64 counts_chronic(const Counts *counts);

#pragma GCC visibility pop

#endif							/* ABSENCE_COUNTS_H */
