-- The dictionary and a new store have the same comments on every table and column, and
-- the codes and calendar events of a new store are valid
SELECT FROM absence.create_store('district');

-- the tables and columns of the store, from the system catalogs; '' is the table itself
CREATE TEMP VIEW store_element AS
SELECT c.relname::text COLLATE "C" AS table_name, coalesce(a.attname, '')::text COLLATE "C" AS column_name,
	c.relkind, a.attnum IS NOT NULL AND NOT a.attnotnull AS nullable,
	CASE WHEN a.attnum IS NULL THEN obj_description(c.oid, 'pg_class') ELSE col_description(c.oid, a.attnum) END AS comment
FROM pg_class AS c
CROSS JOIN LATERAL (
	SELECT NULL::smallint AS attnum, NULL::name AS attname, NULL::boolean AS attnotnull
	UNION ALL
	SELECT a.attnum, a.attname, a.attnotnull
	FROM pg_attribute AS a
	WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS a
WHERE c.relnamespace = 'district'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm');

-- The tables of the store, so that no check below passes on an empty set
SELECT table_name FROM store_element
WHERE relkind IN ('r', 'p') AND column_name = ''
ORDER BY table_name;

-- and its views for readers
SELECT table_name FROM store_element
WHERE relkind = 'v' AND column_name = ''
	AND table_name IN (SELECT relation FROM absence_internal.store_relation WHERE kind = 'view')
ORDER BY table_name;

-- Every table, view and column has exactly one row in the dictionary, and its comment
-- says the same, after "Helper: " if it is not for readers
SELECT s.table_name, s.column_name AS not_in_dictionary
FROM store_element AS s
WHERE NOT EXISTS (
	SELECT FROM absence.data_element AS e
	WHERE (e.table_name, e.column_name) = (s.table_name, s.column_name))
ORDER BY s.table_name, s.column_name;
SELECT e.table_name, e.column_name, count(*) AS rows
FROM absence.data_element AS e
GROUP BY e.table_name, e.column_name
HAVING count(*) > 1
ORDER BY e.table_name, e.column_name;
SELECT s.table_name, s.column_name, s.comment AS other_comment
FROM store_element AS s
LEFT JOIN absence.data_element AS e USING (table_name, column_name)
LEFT JOIN absence_internal.store_relation AS r ON r.relation = s.table_name
WHERE s.comment IS NULL OR s.comment IS DISTINCT FROM
	CASE WHEN r.kind = 'helper' AND s.column_name = '' THEN 'Helper: ' ELSE '' END || absence_internal.data_element_comment(e)
ORDER BY s.table_name, s.column_name;

-- Every row of the dictionary has a table, view or column; a meaning of a column by its
-- name alone is used by several tables
SELECT e.table_name, e.column_name AS not_in_store
FROM absence.data_element AS e
WHERE e.table_name <> '' AND NOT EXISTS (
	SELECT FROM store_element AS s
	WHERE (s.table_name, s.column_name) = (e.table_name, e.column_name))
ORDER BY e.table_name, e.column_name;
SELECT m.table_name, m.column_name AS not_in_store
FROM absence_internal.element_meaning AS m
WHERE m.table_name <> '' AND NOT EXISTS (
	SELECT FROM store_element AS s
	WHERE (s.table_name, s.column_name) = (m.table_name, m.column_name))
ORDER BY m.table_name, m.column_name;
SELECT m.column_name AS in_less_than_two_tables
FROM absence_internal.element_meaning AS m
WHERE m.table_name = '' AND 2 > (
	SELECT count(*) FROM store_element AS s
	WHERE s.column_name = m.column_name AND s.relkind <> 'm')
ORDER BY m.column_name;

-- A meaning is written once: no two tables give the same meaning to a column, and no
-- table repeats the meaning of the name
SELECT m.column_name, array_agg(m.table_name ORDER BY m.table_name) AS tables, m.definition
FROM absence_internal.element_meaning AS m
WHERE m.column_name <> ''
GROUP BY m.column_name, m.definition
HAVING count(*) > 1 AND m.definition IS NOT NULL
ORDER BY m.column_name, m.definition;
SELECT m.table_name, m.column_name AS says_what_the_name_says
FROM absence_internal.element_meaning AS m
JOIN absence_internal.element_meaning AS n ON n.table_name = '' AND n.column_name = m.column_name
WHERE m.table_name <> '' AND (true IN (m.definition = n.definition, m.unit = n.unit, m.when_null = n.when_null,
		m.ceds_id = n.ceds_id, m.ceds_name = n.ceds_name, m.ed_fi_element = n.ed_fi_element)
	-- or removes what the name does not give
	OR m.unit = '' AND n.unit IS NULL OR m.when_null = '' AND n.when_null IS NULL
	OR m.ceds_id = '' AND n.ceds_id IS NULL OR m.ed_fi_element = '' AND n.ed_fi_element IS NULL)
ORDER BY m.table_name, m.column_name;
SELECT m.table_name, m.column_name AS says_nothing
FROM absence_internal.element_meaning AS m
WHERE num_nonnulls(m.definition, m.unit, m.when_null, m.ceds_id, m.ed_fi_element) = 0
ORDER BY m.table_name, m.column_name;

-- A column has the meaning of its name, except for what its table says; a kept view has
-- the columns of its view
\pset format unaligned
SELECT e.*
FROM absence.data_element AS e
WHERE (e.table_name, e.column_name) IN (('', 'school_id'), ('student_absence', 'school_id'), ('enrollment', 'school_id'),
	('data_issue', 'school_id'), ('', 'absent_days'), ('weekday_absence', 'absent_days'), ('', 'as_of'), ('asked', 'as_of'),
	('grade_absence', 'grade'), ('latest_grade_absence', 'grade'), ('latest_grade_absence', 'school_id'), ('latest_grade_absence', ''))
ORDER BY e.column_name, e.table_name;
\pset format aligned

-- Another store adds nothing, and neither does a view that the district has made
CREATE TEMP TABLE before AS TABLE absence.data_element;
SELECT FROM absence.create_store('district_2');
CREATE VIEW district.own AS SELECT student_id FROM district.student;
SELECT count(*) FROM (TABLE absence.data_element EXCEPT ALL TABLE before) AS added;
SELECT count(*) FROM (TABLE before EXCEPT ALL TABLE absence.data_element) AS gone;
DROP VIEW district.own;
DROP TABLE before;
SELECT FROM absence.drop_store('district_2');

-- The dictionary says what NULL means for the columns that can be NULL, and for no
-- other; tables of kept answers have the columns of their views
SELECT e.table_name, e.column_name, s.nullable, e.when_null
FROM absence.data_element AS e
JOIN store_element AS s USING (table_name, column_name)
WHERE s.relkind IN ('r', 'p') AND NOT starts_with(s.table_name, 'latest_') AND s.nullable <> (e.when_null IS NOT NULL)
ORDER BY e.table_name, e.column_name;

-- No column of a view has a type of the extension, so any tool can read it
SELECT c.relname, a.attname
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
JOIN pg_type AS t ON t.oid = a.atttypid
WHERE c.relnamespace = 'district'::regnamespace AND c.relkind IN ('v', 'm') AND t.typnamespace = 'absence'::regnamespace;

-- Every function of the store has a comment, except those that only refresh calls
SELECT p.proname AS not_commented
FROM pg_proc AS p
WHERE p.pronamespace = 'district'::regnamespace AND p.proname NOT LIKE 'refresh\_%' AND obj_description(p.oid, 'pg_proc') IS NULL;

-- Every view that depends on asked is in the list of live views, except student_day,
-- for which there is student_day_of(); and each listed view has its X_at
SELECT coalesce(l.name, a.name) AS view, l.name IS NOT NULL AS listed, a.name IS NOT NULL AS asks
FROM (SELECT relation::text AS name FROM absence_internal.store_relation WHERE has_at) AS l
FULL JOIN (
	SELECT DISTINCT r.ev_class::regclass::text AS name
	FROM pg_depend AS d
	JOIN pg_rewrite AS r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
	WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = 'district.asked_is_known'::regclass AND r.ev_class <> d.refobjid) AS a
	ON a.name = 'district.' || l.name
WHERE l.name IS NULL OR a.name IS NULL;
SELECT l.name AS without_at
FROM (SELECT relation::text AS name FROM absence_internal.store_relation WHERE has_at) AS l
WHERE NOT EXISTS (
	SELECT FROM pg_proc AS p
	WHERE p.pronamespace = 'district'::regnamespace AND p.proname = l.name || '_at' AND p.proretset
		AND p.prorettype = to_regtype('district.' || l.name)
		AND pg_get_function_arguments(p.oid) = 'as_of date DEFAULT NULL::date, policy text DEFAULT NULL::text'
		AND obj_description(p.oid, 'pg_proc') LIKE l.name || ' as of a day%');

-- A CEDS element has an id of six digits and one name; no text is empty
SELECT e.table_name, e.column_name, e.ceds_id, e.ceds_name
FROM absence.data_element AS e
WHERE (e.ceds_id IS NULL) <> (e.ceds_name IS NULL) OR e.ceds_id !~ '^[0-9]{6}$'
	OR e.ceds_name IS DISTINCT FROM (
		SELECT min(same.ceds_name) FROM absence.data_element AS same WHERE same.ceds_id = e.ceds_id)
	OR e.definition IS NULL OR '' IN (e.definition, e.unit, e.when_null, e.ceds_name, e.ed_fi_element)
ORDER BY e.table_name, e.column_name;

-- A comment has the parts that are known, and nothing for the others
\pset format unaligned
SELECT e.*, absence_internal.data_element_comment(table_name, column_name) AS comment
FROM (VALUES ('school_year_state', ''), ('enrollment', 'exit_date'), ('enrollment', 'fte'), ('calendar', 'day_minutes'),
	('school', 'name'), ('student_register', 'register'), ('school', 'no_such_column')) AS e (table_name, column_name);
\pset format aligned

-- Every calendar event has a kind
SELECT kind, count(*) FROM district.calendar_event_kind GROUP BY kind ORDER BY kind;
SELECT event FROM district.calendar_event_kind
WHERE kind IS NULL OR kind NOT IN ('closes', 'session', 'neutral');

-- Every code has a mark that exists; any other would be an error
SELECT mark::absence.mark, count(*) FROM district.attendance_code GROUP BY 1 ORDER BY 1;

-- Each code is for every school and year, names its source, leaves precedence to the
-- order of marks, and is not a single letter
SELECT code, mark FROM district.attendance_code
WHERE school_id IS NOT NULL OR school_year IS NOT NULL OR precedence IS NOT NULL
	OR description IS NULL OR mark = 'unmapped' OR code <> btrim(code) OR length(code) < 2;

-- Partial is the only code with a share: it misses nothing unless the event says how
-- much
SELECT code, mark, portion FROM district.attendance_code WHERE portion IS NOT NULL;
SELECT e.portion AS of_event,
	absence.absent_days(absence.tally_agg(c.mark::absence.mark, coalesce(e.portion, c.portion), 'minimum = none')) AS absent_days
FROM district.attendance_code AS c
CROSS JOIN (VALUES (NULL::numeric), (0.25), (0.5)) AS e (portion)
WHERE c.code = 'Partial'
GROUP BY e.portion
ORDER BY e.portion NULLS FIRST;

-- Everyone can read the dictionary, and no one can write it
SELECT has_table_privilege('public', 'absence.data_element', 'SELECT') AS "select",
	has_table_privilege('public', 'absence.data_element', 'INSERT, UPDATE, DELETE, TRUNCATE') AS write;

DROP VIEW store_element;
SELECT FROM absence.drop_store('district', 'district');

-- Without a store it has its own rows
SELECT count(*) FILTER (WHERE table_name = '') > 50 AS of_names, count(*) FILTER (WHERE column_name = '') > 50 AS of_tables,
	count(*) FILTER (WHERE table_name = 'school_absence') AS of_school_absence
FROM absence.data_element;
