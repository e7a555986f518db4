/*
 * print.c
 *		Prints of tables: sums of hashes of their rows, by which a refresh finds
 *		the students whose facts have changed.
 *
 * A print is an array of sums, the buckets.  The hash of a row's key, the
 * student id, says to which bucket the hash of the row is added.  A sum does
 * not depend on the order of the rows, and equal rows do not cancel each
 * other, as they would with XOR.  If the facts of a student have changed, the
 * student's bucket differs, except with the odds of a sum of 64 bits.  Another
 * student in the same bucket is taken for changed too, which costs time but is
 * not wrong.
 *
 * The columns can be of any type, because the hash is of their bytes.  Values
 * that are equal but have other bytes, such as 0.5 and 0.50, count as changed.
 */
#include "postgres.h"

#include "aggregate.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/varbit.h"

/* More buckets would make an array that is too large */
#define MAX_BUCKETS		(1 << 26)

/* Argument of print_agg's transition: the state, then these */
#define SEED_ARG		1
#define BUCKETS_ARG		2
#define KEY_ARG			3
#define FIRST_COLUMN	4

/* What a call needs to know of its columns, and room for the bytes of a row */
typedef struct PrintCall
{
	StringInfoData row;
	int16		length[FLEXIBLE_ARRAY_MEMBER];	/* of each column's type */
} PrintCall;

#define BY_VALUE	0			/* in PrintCall.length: the datum itself */

static uint64
hash_text(FunctionCallInfo fcinfo, int argno, uint64 seed)
{
	text	   *value;

	if (PG_ARGISNULL(argno))
		return seed;
	value = PG_GETARG_TEXT_PP(argno);
	return hash_bytes_extended((unsigned char *) VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), seed);
}

static PrintCall *
print_call(FunctionCallInfo fcinfo)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	PrintCall  *call = flinfo->fn_extra;
	int			columns = PG_NARGS() - FIRST_COLUMN;
	Oid		   *declared = NULL;
	MemoryContext old;

	if (call)
		return call;
	if (get_fn_expr_variadic(flinfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the columns of print_agg must be arguments of their own, not a VARIADIC array")));
	old = MemoryContextSwitchTo(flinfo->fn_mcxt);
	call = palloc0(offsetof(PrintCall, length) + columns * sizeof(int16));
	initStringInfo(&call->row);
	MemoryContextSwitchTo(old);
	for (int i = 0; i < columns; i++)
	{
		Oid			type = get_fn_expr_argtype(flinfo, FIRST_COLUMN + i);
		bool		by_value;
		int			arguments;

		/* A worker of Citus has no expression, but calls only a form with declared types */
		if (!OidIsValid(type))
		{
			if (!declared)
				(void) get_func_signature(flinfo->fn_oid, &declared, &arguments);
			type = declared[FIRST_COLUMN + i];
			if (IsPolymorphicType(type) || type == ANYOID)
				type = InvalidOid;
		}
		if (!OidIsValid(type))
			ereport(ERROR,
					(errcode(ERRCODE_INDETERMINATE_DATATYPE),
					 errmsg("could not determine the data type of column %d of print_agg", i + 1)));
		get_typlenbyval(type, &call->length[i], &by_value);
		if (by_value)
			call->length[i] = BY_VALUE;
	}
	flinfo->fn_extra = call;
	return call;
}

/* Before each column's bytes: how many, in one byte if that is enough */
#define LENGTH_FOLLOWS	254
#define IS_NULL			255

/* The hash of a row: of the bytes of its columns, each with its length */
static uint64
hash_row(FunctionCallInfo fcinfo, uint64 seed)
{
	PrintCall  *call = print_call(fcinfo);
	StringInfo	row = &call->row;
	int			used = 0;

	for (int i = FIRST_COLUMN; i < PG_NARGS(); i++)
	{
		Datum		value = PG_GETARG_DATUM(i);
		int			length = call->length[i - FIRST_COLUMN];
		const void *bytes = &value;
		uint32		size = sizeof(value);
		struct varlena *packed = NULL;

		if (PG_ARGISNULL(i))
			size = 0;
		else if (length == -1)
		{
			packed = PG_DETOAST_DATUM_PACKED(value);
			bytes = VARDATA_ANY(packed);
			size = VARSIZE_ANY_EXHDR(packed);
		}
		else if (length != BY_VALUE)
		{
			bytes = DatumGetPointer(value);
			size = length > 0 ? length : strlen(bytes);
		}

		/* Room for the length too */
		if (row->maxlen < used + (int64) size + 1 + (int64) sizeof(size))
		{
			row->len = used;
			enlargeStringInfo(row, size + 1 + sizeof(size));
		}
		if (PG_ARGISNULL(i))
			row->data[used++] = (char) IS_NULL;
		else if (size < LENGTH_FOLLOWS)
			row->data[used++] = (char) size;
		else
		{
			row->data[used++] = (char) LENGTH_FOLLOWS;
			memcpy(row->data + used, &size, sizeof(size));
			used += sizeof(size);
		}
		memcpy(row->data + used, bytes, size);
		used += size;
		if (packed && (Pointer) packed != DatumGetPointer(value))
			pfree(packed);
	}
	return hash_bytes_extended((unsigned char *) row->data, used, seed);
}

/* The sums of a print, which may come from a table or a client */
static int64 *
print_sums(ArrayType *print, int *buckets)
{
	if (ARR_NDIM(print) != 1 || ARR_HASNULL(print) || ARR_ELEMTYPE(print) != INT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("a print must be an array of one dimension without nulls")));
	*buckets = ARR_DIMS(print)[0];
	return (int64 *) ARR_DATA_PTR(print);
}

/* The state in argument 0, for changing: itself in an aggregate, else a copy */
static ArrayType *
own_print(FunctionCallInfo fcinfo)
{
	struct varlena *state = (struct varlena *) PG_GETARG_POINTER(0);

	if (in_aggregate(fcinfo) && VARATT_IS_4B_U(state))
		return (ArrayType *) state;
	return PG_GETARG_ARRAYTYPE_P_COPY(0);
}

/*
 * Transition of print_agg(seed bigint, buckets integer, key text,
 * VARIADIC "any") returns bigint[]
 *
 * The print of rows of a key and any number of columns, as an array of
 * `buckets` sums.  The hashes depend on the seed.  A NULL column is a value of
 * its own, and a NULL key is in the first bucket.  NULL without rows.
 * Errors: invalid_parameter_value if seed or buckets is NULL, if buckets is
 * not from 1 to 67108864, or if it changes.
 */
PG_FUNCTION_INFO_V1(absence_print_agg_transition);
Datum
absence_print_agg_transition(PG_FUNCTION_ARGS)
{
	ArrayType  *state;
	int64	   *sums;
	int32		buckets = PG_ARGISNULL(BUCKETS_ARG) ? 0 : PG_GETARG_INT32(BUCKETS_ARG);
	int			n;
	uint64		key;

	if (PG_ARGISNULL(SEED_ARG) || buckets < 1 || buckets > MAX_BUCKETS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a print needs a seed, and from 1 to %d buckets", MAX_BUCKETS)));
	if (PG_ARGISNULL(0))
	{
		MemoryContext context;
		Size		size = ARR_OVERHEAD_NONULLS(1) + (Size) buckets * sizeof(int64);

		if (!AggCheckCallContext(fcinfo, &context))
			context = CurrentMemoryContext;
		state = MemoryContextAllocZero(context, size);
		SET_VARSIZE(state, size);
		state->ndim = 1;
		state->elemtype = INT8OID;
		ARR_DIMS(state)[0] = buckets;
		ARR_LBOUND(state)[0] = 1;
	}
	else
		state = own_print(fcinfo);
	sums = print_sums(state, &n);
	if (n != buckets)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the number of buckets of a print must not change")));

	key = hash_text(fcinfo, KEY_ARG, (uint64) PG_GETARG_INT64(SEED_ARG));
	n = PG_ARGISNULL(KEY_ARG) ? 0 : (int) (key % (uint64) buckets);
	sums[n] = (int64) ((uint64) sums[n] + hash_row(fcinfo, key));
	PG_RETURN_ARRAYTYPE_P(state);
}

PG_FUNCTION_INFO_V1(absence_print_agg_combine);
Datum
absence_print_agg_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *state;
	int64	   *sums;
	int64	   *more;
	int			n;
	int			n_more;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(0))
		PG_RETURN_ARRAYTYPE_P(PG_GETARG_ARRAYTYPE_P_COPY(1));
	state = own_print(fcinfo);
	if (PG_ARGISNULL(1))
		PG_RETURN_ARRAYTYPE_P(state);
	sums = print_sums(state, &n);
	more = print_sums(PG_GETARG_ARRAYTYPE_P(1), &n_more);
	if (n != n_more)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the number of buckets of a print must not change")));
	for (int i = 0; i < n; i++)
		sums[i] = (int64) ((uint64) sums[i] + (uint64) more[i]);
	PG_RETURN_ARRAYTYPE_P(state);
}

/*
 * print_changes(before bigint[], after bigint[]) returns bit varying
 *
 * The buckets that differ, a bit for each.  Prints of different numbers of
 * buckets cannot be compared: NULL, which has_changed() takes as a change of
 * every key.
 */
PG_FUNCTION_INFO_V1(absence_print_changes);
Datum
absence_print_changes(PG_FUNCTION_ARGS)
{
	int64	   *before;
	int64	   *after;
	int			n;
	int			n_after;
	VarBit	   *changes;
	Size		size;

	before = print_sums(PG_GETARG_ARRAYTYPE_P(0), &n);
	after = print_sums(PG_GETARG_ARRAYTYPE_P(1), &n_after);
	if (n != n_after)
		PG_RETURN_NULL();

	size = VARBITTOTALLEN(n);
	changes = palloc0(size);
	SET_VARSIZE(changes, size);
	VARBITLEN(changes) = n;
	for (int i = 0; i < n; i++)
		if (before[i] != after[i])
			VARBITS(changes)[i / BITS_PER_BYTE] |= 0x80 >> (i % BITS_PER_BYTE);
	PG_RETURN_VARBIT_P(changes);
}

/*
 * has_changed(key text, seed bigint, changes bit varying) returns boolean
 *
 * Is the key's bucket one of those that differ?  NULL changes: true.
 * Errors: invalid_parameter_value if the seed is NULL.
 */
PG_FUNCTION_INFO_V1(absence_has_changed);
Datum
absence_has_changed(PG_FUNCTION_ARGS)
{
	VarBit	   *changes;
	int			n = 0;

	if (PG_ARGISNULL(2))
		PG_RETURN_BOOL(true);
	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a print needs a seed")));
	changes = PG_GETARG_VARBIT_P(2);
	if (VARBITLEN(changes) == 0)
		PG_RETURN_BOOL(false);
	if (!PG_ARGISNULL(0))
		n = (int) (hash_text(fcinfo, 0, (uint64) PG_GETARG_INT64(1)) % (uint64) VARBITLEN(changes));
	PG_RETURN_BOOL((VARBITS(changes)[n / BITS_PER_BYTE] & (0x80 >> (n % BITS_PER_BYTE))) != 0);
}
