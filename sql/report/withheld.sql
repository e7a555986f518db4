
-- withheld: what a page does not show of small groups
--
-- The rule is that of publish for a district of this school alone, where nothing was
-- published before; sql/entry/publish.sql says why. A page is made by readers who cannot
-- write, and on standbys, so nothing is kept in tables here, and it is done for the cells of
-- a single total: then each rectangle of withheld cells is two values of one kind.

CREATE FUNCTION absence_internal.withheld_on_page(cells jsonb, minimum integer)
	RETURNS TABLE (kind text, value text, n bigint, chronic_n bigint, n_withheld boolean, rate_withheld boolean, code text)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	-- the cells, by place in the arrays: k is the number of chronically absent students
	kinds text[];
	vals text[];
	is_rest boolean[];
	ns bigint[];
	ks bigint[];
	n_hidden boolean[];
	k_hidden boolean[];
	safe boolean[];
	bounded boolean[];
	codes text[];
	can_rise boolean[];
	can_fall boolean[];
	c integer;
	i integer;
	room bigint;
	picked integer[];
BEGIN
	WITH cell AS (
		SELECT r.kind COLLATE "C" AS kind, r.value COLLATE "C" AS value, r.n, r.chronic_n
		FROM jsonb_to_recordset(cells) AS r (kind text, value text, n bigint, chronic_n bigint)
		WHERE r.n > 0
	), total AS (
		SELECT c.n, c.chronic_n FROM cell AS c WHERE c.kind = 'all'
	), overlapping AS (
		SELECT c.kind FROM cell AS c GROUP BY c.kind HAVING sum(c.n) > (SELECT t.n FROM total AS t)
	), part AS (
		SELECT c.kind, c.value, c.n, c.chronic_n, false AS is_rest FROM cell AS c WHERE c.kind NOT IN (SELECT o.kind FROM overlapping AS o)
		UNION ALL
		-- students in several values: each value is one of two parts
		SELECT c.kind || chr(1) || c.value, p.value, p.n, p.chronic_n, p.is_rest
		FROM cell AS c
		CROSS JOIN total AS t
		CROSS JOIN LATERAL (VALUES ('in', c.n, c.chronic_n, false), ('rest', t.n - c.n, t.chronic_n - c.chronic_n, true)) AS p (value, n,
			chronic_n, is_rest)
		WHERE c.value <> 'No' AND c.kind IN (SELECT o.kind FROM overlapping AS o) AND p.n > 0
	)
	SELECT array_agg(p.kind ORDER BY p.n, p.kind, p.value), array_agg(p.value ORDER BY p.n, p.kind, p.value),
		array_agg(p.is_rest ORDER BY p.n, p.kind, p.value), array_agg(p.n ORDER BY p.n, p.kind, p.value),
		array_agg(p.chronic_n ORDER BY p.n, p.kind, p.value), array_agg(p.n < minimum ORDER BY p.n, p.kind, p.value),
		array_agg(false)
	INTO kinds, vals, is_rest, ns, ks, n_hidden, safe
	FROM part AS p;

	-- counts: those too small, and others until each could be of at least minimum sizes
	LOOP
		SELECT min(u.place) INTO c FROM unnest(n_hidden, safe) WITH ORDINALITY AS u (hidden, safe, place) WHERE u.hidden AND NOT u.safe;
		EXIT WHEN c IS NULL;
		SELECT sum(u.n) INTO room FROM unnest(kinds, n_hidden, ns) WITH ORDINALITY AS u (kind, hidden, n, place)
		WHERE u.kind = kinds[c] AND u.hidden AND u.place <> c;
		IF room + ns[c] >= minimum THEN
			safe[c] := true;
			CONTINUE;
		END IF;
		SELECT u.place INTO i
		FROM unnest(kinds, vals, n_hidden, ns) WITH ORDINALITY AS u (kind, value, hidden, n, place)
		WHERE u.kind = kinds[c] AND u.place <> c AND NOT u.hidden
		ORDER BY u.n::numeric / nullif(least(ns[c] + u.n, minimum), 0), u.n, u.value COLLATE "C"
		LIMIT 1;
		IF FOUND THEN
			n_hidden[i] := true;
		ELSE
			n_hidden[c] := false;
		END IF;
	END LOOP;

	-- rates near 0% and 100% are codes
	SELECT array_agg(u.hidden OR absence_internal.rate_code(u.n, u.k) IS NOT NULL ORDER BY u.place), array_agg(false),
		array_agg(NOT u.hidden AND u.n >= 10 AND NOT u.is_rest ORDER BY u.place)
	INTO k_hidden, safe, bounded
	FROM unnest(n_hidden, ns, ks, is_rest) WITH ORDINALITY AS u (hidden, n, k, is_rest, place);
	LOOP
		SELECT array_agg(CASE WHEN u.bounded THEN absence_internal.rate_code(u.n, u.k) END ORDER BY u.place),
			array_agg(u.k < u.n AND (NOT u.bounded OR absence_internal.rate_code(u.n, u.k + 1) IS NOT DISTINCT FROM absence_internal.rate_code(u.n,
				u.k))
				ORDER BY u.place),
			array_agg(u.k > 0 AND (NOT u.bounded OR absence_internal.rate_code(u.n, u.k - 1) IS NOT DISTINCT FROM absence_internal.rate_code(u.n,
				u.k))
				ORDER BY u.place)
		INTO codes, can_rise, can_fall
		FROM unnest(bounded, ns, ks) WITH ORDINALITY AS u (bounded, n, k, place);
		-- each withheld number of chronically absent students could be another
		LOOP
			SELECT min(u.place) INTO c FROM unnest(k_hidden, safe) WITH ORDINALITY AS u (hidden, safe, place) WHERE u.hidden AND NOT u.safe;
			EXIT WHEN c IS NULL;
			-- one student more here, and one less in another value, or the other way round
			SELECT ARRAY[c, u.place] INTO picked
			FROM unnest(kinds, vals, k_hidden, ns, can_rise, can_fall) WITH ORDINALITY AS u (kind, value, hidden, n, rises, falls, place)
			WHERE u.kind = kinds[c] AND u.place <> c AND (can_rise[c] AND u.falls OR can_fall[c] AND u.rises)
			ORDER BY CASE WHEN u.hidden THEN 0 ELSE u.n END, u.value COLLATE "C"
			LIMIT 1;
			IF NOT FOUND THEN
				-- one more, or one less, in one value of each kind
				SELECT m.picked INTO picked
				FROM (
					SELECT array_agg(e.place ORDER BY e.kind) AS picked, array_agg(e.value ORDER BY e.kind) AS vals, sum(e.cost) AS cost
					FROM (
						SELECT DISTINCT ON (d.rises, u.kind COLLATE "C") d.rises, u.kind COLLATE "C" AS kind, u.value COLLATE "C" AS value, u.place,
							CASE WHEN u.hidden THEN 0 ELSE u.n END AS cost
						FROM (VALUES (true), (false)) AS d (rises)
						CROSS JOIN unnest(kinds, vals, k_hidden, ns, can_rise, can_fall) WITH ORDINALITY AS u (kind, value, hidden, n, rises, falls, place)
						WHERE CASE WHEN d.rises THEN can_rise[c] AND u.rises ELSE can_fall[c] AND u.falls END AND (u.kind <> kinds[c] OR u.place = c)
						ORDER BY d.rises, u.kind COLLATE "C", cost, u.value COLLATE "C"
					) AS e
					GROUP BY e.rises
					HAVING count(*) = (SELECT count(DISTINCT k) FROM unnest(kinds) AS k)
				) AS m
				ORDER BY m.cost, m.vals
				LIMIT 1;
			END IF;
			EXIT WHEN NOT FOUND;
			FOREACH i IN ARRAY picked LOOP
				k_hidden[i] := true;
				safe[i] := true;
			END LOOP;
		END LOOP;
		EXIT WHEN c IS NULL;
		-- no way while codes are shown
		IF NOT true = ANY (bounded) THEN
			RAISE EXCEPTION 'no way to withhold the rate of % "%"', kinds[c], vals[c] USING ERRCODE = 'internal_error';
		END IF;
		bounded := array_fill(false, ARRAY[cardinality(bounded)]);
	END LOOP;

	RETURN QUERY
	SELECT split_part(u.kind, chr(1), 1), CASE WHEN strpos(u.kind, chr(1)) > 0 THEN split_part(u.kind, chr(1), 2) ELSE u.value END,
		u.n, u.k, u.n_hidden, u.k_hidden, u.code
	FROM unnest(kinds, vals, is_rest, ns, ks, n_hidden, k_hidden, codes) AS u (kind, value, is_rest, n, k, n_hidden, k_hidden, code)
	WHERE NOT u.is_rest;
END
$$;
COMMENT ON FUNCTION absence_internal.withheld_on_page(jsonb, integer) IS
	'What a page shows of the cells (kind, value, n, chronic_n) of one total, which is kind all, by the rule of publish: n and rate, the '
		'rate as a '
	'code, n alone, or nothing';
