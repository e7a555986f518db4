# A store in a database without the extension: a store that was restored without it, and
# one that lost it by DROP EXTENSION ... CASCADE. CREATE EXTENSION, upgrade_store and
# refresh restore everything except the registers of closed years, which are named.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use StoreFigures;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('without');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', q{CREATE ROLE district LOGIN; CREATE ROLE analyst LOGIN;
	CREATE DATABASE school OWNER district; CREATE DATABASE restored OWNER district; CREATE DATABASE with_extension OWNER district});
my @district = (extra_params => [ '-U', 'district' ]);
my ($ret, $out, $err);

sub as_district
{
	my ($database, $sql) = @_;
	($ret, $out, $err) = $node->psql($database, $sql, @district);
	return $ret;
}

is(as_district('school', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store();
	CALL absence.load_sample('attendance', 60, 6, 1);
	SET search_path = attendance;
	INSERT INTO calendar SELECT school_id, 2025, calendar_code, calendar_type, day_minutes, periods FROM calendar;
	INSERT INTO calendar_day SELECT school_id, 2025, calendar_code, day - 364, event, minutes, periods FROM calendar_day;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade, calendar_code)
	SELECT student_id, school_id, 2025, entry_date - 364, grade, calendar_code FROM enrollment;
	CALL absence.refresh();
	CALL absence.close_year('attendance', 2025);
	DELETE FROM enrollment WHERE school_year = 2025;
	CALL absence.refresh();
	CALL absence.certify('attendance', 'june', 2026);
	SELECT absence.grant_reader('attendance', 'analyst', 'student')}), 0, 'a store with a closed year') or diag $err;
# a log of refreshes, an array without an order, and sums of hashes with a random seed
my @but = ('refresh_log', 'visible', 'refresh_print');
my $before = figures_of($node, 'school', but => \@but);
my $facts = figures_of($node, 'school', kinds => 'r', but => [ @but, 'student_register', 'stay_register' ]);
my $of_open_year = q{SELECT school_id, verdict_n, chronic_n FROM attendance.school_absence WHERE school_year = 2026 ORDER BY 1};
my $open_year = $node->safe_psql('school', $of_open_year);
like($before, qr/^student_register 1\d\d /m, 'there is something to compare');

my $dir = PostgreSQL::Test::Utils::tempdir;
command_ok([ 'pg_dump', '-h', $node->host, '-p', $node->port, '-n', 'attendance', '-Fc', '-f', "$dir/dump", 'school' ],
	'only the schema is dumped');
# the copy of the registers of closed years that the guide recommends
my $columns = 'student_id, school_id, school_year, grade, register';
$node->safe_psql('school', "COPY (SELECT $columns FROM attendance.student_register WHERE school_year = 2025) TO '$dir/registers'");
my $stay_columns = 'school_year, student_id, school_id, entry_date, exit_date, last_date, calendar_code, grade, homeroom, primary_school, fte, alone, '
	. 'alone_at_school, has_many, register, event_days';
$node->safe_psql('school', "COPY (SELECT $stay_columns FROM attendance.stay_register WHERE school_year = 2025) TO '$dir/stays'");

# What must be true once the extension is there, in $database, whose store has no
# registers
sub recovers
{
	my ($database) = @_;
	is(figures_of($node, $database, kinds => 'r', but => [ @but, 'student_register', 'stay_register' ]), $facts,
		'all facts, settings and certifications are there');
	is(as_district($database, 'SELECT * FROM attendance.certified_count'), 0, 'certifications can be read');
	is(as_district($database, 'CREATE EXTENSION absence'), 0, 'CREATE EXTENSION');
	isnt(as_district($database, 'CALL absence.refresh()'), 0, 'refresh refuses');
	like($err, qr/ERROR:  store "attendance" has lost its registers.*\nHINT:  To make what is missing: SELECT absence.upgrade_store\('attendance'\)/,
		'the hint says what to call');
	is(as_district($database, 'SELECT absence.upgrade_store()'), 0, 'upgrade_store') or diag $err;
	like($err, qr/WARNING:  closed school years of store "attendance" have no registers: 2025\nHINT:  Load a copy of their rows of student_register and stay_register/,
		'the closed year without registers is named');
	is(as_district($database, 'CALL absence.refresh()'), 0, 'refresh') or diag $err;
	is($node->safe_psql($database, $of_open_year), $open_year, 'the open year is as before');
	is($node->safe_psql($database, 'SELECT count(*) FROM attendance.student_register WHERE school_year = 2025'), 0,
		'the closed year has no registers');
	is($node->safe_psql($database, $of_open_year, extra_params => [ '-U', 'analyst' ]), $open_year, 'readers can read again');

	$node->safe_psql($database, "COPY attendance.student_register ($columns) FROM '$dir/registers'");
	$node->safe_psql($database, "DELETE FROM attendance.stay_register WHERE school_year = 2025; COPY attendance.stay_register ($stay_columns) FROM '$dir/stays'");
	is(as_district($database, 'SELECT absence.upgrade_store(); CALL absence.refresh()'), 0,
		'with a copy of the registers of the closed year') or diag $err;
	unlike($err, qr/WARNING/, 'no year is missing');
	is(differing($before, figures_of($node, $database, but => \@but)), '', 'everything is as before');
	is($node->safe_psql($database, q{
		SELECT string_agg(DISTINCT owner::regrole::text, ' ') FROM (
			SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'attendance'::regnamespace
			UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'attendance'::regnamespace) AS o}),
	'district', 'all of it still belongs to its owner');
}

# Restored without the extension: what needs it fails, the rest is there
my $restore = [ 'pg_restore', '-h', $node->host, '-p', $node->port, '-d' ];
ok(!PostgreSQL::Test::Utils::run_log([ @$restore, 'restored', "$dir/dump" ]), 'a restore without the extension reports failures');
is($node->safe_psql('restored', q{SELECT to_regclass('attendance.student_register') IS NULL}), 't', 'there are no registers');
recovers('restored');
is(as_district('restored', q{DROP EXTENSION absence CASCADE; DROP SCHEMA attendance CASCADE}), 0, 'it is dropped');
ok(!PostgreSQL::Test::Utils::run_log([ @$restore, 'restored', "$dir/dump" ]), 'restored again');
is(as_district('restored', q{CREATE EXTENSION absence; SELECT absence.drop_store('attendance', 'attendance')}), 0,
	'such a store can be dropped') or diag $err;

# The extension is dropped and created again
is(as_district('school', 'DROP EXTENSION absence CASCADE'), 0, 'DROP EXTENSION ... CASCADE');
recovers('school');

# With the extension there, a restore is enough
is(as_district('with_extension', 'CREATE EXTENSION absence'), 0, 'a database with the extension');
command_ok([ @$restore, 'with_extension', '--exit-on-error', "$dir/dump" ], 'a restore of the schema into it');
is(differing($before, figures_of($node, 'with_extension', but => \@but)), '', 'everything is as before');

$node->stop;
done_testing();
