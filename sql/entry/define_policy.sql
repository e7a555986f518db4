
-- define_policy: a district's own definitions
--
-- A definition is never changed. A changed rule is a new version, and if two versions are
-- for the same year, the later one applies. In closed years a name keeps its meaning, so
-- that the verdicts of a finished year do not change without notice. The queries are in
-- sql/store/function/definition.sql.

CREATE FUNCTION absence.define_policy(store name, name text, policy text,
	from_year integer DEFAULT NULL, to_year integer DEFAULT NULL, grades text[] DEFAULT NULL,
	authority text DEFAULT NULL, source text DEFAULT NULL)
	RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	canonical text := policy::absence.policy::text;  -- every key is stored, so that a change of a default cannot change it
	new_version integer;
BEGIN
	-- locked, so that two versions cannot get the same number
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF policy IS NULL THEN
		RAISE EXCEPTION 'policy must not be null'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'The federal rule is the empty text, ''''.';
	ELSIF name IS NULL OR name !~ '^[a-z0-9_]+$' THEN
		RAISE EXCEPTION 'policy cannot be named %', coalesce(quote_ident(name), 'NULL')
			USING ERRCODE = 'invalid_name',
				HINT = 'A name consists of lower-case letters, digits and underscores. The version number is added to it.';
	ELSIF from_year > to_year THEN
		RAISE EXCEPTION 'from_year % is after to_year %', from_year, to_year
			USING ERRCODE = 'invalid_parameter_value';
	ELSIF cardinality(grades) = 0 OR array_position(grades, NULL) IS NOT NULL OR '' = ANY (grades) THEN
		RAISE EXCEPTION 'grades must not be empty, or contain null or an empty grade'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave grades out for a definition of every grade.';
	END IF;

	EXECUTE format('SELECT %I.add_definition($1, $2, $3, $4, $5, $6, $7)', store)
		INTO new_version USING name, canonical, from_year, to_year, grades, authority, source;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION absence.define_policy(name, text, text, integer, integer, text[], text, text) IS
	'Adds a version of a definition to a store''s own, and returns its number; earlier versions stay. '
	'A name without a version means the latest version for the year of the row';

-- The policy of a name in a school year, for the functions that work on a store
CREATE FUNCTION absence_internal.policy_in_store(store name, name text, school_year integer) RETURNS absence.policy
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_policy absence.policy;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT %I.policy_in_year($1, $2)', store) INTO found_policy USING name, school_year;
	RETURN found_policy;
END
$$;
COMMENT ON FUNCTION absence_internal.policy_in_store(name, text, integer) IS
	'The policy that a name, or name@version, means in a school year of a store; an error if there is none';
