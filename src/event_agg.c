/*
 * event_agg.c
 *		A student's events as the rows of a store have them: the aggregate
 *		event_agg, the maps that say what they mean, and what is made of both.
 *
 * fold_agg takes events whose codes have been looked up.  A refresh folds the
 * events of a whole district, and a join of each event to its code takes more
 * time than the fold.  So event_agg packs the events of a student as they are,
 * and fold_events() looks the codes up in a map of the school's.
 */
#include "postgres.h"

#include "fold.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"

/*
 * Transition of event_agg(day date, period text, code text, portion numeric,
 * missed numeric, held numeric) returns bytea
 *
 * The events of a student as rows of a store have them, packed for
 * fold_events().  A NULL period is the whole day.  An event of which a value is
 * out of range, or NULL where it must not be, is kept as one that cannot be
 * used.
 */
PG_FUNCTION_INFO_V1(absence_event_agg_transition);
Datum
absence_event_agg_transition(PG_FUNCTION_ARGS)
{
	Event		event;
	double		share = 0;

	memset(&event, 0, sizeof(Event));
	event.day = PG_ARGISNULL(1) ? DATEVAL_NOBEGIN : PG_GETARG_DATEADT(1);
	if (PG_ARGISNULL(3) || DATE_NOT_FINITE(event.day))
		event.flags |= NO_SHARE;
	if (!PG_ARGISNULL(3))
	{
		text	   *code = PG_GETARG_TEXT_PP(3);

		event.code = VARDATA_ANY(code);
		event.code_len = VARSIZE_ANY_EXHDR(code);
	}
	if (!PG_ARGISNULL(2))
	{
		text	   *period = PG_GETARG_TEXT_PP(2);

		event.flags |= HAS_PERIOD;
		event.period = VARDATA_ANY(period);
		event.period_len = VARSIZE_ANY_EXHDR(period);
		if (PG_ARGISNULL(6))
			event.flags |= PERIODS_OF_DAY;
		else if ((event.periods = periods_from_held(PG_GETARG_DATUM(6))) == OUT_OF_RANGE)
			event.flags |= NO_PERIODS;
	}

	/* Time missed of time held is of a whole day */
	if (!PG_ARGISNULL(4))
		share = fraction_of_portion(PG_GETARG_DATUM(4));
	else if (PG_ARGISNULL(2) && !PG_ARGISNULL(5) && !PG_ARGISNULL(6))
		share = fraction_of_ratio(PG_GETARG_DATUM(5), PG_GETARG_DATUM(6));
	else
		event.flags |= SHARE_OF_CODE;
	if (share == OUT_OF_RANGE)
		event.flags |= NO_SHARE;
	else
		set_share(&event, share);
	return add_event(fcinfo, &event);
}

/*
 * Transition of code_map(code text, mark mark, precedence integer,
 * share double precision) returns bytea
 *
 * What each code means at a school, for fold_events().  Rows with a NULL code,
 * mark or share are ignored.
 * Errors: numeric_value_out_of_range for a share below 0, above 1 or NaN.
 */
PG_FUNCTION_INFO_V1(absence_code_map_transition);
Datum
absence_code_map_transition(PG_FUNCTION_ARGS)
{
	Event		event;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(4))
		return same_state(fcinfo);
	make_event(&event, PG_GETARG_TEXT_PP(1), (Mark) PG_GETARG_CHAR(2), fcinfo->args[3], PG_GETARG_FLOAT8(4));
	return add_event(fcinfo, &event);
}

/*
 * Transition of period_map(day date, periods integer) returns bytea
 *
 * The number of periods of the days of a calendar, for fold_events().  Rows
 * with a NULL or an infinite day, or without periods, are ignored.
 */
PG_FUNCTION_INFO_V1(absence_period_map_transition);
Datum
absence_period_map_transition(PG_FUNCTION_ARGS)
{
	Event		event;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || DATE_NOT_FINITE(PG_GETARG_DATEADT(1)) || PG_GETARG_INT32(2) <= 0)
		return same_state(fcinfo);
	memset(&event, 0, sizeof(Event));
	event.day = PG_GETARG_DATEADT(1);
	event.flags = HAS_PERIOD;
	event.periods = PG_GETARG_INT32(2);
	return add_event(fcinfo, &event);
}

/* By code; periods have none, so these are by day */
static int
compare_rows(const Event *a, const Event *b)
{
	int			cmp = compare_texts(a->code, a->code_len, b->code, b->code_len);

	return cmp != 0 ? cmp : (a->day > b->day) - (a->day < b->day);
}

#define ST_SORT sort_rows
#define ST_ELEMENT_TYPE Event
#define ST_COMPARE(a, b) compare_rows(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * A map is packed so that it can be searched as it is, because the schools of
 * a district's students come in any order: the number of rows, the rows by
 * code and day, and the texts of the codes.
 */
typedef struct MapRow
{
	uint32		code_at;		/* after the rows */
	uint32		code_len;
	DateADT		day;
	int32		precedence;
	double		number;			/* the share of a code, the periods of a day */
	uint8		mark;
	bool		has_precedence;
} MapRow;

/* A map as an argument; it need not be aligned */
typedef struct Map
{
	const char *rows;
	const char *texts;
	uint32		n;
	Size		text_bytes;
} Map;

/* Final function of code_map and period_map */
PG_FUNCTION_INFO_V1(absence_map_final);
Datum
absence_map_final(PG_FUNCTION_ARGS)
{
	Event	   *events;
	bytea	   *map;
	char	   *at;
	int			n;
	uint32		texts = 0;
	Size		size;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	events = read_events(PG_GETARG_DATUM(0), &n);
	sort_rows(events, n);
	for (int i = 0; i < n; i++)
		texts += events[i].code_len;
	size = VARHDRSZ + sizeof(uint32) + n * sizeof(MapRow) + texts;
	map = palloc0(size);
	SET_VARSIZE(map, size);
	at = VARDATA(map);
	memcpy(at, &n, sizeof(uint32));
	at += sizeof(uint32);
	texts = 0;
	for (int i = 0; i < n; i++)
	{
		MapRow		row;

		memset(&row, 0, sizeof(row));
		row.code_at = texts;
		row.code_len = events[i].code_len;
		row.day = events[i].day;
		row.precedence = events[i].precedence;
		row.number = (events[i].flags & HAS_PERIOD) ? events[i].periods : events[i].share;
		row.mark = events[i].mark;
		row.has_precedence = (events[i].flags & HAS_PRECEDENCE) != 0;
		memcpy(at, &row, sizeof(row));
		at += sizeof(row);
		texts += row.code_len;
	}
	for (int i = 0; i < n; i++)
	{
		memcpy(at, events[i].code, events[i].code_len);
		at += events[i].code_len;
	}
	PG_RETURN_BYTEA_P(map);
}

/* The map of an argument; NULL has no rows. */
static void
open_map(FunctionCallInfo fcinfo, int argno, Map *map)
{
	bytea	   *packed;
	Size		size;

	memset(map, 0, sizeof(Map));
	if (PG_ARGISNULL(argno))
		return;
	packed = PG_GETARG_BYTEA_PP(argno);
	size = VARSIZE_ANY_EXHDR(packed);
	if (size >= sizeof(uint32))
		memcpy(&map->n, VARDATA_ANY(packed), sizeof(uint32));
	if (size < sizeof(uint32) || map->n > (size - sizeof(uint32)) / sizeof(MapRow))
		invalid_state(&event_states, "The map is too short.");
	map->rows = VARDATA_ANY(packed) + sizeof(uint32);
	map->texts = map->rows + map->n * sizeof(MapRow);
	map->text_bytes = size - sizeof(uint32) - map->n * sizeof(MapRow);
}

static bool
find_row(const Map *map, const char *code, uint32 code_len, DateADT day, MapRow *row)
{
	uint32		low = 0;
	uint32		high = map->n;

	while (low < high)
	{
		uint32		middle = (low + high) / 2;
		int			cmp;

		memcpy(row, map->rows + middle * sizeof(MapRow), sizeof(MapRow));
		if (row->code_at > map->text_bytes || row->code_len > map->text_bytes - row->code_at || row->mark >= MARK_COUNT)
			invalid_state(&event_states, "The map has an impossible row.");
		cmp = compare_texts(map->texts + row->code_at, row->code_len, code, code_len);
		if (cmp == 0)
			cmp = (row->day > day) - (row->day < day);
		if (cmp == 0)
			return true;
		if (cmp < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/*
 * Can an event of event_agg be used?  If so, it gets the number of periods of
 * its day.
 */
static bool
place_event(Event *event, const Map *periods)
{
	MapRow		row;

	if (event->flags & (NO_SHARE | NO_PERIODS))
		return false;
	if (event->flags & PERIODS_OF_DAY)
	{
		if (!find_row(periods, NULL, 0, event->day, &row))
			return false;
		event->periods = row.number;
	}
	if ((event->flags & HAS_PERIOD) && !(event->periods > 0))
		invalid_state(&event_states, "The map has an impossible number of periods.");
	return true;
}

/* What the code of an event means at the school */
static void
look_up_code(const Map *codes, const Event *event, MapRow *row)
{
	if (!find_row(codes, event->code, event->code_len, 0, row))
	{
		memset(row, 0, sizeof(MapRow));
		row->mark = MARK_UNMAPPED;
		row->number = (double) default_share(MARK_UNMAPPED) / WHOLE_DAY;
	}
	else if (!(row->number >= 0 && row->number <= 1))
		invalid_state(&event_states, "The map has an impossible share.");
}

/*
 * fold_events(events bytea, codes bytea, periods bytea) returns register
 *
 * The marks of the days of a student's events, which event_agg packed: what
 * fold_agg returns, once each code has its meaning by `codes`, which code_map
 * made, and each event of a period the number of periods of its day by
 * `periods`, which period_map made.  A code that is not in the map is
 * unmapped.  Events that cannot be used are left out.  NULL events: NULL.
 */
PG_FUNCTION_INFO_V1(absence_fold_events);
Datum
absence_fold_events(PG_FUNCTION_ARGS)
{
	Event	   *events;
	Map			codes;
	Map			periods;
	MapRow		row;
	int			n;
	int			used = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_map(fcinfo, 1, &codes);
	open_map(fcinfo, 2, &periods);
	events = read_events(PG_GETARG_DATUM(0), &n);
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];

		/* Most events of a student have the code of the event before */
		if (i == 0 || compare_texts(event->code, event->code_len, event[-1].code, event[-1].code_len) != 0)
			look_up_code(&codes, event, &row);
		if (!place_event(event, &periods))
			continue;
		event->mark = row.mark;
		if (row.has_precedence)
			event->flags |= HAS_PRECEDENCE;
		event->precedence = row.precedence;
		if (event->flags & SHARE_OF_CODE)
			event->share = row.number;
		events[used++] = *event;
	}
	PG_RETURN_REGISTER(fold_all(events, used));
}

/*
 * event_counts(events bytea, codes bytea, periods bytea, membership register)
 * returns integer[]
 *
 * Four numbers of the events that event_agg packed: all events; those that
 * cannot be used, or are on no day of the membership; those whose code is
 * unmapped; those for whose day and period there is an event before.  NULL
 * membership has no days.  NULL events: zeros.
 */
PG_FUNCTION_INFO_V1(absence_event_counts);
Datum
absence_event_counts(PG_FUNCTION_ARGS)
{
	Event	   *events = NULL;
	Map			codes;
	Map			periods;
	MapRow		row;
	RegisterView view;
	Datum		counts[4];
	int			n = 0;
	int32		not_used = 0;
	int32		unmapped = 0;
	int32		repeated = 0;

	open_map(fcinfo, 1, &codes);
	open_map(fcinfo, 2, &periods);
	if (!PG_ARGISNULL(0))
		events = read_events(PG_GETARG_DATUM(0), &n);
	if (!PG_ARGISNULL(3))
		register_view(&view, PG_GETARG_REGISTER(3));
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];

		if (i == 0 || compare_texts(event->code, event->code_len, event[-1].code, event[-1].code_len) != 0)
			look_up_code(&codes, event, &row);
		if (row.mark == MARK_UNMAPPED)
			unmapped++;
		if (!place_event(event, &periods) || PG_ARGISNULL(3) || !view_has_day(&view, event->day))
			not_used++;
	}
	sort_events(events, n);
	for (int i = 1; i < n; i++)
		if (events[i - 1].day == events[i].day && compare_periods(&events[i - 1], &events[i]) == 0)
			repeated++;
	counts[0] = Int32GetDatum(n);
	counts[1] = Int32GetDatum(not_used);
	counts[2] = Int32GetDatum(unmapped);
	counts[3] = Int32GetDatum(repeated);
	PG_RETURN_ARRAYTYPE_P(construct_array(counts, 4, INT4OID, sizeof(int32), true, TYPALIGN_INT));
}

static int
compare_codes(const void *a, const void *b)
{
	const text *x = (const text *) DatumGetPointer(*(const Datum *) a);
	const text *y = (const text *) DatumGetPointer(*(const Datum *) b);

	return compare_texts(VARDATA_ANY(x), VARSIZE_ANY_EXHDR(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(y));
}

/*
 * unmapped_codes(events bytea, codes bytea) returns text[]
 *
 * The code of each event that has an unmapped code, in the order of the codes,
 * whatever the order of the events.  NULL without one.
 */
PG_FUNCTION_INFO_V1(absence_unmapped_codes);
Datum
absence_unmapped_codes(PG_FUNCTION_ARGS)
{
	Event	   *events;
	Map			codes;
	MapRow		row;
	Datum	   *unmapped;
	int			n;
	int			n_unmapped = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_map(fcinfo, 1, &codes);
	events = read_events(PG_GETARG_DATUM(0), &n);
	unmapped = palloc(Max(n, 1) * sizeof(Datum));
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];

		if (i == 0 || compare_texts(event->code, event->code_len, event[-1].code, event[-1].code_len) != 0)
			look_up_code(&codes, event, &row);
		if (row.mark != MARK_UNMAPPED)
			continue;
		/* A state from a client may hold any bytes */
		(void) pg_verifymbstr(event->code, event->code_len, false);
		unmapped[n_unmapped++] = PointerGetDatum(cstring_to_text_with_len(event->code, event->code_len));
	}
	if (n_unmapped == 0)
		PG_RETURN_NULL();
	qsort(unmapped, n_unmapped, sizeof(Datum), compare_codes);
	PG_RETURN_ARRAYTYPE_P(construct_array(unmapped, n_unmapped, TEXTOID, -1, false, TYPALIGN_INT));
}

/*
 * events_in_doubt(events bytea, periods bytea, membership register)
 * returns table (day date, period text, code text, is_member boolean,
 *				  has_share boolean)
 *
 * The events that event_agg packed that cannot be used, or are on no day of
 * the membership.  has_share is false if its day, its portion or its time is
 * out of range.  NULL events: no rows.
 */
PG_FUNCTION_INFO_V1(absence_events_in_doubt);
Datum
absence_events_in_doubt(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	Event	   *events;
	Map			periods;
	RegisterView view;
	int			n;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	open_map(fcinfo, 1, &periods);
	events = read_events(PG_GETARG_DATUM(0), &n);
	if (!PG_ARGISNULL(2))
		register_view(&view, PG_GETARG_REGISTER(2));
	for (int i = 0; i < n; i++)
	{
		Event	   *event = &events[i];
		bool		is_member = !PG_ARGISNULL(2) && !DATE_NOT_FINITE(event->day) && view_has_day(&view, event->day);
		Datum		values[5];
		bool		nulls[5] = {false};

		if (place_event(event, &periods) && is_member)
			continue;
		/* A state from a client may hold any bytes */
		(void) pg_verifymbstr(event->code, event->code_len, false);
		(void) pg_verifymbstr(event->period, event->period_len, false);
		values[0] = DateADTGetDatum(event->day);
		values[1] = PointerGetDatum(cstring_to_text_with_len(event->period, event->period_len));
		nulls[1] = (event->flags & HAS_PERIOD) == 0;
		values[2] = PointerGetDatum(cstring_to_text_with_len(event->code, event->code_len));
		values[3] = BoolGetDatum(is_member);
		values[4] = BoolGetDatum((event->flags & NO_SHARE) == 0);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
