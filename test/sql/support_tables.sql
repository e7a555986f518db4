-- The tables of support: what they take, which words they know, who sees and enters what,
-- the rules of a district, and what is forgotten
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
\set SHOW_CONTEXT never
SELECT absence.create_store('team_store');
SET search_path = team_store, public;

-- The words of a new store: every list, and the category of every barrier. A word that can
-- tell of health, a home or the law is sensitive.
SELECT list, count(*), string_agg(word, ', ' ORDER BY word) AS words FROM support_word WHERE list <> 'barrier' GROUP BY list ORDER BY list;
SELECT parent, sensitive, string_agg(word, ', ' ORDER BY word) AS words FROM support_word WHERE list = 'barrier' GROUP BY 1, 2 ORDER BY 1, 2;
SELECT word FROM support_word AS w WHERE parent IS NOT NULL AND NOT EXISTS (SELECT FROM support_word AS c WHERE (c.list, c.word) = ('barrier_category', w.parent));
SELECT word FROM support_word WHERE meaning IS NULL;
-- the steps of the catalogue are of kinds that are known
SELECT DISTINCT kind FROM absence.rule_catalog_step WHERE kind NOT IN (SELECT word FROM support_word WHERE list = 'action');

-- Any row is let in: of nobody, twice, in the wrong order, with words that nobody knows
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, tier) VALUES
	('x', 'X', 1, 'x', '2025-09-10', '0001-01-01', '?', -1), ('x', 'X', 1, 'x', '2025-09-10', '0001-01-01', '?', -1);
INSERT INTO intervention (intervention_id, tier) VALUES ('x', 99), ('x', 99);
INSERT INTO intervention_session (student_id, intervention_id, day, minutes) VALUES ('x', 'x', '2025-09-10', -5), ('x', 'x', '2025-09-10', -5);
INSERT INTO student_barrier (student_id, school_year, category) VALUES ('x', 1, '?'), ('x', 1, '?');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, kind, replaces) VALUES ('o', 'x', 'X', 1, '?', 'o'), ('o', 'x', 'X', 1, '?', 'o');
INSERT INTO staff (staff_id) VALUES ('x'), ('x');
INSERT INTO contact (student_id) VALUES ('x'), ('x');
INSERT INTO tier_decision (student_id, school_year, tier, begin_date) VALUES ('x', 1, 9, '2025-09-10'), ('x', 1, 9, '2025-09-10');
-- long keys too
INSERT INTO outreach (student_id, school_id, school_year, kind) SELECT k, k, 1, k FROM repeat(md5('a'), 5000) AS k;
SELECT count(*) > 5 AS are_reported FROM support_issue;
TRUNCATE student_intervention, intervention, intervention_session, student_barrier, outreach, staff, contact, tier_decision;

-- Two schools, and a student of each; moved goes from A to B
INSERT INTO school (school_id, name) VALUES ('A', 'School A'), ('B', 'School B');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) VALUES ('A', 2026, 'M', 360), ('B', 2026, 'M', 360);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'M', d::date, 'Instructional day'
FROM unnest('{A,B}'::text[]) AS s, generate_series(timestamp '2025-09-01', '2025-10-24', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO student (student_id, last_name, first_name, birth_date, state_student_id) SELECT id, upper(id), id, '2010-01-01', '99' || id FROM unnest('{a,b,moved}'::text[]) AS id;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date) VALUES
	('a', 'A', 2026, '2025-09-01', NULL), ('b', 'B', 2026, '2025-09-01', NULL), ('moved', 'A', 2026, '2025-09-01', '2025-09-19'), ('moved', 'B', 2026, '2025-09-22', NULL);
INSERT INTO attendance_taken VALUES ('A', '2025-10-03'), ('B', '2025-10-03');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) VALUES ('a', 'A', 2026, '2025-09-08', 'Excused');
CALL absence.refresh('team_store', today => '2025-10-06');
INSERT INTO intervention (intervention_id, name, tier) VALUES ('mentor', 'Mentoring', 2);
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind) VALUES ('loaded', 'a', 'A', 2026, '2025-09-12', 'letter');
INSERT INTO student_barrier (student_id, school_year, category, barrier) VALUES ('a', 2026, 'Barriers', 'housing');

-- Levels. Each role tries to read every relation and to write every table and view.
CREATE ROLE regress_absence_student; CREATE ROLE regress_absence_team; CREATE ROLE regress_absence_sensitive; CREATE ROLE regress_absence_recorder;
CREATE ROLE regress_absence_support_loader; CREATE ROLE regress_absence_loader;
SELECT absence.grant_reader('team_store', 'regress_absence_' || level, level) FROM unnest('{student,team,sensitive,recorder,support_loader,loader}'::text[]) AS level;
SELECT absence.grant_reader('team_store', 'regress_absence_team', 'counselor');
CREATE FUNCTION pg_temp.tried() RETURNS TABLE (verb text, relations text) LANGUAGE plpgsql AS $$
DECLARE
	what record;
	done text[] := '{}';
BEGIN
	FOR what IN
		SELECT v.verb, c.relname, format(v.sql, c.oid::regclass, a.attname) AS sql
		FROM pg_class AS c
		JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1
		CROSS JOIN (VALUES ('reads', 'SELECT FROM %s LIMIT 1'), ('inserts', 'INSERT INTO %s DEFAULT VALUES'), ('updates', 'UPDATE %1$s SET %2$I = DEFAULT WHERE false'),
			('deletes', 'DELETE FROM %s WHERE false'), ('truncates', 'TRUNCATE %s')) AS v (verb, sql)
		WHERE c.relnamespace = 'team_store'::regnamespace AND c.relkind IN ('r', 'v') AND (c.relkind = 'r' OR v.verb <> 'truncates')
			AND c.relname ~ '^(support_|intervention|student_intervention|student_barrier|outreach|staff$|contact|tier_|attendance_rule|rule_|alert|forget|enter_|known_(support|outreach)|student_absence|attendance_event)'
	LOOP
		BEGIN
			EXECUTE what.sql;
			RAISE EXCEPTION USING ERRCODE = 'UA999', MESSAGE = 'done';
		EXCEPTION
			WHEN insufficient_privilege THEN NULL;
			WHEN OTHERS THEN
				IF SQLSTATE <> '55000' THEN
					done := done || (what.verb || ' ' || what.relname);
				END IF;
		END;
	END LOOP;
	RETURN QUERY SELECT split_part(d, ' ', 1), string_agg(split_part(d, ' ', 2), ' ' ORDER BY d COLLATE "C") FROM unnest(done) AS d GROUP BY 1 ORDER BY 1;
END
$$;
SET ROLE regress_absence_student;
SELECT * FROM pg_temp.tried();
SET ROLE regress_absence_team;
SELECT * FROM pg_temp.tried();
SET ROLE regress_absence_sensitive;
SELECT * FROM pg_temp.tried();
SET ROLE regress_absence_recorder;
SELECT * FROM pg_temp.tried();
SET ROLE regress_absence_support_loader;
SELECT * FROM pg_temp.tried();
SET ROLE regress_absence_loader;
SELECT * FROM pg_temp.tried();
RESET ROLE;

-- A recorder of school A enters rows of its students, and no others
INSERT INTO staff_school VALUES ('regress_absence_recorder', 'A');
SELECT absence.enable_school_scope('team_store');
SET ROLE regress_absence_recorder;
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind, reached) VALUES ('a', 'A', 2026, '2025-09-15', 'call', false)
RETURNING length(outreach_id) AS key, student_id, day, reached, entered_by;
-- of school B; of its student, as if at A; of A in another year; of a student who has moved,
-- at A and at B; of nobody
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('b', 'B', 2026, '2025-09-15', 'call');
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('b', 'A', 2026, '2025-09-15', 'call');
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('a', 'A', 2025, '2024-09-15', 'call');
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('moved', 'A', 2026, '2025-09-15', 'call') RETURNING student_id;
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('moved', 'B', 2026, '2025-09-25', 'call');
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('nobody', 'A', 2026, '2025-09-15', 'call');
-- who typed a row cannot be forged
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind, entered_by) VALUES ('a', 'A', 2026, '2025-09-15', 'call', 'principal');
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind, entered_by) VALUES ('a', 'A', 2026, '2025-09-15', 'call', NULL);
-- outreach is corrected by a new row, not changed; what others wrote is not seen
UPDATE enter_outreach SET day = '2025-09-16';
DELETE FROM enter_outreach;
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind, replaces) SELECT student_id, school_id, school_year, '2025-09-16', kind, outreach_id FROM enter_outreach WHERE student_id = 'a';
SELECT student_id, day, replaces IS NOT NULL AS replaces FROM enter_outreach ORDER BY day, student_id;
-- supports
INSERT INTO enter_support (student_id, school_id, school_year, intervention_id, begin_date) VALUES ('a', 'A', 2026, 'mentor', '2025-09-15') RETURNING length(support_id) AS key, entered_by;
INSERT INTO enter_support (student_id, school_id, school_year, intervention_id, begin_date) VALUES ('b', 'B', 2026, 'mentor', '2025-09-15');
INSERT INTO enter_support (student_id, school_id, school_year, intervention_id, begin_date, entered_by) VALUES ('a', 'A', 2026, 'mentor', '2025-09-15', 'principal');
UPDATE enter_support SET end_date = '2025-09-30', status = 'ended', end_reason = 'goal met' RETURNING student_id, end_date, status, end_reason;
UPDATE enter_support SET student_id = 'b';
UPDATE enter_support SET school_id = 'B';
DELETE FROM enter_support;
-- barriers: the recorder sees the word that it typed itself, not the one that was loaded
INSERT INTO enter_barrier (student_id, school_year, category, barrier) VALUES ('a', 2026, 'Barriers', 'violence');
INSERT INTO enter_barrier (student_id, school_year, category) VALUES ('b', 2026, 'Barriers');
INSERT INTO enter_barrier (student_id, school_year, category) VALUES ('a', 2025, 'Barriers');
UPDATE enter_barrier SET resolved_on = '2025-10-01', main = true RETURNING student_id, barrier, resolved_on, main;
UPDATE enter_barrier SET barrier = 'housing';
-- decisions; the student who has moved is still one of A's in the year
INSERT INTO enter_decision (student_id, school_year, tier, begin_date, reason) VALUES ('a', 2026, 1, '2025-09-15', 'known cause'), ('moved', 2026, 2, '2025-09-15', NULL);
INSERT INTO enter_decision (student_id, school_year, tier, begin_date) VALUES ('b', 2026, 2, '2025-09-15');
UPDATE enter_decision SET end_date = '2025-09-30' WHERE student_id = 'a' RETURNING student_id, tier, begin_date, end_date, entered_by;
UPDATE enter_decision SET tier = 3;
-- the tables stay denied
INSERT INTO outreach (student_id, school_id, school_year, day, kind) VALUES ('a', 'A', 2026, '2025-09-15', 'call');
SELECT count(*) FROM student_barrier;
RESET ROLE;
-- what is in the tables
SELECT student_id, school_id, day, kind, entered_by FROM outreach ORDER BY day, student_id;
SELECT student_id, school_id, intervention_id, begin_date, end_date, entered_by FROM student_intervention;
SELECT student_id, barrier, entered_by FROM student_barrier ORDER BY barrier;
SELECT student_id, tier, begin_date, end_date, entered_by FROM tier_decision ORDER BY student_id;
SELECT student_id, day FROM known_outreach WHERE student_id = 'a' ORDER BY day;

-- A role without a school enters nothing. One that sees every school enters of any, and what
-- it typed before it lost a school is not seen any more.
DELETE FROM staff_school;
SET ROLE regress_absence_recorder;
SELECT count(*) FROM enter_outreach;
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('a', 'A', 2026, '2025-09-15', 'call');
RESET ROLE;
INSERT INTO staff_school VALUES ('regress_absence_recorder', NULL);
SET ROLE regress_absence_recorder;
INSERT INTO enter_outreach (student_id, school_id, school_year, day, kind) VALUES ('b', 'B', 2026, '2025-09-15', 'call');
SELECT count(*) FROM enter_outreach;
RESET ROLE;
-- loaders see every school, or are none
SELECT absence.grant_reader('team_store', 'regress_absence_student', 'support_loader');
INSERT INTO staff_school VALUES ('regress_absence_student', 'A'), ('regress_absence_support_loader', 'A');
SELECT absence.grant_reader('team_store', 'regress_absence_student', 'support_loader');
SET ROLE regress_absence_support_loader;
SELECT count(*) FROM outreach;
RESET ROLE;
DELETE FROM staff_school;
SELECT absence.enable_school_scope('team_store', false);
SET ROLE regress_absence_support_loader;
SELECT count(*) FROM outreach;
RESET ROLE;

-- A sensitive barrier shows as its category, and so does a word that nobody knows, to all but
-- the owner and readers of level sensitive. The view is one of the district's own, since the
-- helper is granted to nobody.
INSERT INTO student_barrier (student_id, school_year, category, barrier) VALUES ('b', 2026, 'Barriers', 'transport'), ('b', 2026, 'Barriers', 'unheard of'), ('b', 2026, 'Misconceptions', NULL);
CREATE VIEW own_barrier AS SELECT category, barrier FROM shown_barrier;
CREATE ROLE regress_absence_nurse ROLE regress_absence_support_loader;
SELECT absence.grant_reader('team_store', 'regress_absence_nurse', 'sensitive');
GRANT SELECT ON own_barrier TO regress_absence_team, regress_absence_sensitive, regress_absence_recorder, regress_absence_support_loader;
SELECT string_agg(coalesce(barrier, '-'), ', ' ORDER BY barrier, category) AS owner FROM own_barrier;
SET ROLE regress_absence_team;
SELECT string_agg(coalesce(barrier, '-'), ', ' ORDER BY barrier, category) AS team FROM own_barrier;
SET ROLE regress_absence_recorder;
SELECT string_agg(coalesce(barrier, '-'), ', ' ORDER BY barrier, category) AS recorder FROM own_barrier;
SET ROLE regress_absence_sensitive;
SELECT string_agg(coalesce(barrier, '-'), ', ' ORDER BY barrier, category) AS sensitive FROM own_barrier;
SET ROLE regress_absence_support_loader;
SELECT string_agg(coalesce(barrier, '-'), ', ' ORDER BY barrier, category) AS member_of_nurse FROM own_barrier;
SELECT count(*) FROM shown_barrier;
RESET ROLE;
DROP VIEW own_barrier;
SELECT absence.revoke_reader('team_store', 'regress_absence_nurse');
DROP ROLE regress_absence_nurse;
DELETE FROM student_barrier WHERE student_id = 'b';

-- Rules. One of the catalogue comes with its steps; what is given replaces what it says.
SELECT absence.adopt_rule('team_store', 'ca_truant');
SELECT absence.adopt_rule('team_store', 'ca_truant', grades => '{09,10}', settle_days => 5, tier => 2, stands => 'while', scope => 'school');
SELECT absence.adopt_rule('team_store', 'oh_habitual_row', to_year => 2030), absence.adopt_rule('team_store', 'ct_truant_month'), absence.adopt_rule('team_store', 'in_absent@1');
SELECT name, version, basis, rule::absence.rule OPERATOR(absence.=) absence.rule_named(name) AS is_that_rule, scope, again, tier, stands, settle_days AS settle, grades, from_age, to_age, from_year, to_year, in_force, truant, certainty
FROM attendance_rule ORDER BY name, version;
SELECT name, version, step, kind, within_n, within_unit, after_step, needs FROM rule_step ORDER BY name, version, step;
-- with a notice of what must be checked, and of the version before
SET client_min_messages = notice;
SELECT absence.adopt_rule('team_store', 'ca_truant', grades => '{11}');
SET client_min_messages = warning;
-- rules of the district, with steps; a new version keeps them
SELECT absence.define_rule('team_store', 'ours', 'marks = unexcused, amount >= 2',
	'[{"kind": "letter", "within_n": 5, "within_unit": "school days", "meaning": "Write."}, {"kind": "meeting", "after_step": 1, "needs": "reached", "unless_group": ["homeless:Yes"], "unless_barrier": ["housing"]}]', tier => 2, from_age => 6, to_age => 18);
SELECT absence.define_rule('team_store', 'ours', 'marks = unexcused, amount >= 3', from_year => 2027, authority => 'Board', source => 'Minutes');
SELECT absence.define_rule('team_store', 'ours', 'marks = unexcused, amount >= 4', '[]', from_year => 2029);
SELECT absence.define_rule('team_store', 'foster', group_kind => 'foster_care', group_value => 'Yes', tier => 3);
SELECT name, version, basis, rule, group_kind, group_value, tier, from_age, to_age, from_year, authority, source FROM attendance_rule WHERE name IN ('ours', 'foster') ORDER BY name, version;
SELECT version, step, kind, within_n, within_unit, after_step, needs, unless_group, unless_barrier, meaning FROM rule_step WHERE name = 'ours' ORDER BY version, step;
INSERT INTO school_year_state (school_year) VALUES (2025), (2027), (2028), (2029), (2031);
SELECT school_year, string_agg(name || '@' || version, ' ' ORDER BY name) AS in_force FROM rule_of_year GROUP BY school_year ORDER BY school_year;

-- A rule that cannot work is refused
SELECT absence.adopt_rule('team_store', 'tx_warning', again => true);
SELECT absence.adopt_rule('team_store', 'dc_support_team');
SELECT absence.adopt_rule('team_store', 'no_such_rule');
SELECT absence.adopt_rule('team_store', NULL);
SELECT absence.adopt_rule('team_store', 'ca_truant', scope => 'state');
SELECT absence.adopt_rule('team_store', 'ca_truant', tier => 1);
SELECT absence.adopt_rule('team_store', 'ca_truant', stands => 'forever');
SELECT absence.adopt_rule('team_store', 'ca_truant', settle_days => -1);
SELECT absence.adopt_rule('team_store', 'ca_truant', grades => '{}');
SELECT absence.adopt_rule('team_store', 'ca_truant', from_year => 2028, to_year => 2027);
SELECT absence.define_rule('team_store', 'Bad', 'amount >= 2');
SELECT absence.define_rule('team_store', 'bad', 'amount is high');
SELECT absence.define_rule('team_store', 'bad');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', group_kind => 'homeless', group_value => 'Yes');
SELECT absence.define_rule('team_store', 'bad', group_kind => 'homeless', group_value => 'Yes', again => true);
SELECT absence.define_rule('team_store', 'bad', 'amount >= 3, within = 4 weeks', again => true);
SELECT absence.define_rule('team_store', 'bad', 'amount >= 3, within = 6 months', again => true);
SELECT absence.define_rule('team_store', 'bad', 'amount >= 3, within = 10 school days', again => true);
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', from_age => 19, to_age => 18);
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '{"kind": "letter"}');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '["letter"]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "letter", "unit": "days"}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"meaning": "Do something."}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "song"}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "letter", "within_n": 3}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "letter", "within_n": 3, "within_unit": "moons"}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "letter", "after_step": 1}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "letter", "needs": "luck"}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "letter", "unless_group": ["homeless"]}]');
SELECT absence.define_rule('team_store', 'bad', 'amount >= 2', steps => '[{"kind": "letter", "unless_barrier": ["rain"]}]');
-- windows that begin anew can ask again
SELECT absence.define_rule('team_store', 'again_' || n, rule, again => true)
FROM unnest('{"amount >= 3, within = month","amount >= 3, within = school month","amount >= 3, within = row",amount >= 3}'::text[]) WITH ORDINALITY AS r (rule, n);
-- minutes, where no day has a length
UPDATE calendar SET day_minutes = NULL;
SELECT absence.define_rule('team_store', 'hours', 'measure = minutes, amount >= 30 hours');
SELECT absence.define_rule('team_store', 'late', 'measure = occasions, marks = tardy, part_day > 30 minutes, amount >= 3');
UPDATE calendar SET day_minutes = 360 WHERE school_id = 'A';
SELECT absence.define_rule('team_store', 'hours', 'measure = minutes, amount >= 30 hours');

-- A rule is retired from a year on, and no rule changes in a closed year
SELECT absence.retire_rule('team_store', 'ours', 2028);
SELECT version, from_year, to_year, in_force FROM attendance_rule WHERE name = 'ours' ORDER BY version;
SELECT school_year, string_agg(name || '@' || version, ' ' ORDER BY name) AS in_force FROM rule_of_year WHERE name IN ('ours', 'ca_truant') GROUP BY school_year ORDER BY school_year;
SET client_min_messages = notice;
SELECT absence.retire_rule('team_store', 'ours', 2028);
SET client_min_messages = warning;
SELECT absence.retire_rule('team_store', 'ours', NULL);
SELECT absence.retire_rule('team_store', 'no_such_rule', 2028);
UPDATE school_year_state SET state = 'closed' WHERE school_year <= 2026;
SELECT absence.retire_rule('team_store', 'ours', 2026);
SELECT absence.define_rule('team_store', 'ours', 'amount >= 9');
SELECT absence.define_rule('team_store', 'ours', 'amount >= 9', to_year => 2026);
SELECT absence.define_rule('team_store', 'ours', 'amount >= 9', from_year => 2027);
UPDATE school_year_state SET state = 'open';

-- What is forgotten of a student: the names and all but attendance, also in what was
-- certified. The numbers are in a log, which does not say of whom.
INSERT INTO contact (student_id, name) VALUES ('a', 'Parent'), ('b', 'Parent');
INSERT INTO intervention_session (student_id, intervention_id, day) VALUES ('a', 'mentor', '2025-09-16');
INSERT INTO alert (student_id, school_year, rule, version, met_on, ripe_on, first_met_on, known_on) VALUES ('a', 2026, 'ours', 1, '2025-09-08', '2025-09-08', '2025-09-08', '2025-10-06'), ('b', 2026, 'ours', 1, '2025-09-08', '2025-09-08', '2025-09-08', '2025-10-06');
INSERT INTO alert_change (refresh_id, alert_id, what, met_on_after) SELECT 1, alert_id, 'new', met_on FROM alert;
CALL absence.certify('team_store', 'fall', 2026);
SELECT * FROM absence.forget_student('team_store', 'a');
SELECT * FROM student ORDER BY student_id;
SELECT student_id, last_name, first_name FROM latest_student_absence ORDER BY student_id, school_id;
SELECT 'outreach' AS of, count(*) FROM outreach WHERE student_id = 'a' UNION ALL SELECT 'alert', count(*) FROM alert WHERE student_id = 'a'
UNION ALL SELECT 'change', count(*) FROM alert_change UNION ALL SELECT 'certified', count(*) FROM certified_student WHERE student_id = 'a'
UNION ALL SELECT 'contact', count(*) FROM contact UNION ALL SELECT 'event', count(*) FROM attendance_event WHERE student_id = 'a';
-- the certification is still guarded, and counts as before
DELETE FROM certified_student;
SELECT verdict_n + no_verdict_n AS students FROM certified_count WHERE scope = 'pooled' AND group_kind = 'all';
SELECT count(*) FROM absence.forget_student('team_store', 'nobody') WHERE rows > 0;
SELECT absence.forget_student('team_store', NULL);
-- of old years, when they are closed
INSERT INTO outreach (student_id, school_id, school_year, day, kind) VALUES ('b', 'B', 2025, '2024-10-01', 'call');
INSERT INTO intervention_session (student_id, intervention_id, day) VALUES ('b', 'mentor', '2025-06-30'), ('b', 'mentor', '2025-07-01');
SELECT absence.forget_support('team_store', 2026);
CALL absence.close_year('team_store', 2025);
SELECT * FROM absence.forget_support('team_store', 2026);
SELECT school_year, count(*) FROM outreach GROUP BY 1;
SELECT day FROM intervention_session;
SELECT absence.forget_support('team_store', NULL);
SELECT absence.forget_support('team_store', 26);
SELECT forgotten_by = session_user AS by_me, what, before_year, removed FROM forget_log ORDER BY forgotten_at;
-- for the owner alone
\set VERBOSITY terse
SET ROLE regress_absence_recorder;
SELECT absence.adopt_rule('team_store', 'ca_truant');
SELECT absence.define_rule('team_store', 'mine', 'amount >= 1');
SELECT absence.retire_rule('team_store', 'ours', 2030);
SELECT absence.forget_student('team_store', 'b');
SELECT absence.forget_support('team_store', 2027);
SELECT team_store.forget_one('b');
SELECT team_store.add_rule('{}', '[]');
RESET ROLE;

SELECT absence.revoke_reader('team_store', 'regress_absence_' || level) FROM unnest('{student,team,sensitive,recorder,support_loader,loader}'::text[]) AS level;
DROP ROLE regress_absence_student, regress_absence_team, regress_absence_sensitive, regress_absence_recorder, regress_absence_support_loader, regress_absence_loader;
SELECT absence.drop_store('team_store', 'team_store');
