/*
 * rule.c
 *		The type rule: what must have happened in a register, as one value.
 *
 * A rule says what is added up, the marks and the parts of days that count,
 * the days that it looks at, and the amount that must be reached.  Its text is
 * one line of "key = value" items, like that of a policy.
 */
#include "postgres.h"

#include "rule.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "scan.h"

/* A rule may name these */
#define MARKS_TO_NAME \
	((MARK_BIT(MARK_COUNT) - 1) & ~(MARK_BIT(MARK_UNMAPPED) | MARK_BIT(MARK_PRESENT)))

#define MAX_AMOUNT_DAYS		999999	/* hundredths of a day */
#define MAX_OCCASIONS		9999
#define MAX_AMOUNT_MINUTES	599940	/* 9999 hours */
#define MAX_SPAN_DAYS		366
#define MAX_SPAN_MONTHS		12

static const char *const measure_words[] = {"days", "occasions", "minutes", "rate"};

/* In the order in which the marks of a rule are printed */
static const Mark printed_marks[] = {
	MARK_EXCUSED, MARK_UNEXCUSED, MARK_OSS, MARK_EXEMPT, MARK_UNVERIFIED,
	MARK_ISS, MARK_REMOTE, MARK_ACTIVITY, MARK_HOMEBOUND, MARK_TARDY, MARK_LEFT_EARLY
};

static bool
number_fits(int32 number, bool used, int32 most)
{
	return used ? number >= 1 && number <= most : number == 0;
}

static const char *
amount_fault(const Rule *rule)
{
	int32		least = rule->compare == COMPARE_AT_LEAST ? 1 : 0;
	int32		amount = rule->amount;

	switch ((RuleMeasure) rule->measure)
	{
		case RULE_DAYS:
			if (amount < least || amount > MAX_AMOUNT_DAYS)
				return "The amount is above 0 days with \">=\", at least 0 days with \">\", and at most 9999.99 days.";
			break;
		case RULE_OCCASIONS:
			if (amount < least || amount > MAX_OCCASIONS)
				return "The amount is above 0 occasions with \">=\", at least 0 with \">\", and at most 9999.";
			break;
		case RULE_MINUTES:
			if (amount < least || amount > MAX_AMOUNT_MINUTES)
				return "The amount is above 0 minutes with \">=\", at least 0 minutes with \">\", and at most 9999 hours.";
			break;
		case RULE_RATE:
			if (amount < least || amount > 10000)
				return "The amount is above 0% with \">=\", at least 0% with \">\", and at most 100%.";
			break;
	}
	return NULL;
}

static const char *
part_day_fault(const Rule *rule)
{
	switch ((RulePartDay) rule->part_day)
	{
		case RULE_PART_AT_LEAST:
			if (rule->part_line <= 0 || rule->part_line > 10000)
				return "The line of part_day with \">=\" is above 0% and at most 100%.";
			break;
		case RULE_PART_MORE_THAN:
			if (rule->part_line < 0 || rule->part_line >= 10000)
				return "The line of part_day with \">\" is at least 0% and below 100%.";
			break;
		case RULE_PART_MINUTES:
			if (rule->part_line < 0 || rule->part_line >= 1440)
				return "The minutes of part_day are from 0 to 1439.";
			break;
		default:
			if (rule->part_line != 0)
				return "This part_day has no line.";
	}
	return NULL;
}

/*
 * The one check behind input and receive: NULL if the rule makes sense, else
 * what is wrong with it.
 */
static const char *
rule_fault(const Rule *rule)
{
	const char *fault;

	fault = version_fault(rule->version, RULE_VERSION, rule->unused, sizeof(rule->unused));
	if (fault)
		return fault;
	if (rule->measure > RULE_RATE || rule->compare > COMPARE_MORE_THAN ||
		rule->part_day > RULE_PART_MINUTES || rule->within > WITHIN_ROW || rule->per > PER_SCHOOL_DAYS)
		return "A setting is out of range.";
	if (rule->marks & ~MARKS_TO_NAME)
		return psprintf("Marks of a rule are %s.", mark_names(MARKS_TO_NAME));
	fault = part_day_fault(rule);
	if (fault)
		return fault;
	if (!number_fits(rule->within_n, rule->within >= WITHIN_DAYS && rule->within <= WITHIN_SCHOOL_DAYS,
					 rule->within == WITHIN_MONTHS ? MAX_SPAN_MONTHS : MAX_SPAN_DAYS))
		return "The number of \"within\" is from 1 to 366 days or school days, 1 to 52 weeks, or 1 to 12 months.";
	if (!number_fits(rule->per_n, rule->per == PER_SCHOOL_DAYS, MAX_SPAN_DAYS))
		return "The number of \"per\" is from 1 to 366 school days.";
	if (rule->after < 0 || rule->after > MAX_SPAN_DAYS)
		return "The number of \"after\" is from 1 to 366 days.";
	if (rule->first < 0 || rule->first > MAX_SPAN_DAYS)
		return "The number of \"first\" is from 1 to 366 school days.";

	fault = amount_fault(rule);
	if (fault)
		return fault;
	if (rule->per != PER_NONE && rule->within != WITHIN_YEAR)
		return "With \"per\" the rule looks at the whole year: \"within\" must be year.";
	if (rule->measure == RULE_RATE)
	{
		if (rule->marks != 0 || rule->part_day != RULE_PART_POLICY)
			return "\"measure = rate\" is the rate of the policy: \"marks\" and \"part_day\" must be policy.";
		if (rule->within != WITHIN_YEAR || rule->per != PER_NONE)
			return "\"measure = rate\" is the rate of the year: \"within\" must be year, and \"per\" none.";
	}
	else if (rule->after != 0)
		return "\"after\" goes with \"measure = rate\".";
	return NULL;
}

/* Take ">=" or ">"; false if neither comes. */
static bool
scan_compare(Scan *scan, uint8 *compare)
{
	if (!scan_char(scan, '>'))
		return false;
	*compare = *scan->at == '=' ? (scan->at++, COMPARE_AT_LEAST) : COMPARE_MORE_THAN;
	return true;
}

/* Take the plural of a word, or the word itself. */
static bool
scan_unit(Scan *scan, const char *plural)
{
	char		singular[16];

	strlcpy(singular, plural, sizeof(singular));
	singular[strlen(singular) - 1] = '\0';
	return scan_is(scan, plural) || scan_is(scan, singular);
}

/* Does the text that comes end this item? */
static bool
item_ends(Scan *scan)
{
	return scan_end(scan) || *scan->at == ',';
}

static bool
scan_measure(Scan *scan, Rule *rule)
{
	for (int i = 0; i < lengthof(measure_words); i++)
		if (scan_is(scan, measure_words[i]))
		{
			rule->measure = i;
			return true;
		}
	return scan_fault(scan, "The value of \"measure\" is one of: days, occasions, minutes, rate.");
}

static bool
scan_marks(Scan *scan, Rule *rule)
{
	const char *word;
	int			len;

	rule->marks = 0;
	if (scan_is(scan, "policy"))
		return true;
	while ((len = scan_word(scan, &word)) > 0)
	{
		Mark		mark;

		if (!mark_lookup(word, len, &mark) || !(MARKS_TO_NAME & MARK_BIT(mark)))
			return scan_fault(scan, psprintf("\"%.*s\" cannot be in \"marks\", which takes policy or any of: %s.",
											 len, word, mark_names(MARKS_TO_NAME)));
		rule->marks |= MARK_BIT(mark);
	}
	if (rule->marks == 0)
		return scan_fault(scan, psprintf("The value of \"marks\" is policy or any of: %s.",
										 mark_names(MARKS_TO_NAME)));
	return true;
}

static bool
scan_part_day(Scan *scan, bool is, uint8 compare, Rule *rule)
{
	static const struct
	{
		const char *word;
		RulePartDay part_day;
	}			words[] = {
		{"policy", RULE_PART_POLICY},
		{"whole", RULE_PART_WHOLE},
		{"proportional", RULE_PART_PROPORTIONAL},
		{"any", RULE_PART_ANY}
	};

	rule->part_line = 0;
	if (is)
	{
		for (int i = 0; i < lengthof(words); i++)
			if (scan_is(scan, words[i].word))
			{
				rule->part_day = words[i].part_day;
				return true;
			}
	}
	else if (scan_decimal(scan, 2, &rule->part_line))
	{
		if (scan_char(scan, '%'))
		{
			rule->part_day = compare == COMPARE_AT_LEAST ? RULE_PART_AT_LEAST : RULE_PART_MORE_THAN;
			return true;
		}
		if (compare == COMPARE_MORE_THAN && rule->part_line % 100 == 0 && scan_unit(scan, "minutes"))
		{
			rule->part_day = RULE_PART_MINUTES;
			rule->part_line /= 100;
			return true;
		}
	}
	return scan_fault(scan, "\"part_day\" is one of: = policy, >= 50%, > 50% (with any percentage), > 30 minutes (with any whole number), = whole, = proportional, = any.");
}

/* The unit in which an amount was written; the measure must take it */
typedef enum AmountUnit
{
	AMOUNT_NUMBER,
	AMOUNT_DAYS,
	AMOUNT_MINUTES,
	AMOUNT_PERCENT
} AmountUnit;

/* The amount is left in hundredths of its unit, which is minutes for hours. */
static bool
scan_amount(Scan *scan, int64 *amount, AmountUnit *unit)
{
	int32		number;

	if (scan_decimal(scan, 2, &number))
	{
		*amount = number;
		if (scan_char(scan, '%'))
			*unit = AMOUNT_PERCENT;
		else if (scan_unit(scan, "days"))
			*unit = AMOUNT_DAYS;
		else if (scan_unit(scan, "minutes"))
			*unit = AMOUNT_MINUTES;
		else if (scan_unit(scan, "hours"))
		{
			*unit = AMOUNT_MINUTES;
			*amount *= 60;
		}
		else if (item_ends(scan))
			*unit = AMOUNT_NUMBER;
		else
			goto fault;
		return true;
	}
fault:
	return scan_fault(scan, "The value of \"amount\" is a number of days or occasions, such as 3 or 2.5 days, a number of minutes or hours, such as 30 hours, or a percentage, such as 10%.");
}

/* Bring the amount into the unit of the measure. */
static bool
set_amount(Scan *scan, int64 amount, AmountUnit unit, Rule *rule)
{
	switch ((RuleMeasure) rule->measure)
	{
		case RULE_DAYS:
			if (unit != AMOUNT_NUMBER && unit != AMOUNT_DAYS)
				return scan_fault(scan, "Under \"measure = days\" the amount is a number of days, with at most two decimals.");
			break;
		case RULE_OCCASIONS:
			if ((unit != AMOUNT_NUMBER && unit != AMOUNT_DAYS) || amount % 100 != 0)
				return scan_fault(scan, "Under \"measure = occasions\" the amount is a whole number.");
			amount /= 100;
			break;
		case RULE_MINUTES:
			if (unit != AMOUNT_MINUTES || amount % 100 != 0)
				return scan_fault(scan, "Under \"measure = minutes\" the amount is in minutes or hours, and a whole number of minutes.");
			amount /= 100;
			break;
		case RULE_RATE:
			if (unit != AMOUNT_PERCENT)
				return scan_fault(scan, "Under \"measure = rate\" the amount is a percentage, with at most two decimals.");
			break;
	}
	rule->amount = (int32) Min(amount, PG_INT32_MAX);
	return true;
}

static bool
scan_number(Scan *scan, int32 *n)
{
	int64		number;

	if (!scan_count(scan, &number))
		return false;
	/* More is out of range wherever it stands, and so is 0 */
	*n = number == 0 ? PG_INT32_MAX : (int32) Min(number, PG_INT32_MAX / 7);
	return true;
}

static bool
scan_within(Scan *scan, Rule *rule)
{
	rule->within_n = 0;
	if (scan_is(scan, "year"))
		rule->within = WITHIN_YEAR;
	else if (scan_is(scan, "month"))
		rule->within = WITHIN_MONTH;
	else if (scan_is(scan, "row"))
		rule->within = WITHIN_ROW;
	else if (scan_is(scan, "school"))
	{
		if (!scan_is(scan, "month"))
			goto fault;
		rule->within = WITHIN_SCHOOL_MONTH;
	}
	else if (scan_number(scan, &rule->within_n))
	{
		if (scan_unit(scan, "days"))
			rule->within = WITHIN_DAYS;
		else if (scan_unit(scan, "weeks"))
		{
			rule->within = WITHIN_DAYS;
			rule->within_n = rule->within_n > MAX_SPAN_DAYS / 7 ? PG_INT32_MAX : rule->within_n * 7;
		}
		else if (scan_unit(scan, "months"))
			rule->within = WITHIN_MONTHS;
		else if (scan_is(scan, "school") && scan_unit(scan, "days"))
			rule->within = WITHIN_SCHOOL_DAYS;
		else
			goto fault;
	}
	else
		goto fault;
	return true;

fault:
	return scan_fault(scan, "The value of \"within\" is one of: year, month, school month, row, or a number of days, weeks, months or school days, such as 4 weeks.");
}

static bool
scan_per(Scan *scan, Rule *rule)
{
	rule->per_n = 0;
	if (scan_is(scan, "none"))
		rule->per = PER_NONE;
	else if (scan_is(scan, "month"))
		rule->per = PER_MONTH;
	else if (scan_number(scan, &rule->per_n) && scan_is(scan, "school") && scan_unit(scan, "days"))
		rule->per = PER_SCHOOL_DAYS;
	else
		return scan_fault(scan, "The value of \"per\" is one of: none, month, or a number of school days, such as 20 school days.");
	return true;
}

static bool
scan_after(Scan *scan, Rule *rule)
{
	rule->after = 0;
	if (scan_is(scan, "none") || (scan_number(scan, &rule->after) && scan_unit(scan, "days")))
		return true;
	return scan_fault(scan, "The value of \"after\" is none or a number of days, such as 10 days.");
}

static bool
scan_first(Scan *scan, Rule *rule)
{
	rule->first = 0;
	if (scan_is(scan, "none") ||
		(scan_number(scan, &rule->first) && scan_is(scan, "school") && scan_unit(scan, "days")))
		return true;
	return scan_fault(scan, "The value of \"first\" is none or a number of school days, such as 20 school days.");
}

typedef enum Key
{
	KEY_MEASURE,
	KEY_MARKS,
	KEY_PART_DAY,
	KEY_AMOUNT,
	KEY_WITHIN,
	KEY_PER,
	KEY_AFTER,
	KEY_FIRST
} Key;

static const char *const keys[] = {
	[KEY_MEASURE] = "measure",
	[KEY_MARKS] = "marks",
	[KEY_PART_DAY] = "part_day",
	[KEY_AMOUNT] = "amount",
	[KEY_WITHIN] = "within",
	[KEY_PER] = "per",
	[KEY_AFTER] = "after",
	[KEY_FIRST] = "first"
};

static const char *
key_names(void)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < lengthof(keys); i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", keys[i]);
	return buf.data;
}

static bool
scan_item(Scan *scan, Rule *rule, uint32 *seen, int64 *amount, AmountUnit *unit)
{
	const char *word;
	int			len = scan_word(scan, &word);
	int			key;
	bool		is;
	uint8		compare = COMPARE_AT_LEAST;

	for (key = 0; key < lengthof(keys); key++)
		if (strlen(keys[key]) == (size_t) len && strncmp(keys[key], word, len) == 0)
			break;
	if (key == lengthof(keys))
		return scan_fault(scan,
						  len > 0 ?
						  psprintf("\"%.*s\" is no key of a rule. Keys are %s.", len, word, key_names()) :
						  psprintf("A rule is a list of \"key = value\" with commas between. Keys are %s.",
								   key_names()));
	if (*seen & (1 << key))
		return scan_fault(scan, psprintf("\"%s\" is given twice.", keys[key]));
	*seen |= 1 << key;

	is = scan_char(scan, '=');
	if (!is && !scan_compare(scan, &compare))
		return scan_fault(scan, psprintf("\"%s\" wants \"%s\" and a value.",
										 keys[key], key == KEY_AMOUNT ? ">=\" or \">" : "="));
	if (key == KEY_AMOUNT ? is : !is && key != KEY_PART_DAY)
		return scan_fault(scan, psprintf("\"%s\" takes \"%s\".", keys[key],
										 key == KEY_AMOUNT ? ">=\" or \">" : "="));

	switch ((Key) key)
	{
		case KEY_MEASURE:
			return scan_measure(scan, rule);
		case KEY_MARKS:
			return scan_marks(scan, rule);
		case KEY_PART_DAY:
			return scan_part_day(scan, is, compare, rule);
		case KEY_AMOUNT:
			rule->compare = compare;
			return scan_amount(scan, amount, unit);
		case KEY_WITHIN:
			return scan_within(scan, rule);
		case KEY_PER:
			return scan_per(scan, rule);
		case KEY_AFTER:
			return scan_after(scan, rule);
		case KEY_FIRST:
			return scan_first(scan, rule);
	}
	return false;				/* not reached */
}

/* Read the text of a rule. Only the amount must be given. */
static bool
rule_parse(const char *text, Rule *rule, Node *escontext)
{
	Scan		scan = {"rule", text, text, escontext};
	uint32		seen = 0;
	int64		amount = 0;
	AmountUnit	unit = AMOUNT_NUMBER;
	const char *fault;

	memset(rule, 0, sizeof(Rule));
	rule->version = RULE_VERSION;
	do
	{
		if (!scan_item(&scan, rule, &seen, &amount, &unit))
			return false;
	} while (scan_char(&scan, ','));
	if (!scan_end(&scan))
		return scan_fault(&scan, psprintf("Junk from \"%s\" on.", scan.at));

	if (!(seen & (1 << KEY_AMOUNT)))
		return scan_fault(&scan, "A rule has an \"amount\", such as amount >= 3.");
	if (!set_amount(&scan, amount, unit, rule))
		return false;
	fault = rule_fault(rule);
	if (fault)
		return scan_fault(&scan, fault);
	return true;
}

static void
append_part_day(StringInfo buf, const Rule *rule)
{
	appendStringInfoString(buf, ", part_day ");
	switch ((RulePartDay) rule->part_day)
	{
		case RULE_PART_POLICY:
			appendStringInfoString(buf, "= policy");
			break;
		case RULE_PART_AT_LEAST:
		case RULE_PART_MORE_THAN:
			appendStringInfoString(buf, rule->part_day == RULE_PART_AT_LEAST ? ">= " : "> ");
			append_decimal(buf, rule->part_line, 2);
			appendStringInfoChar(buf, '%');
			break;
		case RULE_PART_WHOLE:
			appendStringInfoString(buf, "= whole");
			break;
		case RULE_PART_PROPORTIONAL:
			appendStringInfoString(buf, "= proportional");
			break;
		case RULE_PART_ANY:
			appendStringInfoString(buf, "= any");
			break;
		case RULE_PART_MINUTES:
			appendStringInfo(buf, "> %d minutes", rule->part_line);
			break;
	}
}

static void
append_amount(StringInfo buf, const Rule *rule)
{
	appendStringInfo(buf, ", amount %s ", rule->compare == COMPARE_AT_LEAST ? ">=" : ">");
	switch ((RuleMeasure) rule->measure)
	{
		case RULE_DAYS:
			append_decimal(buf, rule->amount, 2);
			break;
		case RULE_OCCASIONS:
			appendStringInfo(buf, "%d", rule->amount);
			break;
		case RULE_MINUTES:
			if (rule->amount % 60 == 0)
				appendStringInfo(buf, "%d hours", rule->amount / 60);
			else
				appendStringInfo(buf, "%d minutes", rule->amount);
			break;
		case RULE_RATE:
			append_decimal(buf, rule->amount, 2);
			appendStringInfoChar(buf, '%');
			break;
	}
}

static void
append_within(StringInfo buf, const Rule *rule)
{
	appendStringInfoString(buf, ", within = ");
	switch ((RuleWithin) rule->within)
	{
		case WITHIN_YEAR:
			appendStringInfoString(buf, "year");
			break;
		case WITHIN_MONTH:
			appendStringInfoString(buf, "month");
			break;
		case WITHIN_SCHOOL_MONTH:
			appendStringInfoString(buf, "school month");
			break;
		case WITHIN_DAYS:
			appendStringInfo(buf, "%d days", rule->within_n);
			break;
		case WITHIN_MONTHS:
			appendStringInfo(buf, "%d months", rule->within_n);
			break;
		case WITHIN_SCHOOL_DAYS:
			appendStringInfo(buf, "%d school days", rule->within_n);
			break;
		case WITHIN_ROW:
			appendStringInfoString(buf, "row");
			break;
	}
}

/* The canonical text: every key, in one order. */
static void
rule_text(StringInfo buf, const Rule *rule)
{
	appendStringInfo(buf, "measure = %s, marks =", measure_words[rule->measure]);
	if (rule->marks == 0)
		appendStringInfoString(buf, " policy");
	for (int i = 0; i < lengthof(printed_marks); i++)
		if (rule->marks & MARK_BIT(printed_marks[i]))
			appendStringInfo(buf, " %s", mark_name(printed_marks[i]));
	append_part_day(buf, rule);
	append_amount(buf, rule);
	append_within(buf, rule);
	if (rule->per == PER_SCHOOL_DAYS)
		appendStringInfo(buf, ", per = %d school days", rule->per_n);
	else
		appendStringInfo(buf, ", per = %s", rule->per == PER_MONTH ? "month" : "none");
	if (rule->after > 0)
		appendStringInfo(buf, ", after = %d days", rule->after);
	else
		appendStringInfoString(buf, ", after = none");
	if (rule->first > 0)
		appendStringInfo(buf, ", first = %d school days", rule->first);
	else
		appendStringInfoString(buf, ", first = none");
}

/*
 * rule_in(cstring) returns rule
 *
 * Reads no table.
 * Errors: invalid_text_representation, naming the key or value and what is
 * allowed in its place.
 */
PG_FUNCTION_INFO_V1(absence_rule_in);
Datum
absence_rule_in(PG_FUNCTION_ARGS)
{
	Rule	   *rule = palloc(sizeof(Rule));

	if (!rule_parse(PG_GETARG_CSTRING(0), rule, fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(rule);
}

PG_FUNCTION_INFO_V1(absence_rule_out);
Datum
absence_rule_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	initStringInfo(&buf);
	rule_text(&buf, PG_GETARG_RULE_P(0));
	PG_RETURN_CSTRING(buf.data);
}

/*
 * rule_recv(internal) returns rule
 *
 * Errors: invalid_binary_representation for a rule that its text could not be.
 */
PG_FUNCTION_INFO_V1(absence_rule_recv);
Datum
absence_rule_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Rule	   *rule = palloc0(sizeof(Rule));
	const char *fault;

	rule->version = pq_getmsgbyte(buf);
	rule->measure = pq_getmsgbyte(buf);
	rule->compare = pq_getmsgbyte(buf);
	rule->part_day = pq_getmsgbyte(buf);
	rule->within = pq_getmsgbyte(buf);
	rule->per = pq_getmsgbyte(buf);
	rule->marks = pq_getmsgint(buf, 2);
	rule->amount = pq_getmsgint(buf, 4);
	rule->part_line = pq_getmsgint(buf, 4);
	rule->within_n = pq_getmsgint(buf, 4);
	rule->per_n = pq_getmsgint(buf, 4);
	rule->after = pq_getmsgint(buf, 4);
	rule->first = pq_getmsgint(buf, 4);
	pq_copymsgbytes(buf, (char *) rule->unused, sizeof(rule->unused));

	fault = rule_fault(rule);
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type rule"),
				 errdetail("%s", fault)));
	PG_RETURN_POINTER(rule);
}

PG_FUNCTION_INFO_V1(absence_rule_send);
Datum
absence_rule_send(PG_FUNCTION_ARGS)
{
	const Rule *rule = PG_GETARG_RULE_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, rule->version);
	pq_sendint8(&buf, rule->measure);
	pq_sendint8(&buf, rule->compare);
	pq_sendint8(&buf, rule->part_day);
	pq_sendint8(&buf, rule->within);
	pq_sendint8(&buf, rule->per);
	pq_sendint16(&buf, rule->marks);
	pq_sendint32(&buf, rule->amount);
	pq_sendint32(&buf, rule->part_line);
	pq_sendint32(&buf, rule->within_n);
	pq_sendint32(&buf, rule->per_n);
	pq_sendint32(&buf, rule->after);
	pq_sendint32(&buf, rule->first);
	pq_sendbytes(&buf, (const char *) rule->unused, sizeof(rule->unused));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static bool
rule_equal(const Rule *a, const Rule *b)
{
	return memcmp(a, b, sizeof(Rule)) == 0;
}

PG_FUNCTION_INFO_V1(absence_rule_eq);
Datum
absence_rule_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(rule_equal(PG_GETARG_RULE_P(0), PG_GETARG_RULE_P(1)));
}

PG_FUNCTION_INFO_V1(absence_rule_ne);
Datum
absence_rule_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!rule_equal(PG_GETARG_RULE_P(0), PG_GETARG_RULE_P(1)));
}

PG_FUNCTION_INFO_V1(absence_rule_hash);
Datum
absence_rule_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_RULE_P(0), sizeof(Rule));
}

PG_FUNCTION_INFO_V1(absence_rule_hash_extended);
Datum
absence_rule_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_RULE_P(0),
							 sizeof(Rule), PG_GETARG_INT64(1));
}
