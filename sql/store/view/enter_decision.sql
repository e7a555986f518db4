-- Where recorders enter the decisions of a team on a tier, as enter_outreach. The last day of
-- a decision can be updated.
CREATE OR REPLACE VIEW @store@.enter_decision WITH (security_barrier) AS
SELECT d.student_id, d.school_year, d.tier, d.begin_date, d.end_date, d.decided_by, d.reason, d.entered_by
FROM @store@.tier_decision AS d
WHERE d.entered_by = current_user AND @enters_of(d)@
WITH CASCADED CHECK OPTION;
ALTER VIEW @store@.enter_decision ALTER COLUMN entered_by SET DEFAULT current_user;
