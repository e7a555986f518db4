-- Enrollments of students who are not in table student. Events that are not used can have
-- this reason too.

@reasons@
	('unknown student', 'error', 'Load the student, or correct the id.')
@rows@
SELECT 'unknown student', e.school_year, e.school_id, e.student_id, NULL,
	'enrollment of student ' || absence_internal.short_word(e.student_id), count(*)
FROM @store@.fact_enrollment AS e
LEFT JOIN @store@.fact_student AS u ON u.student_id = e.student_id
WHERE u.student_id IS NULL
GROUP BY e.school_year, e.school_id, e.student_id
