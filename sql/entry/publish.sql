
-- publish: figures that everybody may see, as a table
--
-- A table of cells for each group kind: schools down, values across, and the
-- totals, which are the schools' cell of kind all, and the district's row. What is
-- shown are equations between cells: the values of a kind add up to the school's
-- total, the schools' cells to the district's. Withheld cells must not follow from
-- them, so for each there must be other tables, which an onlooker cannot tell from
-- the true one. They are found by moving students around a rectangle of withheld
-- cells: of schools s and t and values v and w, a student of (s, w) counted in
-- (s, v) instead, and one of (t, v) in (t, w). Every total stays as it is. With the
-- district for t, both its cells move along with the school's.
--
-- Where students are in several values of a kind the values do not add up: then each
-- value is a table of its own, of those who are in it and of the rest, whom anybody
-- can work out from the total; and No is not published, which with the others would
-- tell how many are in any.

-- The rate near 0 and near 1 is shown as a code, wider for smaller groups: else it
-- would tell something of every student of the group
CREATE FUNCTION absence_internal.code_margin(n bigint) RETURNS integer
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN n >= 300 THEN 1 WHEN n >= 100 THEN 2 WHEN n >= 40 THEN 5 WHEN n >= 20 THEN 10 ELSE 20 END;
COMMENT ON FUNCTION absence_internal.code_margin(bigint) IS
	'How near 0% and 100%, in percent, the published rate of a group of n students is a code: 1, 2 from 299 down, 5 from 99, 10 from 39, 20 from 19';

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
-- help. Rectangles that share a cell share its students: several are added only where
-- the sum is right whatever they share.
--
-- It ends, and well: a pass either makes a cell safe, for good, as more withheld
-- cells can only give more room; or withholds one more. When all is withheld, but
-- for cells that are the only value of their school, a cell has the room of its
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
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'It is a step of absence.publish().';
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
			UNION ALL SELECT 'down', p.verdict, least(min(p.sv), sum(p.tw)) FROM at_place AS p WHERE cell.place <> 0 AND p.place <> 0 GROUP BY p.verdict
			-- with the district beside, and of the district's cell itself
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
COMMENT ON FUNCTION absence_internal.withhold_counts(integer) IS 'A step of publish: withholds cells until none that is withheld follows from what is shown';

-- Withholds the rate, and how many are chronically absent, of more cells until each
-- withheld number could be another.
--
-- Here n may be known, so a number can only be moved if it stays between 0 and n, and
-- its cell keeps its code, or stays without one: can_rise, can_fall. A move goes around a
-- rectangle, as above; or moves two schools' totals, one up and one down, and with
-- them one value of each kind at both; with the district for one of them both totals
-- move the same way.
--
-- It ends: each pass makes every cell of a move safe, and one at least was not. There
-- always is a move, once codes are given up: with the district, as of a cell that
-- is not full every total has a value that is not full either, in every kind.
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
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'It is a step of absence.publish().';
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
				-- totals only where there is no other way: they are dear
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
COMMENT ON FUNCTION absence_internal.withhold_rates() IS 'A step of publish: withholds rates until none that is withheld, or shown as a code, follows from what is shown';

CREATE PROCEDURE absence.publish(store name, label text, as_of date DEFAULT NULL, policy text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET DateStyle = 'ISO'
	AS $$
DECLARE
	for_year integer;
	policy_name text := policy;
	policy_text text;
	release record;
	students bigint;
	said record;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_new_label(store, label, as_of, 'public_release', 'published', 'publish');
	-- the latest school year that has begun
	EXECUTE format('SELECT max(r.school_year) FROM %I.student_register AS r
		WHERE absence_internal.last_membership_day(r.register, coalesce($1, ''infinity'')) IS NOT NULL', store) INTO for_year USING as_of;
	IF for_year IS NULL THEN
		RAISE EXCEPTION 'store "%" has nothing recorded to %', store, coalesce(as_of::text, 'now')
			USING ERRCODE = 'no_data_found', HINT = 'Registers are worked out by CALL absence.refresh().';
	END IF;
	IF policy_name IS NULL THEN
		EXECUTE format('SELECT s.policy FROM %I.store_setting AS s', store) INTO STRICT policy_name;
	END IF;

	policy_text := absence_internal.policy_in_store(store, policy_name, for_year)::text;

	-- figures without the students whose verdict hangs on codes that nobody has mapped
	-- would be those of somebody else
	EXECUTE format($sql$
		SELECT coalesce(sum(c.not_mapped_n), 0) AS not_mapped, coalesce(sum(c.verdict_n + c.not_mapped_n), 0) AS students,
			(SELECT s.max_verdict_change FROM %1$I.store_setting AS s) AS most
		FROM %1$I.coverage_at($1, $2) AS c
		WHERE c.school_year = $3
		$sql$, store) INTO STRICT said USING as_of, policy_name, for_year;
	IF said.not_mapped > said.students * said.most THEN
		RAISE EXCEPTION '% of % students of store "%" have no verdict, which hangs on attendance codes that nobody has mapped',
				said.not_mapped, said.students, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('At most max_verdict_change (%s) of them may have none.', said.most),
				HINT = 'Map the codes in attendance_code (see data_issue, reason "unmapped code"), refresh, and publish again.';
	END IF;

	-- every cell, as it is: each school's all, grades and groups
	CREATE TEMP TABLE public_figure (school_id text COLLATE "C", school_name text, kind text COLLATE "C", value text COLLATE "C",
		n bigint, chronic_n bigint, as_of date);
	EXECUTE format($sql$
		INSERT INTO pg_temp.public_figure
		SELECT g.school_id, coalesce(g.school_name, g.school_id), g.group_kind, g.group_value, g.verdict_n, g.chronic_n, g.as_of
		FROM %1$I.group_absence_at($1, $2) AS g
		WHERE g.school_year = $3 AND g.sex = 'all' AND g.status_basis = 'on_day' AND g.group_kind <> 'grade' AND g.verdict_n > 0
		UNION ALL
		SELECT g.school_id, coalesce(g.school_name, g.school_id), 'grade', coalesce(g.grade, 'missing'), g.verdict_n, g.chronic_n, g.as_of
		FROM %1$I.grade_absence_at($1, $2) AS g
		WHERE g.school_year = $3 AND g.verdict_n > 0
		$sql$, store) USING as_of, policy_name, for_year;

	EXECUTE format('SELECT s.minimum_group, (SELECT max(f.as_of) FROM pg_temp.public_figure AS f) AS as_of FROM %I.store_setting AS s', store)
		INTO STRICT release;
	SELECT coalesce(sum(f.n), 0) INTO students FROM pg_temp.public_figure AS f WHERE f.kind = 'all';
	IF students < release.minimum_group THEN
		RAISE EXCEPTION 'students with a verdict are fewer than %, the minimum_group of store "%"', release.minimum_group, store
			USING ERRCODE = 'no_data_found', HINT = 'Figures of so small a group are not published.';
	END IF;

	-- Where the figures stand: a school's own place, the district's 0. Schools that are
	-- too small share place -1: two at least, with the smallest others where they alone
	-- would be too few, or one alone, whom the total would give away.
	CREATE TEMP TABLE public_place (place integer, scope text COLLATE "C", school_id text COLLATE "C", school_name text, as_of date);
	EXECUTE format($sql$
		INSERT INTO pg_temp.public_place (place, scope, school_id, school_name)
		SELECT CASE WHEN q.small OR q.any_small AND (q.row_number <= 2 OR q.students_before < $2) THEN -1 ELSE q.place END,
			CASE WHEN q.small OR q.any_small AND (q.row_number <= 2 OR q.students_before < $2) THEN 'small_schools' ELSE 'school' END, q.school_id, q.school_name
		FROM (
			SELECT s.*, bool_or(s.small) OVER () AS any_small, row_number() OVER smallest, sum(s.n) OVER smallest - s.n AS students_before
			FROM (
				SELECT f.school_id, f.school_name, f.n, row_number() OVER (ORDER BY f.school_id) AS place,
					f.n < $2 OR EXISTS (SELECT FROM %1$I.public_withheld AS w
						WHERE w.school_year = $1 AND w.scope = 'small_schools' AND w.school_id = f.school_id) AS small
				FROM pg_temp.public_figure AS f
				WHERE f.kind = 'all'
			) AS s
			WINDOW smallest AS (ORDER BY s.small DESC, s.n, s.school_id)
		) AS q
		UNION ALL
		SELECT 0, 'sum_of_schools', NULL, NULL
		$sql$, store) USING for_year, release.minimum_group;
	-- through which day the figures of a place count: over the calendars of all its
	-- schools together, as view school_complete has it of one
	EXECUTE format($sql$
		UPDATE pg_temp.public_place AS p
		SET as_of = least($1, k.complete_through)
		FROM (
			SELECT q.place, coalesce(min(c.complete_through) FILTER (WHERE c.complete_through < c.last_session_day), max(c.complete_through)) AS complete_through
			FROM (
				SELECT s.place, s.school_id FROM pg_temp.public_place AS s
				UNION ALL
				SELECT 0, s.school_id FROM pg_temp.public_place AS s
			) AS q
			JOIN %I.calendar_complete AS c USING (school_id)
			WHERE c.school_year = $2
			GROUP BY q.place
		) AS k
		WHERE k.place = p.place
		$sql$, store) USING as_of, for_year;

	CREATE TEMP TABLE public_cell (kind text COLLATE "C", place integer, value text COLLATE "C", n bigint, chronic_n bigint, as_of date,
		group_kind text COLLATE "C", group_value text COLLATE "C", is_rest boolean,
		n_withheld boolean, rate_withheld boolean, safe boolean, bounded boolean, code text, can_rise boolean, can_fall boolean,
		PRIMARY KEY (kind, place, value));
	CREATE INDEX ON pg_temp.public_cell (kind, value);
	INSERT INTO pg_temp.public_cell (kind, place, value, n, chronic_n, as_of, group_kind, group_value, is_rest)
	WITH at_place AS (
		SELECT f.kind, p.place, f.value, sum(f.n) AS n, sum(f.chronic_n) AS chronic_n, min(p.as_of) AS as_of
		FROM pg_temp.public_figure AS f
		JOIN pg_temp.public_place AS p ON p.place = 0 OR p.school_id = f.school_id
		GROUP BY f.kind, p.place, f.value
	), overlapping AS (
		SELECT a.kind FROM at_place AS a WHERE a.place = 0 GROUP BY a.kind HAVING sum(a.n) > students
	)
	SELECT a.kind, a.place, a.value, a.n, a.chronic_n, a.as_of, a.kind, a.value, false
	FROM at_place AS a
	WHERE a.kind NOT IN (SELECT o.kind FROM overlapping AS o)
	UNION ALL
	-- kinds and values are free text, but have no control characters between them
	SELECT a.kind || chr(1) || a.value, t.place, r.value, r.n, r.chronic_n, t.as_of, a.kind, a.value, r.is_rest
	FROM at_place AS a
	JOIN at_place AS t ON t.kind = 'all'
	LEFT JOIN at_place AS h ON (h.kind, h.value, h.place) = (a.kind, a.value, t.place)
	CROSS JOIN LATERAL (VALUES (false, 'in', h.n, h.chronic_n), (true, 'rest', t.n - coalesce(h.n, 0), t.chronic_n - coalesce(h.chronic_n, 0)))
		AS r (is_rest, value, n, chronic_n)
	WHERE a.place = 0 AND a.value <> 'No' AND a.kind IN (SELECT o.kind FROM overlapping AS o) AND r.n > 0;
	ANALYZE pg_temp.public_cell;

	-- counts: those too small, those withheld before, and what must go with them
	EXECUTE format($sql$
		UPDATE pg_temp.public_cell AS c SET safe = false, n_withheld = c.n < $2 OR coalesce(w.n_too, false), rate_withheld = w.place IS NOT NULL
		FROM pg_temp.public_cell AS k
		LEFT JOIN (
			SELECT p.place, w.group_kind, w.group_value, bool_or(w.verdict_n_too) AS n_too
			FROM pg_temp.public_place AS p
			JOIN %1$I.public_withheld AS w ON w.school_year = $1
				AND (w.scope, w.school_id) IN ((p.scope, CASE p.scope WHEN 'school' THEN p.school_id ELSE '' END), ('school', p.school_id))
			GROUP BY p.place, w.group_kind, w.group_value
		) AS w ON (w.place, w.group_kind, w.group_value) = (k.place, k.group_kind, k.group_value)
		WHERE (c.kind, c.place, c.value) = (k.kind, k.place, k.value)
		$sql$, store) USING for_year, release.minimum_group;
	PERFORM absence_internal.withhold_counts(release.minimum_group);

	-- rates: those near 0% and 100%, and what must go with them. Of fewer than 10 a
	-- code would leave no choice.
	UPDATE pg_temp.public_cell AS c SET safe = false,
		rate_withheld = c.n_withheld OR c.rate_withheld OR absence_internal.rate_code(c.n, c.chronic_n) IS NOT NULL,
		bounded = NOT c.n_withheld AND c.n >= 10 AND NOT c.is_rest;
	UPDATE pg_temp.public_cell AS c SET code = CASE WHEN c.bounded THEN absence_internal.rate_code(c.n, c.chronic_n) END,
		can_rise = c.chronic_n < c.n AND (NOT c.bounded OR absence_internal.rate_code(c.n, c.chronic_n + 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n)),
		can_fall = c.chronic_n > 0 AND (NOT c.bounded OR absence_internal.rate_code(c.n, c.chronic_n - 1) IS NOT DISTINCT FROM absence_internal.rate_code(c.n, c.chronic_n));
	PERFORM absence_internal.withhold_rates();

	EXECUTE format('INSERT INTO %I.public_release (label, school_year, as_of, policy, policy_text, minimum_group, published_at, published_by)
		VALUES ($1, $2, $3, $4, $5, $6, now(), session_user)', store)
		USING label, for_year, release.as_of, policy_name, policy_text, release.minimum_group;
	EXECUTE format('DELETE FROM %I.public_absence WHERE school_year = $1', store) USING for_year;
	EXECUTE format($sql$
		INSERT INTO %1$I.public_absence (school_year, scope, school_id, school_name, group_kind, group_value, verdict_n, chronic_n,
			chronic_rate, chronic_rate_shown, shown,
			as_of, policy, policy_text, label, published_at)
		SELECT r.school_year, p.scope, p.school_id, p.school_name, c.group_kind, c.group_value,
			CASE WHEN NOT c.n_withheld THEN c.n END,
			CASE WHEN NOT c.rate_withheld THEN c.chronic_n END,
			CASE WHEN NOT c.rate_withheld THEN c.chronic_n::double precision / c.n END,
			CASE WHEN NOT c.rate_withheld THEN round(100.0 * c.chronic_n / c.n, 1) || '%%' ELSE coalesce(c.code, 'withheld') END,
			CASE WHEN c.n_withheld THEN 'nothing' WHEN NOT c.rate_withheld THEN 'all' WHEN c.code IS NOT NULL THEN 'code' ELSE 'verdict_n' END,
			c.as_of, r.policy, r.policy_text, r.label, r.published_at
		FROM pg_temp.public_cell AS c
		JOIN (
			SELECT p.place, p.scope, CASE p.scope WHEN 'school' THEN min(p.school_id) END AS school_id,
				string_agg(p.school_name, ', ' ORDER BY p.school_id) AS school_name
			FROM pg_temp.public_place AS p
			GROUP BY p.place, p.scope
		) AS p USING (place)
		CROSS JOIN (SELECT * FROM %1$I.public_release AS r WHERE r.label = $1) AS r
		WHERE NOT c.is_rest
		ORDER BY c.place <> 0, c.place, c.group_kind, c.group_value
		$sql$, store) USING label;

	EXECUTE format($sql$
		INSERT INTO %1$I.public_withheld AS w (school_year, scope, school_id, group_kind, group_value, verdict_n_too)
		SELECT a.school_year, a.scope, coalesce(a.school_id, ''), a.group_kind, a.group_value, a.verdict_n IS NULL
		FROM %1$I.public_absence AS a
		WHERE a.school_year = $1 AND a.chronic_n IS NULL
		UNION ALL
		SELECT $1, p.scope, p.school_id, '', '', true FROM pg_temp.public_place AS p WHERE p.scope = 'small_schools'
		ON CONFLICT (school_year, scope, school_id, group_kind, group_value) DO UPDATE SET verdict_n_too = w.verdict_n_too OR EXCLUDED.verdict_n_too
		$sql$, store) USING for_year;

	SELECT count(*) AS cells, count(*) FILTER (WHERE c.n_withheld) AS withheld, count(*) FILTER (WHERE c.rate_withheld AND NOT c.n_withheld) AS rates
	INTO said FROM pg_temp.public_cell AS c WHERE NOT c.is_rest;
	DROP TABLE pg_temp.public_figure, pg_temp.public_place, pg_temp.public_cell;
	RAISE NOTICE 'published "%": school year %, % cells, % of them withheld, % without a rate', label, for_year, said.cells, said.withheld, said.rates;
END
$$;
COMMENT ON PROCEDURE absence.publish(name, text, date, text) IS
	'Writes public_absence, the figures of a school year that everybody may see: schools and their sum by all, grade and each group kind, without what is too small to show and what would give it away; NULL is the store''s own day and definition; a label is used once';
