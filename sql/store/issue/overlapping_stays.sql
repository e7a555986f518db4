-- Stays of a student at one school that overlap. Rows with the same entry date are one stay
-- here. A stay can begin on the day on which another one ends.

@reasons@
	('overlapping stays', 'warning', 'Correct the dates of the enrollments; a day of both counts once.')
@rows@
SELECT 'overlapping stays', school_year, school_id, student_id, entry_date,
	'entry ' || entry_date || ' is before exit ' || CASE WHEN last_before = 'infinity' THEN '(open)' ELSE last_before::text END, 1
FROM (
	SELECT school_year, school_id, student_id, entry_date,
		max(max(coalesce(last_date, 'infinity'))) OVER (PARTITION BY school_year, school_id, student_id ORDER BY entry_date
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
	FROM stay_of_several
	GROUP BY school_year, school_id, student_id, entry_date
) AS s
WHERE last_before > entry_date
