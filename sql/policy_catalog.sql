
-- policy_catalog: definitions by name, each with its source

CREATE TABLE absence.policy_catalog (
	name text COLLATE "C" NOT NULL,
	version integer NOT NULL DEFAULT 1,
	policy absence.policy NOT NULL,
	authority text NOT NULL,
	description text NOT NULL,
	source text NOT NULL,
	PRIMARY KEY (name, version)
);

COMMENT ON TABLE absence.policy_catalog IS 'Definitions of chronic absence by name, each with its authority and source; read-only';
COMMENT ON COLUMN absence.policy_catalog.name IS 'Name of the definition, as policy_named() takes it';
COMMENT ON COLUMN absence.policy_catalog.version IS 'Version of the definition; a changed rule is a new version, and the old one stays';
COMMENT ON COLUMN absence.policy_catalog.policy IS 'The definition as a value';
COMMENT ON COLUMN absence.policy_catalog.authority IS 'Whose definition it is';
COMMENT ON COLUMN absence.policy_catalog.description IS 'The definition in words';
COMMENT ON COLUMN absence.policy_catalog.source IS 'Where it was read, and what of it was not read at its source';

INSERT INTO absence.policy_catalog (name, policy, authority, description, source) VALUES
	('federal', '', 'U.S. Department of Education (EDFacts file 195)',
	 'Absent 10% or more of the days enrolled at the school, for any reason; a day missed by half or more counts as absent. Students enrolled fewer than 10 days have no verdict.',
	 'CEDS element 002022, written for EDFacts file 195, was read for the 10% and the half day. The minimum of 10 days is as states and others report it; the file specification itself was not read. The lines of at_risk (5%) and severe (20%) are not federal: they are those of Attendance Works.'),
	('every_day_counts', 'minimum = none', 'Every Day Counts (Project Unicorn and the Partnership for Student Success)',
	 'Missing 10% or more of the school year for any reason.',
	 'The Every Day Counts page of Project Unicorn. It names no minimum of days and no rule for parts of a day; a day missed by half or more counts as absent here, as in the federal rule. The lines of at_risk and severe are those of Attendance Works.'),
	('ten_days', 'measure = days, chronic = 10 days, minimum = none', 'Every Day Counts, earlier wording',
	 'Missing ten or more school days.',
	 'The earlier Every Day Counts page of Project Unicorn. It names no rule for parts of a day; a day missed by half or more counts as absent here, as in the federal rule.');

GRANT SELECT ON absence.policy_catalog TO PUBLIC;

CREATE FUNCTION absence.policy_named(name text) RETURNS absence.policy
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_policy absence.policy;
BEGIN
	-- "name" is the latest version, "name@2" that one
	SELECT c.policy INTO found_policy
	FROM absence.policy_catalog AS c
	WHERE c.name = split_part(policy_named.name, '@', 1)
		AND (strpos(policy_named.name, '@') = 0
			OR c.version::text = split_part(policy_named.name, '@', 2))
	ORDER BY c.version DESC
	LIMIT 1;

	IF NOT FOUND THEN
		RAISE EXCEPTION 'policy "%" does not exist', policy_named.name
			USING ERRCODE = 'undefined_object',
				HINT = 'Known policies are '
					|| (SELECT string_agg(DISTINCT c.name, ', ') FROM absence.policy_catalog AS c)
					|| '.';
	END IF;
	RETURN found_policy;
END
$$;

COMMENT ON FUNCTION absence.policy_named(text) IS
	'The policy of this name in policy_catalog: the latest version, or with @ that one; an unknown name is an error that lists the known ones. It reads a table: in a query over many rows write (SELECT absence.policy_named(...)), which looks it up once';
