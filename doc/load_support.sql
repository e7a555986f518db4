-- Loads CSV files of support into a store: interventions, supports, barriers, outreach,
-- staff, contacts and decisions, one school year at a time, in one transaction.
--
--     psql -X -v school_year=2026 -v folder=/exports -f load_support.sql district
--
-- load_support.md, beside this file, describes the files, their columns and the
-- variables. A file that is missing changes nothing. Rows that people have typed stay.
--
-- The contents of a file reach the server as data only, never in a statement or an
-- error message. So nothing about a student appears in the server log.

\set ON_ERROR_STOP on
\set QUIET on
\set SHOW_CONTEXT never

-------------------------------------------------------------- the variables

\if :{?store} \else \set store attendance \endif
\if :{?folder} \else \set folder . \endif
\if :{?encoding} \else \set encoding :ENCODING \endif
\if :{?separator} \else \set separator '' \endif
\if :{?date_format} \else \set date_format 'YYYY-MM-DD' \endif
\if :{?max_unread} \else \set max_unread 1 \endif
\if :{?max_drop} \else \set max_drop 50 \endif
\if :{?school_year}
\else
	DO $$ BEGIN RAISE EXCEPTION 'variable school_year is not set'
		USING HINT = 'Give the year in which the school year of the files ends: psql -v school_year=2026.'; END $$;
\endif

CREATE TEMP TABLE support_option AS
SELECT btrim(:'school_year') AS school_year, lower(btrim(:'separator')) AS separator, btrim(:'date_format') AS date_format,
	:'max_unread'::numeric AS max_unread, :'max_drop'::numeric AS max_drop;
DO $$
DECLARE
	o support_option;
BEGIN
	SELECT * INTO o FROM support_option;
	IF o.school_year !~ '^(19|20)[0-9]{2}$' THEN
		RAISE EXCEPTION 'invalid school_year: "%"', o.school_year USING HINT = 'Give the year in which the school year ends, such as 2026.';
	ELSIF o.date_format NOT IN ('YYYY-MM-DD', 'MM/DD/YYYY', 'DD/MM/YYYY') THEN
		RAISE EXCEPTION 'invalid date_format: "%"', o.date_format USING HINT = 'It must be YYYY-MM-DD, MM/DD/YYYY or DD/MM/YYYY.';
	ELSIF o.separator NOT IN ('', 'comma', 'semicolon', 'tab', 'pipe') THEN
		RAISE EXCEPTION 'invalid separator: "%"', o.separator USING HINT = 'It must be comma, semicolon, tab or pipe, or left out.';
	END IF;
END
$$;

--------------------------------------------------------- the columns of the files

-- A row in which a required column is blank, or a column cannot be read, is left out
CREATE TEMP TABLE support_column (file text, name text, kind text, required boolean, PRIMARY KEY (file, name));
INSERT INTO support_column (file, name, kind, required) VALUES
	('intervention', 'intervention_id', 'text', true),
	('intervention', 'school_id', 'text', false),
	('intervention', 'name', 'text', false),
	('intervention', 'description', 'text', false),
	('intervention', 'tier', 'integer', false),
	('intervention', 'class', 'text', false),
	('intervention', 'delivery_method', 'text', false),
	('intervention', 'diagnosis', 'text', false),
	('intervention', 'barrier_category', 'text', false),
	('intervention', 'begin_date', 'date', false),
	('intervention', 'end_date', 'date', false),
	('student_intervention', 'support_id', 'text', false),
	('student_intervention', 'student_id', 'text', true),
	('student_intervention', 'school_id', 'text', true),
	('student_intervention', 'intervention_id', 'text', true),
	('student_intervention', 'begin_date', 'date', true),
	('student_intervention', 'end_date', 'date', false),
	('student_intervention', 'planned_end_date', 'date', false),
	('student_intervention', 'review_date', 'date', false),
	('student_intervention', 'status', 'text', false),
	('student_intervention', 'end_reason', 'text', false),
	('student_intervention', 'tier', 'integer', false),
	('student_intervention', 'staff_id', 'text', false),
	('student_intervention', 'rule', 'text', false),
	('student_intervention', 'met_on', 'date', false),
	('student_intervention', 'barrier', 'text', false),
	('student_intervention', 'note_ref', 'text', false),
	('intervention_session', 'student_id', 'text', true),
	('intervention_session', 'intervention_id', 'text', true),
	('intervention_session', 'begin_date', 'date', false),
	('intervention_session', 'day', 'date', true),
	('intervention_session', 'minutes', 'integer', false),
	('intervention_session', 'attended', 'boolean', false),
	('student_barrier', 'student_id', 'text', true),
	('student_barrier', 'category', 'text', true),
	('student_barrier', 'barrier', 'text', false),
	('student_barrier', 'identified_on', 'date', false),
	('student_barrier', 'resolved_on', 'date', false),
	('student_barrier', 'told_by', 'text', false),
	('student_barrier', 'main', 'boolean', false),
	('outreach', 'outreach_id', 'text', false),
	('outreach', 'student_id', 'text', true),
	('outreach', 'school_id', 'text', true),
	('outreach', 'day', 'date', false),
	('outreach', 'due_on', 'date', false),
	('outreach', 'kind', 'text', true),
	('outreach', 'method', 'text', false),
	('outreach', 'outcome', 'text', false),
	('outreach', 'reached', 'boolean', false),
	('outreach', 'staff_id', 'text', false),
	('outreach', 'language', 'text', false),
	('outreach', 'rule', 'text', false),
	('outreach', 'step', 'integer', false),
	('outreach', 'met_on', 'date', false),
	('outreach', 'referred_to', 'text', false),
	('outreach', 'referral_outcome', 'text', false),
	('outreach', 'replaces', 'text', false),
	('outreach', 'note_ref', 'text', false),
	('staff', 'staff_id', 'text', true),
	('staff', 'name', 'text', false),
	('staff', 'job', 'text', false),
	('staff', 'role_name', 'text', false),
	('contact', 'student_id', 'text', true),
	('contact', 'household_id', 'text', false),
	('contact', 'name', 'text', false),
	('contact', 'relation', 'text', false),
	('contact', 'language', 'text', false),
	('contact', 'phone', 'text', false),
	('contact', 'email', 'text', false),
	('contact', 'may_contact', 'boolean', false),
	('contact', 'order_of_contact', 'integer', false),
	('tier_decision', 'student_id', 'text', true),
	('tier_decision', 'tier', 'integer', true),
	('tier_decision', 'begin_date', 'date', true),
	('tier_decision', 'end_date', 'date', false),
	('tier_decision', 'decided_by', 'text', false),
	('tier_decision', 'reason', 'text', false);

CREATE TEMP TABLE support_count (place serial, file text PRIMARY KEY, rows integer, not_read integer, repeated integer, before integer,
	after integer);
CREATE TEMP TABLE support_unread (file text, name text, what text, rows integer);

----------------------------------------------------------- reading the values

-- Each of these functions returns NULL for a value that it cannot read, and raises no
-- error
CREATE FUNCTION pg_temp.read_text(value text, date_format text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT value $$;
CREATE FUNCTION pg_temp.read_integer(value text, date_format text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT (regexp_match(value, '^([0-9]{1,4})([.]0*)?$'))[1] $$;
CREATE FUNCTION pg_temp.read_boolean(value text, date_format text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN lower(value) IN ('y', 'yes', 't', 'true', '1') THEN 'true'
		WHEN lower(value) IN ('n', 'no', 'f', 'false', '0') THEN 'false' END $$;
CREATE FUNCTION pg_temp.read_date(value text, date_format text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	-- a time of day after the date is left out
	said text := regexp_replace(value, '[ T][0-9][0-9]?:[0-9][0-9].*$', '');
	part integer[] := regexp_match(said, '^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)$');	-- year, month, day
	first_day date;
BEGIN
	IF part IS NULL AND date_format <> 'YYYY-MM-DD' THEN
		part := regexp_match(said, '^([0-9][0-9]?)/([0-9][0-9]?)/([0-9]{4})$');
		part := CASE date_format WHEN 'MM/DD/YYYY' THEN ARRAY[part[3], part[1], part[2]] ELSE ARRAY[part[3], part[2], part[1]] END;
	END IF;
	IF part[1] NOT BETWEEN 1900 AND 2200 OR part[2] NOT BETWEEN 1 AND 12 OR part[3] NOT BETWEEN 1 AND 31 THEN
		RETURN NULL;
	END IF;
	first_day := make_date(part[1], part[2], 1);
	-- 31 April is not a date
	RETURN CASE WHEN extract(month FROM first_day + part[3] - 1) = part[2] THEN to_char(first_day + part[3] - 1, 'YYYY-MM-DD') END;
END
$$;

-- The fields of a line; NULL if a quote is not closed or stands inside a field
CREATE FUNCTION pg_temp.support_fields(line text, separator text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN sum(length(m.found[1]) + 1) = length(line) + 1 THEN array_agg(nullif(btrim(
		CASE WHEN m.found[1] LIKE '"%' THEN replace(substr(m.found[1], 2, length(m.found[1]) - 2), '""', '"') ELSE m.found[1] END,
		E' \t'), '') ORDER BY m.place) END
	FROM regexp_matches(line || separator, format('("(?:[^"]|"")*"|[^"%1$s]*)%2$s', separator,
		CASE separator WHEN '|' THEN '\|' ELSE separator END), 'g') WITH ORDINALITY AS m (found, place)
$$;

-- Reads the lines of a file into table support_<file>, a jsonb for each row
CREATE TEMP TABLE support_line (n integer GENERATED ALWAYS AS IDENTITY, said text);
CREATE PROCEDURE pg_temp.support_read(of_file text) LANGUAGE plpgsql AS $$
DECLARE
	o support_option;
	header text;
	sign text;
	names text[];
	unknown text;
	problem text;
	c support_column;
	unread integer;
	all_rows integer;
	kept integer;
BEGIN
	SELECT * INTO o FROM support_option;
	UPDATE support_line SET said = replace(said, chr(65279), '') WHERE n = (SELECT min(n) FROM support_line);	-- byte order mark
	DELETE FROM support_line WHERE said IS NULL OR said ~ '^[ ,;|\t]*$';
	EXECUTE format('CREATE TEMP TABLE %I (n integer, record jsonb)', 'support_' || of_file);
	SELECT said INTO header FROM support_line ORDER BY n LIMIT 1;
	IF header IS NULL THEN
		RETURN;
	END IF;
	SELECT s.sign INTO sign
	FROM (VALUES ('comma', ','), ('semicolon', ';'), ('tab', E'\t'), ('pipe', '|')) AS s (name, sign)
	WHERE o.separator IN ('', s.name)
	ORDER BY length(header) - length(replace(header, s.sign, '')) DESC
	LIMIT 1;

	-- "Student ID", StudentID and student_id are the same name
	SELECT array_agg(k.name ORDER BY h.place), string_agg(h.said, ', ' ORDER BY h.place) FILTER (WHERE k.name IS NULL)
	INTO names, unknown
	FROM unnest(pg_temp.support_fields(header, sign)) WITH ORDINALITY AS h (said, place)
	LEFT JOIN support_column AS k ON k.file = of_file AND replace(k.name, '_', '') = regexp_replace(lower(h.said), '[^a-z0-9]', '', 'g');
	SELECT concat_ws(' and ', 'has no column ' || string_agg(k.name, ', ') FILTER (WHERE k.required AND k.name <> ALL (coalesce(names, '{}'))
			OR k.required AND array_position(names, k.name) IS NULL),
		'has more than one column ' || string_agg(k.name, ', ') FILTER (WHERE cardinality(array_positions(names, k.name)) > 1))
	INTO problem
	FROM support_column AS k WHERE k.file = of_file;
	IF problem <> '' THEN
		RAISE EXCEPTION '% file %', of_file, problem USING HINT = 'The first line of a file must name its columns.';
	ELSIF unknown IS NOT NULL THEN
		RAISE NOTICE '% file: columns that are not read: %', of_file, unknown;
	END IF;

	CREATE TEMP TABLE support_said AS
	SELECT l.n, jsonb_object_agg(f.name, f.said) FILTER (WHERE f.name IS NOT NULL AND f.said IS NOT NULL) AS record,
		cardinality(l.fields) IS NOT DISTINCT FROM cardinality(names) AS fits
	FROM (
		SELECT l.n, pg_temp.support_fields(l.said, sign) AS fields
		FROM support_line AS l
		WHERE l.n > (SELECT min(n) FROM support_line)
		OFFSET 0
	) AS l
	LEFT JOIN LATERAL unnest(names, l.fields) AS f (name, said) ON true
	GROUP BY l.n, l.fields;
	GET DIAGNOSTICS all_rows = ROW_COUNT;
	WITH gone AS (DELETE FROM support_said WHERE NOT fits OR record IS NULL RETURNING n)
	INSERT INTO support_unread
	SELECT of_file, NULL, 'not as many fields as the first line, or a quote out of place', count(*) FROM gone HAVING count(*) > 0;
	FOR c IN SELECT * FROM support_column AS k WHERE k.file = of_file AND (k.required OR k.name = ANY (names)) LOOP
		IF c.required THEN
			WITH gone AS (DELETE FROM support_said WHERE NOT record ? c.name RETURNING n)
			INSERT INTO support_unread SELECT of_file, c.name, 'blank', count(*) FROM gone HAVING count(*) > 0;
		END IF;
		CONTINUE WHEN c.kind = 'text';
		EXECUTE format('WITH gone AS (
				DELETE FROM support_said WHERE record ? $1 AND pg_temp.read_%1$s(record ->> $1, $2) IS NULL RETURNING n)
			INSERT INTO support_unread SELECT %2$L, $1, $3, count(*) FROM gone HAVING count(*) > 0', c.kind, of_file)
			USING c.name, o.date_format, CASE c.kind WHEN 'boolean' THEN 'not Y or N' WHEN 'integer' THEN 'not a whole number' ELSE 'not a date' END;
		EXECUTE format('UPDATE support_said SET record = record || jsonb_build_object($1, pg_temp.read_%s(record ->> $1, $2)) WHERE record ? $1',
			c.kind) USING c.name, o.date_format;
	END LOOP;
	SELECT coalesce(sum(u.rows), 0) INTO unread FROM support_unread AS u WHERE u.file = of_file;
	-- a row that is written twice is one row
	EXECUTE format('INSERT INTO %I SELECT min(n), record FROM support_said GROUP BY record', 'support_' || of_file);
	GET DIAGNOSTICS kept = ROW_COUNT;
	INSERT INTO support_count (file, rows, not_read, repeated) VALUES (of_file, all_rows, unread, all_rows - unread - kept);
	DROP TABLE support_said;
	TRUNCATE support_line RESTART IDENTITY;
END
$$;

----------------------------------------------------------- reading the files

-- psql does not expand variables in \copy, but the shell that it starts sees these. The
-- control characters cannot be in a line, so each line is one field.
\setenv CSV_FOLDER :folder
\setenv CSV_LINES 'test ! -f "$CSV_FOLDER/$CSV" || LC_ALL=C tr -d "\\\\000\\\\015\\\\036\\\\037" < "$CSV_FOLDER/$CSV"'
\set encoding_before :ENCODING
\encoding :encoding

\setenv CSV intervention.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('intervention');
\setenv CSV student_intervention.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('student_intervention');
\setenv CSV intervention_session.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('intervention_session');
\setenv CSV student_barrier.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('student_barrier');
\setenv CSV outreach.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('outreach');
\setenv CSV staff.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('staff');
\setenv CSV contact.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('contact');
\setenv CSV tier_decision.csv
\copy support_line (said) FROM PROGRAM 'eval "$CSV_LINES"' CSV DELIMITER E'\x1f' QUOTE E'\x1e'
CALL pg_temp.support_read('tier_decision');

\encoding :encoding_before

\echo 'Files:'
SELECT file, rows, not_read, repeated FROM support_count ORDER BY place;
SELECT EXISTS (SELECT FROM support_unread) AS any_unread \gset
\if :any_unread
\echo 'Rows that are left out, by column:'
SELECT file, name AS "column", what, rows FROM support_unread ORDER BY file, name, what;
\endif

----------------------------------------------- loading the year, in one transaction

BEGIN;
SELECT absence_internal.layout_of(:'store') AS layout \gset
SELECT absence_internal.must_be_open(:'store', ARRAY[:school_year]) AS is_open \gset
-- two loads at the same time would load the rows twice; readers are not blocked
LOCK TABLE :"store".student_intervention, :"store".outreach IN SHARE ROW EXCLUSIVE MODE;

CREATE PROCEDURE pg_temp.support_write(store name) LANGUAGE plpgsql AS $$
DECLARE
	o support_option;
	f support_count;
	of_year text;
	columns text;
	refusals text;
BEGIN
	SELECT * INTO o FROM support_option;
	FOR f IN SELECT * FROM support_count ORDER BY place LOOP
		-- which rows of the store the file replaces
		of_year := CASE
			WHEN f.file IN ('student_intervention', 'student_barrier', 'outreach', 'tier_decision')
				THEN format('school_year = %s AND entered_by IS NULL', o.school_year)
			WHEN f.file = 'intervention_session'
				THEN format('day BETWEEN make_date(%s - 1, 7, 1) AND make_date(%1$s, 6, 30)', o.school_year)
			ELSE 'true' END;
		EXECUTE format('DELETE FROM %I.%I WHERE %s', store, f.file, of_year);
		GET DIAGNOSTICS f.before = ROW_COUNT;
		SELECT string_agg(quote_ident(c.name), ', ') INTO columns FROM support_column AS c WHERE c.file = f.file;
		-- a column that is blank has its default
		EXECUTE format('INSERT INTO %1$I.%2$I (%3$s%4$s) SELECT %5$s%6$s FROM %7$I AS s
			CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I.%2$I, $1 || s.record) AS r ORDER BY s.n',
			store, f.file, columns, CASE WHEN of_year LIKE 'school_year%' THEN ', school_year' ELSE '' END,
			(SELECT string_agg('r.' || quote_ident(c.name), ', ') FROM support_column AS c WHERE c.file = f.file),
			CASE WHEN of_year LIKE 'school_year%' THEN ', ' || o.school_year ELSE '' END, 'support_' || f.file)
			USING jsonb_build_object('attended', true, 'may_contact', true, 'main', false, 'diagnosis', 'Low Attendance');
		GET DIAGNOSTICS f.after = ROW_COUNT;
		UPDATE support_count AS c SET before = f.before, after = f.after WHERE c.file = f.file;
	END LOOP;
	SELECT string_agg(r.sentence, E'\n' ORDER BY r.place) INTO refusals
	FROM (
		SELECT c.place, format('%s file: %s of %s rows cannot be read, which is more than %s%%.', c.file, c.not_read, c.rows, o.max_unread)
		FROM support_count AS c WHERE 100 * c.not_read > o.max_unread * c.rows
		UNION ALL
		SELECT c.place, format('%s file: the store had %s loaded rows and would have %s, which is a fall of more than %s%%.',
			c.file, c.before, c.after, o.max_drop)
		FROM support_count AS c WHERE c.before >= 20 AND 100 * (c.before - c.after) > o.max_drop * c.before
	) AS r (place, sentence);
	IF refusals IS NOT NULL THEN
		RAISE EXCEPTION 'the files are not loaded' USING DETAIL = refusals,
			HINT = 'If the files are right, set max_unread or max_drop to 100.';
	END IF;
END
$$;
CALL pg_temp.support_write(:'store');
COMMIT;

\echo 'Rows that were loaded, before and now:'
SELECT file, before, after FROM support_count ORDER BY place;
\echo 'View support_issue of the store says what needs attention.'
