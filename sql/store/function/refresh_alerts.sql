-- Alerts: the crossings of the rules in force, found anew where they can have changed, and
-- matched with the alerts that there are. Nothing is done while no rule is in force.
--
-- A rule looks back only, so the crossings as of a day are those of the whole register that
-- begin by that day. The whole register is evaluated, with the marks that are known of
-- later days and every other later day present. Therefore each crossing has a day on which
-- it ends if no more absences come, ends_by. If nothing of a register is new but time, its
-- crossings are the same, and it is evaluated only if one of them begins or ends on the new
-- days.
--
-- Old and new belong together if their runs overlap, [met_on, until), where a run that has
-- not ended goes to ends_by. So an absence that is excused in September does not give its
-- letter to October. A rule that asks once a year has one alert, wherever it moves.
--
-- An alert that was met after the day through which the register is complete now is left
-- alone: the days may be reported again.
--
-- refresh_alerts makes these temporary tables, and changes nothing else:
--
-- refresh_rule         the rules in force
-- refresh_looked       the students whose registers are evaluated
-- refresh_crossing     the crossings found
-- refresh_match        which alert each of them is, if not a new one
-- refresh_alert        the alerts that change, as they were and as they are to be

CREATE OR REPLACE FUNCTION @store@.refresh_alerts(for_year integer, everything boolean DEFAULT false) RETURNS boolean
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	known @store@.alert_basis;
	policy_now absence.policy;
	hash_seed bigint;
	buckets integer;
	births bigint[];
	birth_changes bit varying;
	looks_at_all boolean;
BEGIN
	SELECT b.* INTO known FROM @store@.alert_basis AS b WHERE b.school_year = for_year;
	IF NOT FOUND AND NOT EXISTS (SELECT FROM @store@.rule_of_year AS r WHERE r.school_year = for_year AND r.basis = 'register') THEN
		RETURN false;
	END IF;
	SELECT p.policy INTO policy_now
	FROM @store@.store_setting AS s
	JOIN @store@.definition_of_year AS p ON p.school_year = for_year AND p.name = s.policy;
	IF policy_now IS NULL THEN
		RETURN false;	-- refresh_write raises the error
	END IF;

	CREATE TEMP TABLE refresh_rule ON COMMIT DROP AS
	SELECT r.name, r.version, r.rule::absence.rule AS rule, r.scope = 'school' AS of_school, r.again, r.settle_days, r.grades, r.from_age,
		r.to_age, coalesce(r.from_age, r.to_age) IS NOT NULL AS has_age,
		row_number() OVER (PARTITION BY r.scope ORDER BY r.name)::integer AS place
	FROM @store@.rule_of_year AS r
	WHERE r.school_year = for_year AND r.basis = 'register';
	hash_seed := coalesce(known.seed, hashtextextended(gen_random_uuid()::text, 0));
	IF EXISTS (SELECT FROM pg_temp.refresh_rule AS r WHERE r.has_age) THEN
		buckets := coalesce(cardinality(known.births), (
			SELECT (2 ^ ceil(log(2, greatest(count(*), 1024)::numeric)))::integer FROM @store@.fact_student));
		SELECT absence_internal.print_agg(hash_seed, buckets, u.student_id, u.birth_date) INTO births FROM @store@.fact_student AS u;
		birth_changes := coalesce(absence_internal.print_changes(known.births, births), B'1');
	END IF;
	CREATE TEMP TABLE refresh_alert_basis (rules_md5 text, policy text, seed bigint, births bigint[]) ON COMMIT DROP;
	ALTER TABLE pg_temp.refresh_alert_basis ALTER COLUMN births SET STORAGE EXTERNAL;	-- prints cannot be compressed
	INSERT INTO pg_temp.refresh_alert_basis (rules_md5, policy, seed, births)
	SELECT md5(coalesce(string_agg(r::text, ' ' ORDER BY r.name), '') || absence_internal.print_version()), policy_now::text, hash_seed, births
	FROM pg_temp.refresh_rule AS r;

	looks_at_all := everything OR (SELECT f.changes IS NULL FROM pg_temp.refresh_found AS f)
		OR known.school_year IS NULL
		OR (SELECT (b.rules_md5, b.policy) IS DISTINCT FROM (known.rules_md5, known.policy) FROM pg_temp.refresh_alert_basis AS b);
	PERFORM @store@.refresh_looked(for_year, looks_at_all, policy_now);
	IF position(B'1' IN birth_changes) > 0 AND NOT looks_at_all THEN
		INSERT INTO pg_temp.refresh_looked (student_id)
		SELECT DISTINCT r.student_id
		FROM @store@.student_register AS r
		WHERE r.school_year = for_year AND absence_internal.has_changed(r.student_id, hash_seed, birth_changes)
			AND r.student_id NOT IN (SELECT o.student_id FROM pg_temp.refresh_looked AS o);
	END IF;
	ANALYZE pg_temp.refresh_looked;
	PERFORM @store@.refresh_crossings(for_year, policy_now), @store@.refresh_match(for_year);
	RETURN true;
END
$$;

-- The students to look at: those with a change of a register that is more than time, and of
-- the others those who have a mark on the new days, or of whom a crossing can begin or end on them
CREATE OR REPLACE FUNCTION @store@.refresh_looked(for_year integer, looks_at_all boolean, policy_now absence.policy) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	minimums integer[];	-- days counted without which a rate is not met
BEGIN
	CREATE TEMP TABLE refresh_looked (student_id text COLLATE "C") ON COMMIT DROP;
	IF looks_at_all THEN
		INSERT INTO pg_temp.refresh_looked (student_id)
		SELECT r.student_id FROM @store@.student_register AS r WHERE r.school_year = for_year
		UNION
		SELECT c.student_id FROM pg_temp.refresh_change AS c
		UNION
		SELECT a.student_id FROM @store@.alert AS a WHERE a.school_year = for_year;
		RETURN;
	END IF;
	SELECT array_agg(m.days) INTO minimums
	FROM (SELECT DISTINCT substring(r.rule::text FROM 'after = ([0-9]+)')::integer AS days FROM pg_temp.refresh_rule AS r) AS m
	WHERE m.days IS NOT NULL;

	WITH change AS MATERIALIZED (
		SELECT c.student_id, absence.complete_through(c.old) AS old_day, absence.complete_through(c.new) AS new_day, CASE
			WHEN c.old IS NULL OR c.new IS NULL OR c.grade IS DISTINCT FROM c.grade_before
				OR absence.complete_through(c.new) < absence.complete_through(c.old)
				OR absence_internal.complete_to(c.old, absence.complete_through(c.new)) OPERATOR(absence.<>) c.new
				OR absence_internal.has_marks(c.new, absence.complete_through(c.old), absence.complete_through(c.new)) THEN true
			WHEN minimums IS NOT NULL THEN EXISTS (
				SELECT
				FROM (SELECT absence.counted_days(absence.tally(c.old, policy_now)), absence.counted_days(absence.tally(c.new, policy_now)))
					AS t (before, after)
				CROSS JOIN unnest(minimums) AS m (days)
				WHERE t.before < m.days AND t.after >= m.days)
			ELSE false END AS is_looked_at
		FROM pg_temp.refresh_change AS c
	)
	INSERT INTO pg_temp.refresh_looked (student_id)
	SELECT c.student_id
	FROM change AS c
	WHERE c.is_looked_at
	UNION
	-- the days of several registers are merged
	SELECT c.student_id
	FROM change AS c
	JOIN @store@.stay_register AS s ON (s.student_id, s.school_year) = (c.student_id, for_year) AND NOT s.alone
	UNION
	SELECT c.student_id
	FROM change AS c
	JOIN @store@.alert AS a ON (a.student_id, a.school_year) = (c.student_id, for_year)
	WHERE a.withdrawn_on IS NULL AND (a.until IS NULL AND a.ends_by <= c.new_day OR a.met_on > coalesce(c.old_day, '-infinity'));

END
$$;

-- Their crossings, by the registers as they are to be
CREATE OR REPLACE FUNCTION @store@.refresh_crossings(for_year integer, policy_now absence.policy) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	district_rules absence.rule[];
	school_rules absence.rule[];
BEGIN
	CREATE TEMP TABLE refresh_crossing (crossing_id integer GENERATED ALWAYS AS IDENTITY, student_id text COLLATE "C",
		school_id text COLLATE "C", rule text COLLATE "C", met_on date, until date, ends_by date, amount double precision, ripe_on date)
		ON COMMIT DROP;
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_looked) THEN
		RETURN;
	END IF;
	SELECT array_agg(r.rule ORDER BY r.place) FILTER (WHERE NOT r.of_school), array_agg(r.rule ORDER BY r.place) FILTER (WHERE r.of_school)
	INTO district_rules, school_rules
	FROM pg_temp.refresh_rule AS r;

	WITH register AS MATERIALIZED (
		SELECT r.student_id, r.school_id, r.grade, r.register
		FROM @registers_now@ AS r
	), several AS MATERIALIZED (
		SELECT r.student_id FROM register AS r GROUP BY r.student_id HAVING count(*) > 1
	), evaluated AS (
		SELECT r.student_id, NULL::text COLLATE "C" AS school_id, ARRAY[r.grade] AS grades, r.register, false AS of_school
		FROM register AS r
		WHERE district_rules IS NOT NULL AND r.student_id NOT IN (SELECT s.student_id FROM several AS s)
		UNION ALL
		SELECT r.student_id, NULL, array_agg(r.grade), absence.rollup(r.register), false
		FROM register AS r
		WHERE district_rules IS NOT NULL AND r.student_id IN (SELECT s.student_id FROM several AS s)
		GROUP BY r.student_id
		UNION ALL
		SELECT r.student_id, r.school_id, ARRAY[r.grade], r.register, true
		FROM register AS r
		WHERE school_rules IS NOT NULL
	)
	INSERT INTO pg_temp.refresh_crossing (student_id, school_id, rule, met_on, until, ends_by, amount, ripe_on)
	SELECT e.student_id, e.school_id, r.name, c.met_on, CASE WHEN c.until <= e.day THEN c.until END, c.until, c.amount,
		CASE WHEN r.settle_days = 0 THEN c.met_on ELSE coalesce(absence.nth_day(e.whole, c.met_on, r.settle_days),
			absence_internal.last_membership_day(e.whole)) END
	FROM (
		SELECT v.student_id, v.school_id, v.grades, v.of_school, absence.complete_through(v.register) AS day,
			absence_internal.complete_to(v.register, 'infinity') AS whole
		FROM evaluated AS v
		OFFSET 0
	) AS e
	CROSS JOIN LATERAL absence.crossings_of(e.whole, CASE WHEN e.of_school THEN school_rules ELSE district_rules END, policy_now) AS c
	JOIN pg_temp.refresh_rule AS r ON r.place = c.rule AND r.of_school = e.of_school
	WHERE c.met_on <= e.day AND (r.again OR r.has_age OR c.n = 1) AND (r.grades IS NULL OR r.grades && e.grades);
	ANALYZE pg_temp.refresh_crossing;

	-- of a rule for an age, those of a student who has another on the day; a birth date that is not known is let in
	IF EXISTS (SELECT FROM pg_temp.refresh_rule AS r WHERE r.has_age) THEN
		DELETE FROM pg_temp.refresh_crossing AS c
		USING pg_temp.refresh_rule AS r, @store@.fact_student AS u
		WHERE r.name = c.rule AND r.has_age AND u.student_id = c.student_id AND CASE WHEN isfinite(u.birth_date) THEN
			extract(year FROM age(c.met_on, u.birth_date)) < r.from_age OR extract(year FROM age(c.met_on, u.birth_date)) > r.to_age END;
	END IF;

	-- of a rule that asks once a year the first that is left
	IF EXISTS (SELECT FROM pg_temp.refresh_rule AS r WHERE r.has_age AND NOT r.again) THEN
		DELETE FROM pg_temp.refresh_crossing AS c
		USING pg_temp.refresh_rule AS r, pg_temp.refresh_crossing AS b
		WHERE r.name = c.rule AND r.has_age AND NOT r.again AND (b.student_id, b.rule) = (c.student_id, c.rule)
			AND b.school_id IS NOT DISTINCT FROM c.school_id AND b.met_on < c.met_on;
	END IF;
END
$$;

-- Which alert each crossing is, and the alerts that change
CREATE OR REPLACE FUNCTION @store@.refresh_match(for_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_more integer;
BEGIN
	CREATE TEMP TABLE refresh_alert (alert_id integer, rule text COLLATE "C", version integer, met_on date, until date, ends_by date,
		amount double precision, ripe_on date, met_on_before date, until_before date, amount_before double precision, what text)
		ON COMMIT DROP;
	CREATE TEMP TABLE refresh_match (alert_id integer, crossing_id integer) ON COMMIT DROP;
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_looked) THEN
		RETURN;
	END IF;
	CREATE TEMP TABLE refresh_old ON COMMIT DROP AS
	SELECT a.alert_id, a.student_id, a.school_id, a.rule, a.version, a.met_on, a.until, a.ends_by, a.amount, a.ripe_on,
		a.withdrawn_on IS NOT NULL AS is_withdrawn
	FROM pg_temp.refresh_looked AS l
	JOIN @store@.alert AS a ON (a.student_id, a.school_year) = (l.student_id, for_year);
	ANALYZE pg_temp.refresh_old;

	-- Standing alerts are apart from each other, as crossings are, so those that begin on the
	-- same day are each other's first.
	INSERT INTO pg_temp.refresh_match (alert_id, crossing_id)
	SELECT a.alert_id, c.crossing_id
	FROM pg_temp.refresh_crossing AS c
	JOIN pg_temp.refresh_old AS a ON (a.student_id, a.rule, a.met_on) = (c.student_id, c.rule, c.met_on)
	WHERE a.school_id IS NOT DISTINCT FROM c.school_id AND NOT a.is_withdrawn;
	ANALYZE pg_temp.refresh_match;

	-- The others, until no more belong together. Standing alerts come first: one that was
	-- withdrawn must not take a crossing from them.
	CREATE TEMP TABLE refresh_pair ON COMMIT DROP AS
	SELECT a.alert_id, c.crossing_id, c.met_on, row_number() OVER (ORDER BY a.is_withdrawn, a.met_on, a.alert_id) AS alert_order
	FROM pg_temp.refresh_crossing AS c
	JOIN pg_temp.refresh_rule AS r ON r.name = c.rule
	JOIN pg_temp.refresh_old AS a ON (a.student_id, a.rule) = (c.student_id, c.rule)
	WHERE a.school_id IS NOT DISTINCT FROM c.school_id
		AND (NOT r.again OR c.met_on < coalesce(a.until, a.ends_by, 'infinity') AND a.met_on < coalesce(c.until, c.ends_by, 'infinity'))
		AND c.crossing_id NOT IN (SELECT m.crossing_id FROM pg_temp.refresh_match AS m)
		AND a.alert_id NOT IN (SELECT m.alert_id FROM pg_temp.refresh_match AS m);
	LOOP
		INSERT INTO pg_temp.refresh_match (alert_id, crossing_id)
		SELECT f.alert_id, f.crossing_id
		FROM (
			SELECT p.alert_id, p.crossing_id, row_number() OVER (PARTITION BY p.alert_id ORDER BY p.met_on) AS place_of_crossing,
				row_number() OVER (PARTITION BY p.crossing_id ORDER BY p.alert_order) AS place_of_alert
			FROM pg_temp.refresh_pair AS p
		) AS f
		WHERE f.place_of_crossing = 1 AND f.place_of_alert = 1;
		GET DIAGNOSTICS found_more = ROW_COUNT;
		EXIT WHEN found_more = 0;
		DELETE FROM pg_temp.refresh_pair AS p
		WHERE p.alert_id IN (SELECT m.alert_id FROM pg_temp.refresh_match AS m)
			OR p.crossing_id IN (SELECT m.crossing_id FROM pg_temp.refresh_match AS m);
	END LOOP;

	INSERT INTO pg_temp.refresh_alert (alert_id, rule, version, met_on, until, ends_by, amount, ripe_on, met_on_before, until_before,
		amount_before, what)
	SELECT a.alert_id, c.rule, r.version, c.met_on, c.until, c.ends_by, c.amount, c.ripe_on, a.met_on, a.until, a.amount, CASE
			WHEN a.is_withdrawn THEN 'reopened'
			WHEN (a.version, a.met_on, a.until, a.amount, a.ripe_on) IS DISTINCT FROM (r.version, c.met_on, c.until, c.amount, c.ripe_on)
				THEN 'moved' END	-- NULL if only ends_by changes
	FROM pg_temp.refresh_match AS m
	JOIN pg_temp.refresh_crossing AS c USING (crossing_id)
	JOIN pg_temp.refresh_rule AS r ON r.name = c.rule
	JOIN pg_temp.refresh_old AS a USING (alert_id)
	WHERE a.is_withdrawn OR (a.version, a.met_on, a.until, a.ends_by, a.amount, a.ripe_on)
		IS DISTINCT FROM (r.version, c.met_on, c.until, c.ends_by, c.amount, c.ripe_on);

	-- the alerts without a crossing
	CREATE TEMP TABLE refresh_lost ON COMMIT DROP AS
	SELECT a.alert_id, a.student_id, a.school_id, a.rule, a.version, a.met_on, a.until, a.amount
	FROM pg_temp.refresh_old AS a
	WHERE NOT a.is_withdrawn AND a.alert_id NOT IN (SELECT m.alert_id FROM pg_temp.refresh_match AS m);
	IF EXISTS (SELECT FROM pg_temp.refresh_lost) THEN
		ANALYZE pg_temp.refresh_lost;
		INSERT INTO pg_temp.refresh_alert (alert_id, rule, version, met_on_before, until_before, amount_before, what)
		SELECT l.alert_id, l.rule, l.version, l.met_on, l.until, l.amount, 'withdrawn'
		FROM pg_temp.refresh_lost AS l
		LEFT JOIN (
			SELECT o.alert_id, max(coalesce(absence.complete_through(r.register), '-infinity')) AS day
			FROM pg_temp.refresh_lost AS o
			JOIN @registers_now@ AS r ON r.student_id = o.student_id
			WHERE r.school_id = coalesce(o.school_id, r.school_id)
			GROUP BY o.alert_id
		) AS k USING (alert_id)
		WHERE k.day IS NULL OR l.met_on <= k.day OR l.rule NOT IN (SELECT r.name FROM pg_temp.refresh_rule AS r);
	END IF;
	ANALYZE pg_temp.refresh_alert (alert_id, what);
END
$$;

-- Writes the alerts that change, and records each change
CREATE OR REPLACE FUNCTION @store@.refresh_write_alerts(for_year integer, this_refresh bigint, today date) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	last_alert integer;
	added bigint;
BEGIN
	IF EXISTS (SELECT FROM pg_temp.refresh_alert) THEN
		UPDATE @store@.alert AS a
		SET version = n.version, met_on = n.met_on, until = n.until, ends_by = n.ends_by, amount = n.amount, ripe_on = n.ripe_on,
			withdrawn_on = NULL, reopened = a.reopened + (a.withdrawn_on IS NOT NULL)::integer
		FROM pg_temp.refresh_alert AS n
		WHERE n.alert_id = a.alert_id AND n.what IS DISTINCT FROM 'withdrawn';
		UPDATE @store@.alert AS a
		SET withdrawn_on = today
		FROM pg_temp.refresh_alert AS n
		WHERE n.alert_id = a.alert_id AND n.what = 'withdrawn';
		INSERT INTO @store@.alert_change (refresh_id, alert_id, what, met_on_before, met_on_after, until_before, until_after, amount_before,
			amount_after)
		SELECT this_refresh, n.alert_id, n.what, n.met_on_before, n.met_on, n.until_before, n.until, n.amount_before, n.amount
		FROM pg_temp.refresh_alert AS n
		WHERE n.what IS NOT NULL;
	END IF;
	last_alert := coalesce((SELECT max(a.alert_id) FROM @store@.alert AS a), 0);
	INSERT INTO @store@.alert (student_id, school_year, school_id, rule, version, met_on, until, ends_by, amount, ripe_on, first_met_on,
		known_on)
	SELECT c.student_id, for_year, c.school_id, c.rule, r.version, c.met_on, c.until, c.ends_by, c.amount, c.ripe_on, c.met_on, today
	FROM pg_temp.refresh_crossing AS c
	JOIN pg_temp.refresh_rule AS r ON r.name = c.rule
	WHERE c.crossing_id NOT IN (SELECT m.crossing_id FROM pg_temp.refresh_match AS m)
	ORDER BY c.met_on, c.crossing_id;
	INSERT INTO @store@.alert_change (refresh_id, alert_id, what, met_on_after, until_after, amount_after)
	SELECT this_refresh, a.alert_id, 'new', a.met_on, a.until, a.amount
	FROM @store@.alert AS a
	WHERE a.alert_id > last_alert;
	GET DIAGNOSTICS added = ROW_COUNT;
	IF 10 * added > coalesce((SELECT c.reltuples FROM pg_class AS c WHERE c.oid = (SELECT a.tableoid FROM @store@.alert AS a LIMIT 1)), 0) THEN
		ANALYZE @store@.alert (alert_id, student_id, school_year, rule), @store@.alert_change (alert_id);
	END IF;

	-- what they were found with
	IF NOT EXISTS (SELECT FROM pg_temp.refresh_rule) THEN
		DELETE FROM @store@.alert_basis AS b WHERE b.school_year = for_year;
		RETURN;
	END IF;
	INSERT INTO @store@.alert_basis AS b (school_year, rules_md5, policy, seed, births)
	SELECT for_year, n.rules_md5, n.policy, n.seed, n.births FROM pg_temp.refresh_alert_basis AS n
	ON CONFLICT (school_year) DO UPDATE
	SET rules_md5 = excluded.rules_md5, policy = excluded.policy, seed = excluded.seed, births = excluded.births
	WHERE (b.rules_md5, b.policy, b.seed, b.births) IS DISTINCT FROM (excluded.rules_md5, excluded.policy, excluded.seed, excluded.births);
END
$$;

REVOKE ALL ON FUNCTION @store@.refresh_alerts(integer, boolean), @store@.refresh_looked(integer, boolean, absence.policy),
	@store@.refresh_crossings(integer, absence.policy), @store@.refresh_match(integer),
	@store@.refresh_write_alerts(integer, bigint, date) FROM PUBLIC;
