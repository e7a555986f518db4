-- The registers, which refresh works out. No other table has a column of a type of the
-- extension. Because of it, DROP EXTENSION fails while a store exists. With CASCADE the
-- column goes, and a restore into a database without the extension makes no such table.
-- So upgrade_store makes the table, too, if it is missing.

CREATE TABLE IF NOT EXISTS @store@.student_register (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	grade text COLLATE "C",
	register absence.register NOT NULL,
	PRIMARY KEY (student_id, school_id, school_year)
);
