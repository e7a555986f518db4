\echo Use "ALTER EXTENSION absence UPDATE TO '0.2.0'" to load this file. \quit

-- From 0.1.0 to 0.2.0: schema absence_internal, and new names.
--
-- The views of stores of layout 1, and those of a district, refer to functions by their
-- identity. They answer as before when a function is renamed or moved to another schema,
-- so nothing is dropped here. A function whose parameters or result change is moved to
-- absence_internal, and a new function takes its name.

CREATE SCHEMA absence_internal;

-- Functions that are not called by hand
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

-- The dictionary is a view now. The table stays for views that read it.
ALTER TABLE absence.data_element SET SCHEMA absence_internal;
COMMENT ON TABLE absence_internal.data_element IS 'Of 0.1.0; kept for views that read it';

-- The order of parts is in store_relation now, and their table has other columns.
ALTER TABLE absence.store_part SET SCHEMA absence_internal;
ALTER TABLE absence_internal.store_part RENAME TO store_part_of_0_1_0;
ALTER TABLE absence_internal.store_part_of_0_1_0 RENAME CONSTRAINT store_part_pkey TO store_part_of_0_1_0_pkey;
COMMENT ON TABLE absence_internal.store_part_of_0_1_0 IS 'Of 0.1.0; kept for views that read it';
DELETE FROM absence_internal.store_part_of_0_1_0;

-- Kept for the views of layout 1 and for views of a district: see sql/internal/kept.sql
ALTER FUNCTION absence.student_figures(absence.register, absence.policy, date) SET SCHEMA absence_internal;
ALTER FUNCTION absence.cohort_figures(absence.counts) SET SCHEMA absence_internal;
ALTER FUNCTION absence.cohort_figures(bigint, bigint, bigint, bigint, bigint) SET SCHEMA absence_internal;
ALTER FUNCTION absence.low(bigint, bigint) SET SCHEMA absence_internal;
ALTER FUNCTION absence.high(bigint, bigint) SET SCHEMA absence_internal;
ALTER FUNCTION absence.upgrade_store(name) SET SCHEMA absence_internal;
ALTER FUNCTION absence.near_the_line(name, integer) SET SCHEMA absence_internal;
ALTER FUNCTION absence.policy_audit(name, text, text, integer) SET SCHEMA absence_internal;
ALTER FUNCTION absence.certified_difference(name, text) SET SCHEMA absence_internal;

-- Type rule is new
-- @part types/rule@

-- @parts@

-- The stores of this database. Only the catalogs are read: the code of a store must not
-- run with the rights of the role that updates the extension.
DO $$
DECLARE
	stores text;
	upgrades text;
	messages constant text := pg_catalog.current_setting('client_min_messages');
BEGIN
	SELECT pg_catalog.string_agg(pg_catalog.format('"%s"', n.nspname), ', ' ORDER BY n.nspname),
		pg_catalog.string_agg(pg_catalog.format('SELECT absence.upgrade_store(%L);', n.nspname), ' ' ORDER BY n.nspname)
	INTO stores, upgrades
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
	WHERE c.relname OPERATOR(pg_catalog.=) 'store_setting' AND a.attname OPERATOR(pg_catalog.=) 'layout_version';
	IF stores IS NOT NULL THEN
		-- the server hides notices of a script
		PERFORM pg_catalog.set_config('client_min_messages', 'notice', true);
		RAISE NOTICE 'stores have an earlier layout: %', stores
			USING DETAIL = 'Their views answer as before. A store is not refreshed and not changed until it is upgraded.',
				HINT = pg_catalog.format('As the owner of each store, run: %s', upgrades);
		PERFORM pg_catalog.set_config('client_min_messages', messages, true);
	END IF;
END
$$;
