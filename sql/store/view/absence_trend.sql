-- How many students are chronically absent by the end of each school week, at each school
-- and in each group of its students. A school week is a week with a session day. Weeks are
-- numbered from the first of the year, so that holidays do not shift a week against the
-- same week of last year. Groups are the grades, and the groups on_day of group_absence. A
-- student is in a group for the whole year, so that the line of a group does not break when
-- a program begins. A group has the weeks of its school.
--
-- The registers of a school are collected once, and each is counted in every group. Sorting
-- a row for each student and group took twice as long. The policy is joined again after
-- each grouping. Grouping by it would require an operator class of its type, and pg_upgrade
-- creates operator classes after the views.
CREATE OR REPLACE VIEW @store@.absence_trend WITH (security_barrier) AS
WITH definition AS NOT MATERIALIZED @asked@,
@known_statuses@
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.week_number, c.week_start, c.last_day, c.session_days, c.verdict_n, c.chronic_n, c.chronic_rate,
	c.prior_last_day, coalesce(c.prior_verdict_n, t.verdict_n) AS prior_verdict_n, coalesce(c.prior_chronic_n, t.chronic_n) AS prior_chronic_n,
	coalesce(c.prior_chronic_rate, t.chronic_n::double precision / nullif(t.verdict_n, 0)) AS prior_chronic_rate, t.source AS prior_source,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year
FROM (
	SELECT w.*, first_value(w.last_day) OVER last_year AS prior_last_day, first_value(w.verdict_n) OVER last_year AS prior_verdict_n,
		first_value(w.chronic_n) OVER last_year AS prior_chronic_n, first_value(w.chronic_rate) OVER last_year AS prior_chronic_rate
	FROM (
		SELECT s.school_year, s.school_id, g.group_kind, g.group_value, p.week_number::integer AS week_number,
			p.day - (extract(isodow FROM p.day)::integer - 1) AS week_start, p.day AS last_day, s.session_days[p.week_number] AS session_days,
			p.n::integer AS verdict_n, p.k::integer AS chronic_n, p.rate AS chronic_rate, s.has_prior, g.counts_day, s.as_of, s.policy_name
		FROM (
			SELECT s.*, a.policy, d.last_days, d.session_days,
				count(d.last_days) OVER (PARTITION BY s.school_id ORDER BY s.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) > 0 AS has_prior
			FROM (
				SELECT m.school_year, m.school_id, m.as_of, m.policy_name, absence.chronic_trend(m.register, a.policy) AS trend,
					array_agg(m.register) AS registers, array_agg(m.grade) AS grades, array_agg(m.on_day) AS on_days
				FROM (
					SELECT r.school_year, r.school_id, coalesce(r.grade, 'missing') AS grade, r.register, a.as_of, a.policy_name,
						@on_day(r.register, a.as_of)@ AS on_day
					FROM @store@.student_register AS r
					JOIN definition AS a USING (school_year)
					@statuses_of(r)@
					GROUP BY r.school_year, r.school_id, r.student_id, a.as_of, a.policy_name
				) AS m
				JOIN definition AS a USING (school_year)
				GROUP BY m.school_year, m.school_id, m.as_of, m.policy_name
			) AS s
			JOIN definition AS a USING (school_year)
			CROSS JOIN LATERAL (
				SELECT array_agg(w.last_day ORDER BY w.last_day) AS last_days, array_agg(w.session_days ORDER BY w.last_day) AS session_days
				FROM (
					SELECT max(p.day) AS last_day, count(*)::integer AS session_days
					FROM absence.points(s.trend) AS p
					WHERE p.day <= s.as_of
					GROUP BY p.day - (extract(isodow FROM p.day)::integer - 1)
				) AS w
			) AS d
		) AS s
		CROSS JOIN @statuses@ AS k
		CROSS JOIN LATERAL (
			SELECT g.group_kind, g.group_value, absence.chronic_trend(u.register, s.policy) AS trend,
				bool_or(absence_internal.last_membership_day(u.register, s.as_of) IS NOT NULL) AS counts_day
			FROM unnest(s.registers, s.on_days) AS u (register, on_day)
			JOIN (
				SELECT a.on_day, g.group_kind, g.group_value
				FROM (SELECT DISTINCT on_day FROM unnest(s.on_days) AS a (on_day)) AS a
				CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, a.on_day, a.on_day) AS g
				WHERE g.status_basis = 'on_day' AND g.group_kind <> 'grade'
				OFFSET 0
			) AS g USING (on_day)
			GROUP BY g.group_kind, g.group_value
			UNION ALL
			SELECT 'grade', u.grade, absence.chronic_trend(u.register, s.policy),
				bool_or(absence_internal.last_membership_day(u.register, s.as_of) IS NOT NULL)
			FROM unnest(s.registers, s.grades) AS u (register, grade)
			GROUP BY u.grade
		) AS g
		CROSS JOIN LATERAL absence.points(g.trend, s.last_days) WITH ORDINALITY AS p (day, n, k, rate, week_number)
	) AS w
	WINDOW last_year AS (PARTITION BY w.school_id, w.group_kind, w.group_value, w.week_number
		ORDER BY w.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)
) AS c
LEFT JOIN (
	SELECT DISTINCT ON (school_id, school_year, group_kind, group_value)
		school_id, school_year, group_kind, group_value, verdict_n, chronic_n, source
	FROM @store@.prior_count
	ORDER BY school_id, school_year, group_kind, group_value, source
) AS t ON (t.school_id, t.school_year, t.group_kind, t.group_value) = (c.school_id, c.school_year - 1, c.group_kind, c.group_value)
	AND NOT c.has_prior
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@;
