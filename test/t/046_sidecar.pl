# Every statement of doc/sidecar.md runs as printed, between two servers of which the managed one
# has no absence; the sidecar is started by the script that the Dockerfile starts, and the lines
# of the Dockerfile are run as far as they can be without Docker
use strict;
use warnings;

use File::Temp ();
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file('doc/sidecar.md');
my @block = $page =~ /^```sql\n(.*?)^```/msg;
is(scalar @block, 11, 'the page has its statements');
my ($reader, $server, $store, $schedule, $figures, $grant, $back, $joined, $copy, $mssql, $mssql_table) = @block;

# The Dockerfile
my $dockerfile = slurp_file('doc/sidecar/Dockerfile');
$dockerfile =~ s/\\\n//g;
my %line;
push @{ $line{$1} }, $2 while $dockerfile =~ /^([A-Z]+)\s+(.*)$/mg;
is_deeply([ sort keys %line ], [ qw(COPY ENTRYPOINT ENV EXPOSE FROM RUN STOPSIGNAL USER VOLUME) ], 'the Dockerfile has lines of these kinds');
my ($install, $make, $directory) = @{ $line{RUN} };
is(scalar @{ $line{RUN} }, 3, 'three of them run something');
my ($release) = $line{FROM}[0] =~ /^debian:(\w+)-slim$/;
my ($packages) = $install =~ /^apt-get update && (apt-get install -y --no-install-recommends [a-z0-9 \t-]+)$/;
ok($packages, 'the first installs packages');
SKIP:
{
	my $here = -r '/etc/os-release' ? slurp_file('/etc/os-release') : '';
	skip 'this machine is not Debian ' . $release, 1 unless $here =~ /^VERSION_CODENAME=$release$/m;
	my ($out, $err) = ('', '');
	# without an index of packages, apt knows none of them
	skip 'apt has no index', 1 unless IPC::Run::run([ 'apt-cache', 'show', 'postgresql-15-tds-fdw' ], '>', \$out, '2>', \$err);
	ok(IPC::Run::run([ 'sh', '-c', "$packages --simulate -o Debug::NoLocking=1" ], '>', \$out, '2>', \$err), 'which Debian has, and which can be installed together')
		or diag $err;
}
is($make, 'make -C /usr/src/absence with_llvm=no && make -C /usr/src/absence with_llvm=no install', 'the second builds and installs the source');
my $root = PostgreSQL::Test::Utils::tempdir;
my $pg_config = $ENV{PG_CONFIG} || 'pg_config';
my ($bindir, $libdir, $sharedir) = map { my $d = `$pg_config --$_`; chomp $d; $d } qw(bindir pkglibdir sharedir);
# this tree is built already; what it installs goes to a directory of its own
(my $built = $make) =~ s/-C \/usr\/src\/absence/-s -C . PG_CONFIG='$pg_config' DESTDIR='$root'/g;
{
	local %ENV = %ENV;
	delete @ENV{qw(MAKEFLAGS MFLAGS MAKELEVEL)};
	my $log = '';
	ok(IPC::Run::run([ 'sh', '-c', $built ], '>', \$log, '2>&1'), 'this runs') or diag $log;
}
ok(-e "$root$libdir/absence.so" && -e "$root$sharedir/extension/absence.control", 'and installs the extension');
my ($start) = $line{ENTRYPOINT}[0] =~ m{^\["sh", "/usr/src/absence/(doc/sidecar/start\.sh)"\]$};
ok(-e $start, 'the image starts with a script that is there');

# The managed server: no absence, nothing preloaded, and it asks for passwords
my $managed = PostgreSQL::Test::Cluster->new('managed');
$managed->init;
$managed->append_conf('postgresql.conf', "jit = off\nlisten_addresses = '127.0.0.1'");
unlink $managed->data_dir . '/pg_hba.conf';
$managed->append_conf('pg_hba.conf', "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256");
$managed->start;
unless ($managed->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name IN ('postgres_fdw', 'pg_cron')}) eq '2')
{
	# what was tested above still counts, so this is not a file that is skipped
	note 'postgres_fdw or pg_cron is not installed, so no sidecar is started';
	done_testing();
	exit;
}

# The sidecar, started as the image does it
my $home = File::Temp->newdir('sidecarXXXXXX', TMPDIR => 1);
my $port = PostgreSQL::Test::Cluster::get_free_port();
my %place = (PGDATA => "$home/data", SIDECAR_BINDIR => $bindir);
sub start_sidecar
{
	my %set = @_;
	local %ENV = (%ENV, %place, %set);
	delete @ENV{qw(PGHOST PGPORT PGUSER PGDATABASE)};
	my $log = "$home/log";
	my $handle = IPC::Run::start([ 'sh', $start, '-c', "port=$port", '-c', "unix_socket_directories=$home", '-c', 'listen_addresses=127.0.0.1',
		'-c', "log_line_prefix=%m ", '-c', 'fsync=off' ], '>', $log, '2>&1');
	for (1 .. 600)
	{
		return $handle if IPC::Run::run([ 'pg_isready', '-q', '-h', "$home", '-p', $port ], '>', \my $o, '2>', \my $e);
		$handle->pump_nb;
		last unless $handle->pumpable || $handle->finish;
		select(undef, undef, undef, 0.1);
	}
	return undef;
}
sub sidecar
{
	my ($sql, $user, %over) = @_;
	my ($out, $err) = ('', '');
	local $ENV{PGPASSWORD} = $over{password} || 'change me';
	# the superuser over the socket, as user postgres of the machine; others over the network
	my @where = $user eq 'postgres' ? ('-h', "$home") : ('-h', '127.0.0.1');
	my $ok = IPC::Run::run([ 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', @where, '-p', $port, '-U', $user, '-d', $over{database} || 'attendance', '-f', '-' ],
		'<', \"SET client_min_messages = warning; $sql", '>', \$out, '2>', \$err);
	$out =~ s/^\s+|\s+$//g;
	return $ok && $err eq '' ? $out : "ERROR $err";
}
my $superuser = getpwuid($<);
{
	local %ENV = (%ENV, %place);
	my $err = '';
	ok(!IPC::Run::run([ 'sh', $start ], '>', \my $out, '2>', \$err), 'the first start wants a password');
	like($err, qr/^set SIDECAR_PASSWORD/, 'and says so');
	ok(!-e $place{PGDATA}, 'and makes nothing');
}
SKIP:
{
	skip 'the superuser of the sidecar is postgres by peer authentication', 1 unless $superuser eq 'postgres';
	my $handle = start_sidecar(SIDECAR_PASSWORD => 'change me');
	ok($handle, 'the sidecar starts') or BAIL_OUT(slurp_file("$home/log"));
	is(sidecar(q{SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension WHERE extname IN ('absence', 'pg_cron', 'postgres_fdw')}, 'district'),
		'absence pg_cron postgres_fdw', 'with the extensions');
	is(sidecar(q{SELECT rolsuper FROM pg_roles WHERE rolname = current_user}, 'district'), 'f', 'role district is no superuser');
	like(sidecar('SELECT 1', 'district', password => 'wrong'), qr/password authentication failed/, 'its password is asked for');
	is_deeply([ map { -e "$home/$_" } glob("$home/made.*") ], [], 'nothing is left of the making');

	# Schools, students, days, stays and events of the managed database
	my @table = $page =~ /^ +(warehouse\.\w+ +\(.*\))$/mg;
	is(scalar @table, 5, 'the page prints its tables');
	$managed->safe_psql('postgres', 'CREATE DATABASE warehouse');
	$managed->safe_psql('warehouse', join(';', 'CREATE SCHEMA warehouse', map { "CREATE TABLE $_" } @table) . q{;
		INSERT INTO warehouse.dim_school SELECT s, 'School ' || s FROM generate_series(1, 3) AS s;
		INSERT INTO warehouse.dim_student SELECT i, 'Last' || i, 'First' || i, date '2012-01-01' + i FROM generate_series(1, 60) AS i;
		INSERT INTO warehouse.school_day SELECT s, d::date, extract(isodow FROM d) < 6
		FROM generate_series(1, 3) AS s, generate_series(timestamp '2025-08-25', '2026-06-12', '1 day') AS d;
		INSERT INTO warehouse.stay SELECT i, 1 + (i - 1) % 3, '2025-08-25', NULL, '05' FROM generate_series(1, 60) AS i;
		INSERT INTO warehouse.daily SELECT t.student_key, t.school_key, d.day,
			CASE WHEN (extract(doy FROM d.day)::integer * 7 + t.student_key * 5) % CASE WHEN t.student_key % 20 < 8 THEN 8 ELSE 30 END = 0 THEN 'U' END
		FROM warehouse.stay AS t JOIN warehouse.school_day AS d USING (school_key) WHERE d.is_school_day AND d.day < '2026-01-31';
		ANALYZE});
	my $manages = sub {
		my ($block) = @_;
		$block =~ s/host 'sidecar\.example\.org', port '5432'/host '127.0.0.1', port '$port'/;
		my ($ret, $out, $err) = $managed->psql('warehouse', "SET client_min_messages = warning; $block", on_error_stop => 1);
		$out =~ s/^\s+|\s+$//g;
		return $ret == 0 && $err eq '' ? $out : "ERROR $err";
	};
	my $as_printed = sub {
		my ($block) = @_;
		my $of_managed = $managed->port;
		$block =~ s/host 'managed\.example\.org', port '5432'/host '127.0.0.1', port '$of_managed'/;
		$block =~ s/(CALL absence\.refresh\('attendance', 2026)\)/$1, today => '2026-01-31')/g;
		return $block;
	};
	is($manages->($reader), '', 'a role that reads the facts');
	is(sidecar($as_printed->($server), 'postgres'), '', 'the managed server, in the sidecar');
	is(sidecar($as_printed->($store), 'district'), '', 'the source, the store and the refresh; nothing is wrong in the facts');
	is(sidecar($schedule, 'district'), '1', 'the refresh is scheduled');
	is(sidecar(q{SELECT count(*) FROM attendance.enrollment}, 'district'), '0', 'no facts were copied');
	is(sidecar($figures, 'postgres'), '', 'a role that reads figures');
	unlike(sidecar($grant, 'district'), qr/ERROR/, 'with its level');
	is($manages->($back), '', 'the managed database has the figures');

	# Plain SQL in the managed database: exactly a tenth of ten days or more is chronic
	my $truth = q{SELECT h.name, count(*), count(*) FILTER (WHERE s.absent * 10 >= s.days) FROM warehouse.dim_school AS h JOIN (
		SELECT school_key, student_key, count(*) AS days, count(code) AS absent FROM warehouse.daily GROUP BY 1, 2) AS s USING (school_key)
		GROUP BY 1 ORDER BY 1};
	my $right = $manages->($truth);
	like($right, qr/^School 1\|20\|[1-9]/, 'some students are chronic');
	(my $answer = $manages->($joined)) =~ s/\|[0-9.]+$//mg;
	is($answer, $right, 'the figures that were read back are those of plain SQL');
	is($manages->(q{SELECT count(*), count(last_name), count(DISTINCT student_id) FROM attendance.latest_student_absence}), '60|60|60', 'with the students');
	is($manages->($copy), '', 'and a copy');
	my @imported = $back =~ /\b(latest_\w+)/g;
	is(sidecar(q{SELECT count(*) FROM absence_internal.store_relation WHERE kept_key IS NOT NULL AND absence_internal.level_reads('student', reader)}, 'district'),
		scalar @imported, 'the page imports all kept answers without support');
	is($manages->("SELECT count(*) FROM attendance.$_"), sidecar("SELECT count(*) FROM attendance.$_", 'district'), "$_ is read back") for @imported;
	is($manages->(q{SELECT count(*) FROM pg_extension WHERE extname = 'absence'}), '0', 'the managed server has no absence');
	is($manages->(q{SELECT count(*) FROM pg_type WHERE typnamespace::regnamespace::text LIKE 'absence%'}), '0', 'nor anything of it');
	is($manages->(q{SELECT count(*) FROM pg_proc WHERE probin LIKE '%absence%'}), '0', 'nor its library');

	# a correction in the managed database comes back with the next refresh
	$managed->safe_psql('warehouse', q{UPDATE warehouse.daily SET code = 'E' WHERE student_key = 1});
	is(sidecar(q{CALL absence.refresh('attendance', 2026, today => '2026-01-31', force => true)}, 'district'), '', 'the next refresh');
	is($manages->(q{SELECT excused_days = counted_days FROM attendance.latest_student_absence WHERE student_id = '1'}), 't', 'brings a correction back');
	# the managed server is away
	$managed->stop;
	like(sidecar(q{CALL absence.refresh('attendance', 2026, today => '2026-01-31')}, 'district'), qr/ERROR/, 'without the managed server the refresh fails');
	is(sidecar(q{SELECT count(*) FROM attendance.latest_student_absence}, 'district'), '60', 'and the figures stay');
	$managed->start;

	# SQL Server: the statements, without one
	SKIP:
	{
		skip 'tds_fdw is not installed', 2
			unless sidecar(q{SELECT count(*) FROM pg_extension WHERE extname = 'tds_fdw'}, 'district') eq '1';
		is(sidecar($mssql, 'postgres'), '', 'a server of SQL Server');
		is(sidecar($mssql_table, 'district'), '', 'and a table of it');
	}

	# a later start finds what the first has made, and wants no password
	$handle->signal('INT');
	$handle->finish;
	$handle = start_sidecar();
	ok($handle, 'the sidecar starts again');
	like($manages->($joined), qr/^School 1\|20\|/, 'and is read');
	is(sidecar(q{SELECT jobname || ' ' || username FROM cron.job}, 'district'), 'absence refresh district', 'its schedule is there');
	# the same job, a minute from now and for the day of the test
	(my $soon = $schedule) =~ s/30 5 \* \* 1-5/* * * * */;
	$soon =~ s/\('attendance'\)/('attendance', 2026, today => '2026-01-31')/;
	is(sidecar($soon, 'district'), '1', 'it is scheduled for the next minute');
	my $refreshes = sidecar('SELECT count(*) FROM attendance.refresh_log', 'district');
	my $runs = '';
	for (1 .. 90)
	{
		$runs = sidecar(q{SELECT string_agg(DISTINCT username || ' ' || status, ', ') FROM cron.job_run_details WHERE status IN ('succeeded', 'failed')}, 'postgres');
		last if $runs ne '';
		sleep 1;
	}
	is($runs, 'district succeeded', 'pg_cron runs it as the owner of the store');
	cmp_ok(sidecar('SELECT count(*) FROM attendance.refresh_log', 'district'), '>', $refreshes, 'and the store was refreshed');
	$handle->signal('INT');
	$handle->finish;
	like($manages->($joined), qr/ERROR/, 'without the sidecar its tables cannot be read');
	like($manages->('SELECT count(*) FROM attendance.school_absence'), qr/^3$/, 'but the copy can');
}
done_testing();
