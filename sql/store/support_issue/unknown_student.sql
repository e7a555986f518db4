-- Rows of students who are not in table student

@reasons@
	('unknown student', 'error', 'Load the student, or correct the id.')
@rows@
SELECT 'unknown student', r.school_year, r.school_id, r.student_id, NULL,
	r.relation || ' of student ' || absence_internal.short_word(r.student_id), count(*)
FROM (
	SELECT 'student_intervention' AS relation, school_year, school_id, student_id FROM @store@.student_intervention
	UNION ALL
	SELECT 'intervention_session', NULL, NULL, student_id FROM @store@.intervention_session
	UNION ALL
	SELECT 'student_barrier', school_year, NULL, student_id FROM @store@.student_barrier
	UNION ALL
	SELECT 'outreach', school_year, school_id, student_id FROM @store@.outreach
	UNION ALL
	SELECT 'contact', NULL, NULL, student_id FROM @store@.contact
	UNION ALL
	SELECT 'tier_decision', school_year, NULL, student_id FROM @store@.tier_decision
) AS r
LEFT JOIN @store@.fact_student AS u ON u.student_id = r.student_id
WHERE u.student_id IS NULL
GROUP BY r.relation, r.school_year, r.school_id, r.student_id
