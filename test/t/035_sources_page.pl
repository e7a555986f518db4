# Every statement of doc/sources.md runs as printed, between two servers, and the recipes give
# the figures of plain SQL over the tables of the warehouse
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/sources.md');
my @block = $page =~ /^```sql\n(.*?)^```/msg;
is(scalar @block, 11, 'the page has its statements');
my ($role, $server, $import, $views, $check, $store, $by_period, $days, $own, $suspend, $close) = @block;

my $warehouse = PostgreSQL::Test::Cluster->new('warehouse');
my $node = PostgreSQL::Test::Cluster->new('store');
for ($warehouse, $node)
{
	$_->init;
	$_->append_conf('postgresql.conf', 'jit = off');
	$_->start;
}
plan skip_all => 'postgres_fdw is not installed'
	unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});

# as printed, except that it is a day of the test, and another host
sub run
{
	my ($block, $user, $on) = @_;
	$on ||= $node;
	$block =~ s/(CALL absence\.refresh\('\w+', 2026)\)/$1, today => '2026-01-31')/g;
	$block =~ s/host 'warehouse\.example\.org', port '5432', dbname 'warehouse'/sprintf "host '%s', port '%s', dbname 'postgres'", $warehouse->host, $warehouse->port/e;
	my ($ret, $out, $err) = $on->psql('postgres', "SET client_min_messages = warning; $block", on_error_stop => 1,
		extra_params => [ '-U', $user || 'district' ]);
	return ($ret == 0 && $err eq '') ? $out : "ERROR $err";
}
my $me = $node->safe_psql('postgres', 'SELECT current_user');

# Three schools, 60 students, the weekdays from 25 August to 12 June without two weeks in
# December; rows to 30 January. Students 7 and 8 go to school 3 on 3 November, 9 is not enrolled
# from 6 to 17 October. Eight of every twenty students miss one day in eight, the others one in
# thirty.
my @table = $page =~ /^ +(warehouse\.\w+ +\(.*\))$/mg;
is(scalar @table, 6, 'the page prints its tables');
$warehouse->safe_psql('postgres', join(';', 'CREATE SCHEMA warehouse', map { "CREATE TABLE $_" } @table) . q{;
	INSERT INTO warehouse.dim_school SELECT s, 'School ' || s FROM generate_series(1, 3) AS s;
	INSERT INTO warehouse.dim_student
	SELECT i, 'Last' || i, 'First' || i, timestamp '2012-01-01' + i * interval '1 day' FROM generate_series(1, 60) AS i;
	INSERT INTO warehouse.school_day
	SELECT s, d + interval '8 hours', extract(isodow FROM d) < 6 AND d NOT BETWEEN '2025-12-20' AND '2026-01-04', 390
	FROM generate_series(1, 3) AS s, generate_series(timestamp '2025-08-25', '2026-06-12', '1 day') AS d;
	INSERT INTO warehouse.stay
	SELECT i, 1 + (i - 1) % 3, CASE WHEN i = 10 THEN timestamp '2026-01-05' ELSE '2025-08-25' END,
		CASE WHEN i IN (7, 8) THEN timestamp '2025-10-31' WHEN i = 9 THEN '2025-10-05' END, (i % 6)
	FROM generate_series(1, 60) AS i;
	INSERT INTO warehouse.stay VALUES (7, 3, '2025-11-03', NULL, 1), (8, 3, '2025-11-03', NULL, 2), (9, 3, '2025-10-18', NULL, 3);
	INSERT INTO warehouse.daily
	SELECT t.student_key, t.school_key, d.day, CASE WHEN a.absent THEN CASE WHEN t.student_key % 2 = 0 THEN 'E' ELSE 'U' END
		WHEN t.student_key = 3 AND d.day::date = '2025-10-02' THEN 'T' END
	FROM warehouse.stay AS t
	JOIN warehouse.school_day AS d ON d.school_key = t.school_key AND d.day >= t.entered
		AND d.day::date <= coalesce(t.withdrawn, 'infinity') AND d.day < '2026-01-31'
	CROSS JOIN LATERAL (SELECT (extract(doy FROM d.day)::integer * 7 + t.student_key * 5)
		% CASE WHEN t.student_key % 20 < 8 THEN 8 ELSE 30 END = 0 AS absent) AS a
	WHERE d.is_school_day;
	INSERT INTO warehouse.by_period
	SELECT d.student_key, d.school_key, d.day + p * interval '50 minutes', p,
		CASE WHEN d.code IN ('E', 'U') AND (d.student_key % 7 > 0 OR p <= 4) THEN d.code
			WHEN d.day::date = '2025-09-30' AND p IN (2, 3) THEN 'U' WHEN d.day::date = '2025-10-02' AND p = 1 THEN 'T' END
	FROM warehouse.daily AS d, generate_series(1, 6) AS p;
	ANALYZE});
$node->safe_psql('postgres', 'CREATE ROLE district LOGIN; GRANT CREATE ON DATABASE postgres TO district');

is(run($role, $me, $warehouse), '', 'a role that reads the warehouse');
is(run($server, $me), '', 'the other server');
# the servers of a test ask for no password
$node->safe_psql('postgres', "ALTER USER MAPPING FOR district SERVER warehouse OPTIONS (ADD password_required 'false')");
is(run($import), '', 'its tables');
is(run($views), '', 'views over them');
unlike(run($check), qr/ERROR|^(error|warning)/m, 'nothing is wrong with the source');
like(run($check), qr/^info\|student_group\|\|student_group is missing, and is taken as empty\|/m, 'and it says what is missing');
like(run($store), qr/^School 1\|\d+\|\d+\|0\.\d+\nSchool 2\|.*\nSchool 3\|/m, 'the store gives the answers');
is(run('SELECT string_agg(i::text, chr(10)) FROM attendance.data_issue AS i'), '', 'the facts have no issue');

# Plain SQL over the daily rows of the warehouse: a student at a school is chronically absent
# from a tenth of ten or more days on
my $truth = q{SELECT school_key::text AS school_id, student_key::text AS student_id, count(*)::integer AS counted_days,
	count(*) FILTER (WHERE code IN ('E', 'U'))::float8 AS absent_days,
	CASE WHEN count(*) >= 10 THEN count(*) FILTER (WHERE code IN ('E', 'U')) * 10 >= count(*) END AS chronic
	FROM warehouse.daily GROUP BY 1, 2 ORDER BY 1, 2};
my $of_store = q{SELECT school_id, student_id, counted_days, absent_days, chronic FROM %s.student_absence ORDER BY 1, 2};
my $right = $warehouse->safe_psql('postgres', $truth);
is(scalar(split /\n/, $right), 62, '60 students, two of them at two schools');
like($right, qr/\|t$/m, 'some are chronic');
is(run(sprintf $of_store, 'attendance'), $right, 'the daily list: the figures are those of plain SQL');
is(run('SELECT count(*) FROM attendance.enrollment'), '0', 'nothing was copied');
is(run('SELECT count(*) FROM attendance.district_student_absence WHERE last_name IS NULL OR absences_left IS NULL AND NOT chronic'), '0',
	'with names and the days to come');

unlike(run($by_period), qr/ERROR/, 'the list of periods');
is(run(sprintf $of_store, 'attendance'), $right, 'the list of periods: the figures are the same');
is(run(q{SELECT round((missed_days - absent_days)::numeric, 9) FROM attendance.student_absence WHERE student_id = '1'}), '0.333333333',
	'two of six periods are a third of a missed day, but not an absent day');
is(run(q{SELECT reason FROM attendance.data_issue WHERE severity = 'error'}), '', 'it has no error');

unlike(run($days), qr/ERROR/, 'student-days');
is(run(sprintf $of_store, 'from_days'), $right, 'student-days: the figures are the same');
is(run(q{SELECT student_id, school_id, entry_date, exit_date FROM from_days.fact_enrollment ORDER BY 1, 2, 3}),
	$warehouse->safe_psql('postgres', q{SELECT student_key::text, school_key::text, CASE WHEN entered = '2025-10-18' THEN date '2025-10-20' ELSE
	entered::date END, CASE WHEN withdrawn = '2025-10-05' THEN date '2025-10-03' ELSE withdrawn::date END FROM warehouse.stay ORDER BY 1, 2, 3}),
	'student-days: the stays are those of the table, from a session day to a session day');

unlike(run($own), qr/ERROR/, 'what the district corrects in the store');
is(run(q{SELECT school_name FROM attendance.school_absence WHERE school_id = '2'}), 'Second Street School', 'the name is corrected');
is(run(q{SELECT sum(counted_days) FROM attendance.student_absence}), run(q{SELECT sum(counted_days) - 60 FROM from_days.student_absence}),
	'a day less for each student');
unlike(run($suspend), qr/ERROR/, 'suspended and resumed');
is(run(q{CALL absence.refresh('attendance', 2026)}), '', 'it is refreshed');
my $before = run('SELECT s::text FROM attendance.student_absence AS s ORDER BY 1');
is(run($close), '', 'the year is closed');
$node->safe_psql('postgres', 'DROP SCHEMA source CASCADE; DROP SCHEMA warehouse CASCADE; DROP SERVER warehouse CASCADE');
is(run('SELECT s::text FROM attendance.student_absence AS s ORDER BY 1'), $before, 'it answers as before without its source');
unlike($before, qr/^ERROR/, 'with rows');

# the table of the page, and the list of source_columns
my %listed = $page =~ /^\| `(\w+)`(?:, may be missing)? \| (`.*?) \|$/mg;
is(join(' ', map { my $columns = $listed{$_}; "$_:" . join ',', sort $columns =~ /`([a-z]\w+)`/g } sort grep { $listed{$_} } keys %listed),
	run(q{SELECT string_agg(l, ' ' ORDER BY l) FROM (SELECT relation || ':' || string_agg(column_name, ',' ORDER BY column_name COLLATE "C")
		FROM (SELECT relation, column_name FROM absence.source_columns() WHERE column_name <> ''
			UNION ALL SELECT 'school', 'exception') AS c
		GROUP BY relation) AS r (l)}), 'the page lists the columns');

done_testing();
