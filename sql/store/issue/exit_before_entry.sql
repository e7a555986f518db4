-- Enrollments whose exit is before their entry

@reasons@
	('exit before entry', 'error', 'Correct the dates of the enrollment; the stay does not count.')
@rows@
SELECT 'exit before entry', school_year, school_id, student_id, entry_date, 'entry ' || entry_date || ', exit ' || exit_date, count(*)
FROM @store@.stay
WHERE void = 'exit before entry'
GROUP BY school_year, school_id, student_id, entry_date, exit_date
