-- Changes of the facts as they happen in a week: corrections, deletions, late events, a
-- code that is mapped, a snow day, a make-up day, transfers. They are drawn from a seed
-- and the number of the round.
CREATE PROCEDURE change_store(seed integer, round integer) LANGUAGE plpgsql AS
$$
DECLARE
	salt text := concat_ws(' ', seed, 'change', round, '');
BEGIN
	-- events: corrected, moved by a day, deleted, late
	UPDATE oracle_store.attendance_event e SET code = 'C' || draw(32, salt || e::text || 'code') WHERE draw(30, salt || e::text) = 0;
	UPDATE oracle_store.attendance_event e SET day = day + 1 WHERE draw(50, salt || e::text || 'day') = 0;
	UPDATE oracle_store.attendance_event e
	SET portion = CASE WHEN portion IS NULL THEN 0.5 END
	WHERE draw(40, salt || e::text || 'portion') = 0;
	DELETE FROM oracle_store.attendance_event e WHERE draw(25, salt || e::text || 'gone') = 0;
	INSERT INTO oracle_store.attendance_event
	SELECT student_id, school_id, school_year, day - 7 * (1 + draw(3, salt || e::text || 'weeks')), NULL, code
	FROM oracle_store.attendance_event e WHERE draw(30, salt || e::text || 'late') = 0;
	DELETE FROM oracle_store.attendance_event e WHERE draw(30, salt || student_id) = 0;

	-- codes: mapped, mapped differently, no longer mapped
	INSERT INTO oracle_store.attendance_code (code, mark)
	SELECT 'C' || c, pick('{excused,unexcused,tardy,present}', salt || c)
	FROM generate_series(0, 31) c
	WHERE draw(3, salt || c || 'mapped') = 0
	ON CONFLICT DO NOTHING;
	UPDATE oracle_store.attendance_code
	SET mark = pick('{excused,unexcused,oss,iss,left_early}', salt || code || 'to'), precedence = draw(4, salt || code || 'precedence')
	WHERE draw(15, salt || concat_ws(' ', code, school_id, school_year)) = 0;
	DELETE FROM oracle_store.attendance_code WHERE draw(20, salt || concat_ws(' ', code, school_id, school_year) || 'gone') = 0;

	-- calendars
	INSERT INTO oracle_store.calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT school_id, school_year, calendar_code, day, 'Weather day'
	FROM oracle_store.calendar_day WHERE draw(60, salt || concat_ws(' ', school_id, day)) = 0
	ON CONFLICT DO NOTHING;
	DELETE FROM oracle_store.calendar_day
	WHERE event IN ('Holiday', 'Furlough') AND draw(3, salt || concat_ws(' ', school_id, calendar_code, day) || 'open') = 0;
	INSERT INTO oracle_store.calendar_day (school_id, school_year, calendar_code, day, event, minutes)
	SELECT school_id, school_year, calendar_code, day + 1, 'Make-up day', 300
	FROM oracle_store.calendar_day
	WHERE extract(isodow FROM day) = 5 AND draw(20, salt || concat_ws(' ', school_id, calendar_code, day) || 'make up') = 0
	ON CONFLICT DO NOTHING;
	UPDATE oracle_store.calendar_day
	SET minutes = 240
	WHERE draw(50, salt || concat_ws(' ', school_id, calendar_code, day, event) || 'minutes') = 0;
	UPDATE oracle_store.calendar
	SET periods = 6 + draw(3, salt || 'periods')
	WHERE draw(6, salt || concat_ws(' ', school_id, school_year, calendar_code) || 'periods') = 0;
	UPDATE oracle_store.calendar SET calendar_type = CASE calendar_type WHEN 'Summer' THEN 'School' ELSE 'Summer' END
	WHERE draw(12, salt || concat_ws(' ', school_id, school_year, calendar_code) || 'type') = 0;
	DELETE FROM oracle_store.calendar_grade WHERE draw(8, salt || concat_ws(' ', school_id, school_year, calendar_code, grade)) = 0;
	UPDATE oracle_store.calendar_event_kind SET kind = pick('{session,neutral,closes}', salt || 'kind') WHERE event = 'Assembly';

	-- stays
	UPDATE oracle_store.enrollment e SET exit_date = entry_date + draw(150, salt || e::text || 'exit') WHERE draw(15, salt || e::text) = 0;
	UPDATE oracle_store.enrollment e SET exit_date = NULL, exit_type = NULL WHERE draw(20, salt || e::text || 'back') = 0;
	UPDATE oracle_store.enrollment e
	SET grade = pick('{KG,01,02,03}', salt || e::text || 'grade')
	WHERE draw(15, salt || e::text || 'promoted') = 0;
	UPDATE oracle_store.enrollment e
	SET primary_school = NOT coalesce(primary_school, false), fte = 0.5
	WHERE draw(12, salt || e::text || 'primary') = 0;
	DELETE FROM oracle_store.enrollment e WHERE draw(25, salt || e::text || 'gone') = 0;
	INSERT INTO oracle_store.enrollment (student_id, school_id, school_year, entry_date, grade, homeroom)
	SELECT student_id, 'S' || 1 + draw(7, salt || e::text || 'school'), school_year, entry_date + draw(200, salt || e::text || 'entry'),
		grade, 'H9'
	FROM oracle_store.enrollment e WHERE school_year > 2000 AND draw(15, salt || e::text || 'new') = 0;

	-- groups
	UPDATE oracle_store.student_group g
	SET end_date = coalesce(begin_date, '2025-09-01') + draw(200, salt || g::text || 'end')
	WHERE draw(10, salt || g::text) = 0;
	UPDATE oracle_store.student_group g
	SET value = CASE kind WHEN 'homeless' THEN 'No' ELSE value || ' (new)' END
	WHERE draw(20, salt || g::text || 'value') = 0;
	DELETE FROM oracle_store.student_group g WHERE draw(15, salt || g::text || 'gone') = 0;

	-- totals
	UPDATE oracle_store.prior_count
	SET verdict_n = verdict_n + 1
	WHERE draw(10, salt || concat_ws(' ', school_id, school_year, source, group_value)) = 0;
	DELETE FROM oracle_store.prior_count WHERE draw(10, salt || concat_ws(' ', school_id, school_year, source, group_value) || 'gone') = 0;

	-- schools
	UPDATE oracle_store.school
	SET reporting = CASE reporting WHEN 'exception' THEN 'affirmative' ELSE 'exception' END
	WHERE draw(8, salt || school_id) = 0;
	DELETE FROM oracle_store.attendance_taken WHERE draw(20, salt || concat_ws(' ', school_id, day)) = 0;
	IF draw(3, salt || 'exit day') = 0 THEN
		UPDATE oracle_store.store_setting SET exit_day_counts = NOT exit_day_counts;
	END IF;
END
$$;
