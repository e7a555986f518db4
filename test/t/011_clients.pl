# Clients of dashboards: ODBC (psqlODBC by isql) and JDBC read every view of a store and
# every X_at, and get the same values as psql. If a driver is not installed, its part is
# skipped.
use strict;
use warnings;

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('clients');
$node->init;
# JDBC does not support Unix sockets
$node->append_conf('postgresql.conf', "listen_addresses = '127.0.0.1'\ntimezone = 'UTC'\njit = off\n");
$node->start;
$node->safe_psql('postgres', q{
	SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store();
	CALL absence.load_sample('attendance', 60, 3, 1);
	SELECT absence.define_rule('attendance', 'three', 'marks = policy, amount >= 3, within = year',
		steps => '[{"kind": "letter", "within_n": 5, "within_unit": "school days"}]');
	CALL absence.refresh('attendance', today => '2026-03-10');
	CALL absence.publish('attendance', 'spring');
	INSERT INTO attendance.report_text (language, key, text) VALUES ('fr', 'school_report', 'Rapport');
	CREATE ROLE analyst LOGIN;
	SELECT absence.grant_reader('attendance', 'analyst', 'student');
	ALTER ROLE analyst SET search_path = attendance});

# what the analyst can read, from the catalogs
my @views = split /\n/, $node->safe_psql('postgres', q{
	SELECT relname FROM pg_class WHERE relnamespace = 'attendance'::regnamespace AND relkind IN ('r', 'v', 'm')
		AND has_table_privilege('analyst', oid, 'SELECT') ORDER BY 1});
my @functions = map { "${_}_at('2026-01-15', 'ten_days')" } split /\n/,
	$node->safe_psql('postgres', q{SELECT relation FROM absence_internal.store_relation
		WHERE has_at AND absence_internal.level_reads('student', reader) ORDER BY 1});
push @functions, "fs195_at('2026-01-15')";
cmp_ok(scalar @views, '>', 15, 'there are views to read');
my ($student) = split /\n/, $node->safe_psql('postgres',
	'SELECT student_id FROM attendance.student_absence WHERE absent_days > 0 ORDER BY 1 LIMIT 1');
# the days of one student in a year, as an example
my %query = map { my $from = $_ eq 'student_day' ? "student_day WHERE student_id = '$student'" : $_; $_ => "SELECT * FROM $from" }
	@views, @functions, "student_day_of('$student', 2026)";
my %type; # the type of each column
my %form; # its values, in the form that each client should give

for my $what (sort keys %query)
{
	my @column = map { [ split /\|/ ] } split /\n/,
		$node->safe_psql('postgres', "SET search_path = attendance; $query{$what} LIMIT 0 \\gdesc");
	$type{$what} = [ map { $_->[1] } @column ];
	$form{$what} = join ', ', map { my ($name, $type) = @$_;
		$type eq 'double precision' ? qq{encode(float8send("$name"), 'hex') AS "$name"} :
		$type eq 'timestamp with time zone' ? qq{to_char("$name", 'YYYY-MM-DD HH24:MI:SS.US') AS "$name"} : qq{"$name"::text} } @column;
}
my %plain = map { $_ => 1 } ('integer', 'double precision', 'boolean', 'text', 'date', 'timestamp with time zone');
is(join(', ', grep { my $what = $_; grep { !$plain{$_} } @{ $type{$what} } } sort keys %type), '',
	'every column has one of six built-in types');

sub psql_rows
{
	my ($what) = @_;
	my ($from) = $query{$what} =~ /^SELECT \* (.*)/;
	return [ sort split /\n/, $node->safe_psql('postgres', "SET search_path = attendance; SELECT $form{$what} $from") ];
}
my %rows = map { $_ => psql_rows($_) } keys %query;
my @empty = grep { !@{ $rows{$_} } } sort keys %rows;
is("@empty", '', 'all of them have rows');
my %seen;
$seen{$_}++ for map { @$_ } values %type;
is(scalar keys %seen, 6, 'all six types are read');

# a double as its eight bytes
sub hex_of { return unpack 'H*', pack 'd>', $_[0] }

SKIP:
{
	my $drivers = eval { my $said = ''; IPC::Run::run([ 'odbcinst', '-q', '-d' ], '>', \$said, '2>', '/dev/null'); $said } || '';
	skip 'psqlODBC or isql is not installed (Debian: unixodbc, odbc-postgresql)', 1
		unless $drivers =~ /PostgreSQL Unicode/ && IPC::Run::run([ 'sh', '-c', 'command -v isql' ], '>', '/dev/null');
	# the driver writes a log for each process, in /tmp unless this file says where
	my $logs = PostgreSQL::Test::Utils::tempdir;
	my ($drivers_file) = qx(odbcinst -j) =~ /^DRIVERS\.*: (.*)/m;
	append_to_file("$logs/odbcinst.ini", slurp_file($drivers_file) =~ s/^\[.*\]$/$&\nLogdir=$logs/mgr);
	local $ENV{ODBCSYSINI} = $logs;
	my $isql = sub {
		my ($sql) = @_;
		my ($out, $err) = ('', '');
		IPC::Run::run([ 'isql', '-v', '-b', '-d|', '-k', 'Driver=PostgreSQL Unicode;Server=' . $node->host . ';Port=' . $node->port
			. ';Database=postgres;Uid=analyst;' ],
			'<', \"$sql\n", '>', \$out, '2>', \$err);
		return ([ split /\n/, $out ], $err);
	};
	# the numbers of the SQL types in psqlODBC; a boolean is 1 or 0
	my %odbc = ('integer' => 4, 'bigint' => -5, 'double precision' => 6, 'boolean' => 12, 'text' => -1, 'date' => 9,
		'timestamp with time zone' => 11);
	for my $what (sort keys %query)
	{
		my ($got, $err) = $isql->($query{$what});
		is($err, '', "ODBC reads $what");
		my @read;
		for my $line (@$got)
		{
			my @value = split /\|/, $line, -1;
			for my $i (0 .. $#value)
			{
				my $type = $type{$what}[$i] || '';
				$value[$i] = hex_of($value[$i]) if $type eq 'double precision' && $value[$i] ne '';
				# a timestamp comes without trailing zeros
				$value[$i] =~ s/(\.\d+)?$/substr(($1 || '.') . '000000', 0, 7)/e if $type eq 'timestamp with time zone' && $value[$i] ne '';
				$value[$i] = $value[$i] eq '1' ? 'true' : $value[$i] eq '0' ? 'false' : $value[$i] if $type eq 'boolean';
			}
			push @read, join '|', @value;
		}
		is_deeply([ sort @read ], $rows{$what}, "ODBC gives the values of $what");
		next if $what =~ /\(/;
		my ($columns) = $isql->("help $what");
		is_deeply([ map { (split /\|/)[4] } @$columns ], [ map { $odbc{$_} } @{ $type{$what} } ], "ODBC gives the types of $what");
	}
	my ($got, $err) = $isql->(q{SELECT count(*) FROM attendance.student});
	like(join("\n", @$got), qr/42501.*permission denied for table student/s,
		'ODBC gives an error with its SQLSTATE for what it may not read');
	# a statement that runs on connecting, from the connection string of a tool
	my $out = '';
	IPC::Run::run([ 'isql', '-v', '-b', '-d|', '-k', 'Driver=PostgreSQL Unicode;Server=' . $node->host . ';Port=' . $node->port
		. q{;Database=postgres;Uid=analyst;ConnSettings=SET absence.policy='ten_days';} ],
		'<', \"SELECT DISTINCT policy FROM school_absence\n", '>', \$out);
	is($out, "ten_days\n", 'ConnSettings sets the definition of a connection');
}

SKIP:
{
	my $jar = '/usr/share/java/postgresql.jar';
	my $java = -f $jar && IPC::Run::run([ 'sh', '-c', 'command -v java && command -v javac' ], '>', '/dev/null');
	skip 'JDBC or a JDK is not installed (Debian: libpostgresql-jdbc-java, default-jdk-headless)', 1 unless $java;
	my %jdbc = (
		'integer' => '4|int4|java.lang.Integer', 'bigint' => '-5|int8|java.lang.Long', 'double precision' => '8|float8|java.lang.Double',
		'boolean' => '-7|bool|java.lang.Boolean', 'text' => '12|text|java.lang.String', 'date' => '91|date|java.sql.Date',
		'timestamp with time zone' => '93|timestamptz|java.sql.Timestamp');
	my @what = sort keys %query;
	my $url = 'jdbc:postgresql://127.0.0.1:' . $node->port . '/postgres?user=analyst';
	my $read_all = sub {
		my ($in, $out, $err) = (join('', map { "$query{$_}\n" } @what), '', '');
		local ($ENV{LC_ALL}, $ENV{TZ}) = ('C.UTF-8', 'UTC');
		my $ok = IPC::Run::run([ 'java', '-cp', $jar, 'test/t/ReadViews.java', $url . $_[0] ], '<', \$in, '>', \$out, '2>', \$err);
		ok($ok, "JDBC reads all of them$_[0]") or diag $err;
		my %read;
		my @part = split /^end\n/m, $out;
		for my $i (0 .. $#part)
		{
			my (@column, @time);
			for my $line (split /\n/, $part[$i])
			{
				if ($line =~ /^column\|([^|]*)\|(.*)/) { push @column, $2 }
				elsif ($line =~ /^time/) { push @time, [] }
				elsif ($line =~ /^row\|(.*)/) { push @{ $time[-1] }, $1 }
			}
			$read{ $what[$i] } = { columns => \@column, times => [ map { [ sort @$_ ] } @time ] };
		}
		return \%read;
	};
	my $read = $read_all->('');
	for my $what (@what)
	{
		is_deeply($read->{$what}{columns}, [ map { $jdbc{$_} } @{ $type{$what} } ], "JDBC gives the types of $what");
		is_deeply($read->{$what}{times}, [ $rows{$what}, $rows{$what} ], 'JDBC gives the values of $what, as text and in binary');
	}
	# the settings of a session in the URL of the connection
	$read = $read_all->('&options=-c%20absence.policy=ten_days%20-c%20absence.as_of=2026-01-15');
	is_deeply($read->{school_absence}{times}[0], $rows{q{school_absence_at('2026-01-15', 'ten_days')}},
		'options set the day and definition of a connection');
}

$node->stop;
done_testing();
