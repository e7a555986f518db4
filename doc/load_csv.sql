-- Loads the CSV exports of a student information system into a store, one school
-- year at a time. The script replaces the whole year in one transaction, and rolls
-- it back if the files look wrong. Then it refreshes the store.
--
--     psql -X -v school_year=2026 -v folder=/exports -f load_csv.sql district
--
-- load_csv.md, beside this file, describes the files, their columns and the
-- variables. The script needs psql 11 or newer and the usual Unix tools (sh, test,
-- head, tr, awk, cat) on the machine where psql runs. It needs nothing on the server.
--
-- The contents of a file reach the server as data only, never in a statement or an
-- error message. So no student's data appears in the server log.

\set ON_ERROR_STOP on
\set QUIET on
\set SHOW_CONTEXT never
SET work_mem = '128MB';
SET enable_mergejoin = off;	-- a merge join would sort a year of events by long keys

-------------------------------------------------------------- the variables

\if :{?store} \else \set store attendance \endif
\if :{?folder} \else \set folder . \endif
\if :{?encoding} \else \set encoding :ENCODING \endif
\if :{?separator} \else \set separator '' \endif
\if :{?date_format} \else \set date_format '' \endif
\if :{?null_words} \else \set null_words 'NULL,null,\\N,(null),<null>,[NULL],N/A,n/a,#N/A,NaN,nan,NaT' \endif
\if :{?blank_code} \else \set blank_code '' \endif
\if :{?deleted} \else \set deleted '' \endif
\if :{?accept_ids} \else \set accept_ids no \endif
\if :{?max_unread} \else \set max_unread 1 \endif
\if :{?max_unused} \else \set max_unused 5 \endif
\if :{?today} \else \set today '' \endif
\if :{?school_year}
\else
	DO $$ BEGIN RAISE EXCEPTION 'variable school_year is not set'
		USING HINT = 'Give the year in which the school year of the files ends: psql -v school_year=2026.'; END $$;
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

--------------------------------------------------------- the columns of the files

-- Every column that the script reads. It leaves out a row in which a required column
-- is blank, or a column cannot be read. If nobody's days depend on the column
-- (may_be_unread), it leaves the value blank instead.
CREATE TEMP TABLE csv_column (
	file text,
	name text,
	kind text,
	required boolean DEFAULT false,
	may_be_unread boolean DEFAULT false,
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
	('attendance_event', 'portion', 'share', false),
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

UPDATE csv_column SET may_be_unread = true
WHERE (file, name) IN (('school', 'federally_reported'), ('student', 'birth_date'), ('calendar', 'day_minutes'), ('calendar', 'periods'),
	('calendar_day', 'minutes'), ('calendar_day', 'periods'), ('enrollment', 'primary_school'), ('enrollment', 'fte'));

-- Two rows of a file with the same key become one row of the store. The later one wins.
CREATE TEMP TABLE csv_key (file text PRIMARY KEY, columns text, said text);
INSERT INTO csv_key VALUES
	('school', 'school_id', 'school'),
	('student', 'student_id', 'student'),
	('calendar', 'school_id, calendar_code', 'calendar'),
	('calendar_day', 'school_id, calendar_code, day, event', 'calendar, day and event'),
	('calendar_event_kind', 'event', 'event'),
	('attendance_code', 'code, school_id', 'code');

------------------------------------------------- what the script finds and reports

CREATE TEMP TABLE csv_count (
	place serial, file text PRIMARY KEY, separator text, dates text, empty bigint, rows bigint, before bigint, after bigint);
CREATE TEMP TABLE csv_header (file text, n bigint, said text, name text, staged text);
CREATE TEMP TABLE csv_problem (file text, csv_row bigint, name text, said text, what text, left_out boolean);
CREATE TEMP TABLE csv_null_word (file text, name text, word text, rows bigint);
CREATE TEMP TABLE csv_deleted (file text, name text, word text, rows bigint);
-- the first reason found for a row
CREATE TEMP TABLE csv_unused (file text, csv_row bigint, reason text, PRIMARY KEY (file, csv_row));
CREATE TEMP TABLE csv_id (file text, kind text, id text COLLATE "C", PRIMARY KEY (kind, id, file));
CREATE TEMP TABLE csv_refusal (place serial, sentence text);

----------------------------------------------------------- reading one value

-- Each of these functions returns NULL for a value that it cannot read. None of them
-- raises an error. None of them depends on DateStyle or another setting. Only the
-- characters 0 to 9 are digits.

-- Reads three numbers separated by slashes, dashes or points, in the given order of
-- month, day and year, with a year of four or two digits. In any order it also reads
-- YYYY-MM-DD, YYYYMMDD and months by name. It ignores a time of day after the date.
-- Two-digit years 70 to 99 are 1970 to 1999, the others 2000 to 2069.
CREATE FUNCTION pg_temp.csv_date(value text, part_order text DEFAULT 'mdy') RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
	said text := lower(btrim(value, E' \t'));
	part text[];		-- year, month, day
	month_name text;
	year integer;
	first_day date;
BEGIN
	IF said ~ ':' THEN
		said := regexp_replace(said, '[ t]+[0-9][0-9]?:[0-9][0-9][^/]*$', '');
	END IF;
	IF said ~ '^[0-9]{4}([-/.])[0-9][0-9]?\1[0-9][0-9]?$' THEN
		part := string_to_array(translate(said, '/.', '--'), '-');
	ELSIF said ~ '^(19|20)[0-9]{6}$' THEN
		part := ARRAY[left(said, 4), substr(said, 5, 2), right(said, 2)];
	ELSIF said ~ '^[0-9][0-9]?([-/.])[0-9][0-9]?\1([0-9]{2}|[0-9]{4})$' THEN
		part := string_to_array(translate(said, '/.', '--'), '-');
		part := CASE part_order WHEN 'mdy' THEN ARRAY[part[3], part[1], part[2]] WHEN 'dmy' THEN ARRAY[part[3], part[2], part[1]]
			WHEN 'ymd' THEN CASE WHEN length(part[1]) = 2 AND length(part[3]) = 2 THEN part END END;
	ELSIF said ~ '[a-z]' THEN
		part := regexp_match(said, '^([0-9][0-9]?)[ .-]*([a-z]{3,9})[ ,./-]*([0-9]{4}|[0-9]{2})$');	-- 02-Sep-25
		IF part IS NOT NULL THEN
			part := ARRAY[part[3], part[2], part[1]];
		ELSE
			part := regexp_match(said, '^([a-z]{3,9})[ .-]+([0-9][0-9]?)[ ,-]+([0-9]{4}|[0-9]{2})$');	-- Sep 2, 2025
			part := CASE WHEN part IS NULL THEN regexp_match(said, '^([0-9]{4})[ ./-]?([a-z]{3,9})[ ./-]?([0-9][0-9]?)$')
				ELSE ARRAY[part[3], part[1], part[2]] END;
		END IF;
		month_name := part[2];
		part[2] := (SELECT m.n
			FROM unnest('{january,february,march,april,may,june,july,august,september,october,november,december}'::text[])
				WITH ORDINALITY AS m (name, n)
			WHERE starts_with(m.name, month_name));
	END IF;
	IF part[2] IS NULL OR part[2]::integer NOT BETWEEN 1 AND 12 OR part[3]::integer NOT BETWEEN 1 AND 31 THEN
		RETURN NULL;
	END IF;
	year := part[1]::integer + CASE WHEN length(part[1]) = 4 THEN 0 WHEN part[1]::integer < 70 THEN 2000 ELSE 1900 END;
	IF year < 1 THEN
		RETURN NULL;
	END IF;
	first_day := make_date(year, part[2]::integer, 1);
	-- 31 April is not a date
	RETURN CASE WHEN extract(month FROM first_day + part[3]::integer - 1) = part[2]::integer THEN first_day + part[3]::integer - 1 END;
END
$$;

CREATE FUNCTION pg_temp.csv_boolean(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN lower(btrim(value, E' \t')) IN ('y', 'yes', 't', 'true', '1') THEN true
		WHEN lower(btrim(value, E' \t')) IN ('n', 'no', 'f', 'false', '0') THEN false END $$;

CREATE FUNCTION pg_temp.csv_number(value text) RETURNS numeric LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN btrim(value, E' \t') ~ '^[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})$'
		THEN btrim(value, E' \t')::numeric END $$;

CREATE FUNCTION pg_temp.csv_integer(value text) RETURNS integer LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN n = trunc(n) AND abs(n) < 2147483647 THEN n::integer END FROM pg_temp.csv_number(value) AS n $$;

CREATE FUNCTION pg_temp.csv_share(value text) RETURNS numeric LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN n BETWEEN 0 AND 1 THEN n END FROM pg_temp.csv_number(value) AS n $$;

CREATE FUNCTION pg_temp.csv_word(value text, words text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT w FROM unnest(words) AS w WHERE w = replace(lower(btrim(value, E' \t')), ' ', '_') $$;

-- Whether a spreadsheet has turned an id into a number. 5.00E+09 may stand for 30 students.
CREATE FUNCTION pg_temp.csv_spreadsheet(id text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
	$$ SELECT id ~* '^[0-9]+([.,][0-9]+)?E\+[0-9]+$' OR id ~ '^[0-9]+\.0*$' OR id ~ '^[0-9]{1,3}(,[0-9]{3})+$' OR id ~ '^#[A-Z/0]+[!?]$' $$;

------------------------------------------------------- the values of the variables

CREATE FUNCTION pg_temp.csv_school_year(said text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	part text[] := regexp_match(btrim(said), '^(?:((?:19|20)[0-9]{2})[-/]((?:19|20)?[0-9]{2})|((?:19|20)[0-9]{2}))$');
	ends integer := coalesce(part[3],
		CASE WHEN length(part[2]) = 2 THEN left((part[1]::integer + 1)::text, 2) || part[2] ELSE part[2] END)::integer;
BEGIN
	IF ends IS NULL OR ends <> part[1]::integer + 1 THEN
		RAISE EXCEPTION 'invalid school_year: "%"', said
			USING HINT = 'Give the year in which the school year ends, such as 2026, or both years, such as 2025-26.';
	END IF;
	RETURN ends;
END
$$;

CREATE FUNCTION pg_temp.csv_part_order(said text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	part_order text;
BEGIN
	SELECT string_agg(part, '' ORDER BY strpos(lower(said), part)) INTO part_order
	FROM unnest('{m,d,y}'::text[]) AS part WHERE strpos(lower(said), part) > 0;
	IF said <> '' AND (part_order IS NULL OR part_order NOT IN ('mdy', 'dmy', 'ymd')) THEN
		RAISE EXCEPTION 'invalid date_format: "%"', said
			USING HINT = 'Give the order of month, day and year: MM/DD/YYYY, DD.MM.YYYY or YYYY-MM-DD.';
	END IF;
	RETURN part_order;
END
$$;

CREATE FUNCTION pg_temp.csv_one_of(variable text, said text, VARIADIC words text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	IF said <> ALL (words) THEN
		RAISE EXCEPTION 'invalid %: "%"', variable, said
			USING HINT = format('It must be %s.', array_to_string(array_replace(words, '', 'left out'), ' or '));
	END IF;
	RETURN said;
END
$$;

CREATE TEMP TABLE csv_option AS
SELECT pg_temp.csv_school_year(:'school_year') AS school_year, pg_temp.csv_part_order(:'date_format') AS part_order,
	string_to_array(:'null_words', ',') AS blanks,
	pg_temp.csv_one_of('blank_code', :'blank_code', '', 'present') = 'present' AS blank_is_present,
	:'deleted' <> '' AS deleted_is_told, pg_temp.csv_one_of('accept_ids', :'accept_ids', 'no', 'yes') = 'yes' AS accept_ids,
	:'max_unread'::numeric AS max_unread, :'max_unused'::numeric AS max_unused;
SELECT school_year FROM csv_option \gset

-- deleted=attendance_event.status=void,is_deleted=1: which rows are deleted
CREATE TEMP TABLE csv_deleted_option AS
SELECT d.said, part[1] AS file, regexp_replace(lower(part[2]), '[^a-z0-9]', '', 'g') AS name, lower(btrim(part[3])) AS word, false AS found
FROM unnest(string_to_array(nullif(nullif(:'deleted', 'none'), ''), ',')) AS d (said)
CROSS JOIN LATERAL regexp_match(d.said, '^\s*(?:([a-z_]+)\.)?([^=.]+)=(.+)$') AS part;

------------------------------------------------------------ reading one file

-- Makes the staging table of a file: a text column for each column that the first
-- line names, in that order. For a missing file it makes a table without columns.
-- csv_line holds the separator of the fields, then the column names as the file
-- writes them.
CREATE TEMP TABLE csv_line (n integer GENERATED ALWAYS AS IDENTITY, said text);

CREATE PROCEDURE pg_temp.csv_begin(of_file text) LANGUAGE plpgsql AS $$
DECLARE
	is_there boolean := EXISTS (SELECT FROM csv_line);
	columns text;
	unknown text;
	known bigint;
	twice text;
	missing text;
BEGIN
	IF NOT is_there AND of_file IN ('enrollment', 'calendar_day', 'attendance_event') THEN
		RAISE EXCEPTION '% file is missing or empty', of_file
			USING HINT = format('Set the folder of the files, or the name of this file: '
				'psql -v folder=/exports -v %s_file=/exports/other_name.csv', of_file);
	END IF;
	IF is_there THEN
		INSERT INTO csv_count (file, separator) SELECT of_file, said FROM csv_line ORDER BY n LIMIT 1;
	END IF;
	-- "Student ID", StudentID and student_id are the same name
	INSERT INTO csv_header
	SELECT of_file, h.n, btrim(h.said, E' \t'), c.name, coalesce(c.name, 'other_' || h.n)
	FROM (SELECT row_number() OVER (ORDER BY n) - 1 AS n, said FROM csv_line) AS h
	LEFT JOIN csv_column AS c ON c.file = of_file AND replace(c.name, '_', '') = regexp_replace(lower(h.said), '[^a-z0-9]', '', 'g')
	WHERE h.n > 0;
	TRUNCATE csv_line RESTART IDENTITY;

	SELECT string_agg(format('%I text', staged), ', ' ORDER BY n),
		string_agg(said, ', ' ORDER BY n) FILTER (WHERE name IS NULL AND said <> ''), count(name)
	INTO columns, unknown, known FROM csv_header WHERE file = of_file;
	SELECT string_agg(name, ', ') INTO twice
	FROM (SELECT name FROM csv_header WHERE file = of_file GROUP BY name HAVING count(name) > 1) AS t;
	SELECT string_agg(c.name, ', ') INTO missing FROM csv_column AS c
	WHERE c.file = of_file AND c.required AND is_there
		AND NOT EXISTS (SELECT FROM csv_header AS h WHERE h.file = of_file AND h.name = c.name);
	IF known = 0 AND is_there THEN
		-- the message does not repeat the line, which may hold a student's data
		RAISE EXCEPTION 'first line of the % file does not name its columns: no name is known', of_file
			USING HINT = 'It must name ' || missing || '. Add the names in the export or in the file.';
	ELSIF twice IS NOT NULL OR missing IS NOT NULL THEN
		RAISE EXCEPTION '% file %', of_file, concat_ws(' and ', 'has no column ' || missing, 'has more than one column ' || twice)
			USING DETAIL = 'Its columns are: ' || (SELECT string_agg(said, ', ' ORDER BY n) FROM csv_header WHERE file = of_file),
				HINT = 'Rename the columns in the export, or in the first line of the file.';
	ELSIF unknown IS NOT NULL THEN
		RAISE NOTICE '% file: columns that are not read: %', of_file, unknown;
	END IF;
	EXECUTE format('CREATE TEMP TABLE %I (%s)', 'csv_' || of_file, columns);
END
$$;

-- Removes from csv_said the rows that variable deleted names. Notes the columns that
-- are not read and seem to mark rows as deleted.
CREATE PROCEDURE pg_temp.csv_delete(of_file text) LANGUAGE plpgsql AS $$
DECLARE
	header csv_header;
	blanks text[] := (SELECT o.blanks FROM csv_option AS o);
	words text[];
BEGIN
	FOR header IN SELECT * FROM csv_header WHERE file = of_file ORDER BY n LOOP
		UPDATE csv_deleted_option SET found = true
		WHERE coalesce(file, of_file) = of_file AND name = regexp_replace(lower(header.said), '[^a-z0-9]', '', 'g');
		IF FOUND THEN
			SELECT array_agg(word) INTO words FROM csv_deleted_option
			WHERE coalesce(file, of_file) = of_file AND name = regexp_replace(lower(header.said), '[^a-z0-9]', '', 'g');
			EXECUTE format('WITH gone AS (DELETE FROM csv_said WHERE lower(%1$I) = ANY ($1)
					OR ''*'' = ANY ($1) AND %1$I <> ALL ($2) AND lower(%1$I) NOT IN (''n'', ''no'', ''f'', ''false'', ''0'')
					RETURNING csv_row)
				INSERT INTO csv_unused SELECT %2$L, csv_row, %3$L FROM gone',
				header.staged, of_file, 'deleted, by column ' || header.said) USING words, blanks;
		ELSIF header.name IS NULL THEN
			words := '{deleted,delete,void,voided,inactive,cancelled,canceled,removed,invalid,reversed,rescinded,retracted}'::text[]
				|| CASE WHEN header.said ~* '^(record|row)?[ _]*(status|action|operation)$' THEN '{d,v,del}'::text[] END
				|| CASE WHEN header.said ~* 'active|valid' AND header.said !~* 'inactive|invalid' THEN '{n,no,f,false,0}'::text[] END;
			-- in a column such as deleted_at any value marks the row as deleted
			EXECUTE format('WITH said AS (
					SELECT lower(%1$I) AS word, count(*) AS rows
					FROM csv_said
					WHERE lower(%1$I) = ANY ($1) OR $3 AND %1$I <> ALL ($2) AND lower(%1$I) NOT IN (''n'', ''no'', ''f'', ''false'', ''0'')
					GROUP BY 1)
				INSERT INTO csv_deleted
				SELECT %2$L, %3$L, CASE WHEN (SELECT count(*) FROM said) > 5 THEN ''*'' ELSE word END, sum(rows) FROM said GROUP BY 3',
				header.staged, of_file, header.said)
				USING words, blanks, header.said ~* 'delet|void|cancel|remov|inactiv';
		END IF;
	END LOOP;
END
$$;

-- Whether the dates of a file have the month or the day first. Variable date_format
-- decides. Without it, the function guesses from the dates of all date columns of the
-- file that can be read in only one order. It takes a few dates that contradict the
-- rest for typing errors.
CREATE FUNCTION pg_temp.csv_part_order_of(of_file text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	asked text := (SELECT o.part_order FROM csv_option AS o);
	part_order text := coalesce(asked, 'mdy');
	columns text;
	numbers bigint;
	months_first bigint;
	days_first bigint;
	differ bigint;
BEGIN
	SELECT string_agg(format('SELECT %I AS said FROM csv_said GROUP BY 1', c.name), ' UNION ') INTO columns
	FROM csv_column AS c JOIN csv_header AS h USING (file, name)
	WHERE c.file = of_file AND c.kind = 'date';
	IF columns IS NULL THEN
		RETURN part_order;
	END IF;
	EXECUTE format('SELECT count(coalesce(mdy, dmy)), count(mdy) FILTER (WHERE dmy IS NULL), count(dmy) FILTER (WHERE mdy IS NULL),
			count(*) FILTER (WHERE mdy <> dmy)
		FROM (SELECT pg_temp.csv_date(said, ''mdy'') AS mdy, pg_temp.csv_date(said, ''dmy'') AS dmy FROM (%s OFFSET 0) AS d
			WHERE said ~ ''^[0-9][0-9]?[-/.][0-9][0-9]?[-/.]'') AS d', columns)
	INTO numbers, months_first, days_first, differ;
	IF asked IS NULL AND days_first > months_first THEN
		part_order := 'dmy';
	END IF;
	IF asked IS NULL AND differ > 0
		AND (differ > 20 * greatest(months_first, days_first)
			OR greatest(months_first, days_first) <= 20 * least(months_first, days_first)) THEN
		RAISE EXCEPTION 'cannot tell whether the dates of the % file have the month or the day first', of_file
			USING DETAIL = CASE WHEN least(months_first, days_first) > 0
					THEN 'Some of them can only be read with the month first, others only with the day first.'
					ELSE 'Too few of them can be read in one order only.' END,
				HINT = 'Set the order: psql -v date_format=MM/DD/YYYY, or psql -v date_format=DD/MM/YYYY.';
	END IF;
	UPDATE csv_count SET dates = CASE WHEN numbers = 0 THEN 'by name, or year first'
		ELSE concat(CASE part_order WHEN 'mdy' THEN 'month first' WHEN 'dmy' THEN 'day first' ELSE 'year first' END,
			CASE WHEN asked IS NULL THEN ' (guessed)' END) END
	WHERE file = of_file;
	RETURN part_order;
END
$$;

-- Reads the values of a staging table, each distinct text once, and notes the ones
-- that it cannot read. A year of events is large, so the procedure scans it as few
-- times as possible.
CREATE PROCEDURE pg_temp.csv_end(of_file text) LANGUAGE plpgsql SET client_min_messages = warning AS $$
DECLARE
	staging text := quote_ident('csv_' || of_file);
	option csv_option;
	column_of csv_column;
	of_key csv_key;
	part_order text;
	value_table text;
	columns text;
	trimmed text;
	fields text;
	selected text := '';
	joined text := '';
	found_rows bigint;
	null_words bigint[];
	blanks bigint[];
	place integer := 0;
BEGIN
	SELECT * INTO option FROM csv_option;
	SELECT * INTO of_key FROM csv_key WHERE file = of_file;
	-- the fields without surrounding spaces; a row with no value at all is skipped
	SELECT concat_ws(', ', 'row_number() OVER () AS csv_row',
			string_agg(format('nullif(btrim(%1$I, E'' \t''), '''') AS %1$I', staged), ', ' ORDER BY n)),
		coalesce(string_agg(format('s.%I', staged), ', ' ORDER BY n), 'NULL')
	INTO trimmed, fields FROM csv_header WHERE file = of_file;
	EXECUTE format('CREATE TEMP TABLE csv_said AS SELECT * FROM (SELECT %s FROM %s OFFSET 0) AS s WHERE num_nonnulls(%s) > 0',
		trimmed, staging, fields);
	GET DIAGNOSTICS found_rows = ROW_COUNT;
	EXECUTE format('UPDATE csv_count SET rows = $1, empty = (SELECT count(*) FROM %s) - $1 WHERE file = %L', staging, of_file)
		USING found_rows;
	EXECUTE format('DROP TABLE %s', staging);
	SELECT string_agg(format('ADD COLUMN IF NOT EXISTS %I text', name), ', '), string_agg(quote_ident(name), ', ' ORDER BY name)
	INTO trimmed, columns FROM csv_column WHERE file = of_file;
	EXECUTE 'ALTER TABLE csv_said ' || trimmed;
	CALL pg_temp.csv_delete(of_file);
	part_order := pg_temp.csv_part_order_of(of_file);

	-- for each column, how many values are words for a blank, and how many are blank
	SELECT string_agg(format('count(*) FILTER (WHERE %I = ANY ($1))', name), ', ' ORDER BY name),
		string_agg(format('count(*) - count(%I)', name), ', ' ORDER BY name)
	INTO trimmed, fields FROM csv_column WHERE file = of_file;
	EXECUTE format('SELECT ARRAY[%s], ARRAY[%s] FROM csv_said', trimmed, fields) INTO null_words, blanks USING option.blanks;

	FOR column_of IN SELECT * FROM csv_column WHERE file = of_file ORDER BY name LOOP
		place := place + 1;
		IF null_words[place] > 0 THEN
			EXECUTE format('INSERT INTO csv_null_word SELECT %1$L, %2$L, %2$I, count(*) FROM csv_said WHERE %2$I = ANY ($1) GROUP BY %2$I',
				of_file, column_of.name) USING option.blanks;
		END IF;
		IF column_of.required AND null_words[place] + blanks[place] > 0
			AND NOT (option.blank_is_present AND (of_file, column_of.name) = ('attendance_event', 'code')) THEN
			EXECUTE format('INSERT INTO csv_problem SELECT %1$L, csv_row, %2$L, NULL, ''blank'', true
				FROM csv_said WHERE %2$I IS NULL OR %2$I = ANY ($1)',
				of_file, column_of.name) USING option.blanks;
		END IF;
		IF column_of.kind = 'text' THEN
			selected := selected || format(CASE WHEN null_words[place] > 0
					THEN ', CASE WHEN s.%1$I <> ALL (%2$L::text[]) THEN s.%1$I END AS %1$I' ELSE ', s.%1$I' END,
				column_of.name, option.blanks);
		ELSE
			value_table := quote_ident('csv_value_' || column_of.name);
			EXECUTE format('CREATE TEMP TABLE %s AS SELECT said, pg_temp.csv_%s(said%s) AS value
				FROM (SELECT DISTINCT %I AS said FROM csv_said) AS d WHERE said <> ALL ($1)',
				value_table, column_of.kind, CASE column_of.kind WHEN 'word' THEN ', ' || quote_literal(column_of.words)
					WHEN 'date' THEN ', ' || quote_literal(part_order) ELSE '' END, column_of.name) USING option.blanks;
			selected := selected || format(', %s.value AS %I', value_table, column_of.name);
			joined := joined || format(' LEFT JOIN %1$s ON %1$s.said = s.%2$I', value_table, column_of.name);
			EXECUTE format('SELECT count(*) FROM %s WHERE value IS NULL', value_table) INTO found_rows;
			IF found_rows > 0 THEN
				EXECUTE format('INSERT INTO csv_problem SELECT %1$L, s.csv_row, %2$L, v.said, %3$L, %4$L
					FROM %5$s AS v JOIN csv_said AS s ON s.%2$I = v.said WHERE v.value IS NULL',
					of_file, column_of.name,
					CASE column_of.kind WHEN 'boolean' THEN 'not Y or N' WHEN 'integer' THEN 'not a whole number'
						WHEN 'share' THEN 'not a number from 0 to 1' WHEN 'word' THEN 'not one of ' || array_to_string(column_of.words, ', ')
						ELSE 'not a ' || column_of.kind END,
					NOT column_of.may_be_unread, value_table);
			END IF;
		END IF;
	END LOOP;
	EXECUTE format('CREATE TEMP TABLE %1$s AS SELECT r.*, hash_record_extended(ROW(%2$s), 0) AS csv_hash
		FROM (SELECT s.csv_row%3$s FROM csv_said AS s%4$s OFFSET 0) AS r',
		staging, coalesce(of_key.columns, columns), selected, joined);
	DROP TABLE csv_said;
	FOR value_table IN SELECT quote_ident('csv_value_' || name) FROM csv_column WHERE file = of_file AND kind <> 'text' LOOP
		EXECUTE format('DROP TABLE %s', value_table);
	END LOOP;

	IF of_file = 'attendance_event' THEN
		-- a part of a day needs both; with missed alone the event would be a whole day
		INSERT INTO csv_problem
		SELECT of_file, csv_row, 'missed', missed::text, 'without held', true FROM csv_attendance_event
		WHERE missed IS NOT NULL AND held IS NULL AND portion IS NULL AND period IS NULL;
	END IF;
	INSERT INTO csv_unused
	SELECT DISTINCT ON (csv_row) of_file, csv_row,
		name || CASE what WHEN 'blank' THEN ' is blank' WHEN 'without held' THEN ' without held' ELSE ' cannot be read' END
	FROM csv_problem WHERE file = of_file AND left_out ORDER BY csv_row;
	IF FOUND THEN
		EXECUTE format('DELETE FROM %s AS r WHERE r.csv_row IN (SELECT p.csv_row FROM csv_problem AS p WHERE p.file = %L AND p.left_out)',
			staging, of_file);
	END IF;
	EXECUTE format('ANALYZE %s', staging);

	-- rows that repeat another row, found by their hash
	EXECUTE format('INSERT INTO csv_unused SELECT %1$L, csv_row, %2$L
		FROM (SELECT csv_row, row_number() OVER (PARTITION BY %3$s ORDER BY csv_row DESC) AS place FROM %4$s
			WHERE csv_hash IN (SELECT csv_hash FROM %4$s GROUP BY csv_hash HAVING count(*) > 1)) AS r
		WHERE place > 1', of_file, coalesce('a later row has the same ' || of_key.said, 'another row is the same'),
		coalesce(of_key.columns, columns), staging);

	IF EXISTS (SELECT FROM csv_column WHERE file = of_file AND name = 'student_id') THEN
		EXECUTE format('INSERT INTO csv_id SELECT %L, ''student'', student_id FROM %s GROUP BY student_id', of_file, staging);
	END IF;
	IF EXISTS (SELECT FROM csv_column WHERE file = of_file AND name = 'school_id') THEN
		EXECUTE format('INSERT INTO csv_id SELECT %L, ''school'', school_id FROM %s WHERE school_id IS NOT NULL GROUP BY school_id',
			of_file, staging);
	END IF;
END
$$;

----------------------------------------------------------- reading the files

-- This awk program does what psql cannot: it finds the separator of the fields and the
-- end of each record, and checks that each record has as many fields as the first
-- line. So nothing reaches the server that the server would reject and quote in its
-- log. The character US separates the fields that it sends. It skips empty lines, and
-- accepts the line ends of Windows.
SELECT $awk$
function fail(sentence) {
	print "load_csv: " ENVIRON["CSV_OF"] " file " sentence | "cat 1>&2"
	failed = 1
	exit 1
}
# replaces each separator outside quotes by US; returns the number of fields
function fields(of,    piece, pieces, i, n) {
	if (!index(of, "\"")) {
		n = gsub(by, "\037", of)
		if (index(of, "\r"))
			fail("has a carriage return inside line " first)
		record = of
		return n + 1
	}
	pieces = split(of, piece, "\"")
	record = ""
	for (i = 1; i <= pieces; i++) {
		if (i % 2) {
			n += gsub(by, "\037", piece[i])
			if (index(piece[i], "\r"))
				fail("has a carriage return inside line " first)
		}
		record = record (i > 1 ? "\"" : "") piece[i]
	}
	return n + 1
}
# the separator that was given, or the most frequent one of the first line
function separator(of,    name, names, i, n, most, asked) {
	asked = ENVIRON["CSV_SEPARATOR"]
	names = split("comma semicolon tab pipe", name, " ")
	sign["comma"] = ","; sign["semicolon"] = ";"; sign["tab"] = "\t"; sign["pipe"] = "|"
	most = -1
	for (i = 1; i <= names; i++) {
		by = "[" sign[name[i]] "]"
		n = fields(of)
		if (asked == "" ? n > most : asked == name[i] || asked == sign[name[i]]) {
			most = n
			chosen = name[i]
		}
	}
	if (most < 0)
		fail("cannot be read: variable separator must be comma, semicolon, tab or pipe")
	by = "[" sign[chosen] "]"
	nothing = "^[ " sign[chosen] "]*$"
}
BEGIN { nothing = "^[ ,;|\t]*$" }
length($0) > 65000 { fail("is not CSV: line " NR " has more than 65000 characters") }
{ sub(/\r$/, "") }
NR == 1 { sub(/^\357\273\277/, "") }
ENVIRON["CSV_READ"] == "names" && /\001/ { fail("has zero bytes, so it is UTF-16 or not text: save it as CSV in UTF-8") }
ENVIRON["CSV_READ"] == "names" && /\r/ {
	fail("has the line ends of old Macs, or a carriage return inside a line: save it with the line ends of Unix or Windows")
}
!within && $0 ~ nothing { next }
{
	if (!within)
		first = NR
	if (index($0, "\""))
		open = (open + split($0, piece, "\"") - 1) % 2
	if (open) {
		within = within $0 "\n"
		if (length(within) > 65000)
			fail("has a quote that opens in line " first " and does not close")
		next
	}
	whole = within $0
	within = ""
	if (index(whole, "\037"))
		fail("has the control character US in line " first)
	if (!width) {
		separator(whole)
		width = fields(whole)
		if (ENVIRON["CSV_READ"] == "names") {
			gsub(/["\n]/, "", record)
			gsub(/\037/, "\n", record)
			print chosen "\n" record
			exit 0
		}
		next
	}
	n = fields(whole)
	if (n != width)
		fail("has " n " fields in line " first ", but " width " in its first line")
	print record
}
END {
	if (within && !failed)
		fail("has a quote that opens in line " first " and does not close")
	exit failed
}
$awk$ AS awk \gset
\setenv CSV_AWK :awk
\setenv CSV_SEPARATOR :separator
-- psql does not expand variables in \copy, but the shell that it starts sees these
\setenv CSV_NAMES 'test ! -f "$CSV" || head -c 65536 < "$CSV" | LC_ALL=C tr "\\\\000" "\\\\001" | LC_ALL=C CSV_READ=names awk "$CSV_AWK"'
\setenv CSV_ROWS 'test ! -f "$CSV" || LC_ALL=C CSV_READ=rows awk "$CSV_AWK" < "$CSV"'
\set encoding_before :ENCODING
\encoding :encoding

\setenv CSV_OF school
\setenv CSV :school_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('school');
\copy csv_school FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('school');

\setenv CSV_OF student
\setenv CSV :student_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('student');
\copy csv_student FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('student');

\setenv CSV_OF student_group
\setenv CSV :student_group_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('student_group');
\copy csv_student_group FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('student_group');

\setenv CSV_OF calendar
\setenv CSV :calendar_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('calendar');
\copy csv_calendar FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('calendar');

\setenv CSV_OF calendar_grade
\setenv CSV :calendar_grade_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('calendar_grade');
\copy csv_calendar_grade FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('calendar_grade');

\setenv CSV_OF calendar_day
\setenv CSV :calendar_day_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('calendar_day');
\copy csv_calendar_day FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('calendar_day');

\setenv CSV_OF calendar_event_kind
\setenv CSV :calendar_event_kind_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('calendar_event_kind');
\copy csv_calendar_event_kind FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('calendar_event_kind');

\setenv CSV_OF enrollment
\setenv CSV :enrollment_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('enrollment');
\copy csv_enrollment FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('enrollment');

\setenv CSV_OF attendance_code
\setenv CSV :attendance_code_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('attendance_code');
\copy csv_attendance_code FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('attendance_code');

\setenv CSV_OF attendance_event
\setenv CSV :attendance_event_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('attendance_event');
\copy csv_attendance_event FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('attendance_event');

\setenv CSV_OF attendance_taken
\setenv CSV :attendance_taken_file
\copy csv_line (said) FROM PROGRAM 'eval "$CSV_NAMES"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_begin('attendance_taken');
\copy csv_attendance_taken FROM PROGRAM 'eval "$CSV_ROWS"' CSV DELIMITER E'\x1f'
CALL pg_temp.csv_end('attendance_taken');

\encoding :encoding_before

----------------------------------------------- loading the year, in one transaction

BEGIN;
SELECT absence_internal.layout_of(:'store') AS layout \gset
SELECT absence_internal.must_be_open(:'store', ARRAY[:school_year]) AS is_open \gset
-- two loads at the same time would load the year twice; readers are not blocked
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
-- ids that earlier loads left in the store
INSERT INTO csv_id
SELECT 'store', 'student', student_id FROM :"store".student UNION ALL SELECT 'store', 'school', school_id FROM :"store".school;

-- Schools, students, codes and calendar words belong to every year. The script adds or
-- updates them, and never deletes one. A blank keeps the stored value of a school or a
-- student; a code of the file replaces the stored row. Of two rows with the same key the
-- later one wins.
INSERT INTO :"store".school
	(school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting, federally_reported)
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

-- With blank_code=present a row without a code records that the student was present. At
-- a school that reports presence (affirmative) the row becomes an event. At another
-- school it is enough to know the days on which attendance was taken: session days
-- with at least half the school's usual number of rows. Today's attendance may still be
-- incomplete, so today is left out.
INSERT INTO csv_attendance_taken (school_id, day)
SELECT r.school_id, r.day
FROM (SELECT school_id, day, count(*) AS rows FROM csv_attendance_event GROUP BY school_id, day) AS r
JOIN (
	SELECT school_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY rows) AS usual
	FROM (SELECT school_id, count(*) AS rows FROM csv_attendance_event GROUP BY school_id, day) AS d GROUP BY school_id
) AS u USING (school_id)
LEFT JOIN :"store".school AS h USING (school_id)
WHERE (SELECT blank_is_present FROM csv_option) AND NOT EXISTS (SELECT FROM csv_attendance_taken)
	AND 2 * r.rows >= u.usual AND h.reporting IS DISTINCT FROM 'affirmative'
	AND r.day < coalesce(pg_temp.csv_date(:'today'), absence_internal.store_today(:'store'))
	AND EXISTS (SELECT FROM csv_calendar_day AS d JOIN :"store".calendar_event_kind AS k USING (event)
		WHERE (d.school_id, d.day) = (r.school_id, r.day) AND k.kind = 'session');
UPDATE csv_attendance_event AS e SET code = 'Present'
FROM :"store".school AS h
WHERE e.code IS NULL AND h.school_id = e.school_id AND h.reporting = 'affirmative';
DELETE FROM csv_attendance_event WHERE code IS NULL;

-- Days on which attendance was taken: replaced for the days of the year, by the stored
-- calendar and by the new one
DELETE FROM :"store".attendance_taken
WHERE EXISTS (SELECT FROM csv_attendance_taken)
	AND (day IN (SELECT day FROM :"store".calendar_day WHERE school_year = :school_year) OR day IN (SELECT day FROM csv_calendar_day));
INSERT INTO :"store".attendance_taken (school_id, day, calendar_code)
SELECT school_id, day, calendar_code FROM csv_attendance_taken
ON CONFLICT DO NOTHING;

-- The calendars. A row of calendar_day without a calendar belongs to calendar "main".
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

-- Enrollments and events are loaded as they are, duplicates included. The store
-- reports what is wrong with them.
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

--------------------------------------------------------- which rows are not used

INSERT INTO csv_unused
SELECT 'calendar_day', d.csv_row, CASE
	WHEN d.day NOT BETWEEN make_date(:school_year - 1, 6, 1) AND make_date(:school_year, 8, 31) THEN 'day not in the school year'
	ELSE 'event is not in calendar_event_kind' END
FROM csv_calendar_day AS d
WHERE d.day NOT BETWEEN make_date(:school_year - 1, 6, 1) AND make_date(:school_year, 8, 31)
	OR NOT EXISTS (SELECT FROM :"store".calendar_event_kind AS k WHERE k.event = d.event)
ON CONFLICT DO NOTHING;

CREATE TEMP TABLE csv_session_day AS
SELECT school_id, day, min(periods) AS periods FROM :"store".session_day WHERE school_year = :school_year GROUP BY school_id, day;
CREATE TEMP TABLE csv_session_school AS
SELECT school_id, min(day) AS first_day, max(day) AS last_day FROM csv_session_day GROUP BY school_id;
ANALYZE csv_session_day, csv_session_school, csv_id;

INSERT INTO csv_unused
SELECT 'enrollment', e.csv_row, e.reason
FROM (
	SELECT e.csv_row, CASE
		WHEN e.exit_date < e.entry_date THEN 'exit before entry'
		WHEN d.school_id IS NULL THEN 'school has no session day in calendar_day'
		WHEN e.entry_date > d.last_day OR e.exit_date < d.first_day THEN 'no day in the school year'
		WHEN n.school_id IS NOT NULL THEN 'calendar of the student is not known'
		WHEN u.student_id IS NULL THEN 'student is not in student'
		WHEN h.school_id IS NULL THEN 'school is not in school' END AS reason
	FROM csv_enrollment AS e
	LEFT JOIN csv_session_school AS d ON d.school_id = e.school_id
	LEFT JOIN (
		SELECT DISTINCT student_id, school_id, entry_date, grade FROM :"store".stay
		WHERE school_year = :school_year AND calendar_code IS NULL
	) AS n ON (n.student_id, n.school_id, n.entry_date) = (e.student_id, e.school_id, e.entry_date) AND n.grade IS NOT DISTINCT FROM e.grade
	LEFT JOIN :"store".student AS u ON u.student_id = e.student_id
	LEFT JOIN :"store".school AS h ON h.school_id = e.school_id
) AS e
WHERE e.reason IS NOT NULL
ON CONFLICT DO NOTHING;

INSERT INTO csv_unused
SELECT 'attendance_event', e.csv_row, e.reason
FROM (
	SELECT e.csv_row, CASE
		WHEN s.student_id IS NULL THEN CASE
			WHEN NOT EXISTS (SELECT FROM csv_id AS i WHERE (i.file, i.kind, i.id) = ('enrollment', 'student', e.student_id))
				THEN 'student is not in enrollment'
			WHEN NOT EXISTS (SELECT FROM csv_id AS i WHERE (i.file, i.kind, i.id) = ('enrollment', 'school', e.school_id))
				THEN 'school is not in enrollment'
			ELSE 'student is not enrolled at this school' END
		WHEN d.school_id IS NULL THEN CASE
			WHEN e.day BETWEEN make_date(:school_year - 1, 6, 1) AND make_date(:school_year, 8, 31) THEN 'not a session day of the school'
			ELSE 'day not in the school year' END
		WHEN e.day < s.first_day OR e.day > s.last_day THEN 'before entry or after exit'
		WHEN e.period IS NOT NULL AND coalesce(nullif(e.held, 0), d.periods) IS NULL
			THEN 'number of periods of the day is not known' END AS reason
	FROM csv_attendance_event AS e
	LEFT JOIN (
		SELECT student_id, school_id, min(entry_date) AS first_day, max(coalesce(exit_date, 'infinity')) AS last_day
		FROM csv_enrollment GROUP BY student_id, school_id
	) AS s ON (s.student_id, s.school_id) = (e.student_id, e.school_id)
	LEFT JOIN csv_session_day AS d ON (d.school_id, d.day) = (e.school_id, e.day)
) AS e
WHERE e.reason IS NOT NULL
ON CONFLICT DO NOTHING;

INSERT INTO csv_unused
SELECT 'attendance_taken', t.csv_row, 'not a session day of the school'
FROM csv_attendance_taken AS t
WHERE t.csv_row IS NOT NULL AND NOT EXISTS (SELECT FROM csv_session_day AS d WHERE (d.school_id, d.day) = (t.school_id, t.day))
ON CONFLICT DO NOTHING;

-- pairs of ids that differ only in leading zeros and never occur in the same file
CREATE TEMP TABLE csv_lost_zero AS
SELECT i.kind, min(i.id) AS long_id, max(i.id) AS short_id
FROM (SELECT kind, id, file, ltrim(id, '0') AS number FROM csv_id WHERE id ~ '^[0-9]+$') AS i
GROUP BY i.kind, i.number
HAVING min(i.id) < max(i.id) AND count(*) = count(DISTINCT i.file);

---------------------------------------------------------------------- the report

UPDATE csv_count AS c SET after = s.n FROM csv_in_store AS s WHERE s.file = c.file;

\echo 'How the files were read'
SELECT c.file, c.separator, coalesce(c.dates, '-') AS dates, c.empty AS "empty rows", coalesce(w.words, '-') AS "words read as blank"
FROM csv_count AS c
LEFT JOIN (
	SELECT file, string_agg(format('%s in %s (%s)', word, name, rows), ', ' ORDER BY name, word) AS words FROM csv_null_word GROUP BY file
) AS w USING (file)
ORDER BY c.place;

SELECT EXISTS (SELECT FROM csv_problem) AS some \gset
\if :some
\echo 'Values that could not be read (row 1 is the first row below the column names)'
SELECT file, name AS "column", what AS "problem", count(*) AS rows,
	CASE WHEN left_out THEN 'rows left out' ELSE 'value left blank' END AS "result",
	string_agg('row ' || csv_row || coalesce(': ' || left(said, 30), ''), '; ' ORDER BY csv_row) FILTER (WHERE n <= 5) AS "first rows"
FROM (SELECT p.*, row_number() OVER (PARTITION BY file, name, what ORDER BY csv_row) AS n FROM csv_problem AS p) AS p
GROUP BY file, name, what, left_out ORDER BY file, name, what;
\endif

SELECT EXISTS (SELECT FROM csv_deleted) AS some \gset
\if :some
\echo 'Rows that a column seems to mark as deleted, and the variable that leaves them out'
SELECT file, name AS "column", word AS "value", rows, format('deleted=%s.%s=%s', file, lower(name), word) AS "variable"
FROM csv_deleted ORDER BY file, name, word;
\endif

SELECT EXISTS (SELECT FROM csv_id WHERE file <> 'store' AND pg_temp.csv_spreadsheet(id)) OR EXISTS (SELECT FROM csv_lost_zero) AS some \gset
\if :some
\echo 'Ids that a spreadsheet seems to have changed (at most 20 are listed)'
SELECT i.kind || '_id' AS "column", i.file, i.id, 'looks like a spreadsheet number' AS "problem"
FROM csv_id AS i WHERE i.file <> 'store' AND pg_temp.csv_spreadsheet(i.id)
UNION ALL
SELECT z.kind || '_id', i.file, i.id, 'differs only in leading zeros from ' || CASE i.id WHEN z.short_id THEN z.long_id ELSE z.short_id END
FROM csv_lost_zero AS z JOIN csv_id AS i ON i.kind = z.kind AND i.id IN (z.short_id, z.long_id)
ORDER BY 1, 4, 2, 3 LIMIT 20;
\endif

CREATE TEMP TABLE csv_unknown AS
SELECT u.what, u.word, count(*) AS rows, u.until
FROM (
	SELECT 'event in calendar_day' AS what, d.event AS word, 'the event does not affect the day' AS until
	FROM csv_calendar_day AS d WHERE NOT EXISTS (SELECT FROM :"store".calendar_event_kind AS k WHERE k.event = d.event)
	UNION ALL
	SELECT 'code in attendance_event', e.code, 'days that depend on it do not count'
	FROM csv_attendance_event AS e WHERE NOT EXISTS (SELECT FROM :"store".attendance_code AS k
		WHERE k.code = e.code AND (k.school_id IS NULL OR k.school_id = e.school_id)
			AND (k.school_year IS NULL OR k.school_year = :school_year))
	UNION ALL
	SELECT 'school in enrollment', e.school_id, 'the school of its students has no name'
	FROM csv_enrollment AS e WHERE NOT EXISTS (SELECT FROM :"store".school AS s WHERE s.school_id = e.school_id)
	UNION ALL
	SELECT 'school in attendance_event', e.school_id, 'the school of its events has no name'
	FROM csv_attendance_event AS e WHERE NOT EXISTS (SELECT FROM :"store".school AS s WHERE s.school_id = e.school_id)
	UNION ALL
	SELECT 'grade in enrollment', e.grade, 'fs195 counts its students as grade not known'
	FROM csv_enrollment AS e WHERE e.grade IS NOT NULL AND absence_internal.is_federal_grade(e.grade) IS NULL
) AS u
GROUP BY u.what, u.word, u.until;
SELECT EXISTS (SELECT FROM csv_unknown) AS some \gset
\if :some
\echo 'Values that the store does not know yet'
SELECT what AS "where", word AS "value", rows AS "rows", until AS "effect until it is added"
FROM csv_unknown ORDER BY what, rows DESC, word;
\endif

CREATE TEMP TABLE csv_opened AS
SELECT c.day, c.event, count(*) AS calendars
FROM csv_closed AS c
JOIN :"store".session_day AS d USING (school_id, school_year, calendar_code, day)
GROUP BY c.day, c.event;
SELECT EXISTS (SELECT FROM csv_opened) AS some \gset
\if :some
\echo 'Closed days that these files have as session days. If school was closed, call absence.close_day again.'
SELECT to_char(day, 'YYYY-MM-DD') AS "day", event AS "closed by", calendars AS "calendars" FROM csv_opened ORDER BY csv_opened.day, event;
\endif

SELECT EXISTS (SELECT FROM csv_unused) AS some \gset
\if :some
\echo 'Rows that are not used, and why'
SELECT file, reason, count(*) AS rows, string_agg('row ' || csv_row, '; ' ORDER BY csv_row) FILTER (WHERE n <= 5) AS "first rows"
FROM (SELECT u.*, row_number() OVER (PARTITION BY file, reason ORDER BY csv_row) AS n FROM csv_unused AS u) AS u
GROUP BY file, reason ORDER BY file, reason;
\endif

-- How many ids of a file another file has too: students of enrollment in student,
-- schools of enrollment in calendar_day, ids of the other files in enrollment
CREATE TEMP TABLE csv_match AS
SELECT i.file, i.kind, count(*) AS n, count(o.id) AS matched
FROM csv_id AS i
LEFT JOIN csv_id AS o ON o.kind = i.kind AND o.id = i.id
	AND o.file = CASE WHEN i.file <> 'enrollment' THEN 'enrollment' WHEN i.kind = 'school' THEN 'calendar_day'
		WHEN EXISTS (SELECT FROM csv_count WHERE file = 'student') THEN 'student' ELSE 'store' END
WHERE i.file <> 'store'
GROUP BY i.file, i.kind;

\echo 'The rows, students and schools of each file ("matched": how many of them another file has too)'
\echo 'and the rows of the store (of the school year, where the table has school years)'
SELECT c.file, c.rows, c.rows - coalesce(u.rows, 0) AS "used", coalesce(u.rows, 0) AS "not used",
	s.n AS "students", s.matched AS "matched", h.n AS "schools", h.matched AS "matched", c.before AS "store before", c.after AS "store now"
FROM csv_count AS c
LEFT JOIN (SELECT file, count(*) AS rows FROM csv_unused GROUP BY file) AS u USING (file)
LEFT JOIN csv_match AS s ON s.file = c.file AND s.kind = 'student'
LEFT JOIN csv_match AS h ON h.file = c.file AND h.kind = 'school'
ORDER BY c.place;

------------------------------------------------ why the files are not loaded, if so

INSERT INTO csv_refusal (sentence)
SELECT format('Variable deleted names %s, but no file has such a column.', said) FROM csv_deleted_option WHERE NOT found;

-- a day belongs to the school year that ends on the next 30 June
INSERT INTO csv_refusal (sentence)
SELECT format('%s of the %s days of %s are in school year %s. Most are in school year %5$s: if that is the year to load, '
	'set -v school_year=%5$s.',
	count(*) FILTER (WHERE year = :school_year), count(*), file, :school_year, mode() WITHIN GROUP (ORDER BY year))
FROM (
	SELECT file, extract(year FROM day + interval '6 months') AS year
	FROM (SELECT 'calendar_day' AS file, day FROM csv_calendar_day UNION SELECT 'attendance_event', day FROM csv_attendance_event) AS d
) AS d
GROUP BY file
HAVING 2 * count(*) FILTER (WHERE year = :school_year) <= count(*)
ORDER BY file DESC;

INSERT INTO csv_refusal (sentence)
SELECT format('The %s file has no row that can be read.', file)
FROM (VALUES ('enrollment', EXISTS (SELECT FROM csv_enrollment)), ('calendar_day', EXISTS (SELECT FROM csv_calendar_day)),
	('attendance_event', EXISTS (SELECT FROM csv_attendance_event) OR (SELECT blank_is_present FROM csv_option)
		AND (SELECT rows FROM csv_count WHERE file = 'attendance_event')
			> (SELECT count(*) FROM csv_unused WHERE file = 'attendance_event'))) AS f (file, has_rows)
WHERE NOT has_rows;

INSERT INTO csv_refusal (sentence)
SELECT 'The calendar_day file has no session day of the school year. '
	'It must list the days on which school is in session, not only the other days.'
WHERE NOT EXISTS (SELECT FROM csv_session_day);

INSERT INTO csv_refusal (sentence)
SELECT format('%s of the %s rows of %s have values that could not be read. The limit is %s%%. To raise it, set -v max_unread=%s.',
	p.n, c.rows, c.file, o.max_unread, ceil(100.0 * p.n / c.rows))
FROM csv_option AS o
CROSS JOIN csv_count AS c
JOIN (SELECT file, count(DISTINCT csv_row) AS n FROM csv_problem GROUP BY file) AS p USING (file)
WHERE p.n > c.rows * o.max_unread / 100
ORDER BY c.place;

INSERT INTO csv_refusal (sentence)
SELECT format('%s of the %s rows of %s are not used. The limit is %s%%. If the files are right, set -v max_unused=%s.', u.n, c.rows, c.file,
	o.max_unused, ceil(100.0 * u.n / c.rows))
FROM csv_option AS o
CROSS JOIN csv_count AS c
JOIN (SELECT file, count(*) AS n FROM csv_unused WHERE reason !~ '^deleted' GROUP BY file) AS u USING (file)
WHERE u.n > c.rows * o.max_unused / 100
ORDER BY c.place;

INSERT INTO csv_refusal (sentence)
SELECT format('%s rows of attendance_event have no code. If the file has a row for every student and day, '
	'and a blank code means present, set -v blank_code=present.', count(*))
FROM csv_problem AS p
WHERE p.file = 'attendance_event' AND p.name = 'code' AND p.what = 'blank'
HAVING count(*) > 0.2 * (SELECT rows FROM csv_count WHERE file = 'attendance_event');

INSERT INTO csv_refusal (sentence)
SELECT format('%s %s id(s) look like spreadsheet numbers, such as 5.00E+09 or 12345.0. If they are right, set -v accept_ids=yes.',
	count(DISTINCT id), kind)
FROM csv_id
WHERE file <> 'store' AND pg_temp.csv_spreadsheet(id) AND NOT (SELECT accept_ids FROM csv_option)
GROUP BY kind;

INSERT INTO csv_refusal (sentence)
SELECT format('%s %s id(s) differ only in leading zeros between files, or between a file and the store. '
	'If they are right, set -v accept_ids=yes.', count(*), kind)
FROM csv_lost_zero
WHERE NOT (SELECT accept_ids FROM csv_option)
GROUP BY kind;

INSERT INTO csv_refusal (sentence)
SELECT format('Column %3$s seems to mark %1$s rows of %2$s as deleted. To leave them out, set the variable listed above. '
	'To use them, set -v deleted=none.', sum(rows), file, name)
FROM csv_deleted
WHERE NOT (SELECT deleted_is_told FROM csv_option)
GROUP BY file, name ORDER BY file, name;

DO $$
DECLARE
	sentences text := (SELECT string_agg(sentence, E'\n' ORDER BY place) FROM csv_refusal);
BEGIN
	IF sentences IS NOT NULL THEN
		RAISE EXCEPTION 'files were not loaded, and nothing was changed' USING DETAIL = sentences,
			HINT = 'The tables above list the rows.';
	END IF;
END
$$;

SELECT pg_get_userbyid(n.nspowner) = current_user AS is_owner, n.nspowner::regrole AS owner
FROM pg_namespace AS n WHERE n.nspname = :'store' \gset
\if :is_owner
ANALYZE :"store".school, :"store".student, :"store".student_group, :"store".calendar, :"store".calendar_grade, :"store".calendar_day,
	:"store".calendar_event_kind, :"store".enrollment, :"store".attendance_code, :"store".attendance_event, :"store".attendance_taken;
\endif
COMMIT;

--------------------------------------------------------------------- the refresh

\if :is_owner
CALL absence.refresh(:'store', :school_year, pg_temp.csv_date(:'today'));
\else
\echo
\echo 'The files are loaded, but the views still show the old figures. Only the owner of the store can refresh it. Run this as role' :owner
SELECT format('CALL absence.refresh(%L, %s);', :'store', :school_year) AS "to run as the owner";
\endif
