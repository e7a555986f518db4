# META.json follows the PGXN meta specification 1.0.0 and agrees with the control file,
# the Makefile and LICENSE
use strict;
use warnings;

use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

sub slurp { return PostgreSQL::Test::Utils::slurp_file($_[0]) }

my $control = slurp('absence.control');
my ($version) = $control =~ /^default_version = '(.*)'/m;
my $text = slurp('META.json');
my $meta = eval { JSON::PP->new->utf8->decode($text) };
is($@, '', 'META.json is valid JSON') or BAIL_OUT('META.json cannot be read');

# Checks of values; each returns the empty list for a valid value, else an error text

sub string
{
	my ($value) = @_;
	return !defined $value ? 'is missing' : ref $value ? 'is not a string' : $value eq '' ? 'is empty' : ();
}

sub term
{
	my ($value) = @_;
	return string($value) || ($value =~ m{[/\\[:cntrl:]\s]} || length $value < 2 ? "is not a term: $value" : ());
}

sub tag
{
	my ($value) = @_;
	return string($value) || ($value =~ m{[/\\[:cntrl:]\s]} || length $value > 255 ? "is not a tag: $value" : ());
}

sub version
{
	my ($value) = @_;
	my $number = qr/(?:0|[1-9][0-9]*)/;
	return string($value) || ($value !~ /^$number\.$number\.$number(?:-[0-9A-Za-z.-]+)?$/ ? "is not a version: $value" : ());
}

sub version_range
{
	my ($value) = @_;
	return () if defined $value && $value eq '0';
	return string($value) || map { version(s/^\s*(?:[<>]=?|[=!]=)?\s*//r) } split /,/, $value;
}

sub uri
{
	my ($value) = @_;
	return string($value) || ($value !~ m{^(?:https?|git|ssh)://[^\s/]+\.[^\s/]+/\S*$} ? "is not a URI: $value" : ());
}

sub path
{
	my ($value) = @_;
	return string($value)
		|| ($value =~ m{^/|\\|(?:^|/)\.\.(?:/|$)} ? "is not a relative path: $value" : !-f $value ? "is not a file: $value" : ());
}

sub one_of
{
	my %allowed = map { $_ => 1 } @_;
	return sub { return string($_[0]) || ($allowed{ $_[0] } ? () : "is not one of @_: $_[0]") };
}

# a single value or a list
sub some
{
	my ($check) = @_;
	return sub {
		my @value = ref $_[0] eq 'ARRAY' ? @{ $_[0] } : ($_[0]);
		return @value ? map { $check->($_) } @value : 'is an empty list';
	};
}

# a map with the given keys; those in the first argument are required
sub keys_of
{
	my ($required, %check) = @_;
	return sub {
		my ($map) = @_;
		return 'is not a map' if ref $map ne 'HASH';
		my @wrong = map { exists $map->{$_} ? () : "lacks $_" } @$required;
		for my $key (sort keys %$map)
		{
			push @wrong, $check{$key} ? map { "$key $_" } $check{$key}->($map->{$key})
				: $key =~ /^x_/i ? () : "has $key, which the specification does not know";
		}
		return @wrong;
	};
}

# a map of any terms
sub map_of
{
	my ($check) = @_;
	return sub {
		my ($map) = @_;
		return 'is not a map' if ref $map ne 'HASH' || !%$map;
		return map { my $key = $_; map { "$key $_" } term($key), $check->($map->{$key}) } sort keys %$map;
	};
}

my $relations = map_of(\&version_range);
my $phase = keys_of([], map { $_ => $relations } qw(requires recommends suggests conflicts));
my $specification = keys_of([qw(name version abstract maintainer license provides meta-spec)],
	name => \&term,
	version => \&version,
	abstract => \&string,
	description => \&string,
	maintainer => some(\&string),
	license => some(one_of(qw(agpl_3 apache_1_1 apache_2_0 artistic_1 artistic_2 bsd freebsd gfdl_1_2 gfdl_1_3 gpl_1 gpl_2 gpl_3
		lgpl_2_1 lgpl_3_0 mit mozilla_1_0 mozilla_1_1 openssl perl_5 postgresql qpl_1_0 ssleay sun zlib
		open_source restricted unrestricted unknown))),
	provides => map_of(keys_of([qw(file version)], file => \&path, docfile => \&path, version => \&version, abstract => \&string)),
	'meta-spec' => keys_of(['version'], version => \&version, url => \&uri),
	generated_by => \&string,
	tags => some(\&tag),
	no_index => keys_of([], file => some(\&path), directory => some(\&string)),
	prereqs => keys_of([], map { $_ => $phase } qw(configure build test runtime develop)),
	release_status => one_of(qw(stable testing unstable)),
	resources => keys_of([],
		homepage => \&uri,
		bugtracker => keys_of([], web => \&uri, mailto => \&string),
		repository => keys_of([qw(url type)], url => \&uri, web => \&uri, type => one_of(qw(git)))));

sub wrong { return join "\n", $specification->(@_) }

is(wrong($meta), '', 'META.json follows the specification');
is(join(' ', grep { !exists $meta->{$_} } qw(description generated_by tags prereqs release_status)), '', 'it has the optional keys');

# Errors are found
sub changed
{
	my ($change) = @_;
	my $copy = JSON::PP->new->utf8->decode($text);
	$change->($copy);
	return wrong($copy);
}
for my $case (
	[ 'lacks license', sub { delete $_[0]{license} } ],
	[ 'license is not one of', sub { $_[0]{license} = 'postgres' } ],
	[ 'name is not a term: a b', sub { $_[0]{name} = 'a b' } ],
	[ 'version is not a version: 1.0', sub { $_[0]{version} = '1.0' } ],
	[ 'has homepage, which', sub { $_[0]{homepage} = 'https://pgxn.org/' } ],
	[ 'maintainer is an empty list', sub { $_[0]{maintainer} = [] } ],
	[ 'abstract is empty', sub { $_[0]{abstract} = '' } ],
	[ 'provides absence lacks version', sub { delete $_[0]{provides}{absence}{version} } ],
	[ 'provides absence file is not a file: sql/absence.sql', sub { $_[0]{provides}{absence}{file} = 'sql/absence.sql' } ],
	[ 'provides absence docfile is not a relative path: /etc/passwd', sub { $_[0]{provides}{absence}{docfile} = '/etc/passwd' } ],
	[ 'meta-spec is not a map', sub { $_[0]{'meta-spec'} = '1.0.0' } ],
	[ 'prereqs runtime requires PostgreSQL is not a version: 15', sub { $_[0]{prereqs}{runtime}{requires}{PostgreSQL} = '>= 15' } ],
	[ 'tags is not a tag: chronic absence', sub { push @{ $_[0]{tags} }, 'chronic absence' } ],
	[ 'release_status is not one of', sub { $_[0]{release_status} = 'final' } ],
	[ 'resources repository lacks type', sub { $_[0]{resources} = { repository => { url => 'https://pgxn.org/' } } } ],
	[ 'resources homepage is not a URI: pgxn.org', sub { $_[0]{resources} = { homepage => 'pgxn.org' } } ])
{
	my ($words, $change) = @$case;
	like(changed($change), qr/^\Q$words\E/m, "found: $words");
}
is(changed(sub { $_[0]{prereqs}{test}{requires}{pgtap} = '>= 1.2.0, != 1.5.0, < 2.0.0'; $_[0]{x_note} = [1] }), '',
	'a range of versions and a custom key are valid');

# META.json agrees with the other files
is($meta->{'meta-spec'}{version}, '1.0.0', 'it names the version of the specification');
is($meta->{version}, $version, 'the version is that of absence.control');
is_deeply([ sort keys %{ $meta->{provides} } ], [ map { s/\.control$//r } sort glob '*.control' ],
	'it provides the extensions that have a control file');
is($meta->{provides}{absence}{version}, $version, 'the version of the extension is the same');
is($meta->{release_status} eq 'stable' && $version =~ /-/, '', 'a pre-release version is not called stable');

my ($oldest) = slurp('Makefile') =~ /absence needs PostgreSQL (\d+) or newer/;
is($meta->{prereqs}{runtime}{requires}{PostgreSQL}, "$oldest.0.0", 'the oldest PostgreSQL version is that of the Makefile');

my $license = slurp('LICENSE');
is($meta->{license}, 'postgresql', 'the license is the PostgreSQL License');
like($license, qr/\APostgreSQL License\n/, 'LICENSE has the name of the license');
like($license =~ s/\s+/ /gr, qr/to use, copy, modify, and distribute this software and its documentation for any purpose, without fee,/,
	'LICENSE has the text of the license');
my ($holder) = $license =~ /^Copyright \(c\) \d+(?:-\d+)?, (.*)$/m;
is($meta->{maintainer}, $holder, 'the maintainers hold the copyright');

done_testing();
