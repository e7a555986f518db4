-- Supports that name a rule of which the student has no alert

@reasons@
	('rule without an alert', 'info', 'Correct the rule that the support names, or leave it out.')
@rows@
SELECT 'rule without an alert', s.school_year, s.school_id, s.student_id, s.begin_date,
	'support ' || absence_internal.short_word(s.intervention_id) || ', rule ' || absence_internal.short_word(s.rule), 1
FROM @store@.known_support AS s
WHERE s.rule IS NOT NULL AND NOT EXISTS (
	SELECT FROM @store@.alert AS a
	WHERE (a.student_id, a.school_year, a.rule) = (s.student_id, s.school_year, s.rule))
