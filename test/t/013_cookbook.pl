# Every query of the BI cookbook runs as printed, and answers
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @query = slurp_file('doc/bi_cookbook.md') =~ /^```sql\n(.*?)^```/msg;
cmp_ok(scalar @query, '>=', 20, 'the cookbook has queries');

my $node = PostgreSQL::Test::Cluster->new('cookbook');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store('attendance');
	CALL absence.load_sample('attendance', 1500, 6, 3);
	CALL absence.refresh('attendance', today => '2026-03-01');
	CALL absence.refresh('attendance', today => '2026-06-30')});

foreach my $query (@query)
{
	my ($ret, $out, $err) = $node->psql('postgres', $query);
	(my $what = $query) =~ s/\s+/ /g;
	ok($ret == 0 && $err eq '' && $out ne '', substr($what, 0, 70)) or diag($err || 'no row');
}

# sums over schools are those of the schools
is($node->safe_psql('postgres', q{
	SELECT bool_and(g.n = s.n AND g.chronic_n = s.chronic_n)
	FROM (SELECT group_kind, sum(n) AS n, sum(chronic_n) AS chronic_n FROM attendance.group_absence
		WHERE sex = 'all' AND status_basis = 'on_day' AND group_kind IN ('race_ethnicity', 'disability_idea') GROUP BY group_kind) AS g
	CROSS JOIN (SELECT sum(n) AS n, sum(chronic_n) AS chronic_n FROM attendance.school_absence) AS s}), 't', 'each student is in one value of a kind');

done_testing();
