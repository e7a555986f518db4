-- Tiers that are none

@reasons@
	('tier out of range', 'error', 'Correct the tier to 1, 2 or 3.')
@rows@
SELECT 'tier out of range', t.school_year, t.school_id, t.student_id, t.begin_date, t.what || ' of tier ' || t.tier, 1
FROM (
	SELECT NULL::integer AS school_year, i.school_id, NULL AS student_id, NULL::date AS begin_date,
		'intervention ' || absence_internal.short_word(i.intervention_id) AS what, i.tier
	FROM @store@.intervention AS i
	UNION ALL
	SELECT s.school_year, s.school_id, s.student_id, s.begin_date, 'support ' || absence_internal.short_word(s.intervention_id), s.tier
	FROM @store@.known_support AS s
	UNION ALL
	SELECT d.school_year, NULL, d.student_id, d.begin_date, 'decision', d.tier
	FROM @store@.tier_decision AS d
) AS t
WHERE t.tier NOT BETWEEN 1 AND 3
