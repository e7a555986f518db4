-- intervention_outcome of random stores against the truth of outcome_truth.sql

CREATE TABLE outcome_result (
	district text,
	asked text,
	answered integer,       -- rows
	matched integer,        -- students with support, at schools and in the district
	said integer,           -- rows that say something
	differing integer
);
CREATE TABLE outcome_difference (district text, asked text, side text, fact text);

-- The rows of the view and of the truth that differ, figures to nine decimals
CREATE PROCEDURE compare_outcomes(store name, district text, policy_name text, as_of date, today date) LANGUAGE plpgsql AS
$$
DECLARE
	what text := concat_ws(' ', policy_name, as_of);
	columns text := (
		SELECT string_agg(format(CASE WHEN a.atttypid = 'numeric'::regtype THEN 'round(%I::numeric, 9)' ELSE '%I' END, a.attname), ', '
			ORDER BY a.attnum)
		FROM pg_attribute AS a WHERE a.attrelid = 'oracle.outcome_row'::regclass AND a.attnum > 0);
BEGIN
	CREATE TEMP TABLE answered (LIKE oracle.outcome_row) ON COMMIT DROP;
	CREATE TEMP TABLE truth (LIKE oracle.outcome_row) ON COMMIT DROP;
	EXECUTE format('INSERT INTO pg_temp.answered SELECT %s FROM %I.intervention_outcome_at($1, $2)', columns, store) USING as_of, policy_name;
	EXECUTE format('INSERT INTO pg_temp.truth SELECT %s '
		'FROM oracle.outcome_truth($1, $2, coalesce($3, ''infinity''), coalesce($3, $4))', columns)
	USING store, policy_name, as_of, today;
	INSERT INTO oracle.outcome_difference
	SELECT district, what, 'answered', a::text FROM (TABLE pg_temp.answered EXCEPT ALL TABLE pg_temp.truth) AS a
	UNION ALL
	SELECT district, what, 'truth', t::text FROM (TABLE pg_temp.truth EXCEPT ALL TABLE pg_temp.answered) AS t;
	INSERT INTO oracle.outcome_result
	SELECT district, what, count(*), coalesce(sum(a.matched_n), 0), count(a.says), (
			SELECT count(*) FROM oracle.outcome_difference AS d WHERE (d.district, d.asked) = (compare_outcomes.district, what))
	FROM pg_temp.answered AS a;
	DROP TABLE pg_temp.answered, pg_temp.truth;
	PERFORM set_config('search_path', 'oracle', false);
END
$$;

-- Supports of a store by chance, in the place of those that there are: of students at any day, and
-- of students who met a rule, some days after it
CREATE PROCEDURE give_support(store name, seed integer, supports integer) LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM set_config('search_path', format('%I, oracle', store), true);
	TRUNCATE intervention, student_intervention;
	INSERT INTO intervention (intervention_id, name, tier) VALUES ('a', 'A', 2), ('b', 'B', 3), ('c', 'C', NULL), ('d', 'D', 1), ('e', 'E', 2);
	INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, tier, rule, met_on,
		end_reason)
	SELECT s.student_id, s.school_id, s.school_year,
		(ARRAY['a', 'a', 'a', 'a', 'a', 'b', 'c', 'd', 'unknown'])[1 + oracle.draw(9, s.key || 'which')], s.begin_date,
		CASE WHEN oracle.draw(2, s.key || 'ends') = 0 THEN s.begin_date + oracle.draw(80, s.key || 'days') - 3 END,
		(ARRAY[NULL, 'active', 'active', 'paused', 'ended', 'ended', 'planned', 'declined'])[1 + oracle.draw(8, s.key || 'status')],
		CASE WHEN oracle.draw(4, s.key || 'own tier') = 0 THEN 1 + oracle.draw(3, s.key || 'tier') END, s.rule, s.met_on,
		CASE WHEN oracle.draw(15, s.key || 'error') = 0 THEN 'entered in error' END
	FROM (
		SELECT r.student_id, r.school_id, r.school_year, NULL AS rule, NULL::date AS met_on, k.key,
			make_date(r.school_year - 1, 9, 20) + oracle.draw(220, k.key || 'day') AS begin_date,
			oracle.draw(1000000, k.key || 'choice') AS choice
		FROM student_register AS r
		CROSS JOIN generate_series(1, 3) AS i
		CROSS JOIN LATERAL (SELECT concat_ws(' ', seed, 'support', i, r.student_id, r.school_id, r.school_year, '')) AS k (key)
		UNION ALL
		SELECT a.student_id, coalesce(a.school_id, (SELECT min(r.school_id) FROM student_register AS r WHERE r.student_id = a.student_id)),
			a.school_year, CASE WHEN oracle.draw(20, k.key || 'other') = 0 THEN 'none' ELSE a.rule END,
			CASE oracle.draw(4, k.key || 'met') WHEN 0 THEN NULL WHEN 1 THEN a.first_met_on ELSE a.met_on END, k.key,
			a.met_on + oracle.draw(60, k.key || 'day') - 4, oracle.draw(1000000, k.key || 'choice')
		FROM alert AS a
		CROSS JOIN LATERAL (SELECT concat_ws(' ', seed, 'answer', a.student_id, a.rule, a.met_on, a.withdrawn_on, '')) AS k (key)
	) AS s
	WHERE s.school_id IS NOT NULL
	ORDER BY s.choice, s.key
	LIMIT supports;
	ANALYZE intervention, student_intervention;
	PERFORM set_config('search_path', 'oracle', false);
END
$$;

-- A sample district with several rules, corrected once so that alerts have moved and were withdrawn
CREATE PROCEDURE make_outcome_store(seed integer, students integer, schools integer, supports integer) LANGUAGE plpgsql AS
$$
DECLARE
	today constant date := '2026-06-06';
BEGIN
	PERFORM absence.create_store('outcome_store');
	CALL absence.load_sample('outcome_store', students, schools, seed);
	PERFORM absence.define_rule('outcome_store', 'first', 'amount >= 1'),
		absence.define_rule('outcome_store', 'pace', 'amount >= 2, per = 20 school days'),
		absence.define_rule('outcome_store', 'month', 'amount >= 2, within = month', again => true),
		absence.define_rule('outcome_store', 'at_school', 'amount >= 3', scope => 'school'),
		absence.define_policy('outcome_store', 'parts', 'part_day = proportional, minimum = none'),
		absence.define_policy('outcome_store', 'halves', 'unrecorded = absent, part_day = steps > 35% 84%'),
		absence.define_policy('outcome_store', 'outside', 'outside = homebound excused, absent = unexcused unverified exempt, part_day = whole');
	CALL absence.refresh('outcome_store', today => today - 100);
	DELETE FROM outcome_store.attendance_event AS e WHERE oracle.draw(60, e::text) = 0;
	CALL absence.refresh('outcome_store', today => today, force => true);
	CALL oracle.give_support('outcome_store', seed, supports);
END
$$;

-- What is asked of it
CREATE PROCEDURE compare_sample_outcomes(seed integer, students integer, schools integer, supports integer) LANGUAGE plpgsql AS
$$
DECLARE
	today constant date := '2026-06-06';
	district text := format('sample %s', seed);
BEGIN
	CALL oracle.make_outcome_store(seed, students, schools, supports);
	CALL oracle.compare_outcomes('outcome_store', district, 'federal', NULL, today);
	CALL oracle.compare_outcomes('outcome_store', district, 'federal', '2026-01-16', today);
	CALL oracle.compare_outcomes('outcome_store', district, 'outside', '2026-04-30', today);
	UPDATE outcome_store.store_setting SET outcome_days = 21, minimum_group = 3;
	CALL oracle.compare_outcomes('outcome_store', district, 'parts', NULL, today);
	CALL oracle.compare_outcomes('outcome_store', district, 'halves', NULL, today);
	PERFORM absence.drop_store('outcome_store', 'outcome_store');
END
$$;

-- A random store after changes of its facts and rules, which are those of alert_changes.sql
CREATE PROCEDURE compare_changed_outcomes(seed integer, students integer, changes integer) LANGUAGE plpgsql AS
$$
DECLARE
	today date;
	district text := format('changed %s', seed);
	own_policy text;
BEGIN
	PERFORM set_config('oracle.students', students::text, false);
	CALL oracle.try_alert_changes(seed, seed, changes);
	SELECT l.today INTO today FROM oracle_store.refresh_log AS l ORDER BY l.refresh_id DESC LIMIT 1;
	SELECT s.policy INTO own_policy FROM oracle_store.store_setting AS s;
	CALL oracle.give_support('oracle_store', seed, 3 * students);
	UPDATE oracle_store.store_setting SET outcome_days = 21, minimum_group = 1;
	CALL oracle.compare_outcomes('oracle_store', district, own_policy, NULL, today);
	CALL oracle.compare_outcomes('oracle_store', district, 'federal', NULL, today);
	CALL oracle.compare_outcomes('oracle_store', district, 'federal@1', today - 20, today);
	UPDATE oracle_store.store_setting SET outcome_days = DEFAULT, minimum_group = DEFAULT;
END
$$;
