/*
 * event.h
 *		A student's events, packed one after the other in the state of an
 *		aggregate.
 */
#ifndef ABSENCE_EVENT_H
#define ABSENCE_EVENT_H

#include "growing_state.h"
#include "register.h"

#pragma GCC visibility push(hidden)

/* The state: packed events, one after the other */
typedef struct EventState
{
	GrowingState head;
	char		events[FLEXIBLE_ARRAY_MEMBER];
} EventState;

extern const StateKind event_states;

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

static inline int
compare_texts(const char *a, uint32 a_len, const char *b, uint32 b_len)
{
	int			cmp = memcmp(a, b, Min(a_len, b_len));

	return cmp != 0 ? cmp : (a_len > b_len) - (a_len < b_len);
}

/* By period, the whole day first */
static inline int
compare_periods(const Event *a, const Event *b)
{
	if ((a->flags & HAS_PERIOD) != (b->flags & HAS_PERIOD))
		return (a->flags & HAS_PERIOD) ? 1 : -1;
	if (!(a->flags & HAS_PERIOD))
		return 0;
	return compare_texts(a->period, a->period_len, b->period, b->period_len);
}

extern int	compare_events(const Event *a, const Event *b);
extern void sort_events(Event *events, size_t n);
extern Size event_size(const Event *event);
extern void write_event(char *to, const Event *event);
extern void read_event(Event *event, const char **at, const char *end);
extern Event *read_events(Datum state, int *n);
extern void set_share(Event *event, double share);
extern void make_event(Event *event, text *code, Mark mark, NullableDatum precedence, double share);
extern EventState *room_for(EventState *state, Size more);
extern Datum add_event(FunctionCallInfo fcinfo, const Event *event);

#pragma GCC visibility pop

#endif							/* ABSENCE_EVENT_H */
