/*
 * mark.c
 *		The type mark: what was recorded for one student on one day.
 *
 * A mark is one byte, passed by value.  Its values follow the order of marks,
 * which decides when two marks compete.  The comparison operators follow it
 * too.
 */
#include "postgres.h"

#include "mark.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

static const char *const names[MARK_COUNT] = {
	[MARK_TARDY] = "tardy",
	[MARK_LEFT_EARLY] = "left_early",
	[MARK_UNEXCUSED] = "unexcused",
	[MARK_EXCUSED] = "excused",
	[MARK_OSS] = "oss",
	[MARK_EXEMPT] = "exempt",
	[MARK_UNVERIFIED] = "unverified",
	[MARK_ISS] = "iss",
	[MARK_REMOTE] = "remote",
	[MARK_ACTIVITY] = "activity",
	[MARK_HOMEBOUND] = "homebound",
	[MARK_UNMAPPED] = "unmapped",
	[MARK_PRESENT] = "present"
};

const char *
mark_name(Mark mark)
{
	return names[mark];
}

/* Find a mark by its name; false if no mark has this name. */
bool
mark_lookup(const char *name, int len, Mark *mark)
{
	for (int i = 0; i < MARK_COUNT; i++)
	{
		if (strlen(names[i]) == (size_t) len && strncmp(names[i], name, len) == 0)
		{
			*mark = (Mark) i;
			return true;
		}
	}
	return false;
}

/* The names of a set of marks, for messages: "excused, unexcused". */
const char *
mark_names(uint32 marks)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < MARK_COUNT; i++)
		if (marks & MARK_BIT(i))
			appendStringInfo(&buf, "%s%s", buf.len > 0 ? ", " : "", names[i]);
	return buf.data;
}

/*
 * mark_in(cstring) returns mark
 *
 * Errors: invalid_text_representation for a text that is not a mark.
 */
PG_FUNCTION_INFO_V1(absence_mark_in);
Datum
absence_mark_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Mark		mark;

	if (!mark_lookup(text, strlen(text), &mark))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input value for type mark: \"%s\"", text),
				 errhint("Marks are %s.",
						 mark_names(MARK_BIT(MARK_COUNT) - 1))));
	PG_RETURN_CHAR(mark);
}

/*
 * mark_from_text(text) returns mark: the cast, and what mark_in() does
 *
 * Errors: invalid_text_representation for a text that is not a mark.
 */
PG_FUNCTION_INFO_V1(absence_mark_from_text);
Datum
absence_mark_from_text(PG_FUNCTION_ARGS)
{
	text	   *word = PG_GETARG_TEXT_PP(0);
	Mark		mark;

	if (!mark_lookup(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word), &mark))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input value for type mark: \"%s\"", text_to_cstring(word)),
				 errhint("Marks are %s.",
						 mark_names(MARK_BIT(MARK_COUNT) - 1))));
	PG_RETURN_CHAR(mark);
}

PG_FUNCTION_INFO_V1(absence_mark_out);
Datum
absence_mark_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(pstrdup(mark_name((Mark) PG_GETARG_CHAR(0))));
}

/*
 * mark_recv(internal) returns mark
 *
 * On the wire a mark is its name, as an enum is.
 */
PG_FUNCTION_INFO_V1(absence_mark_recv);
Datum
absence_mark_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			len;
	char	   *text = pq_getmsgtext(buf, buf->len - buf->cursor, &len);
	Mark		mark;

	if (!mark_lookup(text, len, &mark))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type mark: \"%s\"", text)));
	PG_RETURN_CHAR(mark);
}

PG_FUNCTION_INFO_V1(absence_mark_send);
Datum
absence_mark_send(PG_FUNCTION_ARGS)
{
	const char *name = mark_name((Mark) PG_GETARG_CHAR(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendtext(&buf, name, strlen(name));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* The comparison operators, and the support functions of their classes */

#define MARK_COMPARISON(name, op) \
PG_FUNCTION_INFO_V1(absence_mark_##name); \
Datum \
absence_mark_##name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(PG_GETARG_CHAR(0) op PG_GETARG_CHAR(1)); \
}

MARK_COMPARISON(lt, <)
MARK_COMPARISON(le, <=)
MARK_COMPARISON(eq, ==)
MARK_COMPARISON(ne, !=)
MARK_COMPARISON(ge, >=)
MARK_COMPARISON(gt, >)

PG_FUNCTION_INFO_V1(absence_mark_cmp);
Datum
absence_mark_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) PG_GETARG_CHAR(0) - (int32) PG_GETARG_CHAR(1));
}

/* mark_order(mark) returns integer: the place in the order of marks, from 1 */
PG_FUNCTION_INFO_V1(absence_mark_order);
Datum
absence_mark_order(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) PG_GETARG_CHAR(0) + 1);
}

/* Hash partitioning depends on these values, so they must never change. */
PG_FUNCTION_INFO_V1(absence_mark_hash);
Datum
absence_mark_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32((uint32) PG_GETARG_CHAR(0));
}

PG_FUNCTION_INFO_V1(absence_mark_hash_extended);
Datum
absence_mark_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended((uint32) PG_GETARG_CHAR(0), PG_GETARG_INT64(1));
}
