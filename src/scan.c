/*
 * scan.c
 *		Reading and writing the parts of text forms.
 *
 * Text forms do not depend on any setting, so that a dump made under one
 * DateStyle can be restored under another.
 */
#include "postgres.h"

#include "scan.h"
#include "share.h"

#include "common/int.h"
#include "parser/scansup.h"
#include "utils/datetime.h"

/*
 * Report that the text is malformed.  Returns false, which the caller can
 * return in turn.  Only the first fault is reported.
 */
bool
scan_fault(Scan *scan, const char *fault)
{
	if (!SOFT_ERROR_OCCURRED(scan->escontext))
		errsave(scan->escontext,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						scan->type, scan->text),
				 errdetail("%s", fault)));
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
skip_space(Scan *scan)
{
	while (*scan->at && scanner_isspace(*scan->at))
		scan->at++;
}

bool
scan_end(Scan *scan)
{
	skip_space(scan);
	return *scan->at == '\0';
}

/* Read this character if it comes next. */
bool
scan_char(Scan *scan, char c)
{
	skip_space(scan);
	if (*scan->at != c)
		return false;
	scan->at++;
	return true;
}

/* Read a word of lower-case letters and underscores; its length, or 0. */
int
scan_word(Scan *scan, const char **word)
{
	skip_space(scan);
	*word = scan->at;
	while ((*scan->at >= 'a' && *scan->at <= 'z') || *scan->at == '_')
		scan->at++;
	return scan->at - *word;
}

/* Read this word if it comes next. */
bool
scan_is(Scan *scan, const char *word)
{
	const char *start = scan->at;
	const char *found;
	int			len = scan_word(scan, &found);

	if (len > 0 && strlen(word) == (size_t) len && strncmp(word, found, len) == 0)
		return true;
	scan->at = start;
	return false;
}

/* Read a whole number from 0; false, without a report, if none comes next. */
bool
scan_count(Scan *scan, int64 *value)
{
	const char *start;

	skip_space(scan);
	start = scan->at;
	*value = 0;
	while (is_digit(*scan->at))
	{
		if (pg_mul_s64_overflow(*value, 10, value) ||
			pg_add_s64_overflow(*value, *scan->at - '0', value))
		{
			scan->at = start;
			return false;
		}
		scan->at++;
	}
	return scan->at > start;
}

/*
 * Read a number below a million with a limited number of decimals, and convert
 * it to units of the last decimal.  False, without a report, if none comes next.
 */
bool
scan_decimal(Scan *scan, int decimals, int32 *value)
{
	const char *start = scan->at;
	int64		number;

	if (!scan_count(scan, &number) || number >= 1000000)
		goto none;
	if (*scan->at == '.')
	{
		scan->at++;
		for (; is_digit(*scan->at); scan->at++)
		{
			if (decimals-- > 0)
				number = number * 10 + (*scan->at - '0');
			else if (*scan->at != '0')
				goto none;
		}
	}
	while (decimals-- > 0)
		number *= 10;
	*value = (int32) number;
	return true;

none:
	scan->at = start;
	return false;
}

/*
 * Read a day, as YYYY-MM-DD, followed by BC for years before 1.  False,
 * without a report, if none comes next.
 */
bool
scan_date(Scan *scan, DateADT *day)
{
	const char *start = scan->at;
	int64		field[3];
	int			year,
				month,
				mday,
				back_year,
				back_month,
				back_day;

	for (int i = 0; i < 3; i++)
		if ((i > 0 && !scan_char(scan, '-')) || !scan_count(scan, &field[i]))
			goto none;
	if (field[0] < 1 || field[0] > 5874897 || field[1] < 1 || field[1] > 12 ||
		field[2] < 1 || field[2] > 31)
		goto none;
	year = (int) field[0];
	month = (int) field[1];
	mday = (int) field[2];
	if (scan->at[0] == 'B' && scan->at[1] == 'C')
	{
		scan->at += 2;
		year = 1 - year;
	}
	if (!IS_VALID_JULIAN(year, month, mday))
		goto none;
	*day = date2j(year, month, mday) - POSTGRES_EPOCH_JDATE;
	if (!IS_VALID_DATE(*day))
		goto none;
	j2date(*day + POSTGRES_EPOCH_JDATE, &back_year, &back_month, &back_day);
	if (back_year != year || back_month != month || back_day != mday)
		goto none;
	return true;

none:
	scan->at = start;
	return false;
}

/*
 * Read a number of days as a fraction, such as 3 or 39/2, or as a decimal
 * below 2, such as 0.5, and convert it to units of a day.  False, without a
 * report, if none comes next or it is too large.
 */
bool
scan_fraction(Scan *scan, int64 *units)
{
	const char *start;
	int64		numerator;
	int64		denominator = 1;

	skip_space(scan);
	start = scan->at;
	if (!scan_count(scan, &numerator))
		return false;
	if (*scan->at == '.' && is_digit(scan->at[1]))
	{
		int64		digits = 0;

		scan->at++;
		for (; is_digit(*scan->at); scan->at++)
		{
			/* Digits after the twelfth cannot change the units */
			if (denominator < INT64CONST(1000000000000))
			{
				denominator *= 10;
				digits = digits * 10 + (*scan->at - '0');
			}
		}
		if (numerator > 1)
			goto none;
		numerator = numerator * denominator + digits;
	}
	else if (*scan->at == '/')
	{
		scan->at++;
		if (!scan_count(scan, &denominator) || denominator == 0)
			goto none;
	}

	if (denominator <= WHOLE_DAY && WHOLE_DAY % denominator == 0)
	{
		if (pg_mul_s64_overflow(numerator, WHOLE_DAY / denominator, units))
			goto none;
	}
	else
	{
		/* Not a whole number of units: round half up */
		double		value = (double) numerator / denominator;

		if (value >= 2)
			goto none;
		*units = (int64) (value * WHOLE_DAY + 0.5);
	}
	return true;

none:
	scan->at = start;
	return false;
}

void
append_date(StringInfo buf, DateADT day)
{
	int			year,
				month,
				mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	appendStringInfo(buf, "%04d-%02d-%02d%s",
					 year > 0 ? year : 1 - year, month, mday,
					 year > 0 ? "" : "BC");
}

static int64
greatest_common_divisor(int64 a, int64 b)
{
	while (b != 0)
	{
		int64		rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Units of a day as a fraction in lowest terms: 3, 1/2, 39/2. */
void
append_fraction(StringInfo buf, int64 units)
{
	int64		divisor = greatest_common_divisor(units, WHOLE_DAY);

	appendStringInfo(buf, INT64_FORMAT, units / divisor);
	if (divisor != WHOLE_DAY)
		appendStringInfo(buf, "/" INT64_FORMAT, WHOLE_DAY / divisor);
}

/* A number of the last of so many decimals, without the zeros at its end. */
void
append_decimal(StringInfo buf, int32 value, int decimals)
{
	int32		scale = 1;

	while (decimals > 0 && value % 10 == 0)
	{
		value /= 10;
		decimals--;
	}
	for (int i = 0; i < decimals; i++)
		scale *= 10;
	appendStringInfo(buf, "%d", value / scale);
	if (decimals > 0)
		appendStringInfo(buf, ".%0*d", decimals, value % scale);
}
