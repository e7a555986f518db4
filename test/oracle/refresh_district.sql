-- A small district in the fact tables of oracle_store, drawn from a seed: 5 to 60 students,
-- or oracle.students, at one to four of the schools that fill_store makes. Of eight seeds, one
-- has the district of load_sample, whose attendance looks like that of a real one, and one has
-- the years around the day on which it is made, so that it can be refreshed as of the clock.

-- What the changes of facts depend on: the seed and the number of the step, the day that
-- counts as today, and the current school year.
CREATE FUNCTION salt() RETURNS text STABLE RETURN current_setting('oracle.salt');
CREATE FUNCTION today() RETURNS date STABLE RETURN current_setting('oracle.today')::date;
CREATE FUNCTION this_year() RETURNS integer STABLE RETURN current_setting('oracle.year')::integer;

CREATE FUNCTION dice(n integer, key text) RETURNS integer STABLE
RETURN draw(n, salt() || key);

CREATE FUNCTION is_by_clock(seed integer) RETURNS boolean IMMUTABLE
RETURN seed % 8 = 5;

CREATE FUNCTION year_of_seed(seed integer) RETURNS integer STABLE
RETURN CASE WHEN is_by_clock(seed) THEN extract(year FROM now() + interval '6 months')::integer ELSE 2026 END;

-- In the middle of the year, except for one seed in four
CREATE FUNCTION first_day_of_seed(seed integer) RETURNS date STABLE
RETURN CASE WHEN is_by_clock(seed) THEN now()::date
            WHEN seed % 4 = 0 THEN today_of(seed)
            ELSE date '2025-11-01' + draw(200, concat_ws(' ', seed, 'today')) END;

-- The tables whose rows are the facts of a store: what a store made afresh begins with
CREATE VIEW fact_relation AS
SELECT relation, position
FROM absence_internal.store_relation
WHERE part IN ('table/setting', 'table/facts', 'table/words', 'table/support');

-- The words of a new store
CREATE TABLE first_word AS TABLE oracle_store.calendar_event_kind;

-- Moves all facts to later years. A year has 52 weeks, so that weekdays stay the same.
CREATE PROCEDURE shift_facts(years integer) LANGUAGE plpgsql AS
$$
DECLARE
	t text;
	columns text;
	policy_name text := (SELECT policy FROM oracle_store.store_setting);
BEGIN
	-- a definition that is the store's own cannot be taken away
	UPDATE oracle_store.store_setting SET policy = 'federal';
	FOR t IN SELECT relation FROM fact_relation LOOP
		SELECT string_agg(CASE WHEN a.attname IN ('school_year', 'from_year', 'to_year') THEN format('%I + %s', a.attname, years)
			WHEN a.atttypid = 'date'::regtype AND a.attname <> 'birth_date'
				THEN format('CASE WHEN isfinite(%1$I) THEN %1$I + %2$s ELSE %1$I END', a.attname, 364 * years)
			ELSE quote_ident(a.attname) END, ', ' ORDER BY a.attnum)
		INTO columns
		FROM pg_attribute AS a
		WHERE a.attrelid = format('oracle_store.%I', t)::regclass AND a.attnum > 0 AND NOT a.attisdropped;
		CONTINUE WHEN t = 'store_setting' OR strpos(columns, '+') = 0;
		EXECUTE format('CREATE TEMP TABLE shifted AS SELECT * FROM oracle_store.%I', t);
		EXECUTE format('TRUNCATE oracle_store.%I', t);
		EXECUTE format('INSERT INTO oracle_store.%I SELECT %s FROM shifted', t, columns);
		DROP TABLE shifted;
	END LOOP;
	UPDATE oracle_store.store_setting SET policy = policy_name;
END
$$;

CREATE PROCEDURE fill_small_store(seed integer) LANGUAGE plpgsql AS
$$
DECLARE
	key     text := concat_ws(' ', seed, 'small ');
	students integer := coalesce(nullif(current_setting('oracle.students', true), '')::integer,
		(ARRAY[5, 12, 25, 40, 60])[1 + draw(5, key || 'students')]);
	schools  integer := 1 + draw(4, key || 'schools');
BEGIN
	TRUNCATE oracle_store.prior_student, oracle_store.calendar_event_kind;
	INSERT INTO oracle_store.calendar_event_kind TABLE first_word;
	IF seed % 8 = 7 THEN
		CALL empty_store('oracle_store');
		UPDATE oracle_store.store_setting SET exit_day_counts = true, void_exit_types = DEFAULT, time_zone = 'America/Chicago';
		CALL absence.load_sample('oracle_store', students, schools, seed);
	ELSE
		CALL fill_store(seed, students, CASE WHEN is_by_clock(seed) THEN date '2025-12-01' ELSE first_day_of_seed(seed) END);
	END IF;

	-- half of the students of the other schools go to S1
	UPDATE oracle_store.enrollment
	SET school_id = 'S1'
	WHERE school_id ~ '^S[2-6]$' AND substr(school_id, 2)::integer > schools AND draw(2, key || student_id) = 0;
	UPDATE oracle_store.attendance_event AS e
	SET school_id = 'S1'
	WHERE school_id ~ '^S[2-6]$' AND substr(school_id, 2)::integer > schools AND draw(2, key || student_id) = 0;
	CREATE TEMP TABLE dropped AS
	SELECT 'S' || n AS school_id FROM generate_series(1, 7) AS n
	WHERE CASE n WHEN 7 THEN draw(2, key || 'S7') = 0 ELSE n > schools END;
	DELETE FROM oracle_store.school WHERE school_id IN (TABLE dropped);
	DELETE FROM oracle_store.calendar WHERE school_id IN (TABLE dropped);
	DELETE FROM oracle_store.calendar_grade WHERE school_id IN (TABLE dropped);
	DELETE FROM oracle_store.calendar_day WHERE school_id IN (TABLE dropped);
	DELETE FROM oracle_store.enrollment WHERE school_id IN (TABLE dropped);
	DELETE FROM oracle_store.attendance_event WHERE school_id IN (TABLE dropped);
	DELETE FROM oracle_store.attendance_taken WHERE school_id IN (TABLE dropped);
	DROP TABLE dropped;

	-- a year, or two of them
	IF draw(3, key || 'years') = 0 THEN
		DELETE FROM oracle_store.calendar WHERE school_year = 2025;
		DELETE FROM oracle_store.calendar_grade WHERE school_year = 2025;
		DELETE FROM oracle_store.calendar_day WHERE school_year = 2025;
		DELETE FROM oracle_store.enrollment WHERE school_year = 2025;
		DELETE FROM oracle_store.attendance_event WHERE school_year = 2025;
	END IF;

	INSERT INTO oracle_store.prior_student (student_id, school_id, school_year, grade, enrolled_days, absent_days, source)
	SELECT student_id, min(school_id), 2024, max(grade), 170 + draw(10, key || student_id), draw(60, key || student_id || 'absent'), 'A'
	FROM oracle_store.enrollment
	WHERE draw(2, key || student_id || 'prior') = 0 AND octet_length(student_id) < 500
	GROUP BY student_id
	HAVING max(octet_length(school_id)) < 500 AND coalesce(max(octet_length(grade)), 0) < 500;
	INSERT INTO oracle_store.definition (name, version, policy, from_year, to_year) VALUES
		('ours', 1, 'chronic = 8%, minimum = 5 days', NULL, NULL),
		('changing', 1, 'measure = days, at_risk = 3 days, chronic = 6 days, severe = 12 days', NULL, 2025),
		('changing', 2, 'unrecorded = present, part_day = proportional', 2026, NULL),
		('minutes', 1, 'basis = minutes, compare = >', NULL, NULL);
	UPDATE oracle_store.store_setting
	SET policy = pick('{federal,federal,ten_days,every_day_counts,ours,changing,minutes}', key || 'policy'), day_closes_at = NULL;
	IF is_by_clock(seed) THEN
		CALL shift_facts(year_of_seed(seed) - 2026);
	END IF;
	CALL analyze_store('oracle_store');
END
$$;
