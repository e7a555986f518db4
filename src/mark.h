/*
 * mark.h
 *		What was recorded for one student on one day.
 */
#ifndef ABSENCE_MARK_H
#define ABSENCE_MARK_H

#include "absence_compat.h"

#pragma GCC visibility push(hidden)

/*
 * What was recorded for one student on one day.  The declaration order is
 * "the order of marks": when two marks compete, the earlier one wins.
 * The values are stored, so they must never change.
 */
typedef enum Mark
{
	MARK_TARDY,
	MARK_LEFT_EARLY,
	MARK_UNEXCUSED,
	MARK_EXCUSED,
	MARK_OSS,
	MARK_EXEMPT,
	MARK_UNVERIFIED,
	MARK_ISS,
	MARK_REMOTE,
	MARK_ACTIVITY,
	MARK_HOMEBOUND,
	MARK_UNMAPPED,
	MARK_PRESENT
} Mark;

#define MARK_COUNT		(MARK_PRESENT + 1)
#define MARK_NONE		MARK_COUNT	/* no mark: nothing is recorded */

#define MARK_BIT(mark)	((uint32) 1 << (mark))

extern const char *mark_name(Mark mark);
extern bool mark_lookup(const char *name, int len, Mark *mark);
extern const char *mark_names(uint32 marks);

#pragma GCC visibility pop

#endif							/* ABSENCE_MARK_H */
