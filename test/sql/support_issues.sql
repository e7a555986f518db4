-- What a store reports of its facts of support, with a case by hand for each reason
SET client_min_messages = warning;
SET datestyle = iso;
\pset format unaligned
SELECT absence.create_store('support_store');
SET search_path = support_store, public;

CREATE TEMP TABLE wanted (reason text, severity text, school_year integer, school_id text, student_id text, day date, detail text, occurrences integer);

-- Two schools with the 40 weekdays from 1 September to 24 October 2025. B knows no length
-- of its days. The year before is closed.
INSERT INTO school (school_id, name) VALUES ('A', 'School A'), ('B', 'School B');
INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes) VALUES ('A', 2026, 'M', 360), ('B', 2026, 'M', NULL);
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT s, 2026, 'M', d::date, 'Instructional day'
FROM unnest('{A,B}'::text[]) AS s, generate_series(timestamp '2025-09-01', '2025-10-24', '1 day') AS d WHERE extract(isodow FROM d) < 6;
INSERT INTO school_year_state (school_year, state) VALUES (2025, 'closed'), (2026, 'open');
INSERT INTO student (student_id, birth_date) SELECT id, '2010-01-01' FROM unnest('{a,b,gone,moved,plain}'::text[]) AS id;
INSERT INTO student (student_id) VALUES ('young');
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date) VALUES
	('a', 'A', 2026, '2025-09-01', NULL), ('b', 'B', 2026, '2025-09-01', NULL), ('plain', 'A', 2026, '2025-09-01', NULL),
	('young', 'A', 2026, '2025-09-01', NULL), ('gone', 'A', 2026, '2025-09-01', '2025-09-19'),
	('moved', 'A', 2026, '2025-09-01', '2025-09-19'), ('moved', 'B', 2026, '2025-09-22', NULL);
INSERT INTO attendance_taken VALUES ('A', '2025-10-03'), ('B', '2025-10-03');
CALL absence.refresh('support_store', today => '2025-10-06');

-- Facts as they should be give no row
INSERT INTO intervention (intervention_id, school_id, name, tier, class, delivery_method, barrier_category) VALUES
	('mentor', NULL, 'Mentoring', 2, 'Practice', 'Individual', 'Lack of engagement'), ('club', 'A', 'Breakfast club', 1, 'Other', 'Small Group', NULL);
INSERT INTO staff (staff_id, name, job) VALUES ('s1', 'Kim', 'counselor'), ('s2', 'Lee', 'social worker');
INSERT INTO contact (student_id, name) VALUES ('plain', 'P');
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, end_reason, tier, staff_id, barrier) VALUES
	('plain', 'A', 2026, 'mentor', '2025-09-10', '2025-09-20', 'ended', 'goal met', 2, 's1', 'transport'),
	('plain', 'A', 2026, 'mentor', '2025-09-21', NULL, 'active', NULL, 2, 's1', NULL),	-- begins the day after
	('plain', 'A', 2026, 'club', '2025-09-10', NULL, NULL, NULL, NULL, NULL, NULL),
	('plain', 'A', 2026, 'club', '2025-09-11', NULL, 'planned', NULL, NULL, NULL, NULL),	-- not given
	('plain', 'A', 2026, 'club', '2025-09-12', NULL, 'declined', 'family declined', NULL, NULL, NULL),
	('plain', 'A', 2026, 'club', '2025-09-10', NULL, 'active', 'entered in error', NULL, NULL, NULL),
	('moved', 'A', 2026, 'mentor', '2025-09-10', NULL, NULL, NULL, NULL, NULL, NULL);		-- goes on at B
INSERT INTO intervention_session VALUES ('plain', 'mentor', '2025-09-10', '2025-09-12', 30, true);
INSERT INTO student_barrier (student_id, school_year, category, barrier, told_by) VALUES ('plain', 2026, 'Barriers', 'housing', 'family'), ('plain', 2026, 'Misconceptions', NULL, NULL);
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, due_on, kind, method, outcome, reached, staff_id, replaces) VALUES
	('o1', 'plain', 'A', 2026, NULL, '2025-09-30', 'call', 'phone', NULL, NULL, 's1', NULL),
	('o2', 'plain', 'A', 2026, '2025-09-29', NULL, 'call', 'phone', 'reached', true, 's1', 'o1'),
	(NULL, 'plain', 'A', 2026, '2025-10-06', NULL, 'letter', 'mail', 'sent', NULL, 's2', NULL),
	(NULL, 'plain', 'A', 2026, '2025-10-06', NULL, 'letter', 'mail', 'sent', NULL, 's2', NULL);	-- no key that repeats
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, end_date, decided_by, reason) VALUES ('plain', 2026, 1, '2025-09-15', '2025-09-15', 's1', 'known cause');
SELECT * FROM support_issue;
-- The row that another one replaces is no outreach any more, nor is a support that was
-- entered in error one
SELECT outreach_id, kind, day FROM known_outreach ORDER BY day, outreach_id;
SELECT count(*) FROM known_support WHERE intervention_id = 'club';

-- unknown intervention: B does not offer the club of A
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date) VALUES
	('a', 'A', 2026, 'no such', '2025-09-10', NULL), ('b', 'B', 2026, 'club', '2025-09-10', '2025-09-10');
INSERT INTO wanted VALUES
	('unknown intervention', 'error', 2026, 'A', 'a', '2025-09-10', 'intervention no such', 1),
	('unknown intervention', 'error', 2026, 'B', 'b', '2025-09-10', 'intervention club', 1);
-- unknown word: the word of a barrier is not shown
INSERT INTO intervention (intervention_id, class, delivery_method, barrier_category) VALUES ('odd', 'Habit', 'By owl', 'Weather');
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status, end_reason, barrier) VALUES
	('a', 'A', 2026, 'odd', '2025-09-10', '2025-09-11', 'over', 'bored', 'secret'), ('a', 'A', 2026, 'odd', '2025-09-12', '2025-09-12', 'over', NULL, NULL);
INSERT INTO student_barrier (student_id, school_year, category, barrier, told_by) VALUES ('a', 2026, 'Barriers', 'another secret', 'a bird');
INSERT INTO outreach (student_id, school_id, school_year, day, kind, method, outcome, referral_outcome) VALUES ('a', 'A', 2026, '2025-09-10', 'song', 'owl', 'flew', 'landed');
INSERT INTO staff (staff_id, job) VALUES ('s3', 'wizard');
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, reason) VALUES ('a', 2026, 2, '2025-09-10', 'a hunch');
INSERT INTO wanted
SELECT 'unknown word', 'warning', w.school_year, NULL, NULL, NULL, 'list ' || w.word, w.n
FROM (VALUES (NULL, 'intervention_class, Habit', 1), (NULL, 'delivery_method, By owl', 1), (NULL, 'barrier_category, Weather', 1), (2026, 'support_status, over', 2),
	(2026, 'end_reason, bored', 1), (2026, 'barrier', 2), (2026, 'told_by, a bird', 1), (2026, 'action, song', 1), (2026, 'outreach_method, owl', 1),
	(2026, 'outreach_outcome, flew', 1), (2026, 'referral_outcome, landed', 1), (NULL, 'provider_role, wizard', 1), (2026, 'decision_reason, a hunch', 1)) AS w (school_year, word, n);
-- a district adds a word
INSERT INTO support_word (list, word) VALUES ('action', 'postcard');
INSERT INTO outreach (student_id, school_id, school_year, day, kind) VALUES ('a', 'A', 2026, '2025-09-10', 'postcard');
-- barrier of unknown category
INSERT INTO student_barrier (student_id, school_year, category, identified_on) VALUES ('a', 2026, 'Weather', '2025-09-10');
INSERT INTO wanted VALUES ('barrier of unknown category', 'error', 2026, NULL, 'a', '2025-09-10', 'category Weather', 1);
-- ends before it begins: a support of one day does not
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date) VALUES
	('a', 'A', 2026, 'mentor', '2025-09-10', '2025-09-09'), ('a', 'A', 2026, 'mentor', '2025-09-12', '2025-09-12');
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, end_date) VALUES ('a', 2026, 2, '2025-09-10', '2025-09-09');
INSERT INTO wanted VALUES
	('ends before it begins', 'error', 2026, 'A', 'a', '2025-09-10', 'support mentor of 2025-09-10 ends 2025-09-09', 1),
	('ends before it begins', 'error', 2026, NULL, 'a', '2025-09-10', 'decision of 2025-09-10 ends 2025-09-09', 1);
-- support outside enrollment: before the first day, at another school; not on the last day,
-- nor a planned one
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status) VALUES
	('b', 'B', 2026, 'mentor', '2025-08-31', '2025-09-05', NULL), ('b', 'A', 2026, 'club', '2025-09-11', '2025-09-12', NULL),
	('gone', 'A', 2026, 'club', '2025-09-19', '2025-09-19', NULL), ('gone', 'A', 2026, 'club', '2025-09-20', NULL, 'planned');
INSERT INTO wanted VALUES
	('support outside enrollment', 'warning', 2026, 'B', 'b', '2025-08-31', 'support mentor of 2025-08-31', 1),
	('support outside enrollment', 'warning', 2026, 'A', 'b', '2025-09-11', 'support club of 2025-09-11', 1);
-- duplicate support: on 6 October without an end, and on 20 October; one inside another,
-- and one after both that is none
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date) VALUES
	('b', 'B', 2026, 'mentor', '2025-10-06', NULL), ('b', 'B', 2026, 'mentor', '2025-10-20', NULL),
	('young', 'A', 2026, 'club', '2025-09-01', '2025-09-30'), ('young', 'A', 2026, 'club', '2025-09-02', '2025-09-03'),
	('young', 'A', 2026, 'club', '2025-09-30', '2025-10-01'), ('young', 'A', 2026, 'club', '2025-10-02', '2025-10-02');
INSERT INTO wanted VALUES
	('duplicate support', 'warning', 2026, 'B', 'b', '2025-10-20', 'support mentor of 2025-10-20, and of 2025-10-06', 1),
	('duplicate support', 'warning', 2026, 'A', 'young', '2025-09-02', 'support club of 2025-09-02, and of 2025-09-01', 1),
	-- the one before it by the first day is over, but the first is not
	('duplicate support', 'warning', 2026, 'A', 'young', '2025-09-30', 'support club of 2025-09-30, and of 2025-09-02', 1);
-- support open after leaving: not where it was ended, nor at another school
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, status) VALUES
	('gone', 'A', 2026, 'mentor', '2025-09-10', NULL, NULL), ('gone', 'A', 2026, 'odd', '2025-09-10', NULL, 'ended');
INSERT INTO wanted VALUES ('support open after leaving', 'warning', 2026, 'A', 'gone', '2025-09-19', 'support mentor of 2025-09-10', 1);
-- begin unknown: the day is that of the intervention, long before the enrollment
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, begin_unknown) VALUES ('a', 'A', 2026, 'club', '2015-08-01', true);
INSERT INTO wanted VALUES ('begin unknown', 'info', 2026, 'A', NULL, NULL, 'intervention club', 1);
-- outreach in the future
INSERT INTO outreach (student_id, school_id, school_year, day, kind) VALUES ('a', 'A', 2026, '2999-01-01', 'call');
INSERT INTO wanted VALUES ('outreach in the future', 'error', 2026, 'A', 'a', '2999-01-01', 'call of 2999-01-01', 1);
-- replaces nothing: a row that is not there, one of another student, and itself
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind, replaces) VALUES
	('o3', 'a', 'A', 2026, '2025-09-10', 'call', 'o9'), ('o4', 'a', 'A', 2026, '2025-09-11', 'call', 'o2'), ('o5', 'a', 'A', 2026, '2025-09-12', 'call', 'o5');
INSERT INTO wanted VALUES
	('replaces nothing', 'warning', 2026, 'A', 'a', '2025-09-10', 'call replaces o9', 1), ('replaces nothing', 'warning', 2026, 'A', 'a', '2025-09-11', 'call replaces o2', 1),
	('replaces nothing', 'warning', 2026, 'A', 'a', '2025-09-12', 'call replaces o5', 1);
-- unknown student
INSERT INTO outreach (student_id, school_id, school_year, day, kind) VALUES ('nobody', 'A', 2026, '2025-09-10', 'call'), ('nobody', 'A', 2026, '2025-09-11', 'call');
INSERT INTO contact (student_id) VALUES ('nobody');
INSERT INTO student_barrier (student_id, school_year, category) VALUES ('nobody', 2026, 'Barriers');
INSERT INTO tier_decision (student_id, school_year, tier, begin_date) VALUES ('nobody', 2026, 2, '2025-09-10');
INSERT INTO intervention_session (student_id, intervention_id, day) VALUES ('nobody', 'mentor', '2025-09-10');
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, status) VALUES ('nobody', 'A', 2026, 'mentor', '2025-09-10', 'planned');
INSERT INTO wanted VALUES
	('unknown student', 'error', 2026, 'A', 'nobody', NULL, 'outreach of student nobody', 2), ('unknown student', 'error', NULL, NULL, 'nobody', NULL, 'contact of student nobody', 1),
	('unknown student', 'error', 2026, NULL, 'nobody', NULL, 'student_barrier of student nobody', 1), ('unknown student', 'error', 2026, NULL, 'nobody', NULL, 'tier_decision of student nobody', 1),
	('unknown student', 'error', NULL, NULL, 'nobody', NULL, 'intervention_session of student nobody', 1), ('unknown student', 'error', 2026, 'A', 'nobody', NULL, 'student_intervention of student nobody', 1);
-- unknown staff
INSERT INTO outreach (student_id, school_id, school_year, day, kind, staff_id) VALUES ('a', 'A', 2026, '2025-09-10', 'call', 's9'), ('a', 'A', 2026, '2025-09-10', 'call', 's9');
INSERT INTO tier_decision (student_id, school_year, tier, begin_date, decided_by) VALUES ('a', 2026, 2, '2025-10-01', 's8');
INSERT INTO wanted VALUES ('unknown staff', 'info', 2026, 'A', NULL, NULL, 'staff s9', 2), ('unknown staff', 'info', 2026, NULL, NULL, NULL, 'staff s8', 1);
-- repeated key: the district and a school may offer an intervention of one code
INSERT INTO intervention (intervention_id, school_id) VALUES ('mentor', 'B'), ('club', 'A');
INSERT INTO staff (staff_id) VALUES ('s2');
INSERT INTO outreach (outreach_id, student_id, school_id, school_year, day, kind) VALUES ('o6', 'a', 'A', 2026, '2025-09-10', 'call'), ('o6', 'b', 'B', 2026, '2025-09-10', 'call');
INSERT INTO student_intervention (support_id, student_id, school_id, school_year, intervention_id, begin_date, status) VALUES
	('k', 'a', 'A', 2026, 'mentor', '2025-10-01', 'planned'), ('k', 'a', 'A', 2026, 'mentor', '2025-10-02', 'planned');
INSERT INTO wanted VALUES
	('repeated key', 'warning', NULL, 'A', NULL, NULL, 'intervention club', 2), ('repeated key', 'warning', NULL, NULL, NULL, NULL, 'staff s2', 2),
	('repeated key', 'warning', 2026, NULL, NULL, NULL, 'outreach o6', 2), ('repeated key', 'warning', 2026, 'A', 'a', NULL, 'support k', 2);
-- tier out of range
INSERT INTO intervention (intervention_id, tier) VALUES ('fourth', 4);
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, tier) VALUES ('a', 'A', 2026, 'fourth', '2025-09-10', 0);
INSERT INTO tier_decision (student_id, school_year, tier, begin_date) VALUES ('b', 2026, 5, '2025-09-10');
INSERT INTO wanted VALUES
	('tier out of range', 'error', NULL, NULL, NULL, NULL, 'intervention fourth of tier 4', 1), ('tier out of range', 'error', 2026, 'A', 'a', '2025-09-10', 'support fourth of tier 0', 1),
	('tier out of range', 'error', 2026, NULL, 'b', '2025-09-10', 'decision of tier 5', 1);
-- rule needs minutes, no birth date: of rules in force. B has a rule of minutes, and one
-- that counts tardies of more than half an hour
SELECT absence.define_rule('support_store', 'hours', 'measure = minutes, marks = unexcused, amount >= 30 hours'),
	absence.define_rule('support_store', 'late', 'measure = occasions, marks = tardy, part_day > 30 minutes, amount >= 3', from_age => 6),
	absence.define_rule('support_store', 'days', 'amount >= 3'), absence.define_rule('support_store', 'old', 'amount >= 3', to_year => 2025, to_age => 18);
INSERT INTO wanted VALUES
	('rule needs minutes', 'warning', 2026, 'B', NULL, NULL, 'rule hours', 1), ('rule needs minutes', 'warning', 2026, 'B', NULL, NULL, 'rule late', 1),
	('no birth date', 'warning', 2026, 'A', NULL, NULL, 'rule late', 1);
-- rule without an alert: of the student, in the year
INSERT INTO alert (student_id, school_year, rule, version, met_on, ripe_on, first_met_on, known_on) VALUES ('a', 2026, 'days', 1, '2025-09-08', '2025-09-08', '2025-09-08', '2025-10-06');
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date, rule, met_on) VALUES
	('a', 'A', 2026, 'mentor', '2025-09-15', '2025-09-16', 'days', '2025-09-08'), ('a', 'A', 2026, 'mentor', '2025-09-17', '2025-09-18', 'hours', '2025-09-08');
INSERT INTO wanted VALUES ('rule without an alert', 'info', 2026, 'A', 'a', '2025-09-17', 'support mentor, rule hours', 1);
-- of a closed year nothing is said
INSERT INTO student_intervention (student_id, school_id, school_year, intervention_id, begin_date, end_date) VALUES ('a', 'A', 2025, 'no such', '2024-09-10', '2024-09-09');

-- Every reason has a case, every case is found, and nothing else is
SELECT k.reason AS without_a_case FROM support_issue_kind AS k WHERE NOT EXISTS (SELECT FROM wanted AS w WHERE w.reason = k.reason);
SELECT k.reason FROM support_issue_kind AS k
WHERE length(k.what_to_do) > 120 OR k.what_to_do !~ '^[A-Z].*[.]$' OR k.severity NOT IN ('error', 'warning', 'info') OR length(k.reason) > 30;
SELECT count(*) AS reasons, count(DISTINCT reason) AS different FROM support_issue_kind;
SELECT reason, severity, school_year, school_id, student_id, day, detail, occurrences FROM wanted EXCEPT ALL
SELECT reason, severity, school_year, school_id, student_id, day, detail, occurrences FROM support_issue;
SELECT reason, severity, school_year, school_id, student_id, day, detail, occurrences FROM support_issue EXCEPT ALL
SELECT reason, severity, school_year, school_id, student_id, day, detail, occurrences FROM wanted;
SELECT count(*) = (SELECT count(*) FROM wanted) AS all_of_them FROM support_issue;

-- After the summer a student without a new enrollment has left. Until then the school year
-- is over for everybody, and nobody has.
UPDATE enrollment SET exit_date = '2025-10-24' WHERE student_id = 'plain';
CALL absence.refresh('support_store', today => '2026-07-15');
SELECT student_id, day FROM support_issue WHERE reason = 'support open after leaving' ORDER BY student_id;
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('A', 2027, 'M');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event) SELECT 'A', 2027, 'M', d::date, 'Instructional day' FROM generate_series(timestamp '2026-08-31', '2026-09-04', '1 day') AS d;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) VALUES ('a', 'A', 2027, '2026-08-31');
CALL absence.refresh('support_store', today => '2026-09-03');
SELECT student_id, day, detail FROM support_issue WHERE reason = 'support open after leaving' ORDER BY student_id, detail;

-- A role that sees only school B sees its rows, and those of its students
CREATE ROLE regress_absence_team;
INSERT INTO staff_school VALUES ('regress_absence_team', 'B');
SELECT absence.grant_reader('support_store', 'regress_absence_team', 'team'), absence.enable_school_scope('support_store');
SET ROLE regress_absence_team;
SELECT reason, school_id, student_id FROM support_issue ORDER BY reason, school_id, student_id;
RESET ROLE;
SELECT absence.revoke_reader('support_store', 'regress_absence_team');
DROP ROLE regress_absence_team;
SELECT absence.drop_store('support_store', 'support_store');
