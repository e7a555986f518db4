
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
-- The statuses that a store knows are numbered. Those of a student are digits, with a 1 in
-- the place of each status that the student has. Kind "all" has one group, of every student.

CREATE FUNCTION absence_internal.groups_of_statuses(kinds text[], group_values text[], digits text)
	RETURNS TABLE (group_kind text, group_value text, sex text)
	AS 'MODULE_PATHNAME', 'absence_groups_of_statuses' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION absence_internal.groups_of_statuses(text[], text[], text) IS
	'The groups of a student, from the known statuses and the digits of those that the student has: one race and one sex; '
	'for every other kind each value in force, else No; and the group of all students';

CREATE FUNCTION absence_internal.statuses_in_force(register absence.register, as_of date, always text, places integer[], begin_dates date[],
		end_dates date[], of_the_day text DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'absence_statuses_in_force' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.statuses_in_force(absence.register, date, text, integer[], date[], date[], text) IS
	'The statuses of a student in force on the last membership day up to as_of and complete-through, as digits; with of_the_day, on any '
	'membership day to then, except for those that have a 1 in it';
