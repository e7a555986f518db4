
-- certify: verdicts frozen under a label, and what has changed since
--
-- For a past day, the views answer with what is known of that day now. A certification
-- keeps what was known then, in plain rows of the store that nothing changes. The queries
-- are in sql/store/function/certify.sql.

-- A label names one certification, or one release, and can be used only once
CREATE FUNCTION absence_internal.must_be_new_label(store name, label text, as_of date, frozen name, done text, again text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	used_at timestamptz;
	used_by text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF label IS NULL THEN
		RAISE EXCEPTION 'label must not be null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF label !~ '[^[:space:]]' THEN
		RAISE EXCEPTION 'label must not be empty' USING ERRCODE = 'invalid_parameter_value';
	ELSIF NOT isfinite(as_of) THEN
		RAISE EXCEPTION 'as_of must be a day, not %', as_of USING ERRCODE = 'datetime_field_overflow';
	END IF;
	EXECUTE format('SELECT f.%1$I, f.%2$I FROM %3$I.%4$I AS f WHERE f.label = $1', done || '_at', done || '_by', store, frozen)
		INTO used_at, used_by USING label;
	IF used_at IS NOT NULL THEN
		RAISE EXCEPTION 'label "%" is already used in store "%"', label, store
			USING ERRCODE = 'duplicate_object', DETAIL = format('%s by %s at %s.', initcap(done), used_by, used_at),
				HINT = format('A label can be used only once. To %s again, use another label.', again);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_new_label(name, text, date, name, text, text) IS
	'Raises an error unless a label is new among the certifications, or the releases, of a store; a step of certify and publish';

CREATE PROCEDURE absence.certify(store name, label text, school_year integer,
	policy text DEFAULT NULL, as_of date DEFAULT NULL, note text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET absence.as_of = ''
	SET absence.policy = ''
	-- joins on several keys look like one row to the planner, as in a refresh
	SET enable_nestloop = off
	AS $$
DECLARE
	policy_name text := policy;
	definition absence.policy;
	last_complete date;
	registers bigint;
	students integer;
	chronic integer;
BEGIN
	-- wait for a refresh that is running, and keep others from starting
	PERFORM absence_internal.lock_store(store);
	IF label IS NULL OR school_year IS NULL THEN
		RAISE EXCEPTION 'label and school_year must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	PERFORM absence_internal.must_be_new_label(store, label, as_of, 'certification', 'certified', 'certify');
	IF policy_name IS NULL THEN
		EXECUTE format('SELECT s.policy FROM %I.store_setting AS s', store) INTO STRICT policy_name;
	END IF;
	EXECUTE format('SELECT max(absence.complete_through(r.register)), count(*) FROM %I.student_register AS r WHERE r.school_year = $1', store)
		INTO last_complete, registers USING school_year;
	IF registers = 0 THEN
		RAISE EXCEPTION 'store "%" has no registers of school year %', store, school_year
			USING ERRCODE = 'no_data_found', HINT = 'To make registers: CALL absence.refresh();';
	END IF;
	definition := absence_internal.policy_in_store(store, policy_name, school_year);
	IF as_of IS NULL AND last_complete IS NULL THEN
		RAISE EXCEPTION 'nothing is recorded in school year % of store "%"', school_year, store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'To certify nevertheless, give a day as as_of.';
	ELSIF as_of > last_complete THEN
		RAISE NOTICE 'counts stop at %, the last day that is complete', last_complete;
	END IF;
	EXECUTE format('SELECT * FROM %I.certify_year($1, $2, $3, $4, $5, $6)', store)
		INTO STRICT students, chronic USING label, school_year, coalesce(as_of, last_complete), policy_name, definition, note;
	RAISE NOTICE 'certified "%": school year %, % students, % chronically absent', label, school_year, students, chronic;
END
$$;
COMMENT ON PROCEDURE absence.certify(name, text, integer, text, date, text) IS
	'Freezes the verdicts of a school year under a label, with their counts and the definition, '
	'in plain tables of the store that nothing changes; a label can be used only once';

CREATE FUNCTION absence.certified_difference(store name, label text)
	RETURNS TABLE (scope text, school_id text, student_id text, change text,
		band_then text, band_now text, chronic_then boolean, chronic_now boolean,
		absent_days_then double precision, absent_days_now double precision, counted_days_then integer, counted_days_now integer,
		enrolled_days_then integer, enrolled_days_now integer)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	certified record;
	labels text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	EXECUTE format('SELECT c.school_year, c.policy, c.as_of FROM %I.certification AS c WHERE c.label = $1', store) INTO certified USING label;
	IF certified.school_year IS NULL THEN
		EXECUTE format('SELECT string_agg(quote_literal(c.label), '', '' ORDER BY c.label) FROM %I.certification AS c', store) INTO labels;
		RAISE EXCEPTION 'label "%" does not exist in store "%"', label, store
			USING ERRCODE = 'undefined_object', HINT = 'Labels are ' || coalesce(labels, 'none yet') || '.';
	END IF;
	RETURN QUERY EXECUTE format('SELECT * FROM %I.changed_since($1, $2, $3, $4)', store)
		USING label, certified.school_year, certified.policy::absence.policy, certified.as_of;
END
$$;
COMMENT ON FUNCTION absence.certified_difference(name, text) IS
	'Changes since a certification, for the same day and definition: students who were added or removed, or have another verdict or other '
	'days';
