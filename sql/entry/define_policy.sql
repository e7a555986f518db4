
-- define_policy: a district's own definitions
--
-- A definition is never changed: a changed rule is one more version, and of two
-- versions for one year the later is in force. A name keeps its meaning in the years
-- that are closed, so that no finished year is judged anew in silence.

CREATE FUNCTION absence.define_policy(store name, name text, policy text,
	from_year integer DEFAULT NULL, to_year integer DEFAULT NULL, grades text[] DEFAULT NULL, authority text DEFAULT NULL, source text DEFAULT NULL)
	RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	canonical text := policy::absence.policy::text;  -- with every key: what it says stays so
	new_version integer;
	closed integer;
	before record;
BEGIN
	-- one at a time: no two versions get one number
	PERFORM absence_internal.lock_store(store);
	IF policy IS NULL THEN
		RAISE EXCEPTION 'policy must not be null'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'The federal rule is the empty text, ''''.';
	ELSIF name IS NULL OR name !~ '^[a-z0-9_]+$' THEN
		RAISE EXCEPTION 'policy cannot be named %', coalesce(quote_ident(name), 'NULL')
			USING ERRCODE = 'invalid_name', HINT = 'A name is of small letters, digits and underscores; the version is given to it.';
	ELSIF from_year > to_year THEN
		RAISE EXCEPTION 'from_year % is after to_year %', from_year, to_year
			USING ERRCODE = 'invalid_parameter_value';
	ELSIF cardinality(grades) = 0 OR array_position(grades, NULL) IS NOT NULL OR '' = ANY (grades) THEN
		RAISE EXCEPTION 'grades must name grades'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave grades out for a definition of every grade.';
	END IF;

	EXECUTE format($sql$
		SELECT max(y.school_year)
		FROM %1$I.school_year_state AS y
		JOIN %1$I.definition_of_year AS p ON p.school_year = y.school_year AND p.name = $1
		WHERE y.state = 'closed' AND y.school_year >= coalesce($2, y.school_year) AND y.school_year <= coalesce($3, y.school_year)
			AND p.policy::absence.policy OPERATOR(absence.<>) $4::absence.policy
		$sql$, store) INTO closed USING name, from_year, to_year, canonical;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" would change in school year %, which is closed', name, closed
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = CASE WHEN closed >= to_year THEN 'Take another name.' ELSE format('Give the new version from_year => %s, or take another name.', closed + 1) END;
	END IF;

	-- numbers go on from those of the catalogue, so that name@1 stays what it was
	EXECUTE format('INSERT INTO %1$I.definition (name, version, policy, authority, from_year, to_year, grades, source)
		SELECT $1, coalesce(max(k.version), 0) + 1, $2, $3, $4, $5, $6, $7 FROM %1$I.known_definition AS k WHERE k.name = $1
		RETURNING version', store)
		INTO new_version USING name, canonical, authority, from_year, to_year, grades, source;

	-- what was in force in any of its years
	FOR before IN EXECUTE format($sql$
		SELECT k.place, k.version, absence_internal.policy_years(greatest(k.from_year, $3), least(k.to_year, $4)) AS years
		FROM %1$I.known_definition AS k
		WHERE k.name = $1 AND k.version < $2
			AND coalesce(k.from_year <= $4, true) AND coalesce(k.to_year >= $3, true)
		ORDER BY k.place, k.version
		$sql$, store) USING name, new_version, from_year, to_year
	LOOP
		RAISE NOTICE 'policy "%" version % comes before version % %(%)', name, new_version, before.version,
			CASE before.place WHEN 2 THEN 'of the catalogue ' ELSE '' END, before.years;
	END LOOP;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION absence.define_policy(name, text, text, integer, integer, text[], text, text) IS
	'Adds a version of a definition to a store''s own, and returns its number; earlier versions stay. By its name alone a definition is the latest version for the row''s year';

-- What a name stands for in a school year, for whoever works on a store
CREATE FUNCTION absence_internal.policy_in_store(store name, name text, school_year integer) RETURNS absence.policy
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_policy text;
	not_computable text;
	versions text;
	known text;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT p.policy, p.not_computable FROM %I.definition_of_year AS p WHERE p.school_year = $1 AND p.name = $2', store)
		INTO found_policy, not_computable USING school_year, name;
	IF found_policy IS NULL THEN
		EXECUTE format($sql$
			SELECT string_agg(format('%%s@%%s (%%s)', k.name, k.version, absence_internal.policy_years(k.from_year, k.to_year)), ', ' ORDER BY k.place, k.version)
					FILTER (WHERE k.name = $1),
				string_agg(DISTINCT k.name, ', ' ORDER BY k.name) FILTER (WHERE k.policy IS NOT NULL)
			FROM %I.known_definition AS k
			$sql$, store) INTO versions, known USING name;
		PERFORM absence_internal.must_be_known(name, NULL, school_year, not_computable, versions, known);
	END IF;
	RETURN found_policy::absence.policy;
END
$$;
COMMENT ON FUNCTION absence_internal.policy_in_store(name, text, integer) IS
	'The policy that a name, or name@version, stands for in a school year of a store; an error if there is none';
