-- The prints of the facts and of the registers, as the last refresh of a school year found
-- and left them. If the row is missing, or of another version of the fold, the next refresh
-- works out every student anew.

CREATE TABLE @store@.refresh_print (
	school_year integer PRIMARY KEY,
	version integer NOT NULL,
	seed bigint NOT NULL,
	events bigint[] NOT NULL,
	stays bigint[] NOT NULL,
	registers bigint[] NOT NULL
);
-- random numbers cannot be compressed
ALTER TABLE @store@.refresh_print ALTER COLUMN events SET STORAGE EXTERNAL, ALTER COLUMN stays SET STORAGE EXTERNAL;
