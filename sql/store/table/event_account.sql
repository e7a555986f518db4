-- What the last refresh counted of each student at each school: the stays, and the events and
-- how many of them are not used. Views look for the reasons only at the students who have
-- such events.

CREATE TABLE @store@.event_account (
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	is_first_school boolean NOT NULL,
	stays integer NOT NULL,
	stays_void integer NOT NULL,
	stays_without_calendar integer NOT NULL,
	events integer NOT NULL,
	not_used integer NOT NULL
);
CREATE INDEX event_account_student_id_idx ON @store@.event_account USING hash (student_id);
CREATE INDEX event_account_not_used_idx ON @store@.event_account (school_year) WHERE not_used > 0;
ALTER TABLE @store@.event_account REPLICA IDENTITY FULL;
