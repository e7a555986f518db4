# pg_upgrade of a cluster with stores succeeds, and all answers are as before. It
# restores the views of a store before the operator classes of the extension, because no
# dependency in a dump says that a view needs them.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use StoreFigures;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $old = PostgreSQL::Test::Cluster->new('old');
$old->init;
$old->append_conf('postgresql.conf', 'jit = off');
$old->start;
$old->safe_psql('postgres', q{CREATE ROLE district LOGIN; CREATE ROLE analyst LOGIN; CREATE ROLE office LOGIN;
	CREATE DATABASE school OWNER district});
my @district = (extra_params => [ '-U', 'district' ]);

# Two stores. One has an earlier year, closed and without facts, a certification, a
# publication, and readers
$old->safe_psql('school', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store('attendance'), absence.create_store('a "second" store');
	CALL absence.load_sample('attendance', 100, 6, 1);
	CALL absence.load_sample('a "second" store', 20, 3, 2);
	SET search_path = attendance;
	INSERT INTO calendar SELECT school_id, 2025, calendar_code, calendar_type, day_minutes, periods FROM calendar;
	INSERT INTO calendar_grade SELECT school_id, 2025, calendar_code, grade FROM calendar_grade;
	INSERT INTO calendar_day SELECT school_id, 2025, calendar_code, day - 364, event, minutes, periods FROM calendar_day;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code)
	SELECT student_id, school_id, 2025, entry_date - 364, exit_date - 364, grade, calendar_code FROM enrollment;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT student_id, school_id, 2025, day - 364, code FROM attendance_event WHERE period IS NULL;
	INSERT INTO definition (name, policy) VALUES ('ours', 'compare = >, part_day = proportional');
	CALL absence.refresh();
	CALL absence.close_year('attendance', 2025);
	DELETE FROM attendance_event WHERE school_year = 2025;
	DELETE FROM enrollment WHERE school_year = 2025;
	CALL absence.refresh();
	CALL absence.certify('attendance', 'june', 2026);
	CALL absence.publish('attendance', 'june');
	CALL absence.refresh('a "second" store');
	SELECT absence.grant_reader('attendance', 'analyst', 'student'), absence.grant_reader('attendance', 'office', 'student'),
		absence.enable_school_scope('attendance');
	INSERT INTO staff_school (role_name, school_id) SELECT 'office', min(school_id) FROM school;
	INSERT INTO staff_school (role_name) VALUES ('analyst')}, @district);

# What is compared: every row of everything, and the answers of the views for several
# settings and roles
sub all_figures
{
	my ($node) = @_;
	my $seen = q{SELECT (SELECT count(*) FROM attendance.student_absence), (SELECT count(*) FROM attendance.data_issue)};
	return {
		'all rows' => figures_of($node, 'school', but => ['visible']),	# it has an array without an order
		'all rows of the second store' => figures_of($node, 'school', store => 'a "second" store'),
		'answers for another day and definition' => $node->safe_psql('school',
			q{SELECT md5(string_agg(s::text, chr(10) ORDER BY school_year, school_id, student_id))
			FROM attendance.student_absence_at('2026-02-01', 'ours') AS s}),
		'what a reader sees' => $node->safe_psql('school', $seen, extra_params => [ '-U', 'analyst' ]),
		'what a reader of one school sees' => $node->safe_psql('school', $seen, extra_params => [ '-U', 'office' ]),
	};
}
my $before = all_figures($old);
like($before->{'all rows'}, qr/^student_absence 20\d /m, 'there are two years to compare');
isnt($before->{'what a reader sees'}, $before->{'what a reader of one school sees'}, 'there are two kinds of readers');

my $new = PostgreSQL::Test::Cluster->new('new');
$new->init;
$new->append_conf('postgresql.conf', 'jit = off');
$old->stop;

# the directory for the scripts of the new cluster
chdir $PostgreSQL::Test::Utils::tmp_check or die;
my $bindir = $old->config_data('--bindir');
command_ok([ 'pg_upgrade', '--no-sync', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $bindir, '-B', $bindir,
	'-s', $new->host, '-p', $old->port, '-P', $new->port ], 'pg_upgrade succeeds');
# it writes the reason to a log of its own
for my $log (glob($new->data_dir . '/pg_upgrade_output.d/*/log/pg_upgrade_dump_*.log'))
{
	my $said = slurp_file($log);
	diag $said =~ s/.*(?=pg_restore: error)//sr if $said =~ /pg_restore: error/;
}
$new->start;
command_ok([ 'vacuumdb', '-h', $new->host, '-p', $new->port, '--all', '--analyze-only', '--quiet' ], 'statistics are collected again');

my $after = all_figures($new);
is(differing($before->{$_}, $after->{$_}), '', "$_ as before") for sort keys %$before;

# the store works in the new cluster
$new->safe_psql('school', q{CALL absence.refresh()}, @district);
is($new->safe_psql('school', q{SELECT registers_added, registers_changed, registers_removed FROM attendance.refresh_log
	ORDER BY refresh_id DESC LIMIT 1}), '0|0|0', 'a refresh writes nothing');
$new->safe_psql('school', q{SELECT absence.upgrade_store()}, @district);
is(differing($before->{'all rows'} =~ s/^refresh_log.*\n//mr, figures_of($new, 'school', but => ['refresh_log', 'visible'])), '',
	'all rows as before after upgrade_store');

$new->stop;
done_testing();
