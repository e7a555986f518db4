/*
 * points.c
 *		The rows of a series.
 */
#include "postgres.h"

#include "series.h"

#include "funcapi.h"

/*
 * points(series) returns setof (day date, n bigint, k double precision,
 *								 rate double precision)
 *
 * A row for each point.  rate is k of n, NULL where n is 0.
 */
PG_FUNCTION_INFO_V1(absence_points);
Datum
absence_points(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	const Series *series;
	const SeriesPoint *point;
	Datum		values[4];
	bool		nulls[4] = {false, false, false, false};
	double		unit;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		TupleDesc	tupdesc;

		funcctx = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		funcctx->tuple_desc = BlessTupleDesc(tupdesc);
		/* The argument may not outlive the first call: keep a copy */
		funcctx->user_fctx = series_of_datum(PointerGetDatum(PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0))));
		funcctx->max_calls = ((Series *) funcctx->user_fctx)->n_points;
		MemoryContextSwitchTo(old);
	}

	funcctx = SRF_PERCALL_SETUP();
	series = (const Series *) funcctx->user_fctx;
	if (funcctx->call_cntr >= funcctx->max_calls)
		SRF_RETURN_DONE(funcctx);

	point = &series->points[funcctx->call_cntr];
	unit = series->kind == SERIES_DAILY ? WHOLE_DAY : 1;
	values[0] = DateADTGetDatum(point->day);
	values[1] = Int64GetDatum(point->n);
	values[2] = Float8GetDatum((double) point->k / unit);
	values[3] = Float8GetDatum(point->n > 0 ? (double) point->k / ((double) point->n * unit) : 0);
	nulls[3] = point->n == 0;
	SRF_RETURN_NEXT(funcctx, HeapTupleGetDatum(heap_form_tuple(funcctx->tuple_desc, values, nulls)));
}
