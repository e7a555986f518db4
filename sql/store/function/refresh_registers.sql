-- The registers of a refresh: those of the students whose facts have changed, and those of the
-- calendars whose complete-through has moved.
--
-- It makes these temporary tables:
--
-- refresh_register   these registers, as they are to be
-- refresh_change     those that are new, gone or different; all if the definition is another
-- refresh_code_change  the codes whose meaning has changed since the last refresh

CREATE OR REPLACE FUNCTION @store@.refresh_registers(for_year integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	setting @store@.store_setting;
	seed bigint;
	changes bit varying;
	policy_now absence.policy;
	other_policy boolean;
	any_moved boolean;		-- whether there can be a register to look at
BEGIN
	SELECT * INTO STRICT setting FROM @store@.store_setting;
	-- in memory, so that it is not read from its table for each student
	SELECT f.seed, f.changes || B'' INTO STRICT seed, changes FROM pg_temp.refresh_found AS f;
	SELECT p.policy INTO policy_now FROM @store@.definition_of_year AS p WHERE p.school_year = for_year AND p.name = setting.policy;
	other_policy := EXISTS (
		SELECT FROM @store@.refresh_basis AS b
		WHERE b.school_year = for_year AND b.policy::absence.policy OPERATOR(absence.<>) policy_now);

	-- the calendars whose complete-through has moved
	CREATE TEMP TABLE refresh_moved ON COMMIT DROP AS
	SELECT n.school_id, n.calendar_code, n.complete_through,
		o.school_year IS NULL OR n.complete_through IS DISTINCT FROM o.complete_through AS moved
	FROM pg_temp.refresh_complete AS n
	LEFT JOIN @store@.calendar_complete AS o
		ON (o.school_year, o.school_id, o.calendar_code) = (for_year, n.school_id, n.calendar_code);
	ANALYZE pg_temp.refresh_moved;
	any_moved := other_policy OR EXISTS (SELECT FROM pg_temp.refresh_stay) OR EXISTS (SELECT FROM pg_temp.refresh_moved AS m WHERE m.moved);

	-- The register of a student with one stay is that of the stay, with the complete-through
	-- of the day. The registers of a student with several are all made anew: one a school, of
	-- its stays. The grade is that of the latest stay begun by complete-through, else that of
	-- the first.
	CREATE TEMP TABLE refresh_stay_several ON COMMIT DROP AS
	SELECT student_id, school_id, calendar_code, entry_date, last_date, grade, primary_school, fte, register, complete_through
	FROM (
		SELECT s.*, m.complete_through, bool_or(other_policy OR s.is_changed OR m.moved) OVER (PARTITION BY s.student_id) AS is_looked_at
		FROM @stays_now@ AS s
		JOIN pg_temp.refresh_moved AS m USING (school_id, calendar_code)
		WHERE any_moved AND NOT s.alone AND s.register IS NOT NULL
	) AS s
	WHERE is_looked_at;
	CREATE TEMP TABLE refresh_register ON COMMIT DROP AS
	SELECT s.student_id, s.school_id, s.grade, absence_internal.complete_to(s.register, m.complete_through) AS register
	FROM @stays_now@ AS s
	JOIN pg_temp.refresh_moved AS m USING (school_id, calendar_code)
	WHERE any_moved AND s.alone AND s.register IS NOT NULL AND (other_policy OR s.is_changed OR m.moved)
	UNION ALL
	SELECT student_id, school_id,
		CASE WHEN count(*) = 1 THEN min(grade) ELSE (
			SELECT s.grade
			FROM unnest(array_agg(grade), array_agg(entry_date), array_agg(last_date)) AS s (grade, entry_date, last_date)
			CROSS JOIN LATERAL (SELECT coalesce(s.entry_date <= max(complete_through), false)) AS b (begun)
			ORDER BY b.begun DESC, CASE WHEN b.begun THEN s.entry_date END DESC, s.entry_date, s.last_date DESC NULLS FIRST,
				s.grade DESC NULLS LAST
			LIMIT 1) END,
		absence.rollup(absence_internal.complete_to(register, complete_through))
	FROM pg_temp.refresh_stay_several
	GROUP BY student_id, school_id;

	-- A day of a student at several schools has one owner, decided by the stays of that day:
	-- the primary school, then the larger fte, then the earlier entry, then the school id. The
	-- other schools yield the day. In that order each stay takes the days that no stay before
	-- it has.
	WITH stay AS (
		SELECT s.student_id, s.school_id, s.register, absence.rollup(s.register) OVER (
			PARTITION BY s.student_id ORDER BY s.primary_school DESC, s.fte DESC, s.entry_date, s.school_id
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
		FROM pg_temp.refresh_stay_several AS s
		WHERE s.student_id IN (SELECT r.student_id FROM pg_temp.refresh_stay_several AS r GROUP BY r.student_id
			HAVING min(r.school_id) <> max(r.school_id))
	)
	UPDATE pg_temp.refresh_register AS r
	SET register = absence_internal.yield_days(r.register, y.days)
	FROM (
		SELECT student_id, school_id,
			absence_internal.except_days(absence.rollup(register),
				absence.rollup(absence_internal.except_days(register, before))) AS days
		FROM stay
		GROUP BY student_id, school_id
		HAVING count(before) > 0
	) AS y
	WHERE (y.student_id, y.school_id) = (r.student_id, r.school_id);
	ANALYZE pg_temp.refresh_register (student_id, school_id);

	CREATE TEMP TABLE refresh_change ON COMMIT DROP AS
	SELECT c.student_id, c.school_id, c.grade, c.old, c.new, coalesce(b.policy_before, policy_now) AS policy_before, c.grade_before
	FROM (
		SELECT n.student_id, n.school_id, n.grade, o.register AS old, n.register AS new, o.grade AS grade_before
		FROM pg_temp.refresh_register AS n
		LEFT JOIN @store@.student_register AS o ON (o.student_id, o.school_id, o.school_year) = (n.student_id, n.school_id, for_year)
		UNION ALL
		-- those of students who have none there any more
		SELECT o.student_id, o.school_id, NULL, o.register, NULL, NULL
		FROM @store@.student_register AS o
		WHERE o.school_year = for_year AND absence_internal.has_changed(o.student_id, seed, changes)
			AND NOT EXISTS (SELECT FROM pg_temp.refresh_register AS n WHERE (n.student_id, n.school_id) = (o.student_id, o.school_id))
	) AS c
	LEFT JOIN (
		SELECT b.school_id, b.policy::absence.policy AS policy_before
		FROM @store@.refresh_basis AS b
		WHERE b.school_year = for_year
		OFFSET 0
	) AS b USING (school_id)
	WHERE c.old IS NULL OR c.new IS NULL OR c.old OPERATOR(absence.<>) c.new
		OR c.grade_before IS DISTINCT FROM c.grade OR b.policy_before OPERATOR(absence.<>) policy_now;
	ANALYZE pg_temp.refresh_change (student_id, school_id);

	CREATE TEMP TABLE refresh_code_change ON COMMIT DROP AS
	SELECT coalesce(n.school_id, o.school_id) AS school_id, coalesce(n.code, o.code) AS code
	FROM (SELECT c.school_id, c.code, c.mark, c.precedence, c.share FROM @store@.refresh_code AS c WHERE c.school_year = for_year) AS o
	FULL JOIN pg_temp.refresh_code_found AS n ON (n.school_id, n.code) = (o.school_id, o.code)
	WHERE (n.mark, n.precedence, n.share) IS DISTINCT FROM (o.mark, o.precedence, o.share);
END
$$;
REVOKE ALL ON FUNCTION @store@.refresh_registers(integer) FROM PUBLIC;
