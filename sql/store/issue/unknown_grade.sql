-- Grades for which it is not known whether the federal file covers them

@reasons@
	('unknown grade', 'warning',
		'Write it in enrollment as PK, K, 1 to 12, 13 or UG; until then fs195 has these students as grade not known.')
@rows@
SELECT 'unknown grade', r.school_year, r.school_id, @one(r.student_id)@, NULL, coalesce('grade ' || r.grade, 'no grade'), count(*)
FROM @store@.student_register AS r
JOIN (
	-- there are few grades
	SELECT g.grade
	FROM (SELECT DISTINCT grade FROM @store@.student_register) AS g
	WHERE absence_internal.is_federal_grade(g.grade) IS NULL
) AS g ON g.grade IS NOT DISTINCT FROM r.grade
LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
WHERE h.federally_reported IS NOT FALSE
GROUP BY r.school_year, r.school_id, r.grade
