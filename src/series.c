/*
 * series.c
 *		The type series: a cohort's points by day.
 *
 * A point has two numbers for a day, n and k.  Their meaning depends on the
 * kind of the series.  The points of a running series give the state at the
 * end of the day, so each holds until the next point.  The points of a daily
 * series are about that day only.
 */
#include "postgres.h"

#include "scan.h"
#include "series.h"
#include "tally.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"

static const char *const kind_names[] = {
	[SERIES_RUNNING] = "running",
	[SERIES_DAILY] = "daily"
};

static void
too_many_points(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many points for a series"),
			 errdetail("A series has at most %zu.", (size_t) MAX_POINTS)));
}

/* A series without points, with room for n_points. */
Series *
series_make(SeriesKind kind, const Policy *policy, int64 room)
{
	Series	   *series;

	if (room > (int64) MAX_POINTS)
		too_many_points();
	series = palloc0(SERIES_SIZE(room));
	SET_VARSIZE(series, SERIES_SIZE(room));
	series->version = SERIES_VERSION;
	series->kind = kind;
	series->policy = *policy;
	return series;
}

/* A stored series, detoasted so that its numbers are aligned. */
Series *
series_of_datum(Datum datum)
{
	Series	   *series = (Series *) PG_DETOAST_DATUM(datum);

	check_version("series", series->version, SERIES_VERSION);
	return series;
}

/*
 * The check of every value that comes from a client, and of states of
 * aggregates: NULL, or what is wrong with the value.
 */
const char *
series_fault(const Series *series)
{
	const char *fault = policy_fault(&series->policy);

	if (fault)
		return fault;
	for (uint32 i = 0; i < series->n_points; i++)
	{
		const SeriesPoint *point = &series->points[i];

		if (!IS_VALID_DATE(point->day))
			return "A day is out of range.";
		if (i > 0 && point->day <= point[-1].day)
			return "The days are not in order.";
		if (point->n < 0 || point->n > MAX_TALLY_DAYS)
			return "A number of students is out of range.";
		if (point->k < 0 ||
			point->k > (series->kind == SERIES_DAILY ? point->n * WHOLE_DAY : point->n))
			return series->kind == SERIES_DAILY ?
				"There is more absence than students on a day." :
				"There are more chronic students than students on a day.";
	}
	return NULL;
}

/* Read "day: k of n"; false, with a report, if something else comes next. */
static bool
scan_point(Scan *scan, SeriesKind kind, SeriesPoint *point)
{
	if (scan_date(scan, &point->day) && scan_char(scan, ':') &&
		(kind == SERIES_DAILY ? scan_fraction(scan, &point->k) : scan_count(scan, &point->k)) &&
		scan_is(scan, "of") && scan_count(scan, &point->n))
		return true;
	return scan_fault(scan, psprintf("A point, such as 2025-09-05: 3 of 40, is expected at \"%s\".",
									 scan->at));
}

/*
 * series_in(cstring) returns series
 *
 * The text is the policy, a semicolon, the kind, a semicolon, and the points,
 * each "day: k of n"; or "none".
 */
PG_FUNCTION_INFO_V1(absence_series_in);
Datum
absence_series_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Scan		scan = {"series", text, text, fcinfo->context};
	const char *semicolon = strchr(text, ';');
	const char *fault;
	Policy		policy;
	SeriesKind	kind = SERIES_RUNNING;
	Series	   *series;
	Size		room = 64;

	if (semicolon == NULL)
		goto no_kind;
	memset(&policy, 0, sizeof(policy));
	if (!policy_parse(pnstrdup(text, semicolon - text), &policy, fcinfo->context))
		PG_RETURN_NULL();
	scan.at = semicolon + 1;
	if (scan_is(&scan, kind_names[SERIES_DAILY]))
		kind = SERIES_DAILY;
	else if (!scan_is(&scan, kind_names[SERIES_RUNNING]))
		goto no_kind;
	if (!scan_char(&scan, ';'))
		goto no_kind;

	series = series_make(kind, &policy, room);
	if (!scan_is(&scan, "none"))
		do
		{
			if (series->n_points == room)
			{
				if (room >= MAX_POINTS)
					too_many_points();
				room = Min(room * 2, MAX_POINTS);
				series = repalloc(series, SERIES_SIZE(room));
			}
			series->points[series->n_points].unused = 0;
			if (!scan_point(&scan, kind, &series->points[series->n_points]))
				PG_RETURN_NULL();
			series->n_points++;
		} while (scan_char(&scan, ','));
	SET_VARSIZE(series, SERIES_SIZE(series->n_points));

	fault = series_fault(series);
	if (fault == NULL && !scan_end(&scan))
		fault = psprintf("Junk from \"%s\" on.", scan.at);
	if (fault)
	{
		scan_fault(&scan, fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(series);

no_kind:
	scan_fault(&scan, "A series is a policy, a semicolon, \"running\" or \"daily\", a semicolon, and points.");
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(absence_series_out);
Datum
absence_series_out(PG_FUNCTION_ARGS)
{
	Series	   *series = PG_GETARG_SERIES(0);
	StringInfoData buf;

	initStringInfo(&buf);
	policy_text(&buf, &series->policy);
	appendStringInfo(&buf, "; %s; ", kind_names[series->kind]);
	if (series->n_points == 0)
		appendStringInfoString(&buf, "none");
	for (uint32 i = 0; i < series->n_points; i++)
	{
		const SeriesPoint *point = &series->points[i];

		if (i > 0)
			appendStringInfoString(&buf, ", ");
		append_date(&buf, point->day);
		appendStringInfoString(&buf, ": ");
		if (series->kind == SERIES_DAILY)
			append_fraction(&buf, point->k);
		else
			appendStringInfo(&buf, INT64_FORMAT, point->k);
		appendStringInfo(&buf, " of " INT64_FORMAT, point->n);
	}
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(absence_series_recv);
Datum
absence_series_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Series	   *series = NULL;
	Policy		policy;
	int			version = pq_getmsgbyte(buf);
	int			kind = SERIES_RUNNING;
	uint32		n = 0;
	const char *fault = NULL;

	if (version != SERIES_VERSION)
		fault = psprintf("Version %d is not known.", version);
	else
	{
		kind = pq_getmsgbyte(buf);
		policy_read(buf, &policy);
		n = pq_getmsgint(buf, 4);
		if (kind > SERIES_DAILY)
			fault = psprintf("Kind %d is not known.", kind);
		/* Check the number against the message size before allocating */
		else if (n > (uint32) (buf->len - buf->cursor) / 20)
			fault = "There are fewer points than it says.";
	}
	if (fault == NULL)
	{
		series = series_make(kind, &policy, n);
		series->n_points = n;
		for (uint32 i = 0; i < n; i++)
		{
			series->points[i].day = (DateADT) pq_getmsgint(buf, 4);
			series->points[i].n = pq_getmsgint64(buf);
			series->points[i].k = pq_getmsgint64(buf);
		}
		fault = series_fault(series);
	}
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type series"),
				 errdetail("%s", fault)));
	PG_RETURN_POINTER(series);
}

PG_FUNCTION_INFO_V1(absence_series_send);
Datum
absence_series_send(PG_FUNCTION_ARGS)
{
	Series	   *series = PG_GETARG_SERIES(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, SERIES_VERSION);
	pq_sendint8(&buf, series->kind);
	policy_write(&buf, &series->policy);
	pq_sendint32(&buf, series->n_points);
	for (uint32 i = 0; i < series->n_points; i++)
	{
		pq_sendint32(&buf, series->points[i].day);
		pq_sendint64(&buf, series->points[i].n);
		pq_sendint64(&buf, series->points[i].k);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static bool
series_equal(const Series *a, const Series *b)
{
	return VARSIZE(a) == VARSIZE(b) && memcmp(VARDATA(a), VARDATA(b), VARSIZE(a) - VARHDRSZ) == 0;
}

PG_FUNCTION_INFO_V1(absence_series_eq);
Datum
absence_series_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(series_equal(PG_GETARG_SERIES(0), PG_GETARG_SERIES(1)));
}

PG_FUNCTION_INFO_V1(absence_series_ne);
Datum
absence_series_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!series_equal(PG_GETARG_SERIES(0), PG_GETARG_SERIES(1)));
}

PG_FUNCTION_INFO_V1(absence_series_hash);
Datum
absence_series_hash(PG_FUNCTION_ARGS)
{
	Series	   *series = PG_GETARG_SERIES(0);

	return hash_any((unsigned char *) VARDATA(series), VARSIZE(series) - VARHDRSZ);
}

PG_FUNCTION_INFO_V1(absence_series_hash_extended);
Datum
absence_series_hash_extended(PG_FUNCTION_ARGS)
{
	Series	   *series = PG_GETARG_SERIES(0);

	return hash_any_extended((unsigned char *) VARDATA(series), VARSIZE(series) - VARHDRSZ,
							 PG_GETARG_INT64(1));
}
