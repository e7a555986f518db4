-- Students without a birth date, in years with a rule in force that asks for an age

@reasons@
	('no birth date', 'warning', 'Load the birth dates; until then the rule lets these students in.')
@rows@
SELECT 'no birth date', r.school_year, e.school_id, NULL, NULL, 'rule ' || r.name, count(DISTINCT e.student_id)
FROM @store@.rule_of_year AS r
JOIN @store@.fact_enrollment AS e ON e.school_year = r.school_year
JOIN @store@.fact_student AS u ON u.student_id = e.student_id
WHERE num_nonnulls(r.from_age, r.to_age) > 0 AND u.birth_date IS NULL
GROUP BY r.school_year, e.school_id, r.name
