# Reports: every number on a page is one that a view gives, and no page shows a reader
# what the views do not. With Chromium, pages are looked at, and with npm they are validated.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use FindBin;
use lib $FindBin::RealBin;
use Pages;

my $node = PostgreSQL::Test::Cluster->new('reports');
# a name of the sample cannot be written in SQL_ASCII, which locale C would give
$node->init(extra => [ "--encoding=UTF8", "--no-locale" ]);
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;
$node->safe_psql('postgres', q{
	SET client_min_messages = error;
	CREATE EXTENSION absence;
	SELECT absence.create_store('attendance');
	CALL absence.load_sample('attendance', 1500, 6, 2);
	SELECT absence.adopt_rule('attendance', 'ca_truant');
	SELECT absence.adopt_rule('attendance', 'in_absent');
	UPDATE attendance.school SET name = 'Saint Bartholomew the Apostle <Preparatory> Academy of "Arts"' WHERE school_id = '101';
	UPDATE attendance.student SET last_name = 'מזרחי ' || student_id, first_name = '<script>x</script>' WHERE student_id LIKE '%7';
	INSERT INTO attendance.prior_count (school_id, school_year, group_kind, group_value, verdict_n, chronic_n, source)
	VALUES ('101', 2025, 'all', 'all', 200, 30, 'state');
	CALL absence.refresh('attendance', today => '2026-03-14');
	CREATE ROLE aggregate LOGIN; CREATE ROLE student LOGIN; CREATE ROLE team LOGIN; CREATE ROLE principal LOGIN; CREATE ROLE stranger LOGIN; CREATE ROLE loader LOGIN;
	SELECT absence.grant_reader('attendance', r, CASE r WHEN 'principal' THEN 'team' ELSE r END) FROM unnest('{aggregate,student,team,principal,loader}'::name[]) AS r});

sub as
{
	my ($role, $sql) = @_;
	my ($ret, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-U', $role ]);
	return ($out, $err);
}
sub one { return $node->safe_psql('postgres', $_[0]) }
sub rows { return map { [ split /\|/, $_, -1 ] } split /\n/, one($_[0]) }

# what a person reads: text without tags, in which a name is a name again
sub text_of
{
	my ($html) = @_;
	$html =~ s/<(title|desc)>.*?<\/\1>//sg;
	$html =~ s/<[^>]*>/\n/g;
	return plain($html);
}
sub plain
{
	my ($text) = @_;
	my %char = (amp => '&', lt => '<', gt => '>', quot => '"', '#39' => "'", '#183' => '|', '#8211' => '-');
	$text =~ s/&(amp|lt|gt|quot|#39|#183|#8211);/$char{$1}/g;
	return $text;
}
sub percent { return sprintf('%s%%', one("SELECT round(100 * ('$_[0]'::float8)::numeric, 1)")) }
# the pictures of a page, by title
sub pictures
{
	my ($html) = @_;
	my %svg;
	$svg{plain($2)} = $1 while $html =~ /(<svg [^>]*><title>(.*?)<\/title>.*?<\/svg>)/sg;
	return \%svg;
}
sub texts { my ($svg) = @_; return [ map { plain($_) } $svg =~ /<text [^>]*>(.*?)<\/text>/sg ] }

my %page;
for my $school (map { $_->[0] } rows('SELECT school_id FROM attendance.school_absence ORDER BY 1'))
{
	my $html = $page{$school} = one("SELECT absence.school_report('attendance', '$school')");
	my $text = text_of($html);
	my $svg = pictures($html);

	# the figures at the top
	my ($s) = rows("SELECT school_name, verdict_n, chronic_n, chronic_rate, chronic_rate_low, chronic_rate_high, to_char(as_of, 'FMMonth FMDD, YYYY')
		FROM attendance.school_absence WHERE school_id = '$school'");
	my ($t) = rows("SELECT t.prior_verdict_n, t.prior_chronic_rate, b.chronic_rate
		FROM attendance.absence_trend AS t
		JOIN attendance.absence_trend AS b USING (school_id, group_kind)
		WHERE t.school_id = '$school' AND t.group_kind = 'all' AND b.last_day <= t.as_of - 7 ORDER BY t.week_number DESC, b.week_number DESC LIMIT 1");
	my ($d) = rows("SELECT attendance_rate_to_date, attendance_rate FROM attendance.daily_attendance WHERE school_id = '$school' AND whole_school AND counted >= 10 ORDER BY day DESC LIMIT 1");
	my @value = map { plain($_) } $html =~ /<dd class="value">(.*?)<\/dd>/g;
	is_deeply(\@value, [ percent($s->[3]), percent($t->[2]), $t->[0] ne '' && $t->[0] >= 10 ? percent($t->[1]) : 'not known', percent($d->[0]) ], "figures of school $school");
	like($text, qr/^\Q$s->[0]\E$/m, 'its name');
	like($text, qr/figures through \Q$s->[6]\E/, 'its day');
	like($text, qr/^\Q$s->[2] of $s->[1] students. 95% interval \E@{[ percent($s->[4]) ]} to @{[ percent($s->[5]) ]}\.$/m, 'its interval');
	like($text, qr/\Q@{[ percent($d->[1]) ]}\E on /, 'the last day');

	# who is in no figure
	my ($c) = rows("SELECT students - verdict_n, students FROM attendance.coverage WHERE school_id = '$school'");
	like($text, $c->[0] ? qr/Not in the figures: $c->[0] of $c->[1] students\./ : qr/Every student is in the figures/, 'students in no figure');

	# grades: a bar has the numbers of its bands, or is withheld
	my @bands = @{ texts($svg->{'Students by the share of days missed'}) };
	my %rate = map { $_->[0] => $_ } rows("SELECT CASE WHEN grade = 'KG' THEN 'Kindergarten' ELSE 'Grade ' || ltrim(grade, '0') END, chronic_rate, verdict_n FROM attendance.grade_absence WHERE school_id = '$school' AND grade IS NOT NULL");
	my @labels = grep { /^(Kindergarten|Grade \d+)$/ } @bands;
	is_deeply([ sort @labels ], [ sort keys %rate ], 'its grades');
	for my $i (0 .. $#bands - 1)
	{
		next unless exists $rate{ $bands[$i] };
		like($bands[ $i + 1 ], qr/^(\Q@{[ percent($rate{$bands[$i]}->[1]) ]}\E of $rate{$bands[$i]}->[2]|withheld.*|at (most|least) .*|too few students)$/, "$bands[$i]");
	}
	# each number in a bar is that of a band of a grade
	my %band_n = map { $_->[0] => 1 } rows("SELECT unnest(ARRAY[satisfactory_n, at_risk_n, moderate_n, severe_n]) FROM attendance.grade_absence WHERE school_id = '$school'");
	is(join(' ', grep { /^\d+$/ && !$band_n{$_} } @bands), '', 'numbers of its bars');

	# days: each cell has the rate of its day
	my %day = map { $_->[0] => $_->[1] } rows("SELECT to_char(day, 'FMMonth FMDD, YYYY'), CASE WHEN whole_school AND counted >= 10 THEN attendance_rate END FROM attendance.daily_attendance WHERE school_id = '$school'");
	my %cell = $svg->{'Attendance by day'} =~ /<title>([^<]*?): ([^<]*?)<\/title><\/rect>/g;
	my $percents = { map { my @r = split /\|/; $r[0] => $r[1] } split /\n/, one("SELECT to_char(day, 'FMMonth FMDD, YYYY'), CASE WHEN whole_school AND counted >= 10 THEN round(100 * attendance_rate::numeric, 1) || '%' ELSE 'no rate' END FROM attendance.daily_attendance WHERE school_id = '$school'") };
	is_deeply(\%cell, $percents, 'its days');
	# days of the week
	my $week = join ' ', map { "$_->[0] $_->[1]" } rows("SELECT left(weekday, 3), round(100 * absence_rate::numeric, 1) || '%' FROM attendance.weekday_absence WHERE school_id = '$school' ORDER BY isodow");
	is(join(' ', @{ texts($svg->{'Absence by day of the week'}) }), $week, 'its days of the week');
	# the line has a point for each week with enough students, at the height of its rate
	my ($line) = $svg->{'Chronic absence by week'} =~ /<path d="([^"]*)" fill="none" stroke="#12426b"/;
	my @y = $line =~ /[ML][\d.]+ ([\d.]+)/g;
	my @rates = map { $_->[0] } rows("SELECT chronic_rate FROM attendance.absence_trend WHERE school_id = '$school' AND group_kind = 'all' AND verdict_n >= 10 ORDER BY week_number");
	is(scalar @y, scalar @rates, 'points of its line');
	my ($top) = sort { $b <=> $a } map { /^(\d+)%$/ ? $1 / 100 : 0 } @{ texts($svg->{'Chronic absence by week'}) };
	is(scalar(grep { abs(172 - 144 * $rates[$_] / $top - $y[$_]) > 0.06 } 0 .. $#y), 0, 'their heights');

	# groups: a rate that stands there is that of a group, and a small group has none
	my %group = map { ("$_->[1] of $_->[2]" => 1) } rows("SELECT group_value, round(100 * chronic_rate::numeric, 1) || '%', verdict_n FROM attendance.group_absence
		WHERE school_id = '$school' AND sex = 'all' AND status_basis = 'on_day' AND verdict_n >= 10");
	my @of = grep { /% of \d+$/ && !/at (most|least)/ } map { @{ texts($svg->{$_}) } } grep { /by group/ } keys %$svg;
	is(join(' ', grep { !$group{$_} } @of), '', 'its groups');

	# students: each is on a list of the views, with the figures of student_absence
	my %student = map { $_->[0] => "$_->[1] $_->[2]% $_->[3]" } rows("SELECT student_id, absent_days, round(100 * absence_rate::numeric, 1), coalesce(absences_left::text, '&#8211;')
		FROM attendance.student_absence WHERE school_id = '$school' AND enrolled_now
			AND (student_id IN (SELECT student_id FROM attendance.watch_list) OR student_id IN (SELECT student_id FROM attendance.alert_status WHERE withdrawn_on IS NULL)
				OR student_id IN (SELECT student_id FROM attendance.monday_list WHERE days_to_recover BETWEEN 1 AND 20))");
	my %listed;
	while ($html =~ /<tr><th scope="row"><bdi>.*?<\/bdi> <span class="small"><bdi>(.*?)<\/bdi><\/span><\/th>.*?((?:<td class="number".*?<\/td>){3})<\/tr>/sg)
	{
		my ($id, $cells) = ($1, $2);
		$listed{$id} = join ' ', $cells =~ />([^<]*)<\/td>/g;
	}
	cmp_ok(scalar keys %listed, '<=', 25, 'at most 25 students');
	is(join(' ', grep { $listed{$_} ne ($student{$_} // '') } sort keys %listed), '', 'their figures');
	unlike($html, qr/<script/, 'no name is markup');
	unlike($html, qr/(?:https?:|src=|href=|url\()/, 'nothing from elsewhere');
}
like($page{101}, qr/Last year, same week<\/dt><dd class="value">15\.0%/, 'a year of which only totals exist');

# a day of the past: what stands on the page is what X_at() answers
{
	my $html = one(q{SELECT absence.school_report('attendance', '103', as_of => '2025-12-01', policy => 'ten_days')});
	my ($s) = rows(q{SELECT chronic_n, verdict_n, chronic_rate FROM attendance.school_absence_at('2025-12-01', 'ten_days') WHERE school_id = '103'});
	like(text_of($html), qr/\Q@{[ percent($s->[2]) ]}\E\n+$s->[0] of $s->[1] students/, 'as of a day, under another definition');
	is(one(q{SET absence.as_of = '2026-01-05'; SELECT length(absence.school_report('attendance', '103', as_of => '2025-12-01', policy => 'ten_days')) > 0;
		SELECT current_setting('absence.as_of') || current_setting('absence.policy', true)}), "t\n2026-01-05", 'the settings are put back');
}

# a student: figures, and each day
my ($who) = map { $_->[0] } rows(q{SELECT student_id FROM attendance.student_absence WHERE school_id = '104' AND tardy_days > 1 AND absent_days > 5 AND entry_date < '2025-09-01' ORDER BY 1 LIMIT 1});
my $student = one("SELECT absence.student_report('attendance', '$who')");
{
	my ($s) = rows("SELECT absent_days, counted_days, round(100 * absence_rate::numeric, 1) || '%', coalesce(absences_left::text, '-'), tardy_days FROM attendance.district_student_absence WHERE student_id = '$who'");
	is(join('|', map { plain($_) } $student =~ /<dd class="value">(.*?)<\/dd>/g), join('|', @$s[0, 2, 3, 4]), 'figures of a student');
	like($student, qr/of $s->[1] school days that were counted/, 'of how many days');
	my %missed;
	while ($student =~ /<title>(\w+ \d+)<\/title><desc>(.*?)<\/desc>/g)
	{
		my ($month, $says) = ($1, $2);
		$missed{"$month $_"} = 1 for $says =~ /\b(\d+)\b/g;
	}
	my %want = map { $_->[0] => 1 } rows("SELECT DISTINCT to_char(day, 'FMMonth YYYY FMDD') FROM attendance.student_day WHERE student_id = '$who' AND district_absent > 0");
	is_deeply(\%missed, \%want, 'the days missed');
	my @days = $student =~ /<tr><th scope="row">(\w+ \d+, \d+)<\/th>/g;
	my %recorded = map { $_->[0] => 1 } rows("SELECT DISTINCT to_char(day, 'FMMonth FMDD, YYYY') FROM attendance.student_day WHERE student_id = '$who' AND code IS NOT NULL AND mark IS DISTINCT FROM 'present'");
	is(join(' ', sort keys %{ { map { $_ => 1 } @days } }), join(' ', sort keys %recorded), 'what was recorded');
	unlike($student, qr/\b([Tt]ier|[Tt]ruan|[Bb]arrier|ca_truant|[Ss]taff)\b/, 'the family reads no tier, legal label, barrier or staff');
	my $team = one("SELECT absence.student_report('attendance', student_id, 'team') FROM attendance.alert_status WHERE withdrawn_on IS NULL ORDER BY student_id LIMIT 1");
	my ($alerts) = rows('SELECT count(*) FROM attendance.alert_status WHERE student_id = (SELECT min(student_id) FROM attendance.alert_status WHERE withdrawn_on IS NULL)');
	my ($table) = $team =~ /<h2>Alerts<\/h2>(.*?)<\/table>/s;
	is(scalar(() = $table =~ /<th scope="row">/g), $alerts->[0], 'the team reads the alerts');
}

# the district: each school once, in the order of names, with its rate and day
my $district = one(q{SELECT absence.district_report('attendance')});
{
	my $svg = pictures($district);
	my @texts = map { @{ texts($svg->{$_}) } } grep { !/share of days/ } sort keys %$svg;
	my @want = map { "$_->[0]" } rows(q{SELECT round(100 * chronic_rate::numeric, 1) || '% of ' || verdict_n FROM attendance.school_absence ORDER BY 1});
	is(join(', ', sort grep { /% of \d+$/ && !/at (most|least)/ } @texts), join(', ', sort @want), 'each school of the district');
	my ($d) = rows(q{SELECT chronic_n, verdict_n, chronic_rate FROM attendance.district_absence WHERE scope = 'pooled'});
	like(text_of($district), qr/\Q@{[ percent($d->[2]) ]}\E\n+$d->[0] of $d->[1] students/, 'the district');
}

# The statements of doc/reports.md run as printed, and so does the script of doc/printing.md
{
	my @query = slurp_file('doc/reports.md') =~ /^```sql\n(.*?)^```/msg;
	cmp_ok(scalar @query, '>=', 4, 'doc/reports.md has statements');
	for (@query)
	{
		my ($ret, $out, $err) = $node->psql('postgres', "BEGIN;\n$_\nROLLBACK;");
		is($err, '', (/\A(.*)/)[0]);
		isnt($out, '', 'and answer');
	}
	my $dir = PostgreSQL::Test::Utils::tempdir();
	my ($script) = slurp_file('doc/printing.md') =~ /^```sh\n(#!.*?)^```/ms;
	append_to_file("$dir/reports.sh", $script);
	mkdir "$dir/bin";
	append_to_file("$dir/bin/chromium", qq{#!/bin/sh\nfor a in "\$@"; do case "\$a" in --print-to-pdf=*) echo "\$*" > "\${a#--print-to-pdf=}";; esac; done\n});
	chmod 0755, "$dir/bin/chromium";
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'postgres', PATH => "$dir/bin:$ENV{PATH}");
	command_ok([ 'sh', "$dir/reports.sh", "$dir/out" ], 'doc/printing.md: the script runs');
	is(slurp_file("$dir/out/school_$_.html"), "$page{$_}\n", "and writes school $_") for sort keys %page;
	is(scalar(() = glob("$dir/out/*.pdf")), scalar keys %page, 'a PDF file each');
	is(scalar(() = glob("$dir/out/*")), 2 * keys %page, 'and nothing else');
	my ($one) = slurp_file('doc/printing.md') =~ /^```sh\n(psql.*?)^```/ms;
	append_to_file("$dir/one.sh", "cd $dir\n$one");
	command_ok([ 'sh', "$dir/one.sh" ], 'the page of a student');
	like(slurp_file("$dir/student.html"), qr/<html lang="es"/, 'is written');
}

# Readers. The page of an aggregate reader is that of the owner without the list; that of
# one school is the same for whoever sees students of it.
my ($aggregate) = as('aggregate', q{SELECT absence.school_report('attendance', '102')});
(my $first = $page{102}) =~ s/<section class="page">.*//s;
# but for the errors in the data, which such a reader does not see
my $errors_of = qr/(?:Open errors in the data: [^<\n]*|There are no open errors in the data\.|Errors in the data are not shown[^<\n]*)/;
is(index($aggregate =~ s/$errors_of//r, $first =~ s/$errors_of//r), 0, 'an aggregate reader has the first page');
unlike($aggregate, qr/class="page"/, 'and no second');
my @ids = map { $_->[0] } rows('SELECT student_id FROM attendance.student');
my $any = join '|', @ids;
unlike($aggregate, qr/\b(?:$any)\b/, 'no student in it');
like((as('aggregate', "SELECT absence.student_report('attendance', '$who')"))[1], qr/permission denied/, 'nor the page of a student');
for my $role (qw(stranger loader))
{
	for my $sql (q{school_report('attendance', '101')}, "student_report('attendance', '$who')", q{district_report('attendance')})
	{
		my ($out, $err) = as($role, "SELECT absence.$sql");
		like($err, qr/permission denied/, "$role: no $sql");
		is($out, '', 'and nothing of it');
	}
}
$node->safe_psql('postgres', q{SELECT absence.enable_school_scope('attendance');
	INSERT INTO attendance.staff_school VALUES ('principal', '102'), ('team', NULL), ('student', NULL), ('aggregate', NULL)});
is((as('principal', q{SELECT absence.school_report('attendance', '102')}))[0], $page{102}, 'a reader of one school has its page');
is((as('team', q{SELECT absence.school_report('attendance', '102')}))[0], $page{102}, 'a reader of all schools has the same');
my ($other) = map { $_->[0] } rows(q{SELECT student_id FROM attendance.student_absence GROUP BY 1 HAVING bool_and(school_id <> '102') ORDER BY 1 LIMIT 1});
for my $sql (q{SELECT absence.school_report('attendance', '101')}, "SELECT absence.student_report('attendance', '$other')", "SELECT absence.student_report('attendance', '$other', 'team')")
{
	my ($out, $err) = as('principal', $sql);
	like($err, qr/has no figures/, "refused: $sql");
	is($out, '', 'with nothing');
}
{
	my ($scoped) = as('principal', q{SELECT absence.district_report('attendance')});
	my @names = map { $_->[0] } rows(q{SELECT name FROM attendance.school WHERE school_id <> '102'});
	is(join(' ', grep { index(plain($scoped), $_) >= 0 } @names), '', 'no other school in the report of the district');
	is(scalar(() = $scoped =~ /% of \d+<\/text>/g), 1, 'and one rate');
	unlike($scoped, qr/<dl/, 'and no figure of the district');
	my $elsewhere = join '|', map { $_->[0] } rows(q{SELECT student_id FROM attendance.student_absence GROUP BY 1 HAVING bool_and(school_id <> '102')});
	unlike((as('principal', q{SELECT absence.school_report('attendance', '102')}))[0], qr/\b(?:$elsewhere)\b/, 'no student of another school');
}

# Days to come: what is recorded of a day after the last refresh's today is not on the page, and
# the day is one that is not counted yet
{
	my ($next) = map { $_->[0] } rows(q{SELECT min(day) FROM attendance.session_day WHERE school_id = '104' AND day > '2026-03-20'});
	$node->safe_psql('postgres', qq{SET client_min_messages = error;
		INSERT INTO attendance.attendance_event (student_id, school_id, school_year, day, code) VALUES ('$who', '104', 2026, '$next', 'Excused');
		CALL absence.refresh('attendance', today => '2026-03-14')});
	is(one("SELECT count(*) FROM attendance.student_day WHERE student_id = '$who' AND day = '$next' AND code IS NOT NULL"), 1, 'a day to come is recorded');
	my $html = one("SELECT absence.student_report('attendance', '$who')");
	is($html, $student, 'and is not on the page');
	is(one('SELECT DISTINCT today FROM attendance.report_basis'), '2026-03-14', 'the day is that of the last refresh');
}

# Errors in the data: those of the school, or that the reader does not see them
{
	my $errors = sub { my ($html) = @_; return text_of($html) =~ /($errors_of)\n/ ? $1 : 'nothing' };
	my $want = sub
	{
		my ($school) = @_;
		my $list = join '; ', map { "$_->[1] ($_->[2])" } rows(qq{
			SELECT reason, (SELECT text FROM absence.report_text WHERE language = 'en' AND key = 'error ' || reason), sum(occurrences)
			FROM attendance.data_issue WHERE school_id = '$school' AND school_year = 2026 AND severity = 'error' GROUP BY reason ORDER BY reason COLLATE "C"});
		return $list eq '' ? 'There are no open errors in the data.' : "Open errors in the data: $list.";
	};
	like($want->('102'), qr/events with unmapped codes \(\d+\)/, 'there are errors');
	is($errors->($page{$_}), $want->($_), "those of school $_") for sort keys %page;
	like($errors->($aggregate), qr/^Errors in the data are not shown: this reader/, 'an aggregate reader sees none');
	is($errors->((as('principal', q{SELECT absence.school_report('attendance', '102')}))[0]), $want->('102'), 'a reader of one school sees them');
	$node->safe_psql('postgres', q{SET client_min_messages = error;
		UPDATE attendance.enrollment SET exit_date = entry_date - 1 WHERE (student_id, school_id) = (SELECT max(student_id), '102' FROM attendance.enrollment WHERE school_id = '102');
		CALL absence.refresh('attendance', today => '2026-03-14', force => true)});
	my $html = one(q{SELECT absence.school_report('attendance', '102')});
	like($errors->($html), qr/exit before entry \(\d+\)/, 'a new error is on the page');
	is($errors->($html), $want->('102'), 'with the others');
	# every reason that is an error of a school has words; the others are of a year, or of a source
	is(one(q{SELECT string_agg(reason, ', ') FROM attendance.issue_kind WHERE severity = 'error' AND reason NOT IN ('unknown year', 'print errors',
			'source row without key', 'unknown word in source', 'section events only', 'share of alternate days')
		AND 'error ' || reason NOT IN (SELECT key FROM absence.report_text)}), '', 'every reason has words');
	is(one(q{SELECT string_agg(key, ', ') FROM absence.report_text WHERE key LIKE 'error %' AND substr(key, 7) NOT IN
		(SELECT reason FROM attendance.issue_kind WHERE severity = 'error')}), '', 'and there are words for no others');
}

# A page is ASCII, and the same page in a database of another encoding, and for a client of any
{
	unlike(join('', values %page, $student, $district), qr/[^\x00-\x7f]/, 'pages are ASCII');
	unlike(one(q{SELECT string_agg(text, '') FROM absence.report_text}), qr/\^/, 'every letter with an accent is one');
	my $spanish = q{SET client_min_messages = error; SELECT absence.create_store('latin');
		INSERT INTO latin.school VALUES ('1', 'Escuela');
		INSERT INTO latin.calendar (school_id, school_year, calendar_code) VALUES ('1', 2026, 'D');
		INSERT INTO latin.calendar_day (school_id, school_year, calendar_code, day, event) SELECT '1', 2026, 'D', date '2025-09-01' + i, 'Instructional day' FROM generate_series(0, 11) AS i;
		INSERT INTO latin.student (student_id, first_name, last_name) VALUES ('7', 'Bego' || chr(241) || 'a', 'Mu' || chr(241) || 'oz');
		INSERT INTO latin.enrollment (student_id, school_id, school_year, entry_date, grade) VALUES ('7', '1', 2026, '2025-09-01', '01');
		INSERT INTO latin.attendance_event (student_id, school_id, school_year, day, code) SELECT '7', '1', 2026, date '2025-09-01' + i, 'Excused' FROM generate_series(0, 1) AS i;
		CALL absence.refresh('latin', today => '2025-09-20')};
	$node->safe_psql('postgres', q{CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0});
	$node->safe_psql('latin', 'CREATE EXTENSION absence');
	my @pages;
	for my $database (qw(postgres latin))
	{
		$node->safe_psql($database, $spanish);
		for my $client (qw(UTF8 LATIN1 SQL_ASCII))
		{
			push @pages, $node->safe_psql($database, qq{SET client_encoding = '$client';
				SELECT absence.student_report('latin', '7', language => 'es') || absence.school_report('latin', '1', language => 'es')});
		}
	}
	like($pages[0], qr/El a&#241;o escolar/, 'a letter is a reference');
	like($pages[0], qr/Bego&#241;a Mu&#241;oz/, 'in a name too');
	is(scalar(grep { $_ ne $pages[0] } @pages), 0, 'the page is the same in UTF8 and LATIN1, for every client');
}

# A school of few students has a page without figures. Its student has missed 2 of 12 days.
{
	is(one(q{SELECT chronic_n || ' of ' || verdict_n FROM latin.school_absence}), '1 of 1', 'a school of one student');
	my $html = one(q{SELECT absence.school_report('latin', '1')});
	unlike($html =~ s/<section class="page">.*//sr, qr/16\.7%|83\.3%|100\.0%|1 of 1 students\. 95%/, 'nothing of it is shown on the first page');
	like($html, qr/<dd class="value">withheld<\/dd>/, 'but that it is withheld');
	like($html, qr/There are no open errors in the data\./, 'and that there are no errors in its data');
}

# In a browser: at three widths and on two kinds of paper nothing overflows, nothing is cut and
# no text is over another; axe-core finds no fault, and html-validate none in the HTML
SKIP:
{
	my $dir = PostgreSQL::Test::Utils::tempdir();
	my %look = (school => $page{101}, spanish => one(q{SELECT absence.school_report('attendance', '104', language => 'es')}), student => $student,
		team => one("SELECT absence.student_report('attendance', student_id, 'team') FROM attendance.alert_status WHERE withdrawn_on IS NULL ORDER BY student_id LIMIT 1"),
		district => $district, aggregate => $aggregate, small => $node->safe_psql('postgres', q{SELECT absence.school_report('latin', '1')}));
	append_to_file("$dir/$_.html", $look{$_}) for sort keys %look;
	my $packages = npm_packages($dir, 'axe-core' => '4.14.1', 'html-validate' => '10.17.0');
	my $axe = $packages && slurp_file("$dir/node_modules/axe-core/axe.min.js");
	note('npm, or its packages axe-core and html-validate, are not there') unless $packages;
	SKIP:
	{
		skip 'html-validate is not there', 1 unless $packages;
		append_to_file("$dir/.htmlvalidate.json", '{"root": true, "extends": ["html-validate:standard"], "rules": {"long-title": "off"}}');
		my ($out, $err) = ('', '');
		IPC::Run::run([ 'node', "$dir/node_modules/html-validate/bin/html-validate.mjs", '--config', "$dir/.htmlvalidate.json",
			map { "$dir/$_.html" } sort keys %look ], '>', \$out, '2>', \$err);
		is($out . $err, '', 'the pages are valid HTML');
	}
	skip 'no Chromium is installed', 1 unless chromium();
	for my $name (sort keys %look)
	{
		append_to_file("$dir/look_$name.html", look_page(html => $look{$name}, widths => [ 360, 800, 1280 ], axe => $axe));
		my ($looked, @faults) = found_in(dom_of($dir, "file://$dir/look_$name.html"));
		is($looked, 'looked ' . ($axe ? 6 : 5), "$name: the page was looked at");
		is(join("\n", @faults), '', "$name: nothing is wrong with it");
		my $sheets = () = pdf_of($dir, "file://$dir/$name.html") =~ /\/Type\s*\/Page\b/g;
		cmp_ok($sheets, '>=', 1, "$name: prints");
		cmp_ok($sheets, '<=', $name eq 'district' ? 1 : $name =~ /student|team/ ? 4 : 2, "$name: on few sheets");
	}
	# a page with a fault is found to have it
	(my $faulty = $page{103}) =~ s/<main>/<main><p style="width:2000px">wide<\/p><img src="x">/;
	append_to_file("$dir/look_faulty.html", look_page(html => $faulty, widths => [800], axe => $axe));
	my (undef, @faults) = found_in(dom_of($dir, "file://$dir/look_faulty.html"));
	like(join("\n", @faults), qr/800: scrolls/, 'a page that overflows is found to do so');
	like(join("\n", @faults), qr/axe: image-alt/, 'and one that axe-core finds fault with too') if $axe;
}

$node->stop;
done_testing();
