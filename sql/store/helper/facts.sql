-- The facts of the store as all its views and functions read them. Here they are the rows of the
-- store's own tables. absence.add_source() lays these views anew, with the rows of a source
-- beside those of the table: sql/internal/source.sql says which rows come first.

CREATE OR REPLACE VIEW @store@.fact_school AS
SELECT f.school_id, f.name, f.school_level, f.lea_id, f.state_lea_id, f.state_school_id, f.nces_school_id, f.reporting, f.federally_reported
FROM @store@.school AS f;

CREATE OR REPLACE VIEW @store@.fact_student AS
SELECT f.student_id, f.state_student_id, f.last_name, f.first_name, f.birth_date
FROM @store@.student AS f;

CREATE OR REPLACE VIEW @store@.fact_student_group AS
SELECT f.student_id, f.kind, f.value, f.begin_date, f.end_date
FROM @store@.student_group AS f;

CREATE OR REPLACE VIEW @store@.fact_calendar AS
SELECT f.school_id, f.school_year, f.calendar_code, f.calendar_type, f.day_minutes, f.periods
FROM @store@.calendar AS f;

CREATE OR REPLACE VIEW @store@.fact_calendar_grade AS
SELECT f.school_id, f.school_year, f.calendar_code, f.grade
FROM @store@.calendar_grade AS f;

CREATE OR REPLACE VIEW @store@.fact_calendar_day AS
SELECT f.school_id, f.school_year, f.calendar_code, f.day, f.event, f.minutes, f.periods
FROM @store@.calendar_day AS f;

CREATE OR REPLACE VIEW @store@.fact_enrollment AS
SELECT f.student_id, f.school_id, f.school_year, f.entry_date, f.exit_date, f.grade, f.calendar_code, f.entry_type, f.exit_type,
	f.enrollment_type, f.primary_school, f.fte, f.homeroom
FROM @store@.enrollment AS f;

CREATE OR REPLACE VIEW @store@.fact_attendance_event AS
SELECT f.student_id, f.school_id, f.school_year, f.day, f.period, f.code, f.portion, f.missed, f.held, f.reason
FROM @store@.attendance_event AS f;

CREATE OR REPLACE VIEW @store@.fact_attendance_taken AS
SELECT f.school_id, f.day, f.calendar_code
FROM @store@.attendance_taken AS f;

CREATE OR REPLACE VIEW @store@.fact_calendar_event_kind AS
SELECT f.event, f.kind
FROM @store@.calendar_event_kind AS f;

CREATE OR REPLACE VIEW @store@.fact_attendance_code AS
SELECT f.code, f.school_id, f.school_year, f.mark, f.portion, f.precedence, f.description
FROM @store@.attendance_code AS f;

-- What is wrong in the rows of a source. The store's own tables refuse such rows.
CREATE OR REPLACE VIEW @store@.source_fault AS
SELECT NULL::integer AS school_year, NULL::text COLLATE "C" AS relation, NULL::text COLLATE "C" AS reason, NULL::text AS detail,
	NULL::bigint AS occurrences
WHERE false;
