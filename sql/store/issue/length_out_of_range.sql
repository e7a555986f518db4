-- Days and calendars whose minutes or periods are out of range

@reasons@
	('length out of range', 'warning', 'Correct minutes (1 to 1440) or periods (1 or more); the length is taken as not known.')
@rows@
SELECT 'length out of range', l.school_year, l.school_id, NULL, @one(l.day)@,
	concat_ws(', ', 'calendar ' || absence_internal.short_word(l.calendar_code), 'minutes ' || min(l.minutes), 'periods ' || min(l.periods)),
	count(*)
FROM (
	SELECT school_year, school_id, calendar_code, day, CASE WHEN minutes NOT BETWEEN 1 AND 1440 THEN minutes END AS minutes,
		CASE WHEN periods <= 0 THEN periods END AS periods
	FROM @store@.fact_calendar_day
	UNION ALL
	SELECT school_year, school_id, calendar_code, NULL, CASE WHEN day_minutes NOT BETWEEN 1 AND 1440 THEN day_minutes END,
		CASE WHEN periods <= 0 THEN periods END
	FROM @store@.fact_calendar
) AS l
WHERE l.minutes IS NOT NULL OR l.periods IS NOT NULL
GROUP BY l.school_year, l.school_id, l.calendar_code
