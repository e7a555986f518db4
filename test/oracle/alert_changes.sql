-- Alerts through changes. A random store with rules in force is changed step by step and
-- refreshed after each step. Then its alerts must be those that stand by its registers, and
-- the history of each must be whole, and the kept list must be that of the view. The changes
-- are those of refresh_changes.sql, some of the rules, and some of what is done. See
-- test/sql/alert_changes.sql for its use, and alert_torture.sql for thousands of changes.

CREATE TABLE alert_step (
	seed integer,
	number integer,
	what text,
	today date,
	everything boolean,
	refused text,           -- the message of a refresh that is refused; it is then forced
	failed text,            -- a change that was not possible
	changes integer,        -- rows of alert_change
	kinds text[],           -- what they say
	standing integer,       -- alerts
	left_alone integer,     -- of days that are not complete any more
	PRIMARY KEY (seed, number)
);
CREATE TABLE alert_fault (seed integer, number integer, what text, fact text);

CREATE TABLE alert_before (LIKE oracle_store.alert);
CREATE TABLE change_before (LIKE oracle_store.alert_change);

-- A rule of any kind for the store
CREATE FUNCTION a_rule_of(key text) RETURNS text STABLE
RETURN (ARRAY[
	'measure = occasions, marks = unexcused tardy left_early, part_day > 30 minutes, amount >= 3',
	'marks = unexcused excused, amount >= 2, within = month',
	'measure = occasions, part_day = any, amount >= 3, within = row',
	'measure = rate, amount >= 10%, after = 20 days',
	'measure = rate, amount >= 20%',
	'amount >= 2, per = 20 school days',
	'amount >= 1, per = month',
	'measure = minutes, marks = unexcused excused unverified tardy, part_day = proportional, amount >= 10 hours, within = school month',
	'measure = minutes, part_day = proportional, amount >= 12 hours, within = row',
	'measure = occasions, marks = unexcused excused, part_day = any, amount >= 3, within = 4 weeks',
	'amount >= 2.5, within = 15 school days',
	'amount >= 2, first = 20 school days'])[1 + draw(12, key)];

CREATE PROCEDURE put_in_force(name text, key text) LANGUAGE plpgsql AS
$$
DECLARE
	rule text := oracle.a_rule_of(key || 'rule');
BEGIN
	PERFORM absence.define_rule('oracle_store', name, rule,
		steps => '[{"kind": "letter", "within_n": 10, "within_unit": "school days"}]',
		again => NOT absence_internal.rule_is_rolling(rule::absence.rule) AND oracle.draw(3, key || 'again') > 0,
		scope => (ARRAY['district', 'district', 'school'])[1 + oracle.draw(3, key || 'scope')],
		settle_days => (ARRAY[0, 0, 5])[1 + oracle.draw(3, key || 'settle')],
		grades => CASE WHEN oracle.draw(4, key || 'grades') = 0 THEN '{KG,01,03,05,07,09,11,1,3,5,7,9}'::text[] END,
		from_age => CASE WHEN oracle.draw(4, key || 'age') = 0 THEN 12 END, to_age => CASE WHEN oracle.draw(5, key || 'to age') = 0 THEN 14 END,
		from_year => (SELECT max(school_year) + 1 FROM oracle_store.school_year_state WHERE state = 'closed'));
END
$$;

CREATE TABLE alert_change_kind (what text PRIMARY KEY, often integer NOT NULL DEFAULT 1, statements text NOT NULL);
INSERT INTO alert_change_kind (what, often, statements) VALUES
('rule: another version', 1, $$CALL put_in_force('r' || dice(10, 'rule'), salt() || 'rule')$$),
('rule: a new one', 1, $$CALL put_in_force('n' || dice(3, 'rule'), salt() || 'rule')$$),
('rule: retired, and in force again', 1, $$
	UPDATE attendance_rule SET in_force = NOT in_force WHERE ctid = ANY (few('attendance_rule', 1))
$$),
('rule: of some years', 1, $$
	UPDATE attendance_rule SET from_year = this_year() - 1 + dice(3, 'from') WHERE ctid = ANY (few('attendance_rule', 1))
$$),
('rule: none in force', 1, $$
	UPDATE attendance_rule SET in_force = NOT bool_and FROM (SELECT bool_and(in_force) FROM attendance_rule) AS a
$$),
('rule: all in force', 1, $$UPDATE attendance_rule SET in_force = true$$),
('birth dates', 2, $$
	UPDATE student AS s SET birth_date = date '2010-08-01' + dice(1500, s::text) WHERE ctid = ANY (few('student', 5))
$$),
('excused', 6, $$
	UPDATE attendance_event AS e SET code = (SELECT min(code) FROM attendance_code WHERE mark = 'excused')
	WHERE ctid = ANY (few_that_count(6)) AND EXISTS (SELECT FROM attendance_code WHERE mark = 'excused')
$$),
('unexcused', 6, $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, (SELECT min(code) FROM attendance_code WHERE mark = 'unexcused')
	FROM member_days(20, 'more', -30, 5) WHERE EXISTS (SELECT FROM attendance_code WHERE mark = 'unexcused')
$$),
('a row of absences', 4, $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, (SELECT min(code) FROM attendance_code WHERE mark = 'unexcused')
	FROM stay_day WHERE student_id IN (SELECT student_id FROM member_days(2, 'row')) AND day BETWEEN today() - 6 AND today() + 3
		AND EXISTS (SELECT FROM attendance_code WHERE mark = 'unexcused')
$$),
('only time', 12, 'SELECT');

-- What is done about it. No alert depends on it, but the kept list does. Every other step has
-- one of these too.
CREATE TABLE done_kind (what text PRIMARY KEY, statements text NOT NULL);
INSERT INTO done_kind (what, statements) VALUES
('outreach', $$
	INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, due_on, kind, outcome, rule, replaces)
	SELECT 'o' || m.place, m.student_id, m.school_id, m.school_year, CASE WHEN dice(3, m.place || 'day') > 0 THEN m.day END, m.day + 5,
		(ARRAY['letter', 'letter', 'call'])[1 + dice(3, m.place || 'kind')], (ARRAY['reached', 'no answer'])[1 + dice(2, m.place || 'outcome')],
		CASE WHEN dice(3, m.place || 'rule') = 0 THEN 'r' || dice(10, m.place || 'which') END,
		CASE WHEN dice(3, m.place || 'replaces') = 0 THEN (SELECT max(o.outreach_id) FROM outreach AS o WHERE o.student_id = m.student_id) END
	FROM member_days(12, 'outreach', -40, 0) AS m
$$),
('outreach: corrected and gone', $$
	UPDATE outreach SET outcome = CASE outcome WHEN 'reached' THEN 'no answer' ELSE 'reached' END, due_on = due_on + 1
	WHERE ctid = ANY (few('outreach', 3));
	DELETE FROM outreach WHERE ctid = ANY (few('outreach', 1, 'true', 'gone'))
$$),
('supports', $$
	INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, tier, staff_id)
	SELECT m.student_id, m.school_id, m.school_year, 'i' || dice(4, m.place || 'what'), m.day,
		CASE WHEN dice(2, m.place || 'end') = 0 THEN m.day + dice(60, m.place || 'days') END,
		(ARRAY[NULL, 'active', 'planned', 'ended'])[1 + dice(4, m.place || 'status')],
		CASE WHEN dice(2, m.place || 'tier') = 0 THEN 1 + dice(3, m.place || 'which') END, 's' || dice(3, m.place || 'staff')
	FROM member_days(8, 'supports', -60, 10) AS m
$$),
('supports: ended, gone, and in error', $$
	UPDATE student_intervention SET end_date = today() - 1, status = 'ended' WHERE ctid = ANY (few('student_intervention', 2));
	UPDATE student_intervention SET end_reason = 'entered in error' WHERE ctid = ANY (few('student_intervention', 1, 'true', 'error'));
	DELETE FROM student_intervention WHERE ctid = ANY (few('student_intervention', 1, 'true', 'gone'))
$$),
('decisions', $$
	DELETE FROM tier_decision WHERE ctid = ANY (few('tier_decision', 1));
	INSERT INTO tier_decision (student_id, school_year, tier, begin_date, end_date)
	SELECT m.student_id, m.school_year, 1 + dice(3, m.place), m.day, CASE WHEN dice(2, m.place || 'end') = 0 THEN m.day + 20 END
	FROM member_days(2, 'decisions', -30, 5) AS m
$$),
('households, staff and interventions', $$
	INSERT INTO contact (student_id, household_id) SELECT m.student_id, 'H' || dice(5, m.place) FROM member_days(3, 'households') AS m;
	DELETE FROM contact WHERE ctid = ANY (few('contact', 1));
	UPDATE staff SET name = 'N' || dice(9, 'name') WHERE ctid = ANY (few('staff', 1));
	UPDATE intervention SET tier = 1 + dice(3, 'tier') WHERE ctid = ANY (few('intervention', 1))
$$);

-- The day of a step: it goes on in most steps, and back in some
CREATE FUNCTION today_of_alert_step(seed integer, number integer) RETURNS date STABLE LANGUAGE sql AS
$$
	SELECT oracle.first_day_of_seed(seed) - 40 + coalesce(sum(CASE oracle.draw(10, concat_ws(' ', seed, 'day', n))
		WHEN 0 THEN -1 - oracle.draw(12, concat_ws(' ', seed, 'back', n)) WHEN 1 THEN 0 WHEN 2 THEN 0 WHEN 3 THEN 0 WHEN 4 THEN 8
		ELSE 1 + oracle.draw(2, concat_ws(' ', seed, 'on', n)) END), 0)::integer
	FROM generate_series(1, number) AS n
$$;

CREATE PROCEDURE begin_alert_steps(seed integer) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE oracle_store.alert, oracle_store.alert_change, oracle_store.alert_basis, oracle_store.attendance_rule, oracle_store.rule_step,
		oracle_store.outreach, oracle_store.student_intervention, oracle_store.tier_decision, oracle_store.contact, oracle_store.staff,
		oracle_store.intervention,
		oracle.gone_enrollment, oracle.gone_attendance_event, oracle.gone_calendar_day;
	DELETE FROM oracle.alert_step AS s WHERE s.seed = begin_alert_steps.seed;
	DELETE FROM oracle.alert_fault AS s WHERE s.seed = begin_alert_steps.seed;
	CALL oracle.set_step(seed, 0);
	CALL oracle.fill_small_store(seed);
	INSERT INTO oracle_store.staff (staff_id, name) SELECT 's' || n, 'N' || n FROM generate_series(0, 1) AS n;
	INSERT INTO oracle_store.intervention (intervention_id, tier) SELECT 'i' || n, n FROM generate_series(1, 3) AS n;
	FOR n IN 0 .. 9 LOOP
		BEGIN
			CALL oracle.put_in_force('r' || n, concat_ws(' ', seed, 'rule', n, ''));
		EXCEPTION WHEN object_not_in_prerequisite_state THEN
			NULL;		-- a rule in minutes, where no day has a length
		END;
	END LOOP;
	CALL oracle.try_alert_step(seed, 0, 'SELECT', 'the first refresh');
END
$$;

-- The faults there are after a refresh, and what it has changed
CREATE PROCEDURE judge_alerts(INOUT this alert_step, last_refresh bigint, by_day boolean) LANGUAGE plpgsql AS
$$
BEGIN
	INSERT INTO oracle.alert_fault
	SELECT this.seed, this.number, 'differs: ' || d.side, d.alert::text FROM oracle.alerts_differing('oracle_store', by_day) AS d
	UNION ALL
	SELECT this.seed, this.number, 'lost', b::text FROM oracle.alert_before AS b
	WHERE NOT EXISTS (
		SELECT FROM oracle_store.alert AS a
		WHERE (a.alert_id, a.student_id, a.school_year, a.rule, a.first_met_on, a.known_on)
			= (b.alert_id, b.student_id, b.school_year, b.rule, b.first_met_on, b.known_on) AND a.school_id IS NOT DISTINCT FROM b.school_id)
	UNION ALL
	SELECT this.seed, this.number, 'a change that was logged is lost', b::text
	FROM (TABLE oracle.change_before EXCEPT ALL TABLE oracle_store.alert_change) AS b
	UNION ALL
	-- of a rule that asks once a year one alert; of the others none on the same days
	SELECT this.seed, this.number, 'doubled', a::text
	FROM oracle_store.alert AS a
	JOIN oracle_store.alert AS b USING (student_id, school_year, rule)
	JOIN oracle.rules_in_force('oracle_store') AS r ON (r.school_year, r.name) = (a.school_year, a.rule)
	WHERE a.alert_id < b.alert_id AND a.school_id IS NOT DISTINCT FROM b.school_id AND a.withdrawn_on IS NULL AND b.withdrawn_on IS NULL
		AND (NOT r.again OR a.met_on = b.met_on)
	UNION ALL
	-- one alert a year also of those that were withdrawn, unless the rule once asked again
	SELECT this.seed, this.number, 'doubled, withdrawn', a::text FROM oracle_store.alert AS a
	WHERE EXISTS (SELECT FROM oracle_store.alert AS b WHERE (b.student_id, b.school_year, b.rule) = (a.student_id, a.school_year, a.rule)
			AND b.school_id IS NOT DISTINCT FROM a.school_id AND b.alert_id < a.alert_id)
		AND NOT EXISTS (SELECT FROM oracle_store.attendance_rule AS r WHERE r.name = a.rule AND r.again)
	UNION ALL
	-- what changed is logged, and nothing else
	SELECT this.seed, this.number, 'not logged', a::text
	FROM oracle_store.alert AS a LEFT JOIN oracle.alert_before AS b USING (alert_id)
	WHERE (to_jsonb(a) - 'ends_by') IS DISTINCT FROM (to_jsonb(b) - 'ends_by')
		AND NOT EXISTS (SELECT FROM oracle_store.alert_change AS c WHERE c.alert_id = a.alert_id AND c.refresh_id > last_refresh)
	UNION ALL
	SELECT this.seed, this.number, 'logged without a change', c::text
	FROM oracle_store.alert_change AS c JOIN oracle_store.alert AS a USING (alert_id) JOIN oracle.alert_before AS b USING (alert_id)
	WHERE c.refresh_id > last_refresh AND (to_jsonb(a) - 'ends_by') = (to_jsonb(b) - 'ends_by')
	UNION ALL
	-- the log says how the alert came to be as it is
	SELECT this.seed, this.number, 'other than its log', a::text
	FROM oracle_store.alert AS a
	CROSS JOIN LATERAL (
		SELECT count(*) FILTER (WHERE c.what = 'new') AS begun, count(*) FILTER (WHERE c.what = 'reopened') AS reopened,
			(array_agg(c.what ORDER BY c.refresh_id DESC))[1] AS last_what,
			(array_agg(ROW(c.met_on_after, c.until_after, c.amount_after)::text ORDER BY c.refresh_id DESC)
				FILTER (WHERE c.what <> 'withdrawn'))[1] AS is,
			(array_agg(c.met_on_after ORDER BY c.refresh_id))[1] AS first_met_on
		FROM oracle_store.alert_change AS c WHERE c.alert_id = a.alert_id
	) AS c
	WHERE (c.begun, c.reopened, c.last_what = 'withdrawn', c.is, c.first_met_on) IS DISTINCT FROM
		(1::bigint, a.reopened::bigint, a.withdrawn_on IS NOT NULL, ROW(a.met_on, a.until, a.amount)::text, a.first_met_on)
	UNION ALL
	-- one after another, each from where the one before has left it
	SELECT this.seed, this.number, 'a gap in the log', c::text
	FROM (
		SELECT c.*, lag(ROW(coalesce(c.met_on_after, c.met_on_before),
				CASE c.what WHEN 'withdrawn' THEN c.until_before ELSE c.until_after END)::text)
			OVER (PARTITION BY c.alert_id ORDER BY c.refresh_id) AS left_at,
			lag(c.what) OVER (PARTITION BY c.alert_id ORDER BY c.refresh_id) AS what_before
		FROM oracle_store.alert_change AS c
	) AS c
	WHERE c.what_before IS NOT NULL AND (c.left_at <> ROW(c.met_on_before, c.until_before)::text
		OR (c.what = 'reopened') <> (c.what_before = 'withdrawn'))
	UNION ALL
	SELECT this.seed, this.number, 'withdrawn on a day that is not known', a::text
	FROM oracle_store.alert_change AS c JOIN oracle_store.alert AS a USING (alert_id)
	WHERE c.refresh_id > last_refresh AND c.what = 'withdrawn'
		AND a.rule IN (SELECT r.name FROM oracle.rules_in_force('oracle_store') AS r WHERE r.school_year = a.school_year)
		AND c.met_on_before > (SELECT max(absence.complete_through(r.register)) FROM oracle_store.student_register AS r
			WHERE (r.student_id, r.school_year) = (a.student_id, a.school_year) AND r.school_id = coalesce(a.school_id, r.school_id))
	UNION ALL
	-- one that goes and one that comes belong together if their runs overlap
	SELECT this.seed, this.number, 'torn apart', concat_ws(' ', a, b)
	FROM oracle_store.alert_change AS c JOIN oracle_store.alert AS a USING (alert_id)
	JOIN oracle_store.alert AS b USING (student_id, school_year, rule)
	JOIN oracle_store.alert_change AS d ON (d.alert_id, d.refresh_id) = (b.alert_id, c.refresh_id)
	WHERE c.refresh_id > last_refresh AND c.what = 'withdrawn' AND d.what = 'new' AND a.school_id IS NOT DISTINCT FROM b.school_id
		AND a.met_on < coalesce(b.until, b.ends_by, 'infinity') AND b.met_on < coalesce(a.until, a.ends_by, 'infinity')
	UNION ALL
	-- the kept list is that of the view
	SELECT this.seed, this.number, 'kept list', concat_ws(' ', CASE WHEN sum(m.n) > 0 THEN 'kept' ELSE 'live' END, m.fact)
	FROM (
		SELECT 1 AS n, m::text AS fact FROM oracle_store.latest_monday_list AS m
		UNION ALL
		SELECT -1, m::text FROM oracle_store.monday_list AS m
	) AS m
	GROUP BY m.fact HAVING sum(m.n) <> 0
	UNION ALL
	SELECT this.seed, this.number, 'known or withdrawn on another day', a::text
	FROM oracle_store.alert AS a LEFT JOIN oracle.alert_before AS b USING (alert_id)
	WHERE (b.alert_id IS NULL AND a.known_on <> this.today) OR (b.withdrawn_on IS NULL AND a.withdrawn_on <> this.today)
		OR a.withdrawn_on <> b.withdrawn_on AND NOT EXISTS (
			SELECT FROM oracle_store.alert_change AS c WHERE c.alert_id = a.alert_id AND c.refresh_id > last_refresh);
	SELECT count(*), array_agg(DISTINCT c.what) INTO this.changes, this.kinds
	FROM oracle_store.alert_change AS c WHERE c.refresh_id > last_refresh;
	SELECT count(*), count(*) FILTER (WHERE a.met_on > k.day) INTO this.standing, this.left_alone
	FROM oracle_store.alert AS a
	LEFT JOIN LATERAL (
		SELECT max(absence.complete_through(r.register)) AS day FROM oracle_store.student_register AS r
		WHERE (r.student_id, r.school_year) = (a.student_id, a.school_year) AND r.school_id = coalesce(a.school_id, r.school_id)
	) AS k ON true
	WHERE a.withdrawn_on IS NULL;
END
$$;

CREATE PROCEDURE try_alert_step(seed integer, number integer, statements text, what text) LANGUAGE plpgsql AS
$$
DECLARE
	this oracle.alert_step;
	last_refresh bigint;
BEGIN
	CALL oracle.set_step(seed, number);
	this.seed := seed;
	this.number := number;
	this.what := what;
	this.today := oracle.today_of_alert_step(seed, number);
	PERFORM set_config('oracle.today', this.today::text, false);
	this.everything := oracle.dice(12, 'everything') = 0;
	TRUNCATE oracle.alert_before, oracle.change_before;
	INSERT INTO oracle.alert_before SELECT * FROM oracle_store.alert;
	INSERT INTO oracle.change_before SELECT * FROM oracle_store.alert_change;
	SELECT coalesce(max(refresh_id), 0) INTO last_refresh FROM oracle_store.refresh_log;
	BEGIN
		PERFORM set_config('search_path', 'oracle_store, oracle', true);
		EXECUTE statements;
		IF oracle.dice(2, 'done') = 0 THEN
			EXECUTE (SELECT d.statements FROM oracle.done_kind AS d ORDER BY oracle.dice(1000000, 'done' || d.what) LIMIT 1);
		END IF;
	EXCEPTION WHEN OTHERS THEN
		this.failed := SQLERRM;
	END;
	PERFORM set_config('search_path', 'oracle', true);
	BEGIN
		CALL absence.refresh('oracle_store', today => this.today, everything => this.everything);
	EXCEPTION WHEN SQLSTATE 'UA001' THEN
		GET STACKED DIAGNOSTICS this.refused = PG_EXCEPTION_DETAIL;
	END;
	IF this.refused IS NOT NULL THEN
		BEGIN
			CALL absence.refresh('oracle_store', today => this.today, force => true, everything => this.everything);
		EXCEPTION WHEN SQLSTATE 'UA001' THEN
			this.failed := coalesce(this.failed || '; ', '') || SQLERRM;
			INSERT INTO oracle.alert_step SELECT this.*;
			RETURN;
		END;
	END IF;
	CALL oracle.judge_alerts(this, last_refresh, oracle.dice(10, 'by day') = 0);
	INSERT INTO oracle.alert_step SELECT this.*;

	-- without a change, another refresh writes no row, not even if it looks at everybody
	IF oracle.dice(4, 'again') = 0 THEN
		SELECT max(refresh_id) INTO last_refresh FROM oracle_store.refresh_log;
		CALL absence.refresh('oracle_store', today => this.today, force => true, everything => oracle.dice(2, 'all again') = 0);
		INSERT INTO oracle.alert_fault
		SELECT seed, number, 'written without a change', c::text FROM oracle_store.alert_change AS c WHERE c.refresh_id > last_refresh;
	END IF;
END
$$;

-- The statements of a step: those of the alerts have more turns than those of all facts
CREATE FUNCTION alert_change_of(seed integer, number integer, OUT what text, OUT statements text) STABLE LANGUAGE sql AS
$$
	SELECT k.what, k.statements
	FROM (
		SELECT what, statements, often * 4 AS often FROM oracle.alert_change_kind
		UNION ALL
		SELECT area || ': ' || what, statements, 1 FROM oracle.change_kind
	) AS k
	ORDER BY power((1 + oracle.draw(1000000, concat_ws(' ', seed, number, k.what))) / 1000001.0, 1.0 / k.often) DESC
	LIMIT 1
$$;

CREATE PROCEDURE try_alert_changes(seed_from integer, seed_to integer, number_to integer) LANGUAGE plpgsql AS
$$
DECLARE
	change record;
BEGIN
	FOR this_seed IN seed_from .. seed_to LOOP
		CALL oracle.begin_alert_steps(this_seed);
		COMMIT;
		FOR number IN 1 .. number_to LOOP
			EXIT WHEN EXISTS (SELECT FROM oracle.alert_fault AS f WHERE f.seed = this_seed);
			change := oracle.alert_change_of(this_seed, number);
			CALL oracle.try_alert_step(this_seed, number, change.statements, change.what);
			COMMIT;
		END LOOP;
	END LOOP;
END
$$;
