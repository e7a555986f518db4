-- Layout 3: a refresh remembers what it has found. upgrade_store fills the tables for that.
--
-- When a step runs, the views and functions of the store are already dropped, and so is
-- whatever depends on a column whose type the step changes or which it drops. Such
-- columns are found by the names that they have before the step: so types change first,
-- names last.

ALTER TABLE @store@.refresh_log ADD COLUMN everything boolean NOT NULL DEFAULT false, ADD COLUMN print_errors integer NOT NULL DEFAULT 0;

ALTER TABLE @store@.calendar_complete ADD COLUMN first_session_day date;

ALTER TABLE @store@.store_setting ADD COLUMN outcome_days integer NOT NULL DEFAULT 30 CHECK (outcome_days BETWEEN 21 AND 90);

DROP VIEW IF EXISTS @store@.event_in_doubt;
DROP VIEW IF EXISTS @store@.student_stays;
DROP VIEW IF EXISTS @store@.day_periods;
DROP VIEW IF EXISTS @store@.student_stay;
DROP VIEW IF EXISTS @store@.counted_stay;

CREATE TABLE @store@.refresh_print (
	school_year integer PRIMARY KEY,
	version integer NOT NULL,
	seed bigint NOT NULL,
	events bigint[] NOT NULL,
	stays bigint[] NOT NULL,
	registers bigint[] NOT NULL
);
-- random numbers cannot be compressed
ALTER TABLE @store@.refresh_print ALTER COLUMN events SET STORAGE EXTERNAL, ALTER COLUMN stays SET STORAGE EXTERNAL;

CREATE TABLE @store@.event_account (
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	is_first_school boolean NOT NULL,
	stays integer NOT NULL,
	stays_void integer NOT NULL,
	stays_without_calendar integer NOT NULL,
	events integer NOT NULL,
	not_used integer NOT NULL,
	repeated integer NOT NULL,
	unmapped_codes text[] COLLATE "C"
);
CREATE INDEX event_account_student_id_idx ON @store@.event_account USING hash (student_id);
CREATE INDEX event_account_repeated_idx ON @store@.event_account (repeated) WHERE repeated > 0;
CREATE INDEX event_account_unmapped_idx ON @store@.event_account (school_year) WHERE unmapped_codes IS NOT NULL;
ALTER TABLE @store@.event_account REPLICA IDENTITY FULL;

CREATE TABLE @store@.event_in_doubt (
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	day date NOT NULL,
	period text COLLATE "C",
	code text COLLATE "C" NOT NULL,
	reason text COLLATE "C" NOT NULL,
	has_share boolean NOT NULL
);
CREATE INDEX event_in_doubt_student_id_idx ON @store@.event_in_doubt USING hash (student_id);
ALTER TABLE @store@.event_in_doubt REPLICA IDENTITY FULL;

CREATE TABLE @store@.stay_register (
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	entry_date date NOT NULL,
	exit_date date,
	last_date date,
	calendar_code text COLLATE "C",
	grade text COLLATE "C",
	homeroom text COLLATE "C",
	primary_school boolean NOT NULL,
	fte numeric NOT NULL,
	alone boolean NOT NULL,
	alone_at_school boolean NOT NULL,
	has_many boolean NOT NULL,
	register absence.register,
	event_days absence.register
);
CREATE INDEX stay_register_student_id_school_year_idx ON @store@.stay_register (student_id, school_year);
CREATE INDEX stay_register_school_id_school_year_idx ON @store@.stay_register (school_id, school_year);
CREATE INDEX stay_register_has_many_idx ON @store@.stay_register (student_id, school_year) WHERE has_many;
CREATE INDEX stay_register_several_idx ON @store@.stay_register (school_year) WHERE NOT alone;
ALTER TABLE @store@.stay_register REPLICA IDENTITY FULL;

CREATE TABLE @store@.group_status (
	place integer PRIMARY KEY,
	kind text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL
);

CREATE TABLE @store@.student_statuses (
	student_id text COLLATE "C" PRIMARY KEY,
	always text COLLATE "C" NOT NULL,
	places integer[],
	begin_dates date[],
	end_dates date[]
);

-- The kept answers are tables. The materialized views mv_X of a store are dropped with its
-- views, and upgrade_store makes tables latest_X with the same grants.
CREATE TABLE @store@.answer_year (
	school_year integer PRIMARY KEY,
	version text NOT NULL,
	policy_name text COLLATE "C" NOT NULL,
	policy text,
	is_current_year boolean NOT NULL,
	last_day date
);

CREATE TABLE @store@.answer_now (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	day date NOT NULL,
	of_school jsonb,
	list_year integer,
	figures_year integer,
	list_day date NOT NULL
);

CREATE TABLE @store@.answer_print (
	facts text COLLATE "C" PRIMARY KEY,
	seed bigint NOT NULL,
	print bigint[] NOT NULL
);
-- random numbers cannot be compressed
ALTER TABLE @store@.answer_print ALTER COLUMN print SET STORAGE EXTERNAL;

ALTER TABLE @store@.reader DROP CONSTRAINT reader_level_check;
ALTER TABLE @store@.reader ADD CONSTRAINT reader_level_check
	CHECK (level IN ('public', 'aggregate', 'student', 'team', 'sensitive', 'recorder', 'support_loader', 'loader'));

CREATE TABLE @store@.support_word (
	list text COLLATE "C" NOT NULL,
	word text COLLATE "C" NOT NULL,
	parent text COLLATE "C",
	meaning text,
	tier smallint,
	sensitive boolean NOT NULL DEFAULT false,
	ed_fi text COLLATE "C",
	ceds text COLLATE "C",
	PRIMARY KEY (list, word)
);

-- Descriptors of the Ed-Fi Data Standard
INSERT INTO @store@.support_word (list, word, meaning, ed_fi) VALUES
	('intervention_class', 'Curriculum', 'A program of lessons', 'Curriculum'),
	('intervention_class', 'Supplement', 'Something beside the lessons', 'Supplement'),
	('intervention_class', 'Practice', 'A way of working with students', 'Practice'),
	('intervention_class', 'Other', 'Anything else', 'Other'),
	('delivery_method', 'Individual', 'To one student', 'Individual'),
	('delivery_method', 'Small Group', 'To a small group', 'Small Group'),
	('delivery_method', 'Whole Class', 'To a class', 'Whole Class'),
	('delivery_method', 'Whole School', 'To everyone in the school', 'Whole School');

-- Root causes of absence, as Attendance Works groups them
INSERT INTO @store@.support_word (list, word, meaning) VALUES
	('barrier_category', 'Barriers', 'Something keeps the student from coming'),
	('barrier_category', 'Negative school experiences', 'Something at school makes the student stay away'),
	('barrier_category', 'Lack of engagement', 'School does not draw the student in'),
	('barrier_category', 'Misconceptions', 'Absence is not seen as a problem');

-- The words of the categories are ours. A sensitive word is shown only at level sensitive.
INSERT INTO @store@.support_word (list, word, parent, sensitive, meaning) VALUES
	('barrier', 'transport', 'Barriers', false, 'No safe or reliable way to school'),
	('barrier', 'care of family', 'Barriers', false, 'The student looks after others'),
	('barrier', 'work', 'Barriers', false, 'The student works in school hours'),
	('barrier', 'food or clothing', 'Barriers', false, 'Food, clothing or laundry is lacking'),
	('barrier', 'illness', 'Barriers', true, 'Illness of the student'),
	('barrier', 'mental health', 'Barriers', true, 'Mental health of the student'),
	('barrier', 'pregnancy or parenting', 'Barriers', true, 'The student is pregnant or a parent'),
	('barrier', 'housing', 'Barriers', true, 'No home, or one that changes or is not safe'),
	('barrier', 'child welfare', 'Barriers', true, 'Foster care or child protection'),
	('barrier', 'immigration', 'Barriers', true, 'Immigration status of the family'),
	('barrier', 'justice', 'Barriers', true, 'Court, detention or probation'),
	('barrier', 'violence', 'Barriers', true, 'Violence at home or on the way'),
	('barrier', 'bullying', 'Negative school experiences', false, 'The student is bullied'),
	('barrier', 'conflict at school', 'Negative school experiences', false, 'Conflict with students or staff'),
	('barrier', 'suspension', 'Negative school experiences', false, 'Suspensions and other discipline'),
	('barrier', 'academic difficulty', 'Negative school experiences', false, 'The student struggles with the lessons'),
	('barrier', 'anxiety about school', 'Negative school experiences', true, 'The student is afraid of school'),
	('barrier', 'no adult at school', 'Lack of engagement', false, 'No adult at school knows the student well'),
	('barrier', 'not interested', 'Lack of engagement', false, 'Lessons do not interest the student'),
	('barrier', 'friends stay away', 'Lack of engagement', false, 'Friends of the student are absent too'),
	('barrier', 'few days do not matter', 'Misconceptions', false, 'Two days a month are not thought to matter'),
	('barrier', 'excused does not matter', 'Misconceptions', false, 'Excused absences are not thought to matter'),
	('barrier', 'early grades do not matter', 'Misconceptions', false, 'Absence in early grades is not thought to matter'),
	('barrier', 'travel', 'Misconceptions', false, 'Travel in school time');

INSERT INTO @store@.support_word (list, word, meaning) VALUES
	('action', 'letter', 'A letter to the family'),
	('action', 'call', 'A call to the family'),
	('action', 'text', 'A text message to the family'),
	('action', 'email', 'An email to the family'),
	('action', 'home visit', 'A visit at home'),
	('action', 'meeting', 'A meeting about the student'),
	('action', 'conference', 'A conference with the family'),
	('action', 'plan', 'A plan or an agreement'),
	('action', 'referral', 'A referral to somebody else'),
	('action', 'support', 'An intervention given to the student'),
	('outreach_method', 'mail', 'By mail'),
	('outreach_method', 'phone', 'By phone'),
	('outreach_method', 'text message', 'By text message'),
	('outreach_method', 'email', 'By email'),
	('outreach_method', 'app', 'By an app of the school'),
	('outreach_method', 'in person', 'In person'),
	('outreach_method', 'video', 'By video'),
	('outreach_outcome', 'reached', 'The family or the student was reached'),
	('outreach_outcome', 'sent', 'Sent, and not known to have come back'),
	('outreach_outcome', 'left message', 'A message was left'),
	('outreach_outcome', 'no answer', 'Nobody answered'),
	('outreach_outcome', 'wrong number', 'The number is wrong'),
	('outreach_outcome', 'returned mail', 'The letter came back'),
	('outreach_outcome', 'declined', 'The family declined'),
	('outreach_outcome', 'attended', 'The family attended'),
	('outreach_outcome', 'did not attend', 'The family did not attend'),
	('told_by', 'student', 'The student'),
	('told_by', 'family', 'The family'),
	('told_by', 'staff', 'Staff of the school'),
	('told_by', 'agency', 'An agency outside the school'),
	('end_reason', 'goal met', 'The goal was met'),
	('end_reason', 'moved to a higher tier', 'The student needs more support'),
	('end_reason', 'no progress', 'It did not help'),
	('end_reason', 'family declined', 'The family declined'),
	('end_reason', 'student left', 'The student left the school'),
	('end_reason', 'provider gone', 'Nobody gives it any more'),
	('end_reason', 'entered in error', 'It never was'),
	('end_reason', 'other', 'Another reason'),
	('decision_reason', 'team review', 'The team has reviewed the student'),
	('decision_reason', 'improved', 'Attendance has improved'),
	('decision_reason', 'no progress', 'Support has not helped so far'),
	('decision_reason', 'known cause', 'The cause is known and will pass'),
	('decision_reason', 'family request', 'The family asks for it'),
	('decision_reason', 'other', 'Another reason'),
	('provider_role', 'teacher', 'A teacher'),
	('provider_role', 'counselor', 'A counselor'),
	('provider_role', 'social worker', 'A social worker'),
	('provider_role', 'nurse', 'A nurse'),
	('provider_role', 'psychologist', 'A psychologist'),
	('provider_role', 'attendance staff', 'Staff for attendance'),
	('provider_role', 'administrator', 'A principal or another administrator'),
	('provider_role', 'mentor', 'A mentor'),
	('provider_role', 'partner', 'Somebody outside the school');

-- The CEDS options are those of 001482 Referral Outcome, where one says the same
INSERT INTO @store@.support_word (list, word, meaning, ceds) VALUES
	('support_status', 'planned', 'Not begun yet', NULL),
	('support_status', 'active', 'Under way', 'Enrolled'),
	('support_status', 'paused', 'Stopped for a time', NULL),
	('support_status', 'ended', 'Over', NULL),
	('support_status', 'declined', 'The family declined', 'Parent declined service'),
	('support_status', 'not reached', 'Nobody could be reached', 'Unable to contact'),
	('referral_outcome', 'enrolled', 'The service has begun', 'Enrolled'),
	('referral_outcome', 'not eligible', 'The service is not for the student', 'Not eligible'),
	('referral_outcome', 'declined', 'The family declined', 'Parent declined service'),
	('referral_outcome', 'not reached', 'Nobody could be reached', 'Unable to contact'),
	('referral_outcome', 'waiting', 'On a waiting list', 'Waiting list'),
	('referral_outcome', 'other', 'Another outcome', 'Other');

CREATE TABLE @store@.intervention (
	intervention_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C",
	name text,
	description text,
	tier smallint,
	class text COLLATE "C",
	delivery_method text COLLATE "C",
	diagnosis text DEFAULT 'Low Attendance',
	barrier_category text COLLATE "C",
	begin_date date,
	end_date date,
	source_year integer
);
ALTER TABLE @store@.intervention REPLICA IDENTITY FULL;

CREATE TABLE @store@.student_intervention (
	support_id text COLLATE "C",
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	intervention_id text COLLATE "C" NOT NULL,
	begin_date date NOT NULL,
	end_date date,
	planned_end_date date,
	review_date date,
	status text COLLATE "C",
	end_reason text COLLATE "C",
	tier smallint,
	staff_id text COLLATE "C",
	rule text COLLATE "C",
	met_on date,
	barrier text COLLATE "C",
	note_ref text COLLATE "C",
	entered_by text COLLATE "C",
	begin_unknown boolean NOT NULL DEFAULT false,
	source_year integer
);
CREATE INDEX ON @store@.student_intervention USING hash (student_id);
ALTER TABLE @store@.student_intervention REPLICA IDENTITY FULL;

CREATE TABLE @store@.intervention_session (
	student_id text COLLATE "C" NOT NULL,
	intervention_id text COLLATE "C" NOT NULL,
	begin_date date,
	day date NOT NULL,
	minutes integer,
	attended boolean NOT NULL DEFAULT true,
	source_year integer
);
CREATE INDEX ON @store@.intervention_session USING hash (student_id);
ALTER TABLE @store@.intervention_session REPLICA IDENTITY FULL;

CREATE TABLE @store@.student_barrier (
	student_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	category text COLLATE "C" NOT NULL,
	barrier text COLLATE "C",
	identified_on date,
	resolved_on date,
	told_by text COLLATE "C",
	main boolean NOT NULL DEFAULT false,
	entered_by text COLLATE "C"
);
CREATE INDEX ON @store@.student_barrier USING hash (student_id);
ALTER TABLE @store@.student_barrier REPLICA IDENTITY FULL;

CREATE TABLE @store@.outreach (
	outreach_id text COLLATE "C",
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	day date,
	due_on date,
	kind text COLLATE "C" NOT NULL,
	method text COLLATE "C",
	outcome text COLLATE "C",
	reached boolean,
	staff_id text COLLATE "C",
	language text COLLATE "C",
	rule text COLLATE "C",
	step integer,
	met_on date,
	referred_to text COLLATE "C",
	referral_outcome text COLLATE "C",
	replaces text COLLATE "C",
	note_ref text COLLATE "C",
	entered_by text COLLATE "C"
);
CREATE INDEX ON @store@.outreach USING hash (student_id);
ALTER TABLE @store@.outreach REPLICA IDENTITY FULL;

CREATE TABLE @store@.staff (
	staff_id text COLLATE "C" NOT NULL,
	name text,
	job text COLLATE "C",
	role_name name,
	source_year integer
);
ALTER TABLE @store@.staff REPLICA IDENTITY FULL;

CREATE TABLE @store@.contact (
	student_id text COLLATE "C" NOT NULL,
	household_id text COLLATE "C",
	name text,
	relation text COLLATE "C",
	language text COLLATE "C",
	phone text,
	email text,
	may_contact boolean NOT NULL DEFAULT true,
	order_of_contact integer,
	source_year integer
);
CREATE INDEX ON @store@.contact USING hash (student_id);
ALTER TABLE @store@.contact REPLICA IDENTITY FULL;

CREATE TABLE @store@.tier_decision (
	student_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	tier smallint NOT NULL,
	begin_date date NOT NULL,
	end_date date,
	decided_by text COLLATE "C",
	reason text COLLATE "C",
	entered_by text COLLATE "C"
);
CREATE INDEX ON @store@.tier_decision USING hash (student_id);
ALTER TABLE @store@.tier_decision REPLICA IDENTITY FULL;

CREATE TABLE @store@.attendance_rule (
	name text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z0-9_]+$'),
	version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
	basis text COLLATE "C" NOT NULL DEFAULT 'register' CHECK (basis IN ('register', 'group')),
	rule text,
	group_kind text COLLATE "C",
	group_value text COLLATE "C",
	scope text COLLATE "C" NOT NULL DEFAULT 'district' CHECK (scope IN ('district', 'school')),
	again boolean NOT NULL DEFAULT false,
	tier smallint CHECK (tier IN (2, 3)),
	stands text COLLATE "C" NOT NULL DEFAULT 'year' CHECK (stands IN ('year', 'while')),
	settle_days integer NOT NULL DEFAULT 0 CHECK (settle_days BETWEEN 0 AND 60),
	grades text[],
	from_age integer,
	to_age integer,
	from_year integer,
	to_year integer,
	in_force boolean NOT NULL DEFAULT true,
	truant boolean NOT NULL DEFAULT false,
	authority text,
	source text,
	certainty text COLLATE "C",
	PRIMARY KEY (name, version),
	CONSTRAINT attendance_rule_basis_rule_check CHECK ((basis = 'register') = (rule IS NOT NULL)
		AND (basis = 'group') = (group_kind IS NOT NULL) AND (basis = 'group') = (group_value IS NOT NULL))
);

CREATE TABLE @store@.rule_step (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL,
	step integer NOT NULL CHECK (step >= 1),
	kind text COLLATE "C" NOT NULL,
	within_n integer CHECK (within_n >= 0),
	within_unit text COLLATE "C" CHECK (within_unit IN ('school days', 'calendar days', 'weekdays')),
	after_step integer,
	needs text COLLATE "C" NOT NULL DEFAULT 'attempt' CHECK (needs IN ('attempt', 'reached')),
	unless_group text[],
	unless_barrier text[],
	meaning text,
	PRIMARY KEY (name, version, step),
	CONSTRAINT rule_step_within_check CHECK ((within_n IS NULL) = (within_unit IS NULL)),
	CONSTRAINT rule_step_after_step_check CHECK (after_step >= 1 AND after_step < step)
);

CREATE TABLE @store@.alert (
	alert_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	student_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	school_id text COLLATE "C",
	rule text COLLATE "C" NOT NULL,
	version integer NOT NULL,
	met_on date NOT NULL,
	until date,
	ends_by date,
	amount double precision,
	ripe_on date,
	first_met_on date NOT NULL,
	known_on date NOT NULL,
	withdrawn_on date,
	reopened integer NOT NULL DEFAULT 0
);
CREATE INDEX ON @store@.alert (student_id, school_year);

CREATE TABLE @store@.alert_change (
	refresh_id bigint NOT NULL,
	alert_id integer NOT NULL,
	what text COLLATE "C" NOT NULL CHECK (what IN ('new', 'moved', 'withdrawn', 'reopened')),
	met_on_before date,
	met_on_after date,
	until_before date,
	until_after date,
	amount_before double precision,
	amount_after double precision,
	PRIMARY KEY (alert_id, refresh_id)
);

-- What the alerts of a school year were found with. The next refresh looks at every student
-- if it is no longer so.
CREATE TABLE @store@.alert_basis (
	school_year integer PRIMARY KEY,
	rules_md5 text COLLATE "C" NOT NULL,
	policy text NOT NULL,
	seed bigint NOT NULL,
	births bigint[]
);
-- random numbers cannot be compressed
ALTER TABLE @store@.alert_basis ALTER COLUMN births SET STORAGE EXTERNAL;

CREATE TABLE @store@.forget_log (
	forgotten_at timestamptz NOT NULL,
	forgotten_by text NOT NULL,
	what text COLLATE "C" NOT NULL CHECK (what IN ('student', 'support')),
	before_year integer,
	removed jsonb NOT NULL
);
ALTER TABLE @store@.forget_log REPLICA IDENTITY FULL;

-- Words of reports, and marking periods
CREATE TABLE @store@.report_text (
	language text COLLATE "C" NOT NULL,
	key text COLLATE "C" NOT NULL,
	text text NOT NULL,
	PRIMARY KEY (language, key)
);

CREATE TABLE @store@.marking_period (
	school_id text COLLATE "C",
	school_year integer NOT NULL,
	name text COLLATE "C" NOT NULL,
	begin_date date NOT NULL,
	end_date date NOT NULL,
	UNIQUE NULLS NOT DISTINCT (school_id, school_year, name),
	CONSTRAINT marking_period_end_date_check CHECK (end_date >= begin_date)
);
ALTER TABLE @store@.marking_period REPLICA IDENTITY FULL;

-- Sources: facts that stay where they are
ALTER TABLE @store@.school_year_state ADD COLUMN lea_ids text[];

CREATE TABLE @store@.attendance_from (
	school_id text COLLATE "C",
	school_year integer,
	taken_from text COLLATE "C" NOT NULL CHECK (taken_from IN ('school', 'homeroom', 'official', 'share')),
	periods integer CHECK (periods >= 1),
	UNIQUE NULLS NOT DISTINCT (school_id, school_year)
);
ALTER TABLE @store@.attendance_from REPLICA IDENTITY FULL;

-- What close_year copies of a source, so that a closed year keeps its names when the source
-- goes. The rows of a source and those of the store's own tables come before these.
CREATE TABLE @store@.closed_school (
	school_id text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	school_level text COLLATE "C",
	lea_id text COLLATE "C",
	state_lea_id text COLLATE "C",
	state_school_id text COLLATE "C",
	nces_school_id text COLLATE "C",
	reporting text COLLATE "C" NOT NULL,
	federally_reported boolean NOT NULL,
	school_year integer NOT NULL
);

CREATE TABLE @store@.closed_student (
	student_id text COLLATE "C" PRIMARY KEY,
	state_student_id text COLLATE "C",
	last_name text,
	first_name text,
	birth_date date,
	school_year integer NOT NULL
);

CREATE TABLE @store@.closed_student_group (
	student_id text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL,
	begin_date date,
	end_date date
);
CREATE INDEX ON @store@.closed_student_group USING hash (student_id);
ALTER TABLE @store@.closed_student_group REPLICA IDENTITY FULL;

CREATE TABLE @store@.closed_enrollment (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	entry_date date NOT NULL,
	exit_date date,
	grade text COLLATE "C",
	calendar_code text COLLATE "C",
	entry_type text COLLATE "C",
	exit_type text COLLATE "C",
	enrollment_type text COLLATE "C",
	primary_school boolean,
	fte numeric,
	homeroom text COLLATE "C"
);
CREATE INDEX ON @store@.closed_enrollment USING hash (student_id);
ALTER TABLE @store@.closed_enrollment REPLICA IDENTITY FULL;

-- The privileges on the views of the store. DROP ... CASCADE of a source drops the views that
-- read it, and all views over these.
CREATE TABLE @store@.laid_grant (
	relation name,
	column_name name,
	routine text,
	role_name name,
	ddl text NOT NULL
);
ALTER TABLE @store@.laid_grant REPLICA IDENTITY FULL;
