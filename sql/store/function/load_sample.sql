-- A sample: the facts of the district that load_sample has drawn into temporary tables
-- sample_school, sample_calendar, sample_student and sample_stay.

CREATE OR REPLACE FUNCTION @store@.fill_with_sample(seed integer) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := seed::bigint << 20;
	event_salt constant bigint := salt + 1000;

	places constant text[] := '{Alder,Birch,Cedar,Dogwood,Elm,Fern,Garnet,Hazel,Ivy,Juniper,Laurel,Maple,Oak,Pine,Quartz,Sage,Willow}';
	grounds constant text[] := '{Creek,Hill,Valley,Ridge,Grove,Meadow,Point,Springs,Park,Harbor,Bluff,Crossing,Prairie}';
	first_names constant text[] := '{Aaliyah,Abdi,Adaeze,Aiko,Alejandra,Amara,Amir,Ana,Andre,Anh,Ava,Benjamin,Bao,Caleb,Camila,Carlos,Chloe,
		Daniela,Darius,DeShawn,Diego,Elena,Elijah,Emma,Ethan,Fatima,Gabriel,Grace,Hana,Hassan,Henry,Imani,Isabella,Ivan,Jada,Jamal,Jasmine,
		Kai,Kiara,Layla,Leilani,Liam,Lucia,Malik,Maria,Mateo,Mei,Minh,Nadia,Nia,Noah,Olivia,Omar,Priya,Rafael,Rosa,Samuel,Sofia,Tariq,Tala,
		William,Ximena,Yusuf,Zoe}';
	last_names constant text[] := '{Abdullahi,Adams,Alvarez,Anderson,Baker,Begay,Brooks,Castillo,Chen,Clark,Cruz,Davis,Diaz,Edwards,Flores,
		Foster,Garcia,Gomez,Green,Gutierrez,Hall,Hassan,Hernandez,Hughes,Ibrahim,Jackson,Johnson,Kahale,Kaur,Khan,Kim,Lee,Lopez,Martinez,
		Miller,Moore,Morales,Nakamura,Nguyen,Novak,"O''Brien",Okafor,Ortiz,Owens,Park,Patel,Perez,Petrov,Phillips,Ramirez,Reyes,Rivera,
		Robinson,Rossi,Sanchez,Silva,Singh,Smith,Tran,Vang,Washington,Williams,Yang,Young}';
	grades constant text[] := '{KG,01,02,03,04,05,06,07,08,09,10,11,12}';
	-- how much is missed by month, in percent, January first
	season constant integer[] := '{122,122,104,100,108,135,100,65,80,92,100,118}';
BEGIN
	INSERT INTO @store@.school_year_state (school_year, source, kind, state) VALUES (2026, NULL, 'native', 'open') ON CONFLICT DO NOTHING;

	-- Names repeat after 221 schools, with a number to tell them apart. There is no state 99.
	INSERT INTO @store@.school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting)
	SELECT school_id,
		concat_ws(' ', places[1 + mod(n, 17)], grounds[1 + mod(n, 13)], level, 'School', nullif(1 + n / 221, 1)),
		level || ' School', '1', '99001', '99001-' || school_id, (990000100000 + n)::text,
		CASE WHEN n = 3 THEN 'affirmative' ELSE 'exception' END
	FROM pg_temp.sample_school ORDER BY n;

	INSERT INTO @store@.calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
	SELECT school_id, 2026, code, type, day_minutes, periods FROM pg_temp.sample_calendar ORDER BY calendar;

	INSERT INTO @store@.calendar_grade (school_id, school_year, calendar_code, grade)
	SELECT school_id, 2026, code, grade
	FROM pg_temp.sample_calendar
	JOIN (VALUES ('G0910', '09'), ('G0910', '10'), ('G1112', '11'), ('G1112', '12')) AS g (code, grade) USING (code);

	-- 180 days of session in most calendars; one of them makes up for a snow day.
	WITH word (event, first, last, only_code, beside) AS (   -- beside: the day keeps its ordinary event too
		VALUES ('Holiday', date '2025-09-01', date '2025-09-01', NULL, false),
			('Teacher only day', '2025-10-10', '2025-10-10', NULL, false),
			('Holiday', '2025-10-13', '2025-10-13', NULL, false),
			('Non-instructional day', '2025-10-14', '2025-10-17', 'B', false),
			('Non-instructional day', '2025-11-10', '2025-11-10', NULL, false),
			('Holiday', '2025-11-11', '2025-11-11', NULL, false),
			('Non-instructional day', '2025-11-26', '2025-11-26', NULL, false),
			('Holiday', '2025-11-27', '2025-11-28', NULL, false),
			('Non-instructional day', '2025-12-22', '2025-12-24', NULL, false),
			('Holiday', '2025-12-25', '2025-12-25', NULL, false),
			('Non-instructional day', '2025-12-26', '2025-12-31', NULL, false),
			('Holiday', '2026-01-01', '2026-01-01', NULL, false),
			('Non-instructional day', '2026-01-02', '2026-01-02', NULL, false),
			('Teacher only day', '2026-01-05', '2026-01-05', NULL, false),
			('Holiday', '2026-01-19', '2026-01-19', NULL, false),
			('Weather day', '2026-01-27', '2026-01-27', NULL, true),        -- snow
			('Teacher only day', '2026-02-13', '2026-02-13', NULL, false),
			('Holiday', '2026-02-16', '2026-02-16', NULL, false),
			('Non-instructional day', '2026-02-17', '2026-02-20', 'A', false),
			('Teacher only day', '2026-03-13', '2026-03-13', NULL, false),  -- was planned,
			('Make-up day', '2026-03-13', '2026-03-13', NULL, false),       -- and makes up for the snow
			('Non-instructional day', '2026-03-30', '2026-04-03', NULL, false),
			('Non-instructional day', '2026-04-24', '2026-04-24', NULL, false),
			('Holiday', '2026-05-25', '2026-05-25', NULL, false),
			('Other', '2025-10-02', '2025-10-02', NULL, true),
			('Picture day', '2025-10-03', '2025-10-03', 'MAIN', true)),     -- an event that is not mapped
	weekday AS (
		SELECT day::date,
			-- short: the first Wednesday of a month; shorter: before winter and the last day
			CASE WHEN day IN (date '2025-12-19', date '2026-06-05') THEN 2
				WHEN extract(isodow FROM day) = 3 AND extract(day FROM day) <= 7 THEN 1 ELSE 0 END AS short
		FROM generate_series(timestamp '2025-08-11', '2026-06-09', '1 day') AS day
		WHERE extract(isodow FROM day) < 6)
	INSERT INTO @store@.calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
	SELECT c.school_id, 2026, c.code, d.day, e.event,
		CASE WHEN e.short = 2 THEN 240 WHEN e.short = 1 THEN c.day_minutes - 120 END,
		CASE WHEN e.short = 2 AND c.periods IS NOT NULL THEN 4 END
	FROM pg_temp.sample_calendar AS c
	CROSS JOIN weekday AS d
	CROSS JOIN LATERAL (
		SELECT w.event, 0 AS short FROM word AS w
		WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND (c.type <> 'Staff' OR w.event = 'Holiday')
		UNION ALL
		SELECT CASE WHEN s.short > 0 THEN 'Student late arrival/early dismissal' ELSE 'Instructional day' END, s.short
		FROM (SELECT CASE WHEN c.type <> 'Staff' THEN d.short ELSE 0 END AS short) AS s
		WHERE NOT EXISTS (SELECT FROM word AS w
				WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND NOT w.beside
					AND (c.type <> 'Staff' OR w.event = 'Holiday'))) AS e
	WHERE c.type = 'Staff'      -- a week more at either end, and through the breaks
		OR d.day BETWEEN CASE WHEN c.code = 'G1112' THEN first_day + 2 ELSE first_day END
			AND CASE WHEN c.code = 'G1112' THEN last_day - 7 ELSE last_day END;

	-- What a day of session is like, by calendar, in percent: how much is missed then.
	CREATE TEMP TABLE sample_day AS
	SELECT calendar, day, day - date '2025-08-01' AS n, minutes, periods, in_minutes,
		season[extract(month FROM day)::integer]
			+ (ARRAY[10, 0, -8, 0, 18])[extract(isodow FROM day)::integer]
			+ CASE WHEN next - day > 4 THEN 60 WHEN next - day > 3 THEN 25 WHEN day - previous > 4 THEN 15 ELSE 0 END AS weight
	FROM (
		SELECT c.calendar, d.day, coalesce(min(d.minutes), s.day_minutes) AS minutes, coalesce(min(d.periods), s.periods) AS periods,
			s.in_minutes, s.reports_until, lag(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS previous,
			lead(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS next
		FROM pg_temp.sample_calendar AS c
		JOIN pg_temp.sample_school AS s USING (n)
		JOIN @store@.calendar_day AS d ON d.school_id = c.school_id AND d.school_year = 2026 AND d.calendar_code = c.code
		WHERE c.type <> 'Staff'
		GROUP BY c.calendar, d.day, s.day_minutes, s.periods, s.in_minutes, s.reports_until
		HAVING bool_or(d.event IN ('Instructional day', 'Make-up day', 'Student late arrival/early dismissal'))
			AND NOT bool_or(d.event IN ('Holiday', 'Non-instructional day', 'Weather day'))) AS d
	WHERE day <= reports_until;

	INSERT INTO @store@.student (student_id, state_student_id, last_name, first_name, birth_date)
	SELECT student_id, '99' || (10000000 + number), last_names[1 + (b >> 40 & 63)], first_names[1 + (b >> 46 & 63)],
		make_date(2019 - grade, 9, 2) + ((b >> 52 & 2047) * 365 >> 11)::integer
	FROM pg_temp.sample_student ORDER BY number;

	-- Groups. Race and ethnicity: more than one row is two or more, or Hispanic and a
	-- race; no row is not known.
	INSERT INTO @store@.student_group (student_id, kind, value, begin_date, end_date)
	SELECT student_id, kind, value, begin_date, end_date
	FROM pg_temp.sample_student
	CROSS JOIN LATERAL (VALUES
		(race < 290, 'race_ethnicity', 'Hispanic or Latino', NULL::date, NULL::date),
		(race BETWEEN 290 AND 444 OR race < 12, 'race_ethnicity', 'Black or African American', NULL, NULL),
		(race BETWEEN 445 AND 529, 'race_ethnicity', 'Asian', NULL, NULL),
		(race BETWEEN 515 AND 545, 'race_ethnicity', 'American Indian or Alaska Native', NULL, NULL),
		(race BETWEEN 540 AND 555, 'race_ethnicity', 'Native Hawaiian or Pacific Islander', NULL, NULL),
		(race BETWEEN 556 AND 1007 OR race BETWEEN 430 AND 454 OR race BETWEEN 12 AND 60, 'race_ethnicity', 'White', NULL, NULL),
		(true, 'sex', CASE WHEN (b >> 31 & 255) < 125 THEN 'Female' WHEN (b >> 31 & 255) < 255 THEN 'Male' ELSE 'Non-binary' END, NULL, NULL),
		-- English learners; some are found fluent at mid-year, and only watched from then on
		((c >> 48 & 127) < CASE WHEN race < 290 OR race BETWEEN 445 AND 514 THEN 38 ELSE 4 END, 'english_learner', 'Limited',
			first_day, CASE WHEN (c >> 48 & 127) < 4 THEN date '2026-01-31' END),
		((c >> 48 & 127) < 4, 'english_learner', 'Limited Monitored 1', '2026-02-01', NULL),
		-- a disability; for some it is found during the year
		(disabled, 'disability_idea', 'Yes', CASE WHEN (b >> 14 & 127) < 3 THEN turn END, NULL),
		(poor, 'economic_disadvantage', 'Yes', first_day, last_day),
		-- homeless for a time
		(homeless, 'homeless', 'Yes', turn - 20, CASE WHEN (c & 1) = 0 THEN turn + 60 END))
		AS g (is_in, kind, value, begin_date, end_date)
	WHERE is_in;

	-- Stays, and three with an exit before entry.
	INSERT INTO @store@.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code,
		entry_type, exit_type, enrollment_type, primary_school, fte, homeroom)
	SELECT student_id, school_id, 2026, entry_date, exit_date, CASE WHEN NOT no_grade THEN grades[grade + 1] END,
		CASE WHEN n = 1 THEN ('{A,B}'::text[])[calendar - 3] WHEN mod(n, 5) = 0 THEN 'MAIN' END,
		entry_type, exit_type, 'Current', primary_school, fte, grades[grade + 1] || '-' || homeroom
	FROM pg_temp.sample_stay
	UNION ALL
	(SELECT student_id, school_id, 2026, '2025-10-01', '2025-09-20', grades[grade + 1], NULL, 'Other', 'Withdrawn', 'Current', NULL, NULL, NULL
	FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 3);

	-- The district's codes. MTG and XX are in the events and not here.
	INSERT INTO @store@.attendance_code (code, school_id, school_year, mark, portion, description)
	VALUES ('EX', NULL, 2026, 'excused', NULL, 'Absent, excused'),
		('HX', NULL, 2026, 'excused', 0.5, 'Absent half a day, excused'),
		('UX', NULL, 2026, 'unexcused', NULL, 'Absent, unexcused'),
		('UV', NULL, 2026, 'unverified', NULL, 'Absent, nobody has called'),
		('RL', NULL, 2026, 'exempt', NULL, 'Religious observance'),
		('TD', NULL, 2026, 'tardy', NULL, 'Tardy'),
		('LE', NULL, 2026, 'left_early', NULL, 'Left early'),
		('OSS', NULL, 2026, 'oss', NULL, 'Out-of-school suspension'),
		('ISS', NULL, 2026, 'iss', NULL, 'In-school suspension'),
		('ACT', NULL, 2026, 'activity', NULL, 'Field trip or other school activity'),
		('RM', NULL, 2026, 'remote', NULL, 'Present, at a distance'),
		('HB', NULL, 2026, 'homebound', NULL, 'Homebound instruction'),
		('P', NULL, 2026, 'present', NULL, 'Present')
	ON CONFLICT DO NOTHING;

	ANALYZE pg_temp.sample_day;

	-- Events. The low 20 bits of a draw say whether there is one, others what it is. OFFSET 0
	-- keeps the planner from making the draw of an event several times.
	INSERT INTO @store@.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason)
	SELECT student_id, school_id, 2026, day, nullif(period, 0)::text,
		CASE WHEN period = 1 AND first_period = 0 THEN 'TD' ELSE code END,
		-- half a day, and a third
		CASE WHEN part < 8 THEN 0.5 WHEN part = 8 THEN 0.33 END,
		-- some of the day, in minutes; who left early, in minutes or periods
		CASE WHEN part IN (9, 10) THEN 60 + (draw >> 54 & 127) WHEN last_period > 0 THEN NULL
			WHEN code = 'TD' AND in_minutes THEN 3 + (draw >> 54 & 31)
			WHEN code = 'LE' THEN CASE WHEN periods IS NULL THEN 30 + (draw >> 54 & 127) ELSE 1 + (draw >> 54 & 1) END END,
		CASE WHEN part IN (9, 10) THEN minutes WHEN last_period > 0 THEN NULL
			WHEN code = 'TD' AND in_minutes THEN minutes
			WHEN code = 'LE' THEN coalesce(periods, minutes) END,
		CASE WHEN code = 'OSS' THEN 'Discipline'
			WHEN code = 'EX' AND (draw >> 58 & 7) = 0
				THEN ('{Illness,Illness,Medical appointment,Family emergency}'::text[])[1 + (draw >> 61 & 3)] END
	FROM (
		SELECT e.*, generate_series(first_period, last_period) AS period,
			CASE WHEN code IN ('EX', 'UX') AND ordinary AND last_period = 0 THEN draw >> 40 & 127 END AS part
		FROM (
			SELECT c.*,
				-- 8% of such days in a secondary school are kept by period: a tardy in the first, one to
				-- four periods missed, or the whole day and then a tardy in the first; 0 is the day
				CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' THEN 1 WHEN (draw >> 40 & 3) = 0 THEN 0
					ELSE 1 + (draw >> 54 & 3)::integer END AS first_period,
				CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' OR (draw >> 40 & 3) = 0 THEN 1
					ELSE least(periods, 1 + (draw >> 54 & 3)::integer + (draw >> 56 & 3)::integer) END AS last_period
			FROM (
				SELECT k.*, ordinary AND periods IS NOT NULL AND code IN ('TD', 'EX', 'UX') AND (draw >> 47 & 127) < 10 AS by_period
				FROM (
					SELECT h.*, NOT (away OR ill) AS ordinary,
						CASE WHEN away THEN away_code WHEN ill THEN 'EX'
							WHEN kind < 150 THEN 'TD' WHEN kind < 175 THEN 'LE' WHEN kind < 183 THEN 'ACT'
							WHEN kind < 190 AND periods IS NOT NULL THEN 'ISS'
							WHEN kind < 200 THEN 'UV' WHEN kind < 204 THEN 'RL' WHEN kind < 208 THEN 'RM'
							WHEN kind < 212 THEN 'MTG' WHEN kind < 213 THEN 'XX' WHEN kind < 226 THEN 'HX'
							WHEN (draw >> 30 & 1023) < unexcused THEN 'UX' ELSE 'EX' END AS code
					FROM (
						SELECT s.student_id, s.school_id, s.unexcused, s.away_code, d.day, d.minutes, d.periods, d.in_minutes,
							hashint8extended(s.number * 512 + d.n, event_salt + s.n) AS draw,
							hashint8extended(s.number * 512 + d.n, event_salt + s.n) >> 20 & 1023 AS kind,
							coalesce(d.day BETWEEN s.away_from AND s.away_to, false) AS away,
							s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to AS ill
						FROM pg_temp.sample_stay AS s
						JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
						WHERE s.marked
							AND (hashint8extended(s.number * 512 + d.n, event_salt + s.n) & 1048575 < s.habit * d.weight
								OR d.day BETWEEN s.away_from AND s.away_to
								OR s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to)
						OFFSET 0) AS h) AS k) AS c) AS e) AS e;

	-- School 3 sends rolls, except for a week in February and some single days.
	INSERT INTO @store@.attendance_taken (school_id, day, calendar_code)
	SELECT c.school_id, d.day, NULL
	FROM pg_temp.sample_day AS d JOIN pg_temp.sample_calendar AS c USING (calendar)
	WHERE c.n = 3 AND d.day NOT BETWEEN '2026-02-09' AND '2026-02-12' AND hashint8extended(d.n, (salt + 4)) & 31 > 0;

	-- For part of that week, the first homerooms entered presence as events later.
	INSERT INTO @store@.attendance_event (student_id, school_id, school_year, day, code)
	SELECT s.student_id, s.school_id, 2026, d.day, 'P'
	FROM pg_temp.sample_stay AS s
	JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
	WHERE s.n = 3 AND s.homeroom = 1 AND s.marked AND d.day BETWEEN '2026-02-09' AND '2026-02-10'
		AND NOT EXISTS (SELECT FROM @store@.attendance_event AS e
			WHERE e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = d.day);

	-- Wrong rows, of three students each, whatever the size of the district: on a holiday, a
	-- Saturday and the snow day; with mistyped years; with portions above 1 and below 0; of
	-- unknown students and schools; a week before entry and after exit. And five of each:
	-- rows that come twice, and absences that a second row corrects.
	WITH chosen AS (
		SELECT number, student_id, school_id FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 20),
	few AS (SELECT * FROM chosen ORDER BY number LIMIT 3),
	fact AS (   -- ordered by all that tells rows apart
		SELECT e.* FROM @store@.attendance_event AS e JOIN chosen USING (student_id, school_id)
		WHERE e.school_year = 2026 AND e.code IN ('EX', 'UX') AND e.period IS NULL AND e.portion IS NULL AND e.missed IS NULL
		ORDER BY e.student_id, e.school_id, e.day)
	INSERT INTO @store@.attendance_event (student_id, school_id, school_year, day, code, portion)
	SELECT bad.prefix || student_id, bad.school_prefix || school_id, 2026, bad.day, bad.code, bad.portion
	FROM few CROSS JOIN (VALUES
		('', '', date '2025-11-27', 'UX', NULL), ('', '', '2025-10-04', 'EX', NULL), ('', '', '2026-01-27', 'UX', NULL),
		('', '', '0003-10-14', 'EX', NULL), ('', '', '6209-10-14', 'UX', NULL),
		('', '', '2026-01-14', 'EX', 1.5), ('', '', '2026-01-15', 'UX', -1),
		('0', '', '2025-10-21', 'UX', NULL), ('', '0', '2025-10-22', 'UX', NULL)) AS bad (prefix, school_prefix, day, code, portion)
	UNION ALL
	(SELECT student_id, school_id, 2026, entry_date - 7, 'UX', NULL FROM pg_temp.sample_stay WHERE story = 'late' ORDER BY number LIMIT 3)
	UNION ALL
	(SELECT student_id, school_id, 2026, exit_date + 7, 'UX', NULL FROM pg_temp.sample_stay WHERE story = 'left' ORDER BY number LIMIT 3)
	UNION ALL
	(SELECT student_id, school_id, 2026, day, code, NULL FROM fact LIMIT 5)
	UNION ALL
	(SELECT student_id, school_id, 2026, day, 'TD', NULL FROM fact OFFSET 5 LIMIT 5);

	ANALYZE @store@.school, @store@.student, @store@.student_group, @store@.calendar, @store@.calendar_grade, @store@.calendar_day,
		@store@.enrollment, @store@.attendance_code, @store@.attendance_event, @store@.attendance_taken, @store@.school_year_state;
END
$$;
COMMENT ON FUNCTION @store@.fill_with_sample(integer) IS
	'Writes the facts of the sample district that load_sample has drawn; a step of load_sample';
REVOKE ALL ON FUNCTION @store@.fill_with_sample(integer) FROM PUBLIC;
