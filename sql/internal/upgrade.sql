
-- upgrade: what upgrade_store does with a store of an earlier layout
--
-- The views and functions of the store are dropped first, then, step by step, what
-- depends on tables. Nothing that is dropped later depends on what was dropped before, so
-- objects that were dropped later are made again first.

-- Drops the views and functions of a store with everything that depends on them, and
-- returns what of it is not of the store
CREATE FUNCTION absence_internal.drop_laid(store name) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	dropping text;
	dropped jsonb;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	-- locks them: from here on no new object can depend on them
	FOR dropping IN
		SELECT format('ALTER %s %s OWNER TO CURRENT_USER', absence_internal.kind_of_relation(c.relkind), c.oid::regclass)
		FROM absence_internal.laid_objects(store) AS o
		JOIN pg_class AS c ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
		ORDER BY c.oid
	LOOP
		EXECUTE dropping;
	END LOOP;
	SELECT coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'object', d.object, 'ddl', d.ddl) ORDER BY d.place), '[]')
	INTO dropped
	FROM (SELECT array_agg(o.classid) AS classes, array_agg(o.objid) AS objects, array_agg(0) AS columns
		FROM absence_internal.laid_objects(store) AS o) AS l
	CROSS JOIN LATERAL absence_internal.dependents(l.classes, l.objects, l.columns) AS d;
	-- all names are looked up first: some objects are dropped with others
	FOREACH dropping IN ARRAY ARRAY(
		SELECT CASE o.classid WHEN 'pg_proc'::regclass THEN format('DROP FUNCTION IF EXISTS %s CASCADE', o.objid::regprocedure)
			ELSE format('DROP %s IF EXISTS %s CASCADE', absence_internal.kind_of_relation(c.relkind), o.objid::regclass) END
		FROM absence_internal.laid_objects(store) AS o
		LEFT JOIN pg_class AS c ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
		ORDER BY o.objid DESC)
	LOOP
		EXECUTE dropping;
	END LOOP;
	RETURN dropped;
END
$$;
COMMENT ON FUNCTION absence_internal.drop_laid(name) IS
	'Drops the views and functions of a store that upgrade_store lays again, with everything that depends on them; '
	'returns the other objects that were dropped';

-- Drops what prevents a step, and returns it
CREATE FUNCTION absence_internal.drop_hindrances(store name, step integer) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET quote_all_identifiers = off
	AS $$
DECLARE
	dependent record;
	barred boolean;
	dropped jsonb := '[]';
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR dependent IN
		SELECT d.place, d.kind, d.object, d.ddl
		FROM (SELECT array_agg(c.classid) AS classes, array_agg(c.objid) AS objects, array_agg(c.objsubid) AS columns
			FROM absence_internal.changed_columns(store, step) AS c) AS c
		CROSS JOIN LATERAL absence_internal.dependents(c.classes, c.objects, c.columns) AS d
		ORDER BY d.place DESC
	LOOP
		barred := false;
		BEGIN
			IF dependent.ddl IS NOT NULL THEN
				EXECUTE format('DROP %s IF EXISTS %s CASCADE',
					CASE dependent.kind WHEN 'statistics object' THEN 'STATISTICS' ELSE upper(dependent.kind) END, dependent.object);
			END IF;
		EXCEPTION WHEN insufficient_privilege THEN
			barred := true;
		END;
		dropped := jsonb_build_object('kind', dependent.kind, 'object', dependent.object, 'ddl', dependent.ddl, 'barred', barred) || dropped;
	END LOOP;
	RETURN dropped;
END
$$;
COMMENT ON FUNCTION absence_internal.drop_hindrances(name, integer) IS
	'Drops the views, functions and triggers that prevent a step of an upgrade of a store, because it changes the type of a column '
	'or drops it; returns them, barred if the caller lacks the right to drop them';

-- Privileges granted by hand on a view, column or function that no longer exists. The
-- privileges of a level are granted again with the level.
CREATE FUNCTION absence_internal.lost_grants(store name, granted jsonb) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	lost jsonb;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	EXECUTE format($sql$
		SELECT coalesce(jsonb_agg(jsonb_build_object('kind', 'grant',
			'object', coalesce(g.relation || coalesce('.' || g.column_name, ''), g.routine), 'ddl', g.ddl || ';')), '[]')
		FROM jsonb_to_recordset($1) AS g (relation name, column_name name, routine text, role name, ddl text)
		WHERE g.role IS NOT NULL
			AND (g.column_name IS NOT NULL OR g.role NOT IN (SELECT r.role_name FROM %1$I.reader AS r))
			AND CASE WHEN g.routine IS NOT NULL THEN to_regprocedure(g.routine) IS NULL
				-- kept answers are made later, with the columns of their view
				ELSE NOT EXISTS (SELECT FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
					WHERE c.relnamespace = to_regnamespace(quote_ident(%1$L)) AND a.attname = coalesce(g.column_name, a.attname)
						AND c.relname IN (g.relation, CASE WHEN starts_with(g.relation, 'latest_') THEN substr(g.relation, 8) END)) END
		$sql$, store) INTO lost USING granted;
	RETURN lost;
END
$$;
COMMENT ON FUNCTION absence_internal.lost_grants(name, jsonb) IS
	'Of the privileges that were granted on a store, those on a view, column or function that no longer exists';

-- Grants again what was granted. Default privileges are not meant for a district's data,
-- and are revoked from the new objects.
CREATE FUNCTION absence_internal.regrant_laid(store name, granted jsonb, before oid[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET quote_all_identifiers = off
	AS $$
DECLARE
	grant_or_revoke text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	FOR grant_or_revoke IN
		SELECT DISTINCT format('REVOKE ALL ON TABLE %s FROM %s CASCADE', c.oid::regclass,
			CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
		FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
		WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relkind IN ('r', 'v', 'm', 'S')
			AND c.oid <> ALL (before) AND a.grantee <> c.relowner
		UNION ALL
		SELECT DISTINCT format('REVOKE ALL ON ROUTINE %s FROM %I CASCADE', p.oid::regprocedure, pg_get_userbyid(a.grantee))
		FROM pg_proc AS p CROSS JOIN LATERAL aclexplode(p.proacl) AS a
		WHERE p.pronamespace = to_regnamespace(quote_ident(store)) AND p.oid <> ALL (before) AND a.grantee NOT IN (0, p.proowner)
	LOOP
		EXECUTE grant_or_revoke;
	END LOOP;
	FOR grant_or_revoke IN
		SELECT g.ddl
		FROM jsonb_to_recordset(granted) AS g (relation name, column_name name, routine text, role name, ddl text)
		WHERE CASE WHEN g.routine IS NOT NULL THEN to_regprocedure(g.routine) IS NOT NULL
			ELSE EXISTS (SELECT FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
				WHERE c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relname = g.relation
					AND a.attname = coalesce(g.column_name, a.attname)) END
	LOOP
		EXECUTE grant_or_revoke;
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.regrant_laid(name, jsonb, oid[]) IS
	'Grants again what was granted on the views and functions of a store before they were laid again, and revokes default privileges '
	'on what is new';

-- Refuses the upgrade for the sake of objects that are not of the store, or keeps their
-- DDL. The error undoes all that the upgrade has done so far.
CREATE FUNCTION absence_internal.account_for_dependents(store name, dependents jsonb, drop_dependents boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	listed text;
	unmade text;
	barred text;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	SELECT string_agg(o.name || coalesce(chr(10) || o.ddl, ''), chr(10) ORDER BY o.place),
		string_agg(o.name, ', ' ORDER BY o.place) FILTER (WHERE o.ddl IS NULL),
		string_agg(o.name, ', ' ORDER BY o.place) FILTER (WHERE o.barred)
	INTO listed, unmade, barred
	FROM jsonb_array_elements(dependents) WITH ORDINALITY AS s (value, place)
	CROSS JOIN LATERAL (
		SELECT s.place, format('%s %s', s.value ->> 'kind', s.value ->> 'object'), s.value ->> 'ddl', s.value @> '{"barred": true}')
		AS o (place, name, ddl, barred);
	IF unmade IS NOT NULL THEN
		RAISE EXCEPTION 'objects that cannot be made again from DDL depend on what the upgrade of store "%" drops: %', store, unmade
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = listed,
				HINT = 'Save their data and drop them, then upgrade the store.';
	ELSIF barred IS NOT NULL THEN
		RAISE EXCEPTION 'objects of other roles depend on columns that the upgrade of store "%" changes: %', store, barred
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = listed,
				HINT = 'Their owners must drop them before the upgrade, and can make them again after it.';
	ELSIF listed IS NOT NULL AND drop_dependents IS NOT TRUE THEN
		RAISE EXCEPTION 'other objects depend on what the upgrade of store "%" drops', store
			USING ERRCODE = 'dependent_objects_still_exist', DETAIL = listed,
				HINT = format('To drop them and keep their DDL in table dropped_dependent of the store: '
					'SELECT absence.upgrade_store(%L, drop_dependents => true).', store);
	END IF;
	EXECUTE format('INSERT INTO %I.dropped_dependent (dropped_at, place, layout, kind, object, ddl)
		SELECT now(), s.place, absence_internal.store_layout(), s.value ->> ''kind'', s.value ->> ''object'', s.value ->> ''ddl''
		FROM jsonb_array_elements($1) WITH ORDINALITY AS s (value, place)', store) USING dependents;
END
$$;
COMMENT ON FUNCTION absence_internal.account_for_dependents(name, jsonb, boolean) IS
	'Lists the objects that are not of a store and that its upgrade dropped: in an error, which undoes the upgrade, or with their DDL '
	'in dropped_dependent';

-- The verdicts that a store has kept, before its views are laid again
CREATE FUNCTION absence_internal.keep_verdicts(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	AS $$
DECLARE
	kept record;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	DROP TABLE IF EXISTS pg_temp.upgrade_verdict;
	CREATE TEMP TABLE upgrade_verdict (school_year integer, scope text COLLATE "C", school_id text COLLATE "C", student_id text COLLATE "C",
		band text COLLATE "C", absent_days double precision, enrolled_days integer) ON COMMIT DROP;
	FOR kept IN
		SELECT v.scope, c.relname AS name, v.school
		FROM (VALUES ('school', 'student_absence', 'v.school_id'), ('district', 'district_student_absence', 'NULL'))
			AS v (scope, view_name, school)
		JOIN pg_class AS c ON c.relnamespace = to_regnamespace(quote_ident(store)) AND c.relispopulated
			AND (c.relkind, c.relname) IN (('r', 'latest_' || v.view_name), ('m', 'mv_' || v.view_name))
	LOOP
		EXECUTE format('INSERT INTO pg_temp.upgrade_verdict (school_year, scope, school_id, student_id, band, absent_days, enrolled_days)
			SELECT v.school_year, %L, %s, v.student_id, v.band, v.absent_days, v.enrolled_days FROM %I.%I AS v',
			kept.scope, kept.school, store, kept.name);
	END LOOP;
END
$$;
COMMENT ON FUNCTION absence_internal.keep_verdicts(name) IS
	'Copies the kept verdicts of a store into temporary table upgrade_verdict; a step of upgrade_store';

-- Verdicts that differ before and after, from the same registers and under the same
-- definition: the release has changed the rule. Where the definition has changed since
-- the last refresh, the next refresh accounts for it.
CREATE FUNCTION absence_internal.write_rule_changes(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
	SET enable_nestloop = off	-- a join on several keys looks like one row to the planner, as in a refresh
	AS $$
DECLARE
	began constant timestamptz := clock_timestamp();
	years integer[];
	changed record;
	this_upgrade bigint;
BEGIN
	PERFORM absence_internal.must_own_store(store);
	DROP TABLE IF EXISTS pg_temp.upgrade_change;
	-- the years whose definition is the one of the last refresh
	EXECUTE format($sql$
		SELECT array_agg(d.school_year)
		FROM %1$I.store_setting AS s
		JOIN %1$I.definition_of_year AS d ON d.name = s.policy
		WHERE (SELECT bool_and(r.policy::absence.policy OPERATOR(absence.=) d.policy::absence.policy)
			FROM %1$I.refresh_basis AS r WHERE r.school_year = d.school_year)
		$sql$, store) INTO years;
	ANALYZE pg_temp.upgrade_verdict;
	EXECUTE format($sql$
		CREATE TEMP TABLE upgrade_change ON COMMIT DROP AS
		SELECT b.school_year, b.scope, b.school_id, b.student_id, b.band AS band_before, a.band AS band_after,
			b.absent_days AS absent_days_before, a.absent_days AS absent_days_after,
			b.enrolled_days AS enrolled_days_before, a.enrolled_days AS enrolled_days_after
		FROM pg_temp.upgrade_verdict AS b
		JOIN (
			SELECT 'school' AS scope, v.school_year, v.school_id, v.student_id, v.band, v.absent_days, v.enrolled_days
			FROM %1$I.latest_student_absence AS v
			UNION ALL
			SELECT 'district', v.school_year, NULL, v.student_id, v.band, v.absent_days, v.enrolled_days
			FROM %1$I.latest_district_student_absence AS v
		) AS a ON (a.student_id, a.school_year, a.scope, coalesce(a.school_id, '')) =
			(b.student_id, b.school_year, b.scope, coalesce(b.school_id, ''))
		WHERE a.band IS DISTINCT FROM b.band AND b.school_year = ANY ($1)
		$sql$, store) USING years;
	FOR changed IN
		SELECT c.school_year, count(*)::integer AS verdicts FROM pg_temp.upgrade_change AS c GROUP BY c.school_year ORDER BY c.school_year
	LOOP
		-- facts and registers are those of the last refresh of the year
		EXECUTE format($sql$
			INSERT INTO %1$I.refresh_log (school_year, started_at, finished_at, today, forced, students, students_with_register, stays, stays_void,
				stays_without_calendar, stays_without_membership, events, events_used, events_not_used, registers,
				registers_added, registers_changed, registers_removed, verdicts_changed, step_ms, layout)
			SELECT $1, $3, clock_timestamp(), t.today, false, l.students, l.students_with_register, l.stays, l.stays_void,
				l.stays_without_calendar, l.stays_without_membership, l.events, l.events_used, l.events_not_used, l.registers,
				0, 0, 0, $2, jsonb_build_object('upgrade', round(1000 * extract(epoch FROM clock_timestamp() - $3))), absence_internal.store_layout()
			FROM (SELECT r.* FROM %1$I.refresh_log AS r WHERE r.school_year = $1 ORDER BY r.refresh_id DESC LIMIT 1) AS l
			CROSS JOIN (SELECT r.today FROM %1$I.refresh_log AS r ORDER BY r.refresh_id DESC LIMIT 1) AS t
			RETURNING refresh_id
			$sql$, store) INTO this_upgrade USING changed.school_year, changed.verdicts, began;
		EXECUTE format($sql$
			INSERT INTO %1$I.verdict_change (refresh_id, school_year, student_id, scope, school_id, policy, band_before, band_after,
				absent_days_before, absent_days_after, enrolled_days_before, enrolled_days_after, cause)
			SELECT $2, c.school_year, c.student_id, c.scope, c.school_id, s.policy, c.band_before, c.band_after,
				c.absent_days_before, c.absent_days_after, c.enrolled_days_before, c.enrolled_days_after, 'rule'
			FROM pg_temp.upgrade_change AS c
			CROSS JOIN %1$I.store_setting AS s
			WHERE c.school_year = $1
			$sql$, store) USING changed.school_year, coalesce(this_upgrade, 0);	-- 0 where the log was emptied
		RAISE WARNING 'the rules of this release change % verdicts of school year % in store "%"', changed.verdicts, changed.school_year, store
			USING HINT = 'They are in table verdict_change of the store, with cause rule.';
	END LOOP;
	DROP TABLE pg_temp.upgrade_verdict, pg_temp.upgrade_change;
END
$$;
COMMENT ON FUNCTION absence_internal.write_rule_changes(name) IS
	'Writes the verdicts of a store that an upgrade changed to verdict_change, with cause rule, and a row for each of their school years '
	'to refresh_log; a step of upgrade_store';
