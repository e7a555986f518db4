-- The day and the definition asked for: the settings absence.as_of and absence.policy of the
-- session, or those of the store.
--
-- Views read it by fragment asked of sql/internal/fragment.sql. The fragment ends in
-- OFFSET '0', so that it is computed once per query and not once per register. The quotes
-- are needed: OFFSET 0 has a cast from integer to bigint, which the planner simplifies too
-- late to consider a parallel plan.

CREATE OR REPLACE VIEW @store@.known_definition AS
SELECT name, version, policy, from_year, to_year, 1 AS place, NULL::text AS not_computable
FROM @store@.definition
UNION ALL
SELECT name, version, policy::text, from_year, to_year, 2, not_computable
FROM absence.definition_catalog;

-- A name means the version in force in the year, and name@version means that version. The
-- definitions of the district take precedence over the catalog. If two versions are in
-- force in a year, the later one is used.
CREATE OR REPLACE VIEW @store@.definition_of_year AS
SELECT DISTINCT ON (y.school_year, n.name) y.school_year, n.name, k.policy, k.not_computable
FROM @store@.school_year_state AS y
CROSS JOIN @store@.known_definition AS k
CROSS JOIN LATERAL (VALUES      -- not UNION ALL, which prevents a parallel plan here
	(k.name, y.school_year >= coalesce(k.from_year, y.school_year) AND y.school_year <= coalesce(k.to_year, y.school_year)),
	(k.name || '@' || k.version, true)
) AS n (name, is_meant)
WHERE n.is_meant
ORDER BY y.school_year, n.name, k.place, k.version DESC;

CREATE OR REPLACE VIEW @store@.asked AS
SELECT y.school_year, n.name AS policy_name, p.policy,
	coalesce(nullif(current_setting('absence.as_of', true), '')::date, 'infinity') AS as_of, p.not_computable
FROM @store@.school_year_state AS y
CROSS JOIN (
	SELECT coalesce(nullif(current_setting('absence.policy', true), ''), s.policy) AS name
	FROM @store@.store_setting AS s
) AS n
LEFT JOIN @store@.definition_of_year AS p ON (p.school_year, p.name) = (y.school_year, n.name);

-- True, or an error with the fault of the definition asked for: it is not known,
-- has no version in force in a year, or cannot be computed. Each view that answers for a
-- definition has fragment known in its WHERE, so that counting its rows fails too. A store
-- without a school year checks the name all the same, and a store without settings is an
-- error.
CREATE OR REPLACE VIEW @store@.asked_is_known AS
SELECT bool_and(CASE
	WHEN q.name IS NULL THEN absence_internal.must_have_settings()
	ELSE absence_internal.must_be_known(q.name, q.policy, q.school_year, q.not_computable,
		CASE WHEN q.policy IS NULL THEN (
			SELECT string_agg(format('%s@%s (%s)', k.name, k.version, absence_internal.policy_years(k.from_year, k.to_year)), ', '
				ORDER BY k.place, k.version)
			FROM @store@.known_definition AS k
			WHERE k.name = q.name) END,
		CASE WHEN q.policy IS NULL THEN (
			SELECT string_agg(DISTINCT k.name, ', ' ORDER BY k.name)
			FROM @store@.known_definition AS k
			WHERE k.policy IS NOT NULL) END) END) AS known
FROM (
	SELECT policy_name AS name, policy, school_year, not_computable FROM @store@.asked
	UNION ALL
	SELECT n.name, k.policy, NULL, k.not_computable
	FROM (
		SELECT CASE WHEN s.only_row THEN coalesce(nullif(current_setting('absence.policy', true), ''), s.policy) END AS name
		FROM (VALUES (true)) AS one
		LEFT JOIN @store@.store_setting AS s ON true
	) AS n
	LEFT JOIN LATERAL (
		SELECT k.policy, k.not_computable FROM @store@.known_definition AS k
		WHERE n.name IN (k.name, k.name || '@' || k.version)
		ORDER BY k.policy IS NULL
		LIMIT 1
	) AS k ON true
	ORDER BY 3
) AS q;

-- A value that no view could use is rejected when it is written.
CREATE OR REPLACE TRIGGER known AFTER INSERT OR UPDATE OF policy, time_zone ON @store@.store_setting
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.settings_changed();
CREATE OR REPLACE TRIGGER known AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON @store@.definition
	FOR EACH STATEMENT EXECUTE FUNCTION absence_internal.settings_changed();
