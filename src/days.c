/*
 * days.c
 *		Single days of a register, and streaks of absent days.
 */
#include "postgres.h"

#include "counting.h"

#include "funcapi.h"
#include "nodes/execnodes.h"
#include "utils/tuplestore.h"

/* The mark of a day with marks, and its share. */
static Mark
mark_of_marked_day(const RegisterView *view, MarkedDay marked, Share *share)
{
	Portion		portions[MARK_COUNT];

	view_portions(view, marked, portions);
	return mark_of_day(portions, marked.n, share);
}

/*
 * mark_on(register, day date) returns mark
 *
 * The mark of the day: that of the largest share; of equal shares, the first
 * in the order of marks; present if the day is recorded without a mark.  NULL
 * if nothing is recorded, or if the day is not a membership day or comes after
 * complete-through.
 */
PG_FUNCTION_INFO_V1(absence_mark_on);
Datum
absence_mark_on(PG_FUNCTION_ARGS)
{
	RegisterView view;
	ExceptionCursor exceptions;
	MarkedDay	marked;
	Share		share;
	int			ordinal;

	register_view(&view, PG_GETARG_REGISTER(0));
	ordinal = view_ordinal(&view, PG_GETARG_DATEADT(1));
	if (ordinal < 0 || ordinal >= view.n_complete || !view_recorded(&view, ordinal))
		PG_RETURN_NULL();

	start_exceptions_at(&exceptions, &view, ordinal);
	if (!take_marked_day(&exceptions, ordinal + 1, &marked))
		PG_RETURN_CHAR(MARK_PRESENT);
	PG_RETURN_CHAR(mark_of_marked_day(&view, marked, &share));
}

/*
 * is_member(register, day date) returns boolean
 *
 * Whether the day is a membership day, past or to come.
 */
PG_FUNCTION_INFO_V1(absence_is_member);
Datum
absence_is_member(PG_FUNCTION_ARGS)
{
	RegisterView view;

	register_view(&view, PG_GETARG_REGISTER(0));
	PG_RETURN_BOOL(view_has_day(&view, PG_GETARG_DATEADT(1)));
}

/*
 * membership_days(register, from_day date, to_day date) returns integer
 *
 * The number of membership days from from_day to to_day, both included, past
 * or to come.  A NULL day sets no limit.  NULL register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_membership_days);
Datum
absence_membership_days(PG_FUNCTION_ARGS)
{
	DateADT		from_day = PG_ARGISNULL(1) ? DATEVAL_NOBEGIN : PG_GETARG_DATEADT(1);
	DateADT		to_day = PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2);
	RegisterView view;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	if (from_day > to_day || from_day == DATEVAL_NOEND || to_day == DATEVAL_NOBEGIN)
		PG_RETURN_INT32(0);
	PG_RETURN_INT32(view_days_to(&view, to_day) -
					(from_day == DATEVAL_NOBEGIN ? 0 : view_days_to(&view, from_day - 1)));
}

/*
 * nth_day(register, day date, n integer) returns date
 *
 * The n-th membership day after a day, past or to come; before it where n is
 * negative; for 0 the day itself.  NULL where there is no such membership day.
 */
PG_FUNCTION_INFO_V1(absence_nth_day);
Datum
absence_nth_day(PG_FUNCTION_ARGS)
{
	DateADT		day = PG_GETARG_DATEADT(1);
	int64		n = PG_GETARG_INT32(2);
	RegisterView view;
	int64		ordinal;

	register_view(&view, PG_GETARG_REGISTER(0));
	if (n == 0)
	{
		if (!view_has_day(&view, day))
			PG_RETURN_NULL();
		PG_RETURN_DATEADT(day);
	}
	ordinal = view_days_to(&view, day) - 1 + n;
	if (n < 0 && !view_has_day(&view, day))
		ordinal++;
	if (ordinal < 0 || ordinal >= view.n_members)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&view, (int) ordinal));
}

/* Reads the membership days to complete-through in order */
typedef struct DayReader
{
	RegisterView view;
	DayCursor	days;
	ExceptionCursor exceptions;
	int			ordinal;		/* of the day last read */
	DateADT		day;
	MarkedDay	marked;			/* its marks, if n > 0 */
} DayReader;

static void
start_reading(DayReader *reader, const Register *r)
{
	register_view(&reader->view, r);
	start_days(&reader->days, &reader->view);
	start_exceptions(&reader->exceptions, &reader->view);
	reader->ordinal = -1;
}

static bool
read_day(DayReader *reader)
{
	if (++reader->ordinal >= reader->view.n_complete)
		return false;
	reader->day = cursor_day(&reader->days, reader->ordinal);
	if (!take_marked_day(&reader->exceptions, reader->ordinal + 1, &reader->marked))
		reader->marked.n = 0;
	return true;
}

/* Add a row of days() or portions() to the result. */
static void
put_day(ReturnSetInfo *result, DateADT day, Mark mark, Share share)
{
	Datum		values[3] = {DateADTGetDatum(day), CharGetDatum(mark),
	Float8GetDatum((double) share / WHOLE_DAY)};
	bool		nulls[3] = {false, mark == MARK_NONE, mark == MARK_NONE};

	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * days(register) returns setof (day date, mark mark, portion double precision)
 *
 * A row for each membership day to complete-through: the mark of the day and
 * its share; present and 0 if the day is recorded without a mark; NULL and
 * NULL if nothing is recorded.
 */
PG_FUNCTION_INFO_V1(absence_days);
Datum
absence_days(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	DayReader	reader;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	start_reading(&reader, PG_GETARG_REGISTER(0));
	while (read_day(&reader))
	{
		Mark		mark = MARK_PRESENT;
		Share		share = 0;

		if (reader.marked.n > 0)
			mark = mark_of_marked_day(&reader.view, reader.marked, &share);
		else if (!view_recorded(&reader.view, reader.ordinal))
			mark = MARK_NONE;
		put_day(result, reader.day, mark, share);
	}
	return (Datum) 0;
}

/*
 * portions(register) returns setof (day date, mark mark, portion double precision)
 *
 * A row for each mark of each membership day to complete-through, with its
 * share of the day; present and 0 if the day is recorded without a mark.  A
 * day on which nothing is recorded has no row.
 */
PG_FUNCTION_INFO_V1(absence_portions);
Datum
absence_portions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	DayReader	reader;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	start_reading(&reader, PG_GETARG_REGISTER(0));
	while (read_day(&reader))
	{
		for (int i = 0; i < reader.marked.n; i++)
		{
			Portion		portion = view_portion(&reader.view, reader.marked.first + i);

			put_day(result, reader.day, portion.mark, portion.share);
		}
		if (reader.marked.n == 0 && view_recorded(&reader.view, reader.ordinal))
			put_day(result, reader.day, MARK_PRESENT, 0);
	}
	return (Datum) 0;
}

/* A run of absent days: the number of days, and the ordinal of the first */
typedef struct Streak
{
	int			days;
	int			first;
} Streak;

/*
 * Find the streak that reaches the last counted day, and the longest one.
 *
 * A streak is membership days in a row that count as absent after the part-day
 * rule.  A day with nothing recorded, an unmapped day and a day outside
 * membership neither break a streak nor lengthen it.  False if the register is
 * NULL.
 */
static bool
find_streaks(FunctionCallInfo fcinfo, RegisterView *view, Streak *last, Streak *longest)
{
	const Policy *policy = policy_argument(fcinfo, 1);
	CountRule	rule;
	DayWalk		walk;
	DayCount	day;
	int			stop;
	int			next = 0;		/* first day not looked at */

	if (PG_ARGISNULL(0))
		return false;
	register_view(view, PG_GETARG_REGISTER(0));
	count_rule(&rule, policy);
	stop = view_stop(view, PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2));

	last->days = longest->days = 0;
	last->first = longest->first = -1;
	start_walk(&walk, view, &rule, stop);
	while (next_marked_day(&walk, &day))
	{
		/* Days without a mark in between are present if they are recorded */
		if (day.ordinal - next > view_unrecorded(view, next, day.ordinal))
			last->days = 0;
		next = day.ordinal + 1;
		if (day.kind != DAY_COUNTED)
			continue;
		if (!is_absent_day(&day))
		{
			last->days = 0;
			continue;
		}
		if (last->days++ == 0)
			last->first = day.ordinal;
		if (last->days > longest->days)
			*longest = *last;
	}
	if (stop - next > view_unrecorded(view, next, stop))
		last->days = 0;
	return true;
}

/*
 * streak(register, policy, as_of date) returns integer
 *
 * The number of absent days in a row that end with the last counted day; 0 if
 * that day is not absent.  NULL register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_streak);
Datum
absence_streak(PG_FUNCTION_ARGS)
{
	RegisterView view;
	Streak		last;
	Streak		longest;

	if (!find_streaks(fcinfo, &view, &last, &longest))
		PG_RETURN_NULL();
	PG_RETURN_INT32(last.days);
}

/*
 * streak_start(register, policy, as_of date) returns date
 *
 * The first day of the streak that streak() counts; NULL if there is none.
 */
PG_FUNCTION_INFO_V1(absence_streak_start);
Datum
absence_streak_start(PG_FUNCTION_ARGS)
{
	RegisterView view;
	Streak		last;
	Streak		longest;

	if (!find_streaks(fcinfo, &view, &last, &longest))
		PG_RETURN_NULL();
	if (last.days == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&view, last.first));
}

/*
 * longest_streak(register, policy, as_of date) returns integer
 *
 * The largest number of absent days in a row; 0 if no day is absent.
 */
PG_FUNCTION_INFO_V1(absence_longest_streak);
Datum
absence_longest_streak(PG_FUNCTION_ARGS)
{
	RegisterView view;
	Streak		last;
	Streak		longest;

	if (!find_streaks(fcinfo, &view, &last, &longest))
		PG_RETURN_NULL();
	PG_RETURN_INT32(longest.days);
}

/*
 * last_absence(register, policy, as_of date) returns date
 *
 * The last day that counts as absent for a streak; NULL if there is none.
 */
PG_FUNCTION_INFO_V1(absence_last_absence);
Datum
absence_last_absence(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 1);
	RegisterView view;
	CountRule	rule;
	DayWalk		walk;
	DayCount	day;
	int			last = -1;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	count_rule(&rule, policy);
	start_walk(&walk, &view, &rule,
			   view_stop(&view, PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2)));
	while (next_marked_day(&walk, &day))
		if (day.kind == DAY_COUNTED && is_absent_day(&day))
			last = day.ordinal;
	if (last < 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&view, last));
}

/*
 * last_recorded(register, as_of date) returns date
 *
 * The last membership day with something recorded, to the earlier of as_of and
 * complete-through; NULL when there is none.
 */
PG_FUNCTION_INFO_V1(absence_last_recorded);
Datum
absence_last_recorded(PG_FUNCTION_ARGS)
{
	RegisterView view;
	int			ordinal;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	ordinal = view_stop(&view, PG_ARGISNULL(1) ? DATEVAL_NOEND : PG_GETARG_DATEADT(1)) - 1;
	while (ordinal >= 0 && !view_recorded(&view, ordinal))
		ordinal--;
	if (ordinal < 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&view, ordinal));
}

/*
 * last_membership_day(register, as_of date) returns date
 *
 * The last membership day to the earlier of as_of and complete-through; NULL
 * when there is none.
 */
PG_FUNCTION_INFO_V1(absence_last_membership_day);
Datum
absence_last_membership_day(PG_FUNCTION_ARGS)
{
	RegisterView view;
	int			stop;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	stop = view_stop(&view, PG_ARGISNULL(1) ? DATEVAL_NOEND : PG_GETARG_DATEADT(1));
	if (stop == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&view, stop - 1));
}

/*
 * has_marks(register, after date, through date) returns boolean
 *
 * Is there, among the membership days after the one day and through the other,
 * one that has a mark or is not recorded?  NULL after: from the first day on.
 * NULL through: to none.  NULL register: NULL.
 */
PG_FUNCTION_INFO_V1(absence_has_marks);
Datum
absence_has_marks(PG_FUNCTION_ARGS)
{
	RegisterView view;
	ExceptionCursor cursor;
	int			from;
	int			to;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	from = PG_ARGISNULL(1) ? 0 : view_days_to(&view, PG_GETARG_DATEADT(1));
	to = PG_ARGISNULL(2) ? 0 : view_days_to(&view, PG_GETARG_DATEADT(2));
	if (from >= to)
		PG_RETURN_BOOL(false);
	start_exceptions_at(&cursor, &view, from);
	PG_RETURN_BOOL(next_marked_ordinal(&cursor) < to || view_unrecorded(&view, from, to) > 0);
}
