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
	@is_current(f.school_year)@ AS is_current_year
FROM (
	SELECT w.*, c.past_end, CASE
			WHEN w.withdrawn_on <= w.day THEN CASE WHEN w.answered_on IS NOT NULL THEN 'answered, since withdrawn' ELSE 'withdrawn' END
			WHEN w.answered_on IS NOT NULL THEN CASE WHEN w.answered_on > c.due_on THEN 'answered late' ELSE 'answered' END
			WHEN @withheld(w)@ THEN CASE WHEN (SELECT all_words FROM @store@.sees_sensitive) THEN 'withheld' ELSE 'not due' END
			WHEN w.alert_school_id IS NULL AND w.has_no_exit THEN CASE
				WHEN w.is_over THEN 'year over' WHEN w.day < w.ripe_on THEN 'settling' WHEN w.counts_from IS NULL THEN 'waiting'
				WHEN w.day > c.due_on THEN 'overdue' ELSE 'open' END
			WHEN NOT EXISTS (
				SELECT FROM @store@.stay_register AS y
				WHERE y.student_id = w.student_id AND y.school_year >= w.school_year AND coalesce(y.last_date, 'infinity') >= w.day
					AND y.school_id = coalesce(w.alert_school_id, y.school_id)) THEN 'left'
			WHEN w.is_over THEN 'year over' WHEN w.day < w.ripe_on THEN 'settling' WHEN w.counts_from IS NULL THEN 'waiting'
			WHEN w.day > c.due_on THEN 'overdue' ELSE 'open' END COLLATE "C" AS status, c.due_on
	FROM (
		SELECT a.school_year, s.school_id, a.student_id, s.grade, s.homeroom, coalesce(s.enrolled_now, false) AS enrolled_now, a.alert_id,
			a.rule, a.version, a.school_id AS alert_school_id, a.met_on, a.first_met_on, a.ripe_on, a.withdrawn_on, t.step, t.kind, t.needs,
			t.meaning, t.within_n, t.within_unit, t.unless_group, t.unless_barrier, d.day, a.school_year < d.school_year AS is_over,
			s.student_id IS NOT NULL AND s.exit_date IS NULL AS has_no_exit, s.alone, o.register,
			CASE WHEN k.answers THEN k.day END AS answered_on, CASE WHEN k.answers THEN k.kind END AS answered_by,
			CASE WHEN k.answers THEN k.id END AS answer_id, k.staff_id, k.planned_for, coalesce(k.attempts, 0)::integer AS attempts,
			CASE WHEN t.after_step IS NULL THEN a.ripe_on ELSE (
				SELECT min(b.day)
				FROM @store@.rule_step AS e
				CROSS JOIN LATERAL @answers(a, e)@ AS b
				WHERE (e.name, e.version, e.step) = (t.name, t.version, t.after_step) AND b.answers) END AS counts_from
		FROM @store@.alert AS a
		JOIN @support_today@ AS d ON a.met_on <= d.day
		JOIN @store@.rule_step AS t ON (t.name, t.version) = (a.rule, a.version)
		LEFT JOIN @store@.latest_stay AS s ON (s.student_id, s.school_year) = (a.student_id, a.school_year)
		LEFT JOIN @store@.student_register AS o
			ON s.alone AND (o.student_id, o.school_id, o.school_year) = (a.student_id, s.school_id, a.school_year)
		LEFT JOIN LATERAL (
			SELECT b.*, count(*) FILTER (WHERE NOT b.is_planned) OVER () AS attempts
			FROM @answers(a, t)@ AS b
			ORDER BY b.answers DESC, b.is_planned DESC, b.day, b.planned_for, b.id
			LIMIT 1
		) AS k ON true
		WHERE @known@ AND (@sees(s.school_id)@ OR @sees(a.school_id)@ OR @sees_student(a)@)
	) AS w
	CROSS JOIN LATERAL (
		SELECT coalesce(n.day, n.last_day) AS due_on, n.day IS NULL AND n.last_day IS NOT NULL AS past_end
		FROM (
			SELECT CASE w.within_unit
					WHEN 'calendar days' THEN w.counts_from + w.within_n
					WHEN 'weekdays' THEN absence_internal.nth_weekday(w.counts_from, w.within_n)
					WHEN 'school days' THEN absence.nth_day(r.register, w.counts_from, w.within_n) END AS day,
				CASE WHEN w.within_unit = 'school days' AND w.counts_from IS NOT NULL THEN
					absence_internal.last_membership_day(absence_internal.complete_to(r.register, 'infinity')) END AS last_day
			FROM (
				SELECT CASE WHEN w.within_unit = 'school days' AND w.counts_from IS NOT NULL THEN
					CASE WHEN w.alone THEN w.register ELSE (
						SELECT absence.rollup(m.register)
						FROM @store@.student_register AS m
						WHERE (m.student_id, m.school_year) = (w.student_id, w.school_year)
							AND m.school_id = coalesce(w.alert_school_id, m.school_id)) END END AS register
				OFFSET 0
			) AS r
			OFFSET 0
		) AS n
	) AS c
) AS f
LEFT JOIN @store@.school AS h ON h.school_id = f.school_id
LEFT JOIN @store@.student AS u ON u.student_id = f.student_id
LEFT JOIN (SELECT staff_id, min(name) AS name FROM @store@.staff GROUP BY staff_id) AS g ON g.staff_id = f.staff_id;
