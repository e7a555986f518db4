-- What each member of staff has to do at each school, on the day asked for: the enrolled students
-- with a support that the member of staff gives, outreach that is planned, and actions that are not
-- answered, by who has planned or tried them. A student with several supports is counted once.
--
-- without_contact counts the students of these whom nobody has reached on the last 20 school days,
-- if a support was under way by then.
CREATE OR REPLACE VIEW @store@.caseload WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.staff_id, f.name AS staff_name, f.job,
	c.students, c.open_supports, c.review_overdue, c.without_contact, c.outreach_planned, c.outreach_past_due,
	c.actions_open, c.actions_overdue,
	c.day AS as_of, c.policy_name AS policy
FROM (
	SELECT s.school_year, s.school_id, s.staff_id, s.day, s.policy_name,
		count(DISTINCT s.student_id) FILTER (WHERE s.what = 'support')::integer AS students,
		count(*) FILTER (WHERE s.what = 'support')::integer AS open_supports,
		count(*) FILTER (WHERE s.what = 'support' AND s.due_on < s.day)::integer AS review_overdue,
		count(DISTINCT s.student_id) FILTER (WHERE s.no_contact)::integer AS without_contact,
		count(*) FILTER (WHERE s.what = 'outreach')::integer AS outreach_planned,
		count(*) FILTER (WHERE s.what = 'outreach' AND s.due_on < s.day)::integer AS outreach_past_due,
		count(*) FILTER (WHERE s.what = 'open')::integer AS actions_open, count(*) FILTER (WHERE s.what = 'overdue')::integer AS actions_overdue
	FROM (
		SELECT e.school_year, e.school_id, e.student_id, e.day, e.policy_name, k.staff_id, 'support' AS what, k.review_date AS due_on,
			k.begin_date <= r.day AND NOT EXISTS (
				SELECT FROM @store@.known_outreach AS o
				WHERE o.student_id = e.student_id AND o.day > r.day AND o.day <= e.day AND @is_reached(o)@) AS no_contact
		FROM @store@.known_support AS k
		JOIN @enrolled_register@ AS e ON e.student_id = k.student_id
		CROSS JOIN LATERAL (SELECT absence.nth_day(e.register, e.day, -20) OFFSET '0') AS r (day)
		WHERE @under_way(k, e.day)@
		UNION ALL
		SELECT e.school_year, e.school_id, e.student_id, e.day, q.policy_name, o.staff_id, 'outreach', o.due_on, false
		FROM @store@.known_outreach AS o
		JOIN @store@.enrolled_student AS e ON (e.student_id, e.school_year) = (o.student_id, o.school_year)
		JOIN @asked@ AS q ON q.school_year = e.school_year
		WHERE o.day IS NULL
		UNION ALL
		SELECT e.school_year, e.school_id, e.student_id, e.day, q.policy_name, f.staff_id, f.status, f.due_on, false
		FROM @store@.enrolled_student AS e
		JOIN @asked@ AS q ON q.school_year = e.school_year
		CROSS JOIN LATERAL (
			SELECT f.staff_id, f.status, f.due_on
			FROM @actions(answers_to_each)@ AS f
			WHERE (f.student_id, f.school_year) = (e.student_id, e.school_year) AND f.status IN ('open', 'overdue')
			OFFSET '0'
		) AS f
	) AS s
	GROUP BY s.school_year, s.school_id, s.staff_id, s.day, s.policy_name
) AS c
LEFT JOIN @staff@ AS f ON f.staff_id = c.staff_id
LEFT JOIN @store@.fact_school AS h ON h.school_id = c.school_id
WHERE @known@ AND @sees(c.school_id)@;
