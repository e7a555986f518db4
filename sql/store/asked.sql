-- What is asked: the day and the definition that the live views answer for. The
-- session's settings absence.as_of and absence.policy, else the store's own.

CREATE OR REPLACE VIEW @store@.known_policy AS
SELECT name, version, policy, from_year, to_year, 1 AS place
FROM @store@.policy
UNION ALL
SELECT name, version, policy::text, NULL, NULL, 2
FROM absence.policy_catalog;

-- By name the version in force in the year, by name@version that one; the
-- district's own before the catalogue's
CREATE OR REPLACE VIEW @store@.policy_of_year AS
SELECT DISTINCT ON (y.school_year, n.name) y.school_year, n.name, k.policy
FROM @store@.school_year_state AS y
CROSS JOIN @store@.known_policy AS k
CROSS JOIN LATERAL (
	SELECT k.name WHERE y.school_year >= coalesce(k.from_year, y.school_year) AND y.school_year <= coalesce(k.to_year, y.school_year)
	UNION ALL
	SELECT k.name || '@' || k.version
) AS n (name)
ORDER BY y.school_year, n.name, k.place, k.version DESC;

CREATE OR REPLACE VIEW @store@.asked AS
SELECT y.school_year, n.name AS policy_name, p.policy,
	coalesce(nullif(current_setting('absence.as_of', true), '')::date, 'infinity') AS as_of
FROM @store@.school_year_state AS y
CROSS JOIN (
	SELECT coalesce(nullif(current_setting('absence.policy', true), ''), s.policy) AS name
	FROM @store@.store_setting AS s
) AS n
LEFT JOIN @store@.policy_of_year AS p ON (p.school_year, p.name) = (y.school_year, n.name);

-- True, or an error that lists the known definitions. Each live view asks for it
-- in its WHERE, so that a count of its rows fails too. A store without a school
-- year knows names all the same.
CREATE OR REPLACE VIEW @store@.asked_is_known AS
SELECT bool_and(absence.must_be_known(q.name, q.policy,
	(SELECT string_agg(DISTINCT k.name, ', ' ORDER BY k.name) FROM @store@.known_policy AS k))) AS known
FROM (
	SELECT policy_name AS name, policy FROM @store@.asked
	UNION ALL
	SELECT n.name, (SELECT min(k.policy) FROM @store@.known_policy AS k WHERE n.name IN (k.name, k.name || '@' || k.version))
	FROM (SELECT coalesce(nullif(current_setting('absence.policy', true), ''), s.policy) AS name FROM @store@.store_setting AS s) AS n
) AS q;
