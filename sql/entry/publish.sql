
-- publish: figures that everybody may see, as a table
--
-- The figures are a table of cells for each group kind: schools down, values across, and the
-- totals, which are the schools' cells of kind all, and the district's row. What is shown is
-- a set of equations between cells: the values of a kind add up to the school's total, and
-- the schools' cells add up to the district's. Withheld cells must not follow from these
-- equations. So for each withheld cell there must be other tables that a reader cannot tell
-- from the true one. They are found by moving students around a rectangle of withheld
-- cells: of schools s and t and values v and w, a student of (s, w) is counted in (s, v)
-- instead, and a student of (t, v) in (t, w). Every total stays as it is. If t is the
-- district, both its cells move along with the school's.
--
-- If students are in several values of a kind, the values do not add up. Then each value is
-- a table of its own: the students who are in it, and the rest, which follows from the
-- total. The value No is not published, because with the others it would tell how
-- many students are in any.
--
-- How cells are withheld is here. sql/store/function/publish.sql gathers and writes them.

-- A rate near 0 or 1 is shown as a code, wider for smaller groups. The rate itself would
-- tell something of every student of the group.
CREATE FUNCTION absence_internal.code_margin(n bigint) RETURNS integer
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN n >= 300 THEN 1 WHEN n >= 100 THEN 2 WHEN n >= 40 THEN 5 WHEN n >= 20 THEN 10 ELSE 20 END;
COMMENT ON FUNCTION absence_internal.code_margin(bigint) IS
	'The distance from 0% and 100%, in percent, within which the published rate of a group of n students is a code: '
	'1 from 300 students, 2 from 100, 5 from 40, 10 from 20, otherwise 20';

CREATE FUNCTION absence_internal.rate_code(n bigint, chronic_n bigint) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN 100 * chronic_n <= absence_internal.code_margin(n) * n THEN '<= ' || absence_internal.code_margin(n) || '%'
		WHEN 100 * chronic_n >= (100 - absence_internal.code_margin(n)) * n THEN '>= ' || 100 - absence_internal.code_margin(n) || '%' END;
COMMENT ON FUNCTION absence_internal.rate_code(bigint, bigint) IS
	'What is published for a rate near 0% or 100%, such as "<= 5%"; NULL for others';

-- Withholds n, and with it all, of more cells until each withheld cell of temporary
-- table public_cell could be of at least minimum different sizes.
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
CREATE FUNCTION absence_internal.withhold_counts(minimum integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	cell record;
	room bigint;
	pick record;
BEGIN
	IF to_regclass('pg_temp.public_cell') IS NULL THEN
		RAISE EXCEPTION 'there is nothing to withhold'
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'This function is a step of absence.publish().';
	END IF;
	LOOP
		SELECT c.place, c.kind, c.value, c.n, c.chronic_n INTO cell
		FROM pg_temp.public_cell AS c
		WHERE c.n_withheld AND NOT c.safe
		ORDER BY c.n, c.kind, c.value, c.place
		LIMIT 1;
		EXIT WHEN NOT FOUND;

		WITH rectangle AS (
			SELECT m.verdict, tv.place, sw.value, m.sv, m.sw, m.tv, m.tw
			FROM pg_temp.public_cell AS sw
			JOIN pg_temp.public_cell AS tv ON tv.kind = cell.kind AND tv.value = cell.value AND tv.place <> cell.place AND tv.n_withheld
			JOIN pg_temp.public_cell AS tw ON tw.kind = cell.kind AND tw.place = tv.place AND tw.value = sw.value AND tw.n_withheld
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
			UPDATE pg_temp.public_cell AS c SET safe = true WHERE (c.kind, c.place, c.value) = (cell.kind, cell.place, cell.value);
			CONTINUE;
		END IF;

		-- the rectangle that costs the fewest students for the room it gives
		SELECT tv.place, sw.value INTO pick
		FROM pg_temp.public_cell AS sw
		JOIN pg_temp.public_cell AS tv ON tv.kind = cell.kind AND tv.value = cell.value AND tv.place <> cell.place
		JOIN pg_temp.public_cell AS tw ON tw.kind = cell.kind AND tw.place = tv.place AND tw.value = sw.value
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
			UPDATE pg_temp.public_cell AS c SET n_withheld = true
			WHERE c.kind = cell.kind AND c.place IN (cell.place, pick.place) AND c.value IN (cell.value, pick.value);
		ELSE
			-- the only value of its school, so a total by another name: it cannot be
			-- withheld, and is no smaller than that
			UPDATE pg_temp.public_cell AS c SET n_withheld = false WHERE (c.kind, c.place, c.value) = (cell.kind, cell.place, cell.value);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.withhold_counts(integer) IS
	'A step of publish: withholds cells until none that is withheld follows from what is shown';

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
CREATE FUNCTION absence_internal.withhold_rates() RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	cell record;
	move record;
BEGIN
	IF to_regclass('pg_temp.public_cell') IS NULL THEN
		RAISE EXCEPTION 'there is nothing to withhold'
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'This function is a step of absence.publish().';
	END IF;
	LOOP
		SELECT c.place, c.kind, c.value, c.can_rise, c.can_fall INTO cell
		FROM pg_temp.public_cell AS c
		WHERE c.rate_withheld AND NOT c.safe
		ORDER BY c.n, c.kind, c.value, c.place
		LIMIT 1;
		EXIT WHEN NOT FOUND;

		WITH towards AS (
			-- rises: whether the cell goes up; together: whether what is at place goes the same way
			SELECT p.place, 0 IN (cell.place, p.place) AS together, d.rises
			FROM pg_temp.public_cell AS p
			CROSS JOIN (VALUES (true), (false)) AS d (rises)
			WHERE p.kind = 'all' AND p.place <> cell.place AND CASE WHEN d.rises THEN cell.can_rise ELSE cell.can_fall END
		), two_values AS (
			SELECT o.place, ARRAY[cell.value, sw.value] AS picked, ARRAY[cell.kind, cell.kind] AS kinds,
				CASE WHEN sw.rate_withheld THEN 0 ELSE sw.n END + CASE WHEN tv.rate_withheld THEN 0 ELSE tv.n END
					+ CASE WHEN tw.rate_withheld THEN 0 ELSE tw.n END AS cost
			FROM towards AS o
			JOIN pg_temp.public_cell AS sw ON sw.kind = cell.kind AND sw.place = cell.place AND sw.value <> cell.value
			JOIN pg_temp.public_cell AS tv ON tv.kind = cell.kind AND tv.place = o.place AND tv.value = cell.value
			JOIN pg_temp.public_cell AS tw ON tw.kind = cell.kind AND tw.place = o.place AND tw.value = sw.value
			WHERE CASE WHEN o.rises THEN sw.can_fall ELSE sw.can_rise END
				AND CASE WHEN o.rises = o.together THEN tv.can_rise AND tw.can_fall ELSE tv.can_fall AND tw.can_rise END
		), one_of_each_kind AS (
			SELECT DISTINCT ON (o.place, o.rises, s.kind) o.place, o.rises, s.kind, s.value,
				CASE WHEN s.rate_withheld THEN 0 ELSE s.n END + CASE WHEN t.rate_withheld THEN 0 ELSE t.n END AS cost
			FROM towards AS o
			JOIN pg_temp.public_cell AS s ON s.place = cell.place
			JOIN pg_temp.public_cell AS t ON (t.kind, t.value) = (s.kind, s.value) AND t.place = o.place
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
			HAVING count(*) = (SELECT count(DISTINCT k.kind) FROM pg_temp.public_cell AS k)
		)
		SELECT m.place, m.kinds, m.picked INTO move
		FROM (TABLE two_values UNION ALL TABLE totals) AS m (place, picked, kinds, cost)
		ORDER BY m.cost, m.place, m.kinds, m.picked
		LIMIT 1;
		IF FOUND THEN
			UPDATE pg_temp.public_cell AS c SET rate_withheld = true, safe = true
			FROM unnest(move.kinds, move.picked) AS m (kind, value)
			WHERE (c.kind, c.value) = (m.kind, m.value) AND c.place IN (cell.place, move.place);
		ELSE
			UPDATE pg_temp.public_cell AS c SET bounded = false, code = NULL, can_rise = c.chronic_n < c.n, can_fall = c.chronic_n > 0
			WHERE c.bounded;
			IF NOT FOUND THEN
				RAISE EXCEPTION 'no way to withhold the rate of % "%"', cell.kind, cell.value USING ERRCODE = 'internal_error';
			END IF;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.withhold_rates() IS
	'A step of publish: withholds rates until no rate that is withheld, or shown as a code, follows from what is shown';

CREATE PROCEDURE absence.publish(store name, label text, as_of date DEFAULT NULL, policy text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store),
		absence_internal.must_be_new_label(store, label, as_of, 'public_release', 'published', 'publish');
	EXECUTE format('SELECT %I.publish_release($1, $2, $3, $4)', store) USING store, label, as_of, policy;
END
$$;
COMMENT ON PROCEDURE absence.publish(name, text, date, text) IS
	'Writes public_absence, the figures of a school year that everybody may see: schools and their sum by all, grade and each group kind, '
	'without figures that are too small to show and those from which these would follow; NULL is the store''s own day and definition; '
	'a label can be used only once';
