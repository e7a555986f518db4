-- Statuses of student_group whose dates cover no day

@reasons@
	('status never in force', 'warning', 'Correct begin_date or end_date in student_group; the status is in force on no day.')
@rows@
SELECT 'status never in force', NULL, NULL, student_id, NULL,
	concat_ws(', ', absence_internal.short_word(kind) || ' ' || absence_internal.short_word(value), 'from ' || begin_date, 'to ' || end_date),
	count(*)
FROM @store@.fact_student_group
WHERE begin_date > end_date OR begin_date = 'infinity' OR end_date = '-infinity'
GROUP BY student_id, kind, value, begin_date, end_date
