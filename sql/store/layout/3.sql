-- Layout 3: a refresh remembers what it has found. upgrade_store fills the tables for that.
--
-- When a step runs, the views and functions of the store are already dropped, and so is
-- whatever depends on a column whose type the step changes or which it drops. Such
-- columns are found by the names that they have before the step: so types change first,
-- names last.

ALTER TABLE @store@.refresh_log ADD COLUMN everything boolean NOT NULL DEFAULT false, ADD COLUMN print_errors integer NOT NULL DEFAULT 0;

ALTER TABLE @store@.calendar_complete ADD COLUMN first_session_day date;

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
	of_school jsonb
);

CREATE TABLE @store@.answer_print (
	facts text COLLATE "C" PRIMARY KEY,
	seed bigint NOT NULL,
	print bigint[] NOT NULL
);
-- random numbers cannot be compressed
ALTER TABLE @store@.answer_print ALTER COLUMN print SET STORAGE EXTERNAL;
