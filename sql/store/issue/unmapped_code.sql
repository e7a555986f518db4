-- Codes of events that no row of attendance_code maps, as the last refresh counted them

@reasons@
	('unmapped code', 'error', 'Map the code in attendance_code; until then days that hang on it do not count.')
@rows@
SELECT 'unmapped code', e.school_year, e.school_id, NULL, NULL, 'code ' || absence_internal.short_word(e.code), e.events
FROM (
	SELECT school_year, school_id, code, count(*) AS events
	FROM (
		SELECT a.school_year, a.school_id, u.code
		FROM @store@.event_account AS a
		CROSS JOIN LATERAL unnest(a.unmapped_codes) AS u (code)
		WHERE a.unmapped_codes IS NOT NULL
		UNION ALL
		-- of students who are not expected at the school on any day
		SELECT d.school_year, d.school_id, d.code
		FROM @store@.event_in_doubt AS d
		JOIN @store@.event_account AS a USING (student_id, school_id, school_year)
		WHERE a.unmapped_codes IS NULL
	) AS e
	GROUP BY school_year, school_id, code
) AS e
JOIN @store@.school_year_state AS y ON y.school_year = e.school_year
JOIN @store@.fact_school AS h ON h.school_id = e.school_id
LEFT JOIN @store@.code_mark AS c ON (c.school_id, c.school_year, c.code) = (e.school_id, e.school_year, e.code)
WHERE coalesce(c.mark, 'unmapped') = 'unmapped'
