# The pages on Metabase, Power BI and export: their statements run as printed as the readers that
# they name, every column that a measure of Power BI names is there, and exported files have the
# figures of the views, in each program that is installed.
use strict;
use warnings;

use Cwd;
use FindBin;
use IPC::Run;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use lib $FindBin::RealBin;
use Pages;

my $node = PostgreSQL::Test::Cluster->new('export');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', q{
	SET client_min_messages = error;
	CREATE EXTENSION absence;
	SELECT absence.create_store('attendance');
	CALL absence.load_sample('attendance', 1000, 5, 2);
	-- ids that a program could take for numbers, empty texts, and a name with everything in it
	UPDATE attendance.school SET name = E'Quote " comma, line\nñ' WHERE school_id = '101';
	UPDATE attendance.enrollment SET homeroom = CASE WHEN student_id LIKE '%1' THEN '' ELSE '007' END;
	CALL absence.refresh('attendance', today => '2026-03-14');
	CREATE ROLE analyst LOGIN;
	SELECT absence.grant_reader('attendance', 'analyst', 'student')});
sub one { return $node->safe_psql('postgres', $_[0]) }
sub blocks { my ($file, $kind) = @_; return slurp_file("doc/$file") =~ /^ *```$kind\n(.*?)^ *```/msg }
sub runs_as
{
	my ($role, $sql, $what) = @_;
	my ($ret, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-U', $role ]);
	ok($ret == 0 && $err eq '', $what) or diag($err);
	return $out;
}

# Metabase: with its filters and without
{
	my @sql = blocks('metabase.md', 'sql');
	cmp_ok(scalar @sql, '>=', 11, 'doc/metabase.md has questions');
	$node->safe_psql('postgres', shift @sql);
	my %value = (school => "'102'", day => "date '2026-01-15'", definition => "'ten_days'");
	for my $question (@sql)
	{
		my $role = $question =~ /watch_list/ ? 'analyst' : 'metabase';
		(my $title = substr($question, 0, 60)) =~ s/\s+/ /g;
		my $fill = sub { my ($sql) = @_; $sql =~ s/\{\{(\w+)\}\}/$value{$1} \/\/ die $1/ge; return $sql };
		(my $all = $question) =~ s/\s*\[\[.*?\]\]//sg;
		isnt(runs_as($role, $fill->($all), $title), '', 'and has rows');
		next if $all eq $question;
		(my $filtered = $question) =~ s/\[\[|\]\]//g;
		my $rows = runs_as($role, $fill->($filtered), 'with its filter');
		isnt($rows, '', 'there are rows too');
		isnt($rows, $node->safe_psql('postgres', $fill->($all)), 'and others');
	}
	# figures: those of the views
	my ($days) = grep { /attendance_rate, count/ } @sql;
	$days =~ s/\[\[.*?\]\]//;
	is(one("SELECT count(*) FROM ($days) AS d" =~ s/;(?=\s*\) AS d)//r), 7, 'seven session days');
	my ($groups) = grep { /absence\.withhold/ } @sql;
	is(one('SELECT count(*) FROM (' . ($groups =~ s/;\s*$//r) . ') AS g WHERE verdict_n < 10'), 0, 'no small group');
}

# Power BI: statements, and the columns of the measures
{
	my @sql = blocks('power_bi.md', 'sql');
	is(scalar @sql, 4, 'doc/power_bi.md has statements');
	$node->safe_psql('postgres', shift(@sql) =~ s/^   //mgr);
	isnt(runs_as('power_bi', $_, (split /\n/)[0]), '', 'and has rows') for @sql;
	my %column = map { $_ => 1 } split /\n/, one(q{SELECT c.relname || '.' || a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
		WHERE c.relnamespace = 'attendance'::regnamespace});
	my $dax = join "\n", blocks('power_bi.md', 'dax');
	my @named = $dax =~ /\b([a-z_]+)\[(\w+)\]/g;
	my @missing;
	my $n = 0;
	while (my ($table, $name) = splice @named, 0, 2)
	{
		next if $table eq 'school' || $table eq 'staff_school';
		$n++;
		push @missing, "$table\[$name\]" unless $column{"$table.$name"};
	}
	is("@missing", '', 'each column of a measure is there');
	cmp_ok($n, '>', 25, 'there are many');
	my @measures = $dax =~ /^(\w[\w %,'.-]*?) =/mg;
	my %measure = map { $_ => 1 } @measures;
	is(join(' ', grep { !$measure{$_} } $dax =~ /(?<![a-z_])\[([A-Z][\w %]*)\]/g), '', 'and each measure that another names');
	# the ends of the interval are those of the view
	is(one(q{SELECT bool_and(abs((p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) - chronic_rate_low) < 1e-6
			AND abs((p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) - chronic_rate_high) < 1e-6)
		FROM (SELECT *, chronic_rate AS p, verdict_n::float8 AS n, 1.959964::float8 AS z FROM attendance.latest_school_absence WHERE verdict_n > 0) AS s}), 't',
		'the interval of the measures is that of the view');
}

# Export
my $dir = PostgreSQL::Test::Utils::tempdir();
my ($script) = blocks('export.md', 'sh');
my %connect = (PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'postgres', PGUSER => 'analyst');
append_to_file("$dir/export.sh", $script);
{
	local %ENV = (%ENV, %connect);
	command_ok([ 'sh', "$dir/export.sh", "$dir/export", qw(daily_attendance month_absence) ], 'doc/export.md: the script runs');
	my @want = split /\n/, one(q{SELECT relation FROM (SELECT 'latest_' || relation AS relation FROM absence_internal.store_relation
			WHERE kept_key IS NOT NULL AND absence_internal.level_reads('student', reader)
		UNION ALL VALUES ('daily_attendance'), ('month_absence'), ('dictionary')) AS r ORDER BY relation COLLATE "C"});
	is(join(' ', map { /([^\/]*)\.csv$/ } sort glob "$dir/export/*"), "@want", 'and writes these files');
	is((stat "$dir/export/latest_student_absence.csv")[2] & 077, 0, 'that others cannot read');
	my ($copy) = blocks('export.md', 'sql');
	isnt(runs_as('analyst', $copy, 'a query of one\'s own'), '', 'is copied');
	# read back, they are the rows of the views
	for my $relation (grep { $_ ne 'dictionary' } @want)
	{
		is($node->safe_psql('postgres', qq{CREATE TEMP TABLE back AS TABLE attendance.$relation WITH NO DATA;
			\\copy back FROM '$dir/export/$relation.csv' WITH (FORMAT csv, HEADER)
			SELECT count(*) FROM ((TABLE back EXCEPT ALL TABLE attendance.$relation) UNION ALL (TABLE attendance.$relation EXCEPT ALL TABLE back)) AS d}), 0, $relation);
	}
	is($node->safe_psql('postgres', qq{CREATE TEMP TABLE d (t text, c text, p integer, type text, definition text, unit text, when_null text, a text, b text, e text);
		\\copy d FROM '$dir/export/dictionary.csv' WITH (FORMAT csv, HEADER)
		SELECT count(*) > 100 AND bool_and(definition <> '') FROM d}), 't', 'each column has its meaning in the dictionary');
}
my $expected = one(q{SELECT sum(chronic_n) || ' of ' || sum(verdict_n) || ' students are chronically absent' FROM attendance.school_absence WHERE is_current_year});

# the code of a page in a folder beside the files
sub run_code
{
	my ($kind, $pattern, $file, @command) = @_;
	my ($code) = grep { /$pattern/ } blocks('export.md', $kind);
	append_to_file("$dir/$file", $code);
	local %ENV = (%ENV, %connect, LC_ALL => 'C.UTF-8');
	my ($out, $err) = ('', '');
	my $cwd = Cwd::getcwd();
	chdir $dir;
	my $ok = IPC::Run::run([ @command, $file ], '>', \$out, '2>', \$err);
	chdir $cwd;
	ok($ok, "$file runs") or diag($err);
	return $out;
}
sub has { return IPC::Run::run([@_], '>', '/dev/null', '2>', '/dev/null') }
my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';

SKIP:
{
	skip 'pandas is not installed (Debian: python3-pandas)', 1 unless has('sh', '-c', "$python -c 'import pandas'");
	like(run_code('python', 'import pandas', 'files.py', $python), qr/^\Q$expected\E at their schools$/m, 'pandas reads the figures');
	append_to_file("$dir/more.py", slurp_file("$dir/files.py") . q{
students = read("latest_student_absence")
print("ids", students.homeroom.dropna().unique().tolist(), students.school_id.str.len().min(), students.as_of.dtype, students.chronic.dtype)
});
	like(scalar `cd '$dir' && $python more.py`, qr/^ids \['007'\] 3 datetime64\[ns\] boolean/m, 'with their types');
}
SKIP:
{
	skip 'psycopg2 is not installed (Debian: python3-psycopg2)', 1 unless has('sh', '-c', "$python -c 'import psycopg2'");
	my $ten = one(q{SELECT sum(chronic_n) || ' of ' || sum(verdict_n) FROM attendance.school_absence_at(NULL, 'ten_days') WHERE is_current_year});
	is(run_code('python', 'psycopg2', 'store.py', $python), "$ten students are chronically absent under ten_days\n", 'psycopg2 reads the figures');
}
SKIP:
{
	skip 'R is not installed (Debian: r-base-core)', 1 unless has('sh', '-c', 'command -v Rscript');
	like(run_code('r', 'read.csv', 'files.R', 'Rscript'), qr/^\Q$expected\E at their schools$/m, 'R reads the figures');
}
SKIP:
{
	my $packages = npm_packages($dir, '@duckdb/node-api' => '1.5.6-r.1');
	skip 'npm, or DuckDB for it, is not there', 1 unless $packages;
	append_to_file("$dir/parquet.mjs", (blocks('export.md', 'js'))[0]);
	command_ok([ 'sh', '-c', "cd '$dir' && node parquet.mjs export" ], 'doc/export.md: Parquet files are written');
	is(scalar(() = glob("$dir/export/*.parquet")), scalar(() = glob("$dir/export/*.csv")), 'one for each CSV file');
	my ($query) = grep { /^-- duckdb/ } blocks('export.md', 'sql');
	append_to_file("$dir/query.mjs", 'import {DuckDBInstance} from "@duckdb/node-api";
		const db = await (await DuckDBInstance.create(":memory:")).connect();
		const rows = async (sql) => (await db.runAndReadAll(sql)).getRowsJson();
		console.log(JSON.stringify([await rows(' . JSON::PP->new->allow_nonref->encode($query) . '),
			await rows("SELECT count(*) FILTER (WHERE homeroom = \'\'), count(*) FILTER (WHERE homeroom = \'007\'), count(*) FILTER (WHERE homeroom IS NULL), sum(absent_days), count(exit_date) FROM \'export/latest_student_absence.parquet\'"),
			await rows("DESCRIBE SELECT school_id, chronic, chronic_rate_low, as_of FROM (SELECT s.school_id, t.chronic, s.chronic_rate_low, s.as_of FROM \'export/latest_school_absence.parquet\' AS s, \'export/latest_student_absence.parquet\' AS t)")]));');
	my ($out, $err) = ('', '');
	IPC::Run::run([ 'sh', '-c', "cd '$dir' && node query.mjs" ], '>', \$out, '2>', \$err);
	is($err, '', 'DuckDB reads them');
	my ($schools, $students, $types) = @{ JSON::PP->new->decode($out || '[[],[],[]]') };
	is(join("\n", sort map { "$_->[0]|$_->[2]" } @$schools), one(q{SELECT string_agg(school_id || '|' || verdict_n, chr(10) ORDER BY school_id) FROM attendance.school_absence}), 'the schools');
	is(scalar(grep { $_->[4] =~ /share|portion/ } @$schools), scalar @$schools, 'with the meaning of the column') or diag explain $schools->[0];
	is(join('|', map { 0 + ($_ // 0) } @{ $students->[0] }), one(q{SELECT concat_ws('|', count(*) FILTER (WHERE homeroom = ''), count(*) FILTER (WHERE homeroom = '007'),
		count(*) FILTER (WHERE homeroom IS NULL), sum(absent_days), count(exit_date)) FROM attendance.student_absence}), 'empty texts, ids, NULLs and days are what they were');
	is(join(' ', map { $_->[1] } @$types), 'VARCHAR BOOLEAN DOUBLE DATE', 'with their types');
}

$node->stop;
done_testing();
