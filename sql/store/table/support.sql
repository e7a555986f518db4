-- Support: what is done for students who are absent, by whom, and with what answer.
--
-- These are facts, as in facts.sql: keys are text in collation "C", and no foreign key, no
-- unique key and no check refuses a row. A bad row is reported in support_issue. There is
-- no free text about a student: whatever is one of several choices is a word of
-- support_word, and notes stay in the student information system. A row that somebody
-- typed has the role in entered_by, and a nightly load replaces only rows without it.

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
