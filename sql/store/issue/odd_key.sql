-- Keys with a blank at an end or with a control character

@reasons@
	('odd key', 'warning', 'Correct the key if it is a mistake: it has a blank at an end or a control character, and counts as it is.')
@rows@
SELECT 'odd key', school_year, school_id, student_id, NULL, concat(what, ' ', to_json(absence_internal.short_word(key))), count(*)
FROM (
	SELECT school_year, school_id, student_id, 'enrollment, student_id', student_id FROM @store@.enrollment
	UNION ALL
	SELECT school_year, school_id, NULL, 'enrollment, school_id', school_id FROM @store@.enrollment
) AS k (school_year, school_id, student_id, what, key)
WHERE key ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]'
GROUP BY school_year, school_id, student_id, what, key
