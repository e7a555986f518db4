-- Where recorders enter barriers, as enter_outreach. A recorder sees the words of the barriers
-- that the role itself has typed. The day from which a barrier is none can be updated.
CREATE OR REPLACE VIEW @store@.enter_barrier WITH (security_barrier) AS
SELECT b.student_id, b.school_year, b.category, b.barrier, b.identified_on, b.resolved_on, b.told_by, b.main, b.entered_by
FROM @store@.student_barrier AS b
WHERE b.entered_by = current_user AND @enters_of(b)@
WITH CASCADED CHECK OPTION;
ALTER VIEW @store@.enter_barrier ALTER COLUMN entered_by SET DEFAULT current_user;
