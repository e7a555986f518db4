-- The list of Monday is kept as other answers are. What people type is in the view at once, and in
-- the table after a refresh, which writes the rows of these students. alert_changes does the same
-- with random changes.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\pset format unaligned
SELECT absence.create_store('list_store');
SET search_path = list_store, public;
CALL absence.load_sample('list_store', 60, 3, 7);
CALL absence.refresh('list_store', today => '2026-03-02');
CREATE FUNCTION pg_temp.differs() RETURNS boolean LANGUAGE sql AS $$
	SELECT EXISTS (TABLE latest_monday_list EXCEPT ALL SELECT * FROM monday_list_at()) OR EXISTS (SELECT * FROM monday_list_at() EXCEPT ALL TABLE latest_monday_list)
$$;
SELECT pg_temp.differs(), count(*) > 10 AS many FROM latest_monday_list;
SELECT obj_description('latest_monday_list'::regclass);
CREATE TEMP TABLE before (id text, version text);
CREATE TEMP TABLE named (a text, b text);
INSERT INTO named DEFAULT VALUES;
-- whether the view is other than the table, before a refresh and after it, and whose rows the refresh writes
CREATE FUNCTION pg_temp.typed(what text) RETURNS TABLE (typed text, differs boolean, differs_after boolean, written bigint, gone bigint, ids text) LANGUAGE plpgsql AS $$
BEGIN
	typed := what;
	differs := pg_temp.differs();
	TRUNCATE before;
	INSERT INTO before SELECT student_id, concat(ctid, xmin) FROM latest_monday_list;
	CALL absence.refresh('list_store', today => '2026-03-02');
	differs_after := pg_temp.differs();
	RETURN QUERY
	SELECT typed, differs, differs_after, count(l.id) FILTER (WHERE l.version IS DISTINCT FROM b.version), count(*) FILTER (WHERE l.id IS NULL),
		CASE WHEN count(*) FILTER (WHERE l.version IS DISTINCT FROM b.version) <= 2
			THEN string_agg(CASE coalesce(l.id, b.id) WHEN n.a THEN 'a' WHEN n.b THEN 'b' ELSE coalesce(l.id, b.id) END, ' ') FILTER (WHERE l.version IS DISTINCT FROM b.version) END
	FROM (SELECT student_id AS id, concat(ctid, xmin) AS version FROM latest_monday_list) AS l
	FULL JOIN before AS b USING (id)
	CROSS JOIN named AS n;
END
$$;
-- a refresh without a change writes nothing
SELECT * FROM pg_temp.typed('nothing');
SELECT absence.define_rule('list_store', 'six_days', 'amount >= 6', steps => '[{"kind": "letter", "within_n": 5, "within_unit": "school days", "unless_barrier": ["transport"]}]');
SELECT written > 5 AS many, gone FROM pg_temp.typed('a rule');
SELECT student_id AS a, school_id AS a_school FROM latest_monday_list
WHERE next_kind = 'letter' AND student_id NOT IN (SELECT student_id FROM outreach WHERE day IS NULL) ORDER BY student_id LIMIT 1 \gset
SELECT min(student_id) AS b FROM stay_register WHERE school_year = 2026 AND student_id NOT IN (SELECT student_id FROM latest_monday_list) \gset
UPDATE named SET a = :'a', b = :'b';
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, outcome) VALUES ('k1', :'a', :'a_school', 2026, '2026-02-27', 'call', 'no answer');
SELECT * FROM pg_temp.typed('a call');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, outcome, replaces) VALUES ('k2', :'a', :'a_school', 2026, '2026-02-27', 'call', 'reached', 'k1');
SELECT * FROM pg_temp.typed('its correction');
-- a student who was not on the list comes on it by a plan, and goes again
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, due_on, kind) VALUES ('k3', :'b', '101', 2026, '2026-03-06', 'home visit');
SELECT * FROM pg_temp.typed('a plan');
DELETE FROM outreach WHERE outreach_id = 'k3';
SELECT * FROM pg_temp.typed('no plan');
INSERT INTO tier_decision (student_id, school_year, tier, begin_date) VALUES (:'b', 2026, 3, '2026-03-02');
SELECT * FROM pg_temp.typed('a decision');
DELETE FROM tier_decision WHERE student_id = :'b';
SELECT * FROM pg_temp.typed('no decision');
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, staff_id) VALUES (:'a', :'a_school', 2026, 'mentor', '2026-02-23', 's9');
SELECT * FROM pg_temp.typed('a support');
INSERT INTO staff (staff_id, name) VALUES ('s9', 'Nine');
SELECT * FROM pg_temp.typed('a name of staff');
UPDATE contact SET household_id = 'H-new' WHERE student_id = :'a';
SELECT * FROM pg_temp.typed('a household');
INSERT INTO student_barrier (student_id, school_year, category, barrier) VALUES (:'a', 2026, 'Barriers', 'transport');
SELECT * FROM pg_temp.typed('a barrier that withholds the letter');
INSERT INTO prior_student (student_id, school_id, school_year, enrolled_days, absent_days, source) VALUES (:'b', 'x', 2025, 100, 30, 'old');
SELECT * FROM pg_temp.typed('what was missed the year before');
UPDATE contact SET phone = '0', language = 'Nahuatl' WHERE student_id = :'a';
UPDATE outreach SET language = 'Nahuatl', note_ref = 'n' WHERE outreach_id = 'k2';
SELECT * FROM pg_temp.typed('what the list does not show');
-- a rule that ends takes its alerts from the list; so does forgetting
SELECT absence.retire_rule('list_store', 'six_days', 2026);
SELECT written > 5 AS many, gone FROM pg_temp.typed('no rule');
SELECT count(*) > 3 AS forgotten FROM absence.forget_student('list_store', :'a');
SELECT pg_temp.differs();
-- a stay without a calendar has no register; when it is void, its student goes
INSERT INTO student (student_id) VALUES ('n1');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('n1', '101', 2026, '2025-08-18');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, due_on, kind) VALUES ('n', 'n1', '101', 2026, '2026-03-06', 'letter');
UPDATE named SET a = 'n1';
SELECT * FROM pg_temp.typed('a stay without a calendar');
SELECT count(*) AS registers FROM student_register WHERE student_id = 'n1';
UPDATE enrollment SET exit_type = 'No show' WHERE student_id = 'n1';
SELECT * FROM pg_temp.typed('it is void');
UPDATE enrollment SET exit_type = NULL WHERE student_id = 'n1';
SELECT * FROM pg_temp.typed('it counts again');
DELETE FROM enrollment WHERE student_id = 'n1';
SELECT * FROM pg_temp.typed('it is deleted');
-- on another day all of it
CALL absence.refresh('list_store', today => '2026-03-03');
SELECT pg_temp.differs();
SELECT count(*) > 5 AS many, count(DISTINCT as_of) AS days FROM latest_monday_list;

SELECT absence.drop_store('list_store', 'list_store');
