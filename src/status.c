/*
 * status.c
 *		The statuses of a student that are in force, such as English learner,
 *		and the groups that they make.
 *
 * The known statuses of a store are numbered from 1.  Those of a student are
 * digits, a 1 in the place of each status that the student has.
 */
#include "postgres.h"

#include "register.h"

#include "access/htup_details.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"

/* The values of an array argument of n values of 4 bytes; any number if n < 0. */
static const int32 *
values_of(FunctionCallInfo fcinfo, int argno, Oid type, int *n)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno);

	if (ARR_NDIM(array) != 1 || ARR_HASNULL(array) || ARR_ELEMTYPE(array) != type ||
		(*n >= 0 && ARR_DIMS(array)[0] != *n))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("places and dates of statuses must be arrays of the same length, without nulls")));
	*n = ARR_DIMS(array)[0];
	return (const int32 *) ARR_DATA_PTR(array);
}

/*
 * statuses_in_force(register, as_of date, always text, places integer[],
 *					 begin_dates date[], end_dates date[], of_the_day text)
 *		returns text
 *
 * The statuses that a student has, as digits: those of `always`, and of those
 * with dates, which are at `places`, the ones that cover the last membership
 * day to the earlier of as_of and complete-through.  If of_the_day is given,
 * the ones that cover any membership day to then, but where it has a 1 only
 * that day counts.  NULL if always is NULL; of_the_day may be NULL.
 */
PG_FUNCTION_INFO_V1(absence_statuses_in_force);
Datum
absence_statuses_in_force(PG_FUNCTION_ARGS)
{
	RegisterView view;
	text	   *digits;
	text	   *of_the_day = PG_ARGISNULL(6) ? NULL : PG_GETARG_TEXT_PP(6);
	const int32 *places;
	const DateADT *begin_dates;
	const DateADT *end_dates;
	DateADT		last = 0;
	int			n = -1;
	int			stop;

	for (int i = 0; i < 6; i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	digits = PG_GETARG_TEXT_P_COPY(2);
	places = values_of(fcinfo, 3, INT4OID, &n);
	begin_dates = values_of(fcinfo, 4, DATEOID, &n);
	end_dates = values_of(fcinfo, 5, DATEOID, &n);
	register_view(&view, PG_GETARG_REGISTER(0));
	stop = view_stop(&view, PG_GETARG_DATEADT(1));
	if (stop == 0)
		PG_RETURN_TEXT_P(digits);
	last = view_day(&view, stop - 1);

	for (int i = 0; i < n; i++)
	{
		int			place = places[i] - 1;
		bool		in_force = begin_dates[i] <= last && last <= end_dates[i];

		if (place < 0 || place >= VARSIZE(digits) - VARHDRSZ)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("there is no status %d", places[i])));
		/* It ended before that day: on a membership day? */
		if (!in_force && end_dates[i] < last && begin_dates[i] <= end_dates[i] && of_the_day != NULL &&
			(place >= VARSIZE_ANY_EXHDR(of_the_day) || VARDATA_ANY(of_the_day)[place] != '1'))
			in_force = view_days_to(&view, end_dates[i]) >
				(begin_dates[i] == DATEVAL_NOBEGIN ? 0 : view_days_to(&view, begin_dates[i] - 1));
		if (in_force)
			VARDATA(digits)[place] = '1';
	}
	PG_RETURN_TEXT_P(digits);
}

/* A row of groups_of_statuses() */
typedef struct StudentGroup
{
	Datum		kind;
	Datum		value;
	bool		has_sex;		/* whether the sex stands beside it */
} StudentGroup;

typedef struct GroupRows
{
	StudentGroup	   *groups;
	Datum		sex;
	bool		sex_is_known;
} GroupRows;

static bool
is_word(Datum datum, const char *word)
{
	text	   *value = DatumGetTextPP(datum);

	return VARSIZE_ANY_EXHDR(value) == strlen(word) && memcmp(VARDATA_ANY(value), word, strlen(word)) == 0;
}

/* If a word comes next, whatever the case of its letters, pass it. */
static bool
pass_word(const char **at, const char *word)
{
	if (pg_strncasecmp(*at, word, strlen(word)) != 0)
		return false;
	*at += strlen(word);
	return true;
}

/* If "non" or "not" comes next, pass it, and hyphens and spaces after it. */
static bool
pass_not(const char **at)
{
	if (!pass_word(at, "non") && !pass_word(at, "not"))
		return false;
	*at += strspn(*at, "- ");
	return true;
}

/* "Not Hispanic", "Non-Hispanic/Latino" and the like say nothing about race. */
static bool
is_not_hispanic(const char *value)
{
	const char *at = value;

	if (!pass_not(&at) || !pass_word(&at, "hispanic"))
		return false;
	if (*at == '\0')
		return true;
	at += strspn(at, " /");
	pass_word(&at, "or ");
	pass_not(&at);
	if (!pass_word(&at, "latin"))
		return false;
	while ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z'))
		at++;
	return *at == '\0';
}

/*
 * The race and ethnicity of a student with these values, which are n of any
 * number: one value.
 */
static Datum
race_of(const Datum *values, int n)
{
	Datum		least = 0;
	bool		is_hispanic = false;
	bool		is_two = false;
	int			races = 0;

	for (int i = 0; i < n; i++)
	{
		char	   *value = TextDatumGetCString(values[i]);
		const char *at = value;

		if (!is_not_hispanic(value))
		{
			if (pass_word(&at, "hispanic") || pass_word(&at, "latin"))
				is_hispanic = true;
			if (pass_word(&at, "two or more"))
				is_two = true;
			if (races++ == 0 ||
				DatumGetInt32(DirectFunctionCall2Coll(bttextcmp, C_COLLATION_OID, values[i], least)) < 0)
				least = values[i];
		}
		pfree(value);
	}
	if (is_hispanic)
		return CStringGetTextDatum("Hispanic or Latino");
	if (is_two || races > 1)
		return CStringGetTextDatum("two or more");
	return races == 1 ? least : CStringGetTextDatum("missing");
}

/* The groups of a student; see groups_of_statuses() below.  No arrays are empty arrays. */
static int
find_groups(GroupRows *rows, ArrayType *kind_array, ArrayType *value_array, text *digits)
{
	Datum	   *kinds = NULL;
	Datum	   *values = NULL;
	bool	   *done;
	Datum	   *held;			/* the values of a kind that the student has */
	int			n = 0;
	int			n_values = 0;
	int			n_groups = 0;

	if (kind_array)
		deconstruct_array(kind_array, TEXTOID, -1, false, TYPALIGN_INT, &kinds, NULL, &n);
	if (value_array)
		deconstruct_array(value_array, TEXTOID, -1, false, TYPALIGN_INT, &values, NULL, &n_values);
	if (n != n_values)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("kinds and values of statuses must be arrays of the same length")));
	rows->groups = palloc((2 * n + 1) * sizeof(StudentGroup));
	done = palloc0((n + 1) * sizeof(bool));
	held = palloc((n + 1) * sizeof(Datum));

	rows->groups[n_groups].kind = rows->groups[n_groups].value = CStringGetTextDatum("all");
	rows->groups[n_groups++].has_sex = true;
	for (int first = 0; first < n; first++)
	{
		int			n_held = 0;
		StudentGroup	   *group = &rows->groups[n_groups];

		if (done[first])
			continue;
		for (int i = first; i < n; i++)
			if (i == first || (!done[i] && DatumGetBool(DirectFunctionCall2Coll(texteq, C_COLLATION_OID,
																				 kinds[i], kinds[first]))))
			{
				done[i] = true;
				if (digits && i < VARSIZE_ANY_EXHDR(digits) && VARDATA_ANY(digits)[i] == '1')
					held[n_held++] = values[i];
			}
		group->kind = kinds[first];
		group->has_sex = true;
		if (is_word(kinds[first], "race_ethnicity"))
			group->value = race_of(held, n_held);
		else if (is_word(kinds[first], "sex"))
		{
			group->value = n_held == 1 ? held[0] : CStringGetTextDatum("missing");
			group->has_sex = false;
			rows->sex = group->value;
			rows->sex_is_known = true;
		}
		else
		{
			/* a group for each value; programs report only their members */
			for (int i = 0; i < n_held; i++)
			{
				rows->groups[n_groups + i] = *group;
				rows->groups[n_groups + i].value = held[i];
			}
			if (n_held == 0)
				group->value = CStringGetTextDatum("No");
			else
				n_groups += n_held - 1;
		}
		n_groups++;
	}
	return n_groups;
}

/*
 * groups_of_statuses(kinds text[], group_values text[], digits text) returns
 *		setof (group_kind text, group_value text, sex text)
 *
 * The groups of a student who has the statuses with a 1 among the digits; a
 * digit that is missing is 0.  sex is that of the student, NULL beside the
 * kind sex itself and where the statuses have no kind sex.  NULL arguments
 * are empty.  Errors: array_subscript_error if the arrays differ in length.
 */
PG_FUNCTION_INFO_V1(absence_groups_of_statuses);
Datum
absence_groups_of_statuses(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	GroupRows  *rows;
	StudentGroup	   *group;
	Datum		result[3];
	bool		nulls[3] = {false, false, false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		TupleDesc	tupdesc;

		funcctx = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		funcctx->tuple_desc = BlessTupleDesc(tupdesc);
		rows = palloc0(sizeof(GroupRows));
		/* Keep copies, because the arguments may not outlive the first call */
		funcctx->max_calls = find_groups(rows, PG_ARGISNULL(0) ? NULL : PG_GETARG_ARRAYTYPE_P_COPY(0),
										 PG_ARGISNULL(1) ? NULL : PG_GETARG_ARRAYTYPE_P_COPY(1),
										 PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
		funcctx->user_fctx = rows;
		MemoryContextSwitchTo(old);
	}

	funcctx = SRF_PERCALL_SETUP();
	rows = (GroupRows *) funcctx->user_fctx;
	if (funcctx->call_cntr >= funcctx->max_calls)
		SRF_RETURN_DONE(funcctx);
	group = &rows->groups[funcctx->call_cntr];
	result[0] = group->kind;
	result[1] = group->value;
	result[2] = rows->sex;
	nulls[2] = !group->has_sex || !rows->sex_is_known;
	SRF_RETURN_NEXT(funcctx, HeapTupleGetDatum(heap_form_tuple(funcctx->tuple_desc, result, nulls)));
}
