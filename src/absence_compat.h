/*
 * absence_compat.h
 *		What differs between PostgreSQL 15 and its successors.
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

/* Before 16 a type's input function can only throw */
#define errsave(context, ...)	ereport(ERROR, __VA_ARGS__)
#define ereturn(context, dummy, ...)	ereport(ERROR, __VA_ARGS__)
#define SOFT_ERROR_OCCURRED(context)	(false)

#endif

#endif							/* ABSENCE_COMPAT_H */
