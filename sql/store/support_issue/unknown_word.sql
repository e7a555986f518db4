-- Words that are not in their list. A barrier can be sensitive, so its word is not shown.

@reasons@
	('unknown word', 'warning', 'Add the word to table support_word, or correct it; the rows count without it.')
@rows@
SELECT 'unknown word', w.school_year, NULL, NULL, NULL, 'list ' || w.list || coalesce(', ' || d.shown, ''), count(*)
FROM (
	SELECT NULL::integer AS school_year, k.list, k.word
	FROM @store@.intervention AS i
	CROSS JOIN LATERAL (VALUES ('intervention_class', i.class), ('delivery_method', i.delivery_method),
		('barrier_category', i.barrier_category)) AS k (list, word)
	UNION ALL
	SELECT s.school_year, k.list, k.word
	FROM @store@.student_intervention AS s
	CROSS JOIN LATERAL (VALUES ('support_status', s.status), ('end_reason', s.end_reason), ('barrier', s.barrier)) AS k (list, word)
	UNION ALL
	SELECT b.school_year, k.list, k.word
	FROM @store@.student_barrier AS b
	CROSS JOIN LATERAL (VALUES ('barrier', b.barrier), ('told_by', b.told_by)) AS k (list, word)
	UNION ALL
	SELECT o.school_year, k.list, k.word
	FROM @store@.outreach AS o
	CROSS JOIN LATERAL (VALUES ('action', o.kind), ('outreach_method', o.method), ('outreach_outcome', o.outcome),
		('referral_outcome', o.referral_outcome)) AS k (list, word)
	UNION ALL
	SELECT NULL, 'provider_role', f.job FROM @store@.staff AS f
	UNION ALL
	SELECT d.school_year, 'decision_reason', d.reason FROM @store@.tier_decision AS d
) AS w
CROSS JOIN LATERAL (VALUES (CASE WHEN w.list <> 'barrier' THEN absence_internal.short_word(w.word) END)) AS d (shown)
WHERE w.word IS NOT NULL
	AND NOT EXISTS (SELECT FROM @store@.support_word AS k WHERE (k.list, k.word) = (w.list, w.word))
GROUP BY w.school_year, w.list, d.shown
