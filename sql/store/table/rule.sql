-- The rules that the district has adopted, and what each asks for. Like a definition, a
-- changed rule is a new version, and the old version stays.

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
