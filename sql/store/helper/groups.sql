-- The groups of each student, at each school and in each year, as the last refresh found
-- student_group. A status without dates is always in force. A status with dates is in force
-- on_day if it covers the last membership day of the student to the day at which counts
-- stop. (A program ends with the stay, so for a student who left the school this is the last
-- day there.) It is in force ever_in_year if it covers any membership day to then.

-- The statuses that are known, by their places
CREATE OR REPLACE VIEW @store@.known_status AS
SELECT kind, value, absence_internal.short_word(kind) AS group_kind, absence_internal.short_word(value) AS group_value, place
FROM @store@.group_status;

-- The statuses of the student of each register, and the verdict. Race and sex are always those
-- of the day: see groups_of_statuses().
CREATE OR REPLACE VIEW @store@.student_status AS
SELECT r.school_year, r.school_id, r.student_id, absence.band(absence.tally(r.register, a.policy, a.as_of))::text AS band,
	@on_day(r.register, a.as_of)@ AS on_day,
	CASE WHEN t.places IS NULL THEN coalesce(t.always, '')
		ELSE absence_internal.statuses_in_force(r.register, a.as_of, t.always, t.places, t.begin_dates, t.end_dates, (
			SELECT string_agg(CASE WHEN kind IN ('race_ethnicity', 'sex') THEN '1' ELSE '0' END, '' ORDER BY place)
			FROM @store@.group_status)) END AS ever_in_year,
	absence_internal.last_membership_day(r.register, a.as_of) IS NOT NULL AS counts_day, a.as_of, a.policy_name
FROM @store@.student_register AS r
JOIN @asked@ AS a USING (school_year)
LEFT JOIN @store@.student_statuses AS t ON t.student_id = r.student_id;

-- Each group of each student
CREATE OR REPLACE VIEW @store@.student_group_of AS
SELECT s.school_year, s.school_id, s.student_id, b.status_basis, g.group_kind COLLATE "C" AS group_kind,
	g.group_value COLLATE "C" AS group_value, s.as_of, s.policy_name
FROM @store@.student_status AS s
CROSS JOIN @statuses@ AS k
CROSS JOIN LATERAL (VALUES ('on_day', s.on_day), ('ever_in_year', s.ever_in_year)) AS b (status_basis, digits)
CROSS JOIN LATERAL absence_internal.groups_of_statuses(k.kinds, k.group_values, b.digits) AS g;
