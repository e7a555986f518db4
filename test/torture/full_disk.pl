# Refreshes on a disk that fills up. The error says so, everything is as before, and
# with room again a refresh makes the same store as in a database that was never
# disturbed.
#
# ABSENCE_SMALL_DISK names an empty folder on a file system of its own of about 64 MB.
# make torture mounts one if it runs as root.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin, "$FindBin::RealBin/../t";
use Faults;
use StoreFigures;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $disk = $ENV{ABSENCE_SMALL_DISK};
plan skip_all => 'no small disk, which needs root and a mount namespace' if !$disk;
my $rounds = $ENV{ABSENCE_FULL_DISKS} || 30;
srand($ENV{ABSENCE_FUZZ_SEED} || 20251118);

my $node = PostgreSQL::Test::Cluster->new('full_disk');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\n");
$node->start;
mkdir "$disk/space" or die "$disk: $!";
$node->safe_psql('postgres', "CREATE TABLESPACE small LOCATION '$disk/space'");
$node->safe_psql('postgres', 'CREATE DATABASE calm');
$node->safe_psql('postgres', 'CREATE DATABASE hit TABLESPACE small');
fill_store($node, $_) for qw(calm hit);

# Fills the disk and leaves this much room
sub fill_disk
{
	my ($room) = @_;
	open my $file, '>', "$disk/filler" or die $!;
	# in steps, because the last bytes of a disk are available only in blocks
	my $size = (split ' ', (split /\n/, `df --block-size=1 --output=avail $disk`)[1])[0] - $room;
	while ($size > 0)
	{
		my $part = $size > 65536 ? 65536 : $size;
		defined syswrite($file, "\0" x $part) or last;
		$size -= $part;
	}
	close $file;
}

# The message for a new session if the server cannot write a file of its own, which a
# vacuum of a catalog has removed. No query is possible then.
my $no_session = qr/could not write init file/;

my ($full, $through) = (0, 0);
for my $round (1 .. $rounds)
{
	change_facts($node, $_, $round) for qw(calm hit);
	$node->safe_psql($_, 'CHECKPOINT') for qw(hit);
	$node->safe_psql('calm', 'SET client_min_messages = warning; CALL absence.refresh()');
	my $before = all_figures($node, 'hit');
	fill_disk(int(rand(3 * 1024 * 1024)));
	my ($ret, $out, $err) = $node->psql('hit', 'SET client_min_messages = warning; CALL absence.refresh()');
	my $good = 1;
	if ($ret != 0)
	{
		$full++;
		$good &&= like($err, qr/No space left on device|Check free disk space|$no_session/, "round $round: the error says so");
		# a query on the full disk, for which nothing has to be written
		my ($asked, $rows, $said) = $node->psql('hit', 'SELECT count(*) FROM attendance.student_register');
		$good &&= like($rows, qr/^[1-9]/, "round $round: the store answers") if $said !~ $no_session;
	}
	else
	{
		$through++;
	}
	unlink "$disk/filler";
	$good &&= is(differing($before, all_figures($node, 'hit')), '', "round $round: everything is as before") if $ret != 0;
	$node->safe_psql('hit', 'SET client_min_messages = warning; CALL absence.refresh()');
	$good &&= is(differing(refreshed_figures($node, 'calm'), refreshed_figures($node, 'hit')), '',
		"round $round: a refresh gives the same as in the store that was not disturbed");
	last if !$good;
}
note "$full refreshes met a full disk, $through had enough room";
cmp_ok($full, '>', $rounds / 3, 'many refreshes met the full disk');
unlike(PostgreSQL::Test::Utils::slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'no process crashed');

$node->stop;
done_testing();
