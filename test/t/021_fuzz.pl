# Mutated input of every type and forged states of every aggregate, in a tight loop
# inside the server: see test/fuzz. The result is an error that says what is wrong, or a
# valid value, which is the same after output and input, as text and in binary; never a
# crash.
use strict;
use warnings;

use File::Copy;
use FindBin;
use Time::HiRes qw(time);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $tries = $ENV{ABSENCE_LOOP_TRIES} || 300000;
my $seed = $ENV{ABSENCE_FUZZ_SEED} || 20251118;

# The fuzzer is built here, not with the extension, and is not installed
my $module = PostgreSQL::Test::Utils::tempdir;
chmod 0755, $module;
copy("$FindBin::RealBin/../fuzz/$_", $module) or die "$_: $!" for qw(Makefile absence_fuzz.c fuzz.sql);
my $flags = $ENV{ABSENCE_FUZZ_COPT} || "-Werror -Wall";
my $made = `make -C $module with_llvm=no COPT='$flags' 2>&1`;
is($?, 0, 'the fuzzer is built') or BAIL_OUT($made);

my $node = PostgreSQL::Test::Cluster->new('fuzz');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION absence');
my $script = PostgreSQL::Test::Utils::slurp_file("$module/fuzz.sql");
$script =~ s/:'module'/'$module\/absence_fuzz'/g;
$node->safe_psql('postgres', $script);

my @targets = map { [ split /\|/ ] } split /\n/,
  $node->safe_psql('postgres', 'SELECT what, of::oid, flag, is_aggregate FROM fuzz.target ORDER BY is_aggregate, what');
cmp_ok(scalar(grep { $_->[3] eq 'f' } @targets), '==', 14, 'seven types, as text and binary');
cmp_ok(scalar(grep { $_->[3] eq 't' } @targets), '>', 40, 'all aggregates');
my $each = int($tries / @targets) + 1;
note "seed $seed, $each tries for each of " . @targets . ' targets';

my ($accepted, $refused, $slowest, $began) = (0, 0, 0, time);
for my $target (@targets)
{
	my ($what, $of, $flag, $is_aggregate) = @$target;
	my ($ret, $out, $err) = $node->psql('postgres', $is_aggregate eq 't'
		? "SELECT * FROM fuzz.aggregate($of, '$flag', $each, $seed)"
		: "SELECT * FROM fuzz.type($of, '$flag', fuzz.functions_of($of), $each, $seed)");
	is($ret, 0, "$what: valid values, or errors about the input") or diag $err;
	next if $ret != 0;
	my ($good, $bad, $ms) = split /\|/, $out;
	note "$what: $good accepted, $bad refused, the slowest in $ms ms";
	$accepted += $good;
	$refused += $bad;
	$slowest = $ms if $ms > $slowest;
	cmp_ok($good, '>', 0, "$what: something is accepted");
	# any integer is a valid count of rows
	cmp_ok($bad, '>', 0, "$what: something is refused") if $is_aggregate eq 'f';
}
note sprintf('%d tries, %d accepted, %d refused, %.0f a second, the slowest in %.0f ms',
	$accepted + $refused, $accepted, $refused, ($accepted + $refused) / (time - $began), $slowest);
is($accepted + $refused, $each * @targets, 'all tries were made');

is($node->safe_psql('postgres', 'SELECT 1'), '1', 'the server is running');
unlike(PostgreSQL::Test::Utils::slurp_file($node->logfile), qr/terminated by signal|PANIC|problem in alloc set/, 'no process crashed');

$node->stop;
done_testing();
