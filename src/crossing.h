/*
 * crossing.h
 *		The walk over a register that finds when a rule, or a verdict, is met.
 */
#ifndef ABSENCE_CROSSING_H
#define ABSENCE_CROSSING_H

#include "counting.h"
#include "rule.h"
#include "verdict.h"

#pragma GCC visibility push(hidden)

/* A run of membership days on which a rule is met */
typedef struct Crossing
{
	int			met;			/* ordinal of its first day */
	int			until;			/* ordinal of the first day after it, or -1 */
	int64		amount;			/* on its first day */
	int64		total;			/* of which the amount is a rate, else 1 */
} Crossing;

#define CROSSINGS_AT_HAND	8

/* The crossings of one register, as far as they are wanted */
typedef struct Crossings
{
	int			stop;			/* days before this ordinal are real */
	int			end;			/* and those before this one are walked */
	int			wanted;			/* a crossing met at this ordinal or later is
								 * the last that is wanted */
	int			first;			/* not met from this ordinal on */
	bool		met;			/* on the last day walked */
	int			n;
	int			room;
	Crossing   *list;
	Crossing	at_hand[CROSSINGS_AT_HAND];
} Crossings;

/* A crossing at any day ends the walk, or none does */
#define WANTED_FIRST	0
#define WANTED_ALL		PG_INT32_MAX

/* What was counted up to a day, as far as a rate needs it */
typedef struct RunningRate
{
	int64		missed;			/* shares, or minutes */
	int64		total;			/* days, or minutes: counted and unmapped */
	int			enrolled;		/* days */
	int			known;			/* days counted and unmapped */
	int			counted;		/* days */
	bool		no_minutes;		/* the length of one of them is not known */
} RunningRate;

static inline bool
weights_reached(const LineWeights *weights, int64 missed, int64 total)
{
	return missed * weights->weight_missed - total * weights->weight_total >= weights->least;
}

/*
 * After how many days more, each adding so much to the total and nothing
 * missed, a line is not reached: 1 for the first such day, more than n if it is
 * reached on all n.
 */
static inline int
days_reached(const LineWeights *weights, const RunningRate *rate, int step, int n)
{
	int64		above = rate->missed * weights->weight_missed -
		rate->total * weights->weight_total - weights->least;
	int64		fall = step * weights->weight_total;

	if (above >= fall * n)
		return n + 1;
	if (above < 0)
		return 1;
	return (int) (above / fall) + 1;
}

/* Add one day of what it comes to; length is its minutes where these are counted. */
static inline void
add_to_rate(RunningRate *rate, DayKind kind, Share absent, bool in_minutes, uint16 length)
{
	bool		counted = kind == DAY_COUNTED;
	bool		known = counted || kind == DAY_UNMAPPED;

	rate->enrolled += kind != DAY_OUTSIDE;
	rate->known += known;
	rate->counted += counted;
	if (!known)
		return;
	rate->total += in_minutes ? length : 1;
	if (in_minutes && length == UNKNOWN_MINUTES)
		rate->no_minutes = true;
	if (counted)
		rate->missed += in_minutes ? missed_minutes(length, absent) : absent;
}

/* Add n counted days with nothing missed, of this length. */
static inline void
add_present(RunningRate *rate, int n, bool in_minutes, uint16 length)
{
	rate->enrolled += n;
	rate->known += n;
	rate->counted += n;
	rate->total += in_minutes ? n * length : n;
	if (in_minutes && length == UNKNOWN_MINUTES && n > 0)
		rate->no_minutes = true;
}

extern int	month_of(DateADT day);
extern void require_one_year(const RegisterView *view);
extern void chronic_crossings(Crossings *crossings, const RegisterView *view, const Policy *policy,
							  DateADT as_of, int wanted);

#pragma GCC visibility pop

#endif							/* ABSENCE_CROSSING_H */
