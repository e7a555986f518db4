/*
 * event.c
 *		A student's events, packed one after the other in the state of an
 *		aggregate.
 */
#include "postgres.h"

#include "event.h"

#include "miscadmin.h"

const StateKind event_states = {
	.name = "an aggregate of events",
	.contents = "events of one student",
	.head = offsetof(EventState, events),
	.unit = 1,
	.first_size = 256			/* nearly all students have fewer events */
};

/* A text's length is one byte, or this byte and then four bytes */
#define LONG_TEXT	255

/* By day and period, and within a period the winner first */
int
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
#define ST_SCOPE extern
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static Size
text_size(uint32 len)
{
	return 1 + (len < LONG_TEXT ? 0 : sizeof(uint32)) + len;
}

/* The number of bytes of an event in the state */
Size
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

void
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
		invalid_state(&event_states, NULL);
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
void
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
		invalid_state(&event_states, NULL);
}

/* All events of a state */
Event *
read_events(Datum state, int *n)
{
	uint32		used;
	const char *at = state_contents(&event_states, state, &used);
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
void
set_share(Event *event, double share)
{
	event->share = share;
	if (share == 1)
		event->flags |= IS_WHOLE;
	else if (share > 0)
		event->flags |= HAS_PART;
}

/* An event of the whole day from a row; a NULL precedence is the lowest. */
void
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
EventState *
room_for(EventState *state, Size more)
{
	if (more > state_room(&event_states, state) - state->head.used)
		state = grow_state(&event_states, state, more);
	return state;
}

/* Add an event to the state in argument 0, and return the state. */
Datum
add_event(FunctionCallInfo fcinfo, const Event *event)
{
	EventState  *state = PG_ARGISNULL(0) ? new_state(&event_states) : own_state(fcinfo, &event_states);
	Size		size = event_size(event);

	state = room_for(state, size);
	write_event(state->events + state->head.used, event);
	state->head.used += size;
	PG_RETURN_POINTER(state);
}
