-- Definitions of a district: versions are only added, one of them is in force in a
-- year, and define_policy refuses some
SET client_min_messages = warning;
SELECT absence.create_store('versions');
SET search_path = versions, public;
RESET client_min_messages;
\set SHOW_CONTEXT never
INSERT INTO school_year_state (school_year, state) VALUES (2024, 'closed'), (2025, 'closed'), (2026, 'open'), (2027, 'open');
CREATE TEMP VIEW in_force AS
SELECT name, string_agg(school_year || ': ' || coalesce(substring(policy FROM 'chronic = ([^,]*)'), '-'), ', ' ORDER BY school_year) AS chronic
FROM definition_of_year WHERE name ~ '^(ours|later|short|federal|ten_days)(@|$)' GROUP BY name ORDER BY name;

-- Versions are numbered from 1; the text is kept with every key, so that its meaning
-- never changes
SELECT absence.define_policy('versions', 'ours', 'chronic = 11%', source => 'board minutes', authority => 'Board', grades => '{KG,01}');
SELECT name, version, policy, authority, from_year, to_year, grades, source FROM definition;
-- a later version takes precedence over the earlier one from its first year on
SELECT absence.define_policy('versions', 'ours', 'chronic = 12%', 2026);
SELECT absence.define_policy('versions', 'ours', 'chronic = 13%', 2027, 2027);
SELECT absence.define_policy('versions', 'ours', 'chronic = 14%', from_year => 2030);
TABLE in_force;
-- a name of the catalog can be used, for open years
SELECT absence.define_policy('versions', 'ten_days', 'measure = days, chronic = 9 days', from_year => 2026);
TABLE in_force;
-- the same text under a name changes nothing, so closed years do not matter
SELECT absence.define_policy('versions', 'federal', '');
SELECT absence_internal.policy_in_store('versions', 'ours', 2026) OPERATOR(absence.=) 'chronic = 12%' AS of_2026,
	absence_internal.policy_in_store('versions', 'ours@1', 2027) OPERATOR(absence.=) 'chronic = 11%' AS first,
	absence_internal.policy_in_store('versions', 'hawaii', 2024) OPERATOR(absence.=) absence.policy_named('hawaii') AS of_catalogue;

-- A name keeps its meaning in closed years
SELECT absence.define_policy('versions', 'ours', 'chronic = 15%');
SELECT absence.define_policy('versions', 'ours', 'chronic = 15%', 2020, 2024);
SELECT absence.define_policy('versions', 'ten_days', 'measure = days, chronic = 8 days', to_year => 2025);
SELECT absence.define_policy('versions', 'ours', 'chronic = 15%', to_year => 2023);
-- a name without a meaning there can get one
SELECT absence.define_policy('versions', 'later', 'chronic = 16%');
TABLE in_force;

-- Errors
SELECT absence.define_policy('versions', 'Ours', '');
SELECT absence.define_policy('versions', 'ours@7', '');
SELECT absence.define_policy('versions', '', '');
SELECT absence.define_policy('versions', NULL, '');
SELECT absence.define_policy('versions', 'ours', NULL);
SELECT absence.define_policy('versions', 'bad', 'compare = maybe');
SELECT absence.define_policy('versions', 'bad', 'chronic = 10%, chronic = 11%');
SELECT absence.define_policy('versions', 'bad', '', 2027, 2026);
SELECT absence.define_policy('versions', 'bad', '', grades => '{}');
SELECT absence.define_policy('versions', 'bad', '', grades => '{KG,NULL}');
SELECT absence.define_policy('nowhere', 'ours', '');
SELECT absence_internal.policy_in_store('versions', 'short', 2026);
SELECT absence.define_policy('versions', 'short', '', 2027, 2027);
SELECT absence_internal.policy_in_store('versions', 'short', 2026);
SELECT absence_internal.policy_in_store('versions', 'texas', 2026);
SELECT name, count(*), max(version) FROM definition GROUP BY 1 ORDER BY 1;

-- Only the owner can define, whatever else was granted
CREATE ROLE regress_absence_definer;
GRANT USAGE ON SCHEMA versions TO regress_absence_definer;
GRANT SELECT ON store_setting, definition, school_year_state, definition_of_year, known_definition TO regress_absence_definer;
GRANT INSERT ON definition TO regress_absence_definer;
SET ROLE regress_absence_definer;
\set VERBOSITY terse
SELECT absence.define_policy('versions', 'mine', '');
\set VERBOSITY default
RESET ROLE;

-- Views use the definition like any other
INSERT INTO school (school_id, name) VALUES ('P', 'P school');
INSERT INTO calendar (school_id, school_year, calendar_code) VALUES ('P', 2026, 'M'), ('P', 2027, 'M');
INSERT INTO calendar_day (school_id, school_year, calendar_code, day, event)
SELECT 'P', school_year, 'M', make_date(school_year - 1, 8, 18) + i, 'Instructional day' FROM calendar, generate_series(0, 99) AS i;
INSERT INTO enrollment (student_id, school_id, school_year, entry_date) SELECT 'S' || s, 'P', school_year, make_date(school_year - 1, 8, 18) FROM calendar, generate_series(10, 14) AS s;
INSERT INTO attendance_event (student_id, school_id, school_year, day, code)
SELECT student_id, school_id, school_year, entry_date + i, 'Excused' FROM enrollment, generate_series(0, 13) AS i WHERE i < substr(student_id, 2)::integer;
INSERT INTO attendance_taken (school_id, day) SELECT 'P', max(day) FROM calendar_day GROUP BY school_year;
SET client_min_messages = warning;
CALL absence.refresh('versions', today => '2027-07-01');
-- 12% in 2026, 13% in 2027
SET absence.policy = 'ours';
SELECT school_year, chronic_n, verdict_n, policy FROM school_absence ORDER BY 1;
SET absence.policy = 'ours@1';
SELECT school_year, chronic_n, verdict_n, policy FROM school_absence ORDER BY 1;
SET absence.policy = 'short';
SELECT school_year, chronic_n, verdict_n, policy FROM school_absence ORDER BY 1;
RESET absence.policy;

RESET search_path;
DROP VIEW in_force;
SELECT absence.drop_store('versions', 'versions');
DROP ROLE regress_absence_definer;
