-- Schools whose days have no length, in years with a rule in force that counts minutes

@reasons@
	('rule needs minutes', 'warning', 'Give the days of the school their minutes, or the rule finds too little there.')
@rows@
SELECT 'rule needs minutes', r.school_year, c.school_id, NULL, NULL, 'rule ' || r.name, 1
FROM @store@.rule_of_year AS r
JOIN (
	SELECT c.school_year, c.school_id
	FROM @store@.fact_calendar AS c
	GROUP BY c.school_year, c.school_id
	HAVING count(c.day_minutes) = 0
) AS c ON c.school_year = r.school_year
WHERE r.rule ~ 'measure = minutes|minutes, amount'
	AND NOT EXISTS (
		SELECT FROM @store@.fact_calendar_day AS d
		WHERE (d.school_year, d.school_id) = (c.school_year, c.school_id) AND d.minutes IS NOT NULL)
