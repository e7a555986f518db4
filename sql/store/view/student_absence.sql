-- Each student at each school: days, rate, verdict, streak, absences left; and the verdict
-- with all schools of the student merged
CREATE OR REPLACE VIEW @store@.student_absence WITH (security_barrier) AS
SELECT r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
	y.homeroom, y.entry_date, y.exit_date, coalesce(y.enrolled_now, false) AS enrolled_now,
	f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days, f.tardy_days,
	f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
	absence.absence_rate(d.tally) AS district_absence_rate, absence.chronic(d.tally) AS district_chronic,
	absence.band(d.tally)::text AS district_band,
	f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through AS as_of, a.policy_name AS policy
FROM @store@.student_register AS r
JOIN @asked@ AS a USING (school_year)
CROSS JOIN LATERAL (
	SELECT absence.rollup(m.register) AS register
	FROM @store@.student_register AS m
	WHERE (m.student_id, m.school_year) = (r.student_id, r.school_year)
) AS o
CROSS JOIN LATERAL absence_internal.figures_of_student(r.register, a.policy, a.as_of) AS f
CROSS JOIN LATERAL absence.tally(o.register, a.policy, a.as_of) AS d (tally)
LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
LEFT JOIN @store@.student AS u ON u.student_id = r.student_id
LEFT JOIN @store@.student_stay AS y ON (y.student_id, y.school_id, y.school_year) = (r.student_id, r.school_id, r.school_year)
WHERE @known@ AND (@sees(r.school_id)@ OR @sees_student(r)@);
