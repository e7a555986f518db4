
-- groups: the groups of a student, from the rows of student_group
--
-- Race and ethnicity is one value. Hispanic takes precedence over any race, a student
-- of more than one race is "two or more", and a student of none is "missing". Districts
-- write Hispanic in many ways, so every value that begins with Hispanic or Latin is
-- taken as Hispanic. "Not Hispanic" says nothing about race and is ignored, "Two or more
-- races" is two or more, and every other value is a race of that name. Sex is one value
-- too: it is "missing" if the student has none or several. Both are those of the day,
-- also for ever_in_year. For every other kind a student is in the group of each status
-- in force, and in "No" if there is none, because programs report only their members.
--
-- kinds and group_values are the known statuses. on_day and ever_in_year have a digit
-- for each of them, which is 1 if the student has it. Kind "all" has one status, which
-- every student has.

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
						WHEN count(*) FILTER (WHERE s.on_day AND s.is_race) > 1
							OR bool_or(s.value ~* '^two or more') FILTER (WHERE s.on_day AND s.is_race) THEN 'two or more'
						ELSE coalesce(min(s.value) FILTER (WHERE s.on_day AND s.is_race), 'missing') END]
					WHEN 'sex' THEN ARRAY[
						CASE count(*) FILTER (WHERE s.on_day) WHEN 1 THEN min(s.value) FILTER (WHERE s.on_day) ELSE 'missing' END]
					ELSE coalesce(array_agg(s.value) FILTER (WHERE s.on_day), '{No}') END AS on_day,
				coalesce(array_agg(s.value) FILTER (WHERE s.ever_in_year), '{No}') AS ever_in_year
			FROM (
				SELECT s.kind COLLATE "C" AS kind, s.value COLLATE "C" AS value,
					s.on_day = '1' AS on_day, s.ever_in_year = '1' AS ever_in_year,
					s.kind = 'race_ethnicity'
						AND s.value COLLATE "C" !~* '^no[nt][- ]*hispanic([ /]*(or )?(no[nt][- ]*)?latin[a-z]*)?$' AS is_race
				FROM unnest('{all}'::text[] || kinds, '{all}'::text[] || group_values,
					string_to_array('1' || on_day, NULL), string_to_array('1' || ever_in_year, NULL))
					AS s (kind, value, on_day, ever_in_year)
			) AS s
			GROUP BY s.kind
		) AS s
	) AS k
	CROSS JOIN LATERAL (VALUES ('on_day', k.on_day),
		('ever_in_year', CASE WHEN k.kind IN ('race_ethnicity', 'sex') THEN k.on_day ELSE k.ever_in_year END))
		AS b (status_basis, group_values)
	CROSS JOIN LATERAL unnest(b.group_values) AS v (value);
END;
COMMENT ON FUNCTION absence_internal.groups_of(text[], text[], text, text) IS
	'The groups of a student by status_basis, from the known statuses that the student has: one race and one sex, those of the day; '
	'for every other kind each value in force, else No; and the group of all students';
