-- Enrollments whose fte is negative, infinite or not a number

@reasons@
	('fte out of range', 'warning', 'Correct fte of the enrollment; it is taken as 1.')
@rows@
SELECT 'fte out of range', school_year, school_id, student_id, entry_date, 'fte ' || left(min(fte)::text, 60), count(*)
FROM @store@.fact_enrollment
WHERE fte < 0 OR fte >= 'Infinity'
GROUP BY school_year, school_id, student_id, entry_date
