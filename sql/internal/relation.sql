
-- relation: the catalogue of a store's relations
--
-- A row for each table and view of a store, in the order in which create_store lays
-- them. Code that needs a list of relations reads this table: those that are laid,
-- granted, loaded, kept or analyzed, and those that keep drop_store from dropping a store.
--
-- part is the file in sql/store/ without .sql, and the folder of the file is the kind of
-- the relation. A file that makes several relations has a row for each, one after the
-- other.

CREATE TABLE absence_internal.store_relation (
	position integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	relation name NOT NULL UNIQUE,
	part text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL GENERATED ALWAYS AS (split_part(part, '/', 1)) STORED CHECK (kind IN ('table', 'helper', 'view')),
	laid_once boolean NOT NULL DEFAULT false,
	holds_facts boolean NOT NULL DEFAULT false,
	loader text COLLATE "C" CHECK (loader IN ('reads', 'writes')),
	analyzed text COLLATE "C" CHECK (analyzed IN ('created', 'refreshed')),
	reader text COLLATE "C" CHECK (reader IN ('public', 'aggregate', 'student', 'team', 'sensitive', 'recorder')),
	has_at boolean NOT NULL DEFAULT false,
	kept_key name[],
	kept_by name,
	from_last_year boolean NOT NULL DEFAULT false,
	from_support boolean NOT NULL DEFAULT false,
	support_loader text COLLATE "C" CHECK (support_loader IN ('reads', 'writes')),
	entry text COLLATE "C",
	placed text COLLATE "C" CHECK (placed IN ('workers', 'coordinator')),
	CONSTRAINT store_relation_table_is_placed CHECK ((placed IS NOT NULL) = (kind = 'table')),
	CONSTRAINT store_relation_kept_check CHECK (CASE WHEN kept_key IS NULL THEN kept_by IS NULL AND NOT from_last_year AND NOT from_support
		ELSE kept_by IS NOT NULL AND kept_by = ANY (kept_key) END)
);

COMMENT ON TABLE absence_internal.store_relation IS
	'Catalogue of the tables and views of a store, in the order in which they are laid; read-only';
COMMENT ON COLUMN absence_internal.store_relation.position IS 'Place in the order';
COMMENT ON COLUMN absence_internal.store_relation.relation IS 'Name of the table or view';
COMMENT ON COLUMN absence_internal.store_relation.part IS 'The part of store_part that makes the relation';
COMMENT ON COLUMN absence_internal.store_relation.kind IS
	'table, helper (a view that the store works with, granted to no reader) or view (an answer for readers)';
COMMENT ON COLUMN absence_internal.store_relation.laid_once IS
	'Whether create_store alone lays the relation. upgrade_store lays the others again';
COMMENT ON COLUMN absence_internal.store_relation.holds_facts IS
	'Whether a row in the table keeps drop_store from dropping the store unless its name is given twice';
COMMENT ON COLUMN absence_internal.store_relation.loader IS
	'What a role of level loader does with the relation: reads or writes; NULL is neither';
COMMENT ON COLUMN absence_internal.store_relation.analyzed IS
	'When a table of few rows, which autovacuum never analyzes, is analyzed: created (by create_store and each refresh), refreshed (by each '
	'refresh)';
COMMENT ON COLUMN absence_internal.store_relation.reader IS
	'Lowest level of a reader who is granted the relation: public, aggregate, student, team or sensitive, or recorder for that level alone; '
	'NULL is no reader';
COMMENT ON COLUMN absence_internal.store_relation.has_at IS
	'Whether the view X answers for the day and definition asked for, with X_at(as_of, policy) beside it';
COMMENT ON COLUMN absence_internal.store_relation.kept_key IS
	'The columns that tell the rows of latest_X apart, the table that keeps the answers of view X; NULL if there is no latest_X';
COMMENT ON COLUMN absence_internal.store_relation.kept_by IS
	'Of these, the column whose value says to which rows a change belongs: student_id, school_id, or school_year where any change '
	'of the year belongs to all its rows; NULL if there is no latest_X';
COMMENT ON COLUMN absence_internal.store_relation.from_last_year IS
	'Whether a row of latest_X also depends on the school year before its own';
COMMENT ON COLUMN absence_internal.store_relation.from_support IS
	'Whether a row of latest_X also depends on support, alerts and rules, and on the day that lists of students now are of';
COMMENT ON COLUMN absence_internal.store_relation.support_loader IS
	'What a role of level support_loader does with the relation: reads or writes; NULL is neither';
COMMENT ON COLUMN absence_internal.store_relation.entry IS
	'What a reader is granted on the view besides SELECT, as GRANT has it, to enter rows; NULL is nothing';
COMMENT ON COLUMN absence_internal.store_relation.placed IS
	'Where distribute_store puts the rows of a table: workers (distributed by student_id over the workers of Citus) or coordinator; '
	'NULL is a view';
COMMENT ON SEQUENCE absence_internal.store_relation_position_seq IS 'Places in the order of store_relation';

-- Tables
INSERT INTO absence_internal.store_relation (part, relation, laid_once, holds_facts, loader, analyzed, reader, placed) VALUES
	('table/setting', 'store_setting', true, false, 'reads', 'created', NULL, 'coordinator'),
	('table/setting', 'definition', true, true, NULL, 'created', NULL, 'coordinator'),
	('table/setting', 'school_year_state', true, false, 'reads', 'created', NULL, 'coordinator'),
	('table/facts', 'school', true, true, 'writes', 'refreshed', NULL, 'coordinator'),
	('table/facts', 'student', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/facts', 'student_group', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/facts', 'calendar', true, true, 'writes', 'refreshed', NULL, 'coordinator'),
	('table/facts', 'calendar_grade', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/facts', 'calendar_day', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/facts', 'enrollment', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/facts', 'attendance_event', true, true, 'writes', NULL, NULL, 'workers'),
	('table/facts', 'attendance_taken', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/facts', 'prior_student', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/facts', 'prior_count', true, true, 'writes', NULL, NULL, 'coordinator'),
	('table/words', 'calendar_event_kind', true, false, 'writes', 'created', NULL, 'coordinator'),
	('table/words', 'attendance_code', true, false, 'writes', 'created', NULL, 'coordinator'),
	('table/derived', 'refresh_log', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/derived', 'verdict_change', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/derived', 'refresh_basis', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/derived', 'refresh_code', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/derived', 'calendar_complete', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/derived', 'school_silence', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/refresh_print', 'refresh_print', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/event_account', 'event_account', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/event_account', 'event_in_doubt', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/group_status', 'group_status', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/group_status', 'student_statuses', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/kept_answer', 'answer_year', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/kept_answer', 'answer_now', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/kept_answer', 'answer_print', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/certification', 'certification', true, true, NULL, NULL, NULL, 'coordinator'),
	('table/certification', 'certified_student', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/certification', 'certified_count', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/publication', 'public_release', true, true, NULL, NULL, NULL, 'coordinator'),
	('table/publication', 'public_absence', true, false, NULL, NULL, 'public', 'coordinator'),
	('table/publication', 'public_withheld', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/access', 'reader', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/access', 'staff_school', true, true, NULL, NULL, NULL, 'coordinator'),
	('table/upgrade', 'dropped_dependent', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/source', 'attendance_from', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/source', 'closed_school', true, true, NULL, NULL, NULL, 'coordinator'),
	('table/source', 'closed_student', true, true, NULL, NULL, NULL, 'coordinator'),
	('table/source', 'closed_student_group', true, true, NULL, NULL, NULL, 'coordinator'),
	('table/source', 'closed_enrollment', true, true, NULL, NULL, NULL, 'coordinator'),
	('table/source', 'laid_grant', true, false, NULL, NULL, NULL, 'coordinator'),
	('table/report', 'report_text', true, true, NULL, NULL, 'public', 'coordinator'),
	('table/report', 'marking_period', true, true, 'writes', NULL, NULL, 'coordinator'),
	-- upgrade_store makes these where DROP EXTENSION ... CASCADE or a restore has lost them
	('table/register', 'student_register', false, true, NULL, NULL, NULL, 'coordinator'),
	('table/stay_register', 'stay_register', false, false, NULL, NULL, NULL, 'coordinator');

UPDATE absence_internal.store_relation SET support_loader = 'reads' WHERE relation IN ('store_setting', 'school_year_state');

-- Tables of support. A loader of facts sees none of them.
INSERT INTO absence_internal.store_relation (part, relation, laid_once, holds_facts, support_loader, analyzed, placed) VALUES
	('table/support_word', 'support_word', true, false, 'reads', 'created', 'coordinator'),
	('table/support', 'intervention', true, true, 'writes', 'refreshed', 'coordinator'),
	('table/support', 'student_intervention', true, true, 'writes', NULL, 'coordinator'),
	('table/support', 'intervention_session', true, true, 'writes', NULL, 'coordinator'),
	('table/support', 'student_barrier', true, true, 'writes', NULL, 'coordinator'),
	('table/support', 'outreach', true, true, 'writes', NULL, 'coordinator'),
	('table/support', 'staff', true, true, 'writes', 'refreshed', 'coordinator'),
	('table/support', 'contact', true, true, 'writes', NULL, 'coordinator'),
	('table/support', 'tier_decision', true, true, 'writes', NULL, 'coordinator'),
	('table/rule', 'attendance_rule', true, true, NULL, 'created', 'coordinator'),
	('table/rule', 'rule_step', true, false, NULL, 'created', 'coordinator'),
	('table/forget_log', 'forget_log', true, false, NULL, NULL, 'coordinator'),
	('table/alert', 'alert', true, true, NULL, NULL, 'coordinator'),
	('table/alert', 'alert_change', true, false, NULL, NULL, 'coordinator'),
	('table/alert', 'alert_basis', true, false, NULL, NULL, 'coordinator');

-- Helpers: the views that the answers are made with
INSERT INTO absence_internal.store_relation (part, relation, loader) VALUES
	('helper/facts', 'fact_school', 'reads'),
	('helper/facts', 'fact_student', 'reads'),
	('helper/facts', 'fact_student_group', 'reads'),
	('helper/facts', 'fact_calendar', 'reads'),
	('helper/facts', 'fact_calendar_grade', 'reads'),
	('helper/facts', 'fact_calendar_day', 'reads'),
	('helper/facts', 'fact_enrollment', 'reads'),
	('helper/facts', 'fact_attendance_event', 'reads'),
	('helper/facts', 'fact_attendance_taken', 'reads'),
	('helper/facts', 'fact_calendar_event_kind', 'reads'),
	('helper/facts', 'fact_attendance_code', 'reads'),
	('helper/facts', 'source_fault', NULL),
	('helper/membership', 'student_calendar', NULL),
	('helper/membership', 'session_day', 'reads'),
	('helper/membership', 'stay', 'reads'),
	('helper/membership', 'stay_day', NULL),
	('helper/marks', 'code_mark', NULL),
	('helper/marks', 'school_periods', NULL),
	('helper/marks', 'event_part', NULL),
	('helper/marks', 'day_mark', NULL),
	('helper/event_not_used', 'event_doubt_reason', NULL),
	('helper/event_not_used', 'event_not_used', NULL),
	('helper/reported_event', 'reported_event', NULL),
	('helper/reported_event', 'fact_reported_event', NULL),
	('helper/issue_kind', 'issue_kind', NULL),
	('helper/asked', 'known_definition', NULL),
	('helper/asked', 'definition_of_year', NULL),
	('helper/asked', 'asked', NULL),
	('helper/asked', 'asked_is_known', NULL),
	('helper/visible', 'visible', NULL),
	('helper/visible', 'visible_student', NULL),
	('helper/complete', 'school_complete', NULL),
	('helper/complete', 'district_complete', NULL),
	('helper/rolls', 'school_now', NULL),
	('helper/rolls', 'store_now', NULL),
	('helper/rolls', 'latest_stay', NULL),
	('helper/groups', 'known_status', NULL),
	('helper/groups', 'student_status', NULL),
	('helper/groups', 'student_group_of', NULL),
	('helper/rules', 'rule_of_year', NULL),
	('helper/support', 'known_support', NULL),
	('helper/support', 'known_outreach', NULL),
	('helper/support', 'sees_sensitive', NULL),
	('helper/support', 'shown_barrier', NULL),
	('helper/support_issue_kind', 'support_issue_kind', NULL),
	('helper/tiers', 'support_now', NULL),
	('helper/tiers', 'enrolled_student', NULL);

-- Views: the answers for readers
INSERT INTO absence_internal.store_relation (part, relation, reader, has_at, kept_key, kept_by, from_last_year, loader) VALUES
	('view/student_absence', 'student_absence', 'student', true, '{school_year,school_id,student_id}', 'student_id', false, NULL),
	('view/district_student_absence', 'district_student_absence', 'student', true, '{school_year,student_id}', 'student_id', false, NULL),
	('view/school_absence', 'school_absence', 'aggregate', true, '{school_year,school_id}', 'school_id', false, NULL),
	('view/grade_absence', 'grade_absence', 'aggregate', true, '{school_year,school_id,grade}', 'school_id', false, NULL),
	('view/group_absence', 'group_absence', 'aggregate', true,
		'{school_year,school_id,group_kind,group_value,sex,status_basis}', 'school_id', false, NULL),
	('view/district_absence', 'district_absence', 'aggregate', true, '{school_year,scope}', 'school_year', false, NULL),
	('view/weekday_absence', 'weekday_absence', 'aggregate', true, NULL, NULL, false, NULL),
	('view/coverage', 'coverage', 'aggregate', true, NULL, NULL, false, NULL),
	('view/absence_trend', 'absence_trend', 'aggregate', true, '{school_year,school_id,group_kind,group_value,week_number}',
		'school_id', true, NULL),
	('view/daily_attendance', 'daily_attendance', 'aggregate', true, NULL, NULL, false, NULL),
	('view/watch_list', 'watch_list', 'student', true, NULL, NULL, false, NULL),
	('view/month_absence', 'month_absence', 'aggregate', true, NULL, NULL, false, NULL),
	('view/report_basis', 'report_basis', 'aggregate', true, NULL, NULL, false, NULL),
	('view/fs195', 'fs195', 'aggregate', false, NULL, NULL, false, NULL),
	('view/student_day', 'student_day', 'student', false, NULL, NULL, false, NULL),
	('view/data_issue', 'data_issue', 'student', false, NULL, NULL, false, 'reads');

-- Views of alerts, tiers and support
INSERT INTO absence_internal.store_relation (part, relation, reader, has_at, kept_key, kept_by, from_last_year, from_support) VALUES
	('view/alert_status', 'alert_status', 'team', false, NULL, NULL, false, false),
	('view/rule_day', 'rule_day', 'team', false, NULL, NULL, false, false),
	('view/action_due', 'action_due', 'team', true, NULL, NULL, false, false),
	('view/support_tier', 'support_tier', 'team', true, NULL, NULL, false, false),
	('view/monday_list', 'monday_list', 'team', true, '{school_year,student_id}', 'student_id', true, true),
	('view/open_support', 'open_support', 'team', true, NULL, NULL, false, false),
	('view/missing_support', 'missing_support', 'team', true, NULL, NULL, false, false),
	('view/missing_support_by_school', 'missing_support_by_school', 'aggregate', true, NULL, NULL, false, false),
	('view/caseload', 'caseload', 'team', true, NULL, NULL, false, false),
	('view/support_timeliness', 'support_timeliness', 'aggregate', true, NULL, NULL, false, false),
	('view/student_story', 'student_story', 'team', true, NULL, NULL, false, false),
	('view/intervention_outcome', 'intervention_outcome', 'team', true, NULL, NULL, false, false);

-- Issues of support, and the views through which recorders enter rows
INSERT INTO absence_internal.store_relation (part, relation, reader, entry) VALUES
	('view/support_issue', 'support_issue', 'team', NULL),
	('view/enter_outreach', 'enter_outreach', 'recorder', 'INSERT'),
	('view/enter_support', 'enter_support', 'recorder',
		'INSERT, UPDATE (end_date, planned_end_date, review_date, status, end_reason, staff_id)'),
	('view/enter_barrier', 'enter_barrier', 'recorder', 'INSERT, UPDATE (resolved_on, main)'),
	('view/enter_decision', 'enter_decision', 'recorder', 'INSERT, UPDATE (end_date)');

GRANT SELECT ON absence_internal.store_relation TO PUBLIC;
