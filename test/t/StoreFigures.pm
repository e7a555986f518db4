# All figures of a store, to compare them before and after something that must not
# change them
package StoreFigures;

use strict;
use warnings;

use Exporter 'import';
our @EXPORT = qw(figures_of catalog_of members_of differing);

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

# One line for each relation, column, constraint, index, trigger and function of a
# store, with its catalog data. NOT NULL constraints are left out, because only some
# servers name them.
sub catalog_of
{
	my ($node, $database, %of) = @_;
	my $store = $of{store} || 'attendance';
	my $some = $of{without_privileges} ? 'false' : 'true';
	return $node->safe_psql($database, qq{
		SET search_path = pg_catalog;
		WITH store AS (SELECT n.oid, n.nspacl, n.nspowner FROM pg_namespace AS n WHERE n.nspname = '$store'),
		relation AS (SELECT c.* FROM pg_class AS c JOIN store AS s ON s.oid = c.relnamespace),
		said (line) AS (
			SELECT concat_ws(' | ', 'schema', pg_get_userbyid(s.nspowner), acl.acl)
			FROM store AS s, LATERAL (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(s.nspacl) AS a WHERE $some) AS acl (acl)
			UNION ALL
			SELECT concat_ws(' | ', 'relation', c.relname, c.relkind, pg_get_userbyid(c.relowner), acl.acl, c.relpersistence,
				c.relreplident, c.reloptions, c.relispopulated, c.relrowsecurity, obj_description(c.oid, 'pg_class'),
				CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END)
			FROM relation AS c, LATERAL (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(c.relacl) AS a WHERE $some)
				AS acl (acl)
			WHERE c.relkind <> 'i'
			UNION ALL
			SELECT concat_ws(' | ', 'column', c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname,
				format_type(a.atttypid, a.atttypmod),
				(SELECT l.collname FROM pg_collation AS l WHERE l.oid = a.attcollation), a.attnotnull, a.attidentity, a.attgenerated,
				a.attstorage, a.attcompression, acl.acl, pg_get_expr(f.adbin, f.adrelid), col_description(c.oid, a.attnum))
			FROM relation AS c
			JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			LEFT JOIN pg_attrdef AS f ON (f.adrelid, f.adnum) = (a.attrelid, a.attnum)
			CROSS JOIN LATERAL (SELECT string_agg(l::text, ' ' ORDER BY l::text) FROM unnest(a.attacl) AS l WHERE $some) AS acl (acl)
			UNION ALL
			SELECT concat_ws(' | ', 'constraint', c.relname, n.conname, n.convalidated, pg_get_constraintdef(n.oid))
			FROM relation AS c JOIN pg_constraint AS n ON n.conrelid = c.oid AND n.contype <> 'n'
			UNION ALL
			SELECT concat_ws(' | ', 'index', c.relname, pg_get_indexdef(i.indexrelid), i.indisreplident, i.indisclustered)
			FROM relation AS c JOIN pg_index AS i ON i.indrelid = c.oid
			UNION ALL
			SELECT concat_ws(' | ', 'trigger', c.relname, t.tgenabled, pg_get_triggerdef(t.oid))
			FROM relation AS c JOIN pg_trigger AS t ON t.tgrelid = c.oid AND NOT t.tgisinternal
			UNION ALL
			SELECT concat_ws(' | ', 'function', p.proname, pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), acl.acl,
				obj_description(p.oid, 'pg_proc'))
			FROM pg_proc AS p JOIN store AS s ON s.oid = p.pronamespace,
			LATERAL (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(p.proacl) AS a WHERE $some) AS acl (acl)
		)
		SELECT regexp_replace(s.line, '\\s+', ' ', 'g') FROM said AS s ORDER BY s.line COLLATE "C"});
}

# One line for each member of the extension, with its catalog data
sub members_of
{
	my ($node, $database) = @_;
	my $tables = $node->safe_psql($database, q{
		SELECT string_agg(format('SELECT %L || t::text FROM %s AS t', 'row of ' || c.oid::regclass || ' ', c.oid::regclass), ' UNION ALL '
			ORDER BY c.oid::regclass::text)
		FROM pg_class AS c
		JOIN pg_depend AS d ON (d.classid, d.objid, d.deptype) = ('pg_class'::regclass, c.oid, 'e')
		JOIN pg_extension AS e ON d.refobjid = e.oid AND e.extname = 'absence'
		WHERE c.relkind = 'r'});
	return $node->safe_psql($database, qq{
		SET search_path = pg_catalog;
		WITH member AS (
			SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid
			WHERE d.refclassid = 'pg_extension'::regclass AND e.extname = 'absence' AND d.deptype = 'e'
		), said (line) AS (
			SELECT concat_ws(' | ', pg_describe_object(m.classid, m.objid, 0), c.description, i.initprivs)
			FROM member AS m
			LEFT JOIN pg_description AS c ON (c.classoid, c.objoid, c.objsubid) = (m.classid, m.objid, 0)
			LEFT JOIN pg_init_privs AS i ON (i.classoid, i.objoid, i.objsubid) = (m.classid, m.objid, 0)
			UNION ALL
			SELECT concat_ws(' | ', CASE p.prokind WHEN 'a' THEN 'aggregate ' || p.oid::regprocedure ELSE pg_get_functiondef(p.oid) END,
				pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.procost, p.prorows, p.prosupport, p.proleakproof,
				p.provolatile, p.proparallel, p.prosrc, p.probin, p.proacl, pg_get_userbyid(p.proowner))
			FROM pg_proc AS p JOIN member AS m ON (m.classid, m.objid) = ('pg_proc'::regclass, p.oid)
			UNION ALL
			SELECT concat_ws(' | ', 'aggregate', a.aggfnoid::oid::regprocedure, a.aggkind, a.aggtransfn::oid::regprocedure,
				a.aggfinalfn::oid::regprocedure, a.aggcombinefn::oid::regprocedure, a.aggserialfn, a.aggdeserialfn,
				a.aggmtransfn::oid::regprocedure, a.aggminvtransfn::oid::regprocedure, a.aggmfinalfn::oid::regprocedure,
				a.aggfinalmodify, a.aggtranstype::regtype, a.aggtransspace, a.aggmtranstype::regtype, a.aggmtransspace,
				a.agginitval, a.aggminitval)
			FROM pg_aggregate AS a JOIN member AS m ON (m.classid, m.objid) = ('pg_proc'::regclass, a.aggfnoid::oid)
			UNION ALL
			SELECT concat_ws(' | ', 'type', t.oid::regtype, t.typlen, t.typbyval, t.typtype, t.typcategory, t.typalign, t.typstorage,
				t.typinput::oid::regprocedure, t.typoutput::oid::regprocedure, t.typreceive::oid::regprocedure,
				t.typsend::oid::regprocedure, t.typacl,
				(SELECT string_agg(l.enumlabel, ' ' ORDER BY l.enumsortorder) FROM pg_enum AS l WHERE l.enumtypid = t.oid))
			FROM pg_type AS t JOIN member AS m ON (m.classid, m.objid) = ('pg_type'::regclass, t.oid)
			UNION ALL
			SELECT concat_ws(' | ', 'operator', o.oid::regoperator, o.oprcode::oid::regprocedure, o.oprcom::regoperator,
				o.oprnegate::regoperator, o.oprrest, o.oprjoin, o.oprcanhash, o.oprcanmerge)
			FROM pg_operator AS o JOIN member AS m ON (m.classid, m.objid) = ('pg_operator'::regclass, o.oid)
			UNION ALL
			SELECT concat_ws(' | ', 'in family', f.opfname, pg_describe_object(d.classid, d.objid, 0))
			FROM pg_opfamily AS f
			JOIN member AS m ON (m.classid, m.objid) = ('pg_opfamily'::regclass, f.oid)
			JOIN pg_depend AS d ON (d.refclassid, d.refobjid) = ('pg_opfamily'::regclass, f.oid)
			UNION ALL
			SELECT concat_ws(' | ', 'cast', t.castsource::regtype, t.casttarget::regtype, t.castfunc::regprocedure, t.castcontext,
				t.castmethod)
			FROM pg_cast AS t JOIN member AS m ON (m.classid, m.objid) = ('pg_cast'::regclass, t.oid)
			UNION ALL
			SELECT concat_ws(' | ', 'column', c.oid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
				pg_get_expr(f.adbin, f.adrelid), col_description(c.oid, a.attnum), c.relacl)
			FROM pg_class AS c
			JOIN member AS m ON (m.classid, m.objid) = ('pg_class'::regclass, c.oid)
			JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
			LEFT JOIN pg_attrdef AS f ON (f.adrelid, f.adnum) = (a.attrelid, a.attnum)
			UNION ALL
			SELECT concat_ws(' | ', 'constraint', c.oid::regclass, n.conname, pg_get_constraintdef(n.oid))
			FROM pg_class AS c
			JOIN member AS m ON (m.classid, m.objid) = ('pg_class'::regclass, c.oid)
			JOIN pg_constraint AS n ON n.conrelid = c.oid AND n.contype <> 'n'
			UNION ALL
			$tables
		)
		SELECT regexp_replace(s.line, '\\s+', ' ', 'g') FROM said AS s ORDER BY s.line COLLATE "C"});
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
