-- A store on the coordinator, and the tables of schema one, which stay there. Schema spread
-- has the same tables, distributed: spread.sql makes them.

SET client_min_messages = warning;
SET citus.enable_ddl_propagation = off;	-- the store stays on the coordinator
SELECT absence.create_store('attendance');
CALL absence.load_sample('attendance', :students, 12);
CALL absence.refresh('attendance', today => '2026-04-01');

CREATE SCHEMA one;

CREATE TABLE one.register AS SELECT student_id, school_id, school_year, grade, register FROM attendance.student_register;

-- one row for each student and day, with the share missed in three types
CREATE TABLE one.daily AS
SELECT r.student_id, r.school_id, d.day, d.mark, d.portion, d.portion::numeric(6, 4) AS share,
	d.mark::text IN ('unexcused', 'excused', 'oss') AS absent, 300 AS minutes
FROM one.register AS r
CROSS JOIN LATERAL absence.days(r.register) AS d;

-- the input of a fold: stays, calendars with the day through which they are complete, and events
-- with the meaning of their codes
CREATE TABLE one.stay AS
SELECT s.student_id, s.school_id, s.school_year, s.entry_date, s.last_date, s.calendar_code FROM attendance.stay AS s WHERE s.counts;
CREATE TABLE one.calendar AS
SELECT d.school_id, d.school_year, d.calendar_code, absence.calendar_agg(d.day, d.minutes) AS calendar, k.complete_through,
	-- the recorded days, of a school that reports presence
	CASE h.reporting WHEN 'affirmative' THEN absence.calendar_agg(d.day) FILTER (WHERE EXISTS (
		SELECT FROM attendance.attendance_taken AS t
		WHERE t.school_id = d.school_id AND t.day = d.day AND coalesce(t.calendar_code = d.calendar_code, true))) END AS recorded
FROM attendance.session_day AS d
JOIN attendance.calendar_complete AS k USING (school_id, school_year, calendar_code)
JOIN attendance.school AS h USING (school_id)
GROUP BY d.school_id, d.school_year, d.calendar_code, k.complete_through, h.reporting;
CREATE TABLE one.event AS
SELECT e.student_id, e.school_id, e.school_year, e.day, e.period, e.code, e.mark::absence.mark AS mark, e.precedence, e.share, e.periods
FROM attendance.event_part AS e;
CREATE TABLE one.made (student_id text COLLATE "C", school_id text COLLATE "C", school_year integer, register absence.register);
