-- absence_trend and daily_attendance in plain SQL, from the results of truth.sql,
-- store_truth.sql and store_reports.sql.

-- The asks for which the weeks are compared, not all of them: there is a row for each
-- group and week.
CREATE VIEW trend_ask AS
SELECT ask, school_year, policy FROM ask_year WHERE ask IN (1, 3, 5, 8);

-- The weeks of a school: those with a counted day on which a student is expected.
CREATE MATERIALIZED VIEW truth_week AS
SELECT *, row_number() OVER (PARTITION BY school_year, school_id, policy ORDER BY week_start) AS week_number
FROM (
	SELECT r.school_year, r.school_id, j.policy, date_trunc('week', j.day::timestamp)::date AS week_start,
	       max(j.day) AS last_day, count(DISTINCT j.day) AS session_days
	FROM judged_day j JOIN truth_register r ON r.register = j.subject
	WHERE j.policy IN (SELECT policy FROM trend_ask)
	GROUP BY 1, 2, 3, 4
) w
WITH NO DATA;

-- The groups of each student, which are the same for all the year.
CREATE VIEW truth_trend_group AS
SELECT q.subject AS register, q.policy, g.group_kind, g.group_value
FROM question q
JOIN truth_register r ON r.register = q.subject
CROSS JOIN LATERAL (VALUES ('all', 'all'), ('grade', coalesce(r.grade, 'missing'))) AS g (group_kind, group_value)
UNION ALL
SELECT DISTINCT q.subject, q.policy, t.group_kind, t.group_value
FROM question q
JOIN truth_group t ON (t.register, t.policy) = (q.subject, q.policy)
WHERE t.status_basis = 'on_day' AND t.group_kind NOT IN ('all', 'grade');

-- The verdict of each student on the latest day in the week or before it.
CREATE MATERIALIZED VIEW truth_trend AS
SELECT w.school_year, w.school_id, w.policy, g.group_kind, g.group_value, w.week_number, w.week_start, w.last_day, w.session_days,
       count(c.band) AS n, count(*) FILTER (WHERE c.band IN ('moderate', 'severe')) AS chronic_n,
       bool_or(d.subject IS NOT NULL) AS counts_day
FROM truth_week w
JOIN truth_register r USING (school_year, school_id)
JOIN truth_trend_group g ON (g.register, g.policy) = (r.register, w.policy)
LEFT JOIN truth_counts_day d ON (d.subject, d.policy) = (r.register, w.policy)
LEFT JOIN LATERAL (
	SELECT band FROM course c
	WHERE (c.subject, c.policy) = (r.register, w.policy) AND c.day <= w.last_day ORDER BY c.day DESC LIMIT 1
) c ON true
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
WITH NO DATA;

CREATE VIEW truth_absence_trend AS
SELECT y.ask, t.school_year, t.school_id, h.name AS school_name, t.group_kind, t.group_value, t.week_number, t.week_start, t.last_day,
       t.session_days,
       t.n AS verdict_n, t.chronic_n, t.chronic_n::double precision / nullif(t.n, 0) AS chronic_rate,
       l.last_day AS prior_last_day, f.n AS prior_verdict_n, f.chronic_n AS prior_chronic_n,
       f.chronic_n::double precision / nullif(f.n, 0) AS prior_chronic_rate,
       c.source AS prior_source,
       k.complete_through,
       CASE WHEN t.counts_day THEN nullif(least(coalesce(a.as_of, 'infinity'), k.complete_through), 'infinity') END AS as_of,
       n.policy_name AS policy
FROM truth_trend t
JOIN trend_ask y USING (policy, school_year)
JOIN ask a USING (ask)
JOIN asked_name n USING (ask)
-- last year, under the policy that the name asked for meant in that year
LEFT JOIN trend_ask z ON (z.ask, z.school_year) = (y.ask, y.school_year - 1)
LEFT JOIN truth_trend l ON (l.school_year, l.school_id, l.policy, l.group_kind, l.group_value, l.week_number)
                         = (t.school_year - 1, t.school_id, z.policy, t.group_kind, t.group_value, t.week_number)
-- totals, if the school has no week in that year
LEFT JOIN fact_prior_count c
	ON NOT EXISTS (SELECT FROM truth_week w WHERE (w.school_year, w.school_id, w.policy) = (t.school_year - 1, t.school_id, z.policy))
	AND (c.school_year, c.school_id, c.group_kind, c.group_value) = (t.school_year - 1, t.school_id, t.group_kind, t.group_value)
	AND c.source = (
		SELECT min(o.source)
		FROM fact_prior_count o
		WHERE (o.school_year, o.school_id, o.group_kind, o.group_value) = (c.school_year, c.school_id, c.group_kind, c.group_value)
	)
CROSS JOIN LATERAL (
	SELECT CASE WHEN l.policy IS NULL THEN c.verdict_n ELSE l.n END AS n,
		CASE WHEN l.policy IS NULL THEN c.chronic_n ELSE l.chronic_n END AS chronic_n
) f
LEFT JOIN fact_school h ON h.school_id = t.school_id
CROSS JOIN LATERAL (SELECT label_of(t.school_year, t.school_id) AS complete_through) k;

-- The sums are of whole numbers of units of a day.
CREATE VIEW truth_daily_attendance AS
SELECT y.ask, d.school_year, d.school_id, h.name AS school_name, d.day, d.members, d.counted, d.absent, d.counted - d.absent AS attending,
       (d.counted - d.absent) / nullif(d.counted, 0) AS attendance_rate, d.whole_school, d.session_days,
       d.members_to_date::double precision / nullif(d.member_days, 0) AS average_daily_membership,
       (d.counted_to_date * unit() - d.absent_to_date)::double precision / nullif(d.session_days * unit(), 0) AS average_daily_attendance,
       (d.counted_to_date * unit() - d.absent_to_date)::double precision / nullif(d.counted_to_date * unit(), 0) AS attendance_rate_to_date,
       k.complete_through, nullif(least(coalesce(a.as_of, 'infinity'), k.complete_through), 'infinity') AS as_of, n.policy_name AS policy
FROM (
	SELECT *, absent_units::double precision / unit()::double precision AS absent,
	       count(*) FILTER (WHERE whole_school AND counted > 0) OVER to_date AS session_days,
	       count(*) FILTER (WHERE members > 0) OVER to_date AS member_days,
	       sum(members) OVER to_date AS members_to_date,
	       sum(counted) FILTER (WHERE whole_school) OVER to_date AS counted_to_date,
	       sum(absent_units) FILTER (WHERE whole_school) OVER to_date AS absent_to_date
	FROM (
		SELECT r.school_year, r.school_id, j.policy, j.day,
		       -- the students who are expected, without those whose day is known to be
		       -- outside
		       min(e.students) - count(*) FILTER (WHERE state = 'outside') AS members,
		       count(*) FILTER (WHERE state = 'counted') AS counted, coalesce(sum(counted), 0) AS absent_units,
		       NOT EXISTS (SELECT FROM truth_calendar c WHERE (c.school_year, c.school_id) = (r.school_year, r.school_id) AND c.members > 0
		                   AND j.day > coalesce(c.complete_through, '-infinity') AND j.day <= c.last_session_day) AS whole_school
		FROM judged_day j
		JOIN truth_register r ON r.register = j.subject
		JOIN (
			SELECT m.school_year, m.school_id, d.day AS expected_on, count(*) AS students
			FROM truth_register m
			JOIN member_day d ON d.subject = m.register
			GROUP BY 1, 2, 3
		) e ON (e.school_year, e.school_id, e.expected_on) = (r.school_year, r.school_id, j.day)
		LEFT JOIN counted_day USING (subject, policy, day)
		GROUP BY 1, 2, 3, 4
	) d
	WINDOW to_date AS (PARTITION BY school_year, school_id, policy ORDER BY day)
) d
JOIN ask_year y USING (policy, school_year)
JOIN ask a USING (ask)
JOIN asked_name n USING (ask)
LEFT JOIN fact_school h USING (school_id)
CROSS JOIN LATERAL (SELECT label_of(d.school_year, d.school_id) AS complete_through) k;

CREATE PROCEDURE find_trends() LANGUAGE plpgsql AS
$$
BEGIN
	REFRESH MATERIALIZED VIEW truth_week;
	ANALYZE truth_week;
	REFRESH MATERIALIZED VIEW truth_trend;
	ANALYZE truth_trend;
END
$$;

-- Sums of parts of a day may differ in the twelfth digit.
CREATE FUNCTION nearly(expected double precision, answered double precision) RETURNS double precision
IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN abs(answered - expected) <= 1e-12 * greatest(1, abs(expected)) THEN expected ELSE answered END;

CREATE VIEW row_pair_of_trends AS
SELECT 'absence_trend' AS what, ask, concat_ws(' ', school_year, school_id, group_kind, group_value, week_number) AS key,
	to_jsonb(t) AS expected, to_jsonb(a) AS answered
FROM truth_absence_trend t
FULL JOIN (
	SELECT * FROM answer_absence_trend WHERE ask IN (SELECT ask FROM trend_ask)
) a USING (ask, school_year, school_id, group_kind, group_value, week_number)
UNION ALL
SELECT 'daily_attendance', ask, concat_ws(' ', school_year, school_id, day), to_jsonb(t),
       to_jsonb(a) || jsonb_build_object('average_daily_membership', nearly(t.average_daily_membership, a.average_daily_membership),
                                         'average_daily_attendance', nearly(t.average_daily_attendance, a.average_daily_attendance),
                                         'attendance_rate_to_date', nearly(t.attendance_rate_to_date, a.attendance_rate_to_date))
FROM truth_daily_attendance t FULL JOIN answer_daily_attendance a USING (ask, school_year, school_id, day);
