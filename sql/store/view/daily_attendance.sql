-- Attendance of each school by session day. members is the number of students expected on
-- the day. counted is the number of members for whom it is known whether they were present.
-- attending is counted minus their absence. Average daily membership (ADM) is the mean of
-- members over the days of the year so far. Average daily attendance (ADA) is the mean of
-- attending over the session days with a counted student. On a day after complete-through
-- of a calendar that has not ended by then, the attendance of the students of that calendar
-- is missing. The day is shown, but figures to date do not include it.
CREATE OR REPLACE VIEW @store@.daily_attendance WITH (security_barrier) AS
SELECT d.school_year, d.school_id, h.name AS school_name, d.day, d.members, d.counted, d.absent, d.attending,
	d.attending / nullif(d.counted, 0) AS attendance_rate, d.whole_school, d.session_days,
	d.average_daily_membership,
	d.attending_to_date / nullif(d.session_days, 0) AS average_daily_attendance,
	d.attending_to_date / nullif(d.counted_to_date, 0) AS attendance_rate_to_date,
	k.complete_through, @counts_to(d.as_of, k.complete_through)@ AS as_of, d.policy_name AS policy,
	@is_current(d.school_year)@ AS is_current_year
FROM (
	SELECT c.school_year, c.school_id, p.day, p.members::integer AS members, p.n::integer AS counted,
		p.k AS absent, p.n - p.k AS attending, w.whole_school,
		(count(*) FILTER (WHERE w.whole_school AND p.n > 0) OVER to_date)::integer AS session_days,
		(avg(p.members) FILTER (WHERE p.members > 0) OVER to_date)::double precision AS average_daily_membership,
		sum(p.n::double precision) FILTER (WHERE w.whole_school) OVER to_date AS counted_to_date,
		sum(p.n - p.k) FILTER (WHERE w.whole_school) OVER to_date AS attending_to_date,
		c.as_of, c.policy_name
	FROM (
		SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.daily_absence(r.register, a.policy) AS daily,
			absence_internal.daily_membership(r.register, a.policy) AS membership
		FROM @store@.student_register AS r
		JOIN @asked@ AS a USING (school_year)
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
@school_of(d)@
WHERE @known@ AND @sees(d.school_id)@;
