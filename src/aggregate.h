/*
 * aggregate.h
 *		What functions of aggregates ask of the executor.
 */
#ifndef ABSENCE_AGGREGATE_H
#define ABSENCE_AGGREGATE_H

#include "absence_compat.h"

#pragma GCC visibility push(hidden)

/* Does the aggregate machinery let us change our state argument in place? */
static inline bool
in_aggregate(FunctionCallInfo fcinfo)
{
	return AggCheckCallContext(fcinfo, NULL) != 0;
}

/* What takes figures away again makes sense only of a state that has them. */
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
