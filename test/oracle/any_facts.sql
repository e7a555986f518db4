-- Facts of any content. A kind is a column of a fact table and an extreme value of its
-- type: its row is in order except for that value. If several tables have the column,
-- the kind has one row for each of them, with the same extreme value. try() loads the
-- rows of some kinds into a small store, refreshes it, reads every table, view and
-- X_at() function of it, certifies and publishes. Then it rolls everything back. These
-- are failures:
--
--   an error, unless a key or a check of its table refuses a row at once; the tables
--   of events, stays and groups refuse nothing
--   a changed register of a student whom these rows do not concern
--   an event that is neither used nor in event_not_used
--   a kept answer that differs from the live one
--
-- test/sql/store_any_facts.sql tries some kinds together. test/oracle/facts_torture.sql
-- tries all together, many of them one by one, and more at random.
CREATE SCHEMA any_facts;
SET search_path = any_facts;
SET client_min_messages = warning;

-- A text that cannot be compressed, so that no index accepts it if it is long; the same
-- text each time
CREATE FUNCTION noise(seed text, length integer) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT left(string_agg(md5(seed || n), '' ORDER BY n), length) FROM generate_series(1, length / 32 + 1) AS n $$;

CREATE TABLE extreme (type text, name text, value text, PRIMARY KEY (type, name));
INSERT INTO extreme VALUES
	('text', 'empty', ''), ('text', 'blank', ' '), ('text', 'null in words', 'NULL'), ('text', 'tab and line ends', E'\t\r\n'),
	('text', 'controls', E'\x01\x07\x08\x1b\x7f'), ('text', 'quotes', $$'"''$;--\$$), ('text', 'dollars', '$$ $sql$ $store$'),
	('text', 'formats', '%s %I %L %% {} \1 \\&'),
	('text', 'braces', '{"a",NULL}'), ('text', 'beyond the BMP', U&'\+01F600\0301\FEFF\200B'), ('text', 'all', 'all'),
	('text', 'infinity', 'infinity'), ('text', 'store', '@store@'),
	('text', 'noise of 300', noise('a', 300)), ('text', 'noise of 900', noise('b', 900)), ('text', 'noise of 3000', noise('c', 3000)),
	('text', 'noise of 100,000', noise('d', 100000)),
	('text', 'a line of 200,000', repeat('x', 200000)), ('text', 'a megabyte', repeat('y', 1048576)),
	('text', 'a megabyte of two-byte letters', repeat('é', 524288)),
	('integer', 'least', '-2147483648'), ('integer', 'greatest', '2147483647'), ('integer', 'minus one', '-1'), ('integer', 'zero', '0'),
	('integer', 'one', '1'),
	('integer', '1999', '1999'), ('integer', '9999', '9999'), ('integer', '10000', '10000'), ('integer', '294277', '294277'),
	('integer', '5874898', '5874898'),
	('date', 'infinity', 'infinity'), ('date', 'minus infinity', '-infinity'), ('date', 'first', '4713-01-01 BC'),
	('date', 'last', '5874897-12-31'),
	('date', 'of no timestamp', '294277-01-01'), ('date', 'year one', '0001-01-01'), ('date', 'before', '0001-12-31 BC'),
	('date', 'epoch', '2000-01-01'), ('date', 'a century late', '2125-10-14'),
	('numeric', 'NaN', 'NaN'), ('numeric', 'infinity', 'Infinity'), ('numeric', 'minus infinity', '-Infinity'),
	('numeric', 'greatest', '9e131071'), ('numeric', 'least', '-9e131071'),
	('numeric', 'smallest', '1e-16383'), ('numeric', 'smallest below', '-1e-16383'), ('numeric', 'zero', '0.000'),
	('numeric', 'minus one', '-1'), ('numeric', 'above one', '1.' || repeat('0', 500) || '1'),
	('numeric', 'below one', '0.' || repeat('9', 500)), ('numeric', 'a third', '0.33'), ('numeric', 'below doubles', '1e-400'),
	('numeric', 'above doubles', '1e400'), ('numeric', 'long', repeat('7', 9000) || '.' || repeat('7', 9000)),
	('boolean', 'true', 't'), ('boolean', 'false', 'f');
INSERT INTO extreme SELECT DISTINCT type, 'null', NULL FROM extreme;

-- Twelve students of school G and six of school H, in order: a roll of every day says
-- that all their days are recorded, and each stay names its calendar
SELECT absence.create_store('any_store');
SET search_path = any_facts, any_store;
INSERT INTO school (school_id, name) VALUES ('G', 'School G'), ('H', 'School H');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes, periods)
VALUES ('G', 2026, 'M', 390, 6), ('H', 2026, 'M', 390, 6);
INSERT INTO calendar_grade SELECT school_id, 2026, 'M', '05' FROM school;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'M', d::date, 'Instructional day'
FROM school, generate_series(timestamp '2025-09-01', '2025-10-31', '1 day') AS d
WHERE extract(isodow FROM d) < 6;
INSERT INTO attendance_taken (school_id, day) SELECT school_id, day FROM calendar_day;
INSERT INTO attendance_code (code, mark) VALUES ('U', 'unexcused'), ('E', 'excused'), ('T', 'tardy');
INSERT INTO student (student_id, last_name) SELECT 'good' || n, 'Name ' || n FROM generate_series(1, 18) AS n;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, calendar_code)
SELECT 'good' || n, CASE WHEN n > 12 THEN 'H' ELSE 'G' END, 2026, '2025-09-01', CASE WHEN n % 2 = 0 THEN '05' ELSE '06' END, 'M'
FROM generate_series(1, 18) AS n;
INSERT INTO student_group (student_id, kind, value)
SELECT 'good' || n, 'sex', CASE WHEN n % 2 = 0 THEN 'Female' ELSE 'Male' END
FROM generate_series(1, 18) AS n;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT 'good' || n, CASE WHEN n > 12 THEN 'H' ELSE 'G' END, 2026, date '2025-09-01' + 7 * w, 'U'
FROM generate_series(1, 18) AS n, generate_series(0, n % 4) AS w;
-- rules of each measure and span, which look at every register
SELECT absence.define_rule('any_store', 'three_days', 'amount >= 3', tier => 2, settle_days => 5,
		steps => '[{"kind": "letter", "within_n": 10, "within_unit": "school days"}]'),
	absence.define_rule('any_store', 'month', 'amount >= 1, per = month', again => true),
	absence.define_rule('any_store', 'row', 'amount >= 2, within = row', from_age => 6, to_age => 17),
	absence.define_rule('any_store', 'at_school', 'measure = rate, amount >= 10%, after = 10 days', scope => 'school'),
	absence.define_rule('any_store', 'hours', 'measure = minutes, part_day = proportional, amount >= 10 hours, within = school month'),
	absence.define_rule('any_store', 'early', 'measure = occasions, part_day = any, amount >= 1, first = 20 school days', grades => '{05}');

-- A row of each table that is in order, of a student of its own
CREATE FUNCTION plain_row(table_name text, student text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT jsonb_build_object('school_id', 'G', 'school_year', 2026, 'student_id', student) || CASE table_name
		WHEN 'school' THEN jsonb_build_object('school_id', 'S' || student, 'name', 'School of ' || student, 'reporting', 'exception',
			'federally_reported', true)
		WHEN 'student_group' THEN '{"kind": "homeless", "value": "Yes", "begin_date": "2025-09-01", "end_date": "2026-01-01"}'
		WHEN 'calendar' THEN jsonb_build_object('calendar_code', student, 'calendar_type', 'School', 'day_minutes', 390, 'periods', 6)
		WHEN 'calendar_grade' THEN jsonb_build_object('calendar_code', student, 'grade', '05')
		WHEN 'calendar_day' THEN jsonb_build_object('calendar_code', student, 'day', '2025-10-01', 'event', 'Instructional day', 'minutes',
			390, 'periods', 6)
		WHEN 'calendar_event_kind' THEN jsonb_build_object('event', student, 'kind', 'neutral')
		WHEN 'enrollment' THEN '{"entry_date": "2025-09-01", "grade": "05", "calendar_code": "M", "fte": 1}'
		WHEN 'attendance_code' THEN jsonb_build_object('code', student, 'mark', 'excused', 'portion', 0.5, 'precedence', 1)
		WHEN 'attendance_event' THEN '{"day": "2025-10-01", "code": "E", "missed": 3, "held": 6}'
		WHEN 'attendance_taken' THEN '{"day": "2025-10-01", "calendar_code": "M"}'
		WHEN 'prior_student' THEN '{"school_year": 2024, "grade": "05", "enrolled_days": 170, "absent_days": 9, "source": "state"}'
		WHEN 'prior_count' THEN jsonb_build_object('school_year', 2025, 'group_kind', 'all', 'group_value', student, 'verdict_n', 10,
			'chronic_n', 2, 'source', 'state')
		ELSE '{}' END
$$;

CREATE TABLE kind AS
WITH store_column AS (
	SELECT t.name AS table_name, t.place, a.attnum, a.attname AS column_name, a.atttypid::regtype::text AS type, a.attnotnull AS is_needed
	FROM (SELECT relation AS name, position AS place FROM absence_internal.store_relation WHERE loader = 'writes') AS t
	JOIN pg_attribute AS a ON a.attrelid = format('any_store.%I', t.name)::regclass AND a.attnum > 0
), affected AS (
	SELECT ARRAY[table_name] AS tables, column_name, type, is_needed, 1000 * place + attnum AS place FROM store_column
	UNION ALL
	SELECT array_agg(table_name ORDER BY place), column_name, min(type), bool_or(is_needed), 0
	FROM store_column
	GROUP BY column_name
	HAVING count(*) > 1
)
SELECT row_number() OVER (ORDER BY c.place, c.column_name, e.name) AS kind, c.tables, c.column_name, e.name AS extreme, e.value
FROM affected AS c
JOIN extreme AS e ON e.type = c.type AND NOT (e.value IS NULL AND c.is_needed);

CREATE TABLE result (
	trial integer GENERATED ALWAYS AS IDENTITY,
	seed integer,
	kinds bigint[],
	rows_in integer,
	rows_refused integer,
	relations_read integer,
	said text
);

-- Reads all columns of every relation of the store
CREATE FUNCTION read_all(OUT relations integer) LANGUAGE plpgsql AS $$
DECLARE
	what text;
BEGIN
	relations := 0;
	FOR what IN
		SELECT format('%I.%I', 'any_store', c.relname)
		FROM pg_class AS c
		WHERE c.relnamespace = 'any_store'::regnamespace AND c.relkind IN ('r', 'v', 'm')
		UNION ALL
		SELECT format('%I.%I()', 'any_store', p.proname)
		FROM pg_proc AS p
		WHERE p.pronamespace = 'any_store'::regnamespace AND p.proname LIKE '%\_at'
		UNION ALL
		SELECT format('%I.student_day_of(%L, 2026)', 'any_store', s.student_id)
		FROM (SELECT student_id FROM any_store.attendance_event ORDER BY length(student_id) DESC LIMIT 1) AS s
		UNION ALL
		SELECT 'absence.refresh_check(''any_store'')'
	LOOP
		BEGIN
			EXECUTE format('SELECT count(length(r::text)) FROM %s AS r', what);
		EXCEPTION WHEN others THEN
			RAISE EXCEPTION '%: %', what, left(SQLERRM, 200);
		END;
		relations := relations + 1;
	END LOOP;
END
$$;

-- Loads one row with the columns that fact has, and returns whether it was refused
CREATE FUNCTION is_refused(table_name name, fact jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE (
		SELECT format('INSERT INTO any_store.%I (%s) SELECT %s FROM (SELECT $1) AS f (fact)', table_name,
			string_agg(quote_ident(a.attname), ', '),
			string_agg(format('(fact ->> %L)::%s', a.attname, a.atttypid::regtype), ', '))
		FROM pg_attribute AS a
		WHERE a.attrelid = format('any_store.%I', table_name)::regclass AND fact ? a.attname) USING fact;
	RETURN false;
EXCEPTION WHEN integrity_constraint_violation OR program_limit_exceeded THEN
	IF table_name IN ('attendance_event', 'enrollment', 'student_group') THEN
		RAISE;
	END IF;
	RETURN true;
END
$$;

CREATE FUNCTION registers_of_others() RETURNS text LANGUAGE sql AS
	$$ SELECT md5(string_agg(r::text, E'\n' ORDER BY r.student_id)) FROM any_store.student_register AS r WHERE r.student_id LIKE 'good%' $$;

-- If seed is NULL, no other column of the rows has an odd value; otherwise up to two
-- more columns have one, as drawn
CREATE PROCEDURE try(try_kinds bigint[], seed integer DEFAULT NULL) LANGUAGE plpgsql AS $$
DECLARE
	k record;
	fact_table name;
	fact jsonb;
	others text := any_facts.registers_of_others();
	rows_in integer := 0;
	rows_refused integer := 0;
	relations integer;
	kept record;
	differing bigint;
	doing text;
	outcome text;
BEGIN
	BEGIN
		UPDATE any_store.store_setting SET exit_day_counts = coalesce(seed % 2 = 0, true);
		FOR k IN SELECT * FROM any_facts.kind WHERE kind = ANY (try_kinds) ORDER BY kind LOOP
			IF 'enrollment' <> ALL (k.tables) THEN	-- the student whose events and groups these are
				INSERT INTO any_store.enrollment (student_id, school_id, school_year, entry_date, grade, calendar_code)
				VALUES ('bad' || k.kind, 'G', 2026, '2025-09-01', '05', 'M');
			END IF;
			FOREACH fact_table IN ARRAY k.tables LOOP
				doing := format('%s.%s, %s', fact_table, k.column_name, k.extreme);
				fact := any_facts.plain_row(fact_table, 'bad' || k.kind);
				IF cardinality(k.tables) > 1 AND fact_table = 'enrollment' THEN
					fact := fact || jsonb_build_object('calendar_code', 'bad' || k.kind);
				END IF;
				IF seed IS NOT NULL THEN
					SELECT fact || coalesce(jsonb_object_agg(o.column_name, o.value), '{}') INTO fact
					FROM (
						SELECT o.column_name, o.value FROM any_facts.kind AS o
						WHERE o.tables = ARRAY[fact_table]
						ORDER BY hashtext(concat(seed, '.', k.kind, '.', o.kind)) LIMIT abs(hashtext(concat(seed, '.', k.kind))) % 3
					) AS o;
				END IF;
				fact := fact || jsonb_build_object(k.column_name, k.value);
				IF any_facts.is_refused(fact_table, fact) THEN
					rows_refused := rows_refused + 1;
				ELSE
					rows_in := rows_in + 1;
				END IF;
			END LOOP;
		END LOOP;

		doing := 'refresh';
		CALL absence.refresh('any_store', today => '2025-11-10');
		doing := 'read';
		relations := any_facts.read_all();
		doing := 'compare';
		IF seed % 2 = 0 IS NOT FALSE AND others <> any_facts.registers_of_others() THEN
			RAISE EXCEPTION 'registers of other students have changed';
		END IF;
		SELECT (SELECT count(*) FROM any_store.attendance_event) - (SELECT count(*) FROM any_store.event_not_used) - (
			SELECT sum(l.events_used)
			FROM any_store.refresh_log AS l
			WHERE l.refresh_id IN (SELECT max(m.refresh_id) FROM any_store.refresh_log AS m GROUP BY m.school_year))
			INTO differing;
		IF differing <> 0 THEN
			RAISE EXCEPTION '% events are neither used nor listed', differing;
		END IF;
		FOR kept IN SELECT r.relation AS view_name FROM absence_internal.store_relation AS r WHERE r.kept_key IS NOT NULL LOOP
			EXECUTE format('SELECT count(*) FROM ((TABLE any_store.%1$I EXCEPT ALL TABLE any_store.%2$I) '
				'UNION ALL (TABLE any_store.%2$I EXCEPT ALL TABLE any_store.%1$I)) AS d',
				kept.view_name, 'latest_' || kept.view_name) INTO differing;
			IF differing <> 0 THEN
				RAISE EXCEPTION '% differs from its kept rows', kept.view_name;
			END IF;
		END LOOP;
		doing := 'certify';
		CALL absence.certify('any_store', 'label', 2026);
		doing := 'publish';
		CALL absence.publish('any_store', 'label');
		RAISE EXCEPTION USING ERRCODE = 'UT000';	-- rolls everything back
	EXCEPTION
		WHEN SQLSTATE 'UT000' THEN
			NULL;
		WHEN others THEN
			GET STACKED DIAGNOSTICS outcome = PG_EXCEPTION_DETAIL;
			outcome := concat_ws(' | ', doing, left(SQLERRM, 300), left(outcome, 300));
	END;
	INSERT INTO any_facts.result (seed, kinds, rows_in, rows_refused, relations_read, said)
	VALUES (seed, try_kinds, rows_in, rows_refused, relations, outcome);
END
$$;

-- Some kinds, drawn from a seed
CREATE FUNCTION draw(seed integer, how_many integer) RETURNS bigint[] LANGUAGE sql AS
	$$ SELECT array_agg(k.kind) FROM (SELECT kind FROM any_facts.kind ORDER BY hashtext(concat(seed, ' ', kind)) LIMIT how_many) AS k $$;

CALL absence.refresh('any_store', today => '2025-11-10');
