/*
 * register_io.c
 *		The text form and the binary form of a register; equality and hash.
 *
 *	days 2025-08-18..2025-08-29 2025-09-06; complete 2026-03-13;
 *	calendar 2026:180; minutes 390 2025-12-19:200; yielded 2025-10-01;
 *	unrecorded 2025-10-02; marks 2025-09-03 excused, 2025-09-05 unexcused 1/2
 *
 * A range means its Mondays to Fridays.  A single day can be any day of the
 * week.  The clauses days and complete are always present, other clauses only
 * if needed.
 */
#include "postgres.h"

#include "register.h"
#include "scan.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/datetime.h"

#define REGISTER_WIRE_VERSION	1

/*
 * In the binary form, a usual day is one byte: the number of days after the
 * previous day (0: the day itself follows), and flags for what follows.
 */
#define WIRE_GAP(head)		((head) >> 4)
#define WIRE_UNRECORDED		0x01
#define WIRE_YIELDED		0x02
#define WIRE_MINUTES		0x04	/* a length other than the day before */
#define WIRE_MARKS			0x08

static bool
is_weekend(DateADT day)
{
	int			dow = j2day(day + POSTGRES_EPOCH_JDATE);

	return dow == 0 || dow == 6;
}

/* The next day that is not on a weekend. */
static DateADT
next_weekday(DateADT day)
{
	do
		day++;
	while (is_weekend(day));
	return day;
}

/* Growing list of the days of a clause */
typedef struct DayList
{
	DateADT    *days;
	int			n;
	int			room;
} DayList;

static bool
list_day(Scan *scan, DayList *list, DateADT day)
{
	if (list->n == list->room)
	{
		list->room = Max(256, list->room * 2);
		list->days = list->days ?
			repalloc(list->days, list->room * sizeof(DateADT)) :
			palloc(list->room * sizeof(DateADT));
	}
	if (list->n >= MAX_MEMBER_DAYS)
		return scan_fault(scan, psprintf("A register has at most %d membership days.",
										 MAX_MEMBER_DAYS));
	list->days[list->n++] = day;
	return true;
}

/* Read the days and ranges of a clause, or "none". */
static bool
scan_days(Scan *scan, DayList *list)
{
	DateADT		first;

	list->n = 0;
	if (scan_is(scan, "none"))
		return true;
	while (scan_date(scan, &first))
	{
		DateADT		last = first;

		if (scan_char(scan, '.'))
		{
			if (!scan_char(scan, '.') || !scan_date(scan, &last))
				return scan_fault(scan, "A range of days is written 2025-08-18..2025-08-29.");
			if (last < first)
				return scan_fault(scan, "A range of days ends before it begins.");
			if (is_weekend(first) || is_weekend(last))
				return scan_fault(scan, "A range of days stands for its Mondays to Fridays: it begins and ends on one.");
			for (; first < last; first = next_weekday(first))
				if (!list_day(scan, list, first))
					return false;
		}
		if (!list_day(scan, list, last))
			return false;
	}
	if (list->n == 0)
		return scan_fault(scan, psprintf("A day is expected at \"%s\".", scan->at));
	return true;
}

static int
compare_days(const void *a, const void *b)
{
	DateADT		x = *(const DateADT *) a;
	DateADT		y = *(const DateADT *) b;

	return x < y ? -1 : x > y;
}

/* The membership day that a clause names, or NULL with a report. */
static RegisterDay *
find_day(Scan *scan, const OpenRegister *open, DateADT day)
{
	int			low = 0;
	int			high = open->n_days;
	StringInfoData name;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (open->days[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < open->n_days && open->days[low].day == day)
		return &open->days[low];
	initStringInfo(&name);
	append_date(&name, day);
	scan_fault(scan, psprintf("%s is no membership day.", name.data));
	return NULL;
}

static bool
scan_membership(Scan *scan, OpenRegister *open)
{
	DayList		list = {NULL, 0, 0};

	if (!scan_days(scan, &list))
		return false;
	qsort(list.days, list.n, sizeof(DateADT), compare_days);
	open->days = palloc(Max(list.n, 1) * sizeof(RegisterDay));
	for (int i = 0; i < list.n; i++)
		if (i == 0 || list.days[i] != list.days[i - 1])
			add_day(open, list.days[i]);
	return true;
}

static bool
scan_complete(Scan *scan, OpenRegister *open)
{
	if (scan_is(scan, "none"))
		open->complete_through = NOT_COMPLETE;
	else if (scan_is(scan, "infinity"))
		open->complete_through = DATEVAL_NOEND;
	else if (!scan_date(scan, &open->complete_through))
		return scan_fault(scan, "\"complete\" wants a day, none, or infinity.");
	return true;
}

static bool
scan_calendar(Scan *scan, OpenRegister *open)
{
	int64		year;
	int64		days;
	int			room = 0;

	while (scan_count(scan, &year))
	{
		bool		before = scan_is(scan, "bc");

		if (year > 5874898 || !scan_char(scan, ':') ||
			!scan_count(scan, &days) || days > MAX_CALENDAR_DAYS)
			return scan_fault(scan, "\"calendar\" wants a school year and its session days, such as 2026:180.");
		if (open->n_years == room)
		{
			room = room * 2 + 16;
			open->years = repalloc(open->years, room * sizeof(RegisterYear));
		}
		open->years[open->n_years].year = (int32) (before ? 1 - year : year);
		open->years[open->n_years].days = (int32) days;
		open->n_years++;
	}
	return true;
}

static bool
scan_minutes(Scan *scan, OpenRegister *open)
{
	int64		minutes;
	DateADT		day;

	if (!scan_count(scan, &minutes) || minutes < 1 || minutes > MAX_MINUTES)
		return scan_fault(scan, psprintf("\"minutes\" wants the usual length of a day, from 1 to %d.",
										 MAX_MINUTES));
	for (int i = 0; i < open->n_days; i++)
		open->days[i].minutes = (uint16) minutes;
	while (scan_date(scan, &day))
	{
		RegisterDay *d;

		if (!scan_char(scan, ':') ||
			!(scan_is(scan, "none") ? (minutes = UNKNOWN_MINUTES, true) :
			  scan_count(scan, &minutes) && minutes >= 1 && minutes <= MAX_MINUTES))
			return scan_fault(scan, psprintf("A day of another length is written 2025-12-19:200, with minutes from 1 to %d or none.",
											 MAX_MINUTES));
		if ((d = find_day(scan, open, day)) == NULL)
			return false;
		d->minutes = (uint16) minutes;
	}
	return true;
}

static bool
scan_flagged(Scan *scan, OpenRegister *open, bool yielded)
{
	DayList		list = {NULL, 0, 0};

	if (!scan_days(scan, &list))
		return false;
	for (int i = 0; i < list.n; i++)
	{
		RegisterDay *d = find_day(scan, open, list.days[i]);

		if (d == NULL)
			return false;
		if (yielded)
			d->yielded = true;
		else
			d->recorded = false;
	}
	return true;
}

/* Read the marks of days: day mark [share] ..., with commas between days. */
static bool
scan_marks(Scan *scan, OpenRegister *open)
{
	int			room = 0;
	DateADT		day;

	do
	{
		RegisterDay *d;
		const char *word;
		int			len;

		if (!scan_date(scan, &day))
			return scan_fault(scan, psprintf("A day is expected at \"%s\".", scan->at));
		if ((d = find_day(scan, open, day)) == NULL)
			return false;
		if (d->n > 0)
			return scan_fault(scan, "A day stands twice in \"marks\".");
		d->first = open->n_portions;

		while ((len = scan_word(scan, &word)) > 0)
		{
			Portion    *p;
			int64		share;
			Mark		mark;

			if (!mark_lookup(word, len, &mark))
				return scan_fault(scan, psprintf("\"%.*s\" is no mark. Marks are %s.",
												 len, word, mark_names(MARK_BIT(MARK_COUNT) - 1)));
			if (!scan_fraction(scan, &share))
				share = default_share(mark);
			if (share > WHOLE_DAY)
				return scan_fault(scan, "A share of a day is from 0 to 1.");
			if (open->n_portions == room)
			{
				room = room * 2 + 64;
				open->portions = repalloc(open->portions, room * sizeof(Portion));
			}
			p = &open->portions[open->n_portions++];
			p->mark = mark;
			p->share = (Share) share;

			/* Insert in the order of marks */
			for (; p > &open->portions[d->first] && p[-1].mark > p->mark; p--)
			{
				Portion		swap = p[-1];

				p[-1] = *p;
				*p = swap;
			}
			if (++d->n > MARK_COUNT)
				return scan_fault(scan, "A day has a mark twice.");
		}
		if (d->n == 0)
			return scan_fault(scan, psprintf("A mark is expected at \"%s\".", scan->at));
		/* Present without a share means only that the day is recorded */
		if (d->n > 0 && open->portions[d->first + d->n - 1].mark == MARK_PRESENT &&
			open->portions[d->first + d->n - 1].share == 0)
		{
			d->n--;
			open->n_portions--;
		}
	} while (scan_char(scan, ','));
	return true;
}

/* The clauses of a register, in the order of the text form */
typedef enum Clause
{
	CLAUSE_DAYS,
	CLAUSE_COMPLETE,
	CLAUSE_CALENDAR,
	CLAUSE_MINUTES,
	CLAUSE_YIELDED,
	CLAUSE_UNRECORDED,
	CLAUSE_MARKS
} Clause;

static const char *const clauses[] = {
	[CLAUSE_DAYS] = "days",
	[CLAUSE_COMPLETE] = "complete",
	[CLAUSE_CALENDAR] = "calendar",
	[CLAUSE_MINUTES] = "minutes",
	[CLAUSE_YIELDED] = "yielded",
	[CLAUSE_UNRECORDED] = "unrecorded",
	[CLAUSE_MARKS] = "marks"
};

/*
 * register_in(cstring) returns register
 *
 * Errors: invalid_text_representation, with the fault.
 */
PG_FUNCTION_INFO_V1(absence_register_in);
Datum
absence_register_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Scan		scan = {"register", text, text, fcinfo->context};
	OpenRegister open;
	int			last = -1;
	const char *fault;

	empty_register(&open, 0, 0, 0);
	do
	{
		bool		good = true;
		int			clause = 0;

		while (clause < lengthof(clauses) && !scan_is(&scan, clauses[clause]))
			clause++;
		if (clause == lengthof(clauses))
			good = scan_fault(&scan, psprintf("One of days, complete, calendar, minutes, yielded, unrecorded, marks is expected at \"%s\".",
											  scan.at));
		else if (clause <= last || (last < 0 && clause > CLAUSE_DAYS))
			good = scan_fault(&scan, "The clauses come once each, in this order: days, complete, calendar, minutes, yielded, unrecorded, marks.");
		else
		{
			last = clause;
			switch ((Clause) clause)
			{
				case CLAUSE_DAYS:
					good = scan_membership(&scan, &open);
					break;
				case CLAUSE_COMPLETE:
					good = scan_complete(&scan, &open);
					break;
				case CLAUSE_CALENDAR:
					good = scan_calendar(&scan, &open);
					break;
				case CLAUSE_MINUTES:
					good = scan_minutes(&scan, &open);
					break;
				case CLAUSE_YIELDED:
				case CLAUSE_UNRECORDED:
					good = scan_flagged(&scan, &open, clause == CLAUSE_YIELDED);
					break;
				case CLAUSE_MARKS:
					good = scan_marks(&scan, &open);
			}
		}
		if (!good)
			PG_RETURN_NULL();
	} while (scan_char(&scan, ';'));

	if (!scan_end(&scan))
		fault = psprintf("Junk from \"%s\" on.", scan.at);
	else if ((fault = register_fault(&open)) == NULL && has_too_many_shares(&open))
		fault = psprintf("A register has at most %d different shares besides 0 and 1.",
						 MAX_LISTED_SHARES);
	if (fault)
	{
		scan_fault(&scan, fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_REGISTER(pack_register(&open));
}

/* Which days a clause lists */
typedef enum DayFilter
{
	ALL_DAYS,
	YIELDED_DAYS,
	UNRECORDED_DAYS
} DayFilter;

static bool
is_listed(const RegisterDay *day, DayFilter filter)
{
	return filter == ALL_DAYS ||
		(filter == YIELDED_DAYS ? day->yielded : !day->recorded);
}

static void
append_days(StringInfo buf, const char *clause, const OpenRegister *open, DayFilter filter)
{
	bool		any = false;

	for (int i = 0; i < open->n_days; i++)
	{
		DateADT		last = open->days[i].day;

		if (!is_listed(&open->days[i], filter))
			continue;
		appendStringInfoString(buf, any ? " " : clause);
		any = true;
		append_date(buf, last);

		/* While each listed day is the next weekday, the range goes on */
		if (!is_weekend(last))
		{
			int			run = i;
			int			j = i;

			while (++j < open->n_days && open->days[j].day <= next_weekday(last))
			{
				if (!is_listed(&open->days[j], filter) || open->days[j].day != next_weekday(last))
					break;
				run = j;
				last = open->days[j].day;
			}
			if (run > i)
			{
				appendStringInfoString(buf, "..");
				append_date(buf, last);
				i = run;
			}
		}
	}
	if (!any && filter == ALL_DAYS)
		appendStringInfo(buf, "%snone", clause);
}

static void
append_minutes(StringInfo buf, const OpenRegister *open, uint16 usual)
{
	if (usual == UNKNOWN_MINUTES)
		return;
	appendStringInfo(buf, "; minutes %d", usual);
	for (int i = 0; i < open->n_days; i++)
	{
		const RegisterDay *d = &open->days[i];

		if (d->minutes == usual)
			continue;
		appendStringInfoChar(buf, ' ');
		append_date(buf, d->day);
		if (d->minutes == UNKNOWN_MINUTES)
			appendStringInfoString(buf, ":none");
		else
			appendStringInfo(buf, ":%d", d->minutes);
	}
}

static void
append_marks(StringInfo buf, const OpenRegister *open)
{
	const char *before = "; marks ";

	for (int i = 0; i < open->n_days; i++)
	{
		const RegisterDay *d = &open->days[i];

		if (d->n == 0)
			continue;
		appendStringInfoString(buf, before);
		append_date(buf, d->day);
		for (int j = 0; j < d->n; j++)
		{
			const Portion *p = &open->portions[d->first + j];

			appendStringInfo(buf, " %s", mark_name(p->mark));
			if (p->share != default_share(p->mark))
			{
				appendStringInfoChar(buf, ' ');
				append_fraction(buf, p->share);
			}
		}
		before = ", ";
	}
}

PG_FUNCTION_INFO_V1(absence_register_out);
Datum
absence_register_out(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	StringInfoData buf;

	open_register(&open, PG_GETARG_REGISTER(0));
	initStringInfo(&buf);
	append_days(&buf, "days ", &open, ALL_DAYS);
	appendStringInfoString(&buf, "; complete ");
	if (open.complete_through == NOT_COMPLETE)
		appendStringInfoString(&buf, "none");
	else if (open.complete_through == DATEVAL_NOEND)
		appendStringInfoString(&buf, "infinity");
	else
		append_date(&buf, open.complete_through);

	for (int i = 0; i < open.n_years; i++)
		appendStringInfo(&buf, "%s%d%s:%d", i == 0 ? "; calendar " : " ",
						 open.years[i].year > 0 ? open.years[i].year : 1 - open.years[i].year,
						 open.years[i].year > 0 ? "" : "bc", open.years[i].days);
	append_minutes(&buf, &open, usual_minutes(&open));
	append_days(&buf, "; yielded ", &open, YIELDED_DAYS);
	append_days(&buf, "; unrecorded ", &open, UNRECORDED_DAYS);
	append_marks(&buf, &open);
	PG_RETURN_CSTRING(buf.data);
}

/*
 * register_recv(internal) returns register
 *
 * The numbers in the message are checked against its length before memory is
 * allocated.  Errors: invalid_binary_representation, with the fault;
 * protocol_violation if the message ends too early.
 */
PG_FUNCTION_INFO_V1(absence_register_recv);
Datum
absence_register_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	OpenRegister open;
	const char *fault = NULL;
	int			version = pq_getmsgbyte(buf);
	uint32		n;
	DateADT		day = 0;
	uint16		minutes = UNKNOWN_MINUTES;

	if (version != REGISTER_WIRE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type register"),
				 errdetail("Version %d is not known.", version)));

	empty_register(&open, 0, 0, 0);
	open.complete_through = (DateADT) pq_getmsgint(buf, 4);

	n = pq_getmsgint(buf, 4);
	if (n > (uint32) (buf->len - buf->cursor) / 8)
		n = 0, fault = "It has more years than bytes.";
	open.years = palloc(Max(n, 1) * sizeof(RegisterYear));
	for (; n > 0; n--)
	{
		RegisterYear *year = &open.years[open.n_years++];

		year->year = (int32) pq_getmsgint(buf, 4);
		year->days = (int32) pq_getmsgint(buf, 4);
	}

	n = fault ? 0 : pq_getmsgint(buf, 4);
	if (n > (uint32) (buf->len - buf->cursor))
		n = 0, fault = "It has more days than bytes.";
	else if (n > MAX_MEMBER_DAYS)
		n = 0, fault = "It has too many days.";
	open.days = palloc(Max(n, 1) * sizeof(RegisterDay));
	open.portions = palloc(Max((buf->len - buf->cursor) / 5, 1) * sizeof(Portion));
	for (; n > 0; n--)
	{
		int			head = pq_getmsgbyte(buf);
		RegisterDay *d;
		int			marks = 0;

		if (WIRE_GAP(head) != 0)
			day = (DateADT) ((uint32) day + WIRE_GAP(head));
		else
			day = (DateADT) pq_getmsgint(buf, 4);
		d = add_day(&open, day);
		d->recorded = (head & WIRE_UNRECORDED) == 0;
		d->yielded = (head & WIRE_YIELDED) != 0;
		if (head & WIRE_MINUTES)
			minutes = pq_getmsgint(buf, 2);
		d->minutes = minutes;
		if (head & WIRE_MARKS)
			marks = pq_getmsgbyte(buf);
		if (marks > MARK_COUNT)
		{
			fault = "A day has too many marks.";
			break;
		}
		for (; marks > 0; marks--)
		{
			int			mark = pq_getmsgbyte(buf);
			Share		share = (Share) pq_getmsgint(buf, 4);
			Portion    *p = &open.portions[open.n_portions++];

			/* Its 5 bytes were counted in the check, so there is room for it */
			p->mark = (Mark) mark;
			p->share = share;
			d->n++;
		}
	}
	if (fault == NULL)
		fault = register_fault(&open);
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type register"),
				 errdetail("%s", fault)));
	PG_RETURN_REGISTER(pack_register(&open));
}

PG_FUNCTION_INFO_V1(absence_register_send);
Datum
absence_register_send(PG_FUNCTION_ARGS)
{
	OpenRegister open;
	StringInfoData buf;

	open_register(&open, PG_GETARG_REGISTER(0));
	pq_begintypsend(&buf);
	pq_sendint8(&buf, REGISTER_WIRE_VERSION);
	pq_sendint32(&buf, open.complete_through);
	pq_sendint32(&buf, open.n_years);
	for (int i = 0; i < open.n_years; i++)
	{
		pq_sendint32(&buf, open.years[i].year);
		pq_sendint32(&buf, open.years[i].days);
	}
	pq_sendint32(&buf, open.n_days);
	for (int i = 0; i < open.n_days; i++)
	{
		const RegisterDay *d = &open.days[i];

		int64		gap = i == 0 ? 0 : (int64) d->day - d[-1].day;
		int			head = gap < 16 ? (int) gap << 4 : 0;

		if (!d->recorded)
			head |= WIRE_UNRECORDED;
		if (d->yielded)
			head |= WIRE_YIELDED;
		if (d->minutes != (i == 0 ? UNKNOWN_MINUTES : d[-1].minutes))
			head |= WIRE_MINUTES;
		if (d->n > 0)
			head |= WIRE_MARKS;
		pq_sendint8(&buf, head);
		if (WIRE_GAP(head) == 0)
			pq_sendint32(&buf, d->day);
		if (head & WIRE_MINUTES)
			pq_sendint16(&buf, d->minutes);
		if (head & WIRE_MARKS)
			pq_sendint8(&buf, d->n);
		for (int j = 0; j < d->n; j++)
		{
			pq_sendint8(&buf, open.portions[d->first + j].mark);
			pq_sendint32(&buf, open.portions[d->first + j].share);
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Equal registers have equal bytes, so equality and hash look at these. */
static bool
same_register(FunctionCallInfo fcinfo)
{
	Register   *a = PG_GETARG_REGISTER(0);
	Register   *b = PG_GETARG_REGISTER(1);

	bool		same = VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return same;
}

PG_FUNCTION_INFO_V1(absence_register_eq);
Datum
absence_register_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(same_register(fcinfo));
}

PG_FUNCTION_INFO_V1(absence_register_ne);
Datum
absence_register_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!same_register(fcinfo));
}

PG_FUNCTION_INFO_V1(absence_register_hash);
Datum
absence_register_hash(PG_FUNCTION_ARGS)
{
	Register   *r = PG_GETARG_REGISTER(0);
	Datum		hash = hash_any((unsigned char *) VARDATA_ANY(r), VARSIZE_ANY_EXHDR(r));

	PG_FREE_IF_COPY(r, 0);
	return hash;
}

PG_FUNCTION_INFO_V1(absence_register_hash_extended);
Datum
absence_register_hash_extended(PG_FUNCTION_ARGS)
{
	Register   *r = PG_GETARG_REGISTER(0);
	Datum		hash = hash_any_extended((unsigned char *) VARDATA_ANY(r), VARSIZE_ANY_EXHDR(r),
										 PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(r, 0);
	return hash;
}
