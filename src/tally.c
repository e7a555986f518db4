/*
 * tally.c
 *		The type tally: exact totals of days under one policy.
 *
 * A tally is a fixed number of integers and the policy under which they were
 * counted, so that verdicts need no second argument.  Tallies are added and
 * subtracted exactly.  All counting aggregates can therefore run in parallel
 * and as moving aggregates in window frames.
 */
#include "postgres.h"

#include "aggregate.h"
#include "counting.h"
#include "scan.h"

#include "common/hashfn.h"
#include "common/int.h"
#include "libpq/pqformat.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

/* The numbers of a tally, all int64, by name and in the order of their text */
static const struct
{
	const char *name;
	Size		offset;
	bool		is_share;		/* in units of a day, not whole days */
}			fields[] = {
	{"member_days", offsetof(Tally, member_days), false},
	{"enrolled_days", offsetof(Tally, enrolled_days), false},
	{"counted_days", offsetof(Tally, counted_days), false},
	{"unrecorded_days", offsetof(Tally, unrecorded_days), false},
	{"unmapped_days", offsetof(Tally, unmapped_days), false},
	{"tardy_days", offsetof(Tally, tardy_days), false},
	{"absent_days", offsetof(Tally, absent), true},
	{"missed_days", offsetof(Tally, missed), true},
	{"excused_days", offsetof(Tally, group[GROUP_EXCUSED]), true},
	{"unexcused_days", offsetof(Tally, group[GROUP_UNEXCUSED]), true},
	{"oss_days", offsetof(Tally, group[GROUP_OSS]), true},
	{"exempt_days", offsetof(Tally, group[GROUP_EXEMPT]), true},
	{"unverified_days", offsetof(Tally, group[GROUP_UNVERIFIED]), true},
	{"other_days", offsetof(Tally, group[GROUP_OTHER]), true},
	{"iss_days", offsetof(Tally, iss), true},
	{"absent_minutes", offsetof(Tally, absent_minutes), false},
	{"counted_minutes", offsetof(Tally, counted_minutes), false},
	{"unmapped_minutes", offsetof(Tally, unmapped_minutes), false},
	{"no_minutes_days", offsetof(Tally, no_minutes_days), false},
	{"no_minutes_unmapped_days", offsetof(Tally, no_minutes_unmapped_days), false},
	{"calendar_days", offsetof(Tally, calendar_days), false},
	{"no_calendar", offsetof(Tally, no_calendar), false}
};

static inline int64 *
field_of(const Tally *tally, int i)
{
	return (int64 *) ((char *) tally + fields[i].offset);
}

/* An empty tally under a policy. */
Tally *
tally_make(const Policy *policy)
{
	Tally	   *tally = palloc(sizeof(Tally));

	empty_tally(tally, policy);
	return tally;
}

/*
 * The state of a counting aggregate, argument 0, to be changed in place,
 * because nodeAgg and nodeWindowAgg keep their copy of it in the memory of the
 * aggregate.  In any other call, a copy of the argument.
 */
Tally *
tally_state(FunctionCallInfo fcinfo, const Policy *policy)
{
	Tally	   *state;

	if (PG_ARGISNULL(0))
		return tally_make(policy);
	state = PG_GETARG_TALLY_P(0);
	require_same_policy(&state->policy, policy);
	if (!in_aggregate(fcinfo))
	{
		Tally	   *copy = palloc(sizeof(Tally));

		memcpy(copy, state, sizeof(Tally));
		return copy;
	}
	return state;
}

/* Add (sign 1) or subtract (sign -1) the figures of another tally. */
void
tally_accumulate(Tally *sum, const Tally *more, int sign)
{
	require_same_policy(&sum->policy, &more->policy);
	for (int i = 0; i < lengthof(fields); i++)
	{
		int64	   *total = field_of(sum, i);

		if (pg_add_s64_overflow(*total, sign * *field_of(more, i), total))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("tally out of range: %s", fields[i].name)));
	}
	if (sum->member_days > MAX_TALLY_DAYS || sum->calendar_days > MAX_TALLY_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("tally out of range: too many days")));
}

/*
 * The check of input and receive: NULL if the figures are consistent, else
 * what is wrong.
 */
static const char *
tally_fault(const Tally *tally)
{
	int64		groups = 0;

	for (int i = 0; i < lengthof(fields); i++)
		if (*field_of(tally, i) < 0)
			return psprintf("\"%s\" is below 0.", fields[i].name);
	if (tally->enrolled_days > tally->member_days ||
		tally->counted_days > tally->enrolled_days ||
		tally->unmapped_days > tally->enrolled_days - tally->counted_days ||
		tally->unrecorded_days > tally->member_days)
		return "The days do not fit together: member_days >= enrolled_days >= counted_days + unmapped_days.";
	if (tally->member_days > MAX_TALLY_DAYS || tally->calendar_days > MAX_TALLY_DAYS)
		return "There are too many days.";
	if (tally->absent > tally->counted_days * WHOLE_DAY)
		return "There are more absent days than counted days.";
	for (int i = 0; i < GROUP_COUNT; i++)
		if (pg_add_s64_overflow(groups, tally->group[i], &groups))
			return "The groups are out of range.";
	if (groups != tally->absent)
		return "excused_days to other_days do not add up to absent_days.";
	if (tally->absent_minutes > tally->counted_minutes)
		return "There are more absent minutes than counted minutes.";
	return NULL;
}

/*
 * tally_in(cstring) returns tally
 *
 * The text is the policy, a semicolon, and "name = number" for every figure
 * that is not 0.
 */
PG_FUNCTION_INFO_V1(absence_tally_in);
Datum
absence_tally_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Scan		scan = {"tally", text, text, fcinfo->context};
	Tally	   *tally = palloc0(sizeof(Tally));
	const char *semicolon = strchr(text, ';');
	const char *fault;
	uint32		seen = 0;

	if (semicolon == NULL)
	{
		scan_fault(&scan, "A tally is a policy, a semicolon, and figures.");
		PG_RETURN_NULL();
	}
	if (!policy_parse(pnstrdup(text, semicolon - text), &tally->policy, fcinfo->context))
		PG_RETURN_NULL();
	scan.at = semicolon + 1;

	while (!scan_end(&scan))
	{
		const char *word;
		int			len = scan_word(&scan, &word);
		int			i = 0;

		while (i < lengthof(fields) &&
			   (strlen(fields[i].name) != (size_t) len ||
				strncmp(fields[i].name, word, len) != 0))
			i++;
		if (i == lengthof(fields))
			fault = psprintf("\"%.*s\" is no figure of a tally.", len, word);
		else if (seen & (1 << i))
			fault = psprintf("\"%s\" is given twice.", fields[i].name);
		else if (!scan_char(&scan, '=') ||
				 !(fields[i].is_share ?
				   scan_fraction(&scan, field_of(tally, i)) :
				   scan_count(&scan, field_of(tally, i))))
			fault = psprintf("\"%s\" wants \"=\" and a %s.", fields[i].name,
							 fields[i].is_share ? "fraction, such as 3/2" : "whole number");
		else if (!scan_char(&scan, ',') && !scan_end(&scan))
			fault = psprintf("Junk from \"%s\" on.", scan.at);
		else
		{
			seen |= 1 << i;
			continue;
		}
		scan_fault(&scan, fault);
		PG_RETURN_NULL();
	}

	fault = tally_fault(tally);
	if (fault)
	{
		scan_fault(&scan, fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(tally);
}

PG_FUNCTION_INFO_V1(absence_tally_out);
Datum
absence_tally_out(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	StringInfoData buf;
	const char *comma = "";

	initStringInfo(&buf);
	policy_text(&buf, &tally->policy);
	appendStringInfoString(&buf, "; ");
	for (int i = 0; i < lengthof(fields); i++)
	{
		int64		value = *field_of(tally, i);

		if (value == 0)
			continue;
		appendStringInfo(&buf, "%s%s = ", comma, fields[i].name);
		if (fields[i].is_share)
			append_fraction(&buf, value);
		else
			appendStringInfo(&buf, INT64_FORMAT, value);
		comma = ", ";
	}
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(absence_tally_recv);
Datum
absence_tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Tally	   *tally = palloc0(sizeof(Tally));
	const char *fault = version_fault(pq_getmsgbyte(buf), TALLY_VERSION, NULL, 0);

	if (fault == NULL)
	{
		policy_read(buf, &tally->policy);
		for (int i = 0; i < lengthof(fields); i++)
			*field_of(tally, i) = pq_getmsgint64(buf);
		fault = tally_fault(tally);
	}
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type tally"),
				 errdetail("%s", fault)));
	PG_RETURN_POINTER(tally);
}

PG_FUNCTION_INFO_V1(absence_tally_send);
Datum
absence_tally_send(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, TALLY_VERSION);
	policy_write(&buf, &tally->policy);
	for (int i = 0; i < lengthof(fields); i++)
		pq_sendint64(&buf, *field_of(tally, i));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(absence_tally_eq);
Datum
absence_tally_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(memcmp(PG_GETARG_TALLY_P(0), PG_GETARG_TALLY_P(1), sizeof(Tally)) == 0);
}

PG_FUNCTION_INFO_V1(absence_tally_ne);
Datum
absence_tally_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(memcmp(PG_GETARG_TALLY_P(0), PG_GETARG_TALLY_P(1), sizeof(Tally)) != 0);
}

PG_FUNCTION_INFO_V1(absence_tally_hash);
Datum
absence_tally_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_TALLY_P(0), sizeof(Tally));
}

PG_FUNCTION_INFO_V1(absence_tally_hash_extended);
Datum
absence_tally_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_TALLY_P(0), sizeof(Tally),
							 PG_GETARG_INT64(1));
}

/*
 * tally(register, policy, as_of date) returns tally
 *
 * Counts the days up to the earlier of as_of and the register's
 * complete-through.  NULL register: NULL.  NULL as_of: no as-of.
 * Errors: null_value_not_allowed for a NULL policy.
 */
PG_FUNCTION_INFO_V1(absence_tally);
Datum
absence_tally(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 1);
	RegisterView view;
	CountRule	rule;
	Tally	   *tally;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	count_rule(&rule, policy);
	tally = tally_make(policy);
	tally_view(tally, &view, &rule,
			   PG_ARGISNULL(2) ? DATEVAL_NOEND : PG_GETARG_DATEADT(2));
	PG_RETURN_POINTER(tally);
}

/*
 * tally(enrolled_days numeric, absent_days numeric, policy) returns tally
 *
 * For years for which only totals exist.  The part-day rule cannot be applied
 * to a total, so the total is used as it is.  The reason of its absences is
 * unknown.  NULL days: NULL.  Errors: numeric_value_out_of_range unless 0 <=
 * absent_days <= enrolled_days and enrolled_days is a whole number.
 */
PG_FUNCTION_INFO_V1(absence_tally_of_totals);
Datum
absence_tally_of_totals(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	Numeric		enrolled;
	Numeric		absent;
	Numeric		most = int64_to_numeric(PG_INT64_MAX / WHOLE_DAY);
	Tally	   *tally;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	enrolled = PG_GETARG_NUMERIC(0);
	absent = PG_GETARG_NUMERIC(1);

	/* NaN is above every number, so the test against the maximum rejects it */
	if (DatumGetBool(DirectFunctionCall2(numeric_lt, NumericGetDatum(enrolled),
										 NumericGetDatum(int64_to_numeric(0)))) ||
		DatumGetBool(DirectFunctionCall2(numeric_gt, NumericGetDatum(enrolled),
										 NumericGetDatum(most))) ||
		DatumGetBool(DirectFunctionCall2(numeric_ne, NumericGetDatum(enrolled),
										 DirectFunctionCall1(numeric_floor,
															 NumericGetDatum(enrolled)))))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("enrolled days out of range: %s",
						DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(enrolled)))),
				 errdetail("Enrolled days must be a whole number greater than or equal to 0.")));
	if (DatumGetBool(DirectFunctionCall2(numeric_lt, NumericGetDatum(absent),
										 NumericGetDatum(int64_to_numeric(0)))) ||
		DatumGetBool(DirectFunctionCall2(numeric_gt, NumericGetDatum(absent),
										 NumericGetDatum(enrolled))))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("absent days out of range: %s",
						DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(absent)))),
				 errdetail("Absent days must be from 0 to the number of enrolled days.")));

	tally = tally_make(policy);
	tally->member_days = tally->enrolled_days = tally->counted_days =
		DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(enrolled)));
	tally->absent = tally->missed = tally->group[GROUP_UNVERIFIED] =
		DatumGetInt64(DirectFunctionCall1(numeric_int8,
										  DirectFunctionCall2(numeric_mul, NumericGetDatum(absent),
															  NumericGetDatum(int64_to_numeric(WHOLE_DAY)))));
	if (policy->basis == BASIS_MINUTES)
		tally->no_minutes_days = tally->counted_days;
	if (policy->minimum_kind == MINIMUM_PERCENT)
		tally->no_calendar = 1;
	PG_RETURN_POINTER(tally);
}

/*
 * tally + tally, and the transition and combine function of rollup(tally)
 *
 * Days that are in both tallies count twice.  Errors: invalid_parameter_value
 * for tallies of two policies; numeric_value_out_of_range.
 */
PG_FUNCTION_INFO_V1(absence_tally_add);
Datum
absence_tally_add(PG_FUNCTION_ARGS)
{
	Tally	   *sum = tally_state(fcinfo, &PG_GETARG_TALLY_P(0)->policy);

	tally_accumulate(sum, PG_GETARG_TALLY_P(1), 1);
	PG_RETURN_POINTER(sum);
}

/* The inverse of tally_add, for window frames. */
PG_FUNCTION_INFO_V1(absence_tally_remove);
Datum
absence_tally_remove(PG_FUNCTION_ARGS)
{
	Tally	   *sum;

	require_aggregate(fcinfo);
	sum = tally_state(fcinfo, &PG_GETARG_TALLY_P(0)->policy);
	tally_accumulate(sum, PG_GETARG_TALLY_P(1), -1);
	PG_RETURN_POINTER(sum);
}

/* policy_of(tally) returns policy: the policy of a tally. */
PG_FUNCTION_INFO_V1(absence_tally_policy);
Datum
absence_tally_policy(PG_FUNCTION_ARGS)
{
	Policy	   *policy = palloc(sizeof(Policy));

	*policy = PG_GETARG_TALLY_P(0)->policy;
	PG_RETURN_POINTER(policy);
}

/* Figures in whole days: bigint */
#define TALLY_DAYS(name) \
PG_FUNCTION_INFO_V1(absence_tally_##name); \
Datum \
absence_tally_##name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->name); \
}

TALLY_DAYS(enrolled_days)
TALLY_DAYS(counted_days)
TALLY_DAYS(unrecorded_days)
TALLY_DAYS(unmapped_days)
TALLY_DAYS(tardy_days)

/* Figures with parts of days: double precision, by one division */
#define TALLY_SHARES(name, shares) \
PG_FUNCTION_INFO_V1(absence_tally_##name); \
Datum \
absence_tally_##name(PG_FUNCTION_ARGS) \
{ \
	const Tally *tally = PG_GETARG_TALLY_P(0); \
	PG_RETURN_FLOAT8((double) (shares) / WHOLE_DAY); \
}

TALLY_SHARES(absent_days, tally->absent)
TALLY_SHARES(missed_days, tally->missed)
TALLY_SHARES(present_days, tally->counted_days * WHOLE_DAY - tally->absent)
TALLY_SHARES(excused_days, tally->group[GROUP_EXCUSED])
TALLY_SHARES(unexcused_days, tally->group[GROUP_UNEXCUSED])
TALLY_SHARES(oss_days, tally->group[GROUP_OSS])
TALLY_SHARES(exempt_days, tally->group[GROUP_EXEMPT])
TALLY_SHARES(unverified_days, tally->group[GROUP_UNVERIFIED])
TALLY_SHARES(other_days, tally->group[GROUP_OTHER])
TALLY_SHARES(iss_days, tally->iss)

/* Figures in minutes: NULL unless basis = minutes and all lengths are known */
#define TALLY_MINUTES(name, days_of_unknown_length) \
PG_FUNCTION_INFO_V1(absence_tally_##name); \
Datum \
absence_tally_##name(PG_FUNCTION_ARGS) \
{ \
	const Tally *tally = PG_GETARG_TALLY_P(0); \
	if (tally->policy.basis != BASIS_MINUTES || tally->days_of_unknown_length > 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_INT64(tally->name); \
}

TALLY_MINUTES(absent_minutes, no_minutes_days)
TALLY_MINUTES(counted_minutes, no_minutes_days)
TALLY_MINUTES(unmapped_minutes, no_minutes_unmapped_days)
