-- The facts of a made-up district, drawn from a seed.
--
-- Nothing here uses the extension. A draw hashes its key, so a seed gives the same
-- district on every server, version and platform, which random() does not. The district
-- is deliberately difficult: it has short stays, stays that overlap, events on Sundays,
-- several marks a day with shares above 1, and rolls that were not taken.

-- A whole number from 0 to n - 1 that depends on the key alone.
CREATE FUNCTION draw(n integer, key text) RETURNS integer
IMMUTABLE PARALLEL SAFE
RETURN (('x' || left(encode(sha256(key::bytea), 'hex'), 8))::bit(32)::bigint % n)::integer;

-- A "school" stands for one school in one school year, so that a student may
-- have registers of two years, and rollup() may merge them.
CREATE UNLOGGED TABLE calendar (
	calendar    integer PRIMARY KEY,
	school_year integer,        -- the year that it is made for
	first_day   date,
	last_day    date,
	lengths     integer         -- what is known of the lengths of days: see fill()
);

CREATE UNLOGGED TABLE calendar_day (   -- the session days
	calendar    integer,
	day         date,
	minutes     integer,        -- NULL: the length is not known
	PRIMARY KEY (calendar, day)
);

CREATE UNLOGGED TABLE school (
	school           integer PRIMARY KEY,
	school_year      integer,
	affirmative      boolean,   -- presence is recorded; otherwise only exceptions
	roll_taken       integer,   -- percent of days recorded, of an affirmative school
	in_minutes       boolean,   -- events have missed and held; otherwise a portion
	complete_through date       -- NULL: nothing can be counted
);

CREATE UNLOGGED TABLE recorded_day (school integer, day date, PRIMARY KEY (school, day));

CREATE UNLOGGED TABLE stay (
	student  integer,
	school   integer,
	calendar integer,
	entry    date,
	exit     date               -- NULL: open
);

CREATE UNLOGGED TABLE yielded_day (student integer, school integer, day date, PRIMARY KEY (student, school, day));

CREATE UNLOGGED TABLE event (
	student integer,
	school  integer,
	day     date,
	row     integer,            -- a day can have several rows
	mark    text,               -- NULL: a row that records nothing
	portion numeric,            -- NULL: the default of the mark
	missed  numeric,            -- missed and held: if the school is in_minutes
	held    numeric,
	PRIMARY KEY (student, school, day, row)
);

-- The order of marks.
CREATE TABLE mark (mark text PRIMARY KEY, place integer);
INSERT INTO mark
SELECT mark, place
FROM unnest('{tardy,left_early,unexcused,excused,oss,exempt,unverified,iss,remote,activity,homebound,unmapped,present}'::text[])
     WITH ORDINALITY AS m(mark, place);

-- The membership of a student: the session days of the calendars of the stays. A day of
-- two stays has the longer of their lengths.
CREATE VIEW membership_day AS
SELECT s.student, s.school, d.day, max(d.minutes) AS minutes
FROM stay s
JOIN calendar_day d ON d.calendar = s.calendar
                   AND d.day BETWEEN s.entry AND coalesce(s.exit, 'infinity')
GROUP BY s.student, s.school, d.day;

CREATE PROCEDURE fill(seed integer, students integer) LANGUAGE plpgsql AS
$$
DECLARE
	-- Frequent marks are listed several times.
	marks    text[] := '{tardy,tardy,tardy,left_early,left_early,unexcused,unexcused,unexcused,excused,excused,excused,
	                     oss,exempt,unverified,iss,iss,remote,activity,activity,homebound,unmapped,unmapped,present,present,NULL}';
	-- Halves, thirds, sevenths, thirteenths, parts of 380 and 390 minutes, decimals for
	-- thirds, shares just beside a line, shares above 1, a tie in rounding.
	portions numeric[] := ARRAY[NULL, NULL, NULL, 0, 1, 1, 1/2.0, 1/2.0, 1/2.0, 1/4.0, 3/4.0, 1/3.0, 2/3.0, 0.33, 0.34, 0.66, 0.67,
	                     1/7.0, 3/7.0, 6/7.0, 5/13.0, 8/13.0, 195/390.0, 100/390.0, 190/380.0, 77/380.0,
	                     0.1, 0.9, 0.98, 0.4999, 0.5001, 1.5, 1/32.0, 3/17.0];
	exact    numeric[] := ARRAY[NULL, NULL, 0, 1, 1/2.0, 1/4.0, 3/4.0, 1/3.0, 2/3.0, 0.33, 0.67, 1/7.0, 3/7.0, 5/13.0, 100/390.0, 0.1, 0.9,
		1.5];
	held     integer[] := '{390,390,7,13,380,377}';
BEGIN
	TRUNCATE calendar, calendar_day, school, recorded_day, stay, yielded_day, event;

	-- Seven calendars of one year and three of the year before. Some are short, some
	-- begin in June, some end in July or August, some do both, and one in ten follows
	-- the calendar year.
	INSERT INTO calendar
	SELECT c, y, first_day,
	       CASE WHEN shape IN (3, 4, 5) THEN make_date(y, 7, 1) + draw(60, concat_ws(' ', seed, 'on', c))
	            ELSE least(first_day + (ARRAY[15, 100, 285, 290, 295, 300])[1 + draw(6, concat_ws(' ', seed, 'length', c))],
	                make_date(y, 6, 26)) END,
	       draw(5, concat_ws(' ', seed, 'lengths', c))
	FROM generate_series(1, 10) c,
	     LATERAL (SELECT CASE WHEN c <= 7 THEN 2026 ELSE 2025 END AS y, draw(10, concat_ws(' ', seed, 'shape', c)) AS shape) y,
	     LATERAL (SELECT CASE WHEN shape IN (5, 6) THEN make_date(y - 1, 6, 3) + draw(27, concat_ws(' ', seed, 'early', c))
	                          WHEN shape = 7 THEN make_date(y - 1, 2, 1) + draw(60, concat_ws(' ', seed, 'early', c))
	                          ELSE make_date(y - 1, 8, 10) + draw(20, concat_ws(' ', seed, 'first', c)) END AS first_day) f;

	-- Weekdays, without one day in twelve; in some calendars also Saturdays and
	-- Sundays.
	INSERT INTO calendar_day
	SELECT c.calendar, d.day,
	       CASE c.lengths
	         WHEN 0 THEN NULL                                    -- no length is known
	         WHEN 1 THEN 390
	         WHEN 2 THEN CASE WHEN draw(8, key) = 0 THEN 200 ELSE 390 END
	         WHEN 3 THEN (ARRAY[377, 381, 390, 400, 263])[1 + draw(5, key)]
	         WHEN 4 THEN CASE WHEN draw(25, key) > 0 THEN 380 END  -- a few are not known
	       END
	FROM calendar c,
	     LATERAL (SELECT c.first_day + n AS day FROM generate_series(0, c.last_day - c.first_day) n) d,
	     LATERAL (SELECT concat_ws(' ', seed, 'day', c.calendar, d.day - date '2000-01-01') AS key) k
	WHERE CASE extract(isodow FROM d.day)
	        WHEN 6 THEN c.calendar % 3 = 0 AND draw(3, key || ' 6') = 0
	        WHEN 7 THEN c.calendar % 4 = 0 AND draw(6, key || ' 7') = 0
	        ELSE draw(12, key || ' 1') > 0
	      END;

	INSERT INTO school
	SELECT c.calendar, c.school_year, draw(3, key || 'affirmative') = 0, 30 + draw(70, key || 'taken'), draw(3, key || 'minutes') = 0,
	       CASE draw(8, key || 'complete')
	         WHEN 0 THEN NULL
	         WHEN 1 THEN c.last_day + 10
	         WHEN 2 THEN 'infinity'
	         ELSE c.first_day + draw(c.last_day - c.first_day, key || 'day')
	       END
	FROM calendar c,
	     LATERAL (SELECT concat_ws(' ', seed, 'school', c.calendar, '') AS key) k;

	INSERT INTO recorded_day
	SELECT s.school, d.day
	FROM school s JOIN calendar_day d ON d.calendar = s.school
	WHERE s.affirmative
	  AND draw(100, concat_ws(' ', seed, 'recorded', s.school, d.day - date '2000-01-01')) < s.roll_taken;

	-- One to four stays per student: whole years, some days, no day (an exit before the
	-- entry), some under another calendar of the year.
	INSERT INTO stay
	SELECT student, school, calendar, entry,
	       CASE WHEN how < 12 THEN NULL
	            WHEN how < 14 THEN entry + draw(30, key || 'short')
	            WHEN how < 19 THEN entry + draw(250, key || 'long')
	            ELSE entry - 1 - draw(5, key || 'void')
	       END
	FROM generate_series(1, students) student,
	     LATERAL generate_series(1, 1 + least(draw(4, concat_ws(' ', seed, 'stays', student)),
	         draw(4, concat_ws(' ', seed, 'Stays', student)))) number,
	     LATERAL (SELECT concat_ws(' ', seed, 'stay', student, number, '') AS key) k,
	     LATERAL (SELECT 1 + draw(10, key || 'school') AS school, draw(20, key || 'how') AS how) s,
	     LATERAL (SELECT CASE WHEN draw(5, key || 'calendar') > 0 THEN school
	                          WHEN school <= 7 THEN 1 + draw(7, key || 'other')
	                          ELSE 8 + draw(3, key || 'other') END AS calendar) c,
	     LATERAL (SELECT first_day + CASE WHEN draw(3, key || 'entry') > 0 THEN draw(4, key || 'near') - 2
	         ELSE draw(260, key || 'far') - 20 END AS entry
	              FROM calendar WHERE calendar.calendar = c.calendar) e;

	-- The owner of a day of two schools depends on the student: properly the school
	-- with the lower number; or no school yields; or days yield at random, whether or
	-- not the owner has the day.
	INSERT INTO yielded_day
	SELECT student, school, day
	FROM (SELECT m.*, min(school) OVER (PARTITION BY student, day) AS owner FROM membership_day m) m,
	     LATERAL (SELECT draw(4, concat_ws(' ', seed, 'yields', student)) AS how) h
	WHERE how IN (0, 1) AND school > owner
	   OR how = 2 AND draw(3, concat_ws(' ', seed, 'yield', student, school, day - date '2000-01-01')) = 0;

	-- By habit: from students with no event to students with an event nearly every day,
	-- also on Sundays and on days outside their stays; one to three rows per day.
	INSERT INTO event
	SELECT student, school, day, row,
	       CASE WHEN ill THEN 'excused' ELSE marks[1 + draw(cardinality(marks), row_key || 'mark')] END,
	       CASE WHEN in_minutes OR ill THEN NULL
	            WHEN row = 1 THEN portions[1 + draw(cardinality(portions), row_key || 'portion')]
	            ELSE exact[1 + draw(cardinality(exact), row_key || 'portion')] END,
	       CASE WHEN in_minutes THEN
	         CASE draw(6, row_key || 'which') WHEN 0 THEN CASE WHEN ill THEN h ELSE 0 END WHEN 1 THEN h WHEN 2 THEN h + 10 WHEN 3 THEN h / 2
	             ELSE draw(h, row_key || 'missed') END END,
	       CASE WHEN in_minutes THEN h END
	FROM (SELECT DISTINCT student, school FROM stay) s
	JOIN school USING (school),
	     LATERAL (SELECT (ARRAY[0, 0, 20, 20, 50, 125, 350, 900])[1 + draw(8, concat_ws(' ', seed, 'habit', student))] AS per_thousand) h,
	     LATERAL (SELECT make_date(school_year - 1, 6, 5) + n AS day FROM generate_series(0, 455) n WHERE per_thousand > 0) d,
	     LATERAL (SELECT concat_ws(' ', seed, 'event', student, school, n, '') AS key FROM (SELECT day - date '2000-01-01' AS n) n) k,
	     LATERAL generate_series(1, 1 + least(draw(3, key || 'rows'), draw(3, key || 'Rows'))) row,
	     -- A whole day of illness, so that streaks are long.
	     LATERAL (SELECT key || row AS row_key, per_thousand = 900 AND row = 1 AND draw(3, key || 'ill') > 0 AS ill) r,
	     -- Only the first row of a day may have a share that is not a whole number of
	     -- units.
	     LATERAL (SELECT held[1 + draw(CASE WHEN row = 1 THEN 6 ELSE 4 END, row_key || 'held')] AS h) l
	WHERE draw(1000, key || 'any') < per_thousand;

	ANALYZE calendar, calendar_day, school, recorded_day, stay, yielded_day, event;
END
$$;
