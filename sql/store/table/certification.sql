-- Certifications: the verdicts as they were known on a day, kept under a label. All types
-- are built in and nothing here needs the extension, so that the tables can be read
-- without it.

CREATE TABLE @store@.certification (
	label text COLLATE "C" PRIMARY KEY,
	school_year integer NOT NULL,
	as_of date NOT NULL,
	policy_name text COLLATE "C" NOT NULL,
	policy text NOT NULL,
	note text,
	refreshed_at timestamptz,
	certified_at timestamptz NOT NULL,
	certified_by text NOT NULL,
	extension_version text NOT NULL
);

CREATE TABLE @store@.certified_student (
	label text COLLATE "C" NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'district')),
	school_id text COLLATE "C",
	student_id text COLLATE "C" NOT NULL,
	grade text COLLATE "C",
	enrolled_days integer NOT NULL,
	counted_days integer NOT NULL,
	absent_days double precision NOT NULL,
	absence_rate double precision,
	chronic boolean,
	band text COLLATE "C",
	why_null text COLLATE "C",
	complete_through date,
	UNIQUE NULLS NOT DISTINCT (label, scope, school_id, student_id)
);
ALTER TABLE @store@.certified_student REPLICA IDENTITY FULL;

CREATE TABLE @store@.certified_count (
	label text COLLATE "C" NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'pooled', 'sum_of_schools')),
	school_id text COLLATE "C",
	group_kind text COLLATE "C" NOT NULL CHECK (group_kind IN ('all', 'grade')),
	group_value text COLLATE "C",
	verdict_n integer NOT NULL,
	chronic_n integer NOT NULL,
	chronic_rate double precision,
	satisfactory_n integer NOT NULL,
	at_risk_n integer NOT NULL,
	moderate_n integer NOT NULL,
	severe_n integer NOT NULL,
	no_verdict_n integer NOT NULL,
	UNIQUE NULLS NOT DISTINCT (label, scope, school_id, group_kind, group_value)
);
ALTER TABLE @store@.certified_count REPLICA IDENTITY FULL;
