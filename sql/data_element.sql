
-- data_element: what every table and column of a store means. The comments of a
-- store are made of it. A CEDS id or an Ed-Fi element stands only where one was
-- read; a blank is not a claim that there is none.

CREATE TABLE absence.data_element (
	table_name text COLLATE "C" NOT NULL,
	column_name text COLLATE "C" NOT NULL,
	definition text NOT NULL,
	unit text,
	when_null text,
	ceds_id text COLLATE "C",
	ceds_name text,
	ed_fi_element text COLLATE "C",
	PRIMARY KEY (table_name, column_name)
);

COMMENT ON TABLE absence.data_element IS 'What every table and column of a store means, with the CEDS and Ed-Fi elements beside it; read-only';
COMMENT ON COLUMN absence.data_element.table_name IS 'Name of the table';
COMMENT ON COLUMN absence.data_element.column_name IS 'Name of the column; empty for the table itself';
COMMENT ON COLUMN absence.data_element.definition IS 'What it is';
COMMENT ON COLUMN absence.data_element.unit IS 'What a number is in; NULL for what is no quantity';
COMMENT ON COLUMN absence.data_element.when_null IS 'What NULL in the column means; NULL where the column is never NULL';
COMMENT ON COLUMN absence.data_element.ceds_id IS 'Id of the element of the Common Education Data Standards; NULL where none was read';
COMMENT ON COLUMN absence.data_element.ceds_name IS 'Name of that element; NULL where none was read';
COMMENT ON COLUMN absence.data_element.ed_fi_element IS 'Entity and element that holds the same in the Ed-Fi Data Standard 5.2; NULL where none was read';

INSERT INTO absence.data_element
	(table_name, column_name, definition, unit, when_null, ceds_id, ceds_name, ed_fi_element) VALUES

	-- setting.sql
	('store_setting', '', 'What a district decides once, for the whole store; one row', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'only_row', 'Always true; keeps the table to one row', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'layout_version', 'Version of the store''s layout; upgrade_store() brings it up to date', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'policy', 'The definition in force where a session asks for no other: a name in policy, else in absence.policy_catalog', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'time_zone', 'Time zone of the district, which decides what day today is', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'day_closes_at', 'Time of day, in time_zone, from which on today can be complete', NULL, 'never: today is complete only where attendance_taken has it', NULL, NULL, NULL),
	('store_setting', 'exit_day_counts', 'Whether the exit date of an enrollment is a day the student was expected', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'void_exit_types', 'Exit types that say the student never came: such an enrollment gives no membership', NULL, NULL, NULL, NULL, NULL),
	('store_setting', 'max_drop', 'By how much a school''s or a year''s events, members or recorded days may fall before refresh refuses', 'share, 0 to 1', NULL, NULL, NULL, NULL),
	('store_setting', 'max_verdict_change', 'How many of the students with a verdict may move band before refresh refuses', 'share, 0 to 1', NULL, NULL, NULL, NULL),
	('store_setting', 'minimum_group', 'Smallest group whose figures may be published', 'students', NULL, NULL, NULL, NULL),

	('policy', '', 'The district''s own definitions of chronic absence, looked up before absence.policy_catalog; a changed rule is a new version, and the old one stays', NULL, NULL, NULL, NULL, NULL),
	('policy', 'name', 'Name of the definition: small letters, digits and underscores', NULL, NULL, NULL, NULL, NULL),
	('policy', 'version', 'Version of the definition, from 1 on', NULL, NULL, NULL, NULL, NULL),
	('policy', 'policy', 'The definition, as text that type absence.policy reads', NULL, NULL, NULL, NULL, NULL),
	('policy', 'authority', 'Whose definition it is', NULL, 'not stated', NULL, NULL, NULL),
	('policy', 'from_year', 'First school year it is for', NULL, 'no first year', NULL, NULL, NULL),
	('policy', 'to_year', 'Last school year it is for', NULL, 'no last year', NULL, NULL, NULL),
	('policy', 'grades', 'Grades it is for, as in enrollment.grade', NULL, 'every grade', NULL, NULL, NULL),
	('policy', 'source', 'Where it was read', NULL, 'not stated', NULL, NULL, NULL),

	('school_year_state', '', 'The school years of the store: where the facts of each come from, and whether it is still open', NULL, NULL, NULL, NULL, NULL),
	('school_year_state', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('school_year_state', 'source', 'Schema that the year''s facts come from', NULL, 'the store''s own tables', NULL, NULL, NULL),
	('school_year_state', 'kind', 'Kind of source: native (tables of a store), edfi (an Ed-Fi ODS) or views', NULL, NULL, NULL, NULL, NULL),
	('school_year_state', 'state', 'open, or closed: refresh never touches the registers of a closed year', NULL, NULL, NULL, NULL, NULL),

	-- facts.sql
	('school', '', 'Schools', NULL, NULL, NULL, NULL, 'school'),
	('school', 'school_id', 'Id of the school in the student information system', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('school', 'name', 'Name of the school', NULL, NULL, NULL, NULL, 'school.nameOfInstitution'),
	('school', 'school_level', 'Level of the school, such as Elementary, Middle, High', NULL, 'not known', NULL, NULL, NULL),
	('school', 'lea_id', 'Id of the local education agency (district) that the school belongs to', NULL, 'not known', NULL, NULL, 'school.localEducationAgencyId'),
	('school', 'state_lea_id', 'Id that the state has for the local education agency', NULL, 'not known', NULL, NULL, NULL),
	('school', 'state_school_id', 'Id that the state has for the school', NULL, 'not known', NULL, NULL, NULL),
	('school', 'nces_school_id', 'Id that the National Center for Education Statistics has for the school', NULL, 'not known', NULL, NULL, NULL),
	('school', 'reporting', 'exception: only what is not ordinary is recorded, and a day without a record is present; affirmative: presence is recorded too, and a day without a record is unrecorded', NULL, NULL, NULL, NULL, NULL),
	('school', 'federally_reported', 'Whether the school is in the federal report', NULL, NULL, NULL, NULL, NULL),

	('student', '', 'Students', NULL, NULL, NULL, NULL, 'student'),
	('student', 'student_id', 'Id of the student in the student information system: the district''s own, not the state''s', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('student', 'state_student_id', 'Id that the state has for the student', NULL, 'not known', NULL, NULL, NULL),
	('student', 'last_name', 'Last name', NULL, 'not known', NULL, NULL, 'student.lastSurname'),
	('student', 'first_name', 'First name', NULL, 'not known', NULL, NULL, 'student.firstName'),
	('student', 'birth_date', 'Date of birth', NULL, 'not known', NULL, NULL, 'student.birthDate'),

	('student_group', '', 'Groups a student belongs to, such as race and ethnicity, English learner, disability; several rows of one kind are allowed', NULL, NULL, NULL, NULL, NULL),
	('student_group', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('student_group', 'kind', 'Kind of group: race_ethnicity, sex, english_learner, disability_idea or any other word', NULL, NULL, NULL, NULL, NULL),
	('student_group', 'value', 'The group within its kind', NULL, NULL, NULL, NULL, NULL),
	('student_group', 'begin_date', 'First day in the group', NULL, 'from the start', NULL, NULL, NULL),
	('student_group', 'end_date', 'Last day in the group', NULL, 'no end', NULL, NULL, NULL),

	('calendar', '', 'Calendars of a school in a school year', NULL, NULL, NULL, NULL, 'calendar'),
	('calendar', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'calendar.schoolId'),
	('calendar', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'calendar.schoolYear'),
	('calendar', 'calendar_code', 'Code of the calendar, within the school and year', NULL, NULL, '000494', 'Calendar Code', 'calendar.calendarCode'),
	('calendar', 'calendar_type', 'What the calendar is for, such as School, Grade Level, Student Specific, IEP; Staff and Summer calendars never give membership', NULL, NULL, NULL, NULL, 'calendar.calendarTypeDescriptor'),
	('calendar', 'day_minutes', 'Instructional time of an ordinary day', 'minutes', 'not known', '002099', 'Instructional Minutes Per Day', NULL),
	('calendar', 'periods', 'Periods of an ordinary day', 'periods', 'not known', NULL, NULL, NULL),

	('calendar_grade', '', 'Grades that a calendar is for, where the enrollment names no calendar and the school has several', NULL, NULL, NULL, NULL, 'calendarGradeLevel'),
	('calendar_grade', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'calendarGradeLevel.schoolId'),
	('calendar_grade', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'calendarGradeLevel.schoolYear'),
	('calendar_grade', 'calendar_code', 'Code of the calendar', NULL, NULL, '000494', 'Calendar Code', 'calendarGradeLevel.calendarCode'),
	('calendar_grade', 'grade', 'The grade, as in enrollment.grade', NULL, NULL, NULL, NULL, 'calendarGradeLevel.gradeLevelDescriptor'),

	('calendar_day', '', 'What a calendar says of a day; a day can have several events, and closing ones decide', NULL, NULL, NULL, NULL, 'calendarDateCalendarEvent'),
	('calendar_day', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'calendarDateCalendarEvent.schoolId'),
	('calendar_day', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'calendarDateCalendarEvent.schoolYear'),
	('calendar_day', 'calendar_code', 'Code of the calendar', NULL, NULL, '000494', 'Calendar Code', 'calendarDateCalendarEvent.calendarCode'),
	('calendar_day', 'day', 'The day', NULL, NULL, '001275', 'Calendar Event Date', 'calendarDateCalendarEvent.date'),
	('calendar_day', 'event', 'What is on that day, in the words of calendar_event_kind; an unknown word says nothing and is a data issue', NULL, NULL, '000603', 'Calendar Event Type', 'calendarDateCalendarEvent.calendarEventDescriptor'),
	('calendar_day', 'minutes', 'Instructional time of this day; of several for one day the least holds', 'minutes', 'as calendar.day_minutes', NULL, NULL, NULL),
	('calendar_day', 'periods', 'Periods of this day; of several for one day the least holds', 'periods', 'as calendar.periods', NULL, NULL, NULL),

	('calendar_event_kind', '', 'What the words of a calendar mean; a district adds its own', NULL, NULL, NULL, NULL, 'calendarEventDescriptor'),
	('calendar_event_kind', 'event', 'Word of a calendar, as in calendar_day.event', NULL, NULL, '000603', 'Calendar Event Type', 'calendarEventDescriptor.codeValue'),
	('calendar_event_kind', 'kind', 'closes: no session day, whatever else is on it; session: a session day; neutral: says nothing', NULL, NULL, NULL, NULL, NULL),

	('enrollment', '', 'Stays of students at schools. A student can have several at one school, such as one for each grade: the days of all count once', NULL, NULL, NULL, NULL, 'studentSchoolAssociation'),
	('enrollment', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('enrollment', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'studentSchoolAssociation.schoolId'),
	('enrollment', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'studentSchoolAssociation.schoolYear'),
	('enrollment', 'entry_date', 'First day of the stay; it counts', NULL, NULL, '000097', 'Enrollment Entry Date', 'studentSchoolAssociation.entryDate'),
	('enrollment', 'exit_date', 'Last day of the stay; whether it counts is store_setting.exit_day_counts', NULL, 'still open: the stay runs to the end of the calendar', '000107', 'Enrollment Exit Date', 'studentSchoolAssociation.exitWithdrawDate'),
	('enrollment', 'grade', 'Grade of the student in this stay', NULL, 'not known', NULL, NULL, 'studentSchoolAssociation.entryGradeLevelDescriptor'),
	('enrollment', 'calendar_code', 'Calendar of the student', NULL, 'the school''s only student calendar, else that of the grade', '000494', 'Calendar Code', 'studentSchoolAssociation.calendarCode'),
	('enrollment', 'entry_type', 'How the student came', NULL, 'not known', NULL, NULL, 'studentSchoolAssociation.entryTypeDescriptor'),
	('enrollment', 'exit_type', 'How the student left; those in store_setting.void_exit_types remove the stay', NULL, 'not left, or not known', NULL, NULL, 'studentSchoolAssociation.exitWithdrawTypeDescriptor'),
	('enrollment', 'enrollment_type', 'Kind of enrollment, such as Current, Preregistered; Summer removes the stay', NULL, 'not known', NULL, NULL, 'studentSchoolAssociation.enrollmentTypeDescriptor'),
	('enrollment', 'primary_school', 'Whether it is the student''s primary school; of two schools on one day, that one owns the day', NULL, 'as false', NULL, NULL, 'studentSchoolAssociation.primarySchool'),
	('enrollment', 'fte', 'Full-time equivalency: the part of full time that the student is at this school', 'share, 0 to 1', 'as 1', NULL, NULL, 'studentSchoolAssociation.fullTimeEquivalency'),
	('enrollment', 'homeroom', 'Homeroom of the student', NULL, 'not known', NULL, NULL, NULL),

	('attendance_code', '', 'What the codes of attendance events mean. The row for school and year decides, else for the school, else for the year, else for neither; a code without a row is unmapped, never present', NULL, NULL, NULL, NULL, 'attendanceEventCategoryDescriptor'),
	('attendance_code', 'code', 'The code, letter for letter as in attendance_event.code', NULL, NULL, NULL, NULL, 'attendanceEventCategoryDescriptor.codeValue'),
	('attendance_code', 'school_id', 'School that the row is for', NULL, 'every school', NULL, NULL, NULL),
	('attendance_code', 'school_year', 'School year that the row is for, by the year in which it ends', NULL, 'every year', NULL, NULL, NULL),
	('attendance_code', 'mark', 'Mark that the code stands for, one of type absence.mark, which tells apart more than CEDS does', NULL, NULL, '000076', 'Attendance Status', NULL),
	('attendance_code', 'portion', 'How much of the day or period the code says was missed, where the event does not say', 'share, 0 to 1', 'none of it for tardy, left_early and present, else all of it', NULL, NULL, NULL),
	('attendance_code', 'precedence', 'Which of several events on one day or period wins: the highest', NULL, 'the order of marks decides', NULL, NULL, NULL),
	('attendance_code', 'description', 'What the code means, in words', NULL, 'not stated', NULL, NULL, NULL),

	('attendance_event', '', 'What was recorded of a student, at a school, for a day or a period of it', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent'),
	('attendance_event', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('attendance_event', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.schoolId'),
	('attendance_event', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.schoolYear'),
	('attendance_event', 'day', 'The day', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.eventDate'),
	('attendance_event', 'period', 'The period of the day', NULL, 'the whole day', NULL, NULL, 'studentSectionAttendanceEventClassPeriod.classPeriodName'),
	('attendance_event', 'code', 'What was recorded, in the codes of attendance_code', NULL, NULL, NULL, NULL, 'studentSchoolAttendanceEvent.attendanceEventCategoryDescriptor'),
	('attendance_event', 'portion', 'How much of the day was missed, or of the period where there is one', 'share, 0 to 1', 'missed/held where both are given and period is NULL, else the portion of the code', '002013', 'Attendance Event Duration Day', 'studentSchoolAttendanceEvent.eventDuration'),
	('attendance_event', 'missed', 'What the student missed of the day, in the same unit as held; Ed-Fi''s schoolAttendanceDuration is time attended, and not this', 'minutes or periods', 'not known', NULL, NULL, NULL),
	('attendance_event', 'held', 'What the day held, in the same unit as missed; with a period, the number of periods of the day', 'minutes or periods', 'not known; with a period, as the day, else the calendar says', NULL, NULL, NULL),
	('attendance_event', 'reason', 'Reason, as reported', NULL, 'not reported', NULL, NULL, 'studentSchoolAttendanceEvent.attendanceEventReason'),

	('attendance_taken', '', 'Days on which the roll of a whole school, or of a calendar of it, is finished; Ed-Fi''s sectionAttendanceTakenEvent is of one section, and not this', NULL, NULL, NULL, NULL, NULL),
	('attendance_taken', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('attendance_taken', 'day', 'The day', NULL, NULL, NULL, NULL, NULL),
	('attendance_taken', 'calendar_code', 'Calendar whose students are all recorded', NULL, 'every calendar of the school', '000494', 'Calendar Code', 'calendar.calendarCode'),

	('prior_student', '', 'Students in earlier years of which only totals exist', NULL, NULL, NULL, NULL, NULL),
	('prior_student', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('prior_student', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('prior_student', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('prior_student', 'grade', 'Grade of the student', NULL, 'not known', NULL, NULL, NULL),
	('prior_student', 'enrolled_days', 'Days on which the student was expected', 'days', NULL, NULL, NULL, NULL),
	('prior_student', 'absent_days', 'Days absent, as the source counted them', 'days', NULL, '000201', 'Number of Days Absent', NULL),
	('prior_student', 'source', 'Where the totals come from', NULL, NULL, NULL, NULL, NULL),

	('prior_count', '', 'Schools in earlier years of which only counts of students exist', NULL, NULL, NULL, NULL, NULL),
	('prior_count', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('prior_count', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('prior_count', 'group_kind', 'Kind of group, as in student_group.kind; all for everyone', NULL, NULL, NULL, NULL, NULL),
	('prior_count', 'group_value', 'The group within its kind; all for everyone', NULL, NULL, NULL, NULL, NULL),
	('prior_count', 'n', 'Students with a verdict', 'students', NULL, NULL, NULL, NULL),
	('prior_count', 'chronic_n', 'Of them, chronically absent as the source counted', 'students', NULL, NULL, NULL, NULL),
	('prior_count', 'source', 'Where the counts come from', NULL, NULL, NULL, NULL, NULL),

	-- derived.sql
	('student_register', '', 'Registers: one for each student, school and school year; refresh writes it', NULL, NULL, NULL, NULL, NULL),
	('student_register', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('student_register', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('student_register', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('student_register', 'grade', 'Grade of the latest stay begun by the day through which the register is complete, else of the first stay', NULL, 'not known', NULL, NULL, NULL),
	('student_register', 'register', 'The marks of the student over the days of membership, packed', NULL, NULL, NULL, NULL, NULL),

	('refresh_log', '', 'What each refresh of a school year read, used, left out and wrote', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'refresh_id', 'Number of the refresh', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'school_year', 'School year that was refreshed, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('refresh_log', 'started_at', 'When it began', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'finished_at', 'When it ended', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'refreshed_by', 'Role that ran it', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'today', 'The day it took for today', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'forced', 'Whether it was told to go on whatever speaks against it', NULL, NULL, NULL, NULL, NULL),
	('refresh_log', 'students', 'Students with an enrollment in the year', 'students', NULL, NULL, NULL, NULL),
	('refresh_log', 'students_with_register', 'Students of these that have a register', 'students', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays', 'Enrollments in the year', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays_void', 'Enrollments of these that are void: exit before entry, a void exit type, or for the summer', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays_without_calendar', 'Enrollments of these whose calendar is not known', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'stays_without_membership', 'Enrollments of these with a calendar, but no session day in the stay', 'stays', NULL, NULL, NULL, NULL),
	('refresh_log', 'events', 'Attendance events in the year', 'events', NULL, NULL, NULL, NULL),
	('refresh_log', 'events_used', 'Attendance events of these that went into a register', 'events', NULL, NULL, NULL, NULL),
	('refresh_log', 'events_not_used', 'The others: for each reason, how many', 'events', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers', 'Registers of the year after the refresh', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers_added', 'Registers that are new', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers_changed', 'Registers that were there and differ', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'registers_removed', 'Registers that are gone', 'registers', NULL, NULL, NULL, NULL),
	('refresh_log', 'verdicts_changed', 'Rows written to verdict_change', 'rows', NULL, NULL, NULL, NULL),
	('refresh_log', 'step_ms', 'For each step, how long it took', 'milliseconds', NULL, NULL, NULL, NULL),

	('verdict_change', '', 'Students who moved from one band to another in a refresh, and why', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'refresh_id', 'The refresh, as in refresh_log', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('verdict_change', 'student_id', 'The student', NULL, NULL, NULL, NULL, 'student.studentUniqueId'),
	('verdict_change', 'scope', 'school: at one school; district: with the schools of the year merged', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'school_id', 'The school', NULL, 'the scope is district', NULL, NULL, 'school.schoolId'),
	('verdict_change', 'policy', 'The definition that the bands are under', NULL, NULL, NULL, NULL, NULL),
	('verdict_change', 'band_before', 'Band before the refresh', NULL, 'no verdict', NULL, NULL, NULL),
	('verdict_change', 'band_after', 'Band after the refresh', NULL, 'no verdict', NULL, NULL, NULL),
	('verdict_change', 'absent_days_before', 'Days absent before the refresh', 'days', 'no register before', NULL, NULL, NULL),
	('verdict_change', 'absent_days_after', 'Days absent after the refresh', 'days', 'no register after', NULL, NULL, NULL),
	('verdict_change', 'enrolled_days_before', 'Days enrolled before the refresh', 'days', 'no register before', NULL, NULL, NULL),
	('verdict_change', 'enrolled_days_after', 'Days enrolled after the refresh', 'days', 'no register after', NULL, NULL, NULL),
	('verdict_change', 'cause', 'What moved the band: time (the year went on), event, membership, calendar, code or policy', NULL, NULL, NULL, NULL, NULL),

	-- refresh.sql
	('refresh_basis', '', 'What the last refresh found at each school: what the next one compares with', NULL, NULL, NULL, NULL, NULL),
	('refresh_basis', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('refresh_basis', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('refresh_basis', 'members', 'Students with a register', 'students', NULL, NULL, NULL, NULL),
	('refresh_basis', 'events', 'Attendance events', 'events', NULL, NULL, NULL, NULL),
	('refresh_basis', 'recorded_days', 'Days with something recorded', 'days', NULL, NULL, NULL, NULL),
	('refresh_basis', 'calendar_md5', 'Checksum of the session days, which tells whether a calendar was changed', NULL, NULL, NULL, NULL, NULL),
	('refresh_basis', 'code_md5', 'Checksum of what the codes mean, which tells whether one was changed', NULL, NULL, NULL, NULL, NULL),
	('refresh_basis', 'policy', 'The definition that was in force', NULL, NULL, NULL, NULL, NULL),

	('calendar_complete', '', 'Through which day each calendar is complete, as the last refresh found it', NULL, NULL, NULL, NULL, NULL),
	('calendar_complete', 'school_year', 'School year, by the year in which it ends', NULL, NULL, NULL, NULL, 'schoolYearType.schoolYear'),
	('calendar_complete', 'school_id', 'The school', NULL, NULL, NULL, NULL, 'school.schoolId'),
	('calendar_complete', 'calendar_code', 'Code of the calendar', NULL, NULL, '000494', 'Calendar Code', 'calendar.calendarCode'),
	('calendar_complete', 'complete_through', 'The last day that can be counted', NULL, 'nothing recorded yet', NULL, NULL, NULL),
	('calendar_complete', 'last_recorded', 'The last session day that is over with something recorded', NULL, 'nothing recorded yet', NULL, NULL, NULL),
	('calendar_complete', 'last_session_day', 'The last session day of the year', NULL, NULL, NULL, NULL, NULL),
	('calendar_complete', 'stopped_early', 'Whether the calendar is over and its last recorded day is more than 5 session days before its end', NULL, NULL, NULL, NULL, NULL);

GRANT SELECT ON absence.data_element TO PUBLIC;

-- "definition; unit: u; NULL: n [CEDS id name; Ed-Fi element]", without what is not there
CREATE FUNCTION absence.data_element_comment(table_name text, column_name text) RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT concat_ws('; ', e.definition, 'unit: ' || e.unit, 'NULL: ' || e.when_null)
		|| coalesce(' ['
			|| nullif(concat_ws('; ', 'CEDS ' || e.ceds_id || ' ' || e.ceds_name, 'Ed-Fi ' || e.ed_fi_element), '')
			|| ']', '')
	FROM absence.data_element AS e
	WHERE e.table_name = data_element_comment.table_name
		AND e.column_name = data_element_comment.column_name
$$;

COMMENT ON FUNCTION absence.data_element_comment(text, text) IS
	'The comment of a column of a store (of the table itself where column_name is empty), from data_element; NULL if it is not there';
