-- The alerts that must stand in a store, worked out from its registers without regard to the
-- alerts that there are. An alert has no number here: it is a student, a rule, the school if
-- the rule is of scope school, and the run of days on which the rule is met.

-- The rules in force: of each name, the highest version for the school year
CREATE FUNCTION rules_in_force(store name) RETURNS TABLE (school_year integer, name text, version integer, rule text, scope text,
	again boolean, settle_days integer, grades text[], from_age integer, to_age integer) STABLE LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY EXECUTE format('SELECT y.school_year, r.name, r.version, r.rule, r.scope, r.again, r.settle_days, r.grades, r.from_age, r.to_age '
		'FROM %1$I.school_year_state AS y JOIN %1$I.attendance_rule AS r ON r.basis = ''register'' '
		'WHERE r.version = (SELECT max(v.version) FROM %1$I.attendance_rule AS v WHERE v.name = r.name AND v.in_force '
			'AND NOT v.from_year > y.school_year IS TRUE AND NOT v.to_year < y.school_year IS TRUE)', store);
END
$$;

-- The registers that rules look at: those at each school, school_id NULL for those of all
-- schools together
CREATE FUNCTION registers_looked_at(store name) RETURNS TABLE (school_year integer, student_id text, school_id text, grades text[],
	register absence.register, policy absence.policy, birth_date date) STABLE LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY EXECUTE format('SELECT r.school_year, r.student_id, r.school_id, r.grades, r.register, p.policy::absence.policy, u.birth_date '
		'FROM (SELECT school_year, student_id, school_id, ARRAY[grade] AS grades, register FROM %1$I.student_register '
			'UNION ALL SELECT school_year, student_id, NULL, array_agg(grade), absence.rollup(register) FROM %1$I.student_register GROUP BY 1, 2) AS r '
		'CROSS JOIN %1$I.store_setting AS s '
		'JOIN %1$I.definition_of_year AS p ON (p.school_year, p.name) = (r.school_year, s.policy) '
		'LEFT JOIN %1$I.student AS u ON u.student_id = r.student_id', store);
END
$$;

CREATE TYPE standing_alert AS (school_year integer, student_id text, school_id text, rule text, version integer, met_on date, until date,
	amount double precision, ripe_on date);


CREATE FUNCTION alert_truth(store name, by_day boolean DEFAULT false) RETURNS SETOF standing_alert STABLE LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY
	WITH pair AS MATERIALIZED (
		SELECT r.school_year, r.student_id, r.school_id, r.register, r.policy, r.birth_date, i.name, i.version, i.rule::absence.rule AS rule, i.again,
			i.settle_days, i.from_age, i.to_age
		FROM oracle.registers_looked_at(store) AS r
		JOIN oracle.rules_in_force(store) AS i ON i.school_year = r.school_year AND (i.scope = 'school') = (r.school_id IS NOT NULL)
			AND (i.grades IS NULL OR i.grades && r.grades)
	), day AS (
		-- whether the rule is met on each membership day that counts
		SELECT p.school_year, p.student_id, p.school_id, p.name, d.day, absence.is_met(p.register, p.rule, p.policy, d.day) AS met
		FROM pair AS p CROSS JOIN LATERAL absence.days(p.register) AS d
		WHERE by_day AND d.day <= absence.complete_through(p.register)
	), spell AS (
		SELECT d.*, count(*) FILTER (WHERE NOT d.met) OVER (PARTITION BY d.school_year, d.student_id, d.school_id, d.name ORDER BY d.day) AS spell
		FROM day AS d
	), run AS (
		SELECT s.school_year, s.student_id, s.school_id, s.name, min(s.day) AS met_on, (
				SELECT min(d.day) FROM day AS d
				WHERE (d.school_year, d.student_id, d.name) = (s.school_year, s.student_id, s.name) AND d.school_id IS NOT DISTINCT FROM s.school_id
					AND d.day > max(s.day)) AS until
		FROM spell AS s WHERE s.met
		GROUP BY s.school_year, s.student_id, s.school_id, s.name, s.spell
	), crossing AS (
		SELECT p.*, r.met_on, r.until, absence.amount_now(p.register, p.rule, p.policy, r.met_on) AS amount
		FROM run AS r JOIN pair AS p ON (p.school_year, p.student_id, p.name) = (r.school_year, r.student_id, r.name)
			AND p.school_id IS NOT DISTINCT FROM r.school_id
		UNION ALL
		SELECT p.*, c.met_on, c.until, c.amount
		FROM pair AS p CROSS JOIN LATERAL absence.crossings(p.register, p.rule, p.policy) AS c
		WHERE NOT by_day
	), of_age AS (
		SELECT c.*, row_number() OVER (PARTITION BY c.school_year, c.student_id, c.school_id, c.name ORDER BY c.met_on) AS place
		FROM crossing AS c
		WHERE c.birth_date IS NULL OR extract(year FROM age(c.met_on, c.birth_date))
			BETWEEN coalesce(c.from_age, -10000) AND coalesce(c.to_age, 10000)
	)
	SELECT c.school_year, c.student_id, c.school_id, c.name, c.version, c.met_on, c.until, c.amount, (
			SELECT coalesce(max(d.day), c.met_on)
			FROM (SELECT d.day FROM absence.days(absence_internal.complete_to(c.register, 'infinity')) AS d WHERE d.day > c.met_on ORDER BY d.day LIMIT c.settle_days) AS d)
	FROM of_age AS c
	WHERE c.again OR c.place = 1;
END
$$;

-- The alerts that stand, and differ. An alert that was met after the day through which the
-- register is complete now is left as it is.
CREATE FUNCTION alerts_differing(store name, by_day boolean DEFAULT false) RETURNS TABLE (side text, alert standing_alert) STABLE LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY EXECUTE format(
		'WITH stored AS (SELECT ROW(a.school_year, a.student_id, a.school_id, a.rule, a.version, a.met_on, a.until, a.amount, a.ripe_on)::oracle.standing_alert AS a '
			'FROM %1$I.alert AS a JOIN %1$I.school_year_state AS y USING (school_year) '
			'WHERE a.withdrawn_on IS NULL AND y.state = ''open'' AND (a.rule NOT IN (SELECT name FROM oracle.rules_in_force(%1$L) AS i WHERE i.school_year = a.school_year) '
				'OR NOT EXISTS (SELECT FROM %1$I.student_register AS r WHERE (r.student_id, r.school_year) = (a.student_id, a.school_year) '
					'AND r.school_id = coalesce(a.school_id, r.school_id)) '
				'OR a.met_on <= (SELECT max(absence.complete_through(r.register)) FROM %1$I.student_register AS r '
					'WHERE (r.student_id, r.school_year) = (a.student_id, a.school_year) AND r.school_id = coalesce(a.school_id, r.school_id)))), '
		'truth AS (SELECT t FROM oracle.alert_truth(%1$L, %2$L) AS t JOIN %1$I.school_year_state AS y USING (school_year) WHERE y.state = ''open'') '
		'SELECT ''stored'', a FROM (SELECT a FROM stored EXCEPT ALL SELECT t FROM truth) AS d '
		'UNION ALL SELECT ''truth'', t FROM (SELECT t FROM truth EXCEPT ALL SELECT a FROM stored) AS d', store, by_day);
END
$$;
