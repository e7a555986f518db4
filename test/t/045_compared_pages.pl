# Every statement of doc/why_numbers_differ.md and doc/analytics_middle_tier.md runs as printed, on
# a sample district with planted differences, and what the pages list is what there is
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/why_numbers_differ.md');
my @block = $page =~ /^```sql\n(.*?)^```/msg;
is(scalar @block, 6, 'the page has its statements');
my ($table, $by_cause, $students, $days, $verdicts, $by_school) = @block;

my $node = PostgreSQL::Test::Cluster->new('compared');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', q{CREATE ROLE district LOGIN; CREATE ROLE dashboard LOGIN; GRANT CREATE ON DATABASE postgres TO district;
	CREATE EXTENSION absence});
sub run
{
	my ($sql, $role) = @_;
	my ($ret, $out, $err) = $node->psql('postgres', "SET client_min_messages = warning; $sql", on_error_stop => 1,
		extra_params => [ '-U', $role || 'district' ]);
	return $ret == 0 && $err eq '' ? $out : "ERROR $err";
}
is(run(q{SELECT absence.create_store('attendance');
	CALL absence.load_sample('attendance', 300, 4);
	CALL absence.refresh('attendance', today => '2026-03-10')}), '', 'a sample district');
is(run($table), '', 'a table for totals');
like(run($by_cause), qr/^f\|not in the totals\|\d+\|$/m, 'without totals, nobody is in them');
run(q{INSERT INTO received.sis_totals SELECT student_id, school_id, grade, enrolled_days, absent_days
	FROM attendance.student_absence_at('2026-03-09') WHERE school_year = 2026});
like(run($by_cause), qr/^t\|\|\d+\|0$/, 'the same totals agree');
unlike(run($verdicts), qr/ERROR/, 'verdicts');

# every student who left and was there on the last day has that day less; one whole school has a
# day less
run(q{UPDATE received.sis_totals AS t SET enrolled_days = t.enrolled_days - 1
	FROM attendance.student_absence AS a JOIN attendance.student_register AS r USING (student_id, school_id, school_year)
	WHERE (a.student_id, a.school_id, a.school_year) = (t.student_id, t.school_id, 2026) AND a.exit_date <= a.complete_through
		AND absence.is_member(r.register, a.exit_date)
		AND absence.absent_days(absence.tally(absence.clip(r.register, a.exit_date, a.exit_date))) = 0});
my ($exit_days) = run($by_cause) =~ /^f\|exit day\|(\d+)\|/m;
cmp_ok($exit_days || 0, '>', 3, 'the exit day is found');
is(scalar(split /\n/, run($students)), $exit_days > 20 ? 20 : $exit_days, 'with the students');
like(run($students), qr/\|exit day\|they leave out the exit day$/m, 'and what was tried');
run(q{UPDATE received.sis_totals SET enrolled_days = enrolled_days - 3 WHERE school_id = (SELECT min(school_id) FROM received.sis_totals)});
like(run($by_school), qr/^\S+\|3\|\d+$/m, 'a school with days less is found');
unlike(run($days), qr/ERROR/, 'days of a student');
like(run($days), qr/^2025-/, 'has days');

# the causes of the page are those that the function can name
my @causes = sort map { /^\| `([a-z -]+)` \| / } split /\n/, ($page =~ /^## The causes\n(.*?)^## /ms)[0];
my $source = slurp_file('sql/store/function/compare_totals.sql');
my ($order) = $source =~ /'\{([a-z, -]+)\}'::text\[\]/;
my ($one_sided) = $source =~ /SELECT CASE\n(.*?)\) AS k \(cause\)/s;
my %named = map { $_ => 1 } split(/,/, $order), $one_sided =~ /(?:THEN|ELSE) '([a-z -]+)'/g, 'not explained';
is_deeply([ @causes ], [ sort keys %named ], 'the page lists the causes');

# Dashboards of the Analytics Middle Tier
$page = slurp_file('doc/analytics_middle_tier.md');
my ($create, $grant, $absent) = $page =~ /^```sql\n(.*?)^```/msg;
is(run($create), '', 'the views are laid');
unlike(run($grant), qr/ERROR/, 'and granted');
like(run($absent, 'dashboard'), qr/^(\d+\|\d+\|0\.\d+\n?)+$/, 'a dashboard reads them');
is(run($create), '', 'and are laid again');
like(run($absent, 'dashboard'), qr/^\d+\|\d+\|0\.\d+$/m, 'without a loss of privileges');
my @view = $page =~ /^\| `(\w+)` \| [^|]+ \| `(\w+)` \|$/mg;
is(join(' ', map { "$view[2 * $_]:$view[2 * $_ + 1]" } sort { $view[2 * $a] cmp $view[2 * $b] } 0 .. $#view / 2),
	run(q{SELECT string_agg(name || ':' || reader, ' ' ORDER BY name COLLATE "C") FROM absence_internal.amt_views('attendance')}),
	'the page lists the views with their levels');
is(join(' ', map { "$_->[0]:$_->[1]" } map { [ /^`(\w+)` \| `(\w+)`/ ] } $page =~ /^\| (`\w+` \| `(?:text|varchar|integer)`)/mg),
	run(q{SELECT string_agg(attname || ':' || CASE format_type(atttypid, atttypmod) WHEN 'character varying' THEN 'varchar'
		ELSE format_type(atttypid, atttypmod) END, ' ' ORDER BY attnum)
		FROM pg_attribute WHERE attrelid = 'analytics.chrab_chronicabsenteeismattendancefact'::regclass AND attnum > 0}),
	'the page lists the columns of the fact');

# Every day of every register is there, and the days reported absent are those of the events
is(run(q{SELECT count(*), count(DISTINCT (studentschoolkey, datekey)) FROM analytics.chrab_chronicabsenteeismattendancefact}),
	run(q{SELECT sum(n), sum(n) FROM (SELECT (SELECT count(*) FROM absence.days(r.register)) AS n FROM attendance.student_register AS r) AS d}),
	'a row for each day');
is(run(q{SELECT count(*) FROM analytics.chrab_chronicabsenteeismattendancefact WHERE reportedasabsentfromschool = 1}),
	run(q{SELECT count(DISTINCT (e.student_id, e.school_id, e.day))
		FROM attendance.attendance_event AS e
		JOIN attendance.code_mark AS c USING (school_id, school_year, code)
		JOIN attendance.student_register AS r USING (student_id, school_id, school_year)
		WHERE e.period IS NULL AND c.mark IN ('excused', 'unexcused', 'oss', 'exempt', 'unverified')
			AND absence.is_member(r.register, e.day) AND e.day <= absence.complete_through(r.register)}),
	'an absence for each day of an event');
# a dump has the views, and a restored database answers the same
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'sh', '-c', sprintf 'pg_dump -d "%s" | psql -X -q -v ON_ERROR_STOP=1 -d "%s"', $node->connstr('postgres'),
	$node->connstr('restored') ], 'a dump is restored');
is($node->safe_psql('restored', $absent), $node->safe_psql('postgres', $absent), 'with the views');
is($node->safe_psql('restored', q{SELECT count(*) FROM absence_internal.amt_views('attendance')}), '6', 'which are known as those of the store');

done_testing();
