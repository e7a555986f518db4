-- The time and the memory of a refresh, of four kinds: the first of a store; again, when
-- nothing has changed; with the events of one more day of the district; with one event
-- corrected for each of 500 students.
--
-- A refresh brings the registers and then the kept answers up to date. The store's log
-- says how long each step took. The steps of the kept answers are counted apart, and all
-- the rest of the call counts for the registers. Each refresh has a session of its own, as at
-- night.
CREATE TABLE bench.kind (n integer PRIMARY KEY, kind text NOT NULL, store name NOT NULL);
INSERT INTO bench.kind VALUES (1, 'first', 'first'), (2, 'nothing changed', 'attendance'), (3, 'a day more', 'attendance'),
	(4, '500 corrections', 'attendance');
INSERT INTO bench.way (question, way, ours)
SELECT q.question, k.kind, true
FROM unnest('{"refresh, registers","refresh, kept answers"}'::text[]) WITH ORDINALITY AS q (question, n)
CROSS JOIN bench.kind AS k
ORDER BY q.n, k.n;

CREATE TABLE bench.refresh (
	kind text NOT NULL,
	round integer NOT NULL,
	steps jsonb NOT NULL,                   -- as in the log of the store
	peak_kb bigint,                         -- memory of this process at its peak; NULL if there is no /proc
	shared_kb bigint,                       -- of that, shared buffers, at the end
	temp_bytes bigint NOT NULL              -- of temporary files; until it is known, the count before
);
-- NULL if there is no such step
CREATE FUNCTION bench.ms_of_kept_answers(steps jsonb) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
	SELECT sum(s.value::double precision) FROM jsonb_each_text(steps) AS s WHERE s.key ~ '^(materialized_views|answers|kept|latest)'
$$;

-- The processor time at the end of the steps of the registers and at the end of those of
-- the kept answers: a trigger on the log keeps it for the session.
CREATE FUNCTION bench.note_cpu() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config(CASE WHEN bench.ms_of_kept_answers(NEW.step_ms) IS NULL THEN 'bench.registers_cpu_ms' ELSE 'bench.kept_cpu_ms' END,
		bench.cpu_ms()::text, false);
	RETURN NULL;
END
$$;
CREATE PROCEDURE bench.watch(store name) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TRIGGER bench AFTER INSERT OR UPDATE ON %I.refresh_log FOR EACH ROW EXECUTE FUNCTION bench.note_cpu()', store);
END
$$;

CREATE FUNCTION bench.memory_kb(what text) RETURNS bigint LANGUAGE sql AS $$
	SELECT substring(pg_read_file('/proc/self/status', 0, 8192, true) FROM what || ':\s*(\d+) kB')::bigint
$$;
CREATE FUNCTION bench.temp_bytes() RETURNS bigint LANGUAGE sql AS $$
	SELECT temp_bytes FROM pg_stat_database WHERE datname = current_database()
$$;

-- The last days of the school year are taken away, to come one by one.
CREATE TABLE bench.day_to_come AS
SELECT day, (row_number() OVER (ORDER BY day))::integer AS round
FROM attendance.attendance_event WHERE day >= '2026-05-18' GROUP BY day;
CREATE TABLE bench.event_to_come AS
SELECT * FROM attendance.attendance_event WHERE day >= '2026-05-18';
DELETE FROM attendance.attendance_event WHERE day >= '2026-05-18';
CREATE TABLE bench.calendar_of_today AS SELECT min(day) AS today FROM bench.day_to_come;
CALL bench.watch('attendance');
SELECT today FROM bench.calendar_of_today \gset
CALL absence.refresh(today => :'today');

-- Changes the facts for a refresh.
CREATE PROCEDURE bench.prepare(kind text, for_round integer) LANGUAGE plpgsql AS $$
DECLARE
	new_day date := (SELECT day FROM bench.day_to_come AS d WHERE d.round = for_round);
	loaded name;
	n integer;
	schools integer;
BEGIN
	CASE kind
		WHEN 'first' THEN
			PERFORM absence.create_store('first');
			FOR loaded IN SELECT r.relation FROM absence_internal.store_relation AS r WHERE r.loader = 'writes' ORDER BY r.position LOOP
				EXECUTE format('DELETE FROM first.%I', loaded);
				EXECUTE format('INSERT INTO first.%1$I SELECT * FROM attendance.%1$I', loaded);
			END LOOP;
			CALL bench.watch('first');
		WHEN 'nothing changed' THEN
			NULL;
		WHEN 'a day more' THEN
			IF new_day IS NULL THEN
				RAISE EXCEPTION 'there are not so many days: %', for_round;
			END IF;
			INSERT INTO attendance.attendance_event SELECT * FROM bench.event_to_come WHERE day = new_day;
			UPDATE bench.calendar_of_today SET today = new_day + 1;
		WHEN '500 corrections' THEN
			WITH chosen AS (
				SELECT student_id, min(ctid) AS event
				FROM attendance.attendance_event
				WHERE code IN ('EX', 'UX') AND day < new_day
				GROUP BY student_id
				ORDER BY hashtext(student_id || for_round)
				LIMIT 500
			), changed AS (
				UPDATE attendance.attendance_event AS e
				SET code = CASE e.code WHEN 'EX' THEN 'UX' ELSE 'EX' END
				FROM chosen AS c
				WHERE e.ctid = c.event
				RETURNING e.student_id, e.school_id
			)
			SELECT count(DISTINCT c.student_id), count(DISTINCT c.school_id) INTO n, schools FROM changed AS c;
			IF n NOT BETWEEN 1 AND 500 OR schools < 2 THEN
				RAISE EXCEPTION 'events of % students at % schools were corrected', n, schools;
			END IF;
	END CASE;
	PERFORM pg_stat_force_next_flush();
END
$$;

-- Times a refresh, and checks that it did what it is meant to measure.
CREATE PROCEDURE bench.refresh(for_kind text, for_round integer) LANGUAGE plpgsql AS $$
DECLARE
	for_store constant name := (SELECT k.store FROM bench.kind AS k WHERE k.kind = for_kind);
	for_today constant date := (SELECT c.today FROM bench.calendar_of_today AS c);
	yardstick bench.way;
	began timestamptz;
	cpu_began double precision;
	ms double precision;
	cpu_ms double precision;
	log record;
	kept_ms double precision;
	kept_cpu_ms double precision;
BEGIN
	SELECT * INTO STRICT yardstick FROM bench.way WHERE question = 'yardstick';
	began := clock_timestamp();
	cpu_began := bench.cpu_ms();
	EXECUTE yardstick.query;
	INSERT INTO bench.timing
	VALUES (yardstick.n, 100 * for_round, 1000 * extract(epoch FROM clock_timestamp() - began), bench.cpu_ms() - cpu_began);
	COMMIT;

	began := clock_timestamp();
	cpu_began := bench.cpu_ms();
	CALL absence.refresh(for_store, today => for_today);
	COMMIT;
	ms := 1000 * extract(epoch FROM clock_timestamp() - began);
	cpu_ms := bench.cpu_ms() - cpu_began;

	EXECUTE format('SELECT * FROM %I.refresh_log ORDER BY refresh_id DESC LIMIT 1', for_store) INTO STRICT log;
	kept_ms := bench.ms_of_kept_answers(log.step_ms);
	kept_cpu_ms := current_setting('bench.kept_cpu_ms')::double precision - current_setting('bench.registers_cpu_ms')::double precision;
	INSERT INTO bench.timing
	SELECT w.n, for_round, CASE w.question WHEN 'refresh, registers' THEN ms - kept_ms ELSE kept_ms END,
		CASE w.question WHEN 'refresh, registers' THEN cpu_ms - kept_cpu_ms ELSE kept_cpu_ms END
	FROM bench.way AS w
	WHERE starts_with(w.question, 'refresh, ') AND w.way = for_kind;
	INSERT INTO bench.refresh
	VALUES (for_kind, for_round, log.step_ms, bench.memory_kb('VmHWM'), bench.memory_kb('RssShmem'), bench.temp_bytes());
	IF (CASE for_kind WHEN 'first' THEN log.registers_added < log.registers OR log.registers = 0
			WHEN 'nothing changed' THEN log.registers_added + log.registers_changed + log.registers_removed > 0
			WHEN 'a day more' THEN log.registers_changed < log.registers / 2
			ELSE log.registers_changed NOT BETWEEN 1 AND 500 OR log.registers_added > 0 END) THEN
		RAISE EXCEPTION 'refresh "%" wrote % new registers of %, changed %', for_kind, log.registers_added, log.registers,
			log.registers_changed;
	END IF;
	PERFORM pg_stat_force_next_flush();
END
$$;

-- The server counts temporary files when a statement of the client has ended.
CREATE PROCEDURE bench.finish(for_kind text, for_round integer) LANGUAGE plpgsql AS $$
BEGIN
	UPDATE bench.refresh SET temp_bytes = bench.temp_bytes() - temp_bytes WHERE kind = for_kind AND round = for_round;
	IF for_kind = 'first' THEN
		PERFORM absence.drop_store('first', 'first');
	END IF;
END
$$;

\set script :files /refreshes.sql
\pset format unaligned
\pset tuples_only on
SELECT concat_ws(E'\n', format('CALL bench.prepare(%L, %s);', k.kind, round),
	(SELECT 'VACUUM ANALYZE ' || string_agg(format('%I.%I', k.store, c.relname), ', ') || ';'
	FROM pg_class AS c WHERE c.relnamespace = 'attendance'::regnamespace AND c.relkind IN ('r', 'm')),
	'\connect', format('CALL bench.refresh(%L, %s);', k.kind, round), format('CALL bench.finish(%L, %s);', k.kind, round))
FROM generate_series(1, :refreshes) AS round
CROSS JOIN bench.kind AS k
ORDER BY round, k.n \g :script
\pset tuples_only off
\pset format aligned
\i :script
