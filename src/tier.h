/*
 * tier.h
 *		The walk over a register that finds tiers.
 */
#ifndef ABSENCE_TIER_H
#define ABSENCE_TIER_H

#include "crossing.h"

#pragma GCC visibility push(hidden)

/* What is asked of the year's days */
typedef struct TierLines
{
	LineWeights severe;
	LineWeights chronic;
	LineWeights at_risk;
	bool		has_at_risk;	/* or pace stands to the end of the year */
	bool		in_minutes;
	int64		pace;			/* shares in each period */
	int			pace_days;		/* membership days of a period; 0: by calendar months */
	int			minimum;		/* counted days */
} TierLines;

/* Defaults, and what the aggregate over rows takes */
#define PACE_HUNDREDTHS		200
#define PACE_DAYS			SCHOOL_MONTH
#define TIER_MINIMUM		20

/* What stands at the end of a day */
typedef struct TierState
{
	RunningRate rate;
	int64		absent;			/* shares, in minutes too */
	bool		severe_rate;
	bool		pace;
} TierState;

typedef struct TierChange
{
	int			ordinal;
	int			tier;
} TierChange;

/* The walk over one register */
typedef struct TierWalk
{
	TierLines	lines;
	TierState	state;
	int			least;			/* the tier that the year before calls for */
	int			tier;
	int			since;			/* ordinal */
	bool		keeps_changes;	/* then the days on which the tier changed, in order */
	int			n_changes;
	int			room;
	TierChange *changes;
} TierWalk;

/* A call of tier() and the functions beside it */
typedef struct TierCall
{
	RegisterView view;
	TierWalk	walk;
	int			stop;
	int			members;		/* membership days to the as-of, complete or not */
} TierCall;

extern void tier_lines(TierLines *lines, const Policy *policy, int32 pace_hundredths, int pace_days, int minimum);
extern void walk_register(FunctionCallInfo fcinfo, TierCall *call, const Policy *policy, DateADT as_of);
extern void rate_between(RunningRate *rate, const RegisterView *view, const Policy *policy, int from, int to);

#pragma GCC visibility pop

#endif							/* ABSENCE_TIER_H */
