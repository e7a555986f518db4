/*
 * merge.c
 *		Merging: the register of a student from the registers of several stays,
 *		schools or years.
 *
 * The result does not depend on the order of the registers.  If several hold a
 * day, a total order on what they hold decides which one wins.  A register for
 * which the day is complete takes precedence over one for which it is not.
 */
#include "postgres.h"

#include "counting.h"

/* The time missed by all marks, at most a whole day. */
static int64
missed_time(const OpenRegister *open, const RegisterDay *day)
{
	int64		missed = 0;

	for (int i = 0; i < day->n; i++)
		if (open->portions[day->first + i].mark != MARK_PRESENT)
			missed += open->portions[day->first + i].share;
	return Min(missed, WHOLE_DAY);
}

static Mark
day_mark(const OpenRegister *open, const RegisterDay *day)
{
	Share		share;

	if (!day->recorded)
		return MARK_NONE;
	if (day->n == 0)
		return MARK_PRESENT;
	return mark_of_day(&open->portions[day->first], day->n, &share);
}

/*
 * Does the day of register a win over that of b?  These decide, in this order:
 * a day that is not yielded, the larger missed time, the order of the marks of
 * the day, the portions one by one, and the longer day.  The last two make the
 * result independent of which register comes first.
 */
static bool
wins(const OpenRegister *a, const RegisterDay *x, const OpenRegister *b, const RegisterDay *y)
{
	int64		missed_a = missed_time(a, x);
	int64		missed_b = missed_time(b, y);

	if (x->yielded != y->yielded)
		return !x->yielded;
	if (missed_a != missed_b)
		return missed_a > missed_b;
	if (day_mark(a, x) != day_mark(b, y))
		return day_mark(a, x) < day_mark(b, y);
	for (int i = 0; i < Min(x->n, y->n); i++)
	{
		const Portion *p = &a->portions[x->first + i];
		const Portion *q = &b->portions[y->first + i];

		if (p->mark != q->mark)
			return p->mark < q->mark;
		if (p->share != q->share)
			return p->share > q->share;
	}
	if (x->n != y->n)
		return x->n > y->n;
	return x->minutes >= y->minutes;
}

/* Days after a register's complete-through, but not after the merged one */
static bool
is_gone(const OpenRegister *open, const RegisterDay *day, DateADT complete_through)
{
	return day->day > open->complete_through && day->day <= complete_through;
}

/* Merge calendar days: the larger number of each school year. */
static void
merge_years(OpenRegister *merged, const OpenRegister *a, const OpenRegister *b)
{
	int			i = 0;
	int			j = 0;

	while (i < a->n_years || j < b->n_years)
	{
		RegisterYear *year = &merged->years[merged->n_years++];

		if (j >= b->n_years ||
			(i < a->n_years && a->years[i].year < b->years[j].year))
			*year = a->years[i++];
		else if (i >= a->n_years || b->years[j].year < a->years[i].year)
			*year = b->years[j++];
		else
		{
			*year = a->years[i].days >= b->years[j].days ? a->years[i] : b->years[j];
			i++;
			j++;
		}
	}
}

/*
 * register || register, and the transition and combine function of rollup
 *
 * The membership of both.  The order does not matter, so partial results can
 * be combined.
 */
PG_FUNCTION_INFO_V1(absence_register_merge);
Datum
absence_register_merge(PG_FUNCTION_ARGS)
{
	OpenRegister a;
	OpenRegister b;
	OpenRegister merged;
	int			i = 0;
	int			j = 0;

	open_register(&a, PG_GETARG_REGISTER(0));
	open_register(&b, PG_GETARG_REGISTER(1));
	empty_register(&merged, a.n_days + b.n_days, a.n_portions + b.n_portions,
				   a.n_years + b.n_years);
	merged.complete_through = Max(a.complete_through, b.complete_through);
	merge_years(&merged, &a, &b);

	while (i < a.n_days || j < b.n_days)
	{
		if (i < a.n_days && is_gone(&a, &a.days[i], merged.complete_through))
			i++;
		else if (j < b.n_days && is_gone(&b, &b.days[j], merged.complete_through))
			j++;
		else if (j >= b.n_days || (i < a.n_days && a.days[i].day < b.days[j].day))
			copy_day(&merged, &a, &a.days[i++]);
		else if (i >= a.n_days || b.days[j].day < a.days[i].day)
			copy_day(&merged, &b, &b.days[j++]);
		else
		{
			if (wins(&a, &a.days[i], &b, &b.days[j]))
				copy_day(&merged, &a, &a.days[i]);
			else
				copy_day(&merged, &b, &b.days[j]);
			i++;
			j++;
		}
	}
	PG_RETURN_REGISTER(pack_register(&merged));
}
