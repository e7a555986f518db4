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
CREATE OR REPLACE VIEW @store@.watch_list WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
	w.trigger COLLATE "C" AS trigger, w.since, s.streak,
	absence.absent_days(absence.tally(absence.last_days(absence.as_of(s.register, s.as_of_asked), 5), s.policy_asked)) AS absent_last_5,
	s.absent_days, s.absence_rate, s.band,
	CASE WHEN w.since IS NOT NULL THEN absence.band(absence.tally(s.register, s.policy_asked, w.since - 1))::text END AS band_before,
	s.district_band,
	s.absences_left, s.complete_through, s.as_of, s.policy,
	@is_current(s.school_year)@ AS is_current_year, absence_internal.grade_order(s.grade) AS grade_order
FROM @student_figures@ AS s
CROSS JOIN LATERAL (
	SELECT 'chronic', absence.chronic_since(s.register, s.policy_asked, s.as_of_asked)
	WHERE s.chronic
	UNION ALL
	SELECT 'chronic in district', absence.chronic_since(s.district_register, s.policy_asked, s.as_of_asked)
	WHERE s.district_chronic AND s.chronic IS NOT TRUE
	UNION ALL
	SELECT 'near ' || CASE WHEN s.chronic THEN 'severe' ELSE 'chronic' END, s.last_absence
	WHERE s.absent_days > 0 AND s.chronic IS NOT NULL
		AND absence.days_to_line(absence.tally(s.register, s.policy_asked, s.as_of_asked), CASE WHEN s.chronic THEN 'severe' ELSE 'chronic' END)
			BETWEEN 1 AND 3
	UNION ALL
	SELECT 'not mapped', absence_internal.unmapped_since(s.register, s.policy_asked, s.as_of_asked)
	WHERE s.why_null = 'unmapped'
	UNION ALL
	SELECT 'streak of ' || CASE WHEN s.streak >= 10 THEN 10 WHEN s.streak >= 5 THEN 5 ELSE 3 END,
		absence.streak_start(s.register, s.policy_asked, s.as_of_asked)
	WHERE s.streak >= 3
) AS w (trigger, since)
WHERE s.enrolled_now AND s.school_year = (SELECT school_year FROM @store@.store_now)
	AND @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
