/*
 * rule_functions.c
 *		What is asked of a register under a rule: its crossings, the amount that
 *		stands, the days that count.  The walk is in crossing.c.
 */
#include "postgres.h"

#include "rule_walk.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/tuplestore.h"

/* The days of a register judged for a set of rules */
typedef struct JudgedRules
{
	const RegisterView *view;
	const Policy *policy;
	Judged	  **list;
	int			n;
} JudgedRules;

/* A function of (register, rule, policy, as_of) */
typedef struct RuleCall
{
	RegisterView view;
	const Rule *rule;
	const Policy *policy;
	DateADT		as_of;
	Crossings	crossings;
	Judged		judged;
	RuleWalk	walk;
} RuleCall;

/* False where the register or the rule is NULL. */
static bool
start_call(FunctionCallInfo fcinfo, RuleCall *call, int wanted)
{
	call->policy = policy_argument(fcinfo, 2);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return false;
	call->rule = PG_GETARG_RULE_P(1);
	call->as_of = PG_ARGISNULL(3) ? DATEVAL_NOEND : PG_GETARG_DATEADT(3);
	register_view(&call->view, PG_GETARG_REGISTER(0));
	require_one_year(&call->view);
	start_crossings(&call->crossings, &call->view, call->as_of, wanted);
	judge_days(&call->judged, &call->view, call->rule, call->policy, call->crossings.stop);
	start_rule(&call->walk, &call->crossings, &call->judged, &call->view, call->rule, call->policy, NULL);
	return true;
}

static void
start_judged(JudgedRules *rules, const RegisterView *view, const Policy *policy, int n)
{
	rules->view = view;
	rules->policy = policy;
	rules->list = palloc(Max(n, 1) * sizeof(Judged *));
	rules->n = 0;
}

/* Rules with the same marks and part of a day share the days judged */
static Judged *
judged_for(JudgedRules *rules, const Rule *rule, int stop)
{
	Judged	   *judged;

	for (int i = 0; i < rules->n; i++)
		if (same_judging(rule, rules->list[i]->rule))
			return rules->list[i];
	judged = palloc(sizeof(Judged));
	judge_days(judged, rules->view, rule, rules->policy, stop);
	rules->list[rules->n++] = judged;
	return judged;
}

/* An amount by the measure of a rule: days, occasions, minutes, or from 0 to 1 */
static double
readable_amount(const Rule *rule, bool in_minutes, int64 amount, int64 total)
{
	double		value = (double) amount;

	if (rule->measure == RULE_DAYS || (rule->measure == RULE_RATE && !in_minutes))
		value /= WHOLE_DAY;
	return value / (double) total;
}

/* The rows of crossings() and crossings_of(); the latter with the number of the rule. */
static void
put_crossings(ReturnSetInfo *result, const RuleWalk *walk, const Crossings *crossings, int number)
{
	for (int i = 0; i < crossings->n; i++)
	{
		const Crossing *crossing = &crossings->list[i];
		Datum		values[5];
		bool		nulls[5] = {false, false, false, false, false};
		int			skip = number > 0 ? 0 : 1;

		values[0] = Int32GetDatum(number);
		values[1] = Int32GetDatum(i + 1);
		values[2] = DateADTGetDatum(walk->dates[crossing->met]);
		nulls[3] = crossing->until < 0;
		values[3] = nulls[3] ? (Datum) 0 : DateADTGetDatum(walk->dates[crossing->until]);
		values[4] = Float8GetDatum(readable_amount(walk->rule, walk->in_minutes,
												   crossing->amount, crossing->total));
		tuplestore_putvalues(result->setResult, result->setDesc, values + skip, nulls + skip);
	}
}

static const DateADT *
all_days(const RegisterView *view)
{
	DateADT    *days = palloc(Max(view->n_members, 1) * sizeof(DateADT));

	view_all_days(view, days);
	return days;
}

/*
 * crossings(register, rule, policy, as_of date)
 *		returns setof (n integer, met_on date, until date, amount double precision)
 *
 * A row for each run of membership days on which the rule is met: its first
 * day, the first day on which it is met no more (NULL: still met), and the
 * amount on its first day.  No rows for a NULL register.
 * Errors: invalid_parameter_value for a register of several school years.
 */
PG_FUNCTION_INFO_V1(absence_crossings);
Datum
absence_crossings(PG_FUNCTION_ARGS)
{
	RuleCall	call;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (!start_call(fcinfo, &call, WANTED_ALL))
		return (Datum) 0;
	find_crossings(&call.walk, &call.crossings, false);
	if (call.crossings.n > 0)
		call.walk.dates = all_days(&call.view);
	put_crossings((ReturnSetInfo *) fcinfo->resultinfo, &call.walk, &call.crossings, 0);
	return (Datum) 0;
}

/*
 * crossings_of(register, rules rule[], policy, as_of date)
 *		returns setof (rule integer, n integer, met_on date, until date, amount double precision)
 *
 * crossings() of each of the rules, with its place in the array from 1 on.  A
 * NULL rule has no rows.
 */
PG_FUNCTION_INFO_V1(absence_crossings_of);
Datum
absence_crossings_of(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	DateADT		as_of = PG_ARGISNULL(3) ? DATEVAL_NOEND : PG_GETARG_DATEADT(3);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	RegisterView view;
	ArrayType  *array;
	JudgedRules judged;
	const DateADT *dates;
	Datum	   *rules;
	bool	   *nulls;
	int			n;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	register_view(&view, PG_GETARG_REGISTER(0));
	require_one_year(&view);
	array = PG_GETARG_ARRAYTYPE_P(1);
	deconstruct_array(array, ARR_ELEMTYPE(array), sizeof(Rule), false, TYPALIGN_INT, &rules, &nulls, &n);
	start_judged(&judged, &view, policy, n);
	dates = all_days(&view);
	for (int i = 0; i < n; i++)
	{
		const Rule *rule;
		Crossings	crossings;
		RuleWalk	walk;

		if (nulls[i])
			continue;
		rule = rule_of_datum(rules[i]);
		start_crossings(&crossings, &view, as_of, WANTED_ALL);
		start_rule(&walk, &crossings, judged_for(&judged, rule, crossings.stop), &view, rule, policy, dates);
		find_crossings(&walk, &crossings, false);
		put_crossings(result, &walk, &crossings, i + 1);
	}
	return (Datum) 0;
}

/*
 * first_met(register, rule, policy, as_of date) returns date
 *
 * The first day of the first crossing; NULL when the rule is never met, and
 * for a NULL register.
 */
PG_FUNCTION_INFO_V1(absence_first_met);
Datum
absence_first_met(PG_FUNCTION_ARGS)
{
	RuleCall	call;

	if (!start_call(fcinfo, &call, WANTED_FIRST))
		PG_RETURN_NULL();
	find_crossings(&call.walk, &call.crossings, false);
	if (call.crossings.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(view_day(&call.view, call.crossings.list[0].met));
}

/*
 * is_met(register, rule, policy, as_of date) returns boolean
 *
 * Whether the rule is met on the last membership day to the earlier of as_of
 * and complete-through; NULL when there is none.
 */
PG_FUNCTION_INFO_V1(absence_is_met);
Datum
absence_is_met(PG_FUNCTION_ARGS)
{
	RuleCall	call;

	if (!start_call(fcinfo, &call, WANTED_ALL) || call.crossings.stop == 0)
		PG_RETURN_NULL();
	find_crossings(&call.walk, &call.crossings, false);
	PG_RETURN_BOOL(call.crossings.met);
}

/*
 * amount_now(register, rule, policy, as_of date) returns double precision
 *
 * What stands in the window of the rule on that day, by the rule's measure:
 * days, occasions, minutes, or a rate from 0 to 1.  NULL when there is no such
 * day, or a rate is not known.
 */
PG_FUNCTION_INFO_V1(absence_amount_now);
Datum
absence_amount_now(PG_FUNCTION_ARGS)
{
	RuleCall	call;

	if (!start_call(fcinfo, &call, WANTED_ALL) || call.crossings.stop == 0)
		PG_RETURN_NULL();
	find_crossings(&call.walk, &call.crossings, true);
	if (call.walk.total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(readable_amount(call.rule, call.walk.in_minutes, call.walk.amount, call.walk.total));
}

/*
 * How many of the next membership days, missed whole one after the other, make
 * a rule met; 0 when it is, -1 when it cannot be within so many days.
 */
static int
absences_needed(RuleWalk *walk, Crossings *crossings, const RegisterView *view, Judged *judged, const Rule *rule,
				const Policy *policy, DateADT as_of, int days)
{
	start_crossings(crossings, view, as_of, WANTED_ALL);
	start_rule(walk, crossings, judged, view, rule, policy, NULL);
	find_crossings(walk, crossings, false);
	if (crossings->met)
		return 0;

	/* Once more, with the days to come as absent */
	start_crossings(crossings, view, as_of, crossings->stop);
	crossings->end = Min(view->n_members - crossings->stop, days) + crossings->stop;
	start_rule(walk, crossings, judged, view, rule, policy, NULL);
	find_crossings(walk, crossings, false);
	if (crossings->n == 0 || crossings->list[crossings->n - 1].met < crossings->stop)
		return -1;
	return crossings->list[crossings->n - 1].met - crossings->stop + 1;
}

/*
 * absences_until(register, rule, policy, as_of date) returns integer
 *
 * The least number of membership days that, missed whole one after the other
 * from the next one on under a mark of the rule, make the rule met; 0 when it
 * is.  NULL when it cannot be met within the year.
 */
PG_FUNCTION_INFO_V1(absence_absences_until);
Datum
absence_absences_until(PG_FUNCTION_ARGS)
{
	RuleCall	call;
	int			needed;

	if (!start_call(fcinfo, &call, WANTED_ALL))
		PG_RETURN_NULL();
	needed = absences_needed(&call.walk, &call.crossings, &call.view, &call.judged, call.rule, call.policy, call.as_of,
							 call.view.n_members);
	if (needed < 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(needed);
}

/*
 * nearest_rule(register, rules rule[], policy, as_of date) returns integer[]
 *
 * The place in the array of the rule with the least absences_until() above 0,
 * the first of several, and that number.  NULL when no rule can be met that is
 * not, and for a NULL register or array.  A NULL rule is passed over.
 */
PG_FUNCTION_INFO_V1(absence_nearest_rule);
Datum
absence_nearest_rule(PG_FUNCTION_ARGS)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	DateADT		as_of = PG_ARGISNULL(3) ? DATEVAL_NOEND : PG_GETARG_DATEADT(3);
	RegisterView view;
	ArrayType  *array;
	JudgedRules judged;
	Datum	   *rules;
	bool	   *nulls;
	int			n;
	int			stop;
	int			least;
	Datum		nearest[2] = {0, 0};

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	register_view(&view, PG_GETARG_REGISTER(0));
	require_one_year(&view);
	array = PG_GETARG_ARRAYTYPE_P(1);
	deconstruct_array(array, ARR_ELEMTYPE(array), sizeof(Rule), false, TYPALIGN_INT, &rules, &nulls, &n);
	start_judged(&judged, &view, policy, n);
	stop = view_stop(&view, as_of);
	least = view.n_members + 1;
	for (int i = 0; i < n && least > 1; i++)
	{
		Crossings	crossings;
		RuleWalk	walk;
		const Rule *rule;
		int			needed;

		if (nulls[i])
			continue;
		rule = rule_of_datum(rules[i]);
		needed = absences_needed(&walk, &crossings, &view, judged_for(&judged, rule, stop), rule, policy, as_of, least - 1);
		if (needed > 0)
		{
			least = needed;
			nearest[0] = Int32GetDatum(i + 1);
		}
	}
	if (nearest[0] == 0)
		PG_RETURN_NULL();
	nearest[1] = Int32GetDatum(least);
	PG_RETURN_ARRAYTYPE_P(construct_array(nearest, 2, INT4OID, sizeof(int32), true, TYPALIGN_INT));
}

/*
 * rule_days(register, rule, policy, as_of date)
 *		returns setof (day date, mark mark, portion double precision, minutes integer, amount double precision)
 *
 * The days that count in the window that ends on the last membership day to
 * the earlier of as_of and complete-through: the mark that takes the day, the
 * share of it and the whole minutes that were missed (NULL where its length is
 * not known), and the amount up to it.  The last amount is amount_now().
 */
PG_FUNCTION_INFO_V1(absence_rule_days);
Datum
absence_rule_days(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	RuleCall	call;
	RuleWalk   *walk = &call.walk;
	bool		is_rate;
	Row			row = {0};
	RunningRate rate = {0};
	int			next = 0;		/* first day not in the rate */
	int			last;
	int64		amount = 0;
	const JudgedDay *day;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (!start_call(fcinfo, &call, WANTED_ALL) || call.crossings.stop == 0)
		return (Datum) 0;
	is_rate = call.rule->measure == RULE_RATE;
	last = call.crossings.stop - 1;
	if (call.rule->within == WITHIN_ROW)
	{
		walk_row(walk, &call.crossings, &row);
		if (row.first < 0)
			return (Datum) 0;
		walk->next = 0;
	}
	walk->dates = all_days(&call.view);

	while ((day = next_rule_day(walk, &call.crossings)) != NULL)
	{
		uint16		length = view_length(&call.view, day->ordinal);
		Datum		values[5];
		bool		nulls[5] = {false, false, false, false, false};

		if (is_rate)
		{
			for (; next < day->ordinal; next++)
				add_present(&rate, 1, walk->in_minutes, view_length(&call.view, next));
			add_to_rate(&rate, day->kind, day->absent, walk->in_minutes, length);
			next = day->ordinal + 1;
		}
		if (day->kind != DAY_COUNTED)
			continue;
		/* Not in the window, or the row, that ends on the last day */
		if (call.rule->within == WITHIN_ROW ? day->ordinal < row.first || !day->recorded :
			window_end(walk, day->ordinal, walk->dates[day->ordinal]) <=
			(walk->by_date ? walk->dates[last] : last))
			continue;

		values[0] = DateADTGetDatum(walk->dates[day->ordinal]);
		values[1] = CharGetDatum(day->mark);
		values[2] = Float8GetDatum((double) day->missed / WHOLE_DAY);
		nulls[3] = length == UNKNOWN_MINUTES;
		values[3] = Int32GetDatum((int32) missed_minutes(length, day->missed));
		if (is_rate)
		{
			nulls[4] = rate.no_minutes;
			values[4] = nulls[4] ? (Datum) 0 :
				Float8GetDatum(readable_amount(call.rule, walk->in_minutes, rate.missed, rate.total));
		}
		else
		{
			amount += day_amount(walk, day);
			values[4] = Float8GetDatum(readable_amount(call.rule, walk->in_minutes, amount, 1));
		}
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
