# Logical replication of a store, in binary: a subscriber to the facts computes the same
# registers, and a subscriber to the whole store gives the same answers. A publication
# FOR ALL TABLES at the same time prevents nothing. The statements are those of the
# guide.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use StoreFigures;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $guide = slurp_file('doc/dba_guide.md');
my ($section) = $guide =~ /^### A copy on another server\n(.*?)^##/ms or die;
my ($publish_facts, $make_store, $subscribe_facts, $publish_store, $subscribe_store) = $section =~ /^```sql\n(.*?)^```/msg;

my $district = PostgreSQL::Test::Cluster->new('district');
$district->init(allows_streaming => 'logical');
$district->append_conf('postgresql.conf', 'jit = off');
$district->start;
my $state = PostgreSQL::Test::Cluster->new('state');
$state->init(allows_streaming => 'logical');
$state->append_conf('postgresql.conf', 'jit = off');
$state->start;

$district->safe_psql('postgres', q{CREATE DATABASE school});
$district->safe_psql('school', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store();
	CREATE PUBLICATION everything FOR ALL TABLES;
	CALL absence.load_sample('attendance', 60, 3, 1);
	INSERT INTO attendance.definition (name, policy) VALUES ('ours', 'compare = >, part_day = proportional');
	UPDATE attendance.store_setting SET exit_day_counts = false, policy = 'ours', time_zone = 'Pacific/Honolulu';
	CALL absence.refresh()});

# The subscriptions of the guide, to this server
my $connection = $district->connstr('school') =~ tr/'//dr;
s/CONNECTION '[^']*'/CONNECTION '$connection'/ for $subscribe_facts, $subscribe_store;

# A subscriber to the facts
$state->safe_psql('postgres', 'CREATE DATABASE facts');
$district->safe_psql('school', $publish_facts);
$state->safe_psql('facts', $make_store);
$state->safe_psql('facts', $subscribe_facts);
$state->wait_for_subscription_sync($district, 'attendance_facts', 'facts');
$state->safe_psql('facts', q{SET client_min_messages = warning; CALL absence.refresh('attendance')});

# A subscriber to the whole store
$state->safe_psql('postgres', 'CREATE DATABASE whole');
$district->safe_psql('school', $publish_store);
$state->safe_psql('whole', 'CREATE EXTENSION absence');
my $schema = PostgreSQL::Test::Utils::tempdir . '/schema.sql';
command_ok([ 'pg_dump', '-h', $district->host, '-p', $district->port, '--schema-only', '-n', 'attendance', '--no-publications',
	'-f', $schema, 'school' ], 'the schema is dumped');
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', $state->host, '-p', $state->port, '-d', 'whole', '-f', $schema ],
	'and restored');
$state->safe_psql('whole', $subscribe_store);
$state->wait_for_subscription_sync($district, 'attendance_store', 'whole');

is($state->safe_psql('postgres', q{SELECT bool_and(subbinary) FROM pg_subscription}), 't', 'both subscriptions are binary');

# an array without an order, and a view that takes a second for each query
my @but = ('visible', 'student_day');
# what each refresh writes for itself
my @own = (@but, qw(refresh_log verdict_change refresh_print answer_print));
sub compare
{
	my ($when) = @_;
	$district->wait_for_catchup($_) for 'attendance_facts', 'attendance_store';
	is(differing(figures_of($district, 'school', but => \@but), figures_of($state, 'whole', but => \@but)), '',
		"$when: the copy of the store has every row and answer");
	$state->safe_psql('facts', q{SET client_min_messages = warning; CALL absence.refresh('attendance')});
	is(differing(figures_of($district, 'school', but => \@own), figures_of($state, 'facts', but => \@own)), '',
		"$when: registers computed from the copied facts, and all answers, are the same");
}
compare('first');

# A complete reload, corrections, and their effect on registers
$district->safe_psql('school', q{
	SET client_min_messages = warning;
	SET search_path = attendance;
	BEGIN;
	CREATE TEMP TABLE extract AS SELECT * FROM attendance_event;
	DELETE FROM attendance_event WHERE school_year = 2026;
	INSERT INTO attendance_event SELECT * FROM extract
		WHERE student_id <> (SELECT min(student_id) FROM student_absence WHERE absent_days > 0);
	DELETE FROM enrollment WHERE student_id = (SELECT max(student_id) FROM enrollment);
	UPDATE enrollment SET grade = '07' WHERE student_id IN (SELECT min(student_id) FROM enrollment);
	UPDATE attendance_code SET mark = 'exempt' WHERE mark = 'excused';
	TRUNCATE student_group;
	INSERT INTO student_group SELECT student_id, 'homeless', 'Yes', '2025-09-01', NULL FROM student WHERE student_id < 'S5';
	DELETE FROM attendance_taken WHERE day < '2025-10-01';
	COMMIT;
	CALL absence.refresh(force => true)});
is($district->safe_psql('school', q{SELECT registers_changed > 0, registers_removed > 0 FROM attendance.refresh_log
	ORDER BY refresh_id DESC LIMIT 1}), 't|t', 'registers change and are removed');
compare('after a reload');

# Registers with marks of every kind are replicated: they are the same after output and
# input
is($state->safe_psql('whole', q{SELECT count(*) > 50, bool_and(register::text::absence.register OPERATOR(absence.=) register)
	FROM attendance.student_register}), 't|t', 'registers are complete');

$state->stop;
$district->stop;
done_testing();
