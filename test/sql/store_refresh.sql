-- What a refresh writes, what it refuses to write, and what it records
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
\set SHOW_CONTEXT never

-- Weekdays from 18 August on; the 60th is 7 November
SELECT absence.create_store('guard_store');
SET search_path = guard_store, public;
CREATE TEMP TABLE session AS
SELECT row_number() OVER (ORDER BY d)::integer AS n, d::date AS day FROM generate_series(timestamp '2025-08-18', '2025-11-07', '1 day') AS d WHERE extract(isodow FROM d) < 6;
CREATE PROCEDURE pg_temp.school(school_id text, students integer, reporting text DEFAULT 'exception') LANGUAGE sql AS $$
	INSERT INTO school (school_id, name, reporting) VALUES ($1, $1, $3);
	INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ($1, 2026, 'M');
	INSERT INTO calendar_day SELECT $1, 2026, 'M', day, 'Instructional day' FROM pg_temp.session;
	INSERT INTO student (student_id) SELECT $1 || ' ' || s FROM generate_series(1, $2) AS s;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT $1 || ' ' || s, $1, 2026, '2025-08-18' FROM generate_series(1, $2) AS s
$$;
-- schools with fifty and with forty-nine events, members and recorded days; with many
-- of each; with three events; with rolls
CALL pg_temp.school('fifty', 50);
CALL pg_temp.school('forty-nine', 49);
CALL pg_temp.school('many', 400);
CALL pg_temp.school('three', 5);
CALL pg_temp.school('rolls', 10, 'affirmative');
CALL pg_temp.school('rolls too', 10, 'affirmative');
CALL pg_temp.school('rolls three', 10, 'affirmative');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, 2026, day, 'Excused' FROM enrollment JOIN session ON n = (split_part(student_id, ' ', 2)::integer - 1) % 60 + 1
WHERE school_id IN ('fifty', 'forty-nine', 'many') OR student_id IN ('three 1', 'three 2', 'three 3');
INSERT INTO attendance_taken SELECT school_id, day FROM session, school WHERE reporting = 'affirmative';
CALL absence.refresh('guard_store', today => '2025-11-08');

-- Tries a change of the facts and rolls it back. Records the reasons of refresh_check,
-- and whether refresh refuses with the same reasons, or does not refuse if there is
-- none
CREATE TEMP TABLE tried (n integer GENERATED ALWAYS AS IDENTITY, what text, expected text, got text, refused boolean, detail_same boolean);
CREATE PROCEDURE pg_temp.try(what text, expected text, change text) LANGUAGE plpgsql AS $$
DECLARE
	got text;
	wanted text;
	detail text;
	state text := '00000';
BEGIN
	BEGIN
		EXECUTE change;
		SELECT string_agg(coalesce(school_id, 'year') || ': ' || reason, ', ' ORDER BY school_id COLLATE "C" NULLS FIRST, reason COLLATE "C"),
			string_agg(c.detail || ' (' || reason || ')', E'\n' ORDER BY school_id COLLATE "C" NULLS FIRST, reason COLLATE "C")
			INTO got, wanted FROM absence.refresh_check('guard_store', today => '2025-11-08') AS c;
		IF got IS NULL AND expected IS NULL AND what <> 'nothing changed' THEN
			RAISE 'taken back' USING ERRCODE = 'UA999';		-- a refresh has the same check
		END IF;
		CALL absence.refresh('guard_store', today => '2025-11-08');
		RAISE 'taken back' USING ERRCODE = 'UA999';
	EXCEPTION WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
		IF state NOT IN ('UA001', 'UA999') THEN
			got := state || ' ' || SQLERRM;
		END IF;
	END;
	INSERT INTO tried (what, expected, got, refused, detail_same) VALUES (what, expected, got, state = 'UA001', nullif(detail, '') IS NOT DISTINCT FROM wanted);
END
$$;
CALL pg_temp.try('nothing changed', NULL, 'SELECT');
-- 20% fewer is 40 of 50
CALL pg_temp.try('10 of 50 events gone', NULL, $$DELETE FROM attendance_event WHERE school_id = 'fifty' AND day <= (SELECT day FROM session WHERE n = 10)$$);
CALL pg_temp.try('11 of 50 events gone, and their days', 'fifty: drop in events, fifty: drop in recorded days', $$DELETE FROM attendance_event WHERE school_id = 'fifty' AND day <= (SELECT day FROM session WHERE n = 11)$$);
CALL pg_temp.try('11 of 50 days become one', NULL, $$UPDATE attendance_event SET day = '2025-08-18' WHERE school_id = 'fifty' AND day <= (SELECT day FROM session WHERE n = 11)$$);
CALL pg_temp.try('12 of 50 days become one', 'fifty: drop in recorded days', $$UPDATE attendance_event SET day = '2025-08-18' WHERE school_id = 'fifty' AND day <= (SELECT day FROM session WHERE n = 12)$$);
CALL pg_temp.try('11 of 50 events on Saturdays', 'fifty: drop in recorded days', $$UPDATE attendance_event SET day = '2025-08-23' WHERE school_id = 'fifty' AND day <= (SELECT day FROM session WHERE n = 11)$$);
CALL pg_temp.try('10 of 50 students gone', NULL, $$DELETE FROM enrollment WHERE school_id = 'fifty' AND split_part(student_id, ' ', 2)::integer <= 10$$);
CALL pg_temp.try('11 of 50 students gone', 'fifty: drop in members', $$DELETE FROM enrollment WHERE school_id = 'fifty' AND split_part(student_id, ' ', 2)::integer <= 11$$);
CALL pg_temp.try('11 of 50 students never came', 'fifty: drop in members', $$UPDATE enrollment SET exit_type = 'No show' WHERE school_id = 'fifty' AND split_part(student_id, ' ', 2)::integer <= 11$$);
CALL pg_temp.try('a calendar gone', 'fifty: drop in members, fifty: drop in recorded days', $$DELETE FROM calendar_day WHERE school_id = 'fifty'$$);
CALL pg_temp.try('49 of 49 events gone', NULL, $$DELETE FROM attendance_event WHERE school_id = 'forty-nine'$$);
CALL pg_temp.try('49 of 49 students gone', NULL, $$DELETE FROM enrollment WHERE school_id = 'forty-nine'$$);
CALL pg_temp.try('one of three events gone', NULL, $$DELETE FROM attendance_event WHERE student_id = 'three 1'$$);
CALL pg_temp.try('three of three events gone', NULL, $$DELETE FROM attendance_event WHERE school_id = 'three'$$);
CALL pg_temp.try('12 of 60 rolls gone', NULL, $$DELETE FROM attendance_taken WHERE school_id = 'rolls' AND day <= (SELECT day FROM session WHERE n = 12)$$);
CALL pg_temp.try('13 of 60 rolls gone', 'rolls: drop in recorded days', $$DELETE FROM attendance_taken WHERE school_id = 'rolls' AND day <= (SELECT day FROM session WHERE n = 13)$$);
CALL pg_temp.try('many more events', NULL, $$INSERT INTO attendance_event SELECT * FROM attendance_event$$);
-- the year has 502 events and 342 recorded days of schools
CALL pg_temp.try('100 events of the year gone', NULL, $$DELETE FROM attendance_event WHERE school_id = 'forty-nine' OR school_id = 'many' AND split_part(student_id, ' ', 2)::integer <= 51$$);
CALL pg_temp.try('101 events of the year gone', 'year: drop in events', $$DELETE FROM attendance_event WHERE school_id = 'forty-nine' OR school_id = 'many' AND split_part(student_id, ' ', 2)::integer <= 52$$);
-- and 534 students
CALL pg_temp.try('106 students of the year gone', NULL, $$DELETE FROM enrollment WHERE school_id = 'forty-nine' OR school_id = 'many' AND split_part(student_id, ' ', 2)::integer <= 57$$);
CALL pg_temp.try('107 students of the year gone', 'year: drop in members', $$DELETE FROM enrollment WHERE school_id = 'forty-nine' OR school_id = 'many' AND split_part(student_id, ' ', 2)::integer <= 58$$);
CALL pg_temp.try('no enrollment at all', 'year: year is missing', 'TRUNCATE enrollment');
CALL pg_temp.try('no enrollment, no events', 'year: year is missing', 'TRUNCATE enrollment, attendance_event, calendar_day');
CALL pg_temp.try('max_drop 50%: 25 of 50', NULL, $$UPDATE store_setting SET max_drop = 0.5; DELETE FROM attendance_event WHERE school_id = 'fifty' AND day <= (SELECT day FROM session WHERE n = 25)$$);
CALL pg_temp.try('max_drop 50%: 26 of 50', 'fifty: drop in events, fifty: drop in recorded days', $$UPDATE store_setting SET max_drop = 0.5; DELETE FROM attendance_event WHERE school_id = 'fifty' AND day <= (SELECT day FROM session WHERE n = 26)$$);
CALL pg_temp.try('max_drop 0: one of 50', 'year: drop in events, year: drop in recorded days, fifty: drop in events, fifty: drop in recorded days', $$UPDATE store_setting SET max_drop = 0; DELETE FROM attendance_event WHERE student_id = 'fifty 1'$$);
CALL pg_temp.try('max_drop 100%: all events', NULL, $$UPDATE store_setting SET max_drop = 1; TRUNCATE attendance_event$$);
CALL pg_temp.try('max_drop 100%: but not the year', 'year: year is missing', $$UPDATE store_setting SET max_drop = 1; TRUNCATE enrollment$$);
SELECT what, expected, got, refused, got IS NOT DISTINCT FROM expected AND refused = (expected IS NOT NULL) AND detail_same AS ok FROM tried ORDER BY n;

-- An empty extract: the refresh refuses it, lists all reasons and writes nothing
CREATE TEMP VIEW written AS
SELECT (SELECT md5(string_agg(r.xmin::text || r.ctid::text || r::text, ',' ORDER BY student_id, school_id)) FROM student_register AS r) AS registers,
	(SELECT md5(string_agg(c.xmin::text || c::text, ',' ORDER BY school_id)) FROM calendar_complete AS c) AS complete,
	(SELECT md5(string_agg(b.xmin::text || b::text, ',' ORDER BY school_id)) FROM refresh_basis AS b) AS basis,
	(SELECT count(*) FROM refresh_log) AS refreshes, (SELECT count(*) FROM verdict_change) AS changes, (SELECT md5(string_agg(y.xmin::text || y::text, ',')) FROM school_year_state AS y) AS years;
CREATE TEMP TABLE before AS SELECT * FROM written;
CREATE TEMP TABLE kept AS SELECT * FROM attendance_event;
TRUNCATE attendance_event;
CALL absence.refresh('guard_store', today => '2025-11-08');
\echo :SQLSTATE
SELECT school_id, reason, detail FROM absence.refresh_check('guard_store', today => '2025-11-08') ORDER BY school_id COLLATE "C" NULLS FIRST, reason COLLATE "C";
SELECT written.* IS NOT DISTINCT FROM before.* AS nothing_written FROM written, before;
-- an extract of another year is not a reason to write this year
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('fifty 1', 'fifty', 2027, '2026-08-18');
SELECT count(*) FROM absence.refresh_check('guard_store', today => '2025-11-08');
CALL absence.refresh('guard_store', today => '2025-11-08');
\echo :SQLSTATE
SELECT written.* IS NOT DISTINCT FROM before.* AS nothing_written FROM written, before;
DELETE FROM enrollment WHERE school_year = 2027;
-- with force it is written: nothing is recorded, so no student counts as present
CALL absence.refresh('guard_store', today => '2025-11-08', force => true);
SELECT school_id, verdict_n, no_verdict_n, chronic_rate FROM school_absence ORDER BY 1;
SELECT registers_changed, forced FROM refresh_log ORDER BY refresh_id DESC LIMIT 1;
INSERT INTO attendance_event SELECT * FROM kept;
CALL absence.refresh('guard_store', today => '2025-11-08');
SELECT school_id, verdict_n, no_verdict_n, chronic_rate FROM school_absence ORDER BY 1;

-- If nothing has changed, no register is written again
TRUNCATE before;
INSERT INTO before SELECT * FROM written;
CALL absence.refresh('guard_store', today => '2025-11-08');
CALL absence.refresh('guard_store', today => '2025-11-09');
SELECT written.registers = before.registers AS registers_untouched FROM written, before;
SELECT registers, registers_added, registers_changed, registers_removed, verdicts_changed, forced, today, refreshed_by = current_user AS by_me,
	started_at <= finished_at AS in_order, (SELECT bool_and(ms::numeric >= 0) FROM jsonb_each_text(step_ms) AS s (step, ms)) AS timed
FROM refresh_log ORDER BY refresh_id DESC LIMIT 1;
-- the same after a load that changes nothing: all rows are deleted and inserted again
BEGIN;
DELETE FROM attendance_event;
INSERT INTO attendance_event SELECT * FROM kept ORDER BY random();
CALL absence.refresh('guard_store', today => '2025-11-09');
COMMIT;
SELECT written.registers = before.registers AS registers_untouched FROM written, before;
-- A refresh that is rolled back leaves nothing behind
BEGIN;
DELETE FROM enrollment WHERE student_id = 'many 1';
CALL absence.refresh('guard_store', today => '2025-11-09');
SELECT count(*) FROM student_register;
ROLLBACK;
SELECT count(*), written.registers = before.registers AS registers_untouched FROM student_register, written, before GROUP BY 2;

-- The first days of a year, when many verdicts change every day: 100 students, 40 of
-- them absent on one of the first days
SELECT absence.create_store('young_store');
SET search_path = young_store, public;
CALL pg_temp.school('young', 100);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, 'young', 2026, day, 'Excused' FROM enrollment JOIN session ON n = split_part(student_id, ' ', 2)::integer % 7 + 1 WHERE split_part(student_id, ' ', 2)::integer <= 40;
CREATE TEMP TABLE days_of_young AS SELECT 0 AS n, 0::bigint AS verdicts, 0::bigint AS chronic;
DO $$
DECLARE
	last_day date;
	i integer;
BEGIN
	FOREACH i IN ARRAY '{9,10,11,20,21}'::integer[] LOOP
		SELECT s.day INTO last_day FROM session AS s WHERE s.n = i;
		INSERT INTO attendance_taken VALUES ('young', last_day);
		CALL absence.refresh('young_store', today => last_day + 1);
		INSERT INTO days_of_young SELECT i, verdict_n, chronic_n FROM school_absence;
	END LOOP;
END
$$;
-- verdicts from the tenth day on; 1 absence of 10 days is chronic, 1 of 11 is not, 1 of
-- 21 is not at risk
SELECT n, verdicts, chronic FROM days_of_young WHERE n > 0 ORDER BY n;
SELECT band_before, band_after, cause, count(*) FROM verdict_change WHERE scope = 'school' GROUP BY 1, 2, 3 ORDER BY min(refresh_id), 2;

-- Verdicts. 100 students, 20 of them absent on 4 of 40 days
SELECT absence.create_store('verdict_store');
SET search_path = verdict_store, public;
DELETE FROM session WHERE n > 40;
CALL pg_temp.school('V', 100);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, 'V', 2026, day, 'E' FROM enrollment, session WHERE n <= 4 AND split_part(student_id, ' ', 2)::integer <= 20;
INSERT INTO attendance_code (code, mark) VALUES ('E', 'excused');
INSERT INTO attendance_taken SELECT 'V', day FROM session;
CALL absence.refresh('verdict_store', today => '2025-10-11');
SELECT verdict_n, chronic_n FROM school_absence;
-- exactly 5% may change, and fewer than 100 verdicts are not checked
BEGIN;
DELETE FROM attendance_event WHERE day = '2025-08-18' AND split_part(student_id, ' ', 2)::integer <= 5;
SELECT count(*) AS five_of_100 FROM absence.refresh_check('verdict_store', today => '2025-10-11');
DELETE FROM attendance_event WHERE day = '2025-08-18' AND student_id = 'V 6';
SELECT school_id, reason, detail AS six_of_100 FROM absence.refresh_check('verdict_store', today => '2025-10-11');
DELETE FROM enrollment WHERE student_id = 'V 100';
SELECT count(*) AS six_of_99 FROM absence.refresh_check('verdict_store', today => '2025-10-11');
ROLLBACK;
BEGIN;
UPDATE store_setting SET max_verdict_change = 0;
DELETE FROM attendance_event WHERE day = '2025-08-18' AND student_id = 'V 1';
SELECT reason, detail FROM absence.refresh_check('verdict_store', today => '2025-10-11');
ROLLBACK;
-- a code with a new meaning changes 20 of 100 verdicts
UPDATE attendance_code SET mark = 'present' WHERE code = 'E';
CALL absence.refresh('verdict_store', today => '2025-10-11');
\echo :SQLSTATE
CALL absence.refresh('verdict_store', today => '2025-10-11', force => true);
SELECT scope, school_id, policy, band_before, band_after, absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes, count(*)
FROM verdict_change GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ORDER BY 1;
UPDATE attendance_code SET mark = 'excused' WHERE code = 'E';
CALL absence.refresh('verdict_store', today => '2025-10-11', force => true);
TRUNCATE verdict_change;
-- another definition changes as many, and is not an error in the facts
INSERT INTO definition (name, policy) VALUES ('more_than', 'compare = >');
UPDATE store_setting SET policy = 'more_than';
CALL absence.refresh('verdict_store', today => '2025-10-11');
SELECT scope, policy, band_before, band_after, absent_days_before, absent_days_after, cause, count(*) FROM verdict_change GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1;
SELECT registers_changed, verdicts_changed FROM refresh_log ORDER BY refresh_id DESC LIMIT 1;
UPDATE store_setting SET policy = 'federal';
CALL absence.refresh('verdict_store', today => '2025-10-11');
TRUNCATE verdict_change;

-- The students whose band changes, and the causes: one student for each cause, at
-- school W, which has reached day 30 of 40
CALL pg_temp.school('W', 0);
DELETE FROM attendance_taken WHERE day > (SELECT day FROM session WHERE n = 32);
INSERT INTO attendance_taken SELECT 'W', day FROM session WHERE n <= 32;
INSERT INTO student (student_id) VALUES ('by time'), ('by event'), ('by late event'), ('by membership'), ('by exit'), ('by leaving'), ('by both'), ('not moved'), ('by two schools');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT student_id, 'W', 2026, '2025-08-18' FROM student WHERE student_id NOT LIKE 'V %';
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT v.student_id, 'W', 2026, s.day, 'E'
FROM (VALUES ('by time', '{1,2}'::integer[]), ('by event', '{1,2,15}'), ('by late event', '{1,2}'), ('by membership', '{28,29}'), ('by exit', '{1,2}'), ('by leaving', '{1,2,3}'),
	('by both', '{1,2,15,31,32}'), ('not moved', '{1,2,3,31}'), ('by two schools', '{1,2}')) AS v (student_id, days)
JOIN session AS s ON s.n = ANY (v.days);
-- through the 30th day, 26 September
CALL absence.refresh('verdict_store', today => '2025-09-27');
TRUNCATE verdict_change;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT 'by time', 'W', 2026, day, 'E' FROM session WHERE n IN (31, 32);
DELETE FROM attendance_event WHERE student_id IN ('by event', 'by both') AND day = (SELECT day FROM session WHERE n = 15);
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT 'by late event', 'W', 2026, day, 'E' FROM session WHERE n IN (10, 11);
UPDATE enrollment SET entry_date = (SELECT day FROM session WHERE n = 21) WHERE student_id = 'by membership';
UPDATE enrollment SET exit_date = (SELECT day FROM session WHERE n = 10) WHERE student_id = 'by exit';
DELETE FROM enrollment WHERE student_id = 'by leaving';
UPDATE attendance_event SET code = 'Excused' WHERE student_id = 'not moved';
-- the second school owns the days, and the student was present there
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('by two schools', 'V', 2026, '2025-08-18');
-- a later make-up day is not the cause of what happened before it
INSERT INTO calendar_day VALUES ('W', 2026, 'M', '2025-11-15', 'Make-up day');
-- through the 32nd day, 30 September
CALL absence.refresh('verdict_store', today => '2025-10-01');
SELECT v.student_id, v.scope, v.expected, g.got, g.got IS NOT DISTINCT FROM v.expected AS ok
FROM (VALUES
	('by time', 'school', 'at_risk to moderate, 2 of 30 to 4 of 32, time'), ('by time', 'district', 'at_risk to moderate, 2 of 30 to 4 of 32, time'),
	('by event', 'school', 'moderate to at_risk, 3 of 30 to 2 of 32, event'), ('by event', 'district', 'moderate to at_risk, 3 of 30 to 2 of 32, event'),
	('by late event', 'school', 'at_risk to moderate, 2 of 30 to 4 of 32, event'), ('by late event', 'district', 'at_risk to moderate, 2 of 30 to 4 of 32, event'),
	('by membership', 'school', 'at_risk to moderate, 2 of 30 to 2 of 12, membership'), ('by membership', 'district', 'at_risk to moderate, 2 of 30 to 2 of 12, membership'),
	('by exit', 'school', 'at_risk to severe, 2 of 30 to 2 of 10, membership'), ('by exit', 'district', 'at_risk to severe, 2 of 30 to 2 of 10, membership'),
	('by leaving', 'school', 'moderate to none, 3 of 30 to none, membership'), ('by leaving', 'district', 'moderate to none, 3 of 30 to none, membership'),
	('by both', 'school', NULL), ('by both', 'district', NULL), ('not moved', 'school', NULL), ('not moved', 'district', NULL),
	('by two schools', 'school', NULL), ('by two schools', 'district', 'at_risk to satisfactory, 2 of 30 to 0 of 32, membership')) AS v (student_id, scope, expected)
LEFT JOIN (
	SELECT student_id, scope, string_agg(format('%s to %s, %s of %s to %s, %s', coalesce(band_before, 'none'), coalesce(band_after, 'none'), absent_days_before, enrolled_days_before,
		coalesce(absent_days_after || ' of ' || enrolled_days_after, 'none'), cause), '; ') AS got
	FROM verdict_change GROUP BY student_id, scope
) AS g USING (student_id, scope) ORDER BY v.student_id COLLATE "C", v.scope;
SELECT registers_added, registers_removed, verdicts_changed = (SELECT count(*) FROM verdict_change) AS all_told FROM refresh_log ORDER BY refresh_id DESC LIMIT 1;

-- Snow days, with cause calendar. Three of five absences in 32 days were on these days
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT 'by both', 'W', 2026, day, 'E' FROM session WHERE n = 5;
CALL absence.refresh('verdict_store', today => '2025-10-01');
TRUNCATE verdict_change;
INSERT INTO calendar_day SELECT 'W', 2026, 'M', day, 'Weather day' FROM session WHERE n IN (1, 2, 5);
CALL absence.refresh('verdict_store', today => '2025-10-01', force => true);
SELECT student_id, scope, band_before, band_after, absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause
FROM verdict_change WHERE student_id = 'by both' ORDER BY 2;
SELECT DISTINCT cause FROM verdict_change;

-- A code with a new meaning changes the verdicts of the students who have it; at the
-- same time an event changes the verdict of another student
TRUNCATE verdict_change;
UPDATE attendance_code SET mark = 'activity' WHERE code = 'Excused';
DELETE FROM attendance_event WHERE student_id = 'by late event' AND day = (SELECT day FROM session WHERE n = 10);
CALL absence.refresh('verdict_store', today => '2025-10-01');
SELECT student_id, scope, band_before, band_after, absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes
FROM verdict_change ORDER BY 1, 2;
-- for a student at two schools, the codes at each school and over both; of the changed
-- codes only those of the student: 20 days with K and E, 12 days with L, E and Q
INSERT INTO attendance_code (code, mark) VALUES ('K', 'excused'), ('L', 'excused'), ('Q', 'excused'), ('Z', 'excused');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date)
SELECT 'by codes', v.school_id, 2026, e.day, x.day
FROM (VALUES ('V', 1, 20), ('W', 21, 40)) AS v (school_id, first, last) JOIN session AS e ON e.n = v.first JOIN session AS x ON x.n = v.last;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT 'by codes', v.school_id, 2026, s.day, v.code
FROM (VALUES ('V', 6, 'E'), ('V', 7, 'K'), ('W', 21, 'E'), ('W', 22, 'L'), ('W', 23, 'Q')) AS v (school_id, n, code) JOIN session AS s USING (n);
CALL absence.refresh('verdict_store', today => '2025-10-01');
TRUNCATE verdict_change;
UPDATE attendance_code SET mark = 'activity' WHERE code IN ('K', 'L', 'Z');
CALL absence.refresh('verdict_store', today => '2025-10-01');
SELECT student_id, scope, school_id, band_before, band_after, absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause, codes
FROM verdict_change ORDER BY 1, 2, 3;

-- A correction and a deletion of an event three weeks ago
CREATE TEMP VIEW of_time AS SELECT absent_days, excused_days, unexcused_days FROM student_absence WHERE student_id = 'by time';
SELECT * FROM of_time;
UPDATE attendance_event SET code = 'Unexcused' WHERE student_id = 'by time' AND day = '2025-09-29';
CALL absence.refresh('verdict_store', today => '2025-10-20');
SELECT * FROM of_time;
DELETE FROM attendance_event WHERE student_id = 'by time' AND day = '2025-09-29';
CALL absence.refresh('verdict_store', today => '2025-10-20');
SELECT * FROM of_time;
-- A store made afresh from these facts has the same registers
CREATE TEMP TABLE refreshed AS SELECT student_id, school_id, school_year, grade, register::text FROM student_register;
TRUNCATE student_register;
CALL absence.refresh('verdict_store', today => '2025-10-20');
SELECT count(*) AS registers, (SELECT count(*) FROM (SELECT * FROM refreshed EXCEPT SELECT student_id, school_id, school_year, grade, register::text FROM student_register) AS d) AS different FROM student_register;

-- Years: a closed year is not computed again, and its facts can be deleted
SELECT absence.create_store('year_store');
SET search_path = year_store, public;
INSERT INTO school (school_id, name) VALUES ('A', 'A');
INSERT INTO student (student_id) SELECT 'S' || s FROM generate_series(1, 60) AS s;
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('A', 2025, 'M'), ('A', 2026, 'M');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT 'A', school_year, 'M', make_date(school_year - 1, 9, 1) + i, 'Instructional day' FROM calendar, generate_series(0, 29) AS i;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT student_id, 'A', school_year, make_date(school_year - 1, 9, 1) FROM student, calendar;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, 'A', school_year, make_date(school_year - 1, 9, 1 + i), 'Excused' FROM student, calendar, generate_series(0, 3) AS i WHERE right(student_id, 1) = '1' OR i = 3;
INSERT INTO attendance_taken VALUES ('A', '2024-09-30'), ('A', '2025-09-30');
CALL absence.refresh('year_store', today => '2026-01-01');
SELECT school_year, verdict_n, chronic_n, chronic_rate, complete_through FROM school_absence ORDER BY 1;
CREATE TEMP VIEW year_before AS SELECT md5(string_agg(r.xmin::text || r::text, ',' ORDER BY student_id)) AS registers FROM student_register AS r WHERE school_year = 2025;
CREATE TEMP TABLE year_kept AS SELECT * FROM year_before;
CREATE TEMP TABLE facts_of_2025 AS SELECT * FROM enrollment WHERE school_year = 2025;
-- an open year that is missing from the source
DELETE FROM enrollment WHERE school_year = 2025;
CALL absence.refresh('year_store', today => '2026-01-01');
\echo :SQLSTATE
-- the other year can be refreshed by itself
CALL absence.refresh('year_store', 2026, today => '2026-01-01');
SELECT school_year, count(*) FROM student_register GROUP BY 1 ORDER BY 1;
CALL absence.close_year('year_store', 2025);
SELECT school_year, state FROM school_year_state ORDER BY 1;
DELETE FROM attendance_event WHERE school_year = 2025;
DELETE FROM calendar_day WHERE school_year = 2025;
CALL absence.refresh('year_store', today => '2026-01-01');
SELECT registers = (SELECT registers FROM year_before) AS untouched FROM year_kept;
SELECT school_year, verdict_n, chronic_n, chronic_rate, complete_through FROM school_absence ORDER BY 1;
CALL absence.refresh('year_store', 2025, today => '2026-01-01');
SELECT * FROM absence.refresh_check('year_store', 2025, today => '2026-01-01');
CALL absence.refresh('year_store', 2025, today => '2026-01-01', force => true);
SELECT registers = (SELECT registers FROM year_before) AS untouched FROM year_kept;
-- a reopened year must have its facts
CALL absence.reopen_year('year_store', 2025);
SELECT school_id, reason, detail FROM absence.refresh_check('year_store', 2025, today => '2026-01-01');
CALL absence.refresh('year_store', today => '2026-01-01');
\echo :SQLSTATE
INSERT INTO enrollment SELECT * FROM facts_of_2025;
SELECT school_id, reason, detail FROM absence.refresh_check('year_store', 2025, today => '2026-01-01') ORDER BY 1 NULLS FIRST, 2;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) SELECT 'A', 2025, 'M', date '2024-09-01' + i, 'Instructional day' FROM generate_series(0, 29) AS i;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code) SELECT student_id, school_id, 2025, day - 365, code FROM attendance_event;
CALL absence.refresh('year_store', today => '2026-01-01');
SELECT registers = (SELECT registers FROM year_before) AS untouched FROM year_kept;
-- years and stores that do not exist
CALL absence.refresh('year_store', 2031);
CALL absence.close_year('year_store', 2031);
CALL absence.reopen_year('year_store', 2031);
CALL absence.refresh('no_store');
SELECT * FROM absence.refresh_check('public');
-- an impossible year has no session days, and does not stop the others
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT 'A', y, 'M' FROM unnest('{0,1,-5,20252026}'::integer[]) AS y;
INSERT INTO calendar_day SELECT 'A', y, 'M', '2025-09-01', 'Instructional day' FROM unnest('{0,1,-5,20252026}'::integer[]) AS y;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT 'S1', 'A', y, '2025-09-01' FROM unnest('{0,1,-5,20252026}'::integer[]) AS y;
CALL absence.refresh('year_store', today => '2026-01-01');
SELECT school_year, count(*) FROM student_register GROUP BY 1 ORDER BY 1;

RESET search_path;
SELECT absence.drop_store(s, s) FROM unnest('{guard_store,young_store,verdict_store,year_store}'::name[]) AS s;
