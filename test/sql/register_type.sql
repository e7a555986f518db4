-- register: text form, equality, errors of input
SET search_path = absence, absence_internal, public;
\pset format unaligned
\pset tuples_only on

-- The text loses nothing in a dump, whatever the settings
SET datestyle = 'German, DMY';
SELECT text::register FROM (VALUES
	('days none; complete none'),
	('days 2025-08-18; complete infinity'),
	-- runs of weekdays become ranges, days of weekends are listed one by one
	('days 2025-08-18 2025-08-19 2025-08-20 2025-08-21 2025-08-22 2025-08-25; complete 2025-08-22'),
	('days 2025-08-22 2025-08-23 2025-08-24 2025-08-25; complete none'),
	('days 2025-08-29..2025-09-02 2025-08-18..2025-08-21 2025-08-20..2025-08-22; complete 2025-09-30; calendar 2026:180'),
	-- marks are in their order, and a portion is shown only if it is not the usual one
	('days 2025-08-18..2025-08-22; complete 2025-08-22; marks 2025-08-18 present tardy, 2025-08-19 excused 0.5 unexcused 1/2, 2025-08-20 tardy 1/7 present 6/7, 2025-08-21 excused 1 oss 0, 2025-08-22 present'),
	('days 2025-08-18..2025-08-22; complete 2025-08-20; minutes 390 2025-08-20:200 2025-08-21:none; yielded 2025-08-19; unrecorded 2025-08-18 2025-08-21..2025-08-22; marks 2025-08-19 iss 1/13'),
	-- any date
	('days 4713-01-01BC 0044-03-15BC 0003-02-28 6209-12-31 5874897-12-31; complete infinity; calendar 44bc:1 3:1')) AS v (text);
RESET datestyle;

CREATE FUNCTION pg_temp.fault(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	state text;
BEGIN
	PERFORM value::absence.register;
	RETURN 'no fault';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, state = RETURNED_SQLSTATE;
	RETURN state || ' ' || detail;
END
$$;
SELECT pg_temp.fault(value) FROM (VALUES
	(''),
	('complete none'),
	('days; complete none'),
	('days 2025-08-18; days 2025-08-19'),
	('days 2025-08-18; marks 2025-08-18 oss; complete none'),
	('days 2025-02-29; complete none'),
	('days 2025-08-18..; complete none'),
	('days 2025-08-19..2025-08-18; complete none'),
	('days 2025-08-16..2025-08-19; complete none'),
	('days 0001-01-01..5874897-01-01; complete none'),
	('days 2025-08-18; complete soon'),
	('days 2025-08-18; complete none; calendar 2026'),
	('days 2025-08-18; complete none; calendar 2026:459'),
	('days 2025-08-18; complete none; calendar 2026:0'),
	('days 2025-08-18; complete none; calendar 2026:10 2025:10'),
	('days 2025-08-18; complete none; minutes 0'),
	('days 2025-08-18; complete none; minutes 390 2025-08-18:1441'),
	('days 2025-08-18; complete none; minutes 390 2025-08-19:200'),
	('days 2025-08-18; complete none; yielded 2025-08-19'),
	('days 2025-08-18; complete none; unrecorded 2025-08-18; marks 2025-08-18 oss'),
	('days 2025-08-18; complete none; marks 2025-08-18'),
	('days 2025-08-18; complete none; marks 2025-08-18 sick'),
	('days 2025-08-18; complete none; marks 2025-08-18 oss oss'),
	('days 2025-08-18; complete none; marks 2025-08-18 oss, 2025-08-18 iss'),
	('days 2025-08-18; complete none; marks 2025-08-18 oss 3/2'),
	('days 2025-08-18; complete none; marks 2025-08-18 oss 1/0'),
	('days 2025-08-18; complete none; marks 2025-08-19 oss'),
	('days 2025-08-18; complete none; marks 2025-08-18 oss 99999999999999999999'),
	('days 2025-08-18; complete none junk')) AS v (value);
\pset format aligned
\pset tuples_only off

-- Equal registers are equal however they were made
SELECT register_agg(day, mark, portion)
	= 'days 2025-08-18..2025-08-20; complete 2025-08-20; unrecorded 2025-08-20; marks 2025-08-19 unexcused 1/2 excused 1/2' AS equal
FROM (VALUES (date '2025-08-20', NULL::mark, NULL::numeric), ('2025-08-19', 'excused', 0.25),
	('2025-08-18', 'present', NULL), ('2025-08-19', 'unexcused', 0.5), ('2025-08-19', 'excused', 0.25)) AS v (day, mark, portion);
SELECT count(DISTINCT register::text), count(*) FROM (
	SELECT register FROM (VALUES ('days none; complete none'::register), ('days none; complete none'),
		('days none; complete infinity')) AS v (register) GROUP BY register) AS g;
SELECT 'days none; complete none'::register <> 'days 2025-08-18; complete none'::register AS ne;

-- An ordinary student-year is small: 180 days, 17 marks, minutes, and its table row
SELECT pg_column_size(with_marks(calendar, marks, '2026-06-05')) <= 240 AS fits
FROM (SELECT calendar_agg(day::date, 390) AS calendar,
		register_agg(day::date, 'excused', 0.5) FILTER (WHERE extract(day FROM day) IN (3, 17)) AS marks
	FROM generate_series(timestamp '2025-08-18', '2026-06-05', '1 day') AS day
	WHERE extract(isodow FROM day) < 6) AS year;

-- A value of a later format version is an error
BEGIN;
CREATE CAST (bytea AS register) WITHOUT FUNCTION;
SELECT complete_through(decode('02' || repeat('00', 23), 'hex')::register);
ROLLBACK;
