-- Days on which a school recorded nothing, or less than is likely, as the last refresh found
-- by the rules in function/complete_through.sql. The days count.

@reasons@
	('silent days', 'warning', 'Ask the school for the attendance of these days; until then all students count as present on them.'),
	('no event in district', 'warning',
		'Remove the days from the calendar if they were a break, or else ask for their attendance; they count.'),
	('small school silent', 'info', 'Ask the school whether no student has been absent since then; the days count.')
@rows@
SELECT s.reason, s.school_year, s.school_id, NULL, CASE WHEN s.first_day = s.last_day THEN s.first_day END,
	s.first_day || ' to ' || s.last_day, s.session_days
FROM @store@.school_silence AS s
