/*
 * scan.h
 *		Reading and writing the parts of text forms.
 */
#ifndef ABSENCE_SCAN_H
#define ABSENCE_SCAN_H

#include "absence_compat.h"

#include "utils/date.h"

#pragma GCC visibility push(hidden)

/*
 * A text being read.  Every scan_ function skips white space first.
 * scan_fault() reports the first fault, and returns false for the caller to
 * return.  If errors are soft, reading stops at the fault.
 */
typedef struct Scan
{
	const char *type;			/* name of the type, for messages */
	const char *text;
	const char *at;
	Node	   *escontext;
} Scan;

extern bool scan_fault(Scan *scan, const char *fault);
extern bool scan_end(Scan *scan);
extern bool scan_char(Scan *scan, char c);
extern int	scan_word(Scan *scan, const char **word);
extern bool scan_is(Scan *scan, const char *word);
extern bool scan_count(Scan *scan, int64 *value);
extern bool scan_decimal(Scan *scan, int decimals, int32 *value);
extern bool scan_date(Scan *scan, DateADT *day);
extern bool scan_fraction(Scan *scan, int64 *units);

extern void append_date(StringInfo buf, DateADT day);
extern void append_fraction(StringInfo buf, int64 units);
extern void append_decimal(StringInfo buf, int32 value, int decimals);

#pragma GCC visibility pop

#endif							/* ABSENCE_SCAN_H */
