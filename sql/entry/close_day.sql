
-- close_day, reopen_day: a snow day, and its undoing
--
-- A day is closed by one more row in calendar_day, whose word closes, so nothing
-- that the calendar said before is lost: to take the row out is to undo it. Both
-- change facts only; the next refresh works out what follows.

-- Why a day cannot be closed, or opened again, before anything is written
CREATE FUNCTION absence_internal.must_close(store name, day date, event text, schools text[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	closes boolean;
	known text;
	unknown text;
BEGIN
	PERFORM absence_internal.layout_of(store);
	IF day IS NULL OR event IS NULL THEN
		RAISE EXCEPTION 'day and event must not be NULL'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;

	EXECUTE format('SELECT bool_or(k.event = $1), string_agg(quote_literal(k.event), '', '' ORDER BY k.event)
		FROM %I.calendar_event_kind AS k WHERE k.kind = ''closes''', store) INTO closes, known USING event;
	IF closes IS NOT TRUE THEN
		RAISE EXCEPTION 'event "%" does not close a day in store "%"', event, store
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Events that close a day are ' || coalesce(known, 'none yet') || '. The words are rows of calendar_event_kind.';
	END IF;

	-- a school that is misspelled would otherwise stay open without a word
	EXECUTE format('SELECT string_agg(quote_nullable(w.school_id), '', '' ORDER BY w.school_id) FROM unnest($1) AS w (school_id)
		WHERE NOT EXISTS (SELECT FROM %1$I.school AS s WHERE s.school_id = w.school_id)
			AND NOT EXISTS (SELECT FROM %1$I.calendar AS c WHERE c.school_id = w.school_id)', store) INTO unknown USING schools;
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION 'store "%" has no school %', store, unknown
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Schools are named by their school_id.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_close(name, date, text, text[]) IS
	'An error unless the event closes a day in the store and the store has the schools; for close_day and reopen_day';

-- The calendars of these years changed: an error if one of the years is closed
CREATE FUNCTION absence_internal.must_be_open(store name, school_years integer[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	closed integer;
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	EXECUTE format('SELECT min(y.school_year) FROM %I.school_year_state AS y
		WHERE y.state = ''closed'' AND y.school_year = ANY ($1)', store) INTO closed USING school_years;
	IF closed IS NOT NULL THEN
		RAISE EXCEPTION 'school year % of store "%" is closed', closed, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = format('To work on it again: CALL absence.reopen_year(%L, %s).', store, closed);
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_be_open(name, integer[]) IS 'An error if one of the school years is closed in the store';

CREATE PROCEDURE absence.close_day(store name, day date, event text DEFAULT 'Weather day', schools text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	calendars bigint;
	schools_closed text[];
	school_years integer[];
	events bigint;
	without text;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_close(store, day, event, schools);

	EXECUTE format($sql$
		WITH closed AS (
			INSERT INTO %1$I.calendar_day (school_id, school_year, calendar_code, day, event)
			SELECT d.school_id, d.school_year, d.calendar_code, d.day, $2
			FROM %1$I.session_day AS d
			WHERE d.day = $1 AND ($3 IS NULL OR d.school_id = ANY ($3))
			RETURNING school_id, school_year, calendar_code
		)
		SELECT count(*), array_agg(DISTINCT c.school_id), array_agg(DISTINCT c.school_year), (
			SELECT count(*)
			FROM %1$I.attendance_event AS e
			WHERE e.day = $1 AND EXISTS (
				SELECT FROM %1$I.stay AS s
				JOIN closed USING (school_id, school_year, calendar_code)
				WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
					AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
		FROM closed AS c
		$sql$, store) INTO calendars, schools_closed, school_years, events USING day, event, schools;

	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % as a session day', day
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Looked at: every school of store "%s".', store)
					ELSE format('Looked at: %s of store "%s".', array_to_string(schools, ', '), store) END,
				HINT = 'The day may be closed already, or lie outside the calendars: look into calendar_day.';
	END IF;
	PERFORM absence_internal.must_be_open(store, school_years);

	RAISE NOTICE '% is closed in % calendar(s) of % school(s) (%)', day, calendars, cardinality(schools_closed), event;
	RAISE NOTICE '% attendance event(s) on it will not count from the next refresh on', events;
	SELECT string_agg(w, ', ' ORDER BY w) INTO without FROM unnest(schools) AS w WHERE w <> ALL (schools_closed);
	IF without IS NOT NULL THEN
		RAISE NOTICE 'had no session that day: %', without;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.close_day(name, date, text, text[]) IS
	'Closes a day, such as a snow day, in every student calendar of the schools (NULL: of all) that has a session on it; the next refresh leaves the day out of membership';

-- Takes out only what may have been put in by close_day: a row beside the session
-- it closed. A holiday that the calendar has always had stands alone and stays.
CREATE PROCEDURE absence.reopen_day(store name, day date, event text DEFAULT 'Weather day', schools text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	calendars bigint;
	still_closed bigint;
	schools_opened bigint;
	school_years integer[];
	events bigint;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_close(store, day, event, schools);

	EXECUTE format($sql$
		WITH opened AS (
			DELETE FROM %1$I.calendar_day AS d
			WHERE d.day = $1 AND d.event = $2 AND ($3 IS NULL OR d.school_id = ANY ($3))
				AND EXISTS (SELECT FROM %1$I.student_calendar AS c
					WHERE (c.school_id, c.school_year, c.calendar_code) = (d.school_id, d.school_year, d.calendar_code))
				AND EXISTS (SELECT FROM %1$I.calendar_day AS o
					JOIN %1$I.calendar_event_kind AS k USING (event)
					WHERE (o.school_id, o.school_year, o.calendar_code, o.day) = (d.school_id, d.school_year, d.calendar_code, d.day)
						AND k.kind = 'session')
			RETURNING school_id, school_year, calendar_code
		), of_calendar AS (
			SELECT o.*, EXISTS (SELECT FROM %1$I.calendar_day AS d
				JOIN %1$I.calendar_event_kind AS k USING (event)
				WHERE (d.school_id, d.school_year, d.calendar_code, d.day) = (o.school_id, o.school_year, o.calendar_code, $1)
					AND d.event <> $2 AND k.kind = 'closes') AS still_closed
			FROM opened AS o
		)
		SELECT count(*), count(*) FILTER (WHERE c.still_closed), count(DISTINCT c.school_id) FILTER (WHERE NOT c.still_closed), array_agg(DISTINCT c.school_year), (
			SELECT count(*)
			FROM %1$I.attendance_event AS e
			WHERE e.day = $1 AND EXISTS (
				SELECT FROM %1$I.stay AS s
				JOIN of_calendar AS o USING (school_id, school_year, calendar_code)
				WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
					AND NOT o.still_closed
					AND s.counts AND s.entry_date <= e.day AND (s.last_date IS NULL OR s.last_date >= e.day)))
		FROM of_calendar AS c
		$sql$, store) INTO calendars, still_closed, schools_opened, school_years, events USING day, event, schools;

	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % closed by "%"', day, event
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Looked at: every school of store "%s".', store)
					ELSE format('Looked at: %s of store "%s".', array_to_string(schools, ', '), store) END,
				HINT = 'Only a day that also has a session in its calendar is opened again: look into calendar_day.';
	END IF;
	PERFORM absence_internal.must_be_open(store, school_years);

	RAISE NOTICE '% is open again in % calendar(s) of % school(s)', day, calendars - still_closed, schools_opened;
	RAISE NOTICE '% attendance event(s) on it will count from the next refresh on', events;
	IF still_closed > 0 THEN
		RAISE NOTICE 'another event still closes the day in % calendar(s)', still_closed;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.reopen_day(name, date, text, text[]) IS
	'Undoes close_day: takes the event out of every student calendar of the schools (NULL: of all) that has a session on the day';
