-- Grades for which it is not known whether the federal file covers them

@reasons@
	('unknown grade', 'warning',
		'Write it in enrollment as PK, K, 1 to 12, 13 or UG; until then fs195 has these students as grade not known.')
@rows@
SELECT 'unknown grade', r.school_year, r.school_id, @one(r.student_id)@, NULL, coalesce('grade ' || r.grade, 'no grade'), count(*)
FROM @store@.student_register AS r
LEFT JOIN @store@.fact_school AS h ON h.school_id = r.school_id
WHERE h.federally_reported IS NOT FALSE
	-- there are few grades, so they are looked at first
	AND (r.grade IS NULL OR r.grade = ANY (ARRAY(
		SELECT g.grade
		FROM (SELECT DISTINCT grade FROM @store@.student_register OFFSET 0) AS g
		WHERE absence_internal.is_federal_grade(g.grade) IS NULL)))
GROUP BY r.school_year, r.school_id, r.grade
