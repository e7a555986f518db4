/*
 * absence.c
 *		Module of the extension.
 */
#include "postgres.h"

#include "fmgr.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(
					.name = "absence",
					.version = ABSENCE_VERSION
);
#else
PG_MODULE_MAGIC;
#endif
