-- The changes of facts: one for each input of a refresh that can change, and each way in
-- which it can. A change is one or more statements, which are run with oracle_store first
-- in search_path. What they change depends on the seed, on the number of the step and on
-- the facts there are, never on the order of rows.

-- Up to n rows of a fact table, by their places
CREATE FUNCTION few(fact_table text, n integer, condition text DEFAULT 'true', key text DEFAULT '') RETURNS tid[] STABLE LANGUAGE plpgsql AS
$$
DECLARE
	places tid[];
BEGIN
	EXECUTE format('SELECT array_agg(place) FROM (SELECT ctid AS place FROM oracle_store.%I AS t WHERE %s '
		'ORDER BY md5($1 || t::text), ctid LIMIT $2) AS t', fact_table, condition) INTO places USING salt() || key, n;
	RETURN coalesce(places, '{}');
END
$$;

-- The same of events that most likely count: on a day in a stay and in a calendar. One time in
-- five it is any events, because others must be right too.
CREATE FUNCTION few_that_count(n integer, condition text DEFAULT 'true', key text DEFAULT '') RETURNS tid[] STABLE
RETURN few('attendance_event', n, condition || CASE WHEN dice(5, key || 'any') = 0 THEN '' ELSE
	' AND EXISTS (SELECT FROM oracle_store.enrollment AS s '
		'WHERE (s.student_id, s.school_id, s.school_year) = (t.student_id, t.school_id, t.school_year) '
			'AND t.day BETWEEN s.entry_date AND coalesce(s.exit_date, ''infinity'')) '
	'AND EXISTS (SELECT FROM oracle_store.calendar_day AS d '
		'WHERE (d.school_id, d.school_year, d.day) = (t.school_id, t.school_year, t.day))' END, key);

-- One of the values that facts have, the frequent ones more often
CREATE FUNCTION a_student(key text) RETURNS text STABLE
RETURN (SELECT student_id FROM oracle_store.enrollment AS e ORDER BY md5(salt() || key || e::text) LIMIT 1);

CREATE FUNCTION a_school(key text) RETURNS text STABLE
RETURN (
	SELECT school_id FROM oracle_store.enrollment AS e WHERE octet_length(school_id) < 500
	ORDER BY md5(salt() || key || e::text) LIMIT 1);

CREATE FUNCTION a_code(key text) RETURNS text STABLE
RETURN (
	SELECT code FROM (SELECT DISTINCT code FROM oracle_store.attendance_event) AS e
	ORDER BY md5(salt() || key || e.code), md5(e.code) LIMIT 1);

CREATE FUNCTION a_frequent_code(key text) RETURNS text STABLE
RETURN (SELECT code FROM oracle_store.attendance_event AS e WHERE ctid = ANY (few_that_count(1, 'true', key)));

CREATE FUNCTION a_word(key text) RETURNS text STABLE
RETURN (SELECT event FROM (SELECT DISTINCT event FROM oracle_store.calendar_day) AS w ORDER BY md5(salt() || key || event) LIMIT 1);

-- Membership days, n of them. day_from and day_to are days from today on.
CREATE FUNCTION member_days(n integer, key text, day_from integer DEFAULT -400, day_to integer DEFAULT 0, at_school text DEFAULT NULL)
	RETURNS TABLE (student_id text, school_id text, school_year integer, day date, place text) STABLE LANGUAGE sql AS
$$
	SELECT student_id, school_id, school_year, day, md5(salt() || key || concat_ws(' ', student_id, school_id, day)) AS place
	FROM oracle_store.stay_day
	WHERE day BETWEEN today() + day_from AND today() + day_to AND school_id = coalesce(at_school, school_id)
	ORDER BY 5 LIMIT n
$$;

-- The session days of a school nearest to a day from today on, at most n, back from it
CREATE FUNCTION last_session_days(at_school text, n integer, day_to integer DEFAULT -1) RETURNS SETOF date STABLE LANGUAGE sql AS
$$
	SELECT day FROM oracle_store.session_day WHERE school_id = at_school AND day <= today() + day_to
	GROUP BY day ORDER BY day DESC LIMIT n
$$;

-- Replaces all rows of a fact table by the same rows in another order
CREATE PROCEDURE reload(fact_table text) LANGUAGE plpgsql AS
$$
BEGIN
	EXECUTE format('CREATE TEMP TABLE reloaded AS TABLE oracle_store.%I', fact_table);
	EXECUTE format('TRUNCATE oracle_store.%I', fact_table);
	EXECUTE format('INSERT INTO oracle_store.%I SELECT * FROM reloaded AS r ORDER BY md5(salt() || r::text)', fact_table);
	DROP TABLE reloaded;
END
$$;

-- The facts of closed years can be deleted. They come back before the year is reopened,
-- because a year without facts cannot be refreshed.
CREATE TABLE gone_enrollment (LIKE oracle_store.enrollment);
CREATE TABLE gone_attendance_event (LIKE oracle_store.attendance_event);
CREATE TABLE gone_calendar_day (LIKE oracle_store.calendar_day);

CREATE PROCEDURE close_a_year() LANGUAGE plpgsql AS
$$
DECLARE
	open_years integer[] := ARRAY(SELECT school_year FROM oracle_store.school_year_state WHERE state = 'open' ORDER BY 1);
BEGIN
	IF cardinality(open_years) > 1 THEN
		CALL absence.close_year('oracle_store', open_years[1]);
	END IF;
END
$$;

CREATE PROCEDURE reopen_a_year() LANGUAGE plpgsql AS
$$
DECLARE
	closed integer := (SELECT max(school_year) FROM oracle_store.school_year_state WHERE state = 'closed');
BEGIN
	IF closed IS NOT NULL THEN
		INSERT INTO oracle_store.enrollment SELECT * FROM gone_enrollment WHERE school_year = closed;
		INSERT INTO oracle_store.attendance_event SELECT * FROM gone_attendance_event WHERE school_year = closed;
		INSERT INTO oracle_store.calendar_day SELECT * FROM gone_calendar_day WHERE school_year = closed ON CONFLICT DO NOTHING;
		DELETE FROM gone_enrollment WHERE school_year = closed;
		DELETE FROM gone_attendance_event WHERE school_year = closed;
		DELETE FROM gone_calendar_day WHERE school_year = closed;
		CALL absence.reopen_year('oracle_store', closed);
	END IF;
END
$$;

CREATE PROCEDURE lose_closed_facts() LANGUAGE plpgsql AS
$$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY '{enrollment,attendance_event,calendar_day}'::text[] LOOP
		EXECUTE format('WITH lost AS (DELETE FROM oracle_store.%1$I WHERE school_year IN '
			'(SELECT school_year FROM oracle_store.school_year_state WHERE state = ''closed'') RETURNING *) '
			'INSERT INTO oracle.gone_%1$I TABLE lost', t);
	END LOOP;
END
$$;

-- The next school year: its calendars, and the students who are at the end of this one
CREATE PROCEDURE begin_next_year() LANGUAGE plpgsql AS
$$
BEGIN
	INSERT INTO oracle_store.calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
	SELECT school_id, this_year() + 1, calendar_code, calendar_type, day_minutes, periods
	FROM oracle_store.calendar WHERE school_year = this_year()
	ON CONFLICT DO NOTHING;
	INSERT INTO oracle_store.calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
	SELECT school_id, this_year() + 1, calendar_code, day + 364, event, minutes, periods
	FROM oracle_store.calendar_day WHERE school_year = this_year()
	ON CONFLICT DO NOTHING;
	INSERT INTO oracle_store.enrollment (student_id, school_id, school_year, entry_date, grade, calendar_code)
	SELECT DISTINCT student_id, school_id, this_year() + 1, make_date(this_year(), 8, 20), grade, calendar_code
	FROM oracle_store.enrollment WHERE school_year = this_year() AND exit_date IS NULL AND octet_length(student_id || school_id) < 500;
END
$$;

CREATE TABLE change_kind (
	kind integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	area text NOT NULL,
	what text NOT NULL,
	statements text NOT NULL,
	UNIQUE (area, what)
);

INSERT INTO change_kind (area, what, statements) VALUES
('event', 'inserted', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, a_code(place) FROM member_days(1 + dice(4, 'n'), 'insert')
$$),
('event', 'of periods, inserted', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, held)
	SELECT student_id, school_id, school_year, day, 'P' || 1 + draw(7, place || p), a_code(place || p),
		CASE WHEN dice(2, 'held') = 0 THEN 7 END
	FROM member_days(2, 'insert'), generate_series(1, 1 + dice(6, 'periods')) AS p
$$),
('event', 'another code', $$
	UPDATE attendance_event AS e SET code = a_code(e::text) WHERE ctid = ANY (few_that_count(1 + dice(3, 'n')))
$$),
('event', 'a code that nobody has mapped', $$
	UPDATE attendance_event AS e SET code = 'N' || dice(3, e::text) WHERE ctid = ANY (few_that_count(1 + dice(3, 'n')))
$$),
('event', 'another share', $$
	UPDATE attendance_event AS e SET portion = (ARRAY[NULL, 0, 0.5, 1, 0.25, 0.33, 1.5, 0.4999])[1 + dice(8, e::text)]
	WHERE ctid = ANY (few_that_count(2 + dice(4, 'n')))
$$),
('event', 'a share that is not possible', $$
	UPDATE attendance_event AS e SET portion = (ARRAY['NaN', -0.5, 'Infinity'::numeric])[1 + dice(3, e::text)]
	WHERE ctid = ANY (few_that_count(2))
$$),
('event', 'missed and held', $$
	UPDATE attendance_event AS e
	SET missed = dice(5, e::text), held = (ARRAY[NULL, 7, 6, 0, 'NaN'::numeric])[1 + dice(5, e::text || 'h')]
	WHERE ctid = ANY (few_that_count(3))
$$),
('event', 'another missed', $$
	UPDATE attendance_event AS e SET missed = (ARRAY[0, 1, 2, 3, 7, -1, NULL])[1 + dice(7, e::text)]
	WHERE ctid = ANY (few_that_count(5, 'portion IS NULL AND period IS NULL AND held > 0'))
$$),
('event', 'another held', $$
	UPDATE attendance_event AS e SET held = (ARRAY[7, 6, 9, 0, NULL])[1 + dice(5, e::text)]
	WHERE ctid = ANY (few_that_count(5, 'portion IS NULL AND period IS NULL AND missed > 0'))
$$),
('event', 'another number of periods', $$
	UPDATE attendance_event AS e SET held = (ARRAY[NULL, 7, 6, 4, 0])[1 + dice(5, e::text)]
	WHERE ctid = ANY (few_that_count(5, 'period IS NOT NULL'))
$$),

('event', 'of a period, or of the whole day', $$
	UPDATE attendance_event AS e SET period = CASE WHEN period IS NULL THEN 'P' || 1 + dice(7, e::text) END
	WHERE ctid = ANY (few_that_count(3))
$$),
('event', 'another period', $$
	UPDATE attendance_event AS e SET period = 'P' || 1 + dice(8, e::text)
	WHERE ctid = ANY (few_that_count(3, 'period IS NOT NULL'))
$$),
('event', 'another reason', $$
	UPDATE attendance_event AS e SET reason = 'Reason ' || dice(9, e::text) WHERE ctid = ANY (few_that_count(3))
$$),
('event', 'deleted', $$
	DELETE FROM attendance_event WHERE ctid = ANY (few_that_count(1 + dice(3, 'n')))
$$),
('event', 'all of a student deleted', $$
	DELETE FROM attendance_event WHERE student_id = (SELECT a_student('s'))
$$),
('event', 'all of a student at a school deleted', $$
	DELETE FROM attendance_event WHERE student_id = (SELECT a_student('s')) AND school_id = (SELECT a_school('h'))
$$),
('event', 'all of a day deleted', $$
	DELETE FROM attendance_event
	WHERE (school_id, day) IN (SELECT school_id, day FROM attendance_event WHERE ctid = ANY (few('attendance_event', 1)))
$$),
('event', 'a school stops', $$
	DELETE FROM attendance_event WHERE school_id = (SELECT a_school('h')) AND day > today() - 2 - dice(40, 'days')
$$),
('event', 'a school was silent', $$
	DELETE FROM attendance_event
	WHERE school_id = (SELECT a_school('h')) AND day BETWEEN today() - 40 - dice(60, 'from') AND today() - 5 - dice(30, 'to')
$$),
('event', 'moved by days', $$
	UPDATE attendance_event AS e SET day = day + (ARRAY[-7, -1, 1, 1, 2, 30])[1 + dice(6, e::text)]
	WHERE isfinite(day) AND ctid = ANY (few_that_count(1 + dice(3, 'n')))
$$),
('event', 'moved to another student', $$
	UPDATE attendance_event AS e SET student_id = a_student(e::text) WHERE ctid = ANY (few_that_count(2))
$$),
('event', 'moved to another school', $$
	UPDATE attendance_event AS e SET school_id = a_school(e::text) WHERE ctid = ANY (few_that_count(2))
$$),
('event', 'moved to another year', $$
	UPDATE attendance_event AS e SET school_year = school_year + 1 - 2 * dice(2, e::text) WHERE ctid = ANY (few_that_count(2))
$$),
('event', 'two students swapped', $$
	WITH two AS (SELECT a_student('1') AS one, a_student('2') AS other)
	UPDATE attendance_event SET student_id = CASE student_id WHEN two.one THEN two.other ELSE two.one END
	FROM two WHERE student_id IN (two.one, two.other)
$$),
('event', 'doubled', $$
	INSERT INTO attendance_event SELECT * FROM attendance_event WHERE ctid = ANY (few_that_count(2))
$$),
('event', 'all of a student doubled', $$
	INSERT INTO attendance_event SELECT * FROM attendance_event WHERE student_id = (SELECT a_student('s'))
$$),
('event', 'no longer doubled', $$
	DELETE FROM attendance_event WHERE ctid IN (
		SELECT place FROM (SELECT ctid AS place, row_number() OVER (PARTITION BY e::text) AS n FROM attendance_event AS e) AS d WHERE n > 1)
$$),
('event', 'deleted and inserted again', $$
	WITH deleted AS (DELETE FROM attendance_event WHERE ctid = ANY (few('attendance_event', 20)) RETURNING *)
	INSERT INTO attendance_event TABLE deleted
$$),
('event', 'of the future', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, a_code(place) FROM member_days(3, 'future', 1, 40)
$$),
('event', 'a trip of a school, entered ahead', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT DISTINCT student_id, school_id, school_year, day, 'Trip' FROM stay_day
	WHERE (school_id, day) IN (
		SELECT school_id, min(day) FROM session_day
		WHERE school_id = (SELECT a_school('h')) AND day > today() + dice(20, 'days') GROUP BY school_id)
$$),
('event', 'of the future, deleted', $$
	DELETE FROM attendance_event WHERE day > today() AND dice(3, student_id) > 0
$$),
('event', 'of today', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, a_code(place) FROM member_days(1 + dice(9, 'n'), 'now', 0, 0)
$$),
('event', 'of the last days', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, a_code(place) FROM member_days(1 + dice(20, 'n'), 'last', -6, -1, a_school('h'))
$$),
('event', 'of one student, on one of the last days', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, a_code(place) FROM member_days(1, 'last', -3, -1)
$$),
('event', 'a school reports what was missing', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, a_code(place) FROM member_days(200, 'all', -60, -1, a_school('h'))
	WHERE draw(8, place) = 0
$$),
('event', 'one that says present', $$
	INSERT INTO attendance_code (code, mark) VALUES ('Here', 'present') ON CONFLICT DO NOTHING;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, 'Here' FROM member_days(1, 'here', -10, 0)
$$),
('event', 'many that say present', $$
	INSERT INTO attendance_code (code, mark) VALUES ('Here', 'present') ON CONFLICT DO NOTHING;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year, day, 'Here' FROM member_days(60, 'here', -6, 0, a_school('h')) WHERE draw(2, place) = 0
$$),
('event', 'those that say present, deleted', $$
	DELETE FROM attendance_event WHERE code = 'Here' AND dice(2, student_id) = 0
$$),
('event', 'of an unknown student, school or year', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT CASE dice(3, 'who') WHEN 0 THEN 'nobody' ELSE student_id END, CASE dice(3, 'who') WHEN 1 THEN 'nowhere' ELSE school_id END,
		CASE dice(3, 'who') WHEN 2 THEN 1999 ELSE school_year END, day, a_code(place)
	FROM member_days(2, 'odd')
$$),
('event', 'outside of stays and session days', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, school_year,
		(ARRAY[day + 100, day - 100, day + 365, '-infinity', 'infinity', '0003-01-01'])[1 + draw(6, place)], a_code(place)
	FROM member_days(4, 'outside')
$$),
('event', 'of a student who is not enrolled there', $$
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT a_student(place), school_id, school_year, day, a_code(place) FROM member_days(3, 'elsewhere')
$$),

('code', 'another mark', $$
	UPDATE attendance_code AS c SET mark = pick('{unexcused,excused,oss,iss,tardy,present,left_early,exempt,unmapped}', salt() || c::text)
	WHERE code = (SELECT a_frequent_code('c'))
$$),
('code', 'another mark of a few', $$
	UPDATE attendance_code AS c SET mark = pick('{unexcused,excused,oss,tardy}', salt() || c::text)
	WHERE ctid = ANY (few('attendance_code', 3))
$$),
('code', 'two swapped', $$
	WITH two AS (SELECT a_frequent_code('1') AS one, a_frequent_code('2') AS other)
	UPDATE attendance_code AS c
	SET mark = coalesce((SELECT d.mark FROM attendance_code AS d
		WHERE d.code = CASE c.code WHEN two.one THEN two.other ELSE two.one END AND d.school_id IS NULL AND d.school_year IS NULL), c.mark)
	FROM two WHERE c.code IN (two.one, two.other) AND c.school_id IS NULL AND c.school_year IS NULL
$$),
('code', 'another precedence', $$
	UPDATE attendance_code AS c SET precedence = nullif(dice(5, c::text), 4) WHERE code = (SELECT a_frequent_code('c'))
$$),
('code', 'another share', $$
	UPDATE attendance_code AS c SET portion = (ARRAY[NULL, 0, 0.5, 1, 0.25])[1 + dice(5, c::text)]
	WHERE code = (SELECT a_frequent_code('c'))
$$),
('code', 'mapped', $$
	INSERT INTO attendance_code (code, mark)
	SELECT DISTINCT code, pick('{unexcused,excused,present,tardy}', salt() || code) FROM attendance_event
	WHERE code NOT IN (SELECT code FROM attendance_code) AND dice(2, code) = 0
$$),
('code', 'no longer mapped', $$
	DELETE FROM attendance_code WHERE code = (SELECT a_frequent_code('c'))
$$),
('code', 'another meaning at one school', $$
	INSERT INTO attendance_code (code, school_id, mark, precedence, portion)
	VALUES (a_frequent_code('c'), a_school('h'), pick('{unexcused,excused,oss,tardy,present}', salt()), nullif(dice(4, 'p'), 0),
		CASE dice(3, 'share') WHEN 0 THEN 0.5 END)
	ON CONFLICT (code, school_id, school_year) DO UPDATE SET mark = excluded.mark, precedence = excluded.precedence
$$),
('code', 'another meaning in one year', $$
	INSERT INTO attendance_code (code, school_year, mark)
	VALUES (a_frequent_code('c'), this_year() - dice(2, 'year'), pick('{unexcused,excused,oss,tardy,present}', salt()))
	ON CONFLICT (code, school_id, school_year) DO UPDATE SET mark = excluded.mark
$$),
('code', 'a meaning of one school or year deleted', $$
	DELETE FROM attendance_code
	WHERE ctid = ANY (few('attendance_code', 3, 'school_id IS NOT NULL OR school_year IS NOT NULL'))
$$),
('code', 'another description', $$
	UPDATE attendance_code AS c SET description = 'Description ' || dice(9, c::text) WHERE ctid = ANY (few('attendance_code', 3))
$$),

('calendar', 'a word means something else', $$
	UPDATE calendar_event_kind AS k SET kind = pick('{session,neutral,closes}', salt() || k::text) WHERE event = (SELECT a_word('w'))
$$),
('calendar', 'the word of most days means something else, and back', $$
	UPDATE calendar_event_kind SET kind = CASE kind WHEN 'session' THEN 'closes' ELSE 'session' END
	WHERE event = 'Instructional day' AND (kind <> 'session' OR dice(4, 'rarely') = 0)
$$),
('calendar', 'a word becomes known', $$
	INSERT INTO calendar_event_kind (event, kind)
	SELECT DISTINCT event, pick('{session,closes,neutral}', salt() || event) FROM calendar_day
	WHERE event NOT IN (SELECT event FROM calendar_event_kind) AND dice(2, event) = 0
$$),
('calendar', 'a word is no longer known', $$
	DELETE FROM calendar_event_kind WHERE event = (SELECT a_word('w')) AND event <> 'Instructional day'
$$),
('calendar', 'a snow day', $$
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT DISTINCT school_id, school_year, calendar_code, day, 'Weather day' FROM calendar_day
	WHERE (school_id, day) IN (
		SELECT school_id, day FROM calendar_day WHERE ctid = ANY (few('calendar_day', 1, 'day <= today()')))
	ON CONFLICT DO NOTHING
$$),
('calendar', 'a snow day of one calendar, later', $$
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT school_id, school_year, calendar_code, day, 'Weather day' FROM calendar_day
	WHERE ctid = ANY (few('calendar_day', 1, 'day > today()'))
	ON CONFLICT DO NOTHING
$$),
('calendar', 'a day is in session after all', $$
	DELETE FROM calendar_day WHERE event IN ('Holiday', 'Weather day', 'Furlough') AND dice(4, concat_ws(' ', school_id, day)) = 0
$$),
('calendar', 'a make-up day', $$
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, minutes)
	SELECT school_id, school_year, calendar_code, day + 6 - extract(isodow FROM day)::integer, 'Make-up day', nullif(dice(3, 'm'), 0) * 120
	FROM calendar_day WHERE ctid = ANY (few('calendar_day', 1, 'abs(day - today()) < 200'))
	ON CONFLICT DO NOTHING
$$),
('calendar', 'days deleted', $$
	DELETE FROM calendar_day WHERE ctid = ANY (few('calendar_day', 1 + dice(3, 'n'), 'day < today() + 30'))
$$),
('calendar', 'days moved', $$
	UPDATE calendar_day AS d SET day = day + 1
	WHERE ctid = ANY (few('calendar_day', 1 + dice(3, 'n'), 'isfinite(day)')) AND NOT EXISTS (
		SELECT FROM calendar_day AS o
		WHERE (o.school_id, o.school_year, o.calendar_code) = (d.school_id, d.school_year, d.calendar_code)
			AND (o.day, o.event) = (d.day + 1, d.event))
$$),
('calendar', 'another word on a day', $$
	UPDATE calendar_day AS d SET event = pick('{Holiday,Exam day,Assembly,Student late arrival/early dismissal,Strike}', salt() || d::text)
	WHERE ctid = ANY (few('calendar_day', 3)) AND NOT EXISTS (
		SELECT FROM calendar_day AS o
		WHERE (o.school_id, o.school_year, o.calendar_code, o.day) = (d.school_id, d.school_year, d.calendar_code, d.day)
			AND o.event <> d.event)
$$),
('calendar', 'lengths of days', $$
	UPDATE calendar_day AS d SET minutes = (ARRAY[NULL, 240, 390, 180, 0, 400])[1 + dice(6, d::text)]
	WHERE ctid = ANY (few('calendar_day', 5))
$$),
('calendar', 'the length of its days', $$
	UPDATE calendar AS c SET day_minutes = (ARRAY[NULL, 390, 381, 0, 420])[1 + dice(5, c::text)] WHERE ctid = ANY (few('calendar', 1))
$$),
('calendar', 'periods of days', $$
	UPDATE calendar_day AS d SET periods = (ARRAY[NULL, 4, 6, 7, 0])[1 + dice(5, d::text)]
	WHERE dice(2, d::text || 'some') = 0 AND (school_id, day) IN (
		SELECT school_id, day FROM attendance_event WHERE ctid = ANY (few('attendance_event', 9, 'period IS NOT NULL')))
$$),
('calendar', 'its periods', $$
	UPDATE calendar AS c SET periods = (ARRAY[NULL, 6, 7, 8, 0])[1 + dice(5, c::text)] WHERE ctid = ANY (few('calendar', 1))
$$),
('calendar', 'another type', $$
	UPDATE calendar AS c
	SET calendar_type = pick('{School,Grade Level,Student Specific,IEP,Summer,Staff}', salt() || c::text)
	WHERE ctid = ANY (few('calendar', 1))
$$),
('calendar', 'back to an ordinary type', $$
	UPDATE calendar SET calendar_type = 'School' WHERE calendar_code IN ('A', 'B') AND dice(2, school_id) = 0
$$),
('calendar', 'deleted', $$
	DELETE FROM calendar WHERE ctid = ANY (few('calendar', 1, 'calendar_code <> ''A'''))
$$),
('calendar', 'a second one, with the same days', $$
	INSERT INTO calendar (school_id, school_year, calendar_code, calendar_type, periods)
	SELECT school_id, school_year, 'D', calendar_type, periods FROM calendar WHERE ctid = ANY (few('calendar', 1)) ON CONFLICT DO NOTHING;
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event, minutes)
	SELECT school_id, school_year, 'D', day, event, minutes FROM calendar_day
	WHERE (school_id, school_year) IN (SELECT school_id, school_year FROM calendar WHERE calendar_code = 'D') AND calendar_code = 'A'
	ON CONFLICT DO NOTHING
$$),
('calendar', 'goes on longer', $$
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT school_id, school_year, calendar_code, max(day) + n, 'Instructional day'
	FROM calendar_day, generate_series(1, 10) AS n
	WHERE isfinite(day) AND (school_id, school_year, calendar_code) IN (
		SELECT school_id, school_year, calendar_code FROM calendar WHERE ctid = ANY (few('calendar', 1)))
	GROUP BY school_id, school_year, calendar_code, n
	ON CONFLICT DO NOTHING
$$),
('calendar', 'ends earlier', $$
	DELETE FROM calendar_day AS d
	USING (SELECT school_id, school_year, calendar_code FROM calendar WHERE ctid = ANY (few('calendar', 1))) AS c
	WHERE (d.school_id, d.school_year, d.calendar_code) = (c.school_id, c.school_year, c.calendar_code)
		AND d.day > today() + dice(60, 'd') - 20 AND d.day > make_date(c.school_year, 2, 1)
$$),
('calendar', 'begins later', $$
	DELETE FROM calendar_day WHERE school_id = (SELECT a_school('h')) AND day < make_date(school_year - 1, 9, 1 + dice(28, 'd'))
$$),
('calendar', 'a grade of one, deleted', $$
	DELETE FROM calendar_grade WHERE ctid = ANY (few('calendar_grade', 1))
$$),
('calendar', 'a grade of one, inserted', $$
	INSERT INTO calendar_grade (school_id, school_year, calendar_code, grade)
	SELECT school_id, school_year, calendar_code, pick('{KG,01,02,03,04,05,06}', salt() || c::text) FROM calendar AS c
	WHERE ctid = ANY (few('calendar', 2))
	ON CONFLICT DO NOTHING
$$),
('calendar', 'a grade of one, moved to another', $$
	UPDATE calendar_grade AS g SET calendar_code = CASE calendar_code WHEN 'A' THEN 'B' ELSE 'A' END
	WHERE ctid = ANY (few('calendar_grade', 1)) AND NOT EXISTS (
		SELECT FROM calendar_grade AS o
		WHERE (o.school_id, o.school_year, o.grade) = (g.school_id, g.school_year, g.grade) AND o.calendar_code <> g.calendar_code)
$$),

('stay', 'added', $$
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, homeroom)
	SELECT student_id, school_id, school_year, entry_date + dice(150, 'entry'), grade, 'H9' FROM enrollment
	WHERE isfinite(entry_date) AND ctid = ANY (few('enrollment', 1))
$$),
('stay', 'of a new student', $$
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, calendar_code)
	SELECT 'N' || dice(1000, 'who'), school_id, school_year, entry_date, grade, calendar_code FROM enrollment
	WHERE ctid = ANY (few('enrollment', 1, 'school_year > 2000'))
$$),
('stay', 'cut', $$
	UPDATE enrollment AS e SET exit_date = entry_date + dice(200, e::text) WHERE isfinite(entry_date) AND ctid = ANY (few('enrollment', 2))
$$),
('stay', 'left yesterday', $$
	UPDATE enrollment SET exit_date = today() - 1 WHERE ctid = ANY (few('enrollment', 2, 'entry_date < today()'))
$$),
('stay', 'open again', $$
	UPDATE enrollment SET exit_date = NULL, exit_type = NULL WHERE ctid = ANY (few('enrollment', 2, 'exit_date IS NOT NULL'))
$$),
('stay', 'another entry', $$
	UPDATE enrollment AS e SET entry_date = entry_date + 20 - dice(60, e::text)
	WHERE isfinite(entry_date) AND ctid = ANY (few('enrollment', 2))
$$),
('stay', 'void by its exit type', $$
	UPDATE enrollment SET exit_type = pick('{No show,Invalid enrollment,Transferred}', salt()) WHERE ctid = ANY (few('enrollment', 1))
$$),
('stay', 'of summer', $$
	UPDATE enrollment SET enrollment_type = CASE WHEN enrollment_type = 'Summer' THEN 'Current' ELSE 'Summer' END
	WHERE ctid = ANY (few('enrollment', 1))
$$),
('stay', 'exit before entry', $$
	UPDATE enrollment SET exit_date = entry_date - 1 WHERE isfinite(entry_date) AND ctid = ANY (few('enrollment', 1))
$$),
('stay', 'void ones count again', $$
	UPDATE enrollment SET exit_type = NULL, enrollment_type = NULL, exit_date = CASE WHEN exit_date >= entry_date THEN exit_date END
	WHERE ctid = ANY (few('enrollment', 5, 'exit_type IS NOT NULL OR enrollment_type IS NOT NULL OR exit_date < entry_date'))
$$),
('stay', 'doubled', $$
	INSERT INTO enrollment SELECT * FROM enrollment WHERE ctid = ANY (few('enrollment', 1))
$$),
('stay', 'overlapping one at the same school', $$
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code)
	SELECT student_id, school_id, school_year, entry_date + dice(50, 'from'), entry_date + dice(50, 'from') + dice(100, 'to'),
		pick('{KG,01,02,03}', salt()), calendar_code
	FROM enrollment WHERE isfinite(entry_date) AND ctid = ANY (few('enrollment', 1))
$$),
('stay', 'at a second school', $$
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, primary_school, fte)
	SELECT student_id, a_school('h'), school_year, entry_date + dice(30, 'entry'), grade, dice(2, 'primary') = 0, 0.5 FROM enrollment
	WHERE isfinite(entry_date) AND ctid = ANY (few('enrollment', 1, 'school_year > 2000'))
$$),
('stay', 'moved to another school', $$
	UPDATE enrollment AS e SET school_id = a_school(e::text) WHERE ctid = ANY (few('enrollment', 2))
$$),
('stay', 'another grade', $$
	UPDATE enrollment AS e SET grade = (ARRAY['KG', '01', '02', '03', '04', '06', NULL])[1 + dice(7, e::text)]
	WHERE ctid = ANY (few('enrollment', 2))
$$),
('stay', 'another homeroom', $$
	UPDATE enrollment AS e SET homeroom = 'H' || dice(9, e::text) WHERE ctid = ANY (few('enrollment', 3))
$$),
('stay', 'another calendar', $$
	UPDATE enrollment AS e SET calendar_code = (ARRAY['A', 'B', 'OWN1', 'OWN2', 'SUMMER', 'ZZ', NULL, NULL])[1 + dice(8, e::text)]
	WHERE ctid = ANY (few('enrollment', 2))
$$),
('stay', 'a calendar where none was found', $$
	UPDATE enrollment AS e SET calendar_code = 'A'
	FROM stay AS s
	WHERE s.calendar_code IS NULL AND (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
		AND dice(2, e.student_id) = 0
$$),
('stay', 'entry type', $$
	UPDATE enrollment SET entry_type = 'Type ' || dice(9, 't') WHERE ctid = ANY (few('enrollment', 3))
$$),
('stay', 'primary school', $$
	UPDATE enrollment SET primary_school = CASE WHEN primary_school THEN NULL WHEN NOT primary_school THEN true ELSE false END
	WHERE ctid = ANY (few('enrollment', 4))
$$),
('stay', 'primary school or fte of students at several', $$
	UPDATE enrollment AS e
	SET primary_school = dice(2, e::text || 'p') = 0, fte = (ARRAY[0, 0.5, 1, NULL, 2, 'NaN', -1])[1 + dice(7, e::text || 'f')]
	WHERE student_id IN (
		SELECT student_id FROM enrollment AS m GROUP BY student_id, school_year HAVING min(m.school_id) <> max(m.school_id)
		ORDER BY md5(salt() || student_id) LIMIT 2)
$$),
('stay', 'fte', $$
	UPDATE enrollment AS e SET fte = (ARRAY[0, 0.5, 1, NULL, 2, 'NaN', -1])[1 + dice(7, e::text)] WHERE ctid = ANY (few('enrollment', 4))
$$),
('stay', 'deleted', $$
	DELETE FROM enrollment WHERE ctid = ANY (few('enrollment', 1))
$$),
('stay', 'all of a student deleted', $$
	DELETE FROM enrollment WHERE student_id = (SELECT a_student('s'))
$$),
('stay', 'a student with another id', $$
	WITH one AS (SELECT a_student('s') AS id)
	UPDATE attendance_event SET student_id = 'R' || substr(one.id, 1, 30) FROM one WHERE student_id = one.id;
	WITH one AS (SELECT a_student('s') AS id)
	UPDATE enrollment SET student_id = 'R' || substr(one.id, 1, 30) FROM one WHERE student_id = one.id
$$),
('stay', 'moved to another year', $$
	UPDATE enrollment SET school_year = CASE WHEN school_year = this_year() THEN this_year() - 1 ELSE this_year() END
	WHERE ctid = ANY (few('enrollment', 1, 'school_year > 2000'))
$$),

('school', 'reporting', $$
	UPDATE school SET reporting = CASE reporting WHEN 'exception' THEN 'affirmative' ELSE 'exception' END
	WHERE ctid = ANY (few('school', 1))
$$),
('school', 'name', $$
	UPDATE school AS s SET name = 'School ' || dice(100, s::text) WHERE ctid = ANY (few('school', 1))
$$),
('school', 'lea_id', $$
	UPDATE school AS s SET lea_id = (ARRAY['L1', 'L2', NULL])[1 + dice(3, s::text)] WHERE ctid = ANY (few('school', 2))
$$),
('school', 'level and ids', $$
	UPDATE school AS s SET school_level = pick('{Elementary,High}', salt() || s::text), state_school_id = 'S-' || dice(9, s::text),
		nces_school_id = 'N-' || dice(9, s::text), state_lea_id = 'D-' || dice(2, s::text), federally_reported = dice(2, s::text || 'f') = 0
	WHERE ctid = ANY (few('school', 1))
$$),
('school', 'deleted', $$
	DELETE FROM school WHERE ctid = ANY (few('school', 1)) AND dice(2, 'rarely') = 0
$$),
('school', 'inserted', $$
	INSERT INTO school (school_id, name, reporting)
	SELECT DISTINCT school_id, 'New ' || school_id, pick('{exception,affirmative}', salt() || school_id) FROM enrollment
	WHERE octet_length(school_id) < 500 AND school_id NOT IN (SELECT school_id FROM school)
$$),

('roll', 'of a school, on days past', $$
	INSERT INTO attendance_taken (school_id, day)
	SELECT h, last_session_days(h, 1 + dice(5, 'n'), -1 - dice(20, 'from')) FROM (SELECT a_school('h')) AS s (h) ON CONFLICT DO NOTHING
$$),
('roll', 'of a calendar, on days past', $$
	INSERT INTO attendance_taken (school_id, day, calendar_code)
	SELECT school_id, last_session_days(school_id, 1 + dice(5, 'n'), -1 - dice(20, 'from')), calendar_code
	FROM calendar WHERE ctid = ANY (few('calendar', 2)) ON CONFLICT DO NOTHING
$$),
('roll', 'of a school, yesterday', $$
	INSERT INTO attendance_taken (school_id, day)
	SELECT h, last_session_days(h, 1, -1) FROM (SELECT a_school('h')) AS s (h) ON CONFLICT DO NOTHING
$$),
('roll', 'of a school, today', $$
	INSERT INTO attendance_taken (school_id, day) VALUES (a_school('h'), today()) ON CONFLICT DO NOTHING
$$),
('roll', 'of a calendar, today', $$
	INSERT INTO attendance_taken (school_id, day, calendar_code)
	SELECT school_id, today(), calendar_code FROM calendar WHERE ctid = ANY (few('calendar', 2)) ON CONFLICT DO NOTHING
$$),
('roll', 'of tomorrow', $$
	INSERT INTO attendance_taken (school_id, day) VALUES (a_school('h'), today() + 1 + dice(3, 'n')) ON CONFLICT DO NOTHING
$$),
('roll', 'of nearly every day', $$
	INSERT INTO attendance_taken (school_id, day)
	SELECT h, d FROM (SELECT a_school('h')) AS s (h), last_session_days(h, 200) AS d WHERE dice(5, d::text) > 0 ON CONFLICT DO NOTHING
$$),
('roll', 'of a school that keeps them', $$
	INSERT INTO attendance_taken (school_id, day)
	SELECT school_id, last_session_days(school_id, 3) FROM school WHERE reporting = 'affirmative' ON CONFLICT DO NOTHING
$$),
('roll', 'of the school or of a calendar', $$
	UPDATE attendance_taken AS t SET calendar_code = CASE WHEN calendar_code IS NULL THEN 'A' END
	WHERE ctid = ANY (few('attendance_taken', 4)) AND NOT EXISTS (
		SELECT FROM attendance_taken AS o
		WHERE (o.school_id, o.day) = (t.school_id, t.day) AND o.calendar_code IS DISTINCT FROM t.calendar_code)
$$),
('roll', 'deleted', $$
	DELETE FROM attendance_taken WHERE ctid = ANY (few('attendance_taken', 3))
$$),
('roll', 'the last ones deleted', $$
	DELETE FROM attendance_taken WHERE school_id = (SELECT a_school('h')) AND day > today() - dice(30, 'd')
$$),
('roll', 'of an unknown school', $$
	INSERT INTO attendance_taken (school_id, day, calendar_code) VALUES ('nowhere', today() - 1, NULL), (a_school('h'), today() - 1, 'ZZ')
	ON CONFLICT DO NOTHING
$$),

('setting', 'exit_day_counts', $$
	UPDATE store_setting SET exit_day_counts = NOT exit_day_counts
$$),
('setting', 'void_exit_types', $$
	UPDATE store_setting
	SET void_exit_types = (ARRAY['{No show}', '{}', '{"No show","Invalid enrollment"}', '{Transferred}'])[1 + dice(4, 'v')]::text[]
$$),
('setting', 'time_zone', $$
	UPDATE store_setting SET time_zone = pick('{America/Chicago,Pacific/Kiritimati,Etc/GMT+12}', salt())
$$),
('setting', 'day_closes_at', $$
	UPDATE store_setting SET day_closes_at = (ARRAY['00:00', '23:59:59', NULL]::time[])[1 + dice(3, 'd')]
$$),
('setting', 'policy', $$
	UPDATE store_setting SET policy = pick('{federal,ten_days,every_day_counts,ours,changing,minutes,california}', salt())
$$),
('setting', 'max_drop and the like', $$
	UPDATE store_setting SET max_drop = (ARRAY[0, 0.1, 0.2, 1])[1 + dice(4, 'd')],
		max_verdict_change = (ARRAY[0, 0.05, 1])[1 + dice(3, 'v')], minimum_group = 5 + dice(10, 'm')
$$),
('definition', 'a new version', $$
	SELECT absence.define_policy('oracle_store', pick('{ours,changing,federal,ten_days}', salt() || 'name'),
		(ARRAY['chronic = 12%', 'at_risk = 4%, minimum = none', 'absent = unexcused', 'unrecorded = absent',
			'measure = days, chronic = 5 days, at_risk = 3 days, severe = 10 days'])[1 + dice(5, 'policy')],
		from_year => (SELECT max(school_year) + 1 FROM school_year_state WHERE state = 'closed'))
$$),
('definition', 'another text', $$
	UPDATE definition SET policy = pick('{"chronic = 9%","chronic = 6%, minimum = none","basis = minutes"}', salt())
	WHERE ctid = ANY (few('definition', 1, 'from_year IS NULL'))
$$),
('definition', 'inserted', $$
	INSERT INTO definition (name, version, policy) VALUES ('unused', 1 + dice(9, 'v'), 'chronic = 11%') ON CONFLICT DO NOTHING
$$),
('definition', 'of one year', $$
	INSERT INTO definition (name, version, policy, from_year, to_year)
	SELECT 'ours', max(version) + 1, 'chronic = 5%', this_year() - dice(2, 'y'), this_year() FROM definition WHERE name = 'ours'
$$),
('definition', 'the latest version deleted', $$
	DELETE FROM definition
	WHERE (name, version) IN (SELECT name, max(version) FROM definition WHERE name <> 'changing' GROUP BY name HAVING max(version) > 1)
$$),

('student', 'name', $$
	UPDATE student AS s SET last_name = 'Name ' || dice(99, s::text), first_name = CASE WHEN dice(3, s::text || 'f') > 0 THEN first_name END
	WHERE ctid = ANY (few('student', 3))
$$),
('student', 'birth date and state id', $$
	UPDATE student AS s SET birth_date = date '2012-01-01' + dice(900, s::text), state_student_id = 'ST' || dice(99, s::text)
	WHERE ctid = ANY (few('student', 3))
$$),
('student', 'deleted', $$
	DELETE FROM student WHERE ctid = ANY (few('student', 1))
$$),
('student', 'inserted', $$
	INSERT INTO student (student_id, last_name)
	SELECT DISTINCT student_id, 'New ' || student_id FROM enrollment
	WHERE octet_length(student_id) < 500 AND student_id NOT IN (SELECT student_id FROM student)
$$),
('group', 'inserted', $$
	INSERT INTO student_group (student_id, kind, value, begin_date, end_date)
	SELECT a_student(n::text), k.kind, pick(k.list::text[], salt() || n),
		CASE dice(3, 'b' || n) WHEN 0 THEN today() - dice(100, 'begin') END,
		CASE dice(3, 'e' || n) WHEN 0 THEN today() + 20 - dice(60, 'end') END
	FROM generate_series(1, 3) AS n, (VALUES ('race_ethnicity', '{White,Asian,Hispanic or Latino}'), ('sex', '{Female,Male}'),
		('homeless', '{Yes,No}'), ('bus route', '{Yes,7}'), ('english_learner', '{Limited,No}')) AS k (kind, list)
	WHERE dice(2, k.kind || n) = 0
$$),
('group', 'another value', $$
	UPDATE student_group AS g
	SET value = CASE kind WHEN 'sex' THEN pick('{Female,Male}', salt() || g::text)
		WHEN 'race_ethnicity' THEN pick('{White,Asian,Hispanic or Latino}', salt() || g::text)
		ELSE pick('{Yes,No}', salt() || g::text) END
	WHERE ctid = ANY (few('student_group', 3))
$$),
('group', 'other days', $$
	UPDATE student_group AS g SET begin_date = CASE WHEN dice(3, g::text) > 0 THEN today() - dice(150, g::text || 'b') END,
		end_date = CASE WHEN dice(3, g::text || 'x') > 0 THEN today() + 50 - dice(150, g::text || 'e') END
	WHERE ctid = ANY (few('student_group', 3))
$$),
('group', 'deleted', $$
	DELETE FROM student_group WHERE ctid = ANY (few('student_group', 3))
$$),
('group', 'all of a kind deleted', $$
	DELETE FROM student_group WHERE kind = pick('{race_ethnicity,sex,homeless,bus route}', salt()) AND dice(3, 'rarely') = 0
$$),
('group', 'doubled', $$
	INSERT INTO student_group SELECT * FROM student_group WHERE ctid = ANY (few('student_group', 2))
$$),
('prior', 'counts of a school', $$
	UPDATE prior_count SET verdict_n = verdict_n + 1 WHERE ctid = ANY (few('prior_count', 2))
$$),
('prior', 'counts of a school, inserted and deleted', $$
	DELETE FROM prior_count WHERE ctid = ANY (few('prior_count', 1));
	INSERT INTO prior_count (school_id, school_year, group_kind, group_value, verdict_n, chronic_n, source)
	VALUES (substr(a_school('h'), 1, 30), this_year() - 1 - dice(2, 'y'), 'all', 'all', 40, dice(40, 'n'), pick('{A,B,D}', salt()))
	ON CONFLICT DO NOTHING
$$),
('prior', 'totals of a student', $$
	UPDATE prior_student AS p SET absent_days = dice(60, p::text) WHERE ctid = ANY (few('prior_student', 2))
$$),
('prior', 'totals of a student, inserted and deleted', $$
	DELETE FROM prior_student WHERE ctid = ANY (few('prior_student', 1));
	INSERT INTO prior_student (student_id, school_id, school_year, enrolled_days, absent_days, source)
	VALUES (substr(a_student('s'), 1, 30), substr(a_school('h'), 1, 30), this_year() - 1, 180, dice(50, 'n'), pick('{A,B,D}', salt()))
	ON CONFLICT DO NOTHING
$$),

('year', 'another one begins', $$
	CALL begin_next_year()
$$),
('year', 'closed', $$
	CALL close_a_year()
$$),
('year', 'reopened', $$
	CALL reopen_a_year()
$$),
('year', 'facts of a closed one change', $$
	UPDATE attendance_event AS e SET code = a_code(e::text)
	WHERE school_year IN (SELECT school_year FROM school_year_state WHERE state = 'closed') AND dice(5, e::text) = 0;
	UPDATE enrollment AS e SET homeroom = 'H8', exit_date = entry_date + 40
	WHERE isfinite(entry_date) AND dice(5, e::text) = 0
		AND school_year IN (SELECT school_year FROM school_year_state WHERE state = 'closed')
$$),
('year', 'facts of a closed one are gone', $$
	CALL lose_closed_facts()
$$),

('load', 'events again', $$
	CALL reload('attendance_event')
$$),
('load', 'stays again', $$
	CALL reload('enrollment')
$$),
('load', 'calendars again', $$
	CALL reload('calendar'); CALL reload('calendar_grade'); CALL reload('calendar_day'); CALL reload('calendar_event_kind')
$$),
('load', 'everything again', $$
	CALL reload('school'); CALL reload('student'); CALL reload('student_group'); CALL reload('calendar'); CALL reload('calendar_grade');
	CALL reload('calendar_day'); CALL reload('enrollment'); CALL reload('attendance_event'); CALL reload('attendance_taken');
	CALL reload('prior_student'); CALL reload('prior_count'); CALL reload('calendar_event_kind'); CALL reload('attendance_code')
$$),
('load', 'events of the last two weeks again, with changes', $$
	DELETE FROM attendance_event WHERE day > today() - 14 AND dice(6, student_id) = 0;
	CALL reload('attendance_event')
$$),
('load', 'all events of a year go, and come back with fewer', $$
	DELETE FROM attendance_event AS e WHERE dice(3, e::text) = 0
$$),
('nothing', 'at all', $$
	SELECT
$$),
('week', 'many changes, as in a week', $$
	CALL change_store(dice(100000, 'week'), 1)
$$);
