-- The time of a refresh, and the space on disk.
--
-- The kinds of refresh are: all registers for the first time; again, with nothing
-- changed; with the events of one more day; with 500 corrected codes. The parts of
-- absence.refresh are called one by one, to leave out the materialized views, which
-- take the same time whatever has changed. These are timed by one whole refresh.
CREATE PROCEDURE bench.refresh_registers(today date) LANGUAGE plpgsql AS $$
DECLARE
	began timestamptz := clock_timestamp();
	steps jsonb := attendance.refresh_compute(2026, today);
BEGIN
	PERFORM FROM attendance.refresh_reason(2026);
	PERFORM attendance.refresh_write(2026, today, false, began, absence_internal.refresh_step(steps, 2026, 'check'));
END
$$;

CREATE TABLE bench.step (way text NOT NULL, round integer NOT NULL, steps jsonb NOT NULL);
CREATE PROCEDURE bench.measure_refresh(rounds integer) LANGUAGE plpgsql AS $$
DECLARE
	last_days date[] := ARRAY(SELECT day FROM bench.district_day WHERE day >= '2026-05-18' ORDER BY day LIMIT rounds);
	kind text;
	kinds constant text[] := '{"first, of an empty store","again, nothing changed","a day more","500 corrections"}';
	day_more date;
	began timestamptz;
	ways integer[];
	cpu_before double precision;
	log attendance.refresh_log;
BEGIN
	INSERT INTO bench.way (question, way) SELECT 'refresh', k FROM unnest(kinds) AS k;
	ways := ARRAY(SELECT n FROM bench.way WHERE question = 'refresh' ORDER BY n);
	CREATE TABLE bench.to_come AS SELECT * FROM attendance.attendance_event WHERE day >= last_days[1];
	DELETE FROM attendance.attendance_event WHERE day >= last_days[1];
	FOR round IN 1 .. rounds LOOP
		day_more := last_days[round];
		FOR i IN 1 .. 4 LOOP
			COMMIT;
			CASE i
				WHEN 1 THEN TRUNCATE attendance.student_register, attendance.refresh_basis, attendance.refresh_code,
					attendance.calendar_complete;
				WHEN 3 THEN INSERT INTO attendance.attendance_event SELECT * FROM bench.to_come WHERE day = day_more;
				WHEN 4 THEN
					UPDATE attendance.attendance_event AS e SET code = CASE e.code WHEN 'EX' THEN 'UX' ELSE 'EX' END
					FROM (SELECT ctid FROM attendance.attendance_event
						WHERE code IN ('EX', 'UX') AND day < day_more ORDER BY hashtext(student_id || day || round) LIMIT 500) AS c
					WHERE e.ctid = c.ctid;
				ELSE NULL;
			END CASE;
			COMMIT;
			cpu_before := bench.cpu_ms();
			began := clock_timestamp();
			CALL bench.refresh_registers(day_more + CASE WHEN i < 3 THEN 0 ELSE 1 END);
			COMMIT;
			INSERT INTO bench.timing
			VALUES (ways[i], round, 1000 * extract(epoch FROM clock_timestamp() - began), bench.cpu_ms() - cpu_before);
			SELECT * INTO log FROM attendance.refresh_log ORDER BY refresh_id DESC LIMIT 1;
			-- the refresh did what it is meant to measure
			IF (CASE i WHEN 1 THEN log.registers_added < log.registers OR log.registers = 0
				WHEN 2 THEN log.registers_added + log.registers_changed + log.registers_removed > 0
				WHEN 3 THEN log.registers_changed < log.registers / 2
				ELSE log.registers_changed NOT BETWEEN 1 AND 500 OR log.registers_added > 0 END) THEN
				RAISE EXCEPTION 'refresh "%" wrote % new registers of %, changed %', kinds[i], log.registers_added, log.registers,
					log.registers_changed;
			END IF;
			INSERT INTO bench.step VALUES (kinds[i], round, log.step_ms);
		END LOOP;
	END LOOP;
END
$$;

CREATE TABLE bench.size (n integer GENERATED ALWAYS AS IDENTITY, what text NOT NULL, bytes bigint NOT NULL);
-- as facts.sql made them
INSERT INTO bench.size (what, bytes) VALUES
	('daily rows', pg_relation_size('bench.daily')),
	('events', pg_relation_size('attendance.attendance_event')),
	('registers, freshly built', pg_relation_size('attendance.student_register'));

-- Registers rewritten as by the refreshes of 30 days, each of which changes nearly all
-- of them, with a vacuum after each
CREATE TABLE bench.rewritten (LIKE attendance.student_register INCLUDING ALL);
INSERT INTO bench.rewritten SELECT * FROM attendance.student_register;
SELECT format('UPDATE bench.rewritten AS o SET register = n.register
		FROM (SELECT student_id, school_id, absence.as_of(register, %L) AS register FROM attendance.student_register) AS n
		WHERE (o.student_id, o.school_id) = (n.student_id, n.school_id) AND o.register OPERATOR(absence.<>) n.register', day),
	'VACUUM bench.rewritten'
FROM (SELECT day FROM bench.district_day ORDER BY day DESC OFFSET 1 LIMIT 30) AS d ORDER BY day \gexec
INSERT INTO bench.size (what, bytes) VALUES ('registers, after 30 refreshes with vacuum', pg_relation_size('bench.rewritten'));

INSERT INTO bench.step SELECT 'materialized views', 1, step_ms FROM attendance.refresh_log;
CALL bench.measure_refresh(:refreshes);
INSERT INTO bench.way (question, way) VALUES ('refresh', 'the materialized views, apart');
INSERT INTO bench.timing
SELECT (SELECT n FROM bench.way WHERE way = 'the materialized views, apart'), 1, (steps ->> 'materialized_views')::double precision
FROM bench.step WHERE way = 'materialized views';
