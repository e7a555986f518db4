-- A district in the tables of an Ed-Fi ODS, school year 2022, for tests of what queries cost. The
-- tables are those of Data Standard 5.2, in the first schema of search_path, and empty. Variables
-- of psql:
--
--   students, schools
--   sectioned           the number of schools, the first ones, that record attendance in sections
--
-- A student misses about 8% of 180 days. The other schools have an event of the school day for
-- each; these have one for each of seven periods, or for the first few. Some students have two
-- events of one day, an event on a day without school, or events before their first day.

CREATE FUNCTION pg_temp.roll(student integer, what integer, sides integer) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN abs(hashint8extended(student::bigint * 1000000 + what, 17) % sides)::integer;
CREATE TEMP TABLE of_student AS
SELECT i AS studentusi, 1 + i % :schools AS schoolid, i / :schools / 30 AS room, 1 + i % :schools <= :sectioned AS is_sectioned,
	date '2021-08-16' + CASE WHEN i % 60 = 0 THEN 30 ELSE 0 END AS entrydate
FROM generate_series(1, :students) AS i;
CREATE TEMP TABLE of_day AS
SELECT row_number() OVER (ORDER BY d)::integer AS n, d::date AS day, CASE WHEN d < '2022-01-01' THEN 'Fall' ELSE 'Spring' END AS sessionname
FROM generate_series(timestamp '2021-08-16', '2022-06-30', '1 day') AS d
WHERE extract(isodow FROM d) < 6 AND d::date NOT BETWEEN '2021-12-20' AND '2022-01-02'
ORDER BY d
LIMIT 180;
CREATE TEMP TABLE of_absence AS
SELECT s.studentusi, s.schoolid, s.room, s.is_sectioned, d.day, d.sessionname, CASE WHEN pg_temp.roll(s.studentusi, 1000 + d.n, 3) = 0 THEN 5 ELSE 4 END AS code,
	CASE WHEN pg_temp.roll(s.studentusi, 2000 + d.n, 3) > 0 THEN 7 ELSE 1 + pg_temp.roll(s.studentusi, 3000 + d.n, 6) END AS periods
FROM of_student AS s
CROSS JOIN of_day AS d
WHERE pg_temp.roll(s.studentusi, d.n, 100) < 8;
INSERT INTO of_absence
SELECT studentusi, schoolid, room, is_sectioned, '2021-10-09', 'Fall', 4, 2 FROM of_student WHERE studentusi % 50 = 0;
INSERT INTO of_absence
SELECT DISTINCT ON (studentusi) studentusi, schoolid, room, is_sectioned, day, sessionname, 6, periods
FROM of_absence
WHERE studentusi % 40 = 0
ORDER BY studentusi, day;
CREATE TEMP TABLE of_section AS
SELECT h AS schoolid, t.sessionname, 'C' || p AS localcoursecode, 'S' || p || '-' || r AS sectionidentifier, p AS period, r AS room
FROM generate_series(1, :sectioned) AS h, generate_series(1, 7) AS p, generate_series(0, :students / :schools / 30) AS r,
	unnest('{Fall,Spring}'::text[]) AS t (sessionname);
ANALYZE of_student, of_day, of_absence, of_section;

INSERT INTO descriptor (descriptorid, namespace, codevalue, shortdescription)
SELECT d.id, 'uri://ed-fi.org/' || d.kind || 'Descriptor', d.word, d.word
FROM (VALUES (1, 'CalendarType', 'School'), (2, 'CalendarEvent', 'Instructional day'), (3, 'GradeLevel', 'Ninth grade'),
	(4, 'AttendanceEventCategory', 'Unexcused Absence'), (5, 'AttendanceEventCategory', 'Excused Absence'),
	(6, 'AttendanceEventCategory', 'Tardy'), (7, 'Term', 'Fall Semester')) AS d (id, kind, word);
INSERT INTO school (schoolid, localeducationagencyid) SELECT h, 1 FROM generate_series(1, :schools) AS h;
INSERT INTO educationorganization (educationorganizationid, nameofinstitution) SELECT h, 'School ' || h FROM generate_series(1, :schools) AS h;
INSERT INTO student (studentusi, studentuniqueid, firstname, lastsurname, birthdate)
SELECT studentusi, 600000 + studentusi, 'First', 'Last' || studentusi, date '2006-01-01' + studentusi % 1000 FROM of_student;
INSERT INTO calendar (calendarcode, schoolid, schoolyear, calendartypedescriptorid) SELECT 'A', h, 2022, 1 FROM generate_series(1, :schools) AS h;
INSERT INTO calendardatecalendarevent (calendarcode, date, schoolid, schoolyear, calendareventdescriptorid)
SELECT 'A', d.day, h, 2022, 2 FROM generate_series(1, :schools) AS h, of_day AS d;
INSERT INTO session (schoolid, schoolyear, sessionname, begindate, enddate, termdescriptorid, totalinstructionaldays)
SELECT h, 2022, t.name, t.begins, t.ends, 7, 90
FROM generate_series(1, :schools) AS h, (VALUES ('Fall', date '2021-08-16', date '2021-12-31'), ('Spring', '2022-01-01', '2022-06-30')) AS t (name, begins, ends);
INSERT INTO studentschoolassociation (studentusi, schoolid, schoolyear, entrydate, calendarcode, entrygradeleveldescriptorid)
SELECT studentusi, schoolid, 2022, entrydate, 'A', 3 FROM of_student;
INSERT INTO studentschoolattendanceevent (studentusi, schoolid, schoolyear, sessionname, eventdate, attendanceeventcategorydescriptorid)
SELECT studentusi, schoolid, 2022, sessionname, day, code FROM of_absence WHERE NOT is_sectioned;

INSERT INTO classperiod (classperiodname, schoolid) SELECT 'P' || p, h FROM generate_series(1, 7) AS p, generate_series(1, :sectioned) AS h;
INSERT INTO section (localcoursecode, schoolid, schoolyear, sectionidentifier, sessionname)
SELECT localcoursecode, schoolid, 2022, sectionidentifier, sessionname FROM of_section;
INSERT INTO sectionclassperiod (localcoursecode, schoolid, schoolyear, sectionidentifier, sessionname, classperiodname)
SELECT localcoursecode, schoolid, 2022, sectionidentifier, sessionname, 'P' || period FROM of_section;
INSERT INTO studentsectionassociation (begindate, localcoursecode, schoolid, schoolyear, sectionidentifier, sessionname, studentusi)
SELECT CASE k.sessionname WHEN 'Fall' THEN date '2021-08-16' ELSE '2022-01-01' END, k.localcoursecode, k.schoolid, 2022, k.sectionidentifier, k.sessionname,
	s.studentusi
FROM of_student AS s JOIN of_section AS k USING (schoolid, room);
INSERT INTO studentsectionattendanceevent (attendanceeventcategorydescriptorid, eventdate, localcoursecode, schoolid, schoolyear, sectionidentifier,
	sessionname, studentusi)
SELECT a.code, a.day, k.localcoursecode, a.schoolid, 2022, k.sectionidentifier, a.sessionname, a.studentusi
FROM of_absence AS a JOIN of_section AS k USING (schoolid, room, sessionname)
WHERE a.is_sectioned AND k.period <= a.periods;
ANALYZE;
