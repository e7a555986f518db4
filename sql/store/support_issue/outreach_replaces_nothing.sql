-- Outreach that names a row that it replaces, which is no row of the student

@reasons@
	('replaces nothing', 'warning', 'Correct column replaces; it is the outreach_id of another row of the student.')
@rows@
SELECT 'replaces nothing', o.school_year, o.school_id, o.student_id, o.day,
	absence_internal.short_word(o.kind) || ' replaces ' || absence_internal.short_word(o.replaces), 1
FROM @store@.outreach AS o
WHERE o.replaces IS NOT NULL AND NOT EXISTS (
	SELECT FROM @store@.outreach AS r
	WHERE (r.student_id, r.outreach_id) = (o.student_id, o.replaces) AND o.outreach_id IS DISTINCT FROM o.replaces)
