-- Grades for which it is not known whether the federal file covers them

@reasons@
	('unknown grade', 'warning',
		'Write it in enrollment as PK, K, 1 to 12, 13 or UG; until then fs195 has these students as grade not known.')
@rows@
SELECT 'unknown grade', r.school_year, r.school_id, r.student_id, NULL, coalesce('grade ' || r.grade, 'no grade'), r.students
FROM (
	SELECT school_year, school_id, grade, count(*) AS students, @one(student_id)@ AS student_id
	FROM @store@.student_register
	GROUP BY school_year, school_id, grade
) AS r
LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
WHERE absence_internal.is_federal_grade(r.grade) IS NULL AND h.federally_reported IS NOT FALSE
