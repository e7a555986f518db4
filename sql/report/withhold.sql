
-- withhold: figures of small groups, and others from which these would follow
--
-- What is withheld is decided in one place, src/withhold.c: for publish, which has a table of
-- schools and their sum, for reports, which have the groups of one school, and for figures of
-- one's own.

CREATE FUNCTION absence_internal.rate_code(n bigint, chronic_n bigint) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_rate_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.rate_code(bigint, bigint) IS
	'What is published for a rate near 0% or 100%, such as "<= 5%"; NULL for others. Near is 1% from 300 students on, 2% from 100, 5% from '
	'40, 10% from 20, otherwise 20%';

CREATE FUNCTION absence_internal.withhold_cells(kinds text[], places integer[], vals text[], n bigint[], chronic_n bigint[],
		n_too boolean[], rate_too boolean[], minimum integer)
	RETURNS TABLE (cell integer, n_withheld boolean, rate_withheld boolean, code text)
	AS 'MODULE_PATHNAME', 'absence_withhold_cells' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.withhold_cells(text[], integer[], text[], bigint[], bigint[], boolean[], boolean[], integer) IS
	'What is withheld of a table of cells, with those that are withheld anyway: kinds and values of groups at places, of which place 0 is '
	'the sum; cell is the place of a cell in the arguments. A value No of a kind with students in several values has no row';

-- The cells of one total are those of a place that is the sum of itself.
CREATE FUNCTION absence.withhold(rows jsonb, minimum integer DEFAULT 10)
	RETURNS TABLE (group_kind text, group_value text, verdict_n integer, chronic_n integer, chronic_rate double precision,
		chronic_rate_shown text, shown text)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF jsonb_typeof(rows) <> 'array' OR EXISTS (SELECT FROM jsonb_array_elements(rows) AS r WHERE jsonb_typeof(r) <> 'object') THEN
		RAISE EXCEPTION 'rows of groups must be an array of objects'
			USING ERRCODE = 'invalid_parameter_value', HINT = 'The rows of a view or of a query q are jsonb_agg(q).';
	ELSIF minimum < 1 THEN
		RAISE EXCEPTION 'minimum must be at least 1, not %', minimum USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY
	WITH given AS MATERIALIZED (
		SELECT r.group_kind COLLATE "C" AS kind, r.group_value COLLATE "C" AS value, r.verdict_n AS n, r.chronic_n AS k
		FROM jsonb_to_recordset(rows) AS r (group_kind text, group_value text, verdict_n bigint, chronic_n bigint)
		WHERE r.verdict_n > 0
	), cell AS MATERIALIZED (
		SELECT g.*, p.place, row_number() OVER (ORDER BY p.place DESC, g.kind, g.value) AS number
		FROM given AS g
		CROSS JOIN (VALUES (1), (0)) AS p (place)
	), total AS (
		-- a total that is too small shows nothing
		SELECT max(g.n) FILTER (WHERE g.kind = 'all') < minimum AS is_small FROM given AS g
	)
	SELECT c.kind, c.value, CASE WHEN w.shown <> 'nothing' THEN c.n::integer END, CASE WHEN w.shown = 'all' THEN c.k::integer END,
		CASE WHEN w.shown = 'all' THEN c.k::double precision / c.n END,
		CASE WHEN w.shown = 'all' THEN round(100.0 * c.k / c.n, 1) || '%' ELSE coalesce(w.code, 'withheld') END, w.shown
	FROM (
		SELECT w.cell, CASE WHEN NOT t.is_small AND NOT w.n_withheld THEN w.code END AS code,
			CASE WHEN t.is_small OR w.n_withheld THEN 'nothing' WHEN NOT w.rate_withheld THEN 'all' WHEN w.code IS NOT NULL THEN 'code'
				ELSE 'verdict_n' END AS shown
		FROM (
			SELECT array_agg(c.kind ORDER BY c.number) AS kinds, array_agg(c.place ORDER BY c.number) AS places,
				array_agg(c.value ORDER BY c.number) AS vals, array_agg(c.n ORDER BY c.number) AS ns, array_agg(c.k ORDER BY c.number) AS ks,
				array_agg(false) AS too
			FROM cell AS c
		) AS a
		CROSS JOIN total AS t
		CROSS JOIN LATERAL absence_internal.withhold_cells(a.kinds, a.places, a.vals, a.ns, a.ks, a.too, a.too, minimum) AS w
	) AS w
	JOIN cell AS c ON c.number = w.cell AND c.place = 1
	ORDER BY c.number;
END
$$;
COMMENT ON FUNCTION absence.withhold(jsonb, integer) IS
	'Figures of groups of one total without those that are too small to show and those from which these would follow, by the rule of publish: '
	'rows with group_kind, group_value, verdict_n and chronic_n, one of them of kind all; NULL is what is withheld';
