/*
 * growing_state.h
 *		States of aggregates that grow with what is added to them.
 *
 * Such a state is a bytea, a base type, because an internal state is not pushed
 * down by Citus releases.  It holds units: rows, bytes of events, or blocks of
 * days.  Room for more units lies inside its VARSIZE, because the executor
 * copies a state by that.  A state may come from another node, or from
 * anybody's hand, so what it says of its size is checked.
 */
#ifndef ABSENCE_GROWING_STATE_H
#define ABSENCE_GROWING_STATE_H

#include "aggregate.h"

#pragma GCC visibility push(hidden)

/* What every such state begins with; more of a head may follow, then the units */
typedef struct GrowingState
{
	int32		vl_len_;
	uint32		used;			/* units */
} GrowingState;

/* The states of one aggregate, or of several that share them */
typedef struct StateKind
{
	const char *name;			/* of what it is the state, for messages */
	const char *contents;		/* of what it can hold too many */
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

/* Units that a state has room for */
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
 * The state in argument 0, which is not NULL, to be changed: in place where it
 * is the aggregate's own, else a copy.
 */
static inline void *
own_state(FunctionCallInfo fcinfo, const StateKind *kind)
{
	void	   *state = PG_GETARG_POINTER(0);

	if (!in_aggregate(fcinfo) || !VARATT_IS_4B_U(state) ||
		PointerGetDatum(state) != MAXALIGN(PointerGetDatum(state)))
		return copy_state(kind, PG_GETARG_DATUM(0));
	/* Ours, but for the INITCOND of an aggregate that somebody else made */
	check_state_size(kind, state);
	return state;
}

/* The state as it is, where a row adds nothing to it */
static inline Datum
same_state(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

#pragma GCC visibility pop

#endif							/* ABSENCE_GROWING_STATE_H */
