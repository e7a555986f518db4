# Every statement of doc/from_your_warehouse.md runs as printed, and the ways give the
# same results
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/from_your_warehouse.md');
my @block = $page =~ /^```sql\n(.*?)^```/msg;
is(scalar @block, 9, 'the page has its statements');
my ($rates, $registers, $answers, $create, $fill, $refresh, $by_period, $stays, $days) = @block;

my $node = PostgreSQL::Test::Cluster->new('warehouse');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;

# as printed, except that it is a day of the test, or another store
sub run
{
	my ($block, $store) = @_;
	$block =~ s/(CALL absence\.refresh\('attendance', 2026)\)/$1, today => '2026-01-31')/;
	$block =~ s/\battendance\./$store./g, $block =~ s/'attendance'/'$store'/g if defined $store;
	my ($ret, $out, $err) = $node->psql('postgres', "SET client_min_messages = warning; $block", on_error_stop => 1);
	return ($ret == 0 && $err eq '') ? $out : "ERROR $err";
}

# Tables with the columns that the page prints. Three schools, 60 students, the weekdays
# from 25 August to 12 June without two weeks in December; rows to 30 January. Students
# 7 and 8 go to school 3 on 3 November, 9 is not enrolled from 6 to 17 October, and 10
# enters on 5 January. Eight of every twenty students miss one day in eight, the others
# one in thirty.
my @table = $page =~ /^ +(warehouse\.\w+ +\(.*\))$/mg;
is(scalar @table, 6, 'the page prints its tables');
$node->safe_psql('postgres', join(';', 'CREATE EXTENSION absence', 'CREATE SCHEMA warehouse', map { "CREATE TABLE $_" } @table) . q{;
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
	SELECT t.student_key, t.school_key, d.day, a.absent, a.absent AND t.student_key % 2 = 0
	FROM warehouse.stay AS t
	JOIN warehouse.school_day AS d ON d.school_key = t.school_key AND d.day >= t.entered
		AND d.day::date <= coalesce(t.withdrawn, 'infinity') AND d.day < '2026-01-31'
	CROSS JOIN LATERAL (SELECT (extract(doy FROM d.day)::integer * 7 + t.student_key * 5)
		% CASE WHEN t.student_key % 20 < 8 THEN 8 ELSE 30 END = 0 AS absent) AS a
	WHERE d.is_school_day;
	-- of six periods: all of a day that was missed; of every seventh student, the first four of it, which is a day missed by more
	-- than half; two of another day, which is not; a tardy
	INSERT INTO warehouse.by_period
	SELECT d.student_key, d.school_key, d.day + p * interval '50 minutes', p,
		CASE WHEN d.absent AND (d.student_key % 7 > 0 OR p <= 4) THEN CASE WHEN d.excused THEN 'E' ELSE 'U' END
			WHEN d.day::date = '2025-09-30' AND p IN (2, 3) THEN 'U' WHEN d.day::date = '2025-10-02' AND p = 1 THEN 'T' END
	FROM warehouse.daily AS d, generate_series(1, 6) AS p;
	ANALYZE});

# without a store
is(scalar(split /\n/, run($rates)), 20, 'twenty students, with their rows added up');
is(run($registers), '', 'registers');
like(run($answers), qr/^1\|\d+\|\d+\|0\.\d+\n2\|.*\n3\|.*\n0\.\d+\n2025-08-25\|/, 'registers give the answers');

# with a store
unlike(run($create), qr/ERROR/, 'a store');
is(run($fill), '', 'the store is filled');
like(run($refresh), qr/^School 1\|\d+\|\d+\|0\.\d+\nSchool 2\|.*\nSchool 3\|/, 'the store gives the answers');
is($node->safe_psql('postgres', 'SELECT string_agg(i::text, chr(10)) FROM attendance.data_issue AS i'), '', 'its facts have no issue');

# plain SQL over the daily rows, without any function of the extension: a student at a
# school is chronically absent from a tenth of ten or more days on
my $truth = q{SELECT school_key::text AS school_id, student_key::text AS student_id, count(*) AS counted_days,
		count(*) FILTER (WHERE absent) AS absent_days,
	CASE WHEN count(*) >= 10 THEN count(*) FILTER (WHERE absent) * 10 >= count(*) END AS chronic FROM warehouse.daily GROUP BY 1, 2};
my $of_registers = q{SELECT school_key::text, student_key::text, absence.counted_days(t), absence.absent_days(t), absence.chronic(t)
	FROM warehouse.student_register, absence.tally(register) AS t};
my $of_store = q{SELECT school_id, student_id, counted_days, absent_days, chronic FROM %s.student_absence WHERE school_year = 2026};

sub differences
{
	my ($left, $right) = @_;
	return $node->safe_psql('postgres', "SELECT count(*) FROM (($left EXCEPT ALL $right) UNION ALL ($right EXCEPT ALL $left)) AS d");
}
is($node->safe_psql('postgres', "SELECT count(*), count(*) FILTER (WHERE chronic) > 10, count(*) FILTER (WHERE NOT chronic) > 10
	FROM ($truth) AS t"), '62|t|t',
	'60 students, two of them at two schools; some are chronic, some are not');
is(differences($truth, $of_registers), 0, 'registers from daily rows: the figures are those of plain SQL');
is(differences($truth, sprintf($of_store, 'attendance')), 0, 'the store: the figures are those of plain SQL');
is(differences(q{SELECT student_key::text, absence.absence_rate(t), absence.excused_days(t), absence.streak(r, '', 'infinity')
	FROM (SELECT student_key, absence.rollup(register) AS r FROM warehouse.student_register GROUP BY 1) AS q, absence.tally(r) AS t},
	q{SELECT student_id, absence_rate, excused_days, streak FROM attendance.district_student_absence}), 0,
	'the store: the figures of each student of the district, with excused days and the streak');

# the other forms of data, each in a store of its own
for ([ 'by_period', $by_period ], [ 'no_stays', $stays ], [ 'no_days', $days ])
{
	my ($store, $block) = @$_;
	run($create, $store);
	is(run($fill, $store), '', "$store: filled");
	is(run($block, $store), '', "$store: the output is as on the page");
	is(differences($truth, sprintf($of_store, $store)), 0, "$store: the figures are the same");
}
is($node->safe_psql('postgres', q{SELECT count(*) FROM by_period.data_issue WHERE severity = 'error'}), 0, 'by_period: no error');
is($node->safe_psql('postgres', q{SELECT round((missed_days - absent_days)::numeric, 9) FROM by_period.student_absence
	WHERE student_id = '1'}), '0.333333333', 'by_period: two of six periods are a third of a missed day, but not an absent day');
is(differences(q{SELECT student_id, school_id, entry_date, exit_date FROM no_stays.enrollment},
	q{SELECT student_key::text, school_key::text, entered::date,
	CASE WHEN withdrawn = '2025-10-05' THEN date '2025-10-03' ELSE withdrawn::date END
		FROM warehouse.stay} =~ s/entered::date/CASE WHEN entered = '2025-10-18' THEN date '2025-10-20' ELSE entered::date END/r), 0,
	'no_stays: the stays are those of the table, from a session day to a session day');

# once more, as it is done every night
run($_) for $fill, $refresh;
is(differences($truth, sprintf($of_store, 'attendance')), 0, 'filled again: the figures are the same');

done_testing();
