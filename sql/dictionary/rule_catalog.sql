
-- rule_catalog: rules by name, each with its source, and the steps they ask for
--
-- Only what was read stands here, in other words than the source's. A rule that
-- type rule cannot hold to the letter has none: it is listed with the reason, and
-- not approximated. Nothing here is in force, and none of it is legal advice.

CREATE TABLE absence.rule_catalog (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL DEFAULT 1,
	basis text NOT NULL DEFAULT 'register',
	rule absence.rule,
	not_computable text,
	from_year integer,
	to_year integer,
	grades text[],
	from_age integer,
	to_age integer,
	again boolean NOT NULL DEFAULT false,
	settle_days integer NOT NULL DEFAULT 0,
	tier smallint,
	truant boolean NOT NULL DEFAULT false,
	authority text NOT NULL,
	description text NOT NULL,
	source text NOT NULL,
	certainty text NOT NULL,
	not_read text,
	PRIMARY KEY (name, version),
	CHECK ((rule IS NULL) = (not_computable IS NOT NULL)),
	CHECK (certainty IN ('read', 'described', 'ours'))
);

COMMENT ON TABLE absence.rule_catalog IS
	'Rules by name that ask for support, a letter or a referral, each with its authority and source; read-only. None is in force until '
		'a district adopts it. This is no legal advice: counsel reads the law before a district adopts a rule';
COMMENT ON COLUMN absence.rule_catalog.name IS 'Name of the rule, as rule_named() takes it';
COMMENT ON COLUMN absence.rule_catalog.version IS 'Version of the rule; a changed law is a new version, and the old one stays';
COMMENT ON COLUMN absence.rule_catalog.basis IS 'What the rule looks at: register, the student''s attendance';
COMMENT ON COLUMN absence.rule_catalog.rule IS 'The rule as a value; NULL where type rule cannot hold it';
COMMENT ON COLUMN absence.rule_catalog.not_computable IS 'Why type rule cannot hold it; NULL where it does';
COMMENT ON COLUMN absence.rule_catalog.from_year IS 'First school year it is for, by the year in which it ends; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.to_year IS 'Last school year it is for; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.grades IS 'Grades it is for, KG and 01 to 12; NULL: every grade';
COMMENT ON COLUMN absence.rule_catalog.from_age IS 'Least age in years on the day on which the rule is met; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.to_age IS 'Greatest age in years on that day; NULL: none was read';
COMMENT ON COLUMN absence.rule_catalog.again IS 'Whether each run of days on which the rule is met asks anew; false: once a year';
COMMENT ON COLUMN absence.rule_catalog.settle_days IS 'School days to wait for excuse notes before a step opens; 0 where the source '
		'names none';
COMMENT ON COLUMN absence.rule_catalog.tier IS 'Tier of support that the rule calls for; NULL: none';
COMMENT ON COLUMN absence.rule_catalog.truant IS 'Whether the law calls a student truant who meets it (CEDS 000569 Truant Status)';
COMMENT ON COLUMN absence.rule_catalog.authority IS 'Whose rule it is';
COMMENT ON COLUMN absence.rule_catalog.description IS 'The rule in words';
COMMENT ON COLUMN absence.rule_catalog.source IS 'Where it was read';
COMMENT ON COLUMN absence.rule_catalog.certainty IS 'read: the text itself was read; described: a page that describes it was read; '
		'ours: a rule of this extension, without a source';
COMMENT ON COLUMN absence.rule_catalog.not_read IS 'What was not read, or is doubtful, and must be checked first; NULL: nothing '
		'beyond the law itself';

CREATE TABLE absence.rule_catalog_step (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL DEFAULT 1,
	step integer NOT NULL,
	kind text NOT NULL,
	within_n integer,
	within_unit text,
	after_step integer,
	needs text NOT NULL DEFAULT 'attempt',
	unless_group text[],
	meaning text NOT NULL,
	PRIMARY KEY (name, version, step),
	FOREIGN KEY (name, version) REFERENCES absence.rule_catalog,
	CHECK ((within_n IS NULL) = (within_unit IS NULL)),
	CHECK (within_unit IN ('school days', 'calendar days', 'weekdays')),
	CHECK (needs IN ('attempt', 'reached')),
	CHECK (after_step < step)
);

COMMENT ON TABLE absence.rule_catalog_step IS 'What each rule of rule_catalog asks for, and by when; read-only. This is no legal advice';
COMMENT ON COLUMN absence.rule_catalog_step.name IS 'Name of the rule';
COMMENT ON COLUMN absence.rule_catalog_step.version IS 'Version of the rule';
COMMENT ON COLUMN absence.rule_catalog_step.step IS 'Number of the step within the rule, from 1';
COMMENT ON COLUMN absence.rule_catalog_step.kind IS 'What is to be done: letter, meeting, conference, plan, referral';
COMMENT ON COLUMN absence.rule_catalog_step.within_n IS 'Number of days within which it is due; NULL: no deadline was read';
COMMENT ON COLUMN absence.rule_catalog_step.within_unit IS 'Unit of within_n: school days (membership days of the student), '
		'calendar days, or weekdays (Mondays to Fridays)';
COMMENT ON COLUMN absence.rule_catalog_step.after_step IS 'The step from whose day on the days are counted; NULL: from the day on '
		'which the rule is met';
COMMENT ON COLUMN absence.rule_catalog_step.needs IS 'What answers the step: attempt, somebody tried; reached, the family or the '
		'student was reached';
COMMENT ON COLUMN absence.rule_catalog_step.unless_group IS 'Groups of students for whom the step is withheld, each as kind:value '
		'of student_group; NULL: none';
COMMENT ON COLUMN absence.rule_catalog_step.meaning IS 'The step in words';

INSERT INTO absence.rule_catalog (name, version, from_year, to_year, grades, from_age, to_age, again, tier, truant, rule,
		authority, description, source, certainty, not_read)
SELECT v.name, v.version, v.from_year, v.to_year, v.grades, v.from_age, v.to_age, v.again, v.tier, v.truant,
	v.rule::absence.rule, v.authority, v.description, v.source, v.certainty, v.not_read
FROM (VALUES
	('ca_truant', 1, 2026, NULL::integer, NULL::text[], NULL::integer, NULL::integer, false, NULL::smallint, true,
	 'measure = occasions, marks = unexcused tardy left_early, part_day > 30 minutes, amount >= 3',
	 'California Education Code 48260, 48260.5',
	 'Three times in a school year absent without a valid excuse, for the day or for more than 30 minutes of it, in any combination.',
	 'The two sections, in the text operative from 1 July 2025, on self-law.org.', 'read',
	 'A mark tardy or left_early does not say whether it was excused: map an excused one to another mark. No deadline of the notice '
		'was read. The sections on a student who is truant again (48261) were not read.'),

	('oh_habitual_row', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 30 hours, within = row',
	 'Ohio Revised Code 2151.011, 3321.191',
	 'Absent without excuse for 30 hours in a row.',
	 'Questions and answers of the state''s education department on the attendance laws.', 'described',
	 'The code itself was not read. Hours are those of the student''s own schedule in the law, and of the calendar''s days here. Bills '
		'of 2025 to change the law were not looked up.'),
	('oh_habitual_month', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 42 hours, within = school month',
	 'Ohio Revised Code 2151.011, 3321.191, 3313.62',
	 'Absent without excuse for 42 hours in a school month, which is four weeks of five days.',
	 'Questions and answers of the state''s education department; section 3313.62 in the text in force to 2014 for the school month.',
		'described',
	 'A district''s page says a full calendar month. If yours does, write within = month: the results differ. A school month here is '
		'20 membership days of the student. Bills of 2025 were not looked up.'),
	('oh_habitual_year', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'measure = minutes, marks = unexcused, part_day = proportional, amount >= 72 hours',
	 'Ohio Revised Code 2151.011, 3321.191',
	 'Absent without excuse for 72 hours in a school year.',
	 'Questions and answers of the state''s education department on the attendance laws.', 'described',
	 'The code itself was not read. Bills of 2025 to change the law were not looked up.'),
	('oh_excessive_month', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = minutes, marks = unexcused excused unverified, part_day = proportional, amount >= 38 hours, within = school month',
	 'Ohio Revised Code 3321.191, 3313.62',
	 'Absent for 38 hours in a school month, with or without an excuse.',
	 'Questions and answers of the state''s education department; section 3313.62 in the text in force to 2014 for the school month.',
		'described',
	 'Pages differ on whether absences with a medical excuse count; districts say that they do not. Map those to exempt to leave them '
		'out. Bills of 2025 were not looked up.'),
	('oh_excessive_year', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = minutes, marks = unexcused excused unverified, part_day = proportional, amount >= 65 hours',
	 'Ohio Revised Code 3321.191',
	 'Absent for 65 hours in a school year, with or without an excuse.',
	 'Questions and answers of the state''s education department on the attendance laws.', 'described',
	 'Pages differ on whether absences with a medical excuse count; districts say that they do not. Map those to exempt to leave them '
		'out. Bills of 2025 were not looked up.'),

	('tx_warning', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = occasions, marks = unexcused, part_day = any, amount >= 3, within = 4 weeks',
	 'Texas Education Code 25.095',
	 'Absent without excuse on three days, or parts of days, within four weeks.',
	 'The section, on a district''s page.', 'read',
	 'Whether each new four weeks ask for a new notice was not read. The ages, 6 to 18, were read second hand only, so none are set.'),
	('tx_referral', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'measure = occasions, marks = unexcused, part_day = any, amount >= 10, within = 6 months',
	 'Texas Education Code 25.0951, 25.0915',
	 'Absent without excuse on ten days, or parts of days, within six months of one school year.',
	 'Section 25.0951 on lawserver.com; section 25.0915, subsection (a-3), on texas.public.law.', 'read',
	 'The ages, 6 to 18, were read second hand only, so none are set.'),

	('va_plan', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 5',
	 'Virginia Administrative Code 8VAC20-730-10, -20',
	 'Five whole days in a school year absent without excuse.',
	 'Section 10, in the text of 2024; the first lines of section 20, on law.lis.virginia.gov.', 'read',
	 'Section 20 was read in part. In its earlier text a conference came after the sixth absence.'),
	('va_conference', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 7',
	 'Virginia Administrative Code 8VAC20-730-10, -20',
	 'Seven whole days in a school year absent without excuse.',
	 'Section 10, in the text of 2024; the first lines of section 20, on law.lis.virginia.gov.', 'read',
	 'Section 20 was read in part.'),
	('va_conference_held', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 10',
	 'Virginia Administrative Code 8VAC20-730-10, -20',
	 'Ten whole days in a school year absent without excuse.',
	 'Section 10, in the text of 2024; the first lines of section 20, on law.lis.virginia.gov.', 'read',
	 'Section 20 was read in part.'),

	('wa_notice', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused, amount >= 1, within = month',
	 'Revised Code of Washington 28A.225.020',
	 'One absence without excuse in a month.',
	 'The section, on lawserver.com.', 'read', 'No deadline of the notice was read.'),
	('wa_conference', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused, amount >= 3, within = month',
	 'Revised Code of Washington 28A.225.020',
	 'Three absences without excuse in a month.',
	 'The section, on lawserver.com.', 'read', 'No deadline of the conference was read.'),
	('wa_agreement', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused, amount >= 7, within = month',
	 'Revised Code of Washington 28A.225.030',
	 'Seven absences without excuse in a month.',
	 'The section, on app.leg.wa.gov.', 'read', 'The agreement is to be there by the seventh absence, so plan it before: '
		'absences_until() says how many are left.'),
	('wa_petition', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 15',
	 'Revised Code of Washington 28A.225.030',
	 'Fifteen absences without excuse in a school year.',
	 'The section, on app.leg.wa.gov.', 'read', NULL),
	('wa_excused_month', 1, NULL, NULL, '{KG,01,02,03,04,05}', NULL, NULL, true, NULL, false,
	 'marks = excused, amount >= 5, within = month',
	 'Revised Code of Washington 28A.225.018',
	 'In elementary school, five excused absences in a month.',
	 'The section, on self-law.org.', 'read',
	 'Which grades are elementary is for the district to say. The rule leaves out absences of which the school was told before, and '
		'those with a doctor''s note and a plan: marks do not know them.'),
	('wa_excused_year', 1, NULL, NULL, '{KG,01,02,03,04,05}', NULL, NULL, false, NULL, false,
	 'marks = excused, amount >= 10',
	 'Revised Code of Washington 28A.225.018',
	 'In elementary school, ten excused absences in a school year.',
	 'The section, on self-law.org.', 'read',
	 'Which grades are elementary is for the district to say. The rule leaves out absences of which the school was told before, and '
		'those with a doctor''s note and a plan: marks do not know them.'),

	('ct_truant_month', 1, NULL, NULL, NULL, 5, 18, true, NULL, true,
	 'marks = unexcused, amount >= 4, within = month',
	 'Connecticut General Statutes 10-198a',
	 'Four absences without excuse in one month.',
	 'The section, on instalawyer.', 'read',
	 'Some texts read thirty days in a row in place of a month.'),
	('ct_truant_year', 1, NULL, NULL, NULL, 5, 18, false, NULL, true,
	 'marks = unexcused, amount >= 10',
	 'Connecticut General Statutes 10-198a',
	 'Ten absences without excuse in a school year.',
	 'The section, on instalawyer.', 'read', NULL),

	('fl_pattern_month', 1, NULL, NULL, NULL, NULL, NULL, true, NULL, false,
	 'marks = unexcused unverified, amount >= 5, within = month',
	 'Florida Statutes 1003.26(1)(b)',
	 'Five absences in a calendar month without excuse, or for a reason that is not known.',
	 'Districts'' pages that quote it; of the section itself only its opening was read.', 'described',
	 'The paragraph itself was not read.'),
	('fl_pattern_90', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused unverified, amount >= 10, within = 90 days',
	 'Florida Statutes 1003.26(1)(b)',
	 'Ten absences in 90 calendar days without excuse, or for a reason that is not known.',
	 'Districts'' pages that quote it; of the section itself only its opening was read.', 'described',
	 'The paragraph itself was not read.'),
	('fl_habitual', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'marks = unexcused, amount >= 15, within = 90 days',
	 'Florida Statutes 1003.27(2)(b)',
	 'Fifteen absences without excuse in 90 calendar days.',
	 'The paragraph, on flhef.org.', 'read', NULL),

	('in_absent', 1, NULL, 2025, '{KG,01,02,03,04,05,06}', NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 5, within = 10 weeks',
	 'Indiana Code 20-33-2.5-1',
	 'In grades K to 6, five absences without excuse within ten weeks.',
	 'The section, on courtgpt; a digest of Senate Enrolled Act 482 of 2025.', 'read', NULL),
	('in_absent', 2, 2026, NULL, '{KG,01,02,03,04,05,06}', NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 5, within = 10 weeks',
	 'Indiana Code 20-33-2.5-1, as amended in 2025',
	 'In grades K to 6, five absences without excuse within ten weeks.',
	 'A digest of Senate Enrolled Act 482 of 2025, for the time of the conference.', 'described',
	 'The act also amended who is an absent student. The new text was not read; the rule is the one before.'),

	('tn_tier_1', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, amount >= 3',
	 'Tennessee Code 49-6-3009(d)',
	 'Three absences without excuse in a school year.',
	 'The section, in the text of 2017, on justia.', 'read',
	 'Later texts were not read. A page speaks of a plan after five absences.'),

	('pa_truant', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'marks = unexcused, amount >= 3',
	 'Pennsylvania Public School Code, 24 P.S. 1326',
	 'Three school days in a year absent without excuse.',
	 'The state policies database of the National Association of State Boards of Education.', 'described', NULL),
	('pa_habitual', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, true,
	 'marks = unexcused, amount >= 6',
	 'Pennsylvania Public School Code, 24 P.S. 1326',
	 'Six school days in a year absent without excuse.',
	 'A district''s page.', 'described', 'Where a referral goes depends on the age; that was not read.'),

	('dc_referral', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'marks = unexcused, part_day = whole, amount >= 10',
	 'District of Columbia Code 38-208',
	 'Ten whole days in a school year absent without excuse.',
	 'The state policies database of the National Association of State Boards of Education.', 'described',
	 'For which ages it goes to which agency was not read.'),

	('aw_pace', 1, NULL, NULL, NULL, NULL, NULL, false, 2, false,
	 'amount >= 2, per = 20 school days',
	 'Attendance Works',
	 'Two absences in the first month, four by the end of the second, six by the end of the third, and so on, for any reason.',
	 'Two versions of the page on what activates support at each tier.', 'read',
	 'What a month is was not read: 20 membership days are ours. The steps are the district''s.'),
	('early_2_4', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 2, first = 20 school days',
	 'Baltimore Education Research Consortium',
	 'Two absences in the first month of the school year. Of students with two to four in September, half went on to miss about a '
		'month of the year.',
	 'A copy of an article in Education Week of 2014 on the study.', 'described',
	 'The study itself was not read. It speaks of September: the first 20 membership days are ours.'),
	('early_5', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 5, first = 20 school days',
	 'Baltimore Education Research Consortium',
	 'Five absences in the first month of the school year. Of students with five or more in September, nine of ten became chronically absent.',
	 'A copy of an article in Education Week of 2014 on the study.', 'described',
	 'The study itself was not read. It speaks of September: the first 20 membership days are ours.'),
	('streak_3', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 3, within = row',
	 'absence', 'Absent three membership days in a row, for any reason.', 'None.', 'ours', NULL),
	('streak_5', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 5, within = row',
	 'absence', 'Absent five membership days in a row, for any reason.', 'None.', 'ours', NULL),
	('streak_10', 1, NULL, NULL, NULL, NULL, NULL, false, NULL, false,
	 'amount >= 10, within = row',
	 'absence', 'Absent ten membership days in a row, for any reason.', 'None.', 'ours', NULL)
) AS v (name, version, from_year, to_year, grades, from_age, to_age, again, tier, truant, rule, authority, description, source,
		certainty, not_read);

INSERT INTO absence.rule_catalog (name, not_computable, truant, authority, description, source, certainty, not_read)
VALUES
	('ca_habitual_truant',
	 'The rule counts how often a student was reported as truant. A register knows what was missed, not what was reported.',
	 true, 'California Education Code 48262',
	 'Reported as truant three times or more in a school year.',
	 'The index of the article, on law.onecle.com, and a district''s page.', 'described', 'The section itself was not read.'),
	('ca_chronic_truant',
	 'The rule is a rate of absences without excuse. A rule of measure rate is the rate of the policy. Define a policy with absent = '
		'unexcused, minimum = none: its verdict is this rule, but for what the law says of tardies.',
	 true, 'California Education Code 48263.6',
	 'Absent without excuse on 10% or more of the school days from the day of enrollment to date.',
	 'The index of the article, on law.onecle.com, and a district''s page.', 'described', 'The section itself was not read.'),
	('dc_support_team',
	 'The rule counts absences in a marking period. A store has no marking periods.',
	 false, 'District of Columbia Municipal Regulations 5-A2103',
	 'Five absences without excuse in one marking period.',
	 'The section, on dcrules.', 'read', NULL);

INSERT INTO absence.rule_catalog_step (name, step, kind, within_n, within_unit, after_step, needs, unless_group, meaning)
SELECT n.name, s.step, s.kind, s.within_n, s.within_unit, s.after_step, s.needs, s.unless_group::text[], s.meaning
FROM (VALUES
	('{ca_truant}', 1, 'letter', NULL::integer, NULL, NULL::integer, 'attempt', NULL, 'Notify the parent.'),

	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 1, 'meeting', 7, 'school days', NULL, 'attempt', NULL,
	 'Choose a team for the student, and try to reach the parent to take part.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 2, 'referral', 10, 'calendar days', NULL, 'attempt', NULL, 'Assign the '
		'student to the team.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 3, 'plan', 14, 'school days', 2, 'attempt', NULL, 'Write the plan.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 4, 'letter', 7, 'calendar days', 3, 'attempt', NULL, 'Tell the parent of '
		'the plan in writing.'),
	('{oh_habitual_row,oh_habitual_month,oh_habitual_year}', 5, 'referral', 61, 'calendar days', 3, 'attempt', NULL,
	 'Review whether to file a complaint.'),
	('{oh_excessive_month,oh_excessive_year}', 1, 'letter', 7, 'calendar days', NULL, 'attempt', NULL,
	 'Tell the parent in writing. That the seven days are calendar days is not certain.'),

	('{tx_warning}', 1, 'letter', NULL, NULL, NULL, 'attempt', NULL, 'Notify the parent.'),
	('{tx_warning}', 2, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Ask the parent to a conference.'),
	('{tx_referral}', 1, 'referral', 10, 'school days', NULL, 'attempt', '{homeless:Yes,foster_care:Yes,pregnant:Yes,serious_illness:Yes}',
	 'Refer the student to the court. Not in homelessness, foster care, pregnancy or serious illness: write the groups as your '
		'student_group has them.'),

	('{va_plan}', 1, 'plan', NULL, NULL, NULL, 'attempt', NULL, 'Make a plan.'),
	('{va_conference}', 1, 'meeting', NULL, NULL, NULL, 'attempt', NULL, 'Schedule the conference.'),
	('{va_conference_held}', 1, 'conference', 10, 'school days', NULL, 'reached', NULL, 'Hold the conference.'),

	('{wa_notice}', 1, 'letter', NULL, NULL, NULL, 'attempt', NULL, 'Notify the parent.'),
	('{wa_conference}', 1, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Hold a conference.'),
	('{wa_agreement}', 1, 'plan', NULL, NULL, NULL, 'attempt', NULL, 'Have an agreement by the seventh absence.'),
	('{wa_petition}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'File a petition.'),
	('{wa_excused_month,wa_excused_year}', 1, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Hold a conference.'),

	('{ct_truant_month,ct_truant_year}', 1, 'meeting', 10, 'school days', NULL, 'attempt', NULL, 'Hold a meeting.'),

	('{fl_pattern_month,fl_pattern_90}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'The teacher tells the principal.'),
	('{fl_pattern_month,fl_pattern_90}', 2, 'meeting', NULL, NULL, 1, 'attempt', NULL, 'A study team meets.'),
	('{fl_habitual}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'The principal tells the board.'),

	('{tn_tier_1}', 1, 'conference', NULL, NULL, NULL, 'attempt', NULL, 'Hold a conference.'),
	('{tn_tier_1}', 2, 'plan', NULL, NULL, 1, 'attempt', NULL, 'Make a contract of at most 90 school days.'),

	('{pa_truant}', 1, 'letter', NULL, NULL, NULL, 'attempt', NULL, 'Notify the parent.'),
	('{pa_habitual}', 1, 'referral', NULL, NULL, NULL, 'attempt', NULL, 'Refer the student.'),

	('{dc_referral}', 1, 'letter', 2, 'weekdays', NULL, 'attempt', NULL, 'Tell the state office.'),
	('{dc_referral}', 2, 'referral', 2, 'weekdays', NULL, 'attempt', NULL, 'Refer the student to the agency.')
) AS s (names, step, kind, within_n, within_unit, after_step, needs, unless_group, meaning),
	unnest(s.names::text[]) AS n (name);

INSERT INTO absence.rule_catalog_step (name, version, step, kind, within_n, within_unit, needs, meaning)
VALUES
	('in_absent', 1, 1, 'conference', 5, 'school days', 'attempt', 'Hold a conference.'),
	('in_absent', 2, 1, 'conference', 10, 'school days', 'attempt', 'Hold a conference.');

GRANT SELECT ON absence.rule_catalog, absence.rule_catalog_step TO PUBLIC;

CREATE FUNCTION absence.rule_named(name text) RETURNS absence.rule
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_row absence.rule_catalog;
BEGIN
	-- "name" is the latest version, "name@2" that one
	SELECT c.* INTO found_row
	FROM absence.rule_catalog AS c
	WHERE c.name = split_part(rule_named.name, '@', 1)
		AND (strpos(rule_named.name, '@') = 0
			OR c.version::text = split_part(rule_named.name, '@', 2))
	ORDER BY c.version DESC
	LIMIT 1;

	IF NOT FOUND THEN
		RAISE EXCEPTION 'rule "%" does not exist', rule_named.name
			USING ERRCODE = 'undefined_object',
				HINT = 'Known rules are '
					|| (SELECT string_agg(DISTINCT c.name, ', ') FROM absence.rule_catalog AS c WHERE c.rule IS NOT NULL)
					|| '.';
	ELSIF found_row.rule IS NULL THEN
		RAISE EXCEPTION 'rule "%" cannot be computed', rule_named.name
			USING ERRCODE = 'feature_not_supported', DETAIL = found_row.not_computable;
	END IF;
	RETURN found_row.rule;
END
$$;

COMMENT ON FUNCTION absence.rule_named(text) IS
	'The rule of this name in rule_catalog: the latest version, or with @ that one; an unknown name is an error that lists the known '
		'ones. It reads a table: in a query over many rows write (SELECT absence.rule_named(...)), which looks it up once';
