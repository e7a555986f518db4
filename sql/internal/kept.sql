
-- kept: functions of earlier releases that views still call
--
-- They are called by the views of stores that are not upgraded yet, and perhaps by views
-- of a district. A new installation has them too, so that a dump of such views can be
-- restored into it.

-- Of 0.1.0
CREATE FUNCTION absence_internal.low(chronic_n bigint, n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION absence_internal.high(chronic_n bigint, n bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absence_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION absence_internal.low(bigint, bigint) IS 'Of 0.1.0: chronic_rate_low, as it was';
COMMENT ON FUNCTION absence_internal.high(bigint, bigint) IS 'Of 0.1.0: chronic_rate_high, as it was';

CREATE FUNCTION absence_internal.student_figures(register absence.register, policy absence.policy DEFAULT absence.federal_policy(),
	as_of date DEFAULT 'infinity')
	RETURNS TABLE (
		enrolled_days bigint, counted_days bigint, absent_days double precision, missed_days double precision,
		excused_days double precision, unexcused_days double precision, oss_days double precision, iss_days double precision,
		tardy_days bigint, unmapped_days bigint, unrecorded_days bigint, rate double precision, chronic boolean,
		status text, band text, band_order integer, why_null text,
		streak integer, last_absence date, absences_left integer, complete_through date, counted_through date)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.enrolled_days, f.counted_days, f.absent_days, f.missed_days, f.excused_days, f.unexcused_days, f.oss_days, f.iss_days,
		f.tardy_days, f.unmapped_days, f.unrecorded_days, f.absence_rate, f.chronic, f.status, f.band, f.band_order, f.why_null,
		f.streak, f.last_absence, f.absences_left, f.complete_through, f.counted_through
	FROM absence_internal.figures_of_student(register, policy, as_of) AS f;
END;
COMMENT ON FUNCTION absence_internal.student_figures(absence.register, absence.policy, date) IS 'Of 0.1.0: figures_of_student, as it was';

CREATE FUNCTION absence_internal.cohort_figures(satisfactory bigint, at_risk bigint, moderate bigint, severe bigint, no_verdict bigint)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
		f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence_internal.figures_of_cohort(satisfactory, at_risk, moderate, severe, no_verdict) AS f;
END;
COMMENT ON FUNCTION absence_internal.cohort_figures(bigint, bigint, bigint, bigint, bigint) IS 'Of 0.1.0: figures_of_cohort, as it was';

CREATE FUNCTION absence_internal.cohort_figures(counts absence.counts)
	RETURNS TABLE (
		n bigint, chronic_n bigint, rate double precision, low double precision, high double precision,
		satisfactory_n bigint, at_risk_n bigint, moderate_n bigint, severe_n bigint, no_verdict_n bigint)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT f.verdict_n, f.chronic_n, f.chronic_rate, f.chronic_rate_low, f.chronic_rate_high,
		f.satisfactory_n, f.at_risk_n, f.moderate_n, f.severe_n, f.no_verdict_n
	FROM absence_internal.figures_of_cohort(counts) AS f;
END;
COMMENT ON FUNCTION absence_internal.cohort_figures(absence.counts) IS 'Of 0.1.0: figures_of_cohort, as it was';

CREATE FUNCTION absence_internal.near_the_line(store name, days integer DEFAULT 1)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days bigint, absent_days double precision,
		rate double precision, band text, chronic boolean, days_to_line bigint, as_of date, policy text)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT n.school_year, n.scope, n.school_id, n.student_id, n.counted_days, n.absent_days, n.absence_rate, n.band, n.chronic,
		n.days_to_line, n.as_of, n.policy
	FROM absence.near_the_line(store, days) AS n;
END;
COMMENT ON FUNCTION absence_internal.near_the_line(name, integer) IS 'Of 0.1.0: absence.near_the_line, as it was';

CREATE FUNCTION absence_internal.policy_audit(store name, a text, b text, for_year integer DEFAULT NULL)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text,
		chronic_a boolean, chronic_b boolean, absent_days_a double precision, absent_days_b double precision,
		enrolled_days_a bigint, enrolled_days_b bigint, reasons text, as_of date)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT p.school_year, p.scope, p.school_id, p.student_id, p.band_a, p.band_b, p.chronic_a, p.chronic_b,
		p.absent_days_a, p.absent_days_b, p.enrolled_days_a, p.enrolled_days_b, p.reasons, p.as_of
	FROM absence.policy_audit(store, a, b, for_year) AS p;
END;
COMMENT ON FUNCTION absence_internal.policy_audit(name, text, text, integer) IS 'Of 0.1.0: absence.policy_audit, as it was';

CREATE FUNCTION absence_internal.certified_difference(store name, label text)
	RETURNS TABLE (scope text, school_id text, student_id text, change text, band_then text, band_now text,
		chronic_then boolean, chronic_now boolean, absent_days_then double precision, absent_days_now double precision,
		counted_days_then bigint, counted_days_now bigint,
		enrolled_days_then bigint, enrolled_days_now bigint)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT d.scope, d.school_id, d.student_id, d.change, d.band_then, d.band_now, d.chronic_then, d.chronic_now,
		d.absent_days_then, d.absent_days_now, d.counted_days_then, d.counted_days_now, d.enrolled_days_then, d.enrolled_days_now
	FROM absence.certified_difference(store, label) AS d;
END;
COMMENT ON FUNCTION absence_internal.certified_difference(name, text) IS 'Of 0.1.0: absence.certified_difference, as it was';

CREATE FUNCTION absence_internal.judged_in_store(store name, for_year integer, policy absence.policy, as_of date)
	RETURNS TABLE (scope text, school_id text, student_id text, grade text, tally absence.tally, complete_through date)
	LANGUAGE plpgsql STABLE ROWS 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.must_trust_store(store);
	RETURN QUERY EXECUTE format('SELECT * FROM %I.judged_students($1, $2, $3)', store) USING for_year, policy, as_of;
END
$$;
COMMENT ON FUNCTION absence_internal.judged_in_store(name, integer, absence.policy, date) IS
	'Of 0.1.0: judged_students of a store, as it was';

CREATE FUNCTION absence_internal.upgrade_store(store name DEFAULT 'attendance') RETURNS void
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence.upgrade_store(store);
END;
COMMENT ON FUNCTION absence_internal.upgrade_store(name) IS 'Of 0.1.0: absence.upgrade_store, as it was';

CREATE FUNCTION absence_internal.live_views() RETURNS text[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT array_agg(r.relation::text ORDER BY r.position) FROM absence_internal.store_relation AS r WHERE r.has_at
$$;
COMMENT ON FUNCTION absence_internal.live_views() IS 'Of 0.1.0: the views of store_relation that have an X_at';

CREATE FUNCTION absence_internal.materialized_views() RETURNS TABLE (view_name name, key name[])
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT r.relation, r.kept_key FROM absence_internal.store_relation AS r WHERE r.kept_key IS NOT NULL ORDER BY r.position
$$;
COMMENT ON FUNCTION absence_internal.materialized_views() IS 'Of 0.1.0: the views of store_relation that are kept as mv_X';

CREATE FUNCTION absence_internal.readable_views() RETURNS TABLE (view_name name, level text)
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT r.relation, r.reader FROM absence_internal.store_relation AS r WHERE r.reader IS NOT NULL ORDER BY r.position
$$;
COMMENT ON FUNCTION absence_internal.readable_views() IS 'Of 0.1.0: the relations of store_relation that readers are granted';

CREATE FUNCTION absence_internal.loadable_tables() RETURNS name[]
	LANGUAGE sql STABLE
	SET search_path = pg_catalog, pg_temp
	AS $$
	SELECT array_agg(r.relation ORDER BY r.position) FROM absence_internal.store_relation AS r WHERE r.loader = 'writes'
$$;
COMMENT ON FUNCTION absence_internal.loadable_tables() IS 'Of 0.1.0: the tables of store_relation that a loader writes';

-- Of 0.2.0
CREATE PROCEDURE absence_internal.refresh(store name DEFAULT 'attendance', school_year integer DEFAULT NULL, today date DEFAULT NULL,
	force boolean DEFAULT false)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL absence.refresh(store, school_year, today, force);
END
$$;
COMMENT ON PROCEDURE absence_internal.refresh(name, integer, date, boolean) IS 'Of 0.2.0: absence.refresh, as it was';

CREATE FUNCTION absence_internal.analyze_new_tables(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.analyze_new_years(store, ARRAY(SELECT y FROM absence_internal.years_to_refresh(store, NULL) AS y));
END
$$;
COMMENT ON FUNCTION absence_internal.analyze_new_tables(name) IS 'Of 0.2.0: analyze_new_years, of all open years';

CREATE FUNCTION absence_internal.lay_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.lay_kept_answers(store);
END
$$;
COMMENT ON FUNCTION absence_internal.lay_materialized_views(name) IS 'Of 0.1.0: lay_kept_answers, as it was';

CREATE FUNCTION absence_internal.refresh_materialized_views(store name) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM absence_internal.keep_answers(store);
END
$$;
COMMENT ON FUNCTION absence_internal.refresh_materialized_views(name) IS 'Of 0.1.0: keep_answers, as it was';

CREATE FUNCTION absence_internal.groups_of(kinds text[], group_values text[], on_day text, ever_in_year text)
	RETURNS TABLE (status_basis text, group_kind text, group_value text, sex text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
	SELECT b.status_basis, k.kind, v.value, CASE WHEN k.kind <> 'sex' THEN k.sex END
	FROM (
		SELECT s.kind, s.on_day, s.ever_in_year, max(s.on_day[1]) FILTER (WHERE s.kind = 'sex') OVER () AS sex
		FROM (
			SELECT s.kind,
				CASE s.kind
					WHEN 'race_ethnicity' THEN ARRAY[CASE
						WHEN bool_or(s.value ~* '^(hispanic|latin)') FILTER (WHERE s.on_day AND s.is_race) THEN 'Hispanic or Latino'
						WHEN count(*) FILTER (WHERE s.on_day AND s.is_race) > 1
							OR bool_or(s.value ~* '^two or more') FILTER (WHERE s.on_day AND s.is_race) THEN 'two or more'
						ELSE coalesce(min(s.value) FILTER (WHERE s.on_day AND s.is_race), 'missing') END]
					WHEN 'sex' THEN ARRAY[
						CASE count(*) FILTER (WHERE s.on_day) WHEN 1 THEN min(s.value) FILTER (WHERE s.on_day) ELSE 'missing' END]
					ELSE coalesce(array_agg(s.value) FILTER (WHERE s.on_day), '{No}') END AS on_day,
				coalesce(array_agg(s.value) FILTER (WHERE s.ever_in_year), '{No}') AS ever_in_year
			FROM (
				SELECT s.kind COLLATE "C" AS kind, s.value COLLATE "C" AS value,
					s.on_day = '1' AS on_day, s.ever_in_year = '1' AS ever_in_year,
					s.kind = 'race_ethnicity'
						AND s.value COLLATE "C" !~* '^no[nt][- ]*hispanic([ /]*(or )?(no[nt][- ]*)?latin[a-z]*)?$' AS is_race
				FROM unnest('{all}'::text[] || kinds, '{all}'::text[] || group_values,
					string_to_array('1' || on_day, NULL), string_to_array('1' || ever_in_year, NULL))
					AS s (kind, value, on_day, ever_in_year)
			) AS s
			GROUP BY s.kind
		) AS s
	) AS k
	CROSS JOIN LATERAL (VALUES ('on_day', k.on_day),
		('ever_in_year', CASE WHEN k.kind IN ('race_ethnicity', 'sex') THEN k.on_day ELSE k.ever_in_year END))
		AS b (status_basis, group_values)
	CROSS JOIN LATERAL unnest(b.group_values) AS v (value);
END;
COMMENT ON FUNCTION absence_internal.groups_of(text[], text[], text, text) IS
	'Of 0.1.0: the groups of a student by status_basis, as they are made by groups_of_statuses now';
