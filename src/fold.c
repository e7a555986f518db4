/*
 * fold.c
 *		The marks of days from a student's events: the aggregates fold_agg and
 *		event_agg, and the functions that tell which events of a day count.
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
 *
 * fold_agg takes events whose codes have been looked up.  A refresh folds the
 * events of a whole district, and a join of each event to its code takes more
 * time than the fold.  So event_agg packs the events of a student as they are,
 * and fold_events() looks the codes up in a map of the school's.
 */
#include "postgres.h"

#include "growing_state.h"
#include "register.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "windowapi.h"

/* The state: packed events, one after the other */
typedef struct FoldState
{
	GrowingState head;
	char		events[FLEXIBLE_ARRAY_MEMBER];
} FoldState;

static const StateKind fold_states = {
	.name = "an aggregate of events",
	.contents = "events of one student",
	.head = offsetof(FoldState, events),
	.unit = 1,
	.first_size = 256			/* nearly all students have fewer events */
};

/* A text's length is one byte, or this byte and then four bytes */
#define LONG_TEXT	255

/* Optional fields of a packed event; day, mark and code are always present */
#define HAS_PRECEDENCE	1
#define HAS_PART		2		/* a share that is neither 0 nor 1 */
#define IS_WHOLE		4		/* a share of 1 */
#define HAS_PERIOD		8

/* Only in the states of event_agg, whose events have no mark yet */
#define SHARE_OF_CODE	16		/* the event gives no share */
#define PERIODS_OF_DAY	32		/* the event does not give the number of periods */
#define NO_SHARE		64		/* its day, its portion or its time is out of range */
#define NO_PERIODS		128		/* the number of periods is out of range */
#define RAW_FLAGS		(SHARE_OF_CODE | PERIODS_OF_DAY | NO_SHARE | NO_PERIODS)

/* An event read back; texts point into the state */
typedef struct Event
{
	DateADT		day;
	uint8		flags;
	uint8		mark;
	int32		precedence;
	double		share;			/* of the period, or of the day */
	double		periods;		/* of the day, if it is of a period */
	uint32		code_len;
	uint32		period_len;
	uint32		row;			/* for why_not_counted(), else 0 */
	const char *code;
	const char *period;
} Event;

static int
compare_texts(const char *a, uint32 a_len, const char *b, uint32 b_len)
{
	int			cmp = memcmp(a, b, Min(a_len, b_len));

	return cmp != 0 ? cmp : (a_len > b_len) - (a_len < b_len);
}

/* By period, the whole day first */
static int
compare_periods(const Event *a, const Event *b)
{
	if ((a->flags & HAS_PERIOD) != (b->flags & HAS_PERIOD))
		return (a->flags & HAS_PERIOD) ? 1 : -1;
	if (!(a->flags & HAS_PERIOD))
		return 0;
	return compare_texts(a->period, a->period_len, b->period, b->period_len);
}

/* By day and period, and within a period the winner first */
static int
compare_events(const Event *a, const Event *b)
{
	int			cmp;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if ((cmp = compare_periods(a, b)) != 0)
		return cmp;
	if ((a->flags & HAS_PRECEDENCE) != (b->flags & HAS_PRECEDENCE))
		return (a->flags & HAS_PRECEDENCE) ? -1 : 1;
	if ((a->flags & HAS_PRECEDENCE) && a->precedence != b->precedence)
		return a->precedence > b->precedence ? -1 : 1;
	if (a->mark != b->mark)
		return a->mark < b->mark ? -1 : 1;
	if ((cmp = compare_texts(a->code, a->code_len, b->code, b->code_len)) != 0)
		return cmp;
	if (a->share != b->share)
		return a->share > b->share ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

#define ST_SORT sort_events
#define ST_ELEMENT_TYPE Event
#define ST_COMPARE(a, b) compare_events(a, b)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static Size
text_size(uint32 len)
{
	return 1 + (len < LONG_TEXT ? 0 : sizeof(uint32)) + len;
}

/* The number of bytes of an event in the state */
static Size
event_size(const Event *event)
{
	return sizeof(DateADT) + 2 + text_size(event->code_len) +
		((event->flags & HAS_PRECEDENCE) ? sizeof(int32) : 0) +
		((event->flags & HAS_PART) ? sizeof(double) : 0) +
		((event->flags & HAS_PERIOD) ? sizeof(double) + text_size(event->period_len) : 0);
}

static char *
put(char *to, const void *from, Size size)
{
	memcpy(to, from, size);
	return to + size;
}

static char *
put_text(char *to, const char *text, uint32 len)
{
	*to++ = (char) Min(len, LONG_TEXT);
	if (len >= LONG_TEXT)
		to = put(to, &len, sizeof(uint32));
	return put(to, text, len);
}

static void
write_event(char *to, const Event *event)
{
	to = put(to, &event->day, sizeof(DateADT));
	*to++ = event->flags;
	*to++ = event->mark;
	to = put_text(to, event->code, event->code_len);
	if (event->flags & HAS_PRECEDENCE)
		to = put(to, &event->precedence, sizeof(int32));
	if (event->flags & HAS_PART)
		to = put(to, &event->share, sizeof(double));
	if (event->flags & HAS_PERIOD)
	{
		to = put(to, &event->periods, sizeof(double));
		put_text(to, event->period, event->period_len);
	}
}

/* Return a pointer to the next bytes of the state, and advance past them */
static const char *
take(const char **at, const char *end, Size size)
{
	const char *taken = *at;

	if (size > (Size) (end - *at))
		invalid_state(&fold_states, NULL);
	*at += size;
	return taken;
}

static const char *
take_text(const char **at, const char *end, uint32 *len)
{
	*len = (uint8) *take(at, end, 1);
	if (*len == LONG_TEXT)
		memcpy(len, take(at, end, sizeof(uint32)), sizeof(uint32));
	return take(at, end, *len);
}

/* Read an event.  A state may come from a client, so it is checked. */
static void
read_event(Event *event, const char **at, const char *end)
{
	memset(event, 0, sizeof(Event));
	memcpy(&event->day, take(at, end, sizeof(DateADT)), sizeof(DateADT));
	event->flags = (uint8) *take(at, end, 1);
	event->mark = (uint8) *take(at, end, 1);
	event->code = take_text(at, end, &event->code_len);
	if (event->flags & HAS_PRECEDENCE)
		memcpy(&event->precedence, take(at, end, sizeof(int32)), sizeof(int32));
	event->share = (event->flags & IS_WHOLE) ? 1 : 0;
	if (event->flags & HAS_PART)
		memcpy(&event->share, take(at, end, sizeof(double)), sizeof(double));
	if (event->flags & HAS_PERIOD)
	{
		memcpy(&event->periods, take(at, end, sizeof(double)), sizeof(double));
		event->period = take_text(at, end, &event->period_len);
	}
	if (!(IS_VALID_DATE(event->day) || (event->flags & NO_SHARE)) || event->mark >= MARK_COUNT ||
		!(event->share >= 0 && event->share <= 1) ||
		((event->flags & HAS_PERIOD) && !(event->flags & (PERIODS_OF_DAY | NO_PERIODS)) && !(event->periods > 0)))
		invalid_state(&fold_states, NULL);
}

/* All events of a state */
static Event *
read_events(Datum state, int *n)
{
	uint32		used;
	const char *at = state_contents(&fold_states, state, &used);
	const char *end = at + used;
	int			room = 16;
	Event	   *events = palloc(room * sizeof(Event));

	*n = 0;
	while (at < end)
	{
		if (*n == room)
		{
			room *= 2;
			events = repalloc_huge(events, room * sizeof(Event));
		}
		read_event(&events[(*n)++], &at, end);
	}
	return events;
}

/* The share of an event; 0 and 1 take no room */
static void
set_share(Event *event, double share)
{
	event->share = share;
	if (share == 1)
		event->flags |= IS_WHOLE;
	else if (share > 0)
		event->flags |= HAS_PART;
}

/* An event of the whole day from a row; a NULL precedence is the lowest. */
static inline void
make_event(Event *event, text *code, Mark mark, NullableDatum precedence, double share)
{
	memset(event, 0, sizeof(Event));
	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("share of an event out of range: %g", share),
				 errdetail("A share is a number from 0 to 1.")));
	event->code = VARDATA_ANY(code);
	event->code_len = VARSIZE_ANY_EXHDR(code);
	event->mark = (uint8) mark;
	set_share(event, share);
	if (!precedence.isnull)
	{
		event->flags |= HAS_PRECEDENCE;
		event->precedence = DatumGetInt32(precedence.value);
	}
}

/* The state, with room for this many more bytes */
static FoldState *
room_for(FoldState *state, Size more)
{
	if (more > state_room(&fold_states, state) - state->head.used)
		state = grow_state(&fold_states, state, more);
	return state;
}

/* Add an event to the state in argument 0, and return the state. */
static Datum
add_event(FunctionCallInfo fcinfo, const Event *event)
{
	FoldState  *state = PG_ARGISNULL(0) ? new_state(&fold_states) : own_state(fcinfo, &fold_states);
	Size		size = event_size(event);

	state = room_for(state, size);
	write_event(state->events + state->head.used, event);
	state->head.used += size;
	PG_RETURN_POINTER(state);
}

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
	FoldState  *state;
	const char *more;
	uint32		n;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	state = PG_ARGISNULL(0) ? new_state(&fold_states) : own_state(fcinfo, &fold_states);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	more = state_contents(&fold_states, PG_GETARG_DATUM(1), &n);
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
static Register *
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
			invalid_state(&fold_states, NULL);
	PG_RETURN_REGISTER(fold_all(events, n));
}

/*
 * Transition of event_agg(day date, period text, code text, portion numeric,
 * missed numeric, held numeric) returns bytea
 *
 * The events of a student as rows of a store have them, packed for
 * fold_events().  A NULL period is the whole day.  An event of which a value is
 * out of range, or NULL where it must not be, is kept as one that cannot be
 * used.
 */
PG_FUNCTION_INFO_V1(absence_event_agg_transition);
Datum
absence_event_agg_transition(PG_FUNCTION_ARGS)
{
	Event		event;
	double		share = 0;

	memset(&event, 0, sizeof(Event));
	event.day = PG_ARGISNULL(1) ? DATEVAL_NOBEGIN : PG_GETARG_DATEADT(1);
	if (PG_ARGISNULL(3) || DATE_NOT_FINITE(event.day))
		event.flags |= NO_SHARE;
	if (!PG_ARGISNULL(3))
	{
		text	   *code = PG_GETARG_TEXT_PP(3);

		event.code = VARDATA_ANY(code);
		event.code_len = VARSIZE_ANY_EXHDR(code);
	}
	if (!PG_ARGISNULL(2))
	{
		text	   *period = PG_GETARG_TEXT_PP(2);

		event.flags |= HAS_PERIOD;
		event.period = VARDATA_ANY(period);
		event.period_len = VARSIZE_ANY_EXHDR(period);
		if (PG_ARGISNULL(6))
			event.flags |= PERIODS_OF_DAY;
		else if ((event.periods = periods_from_held(PG_GETARG_DATUM(6))) == OUT_OF_RANGE)
			event.flags |= NO_PERIODS;
	}

	/* Time missed of time held is of a whole day */
	if (!PG_ARGISNULL(4))
		share = fraction_of_portion(PG_GETARG_DATUM(4));
	else if (PG_ARGISNULL(2) && !PG_ARGISNULL(5) && !PG_ARGISNULL(6))
		share = fraction_of_ratio(PG_GETARG_DATUM(5), PG_GETARG_DATUM(6));
	else
		event.flags |= SHARE_OF_CODE;
	if (share == OUT_OF_RANGE)
		event.flags |= NO_SHARE;
	else
		set_share(&event, share);
	return add_event(fcinfo, &event);
}

/*
 * Transition of code_map(code text, mark mark, precedence integer,
 * share double precision) returns bytea
 *
 * What each code means at a school, for fold_events().  Rows with a NULL code,
 * mark or share are ignored.
 * Errors: numeric_value_out_of_range for a share below 0, above 1 or NaN.
 */
PG_FUNCTION_INFO_V1(absence_code_map_transition);
Datum
absence_code_map_transition(PG_FUNCTION_ARGS)
{
	Event		event;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(4))
		return same_state(fcinfo);
	make_event(&event, PG_GETARG_TEXT_PP(1), (Mark) PG_GETARG_CHAR(2), fcinfo->args[3], PG_GETARG_FLOAT8(4));
	return add_event(fcinfo, &event);
}

/*
 * Transition of period_map(day date, periods integer) returns bytea
 *
 * The number of periods of the days of a calendar, for fold_events().  Rows
 * with a NULL or an infinite day, or without periods, are ignored.
 */
PG_FUNCTION_INFO_V1(absence_period_map_transition);
Datum
absence_period_map_transition(PG_FUNCTION_ARGS)
{
	Event		event;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || DATE_NOT_FINITE(PG_GETARG_DATEADT(1)) || PG_GETARG_INT32(2) <= 0)
		return same_state(fcinfo);
	memset(&event, 0, sizeof(Event));
	event.day = PG_GETARG_DATEADT(1);
	event.flags = HAS_PERIOD;
	event.periods = PG_GETARG_INT32(2);
	return add_event(fcinfo, &event);
}

/* By code; periods have none, so these are by day */
static int
compare_rows(const Event *a, const Event *b)
{
	int			cmp = compare_texts(a->code, a->code_len, b->code, b->code_len);

	return cmp != 0 ? cmp : (a->day > b->day) - (a->day < b->day);
}

#define ST_SORT sort_rows
#define ST_ELEMENT_TYPE Event
#define ST_COMPARE(a, b) compare_rows(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * A map is packed so that it can be searched as it is, because the schools of
 * a district's students come in any order: the number of rows, the rows by
 * code and day, and the texts of the codes.
 */
typedef struct MapRow
{
	uint32		code_at;		/* after the rows */
	uint32		code_len;
	DateADT		day;
	int32		precedence;
	double		number;			/* the share of a code, the periods of a day */
	uint8		mark;
	bool		has_precedence;
} MapRow;

/* A map as an argument; it need not be aligned */
typedef struct Map
{
	const char *rows;
	const char *texts;
	uint32		n;
	Size		text_bytes;
} Map;

/* Final function of code_map and period_map */
PG_FUNCTION_INFO_V1(absence_map_final);
Datum
absence_map_final(PG_FUNCTION_ARGS)
{
	Event	   *events;
	bytea	   *map;
	char	   *at;
	int			n;
	uint32		texts = 0;
	Size		size;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	events = read_events(PG_GETARG_DATUM(0), &n);
	sort_rows(events, n);
	for (int i = 0; i < n; i++)
		texts += events[i].code_len;
	size = VARHDRSZ + sizeof(uint32) + n * sizeof(MapRow) + texts;
	map = palloc0(size);
	SET_VARSIZE(map, size);
	at = put(VARDATA(map), &n, sizeof(uint32));
	texts = 0;
	for (int i = 0; i < n; i++)
	{
		MapRow		row;

		memset(&row, 0, sizeof(row));
		row.code_at = texts;
		row.code_len = events[i].code_len;
		row.day = events[i].day;
		row.precedence = events[i].precedence;
		row.number = (events[i].flags & HAS_PERIOD) ? events[i].periods : events[i].share;
		row.mark = events[i].mark;
		row.has_precedence = (events[i].flags & HAS_PRECEDENCE) != 0;
		at = put(at, &row, sizeof(row));
		texts += row.code_len;
	}
	for (int i = 0; i < n; i++)
		at = put(at, events[i].code, events[i].code_len);
	PG_RETURN_BYTEA_P(map);
}

/* The map of an argument; NULL has no rows. */
static void
open_map(FunctionCallInfo fcinfo, int argno, Map *map)
{
	bytea	   *packed;
	Size		size;

	memset(map, 0, sizeof(Map));
	if (PG_ARGISNULL(argno))
		return;
	packed = PG_GETARG_BYTEA_PP(argno);
	size = VARSIZE_ANY_EXHDR(packed);
	if (size >= sizeof(uint32))
		memcpy(&map->n, VARDATA_ANY(packed), sizeof(uint32));
	if (size < sizeof(uint32) || map->n > (size - sizeof(uint32)) / sizeof(MapRow))
		invalid_state(&fold_states, "The map is too short.");
	map->rows = VARDATA_ANY(packed) + sizeof(uint32);
	map->texts = map->rows + map->n * sizeof(MapRow);
	map->text_bytes = size - sizeof(uint32) - map->n * sizeof(MapRow);
}

static bool
find_row(const Map *map, const char *code, uint32 code_len, DateADT day, MapRow *row)
{
	uint32		low = 0;
	uint32		high = map->n;

	while (low < high)
	{
		uint32		middle = (low + high) / 2;
		int			cmp;

		memcpy(row, map->rows + middle * sizeof(MapRow), sizeof(MapRow));
		if (row->code_at > map->text_bytes || row->code_len > map->text_bytes - row->code_at || row->mark >= MARK_COUNT)
			invalid_state(&fold_states, "The map has an impossible row.");
		cmp = compare_texts(map->texts + row->code_at, row->code_len, code, code_len);
		if (cmp == 0)
			cmp = (row->day > day) - (row->day < day);
		if (cmp == 0)
			return true;
		if (cmp < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/*
 * Can an event of event_agg be used?  If so, it gets the number of periods of
 * its day.
 */
static bool
place_event(Event *event, const Map *periods)
{
	MapRow		row;

	if (event->flags & (NO_SHARE | NO_PERIODS))
		return false;
	if (event->flags & PERIODS_OF_DAY)
	{
		if (!find_row(periods, NULL, 0, event->day, &row))
			return false;
		event->periods = row.number;
	}
	if ((event->flags & HAS_PERIOD) && !(event->periods > 0))
		invalid_state(&fold_states, "The map has an impossible number of periods.");
	return true;
}

/* What the code of an event means at the school */
static void
look_up_code(const Map *codes, const Event *event, MapRow *row)
{
	if (!find_row(codes, event->code, event->code_len, 0, row))
	{
		memset(row, 0, sizeof(MapRow));
		row->mark = MARK_UNMAPPED;
		row->number = (double) default_share(MARK_UNMAPPED) / WHOLE_DAY;
	}
	else if (!(row->number >= 0 && row->number <= 1))
		invalid_state(&fold_states, "The map has an impossible share.");
}

/*
 * fold_events(events bytea, codes bytea, periods bytea) returns register
 *
 * The marks of the days of a student's events, which event_agg packed: what
 * fold_agg returns, once each code has its meaning by `codes`, which code_map
 * made, and each event of a period the number of periods of its day by
 * `periods`, which period_map made.  A code that is not in the map is
 * unmapped.  Events that cannot be used are left out.  NULL events: NULL.
 */
PG_FUNCTION_INFO_V1(absence_fold_events);
Datum
absence_fold_events(PG_FUNCTION_ARGS)
{
	Event	   *events;
	Map			codes;
	Map			periods;
	MapRow		row;
	int			n;
	int			used = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_map(fcinfo, 1, &codes);
	open_map(fcinfo, 2, &periods);
	events = read_events(PG_GETARG_DATUM(0), &n);
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];

		/* Most events of a student have the code of the event before */
		if (i == 0 || compare_texts(event->code, event->code_len, event[-1].code, event[-1].code_len) != 0)
			look_up_code(&codes, event, &row);
		if (!place_event(event, &periods))
			continue;
		event->mark = row.mark;
		if (row.has_precedence)
			event->flags |= HAS_PRECEDENCE;
		event->precedence = row.precedence;
		if (event->flags & SHARE_OF_CODE)
			event->share = row.number;
		events[used++] = *event;
	}
	PG_RETURN_REGISTER(fold_all(events, used));
}

/* By day and period, whatever can be used */
static int
compare_places(const Event *a, const Event *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return compare_periods(a, b);
}

#define ST_SORT sort_places
#define ST_ELEMENT_TYPE Event
#define ST_COMPARE(a, b) compare_places(a, b)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * event_counts(events bytea, codes bytea, periods bytea, membership register)
 * returns integer[]
 *
 * Four numbers of the events that event_agg packed: all events; those that
 * cannot be used, or are on no day of the membership; those whose code is
 * unmapped; those for whose day and period there is an event before.  NULL
 * membership has no days.  NULL events: zeros.
 */
PG_FUNCTION_INFO_V1(absence_event_counts);
Datum
absence_event_counts(PG_FUNCTION_ARGS)
{
	Event	   *events = NULL;
	Map			codes;
	Map			periods;
	MapRow		row;
	RegisterView view;
	Datum		counts[4];
	int			n = 0;
	int32		not_used = 0;
	int32		unmapped = 0;
	int32		repeated = 0;

	open_map(fcinfo, 1, &codes);
	open_map(fcinfo, 2, &periods);
	if (!PG_ARGISNULL(0))
		events = read_events(PG_GETARG_DATUM(0), &n);
	if (!PG_ARGISNULL(3))
		register_view(&view, PG_GETARG_REGISTER(3));
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];

		if (i == 0 || compare_texts(event->code, event->code_len, event[-1].code, event[-1].code_len) != 0)
			look_up_code(&codes, event, &row);
		if (row.mark == MARK_UNMAPPED)
			unmapped++;
		if (!place_event(event, &periods) || PG_ARGISNULL(3) || !view_has_day(&view, event->day))
			not_used++;
	}
	sort_places(events, n);
	for (int i = 1; i < n; i++)
		if (compare_places(&events[i - 1], &events[i]) == 0)
			repeated++;
	counts[0] = Int32GetDatum(n);
	counts[1] = Int32GetDatum(not_used);
	counts[2] = Int32GetDatum(unmapped);
	counts[3] = Int32GetDatum(repeated);
	PG_RETURN_ARRAYTYPE_P(construct_array(counts, 4, INT4OID, sizeof(int32), true, TYPALIGN_INT));
}

static int
compare_codes(const void *a, const void *b)
{
	const text *x = (const text *) DatumGetPointer(*(const Datum *) a);
	const text *y = (const text *) DatumGetPointer(*(const Datum *) b);

	return compare_texts(VARDATA_ANY(x), VARSIZE_ANY_EXHDR(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(y));
}

/*
 * unmapped_codes(events bytea, codes bytea) returns text[]
 *
 * The code of each event that has an unmapped code, in the order of the codes,
 * whatever the order of the events.  NULL without one.
 */
PG_FUNCTION_INFO_V1(absence_unmapped_codes);
Datum
absence_unmapped_codes(PG_FUNCTION_ARGS)
{
	Event	   *events;
	Map			codes;
	MapRow		row;
	Datum	   *unmapped;
	int			n;
	int			n_unmapped = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_map(fcinfo, 1, &codes);
	events = read_events(PG_GETARG_DATUM(0), &n);
	unmapped = palloc(Max(n, 1) * sizeof(Datum));
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];

		if (i == 0 || compare_texts(event->code, event->code_len, event[-1].code, event[-1].code_len) != 0)
			look_up_code(&codes, event, &row);
		if (row.mark != MARK_UNMAPPED)
			continue;
		/* A state from a client may hold any bytes */
		(void) pg_verifymbstr(event->code, event->code_len, false);
		unmapped[n_unmapped++] = PointerGetDatum(cstring_to_text_with_len(event->code, event->code_len));
	}
	if (n_unmapped == 0)
		PG_RETURN_NULL();
	qsort(unmapped, n_unmapped, sizeof(Datum), compare_codes);
	PG_RETURN_ARRAYTYPE_P(construct_array(unmapped, n_unmapped, TEXTOID, -1, false, TYPALIGN_INT));
}

/*
 * events_in_doubt(events bytea, periods bytea, membership register)
 * returns table (day date, period text, code text, is_member boolean,
 *				  has_share boolean)
 *
 * The events that event_agg packed that cannot be used, or are on no day of
 * the membership.  has_share is false if its day, its portion or its time is
 * out of range.  NULL events: no rows.
 */
PG_FUNCTION_INFO_V1(absence_events_in_doubt);
Datum
absence_events_in_doubt(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	Event	   *events;
	Map			periods;
	RegisterView view;
	int			n;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	open_map(fcinfo, 1, &periods);
	events = read_events(PG_GETARG_DATUM(0), &n);
	if (!PG_ARGISNULL(2))
		register_view(&view, PG_GETARG_REGISTER(2));
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];
		bool		is_member = !PG_ARGISNULL(2) && !DATE_NOT_FINITE(event->day) && view_has_day(&view, event->day);
		Datum		values[5];
		bool		nulls[5] = {false};

		if (place_event(event, &periods) && is_member)
			continue;
		/* A state from a client may hold any bytes */
		(void) pg_verifymbstr(event->code, event->code_len, false);
		(void) pg_verifymbstr(event->period, event->period_len, false);
		values[0] = DateADTGetDatum(event->day);
		values[1] = PointerGetDatum(cstring_to_text_with_len(event->period, event->period_len));
		nulls[1] = (event->flags & HAS_PERIOD) == 0;
		values[2] = PointerGetDatum(cstring_to_text_with_len(event->code, event->code_len));
		values[3] = BoolGetDatum(is_member);
		values[4] = BoolGetDatum((event->flags & NO_SHARE) == 0);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
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
	const char *at = state_contents(&fold_states, datum, &used);

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
	FoldState  *state;
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
	state = room_for(new_state(&fold_states), event_size(&event));
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
