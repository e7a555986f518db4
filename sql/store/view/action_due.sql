-- The steps that alerts ask for, and what has become of each as of a day: the day that the
-- session asks for, else that of the last refresh. A row for each alert and step.
--
-- status is the first of these that applies:
--
-- answered, since withdrawn   done, and the alert is withdrawn
-- withdrawn                   the alert is withdrawn, and nothing is due
-- answered, answered late     done, by the day or after it
-- withheld                    not due with a group or a barrier of the student; to readers
--                             who do not see sensitive barriers it reads not due
-- left                        the student has no stay any more: at the school if the rule is
--                             of scope school, else at any
-- year over                   a later school year has begun
-- settling                    excuses can still come in
-- waiting                     the step before is not answered, so there is no deadline yet
-- overdue, open               the deadline has passed, or not
--
-- Outreach that is done answers a step, or a support does. If it names a rule, it answers
-- that rule: the alert that ever was met on the day that it names, else the latest alert met
-- by its own day, and the step that it names, else the step of its kind. If it names no
-- rule, it answers every step of its kind whose alert was met by its day. The earliest row
-- counts. So what was done stays done when an alert moves, or is withdrawn and comes back.
--
-- Days of a deadline count from ripe_on, or from the answer of the step before. School days
-- are membership days of the student. If the school year of the student ends before, the
-- last of these is the deadline.
CREATE OR REPLACE VIEW @store@.action_due WITH (security_barrier) AS
SELECT f.school_year, f.school_id, h.name AS school_name, f.student_id, u.last_name, u.first_name, f.grade, f.homeroom, f.enrolled_now,
	f.alert_id, f.rule, f.version, f.alert_school_id, f.met_on, f.first_met_on, f.ripe_on, f.step, f.kind, f.needs, f.meaning, f.due_on,
	CASE WHEN f.past_end THEN 'last school day of the student'::text COLLATE "C" END AS due_note, f.status,
	f.answered_on, f.answered_by, f.answer_id, f.answered_on - f.met_on AS days_to_answer, f.attempts, f.staff_id, g.name AS staff_name,
	CASE WHEN f.status = 'overdue' THEN f.day - f.due_on END AS days_overdue, f.planned_for, f.day AS as_of,
	f.policy_name AS policy, @is_current(f.school_year)@ AS is_current_year
FROM @actions(answers_to_each)@ AS f
LEFT JOIN @store@.fact_school AS h ON h.school_id = f.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = f.student_id
LEFT JOIN (SELECT staff_id, min(name) AS name FROM @store@.staff GROUP BY staff_id) AS g ON g.staff_id = f.staff_id
WHERE @known@ AND (@sees(f.school_id)@ OR @sees(f.alert_school_id)@ OR @sees_student(f)@);
