-- Publications. All columns have built-in types, so that the tables can be read without the
-- extension.

CREATE TABLE @store@.public_release (
	label text COLLATE "C" PRIMARY KEY,
	school_year integer NOT NULL,
	as_of date NOT NULL,
	policy text COLLATE "C" NOT NULL,
	policy_text text NOT NULL,
	minimum_group integer NOT NULL,
	published_at timestamptz NOT NULL,
	published_by text NOT NULL
);

-- The latest release of each school year, for the public
CREATE TABLE @store@.public_absence (
	school_year integer NOT NULL,
	scope text COLLATE "C" NOT NULL CHECK (scope IN ('school', 'small_schools', 'sum_of_schools')),
	school_id text COLLATE "C",
	school_name text,
	group_kind text COLLATE "C" NOT NULL,
	group_value text COLLATE "C" NOT NULL,
	verdict_n integer,
	chronic_n integer,
	chronic_rate double precision,
	chronic_rate_shown text NOT NULL,
	shown text COLLATE "C" NOT NULL CHECK (shown IN ('all', 'code', 'verdict_n', 'nothing')),
	as_of date NOT NULL,
	policy text COLLATE "C" NOT NULL,
	policy_text text NOT NULL,
	label text COLLATE "C" NOT NULL,
	published_at timestamptz NOT NULL,
	UNIQUE NULLS NOT DISTINCT (school_year, scope, school_id, group_kind, group_value)
);
ALTER TABLE @store@.public_absence REPLICA IDENTITY FULL;

-- What a release of a school year withholds stays withheld in the later releases of that
-- year. Otherwise a reader of two releases could work out the figure that one of them
-- withholds. The table contains no figures.
CREATE TABLE @store@.public_withheld (
	school_year integer NOT NULL,
	scope text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	group_kind text COLLATE "C" NOT NULL,
	group_value text COLLATE "C" NOT NULL,
	verdict_n_too boolean NOT NULL,
	PRIMARY KEY (school_year, scope, school_id, group_kind, group_value)
);
