# An Ed-Fi ODS as a source. The sample district that Ed-Fi has published, Grand Bend, is made in
# the tables of every standard: each gives the registers of the same facts loaded into a store.
# Then cases worked by hand: attendance of sections, calendars of one student, words of a
# district, enrollments without a school year, the duration of a tardy.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use EdFi;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('edfi');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nautovacuum = off\nclient_min_messages = warning");
$node->start;
sub sql { return $node->safe_psql('postgres', $_[0]) }
sql('CREATE EXTENSION absence; CREATE SCHEMA data');

# The facts that a standard is filled with: rows of tables in schema data, which have ids as
# people know them, and words. School years are 2022.
my $staging = q{
	CREATE TABLE %1$s.school (school_id bigint, name text, lea_id bigint);
	CREATE TABLE %1$s.student (usi serial, student_id text, birth_date date);
	CREATE TABLE %1$s.calendar (school_id bigint, code text, type text);
	CREATE TABLE %1$s.calendar_day (school_id bigint, code text, day date, event text);
	CREATE TABLE %1$s.stay (student_id text, school_id bigint, school_year int, entry date, exit date, grade text, calendar text, exit_type text,
		enrollment_type text);
	CREATE TABLE %1$s.event (student_id text, school_id bigint, session text, day date, code text, duration numeric, reason text);
	CREATE TABLE %1$s.session (school_id bigint, name text, begins date, ends date);
	CREATE TABLE %1$s.person (student_id text, race text, hispanic boolean, sex text, lep text, homeless_from date, homeless_to date, idea date);
	CREATE TABLE %1$s.section (school_id bigint, session text, course text, section text, official boolean);
	CREATE TABLE %1$s.section_period (school_id bigint, course text, section text, period text);
	CREATE TABLE %1$s.class_period (school_id bigint, period text, official boolean);
	CREATE TABLE %1$s.member (student_id text, school_id bigint, course text, section text, begins date, ends date, homeroom boolean);
	CREATE TABLE %1$s.section_event (student_id text, school_id bigint, course text, section text, day date, code text);
	CREATE TABLE %1$s.mapping (kind text, value text, mapped text)};

# Fills the tables of a standard from such a schema. Ids of descriptors differ between standards.
sub fill
{
	my ($edfi, $data, $standard) = @_;
	my %there = map { +"$_->[0].$_->[1]" => 1, $_->[0] => 1 } edfi_columns($standard);
	my $from = 1000 * (1 + length($edfi));
	my $d = sub { my ($kind, $word) = @_; return "(SELECT d.descriptorid FROM $edfi.descriptor AS d WHERE d.namespace LIKE '%/${kind}Descriptor' AND d.codevalue = $word ORDER BY d.namespace LIMIT 1)" };
	my $person = $there{studentdemographic} ? 'studentdemographic' : 'studenteducationorganizationassociation';
	my $characteristic = $there{studentdemographic} ? 'studentdemographicstudentcharacteristic' : 'studenteducationorganizationassociationstudentcharacteristic';
	my $period = $there{studentdemographic} ? 'studentdemographicstudentcharacteristicperiod' : 'studenteducationorganizationassociationstudentcharacteri_a18fcf';
	my $enrollment_type = $there{'studentschoolassociation.enrollmenttypedescriptorid'};
	sql(edfi_ddl($edfi, $standard) . qq{
		INSERT INTO $edfi.descriptor (descriptorid, namespace, codevalue, shortdescription)
		SELECT $from + row_number() OVER (ORDER BY kind, word), CASE WHEN word IN ('UNX', 'MED', 'Snow') THEN 'uri://gb.example/' ELSE 'uri://ed-fi.org/' END || kind
			|| 'Descriptor', word, left(word, 75)
		FROM (
			SELECT 'CalendarType' AS kind, type AS word FROM $data.calendar
			UNION SELECT 'CalendarEvent', event FROM $data.calendar_day
			UNION SELECT 'GradeLevel', coalesce(grade, 'Ninth grade') FROM $data.stay
			UNION SELECT 'ExitWithdrawType', exit_type FROM $data.stay
			UNION SELECT 'EnrollmentType', enrollment_type FROM $data.stay
			UNION SELECT 'AttendanceEventCategory', code FROM $data.event
			UNION SELECT 'AttendanceEventCategory', code FROM $data.section_event
			UNION SELECT 'Race', race FROM $data.person UNION SELECT 'Sex', sex FROM $data.person
			UNION SELECT 'LimitedEnglishProficiency', lep FROM $data.person
			UNION SELECT 'StudentCharacteristic', 'Homeless' UNION SELECT 'ProgramType', 'Special Education'
			UNION SELECT 'Term', 'Fall Semester') AS w
		WHERE word IS NOT NULL;
		INSERT INTO $edfi.educationorganization (educationorganizationid, nameofinstitution) SELECT school_id, name FROM $data.school;
		INSERT INTO $edfi.school (schoolid, localeducationagencyid) SELECT school_id, lea_id FROM $data.school;
		INSERT INTO $edfi.student (studentusi, studentuniqueid, firstname, lastsurname, birthdate)
		SELECT usi, student_id, 'First' || usi, 'Last' || usi, birth_date FROM $data.student;
		INSERT INTO $edfi.calendar (calendarcode, schoolid, schoolyear, calendartypedescriptorid)
		SELECT code, school_id, 2022, @{[ $d->('CalendarType', 'type') ]} FROM $data.calendar;
		INSERT INTO $edfi.calendardatecalendarevent (calendarcode, date, schoolid, schoolyear, calendareventdescriptorid)
		SELECT code, day, school_id, 2022, @{[ $d->('CalendarEvent', 'event') ]} FROM $data.calendar_day;
		INSERT INTO $edfi.session (schoolid, schoolyear, sessionname, begindate, enddate, termdescriptorid, totalinstructionaldays)
		SELECT school_id, 2022, name, begins, ends, @{[ $d->('Term', q('Fall Semester')) ]}, 1 FROM $data.session;
		INSERT INTO $edfi.studentschoolassociation (studentusi, schoolid, schoolyear, entrydate, exitwithdrawdate, calendarcode,
			entrygradeleveldescriptorid, exitwithdrawtypedescriptorid @{[ $enrollment_type ? ', enrollmenttypedescriptorid' : '' ]})
		SELECT u.usi, s.school_id, s.school_year, s.entry, s.exit, s.calendar, @{[ $d->('GradeLevel', q(coalesce(grade, 'Ninth grade'))) ]},
			@{[ $d->('ExitWithdrawType', 'exit_type') ]} @{[ $enrollment_type ? ', ' . $d->('EnrollmentType', 'enrollment_type') : '' ]}
		FROM $data.stay AS s JOIN $data.student AS u USING (student_id);
		INSERT INTO $edfi.studentschoolattendanceevent (studentusi, schoolid, schoolyear, sessionname, eventdate,
			attendanceeventcategorydescriptorid, eventduration, attendanceeventreason)
		SELECT u.usi, e.school_id, 2022, e.session, e.day, @{[ $d->('AttendanceEventCategory', 'e.code') ]}, e.duration, e.reason
		FROM $data.event AS e JOIN $data.student AS u USING (student_id);
		INSERT INTO $edfi.section (localcoursecode, schoolid, schoolyear, sectionidentifier, sessionname, officialattendanceperiod)
		SELECT course, school_id, 2022, section, session, official FROM $data.section;
		INSERT INTO $edfi.sectionclassperiod (localcoursecode, schoolid, schoolyear, sectionidentifier, sessionname, classperiodname)
		SELECT p.course, p.school_id, 2022, p.section, s.session, p.period FROM $data.section_period AS p JOIN $data.section AS s USING (school_id, course, section);
		INSERT INTO $edfi.classperiod (classperiodname, schoolid, officialattendanceperiod) SELECT period, school_id, official FROM $data.class_period;
		INSERT INTO $edfi.studentsectionassociation (begindate, localcoursecode, schoolid, schoolyear, sectionidentifier, sessionname, studentusi,
			enddate, homeroomindicator)
		SELECT m.begins, m.course, m.school_id, 2022, m.section, s.session, u.usi, m.ends, m.homeroom
		FROM $data.member AS m JOIN $data.section AS s USING (school_id, course, section) JOIN $data.student AS u USING (student_id);
		INSERT INTO $edfi.studentsectionattendanceevent (attendanceeventcategorydescriptorid, eventdate, localcoursecode, schoolid, schoolyear,
			sectionidentifier, sessionname, studentusi)
		SELECT @{[ $d->('AttendanceEventCategory', 'e.code') ]}, e.day, e.course, e.school_id, 2022, e.section, s.session, u.usi
		FROM $data.section_event AS e JOIN $data.section AS s USING (school_id, course, section) JOIN $data.student AS u USING (student_id);
		-- what is known of a student, by the agency and once more by the school
		INSERT INTO $edfi.$person (educationorganizationid, studentusi, hispaniclatinoethnicity, sexdescriptorid, limitedenglishproficiencydescriptorid)
		SELECT o, u.usi, p.hispanic, @{[ $d->('Sex', 'p.sex') ]}, @{[ $d->('LimitedEnglishProficiency', 'p.lep') ]}
		FROM $data.person AS p JOIN $data.student AS u USING (student_id), unnest('{255901,255901001}'::int[]) AS o;
		INSERT INTO $edfi.${person}race (educationorganizationid, studentusi, racedescriptorid)
		SELECT o, u.usi, @{[ $d->('Race', 'p.race') ]}
		FROM $data.person AS p JOIN $data.student AS u USING (student_id), unnest('{255901,255901001}'::int[]) AS o WHERE p.race IS NOT NULL;
		INSERT INTO $edfi.$characteristic (educationorganizationid, studentusi, studentcharacteristicdescriptorid)
		SELECT 255901, u.usi, @{[ $d->('StudentCharacteristic', q('Homeless')) ]}
		FROM $data.person AS p JOIN $data.student AS u USING (student_id) WHERE p.homeless_from IS NOT NULL;
		INSERT INTO $edfi.$period (educationorganizationid, studentusi, studentcharacteristicdescriptorid, begindate, enddate)
		SELECT 255901, u.usi, @{[ $d->('StudentCharacteristic', q('Homeless')) ]}, p.homeless_from, p.homeless_to
		FROM $data.person AS p JOIN $data.student AS u USING (student_id) WHERE p.homeless_from IS NOT NULL;
		INSERT INTO $edfi.studentspecialeducationprogramassociation (begindate, educationorganizationid, programeducationorganizationid, programname,
			programtypedescriptorid, studentusi, ideaeligibility)
		SELECT p.idea, 255901, 255901, 'Special Education', @{[ $d->('ProgramType', q('Special Education')) ]}, u.usi, u.usi % 5 > 0
		FROM $data.person AS p JOIN $data.student AS u USING (student_id) WHERE p.idea IS NOT NULL;
		ANALYZE});
	sql(qq{INSERT INTO $edfi.descriptormapping (namespace, value, mappednamespace, mappedvalue)
		SELECT 'uri://gb.example/' || kind || 'Descriptor', value, 'uri://ed-fi.org/' || kind || 'Descriptor', mapped FROM $data.mapping})
		if $there{descriptormapping};
}

is_deeply([ map { scalar split /\n/, sql("SELECT absence.edfi_tables('$_')") } @edfi_standards ],
	[ map { my $standard = $_; my %there = map { $_->[0] => 1 } edfi_columns($standard);
		scalar grep { $there{$_} } split /\n/, sql('SELECT absence.edfi_tables()') } @edfi_standards ], 'edfi_tables lists those of each standard');

SKIP:
{
	my $folder = ($ENV{ABSENCE_TEST_DATA} || '../shared/data') . '/grand-bend';
	skip "no sample district at $folder", 1 unless -d $folder;
	sql(sprintf $staging, 'gb') if sql('CREATE SCHEMA gb') eq '';
	sql(qq{
		CREATE TABLE data.school (school_id int, name text, lea int);
		CREATE TABLE data.session (school_id int, name text, school_year int, begins date, ends date, term text, days int);
		CREATE TABLE data.student (student_id text, birth_date date);
		CREATE TABLE data.event (student_id text, school_id int, session text, school_year int, day date, code text, reason text, duration numeric(3,2));
		COPY data.school FROM '$folder/schools.csv' CSV HEADER;
		COPY data.session FROM '$folder/sessions.csv' CSV HEADER;
		COPY data.student FROM '$folder/students.csv' CSV HEADER;
		COPY data.event FROM '$folder/attendance_events.csv' CSV HEADER;
		INSERT INTO gb.school SELECT school_id, name, 255901 FROM data.school;
		INSERT INTO gb.student (student_id, birth_date) SELECT student_id, birth_date FROM data.student ORDER BY student_id;
		INSERT INTO gb.session SELECT school_id, name, begins, ends FROM data.session WHERE school_year = 2022;
		INSERT INTO gb.calendar SELECT school_id, 'main', 'School' FROM data.school;
		-- of the weekdays of a session, those with the fewest events are no session days
		INSERT INTO gb.calendar_day
		SELECT school_id, 'main', day, CASE WHEN place > too_many THEN 'Instructional day' ELSE 'Holiday' END
		FROM (
			SELECT s.school_id, d.day::date, row_number() OVER (PARTITION BY s.school_id, s.name ORDER BY e.events, d.day) AS place,
				count(*) OVER (PARTITION BY s.school_id, s.name) - s.days AS too_many
			FROM data.session AS s, generate_series(s.begins::timestamp, s.ends, '1 day') AS d (day),
				LATERAL (SELECT count(*) AS events FROM data.event AS e WHERE e.school_id = s.school_id AND e.session = s.name AND e.day = d.day) AS e
			WHERE extract(isodow FROM d.day) < 6 AND s.school_year = 2022) AS weekday;
		-- a student is at the school of the events, or at any; some come late, leave, or come back
		INSERT INTO gb.stay
		SELECT u.student_id, coalesce(e.school_id, 255901001 + 0), CASE WHEN u.usi % 7 > 0 THEN 2022 END,
			CASE WHEN u.usi % 11 = 0 THEN date '2021-10-04' ELSE '2021-08-23' END,
			CASE WHEN u.usi % 13 = 0 THEN date '2022-03-01' END, CASE u.usi % 3 WHEN 0 THEN 'Ninth grade' WHEN 1 THEN 'Tenth grade' ELSE 'First grade' END,
			CASE WHEN u.usi % 2 = 0 THEN 'main' END, CASE WHEN u.usi % 13 = 0 THEN 'Transferred' END, NULL
		FROM gb.student AS u
		LEFT JOIN (SELECT student_id, min(school_id) AS school_id FROM data.event GROUP BY student_id) AS e USING (student_id);
		INSERT INTO gb.stay SELECT student_id, school_id, 2022, '2022-04-04', NULL, grade, 'main', NULL, NULL FROM gb.stay
		WHERE exit = '2022-03-01' AND length(student_id) > 0 AND student_id < '604900';
		INSERT INTO gb.event SELECT student_id, school_id, session, day, code, duration, reason FROM data.event;
		INSERT INTO gb.person
		SELECT student_id, CASE usi % 4 WHEN 0 THEN 'White' WHEN 1 THEN 'Asian' WHEN 2 THEN 'Black - African American' END, usi % 5 = 0,
			CASE usi % 2 WHEN 0 THEN 'Female' ELSE 'Male' END, CASE WHEN usi % 6 = 0 THEN 'Limited' END,
			CASE WHEN usi % 17 = 0 THEN date '2021-10-01' END, CASE WHEN usi % 34 = 0 THEN date '2021-12-01' END,
			CASE WHEN usi % 9 = 0 THEN date '2021-09-15' END
		FROM gb.student});
	# the same facts, loaded
	sql(q{SELECT absence.create_store('native');
		INSERT INTO native.school (school_id, name, lea_id) SELECT school_id, name, lea_id FROM gb.school;
		INSERT INTO native.student (student_id, last_name, first_name, birth_date) SELECT student_id, 'Last' || usi, 'First' || usi, birth_date FROM gb.student;
		INSERT INTO native.calendar (school_id, school_year, calendar_code, calendar_type) SELECT school_id, 2022, code, type FROM gb.calendar;
		INSERT INTO native.calendar_day (school_id, school_year, calendar_code, day, event) SELECT school_id, 2022, code, day, event FROM gb.calendar_day;
		INSERT INTO native.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, exit_type)
		SELECT student_id, school_id, 2022, entry, exit, grade, calendar, exit_type FROM gb.stay;
		INSERT INTO native.attendance_event (student_id, school_id, school_year, day, code, portion, reason)
		SELECT student_id, school_id, 2022, day, code, CASE WHEN code = 'Tardy' AND duration >= 1 THEN NULL ELSE duration END, reason FROM gb.event;
		INSERT INTO native.student_group (student_id, kind, value, begin_date, end_date)
		SELECT student_id, 'race_ethnicity', race, NULL::date, NULL::date FROM gb.person WHERE race IS NOT NULL
		UNION ALL SELECT student_id, 'race_ethnicity', 'Hispanic or Latino', NULL, NULL FROM gb.person WHERE hispanic
		UNION ALL SELECT student_id, 'sex', sex, NULL, NULL FROM gb.person
		UNION ALL SELECT student_id, 'english_learner', lep, NULL, NULL FROM gb.person WHERE lep IS NOT NULL
		UNION ALL SELECT student_id, 'homeless', 'Yes', homeless_from, homeless_to FROM gb.person WHERE homeless_from IS NOT NULL
		UNION ALL SELECT p.student_id, 'disability_idea', 'Yes', p.idea, NULL FROM gb.person AS p JOIN gb.student AS u USING (student_id) WHERE p.idea IS NOT NULL AND u.usi % 5 > 0;
		CALL absence.refresh('native', today => '2022-05-28')});
	like(sql('SELECT count(*) FROM native.student_register'), qr/^9\d\d$/, 'the sample district has registers');
	for my $standard (@edfi_standards)
	{
		(my $name = "edfi_$standard") =~ s/\.//;
		fill($name, 'gb', $standard);
		is(sql("SELECT string_agg(problem, ', ') FROM absence.source_check('$name', 'edfi', 2022) WHERE severity <> 'info'"), '', "$standard: nothing is wrong");
		my $written = qq{SELECT sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del) FROM pg_stat_user_tables WHERE schemaname = '$name'};
		my $before = sql($written);
		sql(qq{SELECT absence.create_store('of_$name'); SELECT absence.add_source('of_$name', 2022, '$name', 'edfi');
			CALL absence.refresh('of_$name', today => '2022-05-28')});
		is(sql(qq{SELECT count(*) FILTER (WHERE (a.register::text, a.grade) IS DISTINCT FROM (b.register::text, b.grade))
			FROM native.student_register AS a FULL JOIN of_$name.student_register AS b USING (student_id, school_id, school_year)}), '0',
			"$standard: the registers are those of the same facts loaded");
		is(sql(qq{SELECT string_agg(reason, ', ') FROM (SELECT reason, count(*) AS n, sum(occurrences) AS o FROM native.data_issue GROUP BY 1) AS a
			FULL JOIN (SELECT reason, count(*) AS n, sum(occurrences) AS o FROM of_$name.data_issue GROUP BY 1) AS b USING (reason)
			WHERE (a.n, a.o) IS DISTINCT FROM (b.n, b.o)}), '', "$standard: so are the reasons of data_issue");
		for my $view (qw(group_absence student_absence))
		{
			is(sql(qq{SELECT count(*) FROM (SELECT v::text FROM native.$view AS v EXCEPT SELECT v::text FROM of_$name.$view AS v) AS d}), '0',
				"$standard: so is $view");
		}
		is(sql($written), $before, "$standard: nothing was written in the source");
	}
	is(sql(q{SELECT count(DISTINCT group_kind) FROM of_edfi_61.group_absence}), sql(q{SELECT count(DISTINCT group_kind) FROM native.group_absence}),
		'there are groups of every kind');
	# the ODS is upgraded
	sql(q{SELECT absence.suspend_sources('of_edfi_52'); ALTER TABLE edfi_52.studentschoolassociation ALTER COLUMN calendarcode TYPE varchar(120);
		SELECT absence.resume_sources('of_edfi_52'); CALL absence.refresh('of_edfi_52', today => '2022-05-28')});
	is(sql(q{SELECT registers_changed FROM of_edfi_52.refresh_log ORDER BY refresh_id DESC LIMIT 1}), '0', 'after an upgrade of the ODS nothing differs');
	is(sql(q{SELECT count(*) FROM absence.source_check('edfi_52', 'edfi', 1999) WHERE severity = 'warning'}), '1', 'a year that it does not have is said');
}

# Cases by hand. Two schools, ten session days from 6 to 17 September 2021. Periods P1 to P7, P1
# takes the official attendance.
sql('CREATE SCHEMA k; ' . sprintf $staging, 'k');
sql(q{
	INSERT INTO k.school VALUES (900, 'Sections', 1), (901, 'Traps', 2);
	INSERT INTO k.student (student_id, birth_date) SELECT s, '2008-01-01' FROM unnest('{KA,KB,KC,KD,KE,KF,KG,T1,T2,T3,T4,T5,T6}'::text[]) AS s;
	INSERT INTO k.calendar VALUES (900, 'A', 'School'), (901, 'A', 'School'), (901, 'S-1', 'Student Specific');
	INSERT INTO k.calendar_day SELECT s, 'A', d::date, 'Instructional day' FROM unnest('{900,901}'::int[]) AS s,
		generate_series(timestamp '2021-09-06', '2021-09-17', '1 day') AS d WHERE extract(isodow FROM d) < 6;
	INSERT INTO k.calendar_day VALUES (901, 'A', '2021-09-09', 'Snow'), (901, 'S-1', '2021-09-08', 'Instructional day');
	INSERT INTO k.session VALUES (900, 'Fall', '2021-09-06', '2021-12-17'), (901, 'Fall', '2021-09-06', '2021-12-17');
	INSERT INTO k.stay SELECT student_id, 900, 2022, '2021-09-06', NULL, 'Ninth grade', NULL, NULL, NULL FROM k.student WHERE student_id LIKE 'K_';
	INSERT INTO k.stay VALUES
		('T1', 901, 2022, '2021-09-06', NULL, 'Ninth grade', NULL, NULL, 'Preregistered'), ('T2', 901, 2022, '2021-09-06', NULL, 'Ninth grade', 'S-1', NULL, NULL),
		('T3', 901, NULL, '2021-09-06', NULL, 'Ninth grade', NULL, NULL, NULL), ('T4', 901, NULL, '2019-09-06', '2020-05-30', 'Ninth grade', NULL, NULL, NULL),
		('T5', 901, 2022, '2021-09-06', '2021-09-06', 'Ninth grade', NULL, 'No show', NULL), ('T6', 901, 2022, '2021-09-06', NULL, 'Ninth grade', NULL, NULL, NULL);
	INSERT INTO k.event VALUES
		('KF', 900, 'Fall', '2021-09-07', 'Excused Absence', NULL, NULL), ('T1', 901, 'Fall', '2021-09-07', 'UNX', NULL, NULL),
		('T1', 901, 'Fall', '2021-09-08', 'MED', NULL, NULL), ('T6', 901, 'Fall', '2021-09-14', 'UNX', 0.5, NULL),
		('T6', 901, 'Fall', '2021-09-14', 'Tardy', 1, NULL);
	INSERT INTO k.mapping VALUES ('AttendanceEventCategory', 'UNX', 'Unexcused Absence'), ('AttendanceEventCategory', 'ODD', 'Tardy'),
		('AttendanceEventCategory', 'ODD', 'Excused Absence');
	INSERT INTO k.class_period SELECT 900, 'P' || n, n = 1 FROM generate_series(1, 7) AS n;
	INSERT INTO k.section SELECT 900, 'Fall', 'C' || n, 'S' || n, NULL::boolean FROM generate_series(1, 7) AS n
		UNION ALL VALUES (900, 'Fall', 'HR', 'HR', NULL::boolean), (900, 'Fall', 'BL', 'BL', NULL);
	INSERT INTO k.section_period SELECT 900, 'C' || n, 'S' || n, 'P' || n FROM generate_series(1, 7) AS n
		UNION ALL VALUES (900, 'BL', 'BL', 'P1'), (900, 'BL', 'BL', 'P2');
	INSERT INTO k.member SELECT s, 900, 'C' || n, 'S' || n, '2021-09-06', CASE WHEN s = 'KG' AND n > 4 THEN date '2021-09-12' END, NULL
	FROM unnest('{KA,KB,KC,KF,KG,KE,KD}'::text[]) AS s, generate_series(1, 7) AS n
	WHERE NOT (s = 'KE' AND n > 4) AND NOT (s = 'KD' AND n < 3);
	INSERT INTO k.member VALUES ('KB', 900, 'HR', 'HR', '2021-09-06', NULL, true), ('KD', 900, 'BL', 'BL', '2021-09-06', NULL, NULL);
	INSERT INTO k.section_event
	SELECT s, 900, 'C' || n, 'S' || n, day::date, code FROM (VALUES
		('KA', '{1}'::int[], '2021-09-07', 'Tardy'), ('KA', '{2,3,4,5,6,7}', '2021-09-07', 'Unexcused Absence'), ('KC', '{1}', '2021-09-07', 'Unexcused Absence'),
		('KD', '{3,4}', '2021-09-07', 'Unexcused Absence'), ('KE', '{1,2}', '2021-09-07', 'Unexcused Absence'), ('KF', '{1}', '2021-09-07', 'Unexcused Absence'),
		('KG', '{2,3,4}', '2021-09-07', 'Unexcused Absence'), ('KG', '{2,3,4}', '2021-09-14', 'Unexcused Absence')) AS e (s, ns, day, code), unnest(ns) AS n;
	INSERT INTO k.section_event VALUES ('KB', 900, 'HR', 'HR', '2021-09-07', 'Unexcused Absence'), ('KD', 900, 'BL', 'BL', '2021-09-07', 'Unexcused Absence')});
fill('edfi', 'k', '5.2');
sql(q{SELECT absence.create_store('hand'); SELECT absence.add_source('hand', 2022, 'edfi', 'edfi')});
my $missed = q{SELECT string_agg(student_id || ' ' || missed_days || '/' || absent_days || CASE WHEN excused_days > 0 THEN ' excused' ELSE '' END, ', '
	ORDER BY student_id) FROM hand.student_absence WHERE school_id = '900'};
# a share of a day as a fraction
sub share_of
{
	my ($share) = @_;
	for my $of (1 .. 28)
	{
		my $parts = sprintf '%.0f', $share * $of;
		return "$parts:$of" if abs($share * $of - $parts) < 1e-6;
	}
	return $share;
}
my %right = (
	school => 'KA 0/0, KB 0/0, KC 0/0, KD 0/0, KE 0/0, KF 1/1 excused, KG 0/0',
	homeroom => 'KA 0/0, KB 1/1, KC 0/0, KD 0/0, KE 0/0, KF 0/0, KG 0/0',
	official => 'KA 0/0, KB 0/0, KC 1/1, KD 1/1, KE 1/1, KF 1/1, KG 0/0',
	share => 'KA 6:7/1, KB 1:8/0, KC 1:7/0, KD 4:7/1, KE 1:2/1, KF 1:7/0, KG 33:28/1');
for my $from (qw(school homeroom official share))
{
	sql(qq{SELECT absence.set_attendance_from('hand', '$from', '900', 2022)});
	sql(q{CALL absence.refresh('hand', today => '2021-10-01', force => true)});
	(my $answer = sql($missed)) =~ s/ (\d*\.\d+)\// sprintf ' %s\/', share_of($1) /ge;
	is($answer, $right{$from}, "attendance from $from");
}
is(sql(q{SELECT severity, reason, detail, occurrences FROM hand.data_issue WHERE reason = 'school events ignored'}),
	'info|school events ignored|school 900 takes attendance from share|1', 'events of the school that are ignored are said');
is(sql(q{SELECT count(*) FROM hand.data_issue WHERE school_id = '900' AND reason NOT IN ('small school silent')}), '0', 'no event is unused');
# sections that meet on alternate days: held is not known until the district gives it
sql(q{INSERT INTO edfi.bellschedule (bellschedulename, schoolid, alternatedayname) VALUES ('A', 900, 'A'), ('B', 900, 'B');
	CALL absence.refresh('hand', today => '2021-10-01', force => true)});
is(sql(q{SELECT string_agg(DISTINCT severity || ' ' || reason, ', ') FROM hand.data_issue WHERE reason IN ('share of alternate days', 'periods not known')}),
	'error periods not known, error share of alternate days', 'alternate days are an error');
sql(q{SELECT absence.set_attendance_from('hand', 'share', '900', 2022, periods => 4); CALL absence.refresh('hand', today => '2021-10-01', force => true)});
is(sql(q{SELECT missed_days FROM hand.student_absence WHERE student_id = 'KC'}), '0.25', 'of the periods that the district gives');
is(sql(q{SELECT count(*) FROM hand.data_issue WHERE reason IN ('share of alternate days', 'periods not known')}), '0', 'then there is no error');
# Bell schedules with dates. On 2021-09-07, P1 to P4 meet: of 4 periods, KA missed all but P1, KC and KF missed
# P1, KD P1 to P4, KE two, KG three. KB's homeroom has no period, so it meets with P1 to P4: 1 of 5.
sql(q{SELECT absence.set_attendance_from('hand', 'share', '900', 2022);
	UPDATE edfi.bellschedule SET totalinstructionaltime = CASE alternatedayname WHEN 'A' THEN 300 ELSE 290 END WHERE schoolid = 900;
	INSERT INTO edfi.bellscheduleclassperiod (bellschedulename, schoolid, classperiodname)
	SELECT CASE WHEN n < 5 THEN 'A' ELSE 'B' END, 900, 'P' || n FROM generate_series(1, 7) AS n;
	INSERT INTO edfi.bellscheduledate (bellschedulename, schoolid, date) VALUES ('A', 900, '2021-09-07'), ('A', 900, '2021-09-08'),
		('B', 900, '2021-09-08'), ('B', 900, '2021-09-09');
	CALL absence.refresh('hand', today => '2021-10-01', force => true)});
is(sql(q{SELECT string_agg(day || ' ' || coalesce(minutes::text, '?') || ' ' || coalesce(periods::text, '?'), ', ' ORDER BY day)
	FROM hand.fact_calendar_day WHERE school_id = '900' AND day BETWEEN '2021-09-07' AND '2021-09-10'}),
	'2021-09-07 300 4, 2021-09-08 ? ?, 2021-09-09 290 3, 2021-09-10 ? ?', 'minutes and periods of a day, where its bell schedules agree');
is(sql(q{SELECT string_agg(severity || ' ' || reason || coalesce(' ' || occurrences, ''), ', ' ORDER BY reason) FROM hand.data_issue
	WHERE reason IN ('share of alternate days', 'periods not known')}), 'error periods not known 3, error share of alternate days',
	'a day without a bell schedule is still an error');
sql(q{INSERT INTO edfi.bellscheduledate (bellschedulename, schoolid, date) VALUES ('A', 900, '2021-09-14');
	CALL absence.refresh('hand', today => '2021-10-01', force => true)});
(my $by_schedule = sql($missed)) =~ s/ (\d*\.\d+)\// sprintf ' %s\/', share_of($1) /ge;
is($by_schedule, 'KA 1/1, KB 1:5/0, KC 1:4/0, KD 1/1, KE 1:2/1, KF 1:4/0, KG 3:2/2', 'of the periods in the bell schedules of the day');
is(sql(q{SELECT count(*) FROM hand.data_issue WHERE reason IN ('share of alternate days', 'periods not known')}), '0', 'no error is left');
sql(q{SELECT absence.set_attendance_from('hand', 'share', '900', 2022, periods => 3); CALL absence.refresh('hand', today => '2021-10-01', force => true)});
is(sql(q{SELECT round(missed_days::numeric, 3) FROM hand.student_absence WHERE student_id = 'KC'}), '0.333', 'at most the periods that the district gives');
sql(q{DELETE FROM edfi.bellscheduledate; DELETE FROM edfi.bellscheduleclassperiod;
	SELECT absence.set_attendance_from('hand', 'share', '900', 2022, periods => 4); CALL absence.refresh('hand', today => '2021-10-01', force => true)});
my $traps = q{SELECT string_agg(student_id || ' E ' || enrolled_days || ' A ' || absent_days || ' missed ' || missed_days || ' unmapped ' || unmapped_days
	|| ' tardy ' || tardy_days, ', ' ORDER BY student_id) FROM hand.student_absence WHERE school_id = '901'};
is(sql($traps), 'T1 E 10 A 1 missed 1 unmapped 1 tardy 0, T2 E 1 A 0 missed 0 unmapped 0 tardy 0, T3 E 10 A 0 missed 0 unmapped 0 tardy 0, '
	. 'T6 E 10 A 1 missed 0.5 unmapped 0 tardy 1', 'calendars, words, enrollments without a year, the duration of a tardy');
is(sql(q{SELECT string_agg(reason || ' ' || coalesce(detail, ''), '; ' ORDER BY reason) FROM hand.data_issue
	WHERE school_id = '901' AND reason IN ('void exit type', 'unmapped code', 'unknown calendar word') OR reason = 'mapped to several meanings'}),
	'mapped to several meanings code ODD; unknown calendar word event Snow; unmapped code code MED; void exit type exit type No show', 'what is not mapped is said');
sql(q{INSERT INTO hand.attendance_code (code, mark) VALUES ('MED', 'excused'); INSERT INTO hand.calendar_event_kind VALUES ('Snow', 'closes');
	CALL absence.refresh('hand', today => '2021-10-01', force => true)});
like(sql($traps), qr/^T1 E 9 A 2 /, 'mapped in the store');
# a day closed by the store; a school without events of the day but with those of sections
sql(q{CALL absence.close_day('hand', '2021-09-15'); DELETE FROM edfi.studentschoolattendanceevent WHERE schoolid = 900;
	SELECT absence.set_attendance_from('hand', 'school', '900', 2022); CALL absence.refresh('hand', today => '2021-10-01', force => true)});
like(sql($traps), qr/^T1 E 8 /, 'closed in the store');
is(sql(q{SELECT severity, detail, occurrences FROM hand.data_issue WHERE reason = 'section events only'}), 'error|school 900|21',
	'a school that has only events of sections is not switched, but said');
# The views of the Analytics Middle Tier, on every standard: every flag is that of plain SQL over the
# tables of the ODS, by what that project has in its own views, and every day is one of a register.
# In each column some row has a 1.
sql('CREATE SCHEMA ka; ' . sprintf $staging, 'ka');
sql("INSERT INTO ka.$_ SELECT * FROM k.$_") for qw(school student calendar calendar_day stay event session person section section_period class_period member
	section_event mapping);
sql(q{DELETE FROM ka.event WHERE code IN ('UNX', 'MED');
	INSERT INTO ka.event VALUES ('KA', 900, 'Fall', '2021-09-08', 'In Attendance', NULL, NULL), ('KB', 900, 'Fall', '2021-09-09', 'In Attendance', NULL, NULL),
		('KB', 900, 'Fall', '2021-09-09', 'Excused Absence', 0.25, NULL), ('T3', 901, 'Fall', '2021-09-10', 'Unexcused Absence', NULL, NULL),
		('T4', 901, 'Fall', '2021-09-10', 'Unexcused Absence', NULL, NULL);
	UPDATE ka.member SET homeroom = true WHERE student_id = 'KG' AND section = 'S6';
	INSERT INTO ka.section_event VALUES ('KB', 900, 'HR', 'HR', '2021-09-08', 'In Attendance'), ('KC', 900, 'C2', 'S2', '2021-09-10', 'In Attendance'),
		('KC', 900, 'C3', 'S3', '2021-09-10', 'In Attendance'), ('KD', 900, 'C3', 'S3', '2021-09-10', 'In Attendance'),
		('KD', 900, 'C4', 'S4', '2021-09-10', 'Unexcused Absence'), ('KG', 900, 'C6', 'S6', '2021-09-15', 'Excused Absence')});
my @flag = qw(reportedaspresentatschool reportedasabsentfromschool reportedaspresentathomeroom reportedasabsentfromhomeroom
	reportedasispresentinallsections reportedasabsentfromanysection);
for my $standard (@edfi_standards)
{
	(my $name = "amt_$standard") =~ s/\.//;
	fill($name, 'ka', $standard);
	for my $from ('school', $standard eq '5.2' ? 'share' : ())
	{
		my $store = "of_${name}_$from";
		sql(qq{SELECT absence.create_store('$store'); SELECT absence.add_source('$store', 2022, '$name', 'edfi', attendance_from => '$from');
			CALL absence.refresh('$store', today => '2021-10-01'); SELECT absence.create_amt_views('$store', 'views_$store')});
		my $truth = qq{
			SELECT r.student_id || '-' || r.school_id AS studentschoolkey, to_char(m.day, 'YYYYMMDD') AS datekey, f.*
			FROM $store.student_register AS r
			JOIN $name.student AS u ON u.studentuniqueid = r.student_id
			CROSS JOIN LATERAL absence.days(r.register) AS m
			CROSS JOIN LATERAL (
				SELECT coalesce(max(e.present) FILTER (WHERE e.kind = 'day'), 0) AS $flag[0], coalesce(max(e.absent) FILTER (WHERE e.kind = 'day'), 0) AS $flag[1],
					coalesce(max(e.present) FILTER (WHERE e.homeroom), 0) AS $flag[2], coalesce(max(e.absent) FILTER (WHERE e.homeroom), 0) AS $flag[3],
					CASE WHEN max(e.present) FILTER (WHERE e.kind = 'section') = 1 AND max(e.absent) FILTER (WHERE e.kind = 'section') = 0 THEN 1 ELSE 0 END AS $flag[4],
					coalesce(max(e.absent) FILTER (WHERE e.kind = 'section'), 0) AS $flag[5]
				FROM (
					SELECT x.kind, x.homeroom, (d.codevalue = 'In Attendance')::int AS present,
						(d.codevalue IN ('Excused Absence', 'Unexcused Absence'))::int AS absent
					FROM (
						SELECT 'day' AS kind, false AS homeroom, attendanceeventcategorydescriptorid AS word
						FROM $name.studentschoolattendanceevent AS s WHERE s.studentusi = u.studentusi AND s.schoolid::text = r.school_id AND s.eventdate = m.day
						UNION ALL
						SELECT 'section', EXISTS (SELECT FROM $name.studentsectionassociation AS a WHERE a.homeroomindicator
							AND (a.studentusi, a.schoolid, a.localcoursecode, a.sectionidentifier, a.sessionname)
								= (s.studentusi, s.schoolid, s.localcoursecode, s.sectionidentifier, s.sessionname)), attendanceeventcategorydescriptorid
						FROM $name.studentsectionattendanceevent AS s WHERE s.studentusi = u.studentusi AND s.schoolid::text = r.school_id AND s.eventdate = m.day
					) AS x
					JOIN $name.descriptor AS d ON d.descriptorid = x.word
				) AS e
			) AS f};
		my $columns = join ', ', 'studentschoolkey', 'datekey', @flag;
		is(sql(qq{SELECT count(*) FROM (($truth EXCEPT ALL SELECT $columns FROM views_$store.chrab_chronicabsenteeismattendancefact)
			UNION ALL (SELECT $columns FROM views_$store.chrab_chronicabsenteeismattendancefact EXCEPT ALL $truth)) AS x}), '0',
			"$standard, days from $from: the views of the Analytics Middle Tier have the rows and flags of plain SQL");
		is(sql('SELECT concat(' . join(', ', map { "max($_)" } @flag) . "), count(*) > 30 FROM views_$store.chrab_chronicabsenteeismattendancefact"), '111111|t',
			"$standard, days from $from: every flag is set somewhere");
	}
}
# they follow the source, and stay when it is suspended
sql(q{DELETE FROM amt_52.studentsectionattendanceevent});
is(sql(q{SELECT sum(reportedasabsentfromanysection) FROM views_of_amt_52_school.chrab_chronicabsenteeismattendancefact}), '0', 'events that are gone are gone');
sql(q{SELECT absence.suspend_sources('of_amt_52_school')});
is(sql(q{SELECT count(*) > 80, sum(reportedasabsentfromschool) FROM views_of_amt_52_school.chrab_chronicabsenteeismattendancefact}), 't|0',
	'while the source is suspended, the days are there without events');
sql(q{SELECT absence.resume_sources('of_amt_52_school')});
is(sql(q{SELECT sum(reportedasabsentfromschool) > 0 FROM views_of_amt_52_school.chrab_chronicabsenteeismattendancefact}), 't', 'and then with them');

# one agency of two
sql(q{SELECT absence.create_store('one'); SELECT absence.add_source('one', 2022, 'edfi', 'edfi', lea_ids => '{2}');
	CALL absence.refresh('one', today => '2021-10-01')});
is(sql('SELECT string_agg(DISTINCT school_id, $$,$$), count(*) FROM one.student_register'), '901|4', 'the schools of one agency');
is(sql('SELECT count(*) FROM one.fact_student'), '6', 'with their students');
# half a schema
sql('CREATE SCHEMA half; CREATE TABLE half.school (schoolid text, localeducationagencyid integer); CREATE TABLE half.student (studentusi integer)');
my ($ret, $out, $err) = $node->psql('postgres', q{SELECT absence.add_source('one', 2021, 'half', 'edfi')});
like($err, qr/cannot be a source of kind edfi\nDETAIL:  student\.studentuniqueid is missing\n(.*\n)*school\.schoolid is text, not integer\neducationorganization is missing/,
	'one error says all that is missing');

# Interventions, sessions, staff and contacts. Of KA the second session was the first that was
# attended; KB has none; KC has an intervention of the agency, which began years ago; KD's is over
# before the year begins. A parent of KB is not to be called.
sub fill_support
{
	my ($edfi, $standard) = @_;
	my $person = $standard lt '5' ? 'parent' : 'contact';
	my $d = sub { "(SELECT min(d.descriptorid) FROM $edfi.descriptor AS d WHERE d.codevalue = '$_[0]')" };
	my $usi = sub { "(SELECT u.studentusi FROM $edfi.student AS u WHERE u.studentuniqueid = '$_[0]')" };
	sql(qq{
		INSERT INTO $edfi.descriptor (descriptorid, namespace, codevalue, shortdescription)
		SELECT 90000 + row_number() OVER (), 'uri://ed-fi.org/' || k || 'Descriptor', w, w FROM (VALUES ('InterventionClass', 'Practice'),
			('DeliveryMethod', 'Individual'), ('Diagnosis', 'Low Attendance'), ('Relation', 'Mother'), ('Relation', 'Father'),
			('AttendanceEventCategory', 'In Attendance')) AS v (k, w);
		INSERT INTO $edfi.intervention (educationorganizationid, interventionidentificationcode, begindate, enddate, interventionclassdescriptorid,
			deliverymethoddescriptorid)
		SELECT o, c, b, e, @{[ $d->('Practice') ]}, @{[ $d->('Individual') ]} FROM (VALUES (900, 'Check & Connect', date '2021-09-01', NULL::date),
			(255901, 'Mentor', '2015-08-01', NULL), (900, 'Old', '2019-08-01', '2021-05-31')) AS v (o, c, b, e);
		INSERT INTO $edfi.interventiondiagnosis VALUES (900, 'Check & Connect', @{[ $d->('Low Attendance') ]});
		INSERT INTO $edfi.staff (staffusi, staffuniqueid, firstname, lastsurname) VALUES (1, 'T1', 'Ann', 'Lee'), (2, 'T2', 'Bo', 'Day'), (3, 'T3', 'Not', 'Here');
		INSERT INTO $edfi.interventionstaff VALUES (900, 'Check & Connect', 1), (255901, 'Mentor', 1), (255901, 'Mentor', 2);
		INSERT INTO $edfi.studentinterventionassociation (educationorganizationid, interventionidentificationcode, studentusi)
		SELECT o, c, u.studentusi FROM (VALUES ('KA', 900, 'Check & Connect'), ('KB', 900, 'Check & Connect'), ('KC', 255901, 'Mentor'), ('KD', 900, 'Old')) AS v (s, o, c)
		JOIN $edfi.student AS u ON u.studentuniqueid = v.s;
		INSERT INTO $edfi.studentinterventionattendanceevent (attendanceeventcategorydescriptorid, educationorganizationid, eventdate,
			interventionidentificationcode, studentusi, interventionduration) VALUES
			(@{[ $d->('Unexcused Absence') ]}, 900, '2021-09-08', 'Check & Connect', @{[ $usi->('KA') ]}, NULL),
			(@{[ $d->('In Attendance') ]}, 900, '2021-09-09', 'Check & Connect', @{[ $usi->('KA') ]}, 30),
			(@{[ $d->('In Attendance') ]}, 900, '2021-09-10', 'Check & Connect', @{[ $usi->('KA') ]}, 20),
			(@{[ $d->('Tardy') ]}, 900, '2021-09-10', 'Check & Connect', @{[ $usi->('KA') ]}, 25);
		INSERT INTO $edfi.$person (${person}usi, firstname, lastsurname, ${person}uniqueid) VALUES (1, 'Mo', 'Ka', 'P1'), (2, 'Fa', 'Kb', 'P2');
		INSERT INTO $edfi.student${person}association (${person}usi, studentusi, contactpriority, contactrestrictions, primarycontactstatus,
			relationdescriptorid) VALUES (1, @{[ $usi->('KA') ]}, NULL, NULL, true, @{[ $d->('Mother') ]}), (2, @{[ $usi->('KB') ]}, 2, 'court order', NULL, @{[ $d->('Father') ]});
		INSERT INTO $edfi.${person}telephone VALUES (1, '555-0102', 1, 2), (1, '555-0101', 1, 1), (1, '555-0100', 2, NULL);
		INSERT INTO $edfi.${person}electronicmail VALUES (1, 'a\@example.org', 1, NULL), (1, 'z\@example.org', 1, true)});
}
my $supports = q{SELECT concat_ws(' ', student_id, school_id, school_year, intervention_id, begin_date, end_date, staff_id, begin_unknown, source_year)
		FROM %1$s.student_intervention ORDER BY 1;
	SELECT concat_ws(' ', student_id, intervention_id, day, minutes, attended) FROM %1$s.intervention_session ORDER BY 1;
	SELECT concat_ws(' ', intervention_id, school_id, class, delivery_method, coalesce(diagnosis, 'none'), begin_date, end_date) FROM %1$s.intervention ORDER BY 1;
	SELECT concat_ws(' ', staff_id, name) FROM %1$s.staff ORDER BY 1;
	SELECT concat_ws(' ', student_id, name, relation, phone, email, may_contact, order_of_contact) FROM %1$s.contact ORDER BY 1};
my $right = join "\n", 'KA 900 2022 Check & Connect 2021-09-09 T1 f 2022', 'KB 900 2022 Check & Connect 2021-09-01 T1 t 2022', 'KC 900 2022 Mentor 2015-08-01 t 2022',
	'KA Check & Connect 2021-09-08 f', 'KA Check & Connect 2021-09-09 30 t', 'KA Check & Connect 2021-09-10 25 t',
	'Check & Connect 900 Practice Individual Low Attendance 2021-09-01', 'Mentor Practice Individual none 2015-08-01',
	'Old 900 Practice Individual none 2019-08-01 2021-05-31', 'T1 Lee, Ann', 'T2 Day, Bo',
	'KA Ka, Mo Mother 555-0101 z@example.org t 1', 'KB Kb, Fa Father f 2';
sql(q{SELECT absence.create_store('support')});
for my $standard (@edfi_standards)
{
	(my $edfi = $standard eq '5.2' ? 'edfi' : "hand_$standard") =~ s/\.//;
	fill($edfi, 'k', $standard) unless $standard eq '5.2';
	fill_support($edfi, $standard);
	sql(q{SELECT absence.remove_source('support', 2022)}) unless $standard eq $edfi_standards[0];
	sql(qq{SELECT absence.add_source('support', 2022, '$edfi', 'edfi'); CALL absence.refresh('support', today => '2021-10-01', force => true)});
	is(sql(sprintf $supports, 'support'), $right, "$standard: interventions, supports, sessions, staff and contacts");
	# so that the next one does not find the rows of this one
	sql(q{TRUNCATE support.student_intervention, support.intervention_session, support.intervention, support.staff, support.contact})
		unless $standard eq $edfi_standards[-1];
}
my $kept = q{SELECT string_agg(ctid::text, ' ' ORDER BY ctid) FROM support.contact};
my $before = sql($kept);
sql(q{CALL absence.refresh('support', today => '2021-10-01')});
is(sql($kept), $before, 'what has not changed is not written again');
is(sql(q{SELECT string_agg(reason || ' ' || occurrences || ' ' || detail, ', ' ORDER BY detail) FROM support.support_issue}),
	'begin unknown 1 intervention Check & Connect, begin unknown 1 intervention Mentor', 'support_issue says of which the first day is not known');
# own rows, a correction in the ODS, a student who is forgotten
sql(q{INSERT INTO support.intervention (intervention_id, name, tier) VALUES ('Check & Connect', 'Check and Connect', 2);
	INSERT INTO support.student_intervention (student_id, school_id, school_year, intervention_id, begin_date, entered_by)
		VALUES ('KF', '900', 2022, 'Check & Connect', '2021-09-15', 'somebody');
	INSERT INTO support.contact (student_id, name) VALUES ('KB', 'Own');
	DELETE FROM hand_61.studentinterventionassociation WHERE interventionidentificationcode = 'Mentor';
	CALL absence.refresh('support', today => '2021-10-01')});
is(sql(q{SELECT string_agg(concat_ws(' ', student_id, tier, begin_date, sessions_attended), ', ' ORDER BY student_id) FROM support.open_support}),
	'KA 2 2021-09-09 2, KB 2 2021-09-01 0, KF 2 2021-09-15 0', 'the tier of an own row, a support that was entered, and one that is gone in the ODS');
is(sql(q{SELECT string_agg(student_id || ' ' || name, ', ' ORDER BY student_id) FROM support.contact}), 'KA Ka, Mo, KB Own', 'own contacts');
sql(q{SELECT absence.forget_student('support', 'KA'); CALL absence.refresh('support', today => '2021-10-01')});
is(sql(q{SELECT count(*) FROM (SELECT student_id FROM support.student_intervention UNION ALL SELECT student_id FROM support.contact
	UNION ALL SELECT student_id FROM support.intervention_session) AS s WHERE student_id = 'KA'}), '0', 'what is forgotten does not come back');
sql(q{CALL absence.close_year('support', 2022); DELETE FROM hand_61.studentinterventionassociation; CALL absence.refresh('support')});
is(sql(q{SELECT string_agg(student_id, ', ' ORDER BY student_id) FROM support.student_intervention}), 'KB, KF', 'a closed year keeps its supports');

# The page, between two servers. The ODS of the cases by hand is the other one's.
SKIP:
{
	skip 'postgres_fdw is not installed', 1 unless sql(q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});
	my $page = slurp_file('doc/edfi.md');
	my ($role, $server, $import, $store, $words, $from, $support, $suspend) = my @block = $page =~ /^```sql\n(.*?)^```/msg;
	is(scalar @block, 8, 'the page has its statements');
	my $ods = PostgreSQL::Test::Cluster->new('ods');
	$ods->init;
	$ods->start;
	command_ok([ 'sh', '-c', sprintf 'pg_dump -n edfi -d "%s" | psql -X -q -v ON_ERROR_STOP=1 -d "%s"', $node->connstr('postgres'),
		$ods->connstr('postgres') ], 'an ODS on another server');
	sql('CREATE DATABASE page');
	$node->safe_psql('postgres', 'CREATE ROLE district LOGIN; GRANT CREATE ON DATABASE page TO district');
	my $me = sql('SELECT current_user');
	my $run = sub {
		my ($block, $user, $on) = @_;
		$block =~ s/(CALL absence\.refresh\('\w+', 2022)\)/$1, today => '2021-10-01', force => true)/g;
		$block =~ s/host 'ods\.example\.org', port '5432', dbname 'EdFi_Ods'/sprintf "host '%s', port '%s', dbname 'postgres'", $ods->host, $ods->port/e;
		my ($ret, $out, $err) = ($on || $node)->psql($on ? 'postgres' : 'page', "SET client_min_messages = warning; $block", on_error_stop => 1,
			extra_params => [ '-U', $user || 'district' ]);
		return $ret == 0 && $err eq '' ? $out : "ERROR $err";
	};
	is($run->($role, $me, $ods), '', 'a role that reads the ODS');
	is($run->($server, $me), '', 'the other server');
	# the servers of a test ask for no password
	$node->safe_psql('page', "ALTER USER MAPPING FOR district SERVER ods OPTIONS (ADD password_required 'false')");
	unlike($run->($import), qr/ERROR|^error|^warning/m, 'its tables');
	like($run->('SELECT count(*) FROM absence.source_check($$edfi$$, $$edfi$$)'), qr/^[1-9]/, 'source_check says which are not there');
	like($run->($store), qr/^Sections\|.*\nTraps\|/m, 'the store gives the answers');
	unlike($run->($_), qr/ERROR/, 'another block of the page') for $words, $from, $support, $suspend;
	is($run->('CALL absence.refresh($$attendance$$, 2022)' =~ s/\$\$/'/gr), '', 'refreshed');
	is($run->(q{SELECT registers FROM attendance.refresh_log ORDER BY refresh_id DESC LIMIT 1}), sql(q{SELECT count(*) FROM hand.student_register}),
		'with the registers');

	# Each way to take the attendance, over the other server and in the ODS's own database
	my $here = sub { return $ods->safe_psql('postgres', "SET client_min_messages = warning; $_[0]") };
	my $there = sub { return $node->safe_psql('page', "SET client_min_messages = warning; $_[0]", extra_params => [ '-U', 'district' ]) };
	$here->('CREATE EXTENSION absence');
	for my $at ($here, $there)
	{
		$at->(q{SELECT absence.create_store('compared'); SELECT absence.add_source('compared', 2022, 'edfi', 'edfi');
			INSERT INTO compared.attendance_code (code, mark) VALUES ('MED', 'excused')});
	}
	my $written = q{SELECT sum(n_tup_ins + n_tup_upd + n_tup_del), (SELECT sum(pg_relation_size(relid)) FROM pg_stat_user_tables WHERE schemaname = 'edfi')
		FROM pg_stat_user_tables WHERE schemaname = 'edfi'};
	$ods->safe_psql('postgres', 'VACUUM');
	my $before = $here->($written);
	my %said;
	for my $from (qw(school homeroom official share))
	{
		my @answer = map {
			$_->(qq{SELECT absence.set_attendance_from('compared', '$from', '900', 2022); CALL absence.refresh('compared', today => '2021-10-01', force => true)});
			$_->(q{SELECT v FROM compared.student_absence AS v ORDER BY v::text; SELECT student_id, register, grade FROM compared.student_register ORDER BY 1;
				SELECT v FROM compared.data_issue AS v ORDER BY v::text})
		} $here, $there;
		is($answer[1], $answer[0], "over another server, attendance from $from: registers, figures and reasons are the same");
		$said{ $answer[0] } = 1;
	}
	is(scalar keys %said, 4, 'each way gives other figures');
	is($here->($written), $before, 'nothing was written in the ODS on the other server');
}

done_testing();
