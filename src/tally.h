/*
 * tally.h
 *		A tally: exact totals of days under one policy, and that policy.
 */
#ifndef ABSENCE_TALLY_H
#define ABSENCE_TALLY_H

#include "policy.h"
#include "share.h"

#pragma GCC visibility push(hidden)

/* Exact totals of days under one policy, and that policy */
typedef enum TallyGroup
{
	GROUP_EXCUSED,
	GROUP_UNEXCUSED,
	GROUP_OSS,
	GROUP_EXEMPT,
	GROUP_UNVERIFIED,
	GROUP_OTHER
} TallyGroup;

#define GROUP_COUNT		(GROUP_OTHER + 1)

/*
 * All numbers are sums, so that tallies can be added and subtracted exactly.
 * Days are whole days; shares are in units of 1/WHOLE_DAY.
 *
 * The policy comes first.  Its version byte and its spare bytes serve the
 * whole value.  The length must stay as in release 0.1.0.
 */
typedef struct Tally
{
	Policy		policy;
	int64		member_days;	/* membership days to the as-of, whether or
								 * not they are complete */
	int64		enrolled_days;
	int64		counted_days;
	int64		unrecorded_days;
	int64		unmapped_days;
	int64		tardy_days;
	int64		absent;			/* shares, after the part-day rule */
	int64		missed;			/* shares, before it */
	int64		group[GROUP_COUNT]; /* shares; they add up to absent */
	int64		iss;			/* shares */
	int64		absent_minutes;
	int64		counted_minutes;
	int64		unmapped_minutes;
	int64		no_minutes_days;	/* counted days of unknown length */
	int64		no_minutes_unmapped_days;	/* unmapped, unknown length */
	int64		calendar_days;	/* session days of the whole years */
	int64		no_calendar;	/* summands whose calendar is not known */
} Tally;

#define TALLY_VERSION	1		/* of the binary form */

/* With more days, a number of units would overflow an int64 */
#define MAX_TALLY_DAYS	(PG_INT64_MAX / WHOLE_DAY)

StaticAssertDecl(sizeof(Tally) == 224, "tally has no padding");

#define PG_GETARG_TALLY_P(n)	tally_of_datum(PG_GETARG_DATUM(n))

static inline Tally *
tally_of_datum(Datum datum)
{
	Tally	   *tally = (Tally *) DatumGetPointer(datum);

	check_version("tally", tally->policy.version, POLICY_VERSION);
	return tally;
}

/* A tally of no days under a policy */
static inline void
empty_tally(Tally *tally, const Policy *policy)
{
	memset(tally, 0, sizeof(Tally));
	tally->policy = *policy;
}

extern Tally *tally_make(const Policy *policy);
extern Tally *tally_state(FunctionCallInfo fcinfo, const Policy *policy);
extern void tally_accumulate(Tally *sum, const Tally *more, int sign);

#pragma GCC visibility pop

#endif							/* ABSENCE_TALLY_H */
