-- load_sample makes the same district on every server, with everything that it promises
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
SET datestyle = 'ISO';
\pset format unaligned
\pset footer off
\set VERBOSITY terse

SELECT absence.create_store('sample');

-- Errors
CALL absence.load_sample('no_such_store');
CALL absence.load_sample('pg_catalog');
CALL absence.load_sample('sample', 0);
CALL absence.load_sample('sample', 300, -1);
CALL absence.load_sample('sample', NULL);

CALL absence.load_sample('sample', 300, 6, 7);
SET search_path = sample, public;

-- A store that has facts is refused
CALL absence.load_sample('sample', 300, 6, 7);
BEGIN;
DELETE FROM enrollment;
CALL absence.load_sample('sample', 300, 6, 7);
ROLLBACK;

-- The rows and their text are the same on every server
CREATE FUNCTION pg_temp.text_of(name text, columns text) RETURNS TABLE ("table" text, n bigint, md5 text) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM (SELECT %s FROM %I) AS t', name, columns, name);
END
$$;
SELECT t.*
FROM (VALUES (1, 'school', 'school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting'),
	(2, 'student', 'student_id, state_student_id, last_name, first_name, birth_date'),
	(3, 'student_group', 'student_id, kind, value, begin_date, end_date'),
	(4, 'calendar', 'school_id, school_year, calendar_code, calendar_type, day_minutes, periods'),
	(5, 'calendar_grade', 'school_id, school_year, calendar_code, grade'),
	(6, 'calendar_day', 'school_id, school_year, calendar_code, day, event, minutes, periods'),
	(7, 'enrollment', 'student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type, enrollment_type, primary_school, fte, homeroom'),
	(8, 'attendance_event', 'student_id, school_id, school_year, day, period, code, portion, missed, held, reason'),
	(9, 'attendance_taken', 'school_id, day, calendar_code'),
	(10, 'school_year_state', 'school_year, source, kind, state'),
	(11, 'intervention', 'intervention_id, school_id, name, description, tier, class, delivery_method, diagnosis, barrier_category, begin_date, end_date'),
	(12, 'student_intervention', 'support_id, student_id, school_id, school_year, intervention_id, begin_date, end_date, planned_end_date, review_date, status, end_reason, tier, staff_id, rule, met_on, barrier, note_ref, entered_by'),
	(13, 'intervention_session', 'student_id, intervention_id, begin_date, day, minutes, attended'),
	(14, 'student_barrier', 'student_id, school_year, category, barrier, identified_on, resolved_on, told_by, main, entered_by'),
	(15, 'outreach', 'outreach_id, student_id, school_id, school_year, day, due_on, kind, method, outcome, reached, staff_id, language, rule, step, met_on, referred_to, referral_outcome, replaces, note_ref, entered_by'),
	(16, 'staff', 'staff_id, name, job, role_name'),
	(17, 'contact', 'student_id, household_id, name, relation, language, phone, email, may_contact, order_of_contact'),
	(18, 'tier_decision', 'student_id, school_year, tier, begin_date, end_date, decided_by, reason, entered_by')) AS v (place, name, columns),
	pg_temp.text_of(name, columns) AS t
ORDER BY place;
SELECT code, mark, portion FROM attendance_code WHERE school_year = 2026 ORDER BY code;

-- Support has what it has in real data
SELECT what, n > 0 AS is_there
FROM (VALUES ('letters in time', (SELECT count(*) FROM outreach WHERE kind = 'letter' AND day <= due_on)),
	('late letters', (SELECT count(*) FROM outreach WHERE kind = 'letter' AND day > due_on)),
	('letters that came back', (SELECT count(*) FROM outreach WHERE outcome = 'returned mail')),
	('plans that were never done', (SELECT count(*) FROM known_outreach WHERE day IS NULL)),
	('plans that were done', (SELECT count(*) FROM outreach AS o JOIN outreach AS r ON r.replaces = o.outreach_id WHERE o.day IS NULL AND r.day IS NOT NULL)),
	('calls that reached nobody', (SELECT count(*) FROM outreach WHERE kind = 'call' AND NOT reached)),
	('students whom no call reached', (SELECT count(*) FROM (SELECT FROM outreach WHERE kind = 'call' AND day IS NOT NULL GROUP BY student_id HAVING NOT bool_or(reached)) AS s)),
	('supports of every status', (SELECT CASE WHEN count(DISTINCT s.status) >= 5 THEN 1 END FROM student_intervention AS s)),
	('supports given twice', (SELECT count(*) FROM support_issue WHERE reason = 'duplicate support')),
	('open supports of students who left', (SELECT count(*) FROM student_intervention AS s WHERE s.status = 'active' AND s.student_id IN (
		SELECT e.student_id FROM enrollment AS e GROUP BY e.student_id HAVING bool_and(e.exit_type = 'Withdrawn')))),
	('sessions that were missed', (SELECT count(*) FROM intervention_session WHERE NOT attended)),
	('sensitive barriers', (SELECT count(*) FROM student_barrier JOIN support_word ON list = 'barrier' AND word = barrier WHERE sensitive)),
	('barriers without a word', (SELECT count(*) FROM student_barrier WHERE barrier IS NULL)),
	('decisions', (SELECT count(*) FROM tier_decision)),
	('siblings', (SELECT count(*) FROM (SELECT FROM contact GROUP BY household_id HAVING count(DISTINCT student_id) > 1) AS h)),
	('languages', (SELECT count(*) FROM contact WHERE language = 'Spanish')),
	('contacts who may not be called', (SELECT count(*) FROM contact WHERE NOT may_contact)),
	('a caseload for each counselor', (SELECT min(n) FROM (SELECT count(s.student_id) AS n FROM staff LEFT JOIN student_intervention AS s USING (staff_id)
		WHERE job = 'counselor' GROUP BY staff_id) AS c))) AS v (what, n);
-- On weekdays; the words and keys are known, but for those of the wrong rows
SELECT count(*) AS on_other_days FROM student_intervention WHERE extract(isodow FROM begin_date) > 5;
SELECT detail FROM support_issue WHERE reason IN ('unknown word', 'unknown staff', 'unknown intervention', 'unknown student') ORDER BY detail;

-- The year
SELECT calendar_code, calendar_type, min(day), max(day), count(DISTINCT day) AS days, min(minutes) AS shortest, min(d.periods) AS fewest
FROM calendar JOIN calendar_day AS d USING (school_id, school_year, calendar_code)
WHERE school_id IN ('101', '102', '103') GROUP BY school_id, calendar_code, calendar_type ORDER BY school_id, calendar_code;
SELECT event, count(DISTINCT day) AS days FROM calendar_day GROUP BY event ORDER BY event;
SELECT day, string_agg(event, ' + ' ORDER BY event) AS events FROM calendar_day WHERE school_id = '103' GROUP BY day HAVING count(*) > 1 ORDER BY day;

-- Stays of every kind
SELECT coalesce(exit_type, '-') AS exit_type, count(*) FROM enrollment GROUP BY exit_type ORDER BY 1;
CREATE TEMP VIEW pair AS   -- two stays of a student, in order of entry
	SELECT a.student_id, a.school_id = b.school_id AS same_school, a.entry_date AS entry, a.exit_date AS exit, a.exit_type, b.exit_type AS next_exit_type,
		b.entry_date AS next_entry, a.grade, b.grade AS next_grade, a.primary_school, b.primary_school AS next_primary, a.fte, b.fte AS next_fte
	FROM enrollment AS a JOIN enrollment AS b USING (student_id)
	WHERE (a.entry_date, a.ctid) < (b.entry_date, b.ctid) AND NOT EXISTS (
		SELECT FROM enrollment AS c WHERE c.student_id = a.student_id AND (c.exit_date < c.entry_date OR c.exit_type IN ('No show', 'Invalid enrollment')));
SELECT count(*) FILTER (WHERE entry_date > '2025-09-01') AS late,
	count(*) FILTER (WHERE exit_date < '2026-06-05') AS exits,
	count(*) FILTER (WHERE exit_date < entry_date) AS exit_before_entry,
	count(*) FILTER (WHERE exit_date = entry_date) AS one_day,
	count(*) FILTER (WHERE exit_date - entry_date BETWEEN 1 AND 10 AND exit_type <> 'No show') AS few_days,
	count(*) FILTER (WHERE grade IS NULL) AS no_grade,
	count(calendar_code) AS names_calendar
FROM enrollment;
SELECT count(*) FILTER (WHERE NOT same_school AND next_entry BETWEEN exit AND exit + 4) AS transfers,
	count(*) FILTER (WHERE NOT same_school AND next_entry = exit) AS on_the_same_day,
	count(*) FILTER (WHERE same_school AND next_entry > exit + 10) AS gap_and_return,
	count(*) FILTER (WHERE same_school AND next_entry = exit + 1) AS adjacent,
	count(*) FILTER (WHERE same_school AND next_entry = exit + 1 AND grade <> next_grade) AS promoted,
	count(*) FILTER (WHERE same_school AND next_entry <= coalesce(exit, 'infinity')) AS overlapping,
	count(*) FILTER (WHERE NOT same_school AND primary_school AND NOT next_primary) AS two_schools,
	count(*) FILTER (WHERE NOT same_school AND primary_school IS NULL AND fte = next_fte) AS half_and_half
FROM pair;

-- Events of every kind
SELECT code, count(*) AS n, count(period) AS by_period, count(*) FILTER (WHERE portion = 0.5) AS half, count(*) FILTER (WHERE portion = 0.33) AS third,
	count(*) FILTER (WHERE held > 7) AS minutes, count(*) FILTER (WHERE held <= 7) AS periods
FROM attendance_event GROUP BY code ORDER BY code;
SELECT count(*) AS events_without_code FROM attendance_event AS e WHERE NOT EXISTS (SELECT FROM attendance_code AS c WHERE c.code = e.code);
SELECT count(DISTINCT (student_id, day)) AS whole_day_beside_period FROM attendance_event AS a JOIN attendance_event AS b USING (student_id, school_id, day) WHERE a.period IS NULL AND b.period IS NOT NULL;
SELECT max(day) FILTER (WHERE school_id = '104' AND day < '6000-01-01') AS school_104_stops, max(day) FILTER (WHERE school_id = '103' AND day < '6000-01-01') AS others FROM attendance_event;
SELECT count(*) AS days, count(t.day) AS roll_taken, count(*) FILTER (WHERE t.day IS NULL AND e.code = 'P') AS list_typed_in_later
FROM calendar_day AS d LEFT JOIN attendance_taken AS t USING (school_id, day) LEFT JOIN (SELECT DISTINCT school_id, day, code FROM attendance_event WHERE code = 'P') AS e USING (school_id, day)
WHERE school_id = '103' AND event IN ('Instructional day', 'Make-up day', 'Student late arrival/early dismissal') AND day <> '2026-01-27';

-- Bad rows, a few of each
SELECT count(*) FILTER (WHERE portion > 1) AS above_1, count(*) FILTER (WHERE portion < 0) AS below_0,
	count(*) FILTER (WHERE day < '2025-07-01') AS year_0003, count(*) FILTER (WHERE day > '2026-07-01') AS year_6209,
	count(*) FILTER (WHERE day = '2025-11-27') AS holiday, count(*) FILTER (WHERE day = '2025-10-04') AS saturday, count(*) FILTER (WHERE day = '2026-01-27') AS snow_day,
	count(*) FILTER (WHERE NOT EXISTS (SELECT FROM student AS s WHERE s.student_id = e.student_id)) AS unknown_student,
	count(*) FILTER (WHERE NOT EXISTS (SELECT FROM school AS s WHERE s.school_id = e.school_id)) AS unknown_school
FROM attendance_event AS e;
SELECT count(*) FILTER (WHERE day < entry_date) AS before_entry, count(*) FILTER (WHERE day > exit_date) AS after_exit
FROM attendance_event JOIN (SELECT student_id, school_id, min(entry_date) AS entry_date, max(coalesce(exit_date, 'infinity')) AS exit_date FROM enrollment WHERE NOT exit_date < entry_date OR exit_date IS NULL GROUP BY 1, 2) AS e USING (student_id, school_id)
WHERE day BETWEEN '2025-07-01' AND '2026-06-30';
SELECT sum(n - 1) AS duplicates FROM (SELECT count(*) AS n FROM attendance_event GROUP BY student_id, school_id, day, period, code) AS e WHERE n > 1;
SELECT count(*) AS absent_then_tardy FROM attendance_event AS a JOIN attendance_event AS b USING (student_id, school_id, day) WHERE a.code IN ('EX', 'UX') AND b.code = 'TD' AND a.period IS NULL AND b.period IS NULL;

-- Groups
SELECT kind, value, count(*), count(begin_date) AS with_begin, count(end_date) AS with_end FROM student_group GROUP BY kind, value ORDER BY kind, value;
SELECT races, count(*) AS students FROM (SELECT count(value) AS races FROM student LEFT JOIN student_group AS g ON g.student_id = student.student_id AND kind = 'race_ethnicity' GROUP BY student.student_id) AS s GROUP BY races ORDER BY races;

-- No temporary object remains, another seed gives another district, and the smallest
-- district can be loaded
RESET search_path;
SELECT count(*) AS temporary FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relname LIKE 'sample%';
SELECT absence.create_store('sample_too');
CALL absence.load_sample('sample_too', 300, 6, -7);
SELECT count(*) > 100 AS differs FROM (TABLE sample.student EXCEPT TABLE sample_too.student) AS s;
TRUNCATE sample_too.school, sample_too.student, sample_too.student_group, sample_too.calendar, sample_too.calendar_grade, sample_too.calendar_day, sample_too.enrollment, sample_too.attendance_event, sample_too.attendance_taken;
CALL absence.load_sample('sample_too', 1, 1);
SELECT count(*) FROM sample_too.student;

SELECT absence.drop_store('sample_too', 'sample_too');
SELECT absence.drop_store('sample', 'sample');
