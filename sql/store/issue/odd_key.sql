-- Keys with a blank at an end or with a control character

@reasons@
	('odd key', 'warning', 'Correct the key if it is a mistake: it has a blank at an end or a control character, and counts as it is.')
@rows@
SELECT 'odd key', e.school_year, e.school_id, k.student_id, NULL, concat(k.what, ' ', to_json(absence_internal.short_word(k.key))), count(*)
FROM @store@.fact_enrollment AS e
CROSS JOIN LATERAL (VALUES
	('enrollment, student_id', e.student_id, e.student_id),
	('enrollment, school_id', NULL, e.school_id)) AS k (what, student_id, key)
WHERE (e.student_id ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]' OR e.school_id ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]')
	AND k.key ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]'
GROUP BY e.school_year, e.school_id, k.student_id, k.what, k.key
