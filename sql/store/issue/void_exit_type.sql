-- Enrollments with an exit type that says the student never came

@reasons@
	('void exit type', 'info', 'Correct the exit type if these students did come; the stays do not count.')
@rows@
SELECT 'void exit type', e.school_year, e.school_id, @one(e.student_id)@, NULL,
	'exit type ' || absence_internal.short_word(e.exit_type), count(*)
FROM @store@.fact_enrollment AS e
JOIN @store@.store_setting AS s ON e.exit_type = ANY (s.void_exit_types)
GROUP BY e.school_year, e.school_id, e.exit_type
