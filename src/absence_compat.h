/*
 * absence_compat.h
 *		Differences between PostgreSQL 15 and later versions.
 */
#ifndef ABSENCE_COMPAT_H
#define ABSENCE_COMPAT_H

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/nodes.h"

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#else

/* Before 16, an input function can report an error only by throwing it */
#define errsave(context, ...)	ereport(ERROR, __VA_ARGS__)
#define ereturn(context, dummy, ...)	ereport(ERROR, __VA_ARGS__)
#define SOFT_ERROR_OCCURRED(context)	(false)

#endif

#endif							/* ABSENCE_COMPAT_H */
