-- Each student's days of the year, with each event and how the day counts. Each day is
-- counted on a register of that day alone, so that the days add up to the figures of
-- student_absence.
--
-- All that a student has at a school in a year is put together in one LATERAL subquery, so
-- that a query for one student, for one school or with a LIMIT looks at few students. OFFSET
-- 0 keeps the planner from working out an expression several times.
CREATE OR REPLACE VIEW @store@.student_day WITH (security_barrier) AS
SELECT r.school_year, r.student_id, d.day, r.school_id, d.calendar_event, d.is_member,
	d.period, d.code, d.mark, round(d.share_missed::numeric, 9)::double precision AS share_missed, d.why_not_counted,
	absence.mark_on(r.register, d.day)::text AS day_mark,
	CASE
		WHEN NOT d.is_member THEN 'no membership day'
		WHEN d.complete_through IS NULL THEN 'not recorded'
		WHEN d.day > d.complete_through THEN 'after complete-through'
		WHEN d.day > a.as_of THEN 'after as-of'
		WHEN absence.enrolled_days(d.tally) = 0 THEN 'outside'
		WHEN absence.unmapped_days(d.tally) > 0 THEN 'unmapped'
		WHEN absence.counted_days(d.tally) = 0 THEN 'not recorded'
		WHEN absence.absent_days(d.tally) > 0 THEN 'absent'
		ELSE 'present' END AS counts_as,
	CASE WHEN d.is_first AND d.is_counted THEN absence.absent_days(d.tally) END AS absent,
	CASE WHEN d.owner <> r.school_id THEN d.owner END AS yields_to,
	CASE WHEN d.is_first AND d.owner = r.school_id THEN
		absence.absent_days(absence.tally(absence.clip(o.register, d.day, d.day), a.policy, a.as_of)) END AS district_absent,
	@counts_to(a.as_of, d.complete_through)@ AS as_of, a.policy_name AS policy
FROM (
	SELECT student_id, school_id, school_year, register FROM @store@.student_register
	UNION ALL
	SELECT student_id, school_id, school_year, NULL
	FROM (
		SELECT student_id, school_id, school_year FROM @store@.fact_attendance_event AS e
		WHERE NOT EXISTS (
			SELECT FROM @store@.student_register AS r
			WHERE (r.student_id, r.school_id, r.school_year) = (e.student_id, e.school_id, e.school_year))
		UNION
		SELECT student_id, school_id, school_year FROM @store@.fact_enrollment AS e
		WHERE NOT EXISTS (
			SELECT FROM @store@.student_register AS r
			WHERE (r.student_id, r.school_id, r.school_year) = (e.student_id, e.school_id, e.school_year))
	) AS n
) AS r
JOIN @asked@ AS a USING (school_year)
CROSS JOIN LATERAL (
	SELECT count(*) AS registers, absence.rollup(m.register) AS register
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
CROSS JOIN LATERAL (
	SELECT d.*,
		CASE WHEN d.is_counted THEN absence.tally(absence.clip(r.register, d.day, d.day), a.policy, a.as_of) END AS tally,
		-- the school whose mark counts in the district's figures, as in a merge: one that
		-- knows the day and has not yielded it
		CASE
			WHEN d.is_counted AND o.registers = 1 THEN r.school_id
			WHEN d.is_counted THEN (
				SELECT m.school_id
				FROM @store@.student_register AS m
				WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year) AND absence.is_member(m.register, d.day)
					AND d.day <= absence.complete_through(m.register)
				ORDER BY absence.is_member(absence_internal.yielded_days(absence.clip(m.register, d.day, d.day)), d.day), m.school_id
				LIMIT 1) END AS owner
	FROM (
		SELECT coalesce(m.day, w.day, e.day) AS day, m.day IS NOT NULL AS is_member, w.events AS calendar_event,
			e.period, e.code, e.mark, e.share_missed, coalesce(e.place, 1) = 1 AS is_first,
			-- an event that the last refresh did not see
			coalesce(e.why_not_counted, CASE WHEN e.day IS NOT NULL AND m.day IS NULL THEN 'not refreshed' END) AS why_not_counted,
			absence.complete_through(r.register) AS complete_through,
			coalesce(m.day <= absence.complete_through(r.register) AND m.day <= a.as_of, false) AS is_counted
		FROM absence.days(absence.with_marks(r.register, NULL, 'infinity')) AS m
		FULL JOIN (
			-- the events of a day in the student's calendars: those of a stay that covers
			-- the day, else those of all stays; most days have one, which needs no sort
			SELECT w.day, w.is_in_stay, CASE WHEN w.first_event = w.last_event THEN w.first_event ELSE (
				SELECT string_agg(DISTINCT u.event, ', ' ORDER BY u.event) FROM unnest(w.events) AS u (event)) END AS events
			FROM (
				SELECT c.day, bool_or(s.counts AND t.covers) AS is_in_stay, min(c.event) AS first_event, max(c.event) AS last_event,
					coalesce(array_agg(c.event) FILTER (WHERE t.covers), array_agg(c.event)) AS events
				FROM @store@.stay AS s
				JOIN @store@.fact_calendar_day AS c USING (school_id, school_year, calendar_code)
				CROSS JOIN LATERAL (SELECT c.day >= s.entry_date AND c.day <= coalesce(s.last_date, 'infinity')) AS t (covers)
				WHERE (s.student_id, s.school_id, s.school_year) = (r.student_id, r.school_id, r.school_year)
				GROUP BY c.day
			) AS w
		) AS w ON w.day = m.day
		FULL JOIN (
			SELECT e.*, row_number() OVER (PARTITION BY e.day
				ORDER BY e.period NULLS FIRST, e.code, e.share DESC NULLS LAST, e.why_not_counted NULLS FIRST) AS place
			FROM (
				SELECT p.day, p.period, p.code, p.mark, p.share,
					CASE WHEN p.period IS NULL THEN p.share ELSE p.share / p.periods END AS share_missed,
					-- by the rules of fold_agg(); of events that are alike, the one with the most periods, which are those of the day
					coalesce(x.reason, absence_internal.why_not_counted(p.code, p.mark::absence.mark, p.precedence,
						CASE WHEN p.is_used THEN p.share END) OVER (PARTITION BY p.day, p.period ORDER BY p.periods DESC)) AS why_not_counted
				FROM @store@.event_part AS p
				LEFT JOIN (
					SELECT DISTINCT day, period, code, reason, reason IN ('share out of range', 'periods not known') AS is_on_membership_day
					FROM @store@.event_not_used AS n
					WHERE (n.student_id, n.school_id, n.school_year) = (r.student_id, r.school_id, r.school_year)
				) AS x ON (x.day, x.code) = (p.day, p.code) AND x.period IS NOT DISTINCT FROM p.period
					-- on a membership day another event of the same code can be used
					AND (NOT x.is_on_membership_day
						OR (NOT p.is_used AND x.reason = CASE WHEN p.share IS NULL THEN 'share out of range' ELSE 'periods not known' END))
				WHERE (p.student_id, p.school_id, p.school_year) = (r.student_id, r.school_id, r.school_year)
			) AS e
		) AS e ON e.day = coalesce(m.day, w.day)
		WHERE m.day IS NOT NULL OR e.day IS NOT NULL OR w.is_in_stay
		OFFSET 0
	) AS d
	OFFSET 0
) AS d
WHERE @known@ AND (@sees(r.school_id)@ OR @sees_student(r)@);

-- One student's year, for the question why a student is on a list
CREATE OR REPLACE FUNCTION @store@.student_day_of(for_student_id text, for_school_year integer) RETURNS SETOF @store@.student_day
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT d.*
	FROM @store@.student_day AS d
	WHERE d.student_id = for_student_id COLLATE "C" AND d.school_year = for_school_year
	ORDER BY d.day, d.school_id, d.period NULLS FIRST, d.code, d.share_missed DESC NULLS LAST;
END;
COMMENT ON FUNCTION @store@.student_day_of(text, integer) IS
	'A student''s year: a row for each day and event, how the day counts under the definition asked for, and why an event does not';
