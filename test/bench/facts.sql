-- The same facts in the form that the other ways need.
--
-- They get clean facts: codes are mapped, several events of a day are combined, stays
-- of one student are put together, and days that do not count because no roll was taken
-- are left out. No code is unmapped, because the other ways do not know which verdicts
-- depend on such a code. So their queries are shorter than the queries of a district
-- that has to do all this, and still exact. Keys are integers, which are best for these
-- queries.

-- Events: one row for each day that counts as absent under the federal rule. The other
-- ways count whole days, as that rule does.
CREATE TABLE bench.absence_event AS
SELECT r.student_id::integer, r.school_id::integer, p.day
FROM attendance.student_register AS r
CROSS JOIN LATERAL absence.portions(r.register) AS p
WHERE p.mark IN ('tardy', 'left_early', 'unexcused', 'excused', 'oss', 'exempt', 'unverified')
GROUP BY 1, 2, 3
HAVING sum(p.portion) >= 0.5
ORDER BY 1, 2, 3;
ANALYZE bench.absence_event;

-- Daily rows: one for each student, school and day that counts
SET work_mem = '1GB';
CREATE TABLE bench.daily AS
SELECT r.student_id, r.school_id, d.day, d.mark, e.day IS NOT NULL AS absent
FROM (
	SELECT student_id::integer, school_id::integer, register
	FROM attendance.student_register ORDER BY 1, 2
) AS r
CROSS JOIN LATERAL absence.days(r.register) AS d
LEFT JOIN bench.absence_event AS e ON (e.student_id, e.school_id, e.day) = (r.student_id, r.school_id, d.day)
WHERE d.mark IS NOT NULL;

-- The calendar: the days of each school, numbered within the year
CREATE TABLE bench.school_day AS
SELECT school_id, day, (row_number() OVER (PARTITION BY school_id ORDER BY day))::integer AS nth
FROM (SELECT DISTINCT school_id, day FROM bench.daily) AS d
ORDER BY school_id, day;
ALTER TABLE bench.school_day ADD PRIMARY KEY (school_id, day);
CREATE TABLE bench.district_day AS
SELECT day, (row_number() OVER (ORDER BY day))::integer AS nth
FROM (SELECT DISTINCT day FROM bench.school_day) AS d;
ANALYZE bench.school_day;

-- Enrollment from entry to exit: one row for each stretch without a gap
CREATE TABLE bench.stay AS
SELECT student_id, school_id, min(day) AS entry_date, max(day) AS exit_date
FROM (
	SELECT d.student_id, d.school_id, d.day, s.nth - row_number() OVER (PARTITION BY d.student_id, d.school_id ORDER BY d.day) AS stretch
	FROM bench.daily AS d JOIN bench.school_day AS s USING (school_id, day)
) AS d
GROUP BY student_id, school_id, stretch
ORDER BY 1, 2, 3;

-- Packed columns: one bit for each day of the district
SELECT count(*) AS days FROM bench.district_day \gset
CREATE TABLE bench.packed AS
SELECT student_id, school_id,
	bit_or(set_bit(repeat('0', :days)::bit(:days), d.nth - 1, 1)) AS member,
	bit_or(set_bit(repeat('0', :days)::bit(:days), d.nth - 1, absent::integer)) AS absent
FROM bench.daily JOIN bench.district_day AS d USING (day)
GROUP BY student_id, school_id;

-- Row aggregates are measured on the rows of a fifth of the students
CREATE TABLE bench.daily_fifth AS
SELECT * FROM bench.daily WHERE student_id % 5 = 0;

-- The shape of the Analytics Middle Tier, written from its description: one row per
-- student, school and day, made by a join of the stays with the calendar and the
-- events, with descriptors looked up in a map and flags by max() over the joined rows.
-- Its sections are left out. Its errors do not occur, because a school here has one
-- calendar and a day has one event.
CREATE TABLE bench.descriptor_map (descriptor_id integer PRIMARY KEY, constant text NOT NULL);
INSERT INTO bench.descriptor_map
VALUES (1, 'CalendarEvent.InstructionalDay'), (2, 'AttendanceEvent.Absence'), (3, 'AttendanceEvent.Present');
CREATE TABLE bench.calendar_event AS
SELECT school_id, day, 1 AS descriptor_id FROM bench.school_day;
CREATE TABLE bench.attendance_event AS
SELECT student_id, school_id, day, 2 AS descriptor_id FROM bench.absence_event;
CREATE INDEX ON bench.attendance_event (student_id, school_id, day);
CREATE VIEW bench.attendance_fact AS
WITH map AS (SELECT constant, descriptor_id FROM bench.descriptor_map)
SELECT concat(s.student_id, '-', s.school_id) AS student_school_key, s.student_id::text AS student_key, s.school_id::text AS school_key,
	to_char(c.day, 'YYYYMMDD') AS date_key,
	max(CASE WHEN m.constant = 'AttendanceEvent.Present' THEN 1 ELSE 0 END) AS reported_present,
	max(CASE WHEN m.constant = 'AttendanceEvent.Absence' THEN 1 ELSE 0 END) AS reported_absent
FROM bench.stay AS s
JOIN bench.calendar_event AS c ON c.school_id = s.school_id AND c.day >= s.entry_date AND (s.exit_date IS NULL OR c.day <= s.exit_date)
JOIN map AS i ON i.descriptor_id = c.descriptor_id AND i.constant = 'CalendarEvent.InstructionalDay'
LEFT JOIN bench.attendance_event AS e ON e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = c.day
LEFT JOIN map AS m ON m.descriptor_id = e.descriptor_id
GROUP BY s.student_id, s.school_id, c.day;

VACUUM ANALYZE;
SET work_mem = '256MB';
