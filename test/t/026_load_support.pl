# doc/load_support.sql does what doc/load_support.md says. A role with level support_loader
# runs it, on files with the defects of real exports.
use strict;
use warnings;

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/load_support.md');
my $script = slurp_file('doc/load_support.sql');

# the page and the script name the same columns
my (@documented, $of_file);
for (split /\n/, $page)
{
	$of_file = $1 if /^### (\w+)\.csv$/;
	push @documented, "$of_file.$1 $3 $2" if defined $of_file && /^\| `(\w+)` \| (yes|no) \| (\w+) \| /;
}
my @known = map { /^\t\('(\w+)', '(\w+)', '(\w+)', (true|false)\)[,;]$/ ? "$1.$2 $3 " . ($4 eq 'true' ? 'yes' : 'no') : () }
	split /\n/, $script;
is_deeply(\@documented, \@known, 'every column is documented as the script reads it');
cmp_ok(scalar @known, '>', 60, 'there are many columns');

my $node = PostgreSQL::Test::Cluster->new('load_support');
$node->init;
$node->append_conf('postgresql.conf', "log_min_messages = info\nlog_statement = 'all'\n");
$node->start;
$node->safe_psql('postgres', q{CREATE ROLE dba LOGIN; CREATE ROLE nightly LOGIN; CREATE ROLE anna LOGIN;
	CREATE DATABASE district OWNER dba ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0});
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
sub as { my ($role, $sql) = @_; my ($ret, $out, $err) = $node->psql('district', $sql, extra_params => [ '-U', $role ]); return $out . $err; }

# the columns of the script are those of the tables, but for the year, who typed, and what a refresh takes from a source
is(as('dba', q{SET client_min_messages = warning; CREATE EXTENSION absence; SELECT absence.create_store('attendance');
	SELECT absence.grant_reader('attendance', 'nightly', 'support_loader'), absence.grant_reader('attendance', 'anna', 'recorder');
	INSERT INTO attendance.school (school_id, name) VALUES ('A', 'A');
	INSERT INTO attendance.student (student_id) VALUES ('a'), ('b');
	INSERT INTO attendance.enrollment (student_id, school_id, school_year, entry_date) VALUES ('a', 'A', 2026, '2025-09-01'), ('b', 'A', 2026, '2025-09-01')}),
	"\n|", 'a store');
is_deeply([ sort map { /^(\S+)/ } @known ], [ sort split /\n/, as('dba', q{
	SELECT c.relname || '.' || a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE c.relnamespace = 'attendance'::regnamespace AND a.attname NOT IN ('school_year', 'entered_by', 'source_year', 'begin_unknown')
		AND c.relname IN (SELECT relation FROM absence_internal.store_relation WHERE support_loader = 'writes')}) ],
	'every column of the tables is read');

my $folder = PostgreSQL::Test::Utils::tempdir . '/the exports';
mkdir $folder or die $!;
sub file
{
	my ($name, $content) = @_;
	open my $f, '>:raw', "$folder/$name.csv" or die $!;
	print $f $content;
	close $f;
}
sub load
{
	my ($printed) = $page =~ /^ +(psql -X .* -f doc\/load_support\.sql district)$/m;
	my @command = map { s{^folder=.*}{folder=$folder}r } split ' ', $printed;
	splice @command, -1, 0, '-U', 'nightly', map { ('-v', $_) } @_;
	my ($out, $err);
	IPC::Run::run \@command, '<', \undef, '>', \$out, '2>', \$err;
	return ($? >> 8, $out, $err);
}
my $rows = q{SELECT student_id, begin_date, end_date, entered_by FROM attendance.student_intervention ORDER BY 1, 2};

as('anna', q{INSERT INTO attendance.enter_support (student_id, school_id, school_year, intervention_id, begin_date)
	VALUES ('a', 'A', 2026, 'mentor', '2025-10-01')});

# quotes, Windows line ends, a byte order mark, a semicolon, names in other spellings
file('intervention', qq{Intervention ID,Name,Tier,Delivery Method\r\nmentor,"Mentoring, ""weekly""",2,Individual\r\nclub,,,\r\n});
file('student_intervention', "\xef\xbb\xbfStudentID;school id;INTERVENTION_ID;begin_date;end_date;secret\n"
	. "a;A;mentor;2025-09-10;;x\nb;A;mentor;09/11/2025;9/30/2025 12:00:00 AM;x\nb;A;mentor;09/11/2025;9/30/2025 12:00:00 AM;x\n;;;;;\n");
file('contact', "student_id,name,may_contact,order_of_contact\na,Ann,N,1\nb,Bob,,2.0\n");
file('outreach', "student_id,school_id,day,kind,reached\na,A,2025-09-12,letter,\na,A,,call,\nb,A,2025-09-12,call,yes\n");
file('intervention_session', "student_id,intervention_id,day,minutes,attended\na,mentor,2025-09-17,30,\na,mentor,2025-09-24,30,no\n");
file('student_barrier', "student_id,category,barrier\na,Barriers,housing\n");
file('tier_decision', "student_id,tier,begin_date\na,2,2025-10-01\n");
file('staff', "staff_id,name,role_name\ns1,Kim,anna\n");
my ($code, $out, $err) = load('date_format=MM/DD/YYYY');
is($code, 0, 'the files are loaded') or diag $err;
like($err, qr/^psql:\S+ NOTICE:  student_intervention file: columns that are not read: secret\s*$/, 'a column that is not read');
is(as('dba', $rows), "a|2025-09-10||\na|2025-10-01||anna\nb|2025-09-11|2025-09-30|", 'supports, and what was typed');
is(as('dba', 'SELECT intervention_id, name, tier, diagnosis FROM attendance.intervention ORDER BY 1'),
	"club|||Low Attendance\nmentor|Mentoring, \"weekly\"|2|Low Attendance", 'interventions, with the default');
is(as('dba', 'SELECT student_id, name, may_contact, order_of_contact FROM attendance.contact ORDER BY 1'), "a|Ann|f|1\nb|Bob|t|2", 'contacts');
is(as('dba', 'SELECT student_id, school_year, day, kind, reached FROM attendance.outreach ORDER BY 1, 3'),
	"a|2026|2025-09-12|letter|\na|2026||call|\nb|2026|2025-09-12|call|t", 'outreach');
is(as('dba', 'SELECT day, attended FROM attendance.intervention_session ORDER BY 1'), "2025-09-17|t\n2025-09-24|f", 'sessions');
is(as('dba', 'SELECT barrier, main FROM attendance.student_barrier'), 'housing|f', 'barriers');
is(as('dba', 'SELECT tier, begin_date FROM attendance.tier_decision'), '2|2025-10-01', 'decisions');
is(as('dba', 'SELECT name, role_name FROM attendance.staff'), 'Kim|anna', 'staff');

# loaded again, nothing changes; another year and what is missing stay
unlink "$folder/$_.csv" for qw(contact staff intervention);
as('dba', q{INSERT INTO attendance.student_intervention (student_id, school_id, school_year, intervention_id, begin_date)
	VALUES ('a', 'A', 2025, 'mentor', '2024-10-01')});
($code) = load('date_format=MM/DD/YYYY');
is($code, 0, 'loaded again');
is(as('dba', $rows), "a|2024-10-01||\na|2025-09-10||\na|2025-10-01||anna\nb|2025-09-11|2025-09-30|", 'nothing is lost, and nothing twice');
is(as('dba', 'SELECT count(*) FROM attendance.contact'), 2, 'a missing file changes nothing');

# what cannot be read
file('student_intervention', "student_id,school_id,intervention_id,begin_date,tier\n" . join '', map { "$_\n" }
	'a,A,mentor,2025-09-10,2', 'a,A,mentor,2025-02-29,2', 'a,A,mentor,9/1/2025,2', 'a,A,,2025-09-10,2', 'a,A,mentor,2025-09-10,two', 'a,A,mentor',
	'a,"A,mentor,2025-09-10,2', 'Sensitive Name,"A"x,mentor,2025-09-10,2');
($code, $out, $err) = load();
is($code, 3, 'too many rows cannot be read');
like($err, qr/ERROR:  the files are not loaded\nDETAIL:  student_intervention file: 7 of 8 rows cannot be read, which is more than 1%\./, 'and it says so');
is(as('dba', $rows), "a|2024-10-01||\na|2025-09-10||\na|2025-10-01||anna\nb|2025-09-11|2025-09-30|", 'nothing has changed');
($code, $out) = load('max_unread=100');
is($code, 0, 'unless they may be');
like($out, qr/^ student_intervention +\| begin_date +\| not a date +\| +2 *$/m, 'dates');
like($out, qr/^ student_intervention +\| intervention_id +\| blank +\| +1 *$/m, 'a blank');
like($out, qr/^ student_intervention +\| tier +\| not a whole number +\| +1 *$/m, 'a tier');
like($out, qr/^ student_intervention +\| +\| not as many fields as the first line, or a quote out of place +\| +3 *$/m, 'lines');
is(as('dba', $rows), "a|2024-10-01||\na|2025-09-10||\na|2025-10-01||anna", 'the row that can be read');

# an extract that looks empty, a required column, a closed year
file('student_intervention', "student_id,school_id,intervention_id,begin_date\n" . join '', map { "a,A,mentor,2025-09-$_\n" } 10 .. 29);
is((load())[0], 0, 'twenty rows');
file('student_intervention', "student_id,school_id,intervention_id,begin_date\n" . join '', map { "a,A,mentor,2025-09-$_\n" } 10 .. 18);
($code, $out, $err) = load();
like($err, qr/student_intervention file: the store had 20 loaded rows and would have 9, which is a fall of more than 50%\./, 'a fall is refused');
is((load('max_drop=100'))[0], 0, 'unless it may be');
file('student_intervention', "student_id,intervention_id,begin_date,begin date\n");
like((load())[2], qr/ERROR:  student_intervention file has no column school_id and has more than one column begin_date/, 'columns');
like((load('date_format=DDMMYY'))[2], qr/ERROR:  invalid date_format: "DDMMYY"/, 'an option');
unlink "$folder/student_intervention.csv";
as('dba', q{INSERT INTO attendance.school_year_state (school_year, state) VALUES (2026, 'closed')});
like((load())[2], qr/ERROR:  school year 2026 of store "attendance" is closed/, 'a closed year');

unlike(slurp_file($node->logfile), qr/Sensitive Name|housing/, 'nothing about a student is in the log');

# the examples of the page on support run on a made-up district
my $support = slurp_file('doc/support.md');
$node->safe_psql('postgres', 'CREATE DATABASE page OWNER dba');
my ($ret, $said, $warned) = $node->psql('page', join("\n", 'SET client_min_messages = warning;', 'CREATE EXTENSION absence;', q{SELECT absence.create_store('attendance');},
	q{CALL absence.load_sample('attendance', 300, 6);}, q{CALL absence.refresh('attendance', today => '2026-02-10');}, $support =~ /^```sql\n(.*?)^```/msg),
	extra_params => [ '-U', 'dba' ], on_error_stop => 1);
is($ret, 0, 'the page on support runs') or diag $warned;
like($said, qr/^2026\|ca_truant\|1\|measure = occasions/m, 'a rule is in force');
like($said, qr/^error\|unknown student\|\d+\|0\d+\|/m, 'what needs attention');
like($said, qr/^outreach\|\d+$/m, 'what was forgotten');
is_deeply([ sort map { /`([^`]+)`/g } map { /^\| (.*?) \|/ ? $1 : () } split /\n/, ($support =~ /^## What needs attention\n(.*?)^## /ms)[0] ],
	[ split /\n/, as('dba', 'SELECT reason FROM attendance.support_issue_kind ORDER BY reason') ], 'the page has every reason');
is_deeply([ sort map { /`([^`]+)`/g } map { /^\| (.*?) \|/ ? $1 : () } split /\n/, ($support =~ /^## Words\n(.*?)^## /ms)[0] ],
	[ split /\n/, as('dba', q{SELECT DISTINCT list FROM attendance.support_word UNION SELECT 'service_type' ORDER BY 1}) ], 'and every list');

done_testing();
