/*
 * absence.c
 *		Module of the extension.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(
					.name = "absence",
					.version = ABSENCE_VERSION
);
#else
PG_MODULE_MAGIC;
#endif

/* Exported, because the server looks it up */
extern PGDLLEXPORT void _PG_init(void);

/*
 * The settings of a session are plain strings, which the views parse.  A check
 * hook here would not run before the module is loaded, and the server would
 * then replace an invalid value by the default with no error.  After the
 * module is loaded, the server refuses other names with the prefix.
 */
void
_PG_init(void)
{
	static char *as_of;
	static char *policy;

	DefineCustomStringVariable("absence.as_of",
							   "The day that the views of a store answer for.",
							   "Empty: through the last day that is complete.",
							   &as_of, "", PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("absence.policy",
							   "Name of the definition that the views of a store answer by.",
							   "Empty: the store's own.",
							   &policy, "", PGC_USERSET, 0, NULL, NULL, NULL);
	MarkGUCPrefixReserved("absence");
}
