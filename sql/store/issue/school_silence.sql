-- Days on which a school recorded nothing, or less than is likely, as the last refresh found
-- by the rules in function/complete_through.sql. The days count.

@reasons@
	('silent days', 'warning', 'Ask the school for the attendance of these days; until then everybody counts as present on them.'),
	('no event in district', 'warning', 'Take the days out of the calendar if it was a break, else ask for their attendance; they count.'),
	('small school silent', 'info', 'Ask the school whether really nobody was absent since; the days count.')
@rows@
SELECT s.reason, s.school_year, s.school_id, NULL, CASE WHEN s.first_day = s.last_day THEN s.first_day END,
	s.first_day || ' to ' || s.last_day, s.session_days
FROM @store@.school_silence AS s
