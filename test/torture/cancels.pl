# Calls of refresh, certify and others are cancelled at random moments. Each leaves
# everything as it was before, and in the end a refresh makes the same store as in a
# database that was never disturbed.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin, "$FindBin::RealBin/../t";
use Faults;
use StoreFigures;
use Time::HiRes qw(sleep);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $cancels = $ENV{ABSENCE_CANCELS} || 100;
srand($ENV{ABSENCE_FUZZ_SEED} || 20251118);

my $node = PostgreSQL::Test::Cluster->new('cancels');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\n");
$node->start;
$node->safe_psql('postgres', "CREATE DATABASE $_") for qw(calm hit);
fill_store($node, $_) for qw(calm hit);

my @calls = (
	q{CALL absence.refresh()},
	q{CALL absence.certify('attendance', 'label %1$d', 2026, 'ours')},
	q{CALL absence.publish('attendance', 'label %1$d')},
	q{SELECT absence.upgrade_store()},
	q{CALL absence.close_day('attendance', '%2$s')});
my @days = split /\n/, $node->safe_psql('calm', q{
	SELECT DISTINCT day FROM attendance.session_day ORDER BY day});
my @closed;
my %length = map { $_ => 0.5 } @calls;
my (%landed, %through);
my ($landed, $rounds) = (0, 0);
my $before;
# as many as asked for, and at least one of each kind of call
while (($landed < $cancels || keys %landed < @calls) && $rounds < 3 * $cancels + 30)
{
	$rounds++;
	my $what = $calls[ $rounds % @calls ];
	if ($rounds % 10 == 1)
	{
		change_facts($node, $_, $rounds) for qw(calm hit);
		undef $before;
	}
	$before //= all_figures($node, 'hit');
	my $day = $what =~ /close_day/ ? shift @days : '';
	my $call = start_call($node, 'hit', sprintf($what, $rounds, $day));
	sleep(rand($length{$what}));
	# the signal of pg_cancel_backend, without the time that another session takes to
	# start
	kill 'INT', $call->{pid};
	my $said = end_of_call($call);
	if ($said eq '')
	{
		$through{$what}++;
		push @closed, $day if $day;
		# the call ended before the cancel: cancel earlier the next time
		$length{$what} *= 0.6;
		undef $before;
		next;
	}
	$landed++;
	$landed{$what}++;
	# cancel later the next time
	$length{$what} *= 1.2;
	my $good = like($said, qr/canceling statement due to user request/, "cancel $landed: the error says so");
	$good &&= is(differing($before, all_figures($node, 'hit')), '', "cancel $landed: everything is as before");
	if (!$good)
	{
		diag $what;
		last;
	}
}
note "$landed cancels in $rounds calls";
note sprintf('%s: %d cancelled, %d ended before the cancel', /absence\.(\w+)/, $landed{$_} || 0, $through{$_} || 0) for @calls;
cmp_ok($landed, '>=', $cancels, 'at least as many cancels as asked for');
is(scalar(keys %landed), scalar(@calls), 'some of every kind of call');

# of the calls that succeeded, only closed days make the stores differ
$node->safe_psql('calm', "SET client_min_messages = warning; CALL absence.close_day('attendance', '$_')") for @closed;
$node->safe_psql($_, q{SET client_min_messages = warning; SELECT absence.upgrade_store(); CALL absence.refresh()}) for qw(calm hit);
is(differing(refreshed_figures($node, 'calm'), refreshed_figures($node, 'hit')), '',
	'a refresh gives the same as in the store that was not disturbed');
unlike(PostgreSQL::Test::Utils::slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'no process crashed');

$node->stop;
done_testing();
