# The code of a store never has more privileges than its owner. A store full of traps,
# and a superuser who calls every function that takes a store; schemas in which no store
# may be made; locks that no other role can take.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('hostile');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\n");
$node->start;
$node->safe_psql('postgres', join ';', (map { "CREATE ROLE $_ LOGIN" } qw(mallory helper district third)),
	'CREATE ROLE stewards', 'GRANT mallory, stewards TO helper', 'CREATE DATABASE school',
	'GRANT CREATE ON DATABASE school TO mallory, helper, district, stewards');

# runs SQL as the role, which logs in; returns the output and the messages
sub as
{
	my ($role, $sql) = @_;
	my ($ret, $out, $err) = $node->psql('school', $sql, extra_params => [ '-U', $role ]);
	return wantarray ? ($out, $err) : $out;
}
sub ok_as
{
	my ($role, $sql, $name) = @_;
	my ($out, $err) = as($role, "SET client_min_messages = warning;\n$sql");
	is($err, '', $name || "$role: $sql");
	return $out;
}
sub fails { my ($role, $sql, $like, $name) = @_; like((as($role, "\\set VERBOSITY verbose\n$sql"))[1], $like, $name || "$role: $sql"); }

# ---------------------------------------------------------------- the traps

# sprung is advanced by code that runs as superuser, ran by any code of the store:
# ROLLBACK does not undo a sequence
ok_as('postgres', q{CREATE EXTENSION absence; CREATE SEQUENCE public.sprung});
ok_as('mallory', q{SELECT absence.create_store('trap'), absence.create_store('trap_view'), absence.create_store('decoy')});
for my $store ('trap', 'trap_view')
{
	ok_as('mallory', qq{
		CALL absence.load_sample('$store', 60, 3, 1);
		CALL absence.refresh('$store', today => '2026-03-01');
		CALL absence.certify('$store', 'first', 2026);
		CREATE SEQUENCE $store.ran;
		GRANT USAGE ON SEQUENCE $store.ran TO PUBLIC;
		GRANT USAGE ON SCHEMA $store TO PUBLIC;
		CREATE FUNCTION $store.spring() RETURNS boolean LANGUAGE plpgsql AS \$\$
		BEGIN
			PERFORM nextval('$store.ran');
			BEGIN EXECUTE 'RESET ROLE'; EXCEPTION WHEN OTHERS THEN NULL; END;
			BEGIN EXECUTE 'RESET SESSION AUTHORIZATION'; EXCEPTION WHEN OTHERS THEN NULL; END;
			BEGIN PERFORM nextval('public.sprung'); EXCEPTION WHEN OTHERS THEN NULL; END;
			BEGIN EXECUTE 'SET ROLE mallory'; EXCEPTION WHEN OTHERS THEN NULL; END;
			RETURN true;
		END \$\$;
		CREATE FUNCTION $store.on_trigger() RETURNS trigger LANGUAGE plpgsql AS \$\$
			BEGIN PERFORM $store.spring(); RETURN NULL; END \$\$}, "store $store");
}
ok_as('mallory', q{
	DO $$
	DECLARE
		t regclass;
	BEGIN
		FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'trap'::regnamespace AND relkind = 'r' LOOP
			EXECUTE format('CREATE TRIGGER a_trap BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT
				EXECUTE FUNCTION trap.on_trigger()', t);
			EXECUTE format('CREATE CONSTRAINT TRIGGER late_trap AFTER INSERT OR UPDATE OR DELETE ON %s
				DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trap.on_trigger()', t);
		END LOOP;
	END $$;
	CREATE OR REPLACE FUNCTION trap.refresh_reason(for_year integer)
		RETURNS TABLE (school_year integer, school_id text, reason text, detail text)
		LANGUAGE plpgsql AS 'BEGIN PERFORM trap.spring(); RETURN; END';
	-- each table is a view now, the settings too
	DO $$
	DECLARE
		t name;
	BEGIN
		FOR t IN SELECT relname FROM pg_class WHERE relnamespace = 'trap_view'::regnamespace AND relkind = 'r' LOOP
			EXECUTE format('ALTER TABLE trap_view.%1$I RENAME TO %2$I;
				CREATE VIEW trap_view.%1$I AS SELECT t.* FROM trap_view.%2$I AS t WHERE trap_view.spring()', t, 'true_' || t);
		END LOOP;
	END $$}, 'everything is a trap');

sub ran
{
	return join ' ', map { scalar as('postgres', "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM $_") }
		'public.sprung', 'trap.ran', 'trap_view.ran';
}
sub disarm
{
	ok_as('postgres', 'ALTER SEQUENCE public.sprung RESTART; ALTER SEQUENCE trap.ran RESTART; ALTER SEQUENCE trap_view.ran RESTART',
		'the sequences are reset');
}

# the traps work: the owner runs them with the privileges of the owner, and a superuser
# who touches a table runs them as superuser
my ($out, $err) = as('mallory', q{SET client_min_messages = warning; CALL absence.refresh('trap', today => '2026-03-02')});
like(ran(), qr/^0 [1-9]\d* 0$/, 'the owner runs its own code, but not as superuser') or diag $err;
as('mallory', q{SELECT count(*) FROM trap_view.store_setting});
like(ran(), qr/^0 [1-9]\d* [1-9]\d*$/, 'code in views runs too');
as('postgres', q{SET ROLE mallory; UPDATE trap.school SET name = name});
as('postgres', q{SET SESSION AUTHORIZATION mallory; SELECT count(*) FROM trap_view.school});
like(ran(), qr/^[2-9]/, 'a superuser who touches a table runs its code as superuser, whatever the current role is');
disarm();

# Every function of the extension that takes a store, with all its arguments. Each call
# is a transaction of its own, so that deferred triggers run.
my @calls = split /\n/, scalar as('postgres', q{
	SELECT p.pronamespace::regnamespace || '.' || p.proname || '|' || p.prokind::text || '|' || format('%s.%I(%s)',
		p.pronamespace::regnamespace, p.proname, (SELECT string_agg(CASE t.type
		WHEN 'name'::regtype THEN CASE WHEN t.place = 1 THEN '%L' WHEN p.proname = 'drop_store' THEN '%L' ELSE quote_literal('third') END
		WHEN 'text'::regtype THEN quote_literal(CASE WHEN p.proname = 'grant_reader' THEN 'student'
			WHEN p.proname = 'define_policy' AND t.place > 2 THEN '' WHEN p.proname = 'create_store' THEN 'native'
			WHEN p.proname LIKE 'certified%' THEN 'first' ELSE 'federal' END)
		WHEN 'date'::regtype THEN '''2026-01-15''' WHEN 'boolean'::regtype THEN 'true' WHEN 'integer'::regtype THEN '2026'
		WHEN 'text[]'::regtype THEN CASE WHEN p.proname = 'define_policy' THEN 'NULL' ELSE '''{101}''' END ELSE 'NULL' END
		|| '::' || t.type::regtype, ', ' ORDER BY t.place) FROM unnest(p.proargtypes) WITH ORDINALITY AS t (type, place)))
	FROM pg_proc AS p
	WHERE p.pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace) AND p.proargtypes[0] = 'name'::regtype
		AND p.prokind IN ('f', 'p') ORDER BY 1});
cmp_ok(scalar @calls, '>', 40, 'there are functions to call');

# functions that look up only the system catalogs
my %harmless = map { $_ => 1 } qw(create_store store_ddl comment_ddl kept_ddl kept_indexes owner_ddl revoke_ddl must_be_reader
	amt_views changed_columns laid_grants laid_objects layout_step_ddl lost_column_ddl must_be_current
	analyze_source fact_columns fact_queries from_edfi from_queries must_be_source source_check source_columns_found source_problems
	source_views support_of_edfi here_ddl is_distributed laid_amt_views must_read_table);
my $refused = qr/ERROR:  42501: store "\w+" belongs to role "mallory", and superuser "postgres" must not run its code/;
for my $store ('trap', 'trap_view')
{
	for my $become ('', 'SET ROLE mallory;', 'SET SESSION AUTHORIZATION mallory;', 'BEGIN; SET LOCAL ROLE mallory;')
	{
		my $script = "\\set VERBOSITY verbose\n";
		for my $line (@calls)
		{
			my ($name, $kind, $call) = split /\|/, $line, 3;
			$call =~ s/%L/'$store'/g;
			$script .= "\\warn == $name\n$become " . ($kind eq 'p' ? "CALL $call" : "SELECT count(*) FROM $call")
				. ($become =~ /BEGIN/ ? '; COMMIT' : '') . ";\n";
		}
		my (undef, undef, $err) = $node->psql('school', $script, on_error_stop => 0);
		my %said = $err =~ /^== (\S+)\n(.*?)(?=^== |\z)/msg;
		is(scalar keys %said, scalar @calls, 'each function is called');
		is(join("\n", map { "$_: $said{$_}" } grep { !$harmless{s/.*\.//r} && $said{$_} !~ $refused } sort keys %said), '',
			"a superuser is refused by every function, store $store $become");
	}
}
is(ran(), '0 0 0', 'no code of the store has run');

# in a function of the owner, with and without SECURITY DEFINER
ok_as('mallory', q{CREATE FUNCTION decoy.lure() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
	BEGIN CALL absence.refresh('trap'); END $$;
	CREATE FUNCTION decoy.plain_lure() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CALL absence.refresh('trap'); END $$});
fails('postgres', q{SELECT decoy.lure()}, $refused);
fails('postgres', q{SELECT decoy.plain_lure()}, $refused);
is(ran(), '0 0 0', 'no code of the store has run that way');

# the messages
fails('postgres', q{CALL absence.refresh('trap')},
	qr/HINT:  Connect as "mallory"; or as a member of it that is not a superuser, and run: SET ROLE mallory;/);
fails('helper', q{CALL absence.refresh('trap')},
	qr/ERROR:  42501: must be owner of store "trap"\nDETAIL:  It belongs to role "mallory", and the current role is "helper"\.\nHINT:  Run: SET ROLE mallory;/);
unlike((as('third', q{CALL absence.refresh('trap')}))[1], qr/HINT/, 'no hint for a role that can never be the owner');
fails('third', q{CALL absence.refresh('trap')}, qr/42501: must be owner of store "trap"/);
fails('postgres', q{CALL absence.refresh('nowhere')}, qr/3F000: store "nowhere" does not exist/);
fails('postgres', q{CALL absence.refresh('public')}, qr/3F000: store "public" does not exist/);
fails('postgres', q{CALL absence.refresh(NULL)}, qr/22004: store must not be null/);
# a member who is not a superuser
ok_as('helper', q{SET ROLE mallory; CALL absence.refresh('decoy')});
is(as('helper', q{SELECT count(*) FROM absence.near_the_line('trap')}) =~ /^\d+$/ ? 1 : 0, 1, 'a member reads without SET ROLE');

# a schema that is to be a source: its views are planned by the owner of a store alone
ok_as('mallory', q{CREATE SCHEMA trap_source; GRANT USAGE ON SCHEMA trap_source TO PUBLIC;
	CREATE FUNCTION trap_source.spring() RETURNS text IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM trap.spring(); RETURN ''S''; END';
	CREATE VIEW trap_source.school AS SELECT trap_source.spring() AS school_id, 'School' AS name;
	GRANT SELECT ON trap_source.school TO PUBLIC});
as('postgres', 'EXPLAIN SELECT school_id FROM trap_source.school');
like(ran(), qr/^[1-9]/, 'a superuser who plans a query over the view runs its code');
disarm();
like(scalar as('postgres', q{SELECT problem FROM absence.source_check('trap_source') WHERE relation = 'school'}),
	qr/^school was not read: it belongs to role "mallory", and superuser "postgres" must not run its code$/m, 'source_check does not');
is(ran(), '0 0 0', 'no code of the source has run');
is(scalar as('mallory', q{SELECT count(*) FROM absence.source_check('trap_source') WHERE problem LIKE '%not read%'}), '0', 'its owner runs it');
disarm();

# a superuser drops the store without running any of its code
fails('postgres', q{SELECT absence.drop_store('trap_view', 'trap_view')}, $refused);
ok_as('postgres', q{DROP SCHEMA trap_view CASCADE; ALTER SEQUENCE public.sprung OWNED BY NONE; CREATE SCHEMA trap_view;
	CREATE SEQUENCE trap_view.ran});
is(ran(), '0 0 0', 'DROP SCHEMA CASCADE runs no code of the store');

# ------------------------------------------------ a store of a superuser

ok_as('postgres', q{SELECT absence.create_store('own'); CALL absence.load_sample('own', 40, 3, 1);
	CALL absence.refresh('own', today => '2026-03-01')});
is(as('postgres', q{SELECT count(*) > 0 FROM absence.near_the_line('own', 5)}), 't', 'a superuser works on a store of its own');
fails('postgres', q{SET ROLE mallory; CALL absence.refresh('own')}, qr/42501: must be owner of store "own"/);
# with objects of another role
ok_as('postgres', q{ALTER TABLE own.refresh_log OWNER TO mallory});
fails('postgres', q{CALL absence.refresh('own')},
	qr/42501: relation "refresh_log(_\w+)?" of store "own" belongs to role "mallory"\n.*\nHINT:  Give it to the owner/);
ok_as('postgres', q{ALTER TABLE own.refresh_log OWNER TO postgres; ALTER FUNCTION own.refresh_reason(integer) OWNER TO mallory});
fails('postgres', q{CALL absence.refresh('own')}, qr/42501: function "refresh_reason" of store "own" belongs to role "mallory"/);
ok_as('postgres', q{ALTER FUNCTION own.refresh_reason(integer) OWNER TO postgres; GRANT USAGE ON SCHEMA own TO mallory;
	GRANT ALL ON ALL TABLES IN SCHEMA own TO mallory});
ok_as('mallory', q{CREATE TRIGGER t BEFORE INSERT ON own.refresh_log FOR EACH STATEMENT EXECUTE FUNCTION trap.on_trigger()},
	'a trigger by a privilege');
fails('postgres', q{CALL absence.refresh('own')}, qr/42501: function of trigger "refresh_log\.t" of store "own" belongs to role "mallory"/);
is(ran(), '0 0 0', 'no code of it has run');
ok_as('postgres', q{DROP TRIGGER t ON own.refresh_log; CALL absence.refresh('own', today => '2026-03-02')});

# ------------------------------------------- schemas in which it can be made

ok_as('mallory', q{CREATE SCHEMA hers; CREATE SCHEMA hers_too});
fails('postgres', q{SELECT absence.create_store('hers')},
	qr/42501: schema "hers" belongs to role "mallory", but the store would belong to role "postgres"/);
fails('postgres', q{SELECT absence.create_store('hers', owner => 'district')},
	qr/42501: schema "hers" belongs to role "mallory", but the store would belong to role "district"/);
fails('helper', q{SELECT absence.create_store('hers')}, qr/42501: schema "hers" belongs to role "mallory"/, 'a member is not the owner');
fails('postgres', q{SET ROLE mallory; SELECT absence.create_store('hers')}, $refused, 'the owner of the schema could put objects into it');
my $owners = sub { return as('postgres', qq{SELECT string_agg(DISTINCT o::regrole::text, ' ') FROM (
	SELECT nspowner FROM pg_namespace WHERE nspname = '$_[0]' UNION SELECT relowner FROM pg_class WHERE relnamespace = '$_[0]'::regnamespace
	UNION SELECT proowner FROM pg_proc WHERE pronamespace = '$_[0]'::regnamespace) AS o (o)}) };
my $oid = as('postgres', q{SELECT 'hers'::regnamespace::oid});
ok_as('postgres', q{SELECT absence.create_store('hers', owner => 'mallory')});
is($owners->('hers'), 'mallory', 'the owner of the schema can, and owns all of it');
isnt(as('postgres', q{SELECT 'hers'::regnamespace::oid}), $oid, 'it is in a new schema of that name, into which no role could put objects');
ok_as('mallory', q{SELECT absence.create_store('hers_too'); CALL absence.refresh('hers'); CALL absence.refresh('hers_too')});
ok_as('postgres', q{SET ROLE mallory; SELECT absence.create_store('by_role')});
is($owners->('by_role'), 'mallory', 'a superuser with SET ROLE makes one in a new schema');
fails('postgres', q{SET ROLE mallory; CALL absence.refresh('by_role')}, $refused, 'the store belongs to that role');

my %grants = (
	'GRANT CREATE ON SCHEMA given TO third' => 'CREATE to role "third"',
	'GRANT USAGE ON SCHEMA given TO PUBLIC' => 'USAGE to PUBLIC',
	'ALTER DEFAULT PRIVILEGES IN SCHEMA given GRANT ALL ON TABLES TO third' => 'DELETE by default to role "third", INSERT by default',
	'ALTER DEFAULT PRIVILEGES FOR ROLE mallory IN SCHEMA given GRANT EXECUTE ON FUNCTIONS TO third' =>
		'EXECUTE by default to role "third"');
for my $grant (sort keys %grants)
{
	ok_as('postgres', "CREATE SCHEMA given; $grant");
	fails('postgres', q{SELECT absence.create_store('given')},
		qr/55000: privileges on schema "given" are granted to roles other than its owner\nDETAIL:  Granted: $grants{$grant}/,
		"refused after $grant");
	ok_as('postgres', 'DROP SCHEMA given', 'the schema is dropped');
}
ok_as('postgres', q{CREATE SCHEMA given; GRANT CREATE ON SCHEMA given TO third; REVOKE CREATE ON SCHEMA given FROM third;
	CREATE COLLATION given.c FROM "C"});
fails('postgres', q{SELECT absence.create_store('given')}, qr/42P06: schema "given" is not empty/, 'an object of any kind counts');
ok_as('postgres', q{DROP COLLATION given.c; SELECT absence.create_store('given')});
# default privileges of the role that makes the store
ok_as('district', q{ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO third; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
	ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO third;
	ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO third; ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO third, PUBLIC;
	SELECT absence.create_store('defaults')});
is(as('postgres', q{SELECT count(*) FROM (SELECT unnest(relacl) AS a FROM pg_class WHERE relnamespace = 'defaults'::regnamespace
	UNION ALL SELECT unnest(nspacl) FROM pg_namespace WHERE nspname = 'defaults'
	UNION ALL SELECT unnest(proacl) FROM pg_proc WHERE pronamespace = 'defaults'::regnamespace) AS q
	WHERE a::text NOT LIKE 'district=%' AND a::text NOT LIKE '=X/%'}), 0, 'they do not apply to a store');

# an owner that cannot log in
like((as('postgres', q{SELECT absence.create_store('of_stewards', owner => 'stewards')}))[1],
	qr/WARNING:  role "stewards", which owns store "of_stewards", cannot log in\nHINT:  Only a member of the role that is not a superuser .* after SET ROLE stewards\./,
	'a warning about an owner that cannot log in');
fails('postgres', q{CALL absence.refresh('of_stewards')},
	qr/HINT:  Connect as a member of "stewards" that is not a superuser, and run: SET ROLE stewards;/);
ok_as('helper', q{SET ROLE stewards; CALL absence.load_sample('of_stewards', 40, 3, 1); CALL absence.refresh('of_stewards')});
is((as('district', q{SELECT absence.create_store('silent')}))[1], '', 'no warning about others');

# ----------------------------------------------------------------- locks

# a role that can only connect, or only read, cannot make others wait
ok_as('mallory', q{SELECT absence.grant_reader('hers', 'third', 'student'); GRANT SELECT ON hers.store_setting TO third});
fails('third', "BEGIN; LOCK TABLE hers.store_setting IN $_ MODE", qr/42501: permission denied for table store_setting/)
	for 'ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE';
my $third = $node->background_psql('school', extra_params => [ '-U', 'third' ]) if $node->can('background_psql');
SKIP:
{
	skip 'no background session here', 2 unless $third && $third->can('query_safe');
	$third->query_safe(q{SELECT pg_advisory_lock(hashtext('absence.refresh'), hashtext('hers')),
		pg_advisory_lock(hashtext('absence.define_policy'), hashtext('hers')); BEGIN; LOCK TABLE hers.store_setting IN ACCESS SHARE MODE});
	ok_as('mallory', q{SET lock_timeout = '5s'; CALL absence.load_sample('hers', 40, 3, 1); CALL absence.refresh('hers');
		CALL absence.certify('hers', 'l', 2026); CALL absence.publish('hers', 'l'); SELECT absence.define_policy('hers', 'ours', '')});
	ok_as('mallory', q{SET lock_timeout = '5s'; CALL absence.close_year('hers', 2026)});
	$third->quit;
}
is(as('postgres', q{SELECT count(*) FROM pg_proc WHERE pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace)
	AND prosrc LIKE '%advisory%'}), 0, 'no advisory lock is used');

$node->stop;
done_testing();
