-- Closing a day, and opening it again: the queries of close_day and reopen_day.

CREATE OR REPLACE FUNCTION @store@.closing_events(with_event text) RETURNS TABLE (closes boolean, known text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT bool_or(k.event = with_event), string_agg(quote_literal(k.event), ', ' ORDER BY k.event)
	FROM @store@.fact_calendar_event_kind AS k
	WHERE k.kind = 'closes';
END;
COMMENT ON FUNCTION @store@.closing_events(text) IS 'Whether an event closes a day, and the list of events that do';

CREATE OR REPLACE FUNCTION @store@.unknown_schools(of_schools text[]) RETURNS text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT string_agg(quote_nullable(w.school_id), ', ' ORDER BY w.school_id)
	FROM unnest(of_schools) AS w (school_id)
	WHERE NOT EXISTS (SELECT FROM @store@.fact_school AS s WHERE s.school_id = w.school_id)
		AND NOT EXISTS (SELECT FROM @store@.fact_calendar AS c WHERE c.school_id = w.school_id);
END;
COMMENT ON FUNCTION @store@.unknown_schools(text[]) IS
	'The schools of the argument that the store does not have, as a list; NULL if it has all';

CREATE OR REPLACE FUNCTION @store@.close_school_day(on_day date, with_event text, of_schools text[])
	RETURNS TABLE (calendars bigint, schools_closed text[], school_years integer[], events bigint)
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH closed AS (
		INSERT INTO @store@.calendar_day (school_id, school_year, calendar_code, day, event)
		SELECT d.school_id, d.school_year, d.calendar_code, d.day, with_event
		FROM @store@.session_day AS d
		WHERE d.day = on_day AND (of_schools IS NULL OR d.school_id = ANY (of_schools))
		RETURNING school_id, school_year, calendar_code
	)
	SELECT count(*), array_agg(DISTINCT c.school_id), array_agg(DISTINCT c.school_year), (
		SELECT count(*)
		FROM @store@.fact_attendance_event AS e
		WHERE e.day = on_day AND EXISTS (
			SELECT FROM @store@.stay AS s
			JOIN closed USING (school_id, school_year, calendar_code)
			WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
				AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
	FROM closed AS c;
END;
COMMENT ON FUNCTION @store@.close_school_day(date, text, text[]) IS
	'Adds the event that closes a day to the calendars of the schools (NULL: of all) that have a session on it; '
	'returns the number of calendars, the schools and school years, and the number of attendance events of the day that no longer count';
REVOKE ALL ON FUNCTION @store@.close_school_day(date, text, text[]) FROM PUBLIC;

-- Deletes only rows that close_day may have added, which are beside a session of the same
-- day. A holiday of the calendar has no session beside it, and is kept.
CREATE OR REPLACE FUNCTION @store@.reopen_school_day(on_day date, with_event text, of_schools text[])
	RETURNS TABLE (calendars bigint, still_closed bigint, schools_opened bigint, school_years integer[], events bigint)
	LANGUAGE sql
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH opened AS (
		DELETE FROM @store@.calendar_day AS d
		WHERE d.day = on_day AND d.event = with_event AND (of_schools IS NULL OR d.school_id = ANY (of_schools))
			AND EXISTS (SELECT FROM @store@.student_calendar AS c
				WHERE (c.school_id, c.school_year, c.calendar_code) = (d.school_id, d.school_year, d.calendar_code))
			AND EXISTS (SELECT FROM @store@.fact_calendar_day AS o
				JOIN @store@.fact_calendar_event_kind AS k USING (event)
				WHERE (o.school_id, o.school_year, o.calendar_code, o.day) = (d.school_id, d.school_year, d.calendar_code, d.day)
					AND k.kind = 'session')
		RETURNING school_id, school_year, calendar_code
	), of_calendar AS (
		SELECT o.*, EXISTS (SELECT FROM @store@.fact_calendar_day AS d
			JOIN @store@.fact_calendar_event_kind AS k USING (event)
			WHERE (d.school_id, d.school_year, d.calendar_code, d.day) = (o.school_id, o.school_year, o.calendar_code, on_day)
				AND d.event <> with_event AND k.kind = 'closes') AS still_closed
		FROM opened AS o
	)
	SELECT count(*), count(*) FILTER (WHERE c.still_closed), count(DISTINCT c.school_id) FILTER (WHERE NOT c.still_closed),
		array_agg(DISTINCT c.school_year), (
		SELECT count(*)
		FROM @store@.fact_attendance_event AS e
		WHERE e.day = on_day AND EXISTS (
			SELECT FROM @store@.stay AS s
			JOIN of_calendar AS o USING (school_id, school_year, calendar_code)
			WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
				AND NOT o.still_closed
				AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
	FROM of_calendar AS c;
END;
COMMENT ON FUNCTION @store@.reopen_school_day(date, text, text[]) IS
	'Removes the event that closes a day from the calendars of the schools (NULL: of all) that have a session on it; '
	'returns the number of calendars, the number of them that another event still closes, the number of schools that are open again, '
	'the school years, and the number of attendance events that count again';
REVOKE ALL ON FUNCTION @store@.reopen_school_day(date, text, text[]) FROM PUBLIC;
