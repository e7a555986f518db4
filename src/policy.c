/*
 * policy.c
 *		The type policy: a definition of chronic absence, as one value.
 *
 * A policy states what counts as absent, how parts of a day count, the lines
 * between the bands, and the minimum of enrollment for a verdict.  Its text is
 * one line of "key = value" items.  A key that is not given has its value in
 * the federal rule, so the federal rule is the empty text.
 */
#include "postgres.h"

#include "policy.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "scan.h"

#define MARKS_THAT_COUNT \
	(MARK_BIT(MARK_UNEXCUSED) | MARK_BIT(MARK_EXCUSED) | MARK_BIT(MARK_OSS) | \
	 MARK_BIT(MARK_EXEMPT) | MARK_BIT(MARK_UNVERIFIED))

/* A policy may name these; missed time of tardy and left_early always counts */
#define MARKS_TO_NAME \
	(MARKS_THAT_COUNT | MARK_BIT(MARK_ISS) | MARK_BIT(MARK_REMOTE) | \
	 MARK_BIT(MARK_ACTIVITY) | MARK_BIT(MARK_HOMEBOUND))

#define MAX_DAYS	99999		/* tenths of a day in a line or a minimum */

/*
 * Absent 10% or more of the days enrolled, whatever the reason; a day missed
 * by half or more is a day (the text of CEDS element 002022, written for
 * EDFacts file 195).  The lines of the bands are those of Attendance Works.
 * Ten days of enrollment as the minimum is what states report of the federal
 * rule; doc/ and the catalogue say how sure each part is.
 */
const Policy federal_policy = {
	.version = POLICY_VERSION,
	.measure = MEASURE_RATE,
	.compare = COMPARE_AT_LEAST,
	.basis = BASIS_DAYS,
	.part_day = PART_DAY_AT_LEAST,
	.unrecorded = UNRECORDED_NOT_COUNTED,
	.minimum_kind = MINIMUM_DAYS,
	.minimum_compare = COMPARE_AT_LEAST,
	.absent = MARKS_THAT_COUNT,
	.outside = 0,
	.at_risk = 500,
	.chronic = 1000,
	.severe = 2000,
	.minimum = 100,
	.part_line = 5000,
	.part_second = 0
};

typedef enum Operation
{
	OP_IS,						/* = */
	OP_AT_LEAST,				/* >= */
	OP_MORE_THAN				/* > */
} Operation;

static const char *const measure_words[] = {"rate", "days", NULL};
static const char *const compare_words[] = {">=", ">", NULL};
static const char *const basis_words[] = {"days", "minutes", NULL};
static const char *const unrecorded_words[] = {"not_counted", "present", "absent", NULL};

/* In the order in which the marks of a policy are printed */
static const Mark printed_marks[] = {
	MARK_EXCUSED, MARK_UNEXCUSED, MARK_OSS, MARK_EXEMPT, MARK_UNVERIFIED,
	MARK_ISS, MARK_REMOTE, MARK_ACTIVITY, MARK_HOMEBOUND
};

static bool
has_steps(const Policy *policy)
{
	return policy->part_day == PART_DAY_STEPS_AT_LEAST ||
		policy->part_day == PART_DAY_STEPS_MORE_THAN;
}

/*
 * The check of input and receive: NULL if the policy is consistent, else what
 * is wrong with it.
 */
const char *
policy_fault(const Policy *policy)
{
	int32		lines[3] = {policy->at_risk, policy->chronic, policy->severe};
	int32		last = NO_LINE;
	int32		most = policy->measure == MEASURE_RATE ? 10000 : MAX_DAYS;
	const char *fault;

	fault = version_fault(policy->version, POLICY_VERSION, policy->unused, sizeof(policy->unused));
	if (fault)
		return fault;
	if (policy->measure > MEASURE_DAYS || policy->compare > COMPARE_MORE_THAN ||
		policy->basis > BASIS_MINUTES || policy->part_day > PART_DAY_STEPS_MORE_THAN ||
		policy->unrecorded > UNRECORDED_ABSENT ||
		policy->minimum_kind > MINIMUM_PERCENT ||
		policy->minimum_compare > COMPARE_MORE_THAN)
		return "A setting is out of range.";
	if (policy->measure == MEASURE_DAYS && policy->basis == BASIS_MINUTES)
		return "\"measure = days\" does not go with \"basis = minutes\".";

	for (int i = 0; i < 3; i++)
	{
		if (lines[i] == NO_LINE)
			continue;
		if (lines[i] < 0 || lines[i] > most)
			return policy->measure == MEASURE_RATE ?
				"A line is from 0% to 100%." : "A line is from 0 to 9999.9 days.";
		if (lines[i] < last)
			return "The lines must not fall from at_risk to chronic to severe.";
		last = lines[i];
	}

	if (policy->minimum_kind == MINIMUM_NONE ?
		(policy->minimum != 0 || policy->minimum_compare != COMPARE_AT_LEAST) :
		(policy->minimum < 0 ||
		 policy->minimum > (policy->minimum_kind == MINIMUM_DAYS ? MAX_DAYS : 10000)))
		return "The minimum is from 0 to 9999.9 days, or from 0% to 100%.";

	switch (policy->part_day)
	{
		case PART_DAY_AT_LEAST:
			if (policy->part_line <= 0 || policy->part_line > 10000)
				return "The line of part_day with \">=\" is above 0% and at most 100%.";
			break;
		case PART_DAY_MORE_THAN:
			if (policy->part_line < 0 || policy->part_line >= 10000)
				return "The line of part_day with \">\" is at least 0% and below 100%.";
			break;
		case PART_DAY_STEPS_AT_LEAST:
			if (policy->part_line <= 0 || policy->part_second > 10000)
				return "The lines of steps with \">=\" are above 0% and at most 100%.";
			break;
		case PART_DAY_STEPS_MORE_THAN:
			if (policy->part_line < 0 || policy->part_second >= 10000)
				return "The lines of steps with \">\" are at least 0% and below 100%.";
			break;
		default:
			if (policy->part_line != 0)
				return "This part_day has no line.";
	}
	if (has_steps(policy) ? policy->part_second <= policy->part_line : policy->part_second != 0)
		return has_steps(policy) ? "The second line of steps is above the first." :
			"This part_day has no second line.";

	if ((policy->absent | policy->outside) & ~MARKS_TO_NAME)
		return psprintf("Marks of a policy are %s; the missed time of tardy and left_early always counts.",
						mark_names(MARKS_TO_NAME));
	if (policy->absent & policy->outside)
		return psprintf("These marks are both in \"absent\" and in \"outside\": %s.",
						mark_names(policy->absent & policy->outside));
	return NULL;
}

/* Read a value that is one of the words, and store its index in *setting. */
static bool
scan_setting(Scan *scan, const char *key, const char *const *words, uint8 *setting)
{
	StringInfoData allowed;
	const char *start;
	int			best = -1;

	/* The longest word that fits: ">=" before ">" */
	(void) scan_end(scan);		/* skips space */
	start = scan->at;
	for (int i = 0; words[i]; i++)
		if (strncmp(start, words[i], strlen(words[i])) == 0 &&
			(best < 0 || strlen(words[i]) > strlen(words[best])))
			best = i;
	if (best >= 0)
	{
		scan->at = start + strlen(words[best]);
		*setting = (uint8) best;
		return true;
	}

	initStringInfo(&allowed);
	for (int i = 0; words[i]; i++)
		appendStringInfo(&allowed, "%s%s", i > 0 ? ", " : "", words[i]);
	return scan_fault(scan, psprintf("The value of \"%s\" is one of: %s.",
									 key, allowed.data));
}

static bool
scan_percent(Scan *scan, int32 *value)
{
	const char *start = scan->at;

	if (scan_decimal(scan, 2, value) && scan_char(scan, '%'))
		return true;
	scan->at = start;
	return false;
}

static bool
scan_days(Scan *scan, int32 *value)
{
	const char *start = scan->at;

	if (scan_decimal(scan, 1, value) &&
		(scan_is(scan, "days") || scan_is(scan, "day")))
		return true;
	scan->at = start;
	return false;
}

/* A line: its unit is checked against the measure when all is read. */
typedef struct LineText
{
	bool		given;
	bool		in_days;
} LineText;

static bool
scan_line(Scan *scan, const char *key, LineText *line, int32 *value)
{
	line->given = true;
	line->in_days = false;
	if (scan_is(scan, "none"))
	{
		*value = NO_LINE;
		line->given = false;	/* has no unit to check */
		return true;
	}
	if (scan_percent(scan, value))
		return true;
	line->in_days = true;
	if (scan_days(scan, value))
		return true;
	return scan_fault(scan, psprintf("The value of \"%s\" is a percentage with at most two decimals, such as 10%%, a number of days with at most one decimal, such as 10 days, or none.",
									 key));
}

static bool
scan_minimum(Scan *scan, Operation op, Policy *policy)
{
	policy->minimum_compare = op == OP_MORE_THAN ? COMPARE_MORE_THAN : COMPARE_AT_LEAST;
	if (op == OP_IS && scan_is(scan, "none"))
	{
		policy->minimum_kind = MINIMUM_NONE;
		policy->minimum = 0;
		return true;
	}
	policy->minimum_kind = MINIMUM_PERCENT;
	if (scan_percent(scan, &policy->minimum))
		return true;
	policy->minimum_kind = MINIMUM_DAYS;
	if (scan_days(scan, &policy->minimum))
		return true;
	return scan_fault(scan, "The value of \"minimum\" is a number of days, such as 10 days, a percentage of the calendar's days, such as 50%, or none.");
}

/* Read ">=" or ">"; false if neither comes next. */
static bool
scan_operation(Scan *scan, Operation *op)
{
	if (!scan_char(scan, '>'))
		return false;
	*op = *scan->at == '=' ? (scan->at++, OP_AT_LEAST) : OP_MORE_THAN;
	return true;
}

static bool
scan_part_day(Scan *scan, Operation op, Policy *policy)
{
	policy->part_line = policy->part_second = 0;
	if (op == OP_IS && scan_is(scan, "whole"))
	{
		policy->part_day = PART_DAY_WHOLE;
		return true;
	}
	if (op == OP_IS && scan_is(scan, "proportional"))
	{
		policy->part_day = PART_DAY_PROPORTIONAL;
		return true;
	}
	if (op == OP_IS && scan_is(scan, "steps"))
	{
		if (scan_operation(scan, &op) && scan_percent(scan, &policy->part_line) &&
			scan_percent(scan, &policy->part_second))
		{
			policy->part_day = op == OP_MORE_THAN ? PART_DAY_STEPS_MORE_THAN : PART_DAY_STEPS_AT_LEAST;
			return true;
		}
		return scan_fault(scan, "\"part_day = steps\" wants \">=\" or \">\" and two percentages, such as steps > 35% 84%.");
	}
	policy->part_day = op == OP_MORE_THAN ? PART_DAY_MORE_THAN : PART_DAY_AT_LEAST;
	if (op != OP_IS && scan_percent(scan, &policy->part_line))
		return true;
	return scan_fault(scan, "\"part_day\" is one of: >= 50%, > 50% (with any percentage), = whole, = proportional, = steps > 35% 84% (with >= or >, and any two percentages).");
}

static bool
scan_marks(Scan *scan, const char *key, uint16 *marks)
{
	const char *word;
	int			len;

	*marks = 0;
	if (scan_is(scan, "none"))
		return true;
	while ((len = scan_word(scan, &word)) > 0)
	{
		Mark		mark;

		if (!mark_lookup(word, len, &mark) || !(MARKS_TO_NAME & MARK_BIT(mark)))
			return scan_fault(scan, psprintf("\"%.*s\" cannot be in \"%s\", which takes none or any of: %s. The missed time of tardy and left_early always counts.",
											 len, word, key, mark_names(MARKS_TO_NAME)));
		*marks |= MARK_BIT(mark);
	}
	if (*marks == 0)
		return scan_fault(scan, psprintf("The value of \"%s\" is none or any of: %s.",
										 key, mark_names(MARKS_TO_NAME)));
	return true;
}

typedef enum Key
{
	KEY_MEASURE,
	KEY_COMPARE,
	KEY_AT_RISK,				/* the three lines stand together */
	KEY_CHRONIC,
	KEY_SEVERE,
	KEY_MINIMUM,
	KEY_PART_DAY,
	KEY_BASIS,
	KEY_ABSENT,
	KEY_OUTSIDE,
	KEY_UNRECORDED
} Key;

static const char *const keys[] = {
	[KEY_MEASURE] = "measure",
	[KEY_COMPARE] = "compare",
	[KEY_AT_RISK] = "at_risk",
	[KEY_CHRONIC] = "chronic",
	[KEY_SEVERE] = "severe",
	[KEY_MINIMUM] = "minimum",
	[KEY_PART_DAY] = "part_day",
	[KEY_BASIS] = "basis",
	[KEY_ABSENT] = "absent",
	[KEY_OUTSIDE] = "outside",
	[KEY_UNRECORDED] = "unrecorded"
};

static bool
scan_item(Scan *scan, Policy *policy, uint32 *seen, LineText *lines)
{
	const char *word;
	int			len = scan_word(scan, &word);
	int			key;
	Operation	op;

	for (key = 0; key < lengthof(keys); key++)
		if (strlen(keys[key]) == (size_t) len && strncmp(keys[key], word, len) == 0)
			break;
	if (key == lengthof(keys))
	{
		StringInfoData allowed;

		initStringInfo(&allowed);
		for (int i = 0; i < lengthof(keys); i++)
			appendStringInfo(&allowed, "%s%s", i > 0 ? ", " : "", keys[i]);
		return scan_fault(scan,
						  len > 0 ?
						  psprintf("\"%.*s\" is no key of a policy. Keys are %s.",
								   len, word, allowed.data) :
						  psprintf("A policy is a list of \"key = value\" with commas between. Keys are %s.",
								   allowed.data));
	}
	if (*seen & (1 << key))
		return scan_fault(scan, psprintf("\"%s\" is given twice.", keys[key]));
	*seen |= 1 << key;

	if (scan_char(scan, '='))
		op = OP_IS;
	else if (!scan_operation(scan, &op))
		return scan_fault(scan, psprintf("\"%s\" wants \"=\" and a value.", keys[key]));

	if (op != OP_IS && key != KEY_MINIMUM && key != KEY_PART_DAY)
		return scan_fault(scan, psprintf("\"%s\" takes \"=\"; the comparison of the lines is said by \"compare\".",
										 keys[key]));

	switch ((Key) key)
	{
		case KEY_MEASURE:
			return scan_setting(scan, keys[key], measure_words, &policy->measure);
		case KEY_COMPARE:
			return scan_setting(scan, keys[key], compare_words, &policy->compare);
		case KEY_AT_RISK:
			return scan_line(scan, keys[key], &lines[0], &policy->at_risk);
		case KEY_CHRONIC:
			return scan_line(scan, keys[key], &lines[1], &policy->chronic);
		case KEY_SEVERE:
			return scan_line(scan, keys[key], &lines[2], &policy->severe);
		case KEY_MINIMUM:
			return scan_minimum(scan, op, policy);
		case KEY_PART_DAY:
			return scan_part_day(scan, op, policy);
		case KEY_BASIS:
			return scan_setting(scan, keys[key], basis_words, &policy->basis);
		case KEY_ABSENT:
			return scan_marks(scan, keys[key], &policy->absent);
		case KEY_OUTSIDE:
			return scan_marks(scan, keys[key], &policy->outside);
		case KEY_UNRECORDED:
			return scan_setting(scan, keys[key], unrecorded_words, &policy->unrecorded);
	}
	return false;				/* not reached */
}

/*
 * Read the text of a policy.  A key that is not given has its value in the
 * federal rule.  But under "measure = days" a line that is not given does not
 * exist, because the federal lines are percentages.
 */
bool
policy_parse(const char *text, Policy *policy, Node *escontext)
{
	Scan		scan = {"policy", text, text, escontext};
	LineText	lines[3] = {{false, false}, {false, false}, {false, false}};
	int32	   *values[3] = {&policy->at_risk, &policy->chronic, &policy->severe};
	uint32		seen = 0;
	const char *fault;

	*policy = federal_policy;
	if (!scan_end(&scan))
	{
		do
		{
			if (!scan_item(&scan, policy, &seen, lines))
				return false;
		} while (scan_char(&scan, ','));
		if (!scan_end(&scan))
			return scan_fault(&scan, psprintf("Junk from \"%s\" on.", scan.at));
	}

	for (int i = 0; i < 3; i++)
	{
		bool		in_days = policy->measure == MEASURE_DAYS;

		if (lines[i].given && lines[i].in_days != in_days)
			return scan_fault(&scan, psprintf("Under \"measure = %s\" the line \"%s\" is in %s.",
											  measure_words[policy->measure], keys[KEY_AT_RISK + i],
											  in_days ? "days" : "percent"));
		if (in_days && !(seen & (1 << (KEY_AT_RISK + i))))
			*values[i] = NO_LINE;
	}

	fault = policy_fault(policy);
	if (fault)
		return scan_fault(&scan, fault);
	return true;
}

static void
append_percent(StringInfo buf, int32 value)
{
	append_decimal(buf, value, 2);
	appendStringInfoChar(buf, '%');
}

static void
append_days(StringInfo buf, int32 value)
{
	append_decimal(buf, value, 1);
	appendStringInfoString(buf, " days");
}

static void
append_line(StringInfo buf, const Policy *policy, const char *key, int32 value)
{
	appendStringInfo(buf, ", %s = ", key);
	if (value == NO_LINE)
		appendStringInfoString(buf, "none");
	else if (policy->measure == MEASURE_DAYS)
		append_days(buf, value);
	else
		append_percent(buf, value);
}

static void
append_marks(StringInfo buf, const char *key, uint16 marks)
{
	appendStringInfo(buf, ", %s =", key);
	if (marks == 0)
		appendStringInfoString(buf, " none");
	for (int i = 0; i < lengthof(printed_marks); i++)
		if (marks & MARK_BIT(printed_marks[i]))
			appendStringInfo(buf, " %s", mark_name(printed_marks[i]));
}

/* The canonical text: every key, in one order. */
void
policy_text(StringInfo buf, const Policy *policy)
{
	appendStringInfo(buf, "measure = %s, compare = %s",
					 measure_words[policy->measure], compare_words[policy->compare]);
	append_line(buf, policy, "at_risk", policy->at_risk);
	append_line(buf, policy, "chronic", policy->chronic);
	append_line(buf, policy, "severe", policy->severe);

	appendStringInfo(buf, ", minimum %s ",
					 policy->minimum_compare == COMPARE_MORE_THAN ? ">" : "=");
	if (policy->minimum_kind == MINIMUM_NONE)
		appendStringInfoString(buf, "none");
	else if (policy->minimum_kind == MINIMUM_DAYS)
		append_days(buf, policy->minimum);
	else
		append_percent(buf, policy->minimum);

	appendStringInfoString(buf, ", part_day ");
	if (policy->part_day == PART_DAY_WHOLE)
		appendStringInfoString(buf, "= whole");
	else if (policy->part_day == PART_DAY_PROPORTIONAL)
		appendStringInfoString(buf, "= proportional");
	else
	{
		bool		at_least = policy->part_day == PART_DAY_AT_LEAST ||
			policy->part_day == PART_DAY_STEPS_AT_LEAST;

		appendStringInfo(buf, "%s%s ", has_steps(policy) ? "= steps " : "", at_least ? ">=" : ">");
		append_percent(buf, policy->part_line);
		if (has_steps(policy))
		{
			appendStringInfoChar(buf, ' ');
			append_percent(buf, policy->part_second);
		}
	}

	appendStringInfo(buf, ", basis = %s", basis_words[policy->basis]);
	append_marks(buf, "absent", policy->absent);
	append_marks(buf, "outside", policy->outside);
	appendStringInfo(buf, ", unrecorded = %s", unrecorded_words[policy->unrecorded]);
}

/* The wire form, alone and inside the forms of tally and counts. */
void
policy_write(StringInfo buf, const Policy *policy)
{
	pq_sendint8(buf, policy->version);
	pq_sendint8(buf, policy->measure);
	pq_sendint8(buf, policy->compare);
	pq_sendint8(buf, policy->basis);
	pq_sendint8(buf, policy->part_day);
	pq_sendint8(buf, policy->unrecorded);
	pq_sendint8(buf, policy->minimum_kind);
	pq_sendint8(buf, policy->minimum_compare);
	pq_sendint16(buf, policy->absent);
	pq_sendint16(buf, policy->outside);
	pq_sendint32(buf, policy->at_risk);
	pq_sendint32(buf, policy->chronic);
	pq_sendint32(buf, policy->severe);
	pq_sendint32(buf, policy->minimum);
	pq_sendint32(buf, policy->part_line);
	pq_sendint32(buf, policy->part_second);
	pq_sendbytes(buf, (const char *) policy->unused, sizeof(policy->unused));
}

void
policy_read(StringInfo buf, Policy *policy)
{
	const char *fault;

	policy->version = pq_getmsgbyte(buf);
	policy->measure = pq_getmsgbyte(buf);
	policy->compare = pq_getmsgbyte(buf);
	policy->basis = pq_getmsgbyte(buf);
	policy->part_day = pq_getmsgbyte(buf);
	policy->unrecorded = pq_getmsgbyte(buf);
	policy->minimum_kind = pq_getmsgbyte(buf);
	policy->minimum_compare = pq_getmsgbyte(buf);
	policy->absent = pq_getmsgint(buf, 2);
	policy->outside = pq_getmsgint(buf, 2);
	policy->at_risk = pq_getmsgint(buf, 4);
	policy->chronic = pq_getmsgint(buf, 4);
	policy->severe = pq_getmsgint(buf, 4);
	policy->minimum = pq_getmsgint(buf, 4);
	policy->part_line = pq_getmsgint(buf, 4);
	policy->part_second = pq_getmsgint(buf, 4);
	pq_copymsgbytes(buf, (char *) policy->unused, sizeof(policy->unused));

	fault = policy_fault(policy);
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type policy"),
				 errdetail("%s", fault)));
}

void
different_policies(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot add figures of two policies"),
			 errdetail("The policy must be the same for all rows of a group.")));
}

/*
 * The policy argument of a function, or the federal rule if the function has
 * no such argument.  NULL is an error, because users would read a NULL verdict
 * as "not chronic".
 */
const Policy *
policy_argument(FunctionCallInfo fcinfo, int argno)
{
	if (PG_NARGS() <= argno)
		return &federal_policy;
	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("policy must not be null"),
				 errhint("The federal rule is the empty text, ''.")));
	return PG_GETARG_POLICY_P(argno);
}

/*
 * policy_in(cstring) returns policy
 *
 * It reads no table.  policy_named() finds a policy by its name.
 * Errors: invalid_text_representation, naming the key or value and what is
 * allowed in its place.
 */
PG_FUNCTION_INFO_V1(absence_policy_in);
Datum
absence_policy_in(PG_FUNCTION_ARGS)
{
	Policy	   *policy = palloc0(sizeof(Policy));

	if (!policy_parse(PG_GETARG_CSTRING(0), policy, fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(policy);
}

PG_FUNCTION_INFO_V1(absence_policy_out);
Datum
absence_policy_out(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	initStringInfo(&buf);
	policy_text(&buf, PG_GETARG_POLICY_P(0));
	PG_RETURN_CSTRING(buf.data);
}

PG_FUNCTION_INFO_V1(absence_policy_recv);
Datum
absence_policy_recv(PG_FUNCTION_ARGS)
{
	Policy	   *policy = palloc0(sizeof(Policy));

	policy_read((StringInfo) PG_GETARG_POINTER(0), policy);
	PG_RETURN_POINTER(policy);
}

PG_FUNCTION_INFO_V1(absence_policy_send);
Datum
absence_policy_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	policy_write(&buf, PG_GETARG_POLICY_P(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(absence_policy_eq);
Datum
absence_policy_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(policy_equal(PG_GETARG_POLICY_P(0), PG_GETARG_POLICY_P(1)));
}

PG_FUNCTION_INFO_V1(absence_policy_ne);
Datum
absence_policy_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!policy_equal(PG_GETARG_POLICY_P(0), PG_GETARG_POLICY_P(1)));
}

PG_FUNCTION_INFO_V1(absence_policy_hash);
Datum
absence_policy_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_POLICY_P(0), sizeof(Policy));
}

PG_FUNCTION_INFO_V1(absence_policy_hash_extended);
Datum
absence_policy_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_POLICY_P(0),
							 sizeof(Policy), PG_GETARG_INT64(1));
}
