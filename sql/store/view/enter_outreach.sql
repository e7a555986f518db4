-- Where recorders enter outreach. A recorder sees the rows that the role itself has typed, of
-- students of its schools, and can enter such rows and no others. A correction is a new row
-- that names the row that it replaces.
CREATE OR REPLACE VIEW @store@.enter_outreach WITH (security_barrier) AS
SELECT o.outreach_id, o.student_id, o.school_id, o.school_year, o.day, o.due_on, o.kind, o.method, o.outcome, o.reached, o.staff_id,
	o.language, o.rule, o.step, o.met_on, o.referred_to, o.referral_outcome, o.replaces, o.note_ref, o.entered_by
FROM @store@.outreach AS o
WHERE o.entered_by = current_user AND @enters_at(o)@
WITH CASCADED CHECK OPTION;
ALTER VIEW @store@.enter_outreach ALTER COLUMN outreach_id SET DEFAULT gen_random_uuid()::text;
ALTER VIEW @store@.enter_outreach ALTER COLUMN entered_by SET DEFAULT current_user;
