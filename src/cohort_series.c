/*
 * cohort_series.c
 *		Aggregates that return series: chronic_trend, daily_absence and
 *		daily_membership over the registers of a cohort, and the sum of series.
 *
 * The state holds a sum for each day.  For a daily series it is the sum of the
 * day's own numbers.  For a running series it is the sum of the changes on
 * that day, so that a register or series still counts after its own last day
 * without any entry there.
 *
 * Days are stored in blocks of 64, and only blocks with a day are stored, so
 * that years far apart take no space.
 */
#include "postgres.h"

#include "counting.h"
#include "growing_state.h"
#include "series.h"
#include "verdict.h"

#include "common/int.h"

/*
 * A day is a point of the series if some summand holds it.  The number of
 * summands that hold it is also where n of a daily series starts from.  These
 * numbers are stored by binary digit, one word per digit for 64 days: bit i of
 * digits[d] is digit d of day i.  A register's 64 days are therefore added in
 * two steps on average, whichever of them it holds.
 */
#define DIGITS 32

typedef struct DayBlock
{
	uint64		digits[DIGITS];
	struct
	{
		int64		n;
		int64		k;
	}			sums[BLOCK_DAYS];
} DayBlock;

typedef struct BlockEntry
{
	int32		number;			/* of the block; see register.h */
	uint32		place;			/* among the blocks */
} BlockEntry;

typedef struct SeriesState
{
	GrowingState head;			/* its units are blocks with their entries */
	uint8		kind;			/* SeriesKind, or NO_KIND */
	uint8		unused[7];		/* 0 */
	Policy		policy;
	int64		summands;		/* registers, or series */
	BlockEntry	entries[FLEXIBLE_ARRAY_MEMBER]; /* by number; then, after
												 * room for more, the blocks */
} SeriesState;

/* No series but NULLs so far; kind and policy come from the first one */
#define NO_KIND 0xFF

static const StateKind series_states = {
	.name = "an aggregate of series",
	.contents = "days for a series",
	.head = offsetof(SeriesState, entries),
	.unit = sizeof(BlockEntry) + sizeof(DayBlock),
	.first_size = 8192			/* 6 blocks: a school year touches 5 or 6 */
};

#define STATE_BLOCKS(state) ((DayBlock *) &(state)->entries[state_room(&series_states, state)])

StaticAssertDecl(offsetof(SeriesState, entries) % sizeof(int64) == 0, "blocks are aligned");

static void
out_of_range(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("series out of range")));
}

/* A copy of a state that comes as an argument, with all its fields checked. */
static SeriesState *
copy_series_state(Datum datum)
{
	SeriesState *state = copy_state(&series_states, datum);

	if (state->summands < 0 || (state->kind > SERIES_DAILY && state->kind != NO_KIND))
		invalid_state(&series_states, NULL);
	for (uint32 i = 0; i < state->head.used; i++)
		if (state->entries[i].place >= state->head.used ||
			(i > 0 && state->entries[i].number <= state->entries[i - 1].number))
			invalid_state(&series_states, NULL);
	return state;
}

/* The state in argument 0, or an empty one. */
static SeriesState *
state_argument(FunctionCallInfo fcinfo)
{
	SeriesState *state;

	if (!PG_ARGISNULL(0))
		return own_state(fcinfo, &series_states);
	state = new_state(&series_states);
	state->kind = NO_KIND;
	return state;
}

/* The same, checked to have this kind and policy, or given them. */
static SeriesState *
state_for(FunctionCallInfo fcinfo, SeriesKind kind, const Policy *policy)
{
	SeriesState *state = state_argument(fcinfo);

	if (state->kind == NO_KIND)
	{
		state->kind = kind;
		state->policy = *policy;
	}
	require_same_policy(&state->policy, policy);
	if (state->kind != kind)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot add a running series and a daily one")));
	return state;
}

/* The place of a block's entry, or the place where it would be inserted. */
static uint32
find_entry(const SeriesState *state, int32 number)
{
	uint32		low = 0;
	uint32		high = state->head.used;

	while (low < high)
	{
		uint32		middle = (low + high) / 2;

		if (state->entries[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static DayBlock *
block_at(SeriesState *state, uint32 entry)
{
	uint32		place = state->entries[entry].place;

	if (unlikely(place >= state->head.used))
		invalid_state(&series_states, NULL);
	return STATE_BLOCKS(state) + place;
}

/* An existing block; *entry is a guess of its place, and is corrected. */
static DayBlock *
block_of(SeriesState *state, int32 number, uint32 *entry)
{
	if (*entry >= state->head.used || state->entries[*entry].number != number)
	{
		*entry = find_entry(state, number);
		if (*entry >= state->head.used || state->entries[*entry].number != number)
			invalid_state(&series_states, NULL);
	}
	return block_at(state, *entry);
}

/* The same, but insert a missing block; the state may move. */
static DayBlock *
add_block(SeriesState **state_at, int32 number, uint32 *entry)
{
	SeriesState *state = *state_at;

	if (*entry < state->head.used && state->entries[*entry].number == number)
		return block_at(state, *entry);
	*entry = find_entry(state, number);
	if (*entry < state->head.used && state->entries[*entry].number == number)
		return block_at(state, *entry);

	if (state->head.used >= state_room(&series_states, state))
	{
		SeriesState *larger = larger_state(&series_states, state, 1);

		memcpy(larger->entries, state->entries, state->head.used * sizeof(BlockEntry));
		memcpy(STATE_BLOCKS(larger), STATE_BLOCKS(state), state->head.used * sizeof(DayBlock));
		*state_at = state = larger;
	}
	memmove(&state->entries[*entry + 1], &state->entries[*entry],
			(state->head.used - *entry) * sizeof(BlockEntry));
	state->entries[*entry].number = number;
	state->entries[*entry].place = state->head.used++;
	/* The unused room of a state from a client may hold any bytes */
	return memset(block_at(state, *entry), 0, sizeof(DayBlock));
}

/* Add 1 to the summands of these days of the block, or subtract 1. */
static void
hold_days(DayBlock *block, uint64 days, int sign)
{
	int			d = 0;

	for (; days != 0 && d < DIGITS; d++)
	{
		uint64		carry = (sign > 0 ? block->digits[d] : ~block->digits[d]) & days;

		block->digits[d] ^= days;
		days = carry;
	}
	if (days != 0)
		out_of_range();
}

/* Days of the block that at least one summand holds. */
static uint64
held_days(const DayBlock *block)
{
	uint64		held = 0;

	for (int d = 0; d < DIGITS; d++)
		held |= block->digits[d];
	return held;
}

static int64
holders_of(const DayBlock *block, int place)
{
	int64		holders = 0;

	for (int d = 0; d < DIGITS; d++)
		holders |= (int64) ((block->digits[d] >> place) & 1) << d;
	return holders;
}

static void
add_checked(int64 *sum, int64 more)
{
	if (pg_add_s64_overflow(*sum, more, sum))
		out_of_range();
}

/* A register being added to a state, or removed from it */
typedef struct Summand
{
	const RegisterView *view;
	const CountRule *rule;
	SeriesState *state;
	int			sign;
	uint32		entry;			/* of the block used last */
	DayCursor	days;
} Summand;

/* Add to n and k of the day of an ordinal; call in ascending order. */
static void
add_to_day(Summand *summand, int ordinal, int64 n, int64 k)
{
	DateADT		day = cursor_day(&summand->days, ordinal);
	DayBlock   *block = block_of(summand->state, BLOCK_NUMBER(day), &summand->entry);

	block->sums[BLOCK_PLACE(day)].n += summand->sign * n;
	block->sums[BLOCK_PLACE(day)].k += summand->sign * k;
}

/* Daily absence: add the absence of each day, and subtract days not counted. */
static void
add_days_of_register(Summand *summand)
{
	DayWalk		walk;
	DayCount	day;

	start_walk(&walk, summand->view, summand->rule, summand->view->n_complete);
	while (next_odd_day(&walk, &day))
	{
		if (day.kind != DAY_COUNTED)
			add_to_day(summand, day.ordinal, -1, 0);
		else if (day.absent > 0)
			add_to_day(summand, day.ordinal, 0, day.absent);
	}
}

/* Daily membership: subtract days that a mark takes out of membership. */
static void
add_outside_days(Summand *summand)
{
	DayWalk		walk;
	DayCount	day;

	start_walk(&walk, summand->view, summand->rule, summand->view->n_complete);
	while (next_odd_day(&walk, &day))
		if (day.kind == DAY_OUTSIDE)
			add_to_day(summand, day.ordinal, -1, 0);
}

typedef enum Verdict
{
	VERDICT_NONE,
	VERDICT_NOT_CHRONIC,
	VERDICT_CHRONIC
} Verdict;

/*
 * A student's verdict while days are counted.  It must be the same as that of
 * tally_verdict() on these days; test/sql/series_cases.sql checks that.
 */
typedef struct Course
{
	Summand    *summand;
	int64		minimum;		/* counted and unmapped days for a verdict */
	LineWeights line;			/* the chronic line */
	const uint16 *lengths;		/* under basis = minutes, else NULL */
	int64		days;			/* counted and unmapped */
	int64		unmapped;		/* unmapped days among them */
	int64		over;			/* missed and total, weighted, with the unmapped
								 * days as present; see LineWeights */
	int64		if_absent;		/* to add when the unmapped days are absent */
	Verdict		verdict;
} Course;

/* The verdict, given the verdict with the unmapped days as present. */
static Verdict
verdict_if_unmapped(const Course *course, Verdict verdict)
{
	if (course->days == course->unmapped ||
		(verdict == VERDICT_NOT_CHRONIC && course->over + course->if_absent >= course->line.least))
		return VERDICT_NONE;	/* it depends on them */
	return verdict;
}

/* Record what the day just counted changes in the series. */
static pg_attribute_always_inline void
settle_verdict(Course *course, int ordinal)
{
	Verdict		before = course->verdict;
	Verdict		verdict;

	if (course->days < course->minimum)
		verdict = VERDICT_NONE;
	else
	{
		verdict = course->over >= course->line.least ? VERDICT_CHRONIC : VERDICT_NOT_CHRONIC;
		if (unlikely(course->unmapped > 0))
			verdict = verdict_if_unmapped(course, verdict);
	}
	course->verdict = verdict;
	if (verdict != before)
		add_to_day(course->summand, ordinal,
				   (verdict != VERDICT_NONE) - (before != VERDICT_NONE),
				   (verdict == VERDICT_CHRONIC) - (before == VERDICT_CHRONIC));
}

/* Count a day. */
static pg_attribute_always_inline void
count_day(Course *course, int ordinal, Share absent)
{
	course->days++;
	if (likely(course->lengths == NULL))
		course->over += absent * course->line.weight_missed - course->line.weight_total;
	else if (course->lengths[ordinal] == UNKNOWN_MINUTES)
		course->minimum = PG_INT64_MAX; /* no verdict from this day on */
	else
		course->over += missed_minutes(course->lengths[ordinal], absent) * course->line.weight_missed -
			course->lengths[ordinal] * course->line.weight_total;
	settle_verdict(course, ordinal);
}

/* Count an unmapped day: as present in over, as absent in if_absent. */
static void
count_unmapped_day(Course *course, int ordinal)
{
	int64		whole = course->lengths ? course->lengths[ordinal] : WHOLE_DAY;

	course->unmapped++;
	course->if_absent += whole * course->line.weight_missed;
	count_day(course, ordinal, 0);
}

/*
 * How many days of a run with nothing missed pass before a day that can change
 * the verdict?  A student who is not chronically absent cannot become so on
 * such days, and a student who is chronically absent after them was so on each
 * of them.  A trend over 100,000 registers of 180 days takes a third less time
 * than when every day is counted.
 */
static inline int
days_before_change(const Course *course, int days)
{
	int64		over = course->over - course->line.least;

	if (unlikely(course->lengths != NULL))
		return 0;
	if (course->verdict == VERDICT_NOT_CHRONIC)
		return days;
	if (course->verdict == VERDICT_NONE)
	{
		if (course->days + 1 < course->minimum)
			return (int) Min(course->minimum - course->days - 1, days);
		/* The first verdict comes on the first day that counts, or the next */
		if (likely(course->unmapped == 0) || course->days == course->unmapped ||
			course->days < course->minimum)
			return 0;
		/* Or when even with the unmapped days absent the line is not reached */
		over += course->if_absent;
	}
	if (over - days * course->line.weight_total >= 0)
		return days;
	return (int) (over / course->line.weight_total);
}

/* Count days with nothing missed. */
static pg_attribute_always_inline void
count_ordinary_days(Course *course, int from, int to)
{
	while (from < to)
	{
		int			pass = days_before_change(course, to - from);

		course->days += pass;
		course->over -= pass * course->line.weight_total;
		from += pass;
		if (from < to)
			count_day(course, from++, 0);
	}
}

/* Chronic trend: add the changes of the verdict. */
static void
add_course_of_register(Summand *summand)
{
	const RegisterView *view = summand->view;
	const Policy *policy = &summand->state->policy;
	Course		course = {summand};
	int64		calendar_days = 0;
	uint16	   *lengths = NULL;
	DayWalk		walk;
	DayCount	day;
	int			next = 0;		/* first day not looked at */

	if (policy->minimum_kind == MINIMUM_PERCENT && !view_calendar_days(view, &calendar_days))
		return;
	course.minimum = Max(minimum_days(policy, calendar_days), 1);
	line_weights(&course.line, policy, chronic_line(policy));
	if (summand->rule->in_minutes)
	{
		lengths = palloc(Max(view->n_members, 1) * sizeof(uint16));
		view_lengths(view, lengths);
		course.lengths = lengths;
	}

	start_walk(&walk, view, summand->rule, view->n_complete);
	while (next_odd_day(&walk, &day))
	{
		count_ordinary_days(&course, next, day.ordinal);
		if (likely(day.kind == DAY_COUNTED))
			count_day(&course, day.ordinal, day.absent);
		else if (day.kind == DAY_UNMAPPED)
			count_unmapped_day(&course, day.ordinal);
		next = day.ordinal + 1;
	}
	count_ordinary_days(&course, next, view->n_complete);
	if (lengths)
		pfree(lengths);
}

/* What a register adds to each kind of series */
typedef enum Question
{
	ASK_TREND,
	ASK_COUNTS,
	ASK_MEMBERSHIP
} Question;

/* Add the register in argument 1 to the state, or remove it. */
static Datum
add_register(FunctionCallInfo fcinfo, Question question, int sign)
{
	const Policy *policy = policy_argument(fcinfo, 2);
	RegisterView view;
	CountRule	rule;
	Summand		summand;
	BlockCursor blocks;
	int32		number;
	uint64		days;

	summand.state = state_for(fcinfo, question == ASK_TREND ? SERIES_RUNNING : SERIES_DAILY, policy);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(summand.state);
	register_view(&view, PG_GETARG_REGISTER(1));
	if (question == ASK_MEMBERSHIP)
		view.complete_through = DATEVAL_NOEND;	/* read all days; n_complete stays */
	count_rule(&rule, policy);
	summand.view = &view;
	summand.rule = &rule;
	summand.sign = sign;
	summand.entry = 0;
	start_days(&summand.days, &view);

	summand.state->summands += sign;
	start_blocks(&blocks, &view);
	while (next_block(&blocks, &number, &days))
	{
		if (days == 0)
			continue;
		hold_days(add_block(&summand.state, number, &summand.entry), days, sign);
		summand.entry++;		/* most likely the next one */
	}

	summand.entry = 0;
	if (question == ASK_TREND)
		add_course_of_register(&summand);
	else if (question == ASK_COUNTS)
		add_days_of_register(&summand);
	else
		add_outside_days(&summand);
	PG_RETURN_POINTER(summand.state);
}

/*
 * Transition of chronic_trend(register [, policy]), and its inverse
 *
 * A day has a point if it is a membership day of some register and not after
 * that register's complete-through.  After its complete-through a register
 * keeps its verdict.  NULL registers are ignored.
 * Errors: null_value_not_allowed for a NULL policy, invalid_parameter_value
 * for a policy that changes within a group.
 */
PG_FUNCTION_INFO_V1(absence_chronic_trend_transition);
Datum
absence_chronic_trend_transition(PG_FUNCTION_ARGS)
{
	return add_register(fcinfo, ASK_TREND, 1);
}

PG_FUNCTION_INFO_V1(absence_chronic_trend_inverse);
Datum
absence_chronic_trend_inverse(PG_FUNCTION_ARGS)
{
	require_aggregate(fcinfo);
	return add_register(fcinfo, ASK_TREND, -1);
}

/* The same for daily_absence(register [, policy]) */
PG_FUNCTION_INFO_V1(absence_daily_counts_transition);
Datum
absence_daily_counts_transition(PG_FUNCTION_ARGS)
{
	return add_register(fcinfo, ASK_COUNTS, 1);
}

PG_FUNCTION_INFO_V1(absence_daily_counts_inverse);
Datum
absence_daily_counts_inverse(PG_FUNCTION_ARGS)
{
	require_aggregate(fcinfo);
	return add_register(fcinfo, ASK_COUNTS, -1);
}

/*
 * Transition of daily_membership(register, policy), and its inverse
 *
 * n of a point is the number of students who are members on the day.  It does
 * not matter whether anything is recorded, or whether the day is after
 * complete-through.  k is 0.
 */
PG_FUNCTION_INFO_V1(absence_daily_membership_transition);
Datum
absence_daily_membership_transition(PG_FUNCTION_ARGS)
{
	return add_register(fcinfo, ASK_MEMBERSHIP, 1);
}

PG_FUNCTION_INFO_V1(absence_daily_membership_inverse);
Datum
absence_daily_membership_inverse(PG_FUNCTION_ARGS)
{
	require_aggregate(fcinfo);
	return add_register(fcinfo, ASK_MEMBERSHIP, -1);
}

/*
 * Add the series in argument 1 to the state, or remove it.
 *
 * Most points of a running series are those of the day before again, and add
 * nothing to the sums.  The days that the series holds are added by block.
 */
static Datum
add_series(FunctionCallInfo fcinfo, int sign)
{
	Series	   *series;
	SeriesState *state;
	uint32		entry = 0;
	int64		n = 0;			/* n and k of a point are changes from these */
	int64		k = 0;

	/* A moving aggregate must not return a NULL state */
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state_argument(fcinfo));
	series = PG_GETARG_SERIES(1);
	state = state_for(fcinfo, series->kind, &series->policy);
	state->summands += sign;
	for (uint32 i = 0; i < series->n_points;)
	{
		int32		number = BLOCK_NUMBER(series->points[i].day);
		DayBlock   *block = add_block(&state, number, &entry);
		uint64		days = 0;

		for (; i < series->n_points && BLOCK_NUMBER(series->points[i].day) == number; i++)
		{
			const SeriesPoint *point = &series->points[i];
			int			place = BLOCK_PLACE(point->day);

			days |= UINT64CONST(1) << place;
			if (series->kind == SERIES_DAILY)
				n = 1;			/* the summand holds the day */
			if (point->n != n)
				add_checked(&block->sums[place].n, sign * (point->n - n));
			if (point->k != k)
				add_checked(&block->sums[place].k, sign * (point->k - k));
			if (series->kind == SERIES_RUNNING)
			{
				n = point->n;
				k = point->k;
			}
		}
		hold_days(block, days, sign);
		entry++;				/* most likely the next one */
	}
	PG_RETURN_POINTER(state);
}

/*
 * Transition of rollup(series), and its inverse
 *
 * NULL series are ignored.  Errors: invalid_parameter_value for series of two
 * policies or kinds; numeric_value_out_of_range.
 */
PG_FUNCTION_INFO_V1(absence_series_rollup_transition);
Datum
absence_series_rollup_transition(PG_FUNCTION_ARGS)
{
	return add_series(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(absence_series_rollup_inverse);
Datum
absence_series_rollup_inverse(PG_FUNCTION_ARGS)
{
	require_aggregate(fcinfo);
	return add_series(fcinfo, -1);
}

/* The combine function of all aggregates of this file */
PG_FUNCTION_INFO_V1(absence_series_combine);
Datum
absence_series_combine(PG_FUNCTION_ARGS)
{
	SeriesState *state;
	SeriesState *more;
	uint32		entry = 0;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(own_state(fcinfo, &series_states));
	more = copy_series_state(PG_GETARG_DATUM(1));
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(more);
	if (more->kind == NO_KIND)
		PG_RETURN_POINTER(own_state(fcinfo, &series_states));

	state = state_for(fcinfo, more->kind, &more->policy);
	add_checked(&state->summands, more->summands);
	for (uint32 i = 0; i < more->head.used; i++)
	{
		DayBlock   *from = block_at(more, i);
		DayBlock   *to = add_block(&state, more->entries[i].number, &entry);
		uint64		carry = 0;

		for (int d = 0; d < DIGITS; d++)
		{
			uint64		a = to->digits[d];
			uint64		b = from->digits[d];

			to->digits[d] = a ^ b ^ carry;
			carry = (a & b) | (carry & (a ^ b));
		}
		if (carry != 0)
			out_of_range();
		for (int place = 0; place < BLOCK_DAYS; place++)
		{
			add_checked(&to->sums[place].n, from->sums[place].n);
			add_checked(&to->sums[place].k, from->sums[place].k);
		}
		entry++;				/* most likely the next one */
	}
	PG_RETURN_POINTER(state);
}

/*
 * The series of a state.  NULL when nothing was added, that is, no rows or
 * only NULLs.
 */
PG_FUNCTION_INFO_V1(absence_series_final);
Datum
absence_series_final(PG_FUNCTION_ARGS)
{
	SeriesState *state;
	Series	   *series;
	int64		n_points = 0;
	int64		n = 0;
	int64		k = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = copy_series_state(PG_GETARG_DATUM(0));
	if (state->summands == 0)
		PG_RETURN_NULL();

	for (uint32 i = 0; i < state->head.used; i++)
		n_points += pg_popcount64(held_days(block_at(state, i)));
	series = series_make(state->kind, &state->policy, n_points);
	for (uint32 i = 0; i < state->head.used; i++)
	{
		DayBlock   *block = block_at(state, i);

		for (uint64 held = held_days(block); held != 0; held &= held - 1)
		{
			int			place = pg_rightmost_one_pos64(held);
			SeriesPoint *point = &series->points[series->n_points++];

			if (state->kind == SERIES_DAILY)
			{
				n = holders_of(block, place);
				k = 0;
			}
			add_checked(&n, block->sums[place].n);
			add_checked(&k, block->sums[place].k);
			if (n > MAX_TALLY_DAYS)
				out_of_range();
			point->day = (DateADT) ((uint32) state->entries[i].number * BLOCK_DAYS + place);
			point->n = n;
			point->k = k;
		}
	}
	if (series_fault(series))
		invalid_state(&series_states, series_fault(series));
	PG_RETURN_POINTER(series);
}
