/*
 * absence_fuzz.c
 *		Mutated input and forged states inside the server, in a tight loop.
 *
 * A client that sends one statement per try makes some thousands of tries per
 * second; this makes some hundred thousand.  See fuzz.sql for the functions.
 *
 * The same seed gives the same tries.  A fault ends the call with an error that
 * contains the input in hexadecimal; a crash can be repeated with its seed.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "common/pg_prng.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "portability/instr_time.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#include "utils/syscache.h"
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#endif

PG_MODULE_MAGIC;

#define MAX_LENGTH	65536		/* maximum length of a mutated value */
#define GOOD_STATES	64

/* A type, its functions, and valid values of it in three forms */
typedef struct Type
{
	Oid			oid;
	int16		len;
	bool		byval;
	Oid			ioparam;
	FmgrInfo	in,
				out,
				recv,
				send;
	int			n;
	Datum	   *values;
	StringInfo	texts;
	StringInfo	binaries;
} Type;

/* A function, and the types of its arguments */
typedef struct Function
{
	FmgrInfo	flinfo;
	Oid			result;
	int			nargs;
	Type	   *args[FUNC_MAX_ARGS];
} Function;

/* The stage of a try, which determines what an error means */
typedef enum Stage
{
	STAGE_INPUT,				/* an error rejects the input */
	STAGE_SOUND,				/* the value is accepted, so an error is a fault */
	STAGE_USE					/* the only error allowed is data out of range */
} Stage;

static pg_prng_state prng;
static MemoryContext lasting;	/* lasts for the whole call */
static MemoryContext passing;	/* lasts for one try */
static Type *types;				/* all types that were looked up */
static int	n_types;
static Stage stage;
static bool in_subtransaction;
static ResourceOwner outer_owner;
static const StringInfoData *input;	/* the input of this try */

/* Totals of a call */
static int64 accepted;
static int64 refused;
static double slowest;

/* ------------------------------------------------------------- mutation */

static uint32
roll(uint32 n)
{
	return n <= 1 ? 0 : (uint32) (pg_prng_uint64(&prng) >> 32) % n;
}

/* Replace this many bytes from at on by other bytes. */
static void
edit(StringInfo value, int at, int length, const char *bytes, int n)
{
	int			rest = value->len - at - length;

	enlargeStringInfo(value, n + 1);
	memmove(value->data + at + n, value->data + at + length, rest);
	memcpy(value->data + at, bytes, n);
	value->len += n - length;
	value->data[value->len] = '\0';
}

static const char *const words[] = {
	"0", "-1", "1", "366", "1440", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808",
	"18446744073709551616", "1e400", "NaN", "infinity", "-infinity", "none", "0001-01-01", "4713-01-01BC",
	"4714-11-24BC", "5874897-12-31", "5874898-01-01", "..", ";", ",", ":", "/", "%", "=", ">=", ">", " ",
	"\n", "\t", "1/90090000", "1/0", "1/3", "2025-08-18", "2025-08-18..2026-06-05", "oss", "present",
	"\xc3\xa9", "\xe2\x82\xac"
};

static const int64 numbers[] = {
	0, 1, -1, 2, 127, 128, 255, 256, 366, 1440, 32767, 65535, 90090000, 90090001, PG_INT32_MAX, PG_INT32_MIN,
	(int64) 1 << 32, PG_INT64_MAX, PG_INT64_MIN
};

/* A few random edits of one of n valid values. */
static void
mutate(StringInfo value, const StringInfoData *good, int n, bool is_text)
{
	const StringInfoData *start = &good[roll(n)];

	resetStringInfo(value);
	appendBinaryStringInfo(value, start->data, start->len);
	for (int edits = 1 + roll(4); edits > 0 && value->len < MAX_LENGTH; edits--)
	{
		int			at = roll(value->len + 1);
		int			rest = value->len - at;
		int			length = 1 + (int) roll(8);
		char		bytes[8];
		int			width;
		int64		number;
		const StringInfoData *other;
		char	   *slice;

		length = Min(length, rest);
		bytes[0] = is_text ? (char) (roll(16) ? 32 + roll(95) : 1 + roll(127)) : (char) roll(256);
		switch (roll(9))
		{
			case 0:
				edit(value, at, 0, bytes, 1);
				break;
			case 1:
				edit(value, at, length, bytes, 0);
				break;
			case 2:
				edit(value, at, Min(rest, 1), bytes, 1);
				break;
			case 3:				/* change one bit or one digit */
				if (rest == 0)
					break;
				if (!is_text)
					value->data[at] ^= 1 << roll(8);
				else if (value->data[at] >= '0' && value->data[at] <= '9')
					value->data[at] = '0' + roll(10);
				break;
			case 4:				/* cut off the end */
				if (roll(4) == 0)
					edit(value, at, rest, bytes, 0);
				break;
			case 5:				/* a keyword or a boundary number */
				if (is_text)
				{
					const char *word = words[roll(lengthof(words))];

					edit(value, at, roll(2) ? length : 0, word, strlen(word));
					break;
				}
				number = numbers[roll(lengthof(numbers))];
				width = 1 << roll(4);
				for (int i = 0; i < width; i++)
					bytes[i] = (char) (number >> 8 * i);
				if (roll(2))	/* network byte order */
					for (int i = 0; i < width / 2; i++)
					{
						char		swap = bytes[i];

						bytes[i] = bytes[width - 1 - i];
						bytes[width - 1 - i] = swap;
					}
				edit(value, at, Min(rest, width), bytes, width);
				break;
			case 6:				/* a part of another value, or of this one */
				other = roll(2) ? &good[roll(n)] : value;
				width = roll(other->len + 1);
				length = 1 + (int) roll(40);
				length = Min(length, other->len - width);
				slice = palloc(length + 1);
				memcpy(slice, other->data + width, length);
				edit(value, at, roll(2) ? Min(rest, length) : 0, slice, length);
				break;
			case 7:				/* repeat a part many times */
				if (roll(8))
					break;
				slice = palloc(length + 1);
				memcpy(slice, value->data + at, length);
				for (int i = roll(64); i > 0; i--)
					edit(value, at, 0, slice, length);
				break;
			case 8:				/* move a part */
				slice = palloc(length + 1);
				memcpy(slice, value->data + at, length);
				edit(value, at, length, bytes, 0);
				edit(value, roll(value->len + 1), 0, slice, length);
				break;
		}
	}
}

/* ----------------------------------------------------------------- types */

static bool
same_value(const Type *type, Datum a, Datum b)
{
	return datumIsEqual(a, b, type->byval, type->len);
}

static Datum
receive(Type *type, const char *bytes, int length, bool *whole)
{
	StringInfoData buf;
	Datum		value;

	/* a copy of exactly this size, so that tools detect a read past its end */
	buf.data = palloc(length + 1);
	memcpy(buf.data, bytes, length);
	buf.data[length] = '\0';
	buf.len = length;
	buf.maxlen = length + 1;
	buf.cursor = 0;
	value = ReceiveFunctionCall(&type->recv, &buf, type->ioparam, -1);
	*whole = buf.cursor == length;
	return value;
}

/* Look up a type, its input and output functions and its samples. */
static Type *
type_of(Oid oid)
{
	Type	   *type = NULL;
	Oid			function;
	bool		varlena;
	Datum		argument = ObjectIdGetDatum(oid);
	Oid			argtype = REGTYPEOID;
	MemoryContext before = CurrentMemoryContext;

	for (int i = 0; i < n_types; i++)
		if (types[i].oid == oid)
			return &types[i];

	if (n_types == 64)
		elog(ERROR, "too many types");
	type = &types[n_types++];
	memset(type, 0, sizeof(Type));
	type->oid = oid;
	get_typlenbyval(oid, &type->len, &type->byval);
	getTypeInputInfo(oid, &function, &type->ioparam);
	fmgr_info_cxt(function, &type->in, lasting);
	getTypeOutputInfo(oid, &function, &varlena);
	fmgr_info_cxt(function, &type->out, lasting);
	if (oid == CSTRINGOID)
		return type;			/* without samples its arguments are NULL */
	getTypeBinaryInputInfo(oid, &function, &type->ioparam);
	fmgr_info_cxt(function, &type->recv, lasting);
	getTypeBinaryOutputInfo(oid, &function, &varlena);
	fmgr_info_cxt(function, &type->send, lasting);

	if (SPI_connect() != SPI_OK_CONNECT ||
		SPI_execute_with_args("SELECT value FROM fuzz.sample WHERE type = $1", 1, &argtype, &argument, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "no samples can be read");
	MemoryContextSwitchTo(lasting);
	type->n = SPI_processed;
	type->values = palloc0((type->n + 1) * sizeof(Datum));
	type->texts = palloc0((type->n + 1) * sizeof(StringInfoData));
	type->binaries = palloc0((type->n + 1) * sizeof(StringInfoData));
	for (int i = 0; i < type->n; i++)
	{
		char	   *text = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1);
		bytea	   *bytes;
		bool		whole;

		MemoryContextSwitchTo(lasting);
		type->values[i] = InputFunctionCall(&type->in, text, type->ioparam, -1);
		initStringInfo(&type->texts[i]);
		appendStringInfoString(&type->texts[i], text);
		bytes = SendFunctionCall(&type->send, type->values[i]);
		initStringInfo(&type->binaries[i]);
		appendBinaryStringInfo(&type->binaries[i], VARDATA(bytes), VARSIZE(bytes) - VARHDRSZ);
		/* the tries must start from values that input and output keep */
		if (!same_value(type, receive(type, VARDATA(bytes), VARSIZE(bytes) - VARHDRSZ, &whole), type->values[i]) || !whole)
			elog(ERROR, "sample \"%s\" of type %s is received as another value", text, format_type_be(oid));
	}
	SPI_finish();
	MemoryContextSwitchTo(before);
	return type;
}

static void
look_up_function(Function *function, Oid oid)
{
	Oid		   *argtypes;

	fmgr_info_cxt(oid, &function->flinfo, lasting);
	function->result = get_func_signature(oid, &argtypes, &function->nargs);
	for (int i = 0; i < function->nargs; i++)
		function->args[i] = type_of(argtypes[i]);
}

/* ----------------------------------------------------------------- tries */

static bool
expected_error(int sqlstate, bool is_text)
{
	int			class = ERRCODE_TO_CATEGORY(sqlstate);

	switch (stage)
	{
		case STAGE_INPUT:
			return is_text ? sqlstate == ERRCODE_INVALID_TEXT_REPRESENTATION :
				sqlstate == ERRCODE_INVALID_BINARY_REPRESENTATION ||
				sqlstate == ERRCODE_PROTOCOL_VIOLATION ||
				sqlstate == ERRCODE_CHARACTER_NOT_IN_REPERTOIRE;
		case STAGE_SOUND:
			return false;
		case STAGE_USE:
			return class == ERRCODE_TO_CATEGORY(ERRCODE_DATA_EXCEPTION) ||
				class == ERRCODE_TO_CATEGORY(ERRCODE_PROGRAM_LIMIT_EXCEEDED) ||
				sqlstate == ERRCODE_FEATURE_NOT_SUPPORTED;	/* an inverse function outside an aggregate */
	}
	return false;
}

/*
 * Call a function, and return whether it succeeds.  An expected error is
 * ignored; any other ends the call and reports the input.  A subtransaction
 * lasts until the next error, because one for each try costs more than the try.
 */
static bool
attempt(void (*function) (void *), void *argument, bool is_text)
{
	volatile bool good = false;
	ErrorData  *error = NULL;

	if (!in_subtransaction)
	{
		BeginInternalSubTransaction(NULL);
		in_subtransaction = true;
	}
	MemoryContextSwitchTo(passing);
	PG_TRY();
	{
		function(argument);
		good = true;
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(passing);
		if (!expected_error(geterrcode(), is_text))
			error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		CurrentResourceOwner = outer_owner;
		in_subtransaction = false;
		MemoryContextSwitchTo(passing);
	}
	PG_END_TRY();
	if (error && error->sqlerrcode == ERRCODE_QUERY_CANCELED)
		ReThrowError(error);
	if (error)
	{
		StringInfoData hex;

		initStringInfo(&hex);
		for (int i = 0; input && i < input->len; i++)
			appendStringInfo(&hex, "%02x", (unsigned char) input->data[i]);
		ereport(ERROR,
				(errcode(error->sqlerrcode),
				 errmsg("after %lld accepted and %lld refused: %s", (long long) accepted, (long long) refused, error->message),
				 errdetail("The input is %s.", hex.data)));
	}
	return good;
}

/* A valid value as it is, after output and input, or after send and receive */
typedef struct Sound
{
	Type	   *type;
	Datum		value;
} Sound;

static void
check_sound(void *argument)
{
	Sound	   *sound = argument;
	Type	   *type = sound->type;
	char	   *text = OutputFunctionCall(&type->out, sound->value);
	bytea	   *bytes;
	bool		whole;

	if (!same_value(type, InputFunctionCall(&type->in, text, type->ioparam, -1), sound->value))
		elog(ERROR, "a value reads as another one from its text \"%s\"", text);
	bytes = SendFunctionCall(&type->send, sound->value);
	if (!same_value(type, receive(type, VARDATA(bytes), VARSIZE(bytes) - VARHDRSZ, &whole), sound->value) || !whole)
		elog(ERROR, "a value is received as another one: \"%s\"", text);
}

static void
require_sound(Type *type, Datum value)
{
	Sound		sound = {type, value};
	Stage		before = stage;

	stage = STAGE_SOUND;
	attempt(check_sound, &sound, false);
	stage = before;
}

/* A call with a value for each argument; within an aggregate, if there is one */
typedef struct Call
{
	Function   *function;
	Node	   *context;
	NullableDatum args[FUNC_MAX_ARGS];
	NullableDatum result;
} Call;

static void
invoke(void *argument)
{
	Call	   *call = argument;
	LOCAL_FCINFO(fcinfo, FUNC_MAX_ARGS);

	InitFunctionCallInfoData(*fcinfo, &call->function->flinfo, call->function->nargs, DEFAULT_COLLATION_OID, call->context, NULL);
	for (int i = 0; i < call->function->nargs; i++)
	{
		fcinfo->args[i] = call->args[i];
		if (call->args[i].isnull && call->function->flinfo.fn_strict)
		{
			call->result.isnull = true;
			return;
		}
	}
	call->result.value = FunctionCallInvoke(fcinfo);
	call->result.isnull = fcinfo->isnull;
}

/* Random arguments of a function, from a given one on. */
static void
roll_arguments(Call *call, int from)
{
	for (int i = from; i < call->function->nargs; i++)
	{
		Type	   *type = call->function->args[i];

		call->args[i].isnull = type->n == 0 || roll(16) == 0;
		call->args[i].value = call->args[i].isnull ? (Datum) 0 : type->values[roll(type->n)];
	}
}

/* ------------------------------------------------------------ whole calls */

static void
start(int64 seed)
{
	lasting = AllocSetContextCreate(CurrentMemoryContext, "fuzz", ALLOCSET_DEFAULT_SIZES);
	passing = AllocSetContextCreate(CurrentMemoryContext, "fuzz of one try", ALLOCSET_DEFAULT_SIZES);
	types = MemoryContextAllocZero(lasting, 64 * sizeof(Type));
	n_types = 0;
	in_subtransaction = false;
	outer_owner = CurrentResourceOwner;
	input = NULL;
	accepted = refused = 0;
	slowest = 0;
	pg_prng_seed(&prng, (uint64) seed);
}

static void
count_try(bool good, instr_time from)
{
	instr_time	to;

	INSTR_TIME_SET_CURRENT(to);
	INSTR_TIME_SUBTRACT(to, from);
	slowest = Max(slowest, INSTR_TIME_GET_MILLISEC(to));
	if (good)
		accepted++;
	else
		refused++;
}

static Datum
finish(FunctionCallInfo fcinfo, MemoryContext context)
{
	TupleDesc	desc;
	Datum		values[3];
	bool		nulls[3] = {false, false, false};

	if (in_subtransaction)
		ReleaseCurrentSubTransaction();
	in_subtransaction = false;
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = outer_owner;
	MemoryContextDelete(passing);
	MemoryContextDelete(lasting);
	get_call_result_type(fcinfo, NULL, &desc);
	values[0] = Int64GetDatum(accepted);
	values[1] = Int64GetDatum(refused);
	values[2] = Float8GetDatum(slowest);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/* The input of a type, and its value if it is accepted */
typedef struct Input
{
	Type	   *type;
	bool		is_text;
	bool		soft_error;
	Datum		value;
} Input;

static void
take_input(void *argument)
{
	Input	   *in = argument;

	in->soft_error = false;
	if (!in->is_text)
	{
		bool		whole;

		in->value = receive(in->type, input->data, input->len, &whole);
		in->soft_error = !whole;	/* the server rejects unread bytes */
		return;
	}
#if PG_VERSION_NUM >= 160000
	{
		/* Invalid text is a soft error, so a hard error is a fault of the extension */
		ErrorSaveContext soft = {T_ErrorSaveContext};

		stage = STAGE_SOUND;
		if (!InputFunctionCallSafe(&in->type->in, pstrdup(input->data), in->type->ioparam, -1, (Node *) &soft, &in->value))
			in->soft_error = true;
	}
#else
	in->value = InputFunctionCall(&in->type->in, pstrdup(input->data), in->type->ioparam, -1);
#endif
}

PG_FUNCTION_INFO_V1(absence_fuzz_type);
Datum
absence_fuzz_type(PG_FUNCTION_ARGS)
{
	MemoryContext context = CurrentMemoryContext;
	ArrayType  *oids = PG_GETARG_ARRAYTYPE_P(2);
	int64		tries = PG_GETARG_INT64(3);
	Function   *functions;
	int			n_functions;
	StringInfoData value;
	Input		in;

	start(PG_GETARG_INT64(4));
	in.type = type_of(PG_GETARG_OID(0));
	in.is_text = !PG_GETARG_BOOL(1);
	if (in.type->n == 0)
		elog(ERROR, "type %s has no samples", format_type_be(in.type->oid));
	n_functions = ArrayGetNItems(ARR_NDIM(oids), ARR_DIMS(oids));
	functions = MemoryContextAllocZero(lasting, (n_functions + 1) * sizeof(Function));
	for (int i = 0; i < n_functions; i++)
		look_up_function(&functions[i], ((Oid *) ARR_DATA_PTR(oids))[i]);
	MemoryContextSwitchTo(lasting);
	initStringInfo(&value);
	input = &value;

	for (int64 i = 0; i < tries; i++)
	{
		instr_time	from;
		bool		good;

		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(passing);
		MemoryContextSwitchTo(passing);
		do
			mutate(&value, in.is_text ? in.type->texts : in.type->binaries, in.type->n, in.is_text);
		while (in.is_text && !pg_verifymbstr(value.data, value.len, true));

		INSTR_TIME_SET_CURRENT(from);
		stage = STAGE_INPUT;
		good = attempt(take_input, &in, in.is_text) && !in.soft_error;
		if (good)
		{
			require_sound(in.type, in.value);
			if (n_functions > 0)
			{
				Call		call = {&functions[roll(n_functions)], NULL};
				int			place = roll(call.function->nargs);

				roll_arguments(&call, 0);
				while (call.function->args[place] != in.type)
					place = (place + 1) % call.function->nargs;
				call.args[place].value = in.value;
				call.args[place].isnull = false;
				stage = STAGE_USE;
				attempt(invoke, &call, false);
			}
		}
		count_try(good, from);
	}
	return finish(fcinfo, context);
}

/*
 * One step of an aggregate, from its state to a result.  Returns whether it
 * succeeds.  A function that is missing, or strict with a NULL state, is not
 * called.
 */
static bool
step(Call *call, Function *function, NullableDatum *state)
{
	call->function = function;
	if (function->flinfo.fn_oid == InvalidOid)
		return true;
	call->args[0] = *state;
	if (!attempt(invoke, call, false))
		return false;
	*state = call->result;
	return true;
}

PG_FUNCTION_INFO_V1(absence_fuzz_aggregate);
Datum
absence_fuzz_aggregate(PG_FUNCTION_ARGS)
{
	MemoryContext context = CurrentMemoryContext;
	bool		moving = PG_GETARG_BOOL(1);
	int64		tries = PG_GETARG_INT64(2);
	HeapTuple	tuple;
	FormData_pg_aggregate agg;
	Function	trans = {0},
				inverse = {0},
				combine = {0},
				final = {0};
	Type	   *type;
	Type	   *result = NULL;
	AggState   *aggregate = makeNode(AggState);
	StringInfo	good;
	int			n_good = 0;
	NullableDatum initial = {0};
	StringInfoData value;
	Call		call = {0};

	start(PG_GETARG_INT64(3));
	tuple = SearchSysCache1(AGGFNOID, PG_GETARG_DATUM(0));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "no aggregate");
	agg = *(Form_pg_aggregate) GETSTRUCT(tuple);
	initial.value = SysCacheGetAttr(AGGFNOID, tuple,
									moving ? Anum_pg_aggregate_aggminitval : Anum_pg_aggregate_agginitval,
									&initial.isnull);
	type = type_of(moving ? agg.aggmtranstype : agg.aggtranstype);
	if (!initial.isnull)
	{
		MemoryContextSwitchTo(lasting);
		initial.value = InputFunctionCall(&type->in, TextDatumGetCString(initial.value), type->ioparam, -1);
	}
	ReleaseSysCache(tuple);
	look_up_function(&trans, moving ? agg.aggmtransfn : agg.aggtransfn);
	if (moving)
		look_up_function(&inverse, agg.aggminvtransfn);
	if (!moving && OidIsValid(agg.aggcombinefn))
		look_up_function(&combine, agg.aggcombinefn);
	if (OidIsValid(moving ? agg.aggmfinalfn : agg.aggfinalfn))
	{
		look_up_function(&final, moving ? agg.aggmfinalfn : agg.aggfinalfn);
		result = type_of(final.result);
	}
	/* a function that checks whether it may change its state in place is allowed to */
	aggregate->curaggcontext = CreateStandaloneExprContext();
	call.context = (Node *) aggregate;

	/* Valid states, from rows that the aggregate accepts */
	MemoryContextSwitchTo(lasting);
	initStringInfo(&value);
	good = palloc0(GOOD_STATES * sizeof(StringInfoData));
	input = &value;
	for (int tried = 0; n_good < GOOD_STATES && tried < GOOD_STATES * 100; tried++)
	{
		NullableDatum state = initial;
		bytea	   *bytes;

		MemoryContextReset(passing);
		MemoryContextSwitchTo(passing);
		if (!state.isnull)
			state.value = datumCopy(state.value, type->byval, type->len);
		stage = STAGE_USE;
		for (int rows = 1 + roll(30); rows > 0; rows--)
		{
			NullableDatum before = state;

			/* a failed transition can have changed the state in place */
			if (!state.isnull)
				before.value = datumCopy(state.value, type->byval, type->len);
			call.function = &trans;
			roll_arguments(&call, 1);
			/* the executor starts a strict function with the first value */
			if (trans.flinfo.fn_strict && state.isnull)
			{
				state = call.args[1];
				if (!state.isnull)
					state.value = datumCopy(state.value, type->byval, type->len);
			}
			else if (!step(&call, &trans, &state))
				state = before;
			else if (state.isnull)
				state = before;	/* a strict function ignores this row */
		}
		if (state.isnull)
			continue;
		bytes = SendFunctionCall(&type->send, state.value);
		MemoryContextSwitchTo(lasting);
		initStringInfo(&good[n_good]);
		appendBinaryStringInfo(&good[n_good++], VARDATA(bytes), VARSIZE(bytes) - VARHDRSZ);
	}
	if (n_good == 0)
		elog(ERROR, "no state could be made");

	for (int64 i = 0; i < tries; i++)
	{
		instr_time	from;
		Input		in = {type, false, false, (Datum) 0};
		NullableDatum state,
					other;
		bool		went;
		bool		whole;

		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(passing);
		MemoryContextSwitchTo(passing);
		ResetExprContext(aggregate->curaggcontext);
		mutate(&value, good, n_good, false);

		INSTR_TIME_SET_CURRENT(from);
		stage = STAGE_INPUT;
		went = attempt(take_input, &in, false) && !in.soft_error;
		if (went)
		{
			stage = STAGE_USE;
			state.value = in.value;
			state.isnull = false;
			if (roll(2) && combine.flinfo.fn_oid != InvalidOid)
			{
				int			which = roll(n_good);

				other.value = receive(type, good[which].data, good[which].len, &whole);
				other.isnull = false;
				if (roll(2))
				{
					call.args[1] = state;
					state = other;
				}
				else
					call.args[1] = other;
				went = step(&call, &combine, &state);
			}
			else
			{
				NullableDatum rows[4][FUNC_MAX_ARGS];
				int			n_rows = roll(lengthof(rows) + 1);
				int			added = 0;
				int			removed = 0;

				/* rows are added, and in moving mode the added rows are removed again */
				while (went && added < n_rows)
				{
					NullableDatum before = state;
					bool		remove = moving && removed < added && roll(2);

					call.function = remove ? &inverse : &trans;
					if (remove)
						memcpy(call.args, rows[removed++], sizeof(call.args));
					else
					{
						roll_arguments(&call, 1);
						memcpy(rows[added++], call.args, sizeof(call.args));
					}
					went = step(&call, call.function, &state);
					if (state.isnull)
						state = before;
				}
			}
			if (went)
			{
				/* arguments of a final function after the state are NULL */
				for (int j = 1; j < final.nargs; j++)
					call.args[j].isnull = true;
				went = step(&call, &final, &state);
			}
			/* whatever the state was, the result must be a valid value */
			if (went && result && result->n > 0 && !state.isnull)
				require_sound(result, state.value);
		}
		count_try(went, from);
	}
	return finish(fcinfo, context);
}
