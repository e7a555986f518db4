/*
 * crossing.c
 *		When a rule is met: the walk over a register.
 *
 * A rule is a predicate on membership days, and a crossing a maximal run of
 * membership days on which it is met.  What a day comes to is judged by the
 * counting rule, with the marks and the part-day rule of the rule in place of
 * the policy's.  Only days that come to something are looked at: in between, an
 * amount can only fall, and when it does is computed.
 *
 * Ordinals count membership days from 0 on here, from 1 on in the texts.
 */
#include "postgres.h"

#include "rule_walk.h"

#include "utils/datetime.h"

/* A day with an amount that a window still holds */
typedef struct Entry
{
	int32		expires;		/* first ordinal, or day, that it is not in the window of */
	int64		amount;
} Entry;

static void
begin_crossing(Crossings *crossings, int ordinal, int64 amount, int64 total)
{
	Crossing   *crossing;

	if (crossings->n == crossings->room)
	{
		Crossing   *larger = palloc(2 * crossings->room * sizeof(Crossing));

		memcpy(larger, crossings->list, crossings->n * sizeof(Crossing));
		crossings->list = larger;
		crossings->room *= 2;
	}
	crossing = &crossings->list[crossings->n++];
	crossing->met = ordinal;
	crossing->until = -1;
	crossing->amount = amount;
	crossing->total = total;
	crossings->met = true;
}

static void
end_crossing(Crossings *crossings, int ordinal)
{
	crossings->list[crossings->n - 1].until = Min(ordinal, crossings->first);
	crossings->met = false;
}

/*
 * What is so on this day, and has changed at most there.  True when no more is
 * wanted.
 */
static inline bool
note_day(Crossings *crossings, int ordinal, bool reached, int64 amount, int64 total)
{
	if (reached && ordinal < crossings->first)
	{
		if (!crossings->met)
			begin_crossing(crossings, ordinal, amount, total);
		return ordinal >= crossings->wanted;
	}
	if (crossings->met)
		end_crossing(crossings, ordinal);
	return false;
}

/* Days to the earlier of as-of and complete-through, then so many as absent. */
void
start_crossings(Crossings *crossings, const RegisterView *view, DateADT as_of, int wanted)
{
	crossings->stop = crossings->end = view_stop(view, as_of);
	crossings->wanted = wanted;
	crossings->first = PG_INT32_MAX;
	crossings->met = false;
	crossings->n = 0;
	crossings->room = CROSSINGS_AT_HAND;
	crossings->list = crossings->at_hand;
}

/* An error for a register of more than one school year. */
void
require_one_year(const RegisterView *view)
{
	if (unlikely(view_several_years(view)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("register has membership days of several school years"),
				 errdetail("A rule looks at the days of one school year."),
				 errhint("Use the register of one year, or cut it out with clip().")));
}

/* The least share of a day of this length that is more than so many whole minutes */
static Share
share_above(int minutes, uint16 length)
{
	int64		half_minutes = 2 * (int64) minutes + 1;

	if (length == UNKNOWN_MINUTES)
		return WHOLE_DAY;
	return (Share) Min((half_minutes * (WHOLE_DAY / 2) + length - 1) / length, WHOLE_DAY + 1);
}

/* The counting rule, with the marks and the part-day rule of the rule. */
static void
rule_count(CountRule *count, const Rule *rule, const Policy *policy)
{
	count_rule(count, policy);
	if (rule->marks != 0)
	{
		count->counted = rule->marks;
		count->outside = policy->outside & ~rule->marks;
		if (policy->unrecorded == UNRECORDED_ABSENT)
		{
			bool		unverified = (rule->marks & MARK_BIT(MARK_UNVERIFIED)) != 0;
			bool		outside = (count->outside & MARK_BIT(MARK_UNVERIFIED)) != 0;

			count->unrecorded_kind = outside ? DAY_OUTSIDE : DAY_COUNTED;
			count->unrecorded_absent = unverified ? WHOLE_DAY : 0;
		}
	}
	if (rule->part_day == RULE_PART_POLICY)
		return;
	count->proportional = rule->part_day == RULE_PART_PROPORTIONAL;
	count->half_line = WHOLE_DAY;
	if (rule->part_day == RULE_PART_AT_LEAST)
		count->half_line = rule->part_line * SHARES_PER_BASIS_POINT;
	else if (rule->part_day == RULE_PART_MORE_THAN)
		count->half_line = rule->part_line * SHARES_PER_BASIS_POINT + 1;
	else if (rule->part_day == RULE_PART_ANY)
		count->half_line = 1;
	count->line = count->half_line;
}

/* The part-day line of a day, where it is in minutes and lengths differ. */
static void
set_minutes_line(Judged *judged, int ordinal)
{
	uint16		length = judged->lengths[ordinal];

	if (length == judged->length)
		return;
	judged->length = length;
	judged->count.half_line = judged->count.line = share_above(judged->minutes_line, length);
}

/* A day that is taken as missed whole, as an unverified one */
static void
missed_whole(Judged *judged, int ordinal, JudgedDay *day)
{
	if (judged->lengths)
		set_minutes_line(judged, ordinal);
	day->ordinal = ordinal;
	day->missed = WHOLE_DAY;
	day->absent = part_day(&judged->count, WHOLE_DAY);
	day->kind = DAY_COUNTED;
	day->mark = MARK_UNVERIFIED;
	day->recorded = false;
}

/* Judge the days before an ordinal, and keep those that come to something. */
void
judge_days(Judged *judged, const RegisterView *view, const Rule *rule, const Policy *policy, int stop)
{
	DayWalk		walk;
	DayCount	day;
	int			n = 0;
	int			n_absent = 0;
	int64		absent = 0;
	int			most;

	judged->rule = rule;
	rule_count(&judged->count, rule, policy);
	judged->minutes_line = -1;
	judged->lengths = NULL;
	if (rule->part_day == RULE_PART_MINUTES)
	{
		int			differ;

		judged->minutes_line = rule->part_line;
		judged->length = view_usual_length(view, &differ);
		if (differ > 0)
		{
			judged->lengths = palloc(view->n_members * sizeof(uint16));
			view_lengths(view, judged->lengths);
		}
		judged->count.half_line = judged->count.line =
			share_above(rule->part_line, judged->length);
	}
	judged->list = judged->at_hand;
	start_walk(&walk, view, &judged->count, stop);
	most = walk.unrecorded ? stop : Min(stop, view->n_exceptions);
	if (most > DAYS_AT_HAND)
		judged->list = palloc(most * sizeof(JudgedDay));

	/* A day without a record has neither */
	day.missed = 0;
	day.absent_mark = MARK_UNVERIFIED;
	for (;;)
	{
		JudgedDay  *kept = &judged->list[n];
		bool		counted;

		if (judged->lengths)
		{
			int			ordinal = next_marked_ordinal(&walk.exceptions);

			if (ordinal < stop)
				set_minutes_line(judged, ordinal);
		}
		if (!next_odd_day(&walk, &day))
			break;
		counted = day.kind == DAY_COUNTED;
		kept->ordinal = day.ordinal;
		kept->absent = counted ? day.absent : 0;
		kept->missed = day.missed;
		kept->kind = day.kind;
		kept->mark = day.absent_mark;
		kept->recorded = true;
		if (unlikely(view->recorded != NULL) && !plane_has(view->recorded, day.ordinal))
		{
			if (counted && day.absent > 0)
				missed_whole(judged, day.ordinal, kept);
			kept->recorded = false;
		}
		/* Without branches, because the next mark cannot be predicted */
		n += !counted | (kept->absent > 0);
		n_absent += counted & (kept->absent > 0);
		absent += kept->absent;
	}
	judged->n = n;
	judged->n_absent = n_absent;
	judged->absent = absent;
}

/* Do two rules judge days in the same way? */
bool
same_judging(const Rule *a, const Rule *b)
{
	return a->marks == b->marks && a->part_day == b->part_day && a->part_line == b->part_line;
}

void
start_rule(RuleWalk *walk, Crossings *crossings, Judged *judged, const RegisterView *view,
		   const Rule *rule, const Policy *policy, const DateADT *dates)
{
	walk->view = view;
	walk->rule = rule;
	walk->judged = judged;
	walk->dates = dates;
	walk->in_minutes = rule->measure == RULE_MINUTES ||
		(rule->measure == RULE_RATE && policy->basis == BASIS_MINUTES);
	walk->next = 0;
	walk->added = crossings->stop;
	walk->by_date = rule->within == WITHIN_MONTH || rule->within == WITHIN_DAYS ||
		rule->within == WITHIN_MONTHS || rule->per == PER_MONTH;
	if (walk->by_date && dates == NULL)
		start_days(&walk->cursor, view);
	walk->line = rule->amount;
	if (rule->measure == RULE_DAYS)
		walk->line *= WHOLE_DAY / 100;
	walk->strict = rule->compare == COMPARE_MORE_THAN ? 1 : 0;
	walk->amount = 0;
	walk->total = 1;
	if (rule->first > 0)
		crossings->first = rule->first;
}

/* The day of an ordinal that is not below that of the last call */
static inline DateADT
walk_day(RuleWalk *walk, int ordinal)
{
	return walk->dates ? walk->dates[ordinal] : cursor_day(&walk->cursor, ordinal);
}

/* The next of the days from stop on, each taken as missed whole; NULL after the last */
const JudgedDay *
next_added_day(RuleWalk *walk, const Crossings *crossings)
{
	if (likely(walk->added >= crossings->end))
		return NULL;
	missed_whole(walk->judged, walk->added++, &walk->absent);
	return &walk->absent;
}

/* What a counted day adds to the amount, by the measure */
int64
day_amount(const RuleWalk *walk, const JudgedDay *day)
{
	switch ((RuleMeasure) walk->rule->measure)
	{
		case RULE_DAYS:
			return day->absent;
		case RULE_OCCASIONS:
			return 1;
		default:
			return missed_minutes(view_length(walk->view, day->ordinal), day->absent);
	}
}

/* Months of the calendar, numbered one after the other */
int
month_of(DateADT day)
{
	int			year,
				month,
				mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	return year * 12 + month - 1;
}

/* No day is of this month or of one after it */
#define MONTH_END	(5874898 * 12)

static DateADT
first_of_month(int month)
{
	int			year = month / 12 - (month % 12 < 0);

	if (month > MONTH_END)
		return PG_INT32_MAX;
	return date2j(year, month - year * 12 + 1, 1) - POSTGRES_EPOCH_JDATE;
}

/*
 * The first day d for which "d minus n months" is this day or later: in SQL
 * that is the last of a month where the day of the month does not exist.
 */
static DateADT
after_months(DateADT day, int n)
{
	int			year,
				month,
				mday;
	DateADT		first;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	month = year * 12 + month - 1 + n;
	if (month >= MONTH_END)
		return PG_INT32_MAX;
	first = first_of_month(month);
	return Min(first + mday - 1, first_of_month(month + 1));
}

/* The first ordinal, or day, in whose window a day is no more */
int32
window_end(const RuleWalk *walk, int ordinal, DateADT day)
{
	int			n = walk->rule->within_n;

	switch ((RuleWithin) walk->rule->within)
	{
		case WITHIN_MONTH:
			return first_of_month(month_of(day) + 1);
		case WITHIN_SCHOOL_MONTH:
			return (ordinal / SCHOOL_MONTH + 1) * SCHOOL_MONTH;
		case WITHIN_DAYS:
			return day + n;
		case WITHIN_MONTHS:
			return after_months(day, n);
		case WITHIN_SCHOOL_DAYS:
			return ordinal + n;
		default:
			return PG_INT32_MAX;
	}
}

/* The first membership day at or after an ordinal, or day */
static int
ordinal_at(const RuleWalk *walk, int32 at)
{
	return walk->by_date ? view_days_to(walk->view, at - 1) : at;
}

/* Is the line reached on a day, in whose period, from 1 on, it is so many times the amount? */
static inline bool
line_met(RuleWalk *walk, int ordinal)
{
	int			period;

	if (walk->amount < walk->line + walk->strict)
		return false;
	if (walk->rule->per == PER_NONE)
		return true;
	period = 1 + (walk->rule->per == PER_SCHOOL_DAYS ? ordinal / walk->rule->per_n :
				  month_of(walk_day(walk, ordinal)) - walk->first_month);
	return walk->amount >= walk->line * period + walk->strict;
}

/* The first membership day on which the amount is not enough for the period */
static int
paced_until(const RuleWalk *walk)
{
	int64		periods;

	if (walk->rule->per == PER_NONE || walk->line == 0)
		return PG_INT32_MAX;
	periods = (walk->amount - walk->strict) / walk->line;
	if (walk->rule->per == PER_SCHOOL_DAYS)
		return (int) Min(periods * walk->rule->per_n, PG_INT32_MAX);
	if (periods > MAX_MEMBER_DAYS)
		return PG_INT32_MAX;
	return view_days_to(walk->view, first_of_month(walk->first_month + (int) periods) - 1);
}

/* No window of the rule has more membership days than this. */
static int
longest_window(const Rule *rule)
{
	switch ((RuleWithin) rule->within)
	{
		case WITHIN_MONTH:
			return 31;
		case WITHIN_SCHOOL_MONTH:
			return SCHOOL_MONTH;
		case WITHIN_MONTHS:
			return rule->within_n * 31;
		case WITHIN_DAYS:
		case WITHIN_SCHOOL_DAYS:
			return rule->within_n;
		default:
			return MAX_MEMBER_DAYS;
	}
}

/*
 * Is the line out of reach?  It is, if no stretch of membership days as long as
 * the longest window has the amount.  That is found without the dates of days,
 * so it takes less time than the walk.
 */
static bool
out_of_reach(const RuleWalk *walk)
{
	const Judged *judged = walk->judged;
	const JudgedDay *list = judged->list;
	bool		in_days = walk->rule->measure == RULE_DAYS;
	int64		need = walk->line + walk->strict;
	int64		amount = 0;
	int			length;
	int			from = 0;

	if (walk->rule->measure == RULE_RATE)
		return false;
	if (walk->rule->measure == RULE_MINUTES)
		return judged->n_absent * (int64) MAX_MINUTES < need;
	if ((in_days ? judged->absent : judged->n_absent) < need)
		return true;

	length = longest_window(walk->rule);
	if (length > list[judged->n - 1].ordinal - list[0].ordinal)
		return false;
	for (int to = 0; to < judged->n; to++)
	{
		amount += in_days ? list[to].absent : list[to].absent > 0;
		for (; list[from].ordinal <= list[to].ordinal - length; from++)
			amount -= in_days ? list[from].absent : list[from].absent > 0;
		if (amount >= need)
			return false;
	}
	return true;
}

/*
 * Days, occasions or minutes in a window that is not a row.
 *
 * The amount grows on the days looked at.  In between, entries leave the
 * window, or the pace asks for more: that matters only while the rule is met,
 * so only then the day is looked for.
 */
static void
walk_window(RuleWalk *walk, Crossings *crossings, bool wants_amount)
{
	Entry		at_hand[DAYS_AT_HAND];
	Entry	   *entries = at_hand;
	bool		slides = walk->rule->within != WITHIN_YEAR;
	/* nothing ends it but the last day on which the rule can be met */
	bool		stays = !slides && walk->rule->per == PER_NONE && !wants_amount;
	int			from = 0;		/* entries of the window */
	int			to = 0;
	int32		month_end = 0;

	if (slides)
	{
		int			most = walk->judged->n_absent + crossings->end - crossings->stop;

		if (most > DAYS_AT_HAND)
			entries = palloc(most * sizeof(Entry));
	}
	if (walk->rule->per == PER_MONTH && crossings->end > 0)
		walk->first_month = month_of(walk_day(walk, 0));

	for (;;)
	{
		const JudgedDay *day = next_rule_day(walk, crossings);
		int			before = day ? day->ordinal : crossings->end;
		int32		at = before;	/* or its day */
		int64		amount;

		if (day && day->kind != DAY_COUNTED)
			continue;
		if (walk->by_date && slides)
			at = day ? walk_day(walk, before) : PG_INT32_MAX;

		/* What ends before that day */
		while (crossings->met)
		{
			int			change;

			/* Nothing, while the oldest entry is in the window */
			if (from < to && entries[from].expires > at && before < crossings->first)
				break;
			change = from < to ? ordinal_at(walk, entries[from].expires) : paced_until(walk);
			if (Min(change, crossings->first) >= before)
				break;
			if (change >= crossings->first || walk->rule->per != PER_NONE)
				end_crossing(crossings, change);
			else
			{
				walk->amount -= entries[from++].amount;
				if (walk->amount < walk->line + walk->strict)
					end_crossing(crossings, change);
			}
		}
		if (!day)
			break;

		while (from < to && entries[from].expires <= at)
			walk->amount -= entries[from++].amount;
		amount = day->absent > 0 ? day_amount(walk, day) : 0;
		walk->amount += amount;
		if (slides)
		{
			if (walk->rule->within != WITHIN_MONTH)
				entries[to].expires = window_end(walk, before, at);
			else
			{
				if (to == 0 || at >= month_end)
					month_end = window_end(walk, before, at);
				entries[to].expires = month_end;
			}
			entries[to++].amount = amount;
		}
		if (note_day(crossings, before, line_met(walk, before), walk->amount, 1) ||
			(stays && crossings->met))
			break;
	}
	if (crossings->met && crossings->first < crossings->end)
		end_crossing(crossings, crossings->first);

	/* What stands on the last day */
	if (wants_amount && from < to)
	{
		int32		last = walk->by_date ? view_day(walk->view, crossings->end - 1) : crossings->end - 1;

		while (from < to && entries[from].expires <= last)
			walk->amount -= entries[from++].amount;
	}
	if (entries != at_hand)
		pfree(entries);
}

static inline void
break_row(Row *row)
{
	row->amount = row->carry = 0;
	row->first = row->carry_first = -1;
}

/*
 * Add a counted day.  Days and occasions chain as in streak().  Minutes chain
 * from one day into the next where the student was away at the end of the one
 * and at the beginning of the other: a whole day was missed at both ends, a
 * part of a day may be either, but a tardy is the beginning of the day, and
 * whoever left early was there at the beginning.
 */
static void
add_to_row(RuleWalk *walk, Row *row, const JudgedDay *day)
{
	bool		in_minutes = walk->rule->measure == RULE_MINUTES;
	bool		part = in_minutes && day->absent < WHOLE_DAY;
	int64		amount;

	if (in_minutes ? day->absent == 0 : day->absent < WHOLE_DAY / 2)
	{
		break_row(row);
		return;
	}
	amount = day_amount(walk, day);
	if (part && day->mark == MARK_LEFT_EARLY)
		break_row(row);
	row->amount = row->carry + amount;
	row->first = row->carry_first >= 0 ? row->carry_first : day->ordinal;
	row->carry = row->amount;
	row->carry_first = row->first;
	if (!part)
		return;
	row->carry = amount;
	row->carry_first = day->ordinal;
	if (day->mark == MARK_TARDY)
	{
		row->carry = 0;
		row->carry_first = -1;
	}
}

/* The first of the ordinals from..to-1, none of them judged, that is present; or to */
static inline int
first_present(const RegisterView *view, int from, int to)
{
	if (likely(view->recorded == NULL))
		return from;
	while (from < to && !plane_has(view->recorded, from))
		from++;
	return from;
}

/* Days, occasions or minutes in a row. */
void
walk_row(RuleWalk *walk, Crossings *crossings, Row *row)
{
	int			next = 0;		/* first day not looked at */

	break_row(row);
	for (;;)
	{
		const JudgedDay *day = next_rule_day(walk, crossings);
		int			before = day ? day->ordinal : crossings->end;

		/* Neither breaks the row nor lengthens it; days taken as absent do */
		if (day && !day->recorded && before < crossings->stop)
			continue;
		if (row->first >= 0)
		{
			int			present = first_present(walk->view, next, before);

			if (present < before)
			{
				break_row(row);
				if (crossings->met)
					end_crossing(crossings, present);
			}
		}
		if (!day)
			break;
		next = before + 1;
		if (day->kind != DAY_COUNTED)
			continue;
		add_to_row(walk, row, day);
		if (note_day(crossings, before, row->amount >= walk->line + walk->strict, row->amount, 1))
			break;
	}
	if (crossings->met && crossings->first < crossings->end)
		end_crossing(crossings, crossings->first);
	walk->amount = row->amount;
}

/* What else than its line a rate must meet: so many days */
typedef struct RateMinimum
{
	int			enrolled;
	int			known;
	int			counted;
} RateMinimum;

static inline bool
has_minimum(const RateMinimum *minimum, const RunningRate *rate)
{
	return rate->enrolled >= minimum->enrolled && rate->known >= minimum->known &&
		rate->counted >= minimum->counted && !rate->no_minutes;
}

/*
 * So many days with nothing missed, from an ordinal on.  The rate falls, so it
 * can only be met where the minimum is.  True when no more is wanted.
 */
static bool
pass_present(Crossings *crossings, RunningRate *rate, const LineWeights *line,
			 const RateMinimum *minimum, int ordinal, int n, bool in_minutes, uint16 length)
{
	int			step = in_minutes ? length : 1;
	int			until;

	if (in_minutes && (length == UNKNOWN_MINUTES || rate->no_minutes))
	{
		add_present(rate, n, in_minutes, length);
		return note_day(crossings, ordinal, false, 0, 0);
	}
	if (!crossings->met)
	{
		int			ready = Max(Max(minimum->enrolled - rate->enrolled, minimum->known - rate->known),
								minimum->counted - rate->counted);

		if (ready < 1 || ready > n || ordinal + ready - 1 >= crossings->first ||
			!weights_reached(line, rate->missed, rate->total + (int64) ready * step))
		{
			add_present(rate, n, in_minutes, length);
			return false;
		}
		begin_crossing(crossings, ordinal + ready - 1, rate->missed, rate->total + (int64) ready * step);
		if (ordinal + ready - 1 >= crossings->wanted)
			return true;
	}
	until = days_reached(line, rate, step, n);
	if (until <= n)
		end_crossing(crossings, ordinal + until - 1);
	add_present(rate, n, in_minutes, length);
	return false;
}

/*
 * A rate of the year: absent of all that is known.  It becomes met on a day
 * that adds to what was missed, or when the minimum is reached, and ends when
 * enough has been counted.
 */
static void
walk_rate(RuleWalk *walk, Crossings *crossings, const LineWeights *line, const RateMinimum *minimum)
{
	const RegisterView *view = walk->view;
	bool		in_minutes = walk->in_minutes;
	uint16	   *lengths = NULL;
	RunningRate rate = {0};
	int			next = 0;		/* first day not looked at */

	if (in_minutes)
	{
		lengths = palloc(Max(view->n_members, 1) * sizeof(uint16));
		view_lengths(view, lengths);
	}
	for (;;)
	{
		const JudgedDay *day = next_rule_day(walk, crossings);
		int			before = day ? day->ordinal : crossings->end;

		if (in_minutes)
		{
			for (; next < before; next++)
				if (pass_present(crossings, &rate, line, minimum, next, 1, true, lengths[next]))
					goto done;
		}
		else if (next < before &&
				 pass_present(crossings, &rate, line, minimum, next, before - next, false, 0))
			goto done;
		if (!day)
			break;
		add_to_rate(&rate, day->kind, day->absent, in_minutes, in_minutes ? lengths[before] : 0);
		if (note_day(crossings, before,
					 has_minimum(minimum, &rate) && weights_reached(line, rate.missed, rate.total),
					 rate.missed, rate.total))
			goto done;
		next = before + 1;
	}
	if (crossings->met && crossings->first < crossings->end)
		end_crossing(crossings, crossings->first);
done:
	walk->amount = rate.missed;
	walk->total = rate.known > 0 && !rate.no_minutes ? rate.total : 0;
	if (lengths)
		pfree(lengths);
}

/* The line of a rule on a rate, and its minimum */
static void
rate_of_rule(const RuleWalk *walk, LineWeights *line, RateMinimum *minimum)
{
	const Rule *rule = walk->rule;

	line->weight_missed = walk->in_minutes ? 10000 : 1;
	line->weight_total = walk->in_minutes ? rule->amount : (int64) rule->amount * SHARES_PER_BASIS_POINT;
	line->least = walk->strict;
	minimum->enrolled = 0;
	minimum->known = 1;
	minimum->counted = rule->after;
}

/* The crossings of one rule; what stands at the end only if it is wanted. */
void
find_crossings(RuleWalk *walk, Crossings *crossings, bool wants_amount)
{
	if (!wants_amount && crossings->end == crossings->stop && out_of_reach(walk))
		return;
	if (walk->rule->measure == RULE_RATE)
	{
		LineWeights line;
		RateMinimum minimum;

		rate_of_rule(walk, &line, &minimum);
		walk_rate(walk, crossings, &line, &minimum);
	}
	else if (walk->rule->within == WITHIN_ROW)
	{
		Row			row;

		walk_row(walk, crossings, &row);
	}
	else
		walk_window(walk, crossings, wants_amount);
}

/*
 * The runs of membership days as of which the verdict is chronic, as
 * tally_verdict() gives it: the line is reached with all unmapped days present.
 */
void
chronic_crossings(Crossings *crossings, const RegisterView *view, const Policy *policy,
				  DateADT as_of, int wanted)
{
	static const Rule no_rule = {.version = RULE_VERSION, .measure = RULE_RATE};
	int64		calendar_days = 0;
	int64		days;
	LineWeights line;
	RateMinimum minimum;
	Judged		judged;
	RuleWalk	walk;

	start_crossings(crossings, view, as_of, wanted);
	if (policy->minimum_kind == MINIMUM_PERCENT && !view_calendar_days(view, &calendar_days))
		return;
	if (chronic_line(policy) == NO_LINE)
		return;
	judge_days(&judged, view, &no_rule, policy, crossings->stop);
	start_rule(&walk, crossings, &judged, view, &no_rule, policy, NULL);
	line_weights(&line, policy, chronic_line(policy));
	days = Min(minimum_days(policy, calendar_days), MAX_MEMBER_DAYS + 1);
	minimum.enrolled = (int) days;
	minimum.known = (int) Max(days, 1);
	minimum.counted = 1;
	walk_rate(&walk, crossings, &line, &minimum);
}
