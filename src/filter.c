/*
 * filter.c
 *		Filters: functions that return a register with fewer days.
 */
#include "postgres.h"

#include "register.h"

#include "utils/datetime.h"

/* Keep the days from..to-1 of an open register. */
static void
keep_days(OpenRegister *open, int from, int to)
{
	int			kept = Max(to - from, 0);

	if (kept > 0)
	{
		RegisterDay *last = &open->days[to - 1];
		int			first = open->days[from].first;

		open->n_portions = last->first + last->n - first;
		open->portions += first;
		open->days += from;
		for (int i = 0; i < kept; i++)
			open->days[i].first -= first;
	}
	else
		open->n_portions = 0;
	open->n_days = kept;
}

/*
 * clip(register, from_day date, to_day date) returns register
 *
 * Membership from from_day to to_day, both included.  A NULL day sets no
 * limit.  The calendar keeps the school years from that of from_day to that of
 * to_day.  NULL register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_clip);
Datum
absence_clip(PG_FUNCTION_ARGS)
{
	Register   *r;
	RegisterView view;
	OpenRegister open;
	DateADT		from_day = PG_ARGISNULL(1) ? DATEVAL_NOBEGIN : PG_GETARG_DATEADT(1);
	DateADT		to_day = PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2);
	int			from = 0;
	int			to;
	int			years = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	r = PG_GETARG_REGISTER(0);
	register_view(&view, r);
	open_register(&open, r);

	while (from < open.n_days && open.days[from].day < from_day)
		from++;
	for (to = open.n_days; to > from && open.days[to - 1].day > to_day; to--)
		;
	keep_days(&open, from, to);

	for (int i = 0; i < open.n_years; i++)
	{
		int			year = open.years[i].year;

		if ((DATE_NOT_FINITE(from_day) || year >= view_year(&view, from_day)) &&
			(DATE_NOT_FINITE(to_day) || year <= view_year(&view, to_day)))
			open.years[years++] = open.years[i];
	}
	open.n_years = years;
	PG_RETURN_REGISTER(pack_register(&open));
}

/*
 * as_of(register, day date) returns register
 *
 * Lowers complete-through to the day, and keeps later membership.  The days
 * before are as known today, not as known on that day.  NULL day: unchanged.
 * NULL register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_as_of);
Datum
absence_as_of(PG_FUNCTION_ARGS)
{
	Register   *r;
	RegisterView view;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	r = PG_GETARG_REGISTER(0);
	register_view(&view, r);
	if (PG_ARGISNULL(1) || PG_GETARG_DATEADT(1) >= view.complete_through)
		PG_RETURN_REGISTER(r);
	PG_RETURN_REGISTER(completed_to(r, PG_GETARG_DATEADT(1)));
}

/*
 * complete_to(register, day date) returns register
 *
 * The register with this day as complete-through, be it earlier or later.  A
 * refresh advances registers with it.  NULL day: no day can be counted.  NULL
 * register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_complete_to);
Datum
absence_complete_to(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_REGISTER(completed_to(PG_GETARG_REGISTER(0), PG_ARGISNULL(1) ? NOT_COMPLETE : PG_GETARG_DATEADT(1)));
}

/*
 * last_days(register, n integer) returns register
 *
 * The last n membership days up to complete-through, or all if there are
 * fewer.
 * Errors: invalid_parameter_value for n below 0.
 */
PG_FUNCTION_INFO_V1(absence_last_days);
Datum
absence_last_days(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	int32		n = PG_GETARG_INT32(1);
	int			to;

	if (n < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of days must not be negative: %d", n)));
	open_register(&open, PG_GETARG_REGISTER(0));
	for (to = open.n_days; to > 0 && open.days[to - 1].day > open.complete_through; to--)
		;
	keep_days(&open, Max(to - n, 0), to);
	PG_RETURN_REGISTER(pack_register(&open));
}

/*
 * on_weekday(register, isodow integer) returns register
 *
 * Membership on one day of the week, from 1 for Monday to 7 for Sunday.
 * Errors: invalid_parameter_value for another number.
 */
PG_FUNCTION_INFO_V1(absence_weekday);
Datum
absence_weekday(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	OpenRegister result;
	int32		isodow = PG_GETARG_INT32(1);

	if (isodow < 1 || isodow > 7)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("day of the week out of range: %d", isodow),
				 errhint("Days of the week go from 1 for Monday to 7 for Sunday.")));
	open_register(&open, PG_GETARG_REGISTER(0));
	result = open;
	result.days = palloc(Max(open.n_days, 1) * sizeof(RegisterDay));
	result.portions = palloc(Max(open.n_portions, 1) * sizeof(Portion));
	result.n_days = result.n_portions = 0;
	for (int i = 0; i < open.n_days; i++)
		if (j2day(open.days[i].day + POSTGRES_EPOCH_JDATE) == isodow % 7)
			copy_day(&result, &open, &open.days[i]);
	PG_RETURN_REGISTER(pack_register(&result));
}
