
-- groups: which groups a student is in, from what student_group says of him
--
-- Race and ethnicity is one value: Hispanic wins, more than one race is "two or
-- more", none is "missing". Districts write Hispanic in many ways: whatever begins
-- with Hispanic or Latin is. "Not Hispanic" says nothing of race, "Two or more
-- races" is two or more, and every other value is a race of that name. Sex is one
-- value too, "missing" where there is none, or several at once. Both are those of
-- the day, whatever they were before. Of every other kind a student is in each
-- group of which a status is in force, and in "No" where there is none: programs
-- report who is in them.
--
-- kinds and group_values are the statuses that are known; on_day and ever_in_year
-- have a digit for each, 1 for those that the student has. All is a kind of which
-- everybody has the one status.

CREATE FUNCTION absence_internal.groups_of(kinds text[], group_values text[], on_day text, ever_in_year text)
	RETURNS TABLE (status_basis text, group_kind text, group_value text, sex text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
	SELECT b.status_basis, k.kind, v.value, CASE WHEN k.kind <> 'sex' THEN k.sex END
	FROM (
		SELECT s.kind, s.on_day, s.ever_in_year, max(s.on_day[1]) FILTER (WHERE s.kind = 'sex') OVER () AS sex
		FROM (
			SELECT s.kind,
				CASE s.kind
					WHEN 'race_ethnicity' THEN ARRAY[CASE
						WHEN bool_or(s.value ~* '^(hispanic|latin)') FILTER (WHERE s.on_day AND s.is_race) THEN 'Hispanic or Latino'
						WHEN count(*) FILTER (WHERE s.on_day AND s.is_race) > 1 OR bool_or(s.value ~* '^two or more') FILTER (WHERE s.on_day AND s.is_race) THEN 'two or more'
						ELSE coalesce(min(s.value) FILTER (WHERE s.on_day AND s.is_race), 'missing') END]
					WHEN 'sex' THEN ARRAY[CASE count(*) FILTER (WHERE s.on_day) WHEN 1 THEN min(s.value) FILTER (WHERE s.on_day) ELSE 'missing' END]
					ELSE coalesce(array_agg(s.value) FILTER (WHERE s.on_day), '{No}') END AS on_day,
				coalesce(array_agg(s.value) FILTER (WHERE s.ever_in_year), '{No}') AS ever_in_year
			FROM (
				SELECT s.kind COLLATE "C" AS kind, s.value COLLATE "C" AS value, s.on_day = '1' AS on_day, s.ever_in_year = '1' AS ever_in_year,
					s.kind = 'race_ethnicity' AND s.value COLLATE "C" !~* '^no[nt][- ]*hispanic([ /]*(or )?(no[nt][- ]*)?latin[a-z]*)?$' AS is_race
				FROM unnest('{all}'::text[] || kinds, '{all}'::text[] || group_values,
					string_to_array('1' || on_day, NULL), string_to_array('1' || ever_in_year, NULL))
					AS s (kind, value, on_day, ever_in_year)
			) AS s
			GROUP BY s.kind
		) AS s
	) AS k
	CROSS JOIN LATERAL (VALUES ('on_day', k.on_day),
		('ever_in_year', CASE WHEN k.kind IN ('race_ethnicity', 'sex') THEN k.on_day ELSE k.ever_in_year END)) AS b (status_basis, group_values)
	CROSS JOIN LATERAL unnest(b.group_values) AS v (value);
END;
COMMENT ON FUNCTION absence_internal.groups_of(text[], text[], text, text) IS
	'The groups of a student who has some of the known statuses, by status_basis: one race and one sex, those of the day; of every other kind each value in force, else No; and the group of all';
