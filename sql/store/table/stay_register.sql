-- The stays that count, as the last refresh found them, each with its register. The next
-- refresh works out anew those of the students whose facts have changed.
--
-- register has all marks of the stay and is complete through infinity: the register of
-- the student at the school is made of it with the complete-through of the day. It is
-- NULL if the stay has no calendar with session days. event_days are the membership days
-- with an event that is used, also those whose mark leaves no trace in a register.
--
-- A stay can be there twice, so there is no key. The types of two columns belong to the
-- extension: see the part of student_register.

CREATE TABLE IF NOT EXISTS @store@.stay_register (
	school_year integer NOT NULL,
	student_id text COLLATE "C" NOT NULL,
	school_id text COLLATE "C" NOT NULL,
	entry_date date NOT NULL,
	exit_date date,
	last_date date,
	calendar_code text COLLATE "C",
	grade text COLLATE "C",
	homeroom text COLLATE "C",
	primary_school boolean NOT NULL,
	fte numeric NOT NULL,
	alone boolean NOT NULL,
	alone_at_school boolean NOT NULL,
	has_many boolean NOT NULL,
	register absence.register,
	event_days absence.register
);
CREATE INDEX IF NOT EXISTS stay_register_student_id_school_year_idx ON @store@.stay_register (student_id, school_year);
CREATE INDEX IF NOT EXISTS stay_register_school_id_school_year_idx ON @store@.stay_register (school_id, school_year);
CREATE INDEX IF NOT EXISTS stay_register_has_many_idx ON @store@.stay_register (student_id, school_year) WHERE has_many;
CREATE INDEX IF NOT EXISTS stay_register_several_idx ON @store@.stay_register (school_year) WHERE NOT alone;
ALTER TABLE @store@.stay_register REPLICA IDENTITY FULL;
