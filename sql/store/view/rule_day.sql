-- The days for which a standing alert was met: what a letter lists. They are the days that
-- count in the window of the rule that ends on met_on, with the amount so far. The registers
-- are as the last refresh left them.
CREATE OR REPLACE VIEW @store@.rule_day WITH (security_barrier) AS
SELECT a.school_year, s.school_id, a.student_id, a.alert_id, a.rule, a.met_on, d.day, d.mark::text COLLATE "C" AS mark, d.portion,
	d.minutes, d.amount
FROM @store@.alert AS a
LEFT JOIN @store@.latest_stay AS s ON (s.student_id, s.school_year) = (a.student_id, a.school_year)
JOIN (
	SELECT name, version, rule::absence.rule AS rule FROM @store@.attendance_rule WHERE basis = 'register' OFFSET 0
) AS r ON (r.name, r.version) = (a.rule, a.version)
JOIN (
	SELECT p.school_year, p.policy::absence.policy AS policy
	FROM @store@.store_setting AS t
	JOIN @store@.definition_of_year AS p ON p.name = t.policy
	OFFSET 0
) AS p ON p.school_year = a.school_year
LEFT JOIN @store@.student_register AS o
	ON s.alone AND (o.student_id, o.school_id, o.school_year) = (a.student_id, s.school_id, a.school_year)
CROSS JOIN LATERAL absence.rule_days(CASE WHEN s.alone THEN o.register ELSE (
		SELECT absence.rollup(m.register)
		FROM @store@.student_register AS m
		WHERE (m.student_id, m.school_year) = (a.student_id, a.school_year) AND m.school_id = coalesce(a.school_id, m.school_id)
	) END, r.rule, p.policy, a.met_on) AS d
WHERE a.withdrawn_on IS NULL AND ((SELECT all_schools IS NOT NULL FROM @store@.visible)
	AND (@sees(s.school_id)@ OR @sees(a.school_id)@ OR @sees_student(a)@));
