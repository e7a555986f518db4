# Access: roles of every kind log in and try everything that they may not do. The lists
# of tables, views and functions come from the catalogs, so that this test fails for a
# new one without a decision.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('access');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\n");
$node->start;

# runs SQL as the role, which logs in; returns the output and the messages
sub as
{
	my ($role, $sql) = @_;
	my ($ret, $out, $err) = $node->psql('school', $sql, extra_params => [ '-U', $role ]);
	return wantarray ? ($out, $err) : $out;
}
sub ok_as { my ($role, $sql) = @_; my ($out, $err) = as($role, $sql); is($err, '', "$role: $sql"); return $out; }
sub at_of { my ($view) = @_; return $view eq 'fs195' ? "${view}_at('2025-11-20')" : "${view}_at('2025-11-20', 'ten_days')"; }
sub list { return [ sort grep { $_ ne '' } split /\n/, $_[0] ] }

my @levels = qw(public aggregate student team sensitive recorder support_loader loader);
my @level_roles = map { "level_$_" } @levels;
my @roles = (qw(stranger), @level_roles, qw(one_view everywhere principal clerk newcomer set_role_only));
$node->safe_psql('postgres', 'CREATE ROLE district LOGIN; CREATE DATABASE school OWNER district; '
	. join('', map { "CREATE ROLE $_ LOGIN;" } @roles)
	. 'CREATE ROLE office_of_101; GRANT office_of_101 TO principal; ALTER ROLE set_role_only NOINHERIT;
		CREATE ROLE deputies ROLE set_role_only');
ok_as('district', q{SET client_min_messages = warning;
	CREATE EXTENSION absence;
	SELECT absence.create_store();
	CALL absence.load_sample('attendance', 40, 5, 3)});

# Students who change schools: from 101 to 103, from 103 to 101, at both schools, from
# 101 to no school, and from 101 and back again
ok_as('district', q{SET search_path = attendance;
	INSERT INTO student (student_id, last_name) SELECT id, id FROM unnest('{gone,come,both,away,back}'::text[]) AS id;
	INSERT INTO student_group (student_id, kind, value) SELECT id, 'disability_idea', 'Yes'
		FROM unnest('{gone,come,both,away,back}'::text[]) AS id;
	INSERT INTO enrollment (student_id, school_id, school_year, entry_date, exit_date, calendar_code, primary_school)
	SELECT s.id, s.school_id, e.school_year, e.entry_date + s.first_day, e.entry_date + s.last_day,
		(SELECT min(calendar_code) FROM calendar AS c WHERE
			(c.school_id, c.school_year, c.calendar_type) = (s.school_id, e.school_year, 'School')), s.school_id = '101'
	FROM (SELECT school_year, min(entry_date) AS entry_date FROM enrollment WHERE school_year = 2026 GROUP BY 1) AS e,
		(VALUES ('gone', '101', 0, 60), ('gone', '103', 61, NULL), ('come', '103', 0, 60), ('come', '101', 61, NULL),
		('both', '103', 0, NULL), ('both', '101', 40, NULL), ('away', '101', 0, 60),
		('back', '101', 0, 30), ('back', '103', 31, 60), ('back', '101', 61, NULL)) AS s (id, school_id, first_day, last_day);
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
	SELECT e.student_id, e.school_id, e.school_year, e.entry_date + i, 'Absent' FROM enrollment AS e, generate_series(1, 25, 2) AS i
	WHERE e.student_id IN ('gone', 'come', 'both', 'away', 'back');
	INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
		VALUES ('nobody', '101', 2026, '2025-10-01', 'Absent'), ('nobody', '103', 2026, '2025-10-01', 'Absent'),
		('nobody', '103', 1999, '2025-10-01', 'Absent');
	SET client_min_messages = warning;
	SELECT absence.define_rule('attendance', 'three', 'marks = policy, amount >= 3, within = year',
		steps => '[{"kind": "letter", "within_n": 5, "within_unit": "school days"}]');
	CALL absence.refresh('attendance', today => '2026-03-10');
	CALL absence.publish('attendance', 'spring')});

# ------------------------------------------------------------------- levels

ok_as('district', "SELECT absence.grant_reader('attendance', 'level_$_', '$_')") for @levels;
ok_as('district', "GRANT USAGE ON SCHEMA attendance TO one_view; GRANT SELECT ON attendance.school_absence TO one_view");

# the decisions: from which level on each relation of a store can be read
my %level = map { split /\|/ } split /\n/, as('district', 'SELECT relation, reader FROM absence_internal.store_relation
	WHERE reader IS NOT NULL');
is_deeply(list(as('district', q{SELECT relation FROM absence_internal.store_relation WHERE kind = 'view' AND reader IS NULL})), [],
	'each view has a reader level');
is_deeply(list(as('district', q{SELECT relation FROM absence_internal.store_relation WHERE kind <> 'view' AND reader IS NOT NULL})),
	[qw(public_absence report_text)], 'no helper has one, and no table except the published one and the words of reports');
is_deeply([ grep { $level{$_} ne 'student' } qw(student_absence district_student_absence watch_list student_day data_issue) ], [],
	'views of students are for level student');
is_deeply(list(as('district', q{SELECT DISTINCT table_name FROM absence.data_element
	JOIN absence_internal.store_relation ON relation = table_name WHERE column_name IN ('student_id', 'last_name')
	AND reader IN ('public', 'aggregate')})), [], 'no view with a student in it is for a lower level');
is_deeply([ grep { $level{$_} ne 'team' } qw(support_issue) ], [], 'views of support are for level team');
is_deeply(list(as('district', q{SELECT relation FROM absence_internal.store_relation WHERE (reader = 'recorder') <> (entry IS NOT NULL)
	OR (reader = 'recorder') <> starts_with(relation, 'enter_')})), [], 'only recorders write through views');
$level{"latest_$_"} = $level{$_} for grep { $level{$_} } split /\n/,
	as('district', 'SELECT relation FROM absence_internal.store_relation WHERE kept_key IS NOT NULL');
my @relations = split /\n/, as('district', q{SELECT relname FROM pg_class WHERE relnamespace = 'attendance'::regnamespace
	AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') ORDER BY 1});
cmp_ok(scalar @relations, '>', 50, 'there are relations to try');
my %loaded = map { $_ => 1 } split /\n/, as('district', q{SELECT relation FROM absence_internal.store_relation WHERE loader = 'writes'});
my %support_loaded = map { $_ => 1 } split /\n/, as('district', q{SELECT relation FROM absence_internal.store_relation WHERE support_loader = 'writes'});
is_deeply(list(as('district', q{SELECT relation FROM absence_internal.store_relation WHERE loader IS NOT NULL AND support_loader = 'writes'})), [],
	'a loader has nothing of support');
is_deeply(list(as('district', q{SELECT relation FROM absence_internal.store_relation WHERE (loader IS NOT NULL OR support_loader IS NOT NULL)
	AND to_regclass('attendance.' || relation) IS NULL})), [], 'the tables of a loader exist');

sub readable
{
	my ($role) = @_;
	return [ sort grep { $loaded{$_} || /^(data_issue|stay|session_day|store_setting|school_year_state|fact_(?!reported_event)\w+)$/ } @relations ]
		if $role eq 'level_loader';
	return [ sort grep { $support_loaded{$_} || /^(support_word|store_setting|school_year_state)$/ } @relations ]
		if $role eq 'level_support_loader';
	return [ 'school_absence' ] if $role eq 'one_view';
	my @order = qw(public aggregate student team sensitive);
	my ($rank) = grep { "level_$order[$_]" eq $role || $role eq 'level_recorder' && $order[$_] eq 'team' } 0 .. $#order;
	return [] unless defined $rank;
	my %rank = ((map { $order[$_] => $_ } 0 .. $#order), recorder => $role eq 'level_recorder' ? 0 : 9);
	return [ sort grep { $level{$_} && $rank{$level{$_}} <= $rank } @relations ];
}
sub writable
{
	my ($role) = @_;
	return [ sort grep { $role eq 'level_loader' ? $loaded{$_} : $role eq 'level_support_loader' ? $support_loaded{$_}
		: $role eq 'level_recorder' && ($level{$_} // '') eq 'recorder' } @relations ];
}

# everything that a role can be refused, tried as the role that logged in, each in a
# subtransaction that is rolled back
my $try = q{
	SET client_min_messages = notice;
	DO $$
	DECLARE
		what record;
	BEGIN
		FOR what IN
			SELECT c.relname, s.verb, format(s.sql, c.oid::regclass, a.attname) AS sql
			FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1,
				(VALUES ('read', 'SELECT FROM %1$s LIMIT 1'),
				('write', 'INSERT INTO %s DEFAULT VALUES'), ('write', 'DELETE FROM %s'), ('write', 'UPDATE %1$s SET %2$I = DEFAULT'),
					('write', 'TRUNCATE %s'), ('write', 'LOCK TABLE %s IN EXCLUSIVE MODE'),
				('own', 'DROP TABLE %s'), ('own', 'ALTER TABLE %s OWNER TO CURRENT_USER'), ('own', 'CREATE INDEX ON %1$s (%2$I)'),
					('own', 'COMMENT ON VIEW %s IS NULL'),
					('own', 'CREATE TRIGGER t BEFORE INSERT ON %s EXECUTE FUNCTION absence_internal.scope_changed()')) AS s (verb, sql)
			WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'attendance') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
				AND (c.relkind <> 'v' OR s.sql NOT LIKE 'LOCK%')
		LOOP
			BEGIN
				EXECUTE what.sql;
				RAISE EXCEPTION USING ERRCODE = 'UA999', MESSAGE = 'done';
			EXCEPTION
				WHEN insufficient_privilege THEN NULL;
				WHEN OTHERS THEN
					IF SQLERRM = 'done' OR what.verb <> 'own' AND SQLSTATE NOT IN ('42809', '55000') THEN
						RAISE NOTICE '%: %', what.verb, what.relname;
					END IF;
			END;
		END LOOP;
	END
	$$};
sub tried
{
	my ($role) = @_;
	my %done;
	my ($out, $err) = as($role, $try);
	push @{ $done{$1}{$2} }, 1 while $err =~ /^(?:psql:\S+ )?NOTICE:  (\w+): (\w+)$/mg;
	unlike($err, qr/ERROR/, "$role tried everything") or diag $err;
	return map { my $verb = $_; $verb => [ sort keys %{ $done{$verb} } ] } qw(read write own);
}
# so that a statement that does nothing does not pass
my %owner = tried('district');
is_deeply($owner{read}, list(join "\n", grep { !/_seq$/ } @relations), 'the owner reads everything');
cmp_ok(scalar @{ $owner{own} }, '>', 50, 'the owner can do everything');
for my $role ('stranger', @level_roles, 'one_view')
{
	my %done = tried($role);
	is_deeply($done{read}, readable($role), "$role reads only what it may");
	is_deeply($done{write}, writable($role), "$role writes only what it may");
	is_deeply($done{own}, [], "$role cannot do what an owner can");
}

# COPY, by file and by program, and as a loader
for my $role ((grep { !/loader/ } @level_roles), qw(one_view stranger))
{
	my @copied = grep { (as($role, $_))[1] !~ /permission denied/ }
		'COPY attendance.student TO STDOUT', 'COPY attendance.student_register TO STDOUT',
		'COPY (SELECT 1 FROM attendance.attendance_event) TO STDOUT', 'COPY attendance.enrollment FROM STDIN';
	is_deeply(\@copied, [], "$role cannot copy anything out or in");
}
is(as('level_loader', "BEGIN; DELETE FROM attendance.attendance_event; COPY attendance.attendance_event FROM STDIN;\n\\.\n
	INSERT INTO attendance.school (school_id, name) VALUES ('X', 'X'); SELECT count(*) FROM attendance.school; ROLLBACK"),
	6, 'a loader loads');
like((as('level_loader', 'UPDATE attendance.store_setting SET school_scope = false'))[1], qr/permission denied for table store_setting/,
	'a loader cannot change settings');
like((as('level_loader', q{CALL absence.refresh('attendance')}))[1], qr/must be owner of store "attendance"/, 'a loader cannot refresh');

# X_at runs as the role that calls it, and needs a grant on the view
my %has_at = map { $_ => 1 } split /\n/, as('district', q{SELECT left(proname, -3) FROM pg_proc
	WHERE pronamespace = 'attendance'::regnamespace AND proname LIKE '%\_at'});
for my $view (grep { $has_at{$_} } @relations)
{
	for my $role ('stranger', @level_roles, 'one_view')
	{
		my ($out, $err) = as($role, "SELECT count(*) >= 0 FROM attendance." . at_of($view));
		my $may = grep { $_ eq $view } @{ readable($role) };
		ok($may ? $out eq 't' : $out eq '' && $err =~ /permission denied for (view $view|schema attendance)/,
			"$role " . ($may ? 'calls' : 'does not call') . " ${view}_at") or diag $err;
	}
}
is(as($_, q{SELECT count(*) > 0 FROM attendance.student_day_of('come', 2026)}), /^level_(student|team|sensitive|recorder)$/ ? 't' : '', "student_day_of of $_")
	for 'stranger', @level_roles, 'one_view';

# Every function of the extension that takes a store, and every function of the store,
# called with all its arguments by each role that is not the owner
my $call = q{
	SET client_min_messages = notice;
	DO $$
	DECLARE
		what record;
		rows bigint;
	BEGIN
		FOR what IN
			SELECT p.proname, p.prokind, format('%I.%I(%s)', n.nspname, p.proname, (SELECT string_agg(CASE t.type
				WHEN 'name'::regtype THEN CASE WHEN t.place = 1 THEN quote_literal('attendance') ELSE quote_literal('stranger') END
				WHEN 'text'::regtype THEN quote_literal(CASE WHEN p.proname = 'grant_reader' THEN 'student'
					WHEN p.proname = 'define_policy' AND t.place > 2 THEN '' ELSE 'federal' END)
				WHEN 'date'::regtype THEN '''2026-01-15''' WHEN 'boolean'::regtype THEN 'true'
				WHEN 'integer'::regtype THEN '2026' WHEN 'jsonb'::regtype THEN '''{}'''
				WHEN 'timestamptz'::regtype THEN 'now()' WHEN 'text[]'::regtype THEN '''{101}''' ELSE 'NULL' END
				|| '::' || t.type::regtype, ', ' ORDER BY t.place) FROM unnest(p.proargtypes) WITH ORDINALITY AS t (type, place))) AS call
			FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
			WHERE (n.nspname = 'attendance' OR n.nspname IN ('absence', 'absence_internal') AND p.proargtypes[0] = 'name'::regtype)
				AND p.prokind IN ('f', 'p') AND p.prorettype <> 'trigger'::regtype
				AND p.proname NOT LIKE '%\_at' AND p.proname <> 'student_day_of'
				-- reports are for readers, by their rights on the views: 029_reports.pl
				AND p.proname NOT LIKE '%report%'
		LOOP
			BEGIN
				IF what.prokind = 'p' THEN
					EXECUTE 'CALL ' || what.call;
				ELSE
					EXECUTE 'SELECT count(*) FROM ' || what.call INTO rows;
				END IF;
				RAISE EXCEPTION USING ERRCODE = 'UA999', MESSAGE = 'done';
			EXCEPTION
				WHEN insufficient_privilege THEN NULL;
				WHEN OTHERS THEN RAISE NOTICE 'called: %', what.proname;
			END;
		END LOOP;
	END
	$$};
my $granted = q{SELECT md5(string_agg(concat(relname, relowner, relacl), ',' ORDER BY relname)) FROM pg_class
	WHERE relnamespace = 'attendance'::regnamespace};
my $granted_before = as('district', $granted);
my @of_catalogs = qw(create_store store_ddl comment_ddl kept_ddl kept_indexes owner_ddl revoke_ddl must_be_reader must_trust_store
	changed_columns laid_grants laid_objects layout_step_ddl lost_column_ddl must_be_current amt_views
	analyze_source fact_columns fact_queries from_edfi from_queries must_be_source source_check source_columns_found source_problems
	source_views support_of_edfi here_ddl is_distributed laid_amt_views must_read_table);
for my $role ('stranger', @level_roles, 'one_view')
{
	my ($out, $err) = as($role, $call);
	my %called = map { $_ => 1 } $err =~ /NOTICE:  called: (\w+)/g;
	# These can be called: they check whether the schema exists, return DDL and run
	# nothing, or look up roles and the owner, which everyone can see.
	delete @called{@of_catalogs};
	# A loader can also call the functions that check the layout, the day and the open
	# years before it writes.
	my @asked = $role eq 'level_loader'
		? qw(closing_events compare_totals layout_of must_be_laid must_be_new_label must_be_open must_close must_have_sources
			state_of_year store_today stored_layout unknown_schools years_to_refresh)
		: $role eq 'level_support_loader'
		? qw(compare_totals layout_of must_be_laid must_be_new_label must_be_open must_have_sources store_today stored_layout) : ();
	is(join(' ', sort keys %called), join(' ', @asked), "every function of a store refuses $role");
	unlike($err, qr/ERROR/, "$role called them all") or diag $err;
}
is(as('district', $granted), $granted_before, 'no privilege or owner has changed');
is_deeply(list(as('district', q{SELECT p.proname FROM pg_proc AS p
	WHERE p.pronamespace = 'attendance'::regnamespace AND p.prorettype <> 'trigger'::regtype
	AND p.provolatile = 'v' AND p.proname NOT LIKE '%\_at' AND has_function_privilege('stranger', p.oid, 'EXECUTE')})), [],
	'only the owner can execute a function that writes into a store');
# functions that only read can be called by every role that may read the tables
$node->safe_psql('postgres', 'CREATE ROLE reads_all LOGIN IN ROLE pg_read_all_data');
is(as('reads_all', $_), as('district', $_), "a role that may read every table can run $_")
	for q{SELECT count(*) FROM absence.near_the_line('attendance', 5)},
	q{SELECT count(*) FROM absence.policy_audit('attendance', 'federal', 'ten_days')};
like((as('reads_all', q{SELECT count(*) FROM absence.certified_difference('attendance', 'none')}))[1],
	qr/ERROR:  label "none" does not exist/, 'it can run certified_difference');
$node->safe_psql('postgres', 'DROP ROLE reads_all');
is_deeply(list(as('district', q{SELECT oid::regprocedure FROM pg_proc WHERE prosecdef
	AND pronamespace IN ('attendance'::regnamespace, 'absence'::regnamespace, 'absence_internal'::regnamespace)})), [],
	'no function acts for its owner');

# PUBLIC has no privileges, and sees no statistics
is_deeply(list(as('district', q{SELECT c.relname FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
	WHERE c.relnamespace = 'attendance'::regnamespace AND a.grantee = 0
	UNION ALL SELECT nspname FROM pg_namespace CROSS JOIN LATERAL aclexplode(nspacl) AS a WHERE nspname = 'attendance' AND a.grantee = 0})),
	[], 'PUBLIC has no privileges');
cmp_ok(as('district', q{SET client_min_messages = error; ANALYZE; SELECT count(DISTINCT tablename) FROM pg_stats
	WHERE schemaname = 'attendance'}), '>', 20, 'there are statistics');
is_deeply(list(as($_, q{SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'attendance'})),
	list(join "\n", grep { /^latest_/ || $_ eq 'public_absence' && as('district',
		q{SELECT count(*) FROM pg_stats WHERE schemaname = 'attendance' AND tablename = 'public_absence'}) > 0 } @{ readable($_) }),
	"$_ sees statistics only of what it reads") for qw(stranger level_public level_aggregate level_student one_view);

# the same level again, another level, and no level
my $of_student = q{SELECT string_agg(concat(c.relname, ' ', a.grantee::regrole, ' ', a.privilege_type), ','
	ORDER BY c.relname, a.grantee, a.privilege_type) FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
	WHERE c.relnamespace = 'attendance'::regnamespace};
my $before = as('district', $of_student);
ok_as('district', q{SELECT absence.grant_reader('attendance', 'level_student', 'student')});
is(as('district', $of_student), $before, 'granting the same again changes nothing');
ok_as('district', q{SELECT absence.grant_reader('attendance', 'newcomer', 'student'); GRANT SELECT ON attendance.student TO newcomer});
is(as('newcomer', q{SELECT count(*) > 0 FROM attendance.student_absence}), 't', 'a student reader');
ok_as('district', q{SELECT absence.grant_reader('attendance', 'newcomer', 'aggregate')});
like((as('newcomer', q{SELECT count(*) FROM attendance.student_absence}))[1], qr/permission denied for view student_absence/,
	'a lower level revokes the others');
like((as('newcomer', q{SELECT count(*) FROM attendance.student}))[1], qr/permission denied for table student/,
	'it revokes grants made by hand too');
like((as('newcomer', q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied for table/,
	'it revokes the latest_ views');
is(as('newcomer', q{SELECT count(*) > 0 FROM attendance.latest_school_absence}), 't', 'it keeps what the level has');
ok_as('district', q{SELECT absence.revoke_reader('attendance', 'newcomer')});
like((as('newcomer', q{SELECT count(*) FROM attendance.school_absence}))[1], qr/permission denied for schema attendance/,
	'the level is revoked');
is(as('district', q{SELECT count(*) FROM attendance.reader WHERE role_name = 'newcomer'}), 0, 'the role is removed from table reader');

sub fails { my ($role, $sql, $like) = @_; like((as($role, "\\set VERBOSITY verbose\n$sql"))[1], $like, $sql); }
fails('district', q{SELECT absence.grant_reader('attendance', 'level_student', 'everything')},
	qr/ERROR:  22023: level of a reader must be public, aggregate, student, team, sensitive, recorder, support_loader or loader, not "everything"\nHINT:  To take everything back: SELECT absence.revoke_reader\('attendance', 'level_student'\)\./);
fails('district', q{SELECT absence.grant_reader('attendance', 'level_student', NULL)}, qr/22023: level of a reader/);
fails('district', q{SELECT absence.grant_reader('attendance', 'level_stduent', 'student')}, qr/42704: role "level_stduent" does not exist/);
fails('district', q{SELECT absence.grant_reader('attendance', NULL, 'student')}, qr/42704: role/);
fails('district', q{SELECT absence.grant_reader('attendance', 'public', 'public')}, qr/22023: a store cannot be granted to PUBLIC/);
fails('district', q{SELECT absence.grant_reader('attendance', 'district', 'public')}, qr/22023: role "district" owns store "attendance"/);
fails('district', q{SELECT absence.grant_reader('nowhere', 'level_student', 'student')}, qr/3F000: store "nowhere" does not exist/);
fails('district', q{SELECT absence.enable_school_scope('nowhere')}, qr/3F000: store "nowhere" does not exist/);
fails('district', q{SELECT absence.enable_school_scope('attendance', NULL)}, qr/22004: enabled must be true or false/);
fails('district', q{SELECT absence.revoke_reader('attendance', 'level_stduent')}, qr/42704: role "level_stduent" does not exist/);
fails('level_student', q{SELECT absence.grant_reader('attendance', 'level_public', 'student')},
	qr/42501: must be owner of store "attendance"/);
fails('level_student', q{SELECT absence.enable_school_scope('attendance', false)}, qr/42501: must be owner of store "attendance"/);

# -------------------------------------------------------------- school scope

# what the owner sees in each view, row for row, without a scope
my @views = grep { $level{$_} && $level{$_} !~ /^(public|team|sensitive|recorder)$/ && !/^latest_/ } @relations;
my @asked = ("SET absence.as_of = ''; SET absence.policy = ''", "SET absence.as_of = '2025-11-20'; SET absence.policy = 'ten_days'");
sub rows
{
	my ($role, $view, $asked, $where) = @_;
	return list(as($role, "$asked; SELECT v::text FROM attendance.$view AS v WHERE " . ($where || 'true')));
}
my %all;
for my $view (@views) { $all{$view}[$_] = rows('district', $view, $asked[$_]) for 0 .. $#asked; }
is_deeply([ grep { !@{ $all{$_}[0] } } @views ], [], 'every view has rows');

ok_as('district', "SELECT absence.grant_reader('attendance', '$_', 'student')") for qw(everywhere office_of_101 clerk newcomer deputies);
ok_as('district', q{GRANT SELECT ON attendance.latest_student_absence TO principal});
my (undef, $said) = as('district', q{SELECT absence.enable_school_scope('attendance')});
like($said, qr/NOTICE:  table staff_school of store "attendance" is empty/, 'a scope without any role gives a notice');
like((as($_, q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/, "no latest_ view for $_")
	for qw(level_student everywhere principal clerk);
is_deeply([ grep { as('level_student', "SELECT count(*) FROM attendance.$_") ne '0' } @views ], [],
	'without a row in staff_school a role sees nothing');
ok_as('district', q{INSERT INTO attendance.staff_school
	VALUES ('everywhere', NULL), ('office_of_101', '101'), ('clerk', '102'), ('clerk', '103'), ('deputies', '104'),
	('no_longer_here', '105'), ('stranger', '101')});

# the students who are at a school now, from the enrollments: the latest stay that has
# begun is there, or a stay there covers the last day that counts
my $at = q{(SELECT DISTINCT e.student_id, e.school_year, e.school_id FROM attendance.enrollment AS e
	JOIN (SELECT school_year, max(complete_through) AS day FROM attendance.calendar_complete GROUP BY 1) AS c USING (school_year)
	WHERE e.entry_date <= c.day AND e.exit_type IS DISTINCT FROM 'No show' AND (coalesce(e.exit_date, c.day) >= c.day
		OR NOT EXISTS (SELECT FROM attendance.enrollment AS l WHERE (l.student_id, l.school_year) = (e.student_id, e.school_year)
			AND l.entry_date > e.entry_date AND l.entry_date <= c.day))) AS at};
sub expected
{
	my ($view, $schools) = @_;
	my $columns = as('district', "SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid = 'attendance.$view'::regclass");
	my $of_school = $columns =~ /\bschool_id\b/ ? "school_id = ANY ('{$schools}')" : 'false';
	my $of_student = "(student_id, school_year) IN (SELECT student_id, school_year FROM $at WHERE school_id = ANY ('{$schools}'))";
	return $of_school if $view eq 'data_issue' || $columns !~ /\bstudent_id\b/;
	return $of_student if $view eq 'district_student_absence';
	return "($of_school OR $of_student)";
}
my %schools = (principal => '101', clerk => '102,103');
for my $view (@views)
{
	for my $role (sort keys %schools)
	{
		for my $n (0 .. $#asked)
		{
			my $may = rows('district', $view, $asked[$n], expected($view, $schools{$role}));
			is_deeply(rows($role, $view, $asked[$n]), $may,
				"$role sees the rows of $schools{$role} in $view, with the figures of the district");
			cmp_ok(scalar @$may, '<', scalar @{ $all{$view}[$n] }, 'these are not all rows') if $n == 0;
		}
		next if $view =~ /student_day|data_issue/;
		is_deeply(list(as($role, "SELECT v::text FROM attendance." . at_of($view) . " AS v")), rows($role, $view, $asked[1]),
			"the same from ${view}_at");
	}
	is_deeply(rows('everywhere', $view, $asked[1]), $all{$view}[1], "everywhere sees all of $view");
	is_deeply(rows('district', $view, $asked[1]), $all{$view}[1], 'the owner sees all');
	is_deeply(rows('postgres', $view, $asked[1]), $all{$view}[1], 'a superuser sees all');
	is_deeply(rows('newcomer', $view, $asked[0]), [], 'a role without a row sees nothing');
}
is_deeply([ grep { !@{ rows('principal', $_, $asked[0]) } } @views ], [ 'district_absence' ],
	'a principal sees rows in every view except that of the district');
# the cases by student
is(as('principal', q{SELECT string_agg(student_id || ' ' || school_id, ', ' ORDER BY student_id, school_id) FROM attendance.student_absence
	WHERE student_id IN ('gone', 'come', 'both', 'away', 'back')}),
	'away 101, back 101, back 103, both 101, both 103, come 101, come 103, gone 101',
	'with the whole year if the student is here now, else with the days here');
is(as('clerk', q{SELECT string_agg(student_id || ' ' || school_id, ', ' ORDER BY student_id, school_id) FROM attendance.student_absence
	WHERE student_id IN ('gone', 'come', 'both', 'away', 'back')}),
	'back 103, both 101, both 103, come 103, gone 101, gone 103', 'for every school');
is(as('principal', q{SELECT string_agg(student_id, ', ' ORDER BY student_id) FROM attendance.district_student_absence
	WHERE student_id IN ('gone', 'come', 'both', 'away', 'back')}), 'away, back, both, come', 'over the district: those who are here');
is(as('principal', q{SELECT count(DISTINCT school_id) FROM attendance.student_day_of('come', 2026)}), 2, 'day by day too');
is(as('principal', q{SELECT string_agg(DISTINCT school_id, ',') FROM attendance.student_day_of('gone', 2026)}), '101',
	'of a student who left, the days here');
# what is asked for does not affect which students are seen
is(as('principal', q{SET absence.as_of = '2025-09-05'; SELECT count(*) FROM attendance.student_absence
	WHERE (student_id, school_id) = ('gone', '103')}), 0, 'as of a day when the student was here, not the later school');

# a function of the reader sees no row that the reader does not see, however low its
# cost is
for my $view (grep { my $v = $_; grep { $_ eq $v } qw(student_absence district_student_absence watch_list student_day data_issue) } @views)
{
	my ($out, $err) = as('principal',
		qq{CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS \$\$
			BEGIN RAISE NOTICE 'leak %', \$1; RETURN true; END \$\$;
		SELECT count(*) FROM attendance.$view WHERE pg_temp.leak(student_id) AND pg_temp.leak(school_id)});
	my %leaked = map { $_ => 1 } $err =~ /NOTICE:  leak (\w+)/g;
	my %seen = map { $_ => 1 } split /\n/, as('principal', "SELECT student_id FROM attendance.$view
		UNION SELECT school_id FROM attendance.$view");
	is_deeply([ sort grep { !$seen{$_} } keys %leaked ], [], "nothing leaks from $view");
	cmp_ok(scalar keys %leaked, '>', 2, 'the function was called');
	unlike((as('principal', "SELECT count(*) FROM attendance.$view
		WHERE 1 / (student_id <> 'gone' OR school_id <> '103')::integer = 1"))[1], qr/division by zero/, 'nothing leaks by an error');
}
is_deeply(list(as('district', q{SELECT c.relname FROM pg_class AS c JOIN absence_internal.store_relation AS r ON r.relation = c.relname
	AND r.reader IS NOT NULL WHERE c.relnamespace = 'attendance'::regnamespace AND c.relkind = 'v'
	AND NOT coalesce('security_barrier=true' = ANY (c.reloptions), false)})), [], 'every view is a barrier');
is(as('principal', q{SELECT count(*) FROM pg_stats WHERE schemaname = 'attendance' AND tablename <> 'public_absence'}), 0,
	'there are no statistics to read');

# a role sees what its current role sees
is(as('set_role_only', q{SELECT count(*) FROM attendance.school_absence}), '', 'a member that does not inherit sees nothing');
is(as('set_role_only', q{SET ROLE deputies; SELECT string_agg(school_id, ',') FROM attendance.school_absence}), '104',
	'it sees the rows after SET ROLE');
is(as('postgres', q{SET ROLE principal; SELECT string_agg(school_id, ',') FROM attendance.school_absence;
	RESET ROLE; SELECT count(*) FROM attendance.school_absence}), "101\n5", 'a superuser in another role sees what that role sees');
is(as('postgres', q{SET SESSION AUTHORIZATION clerk; SELECT string_agg(school_id, ',' ORDER BY school_id) FROM attendance.school_absence}),
	'102,103', 'a superuser with another session user sees what that role sees');
is(as('postgres', q{PREPARE q AS SELECT string_agg(school_id, ',' ORDER BY school_id) FROM attendance.school_absence;
	SET plan_cache_mode = force_generic_plan; EXECUTE q; SET ROLE clerk; EXECUTE q; SET ROLE principal; EXECUTE q}),
	"101,102,103,104,105\n102,103\n101", 'a plan is not kept from one to the next');
is(as('district', q{SELECT string_agg(role || ' ' || absence_internal.reach_of('attendance', role), ', ' ORDER BY role)
	FROM unnest('{principal,everywhere,newcomer,set_role_only}'::name[]) AS role}),
	'everywhere all, newcomer none, principal some, set_role_only none', 'the scope of each role');

# every kind of role tries everything again
is_deeply({ tried('principal') }, { read => [ sort @views, grep { $_ eq 'public_absence' || $_ eq 'report_text' } @relations ], write => [], own => [] },
	'a principal reads only views and what is public');
is_deeply({ tried('everywhere') }, { read => readable('level_student'), write => [], own => [] },
	'a role that sees every school reads the latest_ views too');
my ($out, $err) = as('principal', $call);
is_deeply([ grep { my $name = $_; !grep { $name eq $_ } @of_catalogs } $err =~ /NOTICE:  called: (\w+)/g ], [],
	'no function gives a principal more');

# the latest_ views are for roles that see every school
is(as('everywhere', q{SELECT count(*) > 0 FROM attendance.latest_student_absence}), 't', 'a role that sees every school reads the latest_ views');
ok_as('district', q{UPDATE attendance.staff_school SET school_id = '105' WHERE role_name = 'everywhere'});
like((as('everywhere', q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/,
	'not if it sees only some schools');
is(as('everywhere', q{SELECT string_agg(school_id, ',') FROM attendance.school_absence}), '105', 'it sees the rows of that school');
ok_as('district', q{SELECT absence.grant_reader('attendance', 'everywhere', 'student')});
like((as('everywhere', q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/, 'nor by a new level');
ok_as('district', q{GRANT SELECT ON attendance.latest_student_absence TO PUBLIC, clerk;
	DELETE FROM attendance.staff_school WHERE role_name = 'everywhere'});
like((as($_, q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/, "nor by a grant: $_")
	for qw(clerk principal);
fails('district', q{SELECT absence.grant_reader('attendance', 'clerk', 'loader')},
	qr/55000: role "clerk" sees only some schools and cannot be a loader/);
ok_as('district', q{INSERT INTO attendance.staff_school VALUES ('level_loader', '101')});
like((as('level_loader', 'SELECT count(*) FROM attendance.attendance_event'))[1], qr/permission denied/,
	'a loader who sees only some schools loses the level');
ok_as('district', q{TRUNCATE attendance.staff_school;
	INSERT INTO attendance.staff_school VALUES ('office_of_101', '101'), ('everywhere', NULL)});
is(as('level_loader', 'SELECT count(*) > 0 FROM attendance.attendance_event'), 't', 'it has the level again without them');
like((as('district', q{INSERT INTO attendance.staff_school VALUES ('clerk', '103'), ('clerk', '103')}))[1], qr/duplicate key/,
	'a school is listed once');

# A role that sees every school as a member of another role has the latest_ views only
# through that role and its level: nothing outlives the membership
$node->safe_psql('postgres', 'CREATE ROLE superintendents; CREATE ROLE super LOGIN IN ROLE superintendents');
ok_as('district', q{INSERT INTO attendance.staff_school VALUES ('superintendents', NULL);
	SELECT absence.grant_reader('attendance', 'super', 'student')});
is(as('super', q{SELECT count(*) FROM attendance.student_absence}), scalar @{ $all{student_absence}[0] }, 'a member sees every school');
like((as('super', q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/,
	'but is not granted what is not filtered by row');
ok_as('district', q{GRANT SELECT ON attendance.latest_student_absence TO super;
	SELECT absence.grant_reader('attendance', 'superintendents', 'aggregate')});
is(as('super', q{SELECT count(*) > 0 FROM attendance.latest_school_absence}), 't', 'the latest_ views come with the role that sees every school');
ok_as('district', q{UPDATE attendance.staff_school SET role_name = role_name});
like((as('super', q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/,
	'at the level of that role, and not by a grant');
ok_as('district', q{SELECT absence.grant_reader('attendance', 'superintendents', 'student')});
is(as('super', q{SELECT count(*) FROM attendance.latest_student_absence}), scalar @{ $all{student_absence}[0] }, 'at level student too');
$node->safe_psql('postgres', 'REVOKE superintendents FROM super');
is(as('super', q{SELECT count(*) FROM attendance.student_absence}), 0, 'no longer a member: no rows');
is_deeply([ grep { (as('super', "SELECT count(*) FROM attendance.$_"))[1] !~ /permission denied/ } grep { /^latest_/ } @relations ], [],
	'no longer a member: no latest_ view');
is(as('district', q{SELECT count(*) FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
	WHERE c.relnamespace = 'attendance'::regnamespace AND c.relkind = 'm' AND a.grantee = 'super'::regrole}), 0,
	'none was granted to the role itself');
# some schools by membership, every school by membership, and a loader
$node->safe_psql('postgres', 'CREATE ROLE both_ways LOGIN IN ROLE superintendents, office_of_101');
fails('district', q{SELECT absence.grant_reader('attendance', 'both_ways', 'loader')}, qr/55000: role "both_ways" sees only some schools/);
# a renamed role sees nothing; the next refresh revokes its other privileges
$node->safe_psql('postgres', 'ALTER ROLE everywhere RENAME TO elsewhere');
is(as('elsewhere', q{SELECT count(*) FROM attendance.student_absence}), 0, 'a renamed role sees nothing');
ok_as('district', q{SET client_min_messages = warning; CALL absence.refresh('attendance', today => '2026-03-10')});
like((as('elsewhere', q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/,
	'nor the latest_ views, from the next refresh on');
$node->safe_psql('postgres', 'ALTER ROLE elsewhere RENAME TO everywhere');
ok_as('district', q{DELETE FROM attendance.staff_school WHERE role_name = 'superintendents';
	SELECT absence.revoke_reader('attendance', 'superintendents'), absence.revoke_reader('attendance', 'super')});

# what is stored and kept does not depend on the role that refreshes
ok_as('district', q{SET client_min_messages = warning; CALL absence.refresh('attendance', today => '2026-03-10')});
is(as('district', q{SELECT count(*) FROM attendance.latest_student_absence}), scalar @{ $all{student_absence}[0] },
	'the latest_ views have every school');

# an upgrade keeps everything, and so does DROP EXTENSION with CASCADE
my $acl_before = as('district', $of_student);
ok_as('district', q{SELECT absence.upgrade_store()});
is(as('district', $of_student), $acl_before, 'an upgrade keeps the grants');
$node->safe_psql('postgres', 'DROP ROLE IF EXISTS leaver; CREATE ROLE leaver LOGIN');
ok_as('district', q{SELECT absence.grant_reader('attendance', 'leaver', 'student')});
$node->safe_psql('school', 'DROP OWNED BY leaver; DROP ROLE leaver; CREATE ROLE leaver LOGIN');
ok_as('district', q{SET client_min_messages = warning; DROP EXTENSION absence CASCADE});
ok_as('district', q{INSERT INTO attendance.staff_school VALUES ('newcomer', '104')});
ok_as('district', q{SET client_min_messages = warning; CREATE EXTENSION absence; SELECT absence.upgrade_store();
	CALL absence.refresh('attendance', today => '2026-03-10')});
is(as('principal', q{SELECT string_agg(DISTINCT school_id, ',') FROM attendance.school_absence}), '101',
	'readers have their privileges again');
is(as('newcomer', q{SELECT string_agg(DISTINCT school_id, ',') FROM attendance.school_absence}), '104', 'a new row in staff_school counts');
like((as('principal', q{SELECT count(*) FROM attendance.latest_student_absence}))[1], qr/permission denied/,
	'a role of some schools has no latest_ view');
is(as('everywhere', q{SELECT count(*) > 0 FROM attendance.latest_student_absence}), 't', 'a role that sees every school has them');
like((as('leaver', q{SELECT count(*) FROM attendance.school_absence}))[1], qr/permission denied for schema/,
	'another role with the same name has nothing');

# without the scope every reader sees every school again
ok_as('district', q{SELECT absence.enable_school_scope('attendance', false)});
is(as('principal', q{SELECT count(*) FROM attendance.school_absence}), 5, 'without the scope, all schools');
is(as('principal', q{SELECT count(*) > 0 FROM attendance.latest_student_absence}), 't', 'the latest_ views are granted again');

$node->stop;
done_testing();
