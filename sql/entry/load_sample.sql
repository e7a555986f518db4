
-- load_sample: a whole, finished school year of a made-up district
--
-- A draw is some bits of hashint8extended(key, salt). PostgreSQL itself finds the partition
-- of a row by that function, so every partitioned table that pg_upgrade or a replica
-- carries along depends on it. In practice it gives the same on every server version and
-- platform, which random() would not. Everything else is arithmetic of integers and dates;
-- nothing reads a clock.
--
-- What happens to a student (the story) depends on the student's number; each story has
-- a fixed share of every 200 students. The peculiarities of a school depend on the
-- school's number. A district of 300 students in 6 schools has all of them.
--   1 two calendars, a stay names its own    2 calendars by grade
--   3 reports presence, with gaps            4 reports nothing after 17 April
-- Even schools also have a calendar of their staff, schools divisible by three write an
-- exit at the end of the year, and every fifth school names its only calendar.
--
-- The district is drawn into temporary tables here. sql/store/function/load_sample.sql makes
-- facts of it, and load_sample_support.sql beside it the support that follows from them.

CREATE PROCEDURE absence.load_sample(store name, students integer DEFAULT 1000, schools integer DEFAULT 10, seed integer DEFAULT 1)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	first_day constant date := '2025-08-18';
	last_day constant date := '2026-06-05';
	salt constant bigint := seed::bigint << 20;
	-- how much is missed by grade, in percent: kindergarten and the last years most
	grade_habit constant integer[] := '{128,110,98,90,85,83,88,96,104,116,122,128,142}';
	filled text;
	filled_is_there boolean;
BEGIN
	PERFORM absence_internal.lock_store(store);
	PERFORM absence_internal.must_be_laid(store);
	IF students IS NULL OR schools IS NULL OR seed IS NULL THEN
		RAISE EXCEPTION 'students, schools and seed must not be null' USING ERRCODE = 'invalid_parameter_value';
	ELSIF students < 1 OR schools < 1 THEN
		RAISE EXCEPTION 'students and schools must be at least 1' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF absence_internal.is_distributed(store) THEN
		RAISE EXCEPTION 'store "%" is distributed, and a sample cannot be loaded into it', store
			USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Load the sample into a new store, and distribute that.';
	END IF;
	FOREACH filled IN ARRAY '{enrollment,attendance_event}'::text[] LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE school_year = 2026)', store, filled) INTO filled_is_there;
		IF filled_is_there THEN
			RAISE EXCEPTION 'table "%.%" has rows of school year 2026', store, filled
				USING ERRCODE = 'object_not_in_prerequisite_state',
					HINT = 'A sample needs a store without facts of that year. To create one: SELECT absence.create_store(''name'');';
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
		-- some schools record the minutes of a tardy
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
			JOIN (VALUES (0, 'Elementary', 0, 5, 4), (1, 'High', 9, 12, 9), (2, 'Elementary', 0, 5, 4), (3, 'Middle', 6, 8, 6),
					(4, 'Elementary', 0, 5, 4))
				AS l (place, level, lowest, highest, weight) ON l.place = (n - 1) % 5) AS s) AS s
	WINDOW peers AS (PARTITION BY level ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

	-- Calendars, numbered four to a school.
	CREATE TEMP TABLE sample_calendar AS
	SELECT s.n * 4 + c.place AS calendar, s.n, s.school_id, c.code, c.type, s.day_minutes, s.periods
	FROM pg_temp.sample_school AS s
	JOIN (VALUES (0, 'A', 'School'), (1, 'B', 'School'), (0, 'G0910', 'Grade Level'), (1, 'G1112', 'Grade Level'), (0, 'MAIN', 'School'),
			(2, 'STAFF', 'Staff'))
		AS c (place, code, type)
		ON CASE WHEN c.type = 'Staff' THEN s.n % 2 = 0
			WHEN s.n = 1 THEN c.code IN ('A', 'B')
			WHEN s.n = 2 THEN c.type = 'Grade Level'
			ELSE c.code = 'MAIN' END;

	-- Students. The prime scrambles the numbers, so that they are not in order of schools.
	CREATE TEMP TABLE sample_student AS
	SELECT p.*,
		-- Days missed, in 2^-20 of 1%: few for most, more and more for a short tail.
		((18500 + (212000 * tail >> 15)) * hardship / 100 * grade_habit[grade + 1] / 100
			* (CASE WHEN poor THEN 122 ELSE 86 END + CASE WHEN homeless THEN 40 ELSE 0 END + CASE WHEN disabled THEN 12 ELSE 0 END)
			/ 10000)::integer AS habit,
		-- the number of unexcused among 1024 absences: more in upper grades and with hardship
		(grade * 22 + hardship * 2 + (a >> 10 & 127))::integer AS unexcused
	FROM (
		SELECT d.*,
			tail_root * tail_root >> 15 AS tail,
			(d.b & 127) < hardship - 38 AS poor,
			(d.b >> 7 & 127) < CASE WHEN (d.b & 127) < hardship - 38 THEN 5 ELSE 1 END AS homeless,
			(d.b >> 14 & 127) < 18 AS disabled,
			(d.b >> 21 & 1023) AS race,
			first_day + 25 + (d.c & 127)::integer + (d.c >> 7 & 63)::integer AS turn,   -- the day of the story
			CASE WHEN slot = 0 THEN 'no show' WHEN slot = 1 THEN 'invalid' WHEN slot = 2 THEN 'promoted' WHEN slot = 3 THEN 'overlapping'
				WHEN slot = 4 THEN 'visitor' WHEN slot = 5 THEN 'one day'
				WHEN slot IN (6, 88) THEN 'two schools' WHEN slot IN (7, 89) THEN 'half and half'
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
			CROSS JOIN LATERAL (
				SELECT hashint8extended(number, salt + 1) AS a, hashint8extended(number, salt + 2) AS b, hashint8extended(number, salt + 3) AS c
			) AS h
			OFFSET 0) AS d) AS p
	ORDER BY number;

	-- Stays: a first stay of each student, and a second stay in some stories. marked: the
	-- stay has events. last: the day on which the stay ends. away: absent for days under one code.
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
			CASE WHEN story IN ('late', 'visitor', 'one day') THEN 'Transfer' WHEN grade = 0 THEN 'New to education system'
				ELSE 'Next year school' END AS entry_type,
			CASE WHEN story = 'no show' THEN 'No show'
				WHEN story IN ('transfer', 'visitor', 'one day') THEN 'Transferred'
				WHEN story = 'left' AND grade > 8 AND (c >> 45 & 3) = 0 THEN 'Dropout'
				WHEN story IN ('left', 'gap') THEN 'Withdrawn'
				WHEN story <> 'promoted' OR story IS NULL
					THEN CASE WHEN n % 3 = 0 THEN CASE WHEN grade = 12 THEN 'Graduated' ELSE 'End of school year' END END END AS exit_type,
			-- of two schools, the primary one owns a day; if none is primary, that with the larger fte
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
			CASE WHEN story = 'invalid' THEN 'Invalid enrollment'
				WHEN n % 3 = 0 AND story NOT IN ('two schools', 'half and half') THEN 'End of school year' END,
			CASE WHEN story = 'two schools' THEN false WHEN n % 2 = 0 AND story <> 'half and half' THEN true END,
			CASE story WHEN 'two schools' THEN 0.4 WHEN 'half and half' THEN 0.5 END
		FROM pg_temp.sample_student
		WHERE story IN ('promoted', 'overlapping', 'gap', 'invalid')
			OR (story IN ('transfer', 'two schools', 'half and half') AND next_n IS NOT NULL)) AS u
	JOIN pg_temp.sample_school AS s USING (n)
	ORDER BY number, part;
	ANALYZE pg_temp.sample_stay;

	EXECUTE format('SELECT %1$I.fill_with_sample($1), %1$I.fill_with_support($1)', store) USING seed;
	DROP TABLE pg_temp.sample_day, pg_temp.sample_stay, pg_temp.sample_student, pg_temp.sample_calendar, pg_temp.sample_school;
END
$$;
COMMENT ON PROCEDURE absence.load_sample(name, integer, integer, integer) IS
	'Fills a store''s empty fact tables with one finished school year of a made-up district, 2025-08-18 to 2026-06-05: '
	'the same for the same students, schools and seed, with the usual errors of real data';
