/*
 * counting.c
 *		The counting rule: how a day with several marks counts, and the tally
 *		of a register's days.
 */
#include "postgres.h"

#include "counting.h"

const TallyGroup group_of_mark[MARK_COUNT] = {
	[MARK_TARDY] = GROUP_OTHER,
	[MARK_LEFT_EARLY] = GROUP_OTHER,
	[MARK_UNEXCUSED] = GROUP_UNEXCUSED,
	[MARK_EXCUSED] = GROUP_EXCUSED,
	[MARK_OSS] = GROUP_OSS,
	[MARK_EXEMPT] = GROUP_EXEMPT,
	[MARK_UNVERIFIED] = GROUP_UNVERIFIED,
	[MARK_ISS] = GROUP_OTHER,
	[MARK_REMOTE] = GROUP_OTHER,
	[MARK_ACTIVITY] = GROUP_OTHER,
	[MARK_HOMEBOUND] = GROUP_OTHER,
	[MARK_UNMAPPED] = GROUP_OTHER,	/* never counted */
	[MARK_PRESENT] = GROUP_OTHER	/* never counted */
};

/* Prepare a policy for counting. */
void
count_rule(CountRule *rule, const Policy *policy)
{
	rule->counted = policy->absent | MARK_BIT(MARK_TARDY) | MARK_BIT(MARK_LEFT_EARLY);
	rule->outside = policy->outside;
	rule->in_minutes = policy->basis == BASIS_MINUTES;
	rule->proportional = policy->part_day == PART_DAY_PROPORTIONAL;
	rule->half_line = rule->line = WHOLE_DAY;
	switch ((PolicyPartDay) policy->part_day)
	{
		case PART_DAY_AT_LEAST:
			rule->half_line = rule->line = policy->part_line * SHARES_PER_BASIS_POINT;
			break;
		case PART_DAY_MORE_THAN:
			rule->half_line = rule->line = policy->part_line * SHARES_PER_BASIS_POINT + 1;
			break;
		case PART_DAY_STEPS_AT_LEAST:
			rule->half_line = policy->part_line * SHARES_PER_BASIS_POINT;
			rule->line = policy->part_second * SHARES_PER_BASIS_POINT;
			break;
		case PART_DAY_STEPS_MORE_THAN:
			rule->half_line = policy->part_line * SHARES_PER_BASIS_POINT + 1;
			rule->line = policy->part_second * SHARES_PER_BASIS_POINT + 1;
			break;
		case PART_DAY_WHOLE:
		case PART_DAY_PROPORTIONAL:
			break;
	}

	/* A day without a record that counts as absent is a whole unverified day */
	rule->unrecorded_kind = DAY_COUNTED;
	rule->unrecorded_absent = 0;
	if (policy->unrecorded == UNRECORDED_NOT_COUNTED)
		rule->unrecorded_kind = DAY_NOT_COUNTED;
	else if (policy->unrecorded == UNRECORDED_ABSENT)
	{
		if (policy->outside & MARK_BIT(MARK_UNVERIFIED))
			rule->unrecorded_kind = DAY_OUTSIDE;
		else if (policy->absent & MARK_BIT(MARK_UNVERIFIED))
			rule->unrecorded_absent = WHOLE_DAY;
	}
}

/*
 * The mark of the day: the mark with the largest share; of equal shares, the
 * first in the order of marks.  The portions are in that order.
 */
Mark
mark_of_day(const Portion *portions, int n, Share *share)
{
	int			best = 0;

	for (int i = 1; i < n; i++)
		if (portions[i].share > portions[best].share)
			best = i;
	*share = portions[best].share;
	return portions[best].mark;
}

/*
 * Judge a day with several marks, given in the order of marks.  First, the
 * counted shares add up to a whole day at most; the excess is cut from the
 * last marks in the order.  Then the shares outside membership and under
 * unmapped codes decide whether the day counts.  Then the part-day rule
 * applies.
 */
void
judge_portions(const CountRule *rule, const Portion *portions, int n, DayCount *day)
{
	Share		outside = 0;
	Share		unmapped = 0;
	Share		share;

	day->tardy = false;
	day->iss = 0;
	day->split = false;
	day->missed = day->absent = 0;
	day->absent_mark = portions[0].mark;
	day->n = 0;
	for (int i = 0; i < n; i++)
	{
		Mark		mark = portions[i].mark;
		Portion    *counted = &day->portions[day->n];

		if (mark == MARK_TARDY)
			day->tardy = true;
		if (mark == MARK_ISS)
			day->iss = portions[i].share;
		if (mark == MARK_UNMAPPED)
			unmapped = portions[i].share;
		else if (rule->outside & MARK_BIT(mark))
			outside += Min(portions[i].share, WHOLE_DAY - outside);
		else if (rule->counted & MARK_BIT(mark))
		{
			counted->mark = mark;
			counted->share = Min(portions[i].share, WHOLE_DAY - day->missed);
			day->missed += counted->share;
			day->n++;
		}
	}
	day->kind = kind_of_day(rule, day->missed, outside, unmapped);
	if (day->kind != DAY_COUNTED || day->n == 0)
		return;
	day->absent_mark = mark_of_day(day->portions, day->n, &share);
	day->absent = part_day(rule, day->missed);
	day->split = rule->proportional && day->n > 1;
}

/* The same for a day of a register. */
void
judge_marks(const RegisterView *view, const CountRule *rule, MarkedDay marked, DayCount *day)
{
	Portion		portions[MARK_COUNT];

	view_portions(view, marked, portions);
	judge_portions(rule, portions, marked.n, day);
}

/* The first day from this ordinal on with nothing recorded, or `before`. */
int
find_unrecorded(const char *recorded, int ordinal, int before)
{
	while (ordinal < before && plane_has(recorded, ordinal))
		ordinal++;
	return ordinal;
}

/* Add days with nothing recorded, counted beforehand as those with marks. */
void
tally_unrecorded_days(Tally *tally, const CountRule *rule, int64 days)
{
	int64		absent = days * rule->unrecorded_absent;

	tally->unrecorded_days += days;
	if (rule->unrecorded_kind == DAY_OUTSIDE)
		tally->enrolled_days -= days;
	if (rule->unrecorded_kind != DAY_COUNTED)
		tally->counted_days -= days;
	tally->missed += absent;
	tally->absent += absent;
	tally->group[GROUP_UNVERIFIED] += absent;
}

/* Minutes scheduled on one unmapped day. */
static void
tally_unmapped_minutes(Tally *tally, uint16 length)
{
	if (length == UNKNOWN_MINUTES)
		tally->no_minutes_unmapped_days++;
	else
		tally->unmapped_minutes += length;
}

/* Minutes missed and scheduled on one counted day. */
static void
tally_day_minutes(Tally *tally, uint16 length, Share absent)
{
	if (length == UNKNOWN_MINUTES)
	{
		tally->no_minutes_days++;
		return;
	}
	tally->counted_minutes += length;
	tally->absent_minutes += missed_minutes(length, absent);
}

static void
tally_minutes(Tally *tally, const RegisterView *view, const CountRule *rule, int stop)
{
	uint16	   *lengths = palloc(Max(view->n_members, 1) * sizeof(uint16));
	DayWalk		walk;
	DayCount	day;
	int			next = 0;		/* first day not looked at */

	view_lengths(view, lengths);
	start_walk(&walk, view, rule, stop);
	for (;;)
	{
		bool		odd = next_odd_day(&walk, &day);
		int			until = odd ? day.ordinal : stop;

		for (; next < until; next++)
			tally_day_minutes(tally, lengths[next], 0);
		if (!odd)
			break;
		if (day.kind == DAY_COUNTED)
			tally_day_minutes(tally, lengths[until], day.absent);
		else if (day.kind == DAY_UNMAPPED)
			tally_unmapped_minutes(tally, lengths[until]);
		next = until + 1;
	}
	pfree(lengths);
}

/*
 * Add the days of a register up to the earlier of as-of and complete-through.
 * This is inlined in both callers below.
 */
static pg_attribute_always_inline void
tally_register(Tally *tally, const RegisterView *view, const CountRule *rule,
			   DateADT as_of, bool for_verdict)
{
	int			stop = view_stop(view, as_of);
	DayWalk		walk;
	DayCount	day;

	tally->member_days += view_days_to(view, as_of);
	tally->enrolled_days += stop;
	tally->counted_days += stop;

	start_walk(&walk, view, rule, stop);
	while (next_marked_day(&walk, &day))
		tally_day(tally, &day, for_verdict);
	if (view->recorded)
		tally_unrecorded_days(tally, rule, view_unrecorded(view, 0, stop));
	if (rule->in_minutes)
		tally_minutes(tally, view, rule, stop);
	if (tally->policy.minimum_kind == MINIMUM_PERCENT)
	{
		int64		days;

		if (view_calendar_days(view, &days))
			tally->calendar_days += days;
		else
			tally->no_calendar++;
	}
}

/* All figures */
void
tally_view(Tally *tally, const RegisterView *view, const CountRule *rule, DateADT as_of)
{
	tally_register(tally, view, rule, as_of, false);
}

/*
 * The figures that tally_verdict() and tally_rate() use, for cohorts of many
 * registers.  chronic_rate by school over 100,000 registers took 1.63 times as
 * long as count(*) with this function, and 1.83 times as long without it.
 */
void
tally_for_verdict(Tally *tally, const RegisterView *view, const CountRule *rule, DateADT as_of)
{
	tally_register(tally, view, rule, as_of, true);
}
