# Packages: what describes them agrees with the extension, and the archives of make dist
# are complete and always the same. test/packages/run.sh builds and installs the packages.
use strict;
use warnings;

use Cwd;
use Digest::SHA;
use File::Path 'make_path';
use PostgreSQL::Test::Utils;
use Test::More;

sub slurp { return PostgreSQL::Test::Utils::slurp_file($_[0]) }

my ($version) = slurp('absence.control') =~ /^default_version = '(.*)'/m;
my ($oldest) = slurp('Makefile') =~ /absence needs PostgreSQL (\d+) or newer/;
my ($comment) = slurp('absence.control') =~ /^comment = '(.*)'/m;

# ------------------------------------------------------------------ Debian

my $control = slurp('debian/control.in');
my ($package) = $control =~ /^Package: (\S+)$/m;
is($package, 'postgresql-PGVERSION-absence', 'debian/control.in has one package for each major version');
like(slurp('debian/changelog'), qr/\Aabsence \(\Q$version\E-\d+\) /, 'the newest entry of debian/changelog is of this version');
is(slurp('debian/pgversions'), "$oldest+\n", 'the oldest PostgreSQL version is that of the Makefile');
# debian/control is what pg_buildext updatecontrol makes of control.in for some versions
my $generated = slurp('debian/control');
my @majors = $generated =~ /^Package: postgresql-(\d+)-absence$/mg;
cmp_ok(scalar @majors, '>', 0, 'debian/control has packages');
my ($source, $binary) = $control =~ /\A(.*?\n)\n(Package: .*)\z/s;
is($generated, $source . join('', map { my $major = $_; "\n" . ($binary =~ s/PGVERSION/$major/gr) } @majors),
	'debian/control follows from control.in');
my $copyright = slurp('debian/copyright') =~ s/^ \.?//mgr =~ s/\s+/ /gr;
my ($license) = slurp('LICENSE') =~ /^(Permission to use.*)\z/ms;
$license =~ s/\s+/ /g;
isnt(index($copyright, $license =~ s/ $//r), -1, 'debian/copyright has the text of LICENSE');
for my $test (slurp('debian/tests/control') =~ /^Tests: (\S+)$/mg)
{
	ok(-x "debian/tests/$test", "debian/tests/$test can be run");
}

# --------------------------------------------------------------------- RPM

my $spec = slurp('doc/rpm/absence.spec');
my %tag = $spec =~ /^(\w+): +(.*)$/mg;
is($tag{Version}, $version, 'the version of the spec is that of absence.control');
is($tag{License}, 'PostgreSQL', 'its license is that of META.json');
like($spec, qr/^%changelog\n\* (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} \d\d \d{4} .* - \Q$version\E-\d+\n/m,
	'the newest entry of its changelog is of this version');
like($spec, qr/^%\{!\?pgmajorversion: %global pgmajorversion $oldest\}$/m, 'it is for the oldest version, if none is given');

# The files of the spec are exactly those that are installed, without the bitcode
delete @ENV{qw(MAKEFLAGS MFLAGS MAKELEVEL)};
my $pg_config = 'pg_config';
my $root = PostgreSQL::Test::Utils::tempdir;
my $destination = "$root/destination";
make_path($destination);
my ($said, $errors) = run_command([ 'make', '-s', 'install', "DESTDIR=$destination", "PG_CONFIG=$pg_config", 'with_llvm=no' ]);
my %folder = map { my ($path) = run_command([ $pg_config, "--$_" ]); chomp $path; ($_ => $path) } 'pkglibdir', 'sharedir';
my @installed = map { chomp; s/^\Q$destination\E//r } `find $destination -type f`;
cmp_ok(scalar @installed, '>=', 5, 'files are installed') or diag $errors;
my ($files) = $spec =~ /^%files\n(.*?)\n\n%changelog/ms;
my %pattern = map { $_ => s/%\{pg_libdir\}/$folder{pkglibdir}/r =~ s/%\{pg_sharedir\}/$folder{sharedir}/r }
	grep { m{^%\{pg_} } split /\n/, $files;
for my $line (sort keys %pattern)
{
	my $regexp = join '[^/]*', map { quotemeta } split /\*/, $pattern{$line}, -1;
	my @matching = grep { /^$regexp$/ } @installed;
	cmp_ok(scalar @matching, '>', 0, "there are files for $line");
	my %of_line = map { $_ => 1 } @matching;
	@installed = grep { !$of_line{$_} } @installed;
}
is(join(' ', @installed), '', 'the spec has every file that is installed');
# and make uninstall takes them all away
run_command([ 'make', '-s', 'uninstall', "DESTDIR=$destination", "PG_CONFIG=$pg_config", 'with_llvm=no' ]);
is(join(' ', grep { m{^\Q$destination\E\S*absence} } map { chomp; $_ } `find $destination -type f`), '', 'make uninstall leaves no file');
for my $doc (map { split ' ' } $files =~ /^%(?:license|doc) (.*)$/mg)
{
	ok(-e $doc, "$doc is there");
}
SKIP:
{
	skip 'rpmspec is not installed', 1 if system('rpmspec --version >/dev/null 2>&1') != 0;
	my ($parsed, $complaints) = run_command([ 'rpmspec', '-P', 'doc/rpm/absence.spec' ]);
	like($parsed, qr/^Version: +\Q$version\E$/m, 'rpm reads the spec') or diag $complaints;
}

# ------------------------------------------------------------------ README

# the parts of README.md that test/packages/run.sh runs
my $readme = slurp('README.md');
for my $part ('A Debian package', 'An RPM', 'PGXN')
{
	like($readme, qr/^\*\*\Q$part\E.*?\n\n {4}\S/ms, "README.md has lines to install: $part");
}

# --------------------------------------------------------------- make dist

SKIP:
{
	skip 'git is not installed', 1 if system('git --version >/dev/null 2>&1') != 0;
	skip 'unzip is not installed', 1 if system('unzip -v >/dev/null 2>&1') != 0;

	# a repository of its own, with the files of this folder
	local $ENV{GIT_CONFIG_GLOBAL} = '/dev/null';
	local $ENV{GIT_CONFIG_NOSYSTEM} = 1;
	local $ENV{GIT_CEILING_DIRECTORIES} = $root;
	my $repository = "$root/repository";
	mkdir $repository or die $!;
	my $here = getcwd;
	my @released = grep { $_ ne "sql/absence--$version.sql" && !/--\Q$version\E\.sql$/ } glob 'sql/absence--*.sql';
	system_or_bail("tar -C '$here' --exclude=./.git --exclude=./tmp_check --exclude=./results --exclude=./output_iso --exclude='*.o' "
		. "--exclude='*.so' --exclude='*.bc' -c . | tar -C '$repository' -x");
	my $git = "git -C '$repository' -c user.name=test -c user.email=test\@example.org";
	system_or_bail("$git init -q && $git add -A && $git add -f @released && "
		. "GIT_COMMITTER_DATE='2026-01-02T03:04:05Z' GIT_AUTHOR_DATE='2026-01-02T03:04:05Z' $git commit -q -m test");

	# made twice, at other times, in other time zones, by users with other masks
	my %sum;
	for my $try (1, 2)
	{
		my $folder = "$root/dist$try";
		mkdir $folder or die $!;
		local $ENV{TZ} = ('Pacific/Honolulu', 'Asia/Tokyo')[ $try - 1 ];
		my $mask = umask((0022, 0077)[ $try - 1 ]);
		# files that are newer, and not of the commit
		system_or_bail("touch '$repository/README.md' '$repository/not_of_the_commit'");
		system_or_bail("make -s -C '$folder' -f '$repository/Makefile' dist");
		umask $mask;
		$sum{$_}{ Digest::SHA->new(256)->addfile("$folder/$_", 'b')->hexdigest } = 1 for "absence-$version.zip", "absence-$version.tar.gz";
	}
	is(scalar keys %{ $sum{$_} }, 1, "make dist always makes the same $_") for sort keys %sum;

	my @in_zip = map { chomp; $_ } `unzip -Z1 '$root/dist1/absence-$version.zip'`;
	my @in_tar = map { chomp; $_ } `tar -tzf '$root/dist1/absence-$version.tar.gz'`;
	is_deeply([ sort grep { !m{/$} } @in_zip ], [ sort grep { !m{/$} } @in_tar ], 'both archives have the same files');
	is_deeply([ grep { !m{^absence-\Q$version\E/} } @in_zip ], [], 'all in a folder of the name and version, as PGXN wants');
	my %there = map { s{^absence-\Q$version\E/}{}r => 1 } @in_zip;
	is_deeply([ grep { !$there{$_} } qw(META.json README.md LICENSE CHANGELOG.md Makefile absence.control debian/control doc/rpm/absence.spec),
		@released, glob('src/*.[ch]'), glob('doc/*.md'), glob('test/sql/*.sql'), glob('expected/*.out') ], [],
		'what a user needs to build and test is in them');
	is_deeply([ grep { m{^\.|\.o$|\.so$|^not_of|^sql/absence--\Q$version\E\.sql$|^results/} } sort keys %there ], [], 'and nothing else');

	# the extension script can be made from the archive
	system_or_bail("cd '$root' && unzip -q dist1/absence-$version.zip");
	my $made = "absence-$version/sql/absence--$version.sql";
	system_or_bail("make -s -C '$root/absence-$version' sql/absence--$version.sql PG_CONFIG='$pg_config'");
	ok(slurp("$root/$made") eq slurp("sql/absence--$version.sql"), 'the script that is built from the archive is the one that is installed');
}

done_testing();
