-- Planted faults: something that a refresh remembers is damaged, as if the refresh had
-- written it wrong. A refresh of everything must repair it. An ordinary refresh must
-- repair what it writes each time, and what it checks by a print of its own.

CREATE TABLE fault (
	relation text,             -- the table that is damaged; a fault of a table that is not there is left out
	what text,
	statements text,           -- run with oracle_store first in search_path
	by_ordinary boolean,       -- whether an ordinary refresh repairs it too
	is_named boolean,          -- whether refresh_log.print_errors counts it; NULL: there is nothing to count
	PRIMARY KEY (relation, what)
);

-- The place of one row of a remembered table
CREATE FUNCTION one_row(relation text, condition text DEFAULT 'true') RETURNS tid STABLE LANGUAGE plpgsql AS
$$
DECLARE
	place tid;
BEGIN
	EXECUTE format('SELECT ctid FROM oracle_store.%I AS t WHERE %s ORDER BY md5(oracle.salt() || t::text) LIMIT 1', relation, condition)
	INTO place;
	RETURN place;
END
$$;

-- The last open year that has a register
CREATE FUNCTION year_with_registers() RETURNS integer STABLE
RETURN (SELECT max(school_year) FROM oracle_store.student_register);

INSERT INTO fault (relation, what, by_ordinary, is_named, statements) VALUES
('student_register', 'a register has no marks', true, true, $$
	UPDATE student_register SET register = absence.with_marks(register, NULL, absence.complete_through(register))
	WHERE ctid = one_row('student_register',
		'register OPERATOR(absence.<>) absence.with_marks(register, NULL, absence.complete_through(register))')
$$),
('student_register', 'a register ends too early', true, NULL, $$
	UPDATE student_register SET register = absence.as_of(register, absence.complete_through(register) - 10)
	WHERE ctid = one_row('student_register',
		'absence.complete_through(register) IS NOT NULL AND absence.membership_days(register, NULL, NULL) > 20')
$$),
('student_register', 'a register is missing', true, true, $$
	DELETE FROM student_register WHERE ctid = one_row('student_register')
$$),
('student_register', 'a register too many', true, true, $$
	INSERT INTO student_register (student_id, school_id, school_year, register)
	SELECT 'nobody', school_id, school_year, register FROM student_register WHERE ctid = one_row('student_register')
$$),
('student_register', 'another grade', true, NULL, $$
	UPDATE student_register SET grade = 'wrong' WHERE ctid = one_row('student_register')
$$),
('student_register', 'all of them are missing', true, NULL, $$
	DELETE FROM student_register
$$),

('stay_register', 'a stay has no marks', false, true, $$
	UPDATE stay_register SET register = absence.with_marks(register, NULL, 'infinity')
	WHERE ctid = one_row('stay_register', 'register OPERATOR(absence.<>) absence.with_marks(register, NULL, ''infinity'')')
$$),
('stay_register', 'a stay has no register', false, true, $$
	UPDATE stay_register SET register = NULL, event_days = NULL WHERE ctid = one_row('stay_register', 'register IS NOT NULL')
$$),
('stay_register', 'a stay has no days with events', false, true, $$
	UPDATE stay_register SET event_days = NULL WHERE ctid = one_row('stay_register', 'absence.membership_days(event_days, NULL, NULL) > 0')
$$),
('stay_register', 'a stay is missing', false, true, $$
	DELETE FROM stay_register WHERE ctid = one_row('stay_register', 'register IS NOT NULL')
$$),
('stay_register', 'a stay is there twice', false, true, $$
	INSERT INTO stay_register SELECT * FROM stay_register WHERE ctid = one_row('stay_register')
$$),
('stay_register', 'a stay has another calendar', false, true, $$
	UPDATE stay_register SET calendar_code = 'wrong' WHERE ctid = one_row('stay_register', 'calendar_code IS NOT NULL')
$$),
('stay_register', 'a stay has another homeroom', false, true, $$
	UPDATE stay_register SET homeroom = 'wrong' WHERE ctid = one_row('stay_register')
$$),
('stay_register', 'all of them are missing', false, true, $$
	DELETE FROM stay_register
$$),

('event_account', 'another number of events', false, true, $$
	UPDATE event_account SET events = events + 1 WHERE ctid = one_row('event_account')
$$),
('event_account', 'another number of events that are not used', false, true, $$
	UPDATE event_account SET not_used = not_used + 1 WHERE ctid = one_row('event_account')
$$),
('event_account', 'a row is missing', false, true, $$
	DELETE FROM event_account WHERE ctid = one_row('event_account', 'events > 0')
$$),
('event_in_doubt', 'a row is missing', false, true, $$
	DELETE FROM event_in_doubt WHERE ctid = one_row('event_in_doubt')
$$),
('event_in_doubt', 'a row is there twice', false, true, $$
	INSERT INTO event_in_doubt SELECT * FROM event_in_doubt WHERE ctid = one_row('event_in_doubt')
$$),

('refresh_print', 'prints of events', true, NULL, $$
	UPDATE refresh_print SET events = ARRAY(SELECT e + (n % 5 = 0)::integer FROM unnest(events) WITH ORDINALITY AS u (e, n) ORDER BY n)
$$),
('refresh_print', 'prints of stays', true, NULL, $$
	UPDATE refresh_print SET stays = ARRAY(SELECT s + (n % 5 = 0)::integer FROM unnest(stays) WITH ORDINALITY AS u (s, n) ORDER BY n)
$$),
('refresh_print', 'another seed', true, NULL, $$
	UPDATE refresh_print SET seed = seed # 1
$$),
('refresh_print', 'another version', true, NULL, $$
	UPDATE refresh_print SET version = version + 1
$$),
('refresh_print', 'the prints of a year are missing', true, NULL, $$
	DELETE FROM refresh_print WHERE school_year = year_with_registers()
$$),

('calendar_complete', 'another complete-through', true, NULL, $$
	UPDATE calendar_complete SET complete_through = complete_through - 20
	WHERE ctid = one_row('calendar_complete', 'complete_through IS NOT NULL')
$$),
('calendar_complete', 'a calendar is missing', true, NULL, $$
	DELETE FROM calendar_complete WHERE ctid = one_row('calendar_complete')
$$),
('school_silence', 'a row too many', true, NULL, $$
	INSERT INTO school_silence SELECT school_year, school_id, 'silent days', '2020-01-01', '2020-01-02', 2 FROM refresh_basis LIMIT 1
$$),
('refresh_basis', 'another number of events', true, NULL, $$
	UPDATE refresh_basis SET events = events + 1 WHERE ctid = one_row('refresh_basis')
$$),
('refresh_code', 'another mark', true, NULL, $$
	UPDATE refresh_code SET mark = CASE mark WHEN 'oss' THEN 'iss' ELSE 'oss' END WHERE ctid = one_row('refresh_code')
$$),

('group_status', 'another value', false, NULL, $$
	UPDATE group_status SET value = 'wrong' WHERE ctid = one_row('group_status')
$$),
('student_statuses', 'other statuses', false, NULL, $$
	UPDATE student_statuses SET always = translate(always, '01', '10') WHERE ctid = one_row('student_statuses')
$$),
('student_statuses', 'a status has no end', false, NULL, $$
	UPDATE student_statuses SET end_dates = array_fill('infinity'::date, ARRAY[cardinality(end_dates)])
	WHERE ctid = one_row('student_statuses', '''infinity'' <> ANY (end_dates)')
$$),
('student_statuses', 'a student is missing', false, NULL, $$
	DELETE FROM student_statuses WHERE ctid = one_row('student_statuses')
$$),
('answer_year', 'another definition', true, NULL, $$
	UPDATE answer_year SET policy = 'wrong' WHERE ctid = one_row('answer_year')
$$),
('answer_year', 'another current school year', true, NULL, $$
	UPDATE answer_year SET is_current_year = NOT is_current_year
$$),
('answer_year', 'another last day', false, NULL, $$
	UPDATE answer_year SET last_day = last_day - 200
$$),
('answer_year', 'a year is missing', true, NULL, $$
	DELETE FROM answer_year WHERE ctid = one_row('answer_year')
$$),
('answer_now', 'another day', true, NULL, $$
	UPDATE answer_now SET day = day - 1, of_school = '{}'
$$),
('answer_now', 'no day', true, NULL, $$
	DELETE FROM answer_now
$$),
('answer_print', 'other prints', true, NULL, $$
	UPDATE answer_print SET print = ARRAY(SELECT p + (n % 5 = 0)::integer FROM unnest(print) WITH ORDINALITY AS u (p, n) ORDER BY n)
$$),
('answer_print', 'another seed', true, NULL, $$
	UPDATE answer_print SET seed = seed # 1
$$),
('answer_print', 'a print is missing', true, NULL, $$
	DELETE FROM answer_print WHERE ctid = one_row('answer_print')
$$);

-- of the kept answers, each table
INSERT INTO fault (relation, what, by_ordinary, is_named, statements)
SELECT 'latest_' || r.relation, f.what, false, NULL, replace(f.statements, '@', 'latest_' || r.relation)
FROM absence_internal.store_relation AS r
CROSS JOIN (VALUES
	('a row is missing', $$ DELETE FROM @ WHERE ctid = one_row('@') $$),
	('all rows are missing', $$ DELETE FROM @ $$),
	('a row of another year', $$ UPDATE @ SET school_year = 1999 WHERE ctid = one_row('@') $$),
	('another policy', $$ UPDATE @ SET policy = 'wrong' WHERE ctid = one_row('@') $$)
) AS f (what, statements)
WHERE r.kept_key IS NOT NULL;

CREATE TABLE planted (
	seed integer,
	relation text,
	what text,
	everything boolean,
	took_effect boolean,       -- whether there was anything to damage
	differing integer,         -- rows that differ from a store made afresh, after the refresh
	print_errors integer,      -- as the refresh counted them; NULL where it does not
	said text                  -- an error
);

-- Plants one fault after the other in a store that was just filled and refreshed; only in
-- the relations given, if any are
CREATE PROCEDURE plant_faults(seed integer, relations text[] DEFAULT NULL) LANGUAGE plpgsql AS
$$
DECLARE
	f oracle.fault;
	this oracle.step;
	p oracle.planted;
	before text;
	after text;
BEGIN
	CALL oracle.begin_steps(seed);
	this.seed := seed;
	FOR f IN SELECT * FROM oracle.fault ORDER BY relation, what LOOP
		CONTINUE WHEN f.relation <> ALL (relations)
			OR NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('oracle_store.' || f.relation) AND relkind = 'r');
		FOREACH p.everything IN ARRAY '{true,false}'::boolean[] LOOP
			CONTINUE WHEN NOT p.everything AND NOT f.by_ordinary;
			p.seed := seed;
			p.relation := f.relation;
			p.what := f.what;
			p.differing := NULL;
			p.print_errors := NULL;
			p.said := NULL;
			BEGIN
				EXECUTE format('SELECT md5(string_agg(t::text, '' '' ORDER BY t::text)) FROM oracle_store.%I AS t', f.relation) INTO before;
				PERFORM set_config('search_path', 'oracle_store, oracle', true);
				EXECUTE f.statements;
				PERFORM set_config('search_path', 'oracle', true);
				EXECUTE format('SELECT md5(string_agg(t::text, '' '' ORDER BY t::text)) FROM oracle_store.%I AS t', f.relation) INTO after;
				p.took_effect := before IS DISTINCT FROM after;
				IF p.took_effect THEN
					CALL oracle.refresh_one('oracle_store', NULL, oracle.today(), true, p.everything);
					SELECT sum((to_jsonb(l) ->> 'print_errors')::integer) INTO p.print_errors
					FROM oracle_store.refresh_log AS l
					WHERE l.refresh_id > (SELECT max(refresh_id) - count(DISTINCT school_year) FROM oracle_store.refresh_log);
					-- what was counted is part of the log, and is right
					IF EXISTS (SELECT FROM pg_attribute
							WHERE attrelid = 'oracle_store.refresh_log'::regclass AND attname = 'print_errors') THEN
						EXECUTE 'UPDATE oracle_store.refresh_log SET print_errors = 0';
					END IF;
					SELECT c.differing INTO p.differing FROM oracle.compare_stores(this, NULL) AS c;
				END IF;
				RAISE EXCEPTION USING ERRCODE = 'UT000';	-- takes everything back
			EXCEPTION
				WHEN SQLSTATE 'UT000' THEN
					NULL;
				WHEN OTHERS THEN
					p.said := SQLERRM;
			END;
			INSERT INTO oracle.planted SELECT p.*;
		END LOOP;
	END LOOP;
END
$$;

-- The faults that a refresh has not repaired, or not counted
CREATE VIEW fault_left AS
SELECT p.seed, p.relation, p.what, p.everything, p.differing, p.print_errors, p.said
FROM planted AS p
JOIN fault AS f USING (relation, what)
WHERE p.took_effect AND (p.differing <> 0 OR p.said IS NOT NULL OR p.everything AND f.is_named AND p.print_errors = 0);
