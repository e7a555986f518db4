-- How many students are chronically absent by the end of each school week, at each school
-- and in each group of its students. A school week is a week with a session day. Weeks are
-- numbered from the first of the year, so that holidays do not shift a week against the
-- same week of last year. Groups are the grades, and the groups on_day of group_absence. A
-- student is in a group for the whole year, so that the line of a group does not break when
-- a program begins. A group has the weeks of its school.
--
-- Fragment group_trends counts the students of a school and grade with the same statuses
-- together, and adds what they come to to each of their groups. The policy is joined again
-- after each grouping. Grouping by it would require an operator class of its type, and
-- pg_upgrade creates operator classes after the views. The figures of the year before come
-- from a second look at the registers. A window over the years would make a query for one
-- year work out all of them.
CREATE OR REPLACE VIEW @store@.absence_trend WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	w.week_number::integer AS week_number, w.day - (extract(isodow FROM w.day)::integer - 1) AS week_start, w.day AS last_day,
	c.session_days[w.week_number] AS session_days, w.n::integer AS verdict_n, w.k::integer AS chronic_n, w.rate AS chronic_rate,
	w.prior_day AS prior_last_day, coalesce(w.prior_n, t.verdict_n)::integer AS prior_verdict_n,
	coalesce(w.prior_k, t.chronic_n)::integer AS prior_chronic_n,
	CASE WHEN w.prior_day IS NULL THEN t.chronic_n::double precision / nullif(t.verdict_n, 0) ELSE w.prior_rate END AS prior_chronic_rate,
	t.source AS prior_source,
	k.complete_through, CASE WHEN c.counts_day THEN @counts_to(c.as_of, k.complete_through)@ END AS as_of, c.policy_name AS policy,
	@is_current(c.school_year)@ AS is_current_year
FROM @group_trends(s.school_year, r.school_year)@ AS c
LEFT JOIN @group_trends(s.school_year + 1::bigint, r.school_year + 1::bigint)@ AS p
	ON (p.school_year, p.school_id, p.group_kind, p.group_value) = (c.school_year, c.school_id, c.group_kind, c.group_value)
LEFT JOIN (
	SELECT DISTINCT ON (school_id, school_year, group_kind, group_value)
		school_id, school_year + 1::bigint AS next_year, group_kind, group_value, verdict_n, chronic_n, source
	FROM @store@.prior_count
	ORDER BY school_id, school_year, group_kind, group_value, source
) AS t ON (t.next_year, t.school_id, t.group_kind, t.group_value) = (c.school_year, c.school_id, c.group_kind, c.group_value)
	-- not if the store has counted the year itself
	AND (c.school_id, c.school_year) NOT IN (
		SELECT m.school_id, m.school_year + 1::bigint
		FROM @store@.student_register AS m
		JOIN @asked@ AS a USING (school_year)
		WHERE absence_internal.last_membership_day(m.register, a.as_of) IS NOT NULL)
CROSS JOIN LATERAL ROWS FROM (absence.points(c.trend, c.last_days), absence.points(p.trend, p.last_days))
	WITH ORDINALITY AS w (day, n, k, rate, prior_day, prior_n, prior_k, prior_rate, week_number)
@school_of(c)@
WHERE @known@ AND @sees(c.school_id)@ AND w.week_number <= cardinality(c.last_days);
