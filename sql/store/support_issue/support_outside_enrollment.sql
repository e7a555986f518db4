-- Supports that begin on a day on which the student is not enrolled at the school

@reasons@
	('support outside enrollment', 'warning', 'Correct the school or the first day, or the enrollment.')
@rows@
SELECT 'support outside enrollment', s.school_year, s.school_id, s.student_id, s.begin_date,
	'support ' || absence_internal.short_word(s.intervention_id) || ' of ' || s.begin_date, 1
FROM given AS s
WHERE NOT s.begin_unknown AND NOT EXISTS (
	SELECT FROM @store@.fact_enrollment AS e
	WHERE (e.student_id, e.school_id) = (s.student_id, s.school_id)
		AND s.begin_date BETWEEN e.entry_date AND coalesce(e.exit_date, 'infinity'))
