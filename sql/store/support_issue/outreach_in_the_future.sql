-- Outreach that is said to be done on a day to come. What is planned has no day.

@reasons@
	('outreach in the future', 'error', 'Correct the day, or give it as due_on if it is planned.')
@rows@
SELECT 'outreach in the future', o.school_year, o.school_id, o.student_id, o.day,
	absence_internal.short_word(o.kind) || ' of ' || o.day, 1
FROM @store@.known_outreach AS o
WHERE o.day > (SELECT greatest((now() AT TIME ZONE s.time_zone)::date, (SELECT max(l.today) FROM @store@.refresh_log AS l))
	FROM @store@.store_setting AS s)
