-- The views of cohorts, coverage and the watch list on a district worked by hand.
--
-- Two schools of 40 days, Mondays to Fridays from 18 August to 10 October 2025, all
-- complete; Northside has Saturday the 11th too. A third school, of which nothing is
-- recorded.
--
--     ann  N 1st   misses 4 of 41, 9.8%: at risk, and 1 day from chronic
--     bob  N 1st   5 of 41, 12.2%; chronic since the fourth on 3 October, 4 of 35
--     cam  N 2nd   none
--     dee  N 2nd   8 of 20, severe; left on 12 September
--     eve  N to 12 September none of 20, then S 3 of 20, 15%: chronic at S, but not over both (7.5%)
--     fay  N to 12 September 7 of 20, 35%, then S 1 of 20, 5%: over both 8 of 40, severe
--     gus  S 3rd   the last 10 of 40, severe
--     hal  S 3rd   entered on 6 October, misses all 5: no verdict
--     ida  S no grade  6 of 40, 3 of them on the last 3 days: 15%, moderate
--     jan  T       nothing recorded
-- In no figure: a void stay at N, and a stay without a calendar at S.
\set SHOW_CONTEXT never
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT absence.create_store('report');
SET search_path = report;
INSERT INTO school (school_id, name) VALUES ('N', 'Northside'), ('S', 'Southside'), ('T', 'Third');
INSERT INTO calendar (school_id, school_year, calendar_code) SELECT s, 2026, 'D' FROM unnest('{N,S,T}'::text[]) AS s;
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT school_id, 2026, 'D', d::date, 'Instructional day' FROM calendar, generate_series(timestamp '2025-08-18', '2025-10-10', '1 day') AS d WHERE extract(isodow FROM d) < 6
UNION ALL VALUES ('N', 2026, 'D', date '2025-10-11', 'Make-up day');
INSERT INTO student (student_id, last_name) SELECT s, initcap(s) FROM unnest('{ann,bob,cam,dee,eve,fay,gus,hal,ida,jan,kit,lee}'::text[]) AS s;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, exit_type, calendar_code) VALUES
	('ann', 'N', 2026, '2025-08-18', NULL, '01', NULL, NULL), ('bob', 'N', 2026, '2025-08-18', NULL, '01', NULL, NULL), ('cam', 'N', 2026, '2025-08-18', NULL, '02', NULL, NULL),
	('dee', 'N', 2026, '2025-08-18', '2025-09-12', '02', 'Transferred', NULL),
	('eve', 'N', 2026, '2025-08-18', '2025-09-12', '02', 'Transferred', NULL), ('eve', 'S', 2026, '2025-09-15', NULL, '02', NULL, NULL),
	('fay', 'N', 2026, '2025-08-18', '2025-09-12', '02', 'Transferred', NULL), ('fay', 'S', 2026, '2025-09-15', NULL, '02', NULL, NULL),
	('gus', 'S', 2026, '2025-08-18', NULL, '03', NULL, NULL), ('hal', 'S', 2026, '2025-10-06', NULL, '03', NULL, NULL), ('ida', 'S', 2026, '2025-08-18', NULL, NULL, NULL, NULL),
	('jan', 'T', 2026, '2025-08-18', NULL, '01', NULL, NULL),
	('kit', 'N', 2026, '2025-08-18', '2025-08-18', '01', 'No show', NULL), ('lee', 'S', 2026, '2025-08-18', NULL, '03', NULL, 'ZZ');
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, 2026, day, 'Excused'
FROM (VALUES ('ann', 'N', '{2025-08-20,2025-09-03,2025-09-17,2025-10-02}'::date[]), ('bob', 'N', '{2025-09-02,2025-09-16,2025-09-30,2025-10-03,2025-10-11}'),
	('dee', 'N', '{2025-08-18,2025-08-19,2025-08-20,2025-08-21,2025-08-22,2025-08-25,2025-08-26,2025-08-27}'),
	('eve', 'S', '{2025-09-16,2025-09-23,2025-09-24}'), ('fay', 'N', '{2025-08-18,2025-08-19,2025-08-20,2025-08-21,2025-08-22,2025-08-25,2025-08-26}'), ('fay', 'S', '{2025-10-01}'),
	('gus', 'S', '{2025-09-29,2025-09-30,2025-10-01,2025-10-02,2025-10-03,2025-10-06,2025-10-07,2025-10-08,2025-10-09,2025-10-10}'),
	('hal', 'S', '{2025-10-06,2025-10-07,2025-10-08,2025-10-09,2025-10-10}'),
	('ida', 'S', '{2025-08-29,2025-09-12,2025-10-03,2025-10-08,2025-10-09,2025-10-10}')) AS e (student_id, school_id, days), unnest(days) AS day;
INSERT INTO student_group VALUES ('ann', 'sex', 'F', NULL, NULL), ('bob', 'sex', 'M', NULL, NULL), ('cam', 'sex', 'F', NULL, NULL), ('dee', 'sex', 'F', NULL, NULL), ('eve', 'sex', 'F', NULL, NULL),
	('fay', 'sex', 'F', NULL, NULL), ('gus', 'sex', 'M', NULL, NULL), ('hal', 'sex', 'M', NULL, NULL),
	('bob', 'homeless', 'Yes', '2025-08-18', '2025-08-29'), ('dee', 'homeless', 'Yes', NULL, '2025-09-12'), ('fay', 'homeless', 'Yes', '2025-09-20', NULL);
CALL absence.refresh('report', today => '2025-10-20');
-- one more enrollment, after the refresh
INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('new', 'N', 2026, '2025-10-06', '01');
CREATE TEMP VIEW rounded AS
SELECT school_id, grade, verdict_n, chronic_n, round(chronic_rate::numeric, 4) AS rate, round(chronic_rate_low::numeric, 4) AS low, round(chronic_rate_high::numeric, 4) AS high, satisfactory_n AS sat, at_risk_n AS risk,
	moderate_n AS mod, severe_n AS sev, no_verdict_n AS none, complete_through, as_of, policy FROM grade_absence;

-- By school and by grade; the grades of a school add up to it. dee, who left, is
-- included.
SELECT school_id, school_name, verdict_n AS n, chronic_n, satisfactory_n AS sat, at_risk_n AS risk, moderate_n AS mod, severe_n AS sev, no_verdict_n AS none FROM school_absence ORDER BY 1;
SELECT * FROM rounded ORDER BY school_id, grade;

-- Pooled, eve and fay are one student each, with 40 days; in the sum of schools they
-- are two each, with 20 days
SELECT scope, verdict_n AS n, chronic_n, satisfactory_n AS sat, at_risk_n AS risk, moderate_n AS mod, severe_n AS sev, no_verdict_n AS none, complete_through, as_of FROM district_absence ORDER BY 1;

-- Groups of Northside. By sex, two of five girls are chronically absent. bob was
-- homeless only in August, dee to the exit date, and fay not during the stay at
-- Northside.
SELECT status_basis, group_kind, group_value, sex, verdict_n AS n, chronic_n, no_verdict_n AS none FROM group_absence WHERE school_id = 'N' ORDER BY status_basis DESC, group_kind, group_value, sex;
-- and of Southside, where the sex of ida is not known and fay is homeless
SELECT group_kind, group_value, sex, verdict_n AS n, chronic_n, no_verdict_n AS none FROM group_absence WHERE school_id = 'S' AND status_basis = 'on_day' ORDER BY group_kind, group_value, sex;

-- By day of the week: at Northside 3 students are enrolled for all 8 weeks, and 3 for
-- the first 4, which makes 36; ann, bob, dee and fay have absences
SELECT school_id, isodow, weekday, enrolled_days, counted_days, absent_days, round(absence_rate::numeric, 4) AS rate FROM weekday_absence ORDER BY 1, 2;

-- Coverage: the students who are in no figure
SELECT school_id, students, verdict_n, below_minimum_n, not_recorded_n, no_membership_n, no_minutes_n, no_calendar_n, stay_void_n, stay_without_calendar_n, not_refreshed_n FROM coverage ORDER BY 1;

-- The watch list. dee is not on it. fay is over the line only in the district, since
-- the tenth day, the first with a verdict; so is eve at Southside. gus is over it since
-- the fourth of ten days in a row, with 4 of 34; ida since 4 of 38, after 3 of 37.
SELECT school_id, student_id, trigger, since, streak, absent_last_5 AS last_5, absent_days AS absent, round(absence_rate::numeric, 4) AS rate, band, band_before AS before, district_band, absences_left AS "left"
FROM watch_list ORDER BY school_id, student_id, trigger;
-- as of 12 September, dee was still enrolled, and ann had 2 of 20
SELECT school_id, student_id, trigger, since, streak, absent_last_5 AS last_5, absent_days AS absent, band, band_before AS before, as_of
FROM watch_list_at('2025-09-12') ORDER BY school_id, student_id, trigger;

-- as of 26 August, the seventh day: dee and fay have missed every day
SELECT school_id, student_id, trigger, since, streak, absent_last_5 AS last_5, band, as_of FROM watch_list_at('2025-08-26') ORDER BY school_id, student_id, trigger;

-- The students whose verdict depends on one day, and on two
SELECT * FROM absence.near_the_line('report') AS n ORDER BY scope DESC, school_id, student_id;
SELECT scope, school_id, student_id, days_to_line FROM absence.near_the_line('report', 2) ORDER BY scope DESC, school_id, student_id;
SELECT count(*) FROM absence.near_the_line('report', 0);
SELECT count(*) FROM absence.near_the_line('report', -1);
SELECT count(*) FROM absence.near_the_line('report', NULL);
SELECT count(*) FROM absence.near_the_line('no_such_store');
SET absence.policy = 'ten_days';
SELECT scope, school_id, student_id, days_to_line, policy FROM absence.near_the_line('report', 2) ORDER BY scope DESC, school_id, student_id;
SET absence.policy = 'californa';
SELECT count(*) FROM absence.near_the_line('report', 2);
RESET absence.policy;

-- Every live view answers for what is asked, shows it, and refuses an unknown name,
-- also for a reader with a grant on this view only; and so does its X_at
CREATE ROLE regress_absence_report_reader;
GRANT USAGE ON SCHEMA report TO regress_absence_report_reader;
CREATE TEMP TABLE read_view (view text, rows bigint, policies text, as_of date, at_rows bigint, at_policies text, at_as_of date, refused text, at_refused text);
GRANT ALL ON read_view TO regress_absence_report_reader;
DO $$
DECLARE
	v text;
	said text[];
BEGIN
	FOR v IN SELECT relation FROM absence_internal.store_relation WHERE has_at LOOP
		EXECUTE format('GRANT SELECT ON report.%I TO regress_absence_report_reader', v);
		PERFORM set_config('role', 'regress_absence_report_reader', false), set_config('absence.policy', 'ten_days', false), set_config('absence.as_of', '2025-10-03', false);
		EXECUTE format('INSERT INTO pg_temp.read_view SELECT %L, count(*), string_agg(DISTINCT policy, '' ''), max(as_of) FROM report.%1$I', v);
		PERFORM set_config('absence.policy', '', false), set_config('absence.as_of', '', false);
		EXECUTE format('UPDATE pg_temp.read_view SET (at_rows, at_policies, at_as_of) = (SELECT count(*), string_agg(DISTINCT policy, '' ''), max(as_of) FROM report.%I(''2025-10-03'', ''ten_days'')) WHERE view = %L', v || '_at', v);
		said := NULL;
		BEGIN
			PERFORM set_config('absence.policy', 'californa', false);
			EXECUTE format('SELECT count(*) FROM report.%I', v);
		EXCEPTION WHEN undefined_object THEN
			said[1] := SQLERRM;
		END;
		PERFORM set_config('absence.policy', '', false);
		BEGIN
			EXECUTE format('SELECT count(*) FROM report.%I(policy => ''californa'')', v || '_at');
		EXCEPTION WHEN undefined_object THEN
			said[2] := SQLERRM;
		END;
		UPDATE pg_temp.read_view SET refused = said[1], at_refused = said[2] WHERE view = v;
		PERFORM set_config('role', 'none', false);
		EXECUTE format('REVOKE SELECT ON report.%I FROM regress_absence_report_reader', v);
	END LOOP;
END
$$;
SELECT * FROM read_view ORDER BY (SELECT position FROM absence_internal.store_relation WHERE relation = view);
-- and nothing else
SET ROLE regress_absence_report_reader;
SELECT count(*) FROM grade_absence;
SELECT count(*) FROM student_group_of;
SELECT count(*) FROM absence.near_the_line('report');
RESET ROLE;

-- A closed year without facts: the figures stay, and so do the stays, so that the students
-- are still enrolled now and on the watch list
CREATE VIEW pg_temp.answer AS
SELECT to_jsonb(g) AS row FROM grade_absence AS g UNION ALL SELECT to_jsonb(d) FROM district_absence AS d
UNION ALL SELECT to_jsonb(w) FROM weekday_absence AS w UNION ALL SELECT to_jsonb(s) FROM student_absence AS s
UNION ALL SELECT to_jsonb(l) FROM watch_list AS l;
CREATE TEMP TABLE before AS TABLE pg_temp.answer;
CALL absence.close_year('report', 2026);
TRUNCATE enrollment, attendance_event, calendar_day, calendar, attendance_taken;
CREATE TEMP TABLE after AS TABLE pg_temp.answer;
SELECT count(*), (SELECT count(*) FROM (SELECT row FROM before EXCEPT ALL SELECT row FROM after) AS e) AS differing FROM before;
SELECT (SELECT count(*) FROM watch_list) AS watched, (SELECT count(*) FILTER (WHERE enrolled_now) FROM student_absence) AS enrolled_now, (SELECT sum(students) FROM coverage) AS covered;

RESET search_path;
SELECT absence.drop_store('report', 'report');
DROP TABLE read_view;
DROP ROLE regress_absence_report_reader;
