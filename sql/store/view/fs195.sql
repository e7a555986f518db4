-- An aid for EDFacts file 195. Check it against the file specification of the state, which
-- was not read in full.
--
-- A student counts at each school, always by the federal definition, with every status that
-- was in force on any membership day of the year to the day asked for. Every school has a
-- row for each category of each set and each sex, even without students.
CREATE OR REPLACE VIEW @store@.fs195 WITH (security_barrier) AS
WITH category_set (place, category_set, words) AS (VALUES
	-- the categories of race are always present, those of other sets if the store has none
	(1, 'race_ethnicity', '{American Indian or Alaska Native,Asian,Black or African American,Hispanic or Latino,
		Native Hawaiian or Pacific Islander,White,two or more}'::text[]),
	(2, 'disability_idea', '{Yes}'), (3, 'section_504', '{Yes}'), (4, 'english_learner', '{Yes}'), (5, 'homeless', '{Yes}'),
	(6, 'sex', '{Female,Male}')
),
-- the statuses of the store, in the order of their places, then those of sets without statuses in the store
status AS MATERIALIZED (
	SELECT k.group_kind AS kind, k.group_value AS value, k.place FROM @store@.known_status AS k
	UNION ALL
	SELECT c.category_set, w.word, NULL
	FROM category_set AS c CROSS JOIN LATERAL unnest(c.words) AS w (word)
	WHERE NOT EXISTS (SELECT FROM @store@.known_status AS g WHERE g.kind = c.category_set)
),
known AS (
	SELECT array_agg(s.kind ORDER BY s.place) AS kinds, array_agg(s.value ORDER BY s.place) AS group_values FROM status AS s
),
-- students of a school with the same statuses, counted by verdict
alike AS (
	SELECT s.school_year, s.school_id, s.ever_in_year, s.as_of, bool_or(s.counts_day) AS counts_day,
		absence_internal.is_federal_grade(r.grade) AS is_federal, count(b.band) AS n,
		count(*) FILTER (WHERE b.band IN ('moderate', 'severe')) AS chronic_n, count(*) FILTER (WHERE b.band IS NULL) AS no_verdict_n
	FROM @store@.student_status AS s
	JOIN @store@.student_register AS r USING (school_year, school_id, student_id)
	CROSS JOIN LATERAL (SELECT absence.band(absence.tally(r.register, absence.federal_policy(), s.as_of))::text OFFSET 0) AS b (band)
	GROUP BY s.school_year, s.school_id, s.ever_in_year, s.as_of, absence_internal.is_federal_grade(r.grade)
),
counted AS MATERIALIZED (
	SELECT a.school_year, a.school_id, CASE g.group_kind WHEN 'all' THEN 'total' ELSE g.group_kind END AS category_set,
		g.group_value AS category, CASE g.group_kind WHEN 'all' THEN 'all' ELSE g.sex END AS sex,
		sum(a.n)::integer AS n, sum(a.chronic_n)::integer AS chronic_n, sum(a.no_verdict_n)::integer AS no_verdict_n
	FROM alike AS a
	CROSS JOIN known AS k
	CROSS JOIN LATERAL absence_internal.groups_of_statuses(k.kinds, k.group_values, a.ever_in_year) AS g
	WHERE a.is_federal AND g.group_kind <> 'sex'
		AND (g.group_kind = 'all' OR g.group_kind IN (SELECT c.category_set FROM category_set AS c))
	GROUP BY a.school_year, a.school_id, g.group_kind, g.group_value, CASE g.group_kind WHEN 'all' THEN 'all' ELSE g.sex END
	UNION ALL
	-- grades for which it is not known whether the file covers them
	SELECT a.school_year, a.school_id, 'grade not known', 'all', 'all',
		sum(a.n)::integer, sum(a.chronic_n)::integer, sum(a.no_verdict_n)::integer
	FROM alike AS a
	WHERE a.is_federal IS NULL
	GROUP BY a.school_year, a.school_id
),
-- each category of each set, with each sex
category AS MATERIALIZED (
	SELECT c.place, c.category_set, v.value AS category, x.sex
	FROM category_set AS c
	CROSS JOIN LATERAL (
		SELECT unnest(c.words) AS value WHERE c.category_set = 'race_ethnicity'
		UNION
		SELECT s.value FROM status AS s WHERE s.kind = c.category_set AND s.kind <> 'race_ethnicity'
		UNION
		SELECT 'No' WHERE c.category_set <> 'race_ethnicity'
		UNION
		SELECT d.category FROM counted AS d WHERE d.category_set = c.category_set
	) AS v
	CROSS JOIN (
		SELECT s.value AS sex FROM status AS s WHERE s.kind = 'sex'
		UNION
		SELECT d.sex FROM counted AS d WHERE d.sex <> 'all'
	) AS x
	WHERE c.category_set <> 'sex'
	UNION ALL
	VALUES (6, 'total', 'all', 'all')
	UNION ALL
	SELECT DISTINCT 7, 'grade not known', 'all', 'all' FROM counted AS d WHERE d.category_set = 'grade not known'
)
SELECT s.school_year, s.school_id, h.name AS school_name, h.nces_school_id, h.state_school_id,
	c.place AS set_order, c.category_set COLLATE "C" AS category_set, c.category COLLATE "C" AS category, c.sex COLLATE "C" AS sex,
	coalesce(d.chronic_n, 0) AS chronic_n, coalesce(d.n, 0) AS verdict_n, coalesce(d.no_verdict_n, 0) AS no_verdict_n,
	k.complete_through, CASE WHEN s.counts_day THEN @counts_to(s.as_of, k.complete_through)@ END AS as_of,
	absence.federal_policy()::text AS policy
FROM (
	SELECT a.school_year, a.school_id, a.as_of, bool_or(a.counts_day) AS counts_day
	FROM alike AS a
	GROUP BY a.school_year, a.school_id, a.as_of
) AS s
CROSS JOIN category AS c
LEFT JOIN counted AS d ON (d.school_year, d.school_id, d.category_set, d.category, d.sex)
	= (s.school_year, s.school_id, c.category_set, c.category, c.sex)
@school_of(s)@
WHERE h.federally_reported IS NOT FALSE
	AND @sees_all@ IS NOT NULL	-- raises an error for a store without settings
	AND @sees(s.school_id)@;

CREATE OR REPLACE FUNCTION @store@.fs195_at(as_of date DEFAULT NULL) RETURNS SETOF @store@.fs195
	LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT * FROM absence_internal.answer_at(NULL::@store@.fs195, as_of, NULL);
END;
COMMENT ON FUNCTION @store@.fs195_at(date) IS 'fs195 as of a day; NULL is the last complete day';
