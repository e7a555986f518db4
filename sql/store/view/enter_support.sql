-- Where recorders enter supports, as enter_outreach. The columns that say how a support goes
-- on and ends can be updated.
CREATE OR REPLACE VIEW @store@.enter_support WITH (security_barrier) AS
SELECT s.support_id, s.student_id, s.school_id, s.school_year, s.intervention_id, s.begin_date, s.end_date, s.planned_end_date,
	s.review_date, s.status, s.end_reason, s.tier, s.staff_id, s.rule, s.met_on, s.barrier, s.note_ref, s.entered_by
FROM @store@.student_intervention AS s
WHERE s.entered_by = current_user AND @enters_at(s)@
WITH CASCADED CHECK OPTION;
ALTER VIEW @store@.enter_support ALTER COLUMN support_id SET DEFAULT gen_random_uuid()::text;
ALTER VIEW @store@.enter_support ALTER COLUMN entered_by SET DEFAULT current_user;
