# doc/load_csv.sql does what doc/load_csv.md says. The script runs as printed there, as
# the owner of the database, on files with the defects of real exports.
use strict;
use warnings;

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/load_csv.md');
my $script = slurp_file('doc/load_csv.sql');

my $node = PostgreSQL::Test::Cluster->new('load_csv');
$node->init;
$node->start;
# the server reads dates day first, which must have no effect
$node->safe_psql('postgres', q{
	CREATE ROLE dba LOGIN;
	CREATE DATABASE district OWNER dba ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0;
	ALTER DATABASE district SET DateStyle = 'SQL, DMY'});
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
$ENV{PGUSER} = 'dba';

sub answer
{
	my ($ret, $out, $err) = $node->psql('district', "SET DateStyle = ISO; $_[0]", extra_params => [ '-U', 'dba' ]);
	return $ret == 0 ? $out : "$out$err";
}

my $folder = PostgreSQL::Test::Utils::tempdir . '/the exports';
mkdir $folder or die $!;

sub file
{
	my ($name, $content) = @_;
	open my $f, '>:raw', "$folder/$name" or die $!;
	print $f $content;
	close $f;
}

# The command of the page, with another folder, the order of the dates, and more
# variables
our $printed; ($printed) = $page =~ /^ +(psql -X .* -f doc\/load_csv\.sql district)$/m;
is($printed, 'psql -X -v school_year=2026 -v folder=/exports -f doc/load_csv.sql district', 'the page has the command');

sub load
{
	my @variables = map { ('-v', $_) } 'date_format=MM/DD/YYYY', @_;
	my @command = map { s{^folder=.*}{folder=$folder}r } split ' ', $printed;
	splice @command, -1, 0, @variables;
	my ($out, $err);
	IPC::Run::run \@command, '<', \undef, '>', \$out, '2>', \$err;
	return ($? >> 8, $out, $err);
}

# a row of a table as psql prints it
sub row
{
	my $row = join ' *\\| +', map { quotemeta } @_;
	return qr/^ $row *$/m;
}

#
# The page and the script name the same columns
#
my @documented;
my $of_file;
for (split /\n/, $page)
{
	$of_file = $1 if /^### (\w+)\.csv$/;
	$of_file = undef if /^## /;
	push @documented, "$of_file.$1 $3 $2" if defined $of_file && /^\| `(\w+)` \| (yes|no) \| (\w+) \| /;
}
my @known = map { /^\t\('(\w+)', '(\w+)', '(\w+)', (true|false)\)[,;]$/ ? "$1.$2 $3 " . ($4 eq 'true' ? 'yes' : 'no') : () }
	split /\n/, $script;
is_deeply(\@documented, \@known, 'every column is documented as the script reads it');
cmp_ok(scalar @known, '>', 60, 'there are many columns');

#
# Values, whatever DateStyle is
#
my ($functions) = $script =~ /^(CREATE FUNCTION pg_temp\.csv_date.*?)^-+ the values of the variables$/ms;
my %date = (
	'08/18/2025' => '2025-08-18', '8/5/25' => '2025-08-05', '8/5/70' => '1970-08-05', '8/5/69' => '2069-08-05',
		'2025-08-18' => '2025-08-18',
	'20250818' => '2025-08-18', '8-5-2025' => '2025-08-05', ' 8/18/2025 ' => '2025-08-18', '8/18/2025 12:00:00 AM' => '2025-08-18',
	'2025-08-18T00:00:00.000Z' => '2025-08-18', '02/29/2024' => '2024-02-29', '0003-10-14' => '0003-10-14', '12/31/9999' => '9999-12-31',
	'02-Sep-25' => '2025-09-02', '2-SEP-2025' => '2025-09-02', '02SEP2025' => '2025-09-02', '2 September 2025' => '2025-09-02',
		'Sep 2, 2025' => '2025-09-02',
	'Sept 2 2025 12:00AM' => '2025-09-02', '2025-Sep-02' => '2025-09-02', '02-MAY-99' => '1999-05-02', '2025/09/02' => '2025-09-02',
		'2025.09.02' => '2025-09-02',
	'09.02.2025' => '2025-09-02',
	map { $_ => '' } '02/29/2025', '04/31/2026', '13/01/2025', '00/00/0000', '0000-00-00', '2025-13-01', '08182025', '45887', '31-Feb-25',
		'02-Spt-25', '02-Se-25',
		'2025-02/01', '1.2/2025', '8/18', '8/18/202', '8-18/2025', 'infinity', 'today', 'n/a', '--', '12:30', "2025-08-1\x{d9}\x{a8}",
			'99999-01-01', 'May 2025', 'May');
for my $style ('ISO, YMD', 'SQL, DMY', 'German', 'Postgres, MDY')
{
	my $said = join ', ', map { "('$_')" } sort keys %date;
	my $got = answer(qq{$functions SET DateStyle = '$style';
		SELECT v || '=' || coalesce(to_char(pg_temp.csv_date(v), 'YYYY-MM-DD'), '') FROM (VALUES $said) AS t (v)});
	is($got, join("\n", map { "$_=$date{$_}" } sort keys %date), "dates under DateStyle $style");
}
is(answer(qq{$functions SELECT string_agg(o || '=' || coalesce(pg_temp.csv_date(v, o)::text, '-'), ' ' ORDER BY v, o)
	FROM unnest('{02.09.2025,25-09-02,13/01/2025,2025-09-02,02-Sep-25}'::text[]) AS v, unnest('{mdy,dmy,ymd}'::text[]) AS o}),
	'dmy=2025-09-02 mdy=2025-09-02 ymd=2025-09-02 dmy=2025-09-02 mdy=2025-02-09 ymd=- dmy=2025-01-13 mdy=- ymd=- '
	. 'dmy=2025-09-02 mdy=2025-09-02 ymd=2025-09-02 dmy=2002-09-25 mdy=- ymd=2025-09-02',
	'dates of each order');
is(answer(qq{$functions SELECT string_agg(coalesce(pg_temp.csv_number(v)::text, '-'), ' ')
	FROM unnest('{1,1.5,.5,-1, 7 ,"1,000",50%,1e5,NaN,infinity,""}'::text[]) AS v}),
	'1 1.5 0.5 -1 7 - - - - - -', 'numbers');
is(answer(qq{$functions SELECT string_agg(coalesce(pg_temp.csv_boolean(v)::text, '-'), ' ')
	FROM unnest('{Y,n,Yes,NO,t,False,1,0, y ,X,""}'::text[]) AS v}),
	'true false true false true false true false true - -', 'booleans');
is(answer(qq{$functions SELECT string_agg(coalesce(pg_temp.csv_integer(v)::text, '-'), ' ')
	FROM unnest('{390,390.0,390.5,99999999999,x}'::text[]) AS v}),
	'390 390 - - -', 'whole numbers');

#
# The files. January 2026 has 20 weekdays, from Monday the 5th to Friday the 30th, at
# one school, with dates in every form.
#
my $bom = "\xef\xbb\xbf";
file('school.csv', qq{$bom"School ID",Phone,"Name",School Level\r\n007,555-1234,"O'Neil, ""North""",Middle\r\n\r\n});
file('student.csv', join "\r\n", 'StudentID,Last Name,FIRST_NAME,birth date', qq{s1,"Mu\xc3\xb1oz, Jr.",Zo\xc3\xab,2/29/12},
	's2,Okafor,"Ana ""Bo""",3/1/2012 12:00:00 AM',
	's3,Lee,Kim,', 's5,"Two', 'lines",Pat,2/30/2012', '');
my @form = ('%2$02d/%3$02d/%1$04d', '%2$d/%3$d/%4$02d', '%1$04d-%2$02d-%3$02d', '%1$04d%2$02d%3$02d');
my $days = "day,event,school_id,minutes\n";
for my $d (5 .. 9, 12 .. 16, 19 .. 23, 26 .. 30)
{
	$days .= sprintf($form[$d % 4], 2026, 1, $d, 26) . ",Instructional day,007, 400 \n";
}
file('calendar_day.csv', $days
	. ",,,\n1/17/2026,Saturday club,007,\n1/19/26,Instructional day,007,400\n");    # an unknown event; a day twice
file('enrollment.csv', join "\r\n", 'student_id,school_id,entry_date,exit_date,grade,primary school,fte,counselor',
	's1,007,01/05/2026,,6,Y,1.0,Kay',
	's2,007,1/5/26,2026-01-16,6,N,,',
	's3,007,20260112,"  ",K,,,',
	's4,007,13/45/2026,,6,,,',
	's5,007,2026-01-05,,6,maybe,half,',
	's6,,2026-01-05,,6,,,',
	's7,007,2026-01-05,soon,6,,,');
file('attendance_code.csv',
	qq{code,mark,portion,description\nA,Excused,,"Absent, excused"\nH,excused,0.5,\nT,TARDY,,\nX,absentish,,\nP,present,50,\n});
my $events = "student_id,school_id,day,code,portion,reason\n" .
	qq{s1,007,01/07/2026,A,,"flu, ""bad"""\ns1,007,1/8/26,A,,\ns1,007,2026-01-30 08:05:00,T,,\n} .
	qq{s2,007,20260109,H,,\ns3,007,2026-01-29,A,1.0,\n} .
	qq{s5,007,1/14/2026,ZX,,\ns5,007,yesterday,A,,\ns5,007,01/17/2026,A,,\n\n\n};
file('attendance_event.csv', $events);

my ($ret, $out, $err) = load();
is($ret, 3, 'without the extension it fails');
like(answer('CREATE EXTENSION absence'), qr/^$/, 'the extension');
($ret, $out, $err) = load();
is($ret, 3, 'without a store it fails');
like($err, qr/store "attendance" does not exist.*HINT: .*create_store/s, 'the hint says how to make one');
answer(q{SELECT absence.create_store('attendance')});

# another year exists, and must not change
answer(q{INSERT INTO attendance.enrollment (student_id, school_id, school_year, entry_date) VALUES ('s1', '007', 2025, '2024-08-19');
	INSERT INTO attendance.attendance_event (student_id, school_id, school_year, day, code)
		VALUES ('s1', '007', 2025, '2024-09-03', 'Tardy');
	INSERT INTO attendance.calendar_day VALUES ('007', 2025, 'main', '2024-09-03', 'Instructional day');
	INSERT INTO attendance.school (school_id, name, nces_school_id) VALUES ('007', 'Old name', '120000300001')});
my $count = q{SELECT school_year, count(*) FROM attendance.enrollment GROUP BY 1
	UNION ALL SELECT school_year, count(*) FROM attendance.calendar_day GROUP BY 1
	UNION ALL SELECT school_year, count(*) FROM attendance.attendance_event GROUP BY 1 ORDER BY 1, 2};

# by default, one percent of the rows may have values that cannot be read
($ret, $out, $err) = load('today=2026-02-02');
is($ret, 3, 'with many values that cannot be read, it fails');
like($err, qr/files were not loaded, and nothing was changed\nDETAIL:  1 of the 4 rows of student have values that could not be read\. The limit is 1%\. .*max_unread=25\.$/ms,
	'the error says why');
like($err, qr/^3 of the 7 rows of enrollment are not used\. The limit is 5%\. .*max_unused=43\.$/m,
	'the error has all reasons');
is(answer($count), "2025|1\n2025|1\n2025|1", 'nothing has changed');
is(answer('SELECT count(*) FROM attendance.student'), '0', 'no student is loaded');

($ret, $out, $err) = load('today=2026-02-02', 'max_unread=60', 'max_unused=60');
is($ret, 0, 'with higher limits, it loads') or diag $err;
like($err, qr/enrollment file: columns that are not read: counselor/, 'an unknown column is named');
like($err, qr/school file: columns that are not read: Phone/, 'also in a file with a byte order mark');
is(answer($count), "2025|1\n2025|1\n2025|1\n2026|4\n2026|7\n2026|21", 'the year is loaded, and the other year is unchanged');
# rows, used, not used; students, of these in enrollment; schools, of these in
# enrollment; in the store before and now
like($out, row(qw(student 4 4 0 4 4), '', '', 0, 4), 'it prints the number of students');
like($out, row(qw(enrollment 7 4 3 4 4 1 1 0 4)), 'it prints the number of enrollments');
like($out, row(qw(attendance_event 8 6 2 4 4 1 1 0 7)), 'it prints the number of events');
like($out, qr/^ attendance_event +\| not a session day of the school +\| +1 \| row 8 *$/m, 'it prints why some are not used');
for (
	'attendance_code  | mark | not one of tardy, left_early, .* | 1 | rows left out | row 4: absentish',
	'attendance_code  | portion | not a number from 0 to 1 | 1 | rows left out | row 5: 50',
	'attendance_event | day | not a date | 1 | rows left out | row 7: yesterday',
	'enrollment | entry_date | not a date | 1 | rows left out | row 4: 13/45/2026',
	'enrollment | exit_date | not a date | 1 | rows left out | row 7: soon',
	'enrollment | fte | not a number | 1 | value left blank | row 5: half',
	'enrollment | primary_school | not Y or N | 1 | value left blank | row 5: maybe',
	'enrollment | school_id | blank | 1 | rows left out | row 6',
	'student | birth_date | not a date | 1 | value left blank | row 4: 2/30/2012')
{
	my $line = join ' +\\| +', split / +\| /, $_;
	like($out, qr/^ $line *$/m, "it lists: $_");
}
is(scalar(() = $out =~ /\| (?:rows left out|value left blank) +\| row/g), 9, 'it lists nothing else');
like($out, qr/^ code in attendance_event +\| ZX +\| +1 \|/m, 'an unmapped code is named');
like($out, qr/^ event in calendar_day +\| Saturday club +\| +1 \|/m, 'an unknown calendar event is named');
unlike($out, qr/school in/, 'the known school is not listed');

is(answer('SELECT student_id, last_name, first_name, birth_date FROM attendance.student ORDER BY 1'),
	qq{s1|Mu\xc3\xb1oz, Jr.|Zo\xc3\xab|2012-02-29\ns2|Okafor|Ana "Bo"|2012-03-01\ns3|Lee|Kim|\ns5|Two\nlines|Pat|}, 'names are unchanged');
is(answer('SELECT * FROM attendance.school'), q{007|O'Neil, "North"|Middle||||120000300001|exception|t},
	'the school is renamed, and keeps what the file does not have');
is(answer(q{SELECT student_id, entry_date, exit_date, grade, calendar_code, primary_school, fte FROM attendance.enrollment
	WHERE school_year = 2026 ORDER BY 1}),
	"s1|2026-01-05||6||t|1.0\ns2|2026-01-05|2026-01-16|6||f|\ns3|2026-01-12||K|||\ns5|2026-01-05||6|||", 'enrollments');
is(answer(q{SELECT code, mark, portion FROM attendance.attendance_code WHERE length(code) = 1 ORDER BY 1}),
	"A|excused|\nH|excused|0.5\nT|tardy|", 'codes; a code with an invalid portion is not loaded');
is(answer(q{SELECT calendar_code, count(*), count(DISTINCT day), min(minutes), min(day), max(day) FROM attendance.calendar_day
	WHERE school_year = 2026 GROUP BY 1}),
	'main|21|21|400|2026-01-05|2026-01-30', 'the calendar, with a duplicate day once');
is(answer(q{SELECT reason FROM attendance.attendance_event WHERE reason IS NOT NULL}), 'flu, "bad"', 'a quoted reason');

# s1 missed 2 of 20 days; s2 missed half of one of 10, which counts; s3 missed one of
# the 15 from the 12th on; s5 missed none of 19, because the 20th is unmapped; the
# Saturday is not a session day
my $figures = q{SELECT student_id, absent_days, counted_days, status, band, complete_through FROM attendance.student_absence
	WHERE school_year = 2026 ORDER BY 1};
is(answer($figures),
	"s1|2|20|chronic|moderate|2026-01-30\ns2|1|10|chronic|moderate|2026-01-30\n"
	. "s3|1|15|not chronic|at_risk|2026-01-30\ns5|0|19|not chronic|satisfactory|2026-01-30",
	'the figures are correct');

#
# The next steps of the page
#
my ($codes, $next) = $page =~ /^```sql\n(.*?)^```/msg;
# (as of a day of the test, independent of the clock)
answer($codes =~ s/'Q'/'ZX'/r =~ s/2026\)/2026, '2026-02-02')/r);
like(answer($figures), qr/^s5\|1\|20\|not chronic\|at_risk/m, 'a mapped code counts');
for my $query (split /(?<=;)\n/, $next)
{
	SKIP:
	{
		skip 'no data_issue yet', 1 if $query =~ /data_issue/ && answer(q{SELECT to_regclass('attendance.data_issue') IS NULL}) eq 't';
		unlike(answer($query), qr/ERROR/, 'a query of the page runs: ' . ($query =~ /^-- (.*)/)[0]);
	}
}
is(answer(($next =~ /(SELECT school_name.*?;)/)[0]), q{O'Neil, "North"|4|2|0.5}, 'and gives the result');

#
# The files are loaded again
#
file('attendance_event.csv', "student_id,school_id,day,code\ns1,007,01/08/2026,A\ns2,007,1/9/2026,H\ns3,007,1/29/2026,A\n");
file('rolls of January.csv', "day,school_id\n1/29/2026,007\n1/30/2026,007\n");
($ret, $out, $err) = load('today=2026-02-02', 'max_unread=60', 'max_unused=60', "attendance_taken_file=$folder/rolls of January.csv");
is($ret, 0, 'a second load') or diag $err;
is(answer($count), "2025|1\n2025|1\n2025|1\n2026|3\n2026|4\n2026|21", 'replaces the year');
is(answer(q{SELECT school_id, day, calendar_code FROM attendance.attendance_taken ORDER BY 2}), "007|2026-01-29|\n007|2026-01-30|",
	'reads a file with another name');
like(answer($figures), qr/^s1\|1\|20\|not chronic\|at_risk\|2026-01-30\n.*^s5\|0\|20/ms, 'a correction is in the figures');
is(answer(q{SELECT DISTINCT student_id, band_before, band_after FROM attendance.verdict_change ORDER BY 1, 2}),
	"s1|moderate|at_risk\ns5|at_risk|satisfactory\ns5|satisfactory|at_risk",
	'a correction is in verdict_change');
my $all = q{SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (
	SELECT e::text FROM attendance.attendance_event AS e UNION ALL SELECT n::text FROM attendance.enrollment AS n
	UNION ALL SELECT d::text FROM attendance.calendar_day AS d UNION ALL SELECT s::text FROM attendance.student AS s
	UNION ALL SELECT c::text FROM attendance.attendance_code AS c) AS t};
my $before = answer($all);

#
# A refused load changes nothing
#
my $good = slurp_file("$folder/attendance_event.csv");
for (
	[ "student,school_id,day,code\n", qr/attendance_event file has no column student_id/, 'a required column that is not there' ],
	[ "student_id,Student ID,school_id,day,code\n", qr/attendance_event file has more than one column student_id/, 'a column twice' ],
	[ "s1,007,1/8/2026,A\n", qr/first line of the attendance_event file does not name its columns/, 'no names' ],
	[ "", qr/attendance_event file is missing or empty/, 'an empty file' ],
	[ "student_id,school_id,day,code\n", qr/The attendance_event file has no row that can be read/, 'no rows' ],
	[ "student_id,school_id,day,code\ns1,007,never,A\n", qr/has no row that can be read/, 'no row that can be read' ],
	[ "student_id,school_id,day,code\ns1,007,1/8/2026,A,,,\n", qr/has 7 fields in line 2, but 4 in its first line/, 'too many fields' ],
	[ "student_id,school_id,day,code\n\ns1,007,1/8/2026,\"A\n", qr/has a quote that opens in line 3 and does not close/,
		'a quote that is left open' ],
	[ "student_id,school_id,day,code\ns1,007,1/8/2026,\xc9\n", qr/invalid byte sequence for encoding "UTF8"/, 'another encoding' ],
  )
{
	my ($content, $error, $what) = @$_;
	file('attendance_event.csv', $content);
	($ret, $out, $err) = load('today=2026-02-02', 'max_unread=100', 'max_unused=100');
	is($ret, 3, "$what: it fails");
	like($err, $error, "$what: the error says so");
}
is(answer($all), $before, 'nothing has changed');
file('attendance_event.csv', $good);
($ret, $out, $err) = load('max_unread=60', 'max_unused=60', "enrollment_file=$folder/nowhere.csv");
like($err, qr/enrollment file is missing or empty.*enrollment_file=/s, 'a file that is not there');
($ret, $out, $err) = load('max_unread=60', 'max_unused=60', 'school_year=2027');
like($err, qr/^DETAIL:  0 of the 2[01] days of calendar_day are in school year 2027\. Most are in school year 2026: .* set -v school_year=2026\./m,
	'files of another year');
answer(q{CALL absence.close_year('attendance', 2026)});
($ret, $out, $err) = load('max_unread=60', 'max_unused=60');
like($err, qr/school year 2026 of store "attendance" is closed/, 'a closed year');
answer(q{CALL absence.reopen_year('attendance', 2026)});
is(answer($all), $before, 'still nothing has changed');
{
	local $printed = $printed =~ s/-v school_year=2026 //r;
	($ret, $out, $err) = load();
	like($err, qr/variable school_year is not set/, 'without a year it asks for one');
}

#
# A snow day that the files do not have, and a refresh that refuses
#
answer(q{CALL absence.close_day('attendance', '2026-01-15')});
($ret, $out, $err) = load('today=2026-02-02', 'max_unread=60', 'max_unused=60');
like($out, qr/^Closed days that these files have as session days.*^ 2026-01-15 +\| Weather day +\| +1$/ms,
	'a day that is open again is listed');
unlike($out, qr/Saturday club.*2026-01-17/s, 'no other day is listed');

my $enrollment = slurp_file("$folder/enrollment.csv");
my @many = map { "m$_" } 1 .. 60;
file('enrollment.csv', join "\n", 'student_id,school_id,entry_date', map { "$_,007,1/5/2026" } @many);
file('attendance_event.csv', join "\n", 'student_id,school_id,day,code', map { "$_,007,1/6/2026,A" } @many);
($ret, $out, $err) = load('today=2026-02-02', 'max_unread=60', 'max_unused=100');
is($ret, 0, 'sixty students') or diag $err;
my $register = q{SELECT count(*), sum(absent_days) FROM attendance.student_absence WHERE school_year = 2026};
is(answer($register), '60|60', 'each of them missed a day');
file('attendance_event.csv', join "\n", 'student_id,school_id,day,code', map { "$_,007,1/6/2026,A" } @many[ 0 .. 29 ]);
($ret, $out, $err) = load('today=2026-02-02', 'max_unread=60', 'max_unused=100');
is($ret, 3, 'with half of the events the refresh refuses');
like($err, qr/refresh of school year 2026 of store "attendance" is refused/, 'the error says so');
is(answer(q{SELECT count(*) FROM attendance.attendance_event WHERE school_year = 2026}), '30', 'the files are loaded');
is(answer($register), '60|60', 'the answers are the old ones');
my ($force) = $page =~ /^ +(CALL absence\.refresh\(.*force => true\);)$/m;
answer($force =~ s/force/today => '2026-02-02', force/r);
is(answer($register), '60|30', 'until the printed command confirms the files');
file('enrollment.csv', $enrollment);
file('attendance_event.csv', $good);

#
# Another encoding, another store, files in the current folder of psql
#
answer(q{SELECT absence.create_store('Schul "daten"')});
file('student.csv', "student_id,last_name\ns1,Mu\xf1oz\ns2,Okafor\ns3,Lee\ns5,M\xfcller\n");
($ret, $out, $err) = load('today=2026-02-02', 'max_unread=60', 'max_unused=60', 'store=Schul "daten"', 'encoding=WIN1252');
is($ret, 0, 'a store with an unusual name, from files in a Windows encoding') or diag $err;
is(answer(q{SELECT string_agg(last_name, ' ' ORDER BY student_id) FROM "Schul ""daten""".student_absence}),
	"Mu\xc3\xb1oz Okafor Lee M\xc3\xbcller", 'the names are correct');
like($out, row(qw(student 4 4 0 4 4), '', '', 0, 4), 'every student is loaded');

$node->stop;
done_testing();
