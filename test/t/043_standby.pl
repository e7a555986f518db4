# A hot standby: every table and view of a store answers there as on the primary, as of any
# day and under any definition, for every reader; nothing can be changed there; a long
# query outlives a refresh of the primary with the settings of the guide, and does not
# without them.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use StoreFigures;

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $guide = slurp_file('doc/dba_guide.md');
my ($section) = $guide =~ /^### A standby\n(.*?)^##/ms or die 'the guide has no section "A standby"';
my ($settings) = $section =~ /^```ini\n(.*?)^```/ms or die 'it has no settings';

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1);
$primary->append_conf('postgresql.conf', "jit = off\nautovacuum = off");
$primary->start;
$primary->safe_psql('postgres', q{CREATE ROLE district LOGIN; CREATE ROLE principal LOGIN; CREATE ROLE team LOGIN;
	CREATE DATABASE school OWNER district});
$primary->safe_psql('school', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store();
	CALL absence.load_sample('attendance', 60, 3, 1);
	INSERT INTO attendance.definition (name, policy) VALUES ('ours', 'compare = >, part_day = proportional');
	CALL absence.refresh('attendance', today => '2026-03-10');
	CALL absence.certify('attendance', 'december', 2026, as_of => '2025-12-19');
	SELECT absence.grant_reader('attendance', 'principal', 'student'), absence.grant_reader('attendance', 'team', 'team');
	INSERT INTO attendance.staff_school VALUES ('principal', '101'), ('team', NULL);
	SELECT absence.enable_school_scope('attendance')}, extra_params => [ '-U', 'district' ]);

$primary->backup('backup');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'backup', has_streaming => 1);
$standby->append_conf('postgresql.conf', $settings . "wal_receiver_status_interval = 1\n");
$standby->start;
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is($standby->safe_psql('postgres', 'SELECT pg_is_in_recovery()'), 't', 'a standby is in recovery');

# Every table and view, and what is asked of the views
my $views = $standby->safe_psql('school', q{SELECT count(*) FROM pg_class
	WHERE relnamespace = 'attendance'::regnamespace AND relkind = 'v'});
for my $asked ([], [ q{absence.as_of = '2025-12-19'}, q{absence.policy = 'ten_days'} ], [ q{absence.policy = 'ours'} ])
{
	my %of = (but => ['visible'], settings => $asked, kinds => @$asked ? 'v' : 'rv');
	my $there = figures_of($standby, 'school', %of);
	my $what = @$asked ? join ', ', @$asked : 'without a setting';
	is(differing(figures_of($primary, 'school', %of), $there), '', "every table and view of the standby answers as on the primary: $what");
	cmp_ok(scalar(() = $there =~ /\n/g), '>=', $views - 3, 'there are as many as there are views');
	my ($empty) = $there =~ /^(student_absence 0 )/m;
	is($empty, undef, 'they are not empty');
}

# X_at, the functions that only read, and reports
my @at = split /\n/, $standby->safe_psql('school', q{SELECT relation FROM absence_internal.store_relation WHERE has_at ORDER BY 1});
cmp_ok(scalar @at, '>', 10, 'there are functions X_at');
for my $call ((map { $_ eq 'fs195' ? "attendance.fs195_at('2025-12-19')" : "attendance.${_}_at('2025-12-19', 'ten_days')" } @at),
	q{absence.near_the_line('attendance', 5)}, q{absence.policy_audit('attendance', 'federal', 'ten_days')},
	q{absence.certified_difference('attendance', 'december')},
	q{absence.school_report('attendance', '101')}, q{absence.district_report('attendance')},
	q{absence.student_report('attendance', (SELECT min(student_id) FROM attendance.student_absence))})
{
	my $query = "SET absence.as_of = ''; SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE \"C\")) FROM $call AS t";
	my $answer = $standby->safe_psql('school', $query, extra_params => [ '-U', 'district' ]);
	is($answer, $primary->safe_psql('school', $query, extra_params => [ '-U', 'district' ]), "the same from $call");
	like($answer, qr/^\d+\|(?:[0-9a-f]{32})?$/, 'an answer');
}

# Readers, their levels and their schools
for my $query ('SELECT count(*), string_agg(DISTINCT school_id, $$,$$) FROM attendance.student_absence',
	'SELECT count(*) FROM attendance.monday_list', 'SELECT count(*) FROM attendance.latest_student_absence')
{
	for my $role ('principal', 'team')
	{
		my @as = (extra_params => [ '-U', $role ]);
		my ($there) = $standby->psql('school', $query, @as, stdout => \my $out_there, stderr => \my $err_there);
		my ($here) = $primary->psql('school', $query, @as, stdout => \my $out_here, stderr => \my $err_here);
		is("$out_there$err_there", "$out_here$err_here", "$role on the standby: $query");
	}
}
is($standby->safe_psql('school', 'SELECT string_agg(school_id, $$,$$) FROM attendance.school_absence',
	extra_params => [ '-U', 'principal' ]), '101', 'a principal sees one school there too');

# Nothing can be changed
for my $change (q{CALL absence.refresh('attendance')}, q{CALL absence.certify('attendance', 'june', 2026)},
	q{SELECT absence.upgrade_store('attendance')}, q{SELECT absence.create_store('other')},
	q{DELETE FROM attendance.attendance_event}, q{SELECT absence.grant_reader('attendance', 'team', 'student')})
{
	my ($ret, $out, $err) = $standby->psql('school', "\\set VERBOSITY verbose\n$change", extra_params => [ '-U', 'district' ]);
	like($err, qr/ERROR:  25006: cannot execute [A-Z ]+ (?:during recovery|in a read-only transaction)/, "refused: $change");
}

# A query that takes longer than a refresh of the primary and its cleaning up
my $change = q{
	SET client_min_messages = warning;
	UPDATE attendance.attendance_event SET code = 'Excused' WHERE code = 'Absent';
	CALL absence.refresh('attendance', today => '2026-03-12', force => true);
	CALL absence.refresh('attendance', today => '2026-03-13', force => true)};
sub long_query
{
	my ($settings, $expected) = @_;
	my $query = q{SELECT 'figures', md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")) FROM attendance.student_absence AS t};
	my ($in, $out, $err) = ('', '', '');
	my $client = IPC::Run::start([ 'psql', '-XqAt', '-v', 'ON_ERROR_STOP=0', '-d', $standby->connstr('school') ],
		'<', \$in, '>', \$out, '2>', \$err, IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default));
	$in .= "BEGIN ISOLATION LEVEL REPEATABLE READ;\n$query;\n";
	$client->pump until $out =~ /^figures\|\w+\n/m || $err =~ /ERROR/;
	my ($first) = $out =~ /^figures\|(\w+)$/m;
	if ($settings)
	{
		$primary->poll_query_until('postgres', 'SELECT count(*) > 0 FROM pg_stat_replication WHERE backend_xmin IS NOT NULL')
			or die 'the standby does not say what it needs';
	}
	$primary->safe_psql('school', $change, extra_params => [ '-U', 'district' ]);
	$primary->safe_psql('school', 'VACUUM');
	$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
	($out, $err) = ('', '');
	$in .= "$query;\n\\echo end\n\\q\n";
	$client->finish;
	my ($second) = $out =~ /^figures\|(\w+)$/m;
	return ($first, $second, $err);
}
my ($first, $second, $err) = long_query(1);
is($err, '', 'with the settings of the guide, a long query is not cancelled');
is($second, $first, 'and sees one moment');
isnt($standby->safe_psql('school', q{SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C"))
	FROM attendance.student_absence AS t}), $first, 'the next query sees the refresh');

$standby->append_conf('postgresql.conf', "hot_standby_feedback = off\nmax_standby_streaming_delay = 0\n");
$standby->restart;
$primary->poll_query_until('postgres', q{SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming' AND backend_xmin IS NULL});
$change =~ s/2026-03-12/2026-03-16/;
$change =~ s/2026-03-13/2026-03-17/;
$change =~ s/code = 'Excused' WHERE code = 'Absent'/code = 'Absent' WHERE code = 'Excused'/;
($first, $second, $err) = long_query(0);
like($err, qr/conflict with recovery/, 'without them it is');

$standby->stop;
$primary->stop;
done_testing();
