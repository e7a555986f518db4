-- Words of more than 500 bytes

@reasons@
	('word too long', 'warning', 'Correct the word; views show a word of more than 500 bytes by its beginning and a hash.')
@rows@
SELECT 'word too long', school_year, school_id, NULL, NULL,
	concat(what, ' of ', octet_length(word), ' bytes, ', absence_internal.short_word(word)), count(*)
FROM (
	SELECT school_year, school_id, 'enrollment, grade', grade FROM @store@.fact_enrollment
	UNION ALL
	SELECT NULL, NULL, k.what, k.word
	FROM @store@.fact_student_group AS g
	CROSS JOIN LATERAL (VALUES ('student_group, kind', g.kind), ('student_group, value', g.value)) AS k (what, word)
	WHERE octet_length(g.kind) > 500 OR octet_length(g.value) > 500
) AS w (school_year, school_id, what, word)
WHERE octet_length(word) > 500
GROUP BY school_year, school_id, what, word
