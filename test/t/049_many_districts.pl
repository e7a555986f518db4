# doc/beyond_one_machine.md: the queries about several districts run as printed. A store of
# all and a store for each district give the same figures. The page says of each table of a
# store where distribute_store puts it.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($section) = slurp_file('doc/beyond_one_machine.md') =~ /^## One store of all.*?\n(.*?)^## /ms;
my @printed = $section =~ /^```sql\n(.*?)^```/msg;
is(scalar @printed, 3, 'the page has three commands');
my ($of_each, $views, $of_state) = @printed;

my $node = PostgreSQL::Test::Cluster->new('districts');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;

sub rows { return $node->safe_psql('postgres', $_[0]); }

# Each table of a store has a place on the page, and a reason
rows('CREATE EXTENSION absence');
my ($places) = slurp_file('doc/beyond_one_machine.md') =~ /^### Where each table is\n(.*?)^#/ms;
my (@placed, @without_reason);
for my $line ($places =~ /^\| (`.*)$/mg)
{
	my ($tables, $where, $why) = split / \| /, $line;
	push @without_reason, $tables if ($why // '') !~ /[a-z]/;
	push @placed, map { "$_|$where" } grep { $_ ne 'latest_X' } $tables =~ /`(\w+)`/g;
}
is(join("\n", sort @placed), rows(q{SELECT format('%s|%s', relation, placed) COLLATE "C" FROM absence_internal.store_relation
	WHERE kind = 'table' ORDER BY 1}), 'the page says where each table of a distributed store is');
is_deeply(\@without_reason, [], 'and why');

# A store of all with two districts, and a store for each with the facts of its schools. A
# student who was at schools of both is in both stores.
rows(q{
	SET client_min_messages = warning;
	SELECT absence.create_store(s) FROM unnest('{attendance,lea_1,lea_2}'::name[]) AS s;
	CALL absence.load_sample('attendance', 1500, 9, 5);
	SET search_path = attendance;
	UPDATE school SET lea_id = '2' WHERE hashtext(school_id) % 2 = 0;
	-- an enrollment that another one of the student at another school overlaps makes a contested
	-- day, which a store of all gives to one of them, and two stores to both
	DELETE FROM enrollment AS e WHERE EXISTS (
		SELECT FROM enrollment AS o
		WHERE o.student_id = e.student_id AND o.school_id < e.school_id
			AND daterange(o.entry_date, o.exit_date, '[]') && daterange(e.entry_date, e.exit_date, '[]'));
	DO $$
	DECLARE
		lea integer;
		t name;
	BEGIN
		FOR lea IN 1..2 LOOP
			FOR t IN SELECT r.relation FROM absence_internal.store_relation AS r WHERE r.loader = 'writes' LOOP
				EXECUTE format('TRUNCATE lea_%s.%I', lea, t);
				EXECUTE format('INSERT INTO lea_%s.%I SELECT f.* FROM attendance.%2$I AS f WHERE coalesce(
					(SELECT h.lea_id FROM attendance.school AS h WHERE h.school_id = to_jsonb(f) ->> ''school_id''), $1) = $1', lea, t)
				USING lea::text;
			END LOOP;
		END LOOP;
	END
	$$});
rows("SET client_min_messages = warning; CALL absence.refresh('$_', today => '2026-05-01')") for qw(attendance lea_1 lea_2);
rows($views);

is(rows('SELECT count(DISTINCT lea_id) FROM attendance.school'), '2', 'there are two districts');
cmp_ok(rows(q{SELECT count(*) FROM (
	SELECT FROM attendance.student_register JOIN attendance.school USING (school_id)
	GROUP BY student_id HAVING count(DISTINCT lea_id) > 1) AS s}),
	'>', 5, 'students have moved between them');
is(rows(q{SELECT count(*) FROM attendance.student_register AS r
	FULL JOIN state.student_register AS s USING (student_id, school_id, school_year)
	WHERE r.register::text IS DISTINCT FROM s.register::text}),
	'0', 'a store for each district has the registers of a store of all');
is(rows($of_each),
	rows(q{SELECT replace(store, 'lea_', ''), school_year, verdict_n, chronic_n, chronic_rate FROM state.district_absence
		WHERE scope = 'pooled' ORDER BY 1, 2}),
	'the figures of each district of a store of all are those of its store');
is(rows($of_state),
	rows(q{SELECT school_year, verdict_n, chronic_n, chronic_rate FROM attendance.district_absence WHERE scope = 'pooled' ORDER BY 1}),
	'the figures of the state from all stores are those of a store of all');
isnt(rows($of_state),
	rows(q{SELECT school_year, sum(verdict_n), sum(chronic_n), sum(chronic_n)::float8 / sum(verdict_n) FROM state.district_absence
		WHERE scope = 'pooled' GROUP BY 1 ORDER BY 1}),
	'a student of two districts counts once in the state');
my $school = 'school_year, school_id, school_name, verdict_n, chronic_n, chronic_rate, complete_through, as_of, policy';
is(rows("SELECT $school FROM state.school_absence ORDER BY 2"), rows("SELECT $school FROM attendance.school_absence ORDER BY 2"),
	'the figures of each school are the same');
is(rows("SELECT $school FROM state.latest_school_absence ORDER BY 2"), rows("SELECT $school FROM attendance.school_absence ORDER BY 2"),
	'so are the kept ones');

# complete-through is judged by district: one of them stops in March
rows(q{
	SET client_min_messages = warning;
	DELETE FROM attendance.attendance_event USING attendance.school
	WHERE school.school_id = attendance_event.school_id AND lea_id = '2' AND day > '2026-03-15';
	DELETE FROM attendance.attendance_taken USING attendance.school
	WHERE school.school_id = attendance_taken.school_id AND lea_id = '2' AND day > '2026-03-15';
	CALL absence.refresh('attendance', today => '2026-05-01', force => true)});
is(rows(q{SELECT h.lea_id, max(v.complete_through) > '2026-04-25', max(v.complete_through) BETWEEN '2026-03-01' AND '2026-03-15'
		FROM attendance.school_absence AS v JOIN attendance.school AS h USING (school_id) GROUP BY h.lea_id ORDER BY h.lea_id}),
	"1|t|f\n2|f|t", 'the silence of one district does not cut the days of another');

done_testing();
