-- Enrollments at schools that are not in table school. Events that are not used can have
-- this reason too.

@reasons@
	('unknown school', 'error', 'Load the school, or correct its id.')
@rows@
SELECT 'unknown school', e.school_year, e.school_id, NULL, NULL,
	'enrollments at school ' || absence_internal.short_word(e.school_id), count(*)
FROM @store@.fact_enrollment AS e
LEFT JOIN @store@.fact_school AS h ON h.school_id = e.school_id
WHERE h.school_id IS NULL
GROUP BY e.school_year, e.school_id
