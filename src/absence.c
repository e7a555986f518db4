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

/* Not hidden: the server looks it up */
extern PGDLLEXPORT void _PG_init(void);

/*
 * The settings that a session asks with are plain strings, which the views
 * parse: a check here would be missing while the module is not loaded, and a
 * value that it found wrong then would quietly give way to the default.  A
 * misspelt name of the prefix is refused once the module is loaded.
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
