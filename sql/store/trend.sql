-- The live views of cohorts through the year: how many students are chronically
-- absent by school week, and who was there by day.

-- Of each school and group of its students, by school week: a week with a session
-- day, numbered from the first of the year, so that holidays move no week away from
-- the same one of last year. Groups are those on_day as group_absence has them, and
-- the grade; who is in one is in it all the year, so that a line does not break when
-- a program begins. A group has the weeks of its school.
--
-- The registers of a school are gathered once and each is counted in every group;
-- sorting a row for each student and group took twice as long. The policy is joined
-- again after each grouping: to group by it would need an operator class of its type,
-- and pg_upgrade makes those after the views.
CREATE OR REPLACE VIEW @store@.absence_trend WITH (security_barrier) AS
WITH definition AS NOT MATERIALIZED (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0')
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.week_number, c.week_start, c.last_day, c.session_days, c.verdict_n, c.chronic_n, c.chronic_rate,
	c.prior_last_day, coalesce(c.prior_verdict_n, t.verdict_n) AS prior_verdict_n, coalesce(c.prior_chronic_n, t.chronic_n) AS prior_chronic_n,
	coalesce(c.prior_chronic_rate, t.chronic_n::double precision / nullif(t.verdict_n, 0)) AS prior_chronic_rate, t.source AS prior_source,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
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
						coalesce(bit_or(k.mask) FILTER (WHERE CASE WHEN g.begin_date IS NULL AND g.end_date IS NULL THEN true
							ELSE absence_internal.last_membership_day(r.register, a.as_of)
								BETWEEN coalesce(g.begin_date, '-infinity') AND coalesce(g.end_date, 'infinity') END)::text, '') AS on_day
					FROM @store@.student_register AS r
					JOIN definition AS a USING (school_year)
					LEFT JOIN (
						@store@.student_group AS g
						JOIN (SELECT kind, value, mask::bit varying AS mask FROM @store@.known_status OFFSET 0) AS k USING (kind, value)
					) ON g.student_id = r.student_id
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
		CROSS JOIN (SELECT array_agg(group_kind ORDER BY mask DESC) AS kinds, array_agg(group_value ORDER BY mask DESC) AS group_values FROM @store@.known_status) AS k
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
			SELECT 'grade', u.grade, absence.chronic_trend(u.register, s.policy), bool_or(absence_internal.last_membership_day(u.register, s.as_of) IS NOT NULL)
			FROM unnest(s.registers, s.grades) AS u (register, grade)
			GROUP BY u.grade
		) AS g
		CROSS JOIN LATERAL absence.points(g.trend, s.last_days) WITH ORDINALITY AS p (day, n, k, rate, week_number)
	) AS w
	WINDOW last_year AS (PARTITION BY w.school_id, w.group_kind, w.group_value, w.week_number ORDER BY w.school_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)
) AS c
LEFT JOIN (
	SELECT DISTINCT ON (school_id, school_year, group_kind, group_value) school_id, school_year, group_kind, group_value, verdict_n, chronic_n, source
	FROM @store@.prior_count
	ORDER BY school_id, school_year, group_kind, group_value, source
) AS t ON (t.school_id, t.school_year, t.group_kind, t.group_value) = (c.school_id, c.school_year - 1, c.group_kind, c.group_value) AND NOT c.has_prior
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- Of each school by session day. Members are the students expected on it, recorded
-- or not; counted are those of them of whom it is known whether they came, and
-- attending those less their absence. Average daily membership (ADM) is the mean of
-- the members over the days of the year so far. Average daily attendance (ADA) is that
-- of the attending over the session days on which somebody was counted. A day that
-- some calendar of the school is not complete through, and does not end before, lacks
-- the attendance of its students: it is shown, but attendance to date leaves it out.
CREATE OR REPLACE VIEW @store@.daily_attendance WITH (security_barrier) AS
SELECT d.school_year, d.school_id, h.name AS school_name, d.day, d.members, d.counted, d.absent, d.attending,
	d.attending / nullif(d.counted, 0) AS attendance_rate, d.whole_school, d.session_days,
	d.average_daily_membership,
	d.attending_to_date / nullif(d.session_days, 0) AS average_daily_attendance,
	d.attending_to_date / nullif(d.counted_to_date, 0) AS attendance_rate_to_date,
	k.complete_through, nullif(least(d.as_of, k.complete_through), 'infinity') AS as_of, d.policy_name AS policy
FROM (
	SELECT c.school_year, c.school_id, p.day, p.members::integer AS members, p.n::integer AS counted, p.k AS absent, p.n - p.k AS attending, w.whole_school,
		(count(*) FILTER (WHERE w.whole_school AND p.n > 0) OVER to_date)::integer AS session_days,
		(avg(p.members) FILTER (WHERE p.members > 0) OVER to_date)::double precision AS average_daily_membership,
		sum(p.n::double precision) FILTER (WHERE w.whole_school) OVER to_date AS counted_to_date,
		sum(p.n - p.k) FILTER (WHERE w.whole_school) OVER to_date AS attending_to_date,
		c.as_of, c.policy_name
	FROM (
		SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.daily_absence(r.register, a.policy) AS daily,
			absence_internal.daily_membership(r.register, a.policy) AS membership
		FROM @store@.student_register AS r
		JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
		GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of
	) AS c
	CROSS JOIN LATERAL (SELECT array_agg(p.day ORDER BY p.day) AS days FROM absence.points(c.daily) AS p) AS k
	CROSS JOIN LATERAL ROWS FROM (absence.points(c.daily, k.days), absence.points(c.membership, k.days))
		AS p (day, n, k, rate, membership_day, members, unused_k, unused_rate)
	CROSS JOIN LATERAL (
		SELECT NOT EXISTS (
			SELECT FROM @store@.calendar_complete AS i
			WHERE (i.school_year, i.school_id) = (c.school_year, c.school_id) AND i.members > 0
				AND coalesce(i.complete_through, '-infinity') < p.day AND i.last_session_day >= p.day) AS whole_school
		OFFSET 0
	) AS w
	WHERE p.day <= c.as_of
	WINDOW to_date AS (PARTITION BY c.school_year, c.school_id ORDER BY p.day)
) AS d
LEFT JOIN @store@.school AS h ON h.school_id = d.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (d.school_year, d.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR d.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));
