/*
 * membership.c
 *		Membership from a calendar and a stay, and registers from membership
 *		and marks.
 */
#include "postgres.h"

#include "register.h"

#include "utils/datetime.h"

/* Open an argument; NULL gives a register without days. */
static void
open_argument(FunctionCallInfo fcinfo, int argno, OpenRegister *open)
{
	if (PG_NARGS() <= argno || PG_ARGISNULL(argno))
		empty_register(open, 0, 0, 0);
	else
		open_register(open, PG_GETARG_REGISTER(argno));
}

/* A register with the calendar years of another, but no days and marks. */
static void
empty_like(OpenRegister *open, const OpenRegister *like, int days, int portions)
{
	empty_register(open, days, portions, like->n_years);
	open->complete_through = like->complete_through;
	open->n_years = like->n_years;
	memcpy(open->years, like->years, like->n_years * sizeof(RegisterYear));
}

/*
 * Step through a register while the caller steps through an ascending list of
 * days.  Returns the register's day if it has this day, else NULL.
 */
static const RegisterDay *
step_to(const OpenRegister *open, int *at, DateADT day)
{
	while (*at < open->n_days && open->days[*at].day < day)
		(*at)++;
	if (*at < open->n_days && open->days[*at].day == day)
		return &open->days[*at];
	return NULL;
}

/*
 * enroll(calendar register, entry date, exit date) returns register
 *
 * The membership of one stay: the calendar's days from entry to exit, both
 * included.  NULL exit: to the end of the calendar.  Exit before entry: no
 * days.  NULL calendar or entry: NULL.
 */
PG_FUNCTION_INFO_V1(absence_enroll);
Datum
absence_enroll(PG_FUNCTION_ARGS)
{
	Register   *r;
	RegisterView view;
	OpenRegister calendar;
	OpenRegister stay;
	DateADT		entry;
	DateADT		last;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	entry = PG_GETARG_DATEADT(1);
	last = PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2);
	r = PG_GETARG_REGISTER(0);

	/* Most students stay all year; this takes a tenth of the time */
	register_view(&view, r);
	if (view.n_members > 0 && view_day(&view, 0) >= entry && view_day(&view, view.n_members - 1) <= last)
		PG_RETURN_REGISTER(r);

	open_register(&calendar, r);
	empty_like(&stay, &calendar, calendar.n_days, calendar.n_portions);
	for (int i = 0; i < calendar.n_days; i++)
		if (calendar.days[i].day >= entry && calendar.days[i].day <= last)
			copy_day(&stay, &calendar, &calendar.days[i]);
	PG_RETURN_REGISTER(pack_register(&stay));
}

/*
 * with_marks(membership register, marks register, complete_through date,
 *			  recorded register) returns register
 *
 * The register of a student: membership, with the marks of its days.  NULL
 * marks: no marks.  NULL complete_through: no day can be counted.  recorded
 * gives the recorded days; days with a mark are recorded too.  NULL recorded:
 * every day is recorded.  NULL membership: NULL.
 */
PG_FUNCTION_INFO_V1(absence_with_marks);
Datum
absence_with_marks(PG_FUNCTION_ARGS)
{
	OpenRegister membership;
	OpenRegister marks;
	OpenRegister recorded;
	OpenRegister result;
	bool		all_recorded = PG_ARGISNULL(3);
	int			at_marks = 0;
	int			at_recorded = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_argument(fcinfo, 0, &membership);
	open_argument(fcinfo, 1, &marks);
	open_argument(fcinfo, 3, &recorded);

	empty_like(&result, &membership, membership.n_days, marks.n_portions);
	result.complete_through = PG_ARGISNULL(2) ? NOT_COMPLETE : PG_GETARG_DATEADT(2);
	for (int i = 0; i < membership.n_days; i++)
	{
		const RegisterDay *member = &membership.days[i];
		const RegisterDay *mark = step_to(&marks, &at_marks, member->day);
		RegisterDay *d;

		if (mark)
			d = copy_day(&result, &marks, mark);
		else
			d = add_day(&result, member->day);
		d->yielded = member->yielded;
		d->minutes = member->minutes;
		d->recorded = all_recorded || (mark && mark->recorded) ||
			step_to(&recorded, &at_recorded, member->day);
	}
	PG_RETURN_REGISTER(pack_register(&result));
}

/* The register of one argument without the days of another argument. */
static Datum
without_days(FunctionCallInfo fcinfo, int of, int days)
{
	RegisterView view;
	OpenRegister open;
	OpenRegister result;

	if (PG_ARGISNULL(of))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(days))
		register_view(&view, PG_GETARG_REGISTER(days));
	open_argument(fcinfo, of, &open);

	empty_like(&result, &open, open.n_days, open.n_portions);
	for (int i = 0; i < open.n_days; i++)
		if (PG_ARGISNULL(days) || !view_has_day(&view, open.days[i].day))
			copy_day(&result, &open, &open.days[i]);
	PG_RETURN_REGISTER(pack_register(&result));
}

/*
 * marks_outside(membership register, marks register) returns register
 *
 * The days of `marks` that are not membership days, with their marks, which
 * with_marks() leaves out.  NULL membership: all days.  NULL marks: NULL.
 */
PG_FUNCTION_INFO_V1(absence_outside);
Datum
absence_outside(PG_FUNCTION_ARGS)
{
	return without_days(fcinfo, 1, 0);
}

/*
 * event_days(membership register, marks register) returns register
 *
 * The marked days that are membership days, without their marks, complete
 * through infinity.  A mark that leaves no trace in a register, such as a
 * presence, is on one of them too.  NULL if there is none, or if an argument
 * is NULL.
 */
PG_FUNCTION_INFO_V1(absence_event_days);
Datum
absence_event_days(PG_FUNCTION_ARGS)
{
	RegisterView membership;
	RegisterView marks;
	OpenRegister result;
	DateADT    *days;

	register_view(&membership, PG_GETARG_REGISTER(0));
	register_view(&marks, PG_GETARG_REGISTER(1));
	days = palloc(marks.n_members * sizeof(DateADT));
	view_all_days(&marks, days);
	empty_register(&result, marks.n_members, 0, 0);
	result.complete_through = DATEVAL_NOEND;
	for (int i = 0; i < marks.n_members; i++)
		if (view_has_day(&membership, days[i]))
			add_day(&result, days[i])->recorded = true;
	if (result.n_days == 0)
		PG_RETURN_NULL();
	PG_RETURN_REGISTER(pack_register(&result));
}

/*
 * except_days(register, days register) returns register
 *
 * The register without the membership days of `days`.  NULL days: unchanged.
 * NULL register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_except_days);
Datum
absence_except_days(PG_FUNCTION_ARGS)
{
	return without_days(fcinfo, 0, 1);
}

/*
 * yield_days(register, days register) returns register
 *
 * The register with the membership days of `days` marked as yielded, so that
 * another school owns them when registers are merged.  Figures of the register
 * itself do not change.  NULL days: unchanged.  NULL register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_yield_days);
Datum
absence_yield_days(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	OpenRegister days;
	int			at = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_argument(fcinfo, 0, &open);
	open_argument(fcinfo, 1, &days);
	for (int i = 0; i < open.n_days; i++)
		if (step_to(&days, &at, open.days[i].day))
			open.days[i].yielded = true;
	PG_RETURN_REGISTER(pack_register(&open));
}

/*
 * yielded_days(register) returns register
 *
 * The days that yield_days() has marked, with nothing else of the register.
 * The result is complete through 'infinity', as a calendar is.
 */
PG_FUNCTION_INFO_V1(absence_yielded_days);
Datum
absence_yielded_days(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	OpenRegister days;

	open_register(&open, PG_GETARG_REGISTER(0));
	empty_register(&days, open.n_days, 0, 0);
	days.complete_through = DATEVAL_NOEND;
	for (int i = 0; i < open.n_days; i++)
		if (open.days[i].yielded)
			add_day(&days, open.days[i].day);
	PG_RETURN_REGISTER(pack_register(&days));
}

/* empty_register() returns register: no days, and no complete-through */
PG_FUNCTION_INFO_V1(absence_empty_register);
Datum
absence_empty_register(PG_FUNCTION_ARGS)
{
	OpenRegister open;

	empty_register(&open, 0, 0, 0);
	PG_RETURN_REGISTER(pack_register(&open));
}

/*
 * complete_through(register) returns date
 *
 * The last day that can be counted: 'infinity' for a calendar, NULL if no day
 * can be counted.
 */
PG_FUNCTION_INFO_V1(absence_complete_through);
Datum
absence_complete_through(PG_FUNCTION_ARGS)
{
	RegisterView view;

	register_view(&view, PG_GETARG_REGISTER(0));
	if (view.complete_through == NOT_COMPLETE)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view.complete_through);
}
