# The pages on support are true: the statements of doc/monday.md and doc/letters.md run in
# the order of the page and answer as printed, and doc/law.md says of each rule what the
# catalogue says.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('support_pages');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION absence');

# a statement, and its output, indented, where the page has one
sub parts_of { return $_[0] =~ /^```sql\n(.*?)^```\n(?:\n((?:^    [^\n]*\n)+))?/msg }

# letters.md goes on where the first statements of monday.md have ended
my ($monday, $letters) = map { slurp_file("doc/$_.md") } qw(monday letters);
for my $page ([ 'monday', $monday ], [ 'letters', $letters ])
{
	my ($name, $text) = @$page;
	my @part = parts_of($text);
	cmp_ok(scalar @part / 2, '>=', 7, "doc/$name.md has statements");
	is(@part / 2, scalar(() = $text =~ /^ *```\w/mg), 'and no other code');
	my $printed = 0;
	$node->safe_psql('postgres', "SET client_min_messages = warning; SELECT absence.drop_store('attendance', 'attendance');\n" . (parts_of($monday))[0])
		if $name eq 'letters';
	while (my ($query, $output) = splice @part, 0, 2)
	{
		my ($ret, $answer, $err) = $node->psql('postgres',
			"SET client_min_messages = warning; SET datestyle = 'ISO';\n\\pset format aligned\n\\pset tuples_only off\n\\pset footer off\n$query");
		my ($what) = $query =~ /\A(.*)/;
		if ($ret != 0 || $err ne '' || !defined $output)
		{
			# a page shows the answer of each query
			ok($ret == 0 && $err eq '' && $query !~ /^SELECT (?!absence\.)|^WITH/m, "doc/$name.md: $what") or diag($err);
			next;
		}
		# but for the width of columns
		s/^ +| +$//mg, s/ *\| */|/g, s/-+/-/g, s/\s+\z// for $answer, $output;
		is($answer, $output, "doc/$name.md: $what");
		like($output, qr/\n.*\n\S/, 'it has rows');
		$printed += 1;
	}
	cmp_ok($printed, '>=', 7, "doc/$name.md shows what they answer");
}

# no letter goes to a contact who may not be written to
is($node->safe_psql('postgres', q{
	SELECT count(*) FROM attendance.outreach AS o
	WHERE o.outreach_id LIKE 'letter-%' AND NOT EXISTS (SELECT FROM attendance.contact AS c WHERE c.student_id = o.student_id AND c.may_contact)}), 0, 'whom nobody may write to gets no letter');
like($node->safe_psql('postgres', q{SELECT count(*) FROM attendance.outreach WHERE outreach_id LIKE 'letter-%'}), qr/^[1-9]\d/, 'and others do');

# doc/law.md: a row has rules of the catalogue, with their steps and deadlines. Rules of a row
# have the same steps, or a step each.
my $law = slurp_file('doc/law.md');
my %listed;
for my $row (grep { /^\| `/ } split /\n/, $law)
{
	my (undef, $rules, $met, $asks, $read, $again, $last) = split / *\| */, $row;
	my @rule = $rules =~ /`(\w+)`/g;
	$listed{$_} = 1 for @rule;
	is($last, 'no legal advice', "doc/law.md, $rules: no legal advice");
	like($read, qr/^20\d\d: ./, 'when it was read, and what');
	like($again, qr/\w/, 'and what to read again');
	my @step;
	while ($asks =~ /`([\w ]+)`([^`]*)/g)
	{
		my ($kind, $rest) = ($1, $2);
		push @step, $kind . ($rest =~ /within (\d+) (school days|calendar days|weekdays)/ ? " $1 $2" : '');
	}
	my @of_rule = map { $node->safe_psql('postgres', qq{
		SELECT string_agg(concat_ws(' ', s.kind, s.within_n, s.within_unit), ', ' ORDER BY s.step)
		FROM absence.rule_catalog_step AS s
		WHERE s.name = '$_' AND s.version = (SELECT max(c.version) FROM absence.rule_catalog AS c WHERE c.name = s.name)}) } @rule;
	my %once = map { $_ => 1 } @of_rule;
	is(join(', ', @step), keys %once == 1 ? $of_rule[0] : join(', ', @of_rule), 'the steps of the catalogue');
}
# every rule of a law has a row, unless its law was not read
my ($not_here) = $law =~ /^## What is not said here\n(.*?)^## /ms;
$listed{$_} = 1 for $not_here =~ /`([a-z]+_\w*(?:_month|_90))`/g;
is(join("\n", sort keys %listed), $node->safe_psql('postgres', q{
	SELECT string_agg(DISTINCT name, chr(10) ORDER BY name) FROM absence.rule_catalog WHERE rule IS NOT NULL AND name !~ '^(aw|early|streak)_'}), 'every rule of a law is on the page');
for my $query ((parts_of($law))[ 0, 2 ])
{
	isnt($node->safe_psql('postgres', $query), '', 'a query of doc/law.md has rows');
}

$node->stop;
done_testing();
