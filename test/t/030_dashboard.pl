# The dashboard of doc/dashboard: the figures that its loaders write are those of the views,
# without students on the overview and without what is withheld. With npm it is built, and with
# Chromium looked at.
use strict;
use warnings;

use FindBin;
use IPC::Run;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use lib $FindBin::RealBin;
use Pages;

my $node = PostgreSQL::Test::Cluster->new('dashboard');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nlisten_addresses = '127.0.0.1'\n");
$node->start;
$node->safe_psql('postgres', q{
	SET client_min_messages = error;
	CREATE EXTENSION absence;
	SELECT absence.create_store('district');
	CALL absence.load_sample('district', 1500, 6, 2);
	INSERT INTO district.school (school_id, name) VALUES ('900', 'Tiny <b>School</b>');
	INSERT INTO district.calendar (school_id, school_year, calendar_code) VALUES ('900', 2026, 'D');
	INSERT INTO district.calendar_day (school_id, school_year, calendar_code, day, event)
	SELECT '900', 2026, 'D', day, event FROM district.calendar_day WHERE school_id = '101' AND calendar_code = (SELECT min(calendar_code) FROM district.calendar_day WHERE school_id = '101');
	INSERT INTO district.student (student_id, last_name, first_name) SELECT 'tiny' || i, 'Tinyname', 'T' FROM generate_series(1, 4) AS i;
	INSERT INTO district.enrollment (student_id, school_id, school_year, entry_date, grade)
	SELECT 'tiny' || i, '900', 2026, (SELECT min(day) FROM district.calendar_day WHERE school_id = '900'), '05' FROM generate_series(1, 4) AS i;
	INSERT INTO district.attendance_event (student_id, school_id, school_year, day, code)
	SELECT 'tiny1', '900', 2026, day, 'Excused' FROM district.calendar_day WHERE school_id = '900' AND day IN ('2025-10-06', '2025-12-08', '2026-03-13');
	UPDATE district.student SET last_name = '<script>x</script>' WHERE student_id LIKE '%3';
	CALL absence.refresh('district', today => '2026-03-14');
	CREATE ROLE dashboard LOGIN; CREATE ROLE staff LOGIN;
	SELECT absence.grant_reader('district', 'dashboard', 'aggregate'), absence.grant_reader('district', 'staff', 'student')});

my $pages = 'doc/dashboard/src';
# what a loader writes for a role
sub loaded
{
	my ($name, $role) = @_;
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'postgres', PGUSER => $role, STORE => 'district');
	my ($out, $err) = ('', '');
	IPC::Run::run([ 'sh', "$pages/data/$name.json.sh" ], '>', \$out, '2>', \$err);
	is($err, '', "$name as $role: no error");
	return ($out, JSON::PP->new->decode($out));
}
sub one { return $node->safe_psql('postgres', "SET search_path = district; $_[0]") }
sub near { return defined $_[0] && abs($_[0] - $_[1]) < 1e-9 }

my ($text, $overview) = loaded('overview', 'dashboard');
{
	is("$overview->{district}{chronic_n} $overview->{district}{verdict_n}", one(q{SELECT chronic_n || ' ' || verdict_n FROM district_absence WHERE scope = 'pooled'}),
		'the district, each student once');
	my @days = @{ $overview->{days} };
	is(join(' ', map { $_->{day} } @days), one(q{SELECT string_agg(day::text, ' ' ORDER BY day) FROM (
		SELECT DISTINCT day FROM daily_attendance WHERE whole_school AND counted > 0 ORDER BY day DESC LIMIT 7) AS d}), 'the last seven session days');
	my ($last) = $days[-1];
	ok(near($last->{attendance_rate}, one("SELECT sum(counted - absent) / sum(counted) FROM daily_attendance WHERE whole_school AND day = '$last->{day}'")), 'their attendance');
	is(join(' ', map { "$_->{month} $_->{verdict_n}" } @{ $overview->{months} }), one(q{SELECT string_agg(month || ' ' || n, ' ' ORDER BY month) FROM (
		SELECT month, sum(verdict_n) AS n FROM month_absence WHERE marking_period IS NULL GROUP BY month) AS m}), 'the months');
	my %school = map { $_->{school_id} => $_ } @{ $overview->{schools} };
	is(scalar keys %school, 7, 'every school');
	is($school{900}{verdict_n}, undef, 'a small school is withheld');
	is($school{900}{chronic_rate_shown}, 'withheld', 'and it says so');
	is($school{900}{attendance_last_7}, undef, 'its attendance too');
	my @hidden = grep { !defined $_->{chronic_rate} } values %school;
	cmp_ok(scalar @hidden, '>=', 2, 'and another one with it');
	for my $s (grep { defined $_->{chronic_rate} } values %school)
	{
		ok(near($s->{chronic_rate}, one("SELECT chronic_rate FROM school_absence WHERE school_id = '$s->{school_id}'")), "the rate of school $s->{school_id}");
		ok(near($s->{attendance_last_7}, one("SELECT sum(attending) / sum(counted) FROM (SELECT * FROM daily_attendance
			WHERE school_id = '$s->{school_id}' AND whole_school AND counted > 0 ORDER BY day DESC LIMIT 7) AS d")), 'and its attendance');
	}
	cmp_ok(scalar @{ $overview->{groups} }, '>', 8, 'groups');
	is(scalar(grep { defined $_->{verdict_n} && $_->{verdict_n} < 10 } @{ $overview->{groups} }, @{ $overview->{grades} }), 0, 'none of them is small');
	my $students = one(q{SELECT string_agg(DISTINCT n, '|') FROM student, unnest(ARRAY[student_id, last_name]) AS n WHERE length(n) > 4});
	unlike($text, qr/"(?:$students)"/, 'no student is in the overview');
	my ($as_staff) = loaded('overview', 'staff');
	is($as_staff, $text, 'whoever builds it');
}
{
	my ($nothing, $none) = loaded('students', 'dashboard');
	ok(!$none->{sees} && @{ $none->{students} } == 0, 'a role of level aggregate gets no students');
	my (undef, $list) = loaded('students', 'staff');
	my @verge = sort map { $_->{student_id} } grep { $_->{on_the_verge} } @{ $list->{students} };
	is("@verge", one(q{SELECT string_agg(student_id, ' ' ORDER BY student_id COLLATE "C") FROM watch_list WHERE trigger = 'near chronic'}), 'students on the verge');
	cmp_ok(scalar @verge, '>', 5, 'there are some');
}

# Built, and looked at
SKIP:
{
	my $dir = PostgreSQL::Test::Utils::tempdir();
	my $package = JSON::PP->new->decode(slurp_file('doc/dashboard/package.json'));
	my $packages = npm_packages($dir, %{ $package->{dependencies} });
	skip 'npm, or Observable Framework, is not there', 1 unless $packages;
	system_or_bail('cp', '-r', (map { "doc/dashboard/$_" } qw(package.json observablehq.config.js offline.js src)), $dir);
	# whatever asks for something from elsewhere fails
	append_to_file("$dir/alone.mjs", 'globalThis.fetch = (address) => { throw new Error("asks for " + address); };');
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'postgres', PGUSER => 'staff', STORE => 'district',
		OBSERVABLE_TELEMETRY_DISABLE => 1, HOME => $dir);
	my ($out, $err) = ('', '');
	my $built = eval { IPC::Run::run([ 'sh', '-c', "cd '$dir' && node offline.js &&
		node --import ./alone.mjs node_modules/\@observablehq/framework/dist/bin/observable.js build" ],
		'>', \$out, '2>', \$err, IPC::Run::timeout(240)) };
	ok($built, 'the site is built, and asks for nothing from elsewhere') or diag("$out\n$err"), skip 'no site', 1;
	my $html = slurp_file("$dir/dist/index.html");
	unlike($html, qr/(?:src|href)="https?:/, 'its page refers to nothing elsewhere');
	my @elsewhere = grep { slurp_file($_) =~ /(?:import|from|url\()\s*["']?https?:/ } map { glob "$dir/dist/_*/$_" } qw(*.js */*.js *.css */*.css);
	is(join(' ', @elsewhere), '', 'nor do its scripts');
	skip 'no Chromium is installed', 1 unless chromium();

	append_to_file("$dir/serve.mjs", q{
		import {createServer} from "node:http";
		import {readFile} from "node:fs/promises";
		const types = {html: "text/html", js: "text/javascript", css: "text/css", json: "application/json"};
		const server = createServer(async (request, response) => {
			let path = new URL(request.url, "http://x").pathname;
			if (path === "/") path = "/index.html";
			if (!/\.\w+$/.test(path)) path += ".html";
			try {
				const body = await readFile("dist" + decodeURIComponent(path));
				response.writeHead(200, {"Content-Type": types[path.split(".").pop()] ?? "application/octet-stream"});
				response.end(body);
			} catch { response.writeHead(404); response.end(); }
		});
		server.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));
	});
	my $served = '';
	my $server = IPC::Run::start([ 'sh', '-c', "cd '$dir' && exec node serve.mjs" ], '>', \$served, '2>', \$err);
	for (1 .. 100) { $server->pump_nb; last if $served =~ /port \d+/; select undef, undef, undef, 0.1; }
	my ($port) = $served =~ /port (\d+)/ or die "no server: $err";
	my $axe_dir = PostgreSQL::Test::Utils::tempdir();
	my $axe = npm_packages($axe_dir, 'axe-core' => '4.14.1') && slurp_file("$axe_dir/node_modules/axe-core/axe.min.js");
	for my $page (qw(index students))
	{
		append_to_file("$dir/dist/look_$page.html", look_page(url => "/$page", widths => [ 360, 800, 1280 ], axe => $axe,
			ready => $page eq 'index' ? 'main svg circle' : 'main tbody tr'));
		my $dom = dom_of($dir, "http://127.0.0.1:$port/look_$page.html");
		my ($looked, @faults) = found_in($dom);
		is($looked, 'looked ' . ($axe ? 4 : 3), "$page: it was looked at");
		is(join("\n", @faults), '', "$page: nothing is wrong with it");
		(my $shown = shown_in($dom)) =~ s/<script.*?<\/script>//sg;
		unlike($shown, qr/observablehq--error|RuntimeError|ReferenceError/, "$page: no error");
		if ($page eq 'index')
		{
			my $rate = sprintf '%.1f%%', 100 * $overview->{district}{chronic_rate};
			like($shown, qr/\Q$rate\E/, 'the chronic rate is on the overview');
			cmp_ok(scalar(() = $shown =~ /<svg/g), '>=', 3, 'and pictures');
			like($shown, qr/Tiny &lt;b&gt;/, 'the name of a school is text');
			unlike($shown, qr/Tinyname|&lt;script/, 'and no student');
		}
		else
		{
			like($shown, qr/&lt;script&gt;x/, 'a name is text');
			cmp_ok(scalar(() = $shown =~ /<tr>/g), '>', 10, 'there are students');
		}
	}
	$server->kill_kill;
}

$node->stop;
done_testing();
