-- Two stores, one that is changed step by step and one that is made afresh, and a copy
-- of the facts for the oracle, which reads nothing else of a store.
DO $$
BEGIN
	PERFORM absence.create_store('oracle_store'), absence.create_store('oracle_fresh');
END
$$;

CREATE TABLE fact_table (name text PRIMARY KEY, place integer GENERATED ALWAYS AS IDENTITY);
INSERT INTO fact_table (name)
SELECT unnest(ARRAY['store_setting', 'school', 'student', 'student_group', 'calendar', 'calendar_grade', 'calendar_day',
	'calendar_event_kind', 'enrollment', 'attendance_code', 'attendance_event', 'attendance_taken', 'definition', 'school_year_state',
	'prior_count']);

CREATE UNLOGGED TABLE fact_store_setting       (LIKE oracle_store.store_setting);
CREATE UNLOGGED TABLE fact_school              (LIKE oracle_store.school);
CREATE UNLOGGED TABLE fact_student             (LIKE oracle_store.student);
CREATE UNLOGGED TABLE fact_student_group       (LIKE oracle_store.student_group);
CREATE UNLOGGED TABLE fact_calendar            (LIKE oracle_store.calendar);
CREATE UNLOGGED TABLE fact_calendar_grade      (LIKE oracle_store.calendar_grade);
CREATE UNLOGGED TABLE fact_calendar_day        (LIKE oracle_store.calendar_day);
CREATE UNLOGGED TABLE fact_calendar_event_kind (LIKE oracle_store.calendar_event_kind);
CREATE UNLOGGED TABLE fact_enrollment          (stay integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, LIKE oracle_store.enrollment);
CREATE UNLOGGED TABLE fact_attendance_code     (LIKE oracle_store.attendance_code);
CREATE UNLOGGED TABLE fact_attendance_event    (LIKE oracle_store.attendance_event);
CREATE UNLOGGED TABLE fact_attendance_taken    (LIKE oracle_store.attendance_taken);
CREATE UNLOGGED TABLE fact_definition          (LIKE oracle_store.definition);
CREATE UNLOGGED TABLE fact_school_year_state   (LIKE oracle_store.school_year_state);
CREATE UNLOGGED TABLE fact_prior_count         (LIKE oracle_store.prior_count);

CREATE PROCEDURE read_facts() LANGUAGE plpgsql AS
$$
DECLARE
	t text;
BEGIN
	TRUNCATE fact_enrollment RESTART IDENTITY;
	FOR t IN SELECT name FROM fact_table ORDER BY place LOOP
		IF t <> 'enrollment' THEN
			EXECUTE format('TRUNCATE fact_%s', t);
		END IF;
		EXECUTE format('INSERT INTO fact_%s (%s) SELECT * FROM oracle_store.%1$s AS f ORDER BY f::text', t,
			(SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
			 WHERE attrelid = format('oracle_store.%s', t)::regclass AND attnum > 0 AND NOT attisdropped));
		EXECUTE format('ANALYZE fact_%s', t);
	END LOOP;
END
$$;

-- What the refreshes of a store have written: the tables of other parts than these. Alerts
-- have a history, and are compared by alert_changes.sql.
CREATE VIEW derived_relation AS
SELECT relation, position
FROM absence_internal.store_relation
WHERE part LIKE 'table/%' AND part NOT IN ('table/setting', 'table/facts', 'table/words', 'table/certification', 'table/publication',
	'table/access', 'table/upgrade', 'table/support_word', 'table/support', 'table/rule', 'table/forget_log', 'table/alert');

-- Support, which no register depends on. The oracle does not read it, but lists do.
CREATE VIEW support_relation AS
SELECT relation, position FROM absence_internal.store_relation WHERE part = 'table/support';

CREATE PROCEDURE empty_store(store text) LANGUAGE plpgsql AS
$$
DECLARE
	t text;
BEGIN
	-- a definition that the store uses cannot be deleted
	EXECUTE format('UPDATE %I.store_setting SET policy = DEFAULT', store);
	FOR t IN SELECT name FROM fact_table WHERE name NOT IN ('store_setting', 'calendar_event_kind')
	         UNION ALL SELECT relation FROM derived_relation UNION ALL SELECT relation FROM support_relation LOOP
		EXECUTE format('TRUNCATE %I.%I', store, t);
	END LOOP;
END
$$;

CREATE PROCEDURE analyze_store(store text) LANGUAGE plpgsql AS
$$
DECLARE
	t text;
BEGIN
	FOR t IN SELECT name FROM fact_table UNION ALL SELECT relation FROM derived_relation LOOP
		EXECUTE format('ANALYZE %I.%I', store, t);
	END LOOP;
END
$$;

-- A store made afresh from the same facts in another order, and refreshed once.
CREATE PROCEDURE make_afresh(today date) LANGUAGE plpgsql AS
$$
DECLARE
	t text;
BEGIN
	CALL empty_store('oracle_fresh');
	DELETE FROM oracle_fresh.store_setting;
	DELETE FROM oracle_fresh.calendar_event_kind;
	-- the settings come last, because they name a definition
	FOR t IN
		(SELECT name FROM fact_table ORDER BY name = 'store_setting', place)
		UNION ALL
		SELECT relation FROM support_relation
	LOOP
		EXECUTE format('INSERT INTO oracle_fresh.%I SELECT * FROM oracle_store.%1$I AS f ORDER BY md5(f::text)', t);
	END LOOP;
	CALL analyze_store('oracle_fresh');
	CALL absence.refresh('oracle_fresh', today => make_afresh.today, force => true);
END
$$;
