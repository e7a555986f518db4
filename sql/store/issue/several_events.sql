-- Several events of one day, or of one period of it, and which of them decides, of the students
-- of whom the last refresh counted some

@reasons@
	('absent and present', 'warning', 'Remove the wrong event; the absence counts unless the precedence of the codes says otherwise.'),
	('unmapped beside other code', 'warning', 'Map the code in attendance_code, or remove the wrong event.'),
	('two absences', 'info', 'Remove the wrong event; precedence decides, then the order of marks.'),
	('duplicate event', 'warning',
		'Label two lessons apart (P3a, P3b) or half days (AM, PM), or remove the second row; the larger share counts.')
@rows@
SELECT k.reason, d.school_year, d.school_id, d.student_id, d.day,
	CASE k.reason
		WHEN 'duplicate event' THEN concat(d.twice, coalesce(' in period ' || d.period, ' without a period'),
			CASE WHEN d.codes_twice > 1 THEN ', each' ELSE ',' END, ' counted as one')
		ELSE concat('codes ', d.codes, ' in period ' || d.period,
			': ' || absence_internal.short_word(d.winning_code) || ' decides') END, d.events
-- a table that is joined: no event is read if these reasons are not asked for
FROM (VALUES (1, 'absent and present'), (2, 'unmapped beside other code'), (3, 'two absences'), (4, 'duplicate event')) AS k (place, reason)
JOIN (
	SELECT d.*, unnest(ARRAY[
		CASE WHEN d.is_present AND d.whole_absence IS NOT NULL THEN 1 END,
		CASE WHEN d.is_unmapped AND NOT d.all_unmapped THEN 2 END,
		CASE WHEN d.whole_absence < d.other_absence THEN 3 END,
		CASE WHEN d.codes_twice > 0 THEN 4 END]) AS place
	FROM (
		-- The rows of each code are grouped first, because many are the same row twice. All rows
		-- are sorted by code at once, because sorting them in each group takes longer.
		SELECT student_id, school_id, school_year, day, absence_internal.short_word(period) AS period, sum(events)::bigint AS events,
			string_agg(shown_code, ', ') AS codes,
			absence_internal.winning_code(code, mark::absence.mark, precedence) FILTER (WHERE is_used) AS winning_code,
			string_agg('code ' || shown_code || ' ' || events || ' times', ' and ') FILTER (WHERE events > 1) AS twice,
			count(*) FILTER (WHERE events > 1) AS codes_twice,
			bool_or(mark = 'present') AS is_present, bool_or(mark = 'unmapped') AS is_unmapped, bool_and(mark = 'unmapped') AS all_unmapped,
			min(whole_absence) AS whole_absence, max(whole_absence) AS other_absence
		FROM (
			SELECT student_id, school_id, school_year, day, period, code, absence_internal.short_word(code) AS shown_code, count(*) AS events,
				min(mark) AS mark, min(precedence) AS precedence, bool_or(is_used) AS is_used,
				min(mark) FILTER (WHERE share = 1 AND mark <> 'unmapped' AND absence_internal.default_share(mark::absence.mark) = 1) AS whole_absence
			FROM @store@.event_part
			-- IS TRUE keeps it a lookup in a hash table. An array of many students would be searched
			-- through for each event of a source, which has no index for it.
			WHERE (student_id IN (SELECT a.student_id FROM @store@.event_account AS a WHERE a.repeated > 0)) IS TRUE
			GROUP BY student_id, school_id, school_year, day, period, code
			ORDER BY student_id, school_id, school_year, day, period, code
		) AS p
		GROUP BY student_id, school_id, school_year, day, period
		HAVING sum(events) > 1
	) AS d
) AS d ON d.place = k.place
