# Every query of the BI cookbook runs as printed and returns rows. On a store with two
# school years no query adds two years together.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/bi_cookbook.md');
my @query = $page =~ /^```sql\n(.*?)^```/msg;
cmp_ok(scalar @query, '>=', 20, 'the cookbook has queries');
is(scalar @query, scalar(() = $page =~ /^ *```\w/mg), 'the cookbook has no other code');

# The district has two years: the sample district, and the same facts a year earlier,
# without some events and with another student for one in four. Two more stores have one
# of these years each, with the same schools, students and groups.
my $node = PostgreSQL::Test::Cluster->new('cookbook');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store(s) FROM unnest('{attendance,only_2025,only_2026}'::name[]) AS s;
	CALL absence.load_sample('attendance', 1500, 6, 3);

	SET search_path = attendance;
	CREATE FUNCTION pg_temp.before(student text) RETURNS text LANGUAGE sql AS $$
		SELECT CASE hashtext(student) & 3 WHEN 0 THEN 'G' ELSE '' END || student $$;
	INSERT INTO student (student_id, last_name, first_name)
	SELECT pg_temp.before(student_id), last_name, first_name FROM student WHERE pg_temp.before(student_id) <> student_id;
	INSERT INTO student_group
	SELECT pg_temp.before(student_id), kind, value, begin_date, end_date FROM student_group WHERE pg_temp.before(student_id) <> student_id;
	INSERT INTO calendar SELECT school_id, 2025, calendar_code, calendar_type, day_minutes, periods FROM calendar;
	INSERT INTO calendar_grade SELECT school_id, 2025, calendar_code, grade FROM calendar_grade;
	INSERT INTO calendar_day SELECT school_id, 2025, calendar_code, day - 364, event, minutes, periods FROM calendar_day;
	INSERT INTO attendance_taken SELECT school_id, day - 364, calendar_code FROM attendance_taken;
	CREATE TEMP TABLE stay AS TABLE enrollment;
	UPDATE stay SET school_year = 2025, student_id = pg_temp.before(student_id), entry_date = entry_date - 364, exit_date = exit_date - 364;
	INSERT INTO enrollment TABLE pg_temp.stay;
	CREATE TEMP TABLE event AS SELECT * FROM attendance_event WHERE hashtext(student_id || day) % 5 <> 0;
	UPDATE event SET school_year = 2025, student_id = pg_temp.before(student_id), day = day - 364;
	INSERT INTO attendance_event TABLE pg_temp.event;

	DO $$
	DECLARE
		t name;
		y integer;
	BEGIN
		FOREACH y IN ARRAY '{2025,2026}'::integer[] LOOP
			FOR t IN SELECT r.relation FROM absence_internal.store_relation AS r WHERE r.loader = 'writes' LOOP
				EXECUTE format('TRUNCATE only_%s.%I', y, t);
				EXECUTE format('INSERT INTO only_%s.%I SELECT * FROM attendance.%2$I AS f
					WHERE coalesce((to_jsonb(f) ->> ''school_year'')::integer, $1) = $1', y, t) USING y;
			END LOOP;
			EXECUTE format('DELETE FROM only_%s.attendance_taken WHERE (day >= ''2025-07-01'') <> ($1 = 2026)', y) USING y;
		END LOOP;
	END
	$$});
for my $store (qw(attendance only_2025 only_2026))
{
	$node->safe_psql('postgres', "SET client_min_messages = warning; CALL absence.refresh('$store', today => '$_')")
		for '2026-03-01', '2026-06-30';
}
is($node->safe_psql('postgres', q{SELECT string_agg(format('%s %s', school_year, registers > 1000), ', ' ORDER BY school_year)
	FROM (SELECT school_year, count(*) AS registers FROM attendance.student_register GROUP BY school_year) AS r}),
	'2025 t, 2026 t', 'the store has two years');

# the rows of a query at one of the stores, by school year; '' if a row shows none.
# Figures of the year before and of the clock are not compared.
sub rows_of
{
	my ($query, $store) = @_;
	(my $at_store = $query) =~ s/\battendance\./$store./g;
	$at_store =~ s/;\s*$//;
	my %rows;
	for my $row (split /\n/, $node->safe_psql('postgres',
		"SELECT coalesce(r ->> 'school_year', ''), r - '{prior_chronic_rate,finished_at}'::text[]
		FROM (SELECT to_jsonb(q) AS r FROM ($at_store) AS q) AS q"))
	{
		my ($year, $figures) = split /\|/, $row, 2;
		push @{ $rows{$year} }, $figures;
	}
	$rows{$_} = [ sort @{ $rows{$_} } ] for keys %rows;
	return \%rows;
}

my %shown;
foreach my $query (@query)
{
	my ($ret, $out, $err) = $node->psql('postgres', $query);
	(my $what = substr($query, 0, 100)) =~ s/\s+/ /g;
	ok($ret == 0 && $err eq '' && $out ne '', $what) or diag($err || 'no row');
	next if $ret != 0;

	# With two years in the store, each row is a row of the store that has only that
	# year. All rows of the later year are there; the rows of the earlier year are all
	# there, or none if the query asks for one year. A row without a year belongs to the
	# later year.
	my ($rows, $first, $second) = map { rows_of($query, $_) } qw(attendance only_2025 only_2026);
	push @{ $shown{ join(' ', sort keys %$rows) } }, $what;
	my $earlier = delete $rows->{2025};
	is_deeply($rows, $second, 'for the later year, the rows of the store with that year');
	is_deeply($earlier, $first->{2025}, 'for the earlier year, the rows of the store with that year') if $earlier;

	# A list of students has each student once; the watch list has a row for each
	# reason, and a change of band is of a school or of the district
	my ($columns) = $query =~ /^SELECT (.*?)\sFROM\s/s;
	next if $columns !~ /\bstudent_id\b/ || $columns =~ /\b(?:trigger|scope)\b/;
	my @student = map { /"student_id": "(\w+)"/ } map { @$_ } values %{ rows_of($query, 'attendance') };
	my %once = map { $_ => 1 } @student;
	cmp_ok(scalar @student, '>', 10, 'the query has many students');
	is(scalar keys %once, scalar @student, 'each student is there once');
}
cmp_ok(scalar @{ $shown{'2025 2026'} }, '>=', 15, 'most queries show every year');
is(scalar @{ $shown{''} }, 2, 'two queries show no year: the watch list, and the days of a student') or diag(join("\n", @{ $shown{''} }));
is_deeply([ sort keys %shown ], [ '', '2025 2026', '2026' ], 'the others show the last year');

# sums over schools are those of the schools, by year
is($node->safe_psql('postgres', q{
	SELECT string_agg(DISTINCT format('%s %s', school_year, g.n = s.n AND g.chronic_n = s.chronic_n), ', ')
	FROM (SELECT school_year, group_kind, sum(verdict_n) AS n, sum(chronic_n) AS chronic_n FROM attendance.group_absence
		WHERE sex = 'all' AND status_basis = 'on_day' AND group_kind IN ('race_ethnicity', 'sex', 'disability_idea', 'english_learner')
		GROUP BY school_year, group_kind) AS g
	JOIN (SELECT school_year, sum(verdict_n) AS n, sum(chronic_n) AS chronic_n FROM attendance.school_absence
		GROUP BY school_year) AS s USING (school_year)}),
	'2025 t, 2026 t', 'each student has one value of a kind');

done_testing();
