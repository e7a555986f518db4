# Refreshes whose process is killed, which restarts the server. Nothing is lost, the
# store answers as before, and the next refresh makes the same store as in a database
# that was never disturbed.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin, "$FindBin::RealBin/../t";
use Faults;
use StoreFigures;
use Time::HiRes qw(sleep time);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $kills = $ENV{ABSENCE_KILLS} || 30;
srand($ENV{ABSENCE_FUZZ_SEED} || 20251118);

my $node = PostgreSQL::Test::Cluster->new('kills');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nrestart_after_crash = on\n");
$node->start;
$node->safe_psql('postgres', "CREATE DATABASE $_") for qw(calm hit);
fill_store($node, $_) for qw(calm hit);
is(differing(refreshed_figures($node, 'calm'), refreshed_figures($node, 'hit')), '', 'both stores are the same');

my ($landed, $rounds, $length) = (0, 0, 0);
while ($landed < $kills && $rounds < 3 * $kills + 10)
{
	$rounds++;
	change_facts($node, $_, $rounds) for qw(calm hit);
	my $began = time;
	$node->safe_psql('calm', 'SET client_min_messages = warning; CALL absence.refresh()');
	$length = time - $began;

	my $before = all_figures($node, 'hit');
	my $call = start_call($node, 'hit', 'CALL absence.refresh()');
	sleep(rand($length));
	kill 'KILL', $call->{pid};
	my $said = end_of_call($call);
	$node->poll_query_until('hit', 'SELECT true') or BAIL_OUT('the server does not start again');
	my $good = 1;
	if ($said ne '')
	{
		$landed++;
		$good &&= is(differing($before, all_figures($node, 'hit')), '', "kill $landed: everything is as before the refresh");
	}
	$node->safe_psql('hit', 'SET client_min_messages = warning; CALL absence.refresh()');
	$good &&= is(differing(refreshed_figures($node, 'calm'), refreshed_figures($node, 'hit')), '',
		"round $rounds: a refresh gives the same as in the store that was not disturbed");
	last if !$good;
}
note "$landed kills in $rounds refreshes, each of about " . sprintf('%.1f', $length) . ' s';
is($landed, $kills, 'as many kills as asked for');
my $log = PostgreSQL::Test::Utils::slurp_file($node->logfile);
is(scalar(() = $log =~ /terminated by signal 9/g), $landed, 'no other process was killed');
unlike($log, qr/terminated by signal (?!9)|PANIC/, 'no process crashed');

$node->stop;
done_testing();
