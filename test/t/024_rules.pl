# What doc/rules.md prints is true: its statements run as they stand and answer as
# printed, and it says of each rule what the catalogue says.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('rules');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION absence');

my $page = slurp_file('doc/rules.md');

# a statement, and its output, indented, where the page has one
my @part = $page =~ /^```sql\n(.*?)^```\n(?:\n((?:^    [^\n]*\n)+))?/msg;
cmp_ok(@part / 2, '>=', 10, 'the page has statements');
is(@part / 2, scalar(() = $page =~ /^ *```\w/mg), 'and no other code');
while (my ($query, $output) = splice @part, 0, 2)
{
	my $answer = $node->safe_psql('postgres', "SET datestyle = 'ISO';\n\\pset format aligned\n\\pset tuples_only off\n\\pset footer off\n$query");
	my ($what) = $query =~ /\A(.*)/;
	$output //= '';
	# but for the width of columns
	s/^ +| +$//mg, s/ *\| */|/g, s/-+/-/g, s/\s+\z// for $answer, $output;
	is($answer, $output, $what);
}

# the texts of the catalogue stand on the page
(my $flat = $page) =~ s/\s+/ /g;
my $texts = $node->safe_psql('postgres', q{
	SELECT string_agg(t, chr(10) ORDER BY name, version)
	FROM absence.rule_catalog,
		unnest(ARRAY['#### ' || name, authority, description, CASE certainty WHEN 'read' THEN 'Text read: ' || source WHEN 'described' THEN 'Described by: ' || source END,
			'To check: ' || not_read, 'Not computable: ' || not_computable]) AS t
	WHERE t IS NOT NULL});
is(join("\n", grep { index($flat, $_) < 0 } split /\n/, $texts), '', 'the page has the texts of the catalogue');
my %rule_of;
while ($page =~ /^#### (\w+)(\@\d+)?\n\n[^#]*?\n    (.*)\n/mg)
{
	$rule_of{ $1 . ($2 || '@1') } = $3;
}
my $rules = join ' UNION ALL ', map { "SELECT '$_' AS name, '$rule_of{$_}'::absence.rule AS rule" } sort keys %rule_of;
is($node->safe_psql('postgres', qq{
	SELECT coalesce(c.name || '\@' || c.version, p.name) FROM (SELECT * FROM absence.rule_catalog WHERE rule IS NOT NULL) AS c
	FULL JOIN ($rules) AS p ON p.name = c.name || '\@' || c.version WHERE (c.rule OPERATOR(absence.=) p.rule) IS NOT TRUE}), '', 'and its rules');
my @anew = $page =~ /^#### (\w+)\n(?:(?!^#).*\n)*?Asks anew/mg;
is(join(' ', sort @anew), $node->safe_psql('postgres', q{SELECT string_agg(name, ' ' ORDER BY name) FROM absence.rule_catalog WHERE again}), 'and which ask anew');

# a name stands for the latest version; an unknown name, and a rule that no rule can hold, are errors
is($node->safe_psql('postgres', q{
	SELECT bool_and(absence.rule_named(name || '@' || version) OPERATOR(absence.=) rule), count(DISTINCT name) > 25, count(*) FILTER (WHERE rule IS NULL)
	FROM absence.rule_catalog WHERE rule IS NOT NULL}), 't|t|0', 'each rule by its name and version');
is($node->safe_psql('postgres', q{
	SELECT bool_and(absence.rule_named(name) OPERATOR(absence.=) rule) FROM (SELECT DISTINCT ON (name) * FROM absence.rule_catalog WHERE rule IS NOT NULL ORDER BY name, version DESC) AS c}),
	't', 'the latest version by its name');
for (['xx_truant', '42704: .*rule "xx_truant" does not exist.*Known rules are aw_pace, ca_truant, '], ['in_absent@3', '42704: '], ['dc_support_team', '0A000: .*rule "dc_support_team" cannot be computed.*marking period'])
{
	my ($ret, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\nSELECT absence.rule_named('$_->[0]')");
	like($err, qr/ERROR:  $_->[1]/s, "no rule $_->[0]");
}

# everybody reads the catalogue, and nobody but its owner writes it; each step is of a rule that can be asked, in order
is($node->safe_psql('postgres', q{
	SELECT has_table_privilege('public', c, 'SELECT'), has_table_privilege('public', c, 'INSERT, UPDATE, DELETE, TRUNCATE')
	FROM unnest('{absence.rule_catalog,absence.rule_catalog_step}'::regclass[]) AS c}), "t|f\nt|f", 'who reads and writes it');
is($node->safe_psql('postgres', q{
	SELECT string_agg(name || ' ' || step, ', ')
	FROM (SELECT *, row_number() OVER (PARTITION BY name, version ORDER BY step) AS place FROM absence.rule_catalog_step) AS s
	WHERE step <> place OR (SELECT rule IS NULL FROM absence.rule_catalog AS c WHERE (c.name, c.version) = (s.name, s.version))}), '', 'the steps');
is($node->safe_psql('postgres', q{
	SELECT string_agg(name || ' ' || step || ' ' || within_n, ', ' ORDER BY name, version, step) FROM absence.rule_catalog_step WHERE within_n IS NOT NULL AND name !~ '^oh_habitual_(row|year)'}),
	'ct_truant_month 1 10, ct_truant_year 1 10, dc_referral 1 2, dc_referral 2 2, in_absent 1 5, in_absent 1 10, oh_excessive_month 1 7, oh_excessive_year 1 7, '
		. 'oh_habitual_month 1 7, oh_habitual_month 2 10, oh_habitual_month 3 14, oh_habitual_month 4 7, oh_habitual_month 5 61, tx_referral 1 10, va_conference_held 1 10', 'and the deadlines that were read');

$node->stop;
done_testing();
