-- Access: the level of each reader, and the schools that each role may see

CREATE TABLE @store@.reader (
	role_name name PRIMARY KEY,
	level text COLLATE "C" NOT NULL CHECK (level IN ('public', 'aggregate', 'student', 'team', 'sensitive', 'recorder',
		'support_loader', 'loader'))
);

CREATE TABLE @store@.staff_school (
	role_name name NOT NULL,
	school_id text COLLATE "C",
	UNIQUE NULLS NOT DISTINCT (role_name, school_id)
);
ALTER TABLE @store@.staff_school REPLICA IDENTITY FULL;
