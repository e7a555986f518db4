-- The catalog of relations agrees with the relations of a store
SET client_min_messages = warning;
SELECT absence.create_store('cataloged');
CREATE TEMP VIEW relation AS
SELECT c.oid, c.relname, c.relkind, starts_with(c.relname, 'latest_') AND c.relkind = 'r' AS is_kept
FROM pg_class AS c
WHERE c.relnamespace = 'cataloged'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f');
SELECT kind, count(*) > 10 AS many FROM absence_internal.store_relation GROUP BY kind ORDER BY kind;

-- Every relation of a store has a row, and every row has a relation of its kind
SELECT coalesce(c.relname, r.relation) AS relation, c.relkind, r.kind
FROM (SELECT * FROM relation WHERE NOT is_kept) AS c
FULL JOIN absence_internal.store_relation AS r ON r.relation = c.relname
WHERE (c.relkind = CASE r.kind WHEN 'table' THEN 'r' ELSE 'v' END) IS NOT TRUE;
-- the same for kept answers, each of which has a unique index over its key
SELECT coalesce(c.relname, 'latest_' || r.relation) AS relation
FROM (SELECT * FROM relation WHERE is_kept) AS c
FULL JOIN (SELECT * FROM absence_internal.store_relation WHERE kept_key IS NOT NULL) AS r ON 'latest_' || r.relation = c.relname
WHERE c.relname IS NULL OR r.relation IS NULL OR NOT EXISTS (
	SELECT FROM pg_index AS i
	WHERE i.indrelid = c.oid AND i.indisunique
		AND (SELECT array_agg(a.attname ORDER BY k.place)
			FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, place)
			JOIN pg_attribute AS a ON (a.attrelid, a.attnum) = (c.oid, k.attnum)) = r.kept_key);

-- Every file of sql/store/ has a row, and every row has a file. Files in function/ make
-- no relation, files in issue/ and support_issue/ are parts of two others each, and those in
-- amt/ make views outside the store.
SELECT coalesce(p.name, r.part) AS part, p.name IS NOT NULL AS is_file, r.part IS NOT NULL AS has_row
FROM (SELECT name FROM absence_internal.store_part WHERE split_part(name, '/', 1) NOT IN ('function', 'issue', 'support_issue', 'amt')) AS p
FULL JOIN (SELECT DISTINCT part FROM absence_internal.store_relation) AS r ON r.part = p.name
WHERE p.name IS NULL OR r.part IS NULL;
-- a file makes the relations that its rows name, of the kind of its folder
SELECT r.part, r.relation
FROM absence_internal.store_relation AS r
JOIN absence_internal.store_part AS p ON p.name = r.part
WHERE p.ddl !~ format('CREATE (%s) @store@[.]%s ',
	CASE r.kind WHEN 'table' THEN 'TABLE|TABLE IF NOT EXISTS' ELSE 'OR REPLACE VIEW' END, r.relation);
-- each view is the only relation of a file with its name
SELECT part, array_agg(relation) FROM absence_internal.store_relation WHERE kind = 'view' GROUP BY part HAVING array_agg('view/' || relation) <> ARRAY[part];
-- the rows of a file are adjacent, and either all or none of them are laid once
SELECT part FROM absence_internal.store_relation GROUP BY part
HAVING max(position) - min(position) >= count(*) OR bool_or(laid_once) <> bool_and(laid_once);
-- upgrade_store lays no table twice, except the one that a restore can lose
SELECT relation, kind FROM absence_internal.store_relation WHERE laid_once <> (kind = 'table');
-- every placeholder of a part is the name of a fragment, and every fragment is used
SELECT DISTINCT w[1] AS not_replaced
FROM absence_internal.store_ddl('cataloged') AS d
CROSS JOIN LATERAL regexp_matches(d.ddl, '(@[a-z_]+(?:[(][^()@]*[)])?@)', 'g') AS w;
SELECT f.name AS not_used
FROM absence_internal.store_fragment AS f
WHERE NOT EXISTS (SELECT FROM absence_internal.store_part AS p WHERE p.ddl ~ ('[@(]' || f.name || '[(@)]'))
	AND NOT EXISTS (SELECT FROM absence_internal.store_fragment AS g WHERE g.ddl ~ ('@' || f.name || '[(@]'));

-- Readers have the views and the published table; the comment of a helper begins with
-- "Helper: "
SELECT relation, kind, reader FROM absence_internal.store_relation WHERE (reader IS NOT NULL) <> (kind = 'view');
SELECT c.relname, obj_description(c.oid, 'pg_class') AS comment
FROM relation AS c
LEFT JOIN absence_internal.store_relation AS r ON r.relation = c.relname
WHERE starts_with(obj_description(c.oid, 'pg_class'), 'Helper: ') IS DISTINCT FROM coalesce(r.kind = 'helper', false);
CREATE ROLE regress_absence_reader;
CREATE FUNCTION pg_temp.granted(level text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM absence.grant_reader('cataloged', 'regress_absence_reader', level);
	RETURN (SELECT string_agg(c.relname, ' ' ORDER BY c.relname COLLATE "C") FROM relation AS c WHERE has_table_privilege('regress_absence_reader', c.oid, 'SELECT'));
END
$$;
\pset format unaligned
SELECT level, pg_temp.granted(level) AS granted FROM unnest('{public,aggregate,student,team,sensitive,recorder,support_loader,loader}'::text[]) AS level;
-- some drivers return a bigint or a numeric as a text, so views for readers have none
SELECT c.relname, a.attname, a.atttypid::regtype AS type
FROM relation AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN absence_internal.store_relation AS r ON r.relation = c.relname
WHERE (r.reader IS NOT NULL OR c.is_kept) AND a.atttypid IN ('bigint'::regtype, 'numeric'::regtype);
-- other relations have some: counts for the planner, shares as loaded, and the numbers
-- of refreshes
SELECT a.atttypid::regtype AS type, string_agg(c.relname || '.' || a.attname, ' ' ORDER BY c.relname COLLATE "C", a.attnum) AS columns
FROM relation AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE a.atttypid IN ('bigint'::regtype, 'numeric'::regtype)
GROUP BY a.atttypid ORDER BY 1;

-- The relations that hold facts, are loaded, and are analyzed
SELECT string_agg(relation, ' ' ORDER BY position) AS holds_facts FROM absence_internal.store_relation WHERE holds_facts;
SELECT loader, string_agg(relation, ' ' ORDER BY position) AS relations FROM absence_internal.store_relation WHERE loader IS NOT NULL GROUP BY 1 ORDER BY 1;
SELECT support_loader, string_agg(relation, ' ' ORDER BY position) AS relations FROM absence_internal.store_relation WHERE support_loader IS NOT NULL GROUP BY 1 ORDER BY 1;
SELECT string_agg(c.relname, ' ' ORDER BY r.position) AS analyzed
FROM relation AS c JOIN pg_class AS t USING (oid) JOIN absence_internal.store_relation AS r ON r.relation = c.relname
WHERE t.reltuples >= 0 AND c.relkind = 'r';
CALL absence.load_sample('cataloged', 30, 2, 1);
CALL absence.refresh('cataloged');
SELECT string_agg(c.relname, ' ' ORDER BY r.position) AS never_analyzed
FROM relation AS c JOIN pg_class AS t USING (oid) JOIN absence_internal.store_relation AS r ON r.relation = c.relname
WHERE t.reltuples < 0 AND c.relkind = 'r' AND r.analyzed IS NOT NULL;
\pset format aligned

-- no role but the owner writes to the catalog, and every role reads it
SELECT relation, has_table_privilege('regress_absence_reader', relation, 'SELECT') AS reads,
	has_table_privilege('regress_absence_reader', relation, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes
FROM unnest('{absence_internal.store_relation,absence_internal.store_part,absence_internal.store_fragment}'::regclass[]) AS relation;
SELECT absence.revoke_reader('cataloged', 'regress_absence_reader');
DROP ROLE regress_absence_reader;
SELECT absence.drop_store('cataloged', 'cataloged');
