
-- adopt_rule, define_rule, retire_rule: the rules of a district
--
-- A rule of the catalogue is not in force until a district adopts it. A rule that is
-- adopted or defined is never changed: a changed rule is a new version, and if two versions
-- are for the same year, the later one applies. The queries are in
-- sql/store/function/rule.sql.

CREATE FUNCTION absence_internal.rule_is_rolling(rule absence.rule) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN rule::text ~ 'within = [0-9]+ ';
COMMENT ON FUNCTION absence_internal.rule_is_rolling(absence.rule) IS
	'Whether a rule looks at a number of days or months back from each day, so that its windows overlap';

CREATE FUNCTION absence_internal.rule_measures_minutes(rule absence.rule) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN rule::text ~ 'measure = minutes';
COMMENT ON FUNCTION absence_internal.rule_measures_minutes(absence.rule) IS
	'Whether a rule can be met only where days have a length in minutes';

-- The checks that need no store. new_rule has the columns of attendance_rule.
CREATE FUNCTION absence_internal.must_be_workable(new_rule jsonb, steps jsonb) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	allowed constant text[] := '{step,kind,within_n,within_unit,after_step,needs,unless_group,unless_barrier,meaning}';
	n record;
	s record;
	wrong text;
BEGIN
	SELECT * INTO n FROM jsonb_to_record(new_rule) AS r (name text, basis text, rule text, group_kind text, group_value text, scope text,
		again boolean, tier integer, stands text, settle_days integer, grades text[], from_age integer, to_age integer, from_year integer,
		to_year integer);
	IF n.name IS NULL OR n.name !~ '^[a-z0-9_]+$' THEN
		RAISE EXCEPTION 'rule cannot be named %', coalesce(quote_ident(n.name), 'NULL')
			USING ERRCODE = 'invalid_name',
				HINT = 'A name consists of lower-case letters, digits and underscores. The version number is added to it.';
	ELSIF n.basis = 'register' AND (n.group_kind IS NOT NULL OR n.group_value IS NOT NULL) THEN
		RAISE EXCEPTION 'a rule has either a rule or a group, not both' USING ERRCODE = 'invalid_parameter_value';
	ELSIF n.basis = 'group' AND (n.group_kind IS NULL OR n.group_value IS NULL) THEN
		RAISE EXCEPTION 'rule "%" says neither what happened nor a group', n.name
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Give rule, a text that type absence.rule reads, or group_kind and group_value, a group of table student_group.';
	ELSIF n.scope IS NULL OR n.scope NOT IN ('district', 'school') THEN
		RAISE EXCEPTION 'scope of a rule must be district or school, not "%"', n.scope USING ERRCODE = 'invalid_parameter_value';
	ELSIF n.stands IS NULL OR n.stands NOT IN ('year', 'while') THEN
		RAISE EXCEPTION 'a rule stands for the year or while it is met: stands must be year or while, not "%"', n.stands
			USING ERRCODE = 'invalid_parameter_value';
	ELSIF n.tier NOT IN (2, 3) THEN
		RAISE EXCEPTION 'tier of a rule must be 2 or 3, not %', n.tier USING ERRCODE = 'invalid_parameter_value';
	ELSIF n.settle_days IS NULL OR n.settle_days NOT BETWEEN 0 AND 60 THEN
		RAISE EXCEPTION 'settle_days must be from 0 to 60, not %', n.settle_days USING ERRCODE = 'invalid_parameter_value';
	ELSIF n.again IS NULL THEN
		RAISE EXCEPTION 'again must be true or false, not null' USING ERRCODE = 'null_value_not_allowed';
	ELSIF n.from_year > n.to_year THEN
		RAISE EXCEPTION 'from_year % is after to_year %', n.from_year, n.to_year USING ERRCODE = 'invalid_parameter_value';
	ELSIF n.from_age > n.to_age THEN
		RAISE EXCEPTION 'from_age % is above to_age %', n.from_age, n.to_age USING ERRCODE = 'invalid_parameter_value';
	ELSIF cardinality(n.grades) = 0 OR array_position(n.grades, NULL) IS NOT NULL OR '' = ANY (n.grades) THEN
		RAISE EXCEPTION 'grades must not be empty, or contain null or an empty grade'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave grades out for a rule of every grade.';
	ELSIF n.again AND n.basis = 'group' THEN
		RAISE EXCEPTION 'a rule of a group has one alert a year' USING ERRCODE = 'invalid_parameter_value', HINT = 'Use again => false.';
	ELSIF n.again AND absence_internal.rule_is_rolling(n.rule::absence.rule) THEN
		RAISE EXCEPTION 'rule "%" cannot ask again', n.name
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = 'Its window moves with each day. One absence less or more would join or part its alerts.',
				HINT = 'Use again => false, for one alert a year, or a window that begins anew: month, school month or row.';
	END IF;

	IF jsonb_typeof(steps) <> 'array' THEN
		RAISE EXCEPTION 'steps must be an array of objects' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'For example: [{"kind": "letter", "within_n": 10, "within_unit": "school days"}]';
	END IF;
	FOR s IN
		SELECT coalesce((CASE jsonb_typeof(a.value) WHEN 'object' THEN a.value ->> 'step' END)::integer, a.place::integer) AS step, a.value, r.*
		FROM jsonb_array_elements(steps) WITH ORDINALITY AS a (value, place)
		CROSS JOIN LATERAL jsonb_to_record(CASE jsonb_typeof(a.value) WHEN 'object' THEN a.value ELSE '{}' END)
			AS r (kind text, within_n integer, within_unit text, after_step integer, needs text, unless_group text[])
		ORDER BY 1
	LOOP
		SELECT k INTO wrong FROM jsonb_object_keys(CASE jsonb_typeof(s.value) WHEN 'object' THEN s.value ELSE '{}' END) AS k
		WHERE k <> ALL (allowed) LIMIT 1;
		IF jsonb_typeof(s.value) <> 'object' THEN
			RAISE EXCEPTION 'step % is not an object', s.step USING ERRCODE = 'invalid_parameter_value',
				HINT = 'For example: {"kind": "letter", "within_n": 10, "within_unit": "school days"}';
		ELSIF wrong IS NOT NULL THEN
			RAISE EXCEPTION 'step % has a key that is not known: "%"', s.step, wrong
				USING ERRCODE = 'invalid_parameter_value', HINT = format('The keys of a step are %s.', array_to_string(allowed, ', '));
		ELSIF s.kind IS NULL THEN
			RAISE EXCEPTION 'step % has no kind', s.step USING ERRCODE = 'invalid_parameter_value',
				HINT = 'A kind is a word of list action in table support_word, such as letter or meeting.';
		ELSIF (s.within_n IS NULL) <> (s.within_unit IS NULL) OR s.within_n < 0
			OR s.within_unit NOT IN ('school days', 'calendar days', 'weekdays') THEN
			RAISE EXCEPTION 'the deadline of step % cannot be read', s.step
				USING ERRCODE = 'invalid_parameter_value',
					HINT = 'Give within_n, from 0 on, with within_unit: school days, calendar days or weekdays. Leave both out if there is none.';
		ELSIF s.after_step NOT BETWEEN 1 AND s.step - 1 THEN
			RAISE EXCEPTION 'step % comes after step %, which is not before it', s.step, s.after_step USING ERRCODE = 'invalid_parameter_value';
		ELSIF s.needs NOT IN ('attempt', 'reached') THEN
			RAISE EXCEPTION 'step % needs an attempt or that somebody is reached: needs must be attempt or reached, not "%"', s.step, s.needs
				USING ERRCODE = 'invalid_parameter_value';
		ELSIF EXISTS (SELECT FROM unnest(s.unless_group) AS g WHERE g IS NULL OR g !~ '^[^:]+:.+') THEN
			RAISE EXCEPTION 'a group of step % cannot be read', s.step
				USING ERRCODE = 'invalid_parameter_value', HINT = 'Write each as kind:value, such as homeless:Yes.';
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_workable(jsonb, jsonb) IS
	'Raises an error if a rule, with the columns of attendance_rule, or a step of it cannot work';

CREATE FUNCTION absence.adopt_rule(store name, name text, grades text[] DEFAULT NULL, from_year integer DEFAULT NULL,
	to_year integer DEFAULT NULL, scope text DEFAULT 'district', again boolean DEFAULT NULL, tier integer DEFAULT NULL,
	stands text DEFAULT 'year', settle_days integer DEFAULT NULL) RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found absence.rule_catalog;
	new_rule jsonb;
	steps jsonb;
	new_version integer;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF name IS NULL THEN
		RAISE EXCEPTION 'name must not be null'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'Give the name of a rule in absence.rule_catalog.';
	END IF;
	-- "name" is the latest version of the catalogue, "name@2" that one; an error if there is none
	PERFORM absence.rule_named(name);
	SELECT c.* INTO STRICT found
	FROM absence.rule_catalog AS c
	WHERE c.name = split_part(adopt_rule.name, '@', 1)
		AND (strpos(adopt_rule.name, '@') = 0 OR c.version::text = split_part(adopt_rule.name, '@', 2))
	ORDER BY c.version DESC
	LIMIT 1;
	new_rule := jsonb_build_object('name', found.name, 'basis', found.basis, 'rule', found.rule::text,
		'scope', scope, 'again', coalesce(again, found.again), 'tier', coalesce(tier, found.tier), 'stands', stands,
		'settle_days', coalesce(settle_days, found.settle_days), 'grades', coalesce(grades, found.grades),
		'from_age', found.from_age, 'to_age', found.to_age, 'from_year', coalesce(from_year, found.from_year),
		'to_year', coalesce(to_year, found.to_year), 'truant', found.truant, 'authority', found.authority, 'source', found.source,
		'certainty', found.certainty);
	SELECT coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'kind', s.kind, 'within_n', s.within_n, 'within_unit', s.within_unit,
		'after_step', s.after_step, 'needs', s.needs, 'unless_group', s.unless_group, 'meaning', s.meaning) ORDER BY s.step), '[]')
	INTO steps
	FROM absence.rule_catalog_step AS s
	WHERE (s.name, s.version) = (found.name, found.version);
	PERFORM absence_internal.must_be_workable(new_rule, steps);
	EXECUTE format('SELECT %I.add_rule($1, $2)', store) INTO new_version USING new_rule, steps;
	IF found.not_read IS NOT NULL THEN
		RAISE NOTICE 'rule "%" must be checked before letters are written', found.name USING DETAIL = found.not_read;
	END IF;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION absence.adopt_rule(name, text, text[], integer, integer, text, boolean, integer, text, integer) IS
	'Puts a rule of rule_catalog in force in a store, with its steps, and returns the number of the new version of the store''s own rule '
	'of this name. NULL takes what the catalogue says';

CREATE FUNCTION absence.define_rule(store name, name text, rule text DEFAULT NULL, steps jsonb DEFAULT NULL, grades text[] DEFAULT NULL,
	from_year integer DEFAULT NULL, to_year integer DEFAULT NULL, scope text DEFAULT 'district', again boolean DEFAULT false,
	tier integer DEFAULT NULL, stands text DEFAULT 'year', settle_days integer DEFAULT 0, from_age integer DEFAULT NULL,
	to_age integer DEFAULT NULL, truant boolean DEFAULT false, group_kind text DEFAULT NULL, group_value text DEFAULT NULL,
	authority text DEFAULT NULL, source text DEFAULT NULL) RETURNS integer
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	new_rule jsonb;
	new_version integer;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	new_rule := jsonb_build_object('name', name, 'basis', CASE WHEN rule IS NULL THEN 'group' ELSE 'register' END,
		-- every key is stored, so that a change of a default cannot change it
		'rule', rule::absence.rule::text,
		'group_kind', group_kind, 'group_value', group_value, 'scope', scope, 'again', again, 'tier', tier, 'stands', stands,
		'settle_days', settle_days, 'grades', grades, 'from_age', from_age, 'to_age', to_age, 'from_year', from_year, 'to_year', to_year,
		'truant', coalesce(truant, false), 'authority', authority, 'source', source);
	PERFORM absence_internal.must_be_workable(new_rule, steps);
	EXECUTE format('SELECT %I.add_rule($1, $2)', store) INTO new_version USING new_rule, steps;
	RETURN new_version;
END
$$;
COMMENT ON FUNCTION absence.define_rule(name, text, text, jsonb, text[], integer, integer, text, boolean, integer, text, integer, integer,
	integer, boolean, text, text, text, text) IS
	'Puts a rule of a store''s own in force, or a new version of one, and returns its number. Without steps it has those of the version '
	'before';

CREATE FUNCTION absence.retire_rule(store name, name text, from_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	ended integer;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF from_year IS NULL THEN
		RAISE EXCEPTION 'from_year must not be null'
			USING ERRCODE = 'null_value_not_allowed', HINT = 'Give the first school year without the rule.';
	END IF;
	EXECUTE format('SELECT %I.end_rule($1, $2)', store) INTO ended USING name, from_year;
	IF ended = 0 THEN
		RAISE NOTICE 'rule "%" is in force in no school year from % on', name, from_year;
	END IF;
END
$$;
COMMENT ON FUNCTION absence.retire_rule(name, text, integer) IS
	'Takes a rule of a store out of force from a school year on; its alerts of earlier years stay';
