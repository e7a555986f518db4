-- CSV exports of a student information system into a store: one school year,
-- whole. What the year had is replaced in one transaction, which is undone when
-- the files look wrong; then the store is refreshed.
--
--     psql -X -v school_year=2026 -v folder=/exports -f load_csv.sql district
--
-- load_csv.md, beside this file, says which files there are, what their columns
-- mean, and what each variable does. It needs psql 11 or newer and the usual
-- tools of Unix (sh, test, head, awk) where psql runs, and nothing on the server.

\set ON_ERROR_STOP on
\set QUIET on

-------------------------------------------------------------- the variables

\if :{?store} \else \set store attendance \endif
\if :{?folder} \else \set folder . \endif
\if :{?encoding} \else \set encoding :ENCODING \endif
\if :{?max_unread} \else \set max_unread 1 \endif
\if :{?today} \else \set today '' \endif
\if :{?school_year}
\else
	DO $$ BEGIN RAISE EXCEPTION 'say for which school year the files are, by the year in which it ends: psql -v school_year=2026'; END $$;
\endif

\if :{?school_file} \else \set school_file :folder /school.csv \endif
\if :{?student_file} \else \set student_file :folder /student.csv \endif
\if :{?student_group_file} \else \set student_group_file :folder /student_group.csv \endif
\if :{?calendar_file} \else \set calendar_file :folder /calendar.csv \endif
\if :{?calendar_grade_file} \else \set calendar_grade_file :folder /calendar_grade.csv \endif
\if :{?calendar_day_file} \else \set calendar_day_file :folder /calendar_day.csv \endif
\if :{?calendar_event_kind_file} \else \set calendar_event_kind_file :folder /calendar_event_kind.csv \endif
\if :{?enrollment_file} \else \set enrollment_file :folder /enrollment.csv \endif
\if :{?attendance_code_file} \else \set attendance_code_file :folder /attendance_code.csv \endif
\if :{?attendance_event_file} \else \set attendance_event_file :folder /attendance_event.csv \endif
\if :{?attendance_taken_file} \else \set attendance_taken_file :folder /attendance_taken.csv \endif

------------------------------------------------------------ what is expected

-- every column that is read: a row in which a required one cannot be read is left
-- out; one that is not required is left blank instead
CREATE TEMP TABLE csv_column (
	file text,
	name text,
	kind text,
	required boolean DEFAULT false,
	words text[],
	PRIMARY KEY (file, name)
);
INSERT INTO csv_column (file, name, kind, required) VALUES
	('school', 'school_id', 'text', true),
	('school', 'name', 'text', true),
	('school', 'school_level', 'text', false),
	('school', 'lea_id', 'text', false),
	('school', 'state_lea_id', 'text', false),
	('school', 'state_school_id', 'text', false),
	('school', 'nces_school_id', 'text', false),
	('school', 'reporting', 'word', false),
	('school', 'federally_reported', 'boolean', false),
	('student', 'student_id', 'text', true),
	('student', 'state_student_id', 'text', false),
	('student', 'last_name', 'text', false),
	('student', 'first_name', 'text', false),
	('student', 'birth_date', 'date', false),
	('student_group', 'student_id', 'text', true),
	('student_group', 'kind', 'text', true),
	('student_group', 'value', 'text', true),
	('student_group', 'begin_date', 'date', false),
	('student_group', 'end_date', 'date', false),
	('calendar', 'school_id', 'text', true),
	('calendar', 'calendar_code', 'text', false),
	('calendar', 'calendar_type', 'text', false),
	('calendar', 'day_minutes', 'integer', false),
	('calendar', 'periods', 'integer', false),
	('calendar_grade', 'school_id', 'text', true),
	('calendar_grade', 'calendar_code', 'text', true),
	('calendar_grade', 'grade', 'text', true),
	('calendar_day', 'school_id', 'text', true),
	('calendar_day', 'calendar_code', 'text', false),
	('calendar_day', 'day', 'date', true),
	('calendar_day', 'event', 'text', true),
	('calendar_day', 'minutes', 'integer', false),
	('calendar_day', 'periods', 'integer', false),
	('calendar_event_kind', 'event', 'text', true),
	('calendar_event_kind', 'kind', 'word', true),
	('enrollment', 'student_id', 'text', true),
	('enrollment', 'school_id', 'text', true),
	('enrollment', 'entry_date', 'date', true),
	('enrollment', 'exit_date', 'date', false),
	('enrollment', 'grade', 'text', false),
	('enrollment', 'calendar_code', 'text', false),
	('enrollment', 'entry_type', 'text', false),
	('enrollment', 'exit_type', 'text', false),
	('enrollment', 'enrollment_type', 'text', false),
	('enrollment', 'primary_school', 'boolean', false),
	('enrollment', 'fte', 'number', false),
	('enrollment', 'homeroom', 'text', false),
	('attendance_code', 'code', 'text', true),
	('attendance_code', 'mark', 'word', true),
	('attendance_code', 'school_id', 'text', false),
	('attendance_code', 'portion', 'share', false),
	('attendance_code', 'precedence', 'integer', false),
	('attendance_code', 'description', 'text', false),
	('attendance_event', 'student_id', 'text', true),
	('attendance_event', 'school_id', 'text', true),
	('attendance_event', 'day', 'date', true),
	('attendance_event', 'code', 'text', true),
	('attendance_event', 'period', 'text', false),
	('attendance_event', 'portion', 'number', false),
	('attendance_event', 'missed', 'number', false),
	('attendance_event', 'held', 'number', false),
	('attendance_event', 'reason', 'text', false),
	('attendance_taken', 'school_id', 'text', true),
	('attendance_taken', 'day', 'date', true),
	('attendance_taken', 'calendar_code', 'text', false);
UPDATE csv_column AS c SET words = w.words
FROM (VALUES
	('school', 'reporting', '{exception,affirmative}'::text[]),
	('calendar_event_kind', 'kind', '{closes,session,neutral}'),
	('attendance_code', 'mark', '{tardy,left_early,unexcused,excused,oss,exempt,unverified,iss,remote,activity,homebound,unmapped,present}')
) AS w (file, name, words)
WHERE (c.file, c.name) = (w.file, w.name);

CREATE TEMP TABLE csv_count (place serial, file text PRIMARY KEY, rows bigint, left_out bigint, before bigint, after bigint);
CREATE TEMP TABLE csv_problem (file text, csv_row bigint, name text, said text, what text, left_out boolean);

----------------------------------------------------------- reading one value

-- Each of these gives NULL for what it cannot read, and never an error. None
-- looks at DateStyle or any other setting, and only 0 to 9 are digits.

CREATE FUNCTION pg_temp.csv_text(value text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT nullif(btrim(value, E' \t'), '') $$;

-- MM/DD/YYYY, M/D/YY, YYYY-MM-DD, YYYYMMDD; dashes will do for slashes, and a
-- time of day after it is left aside. Of two digits, 70 to 99 are 1970 to 1999.
CREATE FUNCTION pg_temp.csv_date(value text) RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
	said text := btrim(value, E' \t');
	part integer[];		-- year, month, day
	first_day date;
BEGIN
	IF said ~ ':' THEN
		said := regexp_replace(said, '[ T]+[0-9][0-9]?:[0-9][0-9][^/]*$', '');
	END IF;
	IF said ~ '^[0-9][0-9]?/[0-9][0-9]?/([0-9][0-9]|[0-9]{4})$' OR said ~ '^[0-9][0-9]?-[0-9][0-9]?-([0-9][0-9]|[0-9]{4})$' THEN
		part := string_to_array(translate(said, '-', '/'), '/');
		part := ARRAY[part[3], part[1], part[2]];
		IF said ~ '[/-][0-9][0-9]$' THEN
			part[1] := part[1] + CASE WHEN part[1] < 70 THEN 2000 ELSE 1900 END;
		END IF;
	ELSIF said ~ '^[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?$' THEN
		part := string_to_array(said, '-');
	ELSIF said ~ '^(19|20)[0-9]{6}$' THEN
		part := ARRAY[left(said, 4), substr(said, 5, 2), right(said, 2)];
	END IF;
	IF part IS NULL OR part[1] < 1 OR part[2] NOT BETWEEN 1 AND 12 OR part[3] NOT BETWEEN 1 AND 31 THEN
		RETURN NULL;
	END IF;
	first_day := make_date(part[1], part[2], 1);
	-- 31 April is no date
	RETURN CASE WHEN extract(month FROM first_day + part[3] - 1) = part[2] THEN first_day + part[3] - 1 END;
END
$$;

CREATE FUNCTION pg_temp.csv_boolean(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN lower(btrim(value, E' \t')) IN ('y', 'yes', 't', 'true', '1') THEN true
		WHEN lower(btrim(value, E' \t')) IN ('n', 'no', 'f', 'false', '0') THEN false END $$;

CREATE FUNCTION pg_temp.csv_number(value text) RETURNS numeric LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN btrim(value, E' \t') ~ '^[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})$' THEN btrim(value, E' \t')::numeric END $$;

CREATE FUNCTION pg_temp.csv_integer(value text) RETURNS integer LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN n = trunc(n) AND abs(n) < 2147483647 THEN n::integer END FROM pg_temp.csv_number(value) AS n $$;

CREATE FUNCTION pg_temp.csv_share(value text) RETURNS numeric LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN n BETWEEN 0 AND 1 THEN n END FROM pg_temp.csv_number(value) AS n $$;

CREATE FUNCTION pg_temp.csv_word(value text, words text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT w FROM unnest(words) AS w WHERE w = replace(lower(btrim(value, E' \t')), ' ', '_') $$;

------------------------------------------------------------ reading one file

-- Makes the staging table of a file: a text column for each that its first line
-- names, in that order; of a file that is not there, a table without columns.
CREATE PROCEDURE pg_temp.csv_begin(of_file text, header text) LANGUAGE plpgsql AS $$
DECLARE
	columns text;
	unknown text;
	twice text;
	missing text;
BEGIN
	IF header = '' AND of_file IN ('enrollment', 'calendar_day', 'attendance_event') THEN
		RAISE EXCEPTION 'the file of % is not there, or empty', of_file
			USING HINT = format('Say in which folder the files are, or where this one is: psql -v folder=/exports -v %s_file=/exports/other_name.csv', of_file);
	END IF;
	-- "Student ID", StudentID and student_id are the same name
	CREATE TEMP TABLE csv_header ON COMMIT DROP AS
	SELECT h.n, btrim(h.said, ' "') AS said, c.name
	FROM regexp_split_to_table(nullif(header, ''), ',(?=(?:[^"]*"[^"]*")*[^"]*$)') WITH ORDINALITY AS h (said, n)
	LEFT JOIN csv_column AS c ON c.file = of_file AND replace(c.name, '_', '') = regexp_replace(lower(h.said), '[^a-z0-9]', '', 'g');

	SELECT string_agg(format('%I text', coalesce(name, 'other_' || n)), ', ' ORDER BY n),
		string_agg(said, ', ' ORDER BY n) FILTER (WHERE name IS NULL AND said <> '')
	INTO columns, unknown FROM csv_header;
	SELECT string_agg(name, ', ') INTO twice FROM (SELECT name FROM csv_header GROUP BY name HAVING count(name) > 1) AS t;
	SELECT string_agg(c.name, ', ') INTO missing FROM csv_column AS c
	WHERE c.file = of_file AND c.required AND header <> '' AND NOT EXISTS (SELECT FROM csv_header AS h WHERE h.name = c.name);
	DROP TABLE csv_header;
	IF twice IS NOT NULL OR missing IS NOT NULL THEN
		RAISE EXCEPTION 'the file of % %', of_file, concat_ws(' and ', 'has no column ' || missing, 'has twice the column ' || twice)
			USING DETAIL = 'Its first line is: ' || header,
				HINT = 'Rename the columns in the export, or in the first line of the file.';
	END IF;
	IF unknown IS NOT NULL THEN
		RAISE NOTICE 'file of %: not read: %', of_file, unknown;
	END IF;
	EXECUTE format('CREATE TEMP TABLE %I (%s)', 'csv_' || of_file, columns);
	IF header <> '' THEN
		INSERT INTO csv_count (file) VALUES (of_file);
	END IF;
END
$$;

-- Reads the values of a staging table, each different text once, and keeps account
-- of those that are none
CREATE PROCEDURE pg_temp.csv_end(of_file text) LANGUAGE plpgsql SET client_min_messages = warning AS $$
DECLARE
	staging text := quote_ident('csv_' || of_file);
	column_of csv_column;
	value_table text;
	selected text := '';
	joined text := '';
	rows_left_out bigint;
BEGIN
	EXECUTE format('ALTER TABLE %s RENAME TO csv_said', staging);
	ALTER TABLE csv_said ADD COLUMN csv_row bigint GENERATED ALWAYS AS IDENTITY;
	FOR column_of IN SELECT * FROM csv_column WHERE file = of_file LOOP
		EXECUTE format('ALTER TABLE csv_said ADD COLUMN IF NOT EXISTS %I text', column_of.name);
		IF column_of.kind = 'text' THEN
			selected := selected || format(', pg_temp.csv_text(s.%1$I) AS %1$I', column_of.name);
		ELSE
			value_table := quote_ident('csv_value_' || column_of.name);
			EXECUTE format('CREATE TEMP TABLE %s AS SELECT said, pg_temp.csv_%s(said%s) AS value FROM (SELECT DISTINCT %I AS said FROM csv_said) AS d',
				value_table, column_of.kind, ', ' || quote_literal(column_of.words), column_of.name);
			selected := selected || format(', %s.value AS %I', value_table, column_of.name);
			joined := joined || format(' LEFT JOIN %1$s ON %1$s.said = s.%2$I', value_table, column_of.name);
			EXECUTE format('INSERT INTO csv_problem SELECT %1$L, s.csv_row, %2$L, v.said, %3$L, %4$L FROM %5$s AS v JOIN csv_said AS s ON s.%2$I = v.said
				WHERE v.value IS NULL AND pg_temp.csv_text(v.said) IS NOT NULL', of_file, column_of.name,
				CASE column_of.kind WHEN 'boolean' THEN 'not Y or N' WHEN 'integer' THEN 'no whole number' WHEN 'share' THEN 'no number from 0 to 1'
					WHEN 'word' THEN 'not one of ' || array_to_string(column_of.words, ', ') ELSE 'no ' || column_of.kind END,
				column_of.required, value_table);
		END IF;
		IF column_of.required THEN
			EXECUTE format('INSERT INTO csv_problem SELECT %L, csv_row, %L, NULL, ''blank'', true FROM csv_said WHERE pg_temp.csv_text(%I) IS NULL',
				of_file, column_of.name, column_of.name);
		END IF;
	END LOOP;
	EXECUTE format('CREATE TEMP TABLE %s AS SELECT s.csv_row%s FROM csv_said AS s%s', staging, selected, joined);
	EXECUTE format('DELETE FROM %s AS r WHERE r.csv_row IN (SELECT p.csv_row FROM csv_problem AS p WHERE p.file = %L AND p.left_out)', staging, of_file);
	GET DIAGNOSTICS rows_left_out = ROW_COUNT;
	EXECUTE format('ANALYZE %s', staging);
	EXECUTE format('UPDATE csv_count SET rows = $1 + (SELECT count(*) FROM %s), left_out = $1 WHERE file = %L', staging, of_file) USING rows_left_out;
	DROP TABLE csv_said;
	FOR value_table IN SELECT quote_ident('csv_value_' || name) FROM csv_column WHERE file = of_file AND kind <> 'text' LOOP
		EXECUTE format('DROP TABLE %s', value_table);
	END LOOP;
END
$$;

----------------------------------------------------------- reading the files

-- psql puts no variable into \copy, but the shell that it starts knows these. The
-- end of a line may be that of Windows; a line with nothing on it is skipped.
\setenv CSV_HEADER 'test ! -f "$CSV" || head -n 1 < "$CSV"'
\setenv CSV_LINES 'test ! -f "$CSV" || LC_ALL=C awk \'{ sub(/\\r$/, "") } /[^ ,]/\' < "$CSV"'
\set encoding_before :ENCODING
\encoding :encoding

\setenv CSV :school_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('school', :'header');
\copy csv_school FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('school');

\setenv CSV :student_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('student', :'header');
\copy csv_student FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('student');

\setenv CSV :student_group_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('student_group', :'header');
\copy csv_student_group FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('student_group');

\setenv CSV :calendar_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('calendar', :'header');
\copy csv_calendar FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('calendar');

\setenv CSV :calendar_grade_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('calendar_grade', :'header');
\copy csv_calendar_grade FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('calendar_grade');

\setenv CSV :calendar_day_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('calendar_day', :'header');
\copy csv_calendar_day FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('calendar_day');

\setenv CSV :calendar_event_kind_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('calendar_event_kind', :'header');
\copy csv_calendar_event_kind FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('calendar_event_kind');

\setenv CSV :enrollment_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('enrollment', :'header');
\copy csv_enrollment FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('enrollment');

\setenv CSV :attendance_code_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('attendance_code', :'header');
\copy csv_attendance_code FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('attendance_code');

\setenv CSV :attendance_event_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('attendance_event', :'header');
\copy csv_attendance_event FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('attendance_event');

\setenv CSV :attendance_taken_file
\set header `eval "$CSV_HEADER"`
CALL pg_temp.csv_begin('attendance_taken', :'header');
\copy csv_attendance_taken FROM PROGRAM 'eval "$CSV_LINES"' CSV HEADER
CALL pg_temp.csv_end('attendance_taken');

\encoding :encoding_before

------------------------------------------------ the year, in one transaction

BEGIN;
SELECT absence.layout_of(:'store') AS layout \gset
SELECT absence.must_be_open(:'store', ARRAY[:school_year]) AS is_open \gset
-- two loads at a time would leave the year twice; readers go on reading
LOCK TABLE :"store".enrollment, :"store".calendar_day, :"store".attendance_event IN SHARE ROW EXCLUSIVE MODE;

CREATE TEMP VIEW csv_in_store AS
SELECT 'school' AS file, count(*) AS n FROM :"store".school
UNION ALL SELECT 'student', count(*) FROM :"store".student
UNION ALL SELECT 'student_group', count(*) FROM :"store".student_group
UNION ALL SELECT 'calendar', count(*) FROM :"store".calendar WHERE school_year = :school_year
UNION ALL SELECT 'calendar_grade', count(*) FROM :"store".calendar_grade WHERE school_year = :school_year
UNION ALL SELECT 'calendar_day', count(*) FROM :"store".calendar_day WHERE school_year = :school_year
UNION ALL SELECT 'calendar_event_kind', count(*) FROM :"store".calendar_event_kind
UNION ALL SELECT 'enrollment', count(*) FROM :"store".enrollment WHERE school_year = :school_year
UNION ALL SELECT 'attendance_code', count(*) FROM :"store".attendance_code
UNION ALL SELECT 'attendance_event', count(*) FROM :"store".attendance_event WHERE school_year = :school_year
UNION ALL SELECT 'attendance_taken', count(*) FROM :"store".attendance_taken;
UPDATE csv_count AS c SET before = s.n FROM csv_in_store AS s WHERE s.file = c.file;

-- Schools, students and words belong to every year: they are added or brought up
-- to date, never deleted, and a blank changes nothing. Of two rows for the same
-- key the later one holds.
INSERT INTO :"store".school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting, federally_reported)
SELECT DISTINCT ON (c.school_id) c.school_id, c.name, coalesce(c.school_level, o.school_level), coalesce(c.lea_id, o.lea_id),
	coalesce(c.state_lea_id, o.state_lea_id), coalesce(c.state_school_id, o.state_school_id), coalesce(c.nces_school_id, o.nces_school_id),
	coalesce(c.reporting, o.reporting, 'exception'), coalesce(c.federally_reported, o.federally_reported, true)
FROM csv_school AS c
LEFT JOIN :"store".school AS o ON o.school_id = c.school_id
ORDER BY c.school_id, c.csv_row DESC
ON CONFLICT (school_id) DO UPDATE SET
	(name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting, federally_reported) =
	(excluded.name, excluded.school_level, excluded.lea_id, excluded.state_lea_id, excluded.state_school_id, excluded.nces_school_id,
		excluded.reporting, excluded.federally_reported);

INSERT INTO :"store".student (student_id, state_student_id, last_name, first_name, birth_date)
SELECT DISTINCT ON (c.student_id) c.student_id, coalesce(c.state_student_id, o.state_student_id), coalesce(c.last_name, o.last_name),
	coalesce(c.first_name, o.first_name), coalesce(c.birth_date, o.birth_date)
FROM csv_student AS c
LEFT JOIN :"store".student AS o ON o.student_id = c.student_id
ORDER BY c.student_id, c.csv_row DESC
ON CONFLICT (student_id) DO UPDATE SET
	(state_student_id, last_name, first_name, birth_date) =
	(excluded.state_student_id, excluded.last_name, excluded.first_name, excluded.birth_date);

DELETE FROM :"store".student_group WHERE student_id IN (SELECT student_id FROM csv_student_group);
INSERT INTO :"store".student_group (student_id, kind, value, begin_date, end_date)
SELECT student_id, kind, value, begin_date, end_date FROM csv_student_group;

INSERT INTO :"store".calendar_event_kind (event, kind)
SELECT DISTINCT ON (event) event, kind FROM csv_calendar_event_kind ORDER BY event, csv_row DESC
ON CONFLICT (event) DO UPDATE SET kind = excluded.kind;

DELETE FROM :"store".attendance_code AS o USING csv_attendance_code AS c
WHERE o.code = c.code AND o.school_id IS NOT DISTINCT FROM c.school_id AND o.school_year IS NULL;
INSERT INTO :"store".attendance_code (code, school_id, mark, portion, precedence, description)
SELECT DISTINCT ON (code, school_id) code, school_id, mark, portion, precedence, description
FROM csv_attendance_code ORDER BY code, school_id, csv_row DESC;

-- The rolls taken: those of the year's days, as the calendar had them and has them now
DELETE FROM :"store".attendance_taken
WHERE EXISTS (SELECT FROM csv_attendance_taken)
	AND (day IN (SELECT day FROM :"store".calendar_day WHERE school_year = :school_year) OR day IN (SELECT day FROM csv_calendar_day));
INSERT INTO :"store".attendance_taken (school_id, day, calendar_code)
SELECT school_id, day, calendar_code FROM csv_attendance_taken
ON CONFLICT DO NOTHING;

-- The calendars. A calendar_day that names none is of the school's calendar "main".
CREATE TEMP TABLE csv_closed AS
SELECT d.school_id, d.school_year, d.calendar_code, d.day, d.event
FROM :"store".calendar_day AS d
JOIN :"store".calendar_event_kind AS k USING (event)
WHERE d.school_year = :school_year AND k.kind = 'closes';
DELETE FROM :"store".calendar_day WHERE school_year = :school_year;
INSERT INTO :"store".calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
SELECT DISTINCT ON (school_id, coalesce(calendar_code, 'main'), day, event)
	school_id, :school_year, coalesce(calendar_code, 'main'), day, event, minutes, periods
FROM csv_calendar_day
ORDER BY school_id, coalesce(calendar_code, 'main'), day, event, csv_row DESC;

DELETE FROM :"store".calendar AS c
WHERE c.school_year = :school_year AND (EXISTS (SELECT FROM csv_calendar) OR NOT EXISTS (
	SELECT FROM :"store".calendar_day AS d
	WHERE (d.school_id, d.school_year, d.calendar_code) = (c.school_id, c.school_year, c.calendar_code)));
INSERT INTO :"store".calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
SELECT DISTINCT ON (school_id, coalesce(calendar_code, 'main'))
	school_id, :school_year, coalesce(calendar_code, 'main'), coalesce(calendar_type, 'School'), day_minutes, periods
FROM csv_calendar
ORDER BY school_id, coalesce(calendar_code, 'main'), csv_row DESC;
INSERT INTO :"store".calendar (school_id, school_year, calendar_code)
SELECT DISTINCT school_id, school_year, calendar_code FROM :"store".calendar_day WHERE school_year = :school_year
ON CONFLICT DO NOTHING;

DELETE FROM :"store".calendar_grade WHERE school_year = :school_year AND EXISTS (SELECT FROM csv_calendar_grade);
INSERT INTO :"store".calendar_grade (school_id, school_year, calendar_code, grade)
SELECT school_id, :school_year, calendar_code, grade FROM csv_calendar_grade
ON CONFLICT DO NOTHING;

-- Enrollments and events go in as they are, twice if they are there twice: the
-- store reports what is wrong with them
DELETE FROM :"store".enrollment WHERE school_year = :school_year;
INSERT INTO :"store".enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type,
	enrollment_type, primary_school, fte, homeroom)
SELECT student_id, school_id, :school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type,
	enrollment_type, primary_school, fte, homeroom
FROM csv_enrollment ORDER BY csv_row;

DELETE FROM :"store".attendance_event WHERE school_year = :school_year;
INSERT INTO :"store".attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason)
SELECT student_id, school_id, :school_year, day, period, code, portion, missed, held, reason
FROM csv_attendance_event ORDER BY csv_row;

ANALYZE :"store".school, :"store".student, :"store".student_group, :"store".calendar, :"store".calendar_grade, :"store".calendar_day,
	:"store".calendar_event_kind, :"store".enrollment, :"store".attendance_code, :"store".attendance_event, :"store".attendance_taken;

--------------------------------------------------------- looked over, or undone

UPDATE csv_count AS c SET after = s.n FROM csv_in_store AS s WHERE s.file = c.file;

\echo 'Rows of each file, and rows in the store (of the year, where a table has years)'
SELECT file, rows AS "rows in file", left_out AS "left out", before AS "in store before", after AS "in store now"
FROM csv_count ORDER BY place;

SELECT EXISTS (SELECT FROM csv_problem) AS some \gset
\if :some
\echo 'Values that could not be read (row 1 is the first below the names of the columns)'
SELECT file, name AS "column", what, count(*) AS rows, CASE WHEN left_out THEN 'rows left out' ELSE 'value left blank' END AS "so",
	string_agg('row ' || csv_row || coalesce(': ' || left(said, 30), ''), '; ' ORDER BY csv_row) FILTER (WHERE n <= 5) AS "the first ones"
FROM (SELECT p.*, row_number() OVER (PARTITION BY file, name, what ORDER BY csv_row) AS n FROM csv_problem AS p) AS p
GROUP BY file, name, what, left_out ORDER BY file, name, what;
\endif

CREATE TEMP TABLE csv_unknown AS
SELECT u.what, u.word, count(*) AS rows, u.until
FROM (
	SELECT 'event in calendar_day' AS what, d.event AS word, 'the day is neither session nor closed' AS until
	FROM csv_calendar_day AS d WHERE NOT EXISTS (SELECT FROM :"store".calendar_event_kind AS k WHERE k.event = d.event)
	UNION ALL
	SELECT 'code in attendance_event', e.code, 'the days count for nothing'
	FROM csv_attendance_event AS e WHERE NOT EXISTS (SELECT FROM :"store".attendance_code AS k
		WHERE k.code = e.code AND (k.school_id IS NULL OR k.school_id = e.school_id) AND (k.school_year IS NULL OR k.school_year = :school_year))
	UNION ALL
	SELECT 'school in enrollment', e.school_id, 'its students are of a school without a name'
	FROM csv_enrollment AS e WHERE NOT EXISTS (SELECT FROM :"store".school AS s WHERE s.school_id = e.school_id)
	UNION ALL
	SELECT 'school in attendance_event', e.school_id, 'its events are not used'
	FROM csv_attendance_event AS e WHERE NOT EXISTS (SELECT FROM :"store".school AS s WHERE s.school_id = e.school_id)
) AS u
GROUP BY u.what, u.word, u.until;
SELECT EXISTS (SELECT FROM csv_unknown) AS some \gset
\if :some
\echo 'Words that the store does not know yet'
SELECT what AS "what", word AS "word", rows AS "rows", until AS "until you say more" FROM csv_unknown ORDER BY what, rows DESC, word;
\endif

CREATE TEMP TABLE csv_opened AS
SELECT c.day, c.event, count(*) AS calendars
FROM csv_closed AS c
JOIN :"store".session_day AS d USING (school_id, school_year, calendar_code, day)
GROUP BY c.day, c.event;
SELECT EXISTS (SELECT FROM csv_opened) AS some \gset
\if :some
\echo 'Days that were closed, and are in session by these files: if school was closed, CALL absence.close_day again'
SELECT to_char(day, 'YYYY-MM-DD') AS "day", event AS "was", calendars AS "calendars" FROM csv_opened ORDER BY csv_opened.day, event;
\endif

CREATE PROCEDURE pg_temp.csv_check(school_year integer, max_unread numeric) LANGUAGE plpgsql AS $$
DECLARE
	bad record;
BEGIN
	SELECT c.file INTO bad FROM csv_count AS c
	WHERE c.file IN ('enrollment', 'calendar_day', 'attendance_event') AND c.rows = c.left_out ORDER BY c.place LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'the file of % has no row that can be read, so nothing is changed', bad.file;
	END IF;
	SELECT c.file, c.rows, p.n INTO bad FROM csv_count AS c
	JOIN (SELECT file, count(DISTINCT csv_row) AS n FROM csv_problem GROUP BY file) AS p USING (file)
	WHERE p.n > c.rows * max_unread / 100 ORDER BY c.place LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '% of the % rows of % have values that could not be read, so nothing is changed', bad.n, bad.rows, bad.file
			USING HINT = format('At most %s%% may. Put the export right, or allow for more: psql -v max_unread=10', max_unread);
	END IF;
	PERFORM FROM csv_calendar_day AS d WHERE d.day BETWEEN make_date(school_year - 1, 6, 1) AND make_date(school_year, 8, 31);
	IF NOT FOUND THEN
		RAISE EXCEPTION 'no day of calendar_day lies in school year %, which ends in %, so nothing is changed', school_year, school_year;
	END IF;
END
$$;
CALL pg_temp.csv_check(:school_year, :max_unread);
COMMIT;

----------------------------------------------------------------- the registers

CALL absence.refresh(:'store', :school_year, pg_temp.csv_date(:'today'));
