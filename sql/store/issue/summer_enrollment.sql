-- Enrollments of summer school

@reasons@
	('summer enrollment', 'info', 'Correct the enrollment type if it is not summer school; the stays do not count.')
@rows@
SELECT 'summer enrollment', school_year, school_id, @one(student_id)@, NULL, 'enrollment type Summer', count(*)
FROM @store@.stay
WHERE void = 'summer enrollment'
GROUP BY school_year, school_id
