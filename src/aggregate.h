/*
 * aggregate.h
 *		Checks of the context in which an aggregate support function is called.
 */
#ifndef ABSENCE_AGGREGATE_H
#define ABSENCE_AGGREGATE_H

#include "absence_compat.h"

#pragma GCC visibility push(hidden)

/* Can the state argument be changed in place? */
static inline bool
in_aggregate(FunctionCallInfo fcinfo)
{
	return AggCheckCallContext(fcinfo, NULL) != 0;
}

/* An inverse transition is valid only for a state that includes the row. */
static inline void
require_aggregate(FunctionCallInfo fcinfo)
{
	if (!in_aggregate(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("inverse transition function called outside an aggregate")));
}

#pragma GCC visibility pop

#endif							/* ABSENCE_AGGREGATE_H */
