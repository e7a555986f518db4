-- Words of calendar_day that are not in calendar_event_kind

@reasons@
	('unknown calendar word', 'warning', 'Enter in calendar_event_kind what the word means; until then it has no effect.')
@rows@
SELECT 'unknown calendar word', d.school_year, d.school_id, NULL, @one(d.day)@, 'event ' || absence_internal.short_word(d.event), count(*)
FROM @store@.fact_calendar_day AS d
LEFT JOIN @store@.fact_calendar_event_kind AS k ON k.event = d.event
WHERE k.event IS NULL
GROUP BY d.school_year, d.school_id, d.event
