-- The calendar events and attendance codes, with those that a new store knows. A district
-- adds its own, and can change or delete these.

-- A day with an event that closes is not a session day. A day with an event of kind session
-- is one otherwise. A neutral event has no effect.
CREATE TABLE @store@.calendar_event_kind (
	event text COLLATE "C" PRIMARY KEY,
	kind text COLLATE "C" NOT NULL CHECK (kind IN ('closes', 'session', 'neutral'))
);

-- Calendar events of Ed-Fi
INSERT INTO @store@.calendar_event_kind (event, kind) VALUES
	('Holiday', 'closes'),
	('Weather day', 'closes'),
	('Strike', 'closes'),
	('Emergency day', 'closes'),
	('Non-instructional day', 'closes'),
	('Instructional day', 'session'),
	('Make-up day', 'session'),
	('Student late arrival/early dismissal', 'session'),
	('Teacher only day', 'neutral'),
	('Other', 'neutral');

CREATE TABLE @store@.attendance_code (
	code text COLLATE "C" NOT NULL,
	school_id text COLLATE "C",
	school_year integer,
	mark text COLLATE "C" NOT NULL CHECK (mark IN ('tardy', 'left_early', 'unexcused', 'excused', 'oss', 'exempt', 'unverified', 'iss',
		'remote', 'activity', 'homebound', 'unmapped', 'present')),
	portion numeric CHECK (portion BETWEEN 0 AND 1),
	precedence integer,
	description text,
	UNIQUE NULLS NOT DISTINCT (code, school_id, school_year)
);
ALTER TABLE @store@.attendance_code REPLICA IDENTITY FULL;

-- Only codes that have one meaning everywhere. A, E, T, U and the like mean different
-- things in different districts: a code that is not mapped is reported, but a code that is
-- mapped wrongly is not. Codes for illness, religion, truancy and the like are left out
-- too: a state or a district decides what they count as.

-- Attendance event categories of Ed-Fi. Partial gives neither the reason nor the time
-- missed: its mark is unverified, and its share is 0 unless the event gives one.
INSERT INTO @store@.attendance_code (code, mark, portion, description) VALUES
	('In Attendance', 'present', NULL, 'Ed-Fi: in attendance'),
	('Present', 'present', NULL, 'Ed-Fi (5.2 and later) and CEDS: present'),
	('Excused Absence', 'excused', NULL, 'Ed-Fi: absent, excused'),
	('Unexcused Absence', 'unexcused', NULL, 'Ed-Fi: absent, unexcused'),
	('Tardy', 'tardy', NULL, 'Ed-Fi and CEDS: tardy'),
	('Early departure', 'left_early', NULL, 'Ed-Fi: left early'),
	('Partial', 'unverified', 0, 'Ed-Fi: there for part of the day; reason not known; misses nothing unless the event gives a share');

-- Attendance statuses of CEDS, where they are spelled differently
INSERT INTO @store@.attendance_code (code, mark, description) VALUES
	('ExcusedAbsence', 'excused', 'CEDS: absent, excused'),
	('UnexcusedAbsence', 'unexcused', 'CEDS: absent, unexcused'),
	('EarlyDeparture', 'left_early', 'CEDS: left early');

-- Plain words. They are of no standard unless the description names one: Ed-Fi has
-- suspensions in its discipline and educational environment descriptors, and homebound in
-- the latter.
INSERT INTO @store@.attendance_code (code, mark, description) VALUES
	('Excused', 'excused', 'Plain word: absent, excused'),
	('Excused absence', 'excused', 'Plain word: absent, excused'),
	('Absent Excused', 'excused', 'Plain word: absent, excused'),
	('Unexcused', 'unexcused', 'Plain word: absent, unexcused'),
	('Unexcused absence', 'unexcused', 'Plain word: absent, unexcused'),
	('Absent Unexcused', 'unexcused', 'Plain word: absent, unexcused'),
	('Absent', 'unverified', 'Plain word: absent, and nothing said of the reason'),
	('Unverified', 'unverified', 'Plain word: absent, reason not known'),
	('Absent Unverified', 'unverified', 'Plain word: absent, reason not known'),
	('Tardy Excused', 'tardy', 'Plain word: tardy, excused'),
	('Excused Tardy', 'tardy', 'Plain word: tardy, excused'),
	('Tardy Unexcused', 'tardy', 'Plain word: tardy, unexcused'),
	('Unexcused Tardy', 'tardy', 'Plain word: tardy, unexcused'),
	('Late Arrival', 'tardy', 'Plain word: came late'),
	('Left Early', 'left_early', 'Plain word: left early'),
	('Early Departure', 'left_early', 'Plain word: left early'),
	('Out of School Suspension', 'oss', 'Ed-Fi (discipline): out-of-school suspension'),
	('Out-of-School Suspension', 'oss', 'Plain word: out-of-school suspension'),
	('Out-of-school suspension', 'oss', 'Plain word: out-of-school suspension'),
	('OSS', 'oss', 'Plain word: out-of-school suspension'),
	('In School Suspension', 'iss', 'Ed-Fi (discipline): in-school suspension'),
	('In-School Suspension', 'iss', 'Plain word: in-school suspension'),
	('In-school suspension', 'iss', 'Ed-Fi (educational environment): in-school suspension'),
	('ISS', 'iss', 'Plain word: in-school suspension'),
	('Field Trip', 'activity', 'Plain word: field trip'),
	('Field trip', 'activity', 'Plain word: field trip'),
	('School Activity', 'activity', 'Plain word: school activity'),
	('School activity', 'activity', 'Plain word: school activity'),
	('Homebound', 'homebound', 'Ed-Fi (educational environment): homebound'),
	('Remote Present', 'remote', 'Plain word: present, at a distance'),
	('Virtual Present', 'remote', 'Plain word: present, at a distance');
