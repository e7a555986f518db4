\echo Use "ALTER EXTENSION absence UPDATE TO '0.2.0'" to load this file. \quit

-- From 0.1.0 to 0.2.0: schema absence_internal, and names that say what they mean.
--
-- Stores of layout 1, and whatever a district has made over the extension, hold on to
-- functions by their identity: what is renamed or moved goes on answering. So nothing
-- is dropped. What another result or other parameters would make another function
-- moves to absence_internal, and the new one stands beside it.

CREATE SCHEMA absence_internal;

-- What nobody calls by hand
DO $$
DECLARE
	routine regprocedure;
BEGIN
	FOR routine IN
		SELECT p.oid
		FROM pg_catalog.pg_proc AS p
		WHERE p.pronamespace = 'absence'::pg_catalog.regnamespace AND p.proname = ANY ('{
			absent_inverse,absent_transition,analyze_new_tables,answer_at,both_complete_through,calendar_agg_combine,calendar_agg_final,
			calendar_agg_transition,chronic_trend_inverse,chronic_trend_transition,code_margin,cohort_final,cohort_inverse,cohort_transition,
			comment_ddl,counts_add,counts_eq,counts_hash,counts_hash_extended,counts_in,counts_ne,counts_out,counts_recv,counts_remove,
			counts_send,daily_counts_inverse,daily_counts_transition,daily_membership,daily_membership_inverse,daily_membership_transition,
			data_element_comment,fold_agg,fold_agg_combine,fold_agg_final,fold_agg_transition,groups_of,is_federal_grade,judged_in_store,
			kept_ddl,last_membership_day,last_recorded,lay_materialized_views,layout_of,live_views,loadable_tables,lock_store,mark_cmp,
			mark_eq,mark_from_text,mark_ge,mark_gt,mark_hash,mark_hash_extended,mark_in,mark_le,mark_lt,mark_ne,mark_order,mark_out,
			mark_recv,mark_send,materialized_views,must_be_known,must_be_laid,must_be_new_label,must_be_open,must_be_reader,must_close,
			must_have_settings,must_own_schema,must_own_store,must_trust_store,owner_ddl,policy_difference,policy_eq,policy_hash,
			policy_hash_extended,policy_in,policy_in_store,policy_keys,policy_ne,policy_out,policy_recv,policy_send,policy_years,rate_code,
			reach_of,readable_views,reader_privileges,refresh_materialized_views,refresh_step,register_agg_combine,register_agg_final,
			register_agg_transition,register_eq,register_hash,register_hash_extended,register_in,register_merge,register_ne,register_out,
			register_recv,register_send,regrant_readers,revoke_ddl,revoke_from,revoke_unfiltered,rows_band,rows_chronic,rows_combine,
			rows_inverse,rows_rate,rows_transition,scope_changed,series_combine,series_eq,series_final,series_hash,series_hash_extended,
			series_in,series_ne,series_out,series_recv,series_rollup_inverse,series_rollup_transition,series_send,set_year_state,
			settings_changed,short_word,silence_is_believed,store_ddl,store_layout,store_today,tally_add,tally_agg_inverse,
			tally_agg_transition,tally_eq,tally_hash,tally_hash_extended,tally_in,tally_ne,tally_out,tally_recv,tally_remove,tally_send,
			unmapped_since,withhold_counts,withhold_rates,years_to_refresh,yield_days}'::pg_catalog.text[])
	LOOP
		EXECUTE pg_catalog.format('ALTER ROUTINE %s SET SCHEMA absence_internal', routine);
	END LOOP;
END
$$;

-- New names
ALTER FUNCTION absence.rate(absence.tally) RENAME TO absence_rate;
ALTER FUNCTION absence.rate(absence.counts) RENAME TO chronic_rate;
ALTER FUNCTION absence.low(absence.counts) RENAME TO chronic_rate_low;
ALTER FUNCTION absence.high(absence.counts) RENAME TO chronic_rate_high;
ALTER FUNCTION absence.n(absence.counts) RENAME TO verdict_n;
ALTER FUNCTION absence.no_verdict(absence.counts) RENAME TO no_verdict_n;
ALTER FUNCTION absence.outside(absence.register, absence.register) RENAME TO marks_outside;
ALTER FUNCTION absence.weekday(absence.register, integer) RENAME TO on_weekday;
ALTER AGGREGATE absence.daily_counts(absence.register) RENAME TO daily_absence;
ALTER AGGREGATE absence.daily_counts(absence.register, absence.policy) RENAME TO daily_absence;
ALTER FUNCTION absence_internal.daily_counts_transition(bytea, absence.register) RENAME TO daily_absence_transition;
ALTER FUNCTION absence_internal.daily_counts_transition(bytea, absence.register, absence.policy) RENAME TO daily_absence_transition;
ALTER FUNCTION absence_internal.daily_counts_inverse(bytea, absence.register) RENAME TO daily_absence_inverse;
ALTER FUNCTION absence_internal.daily_counts_inverse(bytea, absence.register, absence.policy) RENAME TO daily_absence_inverse;
ALTER TABLE absence.policy_catalog RENAME TO definition_catalog;
ALTER TABLE absence.definition_catalog RENAME CONSTRAINT policy_catalog_pkey TO definition_catalog_pkey;
ALTER TABLE absence.definition_catalog RENAME CONSTRAINT policy_catalog_check TO definition_catalog_check;
ALTER TABLE absence.store_part SET SCHEMA absence_internal;

-- The dictionary is a view now. What was read of the table stays in it.
ALTER TABLE absence.data_element SET SCHEMA absence_internal;
COMMENT ON TABLE absence_internal.data_element IS 'Of 0.1.0; kept for what was made over it';

-- Kept for views of layout 1, and a district's own, as they are
ALTER FUNCTION absence.student_figures(absence.register, absence.policy, date) SET SCHEMA absence_internal;
ALTER FUNCTION absence.cohort_figures(absence.counts) SET SCHEMA absence_internal;
ALTER FUNCTION absence.cohort_figures(bigint, bigint, bigint, bigint, bigint) SET SCHEMA absence_internal;
ALTER FUNCTION absence.low(bigint, bigint) SET SCHEMA absence_internal;
ALTER FUNCTION absence.high(bigint, bigint) SET SCHEMA absence_internal;
-- and those whose texts call others by name, which are written anew below
ALTER FUNCTION absence.upgrade_store(name) SET SCHEMA absence_internal;
ALTER FUNCTION absence.near_the_line(name, integer) SET SCHEMA absence_internal;
ALTER FUNCTION absence.policy_audit(name, text, text, integer) SET SCHEMA absence_internal;
ALTER FUNCTION absence.certified_difference(name, text) SET SCHEMA absence_internal;

-- @parts@

-- Kept, and asking their successors
CREATE OR REPLACE FUNCTION absence_internal.upgrade_store(store name DEFAULT 'attendance') RETURNS void
	LANGUAGE sql
BEGIN ATOMIC
	SELECT absence.upgrade_store(store);
END;
CREATE OR REPLACE FUNCTION absence_internal.near_the_line(store name, days integer DEFAULT 1)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, counted_days bigint, absent_days double precision,
		rate double precision, band text, chronic boolean, days_to_line bigint, as_of date, policy text)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT n.school_year, n.scope, n.school_id, n.student_id, n.counted_days, n.absent_days, n.absence_rate, n.band, n.chronic, n.days_to_line, n.as_of, n.policy
	FROM absence.near_the_line(store, days) AS n;
END;
CREATE OR REPLACE FUNCTION absence_internal.policy_audit(store name, a text, b text, for_year integer DEFAULT NULL)
	RETURNS TABLE (school_year integer, scope text, school_id text, student_id text, band_a text, band_b text, chronic_a boolean, chronic_b boolean,
		absent_days_a double precision, absent_days_b double precision, enrolled_days_a bigint, enrolled_days_b bigint, reasons text, as_of date)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT p.school_year, p.scope, p.school_id, p.student_id, p.band_a, p.band_b, p.chronic_a, p.chronic_b,
		p.absent_days_a, p.absent_days_b, p.enrolled_days_a, p.enrolled_days_b, p.reasons, p.as_of
	FROM absence.policy_audit(store, a, b, for_year) AS p;
END;
CREATE OR REPLACE FUNCTION absence_internal.certified_difference(store name, label text)
	RETURNS TABLE (scope text, school_id text, student_id text, change text, band_then text, band_now text, chronic_then boolean, chronic_now boolean,
		absent_days_then double precision, absent_days_now double precision, counted_days_then bigint, counted_days_now bigint,
		enrolled_days_then bigint, enrolled_days_now bigint)
	LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT d.scope, d.school_id, d.student_id, d.change, d.band_then, d.band_now, d.chronic_then, d.chronic_now,
		d.absent_days_then, d.absent_days_now, d.counted_days_then, d.counted_days_now, d.enrolled_days_then, d.enrolled_days_now
	FROM absence.certified_difference(store, label) AS d;
END;

DO $$
DECLARE
	routine regprocedure;
BEGIN
	FOREACH routine IN ARRAY '{
		"absence_internal.student_figures(absence.register,absence.policy,date)","absence_internal.cohort_figures(absence.counts)",
		"absence_internal.cohort_figures(bigint,bigint,bigint,bigint,bigint)","absence_internal.low(bigint,bigint)","absence_internal.high(bigint,bigint)",
		"absence_internal.upgrade_store(name)","absence_internal.near_the_line(name,integer)","absence_internal.policy_audit(name,text,text,integer)",
		"absence_internal.certified_difference(name,text)"}'::pg_catalog.regprocedure[]
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON FUNCTION %s IS %L', routine, 'Of 0.1.0; kept for what was made over it');
	END LOOP;
END
$$;

-- The stores of this database. What stands in them is read by their owners alone.
DO $$
DECLARE
	stores text;
	messages constant text := pg_catalog.current_setting('client_min_messages');
BEGIN
	SELECT pg_catalog.string_agg(pg_catalog.format('SELECT absence.upgrade_store(%L);', n.nspname), ' ' ORDER BY n.nspname)
	INTO stores
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
	WHERE c.relname OPERATOR(pg_catalog.=) 'store_setting' AND a.attname OPERATOR(pg_catalog.=) 'layout_version';
	IF stores IS NOT NULL THEN
		-- the server leaves out what a script of an extension says in passing
		PERFORM pg_catalog.set_config('client_min_messages', 'notice', true);
		RAISE NOTICE 'stores are of an earlier layout: each answers as before, and takes nothing new until its owner upgrades it'
			USING HINT = stores;
		PERFORM pg_catalog.set_config('client_min_messages', messages, true);
	END IF;
END
$$;
