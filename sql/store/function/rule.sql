-- Rules that the district adopts, and what is forgotten.

-- A rule that counts minutes is never met where no day has a length.
CREATE OR REPLACE FUNCTION @store@.knows_minutes() RETURNS boolean
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT NOT EXISTS (SELECT FROM @store@.fact_calendar)
		OR EXISTS (SELECT FROM @store@.fact_calendar AS c WHERE c.day_minutes IS NOT NULL)
		OR EXISTS (SELECT FROM @store@.fact_calendar_day AS d WHERE d.minutes IS NOT NULL);
END;
COMMENT ON FUNCTION @store@.knows_minutes() IS
	'Whether any day of the calendars has a length in minutes; true of a store without calendars';
REVOKE ALL ON FUNCTION @store@.knows_minutes() FROM PUBLIC;

-- Words of a list that are not known, of some words
CREATE OR REPLACE FUNCTION @store@.unknown_words(in_list text, words text[]) RETURNS text[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT array_agg(DISTINCT w.word ORDER BY w.word)
	FROM unnest(words) AS w (word)
	WHERE NOT EXISTS (SELECT FROM @store@.support_word AS k WHERE (k.list, k.word) = (in_list, w.word));
END;
COMMENT ON FUNCTION @store@.unknown_words(text, text[]) IS 'Those of some words that are not in a list of support_word; NULL if all are';
REVOKE ALL ON FUNCTION @store@.unknown_words(text, text[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION @store@.add_rule(new_rule jsonb, new_steps jsonb) RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n @store@.attendance_rule;
	closed integer;
	known text;
	unknown text[];
	before record;
BEGIN
	n := jsonb_populate_record(NULL::@store@.attendance_rule, new_rule);
	SELECT coalesce(max(r.version), 0) + 1 INTO n.version FROM @store@.attendance_rule AS r WHERE r.name = n.name;
	n.in_force := true;

	SELECT max(y.school_year) INTO closed
	FROM @store@.school_year_state AS y
	JOIN @store@.rule_of_year AS r ON r.school_year = y.school_year AND r.name = n.name
	WHERE y.state = 'closed' AND y.school_year >= coalesce(n.from_year, y.school_year) AND y.school_year <= coalesce(n.to_year, y.school_year);
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'rule "%" would change in school year %, which is closed', n.name, closed
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = CASE WHEN closed >= n.to_year THEN 'Use another name.'
					ELSE format('Give the new version from_year => %s, or use another name.', closed + 1) END;
	END IF;
	IF n.rule IS NOT NULL AND absence_internal.rule_measures_minutes(n.rule::absence.rule) AND NOT @store@.knows_minutes() THEN
		RAISE EXCEPTION 'rule "%" counts minutes, and no day of the calendars has a length', n.name
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Load calendar.day_minutes or calendar_day.minutes first.';
	END IF;
	unknown := @store@.unknown_words('action', ARRAY(SELECT s ->> 'kind' FROM jsonb_array_elements(new_steps) AS s));
	IF unknown IS NOT NULL THEN
		SELECT string_agg(k.word, ', ' ORDER BY k.word) INTO known FROM @store@.support_word AS k WHERE k.list = 'action';
		RAISE EXCEPTION 'kind of a step is not known: %', array_to_string(unknown, ', ', 'null')
			USING ERRCODE = 'invalid_parameter_value',
				HINT = format('The words of list action in table support_word are %s. Add a row for another one.', known);
	END IF;
	unknown := @store@.unknown_words('barrier', ARRAY(
		SELECT b FROM jsonb_array_elements(new_steps) AS s, jsonb_array_elements_text(s -> 'unless_barrier') AS b
		WHERE jsonb_typeof(s -> 'unless_barrier') = 'array'));
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION 'barrier of a step is not known: %', array_to_string(unknown, ', ')
			USING ERRCODE = 'invalid_parameter_value', HINT = 'The words are those of list barrier in table support_word.';
	END IF;

	INSERT INTO @store@.attendance_rule SELECT n.*;
	IF new_steps IS NULL THEN
		-- those of the version before
		INSERT INTO @store@.rule_step (name, version, step, kind, within_n, within_unit, after_step, needs, unless_group, unless_barrier, meaning)
		SELECT s.name, n.version, s.step, s.kind, s.within_n, s.within_unit, s.after_step, s.needs, s.unless_group, s.unless_barrier, s.meaning
		FROM @store@.rule_step AS s
		WHERE (s.name, s.version) = (n.name, n.version - 1);
	ELSE
		INSERT INTO @store@.rule_step (name, version, step, kind, within_n, within_unit, after_step, needs, unless_group, unless_barrier, meaning)
		SELECT n.name, n.version, coalesce(s.step, a.place), s.kind, s.within_n, s.within_unit, s.after_step, coalesce(s.needs, 'attempt'),
			s.unless_group, s.unless_barrier, s.meaning
		FROM jsonb_array_elements(new_steps) WITH ORDINALITY AS a (value, place)
		CROSS JOIN LATERAL jsonb_populate_record(NULL::@store@.rule_step, a.value) AS s;
	END IF;

	-- the versions that were in force in any of its years
	FOR before IN
		SELECT r.version, absence_internal.policy_years(greatest(r.from_year, n.from_year), least(r.to_year, n.to_year)) AS years
		FROM @store@.attendance_rule AS r
		WHERE r.name = n.name AND r.version < n.version AND r.in_force
			AND coalesce(r.from_year <= n.to_year, true) AND coalesce(r.to_year >= n.from_year, true)
		ORDER BY r.version
	LOOP
		RAISE NOTICE 'rule "%" version % comes before version % (%)', n.name, n.version, before.version, before.years;
	END LOOP;
	RETURN n.version;
END
$$;
COMMENT ON FUNCTION @store@.add_rule(jsonb, jsonb) IS
	'Adds a version of a rule with its steps, and returns its number; a step of adopt_rule and define_rule';
REVOKE ALL ON FUNCTION @store@.add_rule(jsonb, jsonb) FROM PUBLIC;

CREATE OR REPLACE FUNCTION @store@.end_rule(old_name text, first_year integer) RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	closed integer;
	ended integer;
BEGIN
	IF NOT EXISTS (SELECT FROM @store@.attendance_rule AS r WHERE r.name = old_name) THEN
		RAISE EXCEPTION 'rule "%" is not among the rules of the store', old_name
			USING ERRCODE = 'undefined_object',
				HINT = coalesce('Its rules are ' || (SELECT string_agg(DISTINCT r.name, ', ' ORDER BY r.name) FROM @store@.attendance_rule AS r) || '.',
					'It has none.');
	END IF;
	SELECT max(r.school_year) INTO closed
	FROM @store@.rule_of_year AS r
	JOIN @store@.school_year_state AS y USING (school_year)
	WHERE r.name = old_name AND r.school_year >= first_year AND y.state = 'closed';
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'rule "%" is in force in school year %, which is closed', old_name, closed
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = format('Retire it from %s on.', closed + 1);
	END IF;
	UPDATE @store@.attendance_rule AS r
	SET to_year = CASE WHEN r.from_year >= first_year THEN r.to_year ELSE first_year - 1 END,
		in_force = r.in_force AND coalesce(r.from_year < first_year, true)
	WHERE r.name = old_name AND r.in_force AND coalesce(r.to_year >= first_year, true);
	GET DIAGNOSTICS ended = ROW_COUNT;
	RETURN ended;
END
$$;
COMMENT ON FUNCTION @store@.end_rule(text, integer) IS
	'Ends the versions of a rule before a school year, and returns how many it has changed; a step of retire_rule';
REVOKE ALL ON FUNCTION @store@.end_rule(text, integer) FROM PUBLIC;
