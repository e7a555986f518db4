-- Several enrollments of a student at one school with the same entry date, and stays there that
-- overlap. Rows with the same entry date are one stay here. A stay can begin on the day on
-- which another one ends.

@reasons@
	('duplicate enrollment', 'warning', 'Remove the second row; the days count once.'),
	('overlapping stays', 'warning', 'Correct the dates of the enrollments; a day of both counts once.')
@rows@
SELECT k.reason, s.school_year, s.school_id, s.student_id, s.entry_date,
	CASE k.reason
		WHEN 'duplicate enrollment' THEN s.enrollments || ' rows of entry ' || s.entry_date
		ELSE 'entry ' || s.entry_date || ' is before exit ' || CASE WHEN s.last_before = 'infinity' THEN '(open)' ELSE s.last_before::text END END,
	CASE k.reason WHEN 'duplicate enrollment' THEN s.enrollments ELSE 1 END
-- a table that is joined: no stay is read if these reasons are not asked for
FROM (VALUES (1, 'duplicate enrollment'), (2, 'overlapping stays')) AS k (place, reason)
JOIN (
	SELECT s.*, unnest(ARRAY[CASE WHEN s.enrollments > 1 THEN 1 END, CASE WHEN s.last_before > s.entry_date THEN 2 END]) AS place
	FROM (
		SELECT school_year, school_id, student_id, entry_date, count(*) AS enrollments,
			max(max(coalesce(last_date, 'infinity'))) OVER (PARTITION BY school_year, school_id, student_id ORDER BY entry_date
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
		FROM @store@.stay
		WHERE counts AND student_id IN (
			SELECT e.student_id FROM @store@.fact_enrollment AS e GROUP BY e.student_id HAVING count(*) > 1)
		GROUP BY school_year, school_id, student_id, entry_date
	) AS s
) AS s ON s.place = k.place
