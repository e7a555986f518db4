/*
 * register.h
 *		One student's marks over membership, packed and open.
 *
 * A register is stored packed.  Counting must be fast, so it reads the packed
 * form through a RegisterView.  Other functions open a register into arrays of
 * days, change these, and pack them again.  Only register.c knows the layout.
 */
#ifndef ABSENCE_REGISTER_H
#define ABSENCE_REGISTER_H

#include "share.h"

#include "datatype/timestamp.h"
#include "port/pg_bitutils.h"
#include "utils/date.h"

#pragma GCC visibility push(hidden)

/* A register as stored: a varlena, possibly with a short header */
typedef struct varlena Register;

#define DatumGetRegister(X)		((Register *) PG_DETOAST_DATUM_PACKED(X))
#define PG_GETARG_REGISTER(n)	DatumGetRegister(PG_GETARG_DATUM(n))
#define PG_RETURN_REGISTER(r)	PG_RETURN_POINTER(r)

/* No day is complete, so no day of the register can be counted */
#define NOT_COMPLETE	DATEVAL_NOBEGIN
#define IS_COMPLETE(day)	((day) != NOT_COMPLETE)

/* Membership days a register can hold: 358 school years of 183 days */
#define MAX_MEMBER_DAYS	65535
#define MAX_CALENDAR_DAYS	458	/* from 1 June to 31 August of the next year */

/* Longest day, in minutes */
#define MAX_MINUTES		1440
#define UNKNOWN_MINUTES	0

/*
 * An exception: the ordinal of a membership day, a mark, and its share as 0,
 * the whole day, or a place in the register's list of other shares.
 * Exceptions are sorted by ordinal, then mark.  They are read with an
 * ExceptionCursor.
 */
#define EXCEPTION_ORDINAL(e)	((int) ((e) >> 16))
#define EXCEPTION_MARK(e)		((Mark) (((e) >> 12) & 0xF))
#define EXCEPTION_CODE(e)		((int) ((e) & 0xFFF))
#define SHARE_CODE_ZERO		0
#define SHARE_CODE_WHOLE	1
#define SHARE_CODE_LIST		2	/* first place in the list */
#define MAX_LISTED_SHARES	(0x1000 - SHARE_CODE_LIST)

/* Pointers into a packed register, whose contents are not aligned */
typedef struct RegisterView
{
	DateADT		complete_through;
	int			n_members;		/* membership days */
	int			n_complete;		/* membership days to complete-through */
	int			n_exceptions;
	int			n_shares;
	int			n_years;
	int			n_spans;
	bool		has_minutes;
	const char *exceptions;
	const char *shares;
	const char *years;
	const char *spans;
	const char *bits;			/* membership, span by span */
	const char *recorded;		/* plane over ordinals, or NULL: all are */
	const char *yielded;		/* plane over ordinals, or NULL: none is */
	const char *minutes;
} RegisterView;

extern void register_view(RegisterView *view, const Register *r);

/* Load the contents of a packed register, which are not aligned */
static inline uint32
load32(const char *at)
{
	uint32		value;

	memcpy(&value, at, sizeof(value));
	return value;
}

static inline uint16
load16(const char *at)
{
	uint16		value;

	memcpy(&value, at, sizeof(value));
	return value;
}

/* Steps through the days that have marks, in ascending order */
typedef struct ExceptionCursor
{
	const RegisterView *view;
	int			next;			/* first exception of the next such day */
} ExceptionCursor;

/* A day with marks: its exceptions are `n` of the register's from `first` on */
typedef struct MarkedDay
{
	int			ordinal;
	int			first;
	int			n;
} MarkedDay;

static inline uint32
view_exception(const RegisterView *view, int i)
{
	return load32(view->exceptions + i * sizeof(uint32));
}

static inline void
start_exceptions(ExceptionCursor *cursor, const RegisterView *view)
{
	cursor->view = view;
	cursor->next = 0;
}

/* Start at the first day with marks that is not before this ordinal. */
static inline void
start_exceptions_at(ExceptionCursor *cursor, const RegisterView *view, int ordinal)
{
	int			low = 0;
	int			high = view->n_exceptions;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (EXCEPTION_ORDINAL(view_exception(view, middle)) < ordinal)
			low = middle + 1;
		else
			high = middle;
	}
	cursor->view = view;
	cursor->next = low;
}

/* The ordinal of the next day with marks; n_members if there is none. */
static inline int
next_marked_ordinal(const ExceptionCursor *cursor)
{
	if (cursor->next >= cursor->view->n_exceptions)
		return cursor->view->n_members;
	return EXCEPTION_ORDINAL(view_exception(cursor->view, cursor->next));
}

/* Take the next day with marks; false if there is none before this ordinal. */
static pg_attribute_always_inline bool
take_marked_day(ExceptionCursor *cursor, int before, MarkedDay *day)
{
	const RegisterView *view = cursor->view;
	int			ordinal;

	if (cursor->next >= view->n_exceptions)
		return false;
	ordinal = EXCEPTION_ORDINAL(view_exception(view, cursor->next));
	if (ordinal >= before)
		return false;
	day->ordinal = ordinal;
	day->first = cursor->next++;
	while (cursor->next < view->n_exceptions &&
		   EXCEPTION_ORDINAL(view_exception(view, cursor->next)) == ordinal)
		cursor->next++;
	day->n = cursor->next - day->first;
	return true;
}

/* One of the register's exceptions as a portion of its day. */
static pg_attribute_always_inline Portion
view_portion(const RegisterView *view, int i)
{
	uint32		exception = view_exception(view, i);
	uint32		code = EXCEPTION_CODE(exception);
	Portion		portion;

	portion.mark = EXCEPTION_MARK(exception);
	if (likely(code <= SHARE_CODE_WHOLE))
		portion.share = (Share) code * WHOLE_DAY;
	else
		portion.share = (Share) load32(view->shares + (code - SHARE_CODE_LIST) * sizeof(uint32));
	return portion;
}

/* All portions of a day with marks, in the order of marks; at most MARK_COUNT. */
static inline void
view_portions(const RegisterView *view, MarkedDay marked, Portion *portions)
{
	for (int i = 0; i < marked.n; i++)
		portions[i] = view_portion(view, marked.first + i);
}

static inline bool
plane_has(const char *plane, int ordinal)
{
	return (plane[ordinal / 8] >> (ordinal % 8)) & 1;
}

static inline bool
view_recorded(const RegisterView *view, int ordinal)
{
	return view->recorded == NULL || plane_has(view->recorded, ordinal);
}

/* Finds the days of ordinals, in ascending order */
typedef struct DayCursor
{
	const char *span;			/* the span being read */
	int			spans;			/* spans after it */
	const char *bits;			/* bits of the span still to be read */
	int			left;			/* number of their bytes */
	DateADT		day;			/* of the first of these bits */
	int			before;			/* membership days before it */
} DayCursor;

/*
 * Reads membership days to complete-through in blocks of 64 days.  Block 0
 * begins on day 0; bit i is day i of the block.
 */
#define BLOCK_DAYS		64
#define BLOCK_NUMBER(day)	((int32) ((day) >> 6))
#define BLOCK_PLACE(day)	((int) ((day) & (BLOCK_DAYS - 1)))

typedef struct BlockCursor
{
	const char *span;			/* next span */
	int			spans;			/* spans to come */
	const char *bits;
	int			left;			/* bytes of the span to come */
	int			shift;			/* of the span's first day in its block */
	uint64		carry;			/* days of the next block, already read */
	int32		number;			/* next block */
	DateADT		last;			/* no day after this one */
} BlockCursor;

extern int	view_days_to(const RegisterView *view, DateADT day);
extern int	view_stop(const RegisterView *view, DateADT as_of);
extern DateADT view_day(const RegisterView *view, int ordinal);
extern void start_days(DayCursor *cursor, const RegisterView *view);
extern DateADT cursor_day(DayCursor *cursor, int ordinal);
extern void view_all_days(const RegisterView *view, DateADT *days);
extern void start_blocks(BlockCursor *cursor, const RegisterView *view);
extern bool next_block(BlockCursor *cursor, int32 *number, uint64 *days);
extern bool view_has_day(const RegisterView *view, DateADT day);
extern int	view_ordinal(const RegisterView *view, DateADT day);
extern int	view_unrecorded(const RegisterView *view, int from, int to);
extern int	view_year(const RegisterView *view, DateADT day);
extern bool view_several_years(const RegisterView *view);
extern bool view_calendar_days(const RegisterView *view, int64 *days);
extern uint16 view_usual_length(const RegisterView *view, int *differ);
extern uint16 view_length(const RegisterView *view, int ordinal);
extern void view_lengths(const RegisterView *view, uint16 *lengths);

/* An open register */
typedef struct RegisterDay
{
	DateADT		day;
	int			first;			/* its portions, in the order of marks */
	uint8		n;
	bool		recorded;
	bool		yielded;
	uint16		minutes;		/* UNKNOWN_MINUTES if not known */
} RegisterDay;

/*
 * Session days of a calendar in one school year, 1 July to 30 June.  A
 * calendar of one year can begin in the June before it and end in the August
 * after it.
 */
typedef struct RegisterYear
{
	int32		year;			/* the calendar year in which it ends */
	int32		days;
} RegisterYear;

typedef struct OpenRegister
{
	DateADT		complete_through;
	int			n_days;
	int			n_portions;
	int			n_years;
	RegisterDay *days;			/* by day */
	Portion    *portions;
	RegisterYear *years;		/* by year */
} OpenRegister;

extern void open_register(OpenRegister *open, const Register *r);
extern void empty_register(OpenRegister *open, int days, int portions, int years);
extern Register *pack_register(const OpenRegister *open);
extern Register *completed_to(const Register *r, DateADT complete_through);
extern const char *register_fault(const OpenRegister *open);
extern bool has_too_many_shares(const OpenRegister *open);
extern uint16 usual_minutes(const OpenRegister *open);
extern RegisterDay *add_day(OpenRegister *open, DateADT day);
extern RegisterDay *copy_day(OpenRegister *open, const OpenRegister *from, const RegisterDay *day);
extern int	school_year(DateADT day);

#pragma GCC visibility pop

#endif							/* ABSENCE_REGISTER_H */
