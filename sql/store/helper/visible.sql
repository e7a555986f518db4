-- The rows that a reader sees. The views use fragments sees, sees_student and sees_all of
-- sql/internal/fragment.sql. These are uncorrelated subqueries, so that they are computed
-- once per query. They filter the rows of a result, never the rows from which a figure is
-- computed.

-- Whether the reader sees every school, and if not, which schools. These see every school:
-- the owner of the store, roles with the privileges of the owner, superusers, who have the
-- privileges of every role, and roles with a row without a school. A row for a role that
-- was dropped or renamed matches no reader. A store without settings is an error.
CREATE OR REPLACE VIEW @store@.visible AS
SELECT CASE WHEN s.only_row THEN NOT s.school_scope OR pg_has_role(c.relowner, 'USAGE') OR coalesce(m.all_schools, false)
	ELSE absence_internal.must_have_settings() END AS all_schools, m.school_ids
FROM (VALUES (true)) AS one
LEFT JOIN @store@.store_setting AS s ON true
LEFT JOIN pg_class AS c ON c.oid = s.tableoid
CROSS JOIN (
	SELECT bool_or(m.school_id IS NULL) AS all_schools, array_agg(m.school_id) AS school_ids
	FROM @store@.staff_school AS m
	JOIN pg_roles AS r ON r.rolname = m.role_name
	WHERE pg_has_role(r.oid, 'USAGE')
) AS m;

-- The students who are at one of these schools now: a stay there covers the last day of the
-- year that is complete at any school, or is the latest stay begun by then (if none has
-- begun, the first). The reader sees their whole year, at every school. The stays are those
-- that the last refresh found. The settings of the session have no effect.
CREATE OR REPLACE VIEW @store@.visible_student AS
SELECT s.student_id, s.school_year
FROM (
	SELECT s.student_id, s.school_year, s.entry_date, s.last_date, d.day, coalesce(s.entry_date <= d.day, false) AS begun,
		s.school_id = ANY (v.school_ids) AS is_there
	FROM @store@.stay_register AS s
	CROSS JOIN (SELECT school_ids FROM @store@.visible OFFSET '0') AS v
	LEFT JOIN (
		SELECT school_year, max(complete_through) AS day
		FROM @store@.calendar_complete
		GROUP BY school_year
	) AS d USING (school_year)
) AS s
GROUP BY s.student_id, s.school_year
HAVING bool_or(s.is_there) AND (bool_or(s.is_there AND s.day BETWEEN s.entry_date AND coalesce(s.last_date, 'infinity'))
	OR CASE WHEN bool_or(s.begun) THEN max(s.entry_date) FILTER (WHERE s.begun) = max(s.entry_date) FILTER (WHERE s.begun AND s.is_there)
		ELSE min(s.entry_date) = min(s.entry_date) FILTER (WHERE s.is_there) END);

-- Relations that cannot be filtered by row are granted only to readers who see every school,
-- so the grants follow these tables.
CREATE OR REPLACE TRIGGER regrant AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @store@.staff_school
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.scope_changed();
CREATE OR REPLACE TRIGGER regrant AFTER INSERT OR UPDATE OF school_scope ON @store@.store_setting
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.scope_changed();
