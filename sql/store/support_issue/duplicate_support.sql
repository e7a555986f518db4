-- The same intervention given to a student twice at a time

@reasons@
	('duplicate support', 'warning', 'End one of them, or remove it.')
@rows@
SELECT 'duplicate support', d.school_year, d.school_id, d.student_id, d.begin_date,
	'support ' || absence_internal.short_word(d.intervention_id) || ' of ' || d.begin_date || ', and of ' || d.begin_before, 1
FROM (
	SELECT s.school_year, s.school_id, s.student_id, s.intervention_id, s.begin_date, lag(s.begin_date) OVER earlier AS begin_before,
		max(coalesce(s.end_date, 'infinity')) OVER (earlier ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS end_before
	FROM given AS s
	WINDOW earlier AS (PARTITION BY s.student_id, s.intervention_id ORDER BY s.begin_date, s.end_date)
) AS d
WHERE d.end_before >= d.begin_date
