# postgres_fdw: the registers of two districts stay on their servers, and a state computes
# figures of both. The aggregates run where the registers are, each district in one, and
# give what one table of all registers gives. The statements are those of the guide.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $guide = slurp_file('doc/dba_guide.md');
my ($section) = $guide =~ /^## Many districts\n(.*?)^## /ms or die 'the guide has no section "Many districts"';
my @block = $section =~ /^```sql\n(.*?)^```/msg;
is(scalar @block, 6, 'the guide has its statements');
my ($in_district, $connect, $partitions, $by_district, $everywhere, $answers) = @block;

my %district;
for my $name ('north', 'south')
{
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init;
	$node->append_conf('postgresql.conf', 'jit = off');
	$node->start;
	$node->safe_psql('postgres', 'CREATE DATABASE school; CREATE ROLE state LOGIN');
	my $seed = $name eq 'north' ? 1 : 2;
	$node->safe_psql('school', qq{
		SET client_min_messages = warning;
		CREATE EXTENSION absence;
		SELECT absence.create_store();
		CALL absence.load_sample('attendance', 80, 4, $seed);
		CALL absence.refresh('attendance', today => '2026-03-10');
		ANALYZE});
	my $own = $in_district;
	is($own =~ s/'north'/'$name'/, 1, 'a district names itself');
	$node->safe_psql('school', $own);
	$district{$name} = $node;
}

my $state = PostgreSQL::Test::Cluster->new('state');
$state->init;
$state->append_conf('postgresql.conf', 'jit = off');
$state->start;
for my $name (keys %district)
{
	my ($host, $port) = ($district{$name}->host, $district{$name}->port);
	is($connect =~ s/host '$name\.example\.org', dbname 'school'/host '$host', port '$port', dbname 'school'/, 1,
		"the guide names a server of district $name");
}
$state->safe_psql('postgres', $connect);
$state->safe_psql('postgres', $partitions);

# All registers in one table, to compare with
$state->safe_psql('postgres', q{CREATE TABLE every_register AS SELECT * FROM student_register; ANALYZE every_register});
is($state->safe_psql('postgres', q{SELECT string_agg(format('%s %s', district, n), ', ' ORDER BY district) FROM (
	SELECT district, count(*) AS n FROM every_register GROUP BY district) AS q}) =~ s/\d\d+/many/gr, 'north many, south many',
	'the registers of both districts are there');

sub plan_of
{
	my ($query) = @_;
	return $state->safe_psql('postgres', "SET enable_partitionwise_aggregate = on; EXPLAIN (VERBOSE, COSTS OFF) $query");
}

# Each aggregate over registers, with a policy and a day
my @aggregate = (
	'absence.chronic_rate(register)',
	q{absence.chronic_rate(register, 'compare = >, minimum > 30 days')},
	q{absence.chronic_rate(register, '', '2025-12-19')},
	'absence.band_counts(register)',
	q{absence.band_counts(register, 'chronic = 15%, severe = 25%', '2025-12-19')},
	'absence.chronic_trend(register)', q{absence.daily_absence(register, 'unrecorded = absent')},
	'absence.rollup(register)', q{absence.rollup(absence.tally(register))},
	q{absence.chronic_n(absence.band_counts(register))},
	q{absence.chronic_rate(absence.clip(register, '2025-09-01', '2025-12-19'))});
for my $aggregate (@aggregate)
{
	# by district: each district computes its own answer
	my $query = "SELECT district, ($aggregate)::text FROM student_register GROUP BY district";
	my $plan = plan_of($query);
	is(scalar(() = $plan =~ /Relations: Aggregate on \(public\.register_of_(?:north|south)\b/g), 2,
		"$aggregate runs in each district") or diag $plan;
	my $sorted = "SELECT * FROM (%s) AS q ORDER BY 1";
	is($state->safe_psql('postgres', 'SET enable_partitionwise_aggregate = on; ' . sprintf($sorted, $query)),
		$state->safe_psql('postgres', sprintf($sorted, $query =~ s/FROM student_register/FROM every_register/r)),
			'the answer is that of one table');

	# within one district, by school
	$query = "SELECT school_id, ($aggregate)::text FROM register_of_north GROUP BY school_id";
	$plan = plan_of($query);
	like($plan, qr/^Foreign Scan.*\n(?:.*\n)*?.*Relations: Aggregate on/m, 'by school, it runs in the district') or diag $plan;
	is($state->safe_psql('postgres', sprintf($sorted, $query)),
		$state->safe_psql('postgres', sprintf($sorted,
			"SELECT school_id, ($aggregate)::text FROM every_register WHERE district = 'north' GROUP BY school_id")),
		'the answer is that of one table');

	# over both districts: rows are fetched, which is slower and the same
	$query = "SELECT ($aggregate)::text FROM student_register";
	is($state->safe_psql('postgres', "SET enable_partitionwise_aggregate = on; $query"),
		$state->safe_psql('postgres', $query =~ s/student_register/every_register/r), 'over all districts, the answer is that of one table');
}

# A verdict in WHERE is computed in the district too
my $where = q{SELECT count(*) FROM register_of_north WHERE absence.chronic(absence.tally(register))};
like(plan_of($where), qr/Relations: Aggregate on.*\n(?:.*\n)*?.*Remote SQL: .*WHERE .*absence\.chronic\(absence\.tally\(/,
	'a verdict in WHERE is computed in the district');
is($state->safe_psql('postgres', $where), $state->safe_psql('postgres',
	$where =~ s/FROM register_of_north WHERE/FROM every_register WHERE district = 'north' AND/r), 'with the same answer');

# The queries of the guide
my $plan = plan_of($by_district =~ s/;\s*\z//r);
is(scalar(() = $plan =~ /Async Foreign Scan.*\n(?:(?!.*Foreign Scan).*\n)*?.*Relations: Aggregate on/g), 2,
	'the figures by district come from the districts, at the same time') or diag $plan;
like($state->safe_psql('postgres', $by_district), qr/^north\|\d+\|\d+\|0\.\d+\nsouth\|\d+\|\d+\|0\.\d+$/, 'there are figures of both');
# counts add up, so that the figures of the state need no register
$plan = plan_of($everywhere =~ s/;\s*\z//r);
is(scalar(() = $plan =~ /Relations: Aggregate on/g), 2, 'the figures of the state are sums of what each district computes') or diag $plan;
is($state->safe_psql('postgres', $everywhere), $state->safe_psql('postgres',
	'SELECT absence.verdict_n(c), absence.chronic_n(c), absence.chronic_rate(c)
		FROM (SELECT absence.band_counts(register) AS c FROM every_register) AS q'),
	'they are those of one table');
# kept answers, and a live view
$state->safe_psql('postgres', $answers);
for my $name ('north', 'south')
{
	is($state->safe_psql('postgres', "SELECT school_id, chronic_n FROM ${name}_answers.latest_school_absence ORDER BY 1"),
		$district{$name}->safe_psql('school', 'SELECT school_id, chronic_n FROM attendance.latest_school_absence ORDER BY 1'),
		"the kept answers of district $name can be read");
	is($state->safe_psql('postgres', "SELECT school_id, chronic_n FROM ${name}_answers.school_absence ORDER BY 1"),
		$district{$name}->safe_psql('school', 'SELECT school_id, chronic_n FROM attendance.school_absence ORDER BY 1'),
		"and a live view of district $name");
}

# Without the option nothing is computed in the districts, and the answers are the same
$state->safe_psql('postgres', q{ALTER SERVER north OPTIONS (DROP extensions)});
unlike(plan_of('SELECT absence.chronic_rate(register) FROM register_of_north'), qr/Aggregate on/, 'without the option, rows are fetched');
is($state->safe_psql('postgres', 'SELECT absence.chronic_rate(register) FROM register_of_north'),
	$state->safe_psql('postgres', q{SELECT absence.chronic_rate(register) FROM every_register WHERE district = 'north'}),
	'and the answer is the same');

$_->stop for $state, values %district;
done_testing();
