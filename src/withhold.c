/*
 * withhold.c
 *		Which figures of groups are withheld, so that none of them follows from
 *		those that are shown.
 *
 * The figures are a table of cells for each kind of groups: places down, values
 * across.  A cell is a number of students, n, and how many of them are
 * chronically absent, k.  Place 0 is the total of the other places, and kind
 * "all" has the total of each place.  What is shown is a set of equations: the
 * values of a kind add up to the total of the place, and the places add up to
 * place 0.  So for each withheld cell there must be other tables that a reader
 * cannot tell from the true one.  They are found by moving students around a
 * rectangle of withheld cells: of places s and t and values v and w, a student
 * of (s, w) is counted in (s, v) instead, and a student of (t, v) in (t, w).
 * Every total stays as it is.  If t is place 0, both its cells move along with
 * those of s.
 *
 * If students are in several values of a kind, the values do not add up.  Then
 * each value is a kind of its own: the students who are in it, and the rest,
 * which follows from the total.  The value No is not shown, because with the
 * others it would tell how many students are in any.
 */
#include "postgres.h"

#include "absence_compat.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

typedef struct Word
{
	const char *data;
	int			length;
} Word;

typedef struct Cell
{
	Word		kind_name;
	Word		value_name;
	int			place_number;
	int			kind;			/* places in the order of the names, from 0 */
	int			value;
	int			place;			/* place in the order of the numbers, from 0 */
	int			input;			/* which argument it is, or the rest of; -1 for a rest of nobody */
	bool		is_rest;
	int64		n;
	int64		k;
	bool		n_withheld;
	bool		rate_withheld;
	bool		safe;			/* what is withheld could be something else */
	bool		bounded;		/* the rate is shown as a code, or as it is */
	bool		can_rise;		/* k + 1 would look the same */
	bool		can_fall;		/* k - 1 would look the same */
} Cell;

typedef struct Kind
{
	int			n_values;
	Cell	  **cells;			/* [value * n_places + place]; NULL where nobody is */
} Kind;

typedef struct Table
{
	Cell	   *cells;
	int			n_cells;
	Cell	  **by_size;		/* the order in which cells are looked at */
	int		   *rank;			/* of each cell in it */
	int			first;			/* no cell before it in that order is to be looked at */
	Kind	   *kinds;
	int			n_kinds;
	int			kind_all;
	int			n_places;
	int			total;			/* which of them is place 0 */
	int64		minimum;
} Table;

static int
compare_names(Word a, Word b)
{
	int			c = memcmp(a.data, b.data, Min(a.length, b.length));

	return c != 0 ? c : (a.length > b.length) - (a.length < b.length);
}

static bool
is_name(Word name, const char *word)
{
	return name.length == strlen(word) && memcmp(name.data, word, name.length) == 0;
}

static Word
name_of_datum(Datum datum)
{
	text	   *value = DatumGetTextPP(datum);

	return (Word) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
}

static int
compare_cells(const void *a, const void *b)
{
	const Cell *x = a;
	const Cell *y = b;
	int			c = compare_names(x->kind_name, y->kind_name);

	if (c == 0)
		c = compare_names(x->value_name, y->value_name);
	return c != 0 ? c : (x->place_number > y->place_number) - (x->place_number < y->place_number);
}

static int
compare_sizes(const void *a, const void *b)
{
	const Cell *x = *(Cell *const *) a;
	const Cell *y = *(Cell *const *) b;

	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	return (x > y) - (x < y);	/* cells stand in the order of their names */
}

static int
compare_numbers(const void *a, const void *b)
{
	int			x = *(const int *) a;
	int			y = *(const int *) b;

	return (x > y) - (x < y);
}

static Cell *
cell_at(const Table *table, int kind, int value, int place)
{
	return table->kinds[kind].cells[value * table->n_places + place];
}

/*
 * The distance from 0% and 100%, in percent, within which the rate of a group
 * of n students is shown as a code.
 */
static int
code_margin(int64 n)
{
	return n >= 300 ? 1 : n >= 100 ? 2 : n >= 40 ? 5 : n >= 20 ? 10 : 20;
}

/*
 * The code of a rate near 0% or 100%: -m stands for "at most m%", and m for
 * "at least m%".  0 for other rates.  The rate itself would tell something of
 * every student of the group.
 */
static int
rate_code(int64 n, int64 k)
{
	int			margin = code_margin(n);

	if (100 * k <= margin * n)
		return -margin;
	if (100 * k >= (100 - margin) * n)
		return 100 - margin;
	return 0;
}

static text *
code_text(int code)
{
	return cstring_to_text(code < 0 ? psprintf("<= %d%%", -code) : psprintf(">= %d%%", code));
}

/*
 * rate_code(n bigint, chronic_n bigint) returns text
 *
 * What is shown of a rate near 0% or 100%, such as "<= 5%".  NULL for others.
 */
PG_FUNCTION_INFO_V1(absence_rate_code);
Datum
absence_rate_code(PG_FUNCTION_ARGS)
{
	int			code = rate_code(PG_GETARG_INT64(0), PG_GETARG_INT64(1));

	if (code == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(code_text(code));
}

/* A cell is to be looked at again. */
static void
look_again(Table *table, Cell *cell)
{
	table->first = Min(table->first, table->rank[cell - table->cells]);
}

static void
withhold_n(Table *table, Cell *cell)
{
	cell->n_withheld = true;
	look_again(table, cell);
}

/* The next cell that is withheld and not known to be safe; NULL if there is none */
static Cell *
next_unsafe(Table *table, bool of_rates)
{
	CHECK_FOR_INTERRUPTS();
	for (; table->first < table->n_cells; table->first++)
	{
		Cell	   *cell = table->by_size[table->first];

		if (!cell->safe && (of_rates ? cell->rate_withheld : cell->n_withheld))
			return cell;
	}
	return NULL;
}

/* Of a cell, the students who are chronically absent, or the others */
static int64
students_of(const Cell *cell, bool chronic)
{
	return chronic ? cell->k : cell->n - cell->k;
}

/*
 * How far a cell can be moved up and down over rectangles of withheld cells,
 * for the chronic students or the others.  Rectangles that share a cell share
 * its students.  Several are added only where the sum is right whatever they
 * share.
 */
static int64
room_of(const Table *table, const Cell *cell, bool chronic)
{
	const Kind *kind = &table->kinds[cell->kind];
	bool		is_total = cell->place == table->total;
	int64		sv = students_of(cell, chronic);
	int64		up = 0;
	int64		down = 0;
	int64		sum_tv = 0;
	int64		sum_tw = 0;
	int64	   *tv_of_value = palloc0(kind->n_values * sizeof(int64));

	for (int t = 0; t < table->n_places; t++)
	{
		const Cell *tv = cell_at(table, cell->kind, cell->value, t);
		int64		sum_sw = 0;
		int64		tw_here = 0;
		bool		found = false;

		if (t == cell->place || tv == NULL || !tv->n_withheld)
			continue;
		for (int w = 0; w < kind->n_values; w++)
		{
			const Cell *sw = cell_at(table, cell->kind, w, cell->place);
			const Cell *tw = cell_at(table, cell->kind, w, t);

			if (w == cell->value || sw == NULL || tw == NULL || !sw->n_withheld || !tw->n_withheld)
				continue;
			found = true;
			sum_sw += students_of(sw, chronic);
			tw_here += students_of(tw, chronic);
			if (t != table->total)
				tv_of_value[w] += students_of(tv, chronic);
		}
		if (!found)
			continue;
		if (is_total)
		{
			sum_tv += students_of(tv, chronic);
			sum_tw += tw_here;
		}
		else if (t == table->total)
		{
			up = Max(up, sum_sw);
			down = Max(down, sv);
		}
		else
		{
			up = Max(up, Min(students_of(tv, chronic), sum_sw));
			sum_tw += tw_here;
		}
	}
	if (is_total)
	{
		up = sum_tw;
		down = sum_tv;
	}
	else
	{
		for (int w = 0; w < kind->n_values; w++)
			if (tv_of_value[w] > 0)
				up = Max(up, Min(students_of(cell_at(table, cell->kind, w, cell->place), chronic), tv_of_value[w]));
		down = Max(down, Min(sv, sum_tw));
	}
	pfree(tv_of_value);
	return up + down;
}

/*
 * Withholds the rectangle that costs the fewest students for the room that it
 * gives.  Returns false if there is none.
 */
static bool
withhold_rectangle(Table *table, const Cell *cell)
{
	const Kind *kind = &table->kinds[cell->kind];
	int			best_w = -1;
	int			best_t = -1;
	uint64		best_cost = 0;
	uint64		best_room = 0;

	for (int w = 0; w < kind->n_values; w++)
	{
		const Cell *sw = cell_at(table, cell->kind, w, cell->place);

		if (w == cell->value || sw == NULL)
			continue;
		for (int t = 0; t < table->n_places; t++)
		{
			const Cell *tv = cell_at(table, cell->kind, cell->value, t);
			const Cell *tw = cell_at(table, cell->kind, w, t);
			uint64		cost;
			int64		room = 0;
			bool		is_better;

			if (t == cell->place || tv == NULL || tw == NULL)
				continue;
			cost = (sw->n_withheld ? 0 : sw->n) + (tv->n_withheld ? 0 : tv->n) + (tw->n_withheld ? 0 : tw->n);
			if (cost == 0)
				continue;
			for (int chronic = 0; chronic <= 1; chronic++)
			{
				int64		a = students_of(cell, chronic);
				int64		b = students_of(sw, chronic);
				int64		c = students_of(tv, chronic);
				int64		d = students_of(tw, chronic);

				room += cell->place == table->total || t == table->total ? Min(a, c) + Min(b, d) : Min(a, d) + Min(b, c);
			}
			room = Min(room, table->minimum);
			/* the lowest cost for the room, where there is any; then the lowest cost */
			if (best_w < 0)
				is_better = true;
			else if ((room == 0) != (best_room == 0))
				is_better = best_room == 0;
			else if (room > 0 && cost * best_room != best_cost * room)
				is_better = cost * best_room < best_cost * room;
			else
				is_better = cost < best_cost;
			if (is_better)
			{
				best_w = w;
				best_t = t;
				best_cost = cost;
				best_room = room;
			}
		}
	}
	if (best_w < 0)
		return false;
	withhold_n(table, cell_at(table, cell->kind, cell->value, best_t));
	withhold_n(table, cell_at(table, cell->kind, best_w, cell->place));
	withhold_n(table, cell_at(table, cell->kind, best_w, best_t));
	return true;
}

/*
 * Withholds n, and with it all, of more cells until each withheld cell could be
 * of at least `minimum` different sizes.
 *
 * The loop ends.  Each pass either makes a cell safe, and it stays so, because
 * more withheld cells can only give more room; or it withholds one more cell.
 * When every cell is withheld, except those that are the only value of their
 * place, a cell has the room of the total of its place.
 */
static void
withhold_counts(Table *table)
{
	Cell	   *cell;

	table->first = 0;
	while ((cell = next_unsafe(table, false)) != NULL)
	{
		if (room_of(table, cell, true) + room_of(table, cell, false) >= table->minimum)
			cell->safe = true;
		else if (!withhold_rectangle(table, cell))

			/*
			 * The only value of its place, so a total by another name: it
			 * cannot be withheld, and is no smaller than that
			 */
			cell->n_withheld = false;
	}
}

/* A way to move numbers of chronically absent students */
typedef struct Move
{
	bool		found;
	int64		cost;
	int			place;
	int			value;			/* of a rectangle: w */
	int		   *values;			/* of totals: the value of each kind */
} Move;

static int64
cost_of(const Cell *cell)
{
	return cell->rate_withheld ? 0 : cell->n;
}

/* The cheapest rectangle that moves a student into the cell, or out of it */
static Move
cheapest_rectangle(const Table *table, const Cell *cell)
{
	const Kind *kind = &table->kinds[cell->kind];
	Move		best = {false};

	for (int p = 0; p < table->n_places; p++)
	{
		const Cell *tv = cell_at(table, cell->kind, cell->value, p);
		bool		together = cell->place == table->total || p == table->total;

		if (p == cell->place || tv == NULL || cell_at(table, table->kind_all, 0, p) == NULL)
			continue;
		for (int w = 0; w < kind->n_values; w++)
		{
			const Cell *sw = cell_at(table, cell->kind, w, cell->place);
			const Cell *tw = cell_at(table, cell->kind, w, p);
			int64		cost;
			bool		works = false;

			if (w == cell->value || sw == NULL || tw == NULL)
				continue;
			for (int rises = 0; rises <= 1; rises++)
				if ((rises ? cell->can_rise && sw->can_fall : cell->can_fall && sw->can_rise) &&
					((bool) rises == together ? tv->can_rise && tw->can_fall : tv->can_fall && tw->can_rise))
					works = true;
			if (!works)
				continue;
			cost = cost_of(sw) + cost_of(tv) + cost_of(tw);
			if (!best.found || cost < best.cost)
				best = (Move) {true, cost, p, w, NULL};
		}
	}
	return best;
}

/*
 * The cheapest way to move the totals of two places, one up and one down, and
 * with them one value of each kind at both.  If one of them is place 0, both
 * totals move the same way.
 */
static Move
cheapest_totals(const Table *table, const Cell *cell)
{
	Move		best = {false};
	int		   *values = palloc(table->n_kinds * sizeof(int));

	best.values = palloc(table->n_kinds * sizeof(int));
	for (int p = 0; p < table->n_places; p++)
	{
		bool		together = cell->place == table->total || p == table->total;

		if (p == cell->place || cell_at(table, table->kind_all, 0, p) == NULL)
			continue;
		for (int rises = 0; rises <= 1; rises++)
		{
			int64		cost = 0;
			int			order = 0;
			int			kind;

			if (!(rises ? cell->can_rise : cell->can_fall))
				continue;
			for (kind = 0; kind < table->n_kinds; kind++)
			{
				int64		least = 0;

				values[kind] = -1;
				for (int v = 0; v < table->kinds[kind].n_values; v++)
				{
					const Cell *s = cell_at(table, kind, v, cell->place);
					const Cell *t = cell_at(table, kind, v, p);

					if (s == NULL || t == NULL || (kind == cell->kind && v != cell->value) ||
						!(rises ? s->can_rise : s->can_fall) ||
						!((bool) rises == together ? t->can_rise : t->can_fall))
						continue;
					if (values[kind] < 0 || cost_of(s) + cost_of(t) < least)
					{
						values[kind] = v;
						least = cost_of(s) + cost_of(t);
					}
				}
				if (values[kind] < 0)
					break;
				cost += least;
				if (order == 0 && best.found)
					order = values[kind] - best.values[kind];
			}
			if (kind < table->n_kinds)
				continue;
			if (!best.found || cost < best.cost || (cost == best.cost && p == best.place && order < 0))
			{
				best.found = true;
				best.cost = cost;
				best.place = p;
				memcpy(best.values, values, table->n_kinds * sizeof(int));
			}
		}
	}
	pfree(values);
	return best;
}

static void
withhold_rate(Cell *cell)
{
	cell->rate_withheld = true;
	cell->safe = true;
}

static void
set_bounds(Cell *cell)
{
	int			code = cell->bounded ? rate_code(cell->n, cell->k) : 0;

	cell->can_rise = cell->k < cell->n && (!cell->bounded || rate_code(cell->n, cell->k + 1) == code);
	cell->can_fall = cell->k > 0 && (!cell->bounded || rate_code(cell->n, cell->k - 1) == code);
}

/*
 * Withholds the rate, and how many are chronically absent, of more cells until
 * each withheld number could be another.
 *
 * Here n may be known, so a number can only be moved if it stays between 0 and
 * n, and its cell keeps its code, or stays without one.
 *
 * The loop ends.  Each pass makes every cell of a move safe, and at least one
 * was not.  There always is a move, once codes are given up: with place 0,
 * because for a cell that is not full every total has a value that is not full
 * either, in every kind.
 */
static void
withhold_rates(Table *table)
{
	Cell	   *cell;

	table->first = 0;
	while ((cell = next_unsafe(table, true)) != NULL)
	{
		Move		move = cheapest_rectangle(table, cell);
		bool		is_bounded = false;

		if (move.found)
		{
			for (int i = 0; i <= 1; i++)
			{
				int			value = i == 0 ? cell->value : move.value;

				withhold_rate(cell_at(table, cell->kind, value, move.place));
				withhold_rate(cell_at(table, cell->kind, value, cell->place));
			}
			continue;
		}
		/* totals only if there is no other way, because they cost more */
		move = cheapest_totals(table, cell);
		if (move.found)
		{
			for (int kind = 0; kind < table->n_kinds; kind++)
			{
				withhold_rate(cell_at(table, kind, move.values[kind], move.place));
				withhold_rate(cell_at(table, kind, move.values[kind], cell->place));
			}
			pfree(move.values);
			continue;
		}
		pfree(move.values);
		for (int i = 0; i < table->n_cells; i++)
			if (table->cells[i].bounded)
			{
				is_bounded = true;
				table->cells[i].bounded = false;
				set_bounds(&table->cells[i]);
			}
		if (!is_bounded)
			ereport(ERROR,
					(errcode(ERRCODE_INTERNAL_ERROR),
					 errmsg("no way to withhold the rate of %s \"%s\"",
							pnstrdup(cell->kind_name.data, cell->kind_name.length),
							pnstrdup(cell->value_name.data, cell->value_name.length))));
	}
}

/* The elements of an array argument, none of them NULL; n is their number, or to be found if it is negative. */
static Datum *
elements_of(FunctionCallInfo fcinfo, int argno, Oid type, int16 length, bool by_value, char alignment, int *n)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno);
	Datum	   *elements;
	int			count;

	if (ARR_NDIM(array) > 1 || ARR_HASNULL(array))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("the cells of a table must be arrays of one dimension, without nulls")));
	deconstruct_array(array, type, length, by_value, alignment, &elements, NULL, &count);
	if (*n >= 0 && count != *n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("the cells of a table must be arrays of the same length, not %d and %d", *n, count)));
	*n = count;
	return elements;
}

/* Adds the name of a kind that is a value of a kind; there is no control character in either. */
static Word
name_of_part(Word kind, Word value)
{
	char	   *data = palloc(kind.length + value.length + 1);

	memcpy(data, kind.data, kind.length);
	data[kind.length] = 1;
	memcpy(data + kind.length + 1, value.data, value.length);
	return (Word) {data, kind.length + value.length + 1};
}

static bool
same_group(const Cell *a, const Cell *b)
{
	return compare_names(a->kind_name, b->kind_name) == 0 && compare_names(a->value_name, b->value_name) == 0;
}

/*
 * Puts the given cells into the table: those of kinds that add up as they are,
 * and those of others with the rest of their total.  given is in order of names
 * and places.
 */
static void
add_cells(Table *table, const Cell *given, int n_given, const int *places)
{
	const Cell **totals = palloc0(table->n_places * sizeof(Cell *));
	Size		n_values = 0;
	int			end;

	for (int i = 0; i < n_given; i++)
	{
		if (is_name(given[i].kind_name, "all"))
			for (int p = 0; p < table->n_places; p++)
				if (places[p] == given[i].place_number)
					totals[p] = &given[i];
		if (given[i].place_number == 0)
			n_values++;
	}

	/* each value of place 0 can become two cells at each place */
	table->cells = MemoryContextAllocHuge(CurrentMemoryContext, (n_given + 2 * n_values * table->n_places) * sizeof(Cell));
	table->n_cells = 0;
	for (int begin = 0; begin < n_given; begin = end)
	{
		int64		sum = 0;
		bool		overlaps;

		for (end = begin; end < n_given && compare_names(given[end].kind_name, given[begin].kind_name) == 0; end++)
			if (given[end].place_number == 0)
				sum += given[end].n;
		overlaps = sum > totals[table->total]->n;
		for (int i = begin; i < end && !overlaps; i++)
			if (given[i].n > 0)
				table->cells[table->n_cells++] = given[i];
		for (int i = begin, next; i < end && overlaps; i = next)
		{
			bool		has_total = false;

			for (next = i; next < end && same_group(&given[next], &given[i]); next++)
				has_total |= given[next].place_number == 0 && given[next].n > 0;
			if (is_name(given[i].value_name, "No") || !has_total)
				continue;
			for (int p = 0, at = i; p < table->n_places; p++)
			{
				const Cell *in = at < next && given[at].place_number == places[p] ? &given[at++] : NULL;
				Cell		cell = {{0}};

				if (totals[p] == NULL)
					continue;
				cell.kind_name = name_of_part(given[i].kind_name, given[i].value_name);
				cell.place_number = places[p];
				cell.n_withheld = in != NULL && in->n_withheld;
				cell.rate_withheld = in != NULL && in->rate_withheld;
				cell.value_name = (Word) {"in", 2};
				cell.input = in != NULL ? in->input : -1;
				cell.n = in != NULL ? in->n : 0;
				cell.k = in != NULL ? in->k : 0;
				if (cell.n > 0)
					table->cells[table->n_cells++] = cell;
				cell.value_name = (Word) {"rest", 4};
				cell.is_rest = true;
				cell.n = totals[p]->n - cell.n;
				cell.k = totals[p]->k - cell.k;
				if (cell.k < 0 || cell.k > cell.n)
					ereport(ERROR,
							(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							 errmsg("group \"%s\" has more students than the total of its place",
									pnstrdup(given[i].value_name.data, given[i].value_name.length))));
				if (cell.n > 0)
					table->cells[table->n_cells++] = cell;
			}
		}
	}
	qsort(table->cells, table->n_cells, sizeof(Cell), compare_cells);
}

/* Numbers kinds and values in the order of their names, and lays out the tables of the kinds. */
static void
lay_out(Table *table, const int *places)
{
	Cell	   *before = NULL;

	table->kinds = palloc0(Max(table->n_cells, 1) * sizeof(Kind));
	table->n_kinds = 0;
	table->kind_all = -1;
	for (int i = 0; i < table->n_cells; i++)
	{
		Cell	   *cell = &table->cells[i];

		if (before == NULL || compare_names(before->kind_name, cell->kind_name) != 0)
			table->n_kinds++;
		else if (compare_names(before->value_name, cell->value_name) == 0)
			table->kinds[table->n_kinds - 1].n_values--;
		cell->kind = table->n_kinds - 1;
		cell->value = table->kinds[cell->kind].n_values++;
		cell->place = (int *) bsearch(&cell->place_number, places, table->n_places, sizeof(int), compare_numbers) - places;
		if (is_name(cell->kind_name, "all"))
			table->kind_all = cell->kind;
		before = cell;
	}
	for (int kind = 0; kind < table->n_kinds; kind++)
		table->kinds[kind].cells = MemoryContextAllocExtended(CurrentMemoryContext,
			(Size) table->kinds[kind].n_values * table->n_places * sizeof(Cell *), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	table->by_size = MemoryContextAllocHuge(CurrentMemoryContext, (Size) Max(table->n_cells, 1) * sizeof(Cell *));
	table->rank = MemoryContextAllocHuge(CurrentMemoryContext, (Size) Max(table->n_cells, 1) * sizeof(int));
	for (int i = 0; i < table->n_cells; i++)
	{
		Cell	   *cell = &table->cells[i];

		table->kinds[cell->kind].cells[cell->value * table->n_places + cell->place] = cell;
		table->by_size[i] = cell;
	}
	qsort(table->by_size, table->n_cells, sizeof(Cell *), compare_sizes);
	for (int i = 0; i < table->n_cells; i++)
		table->rank[table->by_size[i] - table->cells] = i;
}

/*
 * withhold_cells(kinds text[], places integer[], vals text[], n bigint[],
 *				  chronic_n bigint[], n_withheld boolean[], rate_withheld boolean[],
 *				  minimum integer)
 *		returns table (cell integer, n_withheld boolean, rate_withheld boolean, code text)
 *
 * What is withheld of a table of cells, with what is withheld of them anyway.
 * cell is the place of a cell in the arguments, from 1 on.  A cell of nobody has
 * no row, nor has the value No of a kind with students in several values.  A
 * rate near 0% or 100% is withheld and has a code.
 */
PG_FUNCTION_INFO_V1(absence_withhold_cells);
Datum
absence_withhold_cells(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			n = -1;
	Datum	   *kinds = elements_of(fcinfo, 0, TEXTOID, -1, false, TYPALIGN_INT, &n);
	Datum	   *numbers = elements_of(fcinfo, 1, INT4OID, sizeof(int32), true, TYPALIGN_INT, &n);
	Datum	   *values = elements_of(fcinfo, 2, TEXTOID, -1, false, TYPALIGN_INT, &n);
	Datum	   *ns = elements_of(fcinfo, 3, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &n);
	Datum	   *ks = elements_of(fcinfo, 4, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &n);
	Datum	   *n_too = elements_of(fcinfo, 5, BOOLOID, sizeof(bool), true, TYPALIGN_CHAR, &n);
	Datum	   *rate_too = elements_of(fcinfo, 6, BOOLOID, sizeof(bool), true, TYPALIGN_CHAR, &n);
	Cell	   *given = palloc0(Max(n, 1) * sizeof(Cell));
	int		   *places = palloc(Max(n, 1) * sizeof(int));
	Table		table = {0};
	bool		has_total = false;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	table.minimum = PG_GETARG_INT32(7);
	for (int i = 0; i < n; i++)
	{
		given[i].kind_name = name_of_datum(kinds[i]);
		given[i].value_name = name_of_datum(values[i]);
		places[i] = given[i].place_number = DatumGetInt32(numbers[i]);
		given[i].input = i;
		given[i].n = DatumGetInt64(ns[i]);
		given[i].k = DatumGetInt64(ks[i]);
		given[i].n_withheld = DatumGetBool(n_too[i]);
		given[i].rate_withheld = DatumGetBool(rate_too[i]);
		if (given[i].k < 0 || given[i].k > given[i].n || given[i].n > PG_INT32_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a cell at place %d cannot have " INT64_FORMAT " of " INT64_FORMAT " students",
							given[i].place_number, given[i].k, given[i].n)));
		if (is_name(given[i].kind_name, "all") && !is_name(given[i].value_name, "all"))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("kind \"all\" has one value, \"all\"")));
		has_total |= given[i].place_number == 0 && is_name(given[i].kind_name, "all");
	}
	if (n == 0)
		return (Datum) 0;
	if (!has_total)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the cells of a table must have a total, of kind \"all\"")));
	qsort(given, n, sizeof(Cell), compare_cells);
	for (int i = 1; i < n; i++)
		if (compare_cells(&given[i], &given[i - 1]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("group %s \"%s\" is given twice", pnstrdup(given[i].kind_name.data, given[i].kind_name.length),
							pnstrdup(given[i].value_name.data, given[i].value_name.length))));
	qsort(places, n, sizeof(int), compare_numbers);
	for (int i = 0; i < n; i++)
		if (table.n_places == 0 || places[i] != places[table.n_places - 1])
		{
			if (places[i] == 0)
				table.total = table.n_places;
			places[table.n_places++] = places[i];
		}
	add_cells(&table, given, n, places);
	lay_out(&table, places);

	/* counts: those too small, those withheld anyway, and others that must be withheld too */
	for (int i = 0; i < table.n_cells; i++)
		table.cells[i].n_withheld |= table.cells[i].n < table.minimum;
	withhold_counts(&table);

	/* rates: those near 0% and 100%, and others. Of fewer than 10 students, only one rate would fit a code. */
	for (int i = 0; i < table.n_cells; i++)
	{
		Cell	   *cell = &table.cells[i];

		cell->safe = false;
		cell->rate_withheld |= cell->n_withheld || rate_code(cell->n, cell->k) != 0;
		cell->bounded = !cell->n_withheld && cell->n >= 10 && !cell->is_rest;
		set_bounds(cell);
	}
	withhold_rates(&table);

	for (int i = 0; i < table.n_cells; i++)
	{
		Cell	   *cell = &table.cells[i];
		int			code = cell->bounded ? rate_code(cell->n, cell->k) : 0;
		Datum		row[4];
		bool		nulls[4] = {false};

		if (cell->is_rest)
			continue;
		row[0] = Int32GetDatum(cell->input + 1);
		row[1] = BoolGetDatum(cell->n_withheld);
		row[2] = BoolGetDatum(cell->rate_withheld);
		nulls[3] = code == 0;
		row[3] = code == 0 ? (Datum) 0 : PointerGetDatum(code_text(code));
		tuplestore_putvalues(result->setResult, result->setDesc, row, nulls);
	}
	return (Datum) 0;
}
