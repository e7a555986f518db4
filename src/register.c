/*
 * register.c
 *		The layout of a packed register: the one file that knows it.
 *
 *	RegisterHeader		24 bytes
 *	exceptions			4 bytes each, by ordinal, then mark
 *	shares				4 bytes each, the different shares that are neither 0
 *						nor the whole day, ascending
 *	years				6 bytes each: school year, session days of the calendar
 *	spans				8 bytes each: first day, bytes of its bits
 *	bits				one per day, from the first day of the span; a span
 *						ends before SPAN_GAP days without a membership day, so
 *						that years far apart take no space
 *	recorded			one bit per membership day, if some are not recorded
 *	yielded				one bit per membership day, if some are yielded
 *	minutes				if the length of some day is known: the most frequent
 *						length, the number of days that differ, and 4 bytes for
 *						each of them
 *
 * Exceptions refer to ordinals of membership days, not to dates, so that the
 * number of days before an exception is known without reading the bits.
 * Equal registers have equal bytes.
 */
#include "postgres.h"

#include "register.h"

#include "port/pg_bswap.h"
#include "utils/datetime.h"
#include "version.h"

/* Equality and hash use the packed bytes, so a new version changes both */
#define REGISTER_VERSION	1

#define HAS_RECORDED	0x01
#define HAS_YIELDED		0x02
#define HAS_MINUTES		0x04

#define SPAN_GAP		64

/* The school years of the first and the last possible date */
#define MIN_SCHOOL_YEAR	(-4712)
#define MAX_SCHOOL_YEAR	5874898

#define YEAR_SIZE		6
#define SPAN_SIZE		8
#define PLANE_SIZE(n)	(((n) + 7) / 8)

typedef struct RegisterHeader
{
	uint8		version;
	uint8		flags;
	uint16		n_members;
	uint16		n_complete;
	uint16		n_shares;
	DateADT		complete_through;
	uint32		n_exceptions;
	uint32		n_spans;
	uint32		n_years;
} RegisterHeader;

StaticAssertDecl(sizeof(RegisterHeader) == 24, "register header has no padding");

static inline void
store32(char *at, uint32 value)
{
	memcpy(at, &value, sizeof(value));
}

static inline void
store16(char *at, uint16 value)
{
	memcpy(at, &value, sizeof(value));
}

/* The school year of a day, named by the calendar year in which it ends. */
int
school_year(DateADT day)
{
	int			year,
				month,
				mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	return month >= 7 ? year + 1 : year;
}

void
register_view(RegisterView *view, const Register *r)
{
	const char *at = VARDATA_ANY(r);
	RegisterHeader header;
	uint32		bytes = 0;

	memcpy(&header, at, sizeof(header));
	check_version("register", header.version, REGISTER_VERSION);

	view->complete_through = header.complete_through;
	view->n_members = header.n_members;
	view->n_complete = header.n_complete;
	view->n_exceptions = header.n_exceptions;
	view->n_shares = header.n_shares;
	view->n_years = header.n_years;
	view->n_spans = header.n_spans;
	view->has_minutes = (header.flags & HAS_MINUTES) != 0;

	view->exceptions = at += sizeof(header);
	view->shares = at += header.n_exceptions * sizeof(uint32);
	view->years = at += header.n_shares * sizeof(uint32);
	view->spans = at += header.n_years * YEAR_SIZE;
	view->bits = at += header.n_spans * SPAN_SIZE;
	for (uint32 i = 0; i < header.n_spans; i++)
		bytes += load32(view->spans + i * SPAN_SIZE + 4);
	at += bytes;

	view->recorded = view->yielded = NULL;
	if (header.flags & HAS_RECORDED)
	{
		view->recorded = at;
		at += PLANE_SIZE(header.n_members);
	}
	if (header.flags & HAS_YIELDED)
	{
		view->yielded = at;
		at += PLANE_SIZE(header.n_members);
	}
	view->minutes = at;
}

/* Set bits among the first n of a plane or a span. */
static int
count_bits(const char *bits, int n)
{
	int			count = (int) pg_popcount(bits, n / 8);

	if (n % 8)
		count += pg_number_of_ones[(uint8) bits[n / 8] & ((1 << (n % 8)) - 1)];
	return count;
}

/* How many membership days are there up to this day? */
int
view_days_to(const RegisterView *view, DateADT day)
{
	const char *bits = view->bits;
	int			count = 0;

	if (day >= DATEVAL_NOEND)
		return view->n_members;

	for (int i = 0; i < view->n_spans; i++)
	{
		DateADT		first = (DateADT) load32(view->spans + i * SPAN_SIZE);
		uint32		bytes = load32(view->spans + i * SPAN_SIZE + 4);

		if (first > day)
			break;
		count += count_bits(bits, (int) Min((int64) day - first + 1, (int64) bytes * 8));
		bits += bytes;
	}
	return count;
}

/* Counting stops before this ordinal: at the as-of or at complete-through. */
int
view_stop(const RegisterView *view, DateADT as_of)
{
	if (as_of >= view->complete_through)
		return view->n_complete;
	return view_days_to(view, as_of);
}

/*
 * The position of the n-th set bit, counted from 0.  It is found by halving,
 * without branches, because n cannot be predicted.
 */
static inline int
nth_one(uint8 byte, int n)
{
	int			position = 0;

	for (int half = 4; half > 0; half /= 2)
	{
		int			ones = pg_number_of_ones[byte & ((1 << half) - 1)];
		int			above = -(n >= ones);

		n -= ones & above;
		byte >>= half & above;
		position += half & above;
	}
	return position;
}

void
start_days(DayCursor *cursor, const RegisterView *view)
{
	cursor->span = view->spans;
	cursor->spans = view->n_spans - 1;
	cursor->bits = view->bits;
	cursor->left = 0;
	cursor->day = 0;
	cursor->before = 0;
	if (view->n_spans > 0)
	{
		cursor->day = (DateADT) load32(view->spans);
		cursor->left = (int) load32(view->spans + 4);
	}
}

/*
 * The day of an ordinal, from 0 to n_members - 1 and not below that of the
 * last call.
 */
DateADT
cursor_day(DayCursor *cursor, int ordinal)
{
	for (;;)
	{
		while (cursor->left > 0)
		{
			uint8		byte = (uint8) *cursor->bits;
			int			place = ordinal - cursor->before;
			int			ones = pg_number_of_ones[byte];

			if (place < ones)
				return cursor->day + nth_one(byte, place);
			cursor->before += ones;
			cursor->bits++;
			cursor->left--;
			cursor->day += 8;
		}
		if (cursor->spans-- <= 0)
			elog(ERROR, "register has no such membership day");
		cursor->span += SPAN_SIZE;
		cursor->day = (DateADT) load32(cursor->span);
		cursor->left = (int) load32(cursor->span + 4);
	}
}

/* The day of one ordinal. */
DateADT
view_day(const RegisterView *view, int ordinal)
{
	DayCursor	cursor;

	start_days(&cursor, view);
	return cursor_day(&cursor, ordinal);
}

/* The days of all ordinals. */
void
view_all_days(const RegisterView *view, DateADT *days)
{
	const char *bits = view->bits;

	for (int i = 0; i < view->n_spans; i++)
	{
		DateADT		first = (DateADT) load32(view->spans + i * SPAN_SIZE);
		uint32		bytes = load32(view->spans + i * SPAN_SIZE + 4);

		for (uint32 j = 0; j < bytes; j++, first += 8)
			for (uint8 byte = (uint8) bits[j]; byte != 0; byte &= byte - 1)
				*days++ = first + pg_rightmost_one_pos[byte];
		bits += bytes;
	}
}

void
start_blocks(BlockCursor *cursor, const RegisterView *view)
{
	cursor->span = view->spans;
	cursor->spans = view->n_spans;
	cursor->bits = view->bits;
	cursor->left = 0;
	cursor->shift = 0;
	cursor->carry = 0;
	cursor->number = 0;
	cursor->last = view->complete_through;
}

/* The next block that a span touches, and its days; false after the last. */
bool
next_block(BlockCursor *cursor, int32 *number, uint64 *days)
{
	uint64		word = 0;
	int			bytes;

	if (cursor->left == 0 && cursor->carry == 0)
	{
		DateADT		first;

		if (cursor->spans == 0)
			return false;
		first = (DateADT) load32(cursor->span);
		cursor->left = (int) load32(cursor->span + 4);
		cursor->span += SPAN_SIZE;
		cursor->spans--;
		cursor->number = BLOCK_NUMBER(first);
		cursor->shift = BLOCK_PLACE(first);
	}

	bytes = Min(cursor->left, (int) sizeof(word));
	if (likely(bytes == sizeof(word)))
		memcpy(&word, cursor->bits, sizeof(word));
	else
		memcpy(&word, cursor->bits, bytes);
#ifdef WORDS_BIGENDIAN
	word = pg_bswap64(word);
#endif
	cursor->bits += bytes;
	cursor->left -= bytes;

	*number = cursor->number++;
	*days = cursor->carry | word << cursor->shift;
	cursor->carry = cursor->shift ? word >> (BLOCK_DAYS - cursor->shift) : 0;

	/* Days after complete-through are not counted, and those of this span end it */
	if ((int64) *number * BLOCK_DAYS + BLOCK_DAYS - 1 > cursor->last)
	{
		if ((int64) *number * BLOCK_DAYS > cursor->last)
			return false;
		*days &= ~UINT64CONST(0) >> (BLOCK_DAYS - 1 - BLOCK_PLACE(cursor->last));
		cursor->left = cursor->spans = 0;
		cursor->carry = 0;
	}
	return true;
}

/* Is this a membership day? */
bool
view_has_day(const RegisterView *view, DateADT day)
{
	const char *bits = view->bits;

	for (int i = 0; i < view->n_spans; i++)
	{
		DateADT		first = (DateADT) load32(view->spans + i * SPAN_SIZE);
		uint32		bytes = load32(view->spans + i * SPAN_SIZE + 4);
		int64		offset = (int64) day - first;

		if (offset < 0)
			return false;
		if (offset < (int64) bytes * 8)
			return plane_has(bits, (int) offset);
		bits += bytes;
	}
	return false;
}

/* The ordinal of a day, or -1 if it is no membership day. */
int
view_ordinal(const RegisterView *view, DateADT day)
{
	return view_has_day(view, day) ? view_days_to(view, day) - 1 : -1;
}

/* The last membership day of a register that has one. */
static DateADT
last_member_day(const RegisterView *view)
{
	const char *bits = view->bits;
	const char *span = view->spans;
	uint32		bytes = 0;

	for (int i = 0; i < view->n_spans; i++, bits += bytes)
	{
		span = view->spans + i * SPAN_SIZE;
		bytes = load32(span + 4);
	}
	return (DateADT) load32(span) + (bytes - 1) * 8 + pg_leftmost_one_pos[(uint8) bits[-1]];
}

/* The number of ordinals in from..to-1 with nothing recorded. */
int
view_unrecorded(const RegisterView *view, int from, int to)
{
	if (view->recorded == NULL || from >= to)
		return 0;
	return (to - from) - (count_bits(view->recorded, to) - count_bits(view->recorded, from));
}

static bool
knows_year(const RegisterView *view, int year)
{
	for (int i = 0; i < view->n_years; i++)
		if ((int32) load32(view->years + i * YEAR_SIZE) == year)
			return true;
	return false;
}

/*
 * The school year to which a day belongs.  It is that of the date if the
 * register has the calendar of that year.  Otherwise a day in July or August
 * belongs to the year that has just ended, and a day in June to the year that
 * begins next, if the register has the calendar of that year.  Otherwise it is
 * that of the date, although its calendar is not known.
 */
int
view_year(const RegisterView *view, DateADT day)
{
	int			year = school_year(day);
	int			calendar_year,
				month,
				mday;

	if (knows_year(view, year))
		return year;
	j2date(day + POSTGRES_EPOCH_JDATE, &calendar_year, &month, &mday);
	if ((month == 7 || month == 8) && knows_year(view, year - 1))
		return year - 1;
	if (month == 6 && knows_year(view, year + 1))
		return year + 1;
	return year;
}

/* Are there membership days of several school years? */
bool
view_several_years(const RegisterView *view)
{
	DateADT		first;
	DateADT		last;

	if (view->n_members == 0)
		return false;
	first = (DateADT) load32(view->spans);
	last = last_member_day(view);
	if (view->n_years == 1)
	{
		/* view_year() gives this one to all days from June to the August after it */
		int			year = (int32) load32(view->years);

		if (first >= date2j(year - 1, 6, 1) - POSTGRES_EPOCH_JDATE &&
			last < date2j(year, 9, 1) - POSTGRES_EPOCH_JDATE)
			return false;
	}
	return view_year(view, first) != view_year(view, last);
}

/*
 * Session days of the calendars, over all school years; false if the
 * calendar of a year with membership is not known.
 */
bool
view_calendar_days(const RegisterView *view, int64 *days)
{
	const char *bits = view->bits;

	*days = 0;
	for (int i = 0; i < view->n_years; i++)
		*days += load16(view->years + i * YEAR_SIZE + 4);

	/* Gaps within a span are too short to leave out a school year */
	for (int i = 0; i < view->n_spans; i++)
	{
		DateADT		first = (DateADT) load32(view->spans + i * SPAN_SIZE);
		uint32		bytes = load32(view->spans + i * SPAN_SIZE + 4);
		DateADT		last;
		int			last_year;

		last = first + (bytes - 1) * 8 + pg_leftmost_one_pos[(uint8) bits[bytes - 1]];
		bits += bytes;

		last_year = view_year(view, last);
		for (int year = view_year(view, first); year <= last_year; year++)
			if (!knows_year(view, year))
				return false;
	}
	return true;
}

/* The usual length of a day, in minutes, and how many days differ from it. */
uint16
view_usual_length(const RegisterView *view, int *differ)
{
	*differ = view->has_minutes ? load16(view->minutes + 2) : 0;
	return view->has_minutes ? load16(view->minutes) : UNKNOWN_MINUTES;
}

/* The length of one membership day, in minutes. */
uint16
view_length(const RegisterView *view, int ordinal)
{
	const char *list = view->minutes + 4;
	int			from = 0;
	int			to;
	uint16		usual = view_usual_length(view, &to);

	while (from < to)
	{
		int			middle = (from + to) / 2;
		int			at = load16(list + middle * 4);

		if (at == ordinal)
			return load16(list + middle * 4 + 2);
		if (at < ordinal)
			from = middle + 1;
		else
			to = middle;
	}
	return usual;
}

/* The length of each membership day, in minutes. */
void
view_lengths(const RegisterView *view, uint16 *lengths)
{
	const char *at = view->minutes;
	uint16		usual = UNKNOWN_MINUTES;
	int			differ = 0;

	if (view->has_minutes)
	{
		usual = load16(at);
		differ = load16(at + 2);
		at += 4;
	}
	for (int i = 0; i < view->n_members; i++)
		lengths[i] = usual;
	for (int i = 0; i < differ; i++, at += 4)
		lengths[load16(at)] = load16(at + 2);
}

/* An open register with room for this many days, portions and years. */
void
empty_register(OpenRegister *open, int days, int portions, int years)
{
	open->complete_through = NOT_COMPLETE;
	open->n_days = open->n_portions = open->n_years = 0;
	open->days = palloc(Max(days, 1) * sizeof(RegisterDay));
	open->portions = palloc(Max(portions, 1) * sizeof(Portion));
	open->years = palloc(Max(years, 1) * sizeof(RegisterYear));
}

/* Append a recorded day without portions. */
RegisterDay *
add_day(OpenRegister *open, DateADT day)
{
	RegisterDay *d = &open->days[open->n_days++];

	d->day = day;
	d->first = open->n_portions;
	d->n = 0;
	d->recorded = true;
	d->yielded = false;
	d->minutes = UNKNOWN_MINUTES;
	return d;
}

/* Append a day of another register with all that it holds. */
RegisterDay *
copy_day(OpenRegister *open, const OpenRegister *from, const RegisterDay *day)
{
	RegisterDay *d = &open->days[open->n_days++];

	*d = *day;
	d->first = open->n_portions;
	for (int i = 0; i < day->n; i++)
		open->portions[open->n_portions++] = from->portions[day->first + i];
	return d;
}

void
open_register(OpenRegister *open, const Register *r)
{
	RegisterView view;
	const char *bits;
	uint16	   *lengths = NULL;
	ExceptionCursor exceptions;
	MarkedDay	marked;

	register_view(&view, r);
	start_exceptions(&exceptions, &view);
	empty_register(open, view.n_members, view.n_exceptions, view.n_years);
	open->complete_through = view.complete_through;

	for (int i = 0; i < view.n_years; i++)
	{
		RegisterYear *year = &open->years[open->n_years++];

		year->year = (int32) load32(view.years + i * YEAR_SIZE);
		year->days = load16(view.years + i * YEAR_SIZE + 4);
	}

	if (view.has_minutes)
	{
		lengths = palloc(Max(view.n_members, 1) * sizeof(uint16));
		view_lengths(&view, lengths);
	}

	bits = view.bits;
	for (int i = 0; i < view.n_spans; i++)
	{
		DateADT		first = (DateADT) load32(view.spans + i * SPAN_SIZE);
		uint32		bytes = load32(view.spans + i * SPAN_SIZE + 4);

		for (uint32 j = 0; j < bytes; j++)
		{
			for (uint8 byte = (uint8) bits[j]; byte != 0; byte &= byte - 1)
			{
				int			ordinal = open->n_days;
				RegisterDay *d = add_day(open, first + j * 8 + pg_rightmost_one_pos[byte]);

				if (view.recorded)
					d->recorded = plane_has(view.recorded, ordinal);
				if (view.yielded)
					d->yielded = plane_has(view.yielded, ordinal);
				if (lengths)
					d->minutes = lengths[ordinal];
				if (!take_marked_day(&exceptions, ordinal + 1, &marked))
					continue;
				view_portions(&view, marked, &open->portions[open->n_portions]);
				open->n_portions += marked.n;
				d->n = (uint8) marked.n;
			}
		}
		bits += bytes;
	}
	if (lengths)
		pfree(lengths);
}

/*
 * The check of every value that comes from a client: NULL if the open register
 * can be packed, else what is wrong with it.
 */
const char *
register_fault(const OpenRegister *open)
{
	for (int i = 0; i < open->n_years; i++)
	{
		const RegisterYear *year = &open->years[i];

		if (i > 0 && year->year <= year[-1].year)
			return "The calendar years are not in order.";
		if (year->year < MIN_SCHOOL_YEAR || year->year > MAX_SCHOOL_YEAR)
			return "A calendar year is out of range.";
		if (year->days < 1 || year->days > MAX_CALENDAR_DAYS)
			return psprintf("A calendar has from 1 to %d days in a school year.", MAX_CALENDAR_DAYS);
	}
	if (open->n_days > MAX_MEMBER_DAYS)
		return psprintf("A register has at most %d membership days.", MAX_MEMBER_DAYS);

	for (int i = 0; i < open->n_days; i++)
	{
		const RegisterDay *d = &open->days[i];

		if (!IS_VALID_DATE(d->day))
			return "A membership day is out of range.";
		if (i > 0 && d->day <= d[-1].day)
			return "The membership days are not in order.";
		if (d->minutes > MAX_MINUTES)
			return psprintf("A day has at most %d minutes.", MAX_MINUTES);
		if (d->n > 0 && !d->recorded)
			return "A day with a mark is recorded.";
		for (int j = 0; j < d->n; j++)
		{
			const Portion *p = &open->portions[d->first + j];

			if (p->mark >= MARK_COUNT)
				return "A mark is out of range.";
			if (j > 0 && p->mark <= p[-1].mark)
				return "A day has a mark twice, or its marks are not in order.";
			if (p->share < 0 || p->share > WHOLE_DAY)
				return "A share of a day is from 0 to 1.";
			if (p->mark == MARK_PRESENT && p->share == 0)
				return "Present without a share is a recorded day without marks.";
		}
	}
	if (!IS_VALID_DATE(open->complete_through) && !DATE_NOT_FINITE(open->complete_through))
		return "Complete-through is out of range.";
	return NULL;
}

static int
compare_shares(const void *a, const void *b)
{
	Share		x = *(const Share *) a;
	Share		y = *(const Share *) b;

	return x < y ? -1 : x > y;
}

/* The different shares, other than 0 and the whole day, ascending. */
static int
list_shares(const OpenRegister *open, Share **list)
{
	Share	   *shares = palloc(Max(open->n_portions, 1) * sizeof(Share));
	int			n = 0;
	int			different = 0;

	for (int i = 0; i < open->n_portions; i++)
		if (open->portions[i].share != 0 && open->portions[i].share != WHOLE_DAY)
			shares[n++] = open->portions[i].share;
	if (n > 1)
		qsort(shares, n, sizeof(Share), compare_shares);
	for (int i = 0; i < n; i++)
		if (i == 0 || shares[i] != shares[i - 1])
			shares[different++] = shares[i];
	*list = shares;
	return different;
}

/* More different shares than the layout has codes for? */
bool
has_too_many_shares(const OpenRegister *open)
{
	Share	   *list;
	bool		result = false;

	if (open->n_portions > MAX_LISTED_SHARES)
	{
		result = list_shares(open, &list) > MAX_LISTED_SHARES;
		pfree(list);
	}
	return result;
}

static uint32
share_code(Share share, const Share *list, int n)
{
	const Share *found;

	if (share == 0)
		return SHARE_CODE_ZERO;
	if (share == WHOLE_DAY)
		return SHARE_CODE_WHOLE;
	found = bsearch(&share, list, n, sizeof(Share), compare_shares);
	Assert(found != NULL);
	return SHARE_CODE_LIST + (found - list);
}

/* The most frequent known length; the longest of those that tie. */
uint16
usual_minutes(const OpenRegister *open)
{
	int			frequency[MAX_MINUTES + 1];
	int			best = UNKNOWN_MINUTES;
	uint16		most = UNKNOWN_MINUTES;
	int			votes = 0;
	int			days = 0;

	/*
	 * Nearly always, most days have the same length.  A majority vote, for the
	 * day's own length and against any other, then finds that length.
	 */
	for (int i = 0; i < open->n_days; i++)
	{
		if (votes == 0)
			most = open->days[i].minutes;
		votes += open->days[i].minutes == most ? 1 : -1;
	}
	for (int i = 0; i < open->n_days; i++)
		days += open->days[i].minutes == most;
	if (most != UNKNOWN_MINUTES ? days > open->n_days / 2 : days == open->n_days)
		return most;

	memset(frequency, 0, sizeof(frequency));
	for (int i = 0; i < open->n_days; i++)
		frequency[open->days[i].minutes]++;
	frequency[UNKNOWN_MINUTES] = 0;
	for (int i = 1; i <= MAX_MINUTES; i++)
		if (frequency[i] > 0 && frequency[i] >= frequency[best])
			best = i;
	return best;
}

/*
 * Pack an open register.  The caller must make sure that register_fault() is
 * NULL, except for the limits of the layout, which are checked here.
 */
Register *
pack_register(const OpenRegister *open)
{
	RegisterHeader header;
	Register   *r;
	Share	   *shares;
	char	   *at;
	char	   *spans;
	Size		size;
	uint32		bytes = 0;
	int			n_shares = list_shares(open, &shares);
	int			differ = 0;
	uint16		usual;

	if (open->n_days > MAX_MEMBER_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many membership days for a register: %d", open->n_days),
				 errdetail("A register has at most %d.", MAX_MEMBER_DAYS)));
	if (n_shares > MAX_LISTED_SHARES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many different shares of a day for a register: %d", n_shares),
				 errdetail("A register has at most %d besides 0 and 1.", MAX_LISTED_SHARES)));

	usual = usual_minutes(open);
	memset(&header, 0, sizeof(header));
	header.version = REGISTER_VERSION;
	header.n_members = open->n_days;
	header.n_shares = n_shares;
	header.complete_through = open->complete_through;
	header.n_exceptions = open->n_portions;
	header.n_years = open->n_years;
	if (usual != UNKNOWN_MINUTES)
		header.flags |= HAS_MINUTES;

	for (int i = 0; i < open->n_days;)
	{
		DateADT		first = open->days[i].day;

		while (++i < open->n_days && open->days[i].day - open->days[i - 1].day <= SPAN_GAP)
			;
		bytes += (open->days[i - 1].day - first) / 8 + 1;
		header.n_spans++;
	}
	for (int i = 0; i < open->n_days; i++)
	{
		const RegisterDay *d = &open->days[i];

		if (d->day <= open->complete_through)
			header.n_complete = i + 1;
		if (!d->recorded)
			header.flags |= HAS_RECORDED;
		if (d->yielded)
			header.flags |= HAS_YIELDED;
		if (d->minutes != usual)
			differ++;
	}

	size = VARHDRSZ + sizeof(header) + header.n_exceptions * sizeof(uint32) +
		n_shares * sizeof(uint32) + open->n_years * YEAR_SIZE +
		header.n_spans * SPAN_SIZE + bytes;
	if (header.flags & HAS_RECORDED)
		size += PLANE_SIZE(open->n_days);
	if (header.flags & HAS_YIELDED)
		size += PLANE_SIZE(open->n_days);
	if (header.flags & HAS_MINUTES)
		size += 4 + differ * 4;

	r = palloc0(size);
	SET_VARSIZE(r, size);
	at = VARDATA(r);
	memcpy(at, &header, sizeof(header));
	at += sizeof(header);

	for (int i = 0; i < open->n_days; i++)
		for (int j = 0; j < open->days[i].n; j++, at += sizeof(uint32))
		{
			const Portion *p = &open->portions[open->days[i].first + j];

			store32(at, (uint32) i << 16 | (uint32) p->mark << 12 |
					share_code(p->share, shares, n_shares));
		}
	for (int i = 0; i < n_shares; i++, at += sizeof(uint32))
		store32(at, (uint32) shares[i]);
	for (int i = 0; i < open->n_years; i++, at += YEAR_SIZE)
	{
		store32(at, (uint32) open->years[i].year);
		store16(at + 4, (uint16) open->years[i].days);
	}

	spans = at;
	at += header.n_spans * SPAN_SIZE;
	for (int i = 0; i < open->n_days; spans += SPAN_SIZE)
	{
		DateADT		first = open->days[i].day;
		DateADT		last = first;

		for (; i < open->n_days && open->days[i].day - last <= SPAN_GAP; i++)
		{
			last = open->days[i].day;
			at[(last - first) / 8] |= 1 << ((last - first) % 8);
		}
		store32(spans, (uint32) first);
		store32(spans + 4, (last - first) / 8 + 1);
		at += (last - first) / 8 + 1;
	}

	if (header.flags & HAS_RECORDED)
	{
		for (int i = 0; i < open->n_days; i++)
			if (open->days[i].recorded)
				at[i / 8] |= 1 << (i % 8);
		at += PLANE_SIZE(open->n_days);
	}
	if (header.flags & HAS_YIELDED)
	{
		for (int i = 0; i < open->n_days; i++)
			if (open->days[i].yielded)
				at[i / 8] |= 1 << (i % 8);
		at += PLANE_SIZE(open->n_days);
	}
	if (header.flags & HAS_MINUTES)
	{
		store16(at, usual);
		store16(at + 2, (uint16) differ);
		at += 4;
		for (int i = 0; i < open->n_days; i++)
			if (open->days[i].minutes != usual)
			{
				store16(at, (uint16) i);
				store16(at + 2, open->days[i].minutes);
				at += 4;
			}
	}
	Assert(at == (char *) r + size);

	pfree(shares);
	return r;
}

/*
 * A copy of a register with another complete-through.  Nothing but the header
 * says which days are complete, so the register is not opened.
 */
Register *
completed_to(const Register *r, DateADT complete_through)
{
	RegisterView view;
	RegisterHeader header;
	Size		size = VARSIZE_ANY_EXHDR(r);
	Register   *copy = palloc(VARHDRSZ + size);

	register_view(&view, r);
	SET_VARSIZE(copy, VARHDRSZ + size);
	memcpy(VARDATA(copy), VARDATA_ANY(r), size);
	memcpy(&header, VARDATA(copy), sizeof(header));
	header.complete_through = complete_through;
	header.n_complete = view_days_to(&view, complete_through);
	memcpy(VARDATA(copy), &header, sizeof(header));
	return copy;
}
