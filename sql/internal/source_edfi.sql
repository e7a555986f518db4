
-- source_edfi: an Ed-Fi ODS as a source
--
-- The tables are those of the ODS in Data Standards 3.2 to 6.1, in the schema edfi or as
-- foreign tables. What a standard does not have is left out. Words are codevalue of
-- descriptors, and ids are those that people know: studentuniqueid, schoolid.

INSERT INTO absence_internal.source_column (kind, relation, column_name, class, required) VALUES
	('edfi', 'student', '', NULL, true),
	('edfi', 'student', 'studentusi', 'integer', true),
	('edfi', 'student', 'studentuniqueid', 'key', true),
	('edfi', 'student', 'firstname', 'text', true),
	('edfi', 'student', 'lastsurname', 'text', true),
	('edfi', 'student', 'birthdate', 'day', true),
	('edfi', 'school', '', NULL, true),
	('edfi', 'school', 'schoolid', 'integer', true),
	('edfi', 'school', 'localeducationagencyid', 'integer', true),
	('edfi', 'educationorganization', '', NULL, true),
	('edfi', 'educationorganization', 'educationorganizationid', 'integer', true),
	('edfi', 'educationorganization', 'nameofinstitution', 'text', true),
	('edfi', 'descriptor', '', NULL, true),
	('edfi', 'descriptor', 'descriptorid', 'integer', true),
	('edfi', 'descriptor', 'namespace', 'key', true),
	('edfi', 'descriptor', 'codevalue', 'key', true),
	('edfi', 'calendar', '', NULL, true),
	('edfi', 'calendar', 'schoolid', 'integer', true),
	('edfi', 'calendar', 'schoolyear', 'integer', true),
	('edfi', 'calendar', 'calendarcode', 'key', true),
	('edfi', 'calendar', 'calendartypedescriptorid', 'integer', true),
	('edfi', 'calendardatecalendarevent', '', NULL, true),
	('edfi', 'calendardatecalendarevent', 'schoolid', 'integer', true),
	('edfi', 'calendardatecalendarevent', 'schoolyear', 'integer', true),
	('edfi', 'calendardatecalendarevent', 'calendarcode', 'key', true),
	('edfi', 'calendardatecalendarevent', 'date', 'day', true),
	('edfi', 'calendardatecalendarevent', 'calendareventdescriptorid', 'integer', true),
	('edfi', 'studentschoolassociation', '', NULL, true),
	('edfi', 'studentschoolassociation', 'studentusi', 'integer', true),
	('edfi', 'studentschoolassociation', 'schoolid', 'integer', true),
	('edfi', 'studentschoolassociation', 'schoolyear', 'integer', true),
	('edfi', 'studentschoolassociation', 'entrydate', 'day', true),
	('edfi', 'studentschoolassociation', 'exitwithdrawdate', 'day', true),
	('edfi', 'studentschoolassociation', 'calendarcode', 'key', true),
	('edfi', 'studentschoolassociation', 'entrygradeleveldescriptorid', 'integer', true),
	('edfi', 'studentschoolassociation', 'entrytypedescriptorid', 'integer', true),
	('edfi', 'studentschoolassociation', 'exitwithdrawtypedescriptorid', 'integer', true),
	('edfi', 'studentschoolassociation', 'enrollmenttypedescriptorid', 'integer', false),
	('edfi', 'studentschoolassociation', 'primaryschool', 'boolean', true),
	('edfi', 'studentschoolassociation', 'fulltimeequivalency', 'number', true),
	('edfi', 'studentschoolattendanceevent', '', NULL, true),
	('edfi', 'studentschoolattendanceevent', 'studentusi', 'integer', true),
	('edfi', 'studentschoolattendanceevent', 'schoolid', 'integer', true),
	('edfi', 'studentschoolattendanceevent', 'schoolyear', 'integer', true),
	('edfi', 'studentschoolattendanceevent', 'eventdate', 'day', true),
	('edfi', 'studentschoolattendanceevent', 'attendanceeventcategorydescriptorid', 'integer', true),
	('edfi', 'studentschoolattendanceevent', 'attendanceeventreason', 'text', true),
	('edfi', 'studentschoolattendanceevent', 'eventduration', 'number', true),
	('edfi', 'studentschoolattendanceevent', 'educationalenvironmentdescriptorid', 'integer', false),
	('edfi', 'schoolcategory', '', NULL, false),
	('edfi', 'schoolcategory', 'schoolid', 'integer', true),
	('edfi', 'schoolcategory', 'schoolcategorydescriptorid', 'integer', true),
	('edfi', 'educationorganizationidentificationcode', '', NULL, false),
	('edfi', 'educationorganizationidentificationcode', 'educationorganizationid', 'integer', true),
	('edfi', 'educationorganizationidentificationcode', 'educationorganizationidentificationsystemdescriptorid', 'integer', true),
	('edfi', 'educationorganizationidentificationcode', 'identificationcode', 'key', true),
	('edfi', 'calendargradelevel', '', NULL, false),
	('edfi', 'calendargradelevel', 'schoolid', 'integer', true),
	('edfi', 'calendargradelevel', 'schoolyear', 'integer', true),
	('edfi', 'calendargradelevel', 'calendarcode', 'key', true),
	('edfi', 'calendargradelevel', 'gradeleveldescriptorid', 'integer', true),
	('edfi', 'descriptormapping', '', NULL, false),
	('edfi', 'descriptormapping', 'namespace', 'key', true),
	('edfi', 'descriptormapping', 'value', 'key', true),
	('edfi', 'descriptormapping', 'mappednamespace', 'key', true),
	('edfi', 'descriptormapping', 'mappedvalue', 'key', true),
	('edfi', 'session', '', NULL, false),
	('edfi', 'session', 'schoolid', 'integer', true),
	('edfi', 'session', 'schoolyear', 'integer', true),
	('edfi', 'session', 'sessionname', 'key', true),
	('edfi', 'session', 'enddate', 'day', true),
	('edfi', 'section', '', NULL, false),
	('edfi', 'section', 'schoolid', 'integer', true),
	('edfi', 'section', 'schoolyear', 'integer', true),
	('edfi', 'section', 'sessionname', 'key', true),
	('edfi', 'section', 'localcoursecode', 'key', true),
	('edfi', 'section', 'sectionidentifier', 'key', true),
	('edfi', 'section', 'officialattendanceperiod', 'boolean', true),
	('edfi', 'sectionclassperiod', '', NULL, false),
	('edfi', 'sectionclassperiod', 'schoolid', 'integer', true),
	('edfi', 'sectionclassperiod', 'schoolyear', 'integer', true),
	('edfi', 'sectionclassperiod', 'sessionname', 'key', true),
	('edfi', 'sectionclassperiod', 'localcoursecode', 'key', true),
	('edfi', 'sectionclassperiod', 'sectionidentifier', 'key', true),
	('edfi', 'sectionclassperiod', 'classperiodname', 'key', true),
	('edfi', 'classperiod', '', NULL, false),
	('edfi', 'classperiod', 'schoolid', 'integer', true),
	('edfi', 'classperiod', 'classperiodname', 'key', true),
	('edfi', 'classperiod', 'officialattendanceperiod', 'boolean', true),
	('edfi', 'studentsectionassociation', '', NULL, false),
	('edfi', 'studentsectionassociation', 'studentusi', 'integer', true),
	('edfi', 'studentsectionassociation', 'schoolid', 'integer', true),
	('edfi', 'studentsectionassociation', 'schoolyear', 'integer', true),
	('edfi', 'studentsectionassociation', 'sessionname', 'key', true),
	('edfi', 'studentsectionassociation', 'localcoursecode', 'key', true),
	('edfi', 'studentsectionassociation', 'sectionidentifier', 'key', true),
	('edfi', 'studentsectionassociation', 'begindate', 'day', true),
	('edfi', 'studentsectionassociation', 'enddate', 'day', true),
	('edfi', 'studentsectionassociation', 'homeroomindicator', 'boolean', true),
	('edfi', 'studentsectionattendanceevent', '', NULL, false),
	('edfi', 'studentsectionattendanceevent', 'studentusi', 'integer', true),
	('edfi', 'studentsectionattendanceevent', 'schoolid', 'integer', true),
	('edfi', 'studentsectionattendanceevent', 'schoolyear', 'integer', true),
	('edfi', 'studentsectionattendanceevent', 'sessionname', 'key', true),
	('edfi', 'studentsectionattendanceevent', 'localcoursecode', 'key', true),
	('edfi', 'studentsectionattendanceevent', 'sectionidentifier', 'key', true),
	('edfi', 'studentsectionattendanceevent', 'eventdate', 'day', true),
	('edfi', 'studentsectionattendanceevent', 'attendanceeventcategorydescriptorid', 'integer', true),
	('edfi', 'studentsectionattendanceevent', 'attendanceeventreason', 'text', true),
	('edfi', 'studentsectionattendanceeventclassperiod', '', NULL, false),
	('edfi', 'studentsectionattendanceeventclassperiod', 'studentusi', 'integer', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'schoolid', 'integer', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'schoolyear', 'integer', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'sessionname', 'key', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'localcoursecode', 'key', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'sectionidentifier', 'key', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'eventdate', 'day', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'attendanceeventcategorydescriptorid', 'integer', true),
	('edfi', 'studentsectionattendanceeventclassperiod', 'classperiodname', 'key', true),
	('edfi', 'bellschedule', '', NULL, false),
	('edfi', 'bellschedule', 'bellschedulename', 'key', true),
	('edfi', 'bellschedule', 'schoolid', 'integer', true),
	('edfi', 'bellschedule', 'totalinstructionaltime', 'integer', true),
	('edfi', 'bellschedule', 'alternatedayname', 'key', true),
	('edfi', 'bellscheduleclassperiod', '', NULL, false),
	('edfi', 'bellscheduleclassperiod', 'bellschedulename', 'key', true),
	('edfi', 'bellscheduleclassperiod', 'schoolid', 'integer', true),
	('edfi', 'bellscheduleclassperiod', 'classperiodname', 'key', true),
	('edfi', 'bellscheduledate', '', NULL, false),
	('edfi', 'bellscheduledate', 'bellschedulename', 'key', true),
	('edfi', 'bellscheduledate', 'schoolid', 'integer', true),
	('edfi', 'bellscheduledate', 'date', 'day', true),
	('edfi', 'sectionattendancetakenevent', '', NULL, false),
	('edfi', 'sectionattendancetakenevent', 'schoolid', 'integer', true),
	('edfi', 'sectionattendancetakenevent', 'schoolyear', 'integer', true),
	('edfi', 'sectionattendancetakenevent', 'calendarcode', 'key', true),
	('edfi', 'sectionattendancetakenevent', 'date', 'day', true),
	('edfi', 'sectionattendancetakenevent', 'sessionname', 'key', true),
	('edfi', 'sectionattendancetakenevent', 'localcoursecode', 'key', true),
	('edfi', 'sectionattendancetakenevent', 'sectionidentifier', 'key', true),
	('edfi', 'studenteducationorganizationassociation', '', NULL, false),
	('edfi', 'studenteducationorganizationassociation', 'studentusi', 'integer', true),
	('edfi', 'studenteducationorganizationassociation', 'hispaniclatinoethnicity', 'boolean', false),
	('edfi', 'studenteducationorganizationassociation', 'sexdescriptorid', 'integer', false),
	('edfi', 'studenteducationorganizationassociation', 'limitedenglishproficiencydescriptorid', 'integer', false),
	('edfi', 'studenteducationorganizationassociationrace', '', NULL, false),
	('edfi', 'studenteducationorganizationassociationrace', 'studentusi', 'integer', true),
	('edfi', 'studenteducationorganizationassociationrace', 'racedescriptorid', 'integer', true),
	('edfi', 'studenteducationorganizationassociationstudentcharacteristic', '', NULL, false),
	('edfi', 'studenteducationorganizationassociationstudentcharacteristic', 'studentusi', 'integer', true),
	('edfi', 'studenteducationorganizationassociationstudentcharacteristic', 'studentcharacteristicdescriptorid', 'integer', true),
	('edfi', 'studenteducationorganizationassociationstudentcharacteri_a18fcf', '', NULL, false),
	('edfi', 'studenteducationorganizationassociationstudentcharacteri_a18fcf', 'studentusi', 'integer', true),
	('edfi', 'studenteducationorganizationassociationstudentcharacteri_a18fcf', 'studentcharacteristicdescriptorid', 'integer', true),
	('edfi', 'studenteducationorganizationassociationstudentcharacteri_a18fcf', 'begindate', 'day', true),
	('edfi', 'studenteducationorganizationassociationstudentcharacteri_a18fcf', 'enddate', 'day', true),
	('edfi', 'studentdemographic', '', NULL, false),
	('edfi', 'studentdemographic', 'studentusi', 'integer', true),
	('edfi', 'studentdemographic', 'hispaniclatinoethnicity', 'boolean', false),
	('edfi', 'studentdemographic', 'sexdescriptorid', 'integer', false),
	('edfi', 'studentdemographic', 'limitedenglishproficiencydescriptorid', 'integer', false),
	('edfi', 'studentdemographic', 'economicdisadvantagedescriptorid', 'integer', false),
	('edfi', 'studentdemographicrace', '', NULL, false),
	('edfi', 'studentdemographicrace', 'studentusi', 'integer', true),
	('edfi', 'studentdemographicrace', 'racedescriptorid', 'integer', true),
	('edfi', 'studentdemographicstudentcharacteristic', '', NULL, false),
	('edfi', 'studentdemographicstudentcharacteristic', 'studentusi', 'integer', true),
	('edfi', 'studentdemographicstudentcharacteristic', 'studentcharacteristicdescriptorid', 'integer', true),
	('edfi', 'studentdemographicstudentcharacteristicperiod', '', NULL, false),
	('edfi', 'studentdemographicstudentcharacteristicperiod', 'studentusi', 'integer', true),
	('edfi', 'studentdemographicstudentcharacteristicperiod', 'studentcharacteristicdescriptorid', 'integer', true),
	('edfi', 'studentdemographicstudentcharacteristicperiod', 'begindate', 'day', true),
	('edfi', 'studentdemographicstudentcharacteristicperiod', 'enddate', 'day', true),
	('edfi', 'generalstudentprogramassociation', '', NULL, false),
	('edfi', 'generalstudentprogramassociation', 'studentusi', 'integer', true),
	('edfi', 'generalstudentprogramassociation', 'begindate', 'day', true),
	('edfi', 'generalstudentprogramassociation', 'enddate', 'day', true),
	('edfi', 'generalstudentprogramassociation', 'educationorganizationid', 'integer', true),
	('edfi', 'generalstudentprogramassociation', 'programname', 'key', true),
	('edfi', 'studentspecialeducationprogramassociation', '', NULL, false),
	('edfi', 'studentspecialeducationprogramassociation', 'studentusi', 'integer', true),
	('edfi', 'studentspecialeducationprogramassociation', 'begindate', 'day', true),
	('edfi', 'studentspecialeducationprogramassociation', 'educationorganizationid', 'integer', true),
	('edfi', 'studentspecialeducationprogramassociation', 'programname', 'key', true),
	('edfi', 'studentspecialeducationprogramassociation', 'ideaeligibility', 'boolean', true),
	('edfi', 'studentsection504programassociation', '', NULL, false),
	('edfi', 'studentsection504programassociation', 'studentusi', 'integer', true),
	('edfi', 'studentsection504programassociation', 'begindate', 'day', true),
	('edfi', 'studentsection504programassociation', 'educationorganizationid', 'integer', true),
	('edfi', 'studentsection504programassociation', 'programname', 'key', true),
	('edfi', 'studentsection504programassociation', 'section504eligibility', 'boolean', true),
	('edfi', 'studenthomelessprogramassociation', '', NULL, false),
	('edfi', 'studenthomelessprogramassociation', 'studentusi', 'integer', true),
	('edfi', 'studenthomelessprogramassociation', 'begindate', 'day', true),
	('edfi', 'studenthomelessprogramassociation', 'educationorganizationid', 'integer', true),
	('edfi', 'studenthomelessprogramassociation', 'programname', 'key', true);

-- The queries of the views from_YEAR_RELATION of an ODS, as from_queries
CREATE FUNCTION absence_internal.from_edfi(store name, school_year integer, source name, lea_ids text[])
	RETURNS TABLE (relation text, query text, faults text)
	LANGUAGE plpgsql STABLE
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	there text[];		-- relations, and relation.column
	queries jsonb := '{}';
	fault text[] := '{}';
	groups text[];
	dated boolean;		-- whether bell schedules have dates
	-- in WHERE: whether a school is of the local education agencies; the schools whose days are taken from events of sections
	of_leas text := 'true';
	rule constant text := $sql$(SELECT h.schoolid, coalesce((
		SELECT f.taken_from FROM @store@.attendance_from AS f
		WHERE (f.school_id = h.schoolid::text OR f.school_id IS NULL) AND (f.school_year = @year@ OR f.school_year IS NULL)
		ORDER BY f.school_id NULLS LAST, f.school_year NULLS LAST LIMIT 1), 'school') AS taken_from
		FROM @edfi@.school AS h)$sql$;
	-- the schools whose days are shares of periods, with the periods of a day where the district gives them
	shared constant text := $sql$(SELECT h.schoolid, f.periods, %s AS alternates
		FROM @edfi@.school AS h
		CROSS JOIN LATERAL (
			SELECT f.taken_from, f.periods FROM @store@.attendance_from AS f
			WHERE (f.school_id = h.schoolid::text OR f.school_id IS NULL) AND (f.school_year = @year@ OR f.school_year IS NULL)
			ORDER BY f.school_id NULLS LAST, f.school_year NULLS LAST LIMIT 1) AS f
		WHERE f.taken_from = 'share')$sql$;
	-- A section as one value: of a join on four columns of which there are no statistics, the
	-- planner expects a single row, and chooses nested loops over all events.
	section_key constant text := 'concat_ws(chr(31), %1$s.schoolid, %1$s.sessionname, %1$s.localcoursecode, %1$s.sectionidentifier)';
	alternates text;
	part record;
BEGIN
	there := ARRAY(
		SELECT CASE WHEN f.column_name = '' THEN f.relation ELSE f.relation || '.' || f.column_name END
		FROM absence_internal.source_columns_found(source, 'edfi') AS f
		WHERE f.relation_id IS NOT NULL AND (f.column_name = '' OR f.found IS NOT NULL));
	IF lea_ids IS NOT NULL THEN
		of_leas := format('%%s IN (SELECT h.schoolid FROM @edfi@.school AS h WHERE h.localeducationagencyid::text = ANY (%L::text[]))',
			lea_ids);
	END IF;

	queries := queries || jsonb_build_object('school', format($sql$
		SELECT h.schoolid::text COLLATE "C" AS school_id, o.nameofinstitution::text COLLATE "default" AS name,
			%s::text COLLATE "C" AS school_level, h.localeducationagencyid::text COLLATE "C" AS lea_id,
			%s::text COLLATE "C" AS state_lea_id, %s::text COLLATE "C" AS state_school_id, %s::text COLLATE "C" AS nces_school_id,
			'exception'::text COLLATE "C" AS reporting, true AS federally_reported
		FROM @edfi@.school AS h
		JOIN @edfi@.educationorganization AS o ON o.educationorganizationid = h.schoolid
		WHERE %s$sql$,
		CASE WHEN 'schoolcategory' = ANY (there) THEN '(SELECT min(d.codevalue) FROM @edfi@.schoolcategory AS c
			JOIN @edfi@.descriptor AS d ON d.descriptorid = c.schoolcategorydescriptorid WHERE c.schoolid = h.schoolid)' ELSE 'NULL' END,
		absence_internal.edfi_code(there, 'h.localeducationagencyid', 'SEA'), absence_internal.edfi_code(there, 'h.schoolid', 'SEA'),
		absence_internal.edfi_code(there, 'h.schoolid', 'NCES'), replace(of_leas, '%s', 'h.schoolid')));

	queries := queries || jsonb_build_object('student', format($sql$
		SELECT u.studentuniqueid::text COLLATE "C" AS student_id, NULL::text COLLATE "C" AS state_student_id,
			u.lastsurname::text COLLATE "default" AS last_name, u.firstname::text COLLATE "default" AS first_name, u.birthdate AS birth_date
		FROM @edfi@.student AS u
		WHERE %s$sql$,
		CASE WHEN lea_ids IS NULL THEN 'true' ELSE 'u.studentusi IN (SELECT a.studentusi FROM @edfi@.studentschoolassociation AS a WHERE '
			|| replace(of_leas, '%s', 'a.schoolid') || ')' END));

	queries := queries || jsonb_build_object('calendar', format($sql$
		SELECT c.schoolid::text COLLATE "C" AS school_id, @year@ AS school_year, c.calendarcode::text COLLATE "C" AS calendar_code,
			coalesce(d.codevalue, 'School')::text COLLATE "C" AS calendar_type, NULL::integer AS day_minutes, NULL::integer AS periods
		FROM @edfi@.calendar AS c
		LEFT JOIN @edfi@.descriptor AS d ON d.descriptorid = c.calendartypedescriptorid
		WHERE c.schoolyear = @year@ AND %s$sql$, replace(of_leas, '%s', 'c.schoolid')));

	queries := queries || jsonb_build_object('calendar_grade', CASE WHEN 'calendargradelevel' = ANY (there) THEN format($sql$
		SELECT c.schoolid::text COLLATE "C" AS school_id, @year@ AS school_year, c.calendarcode::text COLLATE "C" AS calendar_code,
			d.codevalue::text COLLATE "C" AS grade
		FROM @edfi@.calendargradelevel AS c
		JOIN @edfi@.descriptor AS d ON d.descriptorid = c.gradeleveldescriptorid
		WHERE c.schoolyear = @year@ AND %s$sql$, replace(of_leas, '%s', 'c.schoolid')) END);

	-- minutes and periods of a day are those of its bell schedules, where all of these agree
	dated := ARRAY['bellschedule', 'bellscheduleclassperiod', 'bellscheduledate'] <@ there;
	queries := queries || jsonb_build_object('calendar_day', format($sql$
		SELECT c.schoolid::text COLLATE "C" AS school_id, @year@ AS school_year, c.calendarcode::text COLLATE "C" AS calendar_code,
			c.date AS day, d.codevalue::text COLLATE "C" AS event, %s AS minutes, %s AS periods
		FROM @edfi@.calendardatecalendarevent AS c
		JOIN @edfi@.descriptor AS d ON d.descriptorid = c.calendareventdescriptorid
		%s
		WHERE c.schoolyear = @year@ AND %s$sql$,
		CASE WHEN dated THEN 't.minutes' ELSE 'NULL::integer' END, CASE WHEN dated THEN 't.periods' ELSE 'NULL::integer' END,
		CASE WHEN dated THEN $sql$LEFT JOIN (
			SELECT b.schoolid, b.date,
				CASE WHEN count(s.totalinstructionaltime) = count(*) AND min(s.totalinstructionaltime) = max(s.totalinstructionaltime)
					THEN max(s.totalinstructionaltime) END AS minutes,
				CASE WHEN count(p.periods) = count(*) AND min(p.periods) = max(p.periods) THEN max(p.periods) END AS periods
			FROM @edfi@.bellscheduledate AS b
			JOIN @edfi@.bellschedule AS s ON s.schoolid = b.schoolid AND s.bellschedulename = b.bellschedulename
			LEFT JOIN (SELECT p.schoolid, p.bellschedulename, count(*)::integer AS periods FROM @edfi@.bellscheduleclassperiod AS p
				GROUP BY p.schoolid, p.bellschedulename) AS p ON p.schoolid = b.schoolid AND p.bellschedulename = b.bellschedulename
			GROUP BY b.schoolid, b.date) AS t ON t.schoolid = c.schoolid AND t.date = c.date$sql$ END,
		replace(of_leas, '%s', 'c.schoolid')));

	-- An enrollment without a school year belongs to the year if it is entered by its 31 August,
	-- and not left before 1 June before it.
	queries := queries || jsonb_build_object('enrollment', format($sql$
		SELECT u.studentuniqueid::text COLLATE "C" AS student_id, a.schoolid::text COLLATE "C" AS school_id, @year@ AS school_year,
			a.entrydate AS entry_date, a.exitwithdrawdate AS exit_date, g.codevalue::text COLLATE "C" AS grade,
			a.calendarcode::text COLLATE "C" AS calendar_code, en.codevalue::text COLLATE "C" AS entry_type,
			ex.codevalue::text COLLATE "C" AS exit_type, %s::text COLLATE "C" AS enrollment_type, a.primaryschool AS primary_school,
			a.fulltimeequivalency::numeric AS fte, %s::text COLLATE "C" AS homeroom
		FROM @edfi@.studentschoolassociation AS a
		JOIN @edfi@.student AS u ON u.studentusi = a.studentusi
		LEFT JOIN @edfi@.descriptor AS g ON g.descriptorid = a.entrygradeleveldescriptorid
		LEFT JOIN @edfi@.descriptor AS en ON en.descriptorid = a.entrytypedescriptorid
		LEFT JOIN @edfi@.descriptor AS ex ON ex.descriptorid = a.exitwithdrawtypedescriptorid
		%s %s
		WHERE (a.schoolyear = @year@ OR a.schoolyear IS NULL AND a.entrydate <= make_date(@year@, 8, 31)
				AND coalesce(a.exitwithdrawdate >= make_date(@year@ - 1, 6, 1), true))
			AND %s$sql$,
		CASE WHEN 'studentschoolassociation.enrollmenttypedescriptorid' = ANY (there) THEN 'et.codevalue' ELSE 'NULL' END,
		CASE WHEN 'studentsectionassociation' = ANY (there) THEN 'r.homeroom' ELSE 'NULL' END,
		CASE WHEN 'studentschoolassociation.enrollmenttypedescriptorid' = ANY (there)
			THEN 'LEFT JOIN @edfi@.descriptor AS et ON et.descriptorid = a.enrollmenttypedescriptorid' END,
		CASE WHEN 'studentsectionassociation' = ANY (there) THEN 'LEFT JOIN (SELECT s.studentusi, s.schoolid,
				(array_agg(s.sectionidentifier ORDER BY s.begindate DESC, s.sectionidentifier))[1] AS homeroom
			FROM @edfi@.studentsectionassociation AS s WHERE s.homeroomindicator AND s.schoolyear = @year@
			GROUP BY s.studentusi, s.schoolid) AS r ON r.studentusi = a.studentusi AND r.schoolid = a.schoolid' END,
		replace(of_leas, '%s', 'a.schoolid')));

	-- Each way to take the attendance of a day is a branch of its own. The duration of an event
	-- that is not an absence is not taken if it is a whole day: some write 1 on a tardy.
	queries := queries || jsonb_build_object('attendance_event', format($sql$
		SELECT u.studentuniqueid::text COLLATE "C" AS student_id, e.schoolid::text COLLATE "C" AS school_id, @year@ AS school_year,
			e.eventdate AS day, NULL::text COLLATE "C" AS period, d.codevalue::text COLLATE "C" AS code,
			CASE WHEN e.eventduration >= 1 AND (e.schoolid::text COLLATE "C", d.codevalue::text COLLATE "C") IN (
				SELECT m.school_id, m.code FROM @store@.code_mark AS m
				WHERE m.school_year = @year@ AND m.mark IN ('tardy', 'left_early', 'present')) THEN NULL
				ELSE e.eventduration END::numeric AS portion,
			NULL::numeric AS missed, NULL::numeric AS held, e.attendanceeventreason::text COLLATE "default" AS reason
		FROM @edfi@.studentschoolattendanceevent AS e
		JOIN @edfi@.student AS u ON u.studentusi = e.studentusi
		JOIN @edfi@.descriptor AS d ON d.descriptorid = e.attendanceeventcategorydescriptorid
		WHERE e.schoolyear = @year@ AND e.schoolid <> ALL (ARRAY(SELECT r.schoolid FROM %s AS r WHERE r.taken_from <> 'school')) AND %s$sql$,
		rule, replace(of_leas, '%s', 'e.schoolid'))
		|| CASE WHEN ARRAY['studentsectionattendanceevent', 'studentsectionassociation', 'section'] <@ there THEN format($sql$
		UNION ALL
		SELECT u.studentuniqueid::text COLLATE "C", e.schoolid::text COLLATE "C", @year@, e.eventdate, NULL, d.codevalue::text COLLATE "C",
			NULL, NULL, NULL, e.attendanceeventreason::text COLLATE "default"
		FROM @edfi@.studentsectionattendanceevent AS e
		JOIN @edfi@.student AS u ON u.studentusi = e.studentusi
		JOIN @edfi@.descriptor AS d ON d.descriptorid = e.attendanceeventcategorydescriptorid
		WHERE e.schoolyear = @year@ AND e.schoolid = ANY (ARRAY(SELECT r.schoolid FROM %1$s AS r WHERE r.taken_from = 'homeroom'))
			AND EXISTS (SELECT FROM @edfi@.studentsectionassociation AS a
				WHERE (a.studentusi, a.schoolid, a.schoolyear, a.sessionname, a.localcoursecode, a.sectionidentifier)
					= (e.studentusi, e.schoolid, e.schoolyear, e.sessionname, e.localcoursecode, e.sectionidentifier)
					AND a.homeroomindicator AND e.eventdate >= a.begindate AND (a.enddate IS NULL OR e.eventdate <= a.enddate)) AND %2$s
		UNION ALL
		SELECT u.studentuniqueid::text COLLATE "C", e.schoolid::text COLLATE "C", @year@, e.eventdate, NULL, d.codevalue::text COLLATE "C",
			NULL, NULL, NULL, e.attendanceeventreason::text COLLATE "default"
		FROM @edfi@.studentsectionattendanceevent AS e
		JOIN @edfi@.student AS u ON u.studentusi = e.studentusi
		JOIN @edfi@.descriptor AS d ON d.descriptorid = e.attendanceeventcategorydescriptorid
		WHERE e.schoolyear = @year@ AND e.schoolid = ANY (ARRAY(SELECT r.schoolid FROM %1$s AS r WHERE r.taken_from = 'official'))
			AND (e.schoolid, e.sessionname::text, e.localcoursecode::text, e.sectionidentifier::text) IN (
				SELECT s.schoolid, s.sessionname::text, s.localcoursecode::text, s.sectionidentifier::text FROM @edfi@.section AS s
				WHERE s.schoolyear = @year@ AND s.officialattendanceperiod %3$s) AND %2$s$sql$,
		rule, replace(of_leas, '%s', 'e.schoolid'),
		CASE WHEN ARRAY['sectionclassperiod', 'classperiod'] <@ there THEN 'UNION ALL
				SELECT p.schoolid, p.sessionname, p.localcoursecode, p.sectionidentifier FROM @edfi@.sectionclassperiod AS p
				JOIN @edfi@.classperiod AS c ON c.schoolid = p.schoolid AND c.classperiodname = p.classperiodname
				WHERE p.schoolyear = @year@ AND c.officialattendanceperiod' END) ELSE '' END);

	-- The share of the periods of a day. An event of a section counts once for each class period
	-- that it names, else for each of the section, else the section counts as a period. held is
	-- the number of the student's own periods on the day; it changes where a membership in a
	-- section begins or ends. It is worked out for each student, without a join of the
	-- memberships with themselves. On a day that has bell schedules, only the periods in these
	-- count, and the sections of which no period is known.
	alternates := CASE WHEN 'bellschedule' = ANY (there) THEN '(SELECT count(DISTINCT b.alternatedayname) > 1 FROM @edfi@.bellschedule AS b
			WHERE b.schoolid = h.schoolid)' ELSE 'false' END;
	IF ARRAY['studentsectionattendanceevent', 'studentsectionassociation', 'section', 'sectionclassperiod', 'session'] <@ there THEN
		queries := jsonb_set(queries, '{attendance_event}', to_jsonb((queries ->> 'attendance_event') || format($sql$
		UNION ALL
		SELECT e.student_id, e.school_id, @year@, e.day, e.period, e.code, NULL, NULL, e.held, e.reason
		FROM (
			WITH section_period AS (
				SELECT p.schoolid, %6$s AS key, p.classperiodname::text AS period, true AS in_schedules
				FROM @edfi@.sectionclassperiod AS p
				WHERE p.schoolyear = @year@ AND p.schoolid = ANY (ARRAY(SELECT r.schoolid FROM %1$s AS r))
				UNION ALL
				SELECT p.schoolid, %6$s, p.sectionidentifier::text, false
				FROM @edfi@.section AS p
				WHERE p.schoolyear = @year@ AND p.schoolid = ANY (ARRAY(SELECT r.schoolid FROM %1$s AS r))
					AND NOT EXISTS (SELECT FROM @edfi@.sectionclassperiod AS c
						WHERE (c.schoolid, c.schoolyear, c.sessionname, c.localcoursecode, c.sectionidentifier)
							= (p.schoolid, p.schoolyear, p.sessionname, p.localcoursecode, p.sectionidentifier))
			), member AS (
				SELECT a.studentusi, a.schoolid, array_agg(p.period) AS periods, array_agg(p.in_schedules) AS in_schedules,
					array_agg(a.begindate) AS from_days, array_agg(coalesce(a.enddate, t.enddate, 'infinity')) AS to_days
				FROM @edfi@.studentsectionassociation AS a
				JOIN section_period AS p ON p.key = %7$s
				LEFT JOIN @edfi@.session AS t ON t.schoolid = a.schoolid AND t.schoolyear = @year@ AND t.sessionname::text = a.sessionname::text
				WHERE a.schoolyear = @year@ AND a.schoolid = ANY (ARRAY(SELECT r.schoolid FROM %1$s AS r))
				GROUP BY a.studentusi, a.schoolid
			), held AS (
				SELECT m.*, c.days, c.held
				FROM member AS m
				CROSS JOIN LATERAL (
					SELECT array_agg(c.day ORDER BY c.day) AS days, array_agg(c.held ORDER BY c.day) AS held
					FROM (
						SELECT c.day, (SELECT count(DISTINCT u.period)
							FROM unnest(m.periods, m.from_days, m.to_days) AS u (period, from_day, to_day)
							WHERE c.day >= u.from_day AND c.day <= u.to_day) AS held
						FROM (SELECT unnest(m.from_days) AS day UNION SELECT unnest(m.to_days) + 1) AS c
					) AS c
				) AS c
			)%9$s
			SELECT u.studentuniqueid::text COLLATE "C" AS student_id, e.schoolid::text COLLATE "C" AS school_id, e.eventdate AS day,
				coalesce(%2$s p.period, e.sectionidentifier::text) COLLATE "C" AS period, d.codevalue::text COLLATE "C" AS code,
				nullif(least(CASE %10$s WHEN NOT r.alternates OR r.periods IS NOT NULL THEN h.held[width_bucket(e.eventdate, h.days)] END,
					r.periods), 0)::numeric AS held,
				e.attendanceeventreason::text COLLATE "default" AS reason
			FROM @edfi@.studentsectionattendanceevent AS e
			JOIN @edfi@.student AS u ON u.studentusi = e.studentusi
			JOIN @edfi@.descriptor AS d ON d.descriptorid = e.attendanceeventcategorydescriptorid
			%3$s
			LEFT JOIN section_period AS p ON %4$s p.key = %8$s
			LEFT JOIN held AS h ON h.studentusi = e.studentusi AND h.schoolid = e.schoolid
			LEFT JOIN %1$s AS r ON r.schoolid = e.schoolid
			%11$s
			WHERE e.schoolyear = @year@ AND e.schoolid = ANY (ARRAY(SELECT r.schoolid FROM %1$s AS r)) AND %5$s
		) AS e$sql$, format(shared, alternates),
		CASE WHEN 'studentsectionattendanceeventclassperiod' = ANY (there) THEN 'c.classperiodname::text,' END,
		CASE WHEN 'studentsectionattendanceeventclassperiod' = ANY (there) THEN
			'LEFT JOIN @edfi@.studentsectionattendanceeventclassperiod AS c
				ON (c.studentusi, c.schoolid, c.schoolyear, c.sessionname, c.localcoursecode, c.sectionidentifier, c.eventdate,
					c.attendanceeventcategorydescriptorid) = (e.studentusi, e.schoolid, e.schoolyear, e.sessionname, e.localcoursecode,
					e.sectionidentifier, e.eventdate, e.attendanceeventcategorydescriptorid)' END,
		CASE WHEN 'studentsectionattendanceeventclassperiod' = ANY (there) THEN 'c.classperiodname IS NULL AND' END,
		replace(of_leas, '%s', 'e.schoolid'), format(section_key, 'p'), format(section_key, 'a'), format(section_key, 'e'),
		CASE WHEN dated THEN format($sql$, day_schedule AS (
				SELECT b.schoolid, b.date AS day, array_agg(DISTINCT p.classperiodname::text) AS periods
				FROM @edfi@.bellscheduledate AS b
				JOIN @edfi@.bellscheduleclassperiod AS p ON p.schoolid = b.schoolid AND p.bellschedulename = b.bellschedulename
				WHERE b.schoolid = ANY (ARRAY(SELECT r.schoolid FROM %s AS r))
				GROUP BY b.schoolid, b.date
			)$sql$, format(shared, alternates)) END,
		CASE WHEN dated THEN $sql$WHEN b.periods IS NOT NULL THEN (
					SELECT count(DISTINCT u.period) FROM unnest(h.periods, h.in_schedules, h.from_days, h.to_days)
						AS u (period, in_schedules, from_day, to_day)
					WHERE e.eventdate >= u.from_day AND e.eventdate <= u.to_day AND (u.period = ANY (b.periods) OR NOT u.in_schedules))$sql$ END,
		CASE WHEN dated THEN 'LEFT JOIN day_schedule AS b ON b.schoolid = e.schoolid AND b.day = e.eventdate' END)));
		-- of a school that has neither, unless each day on which a section reported has a schedule
		fault := fault || format($sql$
			SELECT @year@ AS school_year, 'bellschedule'::text COLLATE "C" AS relation, 'share of alternate days'::text COLLATE "C" AS reason,
				format('school %%s', r.schoolid) AS detail, NULL::bigint AS occurrences
			FROM %1$s AS r
			WHERE r.alternates AND r.periods IS NULL AND %2$s AND %3$s$sql$, format(shared, alternates), replace(of_leas, '%s', 'r.schoolid'),
			CASE WHEN dated THEN $sql$(SELECT count(*) FROM (
				SELECT FROM @edfi@.studentsectionattendanceevent AS e
				WHERE e.schoolid = r.schoolid AND e.schoolyear = @year@ AND e.eventdate <> ALL (ARRAY(
					SELECT b.date FROM @edfi@.bellscheduledate AS b
					JOIN @edfi@.bellscheduleclassperiod AS p ON p.schoolid = b.schoolid AND p.bellschedulename = b.bellschedulename
					WHERE b.schoolid = r.schoolid)) LIMIT 1) AS e) > 0$sql$ ELSE 'true' END);
	END IF;

	-- What was reported, of the day and of sections, whatever the attendance of the day is taken
	-- from. A section is the homeroom of a student if it ever was, as the Analytics Middle Tier has it.
	queries := queries || jsonb_build_object('reported_event', format($sql$
		SELECT u.studentuniqueid::text COLLATE "C" AS student_id, e.schoolid::text COLLATE "C" AS school_id, @year@ AS school_year,
			e.eventdate AS day, d.codevalue::text COLLATE "C" AS code, true AS of_day, false AS of_homeroom
		FROM @edfi@.studentschoolattendanceevent AS e
		JOIN @edfi@.student AS u ON u.studentusi = e.studentusi
		JOIN @edfi@.descriptor AS d ON d.descriptorid = e.attendanceeventcategorydescriptorid
		WHERE e.schoolyear = @year@ AND %s$sql$, replace(of_leas, '%s', 'e.schoolid'))
		|| CASE WHEN ARRAY['studentsectionattendanceevent', 'studentsectionassociation'] <@ there THEN format($sql$
		UNION ALL
		SELECT u.studentuniqueid::text COLLATE "C", e.schoolid::text COLLATE "C", @year@, e.eventdate, d.codevalue::text COLLATE "C",
			false, h.key IS NOT NULL
		FROM @edfi@.studentsectionattendanceevent AS e
		JOIN @edfi@.student AS u ON u.studentusi = e.studentusi
		JOIN @edfi@.descriptor AS d ON d.descriptorid = e.attendanceeventcategorydescriptorid
		LEFT JOIN (
			SELECT DISTINCT a.studentusi, %2$s AS key
			FROM @edfi@.studentsectionassociation AS a
			WHERE a.homeroomindicator AND a.schoolyear = @year@
		) AS h ON h.studentusi = e.studentusi AND h.key = %3$s
		WHERE e.schoolyear = @year@ AND %1$s$sql$, replace(of_leas, '%s', 'e.schoolid'), format(section_key, 'a'), format(section_key, 'e'))
		ELSE '' END);

	-- a day on which nine of ten of the sections that report in the session did
	queries := queries || jsonb_build_object('attendance_taken', CASE WHEN 'sectionattendancetakenevent' = ANY (there) THEN format($sql$
		SELECT t.schoolid::text COLLATE "C" AS school_id, t.date AS day, t.calendarcode::text COLLATE "C" AS calendar_code
		FROM (
			SELECT t.schoolid, t.calendarcode, t.sessionname, t.date, count(*) AS taken
			FROM @edfi@.sectionattendancetakenevent AS t
			WHERE t.schoolyear = @year@ AND %s
			GROUP BY t.schoolid, t.calendarcode, t.sessionname, t.date
		) AS t
		JOIN (
			SELECT t.schoolid, t.calendarcode, t.sessionname, count(DISTINCT ROW(t.localcoursecode, t.sectionidentifier)) AS sections
			FROM @edfi@.sectionattendancetakenevent AS t
			WHERE t.schoolyear = @year@
			GROUP BY t.schoolid, t.calendarcode, t.sessionname
		) AS s ON s.schoolid = t.schoolid AND s.calendarcode = t.calendarcode AND s.sessionname = t.sessionname
		GROUP BY t.schoolid, t.calendarcode, t.date
		HAVING sum(t.taken) >= 0.9 * sum(s.sections)$sql$, replace(of_leas, '%s', 't.schoolid')) END);

	-- A local word that is mapped to a word of the store takes its meaning
	queries := queries || jsonb_build_object('attendance_code', CASE WHEN 'descriptormapping' = ANY (there) THEN $sql$
		SELECT m.value::text COLLATE "C" AS code, NULL::text COLLATE "C" AS school_id, @year@ AS school_year, min(c.mark) COLLATE "C" AS mark,
			min(c.portion) AS portion, NULL::integer AS precedence, ('Ed-Fi: mapped to ' || min(m.mappedvalue)) COLLATE "default" AS description
		FROM @edfi@.descriptormapping AS m
		JOIN @store@.attendance_code AS c ON c.code = m.mappedvalue::text COLLATE "C" AND c.school_id IS NULL AND c.school_year IS NULL
		WHERE m.namespace::text LIKE '%/AttendanceEventCategoryDescriptor' AND m.mappednamespace::text LIKE '%/AttendanceEventCategoryDescriptor'
		GROUP BY m.value
		HAVING min(c.mark) = max(c.mark)$sql$ END);
	queries := queries || jsonb_build_object('calendar_event_kind', CASE WHEN 'descriptormapping' = ANY (there) THEN $sql$
		SELECT m.value::text COLLATE "C" AS event, min(k.kind) COLLATE "C" AS kind
		FROM (
			-- a foreign table is asked once, and not for each day
			WITH m AS MATERIALIZED (SELECT m.value, m.mappedvalue, m.namespace, m.mappednamespace FROM @edfi@.descriptormapping AS m)
			SELECT m.* FROM m
		) AS m
		JOIN @store@.calendar_event_kind AS k ON k.event = m.mappedvalue::text COLLATE "C"
		WHERE m.namespace::text LIKE '%/CalendarEventDescriptor' AND m.mappednamespace::text LIKE '%/CalendarEventDescriptor'
		GROUP BY m.value
		HAVING min(k.kind) = max(k.kind)$sql$ END);

	-- rows of the school and of the local education agency say the same twice
	groups := ARRAY(
		SELECT format('SELECT g.studentusi, %s AS kind, %s::text AS value, %s AS begin_date, %s AS end_date FROM %s', g.kind, g.value,
			coalesce(g.begins, 'NULL::date'), coalesce(g.ends, 'NULL::date'), replace(replace(g.rows, '@d@',
				'JOIN @edfi@.descriptor AS d ON d.descriptorid ='), '@p@', 'LEFT JOIN @edfi@.generalstudentprogramassociation AS p
				ON p.studentusi = g.studentusi AND p.begindate = g.begindate AND p.educationorganizationid = g.educationorganizationid
				AND p.programname = g.programname'))
		FROM (VALUES
			('studenteducationorganizationassociationrace.racedescriptorid', '''race_ethnicity''', 'd.codevalue', NULL, NULL,
				'@edfi@.studenteducationorganizationassociationrace AS g @d@ g.racedescriptorid'),
			('studentdemographicrace.racedescriptorid', '''race_ethnicity''', 'd.codevalue', NULL, NULL,
				'@edfi@.studentdemographicrace AS g @d@ g.racedescriptorid'),
			('studenteducationorganizationassociation.hispaniclatinoethnicity', '''race_ethnicity''', '''Hispanic or Latino''', NULL, NULL,
				'@edfi@.studenteducationorganizationassociation AS g WHERE g.hispaniclatinoethnicity'),
			('studentdemographic.hispaniclatinoethnicity', '''race_ethnicity''', '''Hispanic or Latino''', NULL, NULL,
				'@edfi@.studentdemographic AS g WHERE g.hispaniclatinoethnicity'),
			('studenteducationorganizationassociation.sexdescriptorid', '''sex''', 'd.codevalue', NULL, NULL,
				'@edfi@.studenteducationorganizationassociation AS g @d@ g.sexdescriptorid'),
			('studentdemographic.sexdescriptorid', '''sex''', 'd.codevalue', NULL, NULL, '@edfi@.studentdemographic AS g @d@ g.sexdescriptorid'),
			('studenteducationorganizationassociation.limitedenglishproficiencydescriptorid', '''english_learner''', 'd.codevalue', NULL, NULL,
				'@edfi@.studenteducationorganizationassociation AS g @d@ g.limitedenglishproficiencydescriptorid'),
			('studentdemographic.limitedenglishproficiencydescriptorid', '''english_learner''', 'd.codevalue', NULL, NULL,
				'@edfi@.studentdemographic AS g @d@ g.limitedenglishproficiencydescriptorid'),
			('studentdemographic.economicdisadvantagedescriptorid', '''economic_disadvantage''', 'd.codevalue', NULL, NULL,
				'@edfi@.studentdemographic AS g @d@ g.economicdisadvantagedescriptorid'),
			('studenteducationorganizationassociationstudentcharacteristic',
				'CASE d.codevalue WHEN ''Homeless'' THEN ''homeless'' WHEN ''Economic Disadvantaged'' THEN ''economic_disadvantage'' '
					'ELSE d.codevalue END',
				'''Yes''', 'p.begindate', 'p.enddate', '@edfi@.studenteducationorganizationassociationstudentcharacteristic AS g
				@d@ g.studentcharacteristicdescriptorid LEFT JOIN @edfi@.studenteducationorganizationassociationstudentcharacteri_a18fcf AS p
				ON p.studentusi = g.studentusi AND p.studentcharacteristicdescriptorid = g.studentcharacteristicdescriptorid'),
			('studentdemographicstudentcharacteristic',
				'CASE d.codevalue WHEN ''Homeless'' THEN ''homeless'' WHEN ''Economic Disadvantaged'' THEN ''economic_disadvantage'' '
					'ELSE d.codevalue END',
				'''Yes''', 'p.begindate', 'p.enddate', '@edfi@.studentdemographicstudentcharacteristic AS g
				@d@ g.studentcharacteristicdescriptorid LEFT JOIN @edfi@.studentdemographicstudentcharacteristicperiod AS p
				ON p.studentusi = g.studentusi AND p.studentcharacteristicdescriptorid = g.studentcharacteristicdescriptorid'),
			('studentspecialeducationprogramassociation', '''disability_idea''', '''Yes''', 'g.begindate', 'p.enddate',
				'@edfi@.studentspecialeducationprogramassociation AS g @p@ WHERE g.ideaeligibility IS NOT FALSE'),
			('studentsection504programassociation', '''section_504''', '''Yes''', 'g.begindate', 'p.enddate',
				'@edfi@.studentsection504programassociation AS g @p@ WHERE g.section504eligibility'),
			('studenthomelessprogramassociation', '''homeless''', '''Yes''', 'g.begindate', 'p.enddate',
				'@edfi@.studenthomelessprogramassociation AS g @p@')) AS g (needs, kind, value, begins, ends, rows)
		WHERE g.needs = ANY (there)
			AND (g.ends IS NULL OR CASE WHEN g.needs = 'studenteducationorganizationassociationstudentcharacteristic'
					THEN 'studenteducationorganizationassociationstudentcharacteri_a18fcf'
				WHEN g.needs = 'studentdemographicstudentcharacteristic' THEN 'studentdemographicstudentcharacteristicperiod'
				ELSE 'generalstudentprogramassociation' END = ANY (there)));
	queries := queries || jsonb_build_object('student_group', CASE WHEN groups <> '{}' THEN format($sql$
		SELECT DISTINCT u.studentuniqueid::text COLLATE "C" AS student_id, g.kind::text COLLATE "C" AS kind, g.value::text COLLATE "C" AS value,
			g.begin_date, g.end_date
		FROM (%s) AS g
		JOIN @edfi@.student AS u ON u.studentusi = g.studentusi
		WHERE %s$sql$, array_to_string(groups, ' UNION ALL '),
		CASE WHEN lea_ids IS NULL THEN 'true' ELSE 'g.studentusi IN (SELECT a.studentusi FROM @edfi@.studentschoolassociation AS a WHERE '
			|| replace(of_leas, '%s', 'a.schoolid') || ')' END) END);

	-- Events of sections are never taken by themselves: that would change all days of a school as
	-- soon as somebody types one event of a day.
	IF 'studentsectionattendanceevent' = ANY (there) THEN
		fault := fault || format($sql$
			SELECT @year@ AS school_year, 'studentsectionattendanceevent'::text COLLATE "C" AS relation,
				'section events only'::text COLLATE "C" AS reason, format('school %%s', e.schoolid) AS detail, e.events AS occurrences
			FROM (SELECT e.schoolid, count(*) AS events FROM @edfi@.studentsectionattendanceevent AS e
				WHERE e.schoolyear = @year@ GROUP BY e.schoolid) AS e
			JOIN %1$s AS r ON r.schoolid = e.schoolid AND r.taken_from = 'school'
			WHERE e.schoolid <> ALL (ARRAY(SELECT DISTINCT s.schoolid FROM @edfi@.studentschoolattendanceevent AS s WHERE s.schoolyear = @year@))
				AND %2$s
			UNION ALL
			SELECT @year@, 'studentschoolattendanceevent'::text COLLATE "C", 'school events ignored'::text COLLATE "C",
				format('school %%s takes attendance from %%s', e.schoolid, r.taken_from), e.events
			FROM (SELECT e.schoolid, count(*) AS events FROM @edfi@.studentschoolattendanceevent AS e
				WHERE e.schoolyear = @year@ GROUP BY e.schoolid) AS e
			JOIN %1$s AS r ON r.schoolid = e.schoolid AND r.taken_from <> 'school'
			WHERE %2$s$sql$, rule, replace(of_leas, '%s', 'e.schoolid'));
	END IF;
	fault := fault || $sql$
		SELECT @year@ AS school_year, 'descriptor'::text COLLATE "C" AS relation, 'word of two namespaces'::text COLLATE "C" AS reason,
			format('code %s', absence_internal.short_word(d.codevalue)) COLLATE "default" AS detail, count(*) AS occurrences
		FROM @edfi@.descriptor AS d
		WHERE d.descriptorid IN (SELECT e.attendanceeventcategorydescriptorid FROM @edfi@.studentschoolattendanceevent AS e
			WHERE e.schoolyear = @year@)
		GROUP BY d.codevalue
		HAVING count(DISTINCT d.namespace) > 1$sql$::text;
	IF 'descriptormapping' = ANY (there) THEN
		fault := fault || $sql$
			SELECT @year@ AS school_year, 'descriptormapping'::text COLLATE "C" AS relation,
				'mapped to several meanings'::text COLLATE "C" AS reason,
				format('code %s', absence_internal.short_word(m.value)) COLLATE "default" AS detail, count(*) AS occurrences
			FROM @edfi@.descriptormapping AS m
			JOIN @store@.attendance_code AS c ON c.code = m.mappedvalue::text COLLATE "C" AND c.school_id IS NULL AND c.school_year IS NULL
			WHERE m.namespace::text LIKE '%/AttendanceEventCategoryDescriptor'
				AND m.mappednamespace::text LIKE '%/AttendanceEventCategoryDescriptor'
			GROUP BY m.value
			HAVING min(c.mark) <> max(c.mark)$sql$::text;
	END IF;

	FOR part IN SELECT q.key, q.value, row_number() OVER () AS place FROM jsonb_each_text(queries) AS q LOOP
		relation := part.key;
		query := replace(replace(replace(coalesce(part.value, format('SELECT %s FROM %I.%I AS f WHERE false',
			absence_internal.fact_columns(store, part.key, 'f'), store, part.key)), '@edfi@', quote_ident(source)), '@store@', quote_ident(store)),
			'@year@', school_year::text);
		faults := CASE WHEN part.place = 1 THEN replace(replace(replace(array_to_string(fault, ' UNION ALL '), '@edfi@', quote_ident(source)),
			'@store@', quote_ident(store)), '@year@', school_year::text) END;
		RETURN NEXT;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.from_edfi(name, integer, name, text[]) IS
	'The queries of the views from_YEAR_RELATION of an Ed-Fi ODS, and those for what is wrong in its rows';

-- An identification code of an organization, as an expression
CREATE FUNCTION absence_internal.edfi_code(there text[], organization text, system text) RETURNS text
	LANGUAGE sql IMMUTABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT CASE WHEN 'educationorganizationidentificationcode' = ANY (there) THEN format('(SELECT min(c.identificationcode)
		FROM @edfi@.educationorganizationidentificationcode AS c
		JOIN @edfi@.descriptor AS d ON d.descriptorid = c.educationorganizationidentificationsystemdescriptorid
		WHERE c.educationorganizationid = %s AND d.codevalue = %L)', organization, system) ELSE 'NULL' END
$$;
COMMENT ON FUNCTION absence_internal.edfi_code(text[], text, text) IS
	'The expression for an identification code of an Ed-Fi education organization; NULL if the source has no such codes';
