# The life of a store: it is made by the owner of a database without other privileges,
# made for another role, and refused where it must not be; the extension is dropped with
# CASCADE and created again; dump and restore; an unknown name as the first statement of
# a connection.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('store_life');
$node->init;
$node->start;
$node->safe_psql('postgres', q{
	CREATE ROLE district LOGIN; CREATE ROLE steward LOGIN; CREATE ROLE nobody LOGIN; CREATE ROLE reader LOGIN;
	GRANT steward TO district;
	CREATE DATABASE school OWNER district});

my ($ret, $out, $err);

sub as
{
	my ($role, $sql, $database) = @_;
	($ret, $out, $err) = $node->psql($database || 'school', $sql, extra_params => [ '-U', $role ]);
	return $ret;
}

# The owner of the database
is(as('district', 'CREATE EXTENSION absence'), 0, 'the owner of the database installs the extension') or diag $err;
is(as('district', q{SELECT absence.create_store()}), 0, 'the owner makes a store') or diag $err;
is($node->safe_psql('school', q{
	SELECT count(*) FROM (
		SELECT nspowner AS owner FROM pg_namespace WHERE nspname = 'attendance'
		UNION ALL SELECT relowner FROM pg_class WHERE relnamespace = 'attendance'::regnamespace
		UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'attendance'::regnamespace) AS o
	WHERE owner <> 'district'::regrole}), '0', 'all of it belongs to the owner');

# Two schools, two years, transfers, periods, an unmapped code, bad rows
my $facts = q{
	SET search_path = attendance;
	INSERT INTO school (school_id, name, reporting) VALUES ('A', 'A school', 'exception'), ('B', 'B school', 'affirmative');
	INSERT INTO calendar (school_id, school_year, calendar_code, day_minutes, periods) SELECT s, y, 'M', 390, 7
		FROM unnest('{A,B}'::text[]) AS s, unnest('{2025,2026}'::integer[]) AS y;
	INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT school_id, school_year, 'M', make_date(school_year - 1, 8, 18) + i, 'Instructional day'
		FROM calendar, generate_series(0, 59) AS i;
	INSERT INTO student (student_id, last_name, first_name) SELECT 'S' || s, 'O''Neil "' || s || '"', 'Zoë'
		FROM generate_series(1, 60) AS s;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, primary_school, fte)
	SELECT 'S' || s, CASE s % 2 WHEN 0 THEN 'A' ELSE 'B' END, y, make_date(y - 1, 8, 18),
		CASE WHEN s % 7 = 0 THEN make_date(y - 1, 9, 10) END, '0' || s % 8, s % 5 = 0, NULL
	FROM generate_series(1, 60) AS s, unnest('{2025,2026}'::integer[]) AS y;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, grade)
	SELECT 'S' || s, CASE s % 2 WHEN 0 THEN 'B' ELSE 'A' END, y, make_date(y - 1, 9, 10), '05'
		FROM generate_series(7, 60, 7) AS s, unnest('{2025,2026}'::integer[]) AS y;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, period, code, portion)
	SELECT student_id, school_id, school_year, make_date(school_year - 1, 8, 18) + i, CASE WHEN i % 3 = 0 THEN (i % 7 + 1)::text END,
		(ARRAY['Excused', 'Unexcused', 'Tardy', 'Q', 'Present'])[i % 5 + 1], CASE WHEN i % 4 = 0 THEN 0.5 END
	FROM enrollment, generate_series(0, 59) AS i WHERE (i * 7 + substr(student_id, 2)::integer) % 11 < 3;
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
		VALUES ('S1', 'B', 2026, '6209-08-20', 'Excused'), ('ghost', 'A', 2026, '2025-08-20', 'Excused');
	INSERT INTO student_group SELECT 'S' || s, 'race_ethnicity', (ARRAY['White', 'Hispanic', 'Asian'])[s % 3 + 1], NULL, NULL
		FROM generate_series(1, 50) AS s;
	INSERT INTO student_group SELECT 'S' || s, 'homeless', 'Yes', '2025-09-01', '2025-09-20' FROM generate_series(1, 60, 9) AS s;
	INSERT INTO attendance_taken SELECT DISTINCT school_id, day FROM calendar_day WHERE school_id = 'B' AND extract(day FROM day) < 20;
	INSERT INTO definition (name, policy, from_year) VALUES ('ours', 'compare = >, part_day = proportional', 2026),
		('ours_before', 'chronic = 15%', NULL);
};
is(as('district', $facts), 0, 'facts are loaded') or diag $err;
is(as('district', q{CALL absence.refresh(today => '2026-03-01')}), 0, 'it is refreshed') or diag $err;
is(as('district', q{CALL absence.close_year('attendance', 2025)}), 0, 'a year is closed');
is(as('district', q{CALL absence.certify('attendance', 'last year', 2025);
	CALL absence.certify('attendance', 'september', 2026, 'ours', '2025-09-20')}), 0, 'two years are certified') or diag $err;
# many students have an unmapped code
is(as('district', q{UPDATE attendance.store_setting SET max_verdict_change = 1;
	CALL absence.publish('attendance', 'last year', '2025-06-30'); CALL absence.publish('attendance', 'this year');
	UPDATE attendance.store_setting SET max_verdict_change = DEFAULT}), 0, 'two releases are published') or diag $err;
$node->safe_psql('school', q{GRANT USAGE ON SCHEMA attendance TO reader; GRANT SELECT ON attendance.school_absence TO reader});

# Every row of every view and fact table, as one line each
my $views = q{ANY (SELECT r.relation FROM absence_internal.store_relation AS r
	WHERE r.has_at OR r.relation IN ('data_issue', 'event_not_used', 'stay', 'session_day', 'day_mark', 'student_group_of'))};
my $answers_of = sub {
	my ($kind) = @_;
	return qq{
		SET search_path = pg_catalog;
		SET absence.policy = '';
		SELECT string_agg(name || ' ' || (xpath('//x/text()', query_to_xml(format(
			'SELECT count(*) || '' '' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")), '''') AS x
				FROM attendance.%I AS t', name), false, true, '')))[1]::text, chr(10) ORDER BY name COLLATE "C")
		FROM (SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'attendance'::regnamespace AND $kind) AS r};
};
my $answers = $answers_of->(qq{relkind IN ('v', 'm') AND relname = $views});
my $kept = $answers_of->(q{relkind = 'r' AND relname NOT IN ('student_register', 'stay_register', 'refresh_log', 'refresh_basis', 'calendar_complete')});
my $registers = q{SELECT md5(string_agg(r::text, chr(10) ORDER BY school_year, school_id, student_id))
	FROM attendance.student_register AS r};
my $asked = q{
	SET absence.policy = 'ten_days'; SET absence.as_of = '2025-09-20';
	SELECT md5(string_agg(s::text, chr(10) ORDER BY s::text COLLATE "C")) FROM attendance.student_absence AS s};

my $answers_before = $node->safe_psql('school', $answers);
my $kept_before = $node->safe_psql('school', $kept);
my $registers_before = $node->safe_psql('school', $registers);
my $asked_before = $node->safe_psql('school', $asked);
like($answers_before, qr/^student_absence 6\d|^student_absence 1[23]\d/m, 'there is something to compare');
note $answers_before;

# A store for another role
is(as('district', q{SELECT absence.create_store('of_steward', owner => 'steward')}), 0,
	'a store for a role of which the caller is a member') or diag $err;
is($node->safe_psql('school', q{
	SELECT string_agg(DISTINCT owner::regrole::text, ' ') FROM (
		SELECT nspowner AS owner FROM pg_namespace WHERE nspname = 'of_steward'
		UNION ALL SELECT relowner FROM pg_class WHERE relnamespace = 'of_steward'::regnamespace
		UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'of_steward'::regnamespace
		UNION ALL SELECT typowner FROM pg_type WHERE typnamespace = 'of_steward'::regnamespace) AS o}),
	'steward', 'all of it belongs to that role');
is(as('steward', q{
	INSERT INTO of_steward.enrollment (student_id, school_id, school_year, entry_date) VALUES ('S', 'A', 2026, '2025-09-01');
	CALL absence.refresh('of_steward');
	SELECT count(*) FROM of_steward.student_absence}), 0, 'that role uses it') or diag $err;
is($node->psql('school', q{SELECT absence.create_store('by_superuser', owner => 'steward')}), 0, 'a superuser makes one for any role');
is(as('steward', q{SELECT absence.drop_store('by_superuser')}), 0, 'that role can drop it') or diag $err;
isnt(as('district', q{SELECT absence.create_store('of_nobody', owner => 'nobody')}), 0,
	'no store for a role of which the caller is not a member');
is($node->safe_psql('school', q{SELECT to_regnamespace('of_nobody') IS NULL}), 't', 'nothing is left behind');
isnt(as('nobody', q{SELECT absence.create_store('of_my_own')}), 0, 'a role that cannot create a schema cannot make a store');
like($err, qr/permission denied/, 'the error says so');

# Schemas in which no store can be made
for my $schema ('absence', 'information_schema', 'pg_catalog', 'pg_temp', 'pg_store')
{
	isnt(as('district', "SELECT absence.create_store('$schema')"), 0, "no store in $schema");
	like($err, qr/a store cannot be made in schema "$schema"/, "the error names $schema");
}
$node->safe_psql('school', q{
	SET ROLE district;
	CREATE SCHEMA with_table; CREATE TABLE with_table.t (); CREATE SCHEMA with_function;
	CREATE FUNCTION with_function.f() RETURNS int LANGUAGE sql RETURN 1;
	CREATE SCHEMA with_type; CREATE TYPE with_type.t AS ENUM ('a'); CREATE SCHEMA "an empty one";
	RESET ROLE;
	CREATE SCHEMA of_another; GRANT ALL ON SCHEMA of_another TO district});
for my $schema ('with_table', 'with_function', 'with_type', 'attendance')
{
	isnt(as('district', "SELECT absence.create_store('$schema')"), 0, "no store in schema $schema");
	like($err, qr/schema "$schema" is not empty/, 'the error says that it is not empty');
}
isnt(as('district', q{SELECT absence.create_store('of_another')}), 0, 'no store in the schema of another role');
like($err, qr/schema "of_another" belongs to role "postgres"/, 'the error names the owner');
is(as('district', q{SELECT absence.create_store('an empty one')}), 0, 'an empty schema is accepted, whatever its name') or diag $err;
is(as('district', q{
	INSERT INTO "an empty one".enrollment (student_id, school_id, school_year, entry_date) VALUES ('S', 'A', 2026, '2025-09-01');
	CALL absence.refresh('an empty one'); SELECT count(*) FROM "an empty one".student_absence_at();
	SELECT absence.upgrade_store('an empty one')}), 0, 'the store works') or diag $err;
for my $kind ('edfi', 'views')
{
	$node->psql('school', "\\set VERBOSITY sqlstate\nSELECT absence.create_store('other', kind => '$kind')", stderr => \$err);
	like($err, qr/0A000/, "kind $kind is not supported yet");
}
isnt(as('district', q{SELECT absence.create_store('other', source => 'attendance')}), 0, 'source is not supported yet');
isnt(as('district', q{SELECT absence.create_store('other', kind => 'oracle')}), 0, 'another kind is refused');
is($node->safe_psql('school', q{SELECT to_regnamespace('other') IS NULL}), 't', 'nothing is left behind');

# Dropping a store
isnt(as('district', q{SELECT absence.drop_store('attendance')}), 0, 'a store with facts is not dropped');
like($err, qr/holds facts.*HINT.*drop_store\('attendance', 'attendance'\)/s, 'the hint says how to drop it');
isnt(as('district', q{SELECT absence.drop_store('attendance', 'attendence')}), 0, 'another name is refused');
isnt(as('district', q{SELECT absence.drop_store('with_table', 'with_table')}), 0, 'a schema that is not a store is not dropped');
isnt(as('nobody', q{SELECT absence.drop_store('an empty one', 'an empty one')}), 0, 'a store of another role is not dropped');
is(as('district', q{SELECT absence.drop_store('an empty one', 'an empty one')}), 0, 'with the name repeated it is dropped') or diag $err;
is(as('steward', q{SELECT absence.drop_store('of_steward', 'of_steward')}), 0, 'its owner drops it') or diag $err;
# registers of a closed year, and facts of any kind, count too
is(as('district', q{SELECT absence.create_store('small')}), 0, 'a small store');
for my $fact (
	q{student (student_id) VALUES ('S')}, q{calendar_day VALUES ('A', 2026, 'M', '2025-09-01', 'Holiday')},
	q{attendance_taken VALUES ('A', '2025-09-01')},
	q{prior_student VALUES ('S', 'A', 2020, '01', 180, 18, 'old system')},
	q{prior_count VALUES ('A', 2020, 'all', 'all', 100, 10, 'old system')},
	q{student_group VALUES ('S', 'sex', 'F')}, q{definition (name, policy) VALUES ('ours', '')},
	q{student_register VALUES ('S', 'A', 2026, '01', 'days none; complete none')})
{
	my ($table) = $fact =~ /^(\w+)/;
	as('district', "INSERT INTO small.$fact");
	as('district', q{SELECT absence.drop_store('small')});
	like($err, qr/holds facts/, "a store with a row in $table is not dropped");
	as('district', "DELETE FROM small.$table");
}
is(as('district', q{SELECT absence.drop_store('small')}), 0, 'a store without facts is dropped') or diag $err;
# a certification is a fact too, and is only dropped with its store
is(as('district', q{
	SELECT absence.create_store('small');
	INSERT INTO small.certification VALUES ('june', 2026, '2026-06-05', 'federal', '', NULL, NULL, now(), 'district', '0.1.0')}), 0,
	'a store with a certification');
isnt(as('district', q{DELETE FROM small.certification}), 0, 'the certification cannot be deleted');
as('district', q{SELECT absence.drop_store('small')});
like($err, qr/holds facts, in table certification/, 'a store with a certification is not dropped');
is(as('district', q{SELECT absence.drop_store('small', 'small')}), 0, 'with the name repeated it is dropped') or diag $err;

# An unknown name as the first statement of a connection
sub fails_with_list
{
	my ($what, @command) = @_;
	my $result = run_log([ 'psql', '-X', '-U', 'reader', '-h', $node->host, '-p', $node->port, '-d', 'school', @command ],
		'>', \$out, '2>', \$err);
	ok(!$result, "$what: the exit status is not zero");
	like($err, qr/policy "californa" does not exist.*Known policies are california, .*every_day_counts, federal, .*, ours, ours_before, .*ten_days/s,
		"$what: the known names are listed");
	unlike($out, qr/^\s*\d+\s*$/m, "$what: there is no result");
}
fails_with_list('SET and SELECT', '-c', q{SET absence.policy = 'californa'}, '-c', 'SELECT * FROM attendance.school_absence');
fails_with_list('count(*)', '-At', '-c', q{SET absence.policy = 'californa'}, '-c', 'SELECT count(*) FROM attendance.school_absence');
fails_with_list('in one string', '-At', '-c', q{SET absence.policy = 'californa'; SELECT count(*) FROM attendance.school_absence});
{
	local $ENV{PGOPTIONS} = '-c absence.policy=californa';
	fails_with_list('in PGOPTIONS', '-At', '-c', 'SELECT count(*) FROM attendance.school_absence');
}
{
	local $ENV{PGOPTIONS} = '-c absence.policy=ten_days -c absence.as_of=2025-09-20';
	is(as('reader', q{SELECT DISTINCT policy, as_of FROM attendance.school_absence WHERE school_year = 2026}), 0,
		'known names in PGOPTIONS') or diag $err;
	is($out, 'ten_days|2025-09-20', 'have effect');
}

# The store keeps the extension
isnt(as('district', 'DROP EXTENSION absence'), 0, 'DROP EXTENSION fails while there is a store');
like($err, qr/other objects depend on it/, 'the error says that objects depend on it');
is($node->safe_psql('school', $kept), $kept_before, 'nothing has changed');

# Dump and restore
$node->safe_psql('school', 'DROP SCHEMA with_table, with_function, with_type, of_another CASCADE');
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
	is($node->safe_psql('restored', $answers), $answers_before, "the answers of all views are the same after restore as $who");
	is($node->safe_psql('restored', $kept), $kept_before, "the facts are the same after restore as $who");
	is($node->safe_psql('restored', $registers), $registers_before, "the registers are the same after restore as $who");
	is($node->safe_psql('restored', $asked), $asked_before, "the answers to what is asked are the same after restore as $who");
	is(as('district', q{CALL absence.refresh(today => '2026-03-01')}, 'restored'), 0, "a refresh after restore as $who") or diag $err;
	is($node->safe_psql('restored', q{SELECT registers_added, registers_changed, registers_removed FROM attendance.refresh_log
		ORDER BY refresh_id DESC LIMIT 1}), '0|0|0', 'it writes nothing');
}

# The extension is dropped with CASCADE, and created again
is(as('district', 'DROP EXTENSION absence CASCADE'), 0, 'with CASCADE it is dropped') or diag $err;
is($node->safe_psql('school', $kept), $kept_before, 'every row of the facts is still there');
is($node->safe_psql('school', q{SELECT count(*) > 0 FROM attendance.student_register}), 't',
	'the rows of student_register are still there');
# a certification can be read without the extension, and cannot be changed
is($node->safe_psql('school', q{
	SELECT c.label, c.policy ~ 'compare = >,', count(s.student_id) > 60, bool_or(s.chronic),
		(SELECT sum(n.verdict_n) > 0 FROM attendance.certified_count AS n WHERE n.label = c.label)
	FROM attendance.certification AS c JOIN attendance.certified_student AS s USING (label) GROUP BY c.label, c.policy ORDER BY 1}),
	"last year|f|t|t|t\nseptember|t|t|t|t", 'certifications are read without the extension');
is($node->safe_psql('school', q{
	SELECT school_year, label, sum(verdict_n) > 0, bool_or(verdict_n IS NULL), count(DISTINCT policy_text) FROM attendance.public_absence
	GROUP BY 1, 2 ORDER BY 1}),
	"2025|last year|t|t|1\n2026|this year|t|t|1", 'publications are read without the extension');
isnt(as('district', q{DELETE FROM attendance.certified_student}), 0, 'no row of a certification can be deleted');
like($err, qr/a certification cannot be changed/, 'the error says so');
isnt(as('district', q{INSERT INTO attendance.certified_student (label, scope, student_id, enrolled_days, counted_days, absent_days)
	VALUES ('september', 'district', 'X', 1, 1, 0)}), 0, 'no row can be added to a certification');
is(as('district', 'CREATE EXTENSION absence'), 0, 'the extension is created again') or diag $err;
is(as('district', q{SELECT absence.upgrade_store()}), 0, 'upgrade_store restores the store') or diag $err;
# the registers of the closed year were dropped with the type; its facts are still here
is(as('district', q{CALL absence.reopen_year('attendance', 2025); CALL absence.refresh(today => '2026-03-01');
	CALL absence.close_year('attendance', 2025)}), 0, 'it is refreshed') or diag $err;
is($node->safe_psql('school', $registers), $registers_before, 'the registers are as before');
is($node->safe_psql('school', $answers), $answers_before, 'all answers are as before');
is($node->safe_psql('school', $asked), $asked_before, 'the answers to what is asked are as before');
is(as('district', q{SELECT count(*) FROM attendance.certification AS c, absence.certified_difference('attendance', c.label)}) . $out, '00',
	'nothing differs from what was certified') or diag $err;
is($node->safe_psql('school', q{SELECT count(*) FROM (
	SELECT nspowner AS owner FROM pg_namespace WHERE nspname = 'attendance'
	UNION ALL SELECT relowner FROM pg_class WHERE relnamespace = 'attendance'::regnamespace
	UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'attendance'::regnamespace) AS o WHERE owner <> 'district'::regrole}),
	'0', 'all of it still belongs to the owner');
isnt(as('district', 'DROP EXTENSION absence'), 0, 'the store keeps the extension again');

$node->stop;
done_testing();
