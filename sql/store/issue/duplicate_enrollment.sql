-- Several enrollments with one entry date

@reasons@
	('duplicate enrollment', 'warning', 'Remove the second row; the days count once.')
@rows@
SELECT 'duplicate enrollment', school_year, school_id, student_id, entry_date, count(*) || ' rows of entry ' || entry_date, count(*)
FROM stay_of_several
GROUP BY school_year, school_id, student_id, entry_date
HAVING count(*) > 1
