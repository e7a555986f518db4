# Stores that are disturbed: what the tests of faults have in common
package Faults;

use strict;
use warnings;

use IPC::Run;
use PostgreSQL::Test::Utils;
use StoreFigures;
use Time::HiRes qw(sleep time);

use Exporter 'import';
our @EXPORT = qw(fill_store change_facts start_call end_of_call all_figures refreshed_figures);

# A small district with a year before, and definitions of its own
sub fill_store
{
	my ($node, $database) = @_;
	$node->safe_psql($database, q{
		SET client_min_messages = warning;
		CREATE EXTENSION IF NOT EXISTS absence;
		SELECT absence.create_store();
		CALL absence.load_sample('attendance', 100, 6, 1);
		INSERT INTO attendance.definition (name, policy) VALUES ('ours', 'compare = >, part_day = proportional');
		CALL absence.refresh();
		CALL absence.certify('attendance', 'first', 2026);
		CALL absence.publish('attendance', 'first')});
}

# The same change of facts for the same round, in whatever order rows lie
sub change_facts
{
	my ($node, $database, $round) = @_;
	$node->safe_psql($database, qq{
		SET search_path = attendance, pg_catalog;
		UPDATE attendance_event SET code = CASE WHEN code = 'Excused' THEN 'Unexcused' ELSE 'Excused' END
		WHERE hashtextextended(student_id || day, $round) % 40 = 0;
		UPDATE enrollment SET grade = CASE WHEN grade = '03' THEN '04' ELSE '03' END
		WHERE hashtextextended(student_id, $round) % 60 = 0});
}

# A statement in a session of its own, whose process is known
sub start_call
{
	my ($node, $database, $sql) = @_;
	my %call = (out => '', err => '');
	$call{run} = IPC::Run::start(
		[ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database), '-c', 'SET client_min_messages = warning', '-c', 'SELECT pg_backend_pid()', '-c', $sql ],
		'<', \undef, '>', \$call{out}, '2>', \$call{err}, IPC::Run::timeout(180));
	$call{run}->pump until $call{out} =~ /^(\d+)\n/m;
	($call{pid}) = $call{out} =~ /^(\d+)\n/m;
	return \%call;
}

# Its end; empty if it went through, else what was said
sub end_of_call
{
	my ($call) = @_;
	$call->{run}->finish;
	return $call->{run}->result == 0 ? '' : $call->{err} || 'ended without a word';
}

# visible has an array in no order. These others are a row for each student and day of
# the registers, which are compared; they take longer than all else together.
my @left_out = qw(visible student_day stay_day);

sub all_figures
{
	my ($node, $database) = @_;
	return figures_of($node, $database, but => \@left_out);
}

# The figures of what a refresh makes. A store that was disturbed differs from one that
# was not in the numbers and times of refreshes, in what was certified and published at
# which time, and publishing is at random.
sub refreshed_figures
{
	my ($node, $database) = @_;
	return figures_of($node, $database,
		but => [ @left_out, qw(refresh_log verdict_change certification certified_student certified_count public_release public_absence public_withheld) ]);
}

1;
