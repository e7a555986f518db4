-- Settings of a session that change how SQL is read and written, names of stores that
-- need quotes, and a store with a renamed schema. This uses a database of its own,
-- because the extension is also created under these settings.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE DATABASE regress_absence_names;
\c regress_absence_names
SET client_min_messages = warning;

-- Everything is done under the usual settings and under others, with the same result
CREATE PROCEDURE public.work_on(store name) LANGUAGE plpgsql AS
$$
BEGIN
	PERFORM absence.create_store(store);
	CALL absence.load_sample(store, 60, 3, 1);
	CALL absence.refresh(store, today => '2026-03-01');
	PERFORM absence.define_policy(store, 'ours', 'chronic = 11%');
	CALL absence.close_day(store, '2026-03-02');
	CALL absence.refresh(store, today => '2026-03-20');
	CALL absence.certify(store, 'spring', 2026);
	CALL absence.publish(store, 'spring');
	PERFORM absence.upgrade_store(store);
	PERFORM absence.grant_reader(store, 'regress_absence_reader', 'student');
	EXECUTE format('INSERT INTO %I.staff_school (role_name, school_id) VALUES (''regress_absence_reader'', NULL)', store);
	PERFORM absence.enable_school_scope(store);
END
$$;
CREATE FUNCTION public.worked(store name) RETURNS TABLE (registers bigint, chronic bigint, kept bigint, kept_at bigint, fs195 bigint, issues bigint, certified bigint, cells bigint, near bigint, audited bigint, granted bigint) LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		SELECT (SELECT count(*) FROM %1$I.student_register),
			(SELECT sum(chronic_n) FROM %1$I.school_absence), (SELECT sum(chronic_n) FROM %1$I.latest_school_absence), (SELECT sum(chronic_n) FROM %1$I.school_absence_at('2026-02-01', 'ours')),
			(SELECT sum(chronic_n) FROM %1$I.fs195_at('2026-02-01') WHERE category_set = 'total'), (SELECT sum(occurrences) FROM %1$I.data_issue),
			(SELECT count(*) FROM %1$I.certified_student), (SELECT count(*) FROM %1$I.public_absence),
			(SELECT count(*) FROM absence.near_the_line($1, 3)), (SELECT count(*) FROM absence.policy_audit($1, 'federal', 'ten_days')),
			(SELECT count(*) FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a WHERE c.relnamespace = to_regnamespace(quote_ident($1)) AND a.grantee = 'regress_absence_reader'::regrole)
		$sql$, store) USING store;
END
$$;
CREATE ROLE regress_absence_reader;
CREATE EXTENSION absence;
CALL public.work_on('usual');
CREATE TABLE public.usual AS SELECT * FROM public.worked('usual');
SELECT registers > 50 AS registers, chronic > 0 AS chronic, kept = chronic AS kept, kept_at > 0 AS kept_at, fs195 > 0 AS fs195, issues > 0 AS issues, certified > 100 AS certified,
	cells > 10 AS cells, near > 0 AS near, audited > 0 AS audited, granted > 15 AS granted FROM public.usual;
CREATE TABLE public.grade AS SELECT g, absence_internal.is_federal_grade(g) AS is_federal FROM unnest('{" 01 ","	KG",s,"pre-k",ungraded,"sungraded"}'::text[]) AS g;
SELECT * FROM public.grade ORDER BY g COLLATE "C";
SELECT absence.drop_store('usual', 'usual');
DROP EXTENSION absence;

-- The extension is created, and everything is done, under other settings
SELECT count(set_config(name, CASE name WHEN 'standard_conforming_strings' THEN 'off' ELSE 'on' END, false)) AS settings
FROM pg_settings	-- version 19 has neither
WHERE name IN ('standard_conforming_strings', 'escape_string_warning') AND current_setting('server_version_num')::integer < 190000 \gset
SET backslash_quote = off;
SET quote_all_identifiers = on;
SET array_nulls = off;
SET transform_null_equals = on;
SET datestyle = 'German, DMY';
SET intervalstyle = iso_8601;
SET extra_float_digits = -10;
SET timezone = 'Pacific/Kiritimati';
SET plpgsql.extra_errors = 'all';
SET search_path = '';
CREATE EXTENSION absence;
CALL public.work_on('unusual');
SELECT u OPERATOR(pg_catalog.=) w AS same FROM public.usual AS u, public.worked('unusual') AS w;
SELECT pg_catalog.count(*) AS other_grades FROM public.grade WHERE absence_internal.is_federal_grade(g) IS DISTINCT FROM is_federal;
-- and then again under the usual settings
\c regress_absence_names
SET client_min_messages = warning;
CALL absence.refresh('unusual', today => '2026-03-20');
SELECT u = w AS same FROM public.usual AS u, public.worked('unusual') AS w;
SELECT count(*) AS other_grades FROM public.grade WHERE absence_internal.is_federal_grade(g) IS DISTINCT FROM is_federal;
SELECT absence.drop_store('unusual', 'unusual');
-- no function body depends on how a backslash is read
SELECT proname FROM pg_proc WHERE pronamespace IN ('absence'::regnamespace, 'absence_internal'::regnamespace) AND strpos(prosrc, '\') > 0;

-- Names
CREATE PROCEDURE public.try_name(store name) LANGUAGE plpgsql AS
$$
DECLARE
	same boolean;
BEGIN
	CALL public.work_on(store);
	SELECT u = w INTO same FROM public.usual AS u, public.worked(store) AS w;
	PERFORM absence.drop_store(store, store);
	RAISE WARNING '%: %', store, CASE WHEN same THEN 'the same' ELSE 'NOT THE SAME' END;
END
$$;
CALL public.try_name('a$$; SELECT 1/0; $$');
CALL public.try_name('It''s x.y "q" \ ''''');
CALL public.try_name('@store@ @view@ %I %s $store$');
CALL public.try_name(E'tab\tand\nline' || repeat('_', 20));
CALL public.try_name(repeat('q', 63));
SELECT absence.create_store('');
CALL absence.refresh('');
SELECT absence.create_store(NULL);
SELECT absence.upgrade_store(NULL);

-- A renamed schema: a refresh, and every other function that works in several steps,
-- says what to do. Views, X_at and functions of a single query still work, and answer
-- for the store in which they were created, even if another store has its old name.
CALL public.work_on('before');
ALTER SCHEMA before RENAME TO "it's after";
CALL absence.refresh('it''s after', today => '2026-03-20');
SELECT * FROM absence.refresh_check('it''s after');
CALL absence.publish('it''s after', 'renamed');
SELECT absence.define_policy('it''s after', 'theirs', '');
CALL absence.load_sample('it''s after', 10, 2, 1);
SELECT u = w AS same FROM public.usual AS u, public.worked('it''s after') AS w;
SELECT absence.create_store('before');
CALL absence.refresh('it''s after', today => '2026-03-20');
SELECT u = w AS same FROM public.usual AS u, public.worked('it''s after') AS w;
SELECT count(*) > 100 AS days FROM "it's after".student_day_of((SELECT min(student_id) FROM "it's after".enrollment), 2026);
CALL absence.certify('it''s after', 'renamed', 2026);
SELECT absence.upgrade_store('it''s after');
CALL absence.refresh('it''s after', today => '2026-03-20');
CALL absence.certify('it''s after', 'made anew', 2026);
DELETE FROM "it's after".certification;
SELECT u.registers = w.registers AND u.chronic = w.chronic AND u.kept_at = w.kept_at AS same, w.certified = 3 * u.certified AS certified FROM public.usual AS u, public.worked('it''s after') AS w;
SELECT count(*) FROM before.refresh_log;
-- one name is the end of another
SELECT absence.create_store('xbefore');
ALTER SCHEMA before RENAME TO of_old;
ALTER SCHEMA xbefore RENAME TO before;
CALL absence.refresh('before');
SELECT absence.upgrade_store('before');
CALL absence.refresh('before');

\c contrib_regression
DROP DATABASE regress_absence_names;
DROP ROLE regress_absence_reader;
