-- The groups of each student, at each school and in each year. A status without dates is
-- always in force. A status with dates is in force on_day if it covers the last membership
-- day of the student to the day at which counts stop. (A program ends with the stay, so for
-- a student who left the school this is the last day there.) It is in force ever_in_year if
-- it covers any membership day to then.

-- The statuses in student_group, each with its position in a string of 0 and 1.
-- MATERIALIZED, because on the inner side of a nested loop the planner would otherwise
-- compute them again for each student.
CREATE OR REPLACE VIEW @store@.known_status AS
WITH known AS MATERIALIZED (
	SELECT kind, value, absence_internal.short_word(kind) AS group_kind, absence_internal.short_word(value) AS group_value,
		overlay(repeat('0', (count(*) OVER ())::integer) PLACING '1' FROM (row_number() OVER (ORDER BY kind, value))::integer) AS mask
	FROM @store@.student_group
	WHERE kind <> 'all'
	GROUP BY kind, value
)
SELECT kind, value, group_kind, group_value, mask
FROM known;

-- The statuses of the student of each register, and the verdict
CREATE OR REPLACE VIEW @store@.student_status AS
WITH @known_statuses@
SELECT s.school_year, s.school_id, s.student_id, s.band, s.on_day, s.ever_in_year, s.counts_day, s.as_of, s.policy_name
FROM @student_status@ AS s;

-- Each group of each student
CREATE OR REPLACE VIEW @store@.student_group_of AS
WITH @known_statuses@
SELECT s.school_year, s.school_id, s.student_id, g.status_basis, g.group_kind COLLATE "C" AS group_kind,
	g.group_value COLLATE "C" AS group_value, s.as_of, s.policy_name
FROM @student_status@ AS s
CROSS JOIN @statuses@ AS k
CROSS JOIN LATERAL absence_internal.groups_of(k.kinds, k.group_values, s.on_day, s.ever_in_year) AS g;
