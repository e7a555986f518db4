/*
 * version.c
 *		The version that every stored value carries.
 *
 * The length of a fixed-length type can never change once there are tables
 * with such columns, so each has bytes to spare.  They are 0 and are checked,
 * so that a later release can tell values that use them.
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
 * What is wrong with the version of a value that comes from outside, and with
 * those of its bytes that have no meaning; NULL if nothing is.
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
