-- Five students through a term, a transfer, a summer and a new September. The list of every
-- Monday is worked out by hand from the rules, and so is what has become of each step that an
-- alert asks for. Then the walk is made: each Monday the facts of the week before come in,
-- people type what they have done, and the store is refreshed.
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('five');
SET search_path = five, public;

-- Schools A and B are in session on weekdays: from 1 September to 12 December 2025, 75 days,
-- and from 31 August to 11 December 2026. So the Monday of week w sees 5 (w - 1) days:
--
--   8 Sep 5, 15 Sep 10, 22 Sep 15, 29 Sep 20, 6 Oct 25, 13 Oct 30, 20 Oct 35, 27 Oct 40,
--   3 Nov 45, 10 Nov 50, 17 Nov 55, 24 Nov 60, 1 Dec 65, 8 Dec 70, 15 Dec 75
--
-- With A of C days missed, of 10 days or more, a student is chronically absent when A >= C/10,
-- near chronic when one, two or three more would make it so, and likewise near severe for
-- C/5. These are the least A by C:
--
--   C        10 15 20 25 30 35 40 45 50 55 60 65 70 75
--   chronic   1  2  2  3  3  4  4  5  5  6  6  7  7  8
--   severe    2  3  4  5  6  7  8  9 10 11 12 13 14 15
--
-- Tier 2 by pace: the second absence within the first 20 days, the fourth within 40, the sixth
-- within 60, the eighth within 75. It stands until, of 20 days or more, fewer than 5% were missed.
-- Tier 3 by rate: 20% of 20 days or more, until the student is no longer chronically absent.
--
-- Rule truant: three unexcused absences, at whatever school. It asks for a letter within five
-- school days, and within ten school days of the letter for a conference that the family attends.
INSERT INTO school (school_id, name) VALUES ('A', 'School A'), ('B', 'School B');
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT s, y, 'W' FROM unnest('{A,B}'::text[]) AS s, unnest('{2026,2027}'::integer[]) AS y;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, t.y, 'W', d::date, 'Instructional day'
FROM unnest('{A,B}'::text[]) AS s, (VALUES (2026, timestamp '2025-09-01', timestamp '2025-12-12'), (2027, '2026-08-31', '2026-12-11')) AS t (y, first_day, last_day),
	generate_series(t.first_day, t.last_day, '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO attendance_code (code, mark) VALUES ('E', 'excused'), ('U', 'unexcused');
INSERT INTO school_year_state (school_year) VALUES (2026);
INSERT INTO student (student_id, last_name, first_name) VALUES ('ana', 'Abel', 'Ana'), ('ben', 'Bond', 'Ben'), ('carla', 'Cruz', 'Carla'), ('dan', 'Dorn', 'Dan'), ('eve', 'Egan', 'Eve');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade) VALUES
	('ana', 'A', 2026, '2025-09-01', NULL, '07'), ('ben', 'A', 2026, '2025-09-01', NULL, '07'), ('carla', 'A', 2026, '2025-09-01', '2025-09-12', '07'),
	('carla', 'B', 2026, '2025-09-15', NULL, '07'), ('dan', 'A', 2026, '2025-09-01', NULL, '07'), ('eve', 'B', 2026, '2025-09-01', NULL, '07');
INSERT INTO prior_student (student_id, school_id, school_year, enrolled_days, absent_days, source) VALUES ('ana', 'A', 2025, 180, 18, 'old');
INSERT INTO intervention (intervention_id, name, tier) VALUES ('mentor', 'Mentor', 2), ('case_work', 'Case work', 3);
SELECT absence.define_rule('five', 'truant', 'marks = unexcused, amount >= 3', steps =>
	'[{"kind": "letter", "within_n": 5, "within_unit": "school days"},
	  {"kind": "conference", "after_step": 1, "within_n": 10, "within_unit": "school days", "needs": "reached"}]');

CREATE TEMP TABLE absent (student_id text, school_id text, school_year integer, code text, day date);
INSERT INTO absent (student_id, school_id, school_year, code, day)
SELECT a.student_id, a.school_id, a.school_year, a.code, d::date
FROM (VALUES ('ben', 'A', 2026, 'E', '{2025-09-03,2025-09-25}'), ('ben', 'A', 2027, 'E', '{2026-09-02,2026-09-03}'),
	('carla', 'A', 2026, 'U', '{2025-09-03,2025-09-10}'), ('carla', 'B', 2026, 'U', '{2025-09-17}'), ('carla', 'B', 2027, 'U', '{2026-09-08,2026-09-09,2026-09-15}'),
	('dan', 'A', 2026, 'E', '{2025-09-02,2025-09-03,2025-09-04,2025-09-05}'),
	('eve', 'B', 2026, 'E', '{2025-10-08,2025-10-22,2025-11-05,2025-11-14,2025-12-02}'), ('eve', 'B', 2026, 'U', '{2025-11-24,2025-11-25,2025-12-01}')
) AS a (student_id, school_id, school_year, code, days), unnest(a.days::text[]) AS d;

-- The lists, student by student
CREATE TEMP TABLE wanted (monday date, student_id text, school_id text, tier integer, reasons text[], triggers text[], next_due_on date, next_kind text, open_supports integer,
	PRIMARY KEY (monday, student_id));

-- Ana missed 18 of 180 days last year, which is 10%: tier 2 all year, from the first day on. She
-- misses none this year, so nothing else is due but the call that is planned on 8 September and made
-- on the 10th. A team decides tier 1 from 3 to 28 November, so she is not on the list then. Of this
-- year she has missed 0 of 75: tier 1 in the next, from its first day on.
INSERT INTO wanted (monday, student_id, school_id, tier, reasons, triggers, next_due_on, next_kind, open_supports)
SELECT d, 'ana', 'A', 2, '{chronically absent last year}', '{}', NULL, NULL, 0
FROM unnest('{2025-09-01,2025-09-15,2025-09-22,2025-09-29,2025-10-06,2025-10-13,2025-10-20,2025-10-27,2025-12-01,2025-12-08,2025-12-15,2026-07-06,2026-08-24}'::date[]) AS d;
INSERT INTO wanted VALUES ('2025-09-08', 'ana', 'A', 2, '{chronically absent last year}', '{}', '2025-09-12', 'call', 0);

-- Ben is absent on 3 September, day 3, and 25 September, day 19.
--   8 Sep   1 of 5: too few days for a verdict
--   15 Sep  1 of 10 is chronic, and 1 more severe
--   22 Sep  1 of 15: 1 more
--   29 Sep  2 of 20 is chronic, and 2 more severe. The second absence within 20 days: tier 2
--   6 Oct   2 of 25: 1 more. A call is planned for 9 October; it is made on the 8th
--   13 Oct  2 of 30: 1 more
--   20 Oct  2 of 35: 2 more
--   27 Oct  2 of 40: 2 more. 5%, so still tier 2
--   3 Nov   2 of 45: 3 more. Since 27 October, 2 of 41, below 5%: tier 1
--   10 Nov  2 of 50: 3 more
--   17 Nov  2 of 55: 4 more, so he is not on the list any more
-- 2 of 75 call for nothing in the next year. There he is absent on days 3 and 4, 2 and 3 September.
--   7 Sep   2 within 20 days: tier 2. Too few days for a verdict, and present on the last
--   14 Sep  2 of 10 is severe already
--   21 Sep  2 of 15 is chronic, and 1 more severe
--   28 Sep  2 of 20 is chronic, and 2 more severe
INSERT INTO wanted (monday, student_id, school_id, tier, reasons, triggers, next_due_on, next_kind, open_supports) VALUES
	('2025-09-15', 'ben', 'A', 1, '{}', '{chronic,near severe}', NULL, NULL, 0),
	('2025-09-22', 'ben', 'A', 1, '{}', '{near chronic}', NULL, NULL, 0),
	('2025-09-29', 'ben', 'A', 2, '{over the pace}', '{chronic,near severe}', NULL, NULL, 0),
	('2025-10-06', 'ben', 'A', 2, '{over the pace}', '{near chronic}', '2025-10-09', 'call', 0),
	('2025-10-13', 'ben', 'A', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-10-20', 'ben', 'A', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-10-27', 'ben', 'A', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-11-03', 'ben', 'A', 1, '{}', '{near chronic}', NULL, NULL, 0),
	('2025-11-10', 'ben', 'A', 1, '{}', '{near chronic}', NULL, NULL, 0),
	('2026-09-07', 'ben', 'A', 2, '{over the pace}', '{}', NULL, NULL, 0),
	('2026-09-14', 'ben', 'A', 2, '{over the pace}', '{chronic}', NULL, NULL, 0),
	('2026-09-21', 'ben', 'A', 2, '{over the pace}', '{chronic,near severe}', NULL, NULL, 0),
	('2026-09-28', 'ben', 'A', 2, '{over the pace}', '{chronic,near severe}', NULL, NULL, 0);

-- Carla is absent without excuse on 3 and 10 September at school A, and on 17 September at school B,
-- where she is from 15 September on.
--   8 Sep   1 of 5
--   15 Sep  2 of 10 is severe. The second within 20 days: tier 2 since 10 September. Friday, the day
--           that counts, was her last at school A
--   22 Sep  3 of 15 is severe. The third unexcused absence, of 17 September, meets the rule. The letter
--           is due on the fifth school day after it: 18, 19, 22, 23, 24 September
--   29 Sep  3 of 20 is chronic, and 1 more severe. The letter went out on 23 September, so the
--           conference is due on the tenth school day after: 24, 25, 26, 29, 30 September, 1, 2, 3, 6, 7 October
--   6 Oct   3 of 25 is chronic, and 2 more severe. To the conference of 2 October nobody came
--   13 Oct  3 of 30 is chronic, and 3 more severe. The conference is overdue
--   20 Oct  3 of 35: 1 more. They came on 16 October, which answers the step, late
--   27 Oct  3 of 40: 1 more. The 10th is excused, so two unexcused are left, and the alert is withdrawn
--   3 Nov   3 of 45: 2 more
--   10 Nov  3 of 50: 2 more. The excuse is taken back: the same alert again. Letter and conference stay
--           done, so nothing is due
--   17 Nov  3 of 55: 3 more
--   24 Nov  3 of 60: 3 more. 5%, so still tier 2
--   1 Dec   3 of 65: 4 more, and since 24 November, 3 of 61, tier 1. The alert stands, but nothing is due
-- 3 of 75 call for nothing in the next year. There she is absent without excuse on 8, 9 and 15 September.
--   7 Sep   none
--   14 Sep  2 of 10 is severe already. The second within 20 days: tier 2
--   21 Sep  3 of 15 is severe. The third one of this year meets the rule: the letter is due on the fifth
--           school day after 15 September: 16, 17, 18, 21, 22. That of the year before is none for it
--   28 Sep  3 of 20, which is 15%, so not tier 3; 1 more is severe. The letter is overdue
INSERT INTO wanted (monday, student_id, school_id, tier, reasons, triggers, next_due_on, next_kind, open_supports) VALUES
	('2025-09-15', 'carla', 'A', 2, '{over the pace}', '{chronic}', NULL, NULL, 0),
	('2025-09-22', 'carla', 'B', 2, '{over the pace}', '{chronic,rule truant}', '2025-09-24', 'letter', 0),
	('2025-09-29', 'carla', 'B', 2, '{over the pace}', '{chronic,near severe,rule truant}', '2025-10-07', 'conference', 0),
	('2025-10-06', 'carla', 'B', 2, '{over the pace}', '{chronic,near severe,rule truant}', '2025-10-07', 'conference', 0),
	('2025-10-13', 'carla', 'B', 2, '{over the pace}', '{chronic,near severe,rule truant}', '2025-10-07', 'conference', 0),
	('2025-10-20', 'carla', 'B', 2, '{over the pace}', '{near chronic,rule truant}', NULL, NULL, 0),
	('2025-10-27', 'carla', 'B', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-11-03', 'carla', 'B', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-11-10', 'carla', 'B', 2, '{over the pace}', '{near chronic,rule truant}', NULL, NULL, 0),
	('2025-11-17', 'carla', 'B', 2, '{over the pace}', '{near chronic,rule truant}', NULL, NULL, 0),
	('2025-11-24', 'carla', 'B', 2, '{over the pace}', '{near chronic,rule truant}', NULL, NULL, 0),
	('2026-09-14', 'carla', 'B', 2, '{over the pace}', '{chronic}', NULL, NULL, 0),
	('2026-09-21', 'carla', 'B', 2, '{over the pace}', '{chronic,rule truant}', '2026-09-22', 'letter', 0),
	('2026-09-28', 'carla', 'B', 2, '{over the pace}', '{chronic,near severe,rule truant}', '2026-09-22', 'letter', 0);

-- Dan is absent from 2 to 5 September, days 2 to 5.
--   8 Sep   4 of 5, the last four in a row; the second of them is tier 2
--   15 Sep  4 of 10 is severe
--   22 Sep  4 of 15 is severe
--   29 Sep  4 of 20 is severe, and with 20 days tier 3, since 26 September
--   6 Oct   4 of 25 is chronic, and 1 more severe. Tier 3 stands
--   13 Oct  4 of 30 is chronic, and 2 more severe
--   20 Oct  4 of 35 is chronic, and 3 more severe
--   27 Oct  4 of 40 is chronic, and 4 more severe
--   3 Nov   4 of 45: 1 more. Since 27 October, 4 of 41, not chronic any more: tier 2
--   10 Nov  4 of 50: 1 more
--   17 Nov  4 of 55: 2 more
--   24 Nov  4 of 60: 2 more. A meeting is planned for 3 December
--   1 Dec   He left on 26 November, so he is not on the list, and nor is the meeting
-- He is back in the next year, at school B. 4 of his 63 days call for nothing.
INSERT INTO wanted (monday, student_id, school_id, tier, reasons, triggers, next_due_on, next_kind, open_supports) VALUES
	('2025-09-08', 'dan', 'A', 2, '{over the pace}', '{streak of 3}', NULL, NULL, 0),
	('2025-09-15', 'dan', 'A', 2, '{over the pace}', '{chronic}', NULL, NULL, 0),
	('2025-09-22', 'dan', 'A', 2, '{over the pace}', '{chronic}', NULL, NULL, 0),
	('2025-09-29', 'dan', 'A', 3, '{severely absent this year,over the pace}', '{chronic}', NULL, NULL, 0),
	('2025-10-06', 'dan', 'A', 3, '{severely absent this year,over the pace}', '{chronic,near severe}', NULL, NULL, 0),
	('2025-10-13', 'dan', 'A', 3, '{severely absent this year,over the pace}', '{chronic,near severe}', NULL, NULL, 0),
	('2025-10-20', 'dan', 'A', 3, '{severely absent this year,over the pace}', '{chronic,near severe}', NULL, NULL, 0),
	('2025-10-27', 'dan', 'A', 3, '{severely absent this year,over the pace}', '{chronic}', NULL, NULL, 0),
	('2025-11-03', 'dan', 'A', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-11-10', 'dan', 'A', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-11-17', 'dan', 'A', 2, '{over the pace}', '{near chronic}', NULL, NULL, 0),
	('2025-11-24', 'dan', 'A', 2, '{over the pace}', '{near chronic}', '2025-12-03', 'meeting', 0);

-- Eve has a mentor, which is support of tier 2, from 6 October, day 26, to 21 November. She is absent on
-- 8 and 22 October, 5 and 14 November, days 28, 38, 48 and 55, then on 24 and 25 November, 1 and 2
-- December, days 61, 62, 66 and 67; on 24 and 25 November and 1 December without excuse.
--   6 Oct   none: support alone does not put her on the list
--   13 Oct  1 of 30: 2 more
--   20 Oct  1 of 35: 3 more
--   27 Oct  2 of 40: 2 more
--   3 Nov   2 of 45: 3 more
--   10 Nov  3 of 50: 2 more
--   17 Nov  4 of 55: 2 more. 14 November is day 30 of the support, and the pace allows 3 of 30: tier 3
--   24 Nov  4 of 60: 2 more. The mentor has ended; case work, which is support of tier 3, begins
--   1 Dec   6 of 65: 1 more
--   8 Dec   8 of 70 is chronic; 6 more is severe. The eighth, on day 67, is over the pace too. The rule
--           is met on 1 December, and the letter is due on the fifth school day after: 2, 3, 4, 5, 8
--   15 Dec  8 of 75 is chronic. The letter is overdue
--   summer  as on 15 December: nothing has ended, and the next year has not begun
-- 8 of 75 call for tier 2 in the next year. The mentor is none of it, and case work goes on. On 31 August
-- nothing of it counts, so the figures are those of the year before, and there are no triggers. The letter is
-- not due any more.
INSERT INTO wanted (monday, student_id, school_id, tier, reasons, triggers, next_due_on, next_kind, open_supports) VALUES
	('2025-10-13', 'eve', 'B', 1, '{}', '{near chronic}', NULL, NULL, 1),
	('2025-10-20', 'eve', 'B', 1, '{}', '{near chronic}', NULL, NULL, 1),
	('2025-10-27', 'eve', 'B', 1, '{}', '{near chronic}', NULL, NULL, 1),
	('2025-11-03', 'eve', 'B', 1, '{}', '{near chronic}', NULL, NULL, 1),
	('2025-11-10', 'eve', 'B', 1, '{}', '{near chronic}', NULL, NULL, 1),
	('2025-11-17', 'eve', 'B', 3, '{no improvement with support}', '{near chronic}', NULL, NULL, 1),
	('2025-11-24', 'eve', 'B', 3, '{no improvement with support}', '{near chronic}', NULL, NULL, 1),
	('2025-12-01', 'eve', 'B', 3, '{no improvement with support}', '{near chronic}', NULL, NULL, 1),
	('2025-12-08', 'eve', 'B', 3, '{no improvement with support,over the pace}', '{chronic,rule truant}', '2025-12-08', 'letter', 1),
	('2025-12-15', 'eve', 'B', 3, '{no improvement with support,over the pace}', '{chronic,rule truant}', '2025-12-08', 'letter', 1),
	('2026-07-06', 'eve', 'B', 3, '{no improvement with support,over the pace}', '{chronic,rule truant}', '2025-12-08', 'letter', 1),
	('2026-08-24', 'eve', 'B', 3, '{no improvement with support,over the pace}', '{chronic,rule truant}', '2025-12-08', 'letter', 1),
	('2026-08-31', 'eve', 'B', 2, '{chronically absent last year}', '{}', NULL, NULL, 1),
	('2026-09-07', 'eve', 'B', 2, '{chronically absent last year}', '{}', NULL, NULL, 1),
	('2026-09-14', 'eve', 'B', 2, '{chronically absent last year}', '{}', NULL, NULL, 1),
	('2026-09-21', 'eve', 'B', 2, '{chronically absent last year}', '{}', NULL, NULL, 1),
	('2026-09-28', 'eve', 'B', 2, '{chronically absent last year}', '{}', NULL, NULL, 1);

-- What has become of each step, from which Monday on. A step of which nothing was done waits for the
-- one before; of a year that is over nothing is due.
CREATE TEMP TABLE wanted_action (student_id text, met_on date, step integer, from_monday date, due_on date, status text);
INSERT INTO wanted_action VALUES
	('carla', '2025-09-17', 1, '2025-09-22', '2025-09-24', 'open'), ('carla', '2025-09-17', 2, '2025-09-22', NULL, 'waiting'),
	('carla', '2025-09-17', 1, '2025-09-29', '2025-09-24', 'answered'), ('carla', '2025-09-17', 2, '2025-09-29', '2025-10-07', 'open'),
	('carla', '2025-09-17', 2, '2025-10-13', '2025-10-07', 'overdue'), ('carla', '2025-09-17', 2, '2025-10-20', '2025-10-07', 'answered late'),
	('carla', '2025-09-17', 1, '2025-10-27', '2025-09-24', 'answered, since withdrawn'), ('carla', '2025-09-17', 2, '2025-10-27', '2025-10-07', 'answered, since withdrawn'),
	('carla', '2025-09-17', 1, '2025-11-10', '2025-09-24', 'answered'), ('carla', '2025-09-17', 2, '2025-11-10', '2025-10-07', 'answered late'),
	('eve', '2025-12-01', 1, '2025-12-08', '2025-12-08', 'open'), ('eve', '2025-12-01', 2, '2025-12-08', NULL, 'waiting'),
	('eve', '2025-12-01', 1, '2025-12-15', '2025-12-08', 'overdue'),
	('eve', '2025-12-01', 1, '2026-08-31', '2025-12-08', 'year over'), ('eve', '2025-12-01', 2, '2026-08-31', NULL, 'year over'),
	('carla', '2026-09-15', 1, '2026-09-21', '2026-09-22', 'open'), ('carla', '2026-09-15', 2, '2026-09-21', NULL, 'waiting'),
	('carla', '2026-09-15', 1, '2026-09-28', '2026-09-22', 'overdue');

-- A Monday: the facts of the days since the last one, a refresh, and the list beside the one by
-- hand. The kept list is the same
CREATE TEMP TABLE walked (monday date);
CREATE FUNCTION pg_temp.monday(monday date) RETURNS TABLE (student_id text, school_id text, tier integer, reasons text, triggers text, next_due_on date, next_kind text, open_supports integer, ok boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
	last_monday date := (SELECT max(w.monday) FROM walked AS w);
	fault record;
BEGIN
	INSERT INTO attendance_taken (school_id, day) SELECT c.school_id, c.day FROM calendar_day AS c WHERE c.day >= last_monday AND c.day < monday.monday;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT a.student_id, a.school_id, a.school_year, a.day, a.code FROM absent AS a WHERE a.day >= last_monday AND a.day < monday.monday;
	INSERT INTO walked VALUES (monday.monday);
	CALL absence.refresh('five', today => monday.monday);
	FOR fault IN
		SELECT coalesce(a.student_id, w.student_id) AS student_id, a.met_on, a.step, a.due_on, a.status, w.due_on AS wanted_due_on, w.status AS wanted_status
		FROM action_due AS a
		FULL JOIN (
			SELECT DISTINCT ON (student_id, met_on, step) * FROM wanted_action WHERE from_monday <= monday.monday ORDER BY student_id, met_on, step, from_monday DESC
		) AS w USING (student_id, met_on, step)
		WHERE (a.due_on, a.status) IS DISTINCT FROM (w.due_on, w.status)
	LOOP
		RAISE WARNING 'action: %', fault;
	END LOOP;
	IF EXISTS (TABLE latest_monday_list EXCEPT ALL TABLE monday_list) OR EXISTS (TABLE monday_list EXCEPT ALL TABLE latest_monday_list) THEN
		RAISE WARNING 'the kept list is another one';
	END IF;
	RETURN QUERY
	SELECT coalesce(m.student_id, w.student_id), m.school_id, m.tier, m.reasons::text, m.triggers::text, m.next_due_on, m.next_kind, m.open_supports,
		(m.school_id, m.tier, m.reasons::text[], m.triggers::text[], m.next_due_on, m.next_kind, m.open_supports)
			IS NOT DISTINCT FROM (w.school_id, w.tier, w.reasons, w.triggers, w.next_due_on, w.next_kind, w.open_supports)
	FROM monday_list AS m
	FULL JOIN (SELECT * FROM wanted WHERE monday = monday.monday) AS w USING (student_id)
	ORDER BY 1;
END
$$;

SELECT * FROM pg_temp.monday('2025-09-01');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, due_on, kind) VALUES ('a1', 'ana', 'A', 2026, '2025-09-12', 'call');
SELECT * FROM pg_temp.monday('2025-09-08');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, outcome, replaces) VALUES ('a2', 'ana', 'A', 2026, '2025-09-10', 'call', 'reached', 'a1');
SELECT * FROM pg_temp.monday('2025-09-15');
SELECT * FROM pg_temp.monday('2025-09-22');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, outcome) VALUES ('c1', 'carla', 'B', 2026, '2025-09-23', 'letter', 'sent');
SELECT * FROM pg_temp.monday('2025-09-29');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, outcome) VALUES ('c2', 'carla', 'B', 2026, '2025-10-02', 'conference', 'did not attend');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, due_on, kind) VALUES ('b1', 'ben', 'A', 2026, '2025-10-09', 'call');
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, status) VALUES ('eve', 'B', 2026, 'mentor', '2025-10-06', 'active');
SELECT * FROM pg_temp.monday('2025-10-06');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, outcome, replaces) VALUES ('b2', 'ben', 'A', 2026, '2025-10-08', 'call', 'no answer', 'b1');
SELECT * FROM pg_temp.monday('2025-10-13');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, outcome) VALUES ('c3', 'carla', 'B', 2026, '2025-10-16', 'conference', 'attended');
SELECT * FROM pg_temp.monday('2025-10-20');
UPDATE attendance_event SET code = 'E' WHERE student_id = 'carla' AND day = '2025-09-10';
SELECT * FROM pg_temp.monday('2025-10-27');
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, end_date, decided_by, reason) VALUES ('ana', 2026, 1, '2025-11-03', '2025-11-28', 'team', 'improved');
SELECT * FROM pg_temp.monday('2025-11-03');
UPDATE attendance_event SET code = 'U' WHERE student_id = 'carla' AND day = '2025-09-10';
SELECT * FROM pg_temp.monday('2025-11-10');
SELECT * FROM pg_temp.monday('2025-11-17');
UPDATE student_intervention SET end_date = '2025-11-21', status = 'ended', end_reason = 'moved to a higher tier' WHERE student_id = 'eve';
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, status) VALUES ('eve', 'B', 2026, 'case_work', '2025-11-24', 'active');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, due_on, kind) VALUES ('d1', 'dan', 'A', 2026, '2025-12-03', 'meeting');
SELECT * FROM pg_temp.monday('2025-11-24');
UPDATE enrollment SET exit_date = '2025-11-26' WHERE student_id = 'dan';
SELECT * FROM pg_temp.monday('2025-12-01');
SELECT * FROM pg_temp.monday('2025-12-08');
SELECT * FROM pg_temp.monday('2025-12-15');

-- the summer
SELECT * FROM pg_temp.monday('2026-07-06');
INSERT INTO school_year_state (school_year) VALUES (2027);
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade)
SELECT s.student_id, s.school_id, 2027, '2026-08-31', '08' FROM (VALUES ('ana', 'A'), ('ben', 'A'), ('carla', 'B'), ('dan', 'B'), ('eve', 'B')) AS s (student_id, school_id);
SELECT * FROM pg_temp.monday('2026-08-24');
-- the first day of the new year, of which nothing counts yet
SELECT * FROM pg_temp.monday('2026-08-31');
SELECT student_id, school_year, figures_year, absent_days, as_of FROM monday_list;
SELECT * FROM pg_temp.monday('2026-09-07');
SELECT student_id, school_year, figures_year, absent_days, as_of FROM monday_list ORDER BY student_id;
SELECT * FROM pg_temp.monday('2026-09-14');
SELECT * FROM pg_temp.monday('2026-09-21');
SELECT * FROM pg_temp.monday('2026-09-28');

-- Every list was looked at, and Carla's first alert has been one all the while
SELECT count(*) AS wanted, count(*) FILTER (WHERE monday IN (SELECT monday FROM walked)) AS walked FROM wanted;
SELECT student_id, rule, met_on, first_met_on, known_on, withdrawn_on, reopened FROM alert ORDER BY alert_id;
-- a support that crosses years is looked at from the first day of the new one
SELECT student_id, school_year, begin_date, since_counted_days FROM open_support;
SELECT absence.drop_store('five', 'five');
