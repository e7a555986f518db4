-- The views of cohorts, the groups, the watch list and near_the_line() in plain SQL,
-- from the results of store_truth.sql.


-- Groups ---------------------------------------------------------------------

-- Whether a status is in force. A status without dates always is; another is if it
-- covers the last counted membership day, or any of them.
CREATE MATERIALIZED VIEW truth_status AS
SELECT q.subject AS register, q.policy, g.kind, g.value,
       bool_or(g.timeless OR l.last BETWEEN g.first AND g.last) AS on_day,
       bool_or(g.timeless OR EXISTS (
           SELECT FROM member_day d WHERE d.subject = q.subject AND d.day <= q.last_day AND d.day BETWEEN g.first AND g.last
       )) AS ever_in_year
FROM question q
JOIN truth_register r ON r.register = q.subject
JOIN (SELECT student_id, shown_word(kind) AS kind, shown_word(value) AS value, begin_date IS NULL AND end_date IS NULL AS timeless,
             coalesce(begin_date, '-infinity') AS first, coalesce(end_date, 'infinity') AS last
      FROM fact_student_group) g USING (student_id)
LEFT JOIN LATERAL (SELECT max(day) AS last FROM member_day d WHERE d.subject = q.subject AND d.day <= q.last_day) l ON true
GROUP BY q.subject, q.policy, g.kind, g.value
WITH NO DATA;
CREATE INDEX ON truth_status (register, policy);

-- A race as it is counted; NULL if the value says nothing about race.
CREATE FUNCTION race_of(value text) RETURNS text IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN lower(value) LIKE 'hispanic%' OR lower(value) LIKE 'latin%' THEN 'Hispanic or Latino'
	WHEN lower(value) IN ('not hispanic', 'non-hispanic', 'nonhispanic', 'not hispanic or latino', 'not hispanic/latino',
		'non-hispanic/non-latino') THEN NULL
	WHEN lower(value) LIKE 'two or more%' THEN 'two or more'
	ELSE value
END;

CREATE VIEW truth_trait AS
SELECT q.subject AS register, q.policy,
       (SELECT CASE WHEN 'Hispanic or Latino' = ANY (array_agg(DISTINCT race_of(value))) THEN 'Hispanic or Latino'
                    WHEN count(DISTINCT race_of(value)) = 0 THEN 'missing'
                    WHEN count(DISTINCT race_of(value)) = 1 THEN min(race_of(value))
                    ELSE 'two or more' END
        FROM truth_status s WHERE (s.register, s.policy) = (q.subject, q.policy) AND kind = 'race_ethnicity' AND on_day) AS race,
       (SELECT CASE WHEN count(DISTINCT value) = 1 THEN min(value) ELSE 'missing' END
        FROM truth_status s WHERE (s.register, s.policy) = (q.subject, q.policy) AND kind = 'sex' AND on_day) AS sex
FROM question q JOIN truth_register r ON r.register = q.subject;

CREATE MATERIALIZED VIEW truth_group AS
SELECT t.register, t.policy, b.status_basis, g.group_kind, g.group_value,
       CASE WHEN EXISTS (SELECT FROM fact_student_group WHERE kind = 'sex') AND g.group_kind <> 'sex' THEN t.sex END AS sex
FROM truth_trait t
CROSS JOIN (VALUES ('on_day'), ('ever_in_year')) b (status_basis)
CROSS JOIN LATERAL (
	SELECT 'all' AS group_kind, 'all' AS group_value
	UNION ALL
	SELECT 'race_ethnicity', race WHERE EXISTS (SELECT FROM fact_student_group WHERE kind = 'race_ethnicity')
	UNION ALL
	SELECT 'sex', t.sex WHERE EXISTS (SELECT FROM fact_student_group WHERE kind = 'sex')
	UNION ALL
	SELECT kind, value
	FROM truth_status s
	WHERE (s.register, s.policy) = (t.register, t.policy) AND kind NOT IN ('race_ethnicity', 'sex', 'all')
	  AND CASE b.status_basis WHEN 'on_day' THEN on_day ELSE ever_in_year END
	UNION
	SELECT k.kind, 'No'
	FROM (SELECT DISTINCT shown_word(kind) AS kind FROM fact_student_group) k
	WHERE k.kind NOT IN ('race_ethnicity', 'sex', 'all')
	  AND NOT EXISTS (SELECT FROM truth_status s WHERE (s.register, s.policy, s.kind) = (t.register, t.policy, k.kind)
	                  AND CASE b.status_basis WHEN 'on_day' THEN on_day ELSE ever_in_year END)
) g
WITH NO DATA;


-- Cohorts --------------------------------------------------------------------

-- One row for each student in each cohort of a view; place tells the cohorts apart.
CREATE VIEW cohort_member AS
SELECT 'grade_absence' AS what, r.school_year, r.school_id, r.register AS subject, NULL::integer AS policy,
	jsonb_build_object('grade', r.grade) AS place
FROM truth_register r
UNION ALL
SELECT 'group_absence', r.school_year, r.school_id, r.register, g.policy,
       jsonb_build_object('group_kind', g.group_kind, 'group_value', g.group_value, 'sex', x.sex, 'status_basis', g.status_basis)
FROM truth_register r JOIN truth_group g USING (register)
CROSS JOIN LATERAL (SELECT 'all' UNION ALL SELECT g.sex WHERE g.sex IS NOT NULL) x (sex)
UNION ALL
SELECT 'district_absence', r.school_year, NULL, s.subject, NULL,
	jsonb_build_object('scope', CASE s.kind WHEN 'merged' THEN 'pooled' ELSE 'sum_of_schools' END)
FROM subject s
JOIN (SELECT DISTINCT student, school_year FROM truth_register) r USING (student);

CREATE VIEW truth_cohort AS
SELECT c.what, y.ask, c.school_year, c.school_id, c.place,
       c.n AS verdict_n, c.chronic_n, c.chronic_n::double precision / nullif(c.n, 0) AS chronic_rate,
       wilson(c.chronic_n, c.n, -1) AS chronic_rate_low, wilson(c.chronic_n, c.n, 1) AS chronic_rate_high,
       c.satisfactory_n, c.at_risk_n, c.moderate_n, c.severe_n, c.no_verdict_n,
       k.complete_through,
       CASE WHEN c.counts_day THEN nullif(least(coalesce(a.as_of, 'infinity'), k.complete_through), 'infinity') END AS as_of,
       n.policy_name AS policy
FROM (
	SELECT m.what, m.school_year, m.school_id, m.place, v.policy, bool_or(d.subject IS NOT NULL) AS counts_day,
	       count(*) FILTER (WHERE why_null IS NULL)       AS n,
	       count(*) FILTER (WHERE why_null IS NOT NULL)   AS no_verdict_n,
	       count(*) FILTER (WHERE chronic)                AS chronic_n,
	       count(*) FILTER (WHERE band = 'satisfactory')  AS satisfactory_n,
	       count(*) FILTER (WHERE band = 'at_risk')       AS at_risk_n,
	       count(*) FILTER (WHERE band = 'moderate')      AS moderate_n,
	       count(*) FILTER (WHERE band = 'severe')        AS severe_n
	FROM cohort_member m
	JOIN verdict v ON v.subject = m.subject AND v.policy = coalesce(m.policy, v.policy)
	LEFT JOIN truth_counts_day d ON (d.subject, d.policy) = (v.subject, v.policy)
	GROUP BY m.what, m.school_year, m.school_id, m.place, v.policy
) c
JOIN ask_year y USING (policy)
JOIN ask a USING (ask)
JOIN asked_name n USING (ask)
CROSS JOIN LATERAL (SELECT label_of(c.school_year, c.school_id) AS complete_through) k;

CREATE VIEW truth_weekday_absence AS
SELECT y.ask, w.school_year, w.school_id, h.name AS school_name, w.isodow, to_char(date '2001-01-01' + w.isodow - 1, 'FMDay') AS weekday,
       w.enrolled_days, w.counted_days, w.absent::double precision / unit()::double precision AS absent_days,
       CASE WHEN p.basis = 'days' THEN rate_of(w.absent, w.counted_days * unit())
            WHEN w.days_of_unknown_length = 0 THEN rate_of(w.absent_minutes, w.counted_minutes) END AS absence_rate,
       k.complete_through, nullif(least(coalesce(a.as_of, 'infinity'), k.complete_through), 'infinity') AS as_of, n.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, j.policy, extract(isodow FROM j.day)::integer AS isodow,
	       count(*) FILTER (WHERE state <> 'outside') AS enrolled_days,
	       count(*) FILTER (WHERE state = 'counted') AS counted_days,
	       coalesce(sum(counted) FILTER (WHERE state = 'counted'), 0) AS absent,
	       count(*) FILTER (WHERE state = 'counted' AND minutes IS NULL) AS days_of_unknown_length,
	       sum(minutes) FILTER (WHERE state = 'counted') AS counted_minutes,
	       coalesce(sum((2 * counted * minutes + unit()) / (2 * unit())) FILTER (WHERE state = 'counted'), 0) AS absent_minutes
	FROM truth_register r
	JOIN judged_day j ON j.subject = r.register
	LEFT JOIN counted_day d ON (d.subject, d.policy, d.day) = (j.subject, j.policy, j.day)
	GROUP BY r.school_year, r.school_id, j.policy, extract(isodow FROM j.day)
) w
JOIN policy p USING (policy)
JOIN ask_year y USING (policy)
JOIN ask a USING (ask)
JOIN asked_name n USING (ask)
LEFT JOIN fact_school h USING (school_id)
CROSS JOIN LATERAL (SELECT label_of(w.school_year, w.school_id) AS complete_through) k
WHERE w.enrolled_days > 0;

-- Also for years that are not asked about, because they have no register.
CREATE VIEW truth_coverage AS
SELECT c.ask, c.school_year, c.school_id, h.name AS school_name, c.students, c.verdict_n, c.below_minimum_n, c.not_recorded_n,
       c.no_membership_n,
       c.no_minutes_n, c.no_calendar_n, c.not_mapped_n, c.stay_void_n, c.stay_without_calendar_n, c.not_refreshed_n,
       k.complete_through,
       CASE WHEN c.counts_day THEN nullif(least(coalesce(a.as_of, 'infinity'), k.complete_through), 'infinity') END AS as_of,
       n.policy_name AS policy
FROM (
	SELECT ask, school_year, school_id, count(*) AS students, bool_or(counts_day) AS counts_day,
	       count(*) FILTER (WHERE why = 'verdict')               AS verdict_n,
	       count(*) FILTER (WHERE why = 'below_minimum')         AS below_minimum_n,
	       count(*) FILTER (WHERE why = 'not_recorded')          AS not_recorded_n,
	       count(*) FILTER (WHERE why = 'no_membership')         AS no_membership_n,
	       count(*) FILTER (WHERE why = 'no_minutes')            AS no_minutes_n,
	       count(*) FILTER (WHERE why = 'no_calendar')           AS no_calendar_n,
	       count(*) FILTER (WHERE why = 'unmapped')              AS not_mapped_n,
	       count(*) FILTER (WHERE why = 'stay void')             AS stay_void_n,
	       count(*) FILTER (WHERE why = 'stay without calendar') AS stay_without_calendar_n,
	       0::bigint                                             AS not_refreshed_n
	FROM (
		SELECT a.ask, e.school_year, e.school_id, e.student_id, d.subject IS NOT NULL AS counts_day,
		       CASE WHEN r.register IS NOT NULL THEN coalesce(v.why_null, 'verdict')
		            WHEN NOT EXISTS (
		                SELECT
		                FROM real_stay s
		                WHERE (s.student_id, s.school_id, s.school_year) = (e.student_id, e.school_id, e.school_year)
		            ) THEN 'stay void'
		            ELSE 'stay without calendar' END AS why
		FROM (SELECT DISTINCT student_id, school_id, school_year FROM fact_enrollment) e
		JOIN fact_school_year_state USING (school_year)
		CROSS JOIN ask a
		LEFT JOIN ask_year y ON (y.ask, y.school_year) = (a.ask, e.school_year)
		LEFT JOIN truth_register r ON (r.student_id, r.school_id, r.school_year) = (e.student_id, e.school_id, e.school_year)
		LEFT JOIN verdict v ON (v.subject, v.policy) = (r.register, y.policy)
		LEFT JOIN truth_counts_day d ON (d.subject, d.policy) = (r.register, y.policy)
	) s
	GROUP BY ask, school_year, school_id
) c
JOIN ask a USING (ask)
JOIN asked_name n USING (ask)
LEFT JOIN fact_school h USING (school_id)
CROSS JOIN LATERAL (SELECT label_of(c.school_year, c.school_id) AS complete_through) k;


-- The watch list -------------------------------------------------------------

-- The band as of each membership day, numbered back from the last counted day.
CREATE MATERIALIZED VIEW truth_running AS
SELECT *, row_number() OVER (PARTITION BY subject, policy ORDER BY day DESC) AS from_last
FROM course
WITH NO DATA;
CREATE INDEX ON truth_running (subject, policy, from_last);

-- The day since which the verdict has been chronic, and the day since which unmapped
-- codes have left it open: the day after the last day on which this was not so.
CREATE VIEW truth_since AS
SELECT subject, policy, min(day) FILTER (WHERE from_last < coalesce(last_not, 1000000)) AS since,
       min(day) FILTER (WHERE from_last < coalesce(last_mapped, 1000000)) AS unmapped_since
FROM (
	SELECT *,
	       min(from_last) FILTER (WHERE band IS NULL OR band NOT IN ('moderate', 'severe'))
	           OVER (PARTITION BY subject, policy) AS last_not,
	       min(from_last) FILTER (WHERE why_null IS DISTINCT FROM 'unmapped') OVER (PARTITION BY subject, policy) AS last_mapped
	FROM truth_running
) r
GROUP BY subject, policy;

-- The number of days to a line, by trying one number after the other.
CREATE MATERIALIZED VIEW truth_to_line AS
SELECT v.subject, v.policy, l.name,
       CASE WHEN over(n.amount, n.total, p.compare, l.line, p.measure) THEN
              -(SELECT min(k) FROM generate_series(1, v.counted_days) k
                WHERE NOT over(greatest(0, n.amount - k * n.a_day), n.total, p.compare, l.line, p.measure))
            ELSE
              (SELECT min(k) FROM generate_series(1, v.counted_days) k
               WHERE over(least(n.total, n.amount + k * n.a_day), n.total, p.compare, l.line, p.measure)) END AS days
FROM verdict v
JOIN policy p USING (policy),
     LATERAL (SELECT v.a * CASE p.basis WHEN 'minutes' THEN v.counted_days ELSE 1 END AS amount,
                     v.c * CASE p.basis WHEN 'minutes' THEN v.counted_days ELSE 1 END AS total,
                     CASE p.basis WHEN 'minutes' THEN v.c ELSE unit() END AS a_day) n,
     (VALUES ('at_risk'), ('chronic'), ('severe')) w (name),
     LATERAL (
         SELECT w.name, CASE w.name WHEN 'at_risk' THEN p.at_risk WHEN 'chronic' THEN coalesce(p.chronic, p.severe)
             ELSE p.severe END AS line
     ) l
WHERE v.why_null IS NULL AND l.line IS NOT NULL
WITH NO DATA;
CREATE INDEX ON truth_to_line (subject, policy);

CREATE VIEW truth_watch_list AS
SELECT s.ask, s.school_year, s.school_id, s.school_name, s.student_id, s.last_name, s.first_name, s.grade, s.homeroom,
       t.trigger, t.since, s.streak,
       (SELECT coalesce(sum(c.counted), 0)::double precision / unit()::double precision
        FROM truth_running d JOIN counted_day c USING (subject, policy, day)
        WHERE (d.subject, d.policy) = (r.register, y.policy) AND d.from_last <= 5) AS absent_last_5,
       s.absent_days, s.absence_rate, s.band,
       (
           SELECT b.band
           FROM truth_running b
           WHERE (b.subject, b.policy) = (r.register, y.policy) AND b.day < t.since
           ORDER BY b.day DESC
           LIMIT 1
       ) AS band_before,
       s.district_band, s.absences_left, s.complete_through, s.as_of, s.policy
FROM truth_student_absence s
JOIN truth_current_year USING (ask, school_year)
JOIN ask_year y USING (ask, school_year)
JOIN truth_register r USING (school_year, school_id, student_id)
JOIN subject m ON m.kind = 'merged' AND m.student = r.student
CROSS JOIN LATERAL (
	SELECT 'chronic' AS trigger, since FROM truth_since WHERE (subject, policy) = (r.register, y.policy) AND s.chronic
	UNION ALL
	SELECT 'chronic in district', since
	FROM truth_since
	WHERE (subject, policy) = (m.subject, y.policy) AND s.district_chronic AND NOT coalesce(s.chronic, false)
	UNION ALL
	SELECT 'near ' || name, s.last_absence FROM truth_to_line
	WHERE (subject, policy) = (r.register, y.policy) AND days IN (1, 2, 3) AND s.absent_days > 0
	  AND (name, s.chronic) IN (('chronic', false), ('severe', true))
	UNION ALL
	SELECT 'not mapped', unmapped_since FROM truth_since WHERE (subject, policy) = (r.register, y.policy) AND s.status = 'not mapped'
	UNION ALL
	SELECT 'streak of ' || (SELECT max(n) FROM unnest('{3,5,10}'::integer[]) n WHERE n <= s.streak), streak_start
	FROM streak WHERE (subject, policy) = (r.register, y.policy) AND s.streak >= 3
) t
WHERE s.enrolled_now;

-- The students whose verdict depends on at most two days.
CREATE VIEW truth_near_the_line AS
SELECT y.ask, r.school_year, CASE s.kind WHEN 'merged' THEN 'district' ELSE 'school' END AS scope, r.school_id, r.student_id,
       t.counted_days, t.absent_days, t.absence_rate, t.band, t.chronic, l.days AS days_to_line, t.as_of, n.policy_name AS policy
FROM truth_to_line l
JOIN subject s USING (subject)
JOIN truth_tally t USING (subject, policy)
JOIN ask_year y USING (policy)
JOIN asked_name n USING (ask)
JOIN LATERAL (SELECT r.school_year, CASE s.kind WHEN 'school' THEN r.school_id END AS school_id, r.student_id
              FROM truth_register r WHERE r.student = s.student AND r.school = coalesce(s.school, r.school) LIMIT 1) r ON true
WHERE l.name = 'chronic' AND l.days BETWEEN -2 AND 2;

CREATE PROCEDURE find_reports() LANGUAGE plpgsql AS
$$
BEGIN
	REFRESH MATERIALIZED VIEW truth_status;
	ANALYZE truth_status;
	REFRESH MATERIALIZED VIEW truth_group;
	REFRESH MATERIALIZED VIEW truth_running;
	REFRESH MATERIALIZED VIEW truth_to_line;
	ANALYZE truth_group, truth_running, truth_to_line;
END
$$;


-- Beside the answers ---------------------------------------------------------

CREATE UNLOGGED TABLE answer_near_the_line AS SELECT 0 AS ask, * FROM absence.near_the_line('oracle_store', 2) LIMIT 0;
CREATE UNLOGGED TABLE answer_student_group_of AS SELECT 0 AS ask, * FROM oracle_store.student_group_of LIMIT 0;

CREATE VIEW row_pair_of_reports AS
SELECT what, ask, concat_ws(' ', school_year, school, place) AS key,
       to_jsonb(t) - '{what,ask,school_year,school_id,place,school}'::text[] AS expected,
       -- the limits of Wilson may differ in the twelfth digit
       to_jsonb(a) - '{what,ask,school_year,place,school}'::text[]
           || jsonb_build_object('chronic_rate_low', about(t.chronic_rate_low, a.chronic_rate_low),
		'chronic_rate_high', about(t.chronic_rate_high, a.chronic_rate_high)) AS answered
FROM (SELECT t.*, coalesce(school_id, '') AS school, h.name AS school_name FROM truth_cohort t LEFT JOIN fact_school h USING (school_id)) t
FULL JOIN (
	SELECT 'grade_absence' AS what, ask, school_year, school_id AS school, jsonb_build_object('grade', grade) AS place,
	       school_name, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n,
	       severe_n, no_verdict_n, complete_through, as_of, policy
	FROM answer_grade_absence
	UNION ALL
	SELECT 'group_absence', ask, school_year, school_id,
	       jsonb_build_object('group_kind', group_kind, 'group_value', group_value, 'sex', sex, 'status_basis', status_basis),
	       school_name, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n,
	       severe_n, no_verdict_n, complete_through, as_of, policy
	FROM answer_group_absence
	UNION ALL
	SELECT 'district_absence', ask, school_year, '', jsonb_build_object('scope', scope),
	       NULL, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, satisfactory_n, at_risk_n, moderate_n, severe_n,
	       no_verdict_n, complete_through, as_of, policy
	FROM answer_district_absence
) a USING (what, ask, school_year, school, place)
UNION ALL
SELECT 'weekday_absence', ask, concat_ws(' ', school_year, school_id, isodow), to_jsonb(t), to_jsonb(a)
FROM truth_weekday_absence t FULL JOIN answer_weekday_absence a USING (ask, school_year, school_id, isodow)
UNION ALL
SELECT 'coverage', ask, concat_ws(' ', school_year, school_id), to_jsonb(t), to_jsonb(a)
FROM truth_coverage t FULL JOIN answer_coverage a USING (ask, school_year, school_id)
UNION ALL
SELECT 'watch_list', ask, concat_ws(' ', school_year, school_id, student_id, trigger), to_jsonb(t), to_jsonb(a)
FROM truth_watch_list t FULL JOIN answer_watch_list a USING (ask, school_year, school_id, student_id, trigger)
UNION ALL
SELECT 'near_the_line', ask, concat_ws(' ', school_year, scope, school, student_id), to_jsonb(t), to_jsonb(a)
FROM (SELECT *, coalesce(school_id, '') AS school FROM truth_near_the_line) t
FULL JOIN (SELECT *, coalesce(school_id, '') AS school FROM answer_near_the_line) a USING (ask, school_year, scope, school, student_id)
UNION ALL
SELECT 'groups of students', ask, concat_ws(' ', school_year, school_id, student_id, status_basis, group_kind, group_value),
       CASE WHEN t.n IS NOT NULL THEN to_jsonb(t.n) END, CASE WHEN a.n IS NOT NULL THEN to_jsonb(a.n) END
FROM (SELECT y.ask, r.school_year, r.school_id, r.student_id, g.status_basis, g.group_kind, g.group_value, count(*) AS n
      FROM truth_group g JOIN truth_register r USING (register) JOIN ask_year y USING (policy, school_year)
      GROUP BY 1, 2, 3, 4, 5, 6, 7) t
FULL JOIN (SELECT ask, school_year, school_id, student_id, status_basis, group_kind, group_value, count(*) AS n
           FROM answer_student_group_of GROUP BY 1, 2, 3, 4, 5, 6, 7) a
     USING (ask, school_year, school_id, student_id, status_basis, group_kind, group_value);
