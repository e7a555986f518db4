# An owner of a database without other privileges installs the extension, PUBLIC uses
# it, and data of its types survives a dump and restore, as superuser and as that owner
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('owner');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE ROLE district LOGIN; CREATE ROLE analyst LOGIN; CREATE DATABASE school OWNER district');

my @district = (extra_params => [ '-U', 'district' ]);
my @analyst = (extra_params => [ '-U', 'analyst' ]);

is($node->psql('school', 'CREATE EXTENSION absence', @district), 0, 'the owner of the database installs it');

my ($ret, $out, $err) = $node->psql('school',
	q{SELECT absence.chronic_flag(true), absence.policy_named('federal') IS NOT NULL,
	(SELECT count(*) > 0 FROM absence.definition_catalog)}, @analyst);
is($out, '|t|t', 'every role can compute and read definitions');
($ret, $out, $err) = $node->psql('school', q{UPDATE absence.definition_catalog SET policy = 'compare = >'}, @analyst);
like($err, qr/permission denied/, 'no other role changes definitions');
($ret, $out, $err) = $node->psql('school', q{CREATE FUNCTION absence.f() RETURNS int LANGUAGE sql AS 'SELECT 1'}, @analyst);
like($err, qr/permission denied/, 'no other role creates objects in the schema');

# A table of every type, with a unique index, a hash partition, a default and a view
$node->safe_psql('school', q{
	CREATE TABLE facts (id int PRIMARY KEY, mark absence.mark DEFAULT 'present', policy absence.policy, register absence.register,
		tally absence.tally, counts absence.counts, band absence.band, series absence.series);
	INSERT INTO facts
	SELECT n, CASE WHEN n % 2 = 0 THEN 'oss' ELSE 'tardy' END::absence.mark, policy, register, absence.tally(register, policy),
		absence.band_counts(register, policy), absence.band(absence.tally(register, policy)), absence.chronic_trend(register, policy)
	FROM (SELECT n, CASE WHEN n % 3 = 0 THEN 'compare = >' ELSE 'part_day = proportional' END::absence.policy AS policy,
			absence.with_marks(absence.calendar_agg(date '2025-08-18' + i, 300 + n),
				absence.register_agg(date '2025-08-18' + i, 'excused', (i % 7) / 7.0) FILTER (WHERE i % n = 0),
				date '2025-08-18' + 5 * n) AS register
		FROM generate_series(1, 40) AS n, generate_series(0, 100) AS i GROUP BY n) AS d
	GROUP BY n, policy, register;
	CREATE TABLE by_mark (mark absence.mark, n int) PARTITION BY HASH (mark);
	CREATE TABLE by_mark_0 PARTITION OF by_mark FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE by_mark_1 PARTITION OF by_mark FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO by_mark SELECT mark, id FROM facts;
	CREATE INDEX ON facts (mark);
	CREATE VIEW verdicts AS SELECT id, absence.chronic(tally) AS chronic FROM facts;
	CREATE MATERIALIZED VIEW mv AS SELECT mark, absence.chronic_rate(register, 'minimum = none') AS rate FROM facts GROUP BY mark;
}, @district);
my $sum = q{SELECT md5(string_agg(f::text, E'\n' ORDER BY id)) || (SELECT md5(string_agg(v::text, ',' ORDER BY id)) FROM verdicts v)
	|| (SELECT string_agg(m::text, ',' ORDER BY mark) FROM mv m) || (SELECT count(*) FROM by_mark) FROM facts f};
my $before = $node->safe_psql('school', $sum);

my $dump = PostgreSQL::Test::Utils::tempdir . '/dump';
for my $role (undef, 'district')
{
	my @user = $role ? ('-U', $role) : ();
	my $who = $role || 'superuser';
	$node->safe_psql('postgres', 'DROP DATABASE IF EXISTS restored');
	$node->safe_psql('postgres', 'CREATE DATABASE restored OWNER district');
	command_ok([ 'pg_dump', '-h', $node->host, '-p', $node->port, @user, '-Fc', '-f', $dump, 'school' ], "dump as $who");
	# the owner of the database does not own the extension's comment
	command_ok([ 'pg_restore', '-h', $node->host, '-p', $node->port, @user, '--exit-on-error',
		($role ? ('--no-comments') : ()), '-d', 'restored', $dump ], "restore as $who");
	is($node->safe_psql('restored', $sum), $before, "data is the same after dump and restore as $who");
}

# Data keeps the extension
($ret, $out, $err) = $node->psql('school', 'DROP EXTENSION absence', @district);
like($err, qr/other objects depend on it/, 'DROP EXTENSION fails while there is data of its types');

$node->stop;
done_testing();
