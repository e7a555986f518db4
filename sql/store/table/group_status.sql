-- The statuses in student_group, as the last refresh found them. The statuses that are known
-- are numbered; those of a student without dates are digits, a 1 in the place of each, and
-- those with dates are in arrays, by place.

CREATE TABLE @store@.group_status (
	place integer PRIMARY KEY,
	kind text COLLATE "C" NOT NULL,
	value text COLLATE "C" NOT NULL
);

CREATE TABLE @store@.student_statuses (
	student_id text COLLATE "C" PRIMARY KEY,
	always text COLLATE "C" NOT NULL,
	places integer[],
	begin_dates date[],
	end_dates date[]
);
