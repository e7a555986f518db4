-- One student with very many stays, and a district in which every event occurs twice:
-- the work of a refresh and of data_issue grows with the number of rows, not with its
-- square.
SET client_min_messages = warning;
SET jit = off;
SELECT absence.create_store('plans');
CALL absence.load_sample('plans', 300, 6);
CALL absence.refresh('plans', today => '2026-03-10');
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) ' || query INTO plan;
	RETURN plan;
END
$$;
-- the rows that all nodes return or filter out, and how often nodes run
CREATE FUNCTION pg_temp.work(plan jsonb) RETURNS TABLE (rows numeric, runs numeric) LANGUAGE sql AS $$
	SELECT sum((n ->> 'Actual Loops')::numeric * ((n ->> 'Actual Rows')::numeric + coalesce((n ->> 'Rows Removed by Filter')::numeric, 0)
		+ coalesce((n ->> 'Rows Removed by Join Filter')::numeric, 0))), sum((n ->> 'Actual Loops')::numeric)
	FROM jsonb_path_query(plan, 'strict $.** ? (exists (@."Node Type"))') AS n
$$;

-- All events occur twice. There are as many passes over the facts as before, plus the
-- rows of the answer; no node runs again for each of these rows, except one that looks
-- for four reasons.
INSERT INTO plans.attendance_event SELECT * FROM plans.attendance_event;
CALL absence.refresh('plans', today => '2026-03-10');
VACUUM ANALYZE;
SELECT count(*) AS events FROM plans.attendance_event \gset
SELECT count(*) AS issues FROM plans.data_issue \gset
SELECT :issues > 0.4 * :events AS every_event_is_one, rows < 55 * :events AS few_passes, runs < 1.5 * :events AS few_runs
FROM pg_temp.work(pg_temp.plan_of('SELECT * FROM plans.data_issue'));

-- 20,000 stays at two schools, half of them on one day and half of them without a
-- calendar, and 500 events on none of their days: this takes seconds and not minutes
INSERT INTO plans.student (student_id) VALUES ('restless');
INSERT INTO plans.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code)
SELECT 'restless', CASE n % 2 WHEN 0 THEN '103' ELSE '104' END, 2026, date '2025-09-01' + CASE WHEN n % 4 < 2 THEN n % 150 ELSE 0 END, date '2025-09-01' + n % 180, '05',
	CASE WHEN n % 8 < 4 THEN 'none' END
FROM generate_series(1, 20000) AS n;
INSERT INTO plans.attendance_event (student_id, school_id, school_year, day, code)
SELECT 'restless', '103', 2026, date '2026-04-01' + n % 40, 'X' || n FROM generate_series(1, 500) AS n;
VACUUM ANALYZE;
SET statement_timeout = '60s';
CALL absence.refresh('plans', today => '2026-03-10', force => true);
SELECT reason, count(*) AS rows, sum(occurrences) AS occurrences FROM plans.data_issue WHERE student_id = 'restless' GROUP BY reason ORDER BY reason;
RESET statement_timeout;
SELECT rows < 100 * (:events + 20000) AS few_passes FROM pg_temp.work(pg_temp.plan_of('SELECT * FROM plans.data_issue'));

-- Who asks for some reasons by name does not pay for the others: no event is read for the errors in
-- the header of a report.
CREATE TEMP TABLE asked AS
SELECT what, pg_temp.plan_of('SELECT * FROM plans.data_issue WHERE ' || condition) AS plan
FROM (VALUES
	('all', 'true'),
	('errors of a school', (SELECT format('school_id = ''101'' AND reason = ANY (%L)', array_agg(substr(t.key, 7)))
		FROM absence.report_text AS t WHERE t.language = 'en' AND starts_with(t.key, 'error '))),
	('overlapping stays', 'reason = ''overlapping stays'''),
	('duplicate events of a student', 'reason = ''duplicate event'' AND student_id = ''restless''')) AS v (what, condition);
SELECT what, coalesce(sum((n ->> 'Actual Loops')::numeric * ((n ->> 'Actual Rows')::numeric + coalesce((n ->> 'Rows Removed by Filter')::numeric, 0)))
		FILTER (WHERE n ->> 'Relation Name' = 'attendance_event'), 0) > :events / 2 AS many_events,
	(SELECT w.rows > 10 * (:events + 20000) FROM pg_temp.work(a.plan) AS w) AS much_work
FROM asked AS a
CROSS JOIN LATERAL jsonb_path_query(a.plan, 'strict $.** ? (exists (@."Relation Name"))') AS n
GROUP BY what, a.plan ORDER BY 1;
SELECT absence.drop_store('plans', 'plans');
