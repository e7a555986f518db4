-- The live views of cohorts: how many students of a school, a grade, a group, the
-- district are chronically absent, as of the day and under the definition asked
-- for. Students who have left stay in the figures of the year. Which rows a reader
-- sees is decided last of all, so that a figure is the same whoever looks. as_of is
-- the day through which a row really counts; one that counts no day has none.

-- Through which day a school's figures count: the earliest of its calendars that are
-- not complete to their end. A calendar that has ended, and is complete, holds nobody
-- back, nor does one of which nothing has come. If all have ended, the last of them.
CREATE OR REPLACE VIEW @store@.school_complete AS
SELECT school_year, school_id, coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year, school_id;

-- The same of all schools together
CREATE OR REPLACE VIEW @store@.district_complete AS
SELECT school_year, coalesce(min(complete_through) FILTER (WHERE complete_through < last_session_day), max(complete_through)) AS complete_through
FROM @store@.calendar_complete
GROUP BY school_year;

CREATE OR REPLACE VIEW @store@.school_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts,
		bool_or(absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day
	FROM @store@.student_register AS r
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.counts) AS f
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

CREATE OR REPLACE VIEW @store@.grade_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.grade, f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, r.grade, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts,
		bool_or(absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL) AS counts_day
	FROM @store@.student_register AS r
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, r.grade, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.counts) AS f
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- Students of a school who are alike in their statuses are counted together, and
-- what groups they are in is worked out once for all schools: those who are alike
-- are few, where students are many
CREATE OR REPLACE VIEW @store@.group_absence WITH (security_barrier) AS
WITH alike AS MATERIALIZED (
	SELECT school_year, school_id, on_day, ever_in_year, as_of, policy_name,
		count(*) FILTER (WHERE band = 'satisfactory') AS satisfactory, count(*) FILTER (WHERE band = 'at_risk') AS at_risk,
		count(*) FILTER (WHERE band = 'moderate') AS moderate, count(*) FILTER (WHERE band = 'severe') AS severe,
		count(*) FILTER (WHERE band IS NULL) AS no_verdict, bool_or(counts_day) AS counts_day
	FROM @store@.student_status
	GROUP BY school_year, school_id, on_day, ever_in_year, as_of, policy_name
), group_of_alike AS MATERIALIZED (
	SELECT a.on_day, a.ever_in_year, g.status_basis, g.group_kind, g.group_value, x.sex
	FROM (SELECT DISTINCT on_day, ever_in_year FROM alike) AS a
	CROSS JOIN (SELECT array_agg(group_kind ORDER BY mask DESC) AS kinds, array_agg(group_value ORDER BY mask DESC) AS group_values FROM @store@.known_status) AS k
	CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, a.on_day, a.ever_in_year) AS g
	CROSS JOIN LATERAL (SELECT 'all' UNION ALL SELECT g.sex WHERE g.sex IS NOT NULL) AS x (sex)
)
SELECT c.school_year, c.school_id, h.name AS school_name, c.group_kind COLLATE "C" AS group_kind, c.group_value COLLATE "C" AS group_value,
	c.sex COLLATE "C" AS sex, c.status_basis COLLATE "C" AS status_basis, f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, g.status_basis, a.as_of, a.policy_name,
		sum(a.satisfactory)::bigint AS satisfactory, sum(a.at_risk)::bigint AS at_risk, sum(a.moderate)::bigint AS moderate,
		sum(a.severe)::bigint AS severe, sum(a.no_verdict)::bigint AS no_verdict, bool_or(a.counts_day) AS counts_day
	FROM alike AS a
	JOIN group_of_alike AS g USING (on_day, ever_in_year)
	GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, g.sex, g.status_basis, a.as_of, a.policy_name
) AS c
CROSS JOIN LATERAL absence_internal.figures_of_cohort(c.satisfactory, c.at_risk, c.moderate, c.severe, c.no_verdict) AS f
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- The district: pooled, each student once over all schools; and the sum of its
-- schools, as federal figures are made, where a student of two schools is twice and
-- is judged at each by the days there. It is no school's: who sees some schools
-- alone does not see it, or would know of two schools what the other one's is.
CREATE OR REPLACE VIEW @store@.district_absence WITH (security_barrier) AS
SELECT c.school_year, s.scope COLLATE "C" AS scope, f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
	f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT o.school_year, a.policy_name, a.as_of, absence.band_counts(o.register, a.policy, a.as_of) AS pooled, absence.rollup(o.counts) AS summed,
		bool_or(absence_internal.last_membership_day(o.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT r.student_id, r.school_year, absence.rollup(r.register) AS register, absence.band_counts(r.register, p.policy, p.as_of) AS counts
		FROM @store@.student_register AS r
		JOIN (SELECT school_year, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS p USING (school_year)
		GROUP BY r.student_id, r.school_year
	) AS o
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	GROUP BY o.school_year, a.policy_name, a.as_of
) AS c
CROSS JOIN LATERAL (VALUES ('pooled', c.pooled), ('sum_of_schools', c.summed)) AS s (scope, counts)
CROSS JOIN LATERAL absence_internal.figures_of_cohort(s.counts) AS f
LEFT JOIN @store@.district_complete AS k ON k.school_year = c.school_year
WHERE (SELECT known FROM @store@.asked_is_known) AND (SELECT all_schools FROM @store@.visible);

-- How much is missed on each day of the week
CREATE OR REPLACE VIEW @store@.weekday_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.isodow,
	('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[c.isodow] AS weekday,
	absence.enrolled_days(c.tally)::integer AS enrolled_days, absence.counted_days(c.tally)::integer AS counted_days,
	absence.absent_days(c.tally) AS absent_days, absence.absence_rate(c.tally) AS absence_rate,
	k.complete_through, nullif(least(c.as_of, k.complete_through), 'infinity') AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of,
		absence.rollup(absence.tally(absence.on_weekday(r.register, d.isodow), a.policy, a.as_of)) AS tally
	FROM @store@.student_register AS r
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	CROSS JOIN generate_series(1, 7) AS d (isodow)
	GROUP BY r.school_year, r.school_id, d.isodow, a.policy_name, a.as_of
) AS c
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known) AND absence.enrolled_days(c.tally) > 0
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));

-- Who is in no figure, and why: every student with an enrollment or a register at
-- the school is in one of the columns
CREATE OR REPLACE VIEW @store@.coverage WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, c.students, c.verdict_n, c.below_minimum_n, c.not_recorded_n, c.no_membership_n,
	c.no_minutes_n, c.no_calendar_n, c.not_mapped_n, c.stay_void_n, c.stay_without_calendar_n, c.not_refreshed_n,
	k.complete_through, CASE WHEN c.counts_day THEN nullif(least(c.as_of, k.complete_through), 'infinity') END AS as_of, c.policy_name AS policy
FROM (
	SELECT s.school_year, s.school_id, a.as_of, a.policy_name, count(*)::integer AS students,
		(count(*) FILTER (WHERE s.register IS NOT NULL AND v.why_null IS NULL))::integer AS verdict_n,
		(count(*) FILTER (WHERE v.why_null = 'below_minimum'))::integer AS below_minimum_n,
		(count(*) FILTER (WHERE v.why_null = 'not_recorded'))::integer AS not_recorded_n,
		(count(*) FILTER (WHERE v.why_null = 'no_membership'))::integer AS no_membership_n,
		(count(*) FILTER (WHERE v.why_null = 'no_minutes'))::integer AS no_minutes_n,
		(count(*) FILTER (WHERE v.why_null = 'no_calendar'))::integer AS no_calendar_n,
		(count(*) FILTER (WHERE v.why_null = 'unmapped'))::integer AS not_mapped_n,
		(count(*) FILTER (WHERE s.register IS NULL AND NOT s.counts))::integer AS stay_void_n,
		(count(*) FILTER (WHERE s.register IS NULL AND s.counts AND NOT s.has_calendar))::integer AS stay_without_calendar_n,
		(count(*) FILTER (WHERE s.register IS NULL AND s.counts AND s.has_calendar))::integer AS not_refreshed_n,
		bool_or(absence_internal.last_membership_day(s.register, a.as_of) IS NOT NULL) AS counts_day
	FROM (
		SELECT school_year, school_id, student_id, r.register, y.counts, y.has_calendar
		FROM @store@.student_register AS r
		FULL JOIN (
			SELECT s.school_year, s.school_id, s.student_id, bool_or(s.counts) AS counts, bool_or(s.counts AND d.calendar_code IS NOT NULL) AS has_calendar
			FROM @store@.stay AS s
			LEFT JOIN (
				SELECT DISTINCT school_year, school_id, calendar_code
				FROM @store@.session_day
			) AS d USING (school_year, school_id, calendar_code)
			GROUP BY s.school_year, s.school_id, s.student_id
		) AS y USING (school_year, school_id, student_id)
	) AS s
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET '0') AS a USING (school_year)
	CROSS JOIN LATERAL (SELECT absence.why_null(absence.tally(s.register, a.policy, a.as_of))) AS v (why_null)
	GROUP BY s.school_year, s.school_id, a.as_of, a.policy_name
) AS c
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN @store@.school_complete AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known)
	AND ((SELECT all_schools FROM @store@.visible) OR c.school_id = ANY ((SELECT school_ids FROM @store@.visible)::text[]));
