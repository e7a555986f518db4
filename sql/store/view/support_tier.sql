-- The tier of support of each enrolled student, on the day and under the definition asked for.
-- A row for each student, at the responsible school, with the figures of all schools merged.
--
-- computed_tier is the highest tier that something calls for; decided_tier, that of a decision of
-- a team which is in force, wins over it in both directions. Alerts are those that refreshes have
-- found under the definition of the store, whatever definition the session asks for.
CREATE OR REPLACE VIEW @store@.support_tier WITH (security_barrier) AS
SELECT s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
	s.tier, s.computed_tier, s.decided_tier, s.since, s.reasons,
	s.enrolled_days, s.counted_days, s.absent_days, s.absence_rate, s.chronic, s.status, s.band, s.band_order, s.why_null,
	s.streak, s.absent_last_5, s.last_absence, s.absences_left, s.figures_year, s.complete_through,
	s.counted_through AS as_of, s.policy_name AS policy, absence_internal.grade_order(s.grade) AS grade_order
FROM @student_tier@ AS s
WHERE @known@ AND (@sees(s.school_id)@ OR @sees_student(s)@);
