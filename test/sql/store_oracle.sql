-- A store against an oracle from its facts: membership, complete-through, folded marks
-- and every figure of student_absence, district_student_absence and school_absence are
-- computed in plain SQL over one row per student-day, for several days and policies.
-- Then facts are corrected, deleted and added, codes and calendars are changed, and
-- everything is refreshed and compared again, also with a store that is made afresh.
-- Nothing may differ, to the last bit. test/oracle/store_torture.sql does the same for
-- more and larger districts.
\getenv abs_srcdir PG_ABS_SRCDIR
\set setup :abs_srcdir '/oracle/store_setup.sql'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS absence;
\set ECHO none
\i :setup
\set ECHO all

-- The oracle is right in folds worked by hand, and so is the store.
CALL compare_worked();
SELECT count(*) AS cases, count(*) FILTER (WHERE found IS DISTINCT FROM expected) AS wrong_oracle,
       count(*) FILTER (WHERE answered IS DISTINCT FROM expected) AS wrong_store
FROM worked_answer;
SELECT * FROM worked_answer WHERE found IS DISTINCT FROM expected OR answered IS DISTINCT FROM expected;

-- A sample district in the middle of its year, and two difficult districts, one in
-- spring and one after the end of its year, each changed once.
CALL compare_sample(1, 40, 5, '2026-02-10');
CALL compare_stores(14, 14, 40, 1);
CALL compare_stores(5, 5, 40, 1);
SELECT what, sum(compared) > 100 AS compared, sum(differing) AS differing FROM result GROUP BY what ORDER BY what;

-- The first differences of the last district.
SELECT * FROM difference ORDER BY what, figure, key, ask LIMIT 10;

-- The difficult situations did occur.
SELECT bool_or(yielded) AS contested_days, bool_or(NOT recorded) AS unrecorded_days, count(*) > 1000 AS many_days FROM register_day;
SELECT situation FROM met ORDER BY situation;
SELECT count(DISTINCT band) AS bands, count(DISTINCT why_null) AS reasons FROM truth_tally;
SELECT bool_or(marks > 1) AS days_of_several_marks, bool_or(periods > 1) AS of_periods, bool_or(periods > 0 AND whole > 0) AS of_both
FROM (SELECT count(DISTINCT mark) AS marks, count(DISTINCT period) AS periods, count(*) FILTER (WHERE period IS NULL) AS whole
      FROM period_portion GROUP BY student_id, school_id, school_year, day) d;
-- Schools whose own day decides who is enrolled now; schools that have closed or are
-- late; open stays of a past year, and days of that year that are asked for.
SELECT bool_or(n.day = h.last) AS by_their_own, bool_or(n.day > h.last) AS with_the_others, bool_or(h.last IS NULL) AS nothing_counts
FROM truth_now n LEFT JOIN (SELECT school_id, max(complete_through) AS last FROM truth_school_complete GROUP BY school_id) h USING (school_id)
WHERE ask = 1;
SELECT school_year, bool_or(enrolled_now) AS some_now, bool_or(NOT enrolled_now AND exit_date IS NULL) AS some_open_not_now,
       count(DISTINCT ask) > count(DISTINCT ask) FILTER (WHERE enrolled_now) AS of_some_days_none
FROM truth_student_absence GROUP BY school_year ORDER BY school_year;
SELECT count(DISTINCT school_year) AS current_years FROM truth_current_year;

RESET search_path;
DROP SCHEMA oracle CASCADE;
SELECT absence.drop_store('oracle_store', 'oracle_store'), absence.drop_store('oracle_fresh', 'oracle_fresh');
