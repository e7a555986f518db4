/*
 * growing_state.c
 *		States of aggregates that grow with what is added to them.
 */
#include "postgres.h"

#include "growing_state.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

void
invalid_state(const StateKind *kind, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid state of %s", kind->name),
			 detail ? errdetail("%s", detail) : 0));
}

static void *
make_state(const StateKind *kind, Size size)
{
	void	   *state;

	if (size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many %s", kind->contents)));
	state = palloc0(size);
	SET_VARSIZE(state, size);
	return state;
}

/* An empty state */
void *
new_state(const StateKind *kind)
{
	return make_state(kind, kind->first_size);
}

/*
 * A new state with the head of this one and with room for its units and this
 * many more.  The caller copies the units.
 */
void *
larger_state(const StateKind *kind, const void *state, Size more)
{
	Size		used = ((const GrowingState *) state)->used;
	Size		needed = kind->head + (used + more) * kind->unit;
	void	   *larger;

	CHECK_FOR_INTERRUPTS();
	/* palloc rounds most sizes up to a power of 2 in any case */
	larger = make_state(kind, pg_nextpower2_64(Max(needed, kind->first_size)));
	memcpy((char *) larger + VARHDRSZ, (const char *) state + VARHDRSZ, kind->head - VARHDRSZ);
	return larger;
}

/* The same, with the units copied, which must directly follow the head. */
void *
grow_state(const StateKind *kind, const void *state, Size more)
{
	void	   *larger = larger_state(kind, state, more);

	memcpy((char *) larger + kind->head, (const char *) state + kind->head,
		   ((const GrowingState *) state)->used * kind->unit);
	return larger;
}

/* A copy of a state that comes as an argument. */
void *
copy_state(const StateKind *kind, Datum datum)
{
	void	   *state = PG_DETOAST_DATUM_COPY(datum);

	check_state_size(kind, state);
	return state;
}

/* The units of a state that is only read, and their number; not aligned. */
const char *
state_contents(const StateKind *kind, Datum datum, uint32 *used)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(datum);
	Size		head = kind->head - VARHDRSZ;
	Size		size = VARSIZE_ANY_EXHDR(packed);

	if (size < head)
		invalid_state(kind, NULL);
	memcpy(used, VARDATA_ANY(packed), sizeof(uint32));
	if (*used > (size - head) / kind->unit)
		invalid_state(kind, NULL);
	return VARDATA_ANY(packed) + head;
}
