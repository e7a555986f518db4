/*
 * series.h
 *		The type series: a cohort's points by day.
 */
#ifndef ABSENCE_SERIES_H
#define ABSENCE_SERIES_H

#include "policy.h"
#include "share.h"

#include "utils/date.h"
#include "utils/memutils.h"

#pragma GCC visibility push(hidden)

/* The meaning of a point, and the way in which two series are added */
typedef enum SeriesKind
{
	SERIES_RUNNING,				/* up to that day; holds until the next point */
	SERIES_DAILY				/* on that day alone */
} SeriesKind;

/* n of running: students with a verdict; of daily: students counted */
typedef struct SeriesPoint
{
	int64		n;
	int64		k;				/* running: chronic students; daily: absence,
								 * in shares */
	DateADT		day;
	int32		unused;			/* 0: equal series have equal bytes */
} SeriesPoint;

typedef struct Series
{
	int32		vl_len_;
	uint8		version;
	uint8		kind;			/* SeriesKind */
	uint16		unused;			/* 0 */
	Policy		policy;
	uint32		n_points;
	uint32		unused_too;		/* 0 */
	SeriesPoint points[FLEXIBLE_ARRAY_MEMBER];	/* by day */
} Series;

#define SERIES_VERSION	1
#define SERIES_SIZE(n)	(offsetof(Series, points) + (Size) (n) * sizeof(SeriesPoint))
#define MAX_POINTS		((MaxAllocSize - offsetof(Series, points)) / sizeof(SeriesPoint))

StaticAssertDecl(sizeof(SeriesPoint) == 24 && offsetof(Series, points) == 64,
				 "series has no padding");

#define PG_GETARG_SERIES(n) series_of_datum(PG_GETARG_DATUM(n))

extern Series *series_of_datum(Datum datum);
extern Series *series_make(SeriesKind kind, const Policy *policy, int64 room);
extern const char *series_fault(const Series *series);

#pragma GCC visibility pop

#endif							/* ABSENCE_SERIES_H */
