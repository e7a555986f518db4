-- Alerts: the crossings of the rules in force that refreshes have found. An alert keeps its
-- number when a correction moves its day, takes it back or brings it back, so that what was
-- done about it stays with it. A refresh deletes no alert.

CREATE TABLE @store@.alert (
	alert_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	student_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	school_id text COLLATE "C",
	rule text COLLATE "C" NOT NULL,
	version integer NOT NULL,
	met_on date NOT NULL,
	until date,
	ends_by date,
	amount double precision,
	ripe_on date NOT NULL,
	first_met_on date NOT NULL,
	known_on date NOT NULL,
	withdrawn_on date,
	reopened integer NOT NULL DEFAULT 0
);
CREATE INDEX ON @store@.alert (student_id, school_year);

CREATE TABLE @store@.alert_change (
	refresh_id bigint NOT NULL,
	alert_id integer NOT NULL,
	what text COLLATE "C" NOT NULL CHECK (what IN ('new', 'moved', 'withdrawn', 'reopened')),
	met_on_before date,
	met_on_after date,
	until_before date,
	until_after date,
	amount_before double precision,
	amount_after double precision,
	PRIMARY KEY (alert_id, refresh_id)
);

-- What the alerts of a school year were found with. The next refresh looks at every student
-- if it is no longer so.
CREATE TABLE @store@.alert_basis (
	school_year integer PRIMARY KEY,
	rules_md5 text COLLATE "C" NOT NULL,
	policy text NOT NULL,
	seed bigint NOT NULL,
	births bigint[]
);
-- random numbers cannot be compressed
ALTER TABLE @store@.alert_basis ALTER COLUMN births SET STORAGE EXTERNAL;
