-- The stays of school years that no refresh has remembered yet, for the views of a store that
-- was upgraded: without registers, which the next refresh makes. A closed year keeps them so.

CREATE OR REPLACE FUNCTION @store@.fill_stay_register() RETURNS void
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	INSERT INTO @store@.stay_register (school_year, student_id, school_id, entry_date, exit_date, last_date, calendar_code, grade,
		homeroom, primary_school, fte, alone, alone_in_calendar)
	SELECT s.school_year, s.student_id, s.school_id, s.entry_date, s.exit_date, s.last_date, s.calendar_code, s.grade,
		s.homeroom, s.primary_school, s.fte, count(*) OVER (PARTITION BY s.school_year, s.student_id) = 1,
		count(*) OVER (PARTITION BY s.school_year, s.student_id, s.school_id, s.calendar_code) = 1
	FROM @store@.stay AS s
	WHERE s.counts AND s.school_year NOT IN (SELECT r.school_year FROM @store@.stay_register AS r);
END;
REVOKE ALL ON FUNCTION @store@.fill_stay_register() FROM PUBLIC;
