
-- close_day, reopen_day: close a day, such as a snow day, and open it again
--
-- close_day adds a row to calendar_day, with an event that closes the day. It keeps the
-- other rows of the day, so reopen_day only has to delete the new row. Both change facts
-- only; the next refresh makes registers from them. The queries are in
-- sql/store/function/close_day.sql.

-- Checks the arguments of close_day and reopen_day before anything is written
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

	EXECUTE format('SELECT * FROM %I.closing_events($1)', store) INTO closes, known USING event;
	IF closes IS NOT TRUE THEN
		RAISE EXCEPTION 'event "%" does not close a day in store "%"', event, store
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Events that close a day are ' || coalesce(known, 'none yet') || '. Events are rows of calendar_event_kind.';
	END IF;

	-- without this check, a misspelled school would stay open without notice
	EXECUTE format('SELECT %I.unknown_schools($1)', store) INTO unknown USING schools;
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION 'store "%" has no school %', store, unknown
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Schools are named by their school_id.';
	END IF;
END
$$;
COMMENT ON FUNCTION absence_internal.must_close(name, date, text, text[]) IS
	'Raises an error unless the event closes a day in the store and the store has the schools; a step of close_day and reopen_day';

-- Raises an error if one of the years, whose calendars have changed, is closed
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
COMMENT ON FUNCTION absence_internal.must_be_open(name, integer[]) IS 'Raises an error if one of the school years is closed in the store';

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

	EXECUTE format('SELECT * FROM %I.close_school_day($1, $2, $3)', store)
		INTO calendars, schools_closed, school_years, events USING day, event, schools;
	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % as a session day', day
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Schools checked in store "%s": all.', store)
					ELSE format('Schools checked in store "%s": %s.', store, array_to_string(schools, ', ')) END,
				HINT = 'The day may be closed already, or be outside the calendars; see table calendar_day.';
	END IF;
	PERFORM absence_internal.must_be_open(store, school_years);

	RAISE NOTICE '% is closed in % calendar(s) of % school(s) (%)', day, calendars, cardinality(schools_closed), event;
	RAISE NOTICE '% attendance event(s) on it will not count from the next refresh on', events;
	SELECT string_agg(w, ', ' ORDER BY w) INTO without FROM unnest(schools) AS w WHERE w <> ALL (schools_closed);
	IF without IS NOT NULL THEN
		RAISE NOTICE 'schools without a session on that day: %', without;
	END IF;
END
$$;
COMMENT ON PROCEDURE absence.close_day(name, date, text, text[]) IS
	'Closes a day, such as a snow day, in every student calendar of the schools (NULL: of all) that has a session on it; '
	'the next refresh leaves the day out of membership';

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

	EXECUTE format('SELECT * FROM %I.reopen_school_day($1, $2, $3)', store)
		INTO calendars, still_closed, schools_opened, school_years, events USING day, event, schools;
	IF calendars = 0 THEN
		RAISE EXCEPTION 'no calendar has % closed by "%"', day, event
			USING ERRCODE = 'no_data_found',
				DETAIL = CASE WHEN schools IS NULL THEN format('Schools checked in store "%s": all.', store)
					ELSE format('Schools checked in store "%s": %s.', store, array_to_string(schools, ', ')) END,
				HINT = 'Only a day that also has a session in its calendar can be opened again; see table calendar_day.';
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
	'Undoes close_day: removes the event from every student calendar of the schools (NULL: of all) that has a session on the day';
