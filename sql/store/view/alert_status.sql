-- The alerts, standing and withdrawn, of every school year. They are for the definition of
-- the store: the settings of the session have no effect, except on who is enrolled now.
--
-- school_id is the one school of the student in the year; alert_school_id is the school
-- whose register a rule of scope school looks at.
CREATE OR REPLACE VIEW @store@.alert_status WITH (security_barrier) AS
SELECT a.school_year, s.school_id, h.name AS school_name, a.student_id, u.last_name, u.first_name, s.grade, s.homeroom,
	coalesce(s.enrolled_now, false) AS enrolled_now, a.alert_id, a.rule, a.version, r.scope, a.school_id AS alert_school_id, r.authority,
	r.tier::integer AS tier, r.truant, a.met_on, a.until, a.amount, a.first_met_on, a.known_on, a.ripe_on, a.withdrawn_on, a.reopened,
	@is_current(a.school_year)@ AS is_current_year
FROM @store@.alert AS a
LEFT JOIN @store@.attendance_rule AS r ON (r.name, r.version) = (a.rule, a.version)
LEFT JOIN @store@.latest_stay AS s ON (s.student_id, s.school_year) = (a.student_id, a.school_year)
LEFT JOIN @store@.fact_school AS h ON h.school_id = s.school_id
LEFT JOIN @store@.fact_student AS u ON u.student_id = a.student_id
WHERE (SELECT all_schools IS NOT NULL FROM @store@.visible) AND (@sees(s.school_id)@ OR @sees(a.school_id)@ OR @sees_student(a)@);
