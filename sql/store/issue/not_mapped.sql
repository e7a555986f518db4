-- Students whose verdict depends on unmapped codes, under the store's own definition

@reasons@
	('not mapped', 'error', 'Map the codes in attendance_code (see unmapped code); until then these students have no verdict.')
@rows@
SELECT 'not mapped', r.school_year, r.school_id, @one(r.student_id)@, NULL,
	'students without a verdict under definition ' || a.name, count(*)
FROM @store@.student_register AS r
JOIN (
	SELECT p.school_year, p.name, p.policy::absence.policy AS policy
	FROM @store@.store_setting AS s
	JOIN @store@.definition_of_year AS p ON p.name = s.policy
	OFFSET 0
) AS a USING (school_year)
WHERE absence.why_null(absence.tally(r.register, a.policy)) = 'unmapped'
GROUP BY r.school_year, r.school_id, a.name
