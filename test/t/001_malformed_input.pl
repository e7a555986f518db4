# Malformed input of every type, text and binary: an error that names the fault, and
# never a crash; an accepted value is a valid value.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $tries = $ENV{ABSENCE_FUZZ_TRIES} || 400;
my $seed = $ENV{ABSENCE_FUZZ_SEED} || 20251118;
srand($seed);
note "seed $seed, $tries tries for each type and form";

my $node = PostgreSQL::Test::Cluster->new('malformed');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION absence');

my $federal = 'measure = rate, compare = >=, minimum > 30.5 days, part_day > 50%, absent = excused unexcused, outside = homebound';
my %good = (
	mark => ['tardy', 'unverified', 'homebound'],
	policy => ['', $federal, 'measure = days, chronic = 10 days, minimum = 50%'],
	rule => [
		'amount >= 3',
		'measure = minutes, marks = unexcused left_early, part_day > 30 minutes, amount >= 42 hours, within = 10 school days, first = 20 school days',
		'measure = rate, amount > 12.25%, after = 10 days',
		'measure = occasions, part_day >= 33.33%, amount >= 2, per = month' ],
	register => [
		'days none; complete none',
		'days 2025-08-18..2025-08-29 2025-09-06; complete 2025-08-29; calendar 2026:180',
		'days 2024-08-19 2025-08-18..2025-09-05; complete 2025-08-29; calendar 2025:1 2026:180; minutes 390 2025-08-20:200; '
		. 'yielded 2025-08-19; unrecorded 2025-08-22; marks 2025-08-20 unexcused 1/2 excused 1/2, 2025-08-21 tardy, 2025-08-25 oss 1/7',
		'days 0044-03-15BC 5874897-12-31; complete infinity; calendar 43bc:1' ],
	tally => [
		"$federal; member_days = 20, enrolled_days = 20, counted_days = 19, unmapped_days = 1, "
		. 'absent_days = 3/2, missed_days = 3/2, excused_days = 1, oss_days = 1/2' ],
	counts => ['; no_verdict = 1, satisfactory = 20, at_risk = 3, moderate = 2, severe = 9223372036854'],
	series => [
		"$federal; running; none",
		'; running; 2025-08-18: 0 of 0, 2025-08-19: 3 of 40, 2026-06-05: 102000000000 of 102000000000',
		'; daily; 0044-03-15BC: 1/3 of 1, 2025-08-18: 7/2 of 40, 5874897-12-31: 0 of 0' ]);

# A valid value with a few random edits
sub mutate
{
	my ($value, $alphabet) = @_;
	for (0 .. int(rand(3)))
	{
		my $at = int(rand(length($value) + 1));
		my $kind = int(rand(4));
		my $char = substr($alphabet, int(rand(length $alphabet)), 1);
		if ($kind == 0) { substr($value, $at, 0) = $char; }
		elsif ($kind == 1) { substr($value, $at, 1 + int(rand(6))) = '' if $at < length $value; }
		elsif ($kind == 2) { substr($value, $at, 1) = $char if $at < length $value; }
		else { $value .= substr($value, $at, 1 + int(rand(12))); }
	}
	return $value;
}

# The outcomes of SQL statements, each run separately, as SQLSTATE => count
sub outcomes
{
	my ($file, @statements) = @_;
	my $script = "CREATE TEMP TABLE outcome (state text);\n";
	for my $statement (@statements)
	{
		$script .= "DO \$body\$ BEGIN $statement INSERT INTO outcome VALUES ('good'); "
		  . "EXCEPTION WHEN OTHERS THEN INSERT INTO outcome VALUES (SQLSTATE); END \$body\$;\n";
	}
	$script .= "SELECT state, count(*) FROM outcome GROUP BY 1 ORDER BY 1;\n";
	PostgreSQL::Test::Utils::append_to_file("$PostgreSQL::Test::Utils::tmp_check/$file.sql", $script);
	my $out = $node->safe_psql('postgres', "\\i $PostgreSQL::Test::Utils::tmp_check/$file.sql\n");
	return { map { split /\|/ } split /\n/, $out };
}

# The outcomes other than success and the allowed errors
sub unexpected
{
	my ($outcomes, @allowed) = @_;
	my %allowed = map { $_ => 1 } 'good', @allowed;
	return join ', ', map { "$_: $outcomes->{$_}" } grep { !$allowed{$_} } sort keys %$outcomes;
}

my $printable = join '', map { chr } 32 .. 126;
my $bytes = join '', map { chr } 0 .. 255;
for my $type (sort keys %good)
{
	my @statements = map {
		my $text = mutate($good{$type}[ int(rand(@{ $good{$type} })) ], $printable);
		$text =~ s/\$body\$//g;
		$text =~ s/'/''/g;
		# an accepted value is the same after output and input
		"ASSERT '$text'::absence.$type OPERATOR(absence.=) ('$text'::absence.$type)::text::absence.$type;"
	} 1 .. $tries;
	my $outcomes = outcomes("text_$type", @statements);
	is(unexpected($outcomes, '22P02'), '', "text of $type: all errors are about the input");
	cmp_ok($outcomes->{'22P02'} || 0, '>', $tries / 10, "text of $type: errors are found");
}

# Binary: a file of COPY has a header of 19 bytes, then for the one row the number of
# columns (2 bytes), the length of the value (4 bytes) and the value
my $dir = PostgreSQL::Test::Utils::tempdir;
for my $type (sort keys %good)
{
	my @files;
	$node->safe_psql('postgres', "CREATE TABLE of_$type (value absence.$type)");
	for my $i (0 .. $#{ $good{$type} })
	{
		my $file = "$dir/$type-$i";
		$node->safe_psql('postgres', "COPY (SELECT '$good{$type}[$i]'::absence.$type) TO '$file' (FORMAT binary)");
		is($node->safe_psql('postgres',
				"COPY of_$type FROM '$file' (FORMAT binary); SELECT value OPERATOR(absence.=) '$good{$type}[$i]' FROM of_$type;
					TRUNCATE of_$type"),
			't', "binary of $type: round trip of value $i");
		push @files, PostgreSQL::Test::Utils::slurp_file($file);
	}

	my @statements = map {
		my $good = $files[ int(rand(@files)) ];
		my $value = mutate(substr($good, 25, length($good) - 27), $bytes);
		my $file = "$dir/$type-mutated-$_";
		open my $out, '>:raw', $file or die $!;
		print $out substr($good, 0, 21), pack('N', length $value), $value, pack('n', 0xffff);
		close $out;
		chmod 0644, $file;
		"COPY of_$type FROM '$file' (FORMAT binary);
			ASSERT (SELECT bool_and(value OPERATOR(absence.=) value::text::absence.$type) FROM of_$type);
			DELETE FROM of_$type;"
	} 1 .. $tries;
	# and every value cut off at each length
	for my $i (0 .. $#files)
	{
		my $value = substr($files[$i], 25, length($files[$i]) - 27);
		for my $length (0 .. length($value) - 1)
		{
			my $file = "$dir/$type-cut-$i-$length";
			open my $out, '>:raw', $file or die $!;
			print $out substr($files[$i], 0, 21), pack('N', $length), substr($value, 0, $length), pack('n', 0xffff);
			close $out;
			chmod 0644, $file;
			push @statements, "COPY of_$type FROM '$file' (FORMAT binary); DELETE FROM of_$type;";
		}
	}
	my $outcomes = outcomes("binary_$type", @statements);
	# 22P03 names the type and the fault, 08P01 means that the message ends too early
	# (COPY names the column), and 22021 that the text is not valid in the encoding
	is(unexpected($outcomes, '22P03', '08P01', '22021'), '', "binary of $type: all errors are about the input");
	cmp_ok(($outcomes->{'22P03'} || 0) + ($outcomes->{'08P01'} || 0), '>', $tries / 10, "binary of $type: errors are found");
}

# States of aggregates come as bytea, from other nodes or from any user: an invalid
# state is an error, when it is combined and when it is changed in place
my $sample = "SELECT ('days 2025-08-18..2026-06-05; complete 2026-01-' || n
	|| '; marks 2025-09-01 oss, 2025-10-0' || n % 3 + 1 || ' oss')::absence.register AS register FROM generate_series(10, 20) AS n";
$node->safe_psql('postgres', "CREATE TABLE sample AS $sample");
for my $aggregate ('chronic_trend', 'daily_absence')
{
	my $good = pack 'H*', $node->safe_psql('postgres', qq{
		CREATE AGGREGATE state_of_$aggregate(absence.register) (SFUNC = absence_internal.${aggregate}_transition, STYPE = bytea);
		SELECT encode(state_of_$aggregate(register), 'hex') FROM sample});
	my @statements = map {
		# the header and the entries are few among many bytes
		my $state = $_ % 2 ? mutate(substr($good, 0, 96), $bytes) . substr($good, 96) : mutate($good, $bytes);
		my $hex = unpack 'H*', $state;
		"PERFORM absence_internal.series_final('\\x$hex')::text;",
		  "PERFORM absence_internal.series_final(absence_internal.series_combine('\\x$hex', state_of_$aggregate(register)))::text
			FROM sample;",
		  "EXECUTE \$\$ CREATE AGGREGATE forged(absence.register) (SFUNC = absence_internal.${aggregate}_transition, STYPE = bytea,
			FINALFUNC = absence_internal.series_final, INITCOND = '\\x$hex') \$\$; "
		  . "PERFORM forged(register)::text FROM sample; DROP AGGREGATE forged(absence.register);"
	} 1 .. $tries;
	my $outcomes = outcomes("state_$aggregate", @statements);
	is(unexpected($outcomes, '22023', '22003', '22P02', '54000'), '', "state of $aggregate: all errors are about the state");
	cmp_ok($outcomes->{'22023'} || 0, '>', $tries / 10, "state of $aggregate: errors are found");
}

is($node->safe_psql('postgres', 'SELECT 1'), '1', 'the server is running');
# "problem in alloc set" is the message of a server with assertions for a write past the
# end of an allocation
unlike(PostgreSQL::Test::Utils::slurp_file($node->logfile), qr/terminated by signal|PANIC|problem in alloc set/, 'no process crashed');

$node->stop;
done_testing();
