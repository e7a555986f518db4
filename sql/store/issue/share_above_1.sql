-- Events that miss more than a day

@reasons@
	('share above 1', 'warning', 'Correct portion, missed or held; the event counts as a whole.')
@rows@
SELECT 'share above 1', school_year, school_id, student_id, day,
	min('code ' || absence_internal.short_word(code) || ', ' || left(CASE
		WHEN portion IS NOT NULL THEN 'portion ' || portion
		WHEN period IS NULL THEN 'missed ' || missed || ' of ' || held
		ELSE 'a period of a day of ' || held END, 60)), count(*)
FROM odd_event
WHERE @above_1(odd_event)@
GROUP BY school_year, school_id, student_id, day
