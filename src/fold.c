/*
 * fold.c
 *		The aggregate fold_agg: from a student's events to the marks of his days.
 *
 * Most days have one event, and that is their mark.  Where several stand on a
 * day, or events of periods, the rule below makes its marks of them, whatever
 * order they come in.  It is the only part of counting that is not one row a
 * day and mark, and in SQL it sorts and joins a district's events over and
 * over; here it is one pass.
 *
 * Within one period (none: the whole day) the event of the highest precedence
 * wins, else the earlier in the order of marks (a tardy corrects an absence, an
 * absence a presence), else by code.  A winner absent for all of the period
 * stands alone; otherwise time missed in part stands beside it, different codes
 * adding, the same code twice the larger, a whole period at most.  Across
 * periods shares add.  A whole-day absence beside events of periods fills what
 * is left of the day, less the periods that have an event of their own; where
 * nothing is left it is no mark of the day.  A whole-day tardy or presence
 * beside them adds nothing but its mark.
 */
#include "postgres.h"

#include "register.h"

#include <math.h>

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

/*
 * The state is a bytea: its bytes used, then the events one after the other,
 * each as small as it can be.  Room to grow lies inside its VARSIZE, as in
 * register_agg.c.
 */
typedef struct FoldState
{
	int32		vl_len_;
	uint32		used;
	char		events[FLEXIBLE_ARRAY_MEMBER];
} FoldState;

#define STATE_SIZE(room)	(offsetof(FoldState, events) + (Size) (room))
#define STATE_ROOM(state)	(VARSIZE(state) - offsetof(FoldState, events))
#define FIRST_SIZE	256			/* nearly all students have fewer events */
#define MAX_ROOM	(MaxAllocSize / 4)

/* The length of a text is a byte, or this one and then four */
#define LONG_TEXT	255

/* What of an event is written: the day, the mark and the code always */
#define HAS_PRECEDENCE	1
#define HAS_PART		2		/* a share that is neither 0 nor 1 */
#define IS_WHOLE		4		/* a share of 1 */
#define HAS_PERIOD		8

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

/* By day and period; in each the winner comes first */
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
	return (a->share < b->share) - (a->share > b->share);
}

#define ST_SORT sort_events
#define ST_ELEMENT_TYPE Event
#define ST_COMPARE(a, b) compare_events(a, b)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static void
invalid_state(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid state of aggregate fold_agg")));
}

static Size
text_size(uint32 len)
{
	return 1 + (len < LONG_TEXT ? 0 : sizeof(uint32)) + len;
}

/* Bytes that an event takes in the state */
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

/* The bytes at a place of the state, which moves on behind them */
static const char *
take(const char **at, const char *end, Size size)
{
	const char *taken = *at;

	if (size > (Size) (end - *at))
		invalid_state();
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

/* A state may come from another node, or from anybody's hand: it is checked. */
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
	if (!IS_VALID_DATE(event->day) || event->mark >= MARK_COUNT ||
		!(event->share >= 0 && event->share <= 1) ||
		((event->flags & HAS_PERIOD) && !(event->periods > 0)))
		invalid_state();
}

/* The events of a state, as bytes, and how many bytes they are */
static const char *
state_events(Datum datum, uint32 *used)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(datum);
	Size		size = VARSIZE_ANY_EXHDR(packed);

	if (size < sizeof(uint32))
		invalid_state();
	memcpy(used, VARDATA_ANY(packed), sizeof(uint32));
	if (*used > size - sizeof(uint32))
		invalid_state();
	return VARDATA_ANY(packed) + sizeof(uint32);
}

/* A state with these events, and room for more; memory comes in powers of 2 */
static FoldState *
make_state(const char *events, uint32 used, Size more)
{
	Size		room = (Size) used + more;
	Size		size;
	FoldState  *state;

	if (room > MAX_ROOM)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many events of one student")));
	size = pg_nextpower2_64(Max(FIRST_SIZE, STATE_SIZE(room)));
	state = palloc0(size);
	SET_VARSIZE(state, size);
	if (used > 0)
		memcpy(state->events, events, used);
	state->used = used;
	return state;
}

/*
 * Transition of fold_agg(day date, period text, code text, mark mark,
 * precedence integer, share double precision, periods double precision)
 *
 * One event: of a period, or with a NULL one of the whole day; share is the part
 * of it that was missed, 0 to 1, and periods how many the day has.  A NULL
 * precedence is the lowest.  Events with a NULL day, code, mark or share are
 * ignored, and those of a period with NULL periods.
 * Errors: datetime_value_out_of_range for an infinite day,
 * numeric_value_out_of_range for a share below 0, above 1 or NaN, and for
 * periods that are not above 0.
 */
PG_FUNCTION_INFO_V1(absence_fold_agg_transition);
Datum
absence_fold_agg_transition(PG_FUNCTION_ARGS)
{
	FoldState  *state;
	Event		event = {0};
	text	   *code;
	Size		size;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3) || PG_ARGISNULL(4) || PG_ARGISNULL(6) ||
		(!PG_ARGISNULL(2) && PG_ARGISNULL(7)))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}

	event.day = PG_GETARG_DATEADT(1);
	if (DATE_NOT_FINITE(event.day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a day of a register must be finite")));
	code = PG_GETARG_TEXT_PP(3);
	event.code = VARDATA_ANY(code);
	event.code_len = VARSIZE_ANY_EXHDR(code);
	event.mark = (uint8) PG_GETARG_CHAR(4);
	event.share = PG_GETARG_FLOAT8(6);
	if (!(event.share >= 0 && event.share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("share of an event out of range: %g", event.share),
				 errdetail("A share is a number from 0 to 1.")));
	if (event.share == 1)
		event.flags |= IS_WHOLE;
	else if (event.share > 0)
		event.flags |= HAS_PART;
	if (!PG_ARGISNULL(5))
	{
		event.flags |= HAS_PRECEDENCE;
		event.precedence = PG_GETARG_INT32(5);
	}
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
	size = event_size(&event);

	if (PG_ARGISNULL(0))
		state = make_state(NULL, 0, size);
	else if (in_aggregate(fcinfo) && VARATT_IS_4B_U(PG_GETARG_POINTER(0)))
	{
		/* Ours, but for the INITCOND of an aggregate that somebody else made */
		state = (FoldState *) PG_GETARG_POINTER(0);
		if (VARSIZE(state) < STATE_SIZE(0) || state->used > STATE_ROOM(state))
			invalid_state();
		if (size > STATE_ROOM(state) - state->used)
			state = make_state(state->events, state->used, size);
	}
	else
	{
		uint32		used;
		const char *events = state_events(PG_GETARG_DATUM(0), &used);

		state = make_state(events, used, size);
	}
	write_event(state->events + state->used, &event);
	state->used += size;
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(absence_fold_agg_combine);
Datum
absence_fold_agg_combine(PG_FUNCTION_ARGS)
{
	FoldState  *state;
	uint32		a_used = 0;
	uint32		b_used = 0;
	const char *a = NULL;
	const char *b = NULL;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(0))
		a = state_events(PG_GETARG_DATUM(0), &a_used);
	if (!PG_ARGISNULL(1))
		b = state_events(PG_GETARG_DATUM(1), &b_used);
	state = make_state(a, a_used, b_used);
	if (b_used > 0)
		memcpy(state->events + a_used, b, b_used);
	state->used = a_used + b_used;
	PG_RETURN_POINTER(state);
}

/* Which marks there are, and the share of each: of a period or of a day */
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

/*
 * Does an event count in its period?  The winner does, and beside one that is
 * not absent for all of it, what was missed in part: each code once, at its
 * largest.  (Events of one code can be apart, by their precedence.)
 */
static bool
event_counts(const Event *events, int n, int i)
{
	const Event *event = &events[i];

	if (i > 0 && !(event->share > 0 && event->share < 1 && event->mark != MARK_PRESENT))
		return false;
	/* Backwards first: the same event again lies next to it */
	for (int k = 1; k < n; k++)
	{
		const Event *other = &events[k <= i ? i - k : k];

		if (other->mark == event->mark &&
			(other->share > event->share || (other->share == event->share && k <= i)) &&
			(other == events || other->share < 1) &&
			compare_texts(other->code, other->code_len, event->code, event->code_len) == 0)
			return false;
	}
	return true;
}

/* The marks of one period, from its events, of which the winner comes first. */
static void
fold_period(Marks *marks, const Event *events, int n)
{
	double		left = 1;

	marks->which = 0;
	if (events[0].share == 1 && default_share(events[0].mark) == WHOLE_DAY)
		n = 1;					/* it stands alone */
	for (int i = 0; i < n; i++)
		if (event_counts(events, n, i))
			add_share(marks, events[i].mark, events[i].share);

	/* What is over a whole period is cut from the marks latest in the order */
	for (int mark = 0; mark < MARK_COUNT; mark++)
		if (marks->which & MARK_BIT(mark))
		{
			marks->share[mark] = Max(Min(marks->share[mark], left), 0);
			left -= marks->share[mark];
		}
}

/* The marks of a day, from its events by period. */
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

		/* A period has one weight: the most periods that an event of it says */
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
			/* seven sevenths are not quite 1 */
			if (left > 1e-12)
				add_share(day, mark, Min(whole_day.share[mark], left));
			left -= whole_day.share[mark];
		}
	}
}

/*
 * The marks of the days that have events, as with_marks() takes them: each such
 * day is a membership day, complete through the last.
 */
PG_FUNCTION_INFO_V1(absence_fold_agg_final);
Datum
absence_fold_agg_final(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	Event	   *events;
	int			room = 16;
	int			n = 0;
	uint32		used;
	const char *at;
	const char *end;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	at = state_events(PG_GETARG_DATUM(0), &used);
	end = at + used;
	events = palloc(room * sizeof(Event));
	while (at < end)
	{
		if (n == room)
		{
			room *= 2;
			events = repalloc_huge(events, room * sizeof(Event));
		}
		read_event(&events[n++], &at, end);
	}
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
	PG_RETURN_REGISTER(pack_register(&open));
}
