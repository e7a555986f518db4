/*
 * ahead.c
 *		Forecasts: how the rest of the year can change a verdict.
 */
#include "postgres.h"

#include "counting.h"
#include "verdict.h"

/* What was counted so far, and the membership days after that */
typedef struct Outlook
{
	Tally		tally;
	RegisterView view;
	int			stop;			/* ordinal of the first day to come */
	int			later;			/* days to come */
} Outlook;

/* Fill *ahead; false if the register is NULL. */
static bool
look_ahead(FunctionCallInfo fcinfo, Outlook *outlook)
{
	const Policy *policy = policy_argument(fcinfo, 1);
	DateADT		as_of = PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2);
	CountRule	rule;

	if (PG_ARGISNULL(0))
		return false;
	register_view(&outlook->view, PG_GETARG_REGISTER(0));
	count_rule(&rule, policy);
	empty_tally(&outlook->tally, policy);
	tally_view(&outlook->tally, &outlook->view, &rule, as_of);
	outlook->stop = view_stop(&outlook->view, as_of);
	outlook->later = outlook->view.n_members - outlook->stop;
	return true;
}

static int
longer_first(const void *a, const void *b)
{
	return (int) *(const uint16 *) b - (int) *(const uint16 *) a;
}

/*
 * absences_left(register, policy, as_of date) returns integer
 *
 * The largest number of days to come that the student can miss entirely
 * without being chronically absent at the end of the year.  The absences are
 * those so far and these days; the total is the days counted so far and all
 * days to come.  Unmapped days are taken as absent, and under "basis =
 * minutes" the longest days to come are missed first, so that the number holds
 * whatever the codes mean and whichever days are missed.  The minimum is
 * ignored.
 *
 * NULL when the student will be chronically absent even with no more absences,
 * when the policy has no chronic line, when there are no days, or when the
 * length of a day that is needed is not known.
 */
PG_FUNCTION_INFO_V1(absence_absences_left);
Datum
absence_absences_left(PG_FUNCTION_ARGS)
{
	Outlook		outlook;
	const Policy *policy = &outlook.tally.policy;
	TallyAmounts amounts;
	uint16	   *lengths = NULL;
	int64		amount;
	int64		total;
	int			left;

	if (!look_ahead(fcinfo, &outlook))
		PG_RETURN_NULL();
	if (chronic_line(policy) == NO_LINE ||
		outlook.tally.counted_days + outlook.tally.unmapped_days + outlook.later == 0)
		PG_RETURN_NULL();
	tally_amounts(&outlook.tally, &amounts);
	amount = amounts.missed + amounts.unmapped_missed;
	total = amounts.total + amounts.unmapped_total;

	if (policy->basis == BASIS_MINUTES)
	{
		uint16	   *all = palloc(Max(outlook.view.n_members, 1) * sizeof(uint16));

		if (outlook.tally.no_minutes_days > 0 || outlook.tally.no_minutes_unmapped_days > 0)
			PG_RETURN_NULL();
		view_lengths(&outlook.view, all);
		lengths = all + outlook.stop;
		qsort(lengths, outlook.later, sizeof(uint16), longer_first);
		for (int i = 0; i < outlook.later; i++)
		{
			if (lengths[i] == UNKNOWN_MINUTES)
				PG_RETURN_NULL();
			total += lengths[i];
		}
	}
	else
		total += outlook.later;

	if (line_reached(policy, chronic_line(policy), amount, total))
		PG_RETURN_NULL();
	for (left = 0; left < outlook.later; left++)
	{
		amount += lengths ? lengths[left] : WHOLE_DAY;
		if (line_reached(policy, chronic_line(policy), amount, total))
			break;
	}
	PG_RETURN_INT32(left);
}

/*
 * projected(register, policy, as_of date) returns double precision
 *
 * The days absent at the end of the year if the days to come are missed at the
 * rate so far.  NULL when nothing was counted.
 */
PG_FUNCTION_INFO_V1(absence_projected);
Datum
absence_projected(PG_FUNCTION_ARGS)
{
	Outlook		outlook;
	int64		counted;

	if (!look_ahead(fcinfo, &outlook))
		PG_RETURN_NULL();
	counted = outlook.tally.counted_days;
	if (counted == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) outlook.tally.absent * (counted + outlook.later) /
					 ((double) counted * WHOLE_DAY));
}

/*
 * days_to_recover(register, policy, as_of date) returns integer
 *
 * The least number of the days to come that must be counted and present, all
 * from the next one on, for the verdict to be not chronic.  0 when it is not
 * chronic.  Unmapped days are taken as absent, as the verdict asks for.
 *
 * NULL when there is no verdict, when the year is too short, and, in minutes,
 * where the length of a day to come that is needed is not known.
 */
PG_FUNCTION_INFO_V1(absence_days_to_recover);
Datum
absence_days_to_recover(PG_FUNCTION_ARGS)
{
	Outlook		outlook;
	const Policy *policy = &outlook.tally.policy;
	TallyAmounts amounts;
	LineWeights line;
	uint16	   *lengths = NULL;
	Band		band;
	int64		missed;
	int64		total;
	int			days;

	if (!look_ahead(fcinfo, &outlook))
		PG_RETURN_NULL();
	if (tally_verdict(&outlook.tally, &band) != WHY_VERDICT)
		PG_RETURN_NULL();
	if (!BAND_IS_CHRONIC(band))
		PG_RETURN_INT32(0);
	tally_amounts(&outlook.tally, &amounts);
	missed = amounts.missed + amounts.unmapped_missed;
	total = amounts.total + amounts.unmapped_total;
	line_weights(&line, policy, chronic_line(policy));

	if (policy->basis == BASIS_MINUTES)
	{
		lengths = palloc(Max(outlook.view.n_members, 1) * sizeof(uint16));
		view_lengths(&outlook.view, lengths);
	}
	for (days = 1; days <= outlook.later; days++)
	{
		uint16		length = lengths ? lengths[outlook.stop + days - 1] : 1;

		if (length == UNKNOWN_MINUTES)
			PG_RETURN_NULL();
		total += length;
		if (missed * line.weight_missed - total * line.weight_total < line.least)
			PG_RETURN_INT32(days);
	}
	PG_RETURN_NULL();
}
