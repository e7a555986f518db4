-- The registers, which refresh computes. Only this table and stay_register have columns whose
-- type belongs to the extension. Because of this column, DROP EXTENSION fails while a store exists. DROP
-- EXTENSION CASCADE drops the column, and a restore into a database without the extension
-- cannot create the table. Therefore upgrade_store creates the table if it is missing.

CREATE TABLE IF NOT EXISTS @store@.student_register (
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	school_year integer NOT NULL,
	grade text COLLATE "C",
	register absence.register NOT NULL,
	PRIMARY KEY (student_id, school_id, school_year)
);
