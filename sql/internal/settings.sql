
-- settings: checks of the settings of a store, and their errors

-- The school years that a definition is for, in words
CREATE FUNCTION absence_internal.policy_years(from_year integer, to_year integer) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN from_year = to_year THEN from_year::text
		WHEN from_year IS NOT NULL AND to_year IS NOT NULL THEN from_year || ' to ' || to_year
		WHEN from_year IS NOT NULL THEN 'from ' || from_year || ' on'
		WHEN to_year IS NOT NULL THEN 'to ' || to_year
		ELSE 'every year' END;
COMMENT ON FUNCTION absence_internal.policy_years(integer, integer) IS 'The school years that a definition is for, in words';

-- Returns true, or raises an error that gives the reason why no policy has this name.
-- versions and known list the names that can be used.
CREATE FUNCTION absence_internal.must_be_known(policy_name text, policy text, school_year integer,
	not_computable text, versions text, known text) RETURNS boolean
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF policy IS NOT NULL THEN
		RETURN true;
	ELSIF not_computable IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" cannot be computed%', policy_name, coalesce(' for school year ' || school_year, '')
			USING ERRCODE = 'feature_not_supported', DETAIL = not_computable;
	ELSIF versions IS NOT NULL THEN
		RAISE EXCEPTION 'policy "%" has no version for school year %', policy_name, school_year
			USING ERRCODE = 'undefined_object',
				HINT = format('Its versions are %s. With its number, as in %s@1, a version can be used for every year.', versions, policy_name);
	END IF;
	RAISE EXCEPTION 'policy "%" does not exist', policy_name
		USING ERRCODE = 'undefined_object', HINT = format('Known policies are %s.', known);
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_known(text, text, integer, text, text, text) IS
	'True if a policy was found for the name; otherwise raises an error with the reason and the names that can be used';

-- Never returns: the views call this if a store has no settings
CREATE FUNCTION absence_internal.must_have_settings() RETURNS boolean
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RAISE EXCEPTION 'table store_setting of the store is empty'
		USING ERRCODE = 'object_not_in_prerequisite_state',
			HINT = format('The settings of a store are one row. To insert the defaults, with which readers see every school, '
				'its owner runs: INSERT INTO store_setting (layout_version) VALUES (%s);', absence_internal.store_layout());
END
$$;
COMMENT ON FUNCTION absence_internal.must_have_settings() IS 'Raises the error of the views of a store whose table store_setting is empty';

-- Called after a change of the settings, or of the district's own definitions. The
-- definition of the store must be known in each of its years, and the server must know its
-- time zone.
CREATE FUNCTION absence_internal.settings_changed() RETURNS trigger
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting record;
	said text;
BEGIN
	EXECUTE format('SELECT s.policy, s.time_zone, s.layout_version FROM %I.store_setting AS s', TG_TABLE_SCHEMA) INTO setting;
	IF setting.policy IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM absence_internal.must_be_current(TG_TABLE_SCHEMA, setting.layout_version);
	IF TG_TABLE_NAME = 'store_setting' THEN
		BEGIN
			PERFORM now() AT TIME ZONE setting.time_zone;
		EXCEPTION WHEN invalid_parameter_value THEN
			RAISE EXCEPTION 'time zone "%" is not known', setting.time_zone
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Names are in pg_timezone_names, such as America/New_York.';
		END;
	END IF;

	BEGIN
		PERFORM absence_internal.must_trust_store(TG_TABLE_SCHEMA);
		EXECUTE format('SELECT %I.must_know_policy($1)', TG_TABLE_SCHEMA) USING setting.policy;
	EXCEPTION WHEN undefined_object OR feature_not_supported OR invalid_text_representation THEN
		IF TG_TABLE_NAME = 'store_setting' THEN
			RAISE;
		END IF;
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
		RAISE EXCEPTION 'policy "%" is the definition of the store', setting.policy
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = format('Without it: %s.', said),
				HINT = format('Set another definition first, as in UPDATE %I.store_setting SET policy = ''federal''.', TG_TABLE_SCHEMA);
	END;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION absence_internal.settings_changed() IS
	'Refuses a definition that is not known in each year of the store, or a time zone that the server does not know';
