/*
 * points.c
 *		The rows of a series.
 */
#include "postgres.h"

#include "series.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"

typedef struct PointsState
{
	const Series *series;
	DateADT    *days;			/* NULL: the days of the points */
} PointsState;

/* The days of an array without its NULLs, and their number. */
static int
days_of_array(ArrayType *array, DateADT **days)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	int			left = 0;

	deconstruct_array(array, DATEOID, sizeof(DateADT), true, TYPALIGN_INT, &elements, &nulls, &n);
	*days = palloc(Max(n, 1) * sizeof(DateADT));
	for (int i = 0; i < n; i++)
		if (!nulls[i])
			(*days)[left++] = DatumGetDateADT(elements[i]);
	return left;
}

/*
 * The point of a series for a day.  If a running series has no point on the
 * day, the last point before it holds; in all other cases n and k are 0.
 */
static SeriesPoint
point_of_day(const Series *series, DateADT day)
{
	SeriesPoint none = {0, 0, day, 0};
	uint32		low = 0;
	uint32		high = series->n_points;

	/* find the first point after the day */
	while (low < high)
	{
		uint32		middle = (low + high) / 2;

		if (series->points[middle].day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || (series->kind == SERIES_DAILY && series->points[low - 1].day != day))
		return none;
	return series->points[low - 1];
}

/*
 * points(series [, days date[]]) returns setof (day date, n bigint,
 *									k double precision, rate double precision)
 *
 * A row for each point, or for each of the days.  rate is k divided by n, or
 * NULL if n is 0.
 */
PG_FUNCTION_INFO_V1(absence_points);
Datum
absence_points(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	PointsState *state;
	SeriesPoint point;
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
		state = palloc0(sizeof(PointsState));
		/* Keep copies, because the arguments may not outlive the first call */
		state->series = series_of_datum(PointerGetDatum(PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0))));
		funcctx->max_calls = state->series->n_points;
		if (PG_NARGS() > 1)
			funcctx->max_calls = days_of_array(PG_GETARG_ARRAYTYPE_P(1), &state->days);
		funcctx->user_fctx = state;
		MemoryContextSwitchTo(old);
	}

	funcctx = SRF_PERCALL_SETUP();
	state = (PointsState *) funcctx->user_fctx;
	if (funcctx->call_cntr >= funcctx->max_calls)
		SRF_RETURN_DONE(funcctx);

	if (state->days)
	{
		point = point_of_day(state->series, state->days[funcctx->call_cntr]);
		point.day = state->days[funcctx->call_cntr];
	}
	else
		point = state->series->points[funcctx->call_cntr];
	unit = state->series->kind == SERIES_DAILY ? WHOLE_DAY : 1;
	values[0] = DateADTGetDatum(point.day);
	values[1] = Int64GetDatum(point.n);
	values[2] = Float8GetDatum((double) point.k / unit);
	values[3] = Float8GetDatum(point.n > 0 ? (double) point.k / ((double) point.n * unit) : 0);
	nulls[3] = point.n == 0;
	SRF_RETURN_NEXT(funcctx, HeapTupleGetDatum(heap_form_tuple(funcctx->tuple_desc, values, nulls)));
}
