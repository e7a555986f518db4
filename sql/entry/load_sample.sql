
-- load_sample: a whole, finished school year of a made-up district
--
-- A draw is hashint8extended(key, salt), and takes some bits of it. The function
-- is core's own for hash partitions of bigint: a row's partition, and so every
-- partitioned table that pg_upgrade or a replica carries along, hangs on it, so
-- in practice it gives the same on every server version and platform. random()
-- would not. All else is arithmetic of integers and dates; nothing reads a clock.
--
-- What befalls a student (his story) goes by his number, so many of every 200, and
-- what is odd of a school by its own, so that a district of 300 students in 6
-- schools has it all; with fewer schools the odd ones are missing.
--   1 two calendars, a stay names its own    2 calendars by grade
--   3 reports presence, with gaps            4 reports nothing after 17 April
-- Even schools have a calendar of their staff besides, those divisible by three
-- write an exit at the end of the year, and every fifth names its only calendar.

CREATE PROCEDURE absence.load_sample(store name, students integer DEFAULT 1000, schools integer DEFAULT 10, seed integer DEFAULT 1)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := seed::bigint << 20;
	filled text;
	filled_is_there boolean;

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
	-- how much is missed by grade, in percent: kindergarten and the last years most
	grade_habit constant integer[] := '{128,110,98,90,85,83,88,96,104,116,122,128,142}';
	-- and by month, January first
	season constant integer[] := '{122,122,104,100,108,135,100,65,80,92,100,118}';
BEGIN
	PERFORM absence_internal.lock_store(store);
	IF students IS NULL OR schools IS NULL OR seed IS NULL THEN
		RAISE EXCEPTION 'students, schools and seed must not be null' USING ERRCODE = 'invalid_parameter_value';
	ELSIF students < 1 OR schools < 1 THEN
		RAISE EXCEPTION 'students and schools must be at least 1' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	FOREACH filled IN ARRAY '{enrollment,attendance_event}'::text[] LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE school_year = 2026)', store, filled) INTO filled_is_there;
		IF filled_is_there THEN
			RAISE EXCEPTION 'table "%.%" has rows of school year 2026', store, filled
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = 'A sample is loaded into a store without facts of that year; make another with SELECT absence.create_store(''name'').';
		END IF;
	END LOOP;

	-- Schools: of five, three elementary, one middle, one high; sizes about 4 to 6
	-- to 9. Students take places in a row, school after school.
	CREATE TEMP TABLE sample_school AS
	SELECT n, school_id, level, lowest, highest, hardship,
		students * (upto - weight) / total + 1 AS first_place, students * upto / total AS last_place,
		-- homerooms of a grade, of about 24
		greatest(1, (students * weight / total / (24 * (highest - lowest + 1)))::integer) AS homerooms,
		CASE level WHEN 'Elementary' THEN 390 WHEN 'Middle' THEN 400 ELSE 420 END AS day_minutes,
		CASE WHEN level <> 'Elementary' THEN 7 END AS periods,
		-- some offices keep a tardy's minutes
		n % 3 = 1 AS in_minutes,
		CASE WHEN n = 4 THEN date '2026-04-17' ELSE last_day END AS reports_until,
		-- where a student of this school transfers to: the next one of its level
		nullif(coalesce(lead(n) OVER peers, first_value(n) OVER peers), n) AS next_n
	FROM (
		SELECT *, (sum(weight) OVER (ORDER BY n))::bigint AS upto, (sum(weight) OVER ())::bigint AS total,
			-- in percent, 105 for the average student: what makes a school's tail short or long
			(burden * 105 * sum(weight) OVER () / sum(burden * weight) OVER ())::integer AS hardship
		FROM (
			SELECT n, (100 + n)::text AS school_id, l.level, l.lowest, l.highest,
				l.weight * (80 + (hashint8extended(n, salt) & 63)) AS weight,
				500 + (n * 618 + ((seed & 1023) * 271)) % 1000 AS burden
			FROM generate_series(1::bigint, schools) AS n
			JOIN (VALUES (0, 'Elementary', 0, 5, 4), (1, 'High', 9, 12, 9), (2, 'Elementary', 0, 5, 4), (3, 'Middle', 6, 8, 6), (4, 'Elementary', 0, 5, 4))
				AS l (place, level, lowest, highest, weight) ON l.place = (n - 1) % 5) AS s) AS s
	WINDOW peers AS (PARTITION BY level ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

	-- Calendars, numbered four to a school.
	CREATE TEMP TABLE sample_calendar AS
	SELECT s.n * 4 + c.place AS calendar, s.n, s.school_id, c.code, c.type, s.day_minutes, s.periods
	FROM pg_temp.sample_school AS s
	JOIN (VALUES (0, 'A', 'School'), (1, 'B', 'School'), (0, 'G0910', 'Grade Level'), (1, 'G1112', 'Grade Level'), (0, 'MAIN', 'School'), (2, 'STAFF', 'Staff'))
		AS c (place, code, type)
		ON CASE WHEN c.type = 'Staff' THEN s.n % 2 = 0
			WHEN s.n = 1 THEN c.code IN ('A', 'B')
			WHEN s.n = 2 THEN c.type = 'Grade Level'
			ELSE c.code = 'MAIN' END;

	-- Students. The prime scrambles places to numbers, for numbers do not go by school.
	CREATE TEMP TABLE sample_student AS
	SELECT p.*,
		-- Days missed, in 2^-20 of 1%: few for most, more and more for a short tail.
		((18500 + (212000 * tail >> 15)) * hardship / 100 * grade_habit[grade + 1] / 100
			* (CASE WHEN poor THEN 122 ELSE 86 END + CASE WHEN homeless THEN 40 ELSE 0 END + CASE WHEN disabled THEN 12 ELSE 0 END)
			/ 10000)::integer AS habit,
		-- of 1024 absences, so many unexcused: more in upper grades and hard places
		(grade * 22 + hardship * 2 + (a >> 10 & 127))::integer AS unexcused
	FROM (
		SELECT d.*,
			tail_root * tail_root >> 15 AS tail,
			(d.b & 127) < hardship - 38 AS poor,
			(d.b >> 7 & 127) < CASE WHEN (d.b & 127) < hardship - 38 THEN 5 ELSE 1 END AS homeless,
			(d.b >> 14 & 127) < 18 AS disabled,
			(d.b >> 21 & 1023) AS race,
			first_day + 25 + (d.c & 127)::integer + (d.c >> 7 & 63)::integer AS turn,   -- the day of his story
			CASE WHEN slot = 0 THEN 'no show' WHEN slot = 1 THEN 'invalid' WHEN slot = 2 THEN 'promoted' WHEN slot = 3 THEN 'overlapping'
				WHEN slot = 4 THEN 'visitor' WHEN slot = 5 THEN 'one day' WHEN slot IN (6, 88) THEN 'two schools' WHEN slot IN (7, 89) THEN 'half and half'
				WHEN slot < 10 THEN 'gap' WHEN slot < 18 THEN 'transfer' WHEN slot < 25 THEN 'left' WHEN slot < 35 THEN 'late'
				WHEN slot = 35 THEN 'homebound' WHEN slot = 36 THEN 'long illness' WHEN slot < 39 THEN 'stopped coming'
				WHEN slot < 45 THEN 'suspended' WHEN slot < 48 THEN 'kept in school' END AS story
		FROM (
			SELECT number, (1000000 + number)::text AS student_id, s.n, s.school_id, s.hardship, s.next_n, s.highest,
				s.lowest + ((h.a >> 20 & 1023) * (s.highest - s.lowest + 1) >> 10)::integer AS grade,
				1 + (h.a >> 30 & 1023)::integer % s.homerooms AS homeroom,
				(h.a & 1023) * (h.a & 1023) >> 5 AS tail_root,
				(number + (seed & 65535)) % 200 AS slot,
				-- two of school 2 have no grade on file, so no calendar either
				s.n = 2 AND place < s.first_place + 2 AS no_grade,
				h.a, h.b, h.c
			FROM pg_temp.sample_school AS s
			CROSS JOIN LATERAL generate_series(s.first_place, s.last_place) AS place
			CROSS JOIN LATERAL (SELECT 1 + place * 2147483647 % students AS number) AS i
			CROSS JOIN LATERAL (SELECT hashint8extended(number, salt + 1) AS a, hashint8extended(number, salt + 2) AS b, hashint8extended(number, salt + 3) AS c) AS h
			OFFSET 0) AS d) AS p
	ORDER BY number;

	-- Stays: the first of everyone, and a second as the story has it. Marked: there are
	-- events of it. Last: the day they end. Away: out for days on end, under one code.
	CREATE TEMP TABLE sample_stay AS
	SELECT u.*, s.school_id,
		least(u.exit_date, last_day) AS last,
		u.n * 4 + CASE WHEN u.n = 1 THEN u.c >> 40 & 1 WHEN u.n = 2 AND u.grade > 10 THEN 1 ELSE 0 END AS calendar,
		u.c >> 20 & 127 AS ill_draw,
		date '2025-12-01' + (u.c >> 27 & 127)::integer AS ill_from,     -- a winter's illness, of 2 to 5 days
		date '2025-12-01' + (u.c >> 27 & 127)::integer + 1 + (u.c >> 34 & 3)::integer AS ill_to,
		CASE WHEN u.story IN ('homebound', 'long illness', 'stopped coming', 'suspended', 'kept in school') THEN u.turn
			WHEN u.story = 'no show' THEN first_day
			WHEN u.grade IN (5, 8) THEN date '2026-05-12' + (u.n & 3)::integer END AS away_from,   -- the trip of the grade
		CASE u.story WHEN 'no show' THEN first_day + 4 WHEN 'homebound' THEN u.turn + 20 + (u.c >> 41 & 31)::integer
			WHEN 'long illness' THEN u.turn + 14 + (u.c >> 41 & 31)::integer WHEN 'stopped coming' THEN last_day
			WHEN 'suspended' THEN u.turn + CASE WHEN u.grade < 6 THEN 1 ELSE 1 + (u.c >> 41 & 7)::integer END
			WHEN 'kept in school' THEN u.turn + 1 + (u.c >> 41 & 1)::integer
			ELSE date '2026-05-12' + (u.n & 3)::integer END AS away_to,
		CASE u.story WHEN 'no show' THEN 'UX' WHEN 'homebound' THEN 'HB' WHEN 'long illness' THEN 'EX' WHEN 'stopped coming' THEN 'UX'
			WHEN 'suspended' THEN 'OSS' WHEN 'kept in school' THEN 'ISS' ELSE 'ACT' END AS away_code
	FROM (
		SELECT 1 AS part, number, student_id, n, grade, no_grade, homeroom, habit, unexcused, story, turn, c, true AS marked,
			CASE WHEN story IN ('late', 'visitor', 'one day') THEN turn ELSE first_day END AS entry_date,
			CASE WHEN story = 'no show' THEN first_day + 4
				WHEN story IN ('left', 'transfer', 'gap') THEN turn
				WHEN story = 'promoted' THEN '2026-01-16'
				WHEN story = 'visitor' THEN turn + 3 + (c >> 41 & 7)::integer      -- too few days for a verdict
				WHEN story = 'one day' THEN turn
				WHEN n % 3 = 0 THEN last_day END AS exit_date,
			CASE WHEN story IN ('late', 'visitor', 'one day') THEN 'Transfer' WHEN grade = 0 THEN 'New to education system' ELSE 'Next year school' END AS entry_type,
			CASE WHEN story = 'no show' THEN 'No show'
				WHEN story IN ('transfer', 'visitor', 'one day') THEN 'Transferred'
				WHEN story = 'left' AND grade > 8 AND (c >> 45 & 3) = 0 THEN 'Dropout'
				WHEN story IN ('left', 'gap') THEN 'Withdrawn'
				WHEN story <> 'promoted' OR story IS NULL THEN CASE WHEN n % 3 = 0 THEN CASE WHEN grade = 12 THEN 'Graduated' ELSE 'End of school year' END END END AS exit_type,
			-- whose day it is at two schools: the primary one's; where none is, that of the larger fte
			CASE WHEN story = 'half and half' THEN NULL WHEN story = 'two schools' OR n % 2 = 0 THEN true END AS primary_school,
			CASE story WHEN 'two schools' THEN 0.6 WHEN 'half and half' THEN 0.5 END AS fte
		FROM pg_temp.sample_student
		UNION ALL
		SELECT 2, number, student_id,
			CASE WHEN story IN ('transfer', 'two schools', 'half and half') THEN next_n ELSE n END,
			CASE WHEN story = 'promoted' THEN least(grade + 1, highest) ELSE grade END,
			no_grade, homeroom, habit, unexcused, story, turn, c, story NOT IN ('overlapping', 'invalid'),
			CASE story WHEN 'transfer' THEN turn + greatest(0, (c >> 41 & 7)::integer - 3)   -- half of them on the day they leave
				WHEN 'gap' THEN turn + 14 + (c >> 41 & 31)::integer
				WHEN 'promoted' THEN '2026-01-17'
				WHEN 'half and half' THEN first_day + (c >> 41 & 31)::integer
				WHEN 'overlapping' THEN turn ELSE first_day END,
			CASE WHEN story = 'invalid' THEN first_day + 60 WHEN n % 3 = 0 AND story NOT IN ('two schools', 'half and half') THEN last_day END,
			CASE story WHEN 'transfer' THEN 'Transfer' WHEN 'gap' THEN 'Re-entry' ELSE 'Other' END,
			CASE WHEN story = 'invalid' THEN 'Invalid enrollment' WHEN n % 3 = 0 AND story NOT IN ('two schools', 'half and half') THEN 'End of school year' END,
			CASE WHEN story = 'two schools' THEN false WHEN n % 2 = 0 AND story <> 'half and half' THEN true END,
			CASE story WHEN 'two schools' THEN 0.4 WHEN 'half and half' THEN 0.5 END
		FROM pg_temp.sample_student
		WHERE story IN ('promoted', 'overlapping', 'gap', 'invalid')
			OR (story IN ('transfer', 'two schools', 'half and half') AND next_n IS NOT NULL)) AS u
	JOIN pg_temp.sample_school AS s USING (n)
	ORDER BY number, part;

	EXECUTE format('INSERT INTO %I.school_year_state (school_year, source, kind, state) VALUES (2026, NULL, ''native'', ''open'') ON CONFLICT DO NOTHING', store);

	-- Names repeat after 221 schools and are told apart by a number. State 99 is none.
	EXECUTE format($sql$
		INSERT INTO %1$I.school (school_id, name, school_level, lea_id, state_lea_id, state_school_id, nces_school_id, reporting)
		SELECT school_id,
			concat_ws(' ', ($1)[1 + mod(n, 17)], ($2)[1 + mod(n, 13)], level, 'School', nullif(1 + n / 221, 1)),
			level || ' School', '1', '99001', '99001-' || school_id, (990000100000 + n)::text,
			CASE WHEN n = 3 THEN 'affirmative' ELSE 'exception' END
		FROM pg_temp.sample_school ORDER BY n
		$sql$, store) USING places, grounds;

	EXECUTE format($sql$
		INSERT INTO %1$I.calendar (school_id, school_year, calendar_code, calendar_type, day_minutes, periods)
		SELECT school_id, 2026, code, type, day_minutes, periods FROM pg_temp.sample_calendar ORDER BY calendar
		$sql$, store);

	EXECUTE format($sql$
		INSERT INTO %1$I.calendar_grade (school_id, school_year, calendar_code, grade)
		SELECT school_id, 2026, code, grade
		FROM pg_temp.sample_calendar JOIN (VALUES ('G0910', '09'), ('G0910', '10'), ('G1112', '11'), ('G1112', '12')) AS g (code, grade) USING (code)
		$sql$, store);

	-- 180 days of session in most calendars; one of them makes up for a day of snow.
	EXECUTE format($sql$
		WITH word (event, first, last, only_code, beside) AS (   -- beside: the day keeps its ordinary word too
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
				('Picture day', '2025-10-03', '2025-10-03', 'MAIN', true)),     -- a word that nobody has mapped
		weekday AS (
			SELECT day::date,
				-- short: the first Wednesday of a month; shorter: before winter and the last day
				CASE WHEN day IN (date '2025-12-19', date '2026-06-05') THEN 2
					WHEN extract(isodow FROM day) = 3 AND extract(day FROM day) <= 7 THEN 1 ELSE 0 END AS short
			FROM generate_series(timestamp '2025-08-11', '2026-06-09', '1 day') AS day
			WHERE extract(isodow FROM day) < 6)
		INSERT INTO %1$I.calendar_day (school_id, school_year, calendar_code, day, event, minutes, periods)
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
				WHERE d.day BETWEEN w.first AND w.last AND coalesce(w.only_code, c.code) = c.code AND NOT w.beside AND (c.type <> 'Staff' OR w.event = 'Holiday'))) AS e
		WHERE c.type = 'Staff'      -- a week more at either end, and through the breaks
			OR d.day BETWEEN CASE WHEN c.code = 'G1112' THEN $1 + 2 ELSE $1 END AND CASE WHEN c.code = 'G1112' THEN $2 - 7 ELSE $2 END
		$sql$, store) USING first_day, last_day;

	-- What a day of session is like, by calendar, in percent: how much is missed then.
	EXECUTE format($sql$
		CREATE TEMP TABLE sample_day AS
		SELECT calendar, day, day - date '2025-08-01' AS n, minutes, periods, in_minutes,
			($1)[extract(month FROM day)::integer]
				+ (ARRAY[10, 0, -8, 0, 18])[extract(isodow FROM day)::integer]
				+ CASE WHEN next - day > 4 THEN 60 WHEN next - day > 3 THEN 25 WHEN day - previous > 4 THEN 15 ELSE 0 END AS weight
		FROM (
			SELECT c.calendar, d.day, coalesce(min(d.minutes), s.day_minutes) AS minutes, coalesce(min(d.periods), s.periods) AS periods,
				s.in_minutes, s.reports_until, lag(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS previous,
				lead(d.day) OVER (PARTITION BY c.calendar ORDER BY d.day) AS next
			FROM pg_temp.sample_calendar AS c
			JOIN pg_temp.sample_school AS s USING (n)
			JOIN %1$I.calendar_day AS d ON d.school_id = c.school_id AND d.school_year = 2026 AND d.calendar_code = c.code
			WHERE c.type <> 'Staff'
			GROUP BY c.calendar, d.day, s.day_minutes, s.periods, s.in_minutes, s.reports_until
			HAVING bool_or(d.event IN ('Instructional day', 'Make-up day', 'Student late arrival/early dismissal'))
				AND NOT bool_or(d.event IN ('Holiday', 'Non-instructional day', 'Weather day'))) AS d
		WHERE day <= reports_until
		$sql$, store) USING season;

	EXECUTE format($sql$
		INSERT INTO %1$I.student (student_id, state_student_id, last_name, first_name, birth_date)
		SELECT student_id, '99' || (10000000 + number), ($1)[1 + (b >> 40 & 63)], ($2)[1 + (b >> 46 & 63)],
			make_date(2019 - grade, 9, 2) + ((b >> 52 & 2047) * 365 >> 11)::integer
		FROM pg_temp.sample_student ORDER BY number
		$sql$, store) USING last_names, first_names;

	-- Groups. Race and ethnicity: more than one row is two or more, or Hispanic and a
	-- race; no row is not known.
	EXECUTE format($sql$
		INSERT INTO %1$I.student_group (student_id, kind, value, begin_date, end_date)
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
				$1, CASE WHEN (c >> 48 & 127) < 4 THEN date '2026-01-31' END),
			((c >> 48 & 127) < 4, 'english_learner', 'Limited Monitored 1', '2026-02-01', NULL),
			-- a disability; for some it is found during the year
			(disabled, 'disability_idea', 'Yes', CASE WHEN (b >> 14 & 127) < 3 THEN turn END, NULL),
			(poor, 'economic_disadvantage', 'Yes', $1, $2),
			-- homeless for a time
			(homeless, 'homeless', 'Yes', turn - 20, CASE WHEN (c & 1) = 0 THEN turn + 60 END))
			AS g (is_in, kind, value, begin_date, end_date)
		WHERE is_in
		$sql$, store) USING first_day, last_day;

	-- Stays, and three with an exit before entry.
	EXECUTE format($sql$
		INSERT INTO %1$I.enrollment (student_id, school_id, school_year, entry_date, exit_date, grade, calendar_code, entry_type, exit_type, enrollment_type, primary_school, fte, homeroom)
		SELECT student_id, school_id, 2026, entry_date, exit_date, CASE WHEN NOT no_grade THEN ($1)[grade + 1] END,
			CASE WHEN n = 1 THEN ('{A,B}'::text[])[calendar - 3] WHEN mod(n, 5) = 0 THEN 'MAIN' END,
			entry_type, exit_type, 'Current', primary_school, fte, ($1)[grade + 1] || '-' || homeroom
		FROM pg_temp.sample_stay
		UNION ALL
		(SELECT student_id, school_id, 2026, '2025-10-01', '2025-09-20', ($1)[grade + 1], NULL, 'Other', 'Withdrawn', 'Current', NULL, NULL, NULL
		FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 3)
		$sql$, store) USING grades;

	-- The district's codes. MTG and XX are in the events and not here.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_code (code, school_id, school_year, mark, portion, description)
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
		ON CONFLICT DO NOTHING
		$sql$, store);

	ANALYZE pg_temp.sample_stay, pg_temp.sample_day;

	-- Events. The low 20 bits of a draw say whether there is one, others what it is;
	-- OFFSET 0 has each hit's draw made once.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_event (student_id, school_id, school_year, day, period, code, portion, missed, held, reason)
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
				WHEN code = 'EX' AND (draw >> 58 & 7) = 0 THEN ('{Illness,Illness,Medical appointment,Family emergency}'::text[])[1 + (draw >> 61 & 3)] END
		FROM (
			SELECT e.*, generate_series(first_period, last_period) AS period,
				CASE WHEN code IN ('EX', 'UX') AND ordinary AND last_period = 0 THEN draw >> 40 & 127 END AS part
			FROM (
				SELECT c.*,
					-- 8%% of such days in a secondary school are kept by period: a tardy in the first, one to
					-- four periods missed, or the whole day and then a tardy in the first; 0 is the day
					CASE WHEN NOT by_period THEN 0 WHEN code = 'TD' THEN 1 WHEN (draw >> 40 & 3) = 0 THEN 0 ELSE 1 + (draw >> 54 & 3)::integer END AS first_period,
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
								hashint8extended(s.number * 512 + d.n, $1 + s.n) AS draw,
								hashint8extended(s.number * 512 + d.n, $1 + s.n) >> 20 & 1023 AS kind,
								coalesce(d.day BETWEEN s.away_from AND s.away_to, false) AS away,
								s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to AS ill
							FROM pg_temp.sample_stay AS s
							JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
							WHERE s.marked
								AND (hashint8extended(s.number * 512 + d.n, $1 + s.n) & 1048575 < s.habit * d.weight
									OR d.day BETWEEN s.away_from AND s.away_to
									OR s.ill_draw < 45 AND d.day BETWEEN s.ill_from AND s.ill_to)
							OFFSET 0) AS h) AS k) AS c) AS e) AS e
		$sql$, store) USING salt + 1000;

	-- School 3 takes its roll, except for a week in February and a day now and then.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_taken (school_id, day, calendar_code)
		SELECT c.school_id, d.day, NULL
		FROM pg_temp.sample_day AS d JOIN pg_temp.sample_calendar AS c USING (calendar)
		WHERE c.n = 3 AND d.day NOT BETWEEN '2026-02-09' AND '2026-02-12' AND hashint8extended(d.n, $1) & 31 > 0
		$sql$, store) USING salt + 4;

	-- In that week the first homerooms kept a list, which was typed in later.
	EXECUTE format($sql$
		INSERT INTO %1$I.attendance_event (student_id, school_id, school_year, day, code)
		SELECT s.student_id, s.school_id, 2026, d.day, 'P'
		FROM pg_temp.sample_stay AS s
		JOIN pg_temp.sample_day AS d ON d.calendar = s.calendar AND d.day BETWEEN s.entry_date AND s.last
		WHERE s.n = 3 AND s.homeroom = 1 AND s.marked AND d.day BETWEEN '2026-02-09' AND '2026-02-10'
			AND NOT EXISTS (SELECT FROM %1$I.attendance_event AS e WHERE e.student_id = s.student_id AND e.school_id = s.school_id AND e.day = d.day)
		$sql$, store);

	-- Bad rows, of three students each, whatever the size: on a holiday, a Saturday and
	-- the snow day; with years mistyped; with portions above 1 and below 0; of students
	-- and schools that nobody knows; a week before entry and after exit. And five of
	-- each: rows that came twice, and absences put right by a second row.
	EXECUTE format($sql$
		WITH chosen AS (
			SELECT number, student_id, school_id FROM pg_temp.sample_stay WHERE story IS NULL ORDER BY number LIMIT 20),
		few AS (SELECT * FROM chosen ORDER BY number LIMIT 3),
		fact AS (   -- ordered by all that tells rows apart
			SELECT e.* FROM %1$I.attendance_event AS e JOIN chosen USING (student_id, school_id)
			WHERE e.school_year = 2026 AND e.code IN ('EX', 'UX') AND e.period IS NULL AND e.portion IS NULL AND e.missed IS NULL
			ORDER BY e.student_id, e.school_id, e.day)
		INSERT INTO %1$I.attendance_event (student_id, school_id, school_year, day, code, portion)
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
		(SELECT student_id, school_id, 2026, day, 'TD', NULL FROM fact OFFSET 5 LIMIT 5)
		$sql$, store);

	DROP TABLE pg_temp.sample_day, pg_temp.sample_stay, pg_temp.sample_student, pg_temp.sample_calendar, pg_temp.sample_school;
	EXECUTE format('ANALYZE %1$I.school, %1$I.student, %1$I.student_group, %1$I.calendar, %1$I.calendar_grade, %1$I.calendar_day, %1$I.enrollment,
		%1$I.attendance_code, %1$I.attendance_event, %1$I.attendance_taken, %1$I.school_year_state', store);
END
$$;

COMMENT ON PROCEDURE absence.load_sample(name, integer, integer, integer) IS
	'Fills a store''s empty fact tables with one finished school year of a made-up district, 2025-08-18 to 2026-06-05: the same for the same students, schools and seed, ugly where real data is';
