# The bench answers each question in several ways: on a small district all ways give the
# same answer, a fault in the facts of one way is found, and every row is in the table.
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
is($head, 'students,question,way,unit,runs,median,min,max,ratio,cpu,cpu_ratio', 'the file names its columns');
my %row = map { /^300,("[^"]*"|[^,]*),("[^"]*"|[^,]*),(ms|MB),([1-9]\d*),(\d+\.\d+),/ ? ("$1: $2" =~ tr/"//dr => $5)
	: die "odd row: $_" } @rows;
my @expected = (
	(map { "rate by school: $_" } 'count(*) of the registers', 'absence: chronic_rate(register)', 'absence: view school_absence',
		'SQL over events, days by the calendar', 'SQL over daily rows', 'bit_count() of packed columns', "Analytics Middle Tier's shape"),
	(map { "rate on every day: $_" } 'absence: chronic_trend(register)', 'SQL windows over daily rows', 'SQL over events, closed form',
		'bit_count() of prefixes'),
	(map { "rate by student, daily rows: $_" } 'count(*) FILTER (...) / count(*)', 'absence: absence_rate(absent)'),
	(map { "days by mark, daily rows: $_" } 'six counts with FILTER', 'absence: tally_agg(mark)'),
	(map { "refresh: $_" } 'first, of an empty store', 'again, nothing changed', 'a day more', '500 corrections',
		'the materialized views, apart'),
	(map { "size: $_" } 'daily rows', 'events', 'registers, freshly built', 'registers, after 30 refreshes with vacuum'));
is_deeply([ sort keys %row ], [ sort @expected ], 'every question and way is in the table');
like($out, qr/\Q$_\E/, "printed: $_") for map { s/^.*?: //r } @expected;

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
