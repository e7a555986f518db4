-- The settings of a store, in one row; its own definitions; its school years

CREATE TABLE @store@.store_setting (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	layout_version integer NOT NULL,
	policy text COLLATE "C" NOT NULL DEFAULT 'federal',
	time_zone text NOT NULL DEFAULT current_setting('TimeZone'),
	day_closes_at time,
	exit_day_counts boolean NOT NULL DEFAULT true,
	void_exit_types text[] NOT NULL DEFAULT '{"No show","Invalid enrollment"}',
	max_drop numeric NOT NULL DEFAULT 0.20 CHECK (max_drop BETWEEN 0 AND 1),
	max_verdict_change numeric NOT NULL DEFAULT 0.05 CHECK (max_verdict_change BETWEEN 0 AND 1),
	minimum_group integer NOT NULL DEFAULT 10 CHECK (minimum_group >= 1),
	school_scope boolean NOT NULL DEFAULT false
);
INSERT INTO @store@.store_setting (layout_version) VALUES (absence_internal.store_layout());

-- The definitions of the district, which take precedence over absence.definition_catalog. A
-- changed rule is a new version, and the old version stays.
CREATE TABLE @store@.definition (
	name text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z0-9_]+$'),
	version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
	policy text NOT NULL,
	authority text,
	from_year integer,
	to_year integer,
	grades text[],
	source text,
	PRIMARY KEY (name, version)
);

CREATE TABLE @store@.school_year_state (
	school_year integer PRIMARY KEY,
	source text COLLATE "C",
	kind text COLLATE "C" NOT NULL DEFAULT 'native' CHECK (kind IN ('native', 'edfi', 'views')),
	state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
	lea_ids text[]
);
