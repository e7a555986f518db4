-- What a store keeps of the sources of its facts

-- What the attendance of a school's days is taken from, in a source that has attendance of
-- sections: the row for the school and year, else for the school, else for the year, else for
-- neither
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
