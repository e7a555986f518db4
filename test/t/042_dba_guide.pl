# The DBA guide: every statement and every command of the page is run, in the order of the
# page, by the role that the page names, here or in the test that has its section.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use StoreFigures;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

sub slurp { return PostgreSQL::Test::Utils::slurp_file($_[0]) }

# --------------------------------------------------------------- the blocks

# Each block of the page: its section, its language, and its lines
my (@block, $section, $fence, @lines);
my $guide = slurp('doc/dba_guide.md');
my @page = split /\n/, $guide;
for my $n (0 .. $#page)
{
	my $line = $page[$n];
	if (defined $fence)
	{
		if ($line eq '```')
		{
			push @block, { section => $section, language => $fence, text => join("\n", @lines) . "\n" };
			undef $fence;
		}
		else
		{
			push @lines, $line;
		}
	}
	elsif ($line =~ /^```(\w+)$/)
	{
		$fence = $1;
		@lines = ();
	}
	elsif ($line =~ /^#+ (.*)/)
	{
		$section = $1;
	}
	elsif ($line =~ /^( {4,})(\S.*)/)
	{
		my $before = $page[$n - 1];
		if ($before eq '' || $before !~ /^ {4,}\S/)
		{
			next if $before ne '';    # a line of a list, broken
			push @block, { section => $section, language => 'indented', indent => $1, text => '' };
		}
		$block[-1]{text} .= ($line =~ s/^$block[-1]{indent}//r) . "\n" if $block[-1]{language} eq 'indented';
	}
}
cmp_ok(scalar @block, '>', 50, 'the page has blocks');

# Sections that another test runs; it reads the page
my %elsewhere = (
	'On a schedule' => '009_pg_cron.pl',
	'A copy on another server' => '017_replication.pl',
	'A standby' => '043_standby.pl',
	'Many districts' => '044_postgres_fdw.pl');
for my $test (sort values %elsewhere)
{
	like(slurp("test/t/$test"), qr/dba_guide\.md/, "$test runs statements of the page");
}

# ---------------------------------------------------------------- servers

my $node = PostgreSQL::Test::Cluster->new('guide');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
my $other = PostgreSQL::Test::Cluster->new('other');
$other->init;
$other->append_conf('postgresql.conf', 'jit = off');
$other->start;
my $files = PostgreSQL::Test::Utils::tempdir;

# The first hour, in a database of its own
{
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, TMPDIR => $files);
	my ($said, $errors) = run_command([ 'perl', 'test/packages/first_page.pl', 'doc/dba_guide.md' ]);
	like($said, qr/^\d\d statements of .* run, [4-9] outputs compared, 0 different$/, 'the first hour works as printed')
		or diag "$said$errors";
}

$node->safe_psql('postgres', q{CREATE ROLE district LOGIN; CREATE ROLE steward LOGIN; CREATE ROLE dashboard LOGIN;
	CREATE ROLE office_of_101; CREATE ROLE superintendent; CREATE ROLE monitor LOGIN; CREATE DATABASE district OWNER district});

# Runs SQL; returns the output, and fails the test if there is an error
sub run_sql
{
	my ($sql, %how) = @_;
	my ($ret, $out, $err) = ($how{node} || $node)->psql($how{database} || 'district', "SET client_min_messages = warning;\n$sql",
		extra_params => [ '-U', $how{role} || 'district' ], on_error_stop => 1);
	my $what = ($how{role} || 'district') . ': ' . (split /\n/, $sql)[0];
	$how{warning} ? like($err, $how{warning}, $what) : is($err, '', $what);
	return $out;
}

# Runs commands of a shell on a server, in the folder of the files
sub run_shell
{
	my ($commands, $on) = @_;
	local %ENV = (%ENV, PGHOST => $on->host, PGPORT => $on->port);
	my $script = "$files/commands.sh";
	open my $out, '>', $script or die $!;
	print $out "set -eux\ncd '$files'\n$commands";
	close $out;
	my ($said, $errors) = run_command([ 'bash', $script ]);
	is($? >> 8, 0, 'shell: ' . (split /\n/, $commands)[0]) or diag $errors;
	return $errors;
}

# --------------------------------------------------- what each section needs

# Two years of a district, the first of which is to be closed
my $facts = q{
	CALL absence.load_sample('attendance', 60, 3, 1);
	SET search_path = attendance;
	INSERT INTO calendar SELECT school_id, 2025, calendar_code, calendar_type, day_minutes, periods FROM calendar;
	INSERT INTO calendar_grade SELECT school_id, 2025, calendar_code, grade FROM calendar_grade;
	INSERT INTO calendar_day SELECT school_id, 2025, calendar_code, day - 364, event, minutes, periods FROM calendar_day;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code)
	SELECT student_id, school_id, 2025, entry_date - 364, exit_date - 364, grade, calendar_code FROM enrollment;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, 2025, day - 364, code FROM attendance_event WHERE period IS NULL;
	INSERT INTO student (student_id, last_name) SELECT '1000001', 'Somebody'
	WHERE NOT EXISTS (SELECT FROM student WHERE student_id = '1000001')};

my %before = (
	'Refreshing' => sub { run_sql($facts) },
	'Watching' => sub {
		run_sql(q{SELECT absence.grant_reader('attendance', 'monitor', 'student');
			GRANT SELECT ON attendance.refresh_log, attendance.school_year_state TO monitor});
	},
	'A store without the extension' => sub {
		run_sql('DROP EXTENSION absence CASCADE; CREATE EXTENSION absence', database => 'district_copy', role => 'postgres');
	});

# --------------------------------------------------------------------- run

my $no_registers = qr/\A\S+ WARNING:  closed school years of store "\w+" have no registers: 2025\nHINT:  .*\n?\z/;
my $figures;
my @but = ('visible', 'refresh_log', 'refresh_print', 'answer_print');
my ($ran, $skipped) = (0, 0);
my %seen;
for my $block (@block)
{
	my ($text, $where, $language) = @$block{qw(text section language)};
	$before{$where}->() if !$seen{$where}++ && $before{$where};
	if ($elsewhere{$where} || $where eq 'The first hour')
	{
		$skipped++;
		next;
	}
	$ran++;
	note "$where: $text";
	if ($language eq 'sh')
	{
		if ($text =~ /^pg_dumpall/)
		{
			$figures = figures_of($node, 'district', but => \@but);
			run_shell($text, $node);
		}
		elsif ($text =~ /-f roles\.sql/)
		{
			run_shell($text, $other);
			is(differing($figures, figures_of($other, 'district', but => \@but)), '', 'the whole database is restored');
		}
		elsif ($text =~ /district_copy/)
		{
			run_shell($text, $node);
			is(differing($figures, figures_of($node, 'district_copy', but => \@but)), '', 'the store alone is restored');
		}
		else
		{
			fail("a command that no test runs: $text");
		}
	}
	elsif ($text =~ /^sudo (?:apt-get purge|dnf remove|make uninstall)/)
	{
		# 040_packages.pl has make uninstall, test/packages/run.sh the purge
		like(slurp('test/t/040_packages.pl'), qr/'uninstall'/, 'make uninstall is tried');
		like(slurp('test/packages/run.sh'), qr/apt-get -q -y purge/, 'the package is purged');
	}
	elsif ($text =~ /^ALTER DATABASE/)
	{
		run_sql($text, role => 'postgres');
		like(($node->psql('district', q{SET absence.polcy = 'federal'}))[2], qr/invalid configuration parameter name "absence\.polcy"/,
			'a misspelled name is an error now');
	}
	elsif ($where eq 'Watching')
	{
		my $answer = run_sql($text, role => 'monitor');
		like($answer, qr/^\d{4}\|.*\|f$/m, 'a year is fresh') if $text =~ /is_late/;
		like($answer, qr/\|/, 'there is an answer') if $text !~ /data_issue/;
	}
	elsif ($text =~ /^COPY/)
	{
		my $copies = $text =~ s/ TO …$/ TO STDOUT;/mgr;
		isnt(index($copies, 'STDOUT'), -1, 'the registers are copied');
		like(run_sql($copies), qr/\t2025\t.*days /, 'in text');
	}
	elsif ($text =~ /VERSION '0\.1\.0'/)
	{
		like(slurp('test/t/022_upgrade.pl'), qr/CREATE EXTENSION absence VERSION/, '022_upgrade.pl restores a dump of an older version');
	}
	elsif ($text =~ /^CALL.*\nSELECT registers_added/)
	{
		for my $copy ([ $other, 'district' ], [ $node, 'district_copy' ])
		{
			is(run_sql($text, node => $copy->[0], database => $copy->[1]), '0|0|0|0', 'after a restore, a refresh has nothing to write');
		}
	}
	elsif ($where eq 'A store without the extension')
	{
		# the registers of the closed year are gone
		run_sql($text, database => 'district_copy', warning => $no_registers);
		is($node->safe_psql('district_copy', q{SELECT count(*) > 0 FROM attendance.student_absence}), 't', 'the store is back');
	}
	elsif ($text =~ /^ALTER SCHEMA/)
	{
		run_sql($text, database => 'district_copy', warning => $no_registers);
		is(run_sql(q{CALL absence.refresh('attendance_of_2026'); SELECT count(*) > 0 FROM attendance_of_2026.school_absence},
			database => 'district_copy'), 't', 'under its new name the store works');
		run_sql(q{ALTER SCHEMA attendance_of_2026 RENAME TO attendance; SELECT absence.upgrade_store('attendance')}, database => 'district_copy',
			warning => $no_registers);
	}
	elsif ($text =~ /^REASSIGN/)
	{
		run_sql($text, node => $other, role => 'postgres');
		run_sql(q{CALL absence.refresh('attendance'); SELECT absence.upgrade_store('attendance')}, node => $other, role => 'steward');
		is($other->safe_psql('district', q{SELECT count(*) FROM (
			SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'attendance'::regnamespace
			UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'attendance'::regnamespace) AS o WHERE owner <> 'steward'::regrole}), '0',
			'everything belongs to the new owner, who works on it');
	}
	elsif ($where eq 'Uninstalling')
	{
		my ($store, $extension) = $text =~ /^(.*;)\n(.*;)\n$/ or die;
		run_sql($store, database => 'district_copy');
		run_sql($extension, database => 'district_copy', role => 'postgres');
		is($node->safe_psql('district_copy', q{SELECT count(*) FROM pg_namespace WHERE nspname ~ 'absence|attendance'}), '0', 'nothing is left');
	}
	else
	{
		unlike($text, qr/…/, 'a statement is complete');
		run_sql($text);
	}
}
is_deeply([ grep { !$seen{$_} } sort keys %elsewhere, sort keys %before ], [], 'each section is on the page');
cmp_ok($ran, '>', 25, "$ran blocks ran here");
cmp_ok($skipped, '>', 15, "$skipped blocks ran in tests of their own");

# ------------------------------------------------- statements in sentences

# Each runs as the owner, in a transaction that is taken back
my %refused = (
	'DROP EXTENSION absence' => qr/other objects depend on it/,
	q{SELECT absence.drop_store('attendance')} => qr/holds facts/);
my %not_alone = map { $_ => 1 } 'CALL absence.publish', 'SET ROLE', 'SET SESSION AUTHORIZATION', 'DROP ROLE', 'GRANT ALL',
	'DROP EXTENSION … CASCADE',
	'DROP SCHEMA … CASCADE', 'CREATE EXTENSION absence', 'SET absence.polcy';
my $statements = 0;
(my $sentences = $guide) =~ s/^```.*?^```//msg;
for my $statement (map { s/\s+/ /gr } $sentences =~ /`((?:SELECT|CALL|CREATE|ALTER|DROP|GRANT|SET|UPDATE|DELETE|INSERT|TRUNCATE) [^`]*)`/g)
{
	next if $not_alone{$statement} || $statement =~ /^INSERT … SELECT$/;
	my $prepare = $statement =~ /'new_name'/ ? 'ALTER SCHEMA attendance RENAME TO new_name;' : '';
	my (undef, undef, $err) = $node->psql('district', "SET client_min_messages = error; BEGIN; $prepare $statement; ROLLBACK",
		extra_params => [ '-U', 'district' ], on_error_stop => 0);
	like($err, $refused{$statement} || qr/^$/, "in a sentence: $statement");
	$statements++;
}
cmp_ok($statements, '>', 20, 'there are statements in sentences');
# the commands of a shell in sentences
{
	my ($refresh) = $guide =~ /`(psql -X -v ON_ERROR_STOP=1 -c "CALL absence\.refresh\('attendance'\)")`/ or die;
	run_shell("$refresh -U district -d district\n", $node);
}

$node->stop;
$other->stop;
done_testing();
