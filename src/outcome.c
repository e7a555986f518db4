/*
 * outcome.c
 *		Absence on the days before and after a day, and the same of the students
 *		whom a student with support is compared with.
 *
 * Every student who met a rule can be compared with at as many days as there
 * are supports, so the pairs of a student and a day are many more than the
 * students.  They are never made into rows: compared() reads each register
 * once, and adds what it finds to the sums of whoever asked for it.  All sums
 * are integers, in shares of a day.
 */
#include "postgres.h"

#include "counting.h"
#include "growing_state.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"

/* The last days before a day that are looked at by themselves */
#define LAST_DAYS	5

/* A register day by day, as far as it counts */
typedef struct Course
{
	int			members;		/* membership days, to come too */
	int			stop;			/* and those that count */
	DateADT    *days;			/* of the members */
	int64	   *absent;			/* [i]: shares missed on the first i days */
	int32	   *uncounted;		/* [i]: of these days, those that do not count */
	int32	   *streak;			/* [i]: absent days in a row up to the i-th */
} Course;

/* What was missed on the n days before a day, and from it on */
typedef struct Sides
{
	int			level;			/* what was missed before, and how; see level_of() */
	int64		before;			/* shares */
	int64		after;
} Sides;

static void
read_course(Course *course, const RegisterView *view, const Policy *policy, DateADT as_of)
{
	CountRule	rule;
	DayWalk		walk;
	DayCount	day;
	int			stop = view_stop(view, as_of);
	int			next = 0;		/* first day not looked at */

	course->members = view->n_members;
	course->stop = stop;
	course->absent = palloc((stop + 1) * sizeof(int64));
	course->uncounted = palloc((stop + 1) * sizeof(int32));
	course->streak = palloc((stop + 1) * sizeof(int32));
	course->days = palloc(Max(view->n_members, 1) * sizeof(DateADT));
	view_all_days(view, course->days);

	course->absent[0] = 0;
	course->uncounted[0] = course->streak[0] = 0;
	count_rule(&rule, policy);
	start_walk(&walk, view, &rule, stop);
	for (;;)
	{
		bool		odd = next_odd_day(&walk, &day);
		int			until = odd ? day.ordinal : stop;
		bool		recorded;
		bool		counted;

		/* A day without anything missed ends a streak, if it is recorded */
		for (; next < until; next++)
		{
			course->absent[next + 1] = course->absent[next];
			course->uncounted[next + 1] = course->uncounted[next];
			course->streak[next + 1] = view_recorded(view, next) ? 0 : course->streak[next];
		}
		if (!odd)
			break;
		recorded = view_recorded(view, next);
		counted = day.kind == DAY_COUNTED;
		course->absent[next + 1] = course->absent[next] + (counted ? day.absent : 0);
		course->uncounted[next + 1] = course->uncounted[next] + (counted ? 0 : 1);
		if (!recorded || !counted)
			course->streak[next + 1] = course->streak[next];
		else
			course->streak[next + 1] = is_absent_day(&day) ? course->streak[next] + 1 : 0;
		next++;
	}
}

/* The number of membership days before a day */
static int
days_before(const RegisterView *view, DateADT day)
{
	if (DATE_IS_NOBEGIN(day))
		return 0;
	return DATE_IS_NOEND(day) ? view->n_members : view_days_to(view, day - 1);
}

/*
 * The level of absence before a day: the days missed of the n days in nine
 * classes, those of the last five, and the streak in four classes, in one
 * number.  Parts of a day are dropped.
 */
static int
level_of(int64 before, int64 last, int streak)
{
	int			days = (int) (before / WHOLE_DAY);
	int			days_class = days <= 4 ? days : days <= 6 ? 5 : days <= 9 ? 6 : days <= 14 ? 7 : 8;
	int			streak_class = streak == 0 ? 0 : streak <= 2 ? 1 : streak <= 4 ? 2 : 3;

	return (days_class * (LAST_DAYS + 1) + (int) (last / WHOLE_DAY)) * 4 + streak_class;
}

/*
 * The n days before the membership day of this ordinal, and the n days from it
 * on.  False unless there are so many, and all of them count.
 */
static bool
find_sides(const Course *course, int64 ordinal, int n, Sides *sides)
{
	const int64 *absent = course->absent;
	int			o = (int) ordinal;

	if (ordinal < n || ordinal + n > course->stop || course->uncounted[o + n] > course->uncounted[o - n])
		return false;
	sides->before = absent[o] - absent[o - n];
	sides->after = absent[o + n] - absent[o];
	sides->level = level_of(sides->before, absent[o] - absent[o - LAST_DAYS], course->streak[o]);
	return true;
}

/* The same, as far as the days are over: can they still all come to count? */
static bool
can_be_over(const Course *course, int ordinal, int n)
{
	int			first = ordinal - n;
	int			until = Min(ordinal + n, course->stop);

	return first >= 0 && ordinal + n > course->stop && ordinal + n <= course->members &&
		(first >= until || course->uncounted[until] == course->uncounted[first]);
}

/* Argument: the number of days on either side */
static int
sides_argument(FunctionCallInfo fcinfo, int argno)
{
	int32		n = PG_ARGISNULL(argno) ? 0 : PG_GETARG_INT32(argno);

	if (n < LAST_DAYS || n > MAX_MEMBER_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of days on either side out of range: %d", n),
				 errdetail("It must be from %d to %d.", LAST_DAYS, MAX_MEMBER_DAYS)));
	return n;
}

/* The row type of the result, found once */
static TupleDesc
result_row(FunctionCallInfo fcinfo)
{
	TupleDesc	row = fcinfo->flinfo->fn_extra;
	MemoryContext before;

	if (row)
		return row;
	before = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	row = BlessTupleDesc(row);
	fcinfo->flinfo->fn_extra = row;
	MemoryContextSwitchTo(before);
	return row;
}

/*
 * sides_of(register, day date, met_on date, n integer, policy, as_of date)
 *		returns (lag integer, level integer, before bigint, after bigint, is_over boolean)
 *
 * What was missed on the last n membership days before a day and on the n from
 * it on, in shares of a day, and the level of absence before the day.  lag is
 * the number of membership days from met_on to the day, negative if met_on is
 * later, NULL if it is NULL.  Level, before and after are NULL unless all these
 * days are over and count; is_over is then true, false if they can still come to
 * that, else NULL.  NULL register or day: NULL.
 * Errors: invalid_parameter_value for n below 5 or above 65,535.
 */
PG_FUNCTION_INFO_V1(absence_sides_of);
Datum
absence_sides_of(PG_FUNCTION_ARGS)
{
	int			n = sides_argument(fcinfo, 3);
	const Policy *policy = policy_argument(fcinfo, 4);
	DateADT		as_of = PG_ARGISNULL(5) ? DATEVAL_NOEND : PG_GETARG_DATEADT(5);
	Datum		values[5] = {0};
	bool		nulls[5] = {true, true, true, true, true};

	if (!PG_ARGISNULL(0) && !PG_ARGISNULL(1))
	{
		RegisterView view;
		Course		course;
		Sides		sides;
		int			ordinal;

		register_view(&view, PG_GETARG_REGISTER(0));
		ordinal = days_before(&view, PG_GETARG_DATEADT(1));
		read_course(&course, &view, policy, as_of);
		if (!PG_ARGISNULL(2))
		{
			values[0] = Int32GetDatum(ordinal - days_before(&view, PG_GETARG_DATEADT(2)));
			nulls[0] = false;
		}
		if (find_sides(&course, ordinal, n, &sides))
		{
			values[1] = Int32GetDatum(sides.level);
			values[2] = Int64GetDatum(sides.before);
			values[3] = Int64GetDatum(sides.after);
			values[4] = BoolGetDatum(true);
			nulls[1] = nulls[2] = nulls[3] = nulls[4] = false;
		}
		else if (can_be_over(&course, ordinal, n))
		{
			values[4] = BoolGetDatum(false);
			nulls[4] = false;
		}
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(result_row(fcinfo), values, nulls)));
}

/*
 * What somebody asks for, and the sums of those who answer it.  The numbers of a
 * set's students are asked for by the day, or by the number of membership days
 * after they met a rule, and by level.
 */
typedef struct Question
{
	int32		set;
	int32		offset;			/* the day, or the lag */
	int32		level;
	DateADT		from;			/* they met the rule between these days */
	DateADT		to;
	uint32		place;			/* among the questions as they were asked */
	int64		n;
	int64		before;			/* shares */
	int64		change;			/* after less before */
	int64		squares_high;	/* sum of the squares of the changes: this */
	int64		squares_low;	/* times SQUARES_BASE, and this */
} Question;

#define QUESTION_NUMBERS	5	/* of its first fields, as they are asked */
#define ANSWER_NUMBERS		5	/* n to squares_low */

/* The square of a change has twenty digits, and the sum of many more */
#define CHANGE_BASE			INT64CONST(100000)
#define SQUARES_BASE		(CHANGE_BASE * CHANGE_BASE)

typedef struct Questions
{
	GrowingState head;			/* its units are questions */
	Question	list[FLEXIBLE_ARRAY_MEMBER];	/* sorted by what is asked */
} Questions;

static const StateKind question_states = {
	.name = "compared",
	.contents = "supports to compare",
	.head = offsetof(Questions, list),
	.unit = sizeof(Question),
	.first_size = 1024
};

StaticAssertDecl(offsetof(Questions, list) % sizeof(int64) == 0, "questions are aligned");

static int
compare_questions(const void *a, const void *b)
{
	const int32 *x = &((const Question *) a)->set;
	const int32 *y = &((const Question *) b)->set;

	for (int i = 0; i < QUESTION_NUMBERS; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

StaticAssertDecl(offsetof(Question, to) == (QUESTION_NUMBERS - 1) * sizeof(int32), "a question begins with its numbers");

/* The questions that an array of rows of five numbers asks */
static Questions *
ask_questions(ArrayType *asked)
{
	const int32 *numbers = (const int32 *) ARR_DATA_PTR(asked);
	Questions  *state;
	int			n;

	if (ARR_ELEMTYPE(asked) != INT4OID || ARR_HASNULL(asked) ||
		(ARR_NDIM(asked) != 0 && (ARR_NDIM(asked) != 2 || ARR_DIMS(asked)[1] != QUESTION_NUMBERS)))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("questions must be rows of %d integers", QUESTION_NUMBERS)));
	n = ARR_NDIM(asked) == 0 ? 0 : ARR_DIMS(asked)[0];
	state = larger_state(&question_states, new_state(&question_states), n);
	state->head.used = n;
	for (int i = 0; i < n; i++)
	{
		memcpy(&state->list[i].set, numbers + i * QUESTION_NUMBERS, QUESTION_NUMBERS * sizeof(int32));
		state->list[i].place = i;
	}
	qsort(state->list, n, sizeof(Question), compare_questions);
	return state;
}

/* A copy of a state that comes as an argument, checked as far as nothing of it can be out of bounds */
static Questions *
copy_questions(Datum datum)
{
	Questions  *state = copy_state(&question_states, datum);

	for (uint32 i = 0; i < state->head.used; i++)
	{
		const Question *question = &state->list[i];

		if (question->place >= state->head.used || question->n < 0 || question->squares_high < 0 ||
			question->squares_low < 0 || question->squares_low >= SQUARES_BASE)
			invalid_state(&question_states, NULL);
	}
	return state;
}

/* The first question of a set, or where it would be */
static uint32
first_of_set(const Questions *state, int set)
{
	uint32		low = 0;
	uint32		high = state->head.used;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (state->list[middle].set < set)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Dates of an argument of type date[]; NULL is none */
static int
dates_argument(FunctionCallInfo fcinfo, int argno, const DateADT **dates)
{
	ArrayType  *array;

	if (PG_ARGISNULL(argno))
		return 0;
	array = PG_GETARG_ARRAYTYPE_P(argno);
	if (ARR_ELEMTYPE(array) != DATEOID || ARR_HASNULL(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("days of support must not be null")));
	*dates = (const DateADT *) ARR_DATA_PTR(array);
	return ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
}

static void
add_answer(Question *question, const Sides *sides)
{
	int64		change = sides->after - sides->before;
	int64		size = change < 0 ? -change : change;
	int64		high = size / CHANGE_BASE;
	int64		low = size % CHANGE_BASE;

	question->n++;
	question->before += sides->before;
	question->change += change;
	question->squares_low += 2 * high * low * CHANGE_BASE + low * low;
	question->squares_high += high * high + question->squares_low / SQUARES_BASE;
	question->squares_low %= SQUARES_BASE;
}

/*
 * Transition of compared(register, policy, as_of date, n integer, met_on date,
 * begin_dates date[], end_dates date[], set integer, asked integer[]) returns bytea
 *
 * Adds a student of a set to the sums of those questions of the set that the
 * student answers.  A question is a row of five numbers: the set; a number of
 * membership days after met_on, or where met_on is NULL a day; a level; and two
 * days between which met_on lies.  Days are numbers of days since 2000-01-01.
 * The student answers it if all of the n days on either side count, if no
 * support, from one of begin_dates to that of end_dates, touches them, and if
 * the level is the same.  A row with a NULL register, set or array of questions
 * adds nothing; all rows must have the same questions.
 * Errors: invalid_parameter_value for n below 5 or above 65,535;
 * array_subscript_error for arrays of another shape.
 */
PG_FUNCTION_INFO_V1(absence_compared_transition);
Datum
absence_compared_transition(PG_FUNCTION_ARGS)
{
	Questions  *state;
	RegisterView view;
	Course		course;
	const DateADT *begins = NULL;
	const DateADT *ends = NULL;
	bool		by_day = PG_ARGISNULL(5);
	DateADT		met_on = by_day ? 0 : PG_GETARG_DATEADT(5);
	int			set;
	int			n;
	int			supports;
	int			met;
	uint32		next;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(8) || PG_ARGISNULL(9))
		return same_state(fcinfo);
	state = PG_ARGISNULL(0) ? ask_questions(PG_GETARG_ARRAYTYPE_P(9)) : own_state(fcinfo, &question_states);
	n = sides_argument(fcinfo, 4);
	supports = dates_argument(fcinfo, 6, &begins);
	if (dates_argument(fcinfo, 7, &ends) != supports)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("supports must have as many last days as first days")));
	set = PG_GETARG_INT32(8);
	next = first_of_set(state, set);
	register_view(&view, PG_GETARG_REGISTER(1));
	if (next == state->head.used || view.n_members < 2 * n)
		PG_RETURN_POINTER(state);
	read_course(&course, &view, policy_argument(fcinfo, 2),
				PG_ARGISNULL(3) ? DATEVAL_NOEND : PG_GETARG_DATEADT(3));

	met = by_day ? 0 : days_before(&view, met_on);
	while (next < state->head.used && state->list[next].set == set)
	{
		int32		offset = state->list[next].offset;
		int64		ordinal;
		Sides		sides;
		bool		answers;

		/* The days asked for ascend, and so do their ordinals */
		if (by_day)
			while (met < course.members && course.days[met] < offset)
				met++;
		ordinal = by_day ? met : (int64) met + offset;
		answers = find_sides(&course, ordinal, n, &sides);
		for (int i = 0; answers && i < supports; i++)
			if (begins[i] <= course.days[ordinal + n - 1] && ends[i] >= course.days[ordinal - n])
				answers = false;

		for (; next < state->head.used && state->list[next].set == set && state->list[next].offset == offset; next++)
		{
			Question   *question = &state->list[next];

			if (answers && question->level == sides.level &&
				(by_day || (met_on >= question->from && met_on <= question->to)) &&
			/* of those that ask the same, only the first is added to */
				(next == 0 || compare_questions(question, question - 1) != 0))
				add_answer(question, &sides);
		}
	}
	PG_RETURN_POINTER(state);
}

/*
 * Combine function of compared()
 *
 * Errors: invalid_parameter_value for states with other questions.
 */
PG_FUNCTION_INFO_V1(absence_compared_combine);
Datum
absence_compared_combine(PG_FUNCTION_ARGS)
{
	Questions  *state;
	const Questions *more;

	if (PG_ARGISNULL(1))
		return same_state(fcinfo);
	more = copy_questions(PG_GETARG_DATUM(1));
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(more);
	state = own_state(fcinfo, &question_states);
	if (state->head.used != more->head.used)
		invalid_state(&question_states, "The questions differ.");
	for (uint32 i = 0; i < state->head.used; i++)
	{
		Question   *question = &state->list[i];
		const Question *other = &more->list[i];

		if (compare_questions(question, other) != 0)
			invalid_state(&question_states, "The questions differ.");
		question->n += other->n;
		question->before += other->before;
		question->change += other->change;
		question->squares_low += other->squares_low;
		question->squares_high += other->squares_high + question->squares_low / SQUARES_BASE;
		question->squares_low %= SQUARES_BASE;
	}
	PG_RETURN_POINTER(state);
}

/*
 * Final function of compared(): five numbers for each question, in the order in
 * which they were asked.  These are the number of students who answer it, and
 * sums over them: the shares missed before, the changes, and the squares of the
 * changes as a multiple of 10,000,000,000 and the rest.
 */
PG_FUNCTION_INFO_V1(absence_compared_final);
Datum
absence_compared_final(PG_FUNCTION_ARGS)
{
	const Questions *state = copy_questions(PG_GETARG_DATUM(0));
	uint32		n = state->head.used;
	Datum	   *numbers = palloc0(Max(n, 1) * ANSWER_NUMBERS * sizeof(Datum));
	const Question *answered = state->list;

	for (uint32 i = 0; i < n; i++)
	{
		const Question *question = &state->list[i];
		Datum	   *to = numbers + question->place * ANSWER_NUMBERS;

		if (compare_questions(question, answered) != 0)
			answered = question;
		to[0] = Int64GetDatum(answered->n);
		to[1] = Int64GetDatum(answered->before);
		to[2] = Int64GetDatum(answered->change);
		to[3] = Int64GetDatum(answered->squares_high);
		to[4] = Int64GetDatum(answered->squares_low);
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(numbers, (int) (n * ANSWER_NUMBERS), INT8OID, sizeof(int64),
										  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
