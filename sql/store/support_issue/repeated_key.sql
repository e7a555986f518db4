-- Keys that should be of one row

@reasons@
	('repeated key', 'warning', 'Remove or correct the rows; views take one of them.')
@rows@
SELECT 'repeated key', NULL, i.school_id, NULL, NULL, 'intervention ' || absence_internal.short_word(i.intervention_id), count(*)
FROM @store@.intervention AS i
GROUP BY i.intervention_id, i.school_id
HAVING count(*) > 1
UNION ALL
SELECT 'repeated key', NULL, NULL, NULL, NULL, 'staff ' || absence_internal.short_word(f.staff_id), count(*)
FROM @store@.staff AS f
GROUP BY f.staff_id
HAVING count(*) > 1
UNION ALL
SELECT 'repeated key', @one(o.school_year)@, @one(o.school_id)@, @one(o.student_id)@, NULL,
	'outreach ' || absence_internal.short_word(o.outreach_id), count(*)
FROM @store@.outreach AS o
WHERE o.outreach_id IS NOT NULL
GROUP BY o.outreach_id
HAVING count(*) > 1
UNION ALL
SELECT 'repeated key', @one(s.school_year)@, @one(s.school_id)@, @one(s.student_id)@, NULL,
	'support ' || absence_internal.short_word(s.support_id), count(*)
FROM @store@.student_intervention AS s
WHERE s.support_id IS NOT NULL
GROUP BY s.support_id
HAVING count(*) > 1
