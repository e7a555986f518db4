-- Definitions of the catalog, worked by hand: each at its line and just below it, at
-- its minimum and just below it, and at its rule for parts of a day
CREATE TEMP TABLE worked (policy text, days integer, missed integer, mark text, share numeric, besides integer, beside text, expected text, why text);
INSERT INTO worked VALUES
	-- 10% of the days enrolled: 18 of 180 is at the line, and 17 is below it
	('federal', 180, 18, 'excused', 0.5, 0, NULL, 'moderate', 'half days count'),
	('federal', 180, 17, 'excused', 0.5, 0, NULL, 'at_risk', 'under the line'),
	('federal', 180, 18, 'excused', 0.4999, 0, NULL, 'satisfactory', 'less than half does not count'),
	('federal', 10, 1, 'oss', 1, 0, NULL, 'moderate', 'at the minimum'),
	('federal', 9, 1, 'oss', 1, 0, NULL, 'below_minimum', 'under it'),
	('every_day_counts', 180, 18, 'excused', 0.5, 0, NULL, 'moderate', 'at the line'),
	('every_day_counts', 180, 17, 'excused', 0.5, 0, NULL, 'at_risk', 'under it'),
	('every_day_counts', 1, 1, 'excused', 1, 0, NULL, 'severe', 'no minimum'),
	('ten_days', 180, 10, 'unexcused', 0.5, 0, NULL, 'moderate', 'at the line'),
	('ten_days', 10, 9, 'unexcused', 1, 0, NULL, 'satisfactory', 'under it, whatever the rate'),

	('california', 180, 18, 'excused', 1, 0, NULL, 'moderate', 'at the line'),
	('california', 180, 17, 'excused', 1, 0, NULL, 'at_risk', 'under it'),
	('california', 180, 18, 'oss', 1, 0, NULL, 'moderate', 'suspension out of school is an absence'),
	('california', 180, 18, 'iss', 1, 0, NULL, 'satisfactory', 'in school it is attendance'),
	('california', 180, 180, 'excused', 0.9999, 0, NULL, 'satisfactory', 'only days missed whole'),
	('california', 31, 4, 'excused', 1, 0, NULL, 'moderate', 'more than 30 days'),
	('california', 30, 4, 'excused', 1, 0, NULL, 'below_minimum', '30 days are not more'),
	('california', 41, 4, 'excused', 1, 10, 'homebound', 'moderate', '31 days are left'),
	('california', 40, 4, 'excused', 1, 10, 'homebound', 'below_minimum', '30 days are left'),
	('connecticut', 180, 18, 'unexcused', 1, 0, NULL, 'moderate', 'at the line'),
	('connecticut', 180, 17, 'unexcused', 1, 0, NULL, 'at_risk', 'under it'),
	('connecticut', 180, 17, 'unexcused', 1, 1, 'oss', 'moderate', 'a day of suspension is an absence'),
	('connecticut', 180, 18, 'unexcused', 0.5, 0, NULL, 'satisfactory', 'there for half of the day is present'),
	('connecticut', 180, 18, 'unexcused', 0.5001, 0, NULL, 'moderate', 'for less is not'),
	('connecticut', 1, 1, 'unexcused', 1, 0, NULL, 'severe', 'no minimum'),
	('florida_21_days', 180, 21, 'excused', 0.5, 0, NULL, 'moderate', 'at the line'),
	('florida_21_days', 180, 20, 'excused', 1, 0, NULL, 'satisfactory', 'under it'),
	('florida_21_days', 21, 21, 'excused', 1, 0, NULL, 'moderate', 'no minimum'),
	('georgia', 180, 18, 'excused', 0.5, 0, NULL, 'moderate', 'at the line'),
	('georgia', 180, 17, 'excused', 0.5, 0, NULL, 'at_risk', 'under it'),
	('georgia', 1, 1, 'excused', 1, 0, NULL, 'severe', 'no minimum'),
	('hawaii', 180, 15, 'excused', 1, 0, NULL, 'moderate', 'at the line'),
	('hawaii', 180, 14, 'excused', 1, 0, NULL, 'satisfactory', 'under it'),
	('hawaii', 180, 15, 'excused', 0.5, 0, NULL, 'satisfactory', 'there for half of the day is present'),
	('hawaii', 180, 15, 'excused', 0.5001, 0, NULL, 'moderate', 'for less is not'),
	('hawaii', 15, 15, 'excused', 1, 0, NULL, 'moderate', 'no minimum'),
	('maine', 180, 18, 'excused', 1, 0, NULL, 'moderate', 'at the line'),
	('maine', 180, 17, 'excused', 1, 0, NULL, 'at_risk', 'under it'),
	('maine', 180, 18, 'excused', 0.5, 0, NULL, 'satisfactory', 'half or more is present'),
	('maine', 180, 18, 'excused', 0.5001, 0, NULL, 'moderate', 'less than half is absent'),
	('maine', 10, 1, 'excused', 1, 0, NULL, 'moderate', 'at the minimum'),
	('maine', 9, 1, 'excused', 1, 0, NULL, 'below_minimum', 'under it'),
	('maine_correctional', 60, 6, 'excused', 1, 0, NULL, 'moderate', 'at the minimum, and at the line'),
	('maine_correctional', 60, 5, 'excused', 1, 0, NULL, 'at_risk', 'under the line'),
	('maine_correctional', 60, 6, 'excused', 0.5, 0, NULL, 'satisfactory', 'half or more is present'),
	('maine_correctional', 59, 6, 'excused', 1, 0, NULL, 'below_minimum', 'under the minimum'),
	('michigan@1', 180, 11, 'excused', 1, 0, NULL, 'moderate', 'more than 10 days'),
	('michigan@1', 180, 10, 'excused', 1, 0, NULL, 'satisfactory', '10 are not more'),
	('michigan@1', 180, 11, 'excused', 0.9999, 0, NULL, 'satisfactory', 'only days missed whole'),
	('new_jersey', 180, 18, 'excused', 1, 0, NULL, 'moderate', 'at the line'),
	('new_jersey', 180, 17, 'excused', 1, 0, NULL, 'at_risk', 'under it'),
	('new_jersey', 100, 9, 'excused', 1, 10, 'exempt', 'moderate', '9 of 90: what the state excuses leaves membership'),
	('new_jersey', 100, 8, 'excused', 1, 10, 'exempt', 'at_risk', '8 of 90'),
	('new_jersey', 180, 18, 'excused', 0.5, 0, NULL, 'satisfactory', 'half of the day is presence'),
	('new_jersey', 1, 1, 'excused', 1, 0, NULL, 'severe', 'no minimum is set'),
	('new_mexico', 180, 18, 'excused', 0.5, 0, NULL, 'moderate', 'at the line'),
	('new_mexico', 180, 17, 'excused', 0.5, 0, NULL, 'at_risk', 'under it'),
	('new_mexico', 180, 18, 'activity', 1, 0, NULL, 'satisfactory', 'an activity is no absence'),
	('new_mexico', 180, 36, 'excused', 1, 0, NULL, 'severe', 'the law''s line of 20%'),
	('new_mexico', 180, 35, 'excused', 1, 0, NULL, 'moderate', 'under it'),
	('new_mexico', 180, 9, 'excused', 1, 0, NULL, 'at_risk', 'the law''s line of 5%'),
	('new_mexico', 180, 8, 'excused', 1, 0, NULL, 'satisfactory', 'under it'),
	('new_mexico', 10, 1, 'excused', 1, 0, NULL, 'moderate', 'at the minimum'),
	('new_mexico', 9, 1, 'excused', 1, 0, NULL, 'below_minimum', 'under it'),
	('rhode_island_kids_count', 90, 18, 'excused', 1, 0, NULL, 'moderate', 'at the line and the minimum'),
	('rhode_island_kids_count', 180, 17, 'excused', 1, 0, NULL, 'satisfactory', 'under the line'),
	('rhode_island_kids_count', 89, 18, 'excused', 1, 0, NULL, 'below_minimum', 'under the minimum'),
	('south_carolina', 180, 18, 'excused', 0.5, 0, NULL, 'moderate', 'half a day is a day'),
	('south_carolina', 180, 17, 'excused', 1, 0, NULL, 'at_risk', 'under the line'),
	('south_carolina', 180, 18, 'excused', 0.4999, 0, NULL, 'satisfactory', 'less than half is none'),
	('south_carolina', 1, 1, 'excused', 1, 0, NULL, 'severe', 'no minimum'),
	('tennessee', 180, 17, 'excused', 1, 1, 'oss', 'moderate', 'at the line, by a suspension'),
	('tennessee', 180, 17, 'excused', 1, 0, NULL, 'at_risk', 'under it'),
	('tennessee', 1, 1, 'excused', 1, 0, NULL, 'severe', 'no minimum is set'),
	('virginia', 180, 18, 'oss', 1, 0, NULL, 'moderate', 'at 10.00%'),
	('virginia', 180, 17, 'oss', 1, 0, NULL, 'at_risk', 'under it'),
	('virginia', 1, 1, 'oss', 1, 0, NULL, 'severe', 'no minimum is set'),
	('washington', 180, 18, 'unexcused', 1, 0, NULL, 'moderate', 'at the line'),
	('washington', 180, 17, 'unexcused', 1, 1, 'activity', 'at_risk', 'under it: an activity is no absence'),
	('washington', 1, 1, 'unexcused', 1, 0, NULL, 'severe', 'no minimum is set');

-- Every definition that can be computed has a case at its line and below it
SELECT name, version FROM absence.definition_catalog AS c
WHERE policy IS NOT NULL AND (SELECT count(*) FROM worked AS w WHERE w.policy IN (c.name, c.name || '@' || c.version)) < 2;

SELECT count(*) AS cases, count(*) FILTER (WHERE coalesce(absence.band(t.tally)::text, absence.why_null(t.tally)) = expected) AS as_expected
FROM worked AS w
CROSS JOIN LATERAL (
	SELECT absence.tally(absence.register_agg(date '2025-07-01' + n,
		(CASE WHEN n <= missed THEN mark WHEN n <= missed + besides THEN beside ELSE 'present' END)::absence.mark,
		CASE WHEN n <= missed THEN share END), absence.policy_named(w.policy))
	FROM generate_series(1, days) AS n) AS t (tally);
SELECT w.*, coalesce(absence.band(t.tally)::text, absence.why_null(t.tally)) AS got
FROM worked AS w
CROSS JOIN LATERAL (
	SELECT absence.tally(absence.register_agg(date '2025-07-01' + n,
		(CASE WHEN n <= missed THEN mark WHEN n <= missed + besides THEN beside ELSE 'present' END)::absence.mark,
		CASE WHEN n <= missed THEN share END), absence.policy_named(w.policy))
	FROM generate_series(1, days) AS n) AS t (tally)
WHERE coalesce(absence.band(t.tally)::text, absence.why_null(t.tally)) IS DISTINCT FROM expected;

-- The catalog: years and grades, and the definitions that cannot be computed, each with
-- the reason
SELECT name, version, absence_internal.policy_years(from_year, to_year) AS years, array_to_string(grades, ' ') AS grades, policy IS NOT NULL AS computable
FROM absence.definition_catalog ORDER BY name, version;
SELECT name, version FROM absence.definition_catalog
WHERE (policy IS NULL) = (not_computable IS NULL) OR '' IN (authority, description, source, not_computable) OR from_year > to_year;
-- versions of one name neither overlap nor leave a year between them
SELECT name, version FROM (SELECT *, lag(to_year) OVER (PARTITION BY name ORDER BY version) AS before FROM absence.definition_catalog) AS c
WHERE version > 1 AND from_year IS DISTINCT FROM before + 1;

-- A name means the latest version; a definition that cannot be computed is an error
-- that says why
\set VERBOSITY terse
SELECT absence.policy_named('michigan@1');
SELECT absence.policy_named('californa');
\set VERBOSITY default
\set SHOW_CONTEXT never
SELECT absence.policy_named('michigan');
SELECT absence.policy_named('texas');

-- In a store a name means the version in force in the year of the row
SET client_min_messages = warning;
SELECT absence.create_store('by_state');
INSERT INTO by_state.school_year_state (school_year) VALUES (2014), (2015);
SET absence.policy = 'michigan';
SELECT count(*) FROM by_state.school_absence;
INSERT INTO by_state.school_year_state (school_year) VALUES (2016);
SELECT count(*) FROM by_state.school_absence;
SET absence.policy = 'michigan@1';
SELECT count(*) FROM by_state.school_absence;
SET absence.policy = 'michigan@3';
SELECT count(*) FROM by_state.school_absence;
SET absence.policy = 'california';
SELECT count(*) FROM by_state.school_absence;
SET absence.policy = 'california@1';
SELECT count(*) FROM by_state.school_absence;
SET absence.policy = 'california@2';
SELECT count(*) FROM by_state.school_absence;
SET absence.policy = 'texas';
SELECT count(*) FROM by_state.school_absence;
-- also in a store without a school year
TRUNCATE by_state.school_year_state;
SELECT count(*) FROM by_state.school_absence;
SET absence.policy = 'michigan';
SELECT count(*) FROM by_state.school_absence;
RESET absence.policy;
SELECT name, version, policy IS NOT NULL AS computable, from_year, to_year, place FROM by_state.known_definition WHERE name IN ('michigan', 'texas') ORDER BY 1, 2;
SELECT absence.drop_store('by_state', 'by_state');
