/*
 * register_agg.c
 *		The aggregates calendar_agg and register_agg: registers from rows.
 *
 * The state collects rows in any order, and is sorted and folded at the end.
 * Partial states are combined by appending their rows.
 */
#include "postgres.h"

#include "growing_state.h"
#include "register.h"

#include "miscadmin.h"
#include "utils/datetime.h"

/*
 * A row is one integer, which sorts by day and then mark.  The high bits are
 * the day.  The low bits are the mark and its share, or the minutes of a
 * calendar day.
 */
typedef uint64 Row;

#define ROW(day, rest)	((Row) ((uint32) (day) ^ 0x80000000U) << 32 | (uint32) (rest))
#define ROW_DAY(row)	((DateADT) ((uint32) ((row) >> 32) ^ 0x80000000U))
#define ROW_REST(row)	((uint32) (row))

#define SHARE_BITS		27
#define MARK_REST(mark, share)	((uint32) (mark) << SHARE_BITS | (uint32) (share))
#define REST_MARK(rest)	((Mark) ((rest) >> SHARE_BITS))
#define REST_SHARE(rest)	((Share) ((rest) & ((1U << SHARE_BITS) - 1)))

StaticAssertDecl(WHOLE_DAY < 1 << SHARE_BITS, "a share fits in its bits");

typedef struct RowState
{
	GrowingState head;
	Row			rows[FLEXIBLE_ARRAY_MEMBER];
} RowState;

static const StateKind row_states = {
	.name = "an aggregate of registers",
	.contents = "rows for a register",
	.head = offsetof(RowState, rows),
	.unit = sizeof(Row),
	.first_size = 256			/* 31 rows */
};

/* Functions that fold two rows of one day, and of one mark, into one */
typedef Row (*FoldRows) (Row a, Row b);

#define ST_SORT sort_rows
#define ST_ELEMENT_TYPE Row
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* Shares of one mark are added up, to a whole day at most. */
static Row
fold_marks(Row a, Row b)
{
	int64		share = (int64) REST_SHARE(ROW_REST(a)) + REST_SHARE(ROW_REST(b));

	return ROW(ROW_DAY(a), MARK_REST(REST_MARK(ROW_REST(a)), Min(share, WHOLE_DAY)));
}

/* A calendar day that comes twice gets the longer of its lengths. */
static Row
fold_minutes(Row a, Row b)
{
	return Max(a, b);
}

static bool
same_place(Row a, Row b, FoldRows fold)
{
	return ROW_DAY(a) == ROW_DAY(b) &&
		(fold == fold_minutes || REST_MARK(ROW_REST(a)) == REST_MARK(ROW_REST(b)));
}

/* Sort rows, and fold rows of one day and mark; return their number. */
static uint32
fold_rows(Row *rows, uint32 n, FoldRows fold)
{
	uint32		left = 0;

	if (n == 0)
		return 0;
	sort_rows(rows, n);
	for (uint32 i = 1; i < n; i++)
	{
		if (same_place(rows[left], rows[i], fold))
			rows[left] = fold(rows[left], rows[i]);
		else
			rows[++left] = rows[i];
	}
	return left + 1;
}

/* A copy of the rows of a state that is only read, and their number. */
static Row *
rows_of_state(Datum datum, uint32 *n)
{
	const char *rows = state_contents(&row_states, datum, n);
	Row		   *copy = palloc(Max(*n, 1) * sizeof(Row));

	memcpy(copy, rows, *n * sizeof(Row));
	return copy;
}

/* The state in argument 0, for adding rows. */
static RowState *
state_to_change(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? new_state(&row_states) : own_state(fcinfo, &row_states);
}

/*
 * Add a row to the state.  When the state is full, its rows are folded first,
 * so that its size depends on the number of days and not on the number of
 * rows.
 */
static RowState *
add_row(RowState *state, Row row, FoldRows fold)
{
	if (state->head.used >= state_room(&row_states, state))
	{
		state->head.used = fold_rows(state->rows, state->head.used, fold);
		if (2 * (Size) state->head.used >= state_room(&row_states, state))
			state = grow_state(&row_states, state, Max(state->head.used, 1));
	}
	state->rows[state->head.used++] = row;
	return state;
}

static Datum
combine_rows(FunctionCallInfo fcinfo, FoldRows fold)
{
	RowState   *state;
	const char *more;
	uint32		n;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	state = state_to_change(fcinfo);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	more = state_contents(&row_states, PG_GETARG_DATUM(1), &n);
	for (uint32 i = 0; i < n; i++)
	{
		Row			row;

		memcpy(&row, more + i * sizeof(Row), sizeof(Row));
		state = add_row(state, row, fold);
	}
	PG_RETURN_POINTER(state);
}

/* The day of a row; false if it is NULL.  An infinite day is an error. */
static bool
row_day(FunctionCallInfo fcinfo, DateADT *day)
{
	if (PG_ARGISNULL(1))
		return false;
	*day = PG_GETARG_DATEADT(1);
	if (DATE_NOT_FINITE(*day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a day of a register must be finite")));
	return true;
}

/*
 * Transition of calendar_agg(day date [, minutes integer])
 *
 * NULL minutes: the length of the day is unknown.
 * Errors: numeric_value_out_of_range unless 1 <= minutes <= 1440.
 */
PG_FUNCTION_INFO_V1(absence_calendar_agg_transition);
Datum
absence_calendar_agg_transition(PG_FUNCTION_ARGS)
{
	int32		minutes = UNKNOWN_MINUTES;
	DateADT		day;

	if (!row_day(fcinfo, &day))
		return same_state(fcinfo);
	if (PG_NARGS() > 2 && !PG_ARGISNULL(2))
	{
		minutes = PG_GETARG_INT32(2);
		if (minutes < 1 || minutes > MAX_MINUTES)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("minutes of a day out of range: %d", minutes),
					 errdetail("A session day has from 1 to %d minutes; NULL is not known.",
							   MAX_MINUTES)));
	}
	PG_RETURN_POINTER(add_row(state_to_change(fcinfo), ROW(day, minutes), fold_minutes));
}

/*
 * Transition of calendar_agg(register)
 *
 * Adds the membership days of a register and their lengths.  Complete-through
 * is ignored.  A day of several registers gets the longest of its lengths.
 * NULL is ignored.
 */
PG_FUNCTION_INFO_V1(absence_calendar_agg_transition_register);
Datum
absence_calendar_agg_transition_register(PG_FUNCTION_ARGS)
{
	RegisterView view;
	DayCursor	days;
	RowState   *state;
	uint16	   *lengths;
	uint32		at = 0;

	if (PG_ARGISNULL(1))
		return same_state(fcinfo);
	register_view(&view, PG_GETARG_REGISTER(1));
	lengths = palloc(Max(view.n_members, 1) * sizeof(uint16));
	view_lengths(&view, lengths);
	state = state_to_change(fcinfo);

	/* Registers of one school have mostly the same days, which are skipped */
	state->head.used = fold_rows(state->rows, state->head.used, fold_minutes);
	start_days(&days, &view);
	for (int i = 0; i < view.n_members; i++)
	{
		Row			row = ROW(cursor_day(&days, i), lengths[i]);

		while (at < state->head.used && state->rows[at] < row)
			at++;
		if (at == state->head.used || ROW_DAY(state->rows[at]) != ROW_DAY(row))
			state = add_row(state, row, fold_minutes);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(absence_calendar_agg_combine);
Datum
absence_calendar_agg_combine(PG_FUNCTION_ARGS)
{
	return combine_rows(fcinfo, fold_minutes);
}

/*
 * Is a calendar that of one school year?  It is if it has at most 366 days,
 * from June to August of the next year.  If all days are in June to August,
 * two school years are possible: the one with most of the days is taken, and
 * at a tie the earlier one.
 */
static bool
is_of_one_year(const OpenRegister *calendar, int *year)
{
	int			earliest,
				latest,
				month,
				mday;
	int			n = 0;

	if (calendar->n_days == 0 || calendar->n_days > 366)
		return false;
	j2date(calendar->days[calendar->n_days - 1].day + POSTGRES_EPOCH_JDATE, &earliest, &month, &mday);
	if (month > 8)
		earliest++;
	j2date(calendar->days[0].day + POSTGRES_EPOCH_JDATE, &latest, &month, &mday);
	if (month >= 6)
		latest++;
	if (earliest > latest)
		return false;

	while (n < calendar->n_days && school_year(calendar->days[n].day) == earliest)
		n++;
	*year = 2 * n >= calendar->n_days ? earliest : latest;
	return true;
}

/* The years of a calendar.  If it is not of one year, it is cut at 1 July. */
static void
count_years(OpenRegister *calendar)
{
	int			year = 0;
	bool		one_year = is_of_one_year(calendar, &year);

	for (int i = 0; i < calendar->n_days; i++)
	{
		if (!one_year)
			year = school_year(calendar->days[i].day);
		if (calendar->n_years == 0 || calendar->years[calendar->n_years - 1].year != year)
		{
			calendar->years[calendar->n_years].year = year;
			calendar->years[calendar->n_years++].days = 0;
		}
		calendar->years[calendar->n_years - 1].days++;
	}
}

/* The register of a calendar: complete through 'infinity', with its years. */
PG_FUNCTION_INFO_V1(absence_calendar_agg_final);
Datum
absence_calendar_agg_final(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	const char *fault;
	Row		   *rows;
	uint32		n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	rows = rows_of_state(PG_GETARG_DATUM(0), &n);
	n = fold_rows(rows, n, fold_minutes);

	empty_register(&open, n, 0, n);
	open.complete_through = DATEVAL_NOEND;
	for (uint32 i = 0; i < n; i++)
		add_day(&open, ROW_DAY(rows[i]))->minutes = (uint16) Min(ROW_REST(rows[i]), MAX_MINUTES + 1);

	/* A state from a client may be invalid; pack_register checks the number */
	fault = register_fault(&open);
	if (fault && n <= MAX_MEMBER_DAYS)
		invalid_state(&row_states, fault);

	if (fault == NULL)
		count_years(&open);
	PG_RETURN_REGISTER(pack_register(&open));
}

/*
 * in_school_year(calendar register, school_year integer) returns register
 *
 * The calendar with all its days in this school year.  A store knows the year of
 * a calendar, and calendar_agg() tells it by the days.  Strict.
 * Errors: program_limit_exceeded for more days than a calendar has.
 */
PG_FUNCTION_INFO_V1(absence_in_school_year);
Datum
absence_in_school_year(PG_FUNCTION_ARGS)
{
	OpenRegister open;

	open_register(&open, PG_GETARG_REGISTER(0));
	if (open.n_years > 0)
	{
		open.years[0].year = PG_GETARG_INT32(1);
		open.years[0].days = open.n_days;
		open.n_years = 1;
	}
	PG_RETURN_REGISTER(pack_register(&open));
}

static Datum
add_mark(FunctionCallInfo fcinfo, DateADT day, Share share)
{
	Mark		mark = PG_ARGISNULL(2) ? MARK_NONE : (Mark) PG_GETARG_CHAR(2);

	PG_RETURN_POINTER(add_row(state_to_change(fcinfo), ROW(day, MARK_REST(mark, mark == MARK_NONE ? 0 : share)), fold_marks));
}

/* The share of a row with a NULL portion or without a portion. */
static Share
share_of_mark(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(2) ? 0 : default_share((Mark) PG_GETARG_CHAR(2));
}

/*
 * Transitions of register_agg(day date, mark mark [, portion])
 *
 * The portion is the share of the day.  NULL means 0 for present, tardy and
 * left_early, and the whole day for every other mark.  A value above 1 is
 * taken as 1.
 * Errors: numeric_value_out_of_range for a portion below 0 or NaN.
 */
PG_FUNCTION_INFO_V1(absence_register_agg_transition);
Datum
absence_register_agg_transition(PG_FUNCTION_ARGS)
{
	DateADT		day;

	if (!row_day(fcinfo, &day))
		return same_state(fcinfo);
	return add_mark(fcinfo, day, share_of_mark(fcinfo));
}

PG_FUNCTION_INFO_V1(absence_register_agg_transition_float8);
Datum
absence_register_agg_transition_float8(PG_FUNCTION_ARGS)
{
	DateADT		day;

	if (!row_day(fcinfo, &day))
		return same_state(fcinfo);
	return add_mark(fcinfo, day, PG_ARGISNULL(3) ? share_of_mark(fcinfo) :
					share_from_float8(PG_GETARG_FLOAT8(3)));
}

PG_FUNCTION_INFO_V1(absence_register_agg_transition_numeric);
Datum
absence_register_agg_transition_numeric(PG_FUNCTION_ARGS)
{
	DateADT		day;

	if (!row_day(fcinfo, &day))
		return same_state(fcinfo);
	return add_mark(fcinfo, day, PG_ARGISNULL(3) ? share_of_mark(fcinfo) :
					share_from_numeric(PG_GETARG_DATUM(3)));
}

/*
 * Transition of register_agg(day date, mark mark, missed numeric, held numeric)
 *
 * The share is exactly missed divided by held, in minutes or in periods.  If
 * either is NULL, the share is that of a NULL portion.
 * Errors: numeric_value_out_of_range unless missed >= 0 and held > 0.
 */
PG_FUNCTION_INFO_V1(absence_register_agg_transition_ratio);
Datum
absence_register_agg_transition_ratio(PG_FUNCTION_ARGS)
{
	DateADT		day;

	if (!row_day(fcinfo, &day))
		return same_state(fcinfo);
	return add_mark(fcinfo, day, PG_ARGISNULL(3) || PG_ARGISNULL(4) ? share_of_mark(fcinfo) :
					share_from_ratio(PG_GETARG_DATUM(3), PG_GETARG_DATUM(4)));
}

PG_FUNCTION_INFO_V1(absence_register_agg_combine);
Datum
absence_register_agg_combine(PG_FUNCTION_ARGS)
{
	return combine_rows(fcinfo, fold_marks);
}

/*
 * The register of rows.  Each day with a row is a membership day.  It is
 * recorded if one of its rows has a mark.  The last day is complete-through.
 */
PG_FUNCTION_INFO_V1(absence_register_agg_final);
Datum
absence_register_agg_final(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	RegisterDay *d = NULL;
	const char *fault;
	Row		   *rows;
	uint32		n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	rows = rows_of_state(PG_GETARG_DATUM(0), &n);
	n = fold_rows(rows, n, fold_marks);

	empty_register(&open, n, n, 0);
	for (uint32 i = 0; i < n; i++)
	{
		Mark		mark = REST_MARK(ROW_REST(rows[i]));
		Share		share = REST_SHARE(ROW_REST(rows[i]));

		if (d == NULL || d->day != ROW_DAY(rows[i]))
		{
			d = add_day(&open, ROW_DAY(rows[i]));
			d->recorded = mark != MARK_NONE;
		}
		if (mark == MARK_NONE || (mark == MARK_PRESENT && share == 0))
			continue;
		open.portions[open.n_portions].mark = mark;
		open.portions[open.n_portions++].share = share;
		d->n++;
	}
	if (open.n_days > 0)
		open.complete_through = open.days[open.n_days - 1].day;
	fault = register_fault(&open);
	if (fault && open.n_days <= MAX_MEMBER_DAYS)
		invalid_state(&row_states, fault);
	PG_RETURN_REGISTER(pack_register(&open));
}
