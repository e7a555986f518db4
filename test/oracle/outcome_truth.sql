-- Whether interventions were followed by fewer absences, worked out pair by pair in plain SQL:
-- every student with support beside every student to compare with, over one row for each
-- membership day. See test/sql/outcome_oracle.sql for its use, and outcome_torture.sql for more
-- districts.

-- Membership days, to come too. absent is in shares of a day, NULL of a day that does not count.
CREATE UNLOGGED TABLE outcome_day (
	school_year integer,
	student_id text COLLATE "C",
	place integer,          -- 0 for the first
	day date,
	is_over boolean,
	absent numeric,
	-- of the outcome_days before, and of those from this day on
	days_before integer,
	days_after integer,
	in_doubt integer,       -- of both, those that are over and do not count
	counted_before integer,
	counted_after integer,
	before numeric,
	after numeric,
	level text,             -- days missed before and on the last five days, and the streak
	first_day date,
	last_day date,
	PRIMARY KEY (school_year, student_id, place)
);
CREATE INDEX ON outcome_day (school_year, student_id, day);
CREATE UNLOGGED TABLE outcome_student (
	school_year integer,
	student_id text COLLATE "C",
	span text,
	PRIMARY KEY (school_year, student_id)
);
CREATE UNLOGGED TABLE outcome_support (
	support integer PRIMARY KEY,
	school_year integer,
	intervention_id text COLLATE "C",
	school_id text COLLATE "C",
	student_id text COLLATE "C",
	begin_date date,
	rule text COLLATE "C",  -- NULL: compared by level alone
	met_on date,
	lag integer,
	from_day date,          -- the 20th school day before met_on, and the 20th after
	to_day date,
	place integer
);
-- The standing alerts, and the place of the day on which each was met
CREATE UNLOGGED TABLE outcome_alert (
	school_year integer,
	student_id text COLLATE "C",
	rule text COLLATE "C",
	met_on date,
	place integer
);
CREATE UNLOGGED TABLE outcome_pair (
	support integer,
	other text COLLATE "C",
	met_on date,
	before numeric,
	change numeric
);
-- The columns of view intervention_outcome that are compared
CREATE TABLE outcome_row (school_year integer, scope text, school_id text, intervention_id text, comparison text, supported_n integer,
	counted_n integer, matched_n integer, comparison_n integer, before_days numeric, after_days numeric, comparison_before_days numeric,
	comparison_after_days numeric, effect numeric, low numeric, high numeric, smallest_visible numeric, baseline_difference numeric,
	says text, why_silent text);

-- A number of whole days in its class: 0 to 4, 5 and 6, 7 to 9, 10 to 14, 15 and more
CREATE FUNCTION class_of_days(days numeric) RETURNS text IMMUTABLE
RETURN CASE WHEN floor(days) >= 15 THEN '15+' WHEN floor(days) >= 10 THEN '10-14' WHEN floor(days) >= 7 THEN '7-9'
	WHEN floor(days) >= 5 THEN '5-6' ELSE floor(days)::text END;
CREATE FUNCTION class_of_streak(days integer) RETURNS text IMMUTABLE
RETURN CASE WHEN days = 0 THEN '0' WHEN days < 3 THEN '1-2' WHEN days < 5 THEN '3-4' ELSE '5+' END;
CREATE FUNCTION span_of(grade text) RETURNS text IMMUTABLE
RETURN CASE WHEN absence_internal.grade_order(grade) IN (0, 1, 2, 3, 4, 5) THEN 'elementary'
	WHEN absence_internal.grade_order(grade) IN (6, 7, 8) THEN 'middle' WHEN absence_internal.grade_order(grade) BETWEEN 9 AND 13 THEN 'high'
	WHEN absence_internal.grade_order(grade) < 0 THEN 'before' ELSE 'other' END;

-- The days of all students of a store under a definition to a day
CREATE PROCEDURE work_out_days(store name, policy_name text, as_of date) LANGUAGE plpgsql AS
$$
DECLARE
	n integer;
BEGIN
	PERFORM set_config('search_path', format('%I, oracle', store), true);
	SELECT outcome_days INTO n FROM store_setting;
	TRUNCATE oracle.outcome_day, oracle.outcome_student;
	INSERT INTO oracle.outcome_student
	SELECT DISTINCT ON (r.school_year, r.student_id) r.school_year, r.student_id, oracle.span_of(r.grade)
	FROM student_register AS r
	ORDER BY r.school_year, r.student_id, coalesce(absence_internal.grade_order(r.grade), 14) DESC;
	INSERT INTO oracle.outcome_day
	WITH so_far AS (
		SELECT r.school_year, r.student_id, d.day,
			-- no day of a register without complete-through
			coalesce(d.day <= absence.complete_through(r.register) AND d.day <= as_of, false) AS is_over,
			d.mark IS NOT NULL AS recorded, absence.counted_days(t.tally) AS counted, absence.absent_days(t.tally) AS absent
		FROM (
			SELECT school_year, student_id, absence.rollup(register) AS register,
				absence_internal.complete_to(absence.rollup(register), 'infinity') AS all_days
			FROM student_register GROUP BY 1, 2
		) AS r
		JOIN definition_of_year AS p ON p.school_year = r.school_year AND p.name = policy_name
		CROSS JOIN LATERAL absence.days(r.all_days) AS d
		CROSS JOIN LATERAL (SELECT absence.tally(r.all_days, p.policy::absence.policy, d.day) OFFSET 0) AS t (tally)
	), member AS (
		-- a day is what it adds
		SELECT s.school_year, s.student_id, s.day, s.is_over, s.recorded, s.counted - coalesce(lag(s.counted) OVER student, 0) = 1 AS counts,
			round((s.absent - coalesce(lag(s.absent) OVER student, 0))::numeric * 90090000) AS absent, row_number() OVER student - 1 AS place
		FROM so_far AS s
		WINDOW student AS (PARTITION BY s.school_year, s.student_id ORDER BY s.day)
	), spell AS (
		-- a recorded day that counts and is not half missed ends a streak
		SELECT m.*, count(*) FILTER (WHERE m.recorded AND m.counts AND m.absent < 45045000)
			OVER (PARTITION BY m.school_year, m.student_id ORDER BY m.place) AS spell
		FROM member AS m
	), row_of_absences AS (
		SELECT s.*, count(*) FILTER (WHERE s.recorded AND s.counts AND s.absent >= 45045000)
			OVER (PARTITION BY s.school_year, s.student_id, s.spell ORDER BY s.place) AS streak_through
		FROM spell AS s
	)
	SELECT m.school_year, m.student_id, m.place, m.day, m.is_over, CASE WHEN m.counts THEN m.absent END,
		count(*) OVER prior, count(*) OVER following, count(*) FILTER (WHERE m.is_over AND NOT m.counts) OVER both_sides,
		count(*) FILTER (WHERE m.is_over AND m.counts) OVER prior, count(*) FILTER (WHERE m.is_over AND m.counts) OVER following,
		sum(m.absent) OVER prior, sum(m.absent) OVER following,
		concat_ws(' ', oracle.class_of_days(sum(m.absent) OVER prior / 90090000), floor(sum(m.absent) OVER five / 90090000),
			oracle.class_of_streak(coalesce(lag(m.streak_through) OVER (PARTITION BY m.school_year, m.student_id ORDER BY m.place), 0)::integer)),
		min(m.day) OVER both_sides, max(m.day) OVER both_sides
	FROM row_of_absences AS m
	WINDOW prior AS (PARTITION BY m.school_year, m.student_id ORDER BY m.place ROWS BETWEEN n PRECEDING AND 1 PRECEDING),
		following AS (PARTITION BY m.school_year, m.student_id ORDER BY m.place ROWS BETWEEN CURRENT ROW AND n - 1 FOLLOWING),
		both_sides AS (PARTITION BY m.school_year, m.student_id ORDER BY m.place ROWS BETWEEN n PRECEDING AND n - 1 FOLLOWING),
		five AS (PARTITION BY m.school_year, m.student_id ORDER BY m.place ROWS BETWEEN 5 PRECEDING AND 1 PRECEDING);
	ANALYZE oracle.outcome_day, oracle.outcome_student;
END
$$;

-- Whether a support is one of tier 2 or 3 that was given
CREATE FUNCTION is_given(status text, tier integer, begin_date date, end_date date) RETURNS boolean IMMUTABLE
RETURN coalesce(status, '') NOT IN ('planned', 'declined', 'not reached') AND coalesce(tier, 2) <> 1 AND coalesce(tier, 2) > 0
	AND NOT coalesce(end_date < begin_date, false);

-- The supports, and every pair of one and another student to compare with
CREATE PROCEDURE work_out_pairs(store name, today date) LANGUAGE plpgsql AS
$$
DECLARE
	n integer;
BEGIN
	PERFORM set_config('search_path', format('%I, oracle', store), true);
	SELECT outcome_days INTO n FROM store_setting;
	TRUNCATE oracle.outcome_support, oracle.outcome_pair, oracle.outcome_alert;
	CREATE TEMP TABLE given ON COMMIT DROP AS
	SELECT s.* FROM student_intervention AS s
	WHERE s.end_reason IS DISTINCT FROM 'entered in error' AND oracle.is_given(s.status,
		coalesce(s.tier, (SELECT min(i.tier) FROM intervention AS i WHERE i.intervention_id = s.intervention_id)), s.begin_date, s.end_date);
	ANALYZE given;
	INSERT INTO oracle.outcome_alert
	SELECT a.school_year, a.student_id, a.rule, a.met_on, (
		SELECT count(*) FROM oracle.outcome_day AS d WHERE (d.school_year, d.student_id) = (a.school_year, a.student_id) AND d.day < a.met_on)
	FROM alert AS a WHERE a.withdrawn_on IS NULL;
	INSERT INTO oracle.outcome_support
	SELECT row_number() OVER (), s.school_year, s.intervention_id, s.school_id, s.student_id, s.begin_date,
		CASE WHEN a.met_on IS NOT NULL THEN s.rule END, a.met_on,
		CASE WHEN a.met_on IS NOT NULL THEN (
			SELECT count(*) FROM oracle.outcome_day AS d
			WHERE (d.school_year, d.student_id) = (s.school_year, s.student_id) AND d.day >= a.met_on AND d.day < s.begin_date) END,
		coalesce((
			SELECT d.day FROM oracle.outcome_day AS d
			WHERE (d.school_year, d.student_id) = (s.school_year, s.student_id) AND d.day < a.met_on
			ORDER BY d.day DESC OFFSET 19 LIMIT 1), '-infinity'),
		coalesce((
			SELECT d.day FROM oracle.outcome_day AS d
			WHERE (d.school_year, d.student_id) = (s.school_year, s.student_id) AND d.day > a.met_on
			ORDER BY d.day OFFSET 19 LIMIT 1), 'infinity'),
		(SELECT d.place FROM oracle.outcome_day AS d
		WHERE (d.school_year, d.student_id) = (s.school_year, s.student_id) AND d.day >= s.begin_date ORDER BY d.day LIMIT 1)
	FROM given AS s
	JOIN school_year_state AS y USING (school_year)
	LEFT JOIN LATERAL (
		SELECT a.met_on
		FROM alert AS a
		WHERE a.student_id = s.student_id AND a.school_year = s.school_year AND a.rule = s.rule AND a.withdrawn_on IS NULL
			AND a.met_on <= s.begin_date
		ORDER BY CASE WHEN a.met_on = s.met_on OR s.met_on IN (
			SELECT c.met_on_after FROM alert_change AS c WHERE c.alert_id = a.alert_id) THEN 1 ELSE 2 END, a.met_on DESC
		LIMIT 1
	) AS a ON true
	WHERE s.begin_date <= today AND NOT EXISTS (
		SELECT FROM given AS o
		WHERE (o.school_year, o.intervention_id, o.student_id) = (s.school_year, s.intervention_id, s.student_id)
			AND (o.begin_date, o.school_id, coalesce(o.rule, '~'), coalesce(o.met_on, 'infinity'), o.ctid)
				< (s.begin_date, s.school_id, coalesce(s.rule, '~'), coalesce(s.met_on, 'infinity'), s.ctid));
	ANALYZE oracle.outcome_support, oracle.outcome_alert;

	INSERT INTO oracle.outcome_pair
	SELECT s.support, o.student_id, o.met_on, d.before, d.after - d.before
	FROM oracle.outcome_support AS s
	JOIN oracle.outcome_student AS u USING (school_year, student_id)
	JOIN oracle.outcome_day AS i USING (school_year, student_id, place)
	CROSS JOIN LATERAL (
		-- the same rule, between the 20th school day before and the 20th after; as many days later
		SELECT a.student_id, a.met_on, s.lag + a.place AS place
		FROM oracle.outcome_alert AS a
		WHERE a.rule = s.rule AND a.school_year = s.school_year AND a.met_on BETWEEN s.from_day AND s.to_day
		UNION ALL
		-- or the same day
		SELECT t.student_id, NULL, (
			SELECT d.place FROM oracle.outcome_day AS d
			WHERE (d.school_year, d.student_id) = (t.school_year, t.student_id) AND d.day >= s.begin_date ORDER BY d.day LIMIT 1)
		FROM oracle.outcome_student AS t
		WHERE s.rule IS NULL AND t.school_year = s.school_year
	) AS o
	JOIN oracle.outcome_student AS v ON (v.school_year, v.student_id) = (s.school_year, o.student_id) AND v.span = u.span
	JOIN oracle.outcome_day AS d ON (d.school_year, d.student_id, d.place) = (s.school_year, o.student_id, o.place)
	WHERE o.student_id <> s.student_id AND i.counted_before = n AND i.counted_after = n AND d.counted_before = n AND d.counted_after = n
		AND d.level = i.level
		AND NOT EXISTS (
			SELECT FROM given AS g
			WHERE g.student_id = o.student_id AND g.begin_date <= d.last_day AND NOT coalesce(g.end_date < d.first_day, false));
	ANALYZE oracle.outcome_pair;
END
$$;

-- The quantile of Student's t, by the expansion in that of the normal distribution
CREATE FUNCTION t_by_expansion(z numeric, k numeric) RETURNS numeric IMMUTABLE
RETURN z + (z * z * z + z) / (4 * k) + (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / (96 * k * k);

CREATE FUNCTION outcome_truth(store name, policy_name text, as_of date, today date) RETURNS SETOF outcome_row LANGUAGE plpgsql AS
$$
DECLARE
	side integer;
	smallest integer;
BEGIN
	CALL oracle.work_out_days(store, policy_name, as_of);
	CALL oracle.work_out_pairs(store, today);
	SELECT outcome_days, minimum_group INTO side, smallest FROM store_setting;
	RETURN QUERY
	WITH other AS (
		SELECT p.support, count(*) AS n, avg(p.before) / 90090000 AS before, avg(p.change) / 90090000 AS change,
			var_samp(p.change) / 90090000 / 90090000 AS variance
		FROM oracle.outcome_pair AS p GROUP BY p.support HAVING count(*) >= 5
	), each AS (
		SELECT s.*, t.span, k.scope, k.school AS of_school, CASE WHEN s.rule IS NULL THEN 'same level' ELSE 'same rule' END AS comparison,
			d.counted_before = side AND d.counted_after = side AS is_counted,
			d.days_before = side AND d.days_after = side AND d.in_doubt = 0
				AND NOT (d.counted_before = side AND d.counted_after = side) AS is_to_come,
			d.before / 90090000 AS before, d.after / 90090000 AS after, d.level, o.n AS others,
			o.before AS others_before, o.change AS others_change, o.variance AS others_variance
		FROM oracle.outcome_support AS s
		LEFT JOIN oracle.outcome_student AS t USING (school_year, student_id)
		LEFT JOIN oracle.outcome_day AS d USING (school_year, student_id, place)
		LEFT JOIN other AS o USING (support)
		CROSS JOIN LATERAL (VALUES ('school', s.school_id), ('district', NULL)) AS k (scope, school)
	), matched AS (
		SELECT e.*, e.after - e.before - e.others_change AS difference FROM each AS e WHERE e.others IS NOT NULL
	), of_level AS (
		-- supports of one level, as if they had the same others: the variance of the sum of their means
		SELECT m.school_year, m.scope, m.of_school, m.intervention_id, m.comparison,
			count(*) * sum(m.others_variance / m.others) AS variance
		FROM matched AS m
		GROUP BY m.school_year, m.scope, m.of_school, m.intervention_id, m.comparison, m.rule, m.span, m.level
	), asked AS (
		SELECT DISTINCT m.school_year, m.scope, m.of_school, m.intervention_id, m.comparison, m.rule, m.span, m.level, m.others,
			(SELECT string_agg(concat(p.other, p.met_on), ' ' ORDER BY p.other, p.met_on) FROM oracle.outcome_pair AS p WHERE p.support = m.support),
			coalesce(m.lag::text, m.begin_date::text),
			CASE WHEN m.rule IS NOT NULL THEN m.from_day END, CASE WHEN m.rule IS NOT NULL THEN m.to_day END
		FROM matched AS m
	), sum_of_matched AS (
		SELECT m.school_year, m.scope, m.of_school, m.intervention_id, m.comparison, count(*)::integer AS n, avg(m.before) AS before,
			avg(m.after) AS after, avg(m.others_before) AS others_before, avg(m.others_before + m.others_change) AS others_after,
			avg(m.difference) AS effect, stddev_samp(m.before) AS deviation,
			greatest(var_samp(m.difference), avg(m.others_variance)) / count(*) AS own_variance
		FROM matched AS m
		GROUP BY m.school_year, m.scope, m.of_school, m.intervention_id, m.comparison
	), figure AS (
		SELECT e.school_year, e.scope, e.of_school, e.intervention_id, e.comparison, count(*)::integer AS supported,
			(count(*) FILTER (WHERE e.is_counted))::integer AS counted, (count(*) FILTER (WHERE e.is_to_come))::integer AS to_come
		FROM each AS e
		GROUP BY e.school_year, e.scope, e.of_school, e.intervention_id, e.comparison
	), stated AS (
		SELECT f.*, coalesce(m.n, 0) AS matched_n, m.before, m.after, m.others_before, m.others_after, m.effect, v.error,
			CASE WHEN m.before = m.others_before THEN 0 WHEN m.deviation > 0 THEN (m.before - m.others_before) / m.deviation END AS difference,
			(SELECT coalesce(sum(a.others), 0) FROM asked AS a WHERE (a.school_year, a.scope, a.intervention_id, a.comparison)
				= (f.school_year, f.scope, f.intervention_id, f.comparison) AND a.of_school IS NOT DISTINCT FROM f.of_school)::integer AS others,
			oracle.t_by_expansion(CASE f.comparison WHEN 'same rule' THEN 1.959964 ELSE 2.575829 END, nullif(m.n - 1, 0)) * v.error AS half_width,
			greatest(20, smallest) AS enough
		FROM figure AS f
		LEFT JOIN sum_of_matched AS m ON (m.school_year, m.scope, m.intervention_id, m.comparison)
			= (f.school_year, f.scope, f.intervention_id, f.comparison) AND m.of_school IS NOT DISTINCT FROM f.of_school
		CROSS JOIN LATERAL (
			SELECT sqrt(m.own_variance + sum(l.variance) / m.n / m.n) AS error
			FROM of_level AS l WHERE (l.school_year, l.scope, l.intervention_id, l.comparison)
				= (f.school_year, f.scope, f.intervention_id, f.comparison) AND l.of_school IS NOT DISTINCT FROM f.of_school
		) AS v
	), judged AS (
		SELECT s.*, CASE
				WHEN s.counted < s.enough AND s.counted + s.to_come >= s.enough THEN 'not over'
				WHEN s.counted < s.enough THEN 'too few'
				WHEN s.matched_n::numeric / s.counted < 0.8 THEN 'few comparable'
				WHEN s.matched_n < s.enough THEN 'too few'
				WHEN s.difference IS NULL OR s.difference NOT BETWEEN -0.25 AND 0.25 THEN 'differ at the start' END AS silence
		FROM stated AS s
	)
	SELECT j.school_year, j.scope, j.of_school, j.intervention_id, j.comparison, j.supported, j.counted, j.matched_n, j.others,
		CASE WHEN s.is_shown THEN j.before END, CASE WHEN s.is_shown THEN j.after END, CASE WHEN s.is_shown THEN j.others_before END,
		CASE WHEN s.is_shown THEN j.others_after END, CASE WHEN j.silence IS NULL THEN j.effect END,
		CASE WHEN j.silence IS NULL THEN j.effect - j.half_width END, CASE WHEN j.silence IS NULL THEN j.effect + j.half_width END,
		CASE WHEN s.is_shown THEN CASE j.comparison WHEN 'same rule' THEN 2.8 ELSE 3.4 END * j.error END,
		CASE WHEN s.is_shown THEN j.difference END,
		CASE WHEN j.silence IS NOT NULL THEN NULL WHEN j.effect + j.half_width < 0 THEN 'fewer absences than comparable students'
			WHEN j.effect - j.half_width > 0 THEN 'more absences than comparable students' ELSE 'no difference seen' END,
		j.silence
	FROM judged AS j
	CROSS JOIN LATERAL (SELECT j.matched_n >= smallest AS is_shown) AS s;
	DROP TABLE given;
END
$$;
