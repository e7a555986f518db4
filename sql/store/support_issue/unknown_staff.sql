-- Members of staff who are not in table staff

@reasons@
	('unknown staff', 'info', 'Add the member of staff to table staff, or correct the id.')
@rows@
SELECT 'unknown staff', r.school_year, r.school_id, NULL, NULL, 'staff ' || absence_internal.short_word(r.staff_id), count(*)
FROM (
	SELECT school_year, school_id, staff_id FROM @store@.known_support
	UNION ALL
	SELECT school_year, school_id, staff_id FROM @store@.known_outreach
	UNION ALL
	SELECT school_year, NULL, decided_by FROM @store@.tier_decision
) AS r
WHERE r.staff_id IS NOT NULL AND NOT EXISTS (SELECT FROM @store@.staff AS f WHERE f.staff_id = r.staff_id)
GROUP BY r.school_year, r.school_id, r.staff_id
