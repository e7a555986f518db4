-- Keys of more than 500 bytes

@reasons@
	('key too long', 'error', 'Correct the key; rows with a key of more than 500 bytes do not count.')
@rows@
SELECT 'key too long', school_year, school_id, student_id, NULL,
	concat(what, ' of ', octet_length(key), ' bytes, ', absence_internal.short_word(key)), count(*)
FROM (
	SELECT school_year, school_id, student_id, 'enrollment, student_id', student_id FROM @store@.fact_enrollment
	UNION ALL
	SELECT school_year, school_id, NULL, 'enrollment, school_id', school_id FROM @store@.fact_enrollment
	UNION ALL
	SELECT school_year, school_id, NULL, 'calendar_day, school_id', school_id FROM @store@.fact_calendar_day
	UNION ALL
	SELECT school_year, school_id, NULL, 'calendar_day, calendar_code', calendar_code FROM @store@.fact_calendar_day
) AS k (school_year, school_id, student_id, what, key)
WHERE octet_length(key) > 500
GROUP BY school_year, school_id, student_id, what, key
