/*
 * rule.h
 *		A rule: what must have happened in a register.
 */
#ifndef ABSENCE_RULE_H
#define ABSENCE_RULE_H

#include "policy.h"

#pragma GCC visibility push(hidden)

/* A rule: what is added up, over which days, and the line that it must reach */
typedef enum RuleMeasure
{
	RULE_DAYS,					/* sum of counted shares */
	RULE_OCCASIONS,				/* days that count at all */
	RULE_MINUTES,				/* whole minutes missed */
	RULE_RATE					/* absent of counted, as the policy has it */
} RuleMeasure;

typedef enum RulePartDay
{
	RULE_PART_POLICY,
	RULE_PART_AT_LEAST,
	RULE_PART_MORE_THAN,
	RULE_PART_WHOLE,
	RULE_PART_PROPORTIONAL,
	RULE_PART_ANY,
	RULE_PART_MINUTES			/* more than so many minutes missed */
} RulePartDay;

typedef enum RuleWithin
{
	WITHIN_YEAR,
	WITHIN_MONTH,				/* of the calendar */
	WITHIN_SCHOOL_MONTH,		/* SCHOOL_MONTH membership days */
	WITHIN_DAYS,
	WITHIN_MONTHS,
	WITHIN_SCHOOL_DAYS,
	WITHIN_ROW
} RuleWithin;

typedef enum RulePer
{
	PER_NONE,
	PER_MONTH,
	PER_SCHOOL_DAYS
} RulePer;

/*
 * Fixed size, no padding: two rules are equal when their bytes are.  Numbers
 * that a setting does not use are 0.
 */
typedef struct Rule
{
	uint8		version;
	uint8		measure;		/* RuleMeasure */
	uint8		compare;		/* PolicyCompare, of the amount */
	uint8		part_day;		/* RulePartDay */
	uint8		within;			/* RuleWithin */
	uint8		per;			/* RulePer */
	uint16		marks;			/* MARK_BITs; 0: those of the policy */
	int32		amount;			/* hundredths of a day, occasions, minutes, or
								 * hundredths of a percent */
	int32		part_line;		/* hundredths of a percent, or minutes */
	int32		within_n;
	int32		per_n;
	int32		after;			/* counted days, 0 for none */
	int32		first;			/* membership days, 0 for none */
	uint8		unused[16];		/* 0 */
} Rule;

#define RULE_VERSION	1

#define SCHOOL_MONTH	20		/* membership days */

StaticAssertDecl(sizeof(Rule) == 48, "rule has no padding");

#define PG_GETARG_RULE_P(n)	rule_of_datum(PG_GETARG_DATUM(n))

static inline Rule *
rule_of_datum(Datum datum)
{
	Rule	   *rule = (Rule *) DatumGetPointer(datum);

	check_version("rule", rule->version, RULE_VERSION);
	return rule;
}

#pragma GCC visibility pop

#endif							/* ABSENCE_RULE_H */
