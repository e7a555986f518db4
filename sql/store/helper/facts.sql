-- The facts of the store as all its views and functions read them. Here they are the rows of the
-- store's own tables. absence.add_source() lays these views anew, with the rows of a source
-- beside those of the table: sql/internal/source.sql says which rows come first.

CREATE OR REPLACE VIEW @store@.fact_school AS
SELECT school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting, federally_reported
FROM @store@.school;

CREATE OR REPLACE VIEW @store@.fact_student AS
SELECT student_id, state_student_id, last_name, first_name, birth_date
FROM @store@.student;

CREATE OR REPLACE VIEW @store@.fact_student_group AS
SELECT student_id, kind, value, begin_date, end_date
FROM @store@.student_group;

CREATE OR REPLACE VIEW @store@.fact_calendar AS
SELECT school_id, school_year, calendar_code, calendar_type, day_minutes, periods
FROM @store@.calendar;

CREATE OR REPLACE VIEW @store@.fact_calendar_grade AS
SELECT school_id, school_year, calendar_code, grade
FROM @store@.calendar_grade;

CREATE OR REPLACE VIEW @store@.fact_calendar_day AS
SELECT school_id, school_year, calendar_code, day, event, minutes, periods
FROM @store@.calendar_day;

CREATE OR REPLACE VIEW @store@.fact_enrollment AS
SELECT student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type, enrollment_type,
	primary_school, fte, homeroom
FROM @store@.enrollment;

CREATE OR REPLACE VIEW @store@.fact_attendance_event AS
SELECT student_id, school_id, school_year, day, period, code, portion, missed, held, reason
FROM @store@.attendance_event;

CREATE OR REPLACE VIEW @store@.fact_attendance_taken AS
SELECT school_id, day, calendar_code
FROM @store@.attendance_taken;

CREATE OR REPLACE VIEW @store@.fact_calendar_event_kind AS
SELECT event, kind
FROM @store@.calendar_event_kind;

CREATE OR REPLACE VIEW @store@.fact_attendance_code AS
SELECT code, school_id, school_year, mark, portion, precedence, description
FROM @store@.attendance_code;

-- What is wrong in the rows of a source. The store's own tables refuse such rows.
CREATE OR REPLACE VIEW @store@.source_fault AS
SELECT NULL::integer AS school_year, NULL::text COLLATE "C" AS relation, NULL::text COLLATE "C" AS reason, NULL::text AS detail,
	NULL::bigint AS occurrences
WHERE false;
