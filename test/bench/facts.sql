-- The district, and the same facts as the other ways want them.
--
-- They get them clean: codes mapped, several events of a day made one, stays of one
-- student put together, days that do not count (no roll was taken) taken out. No code is
-- unmapped, as the other ways do not know which verdicts hang on such a code. So their
-- queries are shorter than those of a district that has all that to do, and exact all
-- the same. Keys are integers, which suits them best.
SELECT absence.create_store() \g /dev/null
CALL absence.load_sample('attendance', :students, greatest(:students / 1000, 6));
INSERT INTO attendance.attendance_code (code, school_id, mark)
SELECT DISTINCT e.code, e.school_id, 'excused'
FROM attendance.attendance_event AS e
WHERE NOT EXISTS (SELECT FROM attendance.attendance_code AS c WHERE c.code = e.code AND coalesce(c.school_id, e.school_id) = e.school_id);
CALL absence.refresh(today => '2026-07-01');
VACUUM ANALYZE;

-- Events: a row for each day that counts as absent under the federal rule. The
-- other ways count whole days, as that rule does.
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

-- The calendar: a school's days, and which one of the year each is
CREATE TABLE bench.school_day AS
SELECT school_id, day, (row_number() OVER (PARTITION BY school_id ORDER BY day))::integer AS nth
FROM (SELECT DISTINCT school_id, day FROM bench.daily) AS d
ORDER BY school_id, day;
ALTER TABLE bench.school_day ADD PRIMARY KEY (school_id, day);
CREATE TABLE bench.district_day AS
SELECT day, (row_number() OVER (ORDER BY day))::integer AS nth
FROM (SELECT DISTINCT day FROM bench.school_day) AS d;
ANALYZE bench.school_day;

-- Enrollment: from entry to exit, a row for each stretch without a gap
CREATE TABLE bench.stay AS
SELECT student_id, school_id, min(day) AS entry_date, max(day) AS exit_date
FROM (
	SELECT d.student_id, d.school_id, d.day, s.nth - row_number() OVER (PARTITION BY d.student_id, d.school_id ORDER BY d.day) AS stretch
	FROM bench.daily AS d JOIN bench.school_day AS s USING (school_id, day)
) AS d
GROUP BY student_id, school_id, stretch
ORDER BY 1, 2, 3;

-- Packed columns: a bit for each day of the district
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

-- The Analytics Middle Tier's shape, written from its description: a row a student,
-- school and day, made by joining the stays to the calendar and the events, words
-- looked up in a map, flags by max() over the fan-out. Its sections are left out, and
-- so is what it does wrong: here a school has one calendar, a day one event.
CREATE TABLE bench.descriptor_map (descriptor_id integer PRIMARY KEY, constant text NOT NULL);
INSERT INTO bench.descriptor_map VALUES (1, 'CalendarEvent.InstructionalDay'), (2, 'AttendanceEvent.Absence'), (3, 'AttendanceEvent.Present');
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
