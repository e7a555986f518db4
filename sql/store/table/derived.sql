-- What refresh records. All columns have built-in types, so that the tables can be read
-- without the extension.

CREATE TABLE @store@.refresh_log (
	refresh_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	school_year integer NOT NULL,
	started_at timestamptz NOT NULL,
	finished_at timestamptz NOT NULL,
	refreshed_by text NOT NULL DEFAULT current_user,
	today date NOT NULL,
	forced boolean NOT NULL,
	students integer NOT NULL,
	students_with_register integer NOT NULL,
	stays integer NOT NULL,
	stays_void integer NOT NULL,
	stays_without_calendar integer NOT NULL,
	stays_without_membership integer NOT NULL,
	events integer NOT NULL,
	events_used integer NOT NULL,
	events_not_used jsonb NOT NULL,
	registers integer NOT NULL,
	registers_added integer NOT NULL,
	registers_changed integer NOT NULL,
	registers_removed integer NOT NULL,
	verdicts_changed integer NOT NULL,
	step_ms jsonb NOT NULL,
	layout integer,
	everything boolean NOT NULL DEFAULT false,
	print_errors integer NOT NULL DEFAULT 0
);

CREATE TABLE @store@.verdict_change (
	refresh_id bigint NOT NULL,
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'district')),
	school_id text COLLATE "C",
	policy text COLLATE "C" NOT NULL,
	band_before text COLLATE "C",
	band_after text COLLATE "C",
	absent_days_before double precision,
	absent_days_after double precision,
	enrolled_days_before integer,
	enrolled_days_after integer,
	cause text COLLATE "C" NOT NULL CHECK (cause IN ('time', 'event', 'membership', 'calendar', 'code', 'policy', 'rule')),
	codes text COLLATE "C"
);
CREATE INDEX ON @store@.verdict_change (refresh_id);
ALTER TABLE @store@.verdict_change REPLICA IDENTITY FULL;

-- What the last refresh found at each school. The next refresh compares with it.
CREATE TABLE @store@.refresh_basis (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	members integer NOT NULL,
	events integer NOT NULL,
	recorded_days integer NOT NULL,
	policy text NOT NULL,
	PRIMARY KEY (school_year, school_id)
);

-- The meaning of each code at each school, as the last refresh found it
CREATE TABLE @store@.refresh_code (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	code text COLLATE "C" NOT NULL,
	mark text COLLATE "C" NOT NULL,
	precedence integer,
	share double precision NOT NULL,
	PRIMARY KEY (school_year, school_id, code)
);

-- Complete-through of each calendar, as the last refresh found it
CREATE TABLE @store@.calendar_complete (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	members integer NOT NULL,
	complete_through date,
	last_recorded date,
	last_session_day date NOT NULL,
	days_cut integer NOT NULL,
	days_md5 text,
	first_session_day date,
	PRIMARY KEY (school_year, school_id, calendar_code)
);

-- Periods with no events, or with too few, as the last refresh found them. data_issue
-- reports them.
CREATE TABLE @store@.school_silence (
	school_year integer NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	reason text COLLATE "C" NOT NULL,
	first_day date NOT NULL,
	last_day date NOT NULL,
	session_days integer NOT NULL,
	PRIMARY KEY (school_year, school_id, reason, first_day)
);
