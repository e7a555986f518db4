-- Each student at each school: days, rate, verdict, streak, absences left; and the verdict
-- with all schools of the student merged
CREATE OR REPLACE VIEW @store@.student_absence WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade,
	s.homeroom, s.entry_date, s.exit_date, s.enrolled_now,
	s.enrolled_days, s.counted_days, s.absent_days, s.missed_days, s.excused_days, s.unexcused_days, s.oss_days, s.iss_days, s.tardy_days,
	s.unmapped_days, s.unrecorded_days, s.absence_rate, s.chronic, s.status, s.band, s.band_order, s.why_null,
	s.district_absence_rate, s.district_chronic, s.district_band,
	s.streak, s.last_absence, s.absences_left, s.complete_through, s.as_of, s.policy,
	@is_current(s.school_year)@ AS is_current_year, absence_internal.grade_order(s.grade) AS grade_order
FROM @student_figures@ AS s
WHERE @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
