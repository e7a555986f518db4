# A database with a store of an earlier layout, as its release made it and dumped it, comes
# to this release: the update of the extension, under which the store answers as before and
# takes nothing new; upgrade_store, which refuses where a district's own views stand on
# what it drops; the store afterwards, and a store that lost the extension. Then steps of
# layouts that are only of this test, and a rule that changed.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use StoreFigures;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $frozen = "$FindBin::RealBin/../frozen";
my $node = PostgreSQL::Test::Cluster->new('upgrade');
$node->init;
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', slurp_file("$frozen/roles.sql"));
my ($ret, $out, $err);

sub as
{
	my ($role, $database, $sql) = @_;
	($ret, $out, $err) = $node->psql($database, $sql, extra_params => [ '-U', $role ]);
	return $ret;
}

# What differs between the earlier layouts: the release that made the store, the name of the
# table of its definitions, what of its members the update keeps for views over them, what
# of a district's own stands on something that the upgrade drops, beside @standing, and
# grants that stay
my %earlier = (
	1 => { version => '0.1.0', definition => 'policy', kept => qr/\babsence_internal\.(data_element|store_part_of_0_1_0)\b/,
		standing => [ 'view report.certified', 'grant weekday_absence.rate' ], granted => '' },
	2 => { version => '0.2.0', definition => 'definition', kept => qr/(?!)/,
		standing => [], granted => 'GRANT SELECT (absence_rate) ON attendance.weekday_absence TO warehouse' });
my @standing = ('view report.school_rate', 'view report.a_worst_school', 'materialized view report.grade_kept', 'function report.students_of', 'function report.chronic_in',
	'view report.then_and_now', 'view attendance.our_watch_list', 'index attendance.our_homeroom', 'view report.of_consultant');

# The names that a layout changed: of each relation, each column that has another name
# since, each that is new, and each value; =policy is the relation itself
my %changed = (
	2 => {
		certified_student => 'absence_rate=rate', certified_count => 'verdict_n=n chronic_rate=rate', prior_count => 'verdict_n=n',
		public_withheld => 'verdict_n_too=n_too', refresh_log => 'layout=', definition => '=policy',
		public_absence => 'verdict_n=n chronic_rate=rate chronic_rate_shown=rate_shown shown:verdict_n=n',
		(map { $_ => 'absence_rate=rate district_absence_rate=district_rate' } qw(student_absence district_student_absence)),
		(map { $_ => 'absence_rate=rate' } qw(watch_list weekday_absence)),
		(map { $_ => 'verdict_n=n chronic_rate=rate chronic_rate_low=low chronic_rate_high=high' } qw(school_absence grade_absence group_absence district_absence fs195)),
		absence_trend => 'verdict_n=n chronic_rate=rate chronic_rate_low=low chronic_rate_high=high prior_verdict_n=prior_n prior_chronic_rate=prior_rate' },
	3 => {
		refresh_log => 'everything= print_errors=', school_year_state => 'lea_ids=', calendar_complete => 'first_session_day=',
		(map { $_ => 'is_current_year=' } qw(school_absence group_absence district_absence weekday_absence coverage absence_trend daily_attendance)),
		(map { $_ => 'is_current_year= grade_order=' } qw(student_absence district_student_absence grade_absence watch_list)),
		(map { +"latest_$_" => "=mv_$_" } qw(student_absence district_student_absence school_absence grade_absence group_absence district_absence absence_trend)) });

# The names of this release, for answers.sql, which knows those of the layout
sub renamed_since
{
	my ($layout) = @_;
	my $renamed = "CREATE TEMP TABLE renamed (relation text, name text, was text, value jsonb, value_was jsonb);\n";
	for my $of (map { $changed{$_} } grep { $_ > $layout } sort { $a <=> $b } keys %changed)
	{
		for my $relation (sort keys %$of)
		{
			for (split / /, $of->{$relation})
			{
				my ($name, $value, $was) = /^(\w*)(?::(\w+))?=(\w*)$/ or die;
				$renamed .= sprintf "INSERT INTO renamed VALUES ('%s', '%s', %s, %s);\n", $relation, $name,
					$value || $was eq '' ? 'NULL' : "'$was'", $value ? "'\"$value\"', '\"$was\"'" : 'NULL, NULL';
			}
		}
	}
	return $renamed;
}

# A database with the frozen store under its release. The dump is restored once, and copied.
sub restore
{
	my ($layout, $database) = @_;
	my $first = "frozen_$layout";
	if ($node->safe_psql('postgres', "SELECT count(*) FROM pg_database WHERE datname = '$first'") eq '0')
	{
		$node->safe_psql('postgres', "CREATE DATABASE $first OWNER district");
		$node->safe_psql($first, "CREATE EXTENSION absence VERSION '$earlier{$layout}{version}'", extra_params => [ '-U', 'district' ]);
		$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $first, '-f', "$frozen/layout_$layout.sql" ],
			"the dump of layout $layout is restored");
	}
	$node->safe_psql('postgres', "CREATE DATABASE $database OWNER district TEMPLATE $first");
}

# What the store answers, by the names of its layout; where answers.sql gives only hashes,
# it gives all rows with a larger number of lines. After the upgrade, without the advice of
# data_issue, whose words are no answer.
sub answers_of
{
	my ($layout, $database, $names) = @_;
	return $node->safe_psql($database, "\\set frozen $layout\n" . ($names || '') . slurp_file("$frozen/answers.sql"));
}
sub without_advice { return $_[0] =~ s/("what_to_do": )"[^"]*"/$1""/gr }

# A database that begins with this release, with the same readers and the same grants by hand
$node->safe_psql('postgres', q{CREATE DATABASE fresh OWNER district});
is(as('district', 'fresh', q{CREATE EXTENSION absence; SELECT absence.create_store()}), 0,
	'a database that begins with this release') or diag $err;
is(as('district', 'fresh', q{
	SELECT absence.grant_reader('attendance', 'web', 'public'), absence.grant_reader('attendance', 'board', 'aggregate'),
		absence.grant_reader('attendance', 'analyst', 'student'), absence.grant_reader('attendance', 'loader', 'loader'),
		absence.grant_reader('attendance', 'office', 'student'), absence.grant_reader('attendance', 'consultant', 'aggregate');
	SELECT absence.enable_school_scope('attendance');
	INSERT INTO attendance.staff_school (role_name, school_id) VALUES ('analyst', NULL), ('board', NULL), ('consultant', NULL), ('loader', NULL), ('warehouse', NULL), ('office', 'A');
	GRANT USAGE ON SCHEMA attendance TO warehouse;
	GRANT SELECT ON attendance.school, attendance.school_absence TO warehouse;
	GRANT SELECT (school_id, grade) ON attendance.grade_absence TO warehouse;
	GRANT SELECT (school_id) ON attendance.weekday_absence TO warehouse;
	GRANT SELECT ON attendance.district_absence TO warehouse WITH GRANT OPTION;
	REVOKE EXECUTE ON FUNCTION attendance.watch_list_at(date, text) FROM PUBLIC}), 0, 'readers of the fresh store') or diag $err;
my $fresh = members_of($node, 'fresh');
my $newest = $node->safe_psql('fresh', 'SELECT absence_internal.store_layout()');
is(join(' ', sort { $a <=> $b } keys %earlier), join(' ', 1 .. $newest - 1), 'a store of every earlier layout is tested');

for my $layout (sort { $a <=> $b } keys %earlier)
{
	my $of = $earlier{$layout};
	my $school = "layout_$layout";
	note "layout $layout, of $of->{version}";
	restore($layout, $school);
	my $answers = slurp_file("$frozen/layout_${layout}_answers.txt");
	is(differing($answers, answers_of($layout, $school)), '',
		"under $of->{version} and this library, everything answers as it did when it was frozen");
	my $changes = q{SELECT c.label, count(d.*), count(*) FILTER (WHERE d.change = 'verdict') FROM attendance.certification AS c, absence.certified_difference('attendance', c.label) AS d GROUP BY 1 ORDER BY 1};
	is(as('district', $school, $changes), 0, 'what has changed since the certifications') or diag $err;
	my $differences = $out;
	is(as('district', $school, q{SELECT absence.create_store('second')}), 0, 'the old script makes stores with the new library') or diag $err;

	# The update of the extension
	is(as('district', $school, 'ALTER EXTENSION absence UPDATE'), 0,
		'ALTER EXTENSION ... UPDATE by the plain owner of the extension') or diag $err;
	like($err, qr/NOTICE:  stores have an earlier layout: "attendance", "second"\n.*\nHINT:  .*: SELECT absence\.upgrade_store\('attendance'\); SELECT absence\.upgrade_store\('second'\);$/m,
		'names the stores to upgrade');
	is(join("\n", grep { !/^before: .*$of->{kept}/ } split /\n/, differing(members_of($node, $school), $fresh)), '',
		'all of the extension is as a fresh one has it: functions, aggregates, types, operators, casts, dictionaries, comments and privileges');

	# Over the old layout
	is(differing($answers, answers_of($layout, $school)), '',
		'every view, X_at and mv_ of the store answers as before, and so does what a district made over them');
	my $between = catalog_of($node, $school) . catalog_of($node, $school, store => 'report');
	my $schools = $node->safe_psql($school, 'SELECT s FROM attendance.school_absence AS s ORDER BY 1');
	my $dump = PostgreSQL::Test::Utils::tempdir . '/dump.sql';
	$node->command_ok([ 'pg_dump', '-d', $school, '-f', $dump ], 'a dump of it as it is');
	for my $call (
		q{CALL absence.refresh()}, q{SELECT * FROM absence.refresh_check()}, q{CALL absence.certify('attendance', 'x', 2026)}, q{CALL absence.publish('attendance', 'x')},
		q{CALL absence.close_year('attendance', 2026)}, q{CALL absence.reopen_year('attendance', 2025)}, q{CALL absence.close_day('attendance', '2025-10-20', 'x')},
		q{SELECT absence.grant_reader('attendance', 'web', 'student')}, q{SELECT absence.revoke_reader('attendance', 'web')}, q{SELECT absence.enable_school_scope('attendance', false)},
		q{SELECT absence.define_policy('attendance', 'x', 'chronic = 9%')}, q{SELECT absence.drop_store('attendance', 'attendance')}, q{CALL absence.load_sample('attendance')},
		q{SELECT * FROM absence.near_the_line('attendance')}, q{SELECT * FROM absence.policy_audit('attendance', 'ours', 'federal')}, q{SELECT * FROM absence.certified_difference('attendance', 'september')},
		qq{INSERT INTO attendance.$of->{definition} (name, policy) VALUES ('x', '')}, q{UPDATE attendance.store_setting SET policy = 'federal'}, q{INSERT INTO attendance.staff_school VALUES ('web')})
	{
		as('district', $school, "\\set VERBOSITY verbose\n$call");
		like($err, qr/ERROR:  55000: store "attendance" has layout $layout, and this release of absence works with layout $newest\nHINT:  As its owner, run: SELECT absence\.upgrade_store\('attendance'\)\./,
			"says what to do: $call");
	}
	isnt(as('consultant', $school, q{SELECT absence.upgrade_store()}), 0, 'nobody else upgrades a store');
	like($err, qr/must be owner of store/, 'but its owner');

	# What stands on its views
	my @stands = (@standing, @{ $of->{standing} });
	isnt(as('district', $school, "\\set VERBOSITY verbose\nSELECT absence.upgrade_store()"), 0,
		'upgrade_store refuses where a district has made something over its views');
	like($err, qr/ERROR:  2BP01: other objects depend on what the upgrade of store "attendance" drops/, 'as others depend on them');
	like($err, qr/HINT:  .*SELECT absence\.upgrade_store\('attendance', drop_dependents => true\)/, 'and says how to go on');
	like($err, qr/^(DETAIL:  )?\Q$_\E/m, "it lists $_") for @stands;
	is(() = $err =~ /^(?:DETAIL:  )?(?:materialized view|view|function|index|grant) \S+$/mg, scalar @stands, 'and nothing else');
	is(catalog_of($node, $school) . catalog_of($node, $school, store => 'report'), $between, 'nothing has changed');
	is($node->safe_psql($school, q{SELECT layout_version FROM attendance.store_setting}), $layout, 'least of all the layout');

	# rows of a view in a table: no DDL brings them back
	$node->safe_psql($school, q{CREATE TABLE report.rows (kept attendance.school_absence)});
	for my $told (q{}, q{, drop_dependents => true})
	{
		isnt(as('district', $school, "SELECT absence.upgrade_store('attendance'$told)"), 0, "a table of rows of a view stops it ($told)");
		like($err, qr/ERROR:  objects that cannot be made again from DDL depend on what the upgrade of store "attendance" drops: table column report\.rows\.kept\n/,
			'and is named');
	}
	$node->safe_psql($school, q{DROP TABLE report.rows});

	is(as('district', $school, q{SELECT absence.upgrade_store('attendance', drop_dependents => true)}), 0,
		'told to drop them, it goes on') or diag $err;
	is($err, '', 'in silence');
	is($node->safe_psql($school, q{SELECT layout_version FROM attendance.store_setting}), $newest, 'the store has the layout of this release');
	like($node->safe_psql($school, q{SELECT string_agg(format('%s %s', kind, object), ',' ORDER BY place) FROM attendance.dropped_dependent}), qr/(^|,)\Q$_\E/,
		"the DDL is kept of $_") for @stands;

	# The store as it is now
	my $gone = join '|', map { /^(?:materialized )?view (.*)/ ? quotemeta $1 : () } @stands;
	my $expected = join "\n", grep { !/^(?:$gone): / } split /\n/, $answers;
	my $now = join "\n", grep { !/^table dropped_dependent: .*"layout": $newest,/ }
		split /\n/, answers_of($layout, $school, renamed_since($layout));
	is(differing(without_advice($expected), without_advice($now)), '', 'all that stands answers as before, by new names');
	# as one that this release makes
	$node->safe_psql('fresh', $of->{granted}) if $of->{granted};
	is(differing(catalog_of($node, $school), catalog_of($node, 'fresh')), '',
		'columns, types, defaults, keys, indexes, triggers, functions, comments, owners and privileges are those of a fresh store');
	is(as('district', $school, q{
		SELECT absence.upgrade_store();
		SELECT absence.upgrade_store('second')}), 0, 'once more, and of a store that nothing stands on') or diag $err;
	is(differing(catalog_of($node, $school), catalog_of($node, 'fresh')), '', 'changes nothing');

	# and it goes on
	$node->safe_psql('postgres', "CREATE DATABASE upgraded_$layout TEMPLATE $school");
	is(as('district', $school, q{CALL absence.refresh(today => '2025-10-25')}), 0, 'a refresh') or diag $err;
	is($node->safe_psql($school, q{SELECT registers_added, registers_changed, registers_removed, verdicts_changed, layout IS NULL FROM attendance.refresh_log ORDER BY refresh_id DESC LIMIT 1}),
		'0|0|0|0|t', 'has nothing to do');
	is(as('district', $school, $changes), 0, 'what has changed since the certifications') or diag $err;
	is($out, $differences, 'is as before');
	is(as('district', $school, q{
		CALL absence.certify('attendance', 'october', 2026);
		CALL absence.publish('attendance', 'october');
		SELECT absence.define_policy('attendance', 'ours', 'chronic = 12%', from_year => 2026);
		SELECT absence.grant_reader('attendance', 'web', 'student'), absence.revoke_reader('attendance', 'board');
		CALL absence.reopen_year('attendance', 2025)}), 0, 'certify, publish, define_policy, grant_reader, reopen_year') or diag $err;
	isnt(as('district', $school, q{UPDATE attendance.certified_count SET verdict_n = 0}), 0, 'what was certified stays');

	# A dump from between the update and the upgrade
	$node->safe_psql('postgres', "CREATE DATABASE between_$layout OWNER district");
	$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', "between_$layout", '-f', $dump ], 'is restored where this release is made new');
	is(differing($between, catalog_of($node, "between_$layout") . catalog_of($node, "between_$layout", store => 'report')), '', 'with all that is in it');
	is($node->safe_psql("between_$layout", 'SELECT s FROM attendance.school_absence AS s ORDER BY 1'), $schools, 'and answers as before');
	is(as('district', "between_$layout", q{SELECT absence.upgrade_store('attendance', true)}), 0, 'and is upgraded') or diag $err;

	# Without the extension: taken away by CASCADE over the old layout, and restored into
	# this release, where what the old one laid finds nothing of its own
	restore($layout, "cascade_$layout");
	$node->safe_psql('postgres', "CREATE DATABASE direct_$layout OWNER district");
	$node->safe_psql("cascade_$layout", 'DROP EXTENSION absence CASCADE');
	$node->psql("direct_$layout", 'CREATE EXTENSION absence');
	$node->run_log([ 'psql', '-X', '-q', '-d', "direct_$layout", '-f', "$frozen/layout_$layout.sql" ]);
	for my $database ("cascade_$layout", "direct_$layout")
	{
		as('district', $database, 'CREATE EXTENSION IF NOT EXISTS absence');
		is(as('district', $database, q{SELECT absence.upgrade_store(drop_dependents => true)}), 0,
			"$database: upgrade_store brings it to this layout") or diag $err;
		if ($database =~ /^cascade/)
		{
			like($err, qr/WARNING:  closed school years of store "attendance" have no registers: 2025\n/, 'names the year whose registers are lost') ;
		}
		else
		{
			is($err, '', 'in silence');
		}
		is(as('district', $database, q{CALL absence.refresh(today => '2025-10-25')}), 0, 'it refreshes') or diag $err;
		my $of_2026 = q{SELECT s FROM attendance.school_absence AS s WHERE school_year = 2026 ORDER BY school_id};
		is($node->safe_psql($database, $of_2026), $node->safe_psql("upgraded_$layout", $of_2026), 'and answers as before');
		is(differing(catalog_of($node, $database, without_privileges => 1), catalog_of($node, "upgraded_$layout", without_privileges => 1)), '',
			'all of the store is as it should be');
	}

	is(as('district', $school, q{SELECT absence.drop_store('attendance')}), 3, 'a store with facts is not dropped');
	is(as('district', $school, q{SELECT absence.drop_store('attendance', 'attendance')}), 0, 'named twice it is') or diag $err;
	is($node->safe_psql($school, q{SELECT to_regnamespace('attendance') IS NULL}), 't', 'with all that is in it');
}

# Steps of later layouts, which are of this test alone: a table and a key with other
# names, a new key, a new column of a table and one amid those of a view, another type
$node->safe_psql('postgres', 'CREATE DATABASE later TEMPLATE upgraded_' . ($newest - 1));
$node->safe_psql('later', q{
	INSERT INTO absence_internal.layout_step SELECT absence_internal.store_layout() + s.more, s.ddl
	FROM (VALUES (1, '
ALTER TABLE @store@.school_silence RENAME TO silent_school;
ALTER TABLE @store@.silent_school RENAME CONSTRAINT school_silence_pkey TO silent_school_pkey;
ALTER TABLE @store@.school ADD COLUMN region text;
ALTER TABLE @store@.refresh_code ADD COLUMN origin text NOT NULL DEFAULT ''event'';
ALTER TABLE @store@.refresh_code DROP CONSTRAINT refresh_code_pkey;
ALTER TABLE @store@.refresh_code ADD PRIMARY KEY (school_year, school_id, code, origin);
'),		(2, '
ALTER TABLE @store@.silent_school
	ALTER COLUMN session_days TYPE bigint;
ALTER TABLE @store@.school DROP COLUMN region;
DROP VIEW IF EXISTS @store@.visible_student;
')) AS s (more, ddl);
	UPDATE absence_internal.store_part SET ddl = replace(ddl, '@store@.school_silence', '@store@.silent_school');
	UPDATE absence_internal.store_part SET ddl = replace(ddl, '@store@.visible_student', '@store@.student_seen');
	UPDATE absence_internal.store_fragment SET ddl = replace(ddl, '@store@.visible_student', '@store@.student_seen');
	UPDATE absence_internal.store_relation SET relation = CASE relation WHEN 'school_silence' THEN 'silent_school' ELSE 'student_seen' END
	WHERE relation IN ('school_silence', 'visible_student');
	UPDATE absence_internal.store_part SET ddl = regexp_replace(ddl, '(VIEW @store@[.]weekday_absence[^;]*? AS school_name,)', '\1 ''north''::text AS region,')});
is(as('district', 'later', q{
	DROP TABLE report.kept_counts;
	CREATE VIEW report.weekday WITH (security_barrier, check_option = local) AS SELECT w.school_id AS "The school", w.weekday, w.absence_rate FROM attendance.weekday_absence AS w;
	CREATE VIEW report.a_worst AS SELECT w.weekday, max(w.absence_rate) AS worst FROM report.weekday AS w GROUP BY w.weekday;
	CREATE RULE nothing AS ON INSERT TO report.a_worst DO INSTEAD NOTHING;
	ALTER VIEW report.a_worst ALTER COLUMN worst SET DEFAULT 0.5;
	CREATE FUNCTION report.instead() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
	CREATE TRIGGER instead INSTEAD OF UPDATE ON report.a_worst FOR EACH ROW EXECUTE FUNCTION report.instead();
	COMMENT ON COLUMN report.a_worst.worst IS 'It''s the worst';
	CREATE MATERIALIZED VIEW report.silence AS SELECT s.school_id, s.session_days FROM attendance.school_silence AS s WITH NO DATA;
	CREATE UNIQUE INDEX ON report.silence (school_id);
	CREATE STATISTICS report.silence_statistics ON school_id, session_days FROM report.silence;
	COMMENT ON MATERIALIZED VIEW report.silence IS 'Silence';
	CREATE PROCEDURE report.look(school text DEFAULT 'A') LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM report.silence AS s WHERE s.school_id = school; END;
	COMMENT ON PROCEDURE report.look(text) IS 'Looks';
	CREATE FUNCTION report.rows_of(w attendance.weekday_absence) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT (w).weekday; END;
	CREATE VIEW report.by_row AS SELECT report.rows_of(w) AS day FROM attendance.weekday_absence AS w;
	CREATE VIEW report.region AS SELECT s.school_id, s.name FROM attendance.school AS s;
	GRANT SELECT ON report.weekday TO board, PUBLIC;
	REVOKE EXECUTE ON PROCEDURE report.look(text) FROM PUBLIC;
	GRANT EXECUTE ON PROCEDURE report.look(text) TO analyst WITH GRANT OPTION;
	ALTER DEFAULT PRIVILEGES IN SCHEMA attendance GRANT SELECT ON TABLES TO warehouse;
	ALTER DEFAULT PRIVILEGES IN SCHEMA attendance GRANT EXECUTE ON FUNCTIONS TO warehouse}), 0, 'what a district makes of its own') or diag $err;
my $made = catalog_of($node, 'later', store => 'report');
$node->safe_psql('later', q{CREATE SCHEMA hers AUTHORIZATION consultant; GRANT SELECT ON attendance.school_silence TO consultant});
is(as('consultant', 'later', q{CREATE VIEW hers.silence AS SELECT s.session_days FROM attendance.school_silence AS s}), 0,
	'and another role') or diag $err;
isnt(as('district', 'later', q{CALL absence.refresh()}), 0, 'the store is of an earlier layout again');
for my $told (q{}, q{, drop_dependents => true})
{
	isnt(as('district', 'later', "SELECT absence.upgrade_store('attendance'$told)"), 0,
		"a view that the owner of the store must not drop stops it ($told)");
	like($err, qr/ERROR:  objects of other roles depend on columns that the upgrade of store "attendance" changes: view hers\.silence\nDETAIL:  (?s:.*)view report\.weekday(?s:.*)HINT:  Their owners/,
		'and is named, with all others');
}
is(as('consultant', 'later', q{DROP VIEW hers.silence}), 0, 'its owner drops it');
isnt(as('district', 'later', q{SELECT absence.upgrade_store()}), 0, 'its upgrade is refused');
like($err, qr/^(?:DETAIL:  )?\Q$_\E/m,
	"for $_") for 'view report.weekday', 'view report.a_worst', 'materialized view report.silence', 'procedure report.look', 'function report.rows_of', 'view report.by_row';
unlike($err, qr/report\.region|report\.register_rate|report\.cohort/, 'and not for what stands on columns that stay');
is(as('district', 'later', q{SELECT absence.upgrade_store(drop_dependents => true)}), 0, 'two steps at once') or diag $err;
is($node->safe_psql('later', q{SELECT layout_version, to_regclass('attendance.school_silence'), to_regclass('attendance.visible_student') FROM attendance.store_setting}), $newest + 2 . '||',
	'lead to the last layout');
is($node->safe_psql('later', q{SELECT attnum, attname FROM pg_attribute WHERE attrelid = 'attendance.weekday_absence'::regclass AND attnum BETWEEN 3 AND 5 ORDER BY 1}), "3|school_name\n4|region\n5|isodow",
	'a view has a column in its middle');
is($node->safe_psql('later', q{SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'attendance'::regnamespace AND conname IN ('refresh_code_pkey', 'silent_school_pkey') ORDER BY 1}),
	"PRIMARY KEY (school_year, school_id, code, origin)\nPRIMARY KEY (school_year, school_id, reason, first_day)", 'keys are others');
is($node->safe_psql('later', q{
	SELECT c.relname FROM pg_class AS c, aclexplode(c.relacl) AS a WHERE c.relnamespace = 'attendance'::regnamespace AND a.grantee = 'warehouse'::regrole ORDER BY 1}),
	"district_absence\nschool\nschool_absence", 'default privileges give nothing of a store');
is($node->safe_psql('later', q{SELECT count(*) FROM pg_proc AS p, aclexplode(p.proacl) AS a WHERE p.pronamespace = 'attendance'::regnamespace AND a.grantee = 'warehouse'::regrole}), '0',
	'nor of its functions');
is(as('district', 'later', q{CALL absence.refresh(school_year => 2026, today => '2025-10-25'); SELECT count(*) > 0 FROM attendance.silent_school}), 0,
	'a refresh') or diag $err;
is($out, 't', 'writes to the table by its new name');
is(as('district', 'later', q{UPDATE attendance.dropped_dependent SET ddl = replace(ddl, 'attendance.school_silence', 'attendance.silent_school')}), 0,
	'one name is another');
for my $ddl (split /\x{1}/, $node->safe_psql('later', q{SELECT string_agg(ddl, chr(1) ORDER BY place) FROM attendance.dropped_dependent WHERE layout = absence_internal.store_layout()}))
{
	is(as('postgres', 'later', $ddl), 0, 'what was dropped is made again: ' . substr($ddl, 0, 60) =~ s/\s+/ /gr) or diag $err;
}
# but for the type that changed beneath it
is(differing($made =~ s/attendance\.school_silence/attendance.silent_school/gr =~ s/(silence \| 2 \| session_days \| )integer/$1bigint/gr, catalog_of($node, 'later', store => 'report')), '',
	'and is what it was');

# A rule that changed: what is kept is of an older one. In the open year the definition
# has changed as well, of which the next refresh tells.
restore($newest - 1, 'rule');
$node->safe_psql('rule', q{
	DROP MATERIALIZED VIEW attendance.mv_district_student_absence;
	CREATE MATERIALIZED VIEW attendance.mv_district_student_absence AS
		SELECT school_year, student_id, CASE WHEN band = 'moderate' THEN 'severe' ELSE band END AS band, absent_days + 1 AS absent_days, enrolled_days
		FROM attendance.district_student_absence_at();
	UPDATE attendance.definition SET policy = 'chronic = 9%' WHERE name = 'ours' AND version = 2;
	ALTER EXTENSION absence UPDATE}, extra_params => [ '-U', 'district' ]);
my $moderate = $node->safe_psql('rule', q{SELECT count(*) FROM attendance.mv_district_student_absence WHERE band = 'severe' AND school_year = 2025});
cmp_ok($node->safe_psql('rule', q{SELECT count(*) FROM attendance.mv_district_student_absence WHERE band = 'severe' AND school_year = 2026}), '>', 0,
	'both years have verdicts of an older rule');
is(as('district', 'rule', q{SELECT absence.upgrade_store(drop_dependents => true)}), 0, 'upgraded') or diag $err;
like($err, qr/WARNING:  the rules of this release change $moderate verdicts of school year 2025 in store "attendance"\nHINT:  .*verdict_change/,
	'it says how many verdicts are others');
unlike($err, qr/school year 2026/, 'and nothing of a year whose definition is another');
is($node->safe_psql('rule', qq{
	SELECT count(*), count(*) FILTER (WHERE v.scope = 'district' AND v.band_before = 'severe' AND v.band_after = 'moderate' AND v.absent_days_before = v.absent_days_after + 1 AND v.policy = 'ours'),
		(SELECT sum(l.verdicts_changed) FROM attendance.refresh_log AS l WHERE l.layout = $newest), count(l.*)
	FROM attendance.verdict_change AS v
	LEFT JOIN attendance.refresh_log AS l ON l.refresh_id = v.refresh_id AND l.layout = $newest AND l.school_year = v.school_year AND l.registers_changed = 0 AND l.registers > 0
	WHERE v.cause = 'rule' AND v.school_year = 2025}), join('|', ($moderate) x 4), 'they are in verdict_change, with a row of the upgrade in refresh_log');
is(as('district', 'rule', q{
	CALL absence.refresh(today => '2025-10-25');
	SELECT count(*) FROM attendance.verdict_change WHERE cause = 'policy' AND refresh_id = (SELECT max(refresh_id) FROM attendance.refresh_log)}), 0, 'the next refresh') or diag $err;
cmp_ok($out, '>', 0, 'tells of the definition that changed');
is($node->safe_psql('rule', q{SELECT count(*) FROM attendance.latest_district_student_absence AS k FULL JOIN attendance.district_student_absence AS d USING (school_year, student_id) WHERE k.band IS DISTINCT FROM d.band}), 0,
	'what is kept is as it is asked');

$node->stop;
done_testing();
