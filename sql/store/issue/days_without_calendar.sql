-- Days of calendars that are not in table calendar

@reasons@
	('days without calendar', 'error',
		'Put the calendar into table calendar: school, year and code are enough; until then its days do not count.')
@rows@
SELECT 'days without calendar', d.school_year, d.school_id, NULL, NULL,
	concat('calendar ', absence_internal.short_word(d.calendar_code), ', ', min(d.day), ' to ', max(d.day)), count(*)
FROM @store@.fact_calendar_day AS d
LEFT JOIN @store@.fact_calendar AS c USING (school_id, school_year, calendar_code)
WHERE c.school_id IS NULL
GROUP BY d.school_year, d.school_id, d.calendar_code
