-- Which of the kept answers, the rows of tables latest_X, can differ from what the views X
-- answer now. absence_internal.keep_answers() works these out anew and writes those that
-- differ.
--
-- A refresh knows whose registers and stays it has changed. Everything else that a view
-- shows is compared with what the last refresh remembered of it: names, groups and support by
-- their prints, the definition and the current school year as they were, the day that counts
-- as now at each school, and the day of lists of students now. All of it is looked at before
-- the views are, so that a change meanwhile is found by the next refresh at the latest.

-- The table in which changes are noted that the prints do not tell. Of kept_by support are those
-- of alerts, which only answers from support depend on.
CREATE OR REPLACE FUNCTION @store@.note_answers() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF to_regclass('pg_temp.answer_noted') IS NULL THEN
		CREATE TEMP TABLE answer_noted (school_year integer, kept_by text COLLATE "C", id text COLLATE "C") ON COMMIT DROP;
	END IF;
END
$$;
COMMENT ON FUNCTION @store@.note_answers() IS
	'Makes the table in which changes are noted whose answers answers_to_keep finds';

-- Before a refresh remembers what it has found of a school year: the students whose facts have
-- changed, with those who have no stay any more. A change of a stay can leave the register as it
-- is, and there are stays without a register.
CREATE OR REPLACE FUNCTION @store@.refresh_note_stays(for_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	seed bigint;
	changes bit varying;
BEGIN
	SELECT f.seed, f.changes || B'' INTO STRICT seed, changes FROM pg_temp.refresh_found AS f;
	IF changes IS NULL THEN
		RETURN;		-- everybody
	END IF;
	PERFORM @store@.note_answers();
	INSERT INTO pg_temp.answer_noted (school_year, kept_by, id)
	SELECT for_year, 'student_id', o.student_id
	FROM @store@.stay_register AS o
	WHERE o.school_year = for_year AND absence_internal.has_changed(o.student_id, seed, changes)
	UNION
	SELECT for_year, 'student_id', n.student_id
	FROM pg_temp.refresh_stay AS n;
END
$$;
COMMENT ON FUNCTION @store@.refresh_note_stays(integer) IS
	'Notes the students whose stays in a school year a refresh can have changed, for answers_to_keep';

-- After each school year of a refresh: the students and schools with a change. A register adds
-- its band, its verdict day by day, and its days to the figures of its school and grade. If
-- they are as before, so are the figures.
CREATE OR REPLACE FUNCTION @store@.refresh_note_changes(for_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	policy_now absence.policy;
	changes bigint := (SELECT count(*) FROM pg_temp.refresh_change);
BEGIN
	PERFORM @store@.note_answers();
	IF (SELECT f.changes IS NULL FROM pg_temp.refresh_found AS f)
		OR 4 * changes > (SELECT coalesce(sum(c.members), 0) FROM pg_temp.refresh_school_count AS c) THEN
		-- everybody, or as good as everybody
		INSERT INTO pg_temp.answer_noted (school_year, kept_by) VALUES (for_year, 'student_id'), (for_year, 'school_id');
		RETURN;
	END IF;
	INSERT INTO pg_temp.answer_noted (school_year, kept_by, id)
	SELECT DISTINCT for_year, 'student_id', c.student_id
	FROM pg_temp.refresh_change AS c;
	IF to_regclass('pg_temp.refresh_alert') IS NOT NULL THEN
		INSERT INTO pg_temp.answer_noted (school_year, kept_by, id)
		SELECT for_year, 'support', a.student_id
		FROM pg_temp.refresh_alert AS n
		JOIN @store@.alert AS a USING (alert_id)
		UNION
		SELECT for_year, 'support', c.student_id
		FROM pg_temp.refresh_crossing AS c
		WHERE c.crossing_id NOT IN (SELECT m.crossing_id FROM pg_temp.refresh_match AS m);
	END IF;

	SELECT d.policy INTO policy_now
	FROM @store@.store_setting AS s
	JOIN @store@.definition_of_year AS d ON d.school_year = for_year AND d.name = s.policy;
	INSERT INTO pg_temp.answer_noted (school_year, kept_by, id)
	SELECT DISTINCT for_year, 'school_id', c.school_id
	FROM pg_temp.refresh_change AS c
	WHERE CASE WHEN c.old IS NULL OR c.new IS NULL OR c.grade IS DISTINCT FROM c.grade_before OR changes > 10000 THEN true
		ELSE absence.band(absence.tally(c.old, policy_now)) IS DISTINCT FROM absence.band(absence.tally(c.new, policy_now))
			OR absence_internal.last_membership_day(c.old) IS DISTINCT FROM absence_internal.last_membership_day(c.new)
			OR (SELECT absence.chronic_trend(r.register, policy_now) FROM (SELECT c.old) AS r (register))
				OPERATOR(absence.<>) (SELECT absence.chronic_trend(r.register, policy_now) FROM (SELECT c.new) AS r (register)) END;
	-- the district counts the merged register of a student of several schools
	INSERT INTO pg_temp.answer_noted (school_year, kept_by)
	SELECT for_year, 'school_year'
	WHERE EXISTS (
		SELECT
		FROM (SELECT DISTINCT student_id FROM pg_temp.refresh_change WHERE changes <= 10000) AS s
		CROSS JOIN LATERAL (
			SELECT absence.rollup(coalesce(c.old, r.register)) AS old, absence.rollup(r.register) AS new
			FROM @store@.student_register AS r
			LEFT JOIN pg_temp.refresh_change AS c ON (c.student_id, c.school_id) = (r.student_id, r.school_id)
			WHERE (r.student_id, r.school_year) = (s.student_id, for_year)
			HAVING count(*) > 1
		) AS m
		WHERE absence.band(absence.tally(m.old, policy_now)) IS DISTINCT FROM absence.band(absence.tally(m.new, policy_now)));
END
$$;
COMMENT ON FUNCTION @store@.refresh_note_changes(integer) IS
	'Notes the students and schools of a school year whose answers a refresh can have changed, for answers_to_keep';

-- The prints of the facts that views show as they stand, as they are now, in temporary table
-- answer_print_now, with the buckets that have changed. changes is NULL if there is no print
-- to compare with: everything has changed.
CREATE OR REPLACE FUNCTION @store@.answers_print() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	hash_seed bigint := coalesce((SELECT p.seed FROM @store@.answer_print AS p LIMIT 1), hashtextextended(gen_random_uuid()::text, 0));
	students integer;	-- buckets for them
BEGIN
	-- As many buckets as students leave few students who share one. Those of a source are about
	-- as many as a refresh has found.
	students := greatest(1024, (SELECT cardinality(p.print) FROM @store@.answer_print AS p WHERE p.facts = 'names'), (
		SELECT 2 ^ ceil(log(2, greatest(c.reltuples, (SELECT max(l.students) FROM @store@.refresh_log AS l), 1)::numeric))
		FROM pg_class AS c
		WHERE c.relname = 'student' AND c.relnamespace = (
			SELECT s.relnamespace FROM pg_class AS s WHERE s.oid = (SELECT x.tableoid FROM @store@.store_setting AS x))));

	CREATE TEMP TABLE answer_print_now (facts text COLLATE "C", seed bigint, print bigint[], changes bit varying) ON COMMIT DROP;
	-- prints cannot be compressed
	ALTER TABLE pg_temp.answer_print_now ALTER COLUMN print SET STORAGE EXTERNAL, ALTER COLUMN changes SET STORAGE EXTERNAL;
	INSERT INTO pg_temp.answer_print_now (facts, seed, print, changes)
	SELECT n.facts, hash_seed, n.print, absence_internal.print_changes(o.print, n.print)
	FROM (
		SELECT p.facts, coalesce(p.print, array_fill(0::bigint, ARRAY[p.buckets])) AS print
		FROM (
			SELECT 'names' AS facts, students AS buckets, absence_internal.print_agg(hash_seed, students, u.student_id,
				u.state_student_id, u.last_name, u.first_name, u.birth_date) AS print
			FROM @store@.fact_student AS u
			UNION ALL
			SELECT 'groups', students, absence_internal.print_agg(hash_seed, students, g.student_id, g.kind, g.value, g.begin_date, g.end_date)
			FROM @store@.fact_student_group AS g
			UNION ALL
			SELECT 'schools', 4096, absence_internal.print_agg(hash_seed, 4096, h.school_id, h.name, h.school_level, h.lea_id, h.state_lea_id,
				h.state_school_id, h.nces_school_id, h.reporting, h.federally_reported)
			FROM @store@.fact_school AS h
			UNION ALL
			SELECT 'priors', 4096, absence_internal.print_agg(hash_seed, 4096, c.school_id, c.school_year, c.group_kind, c.group_value,
				c.verdict_n, c.chronic_n, c.source)
			FROM @store@.prior_count AS c
			UNION ALL
			SELECT 'complete', 4096, absence_internal.print_agg(hash_seed, 4096, c.school_year || ' ' || c.school_id, c.complete_through)
			FROM @store@.school_complete AS c
			UNION ALL
			-- what is known of a student beside attendance
			SELECT 'outreach', students, absence_internal.print_agg(hash_seed, students, o.student_id, o.outreach_id, o.school_id, o.school_year,
				o.day, o.due_on, o.kind, o.outcome, o.reached, o.rule, o.step, o.met_on, o.replaces)
			FROM @store@.outreach AS o
			UNION ALL
			SELECT 'supports', students, absence_internal.print_agg(hash_seed, students, k.student_id, k.support_id, k.school_id, k.school_year,
				k.intervention_id, k.begin_date, k.end_date, k.status, k.end_reason, k.tier, k.staff_id, k.rule, k.met_on)
			FROM @store@.student_intervention AS k
			UNION ALL
			SELECT 'barriers', students, absence_internal.print_agg(hash_seed, students, b.student_id, b.school_year, b.barrier,
				b.identified_on, b.resolved_on)
			FROM @store@.student_barrier AS b
			UNION ALL
			SELECT 'decisions', students, absence_internal.print_agg(hash_seed, students, d.student_id, d.school_year, d.tier, d.begin_date,
				d.end_date)
			FROM @store@.tier_decision AS d
			UNION ALL
			SELECT 'households', students, absence_internal.print_agg(hash_seed, students, c.student_id, c.household_id)
			FROM @store@.contact AS c
			UNION ALL
			SELECT 'prior students', students, absence_internal.print_agg(hash_seed, students, p.student_id, p.school_year, p.enrolled_days,
				p.absent_days, p.source)
			FROM @store@.prior_student AS p
			UNION ALL
			-- what is shown of many students
			SELECT 'staff', 64, absence_internal.print_agg(hash_seed, 64, f.staff_id, f.name)
			FROM @store@.staff AS f
			UNION ALL
			SELECT 'interventions', 64, absence_internal.print_agg(hash_seed, 64, i.intervention_id, i.tier)
			FROM @store@.intervention AS i
			UNION ALL
			SELECT 'rules', 64, absence_internal.print_agg(hash_seed, 64, r.name, r.version, r.basis, r.rule, r.group_kind, r.group_value,
				r.scope, r.tier, r.stands, r.grades, r.from_age, r.to_age, r.from_year, r.to_year, r.in_force)
			FROM @store@.attendance_rule AS r
			UNION ALL
			SELECT 'steps', 64, absence_internal.print_agg(hash_seed, 64, t.name, t.version, t.step, t.kind, t.within_n, t.within_unit,
				t.after_step, t.needs, t.unless_group, t.unless_barrier)
			FROM @store@.rule_step AS t
		) AS p
	) AS n
	LEFT JOIN @store@.answer_print AS o USING (facts);
END
$$;

-- Remembers the statuses of the students whose rows of student_group have changed. True if other
-- statuses are known now: then those of every student are worked out anew.
CREATE OR REPLACE FUNCTION @store@.remember_statuses(seed bigint, changes bit varying) RETURNS boolean
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	others_are_known boolean;
BEGIN
	CREATE TEMP TABLE status_now ON COMMIT DROP AS
	SELECT (row_number() OVER (ORDER BY k.kind, k.value))::integer AS place, k.kind, k.value
	FROM (SELECT DISTINCT kind, value FROM @store@.fact_student_group WHERE kind <> 'all') AS k;
	others_are_known := EXISTS (SELECT FROM pg_temp.status_now AS n FULL JOIN @store@.group_status AS o USING (place, kind, value)
		WHERE n.place IS NULL OR o.place IS NULL);
	IF others_are_known THEN
		changes := NULL;
		DELETE FROM @store@.group_status;
		INSERT INTO @store@.group_status (place, kind, value) SELECT n.place, n.kind, n.value FROM pg_temp.status_now AS n;
		ANALYZE @store@.group_status;
	END IF;
	CREATE TEMP TABLE student_statuses_now ON COMMIT DROP AS
	WITH known AS MATERIALIZED (
		SELECT n.kind, n.value, n.place,
			overlay(repeat('0', (count(*) OVER ())::integer) PLACING '1' FROM n.place)::bit varying AS mask
		FROM pg_temp.status_now AS n
	)
	SELECT g.student_id, bit_or(CASE WHEN a.always THEN k.mask ELSE k.mask & ~k.mask END)::text AS always,
		array_agg(k.place ORDER BY k.place, g.begin_date, g.end_date) FILTER (WHERE NOT a.always) AS places,
		array_agg(coalesce(g.begin_date, '-infinity') ORDER BY k.place, g.begin_date, g.end_date) FILTER (WHERE NOT a.always) AS begin_dates,
		array_agg(coalesce(g.end_date, 'infinity') ORDER BY k.place, g.begin_date, g.end_date) FILTER (WHERE NOT a.always) AS end_dates
	FROM @store@.fact_student_group AS g
	JOIN known AS k USING (kind, value)
	CROSS JOIN LATERAL (SELECT g.begin_date IS NULL AND g.end_date IS NULL) AS a (always)
	WHERE octet_length(g.student_id) <= 500 AND absence_internal.has_changed(g.student_id, seed, changes)
	GROUP BY g.student_id;
	ANALYZE pg_temp.student_statuses_now (student_id);
	DELETE FROM @store@.student_statuses AS o
	WHERE absence_internal.has_changed(o.student_id, seed, changes) AND NOT EXISTS (
		SELECT FROM pg_temp.student_statuses_now AS n WHERE n.student_id = o.student_id
			AND (n.always, n.places, n.begin_dates, n.end_dates) IS NOT DISTINCT FROM (o.always, o.places, o.begin_dates, o.end_dates));
	INSERT INTO @store@.student_statuses (student_id, always, places, begin_dates, end_dates)
	SELECT n.student_id, n.always, n.places, n.begin_dates, n.end_dates
	FROM pg_temp.student_statuses_now AS n
	ON CONFLICT DO NOTHING;		-- an anti join with a table that is empty would be a nested loop
	IF changes IS NULL THEN
		ANALYZE @store@.student_statuses;
	END IF;
	DROP TABLE pg_temp.status_now, pg_temp.student_statuses_now;
	RETURN others_are_known;
END
$$;

-- It makes these temporary tables:
--
-- answer_year_now, answer_now_now, answer_print_now  as answer_year, answer_now and answer_print
-- answer_change  what has changed: the ids of students or schools of a school year; all if ids
--                is NULL, and those of all school years if school_year is NULL too
CREATE OR REPLACE FUNCTION @store@.answers_to_keep(everything boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	changed record;
	others_are_known boolean;
	temp_table name;
BEGIN
	FOREACH temp_table IN ARRAY '{answer_year_now,answer_now_now,answer_print_now,answer_touched,answer_change}'::name[] LOOP
		IF to_regclass('pg_temp.' || temp_table) IS NOT NULL THEN
			EXECUTE format('DROP TABLE pg_temp.%I', temp_table);
		END IF;
	END LOOP;
	CREATE TEMP TABLE answer_touched (school_year integer, kept_by text COLLATE "C", id text COLLATE "C") ON COMMIT DROP;
	IF to_regclass('pg_temp.answer_noted') IS NOT NULL THEN
		INSERT INTO pg_temp.answer_touched (school_year, kept_by, id)
		SELECT n.school_year, n.kept_by, n.id FROM pg_temp.answer_noted AS n;
	END IF;
	CREATE TEMP TABLE answer_change (school_year integer, kept_by text COLLATE "C", ids text[]) ON COMMIT DROP;
	CREATE TEMP TABLE answer_year_now ON COMMIT DROP AS
	SELECT a.school_year, absence_internal.answer_version() AS version, a.policy_name, a.policy,
		coalesce(a.school_year = n.school_year, false) AS is_current_year
	FROM @store@.asked AS a
	CROSS JOIN @store@.store_now AS n;
	CREATE TEMP TABLE answer_now_now ON COMMIT DROP AS
	SELECT n.day, n.of_school, n.school_year AS list_year, n.figures_year, n.list_day FROM @store@.support_now AS n;
	PERFORM @store@.answers_print();

	-- in memory, so that they are not read from a table for each student
	SELECT min(p.seed) AS seed,
		(array_agg(p.changes || B'') FILTER (WHERE p.facts = 'names'))[1] AS names,
		(array_agg(p.changes || B'') FILTER (WHERE p.facts = 'groups'))[1] AS groups,
		(array_agg(p.changes || B'') FILTER (WHERE p.facts = 'schools'))[1] AS schools,
		(array_agg(p.changes || B'') FILTER (WHERE p.facts = 'priors'))[1] AS priors,
		(array_agg(p.changes || B'') FILTER (WHERE p.facts = 'complete'))[1] AS complete,
		array_agg(p.facts) FILTER (WHERE p.changes IS NULL OR position(B'1' IN p.changes) > 0) AS facts
	INTO changed
	FROM pg_temp.answer_print_now AS p;

	everything := everything OR NOT EXISTS (SELECT FROM @store@.answer_print);
	IF everything OR changed.facts && '{groups}' THEN
		others_are_known := @store@.remember_statuses(changed.seed, CASE WHEN NOT everything THEN changed.groups END);
	END IF;
	IF everything THEN
		INSERT INTO pg_temp.answer_change (kept_by) VALUES ('student_id'), ('school_id'), ('school_year');
		RETURN;
	END IF;

	-- all answers of a school year
	INSERT INTO pg_temp.answer_touched (school_year, kept_by)
	SELECT y.school_year, k.kept_by
	FROM (
		SELECT school_year
		FROM pg_temp.answer_year_now AS n
		FULL JOIN @store@.answer_year AS o USING (school_year)
		WHERE (n.version, n.policy_name, n.policy, n.is_current_year) IS DISTINCT FROM (o.version, o.policy_name, o.policy, o.is_current_year)
	) AS y
	CROSS JOIN (VALUES ('student_id'), ('school_id')) AS k (kept_by);

	IF changed.facts && '{names,schools}' THEN
		-- a student's row has the name of the school too
		INSERT INTO pg_temp.answer_touched (school_year, kept_by, id)
		SELECT r.school_year, 'student_id', r.student_id
		FROM @store@.student_register AS r
		WHERE absence_internal.has_changed(r.student_id, changed.seed, changed.names)
			OR absence_internal.has_changed(r.school_id, changed.seed, changed.schools);
	END IF;
	IF changed.facts && '{groups,schools,priors}' THEN
		INSERT INTO pg_temp.answer_touched (school_year, kept_by, id)
		SELECT DISTINCT r.school_year, 'school_id', r.school_id
		FROM @store@.student_register AS r
		WHERE absence_internal.has_changed(r.student_id, changed.seed, changed.groups)
			OR absence_internal.has_changed(r.school_id, changed.seed, changed.schools)
			OR absence_internal.has_changed(r.school_id, changed.seed, changed.priors);
	END IF;
	IF changed.facts && '{complete}' THEN
		INSERT INTO pg_temp.answer_touched (school_year, kept_by, id)
		SELECT c.school_year, 'school_id', c.school_id
		FROM @store@.school_complete AS c
		WHERE absence_internal.has_changed(c.school_year || ' ' || c.school_id, changed.seed, changed.complete);
	END IF;
	IF others_are_known THEN
		-- every school has rows of every kind of group that is known
		INSERT INTO pg_temp.answer_touched (school_year, kept_by)
		SELECT y.school_year, 'school_id' FROM pg_temp.answer_year_now AS y;
	END IF;
	PERFORM @store@.answers_of_enrolled(), @store@.answers_from_support();

	-- all of a school year, if they are as good as all
	INSERT INTO pg_temp.answer_change (school_year, kept_by, ids)
	SELECT t.school_year, t.kept_by, CASE WHEN NOT t.has_all AND (cardinality(t.ids) < 1000 OR t.kept_by = 'school_id'
			OR 4 * cardinality(t.ids) < (SELECT count(*) FROM @store@.student_register AS r WHERE r.school_year = t.school_year)) THEN t.ids END
	FROM (
		SELECT school_year, kept_by, bool_or(id IS NULL) AS has_all, array_agg(DISTINCT id) AS ids
		FROM pg_temp.answer_touched
		WHERE kept_by <> 'school_year'
		GROUP BY school_year, kept_by
	) AS t;
	INSERT INTO pg_temp.answer_change (school_year, kept_by)
	SELECT DISTINCT t.school_year, 'school_year' FROM pg_temp.answer_touched AS t WHERE t.kept_by NOT IN ('student_id', 'support');
END
$$;

-- The students of whom it is another answer whether they are enrolled now, because another day
-- counts as now at their school. If all stays of a school year had ended by the earliest of
-- these days, nothing changes there.
CREATE OR REPLACE FUNCTION @store@.answers_of_enrolled() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	before @store@.answer_now;
	now record;
	earliest date;
BEGIN
	SELECT n.day, n.of_school INTO now FROM pg_temp.answer_now_now AS n;
	SELECT o.* INTO before FROM @store@.answer_now AS o;
	IF (before.day, before.of_school) IS NOT DISTINCT FROM (now.day, now.of_school) THEN
		RETURN;
	END IF;
	SELECT least(before.day, now.day, min(d.value::date)) INTO earliest
	FROM (
		SELECT e.value FROM jsonb_each_text(before.of_school) AS e
		UNION ALL
		SELECT e.value FROM jsonb_each_text(now.of_school) AS e
	) AS d;
	INSERT INTO pg_temp.answer_touched (school_year, kept_by, id)
	SELECT s.school_year, 'student_id', s.student_id
	FROM @store@.stay_register AS s
	WHERE s.school_year IN (SELECT y.school_year FROM @store@.answer_year AS y WHERE y.last_day >= earliest)
		AND s.school_year NOT IN (SELECT t.school_year FROM pg_temp.answer_touched AS t WHERE t.kept_by = 'student_id' AND t.id IS NULL)
		AND @is_now(s, before)@ <> @is_now(s, now)@;
END
$$;

-- The students of whom something has changed beside attendance. On another day, and if rules, names
-- of staff or interventions have changed, all of them.
CREATE OR REPLACE FUNCTION @store@.answers_from_support() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	of_students constant text[] := '{names,groups,outreach,supports,barriers,decisions,households,prior students}';
	before @store@.answer_now;
	now record;
	moved record;
BEGIN
	SELECT n.list_year, n.figures_year, n.list_day INTO now FROM pg_temp.answer_now_now AS n;
	SELECT o.* INTO before FROM @store@.answer_now AS o;
	SELECT min(p.seed) AS seed, bool_or(p.facts = ANY (of_students) AND position(B'1' IN p.changes) > 0) AS of_some,
		bool_or(p.changes IS NULL OR p.facts IN ('staff', 'interventions', 'rules', 'steps') AND position(B'1' IN p.changes) > 0) AS of_all,
		bit_or(p.changes) FILTER (WHERE p.facts = ANY (of_students)) AS changes,
		(array_agg(p.changes || B'') FILTER (WHERE p.facts = 'schools' AND position(B'1' IN p.changes) > 0))[1] AS schools
	INTO moved
	FROM pg_temp.answer_print_now AS p;

	IF moved.of_all OR (before.list_year, before.figures_year, before.list_day)
			IS DISTINCT FROM (now.list_year, now.figures_year, now.list_day) THEN
		INSERT INTO pg_temp.answer_touched (school_year, kept_by)
		SELECT y, 'support' FROM unnest(ARRAY[before.list_year, now.list_year]) AS y WHERE y IS NOT NULL;
	ELSIF moved.of_some OR moved.schools IS NOT NULL THEN
		INSERT INTO pg_temp.answer_touched (school_year, kept_by, id)
		SELECT s.school_year, 'support', s.student_id
		FROM @store@.stay_register AS s
		WHERE s.school_year = now.list_year
			AND (moved.of_some AND absence_internal.has_changed(s.student_id, moved.seed, moved.changes)
				OR moved.schools IS NOT NULL AND absence_internal.has_changed(s.school_id, moved.seed, moved.schools));
	END IF;
END
$$;

-- Remembers what the kept answers were worked out from. Of what has not changed, nothing is
-- written.
CREATE OR REPLACE FUNCTION @store@.answers_kept() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	DELETE FROM @store@.answer_year AS o
	WHERE NOT EXISTS (SELECT FROM pg_temp.answer_year_now AS n WHERE n.school_year = o.school_year)
		OR EXISTS (SELECT FROM pg_temp.answer_change AS c
			WHERE c.kept_by = 'student_id' AND coalesce(c.school_year, o.school_year) = o.school_year);
	INSERT INTO @store@.answer_year (school_year, version, policy_name, policy, is_current_year, last_day)
	SELECT n.school_year, n.version, n.policy_name, n.policy, n.is_current_year, (
		SELECT max(greatest(s.entry_date, @enrolled_through(s)@)) FROM @store@.stay_register AS s WHERE s.school_year = n.school_year)
	FROM pg_temp.answer_year_now AS n
	WHERE NOT EXISTS (SELECT FROM @store@.answer_year AS o WHERE o.school_year = n.school_year);

	DELETE FROM @store@.answer_now AS o
	USING pg_temp.answer_now_now AS n
	WHERE (n.day, n.of_school, n.list_year, n.figures_year, n.list_day)
		IS DISTINCT FROM (o.day, o.of_school, o.list_year, o.figures_year, o.list_day);
	INSERT INTO @store@.answer_now (day, of_school, list_year, figures_year, list_day)
	SELECT n.day, n.of_school, n.list_year, n.figures_year, n.list_day FROM pg_temp.answer_now_now AS n
	WHERE NOT EXISTS (SELECT FROM @store@.answer_now);

	DELETE FROM @store@.answer_print AS o
	USING pg_temp.answer_print_now AS n
	WHERE n.facts = o.facts AND (n.changes IS NULL OR position(B'1' IN n.changes) > 0);
	INSERT INTO @store@.answer_print (facts, seed, print)
	SELECT n.facts, n.seed, n.print
	FROM pg_temp.answer_print_now AS n
	WHERE NOT EXISTS (SELECT FROM @store@.answer_print AS o WHERE o.facts = n.facts);
	DROP TABLE IF EXISTS pg_temp.answer_noted;
END
$$;

COMMENT ON FUNCTION @store@.answers_print() IS 'Makes the prints of the facts that views show as they stand; a step of a refresh';
COMMENT ON FUNCTION @store@.remember_statuses(bigint, bit varying) IS
	'Remembers the statuses of the students whose rows of student_group have changed; true if other statuses are known now';
COMMENT ON FUNCTION @store@.answers_of_enrolled() IS
	'Finds the students of whom it is another answer whether they are enrolled now; a step of a refresh';
COMMENT ON FUNCTION @store@.answers_from_support() IS
	'Finds the students of whom something has changed beside attendance; a step of a refresh';
COMMENT ON FUNCTION @store@.answers_to_keep(boolean) IS 'Finds what of the kept answers can have changed; a step of a refresh';
COMMENT ON FUNCTION @store@.answers_kept() IS 'Remembers what the kept answers were worked out from; a step of a refresh';
REVOKE ALL ON FUNCTION @store@.note_answers(), @store@.refresh_note_stays(integer), @store@.refresh_note_changes(integer),
	@store@.answers_print(), @store@.answers_from_support(),
	@store@.remember_statuses(bigint, bit varying), @store@.answers_to_keep(boolean), @store@.answers_of_enrolled(),
	@store@.answers_kept() FROM PUBLIC;
