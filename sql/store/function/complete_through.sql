-- Complete-through: the last day to which each calendar can be counted. Attendance is kept by
-- exception, so on a day without any event either every student was present, or the events
-- have not come yet. doc/counting.md has the rule.
--
-- This is a step of a refresh. It reads the calendars that refresh_facts found, and the stays
-- by fragment stays_now. It creates refresh_complete, one row per calendar, refresh_silence,
-- what is unusual at a school, and refresh_school_count, what the check compares.
--
-- events     the number of students with a used event on their own membership day
-- evidence   the same, but at least usual if there is a roll
-- speaks     whether the evidence is enough to assume that the events of the day have come

CREATE OR REPLACE FUNCTION @store@.refresh_complete_through(for_year integer, today date DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	seed bigint;
	changes bit varying;
	local_now timestamp;
	local_today date;
	to_day date;			-- the last day that is over
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	local_now := now() AT TIME ZONE setting.time_zone;
	local_today := coalesce(today, local_now::date);
	to_day := local_today - 1;
	IF today IS NULL AND setting.day_closes_at <= local_now::time THEN
		to_day := local_today;
	END IF;

	-- in memory, so that it is not read from its table for each student
	SELECT f.seed, f.changes || B'' INTO STRICT seed, changes FROM pg_temp.refresh_found AS f;

	-- The members of each calendar, and the days on which they have an event. A student with a
	-- single stay is a row of stays_now; the others are put together by calendar here.
	CREATE TEMP TABLE refresh_several ON COMMIT DROP AS
	SELECT student_id, school_id, calendar_code, register AS membership, event_days,
		CASE WHEN absence.membership_days(register, NULL, NULL) > 0 THEN 1 ELSE 0 END AS stays_with_days
	FROM @stays_now@ AS s
	WHERE NOT s.alone AND s.alone_at_school AND s.register IS NOT NULL
	UNION ALL
	SELECT student_id, school_id, calendar_code, absence.calendar_agg(register), absence.calendar_agg(event_days),
		count(*) FILTER (WHERE absence.membership_days(register, NULL, NULL) > 0)
	FROM @stays_now@ AS s
	WHERE NOT s.alone AND NOT s.alone_at_school AND s.register IS NOT NULL
	GROUP BY student_id, school_id, calendar_code;
	CREATE TEMP TABLE refresh_calendar_member ON COMMIT DROP AS
	SELECT school_id, calendar_code, count(*) FILTER (WHERE alone) AS registers, count(*) FILTER (WHERE n > 0) AS members,
		count(*) FILTER (WHERE alone AND n > 0) AS members_alone, coalesce(sum(stays_with_days), 0) AS stays_with_days,
		absence_internal.daily_membership(event_days, absence.federal_policy()) AS daily
	FROM (
		SELECT s.school_id, s.calendar_code, true AS alone, m.n, CASE WHEN m.n > 0 THEN 1 ELSE 0 END AS stays_with_days, s.event_days
		FROM @stays_now@ AS s
		CROSS JOIN LATERAL (SELECT absence.membership_days(s.register, NULL, NULL)) AS m (n)
		WHERE s.alone AND s.register IS NOT NULL
		UNION ALL
		SELECT school_id, calendar_code, false, absence.membership_days(membership, NULL, NULL), stays_with_days, event_days
		FROM pg_temp.refresh_several
	) AS m
	GROUP BY school_id, calendar_code;

	-- One row per calendar with members and session day. Only days that are over are looked
	-- at, and today if there is a roll. A roll of the only calendar of a school is a roll of
	-- the whole school.
	CREATE TEMP TABLE refresh_calendar_day ON COMMIT DROP AS
	SELECT c.school_id, c.calendar_code, c.calendars, d.day, coalesce(e.n, 0) AS events, r.roll,
		CASE WHEN c.calendars = 1 THEN r.roll ELSE r.whole_roll END AS whole_roll
	FROM (
		SELECT k.school_id, k.calendar_code, k.calendar, k.taken, k.taken_whole, count(*) OVER (PARTITION BY k.school_id) AS calendars
		FROM pg_temp.refresh_calendar AS k
		WHERE (k.school_id, k.calendar_code) IN (
			SELECT m.school_id, m.calendar_code FROM pg_temp.refresh_calendar_member AS m WHERE m.members > 0)
	) AS c
	CROSS JOIN LATERAL absence.days(c.calendar) AS d
	CROSS JOIN LATERAL (
		SELECT coalesce(absence.is_member(c.taken, d.day), false) AS roll,
			coalesce(absence.is_member(c.taken_whole, d.day), false) AS whole_roll
		OFFSET 0
	) AS r
	LEFT JOIN (
		SELECT m.school_id, m.calendar_code, p.day, p.n
		FROM pg_temp.refresh_calendar_member AS m
		CROSS JOIN LATERAL absence.points(m.daily) AS p
	) AS e ON (e.school_id, e.calendar_code, e.day) = (c.school_id, c.calendar_code, d.day)
	WHERE d.day <= to_day OR d.day = local_today AND r.roll;
	ANALYZE pg_temp.refresh_calendar_day;

	-- usual is the lower of the two middle numbers of events, over the days that have any. The
	-- events of a school are the sum over its calendars.
	CREATE TEMP TABLE refresh_school_day ON COMMIT DROP AS
	WITH calendar_day AS (
		SELECT d.school_id, d.day, d.events, d.whole_roll, CASE WHEN d.roll THEN greatest(d.events, u.usual) ELSE d.events END AS evidence
		FROM pg_temp.refresh_calendar_day AS d
		LEFT JOIN (
			SELECT school_id, calendar_code, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
			FROM pg_temp.refresh_calendar_day
			WHERE events > 0
			GROUP BY school_id, calendar_code
		) AS u USING (school_id, calendar_code)
	), school_day AS (
		SELECT school_id, day, sum(events) AS events, sum(evidence) AS evidence, bool_or(whole_roll) AS whole_roll
		FROM calendar_day
		GROUP BY school_id, day
		HAVING day <= to_day OR bool_or(whole_roll)
	)
	SELECT d.school_id, d.day, d.events, d.whole_roll, e.evidence, coalesce(u.usual, 0) AS usual,
		d.whole_roll OR e.evidence >= 1 AND 4 * e.evidence >= coalesce(u.usual, 0) AS speaks
	FROM school_day AS d
	LEFT JOIN (
		SELECT school_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
		FROM school_day
		WHERE events > 0
		GROUP BY school_id
	) AS u USING (school_id)
	CROSS JOIN LATERAL (SELECT CASE WHEN d.whole_roll THEN greatest(d.evidence, u.usual) ELSE d.evidence END) AS e (evidence);
	ANALYZE pg_temp.refresh_school_day;

	-- The district: to the last day that is over if its silence to then is believed, else to
	-- its last day that speaks
	CREATE TEMP TABLE refresh_district ON COMMIT DROP AS
	WITH district_day AS (
		SELECT district, day, speaks, max(day) FILTER (WHERE speaks) OVER (PARTITION BY district) AS last_speaks
		FROM (
			SELECT k.district, d.day, sum(d.evidence) >= 1 AND 4 * sum(d.evidence) >= sum(d.usual) AS speaks
			FROM pg_temp.refresh_school_day AS d
			JOIN (SELECT DISTINCT school_id, district FROM pg_temp.refresh_calendar) AS k USING (school_id)
			WHERE d.day <= to_day
			GROUP BY k.district, d.day
		) AS d
	), district AS (
		SELECT district, last_speaks, count(*) AS session_days, count(*) FILTER (WHERE day > last_speaks) AS silent_days
		FROM district_day
		GROUP BY district, last_speaks
	), silent AS (
		-- the event days of the students who are expected during the silence
		SELECT district, sum(absence.membership_days(m.event_days, NULL, d.last_speaks)) AS event_days
		FROM (
			SELECT k.district, s.register AS membership, s.event_days
			FROM @stays_now@ AS s
			JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
			WHERE s.alone AND k.district IN (SELECT d.district FROM district AS d WHERE d.silent_days > 0)
			UNION ALL
			SELECT k.district, absence.calendar_agg(s.membership), absence.calendar_agg(s.event_days)
			FROM pg_temp.refresh_several AS s
			JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
			WHERE k.district IN (SELECT d.district FROM district AS d WHERE d.silent_days > 0)
			GROUP BY k.district, s.student_id
		) AS m
		JOIN district AS d USING (district)
		WHERE d.silent_days > 0 AND absence.membership_days(m.membership, d.last_speaks + 1, to_day) > 0
		GROUP BY district
	)
	SELECT d.district,
		CASE WHEN absence_internal.silence_is_believed(d.silent_days, d.session_days, coalesce(s.event_days, 0))
			THEN to_day ELSE d.last_speaks END AS through
	FROM district AS d
	LEFT JOIN silent AS s USING (district);

	-- A school: to its last day that speaks, and on to the day of the district if its silence
	-- to then is believed. The silence of a school that keeps rolls is not believed. The
	-- silence of a school that is too small to be tested is always believed.
	CREATE TEMP TABLE refresh_school ON COMMIT DROP AS
	WITH school AS (
		SELECT school_id, k.district, k.calendars, k.keeps_record, f.through AS believed_to, m.members, k.any_record,
			s.last_speaks, s.last_roll
		FROM (
			SELECT d.school_id, k.district, min(d.calendars) AS calendars,
				bool_or(k.reporting IS NOT DISTINCT FROM 'affirmative') AS keeps_record,
				bool_or(d.events > 0 OR d.roll) AS any_record
			FROM pg_temp.refresh_calendar_day AS d
			JOIN pg_temp.refresh_calendar AS k USING (school_id, calendar_code)
			GROUP BY d.school_id, k.district
		) AS k
		JOIN (
			SELECT school_id, sum(n) AS members
			FROM (
				SELECT school_id, members_alone AS n FROM pg_temp.refresh_calendar_member
				UNION ALL
				SELECT school_id, count(DISTINCT student_id)
				FROM pg_temp.refresh_several
				WHERE absence.membership_days(membership, NULL, NULL) > 0
				GROUP BY school_id
			) AS m
			GROUP BY school_id
		) AS m USING (school_id)
		LEFT JOIN (
			SELECT school_id, max(day) FILTER (WHERE speaks) AS last_speaks, max(day) FILTER (WHERE whole_roll) AS last_roll
			FROM pg_temp.refresh_school_day
			GROUP BY school_id
		) AS s USING (school_id)
		LEFT JOIN pg_temp.refresh_district AS f USING (district)
	), counted AS (
		SELECT s.school_id, max(d.day) FILTER (WHERE d.day <= s.believed_to) AS last_session_day,
			count(*) FILTER (WHERE d.day <= s.believed_to) AS session_days,
			count(*) FILTER (WHERE d.day > s.last_speaks AND d.day <= s.believed_to) AS silent_days,
			2 * count(*) FILTER (WHERE d.whole_roll) >= count(*) FILTER (WHERE d.day <= s.last_roll)
				AND s.last_roll IS NOT NULL AS keeps_rolls
		FROM school AS s
		JOIN pg_temp.refresh_school_day AS d USING (school_id)
		GROUP BY s.school_id, s.last_roll
	), silent AS (
		SELECT school_id, sum(absence.membership_days(m.event_days, NULL, s.last_speaks)) AS event_days
		FROM (
			SELECT school_id, register AS membership, event_days
			FROM @stays_now@ AS s
			WHERE alone AND school_id IN (SELECT c.school_id FROM counted AS c WHERE c.silent_days > 0)
			UNION ALL
			SELECT school_id, absence.calendar_agg(membership), absence.calendar_agg(event_days)
			FROM pg_temp.refresh_several
			WHERE school_id IN (SELECT c.school_id FROM counted AS c WHERE c.silent_days > 0)
			GROUP BY school_id, student_id
		) AS m
		JOIN school AS s USING (school_id)
		JOIN counted AS c USING (school_id)
		WHERE c.silent_days > 0 AND s.members >= 10 AND absence.membership_days(m.membership, s.last_speaks + 1, s.believed_to) > 0
		GROUP BY school_id
	)
	SELECT s.school_id, s.district, s.calendars, s.members, s.keeps_record, s.any_record, s.last_speaks,
		CASE
			WHEN NOT s.any_record THEN NULL
			WHEN s.keeps_record OR c.keeps_rolls THEN s.last_speaks
			WHEN s.members < 10 OR absence_internal.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
				THEN greatest(s.last_speaks, c.last_session_day)
			ELSE s.last_speaks END AS through
	FROM school AS s
	LEFT JOIN counted AS c USING (school_id)
	LEFT JOIN silent AS e USING (school_id);
	ANALYZE pg_temp.refresh_school;

	-- A calendar: if it is the only one of its school, to the day of the school. Of several, a
	-- large calendar is treated as a school is, with the day of the school in place of that of
	-- the district, and a small one follows its school.
	CREATE TEMP TABLE refresh_complete ON COMMIT DROP AS
	WITH member AS (
		SELECT school_id, calendar_code, members FROM pg_temp.refresh_calendar_member WHERE members > 0
	), calendar_day AS (
		SELECT d.school_id, d.calendar_code, d.day, d.events > 0 OR d.roll AS has_record, d.roll,
			d.roll OR d.events >= 1 AND 4 * d.events >= u.usual AS speaks
		FROM pg_temp.refresh_calendar_day AS d
		LEFT JOIN (
			SELECT school_id, calendar_code, percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS usual
			FROM pg_temp.refresh_calendar_day
			WHERE events > 0
			GROUP BY school_id, calendar_code
		) AS u USING (school_id, calendar_code)
	), last AS (
		SELECT school_id, calendar_code, max(day) FILTER (WHERE speaks) AS last_speaks, max(day) FILTER (WHERE has_record) AS last_recorded,
			max(day) FILTER (WHERE roll) AS last_roll
		FROM calendar_day
		GROUP BY school_id, calendar_code
	), counted AS (
		SELECT l.school_id, l.calendar_code, l.last_speaks, l.last_recorded,
			max(d.day) FILTER (WHERE d.day <= s.through) AS last_session_day,
			count(*) FILTER (WHERE d.day <= s.through) AS session_days,
			count(*) FILTER (WHERE d.day > l.last_speaks AND d.day <= s.through) AS silent_days,
			2 * count(*) FILTER (WHERE d.roll) >= count(*) FILTER (WHERE d.day <= l.last_roll) AND l.last_roll IS NOT NULL AS keeps_rolls
		FROM last AS l
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN calendar_day AS d USING (school_id, calendar_code)
		GROUP BY l.school_id, l.calendar_code, l.last_speaks, l.last_recorded, l.last_roll
	), silent AS (
		SELECT c.school_id, c.calendar_code, sum(absence.membership_days(m.event_days, NULL, c.last_speaks)) AS event_days
		FROM counted AS c
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN member AS n USING (school_id, calendar_code)
		JOIN (
			SELECT school_id, calendar_code, register AS membership, event_days
			FROM @stays_now@ AS s
			WHERE alone AND school_id IN (SELECT s.school_id FROM pg_temp.refresh_school AS s WHERE s.calendars > 1)
			UNION ALL
			SELECT school_id, calendar_code, membership, event_days FROM pg_temp.refresh_several
		) AS m ON (m.school_id, m.calendar_code) = (c.school_id, c.calendar_code)
		WHERE s.calendars > 1 AND n.members >= 10 AND c.silent_days > 0
			AND absence.membership_days(m.membership, c.last_speaks + 1, s.through) > 0
		GROUP BY c.school_id, c.calendar_code
	), complete AS (
		SELECT k.school_id, k.calendar_code, k.calendar, k.last_session_day, coalesce(n.members, 0) AS members, c.last_recorded,
			CASE
				WHEN s.calendars = 1 OR NOT s.any_record THEN s.through
				WHEN n.members < 10 THEN greatest(c.last_speaks, c.last_session_day)
				WHEN c.last_recorded IS NULL THEN NULL
				WHEN s.keeps_record OR c.keeps_rolls THEN c.last_speaks
				WHEN absence_internal.silence_is_believed(c.silent_days, c.session_days, coalesce(e.event_days, 0))
					THEN greatest(c.last_speaks, c.last_session_day)
				ELSE c.last_speaks END AS complete_through
		FROM pg_temp.refresh_calendar AS k
		LEFT JOIN member AS n USING (school_id, calendar_code)
		LEFT JOIN pg_temp.refresh_school AS s ON s.school_id = k.school_id AND n.members > 0
		LEFT JOIN counted AS c ON (c.school_id, c.calendar_code) = (k.school_id, k.calendar_code)
		LEFT JOIN silent AS e ON (e.school_id, e.calendar_code) = (k.school_id, k.calendar_code)
	)
	SELECT school_id, calendar_code, members::integer, last_session_day, last_recorded, complete_through,
		CASE WHEN members > 0 THEN absence.membership_days(calendar, complete_through + 1, to_day) ELSE 0 END AS days_cut
	FROM complete;

	-- What the check compares, and the log counts: the registers of each school, its events, and
	-- its session days that have an event or a roll
	CREATE TEMP TABLE refresh_school_count ON COMMIT DROP AS
	SELECT school_id, coalesce(m.members, 0)::integer AS members, coalesce(e.events, 0)::integer AS events,
		coalesce(d.recorded_days, 0)::integer AS recorded_days, coalesce(e.students, 0)::integer AS students,
		coalesce(e.stays, 0)::integer AS stays, coalesce(e.stays_void, 0)::integer AS stays_void,
		coalesce(e.stays_without_calendar, 0)::integer AS stays_without_calendar
	FROM (
		SELECT school_id, sum(n) AS members
		FROM (
			SELECT school_id, registers AS n FROM pg_temp.refresh_calendar_member
			UNION ALL
			SELECT school_id, count(DISTINCT student_id) FROM pg_temp.refresh_several GROUP BY school_id
		) AS r
		GROUP BY school_id
	) AS m
	FULL JOIN (
		SELECT school_id, sum(events) AS events, count(*) FILTER (WHERE is_first_school) AS students, sum(stays) AS stays,
			sum(stays_void) AS stays_void, sum(stays_without_calendar) AS stays_without_calendar
		FROM (
			SELECT a.school_id, a.is_first_school, a.stays, a.stays_void, a.stays_without_calendar, a.events
			FROM @store@.event_account AS a
			WHERE a.school_year = for_year AND NOT absence_internal.has_changed(a.student_id, seed, changes)
			UNION ALL
			SELECT school_id, is_first_school, stays, stays_void, stays_without_calendar, events FROM pg_temp.refresh_account
		) AS a
		GROUP BY school_id
	) AS e USING (school_id)
	FULL JOIN (
		SELECT school_id, count(DISTINCT day) AS recorded_days
		FROM (
			SELECT m.school_id, p.day
			FROM pg_temp.refresh_calendar_member AS m
			CROSS JOIN LATERAL absence.points(m.daily) AS p
			WHERE p.n > 0
			UNION ALL
			SELECT k.school_id, d.day
			FROM pg_temp.refresh_calendar AS k
			CROSS JOIN LATERAL absence.days(k.taken) AS d
			UNION ALL
			-- events of students who are not expected on a session day
			SELECT d.school_id, d.day
			FROM (
				SELECT d.student_id, d.school_id, d.day, d.has_share
				FROM @store@.event_in_doubt AS d
				WHERE d.school_year = for_year AND NOT absence_internal.has_changed(d.student_id, seed, changes)
				UNION ALL
				SELECT student_id, school_id, day, has_share FROM pg_temp.refresh_doubt
			) AS d
			JOIN pg_temp.refresh_calendar AS k USING (school_id)
			WHERE d.has_share AND absence.is_member(k.calendar, d.day)
		) AS d
		GROUP BY school_id
	) AS d USING (school_id);

	-- What is unusual at a school without cutting any day, for data_issue
	CREATE TEMP TABLE refresh_silence ON COMMIT DROP AS
	-- each longest run of days that do not speak, before the last day that does, if it is
	-- unlikely that the events of the school miss these days
	WITH run AS (
		SELECT school_id, min(day) AS first_day, max(day) AS last_day, count(*) AS silent_days, last_speaks, session_days, events
		FROM (
			SELECT d.school_id, d.day, d.speaks, s.last_speaks, count(*) OVER school AS session_days, sum(d.events) OVER school AS events,
				count(*) FILTER (WHERE d.speaks) OVER (school ORDER BY d.day) AS days_that_spoke
			FROM pg_temp.refresh_school_day AS d
			JOIN pg_temp.refresh_school AS s USING (school_id)
			WHERE d.day <= s.last_speaks
			WINDOW school AS (PARTITION BY d.school_id)
		) AS d
		WHERE NOT speaks
		GROUP BY school_id, days_that_spoke, last_speaks, session_days, events
		-- most runs are believed even if all events of the school are taken
		HAVING NOT absence_internal.silence_is_believed(count(*), session_days, events::bigint)
	), member_of_run AS MATERIALIZED (
		SELECT school_id, register AS membership, event_days
		FROM @stays_now@ AS s
		WHERE alone AND school_id IN (SELECT r.school_id FROM run AS r)
		UNION ALL
		SELECT school_id, absence.calendar_agg(membership), absence.calendar_agg(event_days)
		FROM pg_temp.refresh_several
		WHERE school_id IN (SELECT r.school_id FROM run AS r)
		GROUP BY school_id, student_id
	), unbelieved AS (
		SELECT r.school_id, r.first_day, r.last_day, r.silent_days
		FROM run AS r
		JOIN member_of_run AS m USING (school_id)
		WHERE absence.membership_days(m.membership, r.first_day, r.last_day) > 0
		GROUP BY r.school_id, r.first_day, r.last_day, r.silent_days, r.session_days, r.last_speaks
		HAVING NOT absence_internal.silence_is_believed(r.silent_days, r.session_days,
			coalesce(sum(absence.membership_days(m.event_days, NULL, r.last_speaks)), 0))
	)
	SELECT school_id, 'silent days'::text COLLATE "C" AS reason, first_day, last_day, silent_days::integer AS session_days FROM unbelieved
	UNION ALL
	-- ten or more consecutive session days of a calendar on which no school of the district
	-- has an event or a roll, before the last day on which one has: most likely a break that
	-- is missing from the calendar. One row for all calendars of a school.
	(SELECT DISTINCT ON (school_id, place) school_id, 'no event in district', first_day, last_day, session_days
	FROM (
		SELECT d.school_id, d.calendar_code, b.place, min(d.day) AS first_day, max(d.day) AS last_day, count(*)::integer AS session_days
		FROM pg_temp.refresh_calendar_day AS d
		JOIN pg_temp.refresh_school AS s USING (school_id)
		JOIN (
			SELECT s.district, array_agg(DISTINCT d.day ORDER BY d.day) AS record_days
			FROM pg_temp.refresh_calendar_day AS d
			JOIN pg_temp.refresh_school AS s USING (school_id)
			WHERE d.events > 0 OR d.roll
			GROUP BY s.district
		) AS r USING (district)
		CROSS JOIN LATERAL (SELECT width_bucket(d.day, r.record_days)) AS b (place)
		WHERE d.day <> ALL (r.record_days) AND b.place < cardinality(r.record_days)
		GROUP BY d.school_id, d.calendar_code, b.place
	) AS run
	WHERE session_days >= 10
	ORDER BY school_id, place, session_days DESC, first_day, last_day)
	UNION ALL
	-- a school that is too small to be tested, and therefore believed, for more than 45 days
	-- in a row
	SELECT s.school_id, 'small school silent', min(d.day), max(d.day), count(DISTINCT d.day)::integer
	FROM pg_temp.refresh_school AS s
	JOIN (
		SELECT school_id, day, max(day) FILTER (WHERE events > 0 OR roll) OVER (PARTITION BY school_id) AS last_recorded
		FROM pg_temp.refresh_calendar_day
	) AS d USING (school_id)
	WHERE s.members < 10 AND d.day > d.last_recorded AND d.day <= s.through
	GROUP BY s.school_id, d.last_recorded
	HAVING max(d.day) - d.last_recorded > 45;
END
$$;
