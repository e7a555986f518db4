-- What the last refresh counted of each student at each school, and the events that it could
-- not use. data_issue looks only at the students who have such events.

CREATE TABLE @store@.event_account (
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	is_first_school boolean NOT NULL,
	stays integer NOT NULL,
	stays_void integer NOT NULL,
	stays_without_calendar integer NOT NULL,
	events integer NOT NULL,
	not_used integer NOT NULL,
	repeated integer NOT NULL,
	unmapped_codes text[] COLLATE "C"
);
CREATE INDEX event_account_student_id_idx ON @store@.event_account USING hash (student_id);
CREATE INDEX event_account_repeated_idx ON @store@.event_account (repeated) WHERE repeated > 0;
CREATE INDEX event_account_unmapped_idx ON @store@.event_account (school_year) WHERE unmapped_codes IS NOT NULL;
ALTER TABLE @store@.event_account REPLICA IDENTITY FULL;

CREATE TABLE @store@.event_in_doubt (
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	day date NOT NULL,
	period text COLLATE "C",
	code text COLLATE "C" NOT NULL,
	reason text COLLATE "C" NOT NULL,
	has_share boolean NOT NULL
);
CREATE INDEX event_in_doubt_student_id_idx ON @store@.event_in_doubt USING hash (student_id);
ALTER TABLE @store@.event_in_doubt REPLICA IDENTITY FULL;
