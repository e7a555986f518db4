
-- print: sums of hashes of a table's rows, by which a refresh finds what has changed

CREATE FUNCTION absence_internal.print_agg_transition(state bigint[], seed bigint, buckets integer, key text, VARIADIC "any")
	RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'absence_print_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.print_agg_transition(bigint[], bigint, integer, text, "any") IS
	'aggregate transition function';

CREATE FUNCTION absence_internal.print_agg_combine(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'absence_print_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.print_agg_combine(bigint[], bigint[]) IS
	'aggregate combine function';

CREATE AGGREGATE absence_internal.print_agg(seed bigint, buckets integer, key text, VARIADIC "any") (
	SFUNC = absence_internal.print_agg_transition, STYPE = bigint[], SSPACE = 4096,
	COMBINEFUNC = absence_internal.print_agg_combine, PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.print_agg(bigint, integer, text, "any") IS
	'The print of rows of a key and other columns: sums of their hashes in buckets, by the hash of the key; '
	'it does not depend on the order of the rows';

-- the same with declared types, for the columns of an event: Citus combines no aggregate with
-- arguments of any type
CREATE FUNCTION absence_internal.print_agg_transition(state bigint[], seed bigint, buckets integer, key text,
		school_id text, day date, period text, code text, portion numeric, missed numeric, held numeric)
	RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'absence_print_agg_transition' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.print_agg_transition(bigint[], bigint, integer, text,
		text, date, text, text, numeric, numeric, numeric) IS
	'aggregate transition function';

CREATE AGGREGATE absence_internal.print_agg(seed bigint, buckets integer, key text,
		school_id text, day date, period text, code text, portion numeric, missed numeric, held numeric) (
	SFUNC = absence_internal.print_agg_transition, STYPE = bigint[], SSPACE = 4096,
	COMBINEFUNC = absence_internal.print_agg_combine, PARALLEL = safe
);
COMMENT ON AGGREGATE absence_internal.print_agg(bigint, integer, text, text, date, text, text, numeric, numeric, numeric) IS
	'The print of events, the same as that of the other print_agg';

CREATE FUNCTION absence_internal.print_changes(before bigint[], after bigint[]) RETURNS bit varying
	AS 'MODULE_PATHNAME', 'absence_print_changes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.print_changes(bigint[], bigint[]) IS
	'The buckets in which two prints differ, a bit for each; NULL if they cannot be compared';

CREATE FUNCTION absence_internal.has_changed(key text, seed bigint, changes bit varying) RETURNS boolean
	AS 'MODULE_PATHNAME', 'absence_has_changed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.has_changed(text, bigint, bit varying) IS
	'Whether the bucket of a key is one of those that differ; true if the changes are NULL';

-- Raised when a release makes other registers, or other prints, of the same facts. The next
-- refresh of each store then works out every student anew.
CREATE FUNCTION absence_internal.print_version() RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 1;
COMMENT ON FUNCTION absence_internal.print_version() IS
	'Version of the way from facts to prints and registers; a refresh does not compare prints of another version';
