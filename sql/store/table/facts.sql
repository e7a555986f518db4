-- The facts of the district, as its student information system has them.
--
-- Keys are text in collation "C". Enrollments, events and group memberships have no
-- foreign keys, no unique keys and no check constraints: a bad row is not refused but
-- reported in data_issue, so that a whole year can be replaced by one COPY. Their indexes
-- are hash indexes, which accept texts of any length. A table without a primary key has
-- REPLICA IDENTITY FULL: without it, a publication FOR ALL TABLES would make every UPDATE
-- and DELETE fail.

CREATE TABLE @store@.school (
	school_id text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	school_level text COLLATE "C",
	lea_id text COLLATE "C",
	state_lea_id text COLLATE "C",
	state_school_id text COLLATE "C",
	nces_school_id text COLLATE "C",
	reporting text COLLATE "C" NOT NULL DEFAULT 'exception' CHECK (reporting IN ('exception', 'affirmative')),
	federally_reported boolean NOT NULL DEFAULT true
);

CREATE TABLE @store@.student (
	student_id text COLLATE "C" PRIMARY KEY,
	state_student_id text COLLATE "C",
	last_name text,
	first_name text,
	birth_date date
);

CREATE TABLE @store@.student_group (
	student_id text COLLATE "C" NOT NULL,
	kind text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL,
	begin_date date,
	end_date date
);
CREATE INDEX ON @store@.student_group USING hash (student_id);
ALTER TABLE @store@.student_group REPLICA IDENTITY FULL;

CREATE TABLE @store@.calendar (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	calendar_type text COLLATE "C" NOT NULL DEFAULT 'School',
	day_minutes integer,
	periods integer,
	PRIMARY KEY (school_id, school_year, calendar_code)
);

CREATE TABLE @store@.calendar_grade (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	grade text COLLATE "C" NOT NULL,
	PRIMARY KEY (school_id, school_year, calendar_code, grade)
);

CREATE TABLE @store@.calendar_day (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	calendar_code text COLLATE "C" NOT NULL,
	day date NOT NULL,
	event text COLLATE "C" NOT NULL,
	minutes integer,
	periods integer,
	PRIMARY KEY (school_id, school_year, calendar_code, day, event)
);

CREATE TABLE @store@.enrollment (
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
CREATE INDEX ON @store@.enrollment USING hash (student_id);
ALTER TABLE @store@.enrollment REPLICA IDENTITY FULL;

CREATE TABLE @store@.attendance_event (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	day date NOT NULL,
	period text COLLATE "C",
	code text COLLATE "C" NOT NULL,
	portion numeric,
	missed numeric,
	held numeric,
	reason text
);
CREATE INDEX ON @store@.attendance_event USING hash (student_id);
ALTER TABLE @store@.attendance_event REPLICA IDENTITY FULL;

CREATE TABLE @store@.attendance_taken (
	school_id text COLLATE "C" NOT NULL,
	day date NOT NULL,
	calendar_code text COLLATE "C",
	UNIQUE NULLS NOT DISTINCT (school_id, day, calendar_code)
);
ALTER TABLE @store@.attendance_taken REPLICA IDENTITY FULL;

-- Totals of earlier years of which nothing else exists
CREATE TABLE @store@.prior_student (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	grade text COLLATE "C",
	enrolled_days numeric NOT NULL,
	absent_days numeric NOT NULL,
	source text COLLATE "C" NOT NULL,
	PRIMARY KEY (student_id, school_id, school_year, source)
);

CREATE TABLE @store@.prior_count (
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	group_kind text COLLATE "C" NOT NULL DEFAULT 'all',
	group_value text COLLATE "C" NOT NULL DEFAULT 'all',
	verdict_n integer NOT NULL,
	chronic_n integer NOT NULL,
	source text COLLATE "C" NOT NULL,
	PRIMARY KEY (school_id, school_year, group_kind, group_value, source)
);
