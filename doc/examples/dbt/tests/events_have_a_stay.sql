-- An event of a student on a day on which the student was not enrolled at the school
SELECT e.student_id, e.school_id, e.day, e.code
FROM {{ ref('attendance_event') }} AS e
WHERE NOT EXISTS (
	SELECT FROM {{ ref('enrollment') }} AS s
	WHERE s.student_id = e.student_id AND s.school_id = e.school_id
		AND e.day BETWEEN s.entry_date AND coalesce(s.exit_date, 'infinity'))
