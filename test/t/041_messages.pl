# doc/messages.md has a line for each error and warning that the extension and its scripts
# can raise, with its SQLSTATE, and no line for one that they cannot
use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

sub slurp { return PostgreSQL::Test::Utils::slurp_file($_[0]) }

# SQLSTATE by the name of a macro in C and by the name of a condition in PL/pgSQL
my ($sharedir) = run_command([ 'pg_config', '--sharedir' ]);
my %sqlstate;
for (split /\n/, slurp("$sharedir/errcodes.txt"))
{
	next unless /^([0-9A-Z]{5})\s+[EWS]\s+(\w+)(?:\s+(\w+))?/;
	$sqlstate{$2} //= $1;
	$sqlstate{$3} //= $1 if defined $3;
}

# Each message of the sources, with its SQLSTATE, and the files that have it
my %raised;
my @unread;
my ($places, $read) = (0, 0);

# The arguments of each call of the functions in C, as text
sub calls
{
	my ($source, $functions) = @_;
	my @calls;
	while ($source =~ /\b(?:$functions)\s*\(/g)
	{
		my $start = pos $source;
		my $depth = 1;
		while ($depth > 0 && $source =~ /\G(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|([()])|.)/gs)
		{
			$depth += $1 eq '(' ? 1 : -1 if defined $1;
		}
		push @calls, substr($source, $start, pos($source) - $start - 1);
	}
	return @calls;
}

for my $file (glob('src/*.[ch]'))
{
	$places += () = slurp($file) =~ /\berrmsg(?:_plural|_internal)?\s*\(/g;
	for my $call (calls(slurp($file), 'ereport|ereturn|errsave'))
	{
		next if $file eq 'src/absence_compat.h' && $call =~ /\.\.\.|__VA_ARGS__/;    # the macros themselves
		my ($code) = $call =~ /errcode\((\w+)\)/;
		$call =~ s/\bU?INT64_FORMAT\b/"%lld"/g;
		my ($text) = $call =~ /errmsg\(\s*((?:"(?:\\.|[^"\\])*"\s*)+)/s;
		if (!defined $text || !defined $code)
		{
			push @unread, "$file: $call";
			next;
		}
		$text = join '', $text =~ /"((?:\\.|[^"\\])*)"/g;
		$text =~ s/\\"/"/g;
		$read++;
		$text =~ s/%(?:lld|llu|zu|[dsguxc])/…/g;
		$raised{"`$text` ($sqlstate{$code})"}{$file} = 1;
	}
}

# Makefile lists what is built, and the scripts of earlier versions are not to be changed
my @sql = grep { !m{^sql/absence--} } split /\n/, `find sql doc -name '*.sql' | sort`;
for my $file (@sql)
{
	my $source = slurp($file);
	$source =~ s/^\s*--.*$//mg;
	$places += () = $source =~ /\bRAISE\s+(?:EXCEPTION|WARNING)\b/g;
	while ($source =~ /\bRAISE\s+(\w+)\s+([^;]*?(?:'(?:[^']|'')*'[^;']*)*);/g)
	{
		my ($level, $rest) = ($1, $2);
		next if $level =~ /^(?:NOTICE|INFO|LOG|DEBUG)$/;
		if ($level !~ /^(?:EXCEPTION|WARNING)$/ || $rest !~ /^'((?:[^']|'')*)'/)
		{
			push @unread, "$file: RAISE $level $rest";
			next;
		}
		my $text = $1;
		my @codes = $rest =~ /ERRCODE = '(\w+)'/;
		@codes = $1 =~ /(?:THEN|ELSE)\s+'(\w+)'/g if $rest =~ /ERRCODE = CASE\b(.*?)\bEND\b/s;
		@codes = map { $sqlstate{$_} // $_ } @codes;
		@codes = $level eq 'WARNING' ? '01000' : 'P0001' if !@codes;
		$read++;
		$text =~ s/''/'/g;
		$text =~ s/%%/\0/g;
		$text =~ s/%/…/g;
		$text =~ s/\0/%/g;
		$raised{"`$text` ($_)"}{$file} = 1 for @codes;
	}
}
is(join("\n", @unread), '', 'each message in the sources is read by this test');
is($read, $places, 'at every place that has one');
cmp_ok(scalar keys %raised, '>', 150, 'there are messages');
is_deeply([ grep { !/ \([0-9A-Z]{5}\)$/ } sort keys %raised ], [], 'each has an SQLSTATE');

# Each message of the page: the code spans at the beginning of an item, and the SQLSTATE
# behind them
my $page = slurp('doc/messages.md');
my ($listed) = $page =~ /^(## .*?)^## Messages of the server$/ms;
my (%said, @odd);
for my $item ($listed =~ /^- (.*(?:\n  .*)*)/mg)
{
	(my $line = $item) =~ s/\n  / /g;
	if ($line !~ /^(`[^`]+`(?:,\s+`[^`]+`)*) \(([0-9A-Z]{5})\)\. [A-Z`].*\.$/)
	{
		push @odd, $line;
		next;
	}
	my ($messages, $code) = ($1, $2);
	$said{"`$_` ($code)"}++ for $messages =~ /`([^`]+)`/g;
}
is(join("\n", @odd), '', 'each line has messages, an SQLSTATE, and sentences');
is(join("\n", map { "- $_. (in " . join(', ', sort keys %{ $raised{$_} }) . ')' } grep { !$said{$_} } sort keys %raised), '',
	'each message of the sources has a line');
is(join("\n", grep { !$raised{$_} } sort keys %said), '', 'each line is of a message of the sources');
is(join("\n", grep { $said{$_} > 1 } sort keys %said), '', 'no message has two lines');

# The subjects at the top are those of the page
is_deeply([ $page =~ /^- \[(.*?)\]\(#.*\)$/mg ], [ $page =~ /^## (.*)$/mg ], 'the page lists its subjects');

# A fault is found: a message that is new, and one that is gone
my %less = %said;
delete $less{"`unknown line \"…\"` (22023)"};
is_deeply([ grep { !$less{$_} } sort keys %raised ], [ "`unknown line \"…\"` (22023)" ], 'a message without a line is found');

done_testing();
