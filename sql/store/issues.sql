-- What in the facts needs a person: nothing is dropped in silence

-- Events that are not used, and why: one row an event. What is a member's day is
-- read off the registers of the last refresh; the reason is looked for only where
-- it is none.
CREATE OR REPLACE VIEW @store@.event_not_used AS
SELECT e.school_year, e.school_id, e.student_id, e.day, e.period, e.code,
	CASE
		WHEN e.is_member THEN CASE WHEN e.share IS NULL THEN 'share out of range' ELSE 'periods not known' END
		WHEN m.stays = 0 THEN CASE WHEN u.student_id IS NULL THEN 'unknown student' WHEN h.school_id IS NULL THEN 'unknown school' ELSE 'not enrolled' END
		WHEN m.stays_that_count = 0 THEN 'void stay'
		WHEN m.stays_with_calendar = 0 THEN 'no calendar'
		WHEN NOT m.in_calendar THEN 'no session day'
		WHEN e.day < m.first_entry THEN 'before entry'
		WHEN e.day > m.last_date THEN 'after exit'
		ELSE 'between stays' END AS reason
FROM (
	SELECT p.school_year, p.school_id, p.student_id, p.day, p.period, p.code, p.share,
		coalesce(absence.is_member(r.register, p.day), false) AS is_member
	FROM @store@.event_part AS p
	LEFT JOIN @store@.student_register AS r USING (student_id, school_id, school_year)
	LEFT JOIN @store@.day_periods AS n USING (student_id, school_id, school_year, day)
	WHERE NOT coalesce(absence.is_member(r.register, p.day), false)
		OR p.share IS NULL
		OR (p.period IS NOT NULL AND coalesce(coalesce(p.periods, n.periods) <= 0, true))
) AS e
LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
CROSS JOIN LATERAL (
	SELECT count(*) AS stays, count(*) FILTER (WHERE s.void IS NULL) AS stays_that_count,
		count(s.calendar_code) FILTER (WHERE s.void IS NULL) AS stays_with_calendar,
		min(s.entry_date) FILTER (WHERE s.void IS NULL) AS first_entry,
		CASE WHEN bool_or(s.void IS NULL AND s.last_date IS NULL) THEN NULL ELSE max(s.last_date) FILTER (WHERE s.void IS NULL) END AS last_date,
		coalesce(bool_or(EXISTS (SELECT FROM @store@.session_day AS d
			WHERE (d.school_id, d.school_year, d.calendar_code, d.day) = (s.school_id, s.school_year, s.calendar_code, e.day))), false) AS in_calendar
	FROM @store@.stay AS s
	WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
) AS m;
