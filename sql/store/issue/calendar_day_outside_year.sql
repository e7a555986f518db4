-- Calendar days before June of the year in which the school year begins, or after August
-- of the year in which it ends. Years that are out of range
-- for a date are compared as numbers.

@reasons@
	('calendar day outside year', 'error', 'Correct the day or the school year; the day is left out.')
@rows@
SELECT 'calendar day outside year', d.school_year, d.school_id, NULL, @one(d.day)@,
	concat_ws(', ', 'calendar ' || absence_internal.short_word(d.calendar_code), @span(d.day)@), count(*)
FROM @store@.fact_calendar_day AS d
WHERE NOT coalesce(CASE WHEN d.school_year BETWEEN 2 AND 9999
	THEN d.day BETWEEN make_date(d.school_year - 1, 6, 1) AND make_date(d.school_year, 8, 31)
	ELSE extract(year FROM d.day) * 100 + extract(month FROM d.day)
		BETWEEN (d.school_year::numeric - 1) * 100 + 6 AND d.school_year::numeric * 100 + 8 END, false)
GROUP BY d.school_year, d.school_id, d.calendar_code
