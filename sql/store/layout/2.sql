-- Layout 2: tables and columns that say what they hold, counts as integer, and changes
-- of a verdict that come of a new release.
--
-- A step finds the tables of the layout before, and no view or function of the store
-- but what a district has put there. Types change first, and before any name does.

ALTER TABLE @store@.certified_student
	ALTER COLUMN enrolled_days TYPE integer,
	ALTER COLUMN counted_days TYPE integer;
ALTER TABLE @store@.certified_count
	ALTER COLUMN n TYPE integer,
	ALTER COLUMN chronic_n TYPE integer,
	ALTER COLUMN satisfactory_n TYPE integer,
	ALTER COLUMN at_risk_n TYPE integer,
	ALTER COLUMN moderate_n TYPE integer,
	ALTER COLUMN severe_n TYPE integer,
	ALTER COLUMN no_verdict_n TYPE integer;
ALTER TABLE @store@.public_absence
	ALTER COLUMN n TYPE integer,
	ALTER COLUMN chronic_n TYPE integer;
ALTER TABLE @store@.verdict_change
	ALTER COLUMN enrolled_days_before TYPE integer,
	ALTER COLUMN enrolled_days_after TYPE integer;

ALTER TABLE @store@.certified_student RENAME COLUMN rate TO absence_rate;
ALTER TABLE @store@.certified_count RENAME COLUMN n TO verdict_n;
ALTER TABLE @store@.certified_count RENAME COLUMN rate TO chronic_rate;
ALTER TABLE @store@.public_absence RENAME COLUMN n TO verdict_n;
ALTER TABLE @store@.public_absence RENAME COLUMN rate TO chronic_rate;
ALTER TABLE @store@.public_absence RENAME COLUMN rate_shown TO chronic_rate_shown;
ALTER TABLE @store@.public_withheld RENAME COLUMN n_too TO verdict_n_too;
ALTER TABLE @store@.prior_count RENAME COLUMN n TO verdict_n;

ALTER TABLE @store@.public_absence DROP CONSTRAINT public_absence_shown_check;
UPDATE @store@.public_absence SET shown = 'verdict_n' WHERE shown = 'n';
ALTER TABLE @store@.public_absence ADD CONSTRAINT public_absence_shown_check CHECK (shown IN ('all', 'code', 'verdict_n', 'nothing'));

ALTER TABLE @store@.verdict_change DROP CONSTRAINT verdict_change_cause_check;
ALTER TABLE @store@.verdict_change ADD CONSTRAINT verdict_change_cause_check
	CHECK (cause IN ('time', 'event', 'membership', 'calendar', 'code', 'policy', 'rule'));

ALTER TABLE @store@.policy RENAME TO definition;
ALTER TABLE @store@.definition RENAME CONSTRAINT policy_pkey TO definition_pkey;
ALTER TABLE @store@.definition RENAME CONSTRAINT policy_name_check TO definition_name_check;
ALTER TABLE @store@.definition RENAME CONSTRAINT policy_version_check TO definition_version_check;

-- the row of an upgrade that changed verdicts
ALTER TABLE @store@.refresh_log ADD COLUMN layout integer;

CREATE TABLE @store@.dropped_dependent (
	dropped_at timestamptz NOT NULL,
	place integer NOT NULL,
	layout integer NOT NULL,
	kind text COLLATE "C" NOT NULL,
	object text NOT NULL,
	ddl text NOT NULL,
	PRIMARY KEY (dropped_at, place)
);

DROP VIEW IF EXISTS @store@.policy_of_year;
DROP VIEW IF EXISTS @store@.known_policy;
