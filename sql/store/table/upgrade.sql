-- Objects that an upgrade of the store dropped and that were not of the store, with the DDL
-- that creates them again

CREATE TABLE @store@.dropped_dependent (
	dropped_at timestamptz NOT NULL,
	place integer NOT NULL,
	layout integer NOT NULL,
	kind text COLLATE "C" NOT NULL,
	object text NOT NULL,
	ddl text NOT NULL,
	PRIMARY KEY (dropped_at, place)
);
