
-- definition_catalog: definitions by name, each with its source
--
-- Only what was read in a source stands here, in other words than the source's.
-- What a source leaves open is as in the federal rule, but for the minimum, which
-- is none, and `source` says so. A rule that a policy cannot hold to the letter has
-- none: it is listed with the reason, and not approximated.

CREATE TABLE absence.definition_catalog (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL DEFAULT 1,
	from_year integer,
	to_year integer,
	grades text[],
	policy absence.policy,
	not_computable text,
	authority text NOT NULL,
	description text NOT NULL,
	source text NOT NULL,
	PRIMARY KEY (name, version),
	CHECK ((policy IS NULL) = (not_computable IS NOT NULL))
);

COMMENT ON TABLE absence.definition_catalog IS 'Definitions of chronic absence by name, each with its authority and source; read-only';
COMMENT ON COLUMN absence.definition_catalog.name IS 'Name of the definition, as policy_named() and the setting absence.policy take it';
COMMENT ON COLUMN absence.definition_catalog.version IS 'Version of the definition; a changed rule is a new version, and the old one stays';
COMMENT ON COLUMN absence.definition_catalog.from_year IS 'First school year it is for, by the year in which it ends; NULL: none was read';
COMMENT ON COLUMN absence.definition_catalog.to_year IS 'Last school year it is for; NULL: none was read';
COMMENT ON COLUMN absence.definition_catalog.grades IS
	'Grades whose figures its authority gives, KG and 01 to 12; NULL: every grade. Nothing filters by it';
COMMENT ON COLUMN absence.definition_catalog.policy IS 'The definition as a value; NULL where a policy cannot hold it';
COMMENT ON COLUMN absence.definition_catalog.not_computable IS 'Why a policy cannot hold the rule; NULL where it does';
COMMENT ON COLUMN absence.definition_catalog.authority IS 'Whose definition it is';
COMMENT ON COLUMN absence.definition_catalog.description IS 'The definition in words';
COMMENT ON COLUMN absence.definition_catalog.source IS 'Where it was read, and what of it was not read at its source';

-- half and bands: whether the source says nothing of parts of a day, or of those lines
INSERT INTO absence.definition_catalog (name, version, from_year, to_year, grades, policy, authority, description, source)
SELECT v.name, v.version, v.from_year, v.to_year, v.grades::text[], v.policy::absence.policy, v.authority, v.description,
	v.source
		|| CASE WHEN v.half THEN ' No rule for parts of a day was read: a day missed by half or more counts, as in the federal rule.' ELSE '' END
		|| CASE WHEN v.bands THEN ' The lines of at_risk (5%) and severe (20%) are those of Attendance Works.' ELSE '' END
FROM (VALUES
	('federal', 1, NULL::integer, NULL::integer, NULL, '',
	 'U.S. Department of Education (EDFacts file 195)',
	 'Absent 10% or more of the days enrolled at the school, for any reason. A day missed by half or more counts as absent. Students '
	 'enrolled for fewer than 10 days have no verdict.',
	 'CEDS element 002022, written for EDFacts file 195, for the 10% and the half day. The minimum of 10 days is as states and others report '
	 'it. The file specification itself was not read. The lines of at_risk (5%) and severe (20%) are not federal; they are those of '
	 'Attendance Works.',
	 false, false),
	('every_day_counts', 1, NULL, NULL, NULL, 'minimum = none',
	 'Every Day Counts (Project Unicorn and the Partnership for Student Success)',
	 'Missing 10% or more of the school year for any reason. The days enrolled stand for the school year, as in the federal rule.',
	 'The Every Day Counts page of Project Unicorn, which names no minimum of days.',
	 true, true),
	('ten_days', 1, NULL, NULL, NULL, 'measure = days, chronic = 10 days, minimum = none',
	 'Every Day Counts, earlier wording',
	 'Missing ten or more school days.',
	 'The earlier Every Day Counts page of Project Unicorn.',
	 true, false),

	('california', 1, 2017, NULL, NULL, 'minimum > 30 days, part_day = whole, outside = homebound',
	 'California Department of Education',
	 'Absent 10% or more of the days expected, for any reason, including out-of-school suspension, among students expected for more than 30 '
	 'days. Only a day missed whole is an absence. In-school suspension counts as attendance. Days of instruction at home or in a hospital '
	 'are not expected days. The state''s Dashboard shows grades K to 8; its DataQuest shows every grade.',
	 'The CALPADS glossary, for the 10%, the more than 30 days and what counts; the DataQuest page on absences by reason; the notice '
	 '(CALPADS Update Flash 120) that began the collection in 2016-17. The rules for whole days and for home and hospital days are as '
	 'Infinite Campus describes the state''s student absence file. Education Code 60901(c)(1) was read only as others quote it. Map codes of '
	 'independent study that earned no attendance to an absence. Leave out students who are exempt.',
	 false, true),
	('connecticut', 1, 2016, NULL, NULL, 'minimum = none, part_day > 50%',
	 'Connecticut General Statutes 10-198c',
	 'Absent 10% or more of the days enrolled at the school so far in the year. Excused, unexcused and disciplinary absences all count. A '
	 'student who is there for half of the day or more is present. A day of out-of-school suspension or of expulsion is always an absence: '
	 'record it as a whole day, since half a day or less would not count.',
	 'Sections 10-198b and 10-198c. The rules for the half day and for suspensions are definitions of the state board, as district handbooks '
	 'give them; the board''s own text was not read. One district also counts in-school suspension of half a day or more. No minimum is '
	 'named.',
	 false, true),
	('florida_21_days', 1, NULL, NULL, NULL, 'measure = days, chronic = 21 days, minimum = none',
	 'Florida Department of Education',
	 'Absent 21 or more days in the school year.',
	 'A state report of 2015, and press reports on the state''s tables of 2012 to 2023. Florida also counts students absent 10% or more; the '
	 'rule behind that figure was read only second hand, so the catalogue does not have it.',
	 true, false),
	('georgia', 1, NULL, NULL, NULL, 'minimum = none',
	 'Georgia Department of Education',
	 'Absent 10% or more of the days enrolled.',
	 'Georgia Insights and the help page of the Governor''s Office of Student Achievement. No minimum was read.',
	 true, true),
	('hawaii', 1, NULL, NULL, NULL, 'measure = days, chronic = 15 days, minimum = none, part_day > 50%',
	 'Hawaii State Department of Education',
	 'Absent 15 or more days, whatever the reason. A student who is in school for half of the day or more is present.',
	 'The department''s page, for the 15 days; the attendance pages of schools, for the half day. One school says more than 15 days. Some '
	 'schools count it as an absence to leave before 11:00 or to arrive after 11:00. A policy does not know times of day: give the share of '
	 'the day.',
	 false, false),
	('maine', 1, NULL, NULL, NULL, 'minimum = 10 days, part_day > 50%',
	 'Maine Department of Education',
	 'Absent 10% or more of the days enrolled, excused or not, among students enrolled for 10 days or more. A student who is present for '
	 'less than half of the student''s instructional day is absent. For correctional facilities see maine_correctional.',
	 'The department''s pages on attendance reporting and on chronic absence. Half means half of the student''s own day. If that day is '
	 'shorter than the school''s, give events as time missed of time held.',
	 false, true),
	('maine_correctional', 1, NULL, NULL, NULL, 'minimum = 60 days, part_day > 50%',
	 'Maine Department of Education',
	 'As maine, for correctional facilities, among students enrolled for 60 days or more.',
	 'The department''s pages on attendance reporting and on chronic absence.',
	 false, true),
	('michigan', 1, NULL, 2015, NULL, 'measure = days, compare = >, chronic = 10 days, minimum = none, part_day = whole',
	 'Michigan (MI School Data)',
	 'Absent more than 10 days in the school year. Only a day missed whole is an absence. Through school year 2014-15.',
	 'The student attendance page of MI School Data. Where it describes the change of the rule, it says more than 10 days; one sentence '
	 'later, it says 10 days or more of the same figures. The catalogue takes the first.',
	 false, false),
	('new_jersey', 1, NULL, NULL, NULL, 'minimum = none, part_day > 50%, absent = excused unexcused oss unverified, outside = exempt',
	 'New Jersey Department of Education',
	 'Absent 10% or more of the days in membership. Days that the state excuses (religious observance, a college visit, a civic event and '
	 'the rest of its list) are neither absences nor days in membership: map those codes to exempt. A student who takes part for half of the '
	 'day or more is present.',
	 'Administrative Code 6A:32-8.4; an excerpt of the department''s guidance of 2020 on reporting absences; a district''s page. A minimum '
	 'of 45 days for the state''s own figures, and of 10 days for the federal figures, was read only second hand, so none is set.',
	 false, true),
	('new_mexico', 1, NULL, NULL, NULL, 'minimum = 10 days',
	 'New Mexico Statutes 22-12A-2 (Attendance for Success Act)',
	 'Missed 10% or more of the school days since the beginning of the year, excused or not, among students enrolled for at least 10 days. '
	 'Interscholastic extracurricular activities are not absences. The lines at 5% and 20% are those of the tiers in the law.',
	 'Section 22-12A-2, for the chronic absence rate and for the tiers. The tiers in the law count classes or school days, as a school keeps '
	 'them; here they count days.',
	 true, false),
	('rhode_island_kids_count', 1, NULL, NULL, '{KG,01,02,03}', 'measure = days, chronic = 18 days, minimum = 90 days',
	 'Rhode Island KIDS COUNT',
	 'Absent 18 or more days, among children in kindergarten to third grade who were enrolled for 90 days or more.',
	 'Rhode Island KIDS COUNT. According to the KIDS COUNT data center, it used 12 days in place of 18 from 2020 on. The data center does '
	 'not say until when.',
	 true, false),
	('south_carolina', 1, 2018, NULL, '{KG,01,02,03,04,05,06,07,08,09,10,11,12}', 'minimum = none, part_day >= 50%',
	 'South Carolina Department of Education',
	 'In grades K to 12, missed half or more of the instructional day on 10% or more of the days enrolled, for any reason. For virtual '
	 'students, taking part on the platform counts as presence.',
	 'The department''s page on chronic absenteeism, and a district''s. No minimum is named.',
	 false, true),
	('tennessee', 1, 2018, NULL, NULL, 'minimum = none',
	 'Tennessee Department of Education',
	 'Absent 10% or more of the instructional days enrolled, for any reason, including excused absences and out-of-school suspension.',
	 'The state''s report card and a district''s page on the indicator. That accountability considers students enrolled for half of the days '
	 'was read only second hand, so no minimum is set.',
	 true, true),
	('virginia', 1, NULL, NULL, NULL, 'minimum = none',
	 'Virginia Department of Education',
	 'Absent at a rate of 10.00% or more, for any reason, including suspensions.',
	 'The department''s questions and answers on chronic absenteeism. Accreditation leaves out students who were not enrolled long enough; '
	 'that rule was not read, so no minimum is set.',
	 true, true),
	('washington', 1, NULL, NULL, NULL, 'minimum = none',
	 'Washington Office of Superintendent of Public Instruction',
	 'Missed 10% or more of the school days, excused or not. School activities are not absences.',
	 'The office''s questions and answers on attendance. The state''s definition of an absence was read only in part. No minimum was read.',
	 true, true)
) AS v (name, version, from_year, to_year, grades, policy, authority, description, source, half, bands);

INSERT INTO absence.definition_catalog (name, version, from_year, to_year, grades, not_computable, authority, description, source)
VALUES
	('california_stas', 1, 2017, NULL, NULL,
	 'The file counts only codes of whole days, not periods that together fill a day, and it exempts students one by one. A policy knows the '
	 'share of a day that was missed, but not under which code, and it does not know single students.',
	 'California Department of Education',
	 'The rule of the student absence file (STAS) that districts send. The rule of the figures made from the file is california.',
	 'Infinite Campus and Aeries on the file; its specification was not read.'),
	('indiana', 1, 2026, NULL, NULL,
	 'The line is a tenth of the school year, whatever part of it a student was enrolled. A line of a policy is a share of the days '
	 'enrolled, or a number of days. If the year has 180 days, define measure = days, chronic = 18 days, minimum = none.',
	 'Indiana Code 20-18-2-2.4',
	 'Absent at least 10% of a school year, for any reason.',
	 'Senate Enrolled Act 482 of 2025 as introduced and as the press reports it. What it means for a student who enrolled late was not read.'),
	('michigan', 2, 2016, 2017, NULL,
	 'The minimum is 10 days in a row in the district. A policy counts days enrolled, in a row or not.',
	 'Michigan (MI School Data)',
	 'Absent 10% or more of the days, among students enrolled in the district for at least 10 days in a row. Only a day missed whole is an '
	 'absence. School years 2015-16 and 2016-17.',
	 'The student attendance page of MI School Data.'),
	('michigan', 3, 2018, NULL, NULL,
	 'The minimum is 10 days in a row in the district. A policy counts days enrolled, in a row or not. In 2020-21, moreover, two contacts a '
	 'week counted as attendance on all five days.',
	 'Michigan (MI School Data)',
	 'Absent 10% or more of the days, among students enrolled in the district for at least 10 days in a row. A day missed by more than half '
	 'is an absence. From school year 2017-18 on.',
	 'The student attendance page of MI School Data.'),
	('new_york', 1, NULL, 2025, '{01,02,03,04,05,06,07,08,09,10,11,12}',
	 'Students who were not present on a single day are left out. According to the State Comptroller, suspensions and extended medical '
	 'absences are left out, too. A policy has no condition on days attended, and there is no mark for an extended medical absence.',
	 'New York State Education Department',
	 'Absent 10% or more of the instructional days enrolled, excused or not, among students enrolled for 10 days or more and present on at '
	 'least one. In the regional reports a day without a record is an absence.',
	 'The regional information center''s pages on the reports SIRS-107 and SIRS-361; press on the Comptroller''s report of 2024.'),
	('new_york', 2, 2026, NULL, NULL,
	 'The rule is an index of a school, from how many of its students attend 85%, 90% and 95% of the days. A policy judges one student, and '
	 'none of the levels of the index is chronic absence.',
	 'New York State Education Department',
	 'An attendance index in place of chronic absence, among students enrolled for 30 days or more. Suspensions and extended medical '
	 'absences are not absences.',
	 'New York State School Boards Association, August 2024. It does not make clear whether exactly 95% is the third level or the fourth.'),
	('ohio', 1, NULL, 2025, NULL,
	 'The rule counts hours of instruction on the student''s own schedule. A policy in minutes counts the minutes of the calendar''s days. '
	 'If the calendars carry what each student is taught, define basis = minutes, part_day = proportional, minimum = none.',
	 'Ohio Department of Education and Workforce',
	 'Missed 10% or more of the hours of instruction, for any reason, including out-of-school suspension.',
	 'The department''s pages on chronic absenteeism.'),
	('ohio', 2, 2026, NULL, NULL,
	 'The line is a number of hours: a tenth of the minimum that the law sets for the school''s year. A line of a policy is a share of the '
	 'time enrolled, or a number of days.',
	 'Ohio Revised Code',
	 'Missed at least 10% of the hours that the law requires as a minimum in the school year. From 30 September 2025 on.',
	 'The department''s answers and a district''s page on the change. The code itself was not read.'),
	('tennessee_accountability', 1, 2018, NULL, NULL,
	 'The rule grades a school. It compares the share of the school''s students who are chronically absent with cut points for each pool of '
	 'grades, from 30 students on. A policy judges one student; the definition tennessee does that.',
	 'Tennessee Department of Education',
	 'The Chronically Out of School indicator.',
	 'The code of an R package for it, andrewacct.'),
	('texas', 1, NULL, NULL, NULL,
	 'State law had no definition as of 2025. A bill of that year proposed more than 10% of the minutes of operation, in a school year or in '
	 'any six weeks. A policy has no window of six weeks. Whether the bill passed was not read.',
	 'Texas Legislature (House Bill 213 of 2025)',
	 'No definition in force was found.',
	 'Two trackers of bills.');

GRANT SELECT ON absence.definition_catalog TO PUBLIC;

CREATE FUNCTION absence.policy_named(name text) RETURNS absence.policy
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_row absence.definition_catalog;
BEGIN
	-- "name" is the latest version, "name@2" that one
	SELECT c.* INTO found_row
	FROM absence.definition_catalog AS c
	WHERE c.name = split_part(policy_named.name, '@', 1)
		AND (strpos(policy_named.name, '@') = 0
			OR c.version::text = split_part(policy_named.name, '@', 2))
	ORDER BY c.version DESC
	LIMIT 1;

	IF NOT FOUND THEN
		RAISE EXCEPTION 'policy "%" does not exist', policy_named.name
			USING ERRCODE = 'undefined_object',
				HINT = 'Known policies are '
					|| (SELECT string_agg(DISTINCT c.name, ', ') FROM absence.definition_catalog AS c WHERE c.policy IS NOT NULL)
					|| '.';
	ELSIF found_row.policy IS NULL THEN
		RAISE EXCEPTION 'policy "%" cannot be computed', policy_named.name
			USING ERRCODE = 'feature_not_supported', DETAIL = found_row.not_computable;
	END IF;
	RETURN found_row.policy;
END
$$;

COMMENT ON FUNCTION absence.policy_named(text) IS
	'The policy of this name in definition_catalog: the latest version, or with @ that one; an unknown name is an error that lists the known '
	'ones. It reads a table: in a query over many rows write (SELECT absence.policy_named(...)), which looks it up once';
