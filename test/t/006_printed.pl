# The pages are correct: the queries of the README run as printed and give the printed
# results, and CHANGELOG.md begins with the version (for META.json see 023_meta.pl)
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

sub slurp { return PostgreSQL::Test::Utils::slurp_file($_[0]) }

# the items of the first list that are not in the second
sub not_in
{
	my ($these, $those) = @_;
	my %there = map { $_ => 1 } @$those;
	return sort grep { !$there{$_} } @$these;
}

my ($version) = slurp('absence.control') =~ /^default_version = '(.*)'/m;
my ($newest) = slurp('CHANGELOG.md') =~ /^## (\S+)/m;
is($newest, $version, 'CHANGELOG.md begins with the version');

my $node = PostgreSQL::Test::Cluster->new('printed');
$node->init;
$node->start;

my $readme = slurp('README.md');

# the first query and its output, indented, after "In a database"
my ($query, $output) = $readme =~ /^    (CREATE EXTENSION absence;\n.*?;)\n\n(.*?)\n\n## /ms;
s/^    //mg for $query, $output;
s/[ \t]+$//mg for $output;
my $printed = $node->safe_psql('postgres', "\\pset format aligned\n\\pset tuples_only off\n\\pset footer off\n$query");
s/[ \t]+$//mg for $printed;
chomp $printed;
$printed =~ s/\A.*?(?=^  school)//ms;
is($printed, $output, 'the first query gives the output in the README');
like((split /\n/, $readme)[19], qr/severe/, 'it is within the first 20 lines');

# the longer example, on two students
my ($example, $store) = $readme =~ /^```sql\n(.*?)^```/msg;
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE calendar_day AS SELECT 'A' AS school_id, day::date, 390 AS minutes
FROM generate_series(timestamp '2025-08-18', '2026-06-05', '1 day') AS day WHERE extract(isodow FROM day) < 6;
CREATE TABLE enrollment (student_id text, school_id text, entry_date date, exit_date date);
INSERT INTO enrollment VALUES ('1', 'A', '2025-08-18', NULL), ('2', 'A', '2025-08-18', '2025-09-30'), ('2', 'A', '2025-10-13', NULL);
CREATE TABLE attendance_event AS SELECT '1' AS student_id, 'A' AS school_id, date '2025-09-01' + i AS day,
	'excused'::absence.mark AS mark, NULL::numeric AS portion
FROM generate_series(0, 29) AS i;
SQL
my $answer = $node->safe_psql('postgres', $example);
# there are 150 weekdays to 13 March; student 1 missed 22 of them, student 2 none
is($answer, "A|2|1|0.5\n0.5", 'the longer example gives its result');

# the store of the README: each school with its rate, then the chronic students under
# ten_days, who have ten or more days each
$answer = $node->safe_psql('postgres', $store);
my @school = grep { /^2026\|[^|]+\|\d+\|\d+\|0\.\d+$/ } split /\n/, $answer;
my @student = grep { /^2026\|\d+\|\d+(\.\d+)?\|moderate$/ } split /\n/, $answer;
cmp_ok(scalar @school, '>=', 9, 'the store example gives the rates of its schools');
is(scalar(grep { (split /\|/)[2] < 10 } @student), 0, 'under another definition, it gives students with ten or more days');
cmp_ok(scalar @student, '>', 50, 'it gives many students');

# the table of policies in the reference is the output of the type
my ($federal) = slurp('doc/reference.md') =~ /^    (measure = .*?)\n\n/ms;
$federal =~ s/\s+/ /g;
is($node->safe_psql('postgres', q{SELECT ''::absence.policy}), $federal, 'the reference shows the federal rule as the type prints it');
my ($register) = slurp('doc/reference.md') =~ /^    (days .*?)\n\n/ms;
$register =~ s/\n */ /g;
like($node->safe_psql('postgres', "SELECT '$register'::absence.register"),
	qr/marks 2025-09-03 excused, 2025-09-05 unexcused 1\/2 excused 1\/2$/, "the register in the reference is valid");

# doc/definitions.md has the texts of the catalog for each definition, and the same
# policies
my $definitions = slurp('doc/definitions.md');
(my $flat = $definitions) =~ s/\s+/ /g;
my $texts = $node->safe_psql('postgres', q{
	SELECT string_agg(t, chr(10) ORDER BY name, version) FROM absence.definition_catalog,
		unnest(ARRAY['### ' || name, authority, description, 'Read: ' || source, 'Not computable: ' || not_computable]) AS t
		WHERE t IS NOT NULL});
is(join("\n", grep { index($flat, $_) < 0 } split /\n/, $texts), '', 'the page of definitions has the texts of the catalog');
my %policy_of;
while ($definitions =~ /^### (\w+)(\@\d+)?\n\n[^#]*?\n    (.*)\n/mg)
{
	$policy_of{ $1 . ($2 || '@1') } = $3 eq q('') ? '' : $3;
}
my $page = join ' UNION ALL ', map { "SELECT '$_' AS name, '$policy_of{$_}'::absence.policy AS policy" } sort keys %policy_of;
is($node->safe_psql('postgres', qq{
	SELECT coalesce(c.name || '\@' || c.version, p.name) FROM (SELECT * FROM absence.definition_catalog WHERE policy IS NOT NULL) AS c
	FULL JOIN ($page) AS p ON p.name = c.name || '\@' || c.version WHERE (c.policy OPERATOR(absence.=) p.policy) IS NOT TRUE}),
	'', 'the page of definitions has the policies of the catalog');
# the examples of that page run on the store of the README: nothing differs from the
# certification yet
$answer = $node->safe_psql('postgres', join("\n", $definitions =~ /^```sql\n(.*?)^```/msg));
like($answer, qr/^2026\|school\|\d+\|\S+\|moderate\|\w+\|t\|f\|/m, 'the examples run: an audit has rows');
is($node->safe_psql('postgres', q{SELECT label, (SELECT sum(chronic_n) > 0 FROM attendance.certified_count),
	(SELECT count(*) FROM absence.certified_difference('attendance', label)) FROM attendance.certification}),
	'2026 end of year|t|0', 'the examples run: a certification is made');

# The reference has exactly the functions of schema absence, with their arguments,
# defaults and results as \df shows them
my $reference = slurp('doc/reference.md');
my @printed = map { s/\s+/ /gr } $reference =~ /^    ((?:CALL )?\w+\(.*(?:\n {8}.*)*)/mg;
my @there = split /\n/, $node->safe_psql('postgres', q{
	SELECT CASE p.prokind WHEN 'p' THEN 'CALL ' ELSE '' END || p.proname || '('
		|| regexp_replace(regexp_replace(replace(pg_get_function_arguments(p.oid), 'absence.', ''), '\mIN ', '', 'g'),
			'::[a-z]+(\[\])?', '', 'g') || ')'
		|| coalesce(' returns ' || replace(pg_get_function_result(p.oid), 'absence.', ''), '')
	FROM pg_proc AS p
	WHERE p.pronamespace = 'absence'::regnamespace});
is(join("\n", not_in(\@there, \@printed)), '', 'the reference has every function');
is(join("\n", not_in(\@printed, \@there)), '', 'the reference has no others');
is(scalar @printed, scalar @there, 'each is there once');

# and every table and view of a store, and every dictionary, with a description
my ($of_store) = $reference =~ /^## Tables and views of a store\n(.*?)^## /ms;
my @named = map { /`(\w+)`/g } $of_store =~ /^\| (`.*?) \|/mg;
push @named, $of_store =~ /`(latest_\w+)`/g;
my @relation = split /\n/, $node->safe_psql('postgres', q{SELECT relname FROM pg_class WHERE relnamespace = 'attendance'::regnamespace
	AND relkind IN ('r', 'p', 'v', 'm')});
is(join(', ', not_in(\@relation, \@named)), '', 'the reference has every table and view of a store');
is(join(', ', not_in(\@named, \@relation)), '', 'the reference has no others');
my @dictionary = $reference =~ /^- `(\w+)` \(\w+, /mg;
is_deeply([ sort @dictionary ], [ split /\n/,
	$node->safe_psql('postgres', q{SELECT relname FROM pg_class WHERE relnamespace = 'absence'::regnamespace AND relkind IN ('r', 'v')
	ORDER BY relname COLLATE "C"}) ],
	'the reference has every dictionary');
my $missing = join ', ', grep { $reference !~ /^\| `$_` \|/m } split /\n/, $node->safe_psql('postgres', q{
	SELECT t.typname FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
	WHERE t.typnamespace = 'absence'::regnamespace AND t.typelem = 0 AND c.oid IS NULL});
is($missing, '', 'the reference has every type');

$node->stop;
done_testing();
