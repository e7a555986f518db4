/*
 * version.h
 *		The version in every stored value.
 */
#ifndef ABSENCE_VERSION_H
#define ABSENCE_VERSION_H

#include "absence_compat.h"

#pragma GCC visibility push(hidden)

extern void unknown_version(const char *type, int version);
extern const char *version_fault(int version, int known, const uint8 *unused, Size n);

/* An error for a value in a format of another release. */
static inline void
check_version(const char *type, int version, int known)
{
	if (unlikely(version != known))
		unknown_version(type, version);
}

#pragma GCC visibility pop

#endif							/* ABSENCE_VERSION_H */
