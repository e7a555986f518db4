# The schedule in the DBA guide, run by pg_cron, with a refresh that refuses
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $guide = slurp_file('doc/dba_guide.md');
my ($schedule, $for_owner, $takes_role) = $guide =~ /^```sql\n(SELECT cron\.schedule_in_database\('absence refresh'.*?)^```/msg;
my ($grants) = $guide =~ /^```sql\n(GRANT USAGE ON SCHEMA cron.*?)^```/ms;
my ($own_view) = $guide =~ /^```sql\n(CREATE SCHEMA report;.*?)^```/ms;
my ($own_schedule) = $guide =~ /^```sql\n(SELECT cron\.schedule_in_database\('attendance by day'.*?)^```/ms;
my ($watch) = $guide =~ /^```sql\n(SELECT start_time, status, return_message.*?)^```/ms;

my $node = PostgreSQL::Test::Cluster->new('pg_cron');
$node->init;
$node->start;
plan skip_all => 'pg_cron is not installed'
	unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_cron'}) eq '1';
$node->append_conf('postgresql.conf', join("\n", q{shared_preload_libraries = 'pg_cron'}, q{cron.database_name = 'postgres'},
	"cron.host = '" . $node->host . "'", ''));
$node->restart;

# runs SQL as the role, which logs in; returns the messages
sub as
{
	my ($role, $database, $sql) = @_;
	my ($ret, $out, $err) = $node->psql($database, "SET client_min_messages = warning; $sql", extra_params => [ '-U', $role ]);
	return $err;
}
$node->safe_psql('postgres', q{CREATE ROLE district LOGIN; CREATE ROLE stewards; CREATE ROLE clerk LOGIN IN ROLE stewards;
	CREATE EXTENSION pg_cron; CREATE DATABASE district OWNER district});
is(as('district', 'district', q{CREATE EXTENSION absence;
	SELECT absence.create_store('attendance'), absence.create_store('emptied'), absence.create_store('by_superuser');
	CALL absence.load_sample('attendance', 60, 3, 1);
	CALL absence.load_sample('by_superuser', 60, 3, 1);
	CALL absence.load_sample('emptied', 60, 3, 1);
	CALL absence.refresh('emptied');
	TRUNCATE emptied.attendance_event}), '', 'stores of an owner');
$node->safe_psql('district', q{SET client_min_messages = error; SELECT absence.create_store('of_stewards', owner => 'stewards')});
is(as('clerk', 'district', q{SET ROLE stewards; CALL absence.load_sample('of_stewards', 60, 3, 1)}), '',
	'a store of an owner that cannot log in');

# as printed, except the hour
my $minutely = 0;
$minutely += s/'30 5 \* \* 1-5'/'* * * * *'/ for $schedule, $for_owner, $takes_role;
is($minutely, 3, 'the guide schedules 5:30 on weekdays, in three ways');
like(as('district', 'postgres', $schedule), qr/permission denied for schema cron/, 'an owner cannot schedule');
$node->safe_psql('postgres', $grants);
is(as('district', 'postgres', $schedule), '', 'an owner can schedule with the grants in the guide');
(my $too = $schedule) =~ s/absence refresh/too/;
$too =~ s/'attendance'/'emptied'/;
is(as('district', 'postgres', $too), '', 'a job that will be refused');
$for_owner =~ s/absence refresh/for the owner/;
$for_owner =~ s/'attendance'/'by_superuser'/;
$node->safe_psql('postgres', $for_owner);
(my $to_clerk = $grants) =~ s/TO district/TO clerk/g;
$node->safe_psql('postgres', $to_clerk);
$takes_role =~ s/'attendance'/'of_stewards'/;
is(as('clerk', 'postgres', $takes_role), '', 'a job of a member of an owner that cannot log in');
# a materialized view of the owner's own, made before there is a refresh and filled after it
is(as('district', 'district', $own_view), '', 'a materialized view over a live view');
is($own_schedule =~ s/'0 6 \* \* 1-5'/'* * * * *'/, 1, 'the guide schedules its refresh');
is(as('district', 'postgres', $own_schedule), '', 'an owner can schedule the refresh of a materialized view');
# the mistakes that the guide warns of
$node->safe_psql('postgres', q{SELECT cron.schedule_in_database('wrong', '* * * * *', $$CALL absence.refresh('attendance')$$, 'district')});
$node->safe_psql('postgres', q{SELECT cron.schedule_in_database('no better', '* * * * *', $$SET ROLE district;
	CALL absence.refresh('attendance')$$, 'district')});
ok($node->poll_query_until('postgres',
	q{SELECT count(DISTINCT jobid) = 7 FROM cron.job_run_details WHERE status IN ('succeeded', 'failed')}), 'all jobs have run');

is($node->safe_psql('district', 'SELECT (SELECT count(*) > 0 FROM attendance.latest_student_absence),
	(SELECT count(*) FROM attendance.refresh_log) >= 1'),
	't|t', 'the refresh has filled the kept answers');
# the job may have run before the refresh was done; the next one a minute later fills it
ok($node->poll_query_until('district', q{SELECT count(*) > 0 FROM report.attendance_by_day}), 'the materialized view is filled');
is($node->safe_psql('district', q{SELECT count(*) FROM report.attendance_by_day AS m
	FULL JOIN attendance.daily_attendance AS d USING (school_year, school_id, day) WHERE m.attending IS DISTINCT FROM d.attending}),
	'0', 'with the answers of the live view');
is($node->safe_psql('postgres', q{SELECT string_agg(DISTINCT format('%s %s %s', jobname, j.username, status), ', '
	ORDER BY format('%s %s %s', jobname, j.username, status)) FROM cron.job AS j JOIN cron.job_run_details AS d USING (jobid)
	WHERE status IN ('succeeded', 'failed')}),
	'absence refresh clerk succeeded, absence refresh district succeeded, attendance by day district succeeded, '
	. 'for the owner district succeeded, '
	. 'no better postgres failed, too district failed, wrong postgres failed', 'each job has its expected status');
like($node->safe_psql('postgres', $watch), qr/\|(succeeded|failed)\|/, 'the query of the guide shows the runs');
like($node->safe_psql('postgres', q{SELECT return_message FROM cron.job_run_details AS d JOIN cron.job USING (jobid)
	WHERE jobname = 'too' AND status = 'failed' LIMIT 1}),
	qr/refresh of school year 2026 of store "emptied" is refused/, 'one refresh refused, and the message says why');
is($node->safe_psql('district', 'SELECT count(*) FROM emptied.refresh_log'), '1', 'it wrote nothing');
is($node->safe_psql('postgres', q{SELECT count(*) FROM cron.job JOIN cron.job_run_details AS d USING (jobid)
	WHERE jobname IN ('wrong', 'no better') AND return_message NOT LIKE
		'%store "attendance" belongs to role "district", and superuser "postgres" must not run its code%'}),
	'0', 'a superuser is told why not');
is($node->safe_psql('district', q{SELECT count(*) > 0 FROM of_stewards.refresh_log WHERE refreshed_by = 'stewards'}), 't',
	'the job of the member ran as the owner');

done_testing();
