#!/usr/bin/perl
# Runs the first page of the DBA guide, its section "The first hour", as printed, with psql
# on the server that the environment names, and compares what the guide prints.
#
#   test/packages/first_page.pl doc/dba_guide.md
#
# A block of SQL that is followed by a block of text must give this text. It uses core
# Perl alone, so that it runs on a machine that has nothing but the server.
use strict;
use warnings;

my ($guide) = @ARGV or die "usage: first_page.pl GUIDE\n";
open my $file, '<', $guide or die "$guide: $!\n";
my $page = do { local $/; <$file> };
my ($section) = $page =~ /^## The first hour\n(.*?)^## /ms or die "$guide has no section \"The first hour\"\n";

my $database = 'absence_first_page';
my $temp = $ENV{TMPDIR} || '/tmp';
my $script = "$temp/absence_first_page.$$.sql";

# runs psql; returns its output, and dies with its messages if it fails
sub psql
{
	my (@arguments) = @_;
	my $command = join ' ', 'psql -X -q -v ON_ERROR_STOP=1', @arguments;
	my $output = `$command 2>$script.err`;
	my $status = $?;
	open my $messages, '<', "$script.err" or die "$script.err: $!\n";
	my $said = do { local $/; <$messages> } // '';
	unlink "$script.err";
	die "$command: $said" if $status;
	return $output;
}

psql('-d postgres', qq{-c 'DROP DATABASE IF EXISTS $database' -c 'CREATE DATABASE $database'});
my ($statements, $compared, $failed) = (0, 0, 0);
while ($section =~ /^```sql\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/msg)
{
	my ($sql, $printed) = ($1, $2);
	open my $out, '>', $script or die "$script: $!\n";
	# no aligned column ends with a blank in the guide
	print $out "SET client_min_messages = warning;\n\\pset footer off\n$sql";
	close $out;
	my $output = psql("-d $database -f $script");
	$statements += () = $sql =~ /;\s*$/mg;
	next unless defined $printed;
	$output =~ s/[ \t]+$//mg;
	$output =~ s/\n+\z/\n/;
	$printed =~ s/[ \t]+$//mg;
	$compared++;
	if ($output ne $printed)
	{
		$failed++;
		print "not as printed:\n$sql\nthe guide:\n$printed\nthe server:\n$output\n";
	}
}
unlink $script;
psql('-d postgres', qq{-c 'DROP DATABASE $database'});
die "the section has no statement with its output\n" if !$compared;
print "$statements statements of $guide run, $compared outputs compared, $failed different\n";
exit($failed ? 1 : 0);
