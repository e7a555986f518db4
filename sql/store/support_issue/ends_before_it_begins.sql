-- Supports and decisions with dates in the wrong order

@reasons@
	('ends before it begins', 'error', 'Correct the dates.')
@rows@
SELECT 'ends before it begins', s.school_year, s.school_id, s.student_id, s.begin_date,
	'support ' || absence_internal.short_word(s.intervention_id) || ' of ' || s.begin_date || ' ends ' || s.end_date, 1
FROM @store@.known_support AS s
WHERE s.end_date < s.begin_date
UNION ALL
SELECT 'ends before it begins', d.school_year, NULL, d.student_id, d.begin_date,
	'decision of ' || d.begin_date || ' ends ' || d.end_date, 1
FROM @store@.tier_decision AS d
WHERE d.end_date < d.begin_date
