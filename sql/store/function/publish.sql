-- Publishing: a release of the latest school year that has begun by a day.
--
-- It collects all cells, withholds cells until none of them follows from what is shown, and
-- writes the rest. src/withhold.c describes how cells are withheld.

CREATE OR REPLACE FUNCTION @store@.publish_release(store name, new_label text, to_day date, by_name text) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	for_year integer;
	policy_name text;
	policy_text text;
	last_day date;
	students bigint;
	said record;
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	policy_name := coalesce(by_name, setting.policy);
	SELECT max(r.school_year) INTO for_year
	FROM @store@.student_register AS r
	WHERE absence_internal.last_membership_day(r.register, coalesce(to_day, 'infinity')) IS NOT NULL;
	IF for_year IS NULL THEN
		RAISE EXCEPTION 'store "%" has nothing recorded to %', store, coalesce(to_day::text, 'now')
			USING ERRCODE = 'no_data_found', HINT = 'To make registers: CALL absence.refresh();';
	END IF;
	policy_text := @store@.policy_in_year(policy_name, for_year)::text;

	-- figures without many students whose verdict depends on unmapped codes would be those of
	-- other students
	SELECT coalesce(sum(c.not_mapped_n), 0) AS not_mapped, coalesce(sum(c.verdict_n + c.not_mapped_n), 0) AS students
	INTO STRICT said
	FROM @store@.coverage_at(to_day, policy_name) AS c
	WHERE c.school_year = for_year;
	IF said.not_mapped > said.students * setting.max_verdict_change THEN
		RAISE EXCEPTION '% of % students of store "%" have no verdict, because it depends on unmapped attendance codes',
				said.not_mapped, said.students, store
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = format('At most max_verdict_change (%s) of them can be without a verdict.', setting.max_verdict_change),
				HINT = 'Map the codes in attendance_code (see data_issue, reason "unmapped code"), refresh, and publish again.';
	END IF;

	-- every cell, as it is: each school's all, grades and groups
	CREATE TEMP TABLE public_figure (school_id text COLLATE "C", school_name text, kind text COLLATE "C", value text COLLATE "C",
		n bigint, chronic_n bigint, as_of date);
	INSERT INTO pg_temp.public_figure
	SELECT g.school_id, coalesce(g.school_name, g.school_id), g.group_kind, g.group_value, g.verdict_n, g.chronic_n, g.as_of
	FROM @store@.group_absence_at(to_day, policy_name) AS g
	WHERE g.school_year = for_year AND g.sex = 'all' AND g.status_basis = 'on_day' AND g.group_kind <> 'grade' AND g.verdict_n > 0
	UNION ALL
	SELECT g.school_id, coalesce(g.school_name, g.school_id), 'grade', coalesce(g.grade, 'missing'), g.verdict_n, g.chronic_n, g.as_of
	FROM @store@.grade_absence_at(to_day, policy_name) AS g
	WHERE g.school_year = for_year AND g.verdict_n > 0;

	SELECT max(f.as_of), coalesce(sum(f.n) FILTER (WHERE f.kind = 'all'), 0) INTO STRICT last_day, students FROM pg_temp.public_figure AS f;
	IF students < setting.minimum_group THEN
		RAISE EXCEPTION 'students with a verdict are fewer than %, the minimum_group of store "%"', setting.minimum_group, store
			USING ERRCODE = 'no_data_found', HINT = 'Figures of such a small group are not published.';
	END IF;

	-- The places of figures: each school has its own, the district has place 0. Schools that
	-- are too small share place -1. These are at least two schools, because the figures of a
	-- single one would follow from the total. If they have too few students, the smallest
	-- other schools are added.
	CREATE TEMP TABLE public_place (place integer, scope text COLLATE "C", school_id text COLLATE "C", school_name text, as_of date);
	INSERT INTO pg_temp.public_place (place, scope, school_id, school_name)
	SELECT CASE WHEN q.shares THEN -1 ELSE q.place END, CASE WHEN q.shares THEN 'small_schools' ELSE 'school' END, q.school_id, q.school_name
	FROM (
		SELECT s.*, s.small OR bool_or(s.small) OVER ()
			AND (row_number() OVER smallest <= 2 OR sum(s.n) OVER smallest - s.n < setting.minimum_group) AS shares
		FROM (
			SELECT f.school_id, f.school_name, f.n, row_number() OVER (ORDER BY f.school_id) AS place,
				f.n < setting.minimum_group OR EXISTS (SELECT FROM @store@.public_withheld AS w
					WHERE w.school_year = for_year AND w.scope = 'small_schools' AND w.school_id = f.school_id) AS small
			FROM pg_temp.public_figure AS f
			WHERE f.kind = 'all'
		) AS s
		WINDOW smallest AS (ORDER BY s.small DESC, s.n, s.school_id)
	) AS q
	UNION ALL
	SELECT 0, 'sum_of_schools', NULL, NULL;
	-- the day through which the figures of a place count: over the calendars of all its
	-- schools, by the rule of view school_complete
	UPDATE pg_temp.public_place AS p
	SET as_of = least(to_day, k.complete_through)
	FROM (
		SELECT q.place,
			coalesce(min(c.complete_through) FILTER (WHERE c.complete_through < c.last_session_day), max(c.complete_through)) AS complete_through
		FROM (
			SELECT s.place, s.school_id FROM pg_temp.public_place AS s
			UNION ALL
			SELECT 0, s.school_id FROM pg_temp.public_place AS s
		) AS q
		JOIN @store@.calendar_complete AS c USING (school_id)
		WHERE c.school_year = for_year
		GROUP BY q.place
	) AS k
	WHERE k.place = p.place;

	-- what the releases before have withheld stays withheld, also of the rest of a group of which nobody is there now
	CREATE TEMP TABLE public_cell AS
	WITH at_place AS (
		SELECT f.kind, p.place, f.value, sum(f.n)::bigint AS n, sum(f.chronic_n)::bigint AS chronic_n
		FROM pg_temp.public_figure AS f
		JOIN pg_temp.public_place AS p ON p.place = 0 OR p.school_id = f.school_id
		GROUP BY f.kind, p.place, f.value
	), withheld AS (
		SELECT w.group_kind AS kind, p.place, w.group_value AS value, bool_or(w.verdict_n_too) AS n_too
		FROM pg_temp.public_place AS p
		JOIN @store@.public_withheld AS w ON w.school_year = for_year
			AND (w.scope, w.school_id) IN ((p.scope, CASE p.scope WHEN 'school' THEN p.school_id ELSE '' END), ('school', p.school_id))
		WHERE w.group_kind <> ''
		GROUP BY w.group_kind, p.place, w.group_value
	), cell AS MATERIALIZED (
		SELECT kind, place, value, coalesce(a.n, 0) AS n, coalesce(a.chronic_n, 0) AS chronic_n,
			coalesce(w.n_too, false) AS n_too, w.kind IS NOT NULL AS rate_too, row_number() OVER (ORDER BY kind, place, value) AS number
		FROM at_place AS a
		FULL JOIN withheld AS w USING (kind, place, value)
	)
	SELECT c.kind AS group_kind, c.place, c.value AS group_value, c.n, c.chronic_n, w.n_withheld, w.rate_withheld, w.code
	FROM (
		SELECT array_agg(c.kind ORDER BY c.number) AS kinds, array_agg(c.place ORDER BY c.number) AS places,
			array_agg(c.value ORDER BY c.number) AS vals, array_agg(c.n ORDER BY c.number) AS ns,
			array_agg(c.chronic_n ORDER BY c.number) AS ks, array_agg(c.n_too ORDER BY c.number) AS n_too,
			array_agg(c.rate_too ORDER BY c.number) AS rate_too
		FROM cell AS c
	) AS a
	CROSS JOIN LATERAL absence_internal.withhold_cells(a.kinds, a.places, a.vals, a.ns, a.ks, a.n_too, a.rate_too, setting.minimum_group) AS w
	JOIN cell AS c ON c.number = w.cell;

	INSERT INTO @store@.public_release (label, school_year, as_of, policy, policy_text, minimum_group, published_at, published_by)
	VALUES (new_label, for_year, last_day, policy_name, policy_text, setting.minimum_group, now(), session_user);
	DELETE FROM @store@.public_absence AS a WHERE a.school_year = for_year;
	INSERT INTO @store@.public_absence (school_year, scope, school_id, school_name, group_kind, group_value, verdict_n, chronic_n,
		chronic_rate, chronic_rate_shown, shown, as_of, policy, policy_text, label, published_at)
	SELECT r.school_year, p.scope, p.school_id, p.school_name, c.group_kind, c.group_value,
		CASE WHEN NOT c.n_withheld THEN c.n END,
		CASE WHEN NOT c.rate_withheld THEN c.chronic_n END,
		CASE WHEN NOT c.rate_withheld THEN c.chronic_n::double precision / c.n END,
		CASE WHEN NOT c.rate_withheld THEN round(100.0 * c.chronic_n / c.n, 1) || '%' ELSE coalesce(c.code, 'withheld') END,
		CASE WHEN c.n_withheld THEN 'nothing' WHEN NOT c.rate_withheld THEN 'all' WHEN c.code IS NOT NULL THEN 'code' ELSE 'verdict_n' END,
		p.as_of, r.policy, r.policy_text, r.label, r.published_at
	FROM pg_temp.public_cell AS c
	JOIN (
		SELECT p.place, p.scope, CASE p.scope WHEN 'school' THEN min(p.school_id) END AS school_id,
			string_agg(p.school_name, ', ' ORDER BY p.school_id) AS school_name, min(p.as_of) AS as_of
		FROM pg_temp.public_place AS p
		GROUP BY p.place, p.scope
	) AS p USING (place)
	CROSS JOIN (SELECT * FROM @store@.public_release AS r WHERE r.label = new_label) AS r
	ORDER BY c.place <> 0, c.place, c.group_kind, c.group_value;

	-- what later releases of the year must withhold too
	INSERT INTO @store@.public_withheld AS w (school_year, scope, school_id, group_kind, group_value, verdict_n_too)
	SELECT a.school_year, a.scope, coalesce(a.school_id, ''), a.group_kind, a.group_value, a.verdict_n IS NULL
	FROM @store@.public_absence AS a
	WHERE a.school_year = for_year AND a.chronic_n IS NULL
	UNION ALL
	SELECT for_year, p.scope, p.school_id, '', '', true FROM pg_temp.public_place AS p WHERE p.scope = 'small_schools'
	ON CONFLICT (school_year, scope, school_id, group_kind, group_value)
		DO UPDATE SET verdict_n_too = w.verdict_n_too OR EXCLUDED.verdict_n_too;

	SELECT count(*) AS cells, count(*) FILTER (WHERE c.n_withheld) AS withheld,
		count(*) FILTER (WHERE c.rate_withheld AND NOT c.n_withheld) AS rates
	INTO said FROM pg_temp.public_cell AS c;
	DROP TABLE pg_temp.public_figure, pg_temp.public_place, pg_temp.public_cell;
	RAISE NOTICE 'published "%": school year %, % cells, % of them withheld, % without a rate',
		new_label, for_year, said.cells, said.withheld, said.rates;
END
$$;
COMMENT ON FUNCTION @store@.publish_release(name, text, date, text) IS
	'Writes the release of a label, and public_absence of its school year; a step of publish';
REVOKE ALL ON FUNCTION @store@.publish_release(name, text, date, text) FROM PUBLIC;
