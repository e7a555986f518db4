-- Supports of an intervention that neither the district nor the school offers

@reasons@
	('unknown intervention', 'error', 'Add the intervention to table intervention, or correct its code.')
@rows@
SELECT 'unknown intervention', s.school_year, s.school_id, s.student_id, s.begin_date,
	'intervention ' || absence_internal.short_word(s.intervention_id), 1
FROM @store@.known_support AS s
WHERE NOT EXISTS (
	SELECT FROM @store@.intervention AS i
	WHERE i.intervention_id = s.intervention_id AND coalesce(i.school_id = s.school_id, true))
