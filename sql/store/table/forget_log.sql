-- What absence.forget_student() and absence.forget_support() have removed, in numbers. It does
-- not say of whom.

CREATE TABLE @store@.forget_log (
	forgotten_at timestamptz NOT NULL,
	forgotten_by text NOT NULL,
	what text COLLATE "C" NOT NULL CHECK (what IN ('student', 'support')),
	before_year integer,
	removed jsonb NOT NULL
);
ALTER TABLE @store@.forget_log REPLICA IDENTITY FULL;
