-- School years: their state, and the years that a refresh covers.

CREATE OR REPLACE FUNCTION @store@.state_of_year(of_year integer) RETURNS text
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT coalesce(
		(SELECT y.state FROM @store@.school_year_state AS y WHERE y.school_year = of_year),
		(SELECT 'open' FROM @store@.fact_enrollment AS e WHERE e.school_year = of_year LIMIT 1));
END;
COMMENT ON FUNCTION @store@.state_of_year(integer) IS
	'open or closed; a school year is open too if the store has only enrollments of it, and NULL if it has nothing';

-- The open school years with enrollments, and those that the store knows already. A few
-- enrollments of a year without a calendar are most likely rows of a wrong year. Such a
-- year is refreshed only if it is given.
CREATE OR REPLACE FUNCTION @store@.years_to_refresh(asked_year integer) RETURNS SETOF integer
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT q.school_year
	FROM (
		SELECT y.school_year FROM @store@.school_year_state AS y
		UNION
		SELECT e.school_year
		FROM (
			SELECT e.school_year, count(*) AS stays, max(count(*)) OVER () AS most
			FROM @store@.fact_enrollment AS e
			GROUP BY e.school_year
		) AS e
		WHERE e.stays >= 50 OR 2 * e.stays >= e.most OR e.school_year = asked_year
			OR EXISTS (SELECT FROM @store@.fact_calendar AS c WHERE c.school_year = e.school_year)
	) AS q
	WHERE q.school_year = coalesce(asked_year, q.school_year)
		AND NOT EXISTS (SELECT FROM @store@.school_year_state AS y WHERE y.school_year = q.school_year AND y.state = 'closed')
	ORDER BY 1;
END;
COMMENT ON FUNCTION @store@.years_to_refresh(integer) IS
	'The open school years that a refresh covers; only the given one, unless that is NULL';
