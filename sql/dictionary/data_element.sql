
-- data_element: what every table, view and column of a store means
--
-- A column has the meaning of its name, which is written once. A table adds only what
-- is different there, so a new view needs a row for itself and rows for the columns
-- whose meaning is new. The comments of a store are made of this. A CEDS id or an Ed-Fi
-- element is given only where one was read; a blank does not say that there is none.

CREATE TABLE absence_internal.element_meaning (
	table_name text COLLATE "C" NOT NULL,
	column_name text COLLATE "C" NOT NULL,
	definition text,
	unit text,
	when_null text,
	ceds_id text COLLATE "C",
	ceds_name text,
	ed_fi_element text COLLATE "C",
	PRIMARY KEY (table_name, column_name)
);

COMMENT ON TABLE absence_internal.element_meaning IS 'What absence.data_element says, each meaning written once; read-only';
COMMENT ON COLUMN absence_internal.element_meaning.table_name IS
	'Table or view; empty for the meaning that a column of this name has wherever its table does not say otherwise';
COMMENT ON COLUMN absence_internal.element_meaning.column_name IS 'Column; empty for the table itself';
COMMENT ON COLUMN absence_internal.element_meaning.definition IS
	'As in absence.data_element. In this column and the following ones, NULL takes the text of the name, and an empty text takes none';
COMMENT ON COLUMN absence_internal.element_meaning.unit IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.when_null IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.ceds_id IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.ceds_name IS 'As in absence.data_element';
COMMENT ON COLUMN absence_internal.element_meaning.ed_fi_element IS 'As in absence.data_element';

GRANT SELECT ON absence_internal.element_meaning TO PUBLIC;

-- The tables, views and columns of stores are read from the catalog. A table latest_X has the
-- columns of view X, and so has mv_X, a materialized view of a store of layout 1 or 2. Some
-- views have the columns of a table.
CREATE VIEW absence.data_element AS
SELECT e.table_name, e.column_name,
	coalesce(own.definition, kept.definition || CASE e.column_name WHEN '' THEN
		'. The rows are those of the last refresh, under the definition of the store'
			|| CASE e.kept_view WHEN 'monday_list' THEN ': what people have entered since then is not in them' ELSE '' END ELSE '' END,
		same.definition, named.definition) AS definition,
	nullif(coalesce(own.unit, kept.unit, same.unit, named.unit), '') AS unit,
	nullif(coalesce(own.when_null, kept.when_null, same.when_null, named.when_null), '') AS when_null,
	nullif(coalesce(own.ceds_id, kept.ceds_id, same.ceds_id, named.ceds_id), '') AS ceds_id,
	nullif(coalesce(own.ceds_name, kept.ceds_name, same.ceds_name, named.ceds_name), '') AS ceds_name,
	nullif(coalesce(own.ed_fi_element, kept.ed_fi_element, same.ed_fi_element, named.ed_fi_element), '') AS ed_fi_element
FROM (
	SELECT m.table_name, m.column_name, NULL::text AS kept_view
	FROM absence_internal.element_meaning AS m
	UNION
	SELECT c.relname::text COLLATE "C", coalesce(a.attname::text, '') COLLATE "C", k.kept_view
	FROM pg_catalog.pg_class AS s
	JOIN pg_catalog.pg_class AS c ON c.relnamespace = s.relnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
	CROSS JOIN LATERAL (
		SELECT CASE WHEN c.relkind = 'r' AND starts_with(c.relname, 'latest_') THEN substr(c.relname, 8)
			WHEN c.relkind = 'm' AND starts_with(c.relname, 'mv_') THEN substr(c.relname, 4) END
	) AS k (kept_view)
	CROSS JOIN LATERAL (
		SELECT NULL::name
		UNION ALL
		SELECT a.attname FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	) AS a (attname)
	WHERE s.relname = 'store_setting' AND s.relkind IN ('r', 'p')
		AND EXISTS (SELECT FROM absence_internal.element_meaning AS t WHERE t.table_name IN (c.relname, k.kept_view) AND t.column_name = '')
) AS e
LEFT JOIN absence_internal.element_meaning AS own ON (own.table_name, own.column_name) = (e.table_name, e.column_name)
LEFT JOIN (VALUES ('enter_outreach', 'outreach'), ('enter_support', 'student_intervention'), ('enter_barrier', 'student_barrier'),
	('enter_decision', 'tier_decision'), ('rule_of_year', 'attendance_rule'), ('known_support', 'student_intervention'),
	('known_outreach', 'outreach'), ('shown_barrier', 'student_barrier'), ('monday_list', 'support_tier'), ('missing_support', 'support_tier'),
	('open_support', 'student_intervention'), ('student_story', 'caseload'), ('support_timeliness', 'action_due'),
	('support_issue_kind', 'issue_kind'), ('support_issue', 'data_issue'), ('alert_status', 'alert'), ('rule_day', 'alert'),
	('action_due', 'alert'),
	('fact_school', 'school'), ('fact_student', 'student'), ('fact_student_group', 'student_group'), ('fact_calendar', 'calendar'),
	('fact_calendar_grade', 'calendar_grade'), ('fact_calendar_day', 'calendar_day'), ('fact_enrollment', 'enrollment'),
	('fact_attendance_event', 'attendance_event'), ('fact_attendance_taken', 'attendance_taken'),
	('fact_calendar_event_kind', 'calendar_event_kind'), ('fact_attendance_code', 'attendance_code'),
	('closed_school', 'school'), ('closed_student', 'student'), ('closed_student_group', 'student_group'),
	('closed_enrollment', 'enrollment')) AS v (name, table_name) ON v.name = coalesce(e.kept_view, e.table_name)
LEFT JOIN absence_internal.element_meaning AS kept ON (kept.table_name, kept.column_name) = (e.kept_view, e.column_name)
LEFT JOIN absence_internal.element_meaning AS same ON (same.table_name, same.column_name) = (v.table_name, e.column_name)
LEFT JOIN absence_internal.element_meaning AS named ON (named.table_name, named.column_name) = ('', e.column_name)
WHERE coalesce(own.definition, kept.definition, same.definition, named.definition) IS NOT NULL;

COMMENT ON VIEW absence.data_element IS
	'Dictionary: what every table, view and column of a store means, with the CEDS and Ed-Fi elements beside it. '
	'Columns whose meaning follows from their name alone are listed once a store exists';
COMMENT ON COLUMN absence.data_element.table_name IS 'Name of the table or view; empty for what a column of this name means in general';
COMMENT ON COLUMN absence.data_element.column_name IS 'Name of the column; empty for the table itself';
COMMENT ON COLUMN absence.data_element.definition IS 'Meaning of the table or column';
COMMENT ON COLUMN absence.data_element.unit IS 'Unit of a quantity; NULL for other columns';
COMMENT ON COLUMN absence.data_element.when_null IS 'Meaning of NULL in the column; NULL if the column is never NULL';
COMMENT ON COLUMN absence.data_element.ceds_id IS 'Id of the element in the Common Education Data Standards (CEDS); NULL if none was read';
COMMENT ON COLUMN absence.data_element.ceds_name IS 'Name of the CEDS element; NULL if none was read';
COMMENT ON COLUMN absence.data_element.ed_fi_element IS
	'Entity and element of the Ed-Fi Data Standard 5.2 that hold the same; NULL if none was read';

GRANT SELECT ON absence.data_element TO PUBLIC;

-- "definition; unit: u; NULL: n [CEDS id name; Ed-Fi element]", without what is not there
CREATE FUNCTION absence_internal.data_element_comment(element absence.data_element) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN concat_ws('; ', (element).definition, 'unit: ' || (element).unit, 'NULL: ' || (element).when_null)
		|| coalesce(' [' || nullif(concat_ws('; ', 'CEDS ' || (element).ceds_id || ' ' || (element).ceds_name,
			'Ed-Fi ' || (element).ed_fi_element), '') || ']', '');
COMMENT ON FUNCTION absence_internal.data_element_comment(absence.data_element) IS 'Comment that a row of data_element makes';

CREATE FUNCTION absence_internal.data_element_comment(table_name text, column_name text) RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT absence_internal.data_element_comment(e)
	FROM absence.data_element AS e
	WHERE e.table_name = data_element_comment.table_name AND e.column_name = data_element_comment.column_name
$$;
COMMENT ON FUNCTION absence_internal.data_element_comment(text, text) IS
	'Comment of a column of a store, or of the table itself where column_name is empty; NULL if data_element does not have it';

-- Tables and views, in the order in which a store is made
INSERT INTO absence_internal.element_meaning (table_name, column_name, definition, ed_fi_element) VALUES
	-- setting.sql
	('store_setting', '', 'Settings of the store; one row', NULL),
	('definition', '', 'The district''s own definitions of chronic absence, which come before those of absence.definition_catalog. '
		'A changed rule is a new version; the old version stays', NULL),
	('school_year_state', '', 'School years of the store: where the facts of each come from, and whether it is open or closed', NULL),
	-- facts.sql
	('school', '', 'Schools', 'school'),
	('student', '', 'Students', 'student'),
	('student_group', '', 'Groups that a student belongs to, such as a race, an English learner status or a disability. '
		'A student can have several rows of one kind', NULL),
	('calendar', '', 'Calendars of a school in a school year', 'calendar'),
	('calendar_grade', '', 'Grades that a calendar is for; used where an enrollment names no calendar and the school has several',
		'calendarGradeLevel'),
	('calendar_day', '', 'Calendar events by day. A day can have several; an event that closes school comes before the others',
		'calendarDateCalendarEvent'),
	('calendar_event_kind', '', 'Meaning of each calendar event; a district adds its own events', 'calendarEventDescriptor'),
	('enrollment', '', 'Enrollments: the stays of students at schools. A student can have several at one school, such as one for each '
		'grade; a day of several counts once', 'studentSchoolAssociation'),
	('attendance_code', '', 'Meaning of each attendance code: the row for the school and year, else for the school, else for the year, '
		'else for neither. A code without a row is unmapped; it is never taken as present', 'attendanceEventCategoryDescriptor'),
	('attendance_event', '', 'Attendance events: what was recorded of a student at a school, for a day or for a period of it',
		'studentSchoolAttendanceEvent'),
	('attendance_taken', '', 'Days on which attendance has been taken for a whole school or for a whole calendar of it. '
		'Ed-Fi''s sectionAttendanceTakenEvent is about one section and is not the same', NULL),
	('prior_student', '', 'Students in earlier school years of which only totals exist', NULL),
	('prior_count', '', 'Schools in earlier school years of which only counts of students exist', NULL),
	-- derived.sql
	('refresh_log', '', 'What each refresh of a school year read, used, left out and wrote', NULL),
	('verdict_change', '', 'Students whose band changed in a refresh, and the cause', NULL),
	('refresh_basis', '', 'What the last refresh found at each school; the next refresh compares its facts with it', NULL),
	('refresh_code', '', 'Meaning of each attendance code at each school at the last refresh', NULL),
	('calendar_complete', '', 'Last day of each calendar that can be counted, as of the last refresh', NULL),
	('school_silence', '',
		'Runs of session days on which a school recorded less than is likely, as of the last refresh; data_issue lists them', NULL),
	('refresh_print', '', 'Prints of the facts and of the registers of a school year, by which the next refresh finds what has changed', NULL),
	('group_status', '', 'Statuses in student_group that the last refresh found, numbered', NULL),
	('student_statuses', '', 'Statuses of each student in student_group, as the last refresh found them', NULL),
	('answer_year', '', 'School years as the last refresh found them when it worked out the kept answers, tables latest_X', NULL),
	('answer_now', '', 'Day that counts as now, and day of lists of students now, as the last refresh found them when it worked out the '
		'kept answers; one row', NULL),
	('answer_print', '', 'Prints of the facts that views show as they stand, such as names, by which the next refresh finds which '
		'kept answers have changed', NULL),
	('event_account', '', 'Stays and events of each student at each school, as the last refresh counted them', NULL),
	('event_in_doubt', '', 'Attendance events that are not used, or are on no membership day, as the last refresh found them', NULL),
	('stay_register', '', 'Stays that count, as the last refresh found them, each with its register', NULL),
	-- certification.sql
	('certification', '', 'Certifications: the verdicts of a school year, as of a day and under a definition, as they were known when '
		'certified. A certification never changes', NULL),
	('certified_student', '', 'Certified verdicts of students: at each of their schools, and once with their schools merged', NULL),
	('certified_count', '', 'Certified students by band: of each school and of the district, in all and by grade', NULL),
	-- publication.sql
	('public_release', '', 'Releases of published figures', NULL),
	('public_absence', '', 'Published figures: the latest release of each school year. absence.publish() writes them; '
		'doc/publishing.md says what is withheld and why', NULL),
	('public_withheld', '',
		'Groups that a release of the school year withheld, which later releases withhold too; it has no figures', NULL),
	-- access.sql
	('reader', '', 'Roles and the levels that absence.grant_reader() granted them; absence.upgrade_store() grants them again', NULL),
	('staff_school', '', 'Schools that a role and its members may see while store_setting.school_scope is on', NULL),
	-- upgrade.sql
	('dropped_dependent', '', 'Objects that are not of the store and that absence.upgrade_store() dropped, with the DDL that makes them again',
		NULL),
	-- source.sql
	('attendance_from', '', 'What the attendance of a school''s days is taken from, where a source has attendance of sections: the row for '
		'the school and year, else for the school, else for the year, else for neither', NULL),
	('closed_school', '', 'Schools of closed school years that absence.close_year() has copied from their source', NULL),
	('closed_student', '', 'Students of closed school years that absence.close_year() has copied from their source', NULL),
	('closed_student_group', '', 'Groups of the students of closed_student, from the same source', NULL),
	('closed_enrollment', '', 'Enrollments of closed school years that absence.close_year() has copied from their source', NULL),
	('laid_grant', '', 'Privileges of roles on the views of the store, as the last refresh found them; absence.resume_sources() grants '
		'them again where the views were dropped with a source', NULL),
	-- facts.sql
	('fact_school', '', 'Schools: the rows of table school, then those of sources and of closed_school', NULL),
	('fact_student', '', 'Students: the rows of table student, then those of sources and of closed_student', NULL),
	('fact_student_group', '', 'Groups of students: the rows of table student_group, and those of sources and of closed_student_group', NULL),
	('fact_calendar', '', 'Calendars: the rows of table calendar, then those of sources', NULL),
	('fact_calendar_grade', '', 'Grades of calendars: the rows of table calendar_grade, then those of sources', NULL),
	('fact_calendar_day', '', 'Calendar events: the rows of table calendar_day, and those of sources', NULL),
	('fact_enrollment', '', 'Enrollments: the rows of table enrollment, and those of sources and of closed_enrollment', NULL),
	('fact_attendance_event', '', 'Attendance events: the rows of table attendance_event, and those of sources', NULL),
	('fact_attendance_taken', '', 'Days on which attendance has been taken: the rows of table attendance_taken, and those of sources', NULL),
	('fact_calendar_event_kind', '', 'Meaning of calendar events: the rows of table calendar_event_kind, then those of sources', NULL),
	('fact_attendance_code', '', 'Meaning of attendance codes: the rows of table attendance_code, then those of sources', NULL),
	('source_fault', '', 'What is wrong in the rows of sources', NULL),
	-- register.sql
	('student_register', '', 'Registers, one for each student, school and school year; refresh writes them', NULL),
	-- report.sql
	('report_text', '',
		'The district''s own words of reports, and languages that it adds; they come before those of absence.report_text', NULL),
	('marking_period', '', 'Marking periods, for reports only. The district gives their names and days', NULL),
	-- support_word.sql
	('support_word', '', 'Words of the support tables, by list; a district adds its own. A word that is not here is in support_issue', NULL),
	-- support.sql
	('intervention', '', 'Interventions that are offered. One without a school is for the whole district', 'intervention'),
	('student_intervention', '', 'Supports: interventions as given to students. A parent can ask to see them, as any education record',
		'studentInterventionAssociation'),
	('intervention_session', '', 'Sessions of a support', 'studentInterventionAttendanceEvent'),
	('student_barrier', '', 'Barriers: why a student is absent, as far as somebody has told. There is no free text. A parent can ask to '
		'see them, as any education record', NULL),
	('outreach', '', 'Outreach: contacts with the family or the student, planned, attempted or reached. A correction is a new row that '
		'names the row that it replaces. A parent can ask to see them, as any education record', NULL),
	('staff', '', 'Staff who give support or make contact', NULL),
	('contact', '', 'Persons to contact about a student', NULL),
	('tier_decision', '', 'Decisions of a team on the tier of a student, which come before the tier that is computed. A parent can ask to '
		'see them, as any education record', NULL),
	-- rule.sql
	('attendance_rule', '', 'Rules that the district has adopted. A changed rule is a new version; the old version stays', NULL),
	('rule_step', '', 'What each rule of attendance_rule asks for, and by when', NULL),
	-- forget_log.sql
	('forget_log', '', 'What absence.forget_student() and absence.forget_support() have removed, in numbers', NULL),
	-- rules.sql
	('rule_of_year', '', 'Rules in force in each school year: of each name, the latest version for the year', NULL),
	-- support.sql
	('known_support', '', 'Supports, without those that were entered in error', NULL),
	('known_outreach', '', 'Outreach, without the rows that another row of the student replaces', NULL),
	('sees_sensitive', '', 'Whether the current user sees the words of sensitive barriers; one row', NULL),
	('shown_barrier', '', 'Barriers as the current user sees them', NULL),
	-- tiers.sql
	('support_now', '', 'School year and day that lists of students now are of; one row', NULL),
	('enrolled_student', '', 'Students who are enrolled now, each at the responsible school', NULL),
	-- support_tier.sql and the others
	('support_tier', '', 'Tier of support of each enrolled student at the responsible school, with the figures of all schools merged, as of '
		'the day and under the definition asked for. Alerts are those that refreshes have found under the definition of the store', NULL),
	('monday_list', '', 'Enrolled students to look at this week, with all schools merged, as of the day and under the definition asked '
		'for: of tier 2 or 3, over or near a line, absent on several days in a row, or with an open action or an outreach that is planned', NULL),
	('open_support', '', 'Supports that are under way on the day asked for. before_rate and since_rate are for reading: students get '
		'support when they are at their worst, so most of the difference would have come anyway', NULL),
	('missing_support', '', 'Students of tier 2 or 3 without a support of such a tier under way, as of the day and under the definition asked '
		'for', NULL),
	('missing_support_by_school', '', 'The same counted by school. A figure is missing where fewer than minimum_group students would be '
		'counted, or left out of the count', NULL),
	('caseload', '', 'Supports that each member of staff gives at each school, outreach that is planned, and actions, on the day asked for',
		NULL),
	('support_timeliness', '', 'How each school answers the rules of the district: steps of the alerts that were met while the student was '
		'there, by what has become of them. Counts that would tell of fewer than minimum_group steps are missing', NULL),
	('student_story', '', 'What happened to a student and what was done, in order, to the day asked for', NULL),
	('intervention_outcome', '', 'Whether students missed less after an intervention began than students without support whose absence was at '
		'the same level, under the definition asked for. Who gets support is not drawn by lot, so that this never says that an '
		'intervention works: the others may have been left without support for a reason that shows only later. Nor does it say that one '
		'does not work: smallest_visible is what could have been seen. Alerts are those that refreshes have found under the definition of '
		'the store', NULL),
	-- support_issue.sql
	('support_issue_kind', '', 'Reasons of support_issue, with their severity and what to do', NULL),
	('support_issue', '', 'Problems in the facts of support that need attention; closed school years are not examined', NULL),
	-- alert.sql
	('alert', '', 'Alerts: crossings of the rules in force, as refreshes found them. An alert keeps its number when a correction moves it, '
		'withdraws it or brings it back; a refresh deletes none. A parent can ask to see them, as any education record', NULL),
	('alert_change', '', 'What refreshes changed in alerts', NULL),
	('alert_basis', '', 'Rules and definition with which the alerts of a school year were found', NULL),
	('alert_status', '', 'Alerts, standing and withdrawn, with their rules and students. They are for the definition of the store', NULL),
	('rule_day', '', 'Days for which each standing alert was met: those that count in the window of the rule that ends on met_on. '
		'A letter lists them', NULL),
	('action_due', '', 'Actions: the steps that alerts ask for, by when, and what was done, as of the day asked for, else of the last refresh',
		NULL),
	-- membership.sql
	('student_calendar', '', 'Calendars that give membership: all but those for staff and for the summer', NULL),
	('session_day', '', 'Session days of the calendars that give membership', NULL),
	('stay', '', 'Enrollments as stays, with their last day and calendar, or the reason why they do not count', NULL),
	('stay_day', '', 'Session days of each stay that counts; a day of two stays at one school has two rows', NULL),
	-- marks.sql
	('code_mark', '', 'Meaning of each attendance code at each school in each school year', NULL),
	('school_periods', '', 'Number of periods of each session day at a school', NULL),
	('event_part', '', 'Attendance events with their mark and the share that was missed', NULL),
	('day_mark', '', 'Marks of each student''s days, one row for each day and mark; refresh makes registers of them', NULL),
	-- asked.sql
	('known_definition', '', 'Definitions that can be asked for: those of the district and those of the catalog', NULL),
	('definition_of_year', '', 'Definition that each name stands for in each school year; name@version stands for that version', NULL),
	('asked', '', 'Day and definition that the views answer for: those set in the session, else those of the store', NULL),
	('asked_is_known', '', 'Check of the definition asked for; an unknown one is an error that lists the known ones', NULL),
	-- visible.sql
	('visible', '', 'Schools whose rows the current user sees in the views of the store; one row', NULL),
	('visible_student', '', 'Students whom the current user sees at every school in the school year, because they are now enrolled at '
		'one of the user''s schools; empty for a user who sees every school', NULL),
	-- issues.sql
	('event_doubt_reason', '', 'Attendance events of event_in_doubt, and the reason why they are not used', NULL),
	('reported_event', '', 'Events of the store''s own table with what they are about: the day, or a period, and whether that is the homeroom',
		NULL),
	('fact_reported_event', '', 'Events, also of sources, with what they are about: the day, or a section or period, and whether that is the '
		'homeroom', NULL),
	('event_not_used', '',
		'Attendance events that are not used, and the reason: those of event_in_doubt, and those of school years that the '
		'store does not know', NULL),
	('issue_kind', '', 'Reasons of data_issue, with their severity and what to do', NULL),
	('data_issue', '', 'Problems in the facts that need attention; closed school years are not examined', NULL),
	-- groups.sql
	('known_status', '', 'Statuses that occur in student_group: each value of each kind', NULL),
	('student_status', '', 'Statuses of each student at each school, and the band', NULL),
	('student_group_of', '',
		'Groups of each student at each school. Race and ethnicity is one group, and so is sex; every student is in group all', NULL),
	-- cohorts.sql
	('school_complete', '', 'Last day of each school that can be counted', NULL),
	('district_complete', '', 'Last day of the district that can be counted', NULL),
	('school_absence', '',
		'Chronic absence by school, as of the day and under the definition asked for. Students who have left are included', NULL),
	('grade_absence', '', 'Chronic absence by school and grade, as of the day and under the definition asked for. '
		'Students who have left are included', NULL),
	('group_absence', '', 'Chronic absence by school and group of students, as of the day and under the definition asked for. '
		'Students who have left are included. A student with several values of a kind is in the group of each', NULL),
	('district_absence', '',
		'Chronic absence in the district, as of the day and under the definition asked for. Students who have left are included', NULL),
	('weekday_absence', '', 'Absence by school and day of the week, as of the day and under the definition asked for. '
		'Students who have left are included', NULL),
	('coverage', '', 'Students of each school by whether they have a verdict, and why not. The counts of the reasons and verdict_n add '
		'up to students. Students with events but without an enrollment are in data_issue', NULL),
	('month_absence', '', 'Absence of each school by calendar month and by marking period, so far, '
		'and how many students are chronically absent as of its '
		'last_day, as of the day and under the definition asked for', NULL),
	('report_basis', '', 'What a report says beside its figures: the definition asked for '
		'with the text of its policy, the smallest group that is '
		'shown, and the level of each school', NULL),
	-- rolls.sql
	('store_now', '', 'Current day and school year of the store, which decide who is enrolled now; one row', NULL),
	('school_now', '', 'Current day of each school, which decides who is enrolled now', NULL),
	('latest_stay', '', 'School and grade of each student in a school year, by the latest stay that has begun by complete_through', NULL),
	-- answers.sql
	('student_absence', '', 'Absence of students at each of their schools, as of the day and under the definition asked for', NULL),
	('district_student_absence', '',
		'Absence of students with their schools merged, each student once, as of the day and under the definition asked for', NULL),
	-- trend.sql
	('absence_trend', '', 'Chronic absence by school, group and school week, under the definition asked for: '
		'as of the last day of the week, beside the same week of the year before. Students who have left are included; '
		'groups are those of the day asked for', NULL),
	('daily_attendance', '', 'Attendance by school and session day to the day asked for, under the definition asked for, with the '
		'averages of the school year so far', NULL),
	-- watch_list.sql
	('watch_list', '', 'Students to follow up, as of the day and under the definition asked for: '
		'over a line, near a line, or absent several days in a row. One row for each reason; '
		'only students who are enrolled now, in the current school year', NULL),
	-- fs195.sql
	('fs195', '', 'Aid for EDFacts file 195 (chronic absenteeism): chronically absent students of kindergarten to grade 12 and ungraded '
		'by school, as of the day asked for and always under the federal definition, with zero counts. '
		'Schools that are not federally reported are left out. Check it against the file specification of the state, which was not read '
		'in full', NULL),
	-- why.sql
	('student_day', '', 'Days of each student in a school year, one row for each event and one for a day without events: '
		'what was recorded, and how the day counts under the definition asked for. student_day_of() gives the days of one student', NULL),
	-- enter_outreach.sql and the others
	('enter_outreach', '', 'Outreach that the current user has typed. New rows are entered here, of students of the schools that the '
		'role sees', NULL),
	('enter_support', '', 'Supports that the current user has typed. New rows are entered here, of students of the schools that the '
		'role sees', NULL),
	('enter_barrier', '', 'Barriers that the current user has typed. New rows are entered here, of students of the schools that the '
		'role sees', NULL),
	('enter_decision', '', 'Decisions on tiers that the current user has typed. New rows are entered here, of students of the schools that '
		'the role sees', NULL);

-- Columns that mean the same in every table that does not say otherwise
INSERT INTO absence_internal.element_meaning (table_name, column_name, definition, unit, when_null) VALUES
	-- keys and names
	('', 'school_year', 'School year, given as the calendar year in which it ends', NULL, NULL),
	('', 'school_id', 'District id of the school, as in the student information system', NULL, NULL),
	('', 'school_name', 'Name of the school', NULL, 'the school is not in table school'),
	('', 'state_school_id', 'State id of the school', NULL, 'not known'),
	('', 'nces_school_id', 'Id of the school at the National Center for Education Statistics (NCES)', NULL, 'not known'),
	('', 'student_id', 'District id of the student, as in the student information system', NULL, NULL),
	('', 'last_name', 'Last name of the student', NULL, 'not known'),
	('', 'first_name', 'First name of the student', NULL, 'not known'),
	('', 'is_current_year', 'True if the school year is the current one: the latest with a day that counts, of those that have begun by the '
		'day asked for', NULL, NULL),
	('', 'seed', 'Random number with which the hashes begin', NULL, NULL),
	('', 'grade_order', 'Place of the grade among the grades: 1 to 13; 0 kindergarten, below 0 what comes before it, above 13 ungraded and '
		'what comes after school', NULL, 'the grade is not known'),
	('', 'grade',
		'Grade of the student; where a row is about several enrollments, the grade of the latest that has begun by complete_through',
		NULL, 'not known'),
	('', 'homeroom', 'Homeroom of the student; where a row is about several enrollments, that of the latest', NULL, 'not known'),
	('', 'role_name', 'Name of the role', NULL, NULL),
	('', 'source_year', 'School year of the source from which a refresh has copied the row, and to which it belongs or belonged', NULL,
		'a row of the store''s own'),
	('', 'refresh_id', 'Number of the refresh', NULL, NULL),
	('', 'label', 'Label of the certification or release; a label is used once', NULL, NULL),
	-- calendars
	('', 'calendar_code', 'Code of the calendar, unique within a school and school year', NULL, NULL),
	('', 'calendars_of_school', 'Calendars of the school in the school year that give membership', 'calendars', NULL),
	('', 'day', 'The day', NULL, NULL),
	('', 'event', 'Calendar event', NULL, NULL),
	('', 'day_minutes', 'Instructional time of an ordinary day', 'minutes', 'not known'),
	('', 'minutes', 'Instructional time of the day', 'minutes', 'not known'),
	('', 'periods', 'Number of periods of the day; of a calendar, that of an ordinary day', 'periods', 'not known'),
	-- enrollments
	('', 'entry_date', 'First day of the enrollment, on which the student is expected; where a row is about several enrollments, that '
		'of the first', NULL, NULL),
	('', 'exit_date', 'Last day of the enrollment; where a row is about several enrollments, that of the last', NULL,
		'an enrollment is open'),
	('', 'last_date',
		'Last day of the stay on which the student is expected: exit_date, or the day before it if store_setting.exit_day_counts is off',
		NULL, 'the enrollment is open, and the stay runs to the end of the calendar'),
	('', 'primary_school', 'True if this is the student''s primary school, which owns a day that several schools share', NULL, NULL),
	('', 'fte', 'Full-time equivalency: the part of full time for which the student is enrolled at the school', 'share, 0 to 1', NULL),
	('', 'enrolled_now', 'True if the student is enrolled on the day asked for: at the school or, where schools are merged, at any '
		'school. By default the day is the last through which the school counts, or 60 days before the last of all schools if that is '
		'later. An open enrollment ends on 30 June', NULL, NULL),
	-- attendance
	('', 'code', 'Attendance code, letter for letter as recorded', NULL, NULL),
	('', 'mark', 'Mark that the code stands for; unmapped for a code that nobody has mapped', NULL, NULL),
	('', 'period', 'Period of the day', NULL, 'the event is for the whole day'),
	('', 'precedence', 'Rank of the code among several events of one day or period: the highest decides', NULL,
		'the order of marks decides'),
	('', 'share', 'Share that was missed: of the period if there is one, else of the day', 'share, 0 to 1',
		'the event gives no valid share and is not used'),
	('', 'events', 'Attendance events in the school year', 'events', NULL),
	('', 'alone', 'True if the student has no other stay in the school year that counts', NULL, NULL),
	('', 'latest', 'Last day through which any school counts', NULL, 'no day counts yet'),
	('', 'stays_without_calendar', 'Enrollments that count but have no known calendar', 'enrollments', NULL),
	('', 'severity', 'error: something is left out or wrong until it is corrected; warning: something may be wrong; '
		'info: it may be intended', NULL, NULL),
	('', 'what_to_do', 'What to do about the issue', NULL, NULL),
	-- support
	('', 'alert_school_id', 'School of the alert, if its rule looks at the register at one school', NULL, 'the scope of the rule is district'),
	('', 'intervention_id', 'Code of the intervention', NULL, NULL),
	('', 'intervention', 'Name of the intervention', NULL, 'not in table intervention'),
	('', 'outcome_days', 'Membership days on either side of the first day of a support that intervention_outcome looks at', 'days', NULL),
	('', 'tier', 'Tier of support: 1, 2 or 3', NULL, NULL),
	('', 'staff_id', 'Id of the member of staff', NULL, 'not known'),
	('', 'rule', 'Name of the rule that is answered, as in attendance_rule', NULL, 'no rule is named'),
	('', 'met_on', 'Day on which the rule was met that is answered', NULL, 'no day is named'),
	('', 'language', 'Language to speak or to write', NULL, 'not known'),
	('', 'note_ref', 'Key of a note in the student information system. The note itself is not in the store', NULL, 'there is no note'),
	('', 'entered_by', 'Role that typed the row', NULL, 'the row was loaded'),
	('', 'school_level', 'Level of the school, such as Elementary, Middle or High', NULL, 'not known'),
	-- definitions
	('', 'policy', 'Name of the definition', NULL, NULL),
	('', 'policy_name', 'Name of the definition', NULL, NULL),
	('', 'policy_text', 'Rule of the definition, as text that type absence.policy reads', NULL, NULL),
	('', 'version', 'Version of the definition; the first is 1', NULL, NULL),
	('', 'from_year', 'First school year that the definition is for', NULL, 'no first year'),
	('', 'to_year', 'Last school year that the definition is for', NULL, 'no last year'),
	('', 'not_computable', 'Reason why a policy cannot express the rule', NULL, 'a policy expresses the rule'),
	-- figures of students
	('', 'scope', 'school: the student at one school; district: the student with all schools merged', NULL, NULL),
	('', 'enrolled_days', 'Days on which the student was expected, less the days that the definition leaves out', 'days', NULL),
	('', 'counted_days', 'Enrolled days that count: less unmapped days, and less unrecorded days unless the definition counts these',
		'days', NULL),
	('', 'absent_days', 'Days absent, by the part-day rule of the definition', 'days', NULL),
	('', 'missed_days', 'Time missed under marks that count as absent, before the part-day rule', 'days', NULL),
	('', 'excused_days', 'Part of absent_days that is excused', 'days', NULL),
	('', 'unexcused_days', 'Part of absent_days that is unexcused', 'days', NULL),
	('', 'oss_days', 'Part of absent_days that is out-of-school suspension', 'days', NULL),
	('', 'iss_days', 'Days of in-school suspension, whether or not they count as absent', 'days', NULL),
	('', 'tardy_days', 'Days on which the student was tardy, whether or not the time missed counts', 'days', NULL),
	('', 'unmapped_days', 'Days that do not count because the result depends on a code that nobody has mapped', 'days', NULL),
	('', 'unrecorded_days', 'Days with nothing recorded', 'days', NULL),
	('', 'absence_rate', 'Absent days as a share of counted days, or minutes where the definition counts minutes. '
		'It is for display; chronic and band compare exact counts', 'share, 0 to 1', 'no day counts'),
	('', 'chronic', 'True if the student is chronically absent', NULL, 'no verdict'),
	('', 'status', 'Verdict in words: chronic, not chronic, too few days, not recorded, or not mapped (it depends on codes that nobody '
		'has mapped)', NULL, NULL),
	('', 'band', 'Severity of absence: satisfactory, at_risk, moderate or severe; moderate and severe are chronic', NULL, 'no verdict'),
	('', 'band_order', 'Number of the band to sort by: 1 satisfactory, 2 at_risk, 3 moderate, 4 severe', NULL, 'no verdict'),
	('', 'why_null', 'Reason why there is no verdict: no_membership, not_recorded, no_calendar, below_minimum, no_minutes or unmapped',
		NULL, 'there is a verdict'),
	('', 'district_absence_rate', 'absence_rate of the student with all schools merged', 'share, 0 to 1', 'no day counts'),
	('', 'district_chronic', 'True if the student is chronically absent with all schools merged', NULL, 'no verdict'),
	('', 'district_band', 'Band of the student with all schools merged', NULL, 'no verdict'),
	('', 'streak', 'Absent days in a row, back from the last counted day', 'days', NULL),
	('', 'last_absence', 'Last day that counts as absent', NULL, 'no day counts as absent'),
	('', 'absences_left', 'Days still to come that the student can miss without being chronically absent at the end of the year', 'days',
		'the student will be chronically absent in any case, or the definition has no line for it'),
	('', 'complete_through', 'Last day that can be counted. Of a school or district it is the earliest of the calendars that are not '
		'complete to their end, else the latest; each student counts through the day of their own calendar', NULL,
		'nothing is recorded yet'),
	('', 'as_of', 'Day through which the figures count: the earlier of the day asked for and complete_through', NULL, 'no day counts'),
	-- figures of cohorts
	('', 'group_kind', 'Kind of group: all (every student), grade, or a kind of student_group', NULL, NULL),
	('', 'group_value', 'Group within its kind: all, the grade, or a value of student_group. ''two or more'' stands for several races, '
		'''missing'' for a race, sex or grade that is not known, ''No'' for a student without a status of the kind', NULL, NULL),
	('', 'status_basis', 'Statuses that decide the group. on_day: those in force on the student''s last membership day that counts; '
		'ever_in_year: those in force on any. Race, ethnicity and sex are always those of the day', NULL, NULL),
	('', 'verdict_n', 'Students with a verdict', 'students', NULL),
	('', 'chronic_n', 'Students who are chronically absent', 'students', NULL),
	('', 'chronic_rate', 'chronic_n as a share of verdict_n', 'share, 0 to 1', 'no student has a verdict'),
	('', 'chronic_rate_low', 'Lower bound of the 95% confidence interval of chronic_rate (Wilson)', 'share, 0 to 1',
		'no student has a verdict'),
	('', 'chronic_rate_high', 'Upper bound of the 95% confidence interval of chronic_rate (Wilson)', 'share, 0 to 1',
		'no student has a verdict'),
	('', 'satisfactory_n', 'Students in band satisfactory', 'students', NULL),
	('', 'at_risk_n', 'Students in band at_risk', 'students', NULL),
	('', 'moderate_n', 'Students in band moderate', 'students', NULL),
	('', 'severe_n', 'Students in band severe', 'students', NULL),
	('', 'no_verdict_n', 'Students without a verdict, who are not in verdict_n', 'students', NULL),
	('', 'published_at', 'Time of publication', NULL, NULL);

-- Columns of one table, and what is different of a column in a table
INSERT INTO absence_internal.element_meaning (table_name, column_name, definition, unit, when_null) VALUES
	-- setting.sql
	('store_setting', 'only_row', 'Always true, which keeps the table to one row', NULL, NULL),
	('store_setting', 'layout_version', 'Version of the layout of the store; absence.upgrade_store() updates it', NULL, NULL),
	('store_setting', 'policy', 'Name of the definition that applies where a session asks for no other; '
		'it is looked up in table definition, then in absence.definition_catalog', NULL, NULL),
	('store_setting', 'time_zone', 'Time zone of the district, which decides what day today is', NULL, NULL),
	('store_setting', 'day_closes_at', 'Time of day, in time_zone, from which the current day can be complete', NULL,
		'never: the current day is complete only if attendance_taken has it'),
	('store_setting', 'exit_day_counts', 'True if a student is expected on the exit date of an enrollment', NULL, NULL),
	('store_setting', 'void_exit_types', 'Exit types of students who never came; an enrollment with one gives no membership', NULL, NULL),
	('store_setting', 'max_drop',
		'Largest fall in the events, members or recorded days of a school or of the district that refresh accepts',
		'share, 0 to 1', NULL),
	('store_setting', 'max_verdict_change', 'Largest part of the students with a verdict that may change band in a refresh, or be '
		'without a verdict because of unmapped codes in a release', 'share, 0 to 1', NULL),
	('store_setting', 'minimum_group', 'Smallest group whose figures may be published', 'students', NULL),
	('store_setting', 'school_scope',
		'True if readers see only the schools that staff_school gives them; absence.enable_school_scope() sets it', NULL, NULL),
	('definition', 'name', 'Name of the definition: lower-case letters, digits and underscores', NULL, NULL),
	('definition', 'policy', 'Rule of the definition, as text that type absence.policy reads', NULL, NULL),
	('definition', 'authority', 'Authority whose definition it is', NULL, 'not stated'),
	('definition', 'grades', 'Grades that the definition is for, as in enrollment.grade. It is for information; no view filters by it',
		NULL, 'every grade'),
	('definition', 'source', 'Document in which the rule was read', NULL, 'not stated'),
	('school_year_state', 'source', 'Schema from which the facts of the school year come', NULL, 'the tables of the store'),
	('school_year_state', 'kind', 'Kind of source: native (the tables of a store), edfi (an Ed-Fi ODS) or views', NULL, NULL),
	('school_year_state', 'state', 'open or closed; refresh does not change the registers of a closed year', NULL, NULL),
	('school_year_state', 'lea_ids', 'Local education agencies whose schools are taken from the source, by lea_id of the school', NULL,
		'all of them'),

	-- source.sql
	('attendance_from', 'taken_from', 'school (events of the school day), homeroom (events of the student''s homeroom), official (events of '
		'sections that take the official attendance) or share (the share of the periods that was missed)', NULL, NULL),
	('attendance_from', 'periods', 'For share: the periods of a day, where the sections of a student meet on alternate days', NULL,
		'the periods of the student''s sections'),
	('attendance_from', 'school_id', NULL, NULL, 'every school without a row of its own'),
	('attendance_from', 'school_year', NULL, NULL, 'every school year without a row of its own'),
	('laid_grant', 'relation', 'Table or view', NULL, 'the privilege is on a function'),
	('laid_grant', 'column_name', 'Column', NULL, 'the privilege is on all columns, or on a function'),
	('laid_grant', 'routine', 'Function', NULL, 'the privilege is on a table or view'),
	('laid_grant', 'role_name', 'Role that has the privilege', NULL, 'the privilege is of every role, or is revoked from every role'),
	('laid_grant', 'ddl', 'Statement that grants it', NULL, NULL),
	('source_fault', 'relation', 'Relation of the source', NULL, NULL),
	('source_fault', 'reason', 'What is wrong, as in data_issue', NULL, NULL),
	('source_fault', 'detail', 'The column, and what it has', NULL, NULL),
	('source_fault', 'occurrences', 'Number of rows', 'rows', NULL),

	-- facts.sql
	('school', 'name', 'Name of the school', NULL, NULL),
	('school', 'lea_id', 'Id of the local education agency (LEA, the district) of the school', NULL, 'not known'),
	('school', 'state_lea_id', 'State id of the local education agency', NULL, 'not known'),
	('school', 'reporting', 'exception: only exceptions are recorded, and a day without a record counts as present; '
		'affirmative: presence is recorded too, and a day without a record is unrecorded', NULL, NULL),
	('school', 'federally_reported', 'True if the school is in federal reports', NULL, NULL),
	('student', 'state_student_id', 'State id of the student', NULL, 'not known'),
	('student', 'birth_date', 'Date of birth', NULL, 'not known'),
	('student_group', 'kind', 'Kind of group: race_ethnicity, sex, english_learner, disability_idea or any other', NULL, NULL),
	('student_group', 'value', 'Group within its kind, such as Female or Yes', NULL, NULL),
	('student_group', 'begin_date', 'First day in the group', NULL, 'no first day'),
	('student_group', 'end_date', 'Last day in the group', NULL, 'no last day'),
	('calendar', 'calendar_type', 'Type of the calendar, such as School, Grade Level, Student Specific or IEP. '
		'Calendars of type Staff or Summer give no membership; those of type Student Specific or IEP give it only to enrollments that '
		'name them', NULL, NULL),
	('calendar_grade', 'grade', 'Grade that the calendar is for', NULL, ''),
	('calendar_day', 'event',
		'Calendar event, as in calendar_event_kind; an unknown event is neutral, and data_issue lists it', NULL, NULL),
	('calendar_day', 'minutes', 'Instructional time of the day; of several events of one day, the shortest time applies', NULL,
		'calendar.day_minutes applies'),
	('calendar_day', 'periods', 'Number of periods of the day; of several events of one day, the smallest number applies', NULL,
		'calendar.periods applies'),
	('calendar_event_kind', 'kind',
		'closes: no session day, whatever other events the day has; session: a session day; neutral: no effect', NULL, NULL),
	('enrollment', 'exit_date', 'Last day of the enrollment; store_setting.exit_day_counts says whether the student is expected on it',
		NULL, 'the enrollment is open and runs to the end of the calendar'),
	('enrollment', 'calendar_code', 'Calendar of the student', NULL,
		'the only calendar of the school that is neither Student Specific nor IEP applies, else that of the grade'),
	('enrollment', 'entry_type', 'How the student entered the school', NULL, 'not known'),
	('enrollment', 'exit_type', 'How the student left the school; an enrollment with one of store_setting.void_exit_types does not count',
		NULL, 'the student has not left, or the type is not known'),
	('enrollment', 'enrollment_type', 'Type of enrollment, such as Current or Preregistered; an enrollment of type Summer does not count',
		NULL, 'not known'),
	('enrollment', 'primary_school', NULL, NULL, 'taken as false'),
	('enrollment', 'fte', NULL, NULL, 'taken as 1'),
	('attendance_code', 'school_id', 'School that the row is for', NULL, 'every school'),
	('attendance_code', 'school_year', 'School year that the row is for', NULL, 'every school year'),
	('attendance_code', 'mark', 'Mark that the code stands for, a value of type absence.mark', NULL, NULL),
	('attendance_code', 'portion', 'Share of the day or period that the code stands for where the event gives none', 'share, 0 to 1',
		'0 for tardy, left_early and present, else 1'),
	('attendance_code', 'description', 'Meaning of the code in words', NULL, 'not stated'),
	('attendance_event', 'portion', 'Share that was missed: of the period if there is one, else of the day', 'share, 0 to 1',
		'missed divided by held if both are given and period is NULL, else the portion of the code'),
	('attendance_event', 'missed', 'Time that the student missed of the day, in the unit of held. Ed-Fi''s schoolAttendanceDuration is '
		'time attended and is not the same', 'minutes or periods', 'not known'),
	('attendance_event', 'held', 'Time that the day held, in the unit of missed; for a period event, the number of periods of the day',
		'minutes or periods', 'not known; for a period event, the number of the calendar applies'),
	('attendance_event', 'reason', 'Reason of the absence, as reported', NULL, 'not reported'),
	('attendance_taken', 'calendar_code', NULL, NULL, 'every calendar of the school'),
	('prior_student', 'grade', 'Grade of the student in that year', NULL, NULL),
	('prior_student', 'enrolled_days', 'Days on which the student was expected, as the source counted them', NULL, NULL),
	('prior_student', 'absent_days', 'Days absent, as the source counted them', NULL, NULL),
	('prior_student', 'source', 'Source of the totals', NULL, NULL),
	('prior_count', 'group_value', 'Group within its kind, named as in absence_trend', NULL, NULL),
	('prior_count', 'chronic_n', 'Students who were chronically absent, as the source counted them', NULL, NULL),
	('prior_count', 'source', 'Source of the counts', NULL, NULL),

	-- derived.sql
	('refresh_log', 'started_at', 'Time at which the refresh began', NULL, NULL),
	('refresh_log', 'finished_at', 'Time at which the refresh ended', NULL, NULL),
	('refresh_log', 'refreshed_by', 'Role that ran the refresh', NULL, NULL),
	('refresh_log', 'today', 'Day that the refresh took as the current day', NULL, NULL),
	('refresh_log', 'forced', 'True if the refresh was told to write despite reasons to refuse', NULL, NULL),
	('refresh_log', 'students', 'Students with an enrollment in the school year', 'students', NULL),
	('refresh_log', 'students_with_register', 'Students with a register', 'students', NULL),
	('refresh_log', 'stays', 'Enrollments in the school year', 'enrollments', NULL),
	('refresh_log', 'stays_void',
		'Enrollments that do not count: a void exit type, a summer enrollment, an exit before entry, or a key that is too long',
		'enrollments', NULL),
	('refresh_log', 'stays_without_membership', 'Enrollments that count and have a calendar but no session day', 'enrollments', NULL),
	('refresh_log', 'events_used', 'Attendance events that are in a register', 'events', NULL),
	('refresh_log', 'events_not_used', 'Attendance events that are in no register, by reason', 'events', NULL),
	('refresh_log', 'registers', 'Registers of the school year after the refresh', 'registers', NULL),
	('refresh_log', 'registers_added', 'Registers that the refresh added', 'registers', NULL),
	('refresh_log', 'registers_changed', 'Registers that the refresh changed, or whose grade it changed', 'registers', NULL),
	('refresh_log', 'registers_removed', 'Registers that the refresh removed', 'registers', NULL),
	('refresh_log', 'verdicts_changed', 'Rows that the refresh wrote to verdict_change', 'rows', NULL),
	('refresh_log', 'step_ms', 'Duration of each step', 'milliseconds', NULL),
	('refresh_log', 'layout', 'Layout of the store after an upgrade that changed verdicts of the school year. Facts and registers are '
		'those of the refresh before', NULL, 'the row is of a refresh'),
	('refresh_log', 'everything', 'True if the refresh worked out every student anew, because it was told to', NULL, NULL),
	('refresh_log', 'print_errors', 'Students whose facts had not changed, but for whom the store had kept something else than their facts '
		'make. It is found only by a refresh of everything', 'students', NULL),
	('verdict_change', 'school_id', NULL, NULL, 'the scope is district'),
	('verdict_change', 'policy', 'Name of the definition of the store at the refresh', NULL, NULL),
	('verdict_change', 'band_before', 'Band before the refresh', NULL, 'no verdict'),
	('verdict_change', 'band_after', 'Band after the refresh', NULL, 'no verdict'),
	('verdict_change', 'absent_days_before', 'Days absent before the refresh', 'days',
		'never: a student without an earlier register has no row'),
	('verdict_change', 'absent_days_after', 'Days absent after the refresh', 'days', 'the register was removed'),
	('verdict_change', 'enrolled_days_before', 'Enrolled days before the refresh', 'days', 'never, as for absent_days_before'),
	('verdict_change', 'enrolled_days_after', 'Enrolled days after the refresh', 'days', 'the register was removed'),
	('verdict_change', 'cause', 'Cause of the change: time (more days count), event, membership, calendar, code or policy', NULL, NULL),
	('verdict_change', 'codes', 'Codes of the student''s events whose meaning changed, separated by commas', NULL,
		'the cause is not code'),
	('refresh_basis', 'members', 'Students with a register', 'students', NULL),
	('refresh_basis', 'recorded_days', 'Session days with an event or with attendance taken', 'days', NULL),
	('refresh_basis', 'policy',
		'Rule of the definition in force at the last refresh, as text that type absence.policy reads', NULL, NULL),
	('refresh_code', 'share', 'Share of the day or period that the code stood for', NULL, ''),
	('calendar_complete', 'members', 'Students with a membership day on the calendar', 'students', NULL),
	('calendar_complete', 'complete_through', 'Last day of the calendar that can be counted', NULL,
		'nothing is recorded yet, or the calendar has no members'),
	('calendar_complete', 'last_recorded', 'Last session day with an event of a member or with attendance taken, of the days that have '
		'ended and, once attendance is taken, the current day', NULL, 'there is no such day, or the calendar has no members'),
	('calendar_complete', 'last_session_day', 'Last session day of the calendar', NULL, NULL),
	('calendar_complete', 'first_session_day', 'First session day of the calendar', NULL,
		'the store was upgraded after the days of a closed year were deleted'),
	('calendar_complete', 'days_cut', 'Session days that have ended and cannot be counted; 0 for a calendar without members',
		'days', NULL),
	('calendar_complete', 'days_md5', 'MD5 hash of the session days to complete_through; it shows whether one of them has changed', NULL,
		'no day can be counted'),
	('school_silence', 'reason', 'Reason of data_issue: silent days, no event in district, or small school silent', NULL, NULL),
	('school_silence', 'first_day', 'First session day of the run', NULL, NULL),
	('school_silence', 'last_day', 'Last session day of the run', NULL, NULL),
	('school_silence', 'session_days', 'Session days of the run', 'days', NULL),
	('refresh_print', 'version', 'Version of the way from facts to prints and registers', NULL, NULL),
	('refresh_print', 'events', 'Sums of the hashes of the attendance events, by a hash of the student', NULL, NULL),
	('refresh_print', 'stays', 'Sums of the hashes of the enrollments and of their calendars, by a hash of the student', NULL, NULL),
	('refresh_print', 'registers', 'Sum of the hashes of the registers', NULL, NULL),
	('group_status', 'place', 'Number of the status', NULL, NULL),
	('group_status', 'kind', 'Kind, as in student_group', NULL, NULL),
	('group_status', 'value', 'Value, as in student_group', NULL, NULL),
	('student_statuses', 'always', 'Statuses without dates: digits, with a 1 in the place of each status that the student has', NULL, NULL),
	('student_statuses', 'places', 'Places of the statuses with dates', NULL, 'none has dates'),
	('student_statuses', 'begin_dates', 'First days of the statuses with dates, in the order of places', NULL, 'none has dates'),
	('student_statuses', 'end_dates', 'Last days of the statuses with dates, in the order of places', NULL, 'none has dates'),
	('answer_year', 'version', 'Release of the extension that worked out the kept answers', NULL, NULL),
	('answer_year', 'policy_name', 'Name of the definition of the store', NULL, NULL),
	('answer_year', 'policy', 'Policy of the definition in the school year', NULL, 'the definition cannot be computed in the school year'),
	('answer_year', 'last_day', 'Day after which no student of the school year is enrolled', NULL, 'nobody is enrolled'),
	('answer_now', 'only_row', 'Always true: there is one row', NULL, NULL),
	('answer_now', 'day', 'Day that counts as now, as in store_now', NULL, NULL),
	('answer_now', 'of_school', 'Day that counts as now at each school, as in store_now', NULL, 'nothing counts'),
	('answer_now', 'list_year', 'School year whose students are listed, as in support_now', NULL, 'no school year has begun'),
	('answer_now', 'figures_year', 'School year of their figures, as in support_now', NULL, 'nothing counts'),
	('answer_now', 'list_day', 'Day that lists of students now are of, as in support_now', NULL, NULL),
	('answer_print', 'facts',
		'names, groups, schools, priors (totals of earlier years) or complete (last days that can be counted)', NULL, NULL),
	('answer_print', 'print', 'Sums of the hashes of the rows, by a hash of the student or school', NULL, NULL),
	('event_account', 'is_first_school',
		'True if this is the first of the student''s schools, by school_id, that has an enrollment', NULL, NULL),
	('event_account', 'stays', 'Enrollments of the student at the school', 'enrollments', NULL),
	('event_account', 'stays_void', 'Enrollments that do not count', 'enrollments', NULL),
	('event_account', 'not_used', 'Attendance events that are in no register', 'events', NULL),
	('event_account', 'repeated', 'Attendance events that follow another on the same day and period', 'events', NULL),
	('event_account', 'unmapped_codes', 'Code of each attendance event whose code is not mapped, of a student with a membership day', NULL,
		'there is none'),
	('event_in_doubt', 'reason', 'Reason why the event is not used, as the last refresh found it', NULL, NULL),
	('event_in_doubt', 'has_share', 'False if the day, the portion or the time of the event is out of range', NULL, NULL),
	('stay_register', 'last_date',
		'Last day of the stay: the exit date, or the day before if exit days do not count', NULL, 'the stay is open'),
	('stay_register', 'calendar_code', 'Calendar of the stay', NULL, 'no calendar is known'),
	('stay_register', 'alone_at_school', 'True if the student has no other stay at the school in the school year that counts', NULL, NULL),
	('stay_register', 'has_many', 'True if the student has more than 50 stays in the school year that count', NULL, NULL),
	('stay_register', 'register', 'Register of the stay with all its marks, complete through infinity', NULL,
		'the stay has no calendar with session days, or a refresh has not made it yet'),
	('stay_register', 'event_days', 'Membership days of the stay that have an event that is used, as a register without marks', NULL,
		'there is none'),

	-- certification.sql
	('certification', 'as_of', 'Day at which counts stop: the day asked for, else the last day that was complete at any school', NULL,
		''),
	('certification', 'policy_name', 'Name of the definition, as it was asked for', NULL, NULL),
	('certification', 'policy', 'Rule of the definition when it was certified, as text that type absence.policy reads', NULL, NULL),
	('certification', 'note', 'Remark of the person who certified', NULL, 'no remark'),
	('certification', 'refreshed_at', 'Time of the last refresh of the school year before the certification', NULL,
		'refresh_log does not have it'),
	('certification', 'certified_at', 'Time of the certification', NULL, NULL),
	('certification', 'certified_by', 'Session user that certified', NULL, NULL),
	('certification', 'extension_version', 'Version of the extension that counted', NULL, NULL),
	('certified_student', 'school_id', NULL, NULL, 'the scope is district'),
	('certified_count', 'scope', 'school: one school; pooled: the district, each student once with all schools merged; '
		'sum_of_schools: the sum of the schools, in which a student of two schools is counted twice', NULL, NULL),
	('certified_count', 'school_id', NULL, NULL, 'the scope is not school'),
	('certified_count', 'group_kind', 'Kind of group: all or grade', NULL, NULL),
	('certified_count', 'group_value', 'all, or the grade', NULL, 'the grade is not known'),

	-- publication.sql
	('public_release', 'as_of', 'Day through which the figures count, of the school that counts furthest', NULL, ''),
	('public_release', 'minimum_group', 'Smallest group whose figures were published', 'students', NULL),
	('public_release', 'published_by', 'Session user that published', NULL, NULL),
	('public_absence', 'scope', 'school: one school; small_schools: the schools that are too small to show alone, together; '
		'sum_of_schools: the district, as the sum of its schools', NULL, NULL),
	('public_absence', 'school_id', NULL, NULL, 'the scope is not school'),
	('public_absence', 'school_name', 'Name of the school, or names of the schools that are shown together', NULL,
		'the scope is sum_of_schools'),
	('public_absence', 'verdict_n', NULL, NULL, 'withheld'),
	('public_absence', 'chronic_n', NULL, NULL, 'withheld'),
	('public_absence', 'chronic_rate', NULL, NULL, 'withheld'),
	('public_absence', 'chronic_rate_shown',
		'Rate to print: a percentage; a bound such as <= 5% for a rate near 0% or 100%; or withheld', NULL, NULL),
	('public_absence', 'shown', 'What is shown of the group. all: every figure; code: verdict_n and a bound of the rate; '
		'verdict_n: that count alone; nothing: no figure', NULL, NULL),
	('public_absence', 'as_of', 'Day through which the figures count; of several schools, the day of all their calendars together', NULL,
		''),
	('public_withheld', 'scope', 'Scope of the group, as in public_absence', NULL, NULL),
	('public_withheld', 'school_id', 'School of the group, or a school that was shown with others (scope small_schools); '
		'empty for a group of several schools', NULL, NULL),
	('public_withheld', 'group_kind',
		'Kind of the group, as in public_absence; empty for a school that was shown with others', NULL, NULL),
	('public_withheld', 'group_value', 'The group, as in public_absence; empty for a school that was shown with others', NULL, NULL),
	('public_withheld', 'verdict_n_too', 'True if verdict_n was withheld too; false if only the rate was', NULL, NULL),

	-- access.sql
	('reader', 'level', 'What the role may do: read published figures (public), also figures of schools and groups (aggregate), also '
		'students (student), also support (team), also barriers by their sensitive words (sensitive); read as team and enter rows '
		'(recorder); write the facts of support (support_loader); or write the other facts (loader)', NULL, NULL),
	('staff_school', 'role_name', 'Name of the role; a row for a role that does not exist has no effect', NULL, NULL),
	('staff_school', 'school_id', 'School whose rows the role sees', NULL, 'every school, and the figures of the district'),

	-- upgrade.sql
	('dropped_dependent', 'dropped_at', 'Time of the upgrade', NULL, NULL),
	('dropped_dependent', 'place', 'Place in the order in which the objects can be made again, from 1', NULL, NULL),
	('dropped_dependent', 'layout', 'Layout of the store after the upgrade', NULL, NULL),
	('dropped_dependent', 'kind', 'Kind of the object, such as view or function; grant for a privilege on a column or view that is no more',
		NULL, NULL),
	('dropped_dependent', 'object', 'Name of the object, with its schema', NULL, NULL),
	('dropped_dependent', 'ddl', 'DDL of the object as it was, with its comments, privileges and owner', NULL, NULL),

	-- register.sql
	('student_register', 'grade',
		'Grade of the student: that of the latest stay that has begun by complete-through, else of the first stay', NULL, NULL),
	('student_register', 'register', 'Marks of the student over the days of membership, packed', NULL, NULL),

	-- report.sql
	('report_text', 'language', 'Language of the text, such as en or es: what a report has as its lang', NULL, ''),
	('report_text', 'key', 'What a report asks for: a key of absence.report_text', NULL, NULL),
	('report_text', 'text', 'The text; {1}, {2} ... stand for what the report puts there', NULL, NULL),
	('marking_period', 'school_id', NULL, NULL, 'every school'),
	('marking_period', 'name', 'Name of the marking period', NULL, NULL),
	('marking_period', 'begin_date', 'First day of the marking period', NULL, NULL),
	('marking_period', 'end_date', 'Last day of the marking period', NULL, ''),
	-- support_word.sql
	('support_word', 'list', 'List that the word is in: intervention_class, delivery_method, barrier_category, barrier, told_by, '
		'outreach_method, outreach_outcome, referral_outcome, action, support_status, end_reason, decision_reason, provider_role or '
		'service_type', NULL, NULL),
	('support_word', 'word', 'The word', NULL, NULL),
	('support_word', 'parent', 'Of a barrier, its category in list barrier_category', NULL, 'the word has none'),
	('support_word', 'meaning', 'Meaning of the word', NULL, 'not stated'),
	('support_word', 'tier', NULL, NULL, 'the word is for no tier in particular'),
	('support_word', 'sensitive', 'True if only readers of level sensitive see the word. The others see the category of the barrier', NULL,
		NULL),
	('support_word', 'ed_fi', 'The same in the Ed-Fi Data Standard', NULL, 'none was read'),
	('support_word', 'ceds', 'The same in the Common Education Data Standards', NULL, 'none was read'),

	-- support.sql
	('intervention', 'school_id', 'School that offers the intervention', NULL, 'the district'),
	('intervention', 'name', 'Name of the intervention', NULL, 'not stated'),
	('intervention', 'description', 'What the intervention is', NULL, 'not stated'),
	('intervention', 'tier', NULL, NULL, 'it is for no tier in particular'),
	('intervention', 'class', 'Class of intervention, a word of list intervention_class', NULL, 'not stated'),
	('intervention', 'delivery_method', 'How it is given, a word of list delivery_method', NULL, 'not stated'),
	('intervention', 'diagnosis', 'What it is given for', NULL, 'not stated'),
	('intervention', 'barrier_category', 'Category of barriers that it is to remove, a word of list barrier_category', NULL,
		'no category in particular'),
	('intervention', 'begin_date', 'First day on which it is offered', NULL, 'always'),
	('intervention', 'end_date', 'Last day on which it is offered', NULL, 'no end'),
	('student_intervention', 'support_id', 'Key of the support in the source', NULL,
		'the source has none; student, intervention and begin_date tell supports apart'),
	('student_intervention', 'begin_date', 'First day of the support; of a planned one, the day on which it is to begin', NULL, NULL),
	('student_intervention', 'end_date', 'Last day of the support', NULL, 'not ended'),
	('student_intervention', 'planned_end_date', 'Day on which it is planned to end', NULL, 'not planned'),
	('student_intervention', 'review_date', 'Day on which it is to be reviewed', NULL, 'no review is planned'),
	('student_intervention', 'status', 'Status, a word of list support_status', NULL, 'active, or ended once there is an end_date'),
	('student_intervention', 'end_reason', 'Why it ended, a word of list end_reason', NULL, 'not ended, or not known'),
	('student_intervention', 'tier', 'Tier of support, as given', NULL, 'the tier of the intervention'),
	('student_intervention', 'staff_id', 'Member of staff who gives the support', NULL, NULL),
	('student_intervention', 'barrier', 'Barrier that it is to remove, a word of list barrier', NULL, 'no barrier in particular'),
	('student_intervention', 'begin_unknown', 'True if begin_date is that of the intervention, because the source has neither a date nor an '
		'attended session; no tier, answered action or outcome depends on such a support', NULL, NULL),
	('intervention_session', 'begin_date', 'First day of the support that the session belongs to', NULL,
		'the support under way on the day'),
	('intervention_session', 'minutes', 'Length of the session', NULL, NULL),
	('intervention_session', 'attended', 'True if the student attended', NULL, NULL),
	('student_barrier', 'category', 'Category of the barrier, a word of list barrier_category', NULL, NULL),
	('student_barrier', 'barrier', 'The barrier, a word of list barrier', NULL, 'only the category is known'),
	('student_barrier', 'identified_on', 'Day on which it was found', NULL, 'not known'),
	('student_barrier', 'resolved_on', 'Day from which it is no barrier any more', NULL, 'it still is'),
	('student_barrier', 'told_by', 'Who told of it, a word of list told_by', NULL, 'not known'),
	('student_barrier', 'main', 'True if it is the main barrier of the student', NULL, NULL),
	('outreach', 'outreach_id', 'Key of the outreach', NULL, 'the source has none, and no other row can replace it'),
	('outreach', 'day', 'Day of the contact or of the attempt', NULL, 'planned, and not done'),
	('outreach', 'due_on', 'Last day for it', NULL, 'no day is set'),
	('outreach', 'kind', 'Kind of outreach, a word of list action', NULL, NULL),
	('outreach', 'method', 'How contact was made or tried, a word of list outreach_method', NULL, 'not known'),
	('outreach', 'outcome', 'What came of it, a word of list outreach_outcome', NULL, 'not done, or not known'),
	('outreach', 'reached', 'True if the family or the student was reached', NULL, 'not done, or not known; taken as false'),
	('outreach', 'staff_id', 'Member of staff who makes the contact', NULL, NULL),
	('outreach', 'step', 'Number of the step of the rule that is answered, as in rule_step', NULL, 'no step is named'),
	('outreach', 'referred_to', 'Where the student was referred', NULL, 'no referral, or not known'),
	('outreach', 'referral_outcome', 'What came of the referral, a word of list referral_outcome', NULL, 'no referral, or not known'),
	('outreach', 'replaces', 'outreach_id of the row that this row replaces: a correction of it, or what was done of a plan', NULL,
		'it replaces none'),
	('staff', 'staff_id', NULL, NULL, ''),
	('staff', 'name', 'Name of the member of staff', NULL, 'not known'),
	('staff', 'job', 'Job, a word of list provider_role', NULL, 'not known'),
	('staff', 'role_name', 'Role with which the member of staff logs in', NULL, 'none'),
	('contact', 'household_id', 'Key of the household. Siblings share it, and one call is enough for them', NULL, 'not known'),
	('contact', 'name', 'Name of the person', NULL, 'not known'),
	('contact', 'relation', 'Relation to the student, such as mother or guardian', NULL, 'not known'),
	('contact', 'phone', 'Phone number', NULL, 'not known'),
	('contact', 'email', 'Email address', NULL, 'not known'),
	('contact', 'may_contact', 'True if the school may call or write to the person', NULL, NULL),
	('contact', 'order_of_contact', 'Place in the order in which to try the persons of a student, from 1', NULL, 'after the others'),
	('tier_decision', 'begin_date', 'First day on which the decision is in force', NULL, NULL),
	('tier_decision', 'end_date', 'Last day on which the decision is in force', NULL, 'to the end of the school year'),
	('tier_decision', 'decided_by', 'Member of staff who decided, as in staff.staff_id', NULL, 'not known'),
	('tier_decision', 'reason', 'Why, a word of list decision_reason', NULL, 'not stated'),

	-- rule.sql
	('attendance_rule', 'name', 'Name of the rule: lower-case letters, digits and underscores', NULL, NULL),
	('attendance_rule', 'version', 'Version of the rule; the first is 1', NULL, NULL),
	('attendance_rule', 'basis', 'register: what happened in the register; group: a group that the student is in', NULL, NULL),
	('attendance_rule', 'rule', 'The rule, as text that type absence.rule reads', NULL, 'the basis is group'),
	('attendance_rule', 'group_kind', 'Kind of the group, as in student_group', NULL, 'the basis is register'),
	('attendance_rule', 'group_value', 'Group within its kind, as in student_group', NULL, 'the basis is register'),
	('attendance_rule', 'scope', 'district: the registers of the student are merged; school: each register is looked at alone', NULL,
		NULL),
	('attendance_rule', 'again', 'True if each run of days on which the rule is met is an alert of its own; false for one alert a year', NULL,
		NULL),
	('attendance_rule', 'tier', 'Tier of support that a standing alert calls for', NULL, 'none'),
	('attendance_rule', 'stands', 'How long an alert calls for the tier: to the end of the school year, or while the rule is met', NULL,
		NULL),
	('attendance_rule', 'settle_days', 'School days before an action opens, in which excuse notes can come in', 'days', NULL),
	('attendance_rule', 'grades', 'Grades of students that the rule is for, as in enrollment.grade', NULL, 'every grade'),
	('attendance_rule', 'from_age', 'Lowest age on the day on which the rule is met. A student without a birth date is let in', 'years',
		'no lowest age'),
	('attendance_rule', 'to_age', 'Highest age on the day on which the rule is met. A student without a birth date is let in', 'years',
		'no highest age'),
	('attendance_rule', 'from_year', 'First school year of the rule', NULL, NULL),
	('attendance_rule', 'to_year', 'Last school year of the rule', NULL, NULL),
	('attendance_rule', 'in_force', 'True if a refresh finds alerts of the rule', NULL, NULL),
	('attendance_rule', 'truant', 'True if an alert makes the student truant', NULL, NULL),
	('attendance_rule', 'authority', 'Authority whose rule it is', NULL, 'not stated'),
	('attendance_rule', 'source', 'Document in which it was read', NULL, 'not stated'),
	('attendance_rule', 'certainty', 'How surely the rule is the law, as in absence.rule_catalog', NULL, 'not stated'),
	('rule_step', 'name', 'Name of the rule, as in attendance_rule', NULL, NULL),
	('rule_step', 'version', 'Version of the rule, as in attendance_rule', NULL, NULL),
	('rule_step', 'step', 'Number of the step', NULL, NULL),
	('rule_step', 'kind', 'What is to be done, a word of list action', NULL, NULL),
	('rule_step', 'within_n', 'Number of days within which it is due', 'within_unit', 'no deadline'),
	('rule_step', 'within_unit', 'What within_n counts: school days, calendar days or weekdays', NULL, 'no deadline'),
	('rule_step', 'after_step', 'Step from whose answer the days count', NULL, 'they count from the alert'),
	('rule_step', 'needs', 'What answers the step: an attempt, or that somebody was reached', NULL, NULL),
	('rule_step', 'unless_group', 'Groups of students for whom the step is not due, each as kind:value', NULL, 'it is due for every group'),
	('rule_step', 'unless_barrier', 'Barriers of students for whom the step is not due, as words of list barrier', NULL,
		'it is due with every barrier'),
	('rule_step', 'meaning', 'What the step is', NULL, 'not stated'),

	-- support.sql
	('sees_sensitive', 'all_words', 'True if the current user sees the words of sensitive barriers', NULL, NULL),
	('shown_barrier', 'barrier', NULL, NULL, 'only the category is known, or the word is sensitive and the current user does not see it'),
	-- tiers.sql
	('support_now', 'school_year', 'The school year whose students are listed: the latest that has begun by list_day',
		NULL, 'nothing counts yet'),
	('support_now', 'list_day', 'The day that is asked for, else that of the last refresh', NULL, NULL),
	('support_now', 'day', 'As in store_now', NULL, NULL),
	('support_now', 'of_school', 'As in store_now', NULL, NULL),
	('enrolled_student', 'day', 'list_day of support_now', NULL, NULL),
	('', 'figures_year', 'School year of the figures: the year before school_year until that counts its first day', NULL, NULL),
	('', 'absent_last_5', 'Days absent among the last five membership days', 'days', NULL),
	('', 'staff_name', 'Name of the member of staff', NULL, 'not in table staff'),
	-- support_tier.sql
	('support_tier', 'school_id', 'The responsible school: that of the stay that covers the day, of several the one that owns the day',
		NULL, NULL),
	('support_tier', 'tier', 'Tier of support: decided_tier if a team has decided, else computed_tier', NULL, NULL),
	('support_tier', 'computed_tier', 'The highest tier that something calls for: this year''s absence, the year before, a rule with a '
		'standing alert, a group that a rule names, or support that has not helped; else 1', NULL, NULL),
	('support_tier', 'decided_tier', 'Tier of the decision in force; of several, of the one that began last', NULL, 'no decision is in force'),
	('support_tier', 'since', 'Day since which the tier has been what it is', NULL, 'before the first membership day'),
	('support_tier', 'reasons', 'What calls for a tier, that of tier 3 first: team decision; severely absent last year, severely absent this '
		'year, chronically absent last year, over the pace (more than two absences in a school month); rule and its name; district rule '
		'(a group of students that a rule names); no improvement with support (after 30 days more than a tenth of the days since the '
		'support of tier 2 began were missed); or not recorded', NULL, NULL),
	-- monday_list.sql
	('monday_list', 'triggers', 'Reasons for follow-up, the most urgent first: as in watch_list, with all schools merged, then the rules '
		'with an alert that stands', NULL, NULL),
	('monday_list', 'new_since', 'Days since the last of the triggers began', 'days', 'there is none'),
	('monday_list', 'open_supports', 'Supports that are under way', 'supports', NULL),
	('monday_list', 'staff_names', 'Members of staff who give them', NULL, 'there are none'),
	('monday_list', 'last_outreach', 'Day of the last outreach', NULL, 'there was none'),
	('monday_list', 'last_reached', 'Day of the last outreach that reached the family or the student', NULL, 'there was none'),
	('monday_list', 'attempts', 'Outreach since then', 'attempts', NULL),
	('monday_list', 'next_due_on', 'Day by which the next open or overdue action, or the next outreach that is planned, is due', NULL,
		'there is none, or for no day'),
	('monday_list', 'next_kind', 'Kind of that action or outreach', NULL, 'there is none'),
	('monday_list', 'household_id', 'Household, which siblings share', NULL, 'not known'),
	('monday_list', 'absences_until', 'How many of the next days, missed whole one after the other, make the nearest rule met', 'days',
		'no rule can be met that is not'),
	('monday_list', 'nearest_rule', 'Name of that rule', NULL, 'no rule can be met that is not'),
	('monday_list', 'days_to_recover', 'How many of the days to come must be present for the student to be not chronically absent', 'days',
		'no verdict, or the year is too short'),
	('monday_list', 'may_leave_tier_2', 'True if the student is of tier 2 and is satisfactory now', NULL, 'tier 2 without a band'),
	-- open_support.sql
	('open_support', 'school_id', 'The responsible school of the student, or that of the support if the student has left', NULL, NULL),
	('open_support', 'grade', NULL, NULL, 'the student has left, or the enrollment has none'),
	('open_support', 'tier', 'Tier of support, as given, else that of the intervention', NULL, 'neither is known'),
	('open_support', 'planned_end_date', 'Last day of the support, as planned', NULL, 'not planned'),
	('open_support', 'status', 'Status, a word of list support_status: active unless another one is given', NULL, ''),
	('open_support', 'barrier_category', 'Category of the barrier that the support is to remove',
		NULL, 'no barrier is named, or no known one'),
	('open_support', 'barrier', NULL, NULL, 'none is named, or the word is sensitive and the reader is not of level '
		'sensitive'),
	('open_support', 'sessions', 'Sessions so far', 'sessions', NULL),
	('open_support', 'sessions_attended', 'Sessions that the student attended', 'sessions', NULL),
	('open_support', 'since_counted_days', 'Days since the support began that count', 'days', 'the student has left'),
	('open_support', 'since_absent_days', 'Days absent of these', 'days', 'the student has left'),
	('open_support', 'since_rate', 'since_absent_days as a share of since_counted_days', 'share, 0 to 1', 'no day counts since'),
	('open_support', 'before_rate', 'Absence rate in the last days before the support, as many as since',
		'share, 0 to 1', 'no day counts before'),
	('open_support', 'review_date', 'Day on which the support is to be reviewed', NULL, 'none is set'),
	('open_support', 'review_overdue', 'True if that day is over', NULL, NULL),
	-- missing_support.sql
	('missing_support', 'days_without', 'Calendar days to as_of since the tier is called for, or since the last support ended, if later',
		'days',
		'before the first membership day'),
	('missing_support', 'last_support_ended', 'Last day of the last support', NULL, 'there was none'),
	('missing_support', 'planned_support', 'First day of the next support that is planned', NULL, 'none is planned'),
	('missing_support_by_school', 'students_n', 'Students of tier 2 or 3', 'students', 'fewer than minimum_group'),
	('missing_support_by_school', 'missing_n', 'Of these, students without a support of such a tier under way', 'students',
		'fewer than minimum_group are without one, or with one'),
	('missing_support_by_school', 'missing_share', 'missing_n as a share of students_n', 'share, 0 to 1',
		'fewer than minimum_group are without one, or with one'),
	-- caseload.sql
	('caseload', 'staff_id', NULL, NULL, 'nobody is named'),
	('caseload', 'job', 'Job of the member of staff', NULL, 'not known'),
	('caseload', 'students', 'Enrolled students with a support that the member of staff gives, each counted once', 'students', NULL),
	('caseload', 'open_supports', 'Supports under way that the member of staff gives to them', 'supports', NULL),
	('caseload', 'review_overdue', 'Of these, supports whose review_date is over', 'supports', NULL),
	('caseload', 'without_contact', 'Of the students, those whom no outreach reached on the last 20 membership days, with a support under '
		'way by then', 'students', NULL),
	('caseload', 'outreach_planned', 'Outreach that is planned and not done', 'outreach', NULL),
	('caseload', 'outreach_past_due', 'Of this, outreach that was due before the day', 'outreach', NULL),
	('caseload', 'as_of', 'The day that is asked for, else that of the last refresh', NULL, NULL),
	('caseload', 'actions_open', 'Actions that are open, by who has planned or tried them', 'actions', NULL),
	('caseload', 'actions_overdue', 'Actions that are overdue', 'actions', NULL),
	-- support_timeliness.sql
	('support_timeliness', 'school_id', 'School of the alert; of a rule of scope district, the responsible school on met_on',
		NULL, 'not known'),
	('support_timeliness', 'rule', 'Name of the rule', NULL, NULL),
	('support_timeliness', 'steps_n', 'Steps of the alerts', 'steps', 'fewer than minimum_group'),
	('support_timeliness', 'answered_n', 'Of these, answered in time, or without a deadline', 'steps', 'too few are counted or left out'),
	('support_timeliness', 'late_n', 'Answered late', 'steps', 'too few are counted or left out'),
	('support_timeliness', 'open_n', 'Open, settling or waiting, as in action_due', 'steps', 'too few are counted or left out'),
	('support_timeliness', 'overdue_n', 'Overdue', 'steps', 'too few are counted or left out'),
	('support_timeliness', 'withdrawn_n', 'Not answered when the alert was withdrawn', 'steps', 'too few are counted or left out'),
	('action_due', 'policy', 'Name of the definition of the store, which alerts are for, whatever definition the session asks for',
		NULL, NULL),
	('support_timeliness', 'median_days', 'Median of the days from met_on to the answer', 'days', 'fewer than minimum_group are answered'),
	-- student_story.sql
	('student_story', 'school_id', 'School of the fact; of what has no school, the school of the student in the year', NULL, 'not known'),
	('student_story', 'day', 'The day; of outreach that is planned, the day by which it is due', NULL, NULL),
	('student_story', 'kind', 'rule met, rule withdrawn, tier, outreach, outreach planned, support begins, support ends, support planned, '
		'support declined, support not reached, decision begins or decision ends', NULL, NULL),
	('student_story', 'what', 'What happened, in words', NULL, NULL),
	('student_story', 'rule', 'Name of the rule that was met or answered', NULL, 'none is named'),
	('student_story', 'place', 'Number of the kind, to sort the lines of a day by', NULL, NULL),
	-- intervention_outcome.sql
	('intervention_outcome', 'scope', 'school: the supports of one school; district: those of all schools', NULL, NULL),
	('intervention_outcome', 'school_id', 'School of the supports', NULL, 'all schools'),
	('intervention_outcome', 'school_name', NULL, NULL, 'all schools, or the school is not in table school'),
	('intervention_outcome', 'tier', 'Tier that the intervention is meant for', NULL, 'none in particular, or not in table intervention'),
	('intervention_outcome', 'comparison', 'same rule: supports that answer a rule, compared with others who met it within 20 school days, '
		'as many days after that; same level: other supports, compared with others on the same day, which says less', NULL, NULL),
	('intervention_outcome', 'supported_n', 'Students with such a support that has begun, each by the first in the school year', 'students',
		NULL),
	('intervention_outcome', 'counted_n', 'Of these, students with outcome_days before and after its first day, all of which are over and '
		'count', 'students', NULL),
	('intervention_outcome', 'matched_n', 'Of these, students with five or more others to compare with, on whom the figures stand', 'students',
		NULL),
	('intervention_outcome', 'comparison_n', 'The others, each counted once for supports with the same rule, day and level', 'students', NULL),
	('intervention_outcome', 'before_days', 'Mean days absent on the outcome_days before', 'days', 'matched_n is below minimum_group'),
	('intervention_outcome', 'after_days', 'Mean days absent on the outcome_days from the first day on', 'days',
		'matched_n is below minimum_group'),
	('intervention_outcome', 'comparison_before_days', 'before_days of the others', 'days', 'matched_n is below minimum_group'),
	('intervention_outcome', 'comparison_after_days', 'after_days of the others', 'days', 'matched_n is below minimum_group'),
	('intervention_outcome', 'effect', 'Mean difference between the change of a student and the mean change of the others; below 0 is fewer '
		'absences', 'days absent in outcome_days', 'see why_silent'),
	('intervention_outcome', 'low', 'Lower end of the interval of the effect: of 95%, for same level of 99%', 'days absent in outcome_days',
		'see why_silent'),
	('intervention_outcome', 'high', 'Upper end of the interval', 'days absent in outcome_days', 'see why_silent'),
	('intervention_outcome', 'smallest_visible', 'Effect of a size that four of five such comparisons would see; of a smaller one nothing '
		'can be said', 'days absent in outcome_days', 'matched_n is below minimum_group'),
	('intervention_outcome', 'baseline_difference', 'before_days less comparison_before_days, in standard deviations of the students with '
		'support; nothing is said above 0.25', 'standard deviations', 'matched_n is below minimum_group, or all students with support are alike '
		'and the others are not like them'),
	('intervention_outcome', 'says', 'fewer absences than comparable students, more absences than comparable students, or no difference seen',
		NULL, 'see why_silent'),
	('intervention_outcome', 'why_silent', 'Why nothing is said: not over (there are 20 students, but the days after are not over for enough '
		'of them), too few (fewer than 20 students, or than minimum_group), few comparable (fewer than 80% of counted_n are matched), or '
		'differ at the start', NULL, 'something is said'),

	-- support_issue.sql
	('support_issue', 'reason', 'Reason of the issue, as in support_issue_kind', NULL, NULL),
	('support_issue', 'day', 'The day; of a support or a decision, its first day', NULL, NULL),
	('support_issue', 'detail', 'Words, dates, names and such that the issue is about', NULL, NULL),
	('support_issue', 'occurrences', 'Number of rows or students that the issue stands for', NULL, NULL),

	-- forget_log.sql
	('forget_log', 'forgotten_at', 'Time of the removal', NULL, NULL),
	('forget_log', 'forgotten_by', 'Session user that removed', NULL, NULL),
	('forget_log', 'what', 'student: what forget_student() removed; support: what forget_support() removed', NULL, NULL),
	('forget_log', 'before_year', 'First school year of which everything stayed', NULL, 'a student was forgotten'),
	('forget_log', 'removed', 'Number of rows, by table', NULL, NULL),

	-- alert.sql
	('alert', 'alert_id', 'Number of the alert', NULL, NULL),
	('alert', 'school_id', 'School whose register the rule looked at', NULL, 'the scope of the rule is district'),
	('alert', 'rule', 'Name of the rule, as in attendance_rule.name', NULL, ''),
	('alert', 'version', 'Version of the rule with which the alert was last found', NULL, NULL),
	('alert', 'met_on', 'First day of the run of days on which the rule is met', NULL, ''),
	('alert', 'until', 'First day on which the rule is met no more', NULL, 'it is still met'),
	('alert', 'ends_by', 'until, or the first day on which the rule is met no more if no more absences come', NULL,
		'it stays met to the end of the school year'),
	('alert', 'amount', 'Amount reached on met_on', 'of the rule', 'the basis of the rule is group'),
	('alert', 'ripe_on', 'Day from which actions are open, after the settle_days of the rule; the last membership day if it comes before',
		NULL, 'no refresh has found the alert'),
	('alert', 'first_met_on', 'met_on as it was first found', NULL, NULL),
	('alert', 'known_on', 'Current day of the refresh that found the alert', NULL, NULL),
	('alert', 'withdrawn_on', 'Current day of the refresh that no longer found it', NULL, 'it stands'),
	('alert', 'reopened', 'How often it was withdrawn and found again', 'times', NULL),
	('alert_change', 'alert_id', 'Number of the alert that changed', NULL, NULL),
	('alert_change', 'what', 'new, moved (another day, amount or version), withdrawn or reopened', NULL, NULL),
	('alert_change', 'met_on_before', 'met_on before the refresh', NULL, 'the alert is new'),
	('alert_change', 'met_on_after', 'met_on after the refresh', NULL, 'the alert is withdrawn'),
	('alert_change', 'until_before', 'until before the refresh', NULL, 'it was still met, or the alert is new'),
	('alert_change', 'until_after', 'until after the refresh', NULL, 'it is still met, or the alert is withdrawn'),
	('alert_change', 'amount_before', 'Amount before the refresh', 'of the rule', 'the alert is new, or there was no amount'),
	('alert_change', 'amount_after', 'Amount after the refresh', 'of the rule', 'the alert is withdrawn, or there is no amount'),
	('alert_basis', 'rules_md5', 'MD5 hash of the rules in force', NULL, NULL),
	('alert_basis', 'policy', 'Rule of the definition of the store, as text that type absence.policy reads; rules are evaluated under it',
		NULL, NULL),
	('alert_basis', 'seed', 'Seed of the hashes in births', NULL, NULL),
	('alert_basis', 'births', 'Print of the birth dates: sums of hashes, by hash of the student', NULL, 'no rule asks for the age'),
	('alert_status', 'school_id', 'School of the student in the school year: that of the latest stay', NULL,
		'no stay of the student counts any more'),
	('alert_status', 'scope', 'Scope of the rule: district or school', NULL, 'the rule is gone'),
	('alert_status', 'authority', 'Law or body that the rule comes from', NULL, 'not stated'),
	('alert_status', 'tier', 'Tier of support that the rule calls for', NULL, 'none'),
	('alert_status', 'truant', 'True if the alert makes the student truant', NULL, 'the rule is gone'),
	('rule_day', 'school_id', 'School of the student, as in alert_status', NULL, 'no stay of the student counts any more'),
	('rule_day', 'mark', 'Mark of the day; of several marks the first', NULL, NULL),
	('rule_day', 'portion', 'Part of the day that was missed', 'days', NULL),
	('rule_day', 'minutes', 'Minutes of the day that were missed', NULL, 'the length of the day is not known'),
	('rule_day', 'amount', 'Amount with this day and those before it', 'of the rule', NULL),
	('action_due', 'school_id', 'School of the student in the school year, as in alert_status', NULL,
		'no stay of the student counts any more'),
	('action_due', 'step', 'Number of the step, as in rule_step', NULL, NULL),
	('action_due', 'kind', 'What is to be done: a word of list action', NULL, NULL),
	('action_due', 'needs', 'attempt: any outreach of the kind answers the step; reached: one that reached the family or the student', NULL,
		NULL),
	('action_due', 'meaning', 'What the step is, as in rule_step', NULL, 'not stated'),
	('action_due', 'due_on', 'Last day on which the answer is in time', NULL, 'the step has no deadline, or the step before is not answered'),
	('action_due', 'due_note', 'What is to be known of due_on: last school day of the student, if the school days of the deadline go beyond',
		NULL, 'nothing'),
	('action_due', 'status', 'answered, since withdrawn; withdrawn; answered; answered late; withheld, which is not due to readers who do not '
		'see sensitive barriers; left; year over; settling; waiting (for the step before); overdue; or open', NULL, NULL),
	('action_due', 'answered_on', 'Day of the earliest outreach or support that answers the step', NULL, 'not answered'),
	('action_due', 'answered_by', 'Kind of the outreach that answers the step, or support', NULL, 'not answered'),
	('action_due', 'answer_id', 'Its outreach_id or support_id; of a support without one its intervention_id',
		NULL, 'not answered, or not known'),
	('action_due', 'days_to_answer', 'Days from met_on to the answer', 'days', 'not answered'),
	('action_due', 'attempts', 'Outreach and supports by the day that are meant for the step, whether or not they answer it', 'rows', NULL),
	('action_due', 'staff_id', 'Member of staff who has answered, else who has planned to, else who has tried', NULL, NULL),
	('action_due', 'days_overdue', 'Days since due_on', 'days', 'not overdue'),
	('action_due', 'planned_for', 'Day for which the step is planned', NULL, 'answered, or not planned'),
	('action_due', 'as_of', 'The day that the row is of', NULL, NULL),

	-- membership.sql
	('student_calendar', 'is_fallback',
		'True if the calendar can apply to enrollments that name none: its type is neither Student Specific nor IEP', NULL, NULL),
	('student_calendar', 'fallbacks_of_school', 'Calendars of the school in the school year for which is_fallback is true',
		'calendars', NULL),
	('session_day', 'minutes',
		'Instructional time of the day: the shortest that calendar_day gives, else that of the calendar', NULL, NULL),
	('session_day', 'periods',
		'Number of periods of the day: the smallest that calendar_day gives, else that of the calendar', NULL, NULL),
	('stay', 'calendar_code', 'Calendar of the stay: the one that the enrollment names, else the only one of the school with '
		'is_fallback, else that of the grade', NULL, 'not known: the stay gives no membership'),
	('stay', 'void', 'Reason why the stay does not count: void exit type, summer enrollment, exit before entry or key too long', NULL,
		'the stay counts'),
	('stay', 'fte', 'Full-time equivalency, as in enrollment; 1 if the enrollment gives none or one that is not valid', NULL, NULL),
	('stay', 'counts', 'True if the stay counts: void is NULL', NULL, NULL),
	('stay', 'named_calendar', 'Calendar that the enrollment names', NULL, 'the enrollment names none'),

	-- marks.sql
	('code_mark', 'share', 'Share of the day or period that the code stands for where the event gives none', NULL, ''),
	('school_periods', 'periods', NULL, NULL, 'not known, or the calendars of the school differ'),
	('school_periods', 'calendar_codes', 'Calendars of the school that are in session on the day', NULL, NULL),
	('school_periods', 'calendar_periods', 'Number of periods of each of these calendars, in the same order', NULL, NULL),
	('school_periods', 'calendars_differ', 'True if the calendars of the school that are in session differ in the number of periods, or '
		'if only some of them give one', NULL, NULL),
	('event_part', 'periods', 'Number of periods of the day: that of the event, else that of the calendar', NULL,
		'the event is for the whole day, or the number is not known and the event is not used'),
	('event_part', 'is_used', 'True if the event has a valid share and, for a period event, the number of periods is known', NULL, NULL),
	('day_mark', 'mark', 'A mark of the day', NULL, NULL),
	('day_mark', 'share', 'Share of the day that was missed', NULL, ''),

	-- asked.sql
	('known_definition', 'name', 'Name of the definition', NULL, NULL),
	('known_definition', 'policy', 'Rule of this version of the definition, as text that type absence.policy reads', NULL,
		'a policy cannot express the rule'),
	('known_definition', 'place', 'Place in which names are looked up: 1 table definition, 2 absence.definition_catalog', NULL, NULL),
	('definition_of_year', 'name', 'Name of the definition, or name@version', NULL, NULL),
	('definition_of_year', 'policy', 'Rule in force in the school year, as text that type absence.policy reads', NULL,
		'a policy cannot express the rule'),
	('asked', 'policy', 'Rule of the definition asked for, as text that type absence.policy reads', NULL,
		'there is no definition of that name, or a policy cannot express its rule'),
	('asked', 'as_of', 'Day asked for; infinity if none is, and counts stop at complete-through', NULL, ''),
	('asked', 'not_computable', NULL, NULL, 'a policy expresses the rule, or there is no definition of that name'),
	('asked_is_known', 'known', 'Always true', NULL, NULL),

	-- visible.sql
	('visible', 'all_schools', 'True if the current user sees every school, and the figures of the district', NULL, NULL),
	('visible', 'school_ids', 'Schools that staff_school gives the current user', NULL, 'none'),

	-- issues.sql
	('event_doubt_reason', 'reason', 'Reason why the event is not used, other than an unknown school year', NULL, NULL),
	('', 'of_day', 'True for an event of the day, false for one of a section or period', NULL, NULL),
	('', 'of_homeroom', 'True for an event of the homeroom of the student', NULL, NULL),
	('event_not_used', 'reason', 'Reason why the event is not used, as in issue_kind', NULL, NULL),
	('issue_kind', 'reason', 'Reason of the issue', NULL, NULL),
	('data_issue', 'reason', 'Reason of the issue, as in issue_kind', NULL, NULL),
	('data_issue', 'school_year', NULL, NULL, 'the issue is not about one school year'),
	('data_issue', 'school_id', NULL, NULL, 'the issue is not about one school'),
	('data_issue', 'student_id', NULL, NULL, 'the issue is not about one student'),
	('data_issue', 'day', 'The day; of an enrollment, its first day; of a calendar that has stopped, the last day that can be counted',
		NULL, 'the issue is not about one day'),
	('data_issue', 'detail', 'Codes, dates, values and such that the issue is about', NULL, NULL),
	('data_issue', 'occurrences', 'Number of events, enrollments, students, days or rows that the issue stands for', NULL, NULL),

	-- groups.sql
	('known_status', 'kind', 'Kind of the status, as in student_group', NULL, NULL),
	('known_status', 'value', 'Value of the status, as in student_group', NULL, NULL),
	('known_status', 'group_kind', 'Kind as the views show it: one of more than 500 bytes is cut and has a hash', NULL, NULL),
	('known_status', 'group_value', 'Value as the views show it: one of more than 500 bytes is cut and has a hash', NULL, NULL),
	('known_status', 'place', 'Number of the status: where it is among the digits of student_status', NULL, NULL),
	('student_status', 'on_day', 'Statuses in force on the last membership day that counts: a digit for each row of known_status, 1 if '
		'in force; empty if none is', NULL, NULL),
	('student_status', 'ever_in_year', 'Statuses in force on any membership day that counts, in the same form as on_day', NULL, NULL),
	('student_status', 'counts_day', 'True if a membership day of the student counts', NULL, NULL),
	('student_status', 'as_of', 'Day asked for, as in asked', NULL, ''),
	('student_group_of', 'as_of', 'Day asked for, as in student_status', NULL, ''),

	-- cohorts.sql
	('grade_absence', 'grade', 'Grade of the students; a student who was promoted during the year is in the latest grade', NULL, NULL),
	('group_absence', 'sex', 'Sex of the students, or all; groups of kind sex are not crossed with sex', NULL, NULL),
	('district_absence', 'scope', 'pooled: each student once, with all schools merged; sum_of_schools: '
		'the sum of the schools, as in federal figures, in which a student of two schools is counted twice', NULL, NULL),
	('report_basis', 'minimum_group', 'Smallest group whose figures a report shows', 'students', NULL),
	('report_basis', 'today', 'Day that the last refresh of the school year took as the current day', NULL, 'the year was not refreshed'),
	('month_absence', 'month', 'First day of the calendar month', NULL, 'the row is of a marking period'),
	('month_absence', 'marking_period', 'Name of the marking period', NULL, 'the row is of a calendar month'),
	('month_absence', 'first_day', 'First session day of the month or marking period', NULL, NULL),
	('month_absence', 'last_day', 'Last session day of it, so far', NULL, NULL),
	('month_absence', 'session_days', 'Session days of it, so far', 'days', NULL),
	('month_absence', 'counted_days', NULL, 'student-days', NULL),
	('month_absence', 'absent_days', NULL, 'student-days', NULL),
	('month_absence', 'absence_rate', 'Share of the counted days of it that were missed', 'fraction', 'no day is counted'),
	('weekday_absence', 'isodow', 'Day of the week, from 1 for Monday to 7 for Sunday', NULL, NULL),
	('weekday_absence', 'weekday', 'Name of the day of the week', NULL, NULL),
	('weekday_absence', 'enrolled_days', NULL, 'student-days', NULL),
	('weekday_absence', 'counted_days', NULL, 'student-days', NULL),
	('weekday_absence', 'absent_days', NULL, 'student-days', NULL),
	('coverage', 'students', 'Students with an enrollment or a register', 'students', NULL),
	('coverage', 'below_minimum_n', 'Students without a verdict: fewer enrolled days than the minimum of the definition',
		'students', NULL),
	('coverage', 'not_recorded_n', 'Students without a verdict: nothing is recorded, or too little', 'students', NULL),
	('coverage', 'no_membership_n', 'Students without a verdict: no membership day to the day asked for', 'students', NULL),
	('coverage', 'no_minutes_n', 'Students without a verdict: the definition counts minutes, and the length of a day is not known',
		'students', NULL),
	('coverage', 'no_calendar_n',
		'Students without a verdict: the minimum is a percentage of the days of the calendar, which are not known', 'students', NULL),
	('coverage', 'not_mapped_n', 'Students without a verdict: it depends on codes that nobody has mapped', 'students', NULL),
	('coverage', 'stay_void_n', 'Students without a register: no enrollment counts', 'students', NULL),
	('coverage', 'stay_without_calendar_n', 'Students without a register: the calendar is not known, or has no session day',
		'students', NULL),
	('coverage', 'not_refreshed_n', 'Students without a register: the enrollment is newer than the last refresh', 'students', NULL),

	-- rolls.sql
	('store_now', 'asked', 'Day asked for', NULL, 'no day is asked for: school_now has the day of each school'),
	('store_now', 'day', 'Current day of a school that is not in school_now: the day asked for, else 60 days before latest, else the '
		'day before the last refresh, or yesterday if there was none', NULL, NULL),
	('store_now', 'school_year', 'Current school year: the latest with a day that counts, of those that have begun by the day asked for',
		NULL, 'no day counts, or none by the day asked for'),
	('store_now', 'of_school', 'Current day of each school in school_now, as an object of JSON', NULL, 'no school has a calendar'),
	('school_now', 'day', 'Current day of the school: the day asked for, else the last day through which the school counts in any '
		'school year, or 60 days before the last of all schools if that is later', NULL, 'no day counts yet'),
	('latest_stay', 'school_id', 'School of the latest stay that has begun by complete_through, else of the first stay', NULL, NULL),

	-- answers.sql
	('student_absence', 'entry_date', NULL, NULL, 'the enrollments of a closed year were deleted before the store had layout 3'),
	('student_absence', 'exit_date', NULL, NULL,
		'an enrollment is open, or those of a closed year were deleted before the store had layout 3'),
	('district_student_absence', 'school_id', 'School of the student''s latest enrollment', NULL,
		'the enrollments of a closed year were deleted before the store had layout 3'),
	('district_student_absence', 'entry_date', 'First day of the student at that school', NULL,
		'the enrollments of a closed year were deleted before the store had layout 3'),
	('district_student_absence', 'exit_date', 'Last day of the student at that school', NULL,
		'an enrollment is open, or those of a closed year were deleted before the store had layout 3'),

	-- trend.sql
	('absence_trend', 'week_number', 'Number of the school week in the year; weeks without a session day are not counted', NULL, NULL),
	('absence_trend', 'week_start', 'Monday of the week', NULL, NULL),
	('absence_trend', 'last_day', 'Last session day of the week that counts; the figures are as of this day', NULL, NULL),
	('absence_trend', 'session_days', 'Session days of the week that count', 'days', NULL),
	('absence_trend', 'prior_last_day', 'Last session day of the week with the same number in the year before', NULL,
		'the year before has no such week or group, or only its totals are known'),
	('absence_trend', 'prior_verdict_n', 'verdict_n as of prior_last_day, or of the whole year before if only its totals are known',
		'students', 'the year before has no such week or group'),
	('absence_trend', 'prior_chronic_n', 'chronic_n as of prior_last_day, or of the whole year before if only its totals are known',
		'students', 'the year before has no such week or group'),
	('absence_trend', 'prior_chronic_rate', 'prior_chronic_n as a share of prior_verdict_n', 'share, 0 to 1',
		'the year before has no such week or group, or no student had a verdict'),
	('absence_trend', 'prior_source', 'Source of the totals of the year before, as in prior_count; of several sources, the first by name',
		NULL, 'the figures are of the same week, or there are none'),
	('daily_attendance', 'members',
		'Daily membership: students who were expected on the day, less those whose day the definition leaves out', 'students', NULL),
	('daily_attendance', 'counted', 'Members whose day counts: it is recorded, or the definition counts unrecorded days; '
		'it is not unmapped; and their calendar is complete through it', 'students', NULL),
	('daily_attendance', 'absent', 'Absence of the counted members, by the part-day rule of the definition', 'student-days', NULL),
	('daily_attendance', 'attending', 'Daily attendance: counted less absent', 'student-days', NULL),
	('daily_attendance', 'attendance_rate', 'attending as a share of counted', 'share, 0 to 1', 'no member counts'),
	('daily_attendance', 'whole_school', 'True if every calendar of the school with members is complete through the day or has ended '
		'before it; if false, some members are not counted', NULL, NULL),
	('daily_attendance', 'session_days', 'Session days of the year to this day on which whole_school is true and members count',
		'days', NULL),
	('daily_attendance', 'average_daily_membership',
		'Average daily membership (ADM): mean of members over the days of the year to this day that have members', 'students',
		'there is no such day'),
	('daily_attendance', 'average_daily_attendance', 'Average daily attendance (ADA): attending on the days of session_days, divided by '
		'their number. Members who do not count are not in it', 'students', 'there is no such day'),
	('daily_attendance', 'attendance_rate_to_date', 'attending as a share of counted over the days of session_days', 'share, 0 to 1',
		'there is no such day'),

	-- watch_list.sql
	('watch_list', 'trigger', 'Reason for follow-up: chronic, at the school; chronic in district, with schools merged but not at the '
		'school; near chronic or near severe, for a student with an absence, if at most three more of the counted days would reach that '
		'line; not mapped, if the verdict depends on codes that nobody has mapped; streak of 3, 5 or 10, for at least so many absent '
		'days in a row', NULL, NULL),
	('watch_list', 'since', 'Day from which the reason holds: since when the verdict has been chronic or not mapped; '
		'the first day of a streak; the last absence where a line is near', NULL,
		'a line is near, and no day counts as absent: only parts of days of less than half were missed'),
	('watch_list', 'band_before', 'Band at the school on the day before since', NULL, 'no verdict on that day, or since is NULL'),

	-- fs195.sql
	('fs195', 'set_order', 'Number of the category set to sort by', NULL, NULL),
	('fs195', 'category_set', 'race_ethnicity, disability_idea, section_504, english_learner or homeless, each by sex; total; '
		'or grade not known: students whose grade is neither known to be in the file nor known to be out of it, '
		'who are in no other set', NULL, NULL),
	('fs195', 'category', 'Category within the set. Race and ethnicity as in group_absence; of the other sets, each status that the '
		'student had on any membership day to as_of, else No; all in total and grade not known', NULL, NULL),
	('fs195', 'sex', 'Sex of the students; missing if none or several are recorded; all in total and grade not known', NULL, NULL),
	('fs195', 'policy', 'Rule of the federal definition, as text that type absence.policy reads', NULL, NULL),

	-- why.sql
	('student_day', 'calendar_event', 'Events of the day on the student''s calendar, separated by commas', NULL,
		'the calendar has no event, or is not known'),
	('student_day', 'is_member', 'True if the student was expected on the day', NULL, NULL),
	('student_day', 'period', NULL, NULL, 'the event is for the whole day, or the day has none'),
	('student_day', 'code', NULL, NULL, 'the day has no event'),
	('student_day', 'mark', NULL, NULL, 'the day has no event'),
	('student_day', 'share_missed', 'Share of the day that was missed by the event', 'share, 0 to 1',
		'the day has no event, or the event gives no valid share'),
	('student_day', 'why_not_counted',
		'Reason why the event does not count: one of issue_kind, another event stands, or same code counts once', NULL,
		'the event counts, or the day has none'),
	('student_day', 'day_mark', 'Mark of the day at the school', NULL,
		'nothing is recorded, or the day is no membership day or is after complete-through'),
	('student_day', 'counts_as', 'How the day counts at the school: absent, present, outside (the definition leaves it out), unmapped, '
		'not recorded, after as-of, after complete-through or no membership day', NULL, NULL),
	('student_day', 'absent', 'Days absent that the day counts at the school. They add up to student_absence.absent_days', 'days',
		'not the first row of the day, or the day does not count'),
	('student_day', 'yields_to', 'School whose mark counts for the district on this day', NULL, 'this school, or the day does not count'),
	('student_day', 'district_absent',
		'Days absent that the day counts with all schools merged. They add up to district_student_absence.absent_days', 'days',
		'not the row that has it for this day, or the day does not count'),
	('student_day', 'as_of', NULL, NULL, 'no day is asked for and nothing is recorded yet'),

	-- enter_outreach.sql and the others
	('enter_outreach', 'outreach_id', 'Key of the outreach; a new one by default', NULL, ''),
	('enter_outreach', 'entered_by', 'The current user, who has typed the row', NULL, ''),
	('enter_support', 'support_id', 'Key of the support; a new one by default', NULL, ''),
	('enter_support', 'entered_by', NULL, NULL, ''),
	('enter_barrier', 'entered_by', NULL, NULL, ''),
	('enter_decision', 'entered_by', NULL, NULL, '');

-- Elements of the Common Education Data Standards, as far as they were read
INSERT INTO absence_internal.element_meaning (table_name, column_name, ceds_id, ceds_name) VALUES
	('', 'calendar_code', '000494', 'Calendar Code'),
	('calendar_day', 'day', '001275', 'Calendar Event Date'),
	('', 'event', '000603', 'Calendar Event Type'),
	('', 'day_minutes', '002099', 'Instructional Minutes Per Day'),
	('', 'entry_date', '000097', 'Enrollment Entry Date'),
	('', 'exit_date', '000107', 'Enrollment Exit Date'),
	('', 'mark', '000076', 'Attendance Status'),
	('attendance_event', 'portion', '002013', 'Attendance Event Duration Day'),
	('', 'absent_days', '000201', 'Number of Days Absent'),
	('weekday_absence', 'absent_days', '', ''),		-- of many students
	('', 'tardy_days', '001957', 'Number of Days Tardy'),
	('', 'chronic', '002022', 'Chronic Student Absenteeism Indicator'),
	('intervention', 'delivery_method', '001510', 'Method of Service Delivery'),
	('student_intervention', 'begin_date', '000590', 'Program Participation Start Date'),
	('student_intervention', 'end_date', '000591', 'Program Participation Exit Date'),
	('student_intervention', 'planned_end_date', '001683', 'Service Plan End Date'),
	('student_intervention', 'review_date', '001241', 'Reevaluation Date'),
	('outreach', 'referred_to', '001486', 'Referred To'),
	('outreach', 'referral_outcome', '001482', 'Referral Outcome'),
	('attendance_rule', 'truant', '000569', 'Truant Status')
ON CONFLICT (table_name, column_name) DO UPDATE SET ceds_id = excluded.ceds_id, ceds_name = excluded.ceds_name;

-- Elements of the Ed-Fi Data Standard, as far as they were read
INSERT INTO absence_internal.element_meaning (table_name, column_name, ed_fi_element) VALUES
	('', 'school_year', 'schoolYearType.schoolYear'),
	('calendar', 'school_year', 'calendar.schoolYear'),
	('calendar_grade', 'school_year', 'calendarGradeLevel.schoolYear'),
	('calendar_day', 'school_year', 'calendarDateCalendarEvent.schoolYear'),
	('enrollment', 'school_year', 'studentSchoolAssociation.schoolYear'),
	('attendance_event', 'school_year', 'studentSchoolAttendanceEvent.schoolYear'),
	('', 'school_id', 'school.schoolId'),
	('calendar', 'school_id', 'calendar.schoolId'),
	('calendar_grade', 'school_id', 'calendarGradeLevel.schoolId'),
	('calendar_day', 'school_id', 'calendarDateCalendarEvent.schoolId'),
	('enrollment', 'school_id', 'studentSchoolAssociation.schoolId'),
	('attendance_event', 'school_id', 'studentSchoolAttendanceEvent.schoolId'),
	('', 'school_name', 'school.nameOfInstitution'),
	('public_absence', 'school_name', ''),			-- of several schools
	('school', 'name', 'school.nameOfInstitution'),
	('school', 'lea_id', 'school.localEducationAgencyId'),
	('', 'student_id', 'student.studentUniqueId'),
	('', 'last_name', 'student.lastSurname'),
	('', 'first_name', 'student.firstName'),
	('student', 'birth_date', 'student.birthDate'),
	('', 'calendar_code', 'calendar.calendarCode'),
	('calendar_grade', 'calendar_code', 'calendarGradeLevel.calendarCode'),
	('calendar_day', 'calendar_code', 'calendarDateCalendarEvent.calendarCode'),
	('enrollment', 'calendar_code', 'studentSchoolAssociation.calendarCode'),
	('calendar', 'calendar_type', 'calendar.calendarTypeDescriptor'),
	('calendar_day', 'day', 'calendarDateCalendarEvent.date'),
	('', 'event', 'calendarEventDescriptor.codeValue'),
	('calendar_day', 'event', 'calendarDateCalendarEvent.calendarEventDescriptor'),
	('', 'grade', 'studentSchoolAssociation.entryGradeLevelDescriptor'),
	('calendar_grade', 'grade', 'calendarGradeLevel.gradeLevelDescriptor'),
	('prior_student', 'grade', ''),				-- whatever the source has
	('', 'entry_date', 'studentSchoolAssociation.entryDate'),
	('', 'exit_date', 'studentSchoolAssociation.exitWithdrawDate'),
	('enrollment', 'entry_type', 'studentSchoolAssociation.entryTypeDescriptor'),
	('enrollment', 'exit_type', 'studentSchoolAssociation.exitWithdrawTypeDescriptor'),
	('enrollment', 'enrollment_type', 'studentSchoolAssociation.enrollmentTypeDescriptor'),
	('', 'primary_school', 'studentSchoolAssociation.primarySchool'),
	('', 'fte', 'studentSchoolAssociation.fullTimeEquivalency'),
	('', 'code', 'attendanceEventCategoryDescriptor.codeValue'),
	('attendance_event', 'code', 'studentSchoolAttendanceEvent.attendanceEventCategoryDescriptor'),
	('attendance_event', 'day', 'studentSchoolAttendanceEvent.eventDate'),
	('', 'period', 'studentSectionAttendanceEventClassPeriod.classPeriodName'),
	('attendance_event', 'portion', 'studentSchoolAttendanceEvent.eventDuration'),
	('attendance_event', 'reason', 'studentSchoolAttendanceEvent.attendanceEventReason'),
	('', 'intervention_id', 'intervention.interventionIdentificationCode'),
	('intervention', 'school_id', 'intervention.educationOrganizationReference'),
	('intervention', 'class', 'intervention.interventionClassDescriptor'),
	('intervention', 'delivery_method', 'intervention.deliveryMethodDescriptor'),
	('intervention', 'diagnosis', 'diagnosisDescriptor'),
	('intervention', 'begin_date', 'intervention.beginDate'),
	('intervention', 'end_date', 'intervention.endDate'),
	('student_intervention', 'intervention_id', 'studentInterventionAssociation.interventionReference'),
	('student_intervention', 'staff_id', 'interventionStaff.staffUSI'),
	('student_intervention', 'rule', 'studentInterventionAssociation.diagnosticStatement')
ON CONFLICT (table_name, column_name) DO UPDATE SET ed_fi_element = excluded.ed_fi_element;
