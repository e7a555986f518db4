-- What the kept answers, tables latest_X, were worked out from, as the last refresh found it.
-- The next refresh works out anew only those that depend on something that has changed.
-- absence_internal.lay_kept_answers() makes the tables latest_X themselves.

-- The definition and the current school year. After last_day no student of the school year is
-- enrolled; it can be later than the last day on which one is.
CREATE TABLE @store@.answer_year (
	school_year integer PRIMARY KEY,
	version text NOT NULL,
	policy_name text COLLATE "C" NOT NULL,
	policy text,
	is_current_year boolean NOT NULL,
	last_day date
);

-- The day that counts as now, and that of each school, as in store_now; the school year and the
-- day that lists of students now are of, as in support_now
CREATE TABLE @store@.answer_now (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	day date NOT NULL,
	of_school jsonb,
	list_year integer,
	figures_year integer,
	list_day date NOT NULL
);

-- The prints of the facts that views show as they stand, such as names
CREATE TABLE @store@.answer_print (
	facts text COLLATE "C" PRIMARY KEY,
	seed bigint NOT NULL,
	print bigint[] NOT NULL
);
-- random numbers cannot be compressed
ALTER TABLE @store@.answer_print ALTER COLUMN print SET STORAGE EXTERNAL;
