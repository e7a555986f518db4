-- What reports need besides the figures, both the district's own: their words, and its
-- marking periods

CREATE TABLE @store@.report_text (
	language text COLLATE "C" NOT NULL,
	key text COLLATE "C" NOT NULL,
	text text NOT NULL,
	PRIMARY KEY (language, key)
);

CREATE TABLE @store@.marking_period (
	school_id text COLLATE "C",
	school_year integer NOT NULL,
	name text COLLATE "C" NOT NULL,
	begin_date date NOT NULL,
	end_date date NOT NULL,
	UNIQUE NULLS NOT DISTINCT (school_id, school_year, name),
	CONSTRAINT marking_period_end_date_check CHECK (end_date >= begin_date)
);
ALTER TABLE @store@.marking_period REPLICA IDENTITY FULL;
