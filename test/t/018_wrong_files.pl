# doc/load_csv.sql on files that are wrong or have another shape. Files that would give
# wrong figures are refused before anything is changed, with a message that says why.
# No student's data appears in the server log.
use strict;
use warnings;

use File::Copy;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes 'time';

my $node = PostgreSQL::Test::Cluster->new('wrong_files');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', q{
	CREATE ROLE dba LOGIN;
	CREATE ROLE nightly LOGIN;
	CREATE DATABASE district OWNER dba ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0});
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;

sub answer
{
	my ($query) = @_;
	my ($ret, $out, $err) = $node->psql('district', $query, extra_params => [ '-U', 'dba' ]);
	return $ret == 0 ? $out : "$out$err";
}

sub load
{
	my ($ret, $out, $err) = load_as('dba', @_);
	return ($ret, $out, $err);
}

my $folder = PostgreSQL::Test::Utils::tempdir . '/exports';
mkdir $folder or die $!;
my %good;

# writes the correct files, except those in the argument: a text, or a function of the
# correct text
sub load_as
{
	my ($role, $change, @variables) = @_;
	my %content = (%good, map { $_ => ref $change->{$_} ? $change->{$_}->($good{$_}) : $change->{$_} } keys %$change);
	unlink glob "$folder/*";
	for my $file (keys %content)
	{
		open my $f, '>:raw', "$folder/$file.csv" or die $!;
		print $f $content{$file};
		close $f;
	}
	unshift @variables, 'school_year=2026' unless grep { /^school_year=/ } @variables;
	my ($out, $err);
	IPC::Run::run [ qw(psql -X -U), $role, (map { ('-v', $_) } "folder=$folder", 'today=2026-02-01', @variables),
		qw(-f doc/load_csv.sql district) ],
		'<', \undef, '>', \$out, '2>', \$err;
	return ($? >> 8, $out, $err);
}

# changes each row below the first line
sub rows(&)
{
	my ($change) = @_;
	return sub {
		my ($first, @row) = split /\n/, $_[0];
		my $n = 0;
		return join '', map { "$_\n" } $first, map { local $_ = $_; $change->($n++); $_ } @row;
	};
}

# adds a column
sub with(&$)
{
	my ($value, $name) = @_;
	return sub {
		my ($first, @row) = split /\n/, $_[0];
		my $n = 0;
		return join '', map { "$_\n" } "$first,$name", map { "$_," . $value->($n++) } @row;
	};
}

#
# Thirty students at two schools, with ids of ten digits and leading zeros. Each missed
# 3 of the 20 weekdays from 5 to 30 January: all are chronically absent, with 90 days in
# all.
#
my @day = map { sprintf '2026-01-%02d', $_ } 5 .. 9, 12 .. 16, 19 .. 23, 26 .. 30;
my @child = ((map { sprintf '%05d', $_ } 101 .. 110), 20111 .. 20130);
my %school_of = map { $child[$_] => $_ % 2 ? '01' : '02' } 0 .. 29;
%good = (
	school => "school_id,name\n01,Larkmoor\n02,Fennick\n",
	student => join('', "student_id,last_name\n", map { "$_,Secret$_\n" } @child),
	calendar_day => join('', "school_id,day,event\n", map { "01,$_,Instructional day\n02,$_,Instructional day\n" } @day),
	enrollment => join('', "student_id,school_id,entry_date,exit_date,grade\n", map { "$_,$school_of{$_},2026-01-05,,5\n" } @child),
	attendance_code => "code,mark\nA,excused\nU,unexcused\n",
	attendance_event => join('', "student_id,school_id,day,code\n",
		map { my $c = $_; map { "$child[$c],$school_of{$child[$c]},$day[($c + $_) % 20],A\n" } 0, 5, 10 } 0 .. 29));
answer(q{CREATE EXTENSION absence; SELECT absence.create_store('attendance')});

my $chronic = q{SELECT count(*) FILTER (WHERE chronic), sum(absent_days) FROM attendance.student_absence};
my $everything = q{SELECT (SELECT count(*) FROM attendance.attendance_event), (SELECT count(*) FROM attendance.enrollment),
	(SELECT count(*) FROM attendance.calendar_day),
	(SELECT count(*) FROM attendance.student), (SELECT count(*) FROM attendance.school),
	(SELECT count(*) FROM attendance.student_register)};
my $empty = '0|0|0|0|0|0';
is(answer($everything), $empty, 'a new store');

# each is a first load into an empty store
sub refuses
{
	my ($what, $change, $variables, @sentences) = @_;
	my ($ret, $out, $err) = load($change, @$variables);
	is($ret, 3, "$what: refused");
	like($err, $_, "$what: the output says so") for @sentences;
	is(answer($everything), $empty, "$what: nothing has changed");
	return $out;
}

#
# Ids
#
my $without_zeros = rows { s/^0+// };
refuses("zeros lost in $_", { $_ => $without_zeros }, [],
	qr/^(DETAIL:  )?10 student id\(s\) differ only in leading zeros between files, or between a file and the store\. .* -v accept_ids=yes\.$/m)
	for qw(student enrollment attendance_event);
my $out = refuses('zeros lost in the events', { attendance_event => $without_zeros }, [],
	qr/30 of the 90 rows of attendance_event are not used\. The limit is 5%\. If the files are right, set -v max_unused=34\./);
like($out, qr/^ attendance_event +\| student is not in enrollment +\| +30 \| row 1; row 2; row 3; row 4; row 5 *$/m, 'the output says why');
like($out, qr/^ attendance_event +\| +90 \| +60 \| +30 \| +30 \| +20 \| +2 \| +2 \| +0 \| +90 *$/m,
	'20 of its 30 students are in enrollment');
refuses('zeros lost in the schools of the calendar', { calendar_day => rows { s/^0+// } }, [], qr/2 school id\(s\) differ/,
	qr/30 of the 30 rows of enrollment are not used/);
refuses('one student of thirty', { attendance_event => rows { s/^00101/101/ } }, [], qr/1 student id\(s\) differ/);
my $as_numbers = rows { s/^\d+,/2.01E+04,/ };
refuses('ids as a spreadsheet displays numbers', { map { $_ => $as_numbers } qw(student enrollment attendance_event) }, [],
	qr/1 student id\(s\) look like spreadsheet numbers/);
refuses('ids with a decimal', { map { $_ => rows { s/^(\d+),/$1.0,/ } } qw(student enrollment attendance_event) }, [],
	qr/30 student id\(s\) look like spreadsheet numbers/);
refuses('ids of another system', { attendance_event => rows { s/^/X/ } }, [], qr/90 of the 90 rows of attendance_event are not used/);
refuses('students of another system', { student => rows { s/^/X/ } }, [], qr/30 of the 30 rows of enrollment are not used/);

#
# Values
#
for my $share ('1:05', '25%', '"0,25"', '25', '-1', 'half')
{
	refuses("$share as a share", { attendance_event => with { $_[0] % 3 ? '' : $share } 'portion' }, [],
		qr/30 of the 90 rows of attendance_event have values that could not be read/,
		qr/30 of the 90 rows of attendance_event are not used/);
}
refuses('a share of a code', { attendance_code => with { '25%' } 'portion' }, [], qr/2 of the 2 rows of attendance_code are not used/);
refuses('missed without held', { attendance_event => with { 65 } 'missed' }, [], qr/90 of the 90 rows of attendance_event are not used/);
refuses('periods without a number of periods', { attendance_event => with { 'P1' } 'period' }, [],
	qr/90 of the 90 rows of attendance_event are not used/);
refuses('exit dates that are not dates', { enrollment => rows { s/,,5$/,soon,5/ } }, [], qr/30 of the 30 rows of enrollment are not used/);
refuses('a blank code', { attendance_event => rows { s/A$// if $_[0] < 30 } }, [],
	qr/^30 rows of attendance_event have no code\. .* -v blank_code=present\.$/m);
refuses('another text for NULL', { attendance_event => with { 'NIL' } 'period' }, [],
	qr/90 of the 90 rows of attendance_event are not used/);
refuses("unknown calendar events", { calendar_day => rows { s/Instructional day/In session/ } }, [],
	qr/The calendar_day file has no session day of the school year/);
refuses("only holidays", { calendar_day => rows { s/Instructional day/Holiday/ } }, [],
	qr/The calendar_day file has no session day of the school year/);

#
# Rows
#
for my $file (qw(school student calendar_day enrollment attendance_code attendance_event))
{
	refuses("$file twice over", { $file => sub { $_[0] . ($_[0] =~ s/^.*\n//r) } }, [],
		qr/\d+ of the \d+ rows of $file are not used\. .* -v max_unused=50\.$/m);
}
my $deleted = { attendance_event => with { $_[0] % 9 ? 'posted' : 'Deleted' } 'Record Status' };
$out = refuses('deleted rows', $deleted, [],
	qr/Column Record Status seems to mark 10 rows of attendance_event as deleted\. .* -v deleted=none\.$/m);
like($out, qr/^ attendance_event +\| Record Status +\| deleted +\| +10 \| deleted=attendance_event\.record status=deleted *$/m,
	'the output says how to leave them out');
for ([ 'is_deleted', 'N', 'Y' ], [ 'Active', 1, 0 ], [ 'voided_at', '', '2026-01-20 10:00' ], [ 'status', 'A', 'D' ])
{
	my ($column, $is_used, $is_deleted) = @$_;
	refuses("column $column", { enrollment => with { $_[0] % 9 ? $is_used : $is_deleted } $column }, [],
		qr/Column $column seems to mark 4 rows of enrollment as deleted/);
}
refuses('a column that does not exist', {}, ['deleted=state=void'], qr/Variable deleted names state=void, but no file has such a column/);

#
# The year
#
refuses("school_year=$_", {}, ["school_year=$_"],
	qr/^DETAIL:  0 of the 20 days of calendar_day are in school year 2025\. Most are in school year 2026: if that is the year to load, set -v school_year=2026\.$/m)
	for '2025', '2024-25';
refuses("school_year=$_", {}, ["school_year=$_"],
	qr/invalid school_year: "\Q$_\E"\nHINT:  Give the year in which the school year ends, such as 2026, or both years, such as 2025-26\./)
	for '2025-27', '2026-06', '26', '25-26', 'this', '1999-98', '';
# one of many days inside the year is not enough
refuses('files of another year', { calendar_day => sub { $_[0] =~ s/2026-01-(?!05)/2026-09-/gr } }, [],
	qr/1 of the 20 days of calendar_day are in school year 2026\. Most are in school year 2027/);
refuses('events of another year', { attendance_event => sub { $_[0] =~ s/2026-/2025-/gr } }, [],
	qr/0 of the 20 days of attendance_event are in school year 2026/);

#
# The shape of a file
#
for (
	[ 'line ends of old Macs', sub { $_[0] =~ tr/\n/\r/r }, qr/attendance_event file has the line ends of old Macs/ ],
	[ 'line ends of old Macs further on', sub { substr($_[0], 0, 300) . (substr($_[0], 300) =~ tr/\n/\r/r) },
		qr/attendance_event file has a carriage return inside line 14/ ],
	[ 'UTF-16', sub { "\xff\xfe" . join '', map { "$_\0" } split //, $_[0] },
		qr/attendance_event file has zero bytes, so it is UTF-16 or not text: save it as CSV in UTF-8/ ],
	[ 'UTF-16 of the other order', sub { "\xfe\xff" . join '', map { "\0$_" } split //, $_[0] }, qr/attendance_event file has zero bytes/ ],
	[ 'rows of empty quotes and nothing else', sub { ($_[0] =~ s/\n.*//sr) . "\n" . qq{"","","",""\n} x 90 },
		qr/The attendance_event file has no row that can be read/ ],
	[ 'no names of columns', sub { $_[0] =~ s/^.*\n//r }, qr/first line of the attendance_event file does not name its columns/ ],
	[ 'a field too many', sub { $_[0] =~ s/(,A\n)/$1/r =~ s/(.*,A)\n\z/$1,Secret\n/r },
		qr/attendance_event file has 5 fields in line 91, but 4 in its first line/ ],
	[ 'a field too few', sub { $_[0] . "Secret,01\n" }, qr/attendance_event file has 2 fields in line 92, but 4 in its first line/ ],
	[ 'a quote that is left open', sub { $_[0] =~ s/A/"A/r },
		qr/attendance_event file has a quote that opens in line 2 and does not close/ ],
	[ 'a line without end', sub { $_[0] . 'Secret' x 20_000 },
		qr/attendance_event file is not CSV: line 92 has more than 65000 characters/ ],
	[ 'another encoding', sub { $_[0] . "Secret\xe9,01,2026-01-05,A\n" }, qr/invalid byte sequence for encoding "UTF8"/ ])
{
	my ($what, $change, $sentence) = @$_;
	refuses($what, { attendance_event => $change }, [], $sentence);
}
# a file a hundred times as long does not take longer
my $began = time;
my ($ret, $err);
($ret, $out, $err) = load({ attendance_event => join "\r", ('student_id,school_id,day,code', ('00101,01,2026-01-05,A') x 400_000) });
is($ret, 3, 'ten megabytes with line ends of old Macs: refused');
cmp_ok(time - $began, '<', 20, 'quickly');
cmp_ok(length $err, '<', 1000, 'with a short message');

refuses($_->[0], {}, [ $_->[0] ], $_->[1])
	for [ 'separator=colon', qr/variable separator must be comma, semicolon, tab or pipe/ ],
		[ 'date_format=first', qr/invalid date_format: "first"\nHINT:  Give the order of month, day and year/ ],
	[ 'blank_code=absent', qr/invalid blank_code: "absent"/ ],
		[ 'accept_ids=1', qr/invalid accept_ids: "1"\nHINT:  It must be no or yes\./ ];

#
# Dates
#
sub dates
{
	my ($form, @files) = @_;
	my @month = qw(x Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec);
	my %part;
	my $change = sub
	{
		$_[0] =~ s{(\d{4})-(\d\d)-(\d\d)}{
			%part = (YYYY => $1, YY => substr($1, 2), MM => $2, DD => $3, Mon => $month[$2]);
			$form =~ s/(YYYY|YY|MM|DD|Mon)/$part{$1}/gr}ger;
	};
	return { map { $_ => $change } @files };
}
# the only entry date is 5 January
refuses("an ambiguous entry date, $_", dates($_, 'enrollment'), [],
	qr/cannot tell whether the dates of the enrollment file have the month or the day first/, qr{date_format=MM/DD/YYYY})
	for 'MM/DD/YYYY', 'DD.MM.YYYY', 'DD-MM-YY';
# thirty dates that are ambiguous, and one error
refuses('one error does not determine the order',
	{ attendance_event => join '', "student_id,school_id,day,code\n", "20111,01,23/01/2026,A\n",
	map { my $d = $_; map { sprintf "20111,01,%02d/%02d/2026,A\n", $d, $_ } 1 .. 5 } 7 .. 12 }, [],
		qr/cannot tell whether the dates of the attendance_event file have the month or the day first/);
refuses('both orders', { attendance_event => rows { s/2026-01-(\d\d)/$_[0] % 2 ? "01\/$1\/2026" : "$1\/01\/2026"/e } }, [],
	qr/Some of them can only be read with the month first, others only with the day first\./);
refuses('another order than the given one', dates('DD.MM.YYYY', qw(calendar_day enrollment attendance_event)), ['date_format=MM/DD/YYYY'],
	qr/rows of calendar_day have values that could not be read/);

# none of these loads has changed anything, and the log has no student data
my $log = slurp_file($node->logfile);
# without process IDs
$log =~ s{\[\d+\]}{}g;
unlike($log, qr/Secret|201[123]\d|0010\d/, 'the log of the server has no student data');
like($log, qr/files were not loaded, and nothing was changed/, 'the log has the refusals');

#
# Correct files are loaded, in any form
#
sub loads
{
	my ($what, $change, $variables, $expected, @said) = @_;
	answer(q{SELECT absence.drop_store('attendance', 'attendance'); SELECT absence.create_store('attendance')});
	my ($ret, $out, $err) = load($change, @$variables);
	is($ret, 0, "$what: loads") or diag $err;
	is(answer($chronic), $expected, "$what: the figures are right");
	like($out, $_, "$what: the output says so") for @said;
	return $out;
}
$out = loads('as it should be', {}, [], '30|90', qr/^ attendance_event +\| comma +\| by name, or year first +\| +0 \| - *$/m);
my $rows = join ' *\n ',
	'student +\| +30 \| +30 \| +0 \| +30 \| +30 \| +\| +\| +0 \| +30',
	'calendar_day +\| +40 \| +40 \| +0 \| +\| +\| +2 \| +2 \| +0 \| +40',
	'enrollment +\| +30 \| +30 \| +0 \| +30 \| +30 \| +2 \| +2 \| +0 \| +30';
like($out, qr/^ $rows *$/m, 'the output ends with a row for each file');
like($out, qr/store now *\n[-+]+\n(?: \w+ .*\n)+\(6 rows\)\s*\z/, 'at the end of the output');
loads('school_year=2025-26', {}, ['school_year=2025-26'], '30|90');
loads('school_year=2025/2026', {}, ['school_year=2025/2026'], '30|90');
for my $by (';', "\t", '|')
{
	my $name = { ';' => 'semicolon', "\t" => 'tab', '|' => 'pipe' }->{$by};
	my $change = { map { $_ => sub { $_[0] =~ s/,/$by/gr } } qw(school student calendar_day enrollment attendance_code attendance_event) };
	loads("$name", $change, [], '30|90', qr/^ attendance_event +\| $name /m);
	loads("$name as a variable", $change, ["separator=$name"], '30|90');
}
loads('a comma in a field of a semicolon file', { map({ $_ => sub { $_[0] =~ s/,/;/gr } } qw(school student enrollment attendance_event)),
	calendar_day => sub { $_[0] =~ s/,/;/gr =~ s/;Instructional day/;"Instructional day"/gr },
	attendance_code => "code;mark;description\nA;excused;ill, or not; said\n"
		=~ s/not; said/"not"; said/r =~ s/ill, or "not"; said/"ill, ""or""; not"/r }, [], '30|90');
is(answer(q{SELECT description FROM attendance.attendance_code WHERE code = 'A'}), 'ill, "or"; not', 'the field is unchanged');
my @files = qw(calendar_day enrollment attendance_event);
loads("dates $_", dates($_, @files), ["date_format=$_"], '30|90') for 'MM/DD/YYYY', 'DD.MM.YYYY', 'DD-MM-YY', 'YY-MM-DD';
loads("dates $_", dates($_, @files), [], '30|90', qr/^ attendance_event +\| comma +\| by name, or year first/m)
	for 'DD-Mon-YY', 'DD Mon YYYY', 'DDMonYYYY', 'YYYY/MM/DD', 'YYYYMMDD', 'YYYY-MM-DD 00:00:00';
loads("dates $_->[0], guessed", dates($_->[0], qw(calendar_day attendance_event)), [], '30|90',
	qr/^ attendance_event +\| comma +\| $_->[1] \(guessed\)/m)
	for [ 'MM/DD/YYYY', 'month first' ], [ 'DD.MM.YYYY', 'day first' ];
loads('texts for NULL', { enrollment => rows { s/,,5$/,NULL,5/ }, attendance_event => with { $_[0] % 2 ? '\N' : 'null' } 'period' }, [],
	'30|90',
	qr/^ enrollment +\|.*\| NULL in exit_date \(30\) *$/m, qr/^ attendance_event +\|.*\| \\N in period \(45\), null in period \(45\) *$/m);
loads('another text for NULL', { attendance_event => with { 'NIL' } 'period' }, ['null_words=NIL,NULL'], '30|90');
loads('rows of empty quotes', { attendance_event => sub { $_[0] . qq{"","","",""\n , "" ,,\n} x 45 } }, [], '30|90',
	qr/^ attendance_event +\| comma +\|[^|]+\| +90 \|/m, qr/^ attendance_event +\| +90 \| +90 \| +0 /m);
loads('ids that are confirmed', { attendance_event => rows { s/^00101/101/ } }, [ 'accept_ids=yes' ], '29|87');
loads('more rows not used', { attendance_event => $without_zeros }, [ 'accept_ids=yes', 'max_unused=34' ], '20|60');
$out = loads('deleted rows, left out', $deleted, ['deleted=attendance_event.record status=deleted'], '30|80',
	qr/^ attendance_event +\| deleted, by column Record Status +\| +10 /m);
is(answer(q{SELECT count(*) FROM attendance.attendance_event}), 80, 'ten rows fewer') or diag $out;
loads('deleted rows, used', $deleted, ['deleted=none'], '30|90');
loads('any value in a column', { attendance_event => with { $_[0] % 9 ? '' : "2026-01-1$_[0]" } 'deleted_at' }, ['deleted=deleted_at=*'],
	'30|80');
loads('a share', { attendance_event => with { '0.25' } 'portion' }, [], '0|0');
loads('a grade', { enrollment => rows { s/5$/T9/ } }, [], '30|90',
	qr/^ grade in enrollment +\| T9 +\| +30 \| fs195 counts its students as grade not known *$/m);

# one row for every student and day: the same events, and rolls. The roll of the last
# day was taken only for a few students.
my $roll = sub {
	my %absent = map { /^(\d+,\d+,[\d-]+),A$/ ? ($1 => 1) : () } split /\n/, $_[0];
	my $rows = "student_id,school_id,day,code\n";
	for my $d (@day)
	{
		$rows .= join ',', $_, $school_of{$_}, $d, $absent{"$_,$school_of{$_},$d"} ? "A\n" : "\n"
			for $d eq $day[-1] ? @child[ 0 .. 3 ] : @child;
	}
	return $rows . join '', map { "$_,$school_of{$_},2026-02-02,\n" } @child;
};
loads('a row for every student and day', { attendance_event => $roll,
	calendar_day => sub { "$_[0]01,2026-02-02,Instructional day\n02,2026-02-02,Instructional day\n" } }, ['blank_code=present'], '30|86');
is(answer(q{SELECT count(*) FILTER (WHERE code = 'A'), count(*) FROM attendance.attendance_event}), '86|86',
	'the events are those with a code');
is(answer(q{SELECT school_id, count(*), max(day) FROM attendance.attendance_taken GROUP BY school_id ORDER BY 1}),
	"01|19|2026-01-29\n02|19|2026-01-29", 'the rolls are those of complete past days');
loads('the same where presence is recorded', { attendance_event => $roll,
	school => "school_id,name,reporting\n01,Larkmoor,exception\n02,Fennick,affirmative\n",
	calendar_day => sub { "$_[0]01,2026-02-02,Instructional day\n02,2026-02-02,Instructional day\n" } }, ['blank_code=present'], '30|86');
is(answer(q{SELECT school_id, count(*) FILTER (WHERE code = 'Present') FROM attendance.attendance_event GROUP BY school_id ORDER BY 1}),
	"01|0\n02|258", 'a school that records presence has these events');
is(answer(q{SELECT school_id, count(*) FROM attendance.attendance_taken GROUP BY school_id}), '01|19',
	'it has no roll of the whole school');

#
# A role that loads but does not refresh
#
answer(q{SELECT absence.drop_store('attendance', 'attendance');
	SELECT absence.create_store('attendance'), absence.grant_reader('attendance', 'nightly', 'loader')});
($ret, $out, $err) = load_as('nightly', {});
is($ret, 0, 'a loader loads') or diag $err;
is($err, '', 'there is no warning');
like($out, qr/Only the owner of the store can refresh it\. Run this as role dba\n.*CALL absence\.refresh\('attendance', 2026\);/s,
	'the output says who can refresh');
is(answer($everything), '90|30|40|30|2|0', 'everything is there');
my ($statement) = $out =~ /(CALL absence\.refresh\('attendance', 2026\));/;
answer($statement =~ s/2026/2026, today => '2026-02-01'/r);
is(answer($chronic), '30|90', 'the owner refreshes');
($ret, $out, $err) = load_as('nightly', { attendance_event => $without_zeros });
is($ret, 3, 'wrong files are refused for a loader too');
is(answer($everything), '90|30|40|30|2|30', 'nothing has changed');
($ret, $out, $err) = $node->psql('district', 'INSERT INTO attendance.store_setting (layout_version) VALUES (1)',
	extra_params => [ '-U', 'nightly' ]);
like($err, qr/permission denied/, 'a loader cannot change settings');

# the facts of last year outlive a load that names the wrong year
answer(q{INSERT INTO attendance.attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, 2025, day - 364, code FROM attendance.attendance_event});
($ret, $out, $err) = load({}, 'school_year=2025');
is($ret, 3, 'a year named by its start: refused');
is(answer(q{SELECT school_year, count(*) FROM attendance.attendance_event GROUP BY 1 ORDER BY 1}), "2025|90\n2026|90",
	'last year is unchanged');

$node->stop;
done_testing();
