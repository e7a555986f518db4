/*
 * growing_state.h
 *		States of aggregates that grow with what is added to them.
 *
 * Such a state is of the base type bytea, because Citus does not push down
 * aggregates with an internal state.  It holds units: rows, bytes of events,
 * or blocks of days.  The room for more units is part of VARSIZE, because the
 * executor copies a state by its VARSIZE.  A state may come from another node
 * or from a client, so the sizes in it are checked.
 */
#ifndef ABSENCE_GROWING_STATE_H
#define ABSENCE_GROWING_STATE_H

#include "aggregate.h"

#pragma GCC visibility push(hidden)

/* The start of every such state; the rest of its head and the units follow */
typedef struct GrowingState
{
	int32		vl_len_;
	uint32		used;			/* units */
} GrowingState;

/* The kind of state that an aggregate, or several aggregates, use */
typedef struct StateKind
{
	const char *name;			/* the aggregate, for messages */
	const char *contents;		/* the units, for the message "too many ..." */
	Size		head;			/* bytes before the units */
	Size		unit;			/* bytes of a unit */
	Size		first_size;		/* bytes of a new state */
} StateKind;

extern void invalid_state(const StateKind *kind, const char *detail);
extern void *new_state(const StateKind *kind);
extern void *larger_state(const StateKind *kind, const void *state, Size more);
extern void *grow_state(const StateKind *kind, const void *state, Size more);
extern void *copy_state(const StateKind *kind, Datum datum);
extern const char *state_contents(const StateKind *kind, Datum datum, uint32 *used);

/* Number of units that a state has room for */
static inline Size
state_room(const StateKind *kind, const void *state)
{
	return (VARSIZE(state) - kind->head) / kind->unit;
}

static inline void
check_state_size(const StateKind *kind, const void *state)
{
	if (unlikely(VARSIZE(state) < kind->head ||
				 ((const GrowingState *) state)->used > state_room(kind, state)))
		invalid_state(kind, NULL);
}

/*
 * The state in argument 0, which must not be NULL, for changing: the state
 * itself if it belongs to the aggregate, else a copy.
 */
static inline void *
own_state(FunctionCallInfo fcinfo, const StateKind *kind)
{
	void	   *state = PG_GETARG_POINTER(0);

	if (!in_aggregate(fcinfo) || !VARATT_IS_4B_U(state) ||
		PointerGetDatum(state) != MAXALIGN(PointerGetDatum(state)))
		return copy_state(kind, PG_GETARG_DATUM(0));
	/* The INITCOND of an aggregate that a user made has not been checked */
	check_state_size(kind, state);
	return state;
}

/* The state unchanged, for a row that adds nothing */
static inline Datum
same_state(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

#pragma GCC visibility pop

#endif							/* ABSENCE_GROWING_STATE_H */
