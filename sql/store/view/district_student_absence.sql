-- Each student once, with all schools of the district merged
CREATE OR REPLACE VIEW @store@.district_student_absence WITH (security_barrier) AS
SELECT r.school_year, l.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, l.grade,
	l.homeroom, l.entry_date, l.exit_date, coalesce(l.enrolled_now, false) AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	f.absence_rate AS district_absence_rate, f.chronic AS district_chronic, f.band AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy,
	@is_current(r.school_year)@ AS is_current_year, absence_internal.grade_order(l.grade) AS grade_order
FROM @store@.student_register AS r
JOIN @asked@ AS a USING (school_year)
LEFT JOIN @store@.latest_stay AS l ON (l.student_id, l.school_year) = (r.student_id, r.school_year)
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register, absence.tally(absence.rollup(m.register), a.policy, a.as_of) AS tally
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
		-- so that the school of the student is known before the registers are looked up
		AND (l.alone IS NOT TRUE OR m.school_id = l.school_id)
) AS o
CROSS JOIN LATERAL absence_internal.figures_of_student(o.tally, o.register, a.policy, a.as_of) AS f
LEFT JOIN @store@.fact_school AS h ON h.school_id = l.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = r.student_id
WHERE NOT EXISTS (		-- one register of each student
		SELECT FROM @store@.student_register AS m
		WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year) AND m.school_id < r.school_id)
	AND @known@ AND (@sees(l.school_id)@ OR @sees_student(r)@);
