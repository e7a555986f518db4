
-- amt: the views of the Analytics Middle Tier over a store
--
-- create_amt_views lays the files of sql/store/amt/ into a schema beside the store, with the names
-- and columns that the dashboards of Ed-Fi's Analytics Middle Tier ask for. They are views of the
-- owner of the store, and are found again by their names, their comments, and the store that
-- they read.

CREATE TABLE absence_internal.amt_view (
	name name PRIMARY KEY,
	reader text COLLATE "C" NOT NULL CHECK (reader IN ('aggregate', 'student', 'sensitive')),
	meaning text NOT NULL
);
COMMENT ON TABLE absence_internal.amt_view IS 'The views of the Analytics Middle Tier that create_amt_views lays over a store; read-only';
COMMENT ON COLUMN absence_internal.amt_view.name IS 'Name of the view, and of its file in sql/store/amt/ without .sql';
COMMENT ON COLUMN absence_internal.amt_view.reader IS 'Lowest level of a reader of the store who is granted the view';
COMMENT ON COLUMN absence_internal.amt_view.meaning IS 'What the view has a row for, as its comment says';

INSERT INTO absence_internal.amt_view (name, reader, meaning) VALUES
	('chrab_chronicabsenteeismattendancefact', 'student', 'a student''s day at a school, and what was reported of it'),
	('studentschooldim', 'student', 'a student who is enrolled now, at each school'),
	('schooldim', 'aggregate', 'a school'),
	('datedim', 'aggregate', 'a day of the calendars'),
	('demographicdim', 'aggregate', 'a group of students'),
	('studentschooldemographicsbridge', 'sensitive', 'a group in which a student is who is enrolled now, at each school');

GRANT SELECT ON absence_internal.amt_view TO PUBLIC;

-- The views that are laid over a store. Those of other roles are not of the store, whatever their
-- comments say.
CREATE FUNCTION absence_internal.amt_views(store name)
	RETURNS TABLE (view regclass, schema name, name name, reader text, school_year integer)
	LANGUAGE sql STABLE STRICT
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT c.oid::regclass, n.nspname, c.relname, v.reader,
		substring(obj_description(c.oid, 'pg_class') FROM '; school year ([0-9]+)$')::integer
	FROM absence_internal.amt_view AS v
	JOIN pg_class AS c ON c.relname = v.name AND c.relkind = 'v'
	JOIN pg_namespace AS n ON n.oid = c.relnamespace
	JOIN pg_namespace AS s ON s.nspname = store AND s.nspowner = c.relowner
	WHERE starts_with(obj_description(c.oid, 'pg_class'), 'Analytics Middle Tier: ')
		AND EXISTS (
			SELECT FROM pg_rewrite AS w
			JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
			JOIN pg_class AS r ON r.oid = d.refobjid
			WHERE w.ev_class = c.oid AND r.relnamespace = s.oid)
$$;
COMMENT ON FUNCTION absence_internal.amt_views(name) IS
	'The views of the Analytics Middle Tier that are laid over a store, with the level that reads each and the school year; '
	'NULL is every year';
