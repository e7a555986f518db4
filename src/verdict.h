/*
 * verdict.h
 *		The verdict of a tally: the band, or the reason why there is none.
 */
#ifndef ABSENCE_VERDICT_H
#define ABSENCE_VERDICT_H

#include "tally.h"

#pragma GCC visibility push(hidden)

/* The bands, in the order of the enum absence.band */
typedef enum Band
{
	BAND_SATISFACTORY,
	BAND_AT_RISK,
	BAND_MODERATE,
	BAND_SEVERE
} Band;

#define BAND_COUNT		(BAND_SEVERE + 1)
#define BAND_IS_CHRONIC(band)	((band) >= BAND_MODERATE)

/* The reason why there is no verdict */
typedef enum WhyNull
{
	WHY_VERDICT,				/* there is a verdict */
	WHY_NO_MEMBERSHIP,
	WHY_NOT_RECORDED,
	WHY_BELOW_MINIMUM,
	WHY_NO_MINUTES,
	WHY_NO_CALENDAR,
	WHY_UNMAPPED
} WhyNull;

/*
 * A line as weights.  It is reached if missed * weight_missed - total *
 * weight_total is at least `least`.  missed and total are shares and days, or
 * minutes.
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
	int64		unmapped_missed;	/* to add if all unmapped days are absent */
	int64		unmapped_total;
} TallyAmounts;

extern void line_weights(LineWeights *weights, const Policy *policy, int line);
extern void tally_amounts(const Tally *tally, TallyAmounts *amounts);
extern WhyNull tally_verdict(const Tally *tally, Band *band);
extern int64 minimum_days(const Policy *policy, int64 calendar_days);
extern int	chronic_line(const Policy *policy);
extern bool line_reached(const Policy *policy, int line, int64 amount, int64 total);
extern bool tally_rate(const Tally *tally, double *rate);
extern const char *band_name(Band band);
extern Datum band_datum(FunctionCallInfo fcinfo, Band band);

#pragma GCC visibility pop

#endif							/* ABSENCE_VERDICT_H */
