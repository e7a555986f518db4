/*
 * counts.h
 *		The type counts: how many students of a cohort are in each band.
 */
#ifndef ABSENCE_COUNTS_H
#define ABSENCE_COUNTS_H

#include "verdict.h"

#pragma GCC visibility push(hidden)

/*
 * State and result of band_counts; the policy is that of the verdicts.  As in
 * a tally, the version and the spare bytes of the policy serve the whole
 * value.
 */
typedef struct Counts
{
	Policy		policy;
	int64		no_verdict;
	int64		band[BAND_COUNT];
} Counts;

#define COUNTS_VERSION	1		/* of the binary form */

StaticAssertDecl(sizeof(Counts) == 88, "counts has no padding");

#define PG_GETARG_COUNTS_P(n)	counts_of_datum(PG_GETARG_DATUM(n))

static inline Counts *
counts_of_datum(Datum datum)
{
	Counts	   *counts = (Counts *) DatumGetPointer(datum);

	check_version("counts", counts->policy.version, POLICY_VERSION);
	return counts;
}

extern Counts *counts_state(FunctionCallInfo fcinfo, const Policy *policy);
extern void counts_out_of_range(void);
extern void counts_check(const Counts *counts);
extern int64 counts_n(const Counts *counts);
extern int64 counts_chronic(const Counts *counts);

#pragma GCC visibility pop

#endif							/* ABSENCE_COUNTS_H */
