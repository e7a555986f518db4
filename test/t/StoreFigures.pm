# All figures of a store, to compare them before and after something that must not
# change them
package StoreFigures;

use strict;
use warnings;

use Exporter 'import';
our @EXPORT = qw(figures_of differing);

# One line for each table, view and materialized view of a store: its name, the number
# of rows, and a hash of all rows. Arguments restrict the kinds and names of relations.
sub figures_of
{
	my ($node, $database, %of) = @_;
	my $store = $of{store} || 'attendance';
	my $kinds = $of{kinds} || 'rvm';
	my $but = join ',', map { "'$_'" } '', @{ $of{but} || [] };
	my $settings = join '', map { "SET $_;\n" } @{ $of{settings} || [] };
	return $node->safe_psql($database, qq{
		SET search_path = pg_catalog;
		$settings
		SELECT name || ' ' || (xpath('//x/text()', query_to_xml(format(
			'SELECT count(*) || '' '' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")), '''') AS x
				FROM %I.%I AS t', \$store\$$store\$store\$, name), false, true, '')))[1]::text
		FROM (
			SELECT relname::text AS name FROM pg_class
			WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = \$store\$$store\$store\$)
				AND strpos('$kinds', relkind::text) > 0 AND relname NOT IN ($but)
		) AS r
		ORDER BY name COLLATE "C"}, extra_params => $of{as} ? [ '-U', $of{as} ] : []);
}

# The lines that are in only one of two lists; empty if the lists are the same
sub differing
{
	my ($before, $after) = @_;
	my %in;
	$in{$_} += 1 for split /\n/, $before;
	$in{$_} -= 1 for split /\n/, $after;
	return join "\n", map { ($in{$_} > 0 ? 'before: ' : 'after: ') . $_ } grep { $in{$_} != 0 } sort keys %in;
}

1;
