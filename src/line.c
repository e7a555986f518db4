/*
 * line.c
 *		The distance of a student from a line of the policy, and the day since
 *		which the verdict has been the same.
 */
#include "postgres.h"

#include "crossing.h"

#include "common/int.h"
#include "utils/builtins.h"

/*
 * chronic_since(register, policy, as_of date) returns date
 *
 * The membership day since which the student has been chronically absent
 * without a break.  NULL when the student is not, and for a NULL register.
 */
PG_FUNCTION_INFO_V1(absence_chronic_since);
Datum
absence_chronic_since(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 1);
	RegisterView view;
	Crossings	runs;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	chronic_crossings(&runs, &view, policy, PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2),
					  WANTED_ALL);
	if (!runs.met)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&view, runs.list[runs.n - 1].met));
}

/*
 * first_chronic(register, policy, as_of date) returns date
 *
 * The first membership day as of which the student is chronically absent, the
 * minimum included; it may have ended since.  NULL when there is none, and for
 * a NULL register.
 */
PG_FUNCTION_INFO_V1(absence_first_chronic);
Datum
absence_first_chronic(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 1);
	RegisterView view;
	Crossings	runs;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	chronic_crossings(&runs, &view, policy, PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2),
					  WANTED_FIRST);
	if (runs.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&view, runs.list[0].met));
}

/*
 * unmapped_since(register, policy, as_of date) returns date
 *
 * The membership day since which the verdict has depended on unmapped codes
 * without a break.  NULL when it does not, and for a NULL register.
 */
PG_FUNCTION_INFO_V1(absence_unmapped_since);
Datum
absence_unmapped_since(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 1);
	RegisterView view;
	CountRule	rule;
	DateADT		since = DATEVAL_NOEND;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	count_rule(&rule, policy);

	/* Back from the last day: it is rare, and a run is short */
	for (int stop = view_stop(&view, PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2));
		 stop > 0; stop--)
	{
		DateADT		day = view_day(&view, stop - 1);
		Tally		tally;
		Band		band;

		empty_tally(&tally, policy);
		tally_for_verdict(&tally, &view, &rule, day);
		if (tally_verdict(&tally, &band) != WHY_UNMAPPED)
			break;
		since = day;
	}
	if (since == DATEVAL_NOEND)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(since);
}

/* The line of a policy by name: at_risk, chronic or severe. */
static int
line_named(const Policy *policy, const text *name)
{
	const char *s = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);

	if (len == strlen("at_risk") && memcmp(s, "at_risk", len) == 0)
		return policy->at_risk;
	if (len == strlen("chronic") && memcmp(s, "chronic", len) == 0)
		return chronic_line(policy);
	if (len == strlen("severe") && memcmp(s, "severe", len) == 0)
		return policy->severe;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown line \"%s\"", text_to_cstring(name)),
			 errhint("Lines are at_risk, chronic and severe.")));
	return NO_LINE;
}

/*
 * Is the line reached if this many more, or fewer, of the counted days are
 * absent?  Under basis = minutes, a day has the average length.
 */
static bool
reached_with(const Tally *tally, int line, int64 days)
{
	int64		counted = tally->counted_days;
	int64		amount = tally->absent;
	int64		total = counted;
	int64		a_day = WHOLE_DAY;
	int64		all = counted * WHOLE_DAY;

	if (tally->policy.basis == BASIS_MINUTES)
	{
		/* Multiply by the number of days, to avoid fractions of a minute */
		a_day = tally->counted_minutes;
		if (pg_mul_s64_overflow(tally->absent_minutes, counted, &amount) ||
			pg_mul_s64_overflow(tally->counted_minutes, counted, &total))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("tally out of range: absent_minutes")));
		all = total;
	}
	if (days > 0)
		amount += Min(days * a_day, all - amount);
	else
		amount -= Min(-days * a_day, amount);
	return line_reached(&tally->policy, line, amount, total);
}

/*
 * days_to_line(tally, line text) returns bigint
 *
 * The number of counted days that would have to be different for the student
 * to be on the other side of the line.  If the line is not reached, it is the
 * number of further absent days with which it would be.  If it is reached, it
 * is minus the number of absent days without which it would not be.  NULL when
 * there is no verdict or no such line, or when no number of days is enough.
 * Errors: invalid_parameter_value for a line other than at_risk, chronic and
 * severe.
 */
PG_FUNCTION_INFO_V1(absence_tally_days_to_line);
Datum
absence_tally_days_to_line(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY_P(0);
	int			line = line_named(&tally->policy, PG_GETARG_TEXT_PP(1));
	Band		band;
	bool		reached;
	int			sign;
	int64		too_few = 0;
	int64		enough = tally->counted_days;

	if (tally_verdict(tally, &band) != WHY_VERDICT || line == NO_LINE)
		PG_RETURN_NULL();
	reached = reached_with(tally, line, 0);
	sign = reached ? -1 : 1;
	if (reached_with(tally, line, sign * enough) == reached)
		PG_RETURN_NULL();
	while (enough - too_few > 1)
	{
		int64		days = too_few + (enough - too_few) / 2;

		if (reached_with(tally, line, sign * days) == reached)
			too_few = days;
		else
			enough = days;
	}
	PG_RETURN_INT64(sign * enough);
}
