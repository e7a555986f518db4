/*
 * fold.c
 *		The marks of days from a student's events: the aggregate fold_agg, and
 *		the functions that tell which events of a day count.
 *
 * Most days have one event, which gives the mark.  If a day has several
 * events, or events of periods, the rule below makes the marks of the day from
 * them.  The order in which the events come does not matter.  In SQL the rule
 * needs several sorts and joins of all events of a district; here it needs one
 * pass.
 *
 * Within one period, or the whole day for events without a period, the event
 * of the highest precedence wins.  At equal precedence the earlier in the
 * order of marks wins: a tardy corrects an absence, and an absence corrects a
 * presence.  If the marks are equal too, the code decides.  If the winner is
 * absent for the whole period, no other event counts.  Otherwise time missed
 * in part counts beside the winner: shares of different codes add up, the same
 * code counts once with its largest share, and the sum is a whole period at
 * most.
 *
 * The shares of different periods add up.  A whole-day absence beside events
 * of periods fills the rest of the day, without the periods that have events
 * of their own; if nothing is left, it is not a mark of the day.  A whole-day
 * tardy or presence beside them adds its mark with no share.
 */
#include "postgres.h"

#include "fold.h"

#include <math.h>

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "windowapi.h"

/*
 * Transition of fold_agg(day date, period text, code text, mark mark,
 * precedence integer, share double precision, periods double precision)
 *
 * A row is one event of a period, or of the whole day if period is NULL.
 * share is the part of the period or day that was missed, from 0 to 1, and
 * periods is the number of periods of the day.  A NULL precedence is the
 * lowest.  Events with a NULL day, code, mark or share are ignored, and so are
 * events of a period if periods is NULL.
 * Errors: datetime_value_out_of_range for an infinite day,
 * numeric_value_out_of_range for a share below 0, above 1 or NaN, and for
 * periods that are not above 0.
 */
PG_FUNCTION_INFO_V1(absence_fold_agg_transition);
Datum
absence_fold_agg_transition(PG_FUNCTION_ARGS)
{
	Event		event;
	DateADT		day;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3) || PG_ARGISNULL(4) || PG_ARGISNULL(6) ||
		(!PG_ARGISNULL(2) && PG_ARGISNULL(7)))
		return same_state(fcinfo);

	day = PG_GETARG_DATEADT(1);
	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a day of a register must be finite")));
	make_event(&event, PG_GETARG_TEXT_PP(3), (Mark) PG_GETARG_CHAR(4), fcinfo->args[5],
			   PG_GETARG_FLOAT8(6));
	event.day = day;
	if (!PG_ARGISNULL(2))
	{
		text	   *period = PG_GETARG_TEXT_PP(2);

		event.flags |= HAS_PERIOD;
		event.period = VARDATA_ANY(period);
		event.period_len = VARSIZE_ANY_EXHDR(period);
		event.periods = PG_GETARG_FLOAT8(7);
		if (!(event.periods > 0 && !isinf(event.periods)))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("periods of a day out of range: %g", event.periods)));
	}
	return add_event(fcinfo, &event);
}

PG_FUNCTION_INFO_V1(absence_fold_agg_combine);
Datum
absence_fold_agg_combine(PG_FUNCTION_ARGS)
{
	EventState  *state;
	const char *more;
	uint32		n;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	state = PG_ARGISNULL(0) ? new_state(&event_states) : own_state(fcinfo, &event_states);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	more = state_contents(&event_states, PG_GETARG_DATUM(1), &n);
	state = room_for(state, n);
	memcpy(state->events + state->head.used, more, n);
	state->head.used += n;
	PG_RETURN_POINTER(state);
}

/* The marks of a period or a day, and the share of each */
typedef struct Marks
{
	uint32		which;			/* MARK_BITs */
	double		share[MARK_COUNT];
} Marks;

static void
add_share(Marks *marks, int mark, double share)
{
	if (!(marks->which & MARK_BIT(mark)))
		marks->share[mark] = 0;
	marks->which |= MARK_BIT(mark);
	marks->share[mark] += share;
}

/* What becomes of an event in its period */
typedef enum Standing
{
	COUNTS,
	BEATEN,						/* another event takes its place */
	REPEATED					/* another event of the same code counts */
} Standing;

static bool
same_code(const Event *a, const Event *b)
{
	return a->mark == b->mark && compare_texts(a->code, a->code_len, b->code, b->code_len) == 0;
}

static bool
is_missed_in_part(const Event *event)
{
	return event->share > 0 && event->share < 1 && event->mark != MARK_PRESENT;
}

/*
 * Does an event of a period count?  The events are sorted, winner first.  The
 * winner counts.  If it is not absent for the whole period, time missed in
 * part counts too: each code once, with its largest share.  Events of one code
 * need not be adjacent, because their precedence can differ.
 */
static Standing
standing_of(const Event *events, int n, int i)
{
	const Event *event = &events[i];
	bool		alone = events->share == 1 && default_share(events->mark) == WHOLE_DAY;

	if (i > 0 && (alone || !is_missed_in_part(event)))
		return same_code(event, events) ? REPEATED : BEATEN;
	/* Search backwards: a repeated event is adjacent */
	for (int k = 1; k < n; k++)
	{
		const Event *other = &events[k <= i ? i - k : k];

		if ((other->share > event->share || (other->share == event->share && k <= i)) &&
			(other == events || is_missed_in_part(other)) && same_code(other, event))
			return REPEATED;
	}
	return COUNTS;
}

/* The marks of one period from its events, which are sorted, winner first. */
static void
fold_period(Marks *marks, const Event *events, int n)
{
	double		left = 1;

	marks->which = 0;
	for (int i = 0; i < n; i++)
		if (standing_of(events, n, i) == COUNTS)
			add_share(marks, events[i].mark, events[i].share);

	/* Cut the excess over a whole period from the last marks in the order */
	for (int mark = 0; mark < MARK_COUNT; mark++)
		if (marks->which & MARK_BIT(mark))
		{
			marks->share[mark] = Max(Min(marks->share[mark], left), 0);
			left -= marks->share[mark];
		}
}

/* The marks of a day from its events, which are sorted by period. */
static void
fold_day(Marks *day, const Event *events, int n)
{
	Marks		whole_day = {0};
	double		left = 1;		/* of the day, less the periods with events */
	bool		has_periods = false;

	day->which = 0;
	for (int from = 0, to; from < n; from = to)
	{
		Marks		period;
		double		periods = events[from].periods;

		/* The events of a period share one weight, by their largest periods */
		for (to = from + 1; to < n && compare_periods(&events[from], &events[to]) == 0; to++)
			periods = Max(periods, events[to].periods);

		if (!(events[from].flags & HAS_PERIOD))
		{
			fold_period(&whole_day, events, to);
			continue;
		}
		fold_period(&period, events + from, to - from);
		has_periods = true;
		left -= 1 / periods;
		for (int mark = 0; mark < MARK_COUNT; mark++)
			if (period.which & MARK_BIT(mark))
				add_share(day, mark, period.share[mark] / periods);
	}

	for (int mark = 0; mark < MARK_COUNT; mark++)
	{
		if (!(whole_day.which & MARK_BIT(mark)))
			continue;
		if (!has_periods)
			add_share(day, mark, whole_day.share[mark]);
		else if (default_share(mark) == 0)
			add_share(day, mark, 0);
		else
		{
			/* the sum of seven sevenths is slightly below 1 */
			if (left > 1e-12)
				add_share(day, mark, Min(whole_day.share[mark], left));
			left -= whole_day.share[mark];
		}
	}
}

/*
 * The marks of the days that have events, as a register for with_marks().
 * Each such day is a membership day, and the last of them is complete-through.
 */
Register *
fold_all(Event *events, int n)
{
	OpenRegister open;

	sort_events(events, n);
	empty_register(&open, n, n, 0);
	for (int from = 0, to; from < n; from = to)
	{
		RegisterDay *d = add_day(&open, events[from].day);
		Marks		marks;

		for (to = from + 1; to < n && events[to].day == events[from].day; to++)
			;
		fold_day(&marks, events + from, to - from);
		d->recorded = true;
		for (int mark = 0; mark < MARK_COUNT; mark++)
		{
			Share		share;

			if (!(marks.which & MARK_BIT(mark)))
				continue;
			share = share_from_fraction(Min(marks.share[mark], 1));
			if (mark == MARK_PRESENT && share == 0)
				continue;
			open.portions[open.n_portions].mark = (Mark) mark;
			open.portions[open.n_portions++].share = share;
			d->n++;
		}
	}
	if (open.n_days > 0)
		open.complete_through = open.days[open.n_days - 1].day;
	return pack_register(&open);
}

PG_FUNCTION_INFO_V1(absence_fold_agg_final);
Datum
absence_fold_agg_final(PG_FUNCTION_ARGS)
{
	Event	   *events;
	int			n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	events = read_events(PG_GETARG_DATUM(0), &n);
	for (int i = 0; i < n; i++)
		if (events[i].flags & RAW_FLAGS)
			invalid_state(&event_states, NULL);
	PG_RETURN_REGISTER(fold_all(events, n));
}

/*
 * why_not_counted(code text, mark mark, precedence integer, share double precision)
 *		OVER (PARTITION BY the student, the day and the period) returns text
 *
 * How fold_agg() treats each event of a period: NULL if the event counts, else
 * "another event stands" or "same code counts once".  Rows with a NULL code,
 * mark or share are ignored, as in fold_agg().
 * Errors: numeric_value_out_of_range for a share below 0, above 1 or NaN.
 */
PG_FUNCTION_INFO_V1(absence_why_not_counted);
Datum
absence_why_not_counted(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	int64		rows = WinGetPartitionRowCount(window);
	uint8	   *standings = WinGetPartitionLocalMemory(window, rows + 1);
	bool	   *done = (bool *) &standings[rows];

	if (!*done)
	{
		Event	   *events = palloc_extended(rows * sizeof(Event), MCXT_ALLOC_HUGE);
		int			n = 0;

		/* The memory comes zeroed, and 0 is COUNTS */
		for (int64 row = 0; row < rows; row++)
		{
			NullableDatum args[4];
			bool		is_out;

			/* The next call frees the row, and with it the code */
			for (int i = 0; i < 4; i++)
			{
				args[i].value = WinGetFuncArgInPartition(window, i, (int) row, WINDOW_SEEK_HEAD, false,
														 &args[i].isnull, &is_out);
				if (i == 0 && !args[0].isnull)
					args[0].value = PointerGetDatum(DatumGetTextPCopy(args[0].value));
			}
			if (args[0].isnull || args[1].isnull || args[3].isnull)
				continue;
			make_event(&events[n], DatumGetTextPP(args[0].value), (Mark) DatumGetChar(args[1].value),
					   args[2], DatumGetFloat8(args[3].value));
			events[n].row = (uint32) row;
			n++;
		}
		sort_events(events, n);
		for (int i = 0; i < n; i++)
			standings[events[i].row] = (uint8) standing_of(events, n, i);
		*done = true;
	}

	switch ((Standing) standings[WinGetCurrentPosition(window)])
	{
		case BEATEN:
			PG_RETURN_TEXT_P(cstring_to_text("another event stands"));
		case REPEATED:
			PG_RETURN_TEXT_P(cstring_to_text("same code counts once"));
		case COUNTS:
			break;
	}
	PG_RETURN_NULL();
}

/* The only event in a state of winning_code(). */
static void
only_event(Datum datum, Event *event)
{
	uint32		used;
	const char *at = state_contents(&event_states, datum, &used);

	read_event(event, &at, at + used);
}

/*
 * Transition of winning_code(code text, mark mark, precedence integer)
 *
 * The code of the event that wins within a period.  Events with a NULL code or
 * mark are ignored.
 */
PG_FUNCTION_INFO_V1(absence_winning_code_transition);
Datum
absence_winning_code_transition(PG_FUNCTION_ARGS)
{
	EventState  *state;
	Event		event;
	Event		best;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return same_state(fcinfo);
	make_event(&event, PG_GETARG_TEXT_PP(1), (Mark) PG_GETARG_CHAR(2), fcinfo->args[3], 0);
	if (!PG_ARGISNULL(0))
	{
		only_event(PG_GETARG_DATUM(0), &best);
		if (compare_events(&event, &best) >= 0)
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = room_for(new_state(&event_states), event_size(&event));
	write_event(state->events, &event);
	state->head.used = event_size(&event);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(absence_winning_code_combine);
Datum
absence_winning_code_combine(PG_FUNCTION_ARGS)
{
	Event		a;
	Event		b;

	if (PG_ARGISNULL(1))
		return same_state(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_DATUM(PG_GETARG_DATUM(1));
	only_event(PG_GETARG_DATUM(0), &a);
	only_event(PG_GETARG_DATUM(1), &b);
	PG_RETURN_DATUM(PG_GETARG_DATUM(compare_events(&a, &b) <= 0 ? 0 : 1));
}

PG_FUNCTION_INFO_V1(absence_winning_code_final);
Datum
absence_winning_code_final(PG_FUNCTION_ARGS)
{
	Event		event;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	only_event(PG_GETARG_DATUM(0), &event);
	/* A state from a client may hold any bytes */
	(void) pg_verifymbstr(event.code, event.code_len, false);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(event.code, event.code_len));
}
