-- Barriers of a category that is not in the list

@reasons@
	('barrier of unknown category', 'error', 'Correct the category, or add it to list barrier_category of table support_word.')
@rows@
SELECT 'barrier of unknown category', b.school_year, NULL, b.student_id, b.identified_on,
	'category ' || absence_internal.short_word(b.category), 1
FROM @store@.student_barrier AS b
WHERE NOT EXISTS (SELECT FROM @store@.support_word AS k WHERE (k.list, k.word) = ('barrier_category', b.category))
