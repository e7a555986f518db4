/*
 * counting.h
 *		The counting rule: how one day counts under a policy, and the walk over
 *		the days of a register that applies the rule.
 *
 * Every figure is based on judge_mark() or judge_portions().  Tallies, streaks
 * and cohorts walk a register with next_marked_day() or next_odd_day().
 */
#ifndef ABSENCE_COUNTING_H
#define ABSENCE_COUNTING_H

#include "register.h"
#include "tally.h"

#pragma GCC visibility push(hidden)

typedef enum DayKind
{
	DAY_COUNTED,
	DAY_OUTSIDE,				/* not a membership day under this policy */
	DAY_UNMAPPED,				/* nothing of it counts */
	DAY_NOT_COUNTED				/* nothing is recorded */
} DayKind;

/* A policy made ready for counting */
typedef struct CountRule
{
	uint32		counted;		/* marks whose shares are absence */
	uint32		outside;		/* marks that take the day out of membership */
	Share		half_line;		/* share from which half of a day counts */
	Share		line;			/* and all of it: the same, but under steps */
	bool		proportional;	/* or: shares count as they are */
	bool		in_minutes;
	DayKind		unrecorded_kind;	/* of a day with nothing recorded */
	Share		unrecorded_absent;	/* and its counted share */
} CountRule;

/* How a day counts */
typedef struct DayCount
{
	int			ordinal;
	DayKind		kind;
	Share		missed;			/* counted share, before the part-day rule */
	Share		absent;			/* after it */
	Mark		absent_mark;	/* takes all of absent, unless it is split */
	bool		split;			/* absent is spread over portions[] */
	int			n;
	bool		tardy;			/* has a tardy, of whatever share */
	Share		iss;			/* share of in-school suspension */
	Portion		portions[MARK_COUNT];	/* counted portions, where split */
} DayCount;

extern void count_rule(CountRule *rule, const Policy *policy);
extern void judge_portions(const CountRule *rule, const Portion *portions, int n, DayCount *day);
extern Mark mark_of_day(const Portion *portions, int n, Share *share);

/* The absence for a share missed, by the part-day rule. */
static inline Share
part_day(const CountRule *rule, Share missed)
{
	if (rule->proportional)
		return missed;
	return (-(Share) (missed >= rule->half_line) & (WHOLE_DAY / 2)) +
		(-(Share) (missed >= rule->line) & (WHOLE_DAY / 2));
}

/*
 * The kind of a day, from its shares missed, outside membership and under
 * unmapped codes.
 *
 * The day is outside membership if outside marks have more than half of it,
 * within the rest of the day after the time missed; a smaller outside share
 * counts as present.  The day is unmapped if the unmapped share could change a
 * figure of the day.
 */
static inline DayKind
kind_of_day(const CountRule *rule, Share missed, Share outside, Share unmapped)
{
	if (Min(outside, WHOLE_DAY - missed) > WHOLE_DAY / 2)
		return DAY_OUTSIDE;
	if (part_day(rule, missed) != part_day(rule, missed + Min(unmapped, WHOLE_DAY - missed)))
		return DAY_UNMAPPED;
	return DAY_COUNTED;
}

/* Whole minutes missed of a day of this length. */
static inline int64
missed_minutes(uint16 length, Share absent)
{
	/* The share was rounded to units, so round back to whole minutes */
	return ((int64) absent * length + WHOLE_DAY / 2) / WHOLE_DAY;
}

/* A day with a single mark, as nearly all days with a mark are. */
static pg_attribute_always_inline void
judge_mark(const CountRule *rule, Mark mark, Share share, DayCount *day)
{
	day->tardy = mark == MARK_TARDY;
	day->iss = mark == MARK_ISS ? share : 0;
	day->split = false;
	day->n = 0;
	day->absent_mark = mark;
	day->kind = DAY_COUNTED;
	if (unlikely((rule->outside | MARK_BIT(MARK_UNMAPPED)) & MARK_BIT(mark)))
		day->kind = mark == MARK_UNMAPPED ? kind_of_day(rule, 0, 0, share) :
			kind_of_day(rule, 0, share, 0);
	/* Without branches, because the next mark cannot be predicted */
	day->missed = share * (Share) ((rule->counted >> mark) & 1);
	day->absent = part_day(rule, day->missed);
}

/* A walk over the days with marks among the first `stop` membership days. */
typedef struct DayWalk
{
	const CountRule *rule;
	int			stop;
	ExceptionCursor exceptions;
	const char *unrecorded;		/* plane of unrecorded days, or NULL */
	int			next_unrecorded;	/* day of it to look at next */
} DayWalk;

static inline void
start_walk(DayWalk *walk, const RegisterView *view, const CountRule *rule, int stop)
{
	walk->rule = rule;
	walk->stop = stop;
	start_exceptions(&walk->exceptions, view);
	walk->unrecorded = NULL;
	if (rule->unrecorded_kind != DAY_COUNTED || rule->unrecorded_absent > 0)
		walk->unrecorded = view->recorded;
	walk->next_unrecorded = 0;
}

extern void judge_marks(const RegisterView *view, const CountRule *rule, MarkedDay marked,
						DayCount *day);

/*
 * Judge the next day with marks; false if there is none before the stop.
 *
 * The rare day with several marks is judged in a separate function and copied.
 * The address of *day is then not passed on, so that the compiler can keep
 * *day in CPU registers.
 */
static pg_attribute_always_inline bool
next_marked_day(DayWalk *walk, DayCount *day)
{
	const RegisterView *view = walk->exceptions.view;
	MarkedDay	marked;

	if (!take_marked_day(&walk->exceptions, walk->stop, &marked))
		return false;
	if (likely(marked.n == 1))
	{
		Portion		portion = view_portion(view, marked.first);

		judge_mark(walk->rule, portion.mark, portion.share, day);
	}
	else
	{
		DayCount	several;

		judge_marks(view, walk->rule, marked, &several);
		*day = several;
	}
	day->ordinal = marked.ordinal;
	return true;
}

extern int	find_unrecorded(const char *recorded, int ordinal, int before);

/*
 * Judge the next odd day; false if there is none before the stop.  All other
 * days are counted days with nothing missed.
 */
static pg_attribute_always_inline bool
next_odd_day(DayWalk *walk, DayCount *day)
{
	if (unlikely(walk->unrecorded != NULL))
	{
		int			before = Min(walk->stop, next_marked_ordinal(&walk->exceptions));

		walk->next_unrecorded = find_unrecorded(walk->unrecorded, walk->next_unrecorded, before);
		if (walk->next_unrecorded < before)
		{
			day->ordinal = walk->next_unrecorded++;
			day->kind = walk->rule->unrecorded_kind;
			day->absent = walk->rule->unrecorded_absent;
			return true;
		}
	}
	return next_marked_day(walk, day);
}

/* Does the day count as absent for a streak?  Half a day or more does. */
static inline bool
is_absent_day(const DayCount *day)
{
	return day->absent >= WHOLE_DAY / 2;
}

extern const TallyGroup group_of_mark[MARK_COUNT];

/*
 * Add a day with marks.  The caller has counted it in enrolled_days and
 * counted_days, as a day without marks; a day that does not count is
 * subtracted here.  With for_verdict, figures that a verdict does not need are
 * left out.
 */
static pg_attribute_always_inline void
tally_day(Tally *tally, const DayCount *day, bool for_verdict)
{
	if (!for_verdict)
	{
		tally->tardy_days += day->tardy;
		tally->iss += day->iss;
	}
	if (unlikely(day->kind != DAY_COUNTED))
	{
		tally->counted_days--;
		if (day->kind == DAY_OUTSIDE)
			tally->enrolled_days--;
		else
			tally->unmapped_days++;
		return;
	}
	tally->absent += day->absent;
	if (for_verdict)
		return;
	tally->missed += day->missed;
	if (likely(!day->split))
		tally->group[group_of_mark[day->absent_mark]] += day->absent;
	else
		for (int i = 0; i < day->n; i++)
			tally->group[group_of_mark[day->portions[i].mark]] += day->portions[i].share;
}

extern void tally_unrecorded_days(Tally *tally, const CountRule *rule, int64 days);
extern void tally_view(Tally *tally, const RegisterView *view, const CountRule *rule,
					   DateADT as_of);
extern void tally_for_verdict(Tally *tally, const RegisterView *view, const CountRule *rule,
							  DateADT as_of);

#pragma GCC visibility pop

#endif							/* ABSENCE_COUNTING_H */
