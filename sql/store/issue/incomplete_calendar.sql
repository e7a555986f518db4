-- Calendars that the last refresh found incomplete. Occurrences are the session days that
-- are over and do not count.

@reasons@
	('nothing recorded', 'error', 'Ask the school for its attendance; until then its students have no verdict.'),
	('stopped early', 'error', 'Ask the school for the rest of its attendance; until then the days since do not count.'),
	('stale reporting', 'warning', 'Ask the school whether attendance is still taken and sent; until then the days since do not count.')
@rows@
SELECT CASE
		WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 'nothing recorded'
		WHEN c.days_cut > 5 THEN 'stopped early'
		ELSE 'stale reporting' END,
	c.school_year, c.school_id, NULL, c.complete_through,
	concat_ws(', ', 'calendar ' || c.calendar_code, 'complete through ' || c.complete_through, 'last recorded ' || c.last_recorded,
		'last session day ' || c.last_session_day), c.days_cut
FROM @store@.calendar_complete AS c
WHERE c.members > 0 AND c.days_cut > CASE WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 5 ELSE 0 END
