# A store that was dumped and restored, or whose facts were loaded again in another order,
# is the same store: the next refresh finds that nobody's facts have changed, and writes
# no register.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use StoreFigures;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('restored');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nclient_min_messages = warning");
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE school; CREATE DATABASE restored');

# a random district of two years, of which one is closed, after some changes
my $dir = "$FindBin::RealBin/../oracle";
$node->safe_psql('school', qq{
	CREATE EXTENSION absence;
	\\i $dir/refresh_setup.sql
	CALL try_changes(1, 1, 1, 4);
	CALL absence.close_year('oracle_store', 2025);
	CALL absence.refresh('oracle_store', today => '2026-03-28', force => true)});
is($node->safe_psql('school', 'SELECT string_agg(state, $$ $$ ORDER BY school_year) FROM oracle_store.school_year_state'), 'closed open',
	'a closed and an open year');

# what a refresh that finds nobody changed does not write
my @unwritten = grep { $node->safe_psql('school', "SELECT to_regclass('oracle_store.$_') IS NOT NULL") eq 't' }
	qw(student_register stay_register event_account refresh_print);
my $rows = join ' UNION ALL ',
	map { "SELECT '$_ ' || ctid || ' ' || xmin || ' ' || md5(t::text) AS row FROM oracle_store.$_ AS t" } @unwritten;
my @but = qw(refresh_log visible);

# The next refresh of $database, whose facts are as they were
sub nobody_has_changed
{
	my ($database, $what) = @_;
	my $before = figures_of($node, $database, store => 'oracle_store', but => \@but);
	my $written = $node->safe_psql($database, "$rows ORDER BY 1");
	isnt($written, '', "$what: there is something to compare");
	$node->safe_psql($database, q{CALL absence.refresh('oracle_store', today => '2026-03-28')});
	is($node->safe_psql($database, 'SELECT registers_added + registers_changed + registers_removed + verdicts_changed
			FROM oracle_store.refresh_log ORDER BY refresh_id DESC LIMIT 1'), 0, "$what: a refresh changes no register");
	is(differing($before, figures_of($node, $database, store => 'oracle_store', but => \@but)), '', "$what: everything is as before");
	is($node->safe_psql($database, "$rows ORDER BY 1"), $written, "$what: " . join(', ', @unwritten) . ' are not written');
}

nobody_has_changed('school', 'nothing done');

my $dump = PostgreSQL::Test::Utils::tempdir . '/dump';
command_ok([ 'pg_dump', '-h', $node->host, '-p', $node->port, '-n', 'oracle_store', '-Fc', '-f', $dump, 'school' ], 'a dump of the schema');
$node->safe_psql('restored', 'CREATE EXTENSION absence');
command_ok([ 'pg_restore', '-h', $node->host, '-p', $node->port, '-d', 'restored', '--exit-on-error', $dump ],
	'a restore into another database');
is(differing(map { figures_of($node, $_, store => 'oracle_store', but => \@but) } 'school', 'restored'), '',
	'the restored store is the same');
nobody_has_changed('restored', 'restored');

$node->safe_psql('school', q{
	SET search_path = oracle;
	SET oracle.salt = 'reload';
	DO $$
	DECLARE
		fact_table text;
	BEGIN
		FOR fact_table IN SELECT relation FROM absence_internal.store_relation WHERE loader = 'writes' LOOP
			CALL reload(fact_table);
		END LOOP;
	END
	$$});
nobody_has_changed('school', 'loaded again in another order');

$node->stop;
done_testing();
