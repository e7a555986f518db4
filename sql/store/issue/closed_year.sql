-- Events of closed school years. No other reason is shown for a closed year.

@reasons@
	('closed year', 'info', 'Open the year in school_year_state if they are to count; refresh does not read the facts of a closed year.')
@rows@
SELECT 'closed year', e.school_year, NULL, NULL, NULL, 'school year ' || e.school_year, e.events
FROM (
	SELECT school_year, count(*) AS events
	FROM @store@.attendance_event
	GROUP BY school_year
) AS e
JOIN @store@.school_year_state AS y ON y.school_year = e.school_year AND y.state = 'closed'
