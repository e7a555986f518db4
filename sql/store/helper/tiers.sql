-- Who is enrolled now, and at which tier of support. The views on tiers and support are made
-- of these.

-- The day that lists of students now are of: the day that the session asks for, else that of
-- the last refresh. Once a new school year has begun, its students are listed, with the figures
-- of the year before until the new year counts its first day.
CREATE OR REPLACE VIEW @store@.support_now AS
SELECT greatest(n.school_year, (
		SELECT max(c.school_year) FROM @store@.calendar_complete AS c WHERE c.members > 0 AND c.first_session_day <= d.list_day)) AS school_year,
	n.school_year AS figures_year, d.list_day, n.day, n.of_school
FROM @store@.store_now AS n
CROSS JOIN LATERAL (
	SELECT coalesce(n.asked, (SELECT l.today FROM @store@.refresh_log AS l ORDER BY l.refresh_id DESC LIMIT 1), n.day)
) AS d (list_day);

-- The enrolled students, each at the responsible school: that of the stay that covers the day,
-- of several the one that owns the day.
CREATE OR REPLACE VIEW @store@.enrolled_student AS
SELECT s.school_year, s.student_id, s.school_id, s.grade, s.homeroom, s.alone, n.list_day AS day, n.figures_year
FROM @store@.stay_register AS s
JOIN @support_day@ AS n USING (school_year)
WHERE @is_listed(s, n)@ AND (s.alone OR s.ctid = (
	SELECT o.ctid
	FROM @store@.stay_register AS o
	WHERE (o.student_id, o.school_year) = (s.student_id, s.school_year) AND @is_listed(o, n)@
	ORDER BY o.primary_school DESC, o.fte DESC, o.entry_date, o.school_id, o.ctid
	LIMIT 1));

-- The same with their registers, all schools merged: of the year that the list is of, and of
-- the year before; and what the year before comes to. Without registers of that year, these are
-- the totals of prior_student: of several sources, that with the most days.
--
-- Most students have one stay in a year. Only of the others registers are looked up and merged.
CREATE OR REPLACE VIEW @store@.enrolled_register AS
SELECT s.school_year, s.student_id, s.school_id, s.grade, s.homeroom, s.alone, s.day, s.figures_year, q.policy, q.policy_name, q.as_of,
	g.register, CASE WHEN s.figures_year = s.school_year THEN g.register ELSE coalesce(g.register_before, g.register) END AS figures_register,
	CASE WHEN g.register_before IS NOT NULL THEN absence.tally(g.register_before, q.policy) ELSE @totals_before(g)@ END AS prior
FROM @store@.enrolled_student AS s
JOIN @asked@ AS q USING (school_year)
LEFT JOIN @store@.student_register AS r
	ON s.alone AND (r.student_id, r.school_id, r.school_year) = (s.student_id, s.school_id, s.school_year)
LEFT JOIN @store@.stay_register AS y ON y.alone AND (y.student_id, y.school_year) = (s.student_id, s.school_year - 1)
LEFT JOIN @store@.student_register AS p ON (p.student_id, p.school_id, p.school_year) = (y.student_id, y.school_id, y.school_year)
CROSS JOIN LATERAL (
	SELECT coalesce(r.register, CASE WHEN NOT s.alone THEN (
			SELECT absence.rollup(m.register) FROM @store@.student_register AS m WHERE (m.student_id, m.school_year) = (s.student_id, s.school_year)
		) END, 'days none; complete none') AS register,
		coalesce(p.register, CASE WHEN EXISTS (
				SELECT FROM @store@.school_year_state AS b WHERE b.school_year = s.school_year - 1) THEN (
			SELECT absence.rollup(m.register) FROM @store@.student_register AS m
			WHERE (m.student_id, m.school_year) = (s.student_id, s.school_year - 1)) END) AS register_before,
		s.student_id, s.school_year, q.policy
	OFFSET '0'
) AS g;

-- The tier of each: that which the register and the year before call for, a rule of the district
-- with a standing alert, a group of students that a rule names, or support that has not helped;
-- unless a team has decided otherwise. The figures are those of the registers of figures_year.
CREATE OR REPLACE VIEW @store@.student_tier AS
SELECT s.school_year, s.school_id, h.name AS school_name, s.student_id, u.last_name, u.first_name, s.grade, s.homeroom,
	(t.t).tier, (t.t).computed_tier, (t.t).decided_tier, (t.t).since, (t.t).reasons,
	f.enrolled_days, f.counted_days, f.absent_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null, f.streak,
	absence.absent_days(absence.tally(absence.last_days(absence.as_of(s.figures_register, s.as_of), 5), s.policy)) AS absent_last_5,
	f.last_absence, f.absences_left, s.figures_year, f.complete_through, f.counted_through, s.day, s.policy, s.policy_name,
	s.as_of AS day_asked, s.register, s.figures_register, t.tally, s.alone
FROM @store@.enrolled_register AS s
CROSS JOIN LATERAL (
	SELECT absence_internal.tier_now(s.register, s.prior, s.policy, s.as_of, s.day, @claimed@) AS t,
		absence.tally(s.figures_register, s.policy, s.as_of) AS tally
	FROM @tier_claims(s)@ AS c
) AS t
CROSS JOIN LATERAL absence_internal.figures_of_student(t.tally, s.figures_register, s.policy, s.as_of) AS f
LEFT JOIN @store@.school AS h ON h.school_id = s.school_id
LEFT JOIN @store@.student AS u ON u.student_id = s.student_id;
