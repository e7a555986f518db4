
-- policy_audit: students whose verdict differs between two definitions, and the reasons
--
-- Two policies can differ in several points. Each point of the first policy is replaced
-- alone by that of the second. If this alone gives the verdict of the second policy, the
-- point is a reason. Keys that make sense only together are one point: the marks that
-- count and the marks outside; and if one policy measures in days and the other in rates,
-- the measure, the lines and the basis. The queries are in
-- sql/store/function/policy_audit.sql.

-- The canonical text of a policy, one row for each key
CREATE FUNCTION absence_internal.policy_keys(policy absence.policy) RETURNS TABLE (place bigint, key text, item text)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 11
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT i.place, split_part(i.item, ' ', 1), i.item
	FROM string_to_table(policy::text, ', ') WITH ORDINALITY AS i (item, place)
$$;
COMMENT ON FUNCTION absence_internal.policy_keys(absence.policy) IS 'The items of a policy in their order, with the key of each';

CREATE FUNCTION absence_internal.policy_difference(a absence.policy, b absence.policy)
	RETURNS TABLE (reason text, of_a text, of_b text, exchanged absence.policy)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 3
	SET search_path = pg_catalog, pg_temp
	AS $$
	WITH item AS (
		SELECT place, key, ka.item AS of_a, kb.item AS of_b,
			CASE key
				WHEN 'compare' THEN 'comparator'
				WHEN 'minimum' THEN 'minimum'
				WHEN 'part_day' THEN 'part-day rule'
				WHEN 'absent' THEN 'marks'
				WHEN 'outside' THEN 'marks'
				WHEN 'unrecorded' THEN 'unrecorded days'
				-- measure, basis and the three lines
				ELSE CASE WHEN key = 'measure' OR bool_or(key = 'measure' AND ka.item <> kb.item) OVER () THEN 'measure'
					WHEN key = 'basis' THEN 'basis' ELSE 'line' END
			END AS reason
		FROM absence_internal.policy_keys(a) AS ka JOIN absence_internal.policy_keys(b) AS kb USING (place, key)
	), point AS (
		SELECT reason, min(place) AS place, string_agg(of_a, ', ' ORDER BY place) AS of_a, string_agg(of_b, ', ' ORDER BY place) AS of_b
		FROM item WHERE of_a <> of_b GROUP BY reason
	)
	SELECT p.reason, p.of_a, p.of_b,
		(SELECT string_agg(CASE i.reason WHEN p.reason THEN i.of_b ELSE i.of_a END, ', ' ORDER BY i.place) FROM item AS i)::absence.policy
	FROM point AS p
	ORDER BY p.place
$$;
COMMENT ON FUNCTION absence_internal.policy_difference(absence.policy, absence.policy) IS
	'The points in which two policies differ, the text of each, and the first policy with that point of the second';

CREATE FUNCTION absence.policy_audit(store name, a text, b text, for_year integer DEFAULT NULL)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a integer, enrolled_days_b integer, reasons text, as_of date)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	asked_as_of date := coalesce(nullif(current_setting('absence.as_of', true), '')::date, 'infinity');
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	-- not all readers can read the settings
	PERFORM absence_internal.layout_of(store) WHERE has_table_privilege(format('%I.store_setting', store), 'SELECT');
	IF a IS NULL OR b IS NULL THEN
		RAISE EXCEPTION 'policies to compare must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	RETURN QUERY EXECUTE format('SELECT * FROM %I.audit_policies($1, $2, $3, $4)', store) USING a, b, for_year, asked_as_of;
END
$$;
COMMENT ON FUNCTION absence.policy_audit(name, text, text, integer) IS
	'Students whose verdict differs between two definitions, at each school and over the district, as of the setting; '
	'with the points of the second that by themselves turn the verdict of the first into that of the second';
