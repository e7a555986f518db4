-- The live views: answers for the day and the definition asked for

-- Who is on the rolls: of each student's stays at a school in a year
CREATE OR REPLACE VIEW @store@.student_stay AS
SELECT student_id, school_id, school_year, min(entry_date) AS entry_date,
	CASE WHEN bool_or(exit_date IS NULL) THEN NULL ELSE max(exit_date) END AS exit_date,
	(array_agg(homeroom ORDER BY entry_date DESC, last_date DESC NULLS FIRST, homeroom DESC NULLS LAST))[1] AS homeroom,
	-- the last date there is has no next one: open
	range_agg(daterange(entry_date, CASE WHEN last_date < '5874897-12-31' THEN last_date END, '[]'))
		FILTER (WHERE last_date IS NULL OR last_date >= entry_date) AS stays
FROM @store@.stay
WHERE void IS NULL
GROUP BY student_id, school_id, school_year;

-- Where a student of several schools is at home: the latest stay begun by
-- complete-through, else the first
CREATE OR REPLACE VIEW @store@.latest_stay AS
SELECT DISTINCT ON (student_id, school_year) student_id, school_year, school_id, grade, homeroom
FROM (
	SELECT s.student_id, s.school_year, s.school_id, s.grade, s.homeroom, s.entry_date, s.last_date,
		s.entry_date <= max(c.complete_through) OVER (PARTITION BY s.student_id, s.school_year) AS begun
	FROM @store@.stay AS s
	JOIN @store@.calendar_complete AS c USING (school_id, school_year, calendar_code)
	WHERE s.void IS NULL
) AS stay
ORDER BY student_id, school_year,
	CASE WHEN begun THEN entry_date END DESC NULLS LAST, CASE WHEN begun THEN NULL ELSE entry_date END,
	last_date DESC NULLS FIRST, grade DESC NULLS LAST, homeroom DESC NULLS LAST, school_id;

CREATE OR REPLACE VIEW @store@.student_absence WITH (security_barrier) AS
SELECT r.school_year, r.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, r.grade,
	y.homeroom, y.entry_date, y.exit_date,
	coalesce(least(a.as_of, absence.complete_through(r.register)) <@ y.stays, false) AS enrolled_now,
	absence.enrolled_days(t.tally) AS enrolled_days, absence.counted_days(t.tally) AS counted_days,
	absence.absent_days(t.tally) AS absent_days, absence.missed_days(t.tally) AS missed_days,
	absence.excused_days(t.tally) AS excused_days, absence.unexcused_days(t.tally) AS unexcused_days,
	absence.oss_days(t.tally) AS oss_days, absence.iss_days(t.tally) AS iss_days, absence.tardy_days(t.tally) AS tardy_days,
	absence.unmapped_days(t.tally) AS unmapped_days, absence.unrecorded_days(t.tally) AS unrecorded_days,
	absence.rate(t.tally) AS rate, absence.chronic(t.tally) AS chronic,
	CASE WHEN absence.chronic(t.tally) THEN 'chronic' WHEN NOT absence.chronic(t.tally) THEN 'not chronic'
		WHEN absence.why_null(t.tally) = 'below_minimum' THEN 'too few days' ELSE 'not recorded' END AS status,
	absence.band(t.tally)::text AS band,
	CASE absence.band(t.tally) WHEN 'satisfactory' THEN 1 WHEN 'at_risk' THEN 2 WHEN 'moderate' THEN 3 WHEN 'severe' THEN 4 END AS band_order,
	absence.why_null(t.tally) AS why_null,
	absence.rate(d.tally) AS district_rate, absence.chronic(d.tally) AS district_chronic, absence.band(d.tally)::text AS district_band,
	absence.streak(r.register, a.policy, a.as_of) AS streak,
	absence.last_absence(r.register, a.policy, a.as_of) AS last_absence,
	absence.absences_left(r.register, a.policy, a.as_of) AS absences_left,
	absence.complete_through(r.register) AS complete_through, nullif(least(a.as_of, absence.complete_through(r.register)), 'infinity') AS as_of, a.policy_name AS policy
FROM @store@.student_register AS r
JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET 0) AS a USING (school_year)
JOIN (
	SELECT m.student_id, m.school_year, absence.rollup(m.register) AS register
	FROM @store@.student_register AS m GROUP BY m.student_id, m.school_year
) AS o ON (o.student_id, o.school_year) = (r.student_id, r.school_year)
CROSS JOIN LATERAL absence.tally(r.register, a.policy, a.as_of) AS t (tally)
CROSS JOIN LATERAL absence.tally(o.register, a.policy, a.as_of) AS d (tally)
LEFT JOIN @store@.school AS h ON h.school_id = r.school_id
LEFT JOIN @store@.student AS u ON u.student_id = r.student_id
LEFT JOIN @store@.student_stay AS y ON (y.student_id, y.school_id, y.school_year) = (r.student_id, r.school_id, r.school_year)
WHERE (SELECT known FROM @store@.asked_is_known);

-- The same over all schools of the district, each student once
CREATE OR REPLACE VIEW @store@.district_student_absence WITH (security_barrier) AS
SELECT r.school_year, l.school_id, h.name AS school_name, r.student_id, u.last_name, u.first_name, l.grade,
	l.homeroom, y.entry_date, y.exit_date,
	coalesce(least(a.as_of, absence.complete_through(r.register)) <@ e.stays, false) AS enrolled_now,
	absence.enrolled_days(t.tally) AS enrolled_days, absence.counted_days(t.tally) AS counted_days,
	absence.absent_days(t.tally) AS absent_days, absence.missed_days(t.tally) AS missed_days,
	absence.excused_days(t.tally) AS excused_days, absence.unexcused_days(t.tally) AS unexcused_days,
	absence.oss_days(t.tally) AS oss_days, absence.iss_days(t.tally) AS iss_days, absence.tardy_days(t.tally) AS tardy_days,
	absence.unmapped_days(t.tally) AS unmapped_days, absence.unrecorded_days(t.tally) AS unrecorded_days,
	absence.rate(t.tally) AS rate, absence.chronic(t.tally) AS chronic,
	CASE WHEN absence.chronic(t.tally) THEN 'chronic' WHEN NOT absence.chronic(t.tally) THEN 'not chronic'
		WHEN absence.why_null(t.tally) = 'below_minimum' THEN 'too few days' ELSE 'not recorded' END AS status,
	absence.band(t.tally)::text AS band,
	CASE absence.band(t.tally) WHEN 'satisfactory' THEN 1 WHEN 'at_risk' THEN 2 WHEN 'moderate' THEN 3 WHEN 'severe' THEN 4 END AS band_order,
	absence.why_null(t.tally) AS why_null,
	absence.rate(t.tally) AS district_rate, absence.chronic(t.tally) AS district_chronic, absence.band(t.tally)::text AS district_band,
	absence.streak(r.register, a.policy, a.as_of) AS streak,
	absence.last_absence(r.register, a.policy, a.as_of) AS last_absence,
	absence.absences_left(r.register, a.policy, a.as_of) AS absences_left,
	absence.complete_through(r.register) AS complete_through,
	nullif(least(a.as_of, absence.complete_through(r.register)), 'infinity') AS as_of, a.policy_name AS policy
FROM (
	SELECT student_id, school_year, absence.rollup(register) AS register
	FROM @store@.student_register GROUP BY student_id, school_year
) AS r
JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET 0) AS a USING (school_year)
CROSS JOIN LATERAL absence.tally(r.register, a.policy, a.as_of) AS t (tally)
LEFT JOIN @store@.latest_stay AS l ON (l.student_id, l.school_year) = (r.student_id, r.school_year)
LEFT JOIN @store@.school AS h ON h.school_id = l.school_id
LEFT JOIN @store@.student AS u ON u.student_id = r.student_id
LEFT JOIN @store@.student_stay AS y ON (y.student_id, y.school_id, y.school_year) = (l.student_id, l.school_id, l.school_year)
LEFT JOIN (
	SELECT s.student_id, s.school_year, range_agg(s.stays) AS stays
	FROM (SELECT student_id, school_year, unnest(stays) AS stays FROM @store@.student_stay) AS s
	GROUP BY s.student_id, s.school_year
) AS e ON (e.student_id, e.school_year) = (r.student_id, r.school_year)
WHERE (SELECT known FROM @store@.asked_is_known);

CREATE OR REPLACE VIEW @store@.school_absence WITH (security_barrier) AS
SELECT c.school_year, c.school_id, h.name AS school_name, absence.n(c.counts) AS n, absence.chronic_n(c.counts) AS chronic_n,
	absence.rate(c.counts) AS rate, absence.low(c.counts) AS low, absence.high(c.counts) AS high,
	absence.satisfactory_n(c.counts) AS satisfactory_n, absence.at_risk_n(c.counts) AS at_risk_n,
	absence.moderate_n(c.counts) AS moderate_n, absence.severe_n(c.counts) AS severe_n, absence.no_verdict(c.counts) AS no_verdict_n,
	k.complete_through, nullif(least(c.as_of, k.complete_through), 'infinity') AS as_of, c.policy_name AS policy
FROM (
	SELECT r.school_year, r.school_id, a.policy_name, a.as_of, absence.band_counts(r.register, a.policy, a.as_of) AS counts
	FROM @store@.student_register AS r
	JOIN (SELECT school_year, policy_name, policy::absence.policy AS policy, as_of FROM @store@.asked OFFSET 0) AS a USING (school_year)
	GROUP BY r.school_year, r.school_id, a.policy_name, a.as_of
) AS c
LEFT JOIN @store@.school AS h ON h.school_id = c.school_id
LEFT JOIN (
	SELECT school_year, school_id, min(complete_through) AS complete_through
	FROM @store@.calendar_complete GROUP BY school_year, school_id
) AS k ON (k.school_year, k.school_id) = (c.school_year, c.school_id)
WHERE (SELECT known FROM @store@.asked_is_known);
