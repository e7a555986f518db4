# The schedule of the DBA guide, run by pg_cron: a refresh, and one that refuses
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $guide = slurp_file('doc/dba_guide.md');
my ($schedule) = $guide =~ /^```sql\n(SELECT cron\.schedule_in_database.*?)^```/ms;
my ($watch) = $guide =~ /^```sql\n(SELECT start_time, status, return_message.*?)^```/ms;

my $node = PostgreSQL::Test::Cluster->new('pg_cron');
$node->init;
$node->start;
plan skip_all => 'pg_cron is not installed'
	unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_cron'}) eq '1';
$node->append_conf('postgresql.conf', join("\n", q{shared_preload_libraries = 'pg_cron'}, q{cron.database_name = 'postgres'},
	"cron.host = '" . $node->host . "'", ''));
$node->restart;

$node->safe_psql('postgres', q{CREATE EXTENSION pg_cron; CREATE DATABASE district});
$node->safe_psql('district', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store('attendance'), absence.create_store('emptied');
	CALL absence.load_sample('attendance', 60, 3, 1);
	CALL absence.load_sample('emptied', 60, 3, 1);
	CALL absence.refresh('emptied');
	TRUNCATE emptied.attendance_event});

# as printed, but for the hour
ok($schedule =~ s/'30 5 \* \* 1-5'/'* * * * *'/, 'the guide schedules 5:30 on weekdays');
$node->safe_psql('postgres', $schedule);
$schedule =~ s/absence refresh/too/;
$schedule =~ s/'attendance'/'emptied'/;
$node->safe_psql('postgres', $schedule);
ok($node->poll_query_until('postgres',
	q{SELECT count(DISTINCT jobid) = 2 FROM cron.job_run_details WHERE status IN ('succeeded', 'failed')}), 'both have run');

is($node->safe_psql('district', 'SELECT (SELECT count(*) > 0 FROM attendance.mv_student_absence), (SELECT count(*) FROM attendance.refresh_log) >= 1'),
	't|t', 'the refresh filled the views that are kept');
my $runs = $node->safe_psql('postgres', $watch);
like($runs, qr/\|succeeded\|/, 'one succeeded');
like($runs, qr/\|failed\|.*refresh of school year 2026 of store "emptied" is refused/, 'the other refused, and says why');
is($node->safe_psql('district', 'SELECT count(*) FROM emptied.refresh_log'), '1', 'and wrote nothing');

done_testing();
