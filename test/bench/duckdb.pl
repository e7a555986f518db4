# Answers the questions in questions.json over the CSV files beside it, with the shell of
# DuckDB that its arguments start:
#
#   perl duckdb.pl PROGRAM ARGUMENT...
#
# Writes answer_N.csv for each question, the times, as the shell gives them, to timing.csv,
# and the version to duckdb_version.
use strict;
use warnings;

use IPC::Open2;
use JSON::PP;

sub spill { my ($name, @lines) = @_; open(my $file, '>', $name) or die "$name: $!"; print $file @lines; close $file or die "$name: $!" }

my $asked = decode_json(do { local (@ARGV, $/) = 'questions.json'; <> });
my $shell = open2(my $out, my $in, @ARGV);
$in->autoflush(1);
print $in ".timer on\n.mode csv\n.headers off\n";

# Runs a statement. Returns the elapsed time and the processor time, both in ms, and the rows.
sub run
{
	my ($statement) = @_;
	my @rows;
	print $in "$statement;\n";
	while (defined(my $line = <$out>))
	{
		return (1000 * $1, 1000 * ($2 + $3), @rows) if $line =~ /^Run Time \(s\): real (\S+) user (\S+) sys (\S+)/;
		push @rows, $line;
	}
	die "DuckDB has stopped at: $statement\n";
}

my $version = (run('SELECT version()'))[2] =~ s/\s+$//r =~ s/^v//r;
run('SET threads = 1');
run('CREATE SCHEMA bench');
run("CREATE TABLE bench.$_ AS SELECT * FROM read_csv('$_.csv')") for qw(stay school_day district_day absence_event word);
run('CREATE TABLE bench.daily AS
	SELECT s.student_id, s.school_id, d.day, e.day IS NOT NULL AS absent
	FROM bench.stay AS s
	JOIN bench.school_day AS d ON d.school_id = s.school_id AND d.day BETWEEN s.entry_date AND s.exit_date
	LEFT JOIN bench.absence_event AS e ON e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = d.day
	ORDER BY s.student_id, s.school_id, d.day');

my @timing;
for my $way (@{ $asked->{ways} })
{
	my $query = $way->{query} =~ s/^\s+|\s+$//gr;
	run("COPY ($query) TO 'answer_$way->{n}.csv' (HEADER)");
	my $spent = 0;
	for my $round (1 .. $asked->{rounds})
	{
		my ($ms, $cpu_ms) = run($query);
		push @timing, "$way->{n},$round,$ms,$cpu_ms\n";
		last if ($spent += $ms) > 1000 * $asked->{budget};
	}
}
close $in;
waitpid $shell, 0;
spill('timing.csv', @timing);
spill('duckdb_version', "DuckDB $version");
