-- The enrolled students of the current school year who are over a line, near a line, or
-- absent on several days in a row. A row for each trigger. since is the day since which the
-- trigger has held.
--
-- chronic             chronically absent at the school; since the day since which the
--                     verdict has been so
-- chronic in district chronically absent with all schools merged, but not at this school,
--                     where the days may still be few; since likewise
-- near chronic, near severe
--                     one to three more absences on the counted days would have reached
--                     the line, and the student has been absent; since the last absence
-- not mapped          no verdict, because it depends on unmapped codes; since the day
--                     since which this has been so
-- streak of 10, 5, 3  absent on at least this many counted days in a row, up to the last
--                     one; since the first of them
--
-- band_before is the band at the school on the day before since.
--
-- Most students have no trigger, and a single stay in the year. So the triggers at the school
-- are found first, from the registers alone, and registers at other schools are looked up only
-- of students who have several stays.
CREATE OR REPLACE VIEW @store@.watch_list WITH (security_barrier) AS
SELECT s.school_year, s.school_id, h.name AS school_name, s.student_id, u.last_name, u.first_name, s.grade,
	CASE WHEN s.alone IS NOT NULL THEN s.homeroom ELSE (
		SELECT y.homeroom
		FROM @store@.stay_register AS y
		WHERE (y.student_id, y.school_id, y.school_year) = (s.student_id, s.school_id, s.school_year)
		ORDER BY @latest_first(y)@
		LIMIT 1) END AS homeroom,
	w.trigger COLLATE "C" AS trigger, w.since, s.streak,
	absence.absent_days(absence.tally(absence.last_days(absence.as_of(s.register, s.as_of), 5), s.policy)) AS absent_last_5,
	f.absent_days, f.absence_rate, f.band,
	CASE WHEN w.since IS NOT NULL THEN absence.band(absence.tally(s.register, s.policy, w.since - 1))::text END AS band_before,
	CASE WHEN s.alone THEN f.band ELSE absence.band(o.tally)::text END AS district_band,
	f.absences_left, f.complete_through, f.counted_through AS as_of, s.policy_name AS policy,
	true AS is_current_year, absence_internal.grade_order(s.grade) AS grade_order
FROM (
	SELECT r.school_year, r.school_id, r.student_id, r.grade, r.register, a.policy, a.as_of, a.policy_name, t.tally, t.streak,
		y.homeroom, y.alone
	FROM @store@.student_register AS r
	JOIN @asked@ AS a USING (school_year)
	LEFT JOIN @store@.stay_register AS y
		ON (y.student_id, y.school_id, y.school_year) = (r.student_id, r.school_id, r.school_year) AND y.alone_at_school
	CROSS JOIN @now@ AS n
	CROSS JOIN LATERAL (
		SELECT absence.tally(r.register, a.policy, a.as_of) AS tally, absence.streak(r.register, a.policy, a.as_of) AS streak OFFSET '0'
	) AS t
	WHERE r.school_year = (SELECT n.school_year FROM @store@.store_now AS n)
		AND CASE
			WHEN y.alone IS NULL THEN EXISTS (
				SELECT FROM @store@.stay_register AS o
				WHERE (o.student_id, o.school_id, o.school_year) = (r.student_id, r.school_id, r.school_year) AND @is_now(o, n)@)
			WHEN NOT y.alone OR t.streak >= 3 OR absence.chronic(t.tally) OR absence.days_to_line(t.tally, 'chronic') <= 3
				OR absence.why_null(t.tally) = 'unmapped' THEN @is_now(y, n)@ END
) AS s
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register, absence.tally(absence.rollup(m.register), s.policy, s.as_of) AS tally
	FROM @store@.student_register AS m
	WHERE s.alone IS NOT TRUE AND (m.student_id, m.school_year) = (s.student_id, s.school_year)
) AS o
CROSS JOIN LATERAL (
	SELECT 'chronic', absence.chronic_since(s.register, s.policy, s.as_of)
	WHERE absence.chronic(s.tally)
	UNION ALL
	SELECT 'chronic in district', absence.chronic_since(o.register, s.policy, s.as_of)
	WHERE absence.chronic(o.tally) AND absence.chronic(s.tally) IS NOT TRUE
	UNION ALL
	SELECT 'near ' || l.line, absence.last_absence(s.register, s.policy, s.as_of)
	FROM (SELECT CASE WHEN absence.chronic(s.tally) THEN 'severe' WHEN NOT absence.chronic(s.tally) THEN 'chronic' END) AS l (line)
	WHERE absence.absent_days(s.tally) > 0 AND absence.days_to_line(s.tally, l.line) BETWEEN 1 AND 3
	UNION ALL
	SELECT 'not mapped', absence_internal.unmapped_since(s.register, s.policy, s.as_of)
	WHERE absence.why_null(s.tally) = 'unmapped'
	UNION ALL
	SELECT 'streak of ' || CASE WHEN s.streak >= 10 THEN 10 WHEN s.streak >= 5 THEN 5 ELSE 3 END,
		absence.streak_start(s.register, s.policy, s.as_of)
	WHERE s.streak >= 3
) AS w (trigger, since)
CROSS JOIN LATERAL absence_internal.figures_of_student(s.tally, s.register, s.policy, s.as_of) AS f
LEFT JOIN @store@.fact_school AS h ON h.school_id = s.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = s.student_id
WHERE @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
