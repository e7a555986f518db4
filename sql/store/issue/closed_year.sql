-- Events of closed school years. No other reason is shown for a closed year.

@reasons@
	('closed year', 'info', 'Open the year in school_year_state if they are to count; refresh does not read the facts of a closed year.')
@rows@
SELECT 'closed year', school_year, NULL, NULL, NULL, 'school year ' || school_year, count(*)
FROM @store@.fact_attendance_event
WHERE EXISTS (SELECT FROM @store@.school_year_state AS y WHERE y.state = 'closed')	-- else no event is read
	AND school_year = ANY (ARRAY(SELECT y.school_year FROM @store@.school_year_state AS y WHERE y.state = 'closed'))
GROUP BY school_year
