-- What in the facts needs a person: nothing is dropped in silence

-- Events that are not used, and why: one row an event. What is a member's day is
-- read off the registers of the last refresh; the reason is looked for only where
-- it is none. Each side is grouped before it is joined, so that a district with
-- very many of them takes no longer.
CREATE OR REPLACE VIEW @store@.event_not_used AS
SELECT e.school_year, e.school_id, e.student_id, e.day, e.period, e.code,
	CASE
		WHEN e.is_member THEN CASE WHEN e.share IS NULL THEN 'share out of range' ELSE 'periods not known' END
		WHEN y.school_year IS NULL THEN 'unknown year'
		WHEN s.stays IS NULL THEN CASE WHEN u.student_id IS NULL THEN 'unknown student' WHEN h.school_id IS NULL THEN 'unknown school' ELSE 'not enrolled' END
		WHEN s.stays_that_count = 0 THEN 'void stay'
		WHEN s.calendar_codes IS NULL THEN 'no calendar'
		WHEN m.is_expected THEN 'not refreshed'
		WHEN m.in_stay OR NOT m.in_calendar THEN 'no session day'
		WHEN e.day < s.first_entry THEN 'before entry'
		WHEN e.day > s.last_date THEN 'after exit'
		ELSE 'between stays' END AS reason,
	e.share, e.periods
FROM (
	SELECT p.school_year, p.school_id, p.student_id, p.day, p.period, p.code, p.share, p.periods,
		coalesce(absence.is_member(r.register, p.day), false) AS is_member
	FROM @store@.event_part AS p
	LEFT JOIN @store@.student_register AS r USING (student_id, school_id, school_year)
	WHERE NOT p.is_used OR NOT coalesce(absence.is_member(r.register, p.day), false)
) AS e
LEFT JOIN @store@.school_year_state AS y ON y.school_year = e.school_year
LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
LEFT JOIN (
	SELECT student_id, school_id, school_year, stays, stays_that_count, first_entry, last_date,
		-- many are put together, a set of days for each calendar
		CASE WHEN stays <= 10 THEN days ELSE (
			SELECT array_agg(u.days ORDER BY u.calendar_code)
			FROM (SELECT calendar_code, range_agg(u.days) AS days FROM unnest(t.days, t.calendar_codes) AS u (days, calendar_code) GROUP BY calendar_code) AS u) END AS days,
		CASE WHEN stays <= 10 THEN calendar_codes ELSE (SELECT array_agg(DISTINCT u.calendar_code ORDER BY u.calendar_code) FROM unnest(t.calendar_codes) AS u (calendar_code)) END AS calendar_codes
	FROM (
		SELECT student_id, school_id, school_year, count(*) AS stays, count(*) FILTER (WHERE counts) AS stays_that_count,
			min(entry_date) FILTER (WHERE is_placed) AS first_entry, max(coalesce(last_date, 'infinity')) FILTER (WHERE is_placed) AS last_date,
			-- the upper bound is the day after the last; the last of all dates has none
			array_agg(CASE WHEN last_date < entry_date THEN '{}' ELSE datemultirange(daterange(entry_date, nullif(last_date, '5874897-12-31') + 1)) END)
				FILTER (WHERE is_placed) AS days,
			array_agg(calendar_code) FILTER (WHERE is_placed) AS calendar_codes
		FROM (SELECT *, counts AND calendar_code IS NOT NULL AS is_placed FROM @store@.stay) AS s
		GROUP BY student_id, school_id, school_year
	) AS t
	OFFSET 0	-- before the join, not for each event
) AS s ON (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
LEFT JOIN (
	SELECT school_id, school_year, day, array_agg(calendar_code) AS calendar_codes
	FROM @store@.session_day
	GROUP BY school_id, school_year, day
) AS d ON (d.school_id, d.school_year, d.day) = (e.school_id, e.school_year, e.day)
CROSS JOIN LATERAL (
	SELECT coalesce(bool_or(t.calendar_code = ANY (d.calendar_codes)), false) AS in_calendar,
		coalesce(bool_or(e.day <@ t.days), false) AS in_stay,
		coalesce(bool_or(t.calendar_code = ANY (d.calendar_codes) AND e.day <@ t.days), false) AS is_expected
	FROM unnest(s.days, s.calendar_codes) AS t (days, calendar_code)
) AS m;

-- Every reason of data_issue: how bad it is, and what to do about it
CREATE OR REPLACE VIEW @store@.issue_kind AS
SELECT reason COLLATE "C" AS reason, severity COLLATE "C" AS severity, what_to_do
FROM (VALUES
	-- events that are not used
	('unknown year', 'error', 'Correct the school year, or load its enrollments and calendars and refresh.'),
	('unknown school', 'error', 'Load the school, or correct its id.'),
	('unknown student', 'error', 'Load the student, or correct the id.'),
	('not enrolled', 'error', 'Load the enrollment, or correct the student, the school or the year of the events.'),
	('no calendar', 'error', 'Give the stays of these students a calendar; see stay without calendar.'),
	('share out of range', 'error', 'Correct portion, missed or held of the event.'),
	('periods not known', 'error', 'Say in held, calendar_day or calendar how many periods the day has.'),
	('void stay', 'warning', 'Correct the enrollment if the student did come, else remove the events.'),
	('no session day', 'warning', 'Correct the day of the events, or the calendar.'),
	('before entry', 'warning', 'Correct the entry date, or the day of the events.'),
	('after exit', 'warning', 'Correct the exit date, or the day of the events.'),
	('between stays', 'warning', 'Correct the enrollments, or the day of the events.'),
	('not refreshed', 'info', 'Refresh: the enrollment is newer than the registers.'),
	-- events that are used, but may not be what was meant
	('unmapped code', 'error', 'Map the code in attendance_code; until then days that hang on it do not count.'),
	('not mapped', 'error', 'Map the codes in attendance_code (see unmapped code); until then these students have no verdict.'),
	('share above 1', 'warning', 'Correct portion, missed or held; the event counts as a whole.'),
	('absent and present', 'warning', 'Remove the event that is wrong; the absence counts unless the codes'' precedence says otherwise.'),
	('unmapped beside other code', 'warning', 'Map the code in attendance_code, or remove the event that is wrong.'),
	('two absences', 'info', 'Remove the event that is wrong; precedence, then the order of marks decides.'),
	('duplicate event', 'warning', 'Label two lessons apart (P3a, P3b) or half days (AM, PM), or remove the second row; the larger share counts.'),
	-- stays
	('stay without calendar', 'error', 'Correct the calendar code of the enrollments, or give the grade one calendar in calendar_grade.'),
	('exit before entry', 'error', 'Correct the dates of the enrollment; the stay does not count.'),
	('stay without session day', 'warning', 'Correct the dates of the enrollment, or the calendar.'),
	('overlapping stays', 'warning', 'Correct the dates of the enrollments; a day of both counts once.'),
	('duplicate enrollment', 'warning', 'Remove the second row; the days count once.'),
	('void exit type', 'info', 'Correct the exit type if these students did come; the stays do not count.'),
	('summer enrollment', 'info', 'Correct the enrollment type if it is not summer school; the stays do not count.'),
	('unknown grade', 'warning', 'Write it in enrollment as PK, K, 1 to 12, 13 or UG; until then fs195 has these students as grade not known.'),
	('fte out of range', 'warning', 'Correct fte of the enrollment; it is taken as 1.'),
	-- keys and words
	('key too long', 'error', 'Correct the key; what has one of more than 500 bytes does not count.'),
	('odd key', 'warning', 'Correct the key if it is not meant: it has a blank at an end or a control character, and counts as it is.'),
	('word too long', 'warning', 'Correct the word; views show one of more than 500 bytes by its beginning and a hash.'),
	('status never in force', 'warning', 'Correct begin_date or end_date in student_group; the row says nothing of any day.'),
	-- calendars
	('calendar without session days', 'error', 'Load the days of the calendar.'),
	('days without calendar', 'error', 'Put the calendar into table calendar: school, year and code are enough; until then its days do not count.'),
	('calendar day outside year', 'error', 'Correct the day or the school year; the day is left out.'),
	('unknown calendar word', 'warning', 'Say in calendar_event_kind what the word means; until then it says nothing.'),
	('length out of range', 'warning', 'Correct minutes (1 to 1440) or periods (1 or more); the length is taken as not known.'),
	('no minutes', 'info', 'Give the days their minutes if a definition counts minutes.'),
	-- reporting
	('nothing recorded', 'error', 'Ask the school for its attendance; until then its students have no verdict.'),
	('stopped early', 'error', 'Ask the school for the rest of its attendance; until then the days since do not count.'),
	('stale reporting', 'warning', 'Ask the school whether attendance is still taken and sent; until then the days since do not count.'),
	('silent days', 'warning', 'Ask the school for the attendance of these days; until then everybody counts as present on them.'),
	('no event in district', 'warning', 'Take the days out of the calendar if it was a break, else ask for their attendance; they count.'),
	('small school silent', 'info', 'Ask the school whether really nobody was absent since; the days count.'),
	('roll on no session day', 'warning', 'Correct the day in attendance_taken, or the calendar.'),
	('closed year', 'info', 'Open the year in school_year_state if they are to count; refresh does not read the facts of a closed year.')
) AS k (reason, severity, what_to_do);

-- All that needs a person, in the years that are not closed. A column is NULL
-- where a row is not of one student, one day and so on; how many events, stays or
-- days it stands for is in occurrences.
CREATE OR REPLACE VIEW @store@.data_issue WITH (security_barrier) AS
-- Filtered in the views themselves, these would look like a few rows to the
-- planner; it is to know that they are many.
WITH stay AS MATERIALIZED (SELECT * FROM @store@.stay),
session_day AS MATERIALIZED (SELECT * FROM @store@.session_day)
SELECT k.severity, i.reason, i.school_year, i.school_id, i.student_id, i.day, i.detail, i.occurrences::integer AS occurrences, k.what_to_do
FROM (
	-- events that are not used: by student, or by school and day, or by school, as
	-- the cause is
	SELECT e.reason COLLATE "C" AS reason, e.school_year,
		CASE WHEN min(e.school_id) = max(e.school_id) THEN min(e.school_id) END AS school_id,
		CASE WHEN min(e.student_id) = max(e.student_id) THEN min(e.student_id) END AS student_id,
		CASE WHEN min(e.day) = max(e.day) THEN min(e.day) END AS day,
		concat_ws(', ', 'code ' || absence_internal.short_word(min(e.code)) || CASE WHEN min(e.code) < max(e.code) THEN ' and others' ELSE '' END,
			min(b.said), CASE WHEN min(e.day) < max(e.day) THEN min(e.day) || ' to ' || max(e.day) END) AS detail,
		count(*) AS occurrences
	FROM @store@.event_not_used AS e
	LEFT JOIN (
		SELECT student_id, school_id, school_year, day,
			min(left(CASE WHEN portion IS NOT NULL THEN 'portion ' || portion ELSE 'missed ' || missed || ' of ' || held END, 60)) AS said
		FROM @store@.attendance_event
		WHERE portion < 0 OR portion > 'Infinity'
			OR (portion IS NULL AND period IS NULL AND NOT (missed >= 0 AND missed < 'Infinity' AND held > 0 AND held < 'Infinity'))
		GROUP BY student_id, school_id, school_year, day
	) AS b ON e.reason = 'share out of range'
		AND (b.student_id, b.school_id, b.school_year, b.day) = (e.student_id, e.school_id, e.school_year, e.day)
	GROUP BY e.reason, e.school_year,
		CASE WHEN e.reason <> 'unknown year' THEN e.school_id END,
		CASE WHEN e.reason IN ('unknown student', 'not enrolled', 'void stay', 'before entry', 'after exit', 'between stays', 'share out of range') THEN e.student_id END,
		CASE WHEN e.reason IN ('no session day', 'share out of range') THEN e.day END

	UNION ALL
	SELECT 'unmapped code', e.school_year, e.school_id, NULL, NULL, 'code ' || absence_internal.short_word(e.code), e.events
	FROM (
		SELECT school_year, school_id, code, count(*) AS events
		FROM @store@.attendance_event GROUP BY school_year, school_id, code
	) AS e
	JOIN @store@.school_year_state AS y ON y.school_year = e.school_year
	JOIN @store@.school AS h ON h.school_id = e.school_id
	LEFT JOIN @store@.code_mark AS c ON (c.school_id, c.school_year, c.code) = (e.school_id, e.school_year, e.code)
	WHERE coalesce(c.mark, 'unmapped') = 'unmapped'

	UNION ALL
	-- students whose verdict hangs on such codes, under the store's own definition
	SELECT 'not mapped', r.school_year, r.school_id, CASE WHEN min(r.student_id) = max(r.student_id) THEN min(r.student_id) END, NULL,
		'students without a verdict under definition ' || a.name, count(*)
	FROM @store@.student_register AS r
	JOIN (
		SELECT p.school_year, p.name, p.policy::absence.policy AS policy
		FROM @store@.store_setting AS s
		JOIN @store@.definition_of_year AS p ON p.name = s.policy
		OFFSET 0
	) AS a USING (school_year)
	WHERE absence.why_null(absence.tally(r.register, a.policy)) = 'unmapped'
	GROUP BY r.school_year, r.school_id, a.name

	UNION ALL
	SELECT 'share above 1', school_year, school_id, student_id, day,
		min('code ' || absence_internal.short_word(code) || ', ' || left(CASE WHEN portion IS NOT NULL THEN 'portion ' || portion
			WHEN period IS NULL THEN 'missed ' || missed || ' of ' || held ELSE 'a period of a day of ' || held END, 60)), count(*)
	FROM @store@.attendance_event
	WHERE (portion > 1 AND portion <= 'Infinity')
		OR (portion IS NULL AND period IS NULL AND held > 0 AND missed > held AND missed < 'Infinity')
		OR (portion IS NULL AND period IS NOT NULL AND held > 0 AND held < 1)
	GROUP BY school_year, school_id, student_id, day

	UNION ALL
	-- several events of one day, or of one period of it, and what counts of them
	SELECT k.reason, d.school_year, d.school_id, d.student_id, d.day,
		CASE k.reason
			WHEN 'duplicate event' THEN concat(d.twice, coalesce(' in period ' || d.period, ' without a period'), CASE WHEN d.codes_twice > 1 THEN ', each' ELSE ',' END, ' counted as one')
			ELSE concat('codes ', array_to_string(d.codes, ', '), ' in period ' || d.period, ': ' || (
				SELECT c.code
				FROM unnest(d.codes, d.precedences, d.marks, d.are_used) AS c (code, precedence, mark, is_used)
				WHERE c.is_used
				ORDER BY c.precedence DESC NULLS LAST, absence_internal.mark_order(c.mark::absence.mark), c.code
				LIMIT 1) || ' decides') END, d.events
	FROM (
		-- The rows of each code are put together first: what is many is the same row twice.
		-- They come in the order of their codes; to sort each few of them is dearer.
		SELECT student_id, school_id, school_year, day, absence_internal.short_word(period) AS period, sum(events)::bigint AS events,
			array_agg(shown_code) AS codes, array_agg(precedence) AS precedences, array_agg(mark) AS marks, array_agg(is_used) AS are_used,
			string_agg('code ' || shown_code || ' ' || events || ' times', ' and ') FILTER (WHERE events > 1) AS twice, count(*) FILTER (WHERE events > 1) AS codes_twice,
			bool_or(mark = 'present') AS is_present, bool_or(mark = 'unmapped') AS is_unmapped, bool_and(mark = 'unmapped') AS all_unmapped,
			min(whole_absence) AS whole_absence, max(whole_absence) AS other_absence
		FROM (
			SELECT student_id, school_id, school_year, day, period, absence_internal.short_word(code) AS shown_code, count(*) AS events, min(mark) AS mark,
				min(precedence) AS precedence, bool_or(is_used) AS is_used,
				min(mark) FILTER (WHERE share = 1 AND mark NOT IN ('tardy', 'left_early', 'present', 'unmapped')) AS whole_absence
			FROM @store@.event_part
			WHERE student_id IN (
				-- who has any; groups of students are fewer than days of students
				SELECT student_id
				FROM @store@.attendance_event
				WHERE period IS NULL
				GROUP BY student_id
				HAVING count(*) > (SELECT count(DISTINCT d.day) FROM unnest(array_agg(day)) AS d (day))
				UNION
				SELECT student_id
				FROM @store@.attendance_event
				WHERE period IS NOT NULL
				GROUP BY student_id, day, period
				HAVING count(*) > 1
			)
			GROUP BY student_id, school_id, school_year, day, period, code
			ORDER BY student_id, school_id, school_year, day, period, code
		) AS p
		GROUP BY student_id, school_id, school_year, day, period
		HAVING sum(events) > 1
	) AS d
	CROSS JOIN LATERAL (VALUES
		('absent and present', d.is_present AND d.whole_absence IS NOT NULL),
		('unmapped beside other code', d.is_unmapped AND NOT d.all_unmapped),
		('two absences', d.whole_absence < d.other_absence),
		('duplicate event', d.codes_twice > 0)
	) AS k (reason, holds)
	WHERE k.holds

	UNION ALL
	SELECT 'stay without calendar', s.school_year, s.school_id,
		CASE WHEN min(s.student_id) = max(s.student_id) THEN min(s.student_id) END, NULL,
		concat_ws(', ', coalesce('calendar ' || absence_internal.short_word(s.named_calendar), 'no calendar code'), coalesce('grade ' || s.grade, 'no grade')),
		count(DISTINCT (s.student_id, s.entry_date))
	FROM stay AS s
	WHERE s.counts AND s.calendar_code IS NULL
	GROUP BY s.school_year, s.school_id, s.named_calendar, s.grade

	UNION ALL
	SELECT 'exit before entry', school_year, school_id, student_id, entry_date, 'entry ' || entry_date || ', exit ' || exit_date, count(*)
	FROM stay
	WHERE void = 'exit before entry'
	GROUP BY school_year, school_id, student_id, entry_date, exit_date

	UNION ALL
	SELECT 'void exit type', e.school_year, e.school_id, CASE WHEN min(e.student_id) = max(e.student_id) THEN min(e.student_id) END, NULL,
		'exit type ' || absence_internal.short_word(e.exit_type), count(*)
	FROM @store@.enrollment AS e
	JOIN @store@.store_setting AS s ON e.exit_type = ANY (s.void_exit_types)
	GROUP BY e.school_year, e.school_id, e.exit_type

	UNION ALL
	SELECT 'summer enrollment', school_year, school_id, CASE WHEN min(student_id) = max(student_id) THEN min(student_id) END, NULL,
		'enrollment type Summer', count(*)
	FROM stay
	WHERE void = 'summer enrollment'
	GROUP BY school_year, school_id

	UNION ALL
	-- grades of which nobody knows whether the federal file is about them
	SELECT 'unknown grade', r.school_year, r.school_id, r.student_id, NULL, coalesce('grade ' || r.grade, 'no grade'), r.students
	FROM (
		SELECT school_year, school_id, grade, count(*) AS students, CASE WHEN min(student_id) = max(student_id) THEN min(student_id) END AS student_id
		FROM @store@.student_register GROUP BY school_year, school_id, grade
	) AS r
	LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
	WHERE absence_internal.is_federal_grade(r.grade) IS NULL AND h.federally_reported IS NOT FALSE

	UNION ALL
	SELECT 'stay without session day', s.school_year, s.school_id, s.student_id, s.entry_date,
		concat_ws(', ', 'entry ' || s.entry_date, 'exit ' || s.exit_date, 'calendar ' || s.calendar_code), count(*)
	FROM stay AS s
	JOIN (
		SELECT school_id, school_year, calendar_code, absence.calendar_agg(day) AS days
		FROM session_day
		GROUP BY school_id, school_year, calendar_code
	) AS c USING (school_id, school_year, calendar_code)
	WHERE s.counts AND absence.enrolled_days(absence.tally(absence.enroll(c.days, s.entry_date, s.last_date))) = 0
	GROUP BY s.school_year, s.school_id, s.student_id, s.entry_date, s.exit_date, s.calendar_code

	UNION ALL
	-- rows of one entry date are one here; two stays that share but a day, the exit
	-- of one and the entry of the other, are in order
	SELECT 'overlapping stays', school_year, school_id, student_id, entry_date,
		'entry ' || entry_date || ' is before exit ' || CASE WHEN last_before = 'infinity' THEN '(open)' ELSE last_before::text END, 1
	FROM (
		SELECT school_year, school_id, student_id, entry_date,
			max(max(coalesce(last_date, 'infinity'))) OVER (PARTITION BY school_year, school_id, student_id ORDER BY entry_date
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
		FROM stay
		WHERE counts
		GROUP BY school_year, school_id, student_id, entry_date
	) AS s
	WHERE last_before > entry_date

	UNION ALL
	SELECT 'duplicate enrollment', school_year, school_id, student_id, entry_date, count(*) || ' rows of entry ' || entry_date, count(*)
	FROM stay
	WHERE counts
	GROUP BY school_year, school_id, student_id, entry_date
	HAVING count(*) > 1

	UNION ALL
	SELECT 'fte out of range', school_year, school_id, student_id, entry_date, 'fte ' || left(min(fte)::text, 60), count(*)
	FROM @store@.enrollment
	WHERE fte < 0 OR fte >= 'Infinity'
	GROUP BY school_year, school_id, student_id, entry_date

	UNION ALL
	SELECT 'key too long', school_year, school_id, student_id, NULL, concat(what, ' of ', octet_length(key), ' bytes, ', absence_internal.short_word(key)), count(*)
	FROM (
		SELECT school_year, school_id, student_id, 'enrollment, student_id', student_id FROM @store@.enrollment
		UNION ALL
		SELECT school_year, school_id, NULL, 'enrollment, school_id', school_id FROM @store@.enrollment
		UNION ALL
		SELECT school_year, school_id, NULL, 'calendar_day, school_id', school_id FROM @store@.calendar_day
		UNION ALL
		SELECT school_year, school_id, NULL, 'calendar_day, calendar_code', calendar_code FROM @store@.calendar_day
	) AS k (school_year, school_id, student_id, what, key)
	WHERE octet_length(key) > 500
	GROUP BY school_year, school_id, student_id, what, key

	UNION ALL
	SELECT 'odd key', school_year, school_id, student_id, NULL, concat(what, ' ', to_json(absence_internal.short_word(key))), count(*)
	FROM (
		SELECT school_year, school_id, student_id, 'enrollment, student_id', student_id FROM @store@.enrollment
		UNION ALL
		SELECT school_year, school_id, NULL, 'enrollment, school_id', school_id FROM @store@.enrollment
	) AS k (school_year, school_id, student_id, what, key)
	WHERE key ~ '^$|^[[:space:]]|[[:space:]]$|[[:cntrl:]]'
	GROUP BY school_year, school_id, student_id, what, key

	UNION ALL
	SELECT 'word too long', school_year, school_id, NULL, NULL, concat(what, ' of ', octet_length(word), ' bytes, ', absence_internal.short_word(word)), count(*)
	FROM (
		SELECT school_year, school_id, 'enrollment, grade', grade FROM @store@.enrollment
		UNION ALL
		SELECT NULL, NULL, 'student_group, kind', kind FROM @store@.student_group
		UNION ALL
		SELECT NULL, NULL, 'student_group, value', value FROM @store@.student_group
	) AS w (school_year, school_id, what, word)
	WHERE octet_length(word) > 500
	GROUP BY school_year, school_id, what, word

	UNION ALL
	SELECT 'status never in force', NULL, NULL, student_id, NULL,
		concat_ws(', ', absence_internal.short_word(kind) || ' ' || absence_internal.short_word(value), 'from ' || begin_date, 'to ' || end_date), count(*)
	FROM @store@.student_group
	WHERE begin_date > end_date OR begin_date = 'infinity' OR end_date = '-infinity'
	GROUP BY student_id, kind, value, begin_date, end_date

	UNION ALL
	SELECT 'unknown school', e.school_year, e.school_id, NULL, NULL, 'enrollments at school ' || absence_internal.short_word(e.school_id), count(*)
	FROM @store@.enrollment AS e
	LEFT JOIN @store@.school AS h ON h.school_id = e.school_id
	WHERE h.school_id IS NULL
	GROUP BY e.school_year, e.school_id

	UNION ALL
	SELECT 'unknown student', e.school_year, e.school_id, e.student_id, NULL, 'enrollment of student ' || absence_internal.short_word(e.student_id), count(*)
	FROM @store@.enrollment AS e
	LEFT JOIN @store@.student AS u ON u.student_id = e.student_id
	WHERE u.student_id IS NULL
	GROUP BY e.school_year, e.school_id, e.student_id

	UNION ALL
	SELECT 'calendar without session days', c.school_year, c.school_id, NULL, NULL, 'calendar ' || absence_internal.short_word(c.calendar_code), 1
	FROM @store@.student_calendar AS c
	LEFT JOIN (SELECT DISTINCT school_id, school_year, calendar_code FROM session_day) AS d USING (school_id, school_year, calendar_code)
	WHERE d.school_id IS NULL

	UNION ALL
	SELECT 'days without calendar', d.school_year, d.school_id, NULL, NULL, concat('calendar ', absence_internal.short_word(d.calendar_code), ', ', min(d.day), ' to ', max(d.day)), count(*)
	FROM @store@.calendar_day AS d
	LEFT JOIN @store@.calendar AS c USING (school_id, school_year, calendar_code)
	WHERE c.school_id IS NULL
	GROUP BY d.school_year, d.school_id, d.calendar_code

	UNION ALL
	-- by numbers, since a year or a day may be one that no date can be made of
	SELECT 'calendar day outside year', d.school_year, d.school_id, NULL, CASE WHEN min(d.day) = max(d.day) THEN min(d.day) END,
		concat_ws(', ', 'calendar ' || absence_internal.short_word(d.calendar_code), CASE WHEN min(d.day) < max(d.day) THEN min(d.day) || ' to ' || max(d.day) END), count(*)
	FROM @store@.calendar_day AS d
	WHERE NOT coalesce(extract(year FROM d.day) * 100 + extract(month FROM d.day)
		BETWEEN (d.school_year::numeric - 1) * 100 + 6 AND d.school_year::numeric * 100 + 8, false)
	GROUP BY d.school_year, d.school_id, d.calendar_code

	UNION ALL
	SELECT 'unknown calendar word', d.school_year, d.school_id, NULL, CASE WHEN min(d.day) = max(d.day) THEN min(d.day) END, 'event ' || absence_internal.short_word(d.event), count(*)
	FROM @store@.calendar_day AS d
	LEFT JOIN @store@.calendar_event_kind AS k ON k.event = d.event
	WHERE k.event IS NULL
	GROUP BY d.school_year, d.school_id, d.event

	UNION ALL
	SELECT 'length out of range', l.school_year, l.school_id, NULL, CASE WHEN min(l.day) = max(l.day) THEN min(l.day) END,
		concat_ws(', ', 'calendar ' || absence_internal.short_word(l.calendar_code), 'minutes ' || min(l.minutes), 'periods ' || min(l.periods)), count(*)
	FROM (
		SELECT school_year, school_id, calendar_code, day, CASE WHEN minutes NOT BETWEEN 1 AND 1440 THEN minutes END AS minutes,
			CASE WHEN periods <= 0 THEN periods END AS periods
		FROM @store@.calendar_day
		UNION ALL
		SELECT school_year, school_id, calendar_code, NULL, CASE WHEN day_minutes NOT BETWEEN 1 AND 1440 THEN day_minutes END,
			CASE WHEN periods <= 0 THEN periods END
		FROM @store@.calendar
	) AS l
	WHERE l.minutes IS NOT NULL OR l.periods IS NOT NULL
	GROUP BY l.school_year, l.school_id, l.calendar_code

	UNION ALL
	SELECT 'no minutes', school_year, school_id, NULL, NULL, 'calendar ' || calendar_code, count(*) - count(minutes)
	FROM session_day
	GROUP BY school_year, school_id, calendar_code
	HAVING count(minutes) > 0 AND count(minutes) < count(*)

	UNION ALL
	-- calendars of members, as the last refresh found them; occurrences are the session
	-- days that are over and do not count
	SELECT CASE WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 'nothing recorded' WHEN c.days_cut > 5 THEN 'stopped early' ELSE 'stale reporting' END,
		c.school_year, c.school_id, NULL, c.complete_through,
		concat_ws(', ', 'calendar ' || c.calendar_code, 'complete through ' || c.complete_through, 'last recorded ' || c.last_recorded,
			'last session day ' || c.last_session_day), c.days_cut
	FROM @store@.calendar_complete AS c
	WHERE c.members > 0 AND c.days_cut > CASE WHEN c.complete_through IS NULL AND c.last_recorded IS NULL THEN 5 ELSE 0 END

	UNION ALL
	SELECT s.reason, s.school_year, s.school_id, NULL, CASE WHEN s.first_day = s.last_day THEN s.first_day END, s.first_day || ' to ' || s.last_day, s.session_days
	FROM @store@.school_silence AS s

	UNION ALL
	SELECT 'roll on no session day', NULL, a.school_id, NULL, CASE WHEN min(a.day) = max(a.day) THEN min(a.day) END,
		concat_ws(', ', coalesce('calendar ' || absence_internal.short_word(a.calendar_code), 'every calendar'), CASE WHEN min(a.day) < max(a.day) THEN min(a.day) || ' to ' || max(a.day) END), count(*)
	FROM @store@.attendance_taken AS a
	WHERE NOT EXISTS (
		SELECT FROM session_day AS d
		WHERE d.school_id = a.school_id AND d.day = a.day AND (a.calendar_code IS NULL OR a.calendar_code = d.calendar_code))
	GROUP BY a.school_id, a.calendar_code
) AS i (reason, school_year, school_id, student_id, day, detail, occurrences)
LEFT JOIN @store@.issue_kind AS k ON k.reason = i.reason
WHERE NOT EXISTS (SELECT FROM @store@.school_year_state AS y WHERE y.school_year = i.school_year AND y.state = 'closed')
	AND ((SELECT all_schools FROM @store@.visible) OR i.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]))

UNION ALL
SELECT k.severity, 'closed year', e.school_year, NULL, NULL, NULL, 'school year ' || e.school_year, e.events::integer, k.what_to_do
FROM (
	SELECT school_year, count(*) AS events
	FROM @store@.attendance_event GROUP BY school_year
) AS e
JOIN @store@.school_year_state AS y ON y.school_year = e.school_year AND y.state = 'closed'
JOIN @store@.issue_kind AS k ON k.reason = 'closed year'
WHERE (SELECT all_schools FROM @store@.visible);
