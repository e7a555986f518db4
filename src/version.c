/*
 * version.c
 *		The version in every stored value.
 *
 * The length of a fixed-length type can never change while tables have columns
 * of the type, so each type has spare bytes.  They are 0 and are checked, so
 * that a later release can recognize values that use them.
 */
#include "postgres.h"

#include "version.h"

void
unknown_version(const char *type, int version)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("%s has unknown version %d", type, version),
			 errhint("It may have been written by a newer release of the extension.")));
}

/*
 * Check the version and the unused bytes of a value that comes from a client:
 * NULL, or what is wrong with them.
 */
const char *
version_fault(int version, int known, const uint8 *unused, Size n)
{
	if (version != known)
		return psprintf("Version %d is not known.", version);
	for (Size i = 0; i < n; i++)
		if (unused[i] != 0)
			return "Bytes that are not used are not 0.";
	return NULL;
}
