/*
 * absence.h
 *		The words of the extension in C: marks, shares of a day, policies and
 *		tallies.  The same words, in the same sense, as in SQL and the docs.
 */
#ifndef ABSENCE_H
#define ABSENCE_H

#include "absence_compat.h"

#include "datatype/timestamp.h"
#include "utils/date.h"

/* Nothing but the SQL functions is for other modules to see or to replace */
#pragma GCC visibility push(hidden)

/*
 * What was recorded for one student on one day.  The declaration order is
 * "the order of marks": wherever two marks compete, the earlier one wins.
 * The values are stored, so they never change.
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
#define MARK_NONE		MARK_COUNT	/* nothing recorded: the lack of a mark */

#define MARK_BIT(mark)	((uint32) 1 << (mark))

/*
 * The share of a day is an integer, in units of 1/90,090,000 day: thirds to
 * fifteenths, ten-thousandths and the minutes of the usual school days are
 * all whole numbers of it.
 */
typedef int32 Share;

#define WHOLE_DAY		90090000
#define SHARES_PER_BASIS_POINT (WHOLE_DAY / 10000)

/* One mark's portion of a day */
typedef struct Portion
{
	Mark		mark;
	Share		share;
} Portion;

/* A policy: what counts as absent, where the lines are */
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
	PART_DAY_STEPS_AT_LEAST,	/* nothing, half of the day, all of it */
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
	int32		unused[3];		/* 0 */
} Policy;

#define POLICY_VERSION	1

StaticAssertDecl(sizeof(Policy) == 48, "policy has no padding");

#define DatumGetPolicyP(X)		((Policy *) DatumGetPointer(X))
#define PG_GETARG_POLICY_P(n)	DatumGetPolicyP(PG_GETARG_DATUM(n))

extern const Policy federal_policy;

/* Compared for every row of an aggregate, so as words and without a branch */
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

extern const char *policy_fault(const Policy *policy);
extern void policy_text(StringInfo buf, const Policy *policy);
extern bool policy_parse(const char *text, Policy *policy, Node *escontext);
extern void policy_write(StringInfo buf, const Policy *policy);
extern void policy_read(StringInfo buf, Policy *policy);
extern const Policy *policy_argument(FunctionCallInfo fcinfo, int argno);

/* Exact totals of days under one policy, which it carries */
typedef enum TallyGroup
{
	GROUP_EXCUSED,
	GROUP_UNEXCUSED,
	GROUP_OSS,
	GROUP_EXEMPT,
	GROUP_UNVERIFIED,
	GROUP_OTHER
} TallyGroup;

#define GROUP_COUNT		(GROUP_OTHER + 1)

/*
 * Only sums, so that tallies add and subtract exactly.  Days are whole days,
 * shares are in units of 1/WHOLE_DAY.
 */
typedef struct Tally
{
	Policy		policy;
	int64		member_days;	/* membership days to the as-of, whether or
								 * not they are complete */
	int64		enrolled_days;
	int64		counted_days;
	int64		unrecorded_days;
	int64		unmapped_days;
	int64		tardy_days;
	int64		absent;			/* shares, after the part-day rule */
	int64		missed;			/* shares, before it */
	int64		group[GROUP_COUNT]; /* shares; they add up to absent */
	int64		iss;			/* shares */
	int64		absent_minutes;
	int64		counted_minutes;
	int64		unmapped_minutes;
	int64		no_minutes_days;	/* counted days of unknown length */
	int64		no_minutes_unmapped_days;	/* unmapped ones */
	int64		calendar_days;	/* session days of the whole years */
	int64		no_calendar;	/* summands whose calendar is not known */
} Tally;

#define TALLY_VERSION	1

/* More days, in units, are out of range of an int64 */
#define MAX_TALLY_DAYS	(PG_INT64_MAX / WHOLE_DAY)

StaticAssertDecl(sizeof(Tally) == 224, "tally has no padding");

#define DatumGetTallyP(X)		((Tally *) DatumGetPointer(X))
#define PG_GETARG_TALLY_P(n)	DatumGetTallyP(PG_GETARG_DATUM(n))

extern Tally *tally_make(const Policy *policy);
extern Tally *tally_state(FunctionCallInfo fcinfo, const Policy *policy);
extern void tally_accumulate(Tally *sum, const Tally *more, int sign);

/* How severe; the order is that of the enum absence.band */
typedef enum Band
{
	BAND_SATISFACTORY,
	BAND_AT_RISK,
	BAND_MODERATE,
	BAND_SEVERE
} Band;

#define BAND_COUNT		(BAND_SEVERE + 1)
#define BAND_IS_CHRONIC(band)	((band) >= BAND_MODERATE)

/* Why there is no verdict */
typedef enum WhyNull
{
	WHY_VERDICT,				/* there is one */
	WHY_NO_MEMBERSHIP,
	WHY_NOT_RECORDED,
	WHY_BELOW_MINIMUM,
	WHY_NO_MINUTES,
	WHY_NO_CALENDAR,
	WHY_UNMAPPED
} WhyNull;

/*
 * A line as weights: it is reached when missed x weight_missed - total x
 * weight_total is at least `least`, of shares and days, or of minutes.
 */
typedef struct LineWeights
{
	int64		weight_missed;
	int64		weight_total;
	int64		least;
} LineWeights;

/* What a verdict compares: shares and days, or minutes and minutes */
typedef struct TallyAmounts
{
	int64		missed;
	int64		total;
	int64		unmapped_missed;	/* more missed, were all unmapped days absent */
	int64		unmapped_total;
} TallyAmounts;

extern void line_weights(LineWeights *weights, const Policy *policy, int line);
extern void tally_amounts(const Tally *tally, TallyAmounts *amounts);
extern WhyNull tally_verdict(const Tally *tally, Band *band);
extern int64 minimum_days(const Policy *policy, int64 calendar_days);
extern int	chronic_line(const Policy *policy);
extern bool line_reached(const Policy *policy, int line, int64 amount, int64 total);
extern bool tally_rate(const Tally *tally, double *rate);
extern Datum band_datum(FunctionCallInfo fcinfo, Band band);

/* Marks and shares as text, and as arguments */
extern const char *mark_name(Mark mark);
extern bool mark_lookup(const char *name, int len, Mark *mark);
extern const char *mark_names(uint32 marks);
extern Share default_share(Mark mark);
extern Share share_from_fraction(double value);
extern Share share_from_float8(double value);
extern Share share_from_numeric(Datum value);
extern Share absent_from_float8(double value);
extern Share absent_from_numeric(Datum value);
extern Share share_from_ratio(Datum missed, Datum held);

/* Does the aggregate machinery let us change our state argument in place? */
static inline bool
in_aggregate(FunctionCallInfo fcinfo)
{
	return AggCheckCallContext(fcinfo, NULL) != 0;
}

/* What takes figures away again makes sense only of a state that has them. */
static inline void
require_aggregate(FunctionCallInfo fcinfo)
{
	if (!in_aggregate(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("inverse transition function called outside an aggregate")));
}

#pragma GCC visibility pop

#endif							/* ABSENCE_H */
