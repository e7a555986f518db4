/*
 * rule_walk.h
 *		A register walked under a rule: what the functions of a rule ask of the
 *		walk in crossing.c.
 */
#ifndef ABSENCE_RULE_WALK_H
#define ABSENCE_RULE_WALK_H

#include "crossing.h"

#pragma GCC visibility push(hidden)

/* A day that is not plainly present: absent, outside, unmapped or not counted */
typedef struct JudgedDay
{
	int32		ordinal;
	Share		absent;
	Share		missed;			/* before the part-day rule */
	uint8		kind;			/* DayKind */
	uint8		mark;			/* that takes what is absent */
	bool		recorded;
} JudgedDay;

#define DAYS_AT_HAND	64

/* A register judged by the marks and the part-day rule of a rule */
typedef struct Judged
{
	const Rule *rule;			/* the first that asked */
	CountRule	count;
	int			minutes_line;	/* more minutes than these count, or -1 */
	uint16		length;			/* of the day for which count has the line */
	uint16	   *lengths;		/* of all days, if the line is in minutes and they differ */
	int			n;
	int			n_absent;		/* days of them */
	int64		absent;			/* shares */
	JudgedDay  *list;
	JudgedDay	at_hand[DAYS_AT_HAND];
} Judged;

/* A register walked under one rule */
typedef struct RuleWalk
{
	const RegisterView *view;
	const Rule *rule;
	Judged	   *judged;
	const DateADT *dates;		/* of the ordinals, or NULL */
	bool		in_minutes;		/* of a rate, or the measure itself */
	int			next;			/* next judged day */
	int			added;			/* next day taken as absent, from stop on */
	JudgedDay	absent;			/* such a day */
	bool		by_date;		/* the window or the pace needs days */
	DayCursor	cursor;
	int			first_month;	/* of the register, for the pace */
	int64		line;			/* the amount of one period */
	int64		strict;			/* and one unit more under ">" */
	/* what stands in the window */
	int64		amount;
	int64		total;			/* of a rate, else 1 */
} RuleWalk;

/* The absences in a row that reach a day */
typedef struct Row
{
	int64		amount;
	int			first;			/* ordinal of the first of them, or -1 */
	int64		carry;			/* what of it chains into the next day */
	int			carry_first;
} Row;

extern int64 day_amount(const RuleWalk *walk, const JudgedDay *day);
extern void find_crossings(RuleWalk *walk, Crossings *crossings, bool wants_amount);
extern void judge_days(Judged *judged, const RegisterView *view, const Rule *rule,
					   const Policy *policy, int stop);
extern const JudgedDay *next_added_day(RuleWalk *walk, const Crossings *crossings);
extern bool same_judging(const Rule *a, const Rule *b);
extern void start_crossings(Crossings *crossings, const RegisterView *view, DateADT as_of, int wanted);
extern void start_rule(RuleWalk *walk, Crossings *crossings, Judged *judged, const RegisterView *view,
					   const Rule *rule, const Policy *policy, const DateADT *dates);
extern void walk_row(RuleWalk *walk, Crossings *crossings, Row *row);
extern int32 window_end(const RuleWalk *walk, int ordinal, DateADT day);

/*
 * The next day that is not plainly present, and after the last one that is real
 * the days to be taken as absent.  NULL after the last.
 */
static inline const JudgedDay *
next_rule_day(RuleWalk *walk, const Crossings *crossings)
{
	if (likely(walk->next < walk->judged->n))
		return &walk->judged->list[walk->next++];
	return next_added_day(walk, crossings);
}

#pragma GCC visibility pop

#endif							/* ABSENCE_RULE_WALK_H */
