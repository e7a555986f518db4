-- Each student's days of the year, with each event and how the day counts. Each day is
-- counted on a register of that day alone, so that the days add up to the figures of
-- student_absence.
CREATE OR REPLACE VIEW @store@.student_day WITH (security_barrier) AS
WITH
-- the events of a day in the student's calendars: those of a stay that covers the day, else
-- those of all stays
calendar_word AS NOT MATERIALIZED (
	SELECT s.student_id, s.school_id, s.school_year, d.day, bool_or(s.counts AND t.covers) AS is_in_stay,
		coalesce(string_agg(DISTINCT d.event, ', ' ORDER BY d.event) FILTER (WHERE t.covers),
			string_agg(DISTINCT d.event, ', ' ORDER BY d.event)) AS events
	FROM @store@.stay AS s
	JOIN @store@.calendar_day AS d USING (school_id, school_year, calendar_code)
	CROSS JOIN LATERAL (SELECT d.day >= s.entry_date AND d.day <= coalesce(s.last_date, 'infinity')) AS t (covers)
	GROUP BY s.student_id, s.school_id, s.school_year, d.day
),
event AS (
	SELECT p.student_id, p.school_id, p.school_year, p.day, p.period, p.code, p.mark,
		CASE WHEN p.period IS NULL THEN p.share ELSE p.share / p.periods END AS share_missed,
		-- by the rules of fold_agg()
		coalesce(x.reason, absence_internal.why_not_counted(p.code, p.mark::absence.mark, p.precedence, CASE WHEN p.is_used THEN p.share END)
			OVER (PARTITION BY p.student_id, p.school_id, p.school_year, p.day, p.period)) AS why_not_counted,
		row_number() OVER (PARTITION BY p.student_id, p.school_id, p.school_year, p.day
			ORDER BY p.period NULLS FIRST, p.code, p.share DESC NULLS LAST) AS place
	FROM @store@.event_part AS p
	LEFT JOIN (
		SELECT DISTINCT student_id, school_id, school_year, day, period, code, share, periods, reason
		FROM @store@.event_not_used
	) AS x ON (x.student_id, x.school_id, x.school_year, x.day, x.code) = (p.student_id, p.school_id, p.school_year, p.day, p.code)
		AND x.period IS NOT DISTINCT FROM p.period AND x.share IS NOT DISTINCT FROM p.share AND x.periods IS NOT DISTINCT FROM p.periods
),
day AS (
	SELECT r.student_id, r.school_id, r.school_year, d.day
	FROM @store@.student_register AS r
	CROSS JOIN LATERAL absence.days(absence.with_marks(r.register, NULL, 'infinity')) AS d
	UNION
	SELECT student_id, school_id, school_year, day FROM @store@.attendance_event
	UNION
	SELECT student_id, school_id, school_year, day FROM calendar_word WHERE is_in_stay
)
SELECT d.school_year, d.student_id, d.day, d.school_id, w.events AS calendar_event, d.is_member,
	e.period, e.code, e.mark, round(e.share_missed::numeric, 9)::double precision AS share_missed, e.why_not_counted,
	d.day_mark, d.counts_as,
	CASE WHEN coalesce(e.place, 1) = 1 THEN d.absent END AS absent,
	CASE WHEN d.is_counted AND d.owner <> d.school_id THEN d.owner END AS yields_to,
	CASE WHEN coalesce(e.place, 1) = 1 AND d.is_counted AND d.owner = d.school_id THEN
		absence.absent_days(absence.tally(absence.clip(o.register, d.day, d.day), d.policy, d.as_of)) END AS district_absent,
	@counts_to(d.as_of, d.complete_through)@ AS as_of, d.policy_name AS policy
FROM (
	SELECT d.student_id, d.school_id, d.school_year, d.day, a.policy, a.policy_name, a.as_of, c.complete_through, c.is_member, c.is_counted,
		absence.mark_on(r.register, d.day)::text AS day_mark,
		CASE
			WHEN NOT c.is_member THEN 'no membership day'
			WHEN c.complete_through IS NULL THEN 'not recorded'
			WHEN d.day > c.complete_through THEN 'after complete-through'
			WHEN d.day > a.as_of THEN 'after as-of'
			WHEN absence.enrolled_days(t.tally) = 0 THEN 'outside'
			WHEN absence.unmapped_days(t.tally) > 0 THEN 'unmapped'
			WHEN absence.counted_days(t.tally) = 0 THEN 'not recorded'
			WHEN absence.absent_days(t.tally) > 0 THEN 'absent'
			ELSE 'present' END AS counts_as,
		CASE WHEN c.is_counted THEN absence.absent_days(t.tally) END AS absent,
		-- the school whose mark counts in the district's figures, as in a merge: one that
		-- knows the day and has not yielded it
		first_value(d.school_id) OVER (PARTITION BY d.student_id, d.school_year, d.day
			ORDER BY c.is_counted DESC, absence.is_member(absence_internal.yielded_days(c.one_day), d.day), d.school_id) AS owner
	FROM day AS d
	JOIN @asked@ AS a USING (school_year)
	LEFT JOIN @store@.student_register AS r USING (student_id, school_id, school_year)
	CROSS JOIN LATERAL (
		SELECT coalesce(absence.is_member(r.register, d.day), false) AS is_member,
			coalesce(absence.is_member(r.register, d.day) AND d.day <= least(absence.complete_through(r.register), a.as_of)
				AND absence.complete_through(r.register) IS NOT NULL, false) AS is_counted,
			absence.complete_through(r.register) AS complete_through, absence.clip(r.register, d.day, d.day) AS one_day
	) AS c
	CROSS JOIN LATERAL absence.tally(c.one_day, a.policy, a.as_of) AS t (tally)
) AS d
LEFT JOIN (
	SELECT student_id, school_year, absence.rollup(register) AS register
	FROM @store@.student_register GROUP BY student_id, school_year
) AS o ON (o.student_id, o.school_year) = (d.student_id, d.school_year)
LEFT JOIN calendar_word AS w ON (w.student_id, w.school_id, w.school_year, w.day) = (d.student_id, d.school_id, d.school_year, d.day)
LEFT JOIN event AS e ON (e.student_id, e.school_id, e.school_year, e.day) = (d.student_id, d.school_id, d.school_year, d.day)
WHERE @known@ AND (@sees(d.school_id)@ OR @sees_student(d)@);

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
