-- What is withheld, in plain SQL: withhold_cells() with the arguments and the result of
-- absence_internal.withhold_cells(), by temporary table oracle_cell. src/withhold.c says why the
-- rule is as it is. test/t/012_publish.pl compares the two, and spoils this one to see that its
-- attacker would notice.

CREATE SCHEMA oracle;

-- Withholds n, and with it all, of more cells until each withheld cell of temporary
-- table oracle_cell could be of at least minimum different sizes.
--
-- room is how far the cell can be moved up and down over rectangles of withheld
-- cells, chronic students and others apart, so that what is known of rates does not
-- help. Rectangles that share a cell share its students. Several are added only where
-- the sum is right whatever they share.
--
-- The loop ends. Each pass either makes a cell safe, and it stays so, because more withheld
-- cells can only give more room; or it withholds one more cell. When every cell is withheld,
-- except those that are the only value of their school, a cell has the room of its
-- school's total, which is at least the minimum.
CREATE FUNCTION oracle.withhold_counts(minimum integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	cell record;
	room bigint;
	pick record;
BEGIN
	LOOP
		SELECT c.place, c.kind, c.value, c.n, c.chronic_n INTO cell
		FROM pg_temp.oracle_cell AS c
		WHERE c.n_withheld AND NOT c.safe
		ORDER BY c.n, c.kind, c.value, c.place
		LIMIT 1;
		EXIT WHEN NOT FOUND;

		WITH rectangle AS (
			SELECT m.verdict, tv.place, sw.value, m.sv, m.sw, m.tv, m.tw
			FROM pg_temp.oracle_cell AS sw
			JOIN pg_temp.oracle_cell AS tv ON tv.kind = cell.kind AND tv.value = cell.value AND tv.place <> cell.place AND tv.n_withheld
			JOIN pg_temp.oracle_cell AS tw ON tw.kind = cell.kind AND tw.place = tv.place AND tw.value = sw.value AND tw.n_withheld
			CROSS JOIN LATERAL (VALUES ('chronic', cell.chronic_n, sw.chronic_n, tv.chronic_n, tw.chronic_n),
				('other', cell.n - cell.chronic_n, sw.n - sw.chronic_n, tv.n - tv.chronic_n, tw.n - tw.chronic_n)) AS m (verdict, sv, sw, tv, tw)
			WHERE sw.kind = cell.kind AND sw.place = cell.place AND sw.value <> cell.value AND sw.n_withheld
		), at_place AS (
			SELECT r.verdict, r.place, min(r.sv) AS sv, min(r.tv) AS tv, sum(r.sw) AS sw, sum(r.tw) AS tw
			FROM rectangle AS r GROUP BY r.verdict, r.place
		), of_value AS (
			SELECT r.verdict, r.value, min(r.sw) AS sw, sum(r.tv) AS tv
			FROM rectangle AS r WHERE r.place <> 0 GROUP BY r.verdict, r.value
		), way AS (
			SELECT 'up' AS way, p.verdict, least(p.tv, p.sw) AS students FROM at_place AS p WHERE cell.place <> 0 AND p.place <> 0
			UNION ALL SELECT 'up', v.verdict, least(v.sw, v.tv) FROM of_value AS v WHERE cell.place <> 0
			UNION ALL SELECT 'down', p.verdict, least(min(p.sv), sum(p.tw)) FROM at_place AS p
				WHERE cell.place <> 0 AND p.place <> 0 GROUP BY p.verdict
			-- over rectangles with the district, and for a cell of the district
			UNION ALL SELECT 'up', p.verdict, p.sw FROM at_place AS p WHERE p.place = 0
			UNION ALL SELECT 'down', p.verdict, p.sv FROM at_place AS p WHERE p.place = 0
			UNION ALL SELECT 'up', p.verdict, sum(p.tw) FROM at_place AS p WHERE cell.place = 0 GROUP BY p.verdict
			UNION ALL SELECT 'down', p.verdict, sum(p.tv) FROM at_place AS p WHERE cell.place = 0 GROUP BY p.verdict
		)
		SELECT coalesce(sum(f.students), 0) INTO room
		FROM (SELECT w.way, w.verdict, max(w.students) AS students FROM way AS w GROUP BY w.way, w.verdict) AS f;

		IF room >= minimum THEN
			UPDATE pg_temp.oracle_cell AS c SET safe = true WHERE (c.kind, c.place, c.value) = (cell.kind, cell.place, cell.value);
			CONTINUE;
		END IF;

		-- the rectangle that costs the fewest students for the room it gives
		SELECT tv.place, sw.value INTO pick
		FROM pg_temp.oracle_cell AS sw
		JOIN pg_temp.oracle_cell AS tv ON tv.kind = cell.kind AND tv.value = cell.value AND tv.place <> cell.place
		JOIN pg_temp.oracle_cell AS tw ON tw.kind = cell.kind AND tw.place = tv.place AND tw.value = sw.value
		CROSS JOIN LATERAL (
			SELECT sum(CASE WHEN 0 IN (cell.place, tv.place) THEN least(m.sv, m.tv) + least(m.sw, m.tw)
				ELSE least(m.sv, m.tw) + least(m.sw, m.tv) END)
			FROM (VALUES (cell.chronic_n, sw.chronic_n, tv.chronic_n, tw.chronic_n),
				(cell.n - cell.chronic_n, sw.n - sw.chronic_n, tv.n - tv.chronic_n, tw.n - tw.chronic_n)) AS m (sv, sw, tv, tw)
		) AS r (room)
		CROSS JOIN LATERAL (
			SELECT CASE WHEN sw.n_withheld THEN 0 ELSE sw.n END + CASE WHEN tv.n_withheld THEN 0 ELSE tv.n END
				+ CASE WHEN tw.n_withheld THEN 0 ELSE tw.n END
		) AS x (cost)
		WHERE sw.kind = cell.kind AND sw.place = cell.place AND sw.value <> cell.value AND x.cost > 0
		ORDER BY x.cost / nullif(least(r.room, minimum), 0), x.cost, sw.value, tv.place
		LIMIT 1;
		IF FOUND THEN
			UPDATE pg_temp.oracle_cell AS c SET n_withheld = true
			WHERE c.kind = cell.kind AND c.place IN (cell.place, pick.place) AND c.value IN (cell.value, pick.value);
		ELSE
			-- the only value of its school, so a total by another name: it cannot be
			-- withheld, and is no smaller than that
			UPDATE pg_temp.oracle_cell AS c SET n_withheld = false WHERE (c.kind, c.place, c.value) = (cell.kind, cell.place, cell.value);
		END IF;
	END LOOP;
END
$$;
-- Withholds the rate, and how many are chronically absent, of more cells until each
-- withheld number could be another.
--
-- Here n may be known, so a number can only be moved if it stays between 0 and n, and
-- its cell keeps its code, or stays without one: can_rise, can_fall. A move goes around a
-- rectangle, as above. Or it moves two schools' totals, one up and one down, and with
-- them one value of each kind at both. If one of them is the district, both totals move
-- the same way.
--
-- The loop ends. Each pass makes every cell of a move safe, and at least one was not. There
-- always is a move, once codes are given up: with the district, because for a cell that is
-- not full every total has a value that is not full either, in every kind.
CREATE FUNCTION oracle.withhold_rates() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	cell record;
	move record;
BEGIN
	LOOP
		SELECT c.place, c.kind, c.value, c.can_rise, c.can_fall INTO cell
		FROM pg_temp.oracle_cell AS c
		WHERE c.rate_withheld AND NOT c.safe
		ORDER BY c.n, c.kind, c.value, c.place
		LIMIT 1;
		EXIT WHEN NOT FOUND;

		WITH towards AS (
			-- rises: whether the cell goes up; together: whether what is at place goes the same way
			SELECT p.place, 0 IN (cell.place, p.place) AS together, d.rises
			FROM pg_temp.oracle_cell AS p
			CROSS JOIN (VALUES (true), (false)) AS d (rises)
			WHERE p.kind = 'all' AND p.place <> cell.place AND CASE WHEN d.rises THEN cell.can_rise ELSE cell.can_fall END
		), two_values AS (
			SELECT o.place, ARRAY[cell.value, sw.value] AS picked, ARRAY[cell.kind, cell.kind] AS kinds,
				CASE WHEN sw.rate_withheld THEN 0 ELSE sw.n END + CASE WHEN tv.rate_withheld THEN 0 ELSE tv.n END
					+ CASE WHEN tw.rate_withheld THEN 0 ELSE tw.n END AS cost
			FROM towards AS o
			JOIN pg_temp.oracle_cell AS sw ON sw.kind = cell.kind AND sw.place = cell.place AND sw.value <> cell.value
			JOIN pg_temp.oracle_cell AS tv ON tv.kind = cell.kind AND tv.place = o.place AND tv.value = cell.value
			JOIN pg_temp.oracle_cell AS tw ON tw.kind = cell.kind AND tw.place = o.place AND tw.value = sw.value
			WHERE CASE WHEN o.rises THEN sw.can_fall ELSE sw.can_rise END
				AND CASE WHEN o.rises = o.together THEN tv.can_rise AND tw.can_fall ELSE tv.can_fall AND tw.can_rise END
		), one_of_each_kind AS (
			SELECT DISTINCT ON (o.place, o.rises, s.kind) o.place, o.rises, s.kind, s.value,
				CASE WHEN s.rate_withheld THEN 0 ELSE s.n END + CASE WHEN t.rate_withheld THEN 0 ELSE t.n END AS cost
			FROM towards AS o
			JOIN pg_temp.oracle_cell AS s ON s.place = cell.place
			JOIN pg_temp.oracle_cell AS t ON (t.kind, t.value) = (s.kind, s.value) AND t.place = o.place
			WHERE CASE WHEN o.rises THEN s.can_rise ELSE s.can_fall END
				AND CASE WHEN o.rises = o.together THEN t.can_rise ELSE t.can_fall END
				AND (s.kind <> cell.kind OR s.value = cell.value)
				-- totals only if there is no other way, because they cost more
				AND NOT EXISTS (TABLE two_values)
			ORDER BY o.place, o.rises, s.kind, cost, s.value
		), totals AS (
			SELECT e.place, array_agg(e.value ORDER BY e.kind) AS picked, array_agg(e.kind ORDER BY e.kind) AS kinds, sum(e.cost) AS cost
			FROM one_of_each_kind AS e
			GROUP BY e.place, e.rises
			HAVING count(*) = (SELECT count(DISTINCT k.kind) FROM pg_temp.oracle_cell AS k)
		)
		SELECT m.place, m.kinds, m.picked INTO move
		FROM (TABLE two_values UNION ALL TABLE totals) AS m (place, picked, kinds, cost)
		ORDER BY m.cost, m.place, m.kinds, m.picked
		LIMIT 1;
		IF FOUND THEN
			UPDATE pg_temp.oracle_cell AS c SET rate_withheld = true, safe = true
			FROM unnest(move.kinds, move.picked) AS m (kind, value)
			WHERE (c.kind, c.value) = (m.kind, m.value) AND c.place IN (cell.place, move.place);
		ELSE
			UPDATE pg_temp.oracle_cell AS c SET bounded = false, code = NULL, can_rise = c.chronic_n < c.n, can_fall = c.chronic_n > 0
			WHERE c.bounded;
			IF NOT FOUND THEN
				RAISE EXCEPTION 'no way to withhold the rate of % "%"', cell.kind, cell.value USING ERRCODE = 'internal_error';
			END IF;
		END IF;
	END LOOP;
END
$$;
CREATE FUNCTION oracle.withhold_cells(kinds text[], places integer[], vals text[], n bigint[], chronic_n bigint[], n_too boolean[],
		rate_too boolean[], minimum integer)
	RETURNS TABLE (cell integer, n_withheld boolean, rate_withheld boolean, code text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
#variable_conflict use_column
BEGIN
	DROP TABLE IF EXISTS pg_temp.oracle_cell;
	CREATE TEMP TABLE oracle_cell (kind text COLLATE "C", place integer, value text COLLATE "C", n bigint, chronic_n bigint,
		number integer, n_too boolean, rate_too boolean, is_rest boolean,
		n_withheld boolean, rate_withheld boolean, safe boolean, bounded boolean, code text, can_rise boolean, can_fall boolean,
		PRIMARY KEY (kind, place, value));
	INSERT INTO pg_temp.oracle_cell (kind, place, value, n, chronic_n, number, n_too, rate_too, is_rest)
	WITH given AS (
		SELECT g.kind COLLATE "C" AS kind, g.place, g.value COLLATE "C" AS value, g.n, g.chronic_n, g.n_too, g.rate_too,
			g.number::integer AS number
		FROM unnest(kinds, places, vals, n, chronic_n, n_too, rate_too)
			WITH ORDINALITY AS g (kind, place, value, n, chronic_n, n_too, rate_too, number)
	), overlapping AS (
		SELECT a.kind FROM given AS a WHERE a.place = 0 GROUP BY a.kind
		HAVING sum(a.n) > (SELECT t.n FROM given AS t WHERE t.kind = 'all' AND t.place = 0)
	)
	SELECT a.kind, a.place, a.value, a.n, a.chronic_n, a.number, a.n_too, a.rate_too, false
	FROM given AS a
	WHERE a.n > 0 AND a.kind NOT IN (SELECT o.kind FROM overlapping AS o)
	UNION ALL
	-- kinds and values are free text, but have no control characters between them
	SELECT a.kind || chr(1) || a.value, t.place, r.value, r.n, r.chronic_n, h.number, coalesce(h.n_too, false),
		coalesce(h.rate_too, false), r.is_rest
	FROM given AS a
	JOIN given AS t ON t.kind = 'all'
	LEFT JOIN given AS h ON (h.kind, h.value, h.place) = (a.kind, a.value, t.place)
	CROSS JOIN LATERAL (VALUES (false, 'in', h.n, h.chronic_n), (true, 'rest', t.n - coalesce(h.n, 0), t.chronic_n - coalesce(h.chronic_n, 0)))
		AS r (is_rest, value, n, chronic_n)
	WHERE a.n > 0 AND a.place = 0 AND a.value <> 'No' AND a.kind IN (SELECT o.kind FROM overlapping AS o) AND r.n > 0;

	-- counts: those too small, those withheld before, and others that must be withheld too
	UPDATE pg_temp.oracle_cell AS c SET safe = false, n_withheld = c.n < minimum OR c.n_too, rate_withheld = c.rate_too;
	PERFORM oracle.withhold_counts(minimum);

	-- rates: those near 0% and 100%, and others that must be withheld too. For fewer than 10
	-- students, only one rate would fit a code.
	UPDATE pg_temp.oracle_cell AS c SET safe = false,
		rate_withheld = c.n_withheld OR c.rate_withheld OR absence_internal.rate_code(c.n, c.chronic_n) IS NOT NULL,
		bounded = NOT c.n_withheld AND c.n >= 10 AND NOT c.is_rest;
	UPDATE pg_temp.oracle_cell AS c SET code = CASE WHEN c.bounded THEN absence_internal.rate_code(c.n, c.chronic_n) END,
		can_rise = c.chronic_n < c.n AND (NOT c.bounded
			OR absence_internal.rate_code(c.n, c.chronic_n + 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n)),
		can_fall = c.chronic_n > 0 AND (NOT c.bounded
			OR absence_internal.rate_code(c.n, c.chronic_n - 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n));
	PERFORM oracle.withhold_rates();

	RETURN QUERY SELECT c.number, c.n_withheld, c.rate_withheld, c.code FROM pg_temp.oracle_cell AS c WHERE NOT c.is_rest;
END
$$;
