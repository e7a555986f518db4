-- Definitions: finding one by its name, and adding one.

CREATE OR REPLACE FUNCTION @store@.must_be_in_force(by_name text, for_year integer, why_not text) RETURNS boolean
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT absence_internal.must_be_known(by_name, NULL, for_year, why_not,
		string_agg(format('%s@%s (%s)', k.name, k.version, absence_internal.policy_years(k.from_year, k.to_year)), ', '
			ORDER BY k.place, k.version) FILTER (WHERE k.name = by_name),
		string_agg(DISTINCT k.name, ', ' ORDER BY k.name) FILTER (WHERE k.policy IS NOT NULL))
	FROM @store@.known_definition AS k;
END;
COMMENT ON FUNCTION @store@.must_be_in_force(text, integer, text) IS
	'Raises the error that gives the reason why a name has no policy in a school year, and the names that have one';

-- Roles that can read definition_of_year can call this. The other view is read only for the error.
CREATE OR REPLACE FUNCTION @store@.policy_in_year(by_name text, for_year integer) RETURNS absence.policy
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT CASE WHEN d.policy IS NOT NULL OR @store@.must_be_in_force(by_name, for_year, d.not_computable) THEN d.policy::absence.policy END
	FROM (VALUES (true)) AS one
	LEFT JOIN @store@.definition_of_year AS d ON (d.school_year, d.name) = (for_year, by_name);
END;
COMMENT ON FUNCTION @store@.policy_in_year(text, integer) IS
	'The policy that a name, or name@version, means in a school year; an error if there is none';

-- A definition can be that of a store only if its policy can be read, and if the name has a
-- policy in each school year.
CREATE OR REPLACE FUNCTION @store@.must_know_policy(by_name text) RETURNS void
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT absence_internal.must_be_known(by_name, max(k.policy::absence.policy::text), NULL, max(k.not_computable), NULL, (
			SELECT string_agg(DISTINCT o.name, ', ' ORDER BY o.name)
			FROM @store@.known_definition AS o
			WHERE o.policy IS NOT NULL))
	FROM @store@.known_definition AS k
	WHERE by_name IN (k.name, k.name || '@' || k.version);

	SELECT count(@store@.policy_in_year(by_name, y.school_year)) FROM @store@.school_year_state AS y;
END;
COMMENT ON FUNCTION @store@.must_know_policy(text) IS
	'Raises an error unless a name is a definition that is known in each school year of the store';

CREATE OR REPLACE FUNCTION @store@.add_definition(new_name text, new_policy text, new_from integer, new_to integer,
	new_grades text[], new_authority text, new_source text) RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_version integer;
	closed integer;
	before record;
BEGIN
	SELECT max(y.school_year) INTO closed
	FROM @store@.school_year_state AS y
	JOIN @store@.definition_of_year AS d ON (d.school_year, d.name) = (y.school_year, new_name)
	WHERE y.state = 'closed'
		AND y.school_year >= coalesce(new_from, y.school_year) AND y.school_year <= coalesce(new_to, y.school_year)
		AND d.policy::absence.policy OPERATOR(absence.<>) new_policy::absence.policy;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" would change in school year %, which is closed', new_name, closed
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = CASE WHEN closed >= new_to THEN 'Use another name.'
					ELSE format('Give the new version from_year => %s, or use another name.', closed + 1) END;
	END IF;

	-- numbers continue those of the catalogue, so that name@1 keeps its meaning
	INSERT INTO @store@.definition (name, version, policy, authority, from_year, to_year, grades, source)
	SELECT new_name, coalesce(max(k.version), 0) + 1, new_policy, new_authority, new_from, new_to, new_grades, new_source
	FROM @store@.known_definition AS k
	WHERE k.name = new_name
	RETURNING version INTO new_version;

	-- the versions that were in force in any of its years
	FOR before IN
		SELECT k.place, k.version, absence_internal.policy_years(greatest(k.from_year, new_from), least(k.to_year, new_to)) AS years
		FROM @store@.known_definition AS k
		WHERE k.name = new_name AND k.version < new_version
			AND coalesce(k.from_year <= new_to, true) AND coalesce(k.to_year >= new_from, true)
		ORDER BY k.place, k.version
	LOOP
		RAISE NOTICE 'policy "%" version % comes before version % %(%)', new_name, new_version, before.version,
			CASE before.place WHEN 2 THEN 'of the catalogue ' ELSE '' END, before.years;
	END LOOP;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION @store@.add_definition(text, text, integer, integer, text[], text, text) IS
	'Adds a version of a definition to the store''s own, and returns its number; a step of define_policy';
REVOKE ALL ON FUNCTION @store@.add_definition(text, text, integer, integer, text[], text, text) FROM PUBLIC;
