/*
 * policy.h
 *		A policy: what counts as absent, and the lines between the bands.
 */
#ifndef ABSENCE_POLICY_H
#define ABSENCE_POLICY_H

#include "mark.h"
#include "version.h"

#pragma GCC visibility push(hidden)

/* A policy: what counts as absent, and the lines between the bands */
typedef enum PolicyMeasure
{
	MEASURE_RATE,
	MEASURE_DAYS
} PolicyMeasure;

typedef enum PolicyCompare
{
	COMPARE_AT_LEAST,			/* >= */
	COMPARE_MORE_THAN			/* > */
} PolicyCompare;

typedef enum PolicyBasis
{
	BASIS_DAYS,
	BASIS_MINUTES
} PolicyBasis;

typedef enum PolicyPartDay
{
	PART_DAY_AT_LEAST,
	PART_DAY_MORE_THAN,
	PART_DAY_WHOLE,
	PART_DAY_PROPORTIONAL,
	PART_DAY_STEPS_AT_LEAST,	/* none, half or all of the day */
	PART_DAY_STEPS_MORE_THAN
} PolicyPartDay;

typedef enum PolicyMinimum
{
	MINIMUM_NONE,
	MINIMUM_DAYS,
	MINIMUM_PERCENT
} PolicyMinimum;

typedef enum PolicyUnrecorded
{
	UNRECORDED_NOT_COUNTED,
	UNRECORDED_PRESENT,
	UNRECORDED_ABSENT
} PolicyUnrecorded;

#define NO_LINE			(-1)

/*
 * Fixed size, no padding: two policies are equal when their bytes are.
 * Percents are held in hundredths of a percent, days in tenths of a day.
 */
typedef struct Policy
{
	uint8		version;
	uint8		measure;		/* PolicyMeasure */
	uint8		compare;		/* PolicyCompare, of the three lines */
	uint8		basis;			/* PolicyBasis */
	uint8		part_day;		/* PolicyPartDay */
	uint8		unrecorded;		/* PolicyUnrecorded */
	uint8		minimum_kind;	/* PolicyMinimum */
	uint8		minimum_compare;	/* PolicyCompare */
	uint16		absent;			/* MARK_BITs */
	uint16		outside;		/* MARK_BITs */
	int32		at_risk;		/* the lines, or NO_LINE */
	int32		chronic;
	int32		severe;
	int32		minimum;
	int32		part_line;		/* hundredths of a percent, 0 where unused */
	int32		part_second;	/* second line of steps, 0 where unused */
	uint8		unused[12];		/* 0 */
} Policy;

#define POLICY_VERSION	1

StaticAssertDecl(sizeof(Policy) == 48, "policy has no padding");

#define PG_GETARG_POLICY_P(n)	policy_of_datum(PG_GETARG_DATUM(n))

static inline Policy *
policy_of_datum(Datum datum)
{
	Policy	   *policy = (Policy *) DatumGetPointer(datum);

	check_version("policy", policy->version, POLICY_VERSION);
	return policy;
}

extern const Policy federal_policy;

/* Called for every row of an aggregate, so it compares without a branch */
static inline bool
policy_equal(const Policy *a, const Policy *b)
{
	uint64		x[sizeof(Policy) / sizeof(uint64)];
	uint64		y[lengthof(x)];
	uint64		differ = 0;

	memcpy(x, a, sizeof(x));
	memcpy(y, b, sizeof(y));
	for (int i = 0; i < lengthof(x); i++)
		differ |= x[i] ^ y[i];
	return differ == 0;
}

extern void different_policies(void);

/* An error unless both figures are under the same policy. */
static inline void
require_same_policy(const Policy *a, const Policy *b)
{
	if (unlikely(!policy_equal(a, b)))
		different_policies();
}

extern const char *policy_fault(const Policy *policy);
extern void policy_text(StringInfo buf, const Policy *policy);
extern bool policy_parse(const char *text, Policy *policy, Node *escontext);
extern void policy_write(StringInfo buf, const Policy *policy);
extern void policy_read(StringInfo buf, Policy *policy);
extern const Policy *policy_argument(FunctionCallInfo fcinfo, int argno);

#pragma GCC visibility pop

#endif							/* ABSENCE_POLICY_H */
