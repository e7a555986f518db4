# The examples of doc/examples.md. The dbt project is rendered and run here as dbt does it, each of
# its tests is seen to fail, and where dbt is installed, dbt gives the same SQL and the same results.
# What the scripts in Python and R print and draw is compared with SQL.
use strict;
use warnings;

use Compress::Zlib;
use Cwd;
use IPC::Run;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/examples.md');
my $project = 'doc/examples/dbt';
my $today = "date '2026-01-31'";

my $node = PostgreSQL::Test::Cluster->new('examples');
# names have letters beyond ASCII
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', "jit = off\n");
$node->start;

# Runs SQL as a role, by default the one that runs dbt
sub run
{
	my ($sql, %of) = @_;
	my ($ret, $out, $err) = $node->psql($of{db} // 'by_test', "SET client_min_messages = warning; $sql", on_error_stop => 1,
		extra_params => [ '-U', $of{role} // 'district' ]);
	return ($ret == 0 && $err eq '') ? $out : "ERROR $err";
}
my $me = $node->safe_psql('postgres', 'SELECT current_user');
sub admin { return run($_[0], role => $me) }

# Six schools, one of them with seven students; 381 students, some of whom go to another school on 3 November; the weekdays from
# 25 August to 12 June without two weeks in December; rows to 30 January. How often a student is absent depends on student, school
# and season.
my @table = $page =~ /^ +(warehouse\.\w+ +\(.*\))$/mg;
is(scalar @table, 5, 'the page prints the tables of the warehouse');
$node->safe_psql('postgres', 'CREATE DATABASE by_test');
$node->safe_psql('by_test', join(';', 'CREATE SCHEMA warehouse', map { "CREATE TABLE $_" } @table) . q{;
	INSERT INTO warehouse.dim_school VALUES (1, 'Larkmoor Elementary'), (2, 'Peña Elementary'), (3, 'Ostrander Middle'),
		(4, 'Quill Lake High'), (5, 'Bramble Academy'), (6, 'Island School');
	INSERT INTO warehouse.dim_student
	SELECT i, 'Last' || i, 'First' || i, timestamp '2012-01-01' + i * interval '1 day' FROM generate_series(1, 381) AS i;
	INSERT INTO warehouse.school_day
	SELECT s, d + interval '8 hours', extract(isodow FROM d) < 6 AND d NOT BETWEEN '2025-12-20' AND '2026-01-04', 390
	FROM generate_series(1, 6) AS s, generate_series(timestamp '2025-08-25', '2026-06-12', '1 day') AS d;
	INSERT INTO warehouse.stay
	SELECT i, CASE WHEN i <= 110 THEN 1 WHEN i <= 190 THEN 2 WHEN i <= 280 THEN 3 WHEN i <= 350 THEN 4 WHEN i <= 374 THEN 5 ELSE 6 END,
		timestamp '2025-08-25', CASE WHEN i % 50 = 1 THEN timestamp '2025-10-31' END, i % 6
	FROM generate_series(1, 381) AS i;
	INSERT INTO warehouse.stay
	SELECT student_key, 4, '2025-11-03', NULL, grade FROM warehouse.stay WHERE withdrawn IS NOT NULL AND school_key <> 4;
	INSERT INTO warehouse.daily
	SELECT t.student_key, t.school_key, d.day,
		CASE WHEN chance.this < t.often * CASE WHEN d.day < '2025-11-10' THEN 0.8 ELSE 1.3 END
			THEN CASE WHEN chance.this < t.often / 2 THEN 'U' ELSE 'E' END WHEN chance.this > 0.97 THEN 'T' END
	FROM (
		SELECT s.*, CASE WHEN student_key % 10 < 2 THEN 0.16 WHEN student_key % 10 < 5 THEN 0.08 ELSE 0.025 END
			* (0.4 + 0.2 * school_key) AS often
		FROM warehouse.stay AS s
	) AS t
	JOIN warehouse.school_day AS d ON d.school_key = t.school_key AND d.day >= t.entered
		AND d.day::date <= coalesce(t.withdrawn, 'infinity') AND d.day < '2026-01-31'
	CROSS JOIN LATERAL (SELECT ('x' || substr(md5(t.student_key || ' ' || d.day), 1, 8))::bit(32)::bigint / 4294967296.0 AS this) AS chance
	WHERE d.is_school_day;
	ANALYZE});
my ($setup, $close, $add_next) = $page =~ /^```sql\n(.*?)^```/msg;
$setup =~ s/DATABASE warehouse/DATABASE by_test/;
is(admin($setup), '', 'the store is made as the page says');

# ------------------------------------------------------------------ dbt, without dbt

# The files of the project: name => path
my %model = map { m{(\w+)\.sql$} => $_ } glob("$project/models/*/*.sql");
my %check = map { m{(\w+)\.sql$} => $_ } glob("$project/tests/*.sql");
my $yml = slurp_file("$project/dbt_project.yml");
my %var = ((map { /^  (\w+): (.*)/ } split /\n/, ($yml =~ /^vars:\n((?:  .*\n)+)/m)[0]), today => $today);
my ($schema) = slurp_file("$project/profiles.yml") =~ /^ +schema: (\w+)/m;

# The two hooks are the same for run and build
sub hook { return $yml =~ /^\Q$_[0]\E:\n  - "\{% if flags\.WHICH in \('run', 'build'\) %\}(.*)\{% endif %\}"$/m ? $1 : die "no $_[0]" }

# The relations of sources.yml: "source.table" => 1
my %source;
{
	my $name;
	for (split /\n/, (slurp_file("$project/models/sources.yml") =~ /^sources:\n(.*?)^models:/ms)[0])
	{
		$name = $1 if /^  - name: (\w+)/;
		$source{"$name.$1"} = 1 if /^      - name: (\w+)/;
	}
}

# The SQL of a file in a database, the models that it refers to, and its config. What it does not know, it dies of.
sub rendered
{
	my ($text, $db) = @_;
	my (%config, %ref);
	my $tag = qr/\{\{((?:[^{}]|\{\{[^{}]*\}\})*)\}\}/;
	my $value = sub {
		my ($code) = @_;
		if ($code =~ /^ref\('(\w+)'\)$/ && $model{$1})
		{
			$ref{$1} = 1;
			return qq{"$db"."$schema"."$1"};
		}
		return qq{"$db"."$1"."$2"} if $code =~ /^source\('(\w+)', '(\w+)'\)$/ && $source{"$1.$2"};
		return $var{$1} if $code =~ /^var\('(\w+)'\)$/ && defined $var{$1};
		if ($code =~ /^config\((.*)\)$/s)
		{
			my $arguments = $1;
			$config{$1} = $2 while $arguments =~ s/^\s*(\w+)='(\w+)',?\s*//;
			while ($arguments =~ s/^\s*(\w+)=\[(.*?)\],?\s*//s)
			{
				my ($key, $list) = ($1, $2);
				$config{$key} = [ $list =~ /"([^"]*)"/g ];
			}
			die "config $arguments" if $arguments ne '';
			return '';
		}
		die "unknown: {{ $code }}";
	};
	my $render = sub { my ($t) = @_; $t =~ s/$tag/$value->($1 =~ s{^\s+|\s+$}{}gr)/ge; die "left: $t" if $t =~ /\{[{%]/; return $t };
	my $sql = $render->($text);
	$sql =~ s/^\s+|\s+$//g;
	$config{pre_hook} = [ map { $render->($_) } @{ $config{pre_hook} // [] } ];
	return { sql => $sql, ref => \%ref, config => \%config };
}
my %node;
sub render_all { $node{$_} = rendered(slurp_file({ %model, %check }->{$_}), 'by_test') for keys %model, keys %check; return }
render_all();
is(join(' ', grep { -s "$project/models/staging/$_.sql" } sort keys %model),
	'attendance_code attendance_event attendance_taken calendar calendar_day enrollment school student',
	'the project has the relations of a source');
is(scalar keys %check, 8, 'and tests');
is(join(' ', sort keys %check), join(' ', sort $page =~ /^\| `(\w+)` \|/mg), 'the page lists them');

# What builds on what, transitively
sub builds_on
{
	my ($name) = @_;
	return map { $_, builds_on($_) } keys %{ $node{$name}{ref} };
}

# The rows that a test finds
sub found { my $n = run("SELECT count(*) FROM ($node{$_[0]}{sql}) AS found"); return $n =~ /^\d+$/ ? $n : die "$_[0]: $n" }

# Builds the project as dbt build does, or only the staging models as dbt run --select staging: what became of each
sub build
{
	my ($only_staging) = @_;
	my (%became, %done);
	my @models = grep { !$only_staging || $model{$_} =~ /staging/ } sort keys %model;
	my @left = (@models, $only_staging ? () : sort keys %check);
	my $hooked = run(hook('on-run-start'));
	die $hooked if $hooked =~ /^ERROR/;
	while (@left)
	{
		# a model waits for the models that it builds on, and for their tests
		my ($name) = grep { my $this = $_; my %on = map { $_ => 1 } builds_on($this);
			!grep { $on{$_} || $check{$_} && $model{$this} && !grep { !$on{$_} } builds_on($_) } grep { $_ ne $this } @left } @left;
		@left = grep { $_ ne $name } @left;
		my %on = map { $_ => 1 } builds_on($name);
		my @bad = grep { $became{$_} =~ /^(error|fail|skipped)/
			&& ($on{$_} || $model{$name} && $check{$_} && !grep { !$on{$_} } builds_on($_)) } keys %became;
		my $n = $node{$name};
		if (@bad)
		{
			$became{$name} = 'skipped';
		}
		elsif ($check{$name})
		{
			my $rows = found($name);
			$became{$name} = $rows == 0 ? 'pass' : ($n->{config}{severity} // 'error') eq 'warn' ? "warn $rows" : "fail $rows";
		}
		else
		{
			my $kind = $n->{config}{materialized} // 'view';
			my $out = run(join(";\n", 'BEGIN', @{ $n->{config}{pre_hook} }, qq{DROP $kind IF EXISTS "$schema"."$name" CASCADE},
				qq{CREATE $kind "$schema"."$name" AS\n$n->{sql}\n}, 'COMMIT'));
			$became{$name} = $out =~ /^ERROR/ ? "error" : 'success';
			diag($out) if $out =~ /^ERROR/;
		}
	}
	$hooked = run(hook('on-run-end'));
	die $hooked if $hooked =~ /^ERROR/;
	return \%became;
}
sub told { my ($became) = @_; return join "\n", map { "$_ $became->{$_}" } sort keys %$became }

# dbt makes the schema
is(run("CREATE SCHEMA $schema"), '', 'the schema of the source');
is(told(build(1)), join("\n", map { "$_ success" } grep { $_ ne 'refreshed' } sort keys %model), 'the staging models');
my ($add) = $page =~ /^psql -c "(SELECT absence\.add_source\(.*\))"$/m;
is(run($add), '', 'the source is added as the page says');
my $all_good = join "\n", sort +(map { "$_ success" } keys %model), map { "$_ pass" } keys %check;
is(told(build()), $all_good, 'the project is built, and its tests pass');

# Plain SQL over the rows of the warehouse: chronically absent is who missed a tenth of ten or more days at a school
my $truth = q{SELECT school_key::text, count(*) FILTER (WHERE n >= 10)::integer,
	count(*) FILTER (WHERE n >= 10 AND missed * 10 >= n)::integer
	FROM (
		SELECT school_key, student_key, count(*) AS n, count(*) FILTER (WHERE code IN ('E', 'U')) AS missed
		FROM warehouse.daily
		GROUP BY school_key, student_key) AS s
	GROUP BY 1 ORDER BY 1};
my $schools = run('SELECT school_id, verdict_n, chronic_n FROM attendance.latest_school_absence ORDER BY school_id');
is($schools, run($truth), 'the figures are those of plain SQL');
like($schools, qr/^1\|110\|\d+\n(?:.*\n){4}6\|7\|\d$/, 'of six schools, one of them small');
is(run('SELECT registers, registers_added, events = events_used FROM attendance_source.refreshed'),
	run('SELECT count(*), count(*) FROM warehouse.stay') . '|t', 'model refreshed says what the refresh did');
is(run('SELECT count(*) FROM attendance.data_issue'), 0, 'the facts have no issue');

# Each test fails when it should, and only for what is wrong. The change of the facts is taken back.
sub fails
{
	my ($name, $change, $rows) = @_;
	is(found($name), 0, "$name: no row");
	is(admin("BEGIN; $change; SELECT count(*) FROM ($node{$name}{sql}) AS found; ROLLBACK"), $rows, "$name: $rows if so");
}
fails('source_is_whole', "ALTER VIEW $schema.calendar_day RENAME COLUMN day TO day_of_school; DROP VIEW $schema.enrollment CASCADE", 2);
fails('codes_are_mapped', q{INSERT INTO warehouse.daily
	VALUES (2, 1, '2025-09-02', 'FLU'), (3, 1, '2025-09-02', 'FLU'), (3, 1, '2025-09-03', 'u')}, 2);
# student 51 left school 1 on 31 October
fails('events_have_a_stay', q{INSERT INTO warehouse.daily
	VALUES (51, 1, '2025-10-31', 'U'), (51, 1, '2025-11-03', 'U'), (2, 2, '2025-10-01', 'U')}, 2);
fails('events_are_on_school_days', q{INSERT INTO warehouse.daily VALUES (2, 1, '2025-12-24', 'U'), (2, 1, '2025-12-25', NULL)}, 1);
fails('days_are_those_of_the_warehouse', q{UPDATE warehouse.daily SET code = CASE WHEN code = 'T' THEN 'U' END
	WHERE student_key = 2 AND code = 'T'; INSERT INTO warehouse.daily VALUES (3, 1, '2025-08-23', NULL)}, 2);
fails('schools_are_up_to_date', q{INSERT INTO warehouse.daily VALUES (2, 1, '2026-02-06', NULL)}, 0);
fails('schools_are_up_to_date', q{INSERT INTO warehouse.daily VALUES (2, 1, '2026-02-09', NULL);
	UPDATE attendance.latest_school_absence SET complete_through = '2026-02-02' WHERE school_id = '1'}, 5);
fails('chronic_rates_are_plausible', q{UPDATE attendance.latest_school_absence
	SET chronic_rate = CASE WHEN school_id = '2' THEN 0 ELSE 0.51 END
	WHERE school_id IN ('2', '4', '6')}, 2);
fails('facts_have_no_error', q{INSERT INTO attendance.enrollment (student_id, school_id, school_year, entry_date, calendar_code)
	VALUES ('1', '1', 2026, '2025-09-01', 'none'), ('1', '1', 2026, '2025-09-01', 'main')}, 1);

# A night on which a code came that nobody knows: the store is not refreshed, and goes on answering, with names
my $break = q{INSERT INTO warehouse.daily VALUES (2, 1, '2025-08-23', 'FLU'), (999, 1, '2025-09-03', 'U')};
my $mend = q{DELETE FROM warehouse.daily WHERE code = 'FLU' OR student_key = 999; UPDATE warehouse.daily SET code = 'U'
	WHERE student_key = 1 AND day = '2025-09-03 08:00'};
my $after_break = join "\n", sort +(map { $_ eq 'refreshed' ? "$_ skipped" : "$_ success" } keys %model),
	map { /^(codes_are_mapped|events_are_on_school_days)$/ ? "$_ fail 1" : $_ eq 'events_have_a_stay' ? "$_ fail 2"
		: $_ eq 'source_is_whole' ? "$_ pass" : "$_ skipped" } keys %check;
is(admin($break), '', 'a bad night');
is(told(build()), $after_break, 'the tests of the source fail, and what builds on them is left out');
is(run('SELECT school_id, verdict_n, chronic_n FROM attendance.school_absence WHERE school_name IS NOT NULL ORDER BY school_id'), $schools,
	'the store answers as before, with names');
is(run('SELECT count(*) FROM attendance.refresh_log'), 1, 'it was not refreshed');
is(admin($mend), '', 'it is mended');
is(told(build()), $all_good, 'the project is built again');
is(run('SELECT registers_changed FROM attendance_source.refreshed ORDER BY finished_at DESC LIMIT 1'), 1, 'one register has changed');
is(run('SELECT school_id, verdict_n, chronic_n FROM attendance.latest_school_absence ORDER BY school_id'), run($truth),
	'the figures are those of plain SQL again');

# ------------------------------------------------------------------ dbt itself

# ABSENCE_DBT=/path/dbt is the program to take. It must be the one that has the adapter for PostgreSQL.
my ($dbt) = grep { -x } $ENV{ABSENCE_DBT} // (), map { "$_/dbt" } split /:/, $ENV{PATH};
SKIP:
{
	my $version = '';
	IPC::Run::run([ $dbt, '--version' ], '>&', \$version) if $dbt;
	skip 'dbt with dbt-postgres is not installed', 1 unless $version =~ /^ +- postgres: /m;
	my $dir = PostgreSQL::Test::Utils::tempdir();
	system_or_bail('cp', '-r', $project, "$dir/project");
	my $cwd = getcwd();
	# the warehouse as it is now, and a store of its own
	$node->safe_psql('postgres', 'CREATE DATABASE by_dbt');
	my $at = "-h '" . $node->host . "' -p " . $node->port;
	system_or_bail("pg_dump $at -n warehouse by_test | psql $at -qX -v ON_ERROR_STOP=1 by_dbt >/dev/null");
	is(run(($setup =~ s/^CREATE ROLE.*\n//mr =~ s/by_test/by_dbt/r), db => 'by_dbt', role => $me), '', 'dbt: the store is made');
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'by_dbt', PGUSER => 'district',
		DBT_SEND_ANONYMOUS_USAGE_STATS => 'false', PATH => ($dbt =~ s{/[^/]*$}{}r) . ":$ENV{PATH}");
	# a block of the page as printed, except for the day: whether it ended well, and what became of each
	my $by_dbt = sub {
		my ($block) = @_;
		$block =~ s/--profiles-dir \./--profiles-dir . --vars "{today: \\"$today\\"}"/g;
		my $out = '';
		chdir "$dir/project";
		my $ok = IPC::Run::run([ 'sh', '-ec', $block ], '>&', \$out);
		chdir $cwd;
		diag($out) if !$ok && $out =~ /Error|ERROR/ && $out !~ /Got \d+ result/;
		my $results = decode_json(slurp_file("$dir/project/target/run_results.json"))->{results};
		return { map { my $r = $_; my ($name) = $r->{unique_id} =~ /^(?:model|test)\.attendance\.(\w+)/;
			$name ? ($name => $r->{status} =~ /^(fail|warn)$/ ? "$r->{status} $r->{failures}" : $r->{status}) : () } @$results };
	};
	my ($once, $nightly) = $page =~ /^```sh\n(dbt .*?)^```/msg;
	is(told($by_dbt->($once)), join("\n", map { "$_ success" } grep { $_ ne 'refreshed' } sort keys %model), 'dbt: the staging models');
	is(run('SELECT source FROM attendance.school_year_state', db => 'by_dbt'), $schema, 'dbt: the source is added');
	is(told($by_dbt->($nightly)), $all_good, 'dbt: the project is built, and its tests pass');
	my @compiled = map { glob("$dir/project/target/compiled/attendance/$_") } 'models/*/*.sql', 'tests/*.sql';
	is(scalar @compiled, keys(%model) + keys(%check), 'dbt: every model and test is compiled');
	for my $file (@compiled)
	{
		my ($name) = $file =~ m{(\w+)\.sql$};
		is(slurp_file($file) =~ s/^\s+|\s+$//gr,
			rendered(slurp_file({ %model, %check }->{$name}), 'by_dbt')->{sql}, "dbt: $name is rendered alike");
	}
	for my $kept (qw(school_absence student_absence district_absence absence_trend))
	{
		is(run("SELECT k::text FROM attendance.latest_$kept AS k ORDER BY 1", db => 'by_dbt'),
			run("SELECT k::text FROM attendance.latest_$kept AS k ORDER BY 1"), "dbt: latest_$kept is the same");
	}
	is(run($break, db => 'by_dbt', role => $me), '', 'dbt: a bad night');
	is(told($by_dbt->($nightly)), $after_break, 'dbt: the same tests fail, and the same is left out');
	is(run('SELECT count(*) FROM attendance.school_absence WHERE school_name IS NOT NULL', db => 'by_dbt'), 6,
		'dbt: the store answers, with names');
	is(run($mend, db => 'by_dbt', role => $me), '', 'dbt: it is mended');
	is(told($by_dbt->($nightly)), $all_good, 'dbt: the project is built again');
}

# ------------------------------------------------------------------ scripts

my $dir = PostgreSQL::Test::Utils::tempdir();
is(admin('CREATE ROLE analyst LOGIN') . run(q{SELECT absence.grant_reader('attendance', 'analyst', 'aggregate')}),
	'', 'a reader of figures');

# A script of the page as that reader: whether it ended well, what it prints, its errors
sub script
{
	my ($command, @arguments) = @_;
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'by_test', PGUSER => 'analyst',
		LC_ALL => 'C.UTF-8', HOME => $dir);
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run([ @$command, @arguments ], '>', \$out, '2>', \$err);
	utf8::decode($out);
	return ($ok, $out, $err);
}
# a command that is not there is an exception
sub has { return eval { IPC::Run::run([ @_ ], '>', '/dev/null', '2>', '/dev/null') } }

# Width and height of a PNG that is whole and has something on it, or why not
sub png_size
{
	my ($file) = @_;
	my $png = -e $file ? slurp_file($file) : '';
	return 'no PNG' unless $png =~ s/^\x89PNG\r\n\x1a\n//;
	my ($head, $data, $kind) = ('', '', '');
	while (length $png && $kind ne 'IEND')
	{
		(my $length, $kind) = unpack 'N a4', $png;
		$head = substr $png, 8, $length if $kind eq 'IHDR';
		$data .= substr $png, 8, $length if $kind eq 'IDAT';
		$png = substr $png, $length + 12;
	}
	my ($width, $height, $bits, $type) = unpack 'N N C C', $head;
	my $pixels = uncompress($data) // '';
	my %channels = (0 => 1, 2 => 3, 3 => 1, 6 => 4);
	return 'not whole' unless $kind eq 'IEND' && length $pixels == $height * (1 + int(($width * $channels{$type} * $bits + 7) / 8));
	my %value = map { $_ => 1 } unpack 'C*', $pixels;
	return 'blank' if keys %value < 50;
	return "$width x $height";
}

# What the schools may show, by the rule of the product, and the rate as a text
my @shown = map { my $row = $_; utf8::decode($row); [ split /\|/, $row ] } split /\n/, run(q{
	SELECT coalesce(s.school_name, 'District'), coalesce(w.verdict_n::text, '-'), coalesce(w.chronic_n::text, '-'),
		CASE WHEN w.shown = 'all' THEN round(100.0 * w.chronic_n / w.verdict_n, 1) || '%' ELSE w.chronic_rate_shown END
	FROM absence.withhold((SELECT jsonb_agg(g) FROM (
		SELECT 'school' AS group_kind, school_id AS group_value, verdict_n, chronic_n FROM attendance.school_absence
		UNION ALL SELECT 'all', 'all', sum(verdict_n), sum(chronic_n) FROM attendance.school_absence) AS g)) AS w
	LEFT JOIN attendance.school_absence AS s ON s.school_id = w.group_value
	ORDER BY s.school_id IS NOT NULL, s.school_name, s.school_id});
is(join(', ', map { $_->[0] } grep { $_->[3] eq 'withheld' } @shown), 'Bramble Academy, Island School',
	'the small school is withheld, and another');
is(scalar(grep { $_->[3] =~ /^\d+\.\d%$/ } @shown), 5, 'four schools and the district are shown');
my $wide = (sort { $b <=> $a } map { length $_->[0] } @shown)[0];

my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';
my $has_python = has($python, '-c', 'import psycopg2');
my $has_matplotlib = has($python, '-c', 'import matplotlib');
my @python = ($python, 'doc/examples/python/chronic_by_school.py');
SKIP:
{
	skip 'psycopg2 is not installed (Debian: python3-psycopg2)', 1 unless $has_python;
	my ($ok, $out, $err) = script(\@python);
	is($err, '', 'Python: no error');
	my $want = join '', map { sprintf "%-${wide}s %8s %8s %10s\n", @$_ } [ qw(school students chronic rate) ], @shown;
	is($out, $want, 'Python: prints what SQL says');
	($ok, $out, $err) = script(\@python, '--year=1999', "$dir/none.png");
	ok(!$ok && $out eq '' && $err eq "no school has figures\n" && !-e "$dir/none.png", 'Python: a year that is not there');
	($ok, $out, $err) = script(\@python, '--yeah=2026');
	ok(!$ok && $err =~ /^usage: /, 'Python: says how it is used');

	skip 'matplotlib is not installed (Debian: python3-matplotlib)', 1 unless $has_matplotlib;
	($ok, $out, $err) = script(\@python, "$dir/python.png");
	is($out . $err, $want, 'Python: prints the same');
	is(png_size("$dir/python.png"), '1080 x ' . int((1.9 + 0.36 * 6) * 120), 'Python: draws a picture');
	($ok, $out) = script(\@python, '--year=2026', "$dir/python.svg");
	is($out, $want, 'Python: the same for the year');
	my $svg = slurp_file("$dir/python.svg");
	is(scalar(() = $svg =~ /<g id="rate-\d+">/g), 4, 'Python: a point for each school that is shown');
	is(scalar(() = $svg =~ /<g id="interval-\d+">/g), 4, 'Python: and its interval');
	# matplotlib says what it writes in comments
	is(scalar(() = $svg =~ /<!-- withheld: small numbers -->/g), 2, 'Python: two are withheld');
	my $subtitle = "Through 30 January 2026, definition federal. Dashed line: the district, $shown[0][3] of 388 students";
	like($svg, qr/<!-- Chronic absence by school, school year 2025-26 -->.*<!-- \Q$subtitle\E -->/s,
		'Python: the title says year, day and definition');
	like($svg, qr/<!-- Students who are chronically absent /, 'Python: the axis is labelled');
}

my $has_r = has('Rscript', '-e', 'library(RPostgreSQL)');
my @r = ('Rscript', 'doc/examples/r/chronic_by_week.R');
my ($blue, $orange) = ('0%,44.705882%,69.803922%', '90.196078%,62.352941%,0%');
# how many lines of a colour its picture has
sub lines_of { return scalar(() = slurp_file("$dir/r.svg") =~ /<path [^>]*stroke:rgb\(\Q$_[0]\E\)/g) }
SKIP:
{
	skip 'R or RPostgreSQL is not installed (Debian: r-cran-rpostgresql)', 1 unless $has_r;
	# the last week and the fourth before it, from the live figures of their days
	my %withheld = map { $_->[0] => 1 } grep { $_->[3] eq 'withheld' } @shown;
	my @day = split /\n/, run(q{SELECT max(last_day) FROM attendance.latest_absence_trend WHERE group_kind = 'all' AND week_number IN (
		SELECT unnest(ARRAY[max(week_number) - 4, max(week_number)]) FROM attendance.latest_absence_trend
		WHERE group_kind = 'all' AND last_day IS NOT NULL)
		GROUP BY week_number ORDER BY week_number});
	is("@day", '2025-12-19 2026-01-30', 'four school weeks lie between these days') or diag("@day");
	my %of;
	for my $i (0, 1)
	{
		for (split /\n/, run("SELECT coalesce(school_name, 'District'), sum(verdict_n), sum(chronic_n),
				round(100.0 * sum(chronic_n) / sum(verdict_n), 1)
			FROM attendance.school_absence_at('$day[$i]') GROUP BY GROUPING SETS ((school_name), ())"))
		{
			utf8::decode($_);
			my ($name, @figures) = split /\|/;
			$of{$name}[$i] = \@figures;
		}
	}
	my $want = sprintf "%-${wide}s %8s %12s %12s %8s\n", 'school', 'students', '4 weeks ago', 'last week', 'change';
	for my $name ('District', sort grep { $_ ne 'District' } keys %of)
	{
		my ($before, $last) = @{ $of{$name} };
		$want .= sprintf "%-${wide}s %8s %12s %12s %8s\n", $name, $withheld{$name} ? ('-') x 4
			: ($last->[0], "$before->[2]%", "$last->[2]%", sprintf '%+.1f', $last->[2] - $before->[2]);
	}
	my ($ok, $out, $err) = script(\@r, "$dir/r.png");
	is($err, '', 'R: no error');
	is($out, $want, 'R: prints what the live views say of these days');
	is(png_size("$dir/r.png"), int(3.4 * 3 * 120) . ' x ' . int((2.3 * 2 + 1.3) * 120), 'R: draws a picture');
	# a line in a panel for each school that is shown, and one in the legend
	($ok, my $again) = script(\@r, "$dir/r.svg", '--year=2026');
	is($again, $out, 'R: the same for the year');
	is(lines_of($blue), 4 + 1, 'R: a line for each school that is shown');
	is(lines_of($orange), 0, 'R: none of a year before');
	($ok, $out, $err) = script(\@r, "$dir/none.png", '--year=1999');
	ok(!$ok && $out eq '' && $err =~ /no school has figures/ && !-e "$dir/none.png", 'R: a year that is not there');
	($ok, $again) = script(\@r);
	is($again, $want, 'R: prints without a picture');
	($ok, $out, $err) = script(\@r, "$dir/none.bmp");
	ok(!$ok && $err =~ /PICTURE must end in/ && !-e "$dir/none.bmp", 'R: another kind of picture');
}

# ------------------------------------------------------------------ the next school year

# September and October once more, 52 weeks later, for the 373 of the 381 students who never changed schools
$node->safe_psql('by_test', q{
	INSERT INTO warehouse.school_day SELECT school_key, day + interval '364 days', is_school_day, minutes FROM warehouse.school_day;
	INSERT INTO warehouse.daily SELECT d.student_key, d.school_key, d.day + interval '364 days', d.code
	FROM warehouse.daily AS d JOIN warehouse.stay AS s USING (student_key, school_key)
	WHERE s.withdrawn IS NULL AND d.day < '2025-11-01';
	UPDATE warehouse.stay SET withdrawn = '2026-06-12' WHERE withdrawn IS NULL;
	INSERT INTO warehouse.stay
	SELECT DISTINCT student_key, school_key, timestamp '2026-08-24', NULL::timestamp, 3 FROM warehouse.daily WHERE day > '2026-07-01'});
is(run($close), '', 'the year is closed as the page says');
@var{qw(school_year today)} = (2027, "date '2026-10-31'");
render_all();
like(told(build(1)), qr/^(\w+ success\n?)+$/, 'the staging models of the next year');
is(run($add_next), '', 'its source is added as the page says');
is(told(build()), $all_good, 'the project is built, and its tests pass');
is(run('SELECT school_id, verdict_n, chronic_n FROM attendance.latest_school_absence WHERE school_year = 2027 ORDER BY school_id'),
	run($truth =~ s/FROM warehouse\.daily/$& WHERE day > '2026-07-01'/r), 'its figures are those of plain SQL');
is(run('SELECT school_id, verdict_n, chronic_n FROM attendance.latest_school_absence WHERE school_year = 2026 ORDER BY school_id'),
	run($truth =~ s/FROM warehouse\.daily/$& WHERE day < '2026-07-01'/r), 'and so are those of the year before, still');

# the scripts take the year that is current, and have the year before beside it
if ($has_python && $has_matplotlib)
{
	my ($ok, $out) = script(\@python, "$dir/next.svg");
	like($out, qr/^District +373 /m, 'Python: the students of the new year');
	like(slurp_file("$dir/next.svg"), qr/<!-- Chronic absence by school, school year 2026-27 -->/, 'Python: the title says so');
}
if ($has_r)
{
	my ($ok, $out) = script(\@r, "$dir/r.svg");
	like($out, qr/^District +373 /m, 'R: the students of the new year');
	is(lines_of($orange), 4 + 1, 'R: a line of the year before for each school that is shown, and one in the legend');
}

done_testing();
