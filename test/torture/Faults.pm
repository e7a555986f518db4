# What the tests of faults have in common: stores that are disturbed
package Faults;

use strict;
use warnings;

use IPC::Run;
use PostgreSQL::Test::Utils;
use StoreFigures;
use Time::HiRes qw(sleep time);

use Exporter 'import';
our @EXPORT = qw(fill_store change_facts start_call end_of_call all_figures refreshed_figures);

# A small district of two years, with a definition of its own
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

# Changes facts; the same round makes the same change, in whatever order the rows are
# stored
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

# Starts a statement in a session of its own, whose process ID is known
sub start_call
{
	my ($node, $database, $sql) = @_;
	my %call = (out => '', err => '');
	$call{run} = IPC::Run::start(
		[ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database),
			'-c', 'SET client_min_messages = warning', '-c', 'SELECT pg_backend_pid()', '-c', $sql ],
		'<', \undef, '>', \$call{out}, '2>', \$call{err}, IPC::Run::timeout(180));
	$call{run}->pump until $call{out} =~ /^(\d+)\n/m;
	($call{pid}) = $call{out} =~ /^(\d+)\n/m;
	return \%call;
}

# Waits for the end of the statement; returns an empty string if it succeeded, otherwise
# the error
sub end_of_call
{
	my ($call) = @_;
	$call->{run}->finish;
	return $call->{run}->result == 0 ? '' : $call->{err} || 'ended without a message';
}

# Relations that are not compared: visible has an array without an order; student_day
# and stay_day have one row for each student and day of the registers, which are
# compared, and take longer than everything else together.
my @left_out = qw(visible student_day stay_day);

sub all_figures
{
	my ($node, $database) = @_;
	return figures_of($node, $database, but => \@left_out);
}

# The figures that a refresh makes. A disturbed store differs from an undisturbed one in
# the numbers and times of refreshes and in what was certified and published when, and
# publish draws at random.
sub refreshed_figures
{
	my ($node, $database) = @_;
	return figures_of($node, $database,
		but => [ @left_out, qw(refresh_log verdict_change certification certified_student certified_count
			public_release public_absence public_withheld) ]);
}

1;
