-- Calendars in which only some days have minutes

@reasons@
	('no minutes', 'info', 'Give the days their minutes if a definition counts minutes.')
@rows@
SELECT 'no minutes', school_year, school_id, NULL, NULL, 'calendar ' || calendar_code, count(*) - count(minutes)
FROM @store@.session_day
GROUP BY school_year, school_id, calendar_code
HAVING count(minutes) > 0 AND count(minutes) < count(*)
