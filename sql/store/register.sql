-- The registers, which refresh works out. Their column is the only one of a type of
-- the extension: it makes DROP EXTENSION refuse while there is one, it goes with
-- CASCADE, and a restore into a database without the extension makes no such table.
-- So upgrade_store, too, makes it where it is missing.

CREATE TABLE IF NOT EXISTS @store@.student_register (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	grade text COLLATE "C",
	register absence.register NOT NULL,
	PRIMARY KEY (student_id, school_id, school_year)
);
