# The pages: each says of which version it is, names only files and tests that are there,
# and its links lead somewhere. CHANGELOG.md says what a user must do
use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

sub slurp { return PostgreSQL::Test::Utils::slurp_file($_[0]) }

my ($version) = slurp('absence.control') =~ /^default_version = '(.*)'/m;
my @page = sort glob 'doc/*.md';
cmp_ok(scalar @page, '>', 15, 'there are pages');

# A page begins with its title and its version
is(join("\n", grep { slurp($_) !~ /\A# [^\n]+\n\nVersion \Q$version\E\.\n\n/ } @page), '', "each page is of version $version");

# README.md names each page
my $readme = slurp('README.md');
is(join("\n", grep { index($readme, "]($_)") < 0 } @page), '', 'README.md names each page');

# What a page names is there
my @gone;
for my $page ('README.md', @page)
{
	my $text = slurp($page);
	for my $path ($text =~ m{`((?:test|sql|src|doc|debian)/[\w./-]*\w)`}g)
	{
		push @gone, "$page: $path" unless -e $path
			|| $path =~ m{/[A-Z]\.sql$|/[A-Z]+\.sql$|^test/(?:sql|t)/X|^sql/absence--|^sql/update/A|layout/N};
	}
}
is(join("\n", @gone), '', 'each file that a page names is there');

# The anchor of a heading, as GitHub makes it
sub anchors
{
	my ($text) = @_;
	$text =~ s/^```.*?^```//msg;
	my %anchor;
	for my $heading ($text =~ /^#+ (.*)$/mg)
	{
		(my $anchor = lc $heading) =~ s/[^\w\- ]//g;
		$anchor =~ tr/ /-/;
		$anchor{$anchor} = 1;
	}
	return \%anchor;
}
my %anchors = map { $_ => anchors(slurp($_)) } 'README.md', 'CHANGELOG.md', @page;
my @broken;
for my $page ('README.md', 'CHANGELOG.md', @page)
{
	my ($folder) = $page =~ m{^(.*/)};
	for my $link (slurp($page) =~ /\]\(([^)\s]+)\)/g)
	{
		next if $link =~ /^https?:/;
		my ($path, $anchor) = split /#/, $link, 2;
		my $target = $path eq '' ? $page : ($folder // '') . $path;
		1 while $target =~ s{[^/]+/\.\./}{};
		push @broken, "$page: $link" if !-e $target || defined $anchor && $anchors{$target} && !$anchors{$target}{$anchor};
	}
}
is(join("\n", @broken), '', 'each link leads to a page and a heading');

# Each version of the changelog begins with what a user must do
my $changelog = slurp('CHANGELOG.md');
my %entry = $changelog =~ /^## (\S+).*\n\n((?:(?!^## ).*\n)*)/mg;
my ($first) = sort keys %entry;
is(join("\n", grep { $_ ne $first && $entry{$_} !~ /\A### What you must do\n\n1\. / } sort keys %entry), '',
	'each version after the first says what to do');
like($changelog, qr/\A# Changelog\n\n(?:.+\n)*\n## \Q$version\E /, 'the changelog begins with this version');

done_testing();
