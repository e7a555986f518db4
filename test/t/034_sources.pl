# A store beside a district's database, over postgres_fdw: the other server has the facts, the
# store reads them with a role that can only SELECT, writes nothing there, and has the registers
# of a store into which the same facts were loaded. A store whose owner is a plain role, files as
# foreign tables, a source that is away, a dump of a store with a source.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $warehouse = PostgreSQL::Test::Cluster->new('warehouse');
my $node = PostgreSQL::Test::Cluster->new('store');
for ($warehouse, $node)
{
	$_->init;
	$_->append_conf('postgresql.conf', "jit = off\nautovacuum = off");
	$_->start;
}
plan skip_all => 'postgres_fdw is not installed'
	unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name IN ('postgres_fdw', 'file_fdw')}) eq '2';
my ($ret, $out, $err);

sub as
{
	my ($role, $sql, $database) = @_;
	($ret, $out, $err) = $node->psql($database || 'postgres', "SET client_min_messages = warning; $sql", extra_params => [ '-U', $role ],
		on_error_stop => 1);
	return $ret;
}

# The same facts: loaded into a store of this server, and as tables of the other
$node->safe_psql('postgres', q{
	CREATE EXTENSION absence;
	CREATE EXTENSION postgres_fdw;
	CREATE EXTENSION file_fdw;
	CREATE ROLE district LOGIN;
	CREATE ROLE teacher LOGIN;
	SET client_min_messages = warning;
	SELECT absence.create_store('native');
	CALL absence.load_sample('native', 300, 4);
	CALL absence.refresh('native', today => '2026-03-10')});
my @tables = qw(school student student_group calendar calendar_grade calendar_day enrollment attendance_event attendance_taken attendance_code);
my $tempdir = PostgreSQL::Test::Utils::tempdir;
my $ddl = '';
for my $table (@tables)
{
	my ($columns) = $node->safe_psql('postgres', "SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
		FROM pg_attribute WHERE attrelid = 'native.$table'::regclass AND attnum > 0");
	$ddl .= "CREATE TABLE warehouse.$table ($columns);\n";
	$node->safe_psql('postgres', "COPY native.$table TO '$tempdir/$table' (FORMAT csv)");
}
$warehouse->safe_psql('postgres', "CREATE SCHEMA warehouse; $ddl" . join('', map { "COPY warehouse.$_ FROM '$tempdir/$_' (FORMAT csv);\n" } @tables)
	. q{CREATE ROLE looks LOGIN; GRANT USAGE ON SCHEMA warehouse TO looks; GRANT SELECT ON ALL TABLES IN SCHEMA warehouse TO looks; ANALYZE});
$node->safe_psql('postgres', sprintf q{
	CREATE SERVER warehouse FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '%s', port '%s', dbname 'postgres', fetch_size '10000');
	CREATE USER MAPPING FOR district SERVER warehouse OPTIONS (user 'looks', password_required 'false');
	CREATE USER MAPPING FOR postgres SERVER warehouse OPTIONS (user 'looks');
	GRANT USAGE ON FOREIGN SERVER warehouse TO district;
	GRANT CREATE ON DATABASE postgres TO district;
	CREATE SCHEMA source AUTHORIZATION district;
	SET ROLE district;
	IMPORT FOREIGN SCHEMA warehouse FROM SERVER warehouse INTO source}, $warehouse->host, $warehouse->port);

my $written = q{SELECT sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del), (SELECT sum(pg_relation_size(relid)) FROM pg_stat_user_tables),
	(SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_trigger) FROM pg_stat_user_tables};
$warehouse->safe_psql('postgres', 'VACUUM');
my $before = $warehouse->safe_psql('postgres', $written);
my $differ = q{SELECT count(*), count(*) FILTER (WHERE (a.register::text, a.grade) IS DISTINCT FROM (b.register::text, b.grade))
	FROM native.student_register AS a FULL JOIN %s.student_register AS b USING (student_id, school_id, school_year)};
my $reasons = q{SELECT count(*) FROM (SELECT reason, count(*), sum(occurrences) FROM native.data_issue GROUP BY 1) AS a (reason, n, o)
	FULL JOIN (SELECT reason, count(*), sum(occurrences) FROM %s.data_issue GROUP BY 1) AS b (reason, n, o) USING (reason)
	WHERE (a.n, a.o) IS DISTINCT FROM (b.n, b.o)};
sub same
{
	my ($store, $what) = @_;
	like($node->safe_psql('postgres', sprintf $differ, $store), qr/^[3-9]\d\d\|0$/, "$what: the registers are those of the native store");
	is($node->safe_psql('postgres', sprintf $reasons, $store), '0', "$what: data_issue has the same reasons");
}

# a store of a plain role
is(as('district', q{SELECT absence.create_store('attendance')}), 0, 'a plain role makes a store');
is(as('district', q{SELECT count(*) FILTER (WHERE severity <> 'info') FROM absence.source_check('source', 'views', 2026)}), 0, 'the source is checked');
is($out, '0', 'nothing is wrong with it');
is(as('district', q{SELECT absence.add_source('attendance', 2026, 'source')}), 0, 'the source is added');
is(as('district', q{CALL absence.refresh('attendance', today => '2026-03-10')}), 0, 'the store is refreshed') or diag $err;
same('attendance', 'over postgres_fdw');
is($node->safe_psql('postgres', q{SELECT count(*) FROM attendance.enrollment}), '0', 'no fact was copied');

# a reader sees the answers and nothing of the source
as('district', q{SELECT absence.grant_reader('attendance', 'teacher', 'student')});
is(as('teacher', 'SELECT count(*) > 200 FROM attendance.student_absence'), 0, 'a reader reads the views');
is($out, 't', 'they have rows');
for my $of ('attendance.fact_student', 'attendance.from_2026_student', 'attendance.closed_student', 'attendance.source_fault', 'source.student')
{
	isnt(as('teacher', "SELECT FROM $of LIMIT 1"), 0, "a reader is refused $of");
	like($err, qr/permission denied/, 'for lack of the privilege');
}

# changes on the other server are found; what has not changed is not written
as('district', q{CALL absence.refresh('attendance', today => '2026-03-10')});
as('district', q{SELECT registers_added + registers_changed + registers_removed FROM attendance.refresh_log ORDER BY refresh_id DESC LIMIT 1});
is($out, '0', 'nothing changed, and nothing is written');
is($warehouse->safe_psql('postgres', $written), $before, 'nothing was written in the source: rows, sizes, relations, triggers');
my $change = q{DELETE FROM %1$s.attendance_event WHERE student_id = (SELECT min(student_id) FROM %1$s.attendance_event);
	UPDATE %1$s.enrollment SET exit_date = '2025-12-01' WHERE student_id = '1000010' AND exit_date IS NULL;
	INSERT INTO %1$s.calendar_day SELECT school_id, school_year, calendar_code, day, 'Weather day' FROM %1$s.calendar_day WHERE day = '2025-11-05'};
$warehouse->safe_psql('postgres', sprintf $change, 'warehouse');
$node->safe_psql('postgres', sprintf $change, 'native');
$node->safe_psql('postgres', "SET client_min_messages = warning; CALL absence.refresh('native', today => '2026-03-10', force => true)");
is(as('district', q{CALL absence.refresh('attendance', today => '2026-03-10', force => true)}), 0, 'changes are refreshed');
same('attendance', 'after changes');

# The other server is upgraded: its tables are dropped and made again, and the store is not
# bound to them
$warehouse->safe_psql('postgres', q{
	CREATE TABLE warehouse.event_2 AS TABLE warehouse.attendance_event;
	DROP TABLE warehouse.attendance_event CASCADE;
	ALTER TABLE warehouse.event_2 RENAME TO attendance_event;
	ALTER TABLE warehouse.enrollment ALTER COLUMN homeroom TYPE varchar(120)});
isnt(as('district', q{CALL absence.refresh('attendance', today => '2026-03-10')}), 0, 'a table that cannot be read is an error');
like($err, qr/permission denied for table attendance_event/, 'which says so');
is(as('district', q{SELECT relation, problem FROM absence.source_check('source') WHERE severity = 'error'}), 0, 'source_check finds it');
is($out, 'attendance_event|attendance_event cannot be read: permission denied for table attendance_event', 'and says which');
$warehouse->safe_psql('postgres', 'GRANT SELECT ON warehouse.attendance_event TO looks');
is(as('district', q{CALL absence.refresh('attendance', today => '2026-03-10')}), 0, 'with the privilege again it is refreshed');
same('attendance', 'after an upgrade of the source');

# The other server is away
$warehouse->stop;
isnt(as('district', q{CALL absence.refresh('attendance', today => '2026-03-10')}), 0, 'a source that is away is an error');
like($err, qr/could not connect to server/, 'which says so');
is(as('district', q{SELECT problem FROM absence.source_check('source') WHERE severity = 'error' LIMIT 1}), 0, 'source_check finds it');
like($out, qr/^school cannot be read: could not connect/, 'and says so');
same('native', 'meanwhile');
like($node->safe_psql('postgres', sprintf $differ, 'attendance'), qr/\|0$/, 'the registers are as they were');
is(as('teacher', 'SELECT count(*) > 200 FROM attendance.student_absence'), 3, 'views with names need the source');
is(as('teacher', 'SELECT count(*) > 0 FROM attendance.school_absence_at()'), 3, 'so do those with names of schools');
is(as('district', q{SELECT absence.suspend_sources('attendance')}), 0, 'the source is suspended');
is(as('teacher', 'SELECT count(*) > 200 FROM attendance.student_absence'), 0, 'then the views answer, without names');
is($out, 't', 'they have rows');
isnt(as('district', q{SELECT absence.resume_sources('attendance')}), 0, 'it is not resumed while it is away');
$warehouse->start;
is(as('district', q{SELECT absence.resume_sources('attendance')}), 0, 'it is resumed');
is(as('district', q{CALL absence.refresh('attendance', today => '2026-03-10')}), 0, 'and refreshed');
same('attendance', 'after the source was away');

# A dump of a store with a source
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'sh', '-c', sprintf 'pg_dump -d "%s" | psql -X -q -v ON_ERROR_STOP=1 -d "%s"', $node->connstr('postgres'),
	$node->connstr('restored') ], 'a database with such a store is dumped and restored');
is(as('district', q{CALL absence.refresh('attendance', today => '2026-03-10')}, 'restored'), 0, 'the restored store is refreshed') or diag $err;
is($node->safe_psql('restored', q{SELECT count(*) FROM attendance.student_register}),
	$node->safe_psql('postgres', q{SELECT count(*) FROM attendance.student_register}), 'and has the registers');

# Files
$node->safe_psql('postgres', "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; CREATE SCHEMA files; GRANT USAGE ON SCHEMA files TO district");
$node->safe_psql('postgres', "COPY native.$_ TO '$tempdir/$_' (FORMAT csv)") for @tables;
(my $foreign = $ddl) =~ s/CREATE TABLE warehouse\.(\w+) (\(.*\));/CREATE FOREIGN TABLE files.$1 $2 SERVER files OPTIONS (filename '$tempdir\/$1', format 'csv');/g;
$node->safe_psql('postgres', $foreign);
is(as('district', q{SELECT absence.create_store('of_files')}), 0, 'another store');
isnt(as('district', q{SELECT absence.add_source('of_files', 2026, 'files')}), 0, 'without privileges it is refused');
like($err, qr/ERROR:  schema "files" cannot be a source of kind views\nDETAIL:  (role "district" lacks SELECT on files\.\w+\n?){10}HINT/,
	'with one error that lists all of them');
$node->safe_psql('postgres', 'GRANT SELECT ON ALL TABLES IN SCHEMA files TO district; GRANT pg_read_server_files TO district');
is(as('district', q{SELECT absence.add_source('of_files', 2026, 'files')}), 0, 'files are added');
is(as('district', q{CALL absence.refresh('of_files', today => '2026-03-10')}), 0, 'and refreshed') or diag $err;
same('of_files', 'files');

done_testing();
