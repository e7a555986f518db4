-- A district's totals beside those of the store, for absence.compare_totals().
--
-- A likely cause is found by trying it: if what we count is counted another way in one
-- point, do our numbers become theirs? Each point changes the enrolled and the absent days of
-- the student by some days. If several points explain a difference alone, all of them are
-- named; if none does, two together.
--
-- place is the school, or empty where the totals have no schools and those of a student are
-- merged. Only the students whose numbers differ are looked at further.

CREATE OR REPLACE FUNCTION @store@.totals_compared(for_year integer, to_day date, through_day date, by_school boolean,
	by_policy absence.policy, student_ids text[], school_ids text[], grades text[], enrolled double precision[], absent double precision[])
	RETURNS TABLE (school_id text, student_id text, grade text, their_enrolled_days double precision, enrolled_days integer,
		their_absent_days double precision, absent_days double precision, their_chronic boolean, chronic boolean,
		agrees boolean, cause text, detail text, counted_through date)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	SET enable_nestloop = off	-- a join on several keys looks like one row to the planner, as in a refresh
BEGIN ATOMIC
	WITH theirs AS MATERIALIZED (
		SELECT t.student_id COLLATE "C" AS student_id, coalesce(t.school_id, '') COLLATE "C" AS place, t.grade COLLATE "C" AS grade,
			t.enrolled, t.absent
		FROM unnest(student_ids, school_ids, grades, enrolled, absent) AS t (student_id, school_id, grade, enrolled, absent)
	), ours AS MATERIALIZED (
		SELECT r.student_id, r.place, r.grade, r.register, t.tally,
			absence.enrolled_days(t.tally)::double precision AS enrolled, absence.absent_days(t.tally) AS absent,
			least(to_day, coalesce(absence.complete_through(r.register), '-infinity')) AS counted_through
		FROM (
			SELECT s.student_id, s.school_id AS place, s.grade, s.register
			FROM @store@.student_register AS s
			WHERE s.school_year = for_year AND by_school
			UNION ALL
			SELECT s.student_id, '', @one(s.grade)@, absence.rollup(s.register)
			FROM @store@.student_register AS s
			WHERE s.school_year = for_year AND NOT by_school
			GROUP BY s.student_id
		) AS r
		CROSS JOIN LATERAL (SELECT absence.tally(r.register, by_policy, to_day) AS tally OFFSET 0) AS t
	), compared AS MATERIALIZED (
		SELECT student_id, place, o.grade, t.grade AS their_grade, o.register, o.tally, o.counted_through,
			o.enrolled, o.absent, t.enrolled AS their_enrolled, t.absent AS their_absent,
			t.enrolled - o.enrolled AS more_enrolled, t.absent - o.absent AS more_absent,
			t.student_id IS NOT NULL AS is_theirs, o.student_id IS NOT NULL AS is_ours,
			-- a row without days is as good as none
			CASE
				WHEN t.student_id IS NOT NULL AND o.student_id IS NOT NULL
					THEN coalesce(abs(t.enrolled - o.enrolled) < 0.01, true) AND coalesce(abs(t.absent - o.absent) < 0.01, true)
				WHEN o.student_id IS NOT NULL THEN o.enrolled = 0
				ELSE coalesce(t.enrolled, 0) = 0 AND coalesce(t.absent, 0) = 0 END AS same_numbers,
			coalesce(o.grade <> t.grade, false) AS other_grade
		FROM ours AS o
		FULL JOIN theirs AS t USING (student_id, place)
	), differing AS MATERIALIZED (
		SELECT c.* FROM compared AS c WHERE NOT c.same_numbers
	), both_have AS MATERIALIZED (
		SELECT d.* FROM differing AS d WHERE d.is_theirs AND d.is_ours
	), stay AS MATERIALIZED (
		SELECT s.student_id, CASE WHEN by_school THEN s.school_id ELSE '' END AS place, s.school_id, s.entry_date, s.exit_date,
			s.last_date, s.calendar_code, s.counts, s.void
		FROM @store@.stay AS s
		WHERE s.school_year = for_year AND s.student_id IN (SELECT d.student_id FROM differing AS d)
	), event AS MATERIALIZED (
		SELECT p.student_id, CASE WHEN by_school THEN p.school_id ELSE '' END AS place, p.school_id, p.day, p.period, p.code, p.mark,
			p.precedence, p.share, p.periods
		FROM @store@.event_part AS p
		WHERE p.school_year = for_year AND p.student_id IN (SELECT d.student_id FROM both_have AS d)
	), marks AS MATERIALIZED (
		SELECT f.student_id, f.place, absence.rollup(f.marks) AS marks
		FROM (
			SELECT e.student_id, e.place,
				absence_internal.fold_agg(e.day, e.period, e.code, e.mark::absence.mark, e.precedence, e.share, e.periods) AS marks
			FROM event AS e
			GROUP BY e.student_id, e.place, e.school_id
		) AS f
		GROUP BY f.student_id, f.place
	), closed_day AS MATERIALIZED (
		-- all days that were to be session days, and the days of each word that closes
		SELECT c.school_id, c.calendar_code, c.day, w.detail
		FROM (
			SELECT d.school_id, d.calendar_code, d.day, bool_or(k.kind = 'session') AS was_session,
				min(d.event) FILTER (WHERE k.kind = 'closes') AS event
			FROM @store@.fact_calendar_day AS d
			JOIN @store@.fact_calendar_event_kind AS k USING (event)
			WHERE d.school_year = for_year
			GROUP BY d.school_id, d.calendar_code, d.day
			HAVING bool_or(k.kind = 'closes')
		) AS c
		CROSS JOIN LATERAL (
			SELECT 'they count session days that are closed here' WHERE c.was_session
			UNION ALL
			SELECT 'they count days with calendar event ' || absence_internal.short_word(c.event)
		) AS w (detail)
		WHERE c.was_session OR extract(isodow FROM c.day) < 6
	), more_days AS MATERIALIZED (
		-- the days that they can have and we do not count
		SELECT x.student_id, x.place, x.cause, x.detail, absence.calendar_agg(x.day) AS days
		FROM (
			SELECT b.student_id, b.place, 'today' AS cause,
				CASE WHEN isfinite(b.counted_through) THEN format('they count through %s, and we through %s', through_day, b.counted_through)
					ELSE format('they count through %s, and here nothing is recorded', through_day) END AS detail, m.day
			FROM both_have AS b
			CROSS JOIN LATERAL absence.days(absence.clip(absence.with_marks(b.register, NULL, 'infinity'),
				CASE WHEN isfinite(b.counted_through) THEN b.counted_through + 1 END, through_day)) AS m
			WHERE b.counted_through < through_day
			UNION
			SELECT b.student_id, b.place, n.cause, n.detail, n.day
			FROM (
				SELECT s.student_id, s.place, 'closed day' AS cause, c.detail, c.day
				FROM stay AS s
				JOIN closed_day AS c USING (school_id, calendar_code)
				WHERE s.counts AND c.day >= s.entry_date AND c.day <= coalesce(s.last_date, 'infinity')
				UNION ALL
				SELECT s.student_id, s.place, CASE WHEN s.counts THEN 'exit day' ELSE 'no show' END,
					CASE WHEN s.counts THEN 'they count the exit day' ELSE 'they count an enrollment that is void here: ' || s.void END, w.day
				FROM stay AS s
				JOIN @store@.session_day AS w ON w.school_year = for_year AND (w.school_id, w.calendar_code) = (s.school_id, s.calendar_code)
				WHERE s.counts AND w.day = s.exit_date AND s.exit_date > s.last_date
					OR s.void = 'void exit type' AND w.day >= s.entry_date AND w.day <= coalesce(s.last_date, 'infinity')
			) AS n
			JOIN both_have AS b USING (student_id, place)
			WHERE n.day <= b.counted_through AND NOT absence.is_member(b.register, n.day)
		) AS x
		GROUP BY x.student_id, x.place, x.cause, x.detail
	), fewer_days AS MATERIALIZED (
		-- the days that we count and they can have left out, each as the register of that day
		SELECT b.student_id, b.place, x.cause, x.detail, absence.tally(absence.clip(b.register, x.day, x.day), by_policy, to_day) AS tally
		FROM (
			SELECT DISTINCT s.student_id, s.place, 'exit day' AS cause, 'they leave out the exit day' AS detail, s.exit_date AS day
			FROM stay AS s
			WHERE s.counts AND s.exit_date = s.last_date AND NOT EXISTS (
				SELECT FROM stay AS o
				WHERE (o.student_id, o.place) = (s.student_id, s.place) AND o.counts
					AND o.entry_date <= s.exit_date AND coalesce(o.last_date, 'infinity') > s.exit_date)
			UNION ALL
			SELECT b.student_id, b.place, 'today', format('they stop before %s', to_day), to_day
			FROM both_have AS b
			WHERE b.counted_through = to_day AND isfinite(to_day)
			UNION ALL
			SELECT b.student_id, b.place, 'secondary enrollment', 'they count these days only at the other school', y.day
			FROM both_have AS b
			CROSS JOIN LATERAL absence.days(absence_internal.yielded_days(b.register)) AS y
			WHERE by_school
		) AS x
		JOIN both_have AS b USING (student_id, place)
		WHERE x.day <= b.counted_through AND absence.is_member(b.register, x.day)
	), other_rule AS MATERIALIZED (
		SELECT a.item, (
			SELECT string_agg(CASE k.key WHEN 'part_day' THEN a.item ELSE k.item END, ', ' ORDER BY k.place)
			FROM absence_internal.policy_keys(by_policy) AS k)::absence.policy AS policy
		FROM (VALUES ('part_day >= 50%'), ('part_day > 50%'), ('part_day > 0%'), ('part_day = proportional'), ('part_day = whole')) AS a (item)
	), change AS MATERIALIZED (
		-- what their numbers would be more than ours
		SELECT c.student_id, c.place, array_position('{no show,secondary enrollment,exit day,closed day,today,unmapped,part-day rule}'::text[],
			c.cause) AS rank, c.cause, c.detail, c.enrolled, c.absent
		FROM (
			SELECT x.student_id, x.place, x.cause, x.detail,
				absence.enrolled_days(t.tally)::double precision AS enrolled, absence.absent_days(t.tally) AS absent
			FROM more_days AS x
			LEFT JOIN marks AS m USING (student_id, place)
			CROSS JOIN LATERAL (
				SELECT absence.tally(absence.with_marks(x.days, m.marks, 'infinity'), by_policy) AS tally OFFSET 0
			) AS t
			UNION ALL
			SELECT x.student_id, x.place, x.cause, x.detail, -sum(absence.enrolled_days(x.tally))::double precision,
				-sum(absence.absent_days(x.tally))
			FROM fewer_days AS x
			GROUP BY x.student_id, x.place, x.cause, x.detail
			UNION ALL
			-- without schools, a day of two schools is one day here
			SELECT b.student_id, b.place, 'secondary enrollment', 'they add up the days of several schools',
				sum(absence.enrolled_days(t.tally))::double precision - min(b.enrolled), sum(absence.absent_days(t.tally)) - min(b.absent)
			FROM both_have AS b
			JOIN @store@.student_register AS r ON r.school_year = for_year AND r.student_id = b.student_id
			CROSS JOIN LATERAL (SELECT absence.tally(r.register, by_policy, to_day) AS tally OFFSET 0) AS t
			WHERE NOT by_school
			GROUP BY b.student_id, b.place
			UNION ALL
			SELECT b.student_id, b.place, 'unmapped', w.detail, w.enrolled, w.absent
			FROM both_have AS b
			CROSS JOIN LATERAL (VALUES
				('they count the days of codes that are not mapped here as absent', 0, absence.unmapped_days(b.tally)),
				('they leave out the days of codes that are not mapped here', -absence.unmapped_days(b.tally), 0)) AS w (detail, enrolled, absent)
			WHERE absence.unmapped_days(b.tally) > 0
			UNION ALL
			SELECT u.student_id, u.place, 'unmapped', format('they count code %s as absent, which is not mapped here',
				absence_internal.short_word(u.code)), 0, count(*)::double precision
			FROM (SELECT DISTINCT e.student_id, e.place, e.code, e.day FROM event AS e WHERE e.mark = 'unmapped') AS u
			JOIN both_have AS b USING (student_id, place)
			WHERE absence.unmapped_days(absence.tally(absence.clip(b.register, u.day, u.day), by_policy, to_day)) > 0
			GROUP BY u.student_id, u.place, u.code
			UNION ALL
			SELECT b.student_id, b.place, 'part-day rule', 'they count with ' || a.item, 0,
				absence.absent_days(absence.tally(b.register, a.policy, to_day)) - b.absent
			FROM both_have AS b
			CROSS JOIN other_rule AS a
		) AS c
		WHERE abs(c.enrolled) >= 0.01 OR abs(c.absent) >= 0.01
	), alone AS MATERIALIZED (
		SELECT c.student_id, c.place, string_agg(c.cause, ' or ' ORDER BY c.rank) AS cause, string_agg(c.detail, '; ' ORDER BY c.rank) AS detail
		FROM (
			SELECT h.student_id, h.place, h.rank, h.cause, min(h.detail) AS detail
			FROM change AS h
			JOIN both_have AS b USING (student_id, place)
			WHERE coalesce(abs(b.more_enrolled - h.enrolled) < 0.01, true) AND coalesce(abs(b.more_absent - h.absent) < 0.01, true)
			GROUP BY h.student_id, h.place, h.rank, h.cause
		) AS c
		GROUP BY c.student_id, c.place
	), together AS MATERIALIZED (
		SELECT DISTINCT ON (b.student_id, b.place) b.student_id, b.place, g.cause || ' and ' || h.cause AS cause,
			g.detail || '; ' || h.detail AS detail
		FROM both_have AS b
		JOIN change AS g USING (student_id, place)
		JOIN change AS h ON (h.student_id, h.place) = (b.student_id, b.place) AND h.rank > g.rank
		WHERE NOT EXISTS (SELECT FROM alone AS a WHERE (a.student_id, a.place) = (b.student_id, b.place))
			AND coalesce(abs(b.more_enrolled - g.enrolled - h.enrolled) < 0.01, true)
			AND coalesce(abs(b.more_absent - g.absent - h.absent) < 0.01, true)
		ORDER BY b.student_id, b.place, g.rank, h.rank, g.detail, h.detail
	), one_sided AS MATERIALIZED (
		SELECT d.student_id, d.place, w.cause, w.detail
		FROM differing AS d
		LEFT JOIN (
			SELECT s.student_id, s.place, max(s.void) AS void, bool_or(s.counts AND s.calendar_code IS NULL) AS lacks_calendar
			FROM stay AS s
			GROUP BY s.student_id, s.place
		) AS s USING (student_id, place)
		LEFT JOIN (
			SELECT s.student_id, string_agg(DISTINCT s.school_id, ', ') AS schools FROM stay AS s WHERE s.counts GROUP BY s.student_id
		) AS o USING (student_id)
		CROSS JOIN LATERAL (
			SELECT CASE
				WHEN d.is_theirs AND s.void = 'void exit type' THEN 'no show'
				WHEN d.is_theirs AND s.void IS NOT NULL THEN 'void enrollment'
				WHEN d.is_theirs AND s.lacks_calendar THEN 'no calendar'
				WHEN d.is_theirs THEN 'not enrolled'
				-- of days that all belong to another school, nothing is left
				WHEN by_school AND absence.enrolled_days(absence.tally(absence_internal.yielded_days(d.register), by_policy, d.counted_through))
					>= d.enrolled THEN 'secondary enrollment'
				WHEN absence.counted_days(d.tally) > 0 AND absence.present_days(d.tally) = 0 THEN 'no show'
				-- they have students of other grades, and none of this one
				WHEN d.grade <> ALL (ARRAY(SELECT DISTINCT c.grade FROM compared AS c WHERE c.is_theirs AND c.is_ours AND c.grade IS NOT NULL))
					AND EXISTS (SELECT FROM compared AS c WHERE c.is_theirs AND c.is_ours AND c.grade IS NOT NULL) THEN 'grade'
				ELSE 'not in the totals' END
		) AS k (cause)
		CROSS JOIN LATERAL (
			SELECT k.cause, CASE k.cause
				WHEN 'no show' THEN CASE WHEN d.is_theirs THEN 'they count an enrollment that is void here: ' || s.void
					ELSE 'absent on every day here' END
				WHEN 'void enrollment' THEN s.void
				WHEN 'no calendar' THEN 'the enrollment has no calendar here'
				WHEN 'not enrolled' THEN CASE WHEN by_school AND o.schools IS NOT NULL THEN 'enrolled here at ' || o.schools
					ELSE 'no enrollment here' END
				WHEN 'secondary enrollment' THEN 'all days here belong to another school of the student'
				WHEN 'grade' THEN format('no student of grade %s is in the totals', d.grade) END AS detail
		) AS w
		WHERE NOT (d.is_theirs AND d.is_ours)
	)
	SELECT CASE WHEN by_school THEN c.place END, c.student_id, coalesce(c.grade, c.their_grade), c.their_enrolled, c.enrolled::integer,
		c.their_absent, c.absent,
		CASE WHEN c.their_enrolled BETWEEN 0 AND 10000 AND c.their_enrolled = floor(c.their_enrolled)
				AND c.their_absent BETWEEN 0 AND c.their_enrolled
			THEN absence.chronic(absence.tally(c.their_enrolled::numeric, c.their_absent::numeric, by_policy)) END,
		absence.chronic(c.tally), c.same_numbers AND NOT c.other_grade,
		CASE
			WHEN c.same_numbers THEN CASE WHEN c.other_grade THEN 'grade' END
			ELSE coalesce(a.cause, t.cause, o.cause, 'not explained') END,
		CASE
			WHEN c.same_numbers THEN CASE WHEN c.other_grade THEN format('they have grade %s, and we %s', c.their_grade, c.grade) END
			ELSE coalesce(a.detail, t.detail, o.detail) END,
		CASE WHEN isfinite(c.counted_through) THEN c.counted_through END
	FROM compared AS c
	LEFT JOIN alone AS a USING (student_id, place)
	LEFT JOIN together AS t USING (student_id, place)
	LEFT JOIN one_sided AS o USING (student_id, place)
	ORDER BY c.place, c.student_id;
END;
COMMENT ON FUNCTION @store@.totals_compared(integer, date, date, boolean, absence.policy, text[], text[], text[], double precision[],
	double precision[]) IS
	'A district''s totals of a school year beside those of the store, with the likely cause of each difference; for absence.compare_totals()';
