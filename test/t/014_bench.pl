# The bench answers each question in several ways: on a small district all ways give the
# same answer, a fault in the facts of one way is found, and every row is in the tables.
# Times do not matter here.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('bench');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', "CREATE DATABASE bench ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0");

my $files = PostgreSQL::Test::Utils::tempdir;
my @command = ('psql', '-X', '-q', '-d', $node->connstr('bench'), '-v', 'students=300', '-v', 'rounds=1', '-v', 'refreshes=2',
	'-v', "files=$files", '-v', "csv=$files/result.csv", '-f', 'test/bench/bench.sql');
my ($out, $err) = run_command(\@command);
is($? >> 8, 0, 'the ways agree');
is($err, '', 'there is no error message');

my ($head, @rows) = split /\n/, slurp_file("$files/result.csv");
is($head, 'students,question,way,ours,unit,runs,median,min,max,y,ratio,cpu,cpu_y,cpu_ratio', 'the file names its columns');
my %row = map { /^300,("[^"]*"|[^,]*),("[^"]*"|[^,]*),[tf],(ms|MB),([1-9]\d*),(\d+\.\d+),/ ? ("$1: $2" =~ tr/"//dr => $5)
	: die "odd row: $_" } @rows;
my @with_student = qw(student_absence district_student_absence watch_list student_day data_issue);
my @with_school = (@with_student,
	qw(school_absence grade_absence group_absence weekday_absence coverage absence_trend daily_attendance fs195
		month_absence report_basis));
my @kinds = ('first', 'nothing changed', 'a day more', '500 corrections');
my @expected = (
	'yardstick: Y: count(*), sum(hashtext(student_id)) of the events',
	(map { "rate by school: $_" } 'count(*) of the registers', 'absence: chronic_rate(register)', 'absence: view school_absence',
		'absence: kept answers', 'SQL over events, days by the calendar', 'SQL over daily rows', 'bit_count() of packed columns',
		"Analytics Middle Tier's shape"),
	(map { "rate on every day: $_" } 'absence: chronic_trend(register)', 'SQL windows over daily rows', 'SQL over events, closed form',
		'bit_count() of prefixes'),
	(map { "rate by student, daily rows: $_" } 'count(*) FILTER (...) / count(*)', 'absence: absence_rate(absent)'),
	(map { "days by mark, daily rows: $_" } 'six counts with FILTER', 'absence: tally_agg(mark)'),
	(map { "rules and tiers: $_" } 'count(*) of the registers by school',
		(map { "first_met: $_" } 'third unexcused day', '10 days within 90', 'pace of 2 in 20 school days', '3 days in a row',
			'30 hours in a row', '3 occasions of over 30 minutes'),
		'first_chronic', 'tier', 'crossings_of: ten rules'),
	(map { "live view, all rows: $_" } 'data_issue', 'watch_list'),
	(map { "live view, one student: $_" } @with_student),
	(map { "live view, one school: $_" } @with_school),
	(map { "live view, LIMIT 100: $_" } @with_school, 'district_absence'),
	(map { my $what = $_; map { "$what: $_" } @kinds } 'refresh, registers', 'refresh, kept answers', 'memory of a refresh',
		'the same without shared buffers', 'temporary files of a refresh'),
	(map { "size: $_" } 'daily rows', 'events', 'registers, freshly built', 'registers, after 30 refreshes with vacuum'));
is_deeply([ sort keys %row ], [ sort @expected ], 'every question and way is in the table');
like($out, qr/\Q$_\E/, "printed: $_") for map { s/^.*?: //r } @expected;

# each bar has a figure, and none is left without a verdict
is($node->safe_psql('bench', q{SELECT count(*) FROM bench.bar AS b WHERE NOT EXISTS (
	SELECT FROM bench.met AS m WHERE m.n = b.n AND m.verdict ~ '^(goal met$|met$|missed by \d)')}), 0, 'each bar is judged');

# a question is put to rows that are there
is($node->safe_psql('bench', q{
	CREATE FUNCTION pg_temp.is_empty(query text) RETURNS boolean LANGUAGE plpgsql AS $$
	DECLARE
		n integer;
	BEGIN
		EXECUTE format('SELECT count(*) FROM (SELECT FROM (%s) AS answer LIMIT 1) AS row', query) INTO n;
		RETURN n = 0;
	END
	$$;
	SELECT string_agg(way, ',') FROM bench.way
	WHERE query IS NOT NULL AND question <> 'live view, one student' AND pg_temp.is_empty(query)}), '', 'no answer is empty');

# the figures of ten times the students, nine times as large, and twenty times for live views
my @larger = map { my $factor = /live view/ ? 20 : 9; s/^300,/3000,/r =~ s/,(ms|MB),(\d+),([\d.]+)/",$1,$2," . $3 * $factor/er } @rows;
my $growth = "$files/growth.csv";
append_to_file($growth, join('', map { "$_\n" } $head, @rows, @larger));
($out, $err) = run_command([ 'psql', '-X', '-q', '-d', $node->connstr('bench'), '-v', "csv=$growth", '-f', 'test/bench/growth.sql' ]);
is($err, '', 'growth is printed');
like($out, qr/^ live view, all rows: data_issue +\| ([\d.]+) +\| [\d.]+ \(20\.0 x !\)/m, 'what grows faster than the students is marked');
like($out, qr/^ rate by school: SQL over daily rows +\| ([\d.]+) +\| [\d.]+ \(9\.0 x\)/m, '...and nothing else');

# The refreshes have changed the registers, so the other ways give different answers,
# which must be found. Without the ways that use registers, a fault in each kind of fact
# must be found.
my $others = q{DELETE FROM bench.way WHERE query LIKE '%register%' OR query LIKE '%school_absence%'};
for my $fault (
	[ 'SQL over events, days by the calendar', 'SELECT' ],
	[ 'SQL over daily rows', $others, 'DELETE FROM bench.absence_event WHERE school_id = 101' ],
	[ 'bit_count() of packed columns', $others, 'UPDATE bench.packed SET absent = absent & ~absent WHERE school_id = 101' ],
	[ "Analytics Middle Tier's shape", $others, 'DELETE FROM bench.attendance_event WHERE school_id = 101' ],
	[ 'SQL over events, closed form', $others, q{DELETE FROM bench.way WHERE question = 'rate by school'},
		'DELETE FROM bench.absence_event WHERE school_id = 101' ],
	[ 'bit_count() of prefixes', $others, q{DELETE FROM bench.way WHERE question = 'rate by school'},
		'UPDATE bench.packed SET member = member & ~member WHERE school_id = 101' ],
	[ 'absence: absence_rate(absent)', $others, q{UPDATE bench.way SET query = replace(query, 'absent)', 'NOT absent)')
		WHERE way LIKE '%absence_rate%'} ],
	[ 'absence: tally_agg(mark)', $others, q{UPDATE bench.way SET query = replace(query, 'absence.excused_days', 'absence.iss_days')
		WHERE way LIKE '%tally_agg%'} ])
{
	my ($way, @sql) = @$fault;
	my $sql = join ';', 'BEGIN', 'SET search_path = public, absence', @sql, 'CALL bench.compare()', 'ROLLBACK';
	my ($ret, undef, $said) = $node->psql('bench', $sql, on_error_stop => 1);
	isnt($ret, 0, "a fault is found: $way");
	like($said, qr/and "\Q$way\E" differ in [1-9]\d* rows/, '...and named');
}

done_testing();
