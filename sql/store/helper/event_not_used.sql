-- The views of this file with security_barrier have it as a fence: the planner works out
-- their rows before it joins them, and not anew for each event, and still looks only at the
-- student or school that is asked for, which OFFSET 0 would prevent.

-- The stays of each student with an event in doubt at a school, with the days and the
-- calendars of those that count
CREATE OR REPLACE VIEW @store@.student_stays WITH (security_barrier) AS
SELECT student_id, school_id, school_year, stays, stays_that_count, first_entry, last_date,
	-- many stays are put together, as a set of days for each calendar
	CASE WHEN stays <= 10 THEN days ELSE (
		SELECT array_agg(u.days ORDER BY u.calendar_code)
		FROM (
			SELECT calendar_code, range_agg(u.days) AS days
			FROM unnest(t.days, t.calendar_codes) AS u (days, calendar_code)
			GROUP BY calendar_code
		) AS u) END AS days,
	CASE WHEN stays <= 10 THEN calendar_codes ELSE (
		SELECT array_agg(DISTINCT u.calendar_code ORDER BY u.calendar_code)
		FROM unnest(t.calendar_codes) AS u (calendar_code)) END AS calendar_codes
FROM (
	SELECT student_id, school_id, school_year, count(*)::integer AS stays, count(*) FILTER (WHERE counts)::integer AS stays_that_count,
		min(entry_date) FILTER (WHERE is_placed) AS first_entry, max(coalesce(last_date, 'infinity')) FILTER (WHERE is_placed) AS last_date,
		-- the upper bound is the day after the last one; the last date there is has no day after it
		array_agg(CASE WHEN last_date < entry_date THEN '{}'
			ELSE datemultirange(daterange(entry_date, nullif(last_date, '5874897-12-31') + 1)) END
			ORDER BY entry_date, last_date, calendar_code) FILTER (WHERE is_placed) AS days,
		array_agg(calendar_code ORDER BY entry_date, last_date, calendar_code) FILTER (WHERE is_placed) AS calendar_codes
	FROM (
		SELECT *, counts AND calendar_code IS NOT NULL AS is_placed
		FROM @store@.stay
		WHERE student_id IN (SELECT d.student_id FROM @store@.event_in_doubt AS d)
	) AS s
	GROUP BY student_id, school_id, school_year
) AS t;

-- The events in doubt, and why they are not used: a row for each event. Each side is grouped
-- before it is joined, so that a district with very many such events takes no longer.
CREATE OR REPLACE VIEW @store@.event_doubt_reason AS
SELECT e.school_year, e.school_id, e.student_id, e.day, e.period, e.code,
	CASE
		WHEN e.is_member THEN CASE WHEN e.has_share THEN 'periods not known' ELSE 'share out of range' END
		WHEN s.stays IS NULL THEN CASE
			WHEN u.student_id IS NULL THEN 'unknown student'
			WHEN h.school_id IS NULL THEN 'unknown school'
			ELSE 'not enrolled' END
		WHEN s.stays_that_count = 0 THEN 'void stay'
		WHEN s.calendar_codes IS NULL THEN 'no calendar'
		WHEN m.is_expected THEN 'not refreshed'
		WHEN m.in_stay OR NOT m.in_calendar THEN 'no session day'
		WHEN e.day < s.first_entry THEN 'before entry'
		WHEN e.day > s.last_date THEN 'after exit'
		ELSE 'between stays' END AS reason,
	e.is_member, e.has_share
FROM @store@.event_in_doubt AS e
LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
LEFT JOIN @store@.student_stays AS s ON (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
LEFT JOIN (
	SELECT school_id, school_year, day, array_agg(calendar_code) AS calendar_codes
	FROM @store@.session_day
	GROUP BY school_id, school_year, day
) AS d ON (d.school_id, d.school_year, d.day) = (e.school_id, e.school_year, e.day)
CROSS JOIN LATERAL (
	SELECT coalesce(bool_or(t.calendar_code = ANY (d.calendar_codes)), false) AS in_calendar,
		coalesce(bool_or(e.day <@ t.days), false) AS in_stay,
		coalesce(bool_or(t.calendar_code = ANY (d.calendar_codes) AND e.day <@ t.days), false) AS is_expected
	FROM unnest(s.days, s.calendar_codes) AS t (days, calendar_code)
) AS m;

-- These events, as of the last refresh, and those of school years that the store does not know
CREATE OR REPLACE VIEW @store@.event_not_used AS
SELECT school_year, school_id, student_id, day, period, code, reason, is_member, has_share
FROM @store@.event_doubt_reason
UNION ALL
SELECT school_year, school_id, student_id, day, period, code, 'unknown year', NULL, NULL
FROM @store@.attendance_event
WHERE school_year NOT IN (SELECT y.school_year FROM @store@.school_year_state AS y);
